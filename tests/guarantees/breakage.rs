//! What breaks is named, and a second interrupt is obeyed.

use crate::{Desk, SCENARIO};
use microgov::experiment::{Control, Extent, Observer, Plan, conduct_with};
use microgov::results::{Part, Table};
use microgov::simulation::{Account, Simulator};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
#[cfg(unix)]
use std::{
    process::Command,
    time::{Duration, Instant},
};

#[test]
fn a_corrupted_account_is_caught_in_any_build_with_replicate_and_seed_named() {
    let source = microgov::scenario::Memory::single("village.toml", SCENARIO);
    let scenario = microgov::scenario::read(&source, "village.toml", &["experiment.seed=4711".into()]).unwrap();
    let scenario = Arc::new(scenario);
    for account in Account::ALL {
        let spoiled = || {
            let mut simulator = Simulator::new(Arc::clone(&scenario)).unwrap();
            simulator.spoil(account);
            simulator
        };
        let fault = spoiled().run(2, 17, false).unwrap_err();
        assert_eq!((fault.account, fault.arm.as_str(), fault.replicate, fault.seed), (account, "three", 17, 4711));
        let said = fault.to_string();
        assert!(said.contains("replicate 17") && said.contains("seed 4711") && said.contains(&account.to_string()));
        // An experiment notes each such run and leaves its values out.
        let parts = tempfile::tempdir().unwrap();
        let plan = Plan::new(Arc::clone(&scenario), Extent::Fixed(3), false);
        let control = Control { threads: 1, stop: &AtomicBool::new(false), observer: &Nobody };
        conduct_with(&plan, parts.path(), &control, &|_| Ok(spoiled())).unwrap();
        let part = Part::read(parts.path(), 0).unwrap();
        assert_eq!(part.failures.len(), 9);
        assert!(part.failures.iter().all(|failure| failure.seed == 4711
            && failure.replicate < 3
            && failure.reason.contains(&format!("account of {account}"))));
        assert!(part.columns(Table::Runs, &["replicate"]).unwrap()[0].wholes().is_empty());
    }
    assert!(Simulator::new(scenario).unwrap().run(2, 17, false).is_ok());
}

/// Watches nothing.
struct Nobody;

impl Observer for Nobody {
    fn planned(&self, _: u64, _: u64) {}
    fn ran(&self) {}
}

#[cfg(unix)]
#[test]
fn a_second_interrupt_ends_at_once() {
    let desk = Desk::new();
    // A village so large that no block is finished between the two.
    let line = "compare village.toml --replicates 1000 --threads 1 --set village.households=40000 \
                --set village.people=150000 --set village.groups=1000 --out large";
    let mut child = desk.command(line).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
    let patience = Instant::now();
    while !desk.path("large/manifest.json").exists() && patience.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(1));
    }
    // The manifest is there before anybody listens; asking until somebody answers would be the second time.
    std::thread::sleep(Duration::from_millis(300));
    let interrupt = || Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    interrupt();
    let mut line = String::new();
    while !line.contains("Ctrl-C") {
        line.clear();
        assert!(std::io::BufRead::read_line(&mut said, &mut line).unwrap() > 0, "it ended without a word");
    }
    let asked = Instant::now();
    interrupt();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(asked.elapsed() < Duration::from_secs(5));
}
