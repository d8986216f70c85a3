//! Who is served how: the worst group against the village, smaller clans against the largest, absent households
//! against those present, and how evenly groups are served.

use super::axis::Quantity;
use super::figure::{Drawing, Frame, Source, Style, compose};
use super::panels::{Estimate, Panel, Panels, Row};
use super::text::tidy;
use super::theme::arm_hues;
use super::words::{self, say};
use crate::vocabulary::{Language, Measure, Text};

/// Equity of service under several arms.
#[derive(Clone, Debug, PartialEq)]
pub struct EquityData {
    /// The arms.
    pub arms: Vec<EquityArm>,
    /// Which of them is the baseline.
    pub baseline: usize,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm. An estimate is `None` where no replicate has a value.
#[derive(Clone, Debug, PartialEq)]
pub struct EquityArm {
    /// Its label.
    pub label: String,
    /// Estimates in the order of [`MEASURES`].
    pub estimates: [Option<Estimate>; 4],
    /// Mean share resolved within 90 days in the whole village.
    pub village: Option<f64>,
}

/// The measures that are drawn.
pub const MEASURES: [Measure; 4] =
    [Measure::WorstGroupShare, Measure::MinorityRatio, Measure::AbsentRatio, Measure::ResolutionGini];
/// The share that the worst group is held against.
pub const VILLAGE: Measure = Measure::Resolved90dShare;
/// What each measure is held against.
const ASIDES: [Text; 4] = [words::EQUITY_WORST, words::EQUITY_MINORITY, words::EQUITY_ABSENT, words::EQUITY_GINI];
/// Where service is equal; that of the worst group is equal where it meets the village's.
const EQUAL: [Option<f64>; 4] = [None, Some(1.0), Some(1.0), Some(0.0)];

/// Draws who is served how.
pub fn draw(data: &EquityData, style: &Style) -> Drawing {
    let language = style.language;
    let hues = arm_hues(data.arms.len(), data.baseline);
    let panel = |i: usize| Panel {
        heading: tidy(MEASURES[i].label().get(language)),
        aside: say(ASIDES[i], language, &[]),
        quantity: quantity(i),
        reference: EQUAL[i],
        rows: data
            .arms
            .iter()
            .zip(&hues)
            .map(|(arm, hue)| Row {
                label: tidy(&arm.label),
                hue: *hue,
                estimate: arm.estimates[i],
                tick: arm.village.filter(|_| i == 0),
            })
            .collect(),
    };
    let panels = Panels::new((0..MEASURES.len()).map(panel).collect(), style.width, language);
    let single = data.source.replicates < 2;
    let note = if single { words::ONE_REPLICATE } else { words::EQUITY_NOTE };
    let gaps = [("replicates", super::axis::integer(data.source.replicates))];
    let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
    let frame = Frame {
        title: words::EQUITY_TITLE.get(language).to_string(),
        subtitle: say(if single { words::EQUITY_ONE } else { words::EQUITY_SUBTITLE }, language, &gaps),
        notes: vec![note.get(language).to_string()],
        source: &data.source,
        alt: alt(data, language),
    };
    compose(*style, frame, panels.height(), |plane, body| panels.draw(plane, body, language))
}

fn quantity(i: usize) -> Quantity {
    Quantity::of(MEASURES[i].name(), MEASURES[i].unit())
}

fn alt(data: &EquityData, language: Language) -> String {
    let told = MEASURES.iter().enumerate().flat_map(|(i, measure)| {
        data.arms.iter().filter_map(move |arm| {
            let estimate = arm.estimates[i]?;
            let spread = estimate.bounds().1 - estimate.bounds().0;
            let decimals = quantity(i).decimals(&[estimate.mean], &[spread]);
            let value = estimate.written(&quantity(i), decimals);
            let gaps = [("measure", measure.label().get(language)), ("arm", arm.label.as_str()), ("value", &value)];
            Some(say(words::ALT_VALUE, language, &gaps))
        })
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
