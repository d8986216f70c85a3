//! Jackknife and bootstrap: intervals of statistics that have no formula of their own, and of means of skewed samples.
//!
//! A statistic is a function of the places of the values that are in a sample, so that it can be of single values as
//! well as of pairs. Resamples are drawn by address and are the same on every machine.

use super::{Interval, Summary};
use crate::estimators::quantile_of_sorted;
use crate::random::{Sequence, normal_quantile};
use crate::special::normal_cdf;
use libm::sqrt;
use rand_core::TryRng;

/// What leaving out one value after the other tells of a statistic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jackknife {
    /// The statistic of the whole sample.
    pub estimate: f64,
    /// Its bias.
    pub bias: f64,
    /// Its standard error.
    pub std_error: f64,
    /// How fast its standard error changes with its value, for [`Resamples::bca`]; 0 where nothing varies.
    pub acceleration: f64,
}

/// The jackknife of a statistic of `n` values; `None` below two, and where the statistic has no value.
pub fn jackknife(n: usize, statistic: impl Fn(&[usize]) -> Option<f64>) -> Option<Jackknife> {
    if n < 2 {
        return None;
    }
    let all: Vec<usize> = (0..n).collect();
    let estimate = statistic(&all)?;
    let without = |left_out: usize| {
        let places: Vec<usize> = (0..n).filter(|place| *place != left_out).collect();
        statistic(&places)
    };
    let values: Vec<f64> = (0..n).map(without).collect::<Option<_>>()?;
    let mean = Summary::of(&values)?.mean;
    let sum = |power: i32| values.iter().map(|value| (0..power).fold(1.0, |p, _| p * (mean - value))).sum::<f64>();
    let (squares, cubes, n) = (sum(2), sum(3), n as f64);
    Some(Jackknife {
        estimate,
        bias: (n - 1.0) * (mean - estimate),
        std_error: sqrt((n - 1.0) / n * squares),
        acceleration: if squares > 0.0 { cubes / (6.0 * squares * sqrt(squares)) } else { 0.0 },
    })
}

/// The values of a statistic over samples drawn with replacement.
#[derive(Clone, Debug, PartialEq)]
pub struct Resamples {
    estimate: f64,
    ascending: Vec<f64>,
}

impl Resamples {
    /// Draws `count` samples of `n` places from `words`; `None` without values or resamples, or where the statistic has
    /// no value in one of them.
    pub fn draw(
        n: usize,
        count: usize,
        words: &mut Sequence,
        statistic: impl Fn(&[usize]) -> Option<f64>,
    ) -> Option<Resamples> {
        if n == 0 || count == 0 {
            return None;
        }
        let mut places: Vec<usize> = (0..n).collect();
        let estimate = statistic(&places)?;
        let mut ascending = Vec::with_capacity(count);
        for _ in 0..count {
            resample(&mut places, words);
            ascending.push(statistic(&places)?);
        }
        ascending.sort_by(f64::total_cmp);
        Some(Resamples { estimate, ascending })
    }

    /// The statistic of the sample itself.
    pub fn estimate(&self) -> f64 {
        self.estimate
    }

    /// Standard error; `None` below two resamples.
    pub fn std_error(&self) -> Option<f64> {
        Summary::of(&self.ascending)?.variance.map(sqrt)
    }

    /// The interval between quantiles of the resamples at `level`; `None` where they are too few for its tails.
    pub fn percentile(&self, level: f64) -> Option<Interval> {
        let tail = 0.5 - 0.5 * level;
        self.between(tail, 1.0 - tail)
    }

    /// Efron's interval, corrected for bias and for the `acceleration` of the [`jackknife`], at `level`; `None` where the
    /// resamples are too few for its tails or all lie on one side of the estimate.
    pub fn bca(&self, acceleration: f64, level: f64) -> Option<Interval> {
        let below = self.ascending.iter().filter(|value| **value < self.estimate).count() as f64;
        let equal = self.ascending.iter().filter(|value| **value == self.estimate).count() as f64;
        let share = (below + 0.5 * equal) / self.ascending.len() as f64;
        if !(share > 0.0 && share < 1.0) {
            return None;
        }
        let bias = normal_quantile(share);
        let moved = |tail: f64| {
            let z = bias + normal_quantile(tail);
            normal_cdf(bias + z / (1.0 - acceleration * z))
        };
        let tail = 0.5 - 0.5 * level;
        self.between(moved(tail), moved(1.0 - tail))
    }

