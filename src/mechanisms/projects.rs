#![doc = include_str!("../../docs/model/projects.md")]

mod choice;
mod course;
mod latent;

use crate::mechanisms::handling;
use crate::random::{Decision, Who, Words};
use crate::units::{DAY, Fen, Time};
use crate::vocabulary::choices::{Rule, RunBy};
use crate::world::projects::Step;
use crate::world::{Activity, Context, EventKind, NONE, Tier, World};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// Projects without a record count for this many in a team's record.
const RECORD_WEIGHT: f64 = 4.0;

/// Puts the money of each year and the given projects on the agenda.
pub fn begin(cx: Context<'_>, world: &mut World) {
    if !cx.rules.parameters.mechanisms.projects {
        return;
    }
    let calendar = &cx.rules.calendar;
    let last = calendar.date_of(calendar.end_day.saturating_sub(1)).year();
    for ordinal in 0..=u32::from((last - calendar.start.year()).max(0).unsigned_abs()) {
        let (from, _) = days_of_year(cx, ordinal);
        world.agenda.post(Time::from_days(f64::from(from)), EventKind::Funds as u8, ordinal);
    }
    for lane in 2 * cx.village.groups.len()..world.projects.lanes.len() {
        let project = &cx.rules.lists.project[world.projects.lanes[lane].given as usize];
        let begins = calendar.day_of(project.begins);
        if begins >= 0 {
            post(world, lane as u32, Step::Idle, Time::START.after_seconds(begins as f64 * DAY));
        }
    }
}

/// First day and day after the last of a year, counted from that of the start, within the run.
fn days_of_year(cx: Context<'_>, ordinal: u32) -> (u32, u32) {
    let calendar = &cx.rules.calendar;
    let first_day = |year: u32| {
        let year = i64::from(calendar.start.year()) + i64::from(year);
        let date = i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok());
        date.map_or(calendar.end_day, |date| {
            u32::try_from(calendar.day_of(date).max(0)).unwrap_or(0).min(calendar.end_day)
        })
    };
    (first_day(ordinal), first_day(ordinal + 1))
}

/// The funds of a calendar year, yuan: a level that rises evenly between two years.
fn funds_of(cx: Context<'_>, year: f64) -> f64 {
    let projects = &cx.rules.parameters.projects;
    let [from, until] = [projects.rise_from, projects.rise_until].map(|date| f64::from(date.year()));
    let risen = if year >= until { 1.0 } else { ((year - from) / (until - from)).clamp(0.0, 1.0) };
    projects.funds_yuan_per_year * (projects.funds_before_share + (1.0 - projects.funds_before_share) * risen)
}

/// The money of a year comes: each group has its part by households; the committee hands over as much of it as it trusts
/// the team to use, and keeps the rest for it, with what the team has left of last year. Last year's list of what could be
/// built lapses.
pub fn receive(cx: Context<'_>, world: &mut World, ordinal: u32) {
    let year = f64::from(cx.rules.calendar.start.year()) + f64::from(ordinal);
    let (from, until) = days_of_year(cx, ordinal);
    let total = Fen::from_yuan(funds_of(cx, year) * f64::from(until - from) / crate::units::YEAR_DAYS);
    if total.0 <= 0 {
        return;
    }
    world.projects.book.received += total;
    world.beliefs.at(world.now);
    let all = cx.village.households.group.len() as i128;
    let mut given = Fen(0);
    for group in 0..cx.village.groups.len() as u32 {
        // Cumulative shares: every fen goes to somebody.
        let upto =
            Fen((i128::from(total.0) * i128::from(cx.village.groups[group as usize].households.end) / all) as i64);
        let part = upto - given;
        given = upto;
        let handed = Fen(libm::round(part.0 as f64 * confidence(cx, world, group)) as i64);
        let [by_group, by_village] = &mut world.projects.purses[group as usize].held;
        // What the group has not used goes back.
        *by_village += *by_group + part - handed;
        *by_group = handed;
        latent::draw_list(cx, world, group, year as u32);
        for lane in [2 * group, 2 * group + 1] {
            world.projects.lanes[lane as usize].proposals = 0;
            propose(cx, world, lane);
        }
    }
}

/// The share of its money that the committee trusts a team with: what households think of it, and its record.
fn confidence(cx: Context<'_>, world: &World, group: u32) -> f64 {
    let households = cx.village.groups[group as usize].households.clone();
    if households.is_empty() || team(cx, world, group).is_empty() {
        return 0.0;
    }
    let projects = &cx.rules.parameters.projects;
    let [good, all] = world.projects.purses[group as usize].record.map(f64::from);
    let record = (good + RECORD_WEIGHT * projects.record_initial) / (all + RECORD_WEIGHT);
    let trust = world.beliefs.mean_trust(households, Tier::Group);
    projects.trust_weight * trust + (1.0 - projects.trust_weight) * record
}

/// Puts the next step of a lane on the agenda; it makes any earlier one void.
fn post(world: &mut World, lane: u32, step: Step, at: Time) {
    let state = &mut world.projects.lanes[lane as usize];
    state.step = step;
    state.due = at;
    world.agenda.post(at, EventKind::ProjectStep as u8, lane);
}

