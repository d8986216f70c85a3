//! What is drawn of a results folder, and from which of its tables.
//!
//! | chart | from |
//! |---|---|
//! | [`Chart::Forest`] | the comparison of the arms, with its verdicts |
//! | [`Chart::Course`] | `months.parquet` |
//! | [`Chart::Distribution`], [`Chart::Tiers`] | `runs.parquet` |

mod months;

use super::course::{self, CourseArm, CourseData};
use super::distribution::{self, DistributionArm, DistributionData};
use super::forest::{self, Effect, ForestData, ForestGroup, ForestRow, Page, Scale};
use super::subject::Subject;
use super::tiers::{self, Ends, TierArm, TiersData};
use super::{Difference, Drawing, Finding, Style};
use crate::analysis::comparison::{Comparison, ComparisonRow};
use crate::results::{Problem, RunValues, run_values};
use crate::vocabulary::{Language, Measure, MonthMeasure};
use months::Courses;
use std::fmt;
use std::path::Path;

/// A chart of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Effects on the main measures; a page of them where there are many arms.
    Forest(Page),
    /// A measure month by month.
    Course(MonthMeasure),
    /// A measure over replicates.
    Distribution(Measure),
    /// Where needs end.
    Tiers,
}

/// Arms beside the baseline that stand on one page of effects.
const ARMS_A_PAGE: usize = 3;
/// The courses that are drawn unless others are asked for.
const COURSES: [MonthMeasure; 4] =
    [MonthMeasure::Resolved90dShare, MonthMeasure::OpenOver60Days, MonthMeasure::Petitions, MonthMeasure::TrustGroup];
/// The distributions that are drawn unless others are asked for.
const DISTRIBUTIONS: [Measure; 3] =
    [Measure::Resolved90dShare, Measure::PetitionsPer1000, Measure::CostPerResolvedYuan];
/// Where needs end: resolved, given up and open, by tier.
const ENDS: [[Measure; 3]; 3] = [
    [Measure::ResolvedAtGroup, Measure::DroppedAtGroup, Measure::OpenAtGroup],
    [Measure::ResolvedAtCommittee, Measure::DroppedAtCommittee, Measure::OpenAtCommittee],
    [Measure::ResolvedAbove, Measure::DroppedAbove, Measure::OpenAbove],
];

/// The name of its files, without language and ending.
impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Chart::Forest(Page { of: 1, .. }) => write!(f, "forest"),
            Chart::Forest(page) => write!(f, "forest-{}", page.number),
            Chart::Course(measure) => write!(f, "course-{}", measure.name()),
            Chart::Distribution(measure) => write!(f, "distribution-{}", measure.name()),
            Chart::Tiers => write!(f, "tiers"),
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
        charts.extend(DISTRIBUTIONS.into_iter().chain(unusual).map(Chart::Distribution));
        charts.push(Chart::Tiers);
        charts
    }

    /// The charts of a name: a chart such as `course-open`, or all of a kind that every comparison gets, such as
    /// `course`. `None` when there is no such name.
    pub fn named(name: &str, subject: &Subject) -> Option<Vec<Chart>> {
        let standard = Chart::standard(subject).into_iter();
        let of_kind = |kind: &str| standard.filter(|chart| chart.to_string().split('-').next() == Some(kind)).collect();
        if ["forest", "course", "distribution", "tiers"].contains(&name) {
            return Some(of_kind(name));
        }
        let (kind, of) = name.split_once('-')?;
        match kind {
            "forest" => Chart::forests(subject).into_iter().find(|chart| chart.to_string() == name),
            "course" => MonthMeasure::by_name(of).map(Chart::Course),
            "distribution" => Measure::by_name(of).map(Chart::Distribution),
            _ => None,
        }
        .map(|chart| vec![chart])
    }

    /// All names of single charts that may be asked for.
    pub fn names(subject: &Subject) -> impl Iterator<Item = String> {
        let kinds = ["forest", "course", "distribution", "tiers"].map(String::from);
        let courses = MonthMeasure::ALL.iter().map(|measure| Chart::Course(*measure).to_string());
        let distributions = Measure::ALL.iter().map(|measure| Chart::Distribution(*measure).to_string());
        let forests: Vec<String> = Chart::forests(subject).iter().map(Chart::to_string).collect();
        kinds.into_iter().chain(forests).chain(courses).chain(distributions)
    }

    /// The pages of effects, all about as full; none where there is nothing to compare.
    fn forests(subject: &Subject) -> Vec<Chart> {
        let pages = if subject.main_measures().is_empty() { 0 } else { subject.others().len().div_ceil(ARMS_A_PAGE) };
        (1..=pages).map(|number| Chart::Forest(Page { number, of: pages })).collect()
    }
}

