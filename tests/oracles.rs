//! Closed forms and exact chains that the simulator is held to, and the tests that hold them to published numbers.

mod oracle {
    pub(crate) mod steady;
    pub(crate) mod teams;
    pub(crate) mod transient;
}

#[path = "../benches/plain/help_desk.rs"]
mod plain;

use oracle::steady::{cobham_waits, erlang_a, erlang_c, mg1_wait, mmc_wait};
use oracle::teams::{any_present, majority, unanimity};
use oracle::transient::{Station, Transient, transient};
use plain::{HelpDesk, Outcome, Setting};

fn close(own: f64, expected: f64, tolerance: f64) {
    assert!((own - expected).abs() <= tolerance, "{own} for {expected}");
}

#[test]
fn erlangs_c_has_its_published_values() {
    close(erlang_c(2, 1.5), 0.642_857_142_857_142_9, 1e-14);
    close(mmc_wait(2, 1.5, 1.0), 1.285_714_285_7, 1e-10);
    close(erlang_c(3, 2.4), 0.647_191_011_235_954_9, 1e-14);
    close(mmc_wait(3, 2.4, 1.0), 1.078_651_685_393_258, 1e-13);
    close(mmc_wait(5, 4.0, 1.0), 0.554_112_554_112_554_1, 1e-13);
    close(mmc_wait(1, 0.9, 1.0), 9.0, 1e-12);
}

#[test]
fn pollaczek_khinchine_and_cobham_have_their_published_values() {
    close(mg1_wait(0.5, 1.0, 0.0), 0.5, 1e-15);
    close(mg1_wait(0.5, 1.0, 4.0), 2.5, 1e-15);
    close(mg1_wait(0.9, 1.0, 1.0), 9.0, 1e-12);
    // One class is no priority; with two the mean over load is conserved (Kleinrock).
    close(cobham_waits(&[(0.5, 1.0, 5.0)])[0], 2.5, 1e-14);
    let waits = cobham_waits(&[(0.3, 1.0, 2.0), (0.2, 2.0, 8.0)]);
    close(0.3 * waits[0] + 0.4 * waits[1], 0.7 * (0.3 + 0.8) / 0.3, 1e-13);
    assert!(waits[0] < waits[1]);
}

#[test]
fn erlangs_a_is_erlangs_c_when_patience_has_no_end_and_many_servers_when_it_equals_service() {
    let endless = erlang_a(&Station { arrivals: 2.4, servers: 3, service: 1.0, patience: 0.0 });
    close(endless.waits, 0.647_191_011_235_954_9, 1e-12);
    close(endless.wait_of_served, 1.078_651_685_393_258, 1e-11);
    assert_eq!(endless.abandons, 0.0);
    // With patience at the rate of service every one leaves at the same rate: M/M/∞.
    let same = erlang_a(&Station { arrivals: 4.0, servers: 2, service: 0.5, patience: 0.5 });
    close(same.in_system, 8.0, 1e-12);
    // Waits of those served and of those who leave add up to Little's law: every wait ends by service or impatience.
    let station = Station { arrivals: 1.3, servers: 2, service: 0.5, patience: 0.2 };
    let steady = erlang_a(&station);
    close(station.arrivals * (1.0 - steady.abandons), station.service * (steady.in_system - steady.queue), 1e-12);
}

#[test]
fn the_transient_chain_keeps_its_accounts() {
    for station in [
        Station { arrivals: 28.0 * 2.4 / 365.0, servers: 1, service: 1.0 / 6.0, patience: 1.0 / 60.0 },
        Station { arrivals: 28.0 * 2.4 / 365.0, servers: 3, service: 1.0 / 6.0, patience: 1.0 / 60.0 },
        Station { arrivals: 3.0, servers: 2, service: 1.0, patience: 0.7 },
    ] {
        let run = transient(&station, 60.0);
        let waiting_at_end = run.arrivals - run.begun - run.abandoned;
        close(run.arrivals, run.completed + run.abandoned + run.in_system_at_end, 1e-6);
        assert!(waiting_at_end > 0.0 && waiting_at_end < run.in_system_at_end, "{station:?}: {run:?}");
        assert!(run.begun - run.completed <= f64::from(station.servers) + 1e-9, "{station:?}: {run:?}");
    }
}

