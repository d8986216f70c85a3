//! Through which mechanism an effect runs: parts of the paired difference, by Shapley, knock-out and knock-in.
//!
//! Each point of the design has some mechanisms on and the others off. The difference between an arm and the baseline at
//! that point is the worth of the mechanisms that are on, replicate by replicate. What is left with all of them off is
//! the rest: hours, seats, whatever governance does without them. Rest and Shapley values add up to the whole.

mod division;
pub mod players;
pub mod table;

pub use division::Division;

use super::comparison::{LEVEL, direction_word, measure_name};
use crate::results::{RunValues, Turns};
use crate::statistics::{Coalition, Interval, Orders, Summary, crossed_interval, interactions, shapley, t_interval};
use crate::vocabulary::{Direction, Measure};
use players::Player;
use serde::Serialize;

/// Which mechanisms play, and which of their coalitions are run.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Who plays.
    pub players: Vec<Player>,
    /// The orders in which they join where their coalitions are too many; `None` where all are run.
    pub orders: Option<Orders>,
}

impl Scheme {
    /// The coalitions in the order of the points of the design, by number: the last has everybody.
    pub fn coalitions(&self) -> Vec<Coalition> {
        let everybody = everybody(self.players.len());
        let Some(orders) = &self.orders else { return (0..=everybody).collect() };
        let mut all = orders.coalitions();
        for player in 0..self.players.len() {
            all.extend([1 << player, everybody & !(1 << player)]);
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn everybody(players: usize) -> Coalition {
    ((1_u64 << players) - 1) as Coalition
}

/// What a row of `attribution.csv` tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The whole difference between arm and baseline.
    Total,
    /// What is left of it with every player off.
    Rest,
    /// What the player adds, averaged over all orders in which players may join.
    Shapley,
    /// What is lost when it alone is switched off.
    KnockOut,
    /// What it adds when it alone is on.
    KnockIn,
    /// What it and another add together beyond what they add one by one.
    Interaction,
    /// The measure has no value without the player, which is therefore always on here; its part is within the rest.
    Held,
    /// The measure has no value in some combination of players; no parts can be given.
    Missing,
}

impl Kind {
    /// All of them, with their words in the table.
    pub const ALL: &'static [(Kind, &'static str)] = &[
        (Kind::Total, "total"),
        (Kind::Rest, "rest"),
        (Kind::Shapley, "shapley"),
        (Kind::KnockOut, "knock_out"),
        (Kind::KnockIn, "knock_in"),
        (Kind::Interaction, "interaction"),
        (Kind::Held, "held"),
        (Kind::Missing, "missing"),
    ];

    /// The kind of this word.
    pub fn by_word(word: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }
}

/// A row of `attribution.csv`. `None` is an empty cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributionRow {
    /// The measure.
    #[serde(serialize_with = "measure_name")]
    pub measure: Measure,
    /// Its unit; empty for pure numbers and shares.
    pub unit: &'static str,
    /// What is better: `more`, `less` or `none`.
    #[serde(serialize_with = "direction_word")]
    pub direction: Direction,
    /// Name of the baseline.
    pub baseline: String,
    /// Name of the arm.
    pub arm: String,
    /// What the row tells.
    pub kind: Kind,
    /// The player; empty for rest and total.
    pub player: String,
    /// The other player of an interaction.
    pub with_player: String,
    /// The switches of the player, with spaces between them.
    pub switches: String,
    /// Mean over replicates.
    pub estimate: Option<f64>,
    /// Lower bound of its 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper bound.
    pub ci_high: Option<f64>,
    /// Replicates in which arm and baseline have a value in every combination that counts.
    pub n: usize,
}

/// The runs of an attribution.
#[derive(Clone, Copy, Debug)]
pub struct Runs<'a> {
    /// Names of the arms.
    pub arms: &'a [String],
    /// Index of the baseline.
    pub baseline: usize,
    /// The measures.
    pub measures: &'a [Measure],
    /// By point (in the order of [`Scheme::coalitions`]), arm, replicate and measure.
    pub values: &'a [RunValues],
    /// How the replicates took parameter sets in turn, if they did. Where a set has several replicates, intervals are
    /// those of the means of the sets.
    pub turns: Option<&'a Turns>,
}

