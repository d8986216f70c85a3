//! The outcomes of projects, those run by groups and by the village apart. Empty where no money came.

use super::over;
use crate::mechanisms::needs::Source;
use crate::units::{Fen, Time};
use crate::vocabulary::{GroupMeasure, Measure};
use crate::world::projects::Finished;
use crate::world::{Activity, Context, World};

/// Whether money came at all.
pub(super) fn any(world: &World) -> bool {
    world.projects.book.received.0 > 0
}

/// Projects accepted in the measured time.
fn measured(world: &World) -> impl Iterator<Item = &Finished> {
    let from = world.tally.measured_from;
    world.projects.finished.iter().filter(move |project| project.accepted >= from)
}

/// Needs that funds, storms and worn canals brought, of counts by source.
pub(super) fn needs(
    cx: Context<'_>,
    world: &World,
    brought: [u32; Source::COUNT],
    set: &mut impl FnMut(Measure, Option<f64>),
) {
    let [_, by_funds, by_storms, by_canals] = brought.map(f64::from);
    let struck = cx.rules.parameters.mechanisms.storms && world.storm_until.iter().any(|until| *until > Time::START);
    set(Measure::NeedsFromFunds, any(world).then_some(by_funds));
    set(Measure::NeedsFromStorms, struck.then_some(by_storms));
    set(Measure::WaterDisputes, cx.rules.parameters.mechanisms.works.then_some(by_canals));
}

/// The outcomes of projects.
pub(super) fn measures(cx: Context<'_>, world: &World, set: &mut impl FnMut(Measure, Option<f64>)) {
    if !any(world) {
        return;
    }
    let years = cx.rules.calendar.measured_years();
    let yuan = |by_group: fn(&&Finished) -> bool, of: fn(&Finished) -> Fen| {
        measured(world).filter(by_group).map(of).sum::<Fen>().yuan()
    };
    let [all, group, village] = [|_: &&Finished| true, |p: &&Finished| p.by_group, |p: &&Finished| !p.by_group];
    let [funds, group_funds, village_funds] = [all, group, village].map(|by| yuan(by, |project| project.funds));
    let [taken, group_taken, village_taken] = [all, group, village].map(|by| yuan(by, |project| project.taken));
    let found = yuan(|project| project.found, |project| project.taken);
    set(Measure::FundsYuan, over(funds, years));
    set(Measure::GroupRunYuan, Some(group_funds));
    set(Measure::GroupRunShare, over(group_funds, funds));
    set(Measure::LeakageFoundShare, over(found, taken));
    set(Measure::LeakageShare, over(taken, funds));
    set(Measure::LeakageGroupShare, over(group_taken, group_funds));
    set(Measure::LeakageVillageShare, over(village_taken, village_funds));
    let mean = |by: fn(&&Finished) -> bool, of: fn(&Finished) -> Option<f64>| {
        let (sum, count) = measured(world).filter(by).filter_map(of).fold((0.0, 0.0), |(s, n), x| (s + x, n + 1.0));
        over(sum, count)
    };
    set(Measure::PreferenceMatch, mean(all, |project| project.preference_match));
    for (by, count, matched, days, quality, satisfaction) in [
        (
            group,
            Measure::ProjectsGroup,
            Measure::MatchGroup,
            Measure::ProjectDaysGroup,
            Measure::QualityGroup,
            Measure::SatisfactionGroup,
        ),
        (
            village,
            Measure::ProjectsVillage,
            Measure::MatchVillage,
            Measure::ProjectDaysVillage,
            Measure::QualityVillage,
            Measure::SatisfactionVillage,
        ),
    ] {
        set(count, Some(measured(world).filter(by).count() as f64));
        set(matched, mean(by, |project| project.preference_match));
        set(days, mean(by, |project| Some(project.days)));
        set(quality, mean(by, |project| Some(project.quality)));
        set(satisfaction, mean(by, |project| Some(project.satisfaction)));
    }
    let gap = |of: fn(&Finished) -> Option<f64>| Some(mean(group, of)? - mean(village, of)?);
    set(Measure::ProjectDaysGap, gap(|project| Some(project.days)));
    set(Measure::QualityGap, gap(|project| Some(project.quality)));
    set(Measure::SatisfactionGap, gap(|project| Some(project.satisfaction)));
    set(Measure::ComplaintsPerProject, mean(all, |project| Some(f64::from(project.complaints))));
    set(Measure::PublicAccountsShare, mean(all, |project| Some(f64::from(u8::from(project.public)))));
    let households = cx.village.households.group.len() as f64;
    let labour: f64 = measured(world).map(|project| project.labour_days).sum();
    set(Measure::ProjectLabourDays, over(labour, households * years));
    let on_projects = world.tally.hours_on[Activity::Projects as usize];
    set(Measure::HoursOnProjects, over(on_projects, cx.village.groups.len() as f64 * years));
}

/// The money of a group's projects.
pub(super) fn of_group(world: &World, group: u32, set: &mut impl FnMut(GroupMeasure, Option<f64>)) {
    if any(world) {
        let of = |run_by_it: bool| {
            let own = measured(world).filter(|project| project.group == group && (project.by_group || !run_by_it));
            Some(own.map(|project| project.funds).sum::<Fen>().yuan())
        };
        set(GroupMeasure::FundsYuan, of(false));
        set(GroupMeasure::GroupRunYuan, of(true));
    }
}
