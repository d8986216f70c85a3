//! Approximate Bayesian computation by sequential Monte Carlo (Toni and others 2009; Beaumont and others 2009).
//!
//! Sets of parameters are points of the unit cube, on which the prior is uniform: a share is the quantile of a factor's
//! prior. A population holds the sets whose simulated outcome lies within a distance of what was observed; the next one
//! halves that distance by starting from sets of the last. Draws come in batches that are judged in their order, and
//! each depends on the seed, its population and its number alone, so a population is a function of the one before.

use super::cholesky::Cholesky;
use super::weighted::{effective_size, ks_distance, weighted_covariance, weighted_quantile};
use crate::random::{Decision, Sequence, Streams, Who, Words, normal_quantile};
use crate::special::normal_cdf;
use libm::{ceil, exp, floor, sqrt};
use rand_core::TryRng;
use serde::{Deserialize, Serialize};

/// Steps go by twice the spread of the last population (Beaumont and others 2009).
const SPREAD: f64 = 2.0;
/// Added to the variance of a step, so that it has a density even where a population has no spread.
const LEAST_VARIANCE: f64 = 1e-10;
/// In more directions than this, steps go in each direction by itself.
const MOST_TOGETHER: usize = 8;
/// A population differs from the prior in a direction when their distributions do by more than this over √n, with an
/// error of 5 % (Kolmogorov).
const NO_CHANCE: f64 = 1.358;
/// An image farther than so many deviations adds nothing to a density.
const FARTHEST: f64 = 6.0;
/// A draw that keeps leaving the cube is taken back to its start after so many steps; in practice never.
const MOST_STEPS: u64 = 10_000;

/// How far to go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// Sets in a population after the first.
    pub size: usize,
    /// The next distance is this quantile of the distances of a population; 0.5 halves a population.
    pub quantile: f64,
    /// Stop once a population lies within this distance.
    pub least_distance: f64,
    /// The most populations.
    pub populations: usize,
    /// Stop when a smaller share of the draws is accepted.
    pub least_acceptance: f64,
}

/// A set of parameters that was accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Particle {
    /// Its place in the unit cube.
    pub place: Vec<f64>,
    /// Its share of the population.
    pub weight: f64,
    /// Distance of its outcome to what was observed.
    pub distance: f64,
    /// Number of its draw, counted over the population.
    pub draw: usize,
}

/// The sets that were accepted at one distance.
#[derive(Clone, Debug, PartialEq)]
pub struct Population {
    /// The largest distance that was accepted.
    pub distance: f64,
    /// Its sets, in the order of their draws; weights add up to 1.
    pub particles: Vec<Particle>,
    /// Draws that it took.
    pub draws: usize,
    /// Share of them that lay within the distance.
    pub acceptance: f64,
}

impl Population {
    /// The weights of its sets.
    pub fn weights(&self) -> Vec<f64> {
        self.particles.iter().map(|particle| particle.weight).collect()
    }

    /// What its sets have in one direction of the cube.
    pub fn column(&self, direction: usize) -> Vec<f64> {
        self.particles.iter().map(|particle| particle.place[direction]).collect()
    }

    fn distances(&self) -> Vec<f64> {
        self.particles.iter().map(|particle| particle.distance).collect()
    }
}

/// Why it went no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// The last population lies within the least distance.
    Distance,
    /// There are as many populations as were allowed.
    Populations,
    /// Too few draws came closer.
    Acceptance,
    /// All of the last population lies at one distance: nothing comes closer.
    NoProgress,
    /// No draw from the prior had a distance at all.
    NoData,
}

/// Draws to be simulated together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Batch<'a> {
    /// Number of the population that they are for; the first is 1 and needs none.
    pub population: usize,
    /// Number of the batch within the population, from 0.
    pub batch: usize,
    /// Number of its first draw within the population.
    pub first: usize,
    /// The draws.
    pub places: &'a [Vec<f64>],
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The populations, the closest last.
    pub populations: Vec<Population>,
    /// Why there is no further one.
    pub stop: Stop,
}

