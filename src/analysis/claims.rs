//! What a scenario claims of its outcomes (`[[target]]`), held against the runs.
//!
//! A claim is about a sample with one value a replicate: the level of an arm, its paired difference to another arm, or
//! the change between two periods within an arm. It is met or not met only if the whole interval says so; else it is
//! undecided, and more replicates are wanted.

mod row;

pub use row::ValidationRow;

use super::comparison::LEVEL;
use crate::results::{MonthRow, RunValues};
use crate::scenario::{Calendar, Scenario};
use crate::statistics::{Interval, Summary, t_interval};
use crate::vocabulary::choices::Claim;
use crate::vocabulary::tables::Target;
use crate::vocabulary::{Measure, MonthMeasure, Text};
use jiff::ToSpan;
use jiff::civil::Date;

/// Level of the interval that decides an equivalence: two one-sided tests at 5 %.
pub const EQUIVALENCE_LEVEL: f64 = 0.90;
/// Equal values prove nothing below this many: a sign test at 5 % needs six.
const FEWEST_WITHOUT_SPREAD: usize = 6;

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// A measure of the runs of one arm alone.
    Level(Measure),
    /// Arm less `against`, by replicate.
    Difference {
        /// The measure.
        measure: Measure,
        /// Index of the arm that is taken off.
        against: usize,
    },
    /// Mean over the months of a later period less that of an earlier one, by replicate.
    Change {
        /// The measure.
        measure: MonthMeasure,
        /// First day of the earlier period and the day after its last.
        before: (Date, Date),
        /// The same of the later period.
        after: (Date, Date),
    },
}

impl Quantity {
    /// Name of its measure.
    pub fn name(&self) -> &'static str {
        match self {
            Quantity::Level(measure) | Quantity::Difference { measure, .. } => measure.name(),
            Quantity::Change { measure, .. } => measure.name(),
        }
    }

    /// Unit of its measure; empty for pure numbers and shares.
    pub fn unit(&self) -> &'static str {
        match self {
            Quantity::Level(measure) | Quantity::Difference { measure, .. } => measure.unit(),
            Quantity::Change { measure, .. } => measure.unit(),
        }
    }

    /// Label of its measure.
    pub fn label(&self) -> Text {
        match self {
            Quantity::Level(measure) | Quantity::Difference { measure, .. } => measure.label(),
            Quantity::Change { measure, .. } => measure.label(),
        }
    }
}

/// A target of a scenario with its names looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claimed<'a> {
    /// The target as written.
    pub target: &'a Target,
    /// Index of the arm it speaks of.
    pub arm: usize,
    /// What of that arm.
    pub quantity: Quantity,
}

/// The claims of a scenario, in the order of the file. A target that the reader of scenarios would refuse is left out.
pub fn claims(scenario: &Scenario) -> Vec<Claimed<'_>> {
    let arm = |name: &str, otherwise: usize| match name {
        "" => Some(otherwise),
        name => scenario.arms.iter().position(|arm| arm.name == name),
    };
    let claimed = |target: &'_ Target| -> Option<(usize, Quantity)> {
        let Target { measure, against, before_from, before_until, after_from, after_until, .. } = target;
        let quantity = if target.compares_periods() {
            Quantity::Change {
                measure: MonthMeasure::by_name(measure)?,
                before: (*before_from, *before_until),
                after: (*after_from, *after_until),
            }
        } else {
            let measure = Measure::by_name(measure)?;
            match against.as_str() {
                Target::NONE => Quantity::Level(measure),
                name => Quantity::Difference { measure, against: arm(name, scenario.baseline)? },
            }
        };
        Some((arm(&target.arm, scenario.arms.len() - 1)?, quantity))
    };
    let all = scenario.lists.target.iter();
    all.filter_map(|target| claimed(target).map(|(arm, quantity)| Claimed { target, arm, quantity })).collect()
}

/// Sum and number of the values of the earlier and of the later period.
type Periods = [(f64, u32); 2];

