//! What reports on studies of many points have in common, and which there are.

mod attribution;
mod calibration;
mod decision;
mod sensitivity;
mod sweep;
mod words;

use super::Report;
use super::document::{Block, Cell, Table};
use super::writer::Writer;
use crate::charts::words::{factor, say, unknown};
use crate::charts::{Subject, integer, of_attribution, of_calibration, of_sensitivity};
use crate::experiment::design::parameter_of;
use crate::results::manifest::Varying;
use crate::results::{Manifest, Problem};
use crate::vocabulary::{Language, Text};
use std::collections::BTreeSet;
use std::path::Path;

pub(crate) use attribution::said as attribution_said;
pub(crate) use calibration::said as calibration_said;
pub(crate) use decision::said as decision_said;
pub(crate) use sensitivity::said as sensitivity_said;
pub(crate) use sweep::said as sweep_said;

/// The command whose studies are sweeps.
const SWEEP: &str = "sweep";

/// The report on the study whose results lie in `folder`; `None` when they are no study of a kind that has one.
///
/// # Errors
/// A [`Problem`] when a table cannot be read.
pub fn report<'a>(folder: &Path, manifest: &'a Manifest, subject: &'a Subject) -> Option<Result<Report<'a>, Problem>> {
    if of_sensitivity::Chart::of(manifest) {
        Some(sensitivity::report(folder, manifest, subject))
    } else if of_attribution::Chart::of(manifest) {
        Some(attribution::report(folder, manifest, subject))
    } else if of_calibration::Chart::of(manifest) {
        Some(calibration::report(folder, manifest, subject))
    } else {
        let sweep = manifest.study.as_ref().is_some_and(|study| study.kind == SWEEP);
        sweep.then(|| sweep::report(folder, manifest, subject))
    }
}

/// That so many points of a design are no sound scenarios, if some are not.
pub(crate) fn left_out(count: u64, points: u64, language: Language) -> Option<String> {
    let gaps = [("count", integer(count)), ("points", integer(points))];
    (count > 0).then(|| say(words::LEFT_OUT, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()))))
}

impl Writer<'_> {
    /// Points that are no sound scenarios.
    fn unsound(&self) -> usize {
        let unsound = self.manifest.failures.iter().filter(|failure| failure.is_unsound());
        unsound.map(|failure| failure.point).collect::<BTreeSet<u64>>().len()
    }

    /// What is missing: points that are no sound scenarios, and runs that broke.
    fn missing(&self) -> Vec<Block> {
        let points = self.manifest.study.as_ref().map_or(0, |study| study.points);
        let left_out = left_out(self.unsound() as u64, points, self.language);
        left_out.map(|text| Block::Warning { text }).into_iter().chain(self.broken_runs()).collect()
    }

    /// Over which days, at how many points, how often, from which seed.
    fn extent_of_points(&self, text: Text) -> String {
        let points = self.manifest.study.as_ref().map_or(0, |study| study.points);
        let (from, to) = self.measured_days();
        let (points, replicates) = (integer(points), integer(self.subject.replicates()));
        let gaps = [("from", from.as_str()), ("to", &to), ("points", &points), ("replicates", &replicates)];
        let seed = self.manifest.seed.to_string();
        self.say(text, &[&gaps[..], &[("seed", &seed)]].concat())
    }

    /// The label of the arm of a name.
    fn arm_named(&self, name: &str) -> String {
        let place = self.subject.arms().iter().position(|arm| arm == name);
        place.map_or_else(|| name.to_string(), |arm| self.arm(arm))
    }

    /// What an unknown means.
    fn unknown(&self, name: &str) -> String {
        unknown(name, self.language)
    }

    /// What an unknown means, with its unit.
    fn unknown_with_unit(&self, name: &str) -> String {
        let unit = parameter_of(name).map_or("", |place| place.unit());
        factor(&unknown(name, self.language), unit, self.language)
    }

    /// What varies from point to point, and over what.
    fn factors(&self) -> Block {
        let heads = [words::FACTOR, words::FACTOR_NAME, words::ROLE, words::VALUES];
        let columns = heads.map(|text| self.column(self.get(text))).to_vec();
        let row = |varying: &Varying| {
            let role = if varying.role == "lever" { words::LEVER } else { words::UNCERTAINTY };
            vec![
                Cell::new(self.unknown_with_unit(&varying.name)),
                Cell::code(&varying.name),
                Cell::new(self.get(role)),
                Cell::code(&varying.values),
            ]
        };
        let study = self.manifest.study.iter();
        let rows: Vec<Vec<Cell>> = study.flat_map(|study| study.factors.iter().map(row)).collect();
        let sortable = rows.len() > 5;
        let caption = self.get(words::FACTORS).into();
        Block::Table { table: Table { caption, columns, rows, note: self.get(words::FACTORS_NOTE), sortable } }
    }
}
