//! Reports on sweeps, and on what was decided over them.

use super::{Desk, TWO, number, scenario};
use std::collections::BTreeMap;
use std::fs;

type Row = BTreeMap<String, String>;

/// The rows of a table of a page, as they are read.
fn rows(page: &str, caption: &str) -> Vec<Vec<String>> {
    super::rows(&page.replace("&#x2f;", "/"), caption)
}

impl Desk {
    fn table(&self, name: &str) -> Vec<Row> {
        csv::Reader::from_path(self.path(name)).unwrap().deserialize().map(Result::unwrap).collect()
    }

    /// A desk with a village and a sweep of it in `swept`.
    fn swept(line: &str) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        fs::write(desk.path("village.toml"), scenario(TWO, 4)).unwrap();
        desk.call(&format!("sweep village.toml {line} --quiet --out swept"), 0);
        desk
    }
}

const RANGES: &str = "--vary seat.leader.hours_per_week=0.5..15 --vary needs.requests_per_household_year=0.5..3";

fn real(row: &Row, column: &str) -> Option<f64> {
    row[column].parse().ok()
}

/// On which side of no difference the interval of a row lies: better, worse or neither.
fn side(row: &Row) -> &'static str {
    let (Some(low), Some(high)) = (real(row, "ci_low"), real(row, "ci_high")) else { return "neither" };
    match (low > 0.0, high < 0.0, &*row["direction"]) {
        (true, _, "more") | (_, true, "less") => "better",
        (false, false, _) => "neither",
        _ => "worse",
    }
}

