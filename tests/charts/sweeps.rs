//! The numbers that charts of sweeps draw are those of the tables.

use super::desk::{Desk, SCENARIO};
use super::numbers::{Row, after, close, value};
use std::fs;

/// The comparison of a measure, by point.
fn of<'r>(rows: &'r [Row], measure: &str) -> Vec<&'r Row> {
    rows.iter().filter(|row| row["measure"] == measure).collect()
}

#[test]
fn a_tornado_has_the_effects_at_the_ends_of_each_range_alone_the_widest_first() {
    let desk = Desk::new(SCENARIO);
    let vary = "--vary handling.max_sessions=1,2,3 --vary needs.requests_per_household_year=0.4..3";
    desk.call(&format!("sweep village.toml --quiet --replicates 6 --design one-factor {vary} --out alone"), 0);
    assert!(desk.files("alone/charts").contains_key("tornado-resolved_90d_share.en.png"));
    let comparison = desk.rows("alone/comparison.csv");
    let rows = of(&comparison, "resolved_90d_share");
    let points = desk.rows("alone/points.csv");
    assert_eq!((rows.len(), points.len()), (5, 5));
    let alt = desk.alt("alone", "tornado-resolved_90d_share");
    // In percentage points, with one decimal.
    let effect = |point: usize| 100.0 * value(rows[point], "difference").unwrap();
    close(after(&alt, "Reform: "), effect(0), 0.05);
    let told = |factor: &str| alt.split_once(factor).unwrap_or_else(|| panic!("no {factor} in {alt}")).1.to_string();
    let requests = told("Latent requests of a household");
    let sessions = told("Sessions after which a case counts as failed");
    for (point, row) in points.iter().enumerate().skip(1) {
        let (told, setting) = match row["handling.max_sessions"] == points[0]["handling.max_sessions"] {
            true => (&requests, &row["needs.requests_per_household_year"]),
            false => (&sessions, &row["handling.max_sessions"]),
        };
        let before = told.split_once(&format!(" at {setting}")).unwrap_or_else(|| panic!("no {setting} in {told}")).0;
        let said = before.rsplit([' ', ':']).next().unwrap();
        close(said.parse().unwrap(), effect(point), 0.05);
    }
    let swing = |points: &[usize]| {
        let effects: Vec<f64> = points.iter().map(|point| effect(*point)).collect();
        effects.iter().copied().fold(f64::MIN, f64::max) - effects.iter().copied().fold(f64::MAX, f64::min)
    };
    let first = alt.find("Sessions after").unwrap() < alt.find("Latent requests of a household").unwrap();
    assert_eq!(first, swing(&[0, 1, 2]) > swing(&[0, 3, 4]), "{alt}");
    assert!(desk.told("plot alone --only map", 2).contains("grid"));
}

#[test]
fn a_third_factor_makes_a_map_of_its_own_for_each_value() {
    let desk = Desk::new(SCENARIO);
    let vary = "--vary mechanisms.trust=true,false --vary needs.requests_per_household_year=0.5,1,2 \
                --vary handling.max_sessions=1,2";
    desk.call(&format!("sweep village.toml --quiet --replicates 4 --design grid {vary} --out three"), 0);
    let alt = desk.alt("three", "map-trust_group");
    let (comparison, points) = (desk.rows("three/comparison.csv"), desk.rows("three/points.csv"));
    let rows = of(&comparison, "trust_group");
    assert_eq!(alt.matches("of 6 points").count(), 2, "{alt}");
    for setting in ["true", "false"] {
        let here = points.iter().zip(&rows).filter(|(point, _)| point["mechanisms.trust"] == setting);
        let differences: Vec<f64> = here.filter_map(|(_, row)| value(row, "difference")).collect();
        assert_eq!(differences.len(), 6);
        let told = alt.split_once(&format!("= {setting}: ")).unwrap_or_else(|| panic!("no {setting} in {alt}")).1;
        close(after(told, "differences from "), differences.iter().copied().fold(f64::MAX, f64::min), 0.0006);
    }
}

#[test]
fn a_factor_of_words_is_drawn_word_by_word() {
    let desk = Desk::new(SCENARIO);
    let vary = "--vary mechanisms.mediation=true,false";
    desk.call(&format!("sweep village.toml --quiet --replicates 4 --design grid {vary} --out words"), 0);
    let alt = desk.alt("words", "response-trust_group");
    let (comparison, points) = (desk.rows("words/comparison.csv"), desk.rows("words/points.csv"));
    let rows = of(&comparison, "trust_group");
    assert_eq!(points[1]["mechanisms.mediation"], "false");
    let told = alt.split_once("Reform: ").unwrap().1;
    assert!(told.contains(" at true, ") && told.contains(" at false"), "{alt}");
    close(after(told, ""), value(rows[0], "arm_mean").unwrap(), 0.0006);
    close(after(told, " at true, "), value(rows[1], "arm_mean").unwrap(), 0.0006);
}

#[test]
fn signs_under_a_setting_are_those_of_its_points() {
    let lever =
        "\n[[factor]]\nname = \"hours\"\nrole = \"lever\"\npath = \"seat.leader.hours_per_week\"\nvalues = \"2,12\"\n";
    let desk = Desk::new(&format!("{SCENARIO}{lever}"));
    let vary = "--vary needs.requests_per_household_year=0.5,1,3";
    desk.call(&format!("sweep village.toml --levers --quiet --replicates 5 --design grid {vary} --out settings"), 0);
    let alt = desk.alt("settings", "signs-levers");
    let (comparison, points) = (desk.rows("settings/comparison.csv"), desk.rows("settings/points.csv"));
    let rows = of(&comparison, "trust_group");
    for setting in ["2", "12"] {
        let of_setting =
            || points.iter().zip(&rows).filter(|(point, _)| point["seat.leader.hours_per_week"] == setting);
        let better = of_setting().filter(|(_, row)| value(row, "ci_low").is_some_and(|low| low > 0.0)).count();
        let worse = of_setting().filter(|(_, row)| value(row, "ci_high").is_some_and(|high| high < 0.0)).count();
        let told =
            alt.split("Trust in the group's team, ").skip(1).find(|told| told.contains(&format!("= {setting}: ")));
        let told = told.unwrap_or_else(|| panic!("no {setting} in {alt}"));
        let drawn = [after(told, "better at "), after(told, "undecided at "), after(told, "worse at ")];
        assert_eq!(drawn.iter().sum::<f64>(), 3.0, "{alt}");
        assert_eq!((drawn[0], drawn[2]), (better as f64, worse as f64), "{alt}");
    }
    // A lever and a number make a grid.
    assert!(desk.alt("settings", "map-trust_group").contains("of 6 points"));
    fs::remove_dir_all(desk.path("settings/charts")).unwrap();
    desk.call("plot settings --lang zh --format svg", 0);
    assert!(desk.files("settings/charts").contains_key("signs-levers.zh.svg"));
}
