//! `microgov size SCENARIO`: how many replicates a comparison needs, told from a small pilot before it is run.

use super::compare::{begin, extent, folder_of, watched};
use super::verdict::grid::{self, Cell, Tone};
use super::verdict::{self, labelled};
use super::{Failure, Global, diagnostics};
use crate::analysis::comparison::Runs;
use crate::analysis::sizing::{Question, Sizing, Wanted, size};
use crate::charts::integer;
use crate::experiment::{Ending, Extent, Plan, Until, conduct};
use crate::report::command_line;
use crate::report::numbers::Numbers;
use crate::results::blocks::whole;
use crate::results::{
    Folder, Found, Manifest, Part, Problem, RunValues, State, blocks, run_values, run_values_of_parts,
};
use crate::scenario::Scenario;
use crate::vocabulary::{Language, Measure, Text};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Replicates of the pilot: fewer say too little about a spread.
const PILOT: u64 = 30;
/// Columns of the label of a measure.
const LABEL: usize = 40;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The scenario file
    pub scenario: String,
    /// A difference that should be detected, in place of that of `[margins]`; may be repeated
    #[arg(long, value_name = "MEASURE±SIZE")]
    pub margin: Vec<Until>,
    /// The chance to detect it
    #[arg(long, value_name = "CHANCE", default_value_t = 0.9, value_parser = chance)]
    pub power: f64,
}

fn chance(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| (0.5..=0.999).contains(number));
    number.ok_or_else(|| "a chance from 0.5 to 0.999 is wanted, such as 0.9".into())
}

/// Runs the pilot, unless its replicates are there, and tells what more would take. What the pilot ran stays in the
/// folder in which `compare` looks for it.
///
/// # Errors
/// A [`Failure`]: the scenario is wrong or has one arm only, the folder holds something else, the disk does not take the
/// pilot, or it was stopped.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let scenario = one_world(global, &arguments.scenario, "a pilot tells of chance alone")?;
    if scenario.arms.len() < 2 {
        let help = vec!["add an arm to the scenario".into()];
        return Err(Failure::CommandLine { message: "a comparison needs an arm beside the baseline".into(), help });
    }
    let Pilot { path, values, seconds } = pilot(global, arguments, &scenario)?;
    let half_widths: Vec<(Measure, f64)> = global.until.iter().map(|until| (until.measure, until.half_width)).collect();
    let mut margins = scenario.margins.clone();
    for given in &arguments.margin {
        margins.retain(|(measure, _)| *measure != given.measure);
        margins.push((given.measure, given.half_width));
    }
    let arms = scenario.arms.iter().map(|arm| arm.name.clone()).collect();
    let pilot = values.first().map_or(0, Vec::len) as u64;
    let runs = Runs { point: 0, arms, baseline: scenario.baseline, values, turns: None };
    let question = Question {
        measures: &scenario.main_measures,
        half_widths: &half_widths,
        margins: &margins,
        power: arguments.power,
        planned: u64::from(scenario.experiment.replicates),
        seed: scenario.experiment.seed,
    };
    let page =
        Page { scenario: &scenario, question: &question, sizings: &size(&runs, &question), pilot, folder: &path };
    if !global.quiet {
        anstream::stderr().write_all(diagnostics::warnings(&scenario.warnings, global.languages()).as_bytes())?;
        if let Some(seconds) = seconds {
            tell_time(page.replicates(), pilot, seconds, global.languages());
        }
    }
    if global.json {
        writeln!(out, "{}", page.json())?;
    } else {
        for language in global.languages() {
            let next = page.command(global, arguments).map(|words| command_line(&words));
            out.write_all(page.render(*language, next.as_deref(), global.quiet).as_bytes())?;
        }
    }
    Ok(out.flush()?)
}

/// The scenario of the file `path`, which must not have parameter sets; `why` is said where it has some.
///
/// # Errors
/// [`Failure::Scenario`], or [`Failure::CommandLine`] where it rests on parameter sets.
pub(super) fn one_world(global: &Global, path: &str, why: &str) -> Result<Arc<Scenario>, Failure> {
    let worlds = global.worlds(global.scenario(path)?, path)?;
    if worlds.turns().is_none() {
        return Ok(Arc::clone(worlds.base()));
    }
    let help = vec!["give --posterior none; compare and sweep take parameter sets".into()];
    Err(Failure::CommandLine { message: format!("{path} takes parameter sets in turn, but {why}"), help })
}

