//! Which unknowns matter: a bar for each, the most important first, beside what chance alone would give.

use super::axis::{self, Quantity, Ticks, integer};
use super::figure::{Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{BLUE, FAINT, GREY, GRID, Hue, INK, MUTED, RULE, Sizes, Width};
use super::words::{self, say};
use crate::vocabulary::{Language, Measure};

/// The unknowns behind the differences in one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct SensitivityData {
    /// The measure.
    pub measure: Measure,
    /// How it was analysed.
    pub scale: SensitivityScale,
    /// Label of the baseline.
    pub baseline: String,
    /// The other arms.
    pub arms: Vec<SensitivityArm>,
    /// Base points: trajectories, or pairs of points.
    pub base_points: u64,
    /// Where the numbers come from.
    pub source: Source,
}

/// What bars measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SensitivityScale {
    /// Sobol' indices: a share of the variance, with interactions and alone.
    Variance,
    /// Elementary effects: mean size and deviation, in the unit of the measure.
    Effects,
}

/// The unknowns of one arm's difference.
#[derive(Clone, Debug, PartialEq)]
pub struct SensitivityArm {
    /// Its label.
    pub label: String,
    /// The unknowns, the most important first.
    pub unknowns: Vec<Unknown>,
    /// What the index would be by chance alone; `None` below two replicates.
    pub chance: Option<Bar>,
}

/// An unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// What it means, in the language of the figure.
    pub name: String,
    /// Its unit, as the vocabulary writes it; empty for pure numbers.
    pub unit: String,
    /// ST or μ*.
    pub bar: Bar,
    /// S1 or σ.
    pub aside: Option<f64>,
    /// Whether the bar is shown to be longer than chance alone makes it.
    pub shown: bool,
}

impl Unknown {
    /// What it means, with its unit.
    fn label(&self, language: Language) -> String {
        words::factor(&self.name, &self.unit, language)
    }
}

/// A length with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The estimate.
    pub estimate: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
}

/// Unknowns drawn of one arm, and of each of several.
const MOST: [usize; 2] = [12, 6];

/// A line of the picture.
enum Line {
    Heading(Vec<String>),
    Bar(BarLine),
}

/// A bar with its label.
struct BarLine {
    label: Vec<String>,
    bar: Bar,
    /// How far it is filled.
    filled: f64,
    /// Where a ring stands beside it.
    ring: Option<f64>,
    outlined: bool,
    hue: Hue,
}

