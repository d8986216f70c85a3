//! The unknowns in the order in which they matter, and what must be said before the order is believed.

use super::rows::{ConvergenceRow, Index, Kind, Method, SensitivityRow, Tables};
use crate::statistics::{Estimate, Interval};
use crate::vocabulary::Measure;

/// Of so many first factors the order must be settled.
const TOP: usize = 3;
/// Below this sum of first-order indices interactions carry most of the variance.
const ALONE: f64 = 0.5;
/// A sum of first-order indices, which truly lies within 0 and 1, beyond these shows that there are too few points.
const POSSIBLE: std::ops::RangeInclusive<f64> = -0.1..=1.2;

/// A factor in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Its name.
    pub factor: String,
    /// ST or μ*.
    pub main: Option<Estimate>,
    /// S1, or the signed mean effect μ.
    pub alone: Option<Estimate>,
    /// σ, of elementary effects.
    pub deviation: Option<Estimate>,
}

/// The factors of an output, the most important first.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// The method.
    pub method: Method,
    /// The measure.
    pub measure: Measure,
    /// What of it.
    pub kind: Kind,
    /// Name of the arm.
    pub arm: String,
    /// Name of the baseline; empty for an arm's own mean.
    pub baseline: String,
    /// The factors.
    pub factors: Vec<Ranked>,
    /// Share of chance in the variance of single runs; `None` below two replicates.
    pub noise_share: Option<Estimate>,
    /// What ST or μ* would be by chance alone; `None` below two replicates.
    pub noise_floor: Option<Estimate>,
    /// Sum of the first-order indices (Sobol').
    pub first_sum: Option<Estimate>,
    /// Pairs that share variance, the largest first.
    pub pairs: Vec<(String, String, Estimate)>,
    /// Base points of the design.
    pub asked: u32,
    /// Those that have a value at each of their points, and are used.
    pub points: u32,
    /// What must be said.
    pub caveats: Vec<Caveat>,
}

/// What must be said of a ranking.
#[derive(Clone, Debug, PartialEq)]
pub enum Caveat {
    /// So many base points had no value at one of their points, and were left out.
    Dropped(u32),
    /// Too few base points for indices.
    TooFew,
    /// The output is the same at every point.
    Constant,
    /// So many factors have an index no larger than chance alone may give.
    WithinChance(usize),
    /// The interval of the index of a factor alone (S1, μ) covers 0 for so many.
    CoversZero(usize),
    /// Interactions carry more than half: the sum of the first-order indices.
    Interactions(f64),
    /// The first-order indices add up to what they cannot: too few points.
    Impossible(f64),
    /// Of the first factors so many have effects that depend on the others (σ above μ*).
    Depends(usize),
    /// Half of the base points rank the first factors otherwise: there are too few.
    Unsettled(u32),
}

impl Caveat {
    /// Its word for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Caveat::Dropped(_) => "dropped",
            Caveat::TooFew => "too_few",
            Caveat::Constant => "constant",
            Caveat::WithinChance(_) => "within_chance",
            Caveat::CoversZero(_) => "covers_zero",
            Caveat::Interactions(_) => "interactions",
            Caveat::Impossible(_) => "impossible",
            Caveat::Depends(_) => "depends",
            Caveat::Unsettled(_) => "unsettled",
        }
    }
}

/// The rankings of the tables, in their order.
pub fn rankings(tables: &Tables) -> Vec<Ranking> {
    let same = |one: &SensitivityRow, next: &SensitivityRow| {
        (one.measure, one.output, &one.arm) == (next.measure, next.output, &next.arm)
    };
    tables.rows.chunk_by(same).map(|rows| ranking(rows, &tables.convergence)).collect()
}

fn estimate(row: &SensitivityRow) -> Option<Estimate> {
    let (low, high) = row.ci_low.zip(row.ci_high)?;
    Some(Estimate { value: row.estimate?, interval: Interval { low, high } })
}

fn ranking(rows: &[SensitivityRow], convergence: &[ConvergenceRow]) -> Ranking {
    let first = &rows[0];
    let find = |factor: &str, index: Index| {
        rows.iter().find(|row| row.index == index && row.factor == factor).and_then(estimate)
    };
    let main = first.method.main();
    let alone = if first.method == Method::Sobol { Index::First } else { Index::Mu };
    let mut factors: Vec<Ranked> = rows
        .iter()
        .filter(|row| row.index == main)
        .map(|row| Ranked {
            factor: row.factor.clone(),
            main: estimate(row),
            alone: find(&row.factor, alone),
            deviation: find(&row.factor, Index::Sigma),
        })
        .collect();
    // Equal ones stay in the order of the table.
    factors.sort_by(|one, next| value(next).total_cmp(&value(one)));
    let mut pairs: Vec<(String, String, Estimate)> = rows
        .iter()
        .filter(|row| row.index == Index::Second)
        .filter_map(|row| Some((row.factor.clone(), row.other.clone(), estimate(row)?)))
        .collect();
    pairs.sort_by(|one, next| next.2.value.total_cmp(&one.2.value));
    let mut ranking = Ranking {
        method: first.method,
        measure: first.measure,
        kind: first.output,
        arm: first.arm.clone(),
        baseline: first.baseline.clone(),
        factors,
        noise_share: find("", Index::NoiseShare),
        noise_floor: find("", Index::NoiseFloor),
        first_sum: find("", Index::FirstSum),
        pairs,
        asked: rows_of(first.measure, first.output, &first.arm, convergence)
            .map(|row| row.base_points)
            .fold(first.points, u32::max),
        points: first.points,
        caveats: Vec::new(),
    };
    ranking.caveats = caveats(&ranking, convergence);
    ranking
}

