//! Tables in memory: what a column is, and rows of them.

use crate::vocabulary::Text;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers with a fraction.
    Real,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether every row has a value.
    pub required: bool,
    /// Its unit; empty for names, counts and shares.
    pub unit: &'static str,
    /// Its name for people.
    pub title: Text,
    /// What it means.
    pub meaning: Text,
}

/// A value on its way into a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// A text.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// A number; one that is not finite is stored as missing.
    Real(f64),
    /// Nothing.
    Missing,
}

impl From<Option<f64>> for Cell<'_> {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Cell::Missing, Cell::Real)
    }
}

impl From<Option<u32>> for Cell<'_> {
    fn from(value: Option<u32>) -> Self {
        value.map_or(Cell::Missing, |n| Cell::Whole(i64::from(n)))
    }
}

/// The values of a column, `None` where missing.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Texts.
    Text(Vec<Option<String>>),
    /// Whole numbers.
    Whole(Vec<Option<i64>>),
    /// Numbers.
    Real(Vec<Option<f64>>),
}

impl Column {
    pub(super) fn new(kind: Kind) -> Column {
        match kind {
            Kind::Text => Column::Text(Vec::new()),
            Kind::Whole => Column::Whole(Vec::new()),
            Kind::Real => Column::Real(Vec::new()),
        }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Column::Text(values), Cell::Text(text)) => values.push(Some(text.to_string())),
            (Column::Whole(values), Cell::Whole(n)) => values.push(Some(n)),
            (Column::Real(values), Cell::Real(x)) => values.push(Some(x).filter(|x| x.is_finite())),
            (Column::Text(values), _) => values.push(None),
            (Column::Whole(values), _) => values.push(None),
            (Column::Real(values), _) => values.push(None),
        }
    }

    pub(super) fn append(&mut self, other: Column) {
        match (self, other) {
            (Column::Text(values), Column::Text(more)) => values.extend(more),
            (Column::Whole(values), Column::Whole(more)) => values.extend(more),
            (Column::Real(values), Column::Real(more)) => values.extend(more),
            // All row groups of a file have one schema.
            _ => {}
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Column::Text(values) => values.len(),
            Column::Whole(values) => values.len(),
            Column::Real(values) => values.len(),
        }
    }

    /// The values of these rows.
    fn take(&self, rows: &[usize]) -> Column {
        match self {
            Column::Text(values) => Column::Text(rows.iter().map(|row| values[*row].clone()).collect()),
            Column::Whole(values) => Column::Whole(rows.iter().map(|row| values[*row]).collect()),
            Column::Real(values) => Column::Real(rows.iter().map(|row| values[*row]).collect()),
        }
    }

    /// The texts; empty for a column of another kind.
    pub fn texts(&self) -> &[Option<String>] {
        if let Column::Text(values) = self { values } else { &[] }
    }

    /// The whole numbers; empty for a column of another kind.
    pub fn wholes(&self) -> &[Option<i64>] {
        if let Column::Whole(values) = self { values } else { &[] }
    }

    /// The numbers; empty for a column of another kind.
    pub fn reals(&self) -> &[Option<f64>] {
        if let Column::Real(values) = self { values } else { &[] }
    }

    /// The value of a row as a CSV cell: the shortest text that reads back to the same bits, empty where missing.
    pub(super) fn print(&self, row: usize) -> String {
        match self {
            Column::Text(values) => values[row].clone().unwrap_or_default(),
            Column::Whole(values) => values[row].map_or_else(String::new, |n| n.to_string()),
            Column::Real(values) => values[row].map_or_else(String::new, |x| x.to_string()),
        }
    }
}

/// Rows of a table, column by column.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    pub(super) columns: Vec<Column>,
    count: usize,
}

impl Rows {
    /// No rows of a table with these columns.
    pub fn new(fields: &[Field]) -> Rows {
        Rows { columns: fields.iter().map(|field| Column::new(field.kind)).collect(), count: 0 }
    }

    /// The rows that these columns hold, all as long.
    pub(super) fn of(columns: Vec<Column>) -> Rows {
        let count = columns.first().map_or(0, Column::len);
        Rows { columns, count }
    }

    /// Some of the rows.
    pub(super) fn take(&self, rows: &[usize]) -> Rows {
        Rows::of(self.columns.iter().map(|column| column.take(rows)).collect())
    }

    /// Adds the rows of the same table.
    pub(super) fn append(&mut self, other: Rows) {
        self.columns.iter_mut().zip(other.columns).for_each(|(column, more)| column.append(more));
        self.count += other.count;
    }

    /// Adds a row: one cell a column, in their order.
    pub fn push<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) {
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            column.push(cells.next().unwrap_or(Cell::Missing));
        }
        debug_assert!(cells.next().is_none(), "more cells than columns");
        self.count += 1;
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The rows as CSV, with a header.
    pub fn to_csv(&self, fields: &[Field]) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        // Writing to memory cannot fail, and every record has as many cells as there are columns.
        let _ = writer.write_record(fields.iter().map(|field| field.name));
        for row in 0..self.count {
            let _ = writer.write_record(self.columns.iter().map(|column| column.print(row)));
        }
        writer.into_inner().unwrap_or_default()
    }
}
