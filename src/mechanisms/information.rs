#![doc = include_str!("../../docs/model/information.md")]

mod claims;
mod reports;
mod spread;

pub use claims::decide as decide_claim;
pub use reports::report;
pub use spread::carry;

use crate::agenda::MAX_ENTITY;
use crate::mechanisms::contact::serving;
use crate::random::{Decision, Who, Words};
use crate::units::YEAR_DAYS;
use crate::world::news::Holder;
use crate::world::{Context, EventKind, World};

/// Puts the first item and the monthly reports on the agenda.
pub fn begin(cx: Context<'_>, world: &mut World) {
    if cx.rules.parameters.mechanisms.information {
        post_next(cx, world, 0);
        reports::begin(cx, world);
    }
}

/// What is drawn about an item of news.
fn words_of(cx: Context<'_>, item: u32) -> Words {
    cx.streams.draw(Decision::NewsItem, Who::one(0, 0), u64::from(item))
}

fn post_next(cx: Context<'_>, world: &mut World, item: u32) {
    let rate = cx.rules.parameters.information.items_per_year;
    // A claim is told apart by item and household in one number.
    let numbers = u64::from(item + 1) * cx.village.households.group.len() as u64;
    if rate > 0.0 && numbers <= u64::from(MAX_ENTITY) {
        let gap = words_of(cx, item).exponential(0);
        let at = world.now.after_days(gap * YEAR_DAYS / rate);
        world.agenda.post(at, EventKind::News as u8, item);
    }
}

/// An item of news comes: who is entitled is told, and the committee briefs the holders, unless it never hears of it.
pub fn arrive(cx: Context<'_>, world: &mut World, item: u32) {
    post_next(cx, world, item + 1);
    let information = &cx.rules.parameters.information;
    let closes = world.now.after_days(information.item_days);
    let households = cx.village.households.group.len();
    let number = world.news.add(world.now, closes, households, cx.village.groups.len());
    debug_assert_eq!(number, item);
    for (household, known) in (0..).zip(&mut world.news.item(item).households) {
        let words = cx.streams.draw(Decision::NewsHousehold, Who::one(0, household), u64::from(item));
        known.entitled = words.uniform(0) < information.entitled_share;
        known.confusion_mark = words.uniform(1);
    }
    if words_of(cx, item).uniform(1) >= information.office_share {
        return;
    }
    let mut holders: Vec<Holder> = Vec::new();
    for group in (0..cx.village.groups.len() as u32).filter(|group| world.teams[*group as usize].lead == *group) {
        holders.extend(serving(cx, world, group).map(|slot| spread::holder(cx, world, slot)));
    }
    let news = world.news.item(item);
    for holder in &holders {
        news.households[holder.home as usize].of_holder = true;
    }
    news.holders = holders;
    spread::from_committee(cx, world, item);
}
