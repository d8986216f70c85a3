//! Storms: how many were moved by when, from the table of storms, and the doors of replicate 0, which is run again.

use super::Facts;
use super::months::BAND_REPLICATES;
use crate::charts::Finding;
use crate::charts::growth::{self, Growing, SharePoint};
use crate::charts::storm::{Door, DoorState, Doors, NightMap, StormData};
use crate::charts::subject::Subject;
use crate::estimators::quantile_of_sorted;
use crate::measures::StormRecord;
use crate::results::{Problem, StormRow, each_storm_step};
use crate::simulation::{Simulator, village_of};
use crate::village;
use crate::vocabulary::{Language, Measure};
use crate::world::storms::Source;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Minutes from one point of a curve to the next: those of the table.
const STEP: f64 = 5.0;

/// All storms of an experiment.
#[derive(Clone, Debug)]
pub(super) struct Nights {
    arms: Vec<OfArm>,
    /// Storms of a run, at most.
    storms: usize,
    /// The first and the last impact.
    impact: Option<(f64, f64)>,
    again: Option<Again>,
}

/// The storms of an arm. The rows of a replicate follow each other, so only those of one are in memory.
#[derive(Clone, Debug, Default)]
struct OfArm {
    replicate: Option<u64>,
    run: Vec<Night>,
    /// By point of the curve, the sum of the shares that have left.
    sums: Vec<f64>,
    /// The same by replicate, of the first of them.
    kept: Vec<Vec<f64>>,
    /// The share moved by the impact, by replicate.
    moved: Vec<f64>,
}

/// One storm of a run.
#[derive(Clone, Debug)]
struct Night {
    hazard: String,
    people: f64,
    impact: f64,
    /// Minutes and people who have left.
    steps: Vec<(f64, f64)>,
}

impl Night {
    fn moved_at(&self, minute: f64) -> f64 {
        self.steps.iter().rfind(|(at, _)| *at <= minute).map_or(0.0, |(_, moved)| *moved)
    }
}

/// A night that was played again.
#[derive(Clone, Debug)]
struct Again {
    houses: Vec<(f64, f64)>,
    river: [(f64, f64); 2],
    /// By arm, its doors.
    nights: Vec<(usize, Vec<Door>)>,
}

impl OfArm {
    fn add(&mut self, row: &StormRow<'_>) {
        if self.replicate != Some(row.replicate) {
            self.enter();
            self.replicate = Some(row.replicate);
        }
        if self.run.last().is_none_or(|night| night.hazard != row.hazard) {
            let hazard = row.hazard.to_string();
            self.run.push(Night { hazard, people: row.people, impact: row.impact_minute, steps: Vec::new() });
        }
        self.run.iter_mut().next_back().into_iter().for_each(|night| night.steps.push((row.minute, row.moved)));
    }

    /// Enters the replicate that was read; one in which nobody was at risk has no share.
    fn enter(&mut self) {
        let run = std::mem::take(&mut self.run);
        let people: f64 = run.iter().map(|night| night.people).sum();
        if people <= 0.0 {
            return;
        }
        let share = |of: &dyn Fn(&Night) -> f64| run.iter().map(of).sum::<f64>() / people;
        self.moved.push(share(&|night| night.moved_at(night.impact)));
        let end = run.iter().filter_map(|night| night.steps.last()).map(|(at, _)| *at).fold(0.0, f64::max);
        let points = libm::floor(end / STEP) as usize + 1;
        // What was over before stays as it was.
        let last = self.sums.last().copied().unwrap_or(0.0);
        self.sums.resize(points.max(self.sums.len()), last);
        let shares: Vec<f64> = (0..self.sums.len()).map(|i| share(&|night| night.moved_at(STEP * i as f64))).collect();
        self.sums.iter_mut().zip(&shares).for_each(|(sum, share)| *sum += share);
        if (self.kept.len() as u64) < BAND_REPLICATES {
            self.kept.push(shares);
        }
    }

    fn growing(&self, label: String, impact: Option<(f64, f64)>) -> Growing {
        let count = self.moved.len() as f64;
        let point = |at: f64, mean: f64, mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            let bound = |p| quantile_of_sorted(&values, p).unwrap_or(mean);
            SharePoint { at, mean, low: bound(0.05), high: bound(0.95) }
        };
        let of_step = |(i, sum): (usize, &f64)| {
            let values = self.kept.iter().filter_map(|kept| kept.get(i).or(kept.last()).copied()).collect();
            point(STEP * i as f64, (sum / count).clamp(0.0, 1.0), values)
        };
        let mut curve: Vec<SharePoint> = self.sums.iter().enumerate().map(of_step).collect();
        let value = growth::estimate(&self.moved);
        // Where all strike at one time the curve goes through the measure.
        if let (Some((from, to)), Some(value)) = (impact, value)
            && from == to
            && curve.iter().all(|known| known.at != from)
        {
            let kept = self.moved.iter().copied().take(self.kept.len()).collect();
            let place = curve.partition_point(|known| known.at < from);
            curve.insert(place, point(from, value.mean, kept));
        }
        Growing { label, curve, value }
    }
}

impl Nights {
    /// Reads all storms, and plays the first of replicate 0 again under the baseline and the first other arm.
    pub(super) fn read(folder: &Path, subject: &Subject) -> Result<Nights, Problem> {
        let arms = subject.arms();
        let mut of_arms = vec![OfArm::default(); arms.len()];
        let mut impact: Option<(f64, f64)> = None;
        let mut hazards = BTreeSet::new();
        each_storm_step(folder, &arms, |row| {
            let (first, last) = impact.unwrap_or((row.impact_minute, row.impact_minute));
            impact = Some((first.min(row.impact_minute), last.max(row.impact_minute)));
            if !hazards.contains(row.hazard) {
                hazards.insert(row.hazard.to_string());
            }
            of_arms[row.arm].add(&row);
        })?;
        of_arms.iter_mut().for_each(OfArm::enter);
        Ok(Nights { arms: of_arms, storms: hazards.len(), impact, again: again(subject) })
    }
}

