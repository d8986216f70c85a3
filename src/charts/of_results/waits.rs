//! How long needs wait, from the table of cases.

use super::Facts;
use crate::charts::panels::Estimate;
use crate::charts::subject::Subject;
use crate::charts::survival::{SurvivalArm, SurvivalData};
use crate::estimators::{Span, still_waiting};
use crate::results::{Problem, Table, each_voiced_case};
use crate::units::DAY;
use crate::vocabulary::Language;
use std::path::Path;

/// Days that a curve spans at most, and from one of its points to the next.
const HORIZON: f64 = 360.0;
const STEP: f64 = 3.0;

/// By arm, the share still waiting after some days.
pub(super) type Waits = Vec<Vec<(f64, Estimate)>>;

/// The curves of the arms: means over replicates, each of which has a curve of its own. One replicate is in memory at
/// a time.
pub(super) fn curves(folder: &Path, subject: &Subject) -> Result<Waits, Problem> {
    if !folder.join(Table::Cases.file()).is_file() {
        let why = "there are no histories of cases to draw; keep them with: microgov compare SCENARIO --cases";
        return Err(Problem::Refused { folder: folder.into(), why: why.into() });
    }
    let (from, end) = subject.measured_days();
    let arms = subject.arms();
    let days: Vec<f64> = (0..).map(|i| STEP * f64::from(i)).take_while(|day| *day <= HORIZON.min(end - from)).collect();
    let mut shares = vec![vec![Vec::new(); days.len()]; arms.len()];
    let mut spans = vec![Vec::new(); arms.len()];
    let mut replicate = 0;
    let mut enter = |spans: &mut Vec<Vec<Span>>| {
        for (of_arm, spans) in shares.iter_mut().zip(spans) {
            let curve = still_waiting(spans, &days);
            of_arm.iter_mut().zip(curve).for_each(|(at, share)| at.push(share));
            spans.clear();
        }
    };
    each_voiced_case(folder, &arms, |case| {
        if case.replicate != replicate {
            enter(&mut spans);
            replicate = case.replicate;
        }
        if case.voiced_day >= from {
            let waited = (case.resolved_day.unwrap_or(end) - case.voiced_day) * DAY;
            spans[case.arm].push(Span::new(libm::round(waited.max(0.0)) as u32, case.resolved_day.is_some()));
        }
    })?;
    enter(&mut spans);
    let curve = |of_arm: Vec<Vec<f64>>| {
        let points = days.iter().zip(of_arm).filter_map(|(day, shares)| Some((*day, Estimate::of(&shares)?)));
        points.collect()
    };
    Ok(shares.into_iter().map(curve).collect())
}

impl Facts<'_> {
    pub(super) fn survival(&self, language: Language) -> SurvivalData {
        let arm = |(arm, curve): (usize, &Vec<(f64, Estimate)>)| SurvivalArm {
            label: self.subject.label(arm, language),
            curve: curve.clone(),
        };
        SurvivalData {
            arms: self.waits.iter().enumerate().map(arm).collect(),
            baseline: self.subject.baseline(),
            source: self.subject.source(language),
        }
    }
}
