//! The command that shares an effect out among mechanisms.
#![cfg(feature = "app")]

#[path = "charts/desk.rs"]
mod desk;

use desk::{Desk, SCENARIO};
use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

type Row = BTreeMap<String, String>;

fn estimate(row: &Row) -> f64 {
    row["estimate"].parse().unwrap()
}

/// The rows of a kind and measure.
fn of<'a>(rows: &'a [Row], kind: &str, measure: &str) -> Vec<&'a Row> {
    rows.iter().filter(|row| row["kind"] == kind && row["measure"] == measure).collect()
}

#[test]
fn parts_add_up_to_the_difference_that_compare_finds() {
    let desk = Desk::new(SCENARIO);
    let told = desk.call("attribute village.toml --replicates 6 --quiet --out parts", 0).stdout;
    desk.call("compare village.toml --replicates 6 --quiet --out all", 0);
    let (parts, compared) = (desk.rows("parts/attribution.csv"), desk.rows("all/comparison.csv"));
    let mut checked = 0;
    for total in parts.iter().filter(|row| row["kind"] == "total") {
        let measure = &total["measure"];
        let known = compared.iter().find(|row| row["measure"] == *measure).unwrap();
        let rest = of(&parts, "rest", measure);
        if rest.is_empty() || total["n"] != known["n"] {
            continue;
        }
        checked += 1;
        for (column, cell) in [("difference", "estimate"), ("ci_low", "ci_low"), ("ci_high", "ci_high")] {
            let [known, found]: [f64; 2] = [known[column].parse().unwrap(), total[cell].parse().unwrap()];
            assert!((known - found).abs() < 1e-9 * known.abs().max(1.0), "{measure} {column}: {known} and {found}");
        }
        let sum = estimate(rest[0]) + of(&parts, "shapley", measure).into_iter().map(estimate).sum::<f64>();
        assert!((sum - estimate(total)).abs() < 1e-9 * sum.abs().max(1.0), "{measure}: {sum} is not {total:?}");
    }
    assert!(checked >= 5, "{checked} measures");
    // 17 mechanisms are on, in six themes: all 64 combinations, 15 pairs.
    let trust = |kind| of(&parts, kind, "trust_group");
    assert_eq!(["shapley", "knock_out", "knock_in", "interaction"].map(|kind| trust(kind).len()), [6, 6, 6, 15]);
    assert_eq!(trust("shapley")[0]["switches"], "contact presence handling tasks priority");
    assert!(trust("shapley").iter().all(|row| row["n"] == "6" && !row["ci_low"].is_empty()));
    // With trust constant there is no difference in trust: what is left without any mechanism is nothing.
    assert_eq!(estimate(trust("rest")[0]), 0.0);
    // What the picture says is what the table says.
    let alt = desk.alt("parts", "attribution-trust_group");
    let largest = trust("shapley").into_iter().max_by(|a, b| estimate(a).abs().total_cmp(&estimate(b).abs())).unwrap();
    assert!(alt.contains("everything else 0.0") && alt.contains("whole difference"), "{alt}");
    let drawn: f64 = {
        let label = if largest["player"] == "cases" { "handling of cases" } else { "trust and voice" };
        let rest = alt.split_once(&format!("; {label} ")).unwrap().1;
        rest.split_whitespace().next().unwrap().trim_start_matches('+').parse().unwrap()
    };
    assert!((drawn - estimate(largest)).abs() <= 0.0005 + 1e-9, "{drawn} is drawn, {largest:?} in the table");
    assert!(desk.files("parts/charts").contains_key("attribution-trust_group.en.png"));
    let described = fs::read_to_string(desk.path("parts/datapackage.json")).unwrap();
    assert!(described.contains("\"attribution.csv\"") && described.contains("judging and settling"));
    // A folder that is complete answers at once, in the same words and bytes.
    let before = fs::read(desk.path("parts/attribution.csv")).unwrap();
    assert!(desk.call("attribute village.toml --replicates 6 --quiet --out parts", 0).stdout == told);
    assert!(fs::read(desk.path("parts/attribution.csv")).unwrap() == before);
    let listed = desk.manifest("parts")["files"].to_string();
    assert!(listed.contains("attribution.csv") && listed.contains("charts/attribution-trust_group.en.svg"));
}

