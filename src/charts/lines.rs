//! Lines of means with the bands of their intervals over a number, one for each arm.

use super::axis::{Quantity, Ticks, number, ticks};
use super::ends::{self, End};
use super::figure::{Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::panels::Estimate;
use super::text::tidy;
use super::theme::{COLOURED_ARMS, FAINT, GRID, Hue, INK, MUTED, Sizes, Width, arm_hues};

/// More bands than this on each other are mud; thin bars at the dots show the intervals then.
pub(super) const MOST_BANDS: usize = 3;

/// Lines, and what is said around them.
pub(super) struct Lines<'a> {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) notes: Vec<String>,
    pub(super) source: &'a Source,
    pub(super) quantity: Quantity,
    pub(super) foot: Foot,
    pub(super) arms: Vec<Line>,
    /// Which of the arms is the baseline.
    pub(super) baseline: usize,
    /// Whether each point has a dot.
    pub(super) dots: bool,
    /// Whether the axis of values starts at zero whatever the values.
    pub(super) from_zero: bool,
}

/// The axis at the foot.
pub(super) struct Foot {
    /// What it is.
    pub(super) name: String,
    /// Where its ticks are; round numbers around the points when not given.
    pub(super) ticks: Option<Ticks>,
    /// Words that stand at 0, 1 and so on, in place of ticks: then nothing lies between them and no line is drawn.
    pub(super) words: Vec<String>,
}

/// One arm.
pub(super) struct Line {
    pub(super) label: String,
    /// Points in ascending order.
    pub(super) points: Vec<(f64, Estimate)>,
    /// A point on the line that is marked.
    pub(super) marked: Option<(f64, f64)>,
}

