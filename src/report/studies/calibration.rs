//! What a calibration tells: which sets of parameters the observed patterns do not rule out.

pub(crate) mod said;
mod tables;
mod words;

use super::super::document::{Block, Table, Told};
use super::super::writer::Writer;
use super::super::{Account, Report, words as frame};
use crate::analysis::calibration::{PatternRow, Role, Tables};
use crate::charts::album::Album;
use crate::charts::of_calibration::Facts;
use crate::charts::{Drawing, Style, Subject, integer};
use crate::report::numbers::percent;
use crate::results::{Manifest, Problem};
use crate::vocabulary::Measure;
use std::path::Path;

/// From so many unknowns on it is worth saying how many chance alone would tell.
const MANY: usize = 25;

/// What the report is made from.
struct Material<'a> {
    album: Facts<'a>,
    tables: Tables,
}

/// The report on the calibration whose results lie in `folder`.
pub(super) fn report<'a>(folder: &Path, manifest: &'a Manifest, subject: &'a Subject) -> Result<Report<'a>, Problem> {
    let material = Material { album: Facts::read(folder, subject)?, tables: Tables::read(folder)? };
    Ok(Report::new(manifest, subject, material))
}

impl Account for Material<'_> {
    fn drawings(&self, style: &Style) -> Vec<Drawing> {
        self.album.charts().into_iter().map(|chart| self.album.draw(chart, style)).collect()
    }

    fn told(&self, writer: &Writer<'_>, drawings: &[Drawing]) -> Told {
        let tables = &self.tables;
        let mut figures = vec![Block::Table { table: tables::patterns(writer, tables) }];
        figures.extend(tables::unknowns_apart(writer, tables));
        figures.extend(tables::pairs(writer, tables));
        let own = vec![tables::populations(writer, tables), writer.factors()];
        Told {
            subtitle: self.subtitle(writer),
            extent: self.extent(writer),
            sections: vec![
                writer.section("verdict", frame::VERDICT, true, self.verdict(writer)),
                writer.section("figures", frame::FIGURES, true, figures),
                writer.section("charts", frame::CHARTS, true, writer.figures(drawings)),
                writer.section("use", words::USE, true, usage(writer)),
                writer.section("sure", frame::SURE, true, self.sure(writer)),
                writer.section("limits", frame::LIMITS, true, self.limits(writer)),
                writer.section("method", frame::METHOD, false, writer.method(words::METHOD, own, &self.measures())),
                writer.section("provenance", frame::PROVENANCE, true, writer.provenance()),
            ],
        }
    }

    fn key_tables(&self, writer: &Writer<'_>) -> Vec<Table> {
        let all = self.tables.ranked();
        vec![tables::patterns(writer, &self.tables), tables::unknowns(writer, &all)]
    }

    fn sheet(&self, writer: &Writer<'_>) -> Vec<Vec<String>> {
        tables::sheet(writer, &self.tables)
    }
}

impl Material<'_> {
    fn subtitle(&self, writer: &Writer<'_>) -> String {
        let fitted = self.tables.patterns.iter().filter(|row| row.role == Role::Fitted).count();
        let (unknowns, patterns) = (integer(self.tables.factors.len() as u64), integer(fitted as u64));
        writer.say(words::SUBTITLE, &[("unknowns", &unknowns), ("patterns", &patterns)])
    }

    fn extent(&self, writer: &Writer<'_>) -> String {
        let (from, to) = writer.measured_days();
        let (tried, replicates) = (integer(self.tables.tried() as u64), integer(writer.subject.replicates()));
        let seed = writer.manifest.seed.to_string();
        let gaps = [("from", from.as_str()), ("to", &to), ("tried", &tried), ("replicates", &replicates)];
        writer.say(words::EXTENT, &[&gaps[..], &[("seed", &seed)]].concat())
    }

    /// The measures of the patterns, each once.
    fn measures(&self) -> Vec<Measure> {
        let mut measures: Vec<Measure> = Vec::new();
        for measure in self.tables.patterns.iter().filter_map(|row| Measure::by_name(&row.measure)) {
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
        measures
    }

    /// What is left, what is told of the unknowns, and whether the patterns that were kept apart come out.
    fn verdict(&self, writer: &Writer<'_>) -> Vec<Block> {
        let tables = &self.tables;
        let mut blocks = writer.broken_runs();
        blocks.extend(said::warnings(tables, writer.language).into_iter().map(|text| Block::Warning { text }));
        let mut lead = vec![said::told_of(tables, writer.language)];
        if let Some(last) = tables.populations.last() {
            let gaps = [("sets", integer(last.sets as u64)), ("tried", integer(tables.tried() as u64))];
            lead.push(writer.say(words::REMAIN, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()))));
        }
        blocks.push(Block::Text { text: writer.sentences(&lead), leads: true });
        blocks.push(Block::text(writer.number(writer.sentences(&said::left(tables, writer.language)))));
        let item = |row: &PatternRow| {
            let shares = [row.posterior_holds_share, row.prior_holds_share].map(|share| writer.number(percent(share)));
            let gaps = [("label", said::label(row, writer.language)), ("after", &shares[0]), ("before", &shares[1])];
            writer.say(words::HELD_OUT_ITEM, &gaps)
        };
        let of = |role: Role| tables.patterns.iter().filter(move |row| row.role == role).map(item);
        for (text, items) in
            [(words::HELD_OUT, of(Role::HeldOut).collect::<Vec<String>>()), (words::FITTED, of(Role::Fitted).collect())]
        {
            if !items.is_empty() {
                blocks.push(Block::text(writer.get(text)));
                blocks.push(Block::List { items });
            }
        }
        if of(Role::HeldOut).next().is_none() {
            blocks.push(Block::text(writer.get(words::HELD_OUT_NONE)));
        }
        blocks.push(Block::text(writer.get(words::NO_SET)));
        blocks
    }

    fn sure(&self, writer: &Writer<'_>) -> Vec<Block> {
        let replicates = integer(writer.subject.replicates());
        let mut told = vec![writer.say(words::SURE_CHANCE, &[("replicates", &replicates)])];
        let count = self.tables.factors.len();
        if count >= MANY {
            let chance = format!("{:.1}", count as f64 / 100.0);
            told.push(writer.say(words::SURE_MANY, &[("count", &count.to_string()), ("chance", &chance)]));
        }
        let notes = [said::KEPT_APART, said::IDENTIFIED_MEANS].map(|text| Block::text(writer.get(text)));
        std::iter::once(Block::text(writer.sentences(&told))).chain(notes).collect()
    }

    fn limits(&self, writer: &Writer<'_>) -> Vec<Block> {
        let own = [words::LIMIT_SOURCES, words::LIMIT_RANGES].map(|text| writer.get(text).to_string());
        let mut blocks = vec![Block::List { items: own.to_vec() }, tables::sources(writer, &self.tables)];
        blocks.extend(writer.limits());
        blocks
    }
}

/// The command that compares over the sets.
fn usage(writer: &Writer<'_>) -> Vec<Block> {
    let [scenario, folder] = [words::SCENARIO, words::FOLDER].map(|text| writer.get(text));
    vec![
        Block::text(writer.get(words::USE_TEXT)),
        Block::Code { text: format!("microgov compare {scenario} --posterior {folder}/posterior.csv") },
        Block::text(writer.get(words::USE_CARE)),
    ]
}
