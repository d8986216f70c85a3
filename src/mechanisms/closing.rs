#![doc = include_str!("../../docs/model/closing.md")]

use crate::units::Time;
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
            state.due = Time::NEVER;
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
