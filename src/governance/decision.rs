//! How the readings of those with a vote become a decision.

use crate::vocabulary::choices::Rule;

/// One reading of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vote {
    /// Whether it is right.
    pub right: bool,
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
pub fn combine(rule: Rule, votes: &[Vote]) -> Verdict {
    let right = votes.iter().filter(|vote| vote.right).count();
    let wrong = votes.len() - right;
    let enough = |count: usize| match rule {
        Rule::Unanimity => count == votes.len() && count > 0,
        _ => 2 * count > votes.len(),
    };
    match (enough(right), enough(wrong)) {
        (true, _) => Verdict::Right,
        (_, true) => Verdict::Wrong,
        _ => Verdict::Undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn votes(right: usize, wrong: usize) -> Vec<Vote> {
        let mut votes = vec![Vote { right: true }; right];
        votes.extend(vec![Vote { right: false }; wrong]);
        votes
    }

    #[test]
    fn a_majority_is_more_than_half() {
        assert_eq!(combine(Rule::Majority, &votes(2, 1)), Verdict::Right);
        assert_eq!(combine(Rule::Majority, &votes(1, 2)), Verdict::Wrong);
        assert_eq!(combine(Rule::Majority, &votes(1, 1)), Verdict::Undecided);
        assert_eq!(combine(Rule::Majority, &[]), Verdict::Undecided);
    }

    #[test]
    fn unanimity_needs_everybody() {
        assert_eq!(combine(Rule::Unanimity, &votes(3, 0)), Verdict::Right);
        assert_eq!(combine(Rule::Unanimity, &votes(2, 1)), Verdict::Undecided);
        assert_eq!(combine(Rule::Unanimity, &votes(0, 3)), Verdict::Wrong);
        assert_eq!(combine(Rule::Unanimity, &[]), Verdict::Undecided);
    }

    /// The chance that three members of skill p decide rightly, by enumeration of their votes.
    fn right_of_three(rule: Rule, p: f64) -> f64 {
        (0..8_u32)
            .filter(|mask| {
                let votes: Vec<Vote> = (0..3).map(|i| Vote { right: mask >> i & 1 == 1 }).collect();
                combine(rule, &votes) == Verdict::Right
            })
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
