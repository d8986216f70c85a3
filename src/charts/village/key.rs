//! What the marks of the map mean, with how many there are of each.

use super::{CLAN_HUES, Counts};
use crate::charts::axis::integer;
use crate::charts::figure::{Lettered, Plane};
use crate::charts::theme::{GREY, Hue, INK, PAPER, Sizes};
use crate::charts::words::{self, say};
use crate::vocabulary::Language;

/// The marks, one below the other.
pub(super) struct Key {
    entries: Vec<Entry>,
    pub(super) width: f64,
    pub(super) height: f64,
}

struct Entry {
    hue: Hue,
    absent: bool,
    party: bool,
    lines: Vec<String>,
    height: f64,
}

/// A house: hollow when nobody is at home, with a dark middle when a party member lives there.
pub(super) fn draw_house(plane: &Plane<'_>, at: (f64, f64), radius: f64, hue: Hue, absent: bool, party: bool) {
    if absent {
        plane.ring(at, radius - 0.3, hue.mark, 0.28 * radius + 0.3);
    } else {
        plane.disc(at, radius, hue.mark, 1.0);
    }
    if party {
        plane.disc(at, (0.5 * radius).max(0.8), if absent { INK } else { PAPER }, 1.0);
        plane.disc(at, (0.38 * radius).max(0.6), INK, 1.0);
    }
}

/// Space for the mark.
fn indent(sizes: &Sizes) -> f64 {
    1.2 * sizes.label
}

impl Key {
    /// The key, at most `most` pixels wide.
    pub(super) fn new(counts: &Counts, houses: usize, most: f64, sizes: &Sizes, language: Language) -> Key {
        let lettered = Lettered::plain(sizes.small, INK);
        let mut entries = Vec::new();
        let mut add = |text: words::Gapped<'_>, hue: Hue, absent: bool, party: bool| {
            let lines = lettered.wrap(&say(text.0, language, text.1), most - indent(sizes));
            let height = lines.len() as f64 * lettered.leading() + 0.35 * sizes.label;
            entries.push(Entry { hue, absent, party, lines, height });
        };
        let mut named = 0;
        for (place, ((_, size), hue)) in counts.clans.iter().zip(CLAN_HUES).enumerate() {
            named += size;
            let text = if place == 0 { words::LARGEST_CLAN } else { words::NEXT_CLAN };
            let (rank, count) = (integer(place as u64 + 1), integer(*size as u64));
            let gaps = [("rank", rank.as_str()), ("count", count.as_str())];
            let gaps = if place == 0 { &gaps[1..] } else { &gaps[..] };
            add((text, gaps), hue, false, false);
        }
        if houses > named {
            let (clans, count) =
                (integer((counts.all_clans - counts.clans.len()) as u64), integer((houses - named) as u64));
            add((words::OTHER_CLANS, &[("clans", &clans), ("count", &count)]), GREY, false, false);
        }
        let ink = Hue { mark: INK, word: INK };
        add((words::ABSENT, &[("count", &integer(counts.absent as u64))]), ink, true, false);
        add((words::PARTY, &[("count", &integer(counts.party as u64))]), GREY, false, true);
        let widest = entries.iter().flat_map(|entry| &entry.lines).map(|line| lettered.width(line)).fold(0.0, f64::max);
        let height = entries.iter().map(|entry| entry.height).sum();
        Key { entries, width: widest + indent(sizes), height }
    }

    pub(super) fn draw(&self, plane: &Plane<'_>, (x, top): (f64, f64), sizes: &Sizes) {
        let lettered = Lettered::plain(sizes.small, INK);
        let mut y = top;
        for entry in &self.entries {
            let text = entry.lines.len() as f64 * lettered.leading();
            let at = (x + 0.4 * sizes.label, y + 0.5 * lettered.leading());
            draw_house(plane, at, 0.3 * sizes.label, entry.hue, entry.absent, entry.party);
            plane.paragraph((x + indent(sizes), y + 0.5 * text), &entry.lines, lettered);
            y += entry.height;
        }
    }
}
