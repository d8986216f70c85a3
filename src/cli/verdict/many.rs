//! Many arms: one matrix in place of one table each.

use super::grid::{self, Cell, Tone, cut};
use super::{COSTS, Page, labelled, tone};
use crate::analysis::comparison::{ComparisonRow, Mark};
use crate::analysis::losers::Losers;
use crate::report::numbers::{Numbers, percent, signed_percent};
use crate::vocabulary::Measure;

/// Columns that the name of an arm may take.
const NAME: usize = 22;

impl Page<'_> {
    /// What an arm is called in a matrix: its label, or its name where some label is too long for the column.
    fn short(&self, arm: usize) -> String {
        let arms = &self.answer.scenario.arms;
        let fits = arms.iter().all(|arm| grid::width(arm.label(self.language)) <= NAME);
        let text = if fits { self.arm(arm) } else { arms.get(arm).map_or("", |arm| arm.name.as_str()) };
        cut(text, NAME)
    }

    /// The names of the arms with what they stand for, where the matrix calls them by name.
    fn names(&self, arms: &[usize]) -> String {
        let rows: Vec<Vec<Cell>> = arms
            .iter()
            .filter(|arm| self.short(**arm) != self.arm(**arm))
            .map(|arm| vec![Cell::left(self.short(*arm)).toned(Tone::Dim), Cell::left(self.arm(*arm))])
            .collect();
        if rows.is_empty() { String::new() } else { grid::render(&rows, NAME) + "\n" }
    }

    /// A row an arm, a column a main measure: the difference in percent of the baseline's mean and a mark.
    pub(super) fn matrix(&self, arms: &[usize]) -> String {
        let measures = &self.answer.scenario.main_measures;
        let baseline = self.baseline();
        let heading = self
            .put(format!("{} arms against {baseline}", arms.len()), format!("{} 个方案与{baseline}相比", arms.len()));
        let legend = measures.iter().enumerate().map(|(i, measure)| {
            let value = arms.first().and_then(|arm| self.row(*arm, *measure));
            let value = value.map_or_else(String::new, |row| Numbers::of(row).value(row.baseline_mean));
            vec![Cell::left(format!("{} {}", i + 1, labelled(*measure, self.language))), Cell::right(value)]
        });
        let mut legend: Vec<Vec<Cell>> = legend.collect();
        legend.insert(0, vec![Cell::left(""), Cell::right(cut(baseline, NAME)).toned(Tone::Dim)]);
        let mut rows = vec![vec![Cell::left("")]];
        rows[0].extend((1..=measures.len()).map(|i| Cell::right(format!("{i}  ")).toned(Tone::Dim)));
        for arm in arms {
            let mut row = vec![Cell::left(self.short(*arm))];
            row.extend(measures.iter().map(|measure| self.marked(*arm, *measure)));
            rows.push(row);
        }
        let key = self.say(
            "Difference in percent of the baseline's mean: ▲ better, ▼ worse, · undecided. Intervals are in comparison.csv.",
            "差值占基准均值的百分比：▲ 更好，▼ 更差，· 未定。区间见 comparison.csv。",
        );
        let key: String =
            grid::wrap(key, self.width - 2).iter().map(|line| format!("  {}\n", Tone::Dim.paint(line))).collect();
        self.heading(&heading)
            + &grid::render(&legend, self.width - 16)
            + "\n"
            + &self.names(arms)
            + &grid::render(&rows, NAME)
            + &key
    }

    fn marked(&self, arm: usize, measure: Measure) -> Cell {
        let mark = self.mark(arm, measure);
        let sign = match mark {
            Some(Mark::Better) => "▲",
            Some(Mark::Worse) => "▼",
            Some(Mark::Undecided) => "·",
            None => " ",
        };
        let share = self.row(arm, measure).and_then(ComparisonRow::relative_difference);
        let text = share.map_or_else(|| "–".into(), |share| signed_percent(share).replace(" %", ""));
        Cell::right(format!("{text} {sign}")).toned(tone(mark))
    }

    /// A row an arm, a column a kind of cost: the difference to the baseline.
    pub(super) fn cost_matrix(&self, arms: &[usize]) -> String {
        let heads = [
            self.say("in all", "合计"),
            self.say("government", "政府"),
            self.say("holders", "成员"),
            self.say("households", "农户"),
        ];
        let mut rows = vec![vec![
            Cell::left(self.say("yuan a year more than the baseline", "比基准多（元/年）")).toned(Tone::Dim),
        ]];
        rows[0].extend(heads.map(|head| Cell::right(head).toned(Tone::Dim)));
        for arm in arms {
            let mut row = vec![Cell::left(self.short(*arm))];
            row.extend(COSTS.iter().map(|cost| {
                let text = self.row(*arm, *cost).map_or_else(String::new, |row| Numbers::of(row).difference(row));
                Cell::right(text.split(" [").next().unwrap_or_default())
            }));
            rows.push(row);
        }
        grid::render(&rows, NAME)
    }

    /// A row an arm: groups served worse, their households, groups served better, the ratio of smaller clans.
    pub(super) fn lost_matrix(&self, arms: &[usize]) -> String {
        let heads = [
            self.say("groups worse", "更差小组"),
            self.say("households", "所涉农户"),
            self.say("groups better", "更好小组"),
            self.say("clan ratio", "小姓/大姓"),
        ];
        let what = self.say("resolved in 90 days", "90天办结率");
        let mut rows = vec![vec![Cell::left(what).toned(Tone::Dim)]];
        rows[0].extend(heads.map(|head| Cell::right(head).toned(Tone::Dim)));
        for arm in arms {
            let losers = self.answer.losers.get(*arm).copied().flatten();
            let share = |of: fn(Losers) -> f64| Cell::right(percent(losers.map(of)));
            let ratio = self.row(*arm, Measure::MinorityRatio);
            let ratio = ratio.map_or_else(String::new, |row| Numbers::of(row).value(row.arm_mean));
            rows.push(vec![
                Cell::left(self.short(*arm)),
                share(|losers| losers.worse),
                share(|losers| losers.households_worse),
                share(|losers| losers.better),
                Cell::right(ratio),
            ]);
        }
        grid::render(&rows, NAME)
    }
}
