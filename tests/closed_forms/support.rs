//! Runs of small scenarios, estimates over replicates, and claims about them.

use microgov::measures::RunOutcome;
use microgov::scenario::{Memory, Scenario, read};
use microgov::simulation::Simulator;
use microgov::vocabulary::Measure;
use std::sync::Arc;

macro_rules! files {
    ($($name:literal),+) => {
        /// The scenarios of the tests, as they are shipped.
        const FILES: &[(&str, &str)] = &[
            ("help_desk.toml", include_str!("../../scenarios/help_desk.toml")),
            $((concat!("closed_forms/", $name), include_str!(concat!("../../scenarios/closed_forms/", $name)))),+
        ];
    };
}
files!(
    "able_leader.toml",
    "breakdown.toml",
    "condorcet.toml",
    "consent.toml",
    "fixers.toml",
    "dilemma.toml",
    "effort.toml",
    "mediation.toml",
    "needs.toml",
    "new_holder.toml",
    "news.toml",
    "one_basin.toml",
    "participation.toml",
    "plain.toml",
    "presence.toml",
    "priority.toml",
    "projects.toml",
    "quarrels.toml",
    "queue.toml",
    "storm.toml",
    "rounds.toml",
    "tasks.toml",
    "tipping.toml",
    "trust.toml",
    "two_basins.toml",
    "voice.toml",
    "warning.toml",
    "works.toml",
    "weak_links.toml"
);

/// A scenario with settings laid over it, as after `--set`, and further files beside it.
pub(crate) fn scenario_with(name: &str, settings: &[&str], files: &[(&str, &str)]) -> Scenario {
    let all = FILES.iter().chain(files);
    let memory = all.fold(Memory::default(), |memory, (name, text)| memory.and(name, *text));
    let settings: Vec<String> = settings.iter().map(|setting| (*setting).to_string()).collect();
    read(&memory, name, &settings).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What `keep` makes of the replicates of the arm called `arm`.
pub(crate) fn replicates<T>(
    scenario: &Scenario,
    arm: &str,
    count: u64,
    with_cases: bool,
    keep: impl Fn(&RunOutcome) -> T,
) -> Vec<T> {
    let place = scenario.arms.iter().position(|known| known.name == arm).expect("the scenario has the arm");
    let mut simulator = Simulator::new(Arc::new(scenario.clone())).expect("rosters are sound");
    (0..count)
        .map(|replicate| keep(&simulator.run(place, replicate, with_cases).unwrap_or_else(|fault| panic!("{fault}"))))
        .collect()
}

/// The same of a scenario by name.
pub(crate) fn runs<T>(
    (file, settings, arm): (&str, &[&str], &str),
    count: u64,
    with_cases: bool,
    keep: impl Fn(&RunOutcome) -> T,
) -> Vec<T> {
    replicates(&scenario_with(file, settings, &[]), arm, count, with_cases, keep)
}

/// The value of a measure that always exists here.
pub(crate) fn value(outcome: &RunOutcome, measure: Measure) -> f64 {
    outcome.get(measure).unwrap_or_else(|| panic!("{} is empty", measure.name()))
}

/// An estimate over replicates with its standard error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Estimate {
    pub(crate) mean: f64,
    pub(crate) error: f64,
}

/// The mean of one number a replicate.
pub(crate) fn mean(values: &[f64]) -> Estimate {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let square = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
    Estimate { mean, error: libm::sqrt(square / (n - 1.0) / n) }
}

/// Total over total, with the error of the linearised ratio.
pub(crate) fn ratio(pairs: &[(f64, f64)]) -> Estimate {
    let (above, below) = pairs.iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    let ratio = above / below;
    let residuals: Vec<f64> = pairs.iter().map(|(a, b)| a - ratio * b).collect();
    Estimate { mean: ratio, error: mean(&residuals).error * pairs.len() as f64 / below }
}

/// What a closed form says of an estimate.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    what: &'static str,
    estimate: Estimate,
    expected: f64,
}

/// A claim.
pub(crate) fn claim(what: &'static str, estimate: Estimate, expected: f64) -> Claim {
    Claim { what, estimate, expected }
}

impl Claim {
    /// Whether the estimate lies within four standard errors of the closed form, spoilt by a factor.
    pub(crate) fn holds(&self, perturb: f64) -> bool {
        (self.estimate.mean - perturb * self.expected).abs() < 4.0 * self.estimate.error
    }
}

/// Every claim holds, and none would hold if the closed form were 5 % higher: that is eight standard errors or more.
pub(crate) fn assert_hold(claims: &[Claim]) {
    for claim in claims {
        let Claim { what, estimate: Estimate { mean, error }, expected } = claim;
        println!("{what}: {mean:.6} ± {error:.6} for {expected:.6}, strength {:.1}", 0.05 * expected.abs() / error);
    }
    for claim in claims {
        assert!(claim.holds(1.0), "{claim:?}");
        assert!(!claim.holds(1.05), "{claim:?}");
        assert!(0.05 * claim.expected.abs() >= 8.0 * claim.estimate.error, "too few replicates: {claim:?}");
    }
}
