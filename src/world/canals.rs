//! The canal of a group.

use crate::units::Time;

/// A canal, and how the last labour day went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Canal {
    /// 1 sound, 0 useless.
    pub condition: f64,
    /// Turnout that households expect: that of the last time.
    pub expected: f64,
    /// Whether a labour day has been called that has not come yet.
    pub called: bool,
    /// Labour days given in the measured time: by households, by holders, by helpers without a seat.
    pub labour_days: [u32; 3],
    /// Households that came to labour days and those that were asked, in the measured time.
    pub turnout: [u32; 2],
    since: Time,
    usable_seconds: u64,
}

impl Canal {
    /// A canal at the start of a run.
    pub fn new(condition: f64, expected: f64) -> Canal {
        Canal {
            condition,
            expected,
            called: false,
            labour_days: [0; 3],
            turnout: [0; 2],
            since: Time::START,
            usable_seconds: 0,
        }
    }

    /// The condition changes by `by`, within its bounds; the time since the last change is counted first.
    pub fn change(&mut self, by: f64, now: Time, measured_from: Time, usable_from: f64) {
        self.usable_seconds = self.usable_until(now, measured_from, usable_from);
        self.since = now;
        self.condition = (self.condition + by).clamp(0.0, 1.0);
    }

    /// Seconds of the measured time up to `now` in which the canal was usable.
    pub fn usable_until(&self, now: Time, measured_from: Time, usable_from: f64) -> u64 {
        let lasted = now.0.saturating_sub(self.since.max(measured_from).0);
        self.usable_seconds + if self.condition >= usable_from { u64::from(lasted) } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_measured_time_above_the_bound_counts() {
        let day = |n| Time::from_days(n);
        let mut canal = Canal::new(0.7, 0.3);
        canal.change(-0.3, day(30.0), day(10.0), 0.5);
        canal.change(0.9, day(50.0), day(10.0), 0.5);
        assert_eq!(canal.condition, 1.0);
        assert_eq!(canal.usable_until(day(60.0), day(10.0), 0.5), 30 * 86_400);
    }
}