/// The values that claims are made of: those of the runs, and month by month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    /// By arm, replicate and measure, in the order of [`Measure::ALL`].
    pub runs: RunValues,
    /// By arm, replicate and claim.
    periods: Vec<Vec<Vec<Periods>>>,
}

impl Values {
    /// Values of `runs`, for so many claims; the months are still to be [told](Values::month).
    pub fn new(runs: RunValues, claims: usize) -> Values {
        let periods = runs.iter().map(|arm| vec![vec![[(0.0, 0); 2]; claims]; arm.len()]).collect();
        Values { runs, periods }
    }

    /// Adds a month of a run, whose values are those of [`MonthMeasure::ALL`].
    pub fn month(&mut self, row: &MonthRow<'_>, claims: &[Claimed<'_>], calendar: &Calendar) {
        let Some((first, end)) = month(calendar, row.month) else { return };
        let run =
            usize::try_from(row.replicate).ok().and_then(|replicate| self.periods.get_mut(row.arm)?.get_mut(replicate));
        let Some(run) = run else { return };
        for (claim, sums) in claims.iter().zip(run) {
            let Quantity::Change { measure, before, after } = claim.quantity else { continue };
            let Some(value) = row.values.get(measure as usize).copied().flatten() else { continue };
            for (sum, (from, until)) in sums.iter_mut().zip([before, after]) {
                if from <= first && end <= until {
                    *sum = (sum.0 + value, sum.1 + 1);
                }
            }
        }
    }

    /// One value a replicate of what claim number `place` is about; `None` where a value is missing.
    pub fn sample(&self, place: usize, claim: &Claimed<'_>) -> Vec<Option<f64>> {
        let of = |arm: usize, measure: Measure| {
            let runs = self.runs.get(arm).map_or(&[][..], Vec::as_slice);
            runs.iter().map(move |run| run.get(measure as usize).copied().flatten())
        };
        match claim.quantity {
            Quantity::Level(measure) => of(claim.arm, measure).collect(),
            Quantity::Difference { measure, against } => {
                of(claim.arm, measure).zip(of(against, measure)).map(|(arm, other)| Some(arm? - other?)).collect()
            }
            Quantity::Change { .. } => {
                let mean = |(sum, count): (f64, u32)| (count > 0).then(|| sum / f64::from(count));
                let runs = self.periods.get(claim.arm).map_or(&[][..], Vec::as_slice);
                let periods = runs.iter().filter_map(|run| run.get(place));
                periods.map(|[before, after]| Some(mean(*after)? - mean(*before)?)).collect()
            }
        }
    }
}

/// First day of a recorded month and the day after its last; `None` beyond the calendar.
pub fn month(calendar: &Calendar, number: usize) -> Option<(Date, Date)> {
    let recorded = calendar.date_of(calendar.recorded_from_day);
    let first_of = |number: usize| recorded.first_of_month().checked_add(i32::try_from(number).ok()?.months()).ok();
    let first = first_of(number)?.max(recorded);
    Some((first, first_of(number + 1)?.min(calendar.date_of(calendar.end_day))))
}

/// What the runs say of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The whole interval agrees with it.
    Met,
    /// The whole interval contradicts it.
    NotMet,
    /// The interval holds both; more replicates are wanted.
    Undecided,
    /// The measure has no value.
    NoData,
}

impl Outcome {
    /// The word in tables: `met`, `not_met`, `undecided` or `no_data`.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Met => "met",
            Outcome::NotMet => "not_met",
            Outcome::Undecided => "undecided",
            Outcome::NoData => "no_data",
        }
    }

    /// For people.
    pub fn label(self) -> Text {
        match self {
            Outcome::Met => Text { en: "met", zh: "符合" },
            Outcome::NotMet => Text { en: "not met", zh: "不符合" },
            Outcome::Undecided => Text { en: "undecided", zh: "未定" },
            Outcome::NoData => Text { en: "no data", zh: "无数据" },
        }
    }
}

