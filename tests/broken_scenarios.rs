//! What a person gets who makes a mistake: exit code 2, the place, the cause and the mend; never a panic, never a
//! silent default.
#![cfg(feature = "app")]

use assert_cmd::Command;
use microgov::scenario::{Memory, read};
use proptest::prelude::*;

struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

fn microgov(arguments: &[&str]) -> Answer {
    let mut command = Command::cargo_bin("microgov").expect("the program is built");
    let output = command.args(arguments).env("LC_ALL", "C").env("NO_COLOR", "1").output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let answer = Answer { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
    assert!(!answer.err.contains("panicked"), "{}", answer.err);
    answer
}

/// The file, where it is wrong, and what the message must say of cause and mend.
const BROKEN: &[(&str, &str, &[&str])] = &[
    ("typo", "2:1", &["no key `requests_per_houshold_year` in needs", "did you mean `requests_per_household_year`?"]),
    ("wrong_unit", "2:1", &["did you mean `requests_per_household_year`?", "the unit is part of a key"]),
    ("wrong_table", "2:1", &["no key `serious_share` in village", "belongs in [needs]"]),
    ("empty_list", "2:17", &["the list of main measures is empty", "name one at least"]),
    ("empty_arms", "1:7", &["the list of arms is empty", "add an arm"]),
    ("empty_plan", "3:8", &["at least one step", "write plan ="]),
    ("nan", "2:17", &["not finite", "found nan", "write a number"]),
    ("infinite", "2:17", &["not finite", "found 1e400"]),
    ("minus_infinite", "2:17", &["not finite", "found -inf"]),
    ("huge_whole_number", "2:8", &["too large", "up to 9223372036854775807"]),
    ("duplicate_key", "4:1", &["duplicate key", "remove one"]),
    ("duplicate_table", "5:2", &["duplicate key", "remove one"]),
    ("duplicate_arm", "5:8", &["two arms named `a`", "rename one"]),
    ("duplicate_role", "3:6", &["duplicate key", "remove one"]),
    (
        "campaign_backwards",
        "1:1",
        &["campaign `road` ends (2018-01-01) before it begins (2019-01-01)", "start < latest_end"],
    ),
    (
        "campaign_outside",
        "1:1",
        &["campaign `road` (2030-01-01 to 2031-01-01) lies outside the simulation", "<= 2023-01-01"],
    ),
    ("duplicate_measure", "1:42", &["`petitions` is named twice", "once"]),
    ("single_bracket_arm", "1:1", &["`arm` is a list of tables", "write [[arm]]"]),
    ("nameless_arm", "1:1", &["an arm needs a name", "add name ="]),
    ("arm_without_governance", "1:1", &["arm `a` says nothing of its governance", "add structure ="]),
    ("arm_with_both", "4:1", &["both a structure and a plan", "keep one"]),
    ("unknown_structure", "3:13", &["no structure named `singel`", "did you mean `single`?"]),
    ("unknown_measure", "2:18", &["no measure named `trust_grup`", "did you mean `trust_group`?"]),
    ("unknown_baseline", "2:12", &["no arm named `tree`", "did you mean `three`?"]),
    ("unknown_table", "1:2", &["no table `need`", "did you mean `needs`?"]),
    ("unknown_word", "2:10", &["found a text \"rotating\"", "did you mean `rotating_duty`?", "named_owner"]),
    ("missing_base", "1:11", &["no_such_file.toml: no such file", "starts at the folder of this file"]),
    ("cycle", "2:11", &["in a circle", "take out one `extends`"]),
    ("no_groups", "2:10", &["`village.groups` does not take this value", "from 1 to 2000"]),
    ("more_groups_than_households", "2:10", &["more groups (20) than households (12)", "from 1 to 12"]),
    ("fewer_people_than_households", "2:10", &["fewer people (400) than households (508)", "508 or more"]),
    ("more_members_than_people", "2:17", &["more party members (2000) than adults", "from 0 to 1528"]),
    ("dates_reversed", "2:7", &["ends (2015-01-01) before measurement begins", "measured_from < end"]),
    ("burn_in_too_long", "2:9", &["before the burn-in has ended (2019-01-01)", "burn_in_days = 0"]),
    ("no_such_date", "2:9", &["invalid date"]),
    ("date_with_time", "2:9", &["without a time", "write it as 2018-01-01"]),
    ("date_in_quotes", "2:9", &["found a text \"2016-01-01\"", "without quotes"]),
    ("plan_begins_late", "3:18", &["after the start of the simulation", "2016-01-01 or before"]),
    ("plan_out_of_order", "6:12", &["out of order", "in the order of their dates"]),
    ("plan_unknown_group", "3:106", &["no such group", "found 0", "1 to 18"]),
    ("quorum_too_large", "2:14", &["a quorum of 3 cannot be met", "1 to 2"]),
    ("rule_without_seats", "2:24", &["`mine` has no seats", "add a seat"]),
    ("wrong_type", "2:17", &["found a text \"a lot\"", "a number from 0 to 1"]),
    ("number_in_quotes", "2:17", &["found a text \"0.1\"", "without quotes"]),
    ("fraction_for_whole", "2:10", &["found 18.5", "a whole number from 1 to 2000"]),
    ("table_for_number", "1:9", &["`needs` is a table", "found a whole number", "write [table]"]),
    ("negative_share", "2:17", &["found -0.1", "from 0 to 1"]),
    ("shares_do_not_add_up", "2:24", &["8 items with sum 1.15", "add up to 1"]),
    ("severities_above_one", "3:18", &["add up to more than 1", "up to 1"]),
    ("offspring_above_bound", "2:19", &["offspring_wrong (0.4) is above offspring_bound (0.15)", "allowed"]),
    ("too_many_cadres", "2:10", &["more cadres take cases (9) than the village has (5)", "from 0 to 5"]),
    ("bad_distribution", "2:24", &["did you mean `lognormal`?", "lognormal mean and cv"]),
    ("value_outside_own_range", "2:17", &["outside its own range", "0.1 to 0.3"]),
    ("bad_grade", "2:40", &["no such grade", "observed, derived, guess, design"]),
    (
        "missing_roster",
        "2:10",
        &["no_such_folder/groups.csv: no such file", "groups.csv, households.csv and people.csv"],
    ),
    ("two_errors", "2:1", &["did you mean `serious_share`?", ":5:10", "from 1 to 2000", "2 problems found"]),
    ("syntax_and_typo", "2:17", &["extra `=`", ":5:1", "did you mean `groups`?", "2 problems found"]),
    ("unclosed_text", "1:16", &["invalid basic string", "in quotes"]),
    ("byte_order_mark", "2:1", &["no key `grups`", "did you mean `groups`?"]),
    ("not_utf8", "2:9", &["not a text in UTF-8", "save it"]),
    ("binary", "1:1", &["not a text in UTF-8", "save it"]),
    ("deep_nesting", "1:89", &["cannot recurse further", "so deep"]),
];

#[test]
fn each_mistake_is_answered_with_its_place_its_cause_and_its_mend() {
    for (name, place, parts) in BROKEN {
        let answer = microgov(&["check", &format!("tests/broken/{name}.toml")]);
        assert_eq!(answer.code, Some(2), "{name}: {}", answer.err);
        assert_eq!(answer.out, "", "{name}");
        assert!(answer.err.contains(&format!(".toml:{place}\n")), "{name} at {place}: {}", answer.err);
        for part in *parts {
            assert!(answer.err.contains(part), "{name}: {part:?} not in: {}", answer.err);
        }
    }
}

#[test]
fn every_broken_file_is_in_the_list_and_every_shipped_one_is_sound() {
    let names = |folder: &str| -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("the folder is there");
        let stem =
            |entry: std::io::Result<std::fs::DirEntry>| Some(entry.ok()?.path().file_stem()?.to_str()?.to_string());
        entries.filter_map(stem).collect()
    };
    for name in names("tests/broken") {
        assert!(name == "cycle_two" || BROKEN.iter().any(|(known, ..)| *known == name), "{name}");
    }
    for name in ["minimal", "help_desk"] {
        let answer = microgov(&["check", &format!("scenarios/{name}.toml")]);
        assert_eq!(answer.code, Some(0), "{name}: {}", answer.err);
        assert!(answer.out.starts_with("ok\n"), "{name}");
    }
}

