#![doc = include_str!("../../docs/model/escalation.md")]

use crate::random::Decision;
use crate::units::Time;
use crate::vocabulary::choices::Onward;
use crate::world::{Context, EventKind, Stage, State, Tier, World};

/// What a household can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Wait,
    Committee,
    Township,
    County,
    GiveUp,
}

/// The household decides how to go on.
pub fn go_on(cx: Context<'_>, world: &mut World, case: u32) {
    if !cx.rules.parameters.mechanisms.escalation {
        return end(world, case, State::Ended);
    }
    let option = match cx.rules.parameters.escalation.onward {
        Onward::Choice => choose(cx, world, case),
        Onward::NextTier => next_tier(cx, world, case),
    };
    match option {
        Way::Wait => {
            let state = &mut world.cases[case as usize];
            state.state = State::Holding;
            state.due = Time::NEVER;
            let at = world.now.after_days(cx.rules.parameters.escalation.wait_days);
            world.post(at, EventKind::Reconsider, case);
        }
        Way::Committee => world.hand_on(case, Stage::Committee),
        Way::Township => petition(world, case, Tier::Township),
        Way::County => petition(world, case, Tier::County),
        Way::GiveUp => {
            end(world, case, State::GivenUp);
            world.hand_on(case, Stage::Breed { wrong: false });
        }
    }
}

/// The next tier up, as long as there may be another petition about the case.
fn next_tier(cx: Context<'_>, world: &World, case: u32) -> Way {
    let state = &world.cases[case as usize];
    if !state.committee_tried {
        Way::Committee
    } else if may_petition(cx, world, case) {
        Way::Township
    } else if u32::from(state.petitions) < cx.rules.parameters.escalation.max_petitions {
        Way::Wait
    } else {
        Way::GiveUp
    }
}

/// Whether there may be a petition about a case now: not too many before, and the last one long enough ago.
fn may_petition(cx: Context<'_>, world: &World, case: u32) -> bool {
    let escalation = &cx.rules.parameters.escalation;
    let state = &world.cases[case as usize];
    u32::from(state.petitions) < escalation.max_petitions
        && (state.petitioned == Time::NEVER
            || world.now >= state.petitioned.after_days(escalation.petition_spacing_days))
}

fn petition(world: &mut World, case: u32, tier: Tier) {
    world.cases[case as usize].tier = tier;
    world.hand_on(case, Stage::Petition);
}

/// The case ends unresolved.
fn end(world: &mut World, case: u32, state: State) {
    world.close_case(case, None);
    let now = world.now;
    let ended = &mut world.cases[case as usize];
    ended.state = state;
    ended.ended = now;
    ended.due = Time::NEVER;
}

/// The option with the greatest utility.
fn choose(cx: Context<'_>, world: &mut World, case: u32) -> Way {
    let escalation = &cx.rules.parameters.escalation;
    let need = cx.need(case);
    let state = world.cases[case as usize];
    world.beliefs.at(world.now);
    let beliefs = &world.beliefs;
    let severity = f64::from(need.severity);
    let age = (world.now.days_since(state.voiced) / 28.0).min(3.0) * escalation.age_slope_per_4_weeks;
    let trust = |tier| beliefs.trust(need.household, tier);
    let wage = cx.rules.parameters.costs.day_wage_yuan;
    let petition = |tier, cash: f64, days: f64| {
        escalation.township_base
            + escalation.belief_slope * beliefs.petition(need.household, tier)
            + escalation.petition_severity_slope * severity
            + age
            + escalation.trust_gap_slope * (trust(tier) - trust(Tier::Group))
            - (cash + days * wage) / escalation.cost_scale_yuan
    };
    let skipped_group = state.arrived == Time::NEVER;
    let may_petition = may_petition(cx, world, case);
    let (who, key) = need.address(u32::from(state.decisions));
    let taste = |option: Way| {
        let words = cx.streams.draw(Decision::Escalation, who, key ^ (option as u64 / 4) << 48);
        words.gumbel(option as usize % 4)
    };
    world.cases[case as usize].decisions = state.decisions.saturating_add(1);
    let beyond_committee = state.committee_tried || cx.rules.cadres == 0;
    let options = [
        (Way::Wait, (!skipped_group || beyond_committee && !may_petition).then_some(0.0)),
        (
            Way::Committee,
            (!beyond_committee).then(|| {
                escalation.committee_base
                    + escalation.committee_trust_slope * (trust(Tier::Committee) - 0.5)
                    + escalation.committee_severity_slope * severity
            }),
        ),
        (
            Way::Township,
            may_petition
                .then(|| petition(Tier::Township, escalation.township_cost_yuan, escalation.township_cost_work_days)),
        ),
        (
            Way::County,
            may_petition.then(|| {
                petition(Tier::County, escalation.county_cost_yuan, escalation.county_cost_work_days)
                    + escalation.county_step
            }),
        ),
        (
            Way::GiveUp,
            (!skipped_group).then_some(escalation.give_up_base + age + escalation.give_up_severity_slope * severity),
        ),
    ];
    let utilities = options.into_iter().filter_map(|(option, utility)| Some((option, utility? + taste(option))));
    crate::governance::elections::best(utilities).unwrap_or(Way::Wait)
}
