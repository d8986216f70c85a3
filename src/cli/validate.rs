//! `microgov validate SCENARIO`: what the scenario claims of its outcomes (`[[target]]`), held against its runs.

use super::compare::{self, Results, broken, describe, results};
use super::verdict::{self, validation::Validation};
use super::{Failure, Global, diagnostics};
use crate::analysis::claims::{Claimed, Finding, Outcome, Quantity, ValidationRow, Values, claims, judge};
use crate::results::{Folder, Manifest, Problem, each_month, run_values, validation_fields};
use crate::scenario::{FileSystem, Scenario, read};
use crate::vocabulary::{Measure, MonthMeasure};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// The file in the results folder.
const FILE: &str = "validation.csv";

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file
    pub scenario: String,
    /// Give up other results that are in the folder
    #[arg(long)]
    pub force: bool,
    /// End with exit code 1 unless every claim is met
    #[arg(long)]
    pub require_met: bool,
}

/// Runs what is missing, judges every claim, adds `validation.csv` to the results folder and prints the table.
///
/// # Errors
/// A [`Failure`]: as for `compare`; the scenario claims nothing; a reference is wrong or has not the same arms; with
/// `--require-met`, a claim is not met.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let worlds = global.worlds(global.scenario(&arguments.scenario)?, &arguments.scenario)?;
    let scenario = Arc::clone(worlds.base());
    let claims = claims(&scenario);
    if claims.is_empty() {
        let help = vec!["add [[target]] entries; `microgov explain target` lists their keys".into()];
        return Err(Failure::CommandLine { message: format!("{} claims nothing", arguments.scenario), help });
    }
    let references = references(&scenario, &claims)?;
    let of =
        |file: &str| compare::Arguments { scenario: file.into(), force: arguments.force, cases: false, csv: false };
    let Results { path, folder, mut manifest, .. } =
        results(global, &of(&arguments.scenario), worlds, global.out.clone())?;
    let values = values(&scenario, &claims, &path, manifest.replicates.finished).map_err(failed)?;
    let mut there = vec![Vec::new(); claims.len()];
    for (file, mut reference) in references {
        // Both must have the same replicates, also where a rule decided how many.
        reference.experiment.replicates = u32::try_from(manifest.replicates.finished).unwrap_or(u32::MAX);
        let worlds = global.worlds(reference, &file)?;
        let reference = Arc::clone(worlds.base());
        let fixed = Global { until: Vec::new(), ..global.clone() };
        let own = global.out.as_ref().map(|out| out.join("references").join(&reference.name));
        let Results { path, manifest, .. } = results(&fixed, &of(&file), worlds, own)?;
        broken(&manifest)?;
        let theirs = translated(&claims, &scenario, &reference);
        let values = self::values(&reference, &theirs, &path, manifest.replicates.finished).map_err(failed)?;
        for (place, claim) in theirs.iter().enumerate().filter(|(_, claim)| reference_of(&scenario, claim) == file) {
            there[place] = values.sample(place, claim);
        }
    }
    let findings: Vec<Finding> = claims
        .iter()
        .zip(&there)
        .enumerate()
        .map(|(place, (claim, there))| judge(claim.target, &values.sample(place, claim), there))
        .collect();
    let rows: Vec<ValidationRow<'_>> =
        claims.iter().zip(&findings).map(|(claim, finding)| ValidationRow::new(&scenario, claim, finding)).collect();
    keep(&folder, &mut manifest, &rows).map_err(failed)?;
    let replicates = manifest.replicates.finished;
    let page = Validation { scenario: &scenario, claims: &claims, findings: &findings, replicates, folder: &path };
    tell(global, &page, &rows, out)?;
    broken(&manifest)?;
    let unmet = claims.iter().zip(&findings).filter(|(_, finding)| finding.outcome != Outcome::Met);
    let unmet: Vec<&str> = unmet.map(|(claim, _)| claim.target.name.as_str()).collect();
    if arguments.require_met && !unmet.is_empty() {
        let message = format!("{} of {} claims are not met: {}", unmet.len(), claims.len(), unmet.join(", "));
        return Err(Failure::Run { message, help: Vec::new() });
    }
    Ok(())
}

