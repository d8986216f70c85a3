//! A scenario as it is written: values with their places, and how one file is laid over another.

use super::problem::{Place, Problem, SourceFile};
use crate::vocabulary::{Lists, Parameters, Value};
use jiff::civil::Date;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) content: Content,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Scalar(Value),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// What could not be read and has been reported.
    Wrong,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) place: Place,
    pub(super) node: Node,
}

impl Node {
    /// The entries of a table; none when it is something else.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none when it is something else.
    pub(super) fn items(&self) -> &[Node] {
        match &self.content {
            Content::List(items) => items,
            _ => &[],
        }
    }

    /// The value of `key`.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The entry of `key`.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The value without places; `None` when a part of it has been reported as wrong.
    pub(super) fn value(&self) -> Option<Value> {
        match &self.content {
            Content::Scalar(value) => Some(value.clone()),
            Content::List(items) => items.iter().map(Node::value).collect::<Option<_>>().map(Value::List),
            Content::Table(entries) => entries
                .iter()
                .map(|entry| Some((entry.key.clone(), entry.node.value()?)))
                .collect::<Option<_>>()
                .map(Value::Table),
            Content::Wrong => None,
        }
    }

    /// What it is, as a person would call it.
    pub(super) fn describe(&self) -> &'static str {
        match &self.content {
            Content::Scalar(value) => value.describe(),
            Content::List(_) => "a list",
            Content::Table(_) => "a table",
            Content::Wrong => "nothing that can be read",
        }
    }
}

/// Syntax errors of one file beyond which the rest is not told: junk has thousands.
const MOST_ERRORS: usize = 20;

/// Decodes the bytes of a file; a byte-order mark at the start is left out.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<Arc<SourceFile>, Box<Problem>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let file = |text: &str| Arc::new(SourceFile { name: name.to_string(), text: text.to_string() });
    std::str::from_utf8(bytes).map(file).map_err(|error| {
        let start = error.valid_up_to();
        let place = Place::at(&file(&String::from_utf8_lossy(bytes)), start..start + 1);
        let problem = Problem::new(&place, "the file is not a text in UTF-8");
        Box::new(problem.mend("save it as plain text with the encoding UTF-8"))
    })
}

/// Parses a document, with every syntax error that the parser can recover from.
pub(super) fn parse(file: &Arc<SourceFile>) -> (Node, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    let mut problems: Vec<Problem> = Vec::new();
    for error in &errors {
        let problem = syntax(file, error, 0);
        // The parser stumbles several times over one slip.
        if problems.len() < MOST_ERRORS && problems.iter().all(|known| !known.same_line(&problem)) {
            problems.push(problem);
        }
    }
    let mut reader = Reader { file, offset: 0, problems: Vec::new() };
    let root = Node { place: Place::whole(file), content: reader.table(table.get_ref()) };
    let fresh = |problem: &Problem| problems.iter().all(|known| !known.same_line(problem));
    let echoes_left_out: Vec<Problem> = reader.problems.into_iter().filter(fresh).collect();
    problems.extend(echoes_left_out);
    (root, problems)
}

/// Parses one value that begins at byte `offset` of the text, as after the `=` of `--set`.
pub(super) fn parse_value(file: &Arc<SourceFile>, offset: usize) -> (Node, Vec<Problem>) {
    let text = &file.text[offset..];
    let place = Place::at(file, offset..file.text.len());
    let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.');
    let word = text.starts_with(char::is_alphabetic) && text.chars().all(bare);
    if word && !matches!(text, "true" | "false" | "inf" | "nan") {
        return (Node { place, content: Content::Scalar(Value::Text(text.to_string())) }, Vec::new());
    }
    let (value, errors) = DeValue::parse_recoverable(text);
    let problems = errors.first().map(|error| syntax(file, error, offset)).into_iter().collect();
    let mut reader = Reader { file, offset, problems };
    let content = reader.content(value.get_ref(), &place);
    (Node { place, content }, reader.problems)
}

fn syntax(file: &Arc<SourceFile>, error: &toml::de::Error, offset: usize) -> Problem {
    let place = match error.span() {
        Some(span) => Place::at(file, span.start + offset..span.end + offset),
        None => Place::whole(file),
    };
    let problem = Problem::new(&place, error.message());
    match error.message() {
        "duplicate key" => problem.mend("a key or table is set once in a file; remove one of the two"),
        "cannot recurse further; max recursion depth met" | "recursion limit" => {
            problem.mend("no value of a scenario lies so deep")
        }
        _ => problem.mend("a line is [table], [[arm]] or key = value; texts stand in quotes, dates and numbers do not"),
    }
}

