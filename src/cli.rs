//! The command line: what is typed, which command answers it, and how the program ends.
//!
//! One file a command. A command writes its results to the `out` it is given and returns a [`Failure`] when it cannot;
//! only [`main`] touches the terminal's streams. Results go to standard output, everything else to standard error.

pub mod attribute;
pub mod calibrate;
pub mod check;
pub mod compare;
pub mod completions;
pub mod decide;
pub mod diagnostics;
pub mod explain;
pub mod interrupt;
pub mod man;
pub mod pictures;
pub mod plot;
pub mod progress;
mod replay;
pub mod report;
pub mod run;
pub mod schema;
pub mod select;
pub mod sensitivity;
pub mod size;
mod study;
pub mod sweep;
pub mod trace;
pub mod validate;
pub mod verdict;

use crate::experiment::{Posterior, Reader, Until, Worlds, design};
use crate::scenario::{FileSystem, Problem, Problems, Scenario, Warning, problem_in, read};
use crate::vocabulary::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// How the program ends; scripts rely on these numbers.
pub mod exit {
    /// Done, with or without warnings; a verdict of "undecided" is done too.
    pub const DONE: u8 = 0;
    /// The run failed: a full disk, a fault of the program.
    pub const FAILED: u8 = 1;
    /// The command line or the scenario is wrong; nothing was run.
    pub const WRONG: u8 = 2;
    /// Stopped early; what is finished is kept and can be resumed.
    pub const STOPPED: u8 = 3;
    /// Ended at once by a second Ctrl-C.
    pub const INTERRUPTED: u8 = 130;
}

/// Compares ways of governing villages: households, disputes, teams and petitions, simulated in pairs.
#[derive(Debug, Parser)]
#[command(name = "microgov", version, propagate_version = true, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 the run failed; 2 the command line or the scenario is wrong; \
                          3 stopped early, resumable; 130 ended by a second Ctrl-C.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run every arm over paired replicates and say which is better, with charts and a results folder
    Compare(compare::Arguments),
    /// Compare at many points of plausible ranges and say in what share of them each arm is better or worse
    Sweep(sweep::Arguments),
    /// Tell which mechanism carries how much of the effect: knock-out, knock-in and Shapley values that add up to it
    Attribute(attribute::Arguments),
    /// Tell which unknowns matter for the effects, by elementary effects or Sobol' indices, with intervals and the share of chance
    Sensitivity(sensitivity::Arguments),
    /// Weigh the options of a sweep while nobody knows which world is true: every rule, and in which box an arm loses
    Decide(decide::Arguments),
    /// Run every arm and hold the scenario's claims (`[[target]]`) against the results
    Validate(validate::Arguments),
    /// Tell from a small pilot how many replicates a comparison needs, before running it
    Size(size::Arguments),
    /// Select the best of all arms by one measure, with a stated confidence; arms that are beaten run no further
    Select(select::Arguments),
    /// Search for the sets of parameters that the observed patterns (`[[target]]`) do not rule out
    Calibrate(calibrate::Arguments),
    /// Replay one run alone, the same to the last bit as inside any experiment or study
    Run(run::Arguments),
    /// Tell the first case, day and decision where two arms part, and why
    Trace(trace::Arguments),
    /// Draw the charts of a results folder again: other languages, measures, widths or formats, without running
    Plot(plot::Arguments),
    /// Write the report on a results folder: a page to read and print, a document, tables of the key figures
    Report(report::Arguments),
    /// Read a scenario and say whether it is sound, what it assumes and how well its numbers are known
    Check(check::Arguments),
    /// Explain a parameter, table, measure or structure: meaning, unit, default, range, source
    Explain(explain::Arguments),
    /// Print the JSON Schema of the scenario file, for completion in editors
    Schema,
    /// Print the completion script of a shell
    Completions(completions::Arguments),
    /// Print the manual page
    Man(man::Arguments),
}

