//! Which sets of parameters the observed patterns (`[[target]]`) do not rule out.
//!
//! A set is a point of a design with its replicates. Of each pattern it gives a [`Reading`]: the mean over replicates and
//! the chance left in it. [`Patterns`] holds readings against what was observed: how implausible a set is, and its
//! distance to the patterns that are fitted. What comes out is a weighted sample of sets, told factor by factor and
//! pattern by pattern; no single set is ever the answer.

mod found;
mod tables;

pub use found::{NotRuledOut, Tables};
pub use tables::{FactorRow, PairRow, PatternRow, PopulationRow, ProfileRow, Sample, SetRow, Verdict};

use super::claims::Claimed;
use crate::statistics::Summary;
use crate::statistics::matching::{CUT_OFF, implausibility, moderated, worst_two};
use crate::vocabulary::choices::Claim;
use crate::vocabulary::tables::Target;
use libm::sqrt;
use serde::{Deserialize, Serialize};

/// What the replicates of a set say of a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Replicates that have a value.
    pub n: usize,
    /// Mean over them.
    pub mean: f64,
    /// Variance between them; `None` below two.
    pub variance: Option<f64>,
}

impl Reading {
    /// The reading of a sample with one value a replicate; `None` when no replicate has a value.
    pub fn of(sample: &[Option<f64>]) -> Option<Reading> {
        let values: Vec<f64> = sample.iter().copied().flatten().collect();
        Summary::of(&values).map(|Summary { n, mean, variance }| Reading { n, mean, variance })
    }
}

/// What a pattern is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sets are judged by it.
    Fitted,
    /// It is kept apart, to see whether sets that were chosen without it give it too.
    HeldOut,
    /// It is to be fitted, but every set of the prior is ruled out by it: the model cannot reproduce it, and nothing is
    /// bent towards it.
    OutOfReach,
    /// It speaks of another scenario.
    LeftOut,
}

/// How the distances to several patterns become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Norm {
    /// The largest: a set is as far as its worst pattern.
    Largest,
    /// The root of the mean square: a bad pattern can be made up for.
    RootMeanSquare,
}

impl Norm {
    fn of(self, gaps: &[f64]) -> f64 {
        match self {
            Norm::Largest => gaps.iter().copied().fold(0.0, f64::max),
            Norm::RootMeanSquare => sqrt(gaps.iter().map(|gap| gap * gap).sum::<f64>() / gaps.len().max(1) as f64),
        }
    }
}

/// A pattern with what it is measured by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pattern<'a> {
    /// What is claimed.
    pub claimed: Claimed<'a>,
    /// What it is used for.
    pub role: Role,
    /// One unit of its distance: the tolerance of a value, else the standard deviation of its means over the prior.
    pub scale: f64,
    /// Mean variance between replicates over the sets of the prior.
    variance: f64,
}

/// How far a mean lies from what is claimed: 0 where the claim holds; of a value, on either side of what was observed.
pub fn gap(target: &Target, mean: f64) -> f64 {
    let level = target.against == Target::NONE;
    let less = if level { target.margin } else { -target.margin };
    match target.claim {
        Claim::Value => (mean - target.observed).abs(),
        Claim::More => (target.margin - mean).max(0.0),
        Claim::Less => (mean - less).max(0.0),
        Claim::Equivalent => (mean.abs() - target.margin).max(0.0),
        Claim::SmallerEffectThan => f64::NAN,
    }
}

/// Whether a mean is as claimed: on the claimed side, or within the tolerance of the value.
pub fn holds(target: &Target, mean: f64) -> bool {
    gap(target, mean) <= if target.claim == Claim::Value { target.tolerance } else { 0.0 }
}

/// The patterns of a scenario, ready to judge sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Patterns<'a> {
    /// The patterns, in the order of the scenario.
    pub all: Vec<Pattern<'a>>,
    norm: Norm,
    /// What the model is known to lack, in units of each pattern's scale.
    discrepancy: f64,
}

/// The readings of a set, by pattern; `None` where it gives no value.
pub type Readings = Vec<Option<Reading>>;

