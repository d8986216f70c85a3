//! Which option to take while nobody knows which world is true, what it would be worth to know, and where an arm loses.
//!
//! Everything here is a function of the tables of a sweep; nothing is run. A world counts with the means over its
//! replicates, so that luck is not mistaken for ignorance.

pub mod discovery;
mod rows;
pub mod worlds;

use crate::random::{Decision, Streams, Who};
use crate::statistics::frontier::{Standing, frontier};
use crate::statistics::rules::Rule;
use crate::statistics::worth::{
    Acceptability, acceptability, luck_share, net_benefit, partial_information, perfect_information,
};
use crate::statistics::{Interval, Summary, t_interval};
use crate::vocabulary::{Direction, Measure};
use discovery::{Discovery, discover};
use worlds::{Points, Worlds};

/// Steps of the grid of prices where none is given.
const STEPS: usize = 41;
/// How often the worlds are drawn anew.
const RESAMPLES: u64 = 200;

/// What is asked of a sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What options are to bring; it has a better side.
    pub effect: Measure,
    /// What they cost; `None` leaves costs aside.
    pub cost: Option<Measure>,
    /// What an option is to meet.
    pub thresholds: Vec<Threshold>,
    /// Yuan that one unit of effect may cost, ascending; empty for a grid that suits the data.
    pub prices: Vec<f64>,
    /// Hurwicz's weight of the best, from 0 to 1.
    pub optimism: f64,
    /// Measures on which arms may lose.
    pub lose_on: Vec<Measure>,
    /// The arms looked at for that.
    pub arms: Vec<usize>,
    /// The density that a box of losses is to reach; `None` for the box of most skill.
    pub density: Option<f64>,
    /// Seed of the shuffles.
    pub seed: u64,
}

impl Ask {
    /// Every measure that the answer needs, each once.
    pub fn measures(&self) -> Vec<Measure> {
        let all = std::iter::once(self.effect).chain(self.cost);
        let all =
            all.chain(self.thresholds.iter().map(|threshold| threshold.measure)).chain(self.lose_on.iter().copied());
        let mut measures = Vec::new();
        all.for_each(|measure| {
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        });
        measures
    }
}

/// A bound that the mean of a measure is to keep.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// The measure.
    pub measure: Measure,
    /// Whether the bound is the least allowed, else the most.
    pub least: bool,
    /// The bound, in the unit of the measure.
    pub bound: f64,
}

impl Threshold {
    /// Whether a mean keeps the bound.
    pub fn met(&self, mean: f64) -> bool {
        if self.least { mean >= self.bound } else { mean <= self.bound }
    }
}

/// What the rules are applied to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// The effect.
    Effect,
    /// The cost.
    Cost,
    /// The effect at this price less the cost, in yuan.
    NetBenefit(f64),
}

/// The rules on one basis.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The basis.
    pub basis: Basis,
    /// By option, the mean over worlds, as measured.
    pub means: Vec<f64>,
    /// By option, the standard deviation over worlds.
    pub deviations: Vec<Option<f64>>,
    /// Every rule.
    pub rules: Vec<Ruled>,
}

/// What a rule says of the options.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruled {
    /// The rule.
    pub rule: Rule,
    /// By option, its value; more is better but for regrets.
    pub values: Vec<Option<f64>>,
    /// By option, its rank.
    pub ranks: Vec<Option<usize>>,
    /// By option, the share of resamples of the worlds in which it comes first; equal ones share a resample.
    pub first_share: Vec<Option<f64>>,
}

impl Ruled {
    /// The options that the rule puts first.
    pub fn first(&self) -> Vec<usize> {
        (0..self.ranks.len()).filter(|option| self.ranks[*option] == Some(1)).collect()
    }

    /// How often one of those comes first when worlds are drawn anew; `None` without values.
    pub fn firmness(&self) -> Option<f64> {
        self.first().into_iter().map(|option| self.first_share[option]).sum()
    }
}

impl Judged {
    /// The options that a rule puts first.
    pub fn first(&self, rule: Rule) -> Vec<usize> {
        self.rules.iter().filter(|ruled| ruled.rule == rule).flat_map(Ruled::first).collect()
    }

