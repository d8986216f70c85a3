//! How the results came about, so that they can be made again.

use super::document::{Block, Cell, Table};
use super::words;
use super::writer::Writer;
use crate::charts::integer;
use serde_json::Value as Json;

impl Writer<'_> {
    /// Command line, versions, hashes, times and files.
    pub(super) fn provenance(&self) -> Vec<Block> {
        let manifest = self.manifest;
        let mut blocks = vec![
            Block::text(self.get(words::PROVENANCE_TEXT)),
            Block::Code { text: command_line(&manifest.command_line) },
        ];
        if !manifest.decided.is_empty() {
            blocks.push(Block::text(self.get(words::PROVENANCE_DECIDED)));
            blocks.push(Block::Code { text: command_line(&manifest.decided) });
        }
        blocks.extend([self.facts(), self.files()]);
        blocks
    }

    fn facts(&self) -> Block {
        let manifest = self.manifest;
        let (machine, times) = (&manifest.machine, &manifest.times);
        let threads = machine.threads.to_string();
        let gaps =
            [("system", machine.system.as_str()), ("architecture", &machine.architecture), ("threads", &threads)];
        let facts = [
            (words::PROGRAM, Cell::code(format!("{} {}", manifest.program.name, manifest.program.version))),
            (words::REVISION, Cell::code(&manifest.program.revision)),
            (words::SCENARIO, Cell::code(&manifest.scenario.name)),
            (words::SEED, Cell::code(manifest.seed.to_string())),
            (words::REPLICATES, Cell::new(integer(manifest.replicates.finished))),
            (words::SCENARIO_HASH, Cell::code(&manifest.scenario.hash)),
            (words::PLAN_HASH, Cell::code(&manifest.plan)),
            (words::STARTED, Cell::new(&times.started)),
            (words::FINISHED, Cell::new(&times.finished)),
            (words::SECONDS, Cell::new(format!("{:.1}", times.seconds))),
            (words::MACHINE, Cell::new(self.say(words::THREADS, &gaps))),
        ];
        let columns = [words::FACT, words::VALUE].map(|text| self.column(self.get(text))).to_vec();
        let facts = facts.into_iter().map(|(name, value)| (self.get(name).to_string(), value));
        let rows = facts.chain(self.inputs()).map(|(name, value)| vec![Cell::new(name), value]).collect();
        let caption = self.get(words::FACTS).into();
        Block::Table { table: Table { caption, columns, rows, note: "", sortable: false } }
    }

    /// Files that the scenario read, by their hashes: what they say is not kept.
    fn inputs(&self) -> Vec<(String, Cell)> {
        let resolved = &self.manifest.scenario.resolved;
        let rosters = resolved.get("roster").and_then(Json::as_object).into_iter().flatten();
        let roster = |(file, hash): (&String, &Json)| {
            Some((self.say(words::ROSTER_HASH, &[("file", file)]), Cell::code(hash.as_str()?)))
        };
        let sets = resolved.get("posterior").and_then(Json::as_str);
        let sets = sets.map(|hash| (self.get(words::SETS_HASH).to_string(), Cell::code(hash)));
        rosters.filter_map(roster).chain(sets).collect()
    }

    /// What the report is made from; what is made from the same is left out.
    fn files(&self) -> Block {
        let columns = vec![
            self.column(self.get(words::FILE)),
            self.numbers_column(self.get(words::ROWS)),
            self.numbers_column(self.get(words::BYTES)),
            self.column(self.get(words::HASH)),
        ];
        let made = |path: &str| path.starts_with("charts/") || super::is_report(path);
        let rows = self.manifest.files.iter().filter(|file| !made(&file.path)).map(|file| {
            vec![
                Cell::code(&file.path),
                Cell::new(file.rows.map_or_else(|| self.get(words::DASH).to_string(), integer)),
                Cell::new(integer(file.bytes)),
                Cell::code(&file.blake3),
            ]
        });
        let (caption, note) = (self.get(words::FILES).into(), self.get(words::FILES_NOTE));
        Block::Table { table: Table { caption, columns, rows: rows.collect(), note, sortable: false } }
    }
}

/// The words of a command line, quoted where a shell needs it.
pub(crate) fn command_line(words: &[String]) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,+@%±".contains(c);
    let quoted = |word: &String| {
        let bare = !word.is_empty() && word.chars().all(plain);
        if bare { word.clone() } else { format!("'{}'", word.replace('\'', r"'\''")) }
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}
