//! The sign of an effect over many points: in what share of them an arm is better, worse or neither.

use super::comparison::{LEVEL, Mark};
use crate::statistics::{Interval, wilson};
use crate::vocabulary::{Direction, Measure};
use std::io;

/// What a comparison found of one measure of one arm at one point.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The point, counted from 0.
    pub point: usize,
    /// The measure.
    pub measure: Measure,
    /// Name of the arm.
    pub arm: String,
    /// Mean of arm less baseline.
    pub difference: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
}

impl Reading {
    /// What is shown at this point by itself; `None` without a difference.
    pub fn mark(&self) -> Option<Mark> {
        let sign = if self.measure.direction() == Direction::Less { -1.0 } else { 1.0 };
        self.difference?;
        Some(match self.interval.filter(Interval::excludes_zero) {
            Some(interval) if sign * interval.low > 0.0 => Mark::Better,
            Some(_) => Mark::Worse,
            None => Mark::Undecided,
        })
    }
}

/// Reads the readings of a `comparison.csv`.
///
/// # Errors
/// What is wrong with it.
pub fn readings(text: &[u8]) -> Result<Vec<Reading>, String> {
    readings_of(text, Measure::ALL)
}

/// Reads those of some measures, row by row: with many points the whole table is too large to be kept.
///
/// # Errors
/// What is wrong with the table.
pub fn readings_of(table: impl io::Read, measures: &[Measure]) -> Result<Vec<Reading>, String> {
    let mut reader = csv::Reader::from_reader(table);
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let place = |name: &str| {
        header.iter().position(|column| column == name).ok_or_else(|| format!("there is no column \"{name}\""))
    };
    let columns = [place("difference")?, place("ci_low")?, place("ci_high")?];
    let (point, measure, arm) = (place("point")?, place("measure")?, place("arm")?);
    let mut readings = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| error.to_string())? {
        let name = &record[measure];
        let known = Measure::by_name(name).ok_or_else(|| format!("there is no measure named \"{name}\""))?;
        if !measures.contains(&known) {
            continue;
        }
        let [difference, low, high] = columns.map(|column| record[column].parse().ok());
        readings.push(Reading {
            point: record[point].parse().map_err(|_| format!("there is no point \"{}\"", &record[point]))?,
            measure: known,
            arm: record[arm].to_string(),
            difference,
            interval: low.zip(high).map(|(low, high)| Interval { low, high }),
        });
    }
    Ok(readings)
}

/// The signs of one measure of one arm, counted over points.
#[derive(Clone, Debug, PartialEq)]
pub struct Signs {
    /// The measure; it has a better side.
    pub measure: Measure,
    /// Name of the arm.
    pub arm: String,
    /// Points with a difference.
    pub points: usize,
    /// Of these, those whose interval lies on the better side.
    pub better: usize,
    /// Those whose interval lies on the worse side.
    pub worse: usize,
    /// Those whose mean difference lies on the worse side, however wide the interval.
    pub mean_worse: usize,
}

impl Signs {
    /// Counts the points of `measure` and `arm`.
    pub fn count(readings: &[Reading], arm: &str, measure: Measure) -> Signs {
        Signs::count_at(readings, arm, measure, |_| true)
    }

    /// Counts those of the points that `at` names.
    pub fn count_at(readings: &[Reading], arm: &str, measure: Measure, at: impl Fn(usize) -> bool) -> Signs {
        let sign = if measure.direction() == Direction::Less { -1.0 } else { 1.0 };
        let mut signs = Signs { measure, arm: arm.into(), points: 0, better: 0, worse: 0, mean_worse: 0 };
        let of_these = |reading: &&Reading| reading.measure == measure && reading.arm == arm && at(reading.point);
        for reading in readings.iter().filter(of_these) {
            let Some(difference) = reading.difference else { continue };
            signs.points += 1;
            signs.mean_worse += usize::from(sign * difference < 0.0);
            signs.better += usize::from(reading.mark() == Some(Mark::Better));
            signs.worse += usize::from(reading.mark() == Some(Mark::Worse));
        }
        signs
    }

    /// Points that the runs do not decide.
    pub fn undecided(&self) -> usize {
        self.points - self.better - self.worse
    }

    /// The share of so many of the points; `None` without any.
    pub fn share(&self, count: usize) -> Option<f64> {
        (self.points > 0).then(|| count as f64 / self.points as f64)
    }

    /// Wilson's 95 % interval of the share of points whose mean is worse.
    pub fn mean_worse_interval(&self) -> Option<Interval> {
        wilson(self.mean_worse as f64, self.points as u64, LEVEL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "point,measure,arm,difference,ci_low,ci_high\n\
        0,petitions,three,-2,-3,-1\n1,petitions,three,2,1,3\n2,petitions,three,1,-1,3\n3,petitions,three,0,0,0\n\
        4,petitions,three,,,\n5,petitions,three,-1,,\n0,petitions,five,9,8,10\n0,resolved_90d_share,three,0.1,0.05,0.15\n";

    #[test]
    fn signs_follow_the_direction_of_the_measure() {
        let readings = readings(TEXT.as_bytes()).unwrap();
        let petitions = Signs::count(&readings, "three", Measure::Petitions);
        assert_eq!((petitions.points, petitions.better, petitions.worse, petitions.undecided()), (5, 1, 1, 3));
        assert_eq!((petitions.mean_worse, petitions.share(petitions.mean_worse)), (2, Some(0.4)));
        let early = Signs::count_at(&readings, "three", Measure::Petitions, |point| point < 2);
        assert_eq!((early.points, early.better, early.worse), (2, 1, 1));
        let resolved = Signs::count(&readings, "three", Measure::Resolved90dShare);
        assert_eq!((resolved.points, resolved.better, resolved.mean_worse), (1, 1, 0));
    }

    #[test]
    fn only_what_is_asked_for_is_kept() {
        let some = readings_of(TEXT.as_bytes(), &[Measure::Resolved90dShare]).unwrap();
        assert_eq!((some.len(), some[0].difference), (1, Some(0.1)));
    }

    #[test]
    fn no_points_have_no_share() {
        let none = Signs::count(&[], "three", Measure::Petitions);
        assert_eq!((none.share(0), none.mean_worse_interval()), (None, None));
    }

    #[test]
    fn a_table_that_is_none_is_said_to_be() {
        assert!(readings(b"point,measure\n").unwrap_err().contains("difference"));
        assert!(readings(TEXT.replace("petitions", "petition").as_bytes()).unwrap_err().contains("petition"));
    }
}
