//! The tables of a calibration, together.

use super::{FactorRow, PairRow, PatternRow, PopulationRow, ProfileRow, SetRow, Verdict};
use crate::results::{CalibrationTable, Problem};
use crate::statistics::matching::CUT_OFF;
use crate::statistics::wilson;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// All that is told of a calibration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// What the patterns tell of each factor.
    pub factors: Vec<FactorRow>,
    /// The patterns before and after.
    pub patterns: Vec<PatternRow>,
    /// Pairs of factors.
    pub pairs: Vec<PairRow>,
    /// How near to the patterns each part of the range of a factor can come.
    pub profile: Vec<ProfileRow>,
    /// How the search went.
    pub populations: Vec<PopulationRow>,
    /// The sets drawn from the prior.
    pub sets: Vec<SetRow>,
}

/// How much of the prior the fitted patterns do not rule out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct NotRuledOut {
    /// Sets drawn from the prior.
    pub sets: usize,
    /// Share of them that no pattern rules out.
    pub share: Option<f64>,
    /// Lower bound of its 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper bound.
    pub ci_high: Option<f64>,
    /// Share that at most one pattern rules out.
    pub share_but_one: Option<f64>,
}

impl Tables {
    /// The tables in `folder`.
    ///
    /// # Errors
    /// A [`Problem`] when one cannot be read.
    pub fn read(folder: &Path) -> Result<Tables, Problem> {
        Ok(Tables {
            factors: rows(folder, CalibrationTable::Factors)?,
            patterns: rows(folder, CalibrationTable::Targets)?,
            pairs: rows(folder, CalibrationTable::Pairs)?,
            profile: rows(folder, CalibrationTable::Profile)?,
            populations: rows(folder, CalibrationTable::Populations)?,
            sets: rows(folder, CalibrationTable::Sets)?,
        })
    }

    /// Sets that were simulated: each lies in one part of the range of every factor.
    pub fn tried(&self) -> usize {
        let first = self.profile.first().map(|row| row.factor.as_str());
        self.profile.iter().filter(|row| Some(row.factor.as_str()) == first).map(|row| row.sets).sum()
    }

    /// The factors of this verdict.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &FactorRow> {
        self.factors.iter().filter(move |row| row.verdict == verdict)
    }

    /// The factors, those that moved most first; among them those that the patterns tell before the others.
    pub fn ranked(&self) -> Vec<&FactorRow> {
        let mut ranked: Vec<&FactorRow> = self.factors.iter().collect();
        let rank = |row: &FactorRow| (row.verdict != Verdict::Not, row.ks_distance.unwrap_or(0.0));
        ranked.sort_by(|one, other| {
            let ((first, one), (second, other)) = (rank(one), rank(other));
            second.cmp(&first).then(other.total_cmp(&one))
        });
        ranked
    }

    /// The strong pairs, the strongest first.
    pub fn strong(&self) -> Vec<&PairRow> {
        let mut strong: Vec<&PairRow> = self.pairs.iter().filter(|pair| pair.strong).collect();
        let size = |pair: &PairRow| pair.correlation.map_or(0.0, f64::abs);
        strong.sort_by(|one, other| size(other).total_cmp(&size(one)));
        strong
    }

    /// Counts what is not ruled out.
    pub fn not_ruled_out(&self) -> NotRuledOut {
        let sets = &self.sets;
        let count = |of: fn(&SetRow) -> Option<f64>| {
            sets.iter().filter(|set| of(set).is_some_and(|value| value <= CUT_OFF)).count()
        };
        let share = |count: usize| (!sets.is_empty()).then(|| count as f64 / sets.len() as f64);
        let kept = count(|set| set.implausibility);
        let interval = wilson(kept as f64, sets.len() as u64, 0.95);
        NotRuledOut {
            sets: sets.len(),
            share: share(kept),
            ci_low: interval.map(|interval| interval.low),
            ci_high: interval.map(|interval| interval.high),
            share_but_one: share(count(|set| set.second_implausibility)),
        }
    }
}

fn rows<R: DeserializeOwned>(folder: &Path, table: CalibrationTable) -> Result<Vec<R>, Problem> {
    let path = folder.join(table.file());
    let bytes = std::fs::read(&path).map_err(|error| Problem::read(&path, error))?;
    let read: Result<Vec<R>, csv::Error> = csv::Reader::from_reader(bytes.as_slice()).deserialize().collect();
    read.map_err(|error| Problem::Damaged { path, what: error.to_string() })
}
