//! The canonical form of a scenario: everything written out, the same text for the same scenario.

use super::checked::{Arm, Attendance, Provenance, Scenario, Seat, Structure};
use crate::vocabulary::tables::{Decision, Experiment, SeatTable, Simulation, StructureTable, Target, Village};
use crate::vocabulary::{Grade, Lists, Parameter, Parameters, Table, Value};
use std::fmt::Write;

impl Scenario {
    /// The scenario as TOML with every key of every table, every structure and every arm, in the order of the
    /// vocabulary. Read again under the same file name, it gives the same scenario (but for warnings). A roster is
    /// named, not included: whoever hashes this text hashes [`Scenario::source`] beside it.
    pub fn resolved_toml(&self) -> String {
        let mut text = Writer { scenario: self, text: String::new() };
        text.line("title_en", &Value::Text(self.title_en.clone()));
        text.line("title_zh", &Value::Text(self.title_zh.clone()));
        let mut simulation = Simulation { start: self.calendar.start, ..Simulation::default() };
        simulation.burn_in_days = self.calendar.recorded_from_day;
        simulation.measured_from = self.calendar.date_of(self.calendar.measured_from_day);
        simulation.end = self.calendar.date_of(self.calendar.end_day);
        text.table("simulation", "simulation", Simulation::PARAMETERS, |key| simulation.get(key));
        text.table("experiment", "experiment", Experiment::PARAMETERS, |key| self.experiment.get(key));
        text.margins();
        text.table("village", "village", Village::PARAMETERS, |key| self.village.get(key));
        for (table, parameters) in Parameters::TABLES {
            text.table(table, table, parameters, |key| self.common(table, key));
        }
        Lists::TABLES.iter().for_each(|(list, parameters)| text.list(list, parameters));
        self.structures.iter().for_each(|structure| text.structure(structure));
        self.arms.iter().for_each(|arm| text.arm(arm));
        text.text
    }

    /// How many of the values in force are of each grade: those common to all arms, and what arms and structures set.
    pub fn grades(&self) -> [(Grade, usize); 4] {
        let given: Vec<(&str, Grade)> =
            self.provenance.iter().map(|known| (known.path.as_str(), known.grade)).collect();
        grades(&given)
    }

    /// The value of a key that arms share: that of the first arm which does not set it, else the default.
    fn common(&self, table: &str, key: &str) -> Option<Value> {
        let path = format!("{table}.{key}");
        match self.arms.iter().find(|arm| !arm.overrides.contains(&path)) {
            Some(arm) => arm.parameters.get(table, key),
            None => Parameters::default().get(table, key),
        }
    }
}

/// How many values are of each grade where these paths are given with their grades, and the rest is by default.
pub fn grades(given: &[(&str, Grade)]) -> [(Grade, usize); 4] {
    let mut counts = [Grade::Observed, Grade::Derived, Grade::Guess, Grade::Design].map(|grade| (grade, 0));
    let tables = [Simulation::PARAMETERS, Experiment::PARAMETERS, Village::PARAMETERS].into_iter();
    let common = tables.chain(Parameters::TABLES.iter().map(|(_, parameters)| *parameters)).flatten();
    let by_default = common.filter(|parameter| given.iter().all(|(path, _)| *path != parameter.path()));
    for grade in by_default.map(|parameter| parameter.grade).chain(given.iter().map(|(_, grade)| *grade)) {
        for (name, count) in &mut counts {
            *count += usize::from(*name == grade);
        }
    }
    counts
}

struct Writer<'a> {
    scenario: &'a Scenario,
    text: String,
}

