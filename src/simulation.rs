//! The loop of a run: a table of which mechanism answers which event, and a need's route through its stages.

mod checks;
mod stage;
pub mod table;
pub mod trace;

pub use checks::Account;
use stage::Exogenous;
pub use stage::village_of;

use crate::measures::{self, RunOutcome};
use crate::mechanisms::{
    campaigns, closing, contact, costs, effort, escalation, fixers, handling, information, judgement, mediation, needs,
    participation, petitions, projects, quarrels, seats, storms, tasks, trust, visits, voice, works,
};
use crate::scenario::Scenario;
use crate::units::Time;
use crate::village::RosterProblem;
use crate::vocabulary::Parameters;
use crate::world::tally::Observation;
use crate::world::witness::Step;
use crate::world::{Case, Closing, Context, EventKind, NONE, Rules, Stage, Tier, World};
use std::sync::Arc;

/// A conserved account that does not balance: a defect of the program, never of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("arm \"{arm}\", replicate {replicate}, seed {seed}: the account of {account} does not balance: {detail}")]
pub struct Fault {
    /// The arm's name.
    pub arm: String,
    /// The replicate.
    pub replicate: u64,
    /// The experiment's seed.
    pub seed: u64,
    /// Cases, hours, money or time.
    pub account: Account,
    /// What was found.
    pub detail: String,
}

/// Runs arms of a scenario, one after the other; keeps its memory between runs. One is made for each thread.
#[derive(Debug)]
pub struct Simulator {
    scenario: Arc<Scenario>,
    rules: Vec<Rules>,
    exogenous: Exogenous,
    world: World,
    spoiled: Option<Account>,
}

impl Simulator {
    /// A simulator of `scenario`.
    ///
    /// # Errors
    /// Every problem of the scenario's rosters, where it has them.
    pub fn new(scenario: Arc<Scenario>) -> Result<Simulator, Vec<RosterProblem>> {
        let exogenous = Exogenous::new(&scenario)?;
        let rules = scenario.arms.iter().map(|arm| Rules::new(&scenario, arm)).collect();
        Ok(Simulator { scenario, rules, exogenous, world: World::default(), spoiled: None })
    }

    /// From now on spoils an account of every run before it is checked: the check must find it.
    pub fn spoil(&mut self, account: Account) {
        self.spoiled = Some(account);
    }

    /// Runs one arm of one replicate. Runs of one replicate after another share their village.
    ///
    /// # Errors
    /// A [`Fault`] when an account of the finished run does not balance.
    pub fn run(&mut self, arm: usize, replicate: u64, with_cases: bool) -> Result<RunOutcome, Fault> {
        let rules = &self.rules[arm];
        let parameters: &Parameters = &self.scenario.arms[arm].parameters;
        self.exogenous.prepare(&self.scenario, parameters, replicate, &mut self.world.timelines);
        let cx = Context {
            rules,
            village: self.exogenous.village(),
            demand: self.exogenous.demand(),
            streams: self.exogenous.streams(),
        };
        let world = &mut self.world;
        play(cx, world);
        if let Some(account) = self.spoiled {
            checks::spoil(world, account);
        }
        checks::check(cx, world).map_err(|(account, detail)| Fault {
            arm: self.scenario.arms[arm].name.clone(),
            replicate,
            seed: self.scenario.experiment.seed,
            account,
            detail,
        })?;
        Ok(measures::count(cx, world, with_cases))
    }
}

/// Plays a run from its first to its last event.
fn play(cx: Context<'_>, world: &mut World) {
    world.reset(cx);
    seats::seat_cadres(cx, world);
    for (step, at) in cx.rules.steps.iter().map(|step| step.at).enumerate() {
        world.agenda.post(at, EventKind::PlanStep as u8, step as u32);
    }
    for (month, at) in cx.rules.months.iter().enumerate().skip(1) {
        world.agenda.post(*at, EventKind::Observe as u8, month as u32);
        world.agenda.post(*at, EventKind::Turnover as u8, month as u32);
    }
    tasks::begin(cx, world);
    storms::begin(cx, world);
    works::begin(cx, world);
    effort::begin(cx, world);
    campaigns::begin(cx, world);
    projects::begin(cx, world);
    information::begin(cx, world);
    visits::begin(cx, world);
    participation::begin(cx, world);
    fixers::begin(cx, world);
    let horizon = world.agenda.horizon();
    for case in cx.demand.arrivals() {
        let arises = cx.need(case).arises;
        while let Some(event) = world.agenda.next_before(arises, EventKind::Arise as u8, case) {
            answer(cx, world, event);
        }
        if needs::arises(cx, world, case) {
            advance_clock(world, arises);
            arise(cx, world, case);
        }
    }
    while let Some(event) = world.agenda.pop() {
        answer(cx, world, event);
    }
    advance_clock(world, horizon);
    observe(world, cx);
    costs::close_accounts(cx, world);
}