/// Options that every command takes, before or after its name.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// Seed of all random numbers, in place of the scenario's
    #[arg(long, global = true, value_name = "N", help_heading = "Running")]
    pub seed: Option<u64>,
    /// Paired replicates of each arm, in place of the scenario's
    #[arg(long, global = true, value_name = "N", conflicts_with = "until", help_heading = "Running")]
    pub replicates: Option<u32>,
    /// Replicate until the 95 % interval of a measure's difference is this narrow (`+-` may be written for `±`); of
    /// several, all must be met
    #[arg(long, global = true, value_name = "MEASURE±HALFWIDTH", help_heading = "Running")]
    pub until: Vec<Until>,
    /// Threads; as many as processors unless given. Results do not depend on it
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..), help_heading = "Running")]
    pub threads: Option<u16>,
    /// Folder for the results [default: out/STEM-HASH]
    #[arg(long, global = true, value_name = "DIR", help_heading = "Running")]
    pub out: Option<std::path::PathBuf>,
    /// Go on with an unfinished results folder
    #[arg(long, global = true, help_heading = "Running")]
    pub resume: bool,
    /// Print the verdict as one JSON document
    #[arg(long, global = true, help_heading = "Running")]
    pub json: bool,
    /// Set a value of the scenario, such as needs.requests_per_household_year=1.5 or arm.three.structure=two
    #[arg(long, global = true, value_name = "PATH=VALUE", help_heading = "Global options")]
    pub set: Vec<String>,
    /// Table of parameter sets that the replicates take in turn, in place of the scenario's; none for none
    #[arg(long, global = true, value_name = "FILE", help_heading = "Running")]
    pub posterior: Option<String>,
    /// Language of texts [default: that of the locale on the terminal, en in charts and reports]
    #[arg(long, global = true, value_name = "LANGUAGE", help_heading = "Global options")]
    pub lang: Option<Lang>,
    /// Colours on the terminal; NO_COLOR is honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Global options")]
    pub color: Color,
    /// Print no progress and no warnings
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub quiet: bool,
}

impl Global {
    /// Reads a scenario with the settings of the command line laid over it.
    ///
    /// # Errors
    /// [`Failure::Scenario`] with everything that is wrong with it.
    pub fn scenario(&self, path: &str) -> Result<Scenario, Failure> {
        let settings = self.settings();
        let scenario = read(&FileSystem, path, &settings).map_err(Failure::Scenario)?;
        let wrong: Vec<Problem> = design::wrong(&scenario)
            .into_iter()
            .map(|(entry, key, what)| problem_in(&FileSystem, path, &settings, ("factor", entry, key), what))
            .collect();
        if wrong.is_empty() { Ok(scenario) } else { Err(Failure::Scenario(Problems(wrong))) }
    }

    /// How a scenario is read with other settings beside those of the command line; its parameter sets are known by then.
    pub fn reader(&self, path: &str) -> Reader {
        let (mut settings, path) = (self.settings(), path.to_string());
        settings.push("experiment.posterior=\"\"".into());
        Arc::new(move |more: &[String]| {
            let first =
                |problems: Problems| problems.0.first().map_or_else(String::new, |problem| problem.message.clone());
            read(&FileSystem, &path, &[settings.as_slice(), more].concat()).map_err(first)
        })
    }

    /// What is unknown of a scenario, by its parameter sets or those of the command line. What is set stays as it is,
    /// and a warning of the scenario says so.
    ///
    /// # Errors
    /// [`Failure::CommandLine`] when the table of the sets is unsound.
    pub fn unknown(&self, scenario: &mut Scenario) -> Result<Option<Posterior>, Failure> {
        let Some(text) = &scenario.posterior else { return Ok(None) };
        let file = &scenario.experiment.posterior;
        let mut posterior = Posterior::read(scenario, text).map_err(|what| Failure::CommandLine {
            message: format!("the parameter sets {file} cannot be used: {what}"),
            help: vec!["a column for each path, a line for each set, perhaps a column weight".into()],
        })?;
        let set = |path: &str| self.set.iter().any(|set| set.split('=').next().map(str::trim) == Some(path));
        for path in posterior.without(set) {
            scenario.warnings.push(Warning {
                message: format!("it is set, and does not vary over the parameter sets of {file}"),
                message_zh: format!("已设定取值，不随参数组 {file} 变动"),
                path,
            });
        }
        Ok(Some(posterior).filter(|posterior| !posterior.design.factors.is_empty()))
    }

    /// A scenario of the file `path` as it is run: over its parameter sets, if there are some.
    ///
    /// # Errors
    /// As [`Global::unknown`].
    pub fn worlds(&self, mut scenario: Scenario, path: &str) -> Result<Worlds, Failure> {
        let unknown = self.unknown(&mut scenario)?;
        let worlds = Worlds::one(Arc::new(scenario));
        Ok(match unknown {
            None => worlds,
            Some(posterior) => worlds.over(posterior, self.reader(path)),
        })
    }

