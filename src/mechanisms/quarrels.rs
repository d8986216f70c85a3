//! # Quarrels
//!
//! A dispute that ends badly breeds others, once, at its first entry into one of: lumped, abandoned, given up, settled
//! wrongly, settlement broken. It has N ~ Poisson(n_max) potential offspring with delays ~ Exp(τ) and marks u; child c
//! becomes a need iff
//!
//! > u_c < n(outcome) / n_max.
//!
//! Offspring are not multiplied by season or household. The branching ratio is at most n_max < 1. Off: none.
//!
//! Draws: `OffspringCount`, `Offspring` by lineage (see *Needs*). Reports: induced disputes. Known result: with every
//! dispute lumped the total progeny of one is 1 / (1 − n), mean. Source: Hawkes 1971, in branching form.

use crate::vocabulary::choices::Need;
use crate::world::{Context, EventKind, State, World};

/// A dispute has ended badly: its offspring are on their way.
pub fn breed(cx: Context<'_>, world: &mut World, case: u32, wrong: bool) {
    let need = cx.need(case);
    let state = &mut world.cases[case as usize];
    if need.kind == Need::Request || state.bred || !cx.rules.parameters.mechanisms.quarrels {
        return;
    }
    state.bred = true;
    let quarrels = &cx.rules.parameters.quarrels;
    let rate = match state.state {
        State::Lumped => quarrels.offspring_lumped,
        _ if wrong => quarrels.offspring_wrong,
        _ => quarrels.offspring_dropped,
    };
    for child in need.first_child..need.first_child + u32::from(need.children) {
        let offspring = cx.need(child);
        if offspring.mark * quarrels.offspring_bound < rate {
            let arises = world.now.after_days(offspring.arises.days());
            world.post(arises, EventKind::Arise, child);
        }
    }
}
