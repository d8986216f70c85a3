//! A reform has no effect before its day, and a reform of nothing has none at all.

use super::setup::{assert_same, run_all, shipped, village, village_until};
use microgov::measures::{CaseRecord, RunOutcome};
use microgov::vocabulary::MonthMeasure;

/// The day of the change, counted from 2016-01-01.
const DAY: f64 = 731.0;

/// An arm that goes from one structure to another on the first day of 2018.
fn reform(name: &str, from: &str, to: &str, more: &str) -> String {
    format!(
        "[[arm]]\nname = \"{name}\"\nplan = [{{ from = 2016-01-01, structure = \"{from}\" }}, \
         {{ from = 2018-01-01, structure = \"{to}\"{more} }}]\n"
    )
}

/// What has happened to a case before the change.
fn history(case: &CaseRecord) -> impl PartialEq + std::fmt::Debug {
    let before = |day: Option<f64>| day.filter(|day| *day < DAY).map(f64::to_bits);
    let closed = before(case.closed_day);
    let hours = closed.map(|_| case.hours.to_bits());
    (case.need, before(case.voiced_day), before(case.begun_day), closed, hours, closed.map(|_| case.state))
}

fn histories(outcome: &RunOutcome) -> Vec<impl PartialEq + std::fmt::Debug> {
    outcome.cases.iter().filter(|case| case.arose_day < DAY).map(history).collect()
}

/// The months that end before the change or on its day, all but the hours of work that may go on after it.
fn months(outcome: &RunOutcome) -> Vec<Vec<Option<u64>>> {
    let columns = || MonthMeasure::ALL.iter().filter(|measure| **measure != MonthMeasure::HoursOnCases);
    let rows = 0..outcome.months.len() - 1;
    rows.map(|month| columns().map(|measure| outcome.month(month, *measure).map(f64::to_bits)).collect()).collect()
}

#[test]
fn whatever_structure_comes_nothing_differs_before_its_day() {
    for (from, re_elect) in [("single", ""), ("three", ", re_elect = true")] {
        let mut text = reform("unchanged", from, from, "");
        for name in shipped() {
            text += &reform(&name, from, &name, re_elect);
        }
        // The run ends a day after the change, so that all but that day must agree.
        let scenario = village_until("2018-01-02", &text);
        for replicate in 0..2 {
            let outcomes = run_all(&scenario, replicate);
            for (arm, outcome) in scenario.arms.iter().zip(&outcomes).skip(1) {
                assert_eq!(months(outcome), months(&outcomes[0]), "{from} to {}", arm.name);
                assert_eq!(histories(outcome), histories(&outcomes[0]), "{from} to {}", arm.name);
            }
        }
    }
}

#[test]
fn a_reform_to_the_structure_in_force_changes_nothing() {
    let restless = "elections.resign_per_overloaded_month = 0.3\nelections.overload_share = 0.3\n";
    for name in shipped() {
        let stays = format!("[[arm]]\nname = \"stays\"\nstructure = \"{name}\"\n");
        let some = ", groups = [2, 5]";
        let arms = stays + &reform("reformed", &name, &name, "") + &reform("partly", &name, &name, some);
        let scenario = village(&(restless.to_string() + &arms));
        for replicate in 0..2 {
            let outcomes = run_all(&scenario, replicate);
            assert_same(&outcomes[0], &outcomes[1], &name);
            assert_same(&outcomes[0], &outcomes[2], &name);
        }
    }
}

#[test]
fn a_reform_of_some_groups_differs_after_its_day() {
    let text = reform("none", "single", "single", "") + &reform("some", "single", "three", ", groups = [2, 5]");
    let outcomes = run_all(&village(&text), 0);
    assert_ne!(outcomes[0].measures, outcomes[1].measures);
}
