//! What runs say: arms compared with the baseline, and who is served worse.

pub mod claims;
pub mod comparison;
pub mod losers;
pub mod margins;
pub mod parting;
pub mod selected;
pub mod signs;
pub mod sizing;
pub mod unknown;
