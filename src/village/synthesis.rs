//! A village from its totals, and the drawing of whatever is not known.
//!
//! First comes an outline: how many households a group has and how many people a household. Then every trait that
//! is not known is drawn. A roster enters at the second step, with its own outline and the traits it lists.

use super::{Group, Households, Needed, Shapes, Village, clans, map, membership, people, ties};
use crate::random::{Decision, Streams, Who};
use crate::vocabulary::tables;
use libm::sqrt;
use std::ops::Range;

/// What is known of a village before the rest is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Known {
    /// The groups.
    pub(super) groups: Vec<KnownGroup>,
    /// The households, group by group.
    pub(super) households: Vec<KnownHousehold>,
    /// The people, household by household.
    pub(super) people: Vec<KnownPerson>,
    /// Number of the first person of a household; one more entry than households.
    pub(super) first_person: Vec<u32>,
    /// Clans that the known households have; numbers of other clans begin here.
    pub(super) clans: u32,
    /// Who is a party member, by person.
    pub(super) party_members: Option<Vec<bool>>,
    /// The cadres, as people.
    pub(super) cadres: Option<Vec<u32>>,
}

/// What is known of a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct KnownGroup {
    pub(super) name: String,
    pub(super) households: Range<u32>,
    pub(super) riverside: Option<bool>,
}

/// What is known of a household.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct KnownHousehold {
    pub(super) clan: Option<u32>,
    /// Metres east and north.
    pub(super) place: Option<[f32; 2]>,
    pub(super) absent: Option<bool>,
}

/// What is known of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct KnownPerson {
    pub(super) age: Option<u8>,
    pub(super) woman: Option<bool>,
    pub(super) resident: Option<bool>,
}

impl Known {
    /// The people of a household.
    pub(super) fn people_of(&self, household: usize) -> Range<usize> {
        self.first_person[household] as usize..self.first_person[household + 1] as usize
    }
}

/// Members of a household are between these, unless the totals of a village rule it out.
const MEMBERS: Range<u32> = 1..10;

/// Sizes of groups and households with the totals of a village, and nothing else.
pub(super) fn outline(totals: &tables::Village, streams: &Streams) -> Known {
    let mut end = 0;
    let groups = group_sizes(totals.groups, totals.households, totals.group_size_cv, streams)
        .into_iter()
        .enumerate()
        .map(|(group, size)| {
            let start = end;
            end += size;
            KnownGroup { name: (group + 1).to_string(), households: start..end, riverside: None }
        })
        .collect();
    let mut first_person = vec![0];
    let mut people = 0;
    for members in household_sizes(totals.households, totals.people, streams) {
        people += members;
        first_person.push(people);
    }
    Known {
        groups,
        households: vec![KnownHousehold::default(); totals.households as usize],
        people: vec![KnownPerson::default(); people as usize],
        first_person,
        clans: 0,
        party_members: None,
        cadres: None,
    }
}

/// Draws whatever `known` leaves open.
pub(super) fn complete(
    known: &Known,
    shares: &tables::Village,
    streams: &Streams,
    needed: Needed,
    shapes: &Shapes<'_>,
) -> Village {
    let map = map::place(known, shares.area_km2, streams);
    let traits: Vec<_> = (0..known.households.len() as u32)
        .map(|household| streams.draw(Decision::HouseholdTraits, Who::one(0, household), 0))
        .collect();
    let clan = clans::assign(known, shares, &map.east_m, &traits, streams);
    let absent: Vec<bool> = (0..known.households.len())
        .map(|h| known_absence(known, h).unwrap_or(traits[h].uniform(1) < shares.absent_household_share))
        .collect();
    let multiplier = traits.iter().map(|words| (shapes.multiplier)(words.uniform(2))).collect();
    let trust_deviate = (0..known.households.len() as u32)
        .map(|household| streams.draw(Decision::HouseholdBeliefs, Who::one(0, household), 0).normal(0))
        .collect();

    let mut group_of = Vec::with_capacity(known.households.len());
    let groups: Vec<Group> = known
        .groups
        .iter()
        .enumerate()
        .map(|(number, group)| {
            let (from, to) = (group.households.start as usize, group.households.end as usize);
            group_of.resize(to, number as u32);
            Group {
                name: group.name.clone(),
                households: group.households.clone(),
                people: known.first_person[from]..known.first_person[to],
                largest_clan: clans::largest(&clan[from..to]),
                riverside: map.riverside[number],
            }
        })
        .collect();

    let mut people = people::traits(known, &absent, shares, streams);
    let identities = Identities { first_person: &known.first_person, household: &people.household };
    let (party_member, cadres) = membership::choose(known, &groups, &people, &identities, shares, streams);
    let abilities = people::abilities(&people.adult, &identities, shares, streams, needed, shapes);
    people.party_member = party_member;
    people.take(abilities);

    let ties = if needed.ties { ties::draw(&groups, &clan, shares, streams) } else { Default::default() };
    let nearest = if needed.nearest { map::nearest(&groups, &map.east_m, &map.north_m) } else { Vec::new() };
    Village {
        households: Households {
            group: group_of,
            clan,
            east_m: map.east_m,
            north_m: map.north_m,
            river_m: map.river_m,
            multiplier,
            absent,
            trust_deviate,
            first_person: known.first_person.clone(),
        },
        groups,
        people,
        ties,
        nearest,
        cadres,
    }
}

