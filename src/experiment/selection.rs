//! Selecting the best of several arms in rounds: arms that are out are not run any further.

use super::conduct::{Conducted, Control, Ending};
use super::work::{Batch, pool, run_missing, simulator};
use super::worlds::Worlds;
use crate::results::blocks::whole;
use crate::results::{Identity, Kept, Manifest, Part, Problem, Table, blocks, resolved, run_values_of_parts};
use crate::scenario::Scenario;
use crate::statistics::{KimNelson, next_check};
use crate::vocabulary::{Direction, Measure};
use std::path::Path;
use std::sync::Arc;

/// What is selected by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Criterion {
    /// The measure; it has a better side.
    pub measure: Measure,
    /// The smallest difference worth detecting, in its unit.
    pub indifference: f64,
    /// Probability of a correct selection.
    pub confidence: f64,
}

/// A selection among the arms of a scenario.
///
/// All arms have the same chances in the same replicate. Rounds end at fixed counts of replicates (those of the
/// sequential rule), so who is out when is a function of the outcomes alone: neither threads nor an interruption
/// matter.
#[derive(Clone, Debug)]
pub struct Selection {
    scenario: Arc<Scenario>,
    criterion: Criterion,
    cap: u64,
    hash: String,
}

/// What a round found.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Replicates of the arms that ran in it.
    pub replicates: u64,
    /// Arms that ran, by index.
    pub ran: Vec<usize>,
    /// Those of them that are left.
    pub left: Vec<usize>,
}

/// How a selection ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Selected {
    /// The rounds, the last one last; none if it was stopped in the first.
    pub rounds: Vec<Round>,
    /// Values of the measure by arm and replicate, as far as the arm ran.
    pub samples: Vec<Vec<Option<f64>>>,
    /// How the runs ended: `Met` when one arm is left or several that are equal.
    pub conducted: Conducted,
}

impl Selection {
    /// A selection with at most `cap` replicates of an arm.
    pub fn new(scenario: Arc<Scenario>, criterion: Criterion, cap: u64) -> Selection {
        let Criterion { measure, indifference, confidence } = criterion;
        let plan = resolved::plan_hash(&scenario, false);
        let asked = format!("{plan} select {} {indifference} {confidence}", measure.name());
        let hash = blake3::hash(asked.as_bytes()).to_hex().to_string();
        Selection { scenario, criterion, cap: whole(cap), hash }
    }

    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// What it selects by.
    pub fn criterion(&self) -> &Criterion {
        &self.criterion
    }

    /// The most replicates of an arm.
    pub fn cap(&self) -> u64 {
        self.cap
    }

    /// Names of the arms, in the order of the scenario.
    pub fn arms(&self) -> Vec<String> {
        self.scenario.arms.iter().map(|arm| arm.name.clone()).collect()
    }

    /// What a results folder must agree on.
    pub fn identity(&self) -> Identity {
        Identity { plan: self.hash.clone(), asked: self.cap, until: None, points: None }
    }

    /// The manifest of a folder that this selection begins; `command` is the command line.
    pub fn manifest(&self, command: &[String]) -> Manifest {
        let mut manifest = Manifest::begin(&self.scenario, false, self.cap, None, command);
        manifest.plan.clone_from(&self.hash);
        manifest.scenario.hash = blake3::hash(format!("{} {}", self.hash, self.cap).as_bytes()).to_hex().to_string();
        manifest
    }

    /// Runs the rounds that are missing in the folder `parts`.
    ///
    /// # Errors
    /// A [`Problem`] when the disk does not take a part (what is finished is kept), no thread can be started, or the
    /// scenario's rosters are unsound.
    pub fn conduct(&self, parts: &Path, control: &Control<'_>) -> Result<Selected, Problem> {
        let pool = pool(control.threads, parts)?;
        let worlds = Worlds::one(Arc::clone(&self.scenario));
        let mut left: Vec<usize> = (0..self.scenario.arms.len()).collect();
        let (mut runs, mut before) = (0, 0);
        loop {
            let count = self.next(before);
            let plan = self.plan_of(&left);
            let batch = Batch {
                worlds: &worlds,
                arms: &left,
                plan_of: &|_| plan.clone(),
                tables: Table::OF_STUDIES,
                with_cases: false,
                kept: Kept::default(),
            };
            let round = blocks(count).filter(|block| block.replicates.start >= before);
            let (finished, made) = run_missing(&batch, parts, round, &pool, control, &simulator)?;
            runs += made;
            let stopped = finished < count - before;
            let reached = if stopped { before } else { count };
            let samples = self.samples(parts, reached)?;
            let (rounds, ending) = self.rounds(&samples);
            let blocks = blocks(reached).count() as u64;
            let conducted =
                |ending| Conducted { ending, replicates: reached, blocks, runs, threads: pool.current_num_threads() };
            match ending {
                _ if stopped => return Ok(Selected { rounds, samples, conducted: conducted(Ending::Stopped) }),
                Some(ending) => return Ok(Selected { rounds, samples, conducted: conducted(ending) }),
                None => left = rounds.last().map(|round| round.left.clone()).unwrap_or(left),
            }
            before = count;
        }
    }

    /// Replicates at the end of the round that begins after so many.
    fn next(&self, count: u64) -> u64 {
        whole(next_check(count as usize) as u64).min(self.cap)
    }

