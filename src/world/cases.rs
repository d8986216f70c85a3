//! A need as a case: where it stands and what happened to it.

use super::NONE;
use crate::units::Time;

/// The tiers a case can stand at, from below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tier {
    /// The group's team.
    #[default]
    Group,
    /// The village committee.
    Committee,
    /// The township.
    Township,
    /// The county.
    County,
}

impl Tier {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Group => "group",
            Tier::Committee => "committee",
            Tier::Township => "township",
            Tier::County => "county",
        }
    }
}

/// The one state in which a need is at each instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum State {
    /// Not a need (yet).
    #[default]
    Unborn,
    /// Dropped without a word.
    Lumped,
    /// The parties talk.
    Bilateral,
    /// Settled between the parties.
    BilateralSettled,
    /// Voiced; the household looks for a holder.
    Seeking,
    /// In a queue.
    Waiting,
    /// A joint session is arranged.
    Arranging,
    /// Somebody works on it.
    InWork,
    /// It failed and the household waits before it decides again.
    Holding,
    /// An upper tier has it.
    Petitioned,
    /// Resolved rightly.
    Resolved,
    /// A dispute settled against the right judgement.
    SettledWrongly,
    /// Given up by the household.
    GivenUp,
    /// It ended unresolved because nothing further is in force.
    Ended,
}

impl State {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            State::Unborn => "unborn",
            State::Lumped => "lumped",
            State::Bilateral => "bilateral",
            State::BilateralSettled => "bilateral_settled",
            State::Seeking => "seeking",
            State::Waiting => "waiting",
            State::Arranging => "arranging",
            State::InWork => "in_work",
            State::Holding => "holding",
            State::Petitioned => "petitioned",
            State::Resolved => "resolved",
            State::SettledWrongly => "settled_wrongly",
            State::GivenUp => "given_up",
            State::Ended => "ended",
        }
    }

    /// Whether a voiced need in this state is open.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            State::Seeking | State::Waiting | State::Arranging | State::InWork | State::Holding | State::Petitioned
        )
    }
}

/// What is to be done with a case next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The household decides whether to speak and to whom.
    Voice,
    /// It may be brought to an informal fixer before the group.
    Fixer,
    /// It looks for a holder of its group's team.
    Contact,
    /// It is with the member in this slot and is put to whoever owns it.
    Assign {
        /// The slot of the member reached.
        reached: u32,
    },
    /// It goes to the village committee.
    Committee,
    /// Work of a session is done: it is judged.
    Judge,
    /// It needs another session; `widen` when those who stayed away are to come.
    NextSession {
        /// Whether all members come.
        widen: bool,
    },
    /// A decided dispute is mediated.
    Mediate {
        /// Whether the judgement is right.
        right: bool,
    },
    /// It closes at its tier.
    Close(Closing),
    /// It ended badly: a dispute may breed others.
    Breed {
        /// Whether it was settled wrongly, or its settlement broke.
        wrong: bool,
    },
    /// The household decides how to go on.
    Onward,
    /// It is petitioned at the tier it has moved to.
    Petition,
}

/// How a case closes at a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Resolved, and rightly.
    Resolved,
    /// A dispute settled against the right judgement.
    SettledWrongly,
    /// A request decided wrongly.
    DecidedWrongly,
    /// Decided rightly, but beyond what the tier can grant.
    BeyondReach,
    /// A dispute in which the parties do not settle.
    NotSettled,
    /// No decision after the last session.
    Deadlock,
    /// Patience ended before work began.
    Abandoned,
    /// Every member is kin of one party.
    AllRecused,
}

