//! Tables of a sweep: how many points show each side, over which range the difference lies, and that by value.

use super::super::super::document::{Block, Cell, Column, Form, Table};
use super::super::super::{words as frame, writer::Writer};
use super::turns::{majority, value};
use super::{EACH, Material, words};
use crate::analysis::comparison::Mark;
use crate::analysis::signs::Signs;
use crate::charts::integer;
use crate::charts::of_sweep::Number;
use crate::report::numbers::percent;
use crate::vocabulary::Measure;

/// Values that a table tells one by one.
const MOST_VALUES: usize = 12;

impl Material<'_> {
    pub(super) fn figures(&self, writer: &Writer<'_>) -> Vec<Block> {
        let mut blocks = vec![Block::Table { table: self.key_table(writer) }];
        let others = self.subject.others();
        let by_value: Vec<Block> = others.iter().flat_map(|arm| self.by_value(writer, *arm)).collect();
        if others.len() <= EACH {
            blocks.extend(by_value);
        } else if !by_value.is_empty() {
            blocks.push(Block::Folded { summary: writer.get(frame::EACH_ARM).into(), blocks: by_value });
        }
        blocks
    }

    /// The measures of every arm: at how many points each side is shown, and the range of the difference.
    pub(super) fn key_table(&self, writer: &Writer<'_>) -> Table {
        let others = self.subject.others();
        let many = others.len() > 1;
        let mut columns = vec![writer.column(writer.get(frame::MEASURE))];
        if many {
            columns.push(writer.column(writer.get(frame::ARM)));
        }
        let heads = [words::BETTER, words::WORSE, words::OPEN, words::LEAST, words::MEDIAN, words::MOST];
        columns.extend(heads.map(|head| writer.numbers_column(writer.get(head))));
        let mut rows = Vec::new();
        for measure in &self.measures {
            for arm in &others {
                let (signs, (values, numbers)) = (self.signs(*arm, *measure), self.differences(*arm, *measure));
                let mut cells = vec![Cell::new(writer.labelled(*measure))];
                if many {
                    cells.push(Cell::new(writer.arm(*arm)));
                }
                let side = |count: usize, form| match count {
                    0 => Cell::new(of_points(writer, &signs, count)),
                    _ => Cell::new(of_points(writer, &signs, count)).formed(form),
                };
                cells.push(side(signs.better, Form::Better));
                cells.push(side(signs.worse, Form::Worse));
                cells.push(side(signs.undecided(), Form::Undecided));
                let ends = range(&values).map(|ends| ends.map(|value| numbers.signed(value)));
                cells.extend(ends.unwrap_or_else(|| ["–", "–", "–"].map(String::from)).map(Cell::new));
                rows.push(cells);
            }
        }
        let caption = writer.say(words::CAPTION, &[("baseline", &writer.baseline())]);
        Table { caption, columns, note: writer.get(words::CAPTION_NOTE), sortable: rows.len() > 5, rows }
    }

    /// The same for programs, each number in a cell of its own.
    pub(super) fn counts_sheet(&self, writer: &Writer<'_>) -> Vec<Vec<String>> {
        let heads = [
            frame::MEASURE,
            frame::ARM,
            words::POINTS,
            words::BETTER,
            words::WORSE,
            words::OPEN,
            words::MEAN_WORSE,
            words::LEAST,
            words::MEDIAN,
            words::MOST,
        ];
        let mut rows = vec![heads.map(|head| writer.get(head).to_string()).to_vec()];
        for measure in &self.measures {
            for arm in self.subject.others() {
                let (signs, (values, numbers)) = (self.signs(arm, *measure), self.differences(arm, *measure));
                let counts = [signs.points, signs.better, signs.worse, signs.undecided(), signs.mean_worse];
                let ends = range(&values).map_or([None; 3], |ends| ends.map(Some));
                let mut row = vec![writer.labelled(*measure), writer.arm(arm)];
                row.extend(counts.map(|count| count.to_string()));
                row.extend(ends.map(|value| numbers.bare(value)));
                rows.push(row);
            }
        }
        rows
    }

    /// Points better and worse at each value of what is told by value, a table each.
    fn by_value(&self, writer: &Writer<'_>, arm: usize) -> Vec<Block> {
        let numbers = self.told_by_value();
        let last = numbers.len().saturating_sub(1);
        let of = |(place, number): (usize, &&Number)| {
            let heads = [words::VALUE, words::POINTS].into_iter().chain(self.measures.iter().map(|of| of.label()));
            let mut columns: Vec<Column> = heads.map(|head| writer.numbers_column(writer.get(head))).collect();
            columns[0].right = false;
            let row = |level: f64| {
                let points = number.values.iter().filter(|value| **value == level).count();
                let mut cells = vec![Cell::new(value(number, level)), Cell::new(integer(points as u64))];
                cells.extend(self.measures.iter().map(|measure| {
                    let signs = self.signs_at(arm, *measure, number, level);
                    let form = match majority(&signs) {
                        Mark::Better => Form::Better,
                        Mark::Worse => Form::Worse,
                        Mark::Undecided => Form::Plain,
                    };
                    Cell::new(format!("{} / {}", signs.better, signs.worse)).formed(form)
                }));
                cells
            };
            let gaps = [("arm", writer.arm(arm)), ("baseline", writer.baseline())];
            let factor = number.told(writer.language);
            let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
            let caption = writer.say(words::BY_VALUE, &[&gaps[..], &[("factor", &factor)]].concat());
            let note = if place == last { writer.get(words::BY_VALUE_NOTE) } else { "" };
            let rows = number.levels().into_iter().map(row).collect();
            Block::Table { table: Table { caption, columns, rows, note, sortable: false } }
        };
        numbers.iter().enumerate().map(of).collect()
    }

    /// What is told value by value: levers, and of a grid all that has few values. One thing alone is told point by point.
    pub(super) fn told_by_value(&self) -> Vec<&Number> {
        let few = |number: &&Number| (2..=MOST_VALUES).contains(&number.levels().len());
        let told = |number: &&Number| number.lever || self.design == "grid";
        if self.varied.one().is_some() || self.varied.alone().is_some() {
            return Vec::new();
        }
        self.varied.numbers.iter().filter(few).filter(told).collect()
    }

    /// The signs of an arm over the points at which `number` has this value.
    pub(super) fn signs_at(&self, arm: usize, measure: Measure, number: &Number, level: f64) -> Signs {
        let name = &self.subject.arms()[arm];
        Signs::count_at(&self.readings, name, measure, |point| number.values.get(point) == Some(&level))
    }
}

fn of_points(writer: &Writer<'_>, signs: &Signs, count: usize) -> String {
    let (number, share) = (integer(count as u64), writer.number(percent(signs.share(count))));
    writer.say(words::OF_POINTS, &[("count", &number), ("share", &share)])
}

/// Least, median and greatest of ascending values.
fn range(values: &[f64]) -> Option<[f64; 3]> {
    let (least, most) = (values.first()?, values.last()?);
    let middle = (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0;
    Some([*least, middle, *most])
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!(super::range(&[1.0, 2.0, 4.0, 9.0]), Some([1.0, 3.0, 9.0]));
        assert_eq!(super::range(&[]), None);
    }
}
