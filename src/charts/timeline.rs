//! What charts over months share: the calendar at the foot, the names of months, and what happened when.

use super::axis::{CalendarTick, months_since};
use super::course::Event;
use super::figure::{Body, Lettered, Plane};
use super::text::tidy;
use super::theme::{FAINT, INK, MUTED, Sizes};
use super::words::{self, say};
use crate::vocabulary::{Direction, Language};
use jiff::civil::Date;

/// The name of the month that lies `after` months after that of `from`.
pub(super) fn month_name(from: Date, after: usize, language: Language) -> String {
    let months = i64::from(from.year()) * 12 + i64::from(from.month()) - 1 + after as i64;
    let month = words::MONTHS[months.rem_euclid(12) as usize].get(language);
    say(words::MONTH_OF_YEAR, language, &[("month", month), ("year", &months.div_euclid(12).to_string())])
}

/// Which of many arms stands out, by how much each differs from the baseline in the last year: the best where the
/// measure has a better side, else the farthest off.
pub(super) fn stands_out(differences: impl Iterator<Item = f64>, direction: Direction) -> Option<usize> {
    let merit = |difference: f64| match direction {
        Direction::More => difference,
        Direction::Less => -difference,
        Direction::Neutral => difference.abs(),
    };
    let finite = differences.map(merit).enumerate().filter(|(_, merit)| merit.is_finite());
    finite.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(arm, _)| arm)
}

/// Draws the axis of months.
pub(super) fn draw_calendar(
    plane: &Plane<'_>,
    chart: &Plane<'_>,
    ticks: &[CalendarTick],
    months: usize,
    bottom: f64,
    sizes: &Sizes,
) {
    let (left, right) = (chart.at((0.0, 0.0)).0, chart.at((months as f64, 0.0)).0);
    plane.line(&[(left, bottom), (right, bottom)], INK, 1.2);
    let lettered = Lettered::plain(sizes.small, MUTED).middle();
    for tick in ticks {
        let x = chart.at((tick.month as f64, 0.0)).0;
        plane.line(&[(x, bottom), (x, bottom + 4.0)], INK, 1.0);
        plane.text((x, bottom + 1.25 * sizes.small), &tick.label, lettered);
        if let Some(year) = &tick.year {
            plane.text((x, bottom + 2.5 * sizes.small), year, lettered);
        }
    }
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
    (from, months): (Date, usize),
    events: &[Event],
    plot: (f64, f64),
    sizes: &Sizes,
    language: Language,
) -> Vec<Placed> {
    let lettered = Lettered::plain(sizes.small, MUTED);
    let mut placed: Vec<Placed> = Vec::new();
    let mut dated: Vec<_> = events.iter().map(|event| (months_since(from, event.date), event)).collect();
    dated.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (month, event) in dated.into_iter().filter(|(month, _)| (0.0..=months as f64).contains(month)) {
        let x = plot.0 + (plot.1 - plot.0) * month / months as f64;
        let date = month_name(event.date, 0, language);
        let text = say(words::COURSE_EVENT, language, &[("date", &date), ("label", &tidy(&event.label))]);
        let room = (plot.1 - x - 6.0).max(x - plot.0 - 6.0);
        let lines = lettered.wrap(&text, room.min(0.6 * (plot.1 - plot.0)));
        let width = lines.iter().map(|line| lettered.width(line)).fold(0.0, f64::max);
        let begins = if x + 6.0 + width <= plot.1 { x + 6.0 } else { x - 6.0 - width };
        let top = placed.last().map_or(0.0, |last| last.top + last.lines.len() as f64 * lettered.leading());
        placed.push(Placed { x, from: begins, lines, top });
    }
    placed
}

/// Where the leftmost label of an event begins, in pixels from the left edge of the body.
pub(super) fn leftmost(events: &[Placed]) -> f64 {
    events.iter().map(|event| event.from).fold(f64::INFINITY, f64::min)
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
