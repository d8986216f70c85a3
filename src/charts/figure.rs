//! What every figure has: a title, a subtitle, a body and notes, drawn through `plotters`.

use super::axis::Quantity;
use super::canvas::{Backend, Canvas, Shape, UNITS};
use super::pdf;
use super::png::{self, PictureError};
use super::svg::{self, Lettering, Spoken};
use super::text::{self, FAMILY, LEADING, Weight};
use super::theme::{FAINT, INK, MM_PER_INCH, MUTED, PAPER, PX_PER_INCH, Width};
use super::words::{self, say};
use crate::vocabulary::Language;
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::element::DashedPathElement;
use plotters::prelude::{
    Cartesian2d, Circle, Color, DrawingArea, IntoDrawingArea, PathElement, Polygon, RGBColor, Rectangle, ShapeStyle,
    Text as TextElement,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, TextStyle};
use std::collections::BTreeSet;
use std::ops::Range;

/// How figures are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Language of all words.
    pub language: Language,
    /// Width of the figure.
    pub width: Width,
    /// Whether the title is in the picture; journals and Chinese reports put it below.
    pub title: bool,
}

impl Style {
    /// Two columns wide, with the title in the picture.
    pub fn new(language: Language) -> Style {
        Style { language, width: Width::default(), title: true }
    }
}

/// Where the numbers of a figure come from; printed below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Title of the scenario, in the language of the figure.
    pub scenario: String,
    /// Replicates of each arm.
    pub replicates: u64,
    /// Seed of the experiment.
    pub seed: u64,
    /// Version of the program that made the results.
    pub version: String,
}

/// A difference from the baseline, in the unit of its measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The estimate.
    pub estimate: f64,
    /// Its 95 % interval; `None` when the replicates are too few to have one.
    pub interval: Option<(f64, f64)>,
    /// Whether it is shown to differ from zero. Where several measures are judged at once this takes more than an
    /// interval without zero.
    pub decided: bool,
}

impl Difference {
    /// A difference that is judged alone: decided when its interval excludes zero.
    pub fn new(estimate: f64, interval: Option<(f64, f64)>) -> Difference {
        Difference { estimate, interval, decided: interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0) }
    }
}

/// A result that may become the title of a figure, which it does only if it is shown to differ from zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The outcome.
    pub measure: crate::vocabulary::Measure,
    /// Label of the arm.
    pub arm: String,
    /// Label of the arm it is compared with.
    pub baseline: String,
    /// How much the arm differs.
    pub difference: Difference,
}

impl Finding {
    /// The finding as a title, `None` when it is not shown by the data.
    pub(crate) fn title(&self, language: Language) -> Option<String> {
        if !self.difference.decided {
            return None;
        }
        let quantity = Quantity::of(self.measure.name(), self.measure.unit());
        let estimate = self.difference.estimate;
        let decimals = quantity.decimals(&[estimate], &[]);
        let text = if estimate > 0.0 { words::FINDING_HIGHER } else { words::FINDING_LOWER };
        let amount = quantity.amount(estimate.abs(), decimals, language);
        let measure = self.measure.label().get(language);
        Some(say(
            text,
            language,
            &[("measure", measure), ("arm", &self.arm), ("baseline", &self.baseline), ("amount", &amount)],
        ))
    }
}

/// A finished figure.
#[derive(Clone, Debug)]
pub struct Drawing {
    canvas: Canvas,
    language: Language,
    title: String,
    alt: String,
    missing: Vec<char>,
    /// Width in print in millimetres, where it is not that of the layout.
    print: Option<f64>,
}

impl Drawing {
    /// The same figure, larger or smaller: `millimetres` wide in print and on the page. [`Width::nearest`] tells which
    /// layout has to be made least smaller or larger.
    pub fn printed(self, millimetres: f64) -> Drawing {
        Drawing { print: Some(millimetres), ..self }
    }

    /// The figure as SVG with text as outlines: looks the same in every program.
    pub fn svg(&self) -> String {
        svg::write(&self.canvas, &self.spoken(), Lettering::Outlined, self.print)
    }

    /// The figure as SVG with text as text, for pages that carry the fonts (see [`font_file`](super::font_file)) and for editing.
    pub fn svg_live(&self) -> String {
        svg::write(&self.canvas, &self.spoken(), Lettering::Live, self.print)
    }

    /// The figure as PDF, one page of its size: vector graphics, text that can be searched, fonts cut down and inside.
    ///
    /// # Errors
    /// [`PictureError`] when a font cannot be cut down.
    pub fn pdf(&self) -> Result<Vec<u8>, PictureError> {
        pdf::write(&self.canvas, &self.spoken(), self.millimetres())
    }

    /// The figure as PNG at 300 dots an inch.
    ///
    /// # Errors
    /// [`PictureError`] when the figure has too many pixels for a picture.
    pub fn png(&self) -> Result<Vec<u8>, PictureError> {
        self.png_at(png::PRINT)
    }

