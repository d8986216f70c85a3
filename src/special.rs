//! Special functions on `libm`, so that no result depends on the processor.
//!
//! Distribution functions and their quantiles: gamma, beta, Student's t, binomial and normal. Arguments outside a
//! function's domain give not-a-number; nothing here panics.

mod beta;
mod discrete;
mod gamma;
mod solve;

pub use beta::{beta_cdf, beta_quantile, student_cdf, student_quantile};
pub use discrete::{binomial_cdf, binomial_quantile};
pub use gamma::{GammaQuantile, gamma_lower, gamma_quantile, gamma_upper};

use libm::{erfc, exp, lgamma, log};

/// The logistic function 1 / (1 + e⁻ˣ).
#[inline]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// The logarithm of the odds of `p`, which is kept within 0.02 and 0.98.
#[inline]
pub fn logit(p: f64) -> f64 {
    let p = p.clamp(0.02, 0.98);
    log(p / (1.0 - p))
}

/// Distribution function of the standard normal distribution; its quantile is [`crate::random::normal_quantile`].
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// Logarithm of √(2π).
const LN_SQRT_2PI: f64 = 0.918_938_533_204_672_8;

/// What Stirling's formula misses: ln Γ(x + 1) − (x + ½) ln x + x − ln √(2π).
///
/// With it and [`deviance`], densities keep their relative accuracy at large shapes, where the difference of two
/// logarithms of gamma functions would lose it (Loader 2000, "Fast and accurate computation of binomial
/// probabilities").
fn stirling_error(x: f64) -> f64 {
    if x < 10.0 {
        return lgamma(x + 1.0) - (x + 0.5) * log(x) + x - LN_SQRT_2PI;
    }
    const SERIES: [f64; 6] = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0];
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    SERIES.iter().rev().fold(0.0, |sum, term| sum * square + term) * inverse
}

/// Half the Poisson deviance of a count `x` from its mean: x ln(x / mean) + mean − x, without cancellation.
fn deviance(x: f64, mean: f64) -> f64 {
    let gap = x - mean;
    if gap.abs() >= 0.1 * (x + mean) || gap.is_nan() {
        return x * log(x / mean) + mean - x;
    }
    let ratio = gap / (x + mean);
    let square = ratio * ratio;
    let mut sum = gap * ratio;
    let mut power = 2.0 * x * ratio;
    let mut odd = 1.0;
    loop {
        power *= square;
        odd += 2.0;
        let next = sum + power / odd;
        if next == sum {
            return sum;
        }
        sum = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Normal};

    #[test]
    fn the_normal_distribution_function_undoes_its_quantile() {
        let reference = Normal::standard();
        for x in [-8.0, -3.0, -1.959_963_984_540_054, -0.3, 0.0, 0.7, 2.5] {
            let p = normal_cdf(x);
            assert!((p / reference.cdf(x) - 1.0).abs() < 1e-9, "{x}");
            assert!((crate::random::normal_quantile(p) - x).abs() < 1e-13, "{x}");
        }
        assert!((normal_cdf(-1.959_963_984_540_054) - 0.025).abs() < 1e-16);
    }

    #[test]
    fn both_branches_of_the_stirling_error_and_the_deviance_meet() {
        let direct = |x: f64| lgamma(x + 1.0) - (x + 0.5) * log(x) + x - LN_SQRT_2PI;
        for x in [10.0, 11.5, 20.0] {
            assert!((stirling_error(x) - direct(x)).abs() < 5e-14, "{x}");
        }
        for (x, mean) in [(10.0, 8.2), (10.0, 8.1), (3.0, 3.6), (100.0, 82.0)] {
            assert!((deviance(x, mean) - (x * log(x / mean) + mean - x)).abs() < 1e-13, "{x} {mean}");
        }
        assert_eq!(deviance(5.0, 5.0), 0.0);
        assert!(deviance(f64::NAN, 1.0).is_nan());
    }
}
