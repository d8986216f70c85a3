//! Work that its holder or team leaves: it looks for a holder again.

use super::hours::{Work, book_activities, book_hours, hours_left};
use super::{bit, sessions};
use crate::units::Time;
use crate::world::seats::Queue;
use crate::world::{Context, Due, NONE, QueueEntry, Stage, State, Tier, World};
use std::cmp::Reverse;

/// Takes all work from a slot whose holder leaves or whose team changes: every case looks for a holder again.
pub fn release_slot(cx: Context<'_>, world: &mut World, slot: u32) {
    let busy = world.slots[slot as usize].busy;
    if busy != NONE {
        stop_work(cx, world, slot);
        seek_again(world, busy);
    }
    let mut in_session: Vec<u32> =
        world.open.iter().copied().filter(|case| in_session(cx, world, *case, slot)).collect();
    in_session.sort_unstable_by(|one, other| other.cmp(one));
    for case in in_session {
        sessions::break_up(cx, world, case);
        seek_again(world, case);
    }
    let queue = std::mem::take(&mut world.slots[slot as usize].queue);
    release_queue(world, queue);
    book_activities(cx, world, slot);
    world.slots[slot as usize].commitments.clear();
    world.slots[slot as usize].waiting = 0;
    world.slots[slot as usize].committed_until = Due::at(world.now);
}

/// The holder of a slot stops working on a case: hours worked so far are booked; what is left is begun anew by whoever
/// takes over.
fn stop_work(cx: Context<'_>, world: &mut World, slot: u32) {
    let case = world.slots[slot as usize].busy;
    let left = hours_left(world, slot, world.slots[slot as usize].finish);
    let done = (world.cases[case as usize].session_hours - left).max(0.0);
    book_hours(cx, world, slot, done, Work::Case(case));
    world.slots[slot as usize].busy = NONE;
    world.slots[slot as usize].finish = Due::at(Time::NEVER);
}

/// Another team is to serve a group: every case of it that is at the present one looks for a holder again.
pub fn release_cases(cx: Context<'_>, world: &mut World, group: u32) {
    let at_team = |case: &u32| {
        let state = &world.cases[*case as usize];
        cx.group_of_case(*case) == group
            && state.tier == Tier::Group
            && matches!(state.state, State::Waiting | State::Arranging | State::InWork)
    };
    let mut cases: Vec<u32> = world.open.iter().copied().filter(at_team).collect();
    // The last handed on is carried out first.
    cases.sort_unstable_by(|one, other| other.cmp(one));
    for case in cases {
        let state = world.cases[case as usize];
        match state.state {
            State::Waiting if state.owner != NONE => world.slots[state.owner as usize].waiting -= 1,
            State::InWork if state.attending != 0 => sessions::break_up(cx, world, case),
            State::InWork => {
                stop_work(cx, world, state.worker);
                world.looking.push(state.worker);
            }
            _ => {}
        }
        seek_again(world, case);
    }
}

/// Whether a session of a case that the holder of a slot takes part in is going on.
fn in_session(cx: Context<'_>, world: &World, case: u32, slot: u32) -> bool {
    let state = &world.cases[case as usize];
    let team = world.slots[slot as usize].group;
    state.tier == Tier::Group
        && state.state == State::InWork
        && world.teams[cx.group_of_case(case) as usize].lead == team
        && (state.worker == slot || state.attending & bit(cx, slot) != 0)
}

/// Every case that waits in a queue looks for a holder again, in the order of the queue.
pub fn release_queue(world: &mut World, queue: Queue) {
    let mut entries: Vec<QueueEntry> = queue.into_iter().map(|Reverse(entry)| entry).collect();
    // The last handed on is carried out first.
    entries.sort_unstable_by(|one, other| other.cmp(one));
    for entry in entries {
        let case = &world.cases[entry.case() as usize];
        if case.state == State::Waiting && case.queued == entry.queued() {
            seek_again(world, entry.case());
        }
    }
}

pub(super) fn seek_again(world: &mut World, case: u32) {
    let state = &mut world.cases[case as usize];
    state.state = State::Seeking;
    state.due = Time::NEVER;
    world.hand_on(case, Stage::Contact);
}
