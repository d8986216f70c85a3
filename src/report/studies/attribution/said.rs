//! A division in words: what the whole difference is, which mechanisms carry it, what must be said beside it.

use crate::analysis::attribution::players::label;
use crate::analysis::attribution::{AttributionRow, Division, Kind};
use crate::charts::words::{say, space, words};
use crate::report::numbers::Numbers;
use crate::vocabulary::{Language, Text};
use std::cmp::Ordering;

words! {
    NOTE_PARTS = "Part: what a mechanism adds when it is switched on, averaged over all orders of switching on (Shapley value); with everything else the parts add up to the whole difference. Alone: added by it alone, all others off. Last: lost when it alone is switched off. Where alone and last differ, mechanisms need or replace each other.",
        "部分：开启某机制所增加的差异，对所有开启次序取平均（Shapley 值）；各部分与“其余”相加等于总差异。单独开启：其他机制均关闭时的增量。最后开启：仅关闭该机制时的损失。两者不同，说明机制之间互补或替代。";
    NOTE_REST = "Everything else: what is left of the difference with all of them off, such as hours and seats. Switching a mechanism off is a counterfactual of the model: no village can do without it. Shares are in percentage points.",
        "其余：这些机制全部关闭后仍有的差异，如工时与席位。关闭机制是模型中的反事实设定，真实村庄无法没有它。占比之差以百分点计。";
    EVERYTHING_ELSE = "everything else", "其余";
    WHOLE = "whole difference", "总差异";
    PART = "part [95 %]", "部分 [95%]";
    ALONE = "alone", "单独开启";
    LAST = "last", "最后开启";
    TOTAL_SHOWN = "The whole difference is {amount}.", "总差异为 {amount}。";
    TOTAL_OPEN = "As a whole no difference is shown ({amount}).", "总体上不能断定有差别（{amount}）。";
    NOTHING_SHOWN = "No mechanism is shown to carry any of it.", "不能断定有任何机制承担其中一部分。";
    NONE_ITS_WAY = "No mechanism is shown to carry it.", "不能断定有任何机制承担这一差异。";
    CARRIES = "In the model the largest part that is shown runs through {list}.", "在模型中，能断定的最大部分经由{list}。";
    AGAINST = "The other way pulls: {list}.", "反向作用的有：{list}。";
    ADDS = "In the model it is shown to be raised by {list}.", "在模型中，能断定使其升高的有：{list}。";
    TAKES = "In the model it is shown to be lowered by {list}.", "在模型中，能断定使其降低的有：{list}。";
    MECHANISM = "{mechanism} ({amount})", "{mechanism}（{amount}）";
    ONE_MORE = ", and one more", "，另有 1 项";
    MORE = ", and {count} more", "，另有 {count} 项";
    LIST = "; ", "；";
    REST_SHOWN = "With all of these mechanisms off, {amount} is left.", "这些机制全部关闭后仍余 {amount}。";
    REST_OPEN = "With all of them off no difference is shown ({amount}).", "这些机制全部关闭后，不能断定有差别（{amount}）。";
    REST_NONE = "With all of them off there is no difference.", "这些机制全部关闭后没有差别。";
    INTERACTION = "Strongest interaction: {one} with {other}, {amount}.", "最强交互：{one}与{other}，{amount}。";
    HELD = "Always on, because the measure has no value without it: {list}. Its part is within everything else.", "始终开启（缺之则指标无值）：{list}。其部分计入“其余”。";
    MISSING = "No parts: the measure has no value in all combinations of any replicate.", "不能分解：没有一次重复在所有组合下都有值。";
    MISSING_SAMPLED = "No parts from sampled orders: the measure has no value without {list}. Leave that out of the players.", "抽样次序不能分解：缺少{list}时指标无值。请将其移出机制列表。";
    FEWER = "Over {count} of {all} replicates: in the others the measure has no value in some combination.", "仅计 {all} 次重复中的 {count} 次：其余重复在某些组合下指标无值。";
    POINTS = " percentage points", " 个百分点";
}

/// How the numbers of a division are written: about as precise as the whole difference.
pub(crate) fn numbers(division: &Division<'_>) -> Numbers {
    of_row(division.total)
}

