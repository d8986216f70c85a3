#![doc = include_str!("../../docs/model/works.md")]

use crate::mechanisms::contact::serving;
use crate::mechanisms::{handling, trust, volunteers};
use crate::random::{Decision, Who};
use crate::units::{Fen, Time};
use crate::world::canals::Canal;
use crate::world::{Activity, Context, EventKind, Payer, Purpose, World};

/// Lays out the canals and puts the months on the agenda.
pub fn begin(cx: Context<'_>, world: &mut World) {
    if !cx.rules.parameters.mechanisms.works {
        return;
    }
    let works = &cx.rules.parameters.works;
    world.canals.resize(cx.village.groups.len(), Canal::new(works.initial_condition, works.initial_turnout));
    for (month, at) in cx.rules.months.iter().enumerate().skip(1) {
        world.agenda.post(*at, EventKind::CanalMonth as u8, month as u32);
    }
}

/// The calendar date of an instant as a number: the natural key of what happens on a day.
fn date_key(cx: Context<'_>, at: Time) -> u64 {
    let date = cx.rules.calendar.date_of(at.day());
    u64::from(date.year().unsigned_abs()) * 10_000
        + u64::from(date.month().unsigned_abs()) * 100
        + u64::from(date.day().unsigned_abs())
}

/// A month is over: canals wear, and a team with somebody at hand calls a labour day where one is needed.
pub fn month(cx: Context<'_>, world: &mut World) {
    let works = &cx.rules.parameters.works;
    let wear = works.wear_per_month.compile();
    let key = date_key(cx, world.now);
    for group in 0..world.canals.len() as u32 {
        let lost = wear.at(cx.streams.uniform(Decision::CanalWear, Who::one(0, group), key));
        change(cx, world, group, -lost);
        let canal = &world.canals[group as usize];
        if canal.condition < works.repair_below && !canal.called && at_hand(cx, world, group).next().is_some() {
            world.canals[group as usize].called = true;
            let day = world.now.after_days(works.notice_days);
            world.agenda.post(day, EventKind::LabourDay as u8, group);
        }
    }
}

/// The condition of a group's canal changes.
fn change(cx: Context<'_>, world: &mut World, group: u32, by: f64) {
    let (now, measured_from) = (world.now, world.tally.measured_from);
    world.canals[group as usize].change(by, now, measured_from, cx.rules.parameters.works.usable_from);
}

/// Holders of a group's team who are present and whom no other activity holds up.
fn at_hand<'w>(cx: Context<'_>, world: &'w World, group: u32) -> impl Iterator<Item = u32> + use<'w> {
    serving(cx, world, group).filter(|slot| {
        let holder = &world.slots[*slot as usize];
        holder.committed_until.at <= world.now && world.timelines.present(holder.person, world.now)
    })
}

/// The labour day of a group: holders at hand lead by working; each household comes or not.
pub fn labour_day(cx: Context<'_>, world: &mut World, group: u32) {
    world.canals[group as usize].called = false;
    let holders: Vec<u32> = at_hand(cx, world, group).collect();
    if holders.is_empty() {
        // Nobody leads it: it does not take place, and is called again when somebody is at hand.
        return;
    }
    let works = &cx.rules.parameters.works;
    let key = date_key(cx, world.now);
    let expected = world.canals[group as usize].expected;
    world.beliefs.at(world.now);
    let (mut came, mut asked) = (0_u32, 0_u32);
    for household in cx.village.groups[group as usize].households.clone() {
        if cx.village.households.absent[household as usize] {
            continue;
        }
        let example = holders.iter().map(|slot| trust::in_member(cx, world, household, *slot)).fold(0.0, f64::max);
        let share = works.expectation_weight * expected
            + works.example_weight * example
            + works.participation_weight * world.participation[household as usize];
        asked += 1;
        came += u32::from(cx.streams.uniform(Decision::LabourDay, Who::one(0, household), key) < share);
    }
    let helpers = volunteers::who_come(cx, world, group, key).len() as u32;
    if asked > 0 {
        world.canals[group as usize].expected = f64::from(came) / f64::from(asked);
    }
    let labour = came + holders.len() as u32 + helpers;
    let households = cx.village.groups[group as usize].households.len() as f64;
    change(cx, world, group, f64::from(labour) / (works.labour_days_per_household * households));
    let hours = works.hours_per_labour_day;
    if cx.rules.parameters.mechanisms.handling {
        for slot in &holders {
            handling::take_hours(world, *slot, hours, Activity::Works);
        }
    }
    volunteers::count_hours(cx, world, f64::from(helpers) * hours);
    if world.measured() {
        let canal = &mut world.canals[group as usize];
        for (total, days) in canal.labour_days.iter_mut().zip([came, holders.len() as u32, helpers]) {
            *total += days;
        }
        canal.turnout[0] += came;
        canal.turnout[1] += asked;
        let worth = f64::from(came) * hours * cx.rules.parameters.costs.day_wage_yuan / 8.0;
        world.tally.ledger.enter(Payer::Households, Purpose::Labour, Fen::from_yuan(worth));
    }
}
