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

/// The SVG of `canvas`. The same canvas gives the same bytes.
pub(crate) fn write(canvas: &Canvas, spoken: &Spoken<'_>, lettering: Lettering) -> String {
    let lang = match spoken.language {
        Language::English => "en",
        Language::Chinese => "zh-Hans",
    };
    let (width, height) = (number(canvas.size.0), number(canvas.size.1));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
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
fn number(value: f64) -> String {
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
    let mut pen = Pen { data: String::new(), x: left, y: baseline, scale: 0.0 };
    let mut before: Option<text::Glyph> = None;
    for character in text.chars() {
        let glyph = text::glyph(character, weight);
        pen.x += size * before.map_or(0.0, |before| text::kerning(before, glyph));
        match glyph.source {
            Some((weight, id)) => {
                pen.scale = size / text::units_per_em(weight);
                text::outline(weight, id, &mut pen);
            }
            None => pen.missing(glyph.advance * size, size),
        }
        pen.x += glyph.advance * size;
        before = Some(glyph);
    }
    pen.data
}

struct Pen {
    data: String,
    x: f64,
    y: f64,
    scale: f64,
}

impl Pen {
    fn put(&mut self, command: char, points: &[(f32, f32)]) {
        self.data.push(command);
        for (i, (x, y)) in points.iter().enumerate() {
            if i > 0 {
                self.data.push(' ');
            }
            let x = number(self.x + self.scale * f64::from(*x));
            let y = number(self.y - self.scale * f64::from(*y));
            let _ = write!(self.data, "{x} {y}");
        }
    }

    /// The box that stands for a character without a glyph: a frame with a stroke through it.
    fn missing(&mut self, advance: f64, size: f64) {
        self.scale = 1.0;
        let (left, right, top) = ((0.1 * size) as f32, (advance - 0.1 * size) as f32, (text::CAP * size) as f32);
        let line = (0.07 * size) as f32;
        // The inner frame runs the other way round, so that it is a hole.
        self.put('M', &[(left, 0.0)]);
        self.put('L', &[(left, top), (right, top), (right, 0.0)]);
        self.data.push('Z');
        self.put('M', &[(left + line, line)]);
        self.put('L', &[(right - line, line), (right - line, top - line), (left + line, top - line)]);
        self.data.push('Z');
        self.put('M', &[(left + line, line)]);
        self.put('L', &[(left + line, 2.4 * line), (right - line, top - line), (right - line, top - 2.4 * line)]);
        self.data.push('Z');
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[(x, y)]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[(x, y)]);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.put('Q', &[(x1, y1), (x, y)]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.put('C', &[(x1, y1), (x2, y2), (x, y)]);
    }
    fn close(&mut self) {
        self.data.push('Z');
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
            let svg = write(&canvas("</text><script>&\u{1}"), &spoken, lettering);
            assert!(!svg.contains("<script>") && svg.contains("<title>&lt;&amp;&gt;</title>"));
            assert!(svg.contains("xml:lang=\"zh-Hans\"") && svg.contains("role=\"img\""));
            assert!(resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).is_ok());
        }
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([number(1.0), number(0.125), number(-0.001), number(12.50)], ["1", "0.12", "0", "12.5"]);
    }

    #[test]
    fn a_character_without_a_glyph_is_a_visible_box() {
        let spoken = Spoken { language: Language::English, title: "", alt: "" };
        let svg = write(&canvas("\u{1F600}"), &spoken, Lettering::Outlined);
        assert!(svg.contains("d=\"M6.2 20L"), "{svg}");
    }
}
