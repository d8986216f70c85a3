//! A module imports only from modules above it, so that the model can be read from top to bottom.

use std::fs;
use std::path::Path;

/// The modules from top to bottom.
const ORDER: [&str; 20] = [
    "units",
    "random",
    "special",
    "estimators",
    "agenda",
    "vocabulary",
    "scenario",
    "village",
    "governance",
    "world",
    "mechanisms",
    "measures",
    "simulation",
    "statistics",
    "results",
    "experiment",
    "analysis",
    "charts",
    "report",
    "cli",
];

/// Imports against the order that stand for a reason.
const EXCEPTIONS: [(&str, &str, &str); 1] =
    [("world.rs", "mechanisms", "a world holds the potential needs and the times at home that two mechanisms draw")];

/// The text of a source file up to its tests, without comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The source files below a folder, in order.
fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    let own = files.into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "rs"));
    own.chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

/// The modules that a file names after `crate::`.
fn imports(code: &str) -> Vec<String> {
    code.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn every_module_imports_only_from_those_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let place = |module: &str| ORDER.iter().position(|name| *name == module);
    let mut wrong = Vec::new();
    for path in sources(&root) {
        let inside = path.strip_prefix(&root).unwrap_or(&path);
        let first = inside.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let module = first.unwrap_or_default().trim_end_matches(".rs").to_string();
        if matches!(module.as_str(), "lib" | "main") || path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        let Some(own) = place(&module) else { panic!("{module} has no place in the order of modules") };
        for imported in imports(&code(&path)) {
            let excepted = |(from, to, _): &(&str, &str, &str)| *from == inside.to_string_lossy() && *to == imported;
            match place(&imported) {
                Some(other) if other <= own => {}
                _ if EXCEPTIONS.iter().any(excepted) => {}
                _ => wrong.push(format!("{} imports {imported}", inside.display())),
            }
        }
    }
    wrong.dedup();
    assert_eq!(wrong, Vec::<String>::new());
}
