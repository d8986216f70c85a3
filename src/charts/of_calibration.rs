//! What is drawn of a calibration, and from which of its tables.
//!
//! | chart | from |
//! |---|---|
//! | [`Chart::Posterior`] | `calibration.csv`, `calibration_populations.csv` |
//! | [`Chart::Predictive`] | `calibration_targets.csv`, `calibration_populations.csv` |

use super::album::Album;
use super::of_results::claim_of;
use super::posterior::{self, PosteriorData, PosteriorRow, Spread};
use super::predictive::{self, PredictiveData, PredictiveRow, Role};
use super::subject::Subject;
use super::words;
use super::{Drawing, Style};
use crate::results::{CalibrationTable, Manifest, Problem};
use crate::vocabulary::Language;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Unknowns that are drawn at most; those that the patterns tell come first.
const MOST: usize = 24;

/// A chart of a calibration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// What the patterns tell of each unknown.
    Posterior,
    /// What sets make of each pattern, before and after.
    Predictive,
}

/// The name of its files, without language and ending.
impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Chart::Posterior => "posterior",
            Chart::Predictive => "predictive",
        })
    }
}

impl Chart {
    /// Whether results are those of a calibration.
    pub fn of(manifest: &Manifest) -> bool {
        manifest.files.iter().any(|file| file.path == CalibrationTable::Factors.file())
    }
}

type Row = BTreeMap<String, String>;

/// The numbers of the charts.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    subject: &'a Subject,
    factors: Vec<Row>,
    targets: Vec<Row>,
    populations: Vec<Row>,
}

impl Album for Facts<'_> {
    type Chart = Chart;

    fn charts(&self) -> Vec<Chart> {
        vec![Chart::Posterior, Chart::Predictive]
    }

    fn draw(&self, chart: Chart, style: &Style) -> Drawing {
        match chart {
            Chart::Posterior => posterior::draw(&self.posterior(style.language), style),
            Chart::Predictive => predictive::draw(&self.predictive(style.language), style),
        }
    }
}

impl<'a> Facts<'a> {
    /// Reads what the charts need of the tables in `folder`.
    ///
    /// # Errors
    /// A [`Problem`] when a table cannot be read.
    pub fn read(folder: &Path, subject: &'a Subject) -> Result<Facts<'a>, Problem> {
        let rows = |table: CalibrationTable| -> Result<Vec<Row>, Problem> {
            let path = folder.join(table.file());
            let bytes = std::fs::read(&path).map_err(|error| Problem::read(&path, error))?;
            let read: Result<Vec<Row>, csv::Error> = csv::Reader::from_reader(bytes.as_slice()).deserialize().collect();
            read.map_err(|error| Problem::Damaged { path, what: error.to_string() })
        };
        Ok(Facts {
            subject,
            factors: rows(CalibrationTable::Factors)?,
            targets: rows(CalibrationTable::Targets)?,
            populations: rows(CalibrationTable::Populations)?,
        })
    }

    /// Sets of the last population.
    fn left(&self) -> u64 {
        self.populations.last().and_then(|row| row.get("sets")?.parse().ok()).unwrap_or(0)
    }

    fn posterior(&self, language: Language) -> PosteriorData {
        let mut rows: Vec<(f64, PosteriorRow)> = self.factors.iter().map(|row| unknown(row, language)).collect();
        // The told ones first, each by how far it moved.
        rows.sort_by(|(one, first), (other, second)| second.told.cmp(&first.told).then(other.total_cmp(one)));
        let told = rows.iter().filter(|(_, row)| row.told).count();
        let unknowns = rows.len();
        let drawn = told.clamp(MOST.min(unknowns), MOST.max(told)).min(unknowns);
        let rows = rows.into_iter().take(drawn).map(|(_, row)| row).collect();
        PosteriorData { rows, unknowns, told, sets: self.left(), source: self.subject.source(language) }
    }

    fn predictive(&self, language: Language) -> PredictiveData {
        let before = self.targets.iter().filter_map(|row| row.get("prior_sets")?.parse::<u64>().ok()).max();
        PredictiveData {
            rows: self.targets.iter().map(|row| pattern(row, language)).collect(),
            before: before.unwrap_or(0),
            after: self.left(),
            source: self.subject.source(language),
        }
    }
}

fn text<'a>(row: &'a Row, key: &str) -> &'a str {
    row.get(key).map_or("", String::as_str)
}

