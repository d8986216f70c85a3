//! The map of a village: where its houses stand, who lives in them, and who is tied to whom.

mod key;

use super::axis::{integer, number, ticks};
use super::figure::{Body, Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{BLUE, FAINT, GREEN, GREY, GRID, Hue, INK, MUTED, ORANGE, PURPLE, SKY, VERMILION, Width};
use super::words::{self, say};
use crate::vocabulary::Language;
use key::Key;
use plotters::style::RGBColor;

/// A village.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageData {
    /// The houses.
    pub houses: Vec<House>,
    /// Names of the groups.
    pub groups: Vec<String>,
    /// Ties between houses, by their places in the list.
    pub ties: Vec<(usize, usize)>,
    /// Where the river enters and leaves the map, in metres east and north.
    pub river: Option<[(f64, f64); 2]>,
    /// Whether each replicate has a village of its own.
    pub one_of_many: bool,
    /// Where the numbers come from.
    pub source: Source,
}

impl VillageData {
    /// A village without houses.
    pub fn nowhere(source: Source) -> VillageData {
        let (houses, groups, ties) = (Vec::new(), Vec::new(), Vec::new());
        VillageData { houses, groups, ties, river: None, one_of_many: false, source }
    }
}

/// A house with its household.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct House {
    /// Metres east.
    pub east: f64,
    /// Metres north.
    pub north: f64,
    /// Place of its group in the list.
    pub group: usize,
    /// Number of its clan.
    pub clan: u32,
    /// Whether nobody is at home most of the year.
    pub absent: bool,
    /// Whether a party member lives there.
    pub party: bool,
}

/// Clans that have a colour; all others share one.
const CLAN_HUES: [Hue; 6] = [BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY];
/// More lines than these are one grey area, and a heavy file.
const MOST_TIES: usize = 4_000;
/// Colour of the river.
const RIVER: RGBColor = RGBColor(205, 227, 242);

/// What the map shows besides places.
struct Counts {
    /// The largest clans with their households, the largest first.
    clans: Vec<(u32, usize)>,
    /// How many clans there are.
    all_clans: usize,
    absent: usize,
    party: usize,
}

impl Counts {
    fn of(data: &VillageData) -> Counts {
        let mut sizes = std::collections::BTreeMap::<u32, usize>::new();
        data.houses.iter().for_each(|house| *sizes.entry(house.clan).or_default() += 1);
        let mut clans: Vec<(u32, usize)> = sizes.into_iter().collect();
        clans.sort_by_key(|(clan, size)| (std::cmp::Reverse(*size), *clan));
        let all_clans = clans.len();
        clans.truncate(CLAN_HUES.len());
        let count = |is: fn(&House) -> bool| data.houses.iter().filter(|house| is(house)).count();
        Counts { clans, all_clans, absent: count(|house| house.absent), party: count(|house| house.party) }
    }

    fn hue(&self, clan: u32) -> Hue {
        self.clans.iter().position(|(known, _)| *known == clan).map_or(GREY, |place| CLAN_HUES[place])
    }
}

/// The part of the land that is drawn, in metres.
#[derive(Clone, Copy)]
pub(super) struct Land {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Land {
    fn of(data: &VillageData) -> Land {
        Land::around(data.houses.iter().map(|house| (house.east, house.north)))
    }

    /// The land around some places, in metres east and north.
    pub(super) fn around(places: impl Iterator<Item = (f64, f64)>) -> Land {
        let (mut west, mut east) = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut south, mut north) = (west, east);
        for (x, y) in places {
            if x.is_finite() {
                (west, east) = (west.min(x), east.max(x));
            }
            if y.is_finite() {
                (south, north) = (south.min(y), north.max(y));
            }
        }
        if west > east || south > north {
            return Land { west: 0.0, south: 0.0, width: 100.0, height: 100.0 };
        }
        // A margin of 5 %, and room around a village of a single house.
        let margin = (0.05 * (east - west).max(north - south)).max(50.0);
        let (width, height) = (east - west + 2.0 * margin, north - south + 2.0 * margin);
        // Villages along a road are not drawn as a thread.
        let tall = height.max(0.35 * width);
        let wide = width.max(0.6 * tall);
        Land {
            west: west - margin - 0.5 * (wide - width),
            south: south - margin - 0.5 * (tall - height),
            width: wide,
            height: tall,
        }
    }
}

