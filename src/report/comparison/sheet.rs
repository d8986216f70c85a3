//! The key figures of a comparison for spreadsheet programs: each number in a cell of its own.

use super::super::numbers::Numbers;
use super::figures::{Level, level};
use super::{Teller, words};
use crate::charts::words::unit;
use crate::vocabulary::Measure;

impl Teller<'_> {
    /// Heads, then one row a measure and arm.
    pub(super) fn rows(&self) -> Vec<Vec<String>> {
        let heads = [
            self.get(words::ARM).to_string(),
            self.get(words::MEASURE).to_string(),
            self.get(words::UNIT).to_string(),
            self.baseline(),
            self.get(words::MEAN).to_string(),
            self.get(words::DIFFERENCE_ALONE).to_string(),
            self.get(words::INTERVAL_LOW).to_string(),
            self.get(words::INTERVAL_HIGH).to_string(),
            self.get(words::PAIRS_BETTER).to_string(),
            self.get(words::MARK).to_string(),
        ];
        let compared = self.subject.others().into_iter().flat_map(|arm| {
            self.main_measures().iter().filter_map(move |measure| Some((arm, self.row(arm, *measure)?)))
        });
        let compared = compared.map(|(arm, row)| {
            let numbers = Numbers::of(row);
            vec![
                self.arm(arm),
                self.get(row.measure.label()).to_string(),
                self.unit(row.measure, &numbers),
                numbers.bare(row.baseline_mean),
                numbers.bare(row.arm_mean),
                numbers.bare(row.difference),
                numbers.bare(row.ci_low),
                numbers.bare(row.ci_high),
                row.probability_better.map_or_else(String::new, |share| format!("{share:.2}")),
                self.marked(self.mark(arm, row.measure)).text,
            ]
        });
        let alone = self.material.levels.iter().filter(|(known, _)| self.main_measures().contains(known));
        let alone = alone.map(|(measure, values)| {
            let Level { mean, interval, numbers, .. } = level(*measure, values);
            let mut cells = vec![
                self.baseline(),
                self.get(measure.label()).to_string(),
                self.unit(*measure, &numbers),
                numbers.bare(mean),
            ];
            cells.extend([String::new(), String::new()]);
            cells.push(numbers.bare(interval.map(|interval| interval.low)));
            cells.push(numbers.bare(interval.map(|interval| interval.high)));
            cells.extend([String::new(), String::new()]);
            cells
        });
        std::iter::once(heads.to_vec()).chain(compared).chain(alone).collect()
    }

    fn unit(&self, measure: Measure, numbers: &Numbers) -> String {
        let of_share = if numbers.is_percent() { "%" } else { "" };
        unit(measure.unit()).map_or(of_share, |unit| self.get(unit)).to_string()
    }
}
