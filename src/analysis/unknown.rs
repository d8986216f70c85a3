//! What is unknown and what is chance, apart: the variance of paired differences between and within parameter sets.
//!
//! With the replicates of a set as a group, one-way random effects give MSB and MSW, the mean squares between and within
//! groups; the variance of chance is MSW, that of what is unknown (MSB − MSW) / n₀ or 0, n₀ being the replicates of a set
//! (for unequal numbers (N − Σ nᵢ² / N) / (k − 1)). The expected difference of a parameter set is said to lie, for 95 % of
//! the sets, within 1.96 standard deviations of what is unknown around the mean, as if these were normal.

use super::comparison::paired;
use crate::results::Turns;
use crate::special::normal_cdf;
use crate::statistics::{Interval, Summary};
use crate::vocabulary::{Direction, Measure};
use libm::sqrt;

/// The 97.5 % quantile of the normal distribution.
const NORMAL: f64 = 1.959_963_984_540_054;

/// The spread of one measure's paired difference, in two parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Index of the arm.
    pub arm: usize,
    /// The measure.
    pub measure: Measure,
    /// Parameter sets with a pair.
    pub sets: usize,
    /// Pairs.
    pub pairs: usize,
    /// Mean over the sets, in the unit of the measure.
    pub mean: f64,
    /// Standard deviation of chance: of a pair of runs around the expected difference of its set.
    pub chance: f64,
    /// Standard deviation of what is unknown: of the expected differences of the sets.
    pub unknown: f64,
}

impl Split {
    /// Splits the differences of an arm to the baseline, by replicate; `None` unless there are two sets, and one with two
    /// pairs.
    pub fn of(
        turns: &Turns,
        arm: usize,
        measure: Measure,
        of_baseline: &[Option<f64>],
        of_arm: &[Option<f64>],
    ) -> Option<Split> {
        let mut groups = vec![Vec::new(); usize::try_from(turns.sets).ok()?];
        for (replicate, pair) in paired(of_baseline, of_arm).enumerate() {
            if let (Some((base, other)), Some(group)) = (pair, groups.get_mut(turns.of(replicate as u64))) {
                group.push(other - base);
            }
        }
        groups.retain(|group: &Vec<f64>| !group.is_empty());
        let (chance, unknown) = components(&groups)?;
        let means: Vec<f64> = groups.iter().filter_map(|group| Some(Summary::of(group)?.mean)).collect();
        let pairs = groups.iter().map(Vec::len).sum();
        let mean = Summary::of(&means)?.mean;
        Some(Split { arm, measure, sets: groups.len(), pairs, mean, chance: sqrt(chance), unknown: sqrt(unknown) })
    }

    /// Share of the variance of a pair of runs that is of what is unknown; `None` where nothing varies.
    pub fn unknown_share(&self) -> Option<f64> {
        let (chance, unknown) = (self.chance * self.chance, self.unknown * self.unknown);
        (chance + unknown > 0.0).then(|| unknown / (chance + unknown))
    }

    /// Share of the parameter sets that expect the arm to be better, as if their expected differences were normal; `None`
    /// for measures without a better side, and where the sets do not differ beyond chance.
    pub fn favoured(&self) -> Option<f64> {
        let gain = match self.measure.direction() {
            Direction::More => self.mean,
            Direction::Less => -self.mean,
            Direction::Neutral => return None,
        };
        (self.unknown > 0.0).then(|| normal_cdf(gain / self.unknown))
    }

    /// Where the expected differences of 95 % of the sets lie; `None` where the sets do not differ beyond chance.
    pub fn expected(&self) -> Option<Interval> {
        (self.unknown > 0.0)
            .then_some(Interval { low: self.mean - NORMAL * self.unknown, high: self.mean + NORMAL * self.unknown })
    }
}

