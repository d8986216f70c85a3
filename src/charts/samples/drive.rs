//! Drives for consent.

use super::{long_label, pick, single, source, three};
use crate::charts::drive::{DriveData, Paired, Reached, draw};
use crate::charts::growth::{Growing, SharePoint};
use crate::charts::{Difference, Drawing, Estimate, Style};
use crate::vocabulary::Language;
use crate::vocabulary::choices::Ground;

/// A share that comes near `end` within some times `scale`.
pub(super) fn growing(label: String, scale: f64, end: f64, steps: u32, step: f64) -> Growing {
    let point = |i: u32| {
        let at = step * f64::from(i);
        let mean = end * (1.0 - libm::exp(-at / scale));
        SharePoint { at, mean, low: (mean - 0.12 * end).max(0.0), high: (mean + 0.1 * end * mean).min(1.0) }
    };
    let interval = Some((end - 0.013, (end + 0.013_f64).min(1.0)));
    Growing { label, curve: (0..=steps).map(point).collect(), value: Some(Estimate { mean: end, interval }) }
}

pub(in crate::charts) fn drive(language: Language) -> DriveData {
    let arms = vec![growing(single(language), 41.0, 0.93, 365, 1.0), growing(three(language), 17.0, 0.982, 365, 1.0)];
    DriveData {
        kind: Some(Ground::Road),
        asked: Some((28.0, true)),
        required_share: 1.0,
        days: 365.0,
        reached: vec![
            Reached { half: Some((0.98, 31.2)), required: Some((0.41, 96.4)) },
            Reached { half: Some((1.0, 11.9)), required: Some((0.78, 51.0)) },
        ],
        arms,
        baseline: 0,
        paired: Some(Paired {
            arm: 1,
            share: Difference::new(0.052, Some((0.031, 0.073))),
            half: Some(Difference::new(-19.3, Some((-24.0, -14.6)))),
        }),
        band_replicates: 400,
        source: source(language),
    }
}

/// The share at the end is not shown to differ, the days to half are.
fn sooner(language: Language) -> DriveData {
    let mut data = drive(language);
    (data.kind, data.asked, data.required_share) = (Some(Ground::Land), Some((112.6, false)), 0.8);
    data.arms[0] = growing(single(language), 41.0, 0.98, 365, 1.0);
    data.band_replicates = 100;
    if let Some(paired) = &mut data.paired {
        paired.share = Difference::new(0.002, Some((-0.004, 0.008)));
    }
    data
}

fn many(arms: usize, long: bool, language: Language) -> DriveData {
    let label = |i: usize| {
        if long { long_label(i, language) } else { format!("{} {}", pick(language, "Plan", "方案"), i + 1) }
    };
    let arm = |i: usize| growing(label(i), 12.0 + 6.0 * i as f64, 0.98 - 0.04 * i as f64, 365, 1.0);
    let reached = Reached { half: Some((0.9, 20.0)), required: None };
    DriveData { arms: (0..arms).map(arm).collect(), reached: vec![reached; arms], baseline: 2, ..drive(language) }
}

/// Nobody joins, in the one replicate.
fn nobody(language: Language) -> DriveData {
    let mut data = drive(language);
    data.source.replicates = 1;
    data.paired = None;
    data.reached = vec![Reached::default(); 2];
    for arm in &mut data.arms {
        arm.curve.iter_mut().for_each(|point| (point.mean, point.low, point.high) = (0.0, 0.0, 0.0));
        arm.value = Some(Estimate { mean: 0.0, interval: None });
    }
    data
}

fn empty(language: Language) -> DriveData {
    let mut data = drive(language);
    (data.kind, data.asked, data.paired) = (None, None, None);
    data.reached = vec![Reached::default(); 2];
    data.arms.iter_mut().for_each(|arm| (arm.curve, arm.value) = (Vec::new(), None));
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let d = |data: DriveData| draw(&data, style);
    let one = DriveData { arms: vec![drive(l).arms[1].clone()], paired: None, ..drive(l) };
    vec![
        ("drive", d(drive(l))),
        ("drive-sooner", d(sooner(l))),
        ("drive-4-arms", d(many(4, false, l))),
        ("drive-12-arms", d(many(12, false, l))),
        ("drive-5-arms-long", d(many(5, true, l))),
        ("drive-12-arms-long", d(many(12, true, l))),
        ("drive-1-arm", d(one)),
        ("drive-nobody", d(nobody(l))),
        ("drive-empty", d(empty(l))),
        ("drive-no-arms", d(DriveData { arms: Vec::new(), reached: Vec::new(), ..empty(l) })),
    ]
}
