//! The courses of measures, month by month, from a table that is read block by block.
//!
//! A mean needs a sum and a count. A band needs the values themselves, so only those of the first
//! [`BAND_REPLICATES`] are kept: replicates are alike in all but chance, and the 5th and 95th percentile of a thousand
//! of them lie within about 1.4 points of the true percentage (2 standard errors). So memory does not grow with the
//! number of replicates beyond that. Sums are formed in the order of the table, which is always the same.

use crate::analysis::comparison::LEVEL;
use crate::charts::Difference;
use crate::charts::course::MonthPoint;
use crate::estimators::quantile_of_sorted;
use crate::results::{Problem, each_month};
use crate::statistics::{Summary, t_interval};
use crate::vocabulary::MonthMeasure;
use std::path::Path;

/// The first so many replicates make the band.
pub(super) const BAND_REPLICATES: u64 = 1_000;

/// One month of one measure of one arm.
#[derive(Clone, Debug, Default)]
struct Month {
    sum: f64,
    count: u64,
    /// The values that make the band.
    kept: Vec<f64>,
}

impl Month {
    fn add(&mut self, replicate: u64, value: f64) {
        self.sum += value;
        self.count += 1;
        if replicate < BAND_REPLICATES {
            self.kept.push(value);
        }
    }

    fn point(&self) -> Option<MonthPoint> {
        let mean = (self.count > 0).then(|| self.sum / self.count as f64)?;
        let mut sorted = self.kept.clone();
        sorted.sort_by(f64::total_cmp);
        let bound = |p| quantile_of_sorted(&sorted, p).unwrap_or(mean);
        Some(MonthPoint { mean, low: bound(0.05), high: bound(0.95) })
    }
}

/// The courses of some measures in every arm, and those of the differences of some from the baseline.
#[derive(Clone, Debug)]
pub(super) struct Courses {
    measures: Vec<MonthMeasure>,
    /// By measure, arm and month.
    months: Vec<Vec<Vec<Month>>>,
    differences: Differences,
}

impl Courses {
    /// Reads, in one go, `measures` of the `arms` (by name) of a folder and the `differences` from the arm `baseline`.
    pub(super) fn read(
        folder: &Path,
        arms: &[String],
        measures: Vec<MonthMeasure>,
        differences: Vec<MonthMeasure>,
        baseline: usize,
    ) -> Result<Courses, Problem> {
        let mut months = vec![vec![Vec::new(); arms.len()]; measures.len()];
        let asked = [measures.as_slice(), &differences].concat();
        let mut pairs = Differences::new(differences, arms.len(), baseline);
        if !asked.is_empty() {
            each_month(folder, arms, &asked, |row| {
                let (of_courses, of_differences) = row.values.split_at(measures.len());
                for (of_arms, value) in months.iter_mut().zip(of_courses) {
                    let course: &mut Vec<Month> = &mut of_arms[row.arm];
                    if course.len() <= row.month {
                        course.resize_with(row.month + 1, Month::default);
                    }
                    value.iter().for_each(|value| course[row.month].add(row.replicate, *value));
                }
                pairs.add(row.arm, row.replicate, row.month, of_differences);
            })?;
            pairs.pair();
        }
        Ok(Courses { measures, months, differences: pairs })
    }

    /// Mean and band of a measure by arm and month.
    pub(super) fn points(&self, measure: MonthMeasure) -> Vec<Vec<Option<MonthPoint>>> {
        let of_measure = self.measures.iter().position(|known| *known == measure).map(|place| &self.months[place]);
        let course = |months: &Vec<Month>| months.iter().map(Month::point).collect();
        of_measure.into_iter().flatten().map(course).collect()
    }

    /// The difference of an arm from the baseline in every month.
    pub(super) fn differences(&self, measure: MonthMeasure, arm: usize) -> Vec<Option<Difference>> {
        let place = self.differences.measures.iter().position(|known| *known == measure);
        let months = place.map(|place| self.differences.sums[place][arm].as_slice()).unwrap_or_default();
        months.iter().map(Running::difference).collect()
    }
}

/// The sums of paired differences. The rows of a replicate follow each other, so only those of one are in memory.
#[derive(Clone, Debug)]
struct Differences {
    measures: Vec<MonthMeasure>,
    baseline: usize,
    /// By measure, arm and month.
    sums: Vec<Vec<Vec<Running>>>,
    /// The replicate that is read, and its values by arm, month and measure.
    replicate: u64,
    values: Vec<Vec<Vec<Option<f64>>>>,
}

