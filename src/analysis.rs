//! What runs say: arms compared with the baseline.

pub mod comparison;
pub mod signs;