#[test]
fn the_transient_chain_has_its_closed_forms() {
    // M/M/∞ from empty: Poisson with mean λ/μ·(1 − e^(−μt)).
    for servers in [1, 2, 9] {
        let station = Station { arrivals: 2.0, servers, service: 0.5, patience: 0.5 };
        let run = transient(&station, 3.0);
        close(run.in_system_at_end, 4.0 * (1.0 - libm::exp(-1.5)), 1e-9);
    }
    // A server that never finishes: the first arrival begins, all others wait until patience ends.
    let blocked = transient(&Station { arrivals: 0.5, servers: 1, service: 1e-12, patience: 1e-3 }, 10.0);
    close(blocked.begun, 1.0 - libm::exp(-5.0), 1e-7);
    close(blocked.days_waited_by_begun, 0.0, 1e-8);
}

#[test]
fn the_transient_chain_settles_to_the_steady_state() {
    let station = Station { arrivals: 1.3, servers: 2, service: 0.5, patience: 0.2 };
    let steady = erlang_a(&station);
    // What the beginning adds or lacks cancels in the difference of two horizons.
    let [short, long] = [300.0, 500.0].map(|days| transient(&station, days));
    close(long.in_system_at_end, steady.in_system, 1e-9);
    close((long.abandoned - short.abandoned) / (200.0 * station.arrivals), steady.abandons, 1e-9);
    let wait = (long.days_waited_by_begun - short.days_waited_by_begun) / (long.begun - short.begun);
    close(wait, steady.wait_of_served, 1e-9);
    let busy_one = Station { arrivals: 0.5, servers: 1, service: 1.0, patience: 0.0 };
    let [short, long] = [400.0, 500.0].map(|days| transient(&busy_one, days));
    close((long.days_waited_by_begun - short.days_waited_by_begun) / (long.begun - short.begun), 1.0, 1e-7);
}

#[test]
fn majorities_and_unanimity_have_their_published_values() {
    for (p, of_three, of_five) in
        [(0.6, 0.648, 0.682_56), (0.7, 0.784, 0.836_92), (0.75, 0.843_75, 0.896_484_375), (0.8, 0.896, 0.942_08)]
    {
        close(majority(&[p; 3], 0.0), of_three, 1e-14);
        close(majority(&[p; 5], 0.0), of_five, 1e-14);
        for common in [0.0, 0.2, 1.0] {
            // One leader is right with p, whatever is common; the majority gains (1 − ρ)·pq(2p − 1) on him.
            let gain = majority(&[p; 3], common) - majority(&[p], common);
            close(gain, (1.0 - common) * p * (1.0 - p) * (2.0 * p - 1.0), 1e-14);
            let [rightly, wrongly, none] = unanimity(&[p; 3], common);
            close(rightly, common * p + (1.0 - common) * p * p * p, 1e-14);
            close(rightly + wrongly + none, 1.0, 1e-15);
        }
    }
    close(unanimity(&[0.7; 3], 0.0)[1], 0.027, 1e-15);
}

#[test]
fn a_leader_beats_the_majority_iff_his_log_odds_exceed_the_sum_of_the_others() {
    let logit = |p: f64| libm::log(p / (1.0 - p));
    let (first, second) = (0.7, 0.65);
    let even = 1.0 / (1.0 + libm::exp(-logit(first) - logit(second)));
    close(majority(&[even, first, second], 0.0), even, 1e-14);
    assert!(majority(&[even + 0.01, first, second], 0.0) < even + 0.01);
    assert!(majority(&[even - 0.01, first, second], 0.0) > even - 0.01);
}

#[test]
fn common_absence_takes_much_of_what_three_seats_add() {
    close(any_present(3, 0.7, 0.6), 0.809, 5e-4);
    close(any_present(3, 0.65, 0.4), 0.834, 5e-4);
    close(any_present(1, 0.65, 0.4), 0.65, 1e-15);
    close(any_present(3, 0.65, 1.0), 0.65, 1e-15);
}

/// The sum over the groups of the main scenario's village.
fn village(servers: u32) -> Transient {
    let setting = Setting::village(servers);
    let group = |households: f64| {
        let station = Station {
            arrivals: households * setting.requests_per_household_year / 365.0,
            servers,
            service: 1.0 / setting.group.service_days,
            patience: 1.0 / setting.group.patience_days,
        };
        transient(&station, setting.horizon_days)
    };
    let (of_28, of_29) = (group(28.0), group(29.0));
    let sum = |field: fn(&Transient) -> f64| 14.0 * field(&of_28) + 4.0 * field(&of_29);
    Transient {
        arrivals: sum(|run| run.arrivals),
        begun: sum(|run| run.begun),
        completed: sum(|run| run.completed),
        abandoned: sum(|run| run.abandoned),
        in_system_at_end: sum(|run| run.in_system_at_end),
        days_waited_by_begun: sum(|run| run.days_waited_by_begun),
    }
}

