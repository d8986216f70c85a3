//! A hand-written simulator of one village's help desk: the independent check on the real simulator, and its rival in
//! speed.
//!
//! It knows nothing else and is written as somebody in a hurry would write it well: one binary heap of events in
//! floating-point days, each household's next request among them, patience cancelled lazily, memory kept between runs.
//!
//! The rules: households raise requests as a Poisson process. A request waits first come, first served for one of its
//! group's handlers; work once begun always resolves it. If patience (exponential) ends before work begins, it goes to
//! the committee, where it waits anew; if patience ends there too, it becomes a petition, which closes it.
#![expect(clippy::disallowed_methods, reason = "the rival may use the platform's own logarithm")]

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::cmp::Ordering;
use std::collections::{BinaryHeap, VecDeque};

/// One tier: its handlers, and exponential service and patience.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tier {
    /// Handlers.
    pub(crate) handlers: u32,
    /// Mean days of work on a request.
    pub(crate) service_days: f64,
    /// Mean days until patience ends.
    pub(crate) patience_days: f64,
}

/// What is simulated.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    /// Households of each group.
    pub(crate) group_households: Vec<u32>,
    /// Requests a household raises in 365 days.
    pub(crate) requests_per_household_year: f64,
    /// Days simulated, from an empty village.
    pub(crate) horizon_days: f64,
    /// The desk of each group.
    pub(crate) group: Tier,
    /// The desk of the village.
    pub(crate) committee: Tier,
}

impl Setting {
    /// The village of the main scenario: 508 households in 14 groups of 28 and 4 of 29, five years.
    pub(crate) fn village(group_handlers: u32) -> Setting {
        Setting {
            group_households: [[28; 14].as_slice(), &[29; 4]].concat(),
            requests_per_household_year: 2.4,
            horizon_days: 1825.0,
            group: Tier { handlers: group_handlers, service_days: 6.0, patience_days: 60.0 },
            committee: Tier { handlers: 5, service_days: 1.0, patience_days: 90.0 },
        }
    }

    /// The same with one handler a group and a committee that cannot keep up.
    pub(crate) fn stressed_village() -> Setting {
        let committee = Tier { handlers: 1, service_days: 3.0, patience_days: 90.0 };
        Setting { committee, ..Setting::village(1) }
    }
}

/// Waits of those whose work began at a tier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Waits {
    /// How many there were.
    pub(crate) begun: u32,
    /// Mean days; `None` without any.
    pub(crate) mean_days: Option<f64>,
    /// 95th percentile of type 7, in days.
    pub(crate) p95_days: Option<f64>,
}

/// What one run gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outcome {
    /// Requests raised.
    pub(crate) raised: u32,
    /// Resolved by a group.
    pub(crate) resolved_at_group: u32,
    /// Gone to the committee.
    pub(crate) escalated: u32,
    /// Resolved by the committee.
    pub(crate) resolved_at_committee: u32,
    /// Ended in a petition.
    pub(crate) petitions: u32,
    /// Open at the end.
    pub(crate) open_at_end: u32,
    /// Waits at the groups.
    pub(crate) group_waits: Waits,
    /// Waits at the committee.
    pub(crate) committee_waits: Waits,
    /// Mean days from raising to resolution, over the resolved.
    pub(crate) resolution_days_mean: Option<f64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Arrival,
    WorkDone,
    PatienceEnds,
}

#[derive(Clone, Copy)]
struct Event {
    day: f64,
    /// The household of an arrival, else the request.
    who: u32,
    what: What,
}

impl PartialEq for Event {
    fn eq(&self, other: &Event) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Event {}

impl PartialOrd for Event {
    fn partial_cmp(&self, other: &Event) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Event {
    /// Reversed, so that the heap gives the earliest event; two at the same instant have probability 0.
    fn cmp(&self, other: &Event) -> Ordering {
        other.day.total_cmp(&self.day)
    }
}

#[derive(Clone, Copy)]
struct Request {
    raised_day: f64,
    arrived_day: f64,
    desk: u32,
    waiting: bool,
}

#[derive(Clone, Default)]
struct Desk {
    free: u32,
    queue: VecDeque<u32>,
}

/// The simulator; keeps its memory between runs.
pub(crate) struct HelpDesk {
    setting: Setting,
    group_of_household: Vec<u32>,
    random: SmallRng,
    agenda: BinaryHeap<Event>,
    desks: Vec<Desk>,
    requests: Vec<Request>,
    waits: [Vec<f64>; 2],
    resolved: [u32; 2],
    resolution_days: f64,
    escalated: u32,
    petitions: u32,
}

impl HelpDesk {
    /// A simulator of `setting`.
    pub(crate) fn new(setting: Setting) -> HelpDesk {
        let groups = setting.group_households.iter().zip(0_u32..);
        HelpDesk {
            group_of_household: groups.flat_map(|(n, group)| (0..*n).map(move |_| group)).collect(),
            random: SmallRng::seed_from_u64(0),
            agenda: BinaryHeap::new(),
            desks: vec![Desk::default(); setting.group_households.len() + 1],
            requests: Vec::new(),
            waits: [Vec::new(), Vec::new()],
            resolved: [0; 2],
            resolution_days: 0.0,
            escalated: 0,
            petitions: 0,
            setting,
        }
    }

