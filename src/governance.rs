//! Structures applied: how votes are combined, projects are chosen and seats are filled.

pub mod decision;
pub mod elections;
pub mod ranking;