impl Runs<'_> {
    /// The paired differences of a measure at a point, one a replicate.
    fn differences(&self, point: usize, arm: usize, measure: usize) -> Vec<Option<f64>> {
        let of = |arm: usize| self.values.get(point).and_then(|arms| arms.get(arm)).map_or(&[][..], Vec::as_slice);
        let value = |run: &[Option<f64>]| run.get(measure).copied().flatten();
        of(self.baseline).iter().zip(of(arm)).map(|(base, other)| Some(value(other)? - value(base)?)).collect()
    }
}

/// The parts of every measure, arm by arm.
pub fn attribute(scheme: &Scheme, runs: &Runs<'_>) -> Vec<AttributionRow> {
    let coalitions = scheme.coalitions();
    let arms = |measure| (0..runs.arms.len()).filter(|arm| *arm != runs.baseline).map(move |arm| (measure, arm));
    let cells = (0..runs.measures.len()).flat_map(arms);
    let rows = cells.flat_map(|(measure, arm)| {
        let worth = (0..coalitions.len()).map(|point| runs.differences(point, arm, measure)).collect();
        let game = Game { scheme, coalitions: &coalitions, worth, turns: runs.turns };
        game.parts().into_iter().map(move |part| row(scheme, runs, (measure, arm), part))
    });
    rows.collect()
}

/// A number that was found, and whose it is.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    kind: Kind,
    player: Option<usize>,
    with: Option<usize>,
    estimate: Option<f64>,
    interval: Option<Interval>,
    n: usize,
}

impl Part {
    /// The mean of what `n` replicates gave, with its interval.
    fn of(kind: Kind, values: &[f64], n: usize) -> Part {
        let summary = Summary::of(values);
        Part {
            kind,
            player: None,
            with: None,
            estimate: summary.map(|summary| summary.mean),
            interval: summary.and_then(|summary| t_interval(&summary, LEVEL)),
            n,
        }
    }

    fn by(self, player: usize) -> Part {
        Part { player: Some(player), ..self }
    }
}

fn row(scheme: &Scheme, runs: &Runs<'_>, (measure, arm): (usize, usize), part: Part) -> AttributionRow {
    let measure = runs.measures[measure];
    let name = |player: Option<usize>| player.map_or_else(String::new, |player| scheme.players[player].name.clone());
    AttributionRow {
        measure,
        unit: measure.unit(),
        direction: measure.direction(),
        baseline: runs.arms[runs.baseline].clone(),
        arm: runs.arms[arm].clone(),
        kind: part.kind,
        player: name(part.player),
        with_player: name(part.with),
        switches: part.player.map_or_else(String::new, |player| scheme.players[player].switches.join(" ")),
        estimate: part.estimate,
        ci_low: part.interval.map(|interval| interval.low),
        ci_high: part.interval.map(|interval| interval.high),
        n: part.n,
    }
}

/// One measure of one arm.
struct Game<'a> {
    scheme: &'a Scheme,
    coalitions: &'a [Coalition],
    /// By point and replicate, the difference between arm and baseline.
    worth: Vec<Vec<Option<f64>>>,
    turns: Option<&'a Turns>,
}

