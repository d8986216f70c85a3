//! A mechanism at zero strength is a mechanism that is off, and what is off has no part in a run.

use super::setup::{arm, assert_same, differences, run_all, village};

/// The settings under which two arms are compared: everything on, holders overloaded, support sent.
const BUSY: &str = "
elections.resign_per_overloaded_month = 0.2
elections.overload_share = 0.4
needs.disputes_per_household_year = 0.4
support.present = true
support.from = 2017-06-01
support.until = 2018-06-01
";

/// Where two arms under `structure` differ that have these settings of their own, over some replicates.
fn where_they_differ(structure: &str, one: &str, other: &str) -> Vec<String> {
    let scenario = village(&(BUSY.to_string() + &arm("one", structure, one) + &arm("other", structure, other)));
    let mut found = Vec::new();
    for replicate in 0..2 {
        let outcomes = run_all(&scenario, replicate);
        found.extend(differences(&outcomes[0], &outcomes[1]));
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn zero_strength_is_off() {
    for (zero, off) in [
        ("judgement.experience_logit = 0", "mechanisms.experience = false"),
        ("tasks.per_group_year = 0\ntasks.per_cadre_year = 0", "mechanisms.tasks = false"),
        ("tasks.hours = 0\ntasks.cadre_hours = 0", "mechanisms.tasks = false"),
        (
            "quarrels.offspring_wrong = 0\nquarrels.offspring_dropped = 0\nquarrels.offspring_lumped = 0",
            "mechanisms.quarrels = false",
        ),
        (
            "quarrels.offspring_bound = 0\nquarrels.offspring_wrong = 0\nquarrels.offspring_dropped = 0\n\
             quarrels.offspring_lumped = 0",
            "mechanisms.quarrels = false",
        ),
        ("elections.resign_per_overloaded_month = 0", "mechanisms.turnover = false"),
        ("petitions.belief_rate = 0\npetitions.belief_rate_social = 0", "mechanisms.petition_learning = false"),
        ("presence.availability_share = 1", "mechanisms.presence = false"),
        (
            "support.task_relief_share = 0\nsupport.process_share = 0\nsupport.training_factor = 1",
            "support.present = false",
        ),
        ("judgement.misleading_share = 0", "judgement.misleading_logit = 0"),
        (
            "needs.serious_share = 0\nneeds.moderate_share = 0\nhandling.petitioned_priority = 0\n\
             handling.collective_priority = 0",
            "needs.serious_share = 0\nneeds.moderate_share = 0\nmechanisms.priority = false",
        ),
        // Whoever is always at home is reached at once by whoever trusts him most.
        ("mechanisms.presence = false", "mechanisms.presence = false\nmechanisms.contact = false"),
    ] {
        for structure in ["single", "three"] {
            assert_eq!(where_they_differ(structure, zero, off), Vec::<String>::new(), "{structure}: {zero}");
            assert!(!where_they_differ(structure, "", off).is_empty(), "{structure}: {off} has no effect at all");
        }
    }
}

#[test]
fn what_is_off_has_no_part_in_a_run() {
    for (off, one, other) in [
        (
            "voice",
            "voice.request_logit = -5\nvoice.absent_cost = 9",
            "voice.dispute_act_logit = 5\nvoice.trust_slope = -3",
        ),
        ("presence", "presence.availability_share = 0.1", "presence.mean_absence_days = 90\npresence.common_share = 1"),
        (
            "tasks",
            "tasks.per_group_year = 500\ntasks.growth_per_added_seat = 1",
            "tasks.hours = 90\ntasks.cadre_hours = 1",
        ),
        (
            "handling",
            "handling.pair_overhead = 1\nhandling.joint_gap_days = 60\ntasks.per_group_year = 900",
            "handling.briefing_share = 1\nneeds.request_effort_hours = 99\ncommittee.request_effort_hours = 0.1",
        ),
        (
            "judgement",
            "judgement.common_cause = 1\njudgement.kin_lean = 1",
            "judgement.misleading_share = 1\njudgement.new_evidence = 1\njudgement.serious_logit = 5",
        ),
        (
            "mediation",
            "mediation.base_logit = -9\nmediation.kin_penalty = 1",
            "mediation.breakdown_right_per_year = 20\nmediation.skill_slope = 5",
        ),
        (
            "escalation",
            "escalation.township_base = 5\npetitions.sent_back_share = 0\npetitions.belief_rate = 1",
            "escalation.give_up_base = 5\nescalation.max_petitions = 0\npetitions.suppression = 1",
        ),
        (
            "petitions",
            "petitions.sent_back_share = 0\npetitions.accept_days = 300",
            "petitions.concession_base = 5\npetitions.township_success_share = 1",
        ),
        (
            "petition_learning",
            "petitions.belief_rate = 1",
            "petitions.belief_rate_social = 1\npetitions.degree_cap = 50",
        ),
        ("petition_joining", "petitions.join_threshold_low = 0", "petitions.join_threshold_low = 1"),
        ("priority", "handling.petitioned_priority = 9", "handling.collective_priority = 9"),
        (
            "trust",
            "trust.memory_per_quarter = 0.1\ntrust.spill_over = 1\ntrust.baseline_weight = 99",
            "trust.outcome_weight = 1\ntrust.bad_news_weight = 9",
        ),
        ("quarrels", "quarrels.offspring_bound = 0.9", "quarrels.delay_days = 1\nquarrels.offspring_lumped = 0"),
        (
            "elections",
            "elections.stand_base = 9\nelections.turnout_share = 0",
            "elections.kin_weight = 9\nelections.skill_weight = -5\nelections.asked_logit = -9",
        ),
        ("turnover", "elections.overload_share = 5", "elections.resign_per_overloaded_month = 1"),
        ("experience", "judgement.experience_logit = 5", "judgement.experience_cases = 1"),
    ] {
        let without = |own: &str| format!("mechanisms.{off} = false\n{own}");
        for structure in ["single", "three"] {
            let differ = where_they_differ(structure, &without(one), &without(other));
            assert_eq!(differ, Vec::<String>::new(), "{structure} without {off}");
        }
    }
}

#[test]
fn what_a_structure_never_does_costs_it_nothing() {
    for (structure, one, other) in [
        // A lone leader never meets anybody and owns all there is.
        ("single", "handling.pair_overhead = 0", "handling.pair_overhead = 1\nhandling.joint_gap_days = 60"),
        ("single", "handling.ownership_loss = 0", "handling.ownership_loss = 0.9\nhandling.briefing_share = 1"),
        ("single", "tasks.growth_per_added_seat = 0", "tasks.growth_per_added_seat = 2"),
        // With named owners nothing is unowned.
        ("three", "handling.ownership_loss = 0", "handling.ownership_loss = 0.9"),
        ("three_joint", "handling.ownership_loss = 0", "handling.ownership_loss = 0.9"),
        // Without a further session there is no further evidence.
        ("three", "handling.max_sessions = 1", "handling.max_sessions = 1\njudgement.new_evidence = 1"),
        (
            "three_unanimity",
            "handling.max_sessions = 1",
            "handling.max_sessions = 1\nhandling.further_session_share = 2",
        ),
        // Without seats no seat is presented with anything.
        ("none", "contact.retry_days = 1", "contact.retry_days = 300\npresence.availability_share = 0.1"),
        ("none", "tasks.per_group_year = 0", "tasks.per_group_year = 900\nelections.stand_base = 9"),
    ] {
        assert_eq!(where_they_differ(structure, one, other), Vec::<String>::new(), "{structure}: {other}");
    }
}

#[test]
fn prices_move_costs_and_nothing_else() {
    let dear = "costs.township_petition_yuan = 9000\ncosts.county_petition_yuan = 9000\ncosts.election_yuan = 9000
costs.voter_hours = 9\ntraining.cost_yuan_per_person_day = 900\ncommittee.pay_yuan_per_year = 99000\ncosts.assembly_hours = 9";
    for structure in ["single", "three", "assembly"] {
        let moved = where_they_differ(structure, "", dear);
        assert!(moved.iter().all(|name| name.starts_with("cost_")), "{structure}: {moved:?}");
        assert!(moved.len() >= 3, "{structure}: {moved:?}");
    }
}

#[test]
fn suppression_that_hardens_no_answer_hides_petitions_and_changes_nothing_else() {
    let soft = |share: f64| format!("petitions.concession_suppression = 0\npetitions.suppression = {share}");
    assert_eq!(where_they_differ("single", &soft(0.0), &soft(0.9)), ["recorded_petitions_per_1000_person_years"]);
}

#[test]
fn looking_changes_nothing() {
    // The burn-in only says which months are shown, the measured time only which of them count.
    let with = |more: &str| run_all(&village(&(more.to_string() + &arm("a", "three", ""))), 3).swap_remove(0);
    let plain = with("");
    let shorter = with("").months.len();
    let mut text = "simulation = { start = 2016-01-01, burn_in_days = 0, measured_from = 2017-01-01, end = 2019-01-01 }
village = { groups = 6, households = 150, people = 580, party_members = 24, cadres = 3 }\ncommittee.cadres = 3\n"
        .to_string();
    text += &arm("a", "three", "");
    let shown = run_all(&super::setup::scenario(&text), 3).swap_remove(0);
    assert_eq!(shown.months[shown.months.len() - shorter..], plain.months);
    assert_same(&plain, &microgov::measures::RunOutcome { months: plain.months.clone(), ..shown }, "burn-in");
    let later = run_all(&super::setup::scenario(&text.replace("measured_from = 2017", "measured_from = 2018")), 3);
    assert_eq!(later[0].cases, plain.cases);
    assert_eq!(later[0].months[later[0].months.len() - shorter..], plain.months);
    assert_ne!(later[0].measures, plain.measures);
}
