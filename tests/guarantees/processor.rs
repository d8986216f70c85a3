//! No result depends on what the processor can do.

use crate::{Desk, text};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Prints what the platform's own maths gives: a probe for the test below, which calls it in another process.
#[test]
#[expect(clippy::disallowed_methods, reason = "it is the platform's own maths that is probed")]
fn fingerprint_of_the_platforms_maths() {
    let mut hasher = blake3::Hasher::new();
    for i in 1..200_000_u32 {
        let x = f64::from(i) * 1e-4;
        for value in [x.exp(), x.ln(), x.sin(), x.powf(1.7)] {
            hasher.update(&value.to_bits().to_le_bytes());
        }
    }
    println!("fingerprint {}", hasher.finalize().to_hex());
}

/// The same instructions that a simple processor lacks are hidden from the system's library.
#[test]
fn a_processor_without_vector_instructions_gives_the_same_bytes() {
    const MASKED: &str = "glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-FMA,-FMA_Usable,-AVX512F,-AVX512F_Usable,-FMA4,-FMA4_Usable,-AVX,-AVX_Usable";
    let probe = |masked: bool| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "--nocapture", "guarantees::processor::fingerprint_of_the_platforms_maths"]);
        if masked {
            command.env("GLIBC_TUNABLES", MASKED);
        }
        let said = text(&command.output().unwrap().stdout);
        let at = said.find("fingerprint ").expect("the probe printed nothing");
        said[at..].lines().next().unwrap().to_string()
    };
    if probe(false) == probe(true) {
        println!("hiding the instructions changes nothing here: the platform's maths is the same without them");
    }
    let desk = Desk::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/minimal.toml");
    let line = format!("compare {} --quiet --cases --csv --replicates 4 --out", shipped.display());
    desk.call(&format!("{line} plain"), 0);
    let masked = desk.command(&format!("{line} masked")).env("GLIBC_TUNABLES", MASKED).output().unwrap();
    assert_eq!(masked.status.code(), Some(0), "{}", text(&masked.stderr));
    let [plain, masked] = ["plain", "masked"].map(|folder| table_hashes(&desk.path(folder)));
    assert!(plain.len() >= 9, "{plain:?}");
    assert_eq!(plain, masked);
}

/// Name and hash of every table that the manifest of a folder lists.
fn table_hashes(folder: &Path) -> Vec<(String, String)> {
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let files = manifest["files"].as_array().unwrap().iter().filter(|file| !file["rows"].is_null());
    files.map(|file| (file["path"].to_string(), file["blake3"].to_string())).collect()
}