impl Game<'_> {
    /// All that is told of it: the total, the rest, and what each player carries.
    fn parts(&self) -> Vec<Part> {
        let all = everybody(self.players());
        let held = self.held();
        let units = self.complete(held);
        if units.is_empty() || (self.scheme.orders.is_some() && held != 0) {
            return self.missing(held);
        }
        let n = units.iter().map(Vec::len).sum();
        let (whole, nobody) = (self.at(all, &units), self.at(held, &units));
        let mut parts = vec![Part::of(Kind::Total, &whole, n), Part::of(Kind::Rest, &nobody, n)];
        parts.extend(self.among(held).into_iter().map(|player| Part::of(Kind::Held, &[], n).by(player)));
        let free = self.among(all & !held);
        match &self.scheme.orders {
            None => parts.extend(self.exact(held, &free, &units, n)),
            Some(orders) => parts.extend(self.sampled(orders, &units, n)),
        }
        for player in &free {
            let without = self.at(all & !(1 << player), &units);
            parts.push(Part::of(Kind::KnockOut, &less(&whole, &without), n).by(*player));
            let alone = self.at(held | 1 << player, &units);
            parts.push(Part::of(Kind::KnockIn, &less(&alone, &nobody), n).by(*player));
        }
        // Each kind together, in the order of the kinds.
        parts.sort_by_key(|part| part.kind as u8);
        parts
    }

    /// What is told where there are no parts: the total, and the players without whom there is no value.
    fn missing(&self, held: Coalition) -> Vec<Part> {
        let all = everybody(self.players());
        let units = self.units(|replicate| self.worth.last().is_some_and(|worth| worth[replicate].is_some()));
        let n = units.iter().map(Vec::len).sum();
        let mut parts = vec![Part::of(Kind::Total, &self.at(all, &units), n)];
        // All combinations would do with those held on; then it is not for want of them.
        let needed = if n == 0 || self.scheme.orders.is_none() { Vec::new() } else { self.among(held) };
        let nobody = Part::of(Kind::Missing, &[], 0);
        parts.extend(needed.iter().map(|player| nobody.clone().by(*player)));
        if needed.is_empty() {
            parts.push(nobody);
        }
        parts
    }

    fn players(&self) -> usize {
        self.scheme.players.len()
    }

    /// The players of a coalition.
    fn among(&self, coalition: Coalition) -> Vec<usize> {
        (0..self.players()).filter(|player| coalition >> player & 1 == 1).collect()
    }

    /// The players without whom no replicate has a value. A coalition without any value asks for all that it lacks, the
    /// largest coalitions first.
    fn held(&self) -> Coalition {
        let empty = |at: &usize| self.worth[*at].iter().all(Option::is_none);
        let mut without: Vec<Coalition> = (0..self.worth.len()).filter(empty).map(|at| self.coalitions[at]).collect();
        without.sort_by_key(|coalition| std::cmp::Reverse(coalition.count_ones()));
        let mut held = 0;
        for coalition in without {
            if coalition & held == held {
                held |= everybody(self.players()) & !coalition;
            }
        }
        held
    }

    /// What is independent, of the replicates that have a value at every point at which `held` are on.
    fn complete(&self, held: Coalition) -> Vec<Vec<usize>> {
        let with = |(coalition, _): &(&Coalition, &Vec<Option<f64>>)| *coalition & held == held;
        self.units(|replicate| {
            let mut points = self.coalitions.iter().zip(&self.worth).filter(with);
            points.all(|(_, worth)| worth[replicate].is_some())
        })
    }

    /// The replicates that `have`, one by one; where parameter sets have several, set by set.
    fn units(&self, have: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
        let replicates = self.worth.iter().map(Vec::len).min().unwrap_or(0);
        let having = (0..replicates).filter(|replicate| have(*replicate));
        let Some(turns) = self.turns.filter(|turns| turns.sets < replicates as u64) else {
            return having.map(|replicate| vec![replicate]).collect();
        };
        let mut sets = vec![Vec::new(); usize::try_from(turns.sets).unwrap_or(0)];
        for replicate in having {
            if let Some(set) = sets.get_mut(turns.of(replicate as u64)) {
                set.push(replicate);
            }
        }
        sets.retain(|set| !set.is_empty());
        sets
    }

    /// The worth of a coalition, the mean of each unit, all of whose replicates have one.
    fn at(&self, coalition: Coalition, units: &[Vec<usize>]) -> Vec<f64> {
        let Ok(point) = self.coalitions.binary_search(&coalition) else { return Vec::new() };
        let of_unit = |unit: &Vec<usize>| {
            let worth = unit.iter().filter_map(|replicate| self.worth[point].get(*replicate).copied().flatten());
            worth.sum::<f64>() / unit.len() as f64
        };
        units.iter().map(of_unit).collect()
    }

    /// Values and interactions of the `free` players from all coalitions, unit by unit.
    fn exact(&self, held: Coalition, free: &[usize], units: &[Vec<usize>], n: usize) -> Vec<Part> {
        let spread = |small: usize| {
            let bits = free.iter().enumerate().filter(|(at, _)| small >> at & 1 == 1);
            bits.fold(held, |coalition, (_, player)| coalition | 1 << player)
        };
        let worth: Vec<Vec<f64>> = (0..1_usize << free.len()).map(|small| self.at(spread(small), units)).collect();
        let games = (0..units.len()).map(|unit| worth.iter().map(|at| at[unit]).collect::<Vec<f64>>());
        let (values, pairs): (Vec<_>, Vec<_>) =
            games.filter_map(|game| Some((shapley(&game)?, interactions(&game)?))).unzip();
        let mut parts = Vec::new();
        for (at, player) in free.iter().enumerate() {
            let of_player: Vec<f64> = values.iter().map(|values| values[at]).collect();
            parts.push(Part::of(Kind::Shapley, &of_player, n).by(*player));
        }
        for at in 0..free.len() * free.len().saturating_sub(1) / 2 {
            let of_pair: Vec<f64> = pairs.iter().map(|pairs| pairs[at].2).collect();
            let (one, other) = (free[pairs[0][at].0], free[pairs[0][at].1]);
            parts.push(Part { with: Some(other), ..Part::of(Kind::Interaction, &of_pair, n).by(one) });
        }
        parts
    }

    /// Values from sampled orders. The interval holds the luck of replicates and of orders.
    fn sampled(&self, orders: &Orders, units: &[Vec<usize>], n: usize) -> Vec<Part> {
        let of_unit = |unit: &Vec<usize>| {
            orders.contributions(|coalition| self.at(coalition, std::slice::from_ref(unit)).into_iter().sum())
        };
        let added: Vec<Vec<Vec<f64>>> = units.iter().map(of_unit).collect();
        let pairs = added.first().map_or(0, Vec::len);
        let part = |player: usize| {
            let of_pair = |pair: usize| added.iter().map(|of_unit| of_unit[pair][player]).collect();
            let by_pair: Vec<Vec<f64>> = (0..pairs).map(of_pair).collect();
            let mean = |unit: usize| by_pair.iter().map(|pair| pair[unit]).sum::<f64>() / pairs.max(1) as f64;
            let means: Vec<f64> = (0..units.len()).map(mean).collect();
            Part { interval: crossed_interval(&by_pair, LEVEL), ..Part::of(Kind::Shapley, &means, n).by(player) }
        };
        (0..self.players()).map(part).collect()
    }
}

