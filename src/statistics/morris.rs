//! Elementary effects after Morris (1991): how much an output changes when one factor moves and the others stay.
//!
//! Each factor lies on a grid of p levels of its range (p even). A trajectory starts anywhere on the grid and moves one
//! group of factors after the other, in random order, each once, by Δ = p / (2 (p − 1)) of the range: upwards from the
//! lower half of the levels, downwards from the upper, so that every level is as likely before a move as after it. An
//! elementary effect is the change of the output over Δ, with the sign of a move upwards, that is per whole range.
//! Over trajectories μ is its mean, μ* the mean of its size (Campolongo, Cariboni and Saltelli 2007), σ its deviation: a
//! σ above μ* says that the effect depends on where the others are.

use super::resampling::{Estimate, bootstrap};
use crate::random::{Decision, Streams, Who};
use libm::sqrt;

/// A walk through the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// Its points, on the unit cube: one more than there are groups.
    pub points: Vec<Vec<f64>>,
    /// For each move, the group that moves and 1 when upwards, −1 when downwards. A group of several factors has no
    /// direction of its own and counts as moving upwards.
    pub moves: Vec<(usize, f64)>,
}

/// Δ: how far a move goes, as a share of the range.
pub fn step(levels: u32) -> f64 {
    f64::from(levels) / (2.0 * (f64::from(levels) - 1.0))
}

impl Trajectory {
    /// Trajectory `number` of `seed` on a grid of `levels` (even) levels; `group_of` has the group of each factor. It
    /// depends on no other.
    pub fn new(seed: u64, number: u32, group_of: &[usize], levels: u32) -> Trajectory {
        let streams = Streams::new(seed, u64::from(number));
        let words = |factor: usize| streams.draw(Decision::MorrisTrajectory, Who(factor as u64), 0);
        let groups = group_of.iter().max().map_or(0, |last| last + 1);
        let mut order: Vec<usize> = (0..groups).collect();
        // The first factor of a group stands for it.
        let place = |group: &usize| group_of.iter().position(|of| of == group).map(|factor| words(factor).0[1]);
        order.sort_by_key(place);
        let mut at: Vec<u32> = (0..group_of.len()).map(|factor| words(factor).below(0, levels)).collect();
        let share = |at: &[u32]| at.iter().map(|level| f64::from(*level) / (f64::from(levels) - 1.0)).collect();
        let (mut points, mut moves) = (vec![share(&at)], Vec::new());
        for group in order {
            let members: Vec<usize> = (0..group_of.len()).filter(|factor| group_of[*factor] == group).collect();
            let upwards = |level: u32| level < levels / 2;
            let direction =
                if members.len() > 1 || members.iter().all(|factor| upwards(at[*factor])) { 1.0 } else { -1.0 };
            for factor in members {
                at[factor] = if upwards(at[factor]) { at[factor] + levels / 2 } else { at[factor] - levels / 2 };
            }
            points.push(share(&at));
            moves.push((group, direction));
        }
        Trajectory { points, moves }
    }

    /// By group, the elementary effect in the `outputs` of the points.
    pub fn effects(&self, outputs: &[f64], levels: u32) -> Vec<f64> {
        let mut effects = vec![0.0; self.moves.len()];
        for ((group, direction), ends) in self.moves.iter().zip(outputs.windows(2)) {
            effects[*group] = direction * (ends[1] - ends[0]) / step(levels);
        }
        effects
    }
}

/// The effects of one group over trajectories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean: what moving it over its range changes, in units of the output.
    pub mean: Estimate,
    /// Mean size, whatever the sign: how much it matters.
    pub mean_size: Estimate,
    /// Deviation (n − 1 in the denominator): how much the effect depends on the others and on where it starts.
    pub deviation: Estimate,
}

