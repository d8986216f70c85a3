//! An arm's rules with everything worked out that does not change in a run.

use super::projects::ProjectDays;
use crate::scenario::{Arm, Attendance, Calendar, Scenario, Seat, Structure};
use crate::units::{DAY, Fen, Time, WEEK_HOURS};
use crate::vocabulary::choices::{Bearer, Electorate, Eligibility, Fallback, Need, OwnerBy, Recusal, Roster, Rule};
use crate::vocabulary::value::Quantile;
use crate::vocabulary::{Lists, Parameters};
use libm::exp;

/// The rules of one arm.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The arm's name, for messages.
    pub arm: String,
    /// The values of every mechanism's parameters.
    pub parameters: Parameters,
    /// The days of the simulation.
    pub calendar: Calendar,
    /// The roles of all structures of the plan, in the order in which they first appear.
    pub roles: Vec<String>,
    /// A natural key of each role: its name, not its place.
    pub role_codes: Vec<u64>,
    /// First instant of each calendar month of the run, the first one and the end included.
    pub months: Vec<Time>,
    /// The structures of the plan.
    pub plans: Vec<TeamPlan>,
    /// Which structure (index into `plans`) comes into force when and where.
    pub steps: Vec<Step>,
    /// Cadres who take cases.
    pub cadres: u32,
    /// Effort of a request and of a dispute session at the committee, hours.
    pub committee_effort: [Quantile; 2],
    /// Patience at the committee, days.
    pub committee_patience: Quantile,
    /// Effort of a task at a group and at the committee, hours.
    pub task_hours: [Quantile; 2],
    /// Distributions of projects.
    pub project_days: ProjectDays,
    /// Whether any structure handles anything jointly.
    pub any_joint: bool,
    /// Factors on the odds of trust in a member: kin, tied, with a past quarrel.
    pub member_odds: MemberOdds,
    /// The first day and the day after the last of outside support, if any.
    pub support: Option<(Time, Time)>,
    /// Projects, campaigns and hazards that the scenario names.
    pub lists: Lists,
}

/// Factors on the odds of trust in a member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemberOdds {
    /// The member is kin.
    pub kin: f64,
    /// The member is tied to the household.
    pub tie: f64,
    /// They quarrelled.
    pub quarrel: f64,
}

/// A step of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When it comes into force.
    pub at: Time,
    /// Index into the plans.
    pub plan: usize,
    /// Groups it holds for; empty for all.
    pub groups: Vec<u32>,
    /// Whether filled seats are put to an election too.
    pub re_elect: bool,
}

/// A structure, by role.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamPlan {
    /// By role of [`Rules::roles`]: the seat, if the structure has one.
    pub seats: Vec<Option<SeatRule>>,
    /// Roles of the structure, in its order; the first is the leader's.
    pub order: Vec<usize>,
    /// The rule by kind of need.
    pub decision: [Rule; 2],
    /// The rule on money.
    pub funds: Rule,
    /// By kind of need, whether it is handled jointly.
    pub joint: [bool; 2],
    /// How many attend a joint case.
    pub attendance: Attendance,
    /// Whether members step aside.
    pub recusal: Recusal,
    /// Who is answerable for a case.
    pub roster: Roster,
    /// How a named owner is found.
    pub owner_by: OwnerBy,
    /// What happens to a seat nobody can fill.
    pub fallback: Fallback,
    /// Who bears top-down tasks.
    pub tasks_borne_by: Bearer,
    /// Days of training of each person who takes a seat.
    pub training_days: f64,
    /// Groups that share one team.
    pub groups_per_team: u32,
    /// Whether it matters whom a household reaches.
    pub told_apart: bool,
}

/// A seat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeatRule {
    /// Who elects or appoints.
    pub electorate: Electorate,
    /// Who may hold it.
    pub eligibility: Eligibility,
    /// Hours a week asked of the holder while present.
    pub hours_per_week: f64,
    /// Stipend a year.
    pub stipend_per_year: Fen,
    /// Term, days.
    pub term_days: f64,
    /// Whether the holder takes part in cases.
    pub attends: bool,
}

