//! A folder to work in, the program, and a village that is simulated in a moment.

use assert_cmd::cargo::CommandCargoExt;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A village that is simulated in a moment, whose arms change their structure at different times.
pub(crate) const SCENARIO: &str = r#"
title_en = "A small village"
title_zh = "小村"

[simulation]
end = 2019-01-01

[experiment]
replicates = 25

[village]
groups = 3
households = 60
people = 240
party_members = 12

[[arm]]
name = "before"
label_en = "As before"
label_zh = "照旧"
structure = "single"

[[arm]]
name = "after"
label_en = "Reform"
label_zh = "改革"
plan = [{ from = 2016-01-01, structure = "single" }, { from = 2018-01-01, structure = "three" }]
"#;

/// A folder to work in, with the scenario in it.
pub(crate) struct Desk(tempfile::TempDir);

impl Desk {
    pub(crate) fn new(scenario: &str) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        fs::write(desk.path("village.toml"), scenario).unwrap();
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Calls the program; the exit code must be `code`.
    pub(crate) fn call(&self, line: &str, code: i32) -> Output {
        let mut command = Command::cargo_bin("microgov").unwrap();
        command
            .current_dir(self.0.path())
            .args(line.split_whitespace())
            .env("LC_ALL", "C")
            .env_remove("CI")
            .env_remove("COLUMNS");
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// What the program said on standard error, in one line.
    pub(crate) fn told(&self, line: &str, code: i32) -> String {
        let said = String::from_utf8(self.call(line, code).stderr).unwrap();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The files of a folder with their contents.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.path(folder)).unwrap().map(Result::unwrap);
        entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
    }

    pub(crate) fn manifest(&self, folder: &str) -> serde_json::Value {
        serde_json::from_slice(&fs::read(self.path(folder).join("manifest.json")).unwrap()).unwrap()
    }

    /// The rows of a table of a folder.
    pub(crate) fn rows(&self, table: &str) -> Vec<BTreeMap<String, String>> {
        csv::Reader::from_path(self.path(table)).unwrap().deserialize().map(Result::unwrap).collect()
    }

    /// What a chart says to readers who do not see it, in English.
    pub(crate) fn alt(&self, folder: &str, chart: &str) -> String {
        self.call(&format!("plot {folder} --only {chart} --format svg --out drawn"), 0);
        let svg = String::from_utf8(fs::read(self.path("drawn").join(format!("{chart}.en.svg"))).unwrap()).unwrap();
        svg.split_once("<desc").unwrap().1.split_once("</desc>").unwrap().0.replace('\u{2212}', "-")
    }
}
