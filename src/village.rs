//! Who lives there. Immutable in a run and shared by the arms of a replicate.
//!
//! A village is read from rosters where an official has them, else synthesised from totals. Households are numbered
//! group by group, people household by household, so that a group is a range of both.
//!
//! Every trait is drawn by the number of the group, of the household, or of the household and the member within it.
//! Nothing here knows of arms or structures, so the same people live in every arm.

mod clans;
mod map;
mod membership;
mod people;
mod roster;
mod synthesis;
mod ties;

pub use map::river;
pub use roster::{Cause, Roster, RosterFile, RosterFiles, RosterProblem};

use crate::random::Streams;
use crate::vocabulary::tables;
use std::ops::Range;

/// Households, people, ties and the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Village {
    /// The groups.
    pub groups: Vec<Group>,
    /// The households, one entry each.
    pub households: Households,
    /// The people, one entry each.
    pub people: People,
    /// Ties between households; empty when no mechanism in force reads them.
    pub ties: Ties,
    /// The up to six nearest households of the own group, nearest first, by household; empty when not needed.
    pub nearest: Vec<[u32; NEAREST]>,
    /// The cadres, as people, in the order of their choice.
    pub cadres: Vec<u32>,
}

impl Village {
    /// Whether a household has others in its group to be at odds with.
    pub fn has_neighbours(&self, household: u32) -> bool {
        let group = &self.groups[self.households.group[household as usize] as usize];
        group.households.end - group.households.start > 1
    }
}

/// Households that count as adjacent.
pub const NEAREST: usize = 6;
/// Marks a missing neighbour in [`Village::nearest`].
pub const NOBODY: u32 = u32::MAX;

/// A villager group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its households.
    pub households: Range<u32>,
    /// Its people.
    pub people: Range<u32>,
    /// Its largest clan.
    pub largest_clan: u32,
    /// Whether the river touches it.
    pub riverside: bool,
}

/// Households in arrays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Households {
    /// Group.
    pub group: Vec<u32>,
    /// Clan, numbered through the village: the same number means the same surname.
    pub clan: Vec<u32>,
    /// Metres east of the village's south-west corner.
    pub east_m: Vec<f32>,
    /// Metres north of it.
    pub north_m: Vec<f32>,
    /// Metres from the river.
    pub river_m: Vec<f32>,
    /// Multiplier of its need rates, mean 1.
    pub multiplier: Vec<f64>,
    /// Whether nobody is at home most of the year.
    pub absent: Vec<bool>,
    /// Standard normal deviate of its baseline trust.
    pub trust_deviate: Vec<f64>,
    /// Number of the first of its people; one more entry than households.
    pub first_person: Vec<u32>,
}

/// People in arrays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// Household.
    pub household: Vec<u32>,
    /// Age in years at the start.
    pub age: Vec<u8>,
    /// Whether a woman.
    pub woman: Vec<bool>,
    /// Whether an adult (18 or older).
    pub adult: Vec<bool>,
    /// Whether they live in the village most of the year.
    pub resident: Vec<bool>,
    /// Whether a party member.
    pub party_member: Vec<bool>,
    /// Logit of the probability of a right judgement on an ordinary case, by topic; empty when not needed.
    pub skill_logit: Vec<[f32; crate::vocabulary::tables::TOPICS]>,
    /// Prosocial motive, a standard normal deviate; empty when not needed.
    pub motive: Vec<f32>,
    /// Outside wage, a standard normal deviate; empty when not needed.
    pub outside_wage: Vec<f32>,
    /// Hours a week that they can give to a seat at most; empty when not needed.
    pub capacity_hours: Vec<f32>,
}

/// Ties between households: symmetric, without loops, neighbours in ascending order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ties {
    /// Where the neighbours of a household begin; one more entry than households, or empty.
    pub first: Vec<u32>,
    /// Neighbours, household by household.
    pub neighbours: Vec<u32>,
}

impl Ties {
    /// The households tied to `household`.
    pub fn of(&self, household: u32) -> &[u32] {
        match self.first.get(household as usize..household as usize + 2) {
            Some(bounds) => &self.neighbours[bounds[0] as usize..bounds[1] as usize],
            None => &[],
        }
    }

    /// Whether two households are tied.
    pub fn tied(&self, one: u32, other: u32) -> bool {
        self.of(one).binary_search(&other).is_ok()
    }
}

/// What the mechanisms in force read of a village; the rest is not drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    /// [`Village::ties`].
    pub ties: bool,
    /// [`Village::nearest`].
    pub nearest: bool,
    /// Skills of people.
    pub skill: bool,
    /// Motive and outside wage of people.
    pub motive: bool,
    /// Capacity of people.
    pub capacity: bool,
}

/// Traits whose distribution belongs to a mechanism, not to `[village]`.
#[derive(Clone, Copy)]
pub struct Shapes<'a> {
    /// Quantile function of the need multiplier, of mean 1; `&|_| 1.0` makes households equal.
    pub multiplier: &'a dyn Fn(f64) -> f64,
    /// Correlation of outside wage and skill (`elections.wage_skill_correlation`).
    pub wage_skill_correlation: f64,
}

impl Village {
    /// A village with the totals of `[village]`, everything else drawn from `streams`.
    ///
    /// The totals of groups, households and people are met exactly. With fewer households than groups the first
    /// groups stay empty; party members and cadres are at most as many as there are adults.
    pub fn synthesise(totals: &tables::Village, streams: &Streams, needed: Needed, shapes: &Shapes<'_>) -> Village {
        synthesis::complete(&synthesis::outline(totals, streams), totals, streams, needed, shapes)
    }

    /// The village of a roster: what the roster gives is kept in every replicate, what it leaves open is drawn with
    /// the shares of `[village]`.
    pub fn from_roster(
        roster: &Roster,
        shares: &tables::Village,
        streams: &Streams,
        needed: Needed,
        shapes: &Shapes<'_>,
    ) -> Village {
        synthesis::complete(roster.known(), shares, streams, needed, shapes)
    }
}

#[cfg(test)]
mod tests;
