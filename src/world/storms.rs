//! What the night of a storm brought, house by house.

use crate::units::Time;

/// How a household first heard that it should leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Somebody knocked.
    Knock,
    /// Phone or loudspeaker.
    Broadcast,
    /// Another household.
    Neighbour,
}

/// A house at risk in which people were that night.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct House {
    /// The household.
    pub household: u32,
    /// People at home at the first signs.
    pub people: u32,
    /// Of these, the frail.
    pub frail: u32,
    /// Whether they had left by the impact.
    pub moved: bool,
    /// When they left, seconds from the first signs; `u32::MAX` when they never did.
    pub left_second: u32,
    /// How they heard of it by the impact, if they did.
    pub heard: Option<Source>,
    /// When and how they heard first, also after the impact; seconds from the first signs.
    pub first_heard: Option<(u32, Source)>,
    /// Whether a helper came to the door by the impact.
    pub visited: bool,
    /// The slot of the holder who came first; [`NONE`](super::NONE) when it was nobody with a seat.
    pub visitor: u32,
}

/// A storm.
#[derive(Clone, Debug, PartialEq)]
pub struct Storm {
    /// Its number among the hazards of the scenario.
    pub hazard: u32,
    /// When it strikes.
    pub impact: Time,
    /// From the first signs to the impact; seconds.
    pub lead_seconds: u32,
    /// From the first signs until helpers give up; seconds.
    pub end_second: u32,
    /// Whether it has struck.
    pub struck: bool,
    /// Groups that it strikes.
    pub groups: Vec<u32>,
    /// Houses at risk with people in them.
    pub houses: Vec<House>,
    /// Minutes from the first signs until the last of them was seen to or left; helpers give up in the end.
    pub last_door_minutes: f64,
    /// Minutes that helpers were at work after the impact, over all helpers.
    pub helper_exposure_minutes: f64,
    /// Holders and helpers without a seat who went from door to door.
    pub helpers: [u32; 2],
}
