//! `microgov sweep SCENARIO`: the comparison at many points of plausible ranges, and the sign map.

use super::compare::{broken, left_out};
use super::study::{Request, Study, study};
use super::verdict::{
    self,
    signs::{Setting, SignMap},
};
use super::{Failure, Global, diagnostics, pictures, report};
use crate::analysis::signs::{Reading, Signs, readings_of};
use crate::experiment::design::{Role, Spread, factors, fixed_in_arms, levers, vary};
use crate::experiment::{Design, Factor};
use crate::report::sweep_said;
use crate::scenario::{Scenario, Warning};
use crate::statistics::Sobol;
use crate::vocabulary::Measure;
use std::io::Write;
use std::sync::Arc;

/// Points that a grid has at most.
const MOST_POINTS: usize = 1_000_000;

/// Settings of a lever that are told one by one.
const MOST_SETTINGS: usize = 12;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file; the ranges of its guesses vary
    pub scenario: String,
    /// How the points are chosen
    #[arg(long, value_name = "DESIGN", default_value = "lhs")]
    pub design: Choice,
    /// Points of a Latin hypercube or of Sobol's sequence; those of a hypercube with half as many come first
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub points: u32,
    /// Vary this over LOW..HIGH, LOW..HIGH:N (N values), log LOW..HIGH, A,B,C, or a distribution: normal(MEAN, SD),
    /// lognormal(MEAN, CV), triangular(LOW, MODE, HIGH), beta(A, B). PATH is a key, seat.ROLE.KEY for a seat in every
    /// structure, or arm.NAME.structure. The ranges of the scenario's guesses vary too, but not in grid, zip and csv
    #[arg(long, value_name = "PATH=RANGE", value_parser = vary_argument)]
    pub vary: Vec<Vary>,
    /// Cross the points with every setting of the levers that the scenario declares (`[[factor]]` with role lever): each
    /// setting meets the same unknowns
    #[arg(long)]
    pub levers: bool,
    /// Table of points for --design csv: a column for each path
    #[arg(long, value_name = "POINTS.csv")]
    pub file: Option<String>,
    /// Give up other results that are in the folder
    #[arg(long)]
    pub force: bool,
}

/// `--design`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Choice {
    /// Latin hypercube: each range is covered evenly, whatever the others do
    Lhs,
    /// Sobol's sequence: as even, and more points only add to those there are
    Sobol,
    /// Every combination of the values that --vary names
    Grid,
    /// The first values of all, then the second, and so on
    Zip,
    /// The scenario as it is, then each alone over its values or the ends of its range
    OneFactor,
    /// The points of a table (--file)
    Csv,
}

impl Choice {
    /// The word on the command line.
    pub(super) fn word(self) -> String {
        clap::ValueEnum::to_possible_value(&self).map_or_else(String::new, |value| value.get_name().to_string())
    }
}

/// `PATH=SPREAD`.
#[derive(Clone, Debug, PartialEq)]
pub struct Vary {
    /// The path, or `seat.ROLE.KEY`.
    pub path: String,
    /// Over what it varies.
    pub spread: Spread,
}

/// Reads what follows `--vary`.
///
/// # Errors
/// What is wrong with it.
pub fn vary_argument(text: &str) -> Result<Vary, String> {
    let (path, spread) =
        text.split_once('=').ok_or("write a path, = and a range, such as needs.requests_per_household_year=0.3..3")?;
    Ok(Vary { path: path.trim().to_string(), spread: spread.parse()? })
}

/// Runs what is missing, completes the folder and prints the sign map.
///
/// # Errors
/// A [`Failure`]: the scenario, a range or a point is wrong, the folder holds something else, the disk does not take
/// the results, runs broke, or the sweep was stopped.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let scenario = Arc::new(global.scenario(&arguments.scenario)?);
    let design = design(global, arguments, &scenario)?;
    warn_of_fixed(global, &scenario, &design)?;
    let request = Request { file: &arguments.scenario, kind: "sweep", force: arguments.force, compared: true };
    let mut study = study(global, &scenario, &design, &request)?;
    // What the runs say is told even where no picture of it can be made.
    let path = study.path().to_path_buf();
    let drawn = pictures::complete_sweep(global, &path, &mut study.manifest);
    let drawn = drawn.and_then(|()| report::complete_study(global, &path, &mut study.manifest));
    tell(global, arguments.design, &study, out)?;
    drawn?;
    broken(&study.manifest)
}

