//! The efficiency frontier: which options are worth their cost at some price of the effect, and at which.

/// Where an option stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// On the frontier. The ratio is what one more unit of effect costs on the way from the option below it; the
    /// cheapest has none.
    Frontier(Option<f64>),
    /// Another option costs no more and has no less effect (D). Of two that are equal, the later is dominated.
    Dominated,
    /// A mixture of two others has more effect for the same cost (ED).
    ExtendedDominated,
}

/// How each of `options`, given as (cost, effect), stands; more effect is better.
///
/// An option is first dropped where another dominates it, then, while the ratios along the rest do not rise, where two
/// others dominate it together.
pub fn frontier(options: &[(f64, f64)]) -> Vec<Standing> {
    let beats = |i: usize, j: usize| {
        let ((cost, effect), (other_cost, other_effect)) = (options[i], options[j]);
        let no_worse = cost <= other_cost && effect >= other_effect;
        no_worse && (cost < other_cost || effect > other_effect || i < j)
    };
    let all = 0..options.len();
    let mut rest: Vec<usize> =
        all.clone().filter(|option| all.clone().all(|other| other == *option || !beats(other, *option))).collect();
    rest.sort_by(|i, j| options[*i].1.total_cmp(&options[*j].1));
    let mut standings = vec![Standing::Dominated; options.len()];
    let ratio = |low: usize, high: usize| (options[high].0 - options[low].0) / (options[high].1 - options[low].1);
    // A corner that bends the wrong way goes; its neighbours are looked at again.
    let mut hull: Vec<usize> = Vec::new();
    for option in rest {
        while let [.., before, last] = hull[..]
            && ratio(before, last) > ratio(last, option)
        {
            standings[last] = Standing::ExtendedDominated;
            hull.pop();
        }
        hull.push(option);
    }
    for (place, option) in hull.iter().enumerate() {
        let below = place.checked_sub(1).map(|below| hull[below]);
        standings[*option] = Standing::Frontier(below.map(|below| ratio(below, *option)));
    }
    standings
}

#[cfg(test)]
mod tests {
    use super::Standing::{Dominated, ExtendedDominated, Frontier};
    use super::*;

    #[test]
    fn the_published_example_of_six_options() {
        // UC, A, B, C, D, E of the test of dampack, an R package.
        let options = [(5e3, 1.0), (12e3, 1.5), (10e3, 2.0), (25e3, 3.0), (35e3, 4.0), (55e3, 5.0)];
        let known = [
            Frontier(None),
            Dominated,
            Frontier(Some(5_000.0)),
            ExtendedDominated,
            Frontier(Some(12_500.0)),
            Frontier(Some(20_000.0)),
        ];
        assert_eq!(frontier(&options), known);
        // The order of the options does not matter.
        let mut turned = options;
        turned.reverse();
        assert_eq!(frontier(&turned).into_iter().rev().collect::<Vec<_>>(), known);
    }

    #[test]
    fn an_option_may_be_dominated_by_a_pair_that_forms_only_when_another_has_gone() {
        // The third bends the second inward only once the third itself is known to be cheap per effect.
        let options = [(0.0, 0.0), (10.0, 1.0), (19.0, 2.0), (24.0, 4.0)];
        let known = [Frontier(None), ExtendedDominated, ExtendedDominated, Frontier(Some(6.0))];
        assert_eq!(frontier(&options), known);
    }

    #[test]
    fn equal_options_and_lone_ones() {
        assert_eq!(frontier(&[(1.0, 1.0), (1.0, 1.0)]), [Frontier(None), Dominated]);
        assert_eq!(frontier(&[(1.0, 1.0)]), [Frontier(None)]);
        assert!(frontier(&[]).is_empty());
        // The same effect for more, and less effect for the same.
        assert_eq!(frontier(&[(1.0, 1.0), (2.0, 1.0), (1.0, 0.5)]), [Frontier(None), Dominated, Dominated]);
    }
}
