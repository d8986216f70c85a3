//! Rounds from door to door and meetings of groups.

use super::NONE;
use crate::units::Time;

/// Rounds that holders make.
#[derive(Clone, Debug, Default)]
pub struct Rounds {
    /// By slot: the person who is on rounds, and visits to be made.
    pub under_way: Vec<(u32, u32)>,
    /// By slot: part of a visit that is left over from the last month.
    pub owed: Vec<f64>,
    /// By household: when somebody was met there last, as an instant; 0 when never.
    pub last: Vec<Time>,
    /// By household: visits, met or not.
    pub count: Vec<u32>,
    /// Visits made and those at which somebody was met, in the measured time.
    pub made: [u32; 2],
}

impl Rounds {
    /// Empties everything for a run.
    pub fn reset(&mut self, in_force: bool, slots: usize, households: usize) {
        let (slots, households) = if in_force { (slots, households) } else { (0, 0) };
        self.under_way.clear();
        self.under_way.resize(slots, (NONE, 0));
        self.owed.clear();
        self.owed.resize(slots, 0.0);
        self.last.clear();
        self.last.resize(households, Time::START);
        self.count.clear();
        self.count.resize(households, 0);
        self.made = [0; 2];
    }
}

/// What is counted of meetings, in the measured time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meetings {
    /// Meetings held.
    pub held: u32,
    /// Of these, with a quorum.
    pub quorate: u32,
    /// Households that came, or were represented.
    pub came: u32,
    /// Households that could have.
    pub invited: u32,
    /// Items of the agenda that households put.
    pub items_of_households: u32,
}
