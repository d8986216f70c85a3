#![doc = include_str!("../../docs/model/needs.md")]

mod pressure;

pub use pressure::{Bounds, arises, storm_struck};

use crate::random::{Decision, Streams, Who};
use crate::scenario::Calendar;
use crate::units::{DAY, Time, YEAR_DAYS};
use crate::village::{NOBODY, Village};
use crate::vocabulary::Parameters;
use crate::vocabulary::choices::{Need, Topic};
use crate::vocabulary::tables::{Needs, Quarrels};
use crate::vocabulary::value::Quantile;
use crate::world::{NONE, Tier};
use libm::{cos, exp};
use std::ops::Range;

/// Where a need comes from that no other need bred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Source {
    /// The household's own life.
    Own,
    /// Money that is spent in the group.
    Funds,
    /// A storm.
    Storm,
    /// A worn canal.
    Canal,
}

impl Source {
    /// How many there are.
    pub const COUNT: usize = Source::Canal as usize + 1;
}

/// A potential need: fixed traits, the same in every arm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Potential {
    /// When it arises; for offspring the delay after what bred it, as an instant after the start.
    pub arises: Time,
    /// The household that has it.
    pub household: u32,
    /// Ordinal among the points of the household and kind; for offspring the ordinal of the child.
    pub ordinal: u32,
    /// Its identity among the needs of its household: kind and ordinal, or the lineage of an offspring.
    pub key: u64,
    /// The household on the other side of a dispute; [`NOBODY`] for requests.
    pub counterpart: u32,
    /// The dispute that may breed it; [`NONE`] for exogenous needs.
    pub parent: u32,
    /// Its first potential offspring.
    pub first_child: u32,
    /// How many potential offspring it has.
    pub children: u8,
    /// 0 slight, 1 moderate, 2 serious.
    pub severity: u8,
    /// Topic.
    pub topic: u8,
    /// Request or dispute.
    pub kind: Need,
    /// What brings it; offspring have that of the dispute that bred them.
    pub source: Source,
    /// The lowest tier able to grant it.
    pub grantable: Tier,
    /// Quantile of the evidence: it misleads everybody iff this lies below the share of misleading evidence.
    pub evidence: f64,
    /// Whether the household (not the counterpart) is in the right.
    pub in_the_right: bool,
    /// Mark of an offspring, or of a need that something may bring: it exists iff the mark lies below its relative rate.
    pub mark: f64,
    /// Effort of the first session at the group, hours.
    pub effort_hours: f64,
    /// Patience, days.
    pub patience_days: f64,
}

/// The potential needs of one replicate: those of households in the order of time, then their offspring, then those that
/// funds, storms and worn canals may bring in the order of time, then theirs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demand {
    /// All potential needs.
    pub all: Vec<Potential>,
    /// How many of them are exogenous; they come first.
    pub exogenous: u32,
    /// Which of them funds, storms and worn canals may bring.
    pub brought: Range<u32>,
    /// The bounds of their streams.
    pub bounds: Bounds,
    unsorted: Vec<Potential>,
}

/// What the streams of potential needs depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct DemandSettings {
    needs: Needs,
    ceiling: [f64; 2],
    quarrels: Option<Quarrels>,
    traits: bool,
    bounds: Bounds,
    canal_disputes_per_household_year: f64,
}

impl Potential {
    /// The address of a draw about this need and something else: a person, a session, an attempt.
    pub fn address(&self, something: u32) -> (Who, u64) {
        (Who::pair(0, self.household, something), self.key)
    }
}

impl DemandSettings {
    /// The settings of an arm whose scenario has the values `base` before overrides.
    pub fn new(arm: &Parameters, base: &Parameters) -> DemandSettings {
        let factor = base.needs.rate_ceiling_factor;
        let m = &arm.mechanisms;
        DemandSettings {
            needs: arm.needs.clone(),
            ceiling: [base.needs.requests_per_household_year * factor, base.needs.disputes_per_household_year * factor],
            quarrels: m.quarrels.then(|| arm.quarrels.clone()),
            // Who waits in a plain queue is told apart by nothing but effort and patience.
            traits: m.judgement || m.mediation || m.petitions || m.priority || arm.needs != plain(&arm.needs),
            bounds: Bounds::new(arm, base),
            canal_disputes_per_household_year: if m.works { arm.works.disputes_per_household_year } else { 0.0 },
        }
    }
}