/// Turns the parser's values into nodes and reports numbers and dates that are none.
struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    offset: usize,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn place(&self, span: std::ops::Range<usize>) -> Place {
        Place::at(self.file, span.start + self.offset..span.end + self.offset)
    }

    fn table(&mut self, table: &DeTable<'_>) -> Content {
        let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
            let place = self.place(value.span());
            let content = self.content(value.get_ref(), &place);
            let key_text: &std::borrow::Cow<'_, str> = key.get_ref();
            Entry { key: key_text.to_string(), place: self.place(key.span()), node: Node { place, content } }
        };
        Content::Table(table.iter().map(entry).collect())
    }

    fn content(&mut self, value: &DeValue<'_>, place: &Place) -> Content {
        let wrong = |reader: &mut Self, problem: Problem| {
            reader.problems.push(problem);
            Content::Wrong
        };
        match value {
            DeValue::String(text) => Content::Scalar(Value::Text(text.to_string())),
            DeValue::Boolean(flag) => Content::Scalar(Value::Flag(*flag)),
            DeValue::Integer(digits) => match i64::from_str_radix(digits.as_str(), digits.radix()) {
                Ok(number) => Content::Scalar(Value::Whole(number)),
                Err(_) => {
                    let problem = Problem::new(place, "the whole number is too large").found(digits.to_string());
                    wrong(self, problem.allowed(format!("whole numbers up to {}", i64::MAX)))
                }
            },
            DeValue::Float(digits) => match digits.as_str().parse::<f64>() {
                Ok(number) if number.is_finite() => Content::Scalar(Value::Real(number)),
                _ => {
                    let problem = Problem::new(place, "the number is not finite").found(digits.to_string());
                    wrong(self, problem.mend("write a number in figures, within the range of the key"))
                }
            },
            DeValue::Datetime(moment) => match moment.date.filter(|_| moment.time.is_none()) {
                Some(date) => match jiff_date(date) {
                    Some(date) => Content::Scalar(Value::Date(date)),
                    None => wrong(self, Problem::new(place, "there is no such date").found(moment.to_string())),
                },
                None => {
                    let problem = Problem::new(place, "a date is wanted, without a time").found(moment.to_string());
                    wrong(self, problem.mend("write it as 2018-01-01"))
                }
            },
            DeValue::Array(items) => Content::List(
                items
                    .iter()
                    .map(|item| {
                        let place = self.place(item.span());
                        let content = self.content(item.get_ref(), &place);
                        Node { place, content }
                    })
                    .collect(),
            ),
            DeValue::Table(table) => self.table(table),
        }
    }
}

fn jiff_date(date: toml::value::Date) -> Option<Date> {
    let part = |number: u8| i8::try_from(number).ok();
    Date::new(i16::try_from(date.year).ok()?, part(date.month)?, part(date.day)?).ok()
}

/// What a table of the scenario file is, which decides how one file is laid over another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The whole file.
    Root,
    /// A table whose keys are parameters.
    Keys,
    /// `[structures]`, by name.
    Structures,
    /// One structure.
    Structure,
    /// The seats of a structure, by role.
    Seats,
    /// `[[arm]]`, a list of named things.
    Arms,
    /// One arm.
    Arm,
    /// `[[campaign]]` and its like: a list of named tables of parameters.
    Named,
    /// A value, replaced whole.
    Value,
}

impl Shape {
    /// The shape of what `key` holds in a table of this shape.
    pub(super) fn of(self, key: &str) -> Shape {
        let mechanism = || Parameters::TABLES.iter().any(|(name, _)| *name == key);
        match (self, key) {
            (Shape::Root, "structures") => Shape::Structures,
            (Shape::Root, "arm") => Shape::Arms,
            (Shape::Root, _) if Lists::TABLES.iter().any(|(name, _)| *name == key) => Shape::Named,
            (Shape::Named, _) => Shape::Keys,
            (Shape::Root, "simulation" | "experiment" | "village" | "margins") => Shape::Keys,
            (Shape::Root | Shape::Arm, _) if mechanism() => Shape::Keys,
            (Shape::Structures, _) => Shape::Structure,
            (Shape::Structure, "decision") => Shape::Keys,
            (Shape::Structure, "seat") => Shape::Seats,
            (Shape::Seats, _) => Shape::Keys,
            (Shape::Arms, _) => Shape::Arm,
            _ => Shape::Value,
        }
    }
}