    /// The rounds that `samples` are enough for, and how they end; `None` while more are wanted.
    pub fn rounds(&self, samples: &[Vec<Option<f64>>]) -> (Vec<Round>, Option<Ending>) {
        let rule = KimNelson {
            arms: samples.len(),
            first: next_check(0),
            indifference: self.criterion.indifference,
            confidence: self.criterion.confidence,
        };
        let oriented = self.oriented(samples);
        let longest = samples.iter().map(Vec::len).max().unwrap_or(0) as u64;
        let mut rounds: Vec<Round> = Vec::new();
        let mut left: Vec<usize> = (0..samples.len()).collect();
        let mut count = self.next(0);
        while count <= longest {
            let screened = rule.screen(&oriented, &left, count as usize);
            rounds.push(Round { replicates: count, ran: left, left: screened.survivors.clone() });
            left = screened.survivors;
            if screened.settled {
                return (rounds, Some(Ending::Met));
            }
            if count >= self.cap {
                return (rounds, Some(Ending::Capped(None)));
            }
            count = self.next(count);
        }
        (rounds, None)
    }

    /// The samples turned so that larger is better.
    pub fn oriented(&self, samples: &[Vec<Option<f64>>]) -> Vec<Vec<Option<f64>>> {
        let sign = if self.criterion.measure.direction() == Direction::Less { -1.0 } else { 1.0 };
        samples.iter().map(|sample| sample.iter().map(|value| value.map(|value| sign * value)).collect()).collect()
    }

    /// The plan of the parts in which these arms run.
    fn plan_of(&self, arms: &[usize]) -> String {
        let names: Vec<&str> = arms.iter().map(|arm| self.scenario.arms[*arm].name.as_str()).collect();
        blake3::hash(format!("{} {}", self.hash, names.join(" ")).as_bytes()).to_hex().to_string()
    }

    /// Values of the measure by arm and replicate in the first `count` replicates; arms that are out have none at the end.
    fn samples(&self, parts: &Path, count: u64) -> Result<Vec<Vec<Option<f64>>>, Problem> {
        let whole = blocks(count).filter_map(|block| Part::read(parts, block.index));
        let values = run_values_of_parts(whole, &self.arms(), count, &[self.criterion.measure])?;
        Ok(values.into_iter().map(|arm| arm.into_iter().map(|run| run[0]).collect()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Observer;
    use crate::results::resolved::tests::scenario;
    use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

    /// Stops after so many runs.
    struct StopAfter<'a>(AtomicU64, &'a AtomicBool);

    impl Observer for StopAfter<'_> {
        fn planned(&self, _: u64, _: u64) {}
        fn ran(&self) {
            if self.0.fetch_sub(1, Ordering::Relaxed) <= 1 {
                self.1.store(true, Ordering::Relaxed);
            }
        }
    }

    fn conduct(selection: &Selection, parts: &Path, threads: usize, runs: u64) -> Selected {
        let stop = AtomicBool::new(false);
        let observer = StopAfter(AtomicU64::new(runs), &stop);
        selection.conduct(parts, &Control { threads, stop: &stop, observer: &observer }).unwrap()
    }

    #[test]
    fn an_interrupted_selection_goes_on_to_the_same_end_and_the_beaten_run_no_further() {
        let scenario = Arc::new(scenario(&["one", "two", "three"], 1));
        let criterion = Criterion { measure: Measure::TrustGroup, indifference: 0.05, confidence: 0.95 };
        // All arms are alike, so they are left together once that is believed.
        let selection = Selection::new(Arc::clone(&scenario), criterion, 200);
        let place = tempfile::tempdir().unwrap();
        let whole = conduct(&selection, place.path(), 1, u64::MAX);
        assert_eq!((whole.conducted.ending, whole.conducted.replicates), (Ending::Met, 120));
        assert_eq!(whole.rounds.iter().map(|round| round.replicates).collect::<Vec<_>>(), [30, 50, 80, 120]);
        let place = tempfile::tempdir().unwrap();
        // One thread sees the stop after the first block of the second round.
        let broken = conduct(&selection, place.path(), 1, 100);
        assert_eq!(broken.conducted.ending, Ending::Stopped);
        assert_eq!((broken.conducted.replicates, broken.rounds.len()), (30, 1));
        let resumed = conduct(&selection, place.path(), 2, u64::MAX);
        assert_eq!((&resumed.rounds, &resumed.samples), (&whole.rounds, &whole.samples));
        assert!(resumed.conducted.runs < whole.conducted.runs);
        assert_eq!(selection.rounds(&whole.samples), (whole.rounds, Some(Ending::Met)));
    }

    #[test]
    fn the_rounds_follow_from_the_values_alone() {
        let scenario = Arc::new(scenario(&["bad", "good"], 1));
        let criterion = Criterion { measure: Measure::Petitions, indifference: 1.0, confidence: 0.95 };
        let selection = Selection::new(scenario, criterion, 45);
        assert_eq!(selection.cap(), 50);
        let sample = |mean: f64, n: usize| (0..n).map(|i| Some(mean + (i % 3) as f64)).collect::<Vec<_>>();
        let (rounds, ending) = selection.rounds(&[sample(5.0, 30), sample(2.0, 30)]);
        assert_eq!((rounds.len(), ending), (1, Some(Ending::Met)));
        assert_eq!((&rounds[0].ran, &rounds[0].left), (&vec![0, 1], &vec![1]));
        assert_eq!(selection.rounds(&[sample(2.0, 30), sample(2.0, 30)]).1, None);
        assert_eq!(selection.rounds(&[sample(2.0, 50), sample(2.0, 50)]).1, Some(Ending::Capped(None)));
    }
}
