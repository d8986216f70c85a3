//! The tables of a calibration, row by row.

use super::{Patterns, Readings, Role, holds};
use crate::analysis::claims::{Finding, Outcome, ValidationRow};
use crate::scenario::Scenario;
use crate::statistics::abc::{Population, Stop};
use crate::statistics::{
    Summary, effective_size, ks_distance, weighted_correlation, weighted_covariance, weighted_mean, weighted_quantile,
};
use libm::{floor, sqrt};
use serde::{Deserialize, Serialize};

/// From this contraction on a factor is called identified: its spread is at most half of what it was.
const IDENTIFIED: f64 = 0.75;
/// A distance between distributions beyond this over √n is no chance, with an error of 1 % (Kolmogorov).
const NO_CHANCE: f64 = 1.628;
/// Correlations below this are not called strong, however certain.
const STRONG: f64 = 0.3;
/// A correlation beyond this over √n is no chance, with an error of 1 %.
const NO_CHANCE_NORMAL: f64 = 2.576;
/// Bins of the profile of a factor.
const BINS: usize = 10;
/// The quantiles that are told.
const QUANTILES: [f64; 5] = [0.025, 0.25, 0.5, 0.75, 0.975];

/// A weighted sample of what a factor may be.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its unit.
    pub unit: &'a str,
    /// The ends of its prior.
    pub ends: (f64, f64),
    /// Values of the sets drawn from the prior.
    pub prior: &'a [f64],
    /// Shares of the prior below the sets of the last population.
    pub shares: &'a [f64],
    /// Their values.
    pub values: &'a [f64],
    /// Their weights.
    pub weights: &'a [f64],
}

/// Whether the patterns tell a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Its spread is at most half of the prior's.
    Identified,
    /// Its distribution has moved by more than chance.
    Partly,
    /// It may still be anything it might have been.
    Not,
}

impl Verdict {
    /// The word in tables: `identified`, `partly` or `not`.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Identified => "identified",
            Verdict::Partly => "partly",
            Verdict::Not => "not",
        }
    }
}

/// A row of `calibration.csv`: a factor before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorRow {
    /// Name.
    pub factor: String,
    /// Unit.
    pub unit: String,
    /// Lower end of the prior.
    pub prior_low: f64,
    /// Upper end.
    pub prior_high: f64,
    /// Mean over the sets that are not ruled out.
    pub mean: Option<f64>,
    /// Their standard deviation.
    pub sd: Option<f64>,
    /// 2.5 % quantile.
    pub q025: Option<f64>,
    /// 25 % quantile.
    pub q25: Option<f64>,
    /// Median.
    pub q50: Option<f64>,
    /// 75 % quantile.
    pub q75: Option<f64>,
    /// 97.5 % quantile.
    pub q975: Option<f64>,
    /// Largest distance between the distributions before and after.
    pub ks_distance: Option<f64>,
    /// 1 − variance after over variance before.
    pub contraction: Option<f64>,
    /// Whether the patterns tell it.
    pub verdict: Verdict,
}

impl FactorRow {
    /// The row of a factor.
    pub fn new(sample: &Sample<'_>) -> FactorRow {
        let Sample { values, weights, .. } = *sample;
        let quantile = |p| weighted_quantile(values, weights, p);
        let variance = weighted_covariance(values, values, weights);
        let before = Summary::of(sample.prior).and_then(|summary| summary.variance).filter(|variance| *variance > 0.0);
        let contraction = variance.zip(before).map(|(after, before)| 1.0 - after / before);
        let ks_distance = ks_distance(sample.shares, weights, |share| share);
        let chance = effective_size(weights).map_or(f64::INFINITY, |size| NO_CHANCE / sqrt(size));
        let verdict = match (ks_distance, contraction) {
            (Some(distance), _) if distance <= chance => Verdict::Not,
            (_, Some(contraction)) if contraction >= IDENTIFIED => Verdict::Identified,
            (Some(_), _) => Verdict::Partly,
            _ => Verdict::Not,
        };
        let [q025, q25, q50, q75, q975] = QUANTILES.map(quantile);
        FactorRow {
            factor: sample.name.into(),
            unit: sample.unit.into(),
            prior_low: sample.ends.0,
            prior_high: sample.ends.1,
            mean: weighted_mean(values, weights),
            sd: variance.map(sqrt),
            q025,
            q25,
            q50,
            q75,
            q975,
            ks_distance,
            contraction,
            verdict,
        }
    }
}

