//! Equity: who is served how, and how evenly groups are served.

use super::{long_label, noise, pick, single, source, three};
use crate::charts::equity::{self, EquityArm, EquityData};
use crate::charts::lorenz::{self, LorenzArm, LorenzData};
use crate::charts::{Drawing, Estimate, Style};
use crate::estimators::gini;
use crate::vocabulary::Language;

fn about(mean: f64, half: f64) -> Option<Estimate> {
    Some(Estimate { mean, interval: Some((mean - half, mean + half)) })
}

fn equity_arm(label: String, shift: f64) -> EquityArm {
    let estimates = [
        about(0.243 + shift, 0.017),
        about(0.874 + 0.3 * shift, 0.021),
        about(0.661 - 0.2 * shift, 0.034),
        about(0.121 - 0.2 * shift, 0.009),
    ];
    EquityArm { label, estimates, village: Some(0.472 + shift) }
}

pub(in crate::charts) fn equity(language: Language) -> EquityData {
    let arms = vec![equity_arm(single(language), 0.0), equity_arm(three(language), 0.21)];
    EquityData { arms, baseline: 0, source: source(language) }
}

fn label(i: usize, long: bool, language: Language) -> String {
    if long { long_label(i, language) } else { format!("{} {}", pick(language, "Plan", "方案"), i + 1) }
}

fn equity_many(arms: usize, long: bool, language: Language) -> EquityData {
    let arms = (0..arms).map(|i| equity_arm(label(i, long, language), 0.2 * noise(i, 5))).collect();
    EquityData { arms, ..equity(language) }
}

/// One replicate, values without an interval, missing and undefined ones.
fn equity_bare(language: Language) -> EquityData {
    let mut data = equity(language);
    data.source.replicates = 1;
    for arm in &mut data.arms {
        arm.estimates = arm.estimates.map(|estimate| estimate.map(|estimate| Estimate { interval: None, ..estimate }));
    }
    data.arms[0].estimates[1] = None;
    data.arms[1].estimates[1] = Some(Estimate { mean: f64::NAN, interval: None });
    data.arms[1].estimates[2] = about(17.3, 0.0);
    data.arms[0].village = None;
    data
}

fn lorenz_arm(label: String, spread: f64, groups: usize) -> LorenzArm {
    let mut shares: Vec<f64> = (0..groups).map(|i| (0.5 + spread * noise(i, 9)).max(0.0)).collect();
    let mean = gini(&mut shares).unwrap_or(f64::NAN);
    let points = lorenz::curve(&shares, groups + 1).unwrap_or_default();
    let half = |value: f64| 0.05 * value * (1.0 - value);
    let curve = points.into_iter().filter_map(|value| about(value, half(value))).collect();
    LorenzArm { label, curve, gini: about(mean, 0.008) }
}

pub(in crate::charts) fn lorenz(language: Language) -> LorenzData {
    let arms = vec![lorenz_arm(single(language), 0.42, 8), lorenz_arm(three(language), 0.14, 8)];
    LorenzData { arms, baseline: 0, source: source(language) }
}

fn lorenz_many(arms: usize, long: bool, language: Language) -> LorenzData {
    let arms = (0..arms).map(|i| lorenz_arm(label(i, long, language), 0.5 - 0.02 * i as f64, 12)).collect();
    LorenzData { arms, ..lorenz(language) }
}

fn lorenz_bare(language: Language) -> LorenzData {
    let mut data = lorenz(language);
    data.source.replicates = 1;
    data.arms[0].curve.iter_mut().for_each(|point| point.interval = None);
    data.arms[1] = LorenzArm { label: three(language), curve: Vec::new(), gini: None };
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let e = |data: EquityData| equity::draw(&data, style);
    let z = |data: LorenzData| lorenz::draw(&data, style);
    vec![
        ("equity", e(equity(l))),
        ("equity-bare", e(equity_bare(l))),
        ("equity-20-arms-long", e(equity_many(20, true, l))),
        ("equity-5-arms", e(equity_many(5, false, l))),
        ("equity-empty", e(EquityData { arms: Vec::new(), ..equity(l) })),
        ("lorenz", z(lorenz(l))),
        ("lorenz-bare", z(lorenz_bare(l))),
        ("lorenz-20-arms", z(lorenz_many(20, false, l))),
        ("lorenz-20-arms-long", z(lorenz_many(20, true, l))),
        ("lorenz-empty", z(LorenzData { arms: Vec::new(), ..lorenz(l) })),
    ]
}
