//! Whether intervals cover what they promise, over synthetic experiments.

use super::{Outcome, StoppingRule, Summary, t_interval, too_skewed};
use crate::random::{Decision, Streams, Who, normal_quantile};
use libm::exp;

const EXPERIMENTS: u64 = 2_000;

/// What a pair of runs has apart, from a standard normal number.
type Gap = fn(f64) -> f64;

/// The paired differences of an experiment: what both runs share cancels, but for rounding.
fn differences(experiment: u64, n: u32, gap: Gap) -> Vec<f64> {
    let streams = Streams::new(431, experiment);
    let pair = |i| {
        let words = streams.draw(Decision::Bootstrap, Who::one(0, i), 0);
        let baseline = 5.0 + 3.0 * words.normal(0) + words.normal(1);
        baseline + gap(normal_quantile(words.uniform(2))) - baseline
    };
    (0..n).map(pair).collect()
}

/// Share of experiments whose 95 % interval covers `mean`, and share of them that warn of skewness.
fn covered(n: u32, gap: Gap, mean: f64) -> (f64, f64) {
    let (mut hits, mut warned) = (0, 0);
    for experiment in 0..EXPERIMENTS {
        let sample = differences(experiment, n, gap);
        let interval = t_interval(&Summary::of(&sample).unwrap(), 0.95).unwrap();
        hits += u32::from(interval.low <= mean && mean <= interval.high);
        warned += u32::from(too_skewed(&sample));
    }
    (f64::from(hits) / EXPERIMENTS as f64, f64::from(warned) / EXPERIMENTS as f64)
}

const NORMAL: Gap = |z| 0.4 + 0.8 * z;
/// Lognormal, as costs and delays are: skewness 4.
const SKEWED: Gap = |z| exp(0.83 * z);
/// Its mean, exp(0.83² / 2).
const SKEWED_MEAN: f64 = 1.411_239;

#[test]
fn the_interval_of_a_paired_difference_covers_what_it_says_and_a_skewed_one_says_that_it_does_not() {
    for n in [10, 30, 100] {
        let (share, warned) = covered(n, NORMAL, 0.4);
        assert!((0.93..=0.97).contains(&share), "normal, {n} pairs: {share}");
        // Ten pairs say too little about skewness.
        assert!(n == 10 || warned < 0.03, "normal, {n} pairs: {warned} warn of skewness");
    }
    let (share, warned) = covered(30, SKEWED, SKEWED_MEAN);
    // Some nine in ten, and four in five of the samples say so.
    assert!((0.87..0.93).contains(&share), "lognormal, 30 pairs: {share}");
    assert!(warned > 0.75, "lognormal, 30 pairs: only {warned} warn of skewness");
}

#[test]
fn stopping_by_width_costs_little_coverage() {
    let share = |gap: Gap, mean: f64, half_width: f64| {
        let rule = StoppingRule { half_width, level: 0.95, cap: 3_000 };
        let covers = |experiment: &u64| {
            let sample: Vec<Option<f64>> = differences(*experiment, 3_000, gap).into_iter().map(Some).collect();
            let (Outcome::Met { count } | Outcome::Capped { count, .. }) = rule.judge(std::slice::from_ref(&sample))
            else {
                return false;
            };
            let used: Vec<f64> = sample[..count].iter().copied().flatten().collect();
            let interval = t_interval(&Summary::of(&used).unwrap(), 0.95).unwrap();
            interval.low <= mean && mean <= interval.high
        };
        (0..EXPERIMENTS).filter(covers).count() as f64 / EXPERIMENTS as f64
    };
    let normal = share(NORMAL, 0.4, 0.12);
    assert!(normal >= 0.93, "normal: {normal}");
    let skewed = share(SKEWED, SKEWED_MEAN, 0.12);
    assert!(skewed >= 0.92, "lognormal: {skewed}");
}