/// Draws the lines; `alt` says in words what they show, with so many decimals.
pub(super) fn draw(lines: Lines<'_>, style: &Style, alt: impl FnOnce(usize) -> String) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let quantity = lines.quantity;
    let points = || lines.arms.iter().flat_map(|arm| &arm.points);
    let extent = |values: &mut dyn Iterator<Item = f64>| {
        values.filter(|x| x.is_finite()).fold(None, |range: Option<(f64, f64)>, x| {
            Some(range.map_or((x, x), |(low, high)| (low.min(x), high.max(x))))
        })
    };
    let values = extent(&mut points().flat_map(|(_, point)| [point.bounds().0, point.bounds().1]));
    let (low, high) = values.unwrap_or((0.0, 1.0));
    let across = extent(&mut points().map(|(at, _)| *at)).unwrap_or((0.0, 1.0));
    let axis = quantity.axis(if lines.from_zero { low.min(0.0) } else { low }, high);
    let foot_words = lines.foot.words;
    let foot_axis = match foot_words.len() {
        0 => lines.foot.ticks.unwrap_or_else(|| ticks(across.0, across.1, 6)),
        count => Ticks { at: vec![-0.5, count as f64 - 0.5], decimals: 0 },
    };
    let means: Vec<f64> = points().map(|(_, point)| point.mean).collect();
    let decimals = quantity.decimals(&means, &[]).min(axis.decimals + 1);
    // An interval needs decimals that tell its ends apart.
    let lasts = lines.arms.iter().filter_map(|arm| arm.points.last());
    let spans: Vec<f64> = lasts.map(|(_, last)| last.bounds().1 - last.bounds().0).collect();
    let fine = quantity.decimals(&means, &spans);

    let tick = Lettered::plain(sizes.small, MUTED);
    let tick_labels = quantity.tick_labels(&axis);
    let left = tick_labels.iter().map(|label| tick.width(label)).fold(0.0, f64::max) + 8.0;
    let inner = sizes.width - 2.0 * sizes.margin;
    let hues = arm_hues(lines.arms.len(), lines.baseline);
    let mut labels: Vec<End> = lines
        .arms
        .iter()
        .zip(&hues)
        .enumerate()
        .filter_map(|(place, (arm, hue))| {
            let (at, last) = arm.points.last()?;
            let value = last.written(&quantity, fine);
            let at = if foot_words.is_empty() { *at } else { at + aside(place, lines.arms.len()) };
            Some(End::new((at, last.mean), *hue, tidy(&arm.label), value))
        })
        .collect();
    let right = ends::lay_out(&mut labels, 0.32 * inner, &sizes);
    let lowest = if style.width == Width::Double { 0.42 } else { 0.55 } * sizes.width;
    let tall = lowest.max(ends::height(&labels));
    let foot_lines = tick.wrap(&lines.foot.name, inner - right - left);
    let each = (inner - right - left) / foot_words.len().max(1) as f64;
    let foot_words: Vec<Vec<String>> = foot_words.iter().map(|word| tick.wrap(&tidy(word), 0.9 * each)).collect();
    let more = foot_words.iter().map(Vec::len).max().unwrap_or(1).saturating_sub(1) as f64 * tick.leading();
    let foot = 1.9 * sizes.label + more + foot_lines.len() as f64 * tick.leading();
    let frame = Frame {
        title: lines.title,
        subtitle: lines.subtitle,
        notes: lines.notes,
        source: lines.source,
        alt: alt(decimals),
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
        if foot_words.is_empty() {
            draw_foot(plane, &chart, &foot_axis, (span.start, span.end), bottom, &sizes);
        } else {
            plane.line(&[(span.start, bottom), (span.end, bottom)], INK, 1.2);
            for (place, word) in foot_words.iter().enumerate() {
                let x = chart.at((place as f64, 0.0)).0;
                let y = bottom + 1.25 * sizes.small + 0.5 * (word.len() as f64 - 1.0) * tick.leading();
                plane.paragraph((x, y), word, tick.middle());
            }
        }
        let middle = (0.5 * (span.start + span.end), body.bottom - 0.5 * sizes.small * foot_lines.len() as f64 * 1.4);
        plane.paragraph(middle, &foot_lines, tick.middle());
        for (place, (arm, hue)) in lines.arms.iter().zip(&hues).enumerate() {
            match foot_words.is_empty() {
                true => draw_arm((&chart, &axis), arm, *hue, lines.arms.len(), lines.dots),
                false => draw_apart((&chart, &axis), arm, *hue, aside(place, lines.arms.len())),
            }
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

/// How far beside its word an arm stands, so that the bars of arms do not lie on each other.
fn aside(arm: usize, arms: usize) -> f64 {
    0.5 * (arm as f64 - 0.5 * (arms as f64 - 1.0)) / arms.max(1) as f64
}

/// The interval of a point as far as the axis goes: that of a share may leave what a share can be.
fn shown(point: &Estimate, axis: &Ticks) -> (f64, f64) {
    let (low, high) = point.bounds();
    (low.clamp(axis.low(), axis.high()), high.clamp(axis.low(), axis.high()))
}

/// The dots of an arm with their intervals, each by itself.
fn draw_apart((chart, axis): (&Plane<'_>, &Ticks), arm: &Line, hue: Hue, aside: f64) {
    for (at, point) in &arm.points {
        let ((low, high), x) = (shown(point, axis), at + aside);
        if high > low {
            chart.line(&[(x, low), (x, high)], hue.mark, 1.6);
        }
        chart.disc((x, point.mean), 3.2, hue.mark, 1.0);
    }
}

fn draw_arm((chart, axis): (&Plane<'_>, &Ticks), arm: &Line, hue: Hue, arms: usize, dots: bool) {
    if arms <= MOST_BANDS && arm.points.len() > 1 {
        let mut edge: Vec<(f64, f64)> = arm.points.iter().map(|(at, point)| (*at, shown(point, axis).1)).collect();
        edge.extend(arm.points.iter().rev().map(|(at, point)| (*at, shown(point, axis).0)));
        if arm.points.iter().any(|(_, point)| point.bounds().1 > point.bounds().0) {
            chart.area(&edge, hue.mark, 0.16);
        }
    }
    if dots && (MOST_BANDS + 1..=COLOURED_ARMS).contains(&arms) {
        for (at, (low, high)) in arm.points.iter().map(|(at, point)| (*at, shown(point, axis))) {
            chart.line(&[(at, low), (at, high)], hue.mark, 1.0);
        }
    }
    let line: Vec<(f64, f64)> = arm.points.iter().map(|(at, point)| (*at, point.mean)).collect();
    if line.len() > 1 {
        chart.line(&line, hue.mark, 2.2);
    }
    let marked = arm.marked.iter().map(|at| (*at, 3.6));
    let each = line.iter().filter(|_| dots || line.len() == 1).map(|at| (*at, 2.8));
    marked.chain(each).for_each(|(at, radius)| chart.disc(at, radius, hue.mark, 1.0));
}
