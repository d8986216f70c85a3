#![doc = include_str!("../../docs/model/handling.md")]

mod sessions;

pub use sessions::{arrange_briefing, arrange_session, begin_session, next_session};

use crate::mechanisms::contact::serving;
use crate::mechanisms::judgement;
use crate::random::Decision;
use crate::units::Time;
use crate::vocabulary::choices::{Need, OwnerBy, Recusal, Roster};
use crate::world::rules::seconds_per_hour;
use crate::world::seats::Queue;
use crate::world::{Closing, Commitment, Context, Due, EventKind, NONE, QueueEntry, Stage, State, Tier, World};
use std::cmp::Reverse;

/// What hours are spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// A case.
    Case(u32),
    /// A task from above.
    Task,
}

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
}

/// When the holder of a slot who works from `from` on has done `hours`.
fn work_from(world: &World, slot: u32, from: Due, hours: f64) -> Due {
    if hours <= 0.0 {
        return from;
    }
    let horizon = world.agenda.horizon();
    if from.at >= horizon {
        return Due { at: Time::NEVER, beyond_hours: from.beyond_hours + hours };
    }
    let holder = &world.slots[slot as usize];
    let seconds = hours * holder.seconds_per_hour;
    let at = match is_cadre(world, slot) {
        true => from.at.after_seconds(seconds),
        false => world.timelines.work(holder.person, from.at, seconds),
    };
    if at < horizon {
        return Due::at(at);
    }
    Due { at: Time::NEVER, beyond_hours: hours - present_hours(world, slot, from.at, horizon) }
}

/// Hours that the holder of a slot gives between two instants.
fn present_hours(world: &World, slot: u32, from: Time, to: Time) -> f64 {
    let holder = &world.slots[slot as usize];
    let seconds = match is_cadre(world, slot) {
        true => (f64::from(to.0) - f64::from(from.0)).max(0.0),
        false => world.timelines.present_seconds(holder.person, from, to),
    };
    seconds / holder.seconds_per_hour
}

/// Hours of work left until it is done.
fn hours_left(world: &World, slot: u32, due: Due) -> f64 {
    present_hours(world, slot, world.now, due.at.min(world.agenda.horizon())) + due.beyond_hours
}

/// Takes `hours` of a holder before other cases, from now on, for the session of a case or ([`NONE`]) a task; returns
/// when they are done.
pub fn commit(world: &mut World, slot: u32, hours: f64, session_of: u32) -> Time {
    let committed = world.slots[slot as usize].committed_until;
    let from = if committed.at > world.now { committed } else { Due::at(world.now) };
    let due = work_from(world, slot, from, hours);
    let holder = &mut world.slots[slot as usize];
    holder.committed_until = due;
    holder.commitments.push(Commitment { due, hours, case: session_of });
    let case = holder.busy;
    if case != NONE {
        let finish = work_from(world, slot, world.slots[slot as usize].finish, hours);
        world.slots[slot as usize].finish = finish;
        world.post(finish.at, EventKind::WorkDone, case);
    }
    due.at
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

/// Books hours that the holder of a slot has worked.
pub fn book_hours(cx: Context<'_>, world: &mut World, slot: u32, hours: f64, work: Work) {
    book_hours_done_at(cx, world, slot, hours, work, world.now);
}

fn book_hours_done_at(cx: Context<'_>, world: &mut World, slot: u32, hours: f64, work: Work, at: Time) {
    let measured = at >= world.tally.measured_from;
    let cadre = is_cadre(world, slot);
    world.tally.account_hours[0] += hours;
    let holder = &mut world.slots[slot as usize];
    holder.month_hours += hours;
    holder.tenure_hours[0] += hours;
    if measured {
        holder.measured_hours += hours;
    }
    if let Work::Case(case) = work {
        world.cases[case as usize].hours += hours;
        if !cadre {
            world.cases[case as usize].group_hours += hours;
        }
    }
    if !measured {
        return;
    }
    match (work, cadre) {
        (Work::Case(case), false) => world.tally.hours_on_cases[cx.group_of_case(case) as usize] += hours,
        (Work::Task, false) => world.tally.hours_on_tasks += hours,
        (Work::Case(_), true) => world.tally.cadre_hours[0] += hours,
        (Work::Task, true) => world.tally.cadre_hours[1] += hours,
    }
}

/// A task from above takes hours of a holder before any case.
pub fn take_task(world: &mut World, slot: u32, hours: f64) {
    commit(world, slot, hours, NONE);
}

/// Books the tasks of a slot that are done by now.
pub fn book_tasks(cx: Context<'_>, world: &mut World, slot: u32) {
    let mut commitments = std::mem::take(&mut world.slots[slot as usize].commitments);
    commitments.retain(|commitment| {
        let keep = commitment.case != NONE || commitment.due.at > world.now;
        if !keep {
            book_hours_done_at(cx, world, slot, commitment.hours, Work::Task, commitment.due.at);
        }
        keep
    });
    world.slots[slot as usize].commitments = commitments;
}

/// The holder of a slot gives other hours from now on: work in hand goes on at the new pace.
pub fn change_pace(cx: Context<'_>, world: &mut World, slot: u32, hours_per_week: f64) {
    if world.slots[slot as usize].hours_per_week == hours_per_week {
        return;
    }
    book_tasks(cx, world, slot);
    let mut commitments = std::mem::take(&mut world.slots[slot as usize].commitments);
    let left: Vec<f64> = commitments.iter().map(|commitment| hours_left(world, slot, commitment.due)).collect();
    let holder = &world.slots[slot as usize];
    let (case, finish, committed) = (holder.busy, holder.finish, holder.committed_until);
    let left_of_case = hours_left(world, slot, finish);
    let left_of_commitments = hours_left(world, slot, committed);
    set_pace(world, slot, hours_per_week);
    let now = Due::at(world.now);
    for (commitment, left) in commitments.iter_mut().zip(left) {
        commitment.due = work_from(world, slot, now, left);
    }
    let sessions: Vec<u32> =
        commitments.iter().map(|commitment| commitment.case).filter(|case| *case != NONE).collect();
    world.slots[slot as usize].commitments = commitments;
    if committed.at > world.now {
        world.slots[slot as usize].committed_until = work_from(world, slot, now, left_of_commitments);
    }
    sessions.into_iter().for_each(|case| sessions::end_when_all_are_done(cx, world, case));
    if case != NONE {
        let finish = work_from(world, slot, now, left_of_case);
        world.slots[slot as usize].finish = finish;
        world.post(finish.at, EventKind::WorkDone, case);
    }
}

/// Gives a slot the hours of its holder: the pace of all further work.
pub fn set_pace(world: &mut World, slot: u32, hours_per_week: f64) {
    let holder = &mut world.slots[slot as usize];
    holder.hours_per_week = hours_per_week;
    holder.seconds_per_hour = seconds_per_hour(hours_per_week);
}

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
    book_tasks(cx, world, slot);
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

fn seek_again(world: &mut World, case: u32) {
    let state = &mut world.cases[case as usize];
    state.state = State::Seeking;
    state.due = Time::NEVER;
    world.hand_on(case, Stage::Contact);
}
