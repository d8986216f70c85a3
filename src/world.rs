//! The state of one run, in arrays, and the kinds of event.
//!
//! A world is kept by a thread and reset for each run. Mechanisms change it; they hand a case on by naming its next
//! [`Stage`], which the loop carries out before the clock moves.

pub mod beliefs;
pub mod campaigns;
pub mod canals;
pub mod cases;
pub mod effort;
pub mod engagement;
pub mod learning;
pub mod news;
pub mod projects;
pub mod rules;
pub mod seats;
pub mod storms;
pub mod tally;
pub mod unvoiced;
pub mod witness;

pub use beliefs::Beliefs;
pub use campaigns::{Asked, Drive};
pub use cases::{Case, Closing, Stage, State, Tier};
pub use effort::{Effort, Mover};
pub use engagement::{Meetings, Rounds};
pub use learning::Learning;
pub use news::News;
pub use projects::Projects;
pub use rules::{Rules, SeatRule, TeamPlan};
pub use seats::{Activity, Commitment, Due, QueueEntry, Slot, Team};
pub use tally::{Ledger, Payer, Purpose, Tally};
pub use unvoiced::Unvoiced;

use crate::agenda::{Agenda, Event};
use crate::mechanisms::needs::{Demand, Potential};
use crate::mechanisms::presence::Timelines;
use crate::random::Streams;
use crate::units::Time;
use crate::village::Village;

/// Marks a missing number of a case, slot or person.
pub const NONE: u32 = u32::MAX;

/// The kinds of event, in the order in which those of one instant happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum EventKind {
    /// The state is read on the first of a month, by (month).
    Observe,
    /// A step of the plan comes into force, by (step).
    PlanStep,
    /// Seats of a team are filled, by (team).
    Election,
    /// A potential need arises, by (need).
    Arise,
    /// Talks between the parties end, by (case).
    BilateralEnd,
    /// A household tries to meet a holder, by (case).
    ContactTry,
    /// A joint session or a briefing begins, by (case).
    Session,
    /// Work on a case is done, by (case).
    WorkDone,
    /// A holder may take up the next case, by (slot).
    Wake,
    /// Patience ends, by (case).
    PatienceEnd,
    /// A task comes from above, by (group, or groups plus cadre).
    Task,
    /// A household decides again how to go on, by (case).
    Reconsider,
    /// An upper tier accepts a petition, by (case).
    PetitionAccepted,
    /// An upper tier answers a petition, by (case).
    PetitionAnswered,
    /// A settlement breaks down, by (case).
    Breakdown,
    /// Overloaded holders may resign, by (month).
    Turnover,
    /// The first signs of a storm can be read, by (hazard).
    StormSigns,
    /// A storm strikes, by (hazard).
    StormImpact,
    /// Canals wear and teams call for repair, by (month).
    CanalMonth,
    /// A group repairs its canal, by (group).
    LabourDay,
    /// Holders choose how many hours they give, by (month).
    ChooseEffort,
    /// Members look again at a case that nobody stepped forward for, by (case).
    Round,
    /// Members of a drive for consent go from door to door, by (drive).
    CampaignDay,
    /// Money of a year comes for projects, by (year).
    Funds,
    /// The next step of a project is due, by (lane).
    ProjectStep,
    /// A holder loses the seat, by (slot).
    Dismissal,
    /// News arrives at the village, by (item).
    News,
    /// A household may claim what it has heard of, by (item, household).
    Claim,
    /// Bad news goes up, by (month).
    Report,
    /// Holders set out on rounds, by (month).
    Rounds,
    /// The rounds of a holder are done, by (slot).
    Visits,
    /// Participation fades and holders may call a meeting, by (month).
    Engage,
    /// A group meets, by (group).
    Meeting,
    /// An informal fixer is done with a case, by (case).
    FixerDone,
}

impl EventKind {
    /// All, in order.
    pub const ALL: &'static [EventKind] = &[
        EventKind::Observe,
        EventKind::PlanStep,
        EventKind::Election,
        EventKind::Arise,
        EventKind::BilateralEnd,
        EventKind::ContactTry,
        EventKind::Session,
        EventKind::WorkDone,
        EventKind::Wake,
        EventKind::PatienceEnd,
        EventKind::Task,
        EventKind::Reconsider,
        EventKind::PetitionAccepted,
        EventKind::PetitionAnswered,
        EventKind::Breakdown,
        EventKind::Turnover,
        EventKind::StormSigns,
        EventKind::StormImpact,
        EventKind::CanalMonth,
        EventKind::LabourDay,
        EventKind::ChooseEffort,
        EventKind::Round,
        EventKind::CampaignDay,
        EventKind::Funds,
        EventKind::ProjectStep,
        EventKind::Dismissal,
        EventKind::News,
        EventKind::Claim,
        EventKind::Report,
        EventKind::Rounds,
        EventKind::Visits,
        EventKind::Engage,
        EventKind::Meeting,
        EventKind::FixerDone,
    ];
}