#[test]
fn an_attribution_killed_midway_and_resumed_gives_the_same_bytes() {
    let desk = Desk::new(SCENARIO);
    for replicates in [60, 240, 960] {
        let line = format!("attribute village.toml --measure petitions --quiet --replicates {replicates} --out");
        let program = env!("CARGO_BIN_EXE_microgov");
        let mut command = std::process::Command::new(program);
        let words: Vec<&str> = line.split_whitespace().chain(["killed"]).collect();
        command.current_dir(desk.path("")).args(words).stdout(Stdio::null()).stderr(Stdio::null());
        let _ = fs::remove_dir_all(desk.path("killed"));
        let mut child = command.spawn().unwrap();
        let second = desk.path("killed/parts/b000001");
        let patience = Instant::now();
        while !second.exists() && patience.elapsed() < Duration::from_secs(60) && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if desk.path("killed/runs.parquet").exists() {
            // Too quick to be caught in the middle: more replicates.
            continue;
        }
        desk.call(&format!("{line} killed"), 0);
        desk.call(&format!("{line} whole"), 0);
        for table in ["points.csv", "runs.parquet", "attribution.csv"] {
            let [killed, whole] = ["killed", "whole"].map(|folder| fs::read(desk.path(folder).join(table)).unwrap());
            assert!(killed == whole, "{table} differs");
        }
        return;
    }
    panic!("the program was never caught in the middle");
}

#[test]
fn a_measure_of_a_mechanism_is_shared_among_the_others_with_it_on() {
    let desk = Desk::new(&format!("{SCENARIO}\n[mechanisms]\nparticipation = true\n"));
    let line = "attribute village.toml --replicates 4 --players trust,participation,handling --measure meetings_per_group_year";
    let told = String::from_utf8(desk.call(&format!("{line} --out own"), 0).stdout).unwrap();
    assert!(told.contains("no value without it: participation"), "{told}");
    let rows = desk.rows("own/attribution.csv");
    let held: Vec<&str> =
        of(&rows, "held", "meetings_per_group_year").iter().map(|row| row["player"].as_str()).collect();
    let playing: Vec<&str> =
        of(&rows, "shapley", "meetings_per_group_year").iter().map(|row| row["player"].as_str()).collect();
    assert_eq!((held, playing), (vec!["participation"], vec!["trust", "handling"]));
    let told = String::from_utf8(desk.call(&format!("{line} --sampled 4 --out sampled"), 0).stdout).unwrap();
    assert!(told.contains("No parts") && told.contains("participation"), "{told}");
    // A measure that this scenario never has is told, not left out in silence.
    let never = "attribute village.toml --replicates 2 --players trust --measure canal_uptime,trust_group --out never";
    let told = String::from_utf8(desk.call(never, 0).stdout).unwrap();
    assert!(told.contains("No parts: the measure has no value"), "{told}");
}

#[test]
fn sampled_orders_and_groups_add_up_too() {
    let desk = Desk::new(SCENARIO);
    let line = "attribute village.toml --replicates 3 --sampled 5 --measure trust_group,petitions --json --out sampled";
    let answer: serde_json::Value = serde_json::from_slice(&desk.call(line, 0).stdout).unwrap();
    assert_eq!((answer["orders"].as_u64(), answer["players"].as_array().map(Vec::len)), (Some(6), Some(17)));
    let rows = desk.rows("sampled/attribution.csv");
    for measure in ["trust_group", "petitions"] {
        let sum = estimate(of(&rows, "rest", measure)[0])
            + of(&rows, "shapley", measure).into_iter().map(estimate).sum::<f64>();
        assert!((sum - estimate(of(&rows, "total", measure)[0])).abs() < 1e-9, "{measure}");
    }
    let line =
        "attribute village.toml --replicates 3 --players seats --group work=handling,tasks --measure trust_group";
    desk.call(&format!("{line} --lang zh --quiet --out grouped"), 0);
    let points = desk.rows("grouped/points.csv");
    assert_eq!(points.iter().map(|row| row["work"].as_str()).collect::<Vec<_>>(), ["false", "false", "true", "true"]);
    assert!(desk.files("grouped/charts").contains_key("attribution-trust_group.zh.svg"));
}

#[test]
fn what_cannot_be_shared_out_is_told() {
    let desk = Desk::new(SCENARIO);
    fs::write(desk.path("one.toml"), "[[arm]]\nname = \"single\"\nstructure = \"single\"\n").unwrap();
    for (line, said) in [
        ("attribute one.toml", "no effect to share out"),
        ("attribute village.toml --measure petition", "did you mean `petitions`?"),
        ("attribute village.toml --players trusty", "did you mean `trust`?"),
        ("attribute village.toml --players visits", "off in every arm"),
        ("attribute village.toml --group work=handling --players cases", "`handling` plays twice"),
        ("attribute village.toml --group work", "write a name"),
        ("attribute village.toml --sampled 3", "4..=10"),
        ("attribute village.toml --until petitions±1", "--replicates"),
        (
            "attribute village.toml --players voice,contact,presence,handling,tasks,judgement,mediation,escalation,\
             petitions,trust,quarrels",
            "11 players have 2048 combinations",
        ),
    ] {
        let told = desk.told(line, 2);
        assert!(told.contains(said), "{line}: {told}");
    }
    assert!(!desk.path("out").exists());
    desk.call("attribute village.toml --replicates 2 --players trust --measure petitions --quiet --out r", 0);
    let told = desk.told("plot r --only attribution-petition", 2);
    assert!(told.contains("did you mean `attribution-petitions`?"), "{told}");
}
