//! Money for projects: what is handed to groups, what is found out, and the needs it brings.

use super::support::{assert_hold, claim, mean, ratio, replicates, runs, scenario_with, value};
use microgov::vocabulary::Measure;

const FILE: &str = "closed_forms/projects.toml";

#[test]
fn groups_run_the_share_that_the_committee_trusts_them_with() {
    // Of 40,000 yuan a year 18,000 are handed over: nine works of 2,000, and eleven are left for the village.
    let settings = ["pressure.funds_per_10000_yuan=0"];
    for run in runs((FILE, &settings, "one"), 3, false, Clone::clone) {
        assert_eq!(value(&run, Measure::GroupRunShare), 0.45);
        assert_eq!(value(&run, Measure::FundsYuan), 800_000.0);
        assert_eq!(value(&run, Measure::ProjectsGroup), 2.0 * 20.0 * 9.0);
        assert_eq!(value(&run, Measure::ProjectsVillage), 2.0 * 20.0 * 11.0);
        // One day each until it is ready, discussed, on show, built, accepted.
        assert_eq!(value(&run, Measure::ProjectDaysGroup), 5.0);
    }
    // Above the cap nothing is handed over.
    let settings = ["pressure.funds_per_10000_yuan=0", "projects.cap_yuan=1999"];
    assert_eq!(runs((FILE, &settings, "one"), 1, false, |run| value(run, Measure::GroupRunShare)), [0.0]);
}

#[test]
fn missing_money_is_found_as_often_as_one_less_what_every_channel_overlooks() {
    // Nobody fears anything, so everybody takes; a quarter of all, to the fen.
    let settings = [
        "pressure.funds_per_10000_yuan=0",
        "mechanisms.leakage=true",
        "leakage.superior_audit_share=0.2",
        "leakage.body_share=0.15",
        "leakage.masses_share=0.5",
        "participation.initial=0.6",
        "projects.public_accounts_share=1",
        "committee.pay_yuan_per_year=0",
        "structures.one.seat.leader.stipend_yuan_per_year=0",
        "projects.cadres_at_accounts=0",
    ];
    let found = runs((FILE, &settings, "one"), 60, false, |run| {
        assert_eq!(value(run, Measure::LeakageShare), 0.25);
        (value(run, Measure::LeakageFoundShare), 1.0)
    });
    assert_hold(&[claim("found", ratio(&found), 1.0 - 0.8 * 0.85 * (1.0 - 0.5 * 0.6))]);
}

#[test]
fn mates_who_go_through_the_accounts_add_their_part_and_kin_do_not() {
    // Every household a clan of its own; three members who are always there; the leader's word on money.
    let base = [
        "pressure.funds_per_10000_yuan=0",
        "mechanisms.leakage=true",
        "leakage.superior_audit_share=0",
        "leakage.body_share=0",
        "leakage.masses_share=0",
        "leakage.mate_share=0.2",
        "projects.trust_weight=0",
        "projects.record_initial=1",
        "projects.good_quality=0",
        "structures.trio.seat.leader.stipend_yuan_per_year=0",
        "structures.trio.seat.second.stipend_yuan_per_year=0",
        "structures.trio.seat.third.stipend_yuan_per_year=0",
        "structures.trio.decision.funds=\"leader_decides\"",
    ];
    let scenario = scenario_with("closed_forms/strangers.toml", &base, &village(|place| place.to_string()));
    let strangers = replicates(&scenario, "trio", 100, false, |run| {
        let found = value(run, Measure::LeakageFoundShare) * value(run, Measure::LeakageShare);
        // Of the projects that the group ran; the village's one cadre has nobody beside him.
        (found, value(run, Measure::LeakageShare) * value(run, Measure::GroupRunShare))
    });
    assert_hold(&[claim("two strangers watch", ratio(&strangers), 1.0 - 0.8 * 0.8)]);
    let scenario = scenario_with("closed_forms/strangers.toml", &base, &village(|_| "a".into()));
    for found in replicates(&scenario, "trio", 3, false, |run| value(run, Measure::LeakageFoundShare)) {
        assert_eq!(found, 0.0, "one clan finds nothing");
    }
}

/// Twenty groups of five households of these clans, each with one adult.
fn village(clan: impl Fn(u32) -> String) -> Vec<(&'static str, &'static str)> {
    let (mut groups, mut households, mut people) = (
        "id\n".to_string(),
        "id,group,clan,absent\n".to_string(),
        "id,household,age,resident,party_member\n".to_string(),
    );
    for group in 0..20 {
        groups += &format!("{group}\n");
        for place in 0..5 {
            households += &format!("{group}.{place},{group},{},no\n", clan(place));
            people += &format!("{group}.{place},{group}.{place},40,yes,no\n");
        }
    }
    let text = "extends = \"projects.toml\"\nvillage.roster = \"strangers\"\n".to_string();
    [
        ("closed_forms/strangers.toml", text),
        ("closed_forms/strangers/groups.csv", groups),
        ("closed_forms/strangers/households.csv", households),
        ("closed_forms/strangers/people.csv", people),
    ]
    .map(|(name, text)| (name, &*text.leak()))
    .to_vec()
}

#[test]
fn money_brings_needs_in_proportion_to_what_is_spent() {
    // A work of 60,000 yuan in each group, built over 60 days: what each day's money adds lasts 30 days.
    let files = [(
        "closed_forms/given.toml",
        "extends = \"projects.toml\"\nprojects.funds_yuan_per_year = 0\nprojects.build_days = 60\n\
         projects.build_size_power = 0\nneeds.requests_per_household_year = 20\n\
         [[project]]\nname = \"road\"\nbegins = 2018-03-01\ncost_yuan = 60_000\n",
    )];
    let scenario = scenario_with("closed_forms/given.toml", &[], &files);
    let found = replicates(&scenario, "one", 60, false, |run| {
        assert_eq!(value(run, Measure::FundsYuan), 20.0 * 60_000.0 / 2.0);
        value(run, Measure::NeedsFromFunds)
    });
    let rise_days = 0.15 * 6.0 * 30.0;
    assert_hold(&[claim("needs from funds", mean(&found), 500.0 * 20.0 / 365.0 * rise_days)]);
    // At most the limit: a work twenty times as dear holds the rate at twice its own from the second day's money on.
    let dear = scenario_with("closed_forms/given.toml", &["project.road.cost_yuan=120000000"], &files);
    let found = replicates(&dear, "one", 20, false, |run| value(run, Measure::NeedsFromFunds));
    assert_hold(&[claim("at the limit", mean(&found), 500.0 * 20.0 / 365.0 * 90.0)]);
}