    /// One run.
    pub(crate) fn run(&mut self, seed: u64) -> Outcome {
        self.clear(seed);
        let days_between = 365.0 / self.setting.requests_per_household_year;
        for household in 0..self.group_of_household.len() as u32 {
            self.post(0.0, days_between, household, What::Arrival);
        }
        while let Some(Event { day, who, what }) = self.agenda.pop() {
            match what {
                What::Arrival => {
                    let desk = self.group_of_household[who as usize];
                    let request = self.requests.len() as u32;
                    self.requests.push(Request { raised_day: day, arrived_day: day, desk, waiting: true });
                    self.arrive(request, day);
                    self.post(day, days_between, who, What::Arrival);
                }
                What::WorkDone => self.finish(who, day),
                What::PatienceEnds => self.lose_patience(who, day),
            }
        }
        self.outcome()
    }

    fn clear(&mut self, seed: u64) {
        self.random = SmallRng::seed_from_u64(seed);
        self.agenda.clear();
        for (i, desk) in self.desks.iter_mut().enumerate() {
            let groups = self.setting.group_households.len();
            desk.free = if i < groups { self.setting.group.handlers } else { self.setting.committee.handlers };
            desk.queue.clear();
        }
        self.requests.clear();
        self.waits.iter_mut().for_each(Vec::clear);
        self.resolved = [0; 2];
        self.resolution_days = 0.0;
        self.escalated = 0;
        self.petitions = 0;
    }

    fn committee(&self) -> u32 {
        self.setting.group_households.len() as u32
    }

    /// 0 for a group, 1 for the committee.
    fn tier_of(&self, desk: u32) -> usize {
        usize::from(desk == self.committee())
    }

    fn tier(&self, desk: u32) -> &Tier {
        if desk == self.committee() { &self.setting.committee } else { &self.setting.group }
    }

    /// Puts an event on the agenda after an exponential delay, unless it lies beyond the horizon.
    fn post(&mut self, now: f64, mean_days: f64, who: u32, what: What) {
        let day = now - mean_days * (1.0 - self.random.random::<f64>()).ln();
        if day < self.setting.horizon_days {
            self.agenda.push(Event { day, who, what });
        }
    }

    fn arrive(&mut self, request: u32, day: f64) {
        let desk = self.requests[request as usize].desk;
        let at = &mut self.desks[desk as usize];
        if at.free > 0 {
            at.free -= 1;
            self.begin(request, day);
        } else {
            at.queue.push_back(request);
            let patience_days = self.tier(desk).patience_days;
            self.post(day, patience_days, request, What::PatienceEnds);
        }
    }

    fn begin(&mut self, request: u32, day: f64) {
        let Request { arrived_day, desk, waiting, .. } = &mut self.requests[request as usize];
        *waiting = false;
        let (wait, desk) = (day - *arrived_day, *desk);
        let tier = self.tier_of(desk);
        self.waits[tier].push(wait);
        let service_days = self.tier(desk).service_days;
        self.post(day, service_days, request, What::WorkDone);
    }

    fn finish(&mut self, request: u32, day: f64) {
        let Request { raised_day, desk, .. } = self.requests[request as usize];
        self.resolved[self.tier_of(desk)] += 1;
        self.resolution_days += day - raised_day;
        // Those who ran out of patience at this desk are still in its queue.
        while let Some(next) = self.desks[desk as usize].queue.pop_front() {
            let Request { desk: now_at, waiting, .. } = self.requests[next as usize];
            if waiting && now_at == desk {
                self.begin(next, day);
                return;
            }
        }
        self.desks[desk as usize].free += 1;
    }

    fn lose_patience(&mut self, request: u32, day: f64) {
        let committee = self.committee();
        let Request { arrived_day, desk, waiting, .. } = &mut self.requests[request as usize];
        if !*waiting {
            return;
        }
        if *desk == committee {
            *waiting = false;
            self.petitions += 1;
        } else {
            *desk = committee;
            *arrived_day = day;
            self.escalated += 1;
            self.arrive(request, day);
        }
    }

    fn outcome(&mut self) -> Outcome {
        let raised = self.requests.len() as u32;
        let resolved: u32 = self.resolved.iter().sum();
        let [group_waits, committee_waits] = self.waits.each_mut().map(|waits| summarise(waits));
        Outcome {
            raised,
            resolved_at_group: self.resolved[0],
            escalated: self.escalated,
            resolved_at_committee: self.resolved[1],
            petitions: self.petitions,
            open_at_end: raised - resolved - self.petitions,
            group_waits,
            committee_waits,
            resolution_days_mean: (resolved > 0).then(|| self.resolution_days / f64::from(resolved)),
        }
    }
}

fn summarise(waits: &mut [f64]) -> Waits {
    let begun = waits.len() as u32;
    if begun == 0 {
        return Waits { begun, mean_days: None, p95_days: None };
    }
    let mean_days = waits.iter().sum::<f64>() / f64::from(begun);
    let place = 0.95 * f64::from(begun - 1);
    let (_, low, above) = waits.select_nth_unstable_by(place as usize, f64::total_cmp);
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(*low);
    Waits { begun, mean_days: Some(mean_days), p95_days: Some(*low + place.fract() * (high - *low)) }
}