/// Draws the bars.
pub fn draw(data: &SensitivityData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let quantity = quantity(data);
    let decimals = decimals(data, &quantity);
    let plain = Lettered::plain(sizes.label, INK);
    let above = style.width == Width::Single;
    let labels = shown(data).flat_map(|(_, unknowns)| unknowns).map(|unknown| unknown.label(language));
    let labels: Vec<String> = labels.chain([words::SENSITIVITY_CHANCE.get(language).to_string()]).collect();
    let label = if above { inner } else { plain.widest(labels.iter().map(String::as_str), 0.4 * inner) };
    let lines = lines(data, label, inner, language, &sizes);
    let number = bars(data).map(|bar| plain.width(&written(bar, data.scale, &quantity, decimals))).fold(0.0, f64::max);
    let axis = value_axis(data, &quantity);
    let heights: Vec<f64> = lines.iter().map(|line| height(line, above, &sizes)).collect();
    // The unit of effects stands below the numbers of the axis.
    let unit = if data.scale == SensitivityScale::Effects { quantity.difference_unit(language) } else { "" };
    let foot = if unit.is_empty() { 1.9 } else { 3.3 } * sizes.small;
    let frame = Frame {
        title: title(data, language),
        subtitle: subtitle(data, language),
        notes: notes(data, language),
        source: &data.source,
        alt: alt(data, &quantity, decimals, language),
    };
    let tall = heights.iter().sum::<f64>() + foot;
    compose(*style, frame, tall.max(3.0 * sizes.label), |plane, body| {
        if lines.is_empty() {
            let middle = (0.5 * (body.left + body.right), 0.5 * (body.top + body.bottom));
            plane.text(middle, words::COURSE_EMPTY.get(language), Lettered::plain(sizes.label, FAINT).middle());
            return;
        }
        let gap = sizes.label;
        let left = body.left + if above { 4.0 } else { label + gap };
        let across = left..body.right - number - gap;
        let (top, bottom) = (body.top, body.bottom - foot);
        let chart = plane.plot(axis.low()..axis.high(), top..bottom, across, top..bottom);
        let rows = Rows { plane, chart: &chart, sides: (body.left, body.right), above, sizes: &sizes, axis: &axis };
        let mut y = top;
        for (line, height) in lines.iter().zip(&heights) {
            match line {
                Line::Heading(text) => rows.heading(text, (y, *height)),
                Line::Bar(line) => rows.bar(line, &written(&line.bar, data.scale, &quantity, decimals), (y, *height)),
            }
            y += height;
        }
        chart.line(&[(axis.low(), bottom), (axis.high(), bottom)], RULE, 1.0);
        let tick = Lettered::plain(sizes.small, MUTED).middle();
        for (i, at) in axis.at.iter().enumerate() {
            let sign = if data.scale == SensitivityScale::Variance && i + 1 == axis.at.len() { "%" } else { "" };
            let label = format!("{}{sign}", axis::number(quantity.scaled(*at), axis.decimals));
            plane.text((chart.at((*at, bottom)).0, bottom + sizes.small), &label, tick);
        }
        let lettered = Lettered::plain(sizes.small, FAINT).end();
        plane.text((chart.at((axis.high(), bottom)).0, bottom + 2.4 * sizes.small), unit, lettered);
    })
}

/// The unknowns that are drawn, by arm.
fn shown(data: &SensitivityData) -> impl Iterator<Item = (&SensitivityArm, &[Unknown])> {
    let most = MOST[usize::from(data.arms.len() > 1)];
    data.arms.iter().map(move |arm| (arm, &arm.unknowns[..arm.unknowns.len().min(most)]))
}

fn lines(data: &SensitivityData, label: f64, inner: f64, language: Language, sizes: &Sizes) -> Vec<Line> {
    let (plain, bold) = (Lettered::plain(sizes.label, INK), Lettered::bold(sizes.label, INK));
    let variance = data.scale == SensitivityScale::Variance;
    let mut lines = Vec::new();
    for (arm, unknowns) in shown(data).filter(|(_, unknowns)| !unknowns.is_empty()) {
        if data.arms.len() > 1 {
            lines.push(Line::Heading(bold.wrap(&tidy(&arm.label), inner)));
        }
        lines.extend(unknowns.iter().map(|unknown| {
            Line::Bar(BarLine {
                label: plain.wrap(&unknown.label(language), label),
                bar: unknown.bar,
                filled: if variance { unknown.aside.unwrap_or(0.0) } else { unknown.bar.estimate },
                ring: unknown.aside.filter(|_| !variance),
                outlined: true,
                hue: if unknown.shown { BLUE } else { GREY },
            })
        }));
        lines.extend(arm.chance.map(|bar| {
            let label = plain.wrap(words::SENSITIVITY_CHANCE.get(language), label);
            Line::Bar(BarLine { label, bar, filled: bar.estimate, ring: None, outlined: false, hue: GREY })
        }));
    }
    lines
}

fn thickness(sizes: &Sizes) -> f64 {
    1.05 * sizes.label
}

fn height(line: &Line, above: bool, sizes: &Sizes) -> f64 {
    let leading = Lettered::plain(sizes.label, INK).leading();
    match line {
        Line::Heading(text) => text.len() as f64 * leading + 0.8 * sizes.label,
        Line::Bar(BarLine { label, .. }) => {
            let text = label.len() as f64 * leading;
            if above {
                text + thickness(sizes) + 0.8 * sizes.label
            } else {
                text.max(thickness(sizes)) + 0.5 * sizes.label
            }
        }
    }
}

