//! The words in the course: names at the ends of lines, and what happened when.

use super::{CourseData, Role, month_name, place};
use crate::charts::axis::{Quantity, months_since};
use crate::charts::ends::End;
use crate::charts::figure::{Body, Lettered, Plane};
use crate::charts::text::tidy;
use crate::charts::theme::{FAINT, GREY, MUTED, Sizes};
use crate::charts::words::{self, say};
use crate::vocabulary::Language;

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
        ends.push(End::new(at, role.hue, tidy(&data.arms[arm].label), value));
    }
    let grey = roles.iter().enumerate().filter(|(_, role)| !role.shown);
    let grey: Vec<(f64, f64)> = grey.filter_map(|(arm, _)| end(arm).map(|(at, _)| at)).collect();
    if let Some(last) = grey.iter().map(|at| at.0).reduce(f64::max) {
        let mean = grey.iter().map(|at| at.1).sum::<f64>() / grey.len() as f64;
        let name = say(words::OTHERS, language, &[("count", &grey.len().to_string())]);
        ends.push(End::new((last, mean), GREY, name, String::new()));
    }
    ends
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
