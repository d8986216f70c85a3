//! Labels at the ends of lines, in place of a legend.

use super::figure::{Lettered, Plane};
use super::theme::{Hue, MUTED, RULE, Sizes};
use plotters::style::RGBColor;

/// The label of a line, at its end.
pub(super) struct End {
    /// Where the line ends.
    at: (f64, f64),
    hue: Hue,
    name: String,
    value: String,
    lines: Vec<String>,
    height: f64,
}

impl End {
    /// The label of a line that ends at a point of its chart; `value` is told below the name, unless empty.
    pub(super) fn new(at: (f64, f64), hue: Hue, name: String, value: String) -> End {
        End { at, hue, name, value, lines: Vec::new(), height: 0.0 }
    }
}

/// Distance from the plot to the labels.
const GAP: f64 = 14.0;

/// Wraps the labels; returns the width they take, gap included.
pub(super) fn lay_out(ends: &mut [End], most: f64, sizes: &Sizes) -> f64 {
    let (bold, plain) = letters(sizes);
    let mut width: f64 = 2.5 * sizes.label;
    for end in ends.iter() {
        width = width.max(bold(end.hue.word).width(&end.name).min(most - GAP)).max(plain.width(&end.value));
    }
    for end in ends.iter_mut() {
        let lettered = bold(end.hue.word);
        end.lines = lettered.wrap(&end.name, width);
        let value = if end.value.is_empty() { 0.0 } else { plain.leading() };
        end.height = end.lines.len() as f64 * lettered.leading() + value + 0.4 * sizes.label;
    }
    width + GAP + 1.0
}

fn letters(sizes: &Sizes) -> (impl Fn(RGBColor) -> Lettered, Lettered) {
    let size = sizes.label;
    (move |colour| Lettered::bold(size, colour), Lettered::plain(sizes.small, MUTED))
}

/// The height that all labels take.
pub(super) fn height(ends: &[End]) -> f64 {
    ends.iter().map(|end| end.height).sum()
}

/// Draws the labels right of `x`, each as near to the end of its line as the others allow.
pub(super) fn draw(
    plane: &Plane<'_>,
    chart: &Plane<'_>,
    ends: &[End],
    x: f64,
    (top, bottom): (f64, f64),
    sizes: &Sizes,
) {
    let (bold, plain) = letters(sizes);
    let mut sorted: Vec<(&End, (f64, f64))> = ends.iter().map(|end| (end, chart.at(end.at))).collect();
    sorted.sort_by(|a, b| a.1.1.total_cmp(&b.1.1));
    let wanted: Vec<(f64, f64)> = sorted.iter().map(|(end, at)| (at.1, end.height)).collect();
    for ((end, at), y) in sorted.iter().zip(apart(&wanted, top, bottom)) {
        // Over a long way the colour leads the eye better than a line that crosses the plot.
        let across = x - at.0;
        let far = across < 120.0 && ((y - at.1).abs() > 4.0 || across > 12.0);
        if far && !end.value.is_empty() {
            plane.line(&[(at.0 + 5.0, at.1), (x + 4.0, at.1), (x + GAP - 3.0, y)], RULE, 0.8);
        }
        let name = end.lines.len() as f64 * bold(end.hue.word).leading();
        let from = y - 0.5 * (end.height - 0.4 * sizes.label);
        plane.paragraph((x + GAP, from + 0.5 * name), &end.lines, bold(end.hue.word));
        if !end.value.is_empty() {
            plane.text((x + GAP, from + name + 0.5 * plain.leading()), &end.value, plain);
        }
    }
}

/// The middles of boxes that shall lie at given heights, moved as little as needed so that none covers another.
/// The boxes come sorted by height; each is (middle, extent).
fn apart(boxes: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    // Clusters of touching boxes, each at the mean of what its boxes want.
    struct Cluster {
        count: usize,
        extent: f64,
        wanted: f64,
    }
    impl Cluster {
        fn start(&self, top: f64, bottom: f64) -> f64 {
            (self.wanted / self.count as f64).min(bottom - self.extent).max(top)
        }
    }
    let mut clusters: Vec<Cluster> = Vec::new();
    for (middle, extent) in boxes {
        clusters.push(Cluster { count: 1, extent: *extent, wanted: middle - 0.5 * extent });
        while let [.., before, last] = clusters.as_mut_slice() {
            if before.start(top, bottom) + before.extent <= last.start(top, bottom) {
                break;
            }
            before.wanted += last.wanted - before.extent * last.count as f64;
            before.extent += last.extent;
            before.count += last.count;
            clusters.pop();
        }
    }
    let mut middles = Vec::new();
    let mut rest = boxes.iter();
    for cluster in &clusters {
        let mut y = cluster.start(top, bottom);
        for (_, extent) in rest.by_ref().take(cluster.count) {
            middles.push(y + 0.5 * extent);
            y += extent;
        }
    }
    middles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_apart_and_stay_inside() {
        let placed = apart(&[(10.0, 20.0), (12.0, 20.0), (13.0, 20.0), (90.0, 20.0)], 0.0, 100.0);
        assert_eq!(placed, [10.0, 30.0, 50.0, 90.0]);
        let alone = apart(&[(50.0, 20.0), (75.0, 20.0)], 0.0, 100.0);
        assert_eq!(alone, [50.0, 75.0]);
        let crowded = apart(&[(95.0, 20.0), (96.0, 20.0), (97.0, 20.0)], 0.0, 100.0);
        assert_eq!(crowded, [50.0, 70.0, 90.0]);
    }
}
