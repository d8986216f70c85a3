//! Estimates from one run's observations: quantiles, times that may be cut off, inequality.

use crate::units::DAY;

/// The quantile of type 7 (Hyndman and Fan 1996) of `values`, which are reordered; `None` when there are none.
///
/// Linear between the order statistics, the smallest value at `p` = 0 and the largest at 1: the default of R and NumPy.
pub fn quantile(values: &mut [f64], p: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let rank = (place as usize).min(last);
    let (_, &mut low, above) = values.select_nth_unstable_by(rank, f64::total_cmp);
    let share = place - rank as f64;
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    Some(between(low, high, share))
}

/// The same of values that already ascend.
pub fn quantile_of_sorted(values: &[f64], p: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let rank = (place as usize).min(last);
    let low = values[rank];
    let high = values.get(rank + 1).copied().unwrap_or(low);
    Some(between(low, high, place - rank as f64))
}

/// The point `share` of the way from `low` to `high`; `low` itself at 0, even next to an infinite `high`.
fn between(low: f64, high: f64, share: f64) -> f64 {
    if share > 0.0 && high > low { low + share * (high - low) } else { low }
}

/// How long something was followed, to the second, and whether what was waited for came; otherwise it was cut off.
///
/// Spans are in the order the estimator needs: by length, those that ended before those cut off at the same instant. One
/// word each keeps the sorting of thousands cheap. Lengths are below 2³¹ seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(u32);

impl Span {
    /// A span of `seconds`, ended by the event or cut off.
    pub fn new(seconds: u32, ended: bool) -> Span {
        Span(seconds << 1 | u32::from(!ended))
    }

    fn seconds(self) -> u32 {
        self.0 >> 1
    }

    fn ended(self) -> bool {
        self.0 & 1 == 0
    }
}

/// What the Kaplan-Meier curve of a set of spans says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Survival {
    /// The first time at which at most half are still waiting, in days; `None` if more than half wait to the end.
    pub median_days: Option<f64>,
    /// The mean wait cut at the horizon, in days: the area below the curve.
    pub restricted_mean_days: f64,
}

/// Shares that should be one half reach it only to rounding.
const HALF: f64 = 0.5 + 1e-9;

/// Kaplan-Meier median and restricted mean to `horizon_days` of `spans`, which are sorted; `None` when there are none.
///
/// A span cut off at the instant of an event is still at risk then. Beyond the last span the curve stays level (Gill
/// 1980), so the restricted mean is an upper estimate when all are cut off before the horizon.
pub fn survival(spans: &mut [Span], horizon_days: f64) -> Option<Survival> {
    if spans.is_empty() {
        return None;
    }
    radsort::sort_by_key(spans, |span| span.0);
    let (mut share, mut area, mut reached, mut median_days) = (1.0, 0.0, 0.0, None);
    let mut at_risk = spans.len();
    for same_time in spans.chunk_by(|one, other| one.seconds() == other.seconds()) {
        let days = f64::from(same_time[0].seconds()) / DAY;
        let until = days.min(horizon_days);
        if until > reached {
            area += share * (until - reached);
            reached = until;
        }
        let ended = same_time.partition_point(|span| span.ended());
        share *= (at_risk - ended) as f64 / at_risk as f64;
        at_risk -= same_time.len();
        if median_days.is_none() && share <= HALF {
            median_days = Some(days);
        }
    }
    if horizon_days > reached {
        area += share * (horizon_days - reached);
    }
    Some(Survival { median_days, restricted_mean_days: area })
}

/// The share of `spans` still waiting after each of `days`, which ascend, by Kaplan and Meier; the spans are sorted.
/// Empty when there are no spans. Beyond the last span the curve stays level.
pub fn still_waiting(spans: &mut [Span], days: &[f64]) -> Vec<f64> {
    if spans.is_empty() {
        return Vec::new();
    }
    radsort::sort_by_key(spans, |span| span.0);
    let (mut share, mut at_risk) = (1.0, spans.len());
    let mut same_time = spans.chunk_by(|one, other| one.seconds() == other.seconds()).peekable();
    let after = |day: &f64| {
        while let Some(spans) = same_time.next_if(|spans| f64::from(spans[0].seconds()) <= day * DAY) {
            let ended = spans.partition_point(|span| span.ended());
            share *= (at_risk - ended) as f64 / at_risk as f64;
            at_risk -= spans.len();
        }
        share
    };
    days.iter().map(after).collect()
}

