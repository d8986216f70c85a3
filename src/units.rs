//! Quantities that can be confused have a type: instants, money and shares.

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};

/// Seconds in a day.
pub const DAY: f64 = 86_400.0;
/// Days in a year of rates ("per household-year"): 365.
pub const YEAR_DAYS: f64 = 365.0;
/// Hours in a week, the base of hours offered.
pub const WEEK_HOURS: f64 = 168.0;
/// Seconds in a month of the calendar-free kind (365 / 12 days).
pub const MONTH: f64 = YEAR_DAYS / 12.0 * DAY;

/// An instant: whole seconds since the first midnight of the simulation (burn-in included).
///
/// Reaches 136 years; [`Time::NEVER`] marks what will not happen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub u32);

impl Time {
    /// The first instant of a run.
    pub const START: Time = Time(0);
    /// An instant that is never reached.
    pub const NEVER: Time = Time(u32::MAX);

    /// The instant `days` (fractions allowed) after the start; saturates at [`Time::NEVER`].
    pub fn from_days(days: f64) -> Time {
        Time::START.after_days(days)
    }

    /// This instant moved by `days`; saturates at both ends.
    pub fn after_days(self, days: f64) -> Time {
        self.after_seconds(days * DAY)
    }

    /// This instant moved by `seconds`, rounded to a whole second; saturates at both ends.
    pub fn after_seconds(self, seconds: f64) -> Time {
        // A cast from float saturates, and the result of a run cannot feel the half second.
        Time((f64::from(self.0) + seconds + 0.5) as u32)
    }

    /// This instant moved by whole days; saturates at [`Time::NEVER`].
    #[inline]
    pub fn after_whole_days(self, days: u32) -> Time {
        Time(self.0.saturating_add(days * 86_400))
    }

    /// Days since the start of the run.
    pub fn days(self) -> f64 {
        f64::from(self.0) / DAY
    }

    /// Whole days since the start of the run: the ordinal of the calendar date.
    pub fn day(self) -> u32 {
        self.0 / 86_400
    }

    /// Days from `earlier` to this instant; negative if it lies later.
    pub fn days_since(self, earlier: Time) -> f64 {
        (f64::from(self.0) - f64::from(earlier.0)) / DAY
    }
}

/// Money in whole fen (1 yuan = 100 fen).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

impl Fen {
    /// The amount nearest to `yuan`.
    pub fn from_yuan(yuan: f64) -> Fen {
        Fen(libm::round(yuan * 100.0) as i64)
    }

    /// The amount in yuan.
    pub fn yuan(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl Add for Fen {
    type Output = Fen;
    fn add(self, other: Fen) -> Fen {
        Fen(self.0 + other.0)
    }
}

impl Sub for Fen {
    type Output = Fen;
    fn sub(self, other: Fen) -> Fen {
        Fen(self.0 - other.0)
    }
}

impl AddAssign for Fen {
    fn add_assign(&mut self, other: Fen) {
        self.0 += other.0;
    }
}

impl SubAssign for Fen {
    fn sub_assign(&mut self, other: Fen) {
        self.0 -= other.0;
    }
}

impl std::iter::Sum for Fen {
    fn sum<I: Iterator<Item = Fen>>(amounts: I) -> Fen {
        amounts.fold(Fen(0), Add::add)
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02} yuan", self.0.abs() / 100, self.0.abs() % 100)
    }
}

/// A share or probability, always within 0 and 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// Nothing.
    pub const ZERO: Share = Share(0.0);
    /// All.
    pub const ONE: Share = Share(1.0);

    /// A share, or `None` when `value` is outside 0..1 or not a number.
    pub fn new(value: f64) -> Option<Share> {
        (0.0..=1.0).contains(&value).then_some(Share(value))
    }

    /// The nearest share to `value`; not-a-number becomes 0.
    pub fn clamped(value: f64) -> Share {
        if value > 0.0 { Share(if value < 1.0 { value } else { 1.0 }) } else { Share(0.0) }
    }

    /// The share as a number.
    pub fn get(self) -> f64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_saturate_instead_of_wrapping() {
        assert_eq!(Time::from_days(1e12), Time::NEVER);
        assert_eq!(Time::from_days(-5.0), Time::START);
        assert_eq!(Time::from_days(2.0).day(), 2);
        assert_eq!(Time::from_days(1.5).days_since(Time::from_days(2.0)), -0.5);
    }

    #[test]
    fn money_is_whole_fen() {
        assert_eq!(Fen::from_yuan(0.1) + Fen::from_yuan(0.2), Fen::from_yuan(0.3));
        assert_eq!(Fen(-5).to_string(), "-0.05 yuan");
    }

    #[test]
    fn shares_stay_within_their_bounds() {
        assert_eq!(Share::new(1.1), None);
        assert_eq!(Share::new(f64::NAN), None);
        assert_eq!(Share::clamped(f64::NAN), Share::ZERO);
        assert_eq!(Share::clamped(7.0), Share::ONE);
    }
}
