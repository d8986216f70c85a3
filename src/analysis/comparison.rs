//! Every arm against the baseline, pair by pair.
//!
//! Replicate r of an arm is compared with replicate r of the baseline: both have the same village and the same
//! chances, so their difference shows what governance changes. A replicate in which either arm has no value of a
//! measure is left out of that measure's pairs.

use super::margins::{Weighed, margin_of, weigh};
use super::unknown::Split;
use crate::results::Turns;
use crate::statistics::{
    Interval, Summary, correlation, holm, holm_levels, probability_better, relative_interval, replicates_to_settle,
    t_interval, t_test, variance_ratio,
};
use crate::vocabulary::{Direction, Measure};
use serde::{Serialize, Serializer};

/// Level of the intervals in tables.
pub const LEVEL: f64 = 0.95;

/// The runs of one point of a design.
#[derive(Clone, Debug, PartialEq)]
pub struct Runs {
    /// The point, counted from 0.
    pub point: u32,
    /// Names of the arms.
    pub arms: Vec<String>,
    /// Index of the arm that the others are compared with.
    pub baseline: usize,
    /// By arm and replicate, the measures of the run in the order of [`Measure::ALL`]. Replicates that one of two arms
    /// lacks at the end are not compared.
    pub values: Vec<Vec<Vec<Option<f64>>>>,
    /// How the replicates took parameter sets in turn, if they did. Where a set has several replicates they are no
    /// independent witnesses of what is unknown: intervals are those of the means of the sets.
    pub turns: Option<Turns>,
}

impl Runs {
    /// The paired differences (arm less baseline) of `measure`, one a replicate, `None` where either has no value.
    ///
    /// # Panics
    /// If `arm` is no index into the arms.
    pub fn differences(&self, arm: usize, measure: Measure) -> Vec<Option<f64>> {
        let value = move |run: &[Option<f64>]| run.get(measure as usize).copied().flatten();
        let both = self.values[self.baseline].iter().zip(&self.values[arm]);
        both.map(move |(base, other)| Some(value(other)? - value(base)?)).collect()
    }
}

/// Values of the baseline and the arm in each replicate that both have run.
pub(super) fn paired<'a>(
    baseline: &'a [Option<f64>],
    arm: &'a [Option<f64>],
) -> impl Iterator<Item = Option<(f64, f64)>> + 'a {
    baseline.iter().zip(arm).map(|(base, other)| (*base).zip(*other))
}

/// One row of `comparison.csv`: a measure of an arm against the baseline. `None` is an empty cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparisonRow {
    /// Point of the design, counted from 0.
    pub point: u32,
    /// The measure.
    #[serde(serialize_with = "measure_name")]
    pub measure: Measure,
    /// Its unit; empty for pure numbers and shares.
    pub unit: &'static str,
    /// What is better: `more`, `less` or `none`.
    #[serde(serialize_with = "direction_word")]
    pub direction: Direction,
    /// Name of the baseline.
    pub baseline: String,
    /// Name of the arm.
    pub arm: String,
    /// Pairs compared.
    pub n: usize,
    /// Mean of the baseline over the pairs.
    pub baseline_mean: Option<f64>,
    /// Mean of the arm over the pairs.
    pub arm_mean: Option<f64>,
    /// Mean of arm less baseline.
    pub difference: Option<f64>,
    /// Lower bound of its 95 % t interval; empty below two pairs.
    pub ci_low: Option<f64>,
    /// Upper bound.
    pub ci_high: Option<f64>,
    /// Standard error of the difference; empty below two pairs.
    pub std_error: Option<f64>,
    /// Correlation of the pairs: 1 for identical arms, empty where either side does not vary.
    pub correlation: Option<f64>,
    /// What pairing gained, (s_A² + s_B²) / s_D²; empty where the difference does not vary, as for identical arms.
    pub variance_ratio: Option<f64>,
    /// Share of pairs in which the arm is better, plus half the ties; empty for measures without a better side.
    pub probability_better: Option<f64>,
}

pub(super) fn measure_name<S: Serializer>(measure: &Measure, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(measure.name())
}

pub(super) fn direction_word<S: Serializer>(direction: &Direction, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(direction.word())
}

