//! Intervals, tests and rules of stopping. They know numbers, not runs.
//!
//! Sums run in the order of the data, so a result does not depend on who computed it or how. Where a statistic has no
//! value (too few data, a zero denominator) it is `None`, never not-a-number.

pub mod frontier;
mod intervals;
mod moments;
mod multiplicity;
pub mod prim;
mod proportions;
pub mod rules;
mod stopping;
pub mod worth;

pub use intervals::{Interval, Welch, relative_interval, replicates_to_settle, t_interval, t_test, welch};
pub use moments::{Summary, correlation, covariance, probability_better, variance_ratio};
pub use multiplicity::{holm, holm_levels};
pub use proportions::{Ranks, clopper_pearson, order_statistic_ranks, quantile_interval, wilson};
pub use stopping::{FIRST_CHECK, Outcome, StoppingRule, next_check};
