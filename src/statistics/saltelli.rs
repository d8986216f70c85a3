//! Sobol' indices: which share of an output's variance each factor carries, alone and with others.
//!
//! A base point is a pair of independent points A and B of the cube. AB_j is A with factor j from B, BA_j is B with
//! factor j from A. With outputs less their common mean and in units of their common deviation,
//!
//! - S1_j = mean(B · (AB_j − A)) / V, the share that factor j carries alone (Saltelli et al. 2010),
//! - ST_j = ½ mean((A − AB_j)²) / V, that with all its interactions (Jansen 1999),
//! - S2_jk = mean(BA_j · AB_k − A · B) / V − S1_j − S1_k, that of the pair alone (Saltelli 2002),
//!
//! where V is the variance of A and B together: layout, order and normalisation are those of SALib. Factors may move
//! in groups; an index is then that of the group. Intervals resample base points, all indices jointly.

use super::resampling::{Estimate, bootstrap};
use libm::sqrt;

/// Less than this share of the variance of the outputs is rounding, not variance.
const ROUNDING: f64 = 1e-12;

/// Which points belong to a base point, in this order: A, every AB_j, with second order every BA_j, B.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Groups of factors; as many as factors when each moves alone.
    pub groups: usize,
    /// Whether pairs have indices.
    pub second_order: bool,
}

impl Layout {
    /// Points of a base point.
    pub fn points(&self) -> usize {
        2 + self.groups * if self.second_order { 2 } else { 1 }
    }

    /// The places of A and B among them.
    pub fn ends(&self) -> [usize; 2] {
        [0, self.points() - 1]
    }

    /// The points of the base point `pair`, the coordinates of A and then of B. `group_of` has the group of each factor.
    pub fn design(&self, pair: &[f64], group_of: &[usize]) -> Vec<Vec<f64>> {
        let (a, b) = pair.split_at(pair.len() / 2);
        let mixed = |from: &[f64], other: &[f64], group: usize| -> Vec<f64> {
            let pick = |i: usize| if group_of[i] == group { other[i] } else { from[i] };
            (0..group_of.len()).map(pick).collect()
        };
        let mut points = vec![a.to_vec()];
        points.extend((0..self.groups).map(|group| mixed(a, b, group)));
        if self.second_order {
            points.extend((0..self.groups).map(|group| mixed(b, a, group)));
        }
        points.push(b.to_vec());
        points
    }

    /// The pairs of groups, in the order of their indices; none without second order.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let groups = if self.second_order { self.groups } else { 0 };
        (0..groups).flat_map(move |j| (j + 1..groups).map(move |k| (j, k)))
    }
}

/// Sobol' indices of one output.
#[derive(Clone, Debug, PartialEq)]
pub struct SobolIndices {
    /// By group, the share of the variance that it carries alone.
    pub first: Vec<Estimate>,
    /// By group, that with all its interactions.
    pub total: Vec<Estimate>,
    /// By pair of groups (see [`Layout::pairs`]), that of the two together beyond each alone.
    pub second: Vec<Estimate>,
    /// Sum of the first-order indices: 1 where effects only add up.
    pub first_sum: Estimate,
}

impl SobolIndices {
    /// The indices of `outputs`, by base point the outputs of its points; `None` below two base points. An output that
    /// does not vary has indices 0 with intervals without width.
    ///
    /// # Panics
    /// If a base point has not as many outputs as the layout has points.
    pub fn of(layout: Layout, outputs: &[Vec<f64>], seed: u64) -> Option<SobolIndices> {
        if outputs.len() < 2 {
            return None;
        }
        let products = products(layout, &normalised(outputs));
        let groups = layout.groups;
        let pairs: Vec<(usize, usize)> = layout.pairs().collect();
        let indices = |weights: &[u32]| {
            let mut sums = vec![0.0; products[0].len()];
            for (weight, row) in weights.iter().zip(&products).filter(|(weight, _)| **weight > 0) {
                sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += f64::from(*weight) * value);
            }
            let n = outputs.len() as f64;
            let mean = sums[0] / (2.0 * n);
            let variance = sums[1] / (2.0 * n) - mean * mean;
            let share = |sum: f64| if variance > ROUNDING { sum / n / variance } else { 0.0 };
            let mut indices: Vec<f64> = sums[2..].iter().map(|sum| share(*sum)).collect();
            for (place, (j, k)) in pairs.iter().enumerate() {
                indices[2 * groups + place] -= indices[*j] + indices[*k];
            }
            indices.push(indices[..groups].iter().sum());
            indices
        };
        let all = bootstrap(seed, outputs.len(), indices);
        let (first, rest) = all.split_at(groups);
        let (total, rest) = rest.split_at(groups);
        let (second, sum) = rest.split_at(pairs.len());
        Some(SobolIndices { first: first.into(), total: total.into(), second: second.into(), first_sum: sum[0] })
    }
}

/// Outputs less their mean, in units of their deviation; 0 where they do not vary.
fn normalised(outputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let all = || outputs.iter().flatten();
    let n = all().count() as f64;
    let first = all().next().copied().unwrap_or_default();
    let mean = first + all().map(|y| y - first).sum::<f64>() / n;
    let deviation = sqrt(all().map(|y| (y - mean) * (y - mean)).sum::<f64>() / n);
    // A constant is exactly one; what is left beside a large mean would be rounding.
    let constant = all().all(|y| *y == first) || deviation <= ROUNDING * mean.abs();
    let scaled = |y: &f64| if constant { 0.0 } else { (y - mean) / deviation };
    outputs.iter().map(|of_base| of_base.iter().map(scaled).collect()).collect()
}

/// By base point, what the indices are means of: A + B and A² + B², then a term for each index.
fn products(layout: Layout, outputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let one = |y: &Vec<f64>| {
        assert_eq!(y.len(), layout.points(), "outputs of a base point");
        let [a, b] = layout.ends().map(|end| y[end]);
        let ab = |j: usize| y[1 + j];
        let ba = |j: usize| y[1 + layout.groups + j];
        let mut row = vec![a + b, a * a + b * b];
        row.extend((0..layout.groups).map(|j| b * (ab(j) - a)));
        row.extend((0..layout.groups).map(|j| 0.5 * (a - ab(j)) * (a - ab(j))));
        row.extend(layout.pairs().map(|(j, k)| ba(j) * ab(k) - a * b));
        row
    };
    outputs.iter().map(one).collect()
}

#[cfg(test)]
mod tests;