/// A stream of potential needs that every household has.
struct Stream {
    kind: Need,
    source: Source,
    /// Bound of the rate of an ordinary household.
    bound_per_year: f64,
    /// The rate over the bound, before the season's factor.
    relative: f64,
    seasonal: bool,
}

impl DemandSettings {
    /// The streams of requests and disputes of a source, whose bound is a factor of that of a household's own.
    fn streams(&self, source: Source, factor: f64) -> [Stream; 2] {
        let needs = &self.needs;
        let rates = [needs.requests_per_household_year, needs.disputes_per_household_year];
        let stream = |kind: Need| {
            let bound = self.ceiling[kind as usize] * (1.0 + needs.season_amplitude);
            let relative = if bound > 0.0 { rates[kind as usize] / bound } else { 0.0 };
            let seasonal = needs.season_amplitude > 0.0;
            Stream { kind, source, bound_per_year: bound * factor, relative, seasonal }
        };
        [stream(Need::Request), stream(Need::Dispute)]
    }

    /// The stream of disputes about a canal that is of no use.
    fn canal(&self) -> Stream {
        let bound_per_year = self.canal_disputes_per_household_year;
        Stream { kind: Need::Dispute, source: Source::Canal, bound_per_year, relative: 1.0, seasonal: false }
    }
}

/// The same needs, all of them grantable at the group.
fn plain(needs: &Needs) -> Needs {
    Needs { request_grantable_at_group_share: 1.0, disputes_per_household_year: 0.0, ..needs.clone() }
}

/// The quantiles of efforts and patience, compiled once a replicate.
struct Compiled {
    request: Quantile,
    dispute: Quantile,
    serious_dispute: Quantile,
    patience: Quantile,
}

impl Demand {
    /// Draws the potential needs of a replicate into `self`, over the days of `calendar`.
    pub fn draw(&mut self, settings: &DemandSettings, village: &Village, streams: &Streams, calendar: &Calendar) {
        self.all.clear();
        let needs = &settings.needs;
        let compiled = Compiled {
            request: needs.request_effort_hours.compile(),
            dispute: needs.dispute_effort_hours.compile(),
            serious_dispute: needs.serious_dispute_effort_hours.compile(),
            patience: needs.patience_days.compile(),
        };
        for stream in settings.streams(Source::Own, 1.0) {
            self.draw_stream(&stream, needs, village, streams, calendar);
        }
        self.complete(0, settings, &compiled, village, streams);
        self.exogenous = self.all.len() as u32;
        if let Some(quarrels) = &settings.quarrels {
            self.lay_out_offspring(0, quarrels, needs, &compiled, streams);
        }
        let first = self.all.len();
        self.bounds = settings.bounds;
        let funds = settings.streams(Source::Funds, settings.bounds.funds);
        let storm = settings.streams(Source::Storm, settings.bounds.storm);
        for stream in funds.into_iter().chain(storm).chain([settings.canal()]) {
            self.draw_stream(&stream, needs, village, streams, calendar);
        }
        self.complete(first, settings, &compiled, village, streams);
        self.brought = first as u32..self.all.len() as u32;
        if let Some(quarrels) = &settings.quarrels {
            self.lay_out_offspring(first, quarrels, needs, &compiled, streams);
        }
    }