impl Differences {
    fn new(measures: Vec<MonthMeasure>, arms: usize, baseline: usize) -> Differences {
        let sums = vec![vec![Vec::new(); arms]; measures.len()];
        Differences { measures, baseline, sums, replicate: 0, values: vec![Vec::new(); arms] }
    }

    fn add(&mut self, arm: usize, replicate: u64, month: usize, values: &[Option<f64>]) {
        if self.measures.is_empty() {
            return;
        }
        if replicate != self.replicate {
            self.pair();
            self.replicate = replicate;
        }
        let of_arm = &mut self.values[arm];
        if of_arm.len() <= month {
            of_arm.resize(month + 1, vec![None; values.len()]);
        }
        of_arm[month].copy_from_slice(values);
    }

    /// Enters the differences of the replicate that was read.
    fn pair(&mut self) {
        let baseline = std::mem::take(&mut self.values[self.baseline]);
        for (arm, of_arm) in self.values.iter_mut().enumerate() {
            for (month, (ours, theirs)) in of_arm.drain(..).zip(&baseline).enumerate() {
                for (of_arms, pair) in self.sums.iter_mut().zip(ours.into_iter().zip(theirs)) {
                    let sums = &mut of_arms[arm];
                    if sums.len() <= month {
                        sums.resize(month + 1, Running::default());
                    }
                    if let (Some(ours), Some(theirs)) = pair {
                        sums[month].add(ours - theirs);
                    }
                }
            }
        }
    }
}

/// Mean and variance of values that are seen once. Deviations from the first value keep a constant sample exact.
#[derive(Clone, Copy, Debug, Default)]
struct Running {
    n: usize,
    first: f64,
    sum: f64,
    squares: f64,
}

impl Running {
    fn add(&mut self, value: f64) {
        if self.n == 0 {
            self.first = value;
        }
        let off = value - self.first;
        (self.n, self.sum, self.squares) = (self.n + 1, self.sum + off, self.squares + off * off);
    }

    fn difference(&self) -> Option<Difference> {
        let n = self.n as f64;
        let off = (self.n > 0).then(|| self.sum / n)?;
        let variance = (self.n > 1).then(|| (self.squares - off * self.sum).max(0.0) / (n - 1.0));
        let summary = Summary { n: self.n, mean: self.first + off, variance };
        let interval = t_interval(&summary, LEVEL).map(|interval| (interval.low, interval.high));
        Some(Difference::new(summary.mean, interval))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_of_all_replicates_and_the_band_of_the_first() {
        let mut month = Month::default();
        assert_eq!(month.point(), None);
        (0..BAND_REPLICATES).for_each(|replicate| month.add(replicate, replicate as f64));
        let point = month.point().expect("values");
        assert_eq!((point.mean, point.low, point.high), (499.5, 49.95, 949.05));
        (0..BAND_REPLICATES).for_each(|replicate| month.add(BAND_REPLICATES + replicate, 10_000.0));
        let later = month.point().expect("values");
        assert_eq!((later.low, later.high, later.mean), (point.low, point.high, 0.5 * (499.5 + 10_000.0)));
    }

    #[test]
    fn differences_are_of_pairs_and_as_the_interval_of_a_sample_says() {
        let mut pairs = Differences::new(vec![MonthMeasure::Open], 2, 1);
        // By replicate: baseline, arm. The third has no value under the baseline.
        let rows = [(Some(3.0), Some(5.0)), (Some(4.0), Some(4.5)), (None, Some(9.0)), (Some(1.0), Some(4.0))];
        for (replicate, (baseline, arm)) in rows.into_iter().enumerate() {
            pairs.add(0, replicate as u64, 2, &[arm]);
            pairs.add(1, replicate as u64, 2, &[baseline]);
        }
        pairs.pair();
        let courses = Courses { measures: Vec::new(), months: Vec::new(), differences: pairs };
        let months = courses.differences(MonthMeasure::Open, 0);
        assert_eq!((months.len(), months[0], months[1]), (3, None, None));
        let (found, known) = (months[2].expect("pairs"), Summary::of(&[2.0, 0.5, 3.0]).expect("values"));
        let interval = t_interval(&known, LEVEL).expect("an interval");
        let (low, high) = found.interval.expect("an interval");
        assert!((found.estimate - known.mean).abs() < 1e-12);
        assert!((low - interval.low).abs() < 1e-12 && (high - interval.high).abs() < 1e-12);
        let constant = [7.3; 3].into_iter().fold(Running::default(), |mut sum, value| {
            sum.add(value);
            sum
        });
        assert_eq!(constant.difference(), Some(Difference::new(7.3, Some((7.3, 7.3)))));
    }
}
