//! `microgov sensitivity SCENARIO`: which unknowns matter, by elementary effects or Sobol' indices.

use super::compare::broken;
use super::study::{Request, Study, study};
use super::sweep::{Vary, named, uncertainties, vary_argument};
use super::verdict::{self, sensitivity::Page};
use super::{Failure, Global, diagnostics, pictures, report};
use crate::analysis::sensitivity::{
    Kind, Method, Ranking, SensitivityDesign, Tables, analyse, convergence_csv, outputs, rankings, rows_csv,
};
use crate::charts::of_sensitivity;
use crate::experiment::{Design, Factor};
use crate::scenario::{Scenario, nearest};
use crate::statistics::Estimate;
use crate::vocabulary::{Language, Measure};
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

/// Points that a design has at most.
const MOST_POINTS: usize = 1_000_000;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file; its uncertainties vary: the ranges of its guesses, and its factors of that role
    pub scenario: String,
    /// How sensitivity is found
    #[arg(long, value_name = "METHOD")]
    pub method: Choice,
    /// Base points: trajectories of morris [default: 20], for sobol a power of two [default: 64]. Each takes as many
    /// points as there are unknowns and one (morris) or two (sobol) more; more base points keep what was run
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    pub points: Option<u32>,
    /// Tell also what pairs of unknowns do together (sobol); takes twice the points
    #[arg(long)]
    pub second_order: bool,
    /// Vary this too, or over this range: as for `sweep`
    #[arg(long, value_name = "PATH=RANGE", value_parser = vary_argument)]
    pub vary: Vec<Vary>,
    /// Vary only these: names of unknowns as in points.csv, or beginnings of names, such as mediation
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Measures to be explained [default: the main measures of the scenario]
    #[arg(long, value_name = "MEASURE")]
    pub measure: Vec<String>,
    /// Give up other results that are in the folder
    #[arg(long)]
    pub force: bool,
}

/// `--method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Choice {
    /// Elementary effects (Morris): sorts many unknowns with few runs
    Morris,
    /// Sobol' indices (Saltelli): shares of the variance, alone and with interactions; takes many more runs
    Sobol,
}

/// Runs what is missing, puts the tables of indices into the folder and prints the rankings.
///
/// # Errors
/// A [`Failure`]: the scenario, a range or a name is wrong, the folder holds something else, the disk does not take the
/// results, runs broke, or the study was stopped.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let scenario = Arc::new(global.scenario(&arguments.scenario)?);
    let measures = measures(arguments, &scenario)?;
    let factors = chosen(global, arguments, &scenario)?;
    let plan = plan(arguments, &scenario, &factors)?;
    let design = design(&plan, factors)?;
    if !global.quiet && !global.json {
        tell_cost(global, &scenario, &design)?;
    }
    let request = Request { file: &arguments.scenario, kind: "sensitivity", force: arguments.force, compared: false };
    let mut study = study(global, &scenario, &design, &request)?;
    let tables = indices(&plan, &study, &measures)?;
    study.put("sensitivity.csv", &rows_csv(&tables), tables.rows.len() as u64)?;
    study.put("sensitivity_convergence.csv", &convergence_csv(&tables), tables.convergence.len() as u64)?;
    // What the runs say is told even where no picture of it can be made.
    let path = study.path().to_path_buf();
    let drawn = pictures::subject(&study.manifest, &path).and_then(|subject| {
        let album = of_sensitivity::Facts::read(&path, &subject).map_err(pictures::failed)?;
        pictures::complete_album(global, &path, &mut study.manifest, &album)
    });
    let drawn = drawn.and_then(|()| report::complete_study(global, &path, &mut study.manifest));
    tell(global, &plan, &study, &tables, out)?;
    drawn?;
    broken(&study.manifest)
}

fn wrong(message: String, help: String) -> Failure {
    Failure::CommandLine { message, help: vec![help] }
}

