//! What is drawn of a sweep, and from which of its tables.
//!
//! | chart | from |
//! |---|---|
//! | [`Chart::Signs`] | `comparison.csv` |
//! | [`Chart::Settings`], with levers | `comparison.csv`, `points.csv`, `manifest.json` |
//! | [`Chart::Response`], over one factor | `runs.parquet`, `points.csv` |
//! | [`Chart::Map`], over a grid of two numbers or more | `comparison.csv`, `points.csv` |
//! | [`Chart::Tornado`], one factor at a time | `comparison.csv`, `points.csv` |

mod varied;

use super::map::{self, Factor, MapArm, MapData};
use super::response::{self, ResponseArm, ResponseData, ResponsePoint};
use super::signs::{self, Counts, SignsData, SignsRow};
use super::subject::Subject;
use super::tornado::{self, TornadoArm, TornadoData, TornadoEnd, TornadoRow};
use super::words::{self, say};
use super::{Difference, Drawing, Style};
use crate::analysis::signs::{Reading, Signs, readings_of};
use crate::results::{Manifest, Problem, point_values, points};
use crate::statistics::{Summary, t_interval};
use crate::vocabulary::{Direction, Language, Measure};
use std::fmt;
use std::path::Path;
pub use varied::{Grid, Number, Plane, Varied};

/// The file with every arm against the baseline at every point.
const COMPARISON: &str = "comparison.csv";

/// A chart of a sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// At how many points an arm is better or worse.
    Signs,
    /// The same under each setting of each lever.
    Settings,
    /// A measure over the one thing that varies.
    Response(Measure),
    /// The effect on a measure over a grid of two numbers, for each value of what else varies.
    Map(Measure),
    /// The effect on a measure at the ends of each range alone.
    Tornado(Measure),
}

/// The name of its files, without language and ending.
impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Chart::Signs => write!(f, "signs"),
            Chart::Settings => write!(f, "signs-levers"),
            Chart::Tornado(measure) => write!(f, "tornado-{}", measure.name()),
            Chart::Response(measure) => write!(f, "response-{}", measure.name()),
            Chart::Map(measure) => write!(f, "map-{}", measure.name()),
        }
    }
}

impl Chart {
    /// Whether results are those of a sweep.
    pub fn of(manifest: &Manifest) -> bool {
        manifest.files.iter().any(|file| file.path == points::FILE)
    }

    /// The charts that a sweep gets: signs, and its main measures over what varies.
    pub fn standard(subject: &Subject, varied: &Varied) -> Vec<Chart> {
        let all = KINDS.into_iter().filter_map(|kind| Chart::named(kind, subject)).flatten();
        all.filter(|chart| chart.lacks(varied).is_none()).collect()
    }

    /// The charts of a name: `signs`, `signs-levers`, `response`, `map`, `tornado`, or one of a measure, such as
    /// `map-petitions`. `None` when there is no such name.
    pub fn named(name: &str, subject: &Subject) -> Option<Vec<Chart>> {
        let main = |chart: fn(Measure) -> Chart| Some(subject.main_measures().iter().copied().map(chart).collect());
        let one = |chart: fn(Measure) -> Chart, of| Measure::by_name(of).map(|measure| vec![chart(measure)]);
        match name.split_once('-') {
            None if name == "signs" => Some(vec![Chart::Signs]),
            Some(("signs", "levers")) => Some(vec![Chart::Settings]),
            None if name == "response" => main(Chart::Response),
            None if name == "map" => main(Chart::Map),
            None if name == "tornado" => main(Chart::Tornado),
            Some(("tornado", of)) => one(Chart::Tornado, of),
            Some(("response", of)) => one(Chart::Response, of),
            Some(("map", of)) => one(Chart::Map, of),
            _ => None,
        }
    }

    /// All names that may be asked for.
    pub fn names() -> impl Iterator<Item = String> {
        let of_measure = [Chart::Response, Chart::Map, Chart::Tornado];
        let single = Measure::ALL.iter().flat_map(move |measure| of_measure.map(|chart| chart(*measure)));
        KINDS.into_iter().map(String::from).chain(single.map(|chart| chart.to_string()))
    }

