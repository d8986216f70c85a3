//! Age, sex, residence and ability of people.

use super::synthesis::{Identities, Known};
use super::{Needed, People, Shapes};
use crate::random::{Decision, Streams, Who};
use crate::special::logit;
use crate::units::WEEK_HOURS;
use crate::vocabulary::tables::{self, TOPICS};
use libm::sqrt;

/// Age from which a person is an adult.
pub(super) const ADULT_AGE: u8 = 18;
/// Age above which a person counts as old.
pub(super) const OLD_AGE: u8 = 60;
/// Share of women among registered people (a guess: sons keep their registration, some daughters marry out).
const WOMEN_SHARE: f64 = 0.48;
/// Odds of leaving of an adult over 60, relative to the others (a guess: migrants are young).
const OLD_LEAVE: f64 = 0.25;

/// Ages of registered adults in rural Hunan and the share of adults below them. A guess after the census of 2020: a
/// quarter of adults is over 60. It holds for those who live elsewhere too.
const AGES: [(f64, f64); 8] =
    [(18.0, 0.0), (30.0, 0.16), (40.0, 0.32), (50.0, 0.50), (60.0, 0.71), (70.0, 0.88), (80.0, 0.97), (95.0, 1.0)];

/// The same by hundredth, so that a draw needs no search.
const CENTILES: [f64; 101] = {
    let mut ages = [0.0; 101];
    let (mut hundredth, mut knot) = (0, 1);
    while hundredth <= 100 {
        let share = hundredth as f64 / 100.0;
        while AGES[knot].1 < share {
            knot += 1;
        }
        let ((young, from), (old, to)) = (AGES[knot - 1], AGES[knot]);
        ages[hundredth] = young + (old - young) * (share - from) / (to - from);
        hundredth += 1;
    }
    ages
};

fn adult_age(u: f64) -> u8 {
    let place = 100.0 * u;
    let below = (place as usize).min(99);
    (CENTILES[below] + (CENTILES[below + 1] - CENTILES[below]) * (place - below as f64)) as u8
}

/// Everybody's household, age, sex and residence.
///
/// The first of each household is an adult. In an absent household nobody is resident; in any other at least one
/// person is, an adult where there is one, and children stay. The other adults leave with the probability that brings
/// the share of adults away to its value, those over 60 less often.
pub(super) fn traits(known: &Known, absent: &[bool], shares: &tables::Village, streams: &Streams) -> People {
    let count = known.people.len();
    let mut people = People {
        household: Vec::with_capacity(count),
        age: Vec::with_capacity(count),
        woman: Vec::with_capacity(count),
        adult: Vec::with_capacity(count),
        ..People::default()
    };
    let mut leaving = Vec::with_capacity(count);
    let grown = further_adults(known, shares.adult_share);
    for household in 0..known.households.len() {
        for (member, person) in known.people_of(household).enumerate() {
            let who = Who::pair(0, household as u32, member as u32);
            let words = streams.draw(Decision::PersonTraits, who, 0);
            let age = known.people[person].age.unwrap_or_else(|| {
                if member == 0 || words.uniform(3) < grown {
                    adult_age(words.uniform(0))
                } else {
                    words.below(0, u32::from(ADULT_AGE)) as u8
                }
            });
            people.household.push(household as u32);
            people.age.push(age);
            people.adult.push(age >= ADULT_AGE);
            people.woman.push(known.people[person].woman.unwrap_or(words.uniform(1) < WOMEN_SHARE));
            leaving.push(words.uniform(2));
        }
    }
    people.resident = residence(known, absent, &people, &leaving, shares.adults_away_share);
    people
}

/// Probability that a person of unknown age who is not the first of the household is an adult.
fn further_adults(known: &Known, adult_share: f64) -> f64 {
    let unknown = known.people.iter().filter(|person| person.age.is_none()).count();
    let adults = known.people.iter().filter(|person| person.age.is_some_and(|age| age >= ADULT_AGE)).count();
    let firsts = (0..known.households.len())
        .filter(|household| known.people[known.people_of(*household)].first().is_some_and(|first| first.age.is_none()))
        .count();
    share_of(adult_share * known.people.len() as f64 - (adults + firsts) as f64, unknown - firsts)
}

/// `part` of `whole` as a probability; 0 of nothing.
fn share_of(part: f64, whole: usize) -> f64 {
    if whole > 0 { (part / whole as f64).clamp(0.0, 1.0) } else { 0.0 }
}

