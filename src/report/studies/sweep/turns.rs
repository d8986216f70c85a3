//! Where it turns: at which values of what varies an arm is better, and where it is worse.

use super::super::super::{document::Block, words as frame, writer::Writer};
use super::{EACH, Material, words};
use crate::analysis::comparison::Mark;
use crate::analysis::signs::{Reading, Signs};
use crate::charts::integer;
use crate::charts::of_sweep::Number;
use crate::vocabulary::{Measure, Text};

/// Stretches that are told one by one; where there are more, the table tells.
const MOST_STRETCHES: usize = 5;
/// Values that are named one by one.
const NAMED: usize = 4;
/// Significant digits of a value of what varies.
const DIGITS: f64 = 4.0;
/// Share of points by which settings of a lever differ that is worth a sentence.
const MORE_THAN_LITTLE: f64 = 0.25;

/// Values beside each other at which the same is shown: from the first to the last, by place.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    mark: Mark,
    from: usize,
    to: usize,
}

fn stretches(marks: &[Mark]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (place, mark) in marks.iter().enumerate() {
        match stretches.last_mut().filter(|last| last.mark == *mark) {
            Some(last) => last.to = place,
            None => stretches.push(Stretch { mark: *mark, from: place, to: place }),
        }
    }
    stretches
}

/// The places between which better and worse change, if they change once.
fn turn(marks: &[Mark]) -> Option<(usize, usize)> {
    let decided: Vec<usize> = (0..marks.len()).filter(|place| marks[*place] != Mark::Undecided).collect();
    let mut turns = decided.windows(2).filter(|pair| marks[pair[0]] != marks[pair[1]]);
    let found = turns.next().map(|pair| (pair[0], pair[1]));
    found.filter(|_| turns.next().is_none())
}

/// A value as people read it.
pub(super) fn value(number: &Number, value: f64) -> String {
    if !number.words.is_empty() {
        return number.written(value);
    }
    let size = if value == 0.0 { 0.0 } else { libm::floor(libm::log10(value.abs())) };
    let decimals = (DIGITS - 1.0 - size).clamp(0.0, 12.0) as usize;
    let text = format!("{value:.decimals$}").replace('-', "−");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text }
}

/// What varies, at a value.
pub(super) fn setting(writer: &Writer<'_>, number: &Number, at: f64) -> String {
    let (factor, at) = (number.told(writer.language), value(number, at));
    writer.say(words::SETTING, &[("factor", &factor), ("value", &at)])
}

/// What holds at more than half of some points.
pub(super) fn majority(signs: &Signs) -> Mark {
    match (2 * signs.better > signs.points, 2 * signs.worse > signs.points) {
        (true, _) => Mark::Better,
        (_, true) => Mark::Worse,
        _ => Mark::Undecided,
    }
}

