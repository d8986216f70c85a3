//! Posteriors that are known, found back.

use super::super::{effective_size, ks_distance, rank_share, uniformity, weighted_covariance, weighted_mean};
use super::*;
use crate::random::normal_quantile;
use crate::special::{beta_quantile, normal_cdf};

/// Chance for the outcomes, by population and draw.
fn luck(population: usize, draw: usize) -> Words {
    Streams::new(5, 1).draw(Decision::Bootstrap, Who::pair(0, population as u32, draw as u32), 0)
}

fn rules(size: usize, least_distance: f64) -> Rules {
    Rules { size, quantile: 0.5, least_distance, populations: 12, least_acceptance: 0.01 }
}

/// Runs the sampler on a model that gives a distance for a place and some luck. As many draws again from the prior come
/// first.
fn run(rules: &Rules, seed: u64, directions: usize, model: &dyn Fn(&[f64], Words) -> Option<f64>) -> Outcome {
    let streams = Streams::new(seed, 2);
    let place = |draw: usize| {
        (0..directions).map(move |i| streams.uniform(Decision::Bootstrap, Who::pair(0, i as u32, draw as u32), 0))
    };
    let prior: Vec<_> = (0..2 * rules.size)
        .map(|draw| {
            let place: Vec<f64> = place(draw).collect();
            let distance = model(&place, luck(0, draw));
            (place, distance)
        })
        .collect();
    let simulate = |batch: Batch<'_>| -> Result<Vec<Option<f64>>, ()> {
        let drawn = batch.places.iter().enumerate();
        Ok(drawn.map(|(i, place)| model(place, luck(batch.population, batch.first + i))).collect())
    };
    sequential(rules, seed, &prior, simulate).unwrap()
}

fn last(outcome: &Outcome) -> &Population {
    outcome.populations.last().unwrap()
}

/// A normal prior, and an observation with normal error.
fn gaussian(observed: f64, error: f64) -> impl Fn(&[f64], Words) -> Option<f64> {
    move |place, luck| Some((normal_quantile(place[0]) + error * luck.normal(0) - observed).abs())
}

fn holds_gaussian(observed: f64, error: f64, least: f64, mean: f64, deviation: f64) {
    let outcome = run(&rules(600, least), 3, 1, &gaussian(observed, error));
    assert_eq!(outcome.stop, Stop::Distance);
    let values: Vec<f64> = last(&outcome).column(0).into_iter().map(normal_quantile).collect();
    let weights = last(&outcome).weights();
    let ks = ks_distance(&values, &weights, |x| normal_cdf((x - mean) / deviation)).unwrap();
    let found = weighted_mean(&values, &weights).unwrap();
    let spread = weighted_covariance(&values, &values, &weights).unwrap().sqrt();
    assert!(ks < 0.12, "distance {ks}");
    assert!((found - mean).abs() < 0.07, "mean {found}");
    assert!((spread - deviation).abs() < 0.1, "deviation {spread}");
}

#[test]
fn a_gaussian_posterior_is_found() {
    holds_gaussian(1.0, 1.0, 0.2, 0.5, std::f64::consts::FRAC_1_SQRT_2);
    holds_gaussian(2.0, 0.5, 0.1, 1.6, 0.447_213_6);
}

#[test]
fn models_are_weighed_by_what_they_predict() {
    // Beta(1, 1) against Beta(10, 1) as the prior of a coin that shows 2 of 5 heads: 1/6 against 0.018315.
    let coin = |place: &[f64], luck: Words| {
        let first = place[0] < 0.5;
        let chance = if first { place[1] } else { beta_quantile(10.0, 1.0, place[1]) };
        let words = Streams::new(luck.0[0], luck.0[1]);
        let heads = (0..5).filter(|i| words.uniform(Decision::Bootstrap, Who::one(0, *i), 0) < chance).count();
        Some((heads as f64 - 2.0).abs())
    };
    let share = |outcome: &Outcome| -> f64 {
        last(outcome).particles.iter().filter(|particle| particle.place[0] < 0.5).map(|particle| particle.weight).sum()
    };
    let first = share(&run(&rules(800, 0.0), 4, 2, &coin));
    assert!((first - 0.900_990).abs() < 0.08, "{first}");
    // A cookie from a jar with 0.2 or with 0.6 of the kind that was drawn.
    let jar = |place: &[f64], luck: Words| {
        let of_kind = if place[0] < 0.5 { 0.2 } else { 0.6 };
        Some(if luck.uniform(0) < of_kind { 0.0 } else { 1.0 })
    };
    let first = share(&run(&rules(1500, 0.0), 5, 1, &jar));
    assert!((first - 0.25).abs() < 0.05, "{first}");
    // Two models that are the same.
    let same = |place: &[f64], luck: Words| Some((place[1] + luck.uniform(0) - 0.9).abs());
    let first = share(&run(&rules(1500, 0.05), 6, 2, &same));
    assert!((first - 0.5).abs() < 0.05, "{first}");
}

