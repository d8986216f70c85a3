//! How much of what varies over a design is chance: one-way random effects of points, each run several times.
//!
//! With MSB and MSW the mean squares between and within points, n₀ the replicates of a point (for unequal numbers
//! (N − Σ nᵢ²/N) / (k − 1)) and MSE the mean square within points less what all points have in common in a replicate,
//!
//! - the share of chance in a single run is MSW / (MSW + (MSB − MSE) / n₀),
//! - that in the mean of a point is MSE / MSB.
//!
//! In the usual estimator MSE is MSW. Here replicate r has the same luck at every point: what it adds to all points
//! alike is no difference between them, and taking it off with MSW would understate what the factors do. Where nothing
//! is common MSE and MSW estimate the same.

use super::resampling::{Estimate, bootstrap};
use libm::sqrt;

/// What chance contributes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Its share of the variance of single runs over the whole design.
    pub of_runs: Estimate,
    /// Its share of the variance of the means of points: the total index of a factor that did nothing but reshuffle
    /// the luck.
    pub of_means: Estimate,
    /// Mean size of the difference between the means of two points that differ by luck alone, in the unit of the output.
    pub mean_gap: Estimate,
}

/// A point: its values, the mean and the deviations from it by replicate.
struct Point {
    n: f64,
    mean: f64,
    deviations: Vec<Option<f64>>,
}

impl Point {
    fn of(values: &[Option<f64>]) -> Option<Point> {
        let known: Vec<f64> = values.iter().copied().flatten().collect();
        let mean = super::Summary::of(&known)?.mean;
        let deviations = values.iter().map(|value| value.map(|value| value - mean)).collect();
        Some(Point { n: known.len() as f64, mean, deviations })
    }
}

impl Chance {
    /// By base point, point and replicate; intervals resample base points. `None` unless there are two points, and a
    /// point with two values.
    pub fn of(base_points: &[Vec<Vec<Option<f64>>>], seed: u64) -> Option<Chance> {
        let points = |of_base: &Vec<Vec<Option<f64>>>| of_base.iter().filter_map(|values| Point::of(values)).collect();
        let base_points: Vec<Vec<Point>> = base_points.iter().map(points).collect();
        let all = || base_points.iter().flatten();
        if all().count() < 2 || all().all(|point| point.n < 2.0) {
            return None;
        }
        let found = bootstrap(seed, base_points.len(), |weights| Squares::of(&base_points, weights).shares().to_vec());
        let [of_runs, of_means, mean_gap] = found[..] else { return None };
        Some(Chance { of_runs, of_means, mean_gap })
    }
}

/// Mean squares.
struct Squares {
    between: f64,
    within: f64,
    /// Within points, without what a replicate adds to all points.
    own: f64,
    replicates: f64,
}

impl Squares {
    fn of(base_points: &[Vec<Point>], weights: &[u32]) -> Squares {
        let all = || {
            let drawn = base_points.iter().zip(weights).filter(|(_, weight)| **weight > 0);
            drawn.flat_map(|(points, weight)| points.iter().map(|point| (f64::from(*weight), point)))
        };
        let sum = |value: &dyn Fn(&Point) -> f64| all().map(|(weight, point)| weight * value(point)).sum::<f64>();
        let (k, runs) = (sum(&|_| 1.0), sum(&|point| point.n));
        let centre = sum(&|point| point.n * point.mean) / runs;
        let between = sum(&|point| point.n * (point.mean - centre) * (point.mean - centre));
        let most = all().map(|(_, point)| point.deviations.len()).max().unwrap_or(0);
        let (mut common, mut counts) = (vec![0.0; most], vec![0.0; most]);
        for (weight, point) in all() {
            for (replicate, deviation) in point.deviations.iter().enumerate() {
                if let Some(deviation) = deviation {
                    common[replicate] += weight * deviation;
                    counts[replicate] += weight;
                }
            }
        }
        common.iter_mut().zip(&counts).filter(|(_, count)| **count > 0.0).for_each(|(sum, count)| *sum /= count);
        let known = |point: &Point, value: &dyn Fn(usize, f64) -> f64| {
            let all = point.deviations.iter().enumerate();
            all.filter_map(|(replicate, deviation)| deviation.map(|deviation| value(replicate, deviation))).sum::<f64>()
        };
        let within = sum(&|point| known(point, &|_, deviation| deviation * deviation));
        let own = sum(&|point| {
            known(point, &|replicate, deviation| (deviation - common[replicate]) * (deviation - common[replicate]))
        });
        let seen = counts.iter().filter(|count| **count > 0.0).count() as f64;
        let per = |squares: f64, freedom: f64| if freedom > 0.0 { squares / freedom } else { 0.0 };
        let within = per(within, runs - k);
        let own_freedom = runs - k - (seen - 1.0);
        Squares {
            between: per(between, k - 1.0),
            within,
            own: if own_freedom > 0.0 { own / own_freedom } else { within },
            replicates: per(runs - sum(&|point| point.n * point.n) / runs, k - 1.0),
        }
    }

