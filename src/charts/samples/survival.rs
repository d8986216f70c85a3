//! How long needs wait.

use super::{long_label, pick, single, source, three};
use crate::charts::survival::{SurvivalArm, SurvivalData, draw};
use crate::charts::{Drawing, Estimate, Style};
use crate::vocabulary::Language;

fn arm(label: String, rate: f64, never: f64, half: f64) -> SurvivalArm {
    let point = |i: u32| {
        let day = 3.0 * f64::from(i);
        let mean = never + (1.0 - never) * libm::exp(-rate * day);
        let half = half * (1.0 - mean);
        (day, Estimate { mean, interval: Some((mean - half, mean + half)) })
    };
    SurvivalArm { label, curve: (0..=120).map(point).collect() }
}

pub(in crate::charts) fn survival(language: Language) -> SurvivalData {
    let arms = vec![arm(single(language), 0.016, 0.31, 0.05), arm(three(language), 0.034, 0.17, 0.04)];
    SurvivalData { arms, baseline: 0, source: source(language) }
}

fn many(arms: usize, long: bool, language: Language) -> SurvivalData {
    let label = |i: usize| {
        if long { long_label(i, language) } else { format!("{} {}", pick(language, "Plan", "方案"), i + 1) }
    };
    let arms = (0..arms).map(|i| arm(label(i), 0.01 + 0.002 * i as f64, 0.7 - 0.03 * i as f64, 0.03)).collect();
    SurvivalData { arms, ..survival(language) }
}

fn bare(language: Language) -> SurvivalData {
    let mut data = survival(language);
    data.source.replicates = 1;
    data.arms[0].curve.iter_mut().for_each(|(_, point)| point.interval = None);
    data.arms[1].curve.clear();
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let s = |data: SurvivalData| draw(&data, style);
    vec![
        ("survival", s(survival(l))),
        ("survival-20-arms", s(many(20, false, l))),
        ("survival-20-arms-long", s(many(20, true, l))),
        ("survival-bare", s(bare(l))),
        ("survival-empty", s(SurvivalData { arms: Vec::new(), ..survival(l) })),
    ]
}
