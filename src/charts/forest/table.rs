//! The table around the strip of a forest chart: labels at left, numbers at right.

use super::strip::Verdict;
use super::{Effect, ForestData, ForestRow, Scale};
use crate::charts::axis::{NONE, Quantity};
use crate::charts::figure::{Body, Lettered, Plane, Style};
use crate::charts::text::tidy;
use crate::charts::theme::{FAINT, GRID, INK, MUTED, Sizes, Width};
use crate::charts::words::{self, say};
use crate::vocabulary::{Language, Text};

/// What a row shows.
pub(super) enum Content {
    /// A heading over measures.
    Heading,
    /// A measure over the rows of its arms.
    Measure,
    /// An effect.
    Effect(Shown),
}

/// An estimate with its interval, on the scale of the strip.
#[derive(Clone, Copy, Debug)]
pub(super) struct OnStrip {
    pub(super) estimate: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    /// Where parameter sets expect it.
    pub(super) expected: Option<(f64, f64)>,
}

impl OnStrip {
    /// From the lowest to the highest value that is drawn.
    pub(super) fn extent(&self) -> (f64, f64) {
        let (low, high) = self.expected.unwrap_or((self.low, self.high));
        (self.low.min(low), self.high.max(high))
    }
}

/// An effect, ready to be drawn.
pub(super) struct Shown {
    /// `None` when there is no common scale.
    pub(super) strip: Option<OnStrip>,
    /// `None` when there is no value.
    pub(super) verdict: Option<Verdict>,
    /// The difference and its interval.
    difference: String,
    /// The means, or the arm's alone.
    means: String,
    /// All of it as a sentence.
    pub(super) told: String,
}

pub(super) struct Row {
    pub(super) content: Content,
    text: String,
    /// Said below the label: the unit.
    aside: String,
    label: Vec<String>,
    aside_lines: Vec<String>,
    pub(super) height: f64,
}

impl Row {
    fn new(content: Content, text: &str, aside: String) -> Row {
        Row { content, text: tidy(text), aside, label: Vec::new(), aside_lines: Vec::new(), height: 0.0 }
    }
}

/// The rows in their order. With one arm a row is a measure; with several, a measure heads a row for each arm.
pub(super) fn rows(data: &ForestData, language: Language) -> Vec<Row> {
    let mut rows = Vec::new();
    for group in &data.groups {
        if let Some(heading) = &group.heading {
            rows.push(Row::new(Content::Heading, heading, String::new()));
        }
        for row in &group.rows {
            let quantity = Quantity::of(row.measure.name(), row.measure.unit());
            let label = row.measure.label().get(language);
            let unit = quantity.difference_unit(language).trim_start_matches('个');
            // Some labels say their unit already.
            let unit = if label.contains(unit) { String::new() } else { unit.to_string() };
            if data.arms.len() == 1 {
                let shown = shown(data, row, 0, language);
                rows.push(Row::new(Content::Effect(shown), label, unit));
                continue;
            }
            let decimals = decimals(row, &quantity);
            let least = |value| quantity.least_decimals(value, MOST_DECIMALS);
            let finest = row.effects.iter().flatten().map(|effect| least(effect.difference.estimate));
            let told = finest.fold(decimals.max(least(row.baseline_mean)), usize::max);
            let mean = quantity.with_unit(row.baseline_mean, told, language);
            let baseline =
                say(words::EFFECTS_BASELINE_MEAN, language, &[("baseline", &data.baseline), ("mean", &mean)]);
            rows.push(Row::new(Content::Measure, label, tidy(&baseline)));
            for (arm, name) in data.arms.iter().enumerate() {
                rows.push(Row::new(Content::Effect(shown(data, row, arm, language)), name, String::new()));
            }
        }
    }
    rows
}

/// Decimals that small differences may take.
const MOST_DECIMALS: usize = 3;

/// One number of decimals for all of a measure, so that its numbers can be compared.
fn decimals(row: &ForestRow, quantity: &Quantity) -> usize {
    let effects = || row.effects.iter().flatten();
    let mut values: Vec<f64> = effects().map(|effect| effect.mean).collect();
    values.push(row.baseline_mean);
    let differences: Vec<f64> = effects().map(|effect| effect.difference.estimate).collect();
    quantity.decimals(&values, &differences)
}

