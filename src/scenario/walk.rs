//! The walk: tables are read key by key, as the list of parameters says, and every problem is noted.

use super::checked::Provenance;
use super::problem::{Place, Problem, nearest};
use super::tree::{Content, Entry, Node};
use crate::vocabulary::tables::{Decision, Experiment, SeatTable, Simulation, StructureTable, Village};
use crate::vocabulary::{Grade, Kind, Lists, Mismatch, Parameter, Parameters, Table, Value};

/// Source of a changed value that comes without one.
pub const NO_SOURCE: &str = "set in the scenario, no source given";

/// Something with keys that can be set: a table, or one table of the parameters of an arm.
pub(super) trait Keys {
    fn set(&mut self, key: &str, value: &Value) -> Option<Result<(), Mismatch>>;
    fn get(&self, key: &str) -> Option<Value>;
}

impl<T: Table> Keys for T {
    fn set(&mut self, key: &str, value: &Value) -> Option<Result<(), Mismatch>> {
        Table::set(self, key, value)
    }
    fn get(&self, key: &str) -> Option<Value> {
        Table::get(self, key)
    }
}

/// One table of the parameters of an arm.
pub(super) struct Mechanism<'a> {
    pub(super) table: &'static str,
    pub(super) parameters: &'a mut Parameters,
}

impl Keys for Mechanism<'_> {
    fn set(&mut self, key: &str, value: &Value) -> Option<Result<(), Mismatch>> {
        self.parameters.set(self.table, key, value)
    }
    fn get(&self, key: &str) -> Option<Value> {
        self.parameters.get(self.table, key)
    }
}

/// One entry of a list of named things.
pub(super) struct Item<'a> {
    pub(super) list: &'static str,
    pub(super) entry: usize,
    pub(super) lists: &'a mut Lists,
}

impl Keys for Item<'_> {
    fn set(&mut self, key: &str, value: &Value) -> Option<Result<(), Mismatch>> {
        self.lists.set(self.list, self.entry, key, value)
    }
    fn get(&self, key: &str) -> Option<Value> {
        self.lists.get(self.list, self.entry, key)
    }
}

/// A path with the names of structures, seats and arms taken out, as the vocabulary writes it.
pub fn vocabulary_path(path: &str) -> String {
    let parts: Vec<&str> = path.trim().split('.').collect();
    match parts.as_slice() {
        ["arm", _, rest @ ..] if !rest.is_empty() => rest.join("."),
        [list, _, rest @ ..] if !rest.is_empty() && Lists::TABLES.iter().any(|(name, _)| name == list) => {
            [*list, &rest.join(".")].join(".")
        }
        ["structures", _, "seat", _, rest @ ..] if !rest.is_empty() => {
            ["structures.NAME.seat.ROLE", &rest.join(".")].join(".")
        }
        ["structures", _, "seat", ..] => "structures.NAME.seat.ROLE".into(),
        ["structures", _, rest @ ..] if !rest.is_empty() => ["structures.NAME", &rest.join(".")].join("."),
        _ => path.trim().to_string(),
    }
}

/// Every table of a scenario file with its keys, those of structures and seats under `NAME` and `ROLE`.
pub fn tables() -> impl Iterator<Item = (&'static str, &'static [Parameter])> {
    [
        (Simulation::NAME, Simulation::PARAMETERS),
        (Experiment::NAME, Experiment::PARAMETERS),
        (Village::NAME, Village::PARAMETERS),
    ]
    .into_iter()
    .chain(Parameters::TABLES.iter().copied())
    .chain(Lists::TABLES.iter().copied())
    .chain([
        (StructureTable::NAME, StructureTable::PARAMETERS),
        (Decision::NAME, Decision::PARAMETERS),
        (SeatTable::NAME, SeatTable::PARAMETERS),
    ])
}

/// The parameter of that key, in whichever table it stands.
pub(super) fn parameter_by_key(key: &str) -> Option<&'static Parameter> {
    tables().flat_map(|(_, parameters)| parameters).find(|parameter| parameter.key == key)
}

/// What has been found on the walk so far.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) problems: Vec<Problem>,
    pub(super) provenance: Vec<Provenance>,
}

