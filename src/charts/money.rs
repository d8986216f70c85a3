//! Who pays: costs of government, holders and households under each arm, and what a resolved need costs.

use super::axis::{Quantity, integer, number};
use super::figure::{Difference, Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::panels::Estimate;
use super::text::tidy;
use super::theme::{FAINT, GREY, GRID, Hue, INK, MUTED, ORANGE, PAPER, PURPLE, RULE, SKY, Sizes, Width};
use super::words::{self, say};
use crate::vocabulary::{Language, Measure, Text};

/// Costs under several arms.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyData {
    /// The arms, the baseline first.
    pub arms: Vec<MoneyArm>,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm. All costs are in yuan a year but that of a resolved need, in yuan; `None` where no replicate has a value.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyArm {
    /// Its label.
    pub label: String,
    /// Mean costs by payer, in the order of [`PAYERS`].
    pub parts: [Option<f64>; 3],
    /// All costs.
    pub total: Option<Estimate>,
    /// How far all costs differ from those of the baseline; `None` for the baseline itself.
    pub difference: Option<Difference>,
    /// Cost of a resolved need.
    pub per_resolved: Option<Estimate>,
}

/// The measures of what each payer pays.
pub const PAYERS: [Measure; 3] = [Measure::CostGovernmentYuan, Measure::CostHoldersYuan, Measure::CostHouseholdsYuan];
const NAMES: [Text; 3] = [words::GOVERNMENT, words::HOLDERS, words::HOUSEHOLDS_PAY];
/// Other colours than those of arms.
const HUES: [Hue; 3] = [SKY, ORANGE, PURPLE];

/// An arm, ready to be drawn.
struct Block {
    label: Vec<String>,
    /// What is said beside the bar, or below it.
    numbers: Vec<(Vec<String>, Hue)>,
    /// From its upper edge to that of its bar.
    above: f64,
    height: f64,
}

/// The name of a payer, ready to be drawn: where it starts, its line, and the middle of the part it points to.
struct Name {
    x: f64,
    line: usize,
    middle: f64,
}

/// Draws who pays.
pub fn draw(data: &MoneyData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let below = style.width == Width::Single;
    let quantity = Quantity::of(Measure::CostYuan.name(), Measure::CostYuan.unit());
    let told: Vec<Vec<(String, Hue)>> = data.arms.iter().map(|arm| numbers(arm, &quantity, language)).collect();
    let (small, bold) = (Lettered::plain(sizes.small, INK), Lettered::bold(sizes.label, INK));
    let beside = small.widest(told.iter().flatten().map(|(text, _)| text.as_str()), 0.42 * inner);
    let room = if below { inner } else { beside };
    let span = if below { inner - 14.0 } else { inner - beside - 1.4 * sizes.label - 6.0 };
    let most = data.arms.iter().map(MoneyArm::extent).filter(|most| most.is_finite()).fold(0.0, f64::max);
    let axis = quantity.axis(0.0, if most > 0.0 { most } else { 1.0 });
    let names = data.arms.first().map(|arm| place_names(arm, span, axis.high(), &sizes, language)).unwrap_or_default();
    let names_height = (names.iter().map(|name| name.line + 1).max().unwrap_or(0) as f64 * 1.25 + 0.85) * sizes.small;
    let bar = 1.7 * sizes.label;
    let block = |i: usize, arm: &MoneyArm, told: Vec<(String, Hue)>| {
        let label = bold.wrap(&tidy(&arm.label), inner);
        let numbers: Vec<_> = told.into_iter().map(|(text, hue)| (small.wrap(&text, room), hue)).collect();
        let text = numbers.iter().map(|(lines, _)| lines.len()).sum::<usize>() as f64 * small.leading();
        let body = if below { bar + text + 0.5 * sizes.label } else { bar.max(text) };
        let names = if i == 0 { names_height } else { 0.25 * sizes.label };
        let above = label.len() as f64 * bold.leading() + names;
        Block { label, numbers, above, height: above + body + 1.0 * sizes.label }
    };
    let arms = data.arms.iter().zip(told).enumerate();
    let blocks: Vec<Block> = arms.map(|(i, (arm, told))| block(i, arm, told)).collect();
    let foot = 2.4 * sizes.small;

    let single = data.source.replicates < 2;
    let baseline = data.arms.first().map_or("", |arm| arm.label.as_str());
    let replicates = integer(data.source.replicates);
    let gaps = [("baseline", baseline), ("replicates", replicates.as_str())];
    let frame = Frame {
        title: words::MONEY_TITLE.get(language).to_string(),
        subtitle: say(if single { words::MONEY_ONE } else { words::MONEY_SUBTITLE }, language, &gaps),
        notes: Vec::new(),
        source: &data.source,
        alt: alt(data, &quantity, language),
    };
    if data.arms.iter().all(|arm| arm.total.is_none()) {
        return compose(*style, frame, 3.0 * sizes.label, |plane, body| {
            let middle = (0.5 * (body.left + body.right), 0.5 * (body.top + body.bottom));
            plane.text(middle, words::COURSE_EMPTY.get(language), Lettered::plain(sizes.label, FAINT).middle());
        });
    }
    compose(*style, frame, blocks.iter().map(|block| block.height).sum::<f64>() + foot, |plane, body| {
        let bottom = body.bottom - foot;
        let chart = plane.plot(0.0..axis.high(), body.top..bottom, body.left..body.left + span, body.top..bottom);
        let mut y = body.top;
        for (i, (arm, block)) in data.arms.iter().zip(&blocks).enumerate() {
            let (top, label) = (y + block.above, block.label.len() as f64 * bold.leading());
            // The grid keeps clear of what is written.
            let until = if below { top + bar + 0.25 * sizes.label } else { y + block.height };
            axis.at.iter().for_each(|at| chart.line(&[(*at, top - 0.2 * sizes.label), (*at, until)], GRID, 1.0));
            plane.paragraph((body.left, y + 0.5 * label), &block.label, bold);
            if i == 0 {
                draw_names(plane, &names, (body.left, y + label), top, &sizes, language);
            }
            draw_bar(&chart, plane, arm, (top, top + bar), &sizes);
            let numbers = if below { (body.left, top + bar + 0.5 * sizes.label) } else { (body.right - beside, top) };
            draw_numbers(plane, block, numbers, &sizes);
            y += block.height;
        }
        let tick = Lettered::plain(sizes.small, MUTED);
        chart.line(&[(0.0, bottom), (axis.high(), bottom)], RULE, 1.0);
        for (i, at) in axis.at.iter().enumerate() {
            let (x, y) = (chart.at((*at, bottom)).0, bottom + 1.1 * sizes.small);
            // The first label begins where the axis does, the last has room for half of it.
            plane.text((x, y), &number(*at, axis.decimals), if i == 0 { tick } else { tick.middle() });
        }
        let unit = quantity.unit(language);
        if !below {
            plane.text((body.right, bottom + 1.1 * sizes.small), unit, Lettered::plain(sizes.small, FAINT).end());
        }
    })
}

impl MoneyArm {
    /// How far the bar and its interval reach.
    fn extent(&self) -> f64 {
        let bar: f64 = self.parts.iter().map(|part| sound(*part)).sum();
        bar.max(self.total.map_or(0.0, |total| total.bounds().1))
    }
}

/// A part that can be drawn.
fn sound(part: Option<f64>) -> f64 {
    part.filter(|part| part.is_finite() && *part > 0.0).unwrap_or(0.0)
}

/// Total, difference and cost of a resolved need, in words.
fn numbers(arm: &MoneyArm, quantity: &Quantity, language: Language) -> Vec<(String, Hue)> {
    let ink = Hue { mark: INK, word: INK };
    let mut told = Vec::new();
    if let Some(total) = arm.total.filter(Estimate::is_finite) {
        let value = total.written(quantity, quantity.decimals(&[total.mean], &[]));
        told.push((say(words::MONEY_TOTAL, language, &[("value", &value)]), ink));
    }
    if let Some(difference) = arm.difference.filter(|difference| difference.estimate.is_finite()) {
        let value = written_difference(&difference, quantity);
        let (word, hue) = match (difference.decided, difference.estimate > 0.0) {
            (false, _) => (words::UNDECIDED, GREY),
            (true, true) => (words::HIGHER, ink),
            (true, false) => (words::LOWER, ink),
        };
        // Without an interval there is nothing to judge by.
        let word = if difference.interval.is_some() { word.get(language) } else { "" };
        let gaps = [("value", value.as_str()), ("verdict", word)];
        told.push((say(words::MONEY_DIFFERENCE, language, &gaps).trim_end().to_string(), hue));
    }
    if let Some(need) = arm.per_resolved.filter(Estimate::is_finite) {
        let value = need.written(quantity, quantity.decimals(&[need.mean], &[]));
        told.push((say(words::MONEY_NEED, language, &[("value", &value)]), ink));
    }
    told
}

fn written_difference(difference: &Difference, quantity: &Quantity) -> String {
    let decimals = quantity.decimals(&[], &[difference.estimate]);
    let value = |value| quantity.difference(value, decimals);
    match difference.interval {
        Some((low, high)) => format!("{} [{}, {}]", value(difference.estimate), value(low), value(high)),
        None => value(difference.estimate),
    }
}

/// Places the names of payers over the parts of the first bar: on one line where there is room, else on three.
fn place_names(arm: &MoneyArm, span: f64, most: f64, sizes: &Sizes, language: Language) -> Vec<Name> {
    let lettered = Lettered::bold(sizes.small, INK);
    let gap = 0.9 * sizes.small;
    let mut from = 0.0;
    let mut names: Vec<Name> = Vec::new();
    let widths = NAMES.map(|name| lettered.width(name.get(language)));
    let one_line = widths.iter().sum::<f64>() + 2.0 * gap <= span;
    for (i, part) in arm.parts.iter().enumerate() {
        let length = sound(*part) / most * span;
        let middle = from + 0.5 * length;
        from += length;
        let least = match names.last() {
            Some(before) if one_line => before.x + widths[i - 1] + gap,
            _ => 0.0,
        };
        let wanted = if one_line { middle - 0.5 * widths[i] } else { middle - 2.0 };
        names.push(Name { x: wanted.max(least), line: if one_line { 0 } else { i }, middle });
    }
    // What was pushed beyond the end goes back, and takes its neighbours along.
    let mut end = span;
    for (name, width) in names.iter_mut().zip(widths).rev() {
        name.x = name.x.min(end - width).max(0.0);
        if one_line {
            end = name.x - gap;
        }
    }
    names
}

fn draw_names(plane: &Plane<'_>, names: &[Name], (left, top): (f64, f64), bar: f64, sizes: &Sizes, language: Language) {
    for ((name, word), hue) in names.iter().zip(NAMES).zip(HUES) {
        let lettered = Lettered::bold(sizes.small, hue.word);
        let y = top + (0.7 + 1.25 * name.line as f64) * sizes.small;
        let word = word.get(language);
        // The line leaves the word at its nearest point.
        let from = (left + name.middle).clamp(left + name.x + 1.0, left + name.x + lettered.width(word));
        plane.line(&[(from, y + 0.6 * sizes.small), (left + name.middle, bar)], hue.mark, 1.2);
        plane.text((left + name.x, y), word, lettered);
    }
}

fn draw_bar(chart: &Plane<'_>, plane: &Plane<'_>, arm: &MoneyArm, (top, bottom): (f64, f64), sizes: &Sizes) {
    let mut from = 0.0;
    let middle = 0.5 * (top + bottom);
    // The interval of the total takes the end of the bar.
    let interval = arm.total.filter(Estimate::is_finite).and_then(|total| total.interval);
    let taken = interval.map_or(f64::INFINITY, |(low, _)| chart.at((low.max(0.0), middle)).0);
    for (part, hue) in arm.parts.iter().zip(HUES) {
        let to = from + sound(*part);
        if to > from {
            chart.rect((from, top), (to, bottom), hue.mark, 1.0);
            let (left, right) = (chart.at((from, middle)).0, chart.at((to, middle)).0);
            let lettered = Lettered::plain(sizes.small, INK).middle();
            let label = number(to - from, 0);
            let width = lettered.width(&label);
            if width + 12.0 < right - left && 0.5 * (left + right + width) + 3.0 < taken {
                plane.text((0.5 * (left + right), middle), &label, lettered);
            }
            chart.line(&[(to, top), (to, bottom)], PAPER, 0.8);
        }
        from = to;
    }
    if let Some((low, high)) = interval {
        let half = 0.28 * (bottom - top);
        chart.line(&[(low.max(0.0), middle), (high, middle)], INK, 1.4);
        for end in [low.max(0.0), high] {
            chart.line(&[(end, middle - half), (end, middle + half)], INK, 1.4);
        }
    }
}

fn draw_numbers(plane: &Plane<'_>, block: &Block, (x, top): (f64, f64), sizes: &Sizes) {
    let mut y = top;
    for (lines, hue) in &block.numbers {
        let lettered = Lettered::plain(sizes.small, hue.word);
        let height = lines.len() as f64 * lettered.leading();
        plane.paragraph((x, y + 0.5 * height), lines, lettered);
        y += height;
    }
}

fn alt(data: &MoneyData, quantity: &Quantity, language: Language) -> String {
    let told = data.arms.iter().map(|arm| {
        let parts = NAMES.iter().zip(arm.parts).map(|(name, part)| {
            let value = part.map_or(words::NO_VALUE.get(language).to_string(), |part| number(part, 0));
            format!("{} {value}", name.get(language))
        });
        let told = parts.chain(numbers(arm, quantity, language).into_iter().map(|(text, _)| text));
        let list = told.collect::<Vec<_>>().join(words::LIST_SEMICOLON.get(language));
        say(words::ALT_MONEY, language, &[("arm", &arm.label), ("list", &list)])
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
