//! In which box of unknowns does an arm lose?

use super::worlds::Points;
use crate::random::{Decision, Streams, Who};
use crate::statistics::prim::{Cases, Found, Patience};
use crate::statistics::{Summary, t_interval};
use crate::vocabulary::{Direction, Measure};

/// How often the outcomes are dealt to the points anew.
pub const SHUFFLES: u64 = 199;
/// Restrictions whose quasi-p-value is above this are dropped, and a box that as large a share of shuffles matches is no
/// better than chance.
pub const LEVEL: f64 = 0.05;

/// What a search for a box found.
#[derive(Clone, Debug, PartialEq)]
pub struct Discovery {
    /// The measure that is lost on.
    pub measure: Measure,
    /// The arm.
    pub arm: usize,
    /// The points that have a difference.
    pub points: Vec<usize>,
    /// Of each of them, whether the mean paired difference is on the worse side.
    pub loses: Vec<bool>,
    /// At how many of them the interval of the difference holds 0.
    pub undecided: usize,
    /// The boxes, from that of all points on; first those peeled, then, from `pasted` on, those pasted.
    pub boxes: Vec<Found>,
    /// The first of them that was pasted.
    pub pasted: usize,
    /// The box that was chosen.
    pub chosen: Found,
    /// By what varies, the quasi-p-value of its restriction.
    pub quasi_p: Vec<Option<f64>>,
    /// Share of shuffles in which a search does as well; `None` where the arm loses nowhere or everywhere.
    pub chance: Option<f64>,
}

impl Discovery {
    /// Points at which the arm loses.
    pub fn losing(&self) -> usize {
        self.loses.iter().filter(|loses| **loses).count()
    }

    /// Whether the box says more than chance would.
    pub fn holds(&self) -> bool {
        self.chosen.dimensions() > 0 && self.chance.is_some_and(|chance| chance <= LEVEL)
    }
}

/// Searches for the box in which `arm` loses on `measure` against the baseline at the same point. `density` is what the
/// box must reach at least, with as much coverage as that allows; without it the box of most skill is taken.
pub fn discover(points: &Points, arm: usize, measure: Measure, density: Option<f64>, seed: u64) -> Discovery {
    let sign = if measure.direction() == Direction::Less { -1.0 } else { 1.0 };
    let (mut known, mut loses, mut undecided) = (Vec::new(), Vec::new(), 0);
    for point in 0..points.values.len() {
        let differences = points.differences((point, arm), (point, points.baseline), measure);
        let Some(summary) = Summary::of(&differences) else { continue };
        known.push(point);
        loses.push(sign * summary.mean < 0.0);
        undecided += usize::from(t_interval(&summary, 0.95).is_none_or(|interval| !interval.excludes_zero()));
    }
    let column = |values: &Vec<f64>| known.iter().map(|point| values[*point]).collect();
    let columns: Vec<Vec<f64>> = points.varied.iter().map(|varied| column(&varied.values)).collect();
    let patience = Patience::default();
    let cases = Cases::new(&columns, &loses);
    let boxes = cases.search(&patience);
    let chosen = cases.pruned(choose(&boxes, density), LEVEL, density.unwrap_or(0.0));
    let quasi_p = cases.quasi_p(&chosen);
    let streams = Streams::new(seed, 0);
    let chance = chosen.skill().map(|skill| {
        let as_good = |shuffle: &u64| {
            let mut order: Vec<(u64, usize)> = (0..loses.len())
                .map(|place| (streams.draw(Decision::Shuffle, Who(*shuffle), place as u64).0[0], place))
                .collect();
            order.sort_unstable();
            let dealt: Vec<bool> = order.into_iter().map(|(_, place)| loses[place]).collect();
            let cases = cases.relabelled(&dealt);
            cases.pruned(choose(&cases.search(&patience), density), LEVEL, density.unwrap_or(0.0)).skill()
                >= Some(skill)
        };
        let matched = (0..SHUFFLES).filter(as_good).count();
        (1 + matched) as f64 / (1 + SHUFFLES) as f64
    });
    let peeled = |pair: &[Found]| pair[1].points < pair[0].points;
    let pasted = 1 + boxes.windows(2).take_while(|pair| peeled(pair)).count();
    Discovery { measure, arm, points: known, loses, undecided, boxes, pasted, chosen, quasi_p, chance }
}

