//! Money for projects and the projects under way.

use super::{NONE, Rules};
use crate::units::{DAY, Fen, Time};
use crate::village::Village;
use crate::vocabulary::value::Quantile;
use crate::vocabulary::{Parameters, tables};

/// Distributions of the stages of a project, compiled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProjectDays {
    /// Cost, yuan.
    pub cost: Quantile,
    /// Days until a proposal is ready, and of talks about it.
    pub talks: [Quantile; 2],
    /// Days on show, of building, until acceptance, until the accounts.
    pub course: [Quantile; 4],
    /// Integrity of a person.
    pub integrity: Quantile,
}

impl ProjectDays {
    /// Compiles the distributions of an arm.
    pub fn new(parameters: &Parameters) -> ProjectDays {
        let tables::Projects {
            propose_days, discuss_days, publish_days, build_days, accept_days, accounts_days, ..
        } = &parameters.projects;
        ProjectDays {
            cost: parameters.projects.cost_yuan.compile(),
            talks: [propose_days.compile(), discuss_days.compile()],
            course: [publish_days, build_days, accept_days, accounts_days].map(|days| days.compile()),
            integrity: parameters.leakage.integrity.compile(),
        }
    }
}

/// What a project is, whoever runs it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Work {
    /// Its natural key within its group: year and place in the list, or a code of its name.
    pub key: u64,
    /// Topic.
    pub topic: u8,
    /// Cost.
    pub cost: Fen,
    /// What it is worth to all households alike.
    pub common: f64,
}

/// Where a project stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Nothing is under way.
    #[default]
    Idle,
    /// A meeting decides what to build.
    Vote,
    /// On show; then building begins.
    Build,
    /// Building goes on; then it is accepted and paid.
    Accept,
    /// The accounts are gone through.
    Accounts,
}

/// Those who run projects in a group one after another, or a project that is given.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// The group.
    pub group: u32,
    /// Whether the group runs it; else the village.
    pub by_group: bool,
    /// Which entry of the list of given projects; [`NONE`] for those chosen from the latent ones.
    pub given: u32,
    /// Where it stands.
    pub step: Step,
    /// When the next step is due.
    pub due: Time,
    /// When it was proposed.
    pub begun: Time,
    /// Proposals made in the year.
    pub proposals: u32,
    /// The project.
    pub work: Work,
    /// Money set apart for it.
    pub reserved: Fen,
    /// What it is worth to each household of the group.
    pub worth: Vec<f32>,
    /// How well its choice met what households want.
    pub preference_match: Option<f64>,
    /// Hours of oversight.
    pub oversight_hours: f64,
    /// Holders, by slot and person, who have an appointment for the accounts; the first is in charge.
    pub appointed: Vec<(u32, u32)>,
    /// Those who take money of it, by slot and person.
    pub takers: Vec<(u32, u32)>,
    /// What they take.
    pub taken: Fen,
    /// Quality of the works.
    pub quality: f64,
    /// When it was accepted.
    pub accepted: Time,
}

/// Money spent on site in equal parts over a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spell {
    /// From.
    pub from: Time,
    /// Until.
    pub until: Time,
    /// How much, yuan.
    pub yuan: f64,
}

/// The projects a group could choose from in a year.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// The calendar year.
    pub year: u32,
    /// The projects.
    pub works: Vec<Work>,
    /// Which of them are taken, by bit.
    pub taken: u32,
    /// What they are worth, household by household.
    pub worth: Vec<f32>,
    /// Mean worth over households.
    pub mean: Vec<f64>,
}

/// Money and record of a group.
#[derive(Clone, Debug, Default)]
pub struct Purse {
    /// Held by the group, and by the village for it.
    pub held: [Fen; 2],
    /// Projects of the group that count for it, and all of its projects.
    pub record: [u32; 2],
    /// Money spent on site.
    pub spells: Vec<Spell>,
    /// This year's choice.
    pub candidates: Candidates,
}

/// A project whose accounts are closed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finished {
    /// When it was accepted.
    pub accepted: Time,
    /// The group.
    pub group: u32,
    /// Whether the group ran it.
    pub by_group: bool,
    /// Its money.
    pub funds: Fen,
    /// What was taken of it.
    pub taken: Fen,
    /// Whether that was found out.
    pub found: bool,
    /// Rank correlation of what was preferred in the choice with what households want.
    pub preference_match: Option<f64>,
    /// From proposal to acceptance.
    pub days: f64,
    /// Quality, 0 to 1.
    pub quality: f64,
    /// Mean satisfaction of the group's households, 0 to 1.
    pub satisfaction: f64,
    /// Households that complained.
    pub complaints: u32,
    /// Days of work that households gave.
    pub labour_days: f64,
    /// Whether the accounts were made public.
    pub public: bool,
}

