//! Projects and leakage: nothing without money, nothing for the number of seats, and supervision that works.

use super::setup::{arm, differences, estimate, run_all, village};
use microgov::vocabulary::Measure;

const ON: &str = "mechanisms.projects = true\nmechanisms.leakage = true\nprojects.funds_yuan_per_year = 650_000\n";

/// Where two arms under `structure` differ that have these settings of their own.
fn where_they_differ(structure: &str, one: &str, other: &str) -> Vec<String> {
    let scenario = village(&(arm("one", structure, one) + &arm("other", structure, other)));
    let mut found = Vec::new();
    for replicate in 0..2 {
        let outcomes = run_all(&scenario, replicate);
        found.extend(differences(&outcomes[0], &outcomes[1]));
    }
    found
}

#[test]
fn without_money_projects_are_off_to_the_last_bit() {
    let off = "mechanisms.projects = false";
    for structure in ["single", "three", "assembly", "none"] {
        let no_money =
            format!("{ON}projects.funds_yuan_per_year = 0").replace("projects.funds_yuan_per_year = 650_000\n", "");
        assert_eq!(where_they_differ(structure, &no_money, off), Vec::<String>::new(), "{structure}");
        assert!(!where_they_differ(structure, ON, off).is_empty(), "{structure}");
    }
}

#[test]
fn zero_strength_is_off() {
    for (zero, off) in [
        ("leakage.taken_share = 0", "mechanisms.leakage = false"),
        ("leakage.superior_audit_share = 1", "mechanisms.leakage = false"),
        ("pressure.funds_per_10000_yuan = 0", "pressure.funds_limit = 0"),
        ("projects.trust_step = 0", "projects.trust_step = 0\ntrust.bad_news_weight = 1.5"),
    ] {
        for structure in ["single", "three"] {
            let with = |own: &str| {
                let on = ON.lines().filter(|line| own != "mechanisms.leakage = false" || !line.contains("leakage"));
                on.collect::<Vec<_>>().join("\n") + "\n" + own
            };
            assert_eq!(
                where_they_differ(structure, &with(zero), &with(off)),
                Vec::<String>::new(),
                "{structure}: {zero}"
            );
        }
    }
}

#[test]
fn what_is_off_has_no_part_in_a_run() {
    let wild = "projects.cap_yuan = 0\nprojects.trust_step = 9\nleakage.taken_share = 1\nleakage.integrity = 0\n\
                pressure.funds_per_10000_yuan = 10\npressure.storm_rise = 9\npressure.storm_days = 900";
    for structure in ["single", "three"] {
        assert_eq!(where_they_differ(structure, "", wild), Vec::<String>::new());
        let on = "mechanisms.projects = true\n";
        let leaky =
            "leakage.taken_share = 1\nleakage.integrity = 0\nleakage.fine_factor = 0\nleakage.dismissal = false";
        assert_eq!(where_they_differ(structure, on, &(on.to_string() + leaky)), Vec::<String>::new());
    }
}

#[test]
fn a_lone_holder_is_the_same_under_every_rule_on_money() {
    let rule = |rule: &str| format!("structures.{rule} = {{ decision.funds = \"{rule}\", seat.leader = {{}} }}\n");
    let rules = ["leader_decides", "holder_alone", "majority", "unanimity", "lead_by_topic"];
    let text: String = rules.iter().map(|name| rule(name)).collect();
    let arms: String = rules.iter().map(|name| arm(name, name, ON)).collect();
    for outcomes in [0, 1].map(|replicate| run_all(&village(&(text.clone() + &arms)), replicate)) {
        for (other, rule) in outcomes[1..].iter().zip(&rules[1..]) {
            assert_eq!(differences(&outcomes[0], other), Vec::<String>::new(), "{rule}");
        }
    }
}

