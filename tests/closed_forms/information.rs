//! News, bad news, rounds, participation and meetings.

use super::support::{Claim, assert_hold, claim, mean, runs, value};
use libm::pow;
use microgov::vocabulary::{Measure, MonthMeasure};

/// What a measure of news is on average over `count` replicates.
fn news(what: &'static str, settings: &[&str], arm: &str, count: u64, measure: Measure, expected: f64) -> Claim {
    let found = runs(("closed_forms/news.toml", settings, arm), count, false, |run| value(run, measure));
    claim(what, mean(&found), expected)
}

#[test]
fn news_over_hops_in_a_row_is_their_product() {
    let week = Measure::NewsKnown7dShare;
    let month = Measure::NewsKnown30dShare;
    let three_weeks = ["information.telling_weeks=3"];
    assert_hold(&[
        news("three hops", &[], "one", 120, month, 0.343),
        news("three hops, by the week", &[], "one", 120, week, 0.343),
        news("the last hop three times", &three_weeks, "one", 120, month, 0.7 * 0.7 * (1.0 - pow(0.3, 3.0))),
        news("the last hop three times, after one of them", &three_weeks, "one", 120, week, 0.343),
    ]);
}

/// The share of 25 households that hear of an item the committee has, through three holders, every line being live with
/// probability .7: whatever lines are live, summed over all cases. A holder who missed the briefing may hear at home.
fn through_three_holders(hear_at_home: bool) -> f64 {
    let mut sum = 0.0;
    // Three bits for the briefing, three for each home, which holder tells it.
    for live in 0_u32..1 << 12 {
        let count = live.count_ones();
        let weight = pow(0.7, f64::from(count)) * pow(0.3, f64::from(12 - count));
        let told = |home: u32, informed: u32| (live >> (3 + 3 * home)) & informed & 7 != 0;
        let mut informed = live & 7;
        if hear_at_home {
            for _ in 0..2 {
                informed |= (0..3).filter(|home| told(*home, informed)).map(|home| 1 << home).sum::<u32>();
            }
        }
        let homes = (0..3).filter(|home| told(*home, informed)).count() as f64;
        let others = 22.0 * (1.0 - pow(0.3, f64::from(informed.count_ones())));
        sum += weight * (homes + others) / 25.0;
    }
    sum
}

#[test]
fn three_holders_are_lines_beside_one_another() {
    let month = Measure::NewsKnown30dShare;
    let sure = ["information.briefing_share=1"];
    let branches = 1.0 - pow(1.0 - 0.49, 3.0);
    assert!((through_three_holders(false) - branches).abs() < 1e-12, "independent branches: .607 after a hop of .7");
    assert_hold(&[
        news("last hops in parallel", &sure, "trio", 120, month, 0.7 * (1.0 - pow(0.3, 3.0))),
        news("whole branches in parallel", &[], "trio", 120, month, 0.7 * through_three_holders(true)),
    ]);
}

#[test]
fn a_neighbour_is_one_more_line() {
    let settings = [
        "village.groups=250",
        "village.kin_tie_share=1",
        "village.other_tie_share=1",
        "village.distant_ties_per_household=0",
        "information.office_share=1",
        "information.briefing_share=1",
        "information.contact_week_share=0.5",
        "information.pass_on_kin_share=0.4",
        "information.pass_on_share=0.4",
    ];
    let expected = 1.0 - (1.0 - 0.5) * (1.0 - 0.5 * 0.4);
    assert_hold(&[news("told, or told by the other", &settings, "one", 40, Measure::NewsKnown30dShare, expected)]);
}

#[test]
fn copies_keep_true_over_each_hop_and_claims_follow_knowledge() {
    let corrupted = [
        "information.office_share=1",
        "information.briefing_share=1",
        "information.contact_week_share=1",
        "information.hop_fidelity=0.7",
    ];
    assert_hold(&[
        news("true over two hops", &corrupted, "one", 60, Measure::NewsFidelity, 0.49),
        news("entitled, unclaimed", &[], "one", 120, Measure::EntitledUnclaimedShare, 1.0 - 0.343 * 0.6),
    ]);
}

