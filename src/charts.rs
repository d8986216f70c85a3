//! Charts for print and page: what a comparison of arms shows, as SVG and PNG, in English and Chinese.
//!
//! A chart is a function from plain data to a [`Drawing`]: it reads no file and no clock, and the same data give the
//! same bytes on every machine. All text is set in fonts that are part of the program.
//!
//! | chart | answers |
//! |---|---|
//! | [`forest`] | what changes, by how much, and is it shown? |
//! | [`course`] | when does it change? |
//! | [`distribution`] | how much do replicates differ? |
//! | [`tiers`] | where do needs end? |
//! | [`response`] | how does it depend on one number? |
//!
//! [`of_results`] is the bridge from a results folder to those data, [`of_sweep`] that from a sweep; they alone read
//! files.

mod axis;
mod canvas;
pub mod course;
pub mod distribution;
mod ends;
mod figure;
pub mod forest;
pub mod of_results;
pub mod of_sweep;
mod png;
pub mod response;
mod subject;
mod svg;
mod text;
mod theme;
pub mod tiers;
mod words;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod samples;

pub use figure::{Difference, Drawing, Finding, Source, Style};
pub use png::PictureError;
pub use subject::Subject;
pub use text::{FONT_LICENCE, Weight, font_file, missing};
pub use theme::Width;
