//! Running blocks: in parallel, each in its part, none twice.

use super::conduct::{Control, Observer, Runner};
use crate::results::tables::{self, RunKey};
use crate::results::{Block, Failure, Part, Problem, Rows, Table, encoding};
use crate::scenario::Scenario;
use crate::simulation::Simulator;
use bytes::Bytes;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What the blocks of an experiment run, and what is kept of it.
pub(super) struct Batch<'a> {
    /// Hash of everything that decides the outcome of a run.
    pub(super) hash: &'a str,
    /// The scenario of each point; all have the same arms.
    pub(super) scenarios: &'a [Arc<Scenario>],
    /// The tables that are filled.
    pub(super) tables: &'static [Table],
    /// Whether every case's history is kept.
    pub(super) with_cases: bool,
}

impl Batch<'_> {
    fn scenario(&self, block: &Block) -> &Arc<Scenario> {
        &self.scenarios[block.point as usize]
    }

    fn arms(&self) -> u64 {
        self.scenarios.first().map_or(0, |scenario| scenario.arms.len() as u64)
    }
}

/// So many threads; 0 for as many as the machine has.
pub(super) fn pool(threads: usize, parts: &Path) -> Result<ThreadPool, Problem> {
    ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| Problem::Refused { folder: parts.into(), why: format!("no threads to run on: {error}") })
}

/// A simulator of a scenario.
pub(super) fn simulator(scenario: &Arc<Scenario>) -> Result<Simulator, Problem> {
    Simulator::new(Arc::clone(scenario)).map_err(|problems| {
        let what = problems.first().map_or_else(String::new, ToString::to_string);
        Problem::Unsound { what }
    })
}

/// Runs those of the blocks that are not there; the replicates in finished blocks, and the runs made.
pub(super) fn run_missing<R: Runner>(
    batch: &Batch<'_>,
    parts: &Path,
    blocks: impl Iterator<Item = Block>,
    pool: &ThreadPool,
    control: &Control<'_>,
    make: &(impl Fn(&Arc<Scenario>) -> Result<R, Problem> + Sync),
) -> Result<(u64, u64), Problem> {
    let is_there = |block: &Block| {
        Part::read(parts, block.index)
            .is_some_and(|part| part.plan == batch.hash && (part.first, part.end) == (block.first, block.end))
    };
    let (there, missing): (Vec<Block>, Vec<Block>) = blocks.partition(is_there);
    let size = |blocks: &[Block]| blocks.iter().map(|block| block.end - block.first).sum::<u64>();
    control.observer.planned((size(&there) + size(&missing)) * batch.arms(), size(&there) * batch.arms());
    let next = AtomicUsize::new(0);
    let broken = AtomicBool::new(false);
    let work = || -> Result<u64, Problem> {
        let mut at_hand: Option<(u64, R)> = None;
        let mut finished = 0;
        while !control.stop.load(Ordering::Relaxed) && !broken.load(Ordering::Relaxed) {
            let Some(block) = missing.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
            let written = runner(&mut at_hand, batch, block, make)
                .and_then(|runner| run_block(runner, make, batch, block, control.observer))
                .and_then(|part| part.write(parts));
            if let Err(problem) = written {
                broken.store(true, Ordering::Relaxed);
                return Err(problem);
            }
            finished += block.end - block.first;
        }
        Ok(finished)
    };
    let made = pool.broadcast(|_| work()).into_iter().sum::<Result<u64, Problem>>()?;
    Ok((size(&there) + made, made * batch.arms()))
}

/// The runner of a block's point: the one at hand, if it is of this point.
fn runner<'r, R>(
    at_hand: &'r mut Option<(u64, R)>,
    batch: &Batch<'_>,
    block: &Block,
    make: &impl Fn(&Arc<Scenario>) -> Result<R, Problem>,
) -> Result<&'r mut R, Problem> {
    let fitting = at_hand.take().filter(|(point, _)| *point == block.point);
    let runner = match fitting {
        Some(runner) => runner,
        None => (block.point, make(batch.scenario(block))?),
    };
    Ok(&mut at_hand.insert(runner).1)
}

/// Runs a block: each replicate in all arms before the next, so that the arms share its village.
fn run_block<R: Runner>(
    runner: &mut R,
    make: &impl Fn(&Arc<Scenario>) -> Result<R, Problem>,
    batch: &Batch<'_>,
    block: &Block,
    observer: &dyn Observer,
) -> Result<Part, Problem> {
    let scenario = batch.scenario(block);
    let seed = scenario.experiment.seed;
    let described: Vec<_> = batch.tables.iter().map(|table| (*table, table.fields())).collect();
    let mut rows: Vec<_> = described.iter().map(|(_, fields)| Rows::new(fields)).collect();
    let mut failures = Vec::new();
    for replicate in block.first..block.end {
        for (index, arm) in scenario.arms.iter().enumerate() {
            let run = RunKey { arm: &arm.name, point: block.point, replicate, seed };
            // A defect in one run must not cost the others; what it left in the runner's memory is thrown away.
            let outcome = catch_unwind(AssertUnwindSafe(|| runner.run(index, replicate, batch.with_cases)));
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
                    *runner = make(scenario)?;
                    Some(format!("the program broke: {}", said(panic.as_ref())))
                }
            };
            failures.extend(reason.map(|reason| {
                let (arm, point) = (arm.name.clone(), block.point);
                Failure { arm, point, replicate, seed, reason }
            }));
            observer.ran();
        }
    }
    let encoded = described.iter().zip(&rows).map(|((table, fields), rows)| {
        let bytes =
            encoding::encode(rows, fields).map_err(|error| Problem::encoding(Path::new(&table.file()), error))?;
        Ok((*table, Bytes::from(bytes)))
    });
    let (plan, first, end) = (batch.hash.to_string(), block.first, block.end);
    Ok(Part { plan, block: block.index, first, end, failures, tables: encoded.collect::<Result<_, Problem>>()? })
}

fn said(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}
