//! What every user may rely on, held through the program itself.

use assert_cmd::cargo::CommandCargoExt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

mod guarantees {
    mod breakage;
    mod growth;
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    mod processor;
    mod sweeps;
    mod unknown;
}

const TABLES: [&str; 4] = ["runs.parquet", "groups.parquet", "months.parquet", "comparison.csv"];

/// A village that is simulated in a moment; `single` and `single_again` differ in nothing but their names.
const SCENARIO: &str = r#"
[simulation]
end = 2019-01-01

[experiment]
replicates = 25

[village]
groups = 3
households = 60
people = 240
party_members = 12

[[arm]]
name = "single"
structure = "single"

[[arm]]
name = "single_again"
structure = "single"

[[arm]]
name = "three"
structure = "three"
"#;

/// A folder with the scenario, in which the program is called.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        fs::write(desk.path("village.toml"), SCENARIO).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::cargo_bin("microgov").unwrap();
        command
            .current_dir(self.0.path())
            .args(line.split_whitespace())
            .env("LC_ALL", "C")
            .env_remove("CI")
            .env_remove("COLUMNS");
        command
    }

    /// Calls the program and returns what it printed; the exit code must be `code`.
    fn call(&self, line: &str, code: i32) -> Output {
        let output = self.command(line).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    fn tables(&self, folder: &str) -> Vec<Vec<u8>> {
        TABLES.iter().map(|table| fs::read(self.path(folder).join(table)).unwrap()).collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn csv(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(String::from).collect()).collect()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let desk = Desk::new();
    desk.call("compare village.toml --quiet --threads 1 --out one", 0);
    desk.call("compare village.toml --quiet --threads 2 --out two", 0);
    assert_eq!(desk.tables("one"), desk.tables("two"));
}

#[test]
fn a_run_killed_midway_and_resumed_gives_the_same_bytes() {
    let desk = Desk::new();
    for replicates in [100, 1_000, 10_000, 100_000] {
        let line = format!("compare village.toml --quiet --threads 2 --replicates {replicates} --out");
        let killed = format!("killed{replicates}");
        let mut child = desk.command(&format!("{line} {killed}")).stdout(std::process::Stdio::null()).spawn().unwrap();
        let third = desk.path(&killed).join("parts/b000002");
        let patience = Instant::now();
        while !third.exists() && patience.elapsed() < Duration::from_secs(60) && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if desk.path(&killed).join("runs.parquet").exists() {
            // Too quick to be caught in the middle: more replicates.
            continue;
        }
        // What the program may also meet: a part that was torn while it was written.
        let part = fs::read(&third).unwrap();
        fs::write(&third, &part[..part.len() - 1]).unwrap();
        desk.call(&format!("{line} {killed}"), 0);
        desk.call(&format!("{line} whole"), 0);
        assert_eq!(desk.tables(&killed), desk.tables("whole"));
        assert!(!desk.path(&killed).join("parts").exists());
        return;
    }
    panic!("the program was never caught in the middle");
}

#[test]
fn one_run_replayed_alone_equals_its_row() {
    let desk = Desk::new();
    desk.call("compare village.toml --quiet --csv --out all", 0);
    let rows = csv(&desk.path("all/runs.csv"));
    for (arm, replicate) in [("three", 17_usize), ("single", 0)] {
        let printed = text(&desk.call(&format!("run village.toml --arm {arm} --replicate {replicate}"), 0).stdout);
        let row = rows.iter().find(|row| row[0] == arm && row[2] == replicate.to_string()).unwrap();
        let mut compared = 0;
        for line in printed.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let column = rows[0].iter().position(|name| name == words[0]).unwrap();
            let value = if words[1] == "-" { "" } else { words[1] };
            assert_eq!(row[column], value, "{arm} {replicate} {}", words[0]);
            compared += 1;
        }
        assert_eq!(compared, rows[0].len() - 4, "every measure is compared");
    }
}

