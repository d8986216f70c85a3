//! Which option to take while nobody knows which world is true, what it would be worth to know, and where an arm loses.
//!
//! Everything here is a function of the tables of a sweep; nothing is run. A world counts with the means over its
//! replicates, so that luck is not mistaken for ignorance.

pub mod discovery;
mod rows;
pub mod worlds;

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
    /// By rule: the values, in which more is better but for regrets, and the ranks.
    pub rules: Vec<(Rule, Vec<Option<f64>>, Vec<Option<usize>>)>,
}

impl Judged {
    /// The options that a rule puts first.
    pub fn first(&self, rule: Rule) -> Vec<usize> {
        let of_rule = self.rules.iter().filter(|(known, ..)| *known == rule);
        of_rule.flat_map(|(.., ranks)| (0..ranks.len()).filter(|option| ranks[*option] == Some(1))).collect()
    }

    /// Whether no option is put first by every rule that has a value.
    pub fn disputed(&self) -> bool {
        let told: Vec<Vec<usize>> =
            self.rules.iter().map(|(rule, ..)| self.first(*rule)).filter(|first| !first.is_empty()).collect();
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
    let mut judged = vec![judge(Basis::Effect, &effect, sign(ask.effect), &meets, ask.optimism)];
    if ask.cost.is_some() {
        judged.push(judge(Basis::Cost, &cost, -1.0, &meets, ask.optimism));
        if let Some(middle) = prices.get(prices.len() / 2).copied().flatten() {
            let benefit = net_benefit(&cost, &good, middle);
            judged.push(judge(Basis::NetBenefit(middle), &benefit, 1.0, &meets, ask.optimism));
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
fn judge(basis: Basis, values: &[Vec<f64>], sign: f64, meets: &[Vec<bool>], optimism: f64) -> Judged {
    let utility = turned(values, sign);
    let summaries: Vec<Summary> = values.iter().filter_map(|of| Summary::of(of)).collect();
    let rules = Rule::ALL.map(|rule| {
        let values = rule.values(&utility, meets, optimism);
        let ranks = rule.ranks(&values);
        (rule, values, ranks)
    });
    Judged {
        basis,
        means: summaries.iter().map(|summary| summary.mean).collect(),
        deviations: summaries.iter().map(|summary| summary.variance.map(libm::sqrt)).collect(),
        rules: rules.into(),
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
mod tests {
    use super::worlds::tests::points;
    use super::*;

    fn ask() -> Ask {
        Ask {
            effect: Measure::Petitions,
            cost: Some(Measure::CostYuan),
            thresholds: Vec::new(),
            prices: vec![0.0, 10.0, 100.0],
            optimism: 0.5,
            lose_on: Vec::new(),
            arms: Vec::new(),
            density: None,
            seed: 7,
        }
    }

    /// In the three worlds the second arm has 2, 1 and −1 petitions less, for 30 yuan more.
    fn sweep() -> Points {
        let gain = [2.0, 1.0, -1.0];
        points("point,a\n0,1\n1,2\n2,3\n", |point, arm| {
            (10.0 + point as f64 - gain[point] * arm as f64, 100.0 + 30.0 * arm as f64)
        })
    }

    fn decided(points: &Points, ask: &Ask) -> Decided {
        let worlds = Worlds::of(points, &[]).unwrap();
        decide(points, worlds, ask).unwrap()
    }

    #[test]
    fn fewer_petitions_count_as_more_effect() {
        let answer = decided(&sweep(), &ask());
        assert_eq!(answer.effect, [[10.0, 11.0, 12.0], [8.0, 10.0, 13.0]]);
        let against = answer.effect_against[1].as_ref().unwrap();
        assert_eq!((against.by_world.as_slice(), answer.effect_against[0].is_none()), (&[-2.0, -1.0, 1.0][..], true));
        // Replicates of a pair have the same luck, so none is left in the differences.
        assert_eq!(against.luck, Some(0.0));
        // Two thirds of a petition for 30 yuan.
        let Standing::Frontier(Some(ratio)) = answer.frontier[1] else { panic!("{:?}", answer.frontier) };
        assert!((ratio - 45.0).abs() < 1e-9);
        assert_eq!(answer.frontier[0], Standing::Frontier(None));
        let best: Vec<usize> = answer.priced.iter().map(|priced| priced.found.best).collect();
        assert_eq!(best, [0, 0, 1]);
        let dear = &answer.priced[2];
        assert!((dear.found.probability[1] - 2.0 / 3.0).abs() < 1e-12);
        // Of gains of 170, 70 and −130 yuan the loss is spared by knowing.
        assert!((dear.worth_of_knowing() - 130.0 / 3.0).abs() < 1e-9, "{dear:?}");
    }

    #[test]
    fn rules_are_told_on_every_basis_and_disagree_where_they_do() {
        let thresholds = vec![Threshold { measure: Measure::Petitions, least: false, bound: 10.5 }];
        let answer = decided(&sweep(), &Ask { thresholds, ..ask() });
        let [effect, cost, benefit] = answer.judged.as_slice() else { panic!() };
        assert_eq!((effect.basis, cost.basis, benefit.basis), (Basis::Effect, Basis::Cost, Basis::NetBenefit(10.0)));
        // The worst world of the second arm is worse, its mean better.
        assert_eq!((effect.first(Rule::Maximin), effect.first(Rule::Laplace)), (vec![0], vec![1]));
        assert!(effect.disputed() && !cost.disputed());
        assert_eq!(cost.first(Rule::MaximumRegret), [0]);
        let (_, shares, _) = &effect.rules[7];
        assert_eq!(shares, &[Some(1.0 / 3.0), Some(2.0 / 3.0)]);
        assert_eq!((effect.means.as_slice(), effect.deviations[0]), (&[11.0, 31.0 / 3.0][..], Some(1.0)));
    }

    #[test]
    fn costs_may_be_left_aside() {
        let answer = decided(&sweep(), &Ask { cost: None, ..ask() });
        assert!(answer.cost.is_empty() && answer.frontier.is_empty() && answer.judged.len() == 1);
        let [priced] = answer.priced.as_slice() else { panic!() };
        assert_eq!((priced.price, priced.found.best), (None, 1));
        assert!((priced.worth_of_knowing() - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn worlds_without_values_are_left_out_and_one_is_too_few() {
        let mut points = sweep();
        points.values[1][0].iter_mut().for_each(|run| run[0] = None);
        assert_eq!(decided(&points, &ask()).used, [0, 2]);
        points.values[0][1].iter_mut().for_each(|run| run[0] = None);
        let error = decide(&points, Worlds::of(&points, &[]).unwrap(), &ask()).unwrap_err();
        assert!(error.contains("1 of 3 worlds") && error.contains("petitions"), "{error}");
    }

    #[test]
    fn prices_reach_beyond_what_the_effect_costs() {
        let answer = decided(&sweep(), &Ask { prices: Vec::new(), ..ask() });
        let prices: Vec<f64> = answer.priced.iter().filter_map(|priced| priced.price).collect();
        // 90 yuan for four petitions either way: 22.5 a petition, four times that is 90.
        assert_eq!((prices.len(), prices[0], prices[40]), (41, 0.0, 100.0));
        let flat = points("point,a\n0,1\n1,2\n", |_, _| (1.0, 1.0));
        let answer = decided(&flat, &Ask { prices: Vec::new(), ..ask() });
        assert_eq!(answer.priced[40].price, Some(1.0));
        assert_eq!(answer.priced[40].found.probability, [0.5, 0.5]);
    }

    #[test]
    fn knowing_what_decides_is_worth_as_much_as_knowing_all() {
        let line = |point: u32| format!("{point},{},{}\n", point, point * 37 % 100);
        let csv = format!("point,a,b\n{}", (0..100).map(line).collect::<String>());
        let sweep = points(&csv, |point, arm| (20.0 - (point as f64 - 49.5) * arm as f64, 5.0));
        let priced = decided(&sweep, &ask()).priced.remove(2);
        let (all, partial) = (priced.worth_of_knowing(), priced.partial.clone());
        assert!((partial[0].unwrap() - all).abs() < 1e-6 && all > 1_000.0, "{all} {partial:?}");
        assert_eq!(partial[1], Some(0.0));
    }
}
