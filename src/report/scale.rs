//! The scale on which the differences of a table are drawn: in shares of the baseline's mean.

use crate::analysis::comparison::ComparisonRow;

/// What lies beyond is drawn at the edge.
const FURTHEST: (f64, f64) = (-1.0, 2.0);

/// A scale that the rows of a table share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// Difference and interval in units of the baseline's mean, lower bound first.
pub(crate) fn relative(row: &ComparisonRow) -> Option<[f64; 3]> {
    let size = row.baseline_mean.map(f64::abs).filter(|size| *size > 0.0)?;
    Some([row.ci_low? / size, row.difference? / size, row.ci_high? / size])
}

impl Scale {
    /// A scale on which all these rows can be seen; `None` when none of them can.
    pub(crate) fn of<'a>(rows: impl Iterator<Item = &'a ComparisonRow>) -> Option<Scale> {
        let seen: Vec<[f64; 3]> = rows.filter_map(relative).collect();
        if seen.is_empty() {
            return None;
        }
        let (mut low, mut high) = (-0.01_f64, 0.01_f64);
        for [from, _, to] in seen {
            low = low.min(from);
            high = high.max(to);
        }
        let tenth = |x: f64, round: fn(f64) -> f64| round(x * 100.0 / 5.0) * 5.0 / 100.0;
        Some(Scale { low: tenth(low.max(FURTHEST.0), libm::floor), high: tenth(high.min(FURTHEST.1), libm::ceil) })
    }

    /// Where a value stands, from 0 at the lower end to 1 at the upper.
    pub(crate) fn place(&self, x: f64) -> f64 {
        ((x - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}
