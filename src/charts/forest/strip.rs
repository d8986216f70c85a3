//! The strip of a forest chart: axis, intervals and marks.

use super::Scale;
use super::table::Shown;
use crate::charts::axis::{Ticks, signed, ticks};
use crate::charts::figure::{Difference, Lettered, Plane};
use crate::charts::theme::{BLUE, FAINT, GREY, GRID, Hue, INK, MUTED, Sizes, VERMILION};
use crate::charts::words;
use crate::vocabulary::{Direction, Language, Text};

/// What an effect amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Better,
    Worse,
    Higher,
    Lower,
    Undecided,
}

impl Verdict {
    /// All of them, in the order of a legend.
    pub(super) const ALL: [Verdict; 5] =
        [Verdict::Better, Verdict::Worse, Verdict::Higher, Verdict::Lower, Verdict::Undecided];

    pub(super) fn of(difference: &Difference, direction: Direction) -> Verdict {
        if !difference.decided {
            return Verdict::Undecided;
        }
        let up = difference.estimate > 0.0;
        match direction {
            Direction::Neutral if up => Verdict::Higher,
            Direction::Neutral => Verdict::Lower,
            Direction::More if up => Verdict::Better,
            Direction::Less if !up => Verdict::Better,
            _ => Verdict::Worse,
        }
    }

    pub(super) fn word(self) -> Text {
        match self {
            Verdict::Better => words::BETTER,
            Verdict::Worse => words::WORSE,
            Verdict::Higher => words::HIGHER,
            Verdict::Lower => words::LOWER,
            Verdict::Undecided => words::UNDECIDED,
        }
    }

    pub(super) fn hue(self) -> Hue {
        match self {
            Verdict::Better => BLUE,
            Verdict::Worse => VERMILION,
            Verdict::Higher | Verdict::Lower => Hue { mark: MUTED, word: MUTED },
            Verdict::Undecided => GREY,
        }
    }

    /// A mark that also tells the verdicts apart without colour.
    pub(super) fn mark(self, plane: &Plane<'_>, (x, y): (f64, f64), size: f64) {
        let colour = self.hue().mark;
        match self {
            Verdict::Better => plane.disc((x, y), size, colour, 1.0),
            Verdict::Worse => {
                let r = 1.25 * size;
                plane.area(&[(x - r, y), (x, y - r), (x + r, y), (x, y + r)], colour, 1.0);
            }
            Verdict::Higher | Verdict::Lower => {
                let r = 0.85 * size;
                plane.rect((x - r, y - r), (x + r, y + r), colour, 1.0);
            }
            Verdict::Undecided => plane.ring((x, y), size - 0.6, colour, 1.4),
        }
    }
}

/// The axis of the strip.
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    ticks: Ticks,
}

/// An axis with zero on it that shows all intervals, except that a few very long ones are cut: they would press the
/// others into a line.
pub(super) fn axis(intervals: &[(f64, f64)], width: f64, sizes: &Sizes) -> Axis {
    let mut extents: Vec<f64> = intervals.iter().map(|(low, high)| low.abs().max(high.abs())).collect();
    extents.sort_by(f64::total_cmp);
    let typical = extents.get(extents.len() / 2).copied().unwrap_or(0.0);
    let limit = 8.0 * typical.max(0.02);
    let low = intervals.iter().fold(0.0_f64, |least, (low, _)| least.min(*low)).max(-limit);
    let high = intervals.iter().fold(0.0_f64, |most, (_, high)| most.max(*high)).min(limit);
    // Both sides of zero are shown, if only a little of one.
    let room = 0.06 * (high - low).max(0.02);
    let (low, high) = (low - room, high + room);
    let mut ticks = ticks(low, high, libm::ceil(width / (3.1 * sizes.label)).clamp(2.0, 7.0) as usize);
    ticks.at.retain(|at| (low..=high).contains(at));
    Axis { low, high, ticks }
}

/// The grid behind a row, from its top to its bottom.
pub(super) fn draw_grid(strip: &Plane<'_>, axis: &Axis, (top, bottom): (f64, f64)) {
    for at in &axis.ticks.at {
        let (colour, width) = if *at == 0.0 { (INK, 1.2) } else { (GRID, 1.0) };
        strip.line(&[(*at, top), (*at, bottom)], colour, width);
    }
}

