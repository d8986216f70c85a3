//! Drives for consent, from the table of drives.
//!
//! A drive that is over stays where it ended, so that every day of every drive counts. As for the courses of months,
//! means are over all replicates and bands over the first of them.

use super::Facts;
use super::months::BAND_REPLICATES;
use crate::analysis::comparison::LEVEL;
use crate::charts::Difference;
use crate::charts::drive::{DriveData, Paired, Reached};
use crate::charts::growth::{self, Growing, SharePoint};
use crate::charts::subject::{Campaign, Subject};
use crate::estimators::quantile_of_sorted;
use crate::results::{DriveRow, Problem, each_drive_day};
use crate::statistics::{Summary, t_interval};
use crate::vocabulary::{Language, Measure};
use std::collections::BTreeMap;
use std::path::Path;

/// What became of a campaign in every arm.
#[derive(Clone, Debug)]
pub(super) struct Consents {
    campaign: Campaign,
    arms: Vec<OfArm>,
}

/// A campaign in an arm.
#[derive(Clone, Debug, Default)]
struct OfArm {
    /// Sum over replicates of what each day adds to their shares, from day 1 on.
    added: Vec<f64>,
    /// Shares by day of the first replicates.
    kept: Vec<Vec<f64>>,
    /// Where each replicate ended.
    ends: BTreeMap<u64, Ended>,
    /// Fewest and most households asked, and their sum.
    asked: Option<(u32, u32, f64)>,
}

/// How far a drive came.
#[derive(Clone, Copy, Debug)]
struct Ended {
    share: f64,
    half: Option<f64>,
    required: Option<f64>,
}

impl OfArm {
    /// Enters a day; days of a drive follow each other.
    fn add(&mut self, row: &DriveRow<'_>) {
        if row.asked == 0 {
            return;
        }
        let share = f64::from(row.consented) / f64::from(row.asked);
        let first = !self.ends.contains_key(&row.replicate);
        let ended = self.ends.entry(row.replicate).or_insert(Ended { share: 0.0, half: None, required: None });
        let day = row.day as usize;
        if self.added.len() < day {
            self.added.resize(day, 0.0);
        }
        self.added[day - 1] += share - ended.share;
        ended.share = share;
        let reached = |consented: u32| (row.consented >= consented).then(|| f64::from(row.day));
        ended.half = ended.half.or(reached(row.asked.div_ceil(2)));
        ended.required = ended.required.or(reached(row.needed));
        if first {
            let (least, most, sum) = self.asked.unwrap_or((row.asked, row.asked, 0.0));
            self.asked = Some((least.min(row.asked), most.max(row.asked), sum + f64::from(row.asked)));
            if row.replicate < BAND_REPLICATES {
                self.kept.push(Vec::new());
            }
        }
        if row.replicate < BAND_REPLICATES
            && let Some(kept) = self.kept.last_mut()
        {
            kept.resize(day, share);
        }
    }

    fn growing(&self, label: String) -> Growing {
        let count = self.ends.len() as f64;
        let mut sum = 0.0;
        let point = |(i, added): (usize, &f64)| {
            sum += added;
            let mean = (sum / count).clamp(0.0, 1.0);
            let on_day = |kept: &Vec<f64>| kept.get(i).or(kept.last()).copied();
            let mut sorted: Vec<f64> = self.kept.iter().filter_map(on_day).collect();
            sorted.sort_by(f64::total_cmp);
            let bound = |p| quantile_of_sorted(&sorted, p).unwrap_or(mean);
            SharePoint { at: i as f64 + 1.0, mean, low: bound(0.05), high: bound(0.95) }
        };
        let start = SharePoint { at: 0.0, mean: 0.0, low: 0.0, high: 0.0 };
        let mut curve: Vec<SharePoint> = self.added.iter().enumerate().map(point).collect();
        if !curve.is_empty() {
            curve.insert(0, start);
        }
        let ends: Vec<f64> = self.ends.values().map(|ended| ended.share).collect();
        Growing { label, curve, value: growth::estimate(&ends) }
    }

    fn reached(&self) -> Reached {
        let mean = |day: fn(&Ended) -> Option<f64>| {
            let days: Vec<f64> = self.ends.values().filter_map(day).collect();
            let share = days.len() as f64 / self.ends.len() as f64;
            (!days.is_empty()).then(|| (share, days.iter().sum::<f64>() / days.len() as f64))
        };
        Reached { half: mean(|ended| ended.half), required: mean(|ended| ended.required) }
    }
}

impl Consents {
    /// Reads some campaigns in one go.
    pub(super) fn read(folder: &Path, arms: &[String], campaigns: Vec<Campaign>) -> Result<Vec<Consents>, Problem> {
        let fresh = |campaign| Consents { campaign, arms: vec![OfArm::default(); arms.len()] };
        let mut all: Vec<Consents> = campaigns.into_iter().map(fresh).collect();
        each_drive_day(folder, arms, |row| {
            if let Some(known) = all.iter_mut().find(|known| known.campaign.name == row.campaign) {
                known.arms[row.arm].add(&row);
            }
        })?;
        Ok(all)
    }