#[test]
fn more_replicates_keep_the_first_ones() {
    let desk = Desk::new();
    desk.call("compare village.toml --quiet --csv --replicates 15 --out few", 0);
    desk.call("compare village.toml --quiet --csv --replicates 30 --out many", 0);
    let (few, many) = (csv(&desk.path("few/runs.csv")), csv(&desk.path("many/runs.csv")));
    assert_eq!(few.len(), 1 + 15 * 3);
    assert_eq!(few[..], many[..few.len()]);
    desk.call("compare village.toml --quiet --csv --replicates 30 --out few", 2);
    desk.call("compare village.toml --quiet --csv --replicates 30 --out few --resume", 0);
    assert_eq!(desk.tables("few"), desk.tables("many"));
}

#[test]
fn identical_arms_differ_by_exactly_nothing() {
    let desk = Desk::new();
    desk.call("compare village.toml --quiet --out same", 0);
    let rows = csv(&desk.path("same/comparison.csv"));
    let column = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
    let same: Vec<_> = rows.iter().filter(|row| row[column("arm")] == "single_again").collect();
    assert!(same.len() > 40);
    let mut values = 0;
    for row in same.into_iter().filter(|row| !row[column("difference")].is_empty()) {
        for name in ["difference", "ci_low", "ci_high"] {
            assert_eq!(row[column(name)].parse(), Ok(0.0), "{name} of {}", row[column("measure")]);
        }
        let better = &row[column("probability_better")];
        assert!(better.is_empty() || better.parse() == Ok(0.5), "{better}");
        values += 1;
    }
    assert!(values > 20);
}

#[test]
fn a_folder_with_other_results_is_refused_without_force() {
    let desk = Desk::new();
    desk.call("compare village.toml --quiet --replicates 5 --out here", 0);
    let before = desk.tables("here");
    let refused = desk.call("compare village.toml --quiet --replicates 5 --seed 7 --out here", 2);
    assert!(text(&refused.stderr).contains("--force"));
    assert_eq!(desk.tables("here"), before);
    desk.call("compare village.toml --quiet --replicates 5 --seed 7 --out here --force", 0);
    assert_ne!(desk.tables("here"), before);
    fs::create_dir(desk.path("mine")).unwrap();
    fs::write(desk.path("mine/thesis.txt"), "years").unwrap();
    desk.call("compare village.toml --quiet --replicates 5 --out mine --force", 2);
    assert_eq!(fs::read_dir(desk.path("mine")).unwrap().count(), 1);
}

#[test]
fn a_complete_folder_answers_at_once_and_a_damaged_one_says_so() {
    let desk = Desk::new();
    let first = desk.call("compare village.toml --replicates 5", 0);
    assert!(text(&first.stderr).contains("15 runs in"));
    let again = desk.call("compare village.toml --replicates 5", 0);
    assert_eq!(first.stdout, again.stdout);
    assert!(!text(&again.stderr).contains("runs in"));
    let folder = fs::read_dir(desk.path("out")).unwrap().next().unwrap().unwrap().path();
    let name = folder.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("village-") && name.len() == "village-".len() + 8, "{name}");
    fs::write(folder.join("runs.parquet"), "scribble").unwrap();
    let damaged = desk.call("compare village.toml --replicates 5", 1);
    assert!(text(&damaged.stderr).contains("runs.parquet"));
}

#[test]
fn the_rule_of_stopping_says_loudly_when_it_is_not_met() {
    let desk = Desk::new();
    let line = "compare village.toml --set experiment.replicates=40 --until";
    let capped = desk.call(&format!("{line} trust_group±0.0000001 --out capped"), 0);
    assert!(text(&capped.stdout).contains("NOT REACHED"), "{}", text(&capped.stdout));
    let met = desk.call(&format!("{line} trust_group+-1000 --json --out met"), 0);
    let answer: serde_json::Value = serde_json::from_slice(&met.stdout).unwrap();
    assert!(answer["replicates"].as_u64() <= Some(40));
    let wrong = desk.call("compare village.toml --until trust_grup±1", 2);
    assert!(text(&wrong.stderr).contains("trust_group"));
}

