//! From a design to a results folder: what `sweep`, `sensitivity`, `attribute` and `calibrate` have in common.
//!
//! A study runs every arm with the same replicates at every point, keeps what is finished, and leaves `runs.parquet` and
//! `points.csv`. What a command makes of them is a table of its own, computed from these files, so that it can be
//! computed again without running.

use super::compare::{as_csv, begin, resume_line, tell_speed, unsound_points, watched};
use super::{Failure, Global, diagnostics};
use crate::analysis::comparison::{Runs, compare};
use crate::experiment::{Design, Ending, Study as Plan};
use crate::results::files::Aside;
use crate::results::tables::comparison_fields;
use crate::results::{Folder, Found, Manifest, Problem, RunValues, SETS, State, Table, package, point_values, points};
use crate::scenario::Scenario;
use crate::vocabulary::Measure;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Unsound points that are named.
const NAMED: usize = 5;
/// A design with a larger share of unsound points is refused: it is wrong as a whole.
const MOST_UNSOUND: f64 = 0.1;

/// What a study is to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Request<'a> {
    /// The scenario file.
    pub(super) file: &'a str,
    /// The command.
    pub(super) kind: &'static str,
    /// Give up other results that are in the folder.
    pub(super) force: bool,
    /// Whether every arm is compared with the baseline at every point (`comparison.csv`).
    pub(super) compared: bool,
}

/// A finished study.
#[derive(Debug)]
pub(super) struct Study {
    /// Its folder.
    pub(super) path: PathBuf,
    /// What is in it.
    pub(super) manifest: Manifest,
    /// What was run.
    pub(super) plan: Plan,
    folder: Folder,
    design: Design,
}

/// Runs what is missing of a design around a scenario and completes the folder.
///
/// # Errors
/// A [`Failure`]: a roster or more than a few points are unsound, the folder holds something else, the disk does not take
/// the results, or the study was stopped. Points and runs that fail are left out, and told by [`broken`](super::compare::broken).
pub(super) fn study(
    global: &Global,
    scenario: &Arc<Scenario>,
    design: &Design,
    request: &Request<'_>,
) -> Result<Study, Failure> {
    study_with(global, scenario, design, request, Table::OF_STUDIES)
}

/// The same, keeping these tables.
///
/// # Errors
/// As [`study`].
pub(super) fn study_with(
    global: &Global,
    scenario: &Arc<Scenario>,
    design: &Design,
    request: &Request<'_>,
    tables: &'static [Table],
) -> Result<Study, Failure> {
    if !global.until.is_empty() {
        let help = vec!["give --replicates, not --until".into()];
        return Err(Failure::CommandLine { message: "a study has the same replicates at every point".into(), help });
    }
    drop(super::run::simulator(scenario)?);
    let mut base = scenario.as_ref().clone();
    let unknown = global.unknown(&mut base)?;
    let mut plan = Plan::with_tables(request.kind, Arc::new(base), design, global.reader(request.file), tables);
    if let Some(posterior) = unknown {
        plan = plan.over(posterior, global.reader(request.file));
    }
    let command: Vec<String> = std::env::args().collect();
    let name = || PathBuf::from("out").join(format!("{}-{}-{}", scenario.name, request.kind, &plan.hash()[..8]));
    let path = global.out.clone().unwrap_or_else(name);
    let plain = |problem: Problem| match problem {
        Problem::Refused { .. } => Failure::CommandLine { message: problem.to_string(), help: Vec::new() },
        other => Failure::Run { message: other.to_string(), help: Vec::new() },
    };
    let failed = |problem: Problem| Failure::Run {
        message: problem.to_string(),
        help: vec![format!("what is finished is kept; go on with: {}", resume_line(&command))],
    };
    sound(&plan)?;
    let (folder, found) = Folder::open(&path, &plan.identity(), request.force, global.resume).map_err(plain)?;
    let manifest = match found {
        Found::Complete(manifest) => {
            folder.verify(&manifest).map_err(plain)?;
            *manifest
        }
        Found::Nothing | Found::Unfinished(_) => {
            let mut manifest = plan.manifest(&command);
            if let Found::Unfinished(before) = found {
                super::pictures::remove(folder.path(), &before).map_err(failed)?;
                manifest.times = before.times;
            }
            begin(&folder, &manifest, request.file).map_err(failed)?;
            // Whoever asks for more points before it is finished finds those that were begun.
            folder.put(points::FILE, design.table().as_bytes(), None).map_err(failed)?;
            let started = Instant::now();
            let conducted = watched(global, |control| plan.conduct(&folder.parts(), control))?.map_err(failed)?;
            let seconds = started.elapsed().as_secs_f64();
            manifest.machine.threads = conducted.threads;
            if conducted.ending == Ending::Stopped {
                manifest.end(State::Stopped, seconds);
                manifest.write(folder.path()).map_err(failed)?;
                return Err(Failure::Stopped {
                    message: format!("stopped; what is finished of {} points is kept", plan.points()),
                    help: vec![format!("go on with: {}", resume_line(&command))],
                });
            }
            complete(&plan, design, &folder, &mut manifest, request.compared).map_err(failed)?;
            manifest.end(State::Complete, started.elapsed().as_secs_f64());
            folder.finish(&manifest).map_err(failed)?;
            if !global.quiet && !global.json {
                tell_speed(&conducted, seconds, global.languages());
            }
            manifest
        }
    };
    if let Some(warning) = unsound_points(&manifest).filter(|_| !global.quiet) {
        anstream::stderr().write_all(diagnostics::warnings(&[warning], global.languages()).as_bytes())?;
    }
    Ok(Study { path, manifest, plan, folder, design: design.clone() })
}

