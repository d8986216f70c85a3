//! Several questions at once: Holm's step-down adjustment.

/// The order of `p_values`, smallest first, equal ones in the order given.
fn ascending(p_values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    order
}

/// Holm-adjusted p-values, in the order given: below α exactly for the hypotheses that Holm's procedure rejects at α.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![0.0; p_values.len()];
    let mut highest = 0.0_f64;
    for (rank, index) in ascending(p_values).into_iter().enumerate() {
        highest = highest.max((p_values.len() - rank) as f64 * p_values[index]).min(1.0);
        adjusted[index] = highest;
    }
    adjusted
}

/// The share of error that Holm's procedure at `alpha` grants each hypothesis, in the order given.
///
/// The rejected ones, smallest p-value first, are granted α/m, α/(m − 1), ...; all others what the first that is not
/// rejected is granted. An interval of level 1 − share excludes the hypothesis exactly when it is rejected.
pub fn holm_levels(p_values: &[f64], alpha: f64) -> Vec<f64> {
    let mut levels = vec![0.0; p_values.len()];
    // Once one is not rejected the share stays, and no later, larger p-value can lie below it.
    let mut hypotheses_left = p_values.len();
    for index in ascending(p_values) {
        levels[index] = alpha / hypotheses_left as f64;
        if p_values[index] <= levels[index] {
            hypotheses_left = (hypotheses_left - 1).max(1);
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holms_adjustment_is_that_of_r() {
        // p.adjust(c(.01, .04, .03, .005), "holm")
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (own, expected) in adjusted.iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!((own - expected).abs() < 1e-15, "{adjusted:?}");
        }
        assert_eq!(holm(&[0.9, 0.8]), [1.0, 1.0]);
        assert!(holm(&[]).is_empty());
    }

    #[test]
    fn the_levels_reject_what_the_adjusted_values_reject() {
        let sets: [&[f64]; 5] =
            [&[0.01, 0.04, 0.03, 0.005], &[0.2, 0.04, 0.011], &[0.001, 0.002, 0.003], &[0.5], &[0.016, 0.026, 0.026]];
        for p_values in sets {
            let levels = holm_levels(p_values, 0.05);
            for ((p, adjusted), level) in p_values.iter().zip(holm(p_values)).zip(&levels) {
                assert_eq!(p <= level, adjusted <= 0.05, "{p_values:?}: {levels:?}");
            }
        }
        let expected = [0.05 / 3.0, 0.05 / 2.0, 0.05 / 2.0, 0.05 / 4.0];
        assert_eq!(holm_levels(&[0.01, 0.04, 0.03, 0.005], 0.05), expected);
    }
}
