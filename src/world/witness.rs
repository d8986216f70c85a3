//! What happens to cases, written down step by step: only where two arms are to be told apart, and at no cost elsewhere.

use super::{EventKind, NONE, Stage, State, Tier, World};
use crate::units::Time;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An event about the case was answered.
    Event(EventKind),
    /// A stage was carried out.
    Stage(Stage),
    /// Somebody began to work on it.
    Begun,
    /// A session or a briefing was arranged.
    Arranged,
}

/// How a case stands after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// Its tier.
    pub tier: Tier,
    /// Who works on it, or owns it while it waits; [`NONE`] when nobody does.
    pub person: u32,
    /// When the next event about it is due; [`Time::NEVER`] when none is.
    pub due: Time,
    /// First decision about it: none, wrong or right.
    pub first_decision: Option<bool>,
    /// Petitions about it.
    pub petitions: u8,
}

/// A step of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Time,
    /// The case.
    pub case: u32,
    /// What was done.
    pub step: Step,
    /// How it stood then.
    pub standing: Standing,
}

impl World {
    /// Writes a step of a case down, if anybody wants to know.
    pub fn witness(&mut self, step: Step, case: u32) {
        if self.witness.is_some() {
            let entry = Entry { at: self.now, case, step, standing: self.standing(case) };
            if let Some(entries) = &mut self.witness {
                entries.push(entry);
            }
        }
    }

    /// The case that an event is about and how it stands, if anybody wants to know.
    pub fn before(&self, kind: EventKind, entity: u32) -> Option<(u32, Standing)> {
        use EventKind as Kind;
        let of_case = matches!(
            kind,
            Kind::BilateralEnd
                | Kind::ContactTry
                | Kind::Session
                | Kind::WorkDone
                | Kind::PatienceEnd
                | Kind::Reconsider
                | Kind::PetitionAccepted
                | Kind::PetitionAnswered
                | Kind::Breakdown
        );
        (of_case && self.witness.is_some()).then(|| (entity, self.standing(entity)))
    }

    /// Writes an event down that changed how its case stands; a void one does not.
    pub fn witness_change(&mut self, kind: EventKind, before: Option<(u32, Standing)>) {
        if let Some((case, before)) = before
            && before != self.standing(case)
        {
            self.witness(Step::Event(kind), case);
        }
    }

    fn standing(&self, case: u32) -> Standing {
        let state = &self.cases[case as usize];
        let slot = match state.state {
            State::InWork | State::Arranging => state.worker,
            State::Waiting => state.owner,
            _ => NONE,
        };
        Standing {
            state: state.state,
            tier: state.tier,
            person: self.slots.get(slot as usize).map_or(NONE, |slot| slot.person),
            due: state.due,
            first_decision: state.first_decision,
            petitions: state.petitions,
        }
    }
}
