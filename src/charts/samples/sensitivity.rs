//! Charts of sensitivity.

use super::{long_label, noise, pick, single, source, three};
use crate::charts::sensitivity::{Bar, SensitivityArm, SensitivityData, SensitivityScale, Unknown, draw};
use crate::charts::{Drawing, Style};
use crate::vocabulary::{Language, Measure};

fn unknowns(count: usize, unit: f64, language: Language) -> Vec<Unknown> {
    let names = [
        ("Requests of a household", "每户诉求", "1/household/year"),
        ("Weekly hours of the leader", "组长每周工时", "hours/week"),
        ("How much kin of one party lean to it", "亲属偏袒程度", ""),
        ("Share of the year in the village", "在村时间占比", ""),
    ];
    let unknown = |i: usize| {
        let estimate = unit * 0.46 * libm::pow(0.72, i as f64);
        let half = unit * (0.05 + 0.02 * noise(i, 2).abs());
        let (en, zh, of) = names[i % names.len()];
        let name = if i < names.len() { pick(language, en, zh) } else { format!("{} {i}", pick(language, en, zh)) };
        let bar = Bar { estimate, interval: ((estimate - half).max(0.0), estimate + half) };
        Unknown {
            name,
            unit: of.to_string(),
            bar,
            aside: Some(estimate * (0.6 - 0.1 * i as f64)),
            shown: estimate - half > 0.04 * unit,
        }
    };
    (0..count).map(unknown).collect()
}

pub(in crate::charts) fn sensitivity(count: usize, scale: SensitivityScale, language: Language) -> SensitivityData {
    let unit = if scale == SensitivityScale::Variance { 1.0 } else { 60.0 };
    let chance = Some(Bar { estimate: 0.04 * unit, interval: (0.03 * unit, 0.052 * unit) });
    SensitivityData {
        measure: Measure::Petitions,
        scale,
        baseline: single(language),
        arms: vec![SensitivityArm { label: three(language), unknowns: unknowns(count, unit, language), chance }],
        base_points: 256,
        source: source(language),
    }
}

fn many(arms: usize, language: Language) -> SensitivityData {
    let mut data = sensitivity(40, SensitivityScale::Variance, language);
    let first = data.arms[0].clone();
    let arm = |i: usize| SensitivityArm { label: long_label(i, language), ..first.clone() };
    data.arms = (0..arms).map(arm).collect();
    data
}

/// Nothing varies, one replicate, a name without end.
fn degenerate(language: Language) -> SensitivityData {
    let mut data = sensitivity(3, SensitivityScale::Effects, language);
    data.measure = Measure::Resolved90dShare;
    for unknown in &mut data.arms[0].unknowns {
        *unknown = Unknown {
            name: long_label(7, language),
            unit: "hours/week".to_string(),
            bar: Bar { estimate: 0.0, interval: (0.0, 0.0) },
            aside: Some(0.0),
            shown: false,
        };
    }
    data.arms[0].chance = None;
    data.source.replicates = 1;
    data
}

/// Wide intervals, indices below zero.
fn wide(language: Language) -> SensitivityData {
    let mut data = sensitivity(4, SensitivityScale::Variance, language);
    for (i, unknown) in data.arms[0].unknowns.iter_mut().enumerate() {
        unknown.bar.interval = (-0.2, 1.7);
        unknown.aside = Some(if i % 2 == 0 { -0.1 } else { 1.2 });
        unknown.shown = false;
    }
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let d = |data: SensitivityData| draw(&data, style);
    vec![
        ("sensitivity-sobol", d(sensitivity(9, SensitivityScale::Variance, l))),
        ("sensitivity-morris", d(sensitivity(47, SensitivityScale::Effects, l))),
        ("sensitivity-3-arms-long", d(many(3, l))),
        ("sensitivity-degenerate", d(degenerate(l))),
        ("sensitivity-wide", d(wide(l))),
        ("sensitivity-empty", d(SensitivityData { arms: Vec::new(), ..sensitivity(1, SensitivityScale::Variance, l) })),
    ]
}
