//! What a run finds and does not change: the village, its potential needs, when people are present. Arms of a replicate
//! that agree on what these depend on share them.

use crate::mechanisms::needs::{Demand, DemandSettings};
use crate::mechanisms::presence::Timelines;
use crate::random::Streams;
use crate::scenario::{Scenario, VillageSource};
use crate::special::GammaQuantile;
use crate::village::{self, Needed, RosterFiles, RosterProblem, Shapes, Village};
use crate::vocabulary::Parameters;
use crate::vocabulary::choices::{Drawn, Electorate, Fallback, OwnerBy, Roster};
use crate::vocabulary::tables::Presence;

/// The replicate that a village drawn once is drawn in.
const THE_ONE_VILLAGE: u64 = u64::MAX;

/// The exogenous part of the runs of a replicate.
#[derive(Debug)]
pub(super) struct Exogenous {
    needed: Needed,
    village: Village,
    village_of: Option<(u64, [u64; 2])>,
    roster: Option<village::Roster>,
    multiplier: Option<(f64, GammaQuantile)>,
    demand: Demand,
    demand_of: Option<(u64, DemandSettings)>,
    presence_of: Option<(u64, Option<Presence>)>,
    streams: Streams,
}

impl Exogenous {
    pub(super) fn new(scenario: &Scenario) -> Result<Exogenous, Vec<RosterProblem>> {
        let roster = match &scenario.source {
            VillageSource::Synthesis => None,
            VillageSource::Roster { groups, households, people } => Some(village::Roster::read(RosterFiles {
                groups: groups.as_bytes(),
                households: households.as_bytes(),
                people: people.as_bytes(),
            })?),
        };
        Ok(Exogenous {
            needed: needed(scenario),
            village: Village::default(),
            village_of: None,
            roster,
            multiplier: None,
            demand: Demand::default(),
            demand_of: None,
            presence_of: None,
            streams: Streams::new(scenario.experiment.seed, 0),
        })
    }

    pub(super) fn village(&self) -> &Village {
        &self.village
    }

    pub(super) fn demand(&self) -> &Demand {
        &self.demand
    }

    pub(super) fn streams(&self) -> Streams {
        self.streams
    }

    /// Makes everything that a run of `replicate` with these parameters finds, unless it is there already.
    pub(super) fn prepare(
        &mut self,
        scenario: &Scenario,
        parameters: &Parameters,
        replicate: u64,
        timelines: &mut Timelines,
    ) {
        self.streams = Streams::new(scenario.experiment.seed, replicate);
        // The traits of households and people that an arm's parameters shape.
        let shapes = [
            parameters.needs.rate_cv_between_households.to_bits(),
            parameters.elections.wage_skill_correlation.to_bits(),
        ];
        let drawn_in = drawn_in(scenario, replicate);
        if self.village_of != Some((drawn_in, shapes)) {
            self.draw_village(scenario, parameters, drawn_in);
            self.village_of = Some((drawn_in, shapes));
            self.demand_of = None;
            self.presence_of = None;
        }
        let settings = DemandSettings::new(parameters, &scenario.base);
        if self.demand_of.as_ref().is_none_or(|(of, old)| *of != replicate || *old != settings) {
            self.demand.draw(&settings, &self.village, &self.streams, &scenario.calendar);
            self.demand_of = Some((replicate, settings));
        }
        let presence = parameters.mechanisms.presence.then(|| parameters.presence.clone());
        if self.presence_of.as_ref().is_none_or(|(of, old)| *of != replicate || *old != presence) {
            timelines.reset(presence.as_ref(), &scenario.calendar, &self.village);
            self.presence_of = Some((replicate, presence));
        }
    }

