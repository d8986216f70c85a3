//! The differences as a strip of characters: a forest plot, each in percent of the baseline's mean.

use crate::analysis::comparison::ComparisonRow;
use crate::report::numbers::signed_percent;
use crate::report::scale::{Scale, relative};

/// The scale that the strips of a table share, and how wide they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Strip {
    scale: Scale,
    width: usize,
}

impl Strip {
    /// A scale on which all these rows can be seen; `None` when none of them can.
    pub(super) fn of<'a>(rows: impl Iterator<Item = &'a ComparisonRow>, width: usize) -> Option<Strip> {
        Some(Strip { scale: Scale::of(rows)?, width })
    }

    /// Columns that it takes.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    fn place(&self, x: f64) -> usize {
        libm::round(self.scale.place(x) * (self.width - 1) as f64) as usize
    }

    /// The ends of the scale and zero, where there is room for it.
    pub(super) fn heading(&self) -> String {
        let (low, high) = (signed_percent(self.scale.low), signed_percent(self.scale.high));
        let mut line = vec![' '; self.width];
        let mut put = |at: usize, text: &str| {
            for (place, c) in line.iter_mut().skip(at).zip(text.chars()) {
                *place = c;
            }
        };
        put(0, &low);
        put(self.width.saturating_sub(high.chars().count()), &high);
        let zero = self.place(0.0);
        if zero > low.chars().count() && zero + high.chars().count() + 1 < self.width {
            put(zero, "0");
        }
        line.into_iter().collect()
    }

    /// A row on the scale: the interval as a line, its middle as a dot, zero as an upright.
    pub(super) fn draw(&self, row: &ComparisonRow) -> String {
        let mut line = vec![' '; self.width];
        let zero = self.place(0.0);
        line[zero] = '│';
        if let Some([low, middle, high]) = relative(row) {
            let (from, to) = (self.place(low), self.place(high));
            for (at, place) in line.iter_mut().enumerate().take(to + 1).skip(from) {
                *place = if at == zero { '┼' } else { '─' };
            }
            line[self.place(middle)] = '●';
            if low < self.scale.low {
                line[0] = '◂';
            }
            if high > self.scale.high {
                line[self.width - 1] = '▸';
            }
        }
        line.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::numbers::tests::row;
    use crate::vocabulary::Measure;

    #[test]
    fn the_strip_shows_where_the_interval_lies_about_zero() {
        let better = row(Measure::TrustGroup, 0.5, 0.1, 0.02);
        let unclear = row(Measure::TrustCommittee, 0.5, -0.01, 0.05);
        let rows = [better.clone(), unclear.clone()];
        let strip = Strip::of(rows.iter(), 30).unwrap();
        let zero = strip.heading().chars().position(|c| c == '0').unwrap();
        assert_eq!(strip.draw(&better).chars().nth(zero), Some('0').map(|_| '│'));
        assert!(strip.draw(&better).find('●') > strip.draw(&better).find('│'));
        assert_eq!(strip.draw(&unclear).chars().nth(strip.place(0.0)), Some('┼'));
        assert!(rows.iter().all(|row| strip.draw(row).chars().count() == 30));
    }

    #[test]
    fn what_lies_beyond_the_scale_is_drawn_at_its_edge() {
        let huge = row(Measure::Petitions, 1.0, 40.0, 1.0);
        let drawn = Strip::of([huge.clone()].iter(), 20).unwrap().draw(&huge);
        assert!(drawn.ends_with('▸'), "{drawn}");
        let mut missing = huge;
        missing.baseline_mean = None;
        assert_eq!(Strip::of([missing].iter(), 20), None);
    }
}
