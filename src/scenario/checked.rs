//! A scenario that can be run.

use crate::units::Fen;
use crate::vocabulary::choices::{Bearer, Electorate, Eligibility, Fallback, Need, OwnerBy, Recusal, Roster, Rule};
use crate::vocabulary::tables::{Decision, Experiment, Simulation, Village};
use crate::vocabulary::{Grade, Language, Lists, Measure, Parameters, Value};
use jiff::civil::Date;

/// Everything a run needs, complete and within range.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Name: the stem of the file.
    pub name: String,
    /// Title in English; the name unless given.
    pub title_en: String,
    /// Title in Chinese; the English one unless given.
    pub title_zh: String,
    /// The days of the simulation.
    pub calendar: Calendar,
    /// The keys of `[experiment]`.
    pub experiment: Experiment,
    /// The measures of the verdict, in its order.
    pub main_measures: Vec<Measure>,
    /// The smallest difference that counts, in the unit of the measure, for measures that have one.
    pub margins: Vec<(Measure, f64)>,
    /// The keys of `[village]`.
    pub village: Village,
    /// Where the village comes from.
    pub source: VillageSource,
    /// The text of the table of parameter sets, if there is one.
    pub posterior: Option<String>,
    /// The values that hold for all arms, before their overrides.
    pub base: Parameters,
    /// Projects, campaigns, hazards and targets, shared by all arms.
    pub lists: Lists,
    /// The path of the reference of each target, as the reader of the file finds it; empty where there is none.
    pub references: Vec<String>,
    /// The structures, in the order of the file.
    pub structures: Vec<Structure>,
    /// The arms, in the order of the file.
    pub arms: Vec<Arm>,
    /// Index of the arm that the others are compared with.
    pub baseline: usize,
    /// What was assumed and should be said.
    pub warnings: Vec<Warning>,
    /// Every value that differs from its default, and where it comes from.
    pub provenance: Vec<Provenance>,
}

/// The days of a simulation, counted from its start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calendar {
    /// Day 0.
    pub start: Date,
    /// First day that appears in results (end of the burn-in).
    pub recorded_from_day: u32,
    /// First day that counts in the measures of a run.
    pub measured_from_day: u32,
    /// Day after the last.
    pub end_day: u32,
}

impl Calendar {
    /// The calendar of `[simulation]`, `None` when its dates contradict each other or span more than 60 years.
    pub fn new(simulation: &Simulation) -> Option<Calendar> {
        let day = |date: Date| u32::try_from(days_between(simulation.start, date)).ok();
        let calendar = Calendar {
            start: simulation.start,
            recorded_from_day: simulation.burn_in_days,
            measured_from_day: day(simulation.measured_from)?,
            end_day: day(simulation.end)?,
        };
        let ordered = calendar.recorded_from_day <= calendar.measured_from_day
            && calendar.measured_from_day < calendar.end_day
            && calendar.end_day <= 60 * 366;
        ordered.then_some(calendar)
    }

    /// The day of `date`; negative before the start.
    pub fn day_of(&self, date: Date) -> i64 {
        days_between(self.start, date)
    }

    /// The date of `day`.
    pub fn date_of(&self, day: u32) -> Date {
        let span = jiff::Span::new().try_days(i64::from(day));
        span.and_then(|span| self.start.checked_add(span)).unwrap_or(Date::MAX)
    }

    /// Years of the measured time, of 365 days.
    pub fn measured_years(&self) -> f64 {
        f64::from(self.end_day - self.measured_from_day) / crate::units::YEAR_DAYS
    }
}

/// Days from `from` to `to`; negative if it lies before.
fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// Where a village comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum VillageSource {
    /// From the totals of `[village]`.
    Synthesis,
    /// From rosters: the texts of `groups.csv`, `households.csv` and `people.csv`.
    Roster {
        /// `groups.csv`.
        groups: String,
        /// `households.csv`.
        households: String,
        /// `people.csv`.
        people: String,
    },
}

/// One arm of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// Its name.
    pub name: String,
    /// Its name for English readers.
    pub label_en: String,
    /// Its name for Chinese readers.
    pub label_zh: String,
    /// Which structure is in force from which day on; the first step is of day 0.
    pub plan: Vec<PlanStep>,
    /// The values of every mechanism's parameters.
    pub parameters: Parameters,
    /// The paths that this arm sets besides its governance.
    pub overrides: Vec<String>,
}

impl Arm {
    /// The label in `language`.
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::English => &self.label_en,
            Language::Chinese => &self.label_zh,
        }
    }
}

/// A change of structure.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanStep {
    /// From this day on.
    pub day: u32,
    /// Index into the structures.
    pub structure: usize,
    /// Groups (counted from 0) it holds for; empty for all.
    pub groups: Vec<u32>,
    /// Whether the seats that are already filled are put to an election too.
    pub re_elect: bool,
}

/// A structure of governance: who holds seats and how they decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// Its name.
    pub name: String,
    /// Its name for English readers.
    pub label_en: String,
    /// Its name for Chinese readers.
    pub label_zh: String,
    /// Its seats; the first is the leader's. Empty when the village handles everything.
    pub seats: Vec<Seat>,
    /// The rule for each kind of business.
    pub decision: Decision,
    /// Kinds of need handled jointly.
    pub joint: Vec<Need>,
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
}

impl Structure {
    /// The rule for a kind of need.
    pub fn rule(&self, need: Need) -> Rule {
        match need {
            Need::Request => self.decision.small,
            Need::Dispute => self.decision.dispute,
        }
    }
}

/// One seat of a structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Seat {
    /// Its role, such as `leader`; the same role in two structures is the same seat.
    pub role: String,
    /// Who elects or appoints.
    pub electorate: Electorate,
    /// Who may hold it.
    pub eligibility: Eligibility,
    /// Hours a week asked of the holder while present.
    pub hours_per_week: f64,
    /// Stipend a year.
    pub stipend_per_year: Fen,
    /// Term in years.
    pub term_years: f64,
    /// Whether the holder takes part in cases.
    pub attends: bool,
}

/// How many members attend a joint case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// The owner alone.
    One,
    /// All who are not recused.
    All,
    /// At least this many, the owner among them.
    Quorum(u32),
}

/// Something that was assumed, with what to do about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// The path it speaks of.
    pub path: String,
    /// What was assumed.
    pub message: String,
    /// The same in Chinese.
    pub message_zh: String,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// `table.key`, with the arm in front for overrides.
    pub path: String,
    /// The value in force.
    pub value: Value,
    /// Plausible range, where the scenario gives one.
    pub range: Option<(f64, f64)>,
    /// How well it is known.
    pub grade: Grade,
    /// Source.
    pub source: String,
}
