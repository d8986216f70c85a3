//! Every point, folded away; of many only the most extreme.

use super::super::super::document::{Block, Cell, Form, Table};
use super::super::super::writer::Writer;
use super::{Material, words};
use crate::analysis::comparison::Mark;
use crate::analysis::signs::Reading;
use crate::charts::integer;
use crate::charts::of_sweep::Number;
use crate::vocabulary::Measure;

/// Points that are listed one by one.
const MOST_POINTS: usize = 200;
/// Arms whose points are listed one by one.
const MOST_ARMS: usize = 4;
/// Points of each end that are listed where there are more.
const EXTREMES: usize = 20;
/// Columns for what varies; more would not be read.
const MOST_COLUMNS: usize = 6;

impl Material<'_> {
    pub(super) fn every(&self, writer: &Writer<'_>) -> Vec<Block> {
        let of = |arm: usize| {
            let table = self.points_of(writer, arm);
            let summary = writer.say(words::SUMMARY, &[("arm", &writer.arm(arm))]);
            Block::Folded { summary, blocks: vec![Block::Table { table }] }
        };
        let intro = Block::text(writer.get(words::EVERY_INTRO));
        std::iter::once(intro).chain(self.subject.others().into_iter().map(of)).collect()
    }

    fn points_of(&self, writer: &Writer<'_>, arm: usize) -> Table {
        let alone = self.varied.alone();
        let numbers = if alone.is_some() { Vec::new() } else { self.columns() };
        let mut columns = vec![writer.numbers_column(writer.get(words::POINT))];
        columns.extend(alone.as_ref().map(|_| writer.column(writer.get(words::CHANGED))));
        columns.extend(numbers.iter().map(|number| {
            let told = number.told(writer.language);
            if number.words.is_empty() { writer.numbers_column(told) } else { writer.column(told) }
        }));
        columns.extend(self.measures.iter().map(|measure| writer.numbers_column(writer.labelled(*measure))));
        let found: Vec<Vec<Option<&Reading>>> =
            self.measures.iter().map(|measure| self.by_point(arm, *measure)).collect();
        let written: Vec<_> = self.measures.iter().map(|measure| self.differences(arm, *measure).1).collect();
        let row = |point: &usize| {
            let mut cells = vec![Cell::new(point.to_string())];
            cells.extend(alone.as_ref().map(|alone| Cell::new(self.changed(writer, alone, *point))));
            cells.extend(numbers.iter().map(|number| Cell::new(super::turns::value(number, number.values[*point]))));
            cells.extend(found.iter().zip(&written).map(|(by_point, numbers)| {
                let Some((reading, difference)) = by_point[*point].and_then(|known| Some((known, known.difference?)))
                else {
                    return Cell::new("–");
                };
                let interval = reading.interval.map(|of| format!(" {}", numbers.interval(of.low, of.high)));
                let (sign, form) = match reading.mark() {
                    Some(Mark::Better) => (" ▲", Form::Better),
                    Some(Mark::Worse) => (" ▼", Form::Worse),
                    _ => (" ·", Form::Undecided),
                };
                Cell::new(numbers.signed(difference) + &interval.unwrap_or_default() + sign).formed(form)
            }));
            cells
        };
        let (label, baseline, measure) = (writer.arm(arm), writer.baseline(), self.measures.first().copied());
        let gaps = [("arm", label.as_str()), ("baseline", &baseline)];
        let few = self.varied.points() <= MOST_POINTS && self.subject.others().len() <= MOST_ARMS;
        let (caption, points) = match measure.filter(|_| !few) {
            Some(measure) => {
                let (count, name) = (integer(EXTREMES as u64), writer.within(measure));
                let gaps = [&gaps[..], &[("count", &count), ("measure", &name)]].concat();
                (writer.say(words::EXTREMES, &gaps), self.extremes(arm, measure))
            }
            None => (writer.say(words::EVERY, &gaps), (0..self.varied.points()).collect()),
        };
        let rows = points.iter().map(row).collect();
        Table { caption, columns, rows, note: writer.get(words::EVERY_NOTE), sortable: true }
    }

    /// What is changed at a point of one thing at a time.
    fn changed(&self, writer: &Writer<'_>, alone: &[Vec<usize>], point: usize) -> String {
        let ours = self.varied.numbers.iter().zip(alone).find(|(_, points)| points.contains(&point));
        ours.map_or_else(|| "–".into(), |(number, _)| super::turns::setting(writer, number, number.values[point]))
    }

    /// What varies, as far as there is room: all, or the levers, or nothing.
    fn columns(&self) -> Vec<&Number> {
        let all: Vec<&Number> = self.varied.numbers.iter().filter(|number| number.levels().len() > 1).collect();
        if all.len() <= MOST_COLUMNS {
            return all;
        }
        all.into_iter().filter(|number| number.lever).take(MOST_COLUMNS).collect()
    }

    /// The points with the least and with the greatest difference, ascending by it.
    fn extremes(&self, arm: usize, measure: Measure) -> Vec<usize> {
        let known = self.by_point(arm, measure).into_iter().flatten();
        let mut points: Vec<(f64, usize)> =
            known.filter_map(|reading| Some((reading.difference?, reading.point))).collect();
        points.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let points: Vec<usize> = points.into_iter().map(|(_, point)| point).collect();
        let (low, high) = points.split_at(points.len().min(EXTREMES));
        [low, &high[high.len().saturating_sub(EXTREMES)..]].concat()
    }
}
