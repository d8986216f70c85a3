#![doc = include_str!("../../docs/model/handling.md")]

mod hours;
mod release;
mod sessions;

pub use hours::{book_activities, change_pace, set_pace, take_hours};
pub use release::{release_cases, release_queue, release_slot};
pub use sessions::{arrange_briefing, arrange_session, begin_session, next_session};

use hours::{Work, book_hours, work_from};

use crate::mechanisms::contact::serving;
use crate::mechanisms::{dilemma, judgement};
use crate::random::Decision;
use crate::units::Time;
use crate::vocabulary::choices::{Need, OwnerBy, Recusal, Roster};
use crate::world::seats::Queue;
use crate::world::witness::Step;
use crate::world::{Closing, Context, Due, EventKind, NONE, QueueEntry, Stage, State, Tier, World};
use std::cmp::Reverse;

/// A case that has met a member is put to whoever owns it.
pub fn assign(cx: Context<'_>, world: &mut World, case: u32, reached: u32) {
    let need = cx.need(case);
    let group = cx.group_of_case(case);
    let team = &world.teams[group as usize];
    let plan = &cx.rules.plans[team.plan];
    let may_own = |slot: &u32| {
        plan.recusal == Recusal::None || !judgement::kin_of_one_party(cx, need, world.slots[*slot as usize].person)
    };
    let owner = match plan.roster {
        Roster::None => serving(cx, world, group).find(may_own).map(|_| NONE),
        Roster::NamedOwner => match plan.owner_by {
            OwnerBy::Contact => Some(reached)
                .filter(|slot| world.slots[*slot as usize].serves() && may_own(slot))
                .or_else(|| serving(cx, world, group).find(may_own)),
            OwnerBy::LeastLoaded => serving(cx, world, group).filter(may_own).min_by_key(|slot| {
                let slot = &world.slots[*slot as usize];
                slot.waiting + u32::from(slot.busy != NONE)
            }),
            OwnerBy::Topic => judgement::most_skilled(cx, world, case, serving(cx, world, group).filter(may_own)),
        },
        Roster::RotatingDuty => {
            let members = serving(cx, world, group).filter(may_own).count() as u32;
            let week = world.now.day() / 7;
            (members > 0).then(|| serving(cx, world, group).filter(may_own).nth((week % members) as usize)).flatten()
        }
    };
    match owner {
        None => world.hand_on(case, Stage::Close(Closing::AllRecused)),
        Some(owner) => enqueue(cx, world, case, owner),
    }
}

/// A case comes to the village committee.
pub fn bring_to_committee(cx: Context<'_>, world: &mut World, case: u32) {
    let now = world.now;
    let need = cx.need(case);
    let state = &mut world.cases[case as usize];
    let (who, key) = need.address(u32::from(state.committee_arrivals));
    let words = cx.streams.draw(Decision::CommitteeCase, who, key);
    state.committee_arrivals = state.committee_arrivals.saturating_add(1);
    state.committee_tried = true;
    state.tier = Tier::Committee;
    state.arrived = now;
    state.session = 0;
    state.informed = 0;
    state.patience_ends = now.after_days(cx.rules.committee_patience.at(words.uniform(0)));
    state.patience_posted = false;
    enqueue(cx, world, case, NONE);
}

