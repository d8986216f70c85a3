//! Compares ways of governing villages.

pub mod agenda;
pub mod governance;
pub mod measures;
pub mod mechanisms;
pub mod random;
pub mod scenario;
pub mod simulation;
pub mod special;
pub mod units;
pub mod village;
pub mod vocabulary;
pub mod world;
