//! Shares that grow from nothing, one line an arm: what drives and storms have in common.

pub(super) mod words;

use super::axis::{Quantity, integer, number, ticks};
use super::ends::{self, End};
use super::figure::{Body, Lettered, Plane, Source};
use super::panels::Estimate;
use super::text::tidy;
use super::theme::{BLUE, COLOURED_ARMS, FAINT, GREY, GRID, Hue, INK, MUTED, RULE, Sizes, arm_hues};
use super::timeline;
use super::words::{self as chart_words, say};
use crate::vocabulary::{Direction, Language};

/// The share at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SharePoint {
    /// When: days or minutes.
    pub at: f64,
    /// Mean over the replicates.
    pub mean: f64,
    /// 5 % of the replicates lie below.
    pub low: f64,
    /// 5 % of the replicates lie above.
    pub high: f64,
}

/// One arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Growing {
    /// Its label.
    pub label: String,
    /// Its course, from the first time on; empty without a value.
    pub curve: Vec<SharePoint>,
    /// What is told of it: the share that counts.
    pub value: Option<Estimate>,
}

/// Lines of several arms with what stands around them, in any part of a figure.
pub(super) struct Pane<'a> {
    arms: &'a [Growing],
    roles: Vec<Role>,
    ends: Vec<End>,
    /// Where its ticks are, and where it ends.
    foot: Vec<f64>,
    last: f64,
    foot_name: Vec<String>,
    across: Across,
    sizes: Sizes,
    language: Language,
}

/// More bands than this hide each other: most shares near 100 % sooner or later.
const MOST_BANDS: usize = 2;

/// What lies at the foot.
pub(super) struct Foot {
    /// What it counts.
    pub(super) name: String,
    /// Where it ends.
    pub(super) last: f64,
}

/// Lines and marks of reference.
#[derive(Default)]
pub(super) struct Marks {
    /// A dashed line across at a share, with its words.
    pub(super) required: Option<(f64, String)>,
    /// A dashed line, or a band where it varies, from the top to the foot, with its words.
    pub(super) moment: Option<((f64, f64), String)>,
    /// A triangle on the foot for each arm.
    pub(super) times: Vec<Option<f64>>,
}

/// Pixels left and right of the plot.
struct Across {
    left: f64,
    right: f64,
}

/// How an arm is drawn.
#[derive(Clone, Copy)]
struct Role {
    hue: Hue,
    shown: bool,
    band: bool,
}

/// The other arm that has a band or stands out beside the baseline.
fn other(arms: &[Growing], baseline: usize) -> Option<usize> {
    if arms.len() <= COLOURED_ARMS {
        return (0..arms.len()).find(|arm| *arm != baseline);
    }
    let value = |arm: &Growing| arm.value.map_or(f64::NAN, |value| value.mean);
    let of_baseline = arms.get(baseline).map_or(f64::NAN, value);
    let difference = |(i, arm): (usize, &Growing)| if i == baseline { f64::NAN } else { value(arm) - of_baseline };
    timeline::stands_out(arms.iter().enumerate().map(difference), Direction::More)
}

fn roles(arms: &[Growing], baseline: usize) -> Vec<Role> {
    let other = other(arms, baseline);
    let few = arms.len() <= COLOURED_ARMS;
    let role = |(arm, hue): (usize, Hue)| {
        let stands_out = arm == baseline || Some(arm) == other;
        Role {
            hue: match (few, arm == baseline, stands_out) {
                (true, _, _) | (_, true, _) => hue,
                (_, _, true) => BLUE,
                _ => GREY,
            },
            shown: few || stands_out,
            band: stands_out || arms.len() <= MOST_BANDS,
        }
    };
    arm_hues(arms.len(), baseline).into_iter().enumerate().map(role).collect()
}

/// What lines and bands are, in words.
pub(super) fn legend(arms: &[Growing], baseline: usize, source: &Source, language: Language) -> String {
    let replicates = integer(source.replicates);
    let label = |arm: usize| arms.get(arm).map_or(String::new(), |arm| tidy(&arm.label));
    match (source.replicates, other(arms, baseline)) {
        (0 | 1, _) => words::GROWTH_ONE.get(language).to_string(),
        (_, Some(other)) if arms.len() > MOST_BANDS => {
            let gaps = [("replicates", replicates.as_str()), ("baseline", &label(baseline)), ("other", &label(other))];
            say(words::GROWTH_BANDS, language, &gaps)
        }
        _ => say(words::GROWTH_LINE, language, &[("replicates", &replicates)]),
    }
}

