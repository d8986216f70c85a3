//! What is unknown and what is chance, apart.

use super::grid::{self, Cell, Tone};
use super::{Page, labelled};
use crate::report::numbers::{Numbers, percent};

impl Page<'_> {
    /// By main measure of each arm: what the parameter sets expect, and what chance adds in one village.
    pub(super) fn unknown(&self) -> String {
        let splits = &self.answer.comparison.unknown;
        let Some(first) = splits.first() else { return String::new() };
        let many = splits.iter().any(|split| split.arm != first.arm);
        let head = [
            self.say("expected by 95 % of the sets", "95% 参数组的期望差值"),
            self.say("chance in one village", "单村偶然波动"),
            self.say("unknown", "未知占比"),
            self.say("sets in favour", "更优参数组"),
        ];
        let mut rows = vec![vec![Cell::left("")]];
        rows[0].extend(head.map(|text| Cell::right(text).toned(Tone::Dim)));
        for split in splits {
            let label = labelled(split.measure, self.language);
            let label = if many { format!("{}: {label}", self.arm(split.arm)) } else { label };
            let expected = split.expected();
            let numbers = Numbers::new(split.measure.name(), Some(split.unknown.max(split.chance)), None);
            rows.push(vec![
                Cell::left(label),
                Cell::right(expected.map_or_else(|| "–".into(), |range| numbers.interval(range.low, range.high))),
                Cell::right(format!("±{}", numbers.plain(1.96 * split.chance))),
                Cell::right(percent(split.unknown_share())),
                Cell::right(split.favoured().map_or_else(|| "–".into(), |share| percent(Some(share)))),
            ]);
        }
        let heading = self.put(
            format!("Unknown and chance, apart ({} parameter sets)", first.sets),
            format!("未知与偶然的分解（{} 组参数）", first.sets),
        );
        let note = self.say(
            "The table above is about the mean over the sets, and its intervals carry both. What is unknown would shrink with \
             better data, chance would not. Sets in favour: the share that expects the arm to be better.",
            "上表为各参数组的均值，其区间同时包含两者。未知可因数据改善而缩小，偶然则不能。更优参数组：预期该方案更优的参数组占比。",
        );
        self.heading(&heading)
            + &grid::render(&rows, self.width.saturating_sub(60).max(24))
            + &self.lines([note.into()])
    }
}