impl ComparisonRow {
    /// The difference as a share of the size of the baseline's mean; `None` when that is 0.
    pub fn relative_difference(&self) -> Option<f64> {
        let size = self.baseline_mean?.abs();
        (size > 0.0).then_some(self.difference? / size)
    }
}

/// What may be said of an arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Better than the baseline.
    Better,
    /// Worse than the baseline.
    Worse,
    /// The runs do not tell, or neither side is better.
    Undecided,
}

/// The verdict on one main measure of one arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Index of the arm.
    pub arm: usize,
    /// The measure.
    pub measure: Measure,
    /// Better, worse or undecided: whether the adjusted interval excludes 0, and on which side.
    ///
    /// A measure without a better side stays undecided; its interval still says whether it differs.
    pub mark: Mark,
    /// p-value of no difference, adjusted after Holm over the arm's main measures; `None` below two pairs.
    pub p_value: Option<f64>,
    /// The interval of the difference at the level that Holm's procedure grants this measure. `None` below two pairs,
    /// and where all differences are equal but fewer than a sign test needs.
    pub interval: Option<Interval>,
    /// Fieller's 95 % interval of the difference as a share of the size of the baseline's mean; `None` where the
    /// baseline's mean may be 0.
    pub relative_interval: Option<Interval>,
    /// How many replicates more may settle an undecided measure, if mean and spread stay; `None` when it is settled,
    /// has no better side or would take more than a million.
    pub more_replicates: Option<u64>,
    /// The difference held against the margin of the measure, if it has one.
    pub weighed: Option<Weighed>,
}

/// An experiment's answer at one point.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Every measure of every arm, by measure and then by arm.
    pub rows: Vec<ComparisonRow>,
    /// The main measures of every arm, by arm and then in the order given.
    pub verdicts: Vec<Verdict>,
    /// Of the main measures of every arm, what is unknown and what is chance, where parameter sets differ.
    pub unknown: Vec<Split>,
}

/// Compares every arm with the baseline in every measure, and judges the main measures.
///
/// # Panics
/// If `runs` has not one entry of values for each arm, or a baseline beyond them.
pub fn compare(runs: &Runs, main_measures: &[Measure]) -> Comparison {
    compare_with(runs, main_measures, &[])
}

/// The same, with the main measures held against their margins, for measures that have one.
///
/// # Panics
/// As [`compare`].
pub fn compare_with(runs: &Runs, main_measures: &[Measure], margins: &[(Measure, f64)]) -> Comparison {
    let Runs { point, arms, baseline, turns, .. } = runs;
    let asked = Asked { point: *point, arms, baseline: *baseline, turns: turns.as_ref(), main_measures, margins };
    let column = |measure: Measure, arm: &Vec<Vec<Option<f64>>>| {
        arm.iter().map(|run| run.get(measure as usize).copied().flatten()).collect()
    };
    let values = |measure: Measure| Ok(runs.values.iter().map(|arm| column(measure, arm)).collect());
    let compared: Result<Comparison, std::convert::Infallible> = compare_by_measure(&asked, values);
    match compared {
        Ok(comparison) => comparison,
        Err(never) => match never {},
    }
}

/// What is compared how.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The point, counted from 0.
    pub point: u32,
    /// Names of the arms.
    pub arms: &'a [String],
    /// Index of the arm that the others are compared with.
    pub baseline: usize,
    /// How the replicates took parameter sets in turn, if they did.
    pub turns: Option<&'a Turns>,
    /// What the verdict is about.
    pub main_measures: &'a [Measure],
    /// Differences that count, of measures that have one.
    pub margins: &'a [(Measure, f64)],
}

