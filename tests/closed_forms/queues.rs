//! Handling as a queue: with impatience over a finite time, and without it in the steady state.

use super::steady::{cobham_waits, erlang_c, mg1_wait, mmc_wait};
use super::support::{Claim, Estimate, assert_hold, claim, mean, ratio, runs, value};
use super::transient::{Station, transient};
use microgov::measures::RunOutcome;
use microgov::vocabulary::Measure;

/// Days between requests of a group of [`queue.toml`].
const GAP: f64 = 365.0 / 1250.0;

/// M/M/c+M from empty over five years, 14 groups of 28 households and 4 of 29.
fn help_desk(arm: &'static str, servers: u32, count: u64) -> Vec<Claim> {
    let stations = [28.0, 29.0].map(|households| Station {
        arrivals: households * 2.4 / 365.0,
        servers,
        service: 1.0 / 6.0,
        patience: 1.0 / 60.0,
    });
    let [of_28, of_29] = stations.map(|station| transient(&station, 1825.0));
    let sum = |of_group: fn(&super::transient::Transient) -> f64| 14.0 * of_group(&of_28) + 4.0 * of_group(&of_29);
    let days_waited = |run: &RunOutcome| -> f64 {
        let at_group = run.cases.iter().filter(|case| case.tier == "group");
        at_group.filter_map(|case| Some(case.begun_day? - case.voiced_day?)).sum()
    };
    let found = runs(("help_desk.toml", &[], arm), count, true, |run| {
        let of = |measure| value(run, measure);
        assert_eq!(of(Measure::AbandonedAtGroup), of(Measure::Escalated));
        [
            of(Measure::NeedsRaised),
            of(Measure::Escalated),
            of(Measure::ResolvedAtGroup),
            days_waited(run),
            of(Measure::OpenAtGroup),
        ]
    });
    let column = |i: usize| mean(&found.iter().map(|run| run[i]).collect::<Vec<_>>());
    vec![
        claim("raised", column(0), sum(|exact| exact.arrivals)),
        claim("escalated", column(1), sum(|exact| exact.abandoned)),
        claim("resolved", column(2), sum(|exact| exact.completed)),
        claim("days waited by those served", column(3), sum(|exact| exact.days_waited_by_begun)),
        claim("still at the group", column(4), sum(|exact| exact.in_system_at_end)),
    ]
}

#[test]
fn the_help_desk_is_erlangs_a_from_empty_for_one_handler() {
    assert_hold(&help_desk("one", 1, 950));
}

#[test]
fn the_help_desk_is_erlangs_a_from_empty_for_three_handlers() {
    assert_hold(&help_desk("three", 3, 1_500));
}

/// Share of requests that wait, and how long all do on average.
fn waiting(arm: &str, settings: &[&str], count: u64) -> [Estimate; 2] {
    let found = runs(("closed_forms/queue.toml", settings, arm), count, true, |run| {
        let waits = run.cases.iter().filter(|case| case.voiced_day.is_some_and(|day| day >= 60.0));
        let waits: Vec<f64> = waits.filter_map(|case| Some(case.begun_day? - case.voiced_day?)).collect();
        let of_all = value(run, Measure::WaitGroupMean);
        [waits.iter().filter(|wait| **wait > 0.0).count() as f64 / waits.len() as f64, of_all]
    });
    [0, 1].map(|i| mean(&found.iter().map(|run| run[i]).collect::<Vec<_>>()))
}

#[test]
fn without_impatience_one_and_three_handlers_meet_erlangs_c() {
    let [one_waits, one] = waiting("one", &[], 16);
    let [three_wait, three] = waiting("trio", &[], 24);
    let service = GAP * 0.6 * 3.0;
    assert_hold(&[
        claim("M/M/1: share that waits", one_waits, erlang_c(1, 0.5)),
        claim("M/M/1: days waited", one, mmc_wait(1, 1.0 / GAP, 2.0 / GAP)),
        claim("M/M/3: share that waits", three_wait, erlang_c(3, 1.8)),
        claim("M/M/3: days waited", three, mmc_wait(3, 1.0 / GAP, 1.0 / service)),
    ]);
}

#[test]
fn efforts_of_any_shape_meet_pollaczek_and_khinchine() {
    let settings = [
        "arm.one.needs.request_effort_hours={ lognormal = { mean = 3.504, cv = 0.8 } }",
        "mechanisms.presence=true",
        "presence.availability_share=1",
    ];
    let [_, wait] = waiting("one", &settings, 20);
    assert_hold(&[claim("M/G/1: days waited", wait, mg1_wait(1.0 / GAP, 0.5 * GAP, 0.64))]);
}

#[test]
fn two_classes_of_severity_meet_cobham() {
    let found = runs(("closed_forms/priority.toml", &[], "one"), 24, true, |run| {
        [1, 0].map(|severity| {
            let class = run.cases.iter().filter(|case| case.severity == severity && case.arose_day >= 60.0);
            let waits: Vec<f64> = class.filter_map(|case| Some(case.begun_day? - case.voiced_day?)).collect();
            (waits.iter().sum::<f64>(), waits.len() as f64)
        })
    });
    let class = |i: usize| ratio(&found.iter().map(|run| run[i]).collect::<Vec<_>>());
    let service = 0.5 * GAP;
    let of_rate = |share: f64| (share / GAP, service, 2.0 * service * service);
    let expected = cobham_waits(&[of_rate(0.4), of_rate(0.6)]);
    assert_hold(&[
        claim("moderate: days waited", class(0), expected[0]),
        claim("slight: days waited", class(1), expected[1]),
    ]);
}
