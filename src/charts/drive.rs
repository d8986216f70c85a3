//! A drive for consent: the share of the households asked that have consented, day by day.

use super::axis::{NONE, integer, number, signed};
use super::figure::{Difference, Drawing, Frame, Source, Style, compose};
use super::growth::{self, Foot, Growing, Marks, Pane, words};
use super::panels::Estimate;
use super::text::tidy;
use super::theme::Width;
use super::words::{self as chart_words, say};
use crate::vocabulary::Language;
use crate::vocabulary::choices::Ground;

/// A drive under several arms.
#[derive(Clone, Debug, PartialEq)]
pub struct DriveData {
    /// What is asked for, where that is known.
    pub kind: Option<Ground>,
    /// Households asked, mean over the runs, and whether all runs ask as many.
    pub asked: Option<(f64, bool)>,
    /// Share of them that must consent.
    pub required_share: f64,
    /// Days that the drive may last.
    pub days: f64,
    /// The arms; each tells the share at the end.
    pub arms: Vec<Growing>,
    /// How far each came, in the order of the arms.
    pub reached: Vec<Reached>,
    /// Which of the arms is the baseline.
    pub baseline: usize,
    /// The first other arm against the baseline.
    pub paired: Option<Paired>,
    /// Replicates that make the bands: all, or the first of many.
    pub band_replicates: u64,
    /// Where the numbers come from.
    pub source: Source,
}

/// How far an arm came.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reached {
    /// Share of the replicates in which half of the households consented, and the day on which they had, on average.
    pub half: Option<(f64, f64)>,
    /// The same of the share that is required.
    pub required: Option<(f64, f64)>,
}

/// An arm against the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// The arm.
    pub arm: usize,
    /// Difference in the share at the end. Decided with half the error of 5 %: two quantities are looked at.
    pub share: Difference,
    /// Difference in days to half of the households; `None` where some replicates never come so far.
    pub half: Option<Difference>,
}

/// Draws the drive.
pub fn draw(data: &DriveData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let last = last_day(data);
    let foot = Foot { name: words::DRIVE_FOOT.get(language).to_string(), last };
    let pane = Pane::new(&data.arms, data.baseline, &foot, inner, sizes, language);
    let share = growth::quantity().value(data.required_share, 0);
    let text = say(words::DRIVE_NEEDED, language, &[("share", &share)]);
    let marks = Marks { required: Some((data.required_share, text)), ..Marks::default() };
    let tall = if style.width == Width::Double { 0.42 } else { 0.6 } * sizes.width;
    let frame = Frame {
        title: title(data, language),
        subtitle: subtitle(data, language),
        notes: notes(data, last, language),
        source: &data.source,
        alt: alt(data, language),
    };
    compose(*style, frame, pane.height(tall), |plane, body| pane.draw(plane, body, &marks))
}

/// The last day that is drawn: later ones add less than half a point to any line.
fn last_day(data: &DriveData) -> f64 {
    let settled = |arm: &Growing| {
        let end = arm.curve.last()?.mean;
        let before = arm.curve.iter().rfind(|point| point.mean < end - 0.005);
        Some(before.map_or(1.0, |point| point.at + 1.0))
    };
    let settled = data.arms.iter().filter_map(settled).reduce(f64::max);
    settled.map_or(data.days, |day| (1.1 * day).min(data.days)).max(1.0)
}

fn title(data: &DriveData, language: Language) -> String {
    let label = |arm: usize| data.arms.get(arm).map_or(String::new(), |arm| tidy(&arm.label));
    let told = data.paired.and_then(|paired| {
        let (arm, baseline) = (label(paired.arm), label(data.baseline));
        let told = |text, gap: &str, amount: String| {
            say(text, language, &[("arm", arm.as_str()), ("baseline", &baseline), (gap, &amount)])
        };
        let sign = |difference: Difference, more, less| if difference.estimate > 0.0 { more } else { less };
        if let Some(half) = paired.half.filter(|half| half.decided) {
            let text = sign(half, words::DRIVE_LATER, words::DRIVE_EARLIER);
            return Some(told(text, "days", number(half.estimate.abs(), 1)));
        }
        let points = 100.0 * Some(paired.share).filter(|share| share.decided)?.estimate.abs();
        let text = sign(paired.share, words::DRIVE_MORE, words::DRIVE_FEWER);
        Some(told(text, "points", number(points, 1)))
    });
    told.unwrap_or_else(|| {
        let text = match data.kind {
            Some(Ground::Road) => words::DRIVE_ROAD,
            Some(Ground::Land) => words::DRIVE_LAND,
            None => words::DRIVE_TITLE,
        };
        text.get(language).to_string()
    })
}