impl Rules {
    /// The rules of an arm of a scenario.
    pub fn new(scenario: &Scenario, arm: &Arm) -> Rules {
        let mut roles: Vec<String> = Vec::new();
        let mut plans = Vec::new();
        let mut known: Vec<usize> = Vec::new();
        for step in &arm.plan {
            for seat in &scenario.structures[step.structure].seats {
                if !roles.contains(&seat.role) {
                    roles.push(seat.role.clone());
                }
            }
        }
        let mut steps = Vec::new();
        for step in &arm.plan {
            let plan = known.iter().position(|structure| *structure == step.structure).unwrap_or_else(|| {
                known.push(step.structure);
                let told_apart = arm.parameters.mechanisms.contact;
                plans.push(TeamPlan::new(&scenario.structures[step.structure], &roles, told_apart));
                plans.len() - 1
            });
            let at = Time::from_days(f64::from(step.day));
            steps.push(Step { at, plan, groups: step.groups.clone(), re_elect: step.re_elect });
        }
        let parameters = arm.parameters.clone();
        let calendar = scenario.calendar;
        let instant = |date| Time::START.after_seconds(calendar.day_of(date) as f64 * DAY);
        let support = (instant(parameters.support.from), instant(parameters.support.until));
        Rules {
            arm: arm.name.clone(),
            role_codes: roles.iter().map(|role| name_code(role)).collect(),
            months: months(&calendar),
            roles,
            any_joint: plans.iter().any(|plan: &TeamPlan| plan.joint != [false; 2]),
            plans,
            steps,
            cadres: parameters.committee.cadres,
            committee_effort: [
                parameters.committee.request_effort_hours.compile(),
                parameters.committee.dispute_effort_hours.compile(),
            ],
            committee_patience: parameters.committee.patience_days.compile(),
            task_hours: [parameters.tasks.hours.compile(), parameters.tasks.cadre_hours.compile()],
            project_days: ProjectDays::new(&parameters),
            member_odds: MemberOdds {
                kin: exp(parameters.trust.kin_logit),
                tie: exp(parameters.trust.tie_logit),
                quarrel: exp(-parameters.trust.quarrel_logit),
            },
            support: parameters.support.present.then_some(support),
            lists: scenario.lists.clone(),
            parameters,
            calendar,
        }
    }

    /// Whether outside support is in the village at an instant.
    pub fn supported(&self, at: Time) -> bool {
        self.support.is_some_and(|(from, until)| (from..until).contains(&at))
    }

    /// How many seats a group can have over the plan.
    pub fn seats_per_group(&self) -> usize {
        self.roles.len()
    }
}

impl TeamPlan {
    fn new(structure: &Structure, roles: &[String], must_be_home: bool) -> TeamPlan {
        let seat_of = |role: &String| structure.seats.iter().find(|seat| seat.role == *role).map(SeatRule::new);
        let place = |seat: &Seat| roles.iter().position(|role| *role == seat.role);
        TeamPlan {
            seats: roles.iter().map(seat_of).collect(),
            order: structure.seats.iter().filter_map(place).collect(),
            decision: [structure.decision.small, structure.decision.dispute],
            funds: structure.decision.funds,
            joint: [structure.joint.contains(&Need::Request), structure.joint.contains(&Need::Dispute)],
            attendance: structure.attendance,
            recusal: structure.recusal,
            roster: structure.roster,
            owner_by: structure.owner_by,
            fallback: structure.fallback,
            tasks_borne_by: structure.tasks_borne_by,
            training_days: structure.training_days,
            groups_per_team: structure.groups_per_team.max(1),
            told_apart: must_be_home
                || (structure.roster == Roster::NamedOwner && structure.owner_by == OwnerBy::Contact),
        }
    }
}

impl SeatRule {
    fn new(seat: &Seat) -> SeatRule {
        SeatRule {
            electorate: seat.electorate,
            eligibility: seat.eligibility,
            hours_per_week: seat.hours_per_week,
            stipend_per_year: seat.stipend_per_year,
            term_days: seat.term_years * crate::units::YEAR_DAYS,
            attends: seat.attends,
        }
    }
}

/// A 31-bit code of a name (FNV-1a), a natural key: where a role stands in a structure, or a drive in its list, changes no
/// draw.
pub fn name_code(name: &str) -> u64 {
    name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
        >> 33
}

/// The first instant of each calendar month, the start and the end of the run included.
fn months(calendar: &Calendar) -> Vec<Time> {
    let first_of_month = |day: &u32| *day == 0 || *day == calendar.end_day || calendar.date_of(*day).day() == 1;
    (0..=calendar.end_day).filter(first_of_month).map(|day| Time::from_days(f64::from(day))).collect()
}

/// Seconds of presence that an hour of effort takes for somebody with `hours_per_week`.
pub fn seconds_per_hour(hours_per_week: f64) -> f64 {
    if hours_per_week > 0.0 { 3600.0 * WEEK_HOURS / hours_per_week } else { f64::INFINITY }
}
