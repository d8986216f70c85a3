//! Every picture of the gallery as a text that a review can read, in `src/charts/snapshots`: a change in a drawing is
//! seen. After looking at the pictures (see [`super::gallery`]), accept what changed with
//!
//! ```sh
//! MICROGOV_WRITE_SNAPSHOTS=1 cargo test --release --lib snapshots
//! ```

use super::canvas::{Anchor, Bounds, Paint, Shape};
use super::text::Weight;
use super::{Drawing, Style, samples};
use crate::vocabulary::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Shapes of one look that are listed one by one; more are told by their number and the box around all.
const LISTED: usize = 4;
/// Texts and sentences of an alternative text that are told; the checksum of the whole picture covers the others.
const TEXTS: usize = 32;
const SENTENCES: usize = 5;
/// Looks of shapes that are told; the checksum of the whole picture covers the others.
const LOOKS: usize = 24;
/// Letters of a checksum.
const SHORT: usize = 10;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/charts/snapshots")
}

/// The picture in both languages; what the languages share is told once.
fn snapshot(english: &Drawing, chinese: &Drawing) -> String {
    let mut out = String::new();
    head(&mut out, english);
    alt(&mut out, english);
    let (mut lines, mut shared, mut look) = (Vec::new(), BTreeSet::new(), String::new());
    for shape in &english.canvas().shapes {
        if let Shape::Text { text, x, y, size, weight, anchor, paint } = shape {
            let weight = if *weight == Weight::SemiBold { " bold" } else { "" };
            let anchor = match anchor {
                Anchor::Start => "from",
                Anchor::Middle => "about",
                Anchor::End => "up to",
            };
            let other = format!("{size}px{weight} {} {anchor}\n", ink(*paint));
            let told = if look == other { "" } else { other.as_str() };
            lines.push(format!("{told}  {x:.0},{y:.0} {text}\n"));
            shared.insert(text);
            look = other;
        }
    }
    list(&mut out, &lines, TEXTS);
    shapes(&mut out, english);
    out.push('\n');
    head(&mut out, chinese);
    let texts = chinese.canvas().shapes.iter().filter_map(|shape| match shape {
        Shape::Text { text, .. } if !shared.contains(text) => Some(format!("  {text}\n")),
        _ => None,
    });
    list(&mut out, &texts.collect::<Vec<_>>(), TEXTS);
    out
}

/// The first lines, and how many are left out.
fn list(out: &mut String, lines: &[String], most: usize) {
    let (told, rest) = lines.split_at(lines.len().min(most));
    out.push_str(&told.concat());
    if !rest.is_empty() {
        writeln!(out, "  and {} more", rest.len()).unwrap();
    }
}

fn head(out: &mut String, drawing: &Drawing) {
    let (width, height) = drawing.size();
    let hash = blake3::hash(drawing.svg_live().as_bytes()).to_hex();
    writeln!(out, "{width} x {height}, blake3 of the live SVG: {hash}").unwrap();
    writeln!(out, "title: {}", drawing.title()).unwrap();
}

/// What is said to those who do not see the picture, sentence by sentence.
fn alt(out: &mut String, drawing: &Drawing) {
    out.push_str("alt:\n");
    let sentences = drawing.alt().replace(". ", ".\n");
    let sentences: Vec<String> = sentences.lines().map(|sentence| format!("  {sentence}\n")).collect();
    list(out, &sentences, SENTENCES);
}

fn ink(paint: Paint) -> String {
    let (r, g, b) = paint.rgb;
    let opacity = if paint.opacity < 1.0 { format!("/{:.2}", paint.opacity) } else { String::new() };
    format!("#{r:02x}{g:02x}{b:02x}{opacity}")
}

/// The shapes by look, in the order in which a look first appears; what lies above what is in the checksums.
fn shapes(out: &mut String, drawing: &Drawing) {
    let mut looks: Vec<String> = Vec::new();
    let mut of_look: BTreeMap<String, Vec<(usize, &Shape, Bounds)>> = BTreeMap::new();
    for (place, shape) in drawing.canvas().shapes.iter().enumerate() {
        let (kind, paint, stroke, filled) = match shape {
            Shape::Text { .. } => continue,
            Shape::Path { paint, stroke, filled, .. } => ("path", paint, stroke, filled),
            Shape::Rect { paint, stroke, filled, .. } => ("rect", paint, stroke, filled),
            Shape::Circle { paint, stroke, filled, .. } => ("circle", paint, stroke, filled),
        };
        let Some(extent) = shape.extent() else { continue };
        let stroke = if *filled { "filled".to_string() } else { format!("{stroke}px") };
        let look = format!("{kind} {} {stroke}", ink(*paint));
        if !looks.contains(&look) {
            looks.push(look.clone());
        }
        of_look.entry(look).or_default().push((place, shape, extent));
    }
    for look in looks.iter().take(LOOKS) {
        let shapes = &of_look[look];
        if shapes.len() > LISTED {
            let all = shapes.iter().map(|(_, _, extent)| *extent).reduce(around).unwrap();
            let points: usize = shapes.iter().map(|(_, shape, _)| points(shape)).sum();
            let sum = checksum(shapes.iter().map(|(place, shape, _)| (*place, *shape)));
            writeln!(out, "{look}: {} in {}, {points} points {sum}", shapes.len(), written(all)).unwrap();
            continue;
        }
        for (place, shape, extent) in shapes {
            match points(shape) {
                count @ 3.. => {
                    let sum = checksum([(*place, *shape)].into_iter());
                    writeln!(out, "{look}: {}, {count} points {sum}", written(*extent)).unwrap();
                }
                _ => writeln!(out, "{look}: {}", written(*extent)).unwrap(),
            }
        }
    }
    if looks.len() > LOOKS {
        writeln!(out, "and {} more looks", looks.len() - LOOKS).unwrap();
    }
}

