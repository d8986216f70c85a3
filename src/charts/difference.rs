//! The course of a difference: how much an arm differs from the baseline in every month, with the interval of the mean
//! over pairs of replicates.

use super::axis::{Quantity, Ticks, calendar, integer};
use super::course::Event;
use super::ends::{self, End};
use super::figure::{Difference, Drawing, Finding, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{BLUE, COLOURED_ARMS, FAINT, GREY, GRID, Hue, INK, MUTED, RULE, Width, arm_hues};
use super::timeline::{self, month_name};
use super::words::{self, say};
use crate::vocabulary::{Direction, Language, MonthMeasure};
use jiff::civil::Date;

/// The course of the difference in one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceData {
    /// The measure.
    pub measure: MonthMeasure,
    /// A day of the first month.
    pub from: Date,
    /// Label of the baseline.
    pub baseline: String,
    /// The other arms.
    pub arms: Vec<DifferenceArm>,
    /// What happened when, such as a change of structure.
    pub events: Vec<Event>,
    /// What may become the title.
    pub finding: Option<Finding>,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceArm {
    /// Its label.
    pub label: String,
    /// Arm less baseline for each month; `None` where no pair has a value.
    pub months: Vec<Option<Difference>>,
}

/// More bands than this on each other are mud.
const MOST_BANDS: usize = 3;

/// How an arm is drawn.
#[derive(Clone, Copy)]
struct Role {
    hue: Hue,
    /// Whether it has a label, or is one of many in grey.
    shown: bool,
    band: bool,
}

/// Draws the course of the difference.
pub fn draw(data: &DifferenceData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let quantity = Quantity::of(data.measure.name(), data.measure.unit());
    let months = data.arms.iter().map(|arm| arm.months.len()).max().unwrap_or(0).max(1);
    let (roles, other) = roles(data);
    let axis = value_axis(data, &quantity, &roles);
    let decimals = decimals(data, &quantity, &axis);

    let tick = Lettered::plain(sizes.small, MUTED);
    let tick_labels: Vec<String> = axis.at.iter().map(|at| quantity.difference(*at, axis.decimals)).collect();
    let left = tick_labels.iter().map(|label| tick.width(label)).fold(0.0, f64::max) + 8.0;
    let inner = sizes.width - 2.0 * sizes.margin;
    let mut labels = labels(data, &roles, &quantity, decimals, language);
    let right = ends::lay_out(&mut labels, 0.32 * inner, &sizes);
    let plot = (left, inner - right);
    let events = timeline::events((data.from, months), &data.events, plot, &sizes, language);
    let band = timeline::band_height(&events, &sizes);
    let lowest = if style.width == Width::Double { 0.36 } else { 0.5 } * sizes.width;
    let tall = lowest.max(ends::height(&labels));
    let ticks = calendar(data.from, months, ((plot.1 - plot.0) / (4.4 * sizes.small)) as usize, language);
    let foot = if ticks.iter().any(|tick| tick.year.is_some()) { 3.0 } else { 1.8 } * sizes.label;

    let frame = Frame {
        title: title(data, language),
        subtitle: subtitle(data, language),
        notes: other.map(|other| grey_note(data, other, language)).into_iter().collect(),
        source: &data.source,
        alt: alt(data, &quantity, decimals, language),
    };
    // Above what happened when, so that its lines do not cross the words.
    let unit_line = 1.5 * sizes.small;
    let clear = if events.is_empty() { 0.3 } else { 0.6 } * sizes.small;
    compose(*style, frame, unit_line + band + clear + tall + foot, |plane, body| {
        let (top, bottom) = (body.top + unit_line + band + clear, body.bottom - foot);
        let unit_y = body.top + 0.3 * sizes.small;
        let across = body.left + plot.0..body.left + plot.1;
        let chart = plane.plot(0.0..months as f64, axis.low()..axis.high(), across, bottom..top);
        let unit = Lettered::plain(sizes.small, FAINT);
        plane.text((body.left, unit_y), quantity.difference_unit(language), unit);
        if let Some(side) = better_side(data.measure.direction()) {
            plane.text((body.left + plot.1, unit_y), side.get(language), unit.end());
        }
        for (at, label) in axis.at.iter().zip(&tick_labels) {
            let zero = at.abs() < 1e-12;
            let (colour, width) = if zero { (INK, 1.2) } else { (GRID, 1.0) };
            chart.line(&[(0.0, *at), (months as f64, *at)], colour, width);
            let (x, y) = chart.at((0.0, *at));
            plane.text((x - 6.0, y), label, tick.end());
        }
        timeline::draw_calendar(plane, &chart, &ticks, months, bottom, &sizes);
        timeline::draw_events(plane, &events, body, (body.top + unit_line, bottom), &sizes);
        for shown in [false, true] {
            let layer = || data.arms.iter().zip(&roles).filter(|(_, role)| role.shown == shown);
            layer().for_each(|(arm, role)| draw_arm(plane, (&chart, &axis), arm, role));
        }
        if labels.is_empty() {
            let (x, y) = (body.left + 0.5 * (plot.0 + plot.1), 0.5 * (top + bottom) - 0.9 * sizes.label);
            plane.text((x, y), words::COURSE_EMPTY.get(language), Lettered::plain(sizes.label, FAINT).middle());
        }
        ends::draw(plane, &chart, &labels, body.left + plot.1, (top, bottom), &sizes);
    })
}

/// How each arm is drawn; with more arms than colours only one, which is returned, stands out.
fn roles(data: &DifferenceData) -> (Vec<Role>, Option<usize>) {
    let count = data.arms.len();
    // The baseline, first, has its colour; the others have those of the other charts.
    let hues = arm_hues(count + 1, 0).into_iter().skip(1);
    if count < COLOURED_ARMS {
        return (hues.map(|hue| Role { hue, shown: true, band: count <= MOST_BANDS }).collect(), None);
    }
    let last_year = |arm: &DifferenceArm| {
        let last: Vec<f64> = arm.months.iter().rev().flatten().take(12).map(|month| month.estimate).collect();
        last.iter().sum::<f64>() / last.len() as f64
    };
    let best = timeline::stands_out(data.arms.iter().map(last_year), data.measure.direction());
    let role = |arm| {
        let shown = Some(arm) == best;
        Role { hue: if shown { BLUE } else { GREY }, shown, band: shown }
    };
    ((0..count).map(role).collect(), best)
}

/// Zero belongs to the axis of a difference.
fn value_axis(data: &DifferenceData, quantity: &Quantity, roles: &[Role]) -> Ticks {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for (arm, role) in data.arms.iter().zip(roles) {
        for month in arm.months.iter().flatten() {
            let bounds = month.interval.filter(|_| role.band).unwrap_or((month.estimate, month.estimate));
            for value in [bounds.0, bounds.1, month.estimate].into_iter().filter(|value| value.is_finite()) {
                (low, high) = (low.min(value), high.max(value));
            }
        }
    }
    // Shares differ by 100 points at most, whatever the interval of a few replicates.
    let most = if quantity.share { 1.0 } else { f64::INFINITY };
    quantity.difference_axis(low.max(-most), high.min(most))
}

fn decimals(data: &DifferenceData, quantity: &Quantity, axis: &Ticks) -> usize {
    let months = data.arms.iter().flat_map(|arm| arm.months.iter().flatten());
    let estimates: Vec<f64> = months.map(|month| month.estimate).collect();
    quantity.decimals(&[], &estimates).min(axis.decimals + 1)
}

/// A difference with its interval, as it is written beside the end of its line.
fn written(month: &Difference, quantity: &Quantity, decimals: usize) -> String {
    let value = |value| quantity.difference(value, decimals);
    match month.interval {
        Some((low, high)) => format!("{} [{}, {}]", value(month.estimate), value(low), value(high)),
        None => value(month.estimate),
    }
}

/// The last month with a value, and where it is.
fn last(arm: &DifferenceArm) -> Option<(f64, &Difference)> {
    arm.months.iter().enumerate().rev().find_map(|(i, month)| Some((place(i), finite(month)?)))
}

fn finite(month: &Option<Difference>) -> Option<&Difference> {
    month.as_ref().filter(|month| month.estimate.is_finite())
}

/// Where a month stands: in its middle.
fn place(month: usize) -> f64 {
    month as f64 + 0.5
}

fn labels(data: &DifferenceData, roles: &[Role], quantity: &Quantity, decimals: usize, language: Language) -> Vec<End> {
    let both = || data.arms.iter().zip(roles);
    let mut labels: Vec<End> = both()
        .filter(|(_, role)| role.shown)
        .filter_map(|(arm, role)| {
            let (x, month) = last(arm)?;
            let value = written(month, quantity, decimals);
            Some(End::new((x, month.estimate), role.hue, tidy(&arm.label), value))
        })
        .collect();
    let grey: Vec<(f64, f64)> = both()
        .filter(|(_, role)| !role.shown)
        .filter_map(|(arm, _)| last(arm).map(|(x, month)| (x, month.estimate)))
        .collect();
    if let Some(x) = grey.iter().map(|at| at.0).reduce(f64::max) {
        let mean = grey.iter().map(|at| at.1).sum::<f64>() / grey.len() as f64;
        let name = say(words::OTHERS, language, &[("count", &grey.len().to_string())]);
        labels.push(End::new((x, mean), GREY, name, String::new()));
    }
    labels
}

fn draw_arm(plane: &Plane<'_>, (chart, axis): (&Plane<'_>, &Ticks), arm: &DifferenceArm, role: &Role) {
    let months: Vec<(f64, &Difference)> =
        arm.months.iter().enumerate().filter_map(|(i, month)| Some((place(i), finite(month)?))).collect();
    // A gap in the months is a gap in the line.
    for stretch in months.chunk_by(|one, next| next.0 - one.0 < 1.5) {
        let bounds = |month: &Difference| {
            let (low, high) = month.interval.unwrap_or((month.estimate, month.estimate));
            (low.clamp(axis.low(), axis.high()), high.clamp(axis.low(), axis.high()))
        };
        if role.band {
            let mut edge: Vec<(f64, f64)> = stretch.iter().map(|(x, month)| (*x, bounds(month).1)).collect();
            edge.extend(stretch.iter().rev().map(|(x, month)| (*x, bounds(month).0)));
            match stretch {
                [(x, month)] => chart.line(&[(*x, bounds(month).0), (*x, bounds(month).1)], role.hue.mark, 1.4),
                some if some.iter().any(|(_, month)| bounds(month).1 > bounds(month).0) => {
                    chart.area(&edge, role.hue.mark, 0.16);
                }
                _ => {}
            }
        }
        let line: Vec<(f64, f64)> = stretch.iter().map(|(x, month)| (*x, month.estimate)).collect();
        match line.as_slice() {
            [point] => chart.disc(*point, if role.shown { 3.5 } else { 2.0 }, role.hue.mark, 1.0),
            line if role.shown => chart.line(line, role.hue.mark, 2.2),
            line => chart.line(line, RULE, 1.0),
        }
    }
    if let (true, Some((x, month))) = (role.shown, last(arm)) {
        plane.disc(chart.at((x, month.estimate)), 3.6, role.hue.mark, 1.0);
    }
}