/// The runs of the pilot.
struct Pilot {
    /// The folder that holds them.
    path: PathBuf,
    /// Values by arm, replicate and measure.
    values: RunValues,
    /// Seconds that a replicate of all arms took, where it is known.
    seconds: Option<f64>,
}

/// The first replicates of the comparison, found or run.
fn pilot(global: &Global, arguments: &Arguments, scenario: &Arc<Scenario>) -> Result<Pilot, Failure> {
    drop(super::run::simulator(scenario)?);
    let plan = Plan::new(Arc::clone(scenario), extent(global, scenario)?, false);
    let command: Vec<String> = std::env::args().collect();
    let fresh = plan.manifest(&command);
    let path = global.out.clone().unwrap_or_else(|| folder_of(&fresh));
    let failed = |problem: Problem| Failure::Run { message: problem.to_string(), help: Vec::new() };
    let arms = plan.arms();
    if let Some(manifest) = Manifest::read(&path).map_err(failed)?
        && (&manifest.plan, manifest.state) == (&fresh.plan, State::Complete)
    {
        let (_, manifest) = Folder::open_complete(&path).map_err(failed)?;
        let finished = manifest.replicates.finished;
        let values = run_values(&path, &arms, finished.min(PILOT), Measure::ALL).map_err(failed)?;
        return Ok(Pilot { seconds: pace(&manifest), values, path });
    }
    let (folder, found) = Folder::open(&path, &plan.identity(), false, true).map_err(|problem| match problem {
        Problem::Refused { .. } => Failure::CommandLine { message: problem.to_string(), help: Vec::new() },
        other => failed(other),
    })?;
    let mut manifest = match found {
        Found::Unfinished(before) | Found::Complete(before) => *before,
        Found::Nothing => fresh,
    };
    begin(&folder, &manifest, &arguments.scenario).map_err(failed)?;
    let first = Plan::new(Arc::clone(scenario), Extent::Fixed(PILOT), false);
    let started = Instant::now();
    let done = watched(global, |control| conduct(&first, &folder.parts(), control))?.map_err(failed)?;
    manifest.replicates.finished = manifest.replicates.finished.max(done.replicates);
    manifest.machine.threads = done.threads;
    manifest.end(State::Stopped, started.elapsed().as_secs_f64());
    manifest.write(folder.path()).map_err(failed)?;
    if done.ending == Ending::Stopped {
        let help = vec!["what is finished is kept; the same command goes on".into()];
        return Err(Failure::Stopped { message: "stopped before the pilot was finished".into(), help });
    }
    let parts = blocks(PILOT).filter_map(|block| Part::read(&folder.parts(), block.index));
    let values = run_values_of_parts(parts, &arms, PILOT, Measure::ALL).map_err(failed)?;
    Ok(Pilot { seconds: pace(&manifest), values, path })
}

/// Seconds of work for a replicate of all arms.
fn pace(manifest: &Manifest) -> Option<f64> {
    let finished = manifest.replicates.finished;
    (finished > 0 && manifest.times.seconds > 0.0).then(|| manifest.times.seconds / finished as f64)
}

/// How long it would take: on standard error, as it differs from machine to machine.
fn tell_time(replicates: Option<u64>, pilot: u64, seconds: f64, languages: &[Language]) {
    let rounded = |seconds: f64| match seconds {
        ..1.0 => ("less than a second".to_string(), "不到一秒".to_string()),
        1.0..90.0 => (format!("about {seconds:.0} s"), format!("约 {seconds:.0} 秒")),
        90.0..5400.0 => (format!("about {:.0} min", seconds / 60.0), format!("约 {:.0} 分钟", seconds / 60.0)),
        _ => (format!("about {:.0} h", seconds / 3600.0), format!("约 {:.0} 小时", seconds / 3600.0)),
    };
    let Some(replicates) = replicates else { return };
    let (en, zh) = rounded(seconds * replicates.saturating_sub(pilot) as f64);
    for language in languages {
        match language {
            Language::English => anstream::eprintln!("{replicates} replicates would take {en} more on this machine"),
            Language::Chinese => anstream::eprintln!("运行 {replicates} 次重复在本机还需{zh}"),
        }
    }
}

/// What is told.
struct Page<'a> {
    scenario: &'a Scenario,
    question: &'a Question<'a>,
    sizings: &'a [Sizing],
    pilot: u64,
    folder: &'a Path,
}