    /// Whether no option is put first by every rule that has a value.
    pub fn disputed(&self) -> bool {
        let told: Vec<Vec<usize>> = self.rules.iter().map(Ruled::first).filter(|first| !first.is_empty()).collect();
        (0..self.means.len()).all(|option| told.iter().any(|first| !first.contains(&option)))
    }
}

/// What is best at a price.
#[derive(Clone, Debug, PartialEq)]
pub struct Priced {
    /// Yuan for one unit of effect; `None` where costs are left aside.
    pub price: Option<f64>,
    /// Who is best, how often.
    pub found: Acceptability,
    /// The expected value of perfect information without luck; `None` below two replicates.
    pub information: Option<f64>,
    /// By what varies, the value of knowing it alone; `None` for levers and what does not vary.
    pub partial: Vec<Option<f64>>,
}

impl Priced {
    /// The value of perfect information, without luck where that is known.
    pub fn worth_of_knowing(&self) -> f64 {
        self.information.unwrap_or(self.found.raw_information)
    }
}

/// How an option differs from the baseline over the worlds.
#[derive(Clone, Debug, PartialEq)]
pub struct Against {
    /// By world.
    pub by_world: Vec<f64>,
    /// Mean over worlds.
    pub mean: f64,
    /// The 95 % interval of that mean: how far it depends on which worlds were drawn.
    pub interval: Option<Interval>,
    /// Share of the variance over worlds that is luck of replicates.
    pub luck: Option<f64>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Options and worlds.
    pub worlds: Worlds,
    /// The worlds in which every option has its values.
    pub used: Vec<usize>,
    /// By option and used world, the mean effect.
    pub effect: Vec<Vec<f64>>,
    /// By option and used world, the mean cost; empty where costs are left aside.
    pub cost: Vec<Vec<f64>>,
    /// By option, its effect against the baseline's; `None` for the baseline.
    pub effect_against: Vec<Option<Against>>,
    /// The same of its cost.
    pub cost_against: Vec<Option<Against>>,
    /// The rules, basis by basis.
    pub judged: Vec<Judged>,
    /// By option, where it stands; empty where costs are left aside.
    pub frontier: Vec<Standing>,
    /// What is best, price by price.
    pub priced: Vec<Priced>,
    /// Where arms lose.
    pub discoveries: Vec<Discovery>,
}

/// The sign that makes more of a measure better.
fn sign(measure: Measure) -> f64 {
    if measure.direction() == Direction::Less { -1.0 } else { 1.0 }
}

fn turned(values: &[Vec<f64>], sign: f64) -> Vec<Vec<f64>> {
    values.iter().map(|of| of.iter().map(|value| sign * value).collect()).collect()
}

