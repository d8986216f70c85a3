//! Intervals, tests and rules of stopping. They know numbers, not runs.
//!
//! Sums run in the order of the data, so a result does not depend on who computed it or how. Where a statistic has no
//! value (too few data, a zero denominator) it is `None`, never not-a-number.

pub mod abc;
mod bootstrap;
mod chance;
mod cholesky;
#[cfg(test)]
mod coverage;
mod equivalence;
pub mod frontier;
mod intervals;
pub mod matching;
mod moments;
mod morris;
mod multiplicity;
pub mod prim;
mod proportions;
mod ranks;
mod resampling;
pub mod rules;
mod saltelli;
mod selection;
mod shapley;
mod size;
mod sobol;
mod stopping;
mod weighted;
pub mod worth;

pub use bootstrap::{Jackknife, Resamples, bootstrap_t, jackknife, skewness, too_skewed};
pub use chance::Chance;
pub use equivalence::{Equivalence, beyond_test, equivalence};
pub use intervals::{Interval, Welch, relative_interval, replicates_to_settle, t_interval, t_test, welch};
pub use moments::{Summary, correlation, covariance, probability_better, variance_ratio};
pub use morris::{Effect, Trajectory, step};
pub use multiplicity::{holm, holm_levels};
pub use proportions::{Ranks, clopper_pearson, order_statistic_ranks, quantile_interval, wilson};
pub use ranks::{Uniformity, rank_share, uniformity};
pub use resampling::{Estimate, RESAMPLES, bootstrap, percentile_interval};
pub use saltelli::{Layout, SobolIndices};
pub use selection::{KimNelson, Screened, comparisons_with_best, kim_nelson_constants};
pub use shapley::{Coalition, MOST_PLAYERS, Orders, crossed_interval, interactions, shapley};
pub use size::{
    paired_power, paired_size, replicates_within, shares_size_arcsine, shares_size_pooled, two_sample_size,
    variance_interval,
};
pub use sobol::Sobol;
pub use stopping::{FIRST_CHECK, Outcome, StoppingRule, next_check};
pub use weighted::{
    effective_size, histogram, ks_distance, systematic_resample, weighted_correlation, weighted_covariance,
    weighted_mean, weighted_quantile,
};
