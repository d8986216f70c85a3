//! How a measure depends on one number that was varied: its mean at every value of the number, by arm.

use super::axis::{Quantity, Ticks, integer, number, ticks};
use super::ends::{self, End};
use super::figure::{Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{COLOURED_ARMS, FAINT, GRID, Hue, INK, MUTED, Sizes, Width, arm_hues};
use super::words::{self, say};
use crate::vocabulary::{Language, Measure};

/// More bands than this on each other are mud; thin bars show the intervals then.
const MOST_BANDS: usize = 3;

/// A measure over the values of one factor, under several arms.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseData {
    /// The measure.
    pub measure: Measure,
    /// What was varied, in the language of the figure.
    pub factor: String,
    /// Its unit; empty for pure numbers.
    pub factor_unit: String,
    /// The arms.
    pub arms: Vec<ResponseArm>,
    /// Which of them is the baseline.
    pub baseline: usize,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseArm {
    /// Its label.
    pub label: String,
    /// A point for each value of the factor that has one, in ascending order.
    pub points: Vec<ResponsePoint>,
}

/// The measure at one value of the factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResponsePoint {
    /// Value of the factor.
    pub at: f64,
    /// Mean over the replicates.
    pub mean: f64,
    /// 95 % interval of the mean; `None` with one replicate.
    pub interval: Option<(f64, f64)>,
}

impl ResponsePoint {
    fn bounds(&self) -> (f64, f64) {
        self.interval.unwrap_or((self.mean, self.mean))
    }
}

/// Draws the response.
pub fn draw(data: &ResponseData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let quantity = Quantity::of(data.measure.name(), data.measure.unit());
    let points = || data.arms.iter().flat_map(|arm| &arm.points);
    let extent = |values: &mut dyn Iterator<Item = f64>| {
        values.fold(None, |range: Option<(f64, f64)>, x| {
            Some(range.map_or((x, x), |(low, high)| (low.min(x), high.max(x))))
        })
    };
    let (low, high) =
        extent(&mut points().flat_map(|point| [point.bounds().0, point.bounds().1])).unwrap_or((0.0, 1.0));
    let across = extent(&mut points().map(|point| point.at)).unwrap_or((0.0, 1.0));
    let (axis, foot_axis) = (quantity.axis(low, high), ticks(across.0, across.1, 6));
    let means: Vec<f64> = points().map(|point| point.mean).collect();
    let decimals = quantity.decimals(&means, &[]).min(axis.decimals + 1);

    let tick = Lettered::plain(sizes.small, MUTED);
    let tick_labels = quantity.tick_labels(&axis);
    let left = tick_labels.iter().map(|label| tick.width(label)).fold(0.0, f64::max) + 8.0;
    let inner = sizes.width - 2.0 * sizes.margin;
    let hues = arm_hues(data.arms.len(), data.baseline);
    let mut labels: Vec<End> = data
        .arms
        .iter()
        .zip(&hues)
        .filter_map(|(arm, hue)| {
            let last = arm.points.last()?;
            let value = quantity.value(last.mean, decimals);
            Some(End::new((last.at, last.mean), *hue, tidy(&arm.label), value))
        })
        .collect();
    let right = ends::lay_out(&mut labels, 0.32 * inner, &sizes);
    let lowest = if style.width == Width::Double { 0.42 } else { 0.55 } * sizes.width;
    let tall = lowest.max(ends::height(&labels));
    let factor_lines = Lettered::plain(sizes.small, MUTED).wrap(&factor_name(data, language), inner - right - left);
    let foot = 1.9 * sizes.label + factor_lines.len() as f64 * Lettered::plain(sizes.small, MUTED).leading();
    let gaps = [("measure", data.measure.label().get(language)), ("factor", data.factor.as_str())];
    let frame = Frame {
        title: tidy(&say(words::RESPONSE_TITLE, language, &gaps)),
        subtitle: subtitle(data, language),
        notes: Vec::new(),
        source: &data.source,
        alt: alt(data, &quantity, decimals, language),
    };
    let unit_line = 1.3 * sizes.small;
    compose(*style, frame, unit_line + tall + foot, |plane, body| {
        let (top, bottom) = (body.top + unit_line, body.bottom - foot);
        let span = body.left + left..body.right - right;
        let chart = plane.plot(foot_axis.low()..foot_axis.high(), axis.low()..axis.high(), span.clone(), bottom..top);
        if !quantity.share {
            let unit = Lettered::plain(sizes.small, FAINT);
            plane.text((body.left, top - 1.3 * sizes.small), quantity.unit(language), unit);
        }
        for (at, label) in axis.at.iter().zip(&tick_labels) {
            chart.line(&[(foot_axis.low(), *at), (foot_axis.high(), *at)], GRID, 1.0);
            let (x, y) = chart.at((foot_axis.low(), *at));
            plane.text((x - 6.0, y), label, tick.end());
        }
        draw_foot(plane, &chart, &foot_axis, (span.start, span.end), bottom, &sizes);
        let middle = (0.5 * (span.start + span.end), body.bottom - 0.5 * sizes.small * factor_lines.len() as f64 * 1.4);
        plane.paragraph(middle, &factor_lines, Lettered::plain(sizes.small, MUTED).middle());
        for (arm, hue) in data.arms.iter().zip(&hues) {
            draw_arm(&chart, arm, *hue, data.arms.len());
        }
        ends::draw(plane, &chart, &labels, span.end, (top, bottom), &sizes);
    })
}

