//! What an attribution tells: which mechanisms of the model carry how much of each difference.

pub(crate) mod said;
mod sheet;
mod tables;
mod words;

use super::super::document::{Block, Table, Told};
use super::super::writer::Writer;
use super::super::{Account, Report, words as frame};
use crate::analysis::attribution::players::label;
use crate::analysis::attribution::{AttributionRow, Division, Kind, table};
use crate::charts::album::Album;
use crate::charts::of_attribution::{Facts, TABLE};
use crate::charts::words::LIST_SEMICOLON;
use crate::charts::{Drawing, Style, Subject, integer};
use crate::results::{Manifest, Problem};
use crate::vocabulary::Measure;
use std::path::Path;

/// Arms beside the baseline, and tables of an arm, that are told at once; more are folded away.
const EACH: usize = 3;

/// What the report is made from.
struct Material<'a> {
    album: Facts<'a>,
    rows: Vec<AttributionRow>,
}

/// The report on the attribution whose results lie in `folder`.
pub(super) fn report<'a>(folder: &Path, manifest: &'a Manifest, subject: &'a Subject) -> Result<Report<'a>, Problem> {
    let path = folder.join(TABLE);
    let text = std::fs::read(&path).map_err(|error| Problem::read(&path, error))?;
    let rows = table::read(&text).map_err(|what| Problem::Damaged { path, what })?;
    Ok(Report::new(manifest, subject, Material { album: Facts::read(folder, subject)?, rows }))
}

impl Account for Material<'_> {
    fn drawings(&self, style: &Style) -> Vec<Drawing> {
        self.album.charts().into_iter().map(|chart| self.album.draw(chart, style)).collect()
    }

    fn told(&self, writer: &Writer<'_>, drawings: &[Drawing]) -> Told {
        let mut measures: Vec<Measure> = self.rows.iter().map(|row| row.measure).collect();
        measures.dedup();
        let method = if self.sampled(writer) { words::METHOD_SAMPLED } else { words::METHOD_ALL };
        Told {
            subtitle: subtitle(writer),
            extent: writer.extent_of_points(words::EXTENT),
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
                    writer.method(method, vec![self.players(writer)], &measures),
                ),
                writer.section("provenance", frame::PROVENANCE, true, writer.provenance()),
            ],
        }
    }

    fn key_tables(&self, writer: &Writer<'_>) -> Vec<Table> {
        tables::divisions(writer, &self.divisions(writer).concat())
    }

    fn sheet(&self, writer: &Writer<'_>) -> Vec<Vec<String>> {
        sheet::rows(writer, &self.divisions(writer).concat())
    }
}

