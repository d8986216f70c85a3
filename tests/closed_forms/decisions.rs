//! Judgement: Condorcet with common evidence, and the leader against the majority.

use super::support::{Claim, Estimate, assert_hold, claim, mean, runs, value};
use super::teams::{majority, unanimity};
use microgov::vocabulary::Measure;

const JURY: &str = "closed_forms/condorcet.toml";

/// Shares decided wrongly, by replicate.
fn wrong(file: &str, settings: &[&str], arm: &str, count: u64) -> Vec<f64> {
    runs((file, settings, arm), count, false, |run| value(run, Measure::WrongShare))
}

/// By how much `one` exceeds `other` in the same replicates.
fn excess(one: &[f64], other: &[f64]) -> Estimate {
    mean(&one.iter().zip(other).map(|(one, other)| one - other).collect::<Vec<_>>())
}

/// Lone and majority, with a share of common evidence.
fn gain(common: f64, settings: &[&str], count: u64) -> Vec<Claim> {
    let lone = wrong(JURY, settings, "one", count);
    let three = wrong(JURY, settings, "majority", count);
    let (p, q) = (0.7, 0.3);
    vec![
        claim("lone: wrong", mean(&lone), q),
        claim("majority: wrong", mean(&three), 1.0 - majority(&[p; 3], common)),
        claim("gain of the majority", excess(&lone, &three), (1.0 - common) * p * q * (2.0 * p - 1.0)),
    ]
}

#[test]
fn a_majority_of_equals_gains_what_condorcet_says() {
    assert_hold(&gain(0.0, &[], 12));
}

#[test]
fn common_evidence_takes_its_share_of_the_gain_and_leaves_a_lone_leader_alone() {
    assert_hold(&gain(0.4, &["judgement.common_cause=0.4"], 20));
}

#[test]
fn unanimity_decides_rightly_with_p_cubed_and_deadlocks_in_between() {
    let found = runs((JURY, &[], "unanimity"), 16, false, |run| {
        let of = |measure| value(run, measure);
        let decided = 1.0 - of(Measure::DeadlockShare);
        [
            of(Measure::ResolvedAtGroup) / of(Measure::NeedsRaised),
            of(Measure::WrongShare) * decided,
            of(Measure::DeadlockShare),
        ]
    });
    let column = |i: usize| mean(&found.iter().map(|run| run[i]).collect::<Vec<_>>());
    let [rightly, wrongly, none] = unanimity(&[0.7; 3], 0.0);
    assert_hold(&[
        claim("decided rightly", column(0), rightly),
        claim("decided wrongly", column(1), wrongly),
        claim("deadlocked", column(2), none),
    ]);
}

#[test]
fn a_leader_beats_the_majority_iff_his_log_odds_exceed_the_sum_of_the_others() {
    let logistic = |x: f64| 1.0 / (1.0 + libm::exp(-x));
    let others = libm::log(0.65 / 0.35);
    for (leader, team, days, leader_better) in
        [("nine_leader", "nine_majority", 9.0, true), ("three_leader", "three_majority", 3.0, false)]
    {
        let able = logistic(others + 0.1 * days);
        let alone = wrong("closed_forms/able_leader.toml", &[], leader, 8);
        let voted = wrong("closed_forms/able_leader.toml", &[], team, 8);
        assert_hold(&[
            claim("leader: wrong", mean(&alone), 1.0 - able),
            claim("majority with him: wrong", mean(&voted), 1.0 - majority(&[able, 0.65, 0.65], 0.0)),
        ]);
        let saved = excess(&voted, &alone);
        assert_eq!(saved.mean > 0.0, leader_better);
        assert!(saved.mean.abs() > 8.0 * saved.error, "{saved:?}");
    }
}