/// Which way is better.
fn better_side(direction: Direction) -> Option<crate::vocabulary::Text> {
    match direction {
        Direction::More => Some(words::BETTER_UP),
        Direction::Less => Some(words::BETTER_DOWN),
        Direction::Neutral => None,
    }
}

fn title(data: &DifferenceData, language: Language) -> String {
    if let Some(finding) = data.finding.as_ref().and_then(|finding| finding.title(language)) {
        return finding;
    }
    let measure = tidy(data.measure.label().get(language));
    let gaps = |arm| [("measure", measure.as_str()), ("baseline", data.baseline.as_str()), ("arm", arm)];
    match data.arms.as_slice() {
        [arm] => say(words::DIFFERENCE_TITLE_ONE, language, &gaps(&arm.label)),
        _ => say(words::DIFFERENCE_TITLE_MANY, language, &gaps("")),
    }
}

fn subtitle(data: &DifferenceData, language: Language) -> String {
    let bands = data.arms.len() <= MOST_BANDS || data.arms.len() >= COLOURED_ARMS;
    let line = match (data.source.replicates, bands) {
        (0 | 1, _) => words::DIFFERENCE_ONE,
        (_, true) => words::DIFFERENCE_LINE,
        (_, false) => words::DIFFERENCE_NO_BAND,
    };
    let gaps = [("replicates", integer(data.source.replicates)), ("baseline", data.baseline.clone())];
    let line = say(line, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())));
    format!("{}{}{line}", say(data.measure.formula(), language, &[]), words::space(language))
}