const _: () = assert!(EventKind::ALL.len() <= crate::agenda::CLASSES, "an event has too few bits for its kind");

/// What a run reads and never changes.
#[derive(Clone, Copy, Debug)]
pub struct Context<'r> {
    /// The arm's rules, compiled.
    pub rules: &'r Rules,
    /// Who lives there.
    pub village: &'r Village,
    /// The potential needs.
    pub demand: &'r Demand,
    /// The random numbers of the replicate.
    pub streams: Streams,
}

impl<'r> Context<'r> {
    /// The traits of a case.
    pub fn need(&self, case: u32) -> &'r Potential {
        &self.demand.all[case as usize]
    }

    /// The group of a case's household.
    pub fn group_of_case(&self, case: u32) -> u32 {
        self.village.households.group[self.need(case).household as usize]
    }
}

/// The state of one run.
#[derive(Debug, Default)]
pub struct World {
    /// The present instant.
    pub now: Time,
    /// What will happen.
    pub agenda: Agenda,
    /// The cases, by potential need.
    pub cases: Vec<Case>,
    /// Cases that are open, in no particular order.
    pub open: Vec<u32>,
    /// Seats: group by group in the order of the roles, then the cadres.
    pub slots: Vec<Slot>,
    /// Teams, one a group in force or not; the committee is the last.
    pub teams: Vec<Team>,
    /// Trust and petition beliefs.
    pub beliefs: Beliefs,
    /// Cases closed under each person, by person: experience.
    pub experience: Vec<u32>,
    /// Days of training by person.
    pub trained_days: Vec<f32>,
    /// Earlier quarrels of a household: the other side and how many.
    pub past_quarrels: Vec<Vec<(u32, u8)>>,
    /// Holders from another group, with the slot they hold.
    pub guests: Vec<(u32, u32)>,
    /// Grievances of a household: cases that are open, dropped or given up.
    pub grievances: Vec<u32>,
    /// How far each household takes part in village work, 0 to 1.
    pub participation: Vec<f64>,
    /// Until when needs are raised after a storm, by group; [`Time::START`] before any.
    pub storm_until: Vec<Time>,
    /// Storms whose night has been played.
    pub storms: Vec<storms::Storm>,
    /// The canals, by group.
    pub canals: Vec<canals::Canal>,
    /// Honour of people and the hours that holders chose.
    pub effort: Effort,
    /// Where groups lie, for learning between them.
    pub learning: Learning,
    /// Whether participation moves: its mechanism is on.
    pub participation_moves: bool,
    /// News and what is known of it.
    pub news: News,
    /// Needs that were never voiced.
    pub unvoiced: Unvoiced,
    /// Rounds from door to door.
    pub rounds: Rounds,
    /// Meetings of groups.
    pub meetings: Meetings,
    /// Tasks from above that have come, by stream.
    pub tasks_seen: Vec<u32>,
    /// Drives for consent, in the order of the scenario; none when the mechanism is off.
    pub drives: Vec<Drive>,
    /// The informal fixer who lives in each household, [`NONE`] where there is none; empty when nobody is one.
    pub fixer_at: Vec<u32>,
    /// When the offices of township and county are free again.
    pub office_free: [Time; 2],
    /// Money for projects, and the projects.
    pub projects: Projects,
    /// When people are present.
    pub timelines: Timelines,
    /// What was counted.
    pub tally: Tally,
    /// Slots whose holders look for work once the stages are carried out.
    pub looking: Vec<u32>,
    /// Steps of cases, where somebody wants to know them.
    pub witness: Option<Vec<witness::Entry>>,
    /// The next stages of cases, last in first out.
    stages: Vec<(u32, Stage)>,
}

impl World {
    /// Empties the world for a run.
    pub fn reset(&mut self, cx: Context<'_>) {
        let rules = cx.rules;
        let horizon = Time::from_days(f64::from(rules.calendar.end_day));
        self.now = Time::START;
        self.agenda.reset(horizon);
        self.cases.clear();
        self.cases.resize(cx.demand.all.len(), Case::default());
        self.open.clear();
        self.stages.clear();
        self.looking.clear();
        self.office_free = [Time::START; 2];
        self.guests.clear();
        self.drives.clear();
        let groups = cx.village.groups.len();
        seats::lay_out(&mut self.slots, &mut self.teams, rules, cx.village);
        self.beliefs.reset(rules, cx.village);
        let people = cx.village.people.household.len();
        self.experience.clear();
        self.experience.resize(people, 0);
        self.trained_days.clear();
        self.trained_days.resize(people, 0.0);
        let households = cx.village.households.group.len();
        self.past_quarrels.iter_mut().for_each(Vec::clear);
        self.past_quarrels.resize(households, Vec::new());
        self.grievances.clear();
        self.grievances.resize(households, 0);
        self.participation.clear();
        self.participation.resize(households, rules.parameters.participation.initial);
        self.storms.clear();
        self.canals.clear();
        let chooses = rules.parameters.mechanisms.effort;
        self.effort.reset(if chooses { people } else { 0 }, if chooses { self.slots.len() } else { 0 });
        self.learning.reset(rules, cx.village);
        self.projects.reset(rules, cx.village);
        self.storm_until.clear();
        self.storm_until.resize(groups, Time::START);
        let mechanisms = &rules.parameters.mechanisms;
        let needs = self.cases.len();
        self.news.reset(if mechanisms.information { needs } else { 0 });
        let looked_for = mechanisms.information || mechanisms.visits || mechanisms.participation;
        self.unvoiced.reset(looked_for, households, needs);
        self.rounds.reset(mechanisms.visits, self.slots.len(), households);
        self.meetings = Meetings::default();
        self.participation_moves = mechanisms.participation;
        self.tally.reset(rules, groups);
    }

