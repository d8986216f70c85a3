//! The bootstrap: the same statistic over samples drawn from the sample.

use super::Interval;
use crate::random::{Decision, Sequence, Streams, Who};
use rand_core::TryRng;

/// How many resamples an interval takes.
pub const RESAMPLES: u32 = 1000;

/// Level of the intervals.
const LEVEL: f64 = 0.95;

/// A statistic of a sample and the interval that resampling gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Its value.
    pub value: f64,
    /// Its 95 % percentile interval.
    pub interval: Interval,
}

impl Estimate {
    /// A value that is known.
    pub const fn exact(value: f64) -> Estimate {
        Estimate { value, interval: Interval { low: value, high: value } }
    }
}

/// The `statistics` of `n` items and their intervals over [`RESAMPLES`] joint resamples. A sample is given by weights:
/// how often each item is in it, 1 each in the sample itself.
///
/// A resample depends on the seed, its number and `n` alone.
pub fn bootstrap(seed: u64, n: usize, statistics: impl Fn(&[u32]) -> Vec<f64>) -> Vec<Estimate> {
    let values = statistics(&vec![1; n]);
    let mut resampled = vec![Vec::with_capacity(RESAMPLES as usize); values.len()];
    let streams = Streams::new(seed, 0);
    let mut weights = vec![0; n];
    for number in 0..RESAMPLES {
        weights.fill(0);
        let mut words = streams.sequence(Decision::BasePointResample, Who(u64::from(number)), 0);
        for _ in 0..n {
            weights[below(&mut words, n)] += 1;
        }
        for (all, value) in resampled.iter_mut().zip(statistics(&weights)) {
            all.push(value);
        }
    }
    let estimate = |(value, resampled): (f64, &mut Vec<f64>)| {
        let interval = percentile_interval(resampled, LEVEL);
        interval.map_or(Estimate::exact(value), |interval| Estimate { value, interval })
    };
    values.into_iter().zip(&mut resampled).map(estimate).collect()
}

fn below(words: &mut Sequence, n: usize) -> usize {
    let Ok(word) = words.try_next_u64();
    ((u128::from(word) * n as u128) >> 64) as usize
}

/// The percentile interval at `level` of resampled values, ends interpolated linearly; `None` without values.
pub fn percentile_interval(values: &mut [f64], level: f64) -> Option<Interval> {
    values.sort_unstable_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let quantile = |p: f64| {
        let place = p * last as f64;
        let below = libm::floor(place);
        let (low, high) = (values[below as usize], values[(below as usize + 1).min(last)]);
        low + (high - low) * (place - below)
    };
    Some(Interval { low: quantile(0.5 - 0.5 * level), high: quantile(0.5 + 0.5 * level) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_has_as_many_items_as_the_sample() {
        let estimates = bootstrap(5, 7, |weights| {
            let drawn = weights.iter().map(|weight| f64::from(*weight));
            std::iter::once(drawn.clone().sum()).chain(drawn).collect()
        });
        assert_eq!(estimates[0], Estimate::exact(7.0));
        assert!(estimates[1..].iter().all(|item| item.value == 1.0));
        assert!(estimates[1..].iter().all(|item| item.interval.low == 0.0 && item.interval.high >= 3.0));
        assert!(bootstrap(5, 0, |_| Vec::new()).is_empty());
    }

    #[test]
    fn the_bootstrap_of_a_mean_has_its_standard_error() {
        let sample: Vec<f64> = (0..50).map(|i| f64::from(i * i % 17)).collect();
        let mean =
            |weights: &[u32]| weights.iter().zip(&sample).map(|(weight, x)| f64::from(*weight) * x).sum::<f64>() / 50.0;
        let estimate = bootstrap(1, 50, |weights| vec![mean(weights)])[0];
        let summary = crate::statistics::Summary::of(&sample).unwrap();
        let expected = 1.96 * summary.std_error().unwrap();
        assert!((estimate.value - summary.mean).abs() < 1e-12);
        assert!(estimate.interval.low < summary.mean && summary.mean < estimate.interval.high);
        assert!((estimate.interval.half_width() / expected - 1.0).abs() < 0.1, "{estimate:?} {expected}");
        assert_ne!(estimate, bootstrap(2, 50, |weights| vec![mean(weights)])[0]);
    }

    #[test]
    fn percentiles_interpolate() {
        let mut values: Vec<f64> = (0..=40).rev().map(f64::from).collect();
        let interval = percentile_interval(&mut values, 0.95).unwrap();
        assert!((interval.low - 1.0).abs() < 1e-12 && (interval.high - 39.0).abs() < 1e-12, "{interval:?}");
        assert_eq!(percentile_interval(&mut [2.0], 0.95), Some(Interval { low: 2.0, high: 2.0 }));
        assert_eq!(percentile_interval(&mut [], 0.95), None);
    }
}
