//! The clock and the event list. Knows nothing of villages.
//!
//! Events are ordered by *(instant, class, entity)*: a total order that does not depend on who put them there first.
//! All three are packed into one 64-bit word, so that the list is a binary heap of plain integers. An event that has
//! become void is not searched for: its owner knows what is due, and passes over what is not when its time comes.

use crate::units::Time;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

const CLASS_BITS: u32 = 6;
const ENTITY_BITS: u32 = 26;

/// How many classes of event there can be.
pub const CLASSES: usize = 1 << CLASS_BITS;

/// The largest entity number that an event can carry.
pub const MAX_ENTITY: u32 = (1 << ENTITY_BITS) - 1;

/// Something that will happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event(u64);

impl Event {
    fn new(at: Time, class: u8, entity: u32) -> Event {
        Event((u64::from(at.0) << CLASS_BITS | u64::from(class)) << ENTITY_BITS | u64::from(entity))
    }

    /// When it happens.
    pub fn at(self) -> Time {
        Time((self.0 >> (CLASS_BITS + ENTITY_BITS)) as u32)
    }

    /// Its class: ties in time are broken by class first.
    pub fn class(self) -> u8 {
        (self.0 >> ENTITY_BITS) as u8 & ((1 << CLASS_BITS) - 1)
    }

    /// Whom it happens to.
    pub fn entity(self) -> u32 {
        self.0 as u32 & MAX_ENTITY
    }
}

/// The event list of one run, with its horizon.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    heap: BinaryHeap<Reverse<Event>>,
    horizon: Time,
}

impl Agenda {
    /// Empties the list for a run that ends at `horizon`; keeps the memory.
    pub fn reset(&mut self, horizon: Time) {
        self.heap.clear();
        self.horizon = horizon;
    }

    /// Puts an event on the list; one at or beyond the horizon will not happen and is dropped.
    #[inline]
    pub fn post(&mut self, at: Time, class: u8, entity: u32) {
        debug_assert!(u32::from(class) < 1 << CLASS_BITS && entity <= MAX_ENTITY);
        if at < self.horizon {
            self.heap.push(Reverse(Event::new(at, class, entity)));
        }
    }

    /// Takes the next event if it comes before `(at, class, entity)`.
    #[inline]
    pub fn next_before(&mut self, at: Time, class: u8, entity: u32) -> Option<Event> {
        if self.heap.peek()?.0 >= Event::new(at, class, entity) {
            return None;
        }
        self.heap.pop().map(|Reverse(event)| event)
    }

    /// Takes the next event.
    #[inline]
    pub fn pop(&mut self) -> Option<Event> {
        self.heap.pop().map(|Reverse(event)| event)
    }

    /// When the run ends.
    pub fn horizon(&self) -> Time {
        self.horizon
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_broken_by_class_and_entity_never_by_insertion() {
        let events = [(5, 2, 9), (5, 1, 40), (4, 7, 1), (5, 2, 3)];
        let mut orders = Vec::new();
        for rotation in 0..events.len() {
            let mut agenda = Agenda::default();
            agenda.reset(Time(100));
            for i in 0..events.len() {
                let (at, class, entity) = events[(i + rotation) % events.len()];
                agenda.post(Time(at), class, entity);
            }
            let order: Vec<_> =
                std::iter::from_fn(|| agenda.pop()).map(|e| (e.at().0, e.class(), e.entity())).collect();
            orders.push(order);
        }
        assert_eq!(orders[0], [(4, 7, 1), (5, 1, 40), (5, 2, 3), (5, 2, 9)]);
        assert!(orders.iter().all(|order| *order == orders[0]));
    }

    #[test]
    fn nothing_happens_at_or_after_the_horizon() {
        let mut agenda = Agenda::default();
        agenda.reset(Time(10));
        agenda.post(Time(10), 0, 0);
        agenda.post(Time::NEVER, 0, 0);
        assert_eq!(agenda.pop(), None);
    }
}
