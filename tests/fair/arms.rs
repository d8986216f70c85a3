//! Arms share everything but their rules, and no arm knows of another.

use super::setup::{ALL_OFF, arm, assert_same, differences, run, run_all, scenario, shipped, simulator, village};
use microgov::measures::{CaseRecord, RunOutcome};
use microgov::vocabulary::{GroupMeasure, Measure};
use std::sync::Arc;

/// Overloaded holders, so that seats fall vacant and are filled again and again.
const RESTLESS: &str = "
elections.resign_per_overloaded_month = 0.3
elections.overload_share = 0.3
elections.by_election_days = 45
";

#[test]
fn two_arms_under_one_structure_are_the_same_to_the_last_bit() {
    for name in shipped() {
        let two = village(&(RESTLESS.to_string() + &arm("a", &name, "") + &arm("b", &name, "")));
        for replicate in 0..2 {
            let outcomes = run_all(&two, replicate);
            assert_same(&outcomes[0], &outcomes[1], &name);
        }
    }
}

/// A lone leader, and the same leader beside two seats without hours and without a part in cases, filled by `electorate`.
fn lone_and_accompanied(electorate: &str) -> String {
    let mut text = RESTLESS.to_string();
    for name in ["lone", "accompanied"] {
        text += &format!(
            "structures.{name}.seat.leader.hours_per_week = 6\nstructures.{name}.seat.leader.stipend_yuan_per_year = 1500\n"
        );
    }
    for role in ["party", "representative"] {
        text += &format!(
            "structures.accompanied.seat.{role} = {{ electorate = \"{electorate}\", hours_per_week = 0, \
             stipend_yuan_per_year = 0, term_years = 0.7, attends = false }}\n"
        );
    }
    text + &arm("lone", "lone", "") + &arm("accompanied", "accompanied", "")
}

