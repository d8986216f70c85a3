//! The outcomes of each group.

use super::over;
use crate::units::Time;
use crate::vocabulary::GroupMeasure;
use crate::world::{Case, Context, NONE, State, Tier, World};

/// Whether a voiced case was resolved within 90 days; `None` when it was voiced too late to tell.
#[inline]
pub(super) fn resolved_in_time(case: &Case, end: Time) -> Option<bool> {
    let limit = case.voiced.after_whole_days(90);
    (limit <= end).then(|| case.resolved <= limit)
}

/// What is counted of the cases of a group.
#[derive(Clone, Copy, Default)]
struct Counts {
    latent: u32,
    raised: u32,
    open: u32,
    resolved_at_group: u32,
    in_time: u32,
    told: u32,
    petitions: u32,
}

/// By group, one value a measure, in the order of [`GroupMeasure::ALL`].
pub(super) fn measures(cx: Context<'_>, world: &mut World) -> Vec<Vec<Option<f64>>> {
    let mut counts = vec![Counts::default(); cx.village.groups.len()];
    let from = world.tally.measured_from;
    for (i, case) in world.cases.iter().enumerate() {
        if case.state == State::Unborn {
            continue;
        }
        let group = &mut counts[cx.group_of_case(i as u32) as usize];
        group.latent += u32::from(case.arose >= from);
        if case.voiced == Time::NEVER || case.voiced < from {
            continue;
        }
        group.raised += 1;
        group.open += u32::from(case.state.is_open());
        group.resolved_at_group += u32::from(case.state == State::Resolved && case.tier == Tier::Group);
        if let Some(in_time) = resolved_in_time(case, world.now) {
            group.in_time += u32::from(in_time);
            group.told += 1;
        }
    }
    for act in world.tally.petitions.iter().filter(|act| act.at >= from) {
        counts[cx.group_of_case(act.case) as usize].petitions += 1;
    }
    let years = cx.rules.calendar.measured_years();
    let seats = cx.rules.seats_per_group();
    world.beliefs.at(world.now);
    counts
        .into_iter()
        .enumerate()
        .map(|(g, counts)| {
            let mut values = vec![None; GroupMeasure::COUNT];
            let mut set = |measure: GroupMeasure, value: Option<f64>| values[measure as usize] = value;
            set(GroupMeasure::NeedsLatent, Some(f64::from(counts.latent)));
            set(GroupMeasure::NeedsRaised, Some(f64::from(counts.raised)));
            set(GroupMeasure::NeedsTold, Some(f64::from(counts.told)));
            set(GroupMeasure::OpenAtEnd, Some(f64::from(counts.open)));
            set(GroupMeasure::ResolvedAtGroup, Some(f64::from(counts.resolved_at_group)));
            set(GroupMeasure::Petitions, Some(f64::from(counts.petitions)));
            set(GroupMeasure::Resolved90dShare, over(f64::from(counts.in_time), f64::from(counts.told)));
            let group = &cx.village.groups[g];
            let households = f64::from(group.households.end - group.households.start);
            let of_largest = group
                .households
                .clone()
                .filter(|household| cx.village.households.clan[*household as usize] == group.largest_clan)
                .count();
            let people = &cx.village.people;
            let members = group
                .people
                .clone()
                .filter(|person| people.party_member[*person as usize] && people.resident[*person as usize])
                .count();
            let filled =
                world.slots[g * seats..(g + 1) * seats].iter().filter(|slot| slot.in_force && slot.person != NONE);
            set(GroupMeasure::Households, Some(households));
            set(
                GroupMeasure::TrustGroup,
                over(world.beliefs.mean_trust(group.households.clone(), Tier::Group) * households, households),
            );
            set(GroupMeasure::HoursOnCases, over(world.tally.hours_on_cases[g], years));
            set(GroupMeasure::LargestClanShare, over(of_largest as f64, households));
            set(GroupMeasure::PartyMembersResident, Some(members as f64));
            set(GroupMeasure::SeatsFilled, Some(filled.count() as f64));
            super::projects::of_group(world, g as u32, &mut set);
            values
        })
        .collect()
}
