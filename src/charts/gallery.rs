//! Every chart with ordinary and with extreme data, in both languages and all widths: drawn, and looked over by rules
//! that an eye would apply. `MICROGOV_GALLERY=DIR cargo test gallery` writes the pictures, with
//! `MICROGOV_GALLERY_ONLY=money` those whose names begin so.

use super::layout::faults;
use super::samples;
use super::{Drawing, Style, Width};
use crate::vocabulary::Language;

#[test]
fn the_gallery_has_no_fault_of_layout() {
    let folder = std::env::var_os("MICROGOV_GALLERY").map(std::path::PathBuf::from);
    let only = std::env::var("MICROGOV_GALLERY_ONLY").unwrap_or_default();
    let mut found = Vec::new();
    for language in [Language::English, Language::Chinese] {
        for width in [Width::Single, Width::OneHalf, Width::Double] {
            let style = Style { language, width, title: true };
            for (name, drawing) in samples::gallery(&style) {
                let name = format!("{name}.{width:?}.{}", if language == Language::English { "en" } else { "zh" });
                found.extend(faults(&drawing.svg_live()).into_iter().map(|fault| format!("{name}: {fault}")));
                assert!(!drawing.alt().is_empty() && !drawing.title().is_empty());
                if let Some(folder) = folder.as_ref().filter(|_| name.starts_with(&only)) {
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

#[test]
fn a_label_with_unknown_characters_is_drawn_and_reported() {
    let mut data = samples::tiers::tiers(Language::Chinese);
    data.arms[0].label = "方案\u{1F600}\u{10FFFF}".to_string();
    let drawing = super::tiers::draw(&data, &Style::new(Language::Chinese));
    assert_eq!(drawing.missing_glyphs(), ['\u{1F600}', '\u{10FFFF}']);
    assert!(drawing.png().is_ok());
}

/// Whether the picture has each of these as a text of its own.
fn assert_drawn(drawing: &Drawing, texts: &[&str]) {
    let svg = drawing.svg_live();
    for text in texts {
        assert!(svg.contains(&format!(">{text}</text>")), "{text:?} is not in {svg}");
    }
}

#[test]
fn the_numbers_drawn_are_those_given() {
    let english = Style::new(Language::English);
    let forest = super::forest::draw(&samples::forest(Language::English), &english);
    assert_drawn(&forest, &["+27.8 [+25.0, +30.6]", "47.2% → 75.0%", "better", "percentage points"]);
    assert_drawn(&forest, &["−12.6 [−17.7, −7.5]", "41.3 → 28.7", "182,400 → 203,750", "worse", "undecided"]);
    assert!(forest.alt().contains("47.2% to 75.0%, difference +27.8 [+25.0, +30.6], better."));
    assert!(forest.title().contains("27.8 percentage points higher"), "{}", forest.title());

    let course = super::course::draw(&samples::course(60, Language::English), &english);
    assert_drawn(&course, &["75.3% (67.8–82.8)", "47.2% (40.2–54.2)", "2027"]);
    assert_drawn(&course, &["Jan 2026: three-person groups take office"]);
    let distribution = super::distribution::draw(&samples::distribution(Language::English), &english);
    assert_drawn(&distribution, &["41.2 days", "37.0–45.5"]);
    let tiers = super::tiers::draw(&samples::tiers::tiers(Language::Chinese), &Style::new(Language::Chinese));
    assert_drawn(&tiers, &["办结520", "放弃150", "未结20", "办结670", "上转310", "三人小组制"]);
}

#[test]
fn a_title_states_a_finding_only_when_the_interval_excludes_zero() {
    let english = Style::new(Language::English);
    let mut data = samples::forest(Language::English);
    data.headline = Some(crate::vocabulary::Measure::LumpedShare);
    let neutral = "Effects of Three-person group against Single leader";
    assert_eq!(super::forest::draw(&data, &english).title(), neutral);
    data.headline = None;
    assert_eq!(super::forest::draw(&data, &english).title(), neutral);
}

/// The darkness of every pixel of an SVG.
fn render(svg: &str) -> Vec<i32> {
    use resvg::usvg;
    let mut options = usvg::Options::default();
    for weight in [super::Weight::Regular, super::Weight::SemiBold] {
        options.fontdb_mut().load_font_data(super::font_file(weight).to_vec());
    }
    let tree = usvg::Tree::from_str(svg, &options).expect("a valid SVG");
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).expect("a size");
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    darkness(&pixels)
}

fn darkness(pixels: &tiny_skia::Pixmap) -> Vec<i32> {
    pixels.pixels().iter().map(|pixel| i32::from(pixel.green())).collect()
}

/// How many pixels differ by more than is seen.
fn differing(one: &[i32], other: &[i32]) -> usize {
    assert_eq!(one.len(), other.len());
    one.iter().zip(other).filter(|(a, b)| (*a - *b).abs() > 48).count()
}

#[test]
fn text_and_outlines_look_the_same() {
    for language in [Language::English, Language::Chinese] {
        let drawing = super::forest::draw(&samples::forest(language), &Style::new(language));
        let (live, outlined) = (render(&drawing.svg_live()), render(&drawing.svg()));
        let differing = differing(&live, &outlined);
        // Shaping may round otherwise here and there; a letter out of place or in another weight is far more.
        assert!(differing * 2000 < live.len(), "{differing} of {} pixels differ", live.len());
    }
}

#[test]
fn pictures_look_like_the_graphics() {
    for language in [Language::English, Language::Chinese] {
        for (name, drawing) in samples::gallery(&Style::new(language)) {
            let png = drawing.png_at(96).expect("a picture");
            let picture = darkness(&tiny_skia::Pixmap::decode_png(&png).expect("a valid file"));
            let differing = differing(&picture, &render(&drawing.svg()));
            assert!(differing * 1000 < picture.len(), "{name}: {differing} of {} pixels differ", picture.len());
        }
    }
}
