//! What moves an effect: each factor alone at the ends of its range, the widest first, around the effect in the scenario
//! as it is.

use super::axis::{Quantity, Ticks, integer};
use super::figure::{Body, Difference, Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{BLUE, FAINT, GRID, INK, MUTED, PAPER, RAISED, RULE, Sizes, Width};
use super::words::{self, say};
use crate::vocabulary::{Language, Measure};

/// Factors that are drawn; of the others only how many there are is told.
const MOST_ROWS: usize = 15;

/// The effect of arms on a measure, one factor at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoData {
    /// The measure.
    pub measure: Measure,
    /// Label of the baseline.
    pub baseline: String,
    /// The other arms.
    pub arms: Vec<TornadoArm>,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoArm {
    /// Its label.
    pub label: String,
    /// The effect in the scenario as it is.
    pub centre: Option<Difference>,
    /// The factors, in any order.
    pub rows: Vec<TornadoRow>,
}

/// One factor.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoRow {
    /// What it is, with its unit, in the language of the figure.
    pub factor: String,
    /// The effect at each of its values but that of the scenario; those without a value are left out.
    pub ends: Vec<TornadoEnd>,
}

/// The effect at one value of a factor.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoEnd {
    /// The value, as it is written.
    pub setting: String,
    /// The effect.
    pub effect: Difference,
}

impl TornadoRow {
    /// The lowest and the highest effect, that of the scenario among them.
    fn reach(&self, centre: Option<f64>) -> Option<(f64, f64)> {
        let effects = self.ends.iter().map(|end| end.effect.estimate).chain(centre).filter(|effect| effect.is_finite());
        effects.fold(None, |reach, effect| {
            Some(reach.map_or((effect, effect), |(low, high): (f64, f64)| (low.min(effect), high.max(effect))))
        })
    }

    fn swing(&self, centre: Option<f64>) -> f64 {
        self.reach(centre).map_or(0.0, |(low, high)| high - low)
    }

    /// The ends with the lowest and the highest effect, where these are not the scenario's.
    fn outer(&self, centre: Option<f64>) -> [Option<&TornadoEnd>; 2] {
        let Some((low, high)) = self.reach(centre) else { return [None, None] };
        let at = |effect: f64| self.ends.iter().find(|end| end.effect.estimate == effect);
        match (at(low), at(high)) {
            // Where nothing changes, both ends have the same effect.
            (Some(_), Some(_)) if low == high => [self.ends.first(), self.ends.get(1)],
            outer => [outer.0, outer.1],
        }
    }
}

fn bounds(effect: &Difference) -> (f64, f64) {
    effect.interval.unwrap_or((effect.estimate, effect.estimate))
}

/// A section of the figure: an arm with its rows in order.
struct Section<'a> {
    heading: Vec<String>,
    centre: Option<Difference>,
    rows: Vec<(&'a TornadoRow, Vec<String>)>,
}

/// Widths and places that all sections share.
struct Columns {
    axis: Ticks,
    /// From the left and the right edge of the body to the axis.
    left: f64,
    right: f64,
    above: bool,
    sizes: Sizes,
}

impl Columns {
    fn row_height(&self, label: &[String]) -> f64 {
        let text = label.len() as f64 * Lettered::plain(self.sizes.label, INK).leading();
        let bar = 1.9 * self.sizes.label;
        if self.above { text + bar + 0.3 * self.sizes.label } else { text.max(bar) + 0.3 * self.sizes.label }
    }

    fn head(&self, section: &Section<'_>) -> f64 {
        let heading = section.heading.len() as f64 * Lettered::bold(self.sizes.label, INK).leading();
        heading + 1.7 * self.sizes.small
    }

    fn foot(&self) -> f64 {
        2.6 * self.sizes.small
    }

    fn height(&self, section: &Section<'_>) -> f64 {
        let rows: f64 = section.rows.iter().map(|(_, label)| self.row_height(label)).sum();
        self.head(section) + rows + self.foot()
    }
}

