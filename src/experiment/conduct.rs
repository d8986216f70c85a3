//! Running a plan.

use super::plan::{Extent, Plan, Until};
use super::work::{Batch, pool, run_missing, simulator};
use crate::measures::RunOutcome;
use crate::results::{Kept, Part, Problem, blocks, run_values_of_parts};
use crate::scenario::Scenario;
use crate::simulation::{Fault, Simulator};
use crate::statistics::{Outcome, StoppingRule, next_check};
use crate::vocabulary::Measure;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Level of the intervals that a sequential rule looks at.
const LEVEL: f64 = 0.95;

/// Who watches an experiment.
pub trait Observer: Sync {
    /// So many runs are to be made in all, of which `there` were found finished.
    fn planned(&self, runs: u64, there: u64);
    /// A run was made.
    fn ran(&self);
}

/// What makes the runs: the [`Simulator`], or a stand-in where the experiment itself is tested.
pub trait Runner {
    /// Runs one arm of one replicate.
    ///
    /// # Errors
    /// A [`Fault`] when the run broke.
    fn run(&mut self, arm: usize, replicate: u64, with_cases: bool) -> Result<RunOutcome, Fault>;
}

impl Runner for Simulator {
    fn run(&mut self, arm: usize, replicate: u64, with_cases: bool) -> Result<RunOutcome, Fault> {
        Simulator::run(self, arm, replicate, with_cases)
    }
}

/// How an experiment is run. None of it can reach a result.
pub struct Control<'a> {
    /// Threads; 0 for as many as the machine has.
    pub threads: usize,
    /// Set from outside to stop after the blocks that are running.
    pub stop: &'a AtomicBool,
    /// Who watches.
    pub observer: &'a dyn Observer,
}

/// How an experiment ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ending {
    /// All replicates that were asked for.
    Finished,
    /// The sequential rule was met.
    Met,
    /// The sequential rule was not met by the cap; the widest half-width there, if there is one.
    Capped(Option<f64>),
    /// It was stopped; the parts that are finished are kept.
    Stopped,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conducted {
    /// How it ended.
    pub ending: Ending,
    /// Replicates that are finished from the first on without a gap, or in all blocks if it was stopped.
    pub replicates: u64,
    /// Blocks that hold them.
    pub blocks: u64,
    /// Runs made now, not found finished.
    pub runs: u64,
    /// Threads that made them.
    pub threads: usize,
}

/// Runs what is missing of `plan` in the folder `parts`.
///
/// # Errors
/// A [`Problem`] when the disk does not take a part (what is finished is kept), no thread can be started, or the
/// scenario's rosters are unsound.
pub fn conduct(plan: &Plan, parts: &Path, control: &Control<'_>) -> Result<Conducted, Problem> {
    conduct_with(plan, parts, control, &simulator)
}

/// The same with runners that `make` gives for a scenario.
///
/// # Errors
/// As [`conduct`].
pub fn conduct_with<R: Runner>(
    plan: &Plan,
    parts: &Path,
    control: &Control<'_>,
    make: &(impl Fn(&Arc<Scenario>) -> Result<R, Problem> + Sync),
) -> Result<Conducted, Problem> {
    let pool = pool(control.threads, parts)?;
    let all: Vec<usize> = (0..plan.arms().len()).collect();
    let batch = Batch {
        worlds: plan.worlds(),
        arms: &all,
        plan_of: &|_| plan.hash().to_string(),
        tables: &plan.tables(),
        with_cases: plan.with_cases(),
        kept: Kept::find(parts, &plan.identity()),
    };
    let mut made = 0;
    let mut session = |replicates: u64| -> Result<Conducted, Problem> {
        let (finished, runs) = run_missing(&batch, parts, blocks(replicates), &pool, control, make)?;
        made += runs;
        Ok(Conducted {
            ending: if finished == replicates { Ending::Finished } else { Ending::Stopped },
            replicates: finished,
            blocks: blocks(replicates).count() as u64,
            runs: made,
            threads: pool.current_num_threads(),
        })
    };
    match plan.extent() {
        Extent::Fixed(replicates) => session(*replicates),
        Extent::Until(all, cap) => {
            let cap = usize::try_from(*cap).unwrap_or(usize::MAX);
            let rule = StoppingRule { half_width: f64::INFINITY, level: LEVEL, cap };
            let wanted: Vec<f64> =
                all.iter().flat_map(|until| std::iter::repeat_n(until.half_width, plan.arms().len() - 1)).collect();
            let mut count = next_check(0).min(rule.cap);
            loop {
                let done = session(count as u64)?;
                if done.ending == Ending::Stopped {
                    return Ok(done);
                }
                match rule.judge_each(&differences(plan, parts, all, &done)?, &wanted) {
                    Outcome::Continue { count: more } if more > count => count = more,
                    Outcome::Met { count } => return Ok(Conducted { ending: Ending::Met, ..session(count as u64)? }),
                    Outcome::Capped { half_width, .. } => {
                        return Ok(Conducted { ending: Ending::Capped(half_width), ..done });
                    }
                    // Without a second arm there is no difference that could be judged.
                    Outcome::Continue { .. } => return Ok(Conducted { ending: Ending::Capped(None), ..done }),
                }
            }
        }
    }
}

/// Paired differences to the baseline of the measures of rules, measure by measure and arm by arm.
fn differences(plan: &Plan, parts: &Path, all: &[Until], done: &Conducted) -> Result<Vec<Vec<Option<f64>>>, Problem> {
    let whole = (0..done.blocks).filter_map(|block| Part::read(parts, block));
    let measures: Vec<Measure> = all.iter().map(|until| until.measure).collect();
    let values = run_values_of_parts(whole, &plan.arms(), done.replicates, &measures)?;
    let baseline = plan.scenario().baseline;
    let of_arm = |place: usize, arm: usize| {
        let pairs = values[baseline].iter().zip(&values[arm]);
        pairs.map(|(baseline, arm)| Some(arm[place]? - baseline[place]?)).collect()
    };
    let others = || (0..values.len()).filter(|arm| *arm != baseline);
    Ok((0..all.len()).flat_map(|place| others().map(move |arm| (place, arm))).map(|(i, arm)| of_arm(i, arm)).collect())
}
