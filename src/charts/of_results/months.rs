//! The courses of measures, month by month, from a table that is read block by block.
//!
//! A mean needs a sum and a count. A band needs the values themselves, so only those of the first
//! [`BAND_REPLICATES`] are kept: replicates are alike in all but chance, and the 5th and 95th percentile of a thousand
//! of them lie within about 1.4 points of the true percentage (2 standard errors). So memory does not grow with the
//! number of replicates beyond that. Sums are formed in the order of the table, which is always the same.

use crate::charts::course::MonthPoint;
use crate::estimators::quantile_of_sorted;
use crate::results::{Problem, each_month};
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

/// The courses of some measures in every arm.
#[derive(Clone, Debug)]
pub(super) struct Courses {
    measures: Vec<MonthMeasure>,
    /// By measure, arm and month.
    months: Vec<Vec<Vec<Month>>>,
}

impl Courses {
    /// Reads `measures` of the `arms` (by name) of a folder.
    pub(super) fn read(folder: &Path, arms: &[String], measures: Vec<MonthMeasure>) -> Result<Courses, Problem> {
        let mut months = vec![vec![Vec::new(); arms.len()]; measures.len()];
        if !measures.is_empty() {
            each_month(folder, arms, &measures, |row| {
                for (of_arms, value) in months.iter_mut().zip(row.values) {
                    let course: &mut Vec<Month> = &mut of_arms[row.arm];
                    if course.len() <= row.month {
                        course.resize_with(row.month + 1, Month::default);
                    }
                    value.iter().for_each(|value| course[row.month].add(row.replicate, *value));
                }
            })?;
        }
        Ok(Courses { measures, months })
    }

    /// Mean and band of a measure by arm and month.
    pub(super) fn points(&self, measure: MonthMeasure) -> Vec<Vec<Option<MonthPoint>>> {
        let of_measure = self.measures.iter().position(|known| *known == measure).map(|place| &self.months[place]);
        let course = |months: &Vec<Month>| months.iter().map(Month::point).collect();
        of_measure.into_iter().flatten().map(course).collect()
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
}
