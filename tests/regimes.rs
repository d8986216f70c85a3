//! The regimes: when three should not beat one, and when they should. Every scenario of `scenarios/regimes` makes a
//! condition by parameters alone and claims what follows; every claim must be met, or stand below with the reason.
#![cfg(all(feature = "app", not(debug_assertions)))]

use microgov::analysis::claims::{Claimed, Finding, Outcome, Values, claims, judge};
use microgov::results::MonthRow;
use microgov::scenario::{FileSystem, Scenario, read};
use microgov::simulation::Simulator;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Claims that the model does not meet, as `file target`, each with the reason. The model is not bent to meet them.
const UNMET: &[(&str, &str)] = &[];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/regimes")
}

/// The names of the regimes, without their ending; what they start from claims nothing and is none.
fn regimes() -> Vec<String> {
    let stem = |path: PathBuf| Some(path.file_name()?.to_str()?.strip_suffix(".toml")?.to_string());
    let entries = std::fs::read_dir(folder()).unwrap().filter_map(|entry| stem(entry.unwrap().path()));
    let mut names: Vec<String> = entries.filter(|name| name.starts_with('r')).collect();
    names.sort();
    names
}

fn scenario(path: &str, seed: Option<u64>) -> Scenario {
    let settings: Vec<String> = seed.map(|seed| format!("experiment.seed={seed}")).into_iter().collect();
    read(&FileSystem, path, &settings).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The values of a scenario's runs that its own claims are about, or those of the scenario that refers to it.
fn values(scenario: &Scenario, replicates: u64, of: &Scenario) -> Values {
    let claims = claims(of);
    let mut simulator = Simulator::new(Arc::new(scenario.clone())).unwrap();
    // One replicate after the other, so that its arms share their village.
    let mut runs = vec![Vec::new(); scenario.arms.len()];
    let mut months = Vec::new();
    for replicate in 0..replicates {
        for (arm, runs) in runs.iter_mut().enumerate() {
            let outcome = simulator.run(arm, replicate, false).unwrap_or_else(|fault| panic!("{fault}"));
            runs.push(outcome.measures);
            months
                .extend(outcome.months.into_iter().enumerate().map(|(month, values)| (arm, replicate, month, values)));
        }
    }
    let mut values = Values::new(runs, claims.len());
    for (arm, replicate, month, measures) in &months {
        let row = MonthRow { arm: *arm, replicate: *replicate, month: *month, values: measures };
        values.month(&row, &claims, &scenario.calendar);
    }
    values
}

/// What the runs say of each claim of a regime.
fn findings(name: &str) -> Vec<(String, Finding)> {
    let path = folder().join(format!("{name}.toml"));
    let scenario = scenario(&path.to_string_lossy(), None);
    let replicates = u64::from(scenario.experiment.replicates);
    let here = values(&scenario, replicates, &scenario);
    let mut there: Vec<(&str, Values)> = Vec::new();
    for file in scenario.references.iter().filter(|file| !file.is_empty()) {
        if there.iter().all(|(known, _)| known != file) {
            let reference = self::scenario(file, Some(scenario.experiment.seed));
            assert!(reference.arms.iter().zip(&scenario.arms).all(|(one, other)| one.name == other.name), "{file}");
            there.push((file, values(&reference, replicates, &scenario)));
        }
    }
    let claims = claims(&scenario);
    assert!(!claims.is_empty(), "{name} claims nothing");
    let find = |(place, claim): (usize, &Claimed<'_>)| {
        let file = scenario.references[place].as_str();
        let there = there.iter().find(|(known, _)| *known == file).map(|(_, values)| values.sample(place, claim));
        (claim.target.name.clone(), judge(claim.target, &here.sample(place, claim), &there.unwrap_or_default()))
    };
    claims.iter().enumerate().map(find).collect()
}

/// Holds every other regime against its claims, from the first or the second on: two tests run side by side.
fn hold(from: usize) {
    let mut wrong = Vec::new();
    for name in regimes().iter().skip(from).step_by(2) {
        for (target, finding) in findings(name) {
            let claim = format!("{name} {target}");
            let (outcome, estimate, interval) = (finding.outcome, finding.estimate, finding.interval);
            println!("{claim}: {} {estimate:?} {interval:?}", outcome.word());
            let known = UNMET.iter().find(|(known, _)| *known == claim);
            match (outcome, known) {
                (Outcome::Met, Some((_, reason))) => wrong.push(format!("{claim} is met now, though: {reason}")),
                (Outcome::Met, None) => {}
                (_, Some((_, reason))) => println!("  known: {reason}"),
                (_, None) => wrong.push(format!("{claim}: {} at {estimate:?} {interval:?}", outcome.word())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_regime_comes_out_as_claimed() {
    hold(0);
}

#[test]
fn every_regime_comes_out_as_claimed_the_other_half() {
    hold(1);
}

#[test]
fn every_unmet_claim_is_one_that_is_made() {
    for (claim, reason) in UNMET {
        let (name, _) = claim.split_once(' ').unwrap();
        assert!(regimes().iter().any(|regime| regime == name) && !reason.is_empty(), "{claim}");
    }
}