/// Which arms stand out where there are more than colours.
pub(super) fn grey_note(arms: &[Growing], baseline: usize, language: Language) -> Option<String> {
    let other = other(arms, baseline).filter(|_| arms.len() > COLOURED_ARMS)?;
    let label = |arm: usize| arms.get(arm).map_or(String::new(), |arm| tidy(&arm.label));
    let count = integer(arms.len() as u64 - 2);
    let gaps = [("baseline", label(baseline)), ("other", label(other)), ("count", count)];
    Some(say(words::GROWTH_GREY, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()))))
}

/// The arms that are told one by one, by their places.
pub(super) fn told(arms: &[Growing], baseline: usize) -> Vec<usize> {
    roles(arms, baseline).iter().enumerate().filter(|(_, role)| role.shown).map(|(arm, _)| arm).collect()
}

/// The colours of the arms.
pub(super) fn hues(arms: &[Growing], baseline: usize) -> Vec<Hue> {
    roles(arms, baseline).into_iter().map(|role| role.hue).collect()
}

/// Shares, as they are written.
pub(super) fn quantity() -> Quantity {
    Quantity::of("grown_share", "")
}

/// Decimals of the values of all arms.
pub(super) fn decimals(arms: &[Growing]) -> usize {
    let values: Vec<Estimate> = arms.iter().filter_map(|arm| arm.value).collect();
    let means: Vec<f64> = values.iter().map(|value| value.mean).collect();
    let spans: Vec<f64> = values.iter().map(|value| value.bounds().1 - value.bounds().0).collect();
    quantity().decimals(&means, &spans)
}

/// The estimate of a share from those of replicates; its interval stays within 0 and 1.
pub(super) fn estimate(shares: &[f64]) -> Option<Estimate> {
    let estimate = Estimate::of(shares)?;
    let interval = estimate.interval.map(|(low, high)| (low.max(0.0), high.min(1.0)));
    Some(Estimate { interval, ..estimate })
}

