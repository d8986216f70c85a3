//! In what share of the points of a sweep an arm is better, worse, or neither is shown.

use super::axis::integer;
use super::figure::{Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{BLUE, FAINT, GREY, Hue, INK, PAPER, RAISED, Sizes, VERMILION, Width};
use super::words::{self, say};
use crate::vocabulary::{Language, Measure, Text};
use plotters::style::RGBColor;

/// Counts of points by measure and arm.
#[derive(Clone, Debug, PartialEq)]
pub struct SignsData {
    /// Label of the baseline.
    pub baseline: String,
    /// Labels of the other arms.
    pub arms: Vec<String>,
    /// The measures; each has a better side.
    pub measures: Vec<SignsRow>,
    /// Points of the sweep.
    pub points: u64,
    /// Where bars are of settings of levers: the arm that is spoken of, and the points of each bar.
    pub settings: Option<(String, Vec<u64>)>,
    /// Where the numbers come from.
    pub source: Source,
}

/// A measure.
#[derive(Clone, Debug, PartialEq)]
pub struct SignsRow {
    /// The measure.
    pub measure: Measure,
    /// Its counts, by arm.
    pub counts: Vec<Counts>,
}

/// Points at which an arm is better, undecided, worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The interval of the difference lies on the better side.
    pub better: u64,
    /// It includes zero.
    pub undecided: u64,
    /// It lies on the worse side.
    pub worse: u64,
}

impl Counts {
    fn all(self) -> [u64; 3] {
        [self.better, self.undecided, self.worse]
    }
}

/// Words, colours of bars and of words on them, in the order of a bar.
const ENDS: [(Text, Hue, RGBColor, RGBColor); 3] = [
    (words::BETTER, BLUE, BLUE.mark, PAPER),
    (words::UNDECIDED, GREY, RAISED, INK),
    (words::WORSE, VERMILION, VERMILION.word, PAPER),
];

/// A line of the picture: a heading, or a bar with its label.
struct Line {
    label: Vec<String>,
    bar: Option<Counts>,
    /// Points of the bar.
    points: u64,
    height: f64,
}

/// Draws the counts.
pub fn draw(data: &SignsData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let above = style.width == Width::Single;
    let several = data.arms.len() > 1 || data.settings.is_some();
    let plain = Lettered::plain(sizes.label, INK);
    let names = data.measures.iter().map(|row| tidy(row.measure.label().get(language)));
    let labels: Vec<String> = if several { data.arms.iter().map(|arm| tidy(arm)).collect() } else { names.collect() };
    let label = if above { inner } else { plain.widest(labels.iter().map(String::as_str), 0.36 * inner) };
    let bar = 1.5 * sizes.label;
    let lines = lines(data, label, inner, above, &sizes, language);
    let from = if above { 0.0 } else { label + sizes.label };
    let head = 1.6 * sizes.label;

    let single = data.source.replicates < 2;
    let arm = match (data.arms.as_slice(), &data.settings) {
        (_, Some((arm, _))) => tidy(arm),
        ([arm], None) => tidy(arm),
        (many, None) => say(words::ARMS, language, &[("count", &many.len().to_string())]),
    };
    let (points, replicates) = (integer(data.points), integer(data.source.replicates));
    let gaps = [("arm", arm.as_str()), ("baseline", &data.baseline), ("points", &points), ("replicates", &replicates)];
    let (title, subtitle) = match data.settings {
        None => (words::SIGNS_TITLE, words::SIGNS_SUBTITLE),
        Some(_) => (words::SIGNS_LEVERS_TITLE, words::SIGNS_LEVERS_SUBTITLE),
    };
    let frame = Frame {
        title: say(title, language, &gaps),
        subtitle: say(subtitle, language, &gaps),
        notes: if single { vec![words::ONE_REPLICATE.get(language).to_string()] } else { Vec::new() },
        source: &data.source,
        alt: alt(data, language),
    };
    let height = head + lines.iter().map(|line| line.height).sum::<f64>();
    compose(*style, frame, height.max(3.0 * sizes.label), |plane, body| {
        if lines.is_empty() {
            let middle = (0.5 * (body.left + body.right), 0.5 * (body.top + body.bottom));
            plane.text(middle, words::COURSE_EMPTY.get(language), Lettered::plain(sizes.label, FAINT).middle());
            return;
        }
        let span = (body.left + from, body.right);
        for (i, (word, hue, ..)) in ENDS.iter().enumerate() {
            let lettered = Lettered::bold(sizes.small, hue.word);
            let (x, lettered) = match i {
                0 => (span.0, lettered),
                1 => (0.5 * (span.0 + span.1), lettered.middle()),
                _ => (span.1, lettered.end()),
            };
            plane.text((x, body.top + 0.5 * sizes.label), word.get(language), lettered);
        }
        let mut y = body.top + head;
        for line in &lines {
            let text = line.label.len() as f64 * plain.leading();
            match line.bar {
                None => {
                    let heading = Lettered::bold(sizes.label, INK);
                    plane.paragraph(
                        (body.left, y + line.height - 0.5 * text - 0.2 * sizes.label),
                        &line.label,
                        heading,
                    );
                }
                Some(counts) => {
                    let (text_y, bar_y) = if above {
                        (y + 0.5 * text, y + text + 0.2 * sizes.label)
                    } else {
                        (y + 0.5 * line.height, y + 0.5 * (line.height - bar))
                    };
                    plane.paragraph((body.left, text_y), &line.label, plain);
                    draw_bar(plane, counts, line.points, span, (bar_y, bar_y + bar), &sizes);
                }
            }
            y += line.height;
        }
    })
}

