//! The rows of one measure of one arm together: how its difference is divided.

use super::{AttributionRow, Kind};
use crate::statistics::Interval;
use crate::vocabulary::Measure;

/// How the difference of a measure between an arm and the baseline is divided.
#[derive(Clone, Debug, PartialEq)]
pub struct Division<'a> {
    /// The measure.
    pub measure: Measure,
    /// Name of the arm.
    pub arm: &'a str,
    /// The whole difference.
    pub total: &'a AttributionRow,
    /// What is left with all players off; `None` where there are no parts.
    pub rest: Option<&'a AttributionRow>,
    /// What the players carry, the largest first.
    pub parts: Vec<&'a AttributionRow>,
    rows: &'a [AttributionRow],
}

impl<'a> Division<'a> {
    /// The divisions of a table, in its order.
    pub fn all(rows: &'a [AttributionRow]) -> Vec<Division<'a>> {
        let same = |one: &AttributionRow, next: &AttributionRow| one.measure == next.measure && one.arm == next.arm;
        rows.chunk_by(same).filter_map(Division::of).collect()
    }

    fn of(rows: &'a [AttributionRow]) -> Option<Division<'a>> {
        let of = |kind: Kind| rows.iter().filter(move |row| row.kind == kind);
        let total = of(Kind::Total).next()?;
        let mut parts: Vec<&AttributionRow> = of(Kind::Shapley).collect();
        parts.sort_by(|one, other| size(other).total_cmp(&size(one)));
        Some(Division { measure: total.measure, arm: &total.arm, total, rest: of(Kind::Rest).next(), parts, rows })
    }

    /// Its rows of a kind.
    pub fn rows(&self, kind: Kind) -> impl Iterator<Item = &'a AttributionRow> {
        self.rows.iter().filter(move |row| row.kind == kind)
    }

    /// What a row of this kind says of the player of a part.
    pub fn beside(&self, part: &AttributionRow, kind: Kind) -> Option<f64> {
        self.rows(kind).find(|row| row.player == part.player)?.estimate
    }

    /// The parts that are shown: their intervals exclude zero. The largest comes first.
    pub fn shown(&self) -> impl Iterator<Item = &'a AttributionRow> {
        self.parts.iter().copied().filter(|row| row.shown())
    }

    /// The largest of the shown parts that have the sign of the whole difference.
    pub fn leading(&self) -> Option<&'a AttributionRow> {
        let its_way = |row: &&AttributionRow| row.estimate.zip(self.total.estimate).is_some_and(|(a, b)| a * b > 0.0);
        self.shown().find(its_way)
    }

    /// The largest interaction that is shown.
    pub fn interaction(&self) -> Option<&'a AttributionRow> {
        let shown = self.rows(Kind::Interaction).filter(|row| row.shown());
        shown.max_by(|one, other| size(one).total_cmp(&size(other)))
    }
}

impl AttributionRow {
    /// Whether its interval excludes zero.
    pub fn shown(&self) -> bool {
        self.interval().is_some_and(|interval| interval.excludes_zero())
    }

    /// Its 95 % interval.
    pub fn interval(&self) -> Option<Interval> {
        self.ci_low.zip(self.ci_high).map(|(low, high)| Interval { low, high })
    }
}

fn size(row: &AttributionRow) -> f64 {
    row.estimate.map_or(0.0, f64::abs)
}