    /// The scenario of one replicate, read from the file `path`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn replicate(&self, path: &str, replicate: u64) -> Result<Arc<Scenario>, Failure> {
        let worlds = self.worlds(self.scenario(path)?, path)?;
        let set = worlds.set_of(replicate);
        worlds.at(0, set).map_err(|what| Failure::CommandLine {
            message: format!("set {set} of the parameter sets is no sound scenario: {what}"),
            help: vec!["mend its row, or give --posterior none".into()],
        })
    }

    /// The settings of the command line, as `PATH=VALUE`.
    pub fn settings(&self) -> Vec<String> {
        let mut settings = self.set.clone();
        settings.extend(self.seed.map(|seed| format!("experiment.seed={seed}")));
        let posterior = self.posterior.as_deref().map(|file| if file == "none" { "" } else { file });
        settings.extend(posterior.map(|file| format!("experiment.posterior=\"{}\"", file.replace('\\', "\\\\"))));
        settings.extend(self.replicates.map(|count| format!("experiment.replicates={count}")));
        settings
    }

    /// The languages of charts and reports: as asked, else English, wherever they are made.
    pub fn languages_of_pages(&self) -> &'static [Language] {
        if self.lang.is_some() { self.languages() } else { &[Language::English] }
    }

    /// The languages of text on the terminal: as asked, else that of the locale.
    pub fn languages(&self) -> &'static [Language] {
        match self.lang {
            Some(Lang::En) => &[Language::English],
            Some(Lang::Zh) => &[Language::Chinese],
            Some(Lang::Both) => &[Language::English, Language::Chinese],
            None => {
                let set = |name: &&str| std::env::var(name).is_ok_and(|value| !value.is_empty());
                let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find(|name| set(name)).map(std::env::var);
                match locale {
                    Some(Ok(locale)) if locale.starts_with("zh") => &[Language::Chinese],
                    _ => &[Language::English],
                }
            }
        }
    }
}

/// `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    En,
    /// Simplified Chinese
    Zh,
    /// Both
    Both,
}

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal that shows them
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Why a command could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The scenario is wrong.
    #[error(transparent)]
    Scenario(Problems),
    /// The command line is wrong: what, and how to mend it.
    #[error("{message}")]
    CommandLine {
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: Vec<String>,
    },
    /// The run failed: what, and how to go on.
    #[error("{message}")]
    Run {
        /// What happened.
        message: String,
        /// How to go on.
        help: Vec<String>,
    },
    /// The run was stopped; what is finished is kept.
    #[error("{message}")]
    Stopped {
        /// How far it came.
        message: String,
        /// How to go on.
        help: Vec<String>,
    },
    /// The output could not be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Failure::Scenario(_) | Failure::CommandLine { .. } => exit::WRONG,
            // Whoever reads has read enough, as `head` does.
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => exit::DONE,
            Failure::Output(_) | Failure::Run { .. } => exit::FAILED,
            Failure::Stopped { .. } => exit::STOPPED,
        }
    }
}

/// Parses the command line, runs the command, reports what went wrong.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too; if they cannot be printed nobody is there to be told.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(exit::WRONG));
        }
    };
    match cli.global.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    let done = run(&cli, &mut out).and_then(|()| out.flush().map_err(Failure::Output));
    match done {
        Ok(()) => ExitCode::from(exit::DONE),
        Err(failure) => {
            if failure.code() != exit::DONE {
                // A failure that cannot be told still has its exit code.
                let _ = anstream::stderr().write_all(diagnostics::failure(&failure).as_bytes());
            }
            ExitCode::from(failure.code())
        }
    }
}

/// Runs the command.
///
/// # Errors
/// A [`Failure`] to be reported, with its exit code.
pub fn run(cli: &Cli, out: &mut dyn Write) -> Result<(), Failure> {
    match &cli.command {
        Command::Compare(arguments) => compare::run(&cli.global, arguments, out),
        Command::Sweep(arguments) => sweep::run(&cli.global, arguments, out),
        Command::Attribute(arguments) => attribute::run(&cli.global, arguments, out),
        Command::Sensitivity(arguments) => sensitivity::run(&cli.global, arguments, out),
        Command::Decide(arguments) => decide::run(&cli.global, arguments, out),
        Command::Validate(arguments) => validate::run(&cli.global, arguments, out),
        Command::Size(arguments) => size::run(&cli.global, arguments, out),
        Command::Select(arguments) => select::run(&cli.global, arguments, out),
        Command::Calibrate(arguments) => calibrate::run(&cli.global, arguments, out),
        Command::Run(arguments) => run::run(&cli.global, arguments, out),
        Command::Trace(arguments) => trace::run(&cli.global, arguments, out),
        Command::Plot(arguments) => plot::run(&cli.global, arguments, out),
        Command::Report(arguments) => report::run(&cli.global, arguments, out),
        Command::Check(arguments) => check::run(&cli.global, arguments, out),
        Command::Explain(arguments) => explain::run(&cli.global, arguments, out),
        Command::Schema => schema::run(&cli.global, out),
        Command::Completions(arguments) => completions::run(arguments, out),
        Command::Man(arguments) => man::run(arguments, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        for line in [["microgov", "--seed", "7", "check", "a.toml"], ["microgov", "check", "a.toml", "--seed", "7"]] {
            assert!(Cli::try_parse_from(line).is_ok_and(|cli| cli.global.seed == Some(7)));
        }
        assert!(
            Cli::try_parse_from(["microgov", "check", "a", "--replicates", "5", "--until", "petitions±1"]).is_err()
        );
    }
}
