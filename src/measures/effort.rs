//! What holders give of the hours asked, and what is lost where nobody is named.

use super::over;
use crate::vocabulary::Measure;
use crate::world::{Context, Mover, World};

/// Sets the measures of effort, the dilemma and learning; those of a mechanism that is off stay empty.
pub(super) fn measures(cx: Context<'_>, world: &World, set: &mut impl FnMut(Measure, Option<f64>)) {
    let mechanisms = &cx.rules.parameters.mechanisms;
    let tally = &world.tally;
    let group_years = cx.village.groups.len() as f64 * cx.rules.calendar.measured_years();
    if mechanisms.effort {
        let effort = &tally.effort;
        set(Measure::HoursGiven, over(tally.hours_offered[0], group_years));
        set(Measure::EffortOverAsked, over(tally.hours_offered[0], effort.asked));
        for (mover, measure, sign) in [
            (Mover::Visibility, Measure::VisibilityLossHours, -1.0),
            (Mover::Honour, Measure::HonourHours, 1.0),
            (Mover::Peers, Measure::PeerHours, 1.0),
            (Mover::Burnout, Measure::BurnoutLossHours, -1.0),
            (Mover::CrowdOut, Measure::CrowdOutLossHours, -1.0),
        ] {
            // Added to 0, so that no loss is no loss, without a sign.
            set(measure, over(0.0 + sign * effort.moved[mover as usize], group_years));
        }
        let people = &cx.village.people;
        let member = |person: &u32| people.party_member[*person as usize] && !cx.village.cadres.contains(person);
        let members = (0..people.household.len() as u32).filter(member).count();
        let active = effort.party_members_active as f64;
        set(Measure::PartyMembersActive, over(active, members as f64 * f64::from(effort.months)));
        let share = |year: usize| over(effort.by_year[year][0], effort.by_year[year][1]);
        let fade = || over(share(2)?, share(0)?);
        set(Measure::EffortFade, if cx.rules.calendar.measured_years() > 2.9 { fade() } else { None });
    }
    if mechanisms.dilemma {
        let [all, nobody] = tally.rounds.map(f64::from);
        set(Measure::NobodyActs, over(nobody, all));
        set(Measure::PassedOverDays, over(tally.passed_over_days, group_years));
    }
    if mechanisms.learning_between_groups {
        let [learners, cases] = tally.learners;
        set(Measure::LearntCases, over(cases, learners));
    }
}
