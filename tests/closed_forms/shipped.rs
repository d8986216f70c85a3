//! The scenarios of these tests are scenarios like any other.

use assert_cmd::Command;
use std::path::Path;

#[test]
fn the_program_takes_every_scenario_of_the_closed_forms() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/closed_forms");
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).expect("the folder is there") {
        let file = entry.expect("it can be listed").path();
        let output = Command::cargo_bin("microgov").expect("the program is built").arg("check").arg(&file).output();
        let output = output.expect("it runs");
        assert!(output.status.success(), "{}: {}", file.display(), String::from_utf8_lossy(&output.stderr));
        count += 1;
    }
    assert!(count >= 14, "{count} scenarios in {}", folder.display());
}
