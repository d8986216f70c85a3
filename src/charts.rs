//! Charts for print and page: what a comparison of arms shows, as SVG and PNG, in English and Chinese.
//!
//! A chart is a function from plain data to a [`Drawing`]: it reads no file and no clock, and the same data give the
//! same bytes on every machine. All text is set in fonts that are part of the program.
//!
//! | chart | answers |
//! |---|---|
//! | [`forest`] | what changes, by how much, and is it shown? |
//! | [`course`] | when does it change? |
//! | [`difference`] | how does an arm differ from the baseline month by month? |
//! | [`distribution`] | how much do replicates differ? |
//! | [`equity`] | who is served how? |
//! | [`lorenz`] | how evenly are groups served? |
//! | [`money`] | who pays? |
//! | [`tiers`] | where do needs end? |
//! | [`survival`] | how long do needs wait? |
//! | [`validation`] | is what was observed met? |
//! | [`village`] | who lives where? |
//! | [`response`] | how does it depend on one number? |
//! | [`map`] | where over two numbers is an arm better? |
//! | [`signs`] | at how many points of a sweep is an arm better? |
//! | [`tornado`] | which unknown moves the effect most? |
//!
//! [`of_results`] is the bridge from a results folder to those data, [`of_sweep`] that from a sweep; they alone read
//! files.

mod axis;
mod canvas;
pub mod course;
pub mod difference;
pub mod distribution;
mod ends;
pub mod equity;
mod figure;
pub mod forest;
mod lines;
pub mod lorenz;
pub mod map;
pub mod money;
pub mod of_results;
pub mod of_sweep;
mod panels;
mod png;
pub mod response;
pub mod signs;
mod subject;
pub mod survival;
mod svg;
mod text;
mod theme;
pub mod tiers;
mod timeline;
pub mod tornado;
pub mod validation;
pub mod village;
pub(crate) mod words;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod samples;

pub(crate) use axis::integer;
pub use figure::{Difference, Drawing, Finding, Source, Style};
pub use panels::Estimate;
pub(crate) use png::PRINT;
pub use png::PictureError;
pub(crate) use png::crc32;
pub use subject::Subject;
pub use text::{FONT_LICENCE, Weight, font_file, missing};
pub use theme::Width;
