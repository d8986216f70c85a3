//! Through which mechanisms an effect runs: from what is left without them, mechanism by mechanism, to the whole.

use super::axis::{Quantity, Ticks, integer, number};
use super::figure::{Body, Difference, Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{BLUE, FAINT, GREY, GRID, Hue, INK, MUTED, PURPLE, RULE, Sizes, VERMILION, Width};
use super::words::{self, say};
use crate::vocabulary::{Direction, Language, Measure};

/// The parts of the effects on a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallData {
    /// The measure.
    pub measure: Measure,
    /// Label of the baseline.
    pub baseline: String,
    /// The other arms.
    pub arms: Vec<WaterfallArm>,
    /// Where the numbers come from.
    pub source: Source,
}

/// The parts of one arm's effect.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallArm {
    /// Its label.
    pub label: String,
    /// What is left with every mechanism off that plays.
    pub rest: Difference,
    /// What each mechanism carries, in any order.
    pub parts: Vec<WaterfallPart>,
    /// The whole difference.
    pub total: Difference,
    /// Labels of mechanisms without which the measure has no value; they are always on.
    pub held: Vec<String>,
    /// Two mechanisms that add more or less together than one by one, and by how much: the pair that stands out.
    pub interaction: Option<(String, String, Difference)>,
    /// Pairs of replicates that have a value.
    pub pairs: u64,
}

/// What a mechanism carries.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallPart {
    /// What it is called.
    pub label: String,
    /// Its part of the difference.
    pub difference: Difference,
}

/// A bar, ready to be drawn.
struct Row {
    label: Vec<String>,
    number: String,
    from: f64,
    difference: Difference,
    hue: Hue,
    whole: bool,
    height: f64,
}

/// Rows of an arm under its heading.
struct Block {
    heading: Vec<String>,
    rows: Vec<Row>,
}

/// What all blocks have in common.
struct Layout {
    quantity: Quantity,
    decimals: usize,
    sizes: Sizes,
    language: Language,
    /// Widths of labels and of numbers.
    label: f64,
    number: f64,
    /// Whether labels stand above their bars.
    above: bool,
}

/// The least width of a bar in pixels: a part of nothing is still seen.
const LEAST: f64 = 2.0;

/// Draws the parts.
pub fn draw(data: &WaterfallData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let layout = Layout::of(data, style);
    let blocks: Vec<Block> = data.arms.iter().map(|arm| layout.block(data, arm)).collect();
    let axis = axis(&blocks, &layout.quantity);
    let head = 1.7 * sizes.label;
    let frame = Frame {
        title: title(data, &layout),
        subtitle: subtitle(data, &layout),
        notes: notes(data, language),
        source: &data.source,
        alt: alt(data, &layout),
    };
    let height = head + blocks.iter().map(|block| block.height(&sizes)).sum::<f64>();
    compose(*style, frame, height.max(3.0 * sizes.label), |plane, body| {
        if blocks.is_empty() {
            let middle = (0.5 * (body.left + body.right), 0.5 * (body.top + body.bottom));
            plane.text(middle, words::COURSE_EMPTY.get(language), Lettered::plain(sizes.label, FAINT).middle());
            return;
        }
        draw_key(plane, body, data.measure.direction(), &sizes, language);
        let unit = (body.right, body.top + 0.5 * sizes.label);
        plane.text(unit, layout.quantity.difference_unit(language), Lettered::plain(sizes.small, FAINT).end());
        let mut top = body.top + head;
        for block in &blocks {
            layout.draw_block(plane, body, block, top, &axis);
            top += block.height(&sizes);
        }
    })
}

impl Block {
    fn heading_height(&self, sizes: &Sizes) -> f64 {
        self.heading.len() as f64 * Lettered::bold(sizes.label, INK).leading()
    }

    fn rows_height(&self) -> f64 {
        self.rows.iter().map(|row| row.height).sum()
    }

    fn height(&self, sizes: &Sizes) -> f64 {
        self.heading_height(sizes) + self.rows_height() + 3.2 * sizes.small
    }
}

/// Parts from the largest to the smallest; of equal ones those that were given first.
fn sorted(arm: &WaterfallArm) -> Vec<&WaterfallPart> {
    let mut parts: Vec<&WaterfallPart> = arm.parts.iter().collect();
    parts.sort_by(|one, other| other.difference.estimate.abs().total_cmp(&one.difference.estimate.abs()));
    parts
}

fn rest_label(language: Language) -> String {
    words::WATERFALL_REST.get(language).to_string()
}

fn total_label(language: Language) -> String {
    words::WATERFALL_TOTAL.get(language).to_string()
}

