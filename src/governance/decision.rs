//! How the readings of those with a vote become a decision.

use crate::vocabulary::choices::Rule;

/// The readings of a case by those with a vote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// How many are right.
    pub right: u32,
    /// How many are wrong.
    pub wrong: u32,
}

impl Votes {
    /// Adds a reading.
    pub fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.wrong += u32::from(!right);
    }
}

/// What a rule makes of the votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Decided, and rightly.
    Right,
    /// Decided wrongly.
    Wrong,
    /// No decision.
    Undecided,
}

/// Combines votes: unanimity needs all, every other rule more than half of those who vote.
pub fn combine(rule: Rule, votes: Votes) -> Verdict {
    let all = votes.right + votes.wrong;
    let enough = |count: u32| match rule {
        Rule::Unanimity => count == all && count > 0,
        _ => 2 * count > all,
    };
    match (enough(votes.right), enough(votes.wrong)) {
        (true, _) => Verdict::Right,
        (_, true) => Verdict::Wrong,
        _ => Verdict::Undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn votes(right: u32, wrong: u32) -> Votes {
        Votes { right, wrong }
    }

    #[test]
    fn a_majority_is_more_than_half() {
        assert_eq!(combine(Rule::Majority, votes(2, 1)), Verdict::Right);
        assert_eq!(combine(Rule::Majority, votes(1, 2)), Verdict::Wrong);
        assert_eq!(combine(Rule::Majority, votes(1, 1)), Verdict::Undecided);
        assert_eq!(combine(Rule::Majority, votes(0, 0)), Verdict::Undecided);
    }

    #[test]
    fn unanimity_needs_everybody() {
        assert_eq!(combine(Rule::Unanimity, votes(3, 0)), Verdict::Right);
        assert_eq!(combine(Rule::Unanimity, votes(2, 1)), Verdict::Undecided);
        assert_eq!(combine(Rule::Unanimity, votes(0, 3)), Verdict::Wrong);
        assert_eq!(combine(Rule::Unanimity, votes(0, 0)), Verdict::Undecided);
    }

    /// The chance that three members of skill p decide rightly, by enumeration of their votes.
    fn right_of_three(rule: Rule, p: f64) -> f64 {
        (0..8_u32)
            .filter(|mask| combine(rule, votes(mask.count_ones(), 3 - mask.count_ones())) == Verdict::Right)
            .map(|mask| (0..3).map(|i| if mask >> i & 1 == 1 { p } else { 1.0 - p }).product::<f64>())
            .sum()
    }

    #[test]
    fn three_equal_members_meet_condorcet_and_unanimity() {
        for (p, majority) in [(0.6, 0.648), (0.7, 0.784), (0.75, 0.84375), (0.8, 0.896)] {
            assert!((right_of_three(Rule::Majority, p) - majority).abs() < 1e-12);
            assert!((right_of_three(Rule::Unanimity, p) - p * p * p).abs() < 1e-12);
        }
    }
}