impl Walk {
    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The entries of what should be a table.
    pub(super) fn table<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Entry] {
        if !matches!(node.content, Content::Table(_) | Content::Wrong) {
            let problem = Problem::new(&node.place, format!("{what} is a table")).found(node.describe());
            self.report(problem.mend("write [table] above its keys, or { key = value }"));
        }
        node.entries()
    }

    /// A name or label: one line of text.
    pub(super) fn line(&mut self, node: &Node, what: &str) -> Option<String> {
        match node.text() {
            Some(text) if !text.is_empty() && text.chars().count() <= 200 && !text.chars().any(char::is_control) => {
                Some(text.to_string())
            }
            _ => {
                if !matches!(node.content, Content::Wrong) {
                    let problem = Problem::new(&node.place, format!("{what} is a text of one line"));
                    self.report(problem.found(node.describe()).allowed("1 to 200 characters in quotes"));
                }
                None
            }
        }
    }

    /// A name that can be part of a path.
    pub(super) fn name(&mut self, name: &str, place: &Place, what: &str) -> bool {
        let good = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let fits = !name.is_empty() && name.chars().count() <= 64 && name.chars().all(good);
        if !fits {
            let problem = Problem::new(place, format!("this cannot be the name of {what}"));
            self.report(problem.allowed("1 to 64 letters, digits, _ or -; give it a label for other text"));
        }
        fits
    }

    /// Sets the keys of `table` from `node`; `others` are keys that something else reads. `path` is the path of the
    /// table as a person writes it. Returns the keys that were given.
    pub(super) fn fill(
        &mut self,
        node: &Node,
        path: &str,
        parameters: &'static [Parameter],
        others: &[&str],
        table: &mut dyn Keys,
    ) -> Vec<&'static str> {
        let mut given = Vec::new();
        for entry in self.table(node, &format!("`{path}`")) {
            match parameters.iter().find(|parameter| parameter.key == entry.key) {
                Some(parameter) => {
                    given.push(parameter.key);
                    self.set(entry, &format!("{path}.{}", entry.key), parameter, table);
                }
                None if others.contains(&entry.key.as_str()) => {}
                None => {
                    let known = parameters.iter().map(|parameter| parameter.key).chain(others.iter().copied());
                    let problem = Problem::new(&entry.place, format!("there is no key `{}` in {path}", entry.key));
                    self.report(elsewhere(problem.known(&entry.key, known), &entry.key));
                }
            }
        }
        given
    }

    /// Sets one key, plain or annotated.
    pub(super) fn set(&mut self, entry: &Entry, path: &str, parameter: &'static Parameter, table: &mut dyn Keys) {
        let annotation = entry.node.entries().iter().any(|inner| inner.key == "value");
        let node = if annotation { entry.node.get("value").unwrap_or(&entry.node) } else { &entry.node };
        let note = if annotation { self.annotation(&entry.node, parameter) } else { Note::default() };
        let Some(value) = node.value() else { return };
        match table.set(parameter.key, &value) {
            Some(Err(mismatch)) => {
                let problem = Problem::new(&node.place, format!("`{path}` does not take this value"));
                self.report(hint(problem.found(mismatch.found).allowed(mismatch.expected), &value, parameter));
                return;
            }
            None => return,
            Some(Ok(())) => {}
        }
        let Some(value) = table.get(parameter.key) else { return };
        if let Some((low, high)) = note.range
            && !mean(&value).is_some_and(|number| (low..=high).contains(&number))
        {
            let problem = Problem::new(&entry.node.place, format!("the value of `{path}` lies outside its own range"));
            self.report(problem.found(value.to_string()).allowed(format!("{low} to {high}, as `range` says")));
        }
        let chosen = parameter.grade == Grade::Design;
        // What a structure is made of is the structure itself, no value that would need a source.
        let part = chosen && path.starts_with("structures.");
        if annotation || (!part && value != (parameter.default)()) {
            self.provenance.push(Provenance {
                path: path.to_string(),
                value,
                range: note.range,
                grade: note.grade.unwrap_or(if chosen { Grade::Design } else { Grade::Guess }),
                source: note.source.unwrap_or_else(|| NO_SOURCE.into()),
            });
        }
    }

    /// Reads `{ value = ..., range = [..], grade = "..", source = ".." }` except the value.
    fn annotation(&mut self, node: &Node, parameter: &Parameter) -> Note {
        let mut note = Note::default();
        for entry in node.entries() {
            match entry.key.as_str() {
                "value" => {}
                "range" => note.range = self.range(&entry.node, parameter),
                "grade" => {
                    let grades = [Grade::Observed, Grade::Derived, Grade::Guess, Grade::Design];
                    note.grade = grades.into_iter().find(|grade| entry.node.text() == Some(grade.name()));
                    if note.grade.is_none() && !matches!(entry.node.content, Content::Wrong) {
                        let problem = Problem::new(&entry.node.place, "there is no such grade");
                        self.report(
                            problem.known(entry.node.text().unwrap_or_default(), grades.map(Grade::name).to_vec()),
                        );
                    }
                }
                "source" => note.source = self.line(&entry.node, "a source"),
                other => {
                    let problem = Problem::new(&entry.place, format!("there is no `{other}` in the note of a value"));
                    self.report(problem.known(other, ["value", "range", "grade", "source"]));
                }
            }
        }
        note
    }

    fn range(&mut self, node: &Node, parameter: &Parameter) -> Option<(f64, f64)> {
        let numbers: Vec<f64> = node.items().iter().filter_map(|item| item.value()?.number()).collect();
        let bounds = match parameter.kind {
            Kind::Real(low, high) | Kind::Distribution(low, high) => Some((low, high)),
            Kind::Whole(low, high) => Some((low as f64, high as f64)),
            _ => None,
        };
        let problem = |message: &str| Problem::new(&node.place, message).found(node.describe());
        match (bounds, numbers.as_slice()) {
            _ if node.value().is_none() => None,
            (None, _) => {
                self.report(problem("only a number has a range").mend("take out `range`"));
                None
            }
            (Some((least, most)), &[low, high]) if node.items().len() == 2 && low <= high => {
                if low < least || high > most {
                    let problem = Problem::new(&node.place, "the range goes beyond what the key allows");
                    self.report(problem.found(format!("{low} to {high}")).allowed(parameter.kind.describe()));
                }
                Some((low, high))
            }
            _ => {
                self.report(problem("a range is a list of two numbers, the lower first").mend("write [0.3, 3.0]"));
                None
            }
        }
    }
}

