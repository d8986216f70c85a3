//! The night of a storm: who is out of the houses at risk by when, and how each house heard of it.

mod doors;

use super::axis::{NONE, integer, number};
use super::figure::{Body, Drawing, Finding, Frame, Source, Style, compose};
use super::growth::{self, Foot, Growing, Marks, Pane, words};
use super::text::tidy;
use super::theme::Width;
use super::words::{self as chart_words, say};
use crate::vocabulary::Language;
use doors::Maps;
pub use doors::{Door, DoorState, Doors, NightMap};

/// The storms of an experiment.
#[derive(Clone, Debug, PartialEq)]
pub struct StormData {
    /// Storms of a run, at most.
    pub storms: usize,
    /// The first and the last impact, in minutes from the first signs; `None` when none struck.
    pub impact: Option<(f64, f64)>,
    /// The arms; each tells the share moved by the impact.
    pub arms: Vec<Growing>,
    /// When the last door was seen to or left, mean over storms in minutes, in the order of the arms.
    pub last_doors: Vec<Option<f64>>,
    /// Which of the arms is the baseline.
    pub baseline: usize,
    /// What may become the title.
    pub finding: Option<Finding>,
    /// The houses of one night; `None` when it cannot be made again.
    pub map: Option<NightMap>,
    /// Replicates that make the bands: all, or the first of many.
    pub band_replicates: u64,
    /// Where the numbers come from.
    pub source: Source,
}

/// Draws the storms.
pub fn draw(data: &StormData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let wide = style.width == Width::Double;
    let gap = 1.6 * sizes.label;
    let hues = growth::hues(&data.arms, data.baseline);
    let column = if wide { 0.31 * inner } else { inner };
    let map = data.map.as_ref().filter(|map| !map.nights.is_empty());
    let maps = map.map(|map| Maps::new(map, &hues, column, wide, &sizes, language));
    let left = if wide && maps.is_some() { inner - column - gap } else { inner };
    let end = data.arms.iter().filter_map(|arm| arm.curve.last()).map(|point| point.at).fold(0.0, f64::max);
    let last = if end > 0.0 { end } else { 60.0 };
    let foot = Foot { name: words::STORM_FOOT.get(language).to_string(), last };
    let pane = Pane::new(&data.arms, data.baseline, &foot, left, sizes, language);
    let moment = data.impact.map(|(from, to)| {
        let text = if to > from { words::STORM_IMPACTS } else { words::STORM_IMPACT };
        ((from, to), text.get(language).to_string())
    });
    let marks = Marks { moment, times: data.last_doors.clone(), ..Marks::default() };
    let tall = pane.height(if wide { 0.4 } else { 0.6 } * sizes.width);
    let below = maps.as_ref().map_or(0.0, Maps::height);
    let height = match (&maps, wide) {
        (None, _) => tall,
        (Some(_), true) => tall.max(below),
        (Some(_), false) => tall + gap + below,
    };
    let frame = Frame {
        title: title(data, language),
        subtitle: subtitle(data, language),
        notes: notes(data, language),
        source: &data.source,
        alt: alt(data, language),
    };
    compose(*style, frame, height, |plane, body| {
        let bottom = if wide { body.bottom } else { body.top + tall };
        pane.draw(plane, Body { right: body.left + left, bottom, ..body }, &marks);
        if let Some(maps) = &maps {
            let at = if wide { (body.left + left + gap, body.top) } else { (body.left, body.top + tall + gap) };
            maps.draw(plane, at);
        }
    })
}

fn title(data: &StormData, language: Language) -> String {
    data.finding.as_ref().and_then(|finding| finding.title(language)).unwrap_or_else(|| match data.storms {
        0 | 1 => words::STORM_TITLE.get(language).to_string(),
        more => say(words::STORM_TITLES, language, &[("count", &more.to_string())]),
    })
}

fn subtitle(data: &StormData, language: Language) -> String {
    let legend = growth::legend(&data.arms, data.baseline, &data.source, language);
    format!("{}{}{legend}", words::STORM_SUBTITLE.get(language), chart_words::space(language))
}

fn notes(data: &StormData, language: Language) -> Vec<String> {
    let mut notes: Vec<String> = growth::grey_note(&data.arms, data.baseline, language).into_iter().collect();
    let told = growth::told(&data.arms, data.baseline);
    let list: Vec<String> = told
        .iter()
        .filter_map(|arm| {
            let (label, minutes) = (&data.arms.get(*arm)?.label, data.last_doors.get(*arm).copied().flatten()?);
            let gaps = [("arm", tidy(label)), ("minutes", number(minutes, 1))];
            Some(say(words::STORM_LAST_OF, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()))))
        })
        .collect();
    if !list.is_empty() {
        let list = list.join(chart_words::LIST_SEMICOLON.get(language));
        notes.push(say(words::STORM_LAST, language, &[("list", &list)]));
    }
    match &data.map {
        Some(map) if !map.nights.is_empty() => {
            let storm = if data.storms > 1 { words::STORM_FIRST.get(language) } else { "" };
            let mut note = say(words::STORM_DOORS, language, &[("storm", storm)]);
            if map.river.is_some() {
                note += &format!("{}{}", chart_words::space(language), words::STORM_RIVER.get(language));
            }
            notes.push(note);
        }
        None => notes.push(words::STORM_NO_DOORS.get(language).to_string()),
        Some(_) => {}
    }
    if data.band_replicates < data.source.replicates {
        notes.push(say(words::GROWTH_BAND_OF, language, &[("count", &integer(data.band_replicates))]));
    }
    notes
}

fn alt(data: &StormData, language: Language) -> String {
    let decimals = growth::decimals(&data.arms);
    let arms = data.arms.iter().enumerate().map(|(place, arm)| {
        let value = arm.value.map_or(NONE.to_string(), |value| value.written(&growth::quantity(), decimals));
        let minutes = data.last_doors.get(place).copied().flatten().map_or(NONE.to_string(), |at| number(at, 1));
        say(words::ALT_STORM, language, &[("arm", &arm.label), ("value", &value), ("minutes", &minutes)])
    });
    let nights = data.map.iter().flat_map(|map| &map.nights).map(|night| night.told(language));
    arms.chain(nights).collect::<Vec<_>>().join(chart_words::space(language))
}
