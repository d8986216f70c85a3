//! `microgov trace SCENARIO --arms A,B`: the first case, day and decision where two arms part, and why.

mod words;

use super::{Failure, Global};
use crate::analysis::parting::{Parting, parting};
use crate::scenario::{Arm, Scenario};
use crate::simulation::trace::Witnessed;
use crate::units::Time;
use crate::vocabulary::Language;
use serde_json::json;
use std::io::Write;
use words::Words;

/// Steps that are told of the case after the arms have parted.
const FOLLOWING: usize = 5;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file
    pub scenario: String,
    /// The two arms, by name [default: the baseline and the last arm]
    #[arg(long, value_name = "A,B", value_delimiter = ',', num_args = 1)]
    pub arms: Vec<String>,
    /// The replicate, counted from 0
    #[arg(long, value_name = "K", default_value_t = 0)]
    pub replicate: u64,
}

/// Runs both arms and tells where they part.
///
/// # Errors
/// A [`Failure`] when there are not two such arms, or an account of a run does not balance.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let scenario = global.replicate(&arguments.scenario, arguments.replicate)?;
    let arms = chosen(&scenario, &arguments.arms)?;
    let mut simulator = super::run::simulator(&scenario)?;
    let mut steps = Vec::new();
    for arm in arms {
        let told = simulator.trace(arm, arguments.replicate);
        steps.push(told.map_err(|fault| Failure::Run { message: fault.to_string(), help: Vec::new() })?);
    }
    let found = parting(&steps[0], &steps[1], FOLLOWING);
    let told = Told { scenario: &scenario, arms: arms.map(|arm| &scenario.arms[arm]), replicate: arguments.replicate };
    if global.json {
        writeln!(out, "{}", told.json(found.as_ref()))?;
    } else {
        for language in global.languages() {
            out.write_all(told.text(found.as_ref(), *language).as_bytes())?;
        }
    }
    Ok(out.flush()?)
}

/// The two arms that were asked for.
fn chosen(scenario: &Scenario, names: &[String]) -> Result<[usize; 2], Failure> {
    let known = || scenario.arms.iter().map(|arm| arm.name.as_str()).collect::<Vec<_>>().join(", ");
    let wrong = |message: String| Failure::CommandLine { message, help: vec![format!("the scenario has {}", known())] };
    let find = |name: &String| {
        let place = scenario.arms.iter().position(|arm| arm.name == *name);
        place.ok_or_else(|| wrong(format!("there is no arm \"{name}\"")))
    };
    match names {
        [one, other] => Ok([find(one)?, find(other)?]),
        [] if scenario.arms.len() > 1 => {
            let last = (0..scenario.arms.len()).rev().find(|arm| *arm != scenario.baseline);
            Ok([scenario.baseline, last.unwrap_or_default()])
        }
        _ => Err(wrong("two arms are compared: write --arms A,B".into())),
    }
}

/// What is told, and of whom.
struct Told<'a> {
    scenario: &'a Scenario,
    arms: [&'a Arm; 2],
    replicate: u64,
}

impl Told<'_> {
    /// The structure that is in force for a group in an arm, and since which day.
    fn structure(&self, arm: &Arm, group: u32, at: Time) -> (String, String) {
        let holds = |step: &&crate::scenario::PlanStep| {
            step.day <= at.day() && (step.groups.is_empty() || step.groups.contains(&group))
        };
        let Some(step) = arm.plan.iter().rev().find(holds) else { return Default::default() };
        let since = self.scenario.calendar.date_of(step.day).to_string();
        (self.scenario.structures[step.structure].name.clone(), since)
    }

    /// Paths that have other values in the one arm than in the other, with both values.
    fn overrides(&self) -> Vec<(String, [String; 2])> {
        let mut paths: Vec<&String> = self.arms.iter().flat_map(|arm| &arm.overrides).collect();
        paths.sort();
        paths.dedup();
        let value = |arm: &Arm, path: &str| {
            let (table, key) = path.split_once('.').unwrap_or((path, ""));
            arm.parameters.get(table, key).map_or_else(String::new, |value| value.to_string())
        };
        let both = paths.into_iter().map(|path| (path.clone(), self.arms.map(|arm| value(arm, path))));
        both.filter(|(_, [one, other])| one != other).collect()
    }

    fn json(&self, found: Option<&Parting>) -> serde_json::Value {
        let words = Words { language: Language::English, calendar: &self.scenario.calendar };
        let step = |step: &Witnessed| {
            json!({
                "date": words.date(step.at), "time": words.time(step.at), "step": words.step_name(step.step),
                "state": step.standing.state.name(), "tier": step.standing.tier.name(),
                "person": Some(step.standing.person).filter(|person| *person != crate::world::NONE),
                "due": Some(step.standing.due).filter(|due| *due != Time::NEVER).map(|due| words.date(due)),
            })
        };
        let told = found.and_then(|found| {
            let first = found.steps.iter().flatten().next()?;
            let structures = self.arms.map(|arm| {
                let (structure, since) = self.structure(arm, first.group, first.at);
                json!({ "structure": structure, "since": since })
            });
            Some(json!({
                "date": words.date(first.at), "group": first.group, "household": first.case.0,
                "counterpart": Some(first.counterpart).filter(|other| *other != crate::world::NONE),
                "kind": first.kind.word(), "topic": first.topic, "severity": first.severity,
                "steps": found.steps.iter().map(|told| told.as_ref().map(step)).collect::<Vec<_>>(),
                "in_force": structures,
                "overrides": self.overrides().into_iter().map(|(path, values)| json!({ "path": path, "values": values })).collect::<Vec<_>>(),
                "following": found.following.iter().map(|steps| steps.iter().map(step).collect::<Vec<_>>()).collect::<Vec<_>>(),
                "cases_that_part": found.cases,
            }))
        });
        json!({
            "scenario": self.scenario.name, "seed": self.scenario.experiment.seed, "replicate": self.replicate,
            "arms": self.arms.map(|arm| &arm.name), "parting": told,
        })
    }

    fn text(&self, found: Option<&Parting>, language: Language) -> String {
        let words = Words { language, calendar: &self.scenario.calendar };
        let labels = self.arms.map(|arm| arm.label(language));
        let title = words.title(labels, self.replicate);
        let Some((found, first)) = found.and_then(|found| Some((found, found.steps.iter().flatten().next()?))) else {
            return format!("{title}\n  {}\n", words.never());
        };
        let mut text = format!("{title}\n  {}\n  {}\n\n", words.when(first), words.whose(first));
        for (label, told) in labels.iter().zip(&found.steps) {
            text += &format!("  {label}: {}\n", told.as_ref().map_or_else(|| words.nothing(), |step| words.step(step)));
        }
        text += &format!("\n  {}\n", words.why());
        let structures = self.arms.map(|arm| self.structure(arm, first.group, first.at));
        for (label, (structure, since)) in labels.iter().zip(&structures) {
            text += &format!("  {label}: {}\n", words.in_force(structure, since));
        }
        for (path, [one, other]) in self.overrides() {
            text += &format!("  {path}: {one} | {other}\n");
        }
        if structures[0].0 == structures[1].0 && self.overrides().is_empty() {
            text += &format!("  {}\n", words.earlier());
        }
        for (label, steps) in labels.iter().zip(&found.following) {
            text += &format!("\n  {}\n", words.follows(label));
            if steps.is_empty() {
                text += &format!("    {}\n", words.nothing());
            }
            for step in steps {
                text += &format!("    {}  {}\n", words.date(step.at), words.step(step));
            }
        }
        text + &format!("\n  {}\n", words.count(found.cases))
    }
}
