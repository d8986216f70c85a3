//! `microgov select SCENARIO`: the best of all arms by one measure, with a stated confidence and as few runs as it takes.

use super::compare::{begin, broken, describe, resume_line, tell_speed, watched};
use super::size::one_world;
use super::verdict::grid::{self, Cell, Tone};
use super::verdict::{self, labelled};
use super::{Failure, Global, diagnostics};
use crate::analysis::selected::{Fate, SelectionRow, rows};
use crate::experiment::selection::{Criterion, Selected, Selection};
use crate::experiment::{Conducted, Ending, Until};
use crate::report::numbers::Numbers;
use crate::results::{Folder, Found, Manifest, Problem, State, Table, run_values, selection_fields};
use crate::scenario::nearest;
use crate::vocabulary::{Direction, Language, Measure, Text};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// The table in the results folder.
pub(super) const FILE: &str = "selection.csv";
/// The most replicates of an arm, unless `--replicates` says otherwise.
const CAP: u64 = 2_000;
/// Columns of the name of an arm.
const NAME: usize = 40;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file
    pub scenario: String,
    /// The measure to select by; it has a better side
    #[arg(long, value_name = "MEASURE", value_parser = measure)]
    pub measure: Measure,
    /// The smallest difference worth detecting, in the unit of the measure
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub indifference: f64,
    /// Chance to keep the best arm, where it is better than every other by as much
    #[arg(long, value_name = "CHANCE", default_value_t = 0.95, value_parser = confidence)]
    pub confidence: f64,
    /// Give up other results that are in the folder
    #[arg(long)]
    pub force: bool,
}

fn measure(name: &str) -> Result<Measure, String> {
    let measure = Measure::by_name(name).ok_or_else(|| {
        let near = nearest(name, Measure::ALL.iter().map(|measure| measure.name()));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        format!("there is no measure named `{name}`{near}")
    })?;
    match measure.direction() {
        Direction::Neutral => Err("neither more nor less of it is better, so there is no best arm".into()),
        Direction::More | Direction::Less => Ok(measure),
    }
}

fn size(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0);
    number.ok_or_else(|| "a number above 0 is wanted".into())
}

fn confidence(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| (0.5..=0.999).contains(number));
    number.ok_or_else(|| "a chance from 0.5 to 0.999 is wanted, such as 0.95".into())
}

/// Runs the arms in rounds, drops those that are beaten, completes the folder and prints who is left.
///
/// # Errors
/// A [`Failure`]: the scenario is wrong or has one arm only, the folder holds something else, the disk does not take the
/// results, runs broke, or the selection was stopped.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let scenario = one_world(global, &arguments.scenario, "a selection is among arms of one world")?;
    let wrong = |message: &str, help: &str| Failure::CommandLine { message: message.into(), help: vec![help.into()] };
    if scenario.arms.len() < 2 {
        return Err(wrong("a selection needs two arms at least", "add an arm to the scenario"));
    }
    if let Some(Until { measure, .. }) = global.until.first() {
        let message = format!("a selection stops by itself, not by the width of {}", measure.name());
        return Err(wrong(&message, "give --indifference, and --replicates for the most that may be run of an arm"));
    }
    drop(super::run::simulator(&scenario)?);
    let Arguments { measure, indifference, confidence, .. } = *arguments;
    let cap = global.replicates.map_or(CAP, u64::from);
    let selection = Selection::new(Arc::clone(&scenario), Criterion { measure, indifference, confidence }, cap);
    let Finished { path, manifest, selected } = finished(global, arguments, &selection)?;
    let page = Page { selection: &selection, selected: &selected, rows: &rows(&selection, &selected), folder: &path };
    if !global.quiet {
        anstream::stderr().write_all(diagnostics::warnings(&scenario.warnings, global.languages()).as_bytes())?;
    }
    if global.json {
        writeln!(out, "{}", page.json())?;
    } else {
        for language in global.languages() {
            out.write_all(page.render(*language, global.quiet).as_bytes())?;
        }
    }
    out.flush()?;
    broken(&manifest)
}

