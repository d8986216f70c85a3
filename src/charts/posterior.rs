//! What observed patterns tell of each unknown: the range that is plausible and what is left of it.

use super::axis::{Quantity, integer, number};
use super::figure::{Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{BLUE, FAINT, GREY, GRID, Hue, INK, MUTED, RAISED, Sizes, Width};
use super::words::{self, say};
use crate::vocabulary::Language;
use libm::{floor, log10};

/// Unknowns before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct PosteriorData {
    /// The unknowns that are drawn, the best told first.
    pub rows: Vec<PosteriorRow>,
    /// Unknowns in all.
    pub unknowns: usize,
    /// How many of them the patterns tell at all.
    pub told: usize,
    /// Sets that are left.
    pub sets: u64,
    /// Where the numbers come from.
    pub source: Source,
}

/// An unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct PosteriorRow {
    /// What it means, in the language of the figure.
    pub label: String,
    /// Its unit, as the vocabulary writes it.
    pub unit: String,
    /// The ends of what is plausible.
    pub prior: (f64, f64),
    /// What is left; `None` when nothing is known.
    pub left: Option<Spread>,
    /// Share of its variance that is lost.
    pub contraction: Option<f64>,
    /// Whether the patterns tell it.
    pub told: bool,
}

/// The 2.5, 25, 50, 75 and 97.5 % quantiles of something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread(pub [f64; 5]);

impl Spread {
    pub(super) fn is_finite(&self) -> bool {
        self.0.iter().all(|x| x.is_finite())
    }
}

/// Draws a spread on a plane whose y are pixels: a thin line over 95 %, a thick one over 50 %, a mark at the median.
pub(super) fn strip(plane: &Plane<'_>, spread: &Spread, y: f64, hue: Hue, sizes: &Sizes) {
    let [low, quarter, middle, three_quarters, high] = spread.0;
    if high > low {
        plane.line(&[(low, y), (high, y)], hue.mark, 1.8);
    }
    if three_quarters > quarter {
        plane.line(&[(quarter, y), (three_quarters, y)], hue.mark, 0.42 * sizes.label);
    }
    plane.ring((middle, y), 0.26 * sizes.label, hue.word, 1.6);
}

/// A row, ready to be drawn.
struct Line {
    label: Vec<String>,
    ends: (String, String),
    lost: String,
    height: f64,
}

