//! The night itself, in seconds from the first signs: warnings spread, helpers go from door to door, households leave.

mod visits;

use crate::random::{Decision, Streams, Who, Words};
use crate::vocabulary::tables;
use crate::world::storms::Source;
use libm::sqrt;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// What does not happen.
pub(super) const NEVER: u32 = u32::MAX;

/// A house at risk and the household in it.
#[derive(Clone, Debug)]
pub(super) struct Door {
    pub(super) household: u32,
    /// Metres east and north.
    pub(super) place: [f64; 2],
    pub(super) people: u32,
    pub(super) frail: u32,
    /// Adults who can help to move the frail.
    pub(super) able: u32,
    /// Houses of the same group, among which word spreads.
    pub(super) circle: Range<u32>,
    /// Probability to stay at the first warning.
    pub(super) refusal: f64,
    /// When it heard first, and how.
    pub(super) heard: Option<(u32, Source)>,
    /// When it leaves.
    pub(super) leaves: u32,
    /// When the first visit ended.
    pub(super) seen_to: u32,
    /// Who came first and when.
    pub(super) visited: Option<(u32, u32)>,
    willing: bool,
    warnings: u32,
    knocks: u32,
    /// A helper is on the way or at the door.
    taken: bool,
    /// The helper who moves a frail household alone.
    lone: Option<usize>,
    /// Another is on the way to join.
    joined: bool,
    words: Words,
}

impl Door {
    pub(super) fn new(household: u32, place: [f64; 2], refusal: f64) -> Door {
        Door {
            household,
            place,
            people: 0,
            frail: 0,
            able: 0,
            circle: 0..0,
            refusal,
            heard: None,
            leaves: NEVER,
            seen_to: NEVER,
            visited: None,
            willing: false,
            warnings: 0,
            knocks: 0,
            taken: false,
            lone: None,
            joined: false,
            words: Words([0; 4]),
        }
    }
}

/// Somebody who goes from door to door.
#[derive(Clone, Debug)]
pub(super) struct Helper {
    /// The own household.
    pub(super) household: u32,
    /// Seconds at work, and those of them after the impact.
    pub(super) worked: u32,
    pub(super) exposed: u32,
    place: [f64; 2],
    from: u32,
    /// The door that the helper goes to or is at, and since when.
    target: Option<usize>,
    since: u32,
    /// Events of earlier versions are void.
    version: u32,
}

impl Helper {
    pub(super) fn new(household: u32, place: [f64; 2], from: u32) -> Helper {
        Helper { household, worked: 0, exposed: 0, place, from, target: None, since: 0, version: 0 }
    }
}

/// What happens next; of one instant in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// A broadcast reaches a household.
    Reached,
    /// A household tells another.
    Tells,
    /// A visit is over.
    Done,
    /// A helper comes to a door.
    Arrives,
    /// A helper looks for the next door.
    Looks,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    at: u32,
    what: What,
    who: u32,
    version: u32,
}

/// The night of one team's houses.
#[derive(Debug)]
pub(super) struct Night<'a> {
    pub(super) rules: &'a tables::Storm,
    pub(super) streams: Streams,
    /// The natural key of the hazard.
    pub(super) occasion: u64,
    /// When it strikes, and when helpers give up.
    pub(super) impact: u32,
    pub(super) end: u32,
    pub(super) doors: Vec<Door>,
    pub(super) helpers: Vec<Helper>,
    agenda: BinaryHeap<Reverse<Event>>,
    idle: Vec<usize>,
    /// Households of a group that have not heard, by the first door of its circle.
    unheard: Vec<u32>,
}

/// Minutes as whole seconds.
pub(super) fn seconds(minutes: f64) -> u32 {
    // A cast from float saturates.
    (minutes * 60.0 + 0.5) as u32
}

