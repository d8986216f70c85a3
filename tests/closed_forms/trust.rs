//! Trust as what households lived through, and the accounts that every run conserves.

use super::support::{assert_hold, claim, ratio, runs, scenario_with};
use microgov::measures::RunOutcome;
use microgov::simulation::{Account, Simulator};
use microgov::vocabulary::MonthMeasure;
use std::sync::Arc;

/// Trust in the group at the end, mean over the 500 households, from their cases: the Beta mean, every experience fading
/// by `memory` in 91 days. A resolved request is all good; one beyond the group is half good, half bad times 1.5.
fn beta_mean(run: &RunOutcome, end: f64, memory: f64) -> f64 {
    let mut records = [[0.0, 0.0]; 500];
    for case in &run.cases {
        let kept = libm::pow(memory, (end - case.arose_day) / 91.0);
        let [good, bad] = if case.state == "resolved" { [1.0, 0.0] } else { [0.5, 0.75] };
        let record = &mut records[case.household as usize];
        record[0] += good * kept;
        record[1] += bad * kept;
    }
    records.iter().map(|[good, bad]| (good + 4.0 * 0.45) / (good + bad + 4.0)).sum::<f64>() / 500.0
}

/// Whether the reading at the end of the run is the Beta mean, spoilt by a factor, to rounding.
fn trust_holds(setting: &str, memory: f64, perturb: f64) -> bool {
    let found = runs(("closed_forms/trust.toml", &[setting], "one"), 3, true, |run| {
        let last = run.months.len() - 1;
        let read = run.month(last, MonthMeasure::TrustGroup).expect("trust is read every month");
        (read - perturb * beta_mean(run, 730.0, memory)).abs()
    });
    found.iter().all(|distance| *distance < 1e-9)
}

#[test]
fn trust_is_the_beta_mean_of_what_was_lived_through() {
    for (setting, memory) in [("trust.memory_per_quarter=1", 1.0), ("trust.memory_per_quarter=0.9", 0.9)] {
        assert!(trust_holds(setting, memory, 1.0), "memory {memory}");
        assert!(!trust_holds(setting, memory, 1.05), "memory {memory}");
    }
    assert!(!trust_holds("trust.memory_per_quarter=0.9", 1.0, 1.0), "forgetting is felt");
}

/// Requests voiced over what trust in the holder predicts, of those that arise in `days`; `from` is when the holder came.
fn voiced_over_predicted(run: &RunOutcome, from: f64, days: std::ops::Range<f64>) -> (f64, f64) {
    let logistic = |x: f64| 1.0 / (1.0 + libm::exp(-x));
    let mut good = [[0.0_f64; 2]; 500];
    let (mut voiced, mut predicted) = (0.0, 0.0);
    for case in &run.cases {
        // In the order of time: experiences with the team, and of these with the present holder.
        let [team, own] = &mut good[case.household as usize];
        let spoke = case.voiced_day.is_some();
        if days.contains(&case.arose_day) {
            let team_trust = (*team + 500.0) / (*team + 1_000.0);
            let trust = logistic(libm::log(team_trust / (1.0 - team_trust)) + libm::log(*own + 1.0));
            predicted += logistic(-1.0 + 8.0 * (trust - 0.5));
            voiced += f64::from(spoke);
        }
        *team += f64::from(spoke);
        *own += f64::from(spoke && case.arose_day >= from);
    }
    (voiced, predicted)
}

#[test]
fn a_households_own_record_goes_with_the_holder() {
    let over_time = |from: f64, days: std::ops::Range<f64>| {
        ratio(&runs(("closed_forms/new_holder.toml", &[], "replaced"), 60, true, |run| {
            voiced_over_predicted(run, from, days.clone())
        }))
    };
    assert_hold(&[
        claim("the first holder's second year", over_time(0.0, 365.0..730.0), 1.0),
        claim("the second holder's first half year", over_time(730.0, 730.0..912.0), 1.0),
    ]);
    // Had the record stayed, households would have spoken far more often than they did.
    let kept = over_time(0.0, 730.0..912.0);
    assert!(kept.mean < 0.9, "{kept:?}");
}

#[test]
fn a_spoilt_account_is_found_and_says_where() {
    let scenario = Arc::new(scenario_with("help_desk.toml", &[], &[]));
    for account in Account::ALL {
        let mut simulator = Simulator::new(Arc::clone(&scenario)).expect("no roster, no problem");
        assert!(simulator.run(0, 6, false).is_ok());
        simulator.spoil(account);
        let fault = simulator.run(1, 7, false).expect_err("a spoilt account must be found");
        assert_eq!((fault.account, fault.replicate, fault.seed), (account, 7, scenario.experiment.seed));
        let message = fault.to_string();
        for part in ["arm \"three\"", "replicate 7", "seed 20180101", &account.to_string()] {
            assert!(message.contains(part), "{message}");
        }
    }
}
