//! The sections of the answer.

use super::super::grid::{self, Cell, Tone};
use super::super::labelled;
use super::{Page, words};
use crate::analysis::decision::worlds::Varied;
use crate::analysis::decision::{Against, Basis, Judged, Priced, Ruled};
use crate::experiment::design::parameter_of;
use crate::report::numbers::{Numbers, percent};
use crate::results::decision::rule_words;
use crate::statistics::frontier::Standing;
use crate::statistics::rules::Rule;
use crate::vocabulary::{Direction, Language, Measure, Text};

/// More options than this are rows of ranks, not columns.
const COLUMNS: usize = 4;
/// Unknowns that are named as most worth knowing.
const NAMED: usize = 3;
/// Above this share, luck of replicates is warned of.
const MUCH_LUCK: f64 = 0.2;

/// An answer being told.
pub(super) struct Told<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) language: Language,
    pub(super) width: usize,
}

impl Told<'_> {
    pub(super) fn say(&self, text: Text, gaps: &[(&str, &str)]) -> String {
        let mut said = text.get(self.language).to_string();
        for (gap, value) in gaps {
            said = said.replace(&format!("{{{gap}}}"), value);
        }
        // A number and its sign stay on one line.
        said.replace(" %", "\u{a0}%")
    }

    pub(super) fn heading(&self, text: &str) -> String {
        grid::wrap(text, self.width).iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect()
    }

    pub(super) fn lines(&self, text: &str) -> String {
        grid::wrap(text, self.width - 2).iter().map(|line| format!("  {line}\n")).collect()
    }

    pub(super) fn list(&self, items: &[String]) -> String {
        items.join(match self.language {
            Language::English => ", ",
            Language::Chinese => "、",
        })
    }

    fn options(&self, of: &[usize]) -> String {
        self.list(&of.iter().map(|option| self.page.option(*option, self.language)).collect::<Vec<_>>())
    }

    pub(super) fn title(&self) -> String {
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
    pub(super) fn rules(&self, judged: &Judged) -> String {
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
        let first = judged.rules.iter().map(|ruled| (ruled.rule, ruled.first())).filter(|(_, first)| !first.is_empty());
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
        head.push(dim(words::FIRM.get(self.language).into()));
        let mut table = vec![head];
        for Ruled { rule, values, ranks, .. } in &judged.rules {
            if values.iter().all(Option::is_none) {
                continue;
            }
            let share = Numbers::new("x_share", None, Some(1.0));
            // Values count more as better; the reader gets them back in the direction of the measure, regrets as they are.
            let turn = match judged.basis {
                _ if rule.less_is_better() || *rule == Rule::Starr => 1.0,
                Basis::Effect if self.page.ask.effect.direction() == Direction::Less => -1.0,
                Basis::Cost => -1.0,
                _ => 1.0,
            };
            let mut row = vec![Cell::left(rule_words(*rule).name.get(self.language))];
            for (value, rank) in values.iter().zip(ranks) {
                let numbers = if *rule == Rule::Starr { &share } else { &numbers };
                let rank = rank.map_or_else(String::new, |rank| format!("  #{rank}"));
                let tone = if rank.trim() == "#1" { Tone::Good } else { Tone::Plain };
                row.push(Cell::right(numbers.value(value.map(|value| turn * value)) + &rank).toned(tone));
            }
            let firm = judged.rules.iter().find(|ruled| ruled.rule == *rule).and_then(Ruled::firmness);
            row.push(Cell::right(percent(firm)).toned(Tone::Dim));
            table.push(row);
        }
        grid::render(&table, self.width.saturating_sub(judged.means.len() * 22).max(24))
    }

    /// Options by rules, ranks alone.
    fn ranks(&self, judged: &Judged) -> String {
        let numbers = self.numbers(judged);
        let told: Vec<&Ruled> = judged.rules.iter().filter(|ruled| ruled.values.iter().any(Option::is_some)).collect();
        let mut head = vec![Cell::left(""), Cell::right(words::MEAN.get(self.language)).toned(Tone::Dim)];
        head.extend(told.iter().map(|ruled| Cell::right(words::short(ruled.rule).get(self.language)).toned(Tone::Dim)));
        let mut table = vec![head];
        for (option, mean) in judged.means.iter().enumerate() {
            let mut row =
                vec![Cell::left(self.page.option(option, self.language)), Cell::right(numbers.value(Some(*mean)))];
            row.extend(told.iter().map(|ruled| {
                let text = ruled.ranks[option].map_or_else(|| "–".to_string(), |rank| format!("#{rank}"));
                let tone = if text == "#1" { Tone::Good } else { Tone::Plain };
                Cell::right(text).toned(tone)
            }));
            table.push(row);
        }
        let mut last = vec![Cell::left(words::FIRM.get(self.language)).toned(Tone::Dim), Cell::left("")];
        last.extend(told.iter().map(|ruled| Cell::right(percent(ruled.firmness())).toned(Tone::Dim)));
        table.push(last);
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

    pub(super) fn frontier(&self) -> String {
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
    pub(super) fn prices(&self) -> String {
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
    pub(super) fn unknown(&self, varied: &Varied) -> String {
        match parameter_of(&varied.name) {
            Some(place) => {
                let meaning = place.meaning().get(self.language).trim_end_matches(['.', '。']);
                format!("{meaning} [{}]", varied.name)
            }
            None => varied.name.clone(),
        }
    }

    pub(super) fn notes(&self) -> String {
        let folder = self.page.folder.display().to_string();
        let notes = words::NOTES.iter().map(|note| self.lines(note.get(self.language)));
        notes.collect::<String>() + "\n" + &self.lines(&self.say(words::WRITTEN, &[("folder", &folder)]))
    }
}
