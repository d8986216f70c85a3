//! The words in the course: names at the ends of lines, and what happened when.

use super::{CourseData, Role, month_name, place};
use crate::charts::axis::{Quantity, months_since};
use crate::charts::figure::{Body, Lettered, Plane};
use crate::charts::text::tidy;
use crate::charts::theme::{FAINT, GREY, Hue, MUTED, RULE, Sizes};
use crate::charts::words::{self, say};
use crate::vocabulary::Language;
use plotters::style::RGBColor;

/// The label of a line, at its end.
pub(super) struct End {
    /// Where the line ends.
    at: (f64, f64),
    hue: Hue,
    name: String,
    value: String,
    lines: Vec<String>,
    height: f64,
}

/// The labels of the lines that have one, and one for all that are grey.
pub(super) fn ends(
    data: &CourseData,
    roles: &[Role],
    quantity: &Quantity,
    decimals: usize,
    language: Language,
) -> Vec<End> {
    let end = |arm: usize| {
        let last = data.arms[arm]
            .months
            .iter()
            .enumerate()
            .rev()
            .find_map(|(i, point)| Some((i, (*point).filter(|p| p.is_finite())?)));
        last.map(|(i, point)| ((place(data, arm, i), point.mean), point))
    };
    let mut ends = Vec::new();
    for (arm, role) in roles.iter().enumerate().filter(|(_, role)| role.shown) {
        let Some((at, point)) = end(arm) else { continue };
        let mean = quantity.value(point.mean, decimals);
        let bound = |value: f64| quantity.value(value, decimals).trim_end_matches('%').to_string();
        let value = if point.high > point.low {
            let gaps = [("mean", mean.as_str()), ("low", &bound(point.low)), ("high", &bound(point.high))];
            say(words::COURSE_RANGE, language, &gaps)
        } else {
            mean
        };
        ends.push(End { at, hue: role.hue, name: tidy(&data.arms[arm].label), value, lines: Vec::new(), height: 0.0 });
    }
    let grey = roles.iter().enumerate().filter(|(_, role)| !role.shown);
    let grey: Vec<(f64, f64)> = grey.filter_map(|(arm, _)| end(arm).map(|(at, _)| at)).collect();
    if let Some(last) = grey.iter().map(|at| at.0).reduce(f64::max) {
        let mean = grey.iter().map(|at| at.1).sum::<f64>() / grey.len() as f64;
        let name = say(words::OTHERS, language, &[("count", &grey.len().to_string())]);
        ends.push(End { at: (last, mean), hue: GREY, name, value: String::new(), lines: Vec::new(), height: 0.0 });
    }
    ends
}

/// Distance from the plot to the labels.
const GAP: f64 = 14.0;

/// Wraps the labels; returns the width they take, gap included.
pub(super) fn lay_out(ends: &mut [End], most: f64, sizes: &Sizes) -> f64 {
    let (bold, plain) = letters(sizes);
    let mut width: f64 = 2.5 * sizes.label;
    for end in ends.iter() {
        width = width.max(bold(end.hue.word).width(&end.name).min(most - GAP)).max(plain.width(&end.value));
    }
    for end in ends.iter_mut() {
        let lettered = bold(end.hue.word);
        end.lines = lettered.wrap(&end.name, width);
        let value = if end.value.is_empty() { 0.0 } else { plain.leading() };
        end.height = end.lines.len() as f64 * lettered.leading() + value + 0.4 * sizes.label;
    }
    width + GAP + 1.0
}

fn letters(sizes: &Sizes) -> (impl Fn(RGBColor) -> Lettered, Lettered) {
    let size = sizes.label;
    (move |colour| Lettered::bold(size, colour), Lettered::plain(sizes.small, MUTED))
}

/// The height that all labels take.
pub(super) fn height(ends: &[End]) -> f64 {
    ends.iter().map(|end| end.height).sum()
}

/// Draws the labels right of `x`, each as near to the end of its line as the others allow.
pub(super) fn draw_ends(
    plane: &Plane<'_>,
    chart: &Plane<'_>,
    ends: &[End],
    x: f64,
    (top, bottom): (f64, f64),
    sizes: &Sizes,
) {
    let (bold, plain) = letters(sizes);
    let mut sorted: Vec<(&End, (f64, f64))> = ends.iter().map(|end| (end, chart.at(end.at))).collect();
    sorted.sort_by(|a, b| a.1.1.total_cmp(&b.1.1));
    let wanted: Vec<(f64, f64)> = sorted.iter().map(|(end, at)| (at.1, end.height)).collect();
    for ((end, at), y) in sorted.iter().zip(apart(&wanted, top, bottom)) {
        // Over a long way the colour leads the eye better than a line that crosses the plot.
        let across = x - at.0;
        let far = across < 120.0 && ((y - at.1).abs() > 4.0 || across > 12.0);
        if far && !end.value.is_empty() {
            plane.line(&[(at.0 + 5.0, at.1), (x + 4.0, at.1), (x + GAP - 3.0, y)], RULE, 0.8);
        }
        let name = end.lines.len() as f64 * bold(end.hue.word).leading();
        let from = y - 0.5 * (end.height - 0.4 * sizes.label);
        plane.paragraph((x + GAP, from + 0.5 * name), &end.lines, bold(end.hue.word));
        if !end.value.is_empty() {
            plane.text((x + GAP, from + name + 0.5 * plain.leading()), &end.value, plain);
        }
    }
}

