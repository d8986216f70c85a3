//! `microgov sweep SCENARIO`: the comparison at many points of plausible ranges, and the sign map.

use super::compare::{as_csv, begin, broken, resume_line, tell_speed, watched};
use super::verdict::{self, signs::SignMap};
use super::{Failure, Global, diagnostics};
use crate::analysis::comparison::{Runs, compare};
use crate::analysis::signs::{Signs, readings};
use crate::experiment::design::{factors, vary};
use crate::experiment::{Conducted, Design, Ending, Factor, Sweep};
use crate::results::tables::comparison_fields;
use crate::results::{Folder, Found, Manifest, Problem, State, package};
use crate::scenario::{FileSystem, Scenario, read};
use crate::vocabulary::{Direction, Measure};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Problems of a point that are named.
const NAMED: usize = 5;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file; the ranges of its guesses vary
    pub scenario: String,
    /// How the points are chosen
    #[arg(long, value_name = "DESIGN", default_value = "lhs")]
    pub design: Choice,
    /// Points of the design
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub points: u32,
    /// Vary this too, or over this range; seat.ROLE.KEY is a seat in every structure
    #[arg(long, value_name = "PATH=LOW..HIGH", value_parser = range)]
    pub vary: Vec<Range>,
    /// Give up other results that are in the folder
    #[arg(long)]
    pub force: bool,
}

/// `--design`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Choice {
    /// Latin hypercube: each range is covered evenly, whatever the others do
    Lhs,
}

/// `PATH=LOW..HIGH`.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// The path.
    pub path: String,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

fn range(text: &str) -> Result<Range, String> {
    let parts = || {
        let (path, ends) = text.split_once('=')?;
        let (low, high) = ends.split_once("..")?;
        Some(Range { path: path.trim().into(), low: low.trim().parse().ok()?, high: high.trim().parse().ok()? })
    };
    parts().ok_or_else(|| "write a path, = and a range, such as needs.requests_per_household_year=0.3..3".into())
}

/// Runs what is missing, completes the folder and prints the sign map.
///
/// # Errors
/// A [`Failure`]: the scenario, a range or a point is wrong, the folder holds something else, the disk does not take
/// the results, runs broke, or the sweep was stopped.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let scenario = Arc::new(global.scenario(&arguments.scenario)?);
    drop(super::run::simulator(&scenario)?);
    let design = design(global, arguments, &scenario)?;
    let sweep = Sweep::new(Arc::clone(&scenario), &design, |point| {
        let settings = [global.settings(), point.to_vec()].concat();
        read(&FileSystem, &arguments.scenario, &settings)
    })
    .map_err(|(point, problems)| Failure::CommandLine {
        message: format!("point {point} of the design is no sound scenario; nothing was run"),
        help: problems.0.iter().take(NAMED).map(|problem| problem.message.clone()).collect(),
    })?;
    let command: Vec<String> = std::env::args().collect();
    let name = || PathBuf::from("out").join(format!("{}-sweep-{}", scenario.name, &sweep.hash()[..8]));
    let path = global.out.clone().unwrap_or_else(name);
    let plain = |problem: Problem| match problem {
        Problem::Refused { .. } => Failure::CommandLine { message: problem.to_string(), help: Vec::new() },
        other => Failure::Run { message: other.to_string(), help: Vec::new() },
    };
    let failed = |problem: Problem| Failure::Run {
        message: problem.to_string(),
        help: vec![format!("what is finished is kept; go on with: {}", resume_line(&command))],
    };
    let (folder, found) = Folder::open(&path, &sweep.identity(), arguments.force, global.resume).map_err(plain)?;
    let manifest = match found {
        Found::Complete(manifest) => {
            folder.verify(&manifest).map_err(plain)?;
            *manifest
        }
        Found::Nothing | Found::Unfinished(_) => {
            let mut manifest = sweep.manifest(&command);
            if let Found::Unfinished(before) = found {
                manifest.times = before.times;
            }
            begin(&folder, &manifest, &arguments.scenario).map_err(failed)?;
            let started = Instant::now();
            let conducted = watched(global, |control| sweep.conduct(&folder.parts(), control))?.map_err(failed)?;
            let seconds = started.elapsed().as_secs_f64();
            manifest.machine.threads = conducted.threads;
            if conducted.ending == Ending::Stopped {
                manifest.end(State::Stopped, seconds);
                manifest.write(folder.path()).map_err(failed)?;
                return Err(stopped(&sweep, &conducted, &command));
            }
            complete(&sweep, &design, &folder, &mut manifest).map_err(failed)?;
            manifest.end(State::Complete, started.elapsed().as_secs_f64());
            folder.finish(&manifest).map_err(failed)?;
            if !global.quiet && !global.json {
                tell_speed(&conducted, seconds, global.languages());
            }
            manifest
        }
    };
    tell(global, &sweep, &design, &path, out)?;
    broken(&manifest)
}

/// The design: the ranges of the scenario and those of the command line.
fn design(global: &Global, arguments: &Arguments, scenario: &Scenario) -> Result<Design, Failure> {
    let wrong = |message: String, help: &str| Failure::CommandLine { message, help: vec![help.into()] };
    if global.until.is_some() {
        return Err(wrong("a sweep has the same replicates at every point".into(), "give --replicates, not --until"));
    }
    if scenario.arms.len() < 2 {
        return Err(wrong("a sweep needs an arm beside the baseline".into(), "add an arm to the scenario"));
    }
    let mut all = factors(scenario);
    for Range { path, low, high } in &arguments.vary {
        let factor = Factor::new(scenario, path, *low, *high);
        let help = "`microgov explain PATH` tells what a key takes";
        vary(&mut all, factor.map_err(|message| wrong(format!("--vary {path}: {message}"), help))?);
    }
    if all.is_empty() {
        let help = "write { value = 1.2, range = [0.3, 3.0], grade = \"guess\", source = \"...\" } in the scenario, \
                    give --vary PATH=LOW..HIGH, or take scenarios/ranges.toml";
        return Err(wrong("nothing varies: the scenario gives no range of a guess".into(), help));
    }
    match arguments.design {
        Choice::Lhs => Ok(Design::latin_hypercube(scenario.experiment.seed, all, arguments.points)),
    }
}

