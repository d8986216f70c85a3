//! Drives for consent: whom they ask, who has said yes, and what that took.

use crate::units::{Fen, Time};

/// A drive for the consent of households.
#[derive(Clone, Debug, Default)]
pub struct Drive {
    /// A natural key: its name.
    pub code: u64,
    /// Midnight before its first day.
    pub begins: Time,
    /// Midnight after its last day.
    pub ends: Time,
    /// Households whose consent is needed, in ascending order.
    pub asked: Vec<Asked>,
    /// How many of them must consent.
    pub needed: u32,
    /// What is offered for a unit at present.
    pub price_yuan: f64,
    /// When enough had consented; [`Time::NEVER`] until then.
    pub done: Time,
    /// Visits made.
    pub visits: u32,
    /// Calls that reached somebody.
    pub calls: u32,
    /// Visits and calls by somebody with a tie to the household.
    pub by_tied: u32,
    /// Person-hours of visits and calls.
    pub hours: f64,
    /// Price paid to all households.
    pub paid: Fen,
}

impl Drive {
    /// How many have consented.
    pub fn consents(&self) -> u32 {
        self.asked.iter().filter(|asked| asked.consented != Time::NEVER).count() as u32
    }

    /// The household asked, if it is one of them.
    pub fn of(&self, household: u32) -> Option<&Asked> {
        let place = self.asked.binary_search_by_key(&household, |asked| asked.household);
        place.ok().map(|place| &self.asked[place])
    }

    /// The day of the drive on which an instant lies; the first is 1.
    pub fn day(&self, at: Time) -> u32 {
        at.day() - self.begins.day() + 1
    }
}

/// A household that is asked, and its answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// The household.
    pub household: u32,
    /// Its own benefit less its own cost of consenting, logits, without any price.
    pub net_logit: f64,
    /// Units that it is paid for.
    pub units: f64,
    /// Whether it never consents without a price that is worth it or a special tie.
    pub stubborn: bool,
    /// Whether it waits as long as the price can still rise.
    pub waits_for_price: bool,
    /// Attempts to speak to it: the ordinal of its draws.
    pub attempts: u32,
    /// Times it was spoken to.
    pub talks: u32,
    /// When it was tried last.
    pub tried: Time,
    /// When it consented, for good; [`Time::NEVER`] until then.
    pub consented: Time,
    /// Price of a unit when it consented.
    pub price_yuan: f64,
    /// Whether it consented though that was against its own interest.
    pub pressed: bool,
}
