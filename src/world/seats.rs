//! Seats with their holders and work, and the teams they form.

use super::effort::Shifts;
use super::{NONE, Rules};
use crate::units::{Fen, Time};
use crate::village::Village;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A case in a queue: highest class first, first come first served within it. Packed, so that the order is that of one
/// number: class downwards, arrival, case, and how often the case has been queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct QueueEntry(u128);

impl QueueEntry {
    /// The entry of a case of a class (0 and above; a step of 0.01 counts) that arrived at an instant.
    pub fn new(class: f64, arrived: Time, case: u32, queued: u32) -> QueueEntry {
        let inverted = u128::from(u16::MAX - (class * 100.0) as u16);
        QueueEntry(inverted << 96 | u128::from(arrived.0) << 64 | u128::from(case) << 32 | u128::from(queued))
    }

    /// The case.
    pub fn case(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// How often the case had been queued; the entry is void once it has been queued again.
    pub fn queued(self) -> u32 {
        self.0 as u32
    }
}

/// A queue of cases.
pub type Queue = BinaryHeap<Reverse<QueueEntry>>;

/// When a piece of work will be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Due {
    /// The instant; [`Time::NEVER`] when the run ends before.
    pub at: Time,
    /// Hours of it, and of what goes before it, that the run is too short for.
    pub beyond_hours: f64,
}

impl Due {
    /// Work that is done at an instant.
    pub fn at(at: Time) -> Due {
        Due { at, beyond_hours: 0.0 }
    }
}

/// What hours are spent on besides cases; such hours go before cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(usize)]
pub enum Activity {
    /// A task from above.
    Task,
    /// Rounds from door to door, briefings and reports.
    Visits,
    /// Meetings of the group.
    Meetings,
    /// Projects: talks, accounts, acceptance.
    Projects,
    /// Drives for consent.
    Campaigns,
    /// A storm.
    Storm,
    /// Common works.
    Works,
    /// Claims that households make on what a policy gives them.
    Claims,
}

impl Activity {
    /// How many there are.
    pub const COUNT: usize = Activity::Claims as usize + 1;
}

/// Hours of a holder that go before cases: an activity, or a part in a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Commitment {
    /// When it will be done.
    pub due: Due,
    /// Its hours.
    pub hours: f64,
    /// The case of the session; [`NONE`] for an activity.
    pub case: u32,
    /// What it is when it is no session.
    pub activity: Activity,
}

/// A seat, its holder and the work in hand.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Whether the structure in force has this seat.
    pub in_force: bool,
    /// Whether the holder takes part in cases.
    pub attends: bool,
    /// The holder; [`NONE`] when vacant.
    pub person: u32,
    /// The group it belongs to; for cadres the number of groups.
    pub group: u32,
    /// Since when the holder has the seat, or since when it has been vacant.
    pub since: Time,
    /// When the term ends; of a vacant seat, when it is to be filled.
    pub term_ends: Time,
    /// When the holder took the seat or was confirmed in it last.
    pub confirmed: Time,
    /// Hours a week that the holder gives while present.
    pub hours_per_week: f64,
    /// Hours a week that are asked of the holder, at most what its capacity allows.
    pub asked_hours: f64,
    /// What moves the hours given away from those asked.
    pub shifts: Shifts,
    /// Since when hours offered have not been added to the account.
    pub offered_since: Time,
    /// Seconds of presence that an hour of effort takes.
    pub seconds_per_hour: f64,
    /// The case the holder works on alone; [`NONE`] when there is none.
    pub busy: u32,
    /// When that will be done.
    pub finish: Due,
    /// Until when activities and sessions take the holder's hours first.
    pub committed_until: Due,
    /// When the holder will look for work again; [`Time::NEVER`] when nothing is planned.
    pub wake: Time,
    /// Cases in the own queue, void entries not counted.
    pub waiting: u32,
    /// Hours worked this month.
    pub month_hours: f64,
    /// Hours worked in the month before.
    pub last_month_hours: f64,
    /// Hours worked in the measured time and not settled yet.
    pub measured_hours: f64,
    /// Hours worked and offered by the present holder: the first never exceeds the second.
    pub tenure_hours: [f64; 2],
    /// Stipend a year.
    pub stipend_per_year: Fen,
    /// Activities that are not booked yet and sessions that go on.
    pub commitments: Vec<Commitment>,
    /// Cases that the seat owns and that wait.
    pub queue: Queue,
}

