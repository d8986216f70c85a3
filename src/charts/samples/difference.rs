//! Differences month by month.

use super::{long_label, noise, pick, single, source, three};
use crate::charts::course::Event;
use crate::charts::difference::{DifferenceArm, DifferenceData, draw};
use crate::charts::{Difference, Drawing, Style};
use crate::vocabulary::{Language, MonthMeasure};
use jiff::civil::date;

fn arm(label: String, index: usize, months: usize, end: f64, half: f64) -> DifferenceArm {
    let month = |month: usize| {
        let estimate = end * (1.0 - 1.0 / (1.0 + month as f64 / 9.0)) + 0.004 * noise(index, month) - 0.01;
        Some(Difference::new(estimate, Some((estimate - half, estimate + half))))
    };
    DifferenceArm { label, months: (0..months).map(month).collect() }
}

pub(in crate::charts) fn difference(months: usize, language: Language) -> DifferenceData {
    DifferenceData {
        measure: MonthMeasure::Resolved90dShare,
        from: date(2025, 7, 1),
        baseline: single(language),
        arms: vec![arm(three(language), 1, months, 0.3, 0.022)],
        events: vec![Event {
            date: date(2026, 1, 1),
            label: pick(language, "three-person groups take office", "三人小组就任"),
        }],
        finding: None,
        source: source(language),
    }
}

fn many(count: usize, long: bool, language: Language) -> DifferenceData {
    let label = |i: usize| {
        if long { long_label(i, language) } else { format!("{} {}", pick(language, "Plan", "方案"), i + 1) }
    };
    let arms = (0..count).map(|i| arm(label(i), i, 60, 0.3 - 0.05 * i as f64, 0.03)).collect();
    let baseline = if long { long_label(99, language) } else { single(language) };
    DifferenceData { arms, baseline, ..difference(60, language) }
}

fn broken(language: Language) -> DifferenceData {
    let mut data = difference(30, language);
    data.measure = MonthMeasure::Petitions;
    let months = &mut data.arms[0].months;
    (months[0], months[2], months[3], months[29]) = (None, None, Some(Difference::new(f64::NAN, None)), None);
    data
}

fn one_replicate(language: Language) -> DifferenceData {
    let mut data = difference(24, language);
    data.source.replicates = 1;
    data.arms[0].months.iter_mut().flatten().for_each(|month| *month = Difference::new(month.estimate, None));
    data
}

fn nothing(language: Language) -> DifferenceData {
    let mut data = difference(12, language);
    data.arms[0].months.iter_mut().for_each(|month| *month = Some(Difference::new(0.0, Some((0.0, 0.0)))));
    data
}

/// Two replicates of a share: the intervals leave what a difference of shares can be.
fn wide(language: Language) -> DifferenceData {
    let mut data = difference(12, language);
    data.source.replicates = 2;
    data.arms[0].months.iter_mut().flatten().for_each(|month| {
        *month = Difference::new(month.estimate, Some((month.estimate - 3.0, month.estimate + 1.4)));
    });
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let d = |data: DifferenceData| draw(&data, style);
    vec![
        ("difference", d(difference(60, l))),
        ("difference-1-month", d(difference(1, l))),
        ("difference-600-months", d(difference(600, l))),
        ("difference-broken", d(broken(l))),
        ("difference-1-replicate", d(one_replicate(l))),
        ("difference-none", d(nothing(l))),
        ("difference-wide", d(wide(l))),
        ("difference-3-arms", d(many(3, false, l))),
        ("difference-5-arms-long", d(many(5, true, l))),
        ("difference-20-arms", d(many(20, false, l))),
        ("difference-20-arms-long", d(many(20, true, l))),
        ("difference-empty", d(DifferenceData { arms: Vec::new(), ..difference(12, l) })),
    ]
}
