//! The night of a storm: makespans, the spread of a warning, and households that dally.

use super::support::{assert_hold, claim, mean, runs, value};
use microgov::vocabulary::Measure;

const STORM: &str = "closed_forms/storm.toml";
const WARNING: &str = "closed_forms/warning.toml";

/// Minutes until the last door in some replicates.
fn last_door(settings: &[&str], arm: &str) -> Vec<f64> {
    runs((STORM, settings, arm), 5, false, |run| value(run, Measure::StormLastDoorMinutes))
}

#[test]
fn the_last_door_is_done_when_the_doors_are_shared_out() {
    for (arm, minutes) in [("one", 140.0), ("pair", 70.0), ("trio", 50.0)] {
        assert_eq!(last_door(&[], arm), [minutes; 5], "28 doors of five minutes, {arm}");
    }
    for (helpers, arm) in [(1.0, "one"), (2.0, "pair"), (3.0, "trio")] {
        let minutes = 7.0 * libm::ceil(28.0 / helpers);
        assert_eq!(last_door(&["storm.door_minutes=7"], arm), [minutes; 5], "seven minutes, {arm}");
        // Whoever knows that the others start an hour late does not finish later than they.
        let late = last_door(&["storm.start_rule=\"order\"", "storm.order_delay_minutes=60"], arm);
        assert_eq!(late, [60.0 + 5.0 * libm::ceil(28.0 / helpers); 5], "an order after an hour, {arm}");
    }
}

#[test]
fn people_are_moved_as_far_as_helpers_come_by_the_impact() {
    // 18 doors of 28 by minute 90, one person behind each.
    let one_each = ["village.people=56", "village.party_members=0", "village.cadres=0", "committee.cadres=0"];
    let moved = runs((STORM, &one_each, "one"), 3, false, |run| value(run, Measure::StormMovedShare));
    assert_eq!(moved, [18.0 / 28.0; 3]);
    let all = runs((STORM, &[], "trio"), 3, false, |run| value(run, Measure::StormMovedShare));
    assert_eq!(all, [1.0; 3]);
    // 140 minutes of work, 50 of them after the impact.
    let exposed = runs((STORM, &[], "one"), 3, false, |run| value(run, Measure::StormHelperMinutes));
    assert_eq!(exposed, [50.0; 3]);
}

#[test]
fn the_frail_take_a_second_helper_or_longer() {
    // One house at risk; every adult is frail, so nobody in it can help.
    let frail = ["hazard.night.at_risk_share=0.03", "storm.frail_above_years=18"];
    let one_house = |found: &str, arm: &str| last_door(&[&frail[..], &[found]].concat(), arm)[0];
    assert_eq!(one_house("storm.neighbour_found_share=1", "one"), 28.0, "with a neighbour, fetched in three minutes");
    assert_eq!(one_house("storm.neighbour_found_share=0", "one"), 62.5, "alone, two and a half times as long");
    assert_eq!(one_house("storm.neighbour_found_share=0", "trio"), 25.0, "with another holder, at once");
}

/// The share that has heard by minute `t`: Euler's steps of n' = (a + bn)(1 - n) for those within reach of a broadcast,
/// n' = bn(1 - n) for the others.
fn rogers_sorensen(reach: f64, per_minute: f64, told_per_minute: f64, t: f64) -> f64 {
    let (mut reached, mut heard) = (0.0_f64, 0.0_f64);
    let step = 1e-3;
    for _ in 0..(t / step) as u32 {
        let n = reach * reached + (1.0 - reach) * heard;
        reached += step * (per_minute + told_per_minute * n) * (1.0 - reached);
        heard += step * told_per_minute * n * (1.0 - heard);
    }
    reach * reached + (1.0 - reach) * heard
}

#[test]
fn a_warning_spreads_as_rogers_and_sorensen_say() {
    let heard = |reach: f64, lead: f64| {
        let settings = [format!("storm.broadcast_reach_share={reach}"), format!("hazard.night.lead_minutes={lead}")];
        let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
        mean(&runs((WARNING, &settings, "nobody"), 30, false, |run| value(run, Measure::StormHeardShare)))
    };
    let curve = |reach, lead| rogers_sorensen(reach, 1.0 / 40.0, 3.0 / 60.0, lead);
    assert_hold(&[
        claim("all within reach, 15 minutes", heard(1.0, 15.0), curve(1.0, 15.0)),
        claim("all within reach, 30 minutes", heard(1.0, 30.0), curve(1.0, 30.0)),
        claim("half within reach, 30 minutes", heard(0.5, 30.0), curve(0.5, 30.0)),
        claim("half within reach, 50 minutes", heard(0.5, 50.0), curve(0.5, 50.0)),
    ]);
}

#[test]
fn warned_households_leave_as_rayleigh_says() {
    let settings = ["storm.broadcast_mean_minutes=0", "storm.milling_sigma_minutes=12", "hazard.night.lead_minutes=15"];
    let moved = runs((WARNING, &settings, "nobody"), 30, false, |run| value(run, Measure::StormMovedShare));
    assert_hold(&[claim("left within 15 minutes", mean(&moved), 1.0 - libm::exp(-15.0 * 15.0 / (2.0 * 144.0)))]);
}