/// Where lines are drawn.
struct Rows<'a, 'p> {
    plane: &'a Plane<'p>,
    chart: &'a Plane<'p>,
    sides: (f64, f64),
    above: bool,
    sizes: &'a Sizes,
    axis: &'a Ticks,
}

impl Rows<'_, '_> {
    fn heading(&self, text: &[String], (y, height): (f64, f64)) {
        let bold = Lettered::bold(self.sizes.label, INK);
        let all = text.len() as f64 * bold.leading();
        self.plane.paragraph((self.sides.0, y + height - 0.5 * all - 0.2 * self.sizes.label), text, bold);
    }

    fn bar(&self, line: &BarLine, number: &str, (y, height): (f64, f64)) {
        let (chart, axis, sizes) = (self.chart, self.axis, self.sizes);
        let word = if line.hue == GREY { GREY.word } else { INK };
        let lettered = Lettered::plain(sizes.label, word);
        let text = line.label.len() as f64 * lettered.leading();
        let (label_y, bar_y) = if self.above {
            (y + 0.5 * text, y + text + 0.2 * sizes.label + 0.5 * thickness(sizes))
        } else {
            (y + 0.5 * height, y + 0.5 * height)
        };
        let from = if self.above { y + text } else { y };
        axis.at.iter().for_each(|at| chart.line(&[(*at, from), (*at, y + height)], GRID, 1.0));
        let half = 0.5 * thickness(sizes);
        let (top, bottom) = (bar_y - half, bar_y + half);
        let fit = |value: f64| value.clamp(axis.low(), axis.high());
        let [end, filled] = [line.bar.estimate, line.filled].map(fit);
        if filled > 0.0 {
            chart.rect((0.0, top), (filled, bottom), line.hue.mark, 0.5);
        }
        if line.outlined && end > 0.0 {
            let outline = [(0.0, top), (end, top), (end, bottom), (0.0, bottom), (0.0, top)];
            chart.line(&outline, line.hue.mark, 1.3);
        }
        chart.line(&[(0.0, from), (0.0, y + height)], RULE, 1.0);
        let (low, high) = (fit(line.bar.interval.0), fit(line.bar.interval.1));
        if high > low {
            chart.line(&[(low, bar_y), (high, bar_y)], INK, 1.4);
        }
        if let Some(ring) = line.ring.filter(|ring| ring.is_finite()) {
            self.plane.ring(chart.at((fit(ring), bar_y)), 0.24 * sizes.label, INK, 1.2);
        }
        self.plane.paragraph((self.sides.0, label_y), &line.label, lettered);
        self.plane.text((self.sides.1, bar_y), number, lettered.end());
    }
}

/// Shares of the variance are per cent; effects have the unit of the measure.
fn quantity(data: &SensitivityData) -> Quantity {
    match data.scale {
        SensitivityScale::Variance => Quantity::of("variance_share", ""),
        SensitivityScale::Effects => Quantity::of(data.measure.name(), data.measure.unit()),
    }
}

fn bars(data: &SensitivityData) -> impl Iterator<Item = &Bar> {
    shown(data).flat_map(|(arm, unknowns)| unknowns.iter().map(|unknown| &unknown.bar).chain(&arm.chance))
}

fn decimals(data: &SensitivityData, quantity: &Quantity) -> usize {
    match data.scale {
        SensitivityScale::Variance => 0,
        SensitivityScale::Effects => quantity.decimals(&bars(data).map(|bar| bar.estimate).collect::<Vec<_>>(), &[]),
    }
}

/// From zero to the farthest end of a bar, an interval or a ring. Truly no share of the variance is above 1, and
/// intervals that reach beyond it are cut off.
fn value_axis(data: &SensitivityData, quantity: &Quantity) -> Ticks {
    let farthest = |ends: &mut dyn Iterator<Item = f64>| ends.filter(|end| end.is_finite()).fold(0.0, f64::max);
    let estimates = farthest(&mut bars(data).map(|bar| bar.estimate));
    let intervals = farthest(&mut bars(data).map(|bar| bar.interval.1));
    let high = match data.scale {
        SensitivityScale::Variance => intervals.min(estimates.max(1.0)),
        SensitivityScale::Effects => {
            let unknowns = shown(data).flat_map(|(_, unknowns)| unknowns);
            intervals.max(estimates).max(farthest(&mut unknowns.filter_map(|unknown| unknown.aside)))
        }
    };
    quantity.difference_axis(0.0, high)
}

