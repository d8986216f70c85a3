//! Patterns held against sets whose readings are given.

use super::*;
use crate::analysis::claims::claims;
use crate::scenario::{Memory, Scenario, read};
use crate::statistics::abc::{Particle, Population, Stop};

const TEXT: &str = r#"
[[target]]
name = "level"
claim = "value"
measure = "petitions_per_1000_person_years"
arm = "single"
against = "none"
observed = 24
tolerance = 8
used_to_fit = true
[[target]]
name = "fewer"
claim = "less"
measure = "petitions"
used_to_fit = true
[[target]]
name = "trust"
claim = "more"
measure = "trust_group"
margin = 0.1
[[target]]
name = "no_vacancies"
claim = "less"
measure = "vacancy_share"
against = "none"
margin = 0.01
used_to_fit = true
"#;

fn scenario() -> Scenario {
    read(&Memory::single("t.toml", TEXT), "t.toml", &[]).unwrap()
}

fn reading(mean: f64) -> Option<Reading> {
    Some(Reading { n: 4, mean, variance: Some(0.04) })
}

/// Sets whose petitions go from 8 to 80 and whose effect goes from −2 to 2.5; seats are never filled.
fn prior() -> Vec<Readings> {
    (0..10)
        .map(|i| {
            let x = f64::from(i);
            vec![reading(8.0 + 8.0 * x), reading(-2.0 + 0.5 * x), reading(0.05 * x), reading(0.9)]
        })
        .collect()
}

#[test]
fn a_gap_is_the_way_to_the_claimed_side() {
    let scenario = scenario();
    let targets: Vec<&Target> = claims(&scenario).iter().map(|claim| claim.target).collect();
    assert_eq!([10.0, 24.0, 40.0].map(|mean| gap(targets[0], mean)), [14.0, 0.0, 16.0]);
    assert_eq!([-3.0, 0.5].map(|mean| gap(targets[1], mean)), [0.0, 0.5]);
    assert_eq!([0.25, -0.1].map(|mean| gap(targets[2], mean)), [0.0, 0.2]);
    assert_eq!([0.0, 0.51].map(|mean| gap(targets[3], mean)), [0.0, 0.5], "of a level, less than the margin itself");
    assert_eq!([16.0, 15.9].map(|mean| holds(targets[0], mean)), [true, false]);
}

#[test]
fn each_pattern_has_its_role_and_its_own_unit() {
    let scenario = scenario();
    let patterns = Patterns::new(&claims(&scenario), &prior(), Norm::Largest, 0.0);
    let roles: Vec<Role> = patterns.all.iter().map(|pattern| pattern.role).collect();
    assert_eq!(roles, [Role::Fitted, Role::Fitted, Role::HeldOut, Role::OutOfReach]);
    assert_eq!(patterns.all[0].scale, 8.0);
    assert!((patterns.all[1].scale - 1.513_825_177).abs() < 1e-9, "the spread over the prior");
}

#[test]
fn a_set_is_as_far_as_its_worst_pattern_and_one_that_cannot_be_met_bends_nothing() {
    let scenario = scenario();
    let claims = claims(&scenario);
    let set = vec![reading(36.0), reading(0.5), None, reading(0.9)];
    let patterns = Patterns::new(&claims, &prior(), Norm::Largest, 0.0);
    assert_eq!(patterns.distance(&set), Some(1.5));
    let square = Patterns::new(&claims, &prior(), Norm::RootMeanSquare, 0.0);
    let other = 0.5 / patterns.all[1].scale;
    assert!((square.distance(&set).unwrap() - ((2.25 + other * other) / 2.0).sqrt()).abs() < 1e-12);
    assert_eq!(patterns.distance(&vec![None, reading(0.5), None, None]), None);
    // The level by its tolerance and chance, the sign by chance alone: 0.5 over 0.1.
    let (first, second, worst) = patterns.worst(&set);
    assert!((first - 5.0).abs() < 1e-9 && worst == Some(1), "{first} {worst:?}");
    assert!((second - 12.0 / (64.0_f64 + 0.01).sqrt()).abs() < 1e-9, "{second}");
    // What the model is known to lack makes the sign less of a proof.
    assert!(Patterns::new(&claims, &prior(), Norm::Largest, 0.5).worst(&set).0 < 1.6);
}