fn shown(data: &ForestData, row: &ForestRow, arm: usize, language: Language) -> Shown {
    let quantity = Quantity::of(row.measure.name(), row.measure.unit());
    let effect = row.effects.get(arm).copied().flatten();
    // A difference beside a far larger one takes more decimals, lest it look like none.
    let own = effect.map_or(0, |effect| quantity.least_decimals(effect.difference.estimate, MOST_DECIMALS));
    let decimals = decimals(row, &quantity).max(own);
    let baseline = quantity.value(row.baseline_mean, decimals);
    let mean = effect.map_or(NONE.to_string(), |effect| quantity.value(effect.mean, decimals));
    let verdict = effect.map(|effect| Verdict::of(&effect.difference, row.measure.direction()));
    let difference = match effect.map(|effect| effect.difference) {
        None => NONE.to_string(),
        Some(difference) => {
            let estimate = quantity.difference(difference.estimate, decimals);
            difference.interval.map_or(estimate.clone(), |(low, high)| {
                let bound = |value| quantity.difference(value, decimals);
                format!("{estimate} [{}, {}]", bound(low), bound(high))
            })
        }
    };
    let told = say(
        words::ALT_EFFECT,
        language,
        &[
            ("measure", row.measure.label().get(language)),
            ("arm", data.arms.get(arm).map_or("", String::as_str)),
            ("baseline", &baseline),
            ("mean", &mean),
            ("difference", &difference),
            ("verdict", verdict.map_or(words::NO_VALUE, Verdict::word).get(language)),
        ],
    );
    let means = if data.arms.len() == 1 { format!("{baseline} → {mean}") } else { mean };
    Shown { strip: effect.and_then(|effect| on_strip(data.scale, row, &effect)), verdict, difference, means, told }
}

fn on_strip(scale: Scale, row: &ForestRow, effect: &Effect) -> Option<OnStrip> {
    let whole = match scale {
        Scale::Relative if row.scalable => row.baseline_mean.abs(),
        Scale::Relative => return None,
        Scale::Standardised => row.baseline_sd?,
    };
    let Effect { difference, expected, .. } = effect;
    let (low, high) = difference.interval.unwrap_or((difference.estimate, difference.estimate));
    let expected = expected.map(|(low, high)| (low / whole, high / whole));
    let on_strip = OnStrip { estimate: difference.estimate / whole, low: low / whole, high: high / whole, expected };
    let (least, most) = on_strip.extent();
    let finite = on_strip.estimate.is_finite() && least.is_finite() && most.is_finite();
    (whole > 0.0 && finite).then_some(on_strip)
}

/// Where the columns are, in pixels from the left edge of the body.
pub(super) struct Columns {
    /// Labels stand above the strip instead of beside it.
    above: bool,
    /// Numbers stand in two lines instead of one.
    stacked: bool,
    label: f64,
    pub(super) strip: (f64, f64),
    /// Right edges of means and differences when they stand in one line.
    means: f64,
    difference: f64,
    /// Right edge of the figure.
    end: f64,
    /// What stands over differences and means.
    headers: [Text; 2],
    /// Whether words over measures reach into the strip.
    crossed: bool,
}

/// What stands over differences and means; where they stand in two lines, the means of both sides are below.
fn headers(data: &ForestData, stacked: bool) -> [Text; 2] {
    let interval = data.source.replicates > 1;
    [
        if interval { words::EFFECTS_HEADER } else { words::EFFECTS_HEADER_ONE },
        if stacked { words::EFFECTS_HEADER_MEANS } else { words::EFFECTS_HEADER_MEAN },
    ]
}

/// Gap between columns, in ems.
const GAP: f64 = 1.2;