/// The box to tell of, from boxes that begin with that of all points. Of equal ones the earlier is simpler.
fn choose(boxes: &[Found], density: Option<f64>) -> &Found {
    let most = |value: fn(&Found) -> Option<f64>, of: &[&'_ Found]| -> usize {
        (0..of.len()).fold(0, |best, other| if value(of[other]) > value(of[best]) { other } else { best })
    };
    let all: Vec<&Found> = boxes.iter().collect();
    let Some(least) = density else { return all[most(Found::skill, &all)] };
    let dense: Vec<&Found> = boxes.iter().filter(|found| found.density() >= Some(least)).collect();
    if dense.is_empty() { all[most(Found::density, &all)] } else { dense[most(Found::coverage, &dense)] }
}

#[cfg(test)]
mod tests {
    use super::super::worlds::tests::points;
    use super::*;

    /// 120 points of three numbers; petitions rise by two under three where `worse` holds, and else fall by two.
    fn sweep(worse: impl Fn(f64, f64) -> bool) -> Points {
        let at = |point: u32, step: u32| f64::from(point * step % 120) / 120.0;
        let line = |point: u32| format!("{point},{},{},{}\n", at(point, 1), at(point, 37), at(point, 71));
        let csv = format!("point,a,b,c\n{}", (0..120).map(line).collect::<String>());
        points(&csv, |point, arm| {
            let point = point as u32;
            let effect = if worse(at(point, 1), at(point, 37)) { 2.0 } else { -2.0 };
            (10.0 + effect * arm as f64, 0.0)
        })
    }

    #[test]
    fn the_box_in_which_an_arm_loses_is_found() {
        let found = discover(&sweep(|a, b| a > 0.5 && b < 0.5), 1, Measure::Petitions, None, 7);
        assert_eq!((found.points.len(), found.losing(), found.undecided), (120, found.chosen.all_cases, 0));
        assert!(found.chosen.skill().unwrap() > 0.9 && found.holds(), "{found:?}");
        assert_eq!((found.chosen.dimensions(), found.chosen.restricted[2]), (2, (false, false)));
        assert!(found.chosen.limits[0].0 > 0.45 && found.chosen.limits[1].1 < 0.55, "{:?}", found.chosen.limits);
        assert_eq!(found.chance, Some(1.0 / 200.0));
        assert!(found.boxes[..found.pasted].windows(2).all(|pair| pair[1].points < pair[0].points));
        // The same seed, the same answer.
        assert_eq!(discover(&sweep(|a, b| a > 0.5 && b < 0.5), 1, Measure::Petitions, None, 7), found);
    }

    #[test]
    fn losses_without_rhyme_are_no_box() {
        let scattered =
            |a: f64, _: f64| (libm::rint(a * 120.0) as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) % 1_009 < 300;
        let found = discover(&sweep(scattered), 1, Measure::Petitions, None, 7);
        assert!(found.losing() > 20 && !found.holds(), "{} {:?}", found.losing(), found.chance);
    }

    #[test]
    fn an_arm_that_never_or_always_loses_needs_no_box() {
        for always in [false, true] {
            let found = discover(&sweep(|_, _| always), 1, Measure::Petitions, None, 7);
            assert_eq!((found.losing(), found.chance, found.holds()), (if always { 120 } else { 0 }, None, false));
        }
    }

    #[test]
    fn a_density_that_is_asked_for_is_reached_with_as_many_cases_as_may_be() {
        let sweep = sweep(|a, b| a + b > 1.2);
        let free = discover(&sweep, 1, Measure::Petitions, None, 7);
        let dense = discover(&sweep, 1, Measure::Petitions, Some(0.95), 7);
        assert!(dense.chosen.density().unwrap() >= 0.9, "{:?}", dense.chosen);
        assert!(dense.chosen.coverage() <= free.chosen.coverage(), "{:?} {:?}", dense.chosen, free.chosen);
    }
}
