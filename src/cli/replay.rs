//! A run of a results folder, made again from what the folder says of it.

use super::{Failure, Global};
use crate::experiment::Posterior;
use crate::experiment::design::settings_of;
use crate::measures::RunOutcome;
use crate::results::resolved::{scenario_of, scenario_with};
use crate::results::tables::RunKey;
use crate::results::{Folder, Manifest, Problem, REVISION, SETS, VERSION, points, run_row};
use crate::scenario::{Scenario, Warning};
use crate::vocabulary::Measure;
use std::path::{Path, PathBuf};

/// Measures that are named when a replay differs.
const NAMED: usize = 5;

/// A results folder whose runs can be made again.
pub(super) struct Replay {
    folder: PathBuf,
    manifest: Manifest,
}

impl Replay {
    /// Opens a finished folder.
    ///
    /// # Errors
    /// [`Failure::CommandLine`] when it holds no finished results, or the command line sets what the folder says.
    pub(super) fn open(global: &Global, folder: &Path) -> Result<Replay, Failure> {
        if !global.settings().is_empty() {
            let help = vec!["leave --set, --seed and --replicates away, or name a scenario file".into()];
            return Err(Failure::CommandLine { message: "the results say what was run".into(), help });
        }
        let (_, manifest) = Folder::open_complete(folder).map_err(|problem| match problem {
            Problem::Refused { .. } => Failure::CommandLine { message: problem.to_string(), help: Vec::new() },
            other => failed(&other),
        })?;
        Ok(Replay { folder: folder.into(), manifest })
    }

    /// The scenario of a point.
    ///
    /// # Errors
    /// [`Failure::CommandLine`] when there is no such point, it is no sound scenario, or the folder does not keep all
    /// that is needed.
    pub(super) fn scenario(&self, point: u64, replicate: u64) -> Result<Scenario, Failure> {
        let wrong = |message: String, help: Vec<String>| Failure::CommandLine { message, help };
        let described = &self.manifest.scenario;
        let lost = |settings: &[String]| {
            let set: String = settings.iter().map(|setting| format!(" --set '{setting}'")).collect();
            let message = "the results do not keep all of their scenario: it has a roster, or is of another version";
            wrong(message.into(), vec![format!("name the scenario file: microgov run SCENARIO{set}")])
        };
        let base = scenario_of(&described.resolved, &described.name).ok_or_else(|| lost(&[]))?;
        let mut settings = match &self.manifest.study {
            None if point > 0 => {
                let help = vec!["leave --point away: points are those of a study, such as a sweep".into()];
                return Err(wrong("these results have one point only".into(), help));
            }
            None => Vec::new(),
            Some(study) => {
                let path = self.folder.join(points::FILE);
                let table =
                    std::fs::read(&path).map_err(|source| failed(&Problem::Read { path: path.clone(), source }))?;
                settings_of(&base, &study.factors, &table, point)
                    .map_err(|what| wrong(format!("{}: {what}", path.display()), Vec::new()))?
            }
        };
        if let Some(unknown) = &self.manifest.unknown {
            let path = self.folder.join(SETS);
            let text = std::fs::read_to_string(&path)
                .map_err(|source| failed(&Problem::Read { path: path.clone(), source }))?;
            let mut posterior = Posterior::read(&base, &text)
                .map_err(|what| wrong(format!("{}: {what}", path.display()), Vec::new()))?;
            // Only what varied over the sets then: other columns were set, or varied from point to point.
            let varied =
                |path: &str| unknown.factors.iter().any(|factor| factor.paths.iter().any(|known| known == path));
            posterior.without(|path| !varied(path));
            settings.extend(posterior.design.settings(unknown.turns.of(replicate)));
        }
        if settings.is_empty() {
            return Ok(base);
        }
        match scenario_with(&described.resolved, &described.name, &settings) {
            Some(Ok(scenario)) => Ok(scenario),
            Some(Err(problems)) => {
                let what = problems.0.into_iter().map(|problem| problem.message).collect();
                Err(wrong(format!("point {point} is no sound scenario, and was left out"), what))
            }
            None => Err(lost(&settings)),
        }
    }

    /// Holds a run against its row: a warning where it differs because another build made the results.
    ///
    /// # Errors
    /// [`Failure::Run`] when it differs although the same build made them, or the table cannot be read.
    pub(super) fn hold(&self, run: RunKey<'_>, outcome: &RunOutcome) -> Result<Option<Warning>, Failure> {
        let program = &self.manifest.program;
        let same_build = program.version == VERSION && program.revision == REVISION;
        let warn = |en: &str, zh: &str| {
            let (made, this) =
                (format!("{} ({})", program.version, program.revision), format!("{VERSION} ({REVISION})"));
            Warning {
                path: self.folder.display().to_string(),
                message: format!("the results were made by version {made}, this is {this}; {en}"),
                message_zh: format!("结果由版本 {made} 生成，当前为 {this}；{zh}"),
            }
        };
        let row = run_row(&self.folder, run.arm, run.point, run.replicate).map_err(|problem| failed(&problem))?;
        let Some(row) = row else {
            let known = self.manifest.failures.iter().find(|failure| {
                failure.arm == run.arm && failure.point == run.point && failure.replicate == run.replicate
            });
            let (en, zh) = match known {
                Some(failure) => (
                    format!("there the run broke: {}", failure.reason),
                    format!("当时该次模拟出错：{}", failure.reason),
                ),
                None => ("the results have no such run".into(), "结果中没有这次模拟".into()),
            };
            let path = self.folder.display().to_string();
            return Ok(Some(Warning { path, message: en, message_zh: zh }));
        };
        let differs = |(measure, there): (&Measure, &Option<f64>)| {
            outcome.get(*measure).map(f64::to_bits) != there.map(f64::to_bits)
        };
        let others: Vec<&str> = Measure::ALL
            .iter()
            .zip(&row)
            .filter(|(measure, there)| differs((measure, there)))
            .map(|(measure, _)| measure.name())
            .collect();
        let names = others.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        match (others.is_empty(), same_build) {
            (true, true) => Ok(None),
            (true, false) => Ok(Some(warn("the run is the same nevertheless", "但这次模拟相同"))),
            (false, false) => {
                let count = others.len();
                let (en, zh) = (format!("{count} measures differ: {names}"), format!("{count} 个指标不同：{names}"));
                Ok(Some(warn(&en, &zh)))
            }
            (false, true) => Err(Failure::Run {
                message: format!("the run differs from its row in {}", self.folder.display()),
                help: vec![format!("{} measures differ: {names}", others.len())],
            }),
        }
    }
}

fn failed(problem: &Problem) -> Failure {
    Failure::Run { message: problem.to_string(), help: Vec::new() }
}