/// Populations that come ever closer. `prior` are draws from the prior with their distances, `None` where an outcome has
/// none; the closest of them are the first population. `simulate` gives the distances of a batch.
///
/// # Errors
/// Whatever `simulate` fails with.
pub fn sequential<E>(
    rules: &Rules,
    seed: u64,
    prior: &[(Vec<f64>, Option<f64>)],
    mut simulate: impl FnMut(Batch<'_>) -> Result<Vec<Option<f64>>, E>,
) -> Result<Outcome, E> {
    let Some(first) = closest(prior, rules) else {
        return Ok(Outcome { populations: Vec::new(), stop: Stop::NoData });
    };
    let mut populations = vec![first];
    let streams = Streams::new(seed, 0);
    loop {
        let last = &populations[populations.len() - 1];
        let stop = if last.distance <= rules.least_distance {
            Stop::Distance
        } else if populations.len() >= rules.populations {
            Stop::Populations
        } else if let Some(distance) = next_distance(last, rules) {
            match population(rules, &streams, populations.len() + 1, last, distance, &mut simulate)? {
                Some(next) => {
                    populations.push(next);
                    continue;
                }
                None => Stop::Acceptance,
            }
        } else {
            Stop::NoProgress
        };
        return Ok(Outcome { populations, stop });
    }
}

/// The draws from the prior within the quantile of their distances, or within the least distance if that is farther.
fn closest(prior: &[(Vec<f64>, Option<f64>)], rules: &Rules) -> Option<Population> {
    let mut distances: Vec<f64> = prior.iter().filter_map(|(_, distance)| *distance).collect();
    distances.sort_by(f64::total_cmp);
    let wanted = ceil(rules.quantile * prior.len() as f64).max(1.0) as usize;
    let distance = distances.get(wanted.min(distances.len()).checked_sub(1)?)?.max(rules.least_distance);
    let within = prior.iter().enumerate().filter_map(|(draw, (place, own))| {
        own.filter(|own| *own <= distance).map(|own| Particle {
            place: place.clone(),
            weight: 1.0,
            distance: own,
            draw,
        })
    });
    let mut particles: Vec<Particle> = within.collect();
    normalise(&mut particles);
    let acceptance = particles.len() as f64 / prior.len() as f64;
    Some(Population { distance, particles, draws: prior.len(), acceptance })
}

/// The quantile of the last distances; where that many are equal, the next that occurs below them.
fn next_distance(last: &Population, rules: &Rules) -> Option<f64> {
    let distances = last.distances();
    let quantile = weighted_quantile(&distances, &last.weights(), rules.quantile)?;
    let below = || distances.iter().copied().filter(|own| *own < last.distance).max_by(f64::total_cmp);
    let next = if quantile < last.distance { quantile } else { below()? };
    Some(next.max(rules.least_distance))
}

/// The population within `distance`, made from the `last`; `None` when too few draws are accepted.
fn population<E>(
    rules: &Rules,
    streams: &Streams,
    number: usize,
    last: &Population,
    distance: f64,
    simulate: &mut impl FnMut(Batch<'_>) -> Result<Vec<Option<f64>>, E>,
) -> Result<Option<Population>, E> {
    let Some(kernel) = Kernel::of(last) else { return Ok(None) };
    let (mut particles, mut draws, mut within, mut batch) = (Vec::new(), 0, 0, 0);
    while particles.len() < rules.size {
        let places: Vec<Vec<f64>> =
            (draws..draws + rules.size).map(|draw| kernel.draw(streams, number, draw)).collect();
        let distances = simulate(Batch { population: number, batch, first: draws, places: &places })?;
        for (i, (place, own)) in places.into_iter().zip(distances).enumerate() {
            let Some(own) = own.filter(|own| *own <= distance) else { continue };
            within += 1;
            if particles.len() < rules.size {
                let weight = 1.0 / kernel.density(&place);
                particles.push(Particle { place, weight, distance: own, draw: draws + i });
            }
        }
        draws += rules.size;
        batch += 1;
        if (within as f64) < rules.least_acceptance * draws as f64 && particles.len() < rules.size {
            return Ok(None);
        }
    }
    normalise(&mut particles);
    Ok(Some(Population { distance, particles, draws, acceptance: within as f64 / draws as f64 }))
}

fn normalise(particles: &mut [Particle]) {
    let sum: f64 = particles.iter().map(|particle| particle.weight).sum();
    particles.iter_mut().for_each(|particle| particle.weight /= sum);
}

/// Where the next population looks: normal steps around the sets of the last.
struct Kernel<'a> {
    last: &'a Population,
    /// Weights added up.
    up_to: Vec<f64>,
    steps: Steps,
}

/// How a step goes. Either way a set near a border is neither favoured nor lost.
enum Steps {
    /// Along the covariance of the last population. A step that leaves the cube is given up together with its start: so
    /// the density of what remains is that of all steps, cut at the border, up to one constant.
    Together(Cholesky),
    /// In each direction by itself, reflected at the borders, as in many directions nearly every step would leave the
    /// cube: by this standard deviation, or, where the last population still has the prior, anew from the prior. Such
    /// directions do not make weights uneven, however many they are.
    Apart(Vec<Option<f64>>),
}

impl Kernel<'_> {
    fn of(last: &Population) -> Option<Kernel<'_>> {
        let weights = last.weights();
        let directions = last.particles.first()?.place.len();
        let columns: Vec<Vec<f64>> = (0..directions).map(|direction| last.column(direction)).collect();
        let entry = |i: usize, j: usize| {
            let covariance = weighted_covariance(&columns[i], &columns[j], &weights).unwrap_or(0.0);
            SPREAD * covariance + if i == j { LEAST_VARIANCE } else { 0.0 }
        };
        let steps = if directions <= MOST_TOGETHER {
            let matrix: Vec<Vec<f64>> = (0..directions).map(|i| (0..=i).map(|j| entry(i, j)).collect()).collect();
            Steps::Together(Cholesky::of(&matrix)?)
        } else {
            let chance = effective_size(&weights).map_or(f64::INFINITY, |size| NO_CHANCE / sqrt(size));
            let told = |i: usize| ks_distance(&columns[i], &weights, |x| x).is_some_and(|distance| distance > chance);
            Steps::Apart((0..directions).map(|i| told(i).then(|| sqrt(entry(i, i)))).collect())
        };
        let sums = weights.iter().scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Some(Kernel { last, up_to: sums.collect(), steps })
    }

    /// A draw within the cube.
    fn draw(&self, streams: &Streams, population: usize, draw: usize) -> Vec<f64> {
        let mut words = streams.sequence(Decision::Proposal, Who::pair(0, population as u32, draw as u32), 0);
        let mut next = || uniform(&mut words);
        let mut start = &self.last.particles[0].place;
        for _ in 0..MOST_STEPS {
            let mark = next();
            let at = self.up_to.partition_point(|sum| *sum <= mark).min(self.up_to.len() - 1);
            start = &self.last.particles[at].place;
            let normals: Vec<f64> = start.iter().map(|_| normal_quantile(next())).collect();
            let place = self.steps.from(start, &normals);
            if place.iter().all(|x| (0.0..=1.0).contains(x)) {
                return place;
            }
        }
        start.clone()
    }

    /// Density at `place`, up to a constant.
    fn density(&self, place: &[f64]) -> f64 {
        let of = |particle: &Particle| particle.weight * self.steps.density(&particle.place, place);
        self.last.particles.iter().map(of).sum()
    }
}