/// The next step of a project is due.
pub fn go_on(cx: Context<'_>, world: &mut World, lane: u32, at: Time) {
    let state = &world.projects.lanes[lane as usize];
    if state.due != at {
        return;
    }
    match state.step {
        Step::Idle => begin_given(cx, world, lane),
        Step::Vote => vote(cx, world, lane),
        Step::Build => course::build(cx, world, lane),
        Step::Accept => course::accept(cx, world, lane),
        Step::Accounts => course::close(cx, world, lane),
    }
}

/// The words of a project's course: 0 for the days of its stages, 1 for its luck.
fn course_words(cx: Context<'_>, world: &World, lane: u32, which: u64) -> Words {
    let state = &world.projects.lanes[lane as usize];
    cx.streams.draw(Decision::ProjectCourse, Who::one(0, state.group), state.work.key << 1 | which)
}

/// The rule on money of those who run a project: the structure's; in the village whoever is in charge decides.
fn rule(cx: Context<'_>, world: &World, lane: u32) -> Rule {
    let state = &world.projects.lanes[lane as usize];
    let plan = &cx.rules.plans[world.teams[state.group as usize].plan];
    if state.by_group { plan.funds } else { Rule::LeaderDecides }
}

/// Slots of those who run a project: the group's team, its leader first, or the cadre in charge of the group, then those
/// who go through the accounts with him. Cadres see a project through when the team is gone.
fn crew(cx: Context<'_>, world: &World, lane: u32) -> Vec<u32> {
    let state = &world.projects.lanes[lane as usize];
    let members = if state.by_group { team(cx, world, state.group) } else { Vec::new() };
    if !members.is_empty() {
        return members;
    }
    let first = (cx.village.groups.len() * cx.rules.seats_per_group()) as u32;
    let cadres = world.slots.len() as u32 - first;
    let turn = (0..cadres).map(|turn| first + (state.group + turn) % cadres);
    let most = 1 + cx.rules.parameters.projects.cadres_at_accounts as usize;
    turn.filter(|slot| world.slots[*slot as usize].serves()).take(most).collect()
}

/// Slots of the members of the team that serves a group, in the order of the structure.
fn team(cx: Context<'_>, world: &World, group: u32) -> Vec<u32> {
    let team = &world.teams[group as usize];
    let first = team.lead * cx.rules.seats_per_group() as u32;
    let order = cx.rules.plans[team.plan].order.iter().map(|role| first + *role as u32);
    order.filter(|slot| world.slots[*slot as usize].serves()).collect()
}

/// Whether the holder of a slot is a cadre.
fn is_cadre(cx: Context<'_>, world: &World, slot: u32) -> bool {
    world.slots[slot as usize].group as usize == cx.village.groups.len()
}

/// Whether a cadre, or a holder who is in the village, can come at an instant.
fn can_come(cx: Context<'_>, world: &World, slot: u32, at: Time) -> bool {
    is_cadre(cx, world, slot) || world.timelines.present(world.slots[slot as usize].person, at)
}

/// Something is proposed if there is money for it: a meeting will choose.
fn propose(cx: Context<'_>, world: &mut World, lane: u32) {
    let state = &world.projects.lanes[lane as usize];
    let (group, by_group) = (state.group, state.by_group);
    if state.step != Step::Idle || state.given != NONE {
        return;
    }
    let purse = &world.projects.purses[group as usize];
    let Some(_) = within_means(cx, world, lane) else { return };
    let occasion = u64::from(purse.candidates.year) << 16 | u64::from(state.proposals);
    let words = cx.streams.draw(Decision::ProjectCourse, Who::pair(0, group, 1 + u32::from(!by_group)), occasion);
    let [ready, talks] = cx.rules.project_days.talks;
    let mut days = ready.at(words.uniform(0)) + talks.at(words.uniform(1));
    let several = matches!(rule(cx, world, lane), Rule::Majority | Rule::Unanimity | Rule::LeadByTopic);
    let members = if several { team(cx, world, group) } else { Vec::new() };
    if members.len() > 1 {
        // A day on which all of them have time.
        let gap = |slot: &u32| {
            let who = Who::pair(0, world.slots[*slot as usize].person, 4);
            cx.streams.draw(Decision::ProjectCourse, who, u64::from(group) << 32 | occasion).exponential(0)
        };
        days += cx.rules.parameters.handling.joint_gap_days * members.iter().map(gap).fold(0.0, f64::max);
    }
    let now = world.now;
    let state = &mut world.projects.lanes[lane as usize];
    state.begun = now;
    state.proposals += 1;
    post(world, lane, Step::Vote, now.after_days(days));
}

