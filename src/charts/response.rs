//! How a measure depends on one number that was varied: its mean at every value of the number, by arm.

use super::axis::{Quantity, integer};
use super::figure::{Drawing, Source, Style};
use super::lines::{self, Foot, Line, Lines, MOST_BANDS};
use super::panels::Estimate;
use super::text::tidy;
use super::theme::COLOURED_ARMS;
use super::words::{self, say};
use crate::vocabulary::{Language, Measure};

/// A measure over the values of one factor, under several arms.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseData {
    /// The measure.
    pub measure: Measure,
    /// What was varied, in the language of the figure.
    pub factor: String,
    /// Its unit; empty for pure numbers.
    pub factor_unit: String,
    /// The words it takes, if they are no numbers: a value is the place of its word.
    pub words: Vec<String>,
    /// The arms.
    pub arms: Vec<ResponseArm>,
    /// Which of them is the baseline.
    pub baseline: usize,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseArm {
    /// Its label.
    pub label: String,
    /// A point for each value of the factor that has one, in ascending order.
    pub points: Vec<ResponsePoint>,
}

/// The measure at one value of the factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResponsePoint {
    /// Value of the factor.
    pub at: f64,
    /// Mean over the replicates.
    pub mean: f64,
    /// 95 % interval of the mean; `None` with one replicate.
    pub interval: Option<(f64, f64)>,
}

/// Draws the response.
pub fn draw(data: &ResponseData, style: &Style) -> Drawing {
    let language = style.language;
    let quantity = Quantity::of(data.measure.name(), data.measure.unit());
    let line = |arm: &ResponseArm| Line {
        label: arm.label.clone(),
        points: arm
            .points
            .iter()
            .map(|point| (point.at, Estimate { mean: point.mean, interval: point.interval }))
            .collect(),
        marked: None,
    };
    let gaps = [("measure", data.measure.label().get(language)), ("factor", data.factor.as_str())];
    let lines = Lines {
        title: tidy(&say(words::RESPONSE_TITLE, language, &gaps)),
        subtitle: subtitle(data, language),
        notes: Vec::new(),
        source: &data.source,
        quantity,
        foot: Foot {
            name: words::factor(&data.factor, &data.factor_unit, language),
            ticks: None,
            words: data.words.clone(),
        },
        arms: data.arms.iter().map(line).collect(),
        baseline: data.baseline,
        dots: true,
        from_zero: false,
    };
    lines::draw(lines, style, |decimals| alt(data, &quantity, decimals, language))
}

fn subtitle(data: &ResponseData, language: Language) -> String {
    let replicates = integer(data.source.replicates);
    let line = match (data.source.replicates, data.arms.len()) {
        (0 | 1, _) => words::RESPONSE_ONE,
        _ if !data.words.is_empty() => words::RESPONSE_BARS,
        (_, arms) if arms <= MOST_BANDS => words::RESPONSE_BAND,
        (_, arms) if arms <= COLOURED_ARMS => words::RESPONSE_BARS,
        _ => words::RESPONSE_DOTS,
    };
    let line = say(line, language, &[("replicates", &replicates)]);
    format!("{}{}{line}", say(data.measure.formula(), language, &[]), words::space(language))
}

fn alt(data: &ResponseData, quantity: &Quantity, decimals: usize, language: Language) -> String {
    let told = data.arms.iter().filter_map(|arm| {
        let (first, last) = (arm.points.first()?, arm.points.last()?);
        let value = |value| quantity.with_unit(value, decimals, language);
        let at = |at: f64| data.words.get(at as usize).cloned().unwrap_or_else(|| at.to_string());
        let gaps = [
            ("arm", arm.label.as_str()),
            ("first", &value(first.mean)),
            ("from", &at(first.at)),
            ("last", &value(last.mean)),
            ("to", &at(last.at)),
        ];
        Some(say(words::ALT_RESPONSE, language, &gaps))
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
