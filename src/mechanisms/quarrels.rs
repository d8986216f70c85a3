#![doc = include_str!("../../docs/model/quarrels.md")]

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
            world.agenda.post(arises, EventKind::Arise as u8, child);
        }
    }
}
