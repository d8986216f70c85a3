//! What a sensitivity analysis tells: which unknowns decide how much an arm differs from the baseline.

pub(crate) mod said;
mod words;

use super::super::document::{Block, Cell, Form, Table, Told};
use super::super::writer::Writer;
use super::super::{Account, Report, words as frame};
use crate::analysis::sensitivity::{Caveat, Kind, Method, Ranked, Ranking, rankings, read_tables};
use crate::charts::album::Album;
use crate::charts::of_sensitivity::{CONVERGENCE, Facts, TABLE};
use crate::charts::{Drawing, Style, Subject, integer};
use crate::results::{Manifest, Problem};
use crate::statistics::Estimate;
use crate::vocabulary::Measure;
use std::path::Path;

/// Unknowns of a ranking that the table shows at once; the rest is folded away.
const SHOWN: usize = 10;

/// What the report is made from.
struct Material<'a> {
    album: Facts<'a>,
    /// The rankings of differences, in the order of the table.
    rankings: Vec<Ranking>,
}

/// The report on the analysis whose results lie in `folder`.
pub(super) fn report<'a>(folder: &Path, manifest: &'a Manifest, subject: &'a Subject) -> Result<Report<'a>, Problem> {
    let text = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).map_err(|error| Problem::read(&path, error))
    };
    let tables = read_tables(&text(TABLE)?, &text(CONVERGENCE)?)
        .map_err(|what| Problem::Damaged { path: folder.join(TABLE), what })?;
    let mut rankings = rankings(&tables);
    rankings.retain(|ranking| ranking.kind == Kind::Difference);
    Ok(Report::new(manifest, subject, Material { album: Facts::read(folder, subject)?, rankings }))
}

impl Account for Material<'_> {
    fn drawings(&self, style: &Style) -> Vec<Drawing> {
        self.album.charts().into_iter().map(|chart| self.album.draw(chart, style)).collect()
    }

    fn told(&self, writer: &Writer<'_>, drawings: &[Drawing]) -> Told {
        let method = match self.method() {
            Method::Sobol => words::METHOD_SOBOL,
            Method::Morris => words::METHOD_MORRIS,
        };
        let mut measures: Vec<Measure> = self.rankings.iter().map(|ranking| ranking.measure).collect();
        measures.dedup();
        Told {
            subtitle: self.subtitle(writer),
            extent: writer.extent_of_points(super::words::EXTENT),
            sections: vec![
                writer.section("verdict", frame::VERDICT, true, self.verdict(writer)),
                writer.section("figures", frame::FIGURES, true, self.tables(writer)),
                writer.section("charts", frame::CHARTS, true, writer.figures(drawings)),
                writer.section("sure", frame::SURE, true, self.sure(writer)),
                writer.section("limits", frame::LIMITS, true, writer.limits()),
                writer.section(
                    "method",
                    frame::METHOD,
                    false,
                    writer.method(method, vec![writer.factors()], &measures),
                ),
                writer.section("provenance", frame::PROVENANCE, true, writer.provenance()),
            ],
        }
    }

    fn key_tables(&self, writer: &Writer<'_>) -> Vec<Table> {
        self.rankings.iter().map(|ranking| table(writer, ranking, &ranking.factors)).collect()
    }

    fn sheet(&self, writer: &Writer<'_>) -> Vec<Vec<String>> {
        sheet(writer, &self.rankings)
    }
}

impl Material<'_> {
    fn method(&self) -> Method {
        self.rankings.first().map_or(Method::Morris, |ranking| ranking.method)
    }

    fn subtitle(&self, writer: &Writer<'_>) -> String {
        let factors = writer.manifest.study.as_ref().map_or(0, |study| study.factors.len());
        let bases = self.rankings.first().map_or(0, |ranking| ranking.asked);
        let text = match self.method() {
            Method::Sobol => words::SUBTITLE_SOBOL,
            Method::Morris => words::SUBTITLE_MORRIS,
        };
        writer.say(text, &[("factors", &integer(factors as u64)), ("bases", &integer(u64::from(bases)))])
    }

    /// What each difference depends on most.
    fn verdict(&self, writer: &Writer<'_>) -> Vec<Block> {
        let mut blocks = writer.missing();
        for ranking in &self.rankings {
            let (measure, arm) = (writer.labelled(ranking.measure), writer.arm_named(&ranking.arm));
            let gaps = [("measure", measure.as_str()), ("arm", &arm), ("baseline", &writer.baseline())];
            let found = said::finding(ranking, &said::numbers(ranking), writer.language);
            let found = if found.is_empty() { writer.get(words::CONSTANT).into() } else { found };
            let text = writer.say(words::FINDING, &[&gaps[..], &[("found", &found)]].concat());
            blocks.push(Block::Text { text, leads: true });
        }
        blocks.push(Block::text(said::RANGES.get(writer.language)));
        blocks
    }

    /// The unknowns of every ranking, the first at once.
    fn tables(&self, writer: &Writer<'_>) -> Vec<Block> {
        let of = |ranking: &Ranking| {
            let shown = ranking.factors.len().min(SHOWN);
            let mut blocks = vec![Block::Table { table: table(writer, ranking, &ranking.factors[..shown]) }];
            if shown < ranking.factors.len() {
                let count = integer((ranking.factors.len() - shown) as u64);
                let summary = writer.say(words::REST, &[("count", &count)]);
                let rest = Block::Table { table: table(writer, ranking, &ranking.factors[shown..]) };
                blocks.push(Block::Folded { summary, blocks: vec![rest] });
            }
            blocks
        };
        self.rankings.iter().flat_map(of).collect()
    }

    /// How much is chance, and what must be said before a ranking is believed.
    fn sure(&self, writer: &Writer<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for ranking in &self.rankings {
            let all = Caveat::WithinChance(ranking.factors.len());
            let chance = said::chance(ranking, &said::numbers(ranking), writer.language);
            // That none is shown to matter is the verdict.
            let caveats = ranking.caveats.iter().filter(|caveat| **caveat != all);
            let items: Vec<String> =
                chance.into_iter().chain(caveats.map(|caveat| said::said(caveat, ranking, writer.language))).collect();
            if !items.is_empty() {
                let (measure, arm) = (writer.within(ranking.measure), writer.arm_named(&ranking.arm));
                let gaps = [("measure", measure.as_str()), ("arm", &arm), ("baseline", &writer.baseline())];
                blocks.push(Block::text(writer.say(words::SURE_OF, &gaps)));
                blocks.push(Block::List { items });
            }
        }
        blocks
    }
}