/// A row of `calibration_targets.csv`: a pattern, before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PatternRow {
    /// Name.
    pub target: String,
    /// What it says, in English.
    pub label_en: String,
    /// The same in Chinese.
    pub label_zh: String,
    /// What is claimed.
    pub claim: String,
    /// Measure.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// Arm.
    pub arm: String,
    /// Arm that is taken off, or `none`.
    pub against: Option<String>,
    /// Earlier period.
    pub before: Option<String>,
    /// Later period.
    pub after: Option<String>,
    /// Smallest difference that counts.
    pub margin: Option<f64>,
    /// Observed value.
    pub observed: Option<f64>,
    /// Its tolerance.
    pub tolerance: Option<f64>,
    /// What it is used for.
    pub role: Role,
    /// One unit of its distance.
    pub scale: Option<f64>,
    /// Sets drawn from the prior that have a value.
    pub prior_sets: usize,
    /// 2.5 % quantile of their means.
    pub prior_q025: Option<f64>,
    /// 25 %.
    pub prior_q25: Option<f64>,
    /// Median.
    pub prior_q50: Option<f64>,
    /// 75 %.
    pub prior_q75: Option<f64>,
    /// 97.5 %.
    pub prior_q975: Option<f64>,
    /// Share of them for which it holds.
    pub prior_holds_share: Option<f64>,
    /// 2.5 % quantile of the means of the sets that are not ruled out.
    pub posterior_q025: Option<f64>,
    /// 25 %.
    pub posterior_q25: Option<f64>,
    /// Median.
    pub posterior_q50: Option<f64>,
    /// 75 %.
    pub posterior_q75: Option<f64>,
    /// 97.5 %.
    pub posterior_q975: Option<f64>,
    /// Share of their weight for which it holds.
    pub posterior_holds_share: Option<f64>,
    /// Implausibility in the set that is best at it, of all that were tried.
    pub least_implausibility: Option<f64>,
    /// Where it is known from.
    pub source: String,
}

/// Means of a pattern over weighted sets, and whether it holds in them.
struct Told {
    sets: usize,
    quantiles: [Option<f64>; 5],
    holds: Option<f64>,
}

impl Told {
    fn of(patterns: &Patterns<'_>, place: usize, sets: &[Readings], weights: &[f64]) -> Told {
        let target = patterns.all[place].claimed.target;
        let kept = sets.iter().zip(weights).filter_map(|(set, weight)| Some((set[place]?.mean, *weight)));
        let (means, weights): (Vec<f64>, Vec<f64>) = kept.unzip();
        let held: Vec<f64> = means.iter().map(|mean| f64::from(u8::from(holds(target, *mean)))).collect();
        Told {
            sets: means.len(),
            quantiles: QUANTILES.map(|p| weighted_quantile(&means, &weights, p)),
            holds: weighted_mean(&held, &weights),
        }
    }
}

impl PatternRow {
    /// The rows of the patterns: `prior` are sets drawn from the prior, `posterior` those that are not ruled out with
    /// their weights, `tried` all that were simulated.
    pub fn all(
        scenario: &Scenario,
        patterns: &Patterns<'_>,
        prior: &[Readings],
        (posterior, weights): (&[Readings], &[f64]),
        tried: &[Readings],
    ) -> Vec<PatternRow> {
        let row = |(place, pattern): (usize, &super::Pattern<'_>)| {
            let nothing =
                Finding { n: 0, estimate: None, interval: None, level: 0.0, reference: None, outcome: Outcome::NoData };
            let told = ValidationRow::new(scenario, &pattern.claimed, &nothing);
            let before = Told::of(patterns, place, prior, &vec![1.0; prior.len()]);
            let after = Told::of(patterns, place, posterior, weights);
            let judged = pattern.role != Role::LeftOut;
            PatternRow {
                target: told.target.into(),
                label_en: told.label_en.into(),
                label_zh: told.label_zh.into(),
                claim: told.claim.into(),
                measure: told.measure.into(),
                unit: told.unit.into(),
                arm: told.arm.into(),
                against: told.against.map(String::from),
                before: told.before,
                after: told.after,
                margin: told.margin,
                observed: told.observed,
                tolerance: told.tolerance,
                role: pattern.role,
                scale: judged.then_some(pattern.scale),
                prior_sets: before.sets,
                prior_q025: before.quantiles[0],
                prior_q25: before.quantiles[1],
                prior_q50: before.quantiles[2],
                prior_q75: before.quantiles[3],
                prior_q975: before.quantiles[4],
                prior_holds_share: before.holds.filter(|_| judged),
                posterior_q025: after.quantiles[0],
                posterior_q25: after.quantiles[1],
                posterior_q50: after.quantiles[2],
                posterior_q75: after.quantiles[3],
                posterior_q975: after.quantiles[4],
                posterior_holds_share: after.holds.filter(|_| judged),
                least_implausibility: patterns.least(place, tried).filter(|least| judged && least.is_finite()),
                source: told.source.into(),
            }
        };
        patterns.all.iter().enumerate().map(row).collect()
    }
}

