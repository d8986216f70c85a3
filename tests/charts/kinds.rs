//! Every kind of chart has a test of its numbers and a picture in the gallery.

use super::desk::{Desk, SCENARIO};
use std::fs;
use std::path::Path;

/// By kind: the test that holds what is drawn against the tables, and the name of its picture in the gallery.
const KINDS: [(&str, &str, &str); 25] = [
    ("forest", "the_numbers_drawn_are_those_of_the_comparison", "forest"),
    ("course", "courses_begin_and_end_as_the_table_of_months_does", "course"),
    ("difference", "monthly_differences_are_those_of_pairs_in_the_table_of_months", "difference"),
    ("distribution", "medians_and_middle_halves_are_those_of_the_runs", "distribution"),
    ("tiers", "the_ends_of_a_thousand_needs_are_those_of_the_runs", "tiers"),
    ("equity", "equity_evenness_and_money_are_means_over_runs", "equity"),
    ("lorenz", "equity_evenness_and_money_are_means_over_runs", "lorenz"),
    ("money", "equity_evenness_and_money_are_means_over_runs", "money"),
    ("village", "the_village_drawn_has_the_totals_of_the_scenario", "village"),
    ("survival", "half_of_the_needs_are_resolved_when_the_measure_says_so", "survival"),
    ("validation", "patterns_are_drawn_where_there_are_some", "validation"),
    ("drive", "the_course_of_a_drive_ends_where_its_measures_say", "drive"),
    ("storm", "those_moved_by_the_impact_are_those_of_the_measure", "storm"),
    ("signs", "signs_and_maps_are_those_of_the_comparison_at_every_point", "signs"),
    ("signs-levers", "signs_under_a_setting_are_those_of_its_points", "signs-levers"),
    ("response", "the_response_drawn_is_that_of_the_sweep", "response"),
    ("map", "signs_and_maps_are_those_of_the_comparison_at_every_point", "map"),
    ("tornado", "a_tornado_has_the_effects_at_the_ends_of_each_range_alone_the_widest_first", "tornado"),
    ("plane", "a_sweep_is_weighed_by_every_rule_without_a_run", "plane"),
    ("acceptability", "a_sweep_is_weighed_by_every_rule_without_a_run", "acceptability"),
    ("box", "a_sweep_is_weighed_by_every_rule_without_a_run", "box"),
    ("posterior", "what_a_pattern_tells_contracts_and_what_it_cannot_does_not", "posterior"),
    ("predictive", "what_a_pattern_tells_contracts_and_what_it_cannot_does_not", "predictive"),
    ("attribution", "parts_add_up_to_the_difference_that_compare_finds", "waterfall"),
    ("sensitivity", "sobol_indices_of_single_unknowns_and_pairs_come_with_intervals", "sensitivity"),
];

/// The kinds that the program names when it is asked for help.
fn named() -> Vec<String> {
    let desk = Desk::new(SCENARIO);
    let help = String::from_utf8(desk.call("plot --help", 0).stdout).unwrap();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let list = help.split_once("Charts are named ").unwrap().1.split_once(';').unwrap().0.to_string()
        + " "
        + help.split_once("those of a sweep ").unwrap().1.split_once("`microgov explain`").unwrap().0;
    let words = list.split([' ', ',', ';']).filter(|word| !word.is_empty());
    // A name with a measure is a kind for certain; of the other words only those that are known.
    let kind = |word: &str| match word.split_once('-') {
        Some((kind, rest)) if rest.chars().all(|c| c.is_ascii_uppercase()) => Some(kind.to_string()),
        _ => KINDS.iter().any(|(kind, ..)| *kind == word).then(|| word.to_string()),
    };
    words.filter_map(kind).collect()
}

#[test]
fn every_kind_of_chart_has_a_test_of_its_numbers_and_a_picture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tests = String::new();
    for folder in ["tests", "tests/charts"] {
        for path in fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|ending| ending == "rs") {
                tests.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let pictures = fs::read_dir(root.join("src/charts/snapshots")).unwrap();
    let pictures: Vec<String> = pictures.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let shows = |name: &str, picture: &str| {
        name.strip_prefix(picture).is_some_and(|rest| rest == ".txt" || rest.starts_with('-'))
    };
    for (kind, test, picture) in KINDS {
        assert!(tests.contains(&format!("#[test]\nfn {test}()")), "{kind}: there is no test {test}");
        assert!(pictures.iter().any(|name| shows(name, picture)), "{kind}: no picture {picture} in the gallery");
    }
    for name in &pictures {
        let known = KINDS.iter().any(|(.., picture)| shows(name, picture));
        assert!(known, "{name}: add its kind with the test of its numbers to the list above");
    }
    let named = named();
    for kind in &named {
        assert!(KINDS.iter().any(|(known, ..)| known == kind), "{kind}: add its test of numbers to the list above");
    }
    for (kind, ..) in KINDS {
        assert!(named.iter().any(|name| name == kind), "`microgov plot --help` does not name {kind}");
    }
}