/// Draws the chart.
pub fn draw(data: &PosteriorData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let above = style.width == Width::Single;
    let (plain, small) = (Lettered::plain(sizes.label, INK), Lettered::plain(sizes.small, MUTED));
    let label_width = if above { inner } else { 0.34 * inner };
    let bar = 1.7 * sizes.label;
    let lines: Vec<Line> = data
        .rows
        .iter()
        .map(|row| {
            let label = plain.wrap(&label(row, language), label_width);
            let text = label.len() as f64 * plain.leading();
            let height = if above { text + bar + 0.5 * sizes.label } else { text.max(bar) + 0.6 * sizes.label };
            let written = |value: f64| number(value, given(value));
            Line { label, ends: (written(row.prior.0), written(row.prior.1)), lost: lost(row), height }
        })
        .collect();
    let widest = |texts: &mut dyn Iterator<Item = &str>, lettered: Lettered| {
        texts.map(|text| lettered.width(text)).fold(0.0, f64::max)
    };
    let header = words::POSTERIOR_LOST.get(language);
    let low = widest(&mut lines.iter().map(|line| line.ends.0.as_str()), small);
    let high = widest(&mut lines.iter().map(|line| line.ends.1.as_str()), small);
    let lost = widest(&mut lines.iter().map(|line| line.lost.as_str()), plain).max(small.width(header));
    let gap = 0.8 * sizes.label;
    let head = 1.9 * sizes.label;
    let gaps = [("told", data.told.to_string()), ("all", data.unknowns.to_string()), ("sets", integer(data.sets))];
    let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
    let rest = data.unknowns.saturating_sub(data.rows.len()).to_string();
    let note = say(words::POSTERIOR_REST, language, &[("count", &rest)]);
    let frame = Frame {
        title: say(words::POSTERIOR_TITLE, language, &gaps),
        subtitle: say(words::POSTERIOR_SUBTITLE, language, &gaps),
        notes: if rest == "0" { Vec::new() } else { vec![note] },
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
        let left = body.left + if above { 0.0 } else { label_width + gap } + low + gap;
        let right = body.right - lost - gap - high - gap;
        let mut y = body.top + head;
        for (line, row) in lines.iter().zip(&data.rows) {
            let text = line.label.len() as f64 * plain.leading();
            let (label_y, mark_y) = if above {
                (y + 0.5 * text, y + text + 0.5 * bar)
            } else {
                (y + 0.5 * line.height, y + 0.5 * line.height)
            };
            plane.paragraph((body.left, label_y), &line.label, plain);
            plane.text((left - gap, mark_y), &line.ends.0, small.end());
            plane.text((right + gap, mark_y), &line.ends.1, small);
            let weight = if row.told { Lettered::bold(sizes.label, BLUE.word) } else { small };
            plane.text((body.right, mark_y), &line.lost, weight.end());
            let (from, to) = if row.prior.1 > row.prior.0 { row.prior } else { (row.prior.0 - 0.5, row.prior.1 + 0.5) };
            let track = plane.plot(from..to, mark_y - bar..mark_y + bar, left..right, mark_y - bar..mark_y + bar);
            let half = 0.3 * sizes.label;
            track.rect((from, mark_y - half), (to, mark_y + half), RAISED, 0.75);
            track.line(&[(from, mark_y - half), (from, mark_y + half)], GRID, 1.0);
            if let Some(spread) = row.left.filter(Spread::is_finite) {
                let inside = Spread(spread.0.map(|x| x.clamp(from, to)));
                strip(&track, &inside, mark_y, if row.told { BLUE } else { GREY }, &sizes);
            }
            y += line.height;
        }
    })
}

/// What it means with its unit, if it has one.
fn label(row: &PosteriorRow, language: Language) -> String {
    let unit = Quantity::of("", &row.unit).unit(language);
    let label = tidy(&row.label);
    match (unit, language) {
        ("", _) => label,
        (_, Language::English) => format!("{label}, {unit}"),
        (_, Language::Chinese) => format!("{label}，{unit}"),
    }
}

/// The share of variance that is lost; more may be gained.
fn lost(row: &PosteriorRow) -> String {
    let share = row.contraction.filter(|share| share.is_finite());
    share.map_or_else(|| super::axis::NONE.to_string(), |share| format!("{}%", number(100.0 * share, 0)))
}

/// Decimals that show a hundredth of a width.
fn decimals(width: f64) -> usize {
    if width > 0.0 { (1.0 - floor(log10(width))).clamp(0.0, 4.0) as usize } else { 2 }
}

/// Decimals of a number as it was given, at most four.
fn given(value: f64) -> usize {
    let whole = |decimals: &usize| {
        let scaled = value * libm::pow(10.0, *decimals as f64);
        (libm::round(scaled) - scaled).abs() < 1e-6
    };
    (0..4).find(whole).unwrap_or(4)
}

fn alt(data: &PosteriorData, language: Language) -> String {
    let told = data.rows.iter().map(|row| {
        let digits = decimals(row.prior.1 - row.prior.0);
        let written = |value: f64| number(value, digits);
        let [low, middle, high] = match row.left {
            Some(spread) => [spread.0[0], spread.0[2], spread.0[4]].map(written),
            None => [super::axis::NONE; 3].map(String::from),
        };
        let gaps = [
            ("label", label(row, language)),
            ("from", number(row.prior.0, given(row.prior.0))),
            ("to", number(row.prior.1, given(row.prior.1))),
            ("middle", middle),
            ("low", low),
            ("high", high),
            ("lost", lost(row)),
        ];
        say(words::ALT_POSTERIOR, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())))
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
