//! `microgov compare SCENARIO`: every arm over paired replicates, the verdict, the results folder.

use super::verdict::{self, Answer};
use super::{Failure, Global, diagnostics, interrupt, pictures, progress::Progress, report};
use crate::analysis::comparison::{Asked, Comparison, ComparisonRow, compare_by_measure};
use crate::analysis::losers;
use crate::experiment::{Conducted, Control, Ending, Extent, Plan, Until, Worlds, conduct};
use crate::report::command_line;
use crate::results::manifest::{self as failed, FileEntry};
use crate::results::package;
use crate::results::tables::comparison_fields;
use crate::results::unknown_fields;
use crate::results::{Folder, Found, Manifest, Problem, RunColumns, SETS, State, Turns};
use crate::scenario::{Scenario, Warning};
use crate::vocabulary::{Language, Measure};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// The most replicates under `--until`, where the scenario does not say how many there may be.
const CAP: u64 = 10_000;
/// What is unknown and what is chance, apart.
const UNKNOWN: &str = "unknown.csv";
/// Runs that broke and are named on the terminal; all are in the manifest.
const NAMED: usize = 10;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file
    pub scenario: String,
    /// Give up other results that are in the folder
    #[arg(long)]
    pub force: bool,
    /// Keep the history of every case (cases.parquet)
    #[arg(long)]
    pub cases: bool,
    /// Write the tables as CSV as well
    #[arg(long)]
    pub csv: bool,
}

/// Runs what is missing, completes the folder and prints the verdict.
///
/// # Errors
/// A [`Failure`]: the scenario is wrong, the folder holds something else, the disk does not take the results, runs
/// broke, or the experiment was stopped.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let worlds = global.worlds(global.scenario(&arguments.scenario)?, &arguments.scenario)?;
    let scenario = Arc::clone(worlds.base());
    let Results { path, mut manifest, comparison, .. } = results(global, arguments, worlds, global.out.clone())?;
    // The results are whole by now; whatever becomes of their charts and report does not touch them.
    let drawn = pictures::complete(global, &path, &mut manifest, &comparison)
        .and_then(|()| report::complete(global, &path, &mut manifest, &comparison));
    tell(global, arguments, &scenario, &manifest, &comparison, &path, out)?;
    drawn.and_then(|()| broken(&manifest))
}

/// The finished results of a scenario.
pub(super) struct Results {
    /// Their folder.
    pub(super) path: PathBuf,
    /// The same, open.
    pub(super) folder: Folder,
    /// What is in it.
    pub(super) manifest: Manifest,
    /// Every arm against the baseline.
    pub(super) comparison: Comparison,
}

/// Runs what is missing of a scenario and completes its folder: `folder`, or one named after the scenario and its hash.
///
/// # Errors
/// As [`run`], but for runs that broke.
pub(super) fn results(
    global: &Global,
    arguments: &Arguments,
    worlds: Worlds,
    folder: Option<PathBuf>,
) -> Result<Results, Failure> {
    let scenario = Arc::clone(worlds.base());
    // Rosters are read by whoever simulates; what is wrong with them must be said before a folder is made.
    drop(super::run::simulator(&scenario)?);
    let plan = Plan::of(worlds, extent(global, &scenario)?, arguments.cases);
    let command: Vec<String> = std::env::args().collect();
    let fresh = plan.manifest(&command);
    let path = folder.unwrap_or_else(|| folder_of(&fresh));
    let (folder, found) =
        Folder::open(&path, &plan.identity(), arguments.force, global.resume).map_err(|problem| match problem {
            Problem::Refused { .. } => Failure::CommandLine { message: problem.to_string(), help: Vec::new() },
            other => Failure::Run { message: other.to_string(), help: Vec::new() },
        })?;
    let failed = |problem: Problem| Failure::Run {
        message: problem.to_string(),
        help: vec![format!("what is finished is kept; go on with: {}", resume_line(&command))],
    };
    let (manifest, comparison) = match found {
        Found::Complete(mut manifest) => {
            folder
                .verify(&manifest)
                .map_err(|problem| Failure::Run { message: problem.to_string(), help: Vec::new() })?;
            if manifest.scenario.hash != fresh.scenario.hash {
                retold(&folder, &mut manifest, fresh, &arguments.scenario).map_err(failed)?;
            }
            if arguments.csv && !manifest.files.iter().any(|file| file.path == "runs.csv") {
                manifest.files.extend(folder.copy_tables_as_csv(&plan.tables()).map_err(failed)?);
                describe(&folder, &mut manifest).map_err(failed)?;
                manifest.write(folder.path()).map_err(failed)?;
            }
            let comparison = compared(&plan, folder.path(), manifest.replicates.finished).map_err(failed)?;
            (*manifest, comparison)
        }
        Found::Nothing | Found::Unfinished(_) => {
            let mut manifest = fresh;
            if let Found::Unfinished(before) = found {
                pictures::remove(folder.path(), &before).map_err(failed)?;
                manifest.times = before.times;
            }
            begin(&folder, &manifest, &arguments.scenario).map_err(failed)?;
            let started = Instant::now();
            let conducted = watched(global, |control| conduct(&plan, &folder.parts(), control))?.map_err(failed)?;
            let seconds = started.elapsed().as_secs_f64();
            note(&mut manifest, &conducted);
            if conducted.ending == Ending::Stopped {
                manifest.end(State::Stopped, seconds);
                manifest.write(folder.path()).map_err(failed)?;
                return Err(stopped(&plan, &conducted, &command));
            }
            let comparison = complete(&plan, &folder, &mut manifest, &conducted, arguments).map_err(failed)?;
            manifest.end(State::Complete, started.elapsed().as_secs_f64());
            folder.finish(&manifest).map_err(failed)?;
            if !global.quiet && !global.json {
                tell_speed(&conducted, seconds, global.languages());
            }
            (manifest, comparison)
        }
    };
    Ok(Results { path, folder, manifest, comparison })
}

