//! The gamma distribution with scale 1.

use super::solve::{Tail, solve};
use super::{deviance, stirling_error};
use crate::random::normal_quantile;
use libm::{exp, lgamma, log, sqrt};
use std::f64::consts::TAU;

/// The parts of the gamma density that depend on the shape alone.
#[derive(Clone, Copy)]
struct Kernel {
    shape: f64,
    stirling: f64,
    root: f64,
}

impl Kernel {
    fn new(shape: f64) -> Kernel {
        Kernel { shape, stirling: stirling_error(shape), root: sqrt(shape / TAU) }
    }

    /// xᵃ e⁻ˣ / Γ(a): the density in ln x.
    fn density(&self, x: f64) -> f64 {
        self.root * exp(-self.stirling - deviance(self.shape, x))
    }

    /// Lower and upper tail at `x`, and the density in ln x. The smaller tail is accurate in relative terms.
    fn tails(&self, x: f64) -> (f64, f64, f64) {
        let density = self.density(x);
        if x < self.shape + 1.0 {
            let lower = density / self.shape * series(self.shape, x);
            (lower, 1.0 - lower, density)
        } else {
            let upper = density * continued_fraction(self.shape, x);
            (1.0 - upper, upper, density)
        }
    }
}

/// 1 + x/(a+1) + x²/((a+1)(a+2)) + ...
fn series(shape: f64, x: f64) -> f64 {
    let (mut sum, mut term, mut n) = (1.0, 1.0, shape);
    loop {
        n += 1.0;
        term *= x / n;
        let next = sum + term;
        if next == sum {
            return sum;
        }
        sum = next;
    }
}

/// Γ(a, x) / (xᵃ e⁻ˣ) by Lentz's method.
fn continued_fraction(shape: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - shape;
    let mut c = f64::INFINITY;
    let mut d = 1.0 / b;
    let mut fraction = d;
    let mut i = 0.0;
    loop {
        i += 1.0;
        let a = -i * (i - shape);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() <= 5e-16 || factor.is_nan() {
            return fraction;
        }
    }
}

/// The tails at any argument.
fn tails(shape: f64, x: f64) -> (f64, f64) {
    if !(shape > 0.0 && shape.is_finite() && x >= 0.0) {
        (f64::NAN, f64::NAN)
    } else if x == 0.0 {
        (0.0, 1.0)
    } else if x == f64::INFINITY {
        (1.0, 0.0)
    } else {
        let (lower, upper, _) = Kernel::new(shape).tails(x);
        (lower, upper)
    }
}

/// Regularised lower incomplete gamma function P(a, x): the distribution function of Gamma(shape a > 0, scale 1).
pub fn gamma_lower(shape: f64, x: f64) -> f64 {
    tails(shape, x).0
}

/// Regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x).
pub fn gamma_upper(shape: f64, x: f64) -> f64 {
    tails(shape, x).1
}

/// The x at which Gamma(shape, scale 1) has probability `p` below it.
pub fn gamma_quantile(shape: f64, p: f64) -> f64 {
    if !(shape > 0.0 && shape.is_finite() && (0.0..=1.0).contains(&p)) {
        f64::NAN
    } else if p == 0.0 {
        0.0
    } else if p == 1.0 {
        f64::INFINITY
    } else {
        exp(log_quantile(&Kernel::new(shape), p))
    }
}

/// Logarithm of the quantile at 0 < p < 1.
fn log_quantile(kernel: &Kernel, p: f64) -> f64 {
    let upper = p > 0.5;
    let target = log(if upper { 1.0 - p } else { p });
    solve(start(kernel.shape, p), target, upper, |u| {
        let x = exp(u);
        let (below, above, density) = kernel.tails(x);
        Tail { probability: if upper { above } else { below }, density, slope: kernel.shape - x }
    })
}

