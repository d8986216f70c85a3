//! What moves holders away from the hours asked, and the honour that people feel.

use crate::units::{DAY, Time, YEAR_DAYS};
use libm::exp2;

/// What moves hours, in the order in which each acts on what the ones before leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(usize)]
pub enum Mover {
    /// Credit that is shared with others who are answerable.
    Visibility,
    /// Honour above the standing motive.
    Honour,
    /// The norm of team mates who see the work.
    Peers,
    /// Wear after a month of full use.
    Burnout,
    /// Help of other holders.
    CrowdOut,
}

impl Mover {
    /// How many there are.
    pub const COUNT: usize = Mover::CrowdOut as usize + 1;
}

/// Hours a week that each [`Mover`] adds to those asked (less when negative).
pub type Shifts = [f64; Mover::COUNT];

/// Honour of a person above the standing motive, in units of full credit, as it was at an instant.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Honour {
    level: f64,
    at: Time,
}

/// The state of effort in a run.
#[derive(Clone, Debug, Default)]
pub struct Effort {
    honour: Vec<Honour>,
    /// By slot: who chose last, and the hours a week chosen.
    pub chosen: Vec<(u32, f64)>,
    /// When holders chose last.
    pub chose_at: Time,
}

impl Effort {
    /// Empties everything for a run; without `people` and `slots` nothing is kept.
    pub fn reset(&mut self, people: usize, slots: usize) {
        self.honour.clear();
        self.honour.resize(people, Honour::default());
        self.chosen.clear();
        self.chosen.resize(slots, (super::NONE, 0.0));
        self.chose_at = Time::START;
    }

    /// The honour of a person at an instant.
    pub fn honour(&self, person: u32, at: Time, half_life_months: f64) -> f64 {
        let honour = &self.honour[person as usize];
        if honour.level == 0.0 { 0.0 } else { honour.level * left(honour.at, at, half_life_months) }
    }

    /// A jump of a person's honour at an instant up to `now`.
    pub fn raise(&mut self, person: u32, at: Time, now: Time, by: f64, half_life_months: f64) {
        let level = self.honour(person, now, half_life_months) + by * left(at, now, half_life_months);
        self.honour[person as usize] = Honour { level, at: now };
    }
}

/// What is left of honour after a while.
fn left(from: Time, to: Time, half_life_months: f64) -> f64 {
    let months = f64::from(to.0 - from.0) / (DAY * YEAR_DAYS / 12.0);
    exp2(-months / half_life_months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honour_halves_in_its_half_life_and_jumps_add_up() {
        let month = |n: f64| Time::from_days(n * YEAR_DAYS / 12.0);
        let mut effort = Effort::default();
        effort.reset(2, 0);
        effort.raise(1, Time::START, Time::START, 0.4, 9.0);
        assert_eq!(effort.honour(0, month(9.0), 9.0), 0.0);
        assert!((effort.honour(1, month(9.0), 9.0) - 0.2).abs() < 1e-7);
        assert!((effort.honour(1, month(27.0), 9.0) - 0.05).abs() < 1e-7);
        // A jump that is told later has decayed since.
        effort.raise(1, month(9.0), month(18.0), 0.3, 9.0);
        assert!((effort.honour(1, month(18.0), 9.0) - 0.25).abs() < 1e-7);
    }
}
