//! The report on a results folder, through the program itself.
#![cfg(feature = "app")]

#[path = "reports/page.rs"]
mod page;

use assert_cmd::cargo::CommandCargoExt;
use page::{fetches_nothing, number, rows};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A hamlet that is simulated in a moment, with these arms and so many replicates.
fn scenario(arms: &str, replicates: u32) -> String {
    format!(
        r#"
title_en = "A small village"
title_zh = "小村"

[simulation]
end = 2019-01-01

[experiment]
replicates = {replicates}

[village]
groups = 3
households = 60
people = 240
party_members = {{ value = 12, range = [6, 20], grade = "observed", source = "the <village> book & its \"margins\"" }}
{arms}
"#
    )
}

const TWO: &str = r#"
[[arm]]
name = "before"
label_en = "As before"
label_zh = "照旧"
structure = "single"

[[arm]]
name = "after"
label_en = "Reform"
label_zh = "改革"
plan = [{ from = 2016-01-01, structure = "single" }, { from = 2018-01-01, structure = "three" }]
"#;

struct Desk(tempfile::TempDir);

impl Desk {
    /// A desk with the results of a scenario in `all`.
    fn with(scenario: &str, line: &str) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        fs::write(desk.path("village.toml"), scenario).unwrap();
        desk.call(&format!("compare village.toml --quiet --out all {line}"), 0);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Calls the program; the exit code must be `code`.
    fn call(&self, line: &str, code: i32) -> Output {
        let mut command = Command::cargo_bin("microgov").unwrap();
        command.current_dir(self.0.path()).args(line.split_whitespace()).env("LC_ALL", "C").env_remove("COLUMNS");
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
        output
    }
}

#[test]
fn the_numbers_are_those_of_the_comparison_in_both_languages() {
    let desk = Desk::with(&scenario(TWO, 25), "--lang both");
    let mut table = csv::Reader::from_path(desk.path("all/comparison.csv")).unwrap();
    let heads = table.headers().unwrap().clone();
    let place = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let known: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let main =
        ["resolved_90d_share", "resolution_days_mean", "redress_kept_180d_share", "petitions_per_1000_person_years"];
    for (file, caption) in [("all/report.html", "main measures"), ("all/report.zh.html", "主要指标")] {
        let page = desk.read(file);
        let written = rows(&page, caption);
        assert_eq!(written.len(), 8);
        for (cells, measure) in written.iter().zip(main) {
            let row = known.iter().find(|row| &row[place("measure")] == measure).unwrap();
            for (cell, column) in cells[1..].iter().zip(["baseline_mean", "arm_mean"]) {
                let (value, error) = number(cell);
                let exact: f64 = row[place(column)].parse().unwrap();
                assert!((value - exact).abs() <= error, "{measure} {column}: {cell} for {exact}");
            }
            let scale = if cells[1].contains('%') { 0.01 } else { 1.0 };
            let parts: Vec<&str> = cells[3].split([' ', ',']).filter(|part| !part.is_empty()).collect();
            for (part, column) in parts.iter().zip(["difference", "ci_low", "ci_high"]) {
                let ((value, error), exact) = (number(part), row[place(column)].parse::<f64>().unwrap());
                assert!(
                    (value * scale - exact).abs() <= error * scale + 1e-12,
                    "{measure} {column}: {part} for {exact}"
                );
            }
        }
    }
}

#[test]
fn a_page_needs_nothing_but_itself_and_quotes_its_writer() {
    let desk = Desk::with(&scenario(TWO, 5), "--lang both");
    for (file, language) in [("all/report.html", "en"), ("all/report.zh.html", "zh-Hans")] {
        let page = desk.read(file);
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{language}\">")), "{}", &page[..80]);
        fetches_nothing(&page);
        assert!(page.contains("font/ttf;base64,") && page.matches("<figcaption>").count() >= 9);
        assert!(page.contains("<q>the &lt;village&gt; book &amp; its &quot;margins&quot;</q>"));
        let manifest: serde_json::Value = serde_json::from_str(&desk.read("all/manifest.json")).unwrap();
        assert!(page.contains(manifest["scenario"]["hash"].as_str().unwrap()));
    }
}

#[test]
fn a_report_is_the_same_bytes_whenever_it_is_written_and_stands_in_the_manifest() {
    let desk = Desk::with(&scenario(TWO, 5), "--lang both");
    let before = ["all/report.html", "all/report.zh.html"].map(|file| desk.read(file));
    let manifest = desk.read("all/manifest.json");
    desk.call("report all --lang both", 0);
    assert_eq!(["all/report.html", "all/report.zh.html"].map(|file| desk.read(file)), before);
    assert_eq!(desk.read("all/manifest.json"), manifest);
    for file in ["report.html", "report.zh.html"] {
        let entry = format!("\"path\": \"{file}\"");
        assert_eq!(manifest.matches(&entry).count(), 1);
    }
    // What is lost is written again; elsewhere nothing is listed.
    fs::remove_file(desk.path("all/report.html")).unwrap();
    desk.call("compare village.toml --quiet --out all", 0);
    assert_eq!(desk.read("all/report.html"), before[0]);
    desk.call("report all --format docx,html --out other", 0);
    assert_eq!(desk.read("other/report.html"), before[0]);
    assert_eq!(desk.read("all/manifest.json"), manifest);
    let once = fs::read(desk.path("other/report.docx")).unwrap();
    desk.call("report all --format docx --out other", 0);
    assert!(once == fs::read(desk.path("other/report.docx")).unwrap(), "the document differs from time to time");
}

