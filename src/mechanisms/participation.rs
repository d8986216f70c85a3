#![doc = include_str!("../../docs/model/participation.md")]

use crate::mechanisms::{contact, handling, information};
use crate::random::{Decision, Who};
use crate::units::{Fen, Time};
use crate::world::{Activity, Closing, Context, EventKind, Payer, Purpose, World};

/// What an address of a meeting speaks of besides the month.
#[derive(Clone, Copy)]
enum Speaker {
    Household,
    Group,
    Person,
}

fn who(speaker: Speaker, number: u32) -> Who {
    Who::pair(0, number, speaker as u32)
}

/// Puts the months of the mechanism on the agenda.
pub fn begin(cx: Context<'_>, world: &mut World) {
    if cx.rules.parameters.mechanisms.participation {
        for (month, at) in cx.rules.months.iter().enumerate() {
            world.agenda.post(*at, EventKind::Engage as u8, month as u32);
        }
    }
}

/// Raises the participation of a household, to 1 at most; nothing when the mechanism is off.
pub fn raise(world: &mut World, household: u32, by: f64) {
    if world.participation_moves {
        let own = &mut world.participation[household as usize];
        *own = (*own + by).min(1.0);
    }
}

/// A household whose need is resolved rightly takes more part from now on.
pub fn learn(cx: Context<'_>, world: &mut World, case: u32, closing: Closing) {
    if closing == Closing::Resolved {
        raise(world, cx.need(case).household, cx.rules.parameters.participation.voice_gain);
    }
}

/// The probability that a household comes to a meeting: `share` at the participation of the start, more above it.
pub fn attendance(cx: Context<'_>, world: &World, household: u32, share: f64) -> f64 {
    let participation = &cx.rules.parameters.participation;
    let above = world.participation[household as usize] - participation.initial;
    (share + participation.attendance_slope * above).clamp(0.0, 1.0)
}

/// A month has passed: participation fades; then holders may call the meeting of the month.
pub fn engage(cx: Context<'_>, world: &mut World, month: u32) {
    let participation = &cx.rules.parameters.participation;
    if month > 0 && participation.decay_per_month > 0.0 {
        world.participation.iter_mut().for_each(|x| *x *= 1.0 - participation.decay_per_month);
    }
    let Some(until) = cx.rules.months.get(month as usize + 1).copied() else { return };
    let days = until.days_since(world.now);
    for group in 0..cx.village.groups.len() as u32 {
        let calls = |slot: u32| {
            let holder = &world.slots[slot as usize];
            let per_month = participation.meetings_per_year / 12.0 * holder.hours_per_week
                / participation.reference_hours
                * share_of_hours_free(cx, world, slot, until);
            let person = who(Speaker::Person, holder.person);
            cx.streams.uniform(Decision::Meeting, person, u64::from(month)) < per_month
        };
        if contact::serving(cx, world, group).any(calls) {
            let day = cx.streams.uniform(Decision::Meeting, who(Speaker::Group, group), u64::from(month));
            world.agenda.post(world.now.after_days(day * days), EventKind::Meeting as u8, group);
        }
    }
}

/// The share of a holder's hours until an instant that neither activities nor waiting cases will take.
fn share_of_hours_free(cx: Context<'_>, world: &World, slot: u32, until: Time) -> f64 {
    if !cx.rules.parameters.mechanisms.handling {
        return 1.0;
    }
    let holder = &world.slots[slot as usize];
    let hours = |from| world.timelines.present_seconds(holder.person, from, until) / holder.seconds_per_hour;
    let offered = hours(world.now);
    let waiting = f64::from(holder.waiting) * cx.rules.parameters.needs.request_effort_hours.mean();
    let free = hours(holder.committed_until.at.max(world.now)) - waiting;
    if offered > 0.0 { (free / offered).clamp(0.0, 1.0) } else { 0.0 }
}

/// A group meets, if a holder is there: news is told, needs come up, the meeting counts if enough households are there.
pub fn meet(cx: Context<'_>, world: &mut World, group: u32) {
    let participation = &cx.rules.parameters.participation;
    let here = |slot: &u32| world.timelines.present(world.slots[*slot as usize].person, world.now);
    let holders: Vec<u32> = contact::serving(cx, world, group).filter(here).collect();
    if holders.is_empty() {
        return;
    }
    if cx.rules.parameters.mechanisms.handling {
        for slot in &holders {
            handling::take_hours(world, *slot, participation.meeting_hours, Activity::Meetings);
        }
    }
    let month = cx.rules.months.partition_point(|at| *at <= world.now) as u64 - 1;
    let households = cx.village.groups[group as usize].households.clone();
    let invited = households.end - households.start;
    let (mut came, mut items) = (0, 0);
    for household in households {
        let words = cx.streams.draw(Decision::Meeting, who(Speaker::Household, household), month);
        let comes = match cx.village.households.absent[household as usize] {
            true => participation.represented_share,
            false => attendance(cx, world, household, participation.attendance_share),
        };
        if words.uniform(0) >= comes {
            continue;
        }
        came += 1;
        let puts_item = words.uniform(1) < participation.item_share * world.participation[household as usize];
        raise(world, household, participation.meeting_gain);
        if cx.rules.parameters.mechanisms.information {
            holders.iter().for_each(|slot| information::carry(cx, world, *slot, household));
        }
        if puts_item {
            items += 1;
            let found = world.ask_about_all(household, f64::INFINITY);
            world.unvoiced.found[1] += if world.measured() { found } else { 0 };
        }
    }
    if world.measured() {
        count(cx, world, came, invited, items);
    }
}

fn count(cx: Context<'_>, world: &mut World, came: u32, invited: u32, items: u32) {
    let participation = &cx.rules.parameters.participation;
    let quorate = f64::from(came) >= participation.quorum_share * f64::from(invited);
    let meetings = &mut world.meetings;
    meetings.held += 1;
    meetings.quorate += u32::from(quorate);
    meetings.came += came;
    meetings.invited += invited;
    meetings.items_of_households += items;
    let hours = participation.meeting_hours * f64::from(came);
    let amount = Fen::from_yuan(hours * cx.rules.parameters.costs.day_wage_yuan / 8.0);
    world.tally.ledger.enter(Payer::Households, Purpose::Meetings, amount);
}