/// The clock moves on, never back.
fn advance_clock(world: &mut World, to: Time) {
    if to < world.now {
        world.tally.clock_went_back = true;
    }
    world.now = to;
}

/// Which mechanism answers which event.
fn answer(cx: Context<'_>, world: &mut World, event: crate::agenda::Event) {
    advance_clock(world, event.at());
    let entity = event.entity();
    let kind = EventKind::ALL[event.class() as usize];
    let before = world.before(kind, entity);
    match kind {
        EventKind::Observe => observe(world, cx),
        EventKind::PlanStep => seats::take_step(cx, world, entity),
        EventKind::Election if world.teams[entity as usize].election == event.at() => {
            seats::hold_election(cx, world, entity);
        }
        EventKind::Arise => return arise(cx, world, entity),
        EventKind::BilateralEnd if world.is_due(event) => voice::end_talks(cx, world, entity),
        EventKind::ContactTry if world.is_due(event) => world.hand_on(entity, Stage::Contact),
        EventKind::Session if world.is_due(event) => handling::begin_session(cx, world, entity),
        EventKind::WorkDone if world.is_due(event) => handling::finish_work(cx, world, entity),
        EventKind::Wake if world.slots[entity as usize].wake == event.at() => {
            handling::wake(cx, world, entity);
        }
        EventKind::PatienceEnd => handling::lose_patience(world, entity),
        EventKind::Task => tasks::arrive(cx, world, entity),
        EventKind::Reconsider if world.is_due(event) => world.hand_on(entity, Stage::Onward),
        EventKind::PetitionAccepted if world.is_due(event) => petitions::accept(cx, world, entity),
        EventKind::PetitionAnswered if world.is_due(event) => petitions::answer(cx, world, entity),
        EventKind::Breakdown if world.is_due(event) => mediation::break_down(cx, world, entity),
        EventKind::Turnover => {
            let began = cx.rules.months[entity as usize - 1];
            seats::turn_over(cx, world, entity, began);
        }
        EventKind::StormSigns => storms::signs(cx, world, entity),
        EventKind::StormImpact => storms::impact(cx, world, entity),
        EventKind::CanalMonth => works::month(cx, world),
        EventKind::LabourDay => works::labour_day(cx, world, entity),
        EventKind::ChooseEffort => effort::choose(cx, world, entity),
        EventKind::Round if world.is_due(event) => handling::look_again(cx, world, entity),
        EventKind::FixerDone if world.is_due(event) => fixers::conclude(cx, world, entity),
        EventKind::CampaignDay => campaigns::spend_day(cx, world, entity),
        EventKind::Funds => projects::receive(cx, world, entity),
        EventKind::ProjectStep => projects::go_on(cx, world, entity, event.at()),
        EventKind::Dismissal => seats::dismiss(cx, world, entity),
        EventKind::News => information::arrive(cx, world, entity),
        EventKind::Claim => information::decide_claim(cx, world, entity),
        EventKind::Report => information::report(cx, world),
        EventKind::Rounds => visits::set_out(cx, world, entity),
        EventKind::Visits => visits::call_on_households(cx, world, entity),
        EventKind::Engage => participation::engage(cx, world, entity),
        EventKind::Meeting => participation::meet(cx, world, entity),
        // Void: what it was about has moved on.
        _ => {}
    }
    world.witness_change(kind, before);
    carry_out(cx, world);
}

/// A potential need becomes one.
fn arise(cx: Context<'_>, world: &mut World, case: u32) {
    let now = world.now;
    world.cases[case as usize].arose = now;
    voice::decide(cx, world, case);
    world.witness(Step::Stage(Stage::Voice), case);
    carry_out(cx, world);
}

