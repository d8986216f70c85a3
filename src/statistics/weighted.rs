//! Samples whose values count differently: moments, quantiles, distances, and what such a sample is worth.
//!
//! Weights are non-negative and need not add up to 1. A sample without any weight has no statistic.

use libm::{floor, sqrt};

/// Sum of the weights, `None` unless positive and finite.
fn total(weights: &[f64]) -> Option<f64> {
    let sum: f64 = weights.iter().sum();
    (sum > 0.0 && sum.is_finite()).then_some(sum)
}

/// Mean of weighted values; `None` without any weight.
pub fn weighted_mean(values: &[f64], weights: &[f64]) -> Option<f64> {
    let sum = total(weights)?;
    Some(values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>() / sum)
}

/// Covariance of weighted pairs, without bias for reliability weights: the denominator is 1 − Σ w² for weights that add
/// up to 1, which is (n − 1)/n for equal ones. `None` when one value has all the weight.
pub fn weighted_covariance(a: &[f64], b: &[f64], weights: &[f64]) -> Option<f64> {
    let sum = total(weights)?;
    let (mean_a, mean_b) = (weighted_mean(a, weights)?, weighted_mean(b, weights)?);
    let rest = 1.0 - 1.0 / effective_size(weights)?;
    let product = |((a, b), weight): ((&f64, &f64), &f64)| weight * (a - mean_a) * (b - mean_b);
    let mean_product = a.iter().zip(b).zip(weights).map(product).sum::<f64>() / sum;
    (rest > 1e-12).then(|| mean_product / rest)
}

/// Correlation of weighted pairs; `None` when one side does not vary.
pub fn weighted_correlation(a: &[f64], b: &[f64], weights: &[f64]) -> Option<f64> {
    let both = sqrt(weighted_covariance(a, a, weights)? * weighted_covariance(b, b, weights)?);
    (both > 0.0).then_some(weighted_covariance(a, b, weights)? / both).map(|r| r.clamp(-1.0, 1.0))
}

/// Values and weights in ascending order of the values, weightless ones left out.
fn ascending(values: &[f64], weights: &[f64]) -> Vec<(f64, f64)> {
    let mut pairs: Vec<(f64, f64)> =
        values.iter().copied().zip(weights.iter().copied()).filter(|(_, weight)| *weight > 0.0).collect();
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    pairs
}

/// The `p`-quantile of weighted values. Each value stands at the middle of its weight, with straight lines between
/// (Hazen's rule for equal weights); beyond the outermost it is the outermost. `None` without any weight.
pub fn weighted_quantile(values: &[f64], weights: &[f64], p: f64) -> Option<f64> {
    let sum = total(weights)?;
    let mut below = 0.0;
    let mut last: Option<(f64, f64)> = None;
    for (value, weight) in ascending(values, weights) {
        let middle = (below + 0.5 * weight) / sum;
        if middle >= p {
            let Some((before, value_before)) = last else { return Some(value) };
            return Some(value_before + (value - value_before) * (p - before) / (middle - before));
        }
        below += weight;
        last = Some((middle, value));
    }
    last.map(|(_, value)| value)
}

/// Largest distance between the distribution of weighted values and `distribution` (Kolmogorov and Smirnov); `None`
/// without any weight.
pub fn ks_distance(values: &[f64], weights: &[f64], distribution: impl Fn(f64) -> f64) -> Option<f64> {
    let sum = total(weights)?;
    let pairs = ascending(values, weights);
    let (mut below, mut widest, mut at) = (0.0, 0.0_f64, 0);
    while let Some((value, _)) = pairs.get(at) {
        let tied = pairs[at..].iter().take_while(|(other, _)| other == value);
        let (count, weight) = tied.fold((0, 0.0), |(count, sum), (_, weight)| (count + 1, sum + weight));
        let there = distribution(*value);
        widest = widest.max((there - below / sum).abs()).max((there - (below + weight) / sum).abs());
        below += weight;
        at += count;
    }
    Some(widest)
}

/// How many equally weighted values a weighted sample is worth, (Σ w)² / Σ w² (Kish); `None` without any weight.
pub fn effective_size(weights: &[f64]) -> Option<f64> {
    let sum = total(weights)?;
    Some(sum * sum / weights.iter().map(|weight| weight * weight).sum::<f64>())
}

/// Places of `count` values of equal weight that stand for a weighted sample: every `1/count`-th part of the weight from
/// `start` (in 0 to 1) of the first. No value is taken more or less often than its weight says, by one at most.
pub fn systematic_resample(weights: &[f64], count: usize, start: f64) -> Vec<usize> {
    let Some(sum) = total(weights) else { return Vec::new() };
    let step = sum / count as f64;
    let mut places = Vec::with_capacity(count);
    let mut below = 0.0;
    for (place, weight) in weights.iter().enumerate() {
        below += weight;
        while places.len() < count && (places.len() as f64 + start) * step < below {
            places.push(place);
        }
    }
    // What rounding left over belongs to the last value that has weight.
    if let Some(last) = weights.iter().rposition(|weight| *weight > 0.0) {
        places.resize(count, last);
    }
    places
}

