//! Compares ways of governing villages.

pub mod agenda;
#[cfg(feature = "app")]
pub mod analysis;
#[cfg(feature = "app")]
pub mod charts;
#[cfg(feature = "app")]
pub mod cli;
pub mod estimators;
#[cfg(feature = "app")]
pub mod experiment;
pub mod governance;
pub mod measures;
pub mod mechanisms;
pub mod random;
#[cfg(feature = "app")]
pub mod results;
pub mod scenario;
pub mod simulation;
pub mod special;
#[cfg(feature = "app")]
pub mod statistics;
pub mod units;
pub mod village;
pub mod vocabulary;
pub mod world;
