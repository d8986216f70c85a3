//! Whether differences count: one line for each main measure with a margin, arm by arm.

use super::grid::{self, Cell, Tone};
use super::{Page, labelled};
use crate::analysis::comparison::{Comparison, Mark, Verdict};
use crate::analysis::margins::{Worth, claim};
use crate::report::numbers::Numbers;
use crate::results::blocks::whole;
use crate::scenario::Scenario;
use serde_json::{Value as Json, json};

/// Columns of the label of a measure.
const LABEL: usize = 40;

/// The tone of a claim; a difference that is shown not to count is no success and no failure.
fn tone(verdict: &Verdict, worth: Worth) -> Tone {
    match (verdict.mark, worth) {
        (_, Worth::TooSmall) | (Mark::Undecided, Worth::Open) => Tone::Dim,
        (Mark::Better, _) => Tone::Good,
        (Mark::Worse, _) => Tone::Bad,
        (Mark::Undecided, Worth::Counts) => Tone::Plain,
    }
}

/// What is shown of every main measure with a margin.
pub(in crate::cli) fn json(scenario: &Scenario, comparison: &Comparison) -> Json {
    let one = |verdict: &Verdict| {
        let weighed = verdict.weighed?;
        let claim = claim(verdict)?;
        let bounds = weighed.interval.map(|interval| [interval.low, interval.high]);
        Some(json!({
            "arm": scenario.arms.get(verdict.arm)?.name,
            "measure": verdict.measure.name(),
            "margin": weighed.margin,
            "size": weighed.worth.word(),
            "verdict": claim.en,
            "p_within": weighed.p_within,
            "p_beyond": weighed.p_beyond,
            "interval_90": bounds,
            "more_replicates": weighed.more_replicates,
        }))
    };
    comparison.verdicts.iter().filter_map(one).collect()
}

impl Page<'_> {
    /// The section; empty where no main measure has a margin.
    pub(super) fn margins(&self, arms: &[usize]) -> String {
        let verdicts = &self.answer.comparison.verdicts;
        let mut text = String::new();
        for arm in arms {
            let of_arm = verdicts.iter().filter(|verdict| verdict.arm == *arm);
            let rows: Vec<Vec<Cell>> = of_arm.filter_map(|verdict| self.weighed(verdict)).collect();
            if rows.is_empty() {
                continue;
            }
            if arms.len() > 1 {
                text += &format!("  {}\n", self.arm(*arm));
            }
            text += &grid::render(&rows, LABEL);
        }
        if text.is_empty() {
            return text;
        }
        let note = self.say(
            "± is the smallest difference that counts. Holm-adjusted as the marks above; equivalent means shown to differ \
             by less, by the 90 % interval.",
            "± 后为有意义的最小差异。与上表一样经 Holm 校正；等同指由 90% 区间表明差异小于该值。",
        );
        let note: String =
            grid::wrap(note, self.width - 2).iter().map(|line| format!("  {}\n", Tone::Dim.paint(line))).collect();
        self.heading(self.say("Does it count", "差异是否有意义")) + &text + &note
    }

    fn weighed(&self, verdict: &Verdict) -> Option<Vec<Cell>> {
        let weighed = verdict.weighed?;
        let claim = claim(verdict)?;
        let margin = Numbers::new(verdict.measure.name(), Some(weighed.margin), None).plain(weighed.margin);
        let more = weighed.more_replicates.map(|more| whole(self.answer.manifest.replicates.finished + more));
        let hint = more.map_or_else(String::new, |wanted| {
            self.put(format!("--replicates {wanted} may settle it"), format!("--replicates {wanted} 或可判定"))
        });
        Some(vec![
            Cell::left(labelled(verdict.measure, self.language)),
            Cell::right(format!("±{margin}")),
            Cell::left(claim.get(self.language)).toned(tone(verdict, weighed.worth)),
            Cell::left(hint).toned(Tone::Dim),
        ])
    }
}
