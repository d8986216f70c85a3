//! What an experiment guarantees, without a command line.

use super::*;
use crate::measures::RunOutcome;
use crate::random::{Decision, Streams, Who};
use crate::results::resolved::tests::scenario;
use crate::results::{Folder, Found, Manifest, Part, Problem, State, blocks};
use crate::scenario::Scenario;
use crate::simulation::{Account, Fault};
use crate::vocabulary::{GroupMeasure, Measure, MonthMeasure};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

fn plan(arms: &[&str], replicates: u64) -> Plan {
    Plan::new(Arc::new(scenario(arms, replicates)), Extent::Fixed(replicates), false)
}

/// Outcomes that are a function of seed, replicate, arm and measure; the arm `faulty` breaks in replicate 3, the arm
/// `panicking` panics there, and arms whose names share what comes before `_` are the same.
struct Fake(Arc<Scenario>);

impl Runner for Fake {
    fn run(&mut self, arm: usize, replicate: u64, _: bool) -> Result<RunOutcome, Fault> {
        let (name, seed) = (&self.0.arms[arm].name, self.0.experiment.seed);
        if name == "faulty" && replicate == 3 {
            let detail = "2 missing".to_string();
            return Err(Fault { arm: name.clone(), replicate, seed, account: Account::Cases, detail });
        }
        assert!(name != "panicking" || replicate != 3, "a defect");
        let kind = name.split('_').next().unwrap_or_default().bytes().map(u32::from).sum();
        let draw = |measure: usize, line: u64| {
            let words = Streams::new(seed, replicate).draw(Decision::Signal, Who::pair(0, measure as u32, kind), line);
            Some(words.uniform(0)).filter(|_| measure != 2)
        };
        let line = |count: usize, line: u64| (0..count).map(|measure| draw(measure, line)).collect();
        Ok(RunOutcome {
            measures: line(Measure::COUNT, 0),
            groups: (1..4).map(|group| line(GroupMeasure::COUNT, group)).collect(),
            months: (4..9).map(|month| line(MonthMeasure::COUNT, month)).collect(),
            ..RunOutcome::default()
        })
    }
}

/// Stops the experiment after some runs.
struct StopAfter<'a>(AtomicU64, &'a AtomicBool);

impl Observer for StopAfter<'_> {
    fn planned(&self, _: u64, _: u64) {}
    fn ran(&self) {
        if self.0.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.1.store(true, Ordering::Relaxed);
        }
    }
}

fn run(plan: &Plan, parts: &Path, threads: usize, stop_after: u64) -> Conducted {
    let stop = AtomicBool::new(false);
    let observer = StopAfter(AtomicU64::new(stop_after), &stop);
    let control = Control { threads, stop: &stop, observer: &observer };
    conduct_with(plan, parts, &control, &|scenario| Ok(Fake(Arc::clone(scenario)))).unwrap()
}

/// The tables of a finished plan, file by file.
fn tables(plan: &Plan, threads: usize, interruptions: &[u64]) -> Vec<(String, String)> {
    let place = tempfile::tempdir().unwrap();
    let (folder, found) = Folder::open(place.path(), &plan.identity(), false, false).unwrap();
    assert_eq!(found, Found::Nothing);
    for runs in interruptions {
        assert_eq!(run(plan, &folder.parts(), threads, *runs).ending, Ending::Stopped);
    }
    let done = run(plan, &folder.parts(), threads, u64::MAX);
    assert_eq!(done.replicates, plan.most());
    let (files, _) = folder.join(&plan.tables(), done.blocks).unwrap();
    files.into_iter().map(|file| (file.path, file.blake3)).collect()
}

#[test]
fn one_thread_two_threads_and_an_interrupted_run_give_the_same_bytes() {
    let plan = plan(&["single", "three"], 45);
    let once = tables(&plan, 1, &[]);
    assert_eq!(once.len(), 3);
    assert_eq!(tables(&plan, 2, &[]), once);
    assert_eq!(tables(&plan, 2, &[7, 30]), once);
}

#[test]
fn a_torn_or_foreign_part_is_made_anew() {
    let plan = plan(&["single", "three"], 30);
    let place = tempfile::tempdir().unwrap();
    run(&plan, place.path(), 1, u64::MAX);
    let whole = std::fs::read(Part::path(place.path(), 1)).unwrap();
    std::fs::write(Part::path(place.path(), 1), &whole[..whole.len() / 2]).unwrap();
    let mut foreign = Part::read(place.path(), 2).unwrap();
    foreign.plan = "another".into();
    foreign.write(place.path()).unwrap();
    let again = run(&plan, place.path(), 1, u64::MAX);
    assert_eq!(again.runs, 2 * 10 * 2, "two blocks of ten replicates in two arms");
    assert_eq!(std::fs::read(Part::path(place.path(), 1)).unwrap(), whole);
}

