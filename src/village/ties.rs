//! Who visits and helps whom.

use super::{Group, Ties};
use crate::random::{Decision, Streams, Who};
use crate::vocabulary::tables;
use libm::exp;

/// Ties of all households: a coin for every pair of a group, and a Poisson number of ties to other groups.
pub(super) fn draw(groups: &[Group], clan: &[u32], shares: &tables::Village, streams: &Streams) -> Ties {
    let mut close = Vec::new();
    for group in groups {
        for one in group.households.clone() {
            for other in one + 1..group.households.end {
                let kin = clan[one as usize] == clan[other as usize];
                let probability = if kin { shares.kin_tie_share } else { shares.other_tie_share };
                if streams.uniform(Decision::Tie, Who::pair(0, one, other), 0) < probability {
                    close.push((one, other));
                }
            }
        }
    }
    let distant = distant(groups, clan.len() as u32, shares.distant_ties_per_household, streams);
    adjacency(clan.len(), &merged(close, &distant))
}

/// Ties between groups, lower household first, ascending, each once. A household begins half of its ties, the other
/// half is begun from the other side.
fn distant(groups: &[Group], households: u32, mean: f64, streams: &Streams) -> Vec<(u32, u32)> {
    let none = exp(-0.5 * mean);
    let mut pairs = Vec::new();
    for group in groups {
        let elsewhere = households - group.households.len() as u32;
        for household in group.households.clone() {
            let draw = |ordinal| streams.draw(Decision::DistantTie, Who::one(0, household), ordinal);
            let count = poisson(0.5 * mean, none, draw(0).uniform(0)).min(elsewhere);
            for tie in 0..count {
                let rank = draw(u64::from(tie) + 1).below(0, elsewhere);
                let other = if rank < group.households.start { rank } else { rank + group.households.len() as u32 };
                pairs.push((household.min(other), household.max(other)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The Poisson variate of quantile `u`, given the probability of 0.
fn poisson(mean: f64, none: f64, u: f64) -> u32 {
    let (mut count, mut probability, mut reached) = (0, none, none);
    // The tail ends where a double cannot add to the sum any more.
    while u > reached && probability > 1e-300 {
        count += 1;
        probability *= mean / f64::from(count);
        reached += probability;
    }
    count
}

/// Two ascending lists as one.
fn merged(close: Vec<(u32, u32)>, distant: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut all = Vec::with_capacity(close.len() + distant.len());
    let mut rest = distant.iter().copied().peekable();
    for pair in close {
        while let Some(other) = rest.next_if(|other| *other < pair) {
            all.push(other);
        }
        all.push(pair);
    }
    all.extend(rest);
    all
}

/// Neighbour lists from ascending pairs. A household meets its lower neighbours in the first half of the scan and its
/// higher ones after, both ascending, so the lists come out sorted.
fn adjacency(households: usize, pairs: &[(u32, u32)]) -> Ties {
    let mut first = vec![0; households + 1];
    for (one, other) in pairs {
        first[*one as usize + 1] += 1;
        first[*other as usize + 1] += 1;
    }
    for household in 0..households {
        first[household + 1] += first[household];
    }
    let mut next = first.clone();
    let mut neighbours = vec![0; 2 * pairs.len()];
    for (one, other) in pairs {
        for (from, to) in [(*one, *other), (*other, *one)] {
            let slot = &mut next[from as usize];
            neighbours[*slot as usize] = to;
            *slot += 1;
        }
    }
    Ties { first, neighbours }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbour_lists_are_sorted_and_mutual() {
        let ties = adjacency(4, &merged(vec![(0, 2), (2, 3)], &[(0, 3), (1, 2)]));
        assert_eq!(ties.first, [0, 2, 3, 6, 8]);
        assert_eq!(ties.of(2), [0, 1, 3]);
        assert_eq!(ties.of(3), [0, 2]);
        assert!(ties.tied(1, 2) && !ties.tied(0, 1));
    }

    #[test]
    fn poisson_counts_have_their_mean() {
        let n = 100_000;
        for mean in [0.0, 0.75, 10.0] {
            let sum: u32 = (0..n).map(|i| poisson(mean, exp(-mean), (f64::from(i) + 0.5) / f64::from(n))).sum();
            assert!((f64::from(sum) / f64::from(n) - mean).abs() < 1e-3, "{mean}");
        }
        assert!(poisson(10.0, exp(-10.0), 1.0) < 400);
    }
}