/// Money that came, and where it went. What is held is kept apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// Came to the village.
    pub received: Fen,
    /// Paid for works.
    pub works: Fen,
    /// Taken by holders.
    pub taken: Fen,
    /// Of that, found and given back.
    pub recovered: Fen,
}

/// All projects of a run.
#[derive(Clone, Debug, Default)]
pub struct Projects {
    /// By group.
    pub purses: Vec<Purse>,
    /// By group the group's own and the village's; then the given ones.
    pub lanes: Vec<Lane>,
    /// Money that came, and where it went.
    pub book: Book,
    /// Closed projects.
    pub finished: Vec<Finished>,
}

impl Projects {
    /// Empties everything for a run; nothing is laid out while the mechanism is off.
    pub fn reset(&mut self, rules: &Rules, village: &Village) {
        self.book = Book::default();
        self.finished.clear();
        self.purses.clear();
        self.lanes.clear();
        if !rules.parameters.mechanisms.projects {
            return;
        }
        let groups = village.groups.len() as u32;
        self.purses.resize_with(groups as usize, Purse::default);
        let lane = |group, by_group, given| Lane { group, by_group, given, due: Time::NEVER, ..Lane::default() };
        self.lanes.extend((0..groups).flat_map(|group| [lane(group, true, NONE), lane(group, false, NONE)]));
        for (given, project) in rules.lists.project.iter().enumerate() {
            let all: Vec<u32> = if project.groups.is_empty() { (1..=groups).collect() } else { project.groups.clone() };
            self.lanes.extend(all.into_iter().map(|group| lane(group - 1, true, given as u32)));
        }
    }

    /// Money held and set apart.
    pub fn held(&self) -> Fen {
        let purses = self.purses.iter().flat_map(|purse| purse.held);
        purses.chain(self.lanes.iter().map(|lane| lane.reserved)).sum()
    }

    /// By how much what came differs from works, what is missing, and what is held; 0 when the account balances.
    pub fn imbalance(&self) -> Fen {
        let Book { received, works, taken, recovered } = self.book;
        received + recovered - works - taken - self.held()
    }

    /// Money spent in a group in the `days` before an instant, yuan.
    pub fn spent_before(&self, group: u32, at: Time, days: f64) -> f64 {
        let Some(purse) = self.purses.get(group as usize) else { return 0.0 };
        let (begin, end) = (f64::from(at.0) - days * DAY, f64::from(at.0));
        let part = |spell: &Spell| {
            let (from, until) = (f64::from(spell.from.0), f64::from(spell.until.0));
            let overlap = (until.min(end) - from.max(begin)).max(0.0);
            if until > from { spell.yuan * overlap / (until - from) } else { 0.0 }
        };
        purse.spells.iter().map(part).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_on_site_is_spread_over_the_building() {
        let spell = Spell { from: Time::from_days(100.0), until: Time::from_days(160.0), yuan: 60_000.0 };
        let purse = Purse { spells: vec![spell], ..Purse::default() };
        let projects = Projects { purses: vec![purse], ..Projects::default() };
        let spent = |day: f64| projects.spent_before(0, Time::from_days(day), 30.0);
        for (day, yuan) in [(99.0, 0.0), (110.0, 10_000.0), (145.0, 30_000.0), (175.0, 15_000.0), (190.0, 0.0)] {
            assert!((spent(day) - yuan).abs() < 1e-6, "day {day}: {}", spent(day));
        }
    }

    #[test]
    fn the_account_of_funds_knows_each_fen() {
        let purse = Purse { held: [Fen(30), Fen(4)], ..Purse::default() };
        let lane = Lane { reserved: Fen(6), ..Lane::default() };
        let book = Book { received: Fen(100), works: Fen(55), taken: Fen(10), recovered: Fen(5) };
        let mut projects = Projects { purses: vec![purse], lanes: vec![lane], book, finished: Vec::new() };
        assert_eq!(projects.imbalance(), Fen(0));
        projects.book.works += Fen(1);
        assert_eq!(projects.imbalance(), Fen(-1));
    }
}
