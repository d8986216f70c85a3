//! The reports on attributions and calibrations, through the program itself.
#![cfg(feature = "app")]

#[path = "charts/desk.rs"]
#[expect(dead_code, reason = "the tests of charts use the rest")]
mod desk;
#[path = "reports/page.rs"]
mod page;

use desk::{Desk, SCENARIO};
use page::{fetches_nothing, number, rows};
use std::collections::BTreeMap;
use std::fs;

type Row = BTreeMap<String, String>;

/// A pattern that tells the number of requests, one that no set can meet, one that is kept apart.
const TARGETS: &str = r#"
[needs]
requests_per_household_year = { value = 1.2, range = [0.3, 3.0], grade = "guess", source = "s" }
[mediation]
skill_slope = { value = 0.5, range = [0.0, 1.5], grade = "guess", source = "s" }

[[target]]
name = "demand"
label_en = "Needs raised in a year"
label_zh = "一年提出的诉求"
claim = "value"
measure = "needs_raised"
arm = "before"
against = "none"
observed = 60
tolerance = 12
used_to_fit = true
source = "a <count> of the township"

[[target]]
name = "impossible"
label_en = "Far too many needs"
label_zh = "过多的诉求"
claim = "value"
measure = "needs_raised"
arm = "before"
against = "none"
observed = 5000
tolerance = 10
used_to_fit = true

[[target]]
name = "trust"
label_en = "Trust rises"
label_zh = "信任上升"
claim = "more"
measure = "trust_group"
arm = "after"
"#;

const CALIBRATE: &str =
    "calibrate village.toml --points 24 --sets 12 --populations 3 --replicates 2 --least-acceptance 0.05 --quiet";