/// Puts a case into its queue and looks for somebody free.
fn enqueue(cx: Context<'_>, world: &mut World, case: u32, owner: u32) {
    if !cx.rules.parameters.mechanisms.handling {
        return work_at_once(cx, world, case, owner);
    }
    let (team, slots) = common_queue(cx, world, case);
    if owner == NONE && cx.rules.parameters.mechanisms.dilemma && world.cases[case as usize].tier == Tier::Group {
        let free: Vec<u32> = slots.clone().filter(|slot| is_free(world, *slot)).collect();
        if free.len() > 1 && first_valid(&mut world.teams[team].queue, &world.cases).is_none() {
            return match dilemma::volunteer(cx, world, case, &free) {
                Some(volunteer) => take_up(cx, world, volunteer, case),
                None => leave_for_now(cx, world, case),
            };
        }
    }
    if owner == NONE && !attends_jointly(cx, world, case) {
        let free = slots.clone().find(|slot| is_free(world, *slot));
        if let Some(slot) = free
            && first_valid(&mut world.teams[team].queue, &world.cases).is_none()
        {
            world.cases[case as usize].owner = NONE;
            return begin(cx, world, slot, case);
        }
    }
    let class = class(cx, world, case);
    let state = &mut world.cases[case as usize];
    state.state = State::Waiting;
    state.owner = owner;
    state.queued += 1;
    let entry = QueueEntry::new(class, state.arrived, case, state.queued);
    if owner != NONE {
        world.slots[owner as usize].waiting += 1;
        world.slots[owner as usize].queue.push(Reverse(entry));
        pull(cx, world, owner);
    } else {
        world.teams[team].queue.push(Reverse(entry));
        for slot in slots {
            if world.cases[case as usize].state != State::Waiting {
                break;
            }
            if world.slots[slot as usize].busy == NONE {
                pull(cx, world, slot);
            }
        }
    }
    if world.cases[case as usize].state != State::InWork {
        let_patience_run(world, case);
    }
}

/// The holder of a slot takes up an unowned case: alone, or as who calls a session.
fn take_up(cx: Context<'_>, world: &mut World, slot: u32, case: u32) {
    let state = &mut world.cases[case as usize];
    state.owner = NONE;
    if attends_jointly(cx, world, case) {
        world.cases[case as usize].worker = slot;
        arrange_session(cx, world, case, false);
    } else {
        begin(cx, world, slot, case);
    }
}

/// Nobody steps forward for a case: it waits outside the queue until it is looked at again.
fn leave_for_now(cx: Context<'_>, world: &mut World, case: u32) {
    let state = &mut world.cases[case as usize];
    state.state = State::Waiting;
    state.owner = NONE;
    state.queued += 1;
    dilemma::pass_over(cx, world, case);
    let_patience_run(world, case);
}

/// A case that nobody stepped forward for is looked at again, by whoever is now to handle it.
pub fn look_again(cx: Context<'_>, world: &mut World, case: u32) {
    let team = &world.teams[cx.group_of_case(case) as usize];
    if cx.rules.plans[team.plan].roster == Roster::None {
        enqueue(cx, world, case, NONE);
    } else {
        release::seek_again(world, case);
    }
}

/// Whether the holder of a slot can take up a case this instant.
fn is_free(world: &World, slot: u32) -> bool {
    let holder = &world.slots[slot as usize];
    holder.busy == NONE && holder.serves() && available(world, slot) == world.now
}

/// The queue of unowned cases that a case belongs to, and the slots that serve it.
fn common_queue(cx: Context<'_>, world: &World, case: u32) -> (usize, std::ops::Range<u32>) {
    let seats = cx.rules.seats_per_group() as u32;
    let groups = cx.village.groups.len();
    match world.cases[case as usize].tier {
        Tier::Group => {
            let lead = world.teams[cx.group_of_case(case) as usize].lead;
            (lead as usize, lead * seats..(lead + 1) * seats)
        }
        _ => (groups, groups as u32 * seats..world.slots.len() as u32),
    }
}

/// Without the mechanism work takes no time: the first who may does it.
fn work_at_once(cx: Context<'_>, world: &mut World, case: u32, owner: u32) {
    let worker = if owner != NONE {
        Some(owner)
    } else {
        common_queue(cx, world, case).1.find(|slot| world.slots[*slot as usize].serves())
    };
    let Some(worker) = worker else { return world.hand_on(case, Stage::Close(Closing::Abandoned)) };
    begun(world, case);
    let state = &mut world.cases[case as usize];
    state.state = State::InWork;
    state.worker = worker;
    state.informed = if state.tier == Tier::Group { u32::MAX } else { 0 };
    world.hand_on(case, Stage::Judge);
}

