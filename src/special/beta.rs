//! The beta distribution and Student's t, which is one in disguise.

use super::solve::{Tail, solve};
use super::{deviance, stirling_error};
use crate::random::normal_quantile;
use libm::{exp, log, log1p, sqrt};
use std::f64::consts::TAU;

/// The parts of the beta density that depend on its two shapes alone.
#[derive(Clone, Copy)]
struct Kernel {
    a: f64,
    b: f64,
    stirling: f64,
    root: f64,
}

impl Kernel {
    /// `None` unless both shapes are positive and finite.
    fn new(a: f64, b: f64) -> Option<Kernel> {
        (a > 0.0 && b > 0.0 && (a + b).is_finite()).then(|| Kernel {
            a,
            b,
            stirling: stirling_error(a + b) - stirling_error(a) - stirling_error(b),
            root: sqrt(a / (a + b) * b / TAU),
        })
    }

    /// xᵃ yᵇ / B(a, b) with y = 1 − x: the density in the log-odds of x.
    fn density(&self, x: f64, y: f64) -> f64 {
        let n = self.a + self.b;
        self.root * exp(self.stirling - deviance(self.a, n * x) - deviance(self.b, n * y))
    }

    /// Lower and upper tail at `x` = 1 − `y`, and the density in the log-odds of x.
    fn tails(&self, x: f64, y: f64) -> (f64, f64, f64) {
        let density = self.density(x, y);
        if x < (self.a + 1.0) / (self.a + self.b + 2.0) {
            let lower = density * continued_fraction(self.a, self.b, x) / self.a;
            (lower, 1.0 - lower, density)
        } else {
            let upper = density * continued_fraction(self.b, self.a, y) / self.b;
            (1.0 - upper, upper, density)
        }
    }

    /// Log-odds of the quantile with probability `p` below and `q` above it, both within 0 and 1, bounds excluded.
    fn quantile_log_odds(&self, p: f64, q: f64) -> f64 {
        let upper = p > 0.5;
        solve(self.start(p, q), log(if upper { q } else { p }), upper, |u| {
            let (x, y) = (1.0 / (1.0 + exp(-u)), 1.0 / (1.0 + exp(u)));
            let (below, above, density) = self.tails(x, y);
            Tail { probability: if upper { above } else { below }, density, slope: self.a * y - self.b * x }
        })
    }

    /// A first guess at the log-odds of the quantile.
    fn start(&self, p: f64, q: f64) -> f64 {
        let Kernel { a, b, .. } = *self;
        if a >= 1.0 && b >= 1.0 {
            // Abramowitz and Stegun 26.5.22.
            let z = -normal_quantile(p);
            let (inverse_a, inverse_b) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
            let lambda = (z * z - 3.0) / 6.0;
            let h = 2.0 / (inverse_a + inverse_b);
            let w = z * sqrt(lambda + h) / h - (inverse_b - inverse_a) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
            return log(a / b) - 2.0 * w;
        }
        // A power law at either end, joined at the mean.
        let below = exp(a * log(a / (a + b))) / a;
        let above = exp(b * log(b / (a + b))) / b;
        let both = below + above;
        if p < below / both {
            let log_x = log(a * both * p) / a;
            log_x - log1p(-exp(log_x))
        } else {
            let log_y = log(b * both * q) / b;
            log1p(-exp(log_y)) - log_y
        }
    }
}

/// The continued fraction of the incomplete beta function by Lentz's method.
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    let mut m = 0.0;
    loop {
        m += 1.0;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        fraction *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() <= 5e-16 || factor.is_nan() {
            return fraction;
        }
    }
}

/// Regularised incomplete beta function Iₓ(a, b): the distribution function of Beta(a > 0, b > 0) at 0 ≤ x ≤ 1.
pub fn beta_cdf(a: f64, b: f64, x: f64) -> f64 {
    match Kernel::new(a, b) {
        Some(_) if x == 0.0 || x == 1.0 => x,
        Some(kernel) if x > 0.0 && x < 1.0 => kernel.tails(x, 1.0 - x).0,
        _ => f64::NAN,
    }
}

/// The x at which Beta(a, b) has probability `p` below it.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    match Kernel::new(a, b) {
        Some(_) if p == 0.0 || p == 1.0 => p,
        Some(kernel) if p > 0.0 && p < 1.0 => super::logistic(kernel.quantile_log_odds(p, 1.0 - p)),
        _ => f64::NAN,
    }
}

/// Distribution function of Student's t with `freedom` > 0 degrees of freedom, whole or not.
pub fn student_cdf(freedom: f64, t: f64) -> f64 {
    let Some(kernel) = Kernel::new(0.5 * freedom, 0.5) else { return f64::NAN };
    if t == 0.0 {
        return 0.5;
    }
    let square = t * t / freedom;
    let outside =
        if square == f64::INFINITY { 0.0 } else { kernel.tails(1.0 / (1.0 + square), square / (1.0 + square)).0 };
    if t < 0.0 { 0.5 * outside } else { 1.0 - 0.5 * outside }
}