#[test]
fn the_counts_and_ranges_are_those_of_the_comparison_in_both_languages() {
    let desk = Desk::swept(&format!("--points 12 {RANGES} --lang both"));
    let comparison = desk.table("swept/comparison.csv");
    let main =
        ["resolved_90d_share", "resolution_days_mean", "redress_kept_180d_share", "petitions_per_1000_person_years"];
    for (file, caption, every) in [
        ("swept/report.html", "Points of the design", "every point"),
        ("swept/report.zh.html", "显示各方向的设计点数", "逐点结果"),
    ] {
        let page = desk.read(file);
        let key = rows(&page, caption);
        assert_eq!(key.len(), 9, "eight main measures and what it costs");
        let points = rows(&page, every);
        assert_eq!(points.len(), 12);
        for (place, (cells, measure)) in key.iter().zip(main).enumerate() {
            let known: Vec<&Row> =
                comparison.iter().filter(|row| row["measure"] == measure && !row["difference"].is_empty()).collect();
            for (cell, of) in cells[1..].iter().zip(["better", "worse", "neither"]) {
                let count: usize = cell.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap();
                assert_eq!(count, known.iter().filter(|row| side(row) == of).count(), "{measure} {of}: {cell}");
            }
            let mut values: Vec<f64> = known.iter().filter_map(|row| real(row, "difference")).collect();
            values.sort_by(f64::total_cmp);
            let middle = (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0;
            let scale = if measure.ends_with("_share") { 100.0 } else { 1.0 };
            for (cell, exact) in cells[4..].iter().zip([values[0], middle, values[values.len() - 1]]) {
                let (value, error) = number(cell);
                assert!((value - scale * exact).abs() <= error + 1e-9, "{measure}: {cell} for {exact}");
            }
            // Point by point: the number, what varies, then the measures.
            let before = points[0].len() - key.len();
            for row in &known {
                let point: usize = row["point"].parse().unwrap();
                let cell = &points[point][before + place];
                let (value, error) = number(cell.split(' ').next().unwrap());
                assert!((value - scale * real(row, "difference").unwrap()).abs() <= error + 1e-9, "{cell}");
                let sign = if side(row) == "better" {
                    '▲'
                } else if side(row) == "worse" {
                    '▼'
                } else {
                    '·'
                };
                assert!(cell.ends_with(sign), "{measure} at {point}: {cell}");
            }
        }
        let fetches = page.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        for word in ["http:", "https:", "src=", "<link", "@import", "url(//"] {
            assert!(!fetches.contains(word), "{file} has {word}");
        }
    }
    assert!(desk.read("swept/report.html").contains("not probabilities of a real village"));
    assert!(desk.read("swept/report.html").contains("microgov decide"), "nothing says here which unknowns matter");
}

#[test]
fn a_report_on_a_sweep_is_listed_and_the_same_bytes_and_grows_with_it() {
    let desk = Desk::swept(&format!("--points 6 {RANGES}"));
    let (page, manifest) = (desk.read("swept/report.html"), desk.read("swept/manifest.json"));
    assert!(manifest.contains("\"path\": \"report.html\"") && page.contains("6 points, at each 4 replicates"));
    desk.call("report swept", 0);
    assert_eq!((desk.read("swept/report.html"), desk.read("swept/manifest.json")), (page, manifest));
    desk.call("report swept --format docx,markdown,latex,csv --lang both", 0);
    let sheet = desk.read("swept/key-figures.csv");
    assert_eq!(sheet.lines().count(), 1 + 9, "{sheet}");
    desk.call(&format!("sweep village.toml --points 12 {RANGES} --quiet --out swept --resume"), 0);
    assert!(desk.read("swept/report.html").contains("12 points, at each 4 replicates"));
    assert!(!desk.path("swept/key-figures.csv").exists(), "what told of fewer points is gone");
}

#[test]
fn every_design_is_told_in_its_own_way() {
    let grid = Desk::swept("--design grid --vary needs.requests_per_household_year=0.5..3:4 --lang both");
    let page = grid.read("swept/report.html");
    assert!(page.contains("Over &quot;Latent requests of a household"), "one thing is told value by value");
    assert!(grid.read("swept/report.zh.html").contains("随“每户每年潜在诉求数"));
    let line =
        "--design grid --vary needs.requests_per_household_year=0.5,2 --vary seat.leader.hours_per_week=1,12 --quiet";
    grid.call(&format!("sweep village.toml {line} --out two"), 0);
    let two = rows(&grid.read("two/report.html"), "points shown better / worse");
    assert_eq!(two.iter().map(|row| &*row[0]).collect::<Vec<_>>(), ["0.5", "2"]);
    let line =
        "--design one-factor --vary needs.requests_per_household_year=0.5..3 --vary seat.leader.hours_per_week=1..12";
    grid.call(&format!("sweep village.toml {line} --quiet --out alone"), 0);
    let alone = rows(&grid.read("alone/report.html"), "every point");
    assert_eq!(alone.len(), 5);
    assert!(alone[0][1] == "–" && alone[1][1].ends_with("= 0.5"), "{:?}", alone[1]);
    assert!(grid.read("alone/report.html").contains("with the values of the scenario"));
}

#[test]
fn what_is_decided_over_a_sweep_stands_in_its_report() {
    let desk = Desk::swept(&format!("--points 30 {RANGES} --lang both"));
    desk.call("report swept --format markdown", 0);
    assert!(!desk.read("swept/report.html").contains("EVPI"));
    let told = desk.call("decide swept --effect resolved_90d_share --lose-on wait_group_days_mean --lang both", 0);
    let told = String::from_utf8(told.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let (page, chinese) = (desk.read("swept/report.html"), desk.read("swept/report.zh.html"));
    assert!(!desk.path("swept/key-figures.md").exists(), "what was written before the decision is gone");
    // Both languages have the values of the tables.
    let options = desk.table("swept/decision_options.csv");
    for (page, rule) in [(&page, "Mean over worlds"), (&chinese, "平均（拉普拉斯）")] {
        let table = rows(page, if page == &chinese { "各规则的值与名次" } else { "value and rank by every rule" });
        let row = table.iter().find(|row| row[0].contains(rule)).unwrap();
        for (cell, of) in row[1..3].iter().zip(&options) {
            let (value, error) = number(cell.split([' ', '（', '(']).next().unwrap());
            assert!((value - real(of, "laplace").unwrap()).abs() <= error, "{cell} for {of:?}");
            assert!(cell.contains(&of["laplace_rank"]), "{cell} for {of:?}");
        }
    }
    // What the terminal says of losses is what the report says.
    let loses = page.split("worse than As before in ").nth(1).unwrap().split(" worlds").next().unwrap();
    assert!(told.contains(&format!("worse than As before in {loses} worlds")), "{loses}\n{told}");
    let known = desk.table("swept/comparison.csv");
    let known: Vec<&Row> = known.iter().filter(|row| row["measure"] == "wait_group_days_mean").collect();
    let losing = known.iter().filter(|row| real(row, "difference").is_some_and(|by| by > 0.0)).count();
    assert_eq!(loses, format!("{losing} of {}", known.len()));
    let open = known.iter().filter(|row| side(row) == "neither").count();
    assert!(page.contains(&format!("; in {open} the runs do not settle the sign")), "{open}");
    for part in ["EVPI", "EVPPI", "microgov decide swept", "Expected loss", "docs/decide.md"] {
        assert!(page.contains(&part.replace('/', "&#x2f;")), "{part} is missing");
    }
    assert!(chinese.contains("完全了解真实情景至多值") && chinese.contains("期望损失"));
    // The same again without the decision's command, from the folder alone.
    desk.call("report swept --lang both", 0);
    assert_eq!((desk.read("swept/report.html"), desk.read("swept/report.zh.html")), (page, chinese));
}

#[test]
fn levers_are_told_setting_by_setting_and_points_that_are_no_sound_scenarios_are_named() {
    let lever = "[[factor]]\nname = \"hours\"\nrole = \"lever\"\npath = \"seat.leader.hours_per_week\"\nvalues = \"1,12\"\n\
                 source = \"a test\"\n";
    let desk = Desk(tempfile::tempdir().unwrap());
    fs::write(desk.path("village.toml"), scenario(&format!("{TWO}\n{lever}"), 4)).unwrap();
    let vary = "--vary needs.requests_per_household_year=0.5..3";
    desk.call(&format!("sweep village.toml --levers --points 5 {vary} --quiet --out levers --lang both"), 0);
    let page = desk.read("levers/report.html");
    assert!(page.contains("By the lever") && page.contains("under the same setting"), "levers are told");
    let table = rows(&page, "points shown better / worse");
    assert_eq!(table.iter().map(|row| (&*row[0], &*row[1])).collect::<Vec<_>>(), [("1", "5"), ("12", "5")]);
    // Counts by setting add up to those of all points.
    let all = rows(&page, "Points of the design");
    let sum: usize = table.iter().map(|row| row[2].split(" / ").next().unwrap().parse::<usize>().unwrap()).sum();
    assert!(all[0][1].starts_with(&format!("{sum} (")), "{sum} {:?}", all[0]);
    assert!(desk.read("levers/report.zh.html").contains("按可选措施"));
    desk.call("decide levers --out elsewhere", 2);

    let mut points = String::from("village.primary_clan_share,contact.retry_days\n");
    (0..20).for_each(|point| points += &format!("{},{}\n", if point == 13 { 0.99 } else { 0.5 }, point + 1));
    fs::write(desk.path("points.csv"), points).unwrap();
    desk.call("sweep village.toml --design csv --file points.csv --replicates 2 --quiet --out table --lang both", 0);
    let page = desk.read("table/report.html");
    assert!(
        page.contains("Left out, as they are no sound scenarios: 1 of 20 points") && !page.contains("Runs that broke")
    );
    assert!(page.contains("The points are those of a table"), "how points were chosen is told");
    assert!(desk.read("table/report.zh.html").contains("因方案不成立而未计入："));
}
