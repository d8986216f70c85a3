#![doc = include_str!("../../docs/model/dilemma.md")]

use crate::random::Decision;
use crate::world::{Context, EventKind, World};
use libm::pow;

/// Who steps forward for a case that nobody owns, of the slots whose holders are free and at hand: the first of them who
/// does not abstain. Nobody may.
pub fn volunteer(cx: Context<'_>, world: &mut World, case: u32, free: &[u32]) -> Option<u32> {
    let abstains = abstaining(cx.rules.parameters.dilemma.cost_over_benefit, free.len());
    let round = u64::from(world.cases[case as usize].passed_over);
    let acts = |slot: &u32| {
        let (who, key) = cx.need(case).address(world.slots[*slot as usize].person);
        cx.streams.uniform(Decision::StepForward, who, key ^ round << 48) >= abstains
    };
    let volunteer = free.iter().copied().find(acts);
    if world.measured() {
        world.tally.rounds[0] += 1;
        world.tally.rounds[1] += u32::from(volunteer.is_none());
    }
    volunteer
}

/// The probability that one of `free` people abstains, in the symmetric equilibrium: none where there is but one.
fn abstaining(cost_over_benefit: f64, free: usize) -> f64 {
    if free < 2 { 0.0 } else { pow(cost_over_benefit, 1.0 / (free - 1) as f64) }
}

/// Nobody stepped forward: the case waits for the next round.
pub fn pass_over(cx: Context<'_>, world: &mut World, case: u32) {
    let next = world.now.after_days(cx.rules.parameters.dilemma.round_days);
    let state = &mut world.cases[case as usize];
    state.passed_over = state.passed_over.saturating_add(1);
    let waits_until = next.min(state.patience_ends).min(world.agenda.horizon());
    if world.measured() {
        world.tally.passed_over_days += waits_until.days_since(world.now);
    }
    world.post(next, EventKind::Round, case);
}

#[cfg(test)]
mod tests {
    use super::abstaining;

    #[test]
    fn everybody_is_indifferent_in_the_equilibrium_and_one_alone_acts() {
        assert_eq!(abstaining(0.9, 1), 0.0);
        assert_eq!(abstaining(0.9, 0), 0.0);
        for (cost, free) in [(0.2, 2), (0.5, 3), (0.5, 7)] {
            let others_all_abstain = libm::pow(abstaining(cost, free), (free - 1) as f64);
            assert!((others_all_abstain - cost).abs() < 1e-12);
        }
        assert_eq!(abstaining(0.0, 3), 0.0);
    }
}
