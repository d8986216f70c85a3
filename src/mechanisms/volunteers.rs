#![doc = include_str!("../../docs/model/volunteers.md")]

use crate::mechanisms::contact::serving;
use crate::random::{Decision, Who};
use crate::special::logistic;
use crate::units::Fen;
use crate::world::{Context, Payer, Purpose, World};

/// The residents of a group without a seat who come when helpers are called, in the order of their numbers. The same
/// people come whenever the same `occasion` finds the same village.
pub fn who_come(cx: Context<'_>, world: &mut World, group: u32, occasion: u64) -> Vec<u32> {
    let parameters = &cx.rules.parameters;
    let volunteers = &parameters.volunteers;
    let people = &cx.village.people;
    let inspired = serving(cx, world, group).any(|slot| inspires(cx, world, group, slot));
    let mut come = Vec::new();
    let mut members = [0, 0];
    for person in cx.village.groups[group as usize].people.clone() {
        let one = person as usize;
        let able = people.adult[one] && u32::from(people.age[one]) <= parameters.storm.frail_above_years;
        if !able || !people.resident[one] || world.slots.iter().any(|slot| slot.person == person) {
            continue;
        }
        let member = people.party_member[one];
        let mut tendency = volunteers.base_logit
            + volunteers.participation_slope * world.participation[people.household[one] as usize];
        if member && inspired {
            tendency += volunteers.inspired_logit;
        }
        let comes = cx.streams.uniform(Decision::Volunteer, Who::one(0, person), occasion) < logistic(tendency);
        if comes {
            come.push(person);
        }
        members[0] += u32::from(member && comes);
        members[1] += u32::from(member);
    }
    if world.measured() {
        world.tally.members_called[0] += members[0];
        world.tally.members_called[1] += members[1];
    }
    come
}

/// Whether the holder of a slot is of the party and gives all the hours that the seat asks.
fn inspires(cx: Context<'_>, world: &World, group: u32, slot: u32) -> bool {
    let holder = &world.slots[slot as usize];
    let plan = &cx.rules.plans[world.teams[group as usize].plan];
    let asked = plan.seats[slot as usize % cx.rules.seats_per_group()].map_or(0.0, |seat| seat.hours_per_week);
    cx.village.people.party_member[holder.person as usize] && holder.hours_per_week >= asked
}

/// Counts the hours of helpers without a seat; they are unpaid and worth the day wage.
pub fn count_hours(cx: Context<'_>, world: &mut World, hours: f64) {
    if world.measured() {
        world.tally.volunteer_hours += hours;
        let worth = Fen::from_yuan(hours * cx.rules.parameters.costs.day_wage_yuan / 8.0);
        world.tally.ledger.enter(Payer::Households, Purpose::Labour, worth);
    }
}