pub(super) fn columns(data: &ForestData, rows: &[Row], style: &Style, sizes: &Sizes) -> Columns {
    let label = Lettered::plain(sizes.label, INK);
    let word = Lettered::bold(sizes.label, INK);
    let widest = |width: &dyn Fn(&super::table::Shown) -> f64| super::effects(rows).map(width).fold(0.0, f64::max);
    let header = |text: Text| Lettered::plain(sizes.small, MUTED).width(text.get(style.language));
    let stacked = data.arms.len() == 1 || style.width != Width::Double;
    let [difference_header, means_header] = headers(data, stacked);
    let difference = widest(&|shown| label.width(&shown.difference)).max(header(difference_header));
    let means = widest(&|shown| label.width(&shown.means)).max(if stacked { 0.0 } else { header(means_header) });
    let verdict = widest(&|shown| shown.verdict.map_or(0.0, |v| word.width(v.word().get(style.language))));
    let gap = GAP * sizes.label;
    let end = sizes.width - 2.0 * sizes.margin;
    let above = style.width == Width::Single;
    let numbers = if stacked {
        difference.max(means + 0.6 * gap + verdict).max(8.0 * sizes.label)
    } else {
        means + gap + difference + gap + verdict
    };
    let effects = rows.iter().filter(|row| matches!(row.content, Content::Effect(_)));
    let natural = label.widest(effects.map(|row| row.text.as_str()), 0.31 * end - indent(sizes)) + indent(sizes);
    let label = if above { end } else { natural };
    let strip = (if above { 0.6 * gap } else { label + gap }, end - numbers - gap);
    let difference_end = end - verdict - gap;
    let headers = [difference_header, means_header];
    Columns {
        above,
        stacked,
        label,
        strip,
        means: difference_end - difference - gap,
        difference: difference_end,
        end,
        headers,
        crossed: false,
    }
}

fn indent(sizes: &Sizes) -> f64 {
    0.9 * sizes.label
}

impl Columns {
    /// The part of a row that begins at `y` behind which the grid is drawn: not where it would cross words. If the
    /// words over one measure reach into the strip, the grid stops at all of them.
    pub(super) fn grid(&self, row: &Row, y: f64, sizes: &Sizes) -> Option<(f64, f64)> {
        let bottom = y + row.height;
        match row.content {
            Content::Effect(_) if self.above => Some((bottom - 3.2 * sizes.label, bottom - 0.3 * sizes.label)),
            Content::Effect(_) => Some((y, bottom)),
            Content::Heading | Content::Measure => (!self.crossed && !self.above).then_some((y, bottom)),
        }
    }

    /// The height of the strip's line of a row that begins at `y`.
    pub(super) fn mark_y(&self, row: &Row, y: f64, sizes: &Sizes) -> f64 {
        if self.above { y + row.height - 1.75 * sizes.label } else { y + 0.5 * row.height }
    }
}

/// Wraps labels and gives rows their heights.
pub(super) fn lay_out(rows: &mut [Row], columns: &mut Columns, sizes: &Sizes) {
    let line = Lettered::plain(sizes.label, INK).leading();
    let small = Lettered::plain(sizes.small, FAINT);
    for row in rows {
        let (lettered, width) = match row.content {
            Content::Heading => (Lettered::bold(sizes.label, INK), columns.end),
            Content::Measure => (Lettered::bold(sizes.label, INK), columns.end),
            Content::Effect(_) => (Lettered::plain(sizes.label, INK), columns.label - indent(sizes)),
        };
        row.label = lettered.wrap(&row.text, width);
        row.aside_lines = if row.aside.is_empty() { Vec::new() } else { small.wrap(&row.aside, width) };
        let beside = matches!(row.content, Content::Effect(_));
        let lines = row.label.iter().map(|line| lettered.width(line));
        let lines = lines.chain(row.aside_lines.iter().map(|line| small.width(line)));
        columns.crossed |= !beside && lines.fold(0.0, f64::max) > columns.strip.0 - 2.0;
        let text = row.label.len() as f64 * line + row.aside_lines.len() as f64 * small.leading();
        let numbers = if columns.stacked { 2.0 * line } else { line };
        row.height = match row.content {
            Content::Heading | Content::Measure => text + 0.9 * sizes.label,
            Content::Effect(_) if columns.above => text + numbers + 0.9 * sizes.label,
            Content::Effect(_) => text.max(numbers) + if columns.stacked { 0.65 } else { 0.35 } * sizes.label,
        };
    }
}

/// The verdicts that occur, in the order of the legend, with the widths of their words.
fn legend(rows: &[Row], sizes: &Sizes, language: Language) -> Vec<(Verdict, f64)> {
    let small = Lettered::plain(sizes.small, MUTED);
    let occur = |verdict: &Verdict| super::effects(rows).any(|shown| shown.verdict == Some(*verdict));
    let verdicts = Verdict::ALL.into_iter().filter(occur);
    verdicts.map(|verdict| (verdict, 2.3 * sizes.label + small.width(verdict.word().get(language)))).collect()
}

