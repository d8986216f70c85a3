//! How drives for consent and storms went, day by day and minute by minute; none where a scenario has neither.

use crate::units::Time;
use crate::world::storms::{House, Source, Storm};
use crate::world::{Context, Drive, World};

/// Minutes from one entry of a storm's course to the next.
const STEP_MINUTES: u32 = 5;

/// A drive for consent, day by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriveRecord {
    /// Name of the campaign.
    pub campaign: String,
    /// Households asked.
    pub asked: u32,
    /// Households of these that must consent.
    pub needed: u32,
    /// Households that have consented by the end of each day, from the first day on until enough have or the drive ends.
    pub consented: Vec<u32>,
}

/// A storm, minute by minute.
#[derive(Clone, Debug, PartialEq)]
pub struct StormRecord {
    /// Name of the hazard.
    pub hazard: String,
    /// Minutes from the first signs to the impact.
    pub impact_minute: f64,
    /// People at home in the houses at risk at the first signs.
    pub people: u32,
    /// Its course from the first signs until helpers give up; the impact is one of the entries.
    pub steps: Vec<StormStep>,
    /// The houses at risk with people in them.
    pub doors: Vec<DoorRecord>,
}

/// How far a storm has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StormStep {
    /// Minutes from the first signs.
    pub minute: f64,
    /// People who have left by then.
    pub moved: u32,
    /// Houses that have heard by then, by how they heard first: a knock, phone or loudspeaker, another household.
    pub heard: [u32; 3],
}

/// A house at risk with people in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoorRecord {
    /// The household, counted from 0.
    pub household: u32,
    /// How it heard first by the impact, if it did.
    pub heard: Option<Source>,
    /// Whether its people had left by the impact.
    pub moved: bool,
}

/// The drives that begin in the measured time and ask somebody: those that the measures count.
pub(super) fn measured_drives(world: &World) -> impl Iterator<Item = (usize, &Drive)> {
    let from = world.tally.measured_from;
    world.drives.iter().enumerate().filter(move |(_, drive)| drive.begins >= from && !drive.asked.is_empty())
}

/// The storms that struck in the measured time: those that the measures count.
pub(super) fn measured_storms(world: &World) -> impl Iterator<Item = &Storm> {
    let from = world.tally.measured_from;
    world.storms.iter().filter(move |storm| storm.struck && storm.impact >= from)
}

pub(super) fn drives(cx: Context<'_>, world: &World) -> Vec<DriveRecord> {
    let record = |(number, drive): (usize, &Drive)| {
        let last = match drive.done {
            Time::NEVER => drive.ends.min(world.now).day().saturating_sub(drive.begins.day()),
            done => drive.day(done),
        };
        let mut consented = vec![0; last as usize];
        for asked in drive.asked.iter().filter(|asked| asked.consented != Time::NEVER) {
            if let Some(on_day) = consented.get_mut(drive.day(asked.consented) as usize - 1) {
                *on_day += 1;
            }
        }
        for day in 1..consented.len() {
            consented[day] += consented[day - 1];
        }
        let campaign = cx.rules.lists.campaign[number].name.clone();
        DriveRecord { campaign, asked: drive.asked.len() as u32, needed: drive.needed, consented }
    };
    measured_drives(world).map(record).collect()
}

pub(super) fn storms(cx: Context<'_>, world: &World) -> Vec<StormRecord> {
    let record = |storm: &Storm| {
        let door = |house: &House| DoorRecord { household: house.household, heard: house.heard, moved: house.moved };
        StormRecord {
            hazard: cx.rules.lists.hazard[storm.hazard as usize].name.clone(),
            impact_minute: f64::from(storm.lead_seconds) / 60.0,
            people: storm.houses.iter().map(|house| house.people).sum(),
            steps: moments(storm).into_iter().map(|second| step(storm, second)).collect(),
            doors: storm.houses.iter().map(door).collect(),
        }
    };
    measured_storms(world).map(record).collect()
}

/// Every few minutes, with the impact and the end; in seconds.
fn moments(storm: &Storm) -> Vec<u32> {
    let step = STEP_MINUTES * 60;
    let mut moments: Vec<u32> = (0..=storm.end_second / step).map(|i| i * step).collect();
    moments.extend([storm.lead_seconds, storm.end_second]);
    moments.sort_unstable();
    moments.dedup();
    moments
}

fn step(storm: &Storm, second: u32) -> StormStep {
    let mut heard = [0; 3];
    for (_, source) in storm.houses.iter().filter_map(|house| house.first_heard).filter(|(at, _)| *at <= second) {
        heard[match source {
            Source::Knock => 0,
            Source::Broadcast => 1,
            Source::Neighbour => 2,
        }] += 1;
    }
    let moved = storm.houses.iter().filter(|house| house.left_second <= second).map(|house| house.people).sum();
    StormStep { minute: f64::from(second) / 60.0, moved, heard }
}
