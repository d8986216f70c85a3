#![doc = include_str!("../../docs/model/fixers.md")]

use crate::mechanisms::contact::serving;
use crate::mechanisms::{judgement, mediation, trust};
use crate::random::{Decision, Who};
use crate::special::logistic;
use crate::units::Time;
use crate::vocabulary::choices::Need;
use crate::vocabulary::tables::TOPICS;
use crate::world::{Closing, Context, EventKind, NONE, Stage, Tier, World};
use libm::exp;

/// Finds the fixers of a run: people of the village, whatever the arm.
pub fn begin(cx: Context<'_>, world: &mut World) {
    world.fixer_at.clear();
    if !cx.rules.parameters.mechanisms.fixers || cx.rules.parameters.fixers.per_group == 0.0 {
        return;
    }
    world.fixer_at.resize(cx.village.households.group.len(), NONE);
    for group in &cx.village.groups {
        let people = &cx.village.people;
        let candidates: Vec<u32> = (group.people.clone())
            .filter(|person| people.adult[*person as usize] && people.resident[*person as usize])
            .collect();
        let ties = |household: u32| cx.village.ties.of(household).len() as f64;
        let mean_ties = group.households.clone().map(ties).sum::<f64>() / group.households.len().max(1) as f64;
        let weights: Vec<f64> = candidates.iter().map(|person| weight(cx, *person, mean_ties)).collect();
        let scale = cx.rules.parameters.fixers.per_group / weights.iter().sum::<f64>();
        for (person, weight) in candidates.iter().zip(weights) {
            let home = &mut world.fixer_at[people.household[*person as usize] as usize];
            // A second one in the same house adds nothing: the house is known for it.
            if *home == NONE && trait_of(cx, *person, 0) < scale * weight {
                *home = *person;
            }
        }
    }
}

/// A fixed trait of a person: 0 whether a fixer, 1 how easily one withdraws.
fn trait_of(cx: Context<'_>, person: u32, which: usize) -> f64 {
    cx.streams.draw(Decision::FixerTraits, Who::one(0, person), 0).uniform(which)
}

/// How likely a person is a fixer, relative to others of the group.
fn weight(cx: Context<'_>, person: u32, mean_ties: f64) -> f64 {
    let fixers = &cx.rules.parameters.fixers;
    let people = &cx.village.people;
    let skills = people.skill_logit.get(person as usize);
    let skill = skills.map_or(0.0, |skills| skills.iter().map(|s| f64::from(*s)).sum::<f64>() / TOPICS as f64);
    let motive = people.motive.get(person as usize).map_or(0.0, |motive| f64::from(*motive));
    let ties = cx.village.ties.of(people.household[person as usize]).len() as f64;
    let relative = if mean_ties > 0.0 { ties / mean_ties - 1.0 } else { 0.0 };
    exp(fixers.skill_weight * skill + fixers.tie_weight * relative + fixers.motive_weight * motive)
}

/// A need is voiced to the group: the household may turn to a fixer first.
pub fn turn_to(cx: Context<'_>, world: &mut World, case: u32) {
    let Some(fixer) = known_to(cx, world, case) else { return world.hand_on(case, Stage::Contact) };
    let fixers = &cx.rules.parameters.fixers;
    let household = cx.need(case).household;
    world.beliefs.at(world.now);
    let kin = trust::kin(cx, household, cx.village.people.household[fixer as usize]);
    let distrust = fixers.trust_centre - world.beliefs.trust(household, Tier::Group);
    let tendency = fixers.turn_logit + fixers.kin_logit * f64::from(kin) + fixers.trust_slope * distrust;
    if draw(cx, case).uniform(0) < logistic(tendency) {
        take_up(cx, world, case, fixer);
    } else {
        world.hand_on(case, Stage::Contact);
    }
}

/// A need has reached the team, which may pass it to a fixer; says whether it did.
pub fn refer(cx: Context<'_>, world: &mut World, case: u32) -> bool {
    let share = cx.rules.parameters.fixers.referral_share;
    if share == 0.0 || world.fixer_at.is_empty() || world.cases[case as usize].fixer != NONE {
        return false;
    }
    let Some(fixer) = known_to(cx, world, case) else { return false };
    let referred = draw(cx, case).uniform(1) < share;
    if referred {
        take_up(cx, world, case, fixer);
    }
    referred
}