impl<'a> Night<'a> {
    pub(super) fn new(
        rules: &'a tables::Storm,
        (streams, occasion): (Streams, u64),
        impact: u32,
        doors: Vec<Door>,
        helpers: Vec<Helper>,
    ) -> Night<'a> {
        let end = impact.saturating_add(seconds(rules.work_on_minutes));
        let unheard = doors.iter().map(|door| door.circle.end - door.circle.start).collect();
        Night {
            rules,
            streams,
            occasion,
            impact,
            end,
            doors,
            helpers,
            agenda: BinaryHeap::new(),
            idle: Vec::new(),
            unheard,
        }
    }

    /// Plays the night; phones and loudspeakers begin at `broadcast`.
    pub(super) fn play(&mut self, broadcast: u32) {
        for door in 0..self.doors.len() {
            let who = Who::pair(0, self.doors[door].household, 0);
            let words = self.streams.draw(Decision::StormHousehold, who, self.occasion);
            self.doors[door].words = words;
            if words.uniform(0) < self.rules.broadcast_reach_share {
                let delay = seconds(self.rules.broadcast_mean_minutes * words.exponential(1));
                self.post(broadcast.saturating_add(delay), What::Reached, door, 0);
            }
        }
        for helper in 0..self.helpers.len() {
            self.post(self.helpers[helper].from, What::Looks, helper, 0);
        }
        while let Some(Reverse(event)) = self.agenda.pop().filter(|next| next.0.at < self.end) {
            let (at, who) = (event.at, event.who as usize);
            let due = |night: &Night<'_>| night.helpers[who].version == event.version;
            match event.what {
                What::Reached => self.warn(who, at, Source::Broadcast),
                What::Tells => self.tell(who, at, event.version),
                What::Looks => self.look(who, at),
                What::Arrives if due(self) => self.arrive(who, at),
                What::Done if due(self) => self.finish(who, at),
                _ => {}
            }
        }
        for helper in 0..self.helpers.len() {
            if self.helpers[helper].target.is_some() {
                self.count_work(helper, self.end);
            }
        }
    }

    /// When a house was seen to or left.
    pub(super) fn done_with(&self, door: usize) -> u32 {
        self.doors[door].leaves.min(self.doors[door].seen_to)
    }

    fn post(&mut self, at: u32, what: What, who: usize, version: u32) {
        if at < self.end {
            self.agenda.push(Reverse(Event { at, what, who: who as u32, version }));
        }
    }

    /// An event of a helper that makes the earlier ones void.
    fn post_next(&mut self, at: u32, what: What, helper: usize) {
        self.helpers[helper].version += 1;
        self.post(at, what, helper, self.helpers[helper].version);
    }

    /// A household hears of it first, and from now on tells others.
    fn hear(&mut self, door: usize, at: u32, source: Source) {
        if self.doors[door].heard.is_none() {
            self.doors[door].heard = Some((at, source));
            self.unheard[self.doors[door].circle.start as usize] -= 1;
            self.plan_to_tell(door, at, 0);
        }
    }

    fn plan_to_tell(&mut self, door: usize, at: u32, ordinal: u32) {
        let all_know = self.unheard[self.doors[door].circle.start as usize] == 0;
        if all_know || self.rules.told_per_hour <= 0.0 {
            return;
        }
        let gap = self.word(door, ordinal).exponential(0) * 60.0 / self.rules.told_per_hour;
        self.post(at.saturating_add(seconds(gap)), What::Tells, door, ordinal);
    }

    fn word(&self, door: usize, ordinal: u32) -> Words {
        self.streams.draw(Decision::StormWord, Who::pair(0, self.doors[door].household, ordinal), self.occasion)
    }

    /// A household tells one of the others of its group, whoever it is.
    fn tell(&mut self, door: usize, at: u32, ordinal: u32) {
        let circle = self.doors[door].circle.clone();
        let other = circle.start + self.word(door, ordinal).below(1, circle.len() as u32 - 1);
        let other = if (other as usize) < door { other } else { other + 1 };
        self.warn(other as usize, at, Source::Neighbour);
        self.plan_to_tell(door, at, ordinal + 1);
    }

    /// A warning without a visit: a household that had not heard and does not stay gets ready and leaves.
    fn warn(&mut self, door: usize, at: u32, source: Source) {
        if self.doors[door].heard.is_some() {
            return;
        }
        self.hear(door, at, source);
        if self.stays(door) {
            return;
        }
        let ready = at.saturating_add(self.milling(door));
        let rules = self.rules;
        let door = &mut self.doors[door];
        door.willing = true;
        let moving = match (door.frail, door.able) {
            (0, _) => 0.0,
            // Nobody in the house can move them: they wait for help.
            (_, 0) => return,
            (_, 1) if door.words.uniform(3) >= rules.neighbour_found_share => rules.frail_minutes * rules.alone_factor,
            (_, 1) => rules.neighbour_minutes + rules.frail_minutes,
            _ => rules.frail_minutes,
        };
        door.leaves = ready.saturating_add(seconds(moving));
    }

    /// Whether a household stays at a warning.
    fn stays(&mut self, door: usize) -> bool {
        let door = &mut self.doors[door];
        door.warnings += 1;
        let share = if door.warnings == 1 { door.refusal } else { self.rules.later_refusal_share };
        let who = Who::pair(0, door.household, door.warnings);
        self.streams.uniform(Decision::StormHousehold, who, self.occasion) < share
    }

    /// Seconds from a warning until a household leaves.
    fn milling(&self, door: usize) -> u32 {
        seconds(self.rules.milling_sigma_minutes * sqrt(2.0 * self.doors[door].words.exponential(2)))
    }
}

/// Metres between two places.
fn distance(one: [f64; 2], other: [f64; 2]) -> f64 {
    let [east, north] = [one[0] - other[0], one[1] - other[1]];
    sqrt(east * east + north * north)
}