/// Carries out the stages that cases were handed to, then lets holders who became free look for work, until neither is
/// left.
fn carry_out(cx: Context<'_>, world: &mut World) {
    loop {
        carry_out_stages(cx, world);
        match world.looking.pop() {
            Some(slot) => handling::pull(cx, world, slot),
            None => return,
        }
    }
}

fn carry_out_stages(cx: Context<'_>, world: &mut World) {
    while let Some((case, stage)) = world.next_stage() {
        match stage {
            Stage::Voice => voice::decide(cx, world, case),
            Stage::Contact => contact::seek(cx, world, case),
            Stage::Fixer => fixers::turn_to(cx, world, case),
            // A team may refer a matter to a fixer instead.
            Stage::Assign { reached } => {
                if !fixers::refer(cx, world, case) {
                    handling::assign(cx, world, case, reached);
                }
            }
            Stage::Committee => handling::bring_to_committee(cx, world, case),
            Stage::Judge => judgement::judge(cx, world, case),
            Stage::NextSession { widen } => handling::next_session(cx, world, case, widen),
            Stage::Mediate { right } => mediation::mediate(cx, world, case, right),
            Stage::Close(how) => {
                trust::learn(cx, world, case, how);
                participation::learn(cx, world, case, how);
                judgement::gain_experience(cx, world, case);
                closing::close(cx, world, case, how);
                if matches!(how, Closing::Resolved | Closing::SettledWrongly) {
                    mediation::let_age(cx, world, case, how == Closing::Resolved);
                }
            }
            Stage::Breed { wrong } => quarrels::breed(cx, world, case, wrong),
            Stage::Onward => escalation::go_on(cx, world, case),
            Stage::Petition => petitions::file(cx, world, case),
        }
        world.witness(Step::Stage(stage), case);
    }
}

/// The state is read; nothing is drawn and nothing changes but the readings.
fn observe(world: &mut World, cx: Context<'_>) {
    let now = world.now;
    if now < Time::from_days(f64::from(cx.rules.calendar.recorded_from_day)) {
        return;
    }
    let all = 0..cx.village.households.group.len() as u32;
    // What no mechanism in force changes is read once.
    let mechanisms = &cx.rules.parameters.mechanisms;
    let first = world.tally.observations.first().copied();
    let constant = first.filter(|_| !mechanisms.trust);
    let constant_belief = first.filter(|_| !mechanisms.petition_learning);
    let trust = |world: &World, tier, first: fn(&Observation) -> f64| match &constant {
        Some(reading) => first(reading),
        None => world.beliefs.mean_trust(all.clone(), tier),
    };
    let over_60 = |case: &Case| now.days_since(case.voiced) > 60.0;
    world.beliefs.at(now);
    let seats = cx.village.groups.len() * cx.rules.seats_per_group();
    let observation = Observation {
        at: now,
        open: world.open.len() as u32,
        open_over_60: world.open.iter().filter(|case| over_60(&world.cases[**case as usize])).count() as u32,
        trust_group: trust(world, Tier::Group, |reading| reading.trust_group),
        trust_committee: trust(world, Tier::Committee, |reading| reading.trust_committee),
        trust_county: trust(world, Tier::County, |reading| reading.trust_county),
        petition_belief: constant_belief.map_or_else(|| world.beliefs.mean_petition(), |first| first.petition_belief),
        effort: if mechanisms.effort { effort::hours_given_and_asked(cx, world) } else { [0.0; 2] },
        seats_filled: world.slots[..seats].iter().filter(|slot| slot.in_force && slot.person != NONE).count() as u32,
        participation: world.mean_participation(),
    };
    world.tally.observations.push(observation);
    if world.measured() {
        count_teams_of_one_clan(world, cx);
    }
}

fn count_teams_of_one_clan(world: &mut World, cx: Context<'_>) {
    let clan = |slot: u32| {
        let home = cx.village.people.household[world.slots[slot as usize].person as usize];
        cx.village.households.clan[home as usize]
    };
    let mut teams = [0, 0];
    for group in 0..cx.village.groups.len() as u32 {
        let mut members = contact::serving(cx, world, group).map(clan);
        let Some(first) = members.next() else { continue };
        let (mut others, mut same) = (0, true);
        for clan in members {
            others += 1;
            same &= clan == first;
        }
        if others > 0 {
            teams[0] += u32::from(same);
            teams[1] += 1;
        }
    }
    world.tally.same_clan_teams[0] += teams[0];
    world.tally.same_clan_teams[1] += teams[1];
}