    /// The quantiles of these two shares; `None` where one lies beyond the first or last resample.
    fn between(&self, low: f64, high: f64) -> Option<Interval> {
        let finest = 1.0 / self.ascending.len() as f64;
        let covered = low >= finest && high <= 1.0 - finest;
        let quantile = |share| quantile_of_sorted(&self.ascending, share);
        Some(Interval { low: quantile(low)?, high: quantile(high)? }).filter(|_| covered)
    }
}

/// Hall's interval of a mean by resampled t ratios at `level`, for skewed samples. `None` below two values, without
/// spread, or where the resamples are too few for its tails.
pub fn bootstrap_t(values: &[f64], count: usize, words: &mut Sequence, level: f64) -> Option<Interval> {
    let sample = Summary::of(values)?;
    let std_error = sample.std_error().filter(|error| *error > 0.0)?;
    let mut places: Vec<usize> = (0..values.len()).collect();
    let mut ratios = Vec::with_capacity(count);
    for _ in 0..count {
        resample(&mut places, words);
        let drawn: Vec<f64> = places.iter().map(|place| values[*place]).collect();
        // A resample of one value repeated says nothing of a ratio.
        if let Some((drawn, error)) = Summary::of(&drawn).and_then(|drawn| Some((drawn, drawn.std_error()?)))
            && error > 0.0
        {
            ratios.push((drawn.mean - sample.mean) / error);
        }
    }
    ratios.sort_by(f64::total_cmp);
    let tail = 0.5 - 0.5 * level;
    let bound = |share| Some(sample.mean - quantile_of_sorted(&ratios, share)? * std_error);
    let covered = tail * ratios.len() as f64 >= 1.0;
    Some(Interval { low: bound(1.0 - tail)?, high: bound(tail)? }).filter(|_| covered)
}

/// Places drawn with replacement.
fn resample(places: &mut [usize], words: &mut Sequence) {
    let n = places.len() as u128;
    for place in places {
        let Ok(word) = words.try_next_u64();
        *place = ((u128::from(word) * n) >> 64) as usize;
    }
}

/// Skewness: the third central moment in units of the standard deviation; `None` without spread.
pub fn skewness(values: &[f64]) -> Option<f64> {
    let mean = Summary::of(values)?.mean;
    let n = values.len() as f64;
    let squares = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    let cubes = values.iter().map(|x| (x - mean) * (x - mean) * (x - mean)).sum::<f64>() / n;
    (squares > 0.0).then(|| cubes / (squares * sqrt(squares)))
}

