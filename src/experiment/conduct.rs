//! Running a plan.

use super::plan::{Extent, Plan, Until};
use crate::measures::RunOutcome;
use crate::results::tables::{self, RunKey};
use crate::results::{Block, Failure, Part, Problem, blocks, encoding, run_values_of_parts};
use crate::simulation::{Fault, Simulator};
use crate::statistics::{Outcome, StoppingRule, next_check};
use bytes::Bytes;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

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
    conduct_with(plan, parts, control, &|| {
        Simulator::new(Arc::clone(plan.scenario())).map_err(|problems| {
            let what = problems.first().map_or_else(String::new, ToString::to_string);
            Problem::Unsound { what }
        })
    })
}

/// The same with runners of `make`, one for each thread.
///
/// # Errors
/// As [`conduct`].
pub fn conduct_with<R: Runner>(
    plan: &Plan,
    parts: &Path,
    control: &Control<'_>,
    make: &(impl Fn() -> Result<R, Problem> + Sync),
) -> Result<Conducted, Problem> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(control.threads)
        .build()
        .map_err(|error| Problem::Refused { folder: parts.into(), why: format!("no threads to run on: {error}") })?;
    let mut made = 0;
    let mut session = |replicates: u64| -> Result<Conducted, Problem> {
        let (finished, runs) = run_missing(plan, parts, replicates, &pool, control, make)?;
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
        Extent::Until(until, cap) => {
            let rule = StoppingRule {
                half_width: until.half_width,
                level: LEVEL,
                cap: usize::try_from(*cap).unwrap_or(usize::MAX),
            };
            let mut count = next_check(0).min(rule.cap);
            loop {
                let done = session(count as u64)?;
                if done.ending == Ending::Stopped {
                    return Ok(done);
                }
                match rule.judge(&differences(plan, parts, until, &done)?) {
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

/// Paired differences to the baseline of the measure of a rule, arm by arm.
fn differences(plan: &Plan, parts: &Path, until: &Until, done: &Conducted) -> Result<Vec<Vec<Option<f64>>>, Problem> {
    let whole = (0..done.blocks).filter_map(|block| Part::read(parts, block));
    let values = run_values_of_parts(whole, &plan.arms(), done.replicates, &[until.measure])?;
    let baseline = plan.scenario().baseline;
    let of_arm = |arm: usize| {
        let pairs = values[baseline].iter().zip(&values[arm]);
        pairs.map(|(baseline, arm)| Some(arm[0]? - baseline[0]?)).collect()
    };
    Ok((0..values.len()).filter(|arm| *arm != baseline).map(of_arm).collect())
}

/// Runs the blocks of `replicates` that are not there; the replicates in finished blocks, and the runs made.
fn run_missing<R: Runner>(
    plan: &Plan,
    parts: &Path,
    replicates: u64,
    pool: &ThreadPool,
    control: &Control<'_>,
    make: &(impl Fn() -> Result<R, Problem> + Sync),
) -> Result<(u64, u64), Problem> {
    let is_there = |block: &Block| {
        Part::read(parts, block.index)
            .is_some_and(|part| part.plan == plan.hash() && (part.first, part.end) == (block.first, block.end))
    };
    let (there, missing): (Vec<Block>, Vec<Block>) = blocks(replicates).partition(is_there);
    let arms = plan.scenario().arms.len() as u64;
    let size = |blocks: &[Block]| blocks.iter().map(|block| block.end - block.first).sum::<u64>();
    control.observer.planned(replicates * arms, size(&there) * arms);
    let next = AtomicUsize::new(0);
    let broken = AtomicBool::new(false);
    let work = || -> Result<u64, Problem> {
        let mut runner = make()?;
        let mut finished = 0;
        while !control.stop.load(Ordering::Relaxed) && !broken.load(Ordering::Relaxed) {
            let Some(block) = missing.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
            let written =
                run_block(&mut runner, make, plan, block, control.observer).and_then(|part| part.write(parts));
            if let Err(problem) = written {
                broken.store(true, Ordering::Relaxed);
                return Err(problem);
            }
            finished += block.end - block.first;
        }
        Ok(finished)
    };
    let made = pool.broadcast(|_| work()).into_iter().sum::<Result<u64, Problem>>()?;
    Ok((size(&there) + made, made * arms))
}

/// Runs a block: each replicate in all arms before the next, so that the arms share its village.
fn run_block<R: Runner>(
    runner: &mut R,
    make: &impl Fn() -> Result<R, Problem>,
    plan: &Plan,
    block: &Block,
    observer: &dyn Observer,
) -> Result<Part, Problem> {
    let scenario = plan.scenario();
    let seed = scenario.experiment.seed;
    let described: Vec<_> = plan.tables().iter().map(|table| (*table, table.fields())).collect();
    let mut rows: Vec<_> = described.iter().map(|(_, fields)| crate::results::Rows::new(fields)).collect();
    let mut failures = Vec::new();
    for replicate in block.first..block.end {
        for (index, arm) in scenario.arms.iter().enumerate() {
            let run = RunKey { arm: &arm.name, point: block.point, replicate, seed };
            // A defect in one run must not cost the others; what it left in the runner's memory is thrown away.
            let outcome = catch_unwind(AssertUnwindSafe(|| runner.run(index, replicate, plan.with_cases())));
            let reason = match outcome {
                Ok(Ok(outcome)) => {
                    described
                        .iter()
                        .zip(&mut rows)
                        .for_each(|((table, _), rows)| tables::add(rows, *table, run, &outcome));
                    None
                }
                Ok(Err(fault)) => Some(format!("the account of {} does not balance: {}", fault.account, fault.detail)),
                Err(panic) => {
                    *runner = make()?;
                    Some(format!("the program broke: {}", said(panic.as_ref())))
                }
            };
            failures.extend(reason.map(|reason| Failure { arm: arm.name.clone(), replicate, seed, reason }));
            observer.ran();
        }
    }
    let encoded = described.iter().zip(&rows).map(|((table, fields), rows)| {
        let bytes =
            encoding::encode(rows, fields).map_err(|error| Problem::encoding(Path::new(&table.file()), error))?;
        Ok((*table, Bytes::from(bytes)))
    });
    let (plan, first, end) = (plan.hash().to_string(), block.first, block.end);
    Ok(Part { plan, block: block.index, first, end, failures, tables: encoded.collect::<Result<_, Problem>>()? })
}

fn said(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}