/// Draws the factors, widest first.
pub fn draw(data: &TornadoData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let quantity = Quantity::of(data.measure.name(), data.measure.unit());
    let (plain, small) = (Lettered::plain(sizes.label, INK), Lettered::plain(sizes.small, MUTED));
    let above = style.width == Width::Single;
    let ordered: Vec<Vec<&TornadoRow>> = data.arms.iter().map(ordered).collect();
    let shown = || ordered.iter().flat_map(|rows| rows.iter().take(MOST_ROWS));
    let names: Vec<String> = shown().map(|row| tidy(&row.factor)).collect();
    let label = if above { inner } else { plain.widest(names.iter().map(String::as_str), 0.36 * inner) };
    let settings = shown().flat_map(|row| &row.ends).map(|end| small.width(&tidy(&end.setting))).fold(0.0, f64::max);
    let beside = settings.min(0.16 * inner) + 8.0;
    let columns = Columns {
        axis: axis(data, &quantity),
        left: if above { beside } else { label + sizes.label + beside },
        right: beside,
        above,
        sizes,
    };
    let several = data.arms.len() > 1;
    let bold = Lettered::bold(columns.sizes.label, INK);
    let sections: Vec<Section<'_>> = data
        .arms
        .iter()
        .zip(&ordered)
        .map(|(arm, rows)| Section {
            heading: if several { bold.wrap(&tidy(&arm.label), inner) } else { Vec::new() },
            centre: arm.centre,
            rows: rows.iter().take(MOST_ROWS).map(|row| (*row, plain.wrap(&tidy(&row.factor), label))).collect(),
        })
        .collect();
    let more = ordered.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(MOST_ROWS);
    let more = (more > 0).then(|| say(words::TORNADO_MORE, language, &[("count", &integer(more as u64))]));
    let single = (data.source.replicates < 2).then(|| words::ONE_REPLICATE.get(language).to_string());
    let frame = Frame {
        title: title(data, &ordered, &quantity, language),
        subtitle: subtitle(data, &quantity, language),
        notes: more.into_iter().chain(single).collect(),
        source: &data.source,
        alt: alt(data, &ordered, &quantity, language),
    };
    let height: f64 = sections.iter().map(|section| columns.height(section)).sum();
    let empty = sections.iter().all(|section| section.rows.is_empty());
    compose(*style, frame, height.max(3.0 * columns.sizes.label), |plane, body| {
        if empty {
            let middle = (0.5 * (body.left + body.right), 0.5 * (body.top + body.bottom));
            let lettered = Lettered::plain(columns.sizes.label, FAINT).middle();
            plane.text(middle, words::COURSE_EMPTY.get(language), lettered);
            return;
        }
        let mut top = body.top;
        for section in &sections {
            draw_section(plane, body, section, &columns, top, &quantity, language);
            top += columns.height(section);
        }
    })
}

/// The factors of an arm, the widest first; of equally wide ones in the order given.
fn ordered(arm: &TornadoArm) -> Vec<&TornadoRow> {
    let centre = arm.centre.map(|centre| centre.estimate);
    let mut rows: Vec<&TornadoRow> = arm.rows.iter().filter(|row| !row.ends.is_empty()).collect();
    rows.sort_by(|one, other| other.swing(centre).total_cmp(&one.swing(centre)));
    rows
}

fn axis(data: &TornadoData, quantity: &Quantity) -> Ticks {
    let ends = data.arms.iter().flat_map(|arm| {
        let of_rows = arm.rows.iter().flat_map(|row| row.ends.iter().map(|end| &end.effect));
        arm.centre.iter().chain(of_rows)
    });
    let values = ends.flat_map(|effect| [bounds(effect).0, bounds(effect).1, effect.estimate]);
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values.filter(|value| value.is_finite()) {
        (low, high) = (low.min(value), high.max(value));
    }
    if low <= high { quantity.difference_axis(low, high) } else { quantity.difference_axis(0.0, 1.0) }
}

