//! From the first stone to the accounts: oversight, what is taken, quality, what households make of it.

use super::{can_come, choice, course_words, crew, is_cadre, post, propose, rule, take_hours};
use crate::mechanisms::judgement;
use crate::mechanisms::leakage::{self, Books};
use crate::random::{Decision, Who};
use crate::special::{logistic, logit};
use crate::units::{Fen, Time};
use crate::vocabulary::choices::Rule;
use crate::world::projects::{Finished, Lane, Spell, Step};
use crate::world::{Context, EventKind, NONE, Payer, Purpose, Tier, World};

/// Building begins, overseen by the team, or by the cadre in charge; it is not accepted before they have given their
/// hours.
pub(super) fn build(cx: Context<'_>, world: &mut World, lane: u32) {
    let mut overseers = crew(cx, world, lane);
    if overseers.first().is_some_and(|slot| is_cadre(cx, world, *slot)) {
        overseers.truncate(1);
    }
    let projects = &cx.rules.parameters.projects;
    let words = course_words(cx, world, lane, 0);
    let [_, building, until_acceptance, _] = cx.rules.project_days.course;
    let now = world.now;
    let size = world.projects.lanes[lane as usize].work.cost.yuan() / projects.cost_yuan.mean().max(1.0);
    let end = now.after_days(building.at(words.uniform(1)) * libm::pow(size, projects.build_size_power));
    let overseen = take_hours(cx, world, &overseers, projects.supervision_hours);
    let accepted = end.max(overseen).after_days(until_acceptance.at(words.uniform(2)));
    let state = &mut world.projects.lanes[lane as usize];
    state.oversight_hours = projects.supervision_hours * overseers.len() as f64;
    let (group, yuan) = (state.group as usize, state.reserved.yuan());
    let spells = &mut world.projects.purses[group].spells;
    spells.retain(|spell| now.days_since(spell.until) < 31.0);
    spells.push(Spell { from: now, until: end, yuan });
    post(world, lane, Step::Accept, accepted);
}

/// The works are accepted and paid, less what is taken; a day is set for the accounts, on which some can come.
pub(super) fn accept(cx: Context<'_>, world: &mut World, lane: u32) {
    let mut members = crew(cx, world, lane);
    let work = world.projects.lanes[lane as usize].work;
    let rule = if members.first().is_some_and(|slot| is_cadre(cx, world, *slot)) {
        Rule::LeaderDecides
    } else {
        rule(cx, world, lane)
    };
    if rule == Rule::LeadByTopic
        && let Some(lead) = choice::most_skilled(cx, world, &members, work.topic)
    {
        members[..=lead].rotate_right(1);
    }
    let days = cx.rules.project_days.course[3].at(course_words(cx, world, lane, 0).uniform(3));
    let day = world.now.after_days(days);
    let attending: Vec<u32> = members.iter().copied().filter(|slot| can_come(cx, world, *slot, day)).collect();
    let takers = match cx.rules.parameters.mechanisms.leakage {
        true => {
            let public_eyes = public_eyes(cx, world, lane, attending.len(), rule);
            let funds_yuan = work.cost.yuan();
            leakage::takers(cx, world, &Books { funds_yuan, rule, crew: &members, attending: &attending, public_eyes })
        }
        false => Vec::new(),
    };
    let share = if takers.is_empty() { 0.0 } else { cx.rules.parameters.leakage.taken_share };
    let taken = Fen(libm::round(work.cost.0 as f64 * share) as i64);
    let quality = quality(cx, world, lane, members.first().copied()) * (1.0 - share);
    let now = world.now;
    let with_person = |slots: Vec<u32>| slots.iter().map(|slot| (*slot, world.slots[*slot as usize].person)).collect();
    let (appointed, takers) = (with_person(attending), with_person(takers));
    let book = &mut world.projects.book;
    book.works += work.cost - taken;
    book.taken += taken;
    let state = &mut world.projects.lanes[lane as usize];
    state.reserved = Fen(0);
    state.accepted = now;
    state.quality = quality;
    state.taken = taken;
    state.takers = takers;
    state.appointed = appointed;
    post(world, lane, Step::Accounts, day);
}