/// Whose draws are whose: a person is known by household and place within it, not by a number through the village.
pub(super) struct Identities<'a> {
    first_person: &'a [u32],
    household: &'a [u32],
}

impl Identities<'_> {
    /// The address of `person`.
    pub(super) fn who(&self, person: u32) -> Who {
        let household = self.household[person as usize];
        Who::pair(0, household, person - self.first_person[household as usize])
    }
}

/// Whether a household is absent, as far as the roster tells: itself, or through the residence of all its members.
fn known_absence(known: &Known, household: usize) -> Option<bool> {
    let members = &known.people[known.people_of(household)];
    known.households[household].absent.or_else(|| {
        if members.iter().any(|person| person.resident == Some(true)) {
            Some(false)
        } else if members.iter().all(|person| person.resident == Some(false)) {
            Some(true)
        } else {
            None
        }
    })
}

/// Households of each group: even at `cv` 0 with the larger groups last, else a Dirichlet split.
fn group_sizes(groups: u32, households: u32, cv: f64, streams: &Streams) -> Vec<u32> {
    let least = u32::from(households >= groups);
    let spare = households - least * groups;
    if cv == 0.0 || spare == 0 {
        let (base, extra) = (households / groups, households % groups);
        return (0..groups).map(|group| base + u32::from(group >= groups - extra)).collect();
    }
    let concentration = concentration(groups, cv * f64::from(households) / f64::from(spare));
    let mut total = 0.0;
    let reached: Vec<f64> = (0..groups)
        .map(|group| {
            let z = streams.draw(Decision::GroupSize, Who::one(0, group), 0).normal(0);
            total += gamma_near(concentration, z);
            total
        })
        .collect();
    // Rounding the running total instead of each part keeps the sum exact.
    let mut before = 0;
    reached
        .into_iter()
        .map(|sum| {
            let until = libm::round(f64::from(spare) * sum / total) as u32;
            let size = least + until - before;
            before = until;
            size
        })
        .collect()
}

/// The parameter of a symmetric Dirichlet distribution over `groups` whose parts have this standard deviation over
/// their mean; the largest spread that such a split can have is √(groups − 1).
fn concentration(groups: u32, cv: f64) -> f64 {
    let groups = f64::from(groups);
    let concentration = ((groups - 1.0) / (cv * cv) - 1.0) / groups;
    if concentration > 0.1 { concentration } else { 0.1 }
}

/// A gamma variate near the one of standard normal deviate `z` (Wilson and Hilferty 1931): ample for sizes of groups.
fn gamma_near(shape: f64, z: f64) -> f64 {
    let root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * sqrt(shape));
    // The floor keeps every part of a split above zero.
    if root > 0.05 { shape * root * root * root } else { shape * 1.25e-4 }
}