/// A bar as it is written: `42% [31, 55]`; effects on shares, in percentage points, have no sign of per cent.
fn written(bar: &Bar, scale: SensitivityScale, quantity: &Quantity, decimals: usize) -> String {
    let bare = |value: f64| axis::number(quantity.scaled(value), decimals);
    let sign = if scale == SensitivityScale::Variance { "%" } else { "" };
    format!("{}{sign} [{}, {}]", bare(bar.estimate), bare(bar.interval.0), bare(bar.interval.1))
}

fn title(data: &SensitivityData, language: Language) -> String {
    let quantity = quantity(data);
    let measure = tidy(data.measure.label().get(language));
    let told = |text, arm: &str, factor: &str, amount: &str| {
        let gaps = [
            ("measure", measure.as_str()),
            ("arm", arm),
            ("baseline", &data.baseline),
            ("factor", factor),
            ("amount", amount),
        ];
        say(text, language, &gaps)
    };
    let [arm] = data.arms.as_slice() else {
        return told(words::SENSITIVITY_MANY, "", "", "");
    };
    let label = tidy(&arm.label);
    match arm.unknowns.first() {
        Some(first) if first.shown => {
            let decimals = decimals(data, &quantity);
            let (text, amount) = match data.scale {
                SensitivityScale::Variance => {
                    (words::SENSITIVITY_FIRST, quantity.with_unit(first.bar.estimate, decimals, language))
                }
                SensitivityScale::Effects => {
                    (words::SENSITIVITY_MOVES, quantity.amount(first.bar.estimate, decimals, language))
                }
            };
            told(text, &label, &tidy(&first.name), &amount)
        }
        Some(first) if first.bar.estimate > 0.0 => told(words::SENSITIVITY_NONE, &label, "", ""),
        Some(_) => told(words::SENSITIVITY_CONSTANT, &label, "", ""),
        None => told(words::SENSITIVITY_MANY, "", "", ""),
    }
}

fn subtitle(data: &SensitivityData, language: Language) -> String {
    let text = match data.scale {
        SensitivityScale::Variance => words::SENSITIVITY_VARIANCE,
        SensitivityScale::Effects => words::SENSITIVITY_EFFECTS,
    };
    let (points, replicates) = (integer(data.base_points), integer(data.source.replicates));
    let gaps = [("baseline", data.baseline.as_str()), ("points", &points), ("replicates", &replicates)];
    say(text, language, &gaps)
}

fn notes(data: &SensitivityData, language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    let unknowns = || shown(data).flat_map(|(_, unknowns)| unknowns);
    if unknowns().any(|unknown| !unknown.shown) {
        notes.push(words::SENSITIVITY_GREY.get(language).to_string());
    }
    let more = shown(data).map(|(arm, unknowns)| arm.unknowns.len() - unknowns.len()).max().unwrap_or(0);
    if more > 0 {
        notes.push(say(words::SENSITIVITY_MORE, language, &[("count", &integer(more as u64))]));
    }
    if data.source.replicates < 2 {
        notes.push(words::SENSITIVITY_ONE.get(language).to_string());
    }
    notes
}

fn alt(data: &SensitivityData, quantity: &Quantity, decimals: usize, language: Language) -> String {
    let told = shown(data).flat_map(|(arm, unknowns)| {
        let chance = arm.chance.iter().map(|bar| (words::SENSITIVITY_CHANCE.get(language).to_string(), bar));
        let all = unknowns.iter().map(|unknown| (unknown.label(language), &unknown.bar)).chain(chance);
        let told = all.map(|(label, bar)| {
            let value = written(bar, data.scale, quantity, decimals);
            say(words::ALT_SENSITIVITY, language, &[("arm", arm.label.as_str()), ("factor", &label), ("value", &value)])
        });
        told.collect::<Vec<_>>()
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
