//! Rules of decision where nobody knows which world is true: options by worlds, and what each rule makes of them.

use super::Summary;
use crate::estimators::quantile;
use libm::sqrt;

/// A rule that gives each option a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The worst it may bring (Wald).
    Maximin,
    /// The best it may bring.
    Maximax,
    /// A weighted mean of its best and its worst.
    Hurwicz,
    /// Its mean, every world counted the same.
    Laplace,
    /// How much it may fall behind the best option of a world (Savage); less is better.
    MaximumRegret,
    /// How much it falls behind in all but a tenth of the worlds; less is better.
    Regret90,
    /// Its mean less its standard deviation over the worlds.
    MeanDeviation,
    /// The share of worlds in which it meets every threshold (Starr).
    Starr,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 8] = [
        Rule::Maximin,
        Rule::Maximax,
        Rule::Hurwicz,
        Rule::Laplace,
        Rule::MaximumRegret,
        Rule::Regret90,
        Rule::MeanDeviation,
        Rule::Starr,
    ];

    /// Whether less is better.
    pub fn less_is_better(self) -> bool {
        matches!(self, Rule::MaximumRegret | Rule::Regret90)
    }

    /// The numbers of the options, given what each brings (`utility`, by option and world; more is better) and in which
    /// worlds it meets the thresholds (`meets`, likewise; empty where there are none). `optimism` is Hurwicz's weight of
    /// the best. `None` without worlds, below two of them for a deviation, and for [`Rule::Starr`] without thresholds.
    pub fn values(self, utility: &[Vec<f64>], meets: &[Vec<bool>], optimism: f64) -> Vec<Option<f64>> {
        let least = |of: &[f64]| of.iter().copied().reduce(f64::min);
        let most = |of: &[f64]| of.iter().copied().reduce(f64::max);
        let worlds = utility.first().map_or(0, Vec::len);
        let best_of = |world: usize| utility.iter().map(|of| of[world]).fold(f64::NEG_INFINITY, f64::max);
        let best: Vec<f64> = (0..worlds).map(best_of).collect();
        let regrets = |of: &[f64]| best.iter().zip(of).map(|(best, value)| best - value).collect::<Vec<_>>();
        let value = |(option, of): (usize, &Vec<f64>)| match self {
            Rule::Maximin => least(of),
            Rule::Maximax => most(of),
            Rule::Hurwicz => Some(optimism * most(of)? + (1.0 - optimism) * least(of)?),
            Rule::Laplace => Some(Summary::of(of)?.mean),
            Rule::MaximumRegret => most(&regrets(of)),
            Rule::Regret90 => quantile(&mut regrets(of), 0.9),
            Rule::MeanDeviation => {
                let summary = Summary::of(of)?;
                Some(summary.mean - sqrt(summary.variance?))
            }
            Rule::Starr => {
                let meets = meets.get(option).filter(|meets| !meets.is_empty())?;
                Some(meets.iter().filter(|met| **met).count() as f64 / meets.len() as f64)
            }
        };
        utility.iter().enumerate().map(value).collect()
    }

    /// The ranks of the options by this rule: 1 is best, equal ones share the better rank. `None` where there is no value.
    pub fn ranks(self, values: &[Option<f64>]) -> Vec<Option<usize>> {
        let beats = |a: f64, b: f64| if self.less_is_better() { a < b } else { a > b };
        let rank = |value: f64| 1 + values.iter().flatten().filter(|other| beats(**other, value)).count();
        values.iter().map(|value| value.map(rank)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utility() -> Vec<Vec<f64>> {
        vec![vec![8.0, 2.0, 5.0], vec![6.0, 6.0, 4.0], vec![3.0, 7.0, 7.0]]
    }

    fn values(rule: Rule) -> Vec<f64> {
        rule.values(&utility(), &[], 0.5).into_iter().map(Option::unwrap).collect()
    }

    #[test]
    fn the_rules_disagree_on_the_example_as_computed_by_hand() {
        assert_eq!(values(Rule::Maximin), [2.0, 4.0, 3.0]);
        assert_eq!(values(Rule::Maximax), [8.0, 6.0, 7.0]);
        let laplace = values(Rule::Laplace);
        let known = [5.0, 16.0 / 3.0, 17.0 / 3.0];
        assert!(laplace.iter().zip(known).all(|(value, known)| (value - known).abs() < 1e-12), "{laplace:?}");
        assert_eq!(values(Rule::MaximumRegret), [5.0, 3.0, 5.0]);
        assert_eq!(values(Rule::Hurwicz), [5.0, 5.0, 5.0]);
        // Regrets of the first are 0, 5, 2; nine tenths of the way up lie 2 + 0.8 · 3.
        assert!((values(Rule::Regret90)[0] - 4.4).abs() < 1e-12);
        // 8, 2, 5 deviate by 3 with n − 1 in the denominator.
        assert!((values(Rule::MeanDeviation)[0] - 2.0).abs() < 1e-12);
        let first = |rule: Rule| {
            let ranks = rule.ranks(&rule.values(&utility(), &[], 0.5));
            ranks
                .iter()
                .enumerate()
                .filter(|(_, rank)| **rank == Some(1))
                .map(|(option, _)| option + 1)
                .collect::<Vec<_>>()
        };
        assert_eq!((first(Rule::Maximin), first(Rule::MaximumRegret)), (vec![2], vec![2]));
        assert_eq!((first(Rule::Laplace), first(Rule::Maximax)), (vec![3], vec![1]));
        assert_eq!(first(Rule::Hurwicz), [1, 2, 3]);
    }

    #[test]
    fn a_share_of_worlds_needs_thresholds_and_a_deviation_two_worlds() {
        let meets = [vec![true, false, true], vec![true, true, true], vec![false, false, false]];
        let shares = Rule::Starr.values(&utility(), &meets, 0.5);
        assert_eq!(shares, [Some(2.0 / 3.0), Some(1.0), Some(0.0)]);
        assert_eq!(Rule::Starr.ranks(&shares), [Some(2), Some(1), Some(3)]);
        assert_eq!(Rule::Starr.values(&utility(), &[], 0.5), [None; 3]);
        assert_eq!(Rule::MeanDeviation.values(&[vec![1.0], vec![2.0]], &[], 0.5), [None; 2]);
        assert_eq!(Rule::Maximin.values(&[vec![], vec![]], &[], 0.5), [None; 2]);
    }

    #[test]
    fn equal_options_share_the_better_rank() {
        let values = [Some(1.0), Some(3.0), Some(3.0), None, Some(2.0)];
        assert_eq!(Rule::Laplace.ranks(&values), [Some(4), Some(1), Some(1), None, Some(3)]);
        assert_eq!(Rule::MaximumRegret.ranks(&values), [Some(1), Some(3), Some(3), None, Some(2)]);
    }
}