/// The variances within and between groups; `None` unless there are two, and one with two values.
fn components(groups: &[Vec<f64>]) -> Option<(f64, f64)> {
    let (k, n) = (groups.len() as f64, groups.iter().map(Vec::len).sum::<usize>() as f64);
    if groups.len() < 2 || n <= k {
        return None;
    }
    let centre = groups.iter().flatten().sum::<f64>() / n;
    let (mut between, mut within, mut squares) = (0.0, 0.0, 0.0);
    for group in groups {
        let size = group.len() as f64;
        let mean = group.iter().sum::<f64>() / size;
        between += size * (mean - centre) * (mean - centre);
        within += group.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
        squares += size * size;
    }
    let (between, within) = (between / (k - 1.0), within / (n - k));
    let size = (n - squares / n) / (k - 1.0);
    Some((within, f64::max(0.0, (between - within) / size)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparison::Runs;
    use crate::random::{Decision, Streams, Who, normal_quantile};

    #[test]
    fn mean_squares_are_those_of_the_textbook() {
        // Two groups of three: means 2 and 5, MSW 1, MSB 13.5.
        let groups = [vec![1.0, 2.0, 3.0], vec![4.0, 5.0, 6.0]];
        let (within, between) = components(&groups).unwrap();
        assert!((within - 1.0).abs() < 1e-12 && (between - 12.5 / 3.0).abs() < 1e-12);
        assert_eq!(components(&[vec![1.0], vec![2.0]]), None);
        assert_eq!(components(&[vec![1.0, 2.0]]), None);
        assert_eq!(components(&[vec![1.0, 3.0], vec![3.0, 1.0]]), Some((2.0, 0.0)));
    }

    /// Differences of sets with a spread of `unknown`, each with chance of spread `chance`.
    fn runs(unknown: f64, chance: f64, sets: u64, replicates: u64) -> Runs {
        let turns = Turns { sets, cumulative: Vec::new() };
        let draw = |entity: u32, n: u64| {
            normal_quantile(Streams::new(3, 0).uniform(Decision::Bootstrap, Who::one(0, entity), n))
        };
        let value = |replicate: u64| {
            let mut values = vec![None; Measure::COUNT];
            values[0] = Some(7.0 + unknown * draw(1, turns.of(replicate) as u64) + chance * draw(2, replicate));
            values
        };
        let mut nothing = vec![None; Measure::COUNT];
        nothing[0] = Some(0.0);
        let baseline = (0..replicates).map(|_| nothing.clone()).collect();
        let values = vec![baseline, (0..replicates).map(value).collect()];
        let arms = vec!["base".into(), "other".into()];
        Runs { point: 0, arms, baseline: 0, values, turns: Some(turns) }
    }

    /// The split of the first measure.
    fn split(runs: &Runs) -> Option<Split> {
        let column = |arm: usize| runs.values[arm].iter().map(|run| run[0]).collect::<Vec<_>>();
        Split::of(runs.turns.as_ref()?, 1, Measure::ALL[0], &column(0), &column(1))
    }

    #[test]
    fn both_parts_are_found() {
        let split_of = split(&runs(3.0, 1.0, 500, 2000)).unwrap();
        assert!((split_of.unknown - 3.0).abs() < 0.3 && (split_of.chance - 1.0).abs() < 0.1, "{split_of:?}");
        assert!((split_of.unknown_share().unwrap() - 0.9).abs() < 0.03);
        // A mean of 7 less 0 with a spread of 3: nearly every set expects more.
        let favoured = Split { measure: Measure::Resolved90dShare, ..split_of }.favoured().unwrap();
        assert!((favoured - normal_cdf(7.0 / 3.0)).abs() < 0.01, "{favoured}");
        assert_eq!((split_of.sets, split_of.pairs), (500, 2000));
        let none = split(&runs(0.0, 2.0, 500, 2000)).unwrap();
        assert!(none.unknown < 0.4, "{none:?}");
        assert_eq!(split(&runs(1.0, 1.0, 50, 50)), None);
    }

    #[test]
    fn the_interval_of_the_mean_is_that_of_the_sets() {
        use crate::analysis::comparison::compare;
        // 20 sets with 50 replicates each are 20 witnesses of what is unknown, not 1000.
        let runs = runs(3.0, 1.0, 20, 1000);
        let row = &compare(&runs, &[]).rows[0];
        let width = row.ci_high.unwrap() - row.ci_low.unwrap();
        assert!((2.0 * 2.09 * 3.0 / sqrt(20.0) * 0.6..2.0 * 2.09 * 3.0 / sqrt(20.0) * 1.5).contains(&width), "{width}");
        assert_eq!(row.n, 1000);
    }
}
