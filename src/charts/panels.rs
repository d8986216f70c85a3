//! Estimates with their intervals as rows of dots, in panels with an axis of their own each.

use super::axis::{Quantity, Ticks};
use super::figure::{Body, Lettered, Plane};
use super::theme::{FAINT, GRID, Hue, INK, MUTED, RULE, Sizes, Width};
use super::words;
use crate::vocabulary::Language;

/// An estimate of a mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean over replicates.
    pub mean: f64,
    /// Its 95 % interval; `None` when the replicates are too few to have one.
    pub interval: Option<(f64, f64)>,
}

impl Estimate {
    /// The estimate from the values of replicates; `None` without any.
    pub(crate) fn of(values: &[f64]) -> Option<Estimate> {
        let summary = crate::statistics::Summary::of(values)?;
        let interval = crate::statistics::t_interval(&summary, crate::analysis::comparison::LEVEL);
        Some(Estimate { mean: summary.mean, interval: interval.map(|interval| (interval.low, interval.high)) })
    }

    pub(super) fn bounds(&self) -> (f64, f64) {
        self.interval.unwrap_or((self.mean, self.mean))
    }

    pub(super) fn is_finite(&self) -> bool {
        self.mean.is_finite() && self.bounds().0.is_finite() && self.bounds().1.is_finite()
    }

    /// The estimate as it is written: `0.87 [0.85, 0.89]`.
    pub(super) fn written(&self, quantity: &Quantity, decimals: usize) -> String {
        let mean = quantity.value(self.mean, decimals);
        let bare = |value: f64| quantity.value(value, decimals).trim_end_matches('%').to_string();
        self.interval.map_or(mean.clone(), |(low, high)| format!("{mean} [{}, {}]", bare(low), bare(high)))
    }
}

/// A panel: one measure, a row for each arm.
pub(super) struct Panel {
    pub(super) heading: String,
    /// What the line of reference or the ticks stand for.
    pub(super) aside: String,
    pub(super) quantity: Quantity,
    /// Where a dark line of reference stands.
    pub(super) reference: Option<f64>,
    pub(super) rows: Vec<Row>,
}

/// A row of a panel.
pub(super) struct Row {
    pub(super) label: String,
    pub(super) hue: Hue,
    /// `None` where the arm has no value.
    pub(super) estimate: Option<Estimate>,
    /// Where a short tick of comparison stands.
    pub(super) tick: Option<f64>,
}

/// Panels, ready to be drawn one below the other.
pub(super) struct Panels {
    panels: Vec<Placed>,
    /// Widths of labels and numbers.
    label: f64,
    number: f64,
    /// Whether labels stand above their rows.
    above: bool,
    sizes: Sizes,
}

struct Placed {
    panel: Panel,
    axis: Ticks,
    heading: Vec<String>,
    aside: Vec<String>,
    labels: Vec<Vec<String>>,
    numbers: Vec<String>,
    unit: &'static str,
}

impl Panels {
    pub(super) fn new(panels: Vec<Panel>, width: Width, language: Language) -> Panels {
        let sizes = width.sizes();
        let inner = sizes.width - 2.0 * sizes.margin;
        let above = width == Width::Single;
        let (plain, bold) = (Lettered::plain(sizes.label, INK), Lettered::bold(sizes.label, INK));
        let names = panels.iter().flat_map(|panel| panel.rows.iter().map(|row| row.label.as_str()));
        let label = if above { inner } else { bold.widest(names, 0.28 * inner) };
        // A panel without rows has no axis.
        let filled = panels.into_iter().filter(|panel| !panel.rows.is_empty());
        let panels: Vec<Placed> = filled.map(|panel| placed(panel, label, inner, &sizes, language)).collect();
        let number = panels.iter().flat_map(|placed| &placed.numbers).map(|text| plain.width(text)).fold(0.0, f64::max);
        Panels { panels, label, number, above, sizes }
    }

    /// The height that all panels take.
    pub(super) fn height(&self) -> f64 {
        let panels: f64 = self.panels.iter().map(|placed| self.panel_height(placed)).sum();
        (panels - self.gap()).max(2.0 * self.sizes.label)
    }

    fn gap(&self) -> f64 {
        1.1 * self.sizes.label
    }

    fn panel_height(&self, placed: &Placed) -> f64 {
        let rows: f64 = placed.labels.iter().map(|label| self.row_height(label)).sum();
        self.head_height(placed) + rows + 1.9 * self.sizes.small + self.gap()
    }

    fn head_height(&self, placed: &Placed) -> f64 {
        let bold = Lettered::bold(self.sizes.label, INK).leading() * placed.heading.len() as f64;
        bold + Lettered::plain(self.sizes.small, FAINT).leading() * placed.aside.len() as f64 + 0.45 * self.sizes.label
    }

    fn row_height(&self, label: &[String]) -> f64 {
        let text = label.len() as f64 * Lettered::bold(self.sizes.label, INK).leading();
        if self.above { text + 1.6 * self.sizes.label } else { text + 0.25 * self.sizes.label }
    }

    /// Draws the panels from the upper edge of the body on.
    pub(super) fn draw(&self, plane: &Plane<'_>, body: Body, language: Language) {
        if self.panels.is_empty() {
            let middle = (0.5 * (body.left + body.right), 0.5 * (body.top + body.bottom));
            let lettered = Lettered::plain(self.sizes.label, FAINT).middle();
            plane.text(middle, words::COURSE_EMPTY.get(language), lettered);
        }
        let mut top = body.top;
        for placed in &self.panels {
            self.draw_panel(plane, body, placed, top);
            top += self.panel_height(placed);
        }
    }

