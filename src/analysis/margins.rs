//! Whether a difference counts: what may be said of a paired difference held against the margin of its measure.
//!
//! Two claims are tested, each Holm-adjusted over all main measures of the arm at 5 % in all, as the marks are: that the
//! difference is larger than the margin, and that it is smaller on both sides (two one-sided tests, the 90 % interval). A
//! measure without a margin counts in the adjustment as if it showed nothing, so that what is shown to be larger than
//! its margin is always marked better or worse too.

use super::comparison::{Mark, Verdict};
use crate::statistics::{Interval, Summary, beyond_test, equivalence, holm, holm_levels, replicates_within};
use crate::vocabulary::{Direction, Measure, Text};
use libm::sqrt;

/// Error of each of the claims, over all main measures of an arm.
const ERROR: f64 = 0.05;

/// What is shown of the size of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// It is larger than the margin.
    Counts,
    /// It is smaller than the margin: equivalent, or different by less than counts.
    TooSmall,
    /// Neither.
    Open,
}

impl Worth {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Worth::Counts => "counts",
            Worth::TooSmall => "too_small",
            Worth::Open => "open",
        }
    }
}

/// A difference held against its margin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// The smallest difference that counts, in the unit of the measure.
    pub margin: f64,
    /// What is shown.
    pub worth: Worth,
    /// p-value, adjusted after Holm, of a difference within the margin; `None` below two pairs.
    pub p_within: Option<f64>,
    /// p-value, adjusted after Holm, of a difference as large as the margin or larger; `None` below two pairs.
    pub p_beyond: Option<f64>,
    /// The 90 % interval of the difference, which decides equivalence where one main measure has a margin.
    pub interval: Option<Interval>,
    /// How many replicates more may settle it, if mean and spread stay; `None` when it is settled or would take more than
    /// a million.
    pub more_replicates: Option<u64>,
}

/// Weighs the differences of the main measures of one arm over so many replicates, each with its margin if it has one.
pub fn weigh(differences: &[(Option<Summary>, Option<f64>)], replicates: usize) -> Vec<Option<Weighed>> {
    let tested = |test: fn(&Summary, f64) -> Option<f64>| -> Vec<Option<f64>> {
        differences.iter().map(|(gap, margin)| test(gap.as_ref()?, (*margin)?)).collect()
    };
    let within_margin = tested(beyond_test);
    let beyond_margin = tested(|gap, margin| equivalence(gap, margin).map(|found| found.p_value));
    let adjusted = |p_values: &[Option<f64>]| {
        let filled: Vec<f64> = p_values.iter().map(|p_value| p_value.unwrap_or(1.0)).collect();
        (holm(&filled), holm_levels(&filled, ERROR))
    };
    let (larger, larger_errors) = adjusted(&within_margin);
    let (smaller, smaller_errors) = adjusted(&beyond_margin);
    let weighed = |(i, (gap, margin)): (usize, &(Option<Summary>, Option<f64>))| {
        let margin = (*margin)?;
        let (p_within, p_beyond) = (within_margin[i].map(|_| larger[i]), beyond_margin[i].map(|_| smaller[i]));
        let shown = |p_value: Option<f64>| p_value.is_some_and(|p_value| p_value <= ERROR);
        let worth = match (shown(p_within), shown(p_beyond)) {
            (true, _) => Worth::Counts,
            (false, true) => Worth::TooSmall,
            (false, false) => Worth::Open,
        };
        let interval = gap.as_ref().and_then(|gap| equivalence(gap, margin)).map(|found| found.interval);
        let more = || {
            let gap = gap.as_ref()?;
            let room = margin - gap.mean.abs();
            let level = if room > 0.0 { 1.0 - 2.0 * smaller_errors[i] } else { 1.0 - larger_errors[i] };
            let deviation = sqrt(gap.variance.filter(|variance| *variance > 0.0)?);
            let pairs = replicates_within(deviation, room.abs(), level, gap.n + 1)? - gap.n as u64;
            // Where some replicates give no pair it takes more of them.
            Some((pairs * replicates as u64).div_ceil(gap.n as u64))
        };
        let more_replicates = if worth == Worth::Open { more() } else { None };
        Some(Weighed { margin, worth, p_within, p_beyond, interval, more_replicates })
    };
    differences.iter().enumerate().map(weighed).collect()
}

