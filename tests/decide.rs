//! The command that weighs the options of a sweep.
#![cfg(feature = "app")]

use assert_cmd::Command;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const SCENARIO: &str = "
[simulation]
end = 2019-01-01
[experiment]
replicates = 4
[village]
groups = 3
households = 60
people = 240
party_members = 12
[[arm]]
name = \"single\"
structure = \"single\"
[[arm]]
name = \"three\"
structure = \"three\"
";

/// The hours of a leader decide whether a team is worth its price; how often people ask is by the way.
const RANGES: &str = "--vary seat.leader.hours_per_week=0.5..15 --vary needs.requests_per_household_year=0.5..3";

struct Answer {
    code: Option<i32>,
    told: String,
    error: String,
}

fn call(folder: &Path, line: &str) -> Answer {
    let mut command = Command::cargo_bin("microgov").unwrap();
    command.current_dir(folder).args(line.split_whitespace()).env("LC_ALL", "C").env("NO_COLOR", "1");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    // Errors are broken to the width of the terminal.
    let error = text(output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    Answer { code: output.status.code(), told: text(output.stdout), error }
}

#[track_caller]
fn done(folder: &Path, line: &str) -> String {
    let answer = call(folder, line);
    assert_eq!(answer.code, Some(0), "{line}\n{}", answer.error);
    answer.told
}

/// A folder with a sweep of 40 points in `swept`.
fn swept() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), SCENARIO).unwrap();
    done(folder.path(), &format!("sweep a.toml --points 40 {RANGES} --quiet --out swept"));
    folder
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read(path).unwrap();
    csv::Reader::from_reader(text.as_slice()).deserialize().map(|row| row.unwrap()).collect()
}

fn number(row: &BTreeMap<String, String>, key: &str) -> f64 {
    row[key].parse().unwrap_or_else(|_| panic!("{key} is {:?} in {row:?}", row[key]))
}

#[test]
fn a_sweep_is_weighed_by_every_rule_without_a_run() {
    let folder = swept();
    let results = folder.path().join("swept");
    let runs = fs::read(results.join("runs.parquet")).unwrap();
    let line =
        "decide swept --effect resolved_90d_share --threshold resolved_90d_share>=0.4 --lose-on wait_group_days_mean";
    let told = done(folder.path(), &format!("{line} --lang both"));
    for part in [
        "Worst world (maximin)",
        "Largest regret",
        "Thresholds met (Starr)",
        "EVPI",
        "EVPPI",
        "loses on",
        "最坏情景",
        "受损",
    ] {
        assert!(told.contains(part), "{part} is missing in\n{told}");
    }
    assert!(told.contains("not how likely") && told.contains("Luck of the replicates"), "{told}");
    assert_eq!(fs::read(results.join("runs.parquet")).unwrap(), runs);

    let options = rows(&results.join("decision_options.csv"));
    assert_eq!(options.len(), 3 * 2);
    let ranks: Vec<&str> = options.iter().map(|row| row["laplace_rank"].as_str()).collect();
    assert!(ranks.chunks(2).all(|pair| pair.contains(&"1")), "{ranks:?}");

    // The means and the differences are those of the comparison at every point.
    let worlds = rows(&results.join("decision_worlds.csv"));
    let comparison = rows(&results.join("comparison.csv"));
    let three: Vec<_> = worlds.iter().filter(|row| row["option"] == "three").collect();
    assert_eq!(three.len(), 40);
    for (effect, measure) in [("effect_difference", "resolved_90d_share"), ("cost_difference", "cost_yuan_per_year")] {
        for row in &three {
            let known =
                comparison.iter().find(|known| known["point"] == row["point"] && known["measure"] == measure).unwrap();
            let (ours, theirs) = (number(row, effect), number(known, "difference"));
            assert!((ours - theirs).abs() <= 1e-9 * theirs.abs().max(1.0), "{ours} {theirs}");
        }
    }

    let prices = rows(&results.join("acceptability.csv"));
    for pair in prices.chunks(2) {
        let sum: f64 = pair.iter().map(|row| number(row, "probability")).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{pair:?}");
        let best = pair.iter().find(|row| row["on_frontier"] == "true").unwrap();
        assert!((number(best, "expected_loss") - number(best, "evpi_raw")).abs() < 1e-9);
        assert!(number(best, "evpi") <= number(best, "evpi_raw") + 1e-9);
    }

    // What charts tell in words are the numbers of the tables.
    let chart = |name: &str| fs::read_to_string(results.join(format!("charts/{name}.en.svg"))).unwrap();
    let share = |of: usize| format!("{}%", libm::round(100.0 * of as f64 / 40.0));
    let quadrant =
        three.iter().filter(|row| number(row, "effect_difference") > 0.0 && number(row, "cost_difference") > 0.0);
    let plane = chart("plane-resolved_90d_share");
    assert!(plane.contains(&format!("better, dearer {}", share(quadrant.count()))), "{plane}");
    let discovery = rows(&results.join("discovery.csv"));
    let losing = format!("Loses in {} of 40 worlds", discovery[0]["losing"]);
    assert!(chart("box-wait_group_days_mean").contains(&losing), "{losing}");
    let last = &prices[prices.len() - 1];
    let at_last = format!("{}% at", libm::round(100.0 * number(last, "probability")));
    assert!(chart("acceptability-resolved_90d_share").contains(&at_last), "{at_last}");

    // Everything is listed and described, and the charts are there.
    let manifest: Json = serde_json::from_slice(&fs::read(results.join("manifest.json")).unwrap()).unwrap();
    let listed: Vec<&str> =
        manifest["files"].as_array().unwrap().iter().filter_map(|file| file["path"].as_str()).collect();
    for file in
        ["decision_options.csv", "frontier.csv", "acceptability.csv", "information.csv", "discovery.csv", "box.csv"]
    {
        assert!(listed.contains(&file), "{file} in {listed:?}");
    }
    for chart in ["plane-resolved_90d_share", "acceptability-resolved_90d_share", "box-wait_group_days_mean"] {
        assert!(listed.contains(&format!("charts/{chart}.en.svg").as_str()), "{chart} in {listed:?}");
    }
    let package: Json = serde_json::from_slice(&fs::read(results.join("datapackage.json")).unwrap()).unwrap();
    for table in ["decision_options", "decision_worlds", "frontier", "acceptability", "information", "discovery", "box"]
    {
        let resource = package["resources"]
            .as_array()
            .unwrap()
            .iter()
            .find(|known| known["name"] == table.replace('_', "-"))
            .unwrap();
        let described: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|field| field["name"].as_str())
            .collect();
        let text = fs::read_to_string(results.join(format!("{table}.csv"))).unwrap();
        assert_eq!(text.lines().next().unwrap().split(',').collect::<Vec<_>>(), described);
    }

    // Asked again it says the same; asked something else, the tables and charts of the first question are gone.
    assert_eq!(done(folder.path(), &format!("{line} --lang both")), told);
    done(folder.path(), "decide swept --effect petitions --cost none --quiet");
    assert!(!results.join("frontier.csv").exists() && !results.join("charts/plane-resolved_90d_share.en.svg").exists());
    let drawn = done(folder.path(), "plot swept --only box --lang zh --format svg");
    assert!(drawn.contains("box-petitions.zh.svg"), "{drawn}");
    let prices = rows(&results.join("acceptability.csv"));
    assert!(prices.len() == 2 && prices[0]["willingness"].is_empty());
}

