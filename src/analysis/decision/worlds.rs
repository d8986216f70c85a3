//! The worlds of a sweep and the options in them.
//!
//! A point of the design sets what nobody knows and, where a lever varies, what somebody decides. An option is an arm
//! at a setting of the levers; a world is a setting of the rest. Without levers each point is a world and each arm an
//! option.

use crate::results::points::Column;
use crate::results::{Problem, RunValues, point_values};
use crate::statistics::Summary;
use crate::vocabulary::Measure;
use std::path::Path;

/// The points of a sweep with what came of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    /// Names of the arms.
    pub arms: Vec<String>,
    /// Which of them is the baseline.
    pub baseline: usize,
    /// What varies.
    pub varied: Vec<Column>,
    /// The measures that were read.
    pub measures: Vec<Measure>,
    /// By point: values by arm, replicate and measure.
    pub values: Vec<RunValues>,
}

impl Points {
    /// Reads the sweep in `folder`, which varies `varied` and has so many `replicates` at each point.
    ///
    /// # Errors
    /// A [`Problem`] when the table of the runs cannot be read or lacks a measure.
    pub fn read(
        folder: &Path,
        (arms, baseline): (Vec<String>, usize),
        varied: Vec<Column>,
        replicates: u64,
        measures: &[Measure],
    ) -> Result<Points, Problem> {
        let points = varied.first().map_or(0, |varied| varied.values.len()) as u64;
        let values = point_values(folder, &arms, points, replicates, measures)?;
        Ok(Points { arms, baseline, varied, measures: measures.to_vec(), values })
    }

    /// The value of each replicate at a point.
    fn runs(&self, point: usize, arm: usize, measure: Measure) -> Vec<Option<f64>> {
        let Some(place) = self.measures.iter().position(|known| *known == measure) else { return Vec::new() };
        self.values[point][arm].iter().map(|run| run[place]).collect()
    }

    /// The mean over the replicates that `keep` takes; `None` without a value.
    pub fn mean(&self, (point, arm): (usize, usize), measure: Measure, keep: impl Fn(usize) -> bool) -> Option<f64> {
        let runs = self.runs(point, arm, measure).into_iter().enumerate();
        let kept: Vec<f64> = runs.filter(|(replicate, _)| keep(*replicate)).filter_map(|(_, value)| value).collect();
        Some(Summary::of(&kept)?.mean)
    }

    /// The differences of one (point, arm) from another, replicate by replicate.
    pub fn differences(&self, of: (usize, usize), from: (usize, usize), measure: Measure) -> Vec<f64> {
        let pairs = self.runs(of.0, of.1, measure).into_iter().zip(self.runs(from.0, from.1, measure));
        pairs.filter_map(|(value, other)| Some(value? - other?)).collect()
    }
}

/// An option: an arm at a setting of the levers.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The arm.
    pub arm: usize,
    /// By lever, its value; empty without levers.
    pub setting: Vec<f64>,
}

/// Options by worlds.
#[derive(Clone, Debug, PartialEq)]
pub struct Worlds {
    /// The options; without levers the arms in their order.
    pub options: Vec<Choice>,
    /// Which option the others are held against: the baseline at the first setting of the levers.
    pub baseline: usize,
    /// Which of what varies are levers.
    pub levers: Vec<usize>,
    /// By world and option, the point.
    pub points: Vec<Vec<usize>>,
}

impl Worlds {
    /// Sorts the points of a sweep into worlds and settings of the `levers`.
    ///
    /// # Errors
    /// A text when a name is none of what varies, nothing else varies, or not every setting meets every world.
    pub fn of(points: &Points, levers: &[String]) -> Result<Worlds, String> {
        let place = |name: &String| {
            let place = points.varied.iter().position(|varied| varied.name == *name);
            place.ok_or_else(|| format!("`{name}` does not vary in this sweep"))
        };
        let levers: Vec<usize> = levers.iter().map(place).collect::<Result<_, _>>()?;
        let (mut settings, mut worlds): (Vec<Vec<f64>>, Vec<Vec<f64>>) = (Vec::new(), Vec::new());
        let mut found: Vec<Vec<Option<usize>>> = Vec::new();
        for point in 0..points.values.len() {
            let part = |lever: bool| -> Vec<f64> {
                let of = points.varied.iter().enumerate().filter(|(i, _)| levers.contains(i) == lever);
                of.map(|(_, varied)| varied.values[point]).collect()
            };
            // Without levers a point is a world, also where two points are the same by chance.
            let world = part(false);
            let at = if levers.is_empty() { None } else { worlds.iter().position(|known| *known == world) };
            let at = at.unwrap_or_else(|| {
                worlds.push(world);
                found.push(Vec::new());
                worlds.len() - 1
            });
            let setting = part(true);
            let column = settings.iter().position(|known| *known == setting).unwrap_or_else(|| {
                settings.push(setting);
                settings.len() - 1
            });
            let row = &mut found[at];
            row.resize(row.len().max(column + 1), None);
            row[column] = Some(point);
        }
        let full = |row: &Vec<Option<usize>>| {
            let row: Option<Vec<usize>> = row.iter().copied().collect();
            row.filter(|row| row.len() == settings.len())
        };
        let full: Option<Vec<Vec<usize>>> = found.iter().map(full).collect();
        let Some(full) = full else {
            return Err("not every setting of the levers meets every world; sweep them over a grid".into());
        };
        if full.len() < 2 {
            return Err(match points.values.len() {
                0 | 1 => "the sweep has one point; a decision under uncertainty needs two worlds or more".into(),
                _ => "only levers vary; a decision under uncertainty needs something that nobody knows".to_string(),
            });
        }
        let arms = 0..points.arms.len();
        let options =
            settings.iter().flat_map(|setting| arms.clone().map(|arm| Choice { arm, setting: setting.clone() }));
        let row = |row: &Vec<usize>| row.iter().flat_map(|point| arms.clone().map(|_| *point)).collect();
        Ok(Worlds {
            options: options.collect(),
            baseline: points.baseline,
            levers,
            points: full.iter().map(row).collect(),
        })
    }