/// The same of runs whose values come one measure at a time, by arm and replicate: those of a long experiment do not fit
/// into memory together.
///
/// # Errors
/// Whatever `values` finds wrong.
///
/// # Panics
/// If `values` gives not one entry for each arm, or the baseline is beyond them.
pub fn compare_by_measure<E>(
    asked: &Asked<'_>,
    mut values: impl FnMut(Measure) -> Result<Vec<Vec<Option<f64>>>, E>,
) -> Result<Comparison, E> {
    let Asked { arms, baseline, main_measures, .. } = *asked;
    let others = || (0..arms.len()).filter(|arm| *arm != baseline);
    let mut rows = Vec::new();
    let mut evidence = vec![vec![Evidence::default(); main_measures.len()]; arms.len()];
    for measure in Measure::ALL {
        let of_arms = values(*measure)?;
        for arm in others() {
            let pairs = Pairs::of(&of_arms[baseline], &of_arms[arm]);
            let independent = Pairs::independent(asked.turns, &of_arms[baseline], &of_arms[arm]);
            rows.push(row(asked.point, [&arms[baseline], &arms[arm]], *measure, [&pairs, &independent]));
            for (_, evidence) in main_measures.iter().zip(&mut evidence[arm]).filter(|(main, _)| *main == measure) {
                let split = || Split::of(asked.turns?, arm, *measure, &of_arms[baseline], &of_arms[arm]);
                *evidence = Evidence::of(&independent, split());
            }
        }
    }
    let verdicts = others().flat_map(|arm| judge(asked, arm, &evidence[arm])).collect();
    let unknown = others().flat_map(|arm| evidence[arm].iter().filter_map(|known| known.split)).collect();
    Ok(Comparison { rows, verdicts, unknown })
}

/// The pairs of one measure of one arm that have both values.
struct Pairs {
    /// Replicates, with or without a pair.
    replicates: usize,
    baseline: Vec<f64>,
    arm: Vec<f64>,
    difference: Vec<f64>,
}

impl Pairs {
    fn of(baseline: &[Option<f64>], arm: &[Option<f64>]) -> Pairs {
        Pairs::new(baseline.len().min(arm.len()), paired(baseline, arm).flatten())
    }

    /// What is independent: the pairs, or the mean pair of each parameter set where a set has several.
    fn independent(turns: Option<&Turns>, baseline: &[Option<f64>], arm: &[Option<f64>]) -> Pairs {
        let replicates = baseline.len().min(arm.len());
        let Some(turns) = turns.filter(|turns| turns.sets < replicates as u64) else { return Pairs::of(baseline, arm) };
        let mut sums = vec![(0.0, 0.0, 0.0); usize::try_from(turns.sets).unwrap_or(0)];
        for (replicate, pair) in paired(baseline, arm).enumerate() {
            if let (Some((base, other)), Some(sum)) = (pair, sums.get_mut(turns.of(replicate as u64))) {
                *sum = (sum.0 + base, sum.1 + other, sum.2 + 1.0);
            }
        }
        let means = sums.into_iter().filter(|(_, _, n)| *n > 0.0).map(|(base, other, n)| (base / n, other / n));
        Pairs::new(replicates, means)
    }

    fn new(replicates: usize, pairs: impl Iterator<Item = (f64, f64)>) -> Pairs {
        let (baseline, arm): (Vec<f64>, Vec<f64>) = pairs.unzip();
        let difference = baseline.iter().zip(&arm).map(|(base, other)| other - base).collect();
        Pairs { replicates, baseline, arm, difference }
    }
}

/// What a verdict on a main measure needs of its pairs.
#[derive(Clone, Debug, Default)]
struct Evidence {
    replicates: usize,
    gap: Option<Summary>,
    relative: Option<Interval>,
    split: Option<Split>,
}

impl Evidence {
    fn of(pairs: &Pairs, split: Option<Split>) -> Evidence {
        Evidence {
            replicates: pairs.replicates,
            gap: Summary::of(&pairs.difference),
            relative: relative_interval(&pairs.baseline, &pairs.difference, LEVEL),
            split,
        }
    }
}

/// A row of all `pairs`, whose interval is that of the `independent` ones.
fn row(point: u32, names: [&str; 2], measure: Measure, [pairs, independent]: [&Pairs; 2]) -> ComparisonRow {
    let summaries = |pairs: &Pairs| [&pairs.baseline, &pairs.arm, &pairs.difference].map(|values| Summary::of(values));
    let [baseline, other, gap] = summaries(independent);
    let [of_baseline, of_other, of_gap] = summaries(pairs);
    let interval = gap.as_ref().and_then(|gap| t_interval(gap, LEVEL));
    ComparisonRow {
        point,
        measure,
        unit: measure.unit(),
        direction: measure.direction(),
        baseline: names[0].to_string(),
        arm: names[1].to_string(),
        n: pairs.difference.len(),
        baseline_mean: baseline.map(|summary| summary.mean),
        arm_mean: other.map(|summary| summary.mean),
        difference: gap.map(|summary| summary.mean),
        ci_low: interval.map(|interval| interval.low),
        ci_high: interval.map(|interval| interval.high),
        std_error: gap.and_then(|summary| summary.std_error()),
        correlation: correlation(&pairs.baseline, &pairs.arm),
        variance_ratio: (|| variance_ratio(&of_baseline?, &of_other?, &of_gap?))(),
        probability_better: probability_better(&pairs.difference, measure.direction()),
    }
}

