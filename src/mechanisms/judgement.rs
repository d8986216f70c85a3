#![doc = include_str!("../../docs/model/judgement.md")]

use crate::governance::decision::{self, Verdict, Votes};
use crate::mechanisms::contact::serving;
use crate::mechanisms::handling::{self, bit};
use crate::mechanisms::needs::Potential;
use crate::mechanisms::participation;
use crate::mechanisms::trust;
use crate::random::Decision;
use crate::special::logistic;
use crate::units::Fen;
use crate::vocabulary::choices::{Need, Recusal, Rule};
use crate::world::{Closing, Context, NONE, Payer, Purpose, Stage, Tier, World};
use libm::exp;

/// Whether a person is kin of exactly one party of a dispute.
pub fn kin_of_one_party(cx: Context<'_>, need: &Potential, person: u32) -> bool {
    favoured(cx, need, person).is_some()
}

/// The side of a dispute that a person is kin of, when it is exactly one: whether it is the household that has the need.
fn favoured(cx: Context<'_>, need: &Potential, person: u32) -> Option<bool> {
    if need.kind == Need::Request {
        return None;
    }
    let home = cx.village.people.household[person as usize];
    let (one, other) = (trust::kin(cx, home, need.household), trust::kin(cx, home, need.counterpart));
    (one != other).then_some(one)
}

/// The logit of a person's skill in a topic, with experience and training.
pub fn skill_logit(cx: Context<'_>, world: &World, person: u32, topic: u8) -> f64 {
    let judgement = &cx.rules.parameters.judgement;
    let innate = cx.village.people.skill_logit.get(person as usize).map_or(0.0, |skills| skills[topic as usize]);
    let cases = world.experience[person as usize];
    let experience = match cx.rules.parameters.mechanisms.experience && cases > 0 {
        true => judgement.experience_logit * (1.0 - exp(-f64::from(cases) / judgement.experience_cases)),
        false => 0.0,
    };
    let trained = cx.rules.parameters.training.logit_per_day * f64::from(world.trained_days[person as usize]);
    // The bounds of a skill of .02 and .98.
    f64::from(innate).clamp(-3.891_820_298_110_627, 3.891_820_298_110_627) + experience + trained
}

/// The slot whose holder is most skilled in the topic of a case.
pub fn most_skilled(cx: Context<'_>, world: &World, case: u32, slots: impl Iterator<Item = u32>) -> Option<u32> {
    let topic = cx.need(case).topic;
    slots
        .map(|slot| (skill_logit(cx, world, world.slots[slot as usize].person, topic), slot))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, slot)| slot)
}

/// The work of a session is done: the case is judged, or those who must be asked are briefed first.
pub fn judge(cx: Context<'_>, world: &mut World, case: u32) {
    if !cx.rules.parameters.mechanisms.judgement {
        return decided(cx, world, case, true);
    }
    let state = world.cases[case as usize];
    let need = cx.need(case);
    let plan = &cx.rules.plans[world.teams[cx.group_of_case(case) as usize].plan];
    let rule = if state.tier == Tier::Group { plan.decision[need.kind as usize] } else { Rule::HolderAlone };
    if rule == Rule::HolderAlone {
        let verdict = vote(cx, world, case, rule, &[world.slots[state.worker as usize].person]);
        return conclude(cx, world, case, verdict, false);
    }
    if rule == Rule::Assembly {
        let verdict = assembly(cx, world, case);
        return conclude(cx, world, case, verdict, false);
    }
    let eligible =
        |slot: &u32| plan.recusal == Recusal::None || !kin_of_one_party(cx, need, world.slots[*slot as usize].person);
    let members = || serving(cx, world, cx.group_of_case(case)).filter(eligible);
    let informed = |slot: &u32| state.informed & bit(cx, *slot) != 0;
    let joint = plan.joint[need.kind as usize];
    let voters: Vec<u32> = match rule {
        Rule::HolderAlone | Rule::Assembly => vec![state.worker],
        Rule::LeaderDecides => {
            let seats = cx.rules.seats_per_group() as u32;
            let first = world.teams[cx.group_of_case(case) as usize].lead * seats;
            let leader = plan.order.iter().map(|role| first + *role as u32).find(|slot| members().any(|m| m == *slot));
            vec![leader.unwrap_or(state.worker)]
        }
        Rule::LeadByTopic => vec![most_skilled(cx, world, case, members()).unwrap_or(state.worker)],
        Rule::Majority | Rule::Unanimity if joint => members().filter(informed).collect(),
        Rule::Majority | Rule::Unanimity => members().collect(),
    };
    let voters = if voters.is_empty() { vec![state.worker] } else { voters };
    let absent: Vec<u32> = match state.tier {
        Tier::Group => voters.iter().copied().filter(|slot| !informed(slot) && *slot != state.worker).collect(),
        _ => Vec::new(),
    };
    if !absent.is_empty() && cx.rules.parameters.mechanisms.handling {
        return handling::arrange_briefing(cx, world, case, &absent);
    }
    let others = joint && members().any(|slot| !informed(&slot));
    let people: Vec<u32> = voters.iter().map(|slot| world.slots[*slot as usize].person).collect();
    let verdict = vote(cx, world, case, rule, &people);
    conclude(cx, world, case, verdict, others);
}