fn of_row(row: &AttributionRow) -> Numbers {
    let half = row.interval().map(|interval| interval.half_width());
    Numbers::new(row.measure.name(), half, row.estimate)
}

/// `+1.2 [+0.9, +1.5]`.
pub(crate) fn written(numbers: &Numbers, row: &AttributionRow) -> String {
    let Some(estimate) = row.estimate else { return "–".into() };
    match row.interval() {
        Some(interval) => format!("{} {}", numbers.signed(estimate), numbers.interval(interval.low, interval.high)),
        None => numbers.signed(estimate),
    }
}

/// What may be said of a division: the whole, what carries most of it, what pulls the other way, what is left.
pub(crate) fn finding(division: &Division<'_>, language: Language) -> String {
    let numbers = numbers(division);
    let points = if numbers.is_percent() { POINTS.get(language) } else { "" };
    let total = division.total;
    let say = |text: Text, gap: &str, value: &str| say(text, language, &[(gap, value)]);
    let whole = if total.shown() { TOTAL_SHOWN } else { TOTAL_OPEN };
    let mut told = vec![say(whole, "amount", &format!("{}{points}", written(&numbers, total)))];
    let Some(rest) = division.rest else { return told.concat() };
    let sign = |row: &AttributionRow| row.estimate.unwrap_or(0.0).total_cmp(&0.0);
    let of =
        |wanted: Ordering| -> Vec<&AttributionRow> { division.shown().filter(|row| sign(row) == wanted).collect() };
    let named = |rows: &[&AttributionRow]| named(rows, &numbers, language);
    let (up, down) = (of(Ordering::Greater), of(Ordering::Less));
    let (its_way, other_way) = if sign(total) == Ordering::Less { (&down, &up) } else { (&up, &down) };
    match (its_way.is_empty(), other_way.is_empty()) {
        (true, true) => told.push(NOTHING_SHOWN.get(language).into()),
        _ if !total.shown() => {
            let sides = [(ADDS, &up), (TAKES, &down)].into_iter().filter(|(_, rows)| !rows.is_empty());
            told.extend(sides.map(|(text, rows)| say(text, "list", &named(rows))));
        }
        (false, none) => {
            told.push(say(CARRIES, "list", &named(its_way)));
            told.extend((!none).then(|| say(AGAINST, "list", &named(other_way))));
        }
        (true, false) => {
            told.push(NONE_ITS_WAY.get(language).into());
            told.push(say(AGAINST, "list", &named(other_way)));
        }
    }
    let left = written(&numbers, rest);
    told.push(match rest.interval() {
        Some(interval) if interval.low == 0.0 && interval.high == 0.0 => REST_NONE.get(language).into(),
        _ if rest.shown() => say(REST_SHOWN, "amount", &left),
        _ => say(REST_OPEN, "amount", &left),
    });
    told.extend(interaction(division, language));
    told.join(space(language))
}

/// The first of some mechanisms with what it carries, and how many more there are.
fn named(rows: &[&AttributionRow], numbers: &Numbers, language: Language) -> String {
    let Some((first, more)) = rows.split_first() else { return String::new() };
    let (mechanism, amount) = (label(&first.player, language), written(numbers, first));
    let named = say(MECHANISM, language, &[("mechanism", &mechanism), ("amount", &amount)]);
    match more.len() {
        0 => named,
        1 => named + ONE_MORE.get(language),
        count => named + &say(MORE, language, &[("count", &count.to_string())]),
    }
}

/// The strongest interaction, if one is shown.
pub(crate) fn interaction(division: &Division<'_>, language: Language) -> Option<String> {
    let row = division.interaction()?;
    let (one, other) = (label(&row.player, language), label(&row.with_player, language));
    let amount = written(&of_row(row), row);
    Some(say(INTERACTION, language, &[("one", &one), ("other", &other), ("amount", &amount)]))
}