fn draw_section(
    plane: &Plane<'_>,
    body: Body,
    section: &Section<'_>,
    columns: &Columns,
    top: f64,
    quantity: &Quantity,
    language: Language,
) {
    let Columns { axis, sizes, .. } = columns;
    let (bold, small) = (Lettered::bold(sizes.label, INK), Lettered::plain(sizes.small, MUTED));
    let heading = section.heading.len() as f64 * bold.leading();
    plane.paragraph((body.left, top + 0.5 * heading), &section.heading, bold);
    let first = top + columns.head(section);
    let bottom = first + section.rows.iter().map(|(_, label)| columns.row_height(label)).sum::<f64>();
    let across = body.left + columns.left..body.right - columns.right;
    let chart = plane.plot(axis.low()..axis.high(), first..bottom, across.clone(), first..bottom);
    // Where labels stand above their bars, lines keep clear of them.
    let mut y = first;
    for (_, label) in &section.rows {
        let height = columns.row_height(label);
        let text = label.len() as f64 * Lettered::plain(sizes.label, INK).leading();
        let from = if columns.above { y + text } else { y };
        for at in &axis.at {
            let zero = at.abs() < 1e-12;
            chart.line(&[(*at, from), (*at, y + height)], if zero { RULE } else { GRID }, 1.0);
        }
        y += height;
    }
    for at in &axis.at {
        let x = chart.at((*at, bottom)).0;
        let label = quantity.difference(*at, axis.decimals);
        plane.text((x, bottom + sizes.small), &label, small.middle());
    }
    let centre = section.centre.map(|centre| centre.estimate);
    let mut y = first;
    for (row, label) in &section.rows {
        let height = columns.row_height(label);
        let text = label.len() as f64 * Lettered::plain(sizes.label, INK).leading();
        let from = if columns.above { y + text } else { y };
        let (label_y, middle) = if columns.above {
            (y + 0.5 * text, 0.5 * (from + y + height))
        } else {
            (y + 0.5 * height, y + 0.5 * height)
        };
        plane.paragraph((body.left, label_y), label, Lettered::plain(sizes.label, INK));
        draw_row(plane, &chart, row, centre, middle, sizes);
        if let Some(centre) = centre {
            chart.line(&[(centre, from), (centre, y + height)], INK, 1.4);
        }
        y += height;
    }
    chart.line(&[(axis.low(), bottom), (axis.high(), bottom)], RULE, 1.0);
    if let Some(centre) = section.centre {
        let decimals = quantity.decimals(&[], &[centre.estimate]);
        let text = say(words::TORNADO_CENTRE, language, &[("effect", &quantity.difference(centre.estimate, decimals))]);
        let half = 0.5 * small.width(&text);
        let x = chart.at((centre.estimate, first)).0.clamp(body.left + half, body.right - half);
        plane.text((x, first - 0.9 * sizes.small), &text, Lettered::plain(sizes.small, INK).middle());
    }
}

/// The bar of a factor, its ends with their intervals, and at which values they are.
fn draw_row(plane: &Plane<'_>, chart: &Plane<'_>, row: &TornadoRow, centre: Option<f64>, middle: f64, sizes: &Sizes) {
    let Some((low, high)) = row.reach(centre) else { return };
    let half = 0.45 * sizes.label;
    chart.rect((low, middle - half), (high, middle + half), RAISED, 1.0);
    // Intervals that would lie on each other are set apart.
    let apart =
        |i: usize| (i as f64 - 0.5 * (row.ends.len() as f64 - 1.0)) * (0.9 * sizes.label / row.ends.len() as f64);
    let (mut left, mut right) = (low, high);
    for (i, end) in row.ends.iter().enumerate().filter(|(_, end)| end.effect.estimate.is_finite()) {
        let (from, to) = bounds(&end.effect);
        let y = middle + apart(i);
        if to > from {
            chart.line(&[(from, y), (to, y)], BLUE.mark, 1.4);
        }
        chart.disc((end.effect.estimate, y), 2.6, BLUE.mark, 1.0);
        (left, right) = (left.min(from), right.max(to));
    }
    let small = Lettered::plain(sizes.small, BLUE.word);
    let [lowest, highest] = row.outer(centre);
    for (end, value, gap, lettered) in [(lowest, left, -7.0, small.end()), (highest, right, 7.0, small)] {
        let Some(end) = end else { continue };
        let (x, text) = (chart.at((value, middle)).0 + gap, tidy(&end.setting));
        // Lines do not run through the letters.
        let (wide, tall) = (lettered.width(&text) + 4.0, 0.7 * sizes.small);
        let behind = if gap < 0.0 { (x - wide, x + 2.0) } else { (x - 2.0, x + wide) };
        plane.rect((behind.0, middle - tall), (behind.1, middle + tall), PAPER, 1.0);
        plane.text((x, middle), &text, lettered);
    }
}

