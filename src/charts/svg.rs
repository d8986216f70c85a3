//! Writes a canvas as SVG, with text as outlines or as text.

use super::canvas::{Anchor, Canvas, Paint, Shape, text_left};
use super::text::{self, FAMILY, Weight};
use crate::vocabulary::Language;
use std::fmt::Write;
use ttf_parser::OutlineBuilder;

/// How text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lettering {
    /// As outlines: looks the same everywhere, fonts or not.
    Outlined,
    /// As text: can be searched, read aloud and edited, if the reader has the font.
    Live,
}

/// What a reader who does not see the picture is told.
pub(crate) struct Spoken<'a> {
    pub(crate) language: Language,
    pub(crate) title: &'a str,
    pub(crate) alt: &'a str,
}

impl Spoken<'_> {
    /// The language as documents name it.
    pub(crate) fn language_tag(&self) -> &'static str {
        match self.language {
            Language::English => "en",
            Language::Chinese => "zh-Hans",
        }
    }
}

/// The SVG of `canvas`, `print` millimetres wide, or as many pixels as it has. The same canvas gives the same bytes.
pub(crate) fn write(canvas: &Canvas, spoken: &Spoken<'_>, lettering: Lettering, print: Option<f64>) -> String {
    let lang = spoken.language_tag();
    let (width, height) = (number(canvas.size.0), number(canvas.size.1));
    let size = match print {
        Some(wide) => {
            let high = wide * canvas.size.1 / canvas.size.0;
            format!("width=\"{}mm\" height=\"{}mm\"", number(wide), number(high))
        }
        None => format!("width=\"{width}\" height=\"{height}\""),
    };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" {size} \
         viewBox=\"0 0 {width} {height}\" role=\"img\" lang=\"{lang}\" xml:lang=\"{lang}\""
    );
    if lettering == Lettering::Live {
        let _ = write!(
            out,
            " font-family=\"'{FAMILY}','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif\" \
             style=\"text-autospace:no-autospace\""
        );
    }
    let _ = write!(out, ">\n<title>{}</title>\n<desc>{}</desc>\n", escape(spoken.title), escape(spoken.alt));
    for shape in &canvas.shapes {
        write_shape(&mut out, shape, lettering);
    }
    out.push_str("</svg>\n");
    out
}

fn write_shape(out: &mut String, shape: &Shape, lettering: Lettering) {
    // Writing to a string cannot fail.
    let _ = match shape {
        Shape::Path { points, paint, stroke, filled } => {
            let mut data = String::new();
            for (i, (x, y)) in points.iter().enumerate() {
                let _ = write!(data, "{}{} {}", if i == 0 { "M" } else { "L" }, number(*x), number(*y));
            }
            let close = if *filled { "Z" } else { "" };
            writeln!(out, "<path d=\"{data}{close}\"{}/>", ink(*paint, *stroke, *filled))
        }
        Shape::Rect { x, y, width, height, paint, stroke, filled } => writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>",
            number(*x),
            number(*y),
            number(*width),
            number(*height),
            ink(*paint, *stroke, *filled)
        ),
        Shape::Circle { x, y, radius, paint, stroke, filled } => writeln!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>",
            number(*x),
            number(*y),
            number(*radius),
            ink(*paint, *stroke, *filled)
        ),
        Shape::Text { text, x, y, size, weight, anchor, paint } => match lettering {
            Lettering::Live => {
                let weight = if *weight == Weight::SemiBold { " font-weight=\"600\"" } else { "" };
                let anchor = match anchor {
                    Anchor::Start => "",
                    Anchor::Middle => " text-anchor=\"middle\"",
                    Anchor::End => " text-anchor=\"end\"",
                };
                let at = format!("x=\"{}\" y=\"{}\" font-size=\"{}\"", number(*x), number(*y), number(*size));
                let fill = ink(*paint, 0.0, true);
                writeln!(out, "<text {at}{weight}{anchor}{fill}>{}</text>", escape(text))
            }
            Lettering::Outlined => {
                let left = text_left(*x, text::width(text, *size, *weight), *anchor);
                let data = outlines(text, left, *y, *size, *weight);
                writeln!(out, "<path aria-label=\"{}\" d=\"{data}\"{}/>", escape(text), ink(*paint, 0.0, true))
            }
        },
    };
}

/// Fill and stroke.
fn ink(paint: Paint, stroke: f64, filled: bool) -> String {
    let (r, g, b) = paint.rgb;
    let colour = format!("#{r:02x}{g:02x}{b:02x}");
    let opacity = if paint.opacity < 1.0 { number(paint.opacity) } else { String::new() };
    let with = |name: &str| if opacity.is_empty() { String::new() } else { format!(" {name}-opacity=\"{opacity}\"") };
    if filled {
        format!(" fill=\"{colour}\"{}", with("fill"))
    } else {
        format!(
            " fill=\"none\" stroke=\"{colour}\"{} stroke-width=\"{}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"",
            with("stroke"),
            number(stroke)
        )
    }
}