/// Whether a person who handles a case alone reads it rightly.
pub fn reads_rightly(cx: Context<'_>, world: &mut World, case: u32, person: u32) -> bool {
    !cx.rules.parameters.mechanisms.judgement || vote(cx, world, case, Rule::HolderAlone, &[person]) == Verdict::Right
}

/// The readings of the voters, who are people, combined by the rule.
fn vote(cx: Context<'_>, world: &mut World, case: u32, rule: Rule, voters: &[u32]) -> Verdict {
    let need = cx.need(case);
    let judgement = &cx.rules.parameters.judgement;
    let (who, key) = need.address(0);
    let shared = cx.streams.draw(Decision::CommonSignal, who, key);
    let together =
        shared.uniform(1) < judgement.common_cause + judgement.common_cause_same_clan * same_pairs(cx, voters);
    let difficulty = f64::from(need.severity == 2) * judgement.serious_logit
        + f64::from(need.evidence < judgement.misleading_share) * judgement.misleading_logit;
    let session = world.cases[case as usize].session;
    let mut partial = false;
    let mut votes = Votes::default();
    for person in voters.iter().copied() {
        let (who, key) = need.address(person);
        if let Some(leans_to_household) = favoured(cx, need, person)
            && cx.streams.uniform(Decision::KinLean, who, key) < judgement.kin_lean
        {
            partial = true;
            votes.add(leans_to_household == need.in_the_right);
            continue;
        }
        let p = logistic(skill_logit(cx, world, person, need.topic) - difficulty);
        let mut u = match together {
            true => shared.uniform(0),
            false => cx.streams.uniform(Decision::Signal, who, key),
        };
        if judgement.new_evidence > 0.0 {
            for later in 1..=session {
                let words = cx.streams.draw(Decision::NewEvidence, who, key ^ u64::from(later) << 48);
                if words.uniform(0) < judgement.new_evidence {
                    u = words.uniform(1);
                }
            }
        }
        votes.add(u < p);
    }
    world.cases[case as usize].partial |= partial;
    decision::combine(rule, votes)
}

/// The share of pairs of people that are of one clan; 0 for one person alone.
fn same_pairs(cx: Context<'_>, people: &[u32]) -> f64 {
    let home = |person: u32| cx.village.people.household[person as usize];
    share_of_equal_pairs(people.len(), |i| cx.village.households.clan[home(people[i]) as usize])
}

/// The share of pairs among `count` things whose `class` is equal; 0 without pairs.
fn share_of_equal_pairs(count: usize, class: impl Fn(usize) -> u32) -> f64 {
    let pairs = count * count.saturating_sub(1) / 2;
    let equal = (0..count).map(|i| (0..i).filter(|j| class(*j) == class(i)).count()).sum::<usize>();
    if pairs == 0 { 0.0 } else { equal as f64 / pairs as f64 }
}

