//! A backend of `plotters` that remembers what is drawn.
//!
//! The backends that come with the library round every coordinate to a whole pixel and place text by guessed metrics.
//! This one counts in tenths of a pixel, measures text by the fonts, and keeps a list of shapes from which the SVG of
//! either kind, the picture and the tests of the layout are made.

use super::text::{self, ASCENT, CAP, DESCENT, FAMILY, Weight};
use plotters::backend::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle};
use std::convert::Infallible;

/// Units of the backend in a pixel.
pub(crate) const UNITS: f64 = 10.0;

/// A colour with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Paint {
    pub(crate) rgb: (u8, u8, u8),
    pub(crate) opacity: f64,
}

impl From<BackendColor> for Paint {
    fn from(colour: BackendColor) -> Paint {
        Paint { rgb: colour.rgb, opacity: colour.alpha }
    }
}

/// Where a text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Something drawn. Coordinates are in pixels from the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// A line through points, or an area when `filled`.
    Path { points: Vec<(f64, f64)>, paint: Paint, stroke: f64, filled: bool },
    /// A rectangle with its corner and extent.
    Rect { x: f64, y: f64, width: f64, height: f64, paint: Paint, stroke: f64, filled: bool },
    /// A circle.
    Circle { x: f64, y: f64, radius: f64, paint: Paint, stroke: f64, filled: bool },
    /// A line of text on its baseline.
    Text { text: String, x: f64, y: f64, size: f64, weight: Weight, anchor: Anchor, paint: Paint },
}

/// A box around something drawn: left, top, right, bottom.
pub(crate) type Bounds = (f64, f64, f64, f64);

/// The list of what is drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Canvas {
    /// Width and height in pixels.
    pub(crate) size: (f64, f64),
    /// What is drawn, the lowest first.
    pub(crate) shapes: Vec<Shape>,
}

/// The left end of a line of text anchored at `x`.
pub(crate) fn text_left(x: f64, width: f64, anchor: Anchor) -> f64 {
    match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - 0.5 * width,
        Anchor::End => x - width,
    }
}

impl Shape {
    /// The box around a text, `None` for other shapes.
    pub(crate) fn text_bounds(&self) -> Option<Bounds> {
        let Shape::Text { text, x, y, size, weight, anchor, .. } = self else { return None };
        let width = text::width(text, *size, *weight);
        let left = text_left(*x, width, *anchor);
        Some((left, y - ASCENT * size, left + width, y + DESCENT * size))
    }

    /// The box around any other shape, `None` for text.
    pub(crate) fn extent(&self) -> Option<Bounds> {
        match self {
            Shape::Text { .. } => None,
            Shape::Path { points, .. } => {
                let first = *points.first()?;
                let start = (first.0, first.1, first.0, first.1);
                let grow = |b: Bounds, p: &(f64, f64)| (b.0.min(p.0), b.1.min(p.1), b.2.max(p.0), b.3.max(p.1));
                Some(points.iter().fold(start, grow))
            }
            Shape::Rect { x, y, width, height, .. } => Some((*x, *y, x + width, y + height)),
            Shape::Circle { x, y, radius, .. } => Some((x - radius, y - radius, x + radius, y + radius)),
        }
    }
}

/// Lets `plotters` draw on a [`Canvas`].
pub(crate) struct Backend<'a>(pub(crate) &'a mut Canvas);

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn px(units: i32) -> f64 {
    f64::from(units) / UNITS
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = path.into_iter().map(|(x, y)| (px(x), px(y))).collect();
    points.dedup();
    points
}

impl DrawingBackend for Backend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        ((self.0.size.0 * UNITS) as u32, (self.0.size.1 * UNITS) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let stroke = f64::from(style.stroke_width()) / UNITS;
        self.0.shapes.push(Shape::Path { points: points(path), paint: style.color().into(), stroke, filled: false });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.0.shapes.push(Shape::Path {
            points: points(path),
            paint: style.color().into(),
            stroke: 0.0,
            filled: true,
        });
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, filled: bool) -> Drawn {
        self.0.shapes.push(Shape::Rect {
            x: px(a.0.min(b.0)),
            y: px(a.1.min(b.1)),
            width: px((a.0 - b.0).abs()),
            height: px((a.1 - b.1).abs()),
            paint: style.color().into(),
            stroke: f64::from(style.stroke_width()) / UNITS,
            filled,
        });
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, filled: bool) -> Drawn {
        self.0.shapes.push(Shape::Circle {
            x: px(at.0),
            y: px(at.1),
            radius: f64::from(radius) / UNITS,
            paint: style.color().into(),
            stroke: f64::from(style.stroke_width()) / UNITS,
            filled,
        });
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        debug_assert_eq!(style.family().as_str(), FAMILY);
        let size = style.size() / UNITS;
        let weight = match style.style() {
            FontStyle::Bold => Weight::SemiBold,
            _ => Weight::Regular,
        };
        // Text is centred by its capitals, not by its box: so it looks level with the mark it belongs to.
        let baseline = match style.anchor().v_pos {
            VPos::Top => px(at.1) + ASCENT * size,
            VPos::Center => px(at.1) + 0.5 * CAP * size,
            VPos::Bottom => px(at.1),
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let paint = style.color().into();
        self.0.shapes.push(Shape::Text {
            text: text.to_string(),
            x: px(at.0),
            y: baseline,
            size,
            weight,
            anchor,
            paint,
        });
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((text::width(text, style.size(), Weight::Regular) as u32, style.size() as u32))
    }
}