fn draw(cx: Context<'_>, case: u32) -> crate::random::Words {
    let (who, key) = cx.need(case).address(0);
    cx.streams.draw(Decision::FixerCase, who, key)
}

/// The fixer to whom the household of a need is tied, the most skilled in its topic if there are several.
fn known_to(cx: Context<'_>, world: &World, case: u32) -> Option<u32> {
    let need = cx.need(case);
    let fixers = cx.village.ties.of(need.household).iter().filter_map(|home| {
        let fixer = *world.fixer_at.get(*home as usize)?;
        (fixer != NONE && *home != need.counterpart && is_active(cx, world, fixer)).then_some(fixer)
    });
    fixers
        .map(|fixer| (judgement::skill_logit(cx, world, fixer, need.topic), fixer))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, fixer)| fixer)
}

/// Whether a fixer acts: without a seat, and not withdrawn because the team does the work.
fn is_active(cx: Context<'_>, world: &World, fixer: u32) -> bool {
    let group = cx.village.households.group[cx.village.people.household[fixer as usize] as usize];
    let seats = cx.rules.seats_per_group() as u32;
    let cadres = cx.village.groups.len() as u32 * seats;
    let own_and_cadres = (group * seats..(group + 1) * seats).chain(cadres..world.slots.len() as u32);
    let seated = own_and_cadres.into_iter().any(|slot| world.slots[slot as usize].person == fixer)
        || world.guests.iter().any(|(guest, _)| *guest == fixer);
    if seated {
        return false;
    }
    let fixers = &cx.rules.parameters.fixers;
    let hours: f64 = serving(cx, world, group).map(|slot| world.slots[slot as usize].hours_per_week).sum();
    let lead = world.teams[group as usize].lead;
    let served = cx.village.groups.iter().zip(&world.teams).filter(|(_, team)| team.lead == lead);
    let households: f64 = served.map(|(group, _)| group.households.len() as f64).sum();
    let excess = (hours / households / fixers.reference_hours - 1.0).max(0.0);
    trait_of(cx, fixer, 1) < exp(-fixers.displacement * excess)
}

/// A fixer takes a case up: patience is at rest as long as somebody is at it.
fn take_up(cx: Context<'_>, world: &mut World, case: u32, fixer: u32) {
    let days = cx.rules.parameters.fixers.days * draw(cx, case).exponential(3);
    let state = &mut world.cases[case as usize];
    state.fixer = fixer;
    state.patience_ends = Time::NEVER;
    state.patience_posted = false;
    world.post(world.now.after_days(days), EventKind::FixerDone, case);
}

/// A fixer is done: the case is settled, or goes to the group as if newly voiced.
pub fn conclude(cx: Context<'_>, world: &mut World, case: u32) {
    let need = cx.need(case);
    let fixer = world.cases[case as usize].fixer;
    let right = judgement::reads_rightly(cx, world, case, fixer);
    let within_reach = need.grantable == Tier::Group;
    let settled = within_reach
        && match need.kind {
            Need::Request => right,
            Need::Dispute if cx.rules.parameters.mechanisms.mediation => {
                draw(cx, case).uniform(2) < mediation::chance_with(cx, world, case, fixer)
            }
            Need::Dispute => right,
        };
    let now = world.now;
    let state = &mut world.cases[case as usize];
    if !settled {
        state.arrived = now;
        state.patience_ends = now.after_days(need.patience_days);
        return world.hand_on(case, Stage::Contact);
    }
    state.by_fixer = true;
    if state.first_decision.is_none() {
        state.first_decision = Some(right);
    }
    if cx.rules.parameters.mechanisms.experience {
        world.experience[fixer as usize] += 1;
    }
    world.hand_on(case, Stage::Close(if right { Closing::Resolved } else { Closing::SettledWrongly }));
}
