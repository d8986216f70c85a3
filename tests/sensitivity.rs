//! Which unknowns matter, through the program itself.
#![cfg(feature = "app")]

#[path = "charts/desk.rs"]
#[expect(dead_code, reason = "the tests of charts use the rest")]
mod desk;
#[path = "reports/page.rs"]
#[expect(dead_code, reason = "the tests of reports use the rest")]
mod page;

use desk::{Desk, SCENARIO};
use std::collections::BTreeMap;

type Row = BTreeMap<String, String>;

/// Three unknowns of a village that is simulated in a moment; the last is of drives for consent, and there are none.
const VARY: &str = "--vary needs.requests_per_household_year=0.3..3 --vary seat.leader.hours_per_week=2..15 \
                    --vary consent.stubborn_share=0..0.1 --only needs --only seat.leader.hours_per_week --only consent";
const INERT: &str = "consent.stubborn_share";
const FACTORS: usize = 3;

fn number(row: &Row, key: &str) -> f64 {
    row[key].parse().unwrap_or_else(|_| panic!("no {key} in {row:?}"))
}

fn of<'a>(rows: &'a [Row], measure: &str, output: &str, index: &str) -> Vec<&'a Row> {
    let fits = |row: &&Row| row["measure"] == measure && row["output"] == output && row["index"] == index;
    rows.iter().filter(fits).collect()
}

fn answer(desk: &Desk, line: &str) -> serde_json::Value {
    serde_json::from_slice(&desk.call(line, 0).stdout).unwrap()
}

#[test]
fn elementary_effects_tell_what_matters_and_more_trajectories_keep_the_first() {
    let desk = Desk::new(SCENARIO);
    let line = format!("sensitivity village.toml --method morris {VARY} --replicates 2 --quiet");
    let measures = "--measure resolved_90d_share --measure storm_exposed";
    let told = answer(&desk, &format!("{line} {measures} --points 4 --out four --json"));
    assert_eq!((told["points"].as_u64(), told["base_points"].as_u64()), (Some(4 * (FACTORS as u64 + 1)), Some(4)));
    let rows = desk.rows("four/sensitivity.csv");
    let sizes = of(&rows, "resolved_90d_share", "difference", "mu_star");
    assert_eq!(sizes.len(), FACTORS);
    for row in &sizes {
        let (low, estimate, high) = (number(row, "ci_low"), number(row, "estimate"), number(row, "ci_high"));
        assert!(0.0 <= low && low <= estimate && estimate <= high, "{row:?}");
        assert_eq!(estimate == 0.0, row["factor"] == INERT, "{row:?}");
        assert_eq!((row["arm"].as_str(), row["baseline"].as_str(), row["points"].as_str()), ("after", "before", "4"));
    }
    // The last of the ranking is what does nothing; the arms' own means are explained too.
    let ranking = &told["rankings"][0];
    assert_eq!(ranking["factors"].as_array().unwrap().last().unwrap(), INERT);
    assert!(ranking["noise_share"][0].as_f64().is_some_and(|share| share > 0.0 && share < 1.0), "{ranking}");
    assert_eq!(of(&rows, "resolved_90d_share", "level", "mu_star").len(), 2 * FACTORS);
    // A measure without a value anywhere has empty cells, and it is said why.
    assert!(of(&rows, "storm_exposed", "difference", "mu_star").iter().all(|row| row["estimate"].is_empty()));
    let storm = told["rankings"].as_array().unwrap().iter().find(|ranking| ranking["measure"] == "storm_exposed");
    let storm = storm.unwrap();
    assert_eq!((&storm["dropped"], &storm["base_points"]), (&4.into(), &0.into()));

    // The folder answers again without running, with the same bytes; another measure needs no run either.
    let table = std::fs::read(desk.path("four/sensitivity.csv")).unwrap();
    assert!(desk.told(&format!("{line} --points 8 {measures} --out four"), 2).contains("--resume"));
    desk.call(&format!("{line} --points 4 {measures} --out four --threads 1"), 0);
    assert_eq!(std::fs::read(desk.path("four/sensitivity.csv")).unwrap(), table);
    desk.call(&format!("{line} --points 8 {measures} --out four --resume"), 0);
    desk.call(&format!("{line} --points 8 {measures} --out eight"), 0);
    for file in ["sensitivity.csv", "sensitivity_convergence.csv", "points.csv", "runs.parquet"] {
        let [grown, whole] = ["four", "eight"].map(|folder| std::fs::read(desk.path(folder).join(file)).unwrap());
        assert!(grown == whole, "{file} differs");
    }
    let settled = desk.rows("eight/sensitivity_convergence.csv");
    for row in &sizes {
        let same = settled.iter().find(|other| {
            let same = |key: &str| other[key] == row[key];
            other["base_points"] == "4" && ["measure", "output", "arm", "factor", "index"].into_iter().all(same)
        });
        assert_eq!(same.unwrap()["estimate"], row["estimate"]);
    }
}

