//! Charts of sweeps over several numbers.

use super::{long_label, noise, pick, single, source, three};
use crate::charts::map::{self, Factor, MapArm, MapData};
use crate::charts::signs::{self, Counts, SignsData, SignsRow};
use crate::charts::{Difference, Drawing, Style};
use crate::vocabulary::{Language, Measure};

pub(in crate::charts) fn signs(arms: usize, long: bool, language: Language) -> SignsData {
    let label = |i: usize| match (i, long) {
        (_, true) => long_label(i, language),
        (0, _) => three(language),
        _ => format!("{} {i}", pick(language, "Plan", "方案")),
    };
    let measures = [
        Measure::Resolved90dShare,
        Measure::PetitionsPer1000,
        Measure::TrustGroup,
        Measure::MinorityRatio,
        Measure::CostPerResolvedYuan,
    ];
    let row = |(i, measure): (usize, &Measure)| {
        let counts = (0..arms).map(|arm| {
            let better = (50.0 + 49.9 * noise(i, arm)) as u64;
            let worse = ((100 - better) as f64 * (0.5 + 0.49 * noise(arm, i + 7))) as u64;
            Counts { better, undecided: 100 - better - worse, worse }
        });
        SignsRow { measure: *measure, counts: counts.collect() }
    };
    SignsData {
        baseline: single(language),
        arms: (0..arms).map(label).collect(),
        measures: measures.iter().enumerate().map(row).collect(),
        points: 100,
        settings: None,
        source: source(language),
    }
}

/// Counts at the ends of their range, and points without a value.
fn signs_degenerate(language: Language) -> SignsData {
    let mut data = signs(1, false, language);
    let counts = [(100, 0, 0), (0, 100, 0), (0, 0, 100), (1, 98, 1), (0, 0, 0)];
    for (row, (better, undecided, worse)) in data.measures.iter_mut().zip(counts) {
        row.counts = vec![Counts { better, undecided, worse }];
    }
    data.source.replicates = 1;
    data
}

fn levels(count: usize, low: f64, high: f64) -> Vec<f64> {
    (0..count).map(|i| low + (high - low) * i as f64 / (count.max(2) - 1) as f64).collect()
}

/// Better but for a corner in which the team is divided.
pub(in crate::charts) fn map(columns: usize, rows: usize, language: Language) -> MapData {
    let (across, up) = (levels(columns, 0.0, 0.5), levels(rows, 0.0, 1.0));
    let cell = |x: f64, y: f64, i: usize| {
        let estimate = 0.09 + 0.3 * x - 0.16 * y * y - 0.1 * libm::sin(5.0 * x) * y + 0.004 * noise(i, 3);
        Some(Difference::new(estimate, Some((estimate - 0.015, estimate + 0.015))))
    };
    let cells = up.iter().flat_map(|y| across.iter().map(move |x| (*x, *y))).enumerate();
    let cells = cells.map(|(i, (x, y))| cell(x, y, i)).collect();
    MapData {
        measure: Measure::Resolved90dShare,
        across: Factor {
            name: pick(language, "Share of the year that holders are away", "成员外出时间占比"),
            unit: String::new(),
            values: across,
        },
        up: Factor {
            name: pick(language, "Requests of a household", "每户诉求"), unit: "1/year".into(), values: up
        },
        baseline: single(language),
        arms: vec![MapArm { label: three(language), cells }],
        panels: false,
        source: source(language),
    }
}

fn map_arms(arms: usize, language: Language) -> MapData {
    let mut data = map(8, 5, language);
    data.measure = Measure::PetitionsPer1000;
    let cells = data.arms[0].cells.clone();
    let shifted = |shift: f64| {
        let shift = |cell: &Option<Difference>| {
            cell.map(|cell| Difference::new(cell.estimate - shift, cell.interval.map(|(a, b)| (a - shift, b - shift))))
        };
        cells.iter().map(shift).collect()
    };
    let arm = |i: usize| MapArm { label: long_label(i, language), cells: shifted(0.05 * i as f64) };
    data.arms = (0..arms).map(arm).collect();
    data
}

/// Values that are missing, equal, or far apart.
fn map_degenerate(language: Language) -> MapData {
    let mut data = map(3, 2, language);
    data.across.values = vec![0.3, 1.0, 12_345.678];
    data.arms[0].cells[0] = None;
    data.arms[0].cells[5] = Some(Difference::new(0.0, None));
    data.source.replicates = 1;
    data
}

fn map_flat(language: Language) -> MapData {
    let mut data = map(4, 4, language);
    data.arms[0].cells.iter_mut().for_each(|cell| *cell = Some(Difference::new(0.0, Some((0.0, 0.0)))));
    data
}

/// The effect in each plane of a third factor.
fn map_panels(panels: usize, language: Language) -> MapData {
    let mut data = map(8, 6, language);
    let cells = data.arms[0].cells.clone();
    let shifted = |shift: f64| {
        let shift = |cell: &Option<Difference>| cell.map(|cell| Difference::new(cell.estimate - shift, cell.interval));
        cells.iter().map(shift).collect()
    };
    let name = pick(language, "Working hours of the leader", "组长每周工时");
    let arm = |i: usize| MapArm { label: format!("{name} = {}", 2 * i + 2), cells: shifted(0.03 * i as f64) };
    data.arms = (0..panels).map(arm).collect();
    data.panels = true;
    data
}

/// The signs under each setting of two levers.
fn signs_levers(language: Language) -> SignsData {
    let mut data = signs(5, false, language);
    let hours = pick(language, "Working hours of the leader (hours/week)", "组长每周工时（小时/周）");
    let team = pick(language, "Structure of the arm", "方案的组织形式");
    data.arms = ["4", "8"].map(|value| format!("{hours} = {value}")).to_vec();
    data.arms.extend(["two", "three", "five"].map(|value| format!("{team} = {value}")));
    data.points = 300;
    // At some points of the last setting there is no value.
    data.settings = Some((three(language), vec![100, 100, 100, 100, 120]));
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let s = |data: SignsData| signs::draw(&data, style);
    let m = |data: MapData| map::draw(&data, style);
    vec![
        ("signs", s(signs(1, false, l))),
        ("signs-3-arms", s(signs(3, false, l))),
        ("signs-20-arms-long", s(signs(20, true, l))),
        ("signs-degenerate", s(signs_degenerate(l))),
        ("signs-empty", s(SignsData { measures: Vec::new(), ..signs(1, false, l) })),
        ("map", m(map(12, 10, l))),
        ("map-fine", m(map(60, 60, l))),
        ("map-2-by-2", m(map(2, 2, l))),
        ("map-5-arms", m(map_arms(5, l))),
        ("map-degenerate", m(map_degenerate(l))),
        ("map-flat", m(map_flat(l))),
        ("signs-levers", s(signs_levers(l))),
        ("map-panels-3", m(map_panels(3, l))),
        ("map-panels-7", m(map_panels(7, l))),
        ("map-empty", m(MapData { arms: Vec::new(), ..map(2, 2, l) })),
    ]
}
