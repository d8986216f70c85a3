//! Charts of a decision under uncertainty: cost and effect world by world, which option is best at which price, and the
//! box of unknowns in which an arm loses.

pub mod acceptability;
pub mod losing;
pub mod plane;
pub(super) mod words;

use super::axis::Ticks;
use super::figure::{Lettered, Plane};
use super::theme::{GRID, INK, MUTED, Sizes};
use std::ops::Range;

/// The two axes of a panel with their names.
pub(super) struct Axes {
    pub(super) across: Ticks,
    pub(super) up: Ticks,
    pub(super) across_labels: Vec<String>,
    pub(super) up_labels: Vec<String>,
    pub(super) across_name: String,
    pub(super) up_name: String,
}

impl Axes {
    /// Room that the numbers at the left take.
    pub(super) fn left(&self, sizes: &Sizes) -> f64 {
        let tick = Lettered::plain(sizes.small, MUTED);
        self.up_labels.iter().map(|label| tick.width(label)).fold(0.0, f64::max) + 8.0
    }

    /// Room for the name above, over so many pixels.
    pub(super) fn head(&self, wide: f64, sizes: &Sizes) -> f64 {
        let tick = Lettered::plain(sizes.small, MUTED);
        tick.wrap(&self.up_name, wide).len() as f64 * tick.leading() + 0.7 * sizes.label
    }

    /// Room for the numbers and the name below.
    pub(super) fn foot(&self, wide: f64, sizes: &Sizes) -> f64 {
        let tick = Lettered::plain(sizes.small, MUTED);
        2.2 * sizes.small + tick.wrap(&self.across_name, wide).len() as f64 * tick.leading()
    }

    /// Draws grid, numbers and names around a panel of these pixels; the names span the pixels `named`. Returns the panel
    /// with its coordinates.
    pub(super) fn draw<'a>(
        &self,
        plane: &Plane<'a>,
        (across, down): (Range<f64>, Range<f64>),
        named: Range<f64>,
        sizes: &Sizes,
    ) -> Plane<'a> {
        let tick = Lettered::plain(sizes.small, MUTED);
        let chart = plane.plot(
            self.across.low()..self.across.high(),
            self.up.low()..self.up.high(),
            across.clone(),
            down.end..down.start,
        );
        let (left, wide) = (named.start, named.end - named.start);
        let names = tick.wrap(&self.up_name, wide);
        let above = names.len() as f64 * tick.leading();
        plane.paragraph((left, down.start - 0.7 * sizes.label - 0.5 * above), &names, tick);
        for (at, label) in self.up.at.iter().zip(&self.up_labels) {
            chart.line(&[(self.across.low(), *at), (self.across.high(), *at)], GRID, 1.0);
            let (x, y) = chart.at((self.across.low(), *at));
            plane.text((x - 6.0, y), label, tick.end());
        }
        plane.line(&[(across.start, down.end), (across.end, down.end)], INK, 1.2);
        // Numbers that would meet are left out.
        let room = (across.end - across.start) / self.across_labels.len().max(1) as f64;
        let widest = self.across_labels.iter().map(|label| tick.width(label)).fold(0.0, f64::max) + 6.0;
        let step = ((widest / room) as usize + 1).max(1);
        for (at, label) in self.across.at.iter().zip(&self.across_labels).step_by(step) {
            let (x, y) = chart.at((*at, self.up.low()));
            plane.line(&[(x, y), (x, y + 4.0)], INK, 1.0);
            plane.text((x, y + 1.25 * sizes.small), label, tick.middle());
        }
        let names = tick.wrap(&self.across_name, wide);
        let middle = down.end + 2.0 * sizes.small + 0.5 * names.len() as f64 * tick.leading();
        plane.paragraph((left, middle), &names, tick);
        chart
    }
}

/// A share in whole per cent.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", super::axis::number(100.0 * share, 0))
}
