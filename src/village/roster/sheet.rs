//! A CSV file as cells under known columns.

use super::problem::{Cause, RosterFile, RosterProblem};

/// A column: its English heading first, then the others that mean the same, and whether it must be there.
struct Column {
    headings: &'static [&'static str],
    required: bool,
}

const fn must(headings: &'static [&'static str]) -> Column {
    Column { headings, required: true }
}

const fn may(headings: &'static [&'static str]) -> Column {
    Column { headings, required: false }
}

const GROUPS: &[Column] =
    &[must(&["id", "编号", "组号", "组", "小组"]), may(&["name", "名称", "组名"]), may(&["riverside", "沿河", "临河"])];
const HOUSEHOLDS: &[Column] = &[
    must(&["id", "编号", "户号", "户"]),
    must(&["group", "组", "组号", "小组"]),
    may(&["clan", "姓", "姓氏", "宗族"]),
    may(&["east_m", "东"]),
    may(&["north_m", "北"]),
    may(&["absent", "空户", "常年无人"]),
];
const PEOPLE: &[Column] = &[
    must(&["id", "编号", "人员编号"]),
    must(&["household", "户", "户号"]),
    may(&["age", "年龄"]),
    may(&["sex", "性别"]),
    may(&["resident", "常住"]),
    may(&["party_member", "党员"]),
    may(&["cadre", "村干部", "干部"]),
];

/// Similarity from which an unknown heading counts as a misspelt one.
const MISSPELT: f64 = 0.85;
/// Coordinates beyond this are not metres on Earth.
const FARTHEST_M: f64 = 1e8;

impl RosterFile {
    fn columns(self) -> &'static [Column] {
        match self {
            RosterFile::Groups => GROUPS,
            RosterFile::Households => HOUSEHOLDS,
            RosterFile::People => PEOPLE,
        }
    }
}

/// The problems found so far.
#[derive(Default)]
pub(super) struct Problems(Vec<RosterProblem>);

impl Problems {
    pub(super) fn add(&mut self, file: RosterFile, line: Option<u64>, column: Option<&'static str>, cause: Cause) {
        self.0.push(RosterProblem { file, line, column, cause });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// By file and line; within a line as found.
    pub(super) fn in_order(mut self) -> Vec<RosterProblem> {
        self.0.sort_by_key(|problem| (problem.file, problem.line));
        self.0
    }
}

/// A file that could be read and has the columns that it must have.
pub(super) struct Sheet {
    pub(super) file: RosterFile,
    /// Field of each column.
    fields: Vec<Option<usize>>,
    records: Vec<csv::StringRecord>,
}

impl Sheet {
    /// Reads a file; `None` when no row of it can be told apart.
    pub(super) fn read(file: RosterFile, bytes: &[u8], problems: &mut Problems) -> Option<Sheet> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}'),
            Err(error) => {
                let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() as u64;
                problems.add(file, Some(line), None, Cause::NotUtf8);
                return None;
            }
        };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut records = Vec::new();
        for record in reader.records() {
            match record {
                // Spreadsheets leave lines of empty cells below a table.
                Ok(record) if record.iter().all(str::is_empty) => {}
                Ok(record) => records.push(record),
                Err(error) => {
                    let line = error.position().map(csv::Position::line);
                    problems.add(file, line, None, Cause::Unreadable { detail: error.to_string() });
                }
            }
        }
        if records.len() < 2 {
            problems.add(file, None, None, Cause::NoRows);
            return None;
        }
        let headings = records.remove(0);
        let fields = columns_of(file, &headings, problems)?;
        for record in records.iter().filter(|record| record.len() > headings.len()) {
            if record.iter().skip(headings.len()).any(|cell| !cell.is_empty()) {
                let cause = Cause::TooManyCells { cells: record.len(), headings: headings.len() };
                problems.add(file, Some(line_of(record)), None, cause);
            }
        }
        Some(Sheet { file, fields, records })
    }

    /// Rows below the headings.
    pub(super) fn rows(&self) -> usize {
        self.records.len()
    }

    /// The line of a row in the file, counted from 1.
    pub(super) fn line(&self, row: usize) -> u64 {
        line_of(&self.records[row])
    }

    /// Whether the file has this column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.field(column).is_some()
    }

    /// What a cell says, if it says anything.
    pub(super) fn text(&self, row: usize, column: &str) -> Option<&str> {
        self.records[row].get(self.field(column)?).filter(|cell| !cell.is_empty())
    }

    fn field(&self, column: &str) -> Option<usize> {
        let number = self.file.columns().iter().position(|known| known.headings[0] == column)?;
        self.fields[number]
    }

    /// What a cell says that must say something.
    pub(super) fn required(&self, row: usize, column: &'static str, problems: &mut Problems) -> Option<&str> {
        let text = self.text(row, column);
        if text.is_none() {
            problems.add(self.file, Some(self.line(row)), Some(column), Cause::EmptyCell);
        }
        text
    }

    /// A cell that is yes, no or empty.
    pub(super) fn yes_or_no(&self, row: usize, column: &'static str, problems: &mut Problems) -> Option<bool> {
        self.parsed(
            row,
            column,
            problems,
            |found| Cause::NotYesOrNo { found },
            |text| match text {
                "yes" | "y" | "true" | "1" | "是" => Some(true),
                "no" | "n" | "false" | "0" | "否" => Some(false),
                _ => None,
            },
        )
    }

    /// Whether a woman, if known.
    pub(super) fn woman(&self, row: usize, problems: &mut Problems) -> Option<bool> {
        self.parsed(
            row,
            "sex",
            problems,
            |found| Cause::NotASex { found },
            |text| match text {
                "f" | "female" | "woman" | "女" => Some(true),
                "m" | "male" | "man" | "男" => Some(false),
                _ => None,
            },
        )
    }

    /// The age, if known.
    pub(super) fn age(&self, row: usize, problems: &mut Problems) -> Option<u8> {
        let age = |text: &str| text.parse().ok().filter(|age| *age <= 120);
        self.parsed(row, "age", problems, |found| Cause::NotAnAge { found }, age)
    }

    /// A coordinate, if known.
    pub(super) fn metres(&self, row: usize, column: &'static str, problems: &mut Problems) -> Option<f64> {
        let metres = |text: &str| text.parse().ok().filter(|metres: &f64| (-FARTHEST_M..=FARTHEST_M).contains(metres));
        self.parsed(row, column, problems, |found| Cause::NotMetres { found }, metres)
    }

    fn parsed<T>(
        &self,
        row: usize,
        column: &'static str,
        problems: &mut Problems,
        cause: impl FnOnce(String) -> Cause,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(row, column)?;
        let parsed = parse(&text.to_ascii_lowercase());
        if parsed.is_none() {
            problems.add(self.file, Some(self.line(row)), Some(column), cause(text.into()));
        }
        parsed
    }
}

