//! Projects that could be built: a fixed list for each group and year, and what they are worth to each household.

use crate::random::{Decision, Who, Words};
use crate::units::Fen;
use crate::world::projects::{Candidates, Work};
use crate::world::{Context, World};

/// Bits of a project's key for its place in the list of the year.
const PLACE_BITS: u32 = 5;
/// Half the width of a uniform distribution of spread 1.
const HALF_WIDTH: f64 = 1.732_050_807_568_877_2;

/// A group has a new list for a year; who wants what is worked out when somebody asks.
pub(super) fn draw_list(cx: Context<'_>, world: &mut World, group: u32, year: u32) {
    let projects = &cx.rules.parameters.projects;
    let list = &mut world.projects.purses[group as usize].candidates;
    list.year = year;
    list.taken = 0;
    list.worth.clear();
    list.mean.clear();
    list.works.clear();
    list.works.extend((0..projects.candidates_per_group_year).map(|place| {
        let key = u64::from(year) << PLACE_BITS | u64::from(place);
        let words = cx.streams.draw(Decision::LatentProject, Who::one(0, group), key);
        let most = projects.cost_most_yuan.max(projects.cost_least_yuan);
        let cost = cx.rules.project_days.cost.at(words.uniform(1)).clamp(projects.cost_least_yuan, most);
        Work {
            key,
            topic: topic_at(&projects.topic_shares, words.uniform(0)),
            cost: Fen::from_yuan(cost),
            common: projects.value_common * words.normal(2),
        }
    }));
}

/// A given project: what is common of its worth is drawn by its name.
pub(super) fn given(cx: Context<'_>, group: u32, entry: u32) -> Work {
    let project = &cx.rules.lists.project[entry as usize];
    // Apart from the keys of years, and a multiple of four: the first place of its block.
    let key = crate::world::rules::name_code(&project.name) << 2 | 1 << 40;
    let words = cx.streams.draw(Decision::LatentProject, Who::one(0, group), key);
    Work {
        key,
        topic: project.topic as u8,
        cost: Fen::from_yuan(project.cost_yuan),
        common: cx.rules.parameters.projects.value_common * words.normal(2),
    }
}

fn topic_at(shares: &[f64], mut u: f64) -> u8 {
    for (topic, share) in shares.iter().enumerate() {
        if u < *share {
            return topic as u8;
        }
        u -= share;
    }
    shares.iter().rposition(|share| *share > 0.0).unwrap_or(0) as u8
}

/// Works out what the projects of a list are worth to each household of the group, if it is not known yet.
pub(super) fn know_worth(cx: Context<'_>, group: u32, list: &mut Candidates) {
    if !list.worth.is_empty() || list.works.is_empty() {
        return;
    }
    let Candidates { works, worth, mean, .. } = list;
    *worth = worth_of(cx, group, works);
    let households = (worth.len() / works.len()).max(1) as f64;
    mean.extend((0..works.len()).map(|place| {
        worth[place..].iter().step_by(works.len()).map(|value| f64::from(*value)).sum::<f64>() / households
    }));
}

/// What works are worth, household by household: to all alike, to the clan, to the household.
pub(super) fn worth_of(cx: Context<'_>, group: u32, works: &[Work]) -> Vec<f32> {
    let projects = &cx.rules.parameters.projects;
    let households = cx.village.groups[group as usize].households.clone();
    let spread = |words: &Words, word: usize, spread: f64| spread * HALF_WIDTH * (2.0 * words.uniform(word) - 1.0);
    let mut worth = Vec::with_capacity(households.len() * works.len());
    // Words of the clans that were met, block by block.
    let blocks: Vec<u64> = works.chunks(4).map(|works| works[0].key >> 2).collect();
    let draw = |who: Who| {
        let words = |block: &u64| cx.streams.draw(Decision::ProjectValue, who, *block);
        blocks.iter().map(words).collect::<Vec<Words>>()
    };
    let mut clans: Vec<(u32, Vec<Words>)> = Vec::new();
    for household in households {
        let clan = cx.village.households.clan[household as usize];
        let known = clans.iter().position(|(other, _)| *other == clan).unwrap_or_else(|| {
            clans.push((clan, draw(Who::pair(0, clan, group + 1))));
            clans.len() - 1
        });
        let own = draw(Who::one(0, household));
        worth.extend(works.iter().enumerate().map(|(place, work)| {
            let of_clan = spread(&clans[known].1[place / 4], place % 4, projects.value_clan);
            (work.common + of_clan + spread(&own[place / 4], place % 4, projects.value_own)) as f32
        }));
    }
    worth
}