/// The class of a case in a queue.
fn class(cx: Context<'_>, world: &World, case: u32) -> f64 {
    if !cx.rules.parameters.mechanisms.priority {
        return 0.0;
    }
    let handling = &cx.rules.parameters.handling;
    let state = &world.cases[case as usize];
    let collective = u32::from(state.people) >= cx.rules.parameters.petitions.collective_people;
    f64::from(cx.need(case).severity)
        + if state.priority { handling.petitioned_priority } else { 0.0 }
        + if state.priority && collective { handling.collective_priority } else { 0.0 }
}

/// Puts the end of patience on the agenda, once.
pub fn let_patience_run(world: &mut World, case: u32) {
    let state = &mut world.cases[case as usize];
    if !state.patience_posted && state.patience_ends != Time::NEVER {
        state.patience_posted = true;
        let at = state.patience_ends;
        world.agenda.post(at, EventKind::PatienceEnd as u8, case);
    }
}

/// Patience ends: unless work has begun the household stops waiting.
pub fn lose_patience(world: &mut World, case: u32) {
    let now = world.now;
    let state = &mut world.cases[case as usize];
    let waits = matches!(state.state, State::Seeking | State::Waiting | State::Arranging);
    if state.patience_ends != now || !waits {
        return;
    }
    if state.state == State::Waiting && state.owner != NONE {
        world.slots[state.owner as usize].waiting -= 1;
    }
    state.due = Time::NEVER;
    state.patience_ends = Time::NEVER;
    state.patience_posted = false;
    state.abandoned[usize::from(state.tier != Tier::Group)] = true;
    world.hand_on(case, Stage::Close(Closing::Abandoned));
}

/// When the holder of a slot can take up a case.
fn available(world: &World, slot: u32) -> Time {
    let holder = &world.slots[slot as usize];
    let from = holder.committed_until.at.max(world.now);
    if is_cadre(world, slot) { from } else { world.timelines.next_present(holder.person, from) }
}

fn is_cadre(world: &World, slot: u32) -> bool {
    world.slots[slot as usize].group as usize + 1 == world.teams.len()
}

/// The holder of a slot takes up the next case, if free and at hand.
pub fn pull(cx: Context<'_>, world: &mut World, slot: u32) {
    if !world.slots[slot as usize].serves() || world.slots[slot as usize].busy != NONE {
        return;
    }
    let from = available(world, slot);
    while let Some(entry) = first_waiting(world, slot) {
        if from > world.now {
            return plan_wake(world, slot, from);
        }
        take_first(world, slot);
        let case = entry.case();
        if attends_jointly(cx, world, case) {
            world.cases[case as usize].worker = slot;
            arrange_session(cx, world, case, false);
        } else {
            return begin(cx, world, slot, case);
        }
    }
}

/// Makes sure the slot looks for work again at an instant.
fn plan_wake(world: &mut World, slot: u32, at: Time) {
    let holder = &mut world.slots[slot as usize];
    if holder.wake > at {
        holder.wake = at;
        world.agenda.post(at, EventKind::Wake as u8, slot);
    }
}

/// A planned wake comes.
pub fn wake(cx: Context<'_>, world: &mut World, slot: u32) {
    world.slots[slot as usize].wake = Time::NEVER;
    pull(cx, world, slot);
}

/// The first case that waits for a slot: of its own queue, else of its team's.
fn first_waiting(world: &mut World, slot: u32) -> Option<QueueEntry> {
    let own = first_valid(&mut world.slots[slot as usize].queue, &world.cases);
    if own.is_some() {
        return own;
    }
    let team = world.slots[slot as usize].group as usize;
    first_valid(&mut world.teams[team].queue, &world.cases)
}

/// The first entry of a queue whose case still waits in it; void ones are dropped.
fn first_valid(queue: &mut Queue, cases: &[crate::world::Case]) -> Option<QueueEntry> {
    while let Some(Reverse(entry)) = queue.peek() {
        let case = &cases[entry.case() as usize];
        if case.state == State::Waiting && case.queued == entry.queued() {
            return Some(*entry);
        }
        queue.pop();
    }
    None
}