/// The folder of results that nobody named: after the scenario and its hash.
pub(super) fn folder_of(fresh: &Manifest) -> PathBuf {
    PathBuf::from("out").join(format!("{}-{}", fresh.scenario.name, &fresh.scenario.hash[..8]))
}

/// How many replicates: those of the scenario, or as many as `--until` takes.
pub(super) fn extent(global: &Global, scenario: &Scenario) -> Result<Extent, Failure> {
    let replicates = u64::from(scenario.experiment.replicates);
    if global.until.is_empty() {
        return Ok(Extent::Fixed(replicates));
    }
    if scenario.arms.len() < 2 {
        let help = vec!["leave --until away, or add an arm to the scenario".into()];
        return Err(Failure::CommandLine { message: "--until needs an arm beside the baseline".into(), help });
    }
    let twice = |(i, until): (usize, &Until)| global.until[..i].iter().any(|other| other.measure == until.measure);
    if let Some((_, until)) = global.until.iter().enumerate().find(|one| twice(*one)) {
        let message = format!("--until names {} twice", until.measure.name());
        return Err(Failure::CommandLine { message, help: vec!["give one half-width a measure".into()] });
    }
    let given = scenario.provenance.iter().any(|value| value.path == "experiment.replicates");
    Ok(Extent::Until(global.until.clone(), if given { replicates } else { CAP }))
}

/// Takes over a scenario that has the same outcomes but another verdict, as with other margins: what was made of the
/// tables is removed, to be made again.
fn retold(folder: &Folder, manifest: &mut Manifest, fresh: Manifest, scenario: &str) -> Result<(), Problem> {
    pictures::remove(folder.path(), manifest)?;
    manifest.files.retain(|file| folder.path().join(&file.path).is_file() && file.path != "scenario.toml");
    manifest.scenario = fresh.scenario;
    begin(folder, manifest, scenario)?;
    manifest.files.insert(0, folder.entry("scenario.toml", None)?);
    manifest.write(folder.path())
}

/// Leaves the manifest and the scenario in the folder before anything is run, so that a resumed run knows its own.
pub(super) fn begin(folder: &Folder, manifest: &Manifest, scenario: &str) -> Result<(), Problem> {
    manifest.write(folder.path())?;
    let given = Path::new(scenario);
    let text = std::fs::read(given).map_err(|source| Problem::Read { path: given.into(), source })?;
    folder.put("scenario.toml", &text, None).map(|_| ())
}