fn lines(data: &SignsData, label: f64, inner: f64, above: bool, sizes: &Sizes, language: Language) -> Vec<Line> {
    let (plain, bold) = (Lettered::plain(sizes.label, INK), Lettered::bold(sizes.label, INK));
    let bar = 1.5 * sizes.label;
    let row = |text: &str, counts: Counts, points: u64| {
        let label = plain.wrap(text, label);
        let text = label.len() as f64 * plain.leading();
        let height = if above { text + bar + 0.9 * sizes.label } else { text.max(bar) + 0.5 * sizes.label };
        Line { label, bar: Some(counts), points, height }
    };
    let mut lines = Vec::new();
    for measure in &data.measures {
        let name = tidy(measure.measure.label().get(language));
        if let ([_], [counts], None) = (data.arms.as_slice(), measure.counts.as_slice(), &data.settings) {
            lines.push(row(&name, *counts, data.points));
            continue;
        }
        let label = bold.wrap(&name, inner);
        let height = label.len() as f64 * plain.leading() + 0.7 * sizes.label;
        lines.push(Line { label, bar: None, points: 0, height });
        let of =
            |bar: usize| data.settings.as_ref().and_then(|(_, points)| points.get(bar).copied()).unwrap_or(data.points);
        let bars = data.arms.iter().zip(&measure.counts).enumerate();
        lines.extend(bars.map(|(bar, (arm, counts))| row(&tidy(arm), *counts, of(bar))));
    }
    lines
}

/// A bar over all points; where some have no value it stays short of the end.
fn draw_bar(
    plane: &Plane<'_>,
    counts: Counts,
    points: u64,
    (left, right): (f64, f64),
    (top, bottom): (f64, f64),
    sizes: &Sizes,
) {
    let all = counts.all().iter().sum::<u64>().max(points).max(1);
    let mut before = 0;
    for (count, (_, _, colour, word)) in counts.all().into_iter().zip(ENDS) {
        let at = |count: u64| left + (right - left) * count as f64 / all as f64;
        let (from, to) = (at(before), at(before + count));
        before += count;
        if count == 0 {
            continue;
        }
        plane.rect((from, top), (to, bottom), colour, 1.0);
        plane.line(&[(to, top), (to, bottom)], PAPER, 0.8);
        let lettered = Lettered::plain(sizes.small, word).middle();
        let label = integer(count);
        if lettered.width(&label) + 6.0 < to - from {
            plane.text((0.5 * (from + to), 0.5 * (top + bottom)), &label, lettered);
        }
    }
}

fn alt(data: &SignsData, language: Language) -> String {
    let told = data.measures.iter().flat_map(|row| {
        data.arms.iter().zip(&row.counts).map(|(arm, counts)| {
            let [better, undecided, worse] = counts.all().map(integer);
            let gaps = [
                ("measure", row.measure.label().get(language)),
                ("arm", arm.as_str()),
                ("better", &better),
                ("undecided", &undecided),
                ("worse", &worse),
            ];
            say(words::ALT_SIGNS, language, &gaps)
        })
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
