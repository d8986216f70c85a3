//! Simulation-based calibration (Talts and others 2018): whether a method finds back what was put in.
//!
//! Draw a truth from the prior, simulate data from it, let the method make a posterior, and note the rank of the truth
//! among draws from it. Over many rounds the ranks are uniform if and only if the posteriors are right on average.

use super::weighted::{histogram, systematic_resample};
use crate::special::gamma_upper;

/// The share of `draws` equally weighted draws from a weighted sample that lie below the truth, as a number in 0 to 1
/// that is uniform when the sample is a right posterior; `start` (in 0 to 1) decides where the draws begin, `place` where
/// within its rank the truth falls.
pub fn rank_share(values: &[f64], weights: &[f64], truth: f64, draws: usize, start: f64, place: f64) -> f64 {
    let drawn = systematic_resample(weights, draws, start);
    let below = drawn.iter().filter(|at| values[**at] < truth).count();
    (below as f64 + place) / (draws as f64 + 1.0)
}

/// Whether ranks are uniform.
#[derive(Clone, Debug, PartialEq)]
pub struct Uniformity {
    /// Rounds by rank, in bins of equal width.
    pub counts: Vec<u64>,
    /// Pearson's statistic.
    pub chi_square: f64,
    /// Chance of one as large if the ranks are uniform.
    pub p_value: f64,
}

/// Holds rank shares against the uniform distribution, in so many bins (at least 2); `None` without ranks. Five rounds a
/// bin are the least for the p-value to be right.
pub fn uniformity(shares: &[f64], bins: usize) -> Option<Uniformity> {
    if shares.is_empty() || bins < 2 {
        return None;
    }
    let counts = histogram(shares.iter().copied(), bins);
    let expected = shares.len() as f64 / bins as f64;
    let chi_square =
        counts.iter().map(|count| (*count as f64 - expected) * (*count as f64 - expected) / expected).sum();
    Some(Uniformity { counts, chi_square, p_value: gamma_upper(0.5 * (bins as f64 - 1.0), 0.5 * chi_square) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rank_counts_draws_below_the_truth() {
        let values = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(rank_share(&values, &[1.0; 4], 2.5, 4, 0.5, 0.5), 0.5);
        assert_eq!(rank_share(&values, &[1.0; 4], 0.0, 4, 0.5, 0.0), 0.0);
        assert!(rank_share(&values, &[1.0, 1.0, 1.0, 7.0], 3.5, 99, 0.5, 0.5) < 0.32);
    }

    #[test]
    fn uniform_ranks_pass_and_crowded_ones_do_not() {
        let even: Vec<f64> = (0..200).map(|i| (f64::from(i) + 0.5) / 200.0).collect();
        let fair = uniformity(&even, 10).unwrap();
        assert_eq!((fair.counts, fair.chi_square, fair.p_value), (vec![20; 10], 0.0, 1.0));
        // Posteriors that are too narrow put the truth into the outer ranks.
        let crowded: Vec<f64> = even.iter().map(|x| if *x < 0.5 { x * 0.7 } else { 1.0 - (1.0 - x) * 0.7 }).collect();
        assert!(uniformity(&crowded, 10).unwrap().p_value < 1e-6);
        assert_eq!((uniformity(&[], 10), uniformity(&[0.5], 1)), (None, None));
    }

    #[test]
    fn the_chance_of_a_statistic_is_that_of_the_table() {
        // 16.919 is the 95 % point of chi-square with nine degrees of freedom.
        assert!((gamma_upper(4.5, 0.5 * 16.919) - 0.05).abs() < 1e-5);
    }
}