/// Judges one arm. All main measures count in the adjustment, those without a p-value as if they showed nothing, so
/// that a missing value can never make another claim easier.
fn judge(asked: &Asked<'_>, arm: usize, evidence: &[Evidence]) -> Vec<Verdict> {
    let Asked { main_measures, margins, .. } = *asked;
    let p_values: Vec<Option<f64>> = evidence.iter().map(|known| known.gap.as_ref().and_then(t_test)).collect();
    let tested: Vec<f64> = p_values.iter().map(|p_value| p_value.unwrap_or(1.0)).collect();
    let (adjusted, errors) = (holm(&tested), holm_levels(&tested, 1.0 - LEVEL));
    let replicates = evidence.iter().map(|known| known.replicates).max().unwrap_or(0);
    let sizes = evidence.iter().zip(main_measures).map(|(known, measure)| (known.gap, margin_of(margins, *measure)));
    let weighed = weigh(&sizes.collect::<Vec<_>>(), replicates);

    let verdict = |(i, measure): (usize, &Measure)| {
        let Evidence { replicates, gap, relative, .. } = &evidence[i];
        let rejected = tested[i] <= errors[i];
        let interval = gap.as_ref().and_then(|gap| t_interval(gap, 1.0 - errors[i]));
        // An interval without width excludes 0 whatever the number of pairs; the sign test must agree.
        let interval = interval.filter(|interval| interval.excludes_zero() == rejected);
        let mark = interval.map_or(Mark::Undecided, |interval| mark(&interval, measure.direction()));
        let hint = || {
            let gap = gap.as_ref()?;
            let pairs_more = replicates_to_settle(gap, 1.0 - errors[i])?;
            // Where some replicates give no pair it takes more of them.
            Some((pairs_more * *replicates as u64).div_ceil(gap.n as u64))
        };
        let open = mark == Mark::Undecided && measure.direction() != Direction::Neutral;
        Verdict {
            arm,
            measure: *measure,
            mark,
            p_value: p_values[i].map(|_| adjusted[i]),
            interval,
            relative_interval: *relative,
            more_replicates: if open { hint() } else { None },
            weighed: weighed[i],
        }
    };
    main_measures.iter().enumerate().map(verdict).collect()
}