/// Names the arms in which a factor does not vary.
fn warn_of_fixed(global: &Global, scenario: &Scenario, design: &Design) -> Result<(), Failure> {
    let warning = |(path, arm): (String, String)| Warning {
        path,
        message: format!("arm \"{arm}\" has its own value, so that it does not vary there"),
        message_zh: format!("方案“{arm}”自设取值，在该方案中不变动"),
    };
    let warnings: Vec<Warning> = fixed_in_arms(scenario, &design.factors).into_iter().map(warning).collect();
    if !global.quiet {
        anstream::stderr().write_all(diagnostics::warnings(&warnings, global.languages()).as_bytes())?;
    }
    Ok(())
}

/// The design: the factors of the scenario and those of the command line.
fn design(global: &Global, arguments: &Arguments, scenario: &Scenario) -> Result<Design, Failure> {
    if scenario.arms.len() < 2 {
        return Err(wrong("a sweep needs an arm beside the baseline".into(), "add an arm to the scenario"));
    }
    let mut named = named(global, &arguments.vary, scenario)?;
    if !arguments.levers {
        return worlds(arguments, scenario, named);
    }
    let (chosen, unknown): (Vec<Factor>, Vec<Factor>) = named.drain(..).partition(|factor| factor.role == Role::Lever);
    let mut levers = levers(scenario).map_err(|what| wrong(what, HELP))?;
    for factor in chosen {
        levers.retain(|lever| lever.name != factor.name);
        levers.push(factor);
    }
    let help = "write [[factor]] with name, role = \"lever\", path and values = \"A,B,C\" in the scenario";
    if levers.is_empty() {
        return Err(wrong("the scenario declares no levers".into(), help));
    }
    if let Some(lever) = levers.iter().find(|lever| lever.levels().is_empty()) {
        return Err(wrong(format!("the lever `{}` has a range; its settings are wanted", lever.name), help));
    }
    let alone = unknown.is_empty() && !matches!(arguments.design, Choice::Csv);
    let nothing = alone && (needs_levels(arguments.design) || factors(scenario).is_ok_and(|known| known.is_empty()));
    let mut worlds = if nothing { Design::nothing() } else { worlds(arguments, scenario, unknown)? };
    for factor in &mut worlds.factors {
        if let Some(path) = factor.paths.iter().find(|path| levers.iter().any(|lever| lever.paths.contains(path))) {
            return Err(wrong(format!("`{path}` is a lever and varies among the unknowns"), "leave one of them away"));
        }
    }
    Design::crossed(levers, worlds, MOST_POINTS)
        .ok_or_else(|| wrong(format!("there would be more than {MOST_POINTS} points"), "give fewer points or settings"))
}

fn needs_levels(choice: Choice) -> bool {
    matches!(choice, Choice::Grid | Choice::Zip)
}

fn wrong(message: String, help: &str) -> Failure {
    Failure::CommandLine { message, help: vec![help.into()] }
}

