//! Joint sessions and briefings: work of several members at one time.

use super::hours::{Work, book_hours, commit};
use super::{begun, bit, session_hours};
use crate::mechanisms::contact::serving;
use crate::mechanisms::judgement;
use crate::random::Decision;
use crate::scenario::Attendance;
use crate::units::Time;
use crate::vocabulary::choices::Recusal;
use crate::world::witness::Step;
use crate::world::{Context, EventKind, NONE, Stage, State, World};

/// Slots of a group's team that may take part in a case, in the order of the roles.
fn eligible(cx: Context<'_>, world: &World, case: u32) -> Vec<u32> {
    let group = cx.group_of_case(case);
    let plan = &cx.rules.plans[world.teams[group as usize].plan];
    let need = cx.need(case);
    serving(cx, world, group)
        .filter(|slot| {
            let person = world.slots[*slot as usize].person;
            plan.recusal == Recusal::None || !judgement::kin_of_one_party(cx, need, person)
        })
        .collect()
}

/// Arranges a joint session: who comes and when it begins. `widen` calls everybody.
pub fn arrange_session(cx: Context<'_>, world: &mut World, case: u32, widen: bool) {
    let plan = &cx.rules.plans[world.teams[cx.group_of_case(case) as usize].plan];
    let mut members = eligible(cx, world, case);
    let owner = world.cases[case as usize].worker;
    let needed = match plan.attendance {
        _ if widen => members.len(),
        Attendance::One => 1,
        Attendance::All => members.len(),
        Attendance::Quorum(quorum) => (quorum as usize).min(members.len()),
    };
    // The owner comes first, then whoever is present soonest.
    let present = |slot: u32| world.timelines.next_present(world.slots[slot as usize].person, world.now);
    members.sort_by_key(|slot| (*slot != owner, present(*slot), *slot));
    members.truncate(needed.max(1));
    let limit = world.now.after_days(cx.rules.parameters.handling.joint_wait_limit_days);
    let (begins, attending) = match common_time(world, &members, limit) {
        Some(begins) => (begins, members),
        None => {
            let there = members.iter().copied().filter(|slot| present_at(world, *slot, limit)).collect::<Vec<_>>();
            if there.is_empty() { (present(members[0]), vec![members[0]]) } else { (limit, there) }
        }
    };
    let begins = begins.after_days(largest_gap(cx, world, case, &attending));
    let mask = attending.iter().fold(0, |mask, slot| mask | bit(cx, *slot));
    post_session(cx, world, case, mask, begins, false);
}

/// Arranges that members who stayed away are told of a case and give their judgement.
pub fn arrange_briefing(cx: Context<'_>, world: &mut World, case: u32, members: &[u32]) {
    let gap = largest_gap(cx, world, case, &[members, &[NONE]].concat());
    let mask = members.iter().fold(0, |mask, slot| mask | bit(cx, *slot));
    let begins = world.now.after_days(gap);
    post_session(cx, world, case, mask, begins, true);
}

fn post_session(cx: Context<'_>, world: &mut World, case: u32, mask: u32, begins: Time, briefing: bool) {
    let hours = session_hours(cx, world, case);
    let handling = &cx.rules.parameters.handling;
    let count = mask.count_ones();
    let pairs = f64::from(count * count.saturating_sub(1)) / 2.0;
    let state = &mut world.cases[case as usize];
    state.state = State::Arranging;
    state.attending = mask;
    state.briefing = briefing;
    state.session_hours =
        if briefing { hours * handling.briefing_share } else { hours * (1.0 + handling.pair_overhead * pairs) };
    state.due = Time::NEVER;
    world.post(begins, EventKind::Session, case);
    super::let_patience_run(world, case);
    world.witness(Step::Arranged, case);
}

/// The first time at which all are present, if it comes before the limit.
fn common_time(world: &World, members: &[u32], limit: Time) -> Option<Time> {
    let mut at = world.now;
    loop {
        let latest = members
            .iter()
            .map(|slot| world.timelines.next_present(world.slots[*slot as usize].person, at))
            .max()
            .unwrap_or(at);
        if latest > limit {
            return None;
        }
        if latest == at {
            return Some(at);
        }
        at = latest;
    }
}

fn present_at(world: &World, slot: u32, at: Time) -> bool {
    world.timelines.present(world.slots[slot as usize].person, at)
}

/// The largest of the members' gaps, days; 0 for one member alone.
fn largest_gap(cx: Context<'_>, world: &World, case: u32, members: &[u32]) -> f64 {
    if members.len() < 2 {
        return 0.0;
    }
    let need = cx.need(case);
    let session = u64::from(world.cases[case as usize].session);
    let mean = cx.rules.parameters.handling.joint_gap_days;
    members
        .iter()
        .filter(|slot| **slot != NONE)
        .map(|slot| {
            let (who, key) = need.address(world.slots[*slot as usize].person);
            mean * cx.streams.draw(Decision::JointGap, who, key ^ session << 48).exponential(0)
        })
        .fold(0.0, f64::max)
}

