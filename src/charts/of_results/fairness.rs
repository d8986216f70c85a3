//! Who is served how, and who pays: bridges from the tables of runs and groups.

use super::Facts;
use crate::charts::equity::{self, EquityArm, EquityData};
use crate::charts::lorenz::{self, LorenzArm, LorenzData};
use crate::charts::money::{self, MoneyArm, MoneyData};
use crate::charts::panels::Estimate;
use crate::estimators::gini;
use crate::results::{GroupValues, Problem};
use crate::vocabulary::{GroupMeasure, Language, Measure};
use std::collections::BTreeMap;
use std::path::Path;

/// Groups with fewer needs have no share to compare, as in the measures of equity.
const FEWEST_NEEDS: f64 = 5.0;
/// Parts into which the groups of a Lorenz curve are divided at most.
const MOST_PARTS: usize = 24;

/// A Lorenz curve and its Gini coefficient.
pub(super) type Evenness = (Vec<Estimate>, Option<Estimate>);

/// Lorenz curves of the share resolved within 90 days over groups, by arm.
pub(super) fn curves(folder: &Path, arms: &[String]) -> Result<Vec<Evenness>, Problem> {
    let table = GroupValues::read(folder, arms, &[GroupMeasure::NeedsTold, GroupMeasure::Resolved90dShare])?;
    let groups = table.group.iter().max().map_or(0, |last| *last as usize + 1);
    // An even number of parts has a middle.
    let points = (groups + groups % 2).clamp(2, MOST_PARTS) + 1;
    let mut shares: BTreeMap<(usize, u64), Vec<f64>> = BTreeMap::new();
    for (row, (arm, replicate)) in table.arm.iter().zip(&table.replicate).enumerate() {
        let enough = table.values[0][row].is_some_and(|needs| needs >= FEWEST_NEEDS);
        shares.entry((*arm, *replicate)).or_default().extend(table.values[1][row].filter(|_| enough));
    }
    let mut ginis = vec![Vec::new(); arms.len()];
    let mut curves = vec![vec![Vec::new(); points]; arms.len()];
    for ((arm, _), values) in &mut shares {
        // Sorts them as well.
        ginis[*arm].extend(gini(values));
        for (at, value) in curves[*arm].iter_mut().zip(lorenz::curve(values, points).unwrap_or_default()) {
            at.push(value);
        }
    }
    let curve = |of_arm: Vec<Vec<f64>>| of_arm.iter().filter_map(|values| Estimate::of(values)).collect();
    Ok(curves.into_iter().map(curve).zip(ginis.iter().map(|values| Estimate::of(values))).collect())
}

impl Facts<'_> {
    /// The measures that the charts of this page need.
    pub(super) fn equity_measures() -> impl Iterator<Item = Measure> {
        equity::MEASURES.into_iter().chain([equity::VILLAGE])
    }

    /// The measures of costs.
    pub(super) fn money_measures() -> impl Iterator<Item = Measure> {
        money::PAYERS.into_iter().chain([Measure::CostYuan, Measure::CostPerResolvedYuan])
    }

    pub(super) fn estimate(&self, arm: usize, measure: Measure) -> Option<Estimate> {
        self.told(arm, measure).and_then(|told| told.estimate)
    }

    pub(super) fn equity(&self, language: Language) -> EquityData {
        let arm = |arm: usize| EquityArm {
            label: self.subject.label(arm, language),
            estimates: equity::MEASURES.map(|measure| self.estimate(arm, measure)),
            village: self.estimate(arm, equity::VILLAGE).map(|estimate| estimate.mean),
        };
        EquityData {
            arms: (0..self.subject.arms().len()).map(arm).collect(),
            baseline: self.subject.baseline(),
            source: self.subject.source(language),
        }
    }

    pub(super) fn lorenz(&self, language: Language) -> LorenzData {
        let arm = |(arm, (curve, gini)): (usize, &Evenness)| LorenzArm {
            label: self.subject.label(arm, language),
            curve: curve.clone(),
            gini: *gini,
        };
        LorenzData {
            arms: self.evenness.iter().enumerate().map(arm).collect(),
            baseline: self.subject.baseline(),
            source: self.subject.source(language),
        }
    }

    pub(super) fn money(&self, language: Language) -> MoneyData {
        let baseline = self.subject.baseline();
        let arm = |arm: usize| MoneyArm {
            label: self.subject.label(arm, language),
            parts: money::PAYERS.map(|measure| self.estimate(arm, measure).map(|estimate| estimate.mean)),
            total: self.estimate(arm, Measure::CostYuan),
            difference: self.difference(arm, Measure::CostYuan).filter(|_| arm != baseline),
            per_resolved: self.estimate(arm, Measure::CostPerResolvedYuan),
        };
        let order = [baseline].into_iter().chain(self.subject.others());
        MoneyData { arms: order.map(arm).collect(), source: self.subject.source(language) }
    }
}
