//! Who wins a vote.

/// The winner of a plurality: the candidate with the most votes, ties to the one listed first. `None` without votes.
pub fn plurality(votes: &[u32]) -> Option<usize> {
    let (mut winner, mut most) = (None, 0);
    for (candidate, count) in votes.iter().enumerate() {
        if *count > most {
            (winner, most) = (Some(candidate), *count);
        }
    }
    winner
}

/// The choice with the greatest utility, ties to the first; the rule of a multinomial logit when each utility carries
/// a Gumbel deviate of its own.
pub fn best<T>(options: impl Iterator<Item = (T, f64)>) -> Option<T> {
    options
        .fold(None, |best: Option<(T, f64)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        })
        .map(|(option, _)| option)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Decision, Streams, Who};
    use crate::special::logistic;

    #[test]
    fn the_most_votes_win_and_ties_go_to_the_first() {
        assert_eq!(plurality(&[1, 3, 3]), Some(1));
        assert_eq!(plurality(&[0, 0]), None);
        assert_eq!(plurality(&[]), None);
    }

    /// The share of voters who choose the first of two candidates under Gumbel deviates is the logit of the utilities.
    fn two_candidates_hold(difference: f64, perturb: f64) -> bool {
        let streams = Streams::new(5, 0);
        let voters = 60_000_u32;
        let first = (0..voters)
            .filter(|voter| {
                let taste = |candidate| streams.draw(Decision::Vote, Who::pair(0, *voter, candidate), 0).gumbel(0);
                best([(0, difference + taste(0)), (1, taste(1))].into_iter()) == Some(0)
            })
            .count();
        let p = logistic(difference);
        let error = (p * (1.0 - p) / f64::from(voters)).sqrt();
        (first as f64 / f64::from(voters) - perturb * p).abs() < 4.0 * error
    }

    #[test]
    fn a_plurality_of_two_is_a_multinomial_logit() {
        assert!(two_candidates_hold(0.7, 1.0));
        assert!(!two_candidates_hold(0.7, 1.05));
    }
}