impl Material<'_> {
    /// Where it turns, as far as a table of this page shows it.
    pub(super) fn turns(&self, writer: &Writer<'_>) -> Vec<Block> {
        let others = self.subject.others();
        let mut blocks = Vec::new();
        // What is told by value of many arms stands in the tables.
        for arm in others.iter().filter(|_| others.len() <= EACH) {
            let told = self.turns_of(writer, *arm);
            if others.len() > 1 && !told.is_empty() {
                let gaps = [("arm", writer.arm(*arm)), ("baseline", writer.baseline())];
                let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
                blocks.push(Block::text(writer.say(words::ARM_HEADING, &gaps)));
            }
            blocks.extend(told);
        }
        let unknown = self.varied.numbers.iter().any(|number| !number.lever && number.levels().len() > 1);
        let sought = unknown && self.varied.one().is_none() && self.varied.alone().is_none() && self.design != "grid";
        if sought && self.decision.is_none() {
            blocks.push(Block::text(writer.get(words::ELSEWHERE)));
        }
        blocks
    }

    fn turns_of(&self, writer: &Writer<'_>, arm: usize) -> Vec<Block> {
        let listed = |text: Option<String>, items: Vec<String>| {
            let text = text.filter(|_| !items.is_empty()).map(Block::text);
            text.into_iter().chain((!items.is_empty()).then_some(Block::List { items })).collect::<Vec<_>>()
        };
        if let Some(alone) = self.varied.alone() {
            let items = self.measures.iter().filter_map(|measure| self.alone(writer, arm, *measure, &alone));
            return listed(None, items.collect());
        }
        let one = self.varied.one();
        let of = |number: &Number| {
            let factor = number.told(writer.language);
            if number.lever && one.is_none() {
                let gaps = [("factor", factor), ("baseline", writer.baseline())];
                let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
                return listed(Some(writer.say(words::LEVER_HEADING, &gaps)), self.lever(writer, arm, number));
            }
            let text = if one.is_some() { words::OVER_ONE } else { words::OVER_MANY };
            let over = |measure: &Measure| self.over(writer, arm, *measure, number, one.is_some());
            let items = self.measures.iter().filter_map(over).collect();
            listed(Some(writer.say(text, &[("factor", &factor)])), items)
        };
        let numbers = one.map_or_else(|| self.told_by_value(), |number| vec![number]);
        numbers.into_iter().flat_map(of).collect()
    }

    /// What is shown along a number, value by value: at its only point where that is `one` alone, else at more than half
    /// of the points. `None` where that is the same everywhere among many points.
    fn over(&self, writer: &Writer<'_>, arm: usize, measure: Measure, number: &Number, one: bool) -> Option<String> {
        let levels = number.levels();
        let marks = levels.iter().map(|level| majority(&self.signs_at(arm, measure, number, *level)));
        let marks: Vec<Mark> = marks.collect();
        let mut stretches = stretches(&marks);
        if !one && stretches.len() < 2 {
            return None;
        }
        let gaps = [("measure", writer.get(measure.label()))];
        let told = |level: usize| value(number, levels[level]);
        if number.words.is_empty() && stretches.len() > MOST_STRETCHES {
            let count = integer(stretches.len() as u64 - 1);
            return Some(writer.say(words::OVER_MUCH, &[&gaps[..], &[("count", &count)]].concat()));
        }
        stretches.retain(|stretch| one || stretch.mark != Mark::Undecided);
        let at = |stretch: &Stretch| match (stretch.from, stretch.to) {
            _ if stretch.to + 1 - stretch.from == levels.len() => writer.get(words::AT_ALL).to_string(),
            (from, to) if from == to => writer.say(words::AT, &[("value", &told(from))]),
            (from, to) if !number.words.is_empty() => {
                writer.say(words::AT, &[("value", &writer.list(&(from..=to).map(told).collect::<Vec<_>>()))])
            }
            (from, to) => writer.say(words::FROM_TO, &[("from", &told(from)), ("to", &told(to))]),
        };
        let part = |stretch: &Stretch| {
            let text = match stretch.mark {
                Mark::Better => words::BETTER_AT,
                Mark::Worse => words::WORSE_AT,
                Mark::Undecided => words::OPEN_AT,
            };
            writer.say(text, &[("at", &at(stretch))])
        };
        let parts: Vec<String> = stretches.iter().map(part).collect();
        let parts = parts.join(writer.get(frame::SEMICOLON));
        let mut sentences = vec![writer.say(words::OVER, &[&gaps[..], &[("parts", &parts)]].concat())];
        if let Some((from, to)) = turn(&marks).filter(|_| number.words.is_empty()) {
            sentences.push(writer.say(words::TURN, &[("from", &told(from)), ("to", &told(to))]));
        }
        Some(writer.sentences(&sentences))
    }

    /// What is shown with the values of the scenario, and which value alone makes it otherwise.
    fn alone(&self, writer: &Writer<'_>, arm: usize, measure: Measure, alone: &[Vec<usize>]) -> Option<String> {
        let by_point = self.by_point(arm, measure);
        let mark = |point: usize| by_point.get(point).copied().flatten().and_then(Reading::mark);
        let centre = mark(0)?;
        let named = |wanted: Mark, text: Text| {
            let ends = self.varied.numbers.iter().zip(alone);
            let ends = ends.flat_map(|(number, points)| points.iter().map(move |point| (number, *point)));
            let told = ends.filter(|(_, point)| wanted != centre && mark(*point) == Some(wanted));
            let told = told.map(|(number, point)| setting(writer, number, number.values[point]));
            let told: Vec<String> = told.collect();
            let (shown, more) = (told.len().min(NAMED), told.len().saturating_sub(NAMED));
            let mut list = writer.list_of_arms(&told[..shown]);
            if more > 0 {
                list = writer.say(words::ALONE_MORE, &[("list", &list), ("count", &integer(more as u64))]);
            }
            (!told.is_empty()).then(|| writer.say(text, &[("list", &list)]))
        };
        let sides = [named(Mark::Better, words::ALONE_BETTER), named(Mark::Worse, words::ALONE_WORSE)];
        let mut parts: Vec<String> = sides.into_iter().flatten().collect();
        if parts.is_empty() {
            let none = if centre == Mark::Undecided { words::ALONE_STILL } else { words::ALONE_NONE };
            parts.push(writer.get(none).into());
        }
        let now = writer.get(match centre {
            Mark::Better => words::SIDE_BETTER,
            Mark::Worse => words::SIDE_WORSE,
            Mark::Undecided => words::SIDE_OPEN,
        });
        let alone = parts.join(writer.get(frame::SEMICOLON));
        let gaps = [("measure", writer.get(measure.label())), ("mark", now), ("alone", &alone)];
        Some(writer.say(words::ALONE, &gaps))
    }

    /// Under which setting of a lever an arm does best and worst, where that differs by more than a little.
    fn lever(&self, writer: &Writer<'_>, arm: usize, lever: &Number) -> Vec<String> {
        let (mut items, mut little) = (Vec::new(), Vec::new());
        for measure in &self.measures {
            match self.settings(writer, arm, *measure, lever) {
                Some(item) => items.push(item),
                None => little.push(writer.within(*measure)),
            }
        }
        if !little.is_empty() {
            items.push(writer.say(words::LEVER_LITTLE, &[("list", &writer.list_of_arms(&little))]));
        }
        items
    }

    fn settings(&self, writer: &Writer<'_>, arm: usize, measure: Measure, lever: &Number) -> Option<String> {
        let settings: Vec<(f64, Signs)> = lever
            .levels()
            .into_iter()
            .map(|level| (level, self.signs_at(arm, measure, lever, level)))
            .filter(|(_, signs)| signs.points > 0)
            .collect();
        // Shares, as settings need not have as many points.
        let net = |signs: &Signs| (signs.better as f64 - signs.worse as f64) / signs.points as f64;
        let by_net = |one: &&(f64, Signs), other: &&(f64, Signs)| net(&one.1).total_cmp(&net(&other.1));
        let (best, least) = (settings.iter().max_by(by_net)?, settings.iter().min_by(by_net)?);
        if net(&best.1) - net(&least.1) < MORE_THAN_LITTLE {
            return None;
        }
        let counts = |signs: &Signs| [signs.better, signs.worse, signs.points].map(|count| integer(count as u64));
        let alike = |known: &(f64, Signs)| {
            let same = settings.iter().filter(|setting| counts(&setting.1) == counts(&known.1));
            writer.list(&same.map(|(level, _)| value(lever, *level)).collect::<Vec<_>>())
        };
        let ([better, worse, points], [fewer, more, others]) = (counts(&best.1), counts(&least.1));
        let gaps = [
            ("measure", writer.get(measure.label()).to_string()),
            ("best", alike(best)),
            ("least", alike(least)),
            ("better", better),
            ("worse", worse),
            ("points", points),
            ("fewer", fewer),
            ("more", more),
            ("others", others),
        ];
        Some(writer.say(words::LEVER, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()))))
    }
}

