//! How long needs wait: the share still without a right resolution, by days since they were voiced (Kaplan and Meier
//! 1958).

use super::axis::{Quantity, Ticks, integer, number};
use super::figure::{Drawing, Source, Style};
use super::lines::{self, Foot, Line, Lines, MOST_BANDS};
use super::panels::Estimate;
use super::words::{self, say};

/// Curves of several arms.
#[derive(Clone, Debug, PartialEq)]
pub struct SurvivalData {
    /// The arms.
    pub arms: Vec<SurvivalArm>,
    /// Which of them is the baseline.
    pub baseline: usize,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm.
#[derive(Clone, Debug, PartialEq)]
pub struct SurvivalArm {
    /// Its label.
    pub label: String,
    /// Days since voicing, ascending from 0, and the share that still waits.
    pub curve: Vec<(f64, Estimate)>,
}

impl SurvivalArm {
    /// Where the curve first is at one half or below, linear between its points.
    pub fn median_days(&self) -> Option<f64> {
        let pair = self.curve.windows(2).find(|pair| pair[0].1.mean > 0.5 && pair[1].1.mean <= 0.5)?;
        let ((from, above), (to, below)) = (pair[0], pair[1]);
        Some(from + (to - from) * (above.mean - 0.5) / (above.mean - below.mean))
    }
}

/// Draws the curves.
pub fn draw(data: &SurvivalData, style: &Style) -> Drawing {
    let language = style.language;
    // A share of needs.
    let quantity = Quantity::of("waiting_share", "");
    let line = |arm: &SurvivalArm| Line {
        label: arm.label.clone(),
        points: arm.curve.clone(),
        marked: arm.median_days().map(|days| (days, 0.5)),
    };
    let replicates = integer(data.source.replicates);
    let how = match (data.source.replicates, data.arms.len()) {
        (0 | 1, _) => words::SURVIVAL_ONE,
        (_, arms) if arms <= MOST_BANDS => words::SURVIVAL_SUBTITLE,
        _ => words::SURVIVAL_NO_BAND,
    };
    let medians: Vec<String> = data
        .arms
        .iter()
        .map(|arm| {
            let days = arm.median_days().map(|days| number(days, 0));
            let text = if days.is_some() { words::SURVIVAL_MEDIAN } else { words::SURVIVAL_NO_MEDIAN };
            let gaps = [("arm", arm.label.as_str()), ("days", days.as_deref().unwrap_or(""))];
            say(text, language, &gaps)
        })
        .collect();
    let list = medians.join(words::LIST_SEMICOLON.get(language));
    let note = (!medians.is_empty()).then(|| say(words::SURVIVAL_MEDIANS, language, &[("list", &list)]));
    let lines = Lines {
        title: words::SURVIVAL_TITLE.get(language).to_string(),
        subtitle: say(how, language, &[("replicates", &replicates)]),
        notes: note.iter().cloned().chain([words::SURVIVAL_NOTE.get(language).to_string()]).collect(),
        source: &data.source,
        quantity,
        foot: Foot { name: words::SURVIVAL_FOOT.get(language).to_string(), ticks: months(data), words: Vec::new() },
        arms: data.arms.iter().map(line).collect(),
        baseline: data.baseline,
        dots: false,
        from_zero: true,
    };
    lines::draw(lines, style, |decimals| {
        let told = data.arms.iter().filter_map(|arm| {
            let (days, last) = arm.curve.last()?;
            let value = last.written(&quantity, decimals);
            let gaps = [("arm", arm.label.as_str()), ("value", &value), ("days", &number(*days, 0))];
            Some(say(words::ALT_SURVIVAL, language, &gaps))
        });
        told.chain(note).collect::<Vec<_>>().join(words::space(language))
    })
}

/// Ticks every two months of thirty days, for curves that span some of these.
fn months(data: &SurvivalData) -> Option<Ticks> {
    const STEP: f64 = 60.0;
    let last = data.arms.iter().filter_map(|arm| arm.curve.last()).map(|(days, _)| *days).fold(0.0, f64::max);
    let count = libm::ceil(last / STEP - 1e-9) as u32;
    (count > 2).then(|| Ticks { at: (0..=count).map(|i| STEP * f64::from(i)).collect(), decimals: 0 })
}
