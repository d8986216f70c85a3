//! Intervals of shares, and of quantiles by the ranks of order statistics.

use super::Interval;
use crate::random::normal_quantile;
use crate::special::{beta_quantile, binomial_cdf, binomial_quantile};
use libm::sqrt;

/// Wilson's score interval of a share at `level`: `successes` (halves for ties allowed) of `n`; `None` when n is 0.
pub fn wilson(successes: f64, n: u64, level: f64) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let n = n as f64;
    let share = successes / n;
    let z = normal_quantile(0.5 + 0.5 * level);
    let square = z * z / n;
    let centre = (share + 0.5 * square) / (1.0 + square);
    let half = z * sqrt(share * (1.0 - share) / n + 0.25 * square / n) / (1.0 + square);
    Some(Interval {
        low: if successes > 0.0 { (centre - half).max(0.0) } else { 0.0 },
        high: if successes < n { (centre + half).min(1.0) } else { 1.0 },
    })
}

/// The exact interval of Clopper and Pearson at `level`; `None` when n is 0.
pub fn clopper_pearson(successes: u64, n: u64, level: f64) -> Option<Interval> {
    if n == 0 || successes > n {
        return None;
    }
    let tail = 0.5 - 0.5 * level;
    let (hits, misses) = (successes as f64, (n - successes) as f64);
    Some(Interval {
        low: if successes == 0 { 0.0 } else { beta_quantile(hits, misses + 1.0, tail) },
        high: if successes == n { 1.0 } else { beta_quantile(hits + 1.0, misses, 1.0 - tail) },
    })
}

/// Two order statistics around a quantile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranks {
    /// Rank of the lower one, counted from 1.
    pub low: u64,
    /// Rank of the upper one.
    pub high: u64,
    /// Probability that they enclose the quantile, for any continuous distribution.
    pub coverage: f64,
}

/// Ranks of the order statistics that enclose the `p`-quantile of `n` values with probability `level` or more, at most
/// half the rest on either side; `None` when the sample is too small for it.
pub fn order_statistic_ranks(n: u64, p: f64, level: f64) -> Option<Ranks> {
    let tail = 0.5 - 0.5 * level;
    let low = binomial_quantile(n, p, tail);
    let high = binomial_quantile(n, p, 1.0 - tail) + 1;
    (low >= 1 && high <= n).then(|| Ranks {
        low,
        high,
        coverage: binomial_cdf(n, p, high - 1) - binomial_cdf(n, p, low - 1),
    })
}

/// The interval of the `p`-quantile from `ascending` values at `level`; `None` when they are too few.
pub fn quantile_interval(ascending: &[f64], p: f64, level: f64) -> Option<Interval> {
    let ranks = order_statistic_ranks(ascending.len() as u64, p, level)?;
    Some(Interval { low: ascending[ranks.low as usize - 1], high: ascending[ranks.high as usize - 1] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(interval: Option<Interval>, low: f64, high: f64) {
        let interval = interval.unwrap();
        let near = |own: f64, expected: f64| (own - expected).abs() < 6e-10;
        assert!(near(interval.low, low) && near(interval.high, high), "{interval:?} for {low} {high}");
    }

    #[test]
    fn wilsons_interval_has_its_published_values() {
        close(wilson(0.0, 20, 0.95), 0.0, 0.161_125_158_1);
        close(wilson(8.0, 20, 0.95), 0.218_806_532_4, 0.613_418_499_2);
        close(wilson(50.0, 100, 0.95), 0.403_831_530_4, 0.596_168_469_6);
        close(wilson(1.0, 1000, 0.95), 1.765_464e-4, 5.642_559e-3);
        assert_eq!(wilson(20.0, 20, 0.95).map(|i| i.high), Some(1.0));
        assert_eq!(wilson(0.0, 0, 0.95), None);
    }

    #[test]
    fn the_exact_interval_has_its_published_values() {
        close(clopper_pearson(0, 20, 0.95), 0.0, 0.168_433_471_0);
        close(clopper_pearson(8, 20, 0.95), 0.191_190_060_7, 0.639_457_412_7);
        close(clopper_pearson(20, 20, 0.95), 1.0 - 0.168_433_471_0, 1.0);
        assert_eq!((clopper_pearson(0, 0, 0.95), clopper_pearson(3, 2, 0.95)), (None, None));
    }

    #[test]
    fn ranks_around_quantiles_have_their_published_values() {
        let published = [
            (20, 0.5, 6, 15, 0.958_610_5),
            (100, 0.5, 40, 61, 0.964_799_8),
            (100, 0.9, 84, 96, 0.955_690_1),
            (1000, 0.95, 936, 964, 0.958_095_3),
            (50, 0.25, 7, 20, 0.966_691_5),
        ];
        for (n, p, low, high, coverage) in published {
            let ranks = order_statistic_ranks(n, p, 0.95).unwrap();
            assert_eq!((ranks.low, ranks.high), (low, high), "n = {n}, p = {p}");
            assert!((ranks.coverage - coverage).abs() < 1e-7, "{ranks:?}");
        }
        assert_eq!(order_statistic_ranks(20, 0.95, 0.95), None);
    }

    #[test]
    fn the_interval_of_a_quantile_is_made_of_the_sample() {
        let ascending: Vec<f64> = (1..=20).map(f64::from).collect();
        assert_eq!(quantile_interval(&ascending, 0.5, 0.95), Some(Interval { low: 6.0, high: 15.0 }));
        assert_eq!(quantile_interval(&ascending[..3], 0.5, 0.95), None);
    }
}
