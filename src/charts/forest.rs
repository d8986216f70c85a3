//! Effects with their intervals: what changes, by how much, and whether that is shown.
//!
//! Measures have different units, so the strip compares them as shares of the baseline (or in standard deviations),
//! and the numbers beside it give each difference in its own unit.

mod strip;
mod table;

use super::axis::integer;
use super::figure::{Difference, Drawing, Finding, Frame, Source, Style, compose};
use super::words::{self, say};
use crate::vocabulary::{Language, Measure};
use table::{Content, Row};

/// What the strip of a forest chart is measured in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Differences over the baseline's mean.
    #[default]
    Relative,
    /// Differences over the standard deviation of the baseline's replicates.
    Standardised,
}

/// Effects of arms against a baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct ForestData {
    /// Label of the baseline.
    pub baseline: String,
    /// Labels of the arms that are compared with it.
    pub arms: Vec<String>,
    /// What the strip is measured in.
    pub scale: Scale,
    /// The measures, in groups.
    pub groups: Vec<ForestGroup>,
    /// The measure whose effect may become the title; used with a single arm only.
    pub headline: Option<Measure>,
    /// Which page of how many this is.
    pub page: Page,
    /// Arms on all pages together.
    pub arms_in_all: usize,
    /// Parameter sets that the replicates took in turn, if they did.
    pub sets: Option<u64>,
    /// Where the numbers come from.
    pub source: Source,
}

/// A page of a figure whose arms do not fit on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Counted from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

/// Measures under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct ForestGroup {
    /// The heading, in the language of the figure; `None` for measures without one.
    pub heading: Option<String>,
    /// The measures.
    pub rows: Vec<ForestRow>,
}

/// The effects on one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct ForestRow {
    /// The measure.
    pub measure: Measure,
    /// Mean under the baseline, in the unit of the measure.
    pub baseline_mean: f64,
    /// Standard deviation between the baseline's replicates, in the unit of the measure; needed when standardised.
    pub baseline_sd: Option<f64>,
    /// Whether the baseline's mean is told from zero. If it is not, shares of it mean nothing and are not drawn.
    pub scalable: bool,
    /// One for each arm; `None` where the measure has no value.
    pub effects: Vec<Option<Effect>>,
}

/// The effect of one arm on one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean under the arm, in the unit of the measure.
    pub mean: f64,
    /// Difference from the baseline.
    pub difference: Difference,
    /// Where 95 % of the parameter sets expect the difference, where replicates differ in what is unknown.
    pub expected: Option<(f64, f64)>,
}

/// Draws the effects.
pub fn draw(data: &ForestData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let mut rows = table::rows(data, language);
    let mut columns = table::columns(data, &rows, style, &sizes);
    table::lay_out(&mut rows, &mut columns, &sizes);
    let intervals: Vec<(f64, f64)> =
        effects(&rows).filter_map(|shown| shown.strip.map(|strip| strip.extent())).collect();
    let axis = strip::axis(&intervals, columns.strip.1 - columns.strip.0, &sizes);
    let clipped = intervals.iter().any(|(low, high)| *low < axis.low || *high > axis.high);

    let single = data.source.replicates < 2;
    let said = [(true, words::EFFECTS_NOTE), (clipped, words::EFFECTS_CLIPPED), (single, words::ONE_REPLICATE)];
    let notes = said.into_iter().filter(|(said, _)| *said).map(|(_, note)| note.get(language).to_string());
    let subtitle = match data.scale {
        Scale::Relative => words::EFFECTS_RELATIVE,
        Scale::Standardised => words::EFFECTS_STANDARDISED,
    };
    let mut subtitle = say(subtitle, language, &[("baseline", &data.baseline)]);
    if !single {
        let replicates = integer(data.source.replicates);
        subtitle.push_str(words::space(language));
        subtitle.push_str(&say(words::EFFECTS_INTERVAL, language, &[("replicates", &replicates)]));
    }
    if let Some(sets) = data.sets {
        subtitle.push_str(words::space(language));
        subtitle.push_str(&say(words::EFFECTS_EXPECTED, language, &[("sets", &integer(sets))]));
    }
    let frame = Frame {
        title: title(data, language),
        subtitle,
        notes: notes.collect(),
        source: &data.source,
        alt: alt(&rows, language),
    };
    let (head, foot) = (table::head_height(&rows, &columns, &sizes, language), 3.4 * sizes.label);
    let height = head + rows.iter().map(|row| row.height).sum::<f64>() + foot;
    compose(*style, frame, height, |plane, body| {
        table::draw_head(plane, body, &rows, &columns, &sizes, language);
        let (top, bottom) = (body.top + head, body.bottom - foot);
        let across = body.left + columns.strip.0..body.left + columns.strip.1;
        let strip = plane.plot(axis.low..axis.high, top..bottom, across, top..bottom);
        strip::draw_axis(plane, &strip, &axis, data.scale, bottom, &sizes, language);
        let mut y = top;
        for row in &rows {
            if let Some(behind) = columns.grid(row, y, &sizes) {
                strip::draw_grid(&strip, &axis, behind);
            }
            table::draw_row(plane, row, (body.left, y), &columns, &sizes, language);
            if let Content::Effect(shown) = &row.content {
                strip::draw_effect(plane, &strip, &axis, shown, columns.mark_y(row, y, &sizes), &sizes, language);
            }
            y += row.height;
        }
    })
}

fn effects(rows: &[Row]) -> impl Iterator<Item = &table::Shown> {
    rows.iter().filter_map(|row| match &row.content {
        Content::Effect(shown) => Some(shown),
        _ => None,
    })
}

fn title(data: &ForestData, language: Language) -> String {
    let title = effects_of(data, language);
    let Page { number, of } = data.page;
    let gaps = [("title", title.clone()), ("number", number.to_string()), ("of", of.to_string())];
    let paged = || say(words::EFFECTS_PAGE, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())));
    if of > 1 { paged() } else { title }
}

fn effects_of(data: &ForestData, language: Language) -> String {
    let [arm] = data.arms.as_slice() else {
        let gaps = [("count", integer(data.arms_in_all as u64)), ("baseline", data.baseline.clone())];
        return say(words::EFFECTS_OF_MANY, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())));
    };
    let headline = data.headline.and_then(|measure| {
        let row = data.groups.iter().flat_map(|group| &group.rows).find(|row| row.measure == measure)?;
        let difference = row.effects.first().copied().flatten()?.difference;
        Finding { measure, arm: arm.clone(), baseline: data.baseline.clone(), difference }.title(language)
    });
    headline.unwrap_or_else(|| say(words::EFFECTS_OF_ONE, language, &[("arm", arm), ("baseline", &data.baseline)]))
}

/// The effects in words; the table of a report has the rest of a long list.
fn alt(rows: &[Row], language: Language) -> String {
    const TOLD: usize = 12;
    let mut told: Vec<String> = effects(rows).take(TOLD).map(|shown| shown.told.clone()).collect();
    let more = effects(rows).count().saturating_sub(TOLD);
    if more > 0 {
        told.push(say(words::ALT_MORE, language, &[("count", &integer(more as u64))]));
    }
    told.join(words::space(language))
}
