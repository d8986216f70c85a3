//! Who is in the party and who is a cadre.

use super::people::OLD_AGE;
use super::synthesis::{Identities, Known};
use super::{Group, People};
use crate::random::{Decision, Streams};
use crate::vocabulary::choices::PartySpread;
use crate::vocabulary::tables;

/// Party members, by person, and cadres in the order of their choice.
pub(super) fn choose(
    known: &Known,
    groups: &[Group],
    people: &People,
    identities: &Identities<'_>,
    shares: &tables::Village,
    streams: &Streams,
) -> (Vec<bool>, Vec<u32>) {
    let members =
        known.party_members.clone().unwrap_or_else(|| party_members(groups, people, identities, shares, streams));
    let cadres =
        known.cadres.clone().unwrap_or_else(|| cadres(people, &members, identities, shares.cadres as usize, streams));
    (members, cadres)
}

/// Takes exactly as many adults as there are party members, in the order of the priority u / weight: sequential Poisson
/// sampling (Ohlsson 1998). The weights bring the expected shares of the old, of women and of residents
/// to their values while members are few among adults; one member more or less leaves the others as they are.
/// Planned spread takes the first of every group, then the second, and so on.
fn party_members(
    groups: &[Group],
    people: &People,
    identities: &Identities<'_>,
    shares: &tables::Village,
    streams: &Streams,
) -> Vec<bool> {
    let wanted = shares.party_members as usize;
    let weights = weights(
        people,
        [shares.party_members_over_60_share, shares.party_women_share, shares.party_members_resident_share],
    );
    let mut candidates: Vec<(u32, f64, u32)> = Vec::with_capacity(people.adult.len());
    for group in groups {
        let from = candidates.len();
        candidates.extend(group.people.clone().filter(|person| people.adult[*person as usize]).map(|person| {
            let words = streams.draw(Decision::PartyMembership, identities.who(person), 0);
            (0, words.uniform(0) / weights[stratum(people, person as usize)], person)
        }));
        if shares.party_spread == PartySpread::Planned {
            candidates[from..].sort_unstable_by(|a, b| a.1.total_cmp(&b.1));
            for (turn, candidate) in candidates[from..].iter_mut().enumerate() {
                candidate.0 = turn as u32;
            }
        }
    }
    if wanted < candidates.len() {
        candidates.select_nth_unstable_by(wanted, |a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        candidates.truncate(wanted);
    }
    let mut members = vec![false; people.adult.len()];
    for (_, _, person) in candidates {
        members[person as usize] = true;
    }
    members
}

/// Strata by age over 60, sex and residence: one bit each.
const STRATA: usize = 8;

fn stratum(people: &People, person: usize) -> usize {
    usize::from(people.age[person] > OLD_AGE)
        | usize::from(people.woman[person]) << 1
        | usize::from(people.resident[person]) << 2
}

/// Weights of the strata at which a weighted draw of adults has the expected `shares` of each bit: the composition of
/// the adults raked to the margins (Deming and Stephan 1940).
fn weights(people: &People, shares: [f64; 3]) -> [f64; STRATA] {
    let mut found = [0.0; STRATA];
    for person in (0..people.adult.len()).filter(|person| people.adult[*person]) {
        found[stratum(people, person)] += 1.0;
    }
    let mut raked = found;
    // Raking converges geometrically; a stratum without adults stays empty.
    for _ in 0..30 {
        for (bit, share) in shares.into_iter().enumerate() {
            let with = |stratum: usize| stratum >> bit & 1 == 1;
            let total: f64 = raked.iter().sum();
            let part: f64 = (0..STRATA).filter(|stratum| with(*stratum)).map(|stratum| raked[stratum]).sum();
            if part > 0.0 && part < total {
                for (stratum, weight) in raked.iter_mut().enumerate() {
                    *weight *=
                        if with(stratum) { share * total / part } else { (1.0 - share) * total / (total - part) };
                }
            }
        }
    }
    // Nobody's weight is nothing: when the wanted kind runs out, others are taken.
    std::array::from_fn(|stratum| if raked[stratum] > 0.0 { (raked[stratum] / found[stratum]).max(1e-9) } else { 1e-9 })
}

/// Takes cadres at random: party members who live in the village, then other party members, then other adults,
/// residents first.
fn cadres(
    people: &People,
    party_member: &[bool],
    identities: &Identities<'_>,
    wanted: usize,
    streams: &Streams,
) -> Vec<u32> {
    let mut chosen = Vec::with_capacity(wanted);
    for (member, resident) in [(true, true), (true, false), (false, true), (false, false)] {
        if chosen.len() >= wanted {
            break;
        }
        let mut candidates: Vec<(u64, u32)> = (0..people.adult.len())
            .filter(|p| people.adult[*p] && party_member[*p] == member && people.resident[*p] == resident)
            .map(|person| {
                let person = person as u32;
                (streams.draw(Decision::CadreChoice, identities.who(person), 0).0[0], person)
            })
            .collect();
        candidates.sort_unstable();
        chosen.extend(candidates.into_iter().map(|(_, person)| person).take(wanted - chosen.len()));
    }
    chosen
}