/// Puts the table into the results folder, unless it is there already.
fn keep(folder: &Folder, manifest: &mut Manifest, rows: &[ValidationRow<'_>]) -> Result<(), Problem> {
    let bytes = as_csv(rows);
    let listed = manifest.files.iter().any(|file| file.path == FILE);
    if listed && std::fs::read(folder.path().join(FILE)).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let entry = folder.put(FILE, &bytes, Some(rows.len() as u64))?;
    manifest.files.retain(|file| file.path != FILE);
    manifest.files.push(entry);
    describe(folder, manifest)?;
    manifest.write(folder.path())
}

/// Prints the answer.
fn tell(
    global: &Global,
    page: &Validation<'_>,
    rows: &[ValidationRow<'_>],
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let scenario = page.scenario;
    if global.json {
        if !global.quiet {
            anstream::stderr().write_all(diagnostics::warnings(&scenario.warnings, global.languages()).as_bytes())?;
        }
        let answer = serde_json::json!({
            "scenario": scenario.name,
            "seed": scenario.experiment.seed,
            "replicates": page.replicates,
            "results": page.folder,
            "targets": rows,
        });
        writeln!(out, "{answer}")?;
    } else {
        for language in global.languages() {
            out.write_all(page.render(*language, verdict::width(), global.quiet).as_bytes())?;
        }
    }
    Ok(out.flush()?)
}

/// The path of the reference of a claim; empty where there is none.
fn reference_of<'a>(scenario: &'a Scenario, claim: &Claimed<'_>) -> &'a str {
    let place = scenario.lists.target.iter().position(|target| target.name == claim.target.name);
    place.and_then(|place| scenario.references.get(place)).map_or("", String::as_str)
}

/// The scenarios that effects are compared with, each once, with the seed and the number of replicates of this one.
fn references(scenario: &Scenario, claims: &[Claimed<'_>]) -> Result<Vec<(String, Scenario)>, Failure> {
    let mut all: Vec<(String, Scenario)> = Vec::new();
    for claim in claims {
        let file = reference_of(scenario, claim);
        if file.is_empty() {
            continue;
        }
        if all.iter().all(|(known, _)| known != file) {
            let settings = [format!("experiment.seed={}", scenario.experiment.seed)];
            all.push((file.into(), read(&FileSystem, file, &settings).map_err(Failure::Scenario)?));
        }
        let Some((_, reference)) = all.iter().find(|(known, _)| known == file) else { continue };
        let lacks = |arm: &&str| reference.arms.iter().all(|known| known.name != *arm);
        if let Some(arm) = arms(scenario, claim).into_iter().find(|arm| lacks(arm)) {
            let message = format!("{file} has no arm \"{arm}\", which target \"{}\" compares", claim.target.name);
            let names: Vec<&str> = reference.arms.iter().map(|arm| arm.name.as_str()).collect();
            let help = vec![format!("it has {}; a reference needs the same arms", names.join(", "))];
            return Err(Failure::CommandLine { message, help });
        }
    }
    Ok(all)
}

/// The names of the arms that a claim speaks of.
fn arms<'a>(scenario: &'a Scenario, claim: &Claimed<'_>) -> Vec<&'a str> {
    let against = match claim.quantity {
        Quantity::Difference { against, .. } => Some(against),
        _ => None,
    };
    std::iter::once(claim.arm).chain(against).map(|arm| scenario.arms[arm].name.as_str()).collect()
}

/// The same claims of another scenario, whose arms may stand in another order; those of no reference are kept as they
/// are, and nobody reads them.
fn translated<'a>(claims: &[Claimed<'a>], scenario: &Scenario, reference: &Scenario) -> Vec<Claimed<'a>> {
    let place = |arm: usize| {
        let name = &scenario.arms[arm].name;
        reference.arms.iter().position(|known| known.name == *name).unwrap_or(arm)
    };
    let one = |claim: &Claimed<'a>| Claimed {
        arm: place(claim.arm),
        quantity: match claim.quantity {
            Quantity::Difference { measure, against } => Quantity::Difference { measure, against: place(against) },
            other => other,
        },
        ..*claim
    };
    claims.iter().map(one).collect()
}

/// The values of a results folder that claims are about.
fn values(scenario: &Scenario, claims: &[Claimed<'_>], path: &Path, replicates: u64) -> Result<Values, Problem> {
    let arms: Vec<String> = scenario.arms.iter().map(|arm| arm.name.clone()).collect();
    let mut values = Values::new(run_values(path, &arms, replicates, Measure::ALL)?, claims.len());
    if claims.iter().any(|claim| claim.target.compares_periods()) {
        each_month(path, &arms, MonthMeasure::ALL, |row| values.month(&row, claims, &scenario.calendar))?;
    }
    Ok(values)
}

fn as_csv(rows: &[ValidationRow<'_>]) -> Vec<u8> {
    let mut settings = csv::WriterBuilder::new();
    settings.has_headers(false).terminator(csv::Terminator::Any(b'\n'));
    let mut writer = settings.from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(validation_fields().iter().map(|field| field.name));
    for row in rows {
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn failed(problem: Problem) -> Failure {
    Failure::Run { message: problem.to_string(), help: Vec::new() }
}
