//! `microgov run SCENARIO`: one arm, one replicate, alone; the same to the last bit as inside any experiment.

use super::replay::Replay;
use super::{Failure, Global, diagnostics};
use crate::measures::RunOutcome;
use crate::results::files::write_whole;
use crate::results::tables::{self, RunKey};
use crate::results::{Rows, Table};
use crate::scenario::Scenario;
use crate::simulation::Simulator;
use crate::vocabulary::{Language, Measure};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file, or a results folder: its runs are made again and held against their rows
    pub scenario: String,
    /// The point of a study to run, by its number in points.csv of the results folder
    #[arg(long, value_name = "P")]
    pub point: Option<u64>,
    /// The arm to run, by name; the baseline unless given
    #[arg(long, value_name = "NAME")]
    pub arm: Option<String>,
    /// The replicate to run, counted from 0
    #[arg(long, value_name = "K", default_value_t = 0)]
    pub replicate: u64,
    /// Write the history of every case as cases.csv into --out, or out/STEM-ARM-K (out/STEM-pP-ARM-K of a point)
    #[arg(long)]
    pub cases: bool,
}

/// Runs it and prints its measures, numbers in the shortest form that reads back to the same bits.
///
/// # Errors
/// A [`Failure`] when there is no such point or arm, an account of the run does not balance, the disk does not take it,
/// or it differs from its row in the results.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let path = Path::new(&arguments.scenario);
    let replay = if path.is_dir() { Some(Replay::open(global, path)?) } else { None };
    let point = arguments.point.unwrap_or(0);
    let scenario = match &replay {
        Some(replay) => Arc::new(replay.scenario(point, arguments.replicate)?),
        None if arguments.point.is_some() => {
            let help = vec!["name the results folder: microgov run RESULTS --point P".into()];
            return Err(Failure::CommandLine { message: "a scenario file has no points".into(), help });
        }
        None => global.replicate(&arguments.scenario, arguments.replicate)?,
    };
    let index = match &arguments.arm {
        None => scenario.baseline,
        Some(name) => scenario.arms.iter().position(|arm| arm.name == *name).ok_or_else(|| {
            let names: Vec<_> = scenario.arms.iter().map(|arm| arm.name.as_str()).collect();
            let help = vec![format!("the scenario has {}", names.join(", "))];
            Failure::CommandLine { message: format!("there is no arm \"{name}\""), help }
        })?,
    };
    let run = RunKey {
        arm: &scenario.arms[index].name,
        point,
        replicate: arguments.replicate,
        seed: scenario.experiment.seed,
    };
    let outcome = simulator(&scenario)?
        .run(index, run.replicate, arguments.cases)
        .map_err(|fault| Failure::Run { message: fault.to_string(), help: Vec::new() })?;
    if arguments.cases {
        let point = arguments.point.map_or_else(String::new, |point| format!("p{point}-"));
        let stem = format!("{}-{point}{}-{}", scenario.name, run.arm, run.replicate);
        let folder = global.out.clone().unwrap_or_else(|| PathBuf::from("out").join(stem));
        write_cases(&folder, run, &outcome)?;
    }
    if global.json {
        let measures: serde_json::Map<String, serde_json::Value> =
            Measure::ALL.iter().map(|measure| (measure.name().into(), json!(outcome.get(*measure)))).collect();
        let (name, seed) = (&scenario.name, run.seed);
        let answer = json!({
            "scenario": name, "seed": seed, "point": run.point, "arm": run.arm, "replicate": run.replicate,
            "measures": measures,
        });
        writeln!(out, "{answer}")?;
    } else {
        for language in global.languages() {
            list(&outcome, *language, out)?;
        }
    }
    if let Some(replay) = replay {
        out.flush()?;
        let warning = replay.hold(run, &outcome)?;
        if !global.quiet {
            anstream::stderr().write_all(diagnostics::warnings(warning.as_slice(), global.languages()).as_bytes())?;
        }
    }
    Ok(())
}

/// A simulator of a scenario.
///
/// # Errors
/// [`Failure::CommandLine`] with everything that is wrong with its rosters.
pub(super) fn simulator(scenario: &Arc<Scenario>) -> Result<Simulator, Failure> {
    Simulator::new(Arc::clone(scenario)).map_err(|problems| Failure::CommandLine {
        message: format!("the roster in {} cannot be used; nothing was run", scenario.village.roster),
        help: problems.iter().map(ToString::to_string).collect(),
    })
}

/// The measures of a run, one a line: name, value, unit, label.
fn list(outcome: &RunOutcome, language: Language, out: &mut dyn Write) -> std::io::Result<()> {
    let value = |measure: &Measure| outcome.get(*measure).map_or_else(|| "-".to_string(), |value| value.to_string());
    let width = Measure::ALL.iter().map(|measure| value(measure).len()).max().unwrap_or(0);
    for measure in Measure::ALL {
        let (name, unit, label) = (measure.name(), measure.unit(), measure.label().get(language));
        writeln!(out, "{name:33} {:>width$}  {unit:21} {label}", value(measure))?;
    }
    Ok(())
}

/// Writes `cases.csv`; a file of that name with other contents is left alone.
fn write_cases(folder: &Path, run: RunKey<'_>, outcome: &RunOutcome) -> Result<(), Failure> {
    let failed = |message: String| Failure::Run { message, help: Vec::new() };
    let fields = Table::Cases.fields();
    let mut rows = Rows::new(&fields);
    tables::add(&mut rows, Table::Cases, run, outcome);
    let (path, text) = (folder.join("cases.csv"), rows.to_csv(&fields));
    if std::fs::read(&path).is_ok_and(|there| there != text) {
        let message = format!("{} is there already, with other contents", path.display());
        return Err(Failure::CommandLine { message, help: vec!["choose another --out".into()] });
    }
    std::fs::create_dir_all(folder).map_err(|error| failed(format!("cannot make {}: {error}", folder.display())))?;
    write_whole(&path, &text).map_err(|problem| failed(problem.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_so_that_they_read_back_to_the_same_bits() {
        let value = 0.1 + 0.2;
        let measures = vec![Some(value); Measure::COUNT];
        let outcome = RunOutcome { measures, ..RunOutcome::default() };
        let mut text = Vec::new();
        list(&outcome, Language::English, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        let printed: f64 = text.lines().next().unwrap().split_whitespace().nth(1).unwrap().parse().unwrap();
        assert_eq!(printed.to_bits(), value.to_bits());
        assert_eq!(text.lines().count(), Measure::COUNT);
    }
}
