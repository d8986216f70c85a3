//! Every chart with ordinary and with extreme data, in both languages and all widths: drawn, and looked over by rules
//! that an eye would apply. `MICROGOV_GALLERY=DIR cargo test gallery` writes the pictures.

use super::canvas::Bounds;
use super::samples;
use super::{Drawing, Style, Width};
use crate::vocabulary::Language;

/// Rules of layout; the answer lists what breaks them.
fn faults(drawing: &Drawing) -> Vec<String> {
    let canvas = drawing.canvas();
    let (width, height) = canvas.size;
    let texts: Vec<(&str, Bounds)> = canvas
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            super::canvas::Shape::Text { text, .. } => Some((text.as_str(), shape.text_bounds()?)),
            _ => None,
        })
        .collect();
    let mut faults = Vec::new();
    for (i, (text, a)) in texts.iter().enumerate() {
        if a.0 < -0.01 || a.1 < -0.01 || a.2 > width + 0.01 || a.3 > height + 0.01 {
            faults.push(format!("{text:?} leaves the figure: {a:?} in {width} by {height}"));
        }
        for (other, b) in &texts[i + 1..] {
            // Boxes include the room of the tallest and deepest characters; 1.5 px of it may be shared.
            if a.0 + 0.5 < b.2 && b.0 + 0.5 < a.2 && a.1 + 1.5 < b.3 && b.1 + 1.5 < a.3 {
                faults.push(format!("{text:?} meets {other:?}: {a:?} {b:?}"));
            }
        }
    }
    for shape in &canvas.shapes {
        if let Some((left, top, right, bottom)) = shape.extent() {
            let inside = left >= -1.0 && top >= -1.0 && right <= width + 1.0 && bottom <= height + 1.0;
            if !inside || [left, top, right, bottom].iter().any(|edge| !edge.is_finite()) {
                faults.push(format!("a shape leaves the figure: {shape:?}"));
            }
        }
    }
    faults.extend(drawing.missing_glyphs().iter().map(|character| format!("no glyph for {character:?}")));
    faults
}

#[test]
fn the_gallery_has_no_fault_of_layout() {
    let folder = std::env::var_os("MICROGOV_GALLERY").map(std::path::PathBuf::from);
    let mut found = Vec::new();
    for language in [Language::English, Language::Chinese] {
        for width in [Width::Single, Width::OneHalf, Width::Double] {
            let style = Style { language, width, title: true };
            for (name, drawing) in samples::gallery(&style) {
                let name = format!("{name}.{width:?}.{}", if language == Language::English { "en" } else { "zh" });
                found.extend(faults(&drawing).into_iter().map(|fault| format!("{name}: {fault}")));
                assert!(!drawing.alt().is_empty() && !drawing.title().is_empty());
                if let Some(folder) = &folder {
                    std::fs::write(folder.join(format!("{name}.svg")), drawing.svg()).expect("a writable folder");
                    std::fs::write(folder.join(format!("{name}.live.svg")), drawing.svg_live()).expect("the same");
                    std::fs::write(folder.join(format!("{name}.png")), drawing.png().expect("a picture")).expect("it");
                }
            }
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let style = Style::new(Language::Chinese);
    for ((name, one), (_, other)) in samples::gallery(&style).into_iter().zip(samples::gallery(&style)) {
        assert_eq!(one.svg(), other.svg(), "{name}");
        assert_eq!(one.svg_live(), other.svg_live(), "{name}");
    }
}

#[test]
fn a_title_can_be_left_to_the_page() {
    let style = Style { title: false, ..Style::new(Language::English) };
    let drawing = super::forest::draw(&samples::forest(style.language), &style);
    assert!(!drawing.svg_live().contains(&format!(">{}</text>", drawing.title())));
    assert!(drawing.svg_live().contains(&format!("<title>{}</title>", drawing.title())));
}