impl Effect {
    /// By group, over trajectories; `effects` is by trajectory and group. Empty below two trajectories.
    pub fn of(effects: &[Vec<f64>], seed: u64) -> Vec<Effect> {
        let groups = effects.first().map_or(0, Vec::len);
        if effects.len() < 2 {
            return Vec::new();
        }
        let n = effects.len() as f64;
        let statistics = |weights: &[u32]| {
            let weighted = || weights.iter().zip(effects).filter(|(weight, _)| **weight > 0);
            let mean = |value: &dyn Fn(&[f64]) -> f64| {
                weighted().map(|(weight, effects)| f64::from(*weight) * value(effects)).sum::<f64>() / n
            };
            let of_group = |group: usize| {
                let centre = mean(&|effects| effects[group]);
                let square = mean(&|effects| (effects[group] - centre) * (effects[group] - centre));
                [centre, mean(&|effects| effects[group].abs()), sqrt(square * n / (n - 1.0))]
            };
            (0..groups).flat_map(of_group).collect()
        };
        let all = bootstrap(seed, effects.len(), statistics);
        all.as_chunks()
            .0
            .iter()
            .map(|[mean, mean_size, deviation]| Effect { mean: *mean, mean_size: *mean_size, deviation: *deviation })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// Exercise 4 of Saltelli et al. (2008), chapter 3: six trajectories of three points, and the outputs.
    const POINTS: [[[f64; 2]; 3]; 6] = {
        const T: f64 = 1.0 / 3.0;
        const U: f64 = 2.0 / 3.0;
        [
            [[0.0, T], [0.0, 1.0], [U, 1.0]],
            [[0.0, T], [U, T], [U, 1.0]],
            [[U, 0.0], [U, U], [0.0, U]],
            [[T, 1.0], [1.0, 1.0], [1.0, T]],
            [[T, 1.0], [T, T], [1.0, T]],
            [[T, U], [T, 0.0], [1.0, 0.0]],
        ]
    };
    const OUTPUTS: [[f64; 3]; 6] = [
        [0.97, 0.71, 2.39],
        [0.97, 2.30, 2.39],
        [1.87, 2.40, 0.87],
        [2.15, 1.71, 1.54],
        [2.15, 2.17, 1.54],
        [2.20, 1.87, 1.0],
    ];

    #[test]
    fn the_exercise_of_saltelli_comes_out_as_printed() {
        let effects: Vec<Vec<f64>> = POINTS
            .iter()
            .zip(&OUTPUTS)
            .map(|(points, outputs)| {
                let moves = points.windows(2).map(|ends| {
                    let factor = usize::from(ends[0][0] == ends[1][0]);
                    (factor, if ends[1][factor] > ends[0][factor] { 1.0 } else { -1.0 })
                });
                Trajectory { points: points.iter().map(|point| point.to_vec()).collect(), moves: moves.collect() }
                    .effects(outputs, 4)
            })
            .collect();
        let found = Effect::of(&effects, 1);
        for (effect, [mean, size, deviation]) in found.iter().zip([[0.66, 1.62, 1.79], [0.21, 0.35, 0.41]]) {
            for (estimate, printed) in [(effect.mean, mean), (effect.mean_size, size), (effect.deviation, deviation)] {
                // The page rounds the effects before it averages them.
                assert!((estimate.value - printed).abs() < 0.011, "{estimate:?} for {printed}");
                assert!(estimate.interval.low <= estimate.value && estimate.value <= estimate.interval.high);
            }
        }
    }

    fn ishigami(x: &[f64]) -> f64 {
        let [a, b, c] = [x[0], x[1], x[2]].map(|x| PI * (2.0 * x - 1.0));
        libm::sin(a) + 7.0 * libm::sin(b) * libm::sin(b) + 0.1 * c * c * c * c * libm::sin(a)
    }

    #[test]
    fn ishigami_has_its_exact_effects_over_the_whole_grid() {
        // From every point of the grid every factor moves the one way that it can.
        let mut effects = Vec::new();
        for start in 0..64_u32 {
            let levels = [start % 4, start / 4 % 4, start / 16];
            let point = |levels: [u32; 3]| levels.map(|level| f64::from(level) / 3.0).to_vec();
            let of_factor = |factor: usize| {
                let (mut moved, up) = (levels, levels[factor] < 2);
                moved[factor] = if up { levels[factor] + 2 } else { levels[factor] - 2 };
                let walk = Trajectory { points: Vec::new(), moves: vec![(0, if up { 1.0 } else { -1.0 })] };
                walk.effects(&[ishigami(&point(levels)), ishigami(&point(moved))], 4)[0]
            };
            effects.push((0..3).map(of_factor).collect::<Vec<f64>>());
        }
        let found = Effect::of(&effects, 1);
        let sizes = [7.704054111593104, 7.875, 6.2487961033331185];
        let (means, deviations) = ([7.7040541, 0.0, 0.0], [6.2487961, 7.875, 8.8371322]);
        for (factor, effect) in found.iter().enumerate() {
            assert!((effect.mean_size.value - sizes[factor]).abs() < 1e-12, "{effect:?}");
            assert!((effect.mean.value - means[factor]).abs() < 1e-7, "{effect:?}");
            // The printed deviation is that of the population of effects.
            let population = effect.deviation.value * sqrt(63.0 / 64.0);
            assert!((population - deviations[factor]).abs() < 1e-7, "{population}");
        }
    }

    #[test]
    fn trajectories_approach_the_whole_grid() {
        let effects = |number| {
            let walk = Trajectory::new(3, number, &[0, 1, 2], 4);
            walk.effects(&walk.points.iter().map(|point| ishigami(point)).collect::<Vec<_>>(), 4)
        };
        let found = Effect::of(&(0..4000).map(effects).collect::<Vec<_>>(), 1);
        for (effect, exact) in found.iter().zip([7.704054111593104, 7.875, 6.2487961033331185]) {
            let interval = effect.mean_size.interval;
            assert!(interval.low - 0.1 < exact && exact < interval.high + 0.1, "{effect:?}");
        }
    }

    #[test]
    fn a_trajectory_moves_each_group_once_by_the_step() {
        let group_of = [0, 1, 0, 2];
        let mut orders = Vec::new();
        for number in 0..50 {
            let walk = Trajectory::new(9, number, &group_of, 6);
            assert_eq!((walk.points.len(), walk.moves.len()), (4, 3));
            for ((group, direction), ends) in walk.moves.iter().zip(walk.points.windows(2)) {
                for factor in 0..4 {
                    let moved = ends[1][factor] - ends[0][factor];
                    let expected = if group_of[factor] == *group { step(6) } else { 0.0 };
                    assert!((moved.abs() - expected).abs() < 1e-12, "{walk:?}");
                    assert!(group_of[factor] != *group || *group == 0 || moved * direction > 0.0);
                }
            }
            assert!(walk.points.iter().flatten().all(|x| (0.0..=1.0).contains(x)));
            orders.push(walk.moves.iter().map(|(group, _)| *group).collect::<Vec<_>>());
        }
        orders.sort();
        orders.dedup();
        assert_eq!(orders.len(), 6, "every order comes up");
    }

    #[test]
    fn what_does_not_vary_has_effects_of_zero() {
        let found = Effect::of(&vec![vec![0.0, 0.0]; 5], 1);
        let zero = Estimate::exact(0.0);
        assert_eq!(found, vec![Effect { mean: zero, mean_size: zero, deviation: zero }; 2]);
        assert!(Effect::of(&[vec![1.0]], 1).is_empty() && Effect::of(&[], 1).is_empty());
    }
}
