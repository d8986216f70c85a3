//! Data for the tests of charts, ordinary and extreme.

mod calibration;
pub(super) mod decision;
pub(super) mod difference;
pub(super) mod drive;
pub(super) mod equity;
pub(super) mod money;
mod response;
pub(super) mod sensitivity;
pub(super) mod storm;
mod survival;
pub(super) mod sweep;
pub(super) mod tiers;
mod tornado;
mod validation;
mod village;
mod waterfall;

use super::course::{CourseArm, CourseData, Event, MonthPoint};
use super::distribution::{DistributionArm, DistributionData};
use super::forest::{Effect, ForestData, ForestGroup, ForestRow, Page, Scale};
use super::{Difference, Drawing, Finding, Source, Style};
use super::{course, distribution, forest};
use crate::vocabulary::{Language, Measure, MonthMeasure};
use jiff::civil::date;

fn pick(language: Language, en: &str, zh: &str) -> String {
    if language == Language::English { en.to_string() } else { zh.to_string() }
}

pub(super) fn source(language: Language) -> Source {
    let scenario = pick(language, "Botou village, three-person groups", "泊头村三人小组改革");
    Source { scenario, replicates: 400, seed: 20_260_101, version: "0.1.0".to_string() }
}

fn single(language: Language) -> String {
    pick(language, "Single leader", "单人负责制")
}

fn three(language: Language) -> String {
    pick(language, "Three-person group", "三人小组制")
}