impl Page<'_> {
    /// The replicates that all that was asked for takes by the pilot's spread, in whole blocks; `None` where nothing was
    /// asked for or something takes more than a million.
    fn replicates(&self) -> Option<u64> {
        let asked = self.sizings.iter().flat_map(|sizing| sizing.until.iter().chain(&sizing.detect));
        let sizes: Option<Vec<u64>> = asked.map(|wanted| wanted.replicates).collect();
        sizes?.into_iter().max().map(whole)
    }

    /// The command that runs them, on top of the pilot.
    fn command(&self, global: &Global, arguments: &Arguments) -> Option<Vec<String>> {
        let replicates = self.replicates()?.to_string();
        let folder = self.folder.display().to_string();
        let words =
            ["microgov", "compare", &arguments.scenario, "--replicates", &replicates, "--out", &folder, "--resume"];
        let seed = global.seed.map(|seed| ["--seed".to_string(), seed.to_string()]);
        let margin = |given: &Until| format!("margins.{}={}", given.measure.name(), given.half_width);
        let set = global.set.iter().cloned().chain(arguments.margin.iter().map(margin));
        let set = set.map(|setting| ["--set".to_string(), setting]);
        Some(words.into_iter().map(String::from).chain(seed.into_iter().chain(set).flatten()).collect())
    }

    fn json(&self) -> serde_json::Value {
        let wanted = |wanted: Option<Wanted>| {
            wanted.map(|Wanted { asked, replicates, at_most }| {
                json!({ "asked": asked, "replicates": replicates, "at_most": at_most })
            })
        };
        let bounds = |interval: crate::statistics::Interval| [interval.low, interval.high];
        let measures = self.sizings.iter().map(|sizing| {
            json!({
                "arm": self.scenario.arms.get(sizing.arm).map(|arm| &arm.name),
                "measure": sizing.measure.name(),
                "pairs": sizing.pairs,
                "difference": sizing.difference,
                "std_dev": sizing.deviation,
                "std_dev_ci": sizing.deviation_interval.map(bounds),
                "planned_half_width": sizing.planned_half_width,
                "half_width": wanted(sizing.until),
                "margin": wanted(sizing.detect),
                "skewed": sizing.skewed.is_some(),
                "bca_ci": sizing.skewed.flatten().map(bounds),
            })
        });
        json!({
            "scenario": self.scenario.name,
            "seed": self.scenario.experiment.seed,
            "pilot": self.pilot,
            "planned": self.question.planned,
            "power": self.question.power,
            "replicates": self.replicates(),
            "results": self.folder,
            "measures": measures.collect::<Vec<_>>(),
        })
    }

    fn render(&self, language: Language, next: Option<&str>, quiet: bool) -> String {
        let say = |en: &'static str, zh: &'static str| Text { en, zh }.get(language);
        let put = |en: String, zh: String| if language == Language::English { en } else { zh };
        let width = verdict::width().max(40);
        let Question { planned, power, .. } = *self.question;
        let mut text = String::new();
        let heading = |title: String| {
            grid::wrap(&title, width).iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect::<String>()
        };
        for (arm, sizings) in self.by_arm() {
            let label = |arm: usize| self.scenario.arms.get(arm).map_or("", |arm| arm.label(language));
            let (arm, baseline) = (label(arm), label(self.scenario.baseline));
            text += &heading(put(
                format!("{arm} against {baseline}: a pilot of {} replicates", self.pilot),
                format!("{arm}与{baseline}相比：{} 次试运行", self.pilot),
            ));
            let mut rows = vec![vec![
                Cell::left(""),
                Cell::right(say("difference", "差值")).toned(Tone::Dim),
                Cell::right(say("spread of pairs", "配对差标准差")).toned(Tone::Dim),
                Cell::right(put(format!("± at {planned}"), format!("{planned} 次时 ±"))).toned(Tone::Dim),
                Cell::right(say("runs for the width", "达到宽度所需次数")).toned(Tone::Dim),
                Cell::right(say("runs to detect", "检出所需次数")).toned(Tone::Dim),
                Cell::left(""),
            ]];
            rows.extend(sizings.iter().map(|sizing| row(sizing, language)));
            // A column that nobody asked for says nothing.
            for column in [5, 4] {
                let asked = sizings.iter().any(|sizing| [sizing.until, sizing.detect][column - 4].is_some());
                if !asked {
                    rows.iter_mut().for_each(|row| drop(row.remove(column)));
                }
            }
            text += &grid::render(&rows, LABEL);
            text += "\n";
        }
        if quiet {
            return text;
        }
        let chance = format!("{}", libm::round(power * 1000.0) / 10.0);
        let mut lines = vec![put(
            format!(
                "Numbers of runs are for the spread of the pilot; in brackets, for the upper end of its 95 % interval. To \
                 detect means that a true difference of the size after ± is marked better or worse with a chance of \
                 {chance} %, after the adjustment for {} main measures.",
                self.question.measures.len()
            ),
            format!(
                "次数按试运行的离散程度估计，括号内按其 95% 区间上限。检出指：真实差异等于 ± 后的数值时，经 {} 项主要指标校正后，\
                 以 {chance}% 的概率判为更好或更差。",
                self.question.measures.len()
            ),
        )];
        if self.sizings.iter().any(|sizing| sizing.skewed.is_some()) {
            lines.push(
                say(
                    "skewed: t intervals of so few pairs cover less than they say; the interval of the pilot is that of \
                     the bootstrap (BCa).",
                    "偏态：次数这样少时 t 区间的覆盖率低于名义值；所示为试运行的自助法（BCa）区间。",
                )
                .into(),
            );
        }
        if self.replicates().is_none() && self.question.half_widths.is_empty() && self.question.margins.is_empty() {
            lines.push(
                say(
                    "Give --until MEASURE±HALFWIDTH for the runs that a width takes, --margin MEASURE±SIZE (or [margins] in \
                     the scenario) for those that detect a difference.",
                    "用 --until 指标±半宽 查询达到宽度所需次数，用 --margin 指标±大小（或场景中的 [margins]）查询检出差异所需次数。",
                )
                .into(),
            );
        }
        let folder = self.folder.display();
        lines.push(put(format!("The pilot is kept in {folder}."), format!("试运行保存在 {folder}。")));
        if let Some(next) = next {
            lines.push(put(format!("Run all of it with: {next}"), format!("全部运行：{next}")));
        }
        let wrapped = lines.into_iter().flat_map(|line| grid::wrap(&line, width - 2));
        text += &wrapped.map(|line| format!("  {line}\n")).collect::<String>();
        text
    }

    /// The sizings, arm by arm.
    fn by_arm(&self) -> impl Iterator<Item = (usize, &[Sizing])> {
        self.sizings.chunk_by(|one, next| one.arm == next.arm).filter_map(|all| Some((all.first()?.arm, all)))
    }
}