    /// The share of chance in runs and in means, and the mean gap of two means.
    fn shares(&self) -> [f64; 3] {
        let Squares { between, within, own, replicates } = *self;
        let share = |part: f64, all: f64| if all > 0.0 { (part / all).min(1.0) } else { 0.0 };
        if replicates <= 0.0 {
            return [0.0; 3];
        }
        let of_points = ((between - own) / replicates).max(0.0);
        // Of a normal variate with variance 2 MSE / n₀ the mean size is √(4 MSE / (π n₀)).
        let gap = sqrt(4.0 * own / (std::f64::consts::PI * replicates));
        [share(within, within + of_points), share(own, between), gap]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Decision, Streams, Who};

    fn squares(points: &[&[f64]]) -> Squares {
        let points = points.iter().map(|values| {
            let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
            vec![Point::of(&values).unwrap()]
        });
        let points: Vec<Vec<Point>> = points.collect();
        Squares::of(&points, &vec![1; points.len()])
    }

    #[test]
    fn mean_squares_are_those_of_the_analysis_of_variance() {
        // Worked by hand: means 2, 5 and 8, grand mean 5.
        let balanced = squares(&[&[1.0, 3.0], &[4.0, 6.0], &[9.0, 7.0]]);
        assert_eq!((balanced.between, balanced.within, balanced.replicates), (18.0, 2.0, 2.0));
        // The common part of the replicates is −1/3 and 1/3; residuals −2/3, 2/3, −2/3, 2/3, 4/3, −4/3.
        assert!((balanced.own - (4.0 * 4.0 / 9.0 + 2.0 * 16.0 / 9.0) / 2.0).abs() < 1e-12);
        // 1, 2, 3 | 6, 8: means 2 and 7, grand mean 4; n₀ = 5 − 13/5.
        let unequal = squares(&[&[1.0, 2.0, 3.0], &[6.0, 8.0]]);
        assert_eq!((unequal.between, unequal.within), (3.0 * 4.0 + 2.0 * 9.0, 4.0 / 3.0));
        assert!((unequal.replicates - 2.4).abs() < 1e-12);
    }

    /// Points with effects of variance `points`, replicates with common luck of variance `common`, own luck of variance 1.
    fn simulated(points: f64, common: f64, replicates: u32) -> Chance {
        let normal = |stream, at| Streams::new(1, stream).draw(Decision::Signal, Who(u64::from(at)), 0).normal(0);
        let value = |point: u32, replicate: u32| {
            let own = normal(3, point * 1000 + replicate);
            sqrt(points) * normal(1, point) + sqrt(common) * normal(2, replicate) + own
        };
        let base = |point| vec![(0..replicates).map(|replicate| Some(value(point, replicate))).collect()];
        Chance::of(&(0..400).map(base).collect::<Vec<_>>(), 1).unwrap()
    }

    #[test]
    fn shares_find_the_variances_put_in() {
        let near = |estimate: Estimate, truth: f64, tolerance: f64| {
            assert!((estimate.value - truth).abs() < tolerance, "{estimate:?} for {truth}");
            assert!(estimate.interval.low - 0.02 < truth && truth < estimate.interval.high + 0.02, "{estimate:?}");
        };
        let plain = simulated(3.0, 0.0, 10);
        near(plain.of_runs, 0.25, 0.03);
        near(plain.of_means, 0.1 / 3.1, 0.005);
        near(plain.mean_gap, sqrt(0.4 / std::f64::consts::PI), 0.02);
        // Common luck is chance in a run, but no difference between points.
        let common = simulated(3.0, 4.0, 10);
        near(common.of_means, 0.1 / 3.1, 0.005);
        assert!((common.of_runs.value - 5.0 / 8.0).abs() < 0.15, "{common:?}");
        let noise = simulated(0.0, 0.0, 5);
        assert!(noise.of_runs.value > 0.9 && noise.of_means.value > 0.8, "{noise:?}");
    }

    #[test]
    fn missing_values_and_constants_give_no_nonsense() {
        let one = |values: &[Option<f64>]| vec![values.to_vec()];
        assert_eq!(Chance::of(&[one(&[Some(1.0)]), one(&[Some(2.0)])], 1), None);
        assert_eq!(Chance::of(&[one(&[Some(1.0), Some(2.0)])], 1), None);
        assert_eq!(Chance::of(&[], 1), None);
        let zero = Estimate::exact(0.0);
        let constant = Chance::of(&[one(&[Some(2.0); 3]), one(&[Some(2.0); 3])], 1).unwrap();
        assert_eq!((constant.of_runs, constant.of_means, constant.mean_gap), (zero, zero, zero));
        let holes =
            Chance::of(&[one(&[Some(1.0), None]), one(&[None, None]), one(&[Some(2.0), Some(3.0)])], 1).unwrap();
        assert!([holes.of_runs, holes.of_means, holes.mean_gap].iter().all(|share| share.value.is_finite()));
    }
}