/// Draws the map.
pub fn draw(data: &VillageData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let counts = Counts::of(data);
    let land = Land::of(data);
    let below = style.width == Width::Single;
    let key = Key::new(&counts, data.houses.len(), if below { inner } else { 0.3 * inner }, &sizes, language);
    let map_width = if below { inner } else { inner - key.width - 1.4 * sizes.label };
    let map_height = map_width * land.height / land.width;
    // Names of the northernmost groups stand above the map.
    let head = 1.3 * sizes.small;
    let map = head + map_height;
    let height = if below { map + sizes.label + key.height } else { map.max(key.height) } + 1.9 * sizes.small;

    let (households, groups) = (integer(data.houses.len() as u64), integer(data.groups.len() as u64));
    let gaps = [("households", households.as_str()), ("groups", groups.as_str())];
    let step = data.ties.len().div_ceil(MOST_TIES).max(1);
    let mut notes = Vec::new();
    if step > 1 {
        notes.push(say(words::VILLAGE_TIES, language, &[("step", &integer(step as u64))]));
    }
    if data.one_of_many {
        notes.push(words::VILLAGE_OF_MANY.get(language).to_string());
    }
    let mut subtitle = words::VILLAGE_SUBTITLE.get(language).to_string();
    if data.river.is_some() {
        subtitle += &format!("{}{}", words::space(language), words::VILLAGE_RIVER.get(language));
    }
    let frame = Frame {
        title: say(words::VILLAGE_TITLE, language, &gaps),
        subtitle,
        notes,
        source: &data.source,
        alt: alt(data, &counts, language),
    };
    compose(*style, frame, height, |plane, body| {
        let top = body.top + head;
        let map = Body { left: body.left, right: body.left + map_width, top, bottom: top + map_height };
        let chart = plane.plot(
            land.west..land.west + land.width,
            land.south..land.south + land.height,
            map.left..map.right,
            map.bottom..map.top,
        );
        if let Some(river) = data.river {
            draw_river(plane, &chart, land, river, map, &sizes);
        }
        let place = |house: &House| chart.at((house.east, house.north));
        for (one, other) in data.ties.iter().step_by(step) {
            if let (Some(one), Some(other)) = (data.houses.get(*one), data.houses.get(*other)) {
                plane.line(&[place(one), place(other)], GRID, 0.5);
            }
        }
        let radius = radius(data, place, map_width * map_height);
        for house in data.houses.iter().filter(|house| house.east.is_finite() && house.north.is_finite()) {
            key::draw_house(plane, place(house), radius, counts.hue(house.clan), house.absent, house.party);
        }
        draw_names(plane, &chart, data, map, radius, &sizes);
        draw_scale(plane, &chart, land, map, &sizes, language);
        let at = if below {
            (body.left, map.bottom + 1.9 * sizes.small + sizes.label)
        } else {
            (map.right + 1.4 * sizes.label, body.top)
        };
        key.draw(plane, at, &sizes);
    })
}

/// The radius of a house in pixels: smaller where there are many, and so that neighbours do not cover each other.
fn radius(data: &VillageData, place: impl Fn(&House) -> (f64, f64), area: f64) -> f64 {
    // A few hundred houses tell how near neighbours are.
    const ASKED: usize = 300;
    let places: Vec<(f64, f64)> = data.houses.iter().map(place).collect();
    let near = places.iter().enumerate().step_by(places.len().div_ceil(ASKED).max(1)).filter_map(|(i, at)| {
        let others = places.iter().enumerate().filter(|(other, _)| *other != i);
        others.map(|(_, other)| libm::hypot(at.0 - other.0, at.1 - other.1)).filter(|off| *off > 0.05).reduce(f64::min)
    });
    let typical = crate::estimators::quantile(&mut near.collect::<Vec<_>>(), 0.25).unwrap_or(f64::INFINITY);
    let by_area = 0.16 * libm::sqrt(area / places.len().max(1) as f64);
    by_area.min(0.47 * typical).clamp(1.1, 4.5)
}

