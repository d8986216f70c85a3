//! The rows of `sensitivity.csv` and `sensitivity_convergence.csv`.

use crate::vocabulary::Measure;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How sensitivity is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Elementary effects: a screening of many unknowns with few runs.
    Morris,
    /// Sobol' indices: shares of the variance.
    Sobol,
}

impl Method {
    /// The word in tables and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Method::Morris => "morris",
            Method::Sobol => "sobol",
        }
    }

    /// The index by which its factors are ranked.
    pub fn main(self) -> Index {
        match self {
            Method::Morris => Index::MuStar,
            Method::Sobol => Index::Total,
        }
    }
}

/// What of a measure is analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The paired difference of an arm to the baseline.
    Difference,
    /// The mean of an arm.
    Level,
}

/// An index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Index {
    /// Share of the variance that a factor carries with all its interactions.
    #[serde(rename = "ST")]
    Total,
    /// Share that it carries alone.
    #[serde(rename = "S1")]
    First,
    /// Share that two carry together beyond each alone.
    #[serde(rename = "S2")]
    Second,
    /// Sum of the shares that factors carry alone.
    #[serde(rename = "S1_sum")]
    FirstSum,
    /// Mean elementary effect, in the unit of the measure over the whole range.
    #[serde(rename = "mu")]
    Mu,
    /// Mean size of the elementary effects.
    #[serde(rename = "mu_star")]
    MuStar,
    /// Their deviation.
    #[serde(rename = "sigma")]
    Sigma,
    /// Share of chance in the variance of single runs.
    #[serde(rename = "noise_share")]
    NoiseShare,
    /// What ST or mu_star would be of a factor that did nothing but reshuffle the luck.
    #[serde(rename = "noise_floor")]
    NoiseFloor,
}

/// One row of `sensitivity.csv`: an index of a factor for an output. `None` is an empty cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SensitivityRow {
    /// The method.
    pub method: Method,
    /// The measure.
    #[serde(serialize_with = "measure_name", deserialize_with = "measure_of")]
    pub measure: Measure,
    /// What of it is analysed.
    pub output: Kind,
    /// Name of the arm.
    pub arm: String,
    /// Name of the baseline; empty for an arm's own mean.
    pub baseline: String,
    /// Name of the factor; empty for what belongs to all of them.
    pub factor: String,
    /// The other factor of a pair.
    pub other: String,
    /// The index.
    pub index: Index,
    /// Its value; empty where there are too few points or replicates.
    pub estimate: Option<f64>,
    /// Lower bound of its 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper bound.
    pub ci_high: Option<f64>,
    /// Base points that have a value at each of their points.
    pub points: u32,
}

/// One row of `sensitivity_convergence.csv`: an index from the first base points of the design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConvergenceRow {
    /// The method.
    pub method: Method,
    /// The measure.
    #[serde(serialize_with = "measure_name", deserialize_with = "measure_of")]
    pub measure: Measure,
    /// What of it is analysed.
    pub output: Kind,
    /// Name of the arm.
    pub arm: String,
    /// Name of the baseline; empty for an arm's own mean.
    pub baseline: String,
    /// Name of the factor.
    pub factor: String,
    /// The index.
    pub index: Index,
    /// How many base points of the design are taken.
    pub base_points: u32,
    /// Those of them that have a value at each of their points.
    pub points: u32,
    /// The index of these.
    pub estimate: Option<f64>,
    /// Lower bound of its 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper bound.
    pub ci_high: Option<f64>,
    /// Its rank among the factors, 1 for the largest.
    pub rank: Option<u32>,
}

/// Both tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// `sensitivity.csv`.
    pub rows: Vec<SensitivityRow>,
    /// `sensitivity_convergence.csv`.
    pub convergence: Vec<ConvergenceRow>,
}

fn measure_name<S: Serializer>(measure: &Measure, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(measure.name())
}

fn measure_of<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Measure, D::Error> {
    let name = String::deserialize(deserializer)?;
    Measure::by_name(&name).ok_or_else(|| serde::de::Error::custom(format!("there is no measure named \"{name}\"")))
}

fn csv_of<R: Serialize>(rows: &[R]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// `sensitivity.csv`.
pub fn rows_csv(tables: &Tables) -> Vec<u8> {
    csv_of(&tables.rows)
}

/// `sensitivity_convergence.csv`.
pub fn convergence_csv(tables: &Tables) -> Vec<u8> {
    csv_of(&tables.convergence)
}

/// Reads both tables.
///
/// # Errors
/// What is wrong with them.
pub fn read_tables(rows: &[u8], convergence: &[u8]) -> Result<Tables, String> {
    fn read<R: for<'de> Deserialize<'de>>(text: &[u8]) -> Result<Vec<R>, String> {
        csv::Reader::from_reader(text).deserialize().collect::<Result<_, _>>().map_err(|error| error.to_string())
    }
    Ok(Tables { rows: read(rows)?, convergence: read(convergence)? })
}
