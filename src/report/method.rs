//! What the results do not say, and how they were found: the same in every report.

use super::document::{Block, Cell, Table};
use super::words;
use super::writer::Writer;
use crate::charts::integer;
use crate::scenario::grades;
use crate::vocabulary::mechanisms::{ALWAYS, Mechanism, SWITCHED};
use crate::vocabulary::tables::Mechanisms;
use crate::vocabulary::{Direction, Grade, Language, Measure, Table as _, Text, Value};
use serde_json::Value as Json;

/// Steps of a plan that are told one by one.
const STEPS: usize = 4;

/// A value without the note on where it comes from.
pub(super) fn plain(value: &Json) -> &Json {
    value.get("value").unwrap_or(value)
}

/// A value as a scenario would write it, texts without quotes.
pub(super) fn written(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Json::Object(entries) => {
            let pairs: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {}", written(value))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        other => other.to_string(),
    }
}

/// The grade of this word.
pub(super) fn grade(word: &str) -> Option<Grade> {
    [Grade::Observed, Grade::Derived, Grade::Guess, Grade::Design].into_iter().find(|grade| grade.name() == word)
}

impl Writer<'_> {
    pub(super) fn resolved(&self, table: &str, key: &str) -> Option<&Json> {
        Some(plain(self.manifest.scenario.resolved.get(table)?.get(key)?))
    }

    /// First and last day that count in measures.
    pub(super) fn measured_days(&self) -> (String, String) {
        let date = |key| self.resolved("simulation", key).and_then(Json::as_str).unwrap_or_default().to_string();
        let end = date("end");
        // The end of a scenario is the day after the last.
        let last = end.parse::<jiff::civil::Date>().ok().and_then(|day| day.yesterday().ok());
        (date("measured_from"), last.map_or(end, |day| day.to_string()))
    }

    /// What stands in every report, and what the program warned of.
    pub(super) fn limits(&self) -> Vec<Block> {
        let always = [words::LIMIT_PRESS, words::LIMIT_CONTROL, words::LIMIT_GUESS, words::LIMIT_CONDITIONAL];
        let mut blocks = vec![Block::List { items: always.iter().map(|text| self.get(*text).to_string()).collect() }];
        let scenario = &self.manifest.scenario;
        let warnings = match self.language {
            Language::Chinese if scenario.warnings_zh.len() == scenario.warnings.len() => &scenario.warnings_zh,
            _ => &scenario.warnings,
        };
        if !warnings.is_empty() {
            blocks.push(Block::text(self.get(words::LIMIT_WARNINGS)));
            blocks.push(Block::List { items: warnings.clone() });
        }
        blocks
    }

    /// What intervals do not show: how much of what the results rest on is known.
    pub(super) fn values_behind(&self) -> Block {
        let manifest = self.manifest;
        let given: Vec<(&str, Grade)> = manifest
            .scenario
            .provenance
            .iter()
            .filter_map(|known| Some((known.get("path")?.as_str()?, grade(known.get("grade")?.as_str()?)?)))
            .collect();
        let counts = grades(&given);
        let count = |of: Grade| counts.iter().find(|(grade, _)| *grade == of).map_or(0, |(_, n)| *n).to_string();
        let [observed, derived, guess] = [Grade::Observed, Grade::Derived, Grade::Guess].map(count);
        let mut gaps = vec![("observed", observed.as_str()), ("derived", &derived), ("guess", &guess)];
        let unknown = manifest.unknown.as_ref();
        let [factors, sets] = [
            unknown.map_or(0, |unknown| unknown.factors.len() as u64),
            unknown.map_or(1, |unknown| unknown.turns.sets),
        ]
        .map(integer);
        gaps.extend([("factors", factors.as_str()), ("sets", &sets)]);
        let text = if unknown.is_some() { words::SURE_UNKNOWN } else { words::SURE_CHANCE };
        Block::text(self.say(text, &gaps))
    }

    /// Over which days, how often, from which seed.
    pub(super) fn extent(&self) -> String {
        let (from, to) = self.measured_days();
        let (replicates, seed) = (integer(self.subject.replicates()), self.manifest.seed.to_string());
        let extent = if self.subject.replicates() == 1 { words::EXTENT_ONE } else { words::EXTENT };
        self.say(extent, &[("from", &from), ("to", &to), ("replicates", &replicates), ("seed", &seed)])
    }

    /// How the numbers were found, with everything that was set: what was done in words and what belongs to it, then
    /// structures, arms, mechanisms, values, and how the measures `used` are counted.
    pub(super) fn method(&self, text: Text, own: Vec<Block>, used: &[Measure]) -> Vec<Block> {
        let mut blocks = vec![Block::text(self.get(text))];
        blocks.extend(own);
        blocks.extend(self.structures());
        blocks.push(self.arms());
        blocks.extend(self.mechanisms());
        blocks.push(self.values());
        blocks.extend(self.parameter_sets());
        blocks.push(self.definitions(used));
        blocks
    }

    fn arms(&self) -> Block {
        let columns = [words::NAME, words::LABEL, words::PLAN].map(|text| self.column(self.get(text))).to_vec();
        let resolved = &self.manifest.scenario.resolved;
        let items = resolved.get("arm").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        let step = |step: &Json| {
            let name = step.get("structure").and_then(Json::as_str)?;
            let structure = self.structure_label(name);
            let date = step.get("from").map(plain).and_then(Json::as_str)?;
            let gaps = [("structure", structure.as_str()), ("date", date)];
            Some(match step.get("groups").and_then(Json::as_array).map(|groups| groups.len().to_string()) {
                Some(count) => self.say(words::PLAN_GROUPS, &[gaps[0], gaps[1], ("count", &count)]),
                None => self.say(words::PLAN_STEP, &gaps),
            })
        };
        let row = |(arm, item): (usize, &Json)| {
            let all = item.get("plan").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
            let mut steps: Vec<String> = all.iter().take(STEPS).filter_map(step).collect();
            if all.len() > STEPS {
                steps.push(self.say(words::PLAN_MORE, &[("count", &(all.len() - STEPS).to_string())]));
            }
            let label = self.arm(arm);
            let label = if arm == self.subject.baseline() {
                self.say(words::BASELINE_MARK, &[("label", &label)])
            } else {
                label
            };
            let name = item.get("name").and_then(Json::as_str).unwrap_or_default();
            vec![
                Cell::code(name),
                Cell::new(label),
                Cell::new(steps.join(crate::charts::words::LIST_SEMICOLON.get(self.language))),
            ]
        };
        let rows = items.iter().enumerate().take(self.subject.arms().len()).map(row).collect();
        let caption = self.get(words::ARMS).into();
        Block::Table { table: Table { caption, columns, rows, note: "", sortable: false } }
    }

    /// What is at work, mechanism by mechanism, and what is not.
    fn mechanisms(&self) -> Vec<Block> {
        let (mut on, mut off): (Vec<&Mechanism>, Vec<&Mechanism>) = (Vec::new(), Vec::new());
        for mechanism in SWITCHED {
            let arms = self.arms_with(mechanism);
            match arms {
                Some(arms) if arms.is_empty() => off.push(mechanism),
                Some(_) => on.push(mechanism),
                // Folders of other versions may not know it.
                None => {}
            }
        }
        let counts = [integer(on.len() as u64), integer(off.len() as u64)];
        let gaps = [("on", counts[0].as_str()), ("off", &counts[1])];
        let mut blocks = vec![Block::text(self.say(words::MECHANISMS_TEXT, &gaps))];
        let rows = ALWAYS.iter().chain(on).map(|mechanism| {
            let state = match self.arms_with(mechanism) {
                None => self.get(words::ALWAYS_ON).to_string(),
                Some(arms) => self.in_force(mechanism, &arms),
            };
            let key = if mechanism.off.en.is_empty() { Cell::default() } else { Cell::code(mechanism.key) };
            vec![Cell::new(self.get(mechanism.label)), Cell::new(self.get(mechanism.rule)), Cell::new(state), key]
        });
        let columns = [words::MECHANISM, words::RULE, words::STATE, words::KEY].map(|text| self.column(self.get(text)));
        let (caption, rows) = (self.get(words::MECHANISMS_ON).into(), rows.collect());
        let table = Table { caption, columns: columns.to_vec(), rows, note: "", sortable: false };
        let mut inner = vec![Block::Table { table }];
        if !off.is_empty() {
            let row = |mechanism: &&Mechanism| {
                let off = self.get(mechanism.off);
                vec![Cell::new(self.get(mechanism.label)), Cell::new(off), Cell::code(mechanism.key)]
            };
            let columns = [words::MECHANISM, words::WITHOUT, words::KEY].map(|text| self.column(self.get(text)));
            let (caption, rows) = (self.get(words::MECHANISMS_OFF).into(), off.iter().map(row).collect());
            let table = Table { caption, columns: columns.to_vec(), rows, note: "", sortable: false };
            inner.push(Block::Table { table });
        }
        blocks.push(Block::Folded { summary: self.get(words::MECHANISMS_OPEN).into(), blocks: inner });
        blocks
    }

    /// The arms in which a mechanism is in force; `None` where it has no switch.
    fn arms_with(&self, mechanism: &Mechanism) -> Option<Vec<usize>> {
        let common = self.resolved("mechanisms", mechanism.key)?.as_bool()?;
        let items = self.manifest.scenario.resolved.get("arm").and_then(Json::as_array)?;
        let own = |arm: &Json| plain(arm.get("mechanisms")?.get(mechanism.key)?).as_bool();
        let on = |(_, arm): &(usize, &Json)| own(arm).unwrap_or(common);
        Some(items.iter().enumerate().filter(on).map(|(arm, _)| arm).collect())
    }

    /// Where a mechanism is in force, and whether it is by default.
    fn in_force(&self, mechanism: &Mechanism, arms: &[usize]) -> String {
        let all = self.manifest.scenario.resolved.get("arm").and_then(Json::as_array).map_or(0, Vec::len);
        if arms.len() < all {
            let labels: Vec<String> = arms.iter().map(|arm| self.arm(*arm)).collect();
            return self.say(words::ON_IN, &[("arms", &self.list_of_arms(&labels))]);
        }
        let switch = Mechanisms::PARAMETERS.iter().find(|switch| switch.key == mechanism.key);
        let by_default = switch.is_none_or(|switch| (switch.default)() == Value::Flag(true));
        self.get(if by_default { words::ON } else { words::ON_ASKED }).into()
    }

    /// How every measure of the report is counted.
    fn definitions(&self, used: &[Measure]) -> Block {
        let heads = [words::MEASURE, words::NAME, words::SIDE, words::DEFINITION];
        let columns = heads.map(|text| self.column(self.get(text))).to_vec();
        let row = |measure: &Measure| {
            let side = match measure.direction() {
                Direction::More => words::SIDE_MORE,
                Direction::Less => words::SIDE_LESS,
                Direction::Neutral => words::SIDE_NONE,
            };
            vec![
                Cell::new(self.labelled(*measure)),
                Cell::code(measure.name()),
                Cell::new(self.get(side)),
                Cell::new(self.get(measure.formula())),
            ]
        };
        let caption = self.get(words::MEASURES).into();
        Block::Table {
            table: Table { caption, columns, rows: used.iter().map(row).collect(), note: "", sortable: false },
        }
    }
}