/// Gini coefficient of values of 0 or more, which are sorted: 0 when all are equal, (n − 1)/n when one has all.
///
/// `None` when there are no values or their sum is not positive.
pub fn gini(values: &mut [f64]) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let n = values.len() as f64;
    let total: f64 = values.iter().sum();
    let weighted: f64 = values.iter().enumerate().map(|(i, x)| (2.0 * (i as f64 + 1.0) - n - 1.0) * x).sum();
    (total > 0.0).then(|| weighted / (n * total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_r_and_numpy() {
        let ascending = [1.0, 2.0, 4.0, 8.0, 16.0];
        for (p, expected) in [(0.0, 1.0), (0.25, 2.0), (0.5, 4.0), (0.6, 5.6), (0.95, 14.4), (1.0, 16.0)] {
            let mut shuffled = [8.0, 1.0, 16.0, 4.0, 2.0];
            let value = quantile(&mut shuffled, p).unwrap();
            assert!((value - expected).abs() < 1e-14, "{p}: {value}");
            assert_eq!(quantile_of_sorted(&ascending, p), Some(value));
        }
        assert_eq!(quantile(&mut [], 0.5), None);
        assert_eq!(quantile_of_sorted(&[3.0], 0.95), Some(3.0));
        assert_eq!(quantile(&mut [f64::INFINITY, 1.0, 2.0], 0.5), Some(2.0));
    }

    fn spans(days: &[(f64, bool)]) -> Vec<Span> {
        days.iter().map(|&(days, ended)| Span::new((days * DAY) as u32, ended)).collect()
    }

    #[test]
    fn the_textbook_curve_of_leukaemia_remissions() {
        // Freireich and others 1963, 6-MP arm: median 23 weeks; S is .857, .807, .753, .690, .627, .538, .448.
        let mut all = spans(&[
            (6.0, true),
            (6.0, true),
            (6.0, true),
            (6.0, false),
            (7.0, true),
            (9.0, false),
            (10.0, true),
            (10.0, false),
            (11.0, false),
            (13.0, true),
            (16.0, true),
            (17.0, false),
            (19.0, false),
            (20.0, false),
            (22.0, true),
            (23.0, true),
            (25.0, false),
            (32.0, false),
            (32.0, false),
            (34.0, false),
            (35.0, false),
        ]);
        let curve = survival(&mut all, 35.0).unwrap();
        assert_eq!(curve.median_days, Some(23.0));
        // The area by hand over the steps at 6, 7, 10, 13, 16, 22 and 23 weeks.
        assert!((curve.restricted_mean_days - 23.287_394_957_983_19).abs() < 1e-9, "{}", curve.restricted_mean_days);
    }

    #[test]
    fn without_cut_offs_the_curve_is_the_plain_mean_and_median() {
        let mut all = spans(&[(4.0, true), (1.0, true), (3.0, true), (2.0, true)]);
        let curve = survival(&mut all, 100.0).unwrap();
        assert_eq!(curve.median_days, Some(2.0));
        assert!((curve.restricted_mean_days - 2.5).abs() < 1e-15);
        let cut = survival(&mut all, 2.5).unwrap();
        assert!((cut.restricted_mean_days - (1.0 + 2.0 + 2.5 + 2.5) / 4.0).abs() < 1e-15);
    }

    #[test]
    fn spans_that_never_end_have_no_median() {
        let curve = survival(&mut spans(&[(5.0, false), (9.0, true), (10.0, false), (10.0, false)]), 180.0).unwrap();
        assert_eq!(curve.median_days, None);
        assert!((curve.restricted_mean_days - (9.0 + 171.0 * 2.0 / 3.0)).abs() < 1e-12);
        assert_eq!(survival(&mut [], 180.0), None);
    }

    #[test]
    fn the_curve_is_that_of_kaplan_and_meier() {
        let day = |days: u32, ended| Span::new(days * 86_400, ended);
        // The textbook's steps: 1 − 1/5 at day 1, one cut off at day 2, then 1 − 1/3 at day 3, the last cut off.
        let mut spans = [day(9, false), day(3, true), day(2, false), day(1, true), day(4, false)];
        let shares = still_waiting(&mut spans, &[0.0, 1.0, 2.5, 3.0, 20.0]);
        let expected = [1.0, 0.8, 0.8, 0.8 * 2.0 / 3.0, 0.8 * 2.0 / 3.0];
        assert!(shares.iter().zip(expected).all(|(share, known)| (share - known).abs() < 1e-15), "{shares:?}");
        assert!(still_waiting(&mut [], &[1.0]).is_empty());
        // It falls to one half where the median is.
        let mut spans: Vec<Span> = (1..=9).map(|days| day(days, days % 4 != 0)).collect();
        let median = survival(&mut spans, 180.0).and_then(|found| found.median_days).expect("a median");
        let around = still_waiting(&mut spans, &[median - 0.01, median]);
        assert!(around[0] > 0.5 && around[1] <= HALF, "{median}: {around:?}");
    }

    #[test]
    fn the_gini_coefficient_spans_equality_to_monopoly() {
        assert_eq!(gini(&mut [0.4, 0.4, 0.4]), Some(0.0));
        assert_eq!(gini(&mut [0.0, 5.0, 0.0, 0.0]), Some(0.75));
        assert!((gini(&mut [3.0, 1.0, 2.0]).unwrap() - 2.0 / 9.0).abs() < 1e-15);
        assert_eq!((gini(&mut []), gini(&mut [0.0, 0.0])), (None, None));
    }
}
