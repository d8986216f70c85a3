//! Tables of a calibration: patterns, unknowns, pairs, the search, sources.

use super::super::super::document::{Block, Cell, Form, Table};
use super::super::super::words as frame;
use super::super::super::writer::Writer;
use super::{said, words};
use crate::analysis::calibration::{FactorRow, PairRow, PatternRow, PopulationRow, Role, Tables, Verdict};
use crate::charts::integer;
use crate::charts::words::{POINTS, unit};
use crate::experiment::design::parameter_of;
use crate::report::numbers::{Numbers, percent};
use crate::scenario::NO_SOURCE;
use crate::vocabulary::Text;

/// Unknowns that are shown at once; the rest is folded away.
const UNKNOWNS: usize = 12;
/// Pairs that are shown at once.
const PAIRS: usize = 8;
/// From this many rows on a table can be sorted.
const LONG: usize = 6;

fn columns<const N: usize>(
    writer: &Writer<'_>,
    heads: [(Text, bool); N],
) -> Vec<super::super::super::document::Column> {
    let column = |(text, right)| {
        let text = writer.get(text);
        if right { writer.numbers_column(text) } else { writer.column(text) }
    };
    heads.map(column).to_vec()
}

fn share(writer: &Writer<'_>, share: Option<f64>) -> Cell {
    Cell::new(writer.number(percent(share)))
}

/// The patterns, before and after.
pub(super) fn patterns(writer: &Writer<'_>, tables: &Tables) -> Table {
    let columns = columns(
        writer,
        [
            (words::PATTERN, false),
            (words::CLAIMED, true),
            (words::BEFORE, true),
            (words::AFTER, true),
            (words::HOLDS, true),
            (words::USED, false),
        ],
    );
    let row = |row: &PatternRow| {
        let form = match row.role {
            Role::Fitted => Form::Plain,
            Role::OutOfReach => Form::Worse,
            Role::HeldOut | Role::LeftOut => Form::Undecided,
        };
        vec![
            Cell::new(with_unit(writer, row)),
            Cell::new(writer.number(said::claimed(row))),
            Cell::new(writer.number(said::before(row))),
            Cell::new(writer.number(said::after(row))),
            Cell::new(writer.number(said::holds(row))),
            Cell::new(writer.get(said::used(row.role))).formed(form),
        ]
    };
    let rows: Vec<Vec<Cell>> = tables.patterns.iter().map(row).collect();
    let (caption, note) = (writer.get(words::PATTERNS).into(), writer.get(said::BEFORE_AFTER));
    let sortable = rows.len() >= LONG;
    Table { caption, columns, rows, note, sortable }
}

/// What a pattern says, with the unit of its numbers.
fn with_unit(writer: &Writer<'_>, row: &PatternRow) -> String {
    let label = said::label(row, writer.language);
    let points = Numbers::new(&row.measure, None, None).is_percent() && !said::level(row);
    let unit = unit(&row.unit).or(points.then_some(POINTS)).map_or("", |unit| writer.get(unit));
    // Some labels say their unit, as "petitions per 1,000 person-years" does.
    if unit.is_empty() || label.to_lowercase().contains(unit) {
        return label.to_string();
    }
    writer.say(words::WITH_UNIT, &[("label", label), ("unit", unit)])
}

/// The unknowns, the first at once.
pub(super) fn unknowns_apart(writer: &Writer<'_>, tables: &Tables) -> Vec<Block> {
    let ranked = tables.ranked();
    let told = ranked.iter().filter(|row| row.verdict != Verdict::Not).count();
    let (first, rest) = ranked.split_at(told.max(UNKNOWNS).min(ranked.len()));
    apart(writer, (words::UNKNOWNS_REST, rest.len()), unknowns(writer, first), || unknowns(writer, rest))
}

/// A table, and the rest of its rows in one that is folded away.
fn apart(writer: &Writer<'_>, (text, more): (Text, usize), first: Table, rest: impl FnOnce() -> Table) -> Vec<Block> {
    let mut blocks = vec![Block::Table { table: first }];
    if more > 0 {
        let summary = writer.say(text, &[("count", &integer(more as u64))]);
        blocks.push(Block::Folded { summary, blocks: vec![Block::Table { table: rest() }] });
    }
    blocks
}

/// Unknowns, before and after.
pub(super) fn unknowns(writer: &Writer<'_>, rows: &[&FactorRow]) -> Table {
    let columns = columns(
        writer,
        [
            (words::UNKNOWN, false),
            (words::KEY, false),
            (words::PLAUSIBLE, true),
            (words::KEPT, true),
            (words::LOST, true),
            (words::TOLD, false),
        ],
    );
    let row = |row: &&FactorRow| {
        vec![
            Cell::new(writer.unknown_with_unit(&row.factor)),
            Cell::code(&row.factor),
            Cell::new(said::plausible(row)),
            Cell::new(said::kept(row)),
            Cell::new(writer.number(said::lost(row))),
            told(writer, row),
        ]
    };
    let (caption, note) = (writer.get(words::UNKNOWNS).into(), writer.get(said::IDENTIFIED_MEANS));
    Table { caption, columns, rows: rows.iter().map(row).collect(), note, sortable: rows.len() >= LONG }
}

