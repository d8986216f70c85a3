//! # Closing
//!
//! What becomes of a need at a tier. A request is resolved iff the tier can grant it and decides rightly; a dispute iff
//! it is judged rightly and settled. A dispute settled against the right judgement is settled wrongly. Everything else is
//! a failure, and the household goes on (see *Escalation*). At each instant a need is in exactly one state; at the
//! horizon open is a state.

use crate::vocabulary::choices::Need;
use crate::world::{Closing, Context, Stage, State, World};

/// A case closes at its tier.
pub fn close(cx: Context<'_>, world: &mut World, case: u32, closing: Closing) {
    let now = world.now;
    match closing {
        Closing::Resolved | Closing::SettledWrongly => {
            let right = closing == Closing::Resolved;
            world.close_case(case, right.then_some(cx.need(case).household));
            let state = &mut world.cases[case as usize];
            state.version += 1;
            if right {
                state.state = State::Resolved;
                state.resolved = now;
                world.tally.resolutions.push(now);
            } else {
                state.state = State::SettledWrongly;
                state.ended = now;
                world.hand_on(case, Stage::Breed { wrong: true });
            }
        }
        _ => {
            world.hand_on(case, Stage::Onward);
            if closing == Closing::Abandoned && cx.need(case).kind == Need::Dispute {
                world.hand_on(case, Stage::Breed { wrong: false });
            }
        }
    }
}
