//! What is drawn of a sweep, and from which of its tables.
//!
//! | chart | from |
//! |---|---|
//! | [`Chart::Signs`] | `comparison.csv` |
//! | [`Chart::Response`], over one number | `runs.parquet`, `points.csv` |
//! | [`Chart::Map`], over a grid of two numbers | `comparison.csv`, `points.csv` |

mod varied;

use super::map::{self, Factor, MapArm, MapData};
use super::response::{self, ResponseArm, ResponseData, ResponsePoint};
use super::signs::{self, Counts, SignsData, SignsRow};
use super::subject::Subject;
use super::{Difference, Drawing, Style};
use crate::analysis::signs::{Reading, Signs, readings_of};
use crate::results::{Manifest, Problem, point_values};
use crate::statistics::{Summary, t_interval};
use crate::vocabulary::{Direction, Language, Measure};
use std::fmt;
use std::path::Path;
pub use varied::{Grid, Number, Varied};

/// The file with every arm against the baseline at every point.
const COMPARISON: &str = "comparison.csv";

/// A chart of a sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// At how many points an arm is better or worse.
    Signs,
    /// A measure over the one number that varies.
    Response(Measure),
    /// The effect on a measure over a grid of two numbers.
    Map(Measure),
}

/// The name of its files, without language and ending.
impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Chart::Signs => write!(f, "signs"),
            Chart::Response(measure) => write!(f, "response-{}", measure.name()),
            Chart::Map(measure) => write!(f, "map-{}", measure.name()),
        }
    }
}

impl Chart {
    /// Whether results are those of a sweep.
    pub fn of(manifest: &Manifest) -> bool {
        manifest.files.iter().any(|file| file.path == varied::POINTS)
    }

    /// The charts that a sweep gets: signs, and its main measures over what varies.
    pub fn standard(subject: &Subject, varied: &Varied) -> Vec<Chart> {
        let all = ["signs", "response", "map"].into_iter().filter_map(|kind| Chart::named(kind, subject)).flatten();
        all.filter(|chart| chart.lacks(varied).is_none()).collect()
    }

    /// The charts of a name: `signs`, `response`, `map`, or one of a measure, such as `map-petitions`. `None` when
    /// there is no such name.
    pub fn named(name: &str, subject: &Subject) -> Option<Vec<Chart>> {
        let main = |chart: fn(Measure) -> Chart| Some(subject.main_measures().iter().copied().map(chart).collect());
        let one = |chart: fn(Measure) -> Chart, of| Measure::by_name(of).map(|measure| vec![chart(measure)]);
        match name.split_once('-') {
            None if name == "signs" => Some(vec![Chart::Signs]),
            None if name == "response" => main(Chart::Response),
            None if name == "map" => main(Chart::Map),
            Some(("response", of)) => one(Chart::Response, of),
            Some(("map", of)) => one(Chart::Map, of),
            _ => None,
        }
    }

    /// All names that may be asked for.
    pub fn names() -> impl Iterator<Item = String> {
        let single = Measure::ALL.iter().flat_map(|measure| [Chart::Response(*measure), Chart::Map(*measure)]);
        ["signs", "response", "map"].into_iter().map(String::from).chain(single.map(|chart| chart.to_string()))
    }

    /// Why a sweep that varies this has no such chart, and what sweep has one.
    pub fn lacks(&self, varied: &Varied) -> Option<(&'static str, &'static str)> {
        match self {
            Chart::Response(_) if varied.one().is_none() => Some((
                "several numbers vary in this sweep; a response has one",
                "sweep one number: --design grid --vary PATH=A,B,C",
            )),
            Chart::Map(_) if varied.grid().is_none() => Some((
                "a map is of a grid over exactly two numbers",
                "sweep two numbers: --design grid --vary PATH=LOW..HIGH:N --vary PATH=LOW..HIGH:N",
            )),
            _ => None,
        }
    }
}

/// The numbers of some charts.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    subject: &'a Subject,
    varied: Varied,
    /// Measures of responses.
    measures: Vec<Measure>,
    /// By measure, arm and point, in ascending order of the number.
    points: Vec<Vec<Vec<ResponsePoint>>>,
    /// The comparison of the arms at every point.
    readings: Vec<Reading>,
}

