//! Effects in parts.

use super::{long_label, noise, pick, single, source, three};
use crate::analysis::attribution::players::{THEMES, label};
use crate::charts::waterfall::{WaterfallArm, WaterfallData, WaterfallPart, draw};
use crate::charts::{Difference, Drawing, Style};
use crate::vocabulary::tables::Mechanisms;
use crate::vocabulary::{Language, Measure, Table};

fn part(label: String, estimate: f64, half: f64) -> WaterfallPart {
    WaterfallPart { label, difference: Difference::new(estimate, Some((estimate - half, estimate + half))) }
}

/// An arm whose parts add up to its total.
fn arm(name: String, rest: f64, parts: Vec<WaterfallPart>) -> WaterfallArm {
    let total = rest + parts.iter().map(|part| part.difference.estimate).sum::<f64>();
    WaterfallArm {
        label: name,
        rest: part(String::new(), rest, 0.0015).difference,
        parts,
        total: part(String::new(), total, 0.0022).difference,
        held: Vec::new(),
        interaction: None,
        pairs: 400,
    }
}

pub(in crate::charts) fn waterfall(language: Language) -> WaterfallData {
    let sizes = [0.0121, 0.0034, -0.0052, 0.0, 0.0003, 0.0081, 0.00002, -0.0004, 0.0011];
    let parts = THEMES.iter().zip(sizes).map(|(theme, size)| {
        let half = if size == 0.0 { 0.0 } else { 0.0007 };
        part(label(theme.name, language), size, half)
    });
    let mut arm = arm(three(language), 0.0024, parts.collect());
    let [one, other] = [THEMES[0], THEMES[5]].map(|theme| label(theme.name, language));
    arm.interaction = Some((one, other, Difference::new(0.0062, Some((0.0051, 0.0073)))));
    WaterfallData {
        measure: Measure::Resolved90dShare,
        baseline: single(language),
        arms: vec![arm],
        source: source(language),
    }
}

/// Every mechanism by itself.
fn waterfall_many(language: Language) -> WaterfallData {
    let parts = Mechanisms::PARAMETERS.iter().enumerate();
    let parts = parts.map(|(at, switch)| part(label(switch.key, language), 4.0 * noise(at, 5), 0.9));
    let mut arm = arm(three(language), -6.0, parts.collect());
    arm.total = part(String::new(), arm.total.estimate, 1.4).difference;
    arm.held = vec![label("visits", language), label("information", language)];
    WaterfallData { measure: Measure::PetitionsPer1000, arms: vec![arm], ..waterfall(language) }
}

fn waterfall_arms(language: Language) -> WaterfallData {
    let mut data = waterfall(language);
    for at in 0..2 {
        let mut other = data.arms[0].clone();
        other.label = if at == 0 { long_label(3, language) } else { pick(language, "Plan 2", "方案 2") };
        other.parts.iter_mut().for_each(|part| part.label = format!("{} {}", part.label, long_label(at, language)));
        data.arms.push(other);
    }
    WaterfallData { measure: Measure::NeedsRaised, ..data }
}

/// Nothing differs; no interval; a part that is no number.
fn waterfall_degenerate(language: Language) -> WaterfallData {
    let mut data = waterfall(language);
    let arm = &mut data.arms[0];
    for part in &mut arm.parts {
        part.difference = Difference::new(0.0, None);
    }
    arm.parts[2].difference = Difference::new(f64::NAN, None);
    (arm.rest, arm.total) = (Difference::new(0.0, None), Difference::new(0.0, None));
    arm.interaction = None;
    data.source.replicates = 1;
    data
}

/// Arms that do not differ.
fn waterfall_same(language: Language) -> WaterfallData {
    let mut data = waterfall(language);
    let nothing = Difference::new(0.0, Some((0.0, 0.0)));
    let arm = &mut data.arms[0];
    arm.parts.iter_mut().for_each(|part| part.difference = nothing);
    (arm.rest, arm.total, arm.interaction) = (nothing, nothing, None);
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let w = |data: WaterfallData| draw(&data, style);
    let alone = WaterfallArm { parts: Vec::new(), ..waterfall(l).arms.remove(0) };
    vec![
        ("waterfall", w(waterfall(l))),
        ("waterfall-many", w(waterfall_many(l))),
        ("waterfall-arms", w(waterfall_arms(l))),
        ("waterfall-degenerate", w(waterfall_degenerate(l))),
        ("waterfall-same", w(waterfall_same(l))),
        ("waterfall-rest-only", w(WaterfallData { arms: vec![alone], ..waterfall(l) })),
        ("waterfall-empty", w(WaterfallData { arms: Vec::new(), ..waterfall(l) })),
    ]
}
