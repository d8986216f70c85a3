//! The binomial distribution.

use super::beta_cdf;

/// Probability that a binomial count of `n` trials with success probability `p` is at most `k`.
pub fn binomial_cdf(n: u64, p: f64, k: u64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        f64::NAN
    } else if k >= n {
        1.0
    } else {
        beta_cdf((n - k) as f64, (k + 1) as f64, 1.0 - p)
    }
}

/// The smallest count with probability `level` or more at or below it; `n` when `level` is 1 or more.
pub fn binomial_quantile(n: u64, p: f64, level: f64) -> u64 {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if binomial_cdf(n, p, middle) >= level {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distribution_function_is_the_sum_of_probabilities() {
        for (n, p) in [(20_u64, 0.5), (50, 0.25), (7, 0.9)] {
            let odds = p / (1.0 - p);
            let mut term = libm::pow(1.0 - p, n as f64);
            let mut sum = 0.0;
            for k in 0..n {
                sum += term;
                term *= odds * (n - k) as f64 / (k + 1) as f64;
                assert!((binomial_cdf(n, p, k) - sum).abs() < 1e-14, "{n} {p} {k}");
            }
        }
        assert_eq!((binomial_cdf(5, 0.0, 0), binomial_cdf(5, 1.0, 4), binomial_cdf(5, 1.0, 5)), (1.0, 0.0, 1.0));
        assert!(binomial_cdf(5, 1.5, 2).is_nan());
    }

    #[test]
    fn quantiles_are_the_smallest_counts_that_reach_the_level() {
        assert_eq!(binomial_quantile(20, 0.5, 0.025), 6);
        assert_eq!(binomial_quantile(1000, 0.95, 0.975), 963);
        assert_eq!(binomial_quantile(10, 0.5, 0.0), 0);
        assert_eq!(binomial_quantile(10, 0.5, 1.0), 10);
        assert_eq!(binomial_quantile(0, 0.5, 0.4), 0);
    }
}
