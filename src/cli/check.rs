//! `microgov check SCENARIO`.

use super::{Failure, Global, diagnostics};
use crate::scenario::{Arm, Scenario, VillageSource};
use crate::vocabulary::{Grade, Language};
use std::io::Write;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file
    pub scenario: String,
}

/// Reads and validates; prints what the scenario is.
///
/// # Errors
/// [`Failure::Scenario`] with every problem; [`Failure::Output`].
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let scenario = global.scenario(&arguments.scenario)?;
    if !global.quiet {
        anstream::stderr().write_all(diagnostics::warnings(&scenario.warnings, global.languages()).as_bytes())?;
    }
    writeln!(out, "ok")?;
    for language in global.languages() {
        write!(out, "{}", summary(&scenario, *language))?;
    }
    Ok(())
}

/// The scenario in a few lines: village, days, arms, structures, how well its numbers are known.
fn summary(scenario: &Scenario, language: Language) -> String {
    let pick = |en: String, zh: String| match language {
        Language::English => en,
        Language::Chinese => zh,
    };
    let village = &scenario.village;
    let named = |en: &str, zh: &str, text: String| format!("{}: {text}\n", pick(en.into(), zh.into()));
    let village = match &scenario.source {
        VillageSource::Synthesis => pick(
            format!(
                "{}, {} groups, {} households, {} people, {} party members",
                village.name, village.groups, village.households, village.people, village.party_members
            ),
            format!(
                "{}，{} 个小组，{} 户，{} 人，{} 名党员",
                village.name, village.groups, village.households, village.people, village.party_members
            ),
        ),
        VillageSource::Roster { .. } => pick(
            format!("{}, from the roster in {}", village.name, village.roster),
            format!("{}，来自名册 {}", village.name, village.roster),
        ),
    };
    let calendar = &scenario.calendar;
    let (first, measured, end) =
        (calendar.start, calendar.date_of(calendar.measured_from_day), calendar.date_of(calendar.end_day));
    let days = pick(
        format!(
            "{first} to {end}: {} days, {} of them measured from {measured}",
            calendar.end_day,
            calendar.end_day - calendar.measured_from_day
        ),
        format!(
            "{first} 至 {end}：{} 天，自 {measured} 起统计 {} 天",
            calendar.end_day,
            calendar.end_day - calendar.measured_from_day
        ),
    );
    let arms: Vec<String> =
        scenario.arms.iter().enumerate().map(|(i, arm)| described(scenario, i, arm, language)).collect();
    let structures: Vec<String> = scenario
        .structures
        .iter()
        .map(|structure| {
            let seats: Vec<String> =
                structure.seats.iter().map(|seat| format!("{} {} h", seat.role, seat.hours_per_week)).collect();
            format!("{} ({})", structure.name, if seats.is_empty() { "-".into() } else { seats.join(", ") })
        })
        .collect();
    let grade = |grade: Grade| match grade {
        Grade::Observed => pick("observed".into(), "观测".into()),
        Grade::Derived => pick("derived".into(), "推算".into()),
        Grade::Guess => pick("guesses".into(), "猜测".into()),
        Grade::Design => pick("design choices".into(), "设计选择".into()),
    };
    let known: Vec<String> = scenario.grades().map(|(name, count)| format!("{count} {}", grade(name))).to_vec();
    [
        named("title", "标题", pick(scenario.title_en.clone(), scenario.title_zh.clone())),
        named("village", "村庄", village),
        named("days", "日期", days),
        named("arms", "方案", arms.join("; ")),
        named("structures", "结构", structures.join("; ")),
        named(
            "replicates",
            "重复次数",
            format!("{} (seed {})", scenario.experiment.replicates, scenario.experiment.seed),
        ),
        named("values in force", "生效数值", known.join(", ")),
    ]
    .concat()
}

/// `name (label): structure`, or the steps of the plan.
fn described(scenario: &Scenario, index: usize, arm: &Arm, language: Language) -> String {
    let steps: Vec<String> = arm
        .plan
        .iter()
        .map(|step| {
            let name = scenario.structures.get(step.structure).map_or("?", |structure| &structure.name);
            let from = scenario.calendar.date_of(step.day);
            match (step.day, language) {
                (0, _) => name.to_string(),
                (_, Language::English) => format!("{name} from {from}"),
                (_, Language::Chinese) => format!("自 {from} 起 {name}"),
            }
        })
        .collect();
    let baseline = match (index == scenario.baseline, language) {
        (false, _) => "",
        (true, Language::English) => ", baseline",
        (true, Language::Chinese) => "，基准",
    };
    format!("{} [{}{baseline}]: {}", arm.name, arm.label(language), steps.join(", "))
}
