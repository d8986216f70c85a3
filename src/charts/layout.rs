//! Rules of layout that an eye would apply to a chart, for tests: of the gallery, and of results of every kind.

use super::canvas::{Anchor, Bounds, Canvas, Paint, Shape};
use super::text::{self, Weight};

/// What breaks the rules in a chart whose SVG has its text as text ([`Drawing::svg_live`](super::Drawing::svg_live)): text
/// or shapes outside of the figure, texts that meet, areas over text, characters without a glyph, numbers that are none.
pub fn faults(svg: &str) -> Vec<String> {
    let canvas = read(svg);
    let (width, height) = canvas.size;
    let texts: Vec<(&str, Bounds)> = canvas
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text { text, .. } => Some((text.as_str(), shape.text_bounds()?)),
            _ => None,
        })
        .collect();
    let mut faults = Vec::new();
    if texts.is_empty() {
        faults.push("there is no text: is it drawn as outlines?".to_string());
    }
    for (i, (text, a)) in texts.iter().enumerate() {
        if a.0 < -0.02 || a.1 < -0.02 || a.2 > width + 0.02 || a.3 > height + 0.02 {
            faults.push(format!("{text:?} leaves the figure: {a:?} in {width} by {height}"));
        }
        for (other, b) in &texts[i + 1..] {
            // Boxes include the room of the tallest and deepest characters; 1.5 px of it may be shared.
            if a.0 + 0.5 < b.2 && b.0 + 0.5 < a.2 && a.1 + 1.5 < b.3 && b.1 + 1.5 < a.3 {
                faults.push(format!("{text:?} meets {other:?}: {a:?} {b:?}"));
            }
        }
    }
    // The library moves points outside the figure to its edge, so a shape that touches the edge was meant to leave it;
    // only the paper, drawn first, lies there by right.
    for shape in canvas.shapes.iter().skip(1) {
        if let Some((left, top, right, bottom)) = shape.extent()
            && !(left > 0.05 && top > 0.05 && right < width - 0.05 && bottom < height - 0.05)
        {
            faults.push(format!("a shape leaves the figure: {shape:?}"));
        }
    }
    for shape in &canvas.shapes {
        let Shape::Path { points, filled: true, .. } = shape else { continue };
        for (text, (left, top, right, bottom)) in &texts {
            // Areas may come near the room of tall characters, but not into the letters.
            let (top, bottom) = (top + 2.0, bottom - 3.0);
            if points.iter().any(|(x, y)| x > left && x < right && *y > top && *y < bottom) {
                faults.push(format!("{text:?} is covered by an area"));
            }
        }
    }
    let said = ["title", "desc"].map(|element| within(svg, element));
    for text in texts.iter().map(|(text, _)| *text).chain(said.iter().map(String::as_str)) {
        faults.extend(text::missing(text).map(|character| format!("no glyph for {character:?}")));
        if text.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "NaN" | "inf" | "Infinity")) {
            faults.push(format!("a number is none: {text:?}"));
        }
    }
    faults
}

/// The canvas that an SVG of this program was written from, its title and description left out.
fn read(svg: &str) -> Canvas {
    let size = (number(svg, "width"), number(svg, "height"));
    Canvas { size, shapes: svg.lines().filter_map(shape).collect() }
}

/// The shape that a line of an SVG draws, if it draws one.
fn shape(line: &str) -> Option<Shape> {
    let of = |name: &str| number(line, name);
    let filled = attribute(line, "fill") != Some("none");
    let stroke = if filled { 0.0 } else { of("stroke-width") };
    // The rules look at places only.
    let paint = Paint { rgb: (0, 0, 0), opacity: 1.0 };
    if line.starts_with("<text ") {
        let anchor = match attribute(line, "text-anchor") {
            Some("middle") => Anchor::Middle,
            Some("end") => Anchor::End,
            _ => Anchor::Start,
        };
        let weight = if attribute(line, "font-weight").is_some() { Weight::SemiBold } else { Weight::Regular };
        let text = within(line, "text");
        Some(Shape::Text { text, x: of("x"), y: of("y"), size: of("font-size"), weight, anchor, paint })
    } else if line.starts_with("<rect ") {
        let (width, height) = (of("width"), of("height"));
        Some(Shape::Rect { x: of("x"), y: of("y"), width, height, paint, stroke, filled })
    } else if line.starts_with("<circle ") {
        Some(Shape::Circle { x: of("cx"), y: of("cy"), radius: of("r"), paint, stroke, filled })
    } else if line.starts_with("<path d=") {
        let numbers = attribute(line, "d")?.split(['M', 'L', 'Z', ' ']).filter_map(|part| part.parse::<f64>().ok());
        let numbers: Vec<f64> = numbers.collect();
        let points = numbers.chunks_exact(2).map(|point| (point[0], point[1])).collect();
        Some(Shape::Path { points, paint, stroke, filled })
    } else {
        None
    }
}