    fn draw_village(&mut self, scenario: &Scenario, parameters: &Parameters, drawn_in: u64) {
        let cv = parameters.needs.rate_cv_between_households;
        if cv > 0.0 && self.multiplier.as_ref().is_none_or(|(of, _)| *of != cv) {
            self.multiplier = Some((cv, GammaQuantile::new(1.0 / (cv * cv))));
        }
        let multiplier = |u: f64| match &self.multiplier {
            Some((_, gamma)) if cv > 0.0 => gamma.quantile_of_mean_one(u),
            _ => 1.0,
        };
        let shapes =
            Shapes { multiplier: &multiplier, wage_skill_correlation: parameters.elections.wage_skill_correlation };
        let streams = Streams::new(scenario.experiment.seed, drawn_in);
        self.village = match &self.roster {
            Some(roster) => Village::from_roster(roster, &scenario.village, &streams, self.needed, &shapes),
            None => Village::synthesise(&scenario.village, &streams, self.needed, &shapes),
        };
    }
}

/// The replicate whose chances make the village of `replicate`.
fn drawn_in(scenario: &Scenario, replicate: u64) -> u64 {
    match scenario.village.drawn {
        Drawn::Once => THE_ONE_VILLAGE,
        Drawn::EachReplicate => replicate,
    }
}

/// The village that the runs of a replicate find, under the parameters of the baseline, with the ties between its
/// households whether or not a mechanism reads them. Nothing is run.
///
/// # Errors
/// Every problem of the scenario's rosters, where it has them.
pub fn village_of(scenario: &Scenario, replicate: u64) -> Result<Village, Vec<RosterProblem>> {
    let mut exogenous = Exogenous::new(scenario)?;
    exogenous.needed.ties = true;
    if let Some(arm) = scenario.arms.get(scenario.baseline) {
        exogenous.draw_village(scenario, &arm.parameters, drawn_in(scenario, replicate));
    }
    Ok(exogenous.village)
}

/// What the mechanisms in force in any arm read of a village: everything that is read, so that it is the same whatever
/// other arms read.
fn needed(scenario: &Scenario) -> Needed {
    let structures = || scenario.structures.iter();
    let owned_by =
        |by| structures().any(|structure| structure.roster == Roster::NamedOwner && structure.owner_by == by);
    let sent_by_branch = structures().any(|structure| structure.fallback == Fallback::AppointedByBranch);
    let any = |reads: &dyn Fn(&Parameters) -> bool| scenario.arms.iter().any(|arm| reads(&arm.parameters));
    let voted =
        structures().flat_map(|structure| &structure.seats).any(|seat| !matches!(seat.electorate, Electorate::None));
    let elections = voted && any(&|p| p.mechanisms.elections);
    Needed {
        ties: elections
            || owned_by(OwnerBy::Contact)
            || any(&|p| {
                let m = &p.mechanisms;
                [
                    m.campaigns,
                    m.contact,
                    m.effort,
                    m.fixers,
                    m.information,
                    m.mediation,
                    m.petition_joining,
                    m.petition_learning,
                    m.projects,
                    m.trust,
                    m.visits,
                    m.voice,
                    m.works,
                ]
                .contains(&true)
            }),
        nearest: any(&|p| p.needs.disputes_per_household_year > 0.0 || p.mechanisms.works || p.mechanisms.campaigns),
        skill: elections
            || owned_by(OwnerBy::Topic)
            || any(&|p| {
                p.mechanisms.judgement || p.mechanisms.mediation || p.mechanisms.projects || p.mechanisms.fixers
            }),
        motive: elections || sent_by_branch || any(&|p| p.mechanisms.fixers),
        capacity: any(&|p| p.mechanisms.handling),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Memory, read};

    #[test]
    fn the_village_alone_is_the_one_that_runs_find() {
        for drawn in ["once", "each_replicate"] {
            let text = format!("[village]\nhouseholds = 60\npeople = 240\ngroups = 4\ndrawn = \"{drawn}\"\n");
            let scenario = read(&Memory::single("t.toml", text), "t.toml", &[]).expect("a sound scenario");
            let mut exogenous = Exogenous::new(&scenario).expect("no roster");
            for replicate in [0, 3] {
                exogenous.prepare(&scenario, &scenario.arms[0].parameters, replicate, &mut Timelines::default());
                let alone = village_of(&scenario, replicate).expect("no roster");
                let found = exogenous.village();
                assert_eq!((&alone.households, &alone.groups), (&found.households, &found.groups));
                assert_eq!(alone.people.party_member, found.people.party_member);
                assert!(!found.ties.first.is_empty() && alone.ties == found.ties);
            }
        }
    }
}
