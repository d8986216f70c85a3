//! The values that the results rest on: what a scenario set, and what varies over parameter sets.

use super::document::{Block, Cell, Form, Table};
use super::method::{grade, plain, written};
use super::words;
use super::writer::Writer;
use crate::charts::integer;
use crate::results::manifest::Varying;
use crate::scenario::{NO_SOURCE, tables, vocabulary_path};
use crate::vocabulary::tables::{Factor, Mechanisms, Target};
use crate::vocabulary::{Grade, Parameter, Table as _};
use serde_json::Value as Json;

/// What the vocabulary says of the value at a path of the scenario.
fn parameter(path: &str) -> Option<&'static Parameter> {
    let path = vocabulary_path(path);
    tables().flat_map(|(_, parameters)| parameters).find(|parameter| parameter.path() == path)
}

/// Where a path stands in the list: as in a scenario file, arms last.
fn place(path: &str) -> (bool, usize) {
    let table = |parameter: &Parameter| tables().position(|(name, _)| name == parameter.table);
    (path.starts_with("arm."), parameter(path).and_then(table).unwrap_or(usize::MAX))
}

/// Whether a value belongs to the list. Mechanisms have a table of their own; the patterns of `validate` and the ranges
/// of other commands have no part in the results; the name of an entry stands in every path of it; the main measures are
/// those of the verdict.
fn is_listed(path: &str) -> bool {
    let of = |table: &str| path.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'));
    let names = parameter(path).is_some_and(|parameter| parameter.key == "name" && parameter.table != "village");
    !of(Mechanisms::NAME) && !of(Target::NAME) && !of(Factor::NAME) && !names && path != "experiment.main_measures"
}

/// The value at a path of a resolved scenario.
fn at<'a>(resolved: &'a Json, path: &str) -> Option<&'a Json> {
    let mut value = resolved;
    for key in path.split('.') {
        value = match plain(value) {
            // Arms and what else is listed are found by their names.
            Json::Array(items) => {
                items.iter().find(|item| item.get("name").map(plain).and_then(Json::as_str) == Some(key))?
            }
            table => table.get(key)?,
        };
    }
    Some(plain(value))
}

fn with_unit(value: String, unit: &str) -> String {
    if unit.is_empty() || unit == "date" { value } else { format!("{value} {unit}") }
}

impl Writer<'_> {
    /// Everything that was set to something else than the default.
    pub(super) fn values(&self) -> Block {
        let heads =
            [words::KEY, words::MEANING, words::VALUE, words::DEFAULT, words::RANGE, words::GRADE, words::SOURCE];
        let columns = heads.map(|text| self.column(self.get(text))).to_vec();
        let text = |known: &Json, key| known.get(key).and_then(Json::as_str).unwrap_or_default().to_string();
        let mut known: Vec<&Json> = self.manifest.scenario.provenance.iter().collect();
        known.retain(|known| is_listed(&text(known, "path")));
        known.sort_by_key(|known| place(&text(known, "path")));
        let row = |known: &&Json| {
            let path = text(known, "path");
            let parameter = parameter(&path);
            let value = known.get("value").map(written).unwrap_or_default();
            let default = parameter.map(|parameter| written(&crate::results::resolved::value(&(parameter.default)())));
            if default.as_ref() == Some(&value) {
                return None;
            }
            let unit = parameter.map_or("", |parameter| parameter.unit);
            let range = known
                .get("range")
                .and_then(Json::as_array)
                .map(|ends| format!("[{}]", ends.iter().map(written).collect::<Vec<_>>().join(", ")));
            let grade = match grade(&text(known, "grade")) {
                Some(Grade::Observed) => words::GRADE_OBSERVED,
                Some(Grade::Derived) => words::GRADE_DERIVED,
                Some(Grade::Guess) => words::GRADE_GUESS,
                Some(Grade::Design) | None => words::GRADE_DESIGN,
            };
            let source = match text(known, "source").as_str() {
                "" | NO_SOURCE => Cell::new(self.get(words::NO_SOURCE)).formed(Form::Undecided),
                given => Cell::quoted(given),
            };
            let dash = || self.get(words::DASH).to_string();
            Some(vec![
                Cell::code(path),
                Cell::new(parameter.map_or("", |parameter| self.get(parameter.text))),
                Cell::code(with_unit(value, unit)),
                Cell::code(default.filter(|default| !default.is_empty()).unwrap_or_else(dash)),
                Cell::code(range.unwrap_or_else(dash)),
                Cell::new(self.get(grade)),
                source,
            ])
        };
        let rows: Vec<Vec<Cell>> = known.iter().filter_map(row).collect();
        if rows.is_empty() {
            return Block::text(self.get(words::VALUES_NONE));
        }
        let (caption, note) = (self.get(words::VALUES).into(), self.get(words::VALUES_NOTE));
        Block::Table { table: Table { caption, columns, rows, note, sortable: true } }
    }

    /// What varies over parameter sets, and how far.
    pub(super) fn parameter_sets(&self) -> Option<Block> {
        let unknown = self.manifest.unknown.as_ref().filter(|unknown| !unknown.factors.is_empty())?;
        let columns = vec![
            self.column(self.get(words::KEY)),
            self.column(self.get(words::MEANING)),
            self.numbers_column(self.get(words::LOWEST)),
            self.numbers_column(self.get(words::MIDDLE)),
            self.numbers_column(self.get(words::HIGHEST)),
            self.column(self.get(words::OTHERWISE)),
            self.column(self.get(words::UNIT)),
        ];
        let row = |factor: &Varying| {
            let path = factor.paths.first().unwrap_or(&factor.name);
            let known = parameter(path);
            let [low, middle, high] = spread(&factor.values);
            let otherwise = at(&self.manifest.scenario.resolved, path).map(written);
            vec![
                Cell::code(factor.name.clone()),
                Cell::new(known.map_or("", |parameter| self.get(parameter.text))),
                Cell::new(low),
                Cell::new(middle),
                Cell::new(high),
                Cell::code(otherwise.unwrap_or_else(|| self.get(words::DASH).into())),
                Cell::code(known.map_or("", |parameter| parameter.unit)),
            ]
        };
        let rows = unknown.factors.iter().map(row).collect();
        let gaps = [("factors", integer(unknown.factors.len() as u64)), ("sets", integer(unknown.turns.sets))];
        let gaps = [("factors", gaps[0].1.as_str()), ("sets", gaps[1].1.as_str())];
        let (caption, note) = (self.say(words::FACTORS, &gaps), self.get(words::FACTORS_NOTE));
        let table = Table { caption, columns, rows, note, sortable: true };
        Some(Block::Folded { summary: self.say(words::FACTORS_OPEN, &gaps), blocks: vec![Block::Table { table }] })
    }
}

