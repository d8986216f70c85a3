//! Quartiles and densities of replicates.

use crate::estimators::quantile_of_sorted;

/// Fewer replicates than this are drawn one by one.
const FEWEST: usize = 20;
/// Cells of the grid on which densities are computed.
const CELLS: usize = 240;
/// When peaks differ by more than this, a common scale would hide the flat ones.
const PEAK_RATIO: f64 = 5.0;

/// Numbers of one arm.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Summary {
    pub(super) count: usize,
    pub(super) lowest: f64,
    pub(super) lower: f64,
    pub(super) median: f64,
    pub(super) upper: f64,
    pub(super) highest: f64,
}

impl Summary {
    /// The summary of values in ascending order, `None` when there are none.
    pub(super) fn of(sorted: &[f64]) -> Option<Summary> {
        Some(Summary {
            count: sorted.len(),
            lowest: *sorted.first()?,
            lower: quantile_of_sorted(sorted, 0.25)?,
            median: quantile_of_sorted(sorted, 0.5)?,
            upper: quantile_of_sorted(sorted, 0.75)?,
            highest: *sorted.last()?,
        })
    }
}

/// How the values of an arm are drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A density, its height from 0 to 1.
    Curve { points: Vec<(f64, f64)>, own_height: bool },
    /// Few values: where they are, and how many in each place.
    Dots(Vec<(f64, usize)>),
    /// Many values that are all the same.
    Spike(f64),
}

impl Shape {
    pub(super) fn has_own_height(&self) -> bool {
        matches!(self, Shape::Curve { own_height: true, .. })
    }
}

/// The shapes of arms whose values are in ascending order, within the range of the axis. Densities have a common
/// scale, so that their areas are equal, unless their peaks differ too much.
pub(super) fn shapes(arms: &[Vec<f64>], axis: (f64, f64), bounds: (f64, f64)) -> Vec<Shape> {
    let mut shapes: Vec<Shape> = arms.iter().map(|sorted| shape(sorted, axis, bounds)).collect();
    let peaks: Vec<f64> = shapes.iter().filter_map(peak).collect();
    let highest = peaks.iter().copied().fold(0.0, f64::max);
    let lowest = peaks.iter().copied().fold(f64::INFINITY, f64::min);
    let own = highest > PEAK_RATIO * lowest;
    for shape in &mut shapes {
        let top = if own { peak(shape) } else { Some(highest) };
        if let (Shape::Curve { points, own_height }, Some(top)) = (shape, top) {
            points.iter_mut().for_each(|point| point.1 /= top);
            *own_height = own;
        }
    }
    shapes
}

fn peak(shape: &Shape) -> Option<f64> {
    match shape {
        Shape::Curve { points, .. } => Some(points.iter().map(|point| point.1).fold(0.0, f64::max)),
        _ => None,
    }
}

fn shape(sorted: &[f64], axis: (f64, f64), bounds: (f64, f64)) -> Shape {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else { return Shape::Dots(Vec::new()) };
    if sorted.len() < FEWEST {
        return Shape::Dots(stacks(sorted, axis));
    }
    if first == last {
        return Shape::Spike(*first);
    }
    Shape::Curve { points: density(sorted, axis, bounds), own_height: false }
}

/// Values that would cover each other, stacked.
fn stacks(sorted: &[f64], (low, high): (f64, f64)) -> Vec<(f64, usize)> {
    let near = (high - low) / 70.0;
    let mut stacks: Vec<(f64, usize)> = Vec::new();
    for value in sorted {
        match stacks.last_mut() {
            Some((x, count)) if value - *x < near => *count += 1,
            _ => stacks.push((*value, 1)),
        }
    }
    stacks
}

/// Gaussian kernel density with Silverman's bandwidth, reflected at the bounds of the measure.
fn density(sorted: &[f64], (low, high): (f64, f64), bounds: (f64, f64)) -> Vec<(f64, f64)> {
    let count = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / count;
    let variance = sorted.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0);
    let middle_half = quantile_of_sorted(sorted, 0.75).unwrap_or(0.0) - quantile_of_sorted(sorted, 0.25).unwrap_or(0.0);
    let spread = libm::sqrt(variance).min(if middle_half > 0.0 { middle_half / 1.349 } else { f64::INFINITY });
    let step = (high - low) / CELLS as f64;
    // Not narrower than a cell: else the grid would show through.
    let bandwidth = (0.9 * spread * libm::pow(count, -0.2)).max(step);

    let mut cells = [0.0; CELLS + 1];
    for value in sorted {
        let place = ((value - low) / step).clamp(0.0, CELLS as f64 - 1e-9);
        let (cell, share) = (place as usize, place - libm::floor(place));
        cells[cell] += 1.0 - share;
        cells[cell + 1] += share;
    }
    let kernel = |distance: f64| {
        let z = distance / bandwidth;
        if z.abs() > 5.0 { 0.0 } else { libm::exp(-0.5 * z * z) }
    };
    let at = |cell: usize| low + cell as f64 * step;
    let height = |x: f64| {
        let sum: f64 = cells
            .iter()
            .enumerate()
            .filter(|(_, weight)| **weight > 0.0)
            .map(|(cell, weight)| {
                let value = at(cell);
                let mirrored = |bound: f64| if bound.is_finite() { kernel(x - (2.0 * bound - value)) } else { 0.0 };
                weight * (kernel(x - value) + mirrored(bounds.0) + mirrored(bounds.1))
            })
            .sum();
        sum / (count * bandwidth * 2.506_628_274_631_000_7)
    };
    (0..=CELLS).map(|cell| (at(cell), height(at(cell)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_are_those_of_type_seven() {
        let summary = Summary::of(&[1.0, 2.0, 3.0, 4.0]).expect("values");
        assert_eq!((summary.lower, summary.median, summary.upper), (1.75, 2.5, 3.25));
        assert_eq!(Summary::of(&[]), None);
        assert_eq!(Summary::of(&[7.0]).map(|s| (s.lower, s.upper)), Some((7.0, 7.0)));
    }

    #[test]
    fn a_density_has_area_one_also_at_a_bound() {
        let values: Vec<f64> = (0..400).map(|i| f64::from(i) * f64::from(i) / 160_000.0).collect();
        let curve = density(&values, (0.0, 1.0), (0.0, 1.0));
        let area: f64 = curve.windows(2).map(|p| 0.5 * (p[0].1 + p[1].1) * (p[1].0 - p[0].0)).sum();
        assert!((area - 1.0).abs() < 0.01, "{area}");
    }

    #[test]
    fn few_or_equal_values_have_no_density() {
        let arms = [vec![3.0], vec![2.0; 50], vec![]];
        let shapes = shapes(&arms, (0.0, 4.0), (0.0, f64::INFINITY));
        assert_eq!(shapes, [Shape::Dots(vec![(3.0, 1)]), Shape::Spike(2.0), Shape::Dots(Vec::new())]);
    }

    #[test]
    fn very_different_peaks_are_scaled_each_to_its_own() {
        let wide: Vec<f64> = (0..100).map(f64::from).collect();
        let narrow: Vec<f64> = (0..100).map(|i| 50.0 + 0.01 * f64::from(i)).collect();
        assert!(shapes(&[wide.clone(), narrow], (0.0, 100.0), (0.0, 1e9)).iter().all(Shape::has_own_height));
        assert!(!shapes(&[wide.clone(), wide], (0.0, 100.0), (0.0, 1e9)).iter().any(Shape::has_own_height));
    }
}
