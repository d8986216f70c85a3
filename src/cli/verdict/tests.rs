//! The verdict as people see it.

use super::*;
use crate::analysis::comparison::Verdict;
use crate::report::numbers::tests::row;
use crate::results::Manifest;
use crate::scenario::{Memory, read};
use unicode_width::UnicodeWidthStr;

fn scenario(arms: usize) -> Scenario {
    let arms: String = (0..arms)
        .map(|i| format!("[[arm]]\nname = \"a{i}\"\nstructure = \"single\"\nlabel_en = \"Arm number {i}\"\nlabel_zh = \"方案{i}\"\n"))
        .collect();
    read(&Memory::single("t.toml", arms), "t.toml", &[]).unwrap()
}

/// A comparison in which every other measure of every arm is better and the rest undecided.
fn comparison(scenario: &Scenario) -> Comparison {
    let arms = || 1..scenario.arms.len();
    let better = |measure: Measure| (measure as usize).is_multiple_of(2);
    let rows = Measure::ALL.iter().flat_map(|measure| {
        arms().map(|arm| {
            let difference = if better(*measure) { 0.1 } else { 0.01 };
            let mut row = row(*measure, 0.4, difference, 0.03);
            (row.baseline, row.arm) = ("a0".into(), scenario.arms[arm].name.clone());
            row
        })
    });
    let verdicts = arms().flat_map(|arm| {
        scenario.main_measures.iter().map(move |measure| Verdict {
            arm,
            measure: *measure,
            mark: if better(*measure) { Mark::Better } else { Mark::Undecided },
            p_value: Some(0.5),
            interval: None,
            relative_interval: None,
            more_replicates: Some(300).filter(|_| !better(*measure)),
            weighed: None,
        })
    });
    Comparison { rows: rows.collect(), verdicts: verdicts.collect(), unknown: Vec::new() }
}

/// The verdict without colours.
fn shown(arms: usize, language: Language, width: usize, quiet: bool) -> String {
    let scenario = scenario(arms);
    let comparison = comparison(&scenario);
    let mut manifest = Manifest::begin(&scenario, false, 200, None, &[]);
    manifest.replicates.finished = 200;
    let losers = vec![Some(Losers { groups: 9, worse: 0.25, better: 0.5, households_worse: 0.2 }); arms];
    let answer = Answer {
        scenario: &scenario,
        file: "scenarios/t.toml",
        manifest: &manifest,
        comparison: &comparison,
        losers: &losers,
        folder: Path::new("out/t-12345678"),
    };
    let coloured = render(&answer, language, width, quiet);
    anstream::adapter::strip_str(&coloured).to_string()
}

#[test]
fn nothing_is_wider_than_the_terminal_in_either_language() {
    for language in [Language::English, Language::Chinese] {
        for width in [80, 100, 120, 160] {
            for arms in [2, 4, 21] {
                let text = shown(arms, language, width, false);
                for line in text.lines() {
                    assert!(line.width() <= width, "{} > {width}: {line}", line.width());
                }
            }
        }
    }
}

#[test]
fn the_strip_falls_away_where_there_is_no_room() {
    assert!(shown(2, Language::English, 120, true).contains('●'));
    assert!(!shown(2, Language::English, 79, true).contains('●'));
}

#[test]
fn every_section_is_there_and_quiet_leaves_the_table() {
    let text = shown(2, Language::English, 120, false);
    for part in [
        "Arm number 1 against Arm number 0",
        "better in",
        "87 %",
        "What it cost",
        "Who lost",
        "25 % of the groups (20 % of the households)",
        "What this does not say",
        "no forecast",
        "guesses",
        "Results are in out/t-12345678",
        "--replicates 500",
    ] {
        let unwrapped = text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(unwrapped.contains(part), "\"{part}\" is missing in:\n{text}");
    }
    let quiet = shown(2, Language::English, 120, true);
    assert!(quiet.contains("better in") && !quiet.contains("What it cost"), "{quiet}");
}

#[test]
fn the_chinese_verdict_has_no_english_words_of_ours() {
    let text = shown(2, Language::Chinese, 120, false);
    for word in ["better", "worse", "undecided", "runs of", "against", "needs", "groups are"] {
        assert!(!text.contains(word), "\"{word}\" in:\n{text}");
    }
    assert!(text.contains("方案1与方案0相比") && text.contains("更好"), "{text}");
}

#[test]
fn twenty_arms_are_one_matrix() {
    let text = shown(21, Language::English, 100, true);
    let line = text.lines().find(|line| line.contains("Arm number 20")).unwrap();
    assert_eq!(line.matches(['▲', '▼', '·']).count(), 8, "{line}");
    assert!(text.lines().count() < 45, "{text}");
    let whole = shown(21, Language::English, 100, false);
    assert_eq!(whole.matches("Arm number 20").count(), 3, "one line each for marks, costs and losers:\n{whole}");
}
