#![doc = include_str!("../../docs/model/tasks.md")]

use crate::mechanisms::contact::serving;
use crate::mechanisms::handling;
use crate::random::{Decision, Who};
use crate::units::YEAR_DAYS;
use crate::vocabulary::choices::Bearer;
use crate::world::{Activity, Context, EventKind, World};

/// Puts the first task of every group and cadre on the agenda.
pub fn begin(cx: Context<'_>, world: &mut World) {
    let streams = cx.village.groups.len() + cx.rules.cadres as usize;
    world.tasks_seen.clear();
    world.tasks_seen.resize(streams, 0);
    if cx.rules.parameters.mechanisms.tasks {
        (0..streams as u32).for_each(|stream| post_next(cx, world, stream));
    }
}

/// The address of a stream of tasks: groups, then cadres apart from them.
fn address(cx: Context<'_>, stream: u32) -> Who {
    let groups = cx.village.groups.len() as u32;
    if stream < groups { Who::pair(0, stream, 0) } else { Who::pair(0, stream - groups, 1) }
}

fn post_next(cx: Context<'_>, world: &mut World, stream: u32) {
    let tasks = &cx.rules.parameters.tasks;
    let of_group = (stream as usize) < cx.village.groups.len();
    let rate = if of_group { tasks.per_group_year } else { tasks.per_cadre_year };
    if rate > 0.0 {
        let ordinal = u64::from(world.tasks_seen[stream as usize]);
        let gap = cx.streams.draw(Decision::TopDownTask, address(cx, stream), ordinal).exponential(0);
        let at = world.now.after_days(gap * YEAR_DAYS / rate);
        world.agenda.post(at, EventKind::Task as u8, stream);
    }
}

/// A task comes.
pub fn arrive(cx: Context<'_>, world: &mut World, stream: u32) {
    let ordinal = world.tasks_seen[stream as usize];
    let words = cx.streams.draw(Decision::TopDownTask, address(cx, stream), u64::from(ordinal));
    world.tasks_seen[stream as usize] += 1;
    post_next(cx, world, stream);
    let groups = cx.village.groups.len() as u32;
    let of_group = stream < groups;
    let mut hours = cx.rules.task_hours[usize::from(!of_group)].at(words.uniform(1));
    if cx.rules.supported(world.now) {
        hours *= 1.0 - cx.rules.parameters.support.task_relief_share;
    }
    if !cx.rules.parameters.mechanisms.handling {
        return;
    }
    if !of_group {
        let slot = groups * cx.rules.seats_per_group() as u32 + stream - groups;
        if (slot as usize) < world.slots.len() && world.slots[slot as usize].serves() {
            handling::take_hours(world, slot, hours, Activity::Task);
        }
        return;
    }
    let members: Vec<u32> = serving(cx, world, stream).collect();
    let Some(count) = (!members.is_empty()).then_some(members.len()) else { return };
    hours *= 1.0 + cx.rules.parameters.tasks.growth_per_added_seat * (count - 1) as f64;
    let team = &world.teams[stream as usize];
    let plan = &cx.rules.plans[team.plan];
    let take = |world: &mut World, slot, hours| {
        handling::take_hours(world, slot, hours, Activity::Task);
    };
    match plan.tasks_borne_by {
        Bearer::Shared => members.iter().for_each(|slot| take(world, *slot, hours / count as f64)),
        Bearer::Owner => take(world, members[ordinal as usize % count], hours),
        Bearer::Leader => {
            let first = team.lead * cx.rules.seats_per_group() as u32;
            let leader = plan.order.iter().map(|role| first + *role as u32).find(|slot| members.contains(slot));
            take(world, leader.unwrap_or(members[0]), hours);
        }
    }
}