/// Whether a sample is too skewed for its size to trust a t interval: Cochran's rule asks for more than 25 times the
/// squared skewness. `false` without spread.
pub fn too_skewed(values: &[f64]) -> bool {
    skewness(values).is_some_and(|skewness| skewness * skewness * 25.0 > values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Decision, Streams, Who};
    use crate::statistics::correlation;

    const LSAT: [f64; 15] = [576., 635., 558., 578., 666., 580., 555., 661., 651., 605., 653., 575., 545., 572., 594.];
    const GPA: [f64; 15] = [3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96];

    fn of_schools(places: &[usize]) -> Option<f64> {
        let (lsat, gpa): (Vec<f64>, Vec<f64>) = places.iter().map(|place| (LSAT[*place], GPA[*place])).unzip();
        correlation(&lsat, &gpa)
    }

    fn words(n: u64) -> Sequence {
        Streams::new(11, n).sequence(Decision::Bootstrap, Who(0), 0)
    }

    #[test]
    fn the_jackknife_of_efrons_law_schools() {
        let schools = jackknife(15, of_schools).unwrap();
        assert!((schools.estimate - 0.776_374_491_289_407).abs() < 1e-13);
        assert!((schools.std_error - 0.142_518_618_602_272_47).abs() < 1e-12, "{schools:?}");
        assert!((schools.bias + 0.006_473_623_045_922_361).abs() < 1e-12, "{schools:?}");
        assert!((schools.acceleration + 0.075_671_564_937_879_19).abs() < 1e-12, "{schools:?}");
        assert_eq!(jackknife(1, |_| Some(1.0)), None);
        assert_eq!(jackknife(3, |_| Some(1.0)).map(|same| same.acceleration), Some(0.0));
    }

    #[test]
    fn the_bootstrap_of_efrons_law_schools() {
        let drawn = Resamples::draw(15, 20_000, &mut words(0), of_schools).unwrap();
        let acceleration = jackknife(15, of_schools).unwrap().acceleration;
        let error = drawn.std_error().unwrap();
        assert!((error - 0.134).abs() < 0.003, "{error}");
        let bca = drawn.bca(acceleration, 0.95).unwrap();
        assert!((bca.low - 0.323).abs() < 0.02 && (bca.high - 0.941).abs() < 0.006, "{bca:?}");
        let plain = drawn.percentile(0.95).unwrap();
        assert!(
            plain.low > bca.low + 0.05 && plain.high > bca.high,
            "the correction moves both down: {plain:?} {bca:?}"
        );
        assert_eq!(drawn, Resamples::draw(15, 20_000, &mut words(0), of_schools).unwrap());
    }

    #[test]
    fn too_few_resamples_have_no_interval() {
        let drawn = Resamples::draw(15, 30, &mut words(1), of_schools).unwrap();
        assert_eq!((drawn.percentile(0.95), drawn.percentile(0.9).is_some()), (None, true));
        let constant = Resamples::draw(4, 200, &mut words(1), |_| Some(7.0)).unwrap();
        assert_eq!(constant.bca(0.0, 0.95), Some(Interval { low: 7.0, high: 7.0 }));
        assert_eq!(Resamples::draw(0, 200, &mut words(1), |_| Some(7.0)), None);
        assert_eq!(Resamples::draw(4, 200, &mut words(1), |_| None), None);
    }

    #[test]
    fn bootstrap_t_covers_a_skewed_mean_better_than_student() {
        let (mut hall, mut student) = (0, 0);
        let experiments = 400;
        for experiment in 0..experiments {
            let streams = Streams::new(5, experiment);
            let uniform = |i| streams.uniform(Decision::Bootstrap, Who::one(0, i), 0);
            // Exponential squared: mean 2, as long a tail as Law's reliability model.
            let values: Vec<f64> = (0..20).map(|i| libm::log(uniform(i))).map(|log| log * log).collect();
            let covers = |interval: Interval| u32::from(interval.low <= 2.0 && 2.0 <= interval.high);
            hall += covers(bootstrap_t(&values, 400, &mut words(experiment), 0.9).unwrap());
            student += covers(crate::statistics::t_interval(&Summary::of(&values).unwrap(), 0.9).unwrap());
        }
        let [hall, student] = [hall, student].map(|count| f64::from(count) / experiments as f64);
        assert!(hall > student + 0.04 && hall > 0.8, "{hall} against {student}");
        assert_eq!(bootstrap_t(&[1.0; 5], 400, &mut words(0), 0.9), None);
    }

    #[test]
    fn skewness_is_that_of_its_definition_and_warns_by_cochrans_rule() {
        assert!((skewness(&[1.0, 2.0, 9.0]).unwrap() - 0.665_469_0).abs() < 1e-6, "{:?}", skewness(&[1.0, 2.0, 9.0]));
        assert_eq!((skewness(&[2.0; 4]), skewness(&[1.0, 2.0, 3.0])), (None, Some(0.0)));
        let one_in = |n: usize| (0..n).map(|i| if i == 0 { 1.0 } else { 0.0 }).collect::<Vec<f64>>();
        assert!(too_skewed(&one_in(30)) && !too_skewed(&[1.0; 30]));
        // Half and half is not skewed at any size.
        assert!(!too_skewed(&[0.0, 1.0, 0.0, 1.0]));
    }
}
