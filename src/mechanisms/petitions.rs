#![doc = include_str!("../../docs/model/petitions.md")]

use crate::random::{Decision, Who};
use crate::special::logistic;
use crate::units::{Fen, MONTH, Time};
use crate::vocabulary::tables::Petitions;
use crate::world::tally::PetitionAct;
use crate::world::{Closing, Context, EventKind, Payer, Purpose, Stage, State, Tier, World};
use libm::log;

/// A petition is filed at the tier the case has moved to.
pub fn file(cx: Context<'_>, world: &mut World, case: u32) {
    let need = cx.need(case);
    let mechanisms = &cx.rules.parameters.mechanisms;
    let people = if mechanisms.petition_joining { 1 + joined(cx, world, need.household) } else { 1 };
    let now = world.now;
    let state = &mut world.cases[case as usize];
    let (who, key) = need.address(u32::from(state.petitions));
    let recorded = cx.streams.uniform(Decision::Recording, who, key) >= cx.rules.parameters.petitions.suppression;
    let act = PetitionAct {
        at: now,
        case,
        recorded,
        repeat: state.petitions > 0,
        collective: people >= cx.rules.parameters.petitions.collective_people,
        skips_committee: !state.committee_tried,
    };
    state.petitions = state.petitions.saturating_add(1);
    state.petitioned = now;
    state.people = people.min(u32::from(u16::MAX)) as u16;
    state.state = State::Petitioned;
    state.due = Time::NEVER;
    let tier = state.tier;
    world.tally.petitions.push(act);
    charge(cx, world, tier, people);
    if !mechanisms.petitions {
        world.close_case(case, None);
        let state = &mut world.cases[case as usize];
        state.state = State::Ended;
        state.ended = now;
        return;
    }
    let words = cx.streams.draw(Decision::Petition, who, key);
    let accepted = now.after_days(words.uniform(0) * cx.rules.parameters.petitions.accept_days);
    world.post(accepted, EventKind::PetitionAccepted, case);
}

/// What a petition costs.
fn charge(cx: Context<'_>, world: &mut World, tier: Tier, people: u32) {
    if !world.measured() {
        return;
    }
    let costs = &cx.rules.parameters.costs;
    let escalation = &cx.rules.parameters.escalation;
    let (government, cash, days) = match tier {
        Tier::County => (costs.county_petition_yuan, escalation.county_cost_yuan, escalation.county_cost_work_days),
        _ => (costs.township_petition_yuan, escalation.township_cost_yuan, escalation.township_cost_work_days),
    };
    let household = f64::from(people) * (cash + days * costs.day_wage_yuan);
    world.tally.ledger.enter(Payer::Government, Purpose::Petitions, Fen::from_yuan(government));
    world.tally.ledger.enter(Payer::Households, Purpose::Petitions, Fen::from_yuan(household));
}

/// How many others join a household's petition, by thresholds over ties, round by round.
fn joined(cx: Context<'_>, world: &World, household: u32) -> u32 {
    let low = cx.rules.parameters.petitions.join_threshold_low;
    let mut joined = vec![household];
    let mut next = 0;
    while next < joined.len() {
        for other in cx.village.ties.of(joined[next]) {
            if joined.contains(other) || world.grievances[*other as usize] == 0 {
                continue;
            }
            let ties = cx.village.ties.of(*other);
            let share = ties.iter().filter(|tied| joined.contains(tied)).count() as f64 / ties.len() as f64;
            let u = cx.streams.uniform(Decision::JoinThreshold, Who::one(0, *other), 0);
            if share >= low + (1.0 - low) * u {
                joined.push(*other);
            }
        }
        next += 1;
    }
    joined.len() as u32 - 1
}

/// The office accepts: it sends the case back or takes it up.
pub fn accept(cx: Context<'_>, world: &mut World, case: u32) {
    let petitions = &cx.rules.parameters.petitions;
    let words = petition_words(cx, world, case);
    if words.uniform(1) < petitions.sent_back_share && cx.rules.cadres > 0 {
        learn(cx, world, case, 0.5);
        world.cases[case as usize].priority = true;
        return world.hand_on(case, Stage::Committee);
    }
    let office = usize::from(world.cases[case as usize].tier == Tier::County);
    let free = world.office_free[office].max(world.now).after_seconds(MONTH / petitions.office_cases_per_month);
    world.office_free[office] = free;
    let answered = world.now.after_days(words.uniform(2) * petitions.decide_days).max(free);
    world.post(answered, EventKind::PetitionAnswered, case);
}

/// The office answers a petition that it kept.
pub fn answer(cx: Context<'_>, world: &mut World, case: u32) {
    let petitions = &cx.rules.parameters.petitions;
    let state = world.cases[case as usize];
    let need = cx.need(case);
    // One uniform decides: below the chance of a concession, else below that of a right decision.
    let u = petition_words(cx, world, case).uniform(3);
    let concedes = concession(petitions, u32::from(state.people), state.tier);
    let success = match state.tier {
        Tier::County => petitions.county_success_share,
        _ => petitions.township_success_share,
    };
    let within_reach = need.grantable <= state.tier;
    let (outcome, closing) = match (u < concedes, u < concedes + (1.0 - concedes) * success) {
        (_, true) if within_reach => (1.0, Closing::Resolved),
        (true, _) => (0.5, Closing::BeyondReach),
        (_, true) => (0.0, Closing::BeyondReach),
        _ => (0.0, Closing::DecidedWrongly),
    };
    learn(cx, world, case, outcome);
    world.hand_on(case, Stage::Close(closing));
}

/// The chance that an office concedes.
pub fn concession(petitions: &Petitions, people: u32, tier: Tier) -> f64 {
    logistic(
        petitions.concession_base
            + petitions.concession_per_log_people * log(f64::from(people.max(1)))
            + petitions.concession_disruptive * f64::from(people >= petitions.collective_people)
            + petitions.concession_county * f64::from(tier == Tier::County)
            - petitions.concession_suppression * petitions.suppression,
    )
}

/// The words of the last petition about a case.
fn petition_words(cx: Context<'_>, world: &World, case: u32) -> crate::random::Words {
    let (who, key) = cx.need(case).address(u32::from(world.cases[case as usize].petitions) - 1);
    cx.streams.draw(Decision::Petition, who, key)
}

/// The petitioner and the households tied to it learn what petitioning brings.
fn learn(cx: Context<'_>, world: &mut World, case: u32, outcome: f64) {
    if !cx.rules.parameters.mechanisms.petition_learning {
        return;
    }
    let petitions = &cx.rules.parameters.petitions;
    let tier = world.cases[case as usize].tier;
    let household = cx.need(case).household;
    world.beliefs.learn_petition(household, tier, outcome, petitions.belief_rate);
    for other in cx.village.ties.of(household) {
        let degree = cx.village.ties.of(*other).len() as f64;
        let step = petitions.belief_rate_social * degree.min(petitions.degree_cap) / degree;
        world.beliefs.learn_petition(*other, tier, outcome, step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_quiet_petitioner_meets_the_concession_it_was_derived_from() {
        let open = Petitions { suppression: 0.0, ..Petitions::default() };
        assert!((concession(&open, 1, Tier::Township) - 0.10).abs() < 0.001);
        assert!(concession(&open, 6, Tier::Township) > 2.0 * concession(&open, 1, Tier::Township));
        assert!(concession(&Petitions::default(), 1, Tier::Township) < concession(&open, 1, Tier::Township));
        assert!(concession(&open, 1, Tier::County) > concession(&open, 1, Tier::Township));
    }
}
