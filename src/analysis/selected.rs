//! What a selection found, arm by arm.

use crate::experiment::selection::{Criterion, Round, Selected, Selection};
use crate::statistics::{Interval, Summary, comparisons_with_best};
use serde::Serialize;

/// What became of an arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It alone is left: the best, or within the indifference of it, with the confidence asked for.
    Selected,
    /// It is left together with others, at the cap or because they are equal.
    Left,
    /// It went: another is better.
    Out,
}

/// One row of `selection.csv`: an arm. `None` is an empty cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SelectionRow {
    /// Name of the arm.
    pub arm: String,
    /// What became of it.
    pub outcome: Fate,
    /// The round in which it went, counted from 1; empty for those that are left.
    pub stage_out: Option<usize>,
    /// Replicates that it ran.
    pub replicates: u64,
    /// The measure.
    pub measure: &'static str,
    /// Its unit; empty for pure numbers and shares.
    pub unit: &'static str,
    /// What is better: `more` or `less`.
    pub direction: &'static str,
    /// Mean over its replicates.
    pub mean: Option<f64>,
    /// Standard deviation over its replicates.
    pub std_dev: Option<f64>,
    /// Lower bound of its mean less the best of the others: of comparisons with the best, together at the confidence.
    pub best_ci_low: Option<f64>,
    /// Upper bound.
    pub best_ci_high: Option<f64>,
}

/// The rows, best arm first: those that are left by their mean, then the others, the last out first.
pub fn rows(selection: &Selection, selected: &Selected) -> Vec<SelectionRow> {
    let Criterion { measure, confidence, .. } = *selection.criterion();
    let oriented = selection.oriented(&selected.samples);
    let intervals = comparisons_with_best(&oriented, confidence);
    let flipped = oriented != selected.samples;
    let left = selected.rounds.last().map(|round| round.left.clone()).unwrap_or_default();
    let arms = selection.arms();
    let mut order: Vec<usize> = (0..arms.len()).collect();
    let mean = |arm: usize| summary(&oriented[arm]).map_or(f64::NEG_INFINITY, |sample| sample.mean);
    let reach = |arm: usize| stage_out(&selected.rounds, arm).unwrap_or(usize::MAX);
    order.sort_by(|one, other| reach(*other).cmp(&reach(*one)).then(mean(*other).total_cmp(&mean(*one))));
    let row =
        |arm: usize| {
            let sample = summary(&selected.samples[arm]);
            let stage_out = stage_out(&selected.rounds, arm);
            let ran = selected.rounds.iter().rev().find(|round| round.ran.contains(&arm));
            let interval = intervals.as_ref().map(|intervals| intervals[arm]);
            // In the unit of the measure, arm less the best of the others, whatever is better.
            let interval = interval.map(|Interval { low, high }| {
                if flipped { Interval { low: 0.0 - high, high: 0.0 - low } } else { Interval { low, high } }
            });
            SelectionRow {
                arm: arms[arm].clone(),
                outcome: match (stage_out, left.len()) {
                    (Some(_), _) => Fate::Out,
                    (None, 1) => Fate::Selected,
                    (None, _) => Fate::Left,
                },
                stage_out,
                replicates: ran.map_or(0, |round| round.replicates),
                measure: measure.name(),
                unit: measure.unit(),
                direction: measure.direction().word(),
                mean: sample.map(|sample| sample.mean),
                std_dev: sample.and_then(|sample| sample.variance).map(libm::sqrt),
                best_ci_low: interval.map(|interval| interval.low),
                best_ci_high: interval.map(|interval| interval.high),
            }
        };
    order.into_iter().map(row).collect()
}

fn summary(sample: &[Option<f64>]) -> Option<Summary> {
    Summary::of(&sample.iter().copied().flatten().collect::<Vec<_>>())
}

/// The round after which an arm was not there any more, counted from 1.
fn stage_out(rounds: &[Round], arm: usize) -> Option<usize> {
    rounds.iter().position(|round| round.ran.contains(&arm) && !round.left.contains(&arm)).map(|place| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Conducted, Ending};
    use crate::results::resolved::tests::scenario;
    use crate::vocabulary::Measure;
    use std::sync::Arc;

    #[test]
    fn rows_are_best_first_and_intervals_in_the_unit_of_the_measure() {
        let scenario = Arc::new(scenario(&["bad", "good", "late"], 10));
        let criterion = Criterion { measure: Measure::Petitions, indifference: 1.0, confidence: 0.95 };
        let selection = Selection::new(scenario, criterion, 100);
        // Fewer petitions are better.
        let sample = |mean: f64, n: usize| -> Vec<Option<f64>> {
            (0..50).map(|i| (i < n).then(|| mean + (i * 7 % 5) as f64 * 0.1)).collect()
        };
        let selected = Selected {
            rounds: vec![
                Round { replicates: 30, ran: vec![0, 1, 2], left: vec![1, 2] },
                Round { replicates: 50, ran: vec![1, 2], left: vec![1] },
            ],
            samples: vec![sample(9.0, 30), sample(2.0, 50), sample(4.0, 50)],
            conducted: Conducted { ending: Ending::Met, replicates: 50, blocks: 5, runs: 130, threads: 1 },
        };
        let rows = rows(&selection, &selected);
        let told: Vec<_> =
            rows.iter().map(|row| (row.arm.as_str(), row.outcome, row.stage_out, row.replicates)).collect();
        assert_eq!(
            told,
            [("good", Fate::Selected, None, 50), ("late", Fate::Out, Some(2), 50), ("bad", Fate::Out, Some(1), 30)]
        );
        // The pairs differ by the same everywhere: good is two below the best of the others, late two above.
        let near = |bound: Option<f64>, known: f64| (bound.unwrap() - known).abs() < 1e-9;
        assert!(near(rows[0].best_ci_low, -2.0) && near(rows[0].best_ci_high, 0.0), "{:?}", rows[0]);
        assert!(near(rows[1].best_ci_low, 0.0) && near(rows[1].best_ci_high, 2.0), "{:?}", rows[1]);
        assert!(near(rows[0].mean, 2.2));
    }
}
