//! What the results do not say, and how they were found: the same in every report.

use super::document::{Block, Cell, Form, Table};
use super::words;
use super::writer::Writer;
use crate::charts::integer;
use crate::scenario::{NO_SOURCE, grades, tables, vocabulary_path};
use crate::vocabulary::tables::Mechanisms;
use crate::vocabulary::{Direction, Grade, Language, Measure, Parameter, Table as _, Text};
use serde_json::Value as Json;

/// Steps of a plan that are told one by one.
const STEPS: usize = 4;

/// A value without the note on where it comes from.
fn plain(value: &Json) -> &Json {
    value.get("value").unwrap_or(value)
}

/// A value as a scenario would write it, texts without quotes.
fn written(value: &Json) -> String {
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

/// What the vocabulary says of the value at a path of the scenario.
fn parameter(path: &str) -> Option<&'static Parameter> {
    let path = vocabulary_path(path);
    tables().flat_map(|(_, parameters)| parameters).find(|parameter| parameter.path() == path)
}

/// The grade of this word.
fn grade(word: &str) -> Option<Grade> {
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
    /// arms, mechanisms, values, and how the measures `used` are counted.
    pub(super) fn method(&self, text: Text, own: Vec<Block>, used: &[Measure]) -> Vec<Block> {
        let mut blocks = vec![Block::text(self.get(text))];
        blocks.extend(own);
        blocks.extend([self.arms(), self.switches(), self.values(), self.definitions(used)]);
        blocks
    }

    fn arms(&self) -> Block {
        let columns = [words::NAME, words::LABEL, words::PLAN].map(|text| self.column(self.get(text))).to_vec();
        let resolved = &self.manifest.scenario.resolved;
        let items = resolved.get("arm").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        let label_key = match self.language {
            Language::English => "label_en",
            Language::Chinese => "label_zh",
        };
        let step = |step: &Json| {
            let name = step.get("structure").and_then(Json::as_str)?;
            let label = resolved.get("structures").and_then(|all| all.get(name)?.get(label_key)).map(plain);
            let structure = label.and_then(Json::as_str).unwrap_or(name);
            let date = step.get("from").map(plain).and_then(Json::as_str)?;
            let gaps = [("structure", structure), ("date", date)];
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

    fn switches(&self) -> Block {
        let columns = [words::KEY, words::MECHANISM, words::STATE].map(|text| self.column(self.get(text))).to_vec();
        let varies = |key: &str| {
            let path = format!("mechanisms.{key}");
            self.manifest.scenario.provenance.iter().any(|known| {
                let known = known.get("path").and_then(Json::as_str).unwrap_or_default();
                known.starts_with("arm.") && known.ends_with(&path)
            })
        };
        let rows = Mechanisms::PARAMETERS.iter().filter_map(|switch| {
            let on = self.resolved("mechanisms", switch.key)?.as_bool()?;
            let state = match (varies(switch.key), on) {
                (true, _) => Cell::new(self.get(words::VARIES)),
                (false, true) => Cell::new(self.get(words::ON)),
                (false, false) => Cell::new(self.get(words::OFF)).formed(Form::Undecided),
            };
            Some(vec![Cell::code(switch.key), Cell::new(self.get(switch.text)), state])
        });
        let caption = self.get(words::MECHANISMS).into();
        Block::Table { table: Table { caption, columns, rows: rows.collect(), note: "", sortable: true } }
    }

    /// Everything that was set to something else than the default.
    fn values(&self) -> Block {
        let heads =
            [words::KEY, words::MEANING, words::VALUE, words::DEFAULT, words::RANGE, words::GRADE, words::SOURCE];
        let columns = heads.map(|text| self.column(self.get(text))).to_vec();
        let row = |known: &Json| {
            let text = |key| known.get(key).and_then(Json::as_str).unwrap_or_default();
            let path = text("path");
            let parameter = parameter(path);
            let value = known.get("value").map(written).unwrap_or_default();
            // What is claimed of the results decides no run.
            if path.starts_with("target.") {
                return None;
            }
            let default = parameter.map(|parameter| written(&crate::results::resolved::value(&(parameter.default)())));
            if default.as_ref() == Some(&value) {
                return None;
            }
            let unit = parameter.map_or("", |parameter| parameter.unit);
            let range = known
                .get("range")
                .and_then(Json::as_array)
                .map(|ends| ends.iter().map(written).collect::<Vec<_>>().join("–"));
            let grade = match grade(text("grade")) {
                Some(Grade::Observed) => words::GRADE_OBSERVED,
                Some(Grade::Derived) => words::GRADE_DERIVED,
                Some(Grade::Guess) => words::GRADE_GUESS,
                Some(Grade::Design) | None => words::GRADE_DESIGN,
            };
            let source = match text("source") {
                "" | NO_SOURCE => Cell::new(self.get(words::NO_SOURCE)),
                given => Cell::new(given).formed(Form::Quoted),
            };
            let with_unit = if unit.is_empty() || unit == "date" { value } else { format!("{value} {unit}") };
            Some(vec![
                Cell::code(path),
                Cell::new(parameter.map_or("", |parameter| self.get(parameter.text))),
                Cell::code(with_unit),
                Cell::code(default.unwrap_or_else(|| "–".into())),
                Cell::code(range.unwrap_or_else(|| "–".into())),
                Cell::new(self.get(grade)),
                source,
            ])
        };
        let rows: Vec<Vec<Cell>> = self.manifest.scenario.provenance.iter().filter_map(row).collect();
        if rows.is_empty() {
            return Block::text(self.get(words::VALUES_NONE));
        }
        let (caption, note) = (self.get(words::VALUES).into(), self.get(words::VALUES_NOTE));
        Block::Table { table: Table { caption, columns, rows, note, sortable: true } }
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