impl<'a> Patterns<'a> {
    /// The patterns `claims`, measured by the sets of the `prior`. A pattern that every one of these is ruled out by is
    /// [out of reach](Role::OutOfReach).
    pub fn new(claims: &[Claimed<'a>], prior: &[Readings], norm: Norm, discrepancy: f64) -> Patterns<'a> {
        let pattern = |(place, claimed): (usize, &Claimed<'a>)| {
            let readings: Vec<Reading> = prior.iter().filter_map(|set| set.get(place).copied().flatten()).collect();
            let means: Vec<f64> = readings.iter().map(|reading| reading.mean).collect();
            let spread = Summary::of(&means).and_then(|summary| summary.variance).map_or(0.0, sqrt);
            let variances: Vec<f64> = readings.iter().filter_map(|reading| reading.variance).collect();
            let target = claimed.target;
            let tolerance = Some(target.tolerance).filter(|width| target.claim == Claim::Value && *width > 0.0);
            let role = match (target.claim, target.used_to_fit) {
                (Claim::SmallerEffectThan, _) => Role::LeftOut,
                (_, true) => Role::Fitted,
                (_, false) => Role::HeldOut,
            };
            Pattern {
                claimed: *claimed,
                role,
                scale: tolerance.unwrap_or(spread),
                variance: Summary::of(&variances).map_or(0.0, |summary| summary.mean),
            }
        };
        let all = claims.iter().enumerate().map(pattern).collect();
        let mut patterns = Patterns { all, norm, discrepancy };
        let out: Vec<bool> =
            (0..claims.len()).map(|place| patterns.least(place, prior).is_none_or(|least| least > CUT_OFF)).collect();
        for (pattern, out) in patterns.all.iter_mut().zip(out) {
            if out && pattern.role == Role::Fitted {
                pattern.role = Role::OutOfReach;
            }
        }
        patterns
    }

    /// Places of the patterns of a role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = usize> {
        self.all.iter().enumerate().filter(move |(_, pattern)| pattern.role == role).map(|(place, _)| place)
    }

    /// How implausible a reading of a pattern is.
    pub fn implausibility(&self, place: usize, reading: &Reading) -> f64 {
        let pattern = &self.all[place];
        let target = pattern.claimed.target;
        let tolerance = if target.claim == Claim::Value { target.tolerance } else { 0.0 };
        let own = reading.variance.unwrap_or(pattern.variance);
        let variance = moderated(own, reading.n.saturating_sub(1) as f64, pattern.variance) / reading.n as f64;
        implausibility(gap(target, reading.mean), tolerance, variance, self.discrepancy * pattern.scale)
    }

    /// The least implausibility of a pattern among sets; `None` when none has a value.
    pub fn least(&self, place: usize, sets: &[Readings]) -> Option<f64> {
        let readings = sets.iter().filter_map(|set| set.get(place)?.as_ref());
        readings.map(|reading| self.implausibility(place, reading)).min_by(f64::total_cmp)
    }

    /// The highest and the second highest implausibility of a set over the fitted patterns, and the pattern of the
    /// highest. A pattern without a value rules a set out.
    pub fn worst(&self, set: &Readings) -> (f64, f64, Option<usize>) {
        let of = |place: usize| set[place].map_or(f64::INFINITY, |reading| self.implausibility(place, &reading));
        let all: Vec<(usize, f64)> = self.of(Role::Fitted).map(|place| (place, of(place))).collect();
        let (first, second) = worst_two(&all.iter().map(|(_, value)| *value).collect::<Vec<_>>());
        (first, second, all.iter().find(|(_, value)| *value == first).map(|(place, _)| *place))
    }

    /// Distance of a set to the fitted patterns, each in its own scale; `None` where one has no value.
    pub fn distance(&self, set: &Readings) -> Option<f64> {
        let gaps: Option<Vec<f64>> = self.of(Role::Fitted).map(|place| self.scaled(place, set[place]?.mean)).collect();
        gaps.map(|gaps| self.norm.of(&gaps)).filter(|distance| distance.is_finite())
    }

    /// The gap of a mean to a pattern in units of its scale; `None` where there is a gap and no scale.
    pub fn scaled(&self, place: usize, mean: f64) -> Option<f64> {
        let pattern = &self.all[place];
        let gap = gap(pattern.claimed.target, mean);
        if gap == 0.0 { Some(0.0) } else { Some(gap / pattern.scale).filter(|scaled| scaled.is_finite()) }
    }
}

#[cfg(test)]
#[path = "calibration/tests.rs"]
mod tests;