/// The t at which Student's distribution with `freedom` > 0 degrees of freedom has probability `p` below it.
pub fn student_quantile(freedom: f64, p: f64) -> f64 {
    let Some(kernel) = Kernel::new(0.5 * freedom, 0.5) else { return f64::NAN };
    if !(0.0..=1.0).contains(&p) {
        f64::NAN
    } else if p == 0.5 {
        0.0
    } else if p == 0.0 || p == 1.0 {
        (p - 0.5) * f64::INFINITY
    } else {
        let tail = if p < 0.5 { p } else { 1.0 - p };
        let t = sqrt(freedom * exp(-kernel.quantile_log_odds(2.0 * tail, 1.0 - 2.0 * tail)));
        if p < 0.5 { -t } else { t }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, StudentsT};
    use statrs::function::beta::beta_reg;
    use std::f64::consts::PI;

    const SHAPES: [f64; 7] = [0.1, 0.5, 1.0, 2.5, 12.0, 90.0, 1000.0];

    #[test]
    fn the_incomplete_beta_function_agrees_with_statrs() {
        for a in SHAPES {
            for b in SHAPES {
                for x in [1e-6, 0.02, 0.3, 0.5, 0.77, 0.999] {
                    let (own, reference) = (beta_cdf(a, b, x), beta_reg(a, b, x));
                    assert!((own - reference).abs() < 1e-11, "I_{x}({a}, {b}): {own} for {reference}");
                }
            }
        }
        assert!((beta_cdf(1.0, 7.0, 0.1) - (1.0 - libm::pow(0.9, 7.0))).abs() < 1e-14);
        assert_eq!((beta_cdf(2.0, 3.0, 0.0), beta_cdf(2.0, 3.0, 1.0)), (0.0, 1.0));
        assert!(beta_cdf(0.0, 1.0, 0.5).is_nan() && beta_cdf(1.0, 1.0, 2.0).is_nan());
    }

    #[test]
    fn beta_quantiles_undo_the_distribution_function() {
        for a in SHAPES {
            for b in SHAPES {
                let kernel = Kernel::new(a, b).unwrap();
                for p in [1e-20, 1e-6, 0.025, 0.3, 0.5, 0.8, 0.975, 1.0 - 1e-9] {
                    let u = kernel.quantile_log_odds(p, 1.0 - p);
                    let (below, above, _) = kernel.tails(1.0 / (1.0 + exp(-u)), 1.0 / (1.0 + exp(u)));
                    let error = if p > 0.5 { above / (1.0 - p) - 1.0 } else { below / p - 1.0 };
                    assert!(error.abs() < 2e-11, "{a} {b} {p}: relative error {error}");
                }
            }
        }
        assert!((beta_quantile(1.0, 1.0, 0.3) - 0.3).abs() < 1e-15);
        assert!(beta_quantile(1.0, 1.0, -0.1).is_nan());
    }

    #[test]
    fn students_t_has_its_closed_forms_and_agrees_with_statrs() {
        for t in [-1e8, -30.0, -1.0, -1e-5, 0.0, 0.4, 2.0, 700.0] {
            let cauchy = 0.5 + libm::atan(t) / PI;
            assert!((student_cdf(1.0, t) - cauchy).abs() < 1e-15, "Cauchy at {t}");
            for freedom in [2.0, 4.5, 29.0, 500.0] {
                let reference = StudentsT::new(0.0, 1.0, freedom).unwrap().cdf(t);
                assert!((student_cdf(freedom, t) - reference).abs() < 1e-9, "{freedom} at {t}");
            }
        }
        // To thirty digits by mpmath: 0.499996010578193407740810188638.
        assert!((student_cdf(1e6, -1e-5) - 0.499_996_010_578_193_4).abs() < 1e-13);
        assert_eq!((student_cdf(3.0, f64::INFINITY), student_cdf(3.0, f64::NEG_INFINITY)), (1.0, 0.0));
    }

    #[test]
    fn student_quantiles_match_printed_tables() {
        let table = [
            (1.0, 0.975, 12.706_204_736_174_698),
            (4.0, 0.95, 2.131_846_786_326_649),
            (9.0, 0.975, 2.262_157_162_798_205),
            (29.0, 0.975, 2.045_229_642_132_703),
            (999.0, 0.995, 2.580_759_637_267_637),
        ];
        for (freedom, p, t) in table {
            assert!(
                (student_quantile(freedom, p) - t).abs() < 1e-11,
                "{freedom} {p}: {}",
                student_quantile(freedom, p)
            );
            assert_eq!(student_quantile(freedom, 1.0 - p), -student_quantile(freedom, 1.0 - (1.0 - p)));
        }
        // Two degrees of freedom have a closed form, near the centre too.
        for p in [1e-9, 0.3, 0.499_999_999, 0.7] {
            let exact = (2.0 * p - 1.0) / sqrt(2.0 * p * (1.0 - p));
            assert!((student_quantile(2.0, p) / exact - 1.0).abs() < 1e-12, "{p}");
        }
        let normal = normal_quantile(0.975);
        assert!((student_quantile(1e9, 0.975) - normal).abs() < 1e-8);
        assert_eq!(student_quantile(5.0, 1.0), f64::INFINITY);
        assert!(student_quantile(0.0, 0.3).is_nan());
    }
}
