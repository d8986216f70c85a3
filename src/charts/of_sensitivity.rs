//! What is drawn of a sensitivity analysis: [`Chart`], from `sensitivity.csv`.

use super::album::Album;
use super::sensitivity::{self, Bar, SensitivityArm, SensitivityData, SensitivityScale, Unknown};
use super::subject::Subject;
use super::{Drawing, Style, words};
use crate::analysis::sensitivity::{Kind, Method, Ranking, rankings, read_tables};
use crate::experiment::design::parameter_of;
use crate::results::{Manifest, Problem};
use crate::statistics::Estimate;
use crate::vocabulary::{Language, Measure};
use std::fmt;
use std::path::Path;

/// The file with the indices.
pub(crate) const TABLE: &str = "sensitivity.csv";
/// The file that tells how they settle.
pub(crate) const CONVERGENCE: &str = "sensitivity_convergence.csv";

/// The unknowns behind the differences in a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chart(pub Measure);

/// The name of its files, without language and ending.
impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sensitivity-{}", self.0.name())
    }
}

impl Chart {
    /// Whether results are those of a sensitivity analysis.
    pub fn of(manifest: &Manifest) -> bool {
        manifest.files.iter().any(|file| file.path == TABLE)
    }
}

/// The numbers of the charts.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    subject: &'a Subject,
    /// The rankings of differences.
    rankings: Vec<Ranking>,
}

impl Album for Facts<'_> {
    type Chart = Chart;

    /// One a measure.
    fn charts(&self) -> Vec<Chart> {
        let mut charts: Vec<Chart> = self.rankings.iter().map(|ranking| Chart(ranking.measure)).collect();
        charts.dedup();
        charts
    }

    fn draw(&self, chart: Chart, style: &Style) -> Drawing {
        sensitivity::draw(&self.data(chart.0, style.language), style)
    }
}

impl<'a> Facts<'a> {
    /// Reads the indices in `folder`.
    ///
    /// # Errors
    /// A [`Problem`] when a table cannot be read.
    pub fn read(folder: &Path, subject: &'a Subject) -> Result<Facts<'a>, Problem> {
        let text = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map_err(|source| Problem::Read { path, source })
        };
        let tables = read_tables(&text(TABLE)?, &text(CONVERGENCE)?)
            .map_err(|what| Problem::Damaged { path: folder.join(TABLE), what })?;
        let mut rankings = rankings(&tables);
        rankings.retain(|ranking| ranking.kind == Kind::Difference);
        Ok(Facts { subject, rankings })
    }

    fn data(&self, measure: Measure, language: Language) -> SensitivityData {
        let of_measure = || self.rankings.iter().filter(move |ranking| ranking.measure == measure);
        let label = |name: &str| {
            let place = self.subject.arms().iter().position(|arm| arm == name);
            place.map_or_else(|| name.to_string(), |arm| self.subject.label(arm, language))
        };
        let bar =
            |Estimate { value, interval }: Estimate| Bar { estimate: value, interval: (interval.low, interval.high) };
        let arm = |ranking: &Ranking| SensitivityArm {
            label: label(&ranking.arm),
            unknowns: ranking
                .factors
                .iter()
                .filter_map(|ranked| {
                    Some(Unknown {
                        name: words::unknown(&ranked.factor, language),
                        unit: parameter_of(&ranked.factor).map_or("", |place| place.unit()).to_string(),
                        bar: bar(ranked.main?),
                        aside: match ranking.method {
                            Method::Sobol => ranked.alone.map(|alone| alone.value),
                            Method::Morris => ranked.deviation.map(|deviation| deviation.value),
                        },
                        shown: ranking.beyond_chance(ranked),
                    })
                })
                .collect(),
            chance: ranking.noise_floor.map(bar),
        };
        let first = of_measure().next();
        SensitivityData {
            measure,
            scale: match first.map(|ranking| ranking.method) {
                Some(Method::Morris) => SensitivityScale::Effects,
                _ => SensitivityScale::Variance,
            },
            baseline: self.subject.label(self.subject.baseline(), language),
            arms: of_measure().map(arm).collect(),
            base_points: u64::from(of_measure().map(|ranking| ranking.points).min().unwrap_or(0)),
            source: self.subject.source(language),
        }
    }
}