fn real(row: &Row, key: &str) -> Option<f64> {
    row.get(key)?.parse().ok()
}

fn spread(row: &Row, prefix: &str) -> Option<Spread> {
    let of = |quantile: &str| real(row, &format!("{prefix}{quantile}"));
    Some(Spread([of("q025")?, of("q25")?, of("q50")?, of("q75")?, of("q975")?]))
}

/// How far an unknown moved, and its row.
fn unknown(row: &Row, language: Language) -> (f64, PosteriorRow) {
    let name = text(row, "factor");
    // Structures have the same keys: their path tells them apart, as the role of a seat does.
    let label = match (words::unknown(name, language), language) {
        (meaning, _) if !name.starts_with("structures.") => meaning,
        (meaning, Language::English) => format!("{meaning} ({name})"),
        (meaning, Language::Chinese) => format!("{meaning}({name})"),
    };
    let drawn = PosteriorRow {
        label,
        unit: text(row, "unit").to_string(),
        prior: (real(row, "prior_low").unwrap_or(0.0), real(row, "prior_high").unwrap_or(0.0)),
        left: spread(row, ""),
        contraction: real(row, "contraction"),
        told: text(row, "verdict") != "not",
    };
    (real(row, "ks_distance").unwrap_or(0.0), drawn)
}

fn pattern(row: &Row, language: Language) -> PredictiveRow {
    let role = match text(row, "role") {
        "fitted" => Role::Fitted,
        "held_out" => Role::HeldOut,
        "out_of_reach" => Role::OutOfReach,
        _ => Role::LeftOut,
    };
    let label = match language {
        Language::English => text(row, "label_en"),
        Language::Chinese => text(row, "label_zh"),
    };
    PredictiveRow {
        label: label.to_string(),
        measure: (text(row, "measure").to_string(), text(row, "unit").to_string()),
        difference: text(row, "against") != "none",
        claim: claim_of(row).unwrap_or(super::validation::Claim::SmallerThan(None)),
        role,
        before: spread(row, "prior_"),
        after: spread(row, "posterior_"),
        holds: (real(row, "prior_holds_share"), real(row, "posterior_holds_share")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(&str, &str)]) -> Row {
        cells.iter().map(|(key, cell)| ((*key).to_string(), (*cell).to_string())).collect()
    }

    #[test]
    fn rows_are_read_by_the_names_of_columns() {
        let cells = [
            ("factor", "seat.leader.hours_per_week"),
            ("unit", "hours"),
            ("prior_low", "2"),
            ("prior_high", "15"),
            ("q025", "3"),
            ("q25", "4"),
            ("q50", "5"),
            ("q75", "6"),
            ("q975", "7"),
            ("ks_distance", "0.4"),
            ("contraction", "0.9"),
            ("verdict", "identified"),
        ];
        let (moved, english) = unknown(&row(&cells), Language::English);
        assert!(moved == 0.4 && english.told && english.label.ends_with(", leader"), "{english:?}");
        assert_eq!((english.prior, english.left), ((2.0, 15.0), Some(Spread([3.0, 4.0, 5.0, 6.0, 7.0]))));
        let bare = pattern(&row(&[("claim", "less"), ("margin", "2"), ("role", "held_out")]), Language::English);
        assert_eq!((bare.role, bare.difference, bare.before), (Role::HeldOut, true, None));
        assert_eq!(bare.claim, crate::charts::validation::Claim::Less(2.0));
    }

    #[test]
    fn charts_have_the_names_of_their_files() {
        assert_eq!([Chart::Posterior, Chart::Predictive].map(|chart| chart.to_string()), ["posterior", "predictive"]);
    }
}
