//! The tables of a decision, as they are written.

use super::worlds::Points;
use super::{Ask, Basis, Decided, Discovery};
use crate::results::decision::DecisionTable;
use crate::statistics::frontier::Standing;
use crate::statistics::prim::Found;

/// A table as CSV with the number of its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Which it is.
    pub table: DecisionTable,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its rows.
    pub rows: u64,
}

type Rows = Vec<Vec<String>>;

impl Decided {
    /// Every table that this answer has.
    pub fn tables(&self, points: &Points, ask: &Ask) -> Vec<Written> {
        let name = |option: usize| self.worlds.name(points, option, self.arm(points, option));
        let writer = Writer { decided: self, points, ask, names: (0..self.worlds.options.len()).map(name).collect() };
        let all = DecisionTable::ALL.into_iter().filter_map(|table| {
            let rows = writer.rows(table)?;
            let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
            // Writing to memory cannot fail, and every record has as many cells as there are columns.
            let _ = csv.write_record(table.fields().iter().map(|field| field.name));
            for row in &rows {
                let _ = csv.write_record(row);
            }
            Some(Written { table, bytes: csv.into_inner().unwrap_or_default(), rows: rows.len() as u64 })
        });
        all.collect()
    }

    fn arm<'a>(&self, points: &'a Points, option: usize) -> &'a str {
        &points.arms[self.worlds.options[option].arm]
    }
}

struct Writer<'a> {
    decided: &'a Decided,
    points: &'a Points,
    ask: &'a Ask,
    names: Vec<String>,
}

fn number(value: Option<f64>) -> String {
    // What is left of −0 by turning signs is 0.
    value.map_or_else(String::new, |value| (value + 0.0).to_string())
}