/// Unknowns of a ranking with their indices.
fn table(writer: &Writer<'_>, ranking: &Ranking, factors: &[Ranked]) -> Table {
    let numbers = said::numbers(ranking);
    let mut columns = vec![writer.column(writer.get(super::words::FACTOR))];
    columns.extend(heads(ranking.method).map(|head| writer.numbers_column(writer.get(head))));
    columns.push(writer.column(writer.get(words::SHOWN)));
    let row = |ranked: &Ranked| {
        let plain =
            |estimate: Option<Estimate>| estimate.map_or_else(|| "–".into(), |known| numbers.plain(known.value));
        let signed =
            |estimate: Option<Estimate>| estimate.map_or_else(|| "–".into(), |known| numbers.signed(known.value));
        let mut cells = vec![
            Cell::new(writer.unknown_with_unit(&ranked.factor)),
            Cell::new(said::written(ranked.main, ranking, &numbers)),
        ];
        match ranking.method {
            Method::Sobol => cells.push(Cell::new(said::written(ranked.alone, ranking, &numbers))),
            Method::Morris => cells.extend([signed(ranked.alone), plain(ranked.deviation)].map(Cell::new)),
        }
        cells.push(match ranking.beyond_chance(ranked) {
            true => Cell::new(writer.get(words::YES)),
            false => Cell::new(writer.get(words::NO)).formed(Form::Undecided),
        });
        cells
    };
    let note = match ranking.method {
        Method::Sobol => said::NOTES_SOBOL,
        Method::Morris => said::NOTES_MORRIS,
    };
    let measure = writer.labelled(ranking.measure);
    let gaps =
        [("measure", measure.as_str()), ("arm", &writer.arm_named(&ranking.arm)), ("baseline", &writer.baseline())];
    let (caption, rows) = (writer.say(words::CAPTION, &gaps), factors.iter().map(row).collect());
    Table { caption, columns, rows, note: writer.get(note), sortable: factors.len() > 5 }
}

/// What stands above the numbers.
fn heads(method: Method) -> impl Iterator<Item = crate::vocabulary::Text> {
    let heads: &[_] = match method {
        Method::Sobol => &[words::TOTAL, words::FIRST],
        Method::Morris => &[words::MU_STAR, words::MU, words::SIGMA],
    };
    heads.iter().copied()
}

/// One row a measure, arm and unknown, each number in a cell of its own.
fn sheet(writer: &Writer<'_>, rankings: &[Ranking]) -> Vec<Vec<String>> {
    let Some(first) = rankings.first() else { return Vec::new() };
    let texts = [frame::MEASURE, frame::ARM, super::words::FACTOR, super::words::FACTOR_NAME];
    let mut head: Vec<String> = texts.iter().map(|text| writer.get(*text).to_string()).collect();
    let mut names = heads(first.method).map(|text| writer.get(text).to_string());
    head.extend(names.next());
    head.extend([frame::INTERVAL_LOW, frame::INTERVAL_HIGH].map(|text| writer.get(text).to_string()));
    head.extend(names);
    head.push(writer.get(words::SHOWN).to_string());
    let of = |ranking: &Ranking| -> Vec<Vec<String>> {
        let row = |ranked: &Ranked| {
            let bare = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.6}"));
            let main = ranked.main;
            let mut cells = vec![
                writer.labelled(ranking.measure),
                writer.arm_named(&ranking.arm),
                writer.unknown_with_unit(&ranked.factor),
                ranked.factor.clone(),
                bare(main.map(|main| main.value)),
                bare(main.map(|main| main.interval.low)),
                bare(main.map(|main| main.interval.high)),
                bare(ranked.alone.map(|alone| alone.value)),
            ];
            if ranking.method == Method::Morris {
                cells.push(bare(ranked.deviation.map(|deviation| deviation.value)));
            }
            let shown = if ranking.beyond_chance(ranked) { words::YES } else { words::NO };
            cells.push(writer.get(shown).to_string());
            cells
        };
        ranking.factors.iter().map(row).collect()
    };
    std::iter::once(head).chain(rankings.iter().flat_map(of)).collect()
}
