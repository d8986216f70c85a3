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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanisms::needs::{DemandSettings, Potential};
    use crate::random::Streams;
    use crate::scenario::Calendar;
    use crate::village::{Needed, Shapes, Village};
    use crate::vocabulary::tables::{Simulation, Village as Totals};

    /// The potential needs of Botou with these mechanisms on.
    fn demand(projects: bool, storms: bool) -> Demand {
        let mut parameters = Parameters::default();
        parameters.needs.disputes_per_household_year = 1.0;
        let base = parameters.clone();
        parameters.mechanisms.projects = projects;
        parameters.mechanisms.storms = storms;
        let streams = Streams::new(3, 5);
        let shapes = Shapes { multiplier: &|_| 1.0, wage_skill_correlation: 0.0 };
        let needed = Needed { nearest: true, ..Needed::default() };
        let village = Village::synthesise(&Totals::default(), &streams, needed, &shapes);
        let calendar = Calendar::new(&Simulation::default()).expect("the default dates are in order");
        let mut demand = Demand::default();
        demand.draw(&DemandSettings::new(&parameters, &base), &village, &streams, &calendar);
        demand
    }

    #[test]
    fn streams_beside_those_of_households_leave_them_as_they_are_to_the_last_bit() {
        let plain = demand(false, false);
        assert!(plain.brought.is_empty());
        for (projects, storms) in [(true, false), (false, true), (true, true)] {
            let more = demand(projects, storms);
            assert!(more.brought.len() > 1_000);
            assert_eq!(more.exogenous, plain.exogenous);
            assert_eq!(more.all[..plain.all.len()], plain.all[..]);
        }
        // Nor do the two sources shift one another.
        let of = |demand: &Demand, source| {
            let brought = &demand.all[demand.brought.start as usize..demand.brought.end as usize];
            brought.iter().filter(|need| need.source == source).copied().collect::<Vec<Potential>>()
        };
        let both = demand(true, true);
        let known = |needs: Vec<Potential>| {
            needs.into_iter().map(|need| (need.arises, need.key, need.mark.to_bits())).collect::<Vec<_>>()
        };
        assert_eq!(known(of(&both, Source::Funds)), known(of(&demand(true, false), Source::Funds)));
        assert_eq!(known(of(&both, Source::Storm)), known(of(&demand(false, true), Source::Storm)));
    }

    #[test]
    fn needs_at_the_full_rise_are_poisson_about_rate_times_rise() {
        let demand = demand(true, true);
        let years = 7.0 * 365.25 / 365.0;
        for (source, rise) in [(Source::Funds, 1.0), (Source::Storm, 2.0)] {
            let of = demand.all[demand.brought.start as usize..demand.brought.end as usize].iter();
            let marks: Vec<f64> = of.filter(|need| need.source == source).map(|need| need.mark).collect();
            let expected = 508.0 * 2.2 * years * rise;
            let count = marks.len() as f64;
            assert!((count - expected).abs() < 4.0 * libm::sqrt(expected), "{source:?}: {count} for {expected}");
            // Half of the rise brings half of them.
            let half = marks.iter().filter(|mark| **mark < 0.5).count() as f64;
            assert!((half - count / 2.0).abs() < 2.0 * libm::sqrt(count), "{source:?}: {half} of {count}");
        }
    }

    #[test]
    fn arrivals_come_in_the_order_of_time_whatever_brings_them() {
        let demand = demand(true, true);
        let order: Vec<Time> = demand.arrivals().map(|need| demand.all[need as usize].arises).collect();
        assert_eq!(order.len(), demand.exogenous as usize + demand.brought.len());
        assert!(order.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}