/// Lays `over` upon `base`: tables merge by key, arms and other named things by name, values
/// are replaced.
pub(super) fn lay(base: &mut Node, over: Node, shape: Shape) {
    match (&mut base.content, over.content) {
        (Content::Table(entries), Content::Table(added)) if shape != Shape::Value => {
            base.place = over.place;
            if shape == Shape::Arm {
                let replaced = |key: &str| added.iter().any(|entry| entry.key == key);
                // A later layer that gives the one does away with the other.
                entries.retain(|entry| match entry.key.as_str() {
                    "plan" => !replaced("structure"),
                    "structure" => !replaced("plan"),
                    _ => true,
                });
            }
            for entry in added {
                match entries.iter_mut().find(|known| known.key == entry.key) {
                    Some(known) => {
                        known.place = entry.place;
                        lay(&mut known.node, entry.node, shape.of(&entry.key));
                    }
                    None => entries.push(entry),
                }
            }
        }
        (Content::List(items), Content::List(added)) if matches!(shape, Shape::Arms | Shape::Named) => {
            base.place = over.place;
            // Twice the same name in one file is an error to be found later, not a merge.
            let mut open: Vec<bool> = vec![true; items.len()];
            for item in added {
                let name = item.get("name").and_then(Node::text);
                let same = |known: &Node| name.is_some() && known.get("name").and_then(Node::text) == name;
                match (0..open.len()).find(|i| open[*i] && same(&items[*i])) {
                    Some(i) => {
                        open[i] = false;
                        lay(&mut items[i], item, shape.of(""));
                    }
                    None => items.push(item),
                }
            }
        }
        (_, content) => *base = Node { place: over.place, content },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        let (node, problems) = parse(&Arc::new(SourceFile { name: "a.toml".into(), text: text.into() }));
        assert_eq!(problems, []);
        node
    }

    fn laid(base: &str, over: &str) -> String {
        let mut node = tree(base);
        lay(&mut node, tree(over), Shape::Root);
        node.value().map(|value| value.to_string()).unwrap_or_default()
    }

    #[test]
    fn tables_merge_by_key_and_values_are_replaced_whole() {
        assert_eq!(
            laid("needs.a = 1\nneeds.b = { lognormal = { mean = 1 } }", "needs.b = { exponential = { mean = 2 } }"),
            "{ needs = { a = 1, b = { exponential = { mean = 2 } } } }"
        );
        assert_eq!(
            laid("experiment.main_measures = [\"a\", \"b\"]", "experiment.main_measures = [\"c\"]"),
            "{ experiment = { main_measures = [\"c\"] } }"
        );
    }

    #[test]
    fn arms_merge_by_name_and_a_plan_replaces_a_structure() {
        let base = "[[arm]]\nname = \"a\"\nstructure = \"x\"\nneeds.k = 1\n[[arm]]\nname = \"b\"";
        assert_eq!(
            laid(base, "[[arm]]\nname = \"a\"\nplan = []\n[[arm]]\nname = \"c\""),
            "{ arm = [{ name = \"a\", needs = { k = 1 }, plan = [] }, { name = \"b\" }, { name = \"c\" }] }"
        );
    }

    #[test]
    fn the_same_arm_twice_in_one_file_is_not_merged_away() {
        let twice = laid("[[arm]]\nname = \"a\"", "[[arm]]\nname = \"a\"\nx = 1\n[[arm]]\nname = \"a\"\nx = 2");
        assert_eq!(twice, "{ arm = [{ name = \"a\", x = 1 }, { name = \"a\", x = 2 }] }");
    }

    #[test]
    fn what_is_no_finite_number_and_no_date_is_reported_where_it_stands() {
        let text = "a = nan\nb = 1e400\nc = 99999999999999999999\nd = 2018-01-01T00:00:00\ne = 07:00:00\n";
        let (_, problems) = parse(&Arc::new(SourceFile { name: "a.toml".into(), text: text.into() }));
        let lines: Vec<_> = problems.iter().filter_map(Problem::position).collect();
        assert_eq!(lines, [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]);
    }
}