/// Refuses a design of which more than a few points are no sound scenarios; a few are left out when they are run.
fn sound(plan: &Plan) -> Result<(), Failure> {
    let unsound = plan.unsound();
    if unsound.len() as f64 <= MOST_UNSOUND * plan.points() as f64 {
        return Ok(());
    }
    let (count, points) = (unsound.len(), plan.points());
    Err(Failure::CommandLine {
        message: format!("{count} of {points} points of the design are no sound scenarios; nothing was run"),
        help: unsound
            .iter()
            .take(NAMED)
            .map(|(point, what)| format!("point {point} is no sound scenario: {what}"))
            .collect(),
    })
}

/// Makes everything in the folder but the last manifest.
fn complete(
    plan: &Plan,
    design: &Design,
    folder: &Folder,
    manifest: &mut Manifest,
    compared: bool,
) -> Result<(), Problem> {
    let comparison = if compared { Some(comparison(plan, folder)?) } else { None };
    let (files, failures) = folder.join(plan.tables(), plan.blocks().count() as u64)?;
    manifest.failures = failures;
    manifest.replicates.finished = plan.replicates();
    manifest.files = vec![folder.entry("scenario.toml", None)?];
    manifest.files.extend(files);
    if let Some(sets) = plan.base().posterior.as_ref().filter(|_| manifest.unknown.is_some()) {
        manifest.files.push(folder.put(SETS, sets.as_bytes(), None)?);
    }
    manifest.files.push(folder.put(points::FILE, design.table().as_bytes(), Some(plan.points()))?);
    if let Some(rows) = comparison {
        manifest.files.push(folder.entry(COMPARISON, Some(rows))?);
    }
    describe(design, folder, manifest)
}

const COMPARISON: &str = "comparison.csv";

/// Writes every arm against the baseline, point by point; the number of rows.
fn comparison(plan: &Plan, folder: &Folder) -> Result<u64, Problem> {
    let path = folder.path().join(COMPARISON);
    let (aside, mut file) = Aside::create(&path)?;
    let mut written = 0;
    let mut write =
        |bytes: &[u8]| file.write_all(bytes).map_err(|source| Problem::Write { path: path.clone(), source });
    let header = as_csv(&[]);
    write(&header)?;
    let turns = plan.worlds().turns().cloned();
    for block in plan.blocks() {
        for (point, values) in block.points.clone().zip(plan.values(&folder.parts(), &block)?) {
            let runs = Runs {
                point: point as u32,
                arms: plan.arms(),
                baseline: plan.base().baseline,
                values,
                turns: turns.clone(),
            };
            let rows = compare(&runs, &[]).rows;
            write(&as_csv(&rows)[header.len()..])?;
            written += rows.len() as u64;
        }
    }
    aside.commit(file)?;
    Ok(written)
}

/// Writes the description of the tables.
fn describe(design: &Design, folder: &Folder, manifest: &mut Manifest) -> Result<(), Problem> {
    const NAME: &str = "datapackage.json";
    let columns = design.factors.iter().map(|factor| (factor.name.clone(), factor.unit(), factor.meaning()));
    let package = package::describe(manifest, &comparison_fields(), &columns.collect::<Vec<_>>());
    manifest.files.retain(|file| file.path != NAME);
    manifest.files.push(folder.put(NAME, format!("{package:#}\n").as_bytes(), None)?);
    Ok(())
}

impl Study {
    /// The design.
    pub(super) fn design(&self) -> &Design {
        &self.design
    }

    /// Values of some measures: by point, arm, replicate and measure; `None` where a run failed or has none.
    ///
    /// # Errors
    /// [`Failure::Run`] when the table cannot be read.
    pub(super) fn values(&self, measures: &[Measure]) -> Result<Vec<RunValues>, Failure> {
        let values = point_values(&self.path, &self.plan.arms(), self.plan.points(), self.plan.replicates(), measures);
        values.map_err(failed)
    }

    /// Puts a table of so many rows into the folder, unless it is there already. Charts and reports of what it said before
    /// are removed.
    ///
    /// # Errors
    /// [`Failure::Run`] when the disk does not take it.
    pub(super) fn put(&mut self, name: &str, bytes: &[u8], rows: u64) -> Result<(), Failure> {
        let listed = self.manifest.files.iter().any(|file| file.path == name);
        if listed && std::fs::read(self.path.join(name)).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        let mut put = || {
            if listed {
                super::pictures::outdate(self.folder.path(), &mut self.manifest)?;
            }
            let entry = self.folder.put(name, bytes, Some(rows))?;
            self.manifest.files.retain(|file| file.path != name);
            self.manifest.files.push(entry);
            describe(&self.design, &self.folder, &mut self.manifest)?;
            self.manifest.write(self.folder.path())
        };
        put().map_err(failed)
    }

    /// Its folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

fn failed(problem: Problem) -> Failure {
    Failure::Run { message: problem.to_string(), help: Vec::new() }
}
