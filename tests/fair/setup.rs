//! Scenarios from text, runs of them, and what two runs differ in.

use microgov::measures::RunOutcome;
use microgov::scenario::{Memory, Scenario, read, shipped_structures};
use microgov::simulation::Simulator;
use microgov::vocabulary::{GroupMeasure, Measure, MonthMeasure};
use std::fmt::Debug;
use std::sync::Arc;

/// Six groups with a quarter of Botou's people and all mechanisms on: large enough that every mechanism acts, small enough
/// that a run takes milliseconds.
const VILLAGE: &str = "
simulation.start = 2016-01-01
simulation.burn_in_days = 182
simulation.measured_from = 2017-01-01
village.groups = 6
village.households = 150
village.people = 580
village.party_members = 24
village.cadres = 3
committee.cadres = 3
";

/// Every switch of a mechanism off, so that one channel can be put on alone.
pub(crate) const ALL_OFF: &str = "mechanisms = { voice = false, contact = false, presence = false, handling = false, tasks = false, judgement = false, \
mediation = false, escalation = false, petitions = false, petition_learning = false, petition_joining = false, \
priority = false, trust = false, quarrels = false, elections = false, turnover = false, experience = false }\n";

/// The scenario of a text.
pub(crate) fn scenario(text: &str) -> Arc<Scenario> {
    let read = read(&Memory::single("fair.toml", text), "fair.toml", &[]);
    Arc::new(read.unwrap_or_else(|problems| panic!("{problems}\n{text}")))
}

/// The scenario of the small village over three years, with more text.
pub(crate) fn village(more: &str) -> Arc<Scenario> {
    village_until("2019-01-01", more)
}

/// The same until another day.
pub(crate) fn village_until(end: &str, more: &str) -> Arc<Scenario> {
    scenario(&format!("{VILLAGE}simulation.end = {end}\n{more}"))
}

/// An arm under one structure, with settings of its own.
pub(crate) fn arm(name: &str, structure: &str, settings: &str) -> String {
    format!("\n[[arm]]\nname = \"{name}\"\nstructure = \"{structure}\"\n{settings}\n")
}

/// The names of the shipped structures.
pub(crate) fn shipped() -> Vec<String> {
    let structures = shipped_structures().unwrap_or_else(|problems| panic!("{problems}"));
    structures.into_iter().map(|structure| structure.name).collect()
}

/// Mean and standard error.
pub(crate) fn estimate(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, libm::sqrt(squares / (n - 1.0) / n))
}

/// A simulator of a scenario without rosters.
pub(crate) fn simulator(scenario: &Arc<Scenario>) -> Simulator {
    Simulator::new(Arc::clone(scenario)).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A run with its cases.
pub(crate) fn run(simulator: &mut Simulator, arm: usize, replicate: u64) -> RunOutcome {
    simulator.run(arm, replicate, true).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Runs of all arms of a scenario in one replicate.
pub(crate) fn run_all(scenario: &Arc<Scenario>, replicate: u64) -> Vec<RunOutcome> {
    let mut simulator = simulator(scenario);
    (0..scenario.arms.len()).map(|arm| run(&mut simulator, arm, replicate)).collect()
}

/// The names of everything in which two runs differ by a bit or more: measures by name, then `group G: name`,
/// `month M: name`, `case N`.
pub(crate) fn differences(one: &RunOutcome, other: &RunOutcome) -> Vec<String> {
    let bits = |value: &Option<f64>| value.map(f64::to_bits);
    let mut found = Vec::new();
    for (measure, (a, b)) in Measure::ALL.iter().zip(one.measures.iter().zip(&other.measures)) {
        if bits(a) != bits(b) {
            found.push(measure.name().to_string());
        }
    }
    let mut rows = |what: &str, names: &[&str], a: &[Vec<Option<f64>>], b: &[Vec<Option<f64>>]| {
        assert_eq!(a.len(), b.len(), "as many {what}s");
        for (i, (a, b)) in a.iter().zip(b).enumerate() {
            for (name, (a, b)) in names.iter().zip(a.iter().zip(b)) {
                if bits(a) != bits(b) {
                    found.push(format!("{what} {i}: {name}"));
                }
            }
        }
    };
    let group_names: Vec<&str> = GroupMeasure::ALL.iter().map(|measure| measure.name()).collect();
    let month_names: Vec<&str> = MonthMeasure::ALL.iter().map(|measure| measure.name()).collect();
    rows("group", &group_names, &one.groups, &other.groups);
    rows("month", &month_names, &one.months, &other.months);
    if one.cases.len() != other.cases.len() {
        found.push(format!("{} cases for {}", one.cases.len(), other.cases.len()));
    }
    let cases = one.cases.iter().zip(&other.cases).filter(|(a, b)| a != b);
    found.extend(cases.map(|(a, _)| format!("case {}", a.need)));
    found
}

/// Two runs agree in every bit.
pub(crate) fn assert_same(one: &RunOutcome, other: &RunOutcome, of: impl Debug) {
    let differ = differences(one, other);
    assert!(differ.is_empty(), "{of:?}: differ in {:?}", &differ[..differ.len().min(12)]);
}
