//! What may be said, in plain words.

use super::super::document::Block;
use super::super::numbers::{Numbers, percent};
use super::reading::{Outcome, Reading};
use super::{EACH, Teller, words};
use crate::analysis::comparison::{Mark, Verdict};
use crate::analysis::margins::{Weighed, Worth, claim};
use crate::charts::integer;
use crate::charts::words::say;
use crate::statistics::Interval;
use crate::vocabulary::Measure;

impl Teller<'_> {
    /// What may be said, in plain words.
    pub(super) fn verdict(&self) -> Vec<Block> {
        let subject = self.subject;
        let others = subject.others();
        let mut blocks = self.loud();
        if others.is_empty() {
            let alone = self.say(words::ALONE, &[("arm", &self.baseline())]);
            blocks.push(Block::Text { text: alone, leads: true });
            return blocks;
        }
        let arms = subject.arms();
        let readings: Vec<(usize, Reading)> =
            others.iter().map(|arm| (*arm, Reading::of(self.material.comparison, *arm, &arms[*arm]))).collect();
        blocks.extend(self.headlines(&readings));
        if others.len() > EACH {
            blocks.extend(self.counted(&readings));
        } else {
            blocks.extend(readings.iter().flat_map(|(arm, reading)| self.reading(*arm, reading)));
        }
        blocks.extend(self.open_sides());
        blocks.push(Block::text(self.get(words::ASSUMED)));
        blocks
    }

    /// What the mean over parameter sets hides: measures in which some sets expect one side to be better, and some the
    /// other.
    fn open_sides(&self) -> Option<Block> {
        let open = |share: &f64| (0.025..0.975).contains(share);
        let splits = self.material.comparison.unknown.iter();
        let items: Vec<String> = splits
            .filter_map(|split| {
                let share = self.number(percent(Some(split.favoured().filter(open)?)));
                let (measure, arm) = (self.labelled(split.measure), self.arm(split.arm));
                Some(self.say(words::UNKNOWN_ITEM, &[("measure", &measure), ("share", &share), ("arm", &arm)]))
            })
            .collect();
        let sets = integer(self.manifest.unknown.as_ref()?.turns.sets);
        let text = self.say(words::UNKNOWN_VERDICT, &[("sets", &sets), ("list", &self.list(&items))]);
        (!items.is_empty()).then(|| Block::text(text))
    }

    /// What must not be overlooked.
    fn loud(&self) -> Vec<Block> {
        let rules = &self.manifest.replicates;
        let missed = (rules.until_met == Some(false)).then(|| {
            let (rule, cap) = (rules.until.as_deref().unwrap_or_default(), integer(rules.finished));
            Block::Warning { text: self.say(words::UNTIL_MISSED, &[("rule", rule), ("cap", &cap)]) }
        });
        missed.into_iter().chain(self.broken_runs()).collect()
    }

    /// A paragraph about one arm and the measures behind it.
    fn reading(&self, arm: usize, reading: &Reading) -> Vec<Block> {
        let (label, baseline) = (self.arm(arm), self.baseline());
        let all = self.main_measures().len().to_string();
        let [better, worse] = [&reading.better, &reading.worse].map(|measures| measures.len().to_string());
        let head = match reading.outcome {
            Outcome::NoMeasures => words::NO_MEASURES,
            Outcome::OneReplicate => words::ONE_REPLICATE,
            Outcome::Identical => words::IDENTICAL,
            Outcome::Undecided => words::UNDECIDED,
            Outcome::Better => words::BETTER,
            Outcome::Worse => words::WORSE,
            Outcome::Mixed => words::MIXED,
        };
        let gaps =
            [("arm", label.as_str()), ("baseline", &baseline), ("all", &all), ("better", &better), ("worse", &worse)];
        let head = match &self.manifest.unknown {
            Some(unknown) if reading.outcome.claims() => {
                // Within a sentence no label gets a capital.
                let (sets, text) = (integer(unknown.turns.sets), say(head, self.language, &gaps));
                self.say(words::ON_AVERAGE, &[("sets", &sets), ("text", &text)])
            }
            _ => self.say(head, &gaps),
        };
        let sentences: Vec<String> = std::iter::once(head).chain(self.cost(arm)).collect();
        let mut list = Vec::new();
        let told = !matches!(reading.outcome, Outcome::OneReplicate | Outcome::Identical | Outcome::NoMeasures);
        let lists = [
            (words::BETTER_LIST, &reading.better, true, true),
            (words::WORSE_LIST, &reading.worse, true, true),
            (words::DIFFERS_LIST, &reading.differs, true, true),
            // Where nothing at all is shown the first sentence has said so.
            (words::UNDECIDED_LIST, &reading.undecided, false, told && reading.outcome != Outcome::Undecided),
            (words::ABSENT_LIST, &reading.absent, false, true),
        ];
        for (text, measures, numbers, wanted) in lists {
            if wanted && !measures.is_empty() {
                let items: Vec<String> = measures.iter().map(|measure| self.item(arm, *measure, numbers)).collect();
                list.push(self.say(text, &[("list", &self.list(&items))]));
            }
        }
        let weighed = self.weighed(arm, false);
        if !weighed.is_empty() {
            list.push(self.say(words::MARGINS_LIST, &[("list", &weighed.join(self.get(words::SEMICOLON)))]));
        }
        let mut blocks = vec![Block::Text { text: self.sentences(&sentences), leads: true }];
        if !list.is_empty() {
            blocks.push(Block::List { items: list });
        }
        blocks
    }

    /// A measure, with its means if `numbers`.
    fn item(&self, arm: usize, measure: Measure, numbers: bool) -> String {
        let label = self.within(measure);
        let Some(row) = self.row(arm, measure).filter(|_| numbers) else { return label };
        let numbers = Numbers::of(row);
        let [from, to] = [row.baseline_mean, row.arm_mean].map(|mean| self.number(numbers.value(mean)));
        self.say(words::ITEM, &[("measure", &label), ("from", &from), ("to", &to)])
    }

    /// The main measures with a margin and what is shown of the size of their difference; `only` those that count.
    fn weighed(&self, arm: usize, only: bool) -> Vec<String> {
        let verdicts = &self.material.comparison.verdicts;
        let one = |verdict: &Verdict| {
            let Weighed { margin, worth, .. } = verdict.weighed?;
            let size = Numbers::new(verdict.measure.name(), Some(margin), None).plain(margin);
            let measure = self.within(verdict.measure);
            let gaps = [("measure", measure.as_str()), ("margin", &size), ("claim", self.get(claim(verdict)?))];
            (!only || worth == Worth::Counts).then(|| self.say(words::MARGINS_ITEM, &gaps))
        };
        verdicts.iter().filter(|verdict| verdict.arm == arm).filter_map(one).collect()
    }

    /// What the arm costs, claimed only if it is shown.
    fn cost(&self, arm: usize) -> Option<String> {
        let row = self.row(arm, Measure::CostYuan)?;
        let (difference, numbers) = (row.difference?, Numbers::of(row));
        let gaps = [("difference", numbers.difference(row)), ("baseline", self.baseline())];
        let say = |text, more: &[(&str, String)]| {
            let gaps: Vec<(&str, &str)> = gaps.iter().chain(more).map(|(gap, value)| (*gap, value.as_str())).collect();
            self.say(text, &gaps)
        };
        let Some((low, high)) = row.ci_low.zip(row.ci_high) else { return Some(say(words::COST_ONE, &[])) };
        if (low, high) == (0.0, 0.0) {
            return Some(say(words::COST_SAME, &[]));
        }
        let adjusted = self.mark(arm, Measure::CostYuan);
        let shown = adjusted.map_or_else(|| Interval { low, high }.excludes_zero(), |mark| mark != Mark::Undecided);
        if !shown {
            return Some(say(words::COST_UNDECIDED, &[]));
        }
        let amount = numbers.plain(difference.abs());
        let interval = numbers.interval(low, high);
        let text = if difference > 0.0 { words::COST_MORE } else { words::COST_LESS };
        Some(say(text, &[("amount", amount), ("interval", interval)]))
    }

    /// How many of many arms do better or worse, and which.
    fn counted(&self, readings: &[(usize, Reading)]) -> Vec<Block> {
        let kinds = [
            (Outcome::Better, words::KIND_BETTER, "better"),
            (Outcome::Worse, words::KIND_WORSE, "worse"),
            (Outcome::Mixed, words::KIND_MIXED, "mixed"),
        ];
        let of = |wanted: Option<Outcome>| -> Vec<String> {
            let is = |reading: &Reading| match wanted {
                Some(outcome) => reading.outcome == outcome,
                None => kinds.iter().all(|(outcome, ..)| *outcome != reading.outcome),
            };
            readings.iter().filter(|(_, reading)| is(reading)).map(|(arm, _)| self.arm(*arm)).collect()
        };
        let open = of(None);
        let mut gaps = vec![
            ("count", readings.len().to_string()),
            ("baseline", self.baseline()),
            ("open", open.len().to_string()),
        ];
        let mut items = Vec::new();
        for (outcome, text, gap) in kinds {
            let arms = of(Some(outcome));
            gaps.push((gap, arms.len().to_string()));
            if !arms.is_empty() {
                items.push(self.say(text, &[("list", &self.list_of_arms(&arms))]));
            }
        }
        if !open.is_empty() {
            items.push(self.say(words::KIND_OPEN, &[("list", &self.list_of_arms(&open))]));
        }
        for (arm, _) in readings {
            let counts = self.weighed(*arm, true).join(self.get(words::SEMICOLON));
            if !counts.is_empty() {
                items.push(self.say(words::MARGINS_ARM, &[("arm", &self.arm(*arm)), ("list", &counts)]));
            }
        }
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(gap, value)| (*gap, value.as_str())).collect();
        vec![Block::Text { text: self.say(words::COUNTS, &gaps), leads: true }, Block::List { items }]
    }
}