    /// The figure as PNG at `dpi` dots an inch: 300 for print, 96 and more for screens.
    ///
    /// # Errors
    /// [`PictureError`] when the figure has too many pixels for a picture.
    pub fn png_at(&self, dpi: u32) -> Result<Vec<u8>, PictureError> {
        png::render(&self.canvas, self.millimetres(), dpi)
    }

    /// Width in print.
    fn millimetres(&self) -> f64 {
        self.print.unwrap_or(self.canvas.size.0 / PX_PER_INCH * MM_PER_INCH)
    }

    /// The title, also when the picture does not show it.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What the figure shows, with its numbers, for readers who do not see it.
    pub fn alt(&self) -> &str {
        &self.alt
    }

    /// Characters that no font has, each once; a box is drawn for them, and the user should be told.
    pub fn missing_glyphs(&self) -> &[char] {
        &self.missing
    }

    /// Width and height in pixels of 1/96 inch.
    pub fn size(&self) -> (f64, f64) {
        self.canvas.size
    }

    fn spoken(&self) -> Spoken<'_> {
        Spoken { language: self.language, title: &self.title, alt: &self.alt }
    }

    #[cfg(test)]
    pub(crate) fn canvas(&self) -> &Canvas {
        &self.canvas
    }
}

/// The words around the body of a figure.
pub(crate) struct Frame<'a> {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    /// Sentences below the body, before the source.
    pub(crate) notes: Vec<String>,
    pub(crate) source: &'a Source,
    /// What the body shows, in words and numbers.
    pub(crate) alt: String,
}

/// The part of a figure that a chart fills, in pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

/// Draws the frame, and inside it a body of `height` pixels by `draw`.
pub(crate) fn compose(style: Style, frame: Frame<'_>, height: f64, draw: impl FnOnce(&Plane<'_>, Body)) -> Drawing {
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let mut lines: Vec<(f64, String, Lettered)> = Vec::new();
    let mut y = 0.6 * sizes.margin;
    let mut stack = |text: &str, lettered: Lettered, y: &mut f64| {
        for line in text::wrap(text, lettered.size, lettered.weight, inner) {
            *y += LEADING * lettered.size;
            lines.push((*y - 0.3 * lettered.size, line, lettered));
        }
    };
    if style.title {
        stack(&frame.title, Lettered::bold(sizes.title, INK), &mut y);
        y += 0.1 * sizes.title;
    }
    stack(&frame.subtitle, Lettered::plain(sizes.subtitle, MUTED), &mut y);
    y += 1.0 * sizes.subtitle;
    let body = Body { left: sizes.margin, right: sizes.width - sizes.margin, top: y, bottom: y + height };
    y = body.bottom + 0.8 * sizes.small;
    let source = say(
        words::SOURCE,
        style.language,
        &[
            ("scenario", &frame.source.scenario),
            ("replicates", &super::axis::integer(frame.source.replicates)),
            ("seed", &frame.source.seed.to_string()),
            ("version", &frame.source.version),
        ],
    );
    for note in frame.notes.iter().chain([&source]) {
        stack(note, Lettered::plain(sizes.small, FAINT), &mut y);
    }
    y += 0.6 * sizes.margin;

    let mut canvas = Canvas { size: (sizes.width, y.ceil()), shapes: Vec::new() };
    {
        let plane = Plane::new(&mut canvas);
        plane.rect((0.0, 0.0), (sizes.width, y.ceil()), PAPER, 1.0);
        for (y, line, lettered) in &lines {
            plane.text((sizes.margin, *y), line, lettered.on_baseline());
        }
        draw(&plane, body);
    }
    let mut missing = BTreeSet::new();
    for shape in &canvas.shapes {
        if let Shape::Text { text, .. } = shape {
            missing.extend(text::missing(text));
        }
    }
    let alt = format!("{} {}", frame.subtitle, frame.alt);
    let missing = missing.into_iter().collect();
    Drawing { canvas, language: style.language, title: frame.title, alt, missing, print: None }
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(crate) struct Lettered {
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    colour: RGBColor,
    across: HPos,
    down: VPos,
}

impl Lettered {
    /// Regular, starting at its point, centred on its height.
    pub(crate) fn plain(size: f64, colour: RGBColor) -> Lettered {
        Lettered { size, weight: Weight::Regular, colour, across: HPos::Left, down: VPos::Center }
    }
    /// The same in semi-bold.
    pub(crate) fn bold(size: f64, colour: RGBColor) -> Lettered {
        Lettered { weight: Weight::SemiBold, ..Lettered::plain(size, colour) }
    }
    /// Ending at its point.
    pub(crate) fn end(self) -> Lettered {
        Lettered { across: HPos::Right, ..self }
    }
    /// Centred on its point.
    pub(crate) fn middle(self) -> Lettered {
        Lettered { across: HPos::Center, ..self }
    }
    /// With its baseline at its point.
    pub(crate) fn on_baseline(self) -> Lettered {
        Lettered { down: VPos::Bottom, ..self }
    }
    /// The width of `text` in pixels.
    pub(crate) fn width(&self, text: &str) -> f64 {
        text::width(text, self.size, self.weight)
    }
    /// `text` in lines of at most `width` pixels.
    pub(crate) fn wrap(&self, text: &str, width: f64) -> Vec<String> {
        text::wrap(text, self.size, self.weight, width)
    }
    /// The width of the widest line of `texts`, each in lines of at most `most` pixels.
    pub(crate) fn widest<'a>(&self, texts: impl Iterator<Item = &'a str>, most: f64) -> f64 {
        let lines = texts.flat_map(|text| self.wrap(text, most));
        // A hair more, so that the same lines come out again.
        lines.map(|line| self.width(&line)).fold(0.0, f64::max) + 0.1
    }
    /// From line to line in pixels.
    pub(crate) fn leading(&self) -> f64 {
        LEADING * self.size
    }
}

