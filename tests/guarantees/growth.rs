//! Long work: killed and resumed, grown and replayed; what cannot be run is left out and named.

use crate::{Desk, csv, text};
use microgov::vocabulary::Measure;
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

/// Ranges over which a village that is simulated in a moment varies.
const RANGES: &str = "--vary needs.requests_per_household_year=0.3..3 --vary seat.leader.hours_per_week=2..15";
const TABLES: [&str; 3] = ["points.csv", "runs.parquet", "comparison.csv"];

fn tables(desk: &Desk, folder: &str) -> Vec<Vec<u8>> {
    TABLES.iter().map(|table| fs::read(desk.path(folder).join(table)).unwrap()).collect()
}

/// Runs made by a call that was not quiet.
fn made(output: &Output) -> u64 {
    let told = text(&output.stderr);
    let line = told.lines().find(|line| line.contains(" runs in ")).unwrap_or_else(|| panic!("no runs told: {told}"));
    line.split_whitespace().next().unwrap().parse().unwrap()
}

/// Numbers between 0 and 1 that are the same every time (SplitMix64).
struct Moments(u64);

impl Iterator for Moments {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Some((z ^ (z >> 31)) as f64 / u64::MAX as f64)
    }
}

/// Calls the program, which fills `folder` block by block, and kills it once for each of the moments, later and later in
/// the work and at some instant of a block; how often it was still running.
fn kill(desk: &Desk, line: &str, (folder, blocks): (&str, usize), moments: &[f64]) -> usize {
    let finished = || {
        let parts = fs::read_dir(desk.path(folder).join("parts")).into_iter().flatten().flatten();
        let names = parts.map(|part| part.file_name().to_string_lossy().into_owned());
        names.filter(|name| name.starts_with('b') && !name.contains(".partial-")).count()
    };
    let killed = |(turn, moment): (usize, &f64)| {
        let wanted = turn * (blocks - 1) / moments.len();
        let mut child = desk.command(line).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let patience = Instant::now();
        while finished() < wanted && child.try_wait().unwrap().is_none() && patience.elapsed().as_secs() < 60 {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(20).mul_f64(*moment));
        let running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        running
    };
    moments.iter().enumerate().filter(|moment| killed(*moment)).count()
}

#[test]
fn a_sweep_killed_at_any_moment_and_resumed_ends_in_the_same_bytes() {
    let desk = Desk::new();
    let line =
        |points: u32| format!("sweep village.toml --points {points} --replicates 10 {RANGES} --quiet --threads 2");
    desk.call(&format!("{} --out whole", line(150)), 0);
    let killed = format!("{} --out killed", line(150));
    // Ten points with ten replicates are a block.
    let moments: Vec<f64> = Moments(20_260_101).take(10).collect();
    assert!(kill(&desk, &killed, ("killed", 15), &moments) >= 8);
    desk.call(&killed, 0);
    assert!(tables(&desk, "killed") == tables(&desk, "whole"));
    // Killed while it takes its tables apart and grows.
    desk.call(&format!("{} --out grown", line(300)), 0);
    let growing = format!("{} --out killed --resume", line(300));
    let moments: Vec<f64> = Moments(7).take(5).collect();
    assert!(kill(&desk, &growing, ("killed", 30), &moments) >= 3);
    desk.call(&growing, 0);
    assert!(tables(&desk, "killed") == tables(&desk, "grown"));
    assert!(!desk.path("killed/parts").exists());
}

#[test]
fn a_design_that_grows_runs_only_what_is_new() {
    let desk = Desk::new();
    fs::write(desk.path("few.csv"), "contact.retry_days,mechanisms.trust\n2,true\n4,false\n").unwrap();
    let rows = "contact.retry_days,mechanisms.trust\n9,false\n2,true\n3,true\n4,false\n";
    fs::write(desk.path("more.csv"), rows).unwrap();
    let hypercube = |points: u32, replicates: u32| format!("--points {points} --replicates {replicates} {RANGES}");
    let grid = |retry: &str, lean: &str| {
        format!("--design grid --replicates 3 --vary contact.retry_days={retry} --vary judgement.kin_lean={lean}")
    };
    let table = |name: &str| format!("--design csv --file {name} --replicates 3");
    // Each with the points and replicates that are new; there are three arms.
    let cases = [
        ("doubled", hypercube(10, 3), hypercube(20, 3), 10 * 3),
        ("replicated", hypercube(10, 3), hypercube(10, 7), 10 * 4),
        ("inserted", grid("1,3", "0,0.5"), grid("1,2,3", "0,0.25,0.5"), 5 * 3),
        ("shuffled", table("few.csv"), table("more.csv"), 2 * 3),
    ];
    for (name, few, more, new) in cases {
        desk.call(&format!("sweep village.toml {few} --quiet --out {name}"), 0);
        desk.call(&format!("sweep village.toml {more} --quiet --out {name}-at-once"), 0);
        let refused = text(&desk.call(&format!("sweep village.toml {more} --out {name}"), 2).stderr);
        assert!(refused.contains("--resume"), "{refused}");
        let grown = desk.call(&format!("sweep village.toml {more} --out {name} --resume"), 0);
        assert_eq!(made(&grown), 3 * new, "{name}");
        assert!(tables(&desk, name) == tables(&desk, &format!("{name}-at-once")), "{name}");
    }
    let other = format!("sweep village.toml {} --out doubled --resume", hypercube(30, 3));
    assert!(text(&desk.call(&other, 2).stderr).contains("doubles"));
}