/// Where a lone leader and an accompanied one differ over some replicates, without the numbers of groups and months.
fn where_company_shows(electorate: &str) -> Vec<String> {
    let scenario = village(&lone_and_accompanied(electorate));
    let mut names = Vec::new();
    for replicate in 0..12 {
        let outcomes = run_all(&scenario, replicate);
        names.extend(differences(&outcomes[0], &outcomes[1]).into_iter().map(|name| match name.split_once(": ") {
            Some((row, measure)) => format!("{} {measure}", row.split(' ').next().unwrap_or_default()),
            None => name,
        }));
    }
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn two_seats_without_hours_that_do_not_attend_change_nothing_but_the_count_of_seats() {
    // Seats are counted: filled ones, the share vacant, the years over which resignations are spread.
    let counted = ["group seats_filled", "month seats_filled", "turnover_per_seat_year", "vacancy_share"];
    assert_eq!(where_company_shows("lottery"), counted);
}

#[test]
fn electing_them_too_costs_votes_and_money_and_nothing_else() {
    let voted = [
        "contested_share",
        "cost_government_yuan_per_year",
        "cost_households_yuan_per_year",
        "cost_per_resolved_yuan",
        "cost_yuan_per_year",
        "group seats_filled",
        "month seats_filled",
        "turnout",
        "turnover_per_seat_year",
        "vacancy_share",
    ];
    assert_eq!(where_company_shows("villagers"), voted);
}

#[test]
fn a_lone_leader_under_the_rules_of_a_team_is_a_lone_leader() {
    let team = "structures.alone.decision = { small = \"majority\", dispute = \"unanimity\", funds = \"majority\" }
structures.alone.roster = \"rotating_duty\"\nstructures.alone.attendance = \"all\"
structures.alone.seat.leader.hours_per_week = 6\nstructures.alone.training_days = 2\n";
    let scenario = village(&(RESTLESS.to_string() + team + &arm("single", "single", "") + &arm("alone", "alone", "")));
    for replicate in 0..4 {
        let outcomes = run_all(&scenario, replicate);
        assert_same(&outcomes[0], &outcomes[1], replicate);
    }
}

/// What is drawn of a need before anybody acts.
fn traits(case: &CaseRecord) -> impl PartialEq + std::fmt::Debug {
    let who = (case.need, case.household, case.group, case.kind, case.ordinal, case.parent, case.counterpart);
    (who, case.severity, case.topic)
}

fn exogenous(outcome: &RunOutcome) -> Vec<&CaseRecord> {
    outcome.cases.iter().filter(|case| case.parent.is_none()).collect()
}

#[test]
fn every_arm_meets_the_same_needs_with_every_feedback_on() {
    let mut text = String::new();
    shipped().iter().for_each(|name| text += &arm(name, name, ""));
    let scenario = village(&text);
    for replicate in 0..3 {
        let outcomes = run_all(&scenario, replicate);
        let first = exogenous(&outcomes[0]);
        assert!(first.len() > 300 && first.iter().any(|case| case.counterpart.is_some()));
        let mut bred = 0;
        for outcome in &outcomes[1..] {
            let needs = exogenous(outcome);
            assert_eq!(needs.len(), first.len());
            for (one, other) in first.iter().zip(needs) {
                assert_eq!(traits(one), traits(other));
                assert_eq!(one.arose_day.to_bits(), other.arose_day.to_bits());
            }
            // Induced disputes exist by what happens, but who they are does not depend on it.
            for child in outcome.cases.iter().filter(|case| case.parent.is_some()) {
                let same = outcomes[0].cases.iter().find(|case| case.need == child.need);
                bred += usize::from(same.is_some());
                assert!(same.is_none_or(|same| traits(same) == traits(child)));
            }
        }
        assert!(bred > 0);
    }
}

#[test]
fn names_order_and_number_of_arms_and_structures_change_no_byte_of_the_others() {
    let own = "needs.serious_share = 0.3\nmechanisms.trust = false";
    let plain = village(&(arm("one", "single", "") + &arm("two", "three", own)));
    let renamed = village(&(arm("first", "single", "") + &arm("第二", "three", own)));
    let turned = village(&(arm("two", "three", own) + &arm("one", "single", "")));
    let mut more = "structures.idle.seat.someone.electorate = \"none\"\n".to_string();
    more += &(arm("zero", "five", "mechanisms.voice = false") + &arm("one", "single", "") + &arm("half", "none", ""));
    more += &(arm("two", "three", own) + &arm("idle", "idle", "presence.availability_share = 0.4"));
    let more = village(&more);
    for replicate in 0..3 {
        let expected = run_all(&plain, replicate);
        for (scenario, places) in [(&renamed, [0, 1]), (&turned, [1, 0]), (&more, [1, 3])] {
            let outcomes = run_all(scenario, replicate);
            for (outcome, place) in expected.iter().zip(places) {
                assert_same(outcome, &outcomes[place], place);
            }
        }
    }
}

#[test]
fn a_plain_arm_does_not_feel_what_another_arm_has_drawn() {
    let off = ALL_OFF.replace("handling = false", "handling = true");
    let rich = "mechanisms = { voice = true, contact = true, presence = true, judgement = true, elections = true, trust = true }";
    let alone = village(&(off.clone() + &arm("plain", "three", "")));
    let beside = village(&(off + &arm("plain", "three", "") + &arm("rich", "three", rich)));
    for replicate in 0..3 {
        let expected = run_all(&alone, replicate);
        assert_same(&expected[0], &run_all(&beside, replicate)[0], replicate);
    }
}

#[test]
fn a_role_is_known_by_its_name_so_another_name_is_another_election_among_the_same_people() {
    let seat = |structure: &str, role: &str| format!("structures.{structure}.seat.{role}.hours_per_week = 6\n");
    let text = seat("head", "leader") + &seat("chair", "chair") + &arm("head", "head", "") + &arm("chair", "chair", "");
    let outcomes = run_all(&village(&text), 0);
    assert!(!differences(&outcomes[0], &outcomes[1]).is_empty());
    let needs =
        |outcome: &RunOutcome| exogenous(outcome).iter().map(|case| format!("{:?}", traits(case))).collect::<Vec<_>>();
    assert_eq!(needs(&outcomes[0]), needs(&outcomes[1]));
}

#[test]
fn a_run_is_the_same_alone_and_in_the_middle_of_others() {
    let mut text = String::new();
    for name in ["single", "three", "none", "five", "paid_staff"] {
        text += &arm(name, name, "");
    }
    text += &arm("plain", "three", "presence.availability_share = 0.9\nneeds.disputes_per_household_year = 0.05");
    let scenario = village(&text);
    let mut used = simulator(&scenario);
    for (arm, replicate) in [(1, 0), (5, 3), (1, 3), (4, 0), (0, 3), (5, 0), (1, 3), (2, 1), (3, 3), (1, 0)] {
        let without = used.run(arm, replicate, false).unwrap_or_else(|fault| panic!("{fault}"));
        assert!(without.cases.is_empty());
        let outcome = run(&mut used, arm, replicate);
        let fresh = run(&mut simulator(&scenario), arm, replicate);
        assert_same(&outcome, &fresh, (arm, replicate));
        assert_same(&RunOutcome { cases: outcome.cases.clone(), ..without }, &fresh, (arm, replicate));
    }
}

#[test]
fn replicates_and_seeds_are_villages_of_their_own_unless_the_village_is_drawn_once() {
    let shape = |outcome: &RunOutcome| -> Vec<[Option<f64>; 3]> {
        let of = |group| {
            [GroupMeasure::Households, GroupMeasure::LargestClanShare, GroupMeasure::PartyMembersResident]
                .map(|measure| outcome.group(group, measure))
        };
        (0..6).map(of).collect()
    };
    let with = |more: &str| village(&(more.to_string() + &arm("single", "single", "")));
    let each = with("");
    let outcomes: Vec<RunOutcome> = (0..3).map(|replicate| run_all(&each, replicate).swap_remove(0)).collect();
    assert_ne!(shape(&outcomes[0]), shape(&outcomes[1]));
    let other_seed = run_all(&with("experiment.seed = 7\n"), 0).swap_remove(0);
    assert_ne!(shape(&outcomes[0]), shape(&other_seed));
    assert!(!differences(&outcomes[0], &other_seed).is_empty());
    let once = with("village.drawn = \"once\"\n");
    let outcomes: Vec<RunOutcome> = (0..3).map(|replicate| run_all(&once, replicate).swap_remove(0)).collect();
    for pair in outcomes.windows(2) {
        assert_eq!(shape(&pair[0]), shape(&pair[1]));
        assert_ne!(pair[0].get(Measure::NeedsLatent), pair[1].get(Measure::NeedsLatent));
    }
}

#[test]
fn the_comparison_of_the_smallest_scenario_is_paired_need_by_need() {
    let text = include_str!("../../scenarios/minimal.toml");
    let minimal = scenario(text);
    let outcomes = run_all(&Arc::clone(&minimal), 5);
    let arose =
        |outcome: &RunOutcome| exogenous(outcome).iter().map(|case| case.arose_day.to_bits()).collect::<Vec<_>>();
    assert_eq!(arose(&outcomes[0]), arose(&outcomes[1]));
    assert_ne!(outcomes[0].get(Measure::ResolvedAtGroup), outcomes[1].get(Measure::ResolvedAtGroup));
}
