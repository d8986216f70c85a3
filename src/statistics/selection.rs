//! Selecting the best of several arms, and comparing each with the best of the others.
//!
//! Kim and Nelson's procedure (2001) is valid with common random numbers: an arm goes as soon as another is ahead by
//! more than chance explains. It may look less often than after every replicate; that only makes it more careful.

use super::{Interval, Summary, t_interval};
use libm::pow;

/// Pairs that do not differ among themselves are believed from this count on, as by the rule of stopping.
const TRUST_NO_SPREAD: usize = 120;

/// The constants η and h² of Kim and Nelson's procedure (c = 1) for `arms` of which the spread is estimated from the
/// first `first` replicates, with an error of `alpha` in all.
pub fn kim_nelson_constants(arms: usize, first: usize, alpha: f64) -> (f64, f64) {
    let freedom = first as f64 - 1.0;
    let eta = 0.5 * (pow(2.0 * alpha / (arms as f64 - 1.0), -2.0 / freedom) - 1.0);
    (eta, 2.0 * eta * freedom)
}

/// Kim and Nelson's procedure: with probability `confidence` it keeps the best arm, if that is better by
/// `indifference` or more than every other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KimNelson {
    /// Arms at the start.
    pub arms: usize,
    /// Replicates from which the spread is estimated.
    pub first: usize,
    /// The smallest difference worth detecting.
    pub indifference: f64,
    /// Probability of a correct selection, such as 0.95.
    pub confidence: f64,
}

/// Who is left after a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screened {
    /// The arms that are left, in their order.
    pub survivors: Vec<usize>,
    /// Whether there is nothing left to decide: one arm, or several that are equal.
    pub settled: bool,
}

impl KimNelson {
    /// Looks at the first `count` replicates of the arms `among`; larger values are better. `samples` holds every arm's
    /// values by replicate, `None` where a run has none: a pair counts where both have one.
    pub fn screen(&self, samples: &[Vec<Option<f64>>], among: &[usize], count: usize) -> Screened {
        let mut settled = true;
        let mut survivors = Vec::new();
        // All are held against all that were left before, so that the order of the arms cannot matter.
        for arm in among {
            let mut beaten = false;
            for other in among.iter().filter(|other| *other != arm) {
                let (lead, allowance) = self.lead(&samples[*other], &samples[*arm], count);
                settled &= allowance == 0.0;
                beaten |= lead > allowance;
            }
            if !beaten {
                survivors.push(*arm);
            }
        }
        let settled = settled || survivors.len() == 1;
        Screened { survivors, settled }
    }

    /// By how much the mean of `other` is ahead of that of `arm`, and what chance is allowed.
    fn lead(&self, other: &[Option<f64>], arm: &[Option<f64>], count: usize) -> (f64, f64) {
        let pairs = |until: usize| -> Vec<f64> {
            let both = other.iter().zip(arm).take(until);
            both.filter_map(|(other, arm)| Some((*other)? - (*arm)?)).collect()
        };
        let (first, all) = (pairs(self.first), pairs(count));
        let (Some(spread), Some(mean)) = (Summary::of(&first), Summary::of(&all)) else { return (0.0, f64::INFINITY) };
        let Some(variance) = spread.variance else { return (mean.mean, f64::INFINITY) };
        if variance == 0.0 && mean.mean == 0.0 && all.len() < TRUST_NO_SPREAD {
            return (0.0, f64::INFINITY);
        }
        let (_, h_squared) = kim_nelson_constants(self.arms, first.len(), 1.0 - self.confidence);
        let (delta, pairs) = (self.indifference, all.len() as f64);
        let allowance = delta / (2.0 * pairs) * (h_squared * variance / (delta * delta) - pairs);
        (mean.mean, allowance.max(0.0))
    }
}

