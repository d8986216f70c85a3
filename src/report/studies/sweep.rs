//! What a sweep tells: at how many points of the design an arm is shown better or worse, where that turns, and, once it
//! was decided on, what to choose.

mod figures;
mod points;
pub(crate) mod said;
mod sure;
mod turns;
mod words;

use super::super::document::{Block, Table, Told};
use super::super::writer::Writer;
use super::super::{Account, Report, words as frame};
use super::decision::Decision;
use crate::analysis::signs::{Reading, Signs, readings_of};
use crate::charts::of_sweep::{Chart, Facts, Varied};
use crate::charts::{Drawing, Style, Subject, integer};
use crate::report::numbers::Numbers;
use crate::results::{Manifest, Problem};
use crate::vocabulary::Measure;
use std::path::Path;

/// Arms beside the baseline that each get sentences of their own; of more only the best are named.
const EACH: usize = 3;
/// The table of the arms at every point.
const COMPARISON: &str = "comparison.csv";

/// What the report is made from.
struct Material<'a> {
    subject: &'a Subject,
    charts: Vec<Chart>,
    facts: Facts<'a>,
    varied: Varied,
    /// How the points are chosen, as on the command line.
    design: String,
    measures: Vec<Measure>,
    readings: Vec<Reading>,
    decision: Option<Decision<'a>>,
}

/// The report on the sweep whose results lie in `folder`.
pub(super) fn report<'a>(folder: &Path, manifest: &'a Manifest, subject: &'a Subject) -> Result<Report<'a>, Problem> {
    let varied = Varied::read(folder)?;
    let charts = Chart::standard(subject, &varied);
    let facts = Facts::read(folder, subject, varied.clone(), &charts)?;
    let measures = said::measures(subject.main_measures());
    let path = folder.join(COMPARISON);
    let table = std::fs::File::open(&path).map_err(|error| Problem::read(&path, error))?;
    let readings = readings_of(table, &measures).map_err(|what| Problem::Damaged { path, what })?;
    let decision = Decision::read(folder, manifest, subject, varied.clone())?;
    let design = design(&manifest.command_line);
    Ok(Report::new(
        manifest,
        subject,
        Material { subject, charts, facts, varied, design, measures, readings, decision },
    ))
}

/// How the points are chosen, by the command line that made them.
fn design(command_line: &[String]) -> String {
    const OPTION: &str = "--design";
    let after = command_line.iter().position(|word| word == OPTION).and_then(|place| command_line.get(place + 1));
    let joined = command_line.iter().find_map(|word| word.strip_prefix(OPTION)?.strip_prefix('='));
    after.map(String::as_str).or(joined).unwrap_or("lhs").to_string()
}

impl Account for Material<'_> {
    fn drawings(&self, style: &Style) -> Vec<Drawing> {
        let mut drawings: Vec<Drawing> = self.charts.iter().map(|chart| self.facts.draw(*chart, style)).collect();
        drawings.extend(self.decision.iter().flat_map(|decision| decision.drawings(style)));
        drawings
    }

    fn told(&self, writer: &Writer<'_>, drawings: &[Drawing]) -> Told {
        let mut own = vec![Block::text(self.designed(writer)), writer.factors()];
        let mut verdict = self.verdict(writer);
        let (mut figures, mut sure) = (self.figures(writer), self.sure(writer));
        let mut used = self.measures.clone();
        if let Some(decision) = &self.decision {
            verdict.extend(decision.verdict(writer));
            figures.extend(decision.tables(writer));
            sure.extend(decision.sure(writer));
            own.extend(decision.method(writer));
            used.extend(decision.measures().into_iter().filter(|measure| !self.measures.contains(measure)));
        }
        Told {
            subtitle: self.subtitle(writer),
            extent: writer.extent_of_points(super::words::EXTENT),
            sections: vec![
                writer.section("verdict", frame::VERDICT, true, verdict),
                writer.section("figures", frame::FIGURES, true, figures),
                writer.section("charts", frame::CHARTS, true, writer.figures(drawings)),
                writer.section("sure", frame::SURE, true, sure),
                writer.section("limits", frame::LIMITS, true, writer.limits()),
                writer.section("points", words::EVERY_HEADING, false, self.every(writer)),
                writer.section("method", frame::METHOD, false, writer.method(words::METHOD, own, &used)),
                writer.section("provenance", frame::PROVENANCE, true, writer.provenance()),
            ],
        }
    }

    fn key_tables(&self, writer: &Writer<'_>) -> Vec<Table> {
        let decided = self.decision.iter().flat_map(|decision| decision.rules(writer));
        std::iter::once(self.key_table(writer)).chain(decided).collect()
    }

    fn sheet(&self, writer: &Writer<'_>) -> Vec<Vec<String>> {
        let mut rows = self.counts_sheet(writer);
        rows.extend(self.decision.iter().flat_map(|decision| decision.sheet(writer)));
        rows
    }
}