fn line_of(record: &csv::StringRecord) -> u64 {
    record.position().map_or(0, csv::Position::line)
}

/// How alike two headings are; one slip of the pen in three letters or more makes them as good as equal. Shorter words,
/// such as most Chinese ones, mean different things when they differ at all.
fn likeness(one: &str, other: &str) -> f64 {
    let slip = other.chars().count() >= 3 && strsim::osa_distance(one, other) == 1;
    if slip { 1.0 } else { strsim::jaro_winkler(one, other) }
}

/// The field of each column; `None` when one that must be there is not.
fn columns_of(file: RosterFile, headings: &csv::StringRecord, problems: &mut Problems) -> Option<Vec<Option<usize>>> {
    let columns = file.columns();
    let mut fields: Vec<Option<usize>> = vec![None; columns.len()];
    let line = Some(line_of(headings));
    let mut unknown = Vec::new();
    for (field, heading) in headings.iter().enumerate() {
        let heading = heading.to_lowercase();
        match columns.iter().position(|column| column.headings.contains(&heading.as_str())) {
            Some(number) if fields[number].is_some() => {
                let cause = Cause::DuplicateColumn { heading };
                problems.add(file, line, Some(columns[number].headings[0]), cause);
            }
            Some(number) => fields[number] = Some(field),
            None => unknown.push(heading),
        }
    }
    for heading in unknown {
        let missing = columns.iter().zip(&fields).filter(|(_, field)| field.is_none());
        let near = missing
            .flat_map(|(column, _)| column.headings.iter().copied())
            .map(|known| (likeness(&heading, known), known))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(likeness, _)| *likeness >= MISSPELT);
        if let Some((_, near)) = near {
            problems.add(file, line, None, Cause::MisspeltColumn { heading, near });
        }
    }
    let mut complete = true;
    for (column, field) in columns.iter().zip(&fields) {
        if column.required && field.is_none() {
            complete = false;
            let cause = Cause::MissingColumn { headings: column.headings.to_vec() };
            problems.add(file, line, Some(column.headings[0]), cause);
        }
    }
    complete.then_some(fields)
}
