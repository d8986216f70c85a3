//! How many runs, and what may be claimed: `size`, margins, `--until` over several measures, `select`.
#![cfg(feature = "app")]

use assert_cmd::Command;
use serde_json::Value as Json;
use std::fs;
use std::path::Path;

const VILLAGE: &str = "
[experiment]
replicates = 40
[village]
groups = 4
households = 100
people = 400
party_members = 16
";

/// Calls the program in a folder with this scenario as `a.toml`; exit code, standard output, standard error.
fn call(folder: &Path, scenario: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    fs::write(folder.join("a.toml"), scenario).unwrap();
    let mut command = Command::cargo_bin("microgov").unwrap();
    let output = command.current_dir(folder).args(arguments).env("LC_ALL", "C").env("NO_COLOR", "1").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn good(folder: &Path, scenario: &str, arguments: &[&str]) -> String {
    let (code, told, error) = call(folder, scenario, arguments);
    assert_eq!(code, Some(0), "{error}");
    told
}

fn arms(structures: &[&str]) -> String {
    let arm = |name: &&str| format!("[[arm]]\nname = \"{name}\"\nstructure = \"{name}\"\n");
    format!("{VILLAGE}{}", structures.iter().map(arm).collect::<String>())
}

fn two() -> String {
    arms(&["single", "three"])
}

#[test]
fn what_size_runs_is_not_run_again() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let asked = ["size", "a.toml", "--margin", "trust_group±0.01", "--json"];
    let json: Json = serde_json::from_str(&good(folder, &two(), &asked)).unwrap();
    assert_eq!((&json["pilot"], &json["planned"], &json["power"]), (&30.into(), &40.into(), &0.9.into()));
    let trust = json["measures"].as_array().unwrap().iter().find(|one| one["measure"] == "trust_group").unwrap();
    let spread = trust["std_dev"].as_f64().unwrap();
    let wanted = (trust["margin"]["replicates"].as_u64().unwrap(), trust["margin"]["at_most"].as_u64().unwrap());
    assert!(spread > 0.0 && wanted.0 >= 30 && wanted.1 >= wanted.0, "{trust}");
    let results = json["results"].as_str().unwrap();
    assert!(folder.join(results).join("parts").is_dir());
    // The same command has nothing to run, and the comparison only the ten that are missing.
    assert_eq!(serde_json::from_str::<Json>(&good(folder, &two(), &asked)).unwrap(), json);
    let (_, told, error) = call(folder, &two(), &["compare", "a.toml"]);
    assert!(told.contains("40 runs of each of 2 arms"), "{told}");
    assert!(error.contains("20 runs in"), "only what was missing: {error}");
    let alone = tempfile::tempdir().unwrap();
    good(alone.path(), &two(), &["compare", "a.toml", "--quiet"]);
    let table = |folder: &Path| fs::read(folder.join(results).join("runs.parquet")).unwrap();
    assert!(table(folder) == table(alone.path()), "a pilot leaves no trace in the tables");
    // A finished folder is a pilot too.
    assert_eq!(serde_json::from_str::<Json>(&good(folder, &two(), &asked)).unwrap(), json);
}

#[test]
fn size_tells_people_in_both_languages_and_how_to_go_on() {
    let place = tempfile::tempdir().unwrap();
    let told =
        good(place.path(), &two(), &["size", "a.toml", "--until", "petitions±0.2", "--lang", "both", "--out", "r"]);
    let line = told.lines().find(|line| line.contains("Run all of it with")).unwrap();
    assert!(line.contains("microgov compare a.toml --replicates"), "{line}");
    for word in ["a pilot of 30 replicates", "spread of pairs", "30 次试运行", "配对差标准差"] {
        assert!(told.contains(word), "{word}\n{told}");
    }
    let (code, _, error) = call(place.path(), &two(), &["size", "a.toml", "--margin", "petition±1"]);
    assert!(code == Some(2) && error.contains("did you mean `petitions`"), "{error}");
    let (code, _, error) = call(place.path(), &arms(&["single"]), &["size", "a.toml"]);
    assert!(code == Some(2) && error.contains("needs an arm beside the baseline"), "{error}");
}

