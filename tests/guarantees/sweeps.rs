//! Sweeps: the same bytes for any threads, and an effect whose sign depends on what is not known.

use crate::{Desk, text};
use std::fs;
use std::path::Path;

/// Ranges over which a village that is simulated in a moment varies.
const RANGES: &str = "--vary needs.requests_per_household_year=0.3..3 --vary seat.leader.hours_per_week=2..15";

#[test]
fn a_sweep_gives_the_same_bytes_for_any_threads_and_more_replicates_keep_the_first() {
    let desk = Desk::new();
    let line = format!("sweep village.toml --points 5 {RANGES} --quiet");
    desk.call(&format!("{line} --replicates 3 --threads 1 --out one"), 0);
    desk.call(&format!("{line} --replicates 3 --threads 2 --out two"), 0);
    for file in ["points.csv", "comparison.csv", "runs.parquet"] {
        let [one, two] = ["one", "two"].map(|folder| fs::read(desk.path(folder).join(file)).unwrap());
        assert!(one == two, "{file} differs");
    }
    desk.call(&format!("{line} --replicates 5 --out more"), 0);
    let [few, more] = ["one", "more"].map(|folder| sweep_runs(&desk.path(folder)));
    assert_eq!((few.len(), more.len()), (5 * 3 * 3, 5 * 3 * 5));
    assert!(few.iter().all(|run| more.contains(run)));
    // A folder that is complete answers at once, and only for what it holds.
    let [first, again] = [0, 0].map(|code| desk.call(&format!("{line} --replicates 3 --out one"), code).stdout);
    assert!(first == again && !first.is_empty());
    desk.call(&format!("{line} --replicates 3 --seed 5 --out one"), 2);
    desk.call("compare village.toml --replicates 3 --out one", 2);
}

/// Point, arm and replicate of every run with its resolution.
fn sweep_runs(folder: &Path) -> Vec<String> {
    let names = ["point", "arm", "replicate", "resolved_90d_share"];
    let columns = microgov::results::read_columns(&folder.join("runs.parquet"), &names).unwrap();
    (0..columns[1].texts().len())
        .map(|row| {
            let (point, arm) = (columns[0].wholes()[row], &columns[1].texts()[row]);
            format!("{point:?} {arm:?} {:?} {:?}", columns[2].wholes()[row], columns[3].reals()[row])
        })
        .collect()
}

#[test]
fn over_the_shipped_ranges_the_sign_of_the_effect_varies() {
    let desk = Desk::new();
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/ranges.toml");
    let line = format!("sweep {} --points 24 --replicates 6 --quiet --json --out signs", scenario.display());
    let answer: serde_json::Value = serde_json::from_slice(&desk.call(&line, 0).stdout).unwrap();
    assert!((30..60).contains(&answer["factors"].as_array().unwrap().len()));
    let varies = |measure: &str| {
        let row = answer["signs"].as_array().unwrap().iter().find(|row| row["measure"] == measure).unwrap();
        let share = |key: &str| row[key].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&share("mean_worse_ci_low")) && share("mean_worse_ci_high") <= 1.0);
        share("mean_worse_share") > 0.0 && share("mean_worse_share") < 1.0
    };
    for measure in ["resolved_90d_share", "petitions_per_1000_person_years", "minority_resolution_ratio"] {
        assert!(varies(measure), "{measure}: {answer:#}");
    }
    assert!(varies("cost_yuan_per_year") && varies("cost_per_resolved_yuan"), "{answer:#}");
}

#[test]
fn a_sweep_says_what_is_wrong_with_its_ranges() {
    let desk = Desk::new();
    fs::write(desk.path("plain.toml"), "[[arm]]\nname = \"single\"\nstructure = \"single\"\n").unwrap();
    for (line, said) in [
        ("sweep plain.toml", "an arm beside the baseline"),
        ("sweep village.toml --vary needs.requests=1..2", "there is no parameter"),
        ("sweep village.toml --vary judgement.kin_lean=0.2..1.5", "beyond what the key allows"),
        ("sweep village.toml --vary judgement.kin_lean=0.2", "is no range"),
        ("sweep village.toml --until petitions±1", "--replicates"),
        ("sweep village.toml --points 20 --vary village.primary_clan_share=0.5..1", "is no sound scenario"),
    ] {
        let said_now = text(&desk.call(line, 2).stderr);
        assert!(said_now.contains(said), "{line}: {said_now}");
    }
    assert!(!desk.path("out").exists());
}
