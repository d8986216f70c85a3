//! Writes a canvas as PDF: vector graphics with text as text, in fonts cut down to what is drawn.
//!
//! The file is one page of the size of the chart. It holds neither a date nor a random number, so that the same canvas
//! gives the same bytes.

mod file;

use super::canvas::{Canvas, Paint, Shape, text_left};
use super::png::PictureError;
use super::svg::{Spoken, number};
use super::text::{self, Weight};
use super::theme::MM_PER_INCH;
use file::{File, utf16};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use subsetter::GlyphRemapper;
use ttf_parser::GlyphId;

/// Points in an inch.
const POINTS_PER_INCH: f64 = 72.0;
/// How far the control points of a quarter of a circle are from its ends, in radii.
const QUARTER: f64 = 0.552_284_75;

/// The PDF of a canvas that is `width` millimetres wide in print.
///
/// # Errors
/// [`PictureError`] when a font cannot be cut down or a part not be packed.
pub(crate) fn write(canvas: &Canvas, spoken: &Spoken<'_>, width: f64) -> Result<Vec<u8>, PictureError> {
    let scale = width / MM_PER_INCH * POINTS_PER_INCH / canvas.size.0;
    let (width, height) = (number(canvas.size.0 * scale), number(canvas.size.1 * scale));
    let mut page = Page::default();
    // The canvas counts in pixels from the upper left corner, the page in points from the lower left.
    let _ = writeln!(page.content, "{scale:.6} 0 0 -{scale:.6} 0 {height} cm 1 J 1 j");
    for shape in &canvas.shapes {
        page.draw(shape);
    }

    let mut file = File::default();
    let [catalog, pages, sheet, content, about] = [(); 5].map(|()| file.reserve());
    let mut fonts = String::new();
    for (weight, used) in &page.fonts {
        let font = file.font(*weight, used)?;
        let _ = write!(fonts, "/{} {font} 0 R ", name(*weight));
    }
    let opacity = |percent: &u32| format!("/A{percent} << /ca {0} /CA {0} >> ", number(f64::from(*percent) / 100.0));
    let opacities: String = page.opacities.iter().map(opacity).collect();
    let lang = spoken.language_tag();
    file.put(
        catalog,
        &format!(
            "<< /Type /Catalog /Pages {pages} 0 R /Lang ({lang}) /ViewerPreferences << /DisplayDocTitle true >> >>"
        ),
    );
    file.put(pages, &format!("<< /Type /Pages /Kids [{sheet} 0 R] /Count 1 >>"));
    file.put(
        sheet,
        &format!(
            "<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {width} {height}] /Contents {content} 0 R \
             /Resources << /Font << {fonts}>> /ExtGState << {opacities}>> >> >>"
        ),
    );
    file.stream(content, "", page.content.as_bytes())?;
    let (title, subject) = (utf16(spoken.title), utf16(spoken.alt));
    file.put(about, &format!("<< /Title <FEFF{title}> /Subject <FEFF{subject}> /Creator (microgov) >>"));
    Ok(file.finished(catalog, about))
}

fn failed(error: impl std::fmt::Display) -> PictureError {
    PictureError(error.to_string())
}

/// The name of the font of a weight within the page.
fn name(weight: Weight) -> &'static str {
    match weight {
        Weight::Regular => "R",
        Weight::SemiBold => "B",
    }
}

/// The glyphs that a page takes from a font.
#[derive(Default)]
struct Used {
    glyphs: GlyphRemapper,
    /// Of each glyph by its number in the font that is cut down: the character and the advance in ems.
    characters: BTreeMap<u16, (char, f64)>,
}

/// A page while it is drawn.
#[derive(Default)]
struct Page {
    content: String,
    fonts: BTreeMap<Weight, Used>,
    /// In percent.
    opacities: BTreeSet<u32>,
    opacity: Option<u32>,
}

impl Page {
    fn draw(&mut self, shape: &Shape) {
        // Writing to a string cannot fail.
        let _ = match shape {
            Shape::Path { points, paint, stroke, filled } => {
                self.ink(*paint, *stroke, *filled);
                self.polygon(points.iter().copied());
                writeln!(self.content, "{}", painted(*filled))
            }
            Shape::Rect { x, y, width, height, paint, stroke, filled } => {
                self.ink(*paint, *stroke, *filled);
                let [x, y, width, height] = [x, y, width, height].map(|value| number(*value));
                writeln!(self.content, "{x} {y} {width} {height} re {}", painted(*filled))
            }
            Shape::Circle { x, y, radius, paint, stroke, filled } => {
                self.ink(*paint, *stroke, *filled);
                self.circle((*x, *y), *radius);
                writeln!(self.content, "{}", painted(*filled))
            }
            Shape::Text { text, x, y, size, weight, anchor, paint } => {
                self.ink(*paint, 0.0, true);
                let left = text_left(*x, text::width(text, *size, *weight), *anchor);
                self.text(text, (left, *y), *size, *weight);
                Ok(())
            }
        };
    }

