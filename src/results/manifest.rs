//! The manifest: how a results folder came about, and what is in it.

use super::files::write_whole;
use super::{Problem, REVISION, Turns, VERSION, resolved};
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Name of its file.
pub const FILE: &str = "manifest.json";
/// The layout that this program writes; a reader refuses a newer one.
const FORMAT: u32 = 1;

/// How far an experiment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It runs, or was ended without a chance to say so.
    Running,
    /// It was asked to stop, or could not go on; what is finished is kept.
    Stopped,
    /// It is finished, with or without runs that broke.
    Complete,
}

/// How the reason of a run begins whose point is no scenario that could be run.
pub const UNSOUND: &str = "the point is no sound scenario";

/// A run that broke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Name of the arm.
    pub arm: String,
    /// Point of the design; 0 is all there is outside sweeps.
    pub point: u64,
    /// Replicate.
    pub replicate: u64,
    /// Seed of the experiment.
    pub seed: u64,
    /// What was found.
    pub reason: String,
}

impl Failure {
    /// Whether its point is no scenario that could be run: a gap in the design, no defect of the program.
    pub fn is_unsound(&self) -> bool {
        self.reason.starts_with(UNSOUND)
    }
}

/// The program that made the results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The revision of its source, `unknown` where nobody noted it.
    pub revision: String,
}

/// The scenario that was run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Described {
    /// Its name.
    pub name: String,
    /// Hash of the resolved scenario, seed, version and request.
    pub hash: String,
    /// Every value in force.
    pub resolved: serde_json::Value,
    /// Values that differ from their default, and where they come from.
    pub provenance: Vec<serde_json::Value>,
    /// What was assumed.
    pub warnings: Vec<String>,
    /// The same in Chinese; missing in folders of older builds.
    #[serde(default)]
    pub warnings_zh: Vec<String>,
}

/// How many replicates there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replicates {
    /// Asked for: a number, or the cap of a sequential rule.
    pub asked: u64,
    /// In the tables.
    pub finished: u64,
    /// The sequential rule, as it was written.
    pub until: Option<String>,
    /// Whether the rule was met; `None` without one, or before the end.
    pub until_met: Option<bool>,
}

/// The design of a study over many points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Study {
    /// The command that made it: `sweep`, `sensitivity`, ...
    pub kind: String,
    /// Points of the design.
    pub points: u64,
    /// Hash of `points.csv`, hexadecimal.
    pub points_hash: String,
    /// What varies, in the order of the columns.
    pub factors: Vec<Varying>,
}

/// What varies from point to point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Varying {
    /// Its name.
    pub name: String,
    /// `lever` or `uncertainty`.
    pub role: String,
    /// The paths that take its value.
    pub paths: Vec<String>,
    /// Over what it varies, as written after `--vary NAME=`.
    pub values: String,
}

/// Parameter sets that the replicates take in turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unknown {
    /// Which set a replicate takes.
    pub turns: Turns,
    /// What they set; the values are in `sets.csv` in the folder.
    pub factors: Vec<Varying>,
}

/// When it ran.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// When the folder was begun.
    pub started: String,
    /// When it was finished; empty before that.
    pub finished: String,
    /// Seconds of work, over all sessions that ended by themselves.
    pub seconds: f64,
}

/// Where it ran last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// Operating system.
    pub system: String,
    /// Processor architecture.
    pub architecture: String,
    /// Threads that ran the replicates.
    pub threads: usize,
}

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path within the folder.
    pub path: String,
    /// Rows, for tables.
    pub rows: Option<u64>,
    /// Length in bytes.
    pub bytes: u64,
    /// BLAKE3 hash, hexadecimal.
    pub blake3: String,
}

/// How a results folder came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Layout of the folder.
    pub format: u32,
    /// How far it has come.
    pub state: State,
    /// The program.
    pub program: Program,
    /// The command line, word by word.
    pub command_line: Vec<String>,
    /// The command line of what was decided over it last; empty where nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<String>,
    /// The scenario.
    pub scenario: Described,
    /// The seed.
    pub seed: u64,
    /// Hash of what decides the outcome of a run.
    pub plan: String,
    /// How many replicates there are.
    pub replicates: Replicates,
    /// What varies from point to point; none where there is one point only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub study: Option<Study>,
    /// What is unknown and varies from replicate to replicate; none where only chance does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<Unknown>,
    /// Runs that broke, and why.
    pub failures: Vec<Failure>,
    /// When it ran.
    pub times: Times,
    /// Where it ran.
    pub machine: Machine,
    /// The files of the folder, once it is complete.
    pub files: Vec<FileEntry>,
}

impl Manifest {
    /// The manifest of an experiment that begins now.
    pub fn begin(
        scenario: &Scenario,
        with_cases: bool,
        asked: u64,
        until: Option<String>,
        command: &[String],
    ) -> Manifest {
        let provenance = scenario.provenance.iter().map(|entry| {
            serde_json::json!({
                "path": entry.path,
                "value": resolved::value(&entry.value),
                "range": entry.range,
                "grade": entry.grade.name(),
                "source": entry.source,
            })
        });
        let warnings = scenario.warnings.iter().map(|warning| format!("{}: {}", warning.path, warning.message));
        let warnings_zh = scenario.warnings.iter().map(|warning| format!("{}：{}", warning.path, warning.message_zh));
        Manifest {
            format: FORMAT,
            state: State::Running,
            program: Program { name: "microgov".into(), version: VERSION.into(), revision: REVISION.into() },
            command_line: command.to_vec(),
            decided: Vec::new(),
            scenario: Described {
                name: scenario.name.clone(),
                hash: resolved::scenario_hash(scenario, until.as_deref(), with_cases),
                resolved: resolved::resolved(scenario),
                provenance: provenance.collect(),
                warnings: warnings.collect(),
                warnings_zh: warnings_zh.collect(),
            },
            seed: scenario.experiment.seed,
            plan: resolved::plan_hash(scenario, with_cases),
            replicates: Replicates { asked, finished: 0, until, until_met: None },
            study: None,
            unknown: None,
            failures: Vec::new(),
            times: Times { started: now(), ..Times::default() },
            machine: Machine {
                system: std::env::consts::OS.into(),
                architecture: std::env::consts::ARCH.into(),
                threads: 0,
            },
            files: Vec::new(),
        }
    }

    /// Notes that work ended after `seconds`, in this state.
    pub fn end(&mut self, state: State, seconds: f64) {
        self.state = state;
        self.times.seconds += seconds;
        self.times.finished = if state == State::Complete { now() } else { String::new() };
    }

    /// The manifest of a folder; `None` when there is none.
    ///
    /// # Errors
    /// [`Problem::Damaged`] when it cannot be understood.
    pub fn read(folder: &Path) -> Result<Option<Manifest>, Problem> {
        let path = folder.join(FILE);
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Problem::read(&path, error)),
        };
        let damaged = |what: String| Problem::Damaged { path: path.clone(), what };
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| damaged(error.to_string()))?;
        if manifest.format > FORMAT {
            return Err(damaged(format!("its layout {} is newer than this program knows", manifest.format)));
        }
        Ok(Some(manifest))
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// [`Problem::Write`] when the disk does not take it.
    pub fn write(&self, folder: &Path) -> Result<(), Problem> {
        let path = folder.join(FILE);
        let mut text = serde_json::to_vec_pretty(self).map_err(|error| Problem::write(&path, error.into()))?;
        text.push(b'\n');
        write_whole(&path, &text)
    }
}

fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}
