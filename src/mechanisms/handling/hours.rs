//! Hours: how long work takes its holder, what is booked, what a change of pace moves.

use super::{is_cadre, sessions};
use crate::units::Time;
use crate::world::rules::seconds_per_hour;
use crate::world::{Activity, Commitment, Context, Due, EventKind, NONE, World};

/// What hours are spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// A case.
    Case(u32),
    /// Something else.
    Other(Activity),
}

/// When the holder of a slot who works from `from` on has done `hours`.
pub(super) fn work_from(world: &World, slot: u32, from: Due, hours: f64) -> Due {
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
pub(super) fn present_hours(world: &World, slot: u32, from: Time, to: Time) -> f64 {
    let holder = &world.slots[slot as usize];
    let seconds = match is_cadre(world, slot) {
        true => (f64::from(to.0) - f64::from(from.0)).max(0.0),
        false => world.timelines.present_seconds(holder.person, from, to),
    };
    seconds / holder.seconds_per_hour
}

/// Hours of work left until it is done.
pub(super) fn hours_left(world: &World, slot: u32, due: Due) -> f64 {
    present_hours(world, slot, world.now, due.at.min(world.agenda.horizon())) + due.beyond_hours
}

/// Takes `hours` of a holder before other cases, from now on, for the session of a case; returns when they are done.
pub(super) fn commit(world: &mut World, slot: u32, hours: f64, session_of: u32) -> Time {
    // A session is booked with its case; the activity has no part in it.
    take_first(world, slot, hours, session_of, Activity::Task)
}

fn take_first(world: &mut World, slot: u32, hours: f64, case: u32, activity: Activity) -> Time {
    let committed = world.slots[slot as usize].committed_until;
    let from = if committed.at > world.now { committed } else { Due::at(world.now) };
    let due = work_from(world, slot, from, hours);
    let holder = &mut world.slots[slot as usize];
    holder.committed_until = due;
    holder.commitments.push(Commitment { due, hours, case, activity });
    let busy = holder.busy;
    if busy != NONE {
        let finish = work_from(world, slot, world.slots[slot as usize].finish, hours);
        world.slots[slot as usize].finish = finish;
        world.post(finish.at, EventKind::WorkDone, busy);
    }
    due.at
}

/// Books hours that the holder of a slot has worked.
pub(super) fn book_hours(cx: Context<'_>, world: &mut World, slot: u32, hours: f64, work: Work) {
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
        (Work::Other(activity), false) => world.tally.hours_on[activity as usize] += hours,
        (Work::Case(_), true) => world.tally.cadre_hours[0] += hours,
        (Work::Other(_), true) => world.tally.cadre_hours[1] += hours,
    }
}

/// An activity takes hours of a holder before any case; returns when they are worked.
pub fn take_hours(world: &mut World, slot: u32, hours: f64, activity: Activity) -> Time {
    take_first(world, slot, hours, NONE, activity)
}

/// Books the activities of a slot that are done by now.
pub fn book_activities(cx: Context<'_>, world: &mut World, slot: u32) {
    let mut commitments = std::mem::take(&mut world.slots[slot as usize].commitments);
    commitments.retain(|commitment| {
        let keep = commitment.case != NONE || commitment.due.at > world.now;
        if !keep {
            book_hours_done_at(cx, world, slot, commitment.hours, Work::Other(commitment.activity), commitment.due.at);
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
    book_activities(cx, world, slot);
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