    /// Sets colour, opacity and thickness.
    fn ink(&mut self, paint: Paint, stroke: f64, filled: bool) {
        let percent = libm::round(100.0 * paint.opacity) as u32;
        if self.opacity != Some(percent) {
            self.opacity = Some(percent);
            self.opacities.insert(percent);
            let _ = write!(self.content, "/A{percent} gs ");
        }
        let (r, g, b) = paint.rgb;
        let [r, g, b] = [r, g, b].map(|byte| format!("{:.4}", f64::from(byte) / 255.0));
        let _ = if filled {
            write!(self.content, "{r} {g} {b} rg ")
        } else {
            write!(self.content, "{r} {g} {b} RG {} w ", number(stroke))
        };
    }

    /// A path through points.
    fn polygon(&mut self, points: impl Iterator<Item = (f64, f64)>) {
        for (i, (x, y)) in points.enumerate() {
            let _ = write!(self.content, "{} {} {} ", number(x), number(y), if i == 0 { 'm' } else { 'l' });
        }
    }

    /// A circle of four curves.
    fn circle(&mut self, (x, y): (f64, f64), radius: f64) {
        let _ = write!(self.content, "{} {} m ", number(x + radius), number(y));
        for (cos, sin) in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
            // From where the angle has this cosine and sine to a quarter further on.
            let points =
                [(cos - QUARTER * sin, sin + QUARTER * cos), (QUARTER * cos - sin, QUARTER * sin + cos), (-sin, cos)];
            for (across, down) in points {
                let _ = write!(self.content, "{} {} ", number(x + radius * across), number(y + radius * down));
            }
            self.content.push_str("c ");
        }
        self.content.push_str("h ");
    }

    /// A line of text, in as many pieces as there are changes of the font.
    fn text(&mut self, text: &str, (left, baseline): (f64, f64), size: f64, weight: Weight) {
        // The font of the piece that is open, and where its next glyph stands unless it is moved, in ems.
        let mut open: Option<(Weight, f64)> = None;
        for (character, glyph, from_left) in text::set(text, weight) {
            let of = glyph.source.map(|(weight, _)| weight);
            if open.is_some_and(|(weight, _)| of != Some(weight)) {
                self.content.push_str(">] TJ ET\n");
                open = None;
            }
            let Some((weight, id)) = glyph.source else {
                for contour in text::box_contours(size) {
                    let x = left + size * from_left;
                    self.polygon(contour.iter().map(|point| (x + f64::from(point.0), baseline - f64::from(point.1))));
                }
                self.content.push_str("f\n");
                continue;
            };
            match open {
                None => {
                    let (x, y, font, size) = (left + size * from_left, number(baseline), name(weight), number(size));
                    let _ = write!(self.content, "BT /{font} {size} Tf 1 0 0 -1 {} {y} Tm [<", number(x));
                }
                Some((_, next)) => {
                    // In thousandths of an em, towards the left.
                    let back = libm::round(1000.0 * (next - from_left));
                    if back != 0.0 {
                        let _ = write!(self.content, ">{back}<");
                    }
                }
            }
            let _ = write!(
                self.content,
                "{:04X}",
                self.fonts.entry(weight).or_default().number(character, id, glyph.advance)
            );
            open = Some((weight, from_left + glyph.advance));
        }
        if open.is_some() {
            self.content.push_str(">] TJ ET\n");
        }
    }
}

/// The operator that fills or strokes a path.
fn painted(filled: bool) -> &'static str {
    if filled { "f" } else { "S" }
}