fn residence(known: &Known, absent: &[bool], people: &People, leaving: &[f64], away_share: f64) -> Vec<bool> {
    let mut resident: Vec<Option<bool>> = known.people.iter().map(|person| person.resident).collect();
    for (household, absent) in absent.iter().enumerate() {
        let members = known.people_of(household);
        if *absent {
            for person in members {
                resident[person].get_or_insert(false);
            }
        } else if !resident[members.clone()].contains(&Some(true)) {
            let mut open = members.filter(|person| resident[*person].is_none());
            let keeper = open.clone().find(|person| people.adult[*person]).or_else(|| open.next());
            if let Some(person) = keeper {
                resident[person] = Some(true);
            }
        }
    }
    let (mut adults, mut away, mut free, mut free_old) = (0, 0, 0, 0);
    for ((resident, adult), age) in resident.iter().zip(&people.adult).zip(&people.age) {
        let is_free = *adult && resident.is_none();
        adults += usize::from(*adult);
        away += usize::from(*adult && *resident == Some(false));
        free += usize::from(is_free);
        free_old += usize::from(is_free && *age > OLD_AGE);
    }
    let leaves = share_of(away_share * adults as f64 - away as f64, free);
    let [young_leave, old_leave] = leaving_by_age(leaves, share_of(free_old as f64, free));
    (resident.iter().zip(&people.adult).zip(&people.age).zip(leaving))
        .map(|(((resident, adult), age), leaving)| {
            let leaves = if *age > OLD_AGE { old_leave } else { young_leave };
            resident.unwrap_or(!*adult || *leaving >= leaves)
        })
        .collect()
}

/// Probabilities to leave below and above 60 with the mean `leaves` when a share `old` is over 60.
fn leaving_by_age(leaves: f64, old: f64) -> [f64; 2] {
    let young = leaves / (1.0 - old + OLD_LEAVE * old);
    if young <= 1.0 {
        [young, OLD_LEAVE * young]
    } else if old > 0.0 {
        [1.0, ((leaves - (1.0 - old)) / old).clamp(0.0, 1.0)]
    } else {
        [1.0, 1.0]
    }
}

/// What adults can do and would give. Each list is empty when not needed; children, who hold no seats, have the
/// median skill, no capacity, and deviates of 0, without a draw.
pub(super) struct Abilities {
    skill_logit: Vec<[f32; TOPICS]>,
    motive: Vec<f32>,
    outside_wage: Vec<f32>,
    capacity_hours: Vec<f32>,
}

impl People {
    /// Takes over abilities.
    pub(super) fn take(&mut self, abilities: Abilities) {
        self.skill_logit = abilities.skill_logit;
        self.motive = abilities.motive;
        self.outside_wage = abilities.outside_wage;
        self.capacity_hours = abilities.capacity_hours;
    }
}

/// Draws the abilities that are needed.
pub(super) fn abilities(
    adult: &[bool],
    identities: &Identities<'_>,
    shares: &tables::Village,
    streams: &Streams,
    needed: Needed,
    shapes: &Shapes<'_>,
) -> Abilities {
    let length = |needed: bool| if needed { adult.len() } else { 0 };
    let median = logit(shares.skill);
    let mut abilities = Abilities {
        skill_logit: vec![[median as f32; TOPICS]; length(needed.skill)],
        motive: vec![0.0; length(needed.motive)],
        outside_wage: vec![0.0; length(needed.motive)],
        capacity_hours: vec![0.0; length(needed.capacity)],
    };
    if !(needed.skill || needed.motive || needed.capacity) {
        return abilities;
    }
    let correlation = shapes.wage_skill_correlation;
    let independent = sqrt(1.0 - correlation * correlation);
    let capacity = shares.capacity_hours_per_week.compile();
    for person in (0..adult.len()).filter(|person| adult[*person]) {
        let who = identities.who(person as u32);
        let skill = |block| streams.draw(Decision::Skill, who, block);
        if needed.skill {
            let blocks = [skill(0), skill(1), skill(2)];
            let general = median + shares.skill_sd_logit * blocks[0].normal(0);
            abilities.skill_logit[person] = std::array::from_fn(|topic| {
                // Word 0 is the general skill; the topics follow.
                let word = topic + 1;
                (general + shares.topic_skill_sd_logit * blocks[word / 4].normal(word % 4)) as f32
            });
        }
        let words = streams.draw(Decision::Motive, who, 0);
        if needed.motive {
            abilities.motive[person] = words.normal(0) as f32;
            abilities.outside_wage[person] = (correlation * skill(0).normal(0) + independent * words.normal(1)) as f32;
        }
        if needed.capacity {
            abilities.capacity_hours[person] = capacity.at(words.uniform(2)).min(WEEK_HOURS) as f32;
        }
    }
    abilities
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_adults_is_over_sixty_and_none_is_a_child() {
        let n = 10_000;
        let ages: Vec<u8> = (0..n).map(|i| adult_age((f64::from(i) + 0.5) / f64::from(n))).collect();
        let old = ages.iter().filter(|age| **age > OLD_AGE).count() as f64 / f64::from(n);
        assert!((0.24..0.30).contains(&old), "{old}");
        assert!(ages.iter().all(|age| (ADULT_AGE..95).contains(age)));
    }

    #[test]
    fn leaving_by_age_keeps_its_mean() {
        for (leaves, old) in [(0.4, 0.3), (0.95, 0.3), (0.0, 0.5), (1.0, 0.2), (0.5, 0.0), (0.5, 1.0)] {
            let [young, aged] = leaving_by_age(leaves, old);
            assert!(((1.0 - old) * young + old * aged - leaves).abs() < 1e-12, "{leaves} {old}");
            assert!((0.0..=1.0).contains(&young) || old == 1.0);
            assert!((0.0..=1.0).contains(&aged));
        }
    }
}