/// What a project may cost, at least and at most, that is run by a lane: the group's up to the cap, the village's above it
/// as long as there is one that it can pay, then any. `None` where there is none.
fn within_means(cx: Context<'_>, world: &World, lane: u32) -> Option<RangeInclusive<Fen>> {
    let state = &world.projects.lanes[lane as usize];
    let purse = &world.projects.purses[state.group as usize];
    let cap = Fen::from_yuan(cx.rules.parameters.projects.cap_yuan);
    let means = match state.by_group {
        true => [Fen(0)..=purse.held[0].min(cap), Fen(1)..=Fen(0)],
        false => [cap + Fen(1)..=purse.held[1], Fen(0)..=purse.held[1]],
    };
    means.into_iter().find(|means| choice::affordable(&purse.candidates, means).next().is_some())
}

/// The day of the meeting: those who are there choose, if who must be there is; otherwise they meet when one is back.
fn vote(cx: Context<'_>, world: &mut World, lane: u32) {
    let rule = rule(cx, world, lane);
    let state = &world.projects.lanes[lane as usize];
    let (group, by_group) = (state.group, state.by_group);
    let mut members = if by_group { team(cx, world, group) } else { crew(cx, world, lane) };
    if members.is_empty() {
        return give_up(cx, world, lane);
    }
    let now = world.now;
    let required =
        if matches!(rule, Rule::HolderAlone | Rule::LeaderDecides | Rule::Assembly) { 1 } else { members.len() };
    members.truncate(required);
    let present: Vec<u32> = members.iter().copied().filter(|slot| can_come(cx, world, *slot, now)).collect();
    if present.is_empty() {
        let back = |slot: &u32| world.timelines.next_present(world.slots[*slot as usize].person, now);
        let at = members.iter().map(back).min().unwrap_or(Time::NEVER);
        return post(world, lane, Step::Vote, at.max(Time(now.0.saturating_add(1))));
    }
    let chosen =
        within_means(cx, world, lane).and_then(|means| choice::choose(cx, world, group, rule, &present, &means));
    let Some(chosen) = chosen else {
        return give_up(cx, world, lane);
    };
    let k = present.len() as f64;
    let together = 1.0 + cx.rules.parameters.handling.pair_overhead * k * (k - 1.0) / 2.0;
    take_hours(cx, world, &present, cx.rules.parameters.projects.meeting_hours * together);
    course::pay_assembly(cx, world, chosen.households);
    let purse = &mut world.projects.purses[group as usize];
    let list = &mut purse.candidates;
    let work = list.works[chosen.place];
    list.taken |= 1 << chosen.place;
    let worth = list.worth.iter().skip(chosen.place).step_by(list.works.len()).copied().collect();
    purse.held[usize::from(!by_group)] -= work.cost;
    let state = &mut world.projects.lanes[lane as usize];
    state.work = work;
    state.reserved = work.cost;
    state.worth = worth;
    state.preference_match = chosen.preference_match;
    put_on_show(cx, world, lane);
}

/// The decision is on show; then building begins.
fn put_on_show(cx: Context<'_>, world: &mut World, lane: u32) {
    let days = cx.rules.project_days.course[0].at(course_words(cx, world, lane, 0).uniform(0));
    let at = world.now.after_days(days);
    post(world, lane, Step::Build, at);
}

/// Nobody is left to decide, or nothing to decide on: a group's money goes back to the village.
fn give_up(cx: Context<'_>, world: &mut World, lane: u32) {
    let state = &mut world.projects.lanes[lane as usize];
    state.step = Step::Idle;
    state.due = Time::NEVER;
    let (group, by_group) = (state.group, state.by_group);
    if by_group && team(cx, world, group).is_empty() {
        let held = &mut world.projects.purses[group as usize].held;
        let back = std::mem::take(&mut held[0]);
        held[1] += back;
        propose(cx, world, lane + 1);
    }
}

/// The money of a given project comes, and it is put on show at once.
fn begin_given(cx: Context<'_>, world: &mut World, lane: u32) {
    let (group, entry) = (world.projects.lanes[lane as usize].group, world.projects.lanes[lane as usize].given);
    let work = latent::given(cx, group, entry);
    let by_group = match cx.rules.lists.project[entry as usize].run_by {
        RunBy::Group => true,
        RunBy::Village => false,
        RunBy::Cap => {
            work.cost <= Fen::from_yuan(cx.rules.parameters.projects.cap_yuan) && !team(cx, world, group).is_empty()
        }
    };
    world.projects.book.received += work.cost;
    let now = world.now;
    let worth = latent::worth_of(cx, group, &[work]);
    let state = &mut world.projects.lanes[lane as usize];
    *state = crate::world::projects::Lane {
        group,
        given: entry,
        by_group,
        begun: now,
        work,
        reserved: work.cost,
        worth,
        ..Default::default()
    };
    put_on_show(cx, world, lane);
}

/// Takes hours of holders for projects, each the same; returns when the last of them are worked.
fn take_hours(cx: Context<'_>, world: &mut World, slots: &[u32], hours: f64) -> Time {
    if !cx.rules.parameters.mechanisms.handling {
        return world.now;
    }
    let take = |slot: &u32| handling::take_hours(world, *slot, hours, Activity::Projects);
    slots.iter().map(take).fold(Time::START, Time::max)
}
