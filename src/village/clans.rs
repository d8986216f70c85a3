//! Surnames: in a group one leads, one follows, and the rest are small.

use super::synthesis::Known;
use crate::random::{Decision, Streams, Who, Words};
use crate::vocabulary::tables;

/// Households of a small clan of a group (a guess; the shares are of the two larger clans).
const SMALL_CLAN: u32 = 2;
/// Weight of the place in who belongs to which clan: 0 scatters clans, 1 makes them blocks on the map (a guess).
const KIN_BLOCKS: f64 = 0.5;

/// The clan of each household.
///
/// A group's clans have their quotas exactly. Its households are put in an order that mixes their place from west to
/// east with a draw of their own; the largest clan takes the first, the second clan the next, small clans the rest.
/// A household without a known clan in a group where some are known is of the clan of one of those, at random.
pub(super) fn assign(
    known: &Known,
    shares: &tables::Village,
    east_m: &[f32],
    traits: &[Words],
    streams: &Streams,
) -> Vec<u32> {
    let surnames = Surnames::of_village(known.households.len());
    let mut clans = vec![0; known.households.len()];
    let mut order: Vec<(f64, usize)> = Vec::new();
    for (number, group) in known.groups.iter().enumerate() {
        let range = group.households.start as usize..group.households.end as usize;
        let given: Vec<u32> = known.households[range.clone()].iter().filter_map(|household| household.clan).collect();
        if !given.is_empty() {
            for household in range {
                let other = given[traits[household].below(0, given.len() as u32) as usize];
                clans[household] = known.households[household].clan.unwrap_or(other);
            }
            continue;
        }
        let west = range.clone().map(|h| east_m[h]).fold(f32::INFINITY, f32::min);
        let east = range.clone().map(|h| east_m[h]).fold(f32::NEG_INFINITY, f32::max);
        let width = if east > west { f64::from(east - west) } else { 1.0 };
        order.clear();
        order.extend(range.map(|household| {
            let place = f64::from(east_m[household] - west) / width;
            (KIN_BLOCKS * place + (1.0 - KIN_BLOCKS) * traits[household].uniform(0), household)
        }));
        order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let split = GroupClans::draw(number as u32, order.len() as u32, &surnames, shares, streams);
        for (rank, (_, household)) in order.iter().enumerate() {
            clans[*household] = known.clans + split.clan(rank as u32, &surnames, streams);
        }
    }
    clans
}

/// The clan with the most households; of several, the one with the lowest number. 0 when there are no households.
pub(super) fn largest(clans: &[u32]) -> u32 {
    let mut sorted = clans.to_vec();
    sorted.sort_unstable();
    let mut best = (0, 0);
    for run in sorted.chunk_by(|a, b| a == b) {
        if run.len() > best.0 {
            best = (run.len(), run[0]);
        }
    }
    best.1
}

/// The surnames of a village: a few lead in many groups (weights 1, 1/2, 1/3, ...).
struct Surnames {
    reached: Vec<f64>,
}

impl Surnames {
    /// Eight and one more for every 25 households (a guess).
    fn of_village(households: usize) -> Surnames {
        let mut reached = 0.0;
        let count = 8 + households / 25;
        Surnames {
            reached: (0..count)
                .map(|i| {
                    reached += 1.0 / (i + 1) as f64;
                    reached
                })
                .collect(),
        }
    }

    fn count(&self) -> u32 {
        self.reached.len() as u32
    }

    /// A surname by its weight.
    fn leading(&self, u: f64) -> u32 {
        let target = u * self.reached[self.reached.len() - 1];
        (self.reached.partition_point(|reached| *reached <= target) as u32).min(self.count() - 1)
    }

    /// The first surname from `start` on that is none of `taken`.
    fn other_than(&self, start: u32, taken: &[u32]) -> u32 {
        let mut surname = start;
        while taken.contains(&surname) {
            surname = (surname + 1) % self.count();
        }
        surname
    }
}

/// How the households of one group divide into clans.
struct GroupClans {
    group: u32,
    leading: [u32; 2],
    first: u32,
    second: u32,
}

impl GroupClans {
    fn draw(
        group: u32,
        households: u32,
        surnames: &Surnames,
        shares: &tables::Village,
        streams: &Streams,
    ) -> GroupClans {
        let words = [0, 1].map(|rank| streams.draw(Decision::ClanShare, Who::pair(0, group, rank), 0));
        let share = |i: usize, mean: f64| mean + shares.clan_share_sd * words[i].normal(0);
        let first_share = share(0, shares.primary_clan_share).clamp(0.0, 1.0);
        let second_share = share(1, shares.secondary_clan_share).clamp(0.0, first_share.min(1.0 - first_share));
        let households_of = |share: f64| libm::round(share * f64::from(households)) as u32;
        let first = households_of(first_share).max(1).min(households);
        let largest = surnames.leading(words[0].uniform(1));
        GroupClans {
            group,
            leading: [largest, surnames.other_than(surnames.leading(words[1].uniform(1)), &[largest])],
            first,
            second: households_of(second_share).min(households - first),
        }
    }

    /// The clan of the household at `rank` of the group's order.
    fn clan(&self, rank: u32, surnames: &Surnames, streams: &Streams) -> u32 {
        if rank < self.first {
            return self.leading[0];
        }
        let rest = rank - self.first;
        if rest < self.second {
            return self.leading[1];
        }
        let small = 2 + (rest - self.second) / SMALL_CLAN;
        let words = streams.draw(Decision::ClanShare, Who::pair(0, self.group, small), 0);
        surnames.other_than(words.below(1, surnames.count()), &self.leading)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_clan_is_the_most_frequent_and_the_lowest_among_equals() {
        assert_eq!(largest(&[4, 2, 4, 2, 9]), 2);
        assert_eq!(largest(&[7, 7, 1]), 7);
        assert_eq!(largest(&[]), 0);
    }

    #[test]
    fn surnames_at_both_ends_of_the_draw_exist() {
        let surnames = Surnames::of_village(1);
        assert_eq!(surnames.leading(1e-17), 0);
        assert_eq!(surnames.leading(1.0 - 1e-16), surnames.count() - 1);
        assert_eq!(surnames.other_than(7, &[7, 0]), 1);
    }
}
