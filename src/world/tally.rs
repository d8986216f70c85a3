//! Counters that mechanisms write and measures read, and the ledger of money.

use super::{Activity, Mover, Rules};
use crate::units::{Fen, Time};

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Payer {
    /// Government of any tier.
    Government,
    /// Holders, with their unpaid time.
    Holders,
    /// Households.
    Households,
}

/// What for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Stipends of holders.
    Stipends,
    /// Training.
    Training,
    /// Elections and voters' time.
    Elections,
    /// Work on cases: cadres' paid hours, holders' unpaid ones.
    Work,
    /// Petitions: handling, trips, lost work.
    Petitions,
    /// Meetings of households.
    Meetings,
    /// Labour days, help without a seat, and work that households give to projects.
    Labour,
    /// What households get for their consent.
    Compensation,
    /// Money for projects that is missing.
    Leakage,
}

impl Purpose {
    /// How many there are.
    pub const COUNT: usize = Purpose::Leakage as usize + 1;
}

/// Money spent in the measured time. Every entry has a payer and a purpose; both sums are kept and must agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    by_payer: [Fen; 3],
    by_purpose: [Fen; Purpose::COUNT],
}

impl Ledger {
    /// Enters an amount.
    pub fn enter(&mut self, payer: Payer, purpose: Purpose, amount: Fen) {
        self.by_payer[payer as usize] += amount;
        self.by_purpose[purpose as usize] += amount;
    }

    /// What a payer paid.
    pub fn paid_by(&self, payer: Payer) -> Fen {
        self.by_payer[payer as usize]
    }

    /// The total.
    pub fn total(&self) -> Fen {
        self.by_payer.iter().copied().sum()
    }

    /// By how much the two sums differ; 0 when the ledger balances.
    pub fn imbalance(&self) -> Fen {
        self.total() - self.by_purpose.iter().copied().sum()
    }

    /// Spoils one of the sums: for tests of the check.
    pub(crate) fn spoil(&mut self) {
        self.by_payer[0] += Fen(1);
    }
}

/// A reading of the state on the first of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Observation {
    /// Instant.
    pub at: Time,
    /// Cases open.
    pub open: u32,
    /// Cases open for more than 60 days since they were voiced.
    pub open_over_60: u32,
    /// Mean trust in the group's team.
    pub trust_group: f64,
    /// Mean trust in the committee.
    pub trust_committee: f64,
    /// Mean trust in the county.
    pub trust_county: f64,
    /// Mean believed return of a petition.
    pub petition_belief: f64,
    /// Seats filled.
    pub seats_filled: u32,
    /// Hours a week given by group holders and asked of them.
    pub effort: [f64; 2],
    /// Mean participation of households; `None` when its mechanism is off.
    pub participation: Option<f64>,
}

/// A petition that was filed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PetitionAct {
    /// When.
    pub at: Time,
    /// About which case.
    pub case: u32,
    /// Whether the upper tiers recorded it.
    pub recorded: bool,
    /// Whether the case was petitioned before.
    pub repeat: bool,
    /// Whether enough people joined.
    pub collective: bool,
    /// Whether the committee had not handled the case.
    pub skips_committee: bool,
}

/// Hours asked of group holders and given by them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EffortTally {
    /// Hours asked while present, in the measured time.
    pub asked: f64,
    /// Hours that each mover added, in the measured time.
    pub moved: [f64; Mover::COUNT],
    /// Monthly readings of hours a week given and asked, in the first, second and third measured year.
    pub by_year: [[f64; 2]; 3],
    /// Party members who worked for their group in the month, cadres apart, summed over months.
    pub party_members_active: u64,
    /// The months of that sum, in the measured time.
    pub months: u32,
}

/// The counters of a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// From when on the measures of the run count.
    pub measured_from: Time,
    /// Money.
    pub ledger: Ledger,
    /// Hours of group holders on cases, by group, in the measured time.
    pub hours_on_cases: Vec<f64>,
    /// Hours of group holders on each activity, in the measured time.
    pub hours_on: [f64; Activity::COUNT],
    /// Hours of cadres on cases and on activities, in the measured time.
    pub cadre_hours: [f64; 2],
    /// Hours offered by group holders while present, and by cadres, in the measured time.
    pub hours_offered: [f64; 2],
    /// Hours asked and given, and what moved them.
    pub effort: EffortTally,
    /// Rounds in which two or more could step forward for a case, and those in which nobody did, in the measured time.
    pub rounds: [u32; 2],
    /// Days that cases wait because nobody stepped forward, in the measured time.
    pub passed_over_days: f64,
    /// New holders of groups, and the cases of experience that they took over from neighbours, in the measured time.
    pub learners: [f64; 2],
    /// Extra hours for want of an owner, in the measured time.
    pub ownership_loss_hours: f64,
    /// Hours beyond one person's effort in sessions and briefings, in the measured time.
    pub coordination_hours: f64,
    /// Hours worked and offered over the whole run, by all: the conserved account.
    pub account_hours: [f64; 2],
    /// Whether an event came before the one that went before it.
    pub clock_went_back: bool,
    /// By how much hours worked exceed hours offered for some holder, at the most.
    pub excess_hours: f64,
    /// Seat-seconds filled and vacant in the measured time.
    pub seat_seconds: [u64; 2],
    /// Monthly readings of teams of two or more that were all of one clan, and of such teams, in the measured time.
    pub same_clan_teams: [u32; 2],
    /// Resignations in the measured time.
    pub resignations: u32,
    /// Elections held and those contested, over the whole run.
    pub elections: [u32; 2],
    /// Votes cast in person and adults with a vote, over the whole run.
    pub votes: [u64; 2],
    /// Petitions.
    pub petitions: Vec<PetitionAct>,
    /// Resolutions: when.
    pub resolutions: Vec<Time>,
    /// Waits until work began at group and committee, of cases voiced in the measured time, days.
    pub waits: [Vec<f64>; 2],
    /// Party members without a seat who came when helpers were called, and those who were called, in the measured time.
    pub members_called: [u32; 2],
    /// Hours of helpers without a seat, in the measured time.
    pub volunteer_hours: f64,
    /// Readings.
    pub observations: Vec<Observation>,
    open: i64,
    open_seconds: i64,
    open_since: Time,
}

impl Tally {
    /// Empties everything for a run.
    pub fn reset(&mut self, rules: &Rules, groups: usize) {
        let fresh = Tally {
            measured_from: Time::from_days(f64::from(rules.calendar.measured_from_day)),
            hours_on_cases: emptied(&mut self.hours_on_cases),
            petitions: emptied(&mut self.petitions),
            resolutions: emptied(&mut self.resolutions),
            waits: [emptied(&mut self.waits[0]), emptied(&mut self.waits[1])],
            observations: emptied(&mut self.observations),
            ..Tally::default()
        };
        *self = fresh;
        self.hours_on_cases.resize(groups, 0.0);
    }

    /// The number of open cases changes at an instant.
    pub fn open_changes(&mut self, at: Time, by: i64) {
        self.open_seconds += self.open * (i64::from(at.0) - i64::from(self.open_since.0));
        self.open_since = at;
        self.open += by;
    }

    /// The integral of the number of open cases up to an instant, case-seconds: one side of Little's identity.
    pub fn open_seconds_at(&self, at: Time) -> i64 {
        self.open_seconds + self.open * (i64::from(at.0) - i64::from(self.open_since.0))
    }
}

/// The vector, emptied but with its memory.
fn emptied<T>(vector: &mut Vec<T>) -> Vec<T> {
    let mut taken = std::mem::take(vector);
    taken.clear();
    taken
}
