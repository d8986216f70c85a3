//! How the views of those who decide become an order of what is proposed, and how well it meets what people want.

use crate::vocabulary::choices::Rule;

/// The worth of each proposal in the eyes of those who decide: a majority goes by the median member, unanimity by the
/// most reluctant one, every other rule by the first. `views` has one row a member, all of one length.
pub fn combine(rule: Rule, views: &[Vec<f64>]) -> Vec<f64> {
    let proposals = views.first().map_or(0, Vec::len);
    let mut column = Vec::with_capacity(views.len());
    (0..proposals)
        .map(|proposal| match rule {
            Rule::Majority => {
                column.clear();
                column.extend(views.iter().map(|view| view[proposal]));
                median(&mut column)
            }
            Rule::Unanimity => views.iter().map(|view| view[proposal]).fold(f64::INFINITY, f64::min),
            _ => views[0][proposal],
        })
        .collect()
}

/// How many of `members` a payment needs under a rule: those who could take money must be so many.
pub fn signatures(rule: Rule, members: usize) -> usize {
    match rule {
        Rule::Majority => members / 2 + 1,
        Rule::Unanimity => members,
        _ => 1,
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { 0.5 * (values[half - 1] + values[half]) }
}

/// Spearman's rank correlation of two rows; `None` below three pairs or where one row has no order.
pub fn rank_correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let n = one.len();
    if n < 3 {
        return None;
    }
    let centre = (n as f64 - 1.0) / 2.0;
    // Ties share the mean of their ranks.
    let rank = |row: &[f64], i: usize| {
        let below = row.iter().filter(|x| **x < row[i]).count() as f64;
        let equal = row.iter().filter(|x| **x == row[i]).count() as f64;
        below + (equal - 1.0) / 2.0 - centre
    };
    let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
    for i in 0..n {
        let (a, b) = (rank(one, i), rank(other, i));
        both += a * b;
        first += a * a;
        second += b * b;
    }
    (first > 0.0 && second > 0.0).then(|| both / libm::sqrt(first * second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_member_or_equal_members_decide_alike_under_every_rule() {
        let view = vec![0.3, -1.2, 2.5];
        for rule in [Rule::LeaderDecides, Rule::Majority, Rule::Unanimity, Rule::HolderAlone] {
            assert_eq!(combine(rule, std::slice::from_ref(&view)), view);
            assert_eq!(combine(rule, &[view.clone(), view.clone(), view.clone()]), view);
        }
    }

    #[test]
    fn a_majority_goes_by_the_median_and_unanimity_by_the_most_reluctant() {
        let views = [vec![1.0, 9.0], vec![5.0, 2.0], vec![3.0, 4.0]];
        assert_eq!(combine(Rule::Majority, &views), [3.0, 4.0]);
        assert_eq!(combine(Rule::Unanimity, &views), [1.0, 2.0]);
        assert_eq!(combine(Rule::LeaderDecides, &views), [1.0, 9.0]);
        assert_eq!(combine(Rule::Majority, &views[..2]), [3.0, 5.5]);
    }

    #[test]
    fn money_needs_as_many_as_the_rule_says() {
        let needed = |rule| [1, 2, 3, 5].map(|members| signatures(rule, members));
        assert_eq!(needed(Rule::LeaderDecides), [1, 1, 1, 1]);
        assert_eq!(needed(Rule::Majority), [1, 2, 2, 3]);
        assert_eq!(needed(Rule::Unanimity), [1, 2, 3, 5]);
    }

    #[test]
    fn rank_correlations_by_hand() {
        let falling = [3.0, 2.0, 1.0, 0.0];
        assert_eq!(rank_correlation(&falling, &falling), Some(1.0));
        assert_eq!(rank_correlation(&falling, &[0.0, 1.0, 2.0, 3.0]), Some(-1.0));
        // 1 - 6 · 2 / (4 · 15)
        assert!((rank_correlation(&falling, &[2.0, 3.0, 1.0, 0.0]).unwrap_or(0.0) - 0.8).abs() < 1e-12);
        assert_eq!(rank_correlation(&falling, &[1.0; 4]), None);
        assert_eq!(rank_correlation(&falling[..2], &falling[..2]), None);
    }
}
