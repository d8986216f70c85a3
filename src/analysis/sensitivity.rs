//! Which unknowns matter: elementary effects or Sobol' indices of the outcomes over a scenario's ranges.
//!
//! A design is made of base points, each with the points that its method asks for. An output is a measure of an arm, or
//! its paired difference to the baseline; at a point it is the mean over replicates. Replicate r has the same luck at
//! every point, so what differs between points is what the unknowns do, and luck that they let fall otherwise.
//! [`Chance`] says how much that is.

mod ranking;
mod rows;

use crate::statistics::{Chance, Effect, Estimate, Layout, Sobol, SobolIndices, Trajectory};
use crate::vocabulary::Measure;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

pub use ranking::{Caveat, Ranked, Ranking, rankings};
pub use rows::{ConvergenceRow, Index, Kind, Method, SensitivityRow, Tables, convergence_csv, read_tables, rows_csv};

/// Levels of the grid of elementary effects.
pub const LEVELS: u32 = 4;
/// The fewest base points whose indices are told in the table of convergence.
const FIRST_PREFIX: u32 = 4;

/// A design of base points.
#[derive(Clone, Debug, PartialEq)]
pub struct SensitivityDesign {
    /// The method.
    pub method: Method,
    /// Names of the groups that move; of the factors where each moves alone.
    pub groups: Vec<String>,
    /// The group of each factor.
    pub group_of: Vec<usize>,
    /// Whether pairs have indices (Sobol' only).
    pub second_order: bool,
    /// Base points: trajectories of elementary effects, pairs of points of Sobol's sequence.
    pub base_points: u32,
    /// Seed of the design and of the intervals.
    pub seed: u64,
}

impl SensitivityDesign {
    /// The most factors of a method.
    pub fn most_factors(method: Method) -> usize {
        match method {
            Method::Morris => 10_000,
            Method::Sobol => Sobol::MOST_DIMENSIONS / 2,
        }
    }

    fn layout(&self) -> Layout {
        Layout { groups: self.groups.len(), second_order: self.second_order }
    }

    /// Points of each base point.
    pub fn points_of_base(&self) -> usize {
        match self.method {
            Method::Morris => self.groups.len() + 1,
            Method::Sobol => self.layout().points(),
        }
    }

    /// All points on the unit cube, base point by base point. More base points change none of the earlier ones. `None`
    /// with more factors than [`SensitivityDesign::most_factors`].
    pub fn shares(&self) -> Option<Vec<Vec<f64>>> {
        if self.group_of.len() > SensitivityDesign::most_factors(self.method) {
            return None;
        }
        let numbers = 0..self.base_points;
        Some(match self.method {
            Method::Morris => numbers.flat_map(|number| self.trajectory(number).points).collect(),
            Method::Sobol => {
                let sobol = Sobol::new(2 * self.group_of.len())?;
                let layout = self.layout();
                numbers.flat_map(|i| layout.design(&sobol.shifted(self.seed, i), &self.group_of)).collect()
            }
        })
    }

    fn trajectory(&self, number: u32) -> Trajectory {
        Trajectory::new(self.seed, number, &self.group_of, LEVELS)
    }
}

/// What is analysed: a measure of an arm at every point.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The measure.
    pub measure: Measure,
    /// The arm's own mean, or its difference to the baseline.
    pub kind: Kind,
    /// Name of the arm.
    pub arm: String,
    /// Name of the baseline; empty for an arm's own mean.
    pub baseline: String,
    /// By point and replicate; `None` where there is no value.
    pub values: Vec<Vec<Option<f64>>>,
}

