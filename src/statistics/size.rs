//! How many replicates: for an interval of a given width, and to detect a difference with a given power.

use super::{Interval, Summary};
use crate::random::normal_quantile;
use crate::special::{gamma_quantile, normal_cdf, student_quantile};
use libm::{asin, ceil, exp, sqrt};

/// More than this many replicates are not worth a promise.
const MOST_REPLICATES: f64 = 1e6;

/// The least number of replicates, `least` or more, whose t interval at `level` is expected to reach no further than
/// `distance` from the mean, with a standard deviation of `deviation`; `None` beyond a million.
pub fn replicates_within(deviation: f64, distance: f64, level: f64, least: usize) -> Option<u64> {
    if distance <= 0.0 {
        return None;
    }
    let ratio = deviation / distance;
    let least = least.max(2) as f64;
    let mut n = (least - 1.0).max(2.0);
    // The multiplier falls as n grows, so each round asks for fewer than the last and the rounds settle.
    for _ in 0..20 {
        let t = student_quantile(n - 1.0, 0.5 + 0.5 * level);
        let wanted = ceil(t * t * ratio * ratio).max(least);
        if wanted > MOST_REPLICATES {
            return None;
        }
        if wanted == n {
            break;
        }
        n = wanted;
    }
    Some(n as u64)
}

/// The chi-square interval of a variance at `level`; `None` below two values. It holds for normal samples.
pub fn variance_interval(sample: &Summary, level: f64) -> Option<Interval> {
    let (variance, freedom) = (sample.variance?, sample.n as f64 - 1.0);
    let quantile = |p: f64| 2.0 * gamma_quantile(0.5 * freedom, p);
    let tail = 0.5 - 0.5 * level;
    Some(Interval { low: variance * freedom / quantile(1.0 - tail), high: variance * freedom / quantile(tail) })
}

/// Probability that Student's t with `freedom` degrees of freedom and this noncentrality exceeds `t`.
///
/// Integrates over the logarithm of the estimated standard deviation, in which the density falls off at least
/// exponentially at both ends: equal steps then leave an error far below the sum's rounding.
fn noncentral_t_above(freedom: f64, noncentrality: f64, t: f64) -> f64 {
    const STEP: f64 = 0.05;
    const NEGLIGIBLE: f64 = 1e-18;
    let step = STEP / sqrt(freedom.max(1.0));
    let density = |u: f64| exp(freedom * (u - 0.5 * (exp(2.0 * u) - 1.0)));
    let (mut above, mut all) = (0.0, 0.0);
    let mut add = |u: f64| {
        let density = density(u);
        all += density;
        above += density * normal_cdf(noncentrality - t * exp(u));
        density > NEGLIGIBLE
    };
    let mut steps = 0.0;
    while add(steps * step) {
        steps += 1.0;
    }
    steps = -1.0;
    while add(steps * step) {
        steps -= 1.0;
    }
    above / all
}

/// Power of a two-sided t test at error `alpha`: the chance to reject where the mean is `noncentrality` standard errors
/// from 0, with so many degrees of freedom.
fn power(freedom: f64, noncentrality: f64, alpha: f64) -> f64 {
    let t = student_quantile(freedom, 1.0 - 0.5 * alpha);
    noncentral_t_above(freedom, noncentrality, t) + noncentral_t_above(freedom, -noncentrality, t)
}

/// The least size at which `power_at`, which grows with the size, reaches `power`, not rounded; `None` beyond a million
/// or where nothing is to be detected.
fn size_for(power: f64, power_at: impl Fn(f64) -> f64) -> Option<f64> {
    const LEAST: f64 = 2.0;
    if power_at(LEAST) >= power {
        return Some(LEAST);
    }
    let mut high = 2.0 * LEAST;
    while power_at(high) < power {
        high *= 2.0;
        if high > 2.0 * MOST_REPLICATES {
            return None;
        }
    }
    let mut low = 0.5 * high;
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if power_at(middle) < power { low = middle } else { high = middle }
    }
    (high <= MOST_REPLICATES).then_some(high)
}

/// Power of the two-sided paired t test of `n` pairs at error `alpha` for a mean difference of `effect` of its standard
/// deviations.
pub fn paired_power(effect: f64, n: f64, alpha: f64) -> f64 {
    power(n - 1.0, effect * sqrt(n), alpha)
}

/// Pairs needed for `power` in a two-sided paired t test at error `alpha`, for a mean difference of `effect` of its
/// standard deviations; not rounded, at least 2. `None` beyond a million.
pub fn paired_size(effect: f64, power: f64, alpha: f64) -> Option<f64> {
    size_for(power, |n| paired_power(effect, n, alpha))
}

/// Size of each of two independent samples for `power` in a two-sided t test at error `alpha`, for a difference of
/// `effect` standard deviations; not rounded, at least 2. `None` beyond a million.
pub fn two_sample_size(effect: f64, power: f64, alpha: f64) -> Option<f64> {
    size_for(power, |n| self::power(2.0 * n - 2.0, effect * sqrt(0.5 * n), alpha))
}

