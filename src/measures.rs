//! How each outcome is counted from the state and the tallies of a run.

mod campaigns;
mod cases;
mod effort;
mod engagement;
mod fixers;
mod groups;
mod months;
mod projects;
mod records;
mod series;
mod storms;
mod works;

use crate::vocabulary::{GroupMeasure, Measure, MonthMeasure};
use crate::world::{Context, World};
pub use series::{DoorRecord, DriveRecord, StormRecord, StormStep};

/// Counts the outcomes of a finished run.
pub fn count(cx: Context<'_>, world: &mut World, with_cases: bool) -> RunOutcome {
    let groups = groups::measures(cx, world);
    RunOutcome {
        measures: cases::measures(cx, world, &groups),
        groups,
        months: months::measures(cx, world),
        cases: if with_cases { records::cases(cx, world) } else { Vec::new() },
        drives: series::drives(cx, world),
        storms: series::storms(cx, world),
    }
}

/// A quotient; `None` where the denominator is zero.
fn over(numerator: f64, denominator: f64) -> Option<f64> {
    (denominator != 0.0).then(|| numerator / denominator)
}

/// What one run gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunOutcome {
    /// One value a measure, in the order of [`Measure::ALL`]; `None` where a denominator is zero.
    pub measures: Vec<Option<f64>>,
    /// By group, one value a measure, in the order of [`GroupMeasure::ALL`].
    pub groups: Vec<Vec<Option<f64>>>,
    /// By month from the end of the burn-in, one value a measure, in the order of [`MonthMeasure::ALL`].
    pub months: Vec<Vec<Option<f64>>>,
    /// Every case with its history, when asked for.
    pub cases: Vec<CaseRecord>,
    /// The drives for consent that the measures count, in the order of the scenario.
    pub drives: Vec<DriveRecord>,
    /// The storms that the measures count, in the order in which they came.
    pub storms: Vec<StormRecord>,
}

impl RunOutcome {
    /// The value of a measure.
    pub fn get(&self, measure: Measure) -> Option<f64> {
        self.measures[measure as usize]
    }

    /// The value of a measure of a group.
    pub fn group(&self, group: usize, measure: GroupMeasure) -> Option<f64> {
        self.groups[group][measure as usize]
    }

    /// The value of a measure of a month.
    pub fn month(&self, month: usize, measure: MonthMeasure) -> Option<f64> {
        self.months[month][measure as usize]
    }
}

/// One need and what became of it. Days count from the start of the simulation.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRecord {
    /// Number of the potential need, the same in every arm.
    pub need: u32,
    /// Household, counted from 0.
    pub household: u32,
    /// Group, counted from 0.
    pub group: u32,
    /// `request` or `dispute`.
    pub kind: &'static str,
    /// Ordinal of the potential need among those of the household and kind; for an induced dispute, of the child.
    pub ordinal: u32,
    /// Number of the parent of an induced dispute, `None` for exogenous needs.
    pub parent: Option<u32>,
    /// The other household of a dispute.
    pub counterpart: Option<u32>,
    /// 0, 1 or 2.
    pub severity: u8,
    /// Topic, counted from 0.
    pub topic: u8,
    /// When it arose.
    pub arose_day: f64,
    /// When it was voiced.
    pub voiced_day: Option<f64>,
    /// When work on it began first.
    pub begun_day: Option<f64>,
    /// When it was closed.
    pub closed_day: Option<f64>,
    /// Tier it was at last: `none`, `group`, `committee`, `township` or `county`.
    pub tier: &'static str,
    /// State at the end, such as `resolved`, `lumped`, `given_up`, `waiting`.
    pub state: &'static str,
    /// Petitions filed about it.
    pub petitions: u32,
    /// Hours spent on it by holders and cadres.
    pub hours: f64,
}
