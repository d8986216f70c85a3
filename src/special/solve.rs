//! Quantiles of log-concave distributions by Halley's method.

/// One tail of a distribution at a point u of a coordinate on the whole line, in which its density is log-concave.
pub(super) struct Tail {
    /// The tail's probability.
    pub(super) probability: f64,
    /// The density in u.
    pub(super) density: f64,
    /// Derivative in u of the logarithm of the density.
    pub(super) slope: f64,
}

/// Longest step; a start beyond the reach of the tails' logarithms walks back by it.
const LONGEST: f64 = 2.0;
/// A last step of this size leaves an error of about its cube.
const SHORTEST: f64 = 1e-6;

/// The point at which the upper or lower tail has a probability with the logarithm `target`.
///
/// The logarithm of either tail of a log-concave density is concave, so that Newton's method cannot cycle: it
/// approaches from the far side of the tail. Halley's correction makes the approach cubic.
pub(super) fn solve(start: f64, target: f64, upper: bool, tail: impl Fn(f64) -> Tail) -> f64 {
    let mut u = start;
    for _ in 0..200 {
        let at = tail(u);
        let excess = libm::log(at.probability) - target;
        let hazard = at.density / at.probability;
        let (newton, bend) =
            if upper { (-excess / hazard, at.slope + hazard) } else { (excess / hazard, at.slope - hazard) };
        let step = if newton.is_finite() {
            let halley = 1.0 - 0.5 * newton * bend;
            newton / halley.clamp(0.5, 2.0)
        } else if (excess > 0.0) != upper {
            LONGEST
        } else {
            -LONGEST
        };
        u -= step.clamp(-LONGEST, LONGEST);
        if step.abs() < SHORTEST || step.is_nan() {
            break;
        }
    }
    u
}
