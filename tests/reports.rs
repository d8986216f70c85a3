//! The report on a results folder, through the program itself.
#![cfg(feature = "app")]

#[path = "reports/page.rs"]
mod page;
#[path = "reports/sweeps.rs"]
mod sweeps;

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

/// The rows of `comparison.csv` by measure, and the place of a column.
fn comparison(desk: &Desk) -> (Vec<csv::StringRecord>, impl Fn(&str) -> usize) {
    let mut table = csv::Reader::from_path(desk.path("all/comparison.csv")).unwrap();
    let heads = table.headers().unwrap().clone();
    let known = table.records().map(Result::unwrap).collect();
    (known, move |name: &str| heads.iter().position(|head| head == name).unwrap())
}

#[test]
fn the_way_of_a_need_and_the_headlines_have_the_numbers_of_the_comparison() {
    let desk = Desk::with(&scenario(TWO, 25), "");
    let (known, place) = comparison(&desk);
    let of = |measure: &str| known.iter().find(|row| &row[place("measure")] == measure).unwrap();
    let page = desk.read("all/report.html");
    let way = rows(&page, "on the way");
    assert!(way.len() >= 8, "{way:?}");
    for (label, measure) in [("Needs never voiced", "lumped_share"), ("Left the group (needs)", "escalated")] {
        let cells = way.iter().find(|cells| cells[0] == label).unwrap_or_else(|| panic!("{label} in {way:?}"));
        for (cell, column) in cells[1..].iter().zip(["baseline_mean", "arm_mean"]) {
            let ((value, error), exact) = (number(cell), of(measure)[place(column)].parse::<f64>().unwrap());
            assert!((value - exact).abs() <= error, "{measure} {column}: {cell} for {exact}");
        }
    }
    assert!(page.contains("they are not its causes") && page.contains("microgov attribute"));
    // The first four main measures, in the order of the scenario, whatever they show.
    let line = page.split("<dl class=\"headlines\">").nth(1).unwrap().split("</dl>").next().unwrap();
    let labels: Vec<&str> = line.split("<dt>").skip(1).map(|rest| rest.split("</dt>").next().unwrap()).collect();
    let first = ["Resolved within 90 days, of those raised", "Days to resolution", "Settlements kept for 180 days"];
    assert_eq!((labels.len(), &labels[..3]), (4, &first[..]));
    let large = line.split("<dd class=\"number\">").nth(2).unwrap().split("</dd>").next().unwrap();
    let large = large.split("</span>").find(|part| part.contains(|c: char| c.is_ascii_digit())).unwrap();
    let (value, error) = number(large.split(" <").next().unwrap());
    let exact: f64 = of("resolution_days_mean")[place("difference")].parse().unwrap();
    assert!((value - exact).abs() <= error, "{large} for {exact}");
    // Each interval is drawn where it lies: beside zero if and only if it excludes zero.
    let bars: Vec<&str> =
        page.split("<svg class=\"strip\"").skip(1).map(|rest| rest.split("</svg>").next().unwrap()).collect();
    assert_eq!(bars.len(), 8);
    for (bar, cells) in bars.iter().zip(rows(&page, "main measures")) {
        let at = |class: &str| -> Vec<i64> {
            let path = bar.split(&format!("class=\"{class}\" d=\"M")).nth(1).unwrap().split('"').next().unwrap();
            path.split([' ', 'H', 'V', 'h']).filter_map(|word| word.parse().ok()).collect()
        };
        let (zero, interval) = (at("zero")[0], at("interval"));
        let ends: Vec<f64> =
            cells[3].split([' ', ',']).filter(|part| !part.is_empty()).map(|part| number(part).0).collect();
        assert_eq!(interval[0] >= zero, ends[1] >= 0.0, "{cells:?} {bar}");
        assert_eq!(interval[2] <= zero, ends[2] <= 0.0, "{cells:?} {bar}");
    }
}

