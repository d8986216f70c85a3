#![doc = include_str!("../../docs/model/visits.md")]

use crate::mechanisms::{handling, information};
use crate::random::{Decision, Who};
use crate::units::DAY;
use crate::world::{Activity, Context, EventKind, NONE, Tier, World};

/// Puts the monthly rounds on the agenda.
pub fn begin(cx: Context<'_>, world: &mut World) {
    if cx.rules.parameters.mechanisms.visits && cx.rules.parameters.visits.per_member_week > 0.0 {
        for (month, at) in cx.rules.months.iter().enumerate() {
            world.agenda.post(*at, EventKind::Rounds as u8, month as u32);
        }
    }
}

/// Every member who serves sets out on the rounds of a month, as far as hours remain.
pub fn set_out(cx: Context<'_>, world: &mut World, month: u32) {
    let visits = &cx.rules.parameters.visits;
    let Some(until) = cx.rules.months.get(month as usize + 1).copied() else { return };
    let days = until.days_since(world.now);
    for slot in 0..(cx.village.groups.len() * cx.rules.seats_per_group()) as u32 {
        let holder = &world.slots[slot as usize];
        if !holder.serves() || world.rounds.under_way[slot as usize].0 == holder.person {
            continue;
        }
        let asked = world.rounds.owed[slot as usize] + visits.per_member_week * days / 7.0;
        let mut count = libm::floor(asked);
        world.rounds.owed[slot as usize] = asked - count;
        if cx.rules.parameters.mechanisms.handling && visits.hours > 0.0 {
            let from = holder.committed_until.at.max(world.now);
            let seconds = world.timelines.present_seconds(holder.person, from, until);
            let left = seconds / holder.seconds_per_hour;
            count = count.min(libm::floor(visits.most_hours_share * left / visits.hours));
        }
        if count < 1.0 {
            continue;
        }
        world.rounds.under_way[slot as usize] = (holder.person, count as u32);
        let done = match cx.rules.parameters.mechanisms.handling {
            true => handling::take_hours(world, slot, count * visits.hours, Activity::Visits),
            false => world.now.after_seconds(DAY),
        };
        world.agenda.post(done, EventKind::Visits as u8, slot);
    }
}

/// The rounds of a holder are done: the households not visited for longest were called on, each once.
pub fn call_on_households(cx: Context<'_>, world: &mut World, slot: u32) {
    let (person, count) = std::mem::replace(&mut world.rounds.under_way[slot as usize], (NONE, 0));
    let holder = &world.slots[slot as usize];
    if person == NONE || holder.person != person || !holder.serves() {
        return;
    }
    let team = holder.group;
    let mut households: Vec<u32> = (0..cx.village.groups.len())
        .filter(|group| world.teams[*group].lead == team)
        .flat_map(|group| cx.village.groups[group].households.clone())
        .filter(|household| !cx.village.households.absent[*household as usize])
        .collect();
    households.sort_by_key(|household| (world.rounds.last[*household as usize], *household));
    for household in households.into_iter().take(count as usize) {
        visit(cx, world, slot, household);
    }
}

fn visit(cx: Context<'_>, world: &mut World, slot: u32, household: u32) {
    let visits = &cx.rules.parameters.visits;
    let measured = world.measured();
    let ordinal = world.rounds.count[household as usize];
    world.rounds.count[household as usize] += 1;
    world.rounds.made[0] += u32::from(measured);
    let words = cx.streams.draw(Decision::Visit, Who::one(0, household), u64::from(ordinal));
    if words.uniform(0) >= visits.at_home_share {
        return;
    }
    world.rounds.made[1] += u32::from(measured);
    world.rounds.last[household as usize] = world.now;
    if visits.trust_weight > 0.0 && cx.rules.parameters.mechanisms.trust {
        let role = slot as usize % cx.rules.seats_per_group();
        let beliefs = world.beliefs.at(world.now);
        beliefs.add(household, Tier::Group, visits.trust_weight, 0.0);
        beliefs.add_with_holder(household, role, visits.trust_weight, 0.0);
    }
    if cx.rules.parameters.mechanisms.information {
        information::carry(cx, world, slot, household);
    }
    if words.uniform(1) < visits.told_share {
        let found = world.ask_about_all(household, visits.told_days);
        world.unvoiced.found[0] += if measured { found } else { 0 };
    }
}