    /// A household is asked about the needs that it never voiced and that are no older than some days: it decides once
    /// more about each. Returns how many they are.
    pub fn ask_about_all(&mut self, household: u32, days: f64) -> u32 {
        let mut found = 0;
        for case in self.unvoiced.take(household) {
            let state = &mut self.cases[case as usize];
            if state.state == State::Lumped && self.now.days_since(state.arose) <= days {
                state.rounds = state.rounds.saturating_add(1);
                self.take_back(household, case);
                self.unvoiced.ask(case);
                self.hand_on(case, Stage::Voice);
                found += 1;
            }
        }
        found
    }

    /// Mean participation of households; `None` when its mechanism is off.
    pub fn mean_participation(&self) -> Option<f64> {
        let households = self.participation.len() as f64;
        self.participation_moves.then(|| self.participation.iter().sum::<f64>() / households)
    }

    /// A need that was dropped without a word is a need again.
    pub fn take_back(&mut self, household: u32, case: u32) {
        self.grievances[household as usize] -= 1;
        self.cases[case as usize].ended = Time::NEVER;
    }

    /// Hands a case to its next stage, now.
    pub fn hand_on(&mut self, case: u32, stage: Stage) {
        self.stages.push((case, stage));
    }

    /// The next stage to carry out, if any.
    pub fn next_stage(&mut self) -> Option<(u32, Stage)> {
        self.stages.pop()
    }

    /// Puts an event about a case on the agenda; it makes any earlier one void.
    pub fn post(&mut self, at: Time, kind: EventKind, case: u32) {
        let state = &mut self.cases[case as usize];
        state.due = at;
        state.due_kind = kind as u8;
        self.agenda.post(at, kind as u8, case);
    }

    /// Whether an event about a case is the one that is due; it is so once.
    pub fn is_due(&mut self, event: Event) -> bool {
        let state = &mut self.cases[event.entity() as usize];
        let due = state.due == event.at() && state.due_kind == event.class();
        if due {
            state.due = Time::NEVER;
        }
        due
    }

    /// Whether the measures of the run count what happens now.
    pub fn measured(&self) -> bool {
        self.now >= self.tally.measured_from
    }

    /// Earlier quarrels between two households.
    pub fn quarrels_between(&self, one: u32, other: u32) -> u8 {
        self.past_quarrels[one as usize].iter().find(|(who, _)| *who == other).map_or(0, |(_, count)| *count)
    }

    /// Remembers a quarrel between two households, on both sides.
    pub fn remember_quarrel(&mut self, one: u32, other: u32) {
        for (who, whom) in [(one, other), (other, one)] {
            let past = &mut self.past_quarrels[who as usize];
            match past.iter_mut().find(|(who, _)| *who == whom) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => past.push((whom, 1)),
            }
        }
    }

    /// Counts a case among the open ones, and as a grievance of its household.
    pub fn open_case(&mut self, case: u32, household: u32) {
        self.grievances[household as usize] += 1;
        let position = self.open.len() as u32;
        self.cases[case as usize].open_position = position;
        self.cases[case as usize].opened = self.now;
        self.open.push(case);
        self.tally.open_changes(self.now, 1);
    }

    /// Takes a case from the open ones; `redressed` is its household when the grievance is gone.
    pub fn close_case(&mut self, case: u32, redressed: Option<u32>) {
        if let Some(household) = redressed {
            self.grievances[household as usize] -= 1;
        }
        let position = self.cases[case as usize].open_position as usize;
        let closed = &mut self.cases[case as usize];
        closed.open_position = NONE;
        closed.open_seconds += self.now.0 - closed.opened.0;
        self.open.swap_remove(position);
        if let Some(moved) = self.open.get(position) {
            self.cases[*moved as usize].open_position = position as u32;
        }
        self.tally.open_changes(self.now, -1);
    }
}
