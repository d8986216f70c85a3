//! Running blocks: in parallel, each in its part, none twice.

use super::conduct::{Control, Observer, Runner};
use super::worlds::Worlds;
use crate::measures::RunOutcome;
use crate::results::manifest::UNSOUND;
use crate::results::tables::{self, RunKey};
use crate::results::{Block, Failure, Kept, Part, Problem, Rows, Table, encoding};
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
    /// The scenarios; all have the same arms.
    pub(super) worlds: &'a Worlds,
    /// The arms that run, by index.
    pub(super) arms: &'a [usize],
    /// Hash of everything that decides the outcome of the runs of a block.
    pub(super) plan_of: &'a (dyn Fn(&Block) -> String + Sync),
    /// The tables that are filled.
    pub(super) tables: &'a [Table],
    /// Whether every case's history is kept.
    pub(super) with_cases: bool,
    /// Runs that an earlier, smaller experiment made.
    pub(super) kept: Kept,
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
        Part::read(parts, block.index).is_some_and(|part| part.plan == (batch.plan_of)(block) && part.block == *block)
    };
    let (there, missing): (Vec<Block>, Vec<Block>) = blocks.partition(is_there);
    let size = |blocks: &[Block]| blocks.iter().map(Block::size).sum::<u64>();
    let arms = batch.arms.len() as u64;
    control.observer.planned((size(&there) + size(&missing)) * arms, size(&there) * arms);
    let next = AtomicUsize::new(0);
    let broken = AtomicBool::new(false);
    let work = || -> Result<(u64, u64), Problem> {
        let mut at_hand = None;
        let (mut finished, mut made) = (0, 0);
        while !control.stop.load(Ordering::Relaxed) && !broken.load(Ordering::Relaxed) {
            let Some(block) = missing.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
            let written = run_block(&mut at_hand, make, batch, block, control.observer).and_then(|(part, runs)| {
                part.write(parts)?;
                Ok(runs)
            });
            match written {
                Ok(runs) => made += runs,
                Err(problem) => {
                    broken.store(true, Ordering::Relaxed);
                    return Err(problem);
                }
            }
            finished += block.size();
        }
        Ok((finished, made))
    };
    let (mut finished, mut made) = (size(&there), 0);
    for of_thread in pool.broadcast(|_| work()) {
        let (blocks, runs) = of_thread?;
        finished += blocks;
        made += runs;
    }
    Ok((finished, made))
}

/// What runs a point under a parameter set, and the scenario that holds there.
struct Place<R> {
    point: u64,
    set: usize,
    scenario: Arc<Scenario>,
    runner: R,
}

/// What runs a replicate of `point`: the one at hand, if it is of this point and set. The inner error is what is wrong with the point.
fn place<'r, R>(
    at_hand: &'r mut Option<Place<R>>,
    worlds: &Worlds,
    point: u64,
    replicate: u64,
    make: &impl Fn(&Arc<Scenario>) -> Result<R, Problem>,
) -> Result<Result<&'r mut Place<R>, String>, Problem> {
    let set = worlds.set_of(replicate);
    let place = match at_hand.take().filter(|place| (place.point, place.set) == (point, set)) {
        Some(place) => place,
        None => match worlds.at(point, set) {
            Ok(scenario) => Place { point, set, runner: make(&scenario)?, scenario },
            Err(unsound) => return Ok(Err(unsound)),
        },
    };
    Ok(Ok(at_hand.insert(place)))
}

/// Runs a block: each replicate of a point in all arms before the next, so that the arms share its village. A point
/// that is no sound scenario is noted with all of its runs, and the others go on. The second value counts the runs made.
fn run_block<R: Runner>(
    at_hand: &mut Option<Place<R>>,
    make: &impl Fn(&Arc<Scenario>) -> Result<R, Problem>,
    batch: &Batch<'_>,
    block: &Block,
    observer: &dyn Observer,
) -> Result<(Part, u64), Problem> {
    let base = batch.worlds.base();
    let seed = base.experiment.seed;
    let described: Vec<_> = batch.tables.iter().map(|table| (*table, table.fields())).collect();
    let mut rows: Vec<_> = described.iter().map(|(table, fields)| (*table, Rows::new(fields))).collect();
    let mut failures = Vec::new();
    let mut kept = batch.kept.of(block)?;
    let mut made = 0;
    let runs = block.points.clone().flat_map(|point| block.replicates.clone().map(move |replicate| (point, replicate)));
    for (point, replicate) in runs {
        if kept.add(point, replicate, &mut rows, &mut failures) {
            batch.arms.iter().for_each(|_| observer.ran());
            continue;
        }
        for arm in batch.arms.iter().copied() {
            let name = &base.arms[arm].name;
            let reason = match place(at_hand, batch.worlds, point, replicate, make)? {
                Err(unsound) => Some(format!("{UNSOUND}: {unsound}")),
                Ok(place) => match outcome(place, make, arm, replicate, batch.with_cases)? {
                    Ok(outcome) => {
                        let run = RunKey { arm: name, point, replicate, seed };
                        rows.iter_mut().for_each(|(table, rows)| tables::add(rows, *table, run, &outcome));
                        None
                    }
                    Err(reason) => Some(reason),
                },
            };
            let failure = |reason| Failure { arm: name.clone(), point, replicate, seed, reason };
            failures.extend(reason.map(failure));
            made += 1;
            observer.ran();
        }
    }
    let encoded = described.iter().zip(&rows).map(|((table, fields), (_, rows))| {
        let bytes =
            encoding::encode(rows, fields).map_err(|error| Problem::encoding(Path::new(&table.file()), error))?;
        Ok((*table, Bytes::from(bytes)))
    });
    let tables = encoded.collect::<Result<_, Problem>>()?;
    Ok((Part { plan: (batch.plan_of)(block), block: block.clone(), failures, tables }, made))
}

/// The outcome of a run, or why there is none. A defect in one run must not cost the others; what it left in the
/// runner's memory is thrown away.
fn outcome<R: Runner>(
    place: &mut Place<R>,
    make: &impl Fn(&Arc<Scenario>) -> Result<R, Problem>,
    arm: usize,
    replicate: u64,
    with_cases: bool,
) -> Result<Result<RunOutcome, String>, Problem> {
    Ok(match catch_unwind(AssertUnwindSafe(|| place.runner.run(arm, replicate, with_cases))) {
        Ok(Ok(outcome)) => Ok(outcome),
        Ok(Err(fault)) => Err(format!("the account of {} does not balance: {}", fault.account, fault.detail)),
        Err(panic) => {
            place.runner = make(&place.scenario)?;
            Err(format!("the program broke: {}", said(panic.as_ref())))
        }
    })
}

fn said(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}
