//! What is known in the village: items of news, who has heard them in which version, and bad news on its way up.

use crate::units::Time;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The version that is true; every corruption makes a version of its own.
pub const TRUE_VERSION: u32 = 0;

/// A copy of an item on its way: when it arrives, at whom, from whom, in which version. Households come first in the
/// numbers of receivers and senders, then the holders of the item. Packed, so that the order is that of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Copied(u128);

impl Copied {
    /// The copy that arrives at an instant at a receiver from a sender in a version.
    pub fn new(at: Time, receiver: u32, sender: u32, version: u32) -> Copied {
        Copied(u128::from(at.0) << 96 | u128::from(receiver) << 64 | u128::from(sender) << 32 | u128::from(version))
    }

    /// When, at whom, from whom, in which version.
    pub fn parts(self) -> (Time, u32, u32, u32) {
        (Time((self.0 >> 96) as u32), (self.0 >> 64) as u32, (self.0 >> 32) as u32, self.0 as u32)
    }
}

/// A holder through whom an item can pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The slot when the item came, or when the holder told of it first.
    pub slot: u32,
    /// The person.
    pub person: u32,
    /// The household of the person.
    pub home: u32,
    /// When the holder heard of it; [`Time::NEVER`] when not.
    pub heard: Time,
    /// The version the holder tells.
    pub version: u32,
}

/// What a household knows of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// When it heard of it first; [`Time::NEVER`] when not.
    pub heard: Time,
    /// The version it passes on: the first it heard.
    pub first_version: u32,
    /// The version it holds: that of the source it trusts most.
    pub version: u32,
    /// From whom it has the version it holds.
    pub source: u32,
    /// Whether a holder lives there.
    pub of_holder: bool,
    /// The probability of not being confused so far.
    pub clear: f64,
    /// It is confused when that probability falls below this.
    pub confusion_mark: f64,
    /// Whether the item entitles it to something.
    pub entitled: bool,
    /// Whether it claimed.
    pub claimed: bool,
    /// When it decides whether to claim.
    pub claim_due: Time,
}

impl Default for Known {
    fn default() -> Known {
        Known {
            heard: Time::NEVER,
            first_version: TRUE_VERSION,
            version: TRUE_VERSION,
            source: super::NONE,
            of_holder: false,
            clear: 1.0,
            confusion_mark: 0.0,
            entitled: false,
            claimed: false,
            claim_due: Time::NEVER,
        }
    }
}

impl Known {
    /// Whether differing versions confuse the household.
    pub fn confused(&self) -> bool {
        self.clear < self.confusion_mark
    }
}

/// An item of news.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// When it came.
    pub at: Time,
    /// When it is news no more.
    pub closes: Time,
    /// The holders.
    pub holders: Vec<Holder>,
    /// The households.
    pub households: Vec<Known>,
    /// Whether the holders of a team have put it on the group's phone group or loudspeaker, by team.
    pub broadcast: Vec<bool>,
    /// Corrupted versions so far.
    pub corrupted: u32,
}

/// Everything about news in a run.
#[derive(Clone, Debug, Default)]
pub struct News {
    items: Vec<Item>,
    count: usize,
    /// Copies on their way, while an item spreads.
    pub copies: BinaryHeap<Reverse<Copied>>,
    /// By potential need: whether it was already counted as bad news.
    pub told_upwards: Vec<bool>,
    /// Pieces of bad news that reached the committee, and all, in the measured time.
    pub upwards: [u32; 2],
    /// Cases that the committee took up because it heard of them, in the measured time.
    pub taken_up: u32,
    /// Items that confusion has already cost trust.
    pub settled: usize,
}

impl News {
    /// Empties everything for a run; items keep their memory.
    pub fn reset(&mut self, potential_needs: usize) {
        self.count = 0;
        self.settled = 0;
        self.copies.clear();
        self.told_upwards.clear();
        self.told_upwards.resize(potential_needs, false);
        self.upwards = [0; 2];
        self.taken_up = 0;
    }

    /// The items that have come, in order.
    pub fn items(&self) -> &[Item] {
        &self.items[..self.count]
    }

    /// An item.
    pub fn item(&mut self, item: u32) -> &mut Item {
        &mut self.items[item as usize]
    }

    /// Adds an item and returns its number.
    pub fn add(&mut self, at: Time, closes: Time, households: usize, teams: usize) -> u32 {
        if self.items.len() == self.count {
            self.items.push(Item::default());
        }
        let item = &mut self.items[self.count];
        item.at = at;
        item.closes = closes;
        item.holders.clear();
        item.households.clear();
        item.households.resize(households, Known::default());
        item.broadcast.clear();
        item.broadcast.resize(teams, false);
        item.corrupted = 0;
        self.count += 1;
        self.count as u32 - 1
    }

    /// The items that are still news at an instant, by number, oldest first.
    pub fn in_hand(&self, now: Time) -> std::ops::Range<u32> {
        let first = self.items[..self.count].partition_point(|item| item.closes <= now);
        first as u32..self.count as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_come_in_the_order_of_time_then_receiver_then_sender() {
        let copies = [(5, 2, 9, 0), (5, 1, 40, 3), (4, 7, 1, 1), (5, 2, 3, 2)];
        let packed = copies.map(|(at, receiver, sender, version)| Copied::new(Time(at), receiver, sender, version));
        let mut sorted = packed;
        sorted.sort_unstable();
        assert_eq!(sorted, [packed[2], packed[1], packed[3], packed[0]]);
        assert_eq!(packed[0].parts(), (Time(5), 2, 9, 0));
    }

    #[test]
    fn items_in_hand_are_those_that_have_not_closed() {
        let mut news = News::default();
        for (at, closes) in [(0, 10), (5, 15), (8, 18)] {
            news.add(Time(at), Time(closes), 2, 1);
        }
        assert_eq!(news.in_hand(Time(9)), 0..3);
        assert_eq!(news.in_hand(Time(10)), 1..3);
        assert_eq!(news.in_hand(Time(18)), 3..3);
        news.item(1).households[1].claimed = true;
        news.reset(0);
        assert!(news.items().is_empty());
        news.add(Time(0), Time(1), 2, 1);
        news.add(Time(0), Time(1), 2, 1);
        assert_eq!(news.items()[1].households, [Known::default(); 2], "memory is kept, what was known is not");
    }

    #[test]
    fn each_conflicting_source_adds_to_confusion() {
        let mut known = Known { confusion_mark: 0.85, ..Known::default() };
        assert!(!known.confused());
        known.clear *= 0.9;
        assert!(!known.confused(), "one source confuses one household in ten: the marks above .9");
        known.clear *= 0.9;
        assert!(known.confused());
    }
}
