#![doc = include_str!("../../docs/model/contact.md")]

use crate::mechanisms::trust;
use crate::random::Decision;
use crate::units::Time;
use crate::world::{Context, EventKind, Stage, World};

/// The slots of the team that serves a group whose holders take part in cases.
pub fn serving<'w>(cx: Context<'_>, world: &'w World, group: u32) -> impl Iterator<Item = u32> + use<'w> {
    let seats = cx.rules.seats_per_group() as u32;
    let lead = world.teams[group as usize].lead;
    (lead * seats..(lead + 1) * seats).filter(|slot| world.slots[*slot as usize].serves())
}

/// The household looks for a holder.
pub fn seek(cx: Context<'_>, world: &mut World, case: u32) {
    let group = cx.group_of_case(case);
    let plan = &cx.rules.plans[world.teams[group as usize].plan];
    if plan.order.is_empty() {
        return world.hand_on(case, Stage::Committee);
    }
    let household = cx.need(case).household;
    let must_be_home = cx.rules.parameters.mechanisms.contact;
    if plan.told_apart {
        world.beliefs.at(world.now);
    } else {
        let first = serving(cx, world, group).next();
        if let Some(reached) = first {
            world.cases[case as usize].met = world.now;
            return world.hand_on(case, Stage::Assign { reached });
        }
    }
    let mut best: Option<(f64, u32)> = None;
    for slot in serving(cx, world, group) {
        let person = world.slots[slot as usize].person;
        if must_be_home && !world.timelines.present(person, world.now) {
            continue;
        }
        let trust = trust::in_member(cx, world, household, slot);
        if best.is_none_or(|(most, _)| trust > most) {
            best = Some((trust, slot));
        }
    }
    match best {
        Some((_, reached)) => {
            let state = &mut world.cases[case as usize];
            if state.met == Time::NEVER {
                state.met = world.now;
            }
            world.hand_on(case, Stage::Assign { reached });
        }
        None => {
            super::handling::let_patience_run(world, case);
            let state = &mut world.cases[case as usize];
            let (who, key) = cx.need(case).address(u32::from(state.attempts));
            state.attempts = state.attempts.saturating_add(1);
            let delay = cx.streams.draw(Decision::ContactRetry, who, key).exponential(0);
            let again = world.now.after_days(delay * cx.rules.parameters.contact.retry_days);
            // Two tries in one second would be the same event.
            world.post(again.max(Time(world.now.0 + 1)), EventKind::ContactTry, case);
        }
    }
}
