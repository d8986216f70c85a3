//! How far an experiment is, on standard error: a bar on a terminal, a line each tenth elsewhere in CI, else nothing.

use crate::experiment::Observer;
use crate::vocabulary::{Language, Text};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A tenth of an experiment is worth a line where no bar can be drawn.
const LINES: u64 = 10;

/// Shows how far an experiment is.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    lines: bool,
    language: Language,
    total: AtomicU64,
    done: AtomicU64,
}

impl Progress {
    /// A bar if standard error is a terminal, lines if it is not and `CI` is set, nothing when `quiet`.
    pub fn new(quiet: bool, language: Language) -> Progress {
        let terminal = std::io::stderr().is_terminal();
        let bar = (terminal && !quiet).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
            let words = Text {
                en: "  {bar:32} {pos}/{len} runs  {per_sec}  {eta} left",
                zh: "  {bar:32} {pos}/{len} 次  {per_sec}  剩余 {eta}",
            };
            if let Ok(style) = ProgressStyle::with_template(words.get(language)) {
                bar.set_style(style.progress_chars("━╸─"));
            }
            bar.enable_steady_tick(Duration::from_millis(250));
            bar
        });
        let lines = !terminal && !quiet && std::env::var_os("CI").is_some();
        Progress { bar, lines, language, total: AtomicU64::new(0), done: AtomicU64::new(0) }
    }

    /// Writes a line without tearing the bar.
    pub fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| anstream::eprintln!("{line}")),
            None => anstream::eprintln!("{line}"),
        }
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Observer for Progress {
    fn planned(&self, runs: u64, there: u64) {
        self.total.store(runs, Ordering::Relaxed);
        self.done.store(there, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_length(runs);
            bar.set_position(there);
            bar.reset_eta();
        }
    }

    fn ran(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        let total = self.total.load(Ordering::Relaxed).max(1);
        if self.lines && done * LINES / total != (done - 1) * LINES / total {
            let words = Text { en: "runs", zh: "次" }.get(self.language);
            // Nobody is hurt when nobody listens.
            let _ = writeln!(std::io::stderr(), "{done}/{total} {words} ({} %)", done * 100 / total);
        }
    }
}