impl Writer<'_> {
    /// `None` for tables of costs where these are left aside, and of losses where none were asked for.
    fn rows(&self, table: DecisionTable) -> Option<Rows> {
        match table {
            DecisionTable::Options => Some(self.options()),
            DecisionTable::Worlds => Some(self.worlds()),
            DecisionTable::Frontier => Some(self.frontier()).filter(|rows| !rows.is_empty()),
            DecisionTable::Acceptability => Some(self.acceptability()),
            DecisionTable::Information => Some(self.information()),
            DecisionTable::Discovery => Some(self.discovery()).filter(|rows| !rows.is_empty()),
            DecisionTable::Box => Some(self.boxes()).filter(|_| !self.decided.discoveries.is_empty()),
        }
    }

    fn option(&self, option: usize) -> [String; 2] {
        [self.names[option].clone(), self.decided.arm(self.points, option).to_string()]
    }

    fn cost(&self) -> String {
        self.ask.cost.map_or("", |cost| cost.name()).to_string()
    }

    fn options(&self) -> Rows {
        let mut rows = Vec::new();
        for judged in &self.decided.judged {
            let (basis, measure, price, against) = match judged.basis {
                Basis::Effect => ("effect", self.ask.effect.name().to_string(), None, &self.decided.effect_against[..]),
                Basis::Cost => ("cost", self.cost(), None, &self.decided.cost_against[..]),
                Basis::NetBenefit(price) => ("net_benefit", String::new(), Some(price), &[][..]),
            };
            for (option, mean) in judged.means.iter().enumerate() {
                let mut row = vec![basis.to_string(), measure.clone(), number(price)];
                row.extend(self.option(option));
                let luck = against.get(option).and_then(|against| against.as_ref()?.luck);
                row.extend([number(Some(*mean)), number(judged.deviations[option]), number(luck)]);
                for ruled in &judged.rules {
                    row.push(number(ruled.values[option]));
                    row.push(ruled.ranks[option].map_or_else(String::new, |rank| rank.to_string()));
                    row.push(number(ruled.first_share[option]));
                }
                rows.push(row);
            }
        }
        rows
    }

    fn worlds(&self) -> Rows {
        let decided = self.decided;
        let mut rows = Vec::new();
        for (place, world) in decided.used.iter().enumerate() {
            for option in 0..self.names.len() {
                let difference = |against: Option<&Option<super::Against>>| {
                    number(against.and_then(|against| Some(against.as_ref()?.by_world[place])))
                };
                let mut row = vec![decided.worlds.points[*world][option].to_string()];
                row.extend(self.option(option));
                row.extend([self.ask.effect.name().into(), number(Some(decided.effect[option][place]))]);
                row.push(difference(decided.effect_against.get(option)));
                row.extend([self.cost(), number(decided.cost.get(option).map(|of| of[place]))]);
                row.push(difference(decided.cost_against.get(option)));
                rows.push(row);
            }
        }
        rows
    }

    fn frontier(&self) -> Rows {
        let mean = |basis| {
            let judged = self.decided.judged.iter().find(|judged| judged.basis == basis);
            judged.map(|judged| judged.means.clone()).unwrap_or_default()
        };
        let (effect, cost) = (mean(Basis::Effect), mean(Basis::Cost));
        let row = |(option, standing): (usize, &Standing)| {
            let (word, ratio) = match standing {
                Standing::Frontier(ratio) => ("frontier", *ratio),
                Standing::Dominated => ("dominated", None),
                Standing::ExtendedDominated => ("extended_dominated", None),
            };
            let mut row = self.option(option).to_vec();
            row.extend([self.ask.effect.name().into(), number(effect.get(option).copied())]);
            row.extend([self.cost(), number(cost.get(option).copied()), word.into(), number(ratio)]);
            row
        };
        self.decided.frontier.iter().enumerate().map(row).collect()
    }

    fn acceptability(&self) -> Rows {
        let mut rows = Vec::new();
        for priced in &self.decided.priced {
            for option in 0..self.names.len() {
                let mut row = vec![number(priced.price)];
                row.extend(self.option(option));
                row.push(self.ask.effect.name().into());
                row.extend(
                    [priced.found.mean[option], priced.found.probability[option]].map(|value| number(Some(value))),
                );
                row.push((priced.found.best == option).to_string());
                row.push(number(Some(priced.found.loss[option])));
                row.extend([priced.information, Some(priced.found.raw_information)].map(number));
                rows.push(row);
            }
        }
        rows
    }

    fn information(&self) -> Rows {
        let of_price = |priced: &super::Priced| -> Rows {
            let known = self.points.varied.iter().zip(&priced.partial);
            let row = |(varied, worth): (&crate::results::points::Column, &Option<f64>)| {
                let cells = [number(priced.price), varied.name.clone(), self.ask.effect.name().into()];
                Some(cells.into_iter().chain([number(Some((*worth)?))]).collect())
            };
            known.filter_map(row).collect()
        };
        self.decided.priced.iter().flat_map(of_price).collect()
    }

    fn discovery(&self) -> Rows {
        let mut rows = Vec::new();
        for found in &self.decided.discoveries {
            let mut push = |stage: &str, step: usize, of: &Found, chance: Option<f64>| {
                let restricted = of.restricted.iter().zip(&self.points.varied).filter(|((low, high), _)| *low || *high);
                let names: Vec<&str> = restricted.map(|(_, varied)| varied.name.as_str()).collect();
                let mut row = self.of(found);
                row.extend([step.to_string(), stage.into(), of.points.to_string(), of.cases.to_string()]);
                row.extend([of.density(), of.coverage(), of.mass(), of.skill()].map(number));
                row.extend([of.dimensions().to_string(), names.join(";"), number(chance)]);
                rows.push(row);
            };
            for (step, of) in found.boxes.iter().enumerate() {
                let stage = if step == 0 {
                    "all"
                } else if step < found.pasted {
                    "peel"
                } else {
                    "paste"
                };
                push(stage, step, of, None);
            }
            push("chosen", found.boxes.len(), &found.chosen, found.chance);
        }
        rows
    }

    fn of(&self, found: &Discovery) -> Vec<String> {
        vec![found.measure.name().into(), self.points.arms[found.arm].clone()]
    }

    fn boxes(&self) -> Rows {
        let mut rows = Vec::new();
        for found in self.decided.discoveries.iter().filter(|found| found.holds()) {
            for (place, varied) in self.points.varied.iter().enumerate() {
                let (Some(quasi_p), (low, high)) = (found.quasi_p[place], found.chosen.limits[place]) else { continue };
                let (below, above) = found.chosen.restricted[place];
                let end = |of: fn(f64, f64) -> f64| varied.values.iter().copied().reduce(of);
                let within = varied.words.iter().enumerate().filter(|(i, _)| (low..=high).contains(&(*i as f64)));
                let within: Vec<&str> = within.map(|(_, word)| word.as_str()).collect();
                let mut row = self.of(found);
                row.extend([
                    varied.name.clone(),
                    number(Some(low).filter(|_| below)),
                    number(Some(high).filter(|_| above)),
                ]);
                row.extend([number(end(f64::min)), number(end(f64::max)), within.join(";"), number(Some(quasi_p))]);
                rows.push(row);
            }
        }
        rows
    }
}
