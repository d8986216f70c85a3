//! Where the houses stand: hamlets of a group each, spread over a square, with a river across it.

use super::synthesis::Known;
use super::{Group, NEAREST, NOBODY};
use crate::random::{Decision, Streams, Who};
use libm::{cos, fabs, sin, sqrt};
use std::f64::consts::PI;
use std::ops::Range;

/// Widest spacing of the houses of a hamlet in metres (a guess: neighbours live 20 to 150 m apart).
const SPACING_M: f64 = 60.0;
/// Share of a village's area that its hamlets may fill.
const BUILT_SHARE: f64 = 0.36;
/// How far a house may stand off its place in the pattern, and a hamlet off the middle of its cell, in either
/// direction as a share of the spacing or of the cell.
const JITTER: f64 = 0.2;
/// Where the river enters in the west and leaves in the east, as shares of the side of the square from the south.
const RIVER: [f64; 2] = [0.3, 0.7];

/// Places of households and the groups by the river.
pub(super) struct Map {
    /// Metres east, by household.
    pub(super) east_m: Vec<f32>,
    /// Metres north, by household.
    pub(super) north_m: Vec<f32>,
    /// Metres from the river, by household.
    pub(super) river_m: Vec<f32>,
    /// Whether the river touches a group.
    pub(super) riverside: Vec<bool>,
}

/// Places what is not placed. The houses of a hamlet follow a sunflower pattern, evenly spaced whatever their number,
/// around the middle of the known places of its group or else of its cell of a grid.
pub(super) fn place(known: &Known, area_km2: f64, streams: &Streams) -> Map {
    let households = known.households.len() as f64;
    let area = area_km2 * 1e6;
    let spacing = SPACING_M.min(sqrt(BUILT_SHARE * area / households));
    let grid = Grid { side: sqrt(area), groups: known.groups.len() };
    let largest = known.groups.iter().map(|group| group.households.len()).max().unwrap_or(0);
    let pattern: Vec<[f64; 2]> = (0..largest).map(|i| sunflower(i, spacing)).collect();

    let mut map = Map { east_m: Vec::new(), north_m: Vec::new(), river_m: Vec::new(), riverside: Vec::new() };
    for (number, group) in known.groups.iter().enumerate() {
        let radius = spacing * (sqrt(group.households.len() as f64 / PI) + JITTER * 1.5);
        let centre =
            centre_of_known(known, group.households.clone()).unwrap_or_else(|| grid.centre(number, radius, streams));
        for (i, household) in group.households.clone().enumerate() {
            let [east, north] = known.households[household as usize].place.unwrap_or_else(|| {
                let words = streams.draw(Decision::HouseholdPlace, Who::one(0, household), 0);
                std::array::from_fn(|axis| {
                    let off = JITTER * spacing * (2.0 * words.uniform(axis) - 1.0);
                    (centre[axis] + pattern[i][axis] + off) as f32
                })
            });
            map.east_m.push(east);
            map.north_m.push(north);
            map.river_m.push(grid.to_the_river([f64::from(east), f64::from(north)]) as f32);
        }
        map.riverside.push(group.riverside.unwrap_or_else(|| grid.by_the_river(centre)));
    }
    map
}

/// Place `i` of a sunflower: each point has `spacing`² to itself.
fn sunflower(i: usize, spacing: f64) -> [f64; 2] {
    let radius = spacing * sqrt((i as f64 + 0.5) / PI);
    let angle = i as f64 * PI * (3.0 - sqrt(5.0));
    [radius * cos(angle), radius * sin(angle)]
}

fn centre_of_known(known: &Known, households: Range<u32>) -> Option<[f64; 2]> {
    let mut sum = [0.0; 2];
    let mut count = 0.0;
    for place in known.households[households.start as usize..households.end as usize].iter().filter_map(|h| h.place) {
        sum = [sum[0] + f64::from(place[0]), sum[1] + f64::from(place[1])];
        count += 1.0;
    }
    (count > 0.0).then(|| sum.map(|sum| sum / count))
}

