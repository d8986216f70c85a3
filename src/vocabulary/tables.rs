//! Every key of the scenario file: type, default, range, unit, how well it is known, source, meaning.

mod campaigns;
mod civic;
mod effort;
mod episodes;
mod experiment;
mod fixers;
mod funds;
mod information;
mod judgement;
mod storm;
mod work;
mod works;

pub use campaigns::Consent;
pub use civic::Participation;
pub use effort::{Dilemma, Effort, Learning};
pub use episodes::{Campaign, Factor, Hazard, Project, Target};
pub use experiment::{Decision, Experiment, SeatTable, Simulation, StructureTable, Village};
pub use fixers::Fixers;
pub use funds::{Leakage, Pressure, Projects};
pub use information::{Information, Visits};
pub use judgement::{
    Committee, Costs, Elections, Escalation, Judgement, Mediation, Petitions, Support, Training, Trust,
};
pub use storm::{Storm, Volunteers};
pub use work::{Contact, Handling, Mechanisms, Needs, Presence, Quarrels, Tasks, Voice};
pub use works::Works;

use super::parameters::Kind;

/// Topics of needs, in the order of the shares: land, water, boundary, roads and projects, welfare, family,
/// environment, certificates.
pub const TOPICS: usize = 8;

const SHARE: Kind = Kind::Real(0.0, 1.0);
const LOGIT: Kind = Kind::Real(-10.0, 10.0);