/// Counts of `values` on 0 to 1 in so many bins of equal width; 1 belongs to the last.
pub fn histogram(values: impl Iterator<Item = f64>, bins: usize) -> Vec<u64> {
    let mut counts = vec![0; bins];
    for value in values {
        let bin = floor(value * bins as f64).max(0.0) as usize;
        if let Some(count) = counts.get_mut(bin.min(bins.saturating_sub(1))) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONES: [f64; 5] = [1.0; 5];

    fn close(own: Option<f64>, expected: f64) {
        assert!(own.is_some_and(|own| (own - expected).abs() < 1e-12), "{own:?} for {expected}");
    }

    #[test]
    fn equal_weights_give_the_plain_statistics() {
        let (a, b) = ([1.0, 2.0, 4.0, 7.0, 11.0], [2.0, 1.0, 5.0, 5.0, 9.0]);
        close(weighted_mean(&a, &ONES), 5.0);
        close(weighted_covariance(&a, &a, &ONES), 16.5);
        close(weighted_covariance(&a, &b, &[0.2; 5]), crate::statistics::covariance(&a, &b).unwrap());
        close(weighted_correlation(&a, &b, &ONES), crate::statistics::correlation(&a, &b).unwrap());
        close(effective_size(&ONES), 5.0);
    }

    #[test]
    fn a_value_of_weight_two_is_worth_two_values() {
        close(weighted_mean(&[1.0, 4.0], &[2.0, 1.0]), 2.0);
        close(weighted_quantile(&[1.0, 1.0, 4.0], &[1.0; 3], 0.9), 4.0);
        close(ks_distance(&[0.2, 0.6], &[2.0, 1.0], |x| x), ks_distance(&[0.2, 0.2, 0.6], &[1.0; 3], |x| x).unwrap());
        close(effective_size(&[2.0, 1.0, 1.0]), 16.0 / 6.0);
    }

    #[test]
    fn quantiles_follow_hazens_rule() {
        let values = [30.0, 10.0, 20.0, 50.0, 40.0];
        for (p, expected) in [(0.5, 30.0), (0.1, 10.0), (0.0, 10.0), (1.0, 50.0), (0.3, 20.0), (0.35, 22.5)] {
            close(weighted_quantile(&values, &ONES, p), expected);
        }
        close(weighted_quantile(&values, &[0.0, 0.0, 3.0, 0.0, 0.0], 0.9), 20.0);
    }

    #[test]
    fn the_distance_of_a_sample_to_the_uniform_distribution_is_kolmogorovs() {
        close(ks_distance(&[0.1, 0.3, 0.5, 0.7, 0.9], &ONES, |x| x), 0.1);
        close(ks_distance(&[0.5], &[1.0], |x| x), 0.5);
        close(ks_distance(&[0.1; 5], &ONES, |x| x), 0.9);
    }

    #[test]
    fn resampling_takes_each_value_as_often_as_its_weight_says() {
        assert_eq!(systematic_resample(&[1.0, 2.0, 0.0, 1.0], 4, 0.5), [0, 1, 1, 3]);
        let weights = [0.11, 0.29, 0.0, 0.35, 0.25];
        let places = systematic_resample(&weights, 100, 0.3);
        for (place, weight) in weights.iter().enumerate() {
            let taken = places.iter().filter(|taken| **taken == place).count() as f64;
            assert!((taken - 100.0 * weight).abs() <= 1.0, "{place}: {taken}");
        }
        assert_eq!((places.len(), systematic_resample(&[0.0], 3, 0.5).len()), (100, 0));
    }

    #[test]
    fn a_sample_without_weight_has_no_statistic() {
        assert_eq!((weighted_mean(&[], &[]), weighted_quantile(&[1.0], &[0.0], 0.5)), (None, None));
        assert_eq!((effective_size(&[0.0, 0.0]), ks_distance(&[], &[], |x| x)), (None, None));
        assert_eq!(weighted_covariance(&[1.0, 2.0], &[1.0, 2.0], &[0.0, 1.0]), None);
        assert_eq!(weighted_correlation(&[1.0, 1.0], &[1.0, 2.0], &[1.0, 1.0]), None);
    }

    #[test]
    fn bins_hold_both_ends() {
        assert_eq!(histogram([0.0, 0.24, 0.25, 0.99, 1.0].into_iter(), 4), [2, 1, 0, 2]);
    }
}