#[test]
fn bad_news_goes_up_by_every_frank_line() {
    let settings = ["mechanisms.information=true", "mechanisms.visits=false"];
    let reached = |arm| {
        let of = |run: &_| value(run, Measure::BadNewsReachedShare);
        mean(&runs(("closed_forms/rounds.toml", &settings, arm), 40, false, of))
    };
    // A leader notices, is frank and is understood; whoever stands beside him is heard through him.
    let own = 0.6 * 0.8;
    let beside = 0.6 * 0.7 * 0.8;
    let three = 0.7 * (1.0 - (1.0 - own) * (0.2 + 0.8 * pow(1.0 - beside, 2.0)));
    assert_hold(&[claim("one holder", reached("one"), 0.7 * own), claim("three holders", reached("trio"), three)]);
}

#[test]
fn rounds_find_what_was_never_voiced() {
    let months = 1796.0; // The last rounds are of 1 December, done a day later.
    let found = runs(("closed_forms/rounds.toml", &[], "one"), 40, false, |run| value(run, Measure::NeedsFound));
    assert_hold(&[claim("needs found", mean(&found), 25.0 * 2.0 * 0.5 * months / 1825.0)]);
    for (arm, per_week) in [("one", 1.0), ("trio", 3.0)] {
        let seldom = ["visits.per_member_week=1"];
        let made = runs(("closed_forms/rounds.toml", &seldom, arm), 2, false, |run| value(run, Measure::VisitsMade));
        let expected = per_week * 365.0 / 7.0;
        assert!(made.iter().all(|made| (made - expected).abs() < 0.2 * per_week), "{arm}: {made:?}");
    }
}

#[test]
fn rounds_take_no_more_than_their_share_of_the_hours() {
    let settings = [
        "mechanisms.handling=true",
        "structures.one.seat.leader.hours_per_week=2",
        "visits.per_member_week=20",
        "visits.most_hours_share=0.25",
    ];
    let used = runs(("closed_forms/rounds.toml", &settings, "one"), 2, false, |run| value(run, Measure::HoursOnVisits));
    // Whole visits of half an hour: each month loses less than one.
    let most = 0.25 * 2.0 * 365.0 / 7.0;
    assert!(used.iter().all(|used| (most - 6.0 - 1.0..=most).contains(used)), "{used:?}, at most {most}");
}

/// Expected participation at the end of each month, from 0 at the start: every resolved request adds, every month wears.
fn expected_participation(gain: f64, decay: f64) -> Vec<f64> {
    let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut level = 0.0;
    (0..60)
        .map(|month| {
            // 29 February 2020 is there; the run ends a day before the last month does.
            let length = f64::from(days[month % 12]) + f64::from(month == 25) - f64::from(month == 59);
            level = (1.0 - decay) * level + gain * 2.0 * length / 365.0;
            level
        })
        .collect()
}

#[test]
fn participation_settles_where_gain_meets_decay() {
    let expected = expected_participation(0.05, 0.1);
    let stationary = 0.05 * (2.0 / 12.0) / 0.1;
    assert!((expected[59] / stationary - 1.0).abs() < 0.03, "five years are long enough");
    let found = runs(("closed_forms/participation.toml", &[], "one"), 60, false, |run| {
        let last = run.month(58, MonthMeasure::Participation).expect("participation is read every month");
        [value(run, Measure::Participation), last]
    });
    let column = |i: usize| mean(&found.iter().map(|run| run[i]).collect::<Vec<_>>());
    assert_hold(&[
        claim("over the run", column(0), expected.iter().sum::<f64>() / 60.0),
        claim("near the end", column(1), expected[58]),
    ]);
}

#[test]
fn each_holder_may_call_the_meeting_of_a_month() {
    let of = |arm, measure| {
        mean(&runs(("closed_forms/participation.toml", &[], arm), 120, false, |run| value(run, measure)))
    };
    assert_hold(&[
        claim("one holder", of("one", Measure::MeetingsHeld), 4.0),
        claim("three holders", of("trio", Measure::MeetingsHeld), 12.0 * (1.0 - pow(2.0 / 3.0, 3.0))),
        claim("attendance", of("one", Measure::MeetingAttendance), 0.55),
    ]);
}
