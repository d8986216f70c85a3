//! Results with nothing or too much in them: every chart is drawn in every width and language, and looked over by the
//! rules of layout.

use super::desk::{Desk, SCENARIO};
use microgov::charts::layout::faults;

/// Kinds of chart of a comparison that are drawn only when they are asked for.
const MORE: &str = "lorenz,survival,difference,distribution";

/// Eighty letters without a space, and eighty characters in words.
fn long(i: usize) -> [String; 2] {
    let en = if i == 1 { "Pneumonoultramicroscopic" } else { "A council of three with one member by lot " };
    let zh = "由三人组成的小组其中一人抽签产生共同办理纠纷并且轮流值班负责";
    [en, zh].map(|text| text.chars().cycle().take(78).collect::<String>() + &format!("{i:02}"))
}

fn arm(i: usize, [en, zh]: [String; 2], structure: &str) -> String {
    format!("[[arm]]\nname = \"a{i}\"\nlabel_en = \"{en}\"\nlabel_zh = \"{zh}\"\nstructure = \"{structure}\"\n")
}

/// The village of the tests with other arms.
fn with_arms(arms: &str) -> String {
    format!("{}{arms}", SCENARIO.split("[[arm]]").next().unwrap())
}

/// Two arms that are the same, judged by measures of which one never varies and one never has a value.
fn alike() -> String {
    let label = |i: usize| [format!("Plan {i}"), format!("方案{i}")];
    let main = "replicates = 25\nmain_measures = [\"trust_group\", \"needs_induced\", \"storm_exposed\"]";
    with_arms(&[0, 1].map(|i| arm(i, label(i), "single")).concat()).replace("replicates = 25", main)
}

/// Draws the charts of a folder as text and looks them over; at least `least` of each language.
#[track_caller]
fn look_over(desk: &Desk, folder: &str, only: &str, least: usize) {
    let only = if only.is_empty() { String::new() } else { format!("--only {only}") };
    let mut found = Vec::new();
    for width in ["single", "onehalf", "double"] {
        let look = format!("--format svg --svg-text live --lang both --width {width} --quiet --out {width}");
        desk.call(&format!("plot {folder} {only} {look}"), 0);
        let drawn = desk.files(width);
        assert!(drawn.len() >= 2 * least, "{folder}: {:?}", drawn.keys());
        for (name, svg) in &drawn {
            let faults = faults(std::str::from_utf8(svg).unwrap());
            found.extend(faults.into_iter().map(|fault| format!("{width}/{name}: {fault}")));
        }
        std::fs::remove_dir_all(desk.path(width)).unwrap();
    }
    assert!(found.is_empty(), "{folder}: {} faults\n{}", found.len(), found.join("\n"));
}

/// Compares the arms of a scenario and looks over all of the charts.
#[track_caller]
fn compared(scenario: &str, options: &str, least: usize) -> Desk {
    let desk = Desk::new(scenario);
    desk.call(&format!("compare village.toml --quiet --cases {options} --out all"), 0);
    look_over(&desk, "all", "", least);
    look_over(&desk, "all", MORE, 2);
    desk
}

#[test]
fn one_replicate() {
    let desk = compared(SCENARIO, "--replicates 1", 8);
    assert!(desk.alt("all", "forest").contains("Difference in % of the mean"));
}

#[test]
fn arms_that_are_the_same() {
    compared(&alike(), "--replicates 3", 5);
}

#[test]
fn main_measures_without_a_value() {
    let scenario = SCENARIO.replace("replicates = 25", "replicates = 25\nmain_measures = [\"storm_exposed\"]");
    compared(&scenario, "--replicates 2", 4);
}

#[test]
fn one_arm() {
    compared(&with_arms(&arm(0, ["Alone".into(), "唯一".into()], "three")), "--replicates 3", 4);
}

#[test]
fn one_month_and_one_group() {
    let scenario = SCENARIO.replace("end = 2019-01-01", "end = 2018-02-01").replace("groups = 3", "groups = 1");
    compared(&scenario, "--replicates 3", 8);
}

#[test]
fn six_hundred_months() {
    compared(&SCENARIO.replace("end = 2019-01-01", "end = 2068-01-01"), "--replicates 2", 8);
}

