//! Turns a canvas into a PNG for print.

use super::canvas::{Canvas, Paint, Shape, text_left};
use super::text;
use super::theme::MM_PER_INCH;
use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint as Ink, PathBuilder, Pixmap, Rect, Stroke, Transform};
use ttf_parser::OutlineBuilder;

/// Dots per inch of pictures for print.
pub(crate) const PRINT: u32 = 300;

/// Pixels of the largest picture, which take 0.8 gigabytes while it is drawn.
const MOST_PIXELS: f64 = 2e8;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
#[error("cannot make the picture: {0}")]
pub struct PictureError(pub(super) String);

/// The PNG of a canvas that is `width` millimetres wide in print, at `dpi` dots an inch, with that resolution written
/// into it.
pub(crate) fn render(canvas: &Canvas, width: f64, dpi: u32) -> Result<Vec<u8>, PictureError> {
    let failed = |error: &dyn std::fmt::Display| PictureError(error.to_string());
    let scale = width / MM_PER_INCH * f64::from(dpi) / canvas.size.0;
    let (width, height) = (libm::round(canvas.size.0 * scale), libm::round(canvas.size.1 * scale));
    if width * height > MOST_PIXELS {
        return Err(failed(&format_args!("{width} by {height} pixels are too many; take fewer dots an inch")));
    }
    let mut pixels = Pixmap::new(width.max(1.0) as u32, height.max(1.0) as u32)
        .ok_or_else(|| failed(&format_args!("no picture is {width} by {height} pixels")))?;
    // The last row may be covered in part; paper is never transparent.
    pixels.fill(Color::WHITE);
    let scale = Transform::from_scale(scale as f32, scale as f32);
    for shape in &canvas.shapes {
        draw(&mut pixels, shape, scale);
    }
    let png = pixels.encode_png().map_err(|error| failed(&error))?;
    Ok(with_resolution(&png, dpi))
}

/// Draws a shape. What is empty draws nothing.
fn draw(pixels: &mut Pixmap, shape: &Shape, scale: Transform) {
    let mut path = PathBuilder::new();
    let (paint, stroke, filled) = match shape {
        Shape::Path { points, paint, stroke, filled } => {
            for (i, (x, y)) in points.iter().enumerate() {
                let (x, y) = (*x as f32, *y as f32);
                if i == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
            }
            if *filled {
                path.close();
            }
            (paint, stroke, *filled)
        }
        Shape::Rect { x, y, width, height, paint, stroke, filled } => {
            if let Some(rect) = Rect::from_xywh(*x as f32, *y as f32, *width as f32, *height as f32) {
                path.push_rect(rect);
            }
            (paint, stroke, *filled)
        }
        Shape::Circle { x, y, radius, paint, stroke, filled } => {
            path.push_circle(*x as f32, *y as f32, *radius as f32);
            (paint, stroke, *filled)
        }
        Shape::Text { text, x, y, size, weight, anchor, paint } => {
            let left = text_left(*x, text::width(text, *size, *weight), *anchor);
            for (_, glyph, from_left) in text::set(text, *weight) {
                let (x, scale) = (left + size * from_left, size / text::units_per_em(glyph));
                text::outline(glyph, &mut Pen { path: &mut path, x, y: *y, scale });
            }
            (paint, &0.0, true)
        }
    };
    let Some(path) = path.finish() else { return };
    let ink = ink(*paint);
    if filled {
        pixels.fill_path(&path, &ink, FillRule::Winding, scale, None);
    } else {
        let (line_cap, line_join) = (LineCap::Round, LineJoin::Round);
        let stroke = Stroke { width: *stroke as f32, line_cap, line_join, ..Stroke::default() };
        pixels.stroke_path(&path, &ink, &stroke, scale, None);
    }
}

fn ink(paint: Paint) -> Ink<'static> {
    let (r, g, b) = paint.rgb;
    let mut ink = Ink::default();
    ink.set_color_rgba8(r, g, b, libm::round(255.0 * paint.opacity) as u8);
    ink
}

/// Puts outlines where their character stands.
struct Pen<'a> {
    path: &'a mut PathBuilder,
    /// Origin of the character, in pixels.
    x: f64,
    y: f64,
    /// Pixels in a unit of the font.
    scale: f64,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        ((self.x + self.scale * f64::from(x)) as f32, (self.y - self.scale * f64::from(y)) as f32)
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }
    fn close(&mut self) {
        self.path.close();
    }
}

/// Puts the resolution into a PNG, without which word processors take it for 96 dots an inch.
fn with_resolution(png: &[u8], dpi: u32) -> Vec<u8> {
    // The signature (8 bytes) and the header chunk (25) come first in every PNG.
    let (head, rest) = png.split_at(33.min(png.len()));
    let per_metre = libm::round(f64::from(dpi) / 0.0254) as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.to_be_bytes());
    chunk.extend(per_metre.to_be_bytes());
    chunk.push(1);
    let mut out = head.to_vec();
    out.extend((chunk.len() as u32 - 4).to_be_bytes());
    out.extend(&chunk);
    out.extend(crc32(&chunk).to_be_bytes());
    out.extend(rest);
    out
}

/// The CRC-32 of PNG chunks and ZIP files.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_its_resolution_and_can_be_read_back() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        let canvas = Canvas { size: (96.0, 48.0), shapes: Vec::new() };
        let png = render(&canvas, 25.4, PRINT).expect("a picture");
        let at = png.windows(4).position(|word| word == b"pHYs").expect("a resolution");
        assert_eq!(png[at + 4..at + 13], [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1]);
        let size = |png: &[u8]| {
            let pixels = Pixmap::decode_png(png).expect("a valid file");
            (pixels.width(), pixels.height())
        };
        assert_eq!(size(&png), (300, 150));
        assert_eq!(size(&render(&canvas, 25.4, 100).expect("a picture")), (100, 50));
        assert_eq!(size(&render(&canvas, 50.8, 100).expect("a picture")), (200, 100));
    }

    #[test]
    fn more_pixels_than_there_can_be_are_an_error() {
        let canvas = Canvas { size: (720.0, 540.0), shapes: Vec::new() };
        assert!(render(&canvas, 400.0, 1200).is_err_and(|error| error.to_string().contains("fewer dots an inch")));
    }
}