/// Mean participation of the group's households where the accounts are made public, else 0. Each who goes through them may
/// see to it; an assembly always does.
fn public_eyes(cx: Context<'_>, world: &World, lane: u32, attending: usize, rule: Rule) -> f64 {
    if !public(cx, world, lane, attending, rule) {
        return 0.0;
    }
    let group = world.projects.lanes[lane as usize].group;
    let households = &cx.village.groups[group as usize].households;
    let all = &world.participation[households.start as usize..households.end as usize];
    all.iter().sum::<f64>() / all.len().max(1) as f64
}

fn public(cx: Context<'_>, world: &World, lane: u32, attending: usize, rule: Rule) -> bool {
    let state = &world.projects.lanes[lane as usize];
    let nobody = libm::pow(1.0 - cx.rules.parameters.projects.public_accounts_share, attending as f64);
    let u = cx.streams.uniform(Decision::Audit, Who::one(0, state.group), state.work.key << 1 | 1);
    u < 1.0 - nobody || rule == Rule::Assembly
}

/// Quality of works of which nothing is taken: by the skill of who is in charge, by oversight, by chance.
fn quality(cx: Context<'_>, world: &World, lane: u32, in_charge: Option<u32>) -> f64 {
    let projects = &cx.rules.parameters.projects;
    let state = &world.projects.lanes[lane as usize];
    let skill = in_charge.map_or(0.0, |slot| {
        let person = world.slots[slot as usize].person;
        judgement::skill_logit(cx, world, person, state.work.topic) - logit(SKILL_CENTRE)
    });
    let hours_per_10000 = state.oversight_hours / (state.work.cost.yuan() / 10_000.0);
    let overseen = 1.0 - libm::exp(-hours_per_10000 / projects.supervision_scale_hours);
    let chance = course_words(cx, world, lane, 1).normal(0);
    logistic(
        projects.quality_base
            + projects.quality_skill * skill
            + projects.quality_supervision * overseen
            + projects.quality_noise * chance,
    )
}

/// Skill at which the base of quality holds.
const SKILL_CENTRE: f64 = 0.66;

/// The accounts are gone through: money may be found missing; households judge what they got; the project is over.
pub(super) fn close(cx: Context<'_>, world: &mut World, lane: u32) {
    let state = std::mem::take(&mut world.projects.lanes[lane as usize]);
    let seated = |(slot, person): &&(u32, u32)| world.slots[*slot as usize].person == *person;
    let slots = |of: &[(u32, u32)]| of.iter().filter(seated).map(|(slot, _)| *slot).collect::<Vec<u32>>();
    let (attending, takers) = (slots(&state.appointed), slots(&state.takers));
    world.projects.lanes[lane as usize] =
        Lane { group: state.group, by_group: state.by_group, given: state.given, due: Time::NEVER, ..Lane::default() };
    world.projects.lanes[lane as usize].work = state.work;
    let rule = rule(cx, world, lane);
    let public = public(cx, world, lane, attending.len(), rule);
    let found = !takers.is_empty() && {
        let public_eyes = public_eyes(cx, world, lane, attending.len(), rule);
        let funds_yuan = state.work.cost.yuan();
        let books = Books { funds_yuan, rule, crew: &attending, attending: &attending, public_eyes };
        let channels = leakage::channels(cx, world, &books, &takers);
        leakage::found(cx, state.group, state.work.key, channels)
    };
    take_hours(cx, world, &attending, cx.rules.parameters.projects.accounts_hours);
    settle(cx, world, &state, &takers, found);
    let (satisfaction, complaints) = judged_by_households(cx, world, &state, found);
    let labour_days = labour(cx, world, state.group);
    let purse = &mut world.projects.purses[state.group as usize];
    if state.by_group {
        let good = state.quality >= cx.rules.parameters.projects.good_quality && !found;
        purse.record[0] += u32::from(good);
        purse.record[1] += 1;
    }
    world.projects.finished.push(Finished {
        accepted: state.accepted,
        group: state.group,
        by_group: state.by_group,
        funds: state.work.cost,
        taken: state.taken,
        found,
        preference_match: state.preference_match,
        days: state.accepted.days_since(state.begun),
        quality: state.quality,
        satisfaction,
        complaints,
        labour_days,
        public,
    });
    if state.given == NONE {
        world.projects.lanes[lane as usize].proposals = state.proposals;
        propose(cx, world, lane);
        // What was found missing is the village's to spend.
        if found && state.by_group {
            propose(cx, world, lane + 1);
        }
    }
}

