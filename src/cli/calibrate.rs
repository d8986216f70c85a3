//! `microgov calibrate SCENARIO`: which sets of parameters the observed patterns (`[[target]]`) do not rule out.
//!
//! The results folder is the study of the sets drawn from the prior. Each further batch of sets is a study of its own in
//! its `populations`, named by what it is. Every batch is a function of those before, so whatever stops the search, it
//! goes on where it was and ends at the same bytes.

mod search;
mod tables;

use super::compare::broken;
use super::sweep::{Vary, named, uncertainties, vary_argument};
use super::verdict::{self, calibration::Page};
use super::{Failure, Global, diagnostics, pictures, report};
use crate::analysis::calibration::{Norm, Role, Tables};
use crate::analysis::claims::claims;
use crate::charts::of_calibration;
use crate::experiment::Factor;
use crate::scenario::{Scenario, nearest};
use crate::statistics::abc::Rules;
use crate::vocabulary::choices::Claim;
use search::{Search, Searched};
use std::io::Write;
use std::sync::Arc;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file; the ranges of its guesses vary, its targets with used_to_fit = true are fitted
    pub scenario: String,
    /// Sets drawn from the prior at first, as a Latin hypercube
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = clap::value_parser!(u32).range(10..=1_000_000))]
    pub points: u32,
    /// Sets of each further population
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(10..=1_000_000))]
    pub sets: u32,
    /// The most populations, that of the prior counted
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub populations: u32,
    /// Stop once all sets lie within this distance; at 1 every value is within its tolerance
    #[arg(long, value_name = "DISTANCE", default_value_t = 1.0, value_parser = not_negative)]
    pub least_distance: f64,
    /// Stop when a smaller share of new sets comes closer
    #[arg(long, value_name = "SHARE", default_value_t = 0.1, value_parser = not_negative)]
    pub least_acceptance: f64,
    /// How the distances to several patterns become one
    #[arg(long, value_name = "NORM", default_value = "largest")]
    pub distance: Choice,
    /// What the model is known to lack, in units of each pattern's scale; counts when sets are ruled out
    #[arg(long, value_name = "SCALES", default_value_t = 0.0, value_parser = not_negative)]
    pub discrepancy: f64,
    /// Vary only these of what the scenario declares
    #[arg(long, value_name = "PATH", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Vary this too, or over another range, as for sweep
    #[arg(long, value_name = "PATH=RANGE", value_parser = vary_argument)]
    pub vary: Vec<Vary>,
    /// Fit this target too, although the scenario keeps it apart
    #[arg(long, value_name = "TARGET", value_delimiter = ',')]
    pub fit: Vec<String>,
    /// Leave posterior.csv with so many sets of equal weight and four digits, instead of all with their weights
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub rows: Option<u32>,
    /// Give up other results that are in the folder
    #[arg(long)]
    pub force: bool,
}

/// `--distance`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Choice {
    /// The largest: a set is as far as its worst pattern
    Largest,
    /// The root of the mean square: a bad pattern can be made up for
    RootMeanSquare,
}

fn not_negative(text: &str) -> Result<f64, String> {
    let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| "a number of at least 0 is wanted".into())
}

/// Runs what is missing, leaves the tables and charts of the calibration in the folder and prints what the patterns tell.
///
/// # Errors
/// A [`Failure`]: the scenario or a range is wrong, nothing is to be fitted or varied, the folder holds something else,
/// the disk does not take the results, runs broke, no set of the prior has an outcome, or the search was stopped.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let mut scenario = global.scenario(&arguments.scenario)?;
    fit(&mut scenario, arguments)?;
    let scenario = Arc::new(scenario);
    let factors = factors(global, arguments, &scenario)?;
    let rules = Rules {
        size: arguments.sets as usize,
        quantile: 0.5,
        least_distance: arguments.least_distance,
        populations: arguments.populations as usize,
        least_acceptance: arguments.least_acceptance,
    };
    let norm = match arguments.distance {
        Choice::Largest => Norm::Largest,
        Choice::RootMeanSquare => Norm::RootMeanSquare,
    };
    let claims = claims(&scenario);
    let search = Search { global, arguments, scenario: &scenario, claims: &claims, factors: &factors };
    let mut searched = search.run(&rules, norm)?;
    let made = tables::make(&search, &searched);
    tables::put(&search, &mut searched, &made)?;
    // What the patterns tell is told even where no picture of it can be made.
    let path = searched.prior.path().to_path_buf();
    let drawn = pictures::subject(&searched.prior.manifest, &path).and_then(|subject| {
        let album = of_calibration::Facts::read(&path, &subject).map_err(pictures::failed)?;
        pictures::complete_album(global, &path, &mut searched.prior.manifest, &album)
    });
    let drawn = drawn.and_then(|()| report::complete_study(global, &path, &mut searched.prior.manifest));
    tell(&search, &searched, &made, out)?;
    drawn?;
    broken(&searched.prior.manifest)?;
    searched.batches.iter().try_for_each(broken)
}

