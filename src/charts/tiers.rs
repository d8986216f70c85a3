//! Where needs end: at which tier, and resolved, given up or still open.

mod bars;
mod flow;

use super::axis::number;
use super::figure::{Drawing, Finding, Frame, Source, Style};
use super::theme::{GREEN, GREY, Hue, VERMILION, Width};
use super::words::{self, say};
use crate::vocabulary::{Language, Text};

/// Ends of needs under several arms.
#[derive(Clone, Debug, PartialEq)]
pub struct TiersData {
    /// The arms, the baseline first.
    pub arms: Vec<TierArm>,
    /// What may become the title.
    pub finding: Option<Finding>,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm. All numbers are means over replicates, in needs.
#[derive(Clone, Debug, PartialEq)]
pub struct TierArm {
    /// Its label.
    pub label: String,
    /// Needs raised.
    pub raised: f64,
    /// Those whose last tier was the group.
    pub group: Ends,
    /// Those whose last tier was the committee.
    pub committee: Ends,
    /// Those whose last tier was the township or the county.
    pub above: Ends,
}

/// How needs ended at a tier.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ends {
    /// Resolved.
    pub resolved: f64,
    /// Given up by the household.
    pub given_up: f64,
    /// Open at the end.
    pub open: f64,
}

impl Ends {
    fn sum(&self) -> f64 {
        self.resolved + self.given_up + self.open
    }

    fn by_end(&self) -> [f64; 3] {
        [self.resolved, self.given_up, self.open]
    }

    fn scaled(&self, factor: f64) -> Ends {
        // A negative or undefined count would turn the picture inside out.
        let part = |value: f64| if value > 0.0 && value.is_finite() { value * factor } else { 0.0 };
        Ends { resolved: part(self.resolved), given_up: part(self.given_up), open: part(self.open) }
    }
}

/// The words for how a need ends, in the order of [`Ends::by_end`].
const ENDS: [Text; 3] = [words::RESOLVED, words::GIVEN_UP, words::OPEN];
/// Their colours.
const END_HUES: [Hue; 3] = [GREEN, VERMILION, GREY];
/// The words for the tiers.
const TIERS: [Text; 3] = [words::GROUP, words::COMMITTEE, words::ABOVE];

/// More arms than this are drawn as bars.
const MOST_FLOWS: usize = 3;

/// An arm per 1,000 needs raised.
struct PerThousand<'a> {
    label: &'a str,
    tiers: [Ends; 3],
}

impl PerThousand<'_> {
    fn sum(&self) -> f64 {
        self.tiers.iter().map(Ends::sum).sum()
    }
}

fn per_thousand(arm: &TierArm) -> PerThousand<'_> {
    let factor = if arm.raised > 0.0 { 1000.0 / arm.raised } else { 0.0 };
    PerThousand { label: &arm.label, tiers: [arm.group, arm.committee, arm.above].map(|ends| ends.scaled(factor)) }
}

/// Draws the ends: as flows for up to three arms on a wide figure, as bars else.
pub fn draw(data: &TiersData, style: &Style) -> Drawing {
    let language = style.language;
    let arms: Vec<PerThousand<'_>> = data.arms.iter().map(per_thousand).collect();
    let flows = arms.len() <= MOST_FLOWS && style.width != Width::Single;
    // Whatever does not add up is said, not hidden.
    let gaps = arms
        .iter()
        .filter(|arm| (arm.sum() - 1000.0).abs() >= 1.0)
        .map(|arm| say(words::TIERS_GAP, language, &[("arm", arm.label), ("sum", &number(arm.sum(), 0))]));
    let title = data.finding.as_ref().and_then(|finding| finding.title(language));
    let frame = Frame {
        title: title.unwrap_or_else(|| words::TIERS_TITLE.get(language).to_string()),
        subtitle: say(if flows { words::TIERS_SUBTITLE } else { words::TIERS_BARS }, language, &[]),
        notes: gaps.collect(),
        source: &data.source,
        alt: alt(&arms, language),
    };
    if flows { flow::draw(&arms, style, frame) } else { bars::draw(&arms, style, frame) }
}

fn alt(arms: &[PerThousand<'_>], language: Language) -> String {
    let told = arms.iter().map(|arm| {
        let tiers = arm.tiers.iter().zip(TIERS).map(|(ends, tier)| {
            let [resolved, given_up, open] = ends.by_end().map(|value| number(value, 0));
            let gaps =
                [("tier", tier.get(language)), ("resolved", &resolved), ("given_up", &given_up), ("open", &open)];
            say(words::ALT_TIER, language, &gaps)
        });
        let ends = tiers.collect::<Vec<_>>().join(words::LIST_SEMICOLON.get(language));
        say(words::ALT_TIERS, language, &[("arm", arm.label), ("ends", &ends)])
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
