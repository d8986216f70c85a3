//! Drives for consent as repeated visits: the greatest of geometric variates.

use super::support::{Estimate, assert_hold, claim, mean, runs, value};
use microgov::vocabulary::Measure;

const FILE: &str = "closed_forms/consent.toml";
const HOUSEHOLDS: i32 = 28;

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// Rounds until `n` households have all consented that do so with `h` a visit: E = Σ P(not all after t).
fn rounds(h: f64, n: i32) -> f64 {
    (0..2_000).map(|t| 1.0 - (1.0 - (1.0 - h).powi(t)).powi(n)).sum()
}

fn measured(settings: &[&str], arm: &str, count: u64, measure: Measure) -> Estimate {
    mean(&runs((FILE, settings, arm), count, false, |run| value(run, measure)))
}

#[test]
fn the_last_consent_comes_after_the_greatest_of_geometrics() {
    let expected = rounds(0.5, HOUSEHOLDS);
    assert!((expected - 6.17).abs() < 0.01, "{expected}");
    let third = measured(&["consent.net_mean_logit=-0.6931471805599453"], "one", 4_000, Measure::CampaignDays100);
    assert_hold(&[
        claim("half", measured(&[], "one", 4_000, Measure::CampaignDays100), expected),
        claim("a third", third, rounds(1.0 / 3.0, HOUSEHOLDS)),
        claim("visits", measured(&[], "one", 2_000, Measure::CampaignVisitsPerHousehold), 2.0),
    ]);
}

#[test]
fn five_rounds_bring_all_in_as_often_as_five_coins_do() {
    let five_days = ["campaign.all.latest_end=2018-01-06"];
    let expected = (1.0 - 0.5_f64.powi(5)).powi(HOUSEHOLDS);
    assert!((expected - 0.41).abs() < 0.005, "{expected}");
    let succeed = measured(&five_days, "one", 40_000, Measure::CampaignCompletedShare);
    assert_hold(&[claim("all in after five days", succeed, expected)]);
}

#[test]
fn a_drive_for_all_succeeds_iff_nobody_is_stubborn() {
    let settings = ["consent.net_mean_logit=5", "consent.stubborn_share=0.02", "consent.stubborn_yields_to_ties=false"];
    let expected = 0.98_f64.powi(HOUSEHOLDS);
    assert!((expected - 0.57).abs() < 0.005, "{expected}");
    let succeed = measured(&settings, "one", 20_000, Measure::CampaignCompletedShare);
    assert_hold(&[claim("nobody stubborn", succeed, expected)]);
    // A price opens every door, and so does a visitor who is tied kin.
    for opened in [&settings[..2], &[settings[0], settings[1], settings[2], "campaign.all.price_yuan=1"]] {
        assert_eq!(measured(opened, "one", 200, Measure::CampaignCompletedShare).mean, 1.0, "{opened:?}");
    }
}

#[test]
fn a_visit_succeeds_as_often_as_the_defaults_were_derived_for() {
    // One day, one visit each: the share that consents.
    let day = "campaign.all.latest_end=2018-01-02";
    let consents = |settings: &[&str]| {
        let left = runs((FILE, settings, "one"), 6_000, false, |run| value(run, Measure::CampaignHoldouts));
        mean(&left.iter().map(|left| 1.0 - left / f64::from(HOUSEHOLDS)).collect::<Vec<_>>())
    };
    let weights = ["consent.net_mean_logit=-0.85", "consent.tie_logit=0.75", "consent.trust_slope=1.5", day];
    let [without, with] = [logistic(-0.85), logistic(-0.85 + 0.75 + 1.5 * (trusted() - 0.45))];
    let strangers = [&weights[..], &["trust.kin_logit=0", "village.kin_tie_share=0"]].concat();
    assert_hold(&[
        // The leader's own household is tied to him whatever the network is.
        claim("a stranger", consents(&strangers), (27.0 * without + own(without)) / 28.0),
        claim("a tied kinsman", consents(&weights), with),
    ]);
    for (derived, stated) in [(without, 0.30), (with, 0.60)] {
        assert!((derived - stated).abs() < 0.005, "{derived} for {stated}");
    }
}

/// Trust in a tied kinsman of a household that trusts its group with .45.
fn trusted() -> f64 {
    logistic(libm::log(0.45 / 0.55) + 1.5)
}

/// The chance at the leader's own door, where he is tied but no kin counts: trust by the tie alone.
fn own(without: f64) -> f64 {
    let odds = libm::log(without / (1.0 - without));
    logistic(odds + 0.75 + 1.5 * (logistic(libm::log(0.45 / 0.55) + 0.5) - 0.45))
}

#[test]
fn absent_owners_are_reached_by_phone_and_persuaded_less() {
    let settings = ["village.absent_household_share=0.95", "campaign.all.latest_end=2018-01-02"];
    let found = runs((FILE, &settings, "one"), 6_000, false, |run| {
        let of = |measure| value(run, measure);
        (of(Measure::CampaignVisitsPerHousehold), 1.0 - of(Measure::CampaignHoldouts) / f64::from(HOUSEHOLDS))
    });
    let column = |of: fn(&(f64, f64)) -> f64| mean(&found.iter().map(of).collect::<Vec<_>>());
    // Absence is drawn by household.
    let mixed = |absent: f64, present: f64| 0.95 * absent + 0.05 * present;
    assert_hold(&[
        claim("reached", column(|run| run.0), mixed(0.8, 1.0)),
        claim("consent", column(|run| run.1), mixed(0.8 * 0.85 * 0.5, 0.5)),
    ]);
}

#[test]
fn arms_share_every_draw_and_more_hands_are_not_luckier_at_a_door() {
    let consents = |arm| runs((FILE, &[], arm), 50, false, |run| run.measures.clone());
    let (one, trio) = (consents("one"), consents("trio"));
    let of =
        |measure: Measure| [&one, &trio].map(|runs| runs.iter().map(|run| run[measure as usize]).collect::<Vec<_>>());
    for measure in [Measure::CampaignDays50, Measure::CampaignDays100, Measure::CampaignVisitsPerHousehold] {
        let [one, trio] = of(measure);
        assert_eq!(one, trio, "{measure:?}");
    }
    let [one, trio] = of(Measure::CampaignDays100);
    assert!(one.iter().collect::<Vec<_>>().windows(2).any(|pair| pair[0] != pair[1]) && trio.len() == 50);
}