/// What is shown of a difference and its size, never more than the intervals allow; `None` without a margin.
pub fn claim(verdict: &Verdict) -> Option<Text> {
    let worth = verdict.weighed?.worth;
    let neutral = verdict.measure.direction() == Direction::Neutral;
    let differs = neutral && verdict.interval.is_some_and(|interval| interval.excludes_zero());
    Some(match (verdict.mark, worth) {
        (Mark::Better, Worth::Counts) => Text { en: "meaningfully better", zh: "更好，且达到界值" },
        (Mark::Worse, Worth::Counts) => Text { en: "meaningfully worse", zh: "更差，且达到界值" },
        (Mark::Undecided, Worth::Counts) => Text { en: "meaningfully different", zh: "有差别，且达到界值" },
        (Mark::Better, Worth::TooSmall) => Text { en: "better, but less than counts", zh: "更好，但不足界值" },
        (Mark::Worse, Worth::TooSmall) => Text { en: "worse, but less than counts", zh: "更差，但不足界值" },
        (Mark::Undecided, Worth::TooSmall) if differs => {
            Text { en: "different, but less than counts", zh: "有差别，但不足界值" }
        }
        (Mark::Undecided, Worth::TooSmall) => Text { en: "equivalent", zh: "等同" },
        (Mark::Better, Worth::Open) => {
            Text { en: "better, undecided whether by as much as counts", zh: "更好，是否达到界值未定" }
        }
        (Mark::Worse, Worth::Open) => {
            Text { en: "worse, undecided whether by as much as counts", zh: "更差，是否达到界值未定" }
        }
        (Mark::Undecided, Worth::Open) if differs => {
            Text { en: "different, undecided whether by as much as counts", zh: "有差别，是否达到界值未定" }
        }
        (Mark::Undecided, Worth::Open) => Text { en: "undecided", zh: "未定" },
    })
}

/// The margin of a measure, if it has one.
pub fn margin_of(margins: &[(Measure, f64)], measure: Measure) -> Option<f64> {
    margins.iter().find(|(known, _)| *known == measure).map(|(_, size)| *size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{t_interval, t_test};

    fn sample(n: usize, mean: f64) -> Option<Summary> {
        Some(Summary { n, mean, variance: Some(1.0) })
    }

    fn one(n: usize, mean: f64) -> Weighed {
        weigh(&[(sample(n, mean), Some(0.5))], n)[0].unwrap()
    }

    #[test]
    fn a_claim_is_what_the_interval_says() {
        for n in [10, 40, 400] {
            for step in -40..=40 {
                let mean = f64::from(step) * 0.05;
                let weighed = one(n, mean);
                let wide = t_interval(&sample(n, mean).unwrap(), 0.95).unwrap();
                let narrow = weighed.interval.unwrap();
                let expected = if wide.low > 0.5 || wide.high < -0.5 {
                    Worth::Counts
                } else if narrow.low > -0.5 && narrow.high < 0.5 {
                    Worth::TooSmall
                } else {
                    Worth::Open
                };
                assert_eq!(weighed.worth, expected, "{n} {mean}");
            }
        }
    }

    #[test]
    fn what_counts_differs_from_nothing_too_whatever_stands_beside_it() {
        for mean in [0.6, 0.8, 0.9, 1.0, 1.2] {
            let all =
                [(sample(30, mean), Some(0.5)), (sample(30, 0.35), None), (sample(30, 0.1), Some(2.0)), (None, None)];
            let weighed = weigh(&all, 30);
            let p_values: Vec<f64> = all.iter().map(|(gap, _)| gap.as_ref().and_then(t_test).unwrap_or(1.0)).collect();
            let differs = holm(&p_values)[0] <= 0.05;
            assert!(weighed[0].unwrap().worth != Worth::Counts || differs, "{mean}");
            assert_eq!((weighed[1], weighed[3]), (None, None));
        }
    }

    #[test]
    fn more_margins_make_each_claim_harder() {
        let alone = one(30, 0.9);
        let among =
            weigh(&[(sample(30, 0.9), Some(0.5)), (sample(30, 0.5), Some(0.5)), (sample(30, 0.5), Some(0.5))], 30);
        assert_eq!((alone.worth, among[0].unwrap().worth), (Worth::Counts, Worth::Open));
        assert!(among[0].unwrap().p_within > alone.p_within);
    }

    #[test]
    fn the_hint_names_the_first_size_that_settles() {
        for mean in [0.0, 0.3, 0.45, 0.55, 0.8, -0.3, -0.7] {
            let open = one(10, mean);
            assert_eq!(open.worth, Worth::Open);
            let n = 10 + open.more_replicates.unwrap() as usize;
            assert!(one(n, mean).worth != Worth::Open && one(n - 1, mean).worth == Worth::Open, "{mean}: {n}");
        }
        assert_eq!((one(10, 0.5).more_replicates, one(400, 0.0).more_replicates), (None, None));
        let single = weigh(&[(Summary::of(&[3.0]), Some(0.5))], 1)[0].unwrap();
        assert_eq!((single.worth, single.p_within, single.more_replicates), (Worth::Open, None, None));
    }
}