fn told(writer: &Writer<'_>, row: &FactorRow) -> Cell {
    let form = match row.verdict {
        Verdict::Identified => Form::Better,
        Verdict::Partly => Form::Plain,
        Verdict::Not => Form::Undecided,
    };
    Cell::new(writer.get(said::verdict(row.verdict))).formed(form)
}

/// The strong pairs, the first at once; nothing where there are none.
pub(super) fn pairs(writer: &Writer<'_>, tables: &Tables) -> Vec<Block> {
    let strong = tables.strong();
    let Some(text) = said::together(tables, writer.language) else { return Vec::new() };
    let table = |pairs: &[&PairRow]| {
        let columns = columns(writer, [(words::ONE, false), (words::OTHER, false), (words::CORRELATION, true)]);
        let row = |pair: &&PairRow| {
            let names = [&pair.factor, &pair.other].map(|name| Cell::new(writer.unknown_with_unit(name)));
            names.into_iter().chain([Cell::new(said::correlation(pair))]).collect()
        };
        let (caption, note) = (writer.get(words::PAIRS).into(), writer.get(words::PAIRS_NOTE));
        Table { caption, columns, rows: pairs.iter().map(row).collect(), note, sortable: pairs.len() >= LONG }
    };
    let (first, rest) = strong.split_at(strong.len().min(PAIRS));
    let blocks = apart(writer, (words::PAIRS_REST, rest.len()), table(first), || table(rest));
    std::iter::once(Block::text(text)).chain(blocks).collect()
}

/// How the search went.
pub(super) fn populations(writer: &Writer<'_>, tables: &Tables) -> Block {
    let heads = [words::POPULATION, words::DISTANCE, words::TRIED, words::ACCEPTED, words::SETS, words::WORTH];
    let columns = columns(writer, heads.map(|text| (text, true)));
    let row = |row: &PopulationRow| {
        vec![
            Cell::new(row.population.to_string()),
            Cell::new(format!("{:.3}", row.distance)),
            Cell::new(integer(row.tried as u64)),
            share(writer, Some(row.acceptance)),
            Cell::new(integer(row.sets as u64)),
            Cell::new(said::worth(row.effective_size)),
        ]
    };
    let (caption, note) = (writer.get(words::POPULATIONS).into(), writer.get(words::POPULATIONS_NOTE));
    let rows = tables.populations.iter().map(row).collect();
    Block::Table { table: Table { caption, columns, rows, note, sortable: false } }
}

/// Where the patterns come from.
pub(super) fn sources(writer: &Writer<'_>, tables: &Tables) -> Block {
    let columns = columns(writer, [(words::PATTERN, false), (frame::SOURCE, false)]);
    let row = |row: &PatternRow| {
        let source = match row.source.as_str() {
            "" | NO_SOURCE => Cell::new(writer.get(frame::NO_SOURCE)),
            given => Cell::new(given).formed(Form::Quoted),
        };
        vec![Cell::new(said::label(row, writer.language)), source]
    };
    let (caption, rows) = (writer.get(words::SOURCES).into(), tables.patterns.iter().map(row).collect());
    Block::Table { table: Table { caption, columns, rows, note: "", sortable: false } }
}

/// The unknowns for spreadsheet programs: each number in a cell of its own.
pub(super) fn sheet(writer: &Writer<'_>, tables: &Tables) -> Vec<Vec<String>> {
    let heads = [
        words::UNKNOWN,
        words::KEY,
        frame::UNIT,
        words::LOWEST,
        words::HIGHEST,
        words::MEDIAN,
        words::LOW,
        words::HIGH,
        words::LOST,
        words::TOLD,
    ];
    let row = |row: &FactorRow| {
        let half = row.q025.zip(row.q975).map(|(low, high)| 0.5 * (high - low));
        let (numbers, ends) = (Numbers::new("", half, row.q50), 0.5 * (row.prior_high - row.prior_low));
        let ends = Numbers::new("", Some(ends), None);
        let of = parameter_of(&row.factor).map_or("", |place| place.unit());
        vec![
            crate::charts::words::unknown(&row.factor, writer.language),
            row.factor.clone(),
            unit(of).map_or(of, |unit| writer.get(unit)).to_string(),
            ends.bare(Some(row.prior_low)),
            ends.bare(Some(row.prior_high)),
            numbers.bare(row.q50),
            numbers.bare(row.q025),
            numbers.bare(row.q975),
            row.contraction.map_or_else(String::new, |share| format!("{share:.2}")),
            told(writer, row).text,
        ]
    };
    let heads = heads.map(|text| writer.get(text).to_string()).to_vec();
    std::iter::once(heads).chain(tables.ranked().into_iter().map(row)).collect()
}