fn less(all: &[f64], without: &[f64]) -> Vec<f64> {
    all.iter().zip(without).map(|(all, without)| all - without).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURES: [Measure; 2] = [Measure::Petitions, Measure::MeetingsHeld];

    fn scheme(players: usize, orders: Option<Orders>) -> Scheme {
        let player = |at: usize| Player { name: format!("p{at}"), switches: vec!["voice", "trust"] };
        Scheme { players: (0..players).map(player).collect(), orders }
    }

    /// Runs of two arms; the baseline is 100 plus the replicate, the arm differs by `worth` of coalition and replicate.
    fn rows(
        scheme: &Scheme,
        replicates: usize,
        worth: impl Fn(Coalition, usize) -> [Option<f64>; 2],
    ) -> Vec<AttributionRow> {
        let values: Vec<RunValues> = scheme
            .coalitions()
            .iter()
            .map(|coalition| {
                let base = |replicate: usize| vec![Some(100.0 + replicate as f64); 2];
                let arm = |replicate| {
                    let worth = worth(*coalition, replicate);
                    base(replicate).iter().zip(worth).map(|(base, worth)| Some((*base)? + worth?)).collect()
                };
                vec![(0..replicates).map(base).collect(), (0..replicates).map(arm).collect()]
            })
            .collect();
        let arms = ["old".to_string(), "new".to_string()];
        attribute(scheme, &Runs { arms: &arms, baseline: 0, measures: &MEASURES, values: &values, turns: None })
    }

    fn of<'a>(rows: &'a [AttributionRow], kind: Kind, player: &str) -> Vec<&'a AttributionRow> {
        let of_first = rows.iter().filter(|row| row.measure == MEASURES[0]);
        of_first.filter(|row| row.kind == kind && row.player == player).collect()
    }

    fn estimate(rows: &[AttributionRow], kind: Kind, player: &str) -> f64 {
        of(rows, kind, player)[0].estimate.unwrap()
    }

    /// 1 by itself, 2 for p0, 3 for p1, 4 more for the two together, a little luck; p2 does nothing.
    fn worth(coalition: Coalition, replicate: usize) -> [Option<f64>; 2] {
        let [a, b] = [coalition & 1, coalition >> 1 & 1].map(f64::from);
        [Some(1.0 + 2.0 * a + 3.0 * b + 4.0 * a * b + a * (replicate as f64 - 2.0)), Some(0.0)]
    }

    #[test]
    fn parts_are_those_of_the_game_and_add_up_to_the_whole() {
        let rows = rows(&scheme(3, None), 5, worth);
        assert_eq!((estimate(&rows, Kind::Total, ""), estimate(&rows, Kind::Rest, "")), (10.0, 1.0));
        assert_eq!((estimate(&rows, Kind::Shapley, "p0"), estimate(&rows, Kind::Shapley, "p1")), (4.0, 5.0));
        assert_eq!((estimate(&rows, Kind::KnockIn, "p0"), estimate(&rows, Kind::KnockOut, "p0")), (2.0, 6.0));
        assert_eq!((estimate(&rows, Kind::KnockIn, "p1"), estimate(&rows, Kind::KnockOut, "p1")), (3.0, 7.0));
        let nothing = of(&rows, Kind::Shapley, "p2")[0];
        assert_eq!((nothing.estimate, nothing.ci_low, nothing.ci_high), (Some(0.0), Some(0.0), Some(0.0)));
        let pair = of(&rows, Kind::Interaction, "p0");
        assert_eq!((pair.len(), pair[0].with_player.as_str(), pair[0].estimate), (2, "p1", Some(4.0)));
        // The luck of replicates is that of p0: standard deviation of -2 to 2, over the root of 5, times Student's t.
        let of_first = of(&rows, Kind::Shapley, "p0")[0];
        let half = 2.776_445_105_197_8 * libm::sqrt(2.5 / 5.0);
        assert!((of_first.ci_high.unwrap() - (4.0 + half)).abs() < 1e-9 && of_first.n == 5);
        assert_eq!(of_first.switches, "voice trust");
    }

    #[test]
    fn a_measure_that_needs_a_mechanism_is_shared_among_the_others_with_it_on() {
        let needing = |coalition: Coalition, replicate: usize| {
            [worth(coalition, replicate)[0].filter(|_| coalition >> 1 & 1 == 1), None]
        };
        let rows = rows(&scheme(3, None), 5, needing);
        assert_eq!(of(&rows, Kind::Held, "p1").len(), 1);
        assert!(of(&rows, Kind::Shapley, "p1").is_empty());
        // What p1 does by itself is within the rest.
        assert_eq!((estimate(&rows, Kind::Total, ""), estimate(&rows, Kind::Rest, "")), (10.0, 4.0));
        assert_eq!((estimate(&rows, Kind::Shapley, "p0"), estimate(&rows, Kind::KnockOut, "p0")), (6.0, 6.0));
        // A measure that never has a value has no parts, and says so.
        let second: Vec<_> = rows.iter().filter(|row| row.measure == MEASURES[1]).collect();
        assert_eq!(second.iter().map(|row| row.kind).collect::<Vec<_>>(), [Kind::Total, Kind::Missing]);
        assert_eq!((second[0].estimate, second[0].n), (None, 0));
    }

    #[test]
    fn either_of_two_that_a_measure_needs_is_held() {
        let needing = |coalition: Coalition, _: usize| [(coalition & 3 != 0).then_some(f64::from(coalition)), None];
        let rows = rows(&scheme(3, None), 3, needing);
        assert_eq!((of(&rows, Kind::Held, "p0").len(), of(&rows, Kind::Held, "p1").len()), (1, 1));
        assert_eq!((estimate(&rows, Kind::Rest, ""), estimate(&rows, Kind::Shapley, "p2")), (3.0, 4.0));
    }

    #[test]
    fn a_replicate_without_a_value_somewhere_is_left_out_everywhere() {
        let gap = |coalition: Coalition, replicate: usize| {
            [worth(coalition, replicate)[0].filter(|_| coalition != 5 || replicate != 4), None]
        };
        let rows = rows(&scheme(3, None), 5, gap);
        assert!(rows.iter().filter(|row| row.measure == MEASURES[0]).all(|row| row.n == 4));
        let parts: f64 = rows.iter().filter(|row| row.kind == Kind::Shapley).filter_map(|row| row.estimate).sum();
        assert!((parts + 1.0 - estimate(&rows, Kind::Total, "")).abs() < 1e-12);
    }

    #[test]
    fn sampled_orders_give_parts_that_add_up_and_no_interactions() {
        let scheme = scheme(12, Orders::sampled(7, 12, 8));
        assert!(scheme.coalitions().len() < 8 * 22 + 26);
        let rows = rows(&scheme, 5, worth);
        let parts: f64 = (0..12).map(|at| estimate(&rows, Kind::Shapley, &format!("p{at}"))).sum();
        assert!((parts - 9.0).abs() < 1e-12);
        // Of two orders that are the reverse of each other, the pair meets in each way once.
        assert_eq!((estimate(&rows, Kind::Shapley, "p0"), estimate(&rows, Kind::KnockOut, "p0")), (4.0, 6.0));
        assert!(rows.iter().all(|row| row.kind != Kind::Interaction));
        let gap = |coalition: Coalition, _: usize| [(coalition & 8 != 0).then_some(1.0), None];
        let missing = self::rows(&scheme, 3, gap);
        assert_eq!((of(&missing, Kind::Missing, "p3").len(), of(&missing, Kind::Shapley, "p0").len()), (1, 0));
    }

    #[test]
    fn replicates_of_one_parameter_set_are_one_witness() {
        let scheme = scheme(2, None);
        // Two sets in turn over six replicates: p0 is worth 1 under the first, 3 under the second, and a little luck.
        let worth = |coalition: Coalition, replicate: usize| {
            let luck = [0.1, -0.2, 0.0, 0.2, -0.1, 0.0][replicate];
            Some(f64::from(coalition & 1) * (1.0 + 2.0 * (replicate % 2) as f64 + luck))
        };
        let values: Vec<RunValues> = scheme
            .coalitions()
            .iter()
            .map(|coalition| {
                let arm = (0..6).map(|replicate| vec![worth(*coalition, replicate)]).collect();
                vec![vec![vec![Some(0.0)]; 6], arm]
            })
            .collect();
        let arms = ["old".to_string(), "new".to_string()];
        let turns = Turns::by(&[1.0, 1.0]).unwrap();
        let runs = Runs { arms: &arms, baseline: 0, measures: &MEASURES[..1], values: &values, turns: Some(&turns) };
        let rows = attribute(&scheme, &runs);
        let part = of(&rows, Kind::Shapley, "p0")[0];
        // Means of the sets: 1 and 3; two witnesses, a standard error of 1 and a t quantile of 12.706.
        assert!((part.estimate.unwrap() - 2.0).abs() < 1e-12 && part.n == 6);
        assert!((part.ci_high.unwrap() - (2.0 + 12.706_204_736)).abs() < 1e-6, "{part:?}");
    }

    #[test]
    fn one_replicate_has_parts_without_intervals() {
        let rows = rows(&scheme(2, None), 1, worth);
        assert!(rows.iter().all(|row| row.ci_low.is_none()));
        assert_eq!(estimate(&rows, Kind::Shapley, "p1"), 5.0);
    }
}