/// Mean and standard error over the runs in which the value exists.
fn estimate(outcomes: &[Outcome], value: impl Fn(&Outcome) -> Option<f64>) -> (f64, f64) {
    let values: Vec<f64> = outcomes.iter().filter_map(value).collect();
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    (mean, libm::sqrt(variance / n))
}

type Column = (&'static str, fn(&Outcome) -> Option<f64>);

const COLUMNS: [Column; 14] = [
    ("raised", |run| Some(run.raised.into())),
    ("begun at group", |run| Some(run.group_waits.begun.into())),
    ("resolved at group", |run| Some(run.resolved_at_group.into())),
    ("escalated", |run| Some(run.escalated.into())),
    ("begun at committee", |run| Some(run.committee_waits.begun.into())),
    ("resolved at committee", |run| Some(run.resolved_at_committee.into())),
    ("petitions", |run| Some(run.petitions.into())),
    ("open at end", |run| Some(run.open_at_end.into())),
    ("group wait, mean days", |run| run.group_waits.mean_days),
    ("group wait, 95th percentile", |run| run.group_waits.p95_days),
    ("committee wait, mean days", |run| run.committee_waits.mean_days),
    ("committee wait, 95th percentile", |run| run.committee_waits.p95_days),
    ("days to resolution, mean", |run| run.resolution_days_mean),
    ("still at group", still_at_group),
];

fn still_at_group(run: &Outcome) -> Option<f64> {
    Some(f64::from(run.raised - run.resolved_at_group - run.escalated))
}

/// Holds the groups of the plain simulator to the exact chain, and prints what it says of the committee, whose arrivals
/// are no Poisson process.
fn hold_to_the_exact_chain(name: &str, setting: Setting) {
    let replicates = if cfg!(debug_assertions) { 200 } else { 2_000 };
    let exact = village(setting.group.handlers);
    let mut simulator = HelpDesk::new(setting);
    let outcomes: Vec<Outcome> = (0..replicates).map(|seed| simulator.run(seed)).collect();
    let mut table = format!("{name}: {replicates} replicates, mean ± standard error\n");
    for (label, column) in COLUMNS {
        let (mean, error) = estimate(&outcomes, column);
        table += &format!("  {label:32} {mean:12.4} ± {error:.4}\n");
    }
    println!("{table}  exact wait at group, as a ratio of means: {:.4}\n  {exact:?}", exact.wait_of_begun());
    let days_waited = |run: &Outcome| Some(run.group_waits.mean_days.unwrap_or(0.0) * f64::from(run.group_waits.begun));
    let checks: [(&str, f64, (f64, f64)); 6] = [
        ("raised", exact.arrivals, estimate(&outcomes, |run| Some(run.raised.into()))),
        ("begun", exact.begun, estimate(&outcomes, |run| Some(run.group_waits.begun.into()))),
        ("completed", exact.completed, estimate(&outcomes, |run| Some(run.resolved_at_group.into()))),
        ("abandoned", exact.abandoned, estimate(&outcomes, |run| Some(run.escalated.into()))),
        ("still at group", exact.in_system_at_end, estimate(&outcomes, still_at_group)),
        ("days waited", exact.days_waited_by_begun, estimate(&outcomes, days_waited)),
    ];
    for (what, expected, (mean, error)) in checks {
        assert!((mean - expected).abs() < 4.0 * error, "{name}, {what}: {mean} ± {error} for {expected}");
    }
}

#[test]
fn the_plain_help_desk_agrees_with_the_exact_chain_for_one_handler() {
    hold_to_the_exact_chain("one handler a group", Setting::village(1));
}

#[test]
fn the_plain_help_desk_agrees_with_the_exact_chain_for_three_handlers() {
    hold_to_the_exact_chain("three handlers a group", Setting::village(3));
}

#[test]
fn the_plain_help_desk_agrees_with_the_exact_chain_under_stress() {
    hold_to_the_exact_chain("one handler a group and a slow committee", Setting::stressed_village());
}
