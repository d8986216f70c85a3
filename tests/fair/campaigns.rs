//! Drives for consent: without strength, or switched off, they change nothing else; with it they cost hours and trust.

use super::setup::{arm, differences, run_all, village};

/// A road that 24 households must agree to.
const ROAD: &str = "
[[campaign]]
name = \"road\"
groups = [1, 2, 3]
households = 24
start = 2017-03-01
latest_end = 2018-03-01
";

/// Where two arms differ that have settings of their own, over some replicates of the village with the road.
fn where_they_differ(structure: &str, one: &str, other: &str) -> Vec<String> {
    let scenario = village(&(ROAD.to_string() + &arm("one", structure, one) + &arm("other", structure, other)));
    let mut found = Vec::new();
    for replicate in 0..2 {
        let outcomes = run_all(&scenario, replicate);
        found.extend(differences(&outcomes[0], &outcomes[1]));
    }
    found
}

/// What speaks of drives alone.
fn of_drives(name: &str) -> bool {
    name.starts_with("campaign_") || name.ends_with(": consents")
}

const ON: &str = "mechanisms.campaigns = true\n";

#[test]
fn a_drive_that_is_off_is_no_drive() {
    let wild = "consent.visit_minutes = 600\nconsent.pressure_experience = 9";
    for structure in ["single", "three", "none"] {
        assert_eq!(where_they_differ(structure, "", wild), Vec::<String>::new(), "{structure}");
        let without = |more: &str| {
            let scenario = village(&(more.to_string() + &arm("one", structure, "")));
            run_all(&scenario, 1).remove(0)
        };
        assert_eq!(differences(&without(ROAD), &without("")), Vec::<String>::new(), "{structure}");
    }
}

#[test]
fn visits_without_length_and_weight_change_nothing_else() {
    let weightless = "consent.visit_minutes = 0\nconsent.phone_minutes = 0\nconsent.pressure_experience = 0\n\
                      consent.completion_experience = 0";
    for structure in ["single", "three", "none"] {
        let found = where_they_differ(structure, &format!("{ON}{weightless}"), "");
        assert!(!found.is_empty() && found.iter().all(|name| of_drives(name)), "{structure}: {found:?}");
        let found = where_they_differ(structure, &format!("{ON}consent.visit_minutes = 90"), "");
        assert!(!found.iter().all(|name| of_drives(name)), "{structure}: a drive costs hours and trust");
    }
}

#[test]
fn what_a_household_weighs_and_hears_at_a_door_does_not_depend_on_who_governs() {
    // One visit each: nobody is kin or tied, all trust alike, so the same households consent.
    let alike = "consent.tie_logit = 0\nconsent.trust_slope = 0\nconsent.stubborn_yields_to_ties = false\n\
                 consent.visits_per_member_day = 99\nmechanisms.handling = false\nmechanisms.presence = false\n";
    let arms = ["single", "three", "five", "none"];
    let text: String = arms.iter().map(|structure| arm(structure, structure, &format!("{ON}{alike}"))).collect();
    let outcomes = run_all(&village(&(ROAD.to_string() + &text)), 3);
    for other in &outcomes[1..] {
        // Every term but the visitor's is a household's own: days, visits and consents are equal.
        let mut found = differences(&outcomes[0], other);
        found.retain(|name| of_drives(name) && name != "campaign_tied_visit_share");
        assert_eq!(found, Vec::<String>::new());
    }
}
