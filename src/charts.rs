//! Charts for print and page: what a comparison of arms shows, as SVG, PNG and PDF, in English and Chinese.
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
//! | [`drive`] | who has consented by which day of a drive? |
//! | [`storm`] | who is moved by when in the night of a storm, and how did each house hear? |
//! | [`response`] | how does it depend on one number? |
//! | [`map`] | where over two numbers is an arm better? |
//! | [`decision::plane`] | what more does an option bring and cost, world by world? |
//! | [`decision::acceptability`] | which option is best at which price, and what is knowing worth? |
//! | [`decision::losing`] | in which box of unknowns does an arm lose? |
//! | [`signs`] | at how many points of a sweep is an arm better? |
//! | [`posterior`] | what do known patterns tell of each unknown? |
//! | [`predictive`] | which patterns come out, before and after? |
//! | [`waterfall`] | through which mechanisms does an effect run? |
//! | [`sensitivity`] | which unknowns matter? |
//! | [`tornado`] | which unknown moves the effect most? |
//!
//! [`of_results`] is the bridge from a results folder to those data, [`of_sweep`] that from a sweep, [`of_attribution`]
//! that from an attribution, [`of_sensitivity`] that from a sensitivity analysis, [`of_calibration`] that from a
//! calibration, [`of_decision`] that from the tables of a decision; they alone read files.

pub mod album;
mod axis;
mod canvas;
pub mod course;
pub mod decision;
pub mod difference;
pub mod distribution;
pub mod drive;
mod ends;
pub mod equity;
mod figure;
pub mod forest;
pub mod growth;
pub mod layout;
mod lines;
pub mod lorenz;
pub mod map;
pub mod money;
pub mod of_attribution;
pub mod of_calibration;
pub mod of_decision;
pub mod of_results;
pub mod of_sensitivity;
pub mod of_sweep;
mod panels;
mod pdf;
mod png;
pub mod posterior;
pub mod predictive;
pub mod response;
pub mod sensitivity;
pub mod signs;
pub mod storm;
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
pub mod waterfall;
pub(crate) mod words;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod snapshots;

pub(crate) use axis::integer;
pub use figure::{Difference, Drawing, Finding, Source, Style};
pub use panels::Estimate;
pub(crate) use png::PRINT;
pub use png::PictureError;
pub(crate) use png::crc32;
pub use subject::Subject;
pub use text::{FONT_LICENCE, Weight, font_file, missing};
pub use theme::Width;
