//! Informal fixers: who is tied to one, who turns to it, and how often it is right.

use super::support::{Estimate, assert_hold, claim, ratio, runs, value};
use libm::pow;
use microgov::vocabulary::Measure;

const FILE: &str = "closed_forms/fixers.toml";

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// P(tied to a fixer), averaged over 24 houses and that of the leader, whose seat keeps him from being one.
fn tied() -> f64 {
    let each = 0.5 * 2.0 / 25.0;
    let any_of = |others| 1.0 - pow(1.0 - each, others);
    (24.0 * any_of(23.0) + any_of(24.0)) / 25.0
}

/// Needs brought to fixers and resolved by them, over needs raised.
fn shares(settings: &[&str], arm: &str, count: u64) -> [Estimate; 2] {
    let found = runs((FILE, settings, arm), count, false, |run| {
        let [raised, brought, share] =
            [Measure::NeedsRaised, Measure::FixerCases, Measure::FixerShare].map(|measure| value(run, measure));
        [(brought, raised), (share * raised, raised)]
    });
    [0, 1].map(|i| ratio(&found.iter().map(|run| run[i]).collect::<Vec<_>>()))
}

#[test]
fn fixers_resolve_what_their_ties_bring_them_and_they_judge_rightly() {
    let turn = logistic(-0.85);
    let [brought, resolved] = shares(&[], "one", 1_500);
    assert_hold(&[claim("brought", brought, tied() * turn), claim("resolved", resolved, tied() * turn * 0.7)]);
}

#[test]
fn a_team_passes_on_its_share_of_what_reaches_it() {
    let settings = ["fixers.turn_logit=-10", "fixers.referral_share=0.4"];
    let never = logistic(-10.0);
    let [brought, resolved] = shares(&settings, "one", 1_200);
    let expected = tied() * (never + (1.0 - never) * 0.4);
    assert_hold(&[claim("passed on", brought, expected), claim("resolved", resolved, expected * 0.7)]);
}

#[test]
fn hours_drive_fixers_out_and_seats_do_not() {
    // A leader of 168 hours for 25 houses against the reference: half of the fixers are left.
    let half = std::f64::consts::LN_2;
    let reference = format!("fixers.reference_hours={}", 168.0 / 25.0 / 2.0);
    let displaced = [format!("fixers.displacement={half}"), reference];
    let settings: Vec<&str> = displaced.iter().map(String::as_str).collect();
    let any_of = |others| 1.0 - pow(1.0 - 0.5 * 0.5 * 2.0 / 25.0, others);
    let [brought, _] = shares(&settings, "one", 2_000);
    let expected = (24.0 * any_of(23.0) + any_of(24.0)) / 25.0 * logistic(-0.85);
    assert_hold(&[claim("brought to those left", brought, expected)]);
    // Three with a third of the hours each displace as much as one with all, but for the seats they hold themselves.
    let shared = ["leader", "second", "third"].map(|role| format!("structures.trio.seat.{role}.hours_per_week=56"));
    let settings: Vec<&str> = displaced.iter().chain(&shared).map(String::as_str).collect();
    let [three, _] = shares(&settings, "trio", 2_000);
    let expected = (22.0 * any_of(21.0) + 3.0 * any_of(22.0)) / 25.0 * logistic(-0.85);
    assert_hold(&[claim("beside three", three, expected)]);
}
