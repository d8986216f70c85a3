//! Choosing what to build: what holders make of households' wishes, and the structure's rule on money.

use super::latent;
use crate::governance::ranking::{combine, rank_correlation};
use crate::mechanisms::judgement;
use crate::random::{Decision, Who};
use crate::units::Fen;
use crate::vocabulary::choices::Rule;
use crate::world::projects::Candidates;
use crate::world::{Context, World};
use std::ops::RangeInclusive;

/// What a meeting chose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// Place in the list.
    pub place: usize,
    /// Rank correlation of the meeting's view of the list with what households want.
    pub preference_match: Option<f64>,
    /// Households that took part.
    pub households: u32,
}

/// Places of a list that are not taken.
fn open(list: &Candidates) -> impl Iterator<Item = usize> + '_ {
    (0..list.works.len()).filter(|place| list.taken >> *place & 1 == 0)
}

/// Places of a list that are not taken and whose cost is within means.
pub(super) fn affordable<'l>(list: &'l Candidates, means: &'l RangeInclusive<Fen>) -> impl Iterator<Item = usize> + 'l {
    open(list).filter(|place| means.contains(&list.works[*place].cost))
}

/// Those who meet choose among what is affordable, by the rule on money. The first of `meeting` is in charge.
pub(super) fn choose(
    cx: Context<'_>,
    world: &mut World,
    group: u32,
    rule: Rule,
    meeting: &[u32],
    means: &RangeInclusive<Fen>,
) -> Option<Choice> {
    let mut list = std::mem::take(&mut world.projects.purses[group as usize].candidates);
    latent::know_worth(cx, group, &mut list);
    let mut households = 0;
    let view = |slot: &u32| view(cx, world, group, *slot, &list);
    let scores = match rule {
        Rule::Assembly => {
            let (votes, present) = assembly(cx, world, group, &list);
            households = present;
            // Nobody came: who convened it decides.
            if present > 0 { Some(votes) } else { meeting.first().map(view) }
        }
        Rule::Majority | Rule::Unanimity => {
            let views: Vec<Vec<f64>> = meeting.iter().map(view).collect();
            (!views.is_empty()).then(|| combine(rule, &views))
        }
        Rule::LeadByTopic => Some(by_topic(cx, world, &list, meeting, view)),
        Rule::HolderAlone | Rule::LeaderDecides => meeting.first().map(view),
    };
    let best = |scores: &Vec<f64>| {
        affordable(&list, means).reduce(|best, next| if scores[next] > scores[best] { next } else { best })
    };
    let choice = scores.and_then(|scores| {
        let open: Vec<usize> = open(&list).collect();
        let of = |row: &[f64]| open.iter().map(|place| row[*place]).collect::<Vec<_>>();
        best(&scores).map(|place| Choice {
            place,
            preference_match: rank_correlation(&of(&scores), &of(&list.mean)),
            households,
        })
    });
    world.projects.purses[group as usize].candidates = list;
    choice
}

/// What a holder makes of the worth of each project: the mean of what it hears, each household weighed by how well the
/// holder reads it, with the noise of that mean.
fn view(cx: Context<'_>, world: &World, group: u32, slot: u32, list: &Candidates) -> Vec<f64> {
    let projects = &cx.rules.parameters.projects;
    let person = world.slots[slot as usize].person;
    let home = cx.village.people.household[person as usize];
    let precision = |noise: f64| 1.0 / (noise * noise);
    let (tied, other) = (precision(projects.view_noise_tied), precision(projects.view_noise_other));
    let mut sums = vec![0.0; list.works.len()];
    let mut total = 0.0;
    let households = cx.village.groups[group as usize].households.clone();
    for (household, worth) in households.zip(list.worth.chunks(list.works.len().max(1))) {
        let weight = if household == home || cx.village.ties.tied(home, household) { tied } else { other };
        total += weight;
        sums.iter_mut().zip(worth).for_each(|(sum, worth)| *sum += weight * f64::from(*worth));
    }
    let noise = 1.0 / libm::sqrt(total);
    for (works, sums) in list.works.chunks(4).zip(sums.chunks_mut(4)) {
        let words = cx.streams.draw(Decision::ProjectView, Who::pair(0, person, group), works[0].key >> 2);
        sums.iter_mut().enumerate().for_each(|(word, sum)| *sum = *sum / total + noise * words.normal(word));
    }
    sums
}

/// Each project as the member sees it who is most skilled in its topic.
fn by_topic(
    cx: Context<'_>,
    world: &World,
    list: &Candidates,
    meeting: &[u32],
    view: impl Fn(&u32) -> Vec<f64>,
) -> Vec<f64> {
    let views: Vec<Vec<f64>> = meeting.iter().map(view).collect();
    let skilled = |topic: u8| most_skilled(cx, world, meeting, topic).unwrap_or(0);
    (0..list.works.len()).map(|place| views[skilled(list.works[place].topic)][place]).collect()
}

/// The place among `slots` of the holder most skilled in a topic.
pub(super) fn most_skilled(cx: Context<'_>, world: &World, slots: &[u32], topic: u8) -> Option<usize> {
    let skill = |slot: u32| judgement::skill_logit(cx, world, world.slots[slot as usize].person, topic);
    (0..slots.len()).reduce(|best, next| if skill(slots[next]) > skill(slots[best]) { next } else { best })
}

/// Households at home that take part vote for every project that is worth more to them than their mean; returns the votes
/// and how many came.
fn assembly(cx: Context<'_>, world: &World, group: u32, list: &Candidates) -> (Vec<f64>, u32) {
    let mut votes = vec![0.0; list.works.len()];
    let mut present = 0;
    let households = cx.village.groups[group as usize].households.clone();
    // What is taken already tells one meeting of a year from the next.
    let occasion = u64::from(list.year) << 32 | u64::from(list.taken);
    for (household, worth) in households.zip(list.worth.chunks(list.works.len().max(1))) {
        let u = cx.streams.uniform(Decision::ProjectCourse, Who::pair(0, household, 3), occasion);
        if cx.village.households.absent[household as usize] || u >= world.participation[household as usize] {
            continue;
        }
        present += 1;
        let mean = worth.iter().sum::<f32>() / worth.len() as f32;
        votes.iter_mut().zip(worth).filter(|(_, worth)| **worth > mean).for_each(|(votes, _)| *votes += 1.0);
    }
    (votes, present)
}
