//! The box of unknowns in which an arm loses: the worlds over the two unknowns that restrict it most.

use super::{Axes, percent, words};
use crate::charts::axis::{Ticks, integer, number, ticks};
use crate::charts::figure::{Drawing, Frame, Lettered, Plane, Source, Style, compose};
use crate::charts::text::tidy;
use crate::charts::theme::{FAINT, GREY, INK, MUTED, Sizes, VERMILION, Width};
use crate::charts::words::{self as common, say, space};
use crate::vocabulary::{Language, Measure};

/// Where arms lose.
#[derive(Clone, Debug, PartialEq)]
pub struct LosingData {
    /// The measure that is lost on.
    pub measure: Measure,
    /// Label of the baseline.
    pub baseline: String,
    /// The arms.
    pub arms: Vec<LosingArm>,
    /// Where the numbers come from.
    pub source: Source,
}

/// An arm.
#[derive(Clone, Debug, PartialEq)]
pub struct LosingArm {
    /// Its label.
    pub label: String,
    /// The worlds.
    pub worlds: Vec<World>,
    /// The unknowns along the foot and the left side; without a box there are none.
    pub unknowns: Option<(Unknown, Unknown)>,
    /// Unknowns that the box restricts beside these.
    pub more: usize,
}

/// A world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct World {
    /// Value of the unknown along the foot.
    pub across: f64,
    /// Value of the unknown along the left side.
    pub up: f64,
    /// Whether the arm loses in it.
    pub loses: bool,
    /// Whether the whole box holds it.
    pub inside: bool,
}

/// What nobody knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// What it is, in the language of the figure.
    pub name: String,
    /// Its unit; empty for pure numbers.
    pub unit: String,
    /// Its words, if its values are places among these.
    pub words: Vec<String>,
    /// Its least and greatest value.
    pub range: (f64, f64),
    /// Between what values the box lies; `None` on a side that it leaves open.
    pub limits: (Option<f64>, Option<f64>),
}

impl LosingArm {
    fn count(&self, of: impl Fn(&World) -> bool) -> usize {
        self.worlds.iter().filter(|world| of(world)).count()
    }

    fn share(&self, part: usize, of: usize) -> String {
        percent(if of > 0 { part as f64 / of as f64 } else { f64::NAN })
    }

    /// Share of the worlds of the box in which the arm loses, and share of its losses that the box holds.
    fn density_and_coverage(&self) -> (String, String) {
        let both = self.count(|world| world.loses && world.inside);
        let (inside, losing) = (self.count(|world| world.inside), self.count(|world| world.loses));
        (self.share(both, inside), self.share(both, losing))
    }

    fn counts(&self, language: Language) -> String {
        let (losing, worlds) = (self.count(|world| world.loses), self.worlds.len());
        let inside = self.count(|world| world.loses && world.inside);
        let gaps = [
            ("losing", integer(losing as u64)),
            ("worlds", integer(worlds as u64)),
            ("share", self.share(losing, worlds)),
            ("inside", integer(inside as u64)),
            ("points", integer(self.count(|world| world.inside) as u64)),
        ];
        let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
        let said = if self.unknowns.is_some() { words::BOX_COUNTS } else { words::BOX_COUNTS_NONE };
        let counts = say(said, language, &gaps);
        match self.more {
            0 => counts,
            more => {
                let more = say(words::BOX_MORE, language, &[("count", &integer(more as u64))]);
                format!("{counts}{}{more}", space(language))
            }
        }
    }
}

impl Unknown {
    fn axis(&self) -> (Ticks, Vec<String>) {
        if self.words.is_empty() {
            let axis = ticks(self.range.0, self.range.1, 5);
            let labels = axis.at.iter().map(|at| number(*at, axis.decimals)).collect();
            return (axis, labels);
        }
        // Half a step on either side; only the words have labels.
        let mut axis = Ticks { at: vec![-0.5], decimals: 0 };
        axis.at.extend((0..self.words.len()).map(|place| place as f64));
        axis.at.push(self.words.len() as f64 - 0.5);
        let inside = self.words.iter().cloned();
        let labels = std::iter::once(String::new()).chain(inside).chain([String::new()]).collect();
        (axis, labels)
    }