/// Two digits of the whole, and enough for the smallest part that is shown to differ from zero.
fn decimals(data: &WaterfallData, quantity: &Quantity) -> usize {
    let all: Vec<f64> = data.arms.iter().flat_map(|arm| [arm.total.estimate, arm.rest.estimate]).collect();
    let parts = data.arms.iter().flat_map(|arm| arm.parts.iter().map(|part| part.difference));
    let smallest = parts.filter(|part| part.decided).map(|part| quantity.least_decimals(part.estimate, 2)).max();
    quantity.decimals(&[], &all).max(smallest.unwrap_or(0))
}

/// `+1.2 [+0.9, +1.5]`.
fn written(difference: &Difference, quantity: &Quantity, decimals: usize) -> String {
    let write = |value: f64| quantity.difference(value, decimals);
    match difference.interval {
        Some((low, high)) => format!("{} [{}, {}]", write(difference.estimate), write(low), write(high)),
        None => write(difference.estimate),
    }
}

impl Layout {
    fn of(data: &WaterfallData, style: &Style) -> Layout {
        let language = style.language;
        let sizes = style.width.sizes();
        let quantity = Quantity::of(data.measure.name(), data.measure.unit());
        let decimals = decimals(data, &quantity);
        let above = style.width == Width::Single;
        let (plain, bold) = (Lettered::plain(sizes.label, INK), Lettered::bold(sizes.label, INK));
        let names = data.arms.iter().flat_map(|arm| arm.parts.iter().map(|part| tidy(&part.label)));
        let names: Vec<String> = names.chain([rest_label(language), total_label(language)]).collect();
        let inner = sizes.width - 2.0 * sizes.margin;
        let label = if above { inner } else { bold.widest(names.iter().map(String::as_str), 0.3 * inner) };
        let all = data.arms.iter().flat_map(|arm| {
            let parts = arm.parts.iter().map(|part| &part.difference);
            parts.chain([&arm.rest, &arm.total]).collect::<Vec<_>>()
        });
        let number = all.map(|part| plain.width(&written(part, &quantity, decimals))).fold(0.0, f64::max);
        Layout { quantity, decimals, sizes, language, label, number, above }
    }

    fn written(&self, difference: &Difference) -> String {
        written(difference, &self.quantity, self.decimals)
    }

    fn block(&self, data: &WaterfallData, arm: &WaterfallArm) -> Block {
        let sizes = &self.sizes;
        let (plain, bold) = (Lettered::plain(sizes.label, INK), Lettered::bold(sizes.label, INK));
        let mut reached = 0.0;
        let mut row = |label: &str, difference: Difference, whole: bool| {
            let lettered = if whole { bold } else { plain };
            let label = lettered.wrap(&tidy(label), self.label);
            let text = label.len() as f64 * plain.leading();
            let height = if self.above { text + 1.7 * sizes.label } else { text.max(1.5 * sizes.label) };
            let from = if whole { 0.0 } else { reached };
            if !whole && difference.estimate.is_finite() {
                reached += difference.estimate;
            }
            let hue = hue(&difference, data.measure.direction());
            Row { label, number: self.written(&difference), from, difference, hue, whole, height }
        };
        let mut rows = vec![row(&rest_label(self.language), arm.rest, false)];
        rows.extend(sorted(arm).into_iter().map(|part| row(&part.label, part.difference, false)));
        rows.push(row(&total_label(self.language), arm.total, true));
        let inner = sizes.width - 2.0 * sizes.margin;
        let heading = if data.arms.len() > 1 { bold.wrap(&tidy(&arm.label), inner) } else { Vec::new() };
        Block { heading, rows }
    }

    fn draw_block(&self, plane: &Plane<'_>, body: Body, block: &Block, top: f64, axis: &Ticks) {
        let sizes = &self.sizes;
        let (plain, bold) = (Lettered::plain(sizes.label, INK), Lettered::bold(sizes.label, INK));
        let heading = block.heading_height(sizes);
        plane.paragraph((body.left, top + 0.5 * heading), &block.heading, bold);
        let gap = 1.1 * sizes.label;
        let left = body.left + if self.above { 4.0 } else { self.label + gap };
        let across = left..body.right - self.number - gap;
        let (first, bottom) = (top + heading, top + heading + block.rows_height());
        let chart = plane.plot(axis.low()..axis.high(), first..bottom, across, first..bottom);
        let mut y = first;
        for row in &block.rows {
            // Where labels stand above their bars, lines begin below them.
            let from = if self.above { y + row.height - 1.7 * sizes.label } else { y };
            for at in &axis.at {
                let (colour, width) = if at.abs() < 1e-12 { (INK, 1.2) } else { (GRID, 1.0) };
                chart.line(&[(*at, from), (*at, y + row.height)], colour, width);
            }
            y += row.height;
        }
        chart.line(&[(axis.low(), bottom), (axis.high(), bottom)], RULE, 1.0);
        let foot = bottom + 1.0 * sizes.small;
        for at in &axis.at {
            let tick = Lettered::plain(sizes.small, MUTED).middle();
            let label = number(self.quantity.scaled(*at), axis.decimals);
            plane.text((chart.at((*at, bottom)).0, foot), &label, tick);
        }
        let mut y = first;
        let mut before: Option<f64> = None;
        for row in &block.rows {
            let text = row.label.len() as f64 * plain.leading();
            let (label_y, bar_y) = if self.above {
                (y + 0.5 * text, y + row.height - 0.85 * sizes.label)
            } else {
                (y + 0.5 * row.height, y + 0.5 * row.height)
            };
            plane.paragraph((body.left, label_y), &row.label, if row.whole { bold } else { plain });
            plane.text((body.right, bar_y), &row.number, Lettered::plain(sizes.label, row.hue.word).end());
            if row.difference.estimate.is_finite() {
                draw_bar((plane, &chart), row, bar_y, before.replace(bar_y), self.above, sizes);
            }
            y += row.height;
        }
    }
}

