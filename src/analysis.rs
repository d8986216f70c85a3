//! What runs say: arms compared with the baseline.

pub mod claims;
pub mod comparison;
pub mod parting;
pub mod signs;
