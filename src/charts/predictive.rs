//! Observed patterns against what sets of parameters make of them, before and after calibration.

use super::axis::{Quantity, Ticks, integer};
use super::figure::{Drawing, Frame, Lettered, Source, Style, compose};
use super::posterior::{Spread, strip};
use super::text::tidy;
use super::theme::{BLUE, FAINT, GREEN, GREY, GRID, INK, MUTED, RULE, VERMILION, Width};
use super::validation::Claim;
use super::words::{self, say};
use crate::vocabulary::{Language, Text};

/// Patterns before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct PredictiveData {
    /// The patterns.
    pub rows: Vec<PredictiveRow>,
    /// Sets drawn from the plausible ranges.
    pub before: u64,
    /// Sets that are left.
    pub after: u64,
    /// Where the numbers come from.
    pub source: Source,
}

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct PredictiveRow {
    /// What it says, in the language of the figure.
    pub label: String,
    /// Name and unit of its measure.
    pub measure: (String, String),
    /// Whether the number is a difference, which is written with its sign.
    pub difference: bool,
    /// What is observed or claimed.
    pub claim: Claim,
    /// What it is used for.
    pub role: Role,
    /// Means of the sets drawn from the plausible ranges.
    pub before: Option<Spread>,
    /// Means of the sets that are left.
    pub after: Option<Spread>,
    /// In what share of the sets it holds, before and after.
    pub holds: (Option<f64>, Option<f64>),
}

/// What a pattern is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Sets were chosen by it.
    Fitted,
    /// It was kept apart.
    HeldOut,
    /// No set can give it.
    OutOfReach,
    /// It was not used.
    LeftOut,
}

impl Role {
    fn word(self) -> Text {
        match self {
            Role::Fitted => words::VALIDATION_FIT,
            Role::HeldOut => words::PREDICTIVE_APART,
            Role::OutOfReach => words::PREDICTIVE_OUT,
            Role::LeftOut => words::PREDICTIVE_LEFT,
        }
    }
}

/// A row, ready to be drawn.
struct Line<'a> {
    row: &'a PredictiveRow,
    quantity: Quantity,
    axis: Ticks,
    label: Vec<String>,
    aside: String,
    holds: String,
    height: f64,
}

/// Draws the chart.
pub fn draw(data: &PredictiveData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let above = style.width == Width::Single;
    let (plain, small) = (Lettered::plain(sizes.label, INK), Lettered::plain(sizes.small, MUTED));
    let label_width = if above { inner } else { 0.36 * inner };
    let (marks, between) = (3.1 * sizes.label, 0.35 * sizes.label);
    let lines: Vec<Line<'_>> = data
        .rows
        .iter()
        .map(|row| {
            let label = plain.wrap(&tidy(&row.label), label_width);
            let text = label.len() as f64 * plain.leading() + small.leading();
            let chart = marks + 1.9 * sizes.small;
            let height = if above { text + chart + between } else { text.max(chart) } + 0.9 * sizes.label;
            let quantity = Quantity::of(&row.measure.0, &row.measure.1);
            Line {
                row,
                quantity,
                axis: axis(row, &quantity),
                label,
                aside: aside(row, language),
                holds: holds(row),
                height,
            }
        })
        .collect();
    let header = words::PREDICTIVE_HOLDS.get(language);
    let number = lines.iter().map(|line| plain.width(&line.holds)).fold(small.width(header), f64::max);
    let gap = 1.1 * sizes.label;
    // Half of the first number of an axis stands beside it; labels keep clear of it.
    let firsts = lines.iter().filter_map(|line| line.quantity.tick_labels(&line.axis).into_iter().next());
    let overhang = 0.5 * firsts.map(|first| small.width(&first)).fold(0.0, f64::max) + 0.4 * sizes.label;
    let head = 1.9 * sizes.label;
    let fitted = || data.rows.iter().filter(|row| row.role == Role::Fitted);
    let met = fitted().filter(|row| row.holds.1.is_some_and(|share| share >= 0.5)).count();
    let gaps = [
        ("met", met.to_string()),
        ("fitted", fitted().count().to_string()),
        ("before", integer(data.before)),
        ("after", integer(data.after)),
    ];
    let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
    let frame = Frame {
        title: say(words::PREDICTIVE_TITLE, language, &gaps),
        subtitle: say(words::PREDICTIVE_SUBTITLE, language, &gaps),
        notes: vec![words::EQUITY_NOTE.get(language).to_string()],
        source: &data.source,
        alt: alt(data, language),
    };
    let height = head + lines.iter().map(|line| line.height).sum::<f64>();
    compose(*style, frame, height.max(3.0 * sizes.label), |plane, body| {
        if lines.is_empty() {
            let middle = (0.5 * (body.left + body.right), 0.5 * (body.top + body.bottom));
            plane.text(middle, words::COURSE_EMPTY.get(language), Lettered::plain(sizes.label, FAINT).middle());
            return;
        }
        plane.text((body.right, body.top + 0.4 * sizes.label), header, small.end());
        let left = body.left + if above { 0.8 * sizes.label } else { label_width + overhang.max(gap) };
        let right = body.right - number - gap;
        let mut y = body.top + head;
        for line in &lines {
            let text = line.label.len() as f64 * plain.leading();
            plane.paragraph((body.left, y + 0.5 * text), &line.label, plain);
            let word = if line.row.role == Role::OutOfReach { VERMILION.word } else { FAINT };
            plane.text((body.left, y + text + 0.5 * small.leading()), &line.aside, Lettered::plain(sizes.small, word));
            let top = if above { y + text + small.leading() + between } else { y };
            let (bottom, axis) = (top + marks, &line.axis);
            let chart = plane.plot(axis.low()..axis.high(), top..bottom, left..right, top..bottom);
            if let Some((from, to)) = region(line.row.claim, line.row.difference) {
                let (from, to) = (from.clamp(axis.low(), axis.high()), to.clamp(axis.low(), axis.high()));
                chart.rect((from, top), (to, bottom), GREEN.mark, 0.16);
            }
            axis.at.iter().for_each(|at| chart.line(&[(*at, top), (*at, bottom)], GRID, 1.0));
            if let Claim::Value(observed, _) = line.row.claim
                && (axis.low()..=axis.high()).contains(&observed)
            {
                chart.line(&[(observed, top), (observed, bottom)], INK, 1.4);
            }
            chart.line(&[(axis.low(), bottom), (axis.high(), bottom)], RULE, 1.0);
            let labels = line.quantity.tick_labels(axis);
            // As many are written as have room beside each other, evenly.
            let widest = labels.iter().map(|label| small.width(label)).fold(0.0, f64::max);
            let apart = (right - left) / (axis.at.len().max(2) - 1) as f64;
            let every = (1..axis.at.len()).find(|every| *every as f64 * apart >= widest + 4.0);
            for (at, label) in axis.at.iter().zip(&labels).step_by(every.unwrap_or(axis.at.len().max(1))) {
                let x = chart.at((*at, bottom)).0;
                plane.text((x, bottom + 1.0 * sizes.small), label, small.middle());
            }
            let spreads = [(line.row.before, GREY, 0.3), (line.row.after, BLUE, 0.72)];
            for (spread, hue, at) in spreads {
                if let Some(spread) = spread.filter(Spread::is_finite) {
                    let inside = Spread(spread.0.map(|x| x.clamp(axis.low(), axis.high())));
                    strip(&chart, &inside, top + at * marks, hue, &sizes);
                }
            }
            let weight = if line.row.role == Role::Fitted {
                Lettered::bold(sizes.label, BLUE.word)
            } else {
                Lettered::plain(sizes.label, INK)
            };
            plane.text((body.right, top + 0.5 * marks), &line.holds, weight.end());
            y += line.height;
        }
    })
}