#[test]
fn more_replicates_keep_what_is_there() {
    let place = tempfile::tempdir().unwrap();
    run(&plan(&["single", "three"], 25), place.path(), 1, u64::MAX);
    let few: Vec<_> = (0..2).map(|block| std::fs::read(Part::path(place.path(), block)).unwrap()).collect();
    let more = run(&plan(&["single", "three"], 50), place.path(), 1, u64::MAX);
    assert_eq!(more.runs, 2 * 30, "only the last, half block is made anew");
    for (block, bytes) in few.iter().enumerate() {
        assert_eq!(&std::fs::read(Part::path(place.path(), block as u64)).unwrap(), bytes);
    }
}

#[test]
fn a_run_that_breaks_is_named_and_the_rest_goes_on() {
    let plan = plan(&["single", "faulty"], 20);
    let place = tempfile::tempdir().unwrap();
    let (folder, _) = Folder::open(place.path(), &plan.identity(), false, false).unwrap();
    let done = run(&plan, &folder.parts(), 2, u64::MAX);
    let (files, failures) = folder.join(&plan.tables(), done.blocks).unwrap();
    assert_eq!(failures.len(), 1);
    assert_eq!((failures[0].arm.as_str(), failures[0].replicate), ("faulty", 3));
    assert_eq!(files[0].rows, Some(39));
}

#[test]
fn a_defect_of_the_program_in_one_run_costs_no_other() {
    let plan = plan(&["single", "panicking"], 20);
    let place = tempfile::tempdir().unwrap();
    let (folder, _) = Folder::open(place.path(), &plan.identity(), false, false).unwrap();
    let done = run(&plan, &folder.parts(), 1, u64::MAX);
    let (files, failures) = folder.join(&plan.tables(), done.blocks).unwrap();
    assert_eq!((failures[0].replicate, failures[0].reason.as_str()), (3, "the program broke: a defect"));
    assert_eq!(files[0].rows, Some(39));
}

#[test]
fn a_complete_folder_grows_by_its_missing_replicates_only() {
    let whole = tables(&plan(&["single", "three"], 40), 2, &[]);
    let place = tempfile::tempdir().unwrap();
    let finish = |plan: &Plan, folder: Folder, done: &Conducted| {
        let (files, failures) = folder.join(&plan.tables(), done.blocks).unwrap();
        let mut manifest = Manifest::begin(plan.scenario(), false, plan.most(), None, &[]);
        manifest.replicates.finished = done.replicates;
        (manifest.files, manifest.failures) = (files.clone(), failures);
        manifest.end(State::Complete, 1.0);
        folder.finish(&manifest).unwrap();
        files.into_iter().map(|file| (file.path, file.blake3)).collect::<Vec<_>>()
    };
    let few = plan(&["single", "three"], 20);
    let (folder, _) = Folder::open(place.path(), &few.identity(), false, false).unwrap();
    let done = run(&few, &folder.parts(), 2, u64::MAX);
    finish(&few, folder, &done);
    let more = plan(&["single", "three"], 40);
    let refused = Folder::open(place.path(), &more.identity(), false, false).unwrap_err();
    assert!(refused.to_string().contains("--resume"), "{refused}");
    let (folder, found) = Folder::open(place.path(), &more.identity(), false, true).unwrap();
    assert!(matches!(found, Found::Unfinished(_)));
    let done = run(&more, &folder.parts(), 2, u64::MAX);
    assert_eq!(done.runs, 2 * 20);
    assert_eq!(finish(&more, folder, &done), whole);
    assert!(!place.path().join("parts").exists());
}

#[test]
fn a_folder_is_given_up_only_by_force_and_never_a_strangers() {
    let place = tempfile::tempdir().unwrap();
    let one = plan(&["single", "three"], 10);
    let other = plan(&["single", "two"], 10);
    let (folder, _) = Folder::open(place.path(), &one.identity(), false, false).unwrap();
    let busy = Folder::open(place.path(), &one.identity(), false, false).unwrap_err();
    assert!(busy.to_string().contains("another process"), "{busy}");
    Manifest::begin(one.scenario(), false, 10, None, &[]).write(place.path()).unwrap();
    run(&one, &folder.parts(), 1, u64::MAX);
    drop(folder);
    assert!(Folder::open(place.path(), &other.identity(), false, true).is_err());
    let (folder, found) = Folder::open(place.path(), &other.identity(), true, false).unwrap();
    assert_eq!(found, Found::Nothing);
    assert_eq!(std::fs::read_dir(folder.parts()).unwrap().count(), 0);
    drop(folder);
    let strangers = tempfile::tempdir().unwrap();
    std::fs::write(strangers.path().join("thesis.doc"), b"years of work").unwrap();
    assert!(Folder::open(strangers.path(), &one.identity(), true, false).is_err());
    assert_eq!(std::fs::read_dir(strangers.path()).unwrap().count(), 1);
}