fn mark(interval: &Interval, direction: Direction) -> Mark {
    match direction {
        Direction::Neutral => Mark::Undecided,
        _ if !interval.excludes_zero() => Mark::Undecided,
        Direction::More if interval.low > 0.0 => Mark::Better,
        Direction::Less if interval.high < 0.0 => Mark::Better,
        Direction::More | Direction::Less => Mark::Worse,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Streams, Who, normal_quantile};

    const FEWER: Measure = Measure::Petitions;
    const MORE: Measure = Measure::Resolved90dShare;
    const NEUTRAL: Measure = Measure::NeedsRaised;

    /// Runs in which `measure` has the given values by arm and replicate, and all others none.
    fn runs_of(measure: Measure, values: &[&[Option<f64>]]) -> Runs {
        let run = |value: &Option<f64>| {
            let mut measures = vec![None; Measure::COUNT];
            measures[measure as usize] = *value;
            measures
        };
        Runs {
            point: 0,
            arms: (0..values.len()).map(|i| format!("arm {i}")).collect(),
            baseline: 0,
            values: values.iter().map(|arm| arm.iter().map(run).collect()).collect(),
            turns: None,
        }
    }

    fn row_of(runs: &Runs, measure: Measure) -> ComparisonRow {
        compare(runs, &[]).rows.into_iter().find(|row| row.measure == measure).unwrap()
    }

    fn some(values: &[f64]) -> Vec<Option<f64>> {
        values.iter().copied().map(Some).collect()
    }

    fn normals(stream: u64, n: u32) -> Vec<f64> {
        let streams = Streams::new(5, stream);
        let draw = |i| normal_quantile(streams.uniform(crate::random::Decision::Bootstrap, Who::one(0, i), 0));
        (0..n).map(draw).collect()
    }

    #[test]
    fn a_row_holds_the_paired_example_of_law_and_kelton() {
        let first = some(&[126.97, 124.31, 126.68, 122.66, 127.23]);
        let second = some(&[118.21, 120.22, 122.45, 122.68, 119.40]);
        let row = row_of(&runs_of(FEWER, &[&second, &first]), FEWER);
        assert_eq!((row.n, row.direction.word(), row.unit), (5, "less", "petitions"));
        assert!((row.difference.unwrap() - 4.978).abs() < 1e-12);
        assert!((row.std_error.unwrap() - libm::sqrt(2.438_274)).abs() < 1e-6);
        assert!((row.ci_low.unwrap() - 0.642_588_3).abs() < 1e-5 && (row.ci_high.unwrap() - 9.313_411_7).abs() < 1e-5);
        assert_eq!(row.probability_better, Some(0.2));
        assert!(row.correlation.unwrap() < 0.0 && row.variance_ratio.unwrap() < 1.0);
        assert!((row.relative_difference().unwrap() - 4.978 / 120.592).abs() < 1e-12);
    }

    #[test]
    fn identical_arms_differ_by_nothing() {
        let values = some(&[0.1, 0.7, 0.3]);
        let row = row_of(&runs_of(MORE, &[&values, &values]), MORE);
        assert_eq!(
            (row.difference, row.ci_low, row.ci_high, row.std_error),
            (Some(0.0), Some(0.0), Some(0.0), Some(0.0))
        );
        assert_eq!((row.probability_better, row.correlation, row.variance_ratio), (Some(0.5), Some(1.0), None));
        let verdict = &compare(&runs_of(MORE, &[&values, &values]), &[MORE]).verdicts[0];
        assert_eq!((verdict.mark, verdict.p_value, verdict.more_replicates), (Mark::Undecided, Some(1.0), None));
        assert_eq!(verdict.interval, Some(Interval { low: 0.0, high: 0.0 }));
    }

    #[test]
    fn a_replicate_without_a_value_is_no_pair() {
        let base = [Some(1.0), None, Some(3.0), Some(9.0)];
        let arm = [Some(2.0), Some(5.0), Some(3.0), None, Some(7.0)];
        let runs = runs_of(MORE, &[&base, &arm]);
        let row = row_of(&runs, MORE);
        assert_eq!((row.n, row.baseline_mean, row.arm_mean), (2, Some(2.0), Some(2.5)));
        assert_eq!((row.difference, row.probability_better), (Some(0.5), Some(0.75)));
        assert_eq!(runs.differences(1, MORE), [Some(1.0), None, Some(0.0), None]);
        let empty = row_of(&runs, FEWER);
        assert_eq!((empty.n, empty.difference, empty.probability_better), (0, None, None));
    }

    #[test]
    fn one_replicate_has_a_difference_but_no_interval() {
        let runs = runs_of(FEWER, &[&[Some(4.0)], &[Some(3.0)]]);
        let row = row_of(&runs, FEWER);
        assert_eq!((row.difference, row.probability_better), (Some(-1.0), Some(1.0)));
        assert_eq!((row.ci_low, row.std_error, row.correlation, row.variance_ratio), (None, None, None, None));
        let verdict = &compare(&runs, &[FEWER]).verdicts[0];
        assert_eq!((verdict.mark, verdict.p_value, verdict.interval), (Mark::Undecided, None, None));
        assert_eq!(verdict.relative_interval, None);
    }

    #[test]
    fn no_cell_is_ever_not_a_number() {
        let zero = some(&[0.0, 0.0]);
        for runs in
            [runs_of(FEWER, &[&zero, &zero]), runs_of(FEWER, &[&[], &[]]), runs_of(MORE, &[&zero, &some(&[1.0, 1.0])])]
        {
            for row in compare(&runs, Measure::ALL).rows {
                let cells = [row.difference, row.ci_low, row.ci_high, row.correlation, row.variance_ratio];
                assert!(cells.iter().flatten().all(|x| x.is_finite()), "{row:?}");
                assert_eq!(row.relative_difference().filter(|x| !x.is_finite()), None);
            }
        }
    }

    #[test]
    fn marks_follow_the_direction_of_the_measure() {
        let base = normals(0, 40);
        let higher: Vec<f64> = base.iter().zip(normals(1, 40)).map(|(x, noise)| x + 1.0 + noise).collect();
        let mark = |measure| compare(&runs_of(measure, &[&some(&base), &some(&higher)]), &[measure]).verdicts[0].mark;
        assert_eq!((mark(MORE), mark(FEWER), mark(NEUTRAL)), (Mark::Better, Mark::Worse, Mark::Undecided));
        let neutral = compare(&runs_of(NEUTRAL, &[&some(&base), &some(&higher)]), &[NEUTRAL]);
        assert!(neutral.verdicts[0].interval.unwrap().excludes_zero());
        assert_eq!(neutral.verdicts[0].more_replicates, None);
        assert_eq!(neutral.rows.iter().find(|row| row.measure == NEUTRAL).unwrap().probability_better, None);
    }

    #[test]
    fn more_main_measures_make_each_claim_harder() {
        // Differences whose own p-value is about .03.
        let gap = [1.0, 2.0, -0.5, 1.5, 0.2, 3.0, -1.0, 2.0, 1.0, 0.8];
        let runs = runs_of(MORE, &[&[Some(0.0); 10], &some(&gap)]);
        let alone = compare(&runs, &[MORE]).verdicts.remove(0);
        assert_eq!(alone.mark, Mark::Better);
        let among = compare(&runs, &[MORE, FEWER, Measure::TrustGroup]).verdicts.remove(0);
        assert_eq!(among.mark, Mark::Undecided);
        assert!((among.p_value.unwrap() / alone.p_value.unwrap() - 3.0).abs() < 1e-12);
        assert!(
            among.interval.unwrap().low < 0.0
                && among.interval.unwrap().half_width() > alone.interval.unwrap().half_width()
        );
        let more = among.more_replicates.unwrap();
        assert!((1..30).contains(&more), "{more}");
    }

    #[test]
    fn a_few_equal_differences_prove_nothing() {
        let verdict =
            |n| compare(&runs_of(FEWER, &[&vec![Some(5.0); n], &vec![Some(4.0); n]]), &[FEWER]).verdicts.remove(0);
        assert_eq!((verdict(2).mark, verdict(2).interval), (Mark::Undecided, None));
        assert_eq!((verdict(6).mark, verdict(6).interval), (Mark::Better, Some(Interval { low: -1.0, high: -1.0 })));
    }

    #[test]
    fn rows_are_written_with_the_columns_of_the_table() {
        let values = some(&[0.5, 0.25]);
        let row = row_of(&runs_of(MORE, &[&values, &values]), MORE);
        let json = serde_json::to_string(&row).unwrap();
        let expected = concat!(
            r#"{"point":0,"measure":"resolved_90d_share","unit":"","direction":"more","baseline":"arm 0","arm":"arm 1","n":2,"#,
            r#""baseline_mean":0.375,"arm_mean":0.375,"difference":0.0,"ci_low":0.0,"ci_high":0.0,"std_error":0.0,"#,
            r#""correlation":1.0,"variance_ratio":null,"probability_better":0.5}"#
        );
        assert_eq!(json, expected);
    }

    #[test]
    fn every_measure_of_every_other_arm_has_its_row() {
        let values = some(&[1.0, 2.0]);
        let mut runs = runs_of(MORE, &[&values, &values, &values]);
        runs.baseline = 1;
        let rows = compare(&runs, &[]).rows;
        assert_eq!(rows.len(), 2 * Measure::COUNT);
        assert!(rows.iter().all(|row| row.baseline == "arm 1" && row.arm != "arm 1"));
        assert_eq!((rows[0].arm.as_str(), rows[1].arm.as_str()), ("arm 0", "arm 2"));
    }
}
