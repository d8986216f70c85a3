//! How many replicates a comparison needs, from a pilot.
//!
//! The spread of the paired differences is all that matters; the pilot estimates it, and the chi-square interval of its
//! variance says how far off the estimate may be.

use super::comparison::{LEVEL, Runs};
use crate::random::{Decision, Streams, Who};
use crate::statistics::{
    Interval, Resamples, Summary, jackknife, paired_size, replicates_within, t_interval, too_skewed, variance_interval,
};
use crate::vocabulary::Measure;
use libm::{ceil, sqrt};

/// Resamples of the interval of a skewed difference.
const RESAMPLES: usize = 2_000;

/// How many replicates do what was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// The half-width or the margin, in the unit of the measure.
    pub asked: f64,
    /// Replicates, if the spread is that of the pilot; `None` beyond a million.
    pub replicates: Option<u64>,
    /// Replicates, if the spread is at the upper end of its 95 % interval.
    pub at_most: Option<u64>,
}

/// What the pilot says of one measure of one arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Sizing {
    /// Index of the arm.
    pub arm: usize,
    /// The measure.
    pub measure: Measure,
    /// Pairs with a value.
    pub pairs: usize,
    /// Mean of arm less baseline; `None` without pairs.
    pub difference: Option<f64>,
    /// Standard deviation of the paired difference; `None` below two pairs and where no pair differs from another.
    pub deviation: Option<f64>,
    /// Its 95 % interval.
    pub deviation_interval: Option<Interval>,
    /// Half-width of the 95 % interval that the planned number of replicates is expected to give.
    pub planned_half_width: Option<f64>,
    /// What a half-width takes, where one was asked for.
    pub until: Option<Wanted>,
    /// What it takes to detect a difference as large as the margin, where the measure has one.
    pub detect: Option<Wanted>,
    /// The pilot's 95 % interval of the difference after Efron (BCa), where the difference is too skewed for a t interval
    /// of so few pairs to be trusted.
    pub skewed: Option<Option<Interval>>,
}

/// What is asked of a pilot.
#[derive(Clone, Debug, PartialEq)]
pub struct Question<'a> {
    /// Main measures, over which the verdict is adjusted.
    pub measures: &'a [Measure],
    /// Half-widths wanted.
    pub half_widths: &'a [(Measure, f64)],
    /// Differences to be detected.
    pub margins: &'a [(Measure, f64)],
    /// The chance to detect them.
    pub power: f64,
    /// Replicates planned.
    pub planned: u64,
    /// Seed of the resamples.
    pub seed: u64,
}

/// Sizes every main measure, and every other that is asked about, of every arm.
///
/// A margin is detected when the mark says better or worse, which takes most where the measure is the least clear of
/// all main measures: at an error of 5 % over their number.
///
/// # Panics
/// If `runs` has not one entry of values for each arm, or a baseline beyond them.
pub fn size(runs: &Runs, question: &Question<'_>) -> Vec<Sizing> {
    let mut measures = question.measures.to_vec();
    for (measure, _) in question.half_widths.iter().chain(question.margins) {
        if !measures.contains(measure) {
            measures.push(*measure);
        }
    }
    let others = (0..runs.arms.len()).filter(|arm| *arm != runs.baseline);
    others
        .flat_map(|arm| measures.iter().map(move |measure| (arm, *measure)))
        .map(|(arm, measure)| one(runs, arm, measure, question))
        .collect()
}

fn one(runs: &Runs, arm: usize, measure: Measure, question: &Question<'_>) -> Sizing {
    let all = runs.differences(arm, measure);
    let pilot = all.len();
    let values: Vec<f64> = all.into_iter().flatten().collect();
    let gap = Summary::of(&values);
    let deviation = gap.and_then(|gap| gap.variance).filter(|variance| *variance > 0.0).map(sqrt);
    let interval = gap.and_then(|gap| variance_interval(&gap, LEVEL));
    let interval = interval.map(|interval| Interval { low: sqrt(interval.low), high: sqrt(interval.high) });
    // Where some replicates give no pair it takes more of them.
    let replicates = |pairs: u64| (pairs * pilot as u64).div_ceil(values.len().max(1) as u64);
    let wanted = |asked: f64, pairs: &dyn Fn(f64) -> Option<u64>| Wanted {
        asked,
        replicates: deviation.and_then(pairs).map(replicates),
        at_most: interval.and_then(|interval| pairs(interval.high)).map(replicates),
    };
    let of = |asked: &[(Measure, f64)]| asked.iter().find(|(known, _)| *known == measure).map(|(_, size)| *size);
    let within = |half_width: f64| wanted(half_width, &|spread| replicates_within(spread, half_width, LEVEL, pilot));
    let error = (1.0 - LEVEL) / question.measures.len().max(1) as f64;
    let detect = |margin: f64| {
        wanted(margin, &|spread| {
            Some(ceil(paired_size(margin / spread, question.power, error)?).max(pilot as f64) as u64)
        })
    };
    let planned = |deviation: f64| {
        let pairs = (question.planned as usize * values.len()) / pilot.max(1);
        t_interval(&Summary { n: pairs, mean: 0.0, variance: Some(deviation * deviation).filter(|_| pairs > 1) }, LEVEL)
    };
    Sizing {
        arm,
        measure,
        pairs: values.len(),
        difference: gap.map(|gap| gap.mean),
        deviation,
        deviation_interval: interval.filter(|_| deviation.is_some()),
        planned_half_width: deviation.and_then(planned).map(|interval| interval.half_width()),
        until: of(question.half_widths).map(within),
        detect: of(question.margins).map(detect),
        skewed: too_skewed(&values).then(|| bca(&values, question.seed, arm, measure)),
    }
}

