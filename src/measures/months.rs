//! The course of a run, month by month.

use super::groups::resolved_in_time;
use super::over;
use crate::units::Time;
use crate::vocabulary::MonthMeasure;
use crate::world::{Context, World};

/// What is counted of a month.
#[derive(Clone, Copy, Default)]
struct Counts {
    raised: u32,
    resolved: u32,
    petitions: u32,
    consents: u32,
    in_time: u32,
    told: u32,
    hours: f64,
    funds_yuan: f64,
}

/// By month from the end of the burn-in, one value a measure, in the order of [`MonthMeasure::ALL`].
pub(super) fn measures(cx: Context<'_>, world: &mut World) -> Vec<Vec<Option<f64>>> {
    let recorded_from = Time::from_days(f64::from(cx.rules.calendar.recorded_from_day));
    let starts: Vec<Time> = cx.rules.months.iter().copied().filter(|at| *at > recorded_from).collect();
    // Month m ends at its own entry of `starts`.
    let days: Vec<u16> = {
        let mut month = 0;
        (0..cx.rules.calendar.end_day)
            .map(|day| {
                month += u16::from(starts.get(usize::from(month)).is_some_and(|end| end.day() <= day));
                month
            })
            .collect()
    };
    let month_of = |at: Time| usize::from(days.get(at.day() as usize).copied().unwrap_or(u16::MAX));
    // One more for what lies before the record or at the end.
    let mut counts = vec![Counts::default(); starts.len() + 1];
    let outside = starts.len();
    let place = |at: Time| if at >= recorded_from { month_of(at).min(outside) } else { outside };
    world.tally.resolutions.iter().for_each(|at| counts[place(*at)].resolved += 1);
    world.tally.petitions.iter().for_each(|act| counts[place(act.at)].petitions += 1);
    let consents = world.drives.iter().flat_map(|drive| &drive.asked).map(|asked| asked.consented);
    consents.filter(|at| *at != Time::NEVER).for_each(|at| counts[place(at)].consents += 1);
    world
        .projects
        .finished
        .iter()
        .for_each(|project| counts[place(project.accepted)].funds_yuan += project.funds.yuan());
    for case in world.cases.iter().filter(|case| case.voiced != Time::NEVER) {
        counts[place(case.begun_at_group)].hours += case.group_hours;
        let month = &mut counts[place(case.voiced)];
        month.raised += 1;
        if let Some(in_time) = resolved_in_time(case, world.now) {
            month.in_time += u32::from(in_time);
            month.told += 1;
        }
    }
    let ends_too_late = |end: Time| end.after_whole_days(90) > world.now;
    let mut rows = vec![vec![None; MonthMeasure::COUNT]; starts.len()];
    for (m, row) in rows.iter_mut().enumerate() {
        let counts = &counts[m];
        let told = !ends_too_late(starts[m]);
        let in_time = over(f64::from(counts.in_time), f64::from(counts.told)).filter(|_| told);
        row[MonthMeasure::NeedsRaised as usize] = Some(f64::from(counts.raised));
        row[MonthMeasure::Resolved as usize] = Some(f64::from(counts.resolved));
        row[MonthMeasure::Petitions as usize] = Some(f64::from(counts.petitions));
        row[MonthMeasure::HoursOnCases as usize] = Some(counts.hours);
        row[MonthMeasure::Consents as usize] = (!world.drives.is_empty()).then(|| f64::from(counts.consents));
        row[MonthMeasure::Resolved90dShare as usize] = in_time;
        row[MonthMeasure::FundsYuan as usize] = super::projects::any(world).then_some(counts.funds_yuan);
        // The reading at the end of the month.
        if let Some(reading) = world.tally.observations.iter().find(|reading| reading.at == starts[m]) {
            let mut set = |measure: MonthMeasure, value: f64| row[measure as usize] = Some(value);
            set(MonthMeasure::Open, f64::from(reading.open));
            set(MonthMeasure::OpenOver60Days, f64::from(reading.open_over_60));
            set(MonthMeasure::TrustGroup, reading.trust_group);
            set(MonthMeasure::TrustCommittee, reading.trust_committee);
            set(MonthMeasure::PetitionBelief, reading.petition_belief);
            set(MonthMeasure::SeatsFilled, f64::from(reading.seats_filled));
            row[MonthMeasure::Participation as usize] = reading.participation;
            row[MonthMeasure::EffortOverAsked as usize] = over(reading.effort[0], reading.effort[1]);
        }
    }
    rows
}
