//! Claims at the edges of what an interval says.

use super::*;
use crate::scenario::{Memory, read};

fn target(claim: Claim, margin: f64) -> Target {
    Target { claim, margin, ..Target::default() }
}

/// Ten values about a mean, with a 95 % half-width of about .071 and a 90 % one of about .058.
fn about(mean: f64) -> Vec<Option<f64>> {
    (0..10).map(|i| Some(mean + if i % 2 == 0 { 0.0943 } else { -0.0943 })).collect()
}

fn outcome(target: &Target, here: &[Option<f64>]) -> Outcome {
    judge(target, here, &[]).outcome
}

#[test]
fn more_and_less_need_the_whole_interval_beyond_the_margin() {
    let more = target(Claim::More, 0.1);
    let outcomes = [0.2, 0.15, 0.02].map(|mean| outcome(&more, &about(mean)));
    assert_eq!(outcomes, [Outcome::Met, Outcome::Undecided, Outcome::NotMet]);
    let less = target(Claim::Less, 0.1);
    let outcomes = [-0.2, -0.15, -0.02].map(|mean| outcome(&less, &about(mean)));
    assert_eq!(outcomes, [Outcome::Met, Outcome::Undecided, Outcome::NotMet]);
    // The level of an arm alone is held against the margin itself.
    let level = Target { against: "none".into(), ..target(Claim::Less, 0.5) };
    assert_eq!([0.4, 0.6].map(|mean| outcome(&level, &about(mean))), [Outcome::Met, Outcome::NotMet]);
}

#[test]
fn equivalence_is_decided_by_the_interval_of_two_one_sided_tests() {
    let claim = target(Claim::Equivalent, 0.1);
    // At .035 the 90 % interval lies within the margin, the 95 % interval does not.
    let finding = judge(&claim, &about(0.035), &[]);
    assert_eq!((finding.outcome, finding.level), (Outcome::Met, 0.90));
    assert!(judge(&target(Claim::Less, 0.0), &about(0.035), &[]).interval.unwrap().high > 0.1);
    assert_eq!([0.09, 0.3].map(|mean| outcome(&claim, &about(mean))), [Outcome::Undecided, Outcome::NotMet]);
}

#[test]
fn a_value_lies_within_its_tolerance_or_beyond_it() {
    let claim = Target { observed: 5.0, tolerance: 0.2, ..target(Claim::Value, 0.0) };
    let outcomes = [5.1, 5.2, 5.3].map(|mean| outcome(&claim, &about(mean)));
    assert_eq!(outcomes, [Outcome::Met, Outcome::Undecided, Outcome::NotMet]);
}

#[test]
fn equal_values_prove_something_only_if_there_are_six() {
    let more = target(Claim::More, 0.0);
    assert_eq!(outcome(&more, &[Some(1.0); 5]), Outcome::Undecided);
    assert_eq!(outcome(&more, &[Some(1.0); 6]), Outcome::Met);
    assert_eq!(outcome(&more, &[Some(0.0); 6]), Outcome::NotMet);
    assert_eq!(outcome(&more, &[Some(1.0)]), Outcome::Undecided);
    assert_eq!(outcome(&more, &[None, None]), Outcome::NoData);
}

#[test]
fn a_smaller_effect_is_seen_in_the_direction_of_the_reference_and_pair_by_pair() {
    let claim = target(Claim::SmallerEffectThan, 0.0);
    let against = |here: &[Option<f64>], there: &[Option<f64>]| judge(&claim, here, there).outcome;
    let shifted = |by: f64| -> Vec<Option<f64>> { about(-1.0).iter().map(|v| v.map(|v| v + by)).collect() };
    // The pairs differ by exactly .01, which is far less than either varies.
    assert_eq!(against(&shifted(0.01), &about(-1.0)), Outcome::Met);
    assert_eq!(against(&shifted(-0.01), &about(-1.0)), Outcome::NotMet);
    assert_eq!(against(&about(1.0), &about(-1.0)), Outcome::Met, "an effect the other way round is smaller, too");
    assert_eq!(against(&about(0.5), &about(0.0)), Outcome::Undecided, "no direction to look in");
    assert_eq!(against(&about(0.5), &[None; 10]), Outcome::NoData);
    assert!((judge(&claim, &about(0.1), &about(-1.0)).reference.unwrap() + 1.0).abs() < 1e-12);
}

#[test]
fn periods_are_means_over_whole_months_by_replicate() {
    let text = "
[simulation]
start = 2017-12-15
burn_in_days = 0
measured_from = 2018-01-01
end = 2018-07-15
[[target]]
name = \"t\"
measure = \"trust_group\"
before_from = 2017-12-15
before_until = 2018-02-20
after_from = 2018-03-01
after_until = 2018-07-15
";
    let scenario = read(&Memory::single("a.toml", text), "a.toml", &[]).unwrap();
    let claims = claims(&scenario);
    assert_eq!((claims.len(), claims[0].arm, claims[0].quantity.name()), (1, 1, "trust_group"));
    let spans =
        [0, 1, 7].map(|number| month(&scenario.calendar, number).map(|(from, until)| format!("{from} {until}")));
    assert_eq!(
        spans,
        ["2017-12-15 2018-01-01", "2018-01-01 2018-02-01", "2018-07-01 2018-07-15"].map(|s| Some(s.into()))
    );
    let mut values = Values::new(vec![vec![vec![None; Measure::COUNT]; 2]; 2], 1);
    for number in 0..8 {
        let mut measures = vec![None; MonthMeasure::COUNT];
        // December and January count as before (1 and 2), March to July as after (4 to 8); February is cut in two.
        measures[MonthMeasure::TrustGroup as usize] = (number != 5).then_some(f64::from(number) + 1.0);
        let row = MonthRow { arm: 1, replicate: 1, month: number as usize, values: &measures };
        values.month(&row, &claims, &scenario.calendar);
    }
    assert_eq!(values.sample(0, &claims[0]), [None, Some((4.0 + 5.0 + 7.0 + 8.0) / 4.0 - 1.5)]);
}
