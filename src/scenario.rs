//! What a person writes, checked.
//!
//! A scenario file is read with the place of every value, merged with what it extends, walked by the list of
//! parameters, and becomes a [`Scenario`]: complete, within range, free of contradictions. Whatever is wrong is
//! reported at once, each with its place, cause and mend.

pub mod checked;

pub use checked::{Arm, Attendance, Calendar, PlanStep, Provenance, Scenario, Seat, Structure, VillageSource, Warning};