#[test]
fn margins_say_whether_it_counts_and_change_no_table() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let plain = good(folder, &two(), &["compare", "a.toml", "--out", "r", "--json"]);
    let plain: Json = serde_json::from_str(&plain).unwrap();
    assert!(plain.get("margins").is_none());
    let before = fs::read(folder.join("r/comparison.csv")).unwrap();
    let report = fs::read_to_string(folder.join("r/report.html")).unwrap();
    assert!(!report.contains("Held against the smallest differences"));
    // A margin beyond all that happens, on the same results: judged again, not run again.
    let margins = "[margins]\ntrust_group = 1000\nresolved_90d_share = 1e-9\n";
    let with = format!("{margins}{}", two());
    let json: Json =
        serde_json::from_str(&good(folder, &with, &["compare", "a.toml", "--out", "r", "--json"])).unwrap();
    assert_eq!(json["comparison"], plain["comparison"]);
    let of = |measure: &str| {
        let all = json["margins"].as_array().unwrap();
        all.iter().find(|one| one["measure"] == measure).unwrap().clone()
    };
    let trust = of("trust_group");
    assert_eq!(trust["size"], "too_small");
    let words = ["equivalent", "better, but less than counts", "worse, but less than counts"];
    assert!(words.contains(&trust["verdict"].as_str().unwrap()), "{trust}");
    assert!(of("resolved_90d_share")["size"] != "too_small");
    assert_eq!(fs::read(folder.join("r/comparison.csv")).unwrap(), before);
    let report = fs::read_to_string(folder.join("r/report.html")).unwrap();
    assert!(
        report.contains("Held against the smallest differences") && report.contains("less than counts")
            || report.contains("equivalent")
    );
    let told = good(folder, &with, &["compare", "a.toml", "--out", "r", "--lang", "both"]);
    assert!(told.contains("Does it count") && told.contains("差异是否有意义"), "{told}");
    let (code, _, error) = call(folder, &format!("[margins]\ntrust_grup = 1\n{}", two()), &["check", "a.toml"]);
    assert!(code == Some(2) && error.contains("did you mean `trust_group`"), "{error}");
}

#[test]
fn several_widths_must_all_be_met() {
    let place = tempfile::tempdir().unwrap();
    let bare = two().replace("replicates = 40\n", "");
    let count = |until: &[&str], out: &str| -> u64 {
        let mut arguments = vec!["compare", "a.toml", "--json", "--out", out];
        arguments.extend(until.iter().flat_map(|rule| ["--until", rule]));
        let json: Json = serde_json::from_str(&good(place.path(), &bare, &arguments)).unwrap();
        json["replicates"].as_u64().unwrap()
    };
    let (fine, coarse) = ("resolved_90d_share±0.004", "trust_group±10");
    let alone = count(&[fine], "one");
    assert!(alone > 30, "{alone}");
    assert_eq!((count(&[coarse], "other"), count(&[coarse, fine], "both")), (30, alone));
    let (code, _, error) = call(place.path(), &bare, &["compare", "a.toml", "--until", fine, "--until", fine]);
    assert!(code == Some(2) && error.contains("twice"), "{error}");
}

const STRUCTURES: [&str; 4] = ["single", "two", "three", "single_hours"];

/// Rows of `selection.csv` by arm: outcome, round out, replicates.
fn selection(folder: &Path) -> Vec<(String, String, String, u64)> {
    let mut reader = csv::Reader::from_path(folder.join("selection.csv")).unwrap();
    let rows = reader.deserialize::<std::collections::BTreeMap<String, String>>();
    rows.map(|row| row.unwrap())
        .map(|row| {
            (row["arm"].clone(), row["outcome"].clone(), row["stage_out"].clone(), row["replicates"].parse().unwrap())
        })
        .collect()
}

