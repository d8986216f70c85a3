//! Tables of numbers: key figures, costs, who gains and loses.

use super::super::document::{Block, Cell, Form, Strip, Table};
use super::super::numbers::{Numbers, percent, signed_percent};
use super::super::scale::{Scale, relative};
use super::{COSTS, EACH, FAIRNESS, Teller, words};
use crate::analysis::comparison::{ComparisonRow, Mark};
use crate::analysis::losers::Losers;
use crate::statistics::{Interval, Summary, t_interval};
use crate::vocabulary::{Measure, Text};

/// Level of the intervals of means.
const LEVEL: f64 = crate::analysis::comparison::LEVEL;

impl Teller<'_> {
    /// The word for a mark.
    pub(super) fn marked(&self, mark: Option<Mark>) -> Cell {
        let (text, form) = match mark {
            Some(Mark::Better) => (self.get(words::MARK_BETTER), Form::Better),
            Some(Mark::Worse) => (self.get(words::MARK_WORSE), Form::Worse),
            Some(Mark::Undecided) => (self.get(words::MARK_UNDECIDED), Form::Undecided),
            None => ("", Form::Plain),
        };
        Cell::new(text).formed(form)
    }

    /// Key figures of each arm, or of all arms in one table and each arm's folded away.
    pub(super) fn key_figures(&self) -> Vec<Block> {
        let others = self.subject.others();
        let measures = self.main_measures();
        if others.is_empty() {
            return vec![self.levels(measures, words::LEVELS_CAPTION)];
        }
        if measures.is_empty() {
            return Vec::new();
        }
        let each = self.key_figures_by_arm();
        if others.len() <= EACH {
            return each;
        }
        let caption = self.say(words::MATRIX_CAPTION, &[("baseline", &self.baseline())]);
        vec![
            self.differences(caption, measures, words::MATRIX_NOTE),
            Block::Folded { summary: self.get(words::EACH_ARM).into(), blocks: each },
        ]
    }

    /// Key figures of each arm.
    pub(super) fn key_figures_by_arm(&self) -> Vec<Block> {
        let others = self.subject.others();
        let last = others.last().copied();
        let of = |arm: &usize| {
            let note = if Some(*arm) == last { self.get(words::FIGURES_NOTE) } else { "" };
            self.compared(*arm, self.main_measures(), words::FIGURES_CAPTION, true, note)
        };
        others.iter().map(of).collect()
    }

    /// Both means and the difference of some measures of one arm; if `judged`, also how often it is better and the
    /// verdict.
    pub(super) fn compared(
        &self,
        arm: usize,
        measures: &[Measure],
        caption: Text,
        judged: bool,
        note: &'static str,
    ) -> Block {
        let (label, baseline) = (self.arm(arm), self.baseline());
        let rows = measures.iter().filter_map(|measure| self.row(arm, *measure));
        let scale = if judged { Scale::of(rows.clone()) } else { None };
        let one = rows.clone().all(|row| row.ci_low.is_none());
        let mut columns = vec![
            self.column(self.get(words::MEASURE)),
            self.numbers_column(&baseline),
            self.numbers_column(&label),
            self.numbers_column(self.get(if one { words::DIFFERENCE_ALONE } else { words::DIFFERENCE })),
        ];
        if let (Some(scale), Some(column)) = (scale, columns.last_mut()) {
            let [low, high] = [scale.low, scale.high].map(|end| self.number(signed_percent(end)));
            column.bars = self.say(words::BARS, &[("low", &low), ("high", &high), ("baseline", &baseline)]);
        }
        if judged {
            columns.push(self.numbers_column(self.get(words::PAIRS_BETTER)));
            columns.push(self.column(self.get(words::MARK)));
        }
        let cells = rows.map(|row| {
            let numbers = Numbers::of(row);
            let mut cells = vec![
                Cell::new(self.labelled(row.measure)),
                Cell::new(self.number(numbers.value(row.baseline_mean))),
                Cell::new(self.number(numbers.value(row.arm_mean))),
                Cell { strip: scale.and_then(|scale| strip(scale, row)), ..Cell::new(numbers.difference(row)) },
            ];
            if judged {
                cells[3].form = self.marked(self.mark(arm, row.measure)).form;
                cells.push(Cell::new(self.number(percent(row.probability_better))));
                cells.push(self.marked(self.mark(arm, row.measure)));
            }
            cells
        });
        let caption = self.say(caption, &[("arm", &label), ("baseline", &baseline)]);
        Block::Table { table: Table { caption, columns, rows: cells.collect(), note, sortable: false } }
    }

    /// The differences of all arms, one row each.
    pub(super) fn differences(&self, caption: String, measures: &[Measure], note: Text) -> Block {
        let mut columns = vec![self.column(self.get(words::ARM))];
        columns.extend(measures.iter().map(|measure| self.numbers_column(self.labelled(*measure))));
        let row = |arm: &usize| {
            let cells = measures.iter().map(|measure| {
                let Some(row) = self.row(*arm, *measure) else { return Cell::new(self.get(words::DASH)) };
                let number = row.difference.map_or_else(|| "–".into(), |by| Numbers::of(row).signed(by));
                let (sign, form) = match self.mark(*arm, *measure) {
                    Some(Mark::Better) => (" ▲", Form::Better),
                    Some(Mark::Worse) => (" ▼", Form::Worse),
                    Some(Mark::Undecided) => (" ·", Form::Undecided),
                    None => ("", Form::Plain),
                };
                Cell::new(number + sign).formed(form)
            });
            std::iter::once(Cell::new(self.arm(*arm))).chain(cells).collect()
        };
        let rows = self.subject.others().iter().map(row).collect();
        Block::Table { table: Table { caption, columns, rows, note: self.get(note), sortable: true } }
    }

    /// The outcomes of the only arm.
    fn levels(&self, measures: &[Measure], caption: Text) -> Block {
        let columns = vec![
            self.column(self.get(words::MEASURE)),
            self.numbers_column(self.get(words::MEAN)),
            self.numbers_column(self.get(words::MEAN_INTERVAL)),
            self.numbers_column(self.get(words::SPREAD)),
        ];
        let known = self.material.levels.iter().filter(|(measure, _)| measures.contains(measure));
        let row = |(measure, values): &(Measure, Vec<f64>)| {
            let Level { mean, interval, spread, numbers } = level(*measure, values);
            let range = interval.map_or_else(|| "–".into(), |known| numbers.range(known.low, known.high));
            vec![
                Cell::new(self.labelled(*measure)),
                Cell::new(self.number(numbers.value(mean))),
                Cell::new(range),
                Cell::new(spread.map_or_else(|| "–".into(), |spread| numbers.plain(spread))),
            ]
        };
        let caption = self.say(caption, &[("arm", &self.baseline())]);
        Block::Table { table: Table { caption, columns, rows: known.map(row).collect(), note: "", sortable: false } }
    }

    /// Groups that are served better or worse, smaller clans, absent households, the worst group.
    pub(super) fn gains_and_losses(&self) -> Vec<Block> {
        let others = self.subject.others();
        if others.is_empty() {
            return vec![self.levels(&FAIRNESS, words::LEVELS_CAPTION)];
        }
        let columns = vec![
            self.column(self.get(words::ARM)),
            self.numbers_column(self.get(words::GROUPS_WORSE)),
            self.numbers_column(self.get(words::GROUPS_HOUSEHOLDS)),
            self.numbers_column(self.get(words::GROUPS_BETTER)),
        ];
        let row = |arm: &usize| {
            let losers = self.material.losers.get(*arm).copied().flatten();
            let share = |of: fn(Losers) -> f64| Cell::new(self.number(percent(losers.map(of))));
            vec![
                Cell::new(self.arm(*arm)),
                share(|losers| losers.worse),
                share(|losers| losers.households_worse),
                share(|losers| losers.better),
            ]
        };
        let caption = self.say(words::GROUPS_CAPTION, &[("baseline", &self.baseline())]);
        let (rows, note) = (others.iter().map(row).collect(), self.get(words::GROUPS_NOTE));
        let groups = Table { caption, columns, rows, note, sortable: others.len() > EACH };
        let mut blocks = vec![Block::Table { table: groups }];
        blocks.extend(self.by_arm(&FAIRNESS, words::FAIR_CAPTION, words::FAIR_MATRIX, words::RATIO_NOTE));
        blocks
    }

    /// Costs by payer.
    pub(super) fn costs(&self) -> Vec<Block> {
        if self.subject.others().is_empty() {
            return vec![self.levels(&COSTS, words::LEVELS_CAPTION)];
        }
        self.by_arm(&COSTS, words::COSTS_CAPTION, words::COSTS_MATRIX, words::COSTS_NOTE)
    }

    /// A table an arm, or one for all where there are many.
    pub(super) fn by_arm(&self, measures: &[Measure], caption: Text, matrix: Text, note: Text) -> Vec<Block> {
        let others = self.subject.others();
        if others.len() > EACH {
            let caption = self.say(matrix, &[("baseline", &self.baseline())]);
            return vec![self.differences(caption, measures, note)];
        }
        let last = others.last().copied();
        let of = |arm: &usize| {
            self.compared(*arm, measures, caption, false, if Some(*arm) == last { self.get(note) } else { "" })
        };
        others.iter().map(of).collect()
    }
}

/// Where the interval of a row lies on a scale.
fn strip(scale: Scale, row: &ComparisonRow) -> Option<Strip> {
    let place = |x: f64| libm::round(1000.0 * scale.place(x)) as u32;
    let [low, middle, high] = relative(row)?.map(place);
    Some(Strip { zero: place(0.0), low, middle, high })
}

/// A measure of an arm alone.
pub(super) struct Level {
    pub(super) mean: Option<f64>,
    /// The interval of the mean.
    pub(super) interval: Option<Interval>,
    /// Standard deviation between replicates.
    pub(super) spread: Option<f64>,
    pub(super) numbers: Numbers,
}

pub(super) fn level(measure: Measure, values: &[f64]) -> Level {
    let summary = Summary::of(values);
    let interval = summary.as_ref().and_then(|summary| t_interval(summary, LEVEL));
    let mean = summary.as_ref().map(|summary| summary.mean);
    let numbers = Numbers::new(measure.name(), interval.map(|interval| interval.half_width()), mean);
    Level { mean, interval, spread: summary.and_then(|summary| summary.variance).map(libm::sqrt), numbers }
}