    /// Why a sweep that varies this has no such chart, and what sweep has one.
    pub fn lacks(&self, varied: &Varied) -> Option<(&'static str, &'static str)> {
        match self {
            Chart::Response(_) if varied.one().is_none() => Some((
                "several things vary in this sweep; a response has one",
                "sweep one: --design grid --vary PATH=A,B,C",
            )),
            Chart::Map(_) if varied.grid().is_none() => Some((
                "a map is of a grid over two numbers, with at most nine combinations of what else varies",
                "sweep two numbers: --design grid --vary PATH=LOW..HIGH:N --vary PATH=LOW..HIGH:N",
            )),
            Chart::Tornado(_) if varied.alone().is_none() => {
                Some(("a tornado is of several factors, each alone", "sweep them so: --design one-factor"))
            }
            Chart::Settings if varied.levers().next().is_none() => Some((
                "no lever varies in this sweep",
                "declare levers in the scenario ([[factor]] with role = \"lever\") and give --levers",
            )),
            _ => None,
        }
    }
}

/// The kinds of chart, each for the main measures.
const KINDS: [&str; 5] = ["signs", "signs-levers", "response", "map", "tornado"];

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
            Chart::Signs | Chart::Settings => subject.main_measures().to_vec(),
            Chart::Map(measure) | Chart::Tornado(measure) => vec![*measure],
        });
        let compared: Vec<Measure> = compared.collect();
        let readings = if compared.is_empty() { Vec::new() } else { comparison(folder, &compared)? };
        Ok(Facts { subject, varied, measures, points, readings })
    }

    /// Draws a chart that these numbers were read for.
    pub fn draw(&self, chart: Chart, style: &Style) -> Drawing {
        match chart {
            Chart::Signs => signs::draw(&self.signs(style.language), style),
            Chart::Settings => signs::draw(&self.settings(style.language), style),
            Chart::Tornado(measure) => tornado::draw(&self.tornado(measure, style.language), style),
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
        let (factor, factor_unit, words) = match self.varied.one() {
            Some(number) => (number.meaning.get(language).to_string(), number.unit.clone(), number.words.clone()),
            None => (String::new(), String::new(), Vec::new()),
        };
        ResponseData {
            measure,
            factor,
            factor_unit,
            words,
            arms: (0..self.subject.arms().len()).map(arm).collect(),
            baseline: self.subject.baseline(),
            source: self.subject.source(language),
        }
    }

    fn signs(&self, language: Language) -> SignsData {
        let (names, others) = (self.subject.arms(), self.subject.others());
        let directed = |measure: &&Measure| measure.direction() != Direction::Neutral;
        let row = |measure: &Measure| SignsRow {
            measure: *measure,
            counts: others.iter().map(|arm| self.count(&names[*arm], *measure, |_| true)).collect(),
        };
        SignsData {
            baseline: self.subject.label(self.subject.baseline(), language),
            arms: others.iter().map(|arm| self.subject.label(*arm, language)).collect(),
            measures: self.subject.main_measures().iter().filter(directed).map(row).collect(),
            points: self.varied.points() as u64,
            settings: None,
            source: self.subject.source(language),
        }
    }

    fn count(&self, arm: &str, measure: Measure, at: impl Fn(usize) -> bool) -> Counts {
        let signs = Signs::count_at(&self.readings, arm, measure, at);
        let [better, undecided, worse] = [signs.better, signs.undecided(), signs.worse].map(|count| count as u64);
        Counts { better, undecided, worse }
    }

    /// The signs under each setting of each lever: a bar for each setting and arm.
    fn settings(&self, language: Language) -> SignsData {
        let (names, others) = (self.subject.arms(), self.subject.others());
        let bars: Vec<(usize, &Number, f64)> = self
            .varied
            .levers()
            .flat_map(|lever| lever.levels().into_iter().map(move |level| (lever, level)))
            .flat_map(|(lever, level)| others.iter().map(move |arm| (*arm, lever, level)))
            .collect();
        let label = |(arm, lever, level): &(usize, &Number, f64)| {
            let arm = self.subject.label(*arm, language);
            let text = if others.len() > 1 { words::SIGNS_SETTING_OF } else { words::SIGNS_SETTING };
            let gaps = [("arm", arm.as_str()), ("factor", &lever.told(language)), ("value", &lever.written(*level))];
            say(text, language, &gaps)
        };
        let points = |(_, lever, level): &(usize, &Number, f64)| {
            lever.values.iter().filter(|value| *value == level).count() as u64
        };
        let row = |measure: &Measure| {
            let counts = bars.iter().map(|(arm, lever, level)| {
                self.count(&names[*arm], *measure, |point| lever.values.get(point) == Some(level))
            });
            SignsRow { measure: *measure, counts: counts.collect() }
        };
        let directed = |measure: &&Measure| measure.direction() != Direction::Neutral;
        let arm = match others.as_slice() {
            [arm] => self.subject.label(*arm, language),
            many => say(words::ARMS, language, &[("count", &many.len().to_string())]),
        };
        SignsData {
            baseline: self.subject.label(self.subject.baseline(), language),
            arms: bars.iter().map(label).collect(),
            measures: self.subject.main_measures().iter().filter(directed).map(row).collect(),
            points: self.varied.points() as u64,
            settings: Some((arm, bars.iter().map(points).collect())),
            source: self.subject.source(language),
        }
    }

    /// The differences of an arm from the baseline, by point.
    fn by_point(&self, arm: &str, measure: Measure) -> Vec<Option<Difference>> {
        let mut by_point = vec![None; self.varied.points()];
        for reading in self.readings.iter().filter(|known| known.measure == measure && known.arm == arm) {
            if let (Some(at), Some(difference)) = (by_point.get_mut(reading.point), reading.difference) {
                let interval = reading.interval.map(|interval| (interval.low, interval.high));
                *at = Some(Difference::new(difference, interval));
            }
        }
        by_point
    }

    fn tornado(&self, measure: Measure, language: Language) -> TornadoData {
        let names = self.subject.arms();
        let alone = self.varied.alone().unwrap_or_default();
        let arm = |arm: usize| {
            let by_point = self.by_point(&names[arm], measure);
            let row = |(number, points): (&Number, &Vec<usize>)| {
                let end = |point: &usize| {
                    let setting = number.written(number.values[*point]);
                    Some(TornadoEnd { setting, effect: by_point[*point]? })
                };
                TornadoRow { factor: number.told(language), ends: points.iter().filter_map(end).collect() }
            };
            TornadoArm {
                label: self.subject.label(arm, language),
                centre: by_point.first().copied().flatten(),
                rows: self.varied.numbers.iter().zip(&alone).map(row).collect(),
            }
        };
        TornadoData {
            measure,
            baseline: self.subject.label(self.subject.baseline(), language),
            arms: self.subject.others().into_iter().map(arm).collect(),
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
        let others = self.subject.others();
        let panels = grid.panels.len() > 1;
        let heading = |arm: usize, plane: &Plane| {
            let values = plane.at.iter().filter_map(|(place, level)| {
                let number = self.varied.numbers.get(*place)?;
                let gaps = [("factor", &*number.told(language)), ("value", &*number.written(*level))];
                Some(say(words::MAP_PANEL, language, &gaps))
            });
            let label = Some(self.subject.label(arm, language)).filter(|_| others.len() > 1 || !panels);
            label.into_iter().chain(values).collect::<Vec<_>>().join(words::COMMA.get(language))
        };
        let arm = |arm: &usize| {
            let (arm, by_point) = (*arm, self.by_point(&names[*arm], measure));
            let plane = move |plane: &Plane| MapArm {
                label: heading(arm, plane),
                cells: plane.points.iter().map(|point| by_point[*point]).collect(),
            };
            grid.panels.iter().map(plane).collect::<Vec<_>>()
        };
        MapData {
            measure,
            across: factor(grid.across_is, &grid.across),
            up: factor(grid.up_is, &grid.up),
            baseline: self.subject.label(self.subject.baseline(), language),
            arms: others.iter().flat_map(arm).collect(),
            panels,
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
