//! The course of a measure: its mean in every month, and how much replicates differ.

mod labels;

use super::axis::{Quantity, Ticks, calendar, integer};
use super::ends;
use super::figure::{Drawing, Finding, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{COLOURED_ARMS, FAINT, GREY, GRID, Hue, MUTED, Width, arm_hues};
use super::timeline::{self, month_name};
use super::words::{self, say};
use crate::vocabulary::{Direction, Language, MonthMeasure};
use jiff::civil::Date;

/// The course of one measure under several arms.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseData {
    /// The measure.
    pub measure: MonthMeasure,
    /// A day of the first month.
    pub from: Date,
    /// The arms.
    pub arms: Vec<CourseArm>,
    /// Which of them is the baseline.
    pub baseline: usize,
    /// What happened when, such as a change of structure.
    pub events: Vec<Event>,
    /// What may become the title.
    pub finding: Option<Finding>,
    /// Replicates that make the band: all, or the first of many.
    pub band_replicates: u64,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseArm {
    /// Its label.
    pub label: String,
    /// A value for each month; `None` where the measure has none.
    pub months: Vec<Option<MonthPoint>>,
}

/// The value of a month, in the unit of the measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthPoint {
    /// Mean over the replicates.
    pub mean: f64,
    /// 5 % of the replicates lie below.
    pub low: f64,
    /// 5 % of the replicates lie above.
    pub high: f64,
}

