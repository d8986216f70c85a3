//! What was observed of real villages against what is simulated, as a table: pattern by pattern, met or not.

use super::axis::Quantity;
use super::figure::{Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::panels::Estimate;
use super::text::tidy;
use super::theme::{BLUE, FAINT, GREY, GRID, Hue, INK, MUTED, PAPER, RULE, Sizes, VERMILION, Width};
use super::words::{self, say};
use crate::vocabulary::{Language, Text};

/// Patterns with what was found.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidationData {
    /// The patterns.
    pub rows: Vec<ValidationRow>,
    /// Where the numbers come from.
    pub source: Source,
}

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidationRow {
    /// What it says, in the language of the figure.
    pub label: String,
    /// Name and unit of its measure.
    pub measure: (String, String),
    /// Whether the number is a difference, which is written with its sign.
    pub difference: bool,
    /// What is claimed of the number.
    pub claim: Claim,
    /// The number simulated; `None` when there is none.
    pub simulated: Option<Estimate>,
    /// Whether the claim holds.
    pub outcome: Outcome,
    /// Whether parameters were chosen with it in view.
    pub used_to_fit: bool,
}

/// A claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Claim {
    /// More than a margin.
    More(f64),
    /// Less than a margin below zero; of a level, less than the margin.
    Less(f64),
    /// Within a margin around zero.
    Equivalent(f64),
    /// Smaller than the effect in another scenario, if that is known.
    SmallerThan(Option<f64>),
    /// A value within a tolerance.
    Value(f64, f64),
}

/// Whether a claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The whole interval agrees with it.
    Met,
    /// The whole interval contradicts it.
    NotMet,
    /// The interval holds both.
    Undecided,
    /// No replicate has a value.
    NoData,
}

impl Outcome {
    const ALL: [Outcome; 4] = [Outcome::Met, Outcome::NotMet, Outcome::Undecided, Outcome::NoData];

    fn word(self) -> Text {
        match self {
            Outcome::Met => words::MET,
            Outcome::NotMet => words::NOT_MET,
            Outcome::Undecided => words::UNDECIDED,
            Outcome::NoData => words::NO_VALUE,
        }
    }

    fn hue(self) -> Hue {
        match self {
            Outcome::Met => BLUE,
            Outcome::NotMet => VERMILION,
            Outcome::Undecided | Outcome::NoData => GREY,
        }
    }

    /// A mark that also tells outcomes apart without colour: a disc, a cross, a ring.
    fn mark(self, plane: &Plane<'_>, (x, y): (f64, f64), size: f64) {
        let colour = self.hue().mark;
        match self {
            Outcome::Met => {
                plane.disc((x, y), size, colour, 1.0);
                let tick = [(-0.45, 0.05), (-0.1, 0.4), (0.5, -0.38)].map(|(dx, dy)| (x + dx * size, y + dy * size));
                plane.line(&tick, PAPER, 0.3 * size);
            }
            Outcome::NotMet => {
                let r = 0.72 * size;
                plane.line(&[(x - r, y - r), (x + r, y + r)], colour, 0.42 * size);
                plane.line(&[(x - r, y + r), (x + r, y - r)], colour, 0.42 * size);
            }
            Outcome::Undecided | Outcome::NoData => plane.ring((x, y), 0.85 * size, colour, 1.4),
        }
    }
}

/// A row, ready to be drawn.
struct Line {
    label: Vec<String>,
    claim: String,
    simulated: String,
    outcome: Outcome,
    fit: bool,
    height: f64,
}

/// Draws the table.
pub fn draw(data: &ValidationData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    // On one column the numbers stand below what the pattern says.
    let stacked = style.width == Width::Single;
    let plain = Lettered::plain(sizes.label, INK);
    let small = Lettered::plain(sizes.small, MUTED);
    let texts: Vec<(String, String)> = data.rows.iter().map(|row| numbers(row, language)).collect();
    let headers = [words::VALIDATION_CLAIM, words::VALIDATION_SIMULATED].map(|text| text.get(language));
    let widest = |texts: &mut dyn Iterator<Item = &str>, header: &str| {
        texts.map(|text| plain.width(text)).fold(small.width(header), f64::max)
    };
    let claim = widest(&mut texts.iter().map(|(claim, _)| claim.as_str()), headers[0]);
    let simulated = widest(&mut texts.iter().map(|(_, simulated)| simulated.as_str()), headers[1]);
    let outcomes = Outcome::ALL.map(|outcome| Lettered::bold(sizes.label, INK).width(outcome.word().get(language)));
    let outcome = outcomes.into_iter().fold(0.0, f64::max) + 1.3 * sizes.label;
    let gap = 1.3 * sizes.label;
    let rest = claim + simulated + outcome + 3.0 * gap;
    let label = if stacked { inner } else { (inner - rest).max(0.25 * inner) };
    let line = |(row, (claim, simulated)): (&ValidationRow, (String, String))| {
        let text = tidy(&row.label);
        let label = plain.wrap(&text, label);
        let body = label.len() as f64 * plain.leading() + if row.used_to_fit { small.leading() } else { 0.0 };
        let height = body + if stacked { 2.0 * plain.leading() } else { 0.0 } + 0.8 * sizes.label;
        Line { label, claim, simulated, outcome: row.outcome, fit: row.used_to_fit, height }
    };
    let lines: Vec<Line> = data.rows.iter().zip(texts).map(line).collect();
    let head = if stacked { 0.4 } else { 1.9 } * sizes.label;

    let met = data.rows.iter().filter(|row| row.outcome == Outcome::Met).count();
    let gaps = [("met", met.to_string()), ("all", data.rows.len().to_string())];
    let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
    let frame = Frame {
        title: say(words::VALIDATION_TITLE, language, &gaps),
        subtitle: words::VALIDATION_SUBTITLE.get(language).to_string(),
        notes: Vec::new(),
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
        let right = body.right - outcome - gap;
        let columns = [right - simulated - gap, right];
        if !stacked {
            for (x, header) in columns.iter().zip(headers) {
                plane.text((*x, body.top + 0.4 * sizes.label), header, small.end());
            }
        }
        let mut y = body.top + head;
        plane.line(&[(body.left, y - 0.4 * sizes.label), (body.right, y - 0.4 * sizes.label)], RULE, 1.0);
        for line in &lines {
            let text = line.label.len() as f64 * plain.leading();
            plane.paragraph((body.left, y + 0.5 * text), &line.label, plain);
            let mut below = y + text;
            if line.fit {
                let faint = Lettered::plain(sizes.small, FAINT);
                plane.text((body.left, below + 0.5 * small.leading()), words::VALIDATION_FIT.get(language), faint);
                below += small.leading();
            }
            let bold = Lettered::bold(sizes.label, line.outcome.hue().word);
            let word = line.outcome.word().get(language);
            if stacked {
                let first = below + 0.5 * plain.leading();
                let claim = format!("{}{}", words::VALIDATION_CLAIMED.get(language), line.claim);
                plane.text((body.left, first), &claim, Lettered::plain(sizes.label, MUTED));
                plane.text((body.left, first + plain.leading()), &line.simulated, plain);
                mark(plane, line.outcome, (body.right - bold.width(word), first + plain.leading()), &sizes);
                plane.text((body.right, first + plain.leading()), word, bold.end());
            } else {
                let middle = y + 0.5 * plain.leading();
                plane.text((columns[0], middle), &line.claim, Lettered::plain(sizes.label, MUTED).end());
                plane.text((columns[1], middle), &line.simulated, plain.end());
                let x = body.right - outcome + 1.3 * sizes.label;
                mark(plane, line.outcome, (x, middle), &sizes);
                plane.text((x, middle), word, bold);
            }
            y += line.height;
            let rule = y - 0.4 * sizes.label;
            plane.line(&[(body.left, rule), (body.right, rule)], GRID, 1.0);
        }
    })
}

