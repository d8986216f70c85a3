//! The charts of a results folder, through the program itself.

#[path = "charts/degenerate.rs"]
mod degenerate;
#[path = "charts/desk.rs"]
mod desk;
#[path = "charts/fonts.rs"]
mod fonts;
#[path = "charts/kinds.rs"]
mod kinds;
#[path = "charts/numbers.rs"]
mod numbers;
#[path = "charts/print.rs"]
mod print;
#[path = "charts/series.rs"]
mod series;
#[path = "charts/spread.rs"]
mod spread;
#[path = "charts/sweeps.rs"]
mod sweeps;

use desk::{Desk, SCENARIO};
use std::collections::BTreeMap;
use std::fs;

const CHARTS: [&str; 13] = [
    "course-open_over_60_days",
    "course-petitions",
    "course-resolved_90d_share",
    "course-trust_group",
    "difference-resolved_90d_share",
    "distribution-cost_per_resolved_yuan",
    "distribution-petitions_per_1000_person_years",
    "distribution-resolved_90d_share",
    "equity",
    "forest",
    "money",
    "tiers",
    "village",
];

fn names(languages: &[&str]) -> Vec<String> {
    let of_chart = |chart| languages.iter().map(move |language| format!("{chart}.{language}"));
    let both = |stem: String| [format!("{stem}.png"), format!("{stem}.svg")];
    CHARTS.into_iter().flat_map(of_chart).flat_map(both).collect()
}

/// The texts of an SVG.
fn texts(svg: &[u8]) -> Vec<String> {
    let svg = String::from_utf8(svg.to_vec()).unwrap();
    let lines = svg.lines().filter(|line| line.starts_with("<text"));
    lines.map(|line| line.split(['>', '<']).nth(2).unwrap().to_string()).collect()
}

#[test]
fn charts_are_the_same_bytes_however_and_whenever_they_are_drawn() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --threads 2 --lang both --out all", 0);
    let drawn = desk.files("all/charts");
    assert_eq!(drawn.keys().cloned().collect::<Vec<_>>(), names(&["en", "zh"]));

    let listed = desk.manifest("all");
    for (name, bytes) in &drawn {
        let path = format!("charts/{name}");
        let entries: Vec<_> = listed["files"].as_array().unwrap().iter().filter(|file| file["path"] == *path).collect();
        assert_eq!(entries.len(), 1, "{name}");
        assert_eq!(entries[0]["bytes"], bytes.len());
        assert_eq!(entries[0]["blake3"], blake3::hash(bytes).to_hex().as_str());
    }

    fs::remove_dir_all(desk.path("all/charts")).unwrap();
    desk.call("plot all --threads 1 --lang both", 0);
    assert_eq!(desk.files("all/charts"), drawn);
    assert_eq!(desk.manifest("all")["files"], listed["files"]);

    // What a finished folder lacks is drawn; English unless asked otherwise, wherever the program runs.
    fs::remove_dir_all(desk.path("all/charts")).unwrap();
    desk.call("compare village.toml --quiet --out all", 0);
    assert_eq!(desk.files("all/charts").into_keys().collect::<Vec<_>>(), names(&["en"]));
    desk.call("compare village.toml --quiet --lang zh --out all", 0);
    assert_eq!(desk.files("all/charts"), drawn);
}