/// Lowest, middle and highest of values that are written one after the other; of what is no number, the choices.
fn spread(values: &str) -> [String; 3] {
    let mut numbers: Vec<(f64, &str)> = Vec::new();
    for text in values.split(',').map(str::trim) {
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => numbers.push((number, text)),
            _ => {
                let mut choices: Vec<&str> = values.split(',').map(str::trim).collect();
                choices.sort_unstable();
                choices.dedup();
                return [choices.join(", "), "–".into(), "–".into()];
            }
        }
    }
    numbers.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let at = |place: usize| numbers.get(place).map_or_else(|| "–".into(), |(_, text)| text.replace('-', "−"));
    let last = numbers.len().saturating_sub(1);
    [at(0), at(last / 2), at(last)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_spread_is_told_in_the_digits_of_the_sets() {
        assert_eq!(spread("2,10.50, 0.3,-1"), ["−1", "0.3", "10.50"]);
        assert_eq!(spread("7"), ["7", "7", "7"]);
        assert_eq!(spread("majority,unanimity,majority"), ["majority, unanimity", "–", "–"]);
    }

    #[test]
    fn values_are_found_by_the_path_that_set_them() {
        let seat = json!({ "hours_per_week": { "value": 2.5, "source": "s" } });
        let resolved = json!({
            "needs": { "season_amplitude": 0.3 },
            "structures": { "three": { "seat": { "party": seat } } },
            "arm": [{ "name": "a", "needs": { "season_amplitude": { "value": 0.1 } } }],
        });
        let found = |path| at(&resolved, path).and_then(Json::as_f64);
        assert_eq!(found("needs.season_amplitude"), Some(0.3));
        assert_eq!(found("structures.three.seat.party.hours_per_week"), Some(2.5));
        assert_eq!(found("arm.a.needs.season_amplitude"), Some(0.1));
        assert_eq!(found("arm.b.needs.season_amplitude"), None);
    }

    #[test]
    fn patterns_and_switches_are_not_among_the_values() {
        for path in ["mechanisms.visits", "target.p2.measure", "factor.x.paths", "campaign.road.name"] {
            assert!(!is_listed(path), "{path}");
        }
        for path in ["arm.x.mechanisms.visits", "campaign.road.groups", "village.name", "petitions.belief_initial"] {
            assert!(is_listed(path), "{path}");
        }
        assert!(place("village.name") < place("campaign.road.groups"));
        assert!(place("structures.three.seat.party.hours_per_week") < place("arm.x.support.present"));
    }
}
