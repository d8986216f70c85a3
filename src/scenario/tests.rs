//! Reading as a whole: defaults, layers, every problem at once, and the way back.

use super::*;
use crate::vocabulary::choices::{Electorate, Eligibility, Need, Rule};
use crate::vocabulary::{Grade, Value};
use std::collections::BTreeMap;

fn from(text: &str) -> Result<Scenario, Problems> {
    with(text, &[])
}

fn with(text: &str, settings: &[&str]) -> Result<Scenario, Problems> {
    let settings: Vec<String> = settings.iter().map(|setting| (*setting).to_string()).collect();
    read(&Memory::single("a.toml", text), "a.toml", &settings)
}

fn good(text: &str) -> Scenario {
    from(text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The problems as `line:column message`.
fn wrong(text: &str) -> Vec<String> {
    let problems = from(text).map(|_| ()).unwrap_err().0;
    let position =
        |problem: &Problem| problem.position().map_or(String::new(), |(line, column)| format!("{line}:{column} "));
    problems.iter().map(|problem| format!("{}{}", position(problem), problem.message)).collect()
}

#[test]
fn an_empty_file_compares_the_shipped_single_leader_with_the_shipped_three() {
    let scenario = good("");
    assert_eq!(scenario.arms.iter().map(|arm| arm.name.as_str()).collect::<Vec<_>>(), ["single", "three"]);
    assert_eq!(scenario.arms[1].label_zh, "三人小组");
    assert_eq!(
        scenario.structures.iter().map(|structure| structure.name.as_str()).collect::<Vec<_>>(),
        ["single", "three"]
    );
    assert_eq!(scenario.warnings.len(), 1);
    assert_eq!(scenario.name, "a");
}

#[test]
fn the_shipped_structures_are_those_of_the_model() {
    let structures = shipped_structures().unwrap_or_else(|problems| panic!("{problems}"));
    let by_name: BTreeMap<&str, &Structure> =
        structures.iter().map(|structure| (structure.name.as_str(), structure)).collect();
    let names = "assembly five none paid_staff single single_hours single_pay three three_by_topic three_joint \
                 three_leader_decides three_lot three_no_election three_no_party three_unanimity two";
    assert_eq!(by_name.keys().copied().collect::<Vec<_>>().join(" "), names);
    let three = by_name["three"];
    assert_eq!(three.attendance, Attendance::Quorum(2));
    assert_eq!((three.rule(Need::Request), three.rule(Need::Dispute)), (Rule::HolderAlone, Rule::Majority));
    assert_eq!(three.seats[1].electorate, Electorate::PartyMembers);
    assert_eq!(three.seats[1].eligibility, Eligibility::PartyMembers);
    let sum = |name: &str| by_name[name].seats.iter().map(|seat| seat.hours_per_week).sum::<f64>();
    assert_eq!(sum("single_hours"), sum("three"));
    let pay = |name: &str| by_name[name].seats.iter().map(|seat| seat.stipend_per_year.0).sum::<i64>();
    assert_eq!(pay("single_pay"), pay("three"));
    assert!(by_name["none"].seats.is_empty());
    assert!(structures.iter().all(|structure| structure.label_zh != structure.label_en));
}

#[test]
fn every_problem_is_found_at_once_each_with_its_place() {
    let text = "[needs]\nserios_share = 0.1\nmoderate_share = 2\n[village]\ngroups = 0\nrequests_per_household_year = 1\n\
                [experiment]\nmain_measures = [\"resolved\", \"trust_grup\"]\n[[arm]]\nname = \"x\"\nstructure = \"thre\"\n";
    assert_eq!(
        wrong(text),
        [
            "2:1 there is no key `serios_share` in needs",
            "3:18 `needs.moderate_share` does not take this value",
            "5:10 `village.groups` does not take this value",
            "6:1 there is no key `requests_per_household_year` in village",
            "8:18 there is no measure named `resolved`",
            "8:30 there is no measure named `trust_grup`",
            "11:13 there is no structure named `thre`",
        ]
    );
    let problems = from(text).map(|_| ()).unwrap_err().0;
    assert_eq!(problems[0].nearest.as_deref(), Some("serious_share"));
    assert_eq!(problems[3].mend.as_deref(), Some("`requests_per_household_year` belongs in [needs]"));
    assert_eq!(problems[6].nearest.as_deref(), Some("three"));
}

#[test]
fn a_syntax_error_does_not_hide_the_problems_of_other_lines() {
    let problems = wrong("[needs]\nserious_share = = 0.1\nmoderate_share = 2\n[village\ngroups = 1\n");
    assert_eq!(problems.iter().filter(|problem| problem.starts_with("2:")).count(), 1, "{problems:?}");
    assert!(problems.iter().any(|problem| problem.starts_with("3:18")), "{problems:?}");
    assert!(problems.iter().any(|problem| problem.starts_with("4:")), "{problems:?}");
}

#[test]
fn a_file_extends_another_and_a_setting_extends_both() {
    let files = Memory::single(
        "d/base.toml",
        "needs.requests_per_household_year = 2\n[[arm]]\nname = \"x\"\nstructure = \"single\"",
    )
    .and(
        "d/a.toml",
        "extends = \"base.toml\"\nneeds.disputes_per_household_year = 0.5\n[[arm]]\nname = \"x\"\nstructure = \"five\"",
    );
    let settings = ["arm.x.structure=two".to_string(), "structures.two.seat.leader.hours_per_week = 3".to_string()];
    let scenario = read(&files, "d/a.toml", &settings).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(scenario.arms[0].parameters.needs.requests_per_household_year, 2.0);
    assert_eq!(scenario.arms[0].parameters.needs.disputes_per_household_year, 0.5);
    assert_eq!(scenario.structures[scenario.arms[0].plan[0].structure].name, "two");
    assert_eq!(scenario.structures[0].seats[0].hours_per_week, 3.0);
}

#[test]
fn scenarios_in_a_circle_are_an_error_at_the_key_that_closes_it() {
    let files = Memory::single("a.toml", "extends = \"b.toml\"").and("b.toml", "\nextends = \"./a.toml\"");
    let problems = read(&files, "a.toml", &[]).map(|_| ()).unwrap_err();
    assert_eq!(problems.to_string().lines().count(), 1);
    assert!(problems.to_string().starts_with("b.toml:2:11: the scenarios extend one another in a circle"));
}

#[test]
fn a_setting_names_what_exists_and_is_checked_like_the_file() {
    let message = |setting: &str| with("", &[setting]).map(|_| ()).unwrap_err().to_string();
    assert!(message("needs.serious_share").contains("--set:1:1: a setting is written PATH=VALUE"));
    assert!(message("needs.serios_share=0.1").contains("--set:1:7: there is no key `serios_share`"));
    assert!(
        message("needs.serious_share=1.5")
            .contains("--set:1:21: `needs.serious_share` does not take this value (found 1.5)")
    );
    assert!(
        message("arm.tree.structure=two").contains("--set:1:5: there is no arm named `tree`; did you mean `three`?")
    );
    assert!(message("structures.three.seat.leadr.attends=false").contains("did you mean `leader`?"));
    assert!(message("needs.serious_share=").contains("--set:1:"));
    assert!(message("needs=3").contains("`needs` is a table"));
    assert!(message("extends=b.toml").contains("only be set in a file"));
}

#[test]
fn a_noted_number_carries_its_range_grade_and_source() {
    let text = "[needs]\nserious_share = { value = 0.2, range = [0.1, 0.3], grade = \"observed\", source = \"a survey\" }\nmoderate_share = 0.1";
    let scenario = good(text);
    let found = |path: &str| scenario.provenance.iter().find(|known| known.path == path).cloned();
    let noted = found("needs.serious_share");
    assert_eq!(
        noted,
        Some(Provenance {
            path: "needs.serious_share".into(),
            value: Value::Real(0.2),
            range: Some((0.1, 0.3)),
            grade: Grade::Observed,
            source: "a survey".into()
        })
    );
    assert_eq!(found("needs.moderate_share").map(|known| known.grade), Some(Grade::Guess));
    let bad = "[needs]\nserious_share = { value = 0.2, range = [0.3, 1.5], grade = \"sure\", sorce = 1 }";
    assert_eq!(
        wrong(bad),
        [
            "2:17 the value of `needs.serious_share` lies outside its own range",
            "2:40 the range goes beyond what the key allows",
            "2:60 there is no such grade",
            "2:68 there is no `sorce` in the note of a value",
        ]
    );
}

#[test]
fn arms_that_differ_in_more_than_structure_draw_a_warning() {
    let text = "[[arm]]\nname = \"a\"\nstructure = \"single\"\n[[arm]]\nname = \"b\"\nstructure = \"single\"\nneeds.serious_share = 0.3";
    let scenario = good(text);
    assert_eq!(scenario.arms[1].overrides, ["needs.serious_share"]);
    assert_eq!(scenario.warnings[0].message, "arms differ in more than structure (b: needs.serious_share)");
    assert_eq!(scenario.arms[0].parameters.needs.serious_share, 0.15);
}

#[test]
fn plans_begin_at_the_start_and_go_on_in_order() {
    let plan = |steps: &str| format!("[[arm]]\nname = \"a\"\nplan = [{steps}]");
    let ok = good(&plan(
        "{ from = 2016-01-01, structure = \"single\" }, { from = 2018-01-01, structure = \"three\", groups = [2, 1] }, \
         { from = 2018-01-01, structure = \"three\", groups = [3], re_elect = true }",
    ));
    let days: Vec<u32> = ok.arms[0].plan.iter().map(|step| step.day).collect();
    assert_eq!(days, [0, 731, 731]);
    assert_eq!(ok.arms[0].plan[1].groups, [0, 1]);
    for steps in [
        "{ from = 2017-01-01, structure = \"single\" }",
        "{ from = 2016-01-01, structure = \"single\" }, { from = 2016-01-01, structure = \"three\" }",
        "{ from = 2016-01-01, structure = \"single\" }, { from = 2019-01-01, structure = \"three\" }, { from = 2018-01-01, structure = \"two\" }",
        "{ from = 2016-01-01, structure = \"single\" }, { from = 2030-01-01, structure = \"three\" }",
        "{ from = 2016-01-01, structure = \"single\", groups = [1] }",
        "{ from = 2016-01-01, structure = \"single\" }, { from = 2018-01-01, structure = \"three\", groups = [19] }",
        "{ from = 2016-01-01, structure = \"single\" }, { from = 2018-01-01, structure = \"three\", groups = [1] }, \
         { from = 2018-01-01, structure = \"two\", groups = [1] }",
        "{ structure = \"single\" }",
    ] {
        assert_eq!(wrong(&plan(steps)).len(), 1, "{steps}");
    }
}

#[test]
fn a_roster_is_read_beside_the_file_that_names_it() {
    let text = "village.roster = \"lists\"\n[[arm]]\nname = \"a\"\nplan = [{ from = 2016-01-01, structure = \"none\" }, { from = 2017-01-01, structure = \"two\", groups = [3] }]";
    let files =
        Memory::single("d/a.toml", text).and("d/lists/groups.csv", "group\n1\n2\n").and("d/lists/people.csv", "p\n");
    let message = read(&files, "d/a.toml", &[]).map(|_| ()).unwrap_err().to_string();
    assert!(
        message.contains("d/a.toml:1:18: cannot read the roster d/lists/households.csv: no such file"),
        "{message}"
    );
    let files = files.and("d/lists/households.csv", "\u{feff}h\n");
    let message = read(&files, "d/a.toml", &[]).map(|_| ()).unwrap_err().to_string();
    assert!(message.contains("there is no such group (found 3); allowed: 1 to 2"), "{message}");
}

/// Every part of a scenario, written out and read again, is the same.
fn comes_back(scenario: &Scenario) {
    let resolved = scenario.resolved_toml();
    let mut again = from(&resolved).unwrap_or_else(|problems| panic!("{problems}\n{resolved}"));
    assert_eq!(again.resolved_toml(), resolved);
    again.warnings.clone_from(&scenario.warnings);
    assert_eq!(format!("{again:#?}"), format!("{scenario:#?}"));
}

#[test]
fn the_resolved_form_reads_back_to_the_same_scenario() {
    comes_back(&good(""));
    let mut every = String::new();
    for structure in shipped_structures().unwrap_or_default() {
        every.push_str(&format!(
            "[[arm]]\nname = \"arm-{0}\"\nstructure = \"{0}\"\nneeds.serious_share = 0.3\n",
            structure.name
        ));
    }
    comes_back(&good(&every));
    comes_back(&good(
        "title = \"引号 \\\" 与 \\\\\"\n[simulation]\nstart = 2018-03-01\nmeasured_from = 2018-03-01\nburn_in_days = 0\n[experiment]\nbaseline = \"b\"\n\
         [village]\nname = \"泊头\"\n[tasks]\nhours = { weibull = { mean = 3, shape = 1.5 } }\n\
         [structures.\"组\"]\njoint = [\"request\"]\nseat.a = {}\nseat.b = { stipend_yuan_per_year = { value = 7, range = [0, 9], source = \"x\" } }\n\
         [[arm]]\nname = \"b\"\nplan = [{ from = 2018-03-01, structure = \"组\" }, { from = 2019-01-01, structure = \"none\", groups = [2], re_elect = true }]\n\
         needs = { serious_share = { value = 0.15, grade = \"derived\" } }",
    ));
    comes_back(&good(
        "[[campaign]]\nname = \"路\"\ngroups = [2, 1]\nprice_yuan = { value = 3, source = \"x\" }\n\
         [[hazard]]\nname = \"h\"\nlead_minutes = 20\n[[project]]\nname = \"p\"\n\
         [[target]]\nname = \"a\"\nmeasure = \"petitions\"\nmargin = { value = 0, source = \"none\" }\n\
         [[target]]\nname = \"b\"\nclaim = \"value\"\nmeasure = \"vacancy_share\"\nagainst = \"none\"\nobserved = 0\ntolerance = 0.1\n\
         [[target]]\nname = \"c\"\nclaim = \"equivalent\"\nmeasure = \"trust_group\"\nmargin = 0.1\nbefore_from = 2017-01-01\nbefore_until = 2018-01-01\nafter_from = 2018-01-01\nafter_until = 2019-01-01",
    ));
}
