//! Tables of parts: of one measure with intervals, of all measures at a glance, and of who plays.

use super::super::super::document::{Block, Cell, Form, Table};
use super::super::super::writer::Writer;
use super::{said, words};
use crate::analysis::attribution::players::label;
use crate::analysis::attribution::{AttributionRow, Division, Kind};
use crate::results::manifest::Varying;
use crate::vocabulary::Direction;
use std::cmp::Ordering;

/// From this many rows on a table can be sorted.
const LONG: usize = 6;

/// The parts of every measure; what they are stands below the last.
pub(super) fn divisions(writer: &Writer<'_>, divisions: &[Division<'_>]) -> Vec<Table> {
    let mut tables: Vec<Table> = divisions.iter().map(|known| division(writer, known)).collect();
    if let Some(last) = tables.last_mut() {
        last.note = writer.get(said::NOTE_PARTS);
    }
    tables
}

/// The parts of one measure of one arm: what is left without the mechanisms, what each carries, the whole.
fn division(writer: &Writer<'_>, division: &Division<'_>) -> Table {
    let numbers = said::numbers(division);
    let mut columns = vec![writer.column(writer.get(words::MECHANISM))];
    let heads = [words::PART_HEAD, words::ALONE_HEAD, words::LAST_HEAD];
    columns.extend(heads.map(|text| writer.numbers_column(writer.get(text))));
    columns.push(writer.column(writer.get(words::SHOWN)));
    let line = |label: &str, row: &AttributionRow, beside: [Option<f64>; 2]| {
        let [alone, last] = beside.map(|value| value.map_or_else(String::new, |value| numbers.signed(value)));
        let mut cells =
            vec![Cell::new(label), Cell::new(said::written(&numbers, row)), Cell::new(alone), Cell::new(last)];
        cells.push(shown(writer, row));
        cells
    };
    let mut rows = Vec::new();
    rows.extend(division.rest.map(|rest| line(writer.get(said::EVERYTHING_ELSE), rest, [None, None])));
    rows.extend(division.parts.iter().map(|part| {
        let beside = [Kind::KnockIn, Kind::KnockOut].map(|kind| division.beside(part, kind));
        line(&label(&part.player, writer.language), part, beside)
    }));
    rows.push(line(writer.get(said::WHOLE), division.total, [None, None]));
    let measure = writer.labelled(division.measure);
    let measure = match numbers.is_percent() {
        true => writer.say(words::IN_POINTS, &[("measure", &measure)]),
        false => measure,
    };
    let arm = writer.arm_named(division.arm);
    let gaps = [("measure", measure.as_str()), ("arm", &arm), ("baseline", &writer.baseline())];
    let sortable = division.parts.len() >= LONG;
    Table { caption: writer.say(words::CAPTION, &gaps), columns, rows, note: "", sortable }
}

/// Whether a row is shown to be something, and for better or worse.
fn shown(writer: &Writer<'_>, row: &AttributionRow) -> Cell {
    match side(row) {
        None => Cell::new(writer.get(words::NO)).formed(Form::Undecided),
        Some(form) => Cell::new(writer.get(words::YES)).formed(form),
    }
}

/// How a row that is shown looks.
fn side(row: &AttributionRow) -> Option<Form> {
    let sign = row.estimate.unwrap_or(0.0).total_cmp(&0.0);
    row.shown().then_some(match (row.direction, sign) {
        (Direction::Neutral, _) | (_, Ordering::Equal) => Form::Plain,
        (Direction::More, Ordering::Greater) | (Direction::Less, Ordering::Less) => Form::Better,
        (Direction::More, Ordering::Less) | (Direction::Less, Ordering::Greater) => Form::Worse,
    })
}

/// What each mechanism carries of every measure of an arm that has parts.
pub(super) fn matrix(writer: &Writer<'_>, divisions: &[Division<'_>]) -> Table {
    let with: Vec<&Division<'_>> = divisions.iter().filter(|division| division.rest.is_some()).collect();
    let mut columns = vec![writer.column(writer.get(words::MECHANISM))];
    columns.extend(with.iter().map(|division| writer.numbers_column(writer.labelled(division.measure))));
    let line = |label: &str, of: &dyn Fn(&Division<'_>) -> Option<Cell>| {
        let cells = with.iter().map(|division| of(division).unwrap_or_else(|| Cell::new("–")));
        std::iter::once(Cell::new(label)).chain(cells).collect::<Vec<Cell>>()
    };
    let cell = |row: &AttributionRow, division: &Division<'_>| {
        let number = row.estimate.map_or_else(|| "–".into(), |value| said::numbers(division).signed(value));
        let (sign, form) = match side(row) {
            None => (" ·", Form::Undecided),
            Some(Form::Better) => (" ▲", Form::Better),
            Some(Form::Worse) => (" ▼", Form::Worse),
            Some(form) => (" +", form),
        };
        Cell::new(number + sign).formed(form)
    };
    let mut players: Vec<&str> = Vec::new();
    for part in with.iter().flat_map(|division| division.rows(Kind::Shapley)) {
        if !players.contains(&part.player.as_str()) {
            players.push(&part.player);
        }
    }
    let mut rows = vec![line(writer.get(said::EVERYTHING_ELSE), &|division| Some(cell(division.rest?, division)))];
    rows.extend(players.into_iter().map(|player| {
        line(&label(player, writer.language), &|division| {
            let part = division.parts.iter().find(|part| part.player == player)?;
            Some(cell(part, division))
        })
    }));
    rows.push(line(writer.get(said::WHOLE), &|division| Some(cell(division.total, division))));
    let arm = divisions.first().map_or_else(String::new, |first| writer.arm_named(first.arm));
    let caption = writer.say(words::MATRIX, &[("arm", &arm), ("baseline", &writer.baseline())]);
    Table { caption, columns, rows, note: writer.get(words::MATRIX_NOTE), sortable: false }
}

/// Who plays, and what is switched together.
pub(super) fn players(writer: &Writer<'_>, known: &[AttributionRow]) -> Block {
    let heads = [words::MECHANISM, words::KEY, words::TOGETHER];
    let columns = heads.map(|text| writer.column(writer.get(text))).to_vec();
    let row = |player: &Varying| {
        let switches = known.iter().find(|row| row.player == player.name).map_or("", |row| &row.switches);
        let switches: Vec<String> = switches.split(' ').map(|switch| label(switch, writer.language)).collect();
        vec![
            Cell::new(label(&player.name, writer.language)),
            Cell::code(&player.name),
            Cell::new(if switches.len() > 1 { writer.list(&switches) } else { String::new() }),
        ]
    };
    let factors = writer.manifest.study.iter().flat_map(|study| &study.factors);
    let (caption, rows) = (writer.get(words::PLAYERS).into(), factors.map(row).collect());
    Block::Table { table: Table { caption, columns, rows, note: writer.get(words::PLAYERS_NOTE), sortable: false } }
}
