//! Bad news on its way up, once a month, and what confusion costs.

use crate::mechanisms::contact::serving;
use crate::random::{Decision, Who};
use crate::units::Time;
use crate::world::{Context, EventKind, NONE, Stage, State, Tier, World};

/// Stands for the committee among the persons of an address.
const COMMITTEE: u32 = (1 << Who::SECOND_BITS) - 1;

/// Puts the monthly reports on the agenda.
pub(super) fn begin(cx: Context<'_>, world: &mut World) {
    for (month, at) in cx.rules.months.iter().enumerate().skip(1) {
        world.agenda.post(*at, EventKind::Report as u8, month as u32);
    }
}

/// Holders report what they know: needs never voiced, and cases that have waited too long. What reaches the committee it
/// may take up.
pub fn report(cx: Context<'_>, world: &mut World) {
    lose_trust(cx, world);
    let mut news = std::mem::take(&mut world.unvoiced.fresh);
    news.retain(|case| world.cases[*case as usize].state == State::Lumped);
    let limit = cx.rules.parameters.information.overdue_days;
    let overdue = |case: &u32| {
        let state = &world.cases[*case as usize];
        state.tier == Tier::Group
            && matches!(state.state, State::Seeking | State::Waiting)
            && world.now.days_since(state.voiced) > limit
    };
    news.extend(world.open.iter().copied().filter(overdue));
    // The order of the open cases depends on what closed before.
    news.sort_unstable();
    for case in news.drain(..) {
        if !std::mem::replace(&mut world.news.told_upwards[case as usize], true) {
            tell(cx, world, case);
        }
    }
    world.unvoiced.fresh = news;
}

/// A piece of bad news goes up once, by every line that there is.
fn tell(cx: Context<'_>, world: &mut World, case: u32) {
    let reaches = reaches_committee(cx, world, case);
    let measured = world.measured();
    world.news.upwards[0] += u32::from(measured && reaches);
    world.news.upwards[1] += u32::from(measured);
    if !reaches || !has_committee(cx, world) {
        return;
    }
    let (who, key) = cx.need(case).address(COMMITTEE);
    let u = cx.streams.uniform(Decision::BadNews, who, key);
    if u < cx.rules.parameters.information.taken_up_share {
        world.news.taken_up += u32::from(measured);
        take_up(cx, world, case);
    }
}

fn has_committee(cx: Context<'_>, world: &World) -> bool {
    world.slots[cx.village.groups.len() * cx.rules.seats_per_group()..].iter().any(|slot| slot.serves())
}

/// Whether a piece of bad news reaches the committee by some line: every holder who knows tells whoever leads the team,
/// who tells the committee; the leader tells the committee directly, and a party member through the branch.
fn reaches_committee(cx: Context<'_>, world: &World, case: u32) -> bool {
    let information = &cx.rules.parameters.information;
    let need = cx.need(case);
    let group = cx.group_of_case(case);
    let lumped = world.cases[case as usize].state == State::Lumped;
    // Whether the holder of a slot knows, passes it on, and unchanged over the first hop and over a second.
    let holder = |slot: u32| {
        let person = world.slots[slot as usize].person;
        let (who, key) = need.address(person);
        let words = cx.streams.draw(Decision::BadNews, who, key);
        let home = cx.village.people.household[person as usize];
        let tied = home == need.household || cx.village.ties.tied(home, need.household);
        let knows = !lumped || tied && words.uniform(0) < information.notice_share;
        let frank = words.uniform(1) >= information.hidden_share;
        let sound = |word: usize| words.uniform(word) < information.hop_fidelity;
        (person, knows, frank, sound(2), sound(3))
    };
    let plan = &cx.rules.plans[world.teams[group as usize].plan];
    let first = world.teams[group as usize].lead * cx.rules.seats_per_group() as u32;
    let members: Vec<u32> = serving(cx, world, group).collect();
    let lead = plan.order.iter().map(|role| first + *role as u32).find(|slot| members.contains(slot));
    let lead_passes_on = lead.is_some_and(|slot| {
        let (_, _, frank, _, sound) = holder(slot);
        frank && sound
    });
    members.iter().any(|slot| {
        let (person, knows, frank, sound, _) = holder(*slot);
        let direct = Some(*slot) == lead || cx.village.people.party_member[person as usize];
        knows && frank && sound && (direct || lead_passes_on)
    })
}

/// The committee sends for a case.
fn take_up(cx: Context<'_>, world: &mut World, case: u32) {
    let household = cx.need(case).household;
    match world.cases[case as usize].state {
        State::Lumped => {
            world.take_back(household, case);
            let state = &mut world.cases[case as usize];
            state.voiced = world.now;
            state.state = State::Seeking;
            world.open_case(case, household);
        }
        State::Waiting if world.cases[case as usize].owner != NONE => {
            let owner = world.cases[case as usize].owner;
            world.slots[owner as usize].waiting -= 1;
        }
        _ => {}
    }
    let state = &mut world.cases[case as usize];
    state.state = State::Seeking;
    state.due = Time::NEVER;
    world.hand_on(case, Stage::Committee);
}

/// Households that are confused about an item think less of their team, once, at the first reports after it closed.
fn lose_trust(cx: Context<'_>, world: &mut World) {
    let weight = cx.rules.parameters.information.confusion_trust_weight;
    let now = world.now;
    let closed = world.news.in_hand(now).start as usize;
    let settled = std::mem::replace(&mut world.news.settled, closed);
    if weight == 0.0 || !cx.rules.parameters.mechanisms.trust {
        return;
    }
    world.beliefs.at(now);
    for item in &world.news.items()[settled..closed] {
        for (household, _) in (0..).zip(&item.households).filter(|(_, known)| known.confused()) {
            world.beliefs.add(household, Tier::Group, 0.0, weight);
        }
    }
}
