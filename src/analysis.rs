//! What runs say: arms compared with the baseline, who is served worse, and through which mechanism.

pub mod attribution;
pub mod claims;
pub mod comparison;
pub mod losers;
pub mod parting;
pub mod signs;
pub mod unknown;
