#![doc = include_str!("../../docs/model/effort.md")]

use crate::mechanisms::{costs, handling, seats};
use crate::random::{Decision, Who};
use crate::units::{Time, YEAR_DAYS};
use crate::vocabulary::choices::Roster;
use crate::vocabulary::tables::Effort;
use crate::world::effort::Shifts;
use crate::world::{Context, EventKind, Mover, NONE, World};
use libm::pow;

/// Puts the days on which holders choose on the agenda: the first of each month.
pub fn begin(cx: Context<'_>, world: &mut World) {
    if cx.rules.parameters.mechanisms.effort {
        for (month, at) in cx.rules.months.iter().enumerate().skip(1) {
            world.agenda.post(*at, EventKind::ChooseEffort as u8, month as u32);
        }
    }
}

/// Slots of groups, cadres apart.
fn slots(cx: Context<'_>) -> u32 {
    (cx.village.groups.len() * cx.rules.seats_per_group()) as u32
}

/// Every holder of a seat chooses the hours that it gives in the month to come. All choose on what the month before
/// has shown, so that none sees the choice of another.
pub fn choose(cx: Context<'_>, world: &mut World, month: u32) {
    let began = cx.rules.months[month as usize - 1];
    count_party_members(cx, world);
    for slot in 0..slots(cx) {
        feel_honour(cx, world, slot, month, began);
    }
    let shifts: Vec<Option<Shifts>> = (0..slots(cx))
        .map(|slot| {
            let holder = &world.slots[slot as usize];
            (holder.in_force && holder.person != NONE).then(|| weigh(cx, world, slot, began))
        })
        .collect();
    for (slot, shifts) in (0..).zip(shifts) {
        let chosen = match shifts {
            Some(shifts) => {
                give(cx, world, slot, shifts);
                let holder = &world.slots[slot as usize];
                (holder.person, holder.hours_per_week)
            }
            None => (NONE, 0.0),
        };
        world.effort.chosen[slot as usize] = chosen;
    }
    world.effort.chose_at = world.now;
    count_by_year(cx, world);
}

/// Honour jumps when a holder took its seat or was confirmed in it since the last choice, and when it is recognised.
fn feel_honour(cx: Context<'_>, world: &mut World, slot: u32, month: u32, began: Time) {
    let effort = &cx.rules.parameters.effort;
    let holder = &world.slots[slot as usize];
    let (person, confirmed) = (holder.person, holder.confirmed);
    if !holder.in_force || person == NONE {
        return;
    }
    let (now, half_life) = (world.now, effort.honour_half_life_months);
    if confirmed > world.effort.chose_at && effort.honour_seat > 0.0 {
        world.effort.raise(person, confirmed, now, effort.honour_seat, half_life);
    }
    let support = if cx.rules.supported(began) { cx.rules.parameters.support.recognitions_per_year } else { 0.0 };
    let expected = (effort.recognitions_per_year + support) * now.days_since(began) / YEAR_DAYS;
    if expected > 0.0
        && effort.honour_recognition > 0.0
        && cx.streams.uniform(Decision::Recognition, Who::one(0, person), u64::from(month)) < expected
    {
        world.effort.raise(person, now, now, effort.honour_recognition, half_life);
    }
}

/// What moves a holder's hours away from those asked.
fn weigh(cx: Context<'_>, world: &World, slot: u32, began: Time) -> Shifts {
    let effort = &cx.rules.parameters.effort;
    let holder = &world.slots[slot as usize];
    let (asked, person) = (holder.asked_hours, holder.person);
    let mates: Vec<u32> = mates(cx, world, slot, began).collect();
    let reference = 1.0 + effort.honour_base;
    let visibility = visibility(effort, answerable(cx, world, slot, mates.len()));
    let honour = world.effort.honour(person, world.now, effort.honour_half_life_months);
    let motives = [
        (visibility + effort.honour_base) / reference,
        honour / reference,
        effort.peer_pressure * seen(cx, world, slot, &mates) / reference,
    ];
    let most = seats::capacity(cx, world, person, holder.stipend_per_year, slot).max(asked);
    let mut shifts = Shifts::default();
    let (mut share, mut given) = (0.0, asked);
    let mut step = |mover: Mover, hours: f64| {
        shifts[mover as usize] = hours - given;
        given = hours;
    };
    for (mover, motive) in [Mover::Visibility, Mover::Honour, Mover::Peers].into_iter().zip(motives) {
        share = effort.most_over_asked.min(share + motive);
        step(mover, (asked * share).min(most));
    }
    share *= 1.0 - effort.burnout_loss_share * worn(cx, world, slot, began);
    let alone = (asked * share).min(most);
    step(Mover::Burnout, alone);
    step(Mover::CrowdOut, crowded_out(effort, alone, hours_of_others(cx, world, slot)));
    shifts
}

/// Other members of a holder's team who serve and were there in the month.
fn mates(cx: Context<'_>, world: &World, slot: u32, began: Time) -> impl Iterator<Item = u32> {
    others(cx, slot).filter(move |other| {
        let holder = &world.slots[*other as usize];
        holder.serves() && world.timelines.present_seconds(holder.person, began, world.now) > 0.0
    })
}

/// The other slots of a slot's team.
fn others(cx: Context<'_>, slot: u32) -> impl Iterator<Item = u32> + use<> {
    let seats = cx.rules.seats_per_group() as u32;
    let first = slot / seats * seats;
    (first..first + seats).filter(move |other| *other != slot)
}