/// Deterministic noise between -1 and 1.
fn noise(i: usize, j: usize) -> f64 {
    let mut x = (i as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (j as u64 + 1).wrapping_mul(0xD1B5_4A32_D192_ED03);
    x = (x ^ (x >> 31)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((x >> 11) as f64 / (1_u64 << 53) as f64) * 2.0 - 1.0
}

/// About normal.
fn deviate(i: usize, j: usize) -> f64 {
    (0..6).map(|k| noise(i * 6 + k, j)).sum::<f64>() / 1.414
}

fn long_label(i: usize, language: Language) -> String {
    let en = "A council of three with one elected by lot, joint cases and a rotating duty, variant";
    let zh = "由三人组成的小组其中一人抽签产生共同办理纠纷并且轮流值班负责第";
    let text = format!("{} {i:02}", pick(language, en, zh));
    text.chars().take(80).collect()
}

fn row(measure: Measure, baseline_mean: f64, difference: f64, half: f64) -> ForestRow {
    let interval = Some((difference - half, difference + half));
    let effect =
        Effect { mean: baseline_mean + difference, difference: Difference::new(difference, interval), expected: None };
    ForestRow {
        measure,
        baseline_mean,
        baseline_sd: Some(2.0 * half + 0.01),
        scalable: true,
        effects: vec![Some(effect)],
    }
}

pub(super) fn forest(language: Language) -> ForestData {
    let group = |en: &str, zh: &str, rows| ForestGroup { heading: Some(pick(language, en, zh)), rows };
    ForestData {
        baseline: single(language),
        arms: vec![three(language)],
        scale: Scale::Relative,
        groups: vec![
            group(
                "Speed and reach",
                "效率与覆盖",
                vec![
                    row(Measure::Resolved90dShare, 0.472, 0.278, 0.028),
                    row(Measure::ResolutionDaysMean, 41.3, -12.6, 5.1),
                    row(Measure::LumpedShare, 0.213, -0.021, 0.034),
                ],
            ),
            group(
                "Fairness and trust",
                "公平与信任",
                vec![
                    row(Measure::TrustGroup, 0.581, 0.066, 0.031),
                    row(Measure::MinorityRatio, 0.871, 0.043, 0.061),
                    row(Measure::PetitionsPer1000, 6.21, -1.87, 0.93),
                ],
            ),
            group(
                "Burden",
                "负担",
                vec![
                    row(Measure::HoursOnCases, 611.0, 122.0, 41.0),
                    row(Measure::DeadlockShare, 0.031, 0.024, 0.011),
                    row(Measure::CostYuan, 182_400.0, 21_350.0, 9_870.0),
                ],
            ),
        ],
        headline: Some(Measure::Resolved90dShare),
        page: Page { number: 1, of: 1 },
        arms_in_all: 1,
        sets: None,
        source: source(language),
    }
}

pub(super) fn forest_many(arms: usize, long: bool, language: Language) -> ForestData {
    let mut data = forest(language);
    let name = |i: usize| {
        if long { long_label(i, language) } else { format!("{} {}", pick(language, "Plan", "方案"), i + 1) }
    };
    data.arms = (0..arms).map(name).collect();
    if long {
        data.baseline = long_label(99, language);
    }
    for (r, row) in data.groups.iter_mut().flat_map(|group| &mut group.rows).enumerate() {
        let first = row.effects[0].expect("an effect");
        row.effects = (0..arms)
            .map(|arm| {
                let shift = 0.6 * first.difference.estimate * noise(arm, r);
                let (low, high) = first.difference.interval.expect("an interval");
                let interval = Some((low + shift, high + shift));
                let difference = Difference::new(first.difference.estimate + shift, interval);
                Some(Effect { mean: first.mean + shift, difference, expected: None })
            })
            .collect();
    }
    data
}

/// One replicate of several arms, one of whose measures has no common scale: the numbers leave the strip little room.
/// Effects over parameter sets that expect more and less than their mean.
fn forest_unknown(language: Language) -> ForestData {
    let mut data = ForestData { sets: Some(150), headline: None, ..forest(language) };
    for effect in
        data.groups.iter_mut().flat_map(|group| &mut group.rows).flat_map(|row| row.effects.iter_mut().flatten())
    {
        let (estimate, half) = (effect.difference.estimate, 0.2 + 1.4 * effect.difference.estimate.abs());
        effect.expected = Some((estimate - half, estimate + half));
    }
    data
}

fn forest_bare(language: Language) -> ForestData {
    let mut data = forest_many(3, false, language);
    data.source.replicates = 1;
    for row in data.groups.iter_mut().flat_map(|group| &mut group.rows) {
        row.scalable = row.measure != Measure::Resolved90dShare;
        for effect in row.effects.iter_mut().flatten() {
            effect.difference = Difference::new(-effect.difference.estimate.abs(), None);
        }
    }
    data
}

fn forest_degenerate(language: Language) -> ForestData {
    let mut data = forest(language);
    let rows = &mut data.groups[0].rows;
    let without = Difference::new(0.1, None);
    rows[0].effects = vec![Some(Effect { mean: 0.572, difference: without, expected: None })];
    rows[1].effects = vec![None];
    rows[2].baseline_mean = 0.0;
    data.groups[1].rows[0] = row(Measure::TrustGroup, 0.5, 0.0, 0.0);
    data.groups[1].rows[2] = row(Measure::PetitionsPer1000, 0.02, 12.4, 9.1);
    data.source.replicates = 1;
    data
}

fn forest_empty(language: Language) -> ForestData {
    ForestData { groups: Vec::new(), headline: None, ..forest(language) }
}

fn course_arm(label: String, index: usize, months: usize, end: f64, band: f64) -> CourseArm {
    let months = (0..months).map(|month| {
        let t = 1.0 - 1.0 / (1.0 + month as f64 / 9.0);
        let mean = (0.51 + (end - 0.51) * t + 0.006 * noise(index, month)).clamp(0.0, 1.0);
        Some(MonthPoint { mean, low: (mean - band).max(0.0), high: (mean + band).min(1.0) })
    });
    CourseArm { label, months: months.collect() }
}

pub(super) fn course(months: usize, language: Language) -> CourseData {
    let mut arms =
        vec![course_arm(single(language), 0, months, 0.46, 0.07), course_arm(three(language), 1, months, 0.79, 0.075)];
    for arm in &mut arms {
        let kept = months.saturating_sub(3).max(1);
        arm.months.iter_mut().skip(kept).for_each(|point| *point = None);
    }
    CourseData {
        measure: MonthMeasure::Resolved90dShare,
        from: date(2025, 7, 1),
        arms,
        baseline: 0,
        events: vec![Event {
            date: date(2026, 1, 1),
            label: pick(language, "three-person groups take office", "三人小组就任"),
        }],
        finding: None,
        band_replicates: 400,
        source: source(language),
    }
}

fn course_close(language: Language) -> CourseData {
    let ends = [0.61, 0.618, 0.624, 0.63, 0.2, 0.205];
    let arms = ends.iter().enumerate();
    let name = |i: usize| format!("{} {}", pick(language, "Plan", "方案"), i + 1);
    let arms = arms.map(|(i, end)| course_arm(name(i), i, 48, *end, 0.03)).collect();
    let event = |year, label: &str| Event { date: date(year, 3, 15), label: label.to_string() };
    let events = vec![event(2026, "first rotation"), event(2026, "second rotation"), event(2029, "law 法律")];
    CourseData { arms, events, ..course(48, language) }
}

fn course_many(long: bool, months: usize, language: Language) -> CourseData {
    let name = |i: usize| {
        if long { long_label(i, language) } else { format!("{} {}", pick(language, "Plan", "方案"), i + 1) }
    };
    let arms = (0..20).map(|i| course_arm(name(i), i, months, 0.4 + 0.02 * i as f64, 0.05)).collect();
    CourseData { arms, baseline: 3, ..course(months, language) }
}

fn course_counts(language: Language) -> CourseData {
    let mut data = course(60, language);
    data.measure = MonthMeasure::Open;
    for point in data.arms.iter_mut().flat_map(|arm| arm.months.iter_mut().flatten()) {
        *point = MonthPoint { mean: 90.0 * point.mean, low: 90.0 * point.low, high: 90.0 * point.high };
    }
    data.arms[0].months[20] = None;
    data.arms[0].months[22] = None;
    data
}

/// So long that what happened at first stands over the unit.
fn course_event_first(language: Language) -> CourseData {
    let mut data = course_counts(language);
    data.arms = vec![course_arm(single(language), 0, 600, 0.46, 0.07)];
    data
}

fn course_flat(language: Language) -> CourseData {
    let mut data = course(24, language);
    data.source.replicates = 1;
    data.measure = MonthMeasure::Petitions;
    for point in data.arms.iter_mut().flat_map(|arm| arm.months.iter_mut().flatten()) {
        *point = MonthPoint { mean: 0.0, low: 0.0, high: 0.0 };
    }
    data
}

fn course_long_labels(language: Language) -> CourseData {
    let mut data = course(36, language);
    data.arms.truncate(1);
    data.arms[0].label = long_label(7, language);
    data.events[0].label = long_label(8, language);
    data
}

fn course_empty(language: Language) -> CourseData {
    CourseData { arms: Vec::new(), events: Vec::new(), ..course(12, language) }
}

pub(super) fn distribution(language: Language) -> DistributionData {
    let arm = |label: String, index: usize, mean: f64, sd: f64, skew: f64| {
        let values = (0..400).map(|i| {
            let z = deviate(i, index);
            mean + sd * (z + skew * z * z)
        });
        DistributionArm { label, values: values.collect() }
    };
    let team = pick(language, "Three-person group, joint cases", "三人小组共同办理");
    let arms = vec![
        arm(single(language), 0, 41.3, 6.0, 0.12),
        arm(three(language), 1, 28.7, 4.1, 0.1),
        arm(team, 2, 34.9, 5.2, 0.0),
    ];
    let difference = Difference::new(-12.6, Some((-17.7, -7.5)));
    let measure = Measure::ResolutionDaysMean;
    let finding = Finding { measure, arm: three(language), baseline: single(language), difference };
    DistributionData { measure, arms, baseline: 0, finding: Some(finding), source: source(language) }
}

fn distribution_of(lists: &[&[f64]], replicates: u64, language: Language) -> DistributionData {
    let arm = |(i, values): (usize, &&[f64])| DistributionArm {
        label: format!("{} {}", pick(language, "Plan", "方案"), i + 1),
        values: values.to_vec(),
    };
    let source = Source { replicates, ..source(language) };
    let arms = lists.iter().enumerate().map(arm).collect();
    DistributionData { measure: Measure::Resolved90dShare, arms, baseline: 0, finding: None, source }
}

fn distribution_many(long: bool, language: Language) -> DistributionData {
    let label = |i: usize| {
        if long { long_label(i, language) } else { format!("{} {}", pick(language, "Plan", "方案"), i + 1) }
    };
    let values = |i: usize| (0..200).map(|j| 0.5 + 0.01 * i as f64 + 0.05 * deviate(j, i)).collect();
    let arms = (0..20).map(|i| DistributionArm { label: label(i), values: values(i) }).collect();
    DistributionData { measure: Measure::Resolved90dShare, arms, finding: None, ..distribution(language) }
}

/// All samples by name.
pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let f = |data: ForestData| forest::draw(&data, style);
    let c = |data: CourseData| course::draw(&data, style);
    let d = |data: DistributionData| distribution::draw(&data, style);
    let equal = [0.5; 50];
    let mut all = vec![
        ("forest", f(forest(l))),
        ("forest-unknown", f(forest_unknown(l))),
        ("forest-standardised", f(ForestData { scale: Scale::Standardised, headline: None, ..forest(l) })),
        ("forest-degenerate", f(forest_degenerate(l))),
        ("forest-empty", f(forest_empty(l))),
        ("forest-3-arms", f(forest_many(3, false, l))),
        ("forest-bare", f(forest_bare(l))),
        ("forest-page", f(ForestData { page: Page { number: 2, of: 3 }, arms_in_all: 8, ..forest_many(3, false, l) })),
        ("forest-20-arms-long", f(forest_many(20, true, l))),
        ("course", c(course(60, l))),
        ("course-1-month", c(course(1, l))),
        ("course-14-months", c(course(14, l))),
        ("course-600-months", c(course(600, l))),
        ("course-close", c(course_close(l))),
        ("course-20-arms", c(course_many(false, 60, l))),
        ("course-20-arms-long", c(course_many(true, 60, l))),
        ("course-counts", c(course_counts(l))),
        ("course-event-first", c(course_event_first(l))),
        ("course-flat", c(course_flat(l))),
        ("course-long-labels", c(course_long_labels(l))),
        ("course-empty", c(course_empty(l))),
        ("distribution", d(distribution(l))),
        ("distribution-1-replicate", d(distribution_of(&[&[0.4], &[0.6]], 1, l))),
        ("distribution-few", d(distribution_of(&[&[0.4, 0.41, 0.41, 0.5], &[0.6, 0.7], &[]], 5, l))),
        ("distribution-no-variance", d(distribution_of(&[&equal, &equal], 50, l))),
        ("distribution-1-arm", d(distribution_of(&[&[0.0, 1.0]], 2, l))),
        ("distribution-20-arms", d(distribution_many(false, l))),
        ("distribution-20-arms-long", d(distribution_many(true, l))),
    ];
    all.extend(decision::gallery(style));
    all.extend(calibration::gallery(style));
    all.extend(difference::gallery(style));
    all.extend(drive::gallery(style));
    all.extend(equity::gallery(style));
    all.extend(money::gallery(style));
    all.extend(response::gallery(style));
    all.extend(sensitivity::gallery(style));
    all.extend(storm::gallery(style));
    all.extend(survival::gallery(style));
    all.extend(sweep::gallery(style));
    all.extend(tiers::gallery(style));
    all.extend(tornado::gallery(style));
    all.extend(validation::gallery(style));
    all.extend(village::gallery(style));
    all.extend(waterfall::gallery(style));
    all
}