#[test]
fn the_numbers_drawn_are_those_of_the_comparison() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --out all", 0);
    desk.call("plot all --only forest --svg-text live --format svg --lang both --out live", 0);
    let drawn = desk.files("live");
    assert_eq!(drawn.keys().collect::<Vec<_>>(), ["forest.en.svg", "forest.zh.svg"]);
    let number = |text: &str| -> (f64, f64) {
        let text = text.replace('\u{2212}', "-").replace(',', "");
        let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        (text.trim_start_matches('+').parse().unwrap(), 0.5 * libm::pow(10.0, -(decimals as f64)) + 1e-9)
    };
    for svg in drawn.values() {
        let written: Vec<Vec<(f64, f64)>> = texts(svg)
            .iter()
            .filter_map(|text| {
                let (estimate, interval) = text.strip_suffix(']')?.split_once(" [")?;
                let (low, high) = interval.split_once(", ")?;
                (low.starts_with(['+', '\u{2212}', '0'])).then(|| [estimate, low, high].map(number).to_vec())
            })
            .collect();
        let mut rows = csv::Reader::from_path(desk.path("all/comparison.csv")).unwrap();
        let main = desk.manifest("all")["scenario"]["resolved"]["experiment"]["main_measures"].clone();
        let main: Vec<&str> = main.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        let mut found = 0;
        for row in rows.deserialize::<BTreeMap<String, String>>() {
            let row = row.unwrap();
            if !main.contains(&row["measure"].as_str()) {
                continue;
            }
            let scale = if row["measure"].ends_with("_share") { 100.0 } else { 1.0 };
            let cells = ["difference", "ci_low", "ci_high"].map(|cell| scale * row[cell].parse::<f64>().unwrap());
            let same = |drawn: &Vec<(f64, f64)>| {
                drawn.iter().zip(cells).all(|((written, half), cell)| (written - cell).abs() <= *half)
            };
            assert!(written.iter().any(same), "{}: {cells:?} is not among {written:?}", row["measure"]);
            found += 1;
        }
        assert_eq!((found, written.len()), (main.len(), main.len()));
    }
}

#[test]
fn what_a_reader_sees_is_in_the_language_of_the_chart() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --out all", 0);
    desk.call("plot all --svg-text live --format svg --lang both --only course-open,forest,tiers --out live", 0);
    let drawn = desk.files("live");
    let said = |file: &str| texts(&drawn[file]).join("\n");
    assert!(said("course-open.en.svg").contains("Jan 2018: Reform changes to three-person group"));
    assert!(said("course-open.zh.svg").contains("2018年1月：改革改为三人小组"));
    for (file, ours) in [("forest", "microgov"), ("tiers", "microgov"), ("course-open", "microgov")] {
        let chinese = said(&format!("{file}.zh.svg")).replace(ours, "").replace("Holm", "");
        assert!(!chinese.chars().any(|c| c.is_ascii_alphabetic()), "{chinese}");
        assert!(chinese.contains("小村") && chinese.contains("照旧"), "{chinese}");
    }
}

#[test]
fn results_stand_when_charts_cannot_be_drawn() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --out all", 0);
    let tables = || fs::read(desk.path("all/runs.parquet")).unwrap();
    let before = tables();
    fs::remove_dir_all(desk.path("all/charts")).unwrap();
    fs::write(desk.path("all/charts"), "in the way").unwrap();
    let output = desk.call("compare village.toml --out all", 1);
    assert!(String::from_utf8_lossy(&output.stdout).contains("Reform"));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("charts could not be drawn") && told.contains("microgov plot"), "{told}");
    assert_eq!(tables(), before);
    fs::remove_file(desk.path("all/charts")).unwrap();
    desk.call("compare village.toml --quiet --out all", 0);
    assert_eq!(desk.files("all/charts").len(), 2 * CHARTS.len());
}

#[test]
fn charts_of_fewer_replicates_do_not_outlive_them() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --lang both --out all", 0);
    let few = desk.files("all/charts");
    desk.call("compare village.toml --quiet --replicates 30 --resume --out all", 0);
    let more = desk.files("all/charts");
    assert_eq!(more.keys().cloned().collect::<Vec<_>>(), names(&["en"]));
    assert!(more.iter().all(|(name, bytes)| few[name] != *bytes));
}