/// How many people are answerable for the work of a holder: itself, and its mates where nobody is named.
fn answerable(cx: Context<'_>, world: &World, slot: u32, mates: usize) -> usize {
    let holder = &world.slots[slot as usize];
    let plan = &cx.rules.plans[world.teams[holder.group as usize].plan];
    if holder.serves() && plan.roster == Roster::None { 1 + mates } else { 1 }
}

/// The share of credit that goes to who does the work.
fn visibility(effort: &Effort, answerable: usize) -> f64 {
    effort.visibility_share.max(1.0 / answerable as f64)
}

/// The probability that a mate sees a holder's work.
fn seen(cx: Context<'_>, world: &World, slot: u32, mates: &[u32]) -> f64 {
    let effort = &cx.rules.parameters.effort;
    let home = |slot: u32| cx.village.people.household[world.slots[slot as usize].person as usize];
    let unseen = mates.iter().fold(1.0, |unseen, mate| {
        let tied = home(*mate) == home(slot) || cx.village.ties.tied(home(*mate), home(slot));
        unseen * (1.0 - if tied { effort.peer_seen_tied_share } else { effort.peer_seen_share })
    });
    1.0 - unseen
}

/// How worn a holder is, 0 to 1: the use of the month's hours above the bound, over what lies above the bound.
fn worn(cx: Context<'_>, world: &World, slot: u32, began: Time) -> f64 {
    let from = cx.rules.parameters.effort.burnout_from_share;
    let holder = &world.slots[slot as usize];
    let offered = world.timelines.present_seconds(holder.person, began, world.now) / holder.seconds_per_hour;
    if offered <= 0.0 {
        return 0.0;
    }
    let used = (holder.last_month_hours / offered).min(1.0);
    ((used - from) / (1.0 - from)).max(0.0)
}

/// Hours a week that the other holders of the team chose a month ago.
fn hours_of_others(cx: Context<'_>, world: &World, slot: u32) -> f64 {
    others(cx, slot)
        .filter(|other| world.slots[*other as usize].serves())
        .map(|other| {
            let (person, hours) = world.effort.chosen[other as usize];
            if person == world.slots[other as usize].person { hours } else { 0.0 }
        })
        .sum()
}

/// Hours of a holder who would give `alone` and whom others help: a constant elasticity to all hours over its own.
fn crowded_out(effort: &Effort, alone: f64, others: f64) -> f64 {
    if others > 0.0 && alone > 0.0 { alone * pow(1.0 + others / alone, -effort.crowd_out_elasticity) } else { alone }
}

/// The holder of a slot gives other hours from now on, if they differ.
fn give(cx: Context<'_>, world: &mut World, slot: u32, shifts: Shifts) {
    if world.slots[slot as usize].shifts == shifts {
        return;
    }
    costs::settle_hours(cx, world, slot);
    world.slots[slot as usize].shifts = shifts;
    let hours = world.slots[slot as usize].asked_hours + shifts.iter().sum::<f64>();
    handling::change_pace(cx, world, slot, hours.max(0.0));
    world.looking.push(slot);
}

/// Party members who worked for their group in the month.
fn count_party_members(cx: Context<'_>, world: &mut World) {
    if !world.measured() {
        return;
    }
    let member = |person: u32| cx.village.people.party_member[person as usize];
    let active = (0..slots(cx)).map(|slot| &world.slots[slot as usize]);
    let mut active: Vec<u32> = active
        .filter(|holder| holder.person != NONE && holder.last_month_hours > 0.0 && member(holder.person))
        .map(|holder| holder.person)
        .collect();
    active.sort_unstable();
    active.dedup();
    world.tally.effort.party_members_active += active.len() as u64;
    world.tally.effort.months += 1;
}

/// Adds hours given and asked to the measured year.
fn count_by_year(cx: Context<'_>, world: &mut World) {
    if !world.measured() {
        return;
    }
    let year = world.now.days_since(world.tally.measured_from) / YEAR_DAYS;
    let sums = hours_given_and_asked(cx, world);
    if let Some(of_year) = world.tally.effort.by_year.get_mut(year as usize) {
        of_year.iter_mut().zip(sums).for_each(|(sum, hours)| *sum += hours);
    }
}

/// Hours a week that the holders of groups give, and those asked of them.
pub fn hours_given_and_asked(cx: Context<'_>, world: &World) -> [f64; 2] {
    let held = world.slots[..slots(cx) as usize].iter().filter(|holder| holder.in_force && holder.person != NONE);
    held.fold([0.0; 2], |sum, holder| [sum[0] + holder.hours_per_week, sum[1] + holder.asked_hours])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effort(visibility_share: f64, crowd_out_elasticity: f64) -> Effort {
        Effort { visibility_share, crowd_out_elasticity, ..Effort::default() }
    }

    #[test]
    fn credit_is_never_less_than_an_equal_part_and_whole_for_one() {
        for share in [0.0, 0.2, 0.7, 1.0] {
            assert_eq!(visibility(&effort(share, 0.0), 1), 1.0);
            assert_eq!(visibility(&effort(share, 0.0), 3), f64::max(share, 1.0 / 3.0));
        }
    }

    #[test]
    fn hours_fall_with_all_hours_over_the_own_at_a_constant_elasticity() {
        for elasticity in [0.0, 0.2, 0.8] {
            let rule = effort(1.0, elasticity);
            assert_eq!(crowded_out(&rule, 6.0, 0.0), 6.0);
            let [one, other] = [6.0, 18.0].map(|others| crowded_out(&rule, 6.0, others));
            let slope = libm::log(other / one) / libm::log((6.0 + 18.0) / (6.0 + 6.0));
            assert!((slope + elasticity).abs() < 1e-12, "{slope}");
        }
        assert_eq!(crowded_out(&effort(1.0, 0.0), 5.3, 2.5), 5.3);
    }
}
