//! The command that tells where two arms part.
#![cfg(feature = "app")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const VILLAGE: &str = "
[simulation]
end = 2019-01-01
[village]
groups = 3
households = 75
people = 300
party_members = 12
[[arm]]
name = \"single\"
label_zh = \"单人\"
structure = \"single\"
[[arm]]
name = \"twin\"
structure = \"single\"
[[arm]]
name = \"three\"
label_zh = \"三人\"
plan = [{ from = 2016-01-01, structure = \"single\" }, { from = 2018-01-01, structure = \"three\" }]
[[arm]]
name = \"slow\"
structure = \"single\"
escalation.wait_days = 45
";

fn trace(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    fs::write(folder.join("a.toml"), VILLAGE).unwrap();
    let mut command = Command::cargo_bin("microgov").unwrap();
    command.current_dir(folder).args(["trace", "a.toml"]).args(arguments).env("LC_ALL", "C").env("NO_COLOR", "1");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn arms_that_are_alike_never_part() {
    let folder = tempfile::tempdir().unwrap();
    let (code, told, error) = trace(folder.path(), &["--arms", "single,twin"]);
    assert!(code == Some(0) && told.contains("never part"), "{told}{error}");
    let (_, told, _) = trace(folder.path(), &["--arms", "single,twin", "--json"]);
    assert!(told.contains("\"parting\":null"), "{told}");
}

#[test]
fn a_reform_parts_the_arms_on_its_day_or_later_and_is_named_as_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let (_, json, _) = trace(folder.path(), &["--arms", "single,three", "--replicate", "2", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let parting = &json["parting"];
    // Before that day seats that only one arm has must not make a difference.
    assert!(parting["date"].as_str().is_some_and(|date| date >= "2018-01-01"), "{json}");
    assert_eq!(parting["in_force"][0]["structure"], "single");
    assert_eq!(
        (&parting["in_force"][1]["structure"], &parting["in_force"][1]["since"]),
        (&"three".into(), &"2018-01-01".into())
    );
    assert_ne!(parting["steps"][0], parting["steps"][1]);
    assert!(parting["cases_that_part"].as_u64().is_some_and(|count| count > 0));
    let (_, told, _) = trace(folder.path(), &["--arms", "single,three", "--replicate", "2"]);
    let date = parting["date"].as_str().unwrap();
    assert!(told.contains(&format!("part first on {date}")) && told.contains("\"three\" since 2018-01-01"), "{told}");
    let (_, chinese, _) = trace(folder.path(), &["--arms", "single,three", "--replicate", "2", "--lang", "zh"]);
    assert!(chinese.contains("首次分歧") && !chinese.contains("since"), "{chinese}");
}

#[test]
fn a_parameter_parts_the_arms_where_it_first_counts() {
    let folder = tempfile::tempdir().unwrap();
    let (_, told, _) = trace(folder.path(), &["--arms", "single,slow"]);
    // Who waits decides again after 30 days in one arm and after 45 in the other.
    assert!(told.contains("decides how to go on; it is on hold"), "{told}");
    assert!(told.contains("escalation.wait_days: 30.0 | 45.0"), "{told}");
}

#[test]
fn arms_that_are_not_there_are_told() {
    let folder = tempfile::tempdir().unwrap();
    for arms in ["single,tree", "single"] {
        let (code, _, told) = trace(folder.path(), &["--arms", arms]);
        assert!(code == Some(2) && told.contains("the scenario has single, twin, three, slow"), "{told}");
    }
}