#[test]
fn what_is_no_finished_results_folder_is_refused_with_a_mend() {
    let desk = Desk::new(SCENARIO);
    assert!(desk.told("plot nowhere", 2).contains("microgov compare"));
    assert!(desk.told("plot village.toml", 2).contains("microgov compare"));
    fs::create_dir(desk.path("empty")).unwrap();
    assert!(desk.told("plot empty", 2).contains("microgov compare"));

    desk.call("compare village.toml --quiet --out all", 0);
    let told = desk.told("plot all --only course-opened", 2);
    assert!(
        told.contains("there is no chart named `course-opened`") && told.contains("did you mean `course-open`?"),
        "{told}"
    );
    let manifest = fs::read_to_string(desk.path("all/manifest.json")).unwrap();
    fs::write(desk.path("all/manifest.json"), manifest.replace("\"complete\"", "\"stopped\"")).unwrap();
    assert!(desk.told("plot all", 2).contains("--resume"));
    fs::write(desk.path("all/manifest.json"), &manifest).unwrap();
    fs::write(desk.path("all/months.parquet"), "torn").unwrap();
    assert!(desk.told("plot all", 2).contains("--force"));
}

#[test]
fn characters_that_cannot_be_drawn_are_told() {
    let desk = Desk::new(&SCENARIO.replace("label_en = \"Reform\"", "label_en = \"Reform \u{1F600}\""));
    let told = desk.told("compare village.toml --out all", 0);
    assert!(told.contains("U+1F600") && told.contains("write titles and labels"), "{told}");
    assert!(!desk.told("plot all --quiet", 0).contains("U+1F600"));
    assert!(!desk.told("plot all --lang zh", 0).contains("U+1F600"));
}

#[test]
fn the_response_drawn_is_that_of_the_sweep() {
    let desk = Desk::new(SCENARIO);
    let sweep = "sweep village.toml --quiet --replicates 5 --design grid --vary";
    desk.call(&format!("{sweep} needs.requests_per_household_year=2,0.5,1 --out swept"), 0);
    let drawn = desk.files("swept/charts");
    assert!(drawn.contains_key("response-trust_group.en.png") && drawn.contains_key("response-trust_group.en.svg"));
    desk.call("plot swept --only response-needs_latent --format svg --lang both --out live", 0);
    let chart = String::from_utf8(desk.files("live")["response-needs_latent.en.svg"].clone()).unwrap();
    let told = |arm: &str| -> Vec<f64> {
        let (_, after) = chart.split_once(&format!("{arm}: ")).unwrap();
        let sentence = after.split_once(" at 2.").unwrap().0.replace(',', "");
        sentence.split(' ').filter_map(|word| word.parse().ok()).collect()
    };
    let mut rows = csv::Reader::from_path(desk.path("swept/comparison.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> = rows.deserialize().map(Result::unwrap).collect();
    let of = |point: &str, cell: &str| -> f64 {
        let row = rows.iter().find(|row| row["point"] == point && row["measure"] == "needs_latent").unwrap();
        row[cell].parse().unwrap()
    };
    // The points stand in the order given, the chart in that of the values: .5 is point 1, 2 is point 0.
    for (arm, cell) in [("As before", "baseline_mean"), ("Reform", "arm_mean")] {
        let [first, at, last] = told(arm)[..] else { panic!("{chart}") };
        assert_eq!(at, 0.5);
        assert!((first - of("1", cell)).abs() < 0.51 && (last - of("0", cell)).abs() < 0.51, "{arm}: {first} {last}");
    }
    // A sweep over several numbers has none, and says so.
    desk.call(&format!("{sweep} needs.requests_per_household_year=1,2 --vary handling.max_sessions=1,2 --out two"), 0);
    assert!(desk.told("plot two --only response", 2).contains("sweep one:"));
    assert!(desk.told("plot swept --only map", 2).contains("a grid over two numbers"));
    assert!(
        desk.told(&format!("{sweep} needs.requests_per_household_year=1..2 --out x"), 2)
            .contains("a grid needs values")
    );
}
