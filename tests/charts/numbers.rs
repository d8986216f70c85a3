//! The numbers that charts draw are those of the tables.

use super::desk::{Desk, SCENARIO};
use std::collections::BTreeMap;
use std::fs;

pub(crate) type Row = BTreeMap<String, String>;

/// The first number after a text; thousands are set apart by commas.
pub(crate) fn after(text: &str, mark: &str) -> f64 {
    let rest = text.split_once(mark).unwrap_or_else(|| panic!("no {mark:?} in {text}")).1.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && !"+-.,".contains(c)).unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(['.', ',']).replace(',', "");
    number.parse().unwrap_or_else(|_| panic!("no number after {mark:?} in {text}"))
}

pub(crate) fn value(row: &Row, key: &str) -> Option<f64> {
    row[key].parse().ok()
}

pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

pub(crate) fn of_arm(rows: &[Row], arm: &str, key: &str) -> Vec<f64> {
    rows.iter().filter(|row| row["arm"] == arm).filter_map(|row| value(row, key)).collect()
}

#[track_caller]
pub(crate) fn close(drawn: f64, known: f64, half: f64) {
    assert!((drawn - known).abs() <= half + 1e-9, "{drawn} is drawn, {known} in the table");
}

pub(crate) const ARMS: [(&str, &str); 2] = [("before", "As before"), ("after", "Reform")];

#[test]
fn equity_evenness_and_money_are_means_over_runs() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --csv --out all", 0);
    let runs = desk.rows("all/runs.csv");
    let (equity, lorenz, money) = (desk.alt("all", "equity"), desk.alt("all", "lorenz"), desk.alt("all", "money"));
    for (arm, label) in ARMS {
        let known = |key: &str| mean(&of_arm(&runs, arm, key));
        close(after(&equity, &format!("worst group, {label}: ")), 100.0 * known("worst_group_share"), 0.05);
        let clans = format!("smaller clans over the largest, {label}: ");
        close(after(&equity, &clans), known("minority_resolution_ratio"), 0.005);
        let absent = format!("absent households over present ones, {label}: ");
        close(after(&equity, &absent), known("absent_resolution_ratio"), 0.005);
        close(after(&equity, &format!("between groups, {label}: ")), known("resolution_gini"), 0.0005);
        close(after(&lorenz, &format!("{label}: Gini ")), known("resolution_gini"), 0.0005);
        let of_arm = money.split_once(&format!("{label}: ")).unwrap().1;
        close(after(of_arm, "government "), known("cost_government_yuan_per_year"), 0.5);
        close(after(of_arm, "holders "), known("cost_holders_yuan_per_year"), 0.5);
        close(after(of_arm, "households "), known("cost_households_yuan_per_year"), 0.5);
        close(after(of_arm, "total "), known("cost_yuan_per_year"), 0.5);
        close(after(of_arm, "per resolved need "), known("cost_per_resolved_yuan"), 0.5);
    }
    let comparison = desk.rows("all/comparison.csv");
    let row = comparison.iter().find(|row| row["measure"] == "cost_yuan_per_year").unwrap();
    let reform = money.split_once("Reform: ").unwrap().1;
    close(after(reform, "difference "), value(row, "difference").unwrap(), 0.5);
    // The interval of the difference is that of the table.
    close(after(reform.split_once("difference ").unwrap().1, "["), value(row, "ci_low").unwrap(), 0.5);
}

#[test]
fn monthly_differences_are_those_of_pairs_in_the_table_of_months() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --csv --out all", 0);
    let months = desk.rows("all/months.csv");
    let last = months.iter().filter_map(|row| row["month"].parse::<u32>().ok()).max().unwrap().to_string();
    let alt = desk.alt("all", "difference-trust_group");
    let by_replicate = |arm: &str| -> BTreeMap<String, f64> {
        let rows = months.iter().filter(|row| row["arm"] == arm && row["month"] == last);
        rows.map(|row| (row["replicate"].clone(), value(row, "trust_group").unwrap())).collect()
    };
    let (baseline, arm) = (by_replicate("before"), by_replicate("after"));
    let pairs: Vec<f64> = arm.iter().map(|(replicate, value)| value - baseline[replicate]).collect();
    assert_eq!(pairs.len(), 25);
    let estimate = mean(&pairs);
    let variance = pairs.iter().map(|pair| (pair - estimate) * (pair - estimate)).sum::<f64>() / 24.0;
    // Student's t with 24 degrees of freedom.
    let half = 2.063_899 * libm::sqrt(variance / 25.0);
    let told = alt.split_once("Reform: ").unwrap().1;
    assert!(told.contains("in Dec 2018"), "{alt}");
    close(after(alt.as_str(), "Reform: "), estimate, 0.0005);
    close(after(told, "["), estimate - half, 0.0006);
    close(after(told, ", "), estimate + half, 0.0006);
}

