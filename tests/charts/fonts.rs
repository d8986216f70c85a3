//! The fonts of the program have every character that it can print.

use microgov::charts::missing;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The files below a folder with one of these endings.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
            found.push(path);
        }
    }
    found
}

/// Whatever words, labels, units, formulas and titles there are now or later: they stand in the sources of the program
/// and in the scenarios that come with it. So all of these are held against the fonts, but for what is for the terminal
/// alone, for comments, and for the tests at the end of a source, which look for characters that no font has.
#[test]
fn the_fonts_have_every_character_of_sources_and_scenarios() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = [("src", ["rs", "toml", "html", "js"].as_slice()), ("scenarios", &["toml"])];
    let mut hanzi = 0;
    let mut lacking: BTreeMap<char, Vec<String>> = BTreeMap::new();
    let sources = all.iter().flat_map(|(folder, endings)| files(&root.join(folder), endings));
    for file in sources.filter(|file| !file.starts_with(root.join("src/cli"))) {
        let text = fs::read_to_string(&file).unwrap();
        let told = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
        let told: String = told.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        hanzi += told.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
        for character in missing(&told).filter(|c| !c.is_control()) {
            let name = file.strip_prefix(root).unwrap().display().to_string();
            lacking.entry(character).or_default().push(name);
        }
    }
    assert!(hanzi > 10_000, "{hanzi} Hanzi");
    lacking.values_mut().for_each(Vec::dedup);
    assert!(lacking.is_empty(), "{lacking:#?}");
}
