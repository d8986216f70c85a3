//! What moves holders moves them by what they do, never by the arm: at one holder, and at zero strength, nothing does.

use super::setup::{arm, differences, run_all, village};

/// Everything on, holders overloaded and replaced, support sent; a team in which nobody owns a case.
const BUSY: &str = "
elections.resign_per_overloaded_month = 0.2
elections.overload_share = 0.4
needs.disputes_per_household_year = 0.4
support.present = true
support.from = 2017-06-01
support.until = 2018-06-01
[structures.unowned]
roster = \"none\"
joint = [\"dispute\"]
attendance = { quorum = 2 }
decision = { small = \"holder_alone\", dispute = \"majority\" }
seat.leader.hours_per_week = 6
seat.second.hours_per_week = 3
seat.third.hours_per_week = 3
";

/// The measures that only exist where a mechanism is on.
const OWN: [&str; 12] = [
    "hours_given",
    "effort_over_asked",
    "visibility_loss_hours",
    "honour_hours",
    "peer_hours",
    "burnout_loss_hours",
    "crowd_out_loss_hours",
    "party_members_active_share",
    "effort_year_3_over_year_1",
    "nobody_acts_share",
    "passed_over_days",
    "learnt_cases",
];

/// Where two arms under `structure` differ that have these settings of their own, the measures above apart.
fn where_they_differ(structure: &str, one: &str, other: &str) -> Vec<String> {
    let scenario = village(&(BUSY.to_string() + &arm("one", structure, one) + &arm("other", structure, other)));
    let mut found = Vec::new();
    for replicate in 0..2 {
        let outcomes = run_all(&scenario, replicate);
        found.extend(differences(&outcomes[0], &outcomes[1]));
    }
    found.retain(|name| !OWN.iter().any(|own| name.ends_with(own)));
    found.sort_unstable();
    found.dedup();
    found
}

/// Effort without what a lone holder feels too.
const OTHERS_ONLY: &str = "mechanisms.effort = true\neffort.honour_seat = 0\neffort.honour_recognition = 0\n\
                           effort.burnout_loss_share = 0\n";

#[test]
fn zero_strength_is_off() {
    let still = OTHERS_ONLY.to_string()
        + "effort.visibility_share = 1\neffort.peer_pressure = 0\neffort.crowd_out_elasticity = 0\n";
    for structure in ["single", "three", "unowned", "paid_staff"] {
        assert_eq!(where_they_differ(structure, &still, ""), Vec::<String>::new(), "{structure}: effort");
        let on = where_they_differ(structure, "mechanisms.effort = true", "");
        assert!(!on.is_empty(), "{structure}: effort has no effect at all");
        for (on, zero) in [
            ("mechanisms.dilemma = true\n", "dilemma.cost_over_benefit = 0"),
            ("mechanisms.learning_between_groups = true\n", "learning.share = 0"),
        ] {
            let differ = where_they_differ(structure, &(on.to_string() + zero), "");
            assert_eq!(differ, Vec::<String>::new(), "{structure}: {zero}");
        }
    }
    let dilemma = "mechanisms.dilemma = true\ndilemma.cost_over_benefit = 0.6";
    assert!(!where_they_differ("unowned", dilemma, "").is_empty(), "the dilemma has no effect at all");
    let learning = "mechanisms.learning_between_groups = true\nlearning.share = 1";
    assert!(!where_they_differ("single", learning, "").is_empty(), "learning has no effect at all");
}

#[test]
fn what_comes_from_others_is_nothing_at_one_holder() {
    let strong = OTHERS_ONLY.to_string()
        + "effort.visibility_share = 0\neffort.peer_pressure = 5\neffort.crowd_out_elasticity = 5\n\
           mechanisms.dilemma = true\ndilemma.cost_over_benefit = 0.9\n";
    assert_eq!(where_they_differ("single", &strong, ""), Vec::<String>::new());
    // Owners know no dilemma and share no credit, whatever their number.
    let shared = OTHERS_ONLY.to_string()
        + "effort.visibility_share = 0\neffort.peer_pressure = 0\neffort.crowd_out_elasticity = 0\n\
           mechanisms.dilemma = true\ndilemma.cost_over_benefit = 0.9\n";
    assert_eq!(where_they_differ("three", &shared, ""), Vec::<String>::new());
    assert!(!where_they_differ("unowned", &shared, "").is_empty());
}

#[test]
fn what_is_off_has_no_part_in_a_run() {
    let strange = "effort.visibility_share = 0.1\neffort.honour_seat = 5\neffort.recognitions_per_year = 9\n\
                   support.recognitions_per_year = 9\neffort.crowd_out_elasticity = 3\n\
                   dilemma.cost_over_benefit = 0.9\nlearning.share = 1\nlearning.same_structure_days = 0";
    for structure in ["single", "three", "unowned"] {
        assert_eq!(where_they_differ(structure, strange, ""), Vec::<String>::new(), "{structure}");
    }
}

#[test]
fn hours_moved_add_up_to_those_given_less_those_asked_and_accounts_balance() {
    let strong = "mechanisms.effort = true\nmechanisms.dilemma = true\nmechanisms.learning_between_groups = true\n\
                  effort.visibility_share = 0.4\neffort.honour_seat = 2\neffort.honour_half_life_months = 1\n\
                  effort.recognitions_per_year = 6\neffort.peer_pressure = 1\neffort.burnout_loss_share = 0.9\n\
                  effort.burnout_from_share = 0.1\neffort.crowd_out_elasticity = 2\ndilemma.cost_over_benefit = 0.8\n\
                  needs.requests_per_household_year = 6\n";
    for structure in ["single", "three", "unowned", "three_joint", "paid_staff", "five"] {
        let scenario = village(&(BUSY.to_string() + &arm("a", structure, strong)));
        for replicate in 0..3 {
            // A run whose accounts do not balance is a fault.
            let outcome = run_all(&scenario, replicate).swap_remove(0);
            let value = |name: &str| {
                let measure = microgov::vocabulary::Measure::by_name(name).expect("the measure exists");
                outcome.get(measure).unwrap_or(f64::NAN)
            };
            let asked = value("hours_given") / value("effort_over_asked");
            let [credit, honour, peers, burnout, help] = std::array::from_fn(|i| value(OWN[2 + i]));
            let moved = honour + peers - credit - burnout - help;
            assert!((asked + moved - value("hours_given")).abs() < 1e-6 * asked, "{structure}: {moved} of {asked}");
        }
    }
}

#[test]
fn support_is_for_whoever_holds_seats_and_goes_with_its_last_day() {
    // Without relief, legitimacy, better training and recognition it is as if there were none.
    let with = |part: &str| {
        let idle = [
            ("task_relief_share", "0"),
            ("process_share", "0"),
            ("training_factor", "1"),
            ("recognitions_per_year", "0"),
        ];
        let line = |(key, zero): (&str, &str)| {
            let own = part.strip_prefix(key).map_or(format!(" = {zero}"), String::from);
            format!("support.{key}{own}\n")
        };
        idle.map(line).concat() + "mechanisms.effort = true\n"
    };
    let none = "support.present = false\nmechanisms.effort = true\n";
    for structure in ["single", "three"] {
        assert_eq!(where_they_differ(structure, &with(""), none), Vec::<String>::new(), "{structure}");
        for part in
            ["process_share = 0.3", "recognitions_per_year = 6", "training_factor = 2", "task_relief_share = 0.5"]
        {
            let differ = where_they_differ(structure, &with(part), none);
            assert!(!differ.is_empty(), "{structure}: {part} has no effect");
            // It comes on 2017-06-01: the first five months of 2017 are as they were.
            let early = |name: &String| {
                let month = name.strip_prefix("month ").and_then(|rest| rest.split(':').next()?.parse::<u32>().ok());
                month.is_some_and(|month| month < 8)
                    && !name.ends_with("resolved_90d_share")
                    && !name.ends_with("hours_on_cases")
            };
            assert!(!differ.iter().any(early), "{structure}: {part} acts before it comes: {differ:?}");
        }
    }
}