fn grey_note(data: &DifferenceData, other: usize, language: Language) -> String {
    let why = match data.measure.direction() {
        Direction::Neutral => words::COURSE_FARTHEST,
        _ => words::COURSE_BEST,
    };
    let count = integer(data.arms.len() as u64 - 1);
    let gaps = [("other", data.arms[other].label.as_str()), ("why", why.get(language)), ("count", &count)];
    say(words::DIFFERENCE_GREY, language, &gaps)
}

fn alt(data: &DifferenceData, quantity: &Quantity, decimals: usize, language: Language) -> String {
    let told = data.arms.iter().filter_map(|arm| {
        let shown = || arm.months.iter().enumerate().filter_map(|(i, month)| Some((i, *finite(month)?)));
        let (count, above, below) = shown().fold((0_u64, 0_u64, 0_u64), |(count, above, below), (_, month)| {
            let higher = u64::from(month.decided && month.estimate > 0.0);
            (count + 1, above + higher, below + u64::from(month.decided && month.estimate < 0.0))
        });
        let (at, month) = shown().next_back()?;
        let value = written(&month, quantity, decimals);
        let gaps = [
            ("arm", arm.label.as_str()),
            ("value", &value),
            ("month", &month_name(data.from, at, language)),
            ("above", &integer(above)),
            ("below", &integer(below)),
            ("count", &integer(count)),
        ];
        Some(say(words::ALT_DIFFERENCE, language, &gaps))
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
