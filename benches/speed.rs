//! How fast the simulator is, as ratios within one run of `cargo bench`, so that they mean the same on every machine.
//! Nothing is asserted: a slow machine is no failure. On a machine that does other things as well, believe the lower
//! quartile of a time and of a ratio of times.
#![allow(missing_docs, reason = "a program")]

#[path = "plain/help_desk.rs"]
mod help_desk;

use help_desk::{HelpDesk, Setting};
use microgov::estimators::quantile;
use microgov::experiment::{Control, Extent, Observer, Plan, conduct};
use microgov::scenario::{FileSystem, Scenario, read};
use microgov::simulation::Simulator;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Replicates before the clock starts.
const WARM_UP: u64 = 30;
/// Replicates timed.
const TIMED: u64 = 300;
/// Replicates of the full model, which is slower.
const FULL: u64 = 100;
/// Replicates for the ratio of threads, and times it is taken.
const THREADED: u32 = 300;
const TIMES: usize = 5;
/// Replicates for the ratio of memory, of a help desk and of a hamlet.
const SMALL: u32 = 200;
const MANY: u32 = 10_000;

fn main() {
    println!("{:46} {:>9} {:>9} {:>9}   what it is", "", "quartile", "median", "quartile");
    against_the_plain_simulator();
    the_full_model();
    two_threads_against_one();
    ten_times_the_runs();
}

/// A line of the table: name, quartiles and median of the values, meaning.
fn line(name: &str, values: &mut [f64], meaning: &str) {
    let [low, middle, high] = [0.25, 0.5, 0.75].map(|p| quantile(values, p).unwrap_or(f64::NAN));
    println!("{name:46} {low:9.3} {middle:9.3} {high:9.3}   {meaning}");
}

fn scenario(name: &str) -> Option<Arc<Scenario>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
    match read(&FileSystem, &path.to_string_lossy(), &[]) {
        Ok(scenario) => Some(Arc::new(scenario)),
        Err(problems) => {
            println!("{name}: {} problems", problems.0.len());
            None
        }
    }
}

fn simulator(scenario: &Arc<Scenario>) -> Option<Simulator> {
    Simulator::new(Arc::clone(scenario)).inspect_err(|problems| println!("{} problems", problems.len())).ok()
}

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    black_box(work());
    started.elapsed().as_secs_f64()
}

/// One arm of a replicate; a fault is said, and its time counts as little as its result.
fn arm(simulator: &mut Simulator, arm: usize, replicate: u64) {
    match simulator.run(arm, replicate, false) {
        Ok(outcome) => drop(black_box(outcome)),
        Err(fault) => println!("{fault}"),
    }
}

/// The help desk through the simulator, its village drawn anew in each replicate, against a simulator that knows
/// nothing else. The two take turns, so that whatever slows the machine slows both.
fn against_the_plain_simulator() {
    let Some(scenario) = scenario("help_desk.toml") else { return };
    let Some(mut simulator) = simulator(&scenario) else { return };
    let mut plain = [Setting::village(1), Setting::village(3), Setting::stressed_village()].map(HelpDesk::new);
    let mut ratios = Vec::new();
    for replicate in 0..WARM_UP + TIMED {
        let ours = seconds(|| (0..scenario.arms.len()).for_each(|index| arm(&mut simulator, index, replicate)));
        let theirs = seconds(|| plain.iter_mut().map(|desk| desk.run(replicate)).collect::<Vec<_>>());
        if replicate >= WARM_UP {
            ratios.push(ours / theirs);
        }
    }
    line("help desk / plain simulator", &mut ratios, "time of a replicate of three arms; 1 is as fast");
}

/// An arm of the full model. The first arm of a replicate draws village and demand, the same arm again only runs.
fn the_full_model() {
    let found = ["botou.toml", "minimal.toml"].into_iter().find_map(|name| Some((name, scenario(name)?)));
    let Some((name, scenario)) = found else { return };
    let Some(mut simulator) = simulator(&scenario) else { return };
    let [mut all, mut drawn, mut ran] = [Vec::new(), Vec::new(), Vec::new()];
    for replicate in 0..WARM_UP + FULL {
        let arms = scenario.arms.len();
        let first = seconds(|| arm(&mut simulator, 0, replicate));
        let others = seconds(|| (1..arms).for_each(|index| arm(&mut simulator, index, replicate)));
        arm(&mut simulator, 0, replicate);
        let again = seconds(|| arm(&mut simulator, 0, replicate));
        if replicate >= WARM_UP {
            all.push(1e3 * (first + others) / arms as f64);
            drawn.push(1e3 * (first - again) / arms as f64);
            ran.push(1e3 * (first + others - (first - again)) / arms as f64);
        }
    }
    println!("{name}, {} arms, every mechanism on", scenario.arms.len());
    line("  milliseconds an arm", &mut all, "one thread, one arm of one replicate");
    line("  of which village and demand", &mut drawn, "drawn once a replicate, shared by its arms");
    line("  of which the runs", &mut ran, "the rest");
}