#[test]
fn the_answer_for_programs_has_every_rule_and_box() {
    let folder = swept();
    let line = "decide swept --effect resolved_90d_share --willingness 0..1000000:5 --arm three --json";
    let answer: Json = serde_json::from_str(&done(folder.path(), line)).unwrap();
    assert_eq!((answer["worlds"].as_u64(), answer["options"].as_array().map(Vec::len)), (Some(40), Some(2)));
    assert_eq!(answer["acceptability"].as_array().map(Vec::len), Some(5));
    assert_eq!(answer["acceptability"][4]["willingness"].as_f64(), Some(1e6));
    assert_eq!(answer["rules"].as_array().map(Vec::len), Some(3));
    assert_eq!(answer["rules"][2]["willingness"].as_f64(), Some(5e5));
    let losses = &answer["losses"][0];
    assert_eq!((losses["arm"].as_str(), losses["points"].as_u64()), (Some("three"), Some(40)));
    assert!(losses["losing"].as_u64().is_some_and(|losing| losing <= 40));
    // At no price only cost counts, and the arm without stipends for three is the cheaper in most worlds.
    assert_eq!(answer["acceptability"][0]["frontier"].as_str(), Some("single"));
}

#[test]
fn levers_make_options_and_many_options_are_ranked() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), SCENARIO).unwrap();
    let vary = "--vary seat.leader.stipend_yuan_per_year=300,600,900,1200,1500,1800,2100,2400,2700,3000 --vary needs.requests_per_household_year=0.5,2,3";
    done(folder.path(), &format!("sweep a.toml --design grid {vary} --replicates 2 --quiet --out swept"));
    let line = "decide swept --effect petitions --lever seat.leader.stipend_yuan_per_year";
    let told = done(folder.path(), line);
    assert!(told.contains("20 options") && told.contains("stipend_yuan_per_year=3000"), "{told}");
    let options = rows(&folder.path().join("swept/decision_options.csv"));
    assert_eq!(options.len(), 3 * 20);
    // Of the same arm, the cheaper stipend costs less in every world.
    let cost = |option: &str| {
        let mut rows = options.iter().filter(|row| row["basis"] == "cost" && row["option"] == option);
        number(rows.next().unwrap(), "mean")
    };
    let [low, high] = ["300", "3000"].map(|yuan| cost(&format!("three seat.leader.stipend_yuan_per_year={yuan}")));
    assert!(low < high, "{low} {high}");
    let answer = call(
        folder.path(),
        "decide swept --lever needs.requests_per_household_year --lever seat.leader.stipend_yuan_per_year",
    );
    assert!(answer.code == Some(2) && answer.error.contains("only levers vary"), "{}", answer.error);
}

#[test]
fn what_cannot_be_weighed_is_refused_with_help() {
    let folder = swept();
    let refused = |line: &str, part: &str| {
        let answer = call(folder.path(), line);
        assert!(answer.code == Some(2) && answer.error.contains(part), "{line}: {:?} {}", answer.code, answer.error);
    };
    refused("decide nowhere", "there is no such folder");
    done(folder.path(), "compare a.toml --replicates 2 --quiet --out compared");
    refused("decide compared", "microgov sweep SCENARIO");
    done(folder.path(), &format!("sweep a.toml --points 1 {RANGES} --quiet --out one"));
    refused("decide one", "one point");
    refused("decide swept --effect petition", "did you mean `petitions`?");
    refused("decide swept --effect turnout --cost petitions", "no cost in yuan");
    refused("decide swept --arm single", "baseline");
    refused("decide swept --arm four", "single, three");
    refused("decide swept --lever trust.memory_per_quarter", "does not vary");
    refused("decide swept --willingness 5..1", "rising amounts");
    refused("decide swept --threshold petitions", "write a measure");
    refused("decide swept --effect cost_yuan_per_year", "effect and cost at once");
}
