//! A row of `validation.csv`.

use super::{Claimed, Finding, Quantity};
use crate::scenario::Scenario;
use crate::vocabulary::choices::Claim;
use serde::Serialize;

/// A claim with what was found; `None` is an empty cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValidationRow<'a> {
    /// Name of the pattern.
    pub target: &'a str,
    /// What it says, in English; its name unless given.
    pub label_en: &'a str,
    /// The same in Chinese.
    pub label_zh: &'a str,
    /// `more`, `less`, `equivalent`, `smaller_effect_than` or `value`.
    pub claim: &'static str,
    /// Name of the measure.
    pub measure: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Name of the arm.
    pub arm: &'a str,
    /// Name of the arm that is taken off, or `none`.
    pub against: Option<&'a str>,
    /// The earlier period.
    pub before: Option<String>,
    /// The later period.
    pub after: Option<String>,
    /// Smallest difference that counts.
    pub margin: Option<f64>,
    /// The reference as written.
    pub reference: Option<&'a str>,
    /// Value that was observed.
    pub observed: Option<f64>,
    /// Allowed distance from it.
    pub tolerance: Option<f64>,
    /// Replicates that have a value.
    pub n: usize,
    /// Mean over them.
    pub estimate: Option<f64>,
    /// Lower bound of its interval.
    pub ci_low: Option<f64>,
    /// Upper bound.
    pub ci_high: Option<f64>,
    /// Level of the interval.
    pub level: f64,
    /// The effect in the reference.
    pub reference_estimate: Option<f64>,
    /// `met`, `not_met`, `undecided` or `no_data`.
    pub outcome: &'static str,
    /// Whether parameters were chosen with it in view.
    pub used_to_fit: bool,
    /// Where it is known from.
    pub source: &'a str,
}

impl<'a> ValidationRow<'a> {
    /// The row of a claim of `scenario`.
    pub fn new(scenario: &'a Scenario, claimed: &Claimed<'a>, finding: &Finding) -> ValidationRow<'a> {
        let target = claimed.target;
        let or_name = |label: &'a String| if label.is_empty() { target.name.as_str() } else { label.as_str() };
        let name = |arm: usize| scenario.arms.get(arm).map_or("", |arm| arm.name.as_str());
        let span = |(from, until)| Some(format!("{from}/{until}"));
        let value = target.claim == Claim::Value;
        let (against, before, after) = match claimed.quantity {
            Quantity::Level(_) => (Some(target.against.as_str()), None, None),
            Quantity::Difference { against, .. } => (Some(name(against)), None, None),
            Quantity::Change { before, after, .. } => (None, span(before), span(after)),
        };
        ValidationRow {
            target: &target.name,
            label_en: or_name(&target.label_en),
            label_zh: or_name(if target.label_zh.is_empty() { &target.label_en } else { &target.label_zh }),
            claim: target.claim.word(),
            measure: claimed.quantity.name(),
            unit: claimed.quantity.unit(),
            arm: name(claimed.arm),
            against,
            before,
            after,
            margin: (!value).then_some(target.margin),
            reference: Some(target.reference.as_str()).filter(|reference| !reference.is_empty()),
            observed: value.then_some(target.observed),
            tolerance: value.then_some(target.tolerance),
            n: finding.n,
            estimate: finding.estimate,
            ci_low: finding.interval.map(|interval| interval.low),
            ci_high: finding.interval.map(|interval| interval.high),
            level: finding.level,
            reference_estimate: finding.reference,
            outcome: finding.outcome.word(),
            used_to_fit: target.used_to_fit,
            source: &target.source,
        }
    }
}