/// The points of what is unknown, or of all that the command line names.
fn worlds(arguments: &Arguments, scenario: &Scenario, named: Vec<Factor>) -> Result<Design, Failure> {
    if needs_levels(arguments.design)
        && let Some(factor) = named.iter().find(|factor| factor.levels().is_empty())
    {
        let help = "write PATH=A,B,C or PATH=LOW..HIGH:N";
        return Err(wrong(format!("--vary {}: a grid needs values", factor.name), help));
    }
    if needs_levels(arguments.design) && named.is_empty() {
        let help = "give --vary PATH=A,B,C";
        return Err(wrong("a grid varies what --vary names, and nothing is named".into(), help));
    }
    match arguments.design {
        Choice::Grid => Design::grid(named, MOST_POINTS)
            .ok_or_else(|| wrong(format!("the grid has more than {MOST_POINTS} points"), "give fewer values")),
        Choice::Zip => {
            let help = "give each the same number of values, or take --design grid";
            Design::zip(named).ok_or_else(|| wrong("the values cannot be taken together one by one".into(), help))
        }
        Choice::OneFactor => {
            let all = if named.is_empty() { uncertainties(scenario, named)? } else { named };
            let help = "take --design grid, or add the value in force to those that vary";
            Design::one_factor(scenario, all).map_err(|name| {
                wrong(format!("the value of `{name}` in the scenario is none of those that vary"), help)
            })
        }
        Choice::Lhs => {
            let all = uncertainties(scenario, named)?;
            Ok(Design::latin_hypercube(scenario.experiment.seed, all, arguments.points))
        }
        Choice::Sobol => {
            let all = uncertainties(scenario, named)?;
            let help = "take --design lhs, or vary fewer";
            Design::sobol(scenario.experiment.seed, all, arguments.points).ok_or_else(|| {
                wrong(format!("Sobol's sequence has at most {} dimensions", Sobol::MOST_DIMENSIONS), help)
            })
        }
        Choice::Csv => {
            let help = "name it: --file POINTS.csv";
            let path = arguments.file.as_deref();
            let path = path.ok_or_else(|| wrong("the points of --design csv stand in a table".into(), help))?;
            let text = std::fs::read(path)
                .map_err(|error| wrong(format!("cannot read {path}: {error}"), "name a table of points"))?;
            let help = "a line of names (paths as for --vary), then a line for each point";
            Design::from_csv(scenario, &text).map_err(|what| wrong(format!("{path}: {what}"), help))
        }
    }
}

/// The factors that a command line names; none twice, and none that it sets.
///
/// # Errors
/// [`Failure::CommandLine`] for the first that cannot vary so.
pub(super) fn named(global: &Global, vary: &[Vary], scenario: &Scenario) -> Result<Vec<Factor>, Failure> {
    let levers = levers(scenario).map_err(|what| wrong(what, HELP))?;
    let mut factors: Vec<Factor> = Vec::new();
    for Vary { path, spread } in vary {
        let role = if levers.iter().any(|lever| lever.name == *path) { Role::Lever } else { Role::Uncertainty };
        let factor = Factor::new(scenario, path, spread.clone(), role)
            .map_err(|message| wrong(format!("--vary {path}: {message}"), HELP))?;
        if factors.iter().any(|other| other.name == factor.name) {
            return Err(wrong(format!("--vary {path} is named twice"), "name each once"));
        }
        let set = |path: &&String| global.set.iter().any(|set| set.split('=').next() == Some(path.as_str()));
        if let Some(path) = factor.paths.iter().find(set) {
            return Err(wrong(format!("`{path}` is set and varied"), "leave either --set or --vary away"));
        }
        factors.push(factor);
    }
    Ok(factors)
}

const HELP: &str = "`microgov explain PATH` tells what a key takes";

/// The uncertainties of the scenario, with `named` in place of those of the same paths.
///
/// # Errors
/// [`Failure::CommandLine`] when nothing varies.
pub(super) fn uncertainties(scenario: &Scenario, named: Vec<Factor>) -> Result<Vec<Factor>, Failure> {
    let mut all = factors(scenario).map_err(|what| wrong(what, HELP))?;
    named.into_iter().for_each(|factor| vary(&mut all, factor));
    if all.is_empty() {
        let help = "write { value = 1.2, range = [0.3, 3.0], grade = \"guess\", source = \"...\" } in the scenario, \
                    give --vary PATH=LOW..HIGH, or take scenarios/ranges.toml";
        return Err(wrong("nothing varies: the scenario gives no range of a guess".into(), help));
    }
    Ok(all)
}