fn subtitle(data: &DriveData, language: Language) -> String {
    let what = match data.asked {
        None => words::DRIVE_SUBTITLE_NONE.get(language).to_string(),
        Some((asked, same)) => {
            let text = if same { words::DRIVE_SUBTITLE } else { words::DRIVE_SUBTITLE_ABOUT };
            say(text, language, &[("asked", &number(asked, 0))])
        }
    };
    let legend = growth::legend(&data.arms, data.baseline, &data.source, language);
    format!("{what}{}{legend}", chart_words::space(language))
}

fn notes(data: &DriveData, last: f64, language: Language) -> Vec<String> {
    let label = |arm: usize| data.arms.get(arm).map_or(String::new(), |arm| tidy(&arm.label));
    let share = |share: f64| growth::quantity().value(share, 0);
    let told = growth::told(&data.arms, data.baseline);
    let list = |of: &dyn Fn(usize, &Reached) -> String| {
        let each = told.iter().filter_map(|arm| Some(of(*arm, data.reached.get(*arm)?)));
        each.collect::<Vec<_>>().join(chart_words::LIST_SEMICOLON.get(language))
    };
    let half = list(&|arm, reached| match reached.half {
        None => say(words::DRIVE_HALF_NEVER, language, &[("arm", &label(arm))]),
        Some((some, day)) => {
            let text = if some < 1.0 { words::DRIVE_HALF_SOME } else { words::DRIVE_HALF_OF };
            let gaps = [("arm", label(arm)), ("day", number(day, 1)), ("share", share(some))];
            let used = if some < 1.0 { &gaps[..] } else { &gaps[..2] };
            say(text, language, &used.iter().map(|(gap, value)| (*gap, value.as_str())).collect::<Vec<_>>())
        }
    });
    let required = list(&|arm, reached| match reached.required {
        None => say(words::DRIVE_REACHED_NEVER, language, &[("arm", &label(arm))]),
        Some((some, day)) => {
            let gaps = [("arm", label(arm)), ("share", share(some)), ("day", number(day, 1))];
            say(words::DRIVE_REACHED_IN, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())))
        }
    });
    let mut notes: Vec<String> = growth::grey_note(&data.arms, data.baseline, language).into_iter().collect();
    if data.asked.is_some() {
        notes.push(say(words::DRIVE_HALF, language, &[("list", &half)]));
        notes.push(say(words::DRIVE_REACHED, language, &[("list", &required)]));
    }
    notes.extend(data.paired.map(|paired| paired_note(data, &paired, language)));
    if last < data.days {
        notes.push(say(words::DRIVE_CUT, language, &[("days", &number(data.days, 0))]));
    }
    if data.band_replicates < data.source.replicates {
        notes.push(say(words::GROWTH_BAND_OF, language, &[("count", &integer(data.band_replicates))]));
    }
    notes
}

fn paired_note(data: &DriveData, paired: &Paired, language: Language) -> String {
    let written = |difference: &Difference, scale: f64| {
        let bound = |value: f64| signed(scale * value, 1);
        let interval = difference.interval.map(|(low, high)| format!(" [{}, {}]", bound(low), bound(high)));
        format!("{}{}", bound(difference.estimate), interval.unwrap_or_default())
    };
    let mut list = vec![say(words::DRIVE_PAIRED_SHARE, language, &[("difference", &written(&paired.share, 100.0))])];
    if let Some(half) = &paired.half {
        list.push(say(words::DRIVE_PAIRED_HALF, language, &[("difference", &written(half, 1.0))]));
    }
    let label = |arm: usize| data.arms.get(arm).map_or(String::new(), |arm| tidy(&arm.label));
    let list = list.join(chart_words::LIST_SEMICOLON.get(language));
    let gaps = [("arm", label(paired.arm)), ("baseline", label(data.baseline)), ("list", list)];
    say(words::DRIVE_PAIRED, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())))
}

fn alt(data: &DriveData, language: Language) -> String {
    let decimals = growth::decimals(&data.arms);
    let written = |value: Estimate| value.written(&growth::quantity(), decimals);
    let told = data.arms.iter().map(|arm| {
        let value = arm.value.map_or(NONE.to_string(), written);
        say(words::ALT_DRIVE, language, &[("arm", &arm.label), ("value", &value)])
    });
    let notes = notes(data, data.days, language);
    told.chain(notes).collect::<Vec<_>>().join(chart_words::space(language))
}