impl Material<'_> {
    /// How the differences are divided, arm by arm.
    fn divisions(&self, writer: &Writer<'_>) -> Vec<Vec<Division<'_>>> {
        let names = writer.subject.arms();
        let all = Division::all(&self.rows);
        let of = |arm: usize| all.iter().filter(|division| division.arm == names[arm]).cloned().collect();
        writer.subject.others().into_iter().map(of).collect()
    }

    /// Whether orders of switching on were sampled. Where all combinations were run they tell of pairs too.
    fn sampled(&self, writer: &Writer<'_>) -> bool {
        let Some(study) = &writer.manifest.study else { return false };
        let pairs = self.rows.iter().any(|row| row.kind == Kind::Interaction);
        let all = 1_u64.checked_shl(study.factors.len() as u32) == Some(study.points);
        let one = all && study.factors.len() < 2;
        !pairs && !one
    }

    /// What carries the differences, in words.
    fn verdict(&self, writer: &Writer<'_>) -> Vec<Block> {
        let mut blocks = writer.broken_runs();
        let arms = self.divisions(writer);
        for divisions in &arms {
            let item = |division: &Division<'_>, text| {
                let (measure, arm) = (writer.labelled(division.measure), writer.arm_named(division.arm));
                let gaps = [("measure", measure.as_str()), ("arm", &arm), ("baseline", &writer.baseline())];
                let mut found = vec![said::finding(division, writer.language)];
                if division.rest.is_none() {
                    found.extend(said::remarks(division, writer.subject.replicates(), writer.language));
                }
                writer.say(text, &[&gaps[..], &[("found", &writer.sentences(&found))]].concat())
            };
            let [first, _, ..] = divisions.as_slice() else {
                blocks.extend(divisions.iter().map(|only| Block::Text { text: item(only, words::ONE), leads: true }));
                continue;
            };
            blocks.push(Block::Text { text: lead(writer, divisions), leads: true });
            let list = Block::List { items: divisions.iter().map(|division| item(division, words::ITEM)).collect() };
            blocks.extend(folded(writer, first.arm, arms.len() > EACH, vec![list]));
        }
        blocks.push(Block::text(writer.get(words::MODEL)));
        blocks
    }

    /// What each mechanism carries of every measure; then measure by measure with intervals.
    fn tables(&self, writer: &Writer<'_>) -> Vec<Block> {
        let arms = self.divisions(writer);
        let mut blocks = Vec::new();
        for divisions in &arms {
            let [first, rest @ ..] = divisions.as_slice() else { continue };
            if !rest.is_empty() {
                blocks.push(Block::Table { table: tables::matrix(writer, divisions) });
            }
            let each = tables::divisions(writer, divisions).into_iter().map(|table| Block::Table { table }).collect();
            blocks.extend(folded(writer, first.arm, divisions.len() > EACH || arms.len() > EACH, each));
        }
        blocks
    }

    /// What the intervals hold and what they do not, and what must be said of single measures.
    fn sure(&self, writer: &Writer<'_>) -> Vec<Block> {
        let replicates = writer.subject.replicates();
        let mut blocks = Vec::new();
        if replicates > 1 {
            let count = integer(replicates);
            blocks.push(Block::text(writer.say(frame::SURE_PAIRS, &[("replicates", &count)])));
            let turns = writer.manifest.unknown.as_ref().map(|unknown| unknown.turns.sets);
            let mut told = vec![match turns.filter(|sets| *sets < replicates) {
                Some(sets) => writer.say(words::SURE_SETS, &[("sets", &integer(sets))]),
                None => writer.get(words::SURE_INTERVALS).into(),
            }];
            told.extend(self.sampled(writer).then(|| writer.get(words::SURE_SAMPLED).to_string()));
            let parts = self.rows.iter().filter(|row| row.kind == Kind::Shapley).count();
            if parts >= 10 {
                let gaps = [("count", integer(parts as u64)), ("chance", format!("{:.0}", parts as f64 / 20.0))];
                told.push(writer.say(words::SURE_MANY, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()))));
            }
            blocks.push(Block::text(writer.sentences(&told)));
        } else {
            blocks.push(Block::text(writer.get(words::SURE_ONE)));
        }
        blocks.push(Block::text(writer.get(words::SURE_SUM)));
        let remark = |division: &Division<'_>| {
            let told = said::remarks(division, replicates, writer.language);
            let (measure, arm) = (writer.labelled(division.measure), writer.arm_named(division.arm));
            let gaps = [("measure", measure.as_str()), ("arm", &arm), ("remarks", &writer.sentences(&told))];
            (!told.is_empty()).then(|| writer.say(words::REMARKS, &gaps))
        };
        let items: Vec<String> = Division::all(&self.rows).iter().filter_map(remark).collect();
        if !items.is_empty() {
            blocks.push(Block::List { items });
        }
        blocks.push(writer.values_behind());
        blocks
    }

    /// Who plays, and what is switched together.
    fn players(&self, writer: &Writer<'_>) -> Block {
        tables::players(writer, &self.rows)
    }
}

/// Blocks about an arm, folded away if there is `much`.
fn folded(writer: &Writer<'_>, arm: &str, much: bool, blocks: Vec<Block>) -> Vec<Block> {
    let summary = || writer.say(words::EACH_MEASURE, &[("arm", &writer.arm_named(arm))]);
    if much { vec![Block::Folded { summary: summary(), blocks }] } else { blocks }
}

fn subtitle(writer: &Writer<'_>) -> String {
    let factors = writer.manifest.study.as_ref().map_or(&[][..], |study| &study.factors);
    match factors {
        [only] => writer.say(words::SUBTITLE_ONE, &[("mechanism", &label(&only.name, writer.language))]),
        all => writer.say(words::SUBTITLE, &[("players", &integer(all.len() as u64))]),
    }
}

/// In how many measures a difference is shown, and what most often carries most of what is shown.
fn lead(writer: &Writer<'_>, divisions: &[Division<'_>]) -> String {
    let arm = divisions.first().map_or_else(String::new, |first| writer.arm_named(first.arm));
    let shown: Vec<&Division<'_>> = divisions.iter().filter(|division| division.total.shown()).collect();
    let (all, count) = (integer(divisions.len() as u64), integer(shown.len() as u64));
    let gaps = [("arm", arm.as_str()), ("baseline", &writer.baseline()), ("shown", &count), ("all", &all)];
    let mut told = vec![writer.say(words::LEAD, &gaps)];
    let mut leading: Vec<(&str, usize)> = Vec::new();
    for player in shown.iter().filter_map(|division| division.leading()).map(|row| row.player.as_str()) {
        match leading.iter_mut().find(|(known, _)| *known == player) {
            Some((_, count)) => *count += 1,
            None => leading.push((player, 1)),
        }
    }
    let most = leading.iter().map(|(_, count)| *count).max().unwrap_or(0);
    leading.retain(|(_, count)| *count == most);
    let names: Vec<String> = leading.iter().map(|(player, _)| label(player, writer.language)).collect();
    let gaps = [
        ("mechanisms", names.join(LIST_SEMICOLON.get(writer.language))),
        ("count", most.to_string()),
        ("shown", count.clone()),
    ];
    let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
    match names.len() {
        _ if shown.is_empty() => {}
        0 => told.push(writer.get(words::LEADING_NONE).into()),
        1 => told.push(writer.say(words::LEADING, &gaps)),
        _ => told.push(writer.say(words::LEADING_EACH, &gaps)),
    }
    writer.sentences(&told)
}
