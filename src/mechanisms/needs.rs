#![doc = include_str!("../../docs/model/needs.md")]

mod canal;

use crate::random::{Decision, Streams, Who};
use crate::scenario::Calendar;
use crate::units::{DAY, Time, YEAR_DAYS};
use crate::village::{NOBODY, Village};
use crate::vocabulary::Parameters;
use crate::vocabulary::choices::Need;
use crate::vocabulary::tables::{Needs, Quarrels};
use crate::vocabulary::value::Quantile;
use crate::world::{NONE, Tier};
use libm::{cos, exp};
use std::ops::Range;

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
    /// The lowest tier able to grant it.
    pub grantable: Tier,
    /// Quantile of the evidence: it misleads everybody iff this lies below the share of misleading evidence.
    pub evidence: f64,
    /// Whether the household (not the counterpart) is in the right.
    pub in_the_right: bool,
    /// Mark of an offspring: it exists iff the mark lies below its relative rate.
    pub mark: f64,
    /// Effort of the first session at the group, hours.
    pub effort_hours: f64,
    /// Patience, days.
    pub patience_days: f64,
}

/// The potential needs of one replicate, exogenous ones in the order of time, then their offspring, then disputes about
/// the canal and theirs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demand {
    /// All potential needs.
    pub all: Vec<Potential>,
    /// How many of them are exogenous.
    pub exogenous: u32,
    /// Potential disputes about the canal.
    pub canal: Range<u32>,
    unsorted: Vec<Potential>,
}

/// What the streams of potential needs depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct DemandSettings {
    needs: Needs,
    ceiling: [f64; 2],
    quarrels: Option<Quarrels>,
    canal_disputes_per_household_year: f64,
    traits: bool,
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
            canal_disputes_per_household_year: if m.works { arm.works.disputes_per_household_year } else { 0.0 },
            // Who waits in a plain queue is told apart by nothing but effort and patience.
            traits: m.judgement || m.mediation || m.petitions || m.priority || arm.needs != plain(&arm.needs),
        }
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
        let end_seconds = f64::from(calendar.end_day) * DAY;
        let first_day_of_year = f64::from(calendar.start.day_of_year());
        for (kind, ceiling) in [(Need::Request, settings.ceiling[0]), (Need::Dispute, settings.ceiling[1])] {
            let rate = match kind {
                Need::Request => needs.requests_per_household_year,
                Need::Dispute => needs.disputes_per_household_year,
            };
            if rate <= 0.0 || ceiling <= 0.0 {
                continue;
            }
            let bound = ceiling * (1.0 + needs.season_amplitude);
            let relative = rate / bound;
            for household in 0..village.households.group.len() as u32 {
                let per_second = bound * village.households.multiplier[household as usize] / (YEAR_DAYS * DAY);
                let who = need_address(household, kind);
                let mut seconds = 0.0;
                for ordinal in 0.. {
                    let words = streams.draw(Decision::NeedPoint, who, u64::from(ordinal));
                    seconds += words.exponential(0) / per_second;
                    if seconds >= end_seconds || seconds.is_nan() {
                        break;
                    }
                    let share = match needs.season_amplitude > 0.0 {
                        true => relative * season(needs, first_day_of_year + seconds / DAY),
                        false => relative,
                    };
                    if words.uniform(1) < share {
                        self.all.push(Potential {
                            arises: Time::START.after_seconds(seconds),
                            household,
                            ordinal,
                            key: (kind as u64) << 32 | u64::from(ordinal),
                            counterpart: NOBODY,
                            parent: NONE,
                            first_child: NONE,
                            children: 0,
                            severity: 0,
                            topic: 0,
                            kind,
                            grantable: Tier::Group,
                            evidence: 1.0,
                            in_the_right: true,
                            mark: words.uniform(1),
                            effort_hours: words.uniform(2),
                            patience_days: compiled.patience.at(words.uniform(3)),
                        });
                    }
                }
            }
        }
        self.all.retain(|need| need.kind == Need::Request || village.has_neighbours(need.household));
        self.sort_by_time();
        self.exogenous = self.all.len() as u32;
        for need in &mut self.all {
            let who = need_address(need.household, need.kind);
            if settings.traits || need.kind == Need::Dispute {
                add_traits(need, needs, village, streams, who);
            }
            let quantile = match (need.kind, need.severity) {
                (Need::Request, _) => compiled.request,
                (Need::Dispute, 2) => compiled.serious_dispute,
                (Need::Dispute, _) => compiled.dispute,
            };
            need.effort_hours = quantile.at(need.effort_hours);
        }
        if let Some(quarrels) = &settings.quarrels {
            self.lay_out_offspring(0, quarrels, needs, &compiled, streams);
        }
        let first = self.all.len();
        self.canal = first as u32..first as u32;
        if settings.canal_disputes_per_household_year > 0.0 {
            let per_year = settings.canal_disputes_per_household_year;
            self.lay_out_canal(per_year, needs, &compiled, (village, streams, calendar));
            self.canal.end = self.all.len() as u32;
            if let Some(quarrels) = &settings.quarrels {
                self.lay_out_offspring(first, quarrels, needs, &compiled, streams);
            }
        }
    }

    /// Puts the exogenous needs in the order of time; those of one second stay in the order of kind and household.
    fn sort_by_time(&mut self) {
        let by_time = |(place, need): (usize, &Potential)| u64::from(need.arises.0) << 32 | place as u64;
        let mut order: Vec<u64> = self.all.iter().enumerate().map(by_time).collect();
        radsort::sort(&mut order);
        self.unsorted.clear();
        self.unsorted.append(&mut self.all);
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
                let who = need_address(elder.household, Need::Dispute);
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

/// The address of the stream of (household, kind).
fn need_address(household: u32, kind: Need) -> Who {
    Who::pair(0, household, kind as u32)
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
