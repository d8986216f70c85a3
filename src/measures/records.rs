//! The history of every case.

use super::CaseRecord;
use crate::units::Time;
use crate::village::NOBODY;
use crate::world::{Context, NONE, State, World};

/// Every need of the run and what became of it, in the order of potential needs.
pub(super) fn cases(cx: Context<'_>, world: &World) -> Vec<CaseRecord> {
    let day = |at: Time| (at != Time::NEVER).then(|| at.days());
    world
        .cases
        .iter()
        .enumerate()
        .filter(|(_, case)| case.state != State::Unborn)
        .map(|(i, case)| {
            let need = cx.need(i as u32);
            let begun = case.begun_at_group.min(case.begun_at_committee);
            CaseRecord {
                need: i as u32,
                household: need.household,
                group: cx.group_of_case(i as u32),
                kind: need.kind.word(),
                ordinal: need.ordinal,
                parent: (need.parent != NONE).then_some(need.parent),
                counterpart: (need.counterpart != NOBODY).then_some(need.counterpart),
                severity: need.severity,
                topic: need.topic,
                arose_day: case.arose.days(),
                voiced_day: day(case.voiced),
                begun_day: day(begun),
                closed_day: day(case.resolved).or(day(case.ended)),
                tier: if case.voiced == Time::NEVER { "none" } else { case.tier.name() },
                state: case.state.name(),
                petitions: u32::from(case.petitions),
                hours: case.hours,
            }
        })
        .collect()
}