fn mark(plane: &Plane<'_>, outcome: Outcome, (x, y): (f64, f64), sizes: &Sizes) {
    outcome.mark(plane, (x - 0.8 * sizes.label, y), 0.42 * sizes.label);
}

/// What is claimed and what is simulated, as they are written.
fn numbers(row: &ValidationRow, language: Language) -> (String, String) {
    let quantity = Quantity::of(&row.measure.0, &row.measure.1);
    let spread = row.simulated.and_then(|simulated| simulated.interval).map_or(0.0, |(low, high)| high - low);
    let level = row.simulated.map_or(0.0, |simulated| simulated.mean);
    let decimals =
        if row.difference { quantity.decimals(&[], &[level, spread]) } else { quantity.decimals(&[level], &[spread]) };
    let value = |value: f64, decimals: usize| match row.difference {
        true => quantity.difference(value, decimals),
        false => quantity.value(value, decimals),
    };
    // What is claimed is written as it was given, however many decimals the simulated number has.
    let given = |number: f64| {
        let whole = |decimals: &usize| {
            let scaled = quantity.scaled(number) * libm::pow(10.0, *decimals as f64);
            (libm::round(scaled) - scaled).abs() < 1e-6
        };
        (0..4).find(whole).unwrap_or(4)
    };
    let claimed = |number: f64| if number == 0.0 { "0".to_string() } else { value(number, given(number)) };
    let plain = |number: f64| quantity.value(number, given(number));
    let claim = match row.claim {
        Claim::More(margin) => format!("> {}", claimed(margin)),
        Claim::Less(margin) => format!("< {}", claimed(if row.difference { -margin } else { margin })),
        Claim::Equivalent(margin) => format!("\u{b1} {}", plain(margin)),
        Claim::Value(observed, tolerance) => format!("{} \u{b1} {}", claimed(observed), plain(tolerance)),
        Claim::SmallerThan(Some(effect)) => say(words::VALIDATION_SMALLER, language, &[("effect", &claimed(effect))]),
        Claim::SmallerThan(None) => words::VALIDATION_SMALLER_ELSEWHERE.get(language).to_string(),
    };
    let simulated = match row.simulated.filter(Estimate::is_finite) {
        None => super::axis::NONE.to_string(),
        Some(Estimate { mean, interval: Some((low, high)) }) => {
            let bare = |bound| value(bound, decimals).trim_end_matches('%').to_string();
            format!("{} [{}, {}]", value(mean, decimals), bare(low), bare(high))
        }
        Some(Estimate { mean, interval: None }) => value(mean, decimals),
    };
    let unit = if row.difference { quantity.difference_unit(language) } else { quantity.unit(language) };
    let with_unit = match (unit, row.difference || !quantity.share) {
        ("" | "%", false) | ("", _) => simulated,
        (_, true) if quantity.share => format!("{simulated} {}", words::POINTS_SHORT.get(language)),
        (unit, _) if unit.chars().count() <= LONGEST_UNIT => format!("{simulated} {unit}"),
        _ => simulated,
    };
    (claim, with_unit)
}

/// Characters of a unit that may stand beside every number.
const LONGEST_UNIT: usize = 9;

fn alt(data: &ValidationData, language: Language) -> String {
    let told = data.rows.iter().map(|row| {
        let (claim, simulated) = numbers(row, language);
        let gaps = [
            ("label", row.label.as_str()),
            ("claim", &claim),
            ("simulated", &simulated),
            ("outcome", row.outcome.word().get(language)),
        ];
        say(words::ALT_VALIDATION, language, &gaps)
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
