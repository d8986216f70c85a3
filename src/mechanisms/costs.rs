#![doc = include_str!("../../docs/model/costs.md")]

use crate::units::{DAY, Fen, Time, WEEK_HOURS, YEAR_DAYS};
use crate::world::{Context, NONE, Payer, Purpose, World};

/// Adds the hours that a slot's holder has offered up to now to the account, and what moved them. Call it before the
/// hours given change.
pub fn settle_hours(cx: Context<'_>, world: &mut World, slot: u32) {
    let now = world.now;
    crate::mechanisms::handling::book_activities(cx, world, slot);
    let holder = &mut world.slots[slot as usize];
    let since = std::mem::replace(&mut holder.offered_since, now);
    if !holder.in_force || holder.person == NONE {
        return;
    }
    let cadre = holder.group as usize == cx.village.groups.len();
    let (person, pace, asked, shifts) = (holder.person, holder.seconds_per_hour, holder.asked_hours, holder.shifts);
    let present = |from: Time| match cadre {
        true => f64::from(now.0 - from.0),
        false => world.timelines.present_seconds(person, from, now),
    };
    let in_all = present(since) / pace;
    let measured_seconds = present(since.max(world.tally.measured_from).min(now));
    world.tally.account_hours[1] += in_all;
    let tenure = &mut world.slots[slot as usize].tenure_hours;
    tenure[1] += in_all;
    world.tally.excess_hours = world.tally.excess_hours.max(tenure[0] - tenure[1]);
    world.tally.hours_offered[usize::from(cadre)] += measured_seconds / pace;
    if !cadre {
        let effort = &mut world.tally.effort;
        let weeks = measured_seconds / (3600.0 * WEEK_HOURS);
        effort.asked += asked * weeks;
        effort.moved.iter_mut().zip(shifts).for_each(|(moved, shift)| *moved += shift * weeks);
    }
}

/// Settles the accounts of a slot up to now: seat time, hours offered, stipend and unpaid time. Call it before the
/// holder or the seat changes, and at the end.
pub fn settle(cx: Context<'_>, world: &mut World, slot: u32) {
    settle_hours(cx, world, slot);
    let now = world.now;
    let measured_from = world.tally.measured_from;
    let holder = &mut world.slots[slot as usize];
    let from = holder.since.max(measured_from).min(now);
    let measured_seconds = now.0 - from.0;
    let person = holder.person;
    let cadre = holder.group as usize == cx.village.groups.len();
    let hours = std::mem::take(&mut holder.measured_hours);
    holder.since = now;
    if !holder.in_force {
        return;
    }
    if !cadre {
        world.tally.seat_seconds[usize::from(person == NONE)] += u64::from(measured_seconds);
    }
    if person == NONE {
        return;
    }
    let stipend = world.slots[slot as usize].stipend_per_year;
    if !cadre {
        let years = f64::from(measured_seconds) / (DAY * YEAR_DAYS);
        let paid = Fen(libm::round(stipend.0 as f64 * years) as i64);
        let worth = Fen::from_yuan(hours * cx.rules.parameters.costs.day_wage_yuan / 8.0);
        world.tally.ledger.enter(Payer::Government, Purpose::Stipends, paid);
        world.tally.ledger.enter(Payer::Holders, Purpose::Work, Fen((worth - paid).0.max(0)));
    }
}

/// At the end of a run: every slot is settled and the cadres' hours on cases are charged.
pub fn close_accounts(cx: Context<'_>, world: &mut World) {
    (0..world.slots.len() as u32).for_each(|slot| settle(cx, world, slot));
    let committee = &cx.rules.parameters.committee;
    let hours_a_year = committee.hours_per_week * YEAR_DAYS / 7.0;
    if hours_a_year > 0.0 {
        let amount = world.tally.cadre_hours[0] * committee.pay_yuan_per_year / hours_a_year;
        world.tally.ledger.enter(Payer::Government, Purpose::Work, Fen::from_yuan(amount));
    }
}