fn hue(difference: &Difference, direction: Direction) -> Hue {
    match direction {
        _ if !difference.decided => GREY,
        Direction::Neutral => PURPLE,
        Direction::More if difference.estimate > 0.0 => BLUE,
        Direction::Less if difference.estimate < 0.0 => BLUE,
        Direction::More | Direction::Less => VERMILION,
    }
}

/// An axis that holds zero and every bar with its interval.
fn axis(blocks: &[Block], quantity: &Quantity) -> Ticks {
    let ends = blocks.iter().flat_map(|block| &block.rows).flat_map(|row| {
        let (low, high) = row.difference.interval.unwrap_or((row.difference.estimate, row.difference.estimate));
        [row.from, row.from + row.difference.estimate, row.from + low, row.from + high]
    });
    let bounds = ends.filter(|end| end.is_finite()).fold((0.0_f64, 0.0_f64), |(a, b), x| (a.min(x), b.max(x)));
    quantity.difference_axis(bounds.0, bounds.1)
}

/// What the colours mean.
fn draw_key(plane: &Plane<'_>, body: Body, direction: Direction, sizes: &Sizes, language: Language) {
    let entries: &[(Hue, crate::vocabulary::Text)] = match direction {
        Direction::Neutral => &[(PURPLE, words::WATERFALL_DIFFERS), (GREY, words::UNDECIDED)],
        _ => &[(BLUE, words::BETTER), (VERMILION, words::WORSE), (GREY, words::UNDECIDED)],
    };
    let (mut x, y) = (body.left, body.top + 0.5 * sizes.label);
    for (hue, word) in entries {
        let lettered = Lettered::plain(sizes.small, hue.word);
        let side = 0.7 * sizes.small;
        plane.rect((x, y - 0.5 * side), (x + side, y + 0.5 * side), hue.mark, 1.0);
        plane.text((x + 1.5 * side, y), word.get(language), lettered);
        x += 1.5 * side + lettered.width(word.get(language)) + 1.4 * sizes.label;
    }
}

/// A bar from where the one before it ended, with the interval of its length at its end.
fn draw_bar(chart: (&Plane<'_>, &Plane<'_>), row: &Row, y: f64, before: Option<f64>, above: bool, sizes: &Sizes) {
    let (plane, chart) = chart;
    let half = 0.42 * sizes.label;
    let at = |value: f64| chart.at((value, y)).0;
    let to = row.from + row.difference.estimate;
    let (start, end) = (at(row.from), at(to));
    if let Some(before) = before {
        // The whole is joined where it ends, a part where it begins; no line runs through a label above its bar.
        let x = if row.whole { end } else { start };
        let strip = y - 0.85 * sizes.label;
        let label = if above { row.height - 1.7 * sizes.label } else { 0.0 };
        plane.line(&[(x, before + half), (x, strip - label)], RULE, 1.0);
        plane.line(&[(x, strip), (x, y - half)], RULE, 1.0);
    }
    let (mut low, mut high) = (start.min(end), start.max(end));
    if high - low < LEAST {
        (low, high) = (0.5 * (low + high) - 0.5 * LEAST, 0.5 * (low + high) + 0.5 * LEAST);
    }
    plane.rect((low, y - half), (high, y + half), if row.whole { row.hue.word } else { row.hue.mark }, 1.0);
    let interval = row.difference.interval.filter(|(low, high)| high > low && low.is_finite() && high.is_finite());
    if let Some((low, high)) = interval {
        let (low, high) = (at(row.from + low), at(row.from + high));
        let cap = 0.2 * sizes.label;
        plane.line(&[(low, y), (high, y)], INK, 1.2);
        for x in [low, high] {
            plane.line(&[(x, y - cap), (x, y + cap)], INK, 1.2);
        }
    }
}