/// What an annotated value says of itself.
#[derive(Default)]
struct Note {
    range: Option<(f64, f64)>,
    grade: Option<Grade>,
    source: Option<String>,
}

/// The number that a range speaks of: the value, or the mean of a distribution.
fn mean(value: &Value) -> Option<f64> {
    match value {
        Value::Table(entries) => {
            let field = |wanted: &str| entries.iter().find(|(key, _)| key == wanted).and_then(|(_, v)| v.number());
            let inner = entries.first().and_then(|(_, inner)| mean(inner));
            field("mean").or_else(|| Some(0.5 * (field("low")? + field("high")?))).or(inner)
        }
        other => other.number(),
    }
}

/// Says where a key belongs that stands in the wrong table, or that the unit is part of a key.
fn elsewhere(problem: Problem, key: &str) -> Problem {
    let unit = |name: &str| name.rsplit('_').next().map(String::from);
    match (parameter_by_key(key), &problem.nearest) {
        (Some(parameter), _) => {
            Problem { allowed: None, ..problem }.mend(format!("`{key}` belongs in [{}]", parameter.table))
        }
        (None, Some(near)) if unit(near) == unit(key) => problem,
        (None, Some(_)) => problem.mend("the unit is part of a key"),
        (None, None) => problem.mend("`microgov explain TABLE` lists the keys of a table"),
    }
}

/// Adds what is special about some mistakes.
fn hint(problem: Problem, value: &Value, parameter: &Parameter) -> Problem {
    match (&parameter.kind, value) {
        (Kind::Choice(words) | Kind::Choices(words), Value::Text(word)) => {
            let near = nearest(word, words.iter().copied()).map(String::from);
            Problem { nearest: near, ..problem }
        }
        (Kind::Real(..) | Kind::Whole(..) | Kind::Distribution(..), Value::Text(text))
            if text.parse::<f64>().is_ok() =>
        {
            problem.mend("write the number without quotes")
        }
        (Kind::Date, Value::Text(_)) => problem.mend("write the date without quotes"),
        (Kind::Distribution(..), Value::Table(entries)) => {
            let shapes = ["fixed", "exponential", "lognormal", "weibull", "uniform"];
            let near = entries.first().and_then(|(name, _)| {
                if shapes.contains(&name.as_str()) { None } else { nearest(name, shapes).map(String::from) }
            });
            let mend = "exponential takes mean; lognormal mean and cv (0 to 10); weibull mean and shape (0.2 to 20); \
                        uniform low and high; fixed value";
            Problem { nearest: near, ..problem.found(value.to_string()) }.mend(mend)
        }
        (Kind::Choices(_), Value::List(_)) => problem.found(value.to_string()).mend("name each word once"),
        _ => problem,
    }
}
