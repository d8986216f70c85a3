//! The tables that a calibration leaves.

use super::search::{Search, Searched};
use crate::analysis::calibration::{
    FactorRow, PairRow, PatternRow, PopulationRow, ProfileRow, Readings, Sample, SetRow, Tables,
};
use crate::cli::Failure;
use crate::experiment::Factor;
use crate::random::{Decision, Streams, Who};
use crate::results::CalibrationTable;
use crate::statistics::systematic_resample;
use serde::Serialize;

/// The file with the sets that are not ruled out.
const POSTERIOR: &str = "posterior.csv";

/// Makes the tables of what was found.
pub(super) fn make(search: &Search<'_>, searched: &Searched<'_>) -> Tables {
    let factors = search.factors;
    let (weights, places, readings) = match searched.last() {
        Some((last, readings)) => {
            let places: Vec<&Vec<f64>> = last.particles.iter().map(|particle| &particle.place).collect();
            (last.weights(), places, readings)
        }
        None => (Vec::new(), Vec::new(), Vec::new()),
    };
    let prior = searched.of_prior();
    let column = |places: &mut dyn Iterator<Item = &Vec<f64>>, place: usize| -> Vec<f64> {
        places.map(|shares| shares[place]).collect()
    };
    let at = |factor: &Factor, shares: &[f64]| -> Vec<f64> { shares.iter().map(|share| factor.at(*share)).collect() };
    let columns: Vec<[Vec<f64>; 3]> = factors
        .iter()
        .enumerate()
        .map(|(place, factor)| {
            let before = column(&mut prior.iter().map(|set| &set.place), place);
            let shares = column(&mut places.iter().copied(), place);
            [at(factor, &before), at(factor, &shares), shares]
        })
        .collect();
    let samples: Vec<Sample<'_>> = factors
        .iter()
        .zip(&columns)
        .map(|(factor, [prior, values, shares])| Sample {
            name: &factor.name,
            unit: factor.unit(),
            ends: factor.ends(),
            prior,
            shares,
            values,
            weights: &weights,
        })
        .collect();
    let profile = factors.iter().enumerate().flat_map(|(place, factor)| {
        let tried: Vec<(f64, Option<f64>)> =
            searched.tried.iter().map(|set| (set.place[place], set.distance)).collect();
        ProfileRow::all(&factor.name, |share| factor.at(share), &tried)
    });
    let all = |sets: &[super::search::Set]| -> Vec<Readings> { sets.iter().map(|set| set.readings.clone()).collect() };
    let (before, tried) = (all(prior), all(&searched.tried));
    Tables {
        factors: samples.iter().map(FactorRow::new).collect(),
        patterns: PatternRow::all(search.scenario, &searched.patterns, &before, (&readings, &weights), &tried),
        pairs: PairRow::all(&samples),
        profile: profile.collect(),
        populations: PopulationRow::all(&searched.outcome.populations, searched.outcome.stop),
        sets: SetRow::all(&searched.patterns, &before),
    }
}

/// Puts the tables into the folder.
pub(super) fn put(search: &Search<'_>, searched: &mut Searched<'_>, made: &Tables) -> Result<(), Failure> {
    let (posterior, rows) = posterior(search, searched);
    let study = &mut searched.prior;
    study.put(POSTERIOR, &posterior, rows)?;
    for table in CalibrationTable::ALL {
        let (bytes, rows) = match table {
            CalibrationTable::Factors => as_csv(table, &made.factors),
            CalibrationTable::Targets => as_csv(table, &made.patterns),
            CalibrationTable::Pairs => as_csv(table, &made.pairs),
            CalibrationTable::Profile => as_csv(table, &made.profile),
            CalibrationTable::Populations => as_csv(table, &made.populations),
            CalibrationTable::Sets => as_csv(table, &made.sets),
        };
        study.put(&table.file(), &bytes, rows)?;
    }
    Ok(())
}

/// The sets of the last population: all with their weights and distances, or so many of equal weight.
fn posterior(search: &Search<'_>, searched: &Searched<'_>) -> (Vec<u8>, u64) {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let (factors, rows) = (search.factors, search.arguments.rows);
    let told: &[&str] = if rows.is_some() { &[] } else { &["weight", "distance"] };
    // Writing to memory cannot fail, and every record has as many cells as there are columns.
    let _ = writer.write_record(told.iter().copied().chain(factors.iter().map(|factor| factor.name.as_str())));
    let Some(last) = searched.outcome.populations.last() else { return (Vec::new(), 0) };
    let chosen: Vec<usize> = match rows {
        None => (0..last.particles.len()).collect(),
        Some(rows) => {
            let streams = Streams::new(search.scenario.experiment.seed, 0);
            let start = streams.uniform(Decision::PosteriorDraw, Who::one(0, 0), 0);
            systematic_resample(&last.weights(), rows as usize, start)
        }
    };
    for place in &chosen {
        let particle = &last.particles[*place];
        let (weight, distance) = (particle.weight.to_string(), particle.distance.to_string());
        let told = told.iter().zip([weight, distance]).map(|(_, cell)| cell);
        let value = |(factor, share): (&Factor, &f64)| {
            let (value, (low, high)) = (factor.at(*share), factor.ends());
            factor.write(if rows.is_some() { four_digits(value).clamp(low, high) } else { value })
        };
        let _ = writer.write_record(told.chain(factors.iter().zip(&particle.place).map(value)));
    }
    (writer.into_inner().unwrap_or_default(), chosen.len() as u64)
}

/// A number with four significant digits.
fn four_digits(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

/// Rows under the names of the columns.
fn as_csv<R: Serialize>(table: CalibrationTable, rows: &[R]) -> (Vec<u8>, u64) {
    let mut settings = csv::WriterBuilder::new();
    settings.has_headers(false).terminator(csv::Terminator::Any(b'\n'));
    let mut writer = settings.from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(table.fields().iter().map(|field| field.name));
    for row in rows {
        let _ = writer.serialize(row);
    }
    (writer.into_inner().unwrap_or_default(), rows.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_passed_on_have_four_digits() {
        assert_eq!([0.123_456, -4.299_96, 12_345.6, 0.0].map(four_digits), [0.1235, -4.3, 12_350.0, 0.0]);
    }
}
