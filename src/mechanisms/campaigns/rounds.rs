//! A day's round: who goes to whom, and who says yes.

use super::households::may_rise;
use crate::mechanisms::contact::serving;
use crate::mechanisms::{handling, trust};
use crate::random::{Decision, Who};
use crate::special::logistic;
use crate::units::Time;
use crate::vocabulary::tables::{Campaign, Consent};
use crate::world::{Activity, Asked, Context, Drive, Tier, World};
use std::ops::Range;

/// Who asks the households of a group: its own team, or the cadres where nobody serves in it.
pub(super) struct Crew {
    /// The tier they belong to.
    pub(super) tier: Tier,
    slots: Range<u32>,
}

impl Crew {
    /// The crew of a group.
    pub(super) fn of(cx: Context<'_>, world: &World, group: u32) -> Crew {
        let seats = cx.rules.seats_per_group() as u32;
        if serving(cx, world, group).next().is_some() {
            let lead = world.teams[group as usize].lead;
            Crew { tier: Tier::Group, slots: lead * seats..(lead + 1) * seats }
        } else {
            let cadres = cx.village.groups.len() as u32 * seats;
            Crew { tier: Tier::Committee, slots: cadres..world.slots.len() as u32 }
        }
    }
}

/// Somebody who can go today.
struct Visitor {
    slot: u32,
    left: u32,
    hours: f64,
}

/// What a household said today.
struct Answer {
    place: usize,
    slot: u32,
    tier: Tier,
    reached: bool,
    consents: bool,
    pressed: bool,
}

/// Members go to the households that have not consented: first to those tried least, and to each goes who stands nearest
/// to it of those who have time. Households know how others decided up to yesterday.
pub(super) fn hold(cx: Context<'_>, world: &mut World, campaign: &Campaign, drive: &mut Drive) {
    let consent = &cx.rules.parameters.consent;
    world.beliefs.at(world.now);
    let mut visitors = visitors(cx, world, drive);
    let mut left: u32 = visitors.iter().map(|visitor| visitor.left).sum();
    let mut order: Vec<usize> = (0..drive.asked.len()).filter(|i| is_due(world, consent, &drive.asked[*i])).collect();
    order.sort_by_key(|place| drive.asked[*place].attempts);
    let mut answers = Vec::with_capacity(order.len().min(left as usize));
    for place in order {
        if left == 0 {
            break;
        }
        let household = drive.asked[place].household;
        let crew = Crew::of(cx, world, cx.village.households.group[household as usize]);
        let nearest = visitors
            .iter_mut()
            .filter(|visitor| visitor.left > 0 && crew.slots.contains(&visitor.slot))
            .map(|visitor| (appeal(cx, world, household, visitor.slot), visitor))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((appeal, visitor)) = nearest else { continue };
        visitor.left -= 1;
        left -= 1;
        let absent = cx.village.households.absent[household as usize];
        let answer = ask(cx, world, campaign, drive, place, (visitor.slot, appeal));
        if answer.reached {
            visitor.hours += if absent { consent.phone_minutes } else { consent.visit_minutes } / 60.0;
            *if absent { &mut drive.calls } else { &mut drive.visits } += 1;
            drive.by_tied += u32::from(tied(cx, world, household, answer.slot));
        }
        answers.push(Answer { tier: crew.tier, ..answer });
    }
    answers.iter().for_each(|answer| remember(cx, world, drive, answer));
    for Visitor { slot, hours, .. } in visitors {
        drive.hours += hours;
        if hours > 0.0 && cx.rules.parameters.mechanisms.handling {
            handling::take_hours(world, slot, hours, Activity::Campaigns);
        }
    }
}

/// Everybody who can go today: present, and with nothing booked before.
fn visitors(cx: Context<'_>, world: &World, drive: &Drive) -> Vec<Visitor> {
    let cadres = (cx.village.groups.len() * cx.rules.seats_per_group()) as u32;
    let at_hand = |slot: u32| {
        let holder = &world.slots[slot as usize];
        holder.serves()
            && holder.committed_until.at <= world.now
            && (slot >= cadres || world.timelines.present(holder.person, world.now))
    };
    let mut visitors: Vec<Visitor> = Vec::new();
    let mut seen = None;
    for asked in &drive.asked {
        let group = cx.village.households.group[asked.household as usize];
        // Households are numbered group by group.
        if seen.replace(group) == Some(group) {
            continue;
        }
        for slot in Crew::of(cx, world, group).slots.filter(|slot| at_hand(*slot)) {
            if visitors.iter().all(|visitor| visitor.slot != slot) {
                let left = cx.rules.parameters.consent.visits_per_member_day;
                visitors.push(Visitor { slot, left, hours: 0.0 });
            }
        }
    }
    visitors
}

