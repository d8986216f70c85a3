//! What is drawn of a results folder, and from which of its tables.
//!
//! | chart | from |
//! |---|---|
//! | [`Chart::Forest`] | the comparison of the arms, with its verdicts |
//! | [`Chart::Course`], [`Chart::Difference`] | `months.parquet` |
//! | [`Chart::Distribution`], [`Chart::Tiers`], [`Chart::Equity`], [`Chart::Money`] | `runs.parquet` |
//! | [`Chart::Lorenz`] | `groups.parquet` |
//! | [`Chart::Validation`] | `validation.csv` |
//! | [`Chart::Village`] | the scenario in the manifest |
//! | [`Chart::Drive`] | `drives.parquet`, where the scenario has drives |
//! | [`Chart::Storm`] | `storms.parquet`, where the scenario has hazards, and replicate 0 run again for its doors |
//! | [`Chart::Survival`] | `cases.parquet`, which `compare --cases` keeps |

mod chart;
mod consents;
mod fairness;
mod months;
mod nights;
mod patterns;
mod places;
mod waits;

use super::course::{self, CourseArm, CourseData};
use super::difference::{self, DifferenceArm, DifferenceData};
use super::distribution::{self, DistributionArm, DistributionData};
use super::drive;
use super::equity;
use super::forest::{self, Effect, ForestData, ForestGroup, ForestRow, Page, Scale};
use super::lorenz;
use super::money;
use super::panels::Estimate;
use super::storm;
use super::subject::Subject;
use super::survival;
use super::tiers::{self, Ends, TierArm, TiersData};
use super::validation;
use super::village::{self, VillageData};
use super::{Difference, Drawing, Finding, Style};
use crate::analysis::comparison::{Comparison, ComparisonRow};
use crate::results::{Problem, RunColumns};
use crate::vocabulary::{Language, Measure, MonthMeasure};
pub use chart::{Chart, Drive};
use months::Courses;
pub(super) use patterns::claim_of;
use std::path::Path;

/// Where needs end: resolved, given up and open, by tier.
const ENDS: [[Measure; 3]; 3] = [
    [Measure::ResolvedAtGroup, Measure::DroppedAtGroup, Measure::OpenAtGroup],
    [Measure::ResolvedAtCommittee, Measure::DroppedAtCommittee, Measure::OpenAtCommittee],
    [Measure::ResolvedAbove, Measure::DroppedAbove, Measure::OpenAbove],
];