/// Replicate 0, played again; `None` where the results do not keep all of its scenario, or it does not run.
fn again(subject: &Subject) -> Option<Again> {
    let scenario = Arc::new(subject.scenario().filter(|_| !subject.over_sets())?);
    let village = village_of(&scenario, 0).ok()?;
    let river = village::river(scenario.village.area_km2);
    let mut simulator = Simulator::new(scenario).ok()?;
    let arms = [subject.baseline()].into_iter().chain(subject.others().first().copied());
    let mut nights = Vec::new();
    for arm in arms {
        if let Some(storm) = simulator.run(arm, 0, false).ok()?.storms.into_iter().next() {
            nights.push((arm, storm));
        }
    }
    let households = &village.households;
    let at = |household: usize| (f64::from(households.east_m[household]), f64::from(households.north_m[household]));
    let at_risk = |household: usize| {
        nights.iter().any(|(_, storm)| storm.doors.iter().any(|door| door.household as usize == household))
    };
    let struck: Vec<u32> = nights
        .iter()
        .flat_map(|(_, storm)| storm.doors.iter().map(|door| households.group[door.household as usize]))
        .collect();
    let others = (0..households.group.len()).filter(|i| struck.contains(&households.group[*i]) && !at_risk(*i));
    let houses = others.map(at).collect();
    let door = |storm: &StormRecord| {
        let door = |door: &crate::measures::DoorRecord| Door {
            at: at(door.household as usize),
            heard: match door.heard {
                Some(Source::Knock) => DoorState::Knocked,
                Some(Source::Broadcast) => DoorState::Phoned,
                Some(Source::Neighbour) => DoorState::Told,
                None => DoorState::Unheard,
            },
            inside: !door.moved,
        };
        storm.doors.iter().map(door).collect()
    };
    let nights = nights.iter().map(|(arm, storm)| (*arm, door(storm))).collect();
    Some(Again { houses, river, nights })
}

impl Facts<'_> {
    pub(super) fn storm(&self, language: Language) -> StormData {
        let subject = self.subject;
        let nights = self.nights.as_ref();
        let impact = nights.and_then(|nights| nights.impact);
        let none = vec![OfArm::default(); subject.arms().len()];
        let arms = nights.map_or(&none, |nights| &nights.arms);
        let label = |arm: usize| subject.label(arm, language);
        let again = nights.and_then(|nights| nights.again.as_ref());
        let map = again.map(|again| NightMap {
            houses: again.houses.clone(),
            river: Some(again.river),
            nights: again
                .nights
                .iter()
                .map(|(arm, doors)| Doors { arm: *arm, label: label(*arm), doors: doors.clone() })
                .collect(),
        });
        let finding = subject.others().first().and_then(|arm| {
            let measure = Measure::StormMovedShare;
            let difference = self.difference(*arm, measure)?;
            Some(Finding { measure, arm: label(*arm), baseline: label(subject.baseline()), difference })
        });
        let last_door = |arm: usize| Some(self.told(arm, Measure::StormLastDoorMinutes)?.estimate?.mean);
        StormData {
            storms: nights.map_or(0, |nights| nights.storms),
            impact,
            arms: arms.iter().enumerate().map(|(arm, of)| of.growing(label(arm), impact)).collect(),
            last_doors: (0..arms.len()).map(last_door).collect(),
            baseline: subject.baseline(),
            finding,
            map,
            band_replicates: subject.replicates().min(BAND_REPLICATES),
            source: subject.source(language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(replicate: u64, hazard: &str, minute: f64, people: f64, moved: f64) -> StormRow<'_> {
        StormRow { arm: 0, replicate, hazard, minute, impact_minute: 7.0, people, moved }
    }

    #[test]
    fn storms_of_a_run_count_by_their_people_and_the_curve_goes_through_the_measure() {
        let mut arm = OfArm::default();
        for (minute, moved) in [(0.0, 0.0), (5.0, 1.0), (7.0, 2.0), (10.0, 3.0)] {
            arm.add(&row(0, "first", minute, 6.0, moved));
        }
        for (minute, moved) in [(0.0, 0.0), (5.0, 2.0), (7.0, 2.0), (10.0, 2.0), (15.0, 2.0)] {
            arm.add(&row(0, "second", minute, 2.0, moved));
        }
        // Nobody was at home.
        arm.add(&row(1, "first", 0.0, 0.0, 0.0));
        arm.enter();
        let growing = arm.growing("a".into(), Some((7.0, 7.0)));
        let drawn: Vec<(f64, f64)> = growing.curve.iter().map(|point| (point.at, point.mean)).collect();
        assert_eq!(drawn, [(0.0, 0.0), (5.0, 0.375), (7.0, 0.5), (10.0, 0.625), (15.0, 0.625)]);
        assert_eq!(growing.value.map(|value| value.mean), Some(0.5));
    }

    #[test]
    fn a_longer_night_does_not_change_what_the_shorter_ones_add() {
        let mut arm = OfArm::default();
        for (replicate, last) in [(0, 5.0), (1, 10.0)] {
            for step in 0..=(last / 5.0) as u32 {
                arm.add(&row(replicate, "first", 5.0 * f64::from(step), 4.0, 4.0 * f64::from(step.min(1))));
            }
        }
        arm.enter();
        let growing = arm.growing("a".into(), None);
        assert_eq!(growing.curve.iter().map(|point| point.mean).collect::<Vec<_>>(), [0.0, 1.0, 1.0]);
    }
}