#[test]
fn what_is_no_scenario_file_is_answered_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a name").to_string();
    let answer = microgov(&["check", &path("nothing.toml")]);
    assert_eq!((answer.code, answer.err.contains("no such file")), (Some(2), true));
    let answer = microgov(&["check", folder.path().to_str().expect("a name")]);
    assert_eq!((answer.code, answer.err.contains("it is a folder, not a file")), (Some(2), true));
    let deep = format!("needs.{}b = 1\n", "a.".repeat(100_000));
    std::fs::write(path("deep.toml"), deep).expect("written");
    let answer = microgov(&["check", &path("deep.toml")]);
    assert_eq!((answer.code, answer.err.contains("recursion limit")), (Some(2), true));
    std::fs::write(path("many.toml"), (0..300).map(|i| format!("k{i} = 1\n")).collect::<String>()).expect("written");
    let answer = microgov(&["check", &path("many.toml")]);
    assert_eq!((answer.code, answer.err.contains("300 problems found")), (Some(2), true));
    std::fs::write(path("empty.toml"), "").expect("written");
    let answer = microgov(&["check", &path("empty.toml")]);
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    assert!(answer.err.contains("no [[arm]] is given"), "{}", answer.err);
}

#[test]
fn settings_are_checked_like_the_file() {
    let set = |setting: &str| microgov(&["check", "scenarios/minimal.toml", "--set", setting]);
    assert_eq!(set("needs.serious_share=0.2").code, Some(0));
    assert_eq!(set("arm.three.structure=five").code, Some(0));
    for (setting, part) in [
        ("needs.serios_share=0.2", "did you mean `serious_share`?"),
        ("needs.serious_share=2", "a number from 0 to 1"),
        ("arm.tree.structure=five", "did you mean `three`?"),
        ("needs.serious_share", "PATH=VALUE"),
    ] {
        let answer = set(setting);
        assert_eq!(answer.code, Some(2), "{setting}");
        assert!(answer.err.contains(part) && answer.err.contains("--set:1:"), "{setting}: {}", answer.err);
    }
    assert_eq!(microgov(&["check", "scenarios/minimal.toml", "--replicates", "0"]).code, Some(2));
    assert_eq!(microgov(&["chek", "scenarios/minimal.toml"]).code, Some(2));
}

