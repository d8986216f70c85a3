//! What a comparison of arms tells.

mod drives;
mod figures;
mod headlines;
mod reading;
mod sheet;
mod sure;
mod verdict;

use super::document::{Block, Table, Told};
use super::writer::Writer;
use super::{Account, Report, words};
use crate::analysis::comparison::{Comparison, ComparisonRow, Mark};
use crate::analysis::losers::{self, Losers};
use crate::charts::of_results::{Chart, Facts};
use crate::charts::{Drawing, Style, Subject, integer};
use crate::results::{Manifest, Problem, RunColumns};
use crate::vocabulary::{Direction, Measure};
use std::ops::Deref;
use std::path::Path;

/// Measures of the costs by payer, the sum first.
const COSTS: [Measure; 4] =
    [Measure::CostYuan, Measure::CostGovernmentYuan, Measure::CostHoldersYuan, Measure::CostHouseholdsYuan];
/// Measures of how evenly people are served.
const FAIRNESS: [Measure; 4] =
    [Measure::MinorityRatio, Measure::AbsentRatio, Measure::WorstGroupShare, Measure::ResolutionGini];
/// Arms beside the baseline that each get tables of their own; of more, one table has a row each.
const EACH: usize = 3;

/// What the report is made from.
#[derive(Clone, Debug)]
struct Material<'a> {
    comparison: &'a Comparison,
    losers: Vec<Option<Losers>>,
    /// Values of the only arm, by measure, where there is nothing to compare.
    levels: Vec<(Measure, Vec<f64>)>,
    charts: Vec<Chart>,
    facts: Facts<'a>,
}

/// The report on the comparison whose results lie in `folder`.
///
/// # Errors
/// A [`Problem`] when a table cannot be read.
pub fn report<'a>(
    folder: &Path,
    manifest: &'a Manifest,
    subject: &'a Subject,
    comparison: &'a Comparison,
) -> Result<Report<'a>, Problem> {
    let arms = subject.arms();
    let levels = if subject.others().is_empty() {
        let measures = distinct(subject.main_measures().iter().chain(&COSTS).chain(&FAIRNESS));
        let runs = RunColumns::open(folder, &arms, subject.replicates())?;
        let of = |measure: Measure| Ok((measure, runs.values(measure)?.into_iter().flatten().flatten().collect()));
        measures.into_iter().map(of).collect::<Result<_, Problem>>()?
    } else {
        Vec::new()
    };
    let charts = Chart::standard(subject);
    let material = Material {
        comparison,
        losers: losers::of(folder, &arms, subject.baseline())?,
        levels,
        facts: Facts::read(folder, subject, comparison, &charts)?,
        charts,
    };
    Ok(Report::new(manifest, subject, material))
}

impl Material<'_> {
    /// The charts; for the short form the effects, one course, where needs end, and who pays.
    fn figures(&self, writer: &Writer<'_>, drawings: &[Drawing]) -> Vec<Block> {
        let kinds: [fn(&Chart) -> bool; 4] = [
            |chart| matches!(chart, Chart::Forest(_)),
            |chart| matches!(chart, Chart::Course(_)),
            |chart| matches!(chart, Chart::Tiers),
            |chart| matches!(chart, Chart::Money),
        ];
        let desk: Vec<usize> = kinds.iter().filter_map(|kind| self.charts.iter().position(kind)).collect();
        let mut blocks = writer.figures(drawings);
        for block in &mut blocks {
            if let Block::Figure { drawing, short, .. } = block {
                *short = desk.contains(drawing);
            }
        }
        blocks
    }
}

impl Account for Material<'_> {
    fn drawings(&self, style: &Style) -> Vec<Drawing> {
        self.charts.iter().map(|chart| self.facts.draw(*chart, style)).collect()
    }

    fn told(&self, writer: &Writer<'_>, drawings: &[Drawing]) -> Told {
        let teller = Teller { writer: *writer, material: self };
        let used = distinct(writer.main_measures().iter().chain(&COSTS).chain(&FAIRNESS));
        Told {
            subtitle: teller.subtitle(),
            extent: writer.extent(),
            sections: vec![
                writer.section("verdict", words::VERDICT, true, teller.verdict()),
                writer.section("figures", words::FIGURES, true, teller.key_figures()),
                writer.section("charts", words::CHARTS, true, self.figures(writer, drawings)),
                writer.section("who", words::WHO, true, teller.gains_and_losses()),
                writer.section("costs", words::COSTS, true, teller.costs()),
                writer.section("drives", words::DRIVES, true, teller.drives()),
                writer.section("sure", words::SURE, false, teller.sure()),
                writer.section("limits", words::LIMITS, true, writer.limits()),
                writer.section("method", words::METHOD, false, writer.method(words::METHOD_TEXT, Vec::new(), &used)),
                writer.section("provenance", words::PROVENANCE, false, writer.provenance()),
            ],
        }
    }

    fn key_tables(&self, writer: &Writer<'_>) -> Vec<Table> {
        let teller = Teller { writer: *writer, material: self };
        let blocks =
            if writer.subject.others().is_empty() { teller.key_figures() } else { teller.key_figures_by_arm() };
        let table = |block| if let Block::Table { table } = block { Some(table) } else { None };
        blocks.into_iter().filter_map(table).collect()
    }

    fn sheet(&self, writer: &Writer<'_>) -> Vec<Vec<String>> {
        Teller { writer: *writer, material: self }.rows()
    }
}

/// A writer who has the comparison at hand.
#[derive(Clone, Copy)]
struct Teller<'a> {
    writer: Writer<'a>,
    material: &'a Material<'a>,
}

impl<'a> Deref for Teller<'a> {
    type Target = Writer<'a>;

    fn deref(&self) -> &Writer<'a> {
        &self.writer
    }
}

impl Teller<'_> {
    fn subtitle(&self) -> String {
        let others = self.subject.others();
        let (labels, baseline) = (others.iter().map(|arm| self.arm(*arm)).collect::<Vec<_>>(), self.baseline());
        match others.len() {
            0 => self.say(words::DESCRIBED, &[("arm", &baseline)]),
            1..=EACH => self.say(words::COMPARED, &[("arms", &self.list_of_arms(&labels)), ("baseline", &baseline)]),
            many => self.say(words::COMPARED_MANY, &[("count", &integer(many as u64)), ("baseline", &baseline)]),
        }
    }

    fn row(&self, arm: usize, measure: Measure) -> Option<&ComparisonRow> {
        let name = self.subject.arms().into_iter().nth(arm)?;
        self.material.comparison.rows.iter().find(|row| row.measure == measure && row.arm == name)
    }

    /// What may be said of a main measure; `None` for other measures and those without a better side.
    fn mark(&self, arm: usize, measure: Measure) -> Option<Mark> {
        let known = self.material.comparison.verdicts.iter().find(|v| v.arm == arm && v.measure == measure)?;
        (measure.direction() != Direction::Neutral).then_some(known.mark)
    }
}

/// Each of the measures once, in the order given.
fn distinct<'m>(measures: impl Iterator<Item = &'m Measure>) -> Vec<Measure> {
    let mut distinct: Vec<Measure> = Vec::new();
    for measure in measures {
        if !distinct.contains(measure) {
            distinct.push(*measure);
        }
    }
    distinct
}
