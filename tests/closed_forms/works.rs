//! The canal: renewal of wear and repair, the turnout that expectations settle at, and disputes in proportion to wear.

use super::support::{assert_hold, claim, mean, runs, value};
use microgov::vocabulary::Measure;

const WORKS: &str = "closed_forms/works.toml";

fn estimate(settings: &[&str], measure: Measure, count: u64) -> super::support::Estimate {
    mean(&runs((WORKS, settings, "one"), count, false, |run| value(run, measure)))
}

#[test]
fn a_canal_is_usable_as_wear_and_repair_renew_each_other() {
    // A sum of exponential wear passes a bound b after 1 + Poisson(b / 0.1) months; repair comes ten days later.
    let notice = 10.0 / (365.25 / 12.0);
    let expected = (1.0 + 4.5 - notice) / (1.0 + 6.5);
    assert_hold(&[claim("uptime", estimate(&[], Measure::CanalUptime, 30), expected)]);
}

#[test]
fn turnout_settles_where_expectations_are_met() {
    let every_month = ["works.repair_below=1", "works.labour_days_per_household=1.5"];
    // T = b T + e x trust + p x participation, with the shipped weights 0.6, 0.3, 0.3.
    let settled = (0.3 * 0.45 + 0.3 * 0.3) / (1.0 - 0.6);
    // Without conditional cooperation households follow the example alone.
    let alone = [&every_month[..], &["works.expectation_weight=0"]].concat();
    assert_hold(&[
        claim("turnout", estimate(&every_month, Measure::LabourTurnout, 10), settled),
        claim("turnout without expectations", estimate(&alone, Measure::LabourTurnout, 10), 0.3 * 0.45 + 0.3 * 0.3),
    ]);
}

#[test]
fn disputes_arise_in_proportion_to_what_a_canal_lacks() {
    let settings = [
        "works.initial_condition=0.4",
        "works.wear_per_month=0",
        "works.repair_below=0",
        "works.disputes_per_household_year=0.1",
    ];
    let years = 10_958.0 / 365.0;
    let expected = 500.0 * years * 0.1 * 0.6;
    assert_hold(&[claim("disputes", estimate(&settings, Measure::WaterDisputes, 40), expected)]);
}
