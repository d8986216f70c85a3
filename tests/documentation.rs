//! What is written beside the code stays true: commands run, lists are those of the program, links lead somewhere.
//!
//! The pages `docs/parameters.md`, `docs/measures.md` and `docs/random-numbers.md` end with tables made from the
//! program's own lists, and the readme shows the verdict of its first command. To write them anew after a change:
//!
//! ```sh
//! MICROGOV_WRITE_DOCS=1 cargo test --release --test documentation
//! ```
#![cfg(feature = "app")]

#[path = "documentation/generated.rs"]
mod generated;

use assert_cmd::cargo::CommandCargoExt;
use microgov::cli::exit;
use microgov::results::tables::{Table, comparison_fields};
use microgov::results::{MADE, made_fields};
use microgov::vocabulary::Table as _;
use microgov::vocabulary::tables::Mechanisms;
use microgov::world::EventKind;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The most lines of a source file, so that it is read in one sitting.
const MOST_LINES: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The files below a folder with this ending, by path from the root, in order; folders named `data` hold no scenarios.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() && !entry.ends_with("data") {
                folders.push(entry);
            } else if entry.extension().is_some_and(|other| other == ending) {
                found.push(entry.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no .{ending} below {folder}");
    found
}

/// The pages a person reads.
fn pages() -> Vec<String> {
    let mut pages = files("docs", "md");
    pages.extend(["README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(String::from));
    pages
}

/// Calls the program from the root of the repository, which must end well; returns what it printed.
fn microgov(arguments: &[String]) -> String {
    let mut command = Command::cargo_bin("microgov").unwrap();
    command.current_dir(root()).args(arguments).env("LC_ALL", "C").env_remove("CI").env_remove("COLUMNS");
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(i32::from(exit::DONE)), "microgov {}\n{told}", arguments.join(" "));
    String::from_utf8(output.stdout).unwrap()
}

/// Whether pages are to be written anew instead of being compared.
fn writes() -> bool {
    std::env::var_os("MICROGOV_WRITE_DOCS").is_some()
}

/// A page must be as `new`; where pages are written anew it becomes so.
fn hold(page: &str, new: &str) {
    if writes() {
        fs::write(root().join(page), new).unwrap();
    }
    let current = text(page) == new;
    assert!(current, "{page} is out of date: MICROGOV_WRITE_DOCS=1 cargo test --release --test documentation");
}

/// The lines of a page's shell blocks, without their comments.
fn shell_lines(page: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut inside = false;
    for line in text(page).lines() {
        if let Some(language) = line.trim().strip_prefix("```") {
            inside = !inside && language == "sh";
        } else if inside && !line.trim().is_empty() {
            let command = line.split_once(" #").map_or(line, |(command, _)| command).trim();
            // A line that ends with a backslash goes on.
            let before = lines.pop_if(|line: &mut String| line.ends_with('\\'));
            let begun = before.as_deref().map_or("", |line| line.trim_end_matches('\\'));
            lines.push(format!("{begun}{command}"));
        }
    }
    lines
}

/// The arguments of a call of this program; `None` for other commands.
fn arguments(line: &str) -> Option<Vec<String>> {
    let called = line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("microgov "))?;
    let called = called.split(['>', '|']).next().unwrap_or_default();
    Some(called.split_whitespace().map(|word| word.trim_matches(['\'', '"']).to_string()).collect())
}

/// The same call, made small: few replicates, results in `out`.
fn small(mut arguments: Vec<String>, out: &Path) -> Vec<String> {
    let has = |arguments: &[String], word: &str| arguments.iter().any(|other| other == word);
    // A decision is written into the folder of its sweep.
    if !has(&arguments, "decide") {
        set(&mut arguments, "--out", &out.to_string_lossy());
    }
    if has(&arguments, "--until") {
        arguments.extend(["--set", "experiment.replicates=4"].map(String::from));
    } else if ["attribute", "compare", "select", "sensitivity", "sweep", "validate"]
        .iter()
        .any(|word| has(&arguments, word))
    {
        set(&mut arguments, "--replicates", "2");
    }
    if has(&arguments, "calibrate") {
        for (option, value) in [("--points", "10"), ("--sets", "10"), ("--populations", "2"), ("--replicates", "2")] {
            set(&mut arguments, option, value);
        }
        return arguments;
    }
    // A power of two, as Sobol's sequence wants.
    for (option, least) in [("--points", "4"), ("--sampled", "4")] {
        if has(&arguments, option) {
            set(&mut arguments, option, least);
        }
    }
    arguments
}

/// Gives an option another value, or adds it.
fn set(arguments: &mut Vec<String>, option: &str, value: &str) {
    match arguments.iter().position(|word| word == option) {
        Some(place) => arguments[place + 1] = value.into(),
        None => arguments.extend([option, value].map(String::from)),
    }
}

#[test]
fn the_first_screen_of_the_readme_has_two_commands() {
    for page in ["README.md", "README.zh.md"] {
        let lines = shell_lines(page);
        let first = ["cargo run --release -- compare scenarios/botou.toml", "cargo test --release"];
        assert_eq!(lines.iter().take(2).map(String::as_str).collect::<Vec<_>>(), first, "{page}");
    }
    let calls = text(".ci/run").lines().any(|line| line.trim() == "cargo test --release");
    assert!(calls, "the checks of a clean machine run the tests as the README says");
}

#[test]
fn every_command_of_the_pages_runs() {
    let folder = tempfile::tempdir().unwrap();
    let mut seen: Vec<Vec<String>> = Vec::new();
    // The folders that the pages name, and those that stand for them here.
    let mut made: Vec<(String, String)> = Vec::new();
    for page in pages() {
        for call in shell_lines(&page).iter().filter_map(|line| arguments(line)) {
            if !seen.contains(&call) {
                // Each results folder is of one call.
                let out = folder.path().join(seen.len().to_string());
                let mut ours = small(call.clone(), &out);
                // What reads a folder reads the one that was made under its name.
                for word in &mut ours {
                    if let Some((_, stands)) = made.iter().rev().find(|(named, _)| named == word) {
                        word.clone_from(stands);
                    }
                }
                microgov(&ours);
                if let Some(named) = call.iter().position(|word| word == "--out").and_then(|at| call.get(at + 1)) {
                    made.push((named.clone(), out.to_string_lossy().into_owned()));
                }
                seen.push(call);
            }
        }
    }
    assert!(seen.len() > 8, "the pages show what the program can do");
}

#[test]
fn every_shipped_scenario_is_sound_and_runs() {
    let folder = tempfile::tempdir().unwrap();
    for (number, scenario) in files("scenarios", "toml").into_iter().enumerate() {
        microgov(&["check".into(), scenario.clone(), "--quiet".into()]);
        microgov(&small(vec!["compare".into(), scenario, "--quiet".into()], &folder.path().join(number.to_string())));
    }
}

#[test]
fn the_generated_pages_are_those_of_the_program() {
    for (page, made) in generated::pages() {
        let old = text(page);
        let Some((head, _)) = old.split_once(generated::MARK) else { panic!("{page} has no line {}", generated::MARK) };
        hold(page, &format!("{head}{}\n\n{made}", generated::MARK));
    }
}

#[test]
fn the_verdict_in_the_readme_is_that_of_the_first_command() {
    let folder = tempfile::tempdir().unwrap();
    for (page, language, until) in [("README.md", "en", "\n\nWho lost"), ("README.zh.md", "zh", "\n\n谁")] {
        let call = "compare scenarios/botou.toml --color never --lang";
        let mut call: Vec<String> = call.split(' ').chain([language]).map(String::from).collect();
        set(&mut call, "--out", &folder.path().join("botou").to_string_lossy());
        let verdict = microgov(&call);
        let Some((shown, _)) = verdict.split_once(until) else { panic!("no part begins with {until:?}:\n{verdict}") };
        hold(page, &with_output(page, 0, shown));
    }
}

/// The page with the text of its block number `which` of output replaced.
fn with_output(page: &str, which: usize, shown: &str) -> String {
    let old = text(page);
    let parts: Vec<&str> = old.split("```text\n").collect();
    assert!(parts.len() > which + 1, "{page} has too few blocks of output");
    let Some((_, after)) = parts[which + 1].split_once("```\n") else { panic!("{page} does not end its block") };
    let before = parts[..=which].join("```text\n");
    let rest: String = parts[which + 2..].iter().map(|part| format!("```text\n{part}")).collect();
    format!("{before}```text\n{}\n```\n{after}{rest}", shown.trim())
}

#[test]
fn the_patterns_in_the_readme_are_those_of_validate() {
    let folder = tempfile::tempdir().unwrap();
    for (page, language, until) in [("README.md", "en", "\n\n  Simulated:"), ("README.zh.md", "zh", "\n\n  模拟")] {
        let call = "validate scenarios/reform_2018.toml --color never --lang";
        let mut call: Vec<String> = call.split(' ').chain([language]).map(String::from).collect();
        set(&mut call, "--out", &folder.path().join("reform").to_string_lossy());
        let table = microgov(&call);
        let Some((shown, _)) = table.split_once(until) else { panic!("no part begins with {until:?}:\n{table}") };
        hold(page, &with_output(page, 1, shown));
    }
}

#[test]
fn every_mechanism_opens_with_its_page() {
    for module in fs::read_dir(root().join("src/mechanisms")).unwrap().map(|entry| entry.unwrap().path()) {
        let Some(name) = module.file_name().and_then(|name| name.to_str()?.strip_suffix(".rs")) else { continue };
        let first = format!("#![doc = include_str!(\"../../docs/model/{name}.md\")]");
        assert_eq!(fs::read_to_string(&module).unwrap().lines().next(), Some(first.as_str()), "{name}");
        let page = text(&format!("docs/model/{name}.md"));
        let switched = Mechanisms::PARAMETERS.iter().any(|switch| switch.key == name);
        assert!(
            !switched || page.contains("Off:"),
            "{name} can be switched off, but its page does not say what that means"
        );
        assert!(text("docs/model.md").contains(&format!("(model/{name}.md)")), "model.md does not lead to {name}");
    }
}

#[test]
fn every_switch_and_every_event_is_described() {
    let page = text("docs/model.md");
    for parameter in Mechanisms::PARAMETERS {
        assert!(page.contains(&format!("| `{}` |", parameter.key)), "the switch `{}` has no row", parameter.key);
    }
    let mut rest = page.as_str();
    for event in EventKind::ALL {
        let row = format!("| `{event:?}` |");
        let Some(at) = rest.find(&row) else { panic!("{event:?} has no row, or stands out of order") };
        rest = &rest[at + row.len()..];
    }
}

#[test]
fn every_file_and_fixed_column_of_the_results_is_described() {
    let page = text("docs/results.md");
    let described = |name: &str| page.contains(&format!("`{name}`"));
    for table in Table::ALL {
        assert!(described(&table.file()), "{}", table.file());
        assert!(table.key().iter().all(|name| described(name)), "{:?}", table.key());
    }
    let whole = [Table::Cases, Table::Drives, Table::Storms].map(Table::fields);
    for field in comparison_fields().iter().chain(whole.iter().flatten()) {
        assert!(described(field.name), "column {}", field.name);
    }
    for name in MADE {
        assert!(described(&format!("{name}.csv")), "{name}.csv");
        for field in made_fields(name).unwrap() {
            assert!(described(field.name), "column {} of {name}", field.name);
        }
    }
    for file in ["manifest.json", "scenario.toml", "comparison.csv", "datapackage.json"] {
        assert!(described(file), "{file}");
    }
}

#[test]
fn every_link_between_files_leads_somewhere() {
    for page in pages() {
        let folder = Path::new(&page).parent().map(PathBuf::from).unwrap_or_default();
        for link in text(&page).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            assert!(root().join(&folder).join(target).exists(), "{page} leads to {link}");
        }
    }
}

#[test]
fn no_source_file_is_too_long_to_read() {
    for file in files("src", "rs") {
        let lines = text(&file).lines().count();
        assert!(lines <= MOST_LINES, "{file} has {lines} lines; split it by what it is about");
    }
}