/// Prints the sign map, from the table in the folder.
fn tell(global: &Global, kind: Choice, study: &Study, out: &mut dyn Write) -> Result<(), Failure> {
    let failed = |message: String| Failure::Run { message, help: Vec::new() };
    let table = study.path().join("comparison.csv");
    let cannot = |why: String| failed(format!("cannot read {}: {why}", table.display()));
    let scenario = study.plan.base();
    let measures = sweep_said::measures(&scenario.main_measures);
    let open = std::fs::File::open(&table).map_err(|error| cannot(error.to_string()))?;
    let readings = readings_of(open, &measures).map_err(cannot)?;
    let others = || scenario.arms.iter().enumerate().filter(|(i, _)| *i != scenario.baseline).map(|(_, arm)| &arm.name);
    let signs: Vec<Signs> =
        others().flat_map(|arm| measures.iter().map(|measure| Signs::count(&readings, arm, *measure))).collect();
    let settings = settings(study.design(), &readings, &others().collect::<Vec<_>>(), &measures);
    let warnings = diagnostics::warnings(&scenario.warnings, global.languages());
    if !global.quiet {
        anstream::stderr().write_all(warnings.as_bytes())?;
    }
    if global.json {
        writeln!(out, "{}", json(kind, study, &signs, &settings))?;
        return Ok(out.flush()?);
    }
    let map = SignMap {
        scenario,
        design: kind,
        factors: &study.design().factors,
        points: study.design().points.len(),
        left_out: left_out(&study.manifest).len(),
        signs: &signs,
        settings: &settings,
        folder: study.path(),
    };
    for language in global.languages() {
        out.write_all(map.render(*language, verdict::width(), global.quiet).as_bytes())?;
    }
    Ok(out.flush()?)
}

/// The signs under each setting of each lever, over everything else.
fn settings(design: &Design, readings: &[Reading], arms: &[&String], measures: &[Measure]) -> Vec<Setting> {
    let mut settings = Vec::new();
    let levers = design.factors.iter().enumerate().filter(|(_, factor)| factor.role == Role::Lever);
    for (place, lever) in levers {
        let mut levels: Vec<f64> = Vec::new();
        for value in design.points.iter().map(|point| point[place]) {
            if !levels.contains(&value) {
                levels.push(value);
            }
        }
        // A lever that varies over a range has as many values as there are points: nothing could be counted.
        for level in levels.iter().copied().filter(|_| levels.len() <= MOST_SETTINGS) {
            let here = |point: usize| design.points.get(point).is_some_and(|values| values[place] == level);
            let count = |arm: &String| {
                measures.iter().map(|measure| Signs::count_at(readings, arm, *measure, here)).collect::<Vec<_>>()
            };
            let signs = arms.iter().flat_map(|arm| count(arm)).collect();
            settings.push(Setting { lever: lever.name.clone(), value: lever.write(level), signs });
        }
    }
    settings
}

fn json(kind: Choice, study: &Study, signs: &[Signs], settings: &[Setting]) -> serde_json::Value {
    let factors = study.design().factors.iter().map(|factor| {
        let (low, high) = factor.ends();
        serde_json::json!({
            "name": factor.name, "role": factor.role.word(), "paths": factor.paths, "low": low, "high": high,
        })
    });
    let of_settings = settings.iter().map(|setting| {
        serde_json::json!({
            "lever": setting.lever,
            "value": setting.value,
            "signs": setting.signs.iter().map(shares).collect::<Vec<_>>(),
        })
    });
    serde_json::json!({
        "scenario": study.plan.base().name,
        "seed": study.plan.base().experiment.seed,
        "design": kind.word(),
        "points": study.plan.points(),
        "left_out": left_out(&study.manifest).keys().collect::<Vec<_>>(),
        "replicates": study.plan.replicates(),
        "results": study.path(),
        "factors": factors.collect::<Vec<_>>(),
        "signs": signs.iter().map(shares).collect::<Vec<_>>(),
        "settings": of_settings.collect::<Vec<_>>(),
    })
}

fn shares(signs: &Signs) -> serde_json::Value {
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
}
