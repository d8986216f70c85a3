#![doc = include_str!("../../docs/model/voice.md")]

use crate::mechanisms::trust;
use crate::random::Decision;
use crate::special::logistic;
use crate::vocabulary::choices::Need;
use crate::world::{Context, EventKind, Stage, State, Tier, World};

/// A need has arisen, or talks have failed: the household decides.
pub fn decide(cx: Context<'_>, world: &mut World, case: u32) {
    let need = cx.need(case);
    if !cx.rules.parameters.mechanisms.voice {
        return raise(cx, world, case, Tier::Group);
    }
    let voice = &cx.rules.parameters.voice;
    let round = world.cases[case as usize].rounds;
    let (who, key) = need.address(u32::from(round));
    let words = cx.streams.draw(Decision::Voice, who, key);
    let pull = pull(cx, world, need.household);
    let cost = if cx.village.households.absent[need.household as usize] { voice.absent_cost } else { 0.0 };
    let tendency = match need.kind {
        Need::Request => voice.request_logit,
        Need::Dispute => voice.dispute_act_logit,
    };
    let tendency = if world.unvoiced.asked(case) { tendency + voice.asked_logit } else { tendency };
    if words.uniform(0) >= logistic(tendency + pull - cost) {
        world.cases[case as usize].state = State::Lumped;
        world.cases[case as usize].ended = world.now;
        world.grievances[need.household as usize] += 1;
        world.unvoiced.add(need.household, case);
        return world.hand_on(case, Stage::Breed { wrong: false });
    }
    if need.kind == Need::Request {
        return raise(cx, world, case, Tier::Group);
    }
    let talked = world.cases[case as usize].talked;
    if !talked && words.uniform(1) < logistic(voice.dispute_bilateral_logit) {
        let state = &mut world.cases[case as usize];
        state.state = State::Bilateral;
        state.talked = true;
        state.rounds += 1;
        let until = world.now.after_days(voice.bilateral_days);
        world.post(until, EventKind::BilateralEnd, case);
    } else if words.uniform(2) < logistic(voice.dispute_group_logit + pull) {
        raise(cx, world, case, Tier::Group);
    } else {
        raise(cx, world, case, Tier::Committee);
    }
}

/// Talks between the parties end: they settle, or the household decides once more.
pub fn end_talks(cx: Context<'_>, world: &mut World, case: u32) {
    let (who, key) = cx.need(case).address(0);
    if cx.streams.uniform(Decision::Bilateral, who, key) < cx.rules.parameters.voice.bilateral_success_share {
        let state = &mut world.cases[case as usize];
        state.state = State::BilateralSettled;
        state.ended = world.now;
    } else {
        world.hand_on(case, Stage::Voice);
    }
}

/// What trust in the best-known member and a tie to them add to the tendency to speak.
fn pull(cx: Context<'_>, world: &mut World, household: u32) -> f64 {
    let voice = &cx.rules.parameters.voice;
    world.beliefs.at(world.now);
    let group = cx.village.households.group[household as usize];
    let best = super::contact::serving(cx, world, group)
        .map(|slot| (trust::in_member(cx, world, household, slot), slot))
        .fold(None, |best: Option<(f64, u32)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
    match best {
        Some((trust, slot)) => {
            let home = cx.village.people.household[world.slots[slot as usize].person as usize];
            let tied = home == household || cx.village.ties.tied(home, household);
            voice.trust_slope * (trust - voice.trust_centre) + voice.tie_slope * f64::from(tied)
        }
        None => voice.trust_slope * (world.beliefs.trust(household, Tier::Group) - voice.trust_centre),
    }
}

/// The need is voiced for the first time: to the group, or past it to whoever is above.
fn raise(cx: Context<'_>, world: &mut World, case: u32, tier: Tier) {
    let now = world.now;
    let need = cx.need(case);
    let state = &mut world.cases[case as usize];
    state.voiced = now;
    state.state = State::Seeking;
    world.open_case(case, need.household);
    if tier == Tier::Group {
        state_patience(world, case, need.patience_days);
        let with_fixers = cx.rules.parameters.mechanisms.fixers;
        world.hand_on(case, if with_fixers { Stage::Fixer } else { Stage::Contact });
    } else {
        // Above the group the household weighs committee, township and county.
        world.cases[case as usize].tier = Tier::Group;
        world.hand_on(case, Stage::Onward);
    }
}

/// The patience of a voiced need begins to run.
fn state_patience(world: &mut World, case: u32, days: f64) {
    let state = &mut world.cases[case as usize];
    state.arrived = world.now;
    state.patience_ends = world.now.after_days(days);
}