fn row(sizing: &Sizing, language: Language) -> Vec<Cell> {
    let half = sizing.deviation.map(|deviation| deviation / libm::sqrt(sizing.pairs.max(1) as f64));
    let numbers = Numbers::new(sizing.measure.name(), half, sizing.difference);
    let runs = |wanted: Option<Wanted>| {
        let Some(Wanted { asked, replicates, at_most }) = wanted else { return String::new() };
        let size = Numbers::new(sizing.measure.name(), Some(asked), None).plain(asked);
        let count = |count: Option<u64>| count.map_or_else(|| "> 1,000,000".into(), integer);
        match sizing.deviation {
            None => format!("±{size}: –"),
            Some(_) => format!("±{size}: {} ({})", count(replicates), count(at_most)),
        }
    };
    let note = match (sizing.deviation, sizing.skewed) {
        (None, _) if sizing.pairs < 2 => Text { en: "no pairs", zh: "无配对值" }.get(language).to_string(),
        (None, _) => Text { en: "no pair differs from another", zh: "各配对差相同" }.get(language).to_string(),
        (_, Some(interval)) => {
            let word = Text { en: "skewed", zh: "偏态" }.get(language);
            let interval = interval.map(|interval| format!(" {}", numbers.interval(interval.low, interval.high)));
            format!("{word}{}", interval.unwrap_or_default())
        }
        _ => String::new(),
    };
    vec![
        Cell::left(labelled(sizing.measure, language)),
        Cell::right(sizing.difference.map_or_else(|| "–".into(), |difference| numbers.signed(difference))),
        Cell::right(sizing.deviation.map_or_else(|| "–".into(), |deviation| numbers.plain(deviation))),
        Cell::right(sizing.planned_half_width.map_or_else(|| "–".into(), |half_width| numbers.plain(half_width))),
        Cell::right(runs(sizing.until)),
        Cell::right(runs(sizing.detect)),
        Cell::left(note).toned(Tone::Dim),
    ]
}
