//! `microgov attribute SCENARIO`: which mechanism carries how much of the effect.

use super::compare::broken;
use super::study::{Request, Study, study};
use super::verdict::{self, attribution::Attribution};
use super::{Failure, Global, diagnostics, pictures, report};
use crate::analysis::attribution::players::{MOST_EXACT, factors, players};
use crate::analysis::attribution::{AttributionRow, Runs, Scheme, attribute, table};
use crate::charts::of_attribution;
use crate::charts::of_attribution::TABLE;
use crate::experiment::Design;
use crate::scenario::{Scenario, nearest};
use crate::statistics::Orders;
use crate::vocabulary::Measure;
use std::io::Write;
use std::sync::Arc;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file
    pub scenario: String,
    /// The measures whose differences are shared out [default: the main measures of the scenario]
    #[arg(long, value_name = "MEASURE", value_delimiter = ',')]
    pub measure: Vec<String>,
    /// The mechanisms that play, by switch (trust) or theme (seats); all others stay as they are [default: every
    /// mechanism that is on, by theme where there are more than ten]
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub players: Vec<String>,
    /// Mechanisms that are switched together, as one player with this name
    #[arg(long, value_name = "NAME=A,B,C", value_parser = group)]
    pub group: Vec<Group>,
    /// Sample so many orders of switching on, each with its reverse, in place of running all combinations; mechanisms
    /// then play one by one unless named otherwise
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(4..=10_000))]
    pub sampled: Option<u32>,
    /// Give up other results that are in the folder
    #[arg(long)]
    pub force: bool,
}

/// `NAME=A,B,C`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its switches.
    pub switches: Vec<String>,
}

fn group(text: &str) -> Result<Group, String> {
    let parts = || {
        let (name, switches) = text.split_once('=')?;
        let name = name.trim();
        let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == ' ';
        let switches: Vec<String> = switches.split(',').map(|switch| switch.trim().to_string()).collect();
        let sound = !name.is_empty() && name.chars().all(plain) && switches.iter().all(|switch| !switch.is_empty());
        sound.then(|| Group { name: name.into(), switches })
    };
    parts().ok_or_else(|| "write a name, = and switches: work=handling,tasks,priority".into())
}

/// Runs what is missing, adds `attribution.csv` to the folder and prints the parts.
///
/// # Errors
/// A [`Failure`]: the scenario, a measure or a player is wrong, there are too many players, no measure has parts, the
/// folder holds something else, the disk does not take the results, runs broke, or the study was stopped.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let scenario = Arc::new(global.scenario(&arguments.scenario)?);
    if scenario.arms.len() < 2 {
        let message = "there is no effect to share out: the scenario has one arm".into();
        return Err(Failure::CommandLine { message, help: vec!["add an arm to the scenario".into()] });
    }
    let measures = measures(arguments, &scenario)?;
    let scheme = scheme(arguments, &scenario)?;
    let design = design(global, arguments, &scenario, &scheme)?;
    let request = Request { file: &arguments.scenario, kind: "attribute", force: arguments.force, compared: false };
    let mut study = study(global, &scenario, &design, &request)?;
    let values = study.values(&measures)?;
    let (arms, turns) = (study.plan.arms(), study.plan.worlds().turns());
    let runs = Runs { arms: &arms, baseline: scenario.baseline, measures: &measures, values: &values, turns };
    let rows = attribute(&scheme, &runs);
    study.put(TABLE, &table::write(&rows), rows.len() as u64)?;
    let path = study.path().to_path_buf();
    // What the runs say is told even where no picture of it can be made.
    let drawn = pictures::subject(&study.manifest, &path).and_then(|subject| {
        let album = of_attribution::Facts::read(&path, &subject).map_err(pictures::failed)?;
        pictures::complete_album(global, &path, &mut study.manifest, &album)
    });
    let drawn = drawn.and_then(|()| report::complete_study(global, &path, &mut study.manifest));
    tell(global, arguments, (&scheme, &measures), &study, &rows, out)?;
    drawn?;
    broken(&study.manifest)
}