/// The outputs of `measures`: of each the differences of the arms to the baseline, then every arm's own mean. `value`
/// gives that of a point, arm, replicate and measure.
pub fn outputs(
    (arms, baseline): (&[String], usize),
    (points, replicates): (usize, usize),
    measures: &[Measure],
    value: impl Fn(usize, usize, usize, Measure) -> Option<f64>,
) -> Vec<Output> {
    let by_point = |at: &dyn Fn(usize, usize) -> Option<f64>| {
        (0..points).map(|point| (0..replicates).map(|replicate| at(point, replicate)).collect()).collect()
    };
    let of_measure = |measure: &Measure| {
        let measure = *measure;
        let difference = |arm: usize| Output {
            measure,
            kind: Kind::Difference,
            arm: arms[arm].clone(),
            baseline: arms[baseline].clone(),
            values: by_point(&|point, replicate| {
                let base = value(point, baseline, replicate, measure);
                base.zip(value(point, arm, replicate, measure)).map(|(base, arm)| arm - base)
            }),
        };
        let level = |arm: usize| Output {
            measure,
            kind: Kind::Level,
            arm: arms[arm].clone(),
            baseline: String::new(),
            values: by_point(&|point, replicate| value(point, arm, replicate, measure)),
        };
        let others = (0..arms.len()).filter(|arm| *arm != baseline);
        others.map(difference).chain((0..arms.len()).map(level)).collect::<Vec<_>>()
    };
    measures.iter().flat_map(of_measure).collect()
}

/// The indices of every output, and how they settle as base points are added.
pub fn analyse(design: &SensitivityDesign, outputs: &[Output]) -> Tables {
    let each: Vec<(Vec<SensitivityRow>, Vec<ConvergenceRow>)> =
        outputs.par_iter().map(|output| of_output(design, output)).collect();
    let mut tables = Tables::default();
    for (rows, convergence) in each {
        tables.rows.extend(rows);
        tables.convergence.extend(convergence);
    }
    tables
}

/// The means of a base point's points; `None` when one of them has none, so that it is left out whole.
struct Base<'a> {
    number: u32,
    means: Vec<f64>,
    values: Vec<&'a Vec<Option<f64>>>,
}

fn base_points<'a>(design: &SensitivityDesign, output: &'a Output) -> Vec<Base<'a>> {
    let mean = |values: &Vec<Option<f64>>| {
        let known: Vec<f64> = values.iter().copied().flatten().collect();
        crate::statistics::Summary::of(&known).map(|summary| summary.mean)
    };
    let bases = output.values.chunks_exact(design.points_of_base()).zip(0..);
    bases
        .filter_map(|(points, number)| {
            let means = points.iter().map(mean).collect::<Option<_>>()?;
            Some(Base { number, means, values: points.iter().collect() })
        })
        .collect()
}

fn of_output(design: &SensitivityDesign, output: &Output) -> (Vec<SensitivityRow>, Vec<ConvergenceRow>) {
    let bases = base_points(design, output);
    let points = bases.len() as u32;
    let row = |index, factor: &str, other: &str, estimate: Option<Estimate>| SensitivityRow {
        method: design.method,
        measure: output.measure,
        output: output.kind,
        arm: output.arm.clone(),
        baseline: output.baseline.clone(),
        factor: factor.into(),
        other: other.into(),
        index,
        estimate: estimate.map(|estimate| estimate.value),
        ci_low: estimate.map(|estimate| estimate.interval.low),
        ci_high: estimate.map(|estimate| estimate.interval.high),
        points,
    };
    let all = indices(design, &bases);
    let mut rows: Vec<SensitivityRow> = all
        .iter()
        .map(|found| {
            let name = |group: Option<usize>| group.map_or("", |group| design.groups[group].as_str());
            row(found.index, name(found.group), name(found.other), found.estimate)
        })
        .collect();
    let chance = chance(design, &bases);
    rows.push(row(Index::NoiseShare, "", "", chance.map(|chance| chance.of_runs)));
    let floor = chance.map(|chance| match design.method {
        Method::Sobol => chance.of_means,
        Method::Morris => {
            let per_range = |gap: f64| gap / crate::statistics::step(LEVELS);
            let Estimate { value, interval } = chance.mean_gap;
            let interval = crate::statistics::Interval { low: per_range(interval.low), high: per_range(interval.high) };
            Estimate { value: per_range(value), interval }
        }
    });
    rows.push(row(Index::NoiseFloor, "", "", floor));
    (rows, convergence(design, output, &bases, &all))
}

/// An index, of a group or of all together.
struct Found {
    index: Index,
    group: Option<usize>,
    other: Option<usize>,
    /// `None` where there are too few base points.
    estimate: Option<Estimate>,
}

