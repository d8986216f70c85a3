//! A decision under uncertainty on the terminal: every rule, what it is worth to know more, and where an arm loses.

mod words;

use super::grid::{self, Cell, Tone};
use super::labelled;
use crate::analysis::decision::discovery::Discovery;
use crate::analysis::decision::worlds::{Points, Varied};
use crate::analysis::decision::{Against, Ask, Basis, Decided, Judged, Priced};
use crate::charts::Subject;
use crate::experiment::design::parameter_of;
use crate::report::numbers::{Numbers, percent};
use crate::results::decision::rule_words;
use crate::statistics::frontier::Standing;
use crate::vocabulary::{Direction, Language, Measure, Text};
use serde_json::{Value as Json, json};
use std::path::Path;

/// More options than this are rows of ranks, not columns.
const COLUMNS: usize = 4;
/// Unknowns that are named as most worth knowing.
const NAMED: usize = 3;
/// Above this share, luck of replicates is warned of.
const MUCH_LUCK: f64 = 0.2;

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
            let rules = judged.rules.iter().map(|(rule, values, ranks)| {
                json!({ "rule": rule_words(*rule).value, "values": values, "ranks": ranks })
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

/// An answer being told.
struct Told<'a> {
    page: &'a Page<'a>,
    language: Language,
    width: usize,
}

impl Told<'_> {
    fn say(&self, text: Text, gaps: &[(&str, &str)]) -> String {
        let mut said = text.get(self.language).to_string();
        for (gap, value) in gaps {
            said = said.replace(&format!("{{{gap}}}"), value);
        }
        said
    }

    fn heading(&self, text: &str) -> String {
        grid::wrap(text, self.width).iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect()
    }

    fn lines(&self, text: &str) -> String {
        grid::wrap(text, self.width - 2).iter().map(|line| format!("  {line}\n")).collect()
    }

    fn list(&self, items: &[String]) -> String {
        items.join(match self.language {
            Language::English => ", ",
            Language::Chinese => "、",
        })
    }

    fn options(&self, of: &[usize]) -> String {
        self.list(&of.iter().map(|option| self.page.option(*option, self.language)).collect::<Vec<_>>())
    }

    fn title(&self) -> String {
        let decided = self.page.decided;
        let (worlds, options) = (decided.used.len().to_string(), decided.worlds.options.len().to_string());
        let gaps = [("title", self.page.subject.title(self.language)), ("worlds", &worlds), ("options", &options)];
        let mut text = self.heading(&self.say(words::TITLE, &gaps));
        let left_out = decided.worlds.points.len() - decided.used.len();
        if left_out > 0 {
            text += &self.lines(&self.say(words::LEFT_OUT, &[("count", &left_out.to_string())]));
        }
        text
    }

    /// How numbers of a basis are written.
    fn numbers(&self, judged: &Judged) -> Numbers {
        let name = match judged.basis {
            Basis::Effect => self.page.ask.effect.name(),
            Basis::Cost | Basis::NetBenefit(_) => "cost",
        };
        let largest = judged.means.iter().fold(0.0_f64, |most, mean| most.max(mean.abs()));
        Numbers::new(name, None, Some(largest))
    }

    /// Every rule on one basis, and who comes first.
    fn rules(&self, judged: &Judged) -> String {
        let ask = self.page.ask;
        let side = |measure: Measure| match measure.direction() {
            Direction::Less => words::LESS.get(self.language),
            _ => words::MORE.get(self.language),
        };
        let heading = match judged.basis {
            Basis::Effect => {
                let label = labelled(ask.effect, self.language);
                self.say(words::BY_MEASURE, &[("measure", &label), ("side", side(ask.effect))])
            }
            Basis::Cost => {
                let Some(cost) = ask.cost else { return String::new() };
                self.say(words::BY_MEASURE, &[("measure", &labelled(cost, self.language)), ("side", side(cost))])
            }
            Basis::NetBenefit(price) => {
                let price = Numbers::new("yuan", None, Some(price)).value(Some(price));
                self.say(words::BY_BENEFIT, &[("price", &price), ("unit", &self.unit())])
            }
        };
        let table = if judged.means.len() > COLUMNS { self.ranks(judged) } else { self.values(judged) };
        let first =
            judged.rules.iter().map(|(rule, ..)| (*rule, judged.first(*rule))).filter(|(_, first)| !first.is_empty());
        let first: Vec<_> = first.collect();
        let verdict = if judged.disputed() {
            let mut sides: Vec<(Vec<usize>, Vec<String>)> = Vec::new();
            for (rule, options) in first {
                let name = rule_words(rule).name.get(self.language).to_string();
                match sides.iter_mut().find(|(known, _)| *known == options) {
                    Some((_, rules)) => rules.push(name),
                    None => sides.push((options, vec![name])),
                }
            }
            let told = sides.iter().map(|(options, rules)| {
                self.say(words::SIDE, &[("options", &self.options(options)), ("rules", &self.list(rules))])
            });
            let separator = Text { en: "; ", zh: "；" }.get(self.language);
            self.say(words::DISPUTED, &[("sides", &told.collect::<Vec<_>>().join(separator))])
        } else {
            let agreed = (0..judged.means.len()).filter(|option| first.iter().all(|(_, of)| of.contains(option)));
            self.say(words::AGREED, &[("options", &self.options(&agreed.collect::<Vec<_>>()))])
        };
        self.heading(&heading) + &table + &self.lines(&verdict)
    }

    /// Rules by options, with values and ranks.
    fn values(&self, judged: &Judged) -> String {
        let numbers = self.numbers(judged);
        let dim = |text: String| Cell::right(text).toned(Tone::Dim);
        let mut head = vec![Cell::left("")];
        head.extend((0..judged.means.len()).map(|option| dim(grid::cut(&self.page.option(option, self.language), 28))));
        let mut table = vec![head];
        for (rule, values, ranks) in &judged.rules {
            if values.iter().all(Option::is_none) {
                continue;
            }
            let share = Numbers::new("x_share", None, Some(1.0));
            // Values count more as better; the reader gets them back in the direction of the measure, regrets as they are.
            let turn = match judged.basis {
                _ if rule.less_is_better() || *rule == crate::statistics::rules::Rule::Starr => 1.0,
                Basis::Effect if self.page.ask.effect.direction() == Direction::Less => -1.0,
                Basis::Cost => -1.0,
                _ => 1.0,
            };
            let mut row = vec![Cell::left(rule_words(*rule).name.get(self.language))];
            for (value, rank) in values.iter().zip(ranks) {
                let numbers = if *rule == crate::statistics::rules::Rule::Starr { &share } else { &numbers };
                let rank = rank.map_or_else(String::new, |rank| format!("  #{rank}"));
                let tone = if rank.trim() == "#1" { Tone::Good } else { Tone::Plain };
                row.push(Cell::right(numbers.value(value.map(|value| turn * value)) + &rank).toned(tone));
            }
            table.push(row);
        }
        grid::render(&table, self.width.saturating_sub(judged.means.len() * 22).max(24))
    }

    /// Options by rules, ranks alone.
    fn ranks(&self, judged: &Judged) -> String {
        let numbers = self.numbers(judged);
        let told: Vec<_> = judged.rules.iter().filter(|(_, values, _)| values.iter().any(Option::is_some)).collect();
        let mut head = vec![Cell::left(""), Cell::right(words::MEAN.get(self.language)).toned(Tone::Dim)];
        head.extend(told.iter().map(|(rule, ..)| Cell::right(words::short(*rule).get(self.language)).toned(Tone::Dim)));
        let mut table = vec![head];
        for (option, mean) in judged.means.iter().enumerate() {
            let mut row =
                vec![Cell::left(self.page.option(option, self.language)), Cell::right(numbers.value(Some(*mean)))];
            row.extend(told.iter().map(|(.., ranks)| {
                let text = ranks[option].map_or_else(|| "–".to_string(), |rank| format!("#{rank}"));
                let tone = if text == "#1" { Tone::Good } else { Tone::Plain };
                Cell::right(text).toned(tone)
            }));
            table.push(row);
        }
        grid::render(&table, self.width.saturating_sub(14 + told.len() * 12).max(16))
    }

    /// The unit of the effect, to stand after "per".
    fn unit(&self) -> String {
        let unit = self.page.ask.effect.unit();
        match Numbers::new(self.page.ask.effect.name(), None, None).is_percent() {
            true => words::SHARE_OF_ONE.get(self.language).into(),
            false if unit.is_empty() => words::UNIT_OF_EFFECT.get(self.language).into(),
            false => {
                let label = self.page.ask.effect.label().get(self.language);
                self.say(words::UNIT_OF, &[("measure", label)])
            }
        }
    }

    fn frontier(&self) -> String {
        let decided = self.page.decided;
        let of = |basis: Basis| decided.judged.iter().find(move |judged| judged.basis == basis);
        let (Some(effect), Some(cost)) = (of(Basis::Effect), of(Basis::Cost)) else { return String::new() };
        let (effects, costs) = (self.numbers(effect), self.numbers(cost));
        let dim = |text: Text| Cell::right(text.get(self.language)).toned(Tone::Dim);
        let head = vec![Cell::left(""), dim(words::EFFECT), dim(words::COST), dim(words::RATIO), Cell::left("")];
        let mut table = vec![head];
        let mut order: Vec<usize> = (0..decided.frontier.len()).collect();
        order.sort_by(|one, other| cost.means[*one].total_cmp(&cost.means[*other]));
        for option in order {
            let (ratio, word) = match decided.frontier[option] {
                Standing::Frontier(Some(ratio)) => {
                    (Numbers::new("yuan", None, Some(ratio)).value(Some(ratio)), words::ON_FRONTIER)
                }
                Standing::Frontier(None) => (String::new(), words::ON_FRONTIER),
                Standing::Dominated => (String::new(), words::DOMINATED),
                Standing::ExtendedDominated => (String::new(), words::EXTENDED),
            };
            table.push(vec![
                Cell::left(self.page.option(option, self.language)),
                Cell::right(effects.value(Some(effect.means[option]))),
                Cell::right(costs.value(Some(cost.means[option]))),
                Cell::right(ratio),
                Cell::left(word.get(self.language)),
            ]);
        }
        let heading = self.say(words::FRONTIER, &[("unit", &self.unit())]);
        self.heading(&heading) + &grid::render(&table, self.width.saturating_sub(60).max(20)) + &self.luck()
    }

    /// How much of the spread over worlds is luck.
    fn luck(&self) -> String {
        let decided = self.page.decided;
        let most = |of: &[Option<Against>]| of.iter().flatten().filter_map(|against| against.luck).reduce(f64::max);
        let (effect, cost) = (most(&decided.effect_against), most(&decided.cost_against));
        let Some(largest) = effect.into_iter().chain(cost).reduce(f64::max) else {
            return self.lines(words::LUCK_UNKNOWN.get(self.language));
        };
        let (effect, cost) = (percent(effect), percent(cost));
        let gaps = [("effect", effect.as_str()), ("cost", cost.as_str())];
        let said = if self.page.ask.cost.is_some() { words::LUCK } else { words::LUCK_OF_EFFECT };
        let mut text = self.lines(&self.say(said, &gaps));
        if largest > MUCH_LUCK {
            text += &self.lines(words::LUCK_MUCH.get(self.language));
        }
        text
    }

    /// Which option is best at which price, and what it is worth to know more.
    fn prices(&self) -> String {
        let decided = self.page.decided;
        let Some(first) = decided.priced.first() else { return String::new() };
        let worth = |value: f64| match first.price {
            Some(_) => {
                self.say(words::YUAN, &[("amount", &Numbers::new("yuan", None, Some(value)).value(Some(value)))])
            }
            None => {
                let numbers = Numbers::new(self.page.ask.effect.name(), None, Some(value));
                self.say(
                    words::OF_EFFECT,
                    &[("amount", &numbers.plain(value)), ("measure", self.page.ask.effect.label().get(self.language))],
                )
            }
        };
        let mut text = self.heading(words::KNOWING.get(self.language));
        if first.price.is_some() {
            for run in decided.priced.chunk_by(|one, next| one.found.best == next.found.best) {
                let (Some(from), Some(to)) = (run.first(), run.last()) else { continue };
                let price = |priced: &Priced| {
                    let price = priced.price.unwrap_or(0.0);
                    Numbers::new("yuan", None, Some(price)).value(Some(price))
                };
                let best = |priced: &Priced| percent(priced.found.probability.get(priced.found.best).copied());
                let gaps = [
                    ("from", price(from)),
                    ("to", price(to)),
                    ("option", self.page.option(from.found.best, self.language)),
                    ("first", best(from)),
                    ("last", best(to)),
                ];
                let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
                text += &self.lines(&self.say(words::BEST_BETWEEN, &gaps));
            }
        } else {
            let probability = percent(first.found.probability.get(first.found.best).copied());
            let gaps = [("option", self.page.option(first.found.best, self.language)), ("share", probability)];
            let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
            text += &self.lines(&self.say(words::BEST_ON_MEAN, &gaps));
        }
        let most = decided
            .priced
            .iter()
            .reduce(|most, other| if other.worth_of_knowing() > most.worth_of_knowing() { other } else { most });
        let Some(most) = most else { return text };
        let at = most.price.map_or_else(String::new, |price| {
            let price = Numbers::new("yuan", None, Some(price)).value(Some(price));
            self.say(words::AT_PRICE, &[("price", &price)])
        });
        let knowing = if most.information.is_some() { words::PERFECT } else { words::PERFECT_WITH_LUCK };
        text += &self.lines(&self.say(knowing, &[("worth", &worth(most.worth_of_knowing())), ("at", &at)]));
        let mut known: Vec<(&Varied, f64)> = self
            .page
            .points
            .varied
            .iter()
            .zip(&most.partial)
            .filter_map(|(varied, worth)| Some((varied, (*worth)?)))
            .collect();
        known.retain(|(_, worth)| *worth > 0.0);
        known.sort_by(|one, other| other.1.total_cmp(&one.1));
        let told: Vec<String> = known
            .iter()
            .take(NAMED)
            .map(|(varied, value)| format!("{} ({})", self.unknown(varied), worth(*value)))
            .collect();
        text += &match told.is_empty() {
            true => self.lines(words::NOTHING_ALONE.get(self.language)),
            false => self.lines(&self.say(words::WORTH_KNOWING, &[("list", &self.list(&told))])),
        };
        if self.page.ask.cost.is_none() {
            text += &self.luck();
        }
        text
    }

    /// An unknown in words.
    fn unknown(&self, varied: &Varied) -> String {
        match parameter_of(&varied.name) {
            Some(place) => {
                let meaning = place.meaning().get(self.language).trim_end_matches(['.', '。']);
                format!("{meaning} [{}]", varied.name)
            }
            None => varied.name.clone(),
        }
    }

    /// In which box an arm loses.
    fn losses(&self, found: &Discovery) -> String {
        let arm = self.page.subject.label(found.arm, self.language);
        let measure = found.measure.label().get(self.language);
        let baseline = self.page.subject.label(self.page.subject.baseline(), self.language);
        let heading = self.heading(&self.say(words::LOSES, &[("arm", &arm), ("measure", measure)]));
        let (losing, all) = (found.losing(), found.points.len());
        let gaps = [
            ("arm", arm),
            ("baseline", baseline),
            ("losing", losing.to_string()),
            ("all", all.to_string()),
            ("share", percent((all > 0).then(|| losing as f64 / all as f64))),
            ("undecided", found.undecided.to_string()),
            ("chance", found.chance.map_or_else(String::new, |chance| format!("{chance}"))),
            ("density", percent(found.chosen.density())),
            ("coverage", percent(found.chosen.coverage())),
            ("mass", percent(found.chosen.mass())),
        ];
        let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
        let overall = heading + &self.lines(&self.say(words::LOSES_IN, &gaps));
        if !found.holds() {
            let said = if found.chance.is_some() { words::NO_BOX } else { words::NO_BOX_NEEDED };
            return overall + &self.lines(&self.say(said, &gaps));
        }
        let dim = |text: Text| Cell::right(text.get(self.language)).toned(Tone::Dim);
        let head = vec![Cell::left(""), dim(words::BOX), dim(words::RANGE), dim(words::QUASI_P)];
        let mut table = vec![head];
        for (place, varied) in self.page.points.varied.iter().enumerate() {
            let Some(quasi_p) = found.quasi_p[place] else { continue };
            let values = |of: fn(f64, f64) -> f64| varied.values.iter().copied().reduce(of).unwrap_or(0.0);
            let (low, high) = found.chosen.limits[place];
            let (least, most) = (values(f64::min), values(f64::max));
            let text =
                |value: f64| if varied.words.is_empty() { short(value, most - least) } else { varied.write(value) };
            let within = varied.words.iter().enumerate().filter(|(i, _)| (low..=high).contains(&(*i as f64)));
            let within: Vec<String> = within.map(|(_, word)| word.clone()).collect();
            let (is, of) = match (varied.words.is_empty(), found.chosen.restricted[place]) {
                (false, _) => (self.list(&within), self.list(&varied.words)),
                (true, (true, false)) => (format!("≥ {}", text(low)), format!("{} – {}", text(least), text(most))),
                (true, (false, true)) => (format!("≤ {}", text(high)), format!("{} – {}", text(least), text(most))),
                (true, _) => (format!("{} – {}", text(low), text(high)), format!("{} – {}", text(least), text(most))),
            };
            let p = if quasi_p < 0.001 { "< 0.001".to_string() } else { format!("{quasi_p:.3}") };
            table.push(vec![Cell::left(self.unknown(varied)), Cell::right(is), Cell::right(of), Cell::right(p)]);
        }
        overall
            + &self.lines(&self.say(words::IN_BOX, &gaps))
            + &grid::render(&table, self.width.saturating_sub(48).max(24))
    }

    fn notes(&self) -> String {
        let folder = self.page.folder.display().to_string();
        let notes = words::NOTES.iter().map(|note| self.lines(note.get(self.language)));
        notes.collect::<String>() + "\n" + &self.lines(&self.say(words::WRITTEN, &[("folder", &folder)]))
    }
}

/// A value with three digits of the range that it is from.
fn short(value: f64, range: f64) -> String {
    let digits = if range > 0.0 { (2.0 - libm::floor(libm::log10(range))).clamp(0.0, 4.0) as usize } else { 3 };
    format!("{value:.digits$}").replace('-', "−")
}
