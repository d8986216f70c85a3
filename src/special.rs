//! Special functions on `libm`, so that no result depends on the processor.

use libm::{exp, log};

/// The logistic function 1 / (1 + e⁻ˣ).
#[inline]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// The logarithm of the odds of `p`, which is kept within 0.02 and 0.98.
#[inline]
pub fn logit(p: f64) -> f64 {
    let p = if p < 0.02 {
        0.02
    } else if p > 0.98 {
        0.98
    } else {
        p
    };
    log(p / (1.0 - p))
}
