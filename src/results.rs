//! What an experiment leaves behind: a folder of tidy tables with a manifest that says how they came about.
//!
//! While an experiment runs, each finished block of runs lies in `parts/` as one file. At the end the parts are joined
//! in the order of the blocks, so a table is the same bytes for any number of threads and after any interruption.
//! Every file appears whole or not at all.

mod attribution;
pub mod blocks;
mod calibration;
pub mod decision;
pub mod encoding;
pub mod files;
pub mod folder;
mod grown;
mod made;
pub mod manifest;
pub mod package;
pub mod part;
pub mod points;
pub mod read;
pub mod resolved;
mod selection;
mod sensitivity;
mod series;
pub mod table;
pub mod tables;
mod turns;
mod unknown;
mod validation;

pub use attribution::attribution_fields;
pub use blocks::{Block, blocks, blocks_of_points};
pub use calibration::CalibrationTable;
pub use encoding::read_columns;
pub use folder::{Folder, Found, Identity};
pub use grown::{Kept, KeptRuns};
pub use made::{MADE, is_made_table, made_fields};
pub use manifest::{Failure, Manifest, State};
pub use part::Part;
pub use points::Points;
pub use read::{
    CaseRow, GroupValues, MonthRow, RunColumns, RunValues, each_month, each_month_of_points, each_voiced_case,
    point_values, point_values_of_part, run_row, run_values, run_values_of_parts,
};
pub use selection::selection_fields;
pub use sensitivity::{convergence_fields, sensitivity_fields};
pub use series::{DriveRow, StormRow, each_drive_day, each_storm_step};
pub use table::{Cell, Column, Field, Kind, Rows};
pub use tables::Table;
pub use turns::{SETS, Turns};
pub use unknown::unknown_fields;
pub use validation::validation_fields;

use std::io;
use std::path::{Path, PathBuf};

/// The version of the program that makes the results.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The revision of its source, `unknown` where nobody noted it.
pub const REVISION: &str = env!("MICROGOV_SOURCE_REVISION");

/// What can go wrong with a results folder.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// A file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be written; a full disk is the usual cause.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not what was once written.
    #[error("{} is damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The scenario cannot be run.
    #[error("{what}")]
    Unsound {
        /// Why.
        what: String,
    },
    /// The folder may not be used for this experiment.
    #[error("{}: {why}", folder.display())]
    Refused {
        /// The folder.
        folder: PathBuf,
        /// Why, and what to do.
        why: String,
    },
}

impl Problem {
    pub(crate) fn read(path: &Path, source: io::Error) -> Problem {
        Problem::Read { path: path.into(), source }
    }

    pub(crate) fn write(path: &Path, source: io::Error) -> Problem {
        Problem::Write { path: path.into(), source }
    }

    pub(crate) fn encoding(path: &Path, error: parquet::errors::ParquetError) -> Problem {
        let source = match error {
            parquet::errors::ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(inner) => *inner,
                Err(inner) => io::Error::other(inner),
            },
            other => io::Error::other(other),
        };
        Problem::Write { path: path.into(), source }
    }
}
