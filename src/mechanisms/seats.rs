#![doc = include_str!("../../docs/model/seats.md")]

mod filling;

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
        handling::set_pace(world, slot, cx.rules.parameters.committee.hours_per_week);
    }
}

/// A step of the plan comes into force.
pub fn take_step(cx: Context<'_>, world: &mut World, step: u32) {
    let step = &cx.rules.steps[step as usize];
    let all: Vec<u32> = (0..cx.village.groups.len() as u32).collect();
    for group in if step.groups.is_empty() { &all } else { &step.groups } {
        install(cx, world, *group, step.plan);
    }
    for group in if step.groups.is_empty() { &all } else { &step.groups } {
        filling::fill(cx, world, *group, step.re_elect);
    }
}

/// Puts a structure into force in a group: seats appear, go, or change their hours; work goes where it now belongs.
fn install(cx: Context<'_>, world: &mut World, group: u32, plan: usize) {
    let seats = cx.rules.seats_per_group() as u32;
    let team = &world.teams[group as usize];
    let old = &cx.rules.plans[team.plan];
    let new = &cx.rules.plans[plan];
    let lead = group / new.groups_per_team * new.groups_per_team;
    let moved = team.lead != lead || old.roster != new.roster;
    world.teams[group as usize].plan = plan;
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
                holder.in_force = true;
                holder.stipend_per_year = seat.stipend_per_year;
                let stays = holder.attends == seat.attends;
                holder.attends = seat.attends;
                if holder.person != NONE {
                    if !stays {
                        handling::release_slot(cx, world, slot);
                    }
                    let hours = filling::hours_given(cx, world, world.slots[slot as usize].person, &seat, slot);
                    handling::change_pace(world, slot, hours);
                }
            }
        }
    }
    if moved {
        let queue = std::mem::take(&mut world.teams[group as usize].queue);
        handling::release_queue(world, queue);
    }
}

/// An election is due: seats that are vacant or whose term has ended are filled.
pub fn hold_election(cx: Context<'_>, world: &mut World, group: u32) {
    filling::fill(cx, world, group, false);
}

/// A holder leaves; the accounts are settled and the work looks for others.
pub fn vacate(cx: Context<'_>, world: &mut World, slot: u32) {
    handling::release_slot(cx, world, slot);
    costs::settle(cx, world, slot);
    world.guests.retain(|(_, held)| *held != slot);
    let holder = &mut world.slots[slot as usize];
    holder.person = NONE;
    holder.tenure_hours = [0.0; 2];
    holder.month_hours = 0.0;
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
        handling::book_tasks(cx, world, slot);
        let holder = &mut world.slots[slot as usize];
        let worked = std::mem::take(&mut holder.month_hours);
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
            vacate(cx, world, slot);
            let group = world.slots[slot as usize].group;
            plan_election(world, group, world.now.after_days(elections.by_election_days));
        }
    }
}