fn sample<'a>(shares: &'a [f64], weights: &'a [f64], prior: &'a [f64]) -> Sample<'a> {
    Sample { name: "a.b", unit: "", ends: (0.0, 1.0), prior, shares, values: shares, weights }
}

#[test]
fn a_factor_is_identified_by_what_its_spread_lost_and_not_by_chance() {
    let even: Vec<f64> = (0..200).map(|i| (f64::from(i) + 0.5) / 200.0).collect();
    let narrow: Vec<f64> = even.iter().map(|x| 0.4 + 0.2 * x).collect();
    let moved: Vec<f64> = even.iter().map(|x| 0.3 + 0.7 * x).collect();
    let ones = vec![1.0; 200];
    let row = |shares: &[f64]| FactorRow::new(&sample(shares, &ones, &even));
    assert_eq!([&even, &narrow, &moved].map(|x| row(x).verdict), [Verdict::Not, Verdict::Identified, Verdict::Partly]);
    let narrow = row(&narrow);
    assert!((narrow.contraction.unwrap() - 0.96).abs() < 1e-9 && (narrow.ks_distance.unwrap() - 0.4).abs() < 0.01);
    assert!((narrow.q025.unwrap() - 0.405).abs() < 1e-9 && (narrow.q50.unwrap() - 0.5).abs() < 1e-9, "{narrow:?}");
    // Four sets prove nothing.
    let few = FactorRow::new(&sample(&[0.41, 0.45, 0.5, 0.55], &[1.0; 4], &even));
    assert_eq!(few.verdict, Verdict::Not);
}

#[test]
fn pairs_profiles_and_populations_are_told() {
    let one: Vec<f64> = (0..50).map(|i| f64::from(i) / 50.0).collect();
    let other: Vec<f64> = one.iter().map(|x| 1.0 - x).collect();
    let ones = vec![1.0; 50];
    let pairs = PairRow::all(&[sample(&one, &ones, &one), sample(&other, &ones, &one)]);
    assert!(pairs.len() == 1 && pairs[0].strong && (pairs[0].correlation.unwrap() + 1.0).abs() < 1e-12);
    let tried = [(0.05, Some(2.0)), (0.02, Some(1.0)), (0.99, None), (1.0, Some(3.0))];
    let profile = ProfileRow::all("f", |share| 10.0 * share, &tried);
    assert_eq!((profile[0].sets, profile[0].least_distance, profile[0].high), (2, Some(1.0), 1.0));
    assert_eq!((profile[9].sets, profile[9].least_distance, profile[4].least_distance), (2, Some(3.0), None));
    let particle = |weight| Particle { place: vec![0.5], weight, distance: 1.0, draw: 0 };
    let population =
        Population { distance: 1.5, particles: vec![particle(0.5), particle(0.5)], draws: 8, acceptance: 0.25 };
    let row = &PopulationRow::all(&[population], Stop::Distance)[0];
    assert_eq!((row.population, row.sets, row.effective_size), (1, 2, Some(2.0)));
}

#[test]
fn patterns_are_told_before_and_after() {
    let scenario = scenario();
    let claims = claims(&scenario);
    let prior = prior();
    let patterns = Patterns::new(&claims, &prior, Norm::Largest, 0.0);
    let after = vec![prior[1].clone(), prior[2].clone()];
    let rows = PatternRow::all(&scenario, &patterns, &prior, (&after, &[1.0, 3.0]), &prior);
    assert_eq!(
        (rows[0].role, rows[0].prior_holds_share, rows[0].posterior_holds_share),
        (Role::Fitted, Some(0.3), Some(1.0))
    );
    assert_eq!((rows[2].role, rows[3].role), (Role::HeldOut, Role::OutOfReach));
    assert_eq!(rows[0].least_implausibility, Some(0.0));
    assert!(rows[3].least_implausibility.unwrap() > CUT_OFF);
    let sets = SetRow::all(&patterns, &prior);
    assert_eq!((sets[2].distance, sets[2].worst_target.as_deref()), (Some(0.0), Some("level")));
    assert_eq!((sets[9].point, sets[9].worst_target.as_deref()), (9, Some("fewer")));
}
