//! `microgov decide RESULTS`: which option to take while nobody knows which world is true. It runs nothing.

use super::plot::not_results;
use super::verdict::{self, decision::Page};
use super::{Failure, Global, pictures, report};
use crate::analysis::decision::worlds::{Points, Worlds};
use crate::analysis::decision::{Ask, Decided, Threshold, decide};
use crate::charts::{Subject, of_decision, of_sweep};
use crate::experiment::design::{Role, parameter_of};
use crate::report::is_report;
use crate::results::decision::DecisionTable;
use crate::results::points::Column;
use crate::results::tables::comparison_fields;
use crate::results::{Folder, Manifest, Problem, package, points};
use crate::scenario::nearest;
use crate::vocabulary::{Direction, Measure};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Prices that a grid has at most.
const MOST_PRICES: u32 = 1_000;
/// The command whose results can be decided on.
const SWEEP: &str = "sweep";

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = TABLES)]
pub struct Arguments {
    /// The results folder of a sweep
    pub results: PathBuf,
    /// What options are to bring: a measure with a better side [default: the first main measure]
    #[arg(long, value_name = "MEASURE")]
    pub effect: Option<String>,
    /// What they cost, in yuan; none leaves costs aside
    #[arg(long, value_name = "MEASURE", default_value = "cost_yuan_per_year")]
    pub cost: String,
    /// A bound that the mean of a measure is to keep in a world; several count together
    #[arg(long, value_name = "MEASURE>=X", value_parser = bound)]
    pub threshold: Vec<Bound>,
    /// Yuan that one unit of effect may cost: LOW..HIGH:N, or values A,B,C [default: a grid that suits the results]
    #[arg(long, value_name = "LOW..HIGH:N", value_parser = prices)]
    pub willingness: Option<Prices>,
    /// Weight of the best world against the worst in the rule of Hurwicz
    #[arg(long, value_name = "SHARE", default_value_t = 0.5, value_parser = share)]
    pub optimism: f64,
    /// Search the box of unknowns in which an arm loses on this measure [default: the effect]
    #[arg(long, value_name = "MEASURE")]
    pub lose_on: Vec<String>,
    /// The arm that loses [default: each beside the baseline]
    #[arg(long, value_name = "ARM")]
    pub arm: Vec<String>,
    /// Share of worlds of the box in which the arm must lose at least [default: the box that tells losses apart best]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub density: Option<f64>,
    /// This number of the sweep is for somebody to decide, not unknown, as if the scenario declared it a lever; an option is
    /// then an arm at one of its values
    #[arg(long, value_name = "FACTOR")]
    pub lever: Vec<String>,
}

const TABLES: &str = "The tables are decision_options.csv, decision_worlds.csv, frontier.csv, acceptability.csv, \
                      information.csv, discovery.csv and box.csv, in RESULTS; those of an earlier call are replaced. \
                      docs/decide.md says what each rule asks. `microgov explain` lists the measures.";

/// `--threshold`.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    name: String,
    least: bool,
    bound: f64,
}

fn bound(text: &str) -> Result<Bound, String> {
    let parts =
        |sign: &str| text.split_once(sign).map(|(name, bound)| (name.trim().to_string(), bound.trim(), sign == ">="));
    let read = parts(">=").or_else(|| parts("<=")).and_then(|(name, bound, least)| {
        let bound = bound.parse().ok().filter(|bound: &f64| bound.is_finite())?;
        Some(Bound { name, least, bound })
    });
    read.ok_or_else(|| "write a measure, >= or <=, and a number, such as 'resolved_90d_share>=0.5'".into())
}

/// `--willingness`.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices(Vec<f64>);

fn prices(text: &str) -> Result<Prices, String> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
    let read = || {
        let Some((low, rest)) = text.split_once("..") else {
            return text.split(',').map(number).collect::<Option<Vec<f64>>>();
        };
        let (high, count) = rest.split_once(':').map_or((rest, "41"), |(high, count)| (high, count));
        let steps = count.trim().parse::<u32>().ok().filter(|count| (2..=MOST_PRICES).contains(count))? - 1;
        let (low, high) = (number(low)?, number(high)?);
        let price = |step| low + (high - low) * f64::from(step) / f64::from(steps);
        Some((0..=steps).map(price).collect())
    };
    let rising = |prices: &Vec<f64>| !prices.is_empty() && prices.windows(2).all(|pair| pair[0] < pair[1]);
    read().filter(rising).map(Prices).ok_or_else(|| {
        format!("write rising amounts in yuan, 0 or more: 0..5000:21 (2 to {MOST_PRICES} values) or 100,500,1000")
    })
}

fn share(text: &str) -> Result<f64, String> {
    let read = text.parse().ok().filter(|share: &f64| (0.0..=1.0).contains(share));
    read.ok_or_else(|| "write a number from 0 to 1".into())
}

