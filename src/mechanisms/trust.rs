#![doc = include_str!("../../docs/model/trust.md")]

use crate::units::Time;
use crate::world::{Case, Closing, Context, NONE, Tier, World};

/// Whether two households are kin: of one clan.
pub fn kin(cx: Context<'_>, one: u32, other: u32) -> bool {
    cx.village.households.clan[one as usize] == cx.village.households.clan[other as usize]
}

/// A household's trust in the holder of a slot. Sums of logits are products of odds, which need no logarithm.
pub fn in_member(cx: Context<'_>, world: &World, household: u32, slot: u32) -> f64 {
    let holder = &world.slots[slot as usize];
    let cadre = holder.group as usize == cx.village.groups.len();
    let home = cx.village.people.household[holder.person as usize];
    let tier = if cadre { Tier::Committee } else { Tier::Group };
    let mut odds = odds_by_relation(cx, world, household, home, world.beliefs.odds(household, tier));
    if !cadre && cx.rules.parameters.mechanisms.trust {
        odds *= world.beliefs.own_experience(household, slot as usize % cx.rules.seats_per_group());
    }
    odds / (1.0 + odds)
}

/// The odds of trust in somebody of the household `home`, where a stranger has `odds`.
pub fn odds_by_relation(cx: Context<'_>, world: &World, household: u32, home: u32, mut odds: f64) -> f64 {
    let factor = &cx.rules.member_odds;
    let own = home == household;
    if own || kin(cx, home, household) {
        odds *= factor.kin;
    }
    if own || cx.village.ties.tied(home, household) {
        odds *= factor.tie;
    }
    if world.quarrels_between(home, household) > 0 {
        odds *= factor.quarrel;
    }
    odds
}

/// Households learn from a case that closes at a tier; one that a fixer settled says nothing of any tier.
pub fn learn(cx: Context<'_>, world: &mut World, case: u32, closing: Closing) {
    let state = world.cases[case as usize];
    if !cx.rules.parameters.mechanisms.trust || state.by_fixer {
        return;
    }
    let need = cx.need(case);
    world.beliefs.at(world.now);
    let process = process(&state, closing);
    let made_good = if cx.rules.supported(world.now) { cx.rules.parameters.support.process_share } else { 0.0 };
    let process = process + made_good * (1.0 - process);
    let with = |household| (household, state.tier, state.worker);
    experience(cx, world, with(need.household), outcome(closing, need.in_the_right), process);
    if need.counterpart != NONE {
        experience(cx, world, with(need.counterpart), outcome(closing, !need.in_the_right), process);
    }
}

/// What a party got: 1 for what is right, or for being favoured.
fn outcome(closing: Closing, in_the_right: bool) -> f64 {
    match closing {
        Closing::Resolved => 1.0,
        Closing::SettledWrongly if !in_the_right => 1.0,
        _ => 0.0,
    }
}

/// How it was treated: heard, without favour, with a decision, a third each.
fn process(case: &Case, closing: Closing) -> f64 {
    let begun = match case.tier {
        Tier::Group => case.begun_at_group,
        _ => case.begun_at_committee,
    };
    let heard = begun != Time::NEVER && !matches!(closing, Closing::Abandoned | Closing::AllRecused);
    let impartial = heard && !case.partial;
    let decided = heard && closing != Closing::Deadlock;
    (f64::from(heard) + f64::from(impartial) + f64::from(decided)) / 3.0
}

/// A household has an experience with a tier and, at the group, with the holder of a slot ([`NONE`] for nobody in
/// particular): what came of it and how it was treated, 0 to 1 each.
pub fn experience(
    cx: Context<'_>,
    world: &mut World,
    (household, tier, slot): (u32, Tier, u32),
    outcome: f64,
    process: f64,
) {
    let trust = &cx.rules.parameters.trust;
    let score = trust.outcome_weight * outcome + (1.0 - trust.outcome_weight) * process;
    encounter(cx, world, household, (tier, slot), score, 1.0);
}

/// A household has an experience with the holder of a slot of a tier, or with the tier alone: 0 bad to 1 good, of some
/// weight. Call it with beliefs at the present.
pub fn encounter(cx: Context<'_>, world: &mut World, household: u32, with: (Tier, u32), score: f64, weight: f64) {
    let trust = &cx.rules.parameters.trust;
    if !cx.rules.parameters.mechanisms.trust || weight == 0.0 {
        return;
    }
    let (tier, slot) = with;
    let (good, bad) = (weight * score, weight * (trust.bad_news_weight * (1.0 - score)));
    world.beliefs.add(household, tier, good, bad);
    if tier == Tier::Group && slot != NONE {
        let role = slot as usize % cx.rules.seats_per_group();
        world.beliefs.add_with_holder(household, role, good, bad);
    }
    if trust.spill_over > 0.0 {
        for neighbour in cx.village.ties.of(household) {
            world.beliefs.add(*neighbour, tier, trust.spill_over * good, trust.spill_over * bad);
        }
    }
}