/// A finished selection.
struct Finished {
    path: PathBuf,
    manifest: Manifest,
    selected: Selected,
}

/// Runs what is missing and completes the folder.
fn finished(global: &Global, arguments: &Arguments, selection: &Selection) -> Result<Finished, Failure> {
    let command: Vec<String> = std::env::args().collect();
    let fresh = selection.manifest(&command);
    let name = || PathBuf::from("out").join(format!("{}-select-{}", fresh.scenario.name, &fresh.scenario.hash[..8]));
    let path = global.out.clone().unwrap_or_else(name);
    let plain = |problem: Problem| match problem {
        Problem::Refused { .. } => Failure::CommandLine { message: problem.to_string(), help: Vec::new() },
        other => Failure::Run { message: other.to_string(), help: Vec::new() },
    };
    let failed = |problem: Problem| Failure::Run {
        message: problem.to_string(),
        help: vec![format!("what is finished is kept; go on with: {}", resume_line(&command))],
    };
    let (folder, found) = Folder::open(&path, &selection.identity(), arguments.force, global.resume).map_err(plain)?;
    let mut manifest = match found {
        Found::Complete(manifest) => {
            folder.verify(&manifest).map_err(plain)?;
            let selected = read(selection, &path, &manifest).map_err(plain)?;
            return Ok(Finished { path, manifest: *manifest, selected });
        }
        Found::Unfinished(before) => Manifest { times: before.times, ..fresh },
        Found::Nothing => fresh,
    };
    begin(&folder, &manifest, &arguments.scenario).map_err(failed)?;
    let started = Instant::now();
    let mut rounds = None;
    let conducted = watched(global, |control| {
        let selected = selection.conduct(&folder.parts(), control)?;
        let conducted = selected.conducted;
        rounds = Some(selected);
        Ok(conducted)
    })?
    .map_err(failed)?;
    let seconds = started.elapsed().as_secs_f64();
    manifest.machine.threads = conducted.threads;
    manifest.replicates.finished = conducted.replicates;
    let Some(selected) = rounds.filter(|_| conducted.ending != Ending::Stopped) else {
        manifest.end(State::Stopped, seconds);
        manifest.write(folder.path()).map_err(failed)?;
        let message =
            format!("stopped; what is finished of the round after {} replicates is kept", conducted.replicates);
        return Err(Failure::Stopped { message, help: vec![format!("go on with: {}", resume_line(&command))] });
    };
    complete(selection, &selected, &folder, &mut manifest).map_err(failed)?;
    manifest.end(State::Complete, started.elapsed().as_secs_f64());
    folder.finish(&manifest).map_err(failed)?;
    if !global.quiet && !global.json {
        tell_speed(&conducted, seconds, global.languages());
    }
    Ok(Finished { path, manifest, selected })
}

/// Makes everything in the folder but the last manifest.
fn complete(
    selection: &Selection,
    selected: &Selected,
    folder: &Folder,
    manifest: &mut Manifest,
) -> Result<(), Problem> {
    let (files, failures) = folder.join(Table::OF_STUDIES, selected.conducted.blocks)?;
    manifest.failures = failures;
    manifest.files = vec![folder.entry("scenario.toml", None)?];
    manifest.files.extend(files);
    let rows = rows(selection, selected);
    manifest.files.push(folder.put(FILE, &as_csv(&rows), Some(rows.len() as u64))?);
    describe(folder, manifest)
}

/// The selection that a finished folder holds.
fn read(selection: &Selection, path: &Path, manifest: &Manifest) -> Result<Selected, Problem> {
    let replicates = manifest.replicates.finished;
    let values = run_values(path, &selection.arms(), replicates, &[selection.criterion().measure])?;
    let samples: Vec<Vec<Option<f64>>> =
        values.into_iter().map(|arm| arm.into_iter().map(|run| run[0]).collect()).collect();
    let (rounds, ending) = selection.rounds(&samples);
    let threads = manifest.machine.threads;
    let ending = ending.unwrap_or(Ending::Finished);
    Ok(Selected { rounds, samples, conducted: Conducted { ending, replicates, blocks: 0, runs: 0, threads } })
}