/// Removes what [`first_waiting`] found.
fn take_first(world: &mut World, slot: u32) {
    let holder = &mut world.slots[slot as usize];
    let team = holder.group as usize;
    if holder.waiting > 0 && holder.queue.pop().is_some() {
        holder.waiting -= 1;
    } else {
        world.teams[team].queue.pop();
    }
}

/// Whether several members handle a case together.
fn attends_jointly(cx: Context<'_>, world: &World, case: u32) -> bool {
    let plan = || &cx.rules.plans[world.teams[cx.group_of_case(case) as usize].plan];
    cx.rules.any_joint && world.cases[case as usize].tier == Tier::Group && plan().joint[cx.need(case).kind as usize]
}

/// Effort of the present session of a case for one person, hours.
pub fn session_hours(cx: Context<'_>, world: &World, case: u32) -> f64 {
    let need = cx.need(case);
    let state = &world.cases[case as usize];
    let first = match state.tier {
        Tier::Group => need.effort_hours,
        _ => {
            let (who, key) = need.address(u32::from(state.committee_arrivals) - 1);
            let u = cx.streams.draw(Decision::CommitteeCase, who, key).uniform(1);
            cx.rules.committee_effort[usize::from(need.kind == Need::Dispute)].at(u)
        }
    };
    if state.session == 0 { first } else { first * cx.rules.parameters.handling.further_session_share }
}

/// Work on a case begins for the first time at its tier.
fn begun(world: &mut World, case: u32) {
    let now = world.now;
    let state = &mut world.cases[case as usize];
    state.patience_ends = Time::NEVER;
    let at_group = state.tier == Tier::Group;
    let first = if at_group { &mut state.begun_at_group } else { &mut state.begun_at_committee };
    if *first == Time::NEVER {
        *first = now;
        let wait = now.days_since(state.arrived);
        if state.voiced >= world.tally.measured_from {
            world.tally.waits[usize::from(!at_group)].push(wait);
        }
    }
}

/// The holder of a slot begins to work on a case alone.
fn begin(cx: Context<'_>, world: &mut World, slot: u32, case: u32) {
    begun(world, case);
    let mut hours = session_hours(cx, world, case);
    let loss = cx.rules.parameters.handling.ownership_loss;
    if world.cases[case as usize].owner == NONE && world.cases[case as usize].tier == Tier::Group && loss > 0.0 {
        let group = cx.group_of_case(case);
        let present = serving(cx, world, group)
            .filter(|slot| world.timelines.present(world.slots[*slot as usize].person, world.now))
            .count();
        let speed = 1.0 - loss * (1.0 - 1.0 / present.max(1) as f64);
        if world.measured() {
            world.tally.ownership_loss_hours += hours / speed - hours;
        }
        hours /= speed;
    }
    let finish = work_from(world, slot, Due::at(world.now), hours);
    let holder = &mut world.slots[slot as usize];
    holder.busy = case;
    holder.finish = finish;
    let state = &mut world.cases[case as usize];
    state.state = State::InWork;
    state.worker = slot;
    state.session_hours = hours;
    state.attending = 0;
    world.post(finish.at, EventKind::WorkDone, case);
    world.witness(Step::Begun, case);
}

/// The work of a session is done: hours are booked, the holder is free, the case is judged.
pub fn finish_work(cx: Context<'_>, world: &mut World, case: u32) {
    let state = &mut world.cases[case as usize];
    if state.attending == 0 {
        let (worker, hours) = (state.worker, state.session_hours);
        if state.tier == Tier::Group {
            state.informed |= bit(cx, worker);
        }
        book_hours(cx, world, worker, hours, Work::Case(case));
        world.slots[worker as usize].busy = NONE;
        world.slots[worker as usize].finish = Due::at(Time::NEVER);
        world.looking.push(worker);
    } else {
        sessions::end_session(cx, world, case);
    }
    world.hand_on(case, Stage::Judge);
}

/// The bit of a slot in a case's masks: its role.
pub fn bit(cx: Context<'_>, slot: u32) -> u32 {
    1 << (slot % cx.rules.seats_per_group().max(1) as u32)
}