impl<'a> Pane<'a> {
    /// Lines in a part of a figure that is `inner` pixels wide.
    pub(super) fn new(
        arms: &'a [Growing],
        baseline: usize,
        foot: &Foot,
        inner: f64,
        sizes: Sizes,
        language: Language,
    ) -> Pane<'a> {
        let roles = roles(arms, baseline);
        let decimals = decimals(arms);
        let tick = Lettered::plain(sizes.small, MUTED);
        let last = |arm: &Growing| arm.curve.iter().rfind(|point| point.at <= foot.last).copied();
        let mut ends = Vec::new();
        for (arm, role) in arms.iter().zip(&roles).filter(|(_, role)| role.shown) {
            let Some(point) = last(arm) else { continue };
            let value = arm.value.map_or(String::new(), |value| value.written(&quantity(), decimals));
            ends.push(End::new((point.at, point.mean), role.hue, tidy(&arm.label), value));
        }
        let grey: Vec<SharePoint> =
            arms.iter().zip(&roles).filter(|(_, role)| !role.shown).filter_map(|(arm, _)| last(arm)).collect();
        if let Some(at) = grey.iter().map(|point| point.at).reduce(f64::max) {
            let mean = grey.iter().map(|point| point.mean).sum::<f64>() / grey.len() as f64;
            let name = say(chart_words::OTHERS, language, &[("count", &grey.len().to_string())]);
            ends.push(End::new((at, mean), GREY, name, String::new()));
        }
        let right = ends::lay_out(&mut ends, 0.34 * inner, &sizes);
        let left = tick.width("100%") + 8.0;
        let foot_name = tick.wrap(&foot.name, inner - left - right);
        let at = ticks(0.0, foot.last.max(1.0), 6).at.into_iter().filter(|at| *at <= foot.last.max(1.0)).collect();
        let last = foot.last.max(1.0);
        Pane { arms, roles, ends, foot: at, last, foot_name, across: Across { left, right }, sizes, language }
    }

    /// The height it takes where `tall` pixels of plot are wanted.
    pub(super) fn height(&self, tall: f64) -> f64 {
        self.head() + tall.max(ends::height(&self.ends)) + self.below()
    }

    /// Room above the plot for the words of a moment.
    fn head(&self) -> f64 {
        1.6 * self.sizes.small
    }

    fn below(&self) -> f64 {
        1.9 * self.sizes.label + self.foot_name.len() as f64 * Lettered::plain(self.sizes.small, MUTED).leading()
    }

    pub(super) fn draw(&self, plane: &Plane<'_>, body: Body, marks: &Marks) {
        let sizes = &self.sizes;
        let tick = Lettered::plain(sizes.small, MUTED);
        let (top, bottom) = (body.top + self.head(), body.bottom - self.below());
        let span = body.left + self.across.left..body.right - self.across.right;
        let (first, last) = (0.0, self.last);
        let chart = plane.plot(first..last, 0.0..1.0, span.clone(), bottom..top);
        for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
            chart.line(&[(first, share), (last, share)], GRID, 1.0);
            let (x, y) = chart.at((first, share));
            plane.text((x - 6.0, y), &quantity().value(share, 0), tick.end());
        }
        self.draw_moment(plane, &chart, marks, (span.start, span.end), (body.top, bottom));
        plane.line(&[(span.start, bottom), (span.end, bottom)], INK, 1.2);
        for at in &self.foot {
            let x = chart.at((*at, 0.0)).0;
            plane.line(&[(x, bottom), (x, bottom + 4.0)], INK, 1.0);
            plane.text((x, bottom + 1.25 * sizes.small), &number(*at, 0), tick.middle());
        }
        let lines = self.foot_name.len() as f64;
        let middle = (0.5 * (span.start + span.end), body.bottom - 0.5 * lines * tick.leading());
        plane.paragraph(middle, &self.foot_name, tick.middle());
        if let Some((share, text)) = &marks.required {
            chart.dashed(&[(first, *share), (last, *share)], FAINT, 1.2);
            let x = span.end;
            plane.text((x, top - 0.75 * sizes.small), text, Lettered::plain(sizes.small, FAINT).end());
        }
        // The value of a line is that at the moment, or else at its end.
        let dot = marks.moment.as_ref().map(|(moment, _)| *moment);
        for shown in [false, true] {
            let layer = || self.arms.iter().zip(&self.roles).filter(|(_, role)| role.shown == shown);
            layer().for_each(|(arm, role)| draw_band(&chart, &kept(arm, last), *role));
            layer().for_each(|(arm, role)| draw_line(plane, &chart, &kept(arm, last), *role, dot));
        }
        for (role, at) in self.roles.iter().zip(&marks.times).filter(|(role, _)| role.shown) {
            if let Some(at) = at.filter(|at| at.is_finite() && *at <= last) {
                let (x, y) = chart.at((at, 0.0));
                let half = 0.4 * sizes.small;
                plane.area(&[(x - half, y - 2.0 * half), (x + half, y - 2.0 * half), (x, y)], role.hue.mark, 1.0);
            }
        }
        if self.ends.is_empty() {
            let at = (0.5 * (span.start + span.end), 0.5 * (top + bottom) - 6.0);
            let text = chart_words::COURSE_EMPTY.get(self.language);
            plane.text(at, text, Lettered::plain(sizes.label, FAINT).middle());
        }
        ends::draw(plane, &chart, &self.ends, span.end, (top, bottom), sizes);
    }

    fn draw_moment(&self, plane: &Plane<'_>, chart: &Plane<'_>, marks: &Marks, span: (f64, f64), down: (f64, f64)) {
        let Some(((from, to), text)) = &marks.moment else { return };
        let (from, to) = (chart.at((*from, 0.0)).0, chart.at((*to, 0.0)).0);
        let head = down.0 + self.head();
        if to > from + 1.0 {
            plane.rect((from, head), (to, down.1), RULE, 0.25);
        } else {
            plane.dashed(&[(from, head - 4.0), (from, down.1)], INK, 1.2);
        }
        let lettered = Lettered::plain(self.sizes.small, MUTED).middle();
        let half = 0.5 * lettered.width(text);
        let x = (0.5 * (from + to)).clamp(span.0 + half, (span.1 - half).max(span.0 + half));
        plane.text((x, head - 4.0 - 0.7 * self.sizes.small), text, lettered);
    }
}

/// The part of a course that is drawn.
fn kept(arm: &Growing, last: f64) -> Vec<SharePoint> {
    let finite = |point: &&SharePoint| point.mean.is_finite() && point.low.is_finite() && point.high.is_finite();
    arm.curve.iter().filter(finite).filter(|point| point.at <= last).copied().collect()
}

fn draw_band(chart: &Plane<'_>, curve: &[SharePoint], role: Role) {
    if !role.band || curve.len() < 2 || curve.iter().all(|point| point.high <= point.low) {
        return;
    }
    let mut edge: Vec<(f64, f64)> = curve.iter().map(|point| (point.at, point.high)).collect();
    edge.extend(curve.iter().rev().map(|point| (point.at, point.low)));
    chart.area(&edge, role.hue.mark, 0.16);
}

fn draw_line(plane: &Plane<'_>, chart: &Plane<'_>, curve: &[SharePoint], role: Role, dot: Option<(f64, f64)>) {
    let line: Vec<(f64, f64)> = curve.iter().map(|point| (point.at, point.mean)).collect();
    let (colour, width) = if role.shown { (role.hue.mark, 2.2) } else { (RULE, 1.0) };
    if line.len() > 1 {
        chart.line(&line, colour, width);
    }
    let at = match dot {
        Some((from, to)) if from == to => line.iter().rfind(|(at, _)| *at <= from),
        Some(_) => None,
        None => line.last(),
    };
    if let (true, Some(at)) = (role.shown, at) {
        plane.disc(chart.at(*at), 3.6, colour, 1.0);
    }
}