fn read(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Holds the numbers of a cell, `+1.2 [+0.9, +1.5]` or `12%`, to those of the columns of a table; empty is empty.
fn holds(cell: &str, row: &Row, columns: &[&str], scale: f64) {
    let parts: Vec<&str> =
        cell.split_whitespace().map(|part| part.trim_end_matches([',', ']']).trim_start_matches('[')).collect();
    if columns.iter().all(|column| row[*column].is_empty()) {
        assert!(matches!(parts.as_slice(), [] | ["–"]), "{cell} for nothing in {row:?}");
        return;
    }
    assert_eq!(parts.len(), columns.len(), "{cell}");
    for (part, column) in parts.iter().zip(columns) {
        let ((value, error), exact) = (number(part), row[*column].parse::<f64>().unwrap());
        let scale = if part.contains('%') { 1.0 } else { scale };
        let slack = error * scale + 1e-9 * exact.abs();
        assert!((value * scale - exact).abs() <= slack, "{column}: {part} for {exact}");
    }
}

fn listed(desk: &Desk, folder: &str) -> Vec<String> {
    let files = desk.manifest(folder)["files"].as_array().unwrap().clone();
    let mut reports: Vec<String> = files.iter().map(|file| file["path"].as_str().unwrap().to_string()).collect();
    reports.retain(|path| path.starts_with("report") || path.starts_with("key-figures"));
    reports
}

#[test]
fn an_attribution_is_told_with_the_numbers_of_its_table_in_both_languages() {
    let desk = Desk::new(SCENARIO);
    let line = "attribute village.toml --replicates 6 --quiet --out parts --measure";
    desk.call(&format!("{line} trust_group,resolved_90d_share,petitions --lang both"), 0);
    assert_eq!(listed(&desk, "parts"), ["report.html", "report.zh.html"]);
    let known = desk.rows("parts/attribution.csv");
    for (file, measure, caption, rest, scale) in [
        ("report.html", "trust_group", "team: Reform against As before, mechanism by", "everything else", 1.0),
        (
            "report.html",
            "resolved_90d_share",
            "of those raised (percentage points): Reform against As before, mechanism by",
            "everything else",
            0.01,
        ),
        ("report.zh.html", "trust_group", "对小组的信任：改革与照旧，逐项机制", "其余", 1.0),
    ] {
        let page = read(&desk, &format!("parts/{file}"));
        fetches_nothing(&page);
        let of = |kind: &str| -> Vec<&Row> {
            known.iter().filter(|row| row["measure"] == measure && row["kind"] == kind).collect()
        };
        let table = rows(&page, caption);
        // What is left first, then the parts, the largest first, then the whole.
        assert_eq!(table.len(), 2 + 6, "{table:?}");
        assert_eq!(table[0][0], rest);
        holds(&table[0][1], of("rest")[0], &["estimate", "ci_low", "ci_high"], scale);
        holds(&table[7][1], of("total")[0], &["estimate", "ci_low", "ci_high"], scale);
        let mut parts = of("shapley");
        let size = |row: &Row| row["estimate"].parse::<f64>().unwrap().abs();
        parts.sort_by(|one, other| size(other).total_cmp(&size(one)));
        for (cells, part) in table[1..7].iter().zip(parts) {
            holds(&cells[1], part, &["estimate", "ci_low", "ci_high"], scale);
            for (cell, kind) in [(&cells[2], "knock_in"), (&cells[3], "knock_out")] {
                let beside = of(kind).into_iter().find(|row| row["player"] == part["player"]).unwrap();
                holds(cell, beside, &["estimate"], scale);
            }
            let [low, high] = ["ci_low", "ci_high"].map(|column| part[column].parse::<f64>().unwrap());
            let shown = low > 0.0 || high < 0.0;
            assert_eq!(shown, !["not shown", "未能断定"].contains(&cells[4].as_str()), "{cells:?} of {part:?}");
        }
    }
    // What is claimed of the trust of households is what an interval shows.
    let page = read(&desk, "parts/report.html");
    let shown = known.iter().filter(|row| {
        row["kind"] == "total" && {
            let [low, high] = ["ci_low", "ci_high"].map(|column| row[column].parse::<f64>().unwrap());
            low > 0.0 || high < 0.0
        }
    });
    let verdict = format!("in {} of 3 measures a difference is shown as a whole", shown.count());
    assert!(page.contains(&verdict), "{verdict}");
    assert!(page.contains("counterfactual of the model") && page.contains("not what an intervention"));

    // Written again it is the same; all other forms are there; another measure takes the place of the first ones.
    let before = ["parts/report.html", "parts/report.zh.html"].map(|file| read(&desk, file));
    let manifest = read(&desk, "parts/manifest.json");
    desk.call("report parts --lang both", 0);
    assert_eq!(["parts/report.html", "parts/report.zh.html"].map(|file| read(&desk, file)), before);
    assert_eq!(read(&desk, "parts/manifest.json"), manifest);
    desk.call("report parts --format csv,markdown,latex,docx --lang zh", 0);
    assert_eq!(read(&desk, "parts/key-figures.zh.csv").lines().count(), 1 + 3 * 8);
    assert_eq!(listed(&desk, "parts").len(), 6);
    desk.call(&format!("{line} petitions"), 0);
    assert_eq!(listed(&desk, "parts"), ["report.html"]);
    assert!(
        !desk.path("parts/report.zh.html").exists()
            && !desk.path("parts/charts/attribution-trust_group.en.svg").exists()
    );
    desk.call("attribute village.toml --replicates 8 --quiet --out parts --measure petitions --resume", 0);
    assert!(read(&desk, "parts/report.html").contains("at each 8 replicates of each arm"));
}

#[test]
fn an_attribution_claims_nothing_from_one_replicate_and_says_what_is_held() {
    let desk = Desk::new(&format!("{SCENARIO}\n[mechanisms]\nparticipation = true\n"));
    let line = "attribute village.toml --players trust,participation,handling --quiet --lang both";
    desk.call(&format!("{line} --replicates 1 --measure trust_group --out one"), 0);
    let page = read(&desk, "one/report.html");
    assert!(page.contains("No mechanism is shown to carry any of it.") && !page.contains("largest part"), "{page}");
    assert!(page.contains("With one replicate there are no intervals"));
    let measures = "meetings_per_group_year,canal_uptime";
    desk.call(&format!("{line} --replicates 4 --measure {measures} --out held"), 0);
    let page = read(&desk, "held/report.html");
    assert!(page.contains("no value without it: participation") && page.contains("No parts"), "{page}");
    let chinese = read(&desk, "held/report.zh.html");
    assert!(chinese.contains("始终开启") && chinese.contains("不能分解"));
    desk.call(&format!("{line} --replicates 3 --sampled 4 --measure trust_group --out sampled"), 0);
    assert!(read(&desk, "sampled/report.html").contains("along random orders"));
}

#[test]
fn a_calibration_is_told_with_the_numbers_of_its_tables_in_both_languages() {
    let desk = Desk::new(&format!("{SCENARIO}{TARGETS}"));
    desk.call(&format!("{CALIBRATE} --lang both --out all"), 0);
    assert_eq!(listed(&desk, "all"), ["report.html", "report.zh.html"]);
    let (targets, factors) = (desk.rows("all/calibration_targets.csv"), desk.rows("all/calibration.csv"));
    for (file, patterns, unknowns, label) in [
        ("all/report.html", "Patterns before and after", "Unknowns before and after", "label_en"),
        ("all/report.zh.html", "校准前后的模式", "校准前后的未知参数", "label_zh"),
    ] {
        let page = read(&desk, file);
        fetches_nothing(&page);
        let table = rows(&page, patterns);
        assert_eq!(table.len(), targets.len());
        for (cells, target) in table.iter().zip(&targets) {
            assert!(cells[0].starts_with(&target[label]), "{cells:?}");
            holds(&cells[2], target, &["prior_q50", "prior_q025", "prior_q975"], 1.0);
            holds(&cells[3], target, &["posterior_q50", "posterior_q025", "posterior_q975"], 1.0);
            holds(&cells[4].replace('→', ""), target, &["prior_holds_share", "posterior_holds_share"], 1.0);
        }
        let table = rows(&page, unknowns);
        for cells in &table {
            let key = cells[1].replace("<code>", "").replace("</code>", "");
            let factor = factors.iter().find(|row| row["factor"] == key).unwrap_or_else(|| panic!("{key}"));
            holds(&cells[3], factor, &["q50", "q025", "q975"], 1.0);
            holds(&cells[4], factor, &["contraction"], 1.0);
        }
        assert_eq!(table.len(), factors.len().min(12));
        assert!(table[0][1].contains("needs.requests_per_household_year"), "what is told comes first: {table:?}");
        assert!(page.contains("<q>a &lt;count&gt; of the township</q>"), "sources are quoted");
        assert!(page.contains("posterior.csv</code></pre>"), "it says how to use the sets");
    }
    let page = read(&desk, "all/report.html");
    let count = |verdict: &str| factors.iter().filter(|row| row["verdict"] == verdict).count();
    let told = format!(
        "Of {} unknowns the patterns identify {} and tell {} in part; of the other {} they say nothing.",
        factors.len(),
        count("identified"),
        count("partly"),
        count("not")
    );
    assert!(page.contains(&told), "{told}");
    assert!(page.contains("OUT OF REACH: Far too many needs") && page.contains("FEW: the sets that are left"));
    let sets = desk.rows("all/calibration_populations.csv").last().unwrap()["sets"].clone();
    assert!(page.contains(&format!("{sets} of ")) && page.contains("Trust rises: holds in"));
    let chinese = read(&desk, "all/report.zh.html");
    let main = chinese.split_once("<main>").unwrap().1.split_once("id=\"method\"").unwrap().0;
    assert!(main.contains("无法达到：过多的诉求") && !main.contains("Needs raised") && !main.contains("holds"));

    let manifest = read(&desk, "all/manifest.json");
    desk.call("report all --lang both", 0);
    assert_eq!(read(&desk, "all/report.html"), page);
    assert_eq!((read(&desk, "all/report.zh.html"), read(&desk, "all/manifest.json")), (chinese, manifest));
    desk.call("report all --format csv,docx --out other", 0);
    assert_eq!(read(&desk, "other/key-figures.csv").lines().count(), 1 + factors.len());
    // Another search among the same sets is told anew, in the language asked for.
    desk.call(&format!("{CALIBRATE} --populations 1 --lang zh --out all").replace("--populations 3", ""), 0);
    assert_eq!(listed(&desk, "all"), ["report.zh.html"]);
    assert!(!desk.path("all/report.html").exists());
}
