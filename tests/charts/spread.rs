//! How runs spread, how months go and where needs end are drawn as the tables of runs and months have them.

use super::desk::{Desk, SCENARIO};
use super::numbers::{ARMS, after, close, mean, of_arm, value};

/// The quantile of sorted values with (n - 1) steps between them.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let below = libm::floor(place) as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

#[test]
fn medians_and_middle_halves_are_those_of_the_runs() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --csv --out all", 0);
    let runs = desk.rows("all/runs.csv");
    let alt = desk.alt("all", "distribution-resolved_90d_share");
    for (arm, label) in ARMS {
        let mut values = of_arm(&runs, arm, "resolved_90d_share");
        values.sort_by(f64::total_cmp);
        let told = alt.split_once(&format!("{label}: ")).unwrap().1;
        let whole = told.replace('%', " ");
        close(after(&whole, "median "), 100.0 * quantile(&values, 0.5), 0.5);
        close(after(&whole, "middle half "), 100.0 * quantile(&values, 0.25), 0.5);
        close(after(&whole, " to "), 100.0 * quantile(&values, 0.75), 0.5);
        assert_eq!(values.len(), 25);
        assert!(told.split('.').any(|part| part.contains("25 values")), "{alt}");
    }
}

#[test]
fn courses_begin_and_end_as_the_table_of_months_does() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --csv --out all", 0);
    let months = desk.rows("all/months.csv");
    let number = |row: &super::numbers::Row| row["month"].parse::<u32>().unwrap();
    let ends = [months.iter().map(number).min().unwrap(), months.iter().map(number).max().unwrap()];
    let alt = desk.alt("all", "course-trust_group");
    for (arm, label) in ARMS {
        let [first, last] = ends.map(|month| {
            let rows = months.iter().filter(|row| row["arm"] == arm && number(row) == month);
            mean(&rows.filter_map(|row| value(row, "trust_group")).collect::<Vec<_>>())
        });
        let told = alt.split_once(&format!("{label}: ")).unwrap().1;
        close(after(told, ""), first, 0.006);
        close(after(told, ", "), last, 0.006);
        assert!(told.contains("in Dec 2018"), "{alt}");
    }
}

#[test]
fn the_ends_of_a_thousand_needs_are_those_of_the_runs() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --csv --out all", 0);
    let runs = desk.rows("all/runs.csv");
    let alt = desk.alt("all", "tiers");
    for (arm, label) in ARMS {
        let known = |key: &str| mean(&of_arm(&runs, arm, key));
        let per_thousand = |count: f64| 1000.0 * count / known("needs_raised");
        let told = alt.split_once(&format!("{label}, of 1,000 needs raised: ")).unwrap().1;
        let tiers: Vec<&str> = told.split(';').take(3).collect();
        for (told, tier) in tiers.iter().zip(["group", "committee", "above"]) {
            let of = |end: &str| {
                if tier == "above" { known(&format!("{end}_above")) } else { known(&format!("{end}_at_{tier}")) }
            };
            close(after(told, ": "), per_thousand(of("resolved")), 0.5);
            close(after(told, "resolved, "), per_thousand(of("dropped")), 0.5);
            close(after(told, "given up, "), per_thousand(of("open")), 0.5);
        }
    }
}