/// A row of `calibration_pairs.csv`: two factors of the sets that are not ruled out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRow {
    /// One factor.
    pub factor: String,
    /// The other.
    pub other: String,
    /// Their correlation; empty where one does not vary.
    pub correlation: Option<f64>,
    /// Whether it is strong, and no chance.
    pub strong: bool,
}

impl PairRow {
    /// Every pair of factors once, in their order.
    pub fn all(samples: &[Sample<'_>]) -> Vec<PairRow> {
        let pairs =
            samples.iter().enumerate().flat_map(|(i, one)| samples[i + 1..].iter().map(move |other| (one, other)));
        let row = |(one, other): (&Sample<'_>, &Sample<'_>)| {
            let correlation = weighted_correlation(one.values, other.values, one.weights);
            let chance = effective_size(one.weights).map_or(f64::INFINITY, |size| NO_CHANCE_NORMAL / sqrt(size));
            let strong = correlation.is_some_and(|r| r.abs() >= STRONG.max(chance));
            PairRow { factor: one.name.into(), other: other.name.into(), correlation, strong }
        };
        pairs.map(row).collect()
    }
}

/// A row of `calibration_profile.csv`: how near to the patterns a part of the range of a factor can come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfileRow {
    /// Factor.
    pub factor: String,
    /// Part of its prior, counted from 0; each has a tenth of it.
    pub bin: usize,
    /// Lower end of the part.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Sets that were tried there.
    pub sets: usize,
    /// Least distance among them.
    pub least_distance: Option<f64>,
}

impl ProfileRow {
    /// The profile of a factor over all sets that were tried: the share of its prior and the distance of each. `at`
    /// turns a share into a value.
    pub fn all(factor: &str, at: impl Fn(f64) -> f64, tried: &[(f64, Option<f64>)]) -> Vec<ProfileRow> {
        let part = |share: f64| (floor(share * BINS as f64) as usize).min(BINS - 1);
        let row = |bin: usize| {
            let inside: Vec<Option<f64>> =
                tried.iter().filter(|(share, _)| part(*share) == bin).map(|(_, distance)| *distance).collect();
            ProfileRow {
                factor: factor.into(),
                bin,
                low: at(bin as f64 / BINS as f64),
                high: at((bin + 1) as f64 / BINS as f64),
                sets: inside.len(),
                least_distance: inside.into_iter().flatten().min_by(f64::total_cmp),
            }
        };
        (0..BINS).map(row).collect()
    }
}

/// A row of `calibration_populations.csv`: how the search went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PopulationRow {
    /// Number; 1 are the closest sets of the prior.
    pub population: usize,
    /// Largest distance that was accepted.
    pub distance: f64,
    /// Sets that were tried.
    pub tried: usize,
    /// Share of them within the distance.
    pub acceptance: f64,
    /// Sets that were kept.
    pub sets: usize,
    /// How many equally weighted sets they are worth.
    pub effective_size: Option<f64>,
    /// Of the last: why the search went no further.
    #[serde(default)]
    pub stop: Option<Stop>,
}

impl PopulationRow {
    /// The rows of the populations of a search that went no further for this reason.
    pub fn all(populations: &[Population], stop: Stop) -> Vec<PopulationRow> {
        let row = |(number, population): (usize, &Population)| PopulationRow {
            population: number + 1,
            distance: population.distance,
            tried: population.draws,
            acceptance: population.acceptance,
            sets: population.particles.len(),
            effective_size: effective_size(&population.weights()),
            stop: (number + 1 == populations.len()).then_some(stop),
        };
        populations.iter().enumerate().map(row).collect()
    }
}

/// A row of `calibration_sets.csv`: a set drawn from the prior, by its point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetRow {
    /// Point of the design.
    pub point: usize,
    /// Distance to the fitted patterns.
    pub distance: Option<f64>,
    /// Highest implausibility over them; empty where one has no value.
    pub implausibility: Option<f64>,
    /// Second highest.
    pub second_implausibility: Option<f64>,
    /// Pattern of the highest.
    pub worst_target: Option<String>,
}

impl SetRow {
    /// The rows of the sets of the prior.
    pub fn all(patterns: &Patterns<'_>, prior: &[Readings]) -> Vec<SetRow> {
        let row = |(point, set): (usize, &Readings)| {
            let (first, second, worst) = patterns.worst(set);
            let finite = |value: f64| Some(value).filter(|value| value.is_finite());
            SetRow {
                point,
                distance: patterns.distance(set),
                implausibility: finite(first),
                second_implausibility: finite(second),
                worst_target: worst.map(|place| patterns.all[place].claimed.target.name.clone()),
            }
        };
        prior.iter().enumerate().map(row).collect()
    }
}