/// Answers `ask` from a sweep.
///
/// # Errors
/// A text when fewer than two worlds have the values that are needed.
pub fn decide(points: &Points, worlds: Worlds, ask: &Ask) -> Result<Decided, String> {
    let options = worlds.options.len();
    let has = |world: usize| {
        (0..options).all(|option| {
            let at = worlds.at(world, option);
            std::iter::once(ask.effect).chain(ask.cost).all(|measure| points.mean(at, measure, |_| true).is_some())
        })
    };
    let used: Vec<usize> = (0..worlds.points.len()).filter(|world| has(*world)).collect();
    if used.len() < 2 {
        let measures: Vec<&str> = std::iter::once(ask.effect).chain(ask.cost).map(Measure::name).collect();
        return Err(format!(
            "{} of {} worlds have values of {} for every option; a decision needs two",
            used.len(),
            worlds.points.len(),
            measures.join(" and ")
        ));
    }
    // Where a part of the replicates has no value in some world there is no such table.
    let table = |measure: Measure, keep: &dyn Fn(usize) -> bool| -> Option<Vec<Vec<f64>>> {
        let of =
            |option: usize| used.iter().map(|world| points.mean(worlds.at(*world, option), measure, keep)).collect();
        (0..options).map(of).collect()
    };
    let whole = |measure: Measure| table(measure, &|_| true).unwrap_or_default();
    let effect = whole(ask.effect);
    let cost = ask.cost.map(whole).unwrap_or_default();
    let against = |measure: Measure| -> Vec<Option<Against>> {
        (0..options).map(|option| against(points, &worlds, &used, option, measure)).collect()
    };
    let effect_against = against(ask.effect);
    let cost_against = ask.cost.map(against).unwrap_or_default();

    let good = turned(&effect, sign(ask.effect));
    let prices: Vec<Option<f64>> = match (ask.cost, ask.prices.is_empty()) {
        (None, _) => vec![None],
        (Some(_), false) => ask.prices.iter().copied().map(Some).collect(),
        (Some(_), true) => suited(&effect_against, &cost_against).into_iter().map(Some).collect(),
    };
    let benefit = |good: &[Vec<f64>], cost: &[Vec<f64>], price: Option<f64>| match price {
        Some(price) => net_benefit(cost, good, price),
        None => good.to_vec(),
    };
    let halves = [0, 1].map(|half| {
        let keep = move |replicate: usize| replicate % 2 == half;
        let cost = ask.cost.map_or(Some(Vec::new()), |measure| table(measure, &keep));
        Some((turned(&table(ask.effect, &keep)?, sign(ask.effect)), cost?))
    });
    let replicates = points.values.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let partial = |benefit: &[Vec<f64>], varied: usize| {
        let values = &points.varied[varied];
        let x: Vec<f64> = used.iter().map(|world| values.values[worlds.points[*world][0]]).collect();
        let varies = values.varies() && !worlds.levers.contains(&varied);
        varies.then(|| partial_information(benefit, &x)).flatten()
    };
    let price = |price: Option<f64>| {
        let all = benefit(&good, &cost, price);
        let halves = halves.each_ref().map(|half| half.as_ref().map(|(good, cost)| benefit(good, cost, price)));
        let information = match halves {
            [Some(one), Some(other)] => {
                let parts = [(one.as_slice(), replicates.div_ceil(2)), (other.as_slice(), replicates / 2)];
                perfect_information(&all, replicates, parts)
            }
            _ => None,
        };
        let partial = (0..points.varied.len()).map(|varied| partial(&all, varied)).collect();
        Some(Priced { price, found: acceptability(&all)?, information, partial })
    };
    let priced: Vec<Priced> = prices.iter().filter_map(|of| price(*of)).collect();

    let meets: Vec<Vec<bool>> = if ask.thresholds.is_empty() {
        Vec::new()
    } else {
        let met = |at: (usize, usize)| {
            let keeps = |threshold: &Threshold| {
                points.mean(at, threshold.measure, |_| true).is_some_and(|mean| threshold.met(mean))
            };
            ask.thresholds.iter().all(keeps)
        };
        (0..options).map(|option| used.iter().map(|world| met(worlds.at(*world, option))).collect()).collect()
    };
    let judge = |basis, values: &[Vec<f64>], sign| judge(basis, values, sign, &meets, ask);
    let mut judged = vec![judge(Basis::Effect, &effect, sign(ask.effect))];
    if ask.cost.is_some() {
        judged.push(judge(Basis::Cost, &cost, -1.0));
        if let Some(middle) = prices.get(prices.len() / 2).copied().flatten() {
            let benefit = net_benefit(&cost, &good, middle);
            judged.push(judge(Basis::NetBenefit(middle), &benefit, 1.0));
        }
    }
    let mean =
        |of: &[Vec<f64>]| -> Vec<f64> { of.iter().filter_map(|values| Some(Summary::of(values)?.mean)).collect() };
    let corners: Vec<(f64, f64)> = mean(&cost).into_iter().zip(mean(&good)).collect();
    let looked = ask.arms.iter().flat_map(|arm| ask.lose_on.iter().map(move |measure| (*arm, *measure)));
    let discoveries = looked.map(|(arm, measure)| discover(points, arm, measure, ask.density, ask.seed)).collect();
    Ok(Decided {
        frontier: frontier(&corners),
        worlds,
        used,
        effect,
        cost,
        effect_against,
        cost_against,
        judged,
        priced,
        discoveries,
    })
}