/// What must be said below the parts of a measure; `replicates` were run.
pub(crate) fn remarks(division: &Division<'_>, replicates: u64, language: Language) -> Vec<String> {
    let names = |kind: Kind| {
        let named = division.rows(kind).filter(|row| !row.player.is_empty());
        named.map(|row| label(&row.player, language)).collect::<Vec<_>>().join(LIST.get(language))
    };
    let mut told = Vec::new();
    let held = names(Kind::Held);
    if !held.is_empty() {
        told.push(say(HELD, language, &[("list", &held)]));
    }
    if division.rows(Kind::Missing).next().is_some() {
        told.push(match names(Kind::Missing) {
            none if none.is_empty() => MISSING.get(language).into(),
            needed => say(MISSING_SAMPLED, language, &[("list", &needed)]),
        });
    }
    let n = division.total.n as u64;
    if n > 0 && n < replicates {
        told.push(say(FEWER, language, &[("count", &n.to_string()), ("all", &replicates.to_string())]));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Direction, Measure};

    fn row(kind: Kind, player: &str, estimate: f64, half: f64) -> AttributionRow {
        AttributionRow {
            measure: Measure::TrustGroup,
            unit: "",
            direction: Direction::More,
            baseline: "single".into(),
            arm: "three".into(),
            kind,
            player: player.into(),
            with_player: if kind == Kind::Interaction { "voice".into() } else { String::new() },
            switches: String::new(),
            estimate: Some(estimate),
            ci_low: Some(estimate - half),
            ci_high: Some(estimate + half),
            n: 8,
        }
    }

    fn told(rows: &[AttributionRow], language: Language) -> String {
        finding(&Division::all(rows)[0], language)
    }

    #[test]
    fn only_what_an_interval_shows_is_claimed() {
        let rows = |total: f64, seats: f64, half: f64| {
            vec![
                row(Kind::Total, "", total, 0.1),
                row(Kind::Rest, "", 0.02, 0.1),
                row(Kind::Shapley, "voice", 0.3, 0.4),
                row(Kind::Shapley, "trust", 0.25, half),
                row(Kind::Shapley, "seats", seats, half),
                row(Kind::Interaction, "trust", 0.07, 0.01),
            ]
        };
        let english = told(&rows(0.5, -0.15, 0.05), Language::English);
        // The largest estimate is voice, but it is not shown.
        assert_eq!(
            english,
            "The whole difference is +0.50 [+0.40, +0.60]. In the model the largest part that is shown runs through trust \
             (+0.25 [+0.20, +0.30]). The other way pulls: elections and turnover (−0.15 [−0.20, −0.10]). With all of them off no \
             difference is shown (+0.02 [−0.08, +0.12]). Strongest interaction: trust with voice, +0.070 [+0.060, +0.080]."
        );
        let nothing = told(&rows(0.5, 0.1, 0.9), Language::English);
        assert!(nothing.contains("No mechanism is shown to carry any of it."), "{nothing}");
        let fall = told(&rows(-0.5, 0.2, 0.05), Language::English);
        assert!(fall.contains("No mechanism is shown to carry it. The other way pulls: trust"), "{fall}");
        let open = told(&rows(0.05, -0.2, 0.05), Language::English);
        assert!(open.contains("As a whole no difference is shown (+0.05 [−0.05, +0.15])."), "{open}");
        assert!(open.contains("raised by trust (+0.25") && open.contains("lowered by elections"), "{open}");
        let chinese = told(&rows(0.5, -0.15, 0.05), Language::Chinese);
        assert!(chinese.contains("能断定的最大部分经由") && !chinese.contains("trust"), "{chinese}");
    }

    #[test]
    fn one_replicate_and_a_measure_without_parts_claim_nothing() {
        let alone = |kind, player: &str| AttributionRow { ci_low: None, ci_high: None, ..row(kind, player, 0.5, 0.0) };
        let rows = [alone(Kind::Total, ""), alone(Kind::Rest, ""), alone(Kind::Shapley, "trust")];
        let said = told(&rows, Language::English);
        assert!(said.starts_with("As a whole no difference is shown (+0.500). No mechanism is shown"), "{said}");
        let missing = [row(Kind::Total, "", 0.5, 0.1), row(Kind::Missing, "", 0.0, 0.0)];
        assert_eq!(told(&missing, Language::English), "The whole difference is +0.50 [+0.40, +0.60].");
        let division = &Division::all(&missing)[0];
        assert!(
            remarks(division, 9, Language::English).concat().contains("No parts")
                && !remarks(division, 8, Language::Chinese).is_empty()
        );
    }

    #[test]
    fn both_languages_have_the_same_gaps_and_the_fonts_have_every_character() {
        crate::report::words::sound(super::ALL);
    }
}