/// Multiple comparisons with the best (Hsu 1984): for each arm the simultaneous interval at `level` of its mean less
/// the largest mean of the others. Larger values are better. An arm whose interval ends at 0 is not the best; one whose
/// interval begins at 0 is.
///
/// It is made of the paired t intervals of all pairs of arms at levels that add up (Bonferroni), so arms may be
/// correlated, differ in spread and in the number of replicates. `None` below two arms, or where two arms have fewer
/// than two pairs.
pub fn comparisons_with_best(samples: &[Vec<Option<f64>>], level: f64) -> Option<Vec<Interval>> {
    let arms = samples.len();
    if arms < 2 {
        return None;
    }
    let each = 1.0 - (1.0 - level) / (arms * (arms - 1) / 2) as f64;
    let between = |arm: usize, other: usize| {
        let both = samples[arm].iter().zip(&samples[other]);
        let pairs: Vec<f64> = both.filter_map(|(arm, other)| Some((*arm)? - (*other)?)).collect();
        t_interval(&Summary::of(&pairs)?, each)
    };
    let of = |arm: usize| {
        let all = (0..arms).filter(|other| *other != arm).map(|other| between(arm, other));
        let all: Vec<Interval> = all.collect::<Option<_>>()?;
        // The difference to the best of the others is the smallest of all differences.
        let least = |bound: fn(&Interval) -> f64| all.iter().map(bound).fold(f64::INFINITY, f64::min);
        Some(Interval { low: least(|interval| interval.low).min(0.0), high: least(|interval| interval.high).max(0.0) })
    };
    (0..arms).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Decision, Streams, Who, normal_quantile};

    #[test]
    fn the_constants_are_the_published_ones() {
        let table = [
            (2, 10, 0.334_050, 6.012_905),
            (3, 10, 0.472_944, 8.512_989),
            (5, 10, 0.634_967, 11.429_411),
            (10, 10, 0.859_083, 15.463_502),
            (2, 20, 0.137_137, 5.211_225),
            (5, 24, 0.189_096, 8.698_404),
        ];
        for (arms, first, eta, h_squared) in table {
            let own = kim_nelson_constants(arms, first, 0.05);
            assert!((own.0 - eta).abs() < 1e-6 && (own.1 - h_squared).abs() < 1e-6, "{arms} {first}: {own:?}");
        }
    }

    /// Values of an arm: normal with a part that all arms share, and a mean.
    fn values(experiment: u64, arm: u32, n: u32, correlation: f64, mean: f64) -> Vec<Option<f64>> {
        let streams = Streams::new(430, experiment);
        let draw = |arm, i| normal_quantile(streams.uniform(Decision::Bootstrap, Who::pair(0, arm, i), 0));
        let (shared, own) = (libm::sqrt(correlation), libm::sqrt(1.0 - correlation));
        (0..n).map(|i| Some(mean + shared * draw(1000, i) + own * draw(arm, i))).collect()
    }

    /// Share of correct selections and mean replicates at the end, looking after every replicate, where the last of five
    /// arms is better by the indifference and the others are equal.
    fn slippage(correlation: f64, experiments: u64) -> (f64, f64) {
        let rule = KimNelson { arms: 5, first: 10, indifference: 0.5, confidence: 0.95 };
        let (mut correct, mut replicates) = (0.0, 0.0);
        for experiment in 0..experiments {
            let mean = |arm| if arm == 4 { 0.5 } else { 0.0 };
            let samples: Vec<_> = (0..5).map(|arm| values(experiment, arm, 250, correlation, mean(arm))).collect();
            let mut left: Vec<usize> = (0..5).collect();
            let mut count = 10;
            loop {
                let screened = rule.screen(&samples, &left, count);
                left = screened.survivors;
                if screened.settled {
                    break;
                }
                count += 1;
            }
            correct += f64::from(u8::from(left == [4]));
            replicates += count as f64;
        }
        (correct / experiments as f64, replicates / experiments as f64)
    }

    #[test]
    fn the_best_is_selected_as_often_and_as_soon_as_known() {
        // .978 and 47.4 for independent arms, .980 and 23.4 with a correlation of one half, both from few experiments:
        // 20,000 give .967 and 46.8, .974 and 23.7.
        for (correlation, chance, length) in [(0.0, 0.978, 47.4), (0.5, 0.980, 23.4)] {
            let (correct, replicates) = slippage(correlation, 3_000);
            assert!(correct >= 0.955 && (correct - chance).abs() < 0.02, "{correlation}: {correct}");
            assert!((replicates - length).abs() < 0.05 * length, "{correlation}: {replicates}");
        }
    }

    #[test]
    fn a_missing_value_is_no_pair_and_equal_arms_are_equal_only_after_long() {
        let rule = KimNelson { arms: 2, first: 10, indifference: 0.5, confidence: 0.95 };
        let good: Vec<Option<f64>> = (0..200).map(|i| Some(f64::from(i % 7))).collect();
        let mut bad: Vec<Option<f64>> = good.iter().map(|value| value.map(|value| value - 1.0)).collect();
        bad[3] = None;
        let both = [bad, good.clone()];
        assert_eq!(rule.screen(&both, &[0, 1], 30), Screened { survivors: vec![1], settled: true });
        let same = [good.clone(), good];
        assert_eq!(rule.screen(&same, &[0, 1], 110), Screened { survivors: vec![0, 1], settled: false });
        assert_eq!(rule.screen(&same, &[0, 1], 120), Screened { survivors: vec![0, 1], settled: true });
        let none = [vec![None; 200], vec![Some(1.0); 200]];
        assert_eq!(rule.screen(&none, &[0, 1], 200), Screened { survivors: vec![0, 1], settled: false });
    }

    #[test]
    fn with_equal_widths_the_intervals_are_those_of_hsu() {
        let samples: Vec<_> = (0..3).map(|arm| values(1, arm, 40, 0.3, 0.6 * f64::from(arm))).collect();
        let intervals = comparisons_with_best(&samples, 0.95).unwrap();
        let means: Vec<f64> = samples
            .iter()
            .map(|sample| Summary::of(&sample.iter().flatten().copied().collect::<Vec<_>>()).unwrap().mean)
            .collect();
        for (arm, interval) in intervals.iter().enumerate() {
            let others = means.iter().enumerate().filter(|(other, _)| *other != arm).map(|(_, mean)| *mean);
            let gap = means[arm] - others.fold(f64::NEG_INFINITY, f64::max);
            assert!(interval.low <= gap.min(0.0) && interval.high >= gap.max(0.0), "{arm}: {interval:?} {gap}");
            assert!(interval.low <= 0.0 && interval.high >= 0.0);
        }
        assert!(intervals[0].high == 0.0 && intervals[0].low < -0.5, "the worst is not the best: {intervals:?}");
        assert_eq!(comparisons_with_best(&samples[..1], 0.95), None);
    }

    #[test]
    fn the_intervals_hold_together_at_least_as_often_as_they_say() {
        let means = [0.0, 0.3, 0.3, 0.5];
        let truth = [-0.5, -0.2, -0.2, 0.2];
        let experiments = 600;
        let holds = |experiment: u64| {
            let samples: Vec<_> =
                (0..4).map(|arm| values(9_000 + experiment, arm, 30, 0.5, means[arm as usize])).collect();
            let intervals = comparisons_with_best(&samples, 0.95).unwrap();
            intervals.iter().zip(truth).all(|(interval, truth)| interval.low <= truth && truth <= interval.high)
        };
        let held = (0..experiments).filter(|experiment| holds(*experiment)).count();
        assert!(held as f64 >= 0.95 * experiments as f64, "{held} of {experiments}");
    }
}
