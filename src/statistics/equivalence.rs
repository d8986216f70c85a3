//! Tests against a margin: whether a mean is within it, and whether it is beyond it.

use super::{Interval, Summary, t_interval};
use crate::special::student_cdf;
use libm::exp2;

/// What two one-sided tests say of a mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Equivalence {
    /// The larger p-value of "the mean is −margin or less" and "the mean is margin or more": below α exactly when the
    /// interval at level 1 − 2α lies within the margin.
    pub p_value: f64,
    /// The interval at level 90 %, the one that belongs to α = 5 %.
    pub interval: Interval,
}

/// Schuirmann's two one-sided tests that a mean lies within ±`margin`; `None` below two values.
///
/// Where the values do not differ among themselves the sign test takes over, as in [`t_test`](super::t_test).
pub fn equivalence(sample: &Summary, margin: f64) -> Option<Equivalence> {
    let std_error = sample.std_error()?;
    let room = margin - sample.mean.abs();
    let p_value = if std_error > 0.0 {
        student_cdf(sample.n as f64 - 1.0, -room / std_error)
    } else if room > 0.0 {
        exp2(-(sample.n as f64))
    } else {
        1.0
    };
    Some(Equivalence { p_value, interval: t_interval(sample, 0.9)? })
}

/// Two-sided p-value of the hypothesis that a mean lies within ±`margin`: below α exactly when the interval at level
/// 1 − α lies beyond the margin on one side. `None` below two values; 1 where the mean itself lies within.
pub fn beyond_test(sample: &Summary, margin: f64) -> Option<f64> {
    let std_error = sample.std_error()?;
    let excess = sample.mean.abs() - margin;
    Some(if excess <= 0.0 {
        1.0
    } else if std_error > 0.0 {
        2.0 * student_cdf(sample.n as f64 - 1.0, -excess / std_error)
    } else {
        exp2(1.0 - sample.n as f64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(n: usize, mean: f64, variance: f64) -> Summary {
        Summary { n, mean, variance: Some(variance) }
    }

    #[test]
    fn equivalence_is_shown_exactly_when_the_90_percent_interval_is_within() {
        for mean in [-0.9, -0.4, 0.0, 0.3, 0.62, 0.63, 1.2] {
            let sample = sample(20, mean, 1.0);
            let found = equivalence(&sample, 1.0).unwrap();
            let within = found.interval.low > -1.0 && found.interval.high < 1.0;
            assert_eq!(found.p_value < 0.05, within, "{mean}: {found:?}");
        }
    }

    #[test]
    fn being_beyond_is_shown_exactly_when_the_95_percent_interval_is() {
        for mean in [-1.6, -1.4, 0.0, 0.9, 1.46, 1.47, 3.0] {
            let sample = sample(20, mean, 1.0);
            let interval = t_interval(&sample, 0.95).unwrap();
            let beyond = interval.low > 1.0 || interval.high < -1.0;
            assert_eq!(beyond_test(&sample, 1.0).unwrap() < 0.05, beyond, "{mean}");
        }
    }

    #[test]
    fn no_spread_is_judged_by_signs_and_one_value_says_nothing() {
        assert_eq!(equivalence(&sample(4, 0.0, 0.0), 1.0).map(|found| found.p_value), Some(0.0625));
        assert_eq!(equivalence(&sample(4, 1.0, 0.0), 1.0).map(|found| found.p_value), Some(1.0));
        assert_eq!(
            (beyond_test(&sample(6, 2.0, 0.0), 1.0), beyond_test(&sample(6, 1.0, 0.0), 1.0)),
            (Some(0.031_25), Some(1.0))
        );
        let one = Summary { n: 1, mean: 0.0, variance: None };
        assert_eq!((equivalence(&one, 1.0), beyond_test(&one, 1.0)), (None, None));
    }
}