/// Money that is found missing comes back to the village for the group, and those who took it lose their seats; what is not
/// found is a loss to government.
fn settle(cx: Context<'_>, world: &mut World, state: &Lane, takers: &[u32], found: bool) {
    if !found {
        if state.taken.0 > 0 && world.measured() {
            world.tally.ledger.enter(Payer::Government, Purpose::Leakage, state.taken);
        }
        return;
    }
    world.projects.book.recovered += state.taken;
    world.projects.purses[state.group as usize].held[1] += state.taken;
    if cx.rules.parameters.leakage.dismissal {
        for slot in takers {
            if !is_cadre(cx, world, *slot) {
                world.agenda.post(world.now, EventKind::Dismissal as u8, *slot);
            }
        }
    }
}

/// Each household is satisfied by quality and by what the project is worth to it; the dissatisfied may complain; all take it
/// as an experience of those who ran it, a bad one where money was found missing. Returns mean satisfaction and complaints.
fn judged_by_households(cx: Context<'_>, world: &mut World, state: &Lane, found: bool) -> (f64, u32) {
    let projects = &cx.rules.parameters.projects;
    let trust = &cx.rules.parameters.trust;
    let learns = cx.rules.parameters.mechanisms.trust && projects.trust_step > 0.0;
    let tier = if state.by_group { Tier::Group } else { Tier::Committee };
    let households = cx.village.groups[state.group as usize].households.clone();
    let count = households.len().max(1) as f64;
    world.beliefs.at(world.now);
    let (mut sum, mut complaints) = (0.0, 0);
    for (household, worth) in households.zip(&state.worth) {
        let satisfaction = state.quality * logistic(projects.satisfaction_base + f64::from(*worth));
        sum += satisfaction;
        if satisfaction < projects.complain_below {
            let u = cx.streams.uniform(Decision::ProjectCourse, Who::pair(0, household, 5), state.work.key);
            complaints += u32::from(u < projects.complain_share);
        }
        if learns {
            let score = if found { 0.0 } else { satisfaction };
            let (good, bad) = (score, trust.bad_news_weight * (1.0 - score));
            world.beliefs.add(household, tier, projects.trust_step * good, projects.trust_step * bad);
        }
    }
    (sum / count, complaints)
}

/// Days of work that households at home give, and what they are worth.
fn labour(cx: Context<'_>, world: &mut World, group: u32) -> f64 {
    let households = cx.village.groups[group as usize].households.clone();
    let at_home = households.filter(|household| !cx.village.households.absent[*household as usize]);
    let days = cx.rules.parameters.projects.labour_days_per_household
        * at_home.map(|household| world.participation[household as usize]).sum::<f64>();
    if world.measured() {
        let worth = Fen::from_yuan(days * cx.rules.parameters.costs.day_wage_yuan);
        world.tally.ledger.enter(Payer::Households, Purpose::Labour, worth);
    }
    days
}

/// Households that met in an assembly pay with their time.
pub(super) fn pay_assembly(cx: Context<'_>, world: &mut World, households: u32) {
    if households > 0 && world.measured() {
        let costs = &cx.rules.parameters.costs;
        let worth = Fen::from_yuan(costs.assembly_hours * f64::from(households) * costs.day_wage_yuan / 8.0);
        world.tally.ledger.enter(Payer::Households, Purpose::Meetings, worth);
    }
}