/// Makes everything in the folder but the last manifest.
fn complete(sweep: &Sweep, design: &Design, folder: &Folder, manifest: &mut Manifest) -> Result<(), Problem> {
    let mut rows = Vec::new();
    for point in 0..sweep.points() {
        let values = sweep.values(&folder.parts(), point)?;
        let runs = Runs { point: point as u32, arms: sweep.arms(), baseline: sweep.base().baseline, values };
        rows.extend(compare(&runs, &[]).rows);
    }
    let (files, failures) = folder.join(sweep.tables(), sweep.points())?;
    manifest.failures = failures;
    manifest.replicates.finished = sweep.replicates();
    manifest.files = vec![folder.entry("scenario.toml", None)?];
    manifest.files.extend(files);
    manifest.files.push(folder.put("points.csv", &design.to_csv(), Some(sweep.points()))?);
    manifest.files.push(folder.put("comparison.csv", &as_csv(&rows), Some(rows.len() as u64))?);
    let columns = design.factors.iter().map(|factor| (factor.name.clone(), factor.unit(), factor.meaning()));
    let package = package::describe(manifest, &comparison_fields(), &columns.collect::<Vec<_>>());
    manifest.files.push(folder.put("datapackage.json", format!("{package:#}\n").as_bytes(), None)?);
    Ok(())
}

fn stopped(sweep: &Sweep, conducted: &Conducted, command: &[String]) -> Failure {
    Failure::Stopped {
        message: format!("stopped; {} of {} points are finished and kept", conducted.blocks, sweep.points()),
        help: vec![format!("go on with: {}", resume_line(command))],
    }
}

/// Prints the sign map, from the table in the folder.
fn tell(
    global: &Global,
    sweep: &Sweep,
    design: &Design,
    path: &std::path::Path,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let failed = |message: String| Failure::Run { message, help: Vec::new() };
    let table = path.join("comparison.csv");
    let cannot = |why: String| failed(format!("cannot read {}: {why}", table.display()));
    let text = std::fs::read(&table).map_err(|error| cannot(error.to_string()))?;
    let readings = readings(&text).map_err(cannot)?;
    let scenario = sweep.base();
    let arms = scenario.arms.iter().enumerate().filter(|(i, _)| *i != scenario.baseline);
    let signs: Vec<Signs> = arms
        .flat_map(|(_, arm)| told(scenario).into_iter().map(|measure| Signs::count(&readings, &arm.name, measure)))
        .collect();
    let warnings = diagnostics::warnings(&scenario.warnings, global.languages());
    if !global.quiet {
        anstream::stderr().write_all(warnings.as_bytes())?;
    }
    if global.json {
        writeln!(out, "{}", json(sweep, design, path, &signs))?;
        return Ok(out.flush()?);
    }
    let map =
        SignMap { scenario, factors: design.factors.len(), points: design.points.len(), signs: &signs, folder: path };
    for language in global.languages() {
        out.write_all(map.render(*language, verdict::width(), global.quiet).as_bytes())?;
    }
    Ok(out.flush()?)
}

/// The main measures that have a better side, and what it costs.
fn told(scenario: &Scenario) -> Vec<Measure> {
    let mut measures = scenario.main_measures.clone();
    if !measures.contains(&Measure::CostYuan) {
        measures.push(Measure::CostYuan);
    }
    measures.retain(|measure| measure.direction() != Direction::Neutral);
    measures
}

fn json(sweep: &Sweep, design: &Design, path: &std::path::Path, signs: &[Signs]) -> serde_json::Value {
    let factors = design.factors.iter().map(|factor| {
        serde_json::json!({ "name": factor.name, "paths": factor.paths, "low": factor.low, "high": factor.high })
    });
    let signs = signs.iter().map(|signs| {
        let interval = signs.mean_worse_interval();
        serde_json::json!({
            "arm": signs.arm,
            "measure": signs.measure.name(),
            "points": signs.points,
            "better_share": signs.share(signs.better),
            "worse_share": signs.share(signs.worse),
            "undecided_share": signs.share(signs.undecided()),
            "mean_worse_share": signs.share(signs.mean_worse),
            "mean_worse_ci_low": interval.map(|interval| interval.low),
            "mean_worse_ci_high": interval.map(|interval| interval.high),
        })
    });
    serde_json::json!({
        "scenario": sweep.base().name,
        "seed": sweep.base().experiment.seed,
        "design": "lhs",
        "points": sweep.points(),
        "replicates": sweep.replicates(),
        "results": path,
        "factors": factors.collect::<Vec<_>>(),
        "signs": signs.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_read_as_they_are_written() {
        let read = range("needs.requests_per_household_year=0.3..3").unwrap();
        assert_eq!((read.path.as_str(), read.low, read.high), ("needs.requests_per_household_year", 0.3, 3.0));
        assert_eq!(range("a.b = -2 .. -1").map(|range| (range.low, range.high)), Ok((-2.0, -1.0)));
        for wrong in ["a.b", "a.b=1", "a.b=1..", "a.b=low..high"] {
            assert!(range(wrong).is_err(), "{wrong}");
        }
    }
}
