//! What runs say: arms compared with the baseline, and who is served worse.

pub mod comparison;
pub mod losers;
pub mod signs;