#[test]
fn seats_without_hours_have_no_part_in_projects() {
    let seats = "seat.leader = {}, seat.second = { hours_per_week = 0, attends = false, stipend_yuan_per_year = 0 }";
    let text = format!(
        "structures.one = {{ decision.funds = \"majority\", seat.leader = {{}} }}\n\
         structures.idle = {{ decision.funds = \"majority\", {seats} }}\n"
    );
    let scenario = village(&(text + &arm("one", "one", ON) + &arm("idle", "idle", ON)));
    let outcomes = run_all(&scenario, 4);
    let about_projects = |name: &String| {
        ["project", "leak", "match", "labour", "accounts", "group_run", "needs_from"]
            .iter()
            .any(|part| name.contains(part))
    };
    let differ: Vec<String> = differences(&outcomes[0], &outcomes[1]).into_iter().filter(about_projects).collect();
    assert_eq!(differ, Vec::<String>::new());
}

#[test]
fn a_household_s_own_needs_are_the_same_with_and_without_projects() {
    let scenario = village(&(arm("off", "three", "") + &arm("on", "three", ON)));
    let outcomes = run_all(&scenario, 0);
    let own = |run: usize, until: u32| {
        let cases = outcomes[run].cases.iter().filter(move |case| case.parent.is_none() && case.need < until);
        cases.map(|case| (case.need, case.household, case.ordinal, case.arose_day.to_bits())).collect::<Vec<_>>()
    };
    let last = outcomes[0].cases.iter().filter(|case| case.parent.is_none()).map(|case| case.need).max().unwrap_or(0);
    assert!(last > 300);
    assert_eq!(own(0, last + 1), own(1, last + 1));
    assert!(outcomes[1].get(Measure::NeedsFromFunds).unwrap_or(0.0) > 20.0);
}

/// The true share taken of projects that groups run, over replicates, by arm.
fn taken(structure: &str, settings: &[&str]) -> Vec<(f64, f64)> {
    let arms: String =
        settings.iter().enumerate().map(|(i, own)| arm(&format!("a{i}"), structure, &format!("{ON}{own}"))).collect();
    let scenario = village(&arms);
    let mut values = vec![Vec::new(); settings.len()];
    for replicate in 0..30 {
        let outcomes = run_all(&scenario, replicate);
        for (values, outcome) in values.iter_mut().zip(outcomes) {
            values.extend(outcome.get(Measure::LeakageGroupShare));
        }
    }
    values.iter().map(|values| estimate(values)).collect()
}

#[test]
fn each_channel_of_supervision_holds_leakage_down() {
    let found = taken(
        "three_leader_decides",
        &[
            "",
            "leakage.superior_audit_share = 0",
            "leakage.body_share = 0\nleakage.mate_share = 0",
            "leakage.self_share = 0",
            "leakage.masses_share = 0\nparticipation.initial = 0.9",
            "participation.initial = 0.9",
        ],
    );
    for without in 1..4 {
        assert!(found[without].0 > found[0].0 + 0.02, "{found:?}");
    }
    assert!(found[4].0 > found[5].0, "{found:?}");
}

#[test]
fn handing_money_on_raises_leakage_only_where_nobody_needs_a_second_signature() {
    let over = |structure: &str, watched: &str| {
        let arms = arm("kept", structure, &format!("{ON}projects.cap_yuan = 0"))
            + &arm("handed", structure, &format!("{ON}{watched}projects.cap_yuan = 100_000"));
        let scenario = village(&arms);
        let more: Vec<f64> = (0..30)
            .map(|replicate| {
                let outcomes = run_all(&scenario, replicate);
                let share = |run: usize| outcomes[run].get(Measure::LeakageShare).unwrap_or(0.0);
                share(1) - share(0)
            })
            .collect();
        estimate(&more)
    };
    let [lone, team] = [over("single", ""), over("three", "")];
    assert!(lone.0 - 4.0 * lone.1 > 0.01, "a lone holder: {lone:?}");
    assert!(team.0 < 0.01, "two of three must sign: {team:?}");
    // Where supervision goes as the money comes, the second signature alone does not hold it.
    let blind = "leakage.superior_audit_share = 0\nleakage.body_share = 0\nleakage.mate_share = 0\n";
    let blind = over("three", blind);
    assert!(blind.0 - 4.0 * blind.1 > 0.01, "{blind:?}");
}
