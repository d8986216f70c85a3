#![doc = include_str!("../../docs/model/learning.md")]

use crate::world::{Context, NONE, World};

/// The new holder of a slot starts with part of the experience of neighbouring groups' holders.
pub fn take_over(cx: Context<'_>, world: &mut World, slot: u32) {
    let mechanisms = &cx.rules.parameters.mechanisms;
    if !mechanisms.learning_between_groups || !mechanisms.experience {
        return;
    }
    let learning = &cx.rules.parameters.learning;
    let holder = &world.slots[slot as usize];
    let (group, person) = (holder.group, holder.person);
    let plan = world.teams[group as usize].plan;
    let settled = |other: &u32| {
        let team = &world.teams[*other as usize];
        team.lead == *other
            && team.plan == plan
            && world.now >= team.plan_since.after_days(learning.same_structure_days)
    };
    let seats = cx.rules.seats_per_group() as u32;
    let neighbours = world.learning.neighbours(group, learning.neighbours as usize);
    let holders: Vec<u32> = neighbours
        .into_iter()
        .filter(settled)
        .flat_map(|other| other * seats..(other + 1) * seats)
        .map(|slot| &world.slots[slot as usize])
        .filter(|holder| holder.serves() && holder.person != NONE && holder.person != person)
        .map(|holder| world.experience[holder.person as usize])
        .collect();
    if holders.is_empty() {
        return;
    }
    let mean = holders.iter().map(|cases| f64::from(*cases)).sum::<f64>() / holders.len() as f64;
    let own = world.experience[person as usize];
    // Only what the neighbours know beyond the own experience can be learnt from them.
    let learnt = libm::round(learning.share * (mean - f64::from(own)).max(0.0)) as u32;
    world.experience[person as usize] = own + learnt;
    if world.measured() {
        world.tally.learners[0] += 1.0;
        world.tally.learners[1] += f64::from(learnt);
    }
}
