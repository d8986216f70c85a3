#![doc = include_str!("../../docs/model/presence.md")]

use crate::random::{Decision, Streams, Who};
use crate::scenario::Calendar;
use crate::units::{DAY, Time};
use crate::village::Village;
use crate::vocabulary::tables::Presence;

/// When people are present, worked out for those who are asked about.
#[derive(Clone, Debug, Default)]
pub struct Timelines {
    /// The settings of presence; `None` when holders are always present.
    settings: Option<Presence>,
    calendar: Option<Calendar>,
    /// By person: instants at which presence begins and ends in turn; empty when not worked out.
    people: Vec<Vec<Time>>,
    /// The same by group for the common process.
    common: Vec<Vec<Time>>,
}

impl Timelines {
    /// Forgets everything; `settings` is `None` when holders are always present.
    pub fn reset(&mut self, settings: Option<&Presence>, calendar: &Calendar, village: &Village) {
        self.settings = settings.filter(|s| s.availability_share < 1.0).cloned();
        self.calendar = Some(*calendar);
        for (timelines, count) in
            [(&mut self.people, village.people.household.len()), (&mut self.common, village.groups.len())]
        {
            timelines.iter_mut().for_each(Vec::clear);
            timelines.resize(count, Vec::new());
        }
    }

    /// Works out the timeline of a person of a group, if it is not there yet.
    pub fn prepare(&mut self, person: u32, group: u32, streams: &Streams) {
        let (Some(settings), Some(calendar)) = (&self.settings, &self.calendar) else { return };
        if !self.people[person as usize].is_empty() {
            return;
        }
        let end = Time::from_days(f64::from(calendar.end_day));
        let spells = |decision, who| spells(settings, calendar, |n| streams.draw(decision, Who::one(0, who), n), end);
        if self.common[group as usize].is_empty() {
            self.common[group as usize] = spells(Decision::CommonSpell, group);
        }
        let own = spells(Decision::PresenceSpell, person);
        let common = &self.common[group as usize];
        let timeline = &mut self.people[person as usize];
        for block in 0_u32.. {
            let from = Time::from_days(settings.regime_days * f64::from(block));
            if from >= end {
                break;
            }
            let to = Time::from_days(settings.regime_days * f64::from(block + 1)).min(end);
            let together = streams.uniform(Decision::PresenceRegime, Who::one(0, group), u64::from(block));
            let chosen = if together < settings.common_share { common } else { &own };
            append_clipped(timeline, chosen, from, to);
        }
        if timeline.is_empty() {
            // Never present: one spell that begins after the end.
            timeline.extend([end, Time::NEVER]);
        }
    }

    /// Whether a person is present.
    pub fn present(&self, person: u32, at: Time) -> bool {
        self.settings.is_none() || self.changes_until(person, at) % 2 == 1
    }

    /// When a person is present first, from an instant on.
    pub fn next_present(&self, person: u32, from: Time) -> Time {
        if self.settings.is_none() {
            return from;
        }
        let changes = self.changes_until(person, from);
        if changes % 2 == 1 {
            return from;
        }
        self.people[person as usize].get(changes).copied().unwrap_or(Time::NEVER)
    }

    /// When a person who begins at `from` has been present for `seconds`.
    pub fn work(&self, person: u32, from: Time, seconds: f64) -> Time {
        if self.settings.is_none() {
            return from.after_seconds(seconds);
        }
        let timeline = &self.people[person as usize];
        let mut left = seconds;
        let mut changes = self.changes_until(person, from);
        let mut at = from;
        loop {
            if changes.is_multiple_of(2) {
                match timeline.get(changes) {
                    Some(begin) => at = *begin,
                    None => return Time::NEVER,
                }
                changes += 1;
            }
            let end = timeline.get(changes).copied().unwrap_or(Time::NEVER);
            let spell = f64::from(end.0 - at.0);
            if left <= spell {
                return at.after_seconds(left);
            }
            left -= spell;
            changes += 1;
        }
    }

    /// Seconds of presence of a person between two instants.
    pub fn present_seconds(&self, person: u32, from: Time, to: Time) -> f64 {
        if to <= from {
            return 0.0;
        }
        if self.settings.is_none() {
            return f64::from(to.0 - from.0);
        }
        // The spell in which `from` lies, or the first after it, and those up to `to`.
        let first = self.changes_until(person, from) / 2 * 2;
        self.people[person as usize][first..]
            .chunks(2)
            .take_while(|spell| spell[0] < to)
            .map(|spell| {
                let begin = spell[0].max(from);
                let end = spell.get(1).copied().unwrap_or(Time::NEVER).min(to);
                if end > begin { f64::from(end.0 - begin.0) } else { 0.0 }
            })
            .sum()
    }

    /// How many changes have happened by an instant: odd when present.
    fn changes_until(&self, person: u32, at: Time) -> usize {
        self.people[person as usize].partition_point(|change| *change <= at)
    }
}