/// Members of each household: Poisson truncated to 1..9 with the right mean, then single members added to or taken
/// from households in random order until the total is exact. Totals outside 1..9 a household are split evenly.
fn household_sizes(households: u32, people: u32, streams: &Streams) -> Vec<u32> {
    if people < households * MEMBERS.start || people > households * (MEMBERS.end - 1) {
        let (base, extra) = (people / households, people % households);
        return (0..households).map(|household| base + u32::from(household < extra)).collect();
    }
    let reached = truncated_poisson(f64::from(people) / f64::from(households));
    let mut priority = Vec::with_capacity(households as usize);
    let mut sizes: Vec<u32> = (0..households)
        .map(|household| {
            let words = streams.draw(Decision::HouseholdSize, Who::one(0, household), 0);
            priority.push((words.0[1], household));
            let u = words.uniform(0);
            MEMBERS.start + reached.iter().map(|reached| u32::from(u > *reached)).sum::<u32>()
        })
        .collect();
    let mut total: u32 = sizes.iter().sum();
    while total != people {
        let grow = total < people;
        let limit = if grow { MEMBERS.end - 1 } else { MEMBERS.start };
        priority.retain(|(_, household)| sizes[*household as usize] != limit);
        let off = total.abs_diff(people) as usize;
        if off < priority.len() {
            priority.select_nth_unstable(off);
        }
        for (_, household) in priority.iter().take(off) {
            let size = &mut sizes[*household as usize];
            if grow {
                *size += 1;
                total += 1;
            } else {
                *size -= 1;
                total -= 1;
            }
        }
    }
    sizes
}

/// The cumulative distribution below the largest value, of a Poisson variable truncated to 1..9 with this mean.
fn truncated_poisson(mean: f64) -> [f64; 8] {
    let mut weights = [0.0; 9];
    let (mut low, mut high) = (1e-9, 1e9);
    // The mean rises with the rate, and 64 halvings of the exponent's range exhaust a double.
    for _ in 0..64 {
        let rate = sqrt(low * high);
        let mut weight = 1.0;
        for (i, slot) in weights.iter_mut().enumerate() {
            *slot = weight;
            weight *= rate / (i + 2) as f64;
        }
        let sum: f64 = weights.iter().sum();
        let members: f64 = weights.iter().enumerate().map(|(i, weight)| (i + 1) as f64 * weight).sum();
        if members < mean * sum { low = rate } else { high = rate }
    }
    let sum: f64 = weights.iter().sum();
    let mut reached = 0.0;
    std::array::from_fn(|i| {
        reached += weights[i] / sum;
        reached
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(sizes: &[u32]) -> f64 {
        let n = sizes.len() as f64;
        let mean = sizes.iter().sum::<u32>() as f64 / n;
        sqrt(sizes.iter().map(|size| (f64::from(*size) - mean) * (f64::from(*size) - mean)).sum::<f64>() / n) / mean
    }

    #[test]
    fn botou_divides_evenly_into_fourteen_groups_of_28_and_four_of_29() {
        let sizes = group_sizes(18, 508, 0.0, &Streams::new(1, 0));
        assert_eq!(sizes, [[28; 14].as_slice(), &[29; 4]].concat());
    }

    #[test]
    fn group_sizes_have_the_spread_that_is_asked_for() {
        for cv in [0.2, 0.35, 0.8] {
            let draws = 400;
            let square = (0..draws)
                .map(|replicate| spread(&group_sizes(18, 508, cv, &Streams::new(3, replicate))))
                .map(|spread| spread * spread)
                .sum::<f64>()
                / draws as f64;
            assert!((sqrt(square) / cv - 1.0).abs() < 0.06, "{cv}: {}", sqrt(square));
        }
    }

    #[test]
    fn no_group_is_empty_while_there_are_households_enough() {
        for (groups, households) in [(1, 1), (5, 5), (7, 8), (40, 60)] {
            let sizes = group_sizes(groups, households, 1.5, &Streams::new(2, 9));
            assert_eq!(sizes.iter().sum::<u32>(), households);
            assert!(sizes.iter().all(|size| *size >= 1), "{sizes:?}");
        }
        assert_eq!(group_sizes(4, 3, 0.5, &Streams::new(2, 9)).iter().sum::<u32>(), 3);
    }

    #[test]
    fn the_truncated_poisson_distribution_has_its_mean() {
        for mean in [1.0, 1.2, 3.86, 7.0, 9.0] {
            let reached = truncated_poisson(mean);
            let found = 1.0 + reached.iter().map(|reached| 1.0 - reached).sum::<f64>();
            assert!((found - mean).abs() < 1e-6, "{mean}: {found}");
        }
    }

    #[test]
    fn one_more_person_changes_few_households() {
        let streams = Streams::new(5, 5);
        let (before, after) = (household_sizes(508, 1960, &streams), household_sizes(508, 1961, &streams));
        let changed = before.iter().zip(&after).filter(|(before, after)| before != after).count();
        assert!((1..10).contains(&changed), "{changed}");
    }
}
