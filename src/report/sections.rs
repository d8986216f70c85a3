//! Puts the report together, from the verdict to the provenance.

use super::document::{Block, Document, Section, tables};
use super::numbers::{Numbers, percent};
use super::verdict::{Outcome, Reading};
use super::{EACH, Writer, capital, words};
use crate::analysis::comparison::{Mark, Verdict};
use crate::analysis::margins::{Weighed, Worth, claim};
use crate::charts::{Drawing, integer};
use crate::statistics::Interval;
use crate::vocabulary::{Language, Measure, Text};

impl Writer<'_> {
    /// The whole report.
    pub(super) fn document(&self, drawings: &[Drawing]) -> Document {
        let subject = self.material.subject;
        let others = subject.others();
        let (title, baseline) = (subject.title(self.language).to_string(), self.baseline());
        let labels: Vec<String> = others.iter().map(|arm| self.arm(*arm)).collect();
        let subtitle = match others.len() {
            0 => self.say(words::DESCRIBED, &[("arm", &baseline)]),
            1..=EACH => self.say(words::COMPARED, &[("arms", &self.list_of_arms(&labels)), ("baseline", &baseline)]),
            many => self.say(words::COMPARED_MANY, &[("count", &many.to_string()), ("baseline", &baseline)]),
        };
        let (from, to) = self.measured_days();
        let (replicates, seed) = (integer(subject.replicates()), self.material.manifest.seed.to_string());
        let extent = if subject.replicates() == 1 { words::EXTENT_ONE } else { words::EXTENT };
        let gaps = [("from", from.as_str()), ("to", &to), ("replicates", &replicates), ("seed", &seed)];
        let section = |id, heading: Text, short, blocks| Section { id, heading: self.get(heading), blocks, short };
        let mut sections = vec![
            section("verdict", words::VERDICT, true, self.verdict()),
            section("figures", words::FIGURES, true, self.key_figures()),
            section("charts", words::CHARTS, true, self.figures(drawings)),
            section("who", words::WHO, true, self.gains_and_losses()),
            section("costs", words::COSTS, true, self.costs()),
            section("drives", words::DRIVES, true, self.drives()),
            section("sure", words::SURE, false, self.sure()),
            section("limits", words::LIMITS, true, self.limits()),
            section("method", words::METHOD, false, self.method()),
            section("provenance", words::PROVENANCE, true, self.provenance()),
        ];
        sections.retain(|section| !section.blocks.is_empty());
        let all = sections.iter_mut().flat_map(|section| tables(&mut section.blocks));
        for (number, table) in (1..).zip(all) {
            table.apportion();
            let title = std::mem::take(&mut table.caption);
            table.caption = self.say(words::TABLE, &[("number", &number.to_string()), ("title", &title)]);
        }
        Document {
            language: match self.language {
                Language::English => "en",
                Language::Chinese => "zh-Hans",
            },
            title,
            subtitle: if self.language == Language::English { capital(&subtitle) } else { subtitle },
            extent: self.say(extent, &gaps),
            sections,
            footer: self.say(words::FOOTER, &[("version", &self.material.manifest.program.version)]),
            skip: self.get(words::SKIP),
            contents: self.get(words::CONTENTS),
        }
    }

    /// Every chart with its title below it.
    fn figures(&self, drawings: &[Drawing]) -> Vec<Block> {
        let figure = |(drawing, drawn): (usize, &Drawing)| {
            let (title, number) = (drawn.title().to_string(), (drawing + 1).to_string());
            let caption = self.say(words::FIGURE, &[("number", &number), ("title", &title)]);
            Block::Figure { drawing, title, caption }
        };
        drawings.iter().enumerate().map(figure).collect()
    }

    /// What may be said, in plain words.
    fn verdict(&self) -> Vec<Block> {
        let subject = self.material.subject;
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
                let share = percent(Some(split.favoured().filter(open)?));
                let (measure, arm) = (self.labelled(split.measure), self.arm(split.arm));
                Some(self.say(words::UNKNOWN_ITEM, &[("measure", &measure), ("share", &share), ("arm", &arm)]))
            })
            .collect();
        let sets = integer(self.material.manifest.unknown.as_ref()?.turns.sets);
        let text = self.say(words::UNKNOWN_VERDICT, &[("sets", &sets), ("list", &self.list(&items))]);
        (!items.is_empty()).then(|| Block::text(text))
    }

    /// What must not be overlooked.
    fn loud(&self) -> Vec<Block> {
        let manifest = self.material.manifest;
        let mut lines = Vec::new();
        if manifest.replicates.until_met == Some(false) {
            let rule = manifest.replicates.until.as_deref().unwrap_or_default();
            let cap = integer(manifest.replicates.finished);
            lines.push(self.say(words::UNTIL_MISSED, &[("rule", rule), ("cap", &cap)]));
        }
        if !manifest.failures.is_empty() {
            let count = integer(manifest.failures.len() as u64);
            lines.push(self.say(words::RUNS_BROKEN, &[("count", &count)]));
        }
        lines.into_iter().map(|text| Block::Warning { text }).collect()
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
        let head = match &self.material.manifest.unknown {
            Some(unknown) if reading.outcome.claims() => {
                let (sets, text) = (integer(unknown.turns.sets), self.say(head, &gaps));
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
        let label = self.get(measure.label());
        let Some(row) = self.row(arm, measure).filter(|_| numbers) else {
            return label.to_lowercase_first(self.language);
        };
        let numbers = Numbers::of(row);
        let [from, to] = [row.baseline_mean, row.arm_mean].map(|mean| self.number(numbers.value(mean)));
        let measure = label.to_lowercase_first(self.language);
        self.say(words::ITEM, &[("measure", &measure), ("from", &from), ("to", &to)])
    }

    /// The main measures with a margin and what is shown of the size of their difference; `only` those that count.
    fn weighed(&self, arm: usize, only: bool) -> Vec<String> {
        let verdicts = &self.material.comparison.verdicts;
        let one = |verdict: &Verdict| {
            let Weighed { margin, worth, .. } = verdict.weighed?;
            let size = Numbers::new(verdict.measure.name(), Some(margin), None).plain(margin);
            let measure = self.get(verdict.measure.label()).to_lowercase_first(self.language);
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

/// Labels of measures within a sentence.
trait Within {
    fn to_lowercase_first(&self, language: Language) -> String;
}

impl Within for str {
    fn to_lowercase_first(&self, language: Language) -> String {
        let mut characters = self.chars();
        match (language, characters.next()) {
            (Language::English, Some(first)) => first.to_lowercase().chain(characters).collect(),
            _ => self.to_string(),
        }
    }
}
