//! Which parameter set a replicate takes.

use serde::{Deserialize, Serialize};

/// The file of a results folder with the sets, as they were given.
pub const SETS: &str = "sets.csv";

/// How replicates take parameter sets in turn.
///
/// Replicate r takes set r, again from the first after the last. Where weights differ, it takes the set at the r-th place
/// of van der Corput's sequence in the cumulative weights. Either way more replicates keep the sets of the earlier ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turns {
    /// How many sets there are.
    pub sets: u64,
    /// Cumulative weights up to 1, where they differ; else empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cumulative: Vec<f64>,
}

impl Turns {
    /// Turns by weights, which need not add up to 1; `None` when none is above 0.
    pub fn by(weights: &[f64]) -> Option<Turns> {
        let total: f64 = weights.iter().sum();
        let alike = weights.iter().all(|weight| *weight == weights[0]);
        let mut sum = 0.0;
        let running = weights.iter().map(|weight| {
            sum += weight / total;
            sum
        });
        let cumulative = if alike { Vec::new() } else { running.collect() };
        (total > 0.0).then_some(Turns { sets: weights.len() as u64, cumulative })
    }

    /// The set that a replicate takes.
    pub fn of(&self, replicate: u64) -> usize {
        if self.cumulative.is_empty() {
            return (replicate % self.sets.max(1)) as usize;
        }
        let place = radical_inverse(replicate);
        self.cumulative.partition_point(|end| *end <= place).min(self.cumulative.len() - 1)
    }
}

/// The n-th number of van der Corput's sequence in base 2, exact up to 2⁵³.
fn radical_inverse(n: u64) -> f64 {
    (n.reverse_bits() >> 11) as f64 / 9_007_199_254_740_992.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replicates_take_the_sets_in_turn() {
        let turns = Turns::by(&[0.5, 0.5, 0.5]).unwrap();
        assert_eq!((0..7).map(|replicate| turns.of(replicate)).collect::<Vec<_>>(), [0, 1, 2, 0, 1, 2, 0]);
        assert_eq!(Turns::by(&[0.0, 0.0]), None);
    }

    #[test]
    fn weights_are_shares_of_the_replicates() {
        let turns = Turns::by(&[1.0, 0.0, 3.0]).unwrap();
        let count = |set| (0..1024).filter(|replicate| turns.of(*replicate) == set).count();
        assert_eq!([count(0), count(1), count(2)], [256, 0, 768]);
    }
}