    /// Draws the points of a stream of every household.
    fn draw_stream(
        &mut self,
        stream: &Stream,
        needs: &Needs,
        village: &Village,
        streams: &Streams,
        calendar: &Calendar,
    ) {
        if stream.bound_per_year <= 0.0 || stream.relative <= 0.0 {
            return;
        }
        let (kind, source) = (stream.kind, stream.source);
        let patience = needs.patience_days.compile();
        let end_seconds = f64::from(calendar.end_day) * DAY;
        let first_day_of_year = f64::from(calendar.start.day_of_year());
        for household in 0..village.households.group.len() as u32 {
            let multiplier = village.households.multiplier[household as usize];
            let per_second = stream.bound_per_year * multiplier / (YEAR_DAYS * DAY);
            let who = stream_address(household, kind, source);
            let mut seconds = 0.0;
            for ordinal in 0.. {
                let words = streams.draw(Decision::NeedPoint, who, u64::from(ordinal));
                seconds += words.exponential(0) / per_second;
                if seconds >= end_seconds || seconds.is_nan() {
                    break;
                }
                let share = match stream.seasonal {
                    true => stream.relative * season(needs, first_day_of_year + seconds / DAY),
                    false => stream.relative,
                };
                if words.uniform(1) < share {
                    self.all.push(Potential {
                        arises: Time::START.after_seconds(seconds),
                        household,
                        ordinal,
                        key: (stream_code(kind, source) as u64) << 32 | u64::from(ordinal),
                        counterpart: NOBODY,
                        parent: NONE,
                        first_child: NONE,
                        children: 0,
                        severity: 0,
                        topic: 0,
                        kind,
                        source,
                        grantable: Tier::Group,
                        evidence: 1.0,
                        in_the_right: true,
                        // Below the share it is uniform once more.
                        mark: words.uniform(1) / share,
                        effort_hours: words.uniform(2),
                        patience_days: patience.at(words.uniform(3)),
                    });
                }
            }
        }
    }

    /// Completes the needs from `first` on: those that can be, in the order of time, with their traits.
    fn complete(
        &mut self,
        first: usize,
        settings: &DemandSettings,
        compiled: &Compiled,
        village: &Village,
        streams: &Streams,
    ) {
        self.sort_by_time(first, village);
        for need in &mut self.all[first..] {
            let who = stream_address(need.household, need.kind, need.source);
            if settings.traits || need.kind == Need::Dispute {
                add_traits(need, &settings.needs, village, streams, who);
            }
            if need.source == Source::Canal {
                need.topic = WATER;
            }
            let quantile = match (need.kind, need.severity) {
                (Need::Request, _) => compiled.request,
                (Need::Dispute, 2) => compiled.serious_dispute,
                (Need::Dispute, _) => compiled.dispute,
            };
            need.effort_hours = quantile.at(need.effort_hours);
        }
    }

    /// Puts the needs from `first` on in the order of time; those of one second stay in the order of source, kind and
    /// household. Disputes of who has nobody to be at odds with are left out.
    fn sort_by_time(&mut self, first: usize, village: &Village) {
        self.unsorted.clear();
        let can_be = |need: &Potential| need.kind == Need::Request || village.has_neighbours(need.household);
        self.unsorted.extend(self.all.drain(first..).filter(can_be));
        let by_time = |(place, need): (usize, &Potential)| u64::from(need.arises.0) << 32 | place as u64;
        let mut order: Vec<u64> = self.unsorted.iter().enumerate().map(by_time).collect();
        radsort::sort(&mut order);
        self.all.extend(order.iter().map(|key| self.unsorted[(*key & 0xFFFF_FFFF) as usize]));
    }

    /// Appends the potential offspring of every dispute from `first` on, theirs after them, until a generation is empty.
    fn lay_out_offspring(
        &mut self,
        first: usize,
        quarrels: &Quarrels,
        needs: &Needs,
        compiled: &Compiled,
        streams: &Streams,
    ) {
        let none = exp(-quarrels.offspring_bound);
        let mut parent = first;
        while parent < self.all.len() {
            let elder = self.all[parent];
            if elder.kind == Need::Dispute {
                let who = stream_address(elder.household, Need::Dispute, Source::Own);
                let mut u = streams.uniform(Decision::OffspringCount, who, elder.key);
                let (mut count, mut probability) = (0_u8, none);
                while u > probability && count < u8::MAX {
                    u -= probability;
                    count += 1;
                    probability *= quarrels.offspring_bound / f64::from(count);
                }
                self.all[parent].first_child = self.all.len() as u32;
                self.all[parent].children = count;
                for child in 0..count {
                    let words = streams.draw(Decision::Offspring, who, elder.key.wrapping_add(u64::from(child) << 40));
                    // Known by a word of its own draw, so that a lineage is the same whatever other needs exist.
                    let key = words.0[2] | 1 << 63;
                    let more = streams.draw(Decision::OffspringTraits, who, key);
                    let swap = words.0[2] & 1 == 0;
                    let severity = severity_at(needs, words.uniform(3));
                    let effort = if severity == 2 { compiled.serious_dispute } else { compiled.dispute };
                    self.all.push(Potential {
                        arises: Time::from_days(words.exponential(0) * quarrels.delay_days),
                        household: if swap { elder.counterpart } else { elder.household },
                        counterpart: if swap { elder.household } else { elder.counterpart },
                        ordinal: u32::from(child),
                        key,
                        parent: parent as u32,
                        first_child: NONE,
                        children: 0,
                        severity,
                        mark: words.uniform(1),
                        evidence: more.uniform(3),
                        in_the_right: words.0[2] & 2 == 0,
                        grantable: tier_at(needs, Need::Dispute, more.uniform(2)),
                        effort_hours: effort.at(more.uniform(0)),
                        patience_days: compiled.patience.at(more.uniform(1)),
                        ..elder
                    });
                }
            }
            parent += 1;
        }
    }
}

