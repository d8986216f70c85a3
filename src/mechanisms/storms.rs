#![doc = include_str!("../../docs/model/storms.md")]

mod night;

use crate::mechanisms::contact::serving;
use crate::mechanisms::{handling, needs, trust, volunteers};
use crate::random::{Decision, Who};
use crate::units::Time;
use crate::vocabulary::choices::StartRule;
use crate::vocabulary::tables::Hazard;
use crate::world::storms::{House, Storm};
use crate::world::{Activity, Context, EventKind, NONE, Tier, World};
use libm::{exp, round};
use night::{Door, Helper, Night, seconds};

/// Puts the first signs of every hazard on the agenda.
pub fn begin(cx: Context<'_>, world: &mut World) {
    if !cx.rules.parameters.mechanisms.storms {
        return;
    }
    for (number, hazard) in cx.rules.lists.hazard.iter().enumerate() {
        if let Ok(day) = u32::try_from(cx.rules.calendar.day_of(hazard.date)) {
            let at = Time::from_days(f64::from(day) + hazard.hour_of_day / 24.0);
            world.agenda.post(at, EventKind::StormSigns as u8, number as u32);
        }
    }
}

/// The natural key of a hazard: its date and hour.
fn occasion(hazard: &Hazard) -> u64 {
    let date = hazard.date;
    let of = |part: i8| u64::from(part.unsigned_abs());
    let day = u64::from(date.year().unsigned_abs()) * 10_000 + of(date.month()) * 100 + of(date.day());
    day * 100 + hazard.hour_of_day as u64
}

/// The first signs: the night is played at once, team by team; what it brought takes effect at the impact.
pub fn signs(cx: Context<'_>, world: &mut World, number: u32) {
    let hazard = &cx.rules.lists.hazard[number as usize];
    let struck = |group: &u32| match hazard.groups.is_empty() {
        true => cx.village.groups[*group as usize].riverside,
        false => hazard.groups.contains(&(group + 1)),
    };
    let groups: Vec<u32> = (0..cx.village.groups.len() as u32).filter(struck).collect();
    let impact = seconds(hazard.lead_minutes);
    let mut storm = Storm {
        hazard: number,
        impact: Time(world.now.0.saturating_add(impact)),
        lead_seconds: impact,
        end_second: impact.saturating_add(seconds(cx.rules.parameters.storm.work_on_minutes)),
        struck: false,
        groups: groups.clone(),
        houses: Vec::new(),
        last_door_minutes: 0.0,
        helper_exposure_minutes: 0.0,
        helpers: [0; 2],
    };
    world.beliefs.at(world.now);
    let mut leads: Vec<u32> = groups.iter().map(|group| world.teams[*group as usize].lead).collect();
    leads.sort_unstable();
    leads.dedup();
    for lead in leads {
        let served = |group: &&u32| world.teams[**group as usize].lead == lead;
        let served: Vec<u32> = groups.iter().filter(served).copied().collect();
        play(cx, world, hazard, &served, &mut storm);
    }
    world.agenda.post(storm.impact, EventKind::StormImpact as u8, number);
    world.storms.push(storm);
}

/// Plays the night of the groups that one team serves.
fn play(cx: Context<'_>, world: &mut World, hazard: &Hazard, groups: &[u32], storm: &mut Storm) {
    let rules = &cx.rules.parameters.storm;
    let key = occasion(hazard);
    let mut doors = Vec::new();
    for group in groups {
        let first = doors.len() as u32;
        doors.extend(at_risk(cx, *group, hazard.at_risk_share).filter_map(|household| door(cx, world, household)));
        let circle = first..doors.len() as u32;
        doors[first as usize..].iter_mut().for_each(|door| door.circle = circle.clone());
    }
    let holders: Vec<u32> = serving(cx, world, groups[0])
        .filter(|slot| world.timelines.present(world.slots[*slot as usize].person, world.now))
        .collect();
    let start = Start::of(cx, world, &holders, key);
    let mut persons: Vec<(u32, u32, u32)> = holders
        .iter()
        .zip(&start.holders)
        .map(|(slot, from)| (world.slots[*slot as usize].person, *slot, *from))
        .collect();
    let called = start.team.saturating_add(seconds(rules.call_minutes));
    for group in groups {
        persons.extend(volunteers::who_come(cx, world, *group, key).into_iter().map(|person| (person, NONE, called)));
    }
    let helper = |(person, _, from): &(u32, u32, u32)| {
        let household = cx.village.people.household[*person as usize];
        Helper::new(household, place(cx, household), *from)
    };
    let helpers = persons.iter().map(helper).collect();
    let mut night = Night::new(rules, (cx.streams, key), seconds(hazard.lead_minutes), doors, helpers);
    night.play(start.team);

    let minutes = |seconds: u32| f64::from(seconds) / 60.0;
    for (helper, (_, slot, _)) in night.helpers.iter().zip(&persons) {
        let hours = f64::from(helper.worked) / 3600.0;
        storm.helper_exposure_minutes += minutes(helper.exposed);
        storm.helpers[usize::from(*slot == NONE)] += 1;
        if *slot == NONE {
            volunteers::count_hours(cx, world, hours);
        } else if cx.rules.parameters.mechanisms.handling && hours > 0.0 {
            handling::take_hours(world, *slot, hours, Activity::Storm);
        }
    }
    for (number, door) in night.doors.iter().enumerate() {
        let last = minutes(night.done_with(number).min(night.end));
        storm.last_door_minutes = storm.last_door_minutes.max(last);
        let visitor = door.visited.filter(|(_, at)| *at <= night.impact).map(|(helper, _)| persons[helper as usize].1);
        storm.houses.push(House {
            household: door.household,
            people: door.people,
            frail: door.frail,
            moved: door.leaves <= night.impact,
            left_second: door.leaves,
            first_heard: door.heard,
            heard: door.heard.filter(|(at, _)| *at <= night.impact).map(|(_, source)| source),
            visited: visitor.is_some(),
            visitor: visitor.unwrap_or(NONE),
        });
    }
}

