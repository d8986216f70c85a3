//! Notes which revision of the source is built.
//!
//! `MICROGOV_REVISION` decides when it is set (a packager knows better); else git is asked; else it is "unknown".

use std::hash::{DefaultHasher, Hash, Hasher};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-env-changed=MICROGOV_REVISION");
    for path in ["build.rs", "src", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let revision = match std::env::var("MICROGOV_REVISION") {
        Ok(given) if !given.trim().is_empty() => given.trim().to_string(),
        _ => asked_of_git().unwrap_or_else(|| "unknown".into()),
    };
    println!("cargo::rustc-env=MICROGOV_SOURCE_REVISION={revision}");
}

/// The commit; with `-modified-` and a digest of the changes when the sources differ from it, so that two builds with
/// different changes never take each other's results for their own. `None` outside a checkout of this very crate: a
/// copy unpacked inside somebody else's repository must not take that repository's revision for its own.
fn asked_of_git() -> Option<String> {
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let here = std::env::var("CARGO_MANIFEST_DIR").ok()?;
    if std::fs::canonicalize(top).ok()? != std::fs::canonicalize(here).ok()? {
        return None;
    }
    for name in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", name]) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let mut changes = git(&["diff", "HEAD", "--", "src", "Cargo.toml", "Cargo.lock"])?;
    for path in git(&["ls-files", "--others", "--exclude-standard", "--", "src"])?.lines() {
        changes += &std::fs::read_to_string(path).unwrap_or_default();
    }
    if changes.is_empty() {
        return Some(commit);
    }
    let mut hasher = DefaultHasher::new();
    changes.hash(&mut hasher);
    Some(format!("{commit}-modified-{:08x}", hasher.finish() as u32))
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}