/// The numbers of some charts.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    subject: &'a Subject,
    comparison: &'a Comparison,
    /// The values of `measures` in every run.
    runs: RunValues,
    measures: Vec<Measure>,
    courses: Courses,
}

impl<'a> Facts<'a> {
    /// Reads what `charts` need of the tables in `folder`.
    ///
    /// # Errors
    /// A [`Problem`] when a table cannot be read.
    pub fn read(
        folder: &Path,
        subject: &'a Subject,
        comparison: &'a Comparison,
        charts: &[Chart],
    ) -> Result<Facts<'a>, Problem> {
        let mut measures = Vec::new();
        let mut monthly = Vec::new();
        for chart in charts {
            match chart {
                Chart::Forest(_) => {}
                Chart::Course(measure) => monthly.push(*measure),
                Chart::Distribution(measure) => measures.push(*measure),
                Chart::Tiers => measures.extend(ENDS.into_iter().flatten().chain([Measure::NeedsRaised])),
            }
        }
        measures.sort_unstable();
        measures.dedup();
        let arms = subject.arms();
        let runs = match measures.as_slice() {
            [] => RunValues::new(),
            some => run_values(folder, &arms, subject.replicates(), some)?,
        };
        let courses = Courses::read(folder, &arms, monthly)?;
        Ok(Facts { subject, comparison, runs, measures, courses })
    }

    /// Draws a chart that these numbers were read for.
    pub fn draw(&self, chart: Chart, style: &Style) -> Drawing {
        match chart {
            Chart::Forest(page) => forest::draw(&self.forest(page, style.language), style),
            Chart::Course(measure) => course::draw(&self.course(measure, style.language), style),
            Chart::Distribution(measure) => distribution::draw(&self.distribution(measure, style.language), style),
            Chart::Tiers => tiers::draw(&self.tiers(style.language), style),
        }
    }

    fn row(&self, arm: usize, measure: Measure) -> Option<&ComparisonRow> {
        let name = &self.subject.arms()[arm];
        self.comparison.rows.iter().find(|row| row.measure == measure && row.arm == *name)
    }

    /// The difference of an arm, and whether it is shown: of main measures by the interval that is adjusted for their
    /// number, as on the terminal.
    fn difference(&self, arm: usize, measure: Measure) -> Option<Difference> {
        let row = self.row(arm, measure)?;
        let difference = Difference::new(row.difference?, row.ci_low.zip(row.ci_high));
        let verdict = self.comparison.verdicts.iter().find(|known| known.arm == arm && known.measure == measure);
        Some(verdict.map_or(difference, |verdict| Difference {
            decided: verdict.interval.is_some_and(|interval| interval.excludes_zero()),
            ..difference
        }))
    }

    /// Whether the baseline's mean is told from zero, as far as its replicates can tell.
    fn scalable(&self, arm: usize, measure: Measure) -> bool {
        let unknown = |row: &ComparisonRow| row.n < 2 || row.difference == Some(0.0);
        let verdict = self.comparison.verdicts.iter().find(|known| known.arm == arm && known.measure == measure);
        verdict.is_none_or(|verdict| verdict.relative_interval.is_some()) || self.row(arm, measure).is_none_or(unknown)
    }

    fn forest(&self, page: Page, language: Language) -> ForestData {
        let others = self.subject.others();
        // Pages differ by one arm at most.
        let place = |number: usize| number * others.len() / page.of.max(1);
        let arms = &others[place(page.number.saturating_sub(1))..place(page.number).min(others.len())];
        let rows = self.subject.main_measures().iter().map(|measure| ForestRow {
            measure: *measure,
            baseline_mean: others.iter().find_map(|arm| self.row(*arm, *measure)?.baseline_mean).unwrap_or(f64::NAN),
            baseline_sd: None,
            scalable: arms.iter().all(|arm| self.scalable(*arm, *measure)),
            effects: arms
                .iter()
                .map(|arm| {
                    let mean = self.row(*arm, *measure)?.arm_mean?;
                    Some(Effect { mean, difference: self.difference(*arm, *measure)? })
                })
                .collect(),
        });
        ForestData {
            baseline: self.subject.label(self.subject.baseline(), language),
            arms: arms.iter().map(|arm| self.subject.label(*arm, language)).collect(),
            scale: Scale::Relative,
            groups: vec![ForestGroup { heading: None, rows: rows.collect() }],
            headline: None,
            page,
            arms_in_all: others.len(),
            source: self.subject.source(language),
        }
    }

    /// What may become the title of a course: the effect on the main measure of the same name, of the only other arm.
    fn finding(&self, measure: MonthMeasure, language: Language) -> Option<Finding> {
        let [arm] = self.subject.others()[..] else { return None };
        let measure = Measure::by_name(measure.name()).filter(|known| self.subject.main_measures().contains(known))?;
        let label = |arm| self.subject.label(arm, language);
        let difference = self.difference(arm, measure)?;
        Some(Finding { measure, arm: label(arm), baseline: label(self.subject.baseline()), difference })
    }

    fn course(&self, measure: MonthMeasure, language: Language) -> CourseData {
        let subject = self.subject;
        let points = self.courses.points(measure);
        let (from, whole) = subject.whole_months(points.iter().map(Vec::len).max().unwrap_or(0));
        let arm = |(arm, months): (usize, Vec<Option<_>>)| CourseArm {
            label: subject.label(arm, language),
            months: months.get(whole.clone()).unwrap_or_default().to_vec(),
        };
        CourseData {
            measure,
            from,
            arms: points.into_iter().enumerate().map(arm).collect(),
            baseline: subject.baseline(),
            events: subject.events(language),
            finding: self.finding(measure, language),
            band_replicates: subject.replicates().min(months::BAND_REPLICATES),
            source: subject.source(language),
        }
    }

    /// The values of a measure in the runs of an arm that have one.
    fn values(&self, arm: usize, measure: Measure) -> Vec<f64> {
        let Some(place) = self.measures.iter().position(|known| *known == measure) else { return Vec::new() };
        self.runs.get(arm).into_iter().flatten().filter_map(|run| run.get(place).copied().flatten()).collect()
    }

    fn distribution(&self, measure: Measure, language: Language) -> DistributionData {
        let arm = |arm| DistributionArm { label: self.subject.label(arm, language), values: self.values(arm, measure) };
        DistributionData {
            measure,
            arms: (0..self.subject.arms().len()).map(arm).collect(),
            baseline: self.subject.baseline(),
            finding: None,
            source: self.subject.source(language),
        }
    }

    fn tiers(&self, language: Language) -> TiersData {
        let mean = |arm, measure| {
            let values = self.values(arm, measure);
            values.iter().sum::<f64>() / values.len().max(1) as f64
        };
        let tier = |arm: usize| {
            let [group, committee, above] = ENDS.map(|ends| {
                let [resolved, given_up, open] = ends.map(|measure| mean(arm, measure));
                Ends { resolved, given_up, open }
            });
            let raised = mean(arm, Measure::NeedsRaised);
            TierArm { label: self.subject.label(arm, language), raised, group, committee, above }
        };
        let order = [self.subject.baseline()].into_iter().chain(self.subject.others());
        TiersData { arms: order.map(tier).collect(), finding: None, source: self.subject.source(language) }
    }
}

#[cfg(test)]
mod tests;