/// Runs what is missing, watched and stoppable; the outer failure is of the terminal, the inner of the disk.
pub(super) fn watched(
    global: &Global,
    conduct: impl FnOnce(&Control<'_>) -> Result<Conducted, Problem>,
) -> Result<Result<Conducted, Problem>, Failure> {
    let language = global.languages().first().copied().unwrap_or_default();
    let progress = Arc::new(Progress::new(global.quiet, language));
    let listener = Arc::clone(&progress);
    let stop = interrupt::listen(move || listener.say(interrupt::STOPPING.get(language)))
        .map_err(|message| Failure::Run { message, help: Vec::new() })?;
    let threads = global.threads.map_or(0, usize::from);
    let conducted = conduct(&Control { threads, stop: &stop, observer: progress.as_ref() });
    progress.clear();
    Ok(conducted)
}

/// Notes how many replicates there are now and whether the rule was met.
fn note(manifest: &mut Manifest, conducted: &Conducted) {
    manifest.replicates.finished = conducted.replicates;
    manifest.replicates.until_met = match conducted.ending {
        Ending::Met => Some(true),
        Ending::Capped(_) => Some(false),
        Ending::Finished | Ending::Stopped => None,
    };
    manifest.machine.threads = conducted.threads;
}

/// Makes everything in the folder but the last manifest.
fn complete(
    plan: &Plan,
    folder: &Folder,
    manifest: &mut Manifest,
    conducted: &Conducted,
    arguments: &Arguments,
) -> Result<Comparison, Problem> {
    let (files, failures) = folder.join(&plan.tables(), conducted.blocks)?;
    manifest.failures = failures;
    manifest.files = vec![folder.entry("scenario.toml", None)?];
    manifest.files.extend(files);
    if let Some(sets) = &plan.scenario().posterior {
        manifest.files.push(folder.put(SETS, sets.as_bytes(), None)?);
    }
    let comparison = compared(plan, folder.path(), conducted.replicates)?;
    manifest.files.push(folder.put("comparison.csv", &as_csv(&comparison.rows), Some(comparison.rows.len() as u64))?);
    if !comparison.unknown.is_empty() {
        let rows = comparison.unknown.len() as u64;
        manifest.files.push(folder.put(UNKNOWN, &unknown_as_csv(plan.scenario(), &comparison), Some(rows))?);
    }
    if arguments.csv {
        manifest.files.extend(folder.copy_tables_as_csv(&plan.tables())?);
    }
    describe(folder, manifest)?;
    Ok(comparison)
}

/// Writes the description of the tables.
pub(super) fn describe(folder: &Folder, manifest: &mut Manifest) -> Result<(), Problem> {
    const NAME: &str = "datapackage.json";
    let text = format!("{:#}\n", package::describe(manifest, &comparison_fields(), &[]));
    let entry: FileEntry = folder.put(NAME, text.as_bytes(), None)?;
    manifest.files.retain(|file| file.path != NAME);
    manifest.files.push(entry);
    Ok(())
}

/// The comparison that the tables of a folder give.
fn compared(plan: &Plan, folder: &Path, replicates: u64) -> Result<Comparison, Problem> {
    let scenario = plan.scenario();
    let judged = (&scenario.main_measures[..], &scenario.margins[..]);
    comparison_of(folder, plan.arms(), scenario.baseline, replicates, judged, plan.worlds().turns())
}

/// The comparison of these arms that the tables of a folder give, judged by the main measures and their margins.
///
/// # Errors
/// A [`Problem`] when the table of the runs cannot be read.
pub fn comparison_of(
    folder: &Path,
    arms: Vec<String>,
    baseline: usize,
    replicates: u64,
    (main_measures, margins): (&[Measure], &[(Measure, f64)]),
    turns: Option<&Turns>,
) -> Result<Comparison, Problem> {
    let runs = RunColumns::open(folder, &arms, replicates)?;
    let asked = Asked { point: 0, arms: &arms, baseline, turns, main_measures, margins };
    compare_by_measure(&asked, |measure| runs.values(measure))
}

pub(super) fn as_csv(rows: &[ComparisonRow]) -> Vec<u8> {
    let mut settings = csv::WriterBuilder::new();
    settings.has_headers(false).terminator(csv::Terminator::Any(b'\n'));
    let mut writer = settings.from_writer(Vec::new());
    // Writing to memory cannot fail; the header stands even when there is nothing to compare.
    let _ = writer.write_record(comparison_fields().iter().map(|field| field.name));
    for row in rows {
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// The table of what is unknown and what is chance.
fn unknown_as_csv(scenario: &Scenario, comparison: &Comparison) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(unknown_fields().iter().map(|field| field.name));
    let name = |arm: usize| scenario.arms.get(arm).map_or("", |arm| arm.name.as_str());
    for split in &comparison.unknown {
        let expected = split.expected();
        let _ = writer.serialize((
            (split.measure.name(), name(split.arm), name(scenario.baseline), split.sets, split.pairs),
            (
                split.mean,
                split.chance,
                split.unknown,
                split.unknown_share(),
                expected.map(|range| range.low),
                expected.map(|range| range.high),
                split.favoured(),
            ),
        ));
    }
    writer.into_inner().unwrap_or_default()
}

fn stopped(plan: &Plan, conducted: &Conducted, command: &[String]) -> Failure {
    let arms = plan.scenario().arms.len() as u64;
    Failure::Stopped {
        message: format!("stopped; {} finished runs are kept", conducted.replicates * arms),
        help: vec![format!("go on with: {}", resume_line(command))],
    }
}

/// The command line that goes on: as it was typed, without `--force`, with `--resume`.
pub(super) fn resume_line(command: &[String]) -> String {
    let mut words: Vec<String> = command.iter().filter(|word| *word != "--force").cloned().collect();
    if !command.iter().any(|word| word == "--resume") {
        words.push("--resume".into());
    }
    command_line(&words)
}

/// How fast it went: on standard error, as it differs from time to time.
pub(super) fn tell_speed(conducted: &Conducted, seconds: f64, languages: &[Language]) {
    let (runs, threads) = (conducted.runs, conducted.threads);
    let rate = runs as f64 / seconds.max(1e-9);
    for language in languages {
        match language {
            Language::English => {
                anstream::eprintln!("{runs} runs in {seconds:.1} s ({rate:.0} per second, {threads} threads)");
            }
            Language::Chinese => {
                anstream::eprintln!("{runs} 次模拟用时 {seconds:.1} 秒（每秒 {rate:.0} 次，{threads} 线程）")
            }
        }
    }
}

/// Prints the answer.
fn tell(
    global: &Global,
    arguments: &Arguments,
    scenario: &Scenario,
    manifest: &Manifest,
    comparison: &Comparison,
    path: &Path,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if global.json {
        if !global.quiet {
            anstream::stderr().write_all(diagnostics::warnings(&scenario.warnings, global.languages()).as_bytes())?;
        }
        let mut answer = serde_json::json!({
            "scenario": scenario.name,
            "seed": scenario.experiment.seed,
            "replicates": manifest.replicates.finished,
            "results": path,
            "comparison": comparison.rows,
        });
        if !scenario.margins.is_empty() {
            answer["margins"] = verdict::margins::json(scenario, comparison);
        }
        writeln!(out, "{answer}")?;
        return Ok(out.flush()?);
    }
    let arms: Vec<String> = scenario.arms.iter().map(|arm| arm.name.clone()).collect();
    let losers = losers::of(path, &arms, scenario.baseline)
        .map_err(|problem| Failure::Run { message: problem.to_string(), help: Vec::new() })?;
    let answer = Answer { scenario, file: &arguments.scenario, manifest, comparison, losers: &losers, folder: path };
    for language in global.languages() {
        out.write_all(verdict::render(&answer, *language, verdict::width(), global.quiet).as_bytes())?;
    }
    Ok(out.flush()?)
}

/// A failure that names the runs that broke, if any did. Points that are no sound scenarios are none: see
/// [`left_out`].
pub(super) fn broken(manifest: &Manifest) -> Result<(), Failure> {
    let broken: Vec<&failed::Failure> = manifest.failures.iter().filter(|failure| !failure.is_unsound()).collect();
    let count = broken.len();
    if count == 0 {
        return Ok(());
    }
    let named = broken.iter().take(NAMED).map(|failure| {
        let failed::Failure { arm, point, replicate, seed, reason } = failure;
        let point = if manifest.study.is_some() { format!("point {point}, ") } else { String::new() };
        format!("{point}arm \"{arm}\", replicate {replicate}, seed {seed}: {reason}")
    });
    let more = (count > NAMED).then(|| format!("and {} more, all in manifest.json", count - NAMED));
    let broke = if count == 1 { "1 run broke and is".to_string() } else { format!("{count} runs broke and are") };
    let message = format!("{broke} left out; this is a defect of the program");
    Err(Failure::Run { message, help: named.chain(more).collect() })
}

/// The points that are no sound scenarios, with what is wrong with each.
pub(super) fn left_out(manifest: &Manifest) -> BTreeMap<u64, &str> {
    let unsound = manifest.failures.iter().filter(|failure| failure.is_unsound());
    unsound.map(|failure| (failure.point, failure.reason.as_str())).collect()
}

/// Warns of the points that were left out; the rest of the design is sound.
pub(super) fn unsound_points(manifest: &Manifest) -> Option<Warning> {
    let points = left_out(manifest);
    let (count, all) = (points.len(), manifest.study.as_ref().map_or(1, |study| study.points));
    if count == 0 {
        return None;
    }
    let named: Vec<String> =
        points.iter().take(NAMED).map(|(point, reason)| format!("point {point}: {reason}")).collect();
    let named = named.join("; ");
    let (more, more_zh) = match count.saturating_sub(NAMED) {
        0 => (String::new(), String::new()),
        more => (format!("; and {more} more"), format!("；另有 {more} 个")),
    };
    Some(Warning {
        path: "points".into(),
        message: format!(
            "{count} of {all} points are left out with all their arms and replicates; manifest.json lists them: {named}{more}"
        ),
        message_zh: format!(
            "{all} 个设计点中有 {count} 个未计入（全部方案与重复），详见 manifest.json：{named}{more_zh}"
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparison::{Runs, compare};

    #[test]
    fn the_line_that_resumes_can_be_pasted_and_gives_nothing_up() {
        let words = ["microgov", "compare", "my village.toml", "--force", "--until", "petitions±2", "it's"];
        let command: Vec<String> = words.map(String::from).to_vec();
        assert_eq!(resume_line(&command), r"microgov compare 'my village.toml' --until petitions±2 'it'\''s' --resume");
        assert_eq!(resume_line(&["a".into(), "--resume".into()]), "a --resume");
    }

    #[test]
    fn a_run_that_broke_is_a_defect_and_a_point_that_cannot_be_is_none() {
        let scenario = crate::results::resolved::tests::scenario(&["single", "three"], 2);
        let mut manifest = Manifest::begin(&scenario, false, 2, None, &[]);
        let failure = |point, replicate, reason: &str| failed::Failure {
            arm: "three".into(),
            point,
            replicate,
            seed: 9,
            reason: reason.into(),
        };
        let unsound = format!("{}: shares add up to more than 1", failed::UNSOUND);
        manifest.failures = vec![failure(4, 0, &unsound), failure(4, 1, &unsound)];
        manifest.study =
            Some(failed::Study { kind: "sweep".into(), points: 50, points_hash: String::new(), factors: vec![] });
        assert!(broken(&manifest).is_ok());
        let told = unsound_points(&manifest).unwrap().message;
        assert!(
            told.contains("1 of 50 points") && told.contains("point 4: ") && told.contains("more than 1"),
            "{told}"
        );
        manifest.failures.push(failure(7, 1, "the program broke: x"));
        let Err(Failure::Run { message, help }) = broken(&manifest) else { panic!("nothing is told") };
        assert!(message.contains("1 run broke") && message.contains("defect"), "{message}");
        assert_eq!(help, [r#"point 7, arm "three", replicate 1, seed 9: the program broke: x"#]);
        manifest.failures.clear();
        assert!(broken(&manifest).is_ok() && unsound_points(&manifest).is_none());
    }

    #[test]
    fn the_columns_of_the_comparison_are_those_that_are_described() {
        let values = vec![vec![vec![Some(1.0); Measure::COUNT]; 3]; 2];
        let runs = Runs { point: 0, arms: vec!["a".into(), "b".into()], baseline: 0, values, turns: None };
        let rows = compare(&runs, &[]).rows;
        let mut plain = csv::Writer::from_writer(Vec::new());
        plain.serialize(&rows[0]).unwrap();
        let plain = String::from_utf8(plain.into_inner().unwrap()).unwrap();
        let ours = String::from_utf8(as_csv(&rows)).unwrap();
        assert_eq!(ours.lines().next(), plain.lines().next());
        assert_eq!(ours.lines().count(), 1 + Measure::COUNT);
    }
}