fn indices(design: &SensitivityDesign, bases: &[Base<'_>]) -> Vec<Found> {
    let groups = 0..design.groups.len();
    let found = |index, group, estimate| Found { index, group: Some(group), other: None, estimate };
    match design.method {
        Method::Morris => {
            let effects: Vec<Vec<f64>> =
                bases.iter().map(|base| design.trajectory(base.number).effects(&base.means, LEVELS)).collect();
            let effects = Effect::of(&effects, design.seed);
            let of = |index, pick: fn(&Effect) -> Estimate| {
                let estimate = |group: usize| effects.get(group).map(pick);
                groups.clone().map(|group| found(index, group, estimate(group))).collect::<Vec<_>>()
            };
            let mut all = of(Index::MuStar, |effect| effect.mean_size);
            all.extend(of(Index::Mu, |effect| effect.mean));
            all.extend(of(Index::Sigma, |effect| effect.deviation));
            all
        }
        Method::Sobol => {
            let outputs: Vec<Vec<f64>> = bases.iter().map(|base| base.means.clone()).collect();
            let layout = design.layout();
            let indices = SobolIndices::of(layout, &outputs, design.seed);
            let of = |index, pick: fn(&SobolIndices) -> &Vec<Estimate>| {
                let estimate = |group: usize| indices.as_ref().map(|indices| pick(indices)[group]);
                groups.clone().map(|group| found(index, group, estimate(group))).collect::<Vec<_>>()
            };
            let mut all = of(Index::Total, |indices| &indices.total);
            all.extend(of(Index::First, |indices| &indices.first));
            let second = indices.as_ref().map(|indices| &indices.second);
            all.extend(layout.pairs().enumerate().map(|(place, (group, other))| Found {
                other: Some(other),
                ..found(Index::Second, group, second.map(|second| second[place]))
            }));
            let sum = indices.as_ref().map(|indices| indices.first_sum);
            all.push(Found { index: Index::FirstSum, group: None, other: None, estimate: sum });
            all
        }
    }
}

fn chance(design: &SensitivityDesign, bases: &[Base<'_>]) -> Option<Chance> {
    if bases.len() < 2 {
        return None;
    }
    let ends = design.layout().ends();
    let drawn = |base: &Base<'_>| -> Vec<Vec<Option<f64>>> {
        match design.method {
            // Those that are spread over the cube; the others share most of their values with one of them.
            Method::Sobol => ends.iter().map(|end| base.values[*end].clone()).collect(),
            Method::Morris => base.values.iter().map(|values| (*values).clone()).collect(),
        }
    };
    Chance::of(&bases.iter().map(drawn).collect::<Vec<_>>(), design.seed)
}

/// The indices of the first 4, 8, 16 ... base points and of all.
fn convergence(design: &SensitivityDesign, output: &Output, bases: &[Base<'_>], all: &[Found]) -> Vec<ConvergenceRow> {
    let doubled = std::iter::successors(Some(FIRST_PREFIX), |count| count.checked_mul(2));
    let mut rows = Vec::new();
    for count in doubled.take_while(|count| *count < design.base_points) {
        let first = bases.iter().take_while(|base| base.number < count).count();
        rows.extend(settled(design, output, (count, first), &indices(design, &bases[..first])));
    }
    rows.extend(settled(design, output, (design.base_points, bases.len()), all));
    rows
}

fn settled(
    design: &SensitivityDesign,
    output: &Output,
    (base_points, used): (u32, usize),
    found: &[Found],
) -> Vec<ConvergenceRow> {
    let rank = |of: &Found| {
        let value = of.estimate?.value;
        let above =
            found.iter().filter(|other| other.index == of.index && other.estimate.is_some_and(|e| e.value > value));
        Some(above.count() as u32 + 1)
    };
    let told = found.iter().filter(|found| [Index::Total, Index::First, Index::MuStar].contains(&found.index));
    told.map(|found| ConvergenceRow {
        method: design.method,
        measure: output.measure,
        output: output.kind,
        arm: output.arm.clone(),
        baseline: output.baseline.clone(),
        factor: found.group.map_or_else(String::new, |group| design.groups[group].clone()),
        index: found.index,
        base_points,
        points: used as u32,
        estimate: found.estimate.map(|estimate| estimate.value),
        ci_low: found.estimate.map(|estimate| estimate.interval.low),
        ci_high: found.estimate.map(|estimate| estimate.interval.high),
        rank: rank(found),
    })
    .collect()
}

#[cfg(test)]
mod tests;