/// Efron's interval of a mean; the same resamples for the same arm and measure.
fn bca(values: &[f64], seed: u64, arm: usize, measure: Measure) -> Option<Interval> {
    let mean = |places: &[usize]| {
        let drawn: Vec<f64> = places.iter().map(|place| values[*place]).collect();
        Some(Summary::of(&drawn)?.mean)
    };
    let acceleration = jackknife(values.len(), mean)?.acceleration;
    let who = Who::pair(0, arm as u32, measure as u32);
    let mut words = Streams::new(seed, 0).sequence(Decision::Bootstrap, who, 0);
    Resamples::draw(values.len(), RESAMPLES, &mut words, mean)?.bca(acceleration, LEVEL)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURE: Measure = Measure::TrustGroup;

    /// Two arms whose difference takes these values.
    fn runs(differences: &[Option<f64>]) -> Runs {
        let run = |value: Option<f64>| {
            let mut values = vec![None; Measure::COUNT];
            values[MEASURE as usize] = value;
            values
        };
        let values = vec![
            differences.iter().map(|_| run(Some(7.0))).collect(),
            differences.iter().map(|gap| run(gap.map(|gap| 7.0 + gap))).collect(),
        ];
        Runs { point: 0, arms: vec!["base".into(), "other".into()], baseline: 0, values, turns: None }
    }

    fn question() -> Question<'static> {
        Question {
            measures: &[MEASURE],
            half_widths: &[(MEASURE, 0.25)],
            margins: &[(MEASURE, 0.5)],
            power: 0.8,
            planned: 120,
            seed: 1,
        }
    }

    /// Thirty differences with mean 0 and deviation 1 exactly.
    fn pilot() -> Vec<Option<f64>> {
        let half = libm::sqrt(29.0 / 30.0);
        (0..30).map(|i| Some(if i % 2 == 0 { half } else { -half })).collect()
    }

    #[test]
    fn the_sizes_are_those_of_the_formulas() {
        let sizing = &size(&runs(&pilot()), &question())[0];
        assert!((sizing.deviation.unwrap() - 1.0).abs() < 1e-12 && sizing.skewed.is_none());
        // A paired t test of half a standard deviation takes 34 pairs; 64 give a half-width of one quarter.
        assert_eq!(sizing.detect.unwrap().replicates, Some(34));
        assert_eq!(sizing.until.unwrap().replicates, Some(64));
        // The deviation may be 1.344 times as large (chi-square with 29 degrees of freedom): 114 for the width.
        assert!((sizing.deviation_interval.unwrap().high - 1.344_318).abs() < 1e-5);
        assert_eq!(sizing.until.unwrap().at_most, Some(114));
        assert!((sizing.planned_half_width.unwrap() - 0.180_756).abs() < 1e-5, "{sizing:?}");
    }

    #[test]
    fn missing_pairs_take_more_replicates_and_more_measures_more_pairs() {
        let mut with_gaps = pilot();
        with_gaps.extend([None; 30]);
        let gaps = &size(&runs(&with_gaps), &question())[0];
        assert_eq!((gaps.pairs, gaps.until.unwrap().replicates), (30, Some(128)));
        let many = Question { measures: &[MEASURE, Measure::Petitions], ..question() };
        let all = size(&runs(&pilot()), &many);
        assert!(all[0].detect.unwrap().replicates > Some(34));
        assert_eq!((all[1].pairs, all[1].deviation, all[1].until), (0, None, None));
    }

    #[test]
    fn no_spread_promises_nothing_and_skewness_is_said() {
        let same = &size(&runs(&[Some(0.1); 30]), &question())[0];
        assert_eq!((same.deviation, same.until.unwrap().replicates, same.skewed), (None, None, None));
        let mut rare = vec![Some(0.0); 30];
        (rare[3], rare[9]) = (Some(1.0), Some(2.0));
        let skewed = &size(&runs(&rare), &question())[0];
        let interval = skewed.skewed.unwrap().unwrap();
        // What is never negative has no negative bound, unlike that of Student's t.
        assert!(interval.low >= 0.0 && interval.high > 0.25, "{interval:?}");
    }
}