#[test]
fn json_is_one_document_with_nothing_beside_it() {
    let desk = Desk::new();
    let output = desk.call("compare village.toml --replicates 6 --json --out j", 0);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys: Vec<_> = answer.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["scenario", "seed", "replicates", "results", "comparison"]);
    assert_eq!((answer["scenario"].as_str(), answer["replicates"].as_u64()), (Some("village"), Some(6)));
    let header = fs::read_to_string(desk.path("j/comparison.csv")).unwrap();
    let columns: Vec<_> = answer["comparison"][0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(header.lines().next(), Some(columns.join(",").as_str()));
}

/// What is handed over must be easy to hand over. Builds for debugging are larger.
#[cfg(not(debug_assertions))]
#[test]
fn the_program_is_one_file_of_less_than_15_megabytes() {
    let bytes = fs::metadata(env!("CARGO_BIN_EXE_microgov")).unwrap().len();
    assert!(bytes < 15_000_000, "{bytes} bytes");
}

/// Every file of a folder and its folders.
fn files_below(folder: &Path, prefix: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .flat_map(|entry| {
            let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
            if entry.path().is_dir() { files_below(&entry.path(), &format!("{name}/")) } else { vec![name] }
        })
        .collect()
}

#[test]
fn the_manifest_vouches_for_every_file_and_the_package_for_every_column() {
    let desk = Desk::new();
    desk.call("compare village.toml --quiet --replicates 5 --csv --cases --out m", 0);
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&fs::read(desk.path("m").join(name)).unwrap()).unwrap()
    };
    let manifest = read("manifest.json");
    assert_eq!(manifest["state"], "complete");
    let mut listed: Vec<String> = vec!["manifest.json".into()];
    for file in manifest["files"].as_array().unwrap() {
        let path = desk.path("m").join(file["path"].as_str().unwrap());
        assert_eq!(blake3::hash(&fs::read(path).unwrap()).to_hex().as_str(), file["blake3"].as_str().unwrap());
        listed.push(file["path"].as_str().unwrap().into());
    }
    let mut there = files_below(&desk.path("m"), "");
    listed.sort();
    there.sort();
    assert_eq!(listed, there, "nothing lies there that the manifest does not know");
    for resource in read("datapackage.json")["resources"].as_array().unwrap() {
        let path = resource["path"].as_str().unwrap();
        if path.ends_with(".csv") {
            let fields = resource["schema"]["fields"].as_array().unwrap();
            let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
            assert_eq!(csv(&desk.path("m").join(path))[0], names, "{path}");
        }
    }
    for table in ["runs.csv", "groups.csv", "months.csv", "comparison.csv"] {
        let text = fs::read_to_string(desk.path("m").join(table)).unwrap();
        assert!(!text.contains("NaN") && !text.contains("inf,"), "{table}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_keeps_what_is_finished_and_names_the_line_that_resumes() {
    let desk = Desk::new();
    for replicates in [200, 2_000, 20_000, 200_000] {
        let line = format!("compare village.toml --quiet --replicates {replicates} --out stop{replicates}");
        let mut child = desk.command(&line).stderr(std::process::Stdio::piped()).spawn().unwrap();
        let first = desk.path(&format!("stop{replicates}")).join("parts/b000000");
        let patience = Instant::now();
        while !first.exists() && patience.elapsed() < Duration::from_secs(60) && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        let signal = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        let output = child.wait_with_output().unwrap();
        if !signal.success() || output.status.code() == Some(0) {
            // Too quick to be interrupted: more replicates.
            continue;
        }
        assert_eq!(output.status.code(), Some(3));
        let said = text(&output.stderr);
        assert!(said.contains("--resume") && said.contains(&format!("--replicates {replicates}")), "{said}");
        assert!(desk.path(&format!("stop{replicates}")).join("parts/b000000").exists());
        return;
    }
    panic!("the program was never interrupted");
}