/// Whether a household may be tried today.
fn is_due(world: &World, consent: &Consent, asked: &Asked) -> bool {
    let rested = asked.tried == Time::NEVER || world.now >= asked.tried.after_seconds(consent.visit_gap_hours * 3600.0);
    asked.consented == Time::NEVER && rested
}

fn home(cx: Context<'_>, world: &World, slot: u32) -> u32 {
    cx.village.people.household[world.slots[slot as usize].person as usize]
}

fn tied(cx: Context<'_>, world: &World, household: u32, slot: u32) -> bool {
    let home = home(cx, world, slot);
    home == household || cx.village.ties.tied(home, household)
}

/// What speaks for consenting when it is this member who asks.
fn appeal(cx: Context<'_>, world: &World, household: u32, slot: u32) -> f64 {
    let consent = &cx.rules.parameters.consent;
    let tie = consent.tie_logit * f64::from(tied(cx, world, household, slot));
    tie + consent.trust_slope * (trust::in_member(cx, world, household, slot) - consent.trust_centre)
}

/// A member asks a household, at the door or by phone. The draw knows neither member nor arm.
fn ask(
    cx: Context<'_>,
    world: &World,
    campaign: &Campaign,
    drive: &Drive,
    place: usize,
    (slot, appeal): (u32, f64),
) -> Answer {
    let consent = &cx.rules.parameters.consent;
    let asked = &drive.asked[place];
    let household = asked.household;
    let words =
        cx.streams.draw(Decision::ConsentVisit, Who::one(0, household), drive.code << 32 | u64::from(asked.attempts));
    let absent = cx.village.households.absent[household as usize];
    let reached = !absent || words.uniform(1) < consent.phone_reach_share;
    let own = asked.net_logit + consent.price_logit_per_100_yuan * drive.price_yuan / 100.0;
    let social =
        consent.conformity_logit * share_in(cx, drive, household) + consent.news_logit * news(cx, drive, household);
    let chance = logistic((own + appeal + social) / consent.noise_scale)
        * if absent { consent.phone_consent_factor } else { 1.0 };
    let waits = asked.waits_for_price && may_rise(campaign, drive);
    let paid_enough = drive.price_yuan > 0.0 && own >= 0.0;
    let listens = !asked.stubborn || paid_enough || moved(cx, world, household, slot);
    let consents = reached && !waits && listens && words.uniform(0) < chance;
    Answer { place, slot, tier: Tier::Group, reached, consents, pressed: own < 0.0 }
}

/// Whether the tie to a visitor is so close that even a stubborn household listens.
fn moved(cx: Context<'_>, world: &World, household: u32, slot: u32) -> bool {
    let home = home(cx, world, slot);
    let close = home == household || (trust::kin(cx, home, household) && cx.village.ties.tied(home, household));
    cx.rules.parameters.consent.stubborn_yields_to_ties && close
}

/// Of the ties of a household that are asked too, the share that has consented.
fn share_in(cx: Context<'_>, drive: &Drive, household: u32) -> f64 {
    let (mut all, mut within) = (0, 0);
    for asked in cx.village.ties.of(household).iter().filter_map(|tie| drive.of(*tie)) {
        all += 1;
        within += u32::from(asked.consented != Time::NEVER);
    }
    if all > 0 { f64::from(within) / f64::from(all) } else { 0.0 }
}

/// What the next-door households say: 1 when all that were asked have consented, -1 when all have refused.
fn news(cx: Context<'_>, drive: &Drive, household: u32) -> f64 {
    let (mut told, mut balance) = (0, 0);
    let neighbours = cx.village.nearest.get(household as usize).map_or(&[][..], |nearest| nearest);
    for asked in neighbours.iter().filter_map(|neighbour| drive.of(*neighbour)).filter(|asked| asked.talks > 0) {
        told += 1;
        balance += if asked.consented != Time::NEVER { 1 } else { -1 };
    }
    if told > 0 { f64::from(balance) / f64::from(told) } else { 0.0 }
}

/// The answer is known to all from now on.
fn remember(cx: Context<'_>, world: &mut World, drive: &mut Drive, answer: &Answer) {
    let price_yuan = drive.price_yuan;
    let asked = &mut drive.asked[answer.place];
    asked.attempts += 1;
    asked.talks += u32::from(answer.reached);
    asked.tried = world.now;
    if !answer.consents {
        return;
    }
    asked.consented = world.now;
    asked.price_yuan = price_yuan;
    asked.pressed = answer.pressed;
    if answer.pressed {
        let weight = cx.rules.parameters.consent.pressure_experience;
        trust::encounter(cx, world, asked.household, (answer.tier, answer.slot), 0.0, weight);
    }
}