fn as_csv(rows: &[SelectionRow]) -> Vec<u8> {
    let mut settings = csv::WriterBuilder::new();
    settings.has_headers(false).terminator(csv::Terminator::Any(b'\n'));
    let mut writer = settings.from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(selection_fields().iter().map(|field| field.name));
    for row in rows {
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// What is told.
struct Page<'a> {
    selection: &'a Selection,
    selected: &'a Selected,
    rows: &'a [SelectionRow],
    folder: &'a Path,
}

impl Page<'_> {
    fn settled(&self) -> bool {
        self.selected.conducted.ending == Ending::Met
    }

    /// Runs made, and those it would have been with every arm in every replicate.
    fn runs(&self) -> (u64, u64) {
        let made = self.rows.iter().map(|row| row.replicates).sum();
        (made, self.selected.conducted.replicates * self.rows.len() as u64)
    }

    fn json(&self) -> serde_json::Value {
        let Criterion { measure, indifference, confidence } = *self.selection.criterion();
        let scenario = self.selection.scenario();
        let names = |arms: &[usize]| arms.iter().map(|arm| scenario.arms[*arm].name.clone()).collect::<Vec<_>>();
        let rounds = self.selected.rounds.iter();
        let rounds = rounds.map(|round| json!({ "replicates": round.replicates, "left": names(&round.left) }));
        json!({
            "scenario": scenario.name,
            "seed": scenario.experiment.seed,
            "measure": measure.name(),
            "indifference": indifference,
            "confidence": confidence,
            "settled": self.settled(),
            "replicates": self.selected.conducted.replicates,
            "results": self.folder,
            "rounds": rounds.collect::<Vec<_>>(),
            "selection": self.rows,
        })
    }

    /// Arms that went, but whose intervals do not exclude that they are the best.
    fn rivals(&self, language: Language) -> Vec<String> {
        let less = self.selection.criterion().measure.direction() == Direction::Less;
        let beyond = |row: &&SelectionRow| {
            if less {
                row.best_ci_low.is_some_and(|low| low < 0.0)
            } else {
                row.best_ci_high.is_some_and(|high| high > 0.0)
            }
        };
        let out = self.rows.iter().filter(|row| row.outcome == Fate::Out);
        out.filter(beyond).map(|row| self.label(&row.arm, language)).collect()
    }

    fn label(&self, name: &str, language: Language) -> String {
        let arm = self.selection.scenario().arms.iter().find(|arm| arm.name == name);
        arm.map_or_else(String::new, |arm| arm.label(language).to_string())
    }

    fn render(&self, language: Language, quiet: bool) -> String {
        let say = |en: &'static str, zh: &'static str| Text { en, zh }.get(language);
        let put = |en: String, zh: String| if language == Language::English { en } else { zh };
        let width = verdict::width().max(40);
        let Criterion { measure, indifference, confidence } = *self.selection.criterion();
        let numbers = Numbers::new(measure.name(), Some(indifference), None);
        let size = match numbers.plain(indifference) {
            points if numbers.is_percent() => put(format!("{points} points"), format!("{points} 个百分点")),
            size => size,
        };
        let chance = libm::round(confidence * 1000.0) / 10.0;
        let left: Vec<&SelectionRow> = self.rows.iter().filter(|row| row.outcome != Fate::Out).collect();
        let of = self.rows.len();
        let best = left.first().map(|row| self.label(&row.arm, language)).unwrap_or_default();
        let title = match (left.len(), self.settled()) {
            (1, _) => put(format!("{best} is selected out of {of} arms"), format!("{of} 个方案中选出{best}")),
            (many, true) => {
                put(format!("{many} of {of} arms are equal and best"), format!("{of} 个方案中 {many} 个并列最优"))
            }
            (many, false) => put(
                format!("NOT SETTLED: {many} of {of} arms are left at {} replicates", self.selection.cap()),
                format!("未定：{} 次重复（上限）后仍余 {many} 个方案（共 {of} 个）", self.selection.cap()),
            ),
        };
        let facts = put(
            format!("by {}; differences of {size} or more; confidence {chance} %", labelled(measure, language)),
            format!("按“{}”；值得区分的差异 {size} 以上；置信度 {chance}%", labelled(measure, language)),
        );
        let mut text = String::new();
        for (line, tone) in grid::wrap(&title, width)
            .iter()
            .map(|line| (line, Tone::Bold))
            .chain(grid::wrap(&facts, width).iter().map(|line| (line, Tone::Dim)))
        {
            text += &format!("{}\n", tone.paint(line));
        }
        let mut cells = vec![vec![
            Cell::left(""),
            Cell::left(say("outcome", "结果")).toned(Tone::Dim),
            Cell::right(say("runs", "次数")).toned(Tone::Dim),
            Cell::right(say("mean", "均值")).toned(Tone::Dim),
            Cell::right(say("less the best other", "减其余最优者")).toned(Tone::Dim),
        ]];
        cells.extend(self.rows.iter().map(|row| self.row(row, language)));
        text += &grid::render(&cells, NAME);
        if quiet {
            return text;
        }
        let (made, all) = self.runs();
        let mut lines = vec![
            put(
                format!(
                    "If the best arm is better than every other by {size} or more it is selected with a chance of {chance} % \
                     at least; where several are closer than that, which of them is left is open. This holds under the \
                     assumptions of the scenario."
                ),
                format!(
                    "若最优方案比其余每个都好 {size} 以上，选中它的概率不低于 {chance}%；若有几个方案相差不到此值，选中哪一个并无保证。以场景假设为前提。"
                ),
            ),
            put(
                format!(
                    "The intervals hold together with {chance} %, over the replicates that two arms share; they are as \
                     wide as the first replicates of an arm that went early."
                ),
                format!("各区间以 {chance}% 的置信度同时成立，依据两方案共有的重复；早淘汰方案的区间较宽。"),
            ),
            put(
                format!(
                    "{made} runs in place of {all} with every arm to the end. Results are in {}.",
                    self.folder.display()
                ),
                format!("共运行 {made} 次（全部方案运行到底需 {all} 次）。结果位于 {}。", self.folder.display()),
            ),
        ];
        if let [selected] = left.as_slice()
            && !self.rivals(language).is_empty()
        {
            let rivals = self.rivals(language);
            let best = self.label(&selected.arm, language);
            let (en, zh) = (rivals.join("; "), rivals.join("、"));
            lines.insert(
                1,
                put(
                    format!("Their intervals do not exclude that these are as good as {best}, or better: {en}."),
                    format!("按区间尚不能排除与{best}相当或更好的方案：{zh}。"),
                ),
            );
        }
        let wrapped = lines.into_iter().flat_map(|line| grid::wrap(&line, width - 2));
        text + &wrapped.map(|line| format!("  {line}\n")).collect::<String>()
    }

    fn row(&self, row: &SelectionRow, language: Language) -> Vec<Cell> {
        let half = row.std_dev.map(|deviation| deviation / libm::sqrt(row.replicates.max(1) as f64));
        let numbers = Numbers::new(row.measure, half, row.mean);
        let interval = row.best_ci_low.zip(row.best_ci_high);
        let (outcome, tone) = match (row.outcome, row.stage_out) {
            (Fate::Selected, _) => (Text { en: "selected", zh: "选中" }.get(language).to_string(), Tone::Good),
            (Fate::Left, _) => (Text { en: "left", zh: "保留" }.get(language).to_string(), Tone::Plain),
            (Fate::Out, stage) => {
                let stage = stage.unwrap_or_default();
                let text = match language {
                    Language::English => format!("out in round {stage}"),
                    Language::Chinese => format!("第 {stage} 轮淘汰"),
                };
                (text, Tone::Dim)
            }
        };
        vec![
            Cell::left(self.label(&row.arm, language)),
            Cell::left(outcome).toned(tone),
            Cell::right(row.replicates.to_string()),
            Cell::right(numbers.value(row.mean)),
            Cell::right(interval.map_or_else(|| "–".into(), |(low, high)| numbers.interval(low, high))),
        ]
    }
}
