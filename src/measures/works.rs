//! What became of the canals.

use super::over;
use crate::vocabulary::Measure;
use crate::world::{Context, World};

/// Sets the measures of common works; empty when there are none.
pub(super) fn measures(cx: Context<'_>, world: &World, set: &mut impl FnMut(Measure, Option<f64>)) {
    if !cx.rules.parameters.mechanisms.works {
        return;
    }
    let (now, measured_from) = (world.now, world.tally.measured_from);
    let usable_from = cx.rules.parameters.works.usable_from;
    let canals = world.canals.len() as f64;
    let usable: u64 = world.canals.iter().map(|canal| canal.usable_until(now, measured_from, usable_from)).sum();
    set(Measure::CanalUptime, over(usable as f64, canals * f64::from(now.0 - measured_from.0)));
    let labour: u32 = world.canals.iter().flat_map(|canal| canal.labour_days).sum();
    set(Measure::LabourDays, over(f64::from(labour), canals * cx.rules.calendar.measured_years()));
    let [came, asked] = [0, 1].map(|i| f64::from(world.canals.iter().map(|canal| canal.turnout[i]).sum::<u32>()));
    set(Measure::LabourTurnout, over(came, asked));
}