/// A session begins: the hours of all who attend are taken, once none of them is held by an earlier one.
pub fn begin_session(cx: Context<'_>, world: &mut World, case: u32) {
    let state = world.cases[case as usize];
    let group = cx.group_of_case(case);
    let attending: Vec<u32> = serving(cx, world, group).filter(|slot| state.attending & bit(cx, *slot) != 0).collect();
    if attending.is_empty() || state.briefing && !world.slots[state.worker as usize].serves() {
        let state = &mut world.cases[case as usize];
        state.state = State::Seeking;
        state.due = Time::NEVER;
        return world.hand_on(case, Stage::Contact);
    }
    let free = attending.iter().map(|slot| world.slots[*slot as usize].committed_until.at).max().unwrap_or(world.now);
    if free > world.now {
        // Asked again after a while: by then they may have other hours to give.
        let limit = cx.rules.parameters.handling.joint_wait_limit_days.max(1.0);
        return world.post(free.min(world.now.after_days(limit)), EventKind::Session, case);
    }
    if !state.briefing {
        begun(world, case);
    }
    let hours = state.session_hours;
    let done = attending.iter().map(|slot| commit(world, *slot, hours, case)).max().unwrap_or(world.now);
    let done = match state.briefing {
        true => done.max(commit(world, state.worker, hours * attending.len() as f64, case)),
        false => done,
    };
    let mask = attending.iter().fold(0, |mask, slot| mask | bit(cx, *slot));
    let state = &mut world.cases[case as usize];
    state.state = State::InWork;
    state.attending = mask;
    if !state.briefing && mask & bit(cx, state.worker) == 0 {
        state.worker = attending[0];
    }
    state.due = Time::NEVER;
    world.post(done, EventKind::WorkDone, case);
}

/// The slots that take part in the session of a case, in the order of the roles, and the one that briefs them.
fn taking_part(cx: Context<'_>, world: &World, case: u32) -> impl Iterator<Item = u32> + use<> {
    let state = world.cases[case as usize];
    let seats = cx.rules.seats_per_group() as u32;
    let first = world.teams[cx.group_of_case(case) as usize].lead * seats;
    let attending = state.attending;
    (first..first + seats)
        .enumerate()
        .filter(move |(role, _)| attending >> role & 1 == 1)
        .map(|(_, slot)| slot)
        .chain(state.briefing.then_some(state.worker))
}

/// Somebody in the session of a case has other hours now: it ends when the last one has done with it.
pub(super) fn end_when_all_are_done(cx: Context<'_>, world: &mut World, case: u32) {
    let of_case =
        |slot: u32| world.slots[slot as usize].commitments.iter().filter(|commitment| commitment.case == case);
    let done = taking_part(cx, world, case).flat_map(of_case).map(|commitment| commitment.due.at).max();
    if let Some(done) = done {
        world.post(done, EventKind::WorkDone, case);
    }
}

/// Nobody is held by the session of a case any more.
pub(super) fn break_up(cx: Context<'_>, world: &mut World, case: u32) {
    for slot in taking_part(cx, world, case) {
        world.slots[slot as usize].commitments.retain(|commitment| commitment.case != case);
    }
}

/// A session ends: the hours are booked and all who attended are informed.
pub(super) fn end_session(cx: Context<'_>, world: &mut World, case: u32) {
    let state = world.cases[case as usize];
    break_up(cx, world, case);
    let seats = cx.rules.seats_per_group() as u32;
    let first = world.teams[cx.group_of_case(case) as usize].lead * seats;
    let attended = (first..first + seats).filter(|slot| state.attending & bit(cx, *slot) != 0);
    let count = state.attending.count_ones();
    for slot in attended {
        book_hours(cx, world, slot, state.session_hours, Work::Case(case));
        world.looking.push(slot);
    }
    let mut total = state.session_hours * f64::from(count);
    if state.briefing {
        book_hours(cx, world, state.worker, total, Work::Case(case));
        world.looking.push(state.worker);
        total *= 2.0;
    } else {
        total -= session_hours(cx, world, case);
    }
    if world.measured() {
        world.tally.coordination_hours += total;
    }
    let ended = &mut world.cases[case as usize];
    ended.informed |= state.attending;
    ended.attending = 0;
    ended.briefing = false;
}

/// A case needs another session: with the same people, or with everybody.
pub fn next_session(cx: Context<'_>, world: &mut World, case: u32, widen: bool) {
    let state = &mut world.cases[case as usize];
    state.session += 1;
    let worker = state.worker;
    if !cx.rules.parameters.mechanisms.handling {
        return world.hand_on(case, Stage::Judge);
    }
    if widen || super::attends_jointly(cx, world, case) {
        return arrange_session(cx, world, case, widen);
    }
    // Who handled it alone goes on with it as the next thing.
    let free = world.slots[worker as usize].serves() && world.slots[worker as usize].busy == NONE;
    if free {
        super::begin(cx, world, worker, case);
    } else {
        world.hand_on(case, Stage::Contact);
    }
}
