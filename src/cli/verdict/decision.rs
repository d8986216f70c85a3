//! A decision under uncertainty on the terminal: every rule, what it is worth to know more, and where an arm loses.

mod losses;
mod told;

use crate::analysis::decision::worlds::Points;
use crate::analysis::decision::{Against, Ask, Basis, Decided, Ruled};
use crate::charts::Subject;
use crate::results::decision::rule_words;
use crate::statistics::frontier::Standing;
use crate::vocabulary::{Language, Measure};
use serde_json::{Value as Json, json};
use std::path::Path;
use told::Told;

/// Everything that the answer speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The experiment.
    pub subject: &'a Subject,
    /// The sweep.
    pub points: &'a Points,
    /// The question.
    pub ask: &'a Ask,
    /// The answer.
    pub decided: &'a Decided,
    /// The results folder.
    pub folder: &'a Path,
}

impl Page<'_> {
    /// The answer in a language for so many columns; `quiet` leaves only tables and findings.
    pub fn render(&self, language: Language, width: usize, quiet: bool) -> String {
        let told = Told { page: self, language, width: width.max(60) };
        let mut sections = vec![told.title()];
        sections.extend(self.decided.judged.iter().map(|judged| told.rules(judged)));
        if self.ask.cost.is_some() {
            sections.push(told.frontier());
        }
        sections.push(told.prices());
        sections.extend(self.decided.discoveries.iter().map(|found| told.losses(found)));
        if !quiet {
            sections.push(told.notes());
        }
        sections.retain(|section| !section.is_empty());
        sections.join("\n")
    }

    fn option(&self, option: usize, language: Language) -> String {
        let arm = self.subject.label(self.decided.worlds.options[option].arm, language);
        self.decided.worlds.name(self.points, option, &arm)
    }

    fn name(&self, option: usize) -> String {
        let arm = &self.points.arms[self.decided.worlds.options[option].arm];
        self.decided.worlds.name(self.points, option, arm)
    }

    /// The answer for programs.
    pub fn json(&self) -> Json {
        let decided = self.decided;
        let options = 0..decided.worlds.options.len();
        let judged = decided.judged.iter().map(|judged| {
            let (basis, price) = match judged.basis {
                Basis::Effect => ("effect", None),
                Basis::Cost => ("cost", None),
                Basis::NetBenefit(price) => ("net_benefit", Some(price)),
            };
            let rules = judged.rules.iter().map(|ruled| {
                let Ruled { rule, values, ranks, first_share } = ruled;
                json!({ "rule": rule_words(*rule).value, "values": values, "ranks": ranks, "first_share": first_share })
            });
            let rules: Vec<Json> = rules.collect();
            json!({ "basis": basis, "willingness": price, "means": judged.means, "disputed": judged.disputed(), "rules": rules })
        });
        let frontier = decided.frontier.iter().map(|standing| match standing {
            Standing::Frontier(ratio) => json!({ "standing": "frontier", "icer": ratio }),
            Standing::Dominated => json!({ "standing": "dominated", "icer": null }),
            Standing::ExtendedDominated => json!({ "standing": "extended_dominated", "icer": null }),
        });
        let priced = decided.priced.iter().map(|priced| {
            json!({
                "willingness": priced.price,
                "probability": priced.found.probability,
                "frontier": self.name(priced.found.best),
                "evpi": priced.information,
                "evpi_raw": priced.found.raw_information,
            })
        });
        let against = |of: &[Option<Against>]| -> Vec<Json> {
            let one = |against: &Against| {
                let interval = against.interval.map(|interval| [interval.low, interval.high]);
                json!({ "mean": against.mean, "interval": interval, "luck_share": against.luck })
            };
            of.iter().map(|against| against.as_ref().map_or(Json::Null, one)).collect()
        };
        let discoveries = decided.discoveries.iter().map(|found| {
            let restricted = self.points.varied.iter().enumerate().filter_map(|(place, varied)| {
                let (quasi_p, (low, high)) = (found.quasi_p[place]?, found.chosen.limits[place]);
                Some(json!({ "factor": varied.name, "low": low, "high": high, "quasi_p": quasi_p }))
            });
            json!({
                "measure": found.measure.name(),
                "arm": self.points.arms[found.arm],
                "points": found.points.len(),
                "losing": found.losing(),
                "undecided": found.undecided,
                "better_than_chance": found.holds(),
                "chance": found.chance,
                "density": found.chosen.density(),
                "coverage": found.chosen.coverage(),
                "mass": found.chosen.mass(),
                "box": restricted.collect::<Vec<_>>(),
            })
        });
        json!({
            "results": self.folder,
            "effect": self.ask.effect.name(),
            "cost": self.ask.cost.map(Measure::name),
            "worlds": decided.used.len(),
            "left_out": decided.worlds.points.len() - decided.used.len(),
            "options": options.map(|option| self.name(option)).collect::<Vec<_>>(),
            "baseline": self.name(decided.worlds.baseline),
            "rules": judged.collect::<Vec<_>>(),
            "frontier": frontier.collect::<Vec<_>>(),
            "acceptability": priced.collect::<Vec<_>>(),
            "effect_difference": against(&decided.effect_against),
            "cost_difference": against(&decided.cost_against),
            "losses": discoveries.collect::<Vec<_>>(),
        })
    }
}