/// The rows of convergence of an output.
fn rows_of<'a>(
    measure: Measure,
    kind: Kind,
    arm: &'a str,
    convergence: &'a [ConvergenceRow],
) -> impl Iterator<Item = &'a ConvergenceRow> {
    convergence.iter().filter(move |row| (row.measure, row.output, row.arm.as_str()) == (measure, kind, arm))
}

fn value(ranked: &Ranked) -> f64 {
    ranked.main.map_or(f64::NEG_INFINITY, |main| main.value)
}

impl Ranking {
    /// Whether the index of a factor is shown to be more than chance alone gives: its interval lies above the floor.
    pub fn beyond_chance(&self, ranked: &Ranked) -> bool {
        let floor = self.noise_floor.map_or(0.0, |floor| floor.value);
        ranked.main.is_some_and(|main| main.interval.low > floor)
    }

    /// Whether the output varies over the design at all.
    pub fn varies(&self) -> bool {
        self.factors.first().and_then(|ranked| ranked.main).is_some_and(|main| main.value > 0.0)
    }
}

fn caveats(ranking: &Ranking, convergence: &[ConvergenceRow]) -> Vec<Caveat> {
    let mut caveats = Vec::new();
    let dropped = ranking.asked - ranking.points;
    if dropped > 0 {
        caveats.push(Caveat::Dropped(dropped));
    }
    if ranking.factors.iter().all(|ranked| ranked.main.is_none()) {
        caveats.push(Caveat::TooFew);
        return caveats;
    }
    if !ranking.varies() {
        caveats.push(Caveat::Constant);
        return caveats;
    }
    let count = |test: &dyn Fn(&Ranked) -> bool| ranking.factors.iter().filter(|ranked| test(ranked)).count();
    let within = count(&|ranked| !ranking.beyond_chance(ranked));
    if within > 0 {
        caveats.push(Caveat::WithinChance(within));
    }
    let covers = count(&|ranked| ranked.alone.is_some_and(|alone| !alone.interval.excludes_zero()));
    if covers > 0 {
        caveats.push(Caveat::CoversZero(covers));
    }
    match ranking.first_sum.map(|sum| sum.value) {
        Some(sum) if !POSSIBLE.contains(&sum) => caveats.push(Caveat::Impossible(sum)),
        Some(sum) if sum < ALONE => caveats.push(Caveat::Interactions(sum)),
        _ => {}
    }
    let depends = |ranked: &&Ranked| {
        ranked.main.zip(ranked.deviation).is_some_and(|(main, deviation)| deviation.value > main.value)
    };
    let depending = ranking.factors.iter().take(TOP).filter(depends).count();
    if depending > 0 {
        caveats.push(Caveat::Depends(depending));
    }
    caveats.extend(unsettled(ranking, convergence));
    caveats
}

/// Whether the latest prefix of at most half of the base points has another first factor, or others among the first.
fn unsettled(ranking: &Ranking, convergence: &[ConvergenceRow]) -> Option<Caveat> {
    let rows = || {
        let of_output = rows_of(ranking.measure, ranking.kind, &ranking.arm, convergence);
        of_output.filter(|row| row.index == ranking.method.main())
    };
    let most = rows().map(|row| row.base_points).max()?;
    let half = rows().map(|row| row.base_points).filter(|count| 2 * count <= most).max();
    // So few that there is no half to hold them against.
    let Some(half) = half else { return Some(Caveat::Unsettled(most)) };
    let top = |base_points: u32| -> Vec<&str> {
        let mut ranked: Vec<&ConvergenceRow> = rows().filter(|row| row.base_points == base_points).collect();
        ranked.sort_by_key(|row| row.rank.unwrap_or(u32::MAX));
        ranked.iter().take(TOP).map(|row| row.factor.as_str()).collect()
    };
    let (before, now) = (top(half), top(most));
    let settled = before.first() == now.first() && now.iter().all(|factor| before.contains(factor));
    (!settled).then_some(Caveat::Unsettled(half))
}
