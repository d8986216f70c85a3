//! What is drawn of a decision over a sweep, and from which of its tables.
//!
//! | chart | from |
//! |---|---|
//! | [`Chart::Plane`] | `decision_worlds.csv` |
//! | [`Chart::Acceptability`] | `acceptability.csv`, `decision_worlds.csv` |
//! | [`Chart::Losing`] | `discovery.csv`, `box.csv`, `comparison.csv`, `points.csv` |

use super::album::Album;
use super::decision::acceptability::{self, AcceptabilityData, AcceptabilityOption};
use super::decision::losing::{self, LosingArm, LosingData, Unknown, World};
use super::decision::plane::{self, PlaneData, PlaneOption};
use super::of_sweep::Varied;
use super::subject::Subject;
use super::{Drawing, Style};
use crate::analysis::signs::{Reading, readings};
use crate::results::decision::{DecisionTable, Rows};
use crate::results::{Manifest, Problem};
use crate::vocabulary::{Direction, Language, Measure};
use std::fmt;
use std::path::Path;

/// A chart of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Cost and effect, world by world.
    Plane(Measure),
    /// Which option is best at which price.
    Acceptability(Measure),
    /// In which box an arm loses.
    Losing(Measure),
}

/// The name of its files, without language and ending.
impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Chart::Plane(measure) => write!(f, "plane-{}", measure.name()),
            Chart::Acceptability(measure) => write!(f, "acceptability-{}", measure.name()),
            Chart::Losing(measure) => write!(f, "box-{}", measure.name()),
        }
    }
}

impl Chart {
    /// The kinds of chart, as they are typed.
    pub const KINDS: [&'static str; 3] = ["plane", "acceptability", "box"];
}

/// The tables of a decision, with the points of its sweep.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    subject: &'a Subject,
    varied: Varied,
    worlds: Rows,
    acceptability: Rows,
    discovery: Rows,
    boxes: Rows,
    readings: Vec<Reading>,
}

impl Album for Facts<'_> {
    type Chart = Chart;

    fn charts(&self) -> Vec<Chart> {
        let measures = |rows: &Rows, column| -> Vec<Measure> {
            rows.texts(column).into_iter().filter_map(Measure::by_name).collect()
        };
        let effects = measures(&self.worlds, "effect_measure");
        let mut charts = Vec::new();
        if !self.worlds.texts("cost_measure").is_empty() {
            charts.extend(effects.iter().map(|effect| Chart::Plane(*effect)));
            charts.extend(effects.iter().map(|effect| Chart::Acceptability(*effect)));
        }
        charts.extend(measures(&self.discovery, "measure").into_iter().map(Chart::Losing));
        charts
    }

    fn draw(&self, chart: Chart, style: &Style) -> Drawing {
        match chart {
            Chart::Plane(effect) => plane::draw(&self.plane(effect, style.language), style),
            Chart::Acceptability(effect) => acceptability::draw(&self.acceptability(effect, style.language), style),
            Chart::Losing(measure) => losing::draw(&self.losing(measure, style.language), style),
        }
    }
}