#[test]
fn twenty_arms_with_endless_labels() {
    let arms: String = (0..20).map(|i| arm(i, long(i), ["single", "three", "two"][i % 3])).collect();
    let [en, zh] = long(1);
    let scenario = with_arms(&arms).replace("A small village", &en).replace("小村", &zh);
    compared(&scenario, "--replicates 1", 8);
}

#[test]
fn three_arms_with_endless_labels() {
    let scenario = with_arms(&[0, 1, 2].map(|i| arm(i, long(i), ["single", "three", "two"][i])).concat());
    let desk = compared(&scenario, "--replicates 3", 8);
    let vary = "--vary needs.requests_per_household_year=0.5,1,2";
    desk.call(&format!("sweep village.toml --quiet --replicates 2 --design grid {vary} --out swept"), 0);
    look_over(&desk, "swept", "", 2);
    desk.call("decide swept --quiet", 0);
    look_over(&desk, "swept", "plane,acceptability,box", 3);
    let only = "--vary needs.requests_per_household_year=0.3..3 --only needs";
    desk.call(
        &format!("sensitivity village.toml --method morris --points 2 --replicates 2 {only} --quiet --out unknown"),
        0,
    );
    look_over(&desk, "unknown", "", 1);
    desk.call("attribute village.toml --replicates 2 --players trust,presence --quiet --out parts", 0);
    look_over(&desk, "parts", "", 1);
}

#[test]
fn a_sweep_of_one_point_and_sweeps_over_which_nothing_changes() {
    let desk = Desk::new(&alike());
    let requests = "--vary needs.requests_per_household_year";
    desk.call(&format!("sweep village.toml --quiet --replicates 1 --points 1 {requests}=1..2 --out one"), 0);
    look_over(&desk, "one", "", 1);
    assert!(desk.told("decide one", 2).contains("sweep two points or more"));
    for (name, design) in [
        ("alone", format!("--design one-factor {requests}=1..2 --vary handling.max_sessions=1,2")),
        ("grid", format!("--design grid {requests}=1,2 --vary handling.max_sessions=1,2")),
        ("response", format!("--design grid {requests}=1,2,3")),
        ("many", format!("--points 8 {requests}=1..2 --vary handling.max_sessions=1,2")),
    ] {
        desk.call(&format!("sweep village.toml --quiet --replicates 2 {design} --out {name}"), 0);
        look_over(&desk, name, "", 2 - usize::from(name == "many"));
    }
    desk.call("decide many --quiet", 0);
    look_over(&desk, "many", "plane,acceptability,box", 3);
}

#[test]
fn unknowns_that_change_nothing_and_effects_without_parts() {
    let desk = Desk::new(&alike());
    let vary = "--vary needs.requests_per_household_year=0.3..3 --vary consent.stubborn_share=0..0.1 \
                --only needs --only consent";
    for method in ["morris", "sobol"] {
        desk.call(
            &format!(
                "sensitivity village.toml --method {method} --points 4 --replicates 2 {vary} --quiet --out {method}"
            ),
            0,
        );
        look_over(&desk, method, "", 2);
    }
    desk.call("attribute village.toml --replicates 2 --players trust,presence --quiet --out parts", 0);
    look_over(&desk, "parts", "", 1);
}

#[test]
fn a_calibration_that_tells_nothing_and_a_posterior_of_one_set() {
    let [en, zh] = long(3);
    let target = format!(
        "[[target]]\nname = \"demand\"\nlabel_en = \"{en}\"\nlabel_zh = \"{zh}\"\nclaim = \"value\"\n\
         measure = \"needs_raised\"\narm = \"before\"\nagainst = \"none\"\nobserved = 60\ntolerance = 5000\n\
         used_to_fit = true\n"
    );
    let desk = Desk::new(&format!("{SCENARIO}\n{target}"));
    let unknown = "needs.requests_per_household_year";
    let size = "--points 10 --sets 10 --populations 1 --replicates 1";
    desk.call(&format!("calibrate village.toml {size} --vary {unknown}=0.5..2 --only {unknown} --quiet --out told"), 0);
    look_over(&desk, "told", "", 2);
    desk.call("validate village.toml --quiet --replicates 2 --out held", 0);
    look_over(&desk, "held", "validation", 1);
    std::fs::write(desk.path("one.csv"), format!("{unknown}\n1.5\n")).unwrap();
    desk.call("compare village.toml --quiet --replicates 4 --posterior one.csv --out set", 0);
    look_over(&desk, "set", "", 8);
}