/// A case. Instants are [`Time::NEVER`] until they come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    /// When it arose.
    pub arose: Time,
    /// When it was first voiced to a tier.
    pub voiced: Time,
    /// When it came to the tier where it is.
    pub arrived: Time,
    /// When work on it began at the group first.
    pub begun_at_group: Time,
    /// When work on it began at the committee first.
    pub begun_at_committee: Time,
    /// When it was met by a holder first.
    pub met: Time,
    /// When it was resolved rightly, for good so far.
    pub resolved: Time,
    /// When it ended unresolved.
    pub ended: Time,
    /// When it was settled last, rightly or not, at group or committee.
    pub settled: Time,
    /// When its settlement broke first.
    pub broke: Time,
    /// When its patience ends.
    pub patience_ends: Time,
    /// Whether the end of patience is on the agenda.
    pub patience_posted: bool,
    /// When the last petition about it was filed.
    pub petitioned: Time,
    /// Person-hours spent on it.
    pub hours: f64,
    /// Of these, those of the group's holders.
    pub group_hours: f64,
    /// Hours of the present session for one who attends.
    pub session_hours: f64,
    /// When the next event about it is due, the end of patience apart; any other is void.
    pub due: Time,
    /// Times it was put into a queue; the entries of earlier times are void.
    pub queued: u32,
    /// Position among the open cases.
    pub open_position: u32,
    /// Slot of the owner; [`NONE`] in a common queue.
    pub owner: u32,
    /// The informal fixer it was brought to, a person.
    pub fixer: u32,
    /// Whether that fixer settled it.
    pub by_fixer: bool,
    /// Slot that works or worked on it.
    pub worker: u32,
    /// Since when it has been open.
    pub opened: Time,
    /// Seconds for which it was open, until it was closed last.
    pub open_seconds: u32,
    /// Slots that attend the present session, as bits in the order of the team's roles.
    pub attending: u32,
    /// Slots that contribute a judgement, as bits in the order of the team's roles.
    pub informed: u32,
    /// Decisions of its household how to go on.
    pub decisions: u16,
    /// People behind its last petition.
    pub people: u16,
    /// Attempts to meet somebody.
    pub attempts: u16,
    /// Rounds in which nobody stepped forward for it.
    pub passed_over: u16,
    /// The kind of the event that is due.
    pub due_kind: u8,
    /// Session at the present tier.
    pub session: u8,
    /// Petitions about it.
    pub petitions: u8,
    /// Times it was voiced or re-opened: ordinal for draws about its parties.
    pub rounds: u8,
    /// Times it arrived at the committee.
    pub committee_arrivals: u8,
    /// Settlements reached.
    pub settlements: u8,
    /// Whether the session that is arranged is a briefing.
    pub briefing: bool,
    /// Where it is.
    pub state: State,
    /// The tier it is at or was at last.
    pub tier: Tier,
    /// Whether the committee has had it since it was last opened.
    pub committee_tried: bool,
    /// Whether it has priority for a petition.
    pub priority: bool,
    /// Whether the talks between the parties were tried.
    pub talked: bool,
    /// First decision about it: none, wrong or right.
    pub first_decision: Option<bool>,
    /// Whether a member of the other side's kin decided, unrecused.
    pub partial: bool,
    /// Whether it deadlocked in its group.
    pub deadlocked: bool,
    /// Whether patience ended at the group, at the committee.
    pub abandoned: [bool; 2],
    /// Whether it already bred, at its first bad end.
    pub bred: bool,
}

impl Default for Case {
    fn default() -> Case {
        Case {
            arose: Time::NEVER,
            voiced: Time::NEVER,
            arrived: Time::NEVER,
            begun_at_group: Time::NEVER,
            begun_at_committee: Time::NEVER,
            met: Time::NEVER,
            resolved: Time::NEVER,
            ended: Time::NEVER,
            settled: Time::NEVER,
            broke: Time::NEVER,
            patience_ends: Time::NEVER,
            patience_posted: false,
            petitioned: Time::NEVER,
            hours: 0.0,
            group_hours: 0.0,
            session_hours: 0.0,
            due: Time::NEVER,
            queued: 0,
            due_kind: 0,
            open_position: NONE,
            owner: NONE,
            fixer: NONE,
            by_fixer: false,
            worker: NONE,
            opened: Time::NEVER,
            open_seconds: 0,
            attending: 0,
            informed: 0,
            decisions: 0,
            people: 0,
            attempts: 0,
            passed_over: 0,
            session: 0,
            petitions: 0,
            rounds: 0,
            committee_arrivals: 0,
            settlements: 0,
            briefing: false,
            state: State::Unborn,
            tier: Tier::Group,
            committee_tried: false,
            priority: false,
            talked: false,
            first_decision: None,
            partial: false,
            deadlocked: false,
            abandoned: [false; 2],
            bred: false,
        }
    }
}
