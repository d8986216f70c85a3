//! Maps of one night under some arms: how each house at risk heard, and who was still inside.

use crate::charts::axis::integer;
use crate::charts::figure::{Body, Lettered, Plane};
use crate::charts::growth::words;
use crate::charts::text::tidy;
use crate::charts::theme::{FAINT, GREY, Hue, INK, ORANGE, PURPLE, RULE, SKY, Sizes};
use crate::charts::village::{Land, draw_river, draw_scale};
use crate::charts::words::say;
use crate::vocabulary::{Language, Text};

/// The houses of the groups that a storm struck, and one night under some arms.
#[derive(Clone, Debug, PartialEq)]
pub struct NightMap {
    /// The other houses of these groups, in metres east and north.
    pub houses: Vec<(f64, f64)>,
    /// Where the river enters and leaves the village, in metres east and north.
    pub river: Option<[(f64, f64); 2]>,
    /// The night under the arms that are mapped; none when no storm struck.
    pub nights: Vec<Doors>,
}

/// The doors of a night under an arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Doors {
    /// Place of the arm.
    pub arm: usize,
    /// Its label.
    pub label: String,
    /// The houses at risk with people in them.
    pub doors: Vec<Door>,
}

/// A house at risk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Door {
    /// Metres east and north.
    pub at: (f64, f64),
    /// How it heard first by the impact.
    pub heard: DoorState,
    /// Whether people were still inside at the impact.
    pub inside: bool,
}

/// How a house heard first by the impact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorState {
    /// Somebody knocked.
    Knocked,
    /// By phone or loudspeaker.
    Phoned,
    /// From another household.
    Told,
    /// It did not.
    Unheard,
}

impl DoorState {
    const ALL: [DoorState; 4] = [DoorState::Knocked, DoorState::Phoned, DoorState::Told, DoorState::Unheard];

    fn hue(self) -> Hue {
        match self {
            DoorState::Knocked => PURPLE,
            DoorState::Phoned => SKY,
            DoorState::Told => ORANGE,
            DoorState::Unheard => GREY,
        }
    }

    fn text(self) -> Text {
        match self {
            DoorState::Knocked => words::STORM_KNOCKED,
            DoorState::Phoned => words::STORM_PHONED,
            DoorState::Told => words::STORM_TOLD,
            DoorState::Unheard => words::STORM_UNHEARD,
        }
    }
}

impl Doors {
    /// The doors in words.
    pub(super) fn told(&self, language: Language) -> String {
        let count = |heard| integer(self.doors.iter().filter(|door| door.heard == heard).count() as u64);
        let [knocked, phoned, told, unheard] = DoorState::ALL.map(count);
        let left = integer(self.doors.iter().filter(|door| door.inside).count() as u64);
        let gaps = [
            ("arm", &self.label),
            ("knocked", &knocked),
            ("phoned", &phoned),
            ("told", &told),
            ("unheard", &unheard),
            ("left", &left),
        ];
        say(words::ALT_DOORS, language, &gaps.map(|(gap, value)| (gap, value.as_str())))
    }
}

/// The maps, one below or beside the other, with what their marks mean.
pub(super) struct Maps<'a> {
    map: &'a NightMap,
    hues: &'a [Hue],
    land: Land,
    /// Pixels of each map, and whether they stand one below the other.
    width: f64,
    tall: f64,
    stacked: bool,
    column: f64,
    names: Vec<Vec<String>>,
    entries: Vec<Vec<String>>,
    sizes: Sizes,
    language: Language,
}