impl MonthPoint {
    fn is_finite(&self) -> bool {
        self.mean.is_finite() && self.low.is_finite() && self.high.is_finite()
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub date: Date,
    /// What, in the language of the figure.
    pub label: String,
}

/// How an arm is drawn.
#[derive(Clone, Copy)]
struct Role {
    hue: Hue,
    /// Whether it has a label, or is one of many in grey.
    shown: bool,
    /// Whether it has a band.
    band: bool,
}

/// More bands than this on each other are mud.
const MOST_BANDS: usize = 3;

/// Draws the course.
pub fn draw(data: &CourseData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let quantity = Quantity::of(data.measure.name(), data.measure.unit());
    let months = data.arms.iter().map(|arm| arm.months.len()).max().unwrap_or(0).max(1);
    let (roles, other) = roles(data);
    let axis = value_axis(data, &quantity, &roles);
    let decimals = decimals(data, &quantity, &axis);

    let tick = Lettered::plain(sizes.small, MUTED);
    let tick_labels = quantity.tick_labels(&axis);
    let left = tick_labels.iter().map(|label| tick.width(label)).fold(0.0, f64::max) + 8.0;
    let inner = sizes.width - 2.0 * sizes.margin;
    let mut ends = labels::ends(data, &roles, &quantity, decimals, language);
    let right = ends::lay_out(&mut ends, 0.3 * inner, &sizes);
    let plot = (left, inner - right);
    let events = timeline::events((data.from, months), &data.events, plot, &sizes, language);
    let band = timeline::band_height(&events, &sizes);
    let lowest = if style.width == Width::Double { 0.4 } else { 0.52 } * sizes.width;
    let tall = lowest.max(ends::height(&ends));
    let ticks = calendar(data.from, months, ((plot.1 - plot.0) / (4.4 * sizes.small)) as usize, language);
    let foot = if ticks.iter().any(|tick| tick.year.is_some()) { 3.0 } else { 1.8 } * sizes.label;

    let frame = Frame {
        title: data
            .finding
            .as_ref()
            .and_then(|finding| finding.title(language))
            .unwrap_or_else(|| tidy(data.measure.label().get(language))),
        subtitle: subtitle(data, language),
        notes: other
            .map(|other| grey_note(data, other, language))
            .into_iter()
            .chain(band_note(data, language))
            .collect(),
        source: &data.source,
        alt: alt(data, &quantity, decimals, language),
    };
    let unit = Lettered::plain(sizes.small, FAINT);
    // The labels of events lie right above the unit, and above it by a line where one begins over it.
    let meets = !quantity.share && timeline::leftmost(&events) < unit.width(quantity.unit(language)) + sizes.small;
    let unit_line = if meets { 2.2 } else { 1.3 } * sizes.small;
    compose(*style, frame, band + unit_line + tall + foot, |plane, body| {
        let (top, bottom) = (body.top + band + unit_line, body.bottom - foot);
        let across = body.left + plot.0..body.left + plot.1;
        let chart = plane.plot(0.0..months as f64, axis.low()..axis.high(), across, bottom..top);
        if !quantity.share {
            plane.text((body.left, top - 1.3 * sizes.small), quantity.unit(language), unit);
        }
        for (at, label) in axis.at.iter().zip(&tick_labels) {
            chart.line(&[(0.0, *at), (months as f64, *at)], GRID, 1.0);
            let (x, y) = chart.at((0.0, *at));
            plane.text((x - 6.0, y), label, tick.end());
        }
        timeline::draw_calendar(plane, &chart, &ticks, months, bottom, &sizes);
        timeline::draw_events(plane, &events, body, (body.top, bottom), &sizes);
        let drawn: Vec<_> = roles.iter().enumerate().map(|(arm, role)| (stretches(data, arm), role)).collect();
        for shown in [false, true] {
            let layer = || drawn.iter().filter(|(_, role)| role.shown == shown);
            layer().for_each(|(stretches, role)| draw_band(&chart, stretches, role));
            layer().for_each(|(stretches, role)| draw_line(plane, &chart, stretches, role));
        }
        if ends.is_empty() {
            let (x, y) = (body.left + 0.5 * (plot.0 + plot.1), 0.5 * (top + bottom) - 6.0);
            plane.text((x, y), words::COURSE_EMPTY.get(language), Lettered::plain(sizes.label, FAINT).middle());
        }
        ends::draw(plane, &chart, &ends, body.left + plot.1, (top, bottom), &sizes);
    })
}

/// How each arm is drawn; with more arms than colours, only the baseline and one other, which is returned, stand out.
fn roles(data: &CourseData) -> (Vec<Role>, Option<usize>) {
    let hues = arm_hues(data.arms.len(), data.baseline);
    if data.arms.len() <= COLOURED_ARMS {
        return (
            hues.into_iter().map(|hue| Role { hue, shown: true, band: data.arms.len() <= MOST_BANDS }).collect(),
            None,
        );
    }
    let last_year = |arm: &CourseArm| {
        let last: Vec<f64> = arm.months.iter().rev().flatten().take(12).map(|point| point.mean).collect();
        last.iter().sum::<f64>() / last.len() as f64
    };
    let baseline = data.arms.get(data.baseline).map_or(0.0, last_year);
    // The baseline does not stand out from itself.
    let difference = |(i, arm): (usize, &CourseArm)| {
        if i == data.baseline { f64::NAN } else { last_year(arm) - baseline }
    };
    let best = timeline::stands_out(data.arms.iter().enumerate().map(difference), data.measure.direction());
    let blue = super::theme::BLUE;
    let role = |(i, hue): (usize, Hue)| {
        if i == data.baseline {
            Role { hue, shown: true, band: true }
        } else if Some(i) == best {
            Role { hue: blue, shown: true, band: true }
        } else {
            Role { hue: GREY, shown: false, band: false }
        }
    };
    (hues.into_iter().enumerate().map(role).collect(), best)
}

/// The axis of values; shares stay within 0 and 100 %, and zero is shown when it is near.
fn value_axis(data: &CourseData, quantity: &Quantity, roles: &[Role]) -> Ticks {
    let mut range: Option<(f64, f64)> = None;
    for (arm, role) in data.arms.iter().zip(roles) {
        for point in arm.months.iter().flatten().filter(|point| point.is_finite()) {
            let (low, high) = if role.band { (point.low, point.high) } else { (point.mean, point.mean) };
            let (least, most) = range.unwrap_or((low, high));
            range = Some((least.min(low).min(point.mean), most.max(high).max(point.mean)));
        }
    }
    let (low, high) = range.unwrap_or((0.0, 1.0));
    quantity.axis(low, high)
}

/// Decimals of the values at the ends of lines: one more than the axis has, and none for whole numbers.
fn decimals(data: &CourseData, quantity: &Quantity, axis: &Ticks) -> usize {
    let points = data.arms.iter().flat_map(|arm| arm.months.iter().flatten());
    let means: Vec<f64> = points.map(|point| point.mean).collect();
    let whole = means.iter().all(|mean| libm::floor(*mean) == *mean);
    if whole && !quantity.share { 0 } else { quantity.decimals(&means, &[]).min(axis.decimals + 1) }
}

fn subtitle(data: &CourseData, language: Language) -> String {
    let replicates = integer(data.source.replicates);
    let bands = data.arms.len() <= MOST_BANDS || data.arms.len() > COLOURED_ARMS;
    let line = match (data.source.replicates, bands) {
        (0 | 1, _) => words::COURSE_ONE,
        (_, true) => words::COURSE_LINE,
        (_, false) => words::COURSE_NO_BAND,
    };
    let line = say(line, language, &[("replicates", &replicates)]);
    let space = words::space(language);
    format!("{}{space}{line}", say(data.measure.formula(), language, &[]))
}

fn grey_note(data: &CourseData, other: usize, language: Language) -> String {
    let label = |arm: usize| data.arms.get(arm).map_or("", |arm| arm.label.as_str());
    let why = match data.measure.direction() {
        Direction::Neutral => words::COURSE_FARTHEST,
        _ => words::COURSE_BEST,
    };
    say(
        words::COURSE_GREY,
        language,
        &[
            ("baseline", label(data.baseline)),
            ("other", label(other)),
            ("why", why.get(language)),
            ("count", &integer(data.arms.len() as u64 - 2)),
        ],
    )
}

/// Says so when the band is not of all replicates.
fn band_note(data: &CourseData, language: Language) -> Option<String> {
    let count = integer(data.band_replicates);
    let part = data.band_replicates < data.source.replicates;
    part.then(|| say(words::COURSE_BAND, language, &[("count", &count)]))
}

fn alt(data: &CourseData, quantity: &Quantity, decimals: usize, language: Language) -> String {
    let told = data.arms.iter().filter_map(|arm| {
        let mut points = arm.months.iter().enumerate().filter_map(|(i, point)| Some((i, (*point)?.mean)));
        let first = points.next()?;
        let last = points.next_back().unwrap_or(first);
        let value = |value| quantity.with_unit(value, decimals, language);
        Some(say(
            words::ALT_COURSE,
            language,
            &[
                ("arm", &arm.label),
                ("first", &value(first.1)),
                ("from", &month_name(data.from, first.0, language)),
                ("last", &value(last.1)),
                ("to", &month_name(data.from, last.0, language)),
            ],
        ))
    });
    told.collect::<Vec<_>>().join(words::space(language))
}

/// Where the value of a month of an arm stands: in the middle of the month. The arms of a single month stand beside
/// each other.
fn place(data: &CourseData, arm: usize, month: usize) -> f64 {
    let months = data.arms.iter().map(|arm| arm.months.len()).max().unwrap_or(0);
    if months > 1 { month as f64 + 0.5 } else { (arm as f64 + 1.0) / (data.arms.len() as f64 + 1.0) }
}

/// The unbroken stretches of a course: the places of months, and their values.
fn stretches(data: &CourseData, arm: usize) -> Vec<Vec<(f64, MonthPoint)>> {
    let mut stretches = vec![Vec::new()];
    for (i, point) in data.arms[arm].months.iter().enumerate() {
        match point.filter(MonthPoint::is_finite) {
            Some(point) => stretches.last_mut().into_iter().for_each(|last| last.push((place(data, arm, i), point))),
            None => stretches.push(Vec::new()),
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

fn draw_band(chart: &Plane<'_>, stretches: &[Vec<(f64, MonthPoint)>], role: &Role) {
    for stretch in stretches.iter().filter(|_| role.band) {
        if let [(x, point)] = stretch.as_slice() {
            chart.line(&[(*x, point.low), (*x, point.high)], role.hue.mark, 1.4);
        }
        let mut edge: Vec<(f64, f64)> = stretch.iter().map(|(x, point)| (*x, point.high)).collect();
        edge.extend(stretch.iter().rev().map(|(x, point)| (*x, point.low)));
        if stretch.len() > 1 && stretch.iter().any(|(_, point)| point.high > point.low) {
            chart.area(&edge, role.hue.mark, 0.16);
        }
    }
}

fn draw_line(plane: &Plane<'_>, chart: &Plane<'_>, stretches: &[Vec<(f64, MonthPoint)>], role: &Role) {
    for stretch in stretches {
        let line: Vec<(f64, f64)> = stretch.iter().map(|(x, point)| (*x, point.mean)).collect();
        match line.as_slice() {
            [point] => chart.disc(*point, if role.shown { 3.5 } else { 2.0 }, role.hue.mark, 1.0),
            line if role.shown => chart.line(line, role.hue.mark, 2.2),
            line => chart.line(line, super::theme::RULE, 1.0),
        }
    }
    if let (true, Some((x, point))) = (role.shown, stretches.last().and_then(|stretch| stretch.last())) {
        let at = chart.at((*x, point.mean));
        plane.disc(at, 3.6, role.hue.mark, 1.0);
    }
}
