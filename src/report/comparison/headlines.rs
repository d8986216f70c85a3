//! The numbers that a hurried reader takes away: the first main measures of each arm, in the order of the scenario, so that
//! nobody picks those that please.

use super::super::document::{Block, Form, Headline, Headlines};
use super::super::numbers::Numbers;
use super::reading::{Outcome, Reading};
use super::{EACH, Teller, words};
use crate::analysis::comparison::ComparisonRow;
use crate::charts::integer;
use crate::charts::words::POINTS_SHORT;

/// Numbers in a line.
const MOST: usize = 4;

impl Teller<'_> {
    /// The headlines; none where nothing can be shown.
    pub(super) fn headlines(&self, readings: &[(usize, Reading)]) -> Option<Block> {
        if self.subject.replicates() < 2 || self.main_measures().is_empty() {
            return None;
        }
        if readings.len() > EACH {
            return Some(Block::Headlines { lines: vec![self.tallies(readings)] });
        }
        let lines = readings.iter().map(|(arm, _)| {
            let rows = self.main_measures().iter().filter_map(|measure| self.row(*arm, *measure));
            let known = rows.filter(|row| row.ci_low.is_some());
            let of = if readings.len() == 1 { String::new() } else { self.arm(*arm) };
            Headlines { of, numbers: known.take(MOST).map(|row| self.headline(*arm, row)).collect() }
        });
        let lines: Vec<Headlines> = lines.filter(|line| !line.numbers.is_empty()).collect();
        (!lines.is_empty()).then_some(Block::Headlines { lines })
    }

    fn headline(&self, arm: usize, row: &ComparisonRow) -> Headline {
        let numbers = Numbers::of(row);
        let verdict = self.marked(self.mark(arm, row.measure));
        let shown = matches!(verdict.form, Form::Better | Form::Worse);
        let difference = row.difference.unwrap_or_default();
        let arrow = match difference {
            x if !shown || x == 0.0 => "",
            x if x > 0.0 => "↑",
            _ => "↓",
        };
        let of_share = if numbers.is_percent() { self.get(POINTS_SHORT) } else { "" };
        let [from, to] = [row.baseline_mean, row.arm_mean].map(|mean| self.number(numbers.value(mean)));
        let interval = row.ci_low.zip(row.ci_high).map(|(low, high)| numbers.interval(low, high)).unwrap_or_default();
        Headline {
            label: self.get(row.measure.label()).into(),
            number: numbers.signed(difference),
            unit: self.unit_beside(row.measure).unwrap_or(of_share).into(),
            arrow,
            below: vec![
                self.say(words::HEADLINE_INTERVAL, &[("interval", &interval)]),
                self.say(words::HEADLINE_LEVELS, &[("from", &from), ("to", &to)]),
            ],
            verdict: verdict.text,
            form: verdict.form,
        }
    }

    /// How many of many arms do better or worse.
    fn tallies(&self, readings: &[(usize, Reading)]) -> Headlines {
        let kinds = [
            (words::TALLY_BETTER, Form::Better, "▲"),
            (words::TALLY_WORSE, Form::Worse, "▼"),
            (words::TALLY_MIXED, Form::Plain, ""),
            (words::TALLY_OPEN, Form::Undecided, ""),
        ];
        let of = |(_, reading): &(usize, Reading)| match reading.outcome {
            Outcome::Better => 0,
            Outcome::Worse => 1,
            Outcome::Mixed => 2,
            _ => 3,
        };
        let numbers = kinds.into_iter().enumerate().map(|(kind, (label, form, arrow))| {
            let count = readings.iter().filter(|reading| of(reading) == kind).count();
            Headline {
                label: self.get(label).into(),
                number: integer(count as u64),
                unit: self.say(words::TALLY_OF, &[("count", &integer(readings.len() as u64))]),
                arrow: if count > 0 { arrow } else { "" },
                below: Vec::new(),
                verdict: String::new(),
                form: if count > 0 { form } else { Form::Undecided },
            }
        });
        Headlines { of: String::new(), numbers: numbers.collect() }
    }
}