/// Where the river enters and leaves the square of a village of this area, in metres east and north.
pub fn river(area_km2: f64) -> [(f64, f64); 2] {
    let side = sqrt(area_km2 * 1e6);
    [(0.0, side * RIVER[0]), (side, side * RIVER[1])]
}

/// A square divided into as many cells as there are groups.
struct Grid {
    side: f64,
    groups: usize,
}

impl Grid {
    /// The middle of a hamlet of this radius, off the middle of its cell but inside the square.
    fn centre(&self, group: usize, radius: f64, streams: &Streams) -> [f64; 2] {
        let columns = libm::ceil(sqrt(self.groups as f64)) as usize;
        let rows = self.groups.div_ceil(columns);
        let row = group / columns;
        let in_row = if row + 1 < rows { columns } else { self.groups - row * columns };
        let words = streams.draw(Decision::GroupSize, Who::one(0, group as u32), 0);
        let inside = |cell: usize, cells: usize, word: usize| {
            let off = JITTER * (2.0 * words.uniform(word) - 1.0);
            let middle = self.side * (cell as f64 + 0.5 + off) / cells as f64;
            let margin = radius.min(self.side / 2.0);
            middle.clamp(margin, self.side - margin)
        };
        [inside(group % columns, in_row, 1), inside(row, rows, 2)]
    }

    /// Metres from a place to the river.
    fn to_the_river(&self, [east, north]: [f64; 2]) -> f64 {
        let slope = RIVER[1] - RIVER[0];
        fabs(north - self.side * RIVER[0] - slope * east) / sqrt(1.0 + slope * slope)
    }

    /// Whether the river passes within half the width of a cell.
    fn by_the_river(&self, place: [f64; 2]) -> bool {
        self.to_the_river(place) <= 0.5 * self.side / sqrt(self.groups as f64)
    }
}

/// The nearest households of the own group, nearest first; of equally near ones the lower number comes first.
pub(super) fn nearest(groups: &[Group], east_m: &[f32], north_m: &[f32]) -> Vec<[u32; NEAREST]> {
    let mut all = Vec::with_capacity(east_m.len());
    for group in groups {
        for household in group.households.clone() {
            let here = household as usize;
            let mut found = [(f64::INFINITY, NOBODY); NEAREST];
            for other in group.households.clone().filter(|other| *other != household) {
                let there = other as usize;
                let east = f64::from(east_m[there]) - f64::from(east_m[here]);
                let north = f64::from(north_m[there]) - f64::from(north_m[here]);
                let square = east * east + north * north;
                if square < found[NEAREST - 1].0 {
                    let mut slot = NEAREST - 1;
                    while slot > 0 && square < found[slot - 1].0 {
                        found[slot] = found[slot - 1];
                        slot -= 1;
                    }
                    found[slot] = (square, other);
                }
            }
            all.push(found.map(|(_, household)| household));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_are_of_the_own_group_in_order_of_distance_then_number() {
        let groups = [Group { households: 0..4, ..Group::default() }, Group { households: 4..5, ..Group::default() }];
        let found = nearest(&groups, &[0.0, 10.0, -10.0, 5.0, 0.0], &[0.0; 5]);
        assert_eq!(found[0], [3, 1, 2, NOBODY, NOBODY, NOBODY]);
        assert_eq!(found[1], [3, 0, 2, NOBODY, NOBODY, NOBODY]);
        assert_eq!(found[4], [NOBODY; NEAREST]);
    }

    #[test]
    fn the_river_touches_the_middle_of_the_square_but_not_its_north_west() {
        let grid = Grid { side: 3000.0, groups: 18 };
        assert!(grid.by_the_river([1500.0, 1500.0]));
        assert!(!grid.by_the_river([100.0, 2900.0]));
    }
}