/// A part of a figure with coordinates of its own.
pub(crate) struct Plane<'a> {
    area: DrawingArea<Backend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
}

type Point = (f64, f64);

impl<'a> Plane<'a> {
    /// The whole canvas, with pixels as coordinates.
    fn new(canvas: &'a mut Canvas) -> Plane<'a> {
        let (width, height) = canvas.size;
        let area: DrawingArea<Backend<'a>, Shift> = Backend(canvas).into_drawing_area();
        let units = |px: f64| (px * UNITS) as i32;
        let pixels = Cartesian2d::new(0.0..width, 0.0..height, (0..units(width), 0..units(height)));
        Plane { area: area.apply_coord_spec(pixels) }
    }

    /// A plane whose coordinates `x` and `y` span the pixels `across` and `down`; `down` may run upwards.
    pub(crate) fn plot(&self, x: Range<f64>, y: Range<f64>, across: Range<f64>, down: Range<f64>) -> Plane<'a> {
        let units = |px: Range<f64>| (px.start * UNITS) as i32..(px.end * UNITS) as i32;
        let spec = Cartesian2d::new(x, y, (units(across), units(down)));
        Plane { area: self.area.strip_coord_spec().apply_coord_spec(spec) }
    }

    /// Where a point of this plane is, in pixels.
    pub(crate) fn at(&self, point: Point) -> Point {
        let (x, y) = self.area.map_coordinate(&point);
        (f64::from(x) / UNITS, f64::from(y) / UNITS)
    }

    fn put<E>(&self, element: &E)
    where
        for<'b> &'b E: plotters::element::PointCollection<'b, Point>,
        E: plotters::element::Drawable<Backend<'a>>,
    {
        // The backend cannot fail, and nothing else holds it while an element is drawn.
        let drawn = self.area.draw(element);
        debug_assert!(drawn.is_ok());
    }

    /// A line through points, `width` pixels thick.
    pub(crate) fn line(&self, points: &[Point], colour: RGBColor, width: f64) {
        self.put(&PathElement::new(points.to_vec(), stroke(colour, width)));
    }

    /// A dashed line through points.
    pub(crate) fn dashed(&self, points: &[Point], colour: RGBColor, width: f64) {
        let (dash, gap) = ((3.5 * UNITS) as i32, (2.5 * UNITS) as i32);
        self.put(&DashedPathElement::new(points.to_vec(), dash, gap, stroke(colour, width)));
    }

    /// An area within points.
    pub(crate) fn area(&self, points: &[Point], colour: RGBColor, opacity: f64) {
        self.put(&Polygon::new(points.to_vec(), colour.mix(opacity)));
    }

    /// A filled rectangle between two corners.
    pub(crate) fn rect(&self, a: Point, b: Point, colour: RGBColor, opacity: f64) {
        self.put(&Rectangle::new([a, b], colour.mix(opacity).filled()));
    }

    /// A disc of `radius` pixels.
    pub(crate) fn disc(&self, at: Point, radius: f64, colour: RGBColor, opacity: f64) {
        self.put(&Circle::new(at, (radius * UNITS) as i32, colour.mix(opacity).filled()));
    }

    /// A ring of `radius` pixels, filled with paper.
    pub(crate) fn ring(&self, at: Point, radius: f64, colour: RGBColor, width: f64) {
        self.disc(at, radius, PAPER, 1.0);
        self.put(&Circle::new(at, (radius * UNITS) as i32, stroke(colour, width)));
    }

    /// A line of text.
    pub(crate) fn text(&self, at: Point, text: &str, lettered: Lettered) {
        if text.is_empty() {
            return;
        }
        let weight = match lettered.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::SemiBold => FontStyle::Bold,
        };
        let font = FontDesc::new(FontFamily::Name(FAMILY), lettered.size * UNITS, weight);
        let style = TextStyle::from(font).color(&lettered.colour).pos(Pos::new(lettered.across, lettered.down));
        self.put(&TextElement::new(text.to_string(), at, style));
    }

    /// Lines of text, the whole centred on the height of its point.
    pub(crate) fn paragraph(&self, at: Point, lines: &[String], lettered: Lettered) {
        let first = at.1 - 0.5 * (lines.len() as f64 - 1.0) * lettered.leading();
        for (i, line) in lines.iter().enumerate() {
            self.text((at.0, first + i as f64 * lettered.leading()), line, lettered);
        }
    }
}

fn stroke(colour: RGBColor, width: f64) -> ShapeStyle {
    ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: (width * UNITS) as u32 }
}