impl<'a> Facts<'a> {
    /// Reads the tables in `folder`, of a sweep that varies `varied`; `None` where nothing was decided.
    ///
    /// # Errors
    /// A [`Problem`] when a table cannot be read.
    pub fn read(
        folder: &Path,
        manifest: &Manifest,
        subject: &'a Subject,
        varied: Varied,
    ) -> Result<Option<Facts<'a>>, Problem> {
        let read = |table| Rows::read(folder, manifest, table);
        let worlds = read(DecisionTable::Worlds)?;
        if worlds.rows.is_empty() {
            return Ok(None);
        }
        let discovery = read(DecisionTable::Discovery)?;
        let readings = if discovery.rows.is_empty() {
            Vec::new()
        } else {
            let path = folder.join("comparison.csv");
            let text = std::fs::read(&path).map_err(|error| Problem::read(&path, error))?;
            readings(&text).map_err(|what| Problem::Damaged { path, what })?
        };
        let (acceptability, boxes) = (read(DecisionTable::Acceptability)?, read(DecisionTable::Box)?);
        Ok(Some(Facts { subject, varied, worlds, acceptability, discovery, boxes, readings }))
    }

    /// The label of an option: that of its arm, and what levers are set to.
    pub(crate) fn label(&self, option: &str, arm: &str, language: Language) -> String {
        let place = self.subject.arms().iter().position(|known| known == arm);
        let label = place.map_or_else(|| arm.to_string(), |place| self.subject.label(place, language));
        format!("{label}{}", option.strip_prefix(arm).unwrap_or(""))
    }

    /// The options of the tables with their arms and labels.
    fn options(&self, language: Language) -> Vec<(&str, String)> {
        let arm = |option: &str| {
            let row = self.worlds.rows.iter().find(|row| self.worlds.cell(row, "option") == option);
            row.map_or("", |row| self.worlds.cell(row, "arm"))
        };
        let options = self.worlds.texts("option").into_iter();
        options.map(|option| (option, self.label(option, arm(option), language))).collect()
    }

    /// The option that the others are held against: it has no differences.
    fn baseline(&self) -> &str {
        let without = |row: &&Vec<String>| self.worlds.cell(row, "effect_difference").is_empty();
        self.worlds.rows.iter().find(without).map_or("", |row| self.worlds.cell(row, "option"))
    }

    pub(crate) fn plane(&self, effect: Measure, language: Language) -> PlaneData {
        let (options, baseline) = (self.options(language), self.baseline());
        let label = options.iter().find(|(option, _)| *option == baseline).map(|(_, label)| label.clone());
        let worlds = |option: &str| {
            let rows = self.worlds.rows.iter().filter(|row| self.worlds.cell(row, "option") == option);
            let of = |row: &Vec<String>| {
                Some((self.worlds.number(row, "effect_difference")?, self.worlds.number(row, "cost_difference")?))
            };
            rows.filter_map(of).collect()
        };
        let cost = self.worlds.texts("cost_measure").first().and_then(|cost| Measure::by_name(cost));
        let others = options.into_iter().filter(|(option, _)| *option != baseline);
        PlaneData {
            effect,
            cost: cost.unwrap_or(Measure::CostYuan),
            baseline: label.unwrap_or_default(),
            options: others.map(|(option, label)| PlaneOption { label, worlds: worlds(option) }).collect(),
            source: self.subject.source(language),
        }
    }

    fn acceptability(&self, effect: Measure, language: Language) -> AcceptabilityData {
        let (rows, options) = (&self.acceptability, self.options(language));
        let of = |option: &str| -> Vec<&Vec<String>> {
            rows.rows.iter().filter(|row| rows.cell(row, "option") == option).collect()
        };
        let first = of(options.first().map_or("", |(option, _)| *option));
        let worth = |row: &&Vec<String>| rows.number(row, "evpi").or_else(|| rows.number(row, "evpi_raw"));
        let best = |row: &&Vec<String>| {
            let price = rows.cell(row, "willingness");
            options.iter().position(|(option, _)| {
                let mut same = rows.rows.iter().filter(|row| rows.cell(row, "willingness") == price);
                same.any(|row| rows.cell(row, "option") == *option && rows.cell(row, "on_frontier") == "true")
            })
        };
        let mut points = self.worlds.texts("point");
        points.dedup();
        AcceptabilityData {
            effect,
            prices: first.iter().filter_map(|row| rows.number(row, "willingness")).collect(),
            baseline: options.iter().position(|(option, _)| *option == self.baseline()).unwrap_or(0),
            best: first.iter().filter_map(best).collect(),
            information: first.iter().filter_map(worth).collect(),
            mended: first.iter().all(|row| rows.number(row, "evpi").is_some()),
            worlds: (self.worlds.rows.len() / options.len().max(1)) as u64,
            options: options
                .iter()
                .map(|(option, label)| AcceptabilityOption {
                    label: label.clone(),
                    probability: of(option).iter().filter_map(|row| rows.number(row, "probability")).collect(),
                })
                .collect(),
            source: self.subject.source(language),
        }
    }

    fn losing(&self, measure: Measure, language: Language) -> LosingData {
        let of = |row: &&Vec<String>| self.discovery.cell(row, "measure") == measure.name();
        let mut arms: Vec<&str> =
            self.discovery.rows.iter().filter(of).map(|row| self.discovery.cell(row, "arm")).collect();
        arms.dedup();
        LosingData {
            measure,
            baseline: self.subject.label(self.subject.baseline(), language),
            arms: arms.into_iter().map(|arm| self.losing_arm(measure, arm, language)).collect(),
            source: self.subject.source(language),
        }
    }

    fn losing_arm(&self, measure: Measure, arm: &str, language: Language) -> LosingArm {
        let boxes = &self.boxes;
        let of = |row: &&Vec<String>| boxes.cell(row, "measure") == measure.name() && boxes.cell(row, "arm") == arm;
        let mut limits: Vec<Limit> = boxes
            .rows
            .iter()
            .filter(of)
            .filter_map(|row| {
                let factor = self.varied.numbers.iter().position(|number| number.name == boxes.cell(row, "factor"))?;
                let (low, high) = (boxes.number(row, "low"), boxes.number(row, "high"));
                Some(Limit { factor, low, high, quasi_p: boxes.number(row, "quasi_p").unwrap_or(1.0) })
            })
            .collect();
        limits.sort_by(|one, other| one.quasi_p.total_cmp(&other.quasi_p));
        let holds = |limit: &Limit, point: usize| {
            let value = self.varied.numbers[limit.factor].values.get(point).copied().unwrap_or(f64::NAN);
            limit.low.is_none_or(|low| value >= low) && limit.high.is_none_or(|high| value <= high)
        };
        // A box of one unknown is drawn over another that it leaves free.
        let free = (0..self.varied.numbers.len()).find(|factor| limits.iter().all(|limit| limit.factor != *factor));
        let drawn = limits.first().map(|first| (first.factor, limits.get(1).map(|limit| limit.factor).or(free)));
        let drawn = drawn.and_then(|(across, up)| Some((across, up?)));
        let sign = if measure.direction() == Direction::Less { -1.0 } else { 1.0 };
        let ours = self.readings.iter().filter(|reading| reading.measure == measure && reading.arm == arm);
        let world = |reading: &Reading| {
            let value = |factor: usize| self.varied.numbers[factor].values.get(reading.point).copied();
            let (across, up) = drawn.map_or(Some((0.0, 0.0)), |(across, up)| Some((value(across)?, value(up)?)))?;
            Some(World {
                across,
                up,
                loses: sign * reading.difference? < 0.0,
                inside: !limits.is_empty() && limits.iter().all(|limit| holds(limit, reading.point)),
            })
        };
        let unknown = |factor: usize| {
            let number = &self.varied.numbers[factor];
            let end = |of: fn(f64, f64) -> f64| number.values.iter().copied().reduce(of).unwrap_or(0.0);
            let limit = limits.iter().find(|limit| limit.factor == factor);
            Unknown {
                name: number.meaning.get(language).to_string(),
                unit: number.unit.clone(),
                words: number.words.clone(),
                range: (end(f64::min), end(f64::max)),
                limits: limit.map_or((None, None), |limit| (limit.low, limit.high)),
            }
        };
        LosingArm {
            label: self.label(arm, arm, language),
            worlds: ours.filter_map(world).collect(),
            unknowns: drawn.map(|(across, up)| (unknown(across), unknown(up))),
            more: limits.len().saturating_sub(2),
        }
    }
}

/// A side of a box.
struct Limit {
    factor: usize,
    low: Option<f64>,
    high: Option<f64>,
    quasi_p: f64,
}