/// Marks what is to be fitted, and refuses a scenario in which nothing is.
fn fit(scenario: &mut Scenario, arguments: &Arguments) -> Result<(), Failure> {
    let wrong = |message: String, help: String| Err(Failure::CommandLine { message, help: vec![help] });
    for name in &arguments.fit {
        let Some(target) = scenario.lists.target.iter_mut().find(|target| target.name == *name) else {
            let known: Vec<&str> = scenario.lists.target.iter().map(|target| target.name.as_str()).collect();
            let help = nearest(name, known.iter().copied())
                .map_or_else(|| format!("it has {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
            return wrong(format!("{} has no target `{name}`", arguments.scenario), help);
        };
        target.used_to_fit = true;
    }
    if scenario.lists.target.is_empty() {
        let help = "add [[target]] entries; `microgov explain target` lists their keys, \
                    scenarios/botou_patterns.toml is an example";
        return wrong(format!("{} claims nothing that could be fitted", arguments.scenario), help.into());
    }
    let fits = |claim: Claim| claim != Claim::SmallerEffectThan;
    if !scenario.lists.target.iter().any(|target| target.used_to_fit && fits(target.claim)) {
        let help = "write used_to_fit = true in the targets to be fitted, or give --fit TARGET; the others are kept \
                    apart as a check";
        return wrong(format!("no target of {} is to be fitted", arguments.scenario), help.into());
    }
    Ok(())
}

/// What varies: the uncertainties of the scenario and those of the command line, or those of them that are asked for.
fn factors(global: &Global, arguments: &Arguments, scenario: &Scenario) -> Result<Vec<Factor>, Failure> {
    let mut factors = uncertainties(scenario, named(global, &arguments.vary, scenario)?)?;
    if arguments.only.is_empty() {
        return Ok(factors);
    }
    let known: Vec<String> = factors.iter().map(|factor| factor.name.clone()).collect();
    if let Some(name) = arguments.only.iter().find(|name| !known.contains(name)) {
        let near = nearest(name, known.iter().map(String::as_str));
        let help =
            near.map_or_else(|| format!("declared are {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
        let message = format!("--only {name}: the scenario declares no such uncertainty");
        return Err(Failure::CommandLine { message, help: vec![help] });
    }
    factors.retain(|factor| arguments.only.contains(&factor.name));
    Ok(factors)
}

/// Prints the answer.
fn tell(search: &Search<'_>, searched: &Searched<'_>, made: &Tables, out: &mut dyn Write) -> Result<(), Failure> {
    let (global, scenario) = (search.global, search.scenario);
    if !global.quiet {
        let warnings = diagnostics::warnings(&scenario.warnings, global.languages());
        anstream::stderr().write_all(warnings.as_bytes())?;
    }
    if global.json {
        writeln!(out, "{}", json(search, searched, made))?;
        return Ok(out.flush()?);
    }
    let page =
        Page { scenario, folder: searched.prior.path(), replicates: searched.prior.plan.replicates(), tables: made };
    for language in global.languages() {
        out.write_all(page.render(*language, verdict::width(), global.quiet).as_bytes())?;
    }
    Ok(out.flush()?)
}

fn json(search: &Search<'_>, searched: &Searched<'_>, made: &Tables) -> serde_json::Value {
    let out_of_reach: Vec<&str> =
        made.patterns.iter().filter(|row| row.role == Role::OutOfReach).map(|row| row.target.as_str()).collect();
    let strong: Vec<_> = made.pairs.iter().filter(|pair| pair.strong).collect();
    serde_json::json!({
        "scenario": search.scenario.name,
        "seed": search.scenario.experiment.seed,
        "replicates": searched.prior.plan.replicates(),
        "results": searched.prior.path(),
        "sets_tried": searched.tried.len(),
        "not_ruled_out": made.not_ruled_out(),
        "stop": searched.outcome.stop,
        "out_of_reach": out_of_reach,
        "populations": made.populations,
        "targets": made.patterns,
        "factors": made.factors,
        "strong_pairs": strong,
    })
}
