//! Charts for print: in any width, and as PDF.

use crate::desk::{Desk, SCENARIO};

/// Width and height of a PNG in pixels, and its pixels per metre.
fn measured(png: &[u8]) -> (u32, u32, u32) {
    let word = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    let resolution = png.windows(4).position(|name| name == b"pHYs").expect("a resolution");
    assert_eq!(png[resolution + 12], 1, "the resolution is by the metre");
    (word(16), word(20), word(resolution + 4))
}

/// The first tag of an SVG.
fn tag(svg: &[u8]) -> String {
    String::from_utf8_lossy(svg).split_once('>').unwrap().0.to_string()
}

/// A number between two words.
fn between(text: &str, before: &str, after: &str) -> f64 {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0.parse().unwrap()
}

#[test]
fn a_chart_is_as_wide_as_was_asked_for() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --out all", 0);
    // The layout that is made least smaller or larger: 90, 132 or 190 mm.
    for (asked, dpi, layout) in [(60, 300, 340), (90, 300, 340), (120, 96, 500), (160, 300, 720), (400, 150, 720)] {
        desk.call(&format!("plot all --only forest --width-mm {asked} --dpi {dpi} --out wide"), 0);
        let files = desk.files("wide");
        let tag = tag(&files["forest.en.svg"]);
        assert!(tag.contains(&format!(" width=\"{asked}mm\" ")), "{tag}");
        let view_box = format!(" viewBox=\"0 0 {layout} ");
        let high = between(&tag, &view_box, "\"");
        let millimetres = f64::from(asked) * high / f64::from(layout);
        assert!((between(&tag, " height=\"", "mm\"") - millimetres).abs() < 0.006, "{tag}");

        let (width, height, per_metre) = measured(&files["forest.en.png"]);
        let dots = |millimetres: f64| millimetres / 25.4 * f64::from(dpi);
        assert!((f64::from(width) - dots(f64::from(asked))).abs() <= 0.5, "{width} dots for {asked} mm");
        assert!((f64::from(height) - dots(millimetres)).abs() <= 0.5, "{height} dots for {millimetres} mm");
        // What a word processor makes of it is as wide as was asked for.
        assert!((f64::from(width) / f64::from(per_metre) * 1000.0 - f64::from(asked)).abs() < 0.2);
    }
    // Both widths at once say nothing, and neither do others.
    assert!(desk.told("plot all --width single --width-mm 160", 2).contains("cannot be used with"));
    assert!(desk.told("plot all --only forest --width-mm 400 --dpi 1200", 1).contains("fewer dots an inch"));
    for wrong in ["59", "401", "wide"] {
        assert!(desk.told(&format!("plot all --width-mm {wrong}"), 2).contains("--width-mm"));
    }
}

#[test]
fn a_chart_without_a_width_has_that_of_its_layout() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --out all", 0);
    desk.call("plot all --only forest --width onehalf --dpi 192 --out same", 0);
    let files = desk.files("same");
    assert!(tag(&files["forest.en.svg"]).contains(" width=\"500\" "));
    assert_eq!(measured(&files["forest.en.png"]).0, 1000);
}

#[test]
fn a_chart_as_pdf_is_one_page_of_its_size_the_same_bytes_each_time() {
    let desk = Desk::new(SCENARIO);
    desk.call("compare village.toml --quiet --out all", 0);
    for out in ["once", "twice"] {
        desk.call(&format!("plot all --format pdf --lang both --width-mm 127 --out {out}"), 0);
    }
    let files = desk.files("once");
    assert_eq!(files, desk.files("twice"));
    assert_eq!(files.len(), 2 * crate::CHARTS.len());
    for (name, pdf) in &files {
        let text = String::from_utf8_lossy(pdf);
        assert!(pdf.starts_with(b"%PDF-1.7\n") && pdf.ends_with(b"%%EOF\n"), "{name}");
        assert_eq!(text.matches("/Type /Page ").count(), 1, "{name}");
        assert!(text.contains("/MediaBox [0 0 360 "), "{name} is not 127 mm wide");
        assert!(
            text.contains("+NotoSansSC-Regular") && text.contains("/ToUnicode") && !text.contains("Date"),
            "{name}"
        );
        assert!(pdf.len() < 400_000, "{name} has {} bytes", pdf.len());
    }
    // In the results folder they are listed as any other chart.
    desk.call("plot all --only forest --format pdf", 0);
    let listed = desk.manifest("all")["files"].to_string();
    assert!(listed.contains("charts/forest.en.pdf"), "{listed}");
}
