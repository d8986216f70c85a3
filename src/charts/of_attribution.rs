//! What is drawn of an attribution: a waterfall for each measure that has parts, from `attribution.csv`.

use super::album::Album;
use super::subject::Subject;
use super::waterfall::{self, WaterfallArm, WaterfallData, WaterfallPart};
use super::{Difference, Drawing, Style};
use crate::analysis::attribution::players::label;
use crate::analysis::attribution::{AttributionRow, Kind, table};
use crate::results::{Manifest, Problem};
use crate::vocabulary::{Language, Measure};
use std::fmt;
use std::path::Path;

/// The file with the parts.
pub const TABLE: &str = "attribution.csv";

/// The waterfall of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chart(pub Measure);

/// The name of its files, without language and ending.
impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "attribution-{}", self.0.name())
    }
}

impl Chart {
    /// Whether results are those of an attribution.
    pub fn of(manifest: &Manifest) -> bool {
        manifest.files.iter().any(|file| file.path == TABLE)
    }
}

/// The parts of an attribution.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    subject: &'a Subject,
    rows: Vec<AttributionRow>,
}

impl Album for Facts<'_> {
    type Chart = Chart;

    /// One a measure that has parts.
    fn charts(&self) -> Vec<Chart> {
        let mut charts: Vec<Chart> = Vec::new();
        for row in self.rows.iter().filter(|row| row.kind == Kind::Rest) {
            if !charts.contains(&Chart(row.measure)) {
                charts.push(Chart(row.measure));
            }
        }
        charts
    }

    fn draw(&self, chart: Chart, style: &Style) -> Drawing {
        waterfall::draw(&self.waterfall(chart.0, style.language), style)
    }
}

impl<'a> Facts<'a> {
    /// Reads the table in `folder`.
    ///
    /// # Errors
    /// A [`Problem`] when it cannot be read.
    pub fn read(folder: &Path, subject: &'a Subject) -> Result<Facts<'a>, Problem> {
        let path = folder.join(TABLE);
        let text = std::fs::read(&path).map_err(|error| Problem::read(&path, error))?;
        let rows = table::read(&text).map_err(|what| Problem::Damaged { path, what })?;
        Ok(Facts { subject, rows })
    }

    fn waterfall(&self, measure: Measure, language: Language) -> WaterfallData {
        let names = self.subject.arms();
        let arm = |arm: usize| self.arm(measure, &names[arm], self.subject.label(arm, language), language);
        WaterfallData {
            measure,
            baseline: self.subject.label(self.subject.baseline(), language),
            arms: self.subject.others().into_iter().filter_map(arm).collect(),
            source: self.subject.source(language),
        }
    }

    /// The parts of an arm; `None` where there are none.
    fn arm(&self, measure: Measure, name: &str, title: String, language: Language) -> Option<WaterfallArm> {
        let of = |kind: Kind| {
            let own = move |row: &&AttributionRow| row.measure == measure && row.arm == name && row.kind == kind;
            self.rows.iter().filter(own)
        };
        let rest = of(Kind::Rest).next()?;
        let part =
            |row: &AttributionRow| WaterfallPart { label: label(&row.player, language), difference: difference(row) };
        let strongest = of(Kind::Interaction).filter(|row| difference(row).decided).max_by(|one, other| {
            let size = |row: &AttributionRow| row.estimate.map_or(0.0, f64::abs);
            size(one).total_cmp(&size(other))
        });
        Some(WaterfallArm {
            label: title,
            rest: difference(rest),
            parts: of(Kind::Shapley).map(part).collect(),
            total: of(Kind::Total).next().map_or(Difference::new(f64::NAN, None), difference),
            held: of(Kind::Held).map(|row| label(&row.player, language)).collect(),
            interaction: strongest
                .map(|row| (label(&row.player, language), label(&row.with_player, language), difference(row))),
            pairs: rest.n as u64,
        })
    }
}

fn difference(row: &AttributionRow) -> Difference {
    Difference::new(row.estimate.unwrap_or(f64::NAN), row.ci_low.zip(row.ci_high))
}
