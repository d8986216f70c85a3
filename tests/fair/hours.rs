//! Hours are hours, whoever gives them: more of them never lengthen a wait, none of them resolve nothing, and one person
//! with the hours of three is quicker than the three.

use super::setup::{ALL_OFF, arm, estimate, run_all, scenario, village};
use crate::oracle::steady::erlang_a;
use crate::oracle::transient::Station;
use microgov::measures::RunOutcome;
use microgov::vocabulary::Measure;

/// Every mechanism off but the handling of cases.
fn only_handling() -> String {
    ALL_OFF.replace("handling = false", "handling = true")
}

/// `servers` seats of `hours` each that share one queue; nothing is lost for want of an owner.
fn pooled(name: &str, servers: usize, hours: f64) -> String {
    let mut text = format!("structures.{name}.roster = \"none\"\n");
    for role in ["leader", "second", "third"].iter().take(servers) {
        text += &format!("structures.{name}.seat.{role}.hours_per_week = {hours:?}\n");
    }
    text
}

/// When work on each need began; never is later than any day.
fn begun(outcome: &RunOutcome) -> Vec<f64> {
    outcome.cases.iter().map(|case| case.begun_day.unwrap_or(f64::INFINITY)).collect()
}

#[test]
fn in_a_plain_queue_more_hours_begin_every_single_case_no_later() {
    let mut text = only_handling();
    text += "handling.ownership_loss = 0\nneeds.patience_days = 100000\nvillage.capacity_hours_per_week = 168\n";
    text += "needs.requests_per_household_year = 2.5\nneeds.disputes_per_household_year = 0\n";
    let hours = [0.5, 1.0, 1.5, 2.0, 4.0, 8.0, 40.0];
    let mut arms = String::new();
    for servers in [1, 2, 3] {
        for (i, hours) in hours.iter().enumerate() {
            let name = format!("s{servers}h{i}");
            text += &pooled(&name, servers, *hours);
            arms += &arm(&name, &name, "");
        }
    }
    let scenario = village(&(text + &arms));
    for replicate in 0..4 {
        let outcomes = run_all(&scenario, replicate);
        for of_one_size in outcomes.chunks(hours.len()) {
            for pair in of_one_size.windows(2) {
                let (fewer, more) = (begun(&pair[0]), begun(&pair[1]));
                assert_eq!(fewer.len(), more.len());
                assert!(fewer.iter().zip(&more).all(|(fewer, more)| more <= fewer));
                assert!(fewer.iter().zip(&more).any(|(fewer, more)| more < fewer));
            }
        }
    }
}

#[test]
fn in_the_whole_model_more_hours_shorten_the_mean_wait() {
    let hours = [2.0, 4.0, 8.0, 16.0];
    let mut text = "village.capacity_hours_per_week = 168\n".to_string();
    let mut arms = String::new();
    for (i, hours) in hours.iter().enumerate() {
        for team in [1, 3] {
            let name = format!("t{team}h{i}");
            for role in ["leader", "second", "third"].iter().take(team) {
                text += &format!("structures.{name}.seat.{role}.hours_per_week = {hours:?}\n");
            }
            arms += &arm(&name, &name, "");
        }
    }
    let scenario = village(&(text + &arms));
    let mut waits = vec![Vec::new(); scenario.arms.len()];
    for replicate in 0..12 {
        for (wait, outcome) in waits.iter_mut().zip(run_all(&scenario, replicate)) {
            wait.extend(outcome.get(Measure::WaitGroupMean));
        }
    }
    for team in 0..2 {
        let means: Vec<f64> = waits.iter().skip(team).step_by(2).map(|waits| estimate(waits).0).collect();
        assert!(means.windows(2).all(|pair| pair[1] < pair[0]), "{means:?}");
    }
}

#[test]
fn without_hours_nothing_is_begun_decided_or_resolved_at_the_group() {
    let mut text = "structures.idle.seat.leader.hours_per_week = 0\n".to_string();
    text += "structures.idle_team = { joint = [\"request\", \"dispute\"], decision = { small = \"majority\" }, \
             seat = { leader = { hours_per_week = 0 }, second = { hours_per_week = 0 } } }\n";
    let scenario = village(&(text + &arm("idle", "idle", "") + &arm("idle_team", "idle_team", "")));
    for outcome in run_all(&scenario, 0) {
        assert!(outcome.get(Measure::NeedsRaised) > Some(50.0));
        for measure in [Measure::ResolvedAtGroup, Measure::HoursOnCases, Measure::HoursOnTasks] {
            assert_eq!(outcome.get(measure), Some(0.0), "{}", measure.name());
        }
        assert_eq!(outcome.get(Measure::WaitGroupMean), None);
    }
}

