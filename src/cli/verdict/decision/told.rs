//! The sections of the answer.

use super::super::grid::{self, Cell, Tone};
use super::super::labelled;
use super::Page;
use crate::analysis::decision::{Against, Basis, Judged, Ruled};
use crate::experiment::design::parameter_of;
use crate::report::decision_said::{self as said, Best, Worth};
use crate::report::numbers::{Numbers, percent};
use crate::results::decision::rule_words;
use crate::statistics::frontier::Standing;
use crate::statistics::rules::Rule;
use crate::vocabulary::{Direction, Language, Text};

/// More options than this are rows of ranks, not columns.
const COLUMNS: usize = 4;

/// An answer being told.
pub(super) struct Told<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) language: Language,
    pub(super) width: usize,
}

impl Told<'_> {
    pub(super) fn say(&self, text: Text, gaps: &[(&str, &str)]) -> String {
        crate::charts::words::say(text, self.language, gaps)
    }

    pub(super) fn heading(&self, text: &str) -> String {
        grid::wrap(text, self.width).iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect()
    }

    pub(super) fn lines(&self, text: &str) -> String {
        // A number and its sign stay on one line.
        let text = text.replace(" %", "\u{a0}%");
        grid::wrap(&text, self.width - 2).iter().map(|line| format!("  {line}\n")).collect()
    }

    pub(super) fn title(&self) -> String {
        let decided = self.page.decided;
        let (worlds, options) = (decided.used.len().to_string(), decided.worlds.options.len().to_string());
        let gaps = [("title", self.page.subject.title(self.language)), ("worlds", &worlds), ("options", &options)];
        let mut text = self.heading(&self.say(said::TITLE, &gaps));
        let left_out = decided.worlds.points.len() - decided.used.len();
        if left_out > 0 {
            text += &self.lines(&self.say(said::LEFT_OUT, &[("count", &left_out.to_string())]));
        }
        text
    }

    /// How numbers of a basis are written.
    fn numbers(&self, judged: &Judged) -> Numbers {
        let measure = match judged.basis {
            Basis::Effect => Some(self.page.ask.effect),
            Basis::Cost | Basis::NetBenefit(_) => None,
        };
        said::numbers(measure, &judged.means)
    }

    /// Every rule on one basis, and who comes first.
    pub(super) fn rules(&self, judged: &Judged) -> String {
        let ask = self.page.ask;
        let side = |measure| said::side(measure, self.language);
        let heading = match judged.basis {
            Basis::Effect => {
                let label = labelled(ask.effect, self.language);
                self.say(said::BY_MEASURE, &[("measure", &label), ("side", side(ask.effect))])
            }
            Basis::Cost => {
                let Some(cost) = ask.cost else { return String::new() };
                self.say(said::BY_MEASURE, &[("measure", &labelled(cost, self.language)), ("side", side(cost))])
            }
            Basis::NetBenefit(price) => {
                let unit = said::unit(ask.effect, self.language);
                self.say(said::BY_BENEFIT, &[("price", &said::yuan(price)), ("unit", &unit)])
            }
        };
        let table = if judged.means.len() > COLUMNS { self.ranks(judged) } else { self.values(judged) };
        let labels =
            |of: Vec<usize>| of.into_iter().map(|option| self.page.option(option, self.language)).collect::<Vec<_>>();
        let first = judged.rules.iter().map(|ruled| (ruled.rule, labels(ruled.first())));
        let first: Vec<_> = first.filter(|(_, options)| !options.is_empty()).collect();
        let verdict = said::agreement(&first, self.language);
        self.heading(&heading) + &table + &self.lines(&verdict)
    }

    /// Rules by options, with values and ranks.
    fn values(&self, judged: &Judged) -> String {
        let numbers = self.numbers(judged);
        let dim = |text: String| Cell::right(text).toned(Tone::Dim);
        let mut head = vec![Cell::left("")];
        head.extend((0..judged.means.len()).map(|option| dim(grid::cut(&self.page.option(option, self.language), 28))));
        head.push(dim(said::FIRM.get(self.language).into()));
        let mut table = vec![head];
        for Ruled { rule, values, ranks, .. } in &judged.rules {
            if values.iter().all(Option::is_none) {
                continue;
            }
            let share = Numbers::new("x_share", None, Some(1.0));
            let less = match judged.basis {
                Basis::Effect => self.page.ask.effect.direction() == Direction::Less,
                Basis::Cost => true,
                Basis::NetBenefit(_) => false,
            };
            let mut row = vec![Cell::left(rule_words(*rule).name.get(self.language))];
            for (value, rank) in values.iter().zip(ranks) {
                let numbers = if *rule == Rule::Starr { &share } else { &numbers };
                let rank = rank.map_or_else(String::new, |rank| format!("  #{rank}"));
                let tone = if rank.trim() == "#1" { Tone::Good } else { Tone::Plain };
                row.push(
                    Cell::right(numbers.value(value.map(|value| said::turned(value, *rule, less))) + &rank).toned(tone),
                );
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
        let mut head = vec![Cell::left(""), Cell::right(said::MEAN.get(self.language)).toned(Tone::Dim)];
        head.extend(told.iter().map(|ruled| Cell::right(said::short(ruled.rule).get(self.language)).toned(Tone::Dim)));
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
        let mut last = vec![Cell::left(said::FIRM.get(self.language)).toned(Tone::Dim), Cell::left("")];
        last.extend(told.iter().map(|ruled| Cell::right(percent(ruled.firmness())).toned(Tone::Dim)));
        table.push(last);
        grid::render(&table, self.width.saturating_sub(14 + told.len() * 12).max(16))
    }

    pub(super) fn frontier(&self) -> String {
        let decided = self.page.decided;
        let of = |basis: Basis| decided.judged.iter().find(move |judged| judged.basis == basis);
        let (Some(effect), Some(cost)) = (of(Basis::Effect), of(Basis::Cost)) else { return String::new() };
        let (effects, costs) = (self.numbers(effect), self.numbers(cost));
        let dim = |text: Text| Cell::right(text.get(self.language)).toned(Tone::Dim);
        let head = vec![Cell::left(""), dim(said::EFFECT), dim(said::COST), dim(said::RATIO), Cell::left("")];
        let mut table = vec![head];
        let mut order: Vec<usize> = (0..decided.frontier.len()).collect();
        order.sort_by(|one, other| cost.means[*one].total_cmp(&cost.means[*other]));
        for option in order {
            let (ratio, word) = match decided.frontier[option] {
                Standing::Frontier(Some(ratio)) => (said::yuan(ratio), said::ON_FRONTIER),
                Standing::Frontier(None) => (String::new(), said::ON_FRONTIER),
                Standing::Dominated => (String::new(), said::DOMINATED),
                Standing::ExtendedDominated => (String::new(), said::EXTENDED),
            };
            table.push(vec![
                Cell::left(self.page.option(option, self.language)),
                Cell::right(effects.value(Some(effect.means[option]))),
                Cell::right(costs.value(Some(cost.means[option]))),
                Cell::right(ratio),
                Cell::left(word.get(self.language)),
            ]);
        }
        let heading = self.say(said::FRONTIER, &[("unit", &said::unit(self.page.ask.effect, self.language))]);
        self.heading(&heading) + &grid::render(&table, self.width.saturating_sub(60).max(20)) + &self.luck()
    }

    /// How much of the spread over worlds is luck.
    fn luck(&self) -> String {
        let decided = self.page.decided;
        let most = |of: &[Option<Against>]| of.iter().flatten().filter_map(|against| against.luck).reduce(f64::max);
        let (effect, cost) = (most(&decided.effect_against), most(&decided.cost_against));
        let told = said::luck(effect, cost, self.page.ask.cost.is_some(), self.language);
        told.iter().map(|line| self.lines(line)).collect()
    }

    /// Which option is best at which price, and what it is worth to know more.
    pub(super) fn prices(&self) -> String {
        let (decided, varied) = (self.page.decided, &self.page.points.varied);
        let best = decided.priced.iter().map(|priced| Best {
            price: priced.price,
            option: self.page.option(priced.found.best, self.language),
            share: priced.found.probability.get(priced.found.best).copied(),
        });
        let most = decided
            .priced
            .iter()
            .reduce(|most, other| if other.worth_of_knowing() > most.worth_of_knowing() { other } else { most });
        let Some(most) = most else { return String::new() };
        let known = varied.iter().zip(&most.partial);
        let worth = Worth {
            price: most.price,
            perfect: most.worth_of_knowing(),
            mended: most.information.is_some(),
            alone: known.filter_map(|(varied, worth)| Some((varied.name.clone(), (*worth)?))).collect(),
        };
        let mut told = said::best(&best.collect::<Vec<_>>(), self.language);
        told.extend(worth.told(self.page.ask.effect, |name| self.unknown(name), self.language));
        let mut text = self.heading(said::KNOWING.get(self.language));
        text.extend(told.iter().map(|line| self.lines(line)));
        if self.page.ask.cost.is_none() {
            text += &self.luck();
        }
        text
    }

    /// An unknown in words.
    pub(super) fn unknown(&self, name: &str) -> String {
        match parameter_of(name) {
            Some(place) => {
                let meaning = place.meaning().get(self.language).trim_end_matches(['.', '。']);
                format!("{meaning} [{name}]")
            }
            None => name.to_string(),
        }
    }

    pub(super) fn notes(&self) -> String {
        let folder = self.page.folder.display().to_string();
        let notes = said::NOTES.iter().map(|note| self.lines(note.get(self.language)));
        notes.collect::<String>() + "\n" + &self.lines(&self.say(said::WRITTEN, &[("folder", &folder)]))
    }
}
