//! How an item of news reaches holders and households.
//!
//! All of it is worked out when the item comes, in the order of time: each line carries the item or does not, with one
//! delay, so that a household hears at the end of the shortest path over lines that are live. A later meeting or visit
//! is one more beginning of such paths.

use crate::mechanisms::trust;
use crate::random::{Decision, Who, Words};
use crate::units::{DAY, Time};
use crate::world::news::{Copied, Holder, Item, Known, TRUE_VERSION};
use crate::world::{Context, EventKind, NONE, Tier, World};
use libm::{exp, log};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The kinds of line between two that a draw tells apart.
#[derive(Clone, Copy)]
enum Line {
    Briefing,
    Branch,
    Telling,
    Broadcast,
    PassingOn,
    InPerson,
}

/// Seconds of a week.
const WEEK: f64 = 7.0 * DAY;

/// What is drawn about a line and an item: by receiver and sender, whatever their slots.
fn words(cx: Context<'_>, line: Line, receiver: u32, sender: u32, item: u32) -> Words {
    let ordinal = u64::from(item) * 8 + line as u64;
    cx.streams.draw(Decision::NewsLine, Who::pair(0, receiver, sender), ordinal)
}

/// The holder of a slot, who has heard nothing yet.
pub(super) fn holder(cx: Context<'_>, world: &World, slot: u32) -> Holder {
    let person = world.slots[slot as usize].person;
    let home = cx.village.people.household[person as usize];
    Holder { slot, person, home, heard: Time::NEVER, version: TRUE_VERSION }
}

/// The version that arrives when one is sent over a hop: the same, or a new corruption.
fn over_hop(cx: Context<'_>, item: &mut Item, version: u32, u: f64) -> u32 {
    if u < cx.rules.parameters.information.hop_fidelity {
        return version;
    }
    item.corrupted += 1;
    item.corrupted
}

/// The committee briefs the holders who are there; party members among them hear of it in the branch too, and hold to
/// what they heard there; cadres talk of it at home.
pub(super) fn from_committee(cx: Context<'_>, world: &mut World, item: u32) {
    let information = &cx.rules.parameters.information;
    let now = world.now;
    world.beliefs.at(now);
    for i in 0..world.news.item(item).holders.len() {
        let person = world.news.item(item).holders[i].person;
        let mut hears = None;
        if world.timelines.present(person, now) {
            let words = words(cx, Line::Briefing, person, 0, item);
            if words.uniform(0) < information.briefing_share {
                hears = Some(over_hop(cx, world.news.item(item), TRUE_VERSION, words.uniform(1)));
            }
        }
        if cx.village.people.party_member[person as usize] {
            let words = words(cx, Line::Branch, person, 0, item);
            if words.uniform(0) < information.branch_share {
                hears = Some(over_hop(cx, world.news.item(item), TRUE_VERSION, words.uniform(1)));
            }
        }
        if let Some(version) = hears {
            let node = cx.village.households.group.len() as u32 + i as u32;
            world.news.copies.push(Reverse(Copied::new(now, node, NONE, version)));
        }
    }
    let cadres = cx.village.groups.len() * cx.rules.seats_per_group();
    for slot in cadres..world.slots.len() {
        if world.slots[slot].serves() {
            let home = cx.village.people.household[world.slots[slot].person as usize];
            world.news.copies.push(Reverse(Copied::new(now, home, NONE, TRUE_VERSION)));
        }
    }
    deliver_all(cx, world, item);
}

/// Whether the holder of a slot knows an item by now, from the lines of office or at home, and in which version.
fn knows(cx: Context<'_>, world: &mut World, item: u32, slot: u32) -> Option<u32> {
    let now = world.now;
    let person = world.slots[slot as usize].person;
    let home = cx.village.people.household[person as usize];
    let item = world.news.item(item);
    let in_office = item.holders.iter().find(|holder| holder.person == person && holder.heard <= now);
    let at_home = &item.households[home as usize];
    in_office.map(|holder| holder.version).or_else(|| (at_home.heard <= now).then_some(at_home.first_version))
}