impl Used {
    /// The number of a glyph in the font that is cut down.
    fn number(&mut self, character: char, id: GlyphId, advance: f64) -> u16 {
        let number = self.glyphs.remap(id.0);
        self.characters.entry(number).or_insert((character, advance));
        number
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::Anchor;
    use super::*;
    use crate::vocabulary::Language;
    use flate2::read::ZlibDecoder;
    use std::io::Read;

    fn file(texts: &[(&str, Weight)]) -> Vec<u8> {
        let paint = Paint { rgb: (255, 0, 51), opacity: 0.25 };
        let (stroke, points) = (1.0, vec![(1.0, 2.0), (3.5, 4.0)]);
        let mut shapes = vec![
            Shape::Path { points, paint, stroke, filled: false },
            Shape::Circle { x: 10.0, y: 20.0, radius: 2.0, paint, stroke, filled: true },
        ];
        for (text, weight) in texts {
            let (text, weight, anchor) = (text.to_string(), *weight, Anchor::Start);
            shapes.push(Shape::Text { text, x: 5.0, y: 20.0, size: 10.0, weight, anchor, paint });
        }
        let spoken = Spoken { language: Language::Chinese, title: "题 (1)", alt: "说明" };
        write(&Canvas { size: (200.0, 40.0), shapes }, &spoken, 100.0).expect("a file")
    }

    /// The streams of a file, unpacked, by the number of their object.
    fn streams(file: &[u8]) -> BTreeMap<usize, Vec<u8>> {
        let table = String::from_utf8_lossy(file).into_owned();
        let table = table.split_once("\nxref\n").expect("a table of objects").1;
        let offsets = table.lines().filter_map(|line| line.strip_suffix(" 00000 n ")?.parse::<usize>().ok());
        let mut streams = BTreeMap::new();
        for (i, offset) in offsets.enumerate() {
            let object = &file[offset..];
            assert!(object.starts_with(format!("{} 0 obj\n", i + 1).as_bytes()), "object {} is not there", i + 1);
            let end = object.windows(7).position(|word| word == b"\nendobj").expect("an end");
            if let Some(start) = object[..end].windows(8).position(|word| word == b"\nstream\n") {
                let mut bytes = Vec::new();
                ZlibDecoder::new(&object[start + 8..end]).read_to_end(&mut bytes).expect("packed bytes");
                streams.insert(i + 1, bytes);
            }
        }
        streams
    }

    #[test]
    fn the_same_canvas_gives_the_same_bytes() {
        let texts = [("三人小组 Tō", Weight::Regular), ("题", Weight::SemiBold)];
        assert_eq!(file(&texts), file(&texts));
    }

    #[test]
    fn the_page_is_as_large_as_the_picture_and_says_what_it_is() {
        let file = file(&[]);
        let text = String::from_utf8_lossy(&file);
        assert!(text.contains("/MediaBox [0 0 283.46 56.69]") && text.contains("/Lang (zh-Hans)"), "{text}");
        assert!(text.contains("/Title <FEFF98980020002800310029>") && text.contains("/Subject <FEFF8BF4660E>"));
        assert!(!text.contains("Date"));
        let content = String::from_utf8(streams(&file).into_values().next().expect("a page")).expect("ASCII");
        assert!(content.contains("/A25 gs 1.0000 0.0000 0.2000 RG 1 w 1 2 m 3.5 4 l S\n"), "{content}");
        assert!(content.contains("12 20 m 12 21.1 11.1 22 10 22 c 8.9 22 8 21.1 8 20 c"), "{content}");
    }

    #[test]
    fn text_can_be_searched_in_whatever_font_it_is_drawn() {
        // A rare character in a title comes from the regular font, one that no font has is a box.
        let file = file(&[("To 三人小组", Weight::Regular), ("堌村\u{1F600}组", Weight::SemiBold)]);
        let streams = streams(&file);
        let content = String::from_utf8(streams[&4].clone()).expect("ASCII");
        let maps: Vec<BTreeMap<String, String>> = streams
            .values()
            .filter_map(|bytes| String::from_utf8(bytes.clone()).ok().filter(|text| text.contains("begincmap")))
            .map(|map| {
                let pair = |line: &str| {
                    let (glyph, character) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
                    let unit = u16::from_str_radix(character, 16).ok()?;
                    Some((glyph.to_string(), String::from_utf16(&[unit]).ok()?))
                };
                map.lines().filter_map(pair).collect()
            })
            .collect();
        assert_eq!(maps.len(), 2);
        let mut read = Vec::new();
        for piece in content.split("BT ").skip(1) {
            let map = &maps[usize::from(piece.starts_with("/B"))];
            let glyphs = piece.split_once('[').expect("text").1.split_once(']').expect("an end").0;
            let hex: String = glyphs.split('<').filter_map(|part| Some(part.split_once('>')?.0)).collect();
            let glyph = |i: usize| map[&hex[4 * i..4 * i + 4]].clone();
            read.push((0..hex.len() / 4).map(glyph).collect::<String>());
        }
        assert_eq!(read, ["To 三人小组", "堌", "村", "组"]);
        // T and o stand closer than their widths say.
        let moved = content.split_once("[<").expect("text").1.split_once('>').expect("a move").1;
        let moved: f64 = moved.split_once('<').expect("more").0.parse().expect("a number");
        assert!((20.0..150.0).contains(&moved), "{moved}");
        assert_eq!(content.matches(" f\n").count() + content.matches("\nf\n").count(), 2, "{content}");
    }
}
