//! What informal fixers settle.

use super::over;
use crate::units::Time;
use crate::vocabulary::Measure;
use crate::world::{Context, NONE, State, World};

/// Sets the measures of fixers; they stay empty when the mechanism is off.
pub(super) fn measures(cx: Context<'_>, world: &World, set: &mut impl FnMut(Measure, Option<f64>)) {
    if !cx.rules.parameters.mechanisms.fixers {
        return;
    }
    let (mut raised, mut brought, mut settled) = (0_u32, 0_u32, 0_u32);
    for case in &world.cases {
        if case.voiced != Time::NEVER && case.voiced >= world.tally.measured_from {
            raised += 1;
            brought += u32::from(case.fixer != NONE);
            settled += u32::from(case.by_fixer && case.state == State::Resolved);
        }
    }
    set(Measure::FixerCases, Some(f64::from(brought)));
    set(Measure::FixerShare, over(f64::from(settled), f64::from(raised)));
}
