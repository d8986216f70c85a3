//! What is drawn of a sweep over one number: a measure at each of its values, from `runs.parquet` and `points.csv`.

use super::response::{self, ResponseArm, ResponseData, ResponsePoint};
use super::subject::Subject;
use super::{Drawing, Style};
use crate::experiment::design::parameter_of;
use crate::results::{Manifest, Problem, point_values};
use crate::statistics::{Summary, t_interval};
use crate::vocabulary::{Language, Measure, Text};
use std::fmt;
use std::path::Path;

/// The file that tells the points of a sweep.
const POINTS: &str = "points.csv";

/// A chart of a sweep: the response of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response(pub Measure);

impl Response {
    /// Whether results are those of a sweep.
    pub fn of(manifest: &Manifest) -> bool {
        manifest.files.iter().any(|file| file.path == POINTS)
    }

    /// The charts that a sweep gets: its main measures.
    pub fn standard(subject: &Subject) -> Vec<Response> {
        subject.main_measures().iter().copied().map(Response).collect()
    }

    /// The charts of a name: `response`, or `response-MEASURE`. `None` when there is no such name.
    pub fn named(name: &str, subject: &Subject) -> Option<Vec<Response>> {
        match name.split_once('-') {
            None => (name == "response").then(|| Response::standard(subject)),
            Some((kind, of)) => {
                Measure::by_name(of).filter(|_| kind == "response").map(|measure| vec![Response(measure)])
            }
        }
    }
}

/// The name of its files, without language and ending.
impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "response-{}", self.0.name())
    }
}

/// The one number that a sweep varies.
#[derive(Clone, Debug, PartialEq)]
pub struct Varied {
    /// What it means.
    pub meaning: Text,
    /// Its unit.
    pub unit: String,
    /// Its value at each point of the design.
    pub values: Vec<f64>,
}

impl Varied {
    /// What the sweep in `folder` varies; `None` when it varies several numbers.
    ///
    /// # Errors
    /// [`Problem::Damaged`] when `points.csv` cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Varied>, Problem> {
        let path = folder.join(POINTS);
        let damaged = |what: String| Problem::Damaged { path: path.clone(), what };
        let bytes = std::fs::read(&path).map_err(|error| damaged(error.to_string()))?;
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let headers = reader.headers().map_err(|error| damaged(error.to_string()))?.clone();
        let Some(name) = headers.get(1).filter(|_| headers.len() == 2) else { return Ok(None) };
        let mut values = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| damaged(error.to_string()))?;
            let value = record.get(1).and_then(|cell| cell.parse().ok());
            values.push(value.ok_or_else(|| damaged(format!("`{name}` has a value that is no number")))?);
        }
        let parameter = parameter_of(name).ok_or_else(|| damaged(format!("there is no parameter `{name}`")))?;
        Ok(Some(Varied { meaning: parameter.text, unit: parameter.unit.to_string(), values }))
    }
}

/// The numbers of some responses.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    subject: &'a Subject,
    varied: Varied,
    measures: Vec<Measure>,
    /// By measure, arm and point, in ascending order of the number.
    points: Vec<Vec<Vec<ResponsePoint>>>,
}

impl<'a> Facts<'a> {
    /// Reads what `charts` need of the runs in `folder`.
    ///
    /// # Errors
    /// A [`Problem`] when the table cannot be read.
    pub fn read(
        folder: &Path,
        subject: &'a Subject,
        varied: Varied,
        charts: &[Response],
    ) -> Result<Facts<'a>, Problem> {
        let measures: Vec<Measure> = charts.iter().map(|chart| chart.0).collect();
        let values = point_values(folder, &subject.arms(), varied.values.len(), &measures)?;
        let mut order: Vec<usize> = (0..varied.values.len()).collect();
        order.sort_by(|one, other| varied.values[*one].total_cmp(&varied.values[*other]));
        let point = |measure: usize, arm: usize, point: usize| {
            let runs: Vec<f64> = values[point][arm].iter().filter_map(|run| run[measure]).collect();
            let summary = Summary::of(&runs)?;
            let interval = t_interval(&summary, 0.95).map(|interval| (interval.low, interval.high));
            Some(ResponsePoint { at: varied.values[point], mean: summary.mean, interval })
        };
        let arms = |measure: usize| {
            let of_arm = |arm: usize| order.iter().filter_map(|at| point(measure, arm, *at)).collect();
            (0..subject.arms().len()).map(of_arm).collect()
        };
        let points = (0..measures.len()).map(arms).collect();
        Ok(Facts { subject, varied, measures, points })
    }

    /// Draws a chart that these numbers were read for.
    pub fn draw(&self, chart: Response, style: &Style) -> Drawing {
        response::draw(&self.data(chart.0, style.language), style)
    }

    fn data(&self, measure: Measure, language: Language) -> ResponseData {
        let place = self.measures.iter().position(|known| *known == measure);
        let arm = |arm: usize| ResponseArm {
            label: self.subject.label(arm, language),
            points: place.map(|place| self.points[place][arm].clone()).unwrap_or_default(),
        };
        ResponseData {
            measure,
            factor: self.varied.meaning.get(language).to_string(),
            factor_unit: self.varied.unit.clone(),
            arms: (0..self.subject.arms().len()).map(arm).collect(),
            baseline: self.subject.baseline(),
            source: self.subject.source(language),
        }
    }
}