    fn paired(&self, subject: &Subject) -> Option<Paired> {
        let arm = *subject.others().first()?;
        let (ours, theirs) = (&self.arms[arm].ends, &self.arms[subject.baseline()].ends);
        let pairs: Vec<(&Ended, &Ended)> =
            ours.iter().filter_map(|(replicate, one)| Some((one, theirs.get(replicate)?))).collect();
        let half: Option<Vec<f64>> = pairs.iter().map(|(one, other)| Some(one.half? - other.half?)).collect();
        Some(Paired {
            arm,
            share: difference(&pairs.iter().map(|(one, other)| one.share - other.share).collect::<Vec<_>>())?,
            half: half.and_then(|half| difference(&half)),
        })
    }
}

/// A paired difference, decided with half the usual error: either of two may become the title.
fn difference(pairs: &[f64]) -> Option<Difference> {
    let summary = Summary::of(pairs)?;
    let interval = |level| t_interval(&summary, level).map(|interval| (interval.low, interval.high));
    let decided = Difference::new(summary.mean, interval(1.0 - 0.5 * (1.0 - LEVEL))).decided;
    Some(Difference { decided, ..Difference::new(summary.mean, interval(LEVEL)) })
}

impl Facts<'_> {
    /// The drive of a number, counted from 0.
    pub(super) fn drive(&self, number: usize, language: Language) -> DriveData {
        let subject = self.subject;
        let consents = self.consents.iter().find(|known| known.campaign.number == number);
        let campaign = consents.map(|consents| consents.campaign.clone()).unwrap_or_default();
        let none = vec![OfArm::default(); subject.arms().len()];
        let arms = consents.map_or(&none, |consents| &consents.arms);
        let asked: Vec<(u32, u32, f64)> = arms.iter().filter_map(|arm| arm.asked).collect();
        let runs: f64 = arms.iter().map(|arm| arm.ends.len() as f64).sum();
        let mean = asked.iter().map(|asked| asked.2).sum::<f64>() / runs;
        let same = asked.iter().all(|asked| asked.0 == asked.1 && Some(asked.0) == self.first_asked(number));
        let mut paired = consents.and_then(|consents| consents.paired(subject));
        // What is one of the main measures is judged as on the terminal.
        let alone = subject.campaigns().len() == 1 && subject.main_measures().contains(&Measure::CampaignDays50);
        if let (true, Some(paired)) = (alone, &mut paired)
            && let Some(half) = &mut paired.half
        {
            half.decided &= self.difference(paired.arm, Measure::CampaignDays50).is_some_and(|judged| judged.decided);
        }
        DriveData {
            kind: campaign.kind,
            asked: (!asked.is_empty()).then_some((mean, same)),
            required_share: campaign.required_share,
            days: campaign.days,
            arms: arms.iter().enumerate().map(|(arm, of)| of.growing(subject.label(arm, language))).collect(),
            reached: arms.iter().map(OfArm::reached).collect(),
            baseline: subject.baseline(),
            paired,
            band_replicates: subject.replicates().min(BAND_REPLICATES),
            source: subject.source(language),
        }
    }

    fn first_asked(&self, number: usize) -> Option<u32> {
        let consents = self.consents.iter().find(|known| known.campaign.number == number)?;
        consents.arms.iter().find_map(|arm| arm.asked.map(|asked| asked.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arm(drives: &[&[u32]]) -> OfArm {
        let mut arm = OfArm::default();
        for (replicate, days) in drives.iter().enumerate() {
            for (day, consented) in (1..).zip(*days) {
                let (replicate, consented) = (replicate as u64, *consented);
                let (asked, needed) = (4, 4);
                arm.add(&DriveRow { arm: 0, replicate, campaign: "road", day, asked, needed, consented });
            }
        }
        arm
    }

    #[test]
    fn a_drive_that_is_over_stays_where_it_ended() {
        let growing = arm(&[&[2, 4], &[0, 1, 1, 2]]).growing("a".into());
        let means: Vec<f64> = growing.curve.iter().map(|point| point.mean).collect();
        assert_eq!(means, [0.0, 0.25, 0.625, 0.625, 0.75]);
        let last = growing.curve.last().expect("a day");
        assert!((last.low - 0.525).abs() < 1e-12 && (last.high - 0.975).abs() < 1e-12, "{last:?}");
        assert_eq!(growing.value.map(|value| value.mean), Some(0.75));
    }

    #[test]
    fn half_and_all_are_days_of_those_who_came_so_far() {
        let reached = arm(&[&[2, 4], &[0, 1, 1, 2], &[0]]).reached();
        assert_eq!(reached.half, Some((2.0 / 3.0, 2.5)));
        assert_eq!(reached.required, Some((1.0 / 3.0, 2.0)));
        assert_eq!(arm(&[&[0, 1]]).reached(), Reached::default());
    }

    #[test]
    fn a_title_takes_more_than_an_interval_without_zero() {
        // Its 95 % interval excludes zero, that of 97.5 % does not.
        let judged = difference(&[0.2, 1.1, 2.0, 0.5, 1.7, -0.2, 1.4, 0.3, -0.5]).expect("pairs");
        assert!(judged.interval.is_some_and(|(low, _)| low > 0.0) && !judged.decided, "{judged:?}");
        assert!(difference(&[1.0, 1.1, 0.9]).is_some_and(|judged| judged.decided));
        assert_eq!(difference(&[]), None);
    }
}