impl Material<'_> {
    fn subtitle(&self, writer: &Writer<'_>) -> String {
        let others = self.subject.others();
        let (points, baseline) = (integer(self.varied.points() as u64), writer.baseline());
        let design = writer.get(said::design(&self.design));
        let gaps = [("baseline", baseline.as_str()), ("points", &points), ("design", design)];
        let labels: Vec<String> = others.iter().map(|arm| writer.arm(*arm)).collect();
        match others.len() <= EACH {
            true => writer.say(words::SUBTITLE, &[&gaps[..], &[("arms", &writer.list_of_arms(&labels))]].concat()),
            false => {
                writer.say(words::SUBTITLE_MANY, &[&gaps[..], &[("count", &integer(others.len() as u64))]].concat())
            }
        }
    }

    /// At how much of the design an arm is better or worse, and where that turns.
    fn verdict(&self, writer: &Writer<'_>) -> Vec<Block> {
        let mut blocks = writer.missing();
        let others = self.subject.others();
        if others.len() <= EACH {
            blocks.extend(others.iter().map(|arm| Block::Text { text: self.lead(writer, *arm), leads: true }));
        } else {
            let items = self.measures.iter().map(|measure| self.lead_of_many(writer, *measure)).collect();
            blocks.push(Block::List { items });
        }
        blocks.push(Block::text(writer.get(words::NOT_PROBABILITY)));
        blocks.extend(self.turns(writer));
        blocks
    }

    /// What is shown of an arm at more than half of the points.
    fn lead(&self, writer: &Writer<'_>, arm: usize) -> String {
        let (label, baseline) = (writer.arm(arm), writer.baseline());
        let (mut better, mut worse, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for measure in &self.measures {
            let signs = self.signs(arm, *measure);
            let counts = [signs.better, signs.worse, signs.points].map(|count| integer(count as u64));
            let [of_better, of_worse, points] = counts.each_ref().map(String::as_str);
            let name = writer.within(*measure);
            let gaps = [("measure", &*name), ("better", of_better), ("worse", of_worse), ("points", points)];
            let item = writer.say(words::LEAD_ITEM, &gaps);
            if 2 * signs.better > signs.points {
                better.push(item);
            } else if 2 * signs.worse > signs.points {
                worse.push(item);
            } else {
                open.push(item);
            }
        }
        let lists = [(words::LEAD_BETTER, better), (words::LEAD_WORSE, worse), (words::LEAD_OPEN, open)];
        let told = lists.into_iter().filter(|(_, list)| !list.is_empty()).map(|(text, list)| {
            let gaps = [("arm", label.as_str()), ("baseline", &baseline), ("list", &writer.list_of_arms(&list))];
            writer.say(text, &gaps)
        });
        writer.sentences(&told.collect::<Vec<_>>())
    }

    /// How many of many arms are better or worse at more than half of the points, and which at most points.
    fn lead_of_many(&self, writer: &Writer<'_>, measure: Measure) -> String {
        let others = self.subject.others();
        let signs: Vec<Signs> = others.iter().map(|arm| self.signs(*arm, measure)).collect();
        let count =
            |of: fn(&Signs) -> usize| integer(signs.iter().filter(|signs| 2 * of(signs) > signs.points).count() as u64);
        let (better, worse) = (count(|signs| signs.better), count(|signs| signs.worse));
        let (arms, baseline, name) = (integer(others.len() as u64), writer.baseline(), writer.within(measure));
        let gaps = [("count", arms.as_str()), ("baseline", &baseline), ("measure", &name)];
        let text = writer.say(words::LEAD_MANY, &[&gaps[..], &[("better", &better), ("worse", &worse)]].concat());
        let Some(most) = signs.iter().max_by_key(|signs| signs.better).filter(|signs| signs.better > 0) else {
            return text;
        };
        let first = others.iter().zip(&signs).filter(|(_, signs)| signs.better == most.better);
        let labels: Vec<String> = first.map(|(arm, _)| writer.arm(*arm)).collect();
        let (better, points) = (integer(most.better as u64), integer(most.points as u64));
        let gaps = [("arms", writer.list_of_arms(&labels)), ("better", better), ("points", points)];
        let best = writer.say(words::LEAD_BEST, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())));
        writer.sentences(&[text, best])
    }

    /// The signs of an arm over all points.
    fn signs(&self, arm: usize, measure: Measure) -> Signs {
        Signs::count(&self.readings, &self.subject.arms()[arm], measure)
    }

    /// What was found of an arm, point by point.
    fn by_point(&self, arm: usize, measure: Measure) -> Vec<Option<&Reading>> {
        let name = &self.subject.arms()[arm];
        let mut by_point = vec![None; self.varied.points()];
        let known = self.readings.iter().filter(|known| known.measure == measure && known.arm == *name);
        for reading in known.filter(|known| known.difference.is_some()) {
            if let Some(at) = by_point.get_mut(reading.point) {
                *at = Some(reading);
            }
        }
        by_point
    }

    /// The differences of an arm over the points, ascending, and how they are written.
    fn differences(&self, arm: usize, measure: Measure) -> (Vec<f64>, Numbers) {
        let known: Vec<&Reading> = self.by_point(arm, measure).into_iter().flatten().collect();
        let mut values: Vec<f64> = known.iter().filter_map(|reading| reading.difference).collect();
        values.sort_by(f64::total_cmp);
        let largest = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        (values, Numbers::new(measure.name(), half_width(&known), Some(largest)))
    }
}

/// The middle one of the half-widths of intervals, of those that have some width.
fn half_width(readings: &[&Reading]) -> Option<f64> {
    let widths = readings.iter().filter_map(|reading| Some(reading.interval?.half_width()));
    let mut widths: Vec<f64> = widths.filter(|width| *width > 0.0).collect();
    widths.sort_by(f64::total_cmp);
    widths.get(widths.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_design_is_that_of_the_command_line() {
        let of = |line: &str| design(&line.split(' ').map(String::from).collect::<Vec<_>>());
        assert_eq!(of("microgov sweep a.toml --points 4"), "lhs");
        assert_eq!(of("microgov sweep a.toml --design sobol"), "sobol");
        assert_eq!(of("microgov sweep --design=one-factor a.toml"), "one-factor");
    }
}
