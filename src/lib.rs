//! Compares ways of governing villages.

pub mod agenda;
#[cfg(feature = "app")]
pub mod charts;
pub mod measures;
pub mod random;
pub mod scenario;
pub mod simulation;
pub mod special;
pub mod units;
pub mod village;
pub mod vocabulary;
