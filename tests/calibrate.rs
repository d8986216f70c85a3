//! The command that searches for the sets of parameters that observed patterns do not rule out.
#![cfg(feature = "app")]

#[path = "charts/desk.rs"]
mod desk;

use desk::Desk;
use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Patterns of the village: one that tells the number of requests, one that no set can give, one kept apart.
const TARGETS: &str = r#"
[needs]
requests_per_household_year = { value = 1.2, range = [0.3, 3.0], grade = "guess", source = "s" }
[mediation]
skill_slope = { value = 0.5, range = [0.0, 1.5], grade = "guess", source = "s" }
[presence]
availability_share = { value = 0.65, range = [0.4, 0.9], grade = "guess", source = "s" }

[[target]]
name = "demand"
label_en = "Needs raised in a year"
label_zh = "一年提出的诉求"
claim = "value"
measure = "needs_raised"
arm = "before"
against = "none"
observed = 60
tolerance = 12
used_to_fit = true

[[target]]
name = "impossible"
claim = "value"
measure = "needs_raised"
arm = "before"
against = "none"
observed = 5000
tolerance = 10
used_to_fit = true

[[target]]
name = "fall"
claim = "less"
measure = "petitions"
arm = "after"
before_from = 2017-01-01
before_until = 2018-01-01
after_from = 2018-01-01
after_until = 2019-01-01

[[target]]
name = "elsewhere"
claim = "smaller_effect_than"
measure = "petitions"
reference = "village.toml"
"#;

const SIZE: &str = "--points 24 --sets 12 --populations 4 --replicates 2 --least-acceptance 0.05";

fn desk() -> Desk {
    Desk::new(&format!("{}{TARGETS}", desk::SCENARIO))
}

fn row<'a>(rows: &'a [BTreeMap<String, String>], key: &str, name: &str) -> &'a BTreeMap<String, String> {
    rows.iter().find(|row| row[key] == name).unwrap_or_else(|| panic!("no {name} in {rows:?}"))
}

fn real(row: &BTreeMap<String, String>, key: &str) -> f64 {
    row[key].parse().unwrap_or_else(|_| panic!("{key} of {row:?}"))
}

/// The tables of a folder.
fn tables(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(desk.path(folder)).unwrap().map(|entry| entry.unwrap().path());
    let table =
        |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "csv" || ending == "parquet");
    let read =
        |path: std::path::PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap());
    entries.filter(table).map(read).collect()
}