/// The measures that are explained.
fn measures(arguments: &Arguments, scenario: &Scenario) -> Result<Vec<Measure>, Failure> {
    if scenario.arms.len() < 2 {
        return Err(wrong("sensitivity needs an arm beside the baseline".into(), "add an arm to the scenario".into()));
    }
    let mut measures = Vec::new();
    for name in &arguments.measure {
        let measure = Measure::by_name(name).ok_or_else(|| {
            let near = nearest(name, Measure::ALL.iter().map(|measure| measure.name()));
            let help =
                near.map_or("`microgov explain` lists the measures".into(), |near| format!("did you mean `{near}`?"));
            wrong(format!("there is no measure named `{name}`"), help)
        })?;
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    if measures.is_empty() {
        measures.clone_from(&scenario.main_measures);
    }
    if measures.is_empty() {
        let help = "give --measure NAME, or main_measures in [experiment]".into();
        return Err(wrong("the scenario has no main measures to explain".into(), help));
    }
    Ok(measures)
}

/// The unknowns that vary.
fn chosen(global: &Global, arguments: &Arguments, scenario: &Scenario) -> Result<Vec<Factor>, Failure> {
    let mut all = uncertainties(scenario, named(global, &arguments.vary, scenario)?)?;
    let meant = |name: &str, factor: &Factor| {
        factor.name == name || factor.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
    };
    if let Some(name) = arguments.only.iter().find(|name| !all.iter().any(|factor| meant(name, factor))) {
        let near = nearest(name, all.iter().map(|factor| factor.name.as_str()));
        let help = near.map_or_else(|| known(&all), |near| format!("did you mean `{near}`?"));
        return Err(wrong(format!("no unknown of the scenario is named `{name}`"), help));
    }
    if !arguments.only.is_empty() {
        all.retain(|factor| arguments.only.iter().any(|name| meant(name, factor)));
    }
    Ok(all)
}

fn known(factors: &[Factor]) -> String {
    let names: Vec<&str> = factors.iter().map(|factor| factor.name.as_str()).collect();
    format!("its unknowns are {}; more can be added with --vary PATH=RANGE", names.join(", "))
}

/// The base points.
fn plan(arguments: &Arguments, scenario: &Scenario, factors: &[Factor]) -> Result<SensitivityDesign, Failure> {
    let (method, usual) = match arguments.method {
        Choice::Morris => (Method::Morris, 20),
        Choice::Sobol => (Method::Sobol, 64),
    };
    let base_points = arguments.points.unwrap_or(usual);
    if method == Method::Sobol && !base_points.is_power_of_two() {
        let (below, above) = (base_points.next_power_of_two() / 2, base_points.next_power_of_two());
        let message = format!("--points {base_points}: Sobol's sequence is even only at powers of two");
        return Err(wrong(message, format!("give {below} or {above}")));
    }
    if method == Method::Morris && arguments.second_order {
        let message = "--second-order: elementary effects tell nothing of pairs".into();
        return Err(wrong(message, "give --method sobol, or leave --second-order away".into()));
    }
    Ok(SensitivityDesign {
        method,
        groups: factors.iter().map(|factor| factor.name.clone()).collect(),
        group_of: (0..factors.len()).collect(),
        second_order: arguments.second_order,
        base_points,
        seed: scenario.experiment.seed,
    })
}

/// The points, as values of the unknowns.
fn design(plan: &SensitivityDesign, factors: Vec<Factor>) -> Result<Design, Failure> {
    let points = (plan.base_points as usize).saturating_mul(plan.points_of_base());
    if points > MOST_POINTS {
        let help = "give fewer --points, or --only some unknowns".into();
        return Err(wrong(format!("the design has {points} points, more than {MOST_POINTS}"), help));
    }
    let shares = plan.shares().ok_or_else(|| {
        let (most, count) = (SensitivityDesign::most_factors(plan.method), factors.len());
        let help = "screen them with --method morris and take --only those that matter".into();
        wrong(format!("{count} unknowns vary; Sobol's sequence is known for {most}"), help)
    })?;
    let mut design = Design::from_shares(factors, &shares);
    // The outermost levels of a trajectory are the ends of what varies, not the ends of an unbounded distribution.
    let ends: Vec<(f64, f64)> = design.factors.iter().map(Factor::ends).collect();
    for point in &mut design.points {
        point.iter_mut().zip(&ends).for_each(|(value, (low, high))| *value = value.clamp(*low, *high));
    }
    Ok(design)
}

/// Says how much there is to run, and how long that takes at the speed of one run: on standard error, as it differs from
/// machine to machine.
fn tell_cost(global: &Global, scenario: &Arc<Scenario>, design: &Design) -> Result<(), Failure> {
    let (points, arms, replicates) =
        (design.points.len() as u64, scenario.arms.len() as u64, u64::from(scenario.experiment.replicates));
    let runs = points * arms * replicates;
    let mut simulator = super::run::simulator(scenario)?;
    let started = Instant::now();
    for arm in 0..scenario.arms.len() {
        // A run that breaks is told where it is run in earnest.
        let _ = simulator.run(arm, 0, false);
    }
    let threads = global
        .threads
        .map_or_else(|| std::thread::available_parallelism().map_or(1.0, |count| count.get() as f64), f64::from);
    let seconds = started.elapsed().as_secs_f64() / arms as f64 * runs as f64 / threads;
    for language in global.languages() {
        let (time, share) = (lasting(seconds, *language), seconds / 36.0);
        let told = match language {
            Language::English => format!(
                "{points} points x {replicates} replicates x {arms} arms = {runs} runs: about {time} here ({share:.1} % of an \
                 hour), less what is there already"
            ),
            Language::Chinese => format!(
                "{points} 个点 × {replicates} 次重复 × {arms} 个方案 = {runs} 次模拟：在本机约需 {time}（一小时的 \
                 {share:.1}%），已有结果除外"
            ),
        };
        anstream::eprintln!("{told}");
    }
    Ok(())
}

/// A time in words.
fn lasting(seconds: f64, language: Language) -> String {
    match language {
        Language::English if seconds < 90.0 => format!("{seconds:.0} seconds"),
        Language::English => format!("{:.0} minutes", seconds / 60.0),
        Language::Chinese if seconds < 90.0 => format!("{seconds:.0} 秒"),
        Language::Chinese => format!("{:.0} 分钟", seconds / 60.0),
    }
}

/// The indices, from the runs in the folder.
fn indices(plan: &SensitivityDesign, study: &Study, measures: &[Measure]) -> Result<Tables, Failure> {
    let values = study.values(measures)?;
    let value = |point: usize, arm: usize, replicate: usize, measure: Measure| {
        let place = measures.iter().position(|known| *known == measure)?;
        values.get(point)?.get(arm)?.get(replicate)?.get(place).copied().flatten()
    };
    let (points, replicates) = (study.plan.points() as usize, study.plan.replicates() as usize);
    let arms = study.plan.arms();
    Ok(analyse(plan, &outputs((&arms, study.plan.base().baseline), (points, replicates), measures, value)))
}

/// Prints the rankings of the differences.
fn tell(
    global: &Global,
    plan: &SensitivityDesign,
    study: &Study,
    tables: &Tables,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let scenario = study.plan.base();
    let rankings = rankings(tables);
    if !global.quiet {
        anstream::stderr().write_all(diagnostics::warnings(&scenario.warnings, global.languages()).as_bytes())?;
    }
    if global.json {
        writeln!(out, "{}", json(plan, study, tables, &rankings))?;
        return Ok(out.flush()?);
    }
    let differences: Vec<&Ranking> = rankings.iter().filter(|ranking| ranking.kind == Kind::Difference).collect();
    let page = Page {
        scenario,
        factors: &study.design().factors,
        points: study.plan.points(),
        rankings: &differences,
        folder: study.path(),
    };
    for language in global.languages() {
        out.write_all(page.render(*language, verdict::width(), global.quiet).as_bytes())?;
    }
    Ok(out.flush()?)
}

fn json(plan: &SensitivityDesign, study: &Study, tables: &Tables, rankings: &[Ranking]) -> serde_json::Value {
    let factors = study.design().factors.iter().map(|factor| {
        let (low, high) = factor.ends();
        serde_json::json!({
            "name": factor.name, "role": factor.role.word(), "paths": factor.paths, "low": low, "high": high,
        })
    });
    let estimate = |estimate: Option<Estimate>| {
        estimate.map(|Estimate { value, interval }| serde_json::json!([value, interval.low, interval.high]))
    };
    let rankings = rankings.iter().map(|ranking| {
        serde_json::json!({
            "measure": ranking.measure.name(),
            "output": ranking.kind,
            "arm": ranking.arm,
            "factors": ranking.factors.iter().map(|ranked| ranked.factor.as_str()).collect::<Vec<_>>(),
            "beyond_chance": ranking.factors.iter().filter(|ranked| ranking.beyond_chance(ranked)).count(),
            "noise_share": estimate(ranking.noise_share),
            "noise_floor": estimate(ranking.noise_floor),
            "base_points": ranking.points,
            "dropped": ranking.asked - ranking.points,
            "warnings": ranking.caveats.iter().map(|caveat| caveat.word()).collect::<Vec<_>>(),
        })
    });
    serde_json::json!({
        "scenario": study.plan.base().name,
        "seed": plan.seed,
        "method": plan.method,
        "base_points": plan.base_points,
        "points": study.plan.points(),
        "replicates": study.plan.replicates(),
        "results": study.path(),
        "factors": factors.collect::<Vec<_>>(),
        "rankings": rankings.collect::<Vec<_>>(),
        "sensitivity": tables.rows,
    })
}