#[cfg(test)]
mod tests {
    use super::Mark::{Better, Undecided, Worse};
    use super::*;

    #[test]
    fn values_have_four_digits_whatever_their_size() {
        let number = |words: &[&str]| Number {
            name: "x".into(),
            meaning: Text { en: "x", zh: "x" },
            whose: None,
            lever: false,
            unit: String::new(),
            values: Vec::new(),
            words: words.iter().map(ToString::to_string).collect(),
        };
        let told = [0.6000000000000001, 0.001, 12345.678, -3.0, 0.0].map(|at| value(&number(&[]), at));
        assert_eq!(told, ["0.6", "0.001", "12346", "−3", "0"]);
        assert_eq!(value(&number(&["two", "three"]), 1.0), "three");
    }

    #[test]
    fn a_sign_turns_between_the_last_value_of_one_side_and_the_first_of_the_other() {
        assert_eq!(turn(&[Worse, Undecided, Better, Better]), Some((0, 2)));
        assert_eq!(turn(&[Better, Undecided, Better]), None);
        assert_eq!(turn(&[Better, Worse, Better]), None);
        assert_eq!(turn(&[]), None);
        let told: Vec<_> = stretches(&[Worse, Worse, Undecided, Better]).iter().map(|of| (of.from, of.to)).collect();
        assert_eq!(told, [(0, 1), (2, 2), (3, 3)]);
    }
}