    /// Where an option is to be found in a world: point and arm.
    pub fn at(&self, world: usize, option: usize) -> (usize, usize) {
        (self.points[world][option], self.options[option].arm)
    }

    /// The option in words: the arm, and what the levers are set to.
    pub fn name(&self, points: &Points, option: usize, arm: &str) -> String {
        let choice = &self.options[option];
        let told = self.levers.iter().zip(&choice.setting).map(|(lever, value)| {
            let varied = &points.varied[*lever];
            format!(" {}={}", varied.name, varied.write(*value))
        });
        std::iter::once(arm.to_string()).chain(told).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::results::points::columns;

    /// A sweep of two arms whose petitions and costs at a point are given, each with two replicates around it.
    pub(in crate::analysis) fn points(csv: &str, value: impl Fn(usize, usize) -> (f64, f64)) -> Points {
        let varied = columns(csv.as_bytes()).unwrap();
        let runs = |point: usize, arm: usize| {
            let (effect, cost) = value(point, arm);
            [-0.5, 0.5].map(|luck| vec![Some(effect + luck), Some(cost + luck)]).to_vec()
        };
        let values = (0..varied[0].values.len()).map(|point| vec![runs(point, 0), runs(point, 1)]).collect();
        let measures = vec![Measure::Petitions, Measure::CostYuan];
        Points { arms: vec!["one".into(), "three".into()], baseline: 0, varied, measures, values }
    }

    #[test]
    fn arms_are_options_and_points_worlds_unless_a_lever_varies() {
        let plain = points("point,a,b\n0,1,1\n1,2,1\n2,1,1\n", |_, _| (1.0, 2.0));
        let worlds = Worlds::of(&plain, &[]).unwrap();
        assert_eq!((worlds.options.len(), worlds.points.len()), (2, 3));
        assert_eq!(worlds.at(2, 1), (2, 1));
        let grid = points("point,a,b\n0,1,5\n1,1,7\n2,2,5\n3,2,7\n", |_, _| (1.0, 2.0));
        let worlds = Worlds::of(&grid, &["b".into()]).unwrap();
        assert_eq!((worlds.options.len(), worlds.points.len(), worlds.baseline), (4, 2, 0));
        assert_eq!((worlds.at(1, 0), worlds.at(1, 3)), ((2, 0), (3, 1)));
        assert_eq!(worlds.name(&grid, 3, "three"), "three b=7");
    }

    #[test]
    fn what_cannot_be_decided_is_refused() {
        let of = |csv: &str, levers: &[&str]| {
            let levers: Vec<String> = levers.iter().map(ToString::to_string).collect();
            Worlds::of(&points(csv, |_, _| (0.0, 0.0)), &levers).unwrap_err()
        };
        assert!(of("point,a\n0,1\n", &[]).contains("one point"));
        assert!(of("point,a\n0,1\n1,2\n", &["a"]).contains("only levers"));
        assert!(of("point,a\n0,1\n1,2\n", &["c"]).contains("`c`"));
        assert!(of("point,a,b\n0,1,5\n1,1,7\n2,2,5\n", &["b"]).contains("grid"));
    }

    #[test]
    fn differences_are_of_the_same_replicate() {
        let mut sweep = points("point,a\n0,1\n1,2\n", |point, arm| ((point + 10 * arm) as f64, 0.0));
        assert_eq!(sweep.differences((1, 1), (1, 0), Measure::Petitions), [10.0, 10.0]);
        assert_eq!(sweep.mean((1, 1), Measure::Petitions, |_| true), Some(11.0));
        assert_eq!(sweep.mean((1, 1), Measure::Petitions, |replicate| replicate == 0), Some(10.5));
        sweep.values[1][1][0][0] = None;
        assert_eq!(sweep.differences((1, 1), (1, 0), Measure::Petitions), [10.0]);
        assert_eq!(sweep.mean((1, 1), Measure::TrustGroup, |_| true), None);
    }
}
