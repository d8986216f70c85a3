//! The outcomes of each group.

use super::over;
use crate::units::Time;
use crate::vocabulary::GroupMeasure;
use crate::world::{Case, Context, NONE, State, Tier, World};

/// Whether a voiced case was resolved within 90 days; `None` when it was voiced too late to tell.
pub(super) fn resolved_in_time(case: &Case, end: Time) -> Option<bool> {
    (case.voiced.after_days(90.0) <= end)
        .then(|| case.resolved != Time::NEVER && case.resolved.days_since(case.voiced) <= 90.0)
}

/// By group, one value a measure, in the order of [`GroupMeasure::ALL`].
pub(super) fn measures(cx: Context<'_>, world: &mut World) -> Vec<Vec<Option<f64>>> {
    let mut rows: Vec<Vec<f64>> = vec![vec![0.0; GroupMeasure::COUNT]; cx.village.groups.len()];
    let mut told: Vec<f64> = vec![0.0; rows.len()];
    let from = world.tally.measured_from;
    for (i, case) in world.cases.iter().enumerate() {
        if case.state == State::Unborn {
            continue;
        }
        let group = cx.group_of_case(i as u32) as usize;
        let mut add = |measure: GroupMeasure, counted: bool| rows[group][measure as usize] += f64::from(counted);
        let raised = case.voiced != Time::NEVER && case.voiced >= from;
        add(GroupMeasure::NeedsLatent, case.arose >= from);
        add(GroupMeasure::NeedsRaised, raised);
        add(GroupMeasure::OpenAtEnd, raised && case.state.is_open());
        add(GroupMeasure::ResolvedAtGroup, raised && case.state == State::Resolved && case.tier == Tier::Group);
        if raised && let Some(in_time) = resolved_in_time(case, world.now) {
            add(GroupMeasure::Resolved90dShare, in_time);
            told[group] += 1.0;
        }
    }
    for act in world.tally.petitions.iter().filter(|act| act.at >= from) {
        rows[cx.group_of_case(act.case) as usize][GroupMeasure::Petitions as usize] += 1.0;
    }
    let years = cx.rules.calendar.measured_years();
    let seats = cx.rules.seats_per_group();
    world.beliefs.at(world.now);
    rows.into_iter()
        .enumerate()
        .map(|(g, row)| {
            let mut values: Vec<Option<f64>> = row.into_iter().map(Some).collect();
            let mut set = |measure: GroupMeasure, value| values[measure as usize] = value;
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
            let in_time = values[GroupMeasure::Resolved90dShare as usize].unwrap_or(0.0);
            values[GroupMeasure::Resolved90dShare as usize] = over(in_time, told[g]);
            values
        })
        .collect()
}
