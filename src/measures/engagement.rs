//! What is known, who is visited, who takes part.

use super::over;
use crate::units::Time;
use crate::vocabulary::Measure;
use crate::world::news::{Item, Known, TRUE_VERSION};
use crate::world::{Activity, Context, World};

/// Sets the outcomes of information, visits and participation; those of a mechanism that is off stay empty.
pub(super) fn measures(cx: Context<'_>, world: &World, set: &mut impl FnMut(Measure, Option<f64>)) {
    let mechanisms = &cx.rules.parameters.mechanisms;
    let years = cx.rules.calendar.measured_years();
    let group_years = cx.village.groups.len() as f64 * years;
    let hours = |activity| over(world.tally.hours_on[activity as usize], group_years);
    if mechanisms.information {
        from_news(world, years, set);
        set(Measure::HoursOnClaims, hours(Activity::Claims));
    }
    if mechanisms.visits {
        set(Measure::VisitsMade, over(f64::from(world.rounds.made[0]), group_years));
        set(Measure::HoursOnVisits, hours(Activity::Visits));
    }
    if mechanisms.visits || mechanisms.participation {
        set(Measure::NeedsFound, over(f64::from(world.unvoiced.found.iter().sum::<u32>()), group_years));
    }
    if mechanisms.participation {
        from_meetings(cx, world, group_years, set);
        set(Measure::HoursOnMeetings, hours(Activity::Meetings));
    }
}

fn from_news(world: &World, years: f64, set: &mut impl FnMut(Measure, Option<f64>)) {
    let end = world.now;
    let items = || world.news.items().iter().filter(|item| item.at >= world.tally.measured_from);
    let known_by = |days: u32| {
        let told = |item: &&Item| item.at.after_whole_days(days) <= end;
        let (mut knew, mut all) = (0, 0);
        for item in items().filter(told) {
            let limit = item.at.after_whole_days(days);
            knew += item.households.iter().filter(|known| known.heard <= limit).count();
            all += item.households.len();
        }
        over(knew as f64, all as f64)
    };
    set(Measure::NewsKnown7dShare, known_by(7));
    set(Measure::NewsKnown30dShare, known_by(30));
    let of_closed = |is: fn(&Known) -> bool| -> f64 {
        let closed = items().filter(|item| item.closes <= end);
        closed.map(|item| item.households.iter().filter(|known| is(known)).count()).sum::<usize>() as f64
    };
    let heard = of_closed(|known| known.heard != Time::NEVER);
    let holds_truth = of_closed(|known| known.heard != Time::NEVER && known.version == TRUE_VERSION);
    set(Measure::NewsFidelity, over(holds_truth, heard));
    set(Measure::NewsConfusedShare, over(of_closed(Known::confused), heard));
    let unclaimed = of_closed(|known| known.entitled && !known.claimed);
    set(Measure::EntitledUnclaimedShare, over(unclaimed, of_closed(|known| known.entitled)));
    let claims = items().flat_map(|item| &item.households).filter(|known| known.claimed).count();
    set(Measure::Claims, over(claims as f64, years));
    let [reached, all] = world.news.upwards.map(f64::from);
    set(Measure::BadNewsReachedShare, over(reached, all));
    set(Measure::TakenUp, over(f64::from(world.news.taken_up), years));
}

fn from_meetings(cx: Context<'_>, world: &World, group_years: f64, set: &mut impl FnMut(Measure, Option<f64>)) {
    let readings = || world.tally.observations.iter().filter(|reading| reading.at >= world.tally.measured_from);
    let participation: f64 = readings().filter_map(|reading| reading.participation).sum();
    set(Measure::Participation, over(participation, readings().count() as f64));
    let meetings = &world.meetings;
    let held = f64::from(meetings.held);
    set(Measure::MeetingsHeld, over(held, group_years));
    set(Measure::QuorumShare, over(f64::from(meetings.quorate), held));
    set(Measure::MeetingAttendance, over(f64::from(meetings.came), f64::from(meetings.invited)));
    let of_households = f64::from(meetings.items_of_households);
    let of_holders = held * cx.rules.parameters.participation.holder_items_per_meeting;
    set(Measure::AgendaFromHouseholdsShare, over(of_households, of_households + of_holders));
}
