//! The course of a run, month by month.

use super::groups::resolved_in_time;
use super::over;
use crate::units::Time;
use crate::vocabulary::MonthMeasure;
use crate::world::{Context, World};

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
    let mut rows = vec![vec![None; MonthMeasure::COUNT]; starts.len()];
    for row in &mut rows {
        for measure in
            [MonthMeasure::NeedsRaised, MonthMeasure::Resolved, MonthMeasure::Petitions, MonthMeasure::HoursOnCases]
        {
            row[measure as usize] = Some(0.0);
        }
    }
    let mut add = |at: Time, measure: MonthMeasure, amount: f64| {
        if at >= recorded_from
            && let Some(Some(value)) = rows.get_mut(month_of(at)).map(|row| row[measure as usize].as_mut())
        {
            *value += amount;
        }
    };
    world.tally.resolutions.iter().for_each(|at| add(*at, MonthMeasure::Resolved, 1.0));
    world.tally.petitions.iter().for_each(|act| add(act.at, MonthMeasure::Petitions, 1.0));
    let mut in_time = vec![[0.0; 2]; starts.len()];
    for case in world.cases.iter().filter(|case| case.voiced != Time::NEVER) {
        add(case.voiced, MonthMeasure::NeedsRaised, 1.0);
        add(case.begun_at_group, MonthMeasure::HoursOnCases, case.group_hours);
        if case.voiced >= recorded_from
            && let Some(resolved) = resolved_in_time(case, world.now)
        {
            let counts = &mut in_time[month_of(case.voiced)];
            counts[0] += f64::from(resolved);
            counts[1] += 1.0;
        }
    }
    let ends_too_late = |end: Time| end.after_days(90.0) > world.now;
    for (m, row) in rows.iter_mut().enumerate() {
        let told = !ends_too_late(starts[m]);
        row[MonthMeasure::Resolved90dShare as usize] = if told { over(in_time[m][0], in_time[m][1]) } else { None };
        // The reading at the end of the month.
        if let Some(reading) = world.tally.observations.iter().find(|reading| reading.at == starts[m]) {
            let mut set = |measure: MonthMeasure, value: f64| row[measure as usize] = Some(value);
            set(MonthMeasure::Open, f64::from(reading.open));
            set(MonthMeasure::OpenOver60Days, f64::from(reading.open_over_60));
            set(MonthMeasure::TrustGroup, reading.trust_group);
            set(MonthMeasure::TrustCommittee, reading.trust_committee);
            set(MonthMeasure::PetitionBelief, reading.petition_belief);
            set(MonthMeasure::SeatsFilled, f64::from(reading.seats_filled));
        }
    }
    rows
}
