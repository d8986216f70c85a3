//! What may be said of an arm: one rule that never claims more than the intervals, adjusted for the number of main
//! measures, allow.

use crate::analysis::comparison::{Comparison, Mark};
use crate::vocabulary::{Direction, Measure};

/// The verdict on an arm as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// There is no main measure to judge by.
    NoMeasures,
    /// One replicate shows nothing.
    OneReplicate,
    /// No replicate differs in any main measure.
    Identical,
    /// Nothing is shown.
    Undecided,
    /// Better in some, worse in none.
    Better,
    /// Worse in some, better in none.
    Worse,
    /// Better in some, worse in others.
    Mixed,
}

impl Outcome {
    /// Whether something is said to be better or worse.
    pub(super) fn claims(self) -> bool {
        matches!(self, Outcome::Better | Outcome::Worse | Outcome::Mixed)
    }
}

/// What the comparison says of one arm, measure by measure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) outcome: Outcome,
    /// Main measures that are shown to be better.
    pub(super) better: Vec<Measure>,
    /// Those that are shown to be worse.
    pub(super) worse: Vec<Measure>,
    /// Those with a value of which nothing is shown.
    pub(super) undecided: Vec<Measure>,
    /// Those without a better side that are shown to differ.
    pub(super) differs: Vec<Measure>,
    /// Those without a value.
    pub(super) absent: Vec<Measure>,
}

impl Reading {
    /// Reads what is said of the arm of this index and name.
    pub(super) fn of(comparison: &Comparison, arm: usize, name: &str) -> Reading {
        let mut reading = Reading {
            outcome: Outcome::NoMeasures,
            better: Vec::new(),
            worse: Vec::new(),
            undecided: Vec::new(),
            differs: Vec::new(),
            absent: Vec::new(),
        };
        let (mut most_pairs, mut all_equal, mut judged) = (0, true, 0);
        for verdict in comparison.verdicts.iter().filter(|verdict| verdict.arm == arm) {
            judged += 1;
            let row = comparison.rows.iter().find(|row| row.measure == verdict.measure && row.arm == name);
            let Some(row) = row.filter(|row| row.difference.is_some()) else {
                reading.absent.push(verdict.measure);
                continue;
            };
            most_pairs = most_pairs.max(row.n);
            // Of two pairs or more the interval has no width only where all differences are equal.
            all_equal &= row.n > 1 && [row.difference, row.ci_low, row.ci_high] == [Some(0.0); 3];
            let neutral = verdict.measure.direction() == Direction::Neutral;
            let differs = verdict.interval.is_some_and(|interval| interval.excludes_zero());
            match verdict.mark {
                Mark::Better => &mut reading.better,
                Mark::Worse => &mut reading.worse,
                Mark::Undecided if neutral && differs => &mut reading.differs,
                Mark::Undecided => &mut reading.undecided,
            }
            .push(verdict.measure);
        }
        reading.outcome = match (reading.better.is_empty(), reading.worse.is_empty()) {
            _ if judged == 0 => Outcome::NoMeasures,
            _ if most_pairs == 1 => Outcome::OneReplicate,
            _ if most_pairs > 1 && all_equal => Outcome::Identical,
            (true, true) => Outcome::Undecided,
            (false, true) => Outcome::Better,
            (true, false) => Outcome::Worse,
            (false, false) => Outcome::Mixed,
        };
        reading
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparison::{Runs, compare};

    const MAIN: [Measure; 3] = [Measure::Resolved90dShare, Measure::Petitions, Measure::NeedsRaised];

    /// The reading of two arms in which the main measures differ by so much, give or take a hundredth, in `n` pairs;
    /// `None` is no value.
    fn reading(differences: [Option<f64>; 3], n: usize) -> Reading {
        let run = |arm: usize, replicate: usize| {
            let mut values = vec![None; Measure::COUNT];
            for (measure, difference) in MAIN.iter().zip(differences) {
                let wobble =
                    if arm == 1 && difference != Some(0.0) { (replicate % 3) as f64 * 0.01 - 0.01 } else { 0.0 };
                values[*measure as usize] = difference.map(|by| 1.0 + replicate as f64 + by * arm as f64 + wobble);
            }
            values
        };
        let values = (0..2).map(|arm| (0..n).map(|replicate| run(arm, replicate)).collect()).collect();
        let runs = Runs { point: 0, arms: vec!["base".into(), "other".into()], baseline: 0, values, turns: None };
        Reading::of(&compare(&runs, &MAIN), 1, "other")
    }

    #[test]
    fn more_resolved_and_more_petitions_are_mixed() {
        let mixed = reading([Some(0.5), Some(0.5), Some(0.5)], 30);
        assert_eq!(mixed.outcome, Outcome::Mixed);
        assert_eq!((mixed.better, mixed.worse), (vec![MAIN[0]], vec![MAIN[1]]));
        assert_eq!((mixed.differs, mixed.undecided), (vec![MAIN[2]], vec![]));
        assert_eq!(reading([Some(0.5), Some(-0.5), None], 30).outcome, Outcome::Better);
        assert_eq!(reading([Some(-0.5), Some(0.0), None], 30).outcome, Outcome::Worse);
    }

    #[test]
    fn identical_arms_are_called_so_only_over_several_replicates() {
        assert_eq!(reading([Some(0.0); 3], 30).outcome, Outcome::Identical);
        assert_eq!(reading([Some(0.0); 3], 1).outcome, Outcome::OneReplicate);
        assert_eq!(reading([Some(0.0), Some(0.0), None], 30).outcome, Outcome::Identical);
    }

    #[test]
    fn one_replicate_shows_nothing_however_large_the_difference() {
        let one = reading([Some(100.0), Some(-100.0), Some(1.0)], 1);
        assert_eq!((one.outcome, one.better.len(), one.worse.len()), (Outcome::OneReplicate, 0, 0));
        assert_eq!(one.undecided, MAIN);
    }

    #[test]
    fn small_differences_are_undecided_and_missing_values_are_named() {
        let open = reading([Some(0.0001), None, Some(0.0001)], 30);
        assert_eq!(open.outcome, Outcome::Undecided);
        assert_eq!((open.undecided, open.absent), (vec![MAIN[0], MAIN[2]], vec![MAIN[1]]));
        assert_eq!(reading([None; 3], 30).outcome, Outcome::Undecided);
    }

    #[test]
    fn without_main_measures_there_is_no_verdict() {
        let none = Comparison { rows: Vec::new(), verdicts: Vec::new(), unknown: Vec::new() };
        assert_eq!(Reading::of(&none, 1, "other").outcome, Outcome::NoMeasures);
    }
}