/// The first value of an attribute.
fn attribute<'s>(text: &'s str, name: &str) -> Option<&'s str> {
    let (_, rest) = text.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

/// The same as a number; no place at all where it is none, which every rule objects to.
fn number(text: &str, name: &str) -> f64 {
    attribute(text, name).and_then(|value| value.parse().ok()).unwrap_or(f64::NEG_INFINITY)
}

/// What the first element of a name encloses.
fn within(text: &str, element: &str) -> String {
    let inside = || {
        let (_, rest) = text.split_once(&format!("<{element}"))?;
        let (_, rest) = rest.split_once('>')?;
        Some(rest.split_once(&format!("</{element}>"))?.0)
    };
    let written = inside().unwrap_or_default();
    written.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::figure::{Frame, Lettered, Plane, compose};
    use crate::charts::theme::INK;
    use crate::charts::{Style, samples};
    use crate::vocabulary::Language;

    fn drawn(alt: &str, draw: &dyn Fn(&Plane<'_>)) -> Vec<String> {
        let frame = Frame {
            title: "A < \"B\" & C".to_string(),
            subtitle: "B".to_string(),
            notes: Vec::new(),
            source: &samples::source(Language::English),
            alt: alt.to_string(),
        };
        faults(&compose(Style::new(Language::English), frame, 100.0, |plane, _| draw(plane)).svg_live())
    }

    #[test]
    fn the_rules_find_what_is_wrong() {
        let lettered = Lettered::plain(12.0, INK);
        let count = |draw: &dyn Fn(&Plane<'_>)| drawn("", draw).len();
        assert_eq!(count(&|_| {}), 0);
        assert_eq!(count(&|plane| plane.text((700.0, 100.0), "out of the figure", lettered)), 1);
        assert_eq!(
            count(&|plane| {
                plane.text((300.0, 100.0), "meets", lettered);
                plane.text((310.0, 104.0), "this", lettered.middle());
            }),
            1
        );
        assert_eq!(
            count(&|plane| {
                plane.text((300.0, 100.0), "under it", lettered);
                plane.area(&[(310.0, 100.0), (320.0, 90.0), (320.0, 110.0)], INK, 1.0);
            }),
            1
        );
        assert_eq!(count(&|plane| plane.text((300.0, 100.0), "\u{1F600}", lettered)), 1);
        assert_eq!(count(&|plane| plane.line(&[(1.0, 1.0), (900.0, 1.0)], INK, 1.0)), 1);
        assert_eq!(count(&|plane| plane.disc((719.0, 50.0), 4.0, INK, 1.0)), 1);
        assert_eq!(count(&|plane| plane.text((300.0, 100.0), "+NaN%", lettered)), 1);
        assert_eq!(drawn("from 2 to \u{2212}inf.", &|_| {}).len(), 1);
        assert_eq!(drawn("infinitely fine", &|_| {}).len(), 0);
    }

    #[test]
    fn what_is_read_is_what_was_drawn() {
        for (name, drawing) in samples::gallery(&Style::new(Language::Chinese)) {
            let (written, known) = (read(&drawing.svg_live()), drawing.canvas());
            assert_eq!((written.size, written.shapes.len()), (known.size, known.shapes.len()), "{name}");
            for (written, known) in written.shapes.iter().zip(&known.shapes) {
                let same = |one: Option<Bounds>, other: Option<Bounds>| match (one, other) {
                    (Some(a), Some(b)) => {
                        [(a.0, b.0), (a.1, b.1), (a.2, b.2), (a.3, b.3)].iter().all(|(a, b)| (a - b).abs() < 0.02)
                    }
                    (one, other) => one == other,
                };
                assert!(same(written.text_bounds(), known.text_bounds()), "{name}: {known:?}");
                assert!(same(written.extent(), known.extent()), "{name}: {known:?}");
            }
        }
    }

    #[test]
    fn outlines_cannot_be_judged() {
        let drawing = &samples::gallery(&Style::new(Language::English))[0].1;
        assert!(faults(&drawing.svg()).iter().any(|fault| fault.contains("outlines")));
    }
}
