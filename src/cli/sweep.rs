//! `microgov sweep SCENARIO`: the comparison at many points of plausible ranges, and the sign map.

use super::compare::{as_csv, begin, broken, resume_line, tell_speed, watched};
use super::verdict::{self, signs::SignMap};
use super::{Failure, Global, diagnostics, pictures};
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

/// Points that a grid has at most.
const MOST_POINTS: usize = 10_000;
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
    /// Vary this too, or over this range; seat.ROLE.KEY is a seat in every structure. In a grid only what is named here
    /// varies, over values: PATH=A,B,C or PATH=LOW..HIGH:N, N values evenly spaced
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
    /// Every combination of the values that --vary names
    Grid,
}

impl Choice {
    fn word(self) -> &'static str {
        match self {
            Choice::Lhs => "lhs",
            Choice::Grid => "grid",
        }
    }
}

/// `PATH=LOW..HIGH`, `PATH=LOW..HIGH:N` or `PATH=A,B,C`.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// The path.
    pub path: String,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Its values in a grid, in the order given; empty for a range.
    pub levels: Vec<f64>,
}

fn range(text: &str) -> Result<Range, String> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let parts = || {
        let (path, values) = text.split_once('=')?;
        let path = path.trim().to_string();
        let Some((low, rest)) = values.split_once("..") else {
            let levels: Vec<f64> = values.split(',').map(number).collect::<Option<_>>()?;
            let low = levels.iter().copied().fold(f64::INFINITY, f64::min);
            let high = levels.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            return (levels.len() > 1).then_some(Range { path, low, high, levels });
        };
        let (high, count) = rest.split_once(':').map_or((rest, None), |(high, count)| (high, Some(count)));
        let (low, high) = (number(low)?, number(high)?);
        let levels = match count {
            None => Vec::new(),
            Some(count) => {
                let steps = count.trim().parse::<u32>().ok().filter(|count| (2..=10_000).contains(count))? - 1;
                let level = |i| low + (high - low) * f64::from(i) / f64::from(steps);
                (0..=steps).map(level).collect()
            }
        };
        Some(Range { path, low, high, levels })
    };
    parts().ok_or_else(|| {
        "write a path, = and a range (needs.requests_per_household_year=0.3..3), for a grid with the number of values \
         (=0.3..3:10) or the values themselves (=0.3,1,3)"
            .into()
    })
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
    let mut manifest = match found {
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
    // What the runs say is told even where no picture of it can be made.
    let drawn = pictures::complete_sweep(global, &path, &mut manifest);
    tell(global, arguments.design, (&sweep, &design), &path, out)?;
    drawn?;
    broken(&manifest)
}

/// The design: the ranges of the scenario and those of the command line.
fn design(global: &Global, arguments: &Arguments, scenario: &Scenario) -> Result<Design, Failure> {
    let wrong = |message: String, help: &str| Failure::CommandLine { message, help: vec![help.into()] };
    if !global.until.is_empty() {
        return Err(wrong("a sweep has the same replicates at every point".into(), "give --replicates, not --until"));
    }
    if scenario.arms.len() < 2 {
        return Err(wrong("a sweep needs an arm beside the baseline".into(), "add an arm to the scenario"));
    }
    let help = "`microgov explain PATH` tells what a key takes";
    let factor = |range: &Range| {
        let factor = Factor::new(scenario, &range.path, range.low, range.high);
        factor.map_err(|message| wrong(format!("--vary {}: {message}", range.path), help))
    };
    let misplaced = |range: &Range| range.levels.is_empty() == (arguments.design == Choice::Grid);
    if let Some(range) = arguments.vary.iter().find(|range| misplaced(range)) {
        let (needs, help) = match arguments.design {
            Choice::Grid => ("a grid needs values", "write PATH=A,B,C or PATH=LOW..HIGH:N"),
            Choice::Lhs => ("a Latin hypercube covers a range", "write PATH=LOW..HIGH, or give --design grid"),
        };
        return Err(wrong(format!("--vary {}: {needs}", range.path), help));
    }
    if arguments.design == Choice::Grid {
        return grid(arguments, &factor, &wrong);
    }
    let mut all = factors(scenario);
    for range in &arguments.vary {
        vary(&mut all, factor(range)?);
    }
    if all.is_empty() {
        let help = "write { value = 1.2, range = [0.3, 3.0], grade = \"guess\", source = \"...\" } in the scenario, \
                    give --vary PATH=LOW..HIGH, or take scenarios/ranges.toml";
        return Err(wrong("nothing varies: the scenario gives no range of a guess".into(), help));
    }
    Ok(Design::latin_hypercube(scenario.experiment.seed, all, arguments.points))
}

/// A grid over what is named, and nothing else.
fn grid(
    arguments: &Arguments,
    factor: &dyn Fn(&Range) -> Result<Factor, Failure>,
    wrong: &dyn Fn(String, &str) -> Failure,
) -> Result<Design, Failure> {
    let factors = arguments.vary.iter().map(factor).collect::<Result<Vec<_>, _>>()?;
    if factors.is_empty() {
        return Err(wrong("a grid varies what --vary names, and nothing is named".into(), "give --vary PATH=A,B,C"));
    }
    for (i, range) in arguments.vary.iter().enumerate() {
        let twice = arguments.vary[..i].iter().any(|other| other.path == range.path);
        let repeated = (1..range.levels.len()).any(|at| range.levels[..at].contains(&range.levels[at]));
        if twice || repeated {
            let what = if twice { "named twice" } else { "given a value twice" };
            return Err(wrong(format!("--vary {} is {what}", range.path), "name each once"));
        }
    }
    let levels: Vec<Vec<f64>> = arguments.vary.iter().map(|range| range.levels.clone()).collect();
    let points: usize = levels.iter().map(Vec::len).fold(1, usize::saturating_mul);
    if points > MOST_POINTS {
        let message = format!("the grid has {points} points, more than {MOST_POINTS}");
        return Err(wrong(message, "give fewer values"));
    }
    Ok(Design::grid(factors, &levels))
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
    kind: Choice,
    (sweep, design): (&Sweep, &Design),
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
        writeln!(out, "{}", json(kind, (sweep, design), path, &signs))?;
        return Ok(out.flush()?);
    }
    let map = SignMap {
        scenario,
        grid: kind == Choice::Grid,
        factors: design.factors.len(),
        points: design.points.len(),
        signs: &signs,
        folder: path,
    };
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

fn json(
    kind: Choice,
    (sweep, design): (&Sweep, &Design),
    path: &std::path::Path,
    signs: &[Signs],
) -> serde_json::Value {
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
        "design": kind.word(),
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
        assert_eq!(range("a.b=0..1:3").map(|range| range.levels), Ok(vec![0.0, 0.5, 1.0]));
        assert_eq!(range("a.b=3,-1,2").map(|range| (range.low, range.high, range.levels.len())), Ok((-1.0, 3.0, 3)));
        assert_eq!(range("a.b = -2 .. -1").map(|range| (range.low, range.high)), Ok((-2.0, -1.0)));
        for wrong in ["a.b", "a.b=1", "a.b=1..", "a.b=low..high", "a.b=0..1:1", "a.b=1,x", "a.b=0..nan"] {
            assert!(range(wrong).is_err(), "{wrong}");
        }
    }
}
