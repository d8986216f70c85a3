//! What helpers do: which door is next, what happens at it, who joins whom.

use super::{Door, Night, What, distance, seconds};
use crate::world::storms::Source;

impl Night<'_> {
    /// A helper takes the nearest door that nobody has been at; else joins whoever moves the frail alone; else goes back
    /// to a household that stayed; else waits.
    pub(super) fn look(&mut self, helper: usize, at: u32) {
        let most = self.rules.most_knocks;
        let place = self.helpers[helper].place;
        let next = self
            .nearest(place, |door| !door.taken && door.knocks == 0)
            .or_else(|| self.nearest(place, |door| door.lone.is_some() && !door.joined))
            .or_else(|| self.nearest(place, |door| !door.taken && !door.willing && (1..most).contains(&door.knocks)));
        let Some(next) = next else { return self.idle.push(helper) };
        let door = &mut self.doors[next];
        door.joined = door.lone.is_some();
        door.taken = true;
        let metres = distance(place, door.place);
        let minutes = metres * 0.06 / self.rules.walking_km_per_hour * self.rules.walking_factor;
        self.helpers[helper].target = Some(next);
        self.helpers[helper].since = at;
        self.post_next(at.saturating_add(seconds(minutes)), What::Arrives, helper);
    }

    fn nearest(&self, place: [f64; 2], fits: impl Fn(&Door) -> bool) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (number, door) in self.doors.iter().enumerate().filter(|(_, door)| fits(door)) {
            let away = distance(place, door.place);
            if best.is_none_or(|(least, _)| away < least) {
                best = Some((away, number));
            }
        }
        best.map(|(_, number)| number)
    }

    /// A helper comes to a door.
    pub(super) fn arrive(&mut self, helper: usize, at: u32) {
        let Some(target) = self.helpers[helper].target else { return };
        self.helpers[helper].place = self.doors[target].place;
        if self.doors[target].joined {
            return self.join(helper, target, at);
        }
        let rules = self.rules;
        let door = &mut self.doors[target];
        door.knocks += 1;
        if door.visited.is_none() {
            door.visited = Some((helper as u32, at));
        }
        if door.leaves <= at {
            return self.post_next(at.saturating_add(seconds(rules.empty_house_minutes)), What::Done, helper);
        }
        self.hear(target, at, Source::Knock);
        let own = self.helpers[helper].household == self.doors[target].household;
        let willing = self.doors[target].willing || own || !self.stays(target);
        let spoken = at.saturating_add(seconds(rules.door_minutes));
        let milling = seconds(rules.knock_milling_share * f64::from(self.milling(target)) / 60.0);
        let door = &mut self.doors[target];
        door.willing = willing;
        if !willing {
            return self.post_next(spoken, What::Done, helper);
        }
        if door.frail == 0 || door.able > 1 {
            // Two who are able need nobody from outside, only somebody who gets them going.
            let moving = if door.frail == 0 { 0 } else { seconds(rules.frail_minutes) };
            door.leaves = door.leaves.min(spoken.saturating_add(milling).saturating_add(moving));
            return self.post_next(spoken, What::Done, helper);
        }
        let minutes = if door.able > 0 {
            rules.frail_minutes
        } else if door.words.uniform(3) < rules.neighbour_found_share {
            rules.neighbour_minutes + rules.frail_minutes
        } else {
            door.lone = Some(helper);
            rules.frail_minutes * rules.alone_factor
        };
        door.leaves = door.leaves.min(at.saturating_add(seconds(minutes)));
        let (leaves, lone) = (door.leaves, door.lone.is_some());
        self.post_next(leaves, What::Done, helper);
        if lone {
            self.wake(at);
        }
    }

    /// A second helper joins one who moves the frail alone: from now on it goes at the pace of two.
    fn join(&mut self, helper: usize, target: usize, at: u32) {
        let door = &mut self.doors[target];
        door.joined = false;
        let Some(first) = door.lone.take() else { return self.post_next(at, What::Done, helper) };
        let left = f64::from(door.leaves.saturating_sub(at)) / self.rules.alone_factor;
        door.leaves = at.saturating_add(seconds(left / 60.0));
        let leaves = door.leaves;
        self.post_next(leaves, What::Done, first);
        self.post_next(leaves, What::Done, helper);
    }

    /// A visit is over: the helper looks for the next door, and others who wait may have something to do.
    pub(super) fn finish(&mut self, helper: usize, at: u32) {
        self.count_work(helper, at);
        if let Some(target) = self.helpers[helper].target.take() {
            let door = &mut self.doors[target];
            door.seen_to = door.seen_to.min(at);
            if door.lone == Some(helper) {
                door.lone = None;
            }
            if !door.willing {
                door.taken = false;
                self.wake(at);
            }
        }
        self.look(helper, at);
    }

    /// Helpers who wait look again.
    fn wake(&mut self, at: u32) {
        for helper in std::mem::take(&mut self.idle) {
            self.post(at, What::Looks, helper, 0);
        }
    }

    /// Counts the time of a helper from setting out until `at`.
    pub(super) fn count_work(&mut self, helper: usize, at: u32) {
        let person = &mut self.helpers[helper];
        person.worked += at - person.since;
        person.exposed += at.saturating_sub(person.since.max(self.impact));
    }
}