/// Decides, writes the tables, charts and report into the folder and tells the answer.
///
/// # Errors
/// A [`Failure`]: the folder holds no finished sweep, a measure, arm or lever is unknown, the sweep leaves nothing to
/// decide, or the disk does not take the tables.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let path = arguments.results.as_path();
    if global.out.is_some() {
        let message = "--out: a decision is written into the folder of its sweep".into();
        return Err(wrong(
            message,
            "leave --out away; to keep what was decided before, decide on a copy of the folder",
        ));
    }
    let (folder, mut manifest) = Folder::open_complete(path).map_err(not_results)?;
    if !of_sweep::Chart::of(&manifest) {
        let message = format!("{}: these results are of one comparison; a decision weighs many worlds", path.display());
        return Err(wrong(message, "make a sweep first: microgov sweep SCENARIO"));
    }
    let subject = Subject::of(&manifest, path).map_err(not_results)?;
    if let Some(study) = manifest.study.as_ref().filter(|study| study.kind != SWEEP) {
        let message = format!(
            "{}: these results are of `microgov {}`, whose points are no sample of what may be true",
            path.display(),
            study.kind
        );
        return Err(wrong(message, "make a sweep first: microgov sweep SCENARIO"));
    }
    let unknowns = unknowns(path).map_err(not_results)?;
    if !unknowns.iter().any(Column::varies) {
        let message = format!("{}: the sweep has one point or nothing varies in it", path.display());
        return Err(wrong(message, "sweep two points or more: microgov sweep SCENARIO --points 200"));
    }
    let ask = ask(arguments, &subject, &manifest)?;
    let names = (subject.arms(), subject.baseline());
    let points =
        Points::read(path, names, unknowns, manifest.replicates.finished, &ask.measures()).map_err(not_results)?;
    let refused = |message: String| {
        wrong(format!("{}: {message}", path.display()), "`microgov decide --help` tells what it takes")
    };
    let worlds = Worlds::of(&points, &levers(arguments, &manifest)).map_err(refused)?;
    let decided = decide(&points, worlds, &ask).map_err(refused)?;
    keep(&folder, &mut manifest, &points, &ask, &decided).map_err(failed)?;
    let drawn = pictures_of(global, path, &mut manifest, &subject);
    let drawn = drawn.and_then(|()| report::complete_study(global, path, &mut manifest));
    let page = Page { subject: &subject, points: &points, ask: &ask, decided: &decided, folder: path };
    if global.json {
        writeln!(out, "{}", page.json())?;
    } else {
        for language in global.languages() {
            out.write_all(page.render(*language, verdict::width(), global.quiet).as_bytes())?;
        }
    }
    out.flush()?;
    drawn
}

/// Draws the charts.
fn pictures_of(global: &Global, path: &Path, manifest: &mut Manifest, subject: &Subject) -> Result<(), Failure> {
    let varied = of_sweep::Varied::read(path).map_err(pictures::failed)?;
    match of_decision::Facts::read(path, manifest, subject, varied).map_err(pictures::failed)? {
        Some(album) => pictures::complete_album(global, path, manifest, &album),
        None => Ok(()),
    }
}

fn wrong(message: String, help: &str) -> Failure {
    Failure::CommandLine { message, help: vec![help.into()] }
}

fn failed(problem: Problem) -> Failure {
    Failure::Run { message: problem.to_string(), help: Vec::new() }
}

/// What the sweep varies.
fn unknowns(path: &Path) -> Result<Vec<Column>, Problem> {
    let file = path.join(points::FILE);
    let text = fs::read(&file).map_err(|error| Problem::read(&file, error))?;
    points::columns(&text).map_err(|what| Problem::Damaged { path: file, what })
}

/// The numbers that somebody decides on: those that the sweep declares and those that are named.
fn levers(arguments: &Arguments, manifest: &Manifest) -> Vec<String> {
    let factors = manifest.study.iter().flat_map(|study| &study.factors);
    let declared = factors.filter(|factor| factor.role == Role::Lever.word()).map(|factor| factor.name.clone());
    let mut levers: Vec<String> = declared.collect();
    for name in &arguments.lever {
        if !levers.contains(name) {
            levers.push(name.clone());
        }
    }
    levers
}