/// A number with at most two decimals, without trailing zeros.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_string() } else { text.to_string() }
}

/// Text of an element or an attribute. Characters that XML forbids are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}

/// The outlines of a line of text as path data.
fn outlines(text: &str, left: f64, baseline: f64, size: f64, weight: Weight) -> String {
    let mut pen = Pen { data: String::new(), x: left, y: baseline, scale: 0.0, at: (0, 0), start: (0, 0) };
    for (_, glyph, from_left) in text::set(text, weight) {
        pen.x = left + size * from_left;
        pen.scale = size / text::units_per_em(glyph);
        text::outline(glyph, &mut pen);
    }
    pen.data
}

/// Writes path data with relative coordinates in hundredths of a pixel, which is half as long as absolute ones.
/// Positions are rounded before they are subtracted, so that errors do not add up.
struct Pen {
    data: String,
    /// Origin of the character, in pixels.
    x: f64,
    y: f64,
    /// Pixels in a unit of the font.
    scale: f64,
    /// Where the pen is, and where the contour began, in hundredths of a pixel.
    at: (i64, i64),
    start: (i64, i64),
}

impl Pen {
    fn put(&mut self, command: char, points: &[(f32, f32)]) {
        self.data.push(if self.data.is_empty() { 'M' } else { command });
        let mut last = self.at;
        let mut first = true;
        for (x, y) in points {
            let x = libm::round(100.0 * (self.x + self.scale * f64::from(*x))) as i64;
            let y = libm::round(100.0 * (self.y - self.scale * f64::from(*y))) as i64;
            for hundredths in [x - self.at.0, y - self.at.1] {
                let text = hundredth(hundredths);
                if !first && !text.starts_with('-') {
                    self.data.push(' ');
                }
                self.data.push_str(&text);
                first = false;
            }
            last = (x, y);
        }
        self.at = last;
    }

    fn close(&mut self) {
        self.data.push('z');
        self.at = self.start;
    }

    fn begin(&mut self, x: f32, y: f32) {
        self.put('m', &[(x, y)]);
        self.start = self.at;
    }
}

/// Hundredths as a decimal number without needless zeros.
fn hundredth(value: i64) -> String {
    let text = number(value as f64 / 100.0);
    match text.strip_prefix("-0.") {
        Some(fraction) => format!("-.{fraction}"),
        None => text.strip_prefix("0.").map_or(text.clone(), |fraction| format!(".{fraction}")),
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.begin(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.put('l', &[(x, y)]);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.put('q', &[(x1, y1), (x, y)]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.put('c', &[(x1, y1), (x2, y2), (x, y)]);
    }
    fn close(&mut self) {
        Pen::close(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas(text: &str) -> Canvas {
        let paint = Paint { rgb: (0, 0, 0), opacity: 1.0 };
        let (size, weight, anchor) = (12.0, Weight::Regular, Anchor::Start);
        let text = Shape::Text { text: text.to_string(), x: 5.0, y: 20.0, size, weight, anchor, paint };
        Canvas { size: (200.0, 40.0), shapes: vec![text] }
    }

    #[test]
    fn labels_cannot_break_the_document() {
        let spoken = Spoken { language: Language::Chinese, title: "<&>", alt: "a\u{0}\"b\"" };
        for lettering in [Lettering::Outlined, Lettering::Live] {
            let svg = write(&canvas("</text><script>&\u{1}"), &spoken, lettering, None);
            assert!(!svg.contains("<script>") && svg.contains("<title>&lt;&amp;&gt;</title>"));
            assert!(svg.contains("xml:lang=\"zh-Hans\"") && svg.contains("role=\"img\""));
            assert!(resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).is_ok());
        }
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([hundredth(-50), hundredth(7), hundredth(120), hundredth(0)], ["-.5", ".07", "1.2", "0"]);
        assert_eq!([number(1.0), number(0.125), number(-0.001), number(12.50)], ["1", "0.12", "0", "12.5"]);
    }

    #[test]
    fn a_character_without_a_glyph_is_a_visible_box() {
        let spoken = Spoken { language: Language::English, title: "", alt: "" };
        let svg = write(&canvas("\u{1F600}"), &spoken, Lettering::Outlined, None);
        assert!(svg.contains("d=\"M6.2 20l0-8.8"), "{svg}");
    }
}