/// Tick labels below the strip, and the sides of zero.
pub(super) fn draw_axis(
    plane: &Plane<'_>,
    strip: &Plane<'_>,
    axis: &Axis,
    scale: Scale,
    bottom: f64,
    sizes: &Sizes,
    language: Language,
) {
    let lettered = Lettered::plain(sizes.small, MUTED).middle();
    let mut free_from = f64::NEG_INFINITY;
    for at in &axis.ticks.at {
        let label = match scale {
            Scale::Relative if *at == 0.0 => "0".to_string(),
            Scale::Relative => format!("{}%", signed(100.0 * at, axis.ticks.decimals.saturating_sub(2))),
            Scale::Standardised => signed(*at, axis.ticks.decimals),
        };
        let x = strip.at((*at, bottom)).0;
        let half = 0.5 * lettered.width(&label);
        if x - half > free_from {
            plane.text((x, bottom + 1.1 * sizes.label), &label, lettered);
            free_from = x + half + 3.0;
        }
    }
    // The words for the sides of zero stand where there is room for them.
    let zero = strip.at((0.0, bottom)).0;
    let y = bottom + 2.4 * sizes.label;
    let side = Lettered::plain(sizes.small, FAINT);
    let lower = words::LOWER_SIDE.get(language);
    let left = (zero - 6.0 - side.width(lower)).max(sizes.margin);
    plane.text((left, y), lower, side);
    plane.text(((zero + 6.0).max(left + side.width(lower) + 10.0), y), words::HIGHER_SIDE.get(language), side);
}

/// Interval and mark of an effect at height `y`.
pub(super) fn draw_effect(
    plane: &Plane<'_>,
    strip: &Plane<'_>,
    axis: &Axis,
    shown: &Shown,
    y: f64,
    sizes: &Sizes,
    language: Language,
) {
    let Some(on_strip) = shown.strip else {
        let words = if shown.verdict.is_none() { words::NO_VALUE } else { words::NOT_COMPARABLE }.get(language);
        let lettered = Lettered::plain(sizes.small, FAINT);
        let [left, zero, right] = [axis.low, 0.0, axis.high].map(|at| strip.at((at, y)).0);
        let rooms = (zero - 8.0 - left, right - zero - 8.0);
        let fits = lettered.width(words) <= rooms.1 || rooms.1 >= rooms.0;
        let (x, room, lettered) =
            if fits { (zero + 8.0, rooms.1, lettered) } else { (zero - 8.0, rooms.0, lettered.end()) };
        plane.paragraph((x, y), &lettered.wrap(words, room), lettered);
        return;
    };
    let verdict = shown.verdict.unwrap_or(Verdict::Undecided);
    let within = |value: f64| value.clamp(axis.low, axis.high);
    if let Some((low, high)) = on_strip.expected {
        let [left, right] = [low, high].map(|end| strip.at((within(end), y)).0);
        let half = 0.3 * sizes.label;
        plane.rect((left, y - half), (right, y + half), GREY.mark, 0.28);
    }
    let (left, _) = strip.at((within(on_strip.low), y));
    let (right, _) = strip.at((within(on_strip.high), y));
    let colour = verdict.hue().mark;
    plane.line(&[(left, y), (right, y)], colour, 2.0);
    let tip = 0.42 * sizes.label;
    if on_strip.low < axis.low {
        plane.area(
            &[(left - tip, y), (left + 0.3 * tip, y - 0.7 * tip), (left + 0.3 * tip, y + 0.7 * tip)],
            colour,
            1.0,
        );
    }
    if on_strip.high > axis.high {
        let back = right - 0.3 * tip;
        plane.area(&[(right + tip, y), (back, y - 0.7 * tip), (back, y + 0.7 * tip)], colour, 1.0);
    }
    if (axis.low..=axis.high).contains(&on_strip.estimate) {
        verdict.mark(plane, (strip.at((on_strip.estimate, y)).0, y), 0.36 * sizes.label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_depends_on_the_direction_of_the_measure_and_on_the_interval() {
        let difference = |estimate, low, high| Difference::new(estimate, Some((low, high)));
        let up = difference(2.0, 1.0, 3.0);
        assert_eq!(Verdict::of(&up, Direction::More), Verdict::Better);
        assert_eq!(Verdict::of(&up, Direction::Less), Verdict::Worse);
        assert_eq!(Verdict::of(&up, Direction::Neutral), Verdict::Higher);
        assert_eq!(Verdict::of(&difference(-2.0, -3.0, -1.0), Direction::Less), Verdict::Better);
        assert_eq!(Verdict::of(&difference(2.0, -0.1, 4.0), Direction::More), Verdict::Undecided);
        assert_eq!(Verdict::of(&difference(0.0, 0.0, 0.0), Direction::More), Verdict::Undecided);
        let unknown = Difference::new(2.0, None);
        assert_eq!(Verdict::of(&unknown, Direction::More), Verdict::Undecided);
        let among_many = Difference { decided: false, ..up };
        assert_eq!(Verdict::of(&among_many, Direction::More), Verdict::Undecided);
    }

    #[test]
    fn one_very_long_interval_does_not_press_the_others() {
        let sizes = crate::charts::theme::Width::Double.sizes();
        let long = axis(&[(0.1, 0.2), (-0.2, 0.1), (0.0, 40.0)], 300.0, &sizes);
        assert!(long.high <= 2.1 && long.low <= -0.2);
        assert!(axis(&[], 300.0, &sizes).low < 0.0);
    }
}
