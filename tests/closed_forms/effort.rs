//! What moves holders: credit, honour, mates, wear, help; and who steps forward for what nobody owns.

use super::support::{assert_hold, claim, mean, ratio, runs, value};
use microgov::measures::RunOutcome;
use microgov::vocabulary::{Measure, MonthMeasure};

/// What `keep` makes of one run of an arm: nothing here is random but the cases.
fn once<T>(settings: &[&str], arm: &str, keep: impl Fn(&RunOutcome) -> T) -> T {
    runs(("closed_forms/effort.toml", settings, arm), 1, false, keep).swap_remove(0)
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9 * expected.abs(), "{found} for {expected}");
}

/// Hours given over hours asked in the months from February 2018 on.
fn by_month(settings: &[&str], arm: &str) -> Vec<f64> {
    once(settings, arm, |run| {
        run.months.iter().map(|month| month[MonthMeasure::EffortOverAsked as usize].expect("effort is on")).collect()
    })
}

#[test]
fn effort_is_the_share_of_credit_and_n_with_an_equal_part_give_what_one_gives() {
    let hours = |settings: &[&str], arm| once(settings, arm, |run| value(run, Measure::HoursGiven));
    let asked = 40.0 * 365.0 / 7.0;
    close(hours(&[], "one"), asked);
    close(hours(&[], "trio"), asked);
    close(hours(&[], "owners"), 3.0 * asked);
    for share in [0.34, 0.5, 0.7, 1.0] {
        let setting = format!("effort.visibility_share={share}");
        close(hours(&[&setting], "trio"), 3.0 * share * asked);
        close(once(&[&setting], "trio", |run| value(run, Measure::EffortOverAsked)), share);
        close(hours(&[&setting], "one"), asked);
    }
    // A motive that needs no credit is not shared: (v + h) / (1 + h).
    close(hours(&["effort.honour_base=0.5"], "trio"), 3.0 * asked * (1.0 / 3.0 + 0.5) / 1.5);
}

#[test]
fn a_team_whose_hours_are_partly_lost_outdoes_one_if_it_sees_more_than_its_threshold() {
    // More work than anybody can do; three lose .3 · (1 − 1/3) of their speed, so 1 + κ = 1.25 and the threshold is .4167.
    let cases = ["needs.requests_per_household_year=20", "needs.request_effort_hours=8", "handling.ownership_loss=0.3"];
    let resolved = |share: f64, arm| {
        let share = format!("effort.visibility_share={share}");
        once(&[&cases[..], &[&share]].concat(), arm, |run| {
            run.months.iter().filter_map(|month| month[MonthMeasure::Resolved as usize]).sum::<f64>()
        })
    };
    for share in [0.34, 0.40, 0.43, 0.5] {
        let gain = resolved(share, "trio") / resolved(share, "one");
        assert!((gain - 3.0 * share / 1.25).abs() < 0.003 * gain, "{gain} at {share}");
        assert_eq!(gain > 1.0, share > 1.25 / 3.0, "{gain} at {share}");
    }
}

#[test]
fn honour_jumps_with_the_seat_halves_in_its_half_life_and_knows_no_rank() {
    let settings = ["effort.honour_seat=0.4", "effort.visibility_share=1"];
    let [one, trio] = ["one_confirmed", "trio_confirmed"].map(|arm| by_month(&settings, arm));
    one.iter().zip(trio).for_each(|(one, trio)| close(trio, *one));
    assert_eq!(one[..2], [1.0, 1.0]);
    close(one[2], 1.4);
    // April 2018 to January 2019: 275 days, nine months of a twelfth of a year and a little.
    let left = |days: f64| 0.4 * libm::exp2(-days * 12.0 / 365.0 / 9.0);
    close(one[11], 1.0 + left(275.0));
    close(one[38], 1.0 + left(1096.0));
    let fade = once(&settings, "one_confirmed", |run| value(run, Measure::EffortFade));
    assert!((0.7..0.9).contains(&fade), "{fade}");
    // Motives do not make more of a person than its bound and its capacity.
    close(by_month(&["effort.honour_seat=3"], "one_confirmed")[2], 1.5);
    let full = [
        "effort.honour_seat=3",
        "village.capacity_hours_per_week=44",
        "structures.one.seat.leader.stipend_yuan_per_year=0",
    ];
    close(by_month(&full, "one_confirmed")[2], 1.1);
}

#[test]
fn help_crowds_out_at_a_constant_elasticity_and_nobody_is_crowded_out_alone() {
    let settings = ["effort.crowd_out_elasticity=0.5", "effort.visibility_share=1"];
    assert!(by_month(&settings, "one").iter().all(|share| *share == 1.0));
    // Nobody had chosen before the first month.
    let mut expected = 1.0;
    for (month, share) in by_month(&settings, "trio").into_iter().enumerate() {
        close(share, expected);
        expected = libm::pow(1.0 + 2.0 * expected, -0.5);
        assert!(month > 0 || share == 1.0);
    }
}

#[test]
fn mates_press_as_far_as_one_of_them_sees() {
    let settings = ["effort.peer_pressure=0.4", "effort.peer_seen_share=0.5", "effort.peer_seen_tied_share=0.5"];
    close(once(&settings, "owners", |run| value(run, Measure::EffortOverAsked)), 1.0 + 0.4 * 0.75);
    assert_eq!(once(&settings, "one", |run| value(run, Measure::EffortOverAsked)), 1.0);
}

#[test]
fn who_is_used_up_gives_less_and_who_is_not_does_not() {
    let busy =
        ["effort.burnout_loss_share=0.3", "needs.requests_per_household_year=50", "needs.request_effort_hours=2"];
    let worn = by_month(&busy, "one");
    assert!(worn[6..].iter().all(|share| (0.7..0.73).contains(share)), "{worn:?}");
    assert!(by_month(&busy[..1], "one").iter().all(|share| *share == 1.0));
}

#[test]
fn nobody_steps_forward_as_often_as_the_equilibrium_says() {
    let nobody = |cost: &str, arm: &str| {
        let cost = format!("dilemma.cost_over_benefit={cost}");
        mean(&runs(("closed_forms/dilemma.toml", &[&cost], arm), 60, false, |run| value(run, Measure::NobodyActs)))
    };
    let equilibrium = |cost: f64| libm::pow(cost, 1.5);
    assert!((equilibrium(0.5) - 0.354).abs() < 5e-4);
    assert_hold(&[
        claim("c/b = .5", nobody("0.5", "trio"), equilibrium(0.5)),
        claim("c/b = .2", nobody("0.2", "trio"), equilibrium(0.2)),
    ]);
    let alone = runs(("closed_forms/dilemma.toml", &[], "one"), 1, false, |run| {
        (run.get(Measure::NobodyActs), value(run, Measure::PassedOverDays))
    });
    assert_eq!(alone, [(None, 0.0)]);
}

#[test]
fn a_case_waits_for_as_many_rounds_as_nobody_steps_forward() {
    // Rounds are geometric: q/(1 − q) of seven days each are lost for a case.
    let found = runs(("closed_forms/dilemma.toml", &[], "trio"), 40, true, |run| {
        let days = run.cases.iter().filter_map(|case| Some(case.begun_day? - case.voiced_day?));
        (days.clone().sum::<f64>(), days.count() as f64)
    });
    let nobody = libm::pow(0.5, 1.5);
    assert_hold(&[claim("days until begun", ratio(&found), 7.0 * nobody / (1.0 - nobody))]);
}
