//! Storms and canals: off is absence to the last bit, zero strength is off, and the same people have the same night.

use super::setup::{arm, assert_same, differences, run_all, village};

const STORM: &str = "
[[hazard]]
name = \"rain\"
date = 2018-06-30
groups = [1, 2]
at_risk_share = 0.5
";

/// The small village in one arm with these settings, and with a storm or without.
fn one(settings: &str, hazard: &str) -> microgov::measures::RunOutcome {
    run_all(&village(&(arm("a", "three", settings) + hazard)), 3).swap_remove(0)
}

/// The names in which two runs differ, without measures that only storms, volunteers or canals have.
fn elsewhere(one: &microgov::measures::RunOutcome, other: &microgov::measures::RunOutcome) -> Vec<String> {
    let own = ["storm_", "volunteer_", "canal_", "labour_", "water_"];
    let found = differences(one, other);
    found.into_iter().filter(|name| !own.iter().any(|prefix| name.starts_with(prefix))).collect()
}

#[test]
fn a_hazard_that_is_switched_off_is_none() {
    let plain = one("", "");
    assert_same(&one("mechanisms.storms = false", STORM), &plain, "a hazard with the mechanism off");
    assert_eq!(elsewhere(&one("mechanisms.storms = true", ""), &plain), Vec::<String>::new());
    let struck = one("mechanisms.storms = true", STORM);
    assert!(!elsewhere(&struck, &plain).is_empty(), "a storm leaves traces");
    let before = elsewhere(&struck, &plain).into_iter().filter_map(|name| {
        name.strip_prefix("month ").and_then(|rest| rest.split(':').next().map(|month| month.parse::<u32>().unwrap()))
    });
    // Months count from July 2016; shares within 90 days look ahead of their month.
    assert!(before.min().unwrap() >= 20, "nothing differs before the spring of 2018");
}

#[test]
fn a_canal_that_never_wears_changes_nothing() {
    let zero = "mechanisms.works = true\nworks.initial_condition = 1\nworks.wear_per_month = 0";
    assert_eq!(elsewhere(&one(zero, ""), &one("", "")), Vec::<String>::new());
    assert!(!elsewhere(&one("mechanisms.works = true", ""), &one("", "")).is_empty());
}

#[test]
fn the_same_people_have_the_same_night_and_the_same_labour_days() {
    let on = "mechanisms.storms = true\nmechanisms.works = true";
    // Two seats without hours, under other names, beside the same leader.
    let more = "
[structures.idle]
roster = \"named_owner\"
owner_by = \"contact\"
training_days = 2
seat.leader.electorate = \"villagers\"
seat.leader.hours_per_week = 6
seat.leader.stipend_yuan_per_year = 1500
seat.observer.electorate = \"villagers\"
seat.observer.hours_per_week = 0
seat.observer.attends = false
seat.other.electorate = \"villagers\"
seat.other.hours_per_week = 0
seat.other.attends = false
";
    let volunteers = "\nvolunteers.base_logit = -1000";
    let settings = on.to_string() + volunteers;
    let arms = arm("single", "single", &settings) + &arm("idle", "idle", &settings) + STORM + more;
    let outcomes = run_all(&village(&arms), 5);
    let differ = differences(&outcomes[0], &outcomes[1]);
    let own = |name: &String| ["storm_", "canal_", "labour_", "water_"].iter().any(|prefix| name.starts_with(prefix));
    assert!(!differ.iter().any(own), "{differ:?}");
}

#[test]
fn who_volunteers_follows_from_party_members_whatever_their_seat_is_called() {
    use microgov::vocabulary::Measure::VolunteerMemberShare;
    let seat = |name: &str| {
        format!(
            "
[structures.{name}]
seat.{name}.electorate = \"party_members\"
seat.{name}.eligibility = \"party_members\"
seat.{name}.hours_per_week = 3
"
        )
    };
    let on = "mechanisms.works = true";
    let arms = arm("one", "secretary", on) + &arm("two", "gardener", on) + &arm("three", "single", on);
    let outcomes = run_all(&village(&(arms + &seat("secretary") + &seat("gardener"))), 2);
    let came: Vec<f64> = outcomes.iter().map(|run| run.get(VolunteerMemberShare).unwrap()).collect();
    // The name of a seat decides who is elected to it, not what a holder of the party inspires.
    assert!(came[0] > 3.0 * came[2] && came[1] > 3.0 * came[2], "{came:?}");
}