fn points(shape: &Shape) -> usize {
    if let Shape::Path { points, .. } = shape { points.len() } else { 1 }
}

fn around(a: Bounds, b: Bounds) -> Bounds {
    (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3))
}

fn written((left, top, right, bottom): Bounds) -> String {
    format!("{left:.0},{top:.0}..{right:.0},{bottom:.0}")
}

fn checksum<'s>(shapes: impl Iterator<Item = (usize, &'s Shape)>) -> String {
    let text: String = shapes.map(|(place, shape)| format!("{place} {shape:?}\n")).collect();
    blake3::hash(text.as_bytes()).to_hex()[..SHORT].to_string()
}

/// The lines of `one` that `other` has not.
fn only<'t>(one: &'t str, other: &str) -> Vec<&'t str> {
    let known: BTreeSet<&str> = other.lines().collect();
    one.lines().filter(|line| !known.contains(line)).collect()
}

/// How what is drawn differs from what was accepted; `None` when it does not.
fn difference(name: &str, accepted: Option<&str>, drawn: &str) -> Option<String> {
    let Some(accepted) = accepted else { return Some(format!("{name} has no snapshot")) };
    if accepted == drawn {
        return None;
    }
    let mut told = format!("{name} is drawn otherwise:");
    only(accepted, drawn).iter().for_each(|line| write!(told, "\n  - {line}").unwrap());
    only(drawn, accepted).iter().for_each(|line| write!(told, "\n  + {line}").unwrap());
    Some(told)
}

#[test]
fn pictures_are_as_they_were_accepted() {
    let [english, chinese] = [Language::English, Language::Chinese].map(|l| samples::gallery(&Style::new(l)));
    let pairs = english.iter().zip(&chinese);
    let drawn: BTreeMap<String, String> =
        pairs.map(|((name, one), (_, other))| (format!("{name}.txt"), snapshot(one, other))).collect();
    assert_eq!(drawn.len(), english.len(), "every picture has a name of its own");
    let entries = std::fs::read_dir(folder()).map(|entries| entries.map(|entry| entry.unwrap().path()));
    let files: Vec<PathBuf> = entries.map(Iterator::collect).unwrap_or_default();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    if std::env::var_os("MICROGOV_WRITE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(folder()).unwrap();
        files
            .iter()
            .filter(|file| !drawn.contains_key(&name(file)))
            .for_each(|file| std::fs::remove_file(file).unwrap());
        drawn.iter().for_each(|(name, text)| std::fs::write(folder().join(name), text).unwrap());
        return;
    }
    let accepted: BTreeMap<String, String> =
        files.iter().map(|file| (name(file), std::fs::read_to_string(file).unwrap().replace("\r\n", "\n"))).collect();
    let mut told: Vec<String> = drawn
        .iter()
        .filter_map(|(name, text)| difference(name, accepted.get(name).map(String::as_str), text))
        .collect();
    let stale = accepted.keys().filter(|name| !drawn.contains_key(*name));
    told.extend(stale.map(|name| format!("{name} is a snapshot of no picture")));
    assert!(
        told.is_empty(),
        "{}\n\nLook at them: MICROGOV_GALLERY=DIR MICROGOV_GALLERY_ONLY=NAME cargo test --release --lib gallery\n\
         If they are right: MICROGOV_WRITE_SNAPSHOTS=1 cargo test --release --lib snapshots",
        told.join("\n\n")
    );
}

#[test]
fn a_change_is_told_line_by_line() {
    let style = Style::new(Language::English);
    let mut data = samples::difference::difference(24, style.language);
    let before = super::difference::draw(&data, &style);
    data.baseline = "Elders".to_string();
    let after = super::difference::draw(&data, &style);
    let [before, after] = [&before, &after].map(|drawing| snapshot(drawing, drawing));
    assert_eq!(difference("a", Some(&before), &before), None);
    let told = difference("a", Some(&before), &after).unwrap();
    assert!(told.contains("\n  - ") && told.contains("Single leader"), "{told}");
    assert!(told.lines().any(|line| line.starts_with("  + ") && line.contains("Elders")), "{told}");
    assert!(difference("a", None, &after).unwrap().contains("no snapshot"));
}