#[test]
fn half_of_the_needs_are_resolved_when_the_measure_says_so() {
    let desk = Desk::new(&SCENARIO.replace("households = 60\npeople = 240", "households = 600\npeople = 2400"));
    desk.call("compare village.toml --quiet --csv --cases --replicates 1 --out all", 0);
    let alt = desk.alt("all", "survival");
    for (arm, label) in ARMS {
        let median = of_arm(&desk.rows("all/runs.csv"), arm, "resolution_days_median");
        // The curve has a point every three days.
        close(after(&alt, &format!("{label} ")), median[0], 3.5);
    }
    // What runs without histories lack is told with the command that keeps them.
    desk.call("compare village.toml --quiet --replicates 1 --out bare", 0);
    assert!(desk.told("plot bare --only survival", 2).contains("microgov compare SCENARIO --cases"));
}

#[test]
fn the_village_drawn_has_the_totals_of_the_scenario() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --replicates 2 --out all", 0);
    let alt = desk.alt("all", "village");
    assert!(alt.contains("60 households in 3 groups"), "{alt}");
    let party = after(&alt, "absent, ");
    assert!((1.0..=12.0).contains(&party), "12 party members live in {party} households");
    desk.call("compare village.toml --quiet --replicates 2 --set experiment.seed=5 --out other", 0);
    assert_ne!(desk.alt("other", "village"), alt);
}

#[test]
fn signs_and_maps_are_those_of_the_comparison_at_every_point() {
    let desk = Desk::new(SCENARIO);
    let vary = "--vary needs.requests_per_household_year=2,0.5,1 --vary handling.max_sessions=1,2";
    desk.call(&format!("sweep village.toml --quiet --replicates 5 --design grid {vary} --out two"), 0);
    let drawn = desk.files("two/charts");
    assert!(drawn.contains_key("signs.en.png") && drawn.contains_key("map-trust_group.en.png"));
    let rows = desk.rows("two/comparison.csv");
    let of = |measure: &str| rows.iter().filter(move |row| row["measure"] == measure).collect::<Vec<_>>();
    let side = |row: &&Row| match (value(row, "ci_low"), value(row, "ci_high")) {
        (Some(low), _) if low > 0.0 => 1,
        (_, Some(high)) if high < 0.0 => -1,
        _ => 0,
    };
    let trust = of("trust_group");
    assert_eq!(trust.len(), 6);
    let count = |wanted: i32| trust.iter().filter(|row| side(row) == wanted).count() as f64;
    let signs = desk.alt("two", "signs");
    let told = signs.split_once("Trust in the group's team, Reform: ").unwrap().1;
    let drawn = [after(told, "better at "), after(told, "undecided at "), after(told, "worse at ")];
    assert_eq!(drawn, [count(1), count(0), count(-1)]);
    let map = desk.alt("two", "map-trust_group");
    let differences: Vec<f64> = trust.iter().filter_map(|row| value(row, "difference")).collect();
    close(after(&map, "differences from "), differences.iter().copied().fold(f64::INFINITY, f64::min), 0.0006);
    let told = map.split_once("differences from ").unwrap().1;
    close(after(told, " to "), differences.iter().copied().fold(f64::NEG_INFINITY, f64::max), 0.0006);
    close(after(told, "above zero at "), count(1), 0.0);
    assert!(told.contains("of 6 points"), "{map}");
}

#[test]
fn patterns_are_drawn_where_there_are_some() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --replicates 2 --out all", 0);
    assert!(desk.told("plot all --only validation", 2).contains("microgov validate"));
    let table = "target,label_en,label_zh,claim,measure,unit,arm,against,margin,observed,tolerance,estimate,ci_low,ci_high,outcome,used_to_fit,new\n\
        a,Petitions as counted,信访件次,value,petitions,petitions,after,none,,12,3,13.5,12.5,14.5,met,true,x\n";
    fs::write(desk.path("all/validation.csv"), table).unwrap();
    let alt = desk.alt("all", "validation");
    assert!(alt.contains("Petitions as counted: claimed 12 ± 3, simulated 13.5 [12.5, 14.5]"), "{alt}");
    desk.call("plot all --only validation --lang zh --format svg --svg-text live --out live", 0);
    let chinese = String::from_utf8(desk.files("live")["validation.zh.svg"].clone()).unwrap();
    assert!(chinese.contains(">信访件次</text>") && chinese.contains(">符合</text>"));
    fs::write(desk.path("all/validation.csv"), "target,claim\na,about\n").unwrap();
    assert!(desk.told("plot all --only validation", 2).contains("no sound claim"));
}