/// An option against the baseline; `None` for the baseline itself and without a pair in every world.
fn against(points: &Points, worlds: &Worlds, used: &[usize], option: usize, measure: Measure) -> Option<Against> {
    if option == worlds.baseline {
        return None;
    }
    let pairs =
        |world: &usize| points.differences(worlds.at(*world, option), worlds.at(*world, worlds.baseline), measure);
    let runs: Vec<Vec<f64>> = used.iter().map(pairs).collect();
    let means: Option<Vec<f64>> = runs.iter().map(|of| Some(Summary::of(of)?.mean)).collect();
    let by_world = means?;
    let summary = Summary::of(&by_world)?;
    Some(Against { interval: t_interval(&summary, 0.95), mean: summary.mean, luck: luck_share(&runs), by_world })
}

/// Every rule on `values`, by option and world; `sign` makes more of them better.
fn judge(basis: Basis, values: &[Vec<f64>], sign: f64, meets: &[Vec<bool>], ask: &Ask) -> Judged {
    let utility = turned(values, sign);
    let summaries: Vec<Summary> = values.iter().filter_map(|of| Summary::of(of)).collect();
    let rule = |rule: Rule| {
        let values = rule.values(&utility, meets, ask.optimism);
        Ruled { rule, ranks: rule.ranks(&values), first_share: vec![None; values.len()], values }
    };
    let mut rules = Rule::ALL.map(rule);
    resample(&mut rules, &utility, meets, ask);
    Judged {
        basis,
        means: summaries.iter().map(|summary| summary.mean).collect(),
        deviations: summaries.iter().map(|summary| summary.variance.map(libm::sqrt)).collect(),
        rules: rules.into(),
    }
}

/// Draws the worlds anew, with replacement, and counts how often each rule puts each option first.
fn resample(rules: &mut [Ruled], utility: &[Vec<f64>], meets: &[Vec<bool>], ask: &Ask) {
    let worlds = utility.first().map_or(0, Vec::len);
    let streams = Streams::new(ask.seed, 0);
    for resample in 0..RESAMPLES {
        let draw = |place: usize| {
            let share = streams.uniform(Decision::WorldResample, Who(resample), place as u64);
            ((share * worlds as f64) as usize).min(worlds - 1)
        };
        let drawn: Vec<usize> = (0..worlds).map(draw).collect();
        let utility: Vec<Vec<f64>> = utility.iter().map(|of| drawn.iter().map(|world| of[*world]).collect()).collect();
        let meets: Vec<Vec<bool>> = meets.iter().map(|of| drawn.iter().map(|world| of[*world]).collect()).collect();
        for ruled in rules.iter_mut() {
            let ranks = ruled.rule.ranks(&ruled.rule.values(&utility, &meets, ask.optimism));
            let ties = ranks.iter().filter(|rank| **rank == Some(1)).count();
            for (share, rank) in ruled.first_share.iter_mut().zip(&ranks).filter(|(_, rank)| rank.is_some()) {
                let part = if *rank == Some(1) { 1.0 / (ties as f64 * RESAMPLES as f64) } else { 0.0 };
                *share = Some(share.unwrap_or(0.0) + part);
            }
        }
    }
}

/// Prices from 0 to four times what a unit of effect costs in these worlds, rounded up to a number that is easy to say.
fn suited(effect: &[Option<Against>], cost: &[Option<Against>]) -> Vec<f64> {
    let size = |of: &[Option<Against>]| -> f64 {
        of.iter().flatten().flat_map(|against| &against.by_world).map(|value| value.abs()).sum()
    };
    let (effect, cost) = (size(effect), size(cost));
    let ratio = if effect > 0.0 && cost > 0.0 { 4.0 * cost / effect } else { 1.0 };
    let power = libm::pow(10.0, libm::floor(libm::log10(ratio)));
    let high = [1.0, 2.0, 4.0, 10.0].into_iter().map(|step| step * power).find(|high| *high >= ratio);
    let high = high.unwrap_or(10.0 * power);
    (0..STEPS).map(|step| high * step as f64 / (STEPS - 1) as f64).collect()
}

#[cfg(test)]
mod tests;