    fn named(&self, language: Language) -> String {
        common::factor(self.name.trim_end_matches(['.', '。']), &self.unit, language)
    }

    /// From where to where the box is drawn on its axis.
    fn drawn(&self, axis: &Ticks) -> (f64, f64) {
        let half = if self.words.is_empty() { 0.0 } else { 0.5 };
        let low = self.limits.0.map_or(axis.low(), |low| (low - half).max(axis.low()));
        (low, self.limits.1.map_or(axis.high(), |high| (high + half).min(axis.high())))
    }
}

/// Axes, and from where to where the box is drawn on them.
struct Panel {
    axes: Axes,
    across: (f64, f64),
    up: (f64, f64),
}

/// An arm, ready to be drawn.
struct Laid<'a> {
    arm: &'a LosingArm,
    label: Vec<String>,
    counts: Vec<String>,
    panel: Option<Panel>,
    head: f64,
    height: f64,
}

/// Draws the worlds of each arm, one below the other.
pub fn draw(data: &LosingData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let tall = if style.width == Width::Double { 0.5 } else { 0.68 } * sizes.width;
    let (bold, plain) = (Lettered::bold(sizes.label, INK), Lettered::plain(sizes.label, MUTED));
    let several = data.arms.len() > 1;
    let laid: Vec<Laid<'_>> =
        data.arms.iter().map(|arm| lay_out(arm, several, inner, tall, &sizes, language)).collect();
    let gaps = [("baseline", data.baseline.clone()), ("replicates", integer(data.source.replicates))];
    let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
    let frame = Frame {
        title: title(data, language),
        subtitle: say(words::BOX_SUBTITLE, language, &gaps),
        notes: Vec::new(),
        source: &data.source,
        alt: alt(data, language),
    };
    let height: f64 = laid.iter().map(|laid| laid.height).sum();
    compose(*style, frame, height.max(3.0 * sizes.label), |plane, body| {
        if laid.is_empty() {
            let middle = (0.5 * (body.left + body.right), 0.5 * (body.top + body.bottom));
            let faint = Lettered::plain(sizes.label, FAINT).middle();
            plane.text(middle, common::COURSE_EMPTY.get(language), faint);
        }
        let mut y = body.top;
        for laid in &laid {
            let label = laid.label.len() as f64 * bold.leading();
            plane.paragraph((body.left, y + 0.5 * label), &laid.label, bold);
            let counts = laid.counts.len() as f64 * plain.leading();
            plane.paragraph((body.left, y + label + 0.5 * counts), &laid.counts, plain);
            if let Some(Panel { axes, across, up }) = &laid.panel {
                let from = body.left + axes.left(&sizes);
                let room = (from..body.right - sizes.label, y + laid.head..y + laid.head + tall);
                let chart = axes.draw(plane, room, body.left..body.right, &sizes);
                draw_worlds(&chart, laid.arm, *across, *up);
            }
            y += laid.height;
        }
    })
}