/// The measures asked for, each once.
fn measures(arguments: &Arguments, scenario: &Scenario) -> Result<Vec<Measure>, Failure> {
    let mut measures = Vec::new();
    for name in &arguments.measure {
        let measure = Measure::by_name(name).ok_or_else(|| {
            let near = nearest(name, Measure::ALL.iter().map(|measure| measure.name()));
            let help = near.map_or_else(
                || "`microgov explain` lists the measures".to_string(),
                |near| format!("did you mean `{near}`?"),
            );
            Failure::CommandLine { message: format!("there is no measure named `{name}`"), help: vec![help] }
        })?;
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    if measures.is_empty() {
        measures.clone_from(&scenario.main_measures);
    }
    if measures.is_empty() {
        let help = vec!["name one: --measure petitions".into()];
        return Err(Failure::CommandLine { message: "the scenario has no main measures".into(), help });
    }
    Ok(measures)
}

/// Who plays, and which of their combinations are run.
fn scheme(arguments: &Arguments, scenario: &Scenario) -> Result<Scheme, Failure> {
    let wrong = |message: String, help: &[&str]| Failure::CommandLine {
        message,
        help: help.iter().map(ToString::to_string).collect(),
    };
    let groups: Vec<_> = arguments.group.iter().map(|group| (group.name.clone(), group.switches.clone())).collect();
    let singly = arguments.sampled.is_some();
    let players = players(scenario, &arguments.players, &groups, singly).map_err(|what| {
        wrong(what, &["`microgov explain mechanisms` lists the mechanisms; docs/attribution.md the themes"])
    })?;
    let count = players.len();
    if arguments.sampled.is_none() && count > MOST_EXACT {
        let combinations = 1_u64 << count;
        let message = format!(
            "{count} players have {combinations} combinations; at most {MOST_EXACT} play where all of them are run"
        );
        let help = ["group some: --group NAME=A,B,C, or name themes", "or sample orders: --sampled 40"];
        return Err(wrong(message, &help));
    }
    let pairs = arguments.sampled.map(|orders| orders.div_ceil(2));
    let orders = pairs.and_then(|pairs| Orders::sampled(scenario.experiment.seed, count, pairs));
    Ok(Scheme { players, orders })
}

/// A point for each combination, in the order of the scheme.
fn design(global: &Global, arguments: &Arguments, scenario: &Scenario, scheme: &Scheme) -> Result<Design, Failure> {
    let reader = global.reader(&arguments.scenario);
    let without = |paths: &[String]| {
        let off: Vec<String> = paths.iter().map(|path| format!("{path}=false")).collect();
        reader(&off)
    };
    let factors = factors(scenario, &scheme.players, without)
        .map_err(|message| Failure::CommandLine { message, help: Vec::new() })?;
    let on = |coalition: u32| (0..factors.len()).map(move |player| f64::from(coalition >> player & 1)).collect();
    let points = scheme.coalitions().into_iter().map(on).collect();
    Ok(Design { factors, points })
}

/// Prints the answer.
fn tell(
    global: &Global,
    arguments: &Arguments,
    (scheme, measures): (&Scheme, &[Measure]),
    study: &Study,
    rows: &[AttributionRow],
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let scenario = study.plan.base();
    if !global.quiet {
        anstream::stderr().write_all(diagnostics::warnings(&scenario.warnings, global.languages()).as_bytes())?;
    }
    let orders = arguments.sampled.map(|orders| 2 * orders.div_ceil(2));
    if global.json {
        let players = scheme.players.iter();
        let players: Vec<_> =
            players.map(|player| serde_json::json!({ "name": player.name, "switches": player.switches })).collect();
        let answer = serde_json::json!({
            "scenario": scenario.name,
            "seed": scenario.experiment.seed,
            "replicates": study.plan.replicates(),
            "points": study.plan.points(),
            "orders": orders,
            "results": study.path(),
            "players": players,
            "parts": rows,
        });
        writeln!(out, "{answer}")?;
        return Ok(out.flush()?);
    }
    let page = Attribution {
        scenario,
        players: &scheme.players,
        orders,
        points: study.design().points.len(),
        measures,
        rows,
        folder: study.path(),
    };
    for language in global.languages() {
        out.write_all(page.render(*language, verdict::width(), global.quiet).as_bytes())?;
    }
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_read_and_anything_else_is_told() {
        let work = Group { name: "work".into(), switches: vec!["handling".into(), "tasks".into()] };
        assert_eq!(group("work=handling, tasks"), Ok(work));
        for wrong in ["", "work", "=trust", "a,b=trust", "work=", "work=trust,,voice"] {
            assert!(group(wrong).unwrap_err().contains("write a name"), "{wrong}");
        }
    }
}
