//! The search: batches of sets, each a study, judged by the patterns.

use super::Arguments;
use crate::analysis::calibration::{Norm, Patterns, Reading, Readings};
use crate::analysis::claims::{Claimed, Values};
use crate::cli::study::{Request, Study, study_with};
use crate::cli::{Failure, Global};
use crate::experiment::{Design, Factor};
use crate::results::{Manifest, Problem, Table, each_month_of_points};
use crate::scenario::Scenario;
use crate::statistics::abc::{Batch, Outcome, Population, Rules, sequential};
use crate::vocabulary::{Language, Measure, MonthMeasure};
use std::sync::Arc;

/// The folder of the batches, within that of the results.
const POPULATIONS: &str = "populations";

/// What is searched.
pub(super) struct Search<'a> {
    pub(super) global: &'a Global,
    pub(super) arguments: &'a Arguments,
    pub(super) scenario: &'a Arc<Scenario>,
    pub(super) claims: &'a [Claimed<'a>],
    pub(super) factors: &'a [Factor],
}

/// A set that was simulated.
#[derive(Clone, Debug)]
pub(super) struct Set {
    /// Its population; 1 is the prior.
    population: usize,
    /// Its number within the population.
    draw: usize,
    /// Its place in the unit cube.
    pub(super) place: Vec<f64>,
    /// What it makes of the patterns.
    pub(super) readings: Readings,
    /// Its distance to the fitted ones.
    pub(super) distance: Option<f64>,
}

/// What was found.
pub(super) struct Searched<'a> {
    /// The study of the sets drawn from the prior.
    pub(super) prior: Study,
    /// The manifests of the further batches.
    pub(super) batches: Vec<Manifest>,
    pub(super) patterns: Patterns<'a>,
    /// Every set, those of the prior first.
    pub(super) tried: Vec<Set>,
    pub(super) outcome: Outcome,
}

impl Searched<'_> {
    /// The sets of the prior.
    pub(super) fn of_prior(&self) -> &[Set] {
        let count = self.tried.iter().take_while(|set| set.population == 1).count();
        &self.tried[..count]
    }

    /// The last population, and what each of its sets makes of the patterns.
    pub(super) fn last(&self) -> Option<(&Population, Vec<Readings>)> {
        let number = self.outcome.populations.len();
        let last = self.outcome.populations.last()?;
        let of = |draw: usize| {
            let place = self.tried.binary_search_by_key(&(number, draw), |set| (set.population, set.draw)).ok()?;
            Some(self.tried[place].readings.clone())
        };
        let readings: Option<Vec<Readings>> = last.particles.iter().map(|particle| of(particle.draw)).collect();
        Some((last, readings?))
    }
}

impl<'a> Search<'a> {
    /// Draws from the prior, then populations that come ever closer.
    pub(super) fn run(&self, rules: &Rules, norm: Norm) -> Result<Searched<'a>, Failure> {
        let seed = self.scenario.experiment.seed;
        let shares = Design::hypercube_shares(seed, self.factors, self.arguments.points);
        let prior = self.study(self.global, &shares)?;
        let readings = self.readings(&prior)?;
        let patterns = Patterns::new(self.claims, &readings, norm, self.arguments.discrepancy);
        let set = |population: usize, first: usize, places: &[Vec<f64>], readings: Vec<Readings>| -> Vec<Set> {
            let each = places.iter().zip(readings).enumerate();
            each.map(|(i, (place, readings))| {
                let distance = patterns.distance(&readings);
                Set { population, draw: first + i, place: place.clone(), readings, distance }
            })
            .collect()
        };
        let mut tried = set(1, 0, &shares, readings);
        let drawn: Vec<(Vec<f64>, Option<f64>)> = tried.iter().map(|set| (set.place.clone(), set.distance)).collect();
        let mut batches = Vec::new();
        let outcome = sequential(rules, seed, &drawn, |batch| -> Result<Vec<Option<f64>>, Failure> {
            self.say(&batch, rules);
            let study = self.batch(&prior, &batch)?;
            let sets = set(batch.population, batch.first, batch.places, self.readings(&study)?);
            batches.push(study.manifest);
            let distances = sets.iter().map(|set| set.distance).collect();
            tried.extend(sets);
            Ok(distances)
        })?;
        if outcome.populations.is_empty() {
            let names: Vec<&str> = self
                .claims
                .iter()
                .filter(|claim| claim.target.used_to_fit)
                .map(|claim| claim.target.name.as_str())
                .collect();
            return Err(Failure::Run {
                message: format!("no set of the prior has a value of every fitted pattern: {}", names.join(", ")),
                help: vec![
                    "give more --replicates or --points, or leave out a pattern whose measure has no value".into(),
                ],
            });
        }
        Ok(Searched { prior, batches, patterns, tried, outcome })
    }

    fn study(&self, global: &Global, shares: &[Vec<f64>]) -> Result<Study, Failure> {
        let design = Design::from_shares(self.factors.to_vec(), shares);
        let Arguments { scenario: file, force, .. } = self.arguments;
        let request = Request { file, kind: "calibrate", force: *force, compared: false };
        let by_month = self.claims.iter().any(|claim| claim.target.compares_periods());
        let tables = if by_month { Table::OF_STUDIES_BY_MONTH } else { Table::OF_STUDIES };
        study_with(global, self.scenario, &design, &request, tables)
    }

    /// The study of a batch, in a folder that is named by what it is: another search in the same folder that comes to
    /// other sets leaves it alone.
    fn batch(&self, prior: &Study, batch: &Batch<'_>) -> Result<Study, Failure> {
        let mut hasher = blake3::Hasher::new();
        batch.places.iter().flatten().for_each(|share| {
            hasher.update(&share.to_le_bytes());
        });
        let hash = hasher.finalize().to_hex();
        let name = format!("{:02}-{}-{}", batch.population, batch.batch, &hash.as_str()[..8]);
        let folder = prior.path().join(POPULATIONS).join(name);
        self.study(&Global { out: Some(folder), ..self.global.clone() }, batch.places)
    }

    /// Tells on standard error what is tried next.
    fn say(&self, batch: &Batch<'_>, rules: &Rules) {
        if self.global.quiet || self.global.json {
            return;
        }
        let (population, tried) = (batch.population, batch.first);
        let (most, size) = (rules.populations, batch.places.len());
        for language in self.global.languages() {
            match language {
                Language::English => anstream::eprintln!(
                    "population {population} of at most {most}: {size} more sets, {tried} tried before"
                ),
                Language::Chinese => {
                    anstream::eprintln!("第 {population} 代（至多 {most} 代）：再试 {size} 组，已试 {tried} 组");
                }
            }
        }
    }

    /// What the sets of a study make of the patterns.
    fn readings(&self, study: &Study) -> Result<Vec<Readings>, Failure> {
        let of_point = |runs| Values::new(runs, self.claims.len());
        let mut values: Vec<Values> = study.values(Measure::ALL)?.into_iter().map(of_point).collect();
        if study.plan.tables().contains(&Table::Months) {
            let arms = study.plan.arms();
            let read = each_month_of_points(study.path(), &arms, MonthMeasure::ALL, |point, row| {
                if let Some(values) = values.get_mut(point) {
                    values.month(&row, self.claims, &self.scenario.calendar);
                }
            });
            read.map_err(|problem: Problem| Failure::Run { message: problem.to_string(), help: Vec::new() })?;
        }
        let readings = |values: &Values| {
            let claims = self.claims.iter().enumerate();
            claims.map(|(place, claim)| Reading::of(&values.sample(place, claim))).collect()
        };
        Ok(values.iter().map(readings).collect())
    }
}