    fn draw_panel(&self, plane: &Plane<'_>, body: Body, placed: &Placed, top: f64) {
        let sizes = &self.sizes;
        let bold = Lettered::bold(sizes.label, INK);
        let small = Lettered::plain(sizes.small, FAINT);
        let heading = bold.leading() * placed.heading.len() as f64;
        let aside = small.leading() * placed.aside.len() as f64;
        plane.paragraph((body.left, top + 0.5 * heading), &placed.heading, bold);
        plane.paragraph((body.left, top + heading + 0.5 * aside), &placed.aside, small);

        let gap = 1.1 * sizes.label;
        let left = body.left + if self.above { 4.0 } else { self.label + gap };
        let across = left..body.right - self.number - gap;
        let first = top + self.head_height(placed);
        let rows: f64 = placed.labels.iter().map(|label| self.row_height(label)).sum();
        let bottom = first + rows;
        let axis = &placed.axis;
        let chart = plane.plot(axis.low()..axis.high(), first..bottom, across, first..bottom);
        let tick = Lettered::plain(sizes.small, MUTED).middle();
        let labels = placed.panel.quantity.tick_labels(axis);
        // Where labels stand above their rows, lines begin below them.
        let mut y = first;
        for label in &placed.labels {
            let height = self.row_height(label);
            let from = if self.above { y + height - 1.6 * sizes.label } else { y };
            axis.at.iter().for_each(|at| chart.line(&[(*at, from), (*at, y + height)], GRID, 1.0));
            if let Some(reference) = placed.panel.reference {
                chart.line(&[(reference, from), (reference, y + height)], INK, 1.2);
            }
            y += height;
        }
        chart.line(&[(axis.low(), bottom), (axis.high(), bottom)], RULE, 1.0);
        for (at, label) in axis.at.iter().zip(&labels) {
            let x = chart.at((*at, bottom)).0;
            plane.text((x, bottom + 1.0 * sizes.small), label, tick);
        }
        if !placed.unit.is_empty() && !placed.panel.quantity.share {
            plane.text((body.right, bottom + 1.0 * sizes.small), placed.unit, small.end());
        }
        let mut y = first;
        for ((row, label), number) in placed.panel.rows.iter().zip(&placed.labels).zip(&placed.numbers) {
            let height = self.row_height(label);
            let text = label.len() as f64 * bold.leading();
            let (label_y, mark_y) = if self.above {
                (y + 0.5 * text, y + height - 0.8 * sizes.label)
            } else {
                (y + 0.5 * height, y + 0.5 * height)
            };
            plane.paragraph((body.left, label_y), label, Lettered::bold(sizes.label, row.hue.word));
            plane.text((body.right, mark_y), number, Lettered::plain(sizes.label, INK).end());
            if let Some(tick) = row.tick.filter(|tick| tick.is_finite()) {
                let half = 0.5 * sizes.label;
                chart.line(&[(tick, mark_y - half), (tick, mark_y + half)], INK, 1.6);
            }
            if let Some(estimate) = row.estimate.filter(Estimate::is_finite) {
                // The interval of a share may leave what a share can be, and the axis does not.
                let (low, high) = estimate.bounds();
                let [low, high] = [low, high].map(|end| end.clamp(axis.low(), axis.high()));
                if high > low {
                    chart.line(&[(low, mark_y), (high, mark_y)], row.hue.mark, 2.2);
                }
                chart.disc((estimate.mean, mark_y), 0.3 * sizes.label, row.hue.mark, 1.0);
            }
            y += height;
        }
    }
}

fn placed(panel: Panel, label: f64, inner: f64, sizes: &Sizes, language: Language) -> Placed {
    let (bold, small) = (Lettered::bold(sizes.label, INK), Lettered::plain(sizes.small, FAINT));
    let known = || panel.rows.iter().filter_map(|row| row.estimate.filter(Estimate::is_finite));
    let ticks = panel.rows.iter().filter_map(|row| row.tick).filter(|tick| tick.is_finite());
    let shown = known().flat_map(|estimate| [estimate.bounds().0, estimate.bounds().1, estimate.mean]);
    let shown: Vec<f64> = shown.chain(panel.reference).chain(ticks).collect();
    let low = shown.iter().copied().fold(f64::INFINITY, f64::min);
    let high = shown.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let axis = match low <= high {
        true => panel.quantity.close_axis(low, high),
        false => panel.quantity.axis(0.0, 1.0),
    };
    let means: Vec<f64> = known().map(|estimate| estimate.mean).collect();
    let spans: Vec<f64> = known().map(|estimate| estimate.bounds().1 - estimate.bounds().0).collect();
    let decimals = panel.quantity.decimals(&means, &spans);
    let number = |estimate: Option<Estimate>| match estimate {
        Some(estimate) => estimate.written(&panel.quantity, decimals),
        None => words::NO_VALUE.get(language).to_string(),
    };
    Placed {
        axis,
        heading: bold.wrap(&panel.heading, inner),
        aside: if panel.aside.is_empty() { Vec::new() } else { small.wrap(&panel.aside, inner) },
        labels: panel.rows.iter().map(|row| bold.wrap(&row.label, label)).collect(),
        numbers: panel.rows.iter().map(|row| number(row.estimate)).collect(),
        unit: panel.quantity.unit(language),
        panel,
    }
}