impl Slot {
    fn new(group: u32) -> Slot {
        Slot {
            in_force: false,
            attends: false,
            person: NONE,
            group,
            since: Time::START,
            term_ends: Time::NEVER,
            confirmed: Time::START,
            hours_per_week: 0.0,
            asked_hours: 0.0,
            shifts: Shifts::default(),
            offered_since: Time::START,
            seconds_per_hour: f64::INFINITY,
            busy: NONE,
            finish: Due::at(Time::NEVER),
            committed_until: Due::at(Time::START),
            wake: Time::NEVER,
            waiting: 0,
            month_hours: 0.0,
            last_month_hours: 0.0,
            measured_hours: 0.0,
            tenure_hours: [0.0; 2],
            stipend_per_year: Fen(0),
            commitments: Vec::new(),
            queue: Queue::new(),
        }
    }

    fn clear(&mut self) {
        let mut queue = std::mem::take(&mut self.queue);
        queue.clear();
        let mut commitments = std::mem::take(&mut self.commitments);
        commitments.clear();
        *self = Slot { queue, commitments, ..Slot::new(self.group) };
    }

    /// Other hours are asked of the holder: it gives them, until it chooses how many it gives.
    pub fn ask(&mut self, hours_per_week: f64) {
        self.asked_hours = hours_per_week;
        self.shifts = Shifts::default();
    }

    /// Whether somebody in the seat takes part in cases; nobody does without hours.
    pub fn serves(&self) -> bool {
        self.in_force && self.attends && self.person != NONE && self.hours_per_week > 0.0
    }
}

/// A team: the seats that serve a group, or the committee.
#[derive(Clone, Debug, Default)]
pub struct Team {
    /// The structure in force, an index into the plans; meaningless for the committee.
    pub plan: usize,
    /// Since when it has been in force.
    pub plan_since: Time,
    /// The group whose seats serve this one.
    pub lead: u32,
    /// Cases that nobody owns and that wait.
    pub queue: Queue,
    /// When the next election is planned; [`Time::NEVER`] when none is.
    pub election: Time,
}

/// Empties the slots and teams for a run: slots group by group in the order of the roles, then the cadres.
pub fn lay_out(slots: &mut Vec<Slot>, teams: &mut Vec<Team>, rules: &Rules, village: &Village) {
    let groups = village.groups.len();
    let seats = rules.seats_per_group();
    let total = groups * seats + rules.cadres as usize;
    slots.truncate(total);
    for (i, slot) in slots.iter_mut().enumerate() {
        slot.group = (i / seats.max(1)).min(groups) as u32;
        slot.clear();
    }
    for i in slots.len()..total {
        let group = if i < groups * seats { i / seats } else { groups };
        slots.push(Slot::new(group as u32));
    }
    for slot in &mut slots[groups * seats..] {
        slot.group = groups as u32;
    }
    teams.truncate(groups + 1);
    teams.resize_with(groups + 1, Team::default);
    for (group, team) in teams.iter_mut().enumerate() {
        team.queue.clear();
        *team = Team {
            queue: std::mem::take(&mut team.queue),
            lead: group as u32,
            election: Time::NEVER,
            ..Team::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn higher_class_goes_first_and_then_who_came_first() {
        let mut queue = Queue::new();
        for (class, arrived, case) in [(0.0, 10, 1), (1.0, 30, 2), (1.0, 20, 3), (0.0, 5, 4), (2.5, 99, 5)] {
            queue.push(Reverse(QueueEntry::new(class, Time(arrived), case, 0)));
        }
        let order: Vec<u32> = std::iter::from_fn(|| queue.pop()).map(|Reverse(entry)| entry.case()).collect();
        assert_eq!(order, [5, 3, 2, 4, 1]);
    }
}
