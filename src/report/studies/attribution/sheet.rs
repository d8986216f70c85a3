//! The parts for spreadsheet programs: each number in a cell of its own.

use super::super::super::words as frame;
use super::super::super::writer::Writer;
use super::{said, words};
use crate::analysis::attribution::players::label;
use crate::analysis::attribution::{AttributionRow, Division, Kind};
use crate::charts::words::unit;

/// Heads, then one row an arm, measure and part.
pub(super) fn rows(writer: &Writer<'_>, divisions: &[Division<'_>]) -> Vec<Vec<String>> {
    let heads = [
        frame::ARM,
        frame::MEASURE,
        frame::UNIT,
        words::MECHANISM,
        words::KEY,
        words::PART_VALUE,
        frame::INTERVAL_LOW,
        frame::INTERVAL_HIGH,
        words::ALONE_HEAD,
        words::LAST_HEAD,
        words::SHOWN,
        words::PAIRS,
    ];
    let heads = heads.map(|text| writer.get(text).to_string()).to_vec();
    std::iter::once(heads).chain(divisions.iter().flat_map(|division| of(writer, division))).collect()
}

fn of(writer: &Writer<'_>, division: &Division<'_>) -> Vec<Vec<String>> {
    let numbers = said::numbers(division);
    let of_share = if numbers.is_percent() { "%" } else { "" };
    let line = |label: String, row: &AttributionRow| {
        let beside = |kind: Kind| if row.kind == Kind::Shapley { division.beside(row, kind) } else { None };
        vec![
            writer.arm_named(division.arm),
            writer.get(division.measure.label()).to_string(),
            unit(division.measure.unit()).map_or(of_share, |unit| writer.get(unit)).to_string(),
            label,
            row.player.clone(),
            numbers.bare(row.estimate),
            numbers.bare(row.ci_low),
            numbers.bare(row.ci_high),
            numbers.bare(beside(Kind::KnockIn)),
            numbers.bare(beside(Kind::KnockOut)),
            writer.get(if row.shown() { words::YES } else { words::NO }).to_string(),
            row.n.to_string(),
        ]
    };
    let rest = division.rest.map(|rest| line(writer.get(said::EVERYTHING_ELSE).into(), rest));
    let parts = division.parts.iter().map(|part| line(label(&part.player, writer.language), part));
    let whole = line(writer.get(said::WHOLE).into(), division.total);
    rest.into_iter().chain(parts).chain([whole]).collect()
}
