#![doc = include_str!("../../docs/model/mediation.md")]

use crate::mechanisms::contact::serving;
use crate::mechanisms::handling::bit;
use crate::mechanisms::needs::Potential;
use crate::mechanisms::{judgement, trust};
use crate::random::Decision;
use crate::special::{logistic, logit};
use crate::units::{Time, YEAR_DAYS};
use crate::village::NOBODY;
use crate::vocabulary::choices::Need;
use crate::world::{Closing, Context, EventKind, Stage, State, Tier, World};

/// A decided dispute is mediated.
pub fn mediate(cx: Context<'_>, world: &mut World, case: u32, right: bool) {
    let need = cx.need(case);
    let state = world.cases[case as usize];
    let within_reach = need.grantable <= state.tier;
    if !cx.rules.parameters.mechanisms.mediation {
        let closing = if right && within_reach { Closing::Resolved } else { Closing::NotSettled };
        return world.hand_on(case, Stage::Close(closing));
    }
    // The ordinal of the session among all about this need.
    let session = u32::from(state.session) | u32::from(state.committee_arrivals) << 8 | u32::from(state.rounds) << 16;
    let (who, key) = need.address(session);
    let u = cx.streams.uniform(Decision::Mediation, who, key);
    if within_reach && u < chance(cx, world, case) {
        world.hand_on(case, Stage::Close(if right { Closing::Resolved } else { Closing::SettledWrongly }));
    } else if u32::from(state.session) + 1 < cx.rules.parameters.handling.max_sessions {
        world.hand_on(case, Stage::NextSession { widen: false });
    } else {
        world.hand_on(case, Stage::Close(Closing::NotSettled));
    }
}

/// The chance that the parties settle in this session.
fn chance(cx: Context<'_>, world: &mut World, case: u32) -> f64 {
    let need = cx.need(case);
    let state = world.cases[case as usize];
    world.beliefs.at(world.now);
    let mediators: Vec<u32> = match state.tier {
        Tier::Group => {
            serving(cx, world, cx.group_of_case(case)).filter(|slot| state.informed & bit(cx, *slot) != 0).collect()
        }
        _ => vec![state.worker],
    };
    let mediators = if mediators.is_empty() { vec![state.worker] } else { mediators };
    let trusted =
        |party: u32| mediators.iter().map(|slot| trust::in_member(cx, world, party, *slot)).fold(0.0, f64::max);
    let home = |slot: u32| cx.village.people.household[world.slots[slot as usize].person as usize];
    let opposed = |party: u32, other: u32| mediators.iter().any(|slot| favours(cx, home(*slot), other, party));
    let owner = world.slots[state.worker as usize].person;
    settles(cx, world, need, owner, trusted, opposed)
}

/// The chance that the parties settle when a person without a seat brings them together: they trust it as far as kin,
/// ties and past quarrels go, the rest being at the centre.
pub fn chance_with(cx: Context<'_>, world: &World, case: u32, person: u32) -> f64 {
    let need = cx.need(case);
    let centre = cx.rules.parameters.mediation.trust_centre;
    let home = cx.village.people.household[person as usize];
    let trusted = |party: u32| {
        let odds = trust::odds_by_relation(cx, world, party, home, centre / (1.0 - centre));
        odds / (1.0 + odds)
    };
    settles(cx, world, need, person, trusted, |party, other| favours(cx, home, other, party))
}

/// Whether a household is kin of one party and not of the other.
fn favours(cx: Context<'_>, home: u32, one: u32, other: u32) -> bool {
    trust::kin(cx, home, one) && !trust::kin(cx, home, other)
}

/// The chance that the parties settle, given how far each trusts those who mediate and whether these favour the other.
fn settles(
    cx: Context<'_>,
    world: &World,
    need: &Potential,
    owner: u32,
    trusted: impl Fn(u32) -> f64,
    opposed: impl Fn(u32, u32) -> bool,
) -> f64 {
    let mediation = &cx.rules.parameters.mediation;
    let side = |party, other| trusted(party) - mediation.kin_penalty * f64::from(opposed(party, other));
    let trust = side(need.household, need.counterpart).min(side(need.counterpart, need.household)).clamp(0.0, 1.0);
    let skill = judgement::skill_logit(cx, world, owner, need.topic);
    let quarrels = world.quarrels_between(need.household, need.counterpart);
    logistic(
        mediation.base_logit
            + mediation.trust_slope * (trust - mediation.trust_centre)
            + mediation.skill_slope * (skill - logit(mediation.skill_centre))
            - mediation.serious_logit * f64::from(need.severity == 2)
            - mediation.quarrel_logit * f64::from(quarrels),
    )
}

/// A settlement was reached: it may break down one day.
pub fn let_age(cx: Context<'_>, world: &mut World, case: u32, right: bool) {
    let need = cx.need(case);
    if need.kind == Need::Request || !cx.rules.parameters.mechanisms.mediation {
        return;
    }
    let mediation = &cx.rules.parameters.mediation;
    let rate = if right { mediation.breakdown_right_per_year } else { mediation.breakdown_wrong_per_year };
    let now = world.now;
    let state = &mut world.cases[case as usize];
    if state.settled == Time::NEVER {
        state.settled = now;
    }
    let (who, key) = need.address(u32::from(state.settlements));
    state.settlements = state.settlements.saturating_add(1);
    state.due = Time::NEVER;
    if rate > 0.0 {
        let years = cx.streams.draw(Decision::Breakdown, who, key).exponential(0) / rate;
        world.post(now.after_days(years * YEAR_DAYS), EventKind::Breakdown, case);
    }
}

/// A settlement breaks: the dispute is open again and goes back to the group.
pub fn break_down(cx: Context<'_>, world: &mut World, case: u32) {
    let now = world.now;
    let need = cx.need(case);
    if need.counterpart != NOBODY {
        world.remember_quarrel(need.household, need.counterpart);
    }
    let state = &mut world.cases[case as usize];
    let was_wrong = state.state == State::SettledWrongly;
    if state.broke == Time::NEVER {
        state.broke = now;
    }
    state.by_fixer = false;
    state.resolved = Time::NEVER;
    state.ended = Time::NEVER;
    state.state = State::Seeking;
    state.tier = Tier::Group;
    state.session = 0;
    state.informed = 0;
    state.committee_tried = false;
    state.rounds = state.rounds.saturating_add(1);
    state.arrived = now;
    state.patience_ends = now.after_days(need.patience_days);
    state.patience_posted = false;
    if was_wrong {
        // The grievance was there all the time.
        world.grievances[need.household as usize] -= 1;
    }
    world.open_case(case, need.household);
    world.hand_on(case, Stage::Contact);
    world.hand_on(case, Stage::Breed { wrong: true });
}

#[cfg(test)]
mod tests {
    use crate::special::{logistic, logit};
    use crate::vocabulary::tables::Mediation;

    /// At the centres, over two sessions.
    fn settled(serious: f64) -> f64 {
        let mediation = Mediation::default();
        let once = logistic(mediation.base_logit - mediation.serious_logit * serious);
        1.0 - (1.0 - once) * (1.0 - once)
    }

    #[test]
    fn the_intercept_gives_the_settlement_shares_it_was_derived_from() {
        assert!((settled(0.0) - 0.60).abs() < 0.01, "{}", settled(0.0));
        assert!((settled(1.0) - 0.30).abs() < 0.01, "{}", settled(1.0));
        assert_eq!(logit(0.5), 0.0);
    }
}