/// The river from edge to edge of the map, as far as it passes there.
pub(super) fn draw_river(
    plane: &Plane<'_>,
    chart: &Plane<'_>,
    land: Land,
    [from, to]: [(f64, f64); 2],
    map: Body,
    sizes: &super::theme::Sizes,
) {
    // It goes on straight beyond its ends; what is drawn is cut at the edge of the map.
    let slope = if to.0 > from.0 { (to.1 - from.1) / (to.0 - from.0) } else { 0.0 };
    let north = |east: f64| from.1 + slope * (east - from.0);
    let thick = 0.9 * sizes.label;
    let steps = 48;
    let inside: Vec<(f64, f64)> = (0..=steps)
        .map(|i| land.west + land.width * f64::from(i) / f64::from(steps))
        .map(|east| chart.at((east, north(east))))
        .filter(|(_, y)| *y > map.top + thick && *y < map.bottom - thick)
        .collect();
    if inside.len() > 1 {
        plane.line(&inside, RIVER, thick);
    }
}

/// The name of each group above its houses; names that would meet others are left out.
fn draw_names(
    plane: &Plane<'_>,
    chart: &Plane<'_>,
    data: &VillageData,
    map: Body,
    radius: f64,
    sizes: &super::theme::Sizes,
) {
    let lettered = Lettered::bold(sizes.small, INK).middle();
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    for (group, name) in data.groups.iter().enumerate() {
        let houses: Vec<(f64, f64)> = data
            .houses
            .iter()
            .filter(|house| house.group == group && house.east.is_finite() && house.north.is_finite())
            .map(|house| chart.at((house.east, house.north)))
            .collect();
        let Some(top) = houses.iter().map(|at| at.1).reduce(f64::min) else { continue };
        let name = tidy(name);
        let half = 0.5 * lettered.width(&name);
        if 2.0 * half > map.right - map.left {
            continue;
        }
        let middle = houses.iter().map(|at| at.0).sum::<f64>() / houses.len() as f64;
        let x = middle.clamp(map.left + half, map.right - half);
        let y = top - radius - 0.8 * sizes.small;
        let free = taken
            .iter()
            .all(|(other, at, width)| (other - x).abs() > half + width + 2.0 || (at - y).abs() > 1.3 * sizes.small);
        if free {
            plane.text((x, y), &name, lettered);
            taken.push((x, y, half));
        }
    }
}

/// A bar of round length at the foot of the map.
pub(super) fn draw_scale(
    plane: &Plane<'_>,
    chart: &Plane<'_>,
    land: Land,
    map: Body,
    sizes: &super::theme::Sizes,
    language: Language,
) {
    let metres = ticks(0.0, 0.25 * land.width, 1).at.into_iter().rev().find(|at| *at <= 0.4 * land.width);
    let Some(metres) = metres.filter(|metres| *metres > 0.0) else { return };
    let y = map.bottom + 0.9 * sizes.small;
    let (from, to) = (chart.at((land.west, land.south)).0, chart.at((land.west + metres, land.south)).0);
    plane.line(&[(from, y), (to, y)], MUTED, 1.2);
    [from, to].into_iter().for_each(|x| plane.line(&[(x, y - 3.0), (x, y + 3.0)], MUTED, 1.2));
    let text = say(words::METRES, language, &[("metres", &number(metres, 0))]);
    plane.text((to + 6.0, y), &text, Lettered::plain(sizes.small, FAINT));
}

fn alt(data: &VillageData, counts: &Counts, language: Language) -> String {
    let of = |count: usize| integer(count as u64);
    let gaps = [
        ("households", of(data.houses.len())),
        ("groups", of(data.groups.len())),
        ("clans", of(counts.all_clans)),
        ("largest", of(counts.clans.first().map_or(0, |clan| clan.1))),
        ("absent", of(counts.absent)),
        ("party", of(counts.party)),
        ("ties", of(data.ties.len())),
    ];
    say(words::ALT_VILLAGE, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())))
}