#[test]
fn a_point_that_is_no_sound_scenario_is_left_out_and_named() {
    let desk = Desk::new();
    let mut points = String::from("village.primary_clan_share,contact.retry_days\n");
    (0..20).for_each(|point| points += &format!("{},{}\n", if point == 13 { 0.99 } else { 0.5 }, point + 1));
    fs::write(desk.path("points.csv"), &points).unwrap();
    let line = "sweep village.toml --design csv --file points.csv --replicates 2";
    let output = desk.call(&format!("{line} --json --out left"), 0);
    let told = text(&output.stderr);
    assert!(told.contains("1 of 20 points") && told.contains("point 13") && told.contains("more than 1"), "{told}");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["left_out"], serde_json::json!([13]));
    assert_eq!(answer["signs"][0]["points"], 19);
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(desk.path("left/manifest.json")).unwrap()).unwrap();
    let failures = manifest["failures"].as_array().unwrap();
    assert_eq!(failures.len(), 2 * 3, "each replicate in each arm");
    assert!(failures.iter().all(|failure| failure["point"] == 13));
    let compared = csv(&desk.path("left/comparison.csv"));
    let empty = |row: &&Vec<String>| row[0] == "13" && !row[9].is_empty();
    assert_eq!(compared.iter().filter(empty).count(), 0);
    // A complete folder says so again; its point cannot be replayed.
    assert!(text(&desk.call(&format!("{line} --out left"), 0).stderr).contains("point 13"));
    assert!(text(&desk.call("run left --point 13", 2).stderr).contains("no sound scenario"));
    // Growing keeps what is known of it.
    let more = points.clone() + "0.6,50\n";
    fs::write(desk.path("points.csv"), more).unwrap();
    assert_eq!(made(&desk.call(&format!("{line} --out left --resume"), 0)), 2 * 3);
}

/// The values that a replay prints, by measure; empty where there is none.
fn printed(output: &Output) -> Vec<(String, String)> {
    let printed = text(&output.stdout);
    let pair = |line: &str| {
        let mut words = line.split_whitespace().map(String::from);
        let (name, value) = (words.next().unwrap(), words.next().unwrap());
        (name, if value == "-" { String::new() } else { value })
    };
    printed.lines().map(pair).collect()
}

/// The same of a row of `runs.parquet`.
fn row(folder: &Path, point: i64, arm: &str, replicate: i64) -> Vec<(String, String)> {
    let names: Vec<&str> =
        ["point", "arm", "replicate"].into_iter().chain(Measure::ALL.iter().map(|m| m.name())).collect();
    let columns = microgov::results::read_columns(&folder.join("runs.parquet"), &names).unwrap();
    let is_it = |row: &usize| {
        columns[0].wholes()[*row] == Some(point)
            && columns[1].texts()[*row].as_deref() == Some(arm)
            && columns[2].wholes()[*row] == Some(replicate)
    };
    let row = (0..columns[0].wholes().len()).find(is_it).unwrap();
    let cell = |column: &microgov::results::Column| column.reals()[row].map_or_else(String::new, |x| x.to_string());
    names[3..].iter().map(|name| name.to_string()).zip(columns[3..].iter().map(cell)).collect()
}

