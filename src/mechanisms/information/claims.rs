//! What households claim, and the work it makes.

use crate::mechanisms::contact::serving;
use crate::mechanisms::{handling, trust};
use crate::random::{Decision, Who};
use crate::world::news::TRUE_VERSION;
use crate::world::{Activity, Context, World};

/// A household that has heard of what it is entitled to decides whether to claim.
pub fn decide(cx: Context<'_>, world: &mut World, entity: u32) {
    let households = cx.village.households.group.len() as u32;
    let (item, household) = (entity / households, entity % households);
    let now = world.now;
    let information = &cx.rules.parameters.information;
    let known = &mut world.news.item(item).households[household as usize];
    if known.claim_due != now || known.claimed {
        return;
    }
    let mut share = information.claim_share;
    if known.version != TRUE_VERSION {
        share *= information.claim_wrong_factor;
    }
    if known.confused() {
        share *= information.claim_confused_factor;
    }
    let u = cx.streams.draw(Decision::NewsHousehold, Who::one(0, household), u64::from(item)).uniform(3);
    if u >= share {
        return;
    }
    known.claimed = true;
    if cx.rules.parameters.mechanisms.handling
        && let Some(slot) = whom_to_ask(cx, world, household)
    {
        handling::take_hours(world, slot, information.claim_hours, Activity::Claims);
    }
}

/// The member of the team whom a household trusts most; without a team the cadre who is free first.
fn whom_to_ask(cx: Context<'_>, world: &mut World, household: u32) -> Option<u32> {
    world.beliefs.at(world.now);
    let group = cx.village.households.group[household as usize];
    let member = serving(cx, world, group)
        .map(|slot| (trust::in_member(cx, world, household, slot), slot))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((_, slot)) = member {
        return Some(slot);
    }
    let cadres = (cx.village.groups.len() * cx.rules.seats_per_group()) as u32..world.slots.len() as u32;
    cadres
        .filter(|slot| world.slots[*slot as usize].serves())
        .min_by_key(|slot| world.slots[*slot as usize].committed_until.at)
}