/// What carries most, where that and the whole are shown to differ from zero.
fn title(data: &WaterfallData, layout: &Layout) -> String {
    let Layout { quantity, decimals, language, .. } = *layout;
    let measure = data.measure.label().get(language);
    let [arm] = data.arms.as_slice() else {
        return say(words::WATERFALL_TITLE_MANY, language, &[("measure", measure)]);
    };
    let mut all = arm.parts.iter().map(|part| &part.difference).chain([&arm.rest, &arm.total]);
    if all.all(|difference| difference.estimate == 0.0) {
        let gaps = [("measure", measure), ("arm", arm.label.as_str()), ("baseline", &data.baseline)];
        return say(words::WATERFALL_SAME, language, &gaps);
    }
    let plain = || say(words::WATERFALL_TITLE, language, &[("measure", measure), ("arm", &arm.label)]);
    let rest = WaterfallPart { label: rest_label(language), difference: arm.rest };
    let first = match sorted(arm).first() {
        Some(part) if part.difference.estimate.abs() >= rest.difference.estimate.abs() => (*part).clone(),
        _ => rest,
    };
    if !(first.difference.decided && arm.total.decided) || first.difference.estimate * arm.total.estimate <= 0.0 {
        return plain();
    }
    let amount = |value: f64| quantity.difference(value, decimals);
    let unit = quantity.difference_unit(language);
    let gap = if unit.is_empty() { "" } else { words::space(language) };
    let (part, total) = (amount(first.difference.estimate), amount(arm.total.estimate) + gap + unit);
    let gaps = [("measure", measure), ("player", first.label.as_str()), ("part", &part), ("total", &total)];
    say(words::WATERFALL_FINDING, language, &gaps)
}

fn subtitle(data: &WaterfallData, layout: &Layout) -> String {
    let Layout { quantity, decimals, language, .. } = *layout;
    let arms = match data.arms.as_slice() {
        [arm] => tidy(&arm.label),
        many => say(words::ARMS, language, &[("count", &many.len().to_string())]),
    };
    let unit = quantity.difference_unit(language);
    let unit = if unit.is_empty() { words::MAP_NO_UNIT.get(language) } else { unit };
    let gaps = [("arm", arms.as_str()), ("baseline", data.baseline.as_str()), ("unit", unit)];
    let mut told = vec![say(words::WATERFALL_SUBTITLE, language, &gaps)];
    if data.arms.iter().any(|arm| arm.total.interval.is_some()) {
        let pairs = data.arms.iter().map(|arm| arm.pairs).min().unwrap_or(0);
        told.push(say(words::WATERFALL_INTERVAL, language, &[("pairs", &integer(pairs))]));
    }
    if let [WaterfallArm { interaction: Some((one, other, together)), .. }] = data.arms.as_slice() {
        let amount = written(together, &quantity, decimals.max(quantity.least_decimals(together.estimate, 2)));
        let gaps = [("one", one.as_str()), ("other", other.as_str()), ("amount", &amount)];
        told.push(say(words::WATERFALL_INTERACTION, language, &gaps));
    }
    told.join(words::space(language))
}

fn notes(data: &WaterfallData, language: Language) -> Vec<String> {
    let mut held: Vec<&str> = Vec::new();
    for label in data.arms.iter().flat_map(|arm| &arm.held) {
        if !held.contains(&label.as_str()) {
            held.push(label);
        }
    }
    let mut notes = vec![words::WATERFALL_NOTE.get(language).to_string()];
    if !held.is_empty() {
        let players = held.join(words::WATERFALL_LIST.get(language));
        notes.push(say(words::WATERFALL_HELD, language, &[("players", &players)]));
    }
    if data.source.replicates < 2 {
        notes.push(words::ONE_REPLICATE.get(language).to_string());
    }
    notes
}

fn alt(data: &WaterfallData, layout: &Layout) -> String {
    let language = layout.language;
    let told = data.arms.iter().map(|arm| {
        let part = |label: &str, difference: &Difference| {
            let amount = layout.written(difference);
            say(words::ALT_WATERFALL_PART, language, &[("label", label), ("amount", &amount)])
        };
        let mut parts = vec![part(&rest_label(language), &arm.rest)];
        parts.extend(sorted(arm).into_iter().map(|known| part(&known.label, &known.difference)));
        parts.push(part(&total_label(language), &arm.total));
        let parts = parts.join(words::WATERFALL_LIST.get(language));
        say(words::ALT_WATERFALL, language, &[("arm", &arm.label), ("parts", &parts)])
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
