//! Parameter sets: what is unknown is carried beside chance, any run is replayed, and what is fixed stays fixed.

use crate::{Desk, text};
use microgov::results::read_columns;
use std::fs;

/// Three sets of how many requests there are and how many hours leaders have.
const SETS: &str = "needs.requests_per_household_year,seat.leader.hours_per_week\n0.5,12\n1.5,6\n3,2\n";

fn desk() -> Desk {
    let desk = Desk::new();
    fs::write(desk.path("sets.csv"), SETS).unwrap();
    desk
}

#[test]
fn replicates_take_the_sets_in_turn_whatever_the_threads_and_however_many_more_there_are() {
    let desk = desk();
    let line = "compare village.toml --posterior sets.csv --quiet";
    desk.call(&format!("{line} --replicates 12 --threads 1 --out one"), 0);
    desk.call(&format!("{line} --replicates 12 --threads 2 --out two"), 0);
    assert_eq!(desk.tables("one"), desk.tables("two"));
    desk.call(&format!("{line} --replicates 30 --out two --resume"), 0);
    desk.call(&format!("{line} --replicates 30 --out more"), 0);
    assert_eq!(desk.tables("two"), desk.tables("more"));
    // More requests are raised under a set with more of them.
    let columns = read_columns(&desk.path("one").join("runs.parquet"), &["replicate", "arm", "needs_raised"]).unwrap();
    let raised = |set: i64| {
        let rows = columns[0].wholes().iter().zip(columns[2].reals());
        rows.filter(|(replicate, _)| replicate.unwrap() % 3 == set).map(|(_, raised)| raised.unwrap()).sum::<f64>()
    };
    assert!(raised(0) < raised(1) && raised(1) < raised(2), "{} {} {}", raised(0), raised(1), raised(2));
}

#[test]
fn a_replicate_is_replayed_under_its_set() {
    let desk = desk();
    desk.call("compare village.toml --posterior sets.csv --replicates 6 --quiet --out results", 0);
    // The folder knows its sets, and holds the run against its row.
    desk.call("run results --replicate 4 --arm three --quiet", 0);
    let columns = read_columns(
        &desk.path("results").join("runs.parquet"),
        &["replicate", "arm", "resolved_90d_share", "hours_on_cases"],
    )
    .unwrap();
    for row in 0..columns[0].wholes().len() {
        let (replicate, arm) = (columns[0].wholes()[row].unwrap(), columns[1].texts()[row].as_ref().unwrap());
        let line = format!("run village.toml --posterior sets.csv --replicate {replicate} --arm {arm} --json");
        let answer: serde_json::Value = serde_json::from_slice(&desk.call(&line, 0).stdout).unwrap();
        for (column, measure) in [(2, "resolved_90d_share"), (3, "hours_on_cases")] {
            let (again, once) = (answer["measures"][measure].as_f64().unwrap(), columns[column].reals()[row].unwrap());
            // Reading JSON rounds the last digit.
            assert!((again - once).abs() <= 1e-14 * once.abs(), "{arm} {replicate}: {again} {once}");
        }
    }
}

#[test]
fn what_is_unknown_and_what_is_chance_are_told_apart() {
    let desk = desk();
    let told = text(&desk.call("compare village.toml --posterior sets.csv --replicates 30 --out results", 0).stdout);
    assert!(told.contains("Unknown and chance, apart (3 parameter sets)"), "{told}");
    let plain = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain.contains("what is unknown of 2 values in 3 parameter sets"), "{told}");
    let mut table = csv::Reader::from_path(desk.path("results").join("unknown.csv")).unwrap();
    let names = table.headers().unwrap().clone();
    let place = |name: &str| names.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let row = rows.iter().find(|row| &row[0] == "resolved_90d_share" && &row[1] == "three").unwrap();
    let share: f64 = row[place("unknown_share")].parse().unwrap();
    assert!((0.05..=1.0).contains(&share), "hours and requests decide much of what a team is worth: {share}");
    assert_eq!((&row[place("sets")], &row[place("n")]), ("3", "30"));
    // Arms that are the same differ by nothing, known or not.
    let same = rows.iter().find(|row| &row[0] == "resolved_90d_share" && &row[1] == "single_again").unwrap();
    assert_eq!((&same[place("unknown_sd")], &same[place("unknown_share")]), ("0.0", ""));
    assert_eq!(fs::read_to_string(desk.path("results").join("sets.csv")).unwrap(), SETS);
    let zh =
        text(&desk.call("compare village.toml --posterior sets.csv --replicates 30 --out results --lang zh", 0).stdout);
    assert!(zh.contains("未知与偶然的分解（3 组参数）"), "{zh}");
}

#[test]
fn a_scenario_names_its_sets_and_what_is_set_stays_as_it_is() {
    let desk = desk();
    let village = fs::read_to_string(desk.path("village.toml")).unwrap();
    let named = village.replace("[experiment]", "[experiment]\nposterior = \"sets.csv\"");
    fs::write(desk.path("named.toml"), named).unwrap();
    fs::write(desk.path("child.toml"), "extends = \"named.toml\"\n").unwrap();
    let tables = |line: &str, out: &str| {
        desk.call(&format!("compare {line} --replicates 6 --quiet --out {out}"), 0);
        desk.tables(out)
    };
    let plain = tables("village.toml", "plain");
    let over = tables("village.toml --posterior sets.csv", "over");
    assert_ne!(plain, over);
    assert_eq!(tables("named.toml", "named"), over);
    assert_eq!(tables("named.toml --posterior none", "none"), plain);
    assert_eq!(tables("child.toml", "child"), plain);
    let set =
        "compare village.toml --posterior sets.csv --set needs.requests_per_household_year=1 --replicates 6 --out set";
    let told = text(&desk.call(set, 0).stdout);
    assert!(told.contains("it is set, and does not vary over the parameter sets of sets.csv"), "{told}");
}

#[test]
fn tables_of_sets_that_cannot_be_used_are_told() {
    let desk = desk();
    fs::write(desk.path("wrong.csv"), "needs.requests_per_household_year\n1\nmany\n").unwrap();
    fs::write(desk.path("unknown.csv"), "needs.nothing\n1\n").unwrap();
    for (file, said) in [
        ("nowhere.csv", "cannot read the parameter sets nowhere.csv"),
        ("wrong.csv", "goes beyond what the key allows"),
        ("unknown.csv", "there is no parameter `needs.nothing`"),
    ] {
        let told = text(&desk.call(&format!("compare village.toml --posterior {file}"), 2).stderr);
        assert!(told.contains(said), "{file}: {told}");
    }
    assert!(!desk.path("out").exists());
}