fn lay_out<'a>(
    arm: &'a LosingArm,
    several: bool,
    inner: f64,
    tall: f64,
    sizes: &Sizes,
    language: Language,
) -> Laid<'a> {
    let (bold, plain) = (Lettered::bold(sizes.label, INK), Lettered::plain(sizes.label, MUTED));
    let label = if several { bold.wrap(&tidy(&arm.label), inner) } else { Vec::new() };
    let mut counts = plain.wrap(&arm.counts(language), inner);
    let text = |counts: &[String]| label.len() as f64 * bold.leading() + counts.len() as f64 * plain.leading();
    let Some((across, up)) = &arm.unknowns else {
        counts.extend(plain.wrap(words::BOX_NONE.get(language), inner));
        let height = text(&counts) + sizes.label;
        return Laid { arm, label, counts, panel: None, head: height, height };
    };
    let ((across_axis, across_labels), (up_axis, up_labels)) = (across.axis(), up.axis());
    let (box_across, box_up) = (across.drawn(&across_axis), up.drawn(&up_axis));
    let axes = Axes {
        across: across_axis,
        up: up_axis,
        across_labels,
        up_labels,
        across_name: across.named(language),
        up_name: up.named(language),
    };
    let head = text(&counts) + 0.6 * sizes.label + axes.head(inner, sizes);
    let height = head + tall + axes.foot(inner, sizes) + sizes.label;
    Laid { arm, label, counts, panel: Some(Panel { axes, across: box_across, up: box_up }), head, height }
}

fn draw_worlds(chart: &Plane<'_>, arm: &LosingArm, across: (f64, f64), up: (f64, f64)) {
    chart.rect((across.0, up.0), (across.1, up.1), VERMILION.mark, 0.09);
    // Those of the box last, so that they lie above the others.
    for inside in [false, true] {
        for world in arm.worlds.iter().filter(|world| world.inside == inside) {
            let at = (world.across, world.up);
            match (world.loses, inside) {
                (true, true) => chart.disc(at, 3.6, VERMILION.mark, 1.0),
                (true, false) => chart.disc(at, 2.2, VERMILION.mark, 0.55),
                (false, true) => chart.ring(at, 3.2, GREY.word, 1.4),
                (false, false) => chart.ring(at, 1.7, GREY.mark, 0.9),
            }
        }
    }
    let corners = [(across.0, up.0), (across.1, up.0), (across.1, up.1), (across.0, up.1), (across.0, up.0)];
    chart.line(&corners, VERMILION.word, 1.8);
}

fn title(data: &LosingData, language: Language) -> String {
    let measure = tidy(data.measure.label().get(language));
    let said = match data.arms.as_slice() {
        [arm] if arm.unknowns.is_some() => {
            let (density, coverage) = arm.density_and_coverage();
            let gaps =
                [("arm", arm.label.as_str()), ("measure", &measure), ("density", &density), ("coverage", &coverage)];
            say(words::BOX_TITLE, language, &gaps)
        }
        [arm] => say(words::BOX_TITLE_NONE, language, &[("arm", &arm.label), ("measure", &measure)]),
        arms => {
            let count = integer(arms.len() as u64);
            say(words::BOX_TITLE_MANY, language, &[("count", &count), ("measure", &measure)])
        }
    };
    tidy(&said)
}

fn alt(data: &LosingData, language: Language) -> String {
    let told = data.arms.iter().map(|arm| {
        let counts = format!("{}{}", arm.counts(language), space(language));
        let Some((across, up)) = &arm.unknowns else {
            return say(words::ALT_BOX_NONE, language, &[("arm", &arm.label), ("counts", counts.trim_end())]);
        };
        let limit = |unknown: &Unknown| {
            let axis = unknown.axis().0;
            let end = |value: f64| match unknown.words.get(libm::rint(value).max(0.0) as usize) {
                Some(word) => word.clone(),
                None => number(value, axis.decimals + 1),
            };
            let (low, high) =
                (unknown.limits.0.unwrap_or(unknown.range.0), unknown.limits.1.unwrap_or(unknown.range.1));
            let gaps = [("name", unknown.named(language)), ("low", end(low)), ("high", end(high))];
            say(words::ALT_LIMIT, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())))
        };
        let limits = [limit(across), limit(up)].join(", ");
        say(words::ALT_BOX, language, &[("arm", &arm.label), ("counts", &counts), ("limits", &limits)])
    });
    told.collect::<Vec<_>>().join(space(language))
}
