//! Structures applied: how votes are combined and seats are filled.

pub mod decision;
pub mod elections;
