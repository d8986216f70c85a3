//! The charts of a comparison, and their names.

use crate::charts::forest::Page;
use crate::charts::subject::Subject;
use crate::vocabulary::{Measure, MonthMeasure};
use std::fmt;

/// A chart of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Effects on the main measures; a page of them where there are many arms.
    Forest(Page),
    /// A measure month by month.
    Course(MonthMeasure),
    /// The difference from the baseline month by month.
    Difference(MonthMeasure),
    /// A measure over replicates.
    Distribution(Measure),
    /// Where needs end.
    Tiers,
    /// Who is served how.
    Equity,
    /// How evenly groups are served.
    Lorenz,
    /// Who pays.
    Money,
    /// How long needs wait.
    Survival,
    /// Who lives where.
    Village,
    /// What was observed against what is simulated.
    Validation,
    /// Who has consented by which day of a drive.
    Drive(Drive),
    /// Who is moved by when in the night of a storm.
    Storm,
}

/// A drive for consent: its number, counted from 1, of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drive {
    /// Its number.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

/// The kinds of charts, by the first word of their names.
const KINDS: [&str; 13] = [
    "forest",
    "course",
    "difference",
    "distribution",
    "tiers",
    "equity",
    "lorenz",
    "money",
    "survival",
    "village",
    "validation",
    "drive",
    "storm",
];

/// Arms beside the baseline that stand on one page of effects.
pub(super) const ARMS_A_PAGE: usize = 3;
/// The courses that are drawn unless others are asked for.
const COURSES: [MonthMeasure; 4] =
    [MonthMeasure::Resolved90dShare, MonthMeasure::OpenOver60Days, MonthMeasure::Petitions, MonthMeasure::TrustGroup];
/// The distributions that are drawn unless others are asked for.
const DISTRIBUTIONS: [Measure; 3] =
    [Measure::Resolved90dShare, Measure::PetitionsPer1000, Measure::CostPerResolvedYuan];

/// The name of its files, without language and ending.
impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Chart::Forest(Page { of: 1, .. }) => write!(f, "forest"),
            Chart::Forest(page) => write!(f, "forest-{}", page.number),
            Chart::Course(measure) => write!(f, "course-{}", measure.name()),
            Chart::Difference(measure) => write!(f, "difference-{}", measure.name()),
            Chart::Distribution(measure) => write!(f, "distribution-{}", measure.name()),
            Chart::Tiers => write!(f, "tiers"),
            Chart::Equity => write!(f, "equity"),
            Chart::Lorenz => write!(f, "lorenz"),
            Chart::Money => write!(f, "money"),
            Chart::Survival => write!(f, "survival"),
            Chart::Village => write!(f, "village"),
            Chart::Validation => write!(f, "validation"),
            Chart::Drive(Drive { of: 1, .. }) => write!(f, "drive"),
            Chart::Drive(drive) => write!(f, "drive-{}", drive.number),
            Chart::Storm => write!(f, "storm"),
        }
    }
}

impl Chart {
    /// The charts that every comparison gets.
    pub fn standard(subject: &Subject) -> Vec<Chart> {
        let usual = crate::vocabulary::tables::Experiment::default().main_measures;
        // What a scenario asks beyond the usual measures is what it is about.
        let unusual = subject
            .main_measures()
            .iter()
            .copied()
            .filter(|measure| !DISTRIBUTIONS.contains(measure) && !usual.iter().any(|name| name == measure.name()));
        let mut charts = Chart::forests(subject);
        charts.extend(COURSES.map(Chart::Course));
        charts.extend(Chart::differences(subject));
        charts.extend(DISTRIBUTIONS.into_iter().chain(unusual).map(Chart::Distribution));
        charts.extend([Chart::Tiers, Chart::Equity, Chart::Money]);
        charts.extend(Chart::drives(subject));
        charts.extend(subject.has_storms().then_some(Chart::Storm));
        charts.extend(subject.scenario().map(|_| Chart::Village));
        charts
    }

    /// The charts of a name: a chart such as `course-open`, or all of a kind that every comparison gets, such as
    /// `course`. `None` when there is no such name.
    pub fn named(name: &str, subject: &Subject) -> Option<Vec<Chart>> {
        let one = match name {
            "lorenz" => Some(Chart::Lorenz),
            "survival" => Some(Chart::Survival),
            "village" => Some(Chart::Village),
            "validation" => Some(Chart::Validation),
            _ => None,
        };
        if let Some(chart) = one {
            return Some(vec![chart]);
        }
        if KINDS.contains(&name) {
            let of_kind = |chart: &Chart| chart.to_string().split('-').next() == Some(name);
            return Some(Chart::standard(subject).into_iter().filter(of_kind).collect());
        }
        let (kind, of) = name.split_once('-')?;
        match kind {
            "forest" => Chart::forests(subject).into_iter().find(|chart| chart.to_string() == name),
            "drive" => Chart::drives(subject).into_iter().find(|chart| chart.to_string() == name),
            "course" => MonthMeasure::by_name(of).map(Chart::Course),
            "difference" => MonthMeasure::by_name(of).map(Chart::Difference),
            "distribution" => Measure::by_name(of).map(Chart::Distribution),
            _ => None,
        }
        .map(|chart| vec![chart])
    }

    /// All names of single charts that may be asked for.
    pub fn names(subject: &Subject) -> impl Iterator<Item = String> {
        let of_months = MonthMeasure::ALL.iter().flat_map(|of| [Chart::Course(*of), Chart::Difference(*of)]);
        let of_runs = Measure::ALL.iter().map(|measure| Chart::Distribution(*measure));
        let single = Chart::forests(subject)
            .into_iter()
            .chain(Chart::drives(subject))
            .chain(of_months)
            .chain(of_runs)
            .map(|chart| chart.to_string());
        let single: Vec<String> = single.collect();
        KINDS.into_iter().map(String::from).chain(single)
    }

    /// The difference in the first of the main measures that is told month by month; none without an arm to compare.
    fn differences(subject: &Subject) -> Option<Chart> {
        let mut monthly = subject.main_measures().iter().filter_map(|measure| MonthMeasure::by_name(measure.name()));
        let measure = monthly.next().unwrap_or(COURSES[0]);
        (!subject.others().is_empty()).then_some(Chart::Difference(measure))
    }

    /// The drives for consent; none where the results have no table of them.
    fn drives(subject: &Subject) -> Vec<Chart> {
        let of = subject.campaigns().len();
        (1..=of).map(|number| Chart::Drive(Drive { number, of })).collect()
    }

    /// The pages of effects, all about as full; none where there is nothing to compare.
    pub(super) fn forests(subject: &Subject) -> Vec<Chart> {
        let pages = if subject.main_measures().is_empty() { 0 } else { subject.others().len().div_ceil(ARMS_A_PAGE) };
        (1..=pages).map(|number| Chart::Forest(Page { number, of: pages })).collect()
    }
}