#[test]
fn colours_are_given_when_asked_for_and_only_then() {
    let escapes =
        |colour: &str| microgov(&["check", "tests/broken/typo.toml", "--color", colour]).err.contains("\u{1b}[");
    assert_eq!([escapes("always"), escapes("never"), escapes("auto")], [true, false, false]);
}

#[test]
fn explain_knows_every_name_and_suggests_for_others() {
    for (name, part) in [
        ("needs.serious_share", "default: 0.15"),
        ("structures.mine.seat.anyone.term_years", "structures.NAME.seat.ROLE.term_years"),
        ("arm.three.needs.serious_share", "default: 0.15"),
        ("judgement", "mechanisms.judgement"),
        ("judgement", "[judgement]"),
        ("judgement", "Each case has a right resolution."),
        ("three", "seat.representative"),
        ("trust_group", "measure of a month"),
    ] {
        let answer = microgov(&["explain", name]);
        assert_eq!(answer.code, Some(0), "{name}: {}", answer.err);
        assert!(answer.out.contains(part), "{name}: {}", answer.out);
    }
    assert!(microgov(&["explain", "needs.serious_share", "--lang", "zh"]).out.contains("严重事项占比"));
    let answer = microgov(&["explain", "needs.serios_share"]);
    assert_eq!((answer.code, answer.err.contains("did you mean `needs.serious_share`?")), (Some(2), true));
}

#[test]
fn schema_completions_and_manual_are_printed() {
    let schema: serde_json::Value = serde_json::from_str(&microgov(&["schema"]).out).expect("JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(microgov(&["completions", shell]).out.contains("microgov"), "{shell}");
    }
    assert!(microgov(&["man"]).out.starts_with(".ie"));
    assert_eq!(microgov(&["man", "chek"]).code, Some(2));
}

const WHOLE: &str = include_str!("../scenarios/help_desk.toml");

/// Reads; whatever is accepted must come back from its resolved form.
fn survives(bytes: &[u8], settings: &[String]) {
    match read(&Memory::single("a.toml", bytes), "a.toml", settings) {
        Ok(scenario) => {
            let resolved = scenario.resolved_toml();
            let again = read(&Memory::single("a.toml", resolved.as_str()), "a.toml", &[]);
            assert_eq!(again.map(|again| again.resolved_toml()).map_err(|problems| problems.to_string()), Ok(resolved));
        }
        Err(problems) => assert!(!problems.0.is_empty() && !problems.to_string().is_empty()),
    }
}

/// A piece that means something in a scenario.
fn piece() -> impl Strategy<Value = String> {
    let pieces = "[ ] [[ ]] { } = . , \" ' # \n 0 -1 1e400 nan inf true 2018-01-01 18446744073709551616 0x7f village needs arm \
                  structures seat name plan structure groups value range quorum extends \u{feff} 村 \u{0} \\";
    let pieces: Vec<String> = pieces.split(' ').map(String::from).collect();
    proptest::sample::select(pieces)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400), setting in any::<String>()) {
        survives(&bytes, &[]);
        survives(b"", &[setting]);
    }

    #[test]
    fn arbitrary_pieces_do_no_harm(pieces in proptest::collection::vec(piece(), 0..60), set in proptest::collection::vec(piece(), 0..8)) {
        survives(pieces.join(" ").as_bytes(), &[]);
        survives(WHOLE.as_bytes(), &[set.concat()]);
    }

    #[test]
    fn a_damaged_scenario_does_no_harm(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..12, piece()), 1..4),
    ) {
        let mut text: Vec<char> = WHOLE.chars().collect();
        for (at, removed, piece) in edits {
            let start = at.index(text.len());
            let end = (start + removed).min(text.len());
            text.splice(start..end, piece.chars());
        }
        survives(text.iter().collect::<String>().as_bytes(), &[]);
    }
}
