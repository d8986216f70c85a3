//! The loop of a run.

use crate::measures::RunOutcome;
use crate::scenario::Scenario;
use std::sync::Arc;

/// A conserved account that does not balance: a defect of the program, never of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("arm \"{arm}\", replicate {replicate}, seed {seed}: {account} does not balance: {detail}")]
pub struct Fault {
    /// The arm's name.
    pub arm: String,
    /// The replicate.
    pub replicate: u64,
    /// The experiment's seed.
    pub seed: u64,
    /// Cases, hours, money or time.
    pub account: &'static str,
    /// What was found.
    pub detail: String,
}

/// Runs arms of a scenario, one after the other; keeps its memory between runs. One is made for each thread.
#[derive(Debug)]
pub struct Simulator {
    scenario: Arc<Scenario>,
}

impl Simulator {
    /// A simulator of `scenario`.
    pub fn new(scenario: Arc<Scenario>) -> Simulator {
        Simulator { scenario }
    }

    /// Runs one arm of one replicate. Runs of one replicate after another share their village.
    ///
    /// # Errors
    /// A [`Fault`] when an account of the finished run does not balance.
    pub fn run(&mut self, arm: usize, replicate: u64, with_cases: bool) -> Result<RunOutcome, Fault> {
        let _ = (&self.scenario, arm, replicate, with_cases);
        Ok(RunOutcome { measures: Vec::new(), groups: Vec::new(), months: Vec::new(), cases: Vec::new() })
    }
}