impl Writer<'_> {
    fn line(&mut self, key: &str, value: &Value) {
        self.raw(key, &toml(value));
    }

    fn raw(&mut self, key: &str, value: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{key} = {value}");
    }

    fn table(
        &mut self,
        heading: &str,
        path: &str,
        parameters: &'static [Parameter],
        get: impl Fn(&str) -> Option<Value>,
    ) {
        let _ = writeln!(self.text, "\n[{heading}]");
        self.keys(path, parameters, get);
    }

    fn margins(&mut self) {
        if !self.scenario.margins.is_empty() {
            let _ = writeln!(self.text, "\n[margins]");
        }
        for (measure, size) in &self.scenario.margins {
            let value = self.noted(&format!("margins.{}", measure.name()), &Value::Real(*size));
            self.raw(measure.name(), &value);
        }
    }

    fn keys(&mut self, path: &str, parameters: &'static [Parameter], get: impl Fn(&str) -> Option<Value>) {
        for parameter in parameters {
            if let Some(value) = get(parameter.key) {
                let value = self.noted(&format!("{path}.{}", parameter.key), &value);
                self.raw(parameter.key, &value);
            }
        }
    }

    /// The value, with the note that the scenario gives to it.
    fn noted(&self, path: &str, value: &Value) -> String {
        match self.scenario.provenance.iter().find(|known| known.path == path) {
            Some(Provenance { range, grade, source, .. }) => {
                let range = range.map_or_else(String::new, |(low, high)| format!(", range = [{low:?}, {high:?}]"));
                format!(
                    "{{ value = {}{range}, grade = \"{}\", source = {} }}",
                    toml(value),
                    grade.name(),
                    quoted(source)
                )
            }
            None => toml(value),
        }
    }

    /// Whether the scenario says where the value at a path comes from.
    fn given(&self, path: &str) -> bool {
        self.scenario.provenance.iter().any(|known| known.path == path)
    }

    fn list(&mut self, list: &str, parameters: &'static [Parameter]) {
        let lists = &self.scenario.lists;
        for entry in 0..lists.len(list) {
            let Some(Value::Text(name)) = lists.get(list, entry, "name") else { continue };
            let _ = writeln!(self.text, "\n[[{list}]]");
            // The name says which entry this is, so it is read without a note on where it comes from.
            self.line("name", &Value::Text(name.clone()));
            let path = format!("{list}.{name}");
            let says = |key: &str| match (list, lists.target.get(entry)) {
                (Target::NAME, Some(target)) => self.given(&format!("{path}.{key}")) || target.says(key),
                _ => true,
            };
            let said: Vec<&str> =
                parameters.iter().map(|parameter| parameter.key).filter(|key| *key != "name" && says(key)).collect();
            self.keys(&path, parameters, |key| lists.get(list, entry, key).filter(|_| said.contains(&key)));
        }
    }

    fn structure(&mut self, structure: &Structure) {
        let Structure { joint, recusal, roster, owner_by, fallback, tasks_borne_by, .. } = structure;
        let keys = StructureTable {
            label_en: structure.label_en.clone(),
            label_zh: structure.label_zh.clone(),
            joint: joint.clone(),
            recusal: *recusal,
            roster: *roster,
            owner_by: *owner_by,
            fallback: *fallback,
            tasks_borne_by: *tasks_borne_by,
            training_days: structure.training_days,
            groups_per_team: structure.groups_per_team,
        };
        let path = format!("structures.{}", structure.name);
        let heading = format!("structures.{}", key(&structure.name));
        self.table(&heading, &path, StructureTable::PARAMETERS, |key| keys.get(key));
        match structure.attendance {
            Attendance::One => self.raw("attendance", "\"one\""),
            Attendance::All => self.raw("attendance", "\"all\""),
            Attendance::Quorum(least) => self.raw("attendance", &format!("{{ quorum = {least} }}")),
        }
        let decision = format!("{path}.decision");
        self.table(&format!("{heading}.decision"), &decision, Decision::PARAMETERS, |key| structure.decision.get(key));
        for seat in &structure.seats {
            self.seat(seat, &path, &heading);
        }
    }

    fn seat(&mut self, seat: &Seat, path: &str, heading: &str) {
        let keys = SeatTable {
            electorate: seat.electorate,
            eligibility: seat.eligibility,
            hours_per_week: seat.hours_per_week,
            stipend_yuan_per_year: seat.stipend_per_year.yuan(),
            term_years: seat.term_years,
            attends: seat.attends,
        };
        let path = format!("{path}.seat.{}", seat.role);
        let heading = format!("{heading}.seat.{}", key(&seat.role));
        self.table(&heading, &path, SeatTable::PARAMETERS, |key| keys.get(key));
    }

    fn arm(&mut self, arm: &Arm) {
        let _ = writeln!(self.text, "\n[[arm]]");
        for (key, text) in [("name", &arm.name), ("label_en", &arm.label_en), ("label_zh", &arm.label_zh)] {
            self.raw(key, &quoted(text));
        }
        let steps: Vec<String> = arm
            .plan
            .iter()
            .map(|step| {
                let structure = self.scenario.structures.get(step.structure).map_or("", |structure| &structure.name);
                let groups: Vec<String> = step.groups.iter().map(|group| (group + 1).to_string()).collect();
                let groups =
                    if groups.is_empty() { String::new() } else { format!(", groups = [{}]", groups.join(", ")) };
                format!(
                    "{{ from = {}, structure = {}{groups}, re_elect = {} }}",
                    self.scenario.calendar.date_of(step.day),
                    quoted(structure),
                    step.re_elect
                )
            })
            .collect();
        self.raw("plan", &format!("[{}]", steps.join(", ")));
        for (table, parameters) in Parameters::TABLES {
            for parameter in *parameters {
                let path = format!("{table}.{}", parameter.key);
                if arm.overrides.contains(&path)
                    && let Some(value) = arm.parameters.get(table, parameter.key)
                {
                    let value = self.noted(&format!("arm.{}.{path}", arm.name), &value);
                    self.raw(&path, &value);
                }
            }
        }
    }
}

/// A value as TOML; the text of [`Value`]'s own `Display` is for people.
fn toml(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::List(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::Table(entries) => {
            let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {}", toml(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        other => other.to_string(),
    }
}

/// A name as a key: bare where TOML allows it.
fn key(name: &str) -> String {
    let bare = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if bare { name.to_string() } else { quoted(name) }
}

/// A text between quotes, with what TOML wants escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
