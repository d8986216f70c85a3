//! Experiments: every arm over the same replicates, in parallel, kept block by block as it goes.
//!
//! 1. The plan cuts the replicates into [blocks](mod@crate::results::blocks) that depend neither on threads nor on how
//!    many replicates are asked for.
//! 2. Threads take the blocks in their order; a finished block is on disk before its thread takes another. There is no
//!    journal: what is finished is what lies there whole, of this plan.
//! 3. A run that breaks is noted with its arm, replicate and seed, and everything else goes on.
//! 4. A sequential rule looks only at fixed counts of replicates, so when it stops depends on the outcomes alone.
//! 5. A study runs many points of a [design](mod@design) the same way. A point that is no sound scenario is noted like a run
//!    that breaks.

pub mod conduct;
pub mod design;
pub mod plan;
pub mod posterior;
pub mod selection;
pub mod study;
mod work;
pub mod worlds;

pub use conduct::{Conducted, Control, Ending, Observer, Runner, conduct, conduct_with};
pub use design::{Design, Factor};
pub use plan::{Extent, Plan, Until};
pub use posterior::Posterior;
pub use study::Study;
pub use worlds::{Reader, Worlds};

#[cfg(test)]
mod tests;