fn draw_foot(plane: &Plane<'_>, chart: &Plane<'_>, axis: &Ticks, span: (f64, f64), bottom: f64, sizes: &Sizes) {
    plane.line(&[(span.0, bottom), (span.1, bottom)], INK, 1.2);
    let lettered = Lettered::plain(sizes.small, MUTED).middle();
    for at in &axis.at {
        let x = chart.at((*at, 0.0)).0;
        plane.line(&[(x, bottom), (x, bottom + 4.0)], INK, 1.0);
        plane.text((x, bottom + 1.25 * sizes.small), &number(*at, axis.decimals), lettered);
    }
}

fn draw_arm(chart: &Plane<'_>, arm: &ResponseArm, hue: Hue, arms: usize) {
    if arms <= MOST_BANDS && arm.points.len() > 1 {
        let mut edge: Vec<(f64, f64)> = arm.points.iter().map(|point| (point.at, point.bounds().1)).collect();
        edge.extend(arm.points.iter().rev().map(|point| (point.at, point.bounds().0)));
        if arm.points.iter().any(|point| point.bounds().1 > point.bounds().0) {
            chart.area(&edge, hue.mark, 0.16);
        }
    }
    if (MOST_BANDS + 1..=COLOURED_ARMS).contains(&arms) {
        for (point, (low, high)) in arm.points.iter().map(|point| (point, point.bounds())) {
            chart.line(&[(point.at, low), (point.at, high)], hue.mark, 1.0);
        }
    }
    let line: Vec<(f64, f64)> = arm.points.iter().map(|point| (point.at, point.mean)).collect();
    if line.len() > 1 {
        chart.line(&line, hue.mark, 2.2);
    }
    line.iter().for_each(|point| chart.disc(*point, 2.8, hue.mark, 1.0));
}

fn factor_name(data: &ResponseData, language: Language) -> String {
    let unit = words::unit(&data.factor_unit).map_or(data.factor_unit.as_str(), |unit| unit.get(language));
    let text = if unit.is_empty() { words::RESPONSE_FACTOR } else { words::RESPONSE_FACTOR_UNIT };
    tidy(&say(text, language, &[("factor", &data.factor), ("unit", unit)]))
}

fn subtitle(data: &ResponseData, language: Language) -> String {
    let replicates = integer(data.source.replicates);
    let line = match (data.source.replicates, data.arms.len()) {
        (0 | 1, _) => words::RESPONSE_ONE,
        (_, arms) if arms <= MOST_BANDS => words::RESPONSE_BAND,
        (_, arms) if arms <= COLOURED_ARMS => words::RESPONSE_BARS,
        _ => words::RESPONSE_DOTS,
    };
    let line = say(line, language, &[("replicates", &replicates)]);
    format!("{}{}{line}", say(data.measure.formula(), language, &[]), words::space(language))
}

fn alt(data: &ResponseData, quantity: &Quantity, decimals: usize, language: Language) -> String {
    let told = data.arms.iter().filter_map(|arm| {
        let (first, last) = (arm.points.first()?, arm.points.last()?);
        let value = |value| quantity.with_unit(value, decimals, language);
        let gaps = [
            ("arm", arm.label.as_str()),
            ("first", &value(first.mean)),
            ("from", &first.at.to_string()),
            ("last", &value(last.mean)),
            ("to", &last.at.to_string()),
        ];
        Some(say(words::ALT_RESPONSE, language, &gaps))
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