/// The widest factor, if its ends are told apart.
fn title(data: &TornadoData, ordered: &[Vec<&TornadoRow>], quantity: &Quantity, language: Language) -> String {
    let measure = tidy(data.measure.label().get(language));
    if let ([arm], [rows]) = (data.arms.as_slice(), ordered)
        && let Some(row) = rows.first()
        && let [Some(low), Some(high)] = row.outer(None)
        && bounds(&low.effect).1 < bounds(&high.effect).0
    {
        let ends = [low.effect.estimate, high.effect.estimate];
        let decimals = quantity.decimals(&[], &ends);
        let [low, high] = ends.map(|end| quantity.difference(end, decimals));
        // The unit stands once.
        let unit = quantity.difference_unit(language);
        let apart = if unit.is_empty() || language == Language::Chinese { "" } else { " " };
        let high = format!("{high}{apart}{unit}");
        let gaps = [
            ("measure", measure.as_str()),
            ("arm", &arm.label),
            ("factor", &row.factor),
            ("low", &low),
            ("high", &high),
        ];
        return tidy(&say(words::TORNADO_TITLE, language, &gaps));
    }
    tidy(&say(words::TORNADO_TITLE_PLAIN, language, &[("measure", &measure), ("baseline", &data.baseline)]))
}

fn subtitle(data: &TornadoData, quantity: &Quantity, language: Language) -> String {
    let unit = match quantity.difference_unit(language) {
        "" => words::MAP_NO_UNIT.get(language),
        unit => unit,
    };
    let gaps = [("baseline", data.baseline.as_str()), ("unit", unit), ("replicates", &integer(data.source.replicates))];
    say(words::TORNADO_SUBTITLE, language, &gaps)
}

fn alt(data: &TornadoData, ordered: &[Vec<&TornadoRow>], quantity: &Quantity, language: Language) -> String {
    let arms = data.arms.iter().zip(ordered);
    let told = arms.flat_map(|(arm, rows)| {
        let effects: Vec<f64> = rows
            .iter()
            .flat_map(|row| &row.ends)
            .map(|end| end.effect.estimate)
            .chain(arm.centre.map(|c| c.estimate))
            .collect();
        let decimals = quantity.decimals(&[], &effects);
        let said = |effect: &Difference| quantity.difference(effect.estimate, decimals);
        let centre = arm.centre.as_ref().map_or_else(|| words::NO_VALUE.get(language).to_string(), said);
        let first = say(words::ALT_TORNADO, language, &[("arm", &arm.label), ("effect", &centre)]);
        let rows = rows.iter().take(MOST_ROWS).map(move |row| {
            let ends = row.ends.iter().map(|end| {
                say(words::ALT_TORNADO_END, language, &[("effect", &said(&end.effect)), ("value", &end.setting)])
            });
            let ends = ends.collect::<Vec<_>>().join(words::COMMA.get(language));
            say(words::ALT_TORNADO_ROW, language, &[("factor", &row.factor), ("ends", &ends)])
        });
        std::iter::once(first).chain(rows.collect::<Vec<_>>())
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