/// The place of water among the topics.
const WATER: u8 = Topic::Water as u8;

/// The address of the stream of (household, kind, source).
fn stream_address(household: u32, kind: Need, source: Source) -> Who {
    Who::pair(0, household, stream_code(kind, source))
}

fn stream_code(kind: Need, source: Source) -> u32 {
    kind as u32 + 2 * source as u32
}

/// The season's factor on a day of the year; its mean over a year is 1.
fn season(needs: &Needs, day: f64) -> f64 {
    1.0 + needs.season_amplitude * cos(std::f64::consts::TAU * (day - needs.season_peak_day) / YEAR_DAYS)
}

/// Severity, topic, tier and parties of a need.
fn add_traits(need: &mut Potential, needs: &Needs, village: &Village, streams: &Streams, who: Who) {
    let ordinal = u64::from(need.ordinal);
    let words = streams.draw(Decision::NeedTraits, who, ordinal);
    need.severity = severity_at(needs, words.uniform(0));
    let shares = match need.kind {
        Need::Request => &needs.request_topic_shares,
        Need::Dispute => &needs.dispute_topic_shares,
    };
    need.topic = topic_at(shares, words.uniform(1));
    need.grantable = tier_at(needs, need.kind, words.uniform(2));
    need.evidence = words.uniform(3);
    if need.kind == Need::Dispute {
        let words = streams.draw(Decision::NeedParties, who, ordinal);
        need.in_the_right = words.0[0] & 1 == 0;
        need.counterpart = counterpart(needs, village, need.household, words.uniform(1), words.uniform(2));
    }
}

fn severity_at(needs: &Needs, u: f64) -> u8 {
    if u < needs.serious_share {
        2
    } else if u < needs.serious_share + needs.moderate_share {
        1
    } else {
        0
    }
}

fn topic_at(shares: &[f64], mut u: f64) -> u8 {
    for (topic, share) in shares.iter().enumerate() {
        if u < *share {
            return topic as u8;
        }
        u -= share;
    }
    // Rounding in the sum of the shares: the last topic that occurs at all.
    shares.iter().rposition(|share| *share > 0.0).unwrap_or(0) as u8
}

/// The lowest tier able to grant a need: the group with its share; of the rest the committee with its; and so on.
fn tier_at(needs: &Needs, kind: Need, u: f64) -> Tier {
    let group = match kind {
        Need::Request => needs.request_grantable_at_group_share,
        Need::Dispute => needs.dispute_grantable_at_group_share,
    };
    let committee = group + (1.0 - group) * needs.grantable_at_committee_share;
    let township = committee + (1.0 - committee) * needs.grantable_at_township_share;
    if u < group {
        Tier::Group
    } else if u < committee {
        Tier::Committee
    } else if u < township {
        Tier::Township
    } else {
        Tier::County
    }
}

/// The other side of a dispute: one of the nearest households, else any of the group.
fn counterpart(needs: &Needs, village: &Village, household: u32, near: f64, which: f64) -> u32 {
    let group = &village.groups[village.households.group[household as usize] as usize].households;
    let others = group.end - group.start - 1;
    if near < needs.adjacent_dispute_share
        && let Some(nearest) = village.nearest.get(household as usize)
    {
        let count = nearest.iter().filter(|other| **other != NOBODY).count();
        if count > 0 {
            return nearest[((which * count as f64) as usize).min(count - 1)];
        }
    }
    let other = group.start + ((which * f64::from(others)) as u32).min(others - 1);
    if other < household { other } else { other + 1 }
}
