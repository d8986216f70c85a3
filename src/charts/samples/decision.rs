//! Charts of decisions under uncertainty.

use super::{deviate, long_label, noise, pick, single, source, three};
use crate::charts::decision::acceptability::{self, AcceptabilityData, AcceptabilityOption};
use crate::charts::decision::losing::{self, LosingArm, LosingData, Unknown, World};
use crate::charts::decision::plane::{self, PlaneData, PlaneOption};
use crate::charts::{Drawing, Style};
use crate::vocabulary::{Language, Measure};

fn label(i: usize, long: bool, language: Language) -> String {
    match (i, long) {
        (_, true) => long_label(i, language),
        (0, _) => three(language),
        _ => format!("{} {i}", pick(language, "Plan", "方案")),
    }
}

/// Fewer petitions for more money, in most worlds.
pub(in crate::charts) fn plane(options: usize, worlds: usize, long: bool, language: Language) -> PlaneData {
    let world = |option: usize, world: usize| {
        let gain = deviate(world, option);
        (-0.4 - 1.1 * gain, 21_000.0 + 9_000.0 * deviate(world, option + 40) - 4_000.0 * gain)
    };
    let option =
        |i: usize| PlaneOption { label: label(i, long, language), worlds: (0..worlds).map(|w| world(i, w)).collect() };
    PlaneData {
        effect: Measure::PetitionsPer1000,
        cost: Measure::CostYuan,
        baseline: single(language),
        options: (0..options).map(option).collect(),
        source: source(language),
    }
}

/// No difference in some worlds, no value in others.
fn plane_degenerate(language: Language) -> PlaneData {
    let mut data = plane(1, 3, false, language);
    data.options[0].worlds = vec![(0.0, 0.0), (0.0, 0.0), (0.0, 0.0)];
    data
}

pub(in crate::charts) fn acceptability(
    options: usize,
    prices: usize,
    long: bool,
    language: Language,
) -> AcceptabilityData {
    let price = |i: usize| 60_000.0 * i as f64 / (prices.max(2) - 1) as f64;
    // The share that each option would have if options were chosen by chance, tilted by the price.
    let weight = |option: usize, i: usize| {
        let tilt = if option == 0 { 1.4 - 0.03 * price(i) / 600.0 } else { 0.4 + 0.3 * noise(option, 3).abs() };
        libm::exp(1.6 * tilt)
    };
    let share = |option: usize, i: usize| weight(option, i) / (0..options).map(|other| weight(other, i)).sum::<f64>();
    let best = |i: usize| (0..options).max_by(|a, b| share(*a, i).total_cmp(&share(*b, i))).unwrap_or(0);
    let name = |i: usize| match (i, long) {
        (0, false) => single(language),
        (i, long) => label(i.saturating_sub(1), long, language),
    };
    AcceptabilityData {
        effect: Measure::PetitionsPer1000,
        prices: (0..prices).map(price).collect(),
        options: (0..options)
            .map(|option| AcceptabilityOption {
                label: name(option),
                probability: (0..prices).map(|i| share(option, i)).collect(),
            })
            .collect(),
        baseline: 0,
        best: (0..prices).map(best).collect(),
        information: (0..prices)
            .map(|i| 9_000.0 * libm::exp(-libm::pow((price(i) - 26_000.0) / 14_000.0, 2.0)))
            .collect(),
        mended: true,
        worlds: 200,
        source: source(language),
    }
}

/// Losses where holders are away and requests many.
pub(in crate::charts) fn losing(arms: usize, language: Language) -> LosingData {
    let unknown =
        |name: String, unit: &str, range, limits| Unknown { name, unit: unit.into(), words: Vec::new(), range, limits };
    let world = |arm: usize, i: usize| {
        let (across, up) = (0.5 + 0.5 * noise(i, 2 * arm), 1.65 + 1.35 * noise(i, 2 * arm + 1));
        let chance = 0.5 + 0.5 * noise(i, arm + 60);
        let inside = across <= 0.42 && up >= 1.2;
        World { across, up, loses: chance < if inside { 0.9 } else { 0.15 }, inside }
    };
    let arm = |arm: usize| LosingArm {
        label: label(arm, arms > 2, language),
        worlds: (0..200).map(|i| world(arm, i)).collect(),
        unknowns: Some((
            unknown(
                pick(language, "Share of the time that people are in the village.", "在村时间占比。"),
                "",
                (0.0, 1.0),
                (None, Some(0.42)),
            ),
            unknown(pick(language, "Requests of a household", "每户诉求"), "1/year", (0.3, 3.0), (Some(1.2), None)),
        )),
        more: arm,
    };
    LosingData {
        measure: Measure::PetitionsPer1000,
        baseline: single(language),
        arms: (0..arms).map(arm).collect(),
        source: source(language),
    }
}

/// A box over words, and no box at all.
fn losing_odd(language: Language) -> LosingData {
    let mut data = losing(2, language);
    if let Some((across, _)) = &mut data.arms[0].unknowns {
        across.words = ["open", "party", "lot"].map(String::from).into();
        across.range = (0.0, 2.0);
        across.limits = (Some(1.0), None);
    }
    data.arms[0].worlds.iter_mut().for_each(|world| {
        world.across = libm::floor(world.across * 2.999);
        world.inside = world.across >= 1.0 && world.up >= 1.2;
    });
    data.arms[1].unknowns = None;
    data.arms[1].worlds.iter_mut().for_each(|world| world.inside = false);
    data
}

/// Options that are as often best as each other.
fn acceptability_tie(language: Language) -> AcceptabilityData {
    let mut data = acceptability(2, 3, false, language);
    data.options.iter_mut().for_each(|option| option.probability = vec![0.5; 3]);
    (data.best, data.information) = (vec![0; 3], vec![0.0; 3]);
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let p = |data: PlaneData| plane::draw(&data, style);
    let a = |data: AcceptabilityData| acceptability::draw(&data, style);
    let b = |data: LosingData| losing::draw(&data, style);
    let mut none = losing(1, l);
    none.arms[0].unknowns = None;
    none.arms[0].worlds.iter_mut().for_each(|world| world.inside = false);
    vec![
        ("plane", p(plane(1, 200, false, l))),
        ("plane-2-options", p(plane(2, 200, false, l))),
        ("plane-20-options-long", p(plane(20, 1_000, true, l))),
        ("plane-degenerate", p(plane_degenerate(l))),
        ("plane-empty", p(PlaneData { options: Vec::new(), ..plane(1, 2, false, l) })),
        ("acceptability", a(acceptability(2, 41, false, l))),
        ("acceptability-20-options-long", a(acceptability(20, 41, true, l))),
        ("acceptability-1-price", a(AcceptabilityData { mended: false, ..acceptability(3, 1, false, l) })),
        ("acceptability-tie", a(acceptability_tie(l))),
        ("acceptability-empty", a(acceptability(2, 0, false, l))),
        ("box", b(losing(1, l))),
        ("box-3-arms", b(losing(3, l))),
        ("box-odd", b(losing_odd(l))),
        ("box-none", b(none)),
        ("box-empty", b(LosingData { arms: Vec::new(), ..losing(1, l) })),
    ]
}
