//! The command that holds a scenario's claims against its runs.
#![cfg(feature = "app")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const ARMS: &str = "
[experiment]
replicates = 20
[village]
groups = 4
households = 100
people = 400
party_members = 16
[[arm]]
name = \"single\"
structure = \"single\"
[[arm]]
name = \"hours\"
structure = \"single_hours\"
";

const CLAIMS: &str = "
[[target]]
name = \"faster\"
claim = \"less\"
measure = \"wait_group_days_mean\"
[[target]]
name = \"slower\"
measure = \"wait_group_days_mean\"
used_to_fit = true
[[target]]
name = \"seats\"
claim = \"value\"
measure = \"contested_share\"
against = \"none\"
observed = 5
tolerance = 1
[[target]]
name = \"smaller\"
claim = \"smaller_effect_than\"
measure = \"wait_group_days_mean\"
reference = \"long.toml\"
[[target]]
name = \"course\"
measure = \"seats_filled\"
claim = \"equivalent\"
margin = 4
before_from = 2018-01-01
before_until = 2019-01-01
after_from = 2020-01-01
after_until = 2021-01-01
";

/// Calls the program in a folder with a scenario that claims, and one whose arms wait longer and stand in another order.
fn call(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    fs::write(folder.join("a.toml"), format!("{ARMS}{CLAIMS}")).unwrap();
    let turned = "[experiment]\nbaseline = \"single\"\n[village]\ngroups = 4\nhouseholds = 100\npeople = 400\n\
                  party_members = 16\n[needs]\nrequests_per_household_year = 3\n[[arm]]\nname = \"hours\"\n\
                  structure = \"single_hours\"\n[[arm]]\nname = \"single\"\nstructure = \"single\"\n";
    fs::write(folder.join("long.toml"), turned).unwrap();
    let mut command = Command::cargo_bin("microgov").unwrap();
    let output = command.current_dir(folder).args(arguments).env("LC_ALL", "C").env("NO_COLOR", "1").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn claims_are_judged_kept_and_told_and_the_outcome_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let (code, told, error) = call(folder.path(), &["validate", "a.toml", "--out", "r", "--quiet"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(told.contains("met") && told.contains("not met"), "{told}");
    let table = fs::read_to_string(folder.path().join("r/validation.csv")).unwrap();
    let outcomes: Vec<(String, String)> = csv::Reader::from_reader(table.as_bytes())
        .deserialize::<std::collections::BTreeMap<String, String>>()
        .map(|row| row.map(|row| (row["target"].clone(), row["outcome"].clone())).unwrap())
        .collect();
    let found = |name: &str| outcomes.iter().find(|(known, _)| known == name).map(|(_, outcome)| outcome.as_str());
    assert_eq!(found("faster"), Some("met"), "{told}");
    assert_eq!(found("slower"), Some("not_met"), "{told}");
    assert_eq!(found("seats"), Some("not_met"), "{told}");
    assert_eq!(found("smaller"), Some("met"), "busier villages gain more from hours: {told}");
    assert_eq!(found("course"), Some("met"), "{told}");
    let manifest = fs::read_to_string(folder.path().join("r/manifest.json")).unwrap();
    let package = fs::read_to_string(folder.path().join("r/datapackage.json")).unwrap();
    assert!(manifest.contains("validation.csv") && package.contains("validation.csv"));
    assert!(folder.path().join("r/references/long/runs.parquet").exists());
    // The same folder serves both commands, in either order, and is not run twice.
    let (code, ..) = call(folder.path(), &["compare", "a.toml", "--out", "r", "--quiet"]);
    assert_eq!(code, Some(0));
    let (code, json, _) = call(folder.path(), &["validate", "a.toml", "--out", "r", "--json", "--require-met"]);
    assert_eq!(code, Some(1), "a claim is not met");
    assert!(json.contains("\"outcome\":\"not_met\"") && json.contains("\"used_to_fit\":true"), "{json}");
    assert_eq!(fs::read_to_string(folder.path().join("r/validation.csv")).unwrap(), table);
}

#[test]
fn a_scenario_without_claims_and_a_reference_with_other_arms_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, told) = call(folder.path(), &["validate", "long.toml"]);
    assert!(code == Some(2) && told.contains("claims nothing") && told.contains("[[target]]"), "{told}");
    fs::write(folder.path().join("other.toml"), "").unwrap();
    let set = "target.smaller.reference=\"other.toml\"";
    let (code, _, told) = call(folder.path(), &["validate", "a.toml", "--set", set]);
    assert!(code == Some(2) && told.contains("no arm \"hours\"") && told.contains("needs the same arms"), "{told}");
}
