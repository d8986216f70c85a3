//! What runs say: arms compared with the baseline, who is served worse, and through which mechanism.

pub mod attribution;
pub mod calibration;
pub mod claims;
pub mod comparison;
pub mod decision;
pub mod losers;
pub mod margins;
pub mod parting;
pub mod selected;
pub mod sensitivity;
pub mod signs;
pub mod sizing;
pub mod unknown;