/// When a team starts, and when each of its holders who are present is at work; seconds from the first signs.
struct Start {
    team: u32,
    holders: Vec<u32>,
}

impl Start {
    /// Under its own reading a team starts when the first of those present reads the signs, who calls the others; the
    /// order from above reaches all at once, whatever the rule.
    fn of(cx: Context<'_>, world: &World, holders: &[u32], key: u64) -> Start {
        let rules = &cx.rules.parameters.storm;
        let draw = |who| cx.streams.uniform(Decision::StormStart, Who::one(0, who), key);
        let order = seconds(rules.order_delay_minutes.compile().at(draw(0)));
        if rules.start_rule == StartRule::Order {
            return Start { team: order, holders: vec![order; holders.len()] };
        }
        let delay = rules.reading_delay_minutes.compile();
        let person = |slot: &u32| world.slots[*slot as usize].person;
        let read: Vec<u32> = holders.iter().map(|slot| seconds(delay.at(draw(person(slot) + 1)))).collect();
        let team = read.iter().copied().fold(order, u32::min);
        let called = team.saturating_add(seconds(rules.call_minutes)).min(order);
        Start { team, holders: read.into_iter().map(|own| own.min(called)).collect() }
    }
}

/// The houses at risk of a group, in the order of their numbers: this share of it, those nearest to the river.
fn at_risk(cx: Context<'_>, group: u32, share: f64) -> impl Iterator<Item = u32> {
    let mut houses: Vec<u32> = cx.village.groups[group as usize].households.clone().collect();
    let river = |house: &u32| cx.village.households.river_m[*house as usize];
    houses.sort_by(|one, other| river(one).total_cmp(&river(other)).then(one.cmp(other)));
    houses.truncate(round(share * houses.len() as f64) as usize);
    houses.sort_unstable();
    houses.into_iter()
}

fn place(cx: Context<'_>, household: u32) -> [f64; 2] {
    let households = &cx.village.households;
    [f64::from(households.east_m[household as usize]), f64::from(households.north_m[household as usize])]
}

/// The household behind a door with those who are at home; `None` when nobody is.
fn door(cx: Context<'_>, world: &World, household: u32) -> Option<Door> {
    let rules = &cx.rules.parameters.storm;
    let people = &cx.village.people;
    let trust = world.beliefs.trust(household, Tier::Group);
    // A product of odds, which keeps certainties certain.
    let weight = rules.refusal_share * exp(-rules.refusal_trust_slope * (trust - rules.trust_centre));
    let refusal = weight / (1.0 - rules.refusal_share + weight);
    let mut door = Door::new(household, place(cx, household), refusal);
    let members = &cx.village.households.first_person[household as usize..household as usize + 2];
    for person in (members[0] as usize..members[1] as usize).filter(|person| people.resident[*person]) {
        let age = u32::from(people.age[person]);
        let frail = age > rules.frail_above_years || age < rules.frail_below_years;
        door.people += 1;
        door.frail += u32::from(frail);
        door.able += u32::from(!frail && people.adult[person]);
    }
    (door.people > 0).then_some(door)
}

/// The storm strikes: households have been moved in time or not, needs rise, and the canal is damaged.
pub fn impact(cx: Context<'_>, world: &mut World, number: u32) {
    let parameters = &cx.rules.parameters;
    let Some(place) = world.storms.iter().position(|storm| storm.hazard == number) else { return };
    world.storms[place].struck = true;
    let groups = world.storms[place].groups.clone();
    let (now, measured_from) = (world.now, world.tally.measured_from);
    for group in groups {
        needs::storm_struck(cx, world, group);
        if let Some(canal) = world.canals.get_mut(group as usize) {
            canal.change(-parameters.works.flood_damage, now, measured_from, parameters.works.usable_from);
        }
    }
    if parameters.mechanisms.trust {
        world.beliefs.at(now);
        for house in 0..world.storms[place].houses.len() {
            let House { household, moved, visited, visitor, .. } = world.storms[place].houses[house];
            let (outcome, process) = (f64::from(moved), f64::from(visited));
            trust::experience(cx, world, (household, Tier::Group, visitor), outcome, process);
        }
    }
}