/// A holder tells a household in person what news he has: at a visit or a meeting.
pub fn carry(cx: Context<'_>, world: &mut World, slot: u32, household: u32) {
    let person = world.slots[slot as usize].person;
    for item in world.news.in_hand(world.now) {
        let Some(version) = knows(cx, world, item, slot) else { continue };
        // Who hears now is not told again; the version that was on its way stays the one it holds.
        if world.news.item(item).households[household as usize].heard <= world.now {
            continue;
        }
        let households = cx.village.households.group.len() as u32;
        let known = world.news.item(item).holders.iter().position(|holder| holder.person == person);
        let place = known.unwrap_or_else(|| {
            let (now, newcomer) = (world.now, holder(cx, world, slot));
            let holders = &mut world.news.item(item).holders;
            holders.push(Holder { heard: now, version, ..newcomer });
            holders.len() - 1
        });
        let u = words(cx, Line::InPerson, household, person, item).uniform(1);
        let version = over_hop(cx, world.news.item(item), version, u);
        world.news.copies.push(Reverse(Copied::new(world.now, household, households + place as u32, version)));
        deliver_all(cx, world, item);
    }
}

/// An item on its way, taken out of the world while it spreads.
struct Spreading<'a> {
    cx: Context<'a>,
    number: u32,
    item: Item,
    copies: BinaryHeap<Reverse<Copied>>,
    households: u32,
}

/// Delivers copies in the order of time until none is on its way.
fn deliver_all(cx: Context<'_>, world: &mut World, number: u32) {
    let item = std::mem::take(world.news.item(number));
    let copies = std::mem::take(&mut world.news.copies);
    let households = cx.village.households.group.len() as u32;
    let mut way = Spreading { cx, number, item, copies, households };
    while let Some(Reverse(copy)) = way.copies.pop() {
        let (at, receiver, sender, version) = copy.parts();
        if receiver < households {
            way.household_hears(world, at, receiver, sender, version);
        } else {
            way.holder_hears(world, at, receiver - households, version);
        }
    }
    *world.news.item(number) = way.item;
    world.news.copies = way.copies;
}