impl Steps {
    fn from(&self, start: &[f64], normals: &[f64]) -> Vec<f64> {
        match self {
            Steps::Together(root) => start.iter().zip(root.times(normals)).map(|(x, step)| x + step).collect(),
            Steps::Apart(deviations) => {
                let steps = start.iter().zip(deviations).zip(normals);
                let step = |((x, deviation), normal): ((&f64, &Option<f64>), &f64)| match deviation {
                    Some(deviation) => folded(x + deviation * normal),
                    None => normal_cdf(*normal),
                };
                steps.map(step).collect()
            }
        }
    }

    /// Density of a step from `start` to `place`, up to a constant.
    fn density(&self, start: &[f64], place: &[f64]) -> f64 {
        match self {
            Steps::Together(root) => {
                let gap: Vec<f64> = place.iter().zip(start).map(|(x, start)| x - start).collect();
                exp(-0.5 * root.squared_length(&gap))
            }
            Steps::Apart(deviations) => {
                let directions = place.iter().zip(start).zip(deviations);
                let told = directions.filter_map(|((x, start), deviation)| Some(reflected(*x, *start, (*deviation)?)));
                told.product()
            }
        }
    }
}

/// A number folded into 0 to 1 by reflection at both ends.
fn folded(x: f64) -> f64 {
    let around = x - 2.0 * floor(0.5 * x);
    if around > 1.0 { 2.0 - around } else { around }
}

/// Density at `x` of a normal step from `start` that is reflected at 0 and 1, up to a constant. Steps of a population
/// deviate by at most 0.71, so that images farther than these do not count.
fn reflected(x: f64, start: f64, deviation: f64) -> f64 {
    let of = |gap: f64| {
        let units = gap.abs() / deviation;
        if units > FARTHEST { 0.0 } else { exp(-0.5 * units * units) }
    };
    [-4.0, -2.0, 0.0, 2.0, 4.0].into_iter().map(|shift| of(x - start + shift) + of(x + start + shift)).sum()
}

/// The next word as a uniform variate, strictly between 0 and 1.
fn uniform(words: &mut Sequence) -> f64 {
    let Ok(word) = words.try_next_u64();
    Words([word; 4]).uniform(0)
}

#[cfg(test)]
#[path = "abc/tests.rs"]
mod tests;