/// The numbers of some charts.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    subject: &'a Subject,
    comparison: &'a Comparison,
    /// The values of `measures` in every run.
    runs: Vec<Vec<Told>>,
    measures: Vec<Measure>,
    courses: Courses,
    /// Lorenz curves by arm.
    evenness: Vec<fairness::Evenness>,
    waits: waits::Waits,
    place: Option<places::Place>,
    patterns: Vec<patterns::Pattern>,
    consents: Vec<consents::Consents>,
    nights: Option<nights::Nights>,
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
        let (mut monthly, mut differences) = (Vec::new(), Vec::new());
        for chart in charts {
            match chart {
                Chart::Forest(_) => {}
                Chart::Course(measure) => monthly.push(*measure),
                Chart::Difference(measure) => differences.push(*measure),
                Chart::Distribution(measure) => measures.push(*measure),
                Chart::Equity => measures.extend(Self::equity_measures()),
                Chart::Money => measures.extend(Self::money_measures()),
                Chart::Lorenz | Chart::Survival | Chart::Village | Chart::Validation | Chart::Drive(_) => {}
                Chart::Storm => measures.push(Measure::StormLastDoorMinutes),
                Chart::Tiers => measures.extend(ENDS.into_iter().flatten().chain([Measure::NeedsRaised])),
            }
        }
        measures.sort_unstable();
        measures.dedup();
        let arms = subject.arms();
        let whole = |measure: &Measure| charts.contains(&Chart::Distribution(*measure));
        let runs = match measures.as_slice() {
            [] => Vec::new(),
            some => told(&RunColumns::open(folder, &arms, subject.replicates())?, some, whole)?,
        };
        let courses = Courses::read(folder, &arms, monthly, differences, subject.baseline())?;
        let evenness = match charts.contains(&Chart::Lorenz) {
            true => fairness::curves(folder, &arms)?,
            false => Vec::new(),
        };
        let waits = match charts.contains(&Chart::Survival) {
            true => waits::curves(folder, subject)?,
            false => Vec::new(),
        };
        let place = match charts.contains(&Chart::Village) {
            true => Some(places::read(folder, subject)?),
            false => None,
        };
        let patterns = match charts.contains(&Chart::Validation) {
            true => patterns::read(folder)?,
            false => Vec::new(),
        };
        let asked = |number: usize| {
            charts.iter().any(|chart| matches!(chart, Chart::Drive(drive) if drive.number == number + 1))
        };
        let campaigns: Vec<_> = subject.campaigns().iter().filter(|known| asked(known.number)).cloned().collect();
        let consents = match campaigns.as_slice() {
            [] => Vec::new(),
            _ => consents::Consents::read(folder, &arms, campaigns)?,
        };
        let nights = match charts.contains(&Chart::Storm) {
            true => Some(nights::Nights::read(folder, subject)?),
            false => None,
        };
        let facts =
            Facts { subject, comparison, runs, measures, courses, evenness, waits, place, patterns, consents, nights };
        Ok(facts)
    }

    /// Draws a chart that these numbers were read for.
    pub fn draw(&self, chart: Chart, style: &Style) -> Drawing {
        match chart {
            Chart::Forest(page) => forest::draw(&self.forest(page, style.language), style),
            Chart::Course(measure) => course::draw(&self.course(measure, style.language), style),
            Chart::Difference(measure) => difference::draw(&self.monthly_difference(measure, style.language), style),
            Chart::Distribution(measure) => distribution::draw(&self.distribution(measure, style.language), style),
            Chart::Tiers => tiers::draw(&self.tiers(style.language), style),
            Chart::Equity => equity::draw(&self.equity(style.language), style),
            Chart::Lorenz => lorenz::draw(&self.lorenz(style.language), style),
            Chart::Survival => survival::draw(&self.survival(style.language), style),
            Chart::Validation => validation::draw(&self.validation(style.language), style),
            Chart::Village => self.place.as_ref().map_or_else(
                || village::draw(&VillageData::nowhere(self.subject.source(style.language)), style),
                |place| village::draw(&place.data(self.subject, style.language), style),
            ),
            Chart::Drive(each) => drive::draw(&self.drive(each.number.saturating_sub(1), style.language), style),
            Chart::Storm => storm::draw(&self.storm(style.language), style),
            Chart::Money => money::draw(&self.money(style.language), style),
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
                    let splits = &self.comparison.unknown;
                    let split = splits.iter().find(|split| (split.arm, split.measure) == (*arm, *measure));
                    let expected = split.and_then(|split| split.expected()).map(|range| (range.low, range.high));
                    Some(Effect { mean, difference: self.difference(*arm, *measure)?, expected })
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
            sets: self.comparison.unknown.iter().map(|split| split.sets as u64).max(),
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

    fn monthly_difference(&self, measure: MonthMeasure, language: Language) -> DifferenceData {
        let subject = self.subject;
        let of_arms: Vec<_> =
            subject.others().into_iter().map(|arm| (arm, self.courses.differences(measure, arm))).collect();
        let (from, whole) = subject.whole_months(of_arms.iter().map(|(_, months)| months.len()).max().unwrap_or(0));
        let arm = |(arm, months): (usize, Vec<Option<Difference>>)| DifferenceArm {
            label: subject.label(arm, language),
            months: months.get(whole.clone()).unwrap_or_default().to_vec(),
        };
        DifferenceData {
            measure,
            from,
            baseline: subject.label(subject.baseline(), language),
            arms: of_arms.into_iter().map(arm).collect(),
            events: subject.events(language),
            finding: self.finding(measure, language),
            source: subject.source(language),
        }
    }

    /// The values of a measure in the runs of an arm that have one.
    fn values(&self, arm: usize, measure: Measure) -> Vec<f64> {
        self.told(arm, measure).map_or_else(Vec::new, |told| told.values.clone())
    }

    fn told(&self, arm: usize, measure: Measure) -> Option<&Told> {
        let place = self.measures.iter().position(|known| *known == measure)?;
        self.runs.get(place)?.get(arm)
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
        let mean = |arm, measure| self.told(arm, measure).map_or(0.0, |told| told.mean);
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

/// What charts tell of a measure in an arm.
#[derive(Clone, Debug)]
struct Told {
    estimate: Option<Estimate>,
    /// 0 without a value.
    mean: f64,
    /// The values of the runs that have one, for charts that show how they are distributed.
    values: Vec<f64>,
}

/// By measure and arm; with the values themselves where `whole` says so.
fn told(runs: &RunColumns, measures: &[Measure], whole: impl Fn(&Measure) -> bool) -> Result<Vec<Vec<Told>>, Problem> {
    let of_measure = |measure: &Measure| {
        let of_arm = |arm: Vec<Option<f64>>| {
            let values: Vec<f64> = arm.into_iter().flatten().collect();
            let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
            Told { estimate: Estimate::of(&values), mean, values: if whole(measure) { values } else { Vec::new() } }
        };
        Ok(runs.values(*measure)?.into_iter().map(of_arm).collect())
    };
    measures.iter().map(of_measure).collect()
}

#[cfg(test)]
mod tests;