/// The middles of boxes that shall lie at given heights, moved as little as needed so that none covers another.
/// The boxes come sorted by height; each is (middle, extent).
fn apart(boxes: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    // Clusters of touching boxes, each at the mean of what its boxes want.
    struct Cluster {
        count: usize,
        extent: f64,
        wanted: f64,
    }
    impl Cluster {
        fn start(&self, top: f64, bottom: f64) -> f64 {
            (self.wanted / self.count as f64).min(bottom - self.extent).max(top)
        }
    }
    let mut clusters: Vec<Cluster> = Vec::new();
    for (middle, extent) in boxes {
        clusters.push(Cluster { count: 1, extent: *extent, wanted: middle - 0.5 * extent });
        while let [.., before, last] = clusters.as_mut_slice() {
            if before.start(top, bottom) + before.extent <= last.start(top, bottom) {
                break;
            }
            before.wanted += last.wanted - before.extent * last.count as f64;
            before.extent += last.extent;
            before.count += last.count;
            clusters.pop();
        }
    }
    let mut middles = Vec::new();
    let mut rest = boxes.iter();
    for cluster in &clusters {
        let mut y = cluster.start(top, bottom);
        for (_, extent) in rest.by_ref().take(cluster.count) {
            middles.push(y + 0.5 * extent);
            y += extent;
        }
    }
    middles
}

/// An event, ready to be drawn.
pub(super) struct Placed {
    /// Where it is, in pixels from the left edge of the body.
    x: f64,
    /// Where its label begins.
    from: f64,
    lines: Vec<String>,
    /// Height of its label's upper edge in the band.
    top: f64,
}

/// Places the events that lie within the months drawn; labels that would meet stand one below the other.
pub(super) fn events(
    data: &CourseData,
    months: usize,
    plot: (f64, f64),
    sizes: &Sizes,
    language: Language,
) -> Vec<Placed> {
    let lettered = Lettered::plain(sizes.small, MUTED);
    let mut placed: Vec<Placed> = Vec::new();
    let mut events: Vec<_> = data.events.iter().map(|event| (months_since(data.from, event.date), event)).collect();
    events.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (month, event) in events.into_iter().filter(|(month, _)| (0.0..=months as f64).contains(month)) {
        let x = plot.0 + (plot.1 - plot.0) * month / months as f64;
        let date = month_name(event.date, 0, language);
        let text = say(words::COURSE_EVENT, language, &[("date", &date), ("label", &tidy(&event.label))]);
        let room = (plot.1 - x - 6.0).max(x - plot.0 - 6.0);
        let lines = lettered.wrap(&text, room.min(0.6 * (plot.1 - plot.0)));
        let width = lines.iter().map(|line| lettered.width(line)).fold(0.0, f64::max);
        let from = if x + 6.0 + width <= plot.1 { x + 6.0 } else { x - 6.0 - width };
        let top = placed.last().map_or(0.0, |last| last.top + last.lines.len() as f64 * lettered.leading());
        placed.push(Placed { x, from, lines, top });
    }
    placed
}

/// The height of the labels of events above the plot.
pub(super) fn band_height(events: &[Placed], sizes: &Sizes) -> f64 {
    let leading = Lettered::plain(sizes.small, MUTED).leading();
    events.last().map_or(0.0, |last| last.top + last.lines.len() as f64 * leading)
}

/// Draws events as dashed lines from their labels in the band down to the axis.
pub(super) fn draw_events(plane: &Plane<'_>, events: &[Placed], body: Body, (top, bottom): (f64, f64), sizes: &Sizes) {
    let lettered = Lettered::plain(sizes.small, MUTED);
    let mut drawn = f64::NEG_INFINITY;
    for event in events {
        let height = event.lines.len() as f64 * lettered.leading();
        let y = top + event.top;
        // Events of one day share a line; two dashed lines on each other would look like a solid one.
        if event.x - drawn > 0.5 {
            plane.dashed(&[(body.left + event.x, y), (body.left + event.x, bottom)], FAINT, 1.0);
            drawn = event.x;
        }
        plane.paragraph((body.left + event.from, y + 0.5 * height), &event.lines, lettered);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_apart_and_stay_inside() {
        let placed = apart(&[(10.0, 20.0), (12.0, 20.0), (13.0, 20.0), (90.0, 20.0)], 0.0, 100.0);
        assert_eq!(placed, [10.0, 30.0, 50.0, 90.0]);
        let alone = apart(&[(50.0, 20.0), (75.0, 20.0)], 0.0, 100.0);
        assert_eq!(alone, [50.0, 75.0]);
        let crowded = apart(&[(95.0, 20.0), (96.0, 20.0), (97.0, 20.0)], 0.0, 100.0);
        assert_eq!(crowded, [50.0, 70.0, 90.0]);
    }
}