/// The values that agree with a claim; an open side goes on for ever.
fn region(claim: Claim, difference: bool) -> Option<(f64, f64)> {
    match claim {
        Claim::Value(observed, tolerance) => Some((observed - tolerance, observed + tolerance)),
        Claim::More(margin) => Some((margin, f64::MAX)),
        Claim::Less(margin) => Some((f64::MIN, if difference { -margin } else { margin })),
        Claim::Equivalent(margin) => Some((-margin, margin)),
        Claim::SmallerThan(_) => None,
    }
}

/// The axis of what is drawn and what is claimed.
fn axis(row: &PredictiveRow, quantity: &Quantity) -> Ticks {
    let spreads = [row.before, row.after].into_iter().flatten().filter(Spread::is_finite);
    let region = region(row.claim, row.difference).map_or(Vec::new(), |(from, to)| vec![from, to]);
    let shown = spreads.flat_map(|spread| spread.0).chain(region.into_iter().filter(|x| x.abs() < f64::MAX));
    let shown: Vec<f64> = shown.collect();
    let low = shown.iter().copied().fold(f64::INFINITY, f64::min);
    let high = shown.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    match low <= high {
        true if row.difference => quantity.difference_axis(low, high),
        true => quantity.axis(low, high),
        false => quantity.axis(0.0, 1.0),
    }
}

/// What is claimed and what it is used for.
fn aside(row: &PredictiveRow, language: Language) -> String {
    let gaps = [("claim", claim(row)), ("role", row.role.word().get(language).to_string())];
    say(words::PREDICTIVE_ASIDE, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())))
}

/// What is claimed, as it was given, however many decimals the axis has.
fn claim(row: &PredictiveRow) -> String {
    let quantity = Quantity::of(&row.measure.0, &row.measure.1);
    let given = |number: f64| {
        let whole = |decimals: &usize| {
            let scaled = quantity.scaled(number) * libm::pow(10.0, *decimals as f64);
            (libm::round(scaled) - scaled).abs() < 1e-6
        };
        quantity.value(number, (0..4).find(whole).unwrap_or(4))
    };
    match row.claim {
        Claim::More(margin) => format!("> {}", given(margin)),
        Claim::Less(margin) => format!("< {}", given(if row.difference && margin != 0.0 { -margin } else { margin })),
        Claim::Equivalent(margin) => format!("\u{b1} {}", given(margin)),
        Claim::Value(observed, tolerance) => format!("{} \u{b1} {}", given(observed), given(tolerance)),
        Claim::SmallerThan(_) => super::axis::NONE.to_string(),
    }
}

fn holds(row: &PredictiveRow) -> String {
    let share = |share: Option<f64>| {
        share.map_or_else(|| super::axis::NONE.to_string(), |share| format!("{:.0}%", 100.0 * share))
    };
    format!("{} → {}", share(row.holds.0), share(row.holds.1))
}

fn alt(data: &PredictiveData, language: Language) -> String {
    let told = data.rows.iter().map(|row| {
        let quantity = Quantity::of(&row.measure.0, &row.measure.1);
        let written = |spread: Option<Spread>| match spread.filter(Spread::is_finite) {
            Some(Spread([low, _, middle, _, high])) => {
                let digits = quantity.decimals(&[middle], &[high - low]);
                let value = |value| quantity.value(value, digits);
                format!("{} [{}, {}]", value(middle), value(low), value(high))
            }
            None => super::axis::NONE.to_string(),
        };
        let gaps = [
            ("label", row.label.clone()),
            ("aside", aside(row, language)),
            ("before", written(row.before)),
            ("after", written(row.after)),
            ("holds", holds(row)),
        ];
        say(words::ALT_PREDICTIVE, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())))
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