impl<'a> Facts<'a> {
    /// Reads what `charts` need of the tables in `folder`.
    ///
    /// # Errors
    /// A [`Problem`] when a table cannot be read.
    pub fn read(folder: &Path, subject: &'a Subject, varied: Varied, charts: &[Chart]) -> Result<Facts<'a>, Problem> {
        let response = |chart: &Chart| if let Chart::Response(measure) = chart { Some(*measure) } else { None };
        let measures: Vec<Measure> = charts.iter().filter_map(response).collect();
        let points = match varied.one().filter(|_| !measures.is_empty()) {
            Some(number) => responses(folder, subject, number, &measures)?,
            None => Vec::new(),
        };
        let compared = charts.iter().flat_map(|chart| match chart {
            Chart::Response(_) => Vec::new(),
            Chart::Signs => subject.main_measures().to_vec(),
            Chart::Map(measure) => vec![*measure],
        });
        let compared: Vec<Measure> = compared.collect();
        let readings = if compared.is_empty() { Vec::new() } else { comparison(folder, &compared)? };
        Ok(Facts { subject, varied, measures, points, readings })
    }

    /// Draws a chart that these numbers were read for.
    pub fn draw(&self, chart: Chart, style: &Style) -> Drawing {
        match chart {
            Chart::Signs => signs::draw(&self.signs(style.language), style),
            Chart::Response(measure) => response::draw(&self.response(measure, style.language), style),
            Chart::Map(measure) => map::draw(&self.map(measure, style.language), style),
        }
    }

    fn response(&self, measure: Measure, language: Language) -> ResponseData {
        let place = self.measures.iter().position(|known| *known == measure);
        let arm = |arm: usize| ResponseArm {
            label: self.subject.label(arm, language),
            points: place.and_then(|place| self.points.get(place)?.get(arm)).cloned().unwrap_or_default(),
        };
        let (factor, factor_unit) = match self.varied.one() {
            Some(number) => (number.meaning.get(language).to_string(), number.unit.clone()),
            None => (String::new(), String::new()),
        };
        ResponseData {
            measure,
            factor,
            factor_unit,
            arms: (0..self.subject.arms().len()).map(arm).collect(),
            baseline: self.subject.baseline(),
            source: self.subject.source(language),
        }
    }

    fn signs(&self, language: Language) -> SignsData {
        let (names, others) = (self.subject.arms(), self.subject.others());
        let directed = |measure: &&Measure| measure.direction() != Direction::Neutral;
        let count = |measure: Measure, arm: usize| {
            let signs = Signs::count(&self.readings, &names[arm], measure);
            let [better, undecided, worse] = [signs.better, signs.undecided(), signs.worse].map(|count| count as u64);
            Counts { better, undecided, worse }
        };
        let row = |measure: &Measure| SignsRow {
            measure: *measure,
            counts: others.iter().map(|arm| count(*measure, *arm)).collect(),
        };
        SignsData {
            baseline: self.subject.label(self.subject.baseline(), language),
            arms: others.iter().map(|arm| self.subject.label(*arm, language)).collect(),
            measures: self.subject.main_measures().iter().filter(directed).map(row).collect(),
            points: self.varied.points() as u64,
            source: self.subject.source(language),
        }
    }

    fn map(&self, measure: Measure, language: Language) -> MapData {
        let names = self.subject.arms();
        let grid = self.varied.grid().unwrap_or_default();
        let factor = |place: usize, values: &[f64]| {
            let number = self.varied.numbers.get(place);
            Factor {
                name: number.map_or("", |number| number.meaning.get(language)).to_string(),
                unit: number.map_or("", |number| number.unit.as_str()).to_string(),
                values: values.to_vec(),
            }
        };
        let arm = |arm: usize| {
            let mut by_point = vec![None; self.varied.points()];
            for reading in self.readings.iter().filter(|known| known.measure == measure && known.arm == names[arm]) {
                if let (Some(at), Some(difference)) = (by_point.get_mut(reading.point), reading.difference) {
                    let interval = reading.interval.map(|interval| (interval.low, interval.high));
                    *at = Some(Difference::new(difference, interval));
                }
            }
            let cells = grid.points.iter().map(|point| by_point[*point]).collect();
            MapArm { label: self.subject.label(arm, language), cells }
        };
        MapData {
            measure,
            across: factor(0, &grid.across),
            up: factor(1, &grid.up),
            baseline: self.subject.label(self.subject.baseline(), language),
            arms: self.subject.others().into_iter().map(arm).collect(),
            source: self.subject.source(language),
        }
    }
}

/// The means of measures at each value of a number: by measure, arm and value.
fn responses(
    folder: &Path,
    subject: &Subject,
    number: &Number,
    measures: &[Measure],
) -> Result<Vec<Vec<Vec<ResponsePoint>>>, Problem> {
    let values = point_values(folder, &subject.arms(), number.values.len() as u64, subject.replicates(), measures)?;
    let mut order: Vec<usize> = (0..number.values.len()).collect();
    order.sort_by(|one, other| number.values[*one].total_cmp(&number.values[*other]));
    let point = |measure: usize, arm: usize, point: usize| {
        let runs: Vec<f64> = values[point][arm].iter().filter_map(|run| run[measure]).collect();
        let summary = Summary::of(&runs)?;
        let interval = t_interval(&summary, 0.95).map(|interval| (interval.low, interval.high));
        Some(ResponsePoint { at: number.values[point], mean: summary.mean, interval })
    };
    let arms = |measure: usize| {
        let of_arm = |arm: usize| order.iter().filter_map(|at| point(measure, arm, *at)).collect();
        (0..subject.arms().len()).map(of_arm).collect()
    };
    Ok((0..measures.len()).map(arms).collect())
}

fn comparison(folder: &Path, measures: &[Measure]) -> Result<Vec<Reading>, Problem> {
    let path = folder.join(COMPARISON);
    let table = std::fs::File::open(&path).map_err(|error| Problem::read(&path, error))?;
    readings_of(table, measures).map_err(|what| Problem::Damaged { path, what })
}
