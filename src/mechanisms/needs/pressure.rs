//! Needs that money, storms and worn canals bring: streams of their own, beside those of every household, by superposition.

use super::{Demand, Source};
use crate::units::Time;
use crate::vocabulary::Parameters;
use crate::world::{Context, World};

/// Days for which money spent in a group is felt.
const FUNDS_DAYS: f64 = 30.0;

/// The bound of each stream over the household's own rate; 0 where its mechanism is off.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Needs that funds bring.
    pub funds: f64,
    /// Needs that storms bring.
    pub storm: f64,
}

impl Bounds {
    /// The bounds of an arm whose scenario has the values `base` before overrides.
    pub(super) fn new(arm: &Parameters, base: &Parameters) -> Bounds {
        let on = |switch: bool, bound: f64| if switch { bound } else { 0.0 };
        Bounds {
            funds: on(arm.mechanisms.projects, base.pressure.funds_limit),
            storm: on(arm.mechanisms.storms, base.pressure.storm_rise),
        }
    }
}

impl Demand {
    /// The needs that may arise by themselves, in the order of time: those of households, and among them those that
    /// funds, storms and worn canals may bring.
    pub fn arrivals(&self) -> impl Iterator<Item = u32> + '_ {
        let (mut own, mut brought) = (0..self.exogenous, self.brought.clone());
        std::iter::from_fn(move || {
            let of = |need: u32| self.all[need as usize].arises;
            match (own.is_empty(), brought.is_empty()) {
                (true, _) => brought.next(),
                (false, false) if of(brought.start) < of(own.start) => brought.next(),
                (false, _) => own.next(),
            }
        })
    }
}

/// Whether a need arises at its instant: one of a household's own always, one of the others iff its mark lies below the
/// present rise over the bound.
pub fn arises(cx: Context<'_>, world: &World, case: u32) -> bool {
    let need = cx.need(case);
    let group = cx.village.households.group[need.household as usize];
    let pressure = &cx.rules.parameters.pressure;
    let (bound, rise) = match need.source {
        Source::Own => return true,
        Source::Funds => {
            let spent = world.projects.spent_before(group, need.arises, FUNDS_DAYS);
            (cx.demand.bounds.funds, (pressure.funds_per_10000_yuan * spent / 10_000.0).min(pressure.funds_limit))
        }
        Source::Storm => {
            let struck = world.storm_until[group as usize] > need.arises;
            (cx.demand.bounds.storm, if struck { pressure.storm_rise } else { 0.0 })
        }
        Source::Canal => (1.0, 1.0 - world.canals[group as usize].condition),
    };
    need.mark * bound < rise
}

/// A storm has struck a group: for a while it has more needs.
pub fn storm_struck(cx: Context<'_>, world: &mut World, group: u32) {
    let until = world.now.after_days(cx.rules.parameters.pressure.storm_days);
    let known: &mut Time = &mut world.storm_until[group as usize];
    *known = until.max(*known);
}