#[test]
fn the_scale_of_a_uniform_outcome_is_found() {
    let outcome = run(&rules(800, 0.02), 7, 1, &|place, luck| Some((place[0] * luck.uniform(0) - 0.5).abs()));
    let exact = |u: f64| if u <= 0.5 { 0.0 } else { (libm::log(u) - libm::log(0.5)) / -libm::log(0.5) };
    let ks = ks_distance(&last(&outcome).column(0), &last(&outcome).weights(), exact).unwrap();
    assert!(ks < 0.08, "{ks}");
}

#[test]
fn a_distance_that_says_nothing_leaves_the_prior() {
    // Sets near the border would be lost, or heaped up, if their weights were wrong.
    for directions in [3, 20] {
        let outcome = run(&rules(600, 0.05), 8, directions, &|_, luck| Some(luck.uniform(0)));
        assert!(outcome.populations.len() >= 4, "{}", outcome.populations.len());
        let weights = last(&outcome).weights();
        assert!(effective_size(&weights).unwrap() > 300.0, "{:?}", effective_size(&weights));
        for direction in 0..directions {
            let ks = ks_distance(&last(&outcome).column(direction), &weights, |x| x).unwrap();
            assert!(ks < 0.08, "{direction}: {ks}");
        }
    }
}

#[test]
fn many_unknowns_do_not_hide_the_one_that_is_told() {
    let normal = gaussian(1.0, 1.0);
    let outcome = run(&rules(600, 0.2), 3, 20, &|place, luck| normal(&place[17..], luck));
    let values: Vec<f64> = last(&outcome).column(17).into_iter().map(normal_quantile).collect();
    let ks = ks_distance(&values, &last(&outcome).weights(), |x| normal_cdf((x - 0.5) * std::f64::consts::SQRT_2));
    assert!(ks.unwrap() < 0.12, "{ks:?}");
}

#[test]
fn reflection_keeps_all_of_a_step_within_the_borders() {
    assert_eq!([-0.25, 1.25, 2.5, -1.75, 0.5].map(folded), [0.25, 0.75, 0.5, 0.25, 0.5]);
    for (start, deviation) in [(0.0, 0.4), (0.3, 0.1), (0.9, 0.7)] {
        let sum: f64 = (0..1000).map(|i| reflected((f64::from(i) + 0.5) / 1000.0, start, deviation)).sum();
        let whole = deviation * (2.0 * std::f64::consts::PI).sqrt() * 1000.0;
        assert!((sum / whole - 1.0).abs() < 1e-4, "{start} {deviation}: {}", sum / whole);
    }
}

#[test]
fn posteriors_hold_the_truth_as_often_as_they_say() {
    let rounds = 200;
    let small = rules(100, 0.25);
    let shares: Vec<f64> = (0..rounds)
        .map(|round| {
            let words = Streams::new(17, round).draw(Decision::Bootstrap, Who::one(1, 0), 0);
            let truth = words.uniform(0);
            let observed = normal_quantile(truth) + words.normal(1);
            let outcome = run(&small, 1000 + round, 1, &gaussian(observed, 1.0));
            let population = last(&outcome);
            rank_share(&population.column(0), &population.weights(), truth, 49, words.uniform(2), words.uniform(3))
        })
        .collect();
    let fair = uniformity(&shares, 10).unwrap();
    assert!(fair.p_value > 0.01, "{fair:?}");
}

#[test]
fn it_stops_for_the_reason_it_gives() {
    let far = |place: &[f64], _: Words| Some(3.0 + place[0]);
    let nothing = run(&rules(50, 0.5), 1, 1, &|_, _| None);
    assert_eq!((nothing.populations.len(), nothing.stop), (0, Stop::NoData));
    assert_eq!(run(&rules(50, 0.5), 1, 1, &|_, _| Some(2.0)).stop, Stop::NoProgress);
    let few = run(&Rules { populations: 3, ..rules(50, 0.5) }, 1, 1, &far);
    assert_eq!((few.populations.len(), few.stop), (3, Stop::Populations));
    // What can be reached is 3, and no nearer.
    let strict = run(&Rules { least_acceptance: 0.4, ..rules(50, 0.5) }, 1, 1, &|place, luck| {
        Some(3.0 + place[0] + 0.2 * luck.uniform(0))
    });
    assert!(strict.stop == Stop::Acceptance && last(&strict).distance >= 3.0, "{:?}", strict.stop);
    let distances: Vec<f64> = few.populations.iter().map(|population| population.distance).collect();
    assert!(distances.windows(2).all(|pair| pair[1] < pair[0]), "{distances:?}");
    assert!(few.populations.iter().all(|population| (population.weights().iter().sum::<f64>() - 1.0).abs() < 1e-12));
}

#[test]
fn an_error_of_the_simulation_is_passed_on() {
    let prior = [(vec![0.1], Some(2.0)), (vec![0.9], Some(1.0)), (vec![0.5], Some(3.0)), (vec![0.4], Some(1.5))];
    let broken = sequential(&rules(4, 0.0), 1, &prior, |_| Err("disk full"));
    assert_eq!(broken, Err("disk full"));
}
