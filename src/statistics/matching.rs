//! History matching: which sets of parameters are ruled out (Craig and others 1997; Vernon, Goldstein and Bower 2010).
//!
//! A set is implausible when the mean of its runs lies so far from what was observed that neither the tolerance of the
//! observation, nor the chance left in the mean, nor what the model is known to lack can account for it.

use libm::sqrt;

/// A set is ruled out beyond this many standard deviations: 95 % of any distribution with one mode lie within three
/// (Pukelsheim 1994).
pub const CUT_OFF: f64 = 3.0;

/// Degrees of freedom that the common variance of all sets is worth beside the own of each.
const COMMON_FREEDOM: f64 = 4.0;

/// How implausible a mean is that misses what was observed by `gap`: in standard deviations of all that may account for
/// it. Infinite where nothing may and there is a gap.
pub fn implausibility(gap: f64, tolerance: f64, variance_of_mean: f64, discrepancy: f64) -> f64 {
    let spread = sqrt(tolerance * tolerance + variance_of_mean + discrepancy * discrepancy);
    if gap == 0.0 { 0.0 } else { gap.abs() / spread }
}

/// The two highest of the implausibilities of a set; 0 where there are fewer.
///
/// The second tells which sets would stay if the worst pattern were not trusted.
pub fn worst_two(implausibilities: &[f64]) -> (f64, f64) {
    implausibilities.iter().fold((0.0, 0.0), |(first, second), value| {
        if *value > first { (*value, first) } else { (first, f64::max(second, *value)) }
    })
}

/// The variance of few replicates, moderated by the mean variance of all sets: with three or four values its own is too
/// erratic to rule anything out by.
pub fn moderated(own: f64, freedom: f64, common: f64) -> f64 {
    (freedom * own + COMMON_FREEDOM * common) / (freedom + COMMON_FREEDOM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn implausibility_is_the_gap_in_standard_deviations() {
        assert_eq!(implausibility(-10.0, 3.0, 0.0, 4.0), 2.0);
        assert_eq!(implausibility(6.0, 0.0, 4.0, 0.0), 3.0);
        assert_eq!((implausibility(0.0, 0.0, 0.0, 0.0), implausibility(1.0, 0.0, 0.0, 0.0)), (0.0, f64::INFINITY));
    }

    #[test]
    fn the_second_worst_forgives_one_pattern() {
        assert_eq!(worst_two(&[1.0, 7.0, 2.5]), (7.0, 2.5));
        assert_eq!(worst_two(&[7.0, 7.0]), (7.0, 7.0));
        assert_eq!((worst_two(&[4.0]), worst_two(&[])), ((4.0, 0.0), (0.0, 0.0)));
    }

    #[test]
    fn a_moderated_variance_lies_between_its_own_and_the_common_one() {
        assert_eq!(moderated(0.0, 4.0, 2.0), 1.0);
        assert_eq!(moderated(5.0, 0.0, 2.0), 2.0);
        assert!((moderated(5.0, 1e9, 2.0) - 5.0).abs() < 1e-6);
    }
}