#[test]
fn a_rule_stops_at_the_same_count_for_any_number_of_threads_and_at_its_cap() {
    let scenario = Arc::new(scenario(&["single", "three", "other"], 1));
    let measure = Measure::TrustGroup;
    let plan = |half_width, cap| {
        Plan::new(Arc::clone(&scenario), Extent::Until(vec![Until { measure, half_width }], cap), false)
    };
    let sequential = |plan: &Plan, threads| {
        let place = tempfile::tempdir().unwrap();
        let done = run(plan, place.path(), threads, u64::MAX);
        assert_eq!(blocks(done.replicates).count() as u64, done.blocks);
        (done.ending, done.replicates)
    };
    let met = sequential(&plan(0.06, 500), 1);
    assert_eq!(met.0, Ending::Met);
    assert!(met.1 > 30 && met.1 < 500, "{met:?}");
    assert_eq!(sequential(&plan(0.06, 500), 2), met);
    let (ending, replicates) = sequential(&plan(1e-6, 60), 2);
    assert!(matches!(ending, Ending::Capped(Some(width)) if width > 1e-6), "{ending:?}");
    assert_eq!(replicates, 60);
}

#[test]
fn rules_read_both_spellings_and_name_what_is_wrong() {
    let until: Until = "trust_group±0.01".parse().unwrap();
    assert_eq!("trust_group +- 0.01".parse(), Ok(until));
    assert_eq!(until.to_string().parse(), Ok(until));
    assert!("trust_grup±0.01".parse::<Until>().unwrap_err().contains("did you mean `trust_group`"));
    for wrong in ["trust_group", "trust_group±0", "trust_group±-1", "trust_group±NaN", "trust_group±inf"] {
        assert!(wrong.parse::<Until>().is_err(), "{wrong}");
    }
}

#[test]
fn a_disk_that_takes_no_part_is_one_problem_that_names_the_file() {
    let place = tempfile::tempdir().unwrap();
    let plan = plan(&["single", "three"], 40);
    let stop = AtomicBool::new(false);
    let observer = StopAfter(AtomicU64::new(u64::MAX), &stop);
    let control = Control { threads: 2, stop: &stop, observer: &observer };
    let nowhere = place.path().join("nowhere");
    let failed = conduct_with(&plan, &nowhere, &control, &|scenario| Ok(Fake(Arc::clone(scenario)))).unwrap_err();
    assert!(matches!(&failed, Problem::Write { path, .. } if path.starts_with(&nowhere)), "{failed}");
}

/// A study of this many points of which each is the scenario itself.
fn study(arms: &[&str], points: u32, replicates: u64) -> Study {
    let base = Arc::new(scenario(arms, replicates));
    let factor = Factor::read(&base, "contact.retry_days", "1..9", design::Role::Uncertainty).unwrap();
    let points = (0..points).map(|point| vec![1.0 + 0.25 * f64::from(point)]).collect();
    let same = Arc::clone(&base);
    Study::new("sweep", base, &Design { factors: vec![factor], points }, Arc::new(move |_| Ok(Scenario::clone(&same))))
}

#[test]
fn a_run_that_breaks_in_a_study_is_noted_with_its_point_and_the_rest_goes_on() {
    let place = tempfile::tempdir().unwrap();
    let study = study(&["single", "panicking", "faulty"], 40, 5);
    let stop = AtomicBool::new(false);
    let observer = StopAfter(AtomicU64::new(u64::MAX), &stop);
    let control = Control { threads: 2, stop: &stop, observer: &observer };
    let make = |scenario: &Arc<Scenario>| Ok(Fake(Arc::clone(scenario)));
    let done = study.conduct_with(place.path(), &control, &make).unwrap();
    assert_eq!((done.ending, done.runs), (Ending::Finished, 40 * 5 * 3));
    for block in study.blocks() {
        let part = Part::read(place.path(), block.index).unwrap();
        let broken: Vec<_> = part.failures.iter().map(|f| (f.point, f.arm.as_str(), f.replicate)).collect();
        let expected = block.points.clone().flat_map(|point| [(point, "panicking", 3), (point, "faulty", 3)]);
        assert_eq!(broken, expected.collect::<Vec<_>>());
        assert!(part.failures.iter().all(|failure| !failure.is_unsound()));
        let values = study.values(place.path(), &block).unwrap();
        let missing = |arm: usize| {
            values.iter().map(|point| point[arm].iter().filter(|run| run[0].is_none()).count()).sum::<usize>()
        };
        let points = (block.points.end - block.points.start) as usize;
        assert_eq!([0, 1, 2].map(missing), [0, points, points]);
    }
}
