//! Nights of storms.

use super::drive::growing;
use super::{long_label, noise, pick, single, source, three};
use crate::charts::growth::Growing;
use crate::charts::storm::{Door, DoorState, Doors, NightMap, StormData, draw};
use crate::charts::{Difference, Drawing, Estimate, Finding, Style};
use crate::vocabulary::{Language, Measure};

fn arm(label: String, scale: f64, end: f64) -> Growing {
    Growing {
        value: Some(Estimate { mean: end, interval: Some((end - 0.02, end + 0.02)) }),
        ..growing(label, scale, 1.0, 42, 5.0)
    }
}

fn place(i: usize) -> (f64, f64) {
    let (angle, radius) = (2.4 * i as f64, 22.0 * libm::sqrt(i as f64 + 0.5));
    (1_200.0 + radius * libm::cos(angle), 640.0 + 0.6 * radius * libm::sin(angle))
}

fn night(arm: usize, label: String, doors: usize) -> Doors {
    let door = |i: usize| {
        let heard = [DoorState::Knocked, DoorState::Phoned, DoorState::Told, DoorState::Unheard][(i + arm) % 4];
        Door { at: place(3 * i), heard, inside: noise(i, arm) > 0.5 || heard == DoorState::Unheard }
    };
    Doors { arm, label, doors: (0..doors).map(door).collect() }
}

pub(in crate::charts) fn storm(language: Language) -> StormData {
    let arms = vec![arm(single(language), 55.0, 0.806), arm(three(language), 28.0, 0.96)];
    let nights = vec![night(0, single(language), 12), night(1, three(language), 12)];
    let houses = (0..40).filter(|i| i % 3 != 0 || *i >= 36).map(place).collect();
    let difference = Difference::new(0.154, Some((0.121, 0.187)));
    let (measure, arm, baseline) = (Measure::StormMovedShare, three(language), single(language));
    StormData {
        storms: 1,
        impact: Some((90.0, 90.0)),
        arms,
        last_doors: vec![Some(84.2), Some(52.1)],
        baseline: 0,
        finding: Some(Finding { measure, arm, baseline, difference }),
        map: Some(NightMap { houses, river: Some([(0.0, 500.0), (2_400.0, 760.0)]), nights }),
        band_replicates: 400,
        source: source(language),
    }
}

fn many(arms: usize, long: bool, language: Language) -> StormData {
    let label = |i: usize| {
        if long { long_label(i, language) } else { format!("{} {}", pick(language, "Plan", "方案"), i + 1) }
    };
    let each = |i: usize| arm(label(i), 25.0 + 6.0 * i as f64, 0.95 - 0.04 * i as f64);
    let mut data = storm(language);
    data.arms = (0..arms).map(each).collect();
    data.last_doors = (0..arms).map(|i| Some(40.0 + 9.0 * i as f64)).collect();
    (data.storms, data.impact, data.finding) = (3, Some((60.0, 100.0)), None);
    if let Some(map) = &mut data.map {
        map.nights.iter_mut().for_each(|night| night.label = label(night.arm));
    }
    data
}

/// No storm struck.
fn calm(language: Language) -> StormData {
    let mut data = storm(language);
    (data.storms, data.impact, data.finding) = (0, None, None);
    data.arms.iter_mut().for_each(|arm| (arm.curve, arm.value) = (Vec::new(), None));
    data.last_doors = vec![None; 2];
    data.map.iter_mut().for_each(|map| (map.houses, map.nights) = (Vec::new(), Vec::new()));
    data
}

/// One arm in one replicate, with one door.
fn bare(language: Language) -> StormData {
    let mut data = storm(language);
    data.source.replicates = 1;
    data.finding = None;
    data.arms.truncate(1);
    data.arms[0].value = Some(Estimate { mean: 0.8, interval: None });
    data.arms[0].curve.iter_mut().for_each(|point| (point.low, point.high) = (point.mean, point.mean));
    if let Some(map) = &mut data.map {
        map.nights = vec![night(0, single(language), 1)];
        (map.houses, map.river) = (Vec::new(), None);
    }
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let s = |data: StormData| draw(&data, style);
    vec![
        ("storm", s(storm(l))),
        ("storm-4-arms", s(many(4, false, l))),
        ("storm-12-arms", s(many(12, false, l))),
        ("storm-3-arms-long", s(many(3, true, l))),
        ("storm-12-arms-long", s(many(12, true, l))),
        ("storm-bare", s(bare(l))),
        ("storm-no-map", s(StormData { map: None, ..storm(l) })),
        ("storm-calm", s(calm(l))),
        ("storm-no-arms", s(StormData { arms: Vec::new(), last_doors: Vec::new(), ..calm(l) })),
    ]
}