impl Spreading<'_> {
    fn words(&self, line: Line, receiver: u32, sender: u32) -> Words {
        words(self.cx, line, receiver, sender, self.number)
    }

    /// Sends a copy over a hop; `u` decides whether it stays true.
    fn send(&mut self, at: Time, receiver: u32, sender: u32, version: u32, u: f64) {
        if at < self.item.closes {
            let version = over_hop(self.cx, &mut self.item, version, u);
            self.copies.push(Reverse(Copied::new(at, receiver, sender, version)));
        }
    }

    /// A holder hears, and tells households.
    fn holder_hears(&mut self, world: &World, at: Time, place: u32, version: u32) {
        let own = &mut self.item.holders[place as usize];
        if own.heard <= at {
            return;
        }
        own.heard = at;
        own.version = version;
        let Holder { slot, person, home, .. } = *own;
        let village = self.cx.village;
        let information = &self.cx.rules.parameters.information;
        let sender = self.households + place;
        let slot = &world.slots[slot as usize];
        let office =
            -log(1.0 - information.contact_week_share) * slot.hours_per_week / information.contact_reference_hours;
        let rates = [office, office - log(1.0 - information.tie_week_share)];
        // The least uniform at which the line is live within the weeks of telling.
        let least = rates.map(|rate| exp(-rate * information.telling_weeks));
        let first_to_know = !std::mem::replace(&mut self.item.broadcast[slot.group as usize], true);
        for (served, group) in village.groups.iter().enumerate() {
            if world.teams[served].lead != slot.group {
                continue;
            }
            for household in group.households.clone() {
                if first_to_know && information.broadcast_share > 0.0 {
                    let words = self.words(Line::Broadcast, household, 0);
                    if words.uniform(0) < information.broadcast_share {
                        let heard = at.after_days(words.exponential(1) * information.broadcast_days);
                        self.send(heard, household, sender, version, words.uniform(2));
                    }
                }
                if village.households.absent[household as usize] {
                    continue;
                }
                let words = self.words(Line::Telling, household, person);
                let u = words.uniform(0);
                // Who is tied hears at lower uniforms too.
                if u <= least[1] {
                    continue;
                }
                let tied = usize::from(home == household || village.ties.tied(home, household));
                if u > least[tied] {
                    let seconds = -log(u) / rates[tied] * WEEK;
                    let heard = world.timelines.work(person, at, seconds);
                    self.send(heard, household, sender, version, words.uniform(1));
                }
            }
        }
    }

    /// A household hears a copy: the first makes it pass the item on; another version may confuse it, and displaces the
    /// one it holds when its source is trusted more.
    fn household_hears(&mut self, world: &mut World, at: Time, household: u32, sender: u32, version: u32) {
        let Known { heard, version: held, source, .. } = self.item.households[household as usize];
        if heard == Time::NEVER {
            let own = &mut self.item.households[household as usize];
            own.version = version;
            own.source = sender;
        } else if held != version {
            let better = self.trust_in(world, household, sender) > self.trust_in(world, household, source);
            let own = &mut self.item.households[household as usize];
            own.clear *= 1.0 - self.cx.rules.parameters.information.confusion_per_source;
            if better {
                own.version = version;
                own.source = sender;
            }
        }
        if at < heard {
            let own = &mut self.item.households[household as usize];
            own.heard = at;
            own.first_version = version;
            if own.entitled {
                self.plan_claim(world, household, at);
            }
            self.pass_on(at, household, sender);
        }
    }

    /// The household will decide whether to claim.
    fn plan_claim(&mut self, world: &mut World, household: u32, heard: Time) {
        let who = Who::one(0, household);
        let words = self.cx.streams.draw(Decision::NewsHousehold, who, u64::from(self.number));
        let days = words.exponential(2) * self.cx.rules.parameters.information.claim_delay_days;
        let due = heard.after_days(days).max(world.now);
        if due < self.item.closes {
            self.item.households[household as usize].claim_due = due;
            world.agenda.post(due, EventKind::Claim as u8, self.number * self.households + household);
        }
    }

    /// A household passes an item on to those it is tied to; a holder hears what the household at home hears.
    fn pass_on(&mut self, at: Time, household: u32, from: u32) {
        let information = &self.cx.rules.parameters.information;
        let Known { first_version: version, of_holder, .. } = self.item.households[household as usize];
        if of_holder {
            for place in 0..self.item.holders.len() {
                if self.item.holders[place].home == household {
                    self.copies.push(Reverse(Copied::new(at, self.households + place as u32, household, version)));
                }
            }
        }
        let village = self.cx.village;
        for neighbour in village.ties.of(household).iter().copied() {
            // Over a line an item goes once, from whoever heard of it first.
            if neighbour == from || self.item.households[neighbour as usize].heard <= at {
                continue;
            }
            let share = match trust::kin(self.cx, household, neighbour) {
                true => information.pass_on_kin_share,
                false => information.pass_on_share,
            };
            let words = self.words(Line::PassingOn, household.min(neighbour), household.max(neighbour));
            if words.uniform(0) < share {
                let heard = at.after_days(words.exponential(1) * information.pass_on_days);
                self.send(heard, neighbour, household, version, words.uniform(2));
            }
        }
    }

    /// A household's trust in who told it: a holder, a tied household, or the committee.
    fn trust_in(&self, world: &World, household: u32, source: u32) -> f64 {
        if source == NONE {
            return world.beliefs.trust(household, Tier::Committee);
        }
        if source < self.households {
            let factor = self.cx.rules.member_odds;
            let odds = if trust::kin(self.cx, household, source) { factor.kin * factor.tie } else { factor.tie };
            return odds / (1.0 + odds);
        }
        let Holder { slot, person, .. } = self.item.holders[(source - self.households) as usize];
        if world.slots[slot as usize].person == person {
            trust::in_member(self.cx, world, household, slot)
        } else {
            world.beliefs.trust(household, Tier::Group)
        }
    }
}
