//! How sure a difference is.

use super::super::document::{Block, Cell, Table};
use super::super::numbers::{Numbers, percent};
use super::{EACH, Teller, words};
use crate::analysis::comparison::Mark;
use crate::charts::integer;
use crate::results::blocks;

impl Teller<'_> {
    /// What the intervals show and what they do not.
    pub(super) fn sure(&self) -> Vec<Block> {
        let replicates = integer(self.subject.replicates());
        let mut blocks = Vec::new();
        if !self.subject.others().is_empty() && self.subject.replicates() > 1 {
            blocks.push(Block::text(self.say(words::SURE_PAIRS, &[("replicates", &replicates)])));
        }
        blocks.push(self.values_behind());
        blocks.extend(self.unknown());
        blocks.extend(self.precision());
        blocks
    }

    /// How far pairing helps and how many replicates would be needed, arm by arm.
    pub(super) fn precision(&self) -> Vec<Block> {
        let others = self.subject.others();
        if self.main_measures().is_empty() || self.subject.replicates() < 2 {
            return Vec::new();
        }
        let last = others.last().copied();
        let tables: Vec<Block> = others
            .iter()
            .map(|arm| self.precision_of(*arm, if Some(*arm) == last { self.get(words::SURE_NOTE) } else { "" }))
            .collect();
        if others.len() <= EACH {
            return tables;
        }
        vec![Block::Folded { summary: self.get(words::EACH_ARM).into(), blocks: tables }]
    }

    /// What is unknown and what is chance, apart.
    pub(super) fn unknown(&self) -> Option<Block> {
        let splits = &self.material.comparison.unknown;
        let first = splits.first()?;
        let many = splits.iter().any(|split| split.arm != first.arm);
        let columns = vec![
            self.column(self.get(words::MEASURE)),
            self.numbers_column(self.get(words::UNKNOWN_EXPECTED)),
            self.numbers_column(self.get(words::UNKNOWN_CHANCE)),
            self.numbers_column(self.get(words::UNKNOWN_SHARE)),
            self.numbers_column(self.get(words::UNKNOWN_FAVOURED)),
        ];
        let rows = splits.iter().map(|split| {
            let label = self.labelled(split.measure);
            let expected = split.expected();
            let numbers = Numbers::new(split.measure.name(), Some(split.unknown.max(split.chance)), None);
            vec![
                Cell::new(if many { format!("{}: {label}", self.arm(split.arm)) } else { label }),
                Cell::new(expected.map_or_else(|| "–".into(), |range| numbers.interval(range.low, range.high))),
                Cell::new(format!("±{}", numbers.plain(1.96 * split.chance))),
                Cell::new(percent(split.unknown_share())),
                Cell::new(split.favoured().map_or_else(|| "–".into(), |share| percent(Some(share)))),
            ]
        });
        let (caption, note) = (self.get(words::UNKNOWN_CAPTION).into(), self.get(words::UNKNOWN_NOTE));
        Some(Block::Table { table: Table { caption, columns, rows: rows.collect(), note, sortable: false } })
    }

    fn precision_of(&self, arm: usize, note: &'static str) -> Block {
        let columns = vec![
            self.column(self.get(words::MEASURE)),
            self.numbers_column(self.get(words::PAIRS)),
            self.numbers_column(self.get(words::VARIANCE_RATIO)),
            self.numbers_column(self.get(words::P_VALUE)),
            self.numbers_column(self.get(words::MORE_REPLICATES)),
        ];
        let of_arm = self.material.comparison.verdicts.iter().filter(|verdict| verdict.arm == arm);
        let rows = of_arm.map(|verdict| {
            let row = self.row(arm, verdict.measure);
            let p_value = verdict
                .p_value
                .map_or_else(|| "–".into(), |p| if p < 0.001 { "< 0.001".into() } else { format!("{p:.3}") });
            let wanted = match (self.mark(arm, verdict.measure), verdict.more_replicates) {
                (None, _) => "–".into(),
                _ if row.is_none_or(|row| row.difference.is_none()) => "–".into(),
                (Some(Mark::Undecided), Some(more)) => integer(blocks::whole(self.subject.replicates() + more)),
                (Some(Mark::Undecided), None) => self.get(words::BEYOND).into(),
                (Some(_), _) => self.get(words::SETTLED).into(),
            };
            vec![
                Cell::new(self.labelled(verdict.measure)),
                Cell::new(row.map_or_else(String::new, |row| integer(row.n as u64))),
                Cell::new(
                    row.and_then(|row| row.variance_ratio).map_or_else(|| "–".into(), |ratio| format!("{ratio:.1}")),
                ),
                Cell::new(p_value),
                Cell::new(wanted),
            ]
        });
        let caption = self.say(words::SURE_CAPTION, &[("arm", &self.arm(arm)), ("baseline", &self.baseline())]);
        Block::Table { table: Table { caption, columns, rows: rows.collect(), note, sortable: false } }
    }
}
