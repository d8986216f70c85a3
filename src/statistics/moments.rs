//! Means, variances and what pairs have in common.

use crate::vocabulary::Direction;
use libm::sqrt;

/// Size, mean and variance of a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// How many.
    pub n: usize,
    /// Mean.
    pub mean: f64,
    /// Variance with n − 1 in the denominator; `None` below two values.
    pub variance: Option<f64>,
}

impl Summary {
    /// The summary of `values`, `None` when there are none.
    pub fn of(values: &[f64]) -> Option<Summary> {
        // Deviations from the first value make a constant sample exact: its mean is the value, its variance 0.
        let first = *values.first()?;
        let n = values.len();
        let shift = values.iter().map(|x| x - first).sum::<f64>() / n as f64;
        let squares: f64 = values.iter().map(|x| (x - first - shift) * (x - first - shift)).sum();
        let variance = (n > 1).then(|| squares / (n as f64 - 1.0));
        Some(Summary { n, mean: first + shift, variance })
    }

    /// Standard error of the mean; `None` below two values.
    pub fn std_error(&self) -> Option<f64> {
        self.variance.map(|variance| sqrt(variance / self.n as f64))
    }
}

/// Covariance of pairs with n − 1 in the denominator; `None` below two pairs.
pub fn covariance(a: &[f64], b: &[f64]) -> Option<f64> {
    let (mean_a, mean_b) = (Summary::of(a)?.mean, Summary::of(b)?.mean);
    let n = a.len().min(b.len());
    let sum: f64 = a.iter().zip(b).map(|(x, y)| (x - mean_a) * (y - mean_b)).sum();
    (n > 1).then(|| sum / (n as f64 - 1.0))
}

/// Pearson's correlation of pairs, exactly 1 for equal ones; `None` when one side does not vary.
pub fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let both = sqrt(covariance(a, a)? * covariance(b, b)?);
    (both > 0.0).then_some(covariance(a, b)? / both).map(|r| r.clamp(-1.0, 1.0))
}

/// What pairing gained: (s_A² + s_B²) / s_D², the factor by which independent runs would have to be more.
///
/// `None` when the differences do not vary.
pub fn variance_ratio(a: &Summary, b: &Summary, difference: &Summary) -> Option<f64> {
    let pooled = a.variance? + b.variance?;
    difference.variance.filter(|variance| *variance > 0.0).map(|variance| pooled / variance)
}

/// Share of differences that are better plus half the share of ties; `None` without data or a better side.
pub fn probability_better(differences: &[f64], direction: Direction) -> Option<f64> {
    let score = |difference: f64| {
        if difference > 0.0 {
            1.0
        } else if difference < 0.0 {
            0.0
        } else {
            0.5
        }
    };
    let sign = match direction {
        Direction::More => 1.0,
        Direction::Less => -1.0,
        Direction::Neutral => return None,
    };
    let wins: f64 = differences.iter().map(|d| score(sign * d)).sum();
    (!differences.is_empty()).then(|| wins / differences.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_sample_has_exactly_no_spread() {
        let summary = Summary::of(&[0.1; 10]).unwrap();
        assert_eq!((summary.mean, summary.variance, summary.std_error()), (0.1, Some(0.0), Some(0.0)));
        assert_eq!(Summary::of(&[7.5]), Some(Summary { n: 1, mean: 7.5, variance: None }));
        assert_eq!(Summary::of(&[]), None);
    }

    #[test]
    fn the_variance_survives_a_large_offset() {
        let summary = Summary::of(&[1e9 + 4.0, 1e9 + 7.0, 1e9 + 13.0, 1e9 + 16.0]).unwrap();
        assert_eq!((summary.mean, summary.variance), (1e9 + 10.0, Some(30.0)));
    }

    #[test]
    fn efrons_law_schools_correlate() {
        let lsat = [576., 635., 558., 578., 666., 580., 555., 661., 651., 605., 653., 575., 545., 572., 594.];
        let gpa = [3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96];
        assert!((correlation(&lsat, &gpa).unwrap() - 0.776_374_491_289_407).abs() < 1e-13);
        assert_eq!(correlation(&lsat, &lsat), Some(1.0));
        assert_eq!(correlation(&lsat, &[1.0; 15]), None);
    }

    #[test]
    fn pairing_gains_what_the_correlation_takes_from_the_difference() {
        let (a, b) = ([1.0, 2.0, 3.0, 6.0], [2.0, 2.5, 4.5, 6.0]);
        let d: Vec<f64> = a.iter().zip(&b).map(|(a, b)| b - a).collect();
        let [sa, sb, sd] = [&a[..], &b[..], &d[..]].map(|x| Summary::of(x).unwrap());
        let (va, vb) = (sa.variance.unwrap(), sb.variance.unwrap());
        let expected = (va + vb) / (va + vb - 2.0 * correlation(&a, &b).unwrap() * sqrt(va * vb));
        assert!((variance_ratio(&sa, &sb, &sd).unwrap() - expected).abs() < 1e-12);
        assert_eq!(variance_ratio(&sa, &sa, &Summary::of(&[0.0; 4]).unwrap()), None);
    }

    #[test]
    fn a_tie_is_half_a_win() {
        let differences = [1.0, -2.0, 0.0, 3.0];
        assert_eq!(probability_better(&differences, Direction::More), Some(0.625));
        assert_eq!(probability_better(&differences, Direction::Less), Some(0.375));
        assert_eq!(probability_better(&[0.0; 3], Direction::Less), Some(0.5));
        assert_eq!(probability_better(&differences, Direction::Neutral), None);
        assert_eq!(probability_better(&[], Direction::More), None);
    }
}