/// Who handles a group's requests, and what the exact chain M/M/c+M says of them.
struct Desk {
    servers: usize,
    hours: f64,
    /// Share abandoned and mean stay in weeks as published, the stay being that of all, served or not.
    published: (f64, f64),
}

const DESKS: [Desk; 3] = [
    Desk { servers: 1, hours: 2.0, published: (0.304, 3.2) },
    Desk { servers: 3, hours: 2.0, published: (0.014, 2.1) },
    Desk { servers: 1, hours: 6.0, published: (0.046, 0.91) },
];

/// The chain, in weeks: 4 hours a request, patience of 6 weeks.
fn station(desk: &Desk, requests_per_week: f64) -> Station {
    let servers = desk.servers as u32;
    Station { arrivals: requests_per_week, servers, service: desk.hours / 4.0, patience: 1.0 / 6.0 }
}

/// Share abandoned and mean time in the system over all who come, by Little's law.
fn abandoned_and_stay(station: &Station) -> (f64, f64) {
    let steady = erlang_a(station);
    (steady.abandons, steady.in_system / station.arrivals)
}

#[test]
fn the_published_numbers_are_those_of_the_exact_chain_with_the_stay_of_all_served_or_not() {
    for desk in &DESKS {
        let (abandoned, stay) = abandoned_and_stay(&station(desk, 28.2 / 52.0));
        assert!((abandoned - desk.published.0).abs() < 5e-4, "{abandoned}");
        let digit = if desk.published.1 < 1.0 { 0.01 } else { 0.1 };
        assert!((stay - desk.published.1).abs() < 0.6 * digit, "{stay}");
    }
}

#[test]
fn one_person_with_the_hours_of_three_is_quicker_than_three_part_timers() {
    let mut text = only_handling();
    text += "simulation = { start = 2016-01-01, burn_in_days = 365, measured_from = 2017-01-01, end = 2030-01-01 }\n";
    text += "village = { group_size_cv = 0, capacity_hours_per_week = 168 }\nhandling.ownership_loss = 0\n";
    text += "needs = { requests_per_household_year = 1, disputes_per_household_year = 0, rate_cv_between_households = 0, \
             season_amplitude = 0, request_grantable_at_group_share = 1, \
             request_effort_hours = { exponential = { mean = 4 } }, patience_days = { exponential = { mean = 42 } } }\n";
    let mut arms = String::new();
    for (i, desk) in DESKS.iter().enumerate() {
        text += &pooled(&format!("desk{i}"), desk.servers, desk.hours);
        arms += &arm(&format!("desk{i}"), &format!("desk{i}"), "");
    }
    let scenario = scenario(&(text + &arms));
    let mut results = vec![(Vec::new(), Vec::new()); DESKS.len()];
    for replicate in 0..24 {
        for (results, outcome) in results.iter_mut().zip(run_all(&scenario, replicate)) {
            // From the end of the first year to two years before the end: nobody is as patient as that.
            let cases = || outcome.cases.iter().filter(|case| (365.0..365.0 * 12.0).contains(&case.arose_day));
            assert!(cases().all(|case| matches!(case.state, "resolved" | "ended")));
            let all = cases().count() as f64;
            let stay = |case: &microgov::measures::CaseRecord| case.closed_day.unwrap_or(f64::NAN) - case.arose_day;
            results.0.push(cases().filter(|case| case.state == "ended").count() as f64 / all);
            results.1.push(cases().map(stay).sum::<f64>() / all / 7.0);
        }
    }
    let estimates: Vec<[(f64, f64); 2]> = results.iter().map(|(a, s)| [estimate(a), estimate(s)]).collect();
    for (desk, [abandoned, stay]) in DESKS.iter().zip(&estimates) {
        // 14 groups of 28 households and 4 of 29, weighed by their requests.
        let mut expected = (0.0, 0.0);
        for (groups, households) in [(14.0, 28.0), (4.0, 29.0)] {
            let of_size = abandoned_and_stay(&station(desk, households * 7.0 / 365.0));
            expected.0 += groups * households / 508.0 * of_size.0;
            expected.1 += groups * households / 508.0 * of_size.1;
        }
        let (servers, hours) = (desk.servers, desk.hours);
        println!(
            "{servers} with {hours} h a week: abandoned {:.4} ± {:.4} (exact {:.4}), stay {:.3} ± {:.3} weeks (exact {:.3})",
            abandoned.0, abandoned.1, expected.0, stay.0, stay.1, expected.1
        );
        assert!((abandoned.0 - expected.0).abs() < 4.0 * abandoned.1, "{abandoned:?} for {}", expected.0);
        assert!((stay.0 - expected.1).abs() < 4.0 * stay.1, "{stay:?} for {}", expected.1);
    }
    let stay = |desk: usize| estimates[desk][1].0;
    assert!(stay(2) < 0.5 * stay(1) && stay(1) < stay(0));
}
