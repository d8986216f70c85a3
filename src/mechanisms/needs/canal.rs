//! Potential disputes about the canal: a stream of their own beside the others, which stay as they are to the last bit.
//!
//! A point becomes a dispute iff its mark lies below what the condition of the canal lacks at that instant.

use super::{Compiled, Demand, Potential, counterpart, severity_at, tier_at};
use crate::random::{Decision, Streams, Who};
use crate::scenario::Calendar;
use crate::units::{DAY, Time, YEAR_DAYS};
use crate::village::Village;
use crate::vocabulary::choices::Need;
use crate::vocabulary::tables::Needs;
use crate::world::NONE;

/// The place of water among the topics.
const WATER: u8 = 1;
/// Keeps the keys of these disputes apart from those of the other kinds of need.
const KEY: u64 = 2 << 32;

impl Demand {
    /// Appends the potential disputes of every household at a useless canal, `per_year` each.
    pub(super) fn lay_out_canal(
        &mut self,
        per_year: f64,
        needs: &Needs,
        compiled: &Compiled,
        (village, streams, calendar): (&Village, &Streams, &Calendar),
    ) {
        let end_seconds = f64::from(calendar.end_day) * DAY;
        let households = 0..village.households.group.len() as u32;
        for household in households.filter(|household| village.has_neighbours(*household)) {
            let per_second = per_year * village.households.multiplier[household as usize] / (YEAR_DAYS * DAY);
            let mut seconds = 0.0;
            for ordinal in 0_u32.. {
                let draw =
                    |part| streams.draw(Decision::CanalDispute, Who::pair(0, household, part), u64::from(ordinal));
                let point = draw(0);
                seconds += point.exponential(0) / per_second;
                if seconds >= end_seconds || seconds.is_nan() {
                    break;
                }
                let (traits, parties) = (draw(1), draw(2));
                let severity = severity_at(needs, traits.uniform(0));
                let effort = if severity == 2 { compiled.serious_dispute } else { compiled.dispute };
                self.all.push(Potential {
                    arises: Time::START.after_seconds(seconds),
                    household,
                    ordinal,
                    key: KEY | u64::from(ordinal),
                    counterpart: counterpart(needs, village, household, parties.uniform(1), parties.uniform(2)),
                    parent: NONE,
                    first_child: NONE,
                    children: 0,
                    severity,
                    topic: WATER,
                    kind: Need::Dispute,
                    grantable: tier_at(needs, Need::Dispute, traits.uniform(1)),
                    evidence: traits.uniform(2),
                    in_the_right: parties.0[0] & 1 == 0,
                    mark: point.uniform(1),
                    effort_hours: effort.at(point.uniform(2)),
                    patience_days: compiled.patience.at(point.uniform(3)),
                });
            }
        }
    }
}