/// The question, from the command line and the scenario.
fn ask(arguments: &Arguments, subject: &Subject, manifest: &Manifest) -> Result<Ask, Failure> {
    let cost = if arguments.cost == "none" { None } else { Some(measure("--cost", &arguments.cost)?) };
    if let Some(cost) = cost.filter(|cost| cost.direction() != Direction::Less || !cost.unit().starts_with("yuan")) {
        let message = format!("--cost {}: it is no cost in yuan", cost.name());
        return Err(wrong(message, "take cost_yuan_per_year, a part of it, or none"));
    }
    let directed = |option: &str, measure: Measure| match measure.direction() {
        Direction::Neutral => {
            let message = format!("{option} {}: neither more nor less of it is better", measure.name());
            Err(wrong(message, "take a measure with a better side; `microgov explain MEASURE` tells it"))
        }
        _ => Ok(measure),
    };
    let effect = match &arguments.effect {
        Some(name) => directed("--effect", measure("--effect", name)?)?,
        None => {
            let main = subject.main_measures().iter().copied();
            let mut sided = main.filter(|main| main.direction() != Direction::Neutral && Some(*main) != cost);
            let none = || wrong("no main measure of the scenario has a better side".into(), "give --effect MEASURE");
            sided.next().ok_or_else(none)?
        }
    };
    if Some(effect) == cost {
        return Err(wrong(format!("{} cannot be effect and cost at once", effect.name()), "give --cost none"));
    }
    let threshold = |bound: &Bound| {
        let measure = measure("--threshold", &bound.name)?;
        Ok(Threshold { measure, least: bound.least, bound: bound.bound })
    };
    let mut lose_on = Vec::new();
    for name in &arguments.lose_on {
        let measure = directed("--lose-on", measure("--lose-on", name)?)?;
        if !lose_on.contains(&measure) {
            lose_on.push(measure);
        }
    }
    if lose_on.is_empty() {
        lose_on.push(effect);
    }
    let names = subject.arms();
    let mut arms = Vec::new();
    for name in &arguments.arm {
        let place = names.iter().position(|known| known == name);
        let arm = place.ok_or_else(|| {
            wrong(format!("--arm {name}: there is no such arm"), &format!("the arms are {}", names.join(", ")))
        })?;
        if arm == subject.baseline() {
            return Err(wrong(
                format!("--arm {name}: it is the baseline, which others are held against"),
                "name another arm",
            ));
        }
        arms.push(arm);
    }
    if arms.is_empty() {
        arms = subject.others();
    }
    Ok(Ask {
        effect,
        cost,
        thresholds: arguments.threshold.iter().map(threshold).collect::<Result<_, Failure>>()?,
        prices: arguments.willingness.clone().map(|prices| prices.0).unwrap_or_default(),
        optimism: arguments.optimism,
        lose_on,
        arms,
        density: arguments.density,
        seed: manifest.seed,
    })
}

fn measure(option: &str, name: &str) -> Result<Measure, Failure> {
    Measure::by_name(name).ok_or_else(|| {
        let near = nearest(name, Measure::ALL.iter().map(|measure| measure.name()));
        let help = near
            .map_or_else(|| "`microgov explain` lists the measures".into(), |near| format!("did you mean `{near}`?"));
        wrong(format!("{option} {name}: there is no such measure"), &help)
    })
}

/// Puts the tables into the folder in place of those of an earlier call, whose charts and reports would tell another story.
fn keep(
    folder: &Folder,
    manifest: &mut Manifest,
    points: &Points,
    ask: &Ask,
    decided: &Decided,
) -> Result<(), Problem> {
    let old = |path: &str| DecisionTable::is(path) || pictures::is_of_decision(path) || is_report(path);
    for file in manifest.files.iter().filter(|file| old(&file.path)) {
        // What cannot be removed is no longer listed, and a table is written over.
        let _ = fs::remove_file(folder.path().join(&file.path));
    }
    manifest.files.retain(|file| !old(&file.path));
    manifest.decided = std::env::args().collect();
    for written in decided.tables(points, ask) {
        manifest.files.push(folder.put(&written.table.file(), &written.bytes, Some(written.rows))?);
    }
    const PACKAGE: &str = "datapackage.json";
    let columns = points.varied.iter().filter_map(|varied| {
        let place = parameter_of(&varied.name)?;
        Some((varied.name.clone(), place.unit(), place.meaning()))
    });
    let package = package::describe(manifest, &comparison_fields(), &columns.collect::<Vec<_>>());
    let entry = folder.put(PACKAGE, format!("{package:#}\n").as_bytes(), None)?;
    manifest.files.retain(|file| file.path != PACKAGE);
    manifest.files.push(entry);
    pictures::in_order(&mut manifest.files);
    manifest.write(folder.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_and_prices_read_as_they_are_written() {
        assert_eq!(bound("petitions <= 12"), Ok(Bound { name: "petitions".into(), least: false, bound: 12.0 }));
        assert!(bound("turnout>=0.5").is_ok_and(|bound| bound.least));
        for wrong in ["petitions", "petitions=3", "petitions>=x", "petitions>3", "petitions<=nan"] {
            assert!(bound(wrong).is_err(), "{wrong}");
        }
        assert_eq!(prices("0..100:3"), Ok(Prices(vec![0.0, 50.0, 100.0])));
        assert_eq!(prices("10, 20"), Ok(Prices(vec![10.0, 20.0])));
        assert_eq!(prices("0..10").map(|prices| prices.0.len()), Ok(41));
        for wrong in ["", "-1..5", "5..1", "0..1:1", "3,3", "0..x:4"] {
            assert!(prices(wrong).is_err(), "{wrong}");
        }
        assert!(share("1.2").is_err() && share("0.3") == Ok(0.3));
    }
}