/// A first guess at the logarithm of the quantile, never below the bound that P(a, x) ≤ xᵃ / Γ(a + 1) sets.
fn start(shape: f64, p: f64) -> f64 {
    let bound = (log(p) + lgamma(shape + 1.0)) / shape;
    let guess = if shape >= 1.0 {
        // Wilson and Hilferty: the cube root is nearly normal.
        let ninth = 1.0 / (9.0 * shape);
        let root = 1.0 - ninth + normal_quantile(p) * sqrt(ninth);
        if root > 0.0 { log(shape) + 3.0 * log(root) } else { bound }
    } else {
        // A power law below, an exponential tail above, joined at probability `joint`.
        let joint = 1.0 - shape * (0.253 + 0.12 * shape);
        if p > joint { log(1.0 - log((1.0 - p) / (1.0 - joint))) } else { bound }
    };
    if guess > bound { guess } else { bound }
}

/// Width of a cell of the table, in log-odds of p: exact in binary.
const CELL: f64 = 0.0625;
/// The table spans log-odds of ±12: probabilities of 6e-6 to 1 − 6e-6.
const REACH: f64 = 12.0;

/// Quantiles of one gamma distribution, for drawing many variates by inversion.
///
/// Between log-odds of ±12 the logarithm of the quantile is interpolated by cubics that match value and derivative
/// at 385 knots: increasing, relative error below 1e-6 at shapes from 0.1 to 100. Beyond, it is computed as
/// [`gamma_quantile`] does.
#[derive(Clone, Debug)]
pub struct GammaQuantile {
    shape: f64,
    /// At each knot the logarithm of the quantile and its derivative in log-odds, times the cell.
    knots: Vec<(f64, f64)>,
}

impl GammaQuantile {
    /// A table of Gamma(`shape` > 0, scale 1); quantiles of any other shape are not-a-number.
    pub fn new(shape: f64) -> GammaQuantile {
        if !(shape > 0.0 && shape.is_finite()) {
            return GammaQuantile { shape: f64::NAN, knots: Vec::new() };
        }
        let kernel = Kernel::new(shape);
        let cells = (2.0 * REACH / CELL) as u32;
        let knot = |i: u32| {
            let p = super::logistic(f64::from(i) * CELL - REACH);
            let u = log_quantile(&kernel, p);
            (u, p * (1.0 - p) / kernel.density(exp(u)) * CELL)
        };
        GammaQuantile { shape, knots: (0..=cells).map(knot).collect() }
    }

    /// The shape.
    pub fn shape(&self) -> f64 {
        self.shape
    }

    /// The x with probability `p` below it.
    pub fn quantile(&self, p: f64) -> f64 {
        let place = (log(p / (1.0 - p)) + REACH) / CELL;
        if place.is_nan() || place < 0.0 {
            return gamma_quantile(self.shape, p);
        }
        let cell = place as usize;
        let Some(&[(y0, d0), (y1, d1)]) = self.knots.get(cell..).and_then(|rest| rest.first_chunk()) else {
            return gamma_quantile(self.shape, p);
        };
        let t = place - cell as f64;
        let rise = y1 - y0;
        exp(y0 + t * (d0 + t * ((3.0 * rise - 2.0 * d0 - d1) + t * (d0 + d1 - 2.0 * rise))))
    }

