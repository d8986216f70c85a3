//! The tables of a decision, read back.

use super::DecisionTable;
use crate::results::{Manifest, Problem};
use std::path::Path;

/// A table as text: the names of its columns, and its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rows {
    header: Vec<String>,
    /// The rows.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Rows {
    /// Reads a table of the folder; nothing where the manifest does not list it.
    ///
    /// # Errors
    /// A [`Problem`] when it cannot be read.
    pub(crate) fn read(folder: &Path, manifest: &Manifest, table: DecisionTable) -> Result<Rows, Problem> {
        let file = table.file();
        if manifest.files.iter().all(|listed| listed.path != file) {
            return Ok(Rows::default());
        }
        let path = folder.join(file);
        let text = std::fs::read(&path).map_err(|error| Problem::read(&path, error))?;
        let damaged = |error: csv::Error| Problem::Damaged { path: path.clone(), what: error.to_string() };
        let mut reader = csv::Reader::from_reader(text.as_slice());
        let header = reader.headers().map_err(damaged)?.iter().map(String::from).collect();
        let rows = reader.records().map(|record| Ok(record.map_err(damaged)?.iter().map(String::from).collect()));
        Ok(Rows { header, rows: rows.collect::<Result<_, Problem>>()? })
    }

    /// The text of a cell; empty where there is no such column.
    pub(crate) fn cell<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        let place = self.header.iter().position(|name| name == column);
        place.and_then(|place| row.get(place)).map_or("", String::as_str)
    }

    /// The number of a cell, if it holds one.
    pub(crate) fn number(&self, row: &[String], column: &str) -> Option<f64> {
        self.cell(row, column).parse().ok()
    }

    /// The different texts of a column, in the order of their first.
    pub(crate) fn texts(&self, column: &str) -> Vec<&str> {
        let mut texts = Vec::new();
        for row in &self.rows {
            let text = self.cell(row, column);
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
    }
}