#[test]
fn the_method_tells_rules_structures_and_values_in_both_languages() {
    let extra = "[arm.mechanisms]\nvisits = true\n";
    let text = scenario(&format!("{TWO}{extra}"), 3);
    let desk = Desk::with(&text, "--lang both");
    let (english, chinese) = (desk.read("all/report.html"), desk.read("all/report.zh.html"));
    let seats = rows(&english, "Who holds seats");
    assert_eq!(seats.len(), 4, "{seats:?}");
    assert_eq!(seats[2][1..4], ["party member", "elected by the party members of the group", "2.5"]);
    assert_eq!(rows(&chinese, "职位")[3][1..5], ["村民代表", "本组村民选举", "2.5", "300"]);
    let rules = rows(&english, "How structures work");
    assert!(rules[1][1].contains("disputes: majority") && rules[1][2].contains("at least 2 attend"), "{rules:?}");
    let on = rows(&english, "Mechanisms in force");
    let of = |label: &str| on.iter().find(|cells| cells[0] == label).unwrap_or_else(|| panic!("{label} in {on:?}"));
    assert!(of("Judgement can be wrong")[1].starts_with("Each case has a right resolution."));
    assert_eq!(of("Judgement can be wrong")[2], "in force");
    assert_eq!(of("Holders make rounds from door to door")[2], "in force with: Reform");
    assert_eq!(rows(&chinese, "启用的机制").len(), on.len());
    assert_eq!(rows(&english, "Mechanisms that are off").len() + on.len(), 3 + 29);
    // Quotations keep the language they are in; keys can be broken where they have joints.
    assert!(chinese.contains("<q lang=\"en\">the &lt;village&gt;") && english.contains("<q>the &lt;village&gt;"));
    assert!(
        rows(&english, "Values that differ")
            .iter()
            .all(|cells| !cells[0].contains("mechanisms.<wbr>visits") || cells[0].contains("arm.<wbr>after"))
    );
}

#[test]
fn the_document_for_word_processors_is_short_and_sound() {
    let desk = Desk::with(&scenario(TWO, 5), "");
    desk.call("report all --format docx --lang both", 0);
    for (file, title, heading) in
        [("all/report.docx", "A small village", "1. Verdict"), ("all/report.zh.docx", "小村", "一、结论")]
    {
        let packed = fs::read(desk.path(file)).unwrap();
        let parts = unpacked(&packed);
        let part = |name: &str| parts.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name}")).1;
        for (name, bytes) in &parts {
            if name.ends_with(".xml") || name.ends_with(".rels") {
                let text = std::str::from_utf8(bytes).unwrap();
                resvg::usvg::roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{file}: {name}: {error}"));
            }
        }
        let text = std::str::from_utf8(part("word/document.xml")).unwrap();
        assert!(text.contains(heading), "{file}");
        assert!(
            std::str::from_utf8(part("docProps/core.xml")).unwrap().contains(&format!("<dc:title>{title}</dc:title>"))
        );
        // Four charts, numbered one by one, each told to who does not see it; no list of hashes.
        assert_eq!(text.matches("<w:drawing>").count(), 4);
        assert_eq!(text.matches("descr=\"\"").count(), 0);
        for number in 1..=4 {
            assert!(
                text.contains(&format!("Figure {number}. ")) || text.contains(&format!("图{number}　")),
                "{number}"
            );
        }
        assert!(!text.contains("BLAKE3"));
    }
}

/// The files of a package that is packed without compression, by name.
fn unpacked(packed: &[u8]) -> Vec<(String, &[u8])> {
    let mut parts = Vec::new();
    let mut at = 0;
    let number = |at: usize| u32::from_le_bytes(packed[at..at + 4].try_into().unwrap()) as usize;
    while packed[at..].starts_with(b"PK\x03\x04") {
        let (size, name) = (number(at + 18), usize::from(packed[at + 26]) + 256 * usize::from(packed[at + 27]));
        let begin = at + 30 + name;
        let name = String::from_utf8(packed[at + 30..begin].to_vec()).unwrap();
        parts.push((name, &packed[begin..begin + size]));
        at = begin + size;
    }
    parts
}

#[test]
fn a_page_needs_nothing_but_itself_and_quotes_its_writer() {
    let desk = Desk::with(&scenario(TWO, 5), "--lang both");
    for (file, language) in [("all/report.html", "en"), ("all/report.zh.html", "zh-Hans")] {
        let page = desk.read(file);
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{language}\" ")), "{}", &page[..80]);
        fetches_nothing(&page);
        assert!(page.contains("font/ttf;base64,") && page.matches("<figcaption>").count() >= 9);
        assert!(page.contains(">the &lt;village&gt; book &amp; its &quot;margins&quot;</q>"));
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
    // In short: the document beside the page.
    desk.call("report all --docx --out short", 0);
    assert!(once == fs::read(desk.path("short/report.docx")).unwrap() && desk.path("short/report.html").is_file());
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
    let factors = rows(&page, "Values that vary over the 20 parameter sets");
    assert_eq!(factors.len(), 1);
    assert_eq!(factors[0][2..5], ["2", "6.5", "11.5"], "from the least to the most hours of the sets");
    assert!(chinese.contains("组参数平均而言") && chinese.contains("的参数组以改革为优"), "{chinese}");
    let plain = desk.read("all/report.html");
    assert!(!plain.contains("parameter sets"), "without sets there is nothing of them");
}