    /// The quantile of the distribution of this shape and mean 1.
    pub fn quantile_of_mean_one(&self, p: f64) -> f64 {
        self.quantile(p) / self.shape
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::function::gamma::{gamma_lr, gamma_ur};

    const SHAPES: [f64; 9] = [0.1, 0.3, 0.8, 1.0, 1.5, 4.0, 10.0, 37.0, 100.0];

    #[test]
    fn tails_agree_with_statrs() {
        for shape in SHAPES {
            for share in [0.01, 0.3, 0.9, 1.0, 1.1, 2.0, 4.0] {
                let x = shape * share;
                assert!((gamma_lower(shape, x) - gamma_lr(shape, x)).abs() < 2e-12, "P({shape}, {x})");
                assert!((gamma_upper(shape, x) - gamma_ur(shape, x)).abs() < 2e-12, "Q({shape}, {x})");
            }
        }
    }

    #[test]
    fn tails_have_their_closed_forms() {
        for x in [1e-8, 0.2, 1.0, 3.0, 40.0, 600.0] {
            assert!((gamma_upper(1.0, x) / exp(-x) - 1.0).abs() < 1e-13, "exponential at {x}");
            assert!((gamma_lower(0.5, x) / libm::erf(sqrt(x)) - 1.0).abs() < 1e-13, "half at {x}");
        }
        // Poisson(30) at most 19, by summing.
        let sum: f64 = (0..20).fold((0.0, exp(-30.0)), |(s, t), k| (s + t, t * 30.0 / f64::from(k + 1))).0;
        assert!((gamma_upper(20.0, 30.0) / sum - 1.0).abs() < 1e-13);
        assert_eq!((gamma_lower(2.0, 0.0), gamma_upper(2.0, f64::INFINITY)), (0.0, 0.0));
        assert!(gamma_lower(-1.0, 1.0).is_nan() && gamma_quantile(1.0, 1.5).is_nan());
    }

    #[test]
    fn quantiles_undo_the_distribution_function_in_both_tails() {
        for shape in SHAPES {
            for p in [1e-300, 1e-30, 1e-9, 0.001, 0.1, 0.4999, 0.5001, 0.9, 0.999, 1.0 - 1e-9, 1.0 - 1e-15] {
                let x = gamma_quantile(shape, p);
                if x < f64::MIN_POSITIVE {
                    assert!(log(p) + lgamma(shape + 1.0) < shape * -708.0, "{shape} {p} underflows");
                    continue;
                }
                let (below, above) = tails(shape, x);
                let error = if p > 0.5 { above / (1.0 - p) - 1.0 } else { below / p - 1.0 };
                assert!(error.abs() < 1e-12 * (1.0 + shape), "{shape} {p}: {x}, relative error {error}");
            }
        }
        for p in [1e-12, 0.3, 0.75] {
            assert!((gamma_quantile(1.0, p) / -libm::log1p(-p) - 1.0).abs() < 2e-14, "exponential at {p}");
        }
    }

    #[test]
    fn the_table_is_increasing_and_within_a_millionth() {
        for shape in SHAPES {
            let table = GammaQuantile::new(shape);
            let mut last = 0.0;
            for i in 1..20_000 {
                let p = f64::from(i) / 20_000.0;
                let x = table.quantile(p);
                assert!(x > last, "{shape}: not increasing at {p}");
                last = x;
                if i % 37 == 0 || i < 40 {
                    let exact = gamma_quantile(shape, p);
                    assert!((x / exact - 1.0).abs() < 1e-6, "{shape} {p}: {x} for {exact}");
                }
            }
        }
    }

    #[test]
    fn the_tables_ends_join_the_exact_tails() {
        for shape in [0.1, 2.0, 100.0] {
            let table = GammaQuantile::new(shape);
            for edge in [super::super::logistic(-REACH), super::super::logistic(REACH)] {
                let around = [edge * 0.999_99, edge * (1.0 - 1e-9), edge, edge * (1.0 + 1e-9)];
                let x = around.map(|p| table.quantile(p));
                assert!(x.is_sorted(), "{shape} {edge}: {x:?}");
            }
            assert_eq!(table.quantile(1e-7), gamma_quantile(shape, 1e-7));
            assert_eq!((table.quantile(0.0), table.quantile(1.0)), (0.0, f64::INFINITY));
        }
        assert!(GammaQuantile::new(-1.0).quantile(0.5).is_nan());
        assert!(GammaQuantile::new(1.0).quantile(f64::NAN).is_nan());
    }

    #[test]
    fn multipliers_have_mean_one_and_the_variance_of_their_shape() {
        for shape in [0.5, 3.0, 50.0] {
            let table = GammaQuantile::new(shape);
            let n = 200_000;
            let draws = (0..n).map(|i| table.quantile_of_mean_one((f64::from(i) + 0.5) / f64::from(n)));
            let (sum, squares) = draws.fold((0.0, 0.0), |(sum, squares), x| (sum + x, squares + x * x));
            let mean = sum / f64::from(n);
            let variance = squares / f64::from(n) - mean * mean;
            assert!((mean - 1.0).abs() < 1e-4, "{shape}: mean {mean}");
            assert!((variance * shape - 1.0).abs() < 2e-3, "{shape}: variance {variance}");
        }
    }
}
