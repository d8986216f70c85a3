//! Drives for consent as repeated visits: the greatest of geometric variates.

use super::support::{Estimate, assert_hold, claim, mean, runs, value};
use libm::pow;
use microgov::vocabulary::{Measure, MonthMeasure};

const FILE: &str = "closed_forms/consent.toml";
const HOUSEHOLDS: f64 = 28.0;

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// Rounds until `n` households have all consented that do so with `h` a visit: E = Σ P(not all after t).
fn rounds(h: f64, n: f64) -> f64 {
    (0..2_000).map(|t| 1.0 - pow(1.0 - pow(1.0 - h, f64::from(t)), n)).sum()
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
    let expected = pow(1.0 - pow(0.5, 5.0), HOUSEHOLDS);
    assert!((expected - 0.41).abs() < 0.005, "{expected}");
    let succeed = measured(&five_days, "one", 40_000, Measure::CampaignCompletedShare);
    assert_hold(&[claim("all in after five days", succeed, expected)]);
}

#[test]
fn a_drive_for_all_succeeds_iff_nobody_is_stubborn() {
    let settings = ["consent.net_mean_logit=5", "consent.stubborn_share=0.02", "consent.stubborn_yields_to_ties=false"];
    let expected = pow(0.98, HOUSEHOLDS);
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
        mean(&left.iter().map(|left| 1.0 - left / HOUSEHOLDS).collect::<Vec<_>>())
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
        (of(Measure::CampaignVisitsPerHousehold), 1.0 - of(Measure::CampaignHoldouts) / HOUSEHOLDS)
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

#[test]
fn visits_take_the_hours_of_whoever_makes_them_and_no_more_than_there_are() {
    let handled = ["mechanisms.handling=true", "consent.net_mean_logit=-2"];
    let days = 181.0;
    for replicate in runs((FILE, &handled, "one"), 20, false, |run| {
        [Measure::CampaignHours, Measure::UtilisationGroup].map(|measure| value(run, measure))
    }) {
        let [visited, used] = replicate;
        assert!((visited - used * 24.0 * days).abs() < 1e-6 * visited, "{replicate:?}");
    }
    // A leader with six hours a week: the drive waits for him.
    let scarce = ["structures.one.seat.leader.hours_per_week=6", "campaign.all.latest_end=2018-01-31"];
    for hours in
        runs((FILE, &[&handled[..], &scarce].concat(), "one"), 20, false, |run| value(run, Measure::CampaignHours))
    {
        // Those of 30 days, and what one evening may run ahead of them.
        assert!(hours <= 6.0 * 30.0 / 7.0 + 28.0 * 40.0 / 60.0 && hours > 20.0, "{hours}");
    }
}

#[test]
fn consent_is_for_good_and_the_months_add_up_to_it() {
    let settings = ["consent.net_mean_logit=-2", "consent.news_logit=-3", "consent.conformity_logit=-3"];
    for (left, consents) in runs((FILE, &settings, "one"), 50, false, |run| {
        let months = (0..run.months.len()).filter_map(|month| run.month(month, MonthMeasure::Consents));
        (value(run, Measure::CampaignHoldouts), months.sum::<f64>())
    }) {
        assert_eq!(left + consents, HOUSEHOLDS);
    }
}

#[test]
fn who_waits_for_a_better_price_waits_until_it_cannot_rise_any_more() {
    let settings = [
        "consent.net_mean_logit=9",
        "consent.holdout_share=1",
        "campaign.all.price_yuan=100",
        "campaign.all.price_step_yuan=60",
        "campaign.all.price_step_days=10",
        "campaign.all.price_most_yuan=200",
    ];
    for [first, last, price] in runs((FILE, &settings, "one"), 5, false, |run| {
        [Measure::CampaignDays50, Measure::CampaignDays100, Measure::CampaignPriceYuan]
            .map(|measure| value(run, measure))
    }) {
        assert!(first == 21.0 && (21.0..24.0).contains(&last) && price == 200.0, "{first} {last} {price}");
    }
    let eager = ["consent.net_mean_logit=9", "consent.holdout_share=0", settings[2], settings[3], settings[5]];
    for [first, price] in runs((FILE, &eager, "one"), 5, false, |run| {
        [Measure::CampaignDays50, Measure::CampaignPriceYuan].map(|measure| value(run, measure))
    }) {
        assert!(first == 1.0 && price < 102.0, "{first} {price}");
    }
}