#[test]
fn results_that_grow_lose_the_report_of_fewer_replicates() {
    let desk = Desk::with(&scenario(TWO, 20), "");
    assert!(desk.read("all/report.html").contains("20 replicates of each arm"));
    desk.call("compare village.toml --quiet --out all --replicates 40 --resume", 0);
    assert!(desk.read("all/report.html").contains("40 replicates of each arm"));
}

#[test]
fn one_replicate_claims_nothing() {
    let desk = Desk::with(&scenario(TWO, 1), "--lang both");
    let page = desk.read("all/report.html");
    assert!(page.contains("There is only one replicate.") && !page.contains("does better"));
    assert!(desk.read("all/report.zh.html").contains("仅模拟一次"));
}

#[test]
fn one_arm_is_described_and_fifteen_stand_in_one_table() {
    let alone = TWO.split("\n\n").next().unwrap();
    let desk = Desk::with(&scenario(alone, 5), "");
    let page = desk.read("all/report.html");
    assert!(page.contains("nothing is compared") && rows(&page, "As before: outcomes").len() >= 4);
    desk.call("report all --format csv,markdown,latex,docx", 0);
    assert_eq!(desk.read("all/key-figures.csv").lines().count(), 9);

    let arm = |i: u32| {
        format!("[[arm]]\nname = \"a{i}\"\nstructure = \"{}\"\n", if i.is_multiple_of(3) { "single" } else { "three" })
    };
    let desk = Desk::with(&scenario(&(0..15).map(arm).collect::<String>(), 3), "");
    let page = desk.read("all/report.html");
    assert_eq!(rows(&page, "Differences from").len(), 14);
    assert_eq!(page.matches("against a0: main measures</span></caption>").count(), 14);
    assert!(page.contains("Of 14 arms compared with a0"));
}

#[test]
fn identical_arms_are_said_to_be_so() {
    let arms = "[[arm]]\nname = \"a\"\nstructure = \"single\"\n[[arm]]\nname = \"b\"\nstructure = \"single\"\n";
    let desk = Desk::with(&scenario(arms, 5), "");
    assert!(desk.read("all/report.html").contains("come out the same in every main measure"));
}

#[test]
fn long_labels_and_marks_of_markup_are_text() {
    let label = "<script>alert(1)</script> & a label of eighty characters, which is a lot of them, \\\"q\\\"";
    let desk = Desk::with(&scenario(&TWO.replace("Reform", label), 3), "");
    let page = desk.read("all/report.html");
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)"));
    desk.call("report all --format markdown,latex,csv,docx", 0);
    assert!(desk.read("all/key-figures.md").contains("\\<script\\>"));
    assert!(desk.read("all/key-figures.tex").contains("\\textless{}script\\textgreater{}"));
}

#[test]
fn tables_of_the_key_figures_open_in_spreadsheets_in_both_languages() {
    let desk = Desk::with(&scenario(TWO, 25), "");
    desk.call("report all --format csv --lang both", 0);
    for (file, heads) in
        [("all/key-figures.csv", "Arm,Measure,Unit,As before"), ("all/key-figures.zh.csv", "方案,指标,单位,照旧")]
    {
        let text = desk.read(file);
        assert!(text.starts_with(&format!("\u{FEFF}{heads}")), "{text}");
        let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 8);
        assert!(rows.iter().all(|row| row[3].parse::<f64>().is_ok() && row[5].parse::<f64>().is_ok()), "{text}");
    }
}

#[test]
fn what_is_no_finished_comparison_is_refused_with_a_mend() {
    let desk = Desk(tempfile::tempdir().unwrap());
    let told = |line: &str| {
        let said = String::from_utf8(desk.call(line, 2).stderr).unwrap();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(told("report nowhere").contains("make one with microgov compare SCENARIO"));
    fs::create_dir(desk.path("empty")).unwrap();
    assert!(told("report empty").contains("name the results folder that microgov compare made"));
    fs::write(desk.path("village.toml"), scenario(TWO, 3)).unwrap();
    desk.call("sweep village.toml --design grid --vary needs.requests_per_household_year=1,2 --quiet --out swept", 0);
    assert!(told("report swept").contains("microgov plot RESULTS"));
}

#[test]
fn a_verdict_over_parameter_sets_is_about_their_mean_and_says_what_is_open() {
    let desk = Desk::with(&scenario(TWO, 1), "");
    // Leaders of very few and of very many hours: to one a team is a relief, to the other it is not.
    let hours: String = (0..20).map(|set| format!("{}\n", 2.0 + 0.5 * f64::from(set))).collect();
    fs::write(desk.path("sets.csv"), format!("seat.leader.hours_per_week\n{hours}")).unwrap();
    desk.call("compare village.toml --posterior sets.csv --replicates 60 --quiet --out sets --lang both", 0);
    let (page, chinese) = (desk.read("sets/report.html"), desk.read("sets/report.zh.html"));
    assert!(page.contains("On average over 20 parameter sets, "), "the verdict is about the mean");
    assert!(page.contains("% of the sets favour"), "it says what is open");
    assert!(page.contains("what is unknown of 1 values, over 20 sets"), "and what the intervals carry");
    assert!(chinese.contains("组参数平均而言") && chinese.contains("的参数组以改革为优"), "{chinese}");
    let plain = desk.read("all/report.html");
    assert!(!plain.contains("parameter sets"), "without sets there is nothing of them");
}
