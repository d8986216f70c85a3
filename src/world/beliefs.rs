//! What households think: trust by tier, their own record with each seat's holder, belief in petitions.
//!
//! Experiences fade, but nothing is aged when it is read. Counts are kept in the scale of the start of the run,
//! where an experience at time t weighs e^{kt}; one factor e^{-kt} brings all of them to the present.

use super::{Rules, Tier};
use crate::special::logistic;
use crate::units::{DAY, Time};
use crate::village::Village;
use libm::{exp, log};

/// Tiers that households have trust in.
pub const TIERS: usize = 4;

/// Good and bad experiences, in the scale of the start.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Record {
    good: f64,
    bad: f64,
}

/// Trust and beliefs of all households.
#[derive(Clone, Debug, Default)]
pub struct Beliefs {
    baseline: Vec<[f64; TIERS]>,
    records: Vec<[Record; TIERS]>,
    with_holders: Vec<Record>,
    petition: Vec<[f64; 2]>,
    seats_per_group: usize,
    baseline_weight: f64,
    decay_per_second: f64,
    now: Time,
    growth: f64,
}

impl Beliefs {
    /// Empties everything for a run.
    pub fn reset(&mut self, rules: &Rules, village: &Village) {
        let trust = &rules.parameters.trust;
        let households = village.households.group.len();
        let initial = [trust.group_initial, trust.committee_initial, trust.township_initial, trust.county_initial];
        let centres = initial.map(|p| log(p / (1.0 - p)));
        self.baseline.clear();
        self.baseline.extend((0..households).map(|h| {
            let shift = trust.spread_logit * village.households.trust_deviate.get(h).copied().unwrap_or(0.0);
            if shift == 0.0 { initial } else { centres.map(|centre| logistic(centre + shift)) }
        }));
        self.records.clear();
        self.records.resize(households, [Record::default(); TIERS]);
        self.seats_per_group = rules.seats_per_group();
        self.with_holders.clear();
        self.with_holders.resize(households * self.seats_per_group, Record::default());
        self.petition.clear();
        self.petition.resize(households, [rules.parameters.petitions.belief_initial; 2]);
        self.baseline_weight = trust.baseline_weight;
        self.decay_per_second = -log(trust.memory_per_quarter) / (91.0 * DAY);
        self.now = Time::START;
        self.growth = 1.0;
    }

    /// Moves the present on; call before reading or writing at a new instant.
    #[inline]
    pub fn at(&mut self, now: Time) -> &mut Beliefs {
        if now != self.now {
            self.now = now;
            self.growth = exp(self.decay_per_second * f64::from(now.0));
        }
        self
    }

    /// A household's trust in a tier.
    pub fn trust(&self, household: u32, tier: Tier) -> f64 {
        let record = &self.records[household as usize][tier as usize];
        let baseline = self.baseline[household as usize][tier as usize];
        if *record == Record::default() {
            // To the last bit, whatever the weight and the memory are.
            return baseline;
        }
        let weight = self.baseline_weight * self.growth;
        (record.good + weight * baseline) / (record.good + record.bad + weight)
    }

    /// Adds an experience of a tier: `good` and `bad` weights at the present.
    pub fn add(&mut self, household: u32, tier: Tier, good: f64, bad: f64) {
        let record = &mut self.records[household as usize][tier as usize];
        record.good += good * self.growth;
        record.bad += bad * self.growth;
    }

    /// The odds of a household's trust in a tier, T / (1 − T).
    pub fn odds(&self, household: u32, tier: Tier) -> f64 {
        let record = &self.records[household as usize][tier as usize];
        let weight = self.baseline_weight * self.growth;
        let baseline = self.baseline[household as usize][tier as usize];
        (record.good + weight * baseline) / (record.bad + weight * (1.0 - baseline))
    }

    /// A household's own experience with the holder of a seat of its group, as a factor on odds: 1 without any.
    pub fn own_experience(&self, household: u32, role: usize) -> f64 {
        let record = &self.with_holders[household as usize * self.seats_per_group + role];
        (record.good + self.growth) / (record.bad + self.growth)
    }

    /// Adds an experience with the holder of a seat.
    pub fn add_with_holder(&mut self, household: u32, role: usize, good: f64, bad: f64) {
        let record = &mut self.with_holders[household as usize * self.seats_per_group + role];
        record.good += good * self.growth;
        record.bad += bad * self.growth;
    }

    /// Forgets a household's experience with a seat: it has a new holder.
    pub fn forget_holder(&mut self, household: u32, role: usize) {
        self.with_holders[household as usize * self.seats_per_group + role] = Record::default();
    }

    /// The believed return of a petition to township or county.
    pub fn petition(&self, household: u32, tier: Tier) -> f64 {
        self.petition[household as usize][usize::from(tier == Tier::County)]
    }

    /// Moves the belief a step towards an outcome.
    pub fn learn_petition(&mut self, household: u32, tier: Tier, outcome: f64, step: f64) {
        let belief = &mut self.petition[household as usize][usize::from(tier == Tier::County)];
        *belief += step * (outcome - *belief);
    }

    /// Mean trust over some households.
    pub fn mean_trust(&self, households: std::ops::Range<u32>, tier: Tier) -> f64 {
        let count = f64::from(households.end - households.start);
        households.map(|household| self.trust(household, tier)).sum::<f64>() / count
    }

    /// Mean believed return of a petition to the township over all households.
    pub fn mean_petition(&self) -> f64 {
        self.petition.iter().map(|belief| belief[0]).sum::<f64>() / self.petition.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beliefs(memory: f64) -> Beliefs {
        Beliefs {
            baseline: vec![[0.45; TIERS]],
            records: vec![[Record::default(); TIERS]],
            with_holders: vec![Record::default()],
            petition: vec![[0.15; 2]],
            seats_per_group: 1,
            baseline_weight: 4.0,
            decay_per_second: -log(memory) / (91.0 * DAY),
            now: Time::START,
            growth: 1.0,
        }
    }

    #[test]
    fn trust_is_the_beta_mean_of_its_experiences() {
        let mut beliefs = beliefs(1.0);
        for _ in 0..6 {
            beliefs.add(0, Tier::Group, 1.0, 0.0);
        }
        beliefs.add(0, Tier::Group, 0.0, 1.5);
        assert!((beliefs.trust(0, Tier::Group) - (6.0 + 4.0 * 0.45) / (7.5 + 4.0)).abs() < 1e-12);
    }

    #[test]
    fn experiences_fade_and_reading_does_not_age_them() {
        let mut beliefs = beliefs(0.95);
        beliefs.at(Time::from_days(10.0)).add(0, Tier::Group, 1.0, 0.0);
        let later = Time::from_days(101.0);
        let first = beliefs.at(later).trust(0, Tier::Group);
        assert!((first - (0.95 + 1.8) / (0.95 + 4.0)).abs() < 1e-12);
        for day in 11..200 {
            beliefs.at(Time::from_days(f64::from(day))).trust(0, Tier::Group);
        }
        assert_eq!(beliefs.at(later).trust(0, Tier::Group), first);
    }
}
