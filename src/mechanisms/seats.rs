#![doc = include_str!("../../docs/model/seats.md")]

mod filling;

pub use filling::capacity;

use crate::mechanisms::{costs, handling};
use crate::random::{Decision, Who};
use crate::units::Time;
use crate::world::{Context, EventKind, NONE, World};

/// Fills the seats of cadres, at the start.
pub fn seat_cadres(cx: Context<'_>, world: &mut World) {
    let first = cx.village.groups.len() * cx.rules.seats_per_group();
    for cadre in 0..cx.rules.cadres as usize {
        let slot = (first + cadre) as u32;
        let holder = &mut world.slots[slot as usize];
        holder.in_force = true;
        holder.attends = true;
        // A village with fewer cadres than a scenario asks for leaves the seat empty.
        holder.person = cx.village.cadres.get(cadre).copied().unwrap_or(NONE);
        holder.ask(cx.rules.parameters.committee.hours_per_week);
        handling::set_pace(world, slot, cx.rules.parameters.committee.hours_per_week);
    }
}

/// A step of the plan comes into force. A team that serves several groups sits in the first of its block that is under the
/// same structure, so a step for one group can move the team of its neighbours too.
pub fn take_step(cx: Context<'_>, world: &mut World, step: u32) {
    let step = &cx.rules.steps[step as usize];
    let concerned = |group: &u32| step.groups.is_empty() || step.groups.contains(group);
    let plans: Vec<usize> = (0..cx.village.groups.len() as u32)
        .map(|group| if concerned(&group) { step.plan } else { world.teams[group as usize].plan })
        .collect();
    let lead = |group: usize| {
        let block = cx.rules.plans[plans[group]].groups_per_team as usize;
        (group / block * block..group).find(|other| plans[*other] == plans[group]).unwrap_or(group) as u32
    };
    let leads: Vec<u32> = (0..plans.len()).map(lead).collect();
    let groups = || (0..).zip(plans.iter().copied().zip(leads.iter().copied()));
    for (group, (_, lead)) in groups() {
        if world.teams[group as usize].lead != lead {
            handling::release_cases(cx, world, group);
        }
    }
    for (group, (plan, lead)) in groups() {
        // What is in force stays in force, accounts and all.
        let team = &world.teams[group as usize];
        if world.now == Time::START || team.plan != plan || team.lead != lead {
            install(cx, world, group, plan, lead);
        }
    }
    for group in 0..plans.len() as u32 {
        filling::fill(cx, world, group, step.re_elect && concerned(&group));
    }
}

/// Puts a structure into force in a group: seats appear, go, or change their hours; work goes where it now belongs.
fn install(cx: Context<'_>, world: &mut World, group: u32, plan: usize, lead: u32) {
    let seats = cx.rules.seats_per_group() as u32;
    let team = &world.teams[group as usize];
    let old = &cx.rules.plans[team.plan];
    let new = &cx.rules.plans[plan];
    let moved = team.lead != lead || old.roster != new.roster;
    world.teams[group as usize].plan = plan;
    world.teams[group as usize].plan_since = world.now;
    world.teams[group as usize].lead = lead;
    for (role, seat) in new.seats.iter().enumerate() {
        let slot = group * seats + role as u32;
        match seat.filter(|_| lead == group) {
            None => {
                if world.slots[slot as usize].in_force {
                    vacate(cx, world, slot);
                    world.slots[slot as usize].in_force = false;
                }
            }
            Some(seat) => {
                costs::settle(cx, world, slot);
                let holder = &mut world.slots[slot as usize];
                if !holder.in_force {
                    holder.term_ends = world.now;
                }
                holder.in_force = true;
                holder.stipend_per_year = seat.stipend_per_year;
                let served = holder.serves();
                holder.attends = seat.attends;
                let person = holder.person;
                if person != NONE {
                    let hours = filling::hours_given(cx, world, person, &seat, slot);
                    if served != (seat.attends && hours > 0.0) {
                        handling::release_slot(cx, world, slot);
                    }
                    world.slots[slot as usize].ask(hours);
                    handling::change_pace(cx, world, slot, hours);
                    // Who stays in the seat gets what training the new structure adds.
                    filling::train(cx, world, person, new.training_days);
                    world.looking.push(slot);
                }
            }
        }
    }
    if moved {
        let queue = std::mem::take(&mut world.teams[group as usize].queue);
        handling::release_queue(world, queue);
    }
}

/// An election is due: seats whose day has come are filled.
pub fn hold_election(cx: Context<'_>, world: &mut World, group: u32) {
    filling::fill(cx, world, group, false);
}

/// A seat falls or stays vacant; the accounts are settled, the work looks for others, a by-election comes after a while,
/// never on the same day.
pub fn vacate(cx: Context<'_>, world: &mut World, slot: u32) {
    handling::release_slot(cx, world, slot);
    costs::settle(cx, world, slot);
    world.guests.retain(|(_, held)| *held != slot);
    let holder = &mut world.slots[slot as usize];
    holder.person = NONE;
    holder.term_ends = world.now.after_days(cx.rules.parameters.elections.by_election_days.max(1.0));
    holder.tenure_hours = [0.0; 2];
    holder.month_hours = 0.0;
    holder.last_month_hours = 0.0;
}

/// Puts the next election of a team on the agenda, unless an earlier one is there.
fn plan_election(world: &mut World, group: u32, at: Time) {
    let team = &mut world.teams[group as usize];
    if at < team.election {
        team.election = at;
        world.agenda.post(at, EventKind::Election as u8, group);
    }
}

/// Once a month holders who were overloaded may resign.
pub fn turn_over(cx: Context<'_>, world: &mut World, month: u32, month_began: Time) {
    let elections = &cx.rules.parameters.elections;
    let seats = (cx.village.groups.len() * cx.rules.seats_per_group()) as u32;
    for slot in 0..seats {
        handling::book_activities(cx, world, slot);
        let holder = &mut world.slots[slot as usize];
        let worked = std::mem::take(&mut holder.month_hours);
        holder.last_month_hours = worked;
        let person = holder.person;
        if person == NONE || holder.since > month_began || !cx.rules.parameters.mechanisms.turnover {
            continue;
        }
        let pace = holder.seconds_per_hour;
        let offered = world.timelines.present_seconds(person, month_began, world.now) / pace;
        let overloaded = worked > 0.0 && worked >= elections.overload_share * offered;
        let u = cx.streams.uniform(Decision::Resignation, Who::one(0, person), u64::from(month));
        if overloaded && u < elections.resign_per_overloaded_month {
            if world.measured() {
                world.tally.resignations += 1;
            }
            leave(cx, world, slot);
        }
    }
}

/// A holder loses the seat.
pub fn dismiss(cx: Context<'_>, world: &mut World, slot: u32) {
    if world.slots[slot as usize].person != NONE {
        leave(cx, world, slot);
    }
}

/// A seat falls vacant until a by-election.
fn leave(cx: Context<'_>, world: &mut World, slot: u32) {
    vacate(cx, world, slot);
    let group = world.slots[slot as usize].group;
    let again = world.slots[slot as usize].term_ends;
    plan_election(world, group, again);
}
