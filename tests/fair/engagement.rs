//! News, rounds and participation: at zero strength they are off to the last bit, off they have no part in a run, and
//! they tell arms apart by nothing but who holds seats and what happens to them.

use super::setup::{arm, assert_same, differences, run_all, village};

/// Measures that are empty when the mechanism of their own is off.
const OWN: &[&str] = &[
    "news_known_7d_share",
    "news_known_30d_share",
    "news_fidelity",
    "news_confused_share",
    "entitled_unclaimed_share",
    "claims_per_year",
    "hours_on_claims",
    "bad_news_reached_share",
    "taken_up_per_year",
    "visits_per_group_year",
    "needs_found_per_group_year",
    "hours_on_visits",
    "participation",
    "meetings_per_group_year",
    "quorum_share",
    "meeting_attendance",
    "agenda_from_households_share",
    "hours_on_meetings",
];

const ALL_ON: &str = "mechanisms.information = true\nmechanisms.visits = true\nmechanisms.participation = true\n";

/// Where two arms of a structure with these settings differ, in what is not their own.
fn where_they_differ(structure: &str, one: &str, other: &str) -> Vec<String> {
    let scenario = village(&(arm("one", structure, one) + &arm("other", structure, other)));
    let outcomes = run_all(&scenario, 0);
    let own = |name: &String| OWN.iter().any(|own| name == own || name.ends_with(&format!(": {own}")));
    differences(&outcomes[0], &outcomes[1]).into_iter().filter(|name| !own(name)).collect()
}

#[test]
fn zero_strength_is_off() {
    for (on, zero) in [
        ("information", "information.items_per_year = 0\ninformation.taken_up_share = 0"),
        ("information", "information.office_share = 0\ninformation.taken_up_share = 0"),
        ("visits", "visits.per_member_week = 0"),
        ("visits", "visits.hours = 0\nvisits.trust_weight = 0\nvisits.told_share = 0"),
        (
            "participation",
            "participation.voice_gain = 0\nparticipation.decay_per_month = 0\nparticipation.meetings_per_year = 0",
        ),
    ] {
        for structure in ["single", "three", "assembly", "none"] {
            let switched = format!("mechanisms.{on} = true\n");
            let at_zero = where_they_differ(structure, "", &(switched.clone() + zero));
            assert_eq!(at_zero, Vec::<String>::new(), "{structure}: {zero}");
            if structure == "three" {
                assert!(!where_they_differ(structure, "", &switched).is_empty(), "{on} has no effect at all");
            }
        }
    }
}

#[test]
fn what_is_off_has_no_part_in_a_run() {
    for own in [
        "information.items_per_year = 24\ninformation.claim_hours = 9\ninformation.taken_up_share = 1",
        "visits.per_member_week = 20\nvisits.trust_weight = 9",
        "participation.voice_gain = 1\nparticipation.meetings_per_year = 12\nparticipation.attendance_slope = 9",
        "voice.asked_logit = 9",
    ] {
        for structure in ["three", "assembly"] {
            assert_eq!(where_they_differ(structure, "", own), Vec::<String>::new(), "{structure}: {own}");
        }
    }
}

#[test]
fn seats_without_hours_are_no_lines() {
    let single = "[structures.alone]\nroster = \"named_owner\"\nowner_by = \"contact\"\n\
                  seat.leader = { electorate = \"none\", hours_per_week = 6 }\n";
    let three = "[structures.names]\nroster = \"named_owner\"\nowner_by = \"contact\"\n\
                 seat.leader = { electorate = \"none\", hours_per_week = 6 }\n\
                 seat.second = { electorate = \"none\", hours_per_week = 0, attends = false }\n\
                 seat.third = { electorate = \"none\", hours_per_week = 0, attends = false }\n";
    let quiet = "mechanisms.turnover = false\nmechanisms.elections = false\n";
    let text = [ALL_ON, quiet, single, three, &arm("one", "alone", ""), &arm("other", "names", "")].concat();
    let outcomes = run_all(&village(&text), 0);
    // Seats are counted, filled, trained and paid all the same.
    let counted_by_seat = ["vacancy_share", "turnover_per_seat_year", "contested_share", "seats_filled"];
    let found: Vec<String> = differences(&outcomes[0], &outcomes[1])
        .into_iter()
        .filter(|name| !name.starts_with("cost_") && !counted_by_seat.iter().any(|seats| name.ends_with(seats)))
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn renaming_and_adding_arms_changes_nothing() {
    let alone = run_all(&village(&(ALL_ON.to_string() + &arm("a", "single", "") + &arm("b", "three", ""))), 1);
    let more = [ALL_ON, &arm("z", "assembly", ""), &arm("y", "three", ""), &arm("x", "single", "")].concat();
    let others = run_all(&village(&more), 1);
    assert_same(&alone[0], &others[2], "single");
    assert_same(&alone[1], &others[1], "three");
}