#[test]
fn arms_that_are_beaten_run_no_further_and_threads_do_not_matter() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let asked =
        ["select", "a.toml", "--measure", "resolution_days_mean", "--indifference", "0.5", "--replicates", "200"];
    let with = |more: &[&'static str]| [&asked[..], more].concat();
    let told = good(folder, &arms(&STRUCTURES), &with(&["--out", "one", "--threads", "1", "--lang", "both"]));
    good(folder, &arms(&STRUCTURES), &with(&["--out", "two", "--threads", "2", "--quiet"]));
    for file in ["selection.csv", "runs.parquet"] {
        let read = |out: &str| fs::read(folder.join(out).join(file)).unwrap();
        assert!(read("one") == read("two"), "{file}");
    }
    let rows = selection(&folder.join("one"));
    assert_eq!(rows.len(), 4);
    let longest = rows.iter().map(|row| row.3).max().unwrap();
    let kept = rows.iter().filter(|row| row.1 != "out");
    assert!(kept.clone().count() >= 1 && kept.clone().all(|row| row.2.is_empty() && row.3 == longest), "{rows:?}");
    assert!(rows.iter().all(|row| row.1 != "out" || !row.2.is_empty()), "{rows:?}");
    assert!(told.contains("out of 4 arms") || told.contains("of 4 arms"), "{told}");
    assert!(told.contains("runs in place of") && told.contains("共运行"), "{told}");
    // What is finished is read, not run.
    let json: Json =
        serde_json::from_str(&good(folder, &arms(&STRUCTURES), &with(&["--out", "one", "--json"]))).unwrap();
    assert_eq!(json["selection"].as_array().unwrap().len(), 4);
    assert_eq!(json["rounds"].as_array().unwrap().last().unwrap()["replicates"], longest);
    let (code, _, error) = call(folder, &arms(&STRUCTURES), &["plot", "one"]);
    assert!(code == Some(2) && error.contains("results of a selection"), "{error}");
}

#[test]
fn arms_have_the_same_chances_as_in_a_comparison_and_a_broken_off_selection_goes_on() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let asked =
        ["select", "a.toml", "--measure", "petitions", "--indifference", "0.3", "--replicates", "80", "--out", "s"];
    good(folder, &arms(&STRUCTURES), &[&asked[..], &["--quiet"]].concat());
    let whole = fs::read(folder.join("s/runs.parquet")).unwrap();
    let json: Json = serde_json::from_str(&good(
        folder,
        &arms(&STRUCTURES),
        &["compare", "a.toml", "--out", "c", "--json", "--replicates", "30"],
    ))
    .unwrap();
    let rows = json["comparison"].as_array().unwrap();
    let base = rows.iter().find(|row| row["measure"] == "petitions" && row["arm"] == "three").unwrap();
    let mut reader = csv::Reader::from_path(folder.join("s/selection.csv")).unwrap();
    let means: Vec<(String, u64, f64)> = reader
        .deserialize::<std::collections::BTreeMap<String, String>>()
        .map(|row| row.unwrap())
        .map(|row| (row["arm"].clone(), row["replicates"].parse().unwrap(), row["mean"].parse().unwrap()))
        .collect();
    for (arm, mean) in [("three", &base["arm_mean"]), ("single", &base["baseline_mean"])] {
        let (_, replicates, own) = means.iter().find(|row| row.0 == arm).unwrap();
        assert!(*replicates > 30 || (own - mean.as_f64().unwrap()).abs() < 1e-12, "{arm}: {own} {mean}");
    }
    // A selection that lost its last parts makes the same table.
    let again = tempfile::tempdir().unwrap();
    fs::create_dir_all(again.path()).unwrap();
    good(again.path(), &arms(&STRUCTURES), &[&asked[..], &["--quiet", "--threads", "1"]].concat());
    assert!(fs::read(again.path().join("s/runs.parquet")).unwrap() == whole);
    let (code, _, error) =
        call(folder, &two(), &["select", "a.toml", "--measure", "needs_raised", "--indifference", "1"]);
    assert!(code == Some(2) && error.contains("no best arm"), "{error}");
    let (code, _, error) = call(folder, &two(), &["select", "a.toml", "--measure", "petitions", "--indifference", "0"]);
    assert!(code == Some(2) && error.contains("above 0"), "{error}");
}