#[test]
fn what_a_pattern_tells_contracts_and_what_it_cannot_does_not() {
    let desk = desk();
    let answer = desk.call(&format!("calibrate village.toml {SIZE} --out all --json --quiet"), 0).stdout;
    let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
    assert_eq!(answer["out_of_reach"], serde_json::json!(["impossible"]));
    assert_eq!(answer["stop"], "distance", "{answer:#}");
    let factors = desk.rows("all/calibration.csv");
    let requests = row(&factors, "factor", "needs.requests_per_household_year");
    assert!(real(requests, "contraction") > 0.5 && real(requests, "ks_distance") > 0.4, "{requests:?}");
    assert!(real(requests, "prior_low") == 0.3 && real(requests, "q975") < 2.0, "{requests:?}");
    let slope = row(&factors, "factor", "mediation.skill_slope");
    assert_eq!(slope["verdict"], "not", "{slope:?}");

    let targets = desk.rows("all/calibration_targets.csv");
    let roles: Vec<&str> = targets.iter().map(|row| row["role"].as_str()).collect();
    assert_eq!(roles, ["fitted", "out_of_reach", "held_out", "left_out"]);
    let demand = row(&targets, "target", "demand");
    assert!(real(demand, "posterior_holds_share") == 1.0 && real(demand, "prior_holds_share") < 0.8, "{demand:?}");
    assert!((48.0..=72.0).contains(&real(demand, "posterior_q50")), "{demand:?}");
    assert!(real(row(&targets, "target", "impossible"), "least_implausibility") > 3.0);

    let sets = desk.rows("all/posterior.csv");
    let weights: f64 = sets.iter().map(|row| real(row, "weight")).sum();
    assert!((weights - 1.0).abs() < 1e-9 && sets.iter().all(|row| real(row, "distance") <= 1.0));
    let mean: f64 = sets.iter().map(|row| real(row, "weight") * real(row, "needs.requests_per_household_year")).sum();
    assert!((mean - real(requests, "mean")).abs() < 1e-9);
    let populations = desk.rows("all/calibration_populations.csv");
    assert_eq!(sets.len() as f64, real(populations.last().unwrap(), "sets"));
    // The shipped seats have ranges too.
    let unknowns = factors.len();
    assert_eq!(desk.rows("all/calibration_pairs.csv").len(), unknowns * (unknowns - 1) / 2);
    assert_eq!(desk.rows("all/calibration_profile.csv").len(), 10 * unknowns);
    assert_eq!(desk.rows("all/calibration_sets.csv").len(), 24);
    let described: serde_json::Value =
        serde_json::from_slice(&fs::read(desk.path("all/datapackage.json")).unwrap()).unwrap();
    for name in ["calibration", "calibration_targets", "calibration_sets", "posterior"] {
        let resource = described["resources"].as_array().unwrap().iter().find(|resource| resource["name"] == name);
        let fields = resource.unwrap_or_else(|| panic!("{name}"))["schema"]["fields"].as_array().unwrap().len();
        let header = csv::Reader::from_path(desk.path(&format!("all/{name}.csv"))).unwrap().headers().unwrap().len();
        assert_eq!(fields, header, "{name}");
    }

    assert_eq!(desk.manifest("all")["state"], "complete");

    // The charts tell the numbers of the tables.
    assert!(desk.files("all/charts").contains_key("posterior.en.svg"));
    let posterior = desk.alt("all", "posterior");
    assert!(posterior.contains(&format!("lost {:.0}%", 100.0 * real(requests, "contraction"))), "{posterior}");
    let predictive = desk.alt("all", "predictive");
    let holds = format!("holds in {:.0}% → 100%", 100.0 * real(demand, "prior_holds_share"));
    assert!(predictive.contains(&holds) && predictive.contains("out of reach of every set"), "{predictive}");

    // Both languages say what is out of reach; the folder answers at once.
    for (language, said) in [("en", "OUT OF REACH: impossible"), ("zh", "无法达到：impossible")] {
        let line = format!("calibrate village.toml {SIZE} --out all --lang {language} --quiet");
        let told = String::from_utf8(desk.call(&line, 0).stdout).unwrap();
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn a_search_that_is_killed_goes_on_and_ends_at_the_same_bytes() {
    use assert_cmd::cargo::CommandCargoExt;
    let desk = desk();
    let line = format!("calibrate village.toml {SIZE} --quiet");
    desk.call(&format!("{line} --threads 2 --out whole"), 0);
    let whole = tables(&desk, "whole");
    let mut child = std::process::Command::cargo_bin("microgov").unwrap();
    child.current_dir(desk.path("")).args(line.split_whitespace()).args(["--threads", "1", "--out", "killed"]);
    let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    // Killed within a population, unless it was faster than that.
    while !desk.path("killed/populations").exists()
        && child.try_wait().unwrap().is_none()
        && begun.elapsed() < Duration::from_secs(120)
    {
        std::thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    let _ = child.wait();
    desk.call(&format!("{line} --threads 1 --out killed"), 0);
    let killed = tables(&desk, "killed");
    for (name, bytes) in &whole {
        assert!(killed.get(name) == Some(bytes), "{name} differs");
    }
    assert!(whole.len() >= 8, "{:?}", whole.keys());
    // Another form of the answer runs nothing.
    desk.call(&format!("{line} --rows 10 --out killed"), 0);
    let rows = desk.rows("killed/posterior.csv");
    assert!(rows.len() == 10 && !rows[0].contains_key("weight") && !rows[0].contains_key("distance"));
    assert!(rows.iter().flat_map(BTreeMap::values).all(|cell| cell.trim_start_matches(['0', '.']).len() <= 6));
    assert_eq!(tables(&desk, "killed")["calibration.csv"], whole["calibration.csv"]);
    // The sets are points of a study as they are.
    desk.call("sweep village.toml --design csv --file killed/posterior.csv --replicates 2 --quiet --out swept", 0);
}

#[test]
fn a_call_that_makes_no_sense_is_told_so() {
    let desk = desk();
    fs::write(desk.path("plain.toml"), desk::SCENARIO).unwrap();
    let apart = format!("{}{}", desk::SCENARIO, TARGETS.replace("used_to_fit = true", ""));
    fs::write(desk.path("apart.toml"), apart).unwrap();
    for (line, said) in [
        ("calibrate plain.toml", "claims nothing"),
        ("calibrate apart.toml", "no target of apart.toml is to be fitted"),
        ("calibrate village.toml --fit fal", "has no target `fal`"),
        ("calibrate village.toml --only needs.requests", "declares no such uncertainty"),
        ("calibrate village.toml --vary needs.requests=1..2", "there is no parameter"),
        ("calibrate village.toml --until petitions±1", "--replicates"),
        ("calibrate village.toml --least-distance far", "at least 0"),
        ("calibrate village.toml --points 5", "5 is not in"),
    ] {
        let told = desk.told(line, 2);
        assert!(told.contains(said), "{line}: {told}");
    }
    assert!(!desk.path("out").exists());
    desk.call(&format!("calibrate apart.toml --fit demand --only needs.requests_per_household_year {SIZE} --quiet"), 0);
}
