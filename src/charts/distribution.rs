//! How a measure is distributed over replicates: a shape, the middle half and the median of each arm.

mod density;

use super::axis::{Quantity, Ticks, integer, number, ticks};
use super::figure::{Drawing, Finding, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{COLOURED_ARMS, FAINT, GRID, Hue, INK, MUTED, RULE, Sizes, Width, arm_hues};
use super::words::{self, say};
use crate::vocabulary::{Language, Measure, Text};
use density::{Shape, Summary};

/// The values of a measure in the replicates of several arms.
#[derive(Clone, Debug, PartialEq)]
pub struct DistributionData {
    /// The measure.
    pub measure: Measure,
    /// The arms.
    pub arms: Vec<DistributionArm>,
    /// Which of them is the baseline.
    pub baseline: usize,
    /// What may become the title.
    pub finding: Option<Finding>,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm.
#[derive(Clone, Debug, PartialEq)]
pub struct DistributionArm {
    /// Its label.
    pub label: String,
    /// One value a replicate, in the unit of the measure, in any order; replicates without a value are left out.
    pub values: Vec<f64>,
}

/// Characters of a unit that may stand beside every median.
const LONGEST_UNIT: usize = 9;
/// Decimals that close numbers may take.
const MOST_DECIMALS: usize = 3;

/// An arm, ready to be drawn.
struct Ridge {
    hue: Hue,
    label: Vec<String>,
    /// `None` when no replicate has a value.
    summary: Option<Summary>,
    shape: Shape,
    /// The median, and below it what is said of the spread.
    median: String,
    aside: String,
    height: f64,
    /// How much of the height is above the base line.
    above: f64,
}

/// Draws the distribution.
pub fn draw(data: &DistributionData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let quantity = Quantity::of(data.measure.name(), data.measure.unit());
    let (axis, mut ridges) = ridges(data, &quantity, language);
    let inner = sizes.width - 2.0 * sizes.margin;

    let label = Lettered::bold(sizes.label, INK);
    let above = style.width == Width::Single;
    let names = data.arms.iter().map(|arm| arm.label.as_str());
    let label_width = if above { inner } else { label.widest(names, 0.28 * inner) };
    let small = Lettered::plain(sizes.small, MUTED);
    let numbers = ridges.iter().map(|ridge| label.width(&ridge.median).max(small.width(&ridge.aside)));
    let single = ridges.iter().all(|ridge| ridge.summary.as_ref().is_none_or(|summary| summary.count == 1));
    // A lone value is no median and has no middle half.
    let headers: &[Text] = if single { &[] } else { &[words::MEDIAN, words::QUARTILES] };
    let numbers = numbers.chain(headers.iter().map(|header| small.width(header.get(language)))).fold(0.0, f64::max);
    let gap = 1.1 * sizes.label;
    let across = (if above { 4.0 } else { label_width + gap }, inner - numbers - gap);
    lay_out(&mut ridges, data, label_width, above, &sizes);

    let own_height = ridges.iter().any(|ridge| ridge.shape.has_own_height());
    let shapes = ridges.iter().any(|ridge| !matches!(ridge.shape, Shape::Dots(_)));
    let said = [(own_height, words::DISTRIBUTION_OWN_HEIGHT), (data.source.replicates < 2, words::ONE_REPLICATE)];
    let notes = said.into_iter().filter(|(said, _)| *said).map(|(_, note)| note.get(language).to_string()).collect();
    let how = match (shapes, data.source.replicates < 2) {
        (true, _) => words::DISTRIBUTION_SHAPES,
        (false, true) => words::DISTRIBUTION_ONE,
        (false, false) => words::DISTRIBUTION_DOTS,
    };
    let baseline = data.arms.get(data.baseline).map_or("", |arm| arm.label.as_str());
    let space = words::space(language);
    let frame = Frame {
        title: data.finding.as_ref().and_then(|finding| finding.title(language)).unwrap_or_else(|| {
            say(words::DISTRIBUTION_TITLE, language, &[("measure", &tidy(data.measure.label().get(language)))])
        }),
        subtitle: format!(
            "{}{space}{}",
            say(data.measure.formula(), language, &[]),
            say(how, language, &[("baseline", baseline)])
        ),
        notes,
        source: &data.source,
        alt: alt(data, &ridges, &quantity, language),
    };
    let (head, foot) = (headers.len() as f64 * small.leading(), if quantity.share { 1.5 } else { 2.6 } * sizes.label);
    let height = head + ridges.iter().map(|ridge| ridge.height).sum::<f64>() + foot;
    compose(*style, frame, height, |plane, body| {
        let (top, bottom) = (body.top + head, body.bottom - foot);
        let left = body.left;
        let chart = plane.plot(axis.low()..axis.high(), top..bottom, left + across.0..left + across.1, top..bottom);
        for (line, header) in headers.iter().enumerate() {
            plane.text((body.right, body.top + line as f64 * small.leading()), header.get(language), small.end());
        }
        draw_axis(plane, &chart, &axis, &quantity, bottom, &sizes, language);
        let reference = ridges.get(data.baseline).and_then(|ridge| ridge.summary.as_ref());
        let mut y = top;
        for ridge in &ridges {
            // The grid begins below a label that stands above its ridge.
            let (from, to) = (y + if above { ridge.label_height(&sizes) } else { 0.0 }, y + ridge.height);
            axis.at.iter().for_each(|at| chart.line(&[(*at, from), (*at, to)], GRID, 1.0));
            if let Some(reference) = reference {
                chart.dashed(&[(reference.median, from), (reference.median, to)], RULE, 1.0);
            }
            chart.line(&[(axis.low(), ridge.base(y)), (axis.high(), ridge.base(y))], RULE, 1.0);
            draw_ridge(plane, &chart, ridge, (left, y), above, &sizes);
            plane.text(
                (body.right, ridge.base(y) - 0.62 * sizes.label),
                &ridge.median,
                Lettered::bold(sizes.label, ridge.hue.word).end(),
            );
            plane.text((body.right, ridge.base(y) + 0.5 * sizes.label), &ridge.aside, small.end());
            y += ridge.height;
        }
    })
}

impl Ridge {
    /// The height of the base line of a ridge that begins at `y`.
    fn base(&self, y: f64) -> f64 {
        y + self.above
    }

    fn label_height(&self, sizes: &Sizes) -> f64 {
        self.label.len() as f64 * Lettered::bold(sizes.label, INK).leading()
    }
}

/// Space below the base line, for the bar of the middle half.
fn below(sizes: &Sizes) -> f64 {
    1.15 * sizes.label
}

fn ridges(data: &DistributionData, quantity: &Quantity, language: Language) -> (Ticks, Vec<Ridge>) {
    let sorted: Vec<Vec<f64>> = data
        .arms
        .iter()
        .map(|arm| {
            let mut values: Vec<f64> = arm.values.iter().copied().filter(|value| value.is_finite()).collect();
            values.sort_by(f64::total_cmp);
            values
        })
        .collect();
    let low = sorted.iter().filter_map(|values| values.first()).copied().fold(f64::INFINITY, f64::min);
    let high = sorted.iter().filter_map(|values| values.last()).copied().fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = if low.is_finite() { (low, high) } else { (0.0, 1.0) };
    // A measure that cannot be negative has no density there, and a share none beyond 1.
    let bounds = (if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY }, if quantity.share { 1.0 } else { f64::INFINITY });
    // Room for the tails of the densities, where the measure can be.
    let tail = 0.08 * (high - low);
    let (least, most) = ((low - tail).max(bounds.0.min(low)), (high + tail).min(bounds.1.max(high)));
    let mut axis = ticks(quantity.scaled(least), quantity.scaled(most), 6);
    if quantity.share {
        axis.at.retain(|at| (-1e-9..=100.0 + 1e-9).contains(at));
    }
    axis.at.iter_mut().for_each(|at| *at /= quantity.scaled(1.0));
    let shapes = density::shapes(&sorted, (axis.low(), axis.high()), bounds);
    let mut hues = arm_hues(data.arms.len(), data.baseline);
    if data.arms.len() > COLOURED_ARMS {
        // More arms than colours: the baseline has its own, all others share one.
        let shared = super::theme::BLUE;
        hues.iter_mut().enumerate().filter(|(arm, _)| *arm != data.baseline).for_each(|(_, hue)| *hue = shared);
    }
    let medians: Vec<f64> = sorted.iter().filter_map(|values| Summary::of(values)).map(|s| s.median).collect();
    let spread = [high - low];
    let decimals = quantity.decimals(&medians, &spread);
    let ridges = sorted.iter().zip(shapes).zip(hues).map(|((values, shape), hue)| {
        let summary = Summary::of(values);
        let (median, aside) = said(summary.as_ref(), data, quantity, decimals, language);
        Ridge { hue, label: Vec::new(), summary, shape, median, aside, height: 0.0, above: 0.0 }
    });
    let ridges = ridges.collect();
    (axis, ridges)
}

/// The median, and the middle half or why there is none.
fn said(
    summary: Option<&Summary>,
    data: &DistributionData,
    quantity: &Quantity,
    decimals: usize,
    language: Language,
) -> (String, String) {
    let Some(summary) = summary else { return (String::new(), words::NO_VALUE.get(language).to_string()) };
    // A middle half with two equal ends needs more decimals, a long unit stands at the axis only.
    let mut decimals = decimals;
    while decimals < MOST_DECIMALS
        && summary.lower < summary.upper
        && quantity.value(summary.lower, decimals) == quantity.value(summary.upper, decimals)
    {
        decimals += 1;
    }
    let long = quantity.unit(language).chars().count() > LONGEST_UNIT;
    let median = match long {
        true => quantity.value(summary.median, decimals),
        false => quantity.with_unit(summary.median, decimals, language),
    };
    let count = integer(summary.count as u64);
    let aside = if summary.count == 1 {
        words::ONE_VALUE.get(language).to_string()
    } else if summary.lowest == summary.highest {
        say(words::ALL_EQUAL, language, &[("count", &count)])
    } else {
        // How many values there are is said where replicates are without one.
        let complete = summary.count as u64 == data.source.replicates;
        let number = |value| number(quantity.scaled(value), decimals);
        let gaps = [("low", &number(summary.lower)), ("high", &number(summary.upper)), ("count", &count)];
        let gaps = gaps.map(|(gap, value)| (gap, value.as_str()));
        say(if complete { words::RANGE } else { words::RANGE_OF }, language, &gaps)
    };
    (median, aside)
}

fn lay_out(ridges: &mut [Ridge], data: &DistributionData, width: f64, above: bool, sizes: &Sizes) {
    let lettered = Lettered::bold(sizes.label, INK);
    // Dots are few and small; only shapes need height.
    let shapes = ridges.iter().any(|ridge| !matches!(ridge.shape, Shape::Dots(_)));
    let room = match ridges.len() {
        _ if !shapes => 2.2,
        0..=3 => 5.6,
        4..=8 => 3.8,
        _ => 2.2,
    } * sizes.label;
    for (ridge, arm) in ridges.iter_mut().zip(&data.arms) {
        ridge.label = lettered.wrap(&arm.label, width);
        let label = ridge.label_height(sizes);
        if above {
            ridge.above = label + room;
            ridge.height = ridge.above + below(sizes) + 0.3 * sizes.label;
        } else {
            ridge.above = room.max(label - 0.5 * sizes.label);
            ridge.height = ridge.above + below(sizes) + 0.3 * sizes.label;
        }
    }
}

fn draw_axis(
    plane: &Plane<'_>,
    chart: &Plane<'_>,
    axis: &Ticks,
    quantity: &Quantity,
    bottom: f64,
    sizes: &Sizes,
    language: Language,
) {
    let lettered = Lettered::plain(sizes.small, MUTED).middle();
    let mut free_from = f64::NEG_INFINITY;
    for at in &axis.at {
        let sign = if quantity.share { "%" } else { "" };
        let label = format!("{}{sign}", number(quantity.scaled(*at), axis.decimals));
        let (x, _) = chart.at((*at, bottom));
        let half = 0.5 * lettered.width(&label);
        if x - half > free_from {
            plane.text((x, bottom + 0.9 * sizes.label), &label, lettered);
            free_from = x + half + 4.0;
        }
    }
    if !quantity.share {
        let (x, _) = chart.at((axis.high(), bottom));
        let unit = Lettered::plain(sizes.small, FAINT).end();
        plane.text((x, bottom + 2.1 * sizes.label), quantity.unit(language), unit);
    }
}

fn draw_ridge(plane: &Plane<'_>, chart: &Plane<'_>, ridge: &Ridge, (left, y): (f64, f64), above: bool, sizes: &Sizes) {
    let base = ridge.base(y);
    let label = ridge.label_height(sizes);
    let lettered = Lettered::bold(sizes.label, ridge.hue.word);
    let label_y = if above { y + 0.5 * label } else { base + 0.3 * sizes.label - 0.5 * label };
    plane.paragraph((left, label_y), &ridge.label, lettered);
    let Some(summary) = &ridge.summary else { return };
    let colour = ridge.hue.mark;
    let room = ridge.above - if above { label } else { 0.0 } - 0.35 * sizes.label;
    match &ridge.shape {
        Shape::Curve { points, .. } => {
            let line: Vec<(f64, f64)> = points.iter().map(|(x, height)| (*x, base - height * room)).collect();
            let mut area = line.clone();
            area.extend(points.last().map(|(x, _)| (*x, base)));
            area.extend(points.first().map(|(x, _)| (*x, base)));
            chart.area(&area, colour, 0.22);
            chart.line(&line, colour, 1.6);
        }
        Shape::Dots(_) if summary.count == 1 => {}
        Shape::Dots(stacks) => {
            let tallest = stacks.iter().map(|(_, count)| *count).max().unwrap_or(1);
            let radius = (0.24 * sizes.label).min(0.5 * room / tallest as f64);
            for (x, count) in stacks {
                for i in 0..*count {
                    let (px, _) = chart.at((*x, base));
                    plane.disc((px, base - radius * (1.3 + 2.0 * i as f64)), radius, colour, 0.65);
                }
            }
        }
        Shape::Spike(x) => chart.line(&[(*x, base), (*x, base - room)], colour, 2.6),
    }
    let (start, _) = chart.at((summary.lower, base));
    let (end, _) = chart.at((summary.upper, base));
    let (x, _) = chart.at((summary.median, base));
    let bar = base + 0.62 * sizes.label;
    plane.line(&[(start, bar), (end, bar)], colour, 0.3 * sizes.label);
    plane.disc((x, bar), 0.36 * sizes.label, super::theme::PAPER, 1.0);
    plane.disc((x, bar), 0.28 * sizes.label, colour, 1.0);
}

fn alt(data: &DistributionData, ridges: &[Ridge], quantity: &Quantity, language: Language) -> String {
    let told = data.arms.iter().zip(ridges).map(|(arm, ridge)| match &ridge.summary {
        None => format!("{}: {}", arm.label, words::NO_VALUE.get(language)),
        Some(summary) => {
            let decimals = quantity.decimals(&[summary.median], &[summary.upper - summary.lower]);
            say(
                words::ALT_DISTRIBUTION,
                language,
                &[
                    ("arm", &arm.label),
                    ("median", &ridge.median),
                    ("low", &quantity.value(summary.lower, decimals)),
                    ("high", &quantity.value(summary.upper, decimals)),
                    ("count", &integer(summary.count as u64)),
                ],
            )
        }
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