/// The households of the group meet and vote: one adult each, by their own skill; kin of one party lean as members do.
fn assembly(cx: Context<'_>, world: &mut World, case: u32) -> Verdict {
    let need = cx.need(case);
    let judgement = &cx.rules.parameters.judgement;
    let costs = &cx.rules.parameters.costs;
    let (who, key) = need.address(0);
    let shared = cx.streams.draw(Decision::CommonSignal, who, key);
    let together = shared.uniform(1) < judgement.common_cause;
    let difficulty = f64::from(need.severity == 2) * judgement.serious_logit
        + f64::from(need.evidence < judgement.misleading_share) * judgement.misleading_logit;
    let group = &cx.village.groups[cx.group_of_case(case) as usize];
    let mut votes = Votes::default();
    for household in group.households.clone() {
        let is_party = household == need.household || household == need.counterpart;
        if cx.village.households.absent[household as usize] || is_party {
            continue;
        }
        let (who, key) = need.address(household);
        let words = cx.streams.draw(Decision::Assembly, who, key);
        if words.uniform(0) >= participation::attendance(cx, world, household, costs.assembly_attendance_share) {
            continue;
        }
        let head = cx.village.households.first_person[household as usize];
        if let Some(leans_to_household) = favoured(cx, need, head)
            && words.uniform(1) < judgement.kin_lean
        {
            votes.add(leans_to_household == need.in_the_right);
            continue;
        }
        let p = logistic(skill_logit(cx, world, head, need.topic) - difficulty);
        let u = if together { shared.uniform(0) } else { words.uniform(2) };
        votes.add(u < p);
    }
    if world.measured() {
        let hours = costs.assembly_hours * f64::from(votes.right + votes.wrong);
        let amount = Fen::from_yuan(hours * costs.day_wage_yuan / 8.0);
        world.tally.ledger.enter(Payer::Households, Purpose::Meetings, amount);
    }
    decision::combine(Rule::Majority, votes)
}

/// What follows from a verdict: a decision, another session, or a deadlock.
fn conclude(cx: Context<'_>, world: &mut World, case: u32, verdict: Verdict, others: bool) {
    match verdict {
        Verdict::Right => decided(cx, world, case, true),
        Verdict::Wrong => decided(cx, world, case, false),
        Verdict::Undecided => {
            let state = &mut world.cases[case as usize];
            if u32::from(state.session) + 1 < cx.rules.parameters.handling.max_sessions {
                world.hand_on(case, Stage::NextSession { widen: others });
            } else {
                state.deadlocked = true;
                world.hand_on(case, Stage::Close(Closing::Deadlock));
            }
        }
    }
}

/// A request closes; a dispute goes to mediation.
fn decided(cx: Context<'_>, world: &mut World, case: u32, right: bool) {
    let need = cx.need(case);
    let state = &mut world.cases[case as usize];
    if state.first_decision.is_none() {
        state.first_decision = Some(right);
    }
    let within_reach = need.grantable <= state.tier;
    let stage = match need.kind {
        Need::Dispute => Stage::Mediate { right },
        Need::Request if !right => Stage::Close(Closing::DecidedWrongly),
        Need::Request if within_reach => Stage::Close(Closing::Resolved),
        Need::Request => Stage::Close(Closing::BeyondReach),
    };
    world.hand_on(case, stage);
}

/// Everybody who took part gains experience from a case that closed; nobody of the team does from what a fixer settled.
pub fn gain_experience(cx: Context<'_>, world: &mut World, case: u32) {
    let state = &world.cases[case as usize];
    let (tier, worker, informed) = (state.tier, state.worker, state.informed);
    if worker == NONE || state.by_fixer || !cx.rules.parameters.mechanisms.experience {
        return;
    }
    let mut count = |slot: u32| {
        let person = world.slots[slot as usize].person;
        if person != NONE {
            world.experience[person as usize] += 1;
        }
    };
    if tier != Tier::Group {
        return count(worker);
    }
    let seats = cx.rules.seats_per_group() as u32;
    let first = worker / seats * seats;
    (first..first + seats).filter(|slot| informed & bit(cx, *slot) != 0).for_each(&mut count);
}

#[cfg(test)]
mod tests {
    use super::share_of_equal_pairs;

    #[test]
    fn pairs_of_one_clan_are_counted_over_all_pairs() {
        let share = |clans: &[u32]| share_of_equal_pairs(clans.len(), |i| clans[i]);
        assert_eq!(share(&[1]), 0.0);
        assert_eq!(share(&[1, 2]), 0.0);
        assert_eq!(share(&[1, 1, 2]), 1.0 / 3.0);
        assert_eq!(share(&[4, 4, 4]), 1.0);
    }
}
