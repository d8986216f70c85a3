//! Maps of villages.

use super::{long_label, noise, pick, source};
use crate::charts::village::{House, VillageData, draw};
use crate::charts::{Drawing, Style};
use crate::vocabulary::Language;

/// Groups around the cells of a grid.
pub(in crate::charts) fn village(groups: usize, households: usize, language: Language) -> VillageData {
    let columns = libm::ceil(libm::sqrt(groups as f64)) as usize;
    let house = |i: usize| {
        let group = i % groups;
        let (angle, radius) = (2.4 * i as f64, 22.0 * libm::sqrt((i / groups) as f64 + 0.5));
        House {
            east: 700.0 * (group % columns) as f64 + radius * libm::cos(angle),
            north: 600.0 * (group / columns) as f64 + radius * libm::sin(angle),
            group,
            clan: if noise(i, 1) > 0.0 { group as u32 } else { (20.0 * noise(i, 2).abs()) as u32 },
            absent: noise(i, 3) > 0.6,
            party: noise(i, 4) > 0.8,
        }
    };
    VillageData {
        houses: (0..households).map(house).collect(),
        groups: (1..=groups).map(|i| format!("{} {i}", pick(language, "Group", "小组"))).collect(),
        ties: (0..households.saturating_sub(groups)).map(|i| (i, i + groups)).collect(),
        river: Some([(0.0, 200.0), (2100.0, 900.0)]),
        one_of_many: true,
        source: source(language),
    }
}

/// Names as long as the map, houses in one place, and one without a place.
fn odd(language: Language) -> VillageData {
    let mut data = village(4, 80, language);
    data.groups.iter_mut().enumerate().for_each(|(i, name)| *name = long_label(i, language));
    data.houses.iter_mut().for_each(|house| (house.east, house.north) = (5e5, 4e6));
    data.houses[3].east = f64::NAN;
    data.ties.push((0, 1_000));
    data.river = None;
    data
}

/// Everybody tied to everybody.
fn dense(language: Language) -> VillageData {
    let mut data = village(1, 400, language);
    data.ties = (0..400).flat_map(|one| (0..one).map(move |other| (one, other))).collect();
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let v = |data: VillageData| draw(&data, style);
    vec![
        ("village", v(village(8, 320, l))),
        ("village-1-house", v(village(1, 1, l))),
        ("village-60-groups", v(village(60, 3_000, l))),
        ("village-dense", v(dense(l))),
        ("village-odd", v(odd(l))),
        ("village-empty", v(VillageData { houses: Vec::new(), ..village(1, 1, l) })),
    ]
}
