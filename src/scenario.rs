//! What a person writes, checked.
//!
//! A scenario file is read with the place of every value, merged with what it extends, walked by the list of
//! parameters, and becomes a [`Scenario`]: complete, within range, free of contradictions. Whatever is wrong is
//! reported at once, each with its place, cause and mend.
//!
//! The way of a file: `source` gives bytes, `tree` parses them and lays layers over one another, `assemble` gathers the
//! layers, `walk` reads tables by the vocabulary, `structures` and `arms` read what is not a table of parameters,
//! `checks` looks for contradictions, `read` puts it all together, and `resolved` writes it out again.

mod arms;
mod assemble;
pub mod checked;
mod checks;
#[cfg(feature = "app")]
mod files;
mod lists;
mod margins;
mod problem;
mod read;
mod resolved;
mod source;
mod structures;
mod targets;
mod tree;
mod walk;

pub use checked::{Arm, Attendance, Calendar, PlanStep, Provenance, Scenario, Seat, Structure, VillageSource, Warning};
#[cfg(feature = "app")]
pub use files::FileSystem;
pub use problem::{Problem, Problems, SourceFile, nearest};
pub use read::{problem_in, read, shipped_structures};
pub use resolved::grades;
pub use source::{Memory, Source, Unreadable};
pub use walk::{NO_SOURCE, tables, vocabulary_path};

#[cfg(test)]
mod tests;