#[test]
fn any_run_of_a_study_or_comparison_is_replayed_from_its_folder_to_the_bit() {
    let desk = Desk::new();
    let vary = "--vary needs.patience_days=14..140 --vary mechanisms.trust=true,false \
                --vary arm.three.structure=two,three,five --vary handling.max_sessions=1..3";
    desk.call(
        &format!("sweep village.toml --points 6 --replicates 3 {RANGES} {vary} --seed 77 --quiet --out swept"),
        0,
    );
    desk.call("compare village.toml --replicates 4 --set contact.retry_days=2 --quiet --out compared", 0);
    // The folder alone is enough.
    fs::remove_file(desk.path("village.toml")).unwrap();
    for (point, arm, replicate) in [(0, "three", 0), (3, "single", 2), (5, "three", 1), (5, "single_again", 2)] {
        let output = desk.call(&format!("run swept --point {point} --arm {arm} --replicate {replicate}"), 0);
        assert_eq!(printed(&output), row(&desk.path("swept"), point, arm, replicate), "{point} {arm} {replicate}");
        assert_eq!(text(&output.stderr), "");
    }
    let output = desk.call("run compared --arm three --replicate 3", 0);
    assert_eq!(printed(&output), row(&desk.path("compared"), 0, "three", 3));
    for (line, said) in [
        ("run swept --point 6", "points go from 0 to 5"),
        ("run compared --point 1", "one point only"),
        ("run swept --seed 3", "the results say what was run"),
        ("run swept --arm four", "there is no arm"),
    ] {
        let told = text(&desk.call(line, 2).stderr);
        assert!(told.contains(said), "{line}: {told}");
    }
    // Results of another build are replayed too, with a word.
    let path = desk.path("swept/manifest.json");
    let other = fs::read_to_string(&path).unwrap().replace("\"version\": \"", "\"version\": \"9.");
    fs::write(&path, other).unwrap();
    assert!(text(&desk.call("run swept --point 1", 0).stderr).contains("made by version 9."));
    assert!(text(&desk.call("run swept --point 1 --arm three --replicate 9", 0).stderr).contains("no such run"));
}

#[test]
fn levers_meet_the_same_unknowns_and_are_told_apart() {
    let desk = Desk::new();
    let factor = |name: &str, role: &str, path: &str, values: &str| {
        format!("[[factor]]\nname = \"{name}\"\nrole = \"{role}\"\npath = \"{path}\"\nvalues = \"{values}\"\n\n")
    };
    let scenario = fs::read_to_string(desk.path("village.toml")).unwrap();
    let declared = factor("hours", "lever", "seat.leader.hours_per_week", "4,8")
        + &factor("team", "lever", "arm.three.structure", "two,three")
        + &factor("retry", "uncertainty", "contact.retry_days", "1..9");
    fs::write(desk.path("levers.toml"), scenario.clone() + "\n" + &declared).unwrap();
    let line = "sweep levers.toml --levers --points 3 --replicates 2 --out crossed";
    let answer: serde_json::Value = serde_json::from_slice(&desk.call(&format!("{line} --json"), 0).stdout).unwrap();
    assert_eq!(answer["points"], 12);
    let roles: Vec<_> = answer["factors"].as_array().unwrap().iter().map(|factor| factor["role"].as_str()).collect();
    assert_eq!(roles[..2], [Some("lever"), Some("lever")]);
    assert!(roles[2..].iter().all(|role| *role == Some("uncertainty")));
    assert_eq!(answer["settings"].as_array().unwrap().len(), 4);
    assert_eq!(answer["settings"][0]["signs"][0]["points"], 6);
    let points = csv(&desk.path("crossed/points.csv"));
    let worlds = |hours: &str, team: &str| -> Vec<Vec<String>> {
        let here = points.iter().filter(|row| row[1] == hours && row[2] == team);
        here.map(|row| row[3..].to_vec()).collect()
    };
    assert_eq!(worlds("4", "two").len(), 3);
    assert_eq!(worlds("4", "two"), worlds("8", "three"));
    assert!(desk.path("crossed/charts/signs-levers.en.svg").exists());
    let told = text(&desk.call(line, 0).stdout);
    for part in ["Levers", "Uncertainties", "Chance", "arm.three.structure = two"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let manifest = fs::read_to_string(desk.path("crossed/manifest.json")).unwrap();
    assert!(manifest.contains("\"role\": \"lever\"") && manifest.contains("\"values\": \"two,three\""));
    // What cannot be read is told with its place, by whatever command reads the scenario.
    let wrong = factor("a", "lever", "seat.leader.hour", "4,8") + &factor("b", "lever", "contact.retry_days", "9..1");
    fs::write(desk.path("wrong.toml"), scenario.clone() + "\n" + &wrong).unwrap();
    for command in ["check", "sweep", "compare"] {
        let told = text(&desk.call(&format!("{command} wrong.toml"), 2).stderr);
        assert!(told.contains("wrong.toml:") && told.contains("factor `a`") && told.contains("9..1"), "{told}");
    }
    let ranged = factor("hours", "lever", "seat.leader.hours_per_week", "2..15");
    fs::write(desk.path("ranged.toml"), scenario.clone() + "\n" + &ranged).unwrap();
    assert!(text(&desk.call("sweep ranged.toml --levers", 2).stderr).contains("settings are wanted"));
    assert!(text(&desk.call("sweep village.toml --levers", 2).stderr).contains("declares no levers"));
    // An arm that has its own value does not vary.
    let own = scenario.replacen("name = \"three\"\n", "name = \"three\"\ncontact.retry_days = 2\n", 1);
    fs::write(desk.path("own.toml"), own).unwrap();
    let line = "sweep own.toml --design grid --vary contact.retry_days=2,4 --replicates 2 --out own";
    assert!(text(&desk.call(line, 0).stderr).contains("arm \"three\" has its own value"));
}