#[test]
fn sobol_indices_of_single_unknowns_and_pairs_come_with_intervals() {
    let desk = Desk::new(SCENARIO);
    let line = format!("sensitivity village.toml --method sobol {VARY} --replicates 2 --measure trust_group");
    let told = desk.told(&format!("{line} --points 8 --second-order --out pairs"), 0);
    // 8 base points of 2 + 2 · 3 points, 2 arms of 2 replicates.
    assert!(told.contains("64 points x 2 replicates x 2 arms = 256 runs"), "{told}");
    let rows = desk.rows("pairs/sensitivity.csv");
    let value = |index: &str, factor: &str| {
        let all = of(&rows, "trust_group", "difference", index);
        number(all.iter().find(|row| row["factor"] == factor).unwrap(), "estimate")
    };
    assert_eq!((value("ST", INERT), value("S1", INERT)), (0.0, 0.0));
    let totals = of(&rows, "trust_group", "difference", "ST");
    assert!(totals.iter().all(|row| row["factor"] == INERT || number(row, "estimate") > 0.0));
    assert_eq!(of(&rows, "trust_group", "difference", "S2").len(), 3);
    let alone: f64 = of(&rows, "trust_group", "difference", "S1").iter().map(|row| number(row, "estimate")).sum();
    assert!((value("S1_sum", "") - alone).abs() < 1e-12);
    for row in &rows {
        let (low, high) = (number(row, "ci_low"), number(row, "ci_high"));
        assert!(low.is_finite() && high.is_finite() && low <= high, "{row:?}");
    }
    // Every column is described, and the chart tells the numbers of the table.
    let package = std::fs::read_to_string(desk.path("pairs/datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    for name in ["sensitivity", "sensitivity_convergence"] {
        let mut all = package["resources"].as_array().unwrap().iter();
        let resource = all.find(|resource| resource["path"] == format!("{name}.csv")).unwrap();
        let described: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        let mut table = csv::Reader::from_path(desk.path(&format!("pairs/{name}.csv"))).unwrap();
        assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>(), described);
    }
    let alt = desk.alt("pairs", "sensitivity-trust_group");
    let requests = format!("{:.0}% [", 100.0 * value("ST", "needs.requests_per_household_year"));
    assert!(alt.contains(&format!("(per household and year): {requests}")), "{requests} is not in {alt}");
    assert!(alt.contains("Chance alone: "), "{alt}");
    assert!(desk.told("plot pairs --only sensitivity-trust_grop", 2).contains("sensitivity-trust_group"));
}

#[test]
fn the_pages_speak_both_languages_and_say_what_is_wrong() {
    let desk = Desk::new(SCENARIO);
    let line = format!("sensitivity village.toml --method morris {VARY} --replicates 2 --measure petitions --points 3");
    let page = String::from_utf8(desk.call(&format!("{line} --lang both --out both"), 0).stdout).unwrap();
    for part in
        ["Reform against As before", "改革 对比 照旧", "Pure chance", "纯随机性", "trajectories", "条轨迹", "μ*"]
    {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
    assert!(desk.path("both/charts/sensitivity-petitions.zh.png").is_file());
    let sobol = line.replace("morris", "sobol");
    for (line, said) in [
        (sobol.clone(), "give 2 or 4"),
        (format!("{line} --second-order"), "--method sobol"),
        (line.replace("--measure petitions", "--measure petition"), "did you mean `petitions`?"),
        (format!("{line} --only need"), "no unknown of the scenario is named `need`"),
        (format!("{line} --until petitions+-1"), "--replicates"),
        (format!("{line} --points 1"), "--points"),
        ("sensitivity village.toml".into(), "--method"),
    ] {
        let told = desk.told(&format!("{line} --out wrong"), 2);
        assert!(told.contains(said), "{line}: {told}");
    }
    assert!(!desk.path("wrong").exists());
}

#[test]
fn a_report_has_the_numbers_of_the_table_and_is_written_again_when_the_study_grows() {
    let desk = Desk::new(SCENARIO);
    let line = format!("sensitivity village.toml --method morris {VARY} --replicates 2 --quiet --lang both --out all");
    desk.call(&format!("{line} --measure trust_group --measure storm_exposed --points 4"), 0);
    let table = desk.rows("all/sensitivity.csv");
    let read = |file: &str| std::fs::read_to_string(desk.path("all").join(file)).unwrap();
    for (file, caption, yes) in [("report.html", "Trust in the group", "yes"), ("report.zh.html", "对小组的信任", "是")]
    {
        let rows = page::rows(&read(file), caption);
        assert_eq!(rows.len(), FACTORS);
        let mut known = of(&table, "trust_group", "difference", "mu_star");
        known.sort_by(|one, next| number(next, "estimate").total_cmp(&number(one, "estimate")));
        let floor = number(of(&table, "trust_group", "difference", "noise_floor")[0], "estimate");
        for (cells, known) in rows.iter().zip(known) {
            let ((value, error), size) = (page::number(cells[1].split(' ').next().unwrap()), number(known, "estimate"));
            assert!((value - size).abs() <= error, "{cells:?} is not {size}");
            assert_eq!(cells.last().unwrap() == yes, number(known, "ci_low") > floor, "{cells:?}");
        }
    }
    // A measure without a value says so; what varies is told with its ranges.
    assert!(read("report.html").contains("4 of 4 trajectories were left out"));
    assert_eq!(page::rows(&read("report.html"), "What varies").len(), FACTORS);
    let listed =
        |file: &str| desk.manifest("all")["files"].as_array().unwrap().iter().any(|entry| entry["path"] == file);
    assert!(listed("report.html") && listed("report.zh.html"));

    let four = read("report.html");
    desk.call("report all --format html,docx,markdown,latex,csv --quiet --lang zh", 0);
    desk.call("report all --quiet", 0);
    assert!(read("report.html") == four, "the page differs when it is written again");
    let sheet = read("key-figures.zh.csv");
    assert!(sheet.starts_with("\u{FEFF}指标,方案,"), "{sheet}");
    assert_eq!(sheet.lines().count(), 1 + 2 * FACTORS);
    desk.call(&format!("{line} --measure trust_group --measure storm_exposed --points 8 --resume"), 0);
    assert!(read("report.html").contains("elementary effects on 8 trajectories"));
}