/// Size of each of two independent samples to tell two shares apart with `power` in a two-sided test at error `alpha`:
/// by the difference of their arcsines; not rounded. `None` for equal shares and beyond a million.
pub fn shares_size_arcsine(one: f64, other: f64, power: f64, alpha: f64) -> Option<f64> {
    let effect = 2.0 * (asin(sqrt(other)) - asin(sqrt(one)));
    let z = normal_quantile(1.0 - 0.5 * alpha);
    size_for(power, |n| {
        let shift = effect * sqrt(0.5 * n);
        normal_cdf(shift - z) + normal_cdf(-shift - z)
    })
}

/// The same by the z test that pools the shares for its standard error. `None` for equal shares.
pub fn shares_size_pooled(one: f64, other: f64, power: f64, alpha: f64) -> Option<f64> {
    let mean = 0.5 * (one + other);
    let reach = normal_quantile(1.0 - 0.5 * alpha) * sqrt(2.0 * mean * (1.0 - mean))
        + normal_quantile(power) * sqrt(one * (1.0 - one) + other * (1.0 - other));
    (one != other).then(|| reach * reach / ((other - one) * (other - one)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::special::student_cdf;
    use crate::statistics::t_interval;

    #[test]
    fn sizes_are_the_published_ones() {
        let close = |own: Option<f64>, known: f64, within: f64| {
            assert!((own.unwrap() - known).abs() < within, "{own:?} for {known}");
        };
        close(paired_size(0.5, 0.8, 0.05), 33.3671, 5e-5);
        close(two_sample_size(0.5, 0.8, 0.05), 63.7656, 5e-5);
        close(two_sample_size(0.2, 0.9, 0.05), 526.333, 5e-4);
        close(shares_size_arcsine(0.5, 0.6, 0.8, 0.05), 387.1677, 5e-5);
        close(shares_size_pooled(0.5, 0.6, 0.8, 0.05), 387.3385, 5e-5);
        assert_eq!((paired_size(0.0, 0.8, 0.05), paired_size(1e-5, 0.8, 0.05)), (None, None));
        assert_eq!(paired_size(100.0, 0.8, 0.05), Some(2.0));
        assert_eq!((shares_size_arcsine(0.5, 0.5, 0.8, 0.05), shares_size_pooled(0.2, 0.2, 0.8, 0.05)), (None, None));
    }

    #[test]
    fn the_noncentral_t_is_students_at_zero_and_the_normal_at_many_degrees() {
        for freedom in [1.0, 2.0, 7.0, 60.0, 1e4] {
            for t in [-3.0, 0.0, 0.4, 2.5, 12.7] {
                let own = noncentral_t_above(freedom, 0.0, t);
                assert!((own - student_cdf(freedom, -t)).abs() < 1e-13, "{freedom} {t}: {own}");
            }
        }
        assert!((noncentral_t_above(1e9, 2.0, 1.5) - normal_cdf(0.5)).abs() < 1e-8);
        assert!((paired_power(0.0, 12.0, 0.05) - 0.05).abs() < 1e-12);
        assert!(paired_power(20.0, 5.0, 0.05) > 1.0 - 1e-9);
    }

    #[test]
    fn the_size_for_a_width_is_the_first_that_reaches_it() {
        for (deviation, distance) in [(1.0, 0.5), (3.0, 0.4), (0.2, 0.01)] {
            let n = replicates_within(deviation, distance, 0.95, 2).unwrap() as usize;
            let half = |n| {
                let sample = Summary { n, mean: 0.0, variance: Some(deviation * deviation) };
                t_interval(&sample, 0.95).unwrap().half_width()
            };
            assert!(half(n) <= distance && half(n - 1) > distance, "{n}");
        }
        assert_eq!(replicates_within(1.0, 0.5, 0.95, 100), Some(100));
        assert_eq!((replicates_within(1.0, 1e-9, 0.95, 2), replicates_within(1.0, 0.0, 0.95, 2)), (None, None));
        assert_eq!((replicates_within(0.0, 0.5, 0.95, 2), replicates_within(0.0, 0.0, 0.95, 2)), (Some(2), None));
    }

    #[test]
    fn the_interval_of_a_variance_has_its_chi_square_bounds() {
        // Quantiles 16.047 and 45.722 of chi-square with 29 degrees of freedom.
        let interval = variance_interval(&Summary { n: 30, mean: 0.0, variance: Some(2.0) }, 0.95).unwrap();
        assert!((interval.low - 58.0 / 45.722_29).abs() < 1e-5 && (interval.high - 58.0 / 16.047_07).abs() < 1e-5);
        assert_eq!(variance_interval(&Summary { n: 1, mean: 0.0, variance: None }, 0.95), None);
    }
}