/// The headers over the numbers, with their right edges.
fn placed_headers(columns: &Columns, language: Language) -> [(f64, &'static str); 2] {
    let edges = if columns.stacked { [columns.end, columns.end] } else { [columns.difference, columns.means] };
    [(edges[0], columns.headers[0].get(language)), (edges[1], columns.headers[1].get(language))]
}

/// Whether the legend has a line of its own, because it would meet the headers.
fn legend_apart(rows: &[Row], columns: &Columns, sizes: &Sizes, language: Language) -> bool {
    let small = Lettered::plain(sizes.small, MUTED);
    let legend: f64 = legend(rows, sizes, language).iter().map(|(_, width)| width).sum();
    placed_headers(columns, language).iter().any(|(right, header)| legend > right - small.width(header))
}

/// The height of legend and headers.
pub(super) fn head_height(rows: &[Row], columns: &Columns, sizes: &Sizes, language: Language) -> f64 {
    let leading = Lettered::plain(sizes.small, MUTED).leading();
    let apart = legend_apart(rows, columns, sizes, language);
    let lines = if columns.stacked { 2.0 } else { 1.0 } + if apart { 1.25 } else { 0.0 };
    lines * leading + 0.7 * sizes.label
}

/// The legend of marks over the strip, and what the numbers are.
pub(super) fn draw_head(
    plane: &Plane<'_>,
    body: Body,
    rows: &[Row],
    columns: &Columns,
    sizes: &Sizes,
    language: Language,
) {
    let small = Lettered::plain(sizes.small, MUTED);
    let mut x = body.left;
    let y = body.top + 0.2 * sizes.label;
    for (verdict, width) in legend(rows, sizes, language) {
        verdict.mark(plane, (x + 0.4 * sizes.label, y), 0.32 * sizes.label);
        plane.text((x + sizes.label, y), verdict.word().get(language), small);
        x += width;
    }
    let first = if legend_apart(rows, columns, sizes, language) { y + 1.25 * small.leading() } else { y };
    for (line, (right, header)) in placed_headers(columns, language).into_iter().enumerate() {
        let down = if columns.stacked { line as f64 * small.leading() } else { 0.0 };
        plane.text((body.left + right, first + down), header, small.end());
    }
    let rule = body.top + head_height(rows, columns, sizes, language) - 0.25 * sizes.label;
    plane.line(&[(body.left, rule), (body.right, rule)], GRID, 1.0);
}

/// Label and numbers of a row whose upper left corner is given.
pub(super) fn draw_row(
    plane: &Plane<'_>,
    row: &Row,
    (left, top): (f64, f64),
    columns: &Columns,
    sizes: &Sizes,
    language: Language,
) {
    let small = Lettered::plain(sizes.small, FAINT);
    let (lettered, left_of_label) = match row.content {
        Content::Heading | Content::Measure => (Lettered::bold(sizes.label, INK), left),
        Content::Effect(_) => {
            (Lettered::plain(sizes.label, INK), if columns.above { left } else { left + indent(sizes) })
        }
    };
    let (label, aside) = (lettered.leading() * row.label.len() as f64, small.leading() * row.aside_lines.len() as f64);
    let from = match row.content {
        Content::Heading | Content::Measure => top + row.height - label - aside - 0.15 * sizes.label,
        Content::Effect(_) if columns.above => top + 0.3 * sizes.label,
        Content::Effect(_) => top + 0.5 * (row.height - label - aside),
    };
    plane.paragraph((left_of_label, from + 0.5 * label), &row.label, lettered);
    plane.paragraph((left_of_label, from + label + 0.5 * aside), &row.aside_lines, small);
    let Content::Effect(shown) = &row.content else { return };

    let y = columns.mark_y(row, top, sizes);
    let plain = Lettered::plain(sizes.label, INK).end();
    let means = Lettered::plain(sizes.label, MUTED).end();
    let word = shown
        .verdict
        .map(|verdict| (verdict.word().get(language), Lettered::bold(sizes.label, verdict.hue().word).end()));
    if columns.stacked {
        let half = 0.5 * plain.leading();
        plane.text((left + columns.end, y - half), &shown.difference, plain);
        plane.text((left + columns.end, y + half), &shown.means, means);
        if let Some((word, lettered)) = word {
            let gap = means.width(&shown.means) + 0.6 * GAP * sizes.label;
            plane.text((left + columns.end - gap, y + half), word, lettered);
        }
    } else {
        plane.text((left + columns.means, y), &shown.means, means);
        plane.text((left + columns.difference, y), &shown.difference, plain);
        if let Some((word, lettered)) = word {
            plane.text((left + columns.end, y), word, lettered);
        }
    }
}