impl<'a> Maps<'a> {
    pub(super) fn new(
        map: &'a NightMap,
        hues: &'a [Hue],
        column: f64,
        stacked: bool,
        sizes: &Sizes,
        language: Language,
    ) -> Maps<'a> {
        let doors = map.nights.iter().flat_map(|night| night.doors.iter().map(|door| door.at));
        let land = Land::around(map.houses.iter().copied().chain(doors));
        let count = map.nights.len().max(1) as f64;
        let each = if stacked { column } else { (column - (count - 1.0) * sizes.label) / count };
        // Neither wider than its place nor taller than a strip beside the lines allows.
        let width = each.min(0.6 * each * land.width / land.height);
        let bold = Lettered::bold(sizes.small, INK);
        let small = Lettered::plain(sizes.small, INK);
        let key = DoorState::ALL.map(DoorState::text).into_iter().chain([words::STORM_LEFT]);
        Maps {
            map,
            hues,
            land,
            width,
            tall: width * land.height / land.width,
            stacked,
            column,
            names: map.nights.iter().map(|night| bold.wrap(&tidy(&night.label), each)).collect(),
            entries: key.map(|text| small.wrap(text.get(language), column - 1.6 * sizes.label)).collect(),
            sizes: *sizes,
            language,
        }
    }

    fn name_height(&self) -> f64 {
        let lines = self.names.iter().map(Vec::len).max().unwrap_or(0) as f64;
        lines * Lettered::bold(self.sizes.small, INK).leading() + 0.4 * self.sizes.small
    }

    /// Name, map, and the bar of length below it.
    fn map_height(&self) -> f64 {
        self.name_height() + self.tall + 1.9 * self.sizes.small
    }

    fn key_height(&self) -> f64 {
        let leading = Lettered::plain(self.sizes.small, INK).leading();
        self.entries.iter().map(|lines| lines.len() as f64 * leading + 2.0).sum()
    }

    pub(super) fn height(&self) -> f64 {
        let rows = if self.stacked { self.map.nights.len() } else { 1 } as f64;
        rows * (self.map_height() + 0.6 * self.sizes.label) + self.key_height()
    }

    pub(super) fn draw(&self, plane: &Plane<'_>, (left, top): (f64, f64)) {
        let sizes = &self.sizes;
        let (mut x, mut y) = (left, top);
        for (night, name) in self.map.nights.iter().zip(&self.names) {
            let hue = self.hues.get(night.arm).copied().unwrap_or(GREY);
            let bold = Lettered::bold(sizes.small, hue.word);
            plane.paragraph((x, y + 0.5 * name.len() as f64 * bold.leading()), name, bold);
            let map_top = y + self.name_height();
            self.draw_night(
                plane,
                night,
                Body { left: x, right: x + self.width, top: map_top, bottom: map_top + self.tall },
            );
            if self.stacked {
                y += self.map_height() + 0.6 * sizes.label;
            } else {
                x += (self.column + sizes.label) / self.map.nights.len() as f64;
            }
        }
        if !self.stacked {
            y += self.map_height() + 0.6 * sizes.label;
        }
        let small = Lettered::plain(sizes.small, INK);
        let marks = DoorState::ALL.into_iter().map(Some).chain([None]);
        for (lines, heard) in self.entries.iter().zip(marks) {
            let at = (left + 0.6 * sizes.label, y + 0.5 * small.leading());
            match heard {
                Some(heard) => mark(plane, at, heard, false),
                None => cross(plane, at),
            }
            let middle = y + 0.5 * lines.len() as f64 * small.leading();
            plane.paragraph((left + 1.6 * sizes.label, middle), lines, small);
            y += lines.len() as f64 * small.leading() + 2.0;
        }
    }

    fn draw_night(&self, plane: &Plane<'_>, night: &Doors, map: Body) {
        let land = self.land;
        let chart = plane.plot(
            land.west..land.west + land.width,
            land.south..land.south + land.height,
            map.left..map.right,
            map.bottom..map.top,
        );
        if let Some(river) = self.map.river {
            draw_river(plane, &chart, land, river, map, &self.sizes);
        }
        let there = |at: &(f64, f64)| at.0.is_finite() && at.1.is_finite();
        self.map.houses.iter().filter(|at| there(at)).for_each(|at| plane.disc(chart.at(*at), 1.6, RULE, 1.0));
        let doors = || night.doors.iter().filter(|door| there(&door.at));
        doors().for_each(|door| mark(plane, chart.at(door.at), door.heard, door.inside));
        draw_scale(plane, &chart, land, map, &self.sizes, self.language);
    }
}

/// A house at risk: hollow when it did not hear, crossed when people are still inside.
fn mark(plane: &Plane<'_>, at: (f64, f64), heard: DoorState, inside: bool) {
    match heard {
        DoorState::Unheard => plane.ring(at, 3.8, FAINT, 1.2),
        heard => plane.disc(at, 4.2, heard.hue().mark, 1.0),
    }
    if inside {
        cross(plane, at);
    }
}

fn cross(plane: &Plane<'_>, (x, y): (f64, f64)) {
    let arm = 4.6;
    plane.line(&[(x - arm, y - arm), (x + arm, y + arm)], INK, 1.4);
    plane.line(&[(x - arm, y + arm), (x + arm, y - arm)], INK, 1.4);
}
