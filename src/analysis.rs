//! What runs say: arms compared with the baseline, and who is served worse.

pub mod claims;
pub mod comparison;
pub mod decision;
pub mod losers;
pub mod parting;
pub mod signs;