/// The spells of one process: instants at which presence begins and ends in turn.
fn spells(
    settings: &Presence,
    calendar: &Calendar,
    draw: impl Fn(u64) -> crate::random::Words,
    end: Time,
) -> Vec<Time> {
    let availability = settings.availability_share;
    let absence = settings.mean_absence_days * DAY;
    let odds = availability / (1.0 - availability);
    let first_day = f64::from(calendar.start.day_of_year());
    let factor = |seconds: f64| {
        let day_of_year = (first_day + seconds / DAY) % 365.25;
        if day_of_year < 59.0 { settings.festival_odds_factor } else { 1.0 }
    };
    let mut changes = Vec::new();
    let first = draw(0);
    let odds_at_start = odds * factor(0.0);
    let mut present = first.uniform(0) < odds_at_start / (1.0 + odds_at_start);
    if present {
        changes.push(Time::START);
    }
    let mut seconds = 0.0;
    // Exponential spells have no memory, so the first one is drawn like the others; two spells a draw.
    for ordinal in 1.. {
        let words = draw(ordinal);
        for i in 0..4 {
            let mean = if present { absence * odds * factor(seconds) } else { absence };
            seconds += mean * words.exponential(i);
            let at = Time::START.after_seconds(seconds);
            if at >= end {
                return changes;
            }
            // A spell shorter than a second is none.
            if changes.last() == Some(&at) {
                changes.pop();
            } else {
                changes.push(at);
            }
            present = !present;
        }
    }
    changes
}

/// Appends the presence of `source` between two instants.
fn append_clipped(timeline: &mut Vec<Time>, source: &[Time], from: Time, to: Time) {
    let mut changes = source.partition_point(|change| *change <= from);
    let mut present = changes % 2 == 1;
    if present {
        // It goes on from the block before, or begins with this one.
        if timeline.last() == Some(&from) {
            timeline.pop();
        } else {
            timeline.push(from);
        }
    }
    while let Some(change) = source.get(changes).filter(|change| **change < to) {
        timeline.push(*change);
        present = !present;
        changes += 1;
    }
    if present {
        timeline.push(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::tables::Simulation;

    fn timelines(settings: &Presence, members: usize, replicate: u64, years: u32) -> Timelines {
        let calendar =
            Calendar { end_day: 365 * years, ..Calendar::new(&Simulation::default()).expect("defaults are sound") };
        let mut village = Village { groups: vec![Default::default()], ..Village::default() };
        village.people.household = vec![0; members];
        let mut timelines = Timelines::default();
        timelines.reset(Some(settings), &calendar, &village);
        let streams = Streams::new(11, replicate);
        for person in 0..members as u32 {
            timelines.prepare(person, 0, &streams);
        }
        timelines
    }

    /// P(any of three present) against the closed form; `perturb` spoils the form.
    fn availability_holds(availability: f64, common: f64, perturb: f64) -> bool {
        let settings = Presence {
            availability_share: availability,
            common_share: common,
            festival_odds_factor: 1.0,
            ..Presence::default()
        };
        let replicates = 400;
        let shares: Vec<f64> = (0..replicates)
            .map(|replicate| {
                let timelines = timelines(&settings, 3, replicate, 4);
                let hours = 0..365 * 4 * 4;
                let count = hours.len() as f64;
                let any = hours
                    .filter(|hour| {
                        let at = Time::from_days(0.25 * f64::from(*hour));
                        (0..3).any(|person| timelines.present(person, at))
                    })
                    .count();
                any as f64 / count
            })
            .collect();
        let n = replicates as f64;
        let mean = shares.iter().sum::<f64>() / n;
        let variance = shares.iter().map(|share| (share - mean) * (share - mean)).sum::<f64>() / (n - 1.0);
        let away = 1.0 - availability;
        let none = common * away + (1.0 - common) * away * away * away;
        (mean - perturb * (1.0 - none)).abs() < 4.0 * (variance / n).sqrt()
    }

    #[test]
    fn any_of_three_is_present_as_often_as_the_common_regime_says() {
        assert!(availability_holds(0.7, 0.6, 1.0));
        assert!(!availability_holds(0.7, 0.6, 1.05));
        assert!(availability_holds(0.65, 0.4, 1.0));
        assert!(availability_holds(0.7, 0.0, 1.0));
    }

    #[test]
    fn work_adds_up_and_takes_only_presence() {
        let timelines = timelines(&Presence::default(), 1, 3, 4);
        let from = Time::from_days(100.3);
        let half = timelines.work(0, from, 40_000.0);
        let done = timelines.work(0, half, 40_000.0);
        assert_eq!(done, timelines.work(0, from, 80_000.0));
        assert!((timelines.present_seconds(0, from, done) - 80_000.0).abs() <= 1.0);
        assert!(timelines.present(0, timelines.next_present(0, from)));
    }

    #[test]
    fn without_the_mechanism_everybody_is_always_present() {
        let mut timelines = Timelines::default();
        let calendar = Calendar::new(&Simulation::default()).expect("defaults are sound");
        timelines.reset(None, &calendar, &Village::default());
        assert!(timelines.present(7, Time::from_days(3.0)));
        assert_eq!(timelines.work(7, Time::START, 100.0), Time(100));
    }
}
