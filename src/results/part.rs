//! A part: the finished runs of one block, in one file.
//!
//! The file is a mark, the BLAKE3 hash of all that follows, the length of a header in JSON, the header, and the tables
//! as Parquet files of one row group each. A part that is torn, altered, or of another plan is no part.

use super::blocks::Block;
use super::files::write_whole;
use super::manifest::Failure;
use super::tables::Table;
use super::{Problem, encoding, table};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

const MARK: &[u8; 8] = b"mgpart2\n";
const HASH: usize = 32;

/// The finished runs of one block.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Hash of the plan that the runs belong to.
    pub plan: String,
    /// The block.
    pub block: Block,
    /// Runs that broke.
    pub failures: Vec<Failure>,
    /// The rows of each table, encoded.
    pub tables: Vec<(Table, Bytes)>,
}

#[derive(Serialize, Deserialize)]
struct Header {
    plan: String,
    index: u64,
    points: (u64, u64),
    replicates: (u64, u64),
    failures: Vec<Failure>,
    tables: Vec<(String, usize)>,
}

impl Part {
    /// The place of a block's part.
    pub fn path(parts: &Path, block: u64) -> PathBuf {
        parts.join(format!("b{block:06}"))
    }

    /// Writes it into the folder of parts, whole or not at all.
    ///
    /// # Errors
    /// [`Problem::Write`] when the disk does not take it.
    pub fn write(&self, parts: &Path) -> Result<(), Problem> {
        self.write_at(&Part::path(parts, self.block.index))
    }

    pub(super) fn write_at(&self, path: &Path) -> Result<(), Problem> {
        let Block { index, points, replicates } = &self.block;
        let header = Header {
            plan: self.plan.clone(),
            index: *index,
            points: (points.start, points.end),
            replicates: (replicates.start, replicates.end),
            failures: self.failures.clone(),
            tables: self.tables.iter().map(|(table, bytes)| (table.name().to_string(), bytes.len())).collect(),
        };
        let header = serde_json::to_vec(&header).map_err(|error| Problem::write(path, error.into()))?;
        let start = MARK.len() + HASH;
        let tables: usize = self.tables.iter().map(|(_, bytes)| bytes.len()).sum();
        let mut file = Vec::with_capacity(start + 8 + header.len() + tables);
        file.extend(MARK);
        file.extend([0; HASH]);
        file.extend((header.len() as u64).to_le_bytes());
        file.extend(header);
        self.tables.iter().for_each(|(_, bytes)| file.extend_from_slice(bytes));
        let hash = blake3::hash(&file[start..]);
        file[MARK.len()..start].copy_from_slice(hash.as_bytes());
        write_whole(path, &file)
    }

    /// Reads the part of a block; `None` when there is none, or none that is whole.
    pub fn read(parts: &Path, block: u64) -> Option<Part> {
        Part::read_at(&Part::path(parts, block))
    }

    pub(super) fn read_at(path: &Path) -> Option<Part> {
        let file = Bytes::from(std::fs::read(path).ok()?);
        let start = MARK.len() + HASH;
        if file.len() < start + 8 || file[..MARK.len()] != MARK[..] {
            return None;
        }
        let body = file.slice(start..);
        if blake3::hash(&body).as_bytes()[..] != file[MARK.len()..start] {
            return None;
        }
        let length = usize::try_from(u64::from_le_bytes(body[..8].try_into().ok()?)).ok()?;
        let header: Header = serde_json::from_slice(body.get(8..8 + length)?).ok()?;
        let mut from = 8 + length;
        let mut tables = Vec::new();
        for (name, size) in header.tables {
            let table = Table::ALL.iter().copied().find(|table| table.name() == name)?;
            body.get(from..from + size)?;
            tables.push((table, body.slice(from..from + size)));
            from += size;
        }
        let Header { plan, index, points, replicates, failures, .. } = header;
        let block = Block { index, points: points.0..points.1, replicates: replicates.0..replicates.1 };
        Some(Part { plan, block, failures, tables })
    }

    /// Columns of one of its tables.
    ///
    /// # Errors
    /// [`Problem::Damaged`] when the table is not there or lacks a column.
    pub fn columns(&self, table: Table, names: &[&str]) -> Result<Vec<table::Column>, Problem> {
        let path = PathBuf::from(format!("part {}", self.block.index));
        let Some((_, bytes)) = self.tables.iter().find(|(other, _)| *other == table) else {
            return Err(Problem::Damaged { path, what: format!("it has no table \"{}\"", table.name()) });
        };
        encoding::columns_of(bytes.clone(), names).map_err(|error| Problem::Damaged { path, what: error.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part() -> Part {
        Part {
            plan: "p".into(),
            block: Block { index: 7, points: 0..1, replicates: 70..80 },
            failures: vec![Failure { arm: "a".into(), point: 0, replicate: 71, seed: 1, reason: "broke".into() }],
            tables: vec![(Table::Runs, Bytes::from_static(b"rows")), (Table::Groups, Bytes::from_static(b"more"))],
        }
    }

    #[test]
    fn a_part_reads_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        part().write(folder.path()).unwrap();
        assert_eq!(Part::read(folder.path(), 7), Some(part()));
        assert_eq!(Part::read(folder.path(), 8), None);
    }

    #[test]
    fn a_part_torn_or_altered_anywhere_is_no_part() {
        let folder = tempfile::tempdir().unwrap();
        part().write(folder.path()).unwrap();
        let path = Part::path(folder.path(), 7);
        let whole = std::fs::read(&path).unwrap();
        for length in 0..whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(Part::read(folder.path(), 7), None, "torn after {length} bytes");
        }
        for place in 0..whole.len() {
            let mut altered = whole.clone();
            altered[place] ^= 1;
            std::fs::write(&path, &altered).unwrap();
            assert_eq!(Part::read(folder.path(), 7), None, "altered at {place}");
        }
    }
}