/// Watches nothing.
struct Nobody;

impl Observer for Nobody {
    fn planned(&self, _: u64, _: u64) {}
    fn ran(&self) {}
}

/// The same experiment, parts on disk, with one thread and with two.
fn two_threads_against_one() {
    let Some(scenario) = scenario("help_desk.toml") else { return };
    let experiment = |threads: usize| -> Option<f64> {
        let parts = tempfile::tempdir().ok()?;
        let plan = Plan::new(Arc::clone(&scenario), Extent::Fixed(u64::from(THREADED)), false);
        let control = Control { threads, stop: &AtomicBool::new(false), observer: &Nobody };
        let started = Instant::now();
        conduct(&plan, parts.path(), &control).inspect_err(|problem| println!("{problem}")).ok()?;
        Some(started.elapsed().as_secs_f64())
    };
    let mut gains: Vec<f64> = (0..TIMES).filter_map(|_| Some(experiment(1)? / experiment(2)?)).collect();
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    line(
        "one thread / two threads",
        &mut gains,
        &format!("time of an experiment; 2 is ideal; {processors} processors"),
    );
}

/// A hamlet whose runs take next to no time: what is measured is all around them.
const HAMLET: &str = r#"
[simulation]
start = 2018-01-01
burn_in_days = 0
measured_from = 2018-01-01
end = 2018-03-31
[village]
groups = 1
households = 8
people = 24
party_members = 3
[mechanisms]
voice = false
contact = false
presence = false
handling = false
tasks = false
judgement = false
mediation = false
escalation = false
petitions = false
trust = false
elections = false
turnover = false
[[arm]]
name = "single"
structure = "single"
[[arm]]
name = "three"
structure = "three"
"#;

/// Peak memory and time of the program at ten times the runs, over those with few.
fn ten_times_the_runs() {
    if !cfg!(target_os = "linux") {
        println!("memory at ten times the runs: measured on Linux only");
        return;
    }
    let Ok(desk) = tempfile::tempdir() else { return };
    let hamlet = desk.path().join("hamlet.toml");
    if std::fs::write(&hamlet, HAMLET).is_err() {
        return;
    }
    let hamlet = hamlet.to_string_lossy().into_owned();
    let desk_of_help = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios/help_desk.toml");
    let desk_of_help = desk_of_help.to_string_lossy().into_owned();
    let compare = |file: &str, replicates: u32| format!("compare {file} --replicates {replicates}");
    let sweep = |points: u32| {
        format!("sweep {hamlet} --replicates 20 --points {points} --vary needs.requests_per_household_year=0.3..3")
    };
    let cases = [
        ("help desk, replicates", [compare(&desk_of_help, SMALL), compare(&desk_of_help, 10 * SMALL)]),
        ("hamlet, replicates of two arms", [compare(&hamlet, MANY), compare(&hamlet, 10 * MANY)]),
        ("hamlet, points of a sweep", [sweep(MANY / 20), sweep(10 * MANY / 20)]),
    ];
    println!("ten times the runs, in the whole program");
    for (name, lines) in cases {
        let [Some((few, quick)), Some((many, slow))] = lines.map(|line| peak_kib(&line)) else {
            println!("  {name}: the program could not be watched");
            continue;
        };
        println!("  memory: {name:36} {:>9} {:9.3} {:>9}   peak; {few} and {many} KiB", "", many / few, "");
        println!("  time:   {name:36} {:>9} {:9.3} {:>9}   10 is as fast a run", "", slow / quick, "");
    }
}

/// The highest resident memory of a call, in KiB, as the kernel saw it last before the program ended, and its seconds.
fn peak_kib(line: &str) -> Option<(f64, f64)> {
    let out = tempfile::tempdir().ok()?;
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_microgov"))
        .args(line.split(' '))
        .args(["--quiet", "--threads", "2", "--out"])
        .arg(out.path().join("results"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = None;
    while child.try_wait().ok()?.is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let seen = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        // A process that has ended but was not waited for has no memory.
        peak = seen.and_then(|line| line.split_whitespace().next()?.parse().ok()).or(peak);
        std::thread::sleep(Duration::from_millis(1));
    }
    Some((peak?, started.elapsed().as_secs_f64()))
}