/// A claim held against the runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// Replicates that have a value.
    pub n: usize,
    /// Mean over them.
    pub estimate: Option<f64>,
    /// Its interval at [`Finding::level`]; `None` below two values.
    pub interval: Option<Interval>,
    /// 0.95, for equivalence 0.90.
    pub level: f64,
    /// The same effect in the reference, for a smaller effect.
    pub reference: Option<f64>,
    /// What is said.
    pub outcome: Outcome,
}

/// Judges a claim. `there` are the values of the reference, by the same replicates, for a smaller effect.
pub fn judge(target: &Target, here: &[Option<f64>], there: &[Option<f64>]) -> Finding {
    let level = if target.claim == Claim::Equivalent { EQUIVALENCE_LEVEL } else { LEVEL };
    let values: Vec<f64> = here.iter().copied().flatten().collect();
    let summary = Summary::of(&values);
    let interval = summary.as_ref().and_then(|summary| t_interval(summary, level));
    let mut finding = Finding {
        n: values.len(),
        estimate: summary.map(|summary| summary.mean),
        interval,
        level,
        reference: None,
        outcome: Outcome::NoData,
    };
    if values.is_empty() {
        return finding;
    }
    let margin = target.margin;
    let told = interval.filter(|interval| interval.high > interval.low || values.len() >= FEWEST_WITHOUT_SPREAD);
    let by = |met: fn(&Interval, f64, f64) -> bool, not: fn(&Interval, f64, f64) -> bool, low, high| match told {
        Some(interval) if met(&interval, low, high) => Outcome::Met,
        Some(interval) if not(&interval, low, high) => Outcome::NotMet,
        _ => Outcome::Undecided,
    };
    let above = |limit| by(|i, _, limit| i.low > limit, |i, _, limit| i.high <= limit, limit, limit);
    let within = |low, high| {
        by(|i, low, high| low <= i.low && i.high <= high, |i, low, high| i.high < low || high < i.low, low, high)
    };
    let level_alone = target.against == Target::NONE;
    finding.outcome = match target.claim {
        Claim::More => above(margin),
        Claim::Less => {
            let limit = if level_alone { margin } else { -margin };
            by(|i, limit, _| i.high < limit, |i, limit, _| i.low >= limit, limit, limit)
        }
        Claim::Equivalent => within(-margin, margin),
        Claim::Value => within(target.observed - target.tolerance, target.observed + target.tolerance),
        Claim::SmallerEffectThan => {
            let (mean, outcome) = smaller(here, there, margin);
            finding.reference = mean;
            outcome
        }
    };
    finding
}

/// Whether the effect here is smaller than there by more than a margin, seen in the direction of the effect there. An
/// effect the other way round is smaller, too.
fn smaller(here: &[Option<f64>], there: &[Option<f64>], margin: f64) -> (Option<f64>, Outcome) {
    let pairs: Vec<(f64, f64)> =
        here.iter().zip(there).filter_map(|(here, there)| Some(((*here)?, (*there)?))).collect();
    let interval_of = |value: &dyn Fn(&(f64, f64)) -> f64| {
        let summary = Summary::of(&pairs.iter().map(value).collect::<Vec<_>>())?;
        Some((summary.mean, t_interval(&summary, LEVEL)?))
    };
    let Some((mean, reference)) = interval_of(&|(_, there)| *there) else {
        return (None, if pairs.is_empty() { Outcome::NoData } else { Outcome::Undecided });
    };
    if !reference.excludes_zero() {
        // Nobody knows in which direction to look.
        return (Some(mean), Outcome::Undecided);
    }
    let sign = if mean > 0.0 { 1.0 } else { -1.0 };
    let outcome = match interval_of(&|(here, there)| sign * (there - here)) {
        Some((_, shrunk)) if pairs.len() < FEWEST_WITHOUT_SPREAD && shrunk.low == shrunk.high => Outcome::Undecided,
        Some((_, shrunk)) if shrunk.low > margin => Outcome::Met,
        Some((_, shrunk)) if shrunk.high <= margin => Outcome::NotMet,
        _ => Outcome::Undecided,
    };
    (Some(mean), outcome)
}

#[cfg(test)]
#[path = "claims/tests.rs"]
mod tests;
