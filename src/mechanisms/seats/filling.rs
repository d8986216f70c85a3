//! How a team's seats are filled on a day.

use super::{plan_election, vacate};
use crate::governance::elections::{best, plurality};
use crate::mechanisms::{costs, handling, judgement, learning, trust};
use crate::random::{Decision, Who};
use crate::special::{logistic, logit};
use crate::units::{Fen, YEAR_DAYS};
use crate::vocabulary::choices::{Electorate, Eligibility, Fallback};
use crate::world::{Context, Due, NONE, Payer, Purpose, SeatRule, World};

/// One seat that is to be filled.
#[derive(Clone, Copy)]
struct Vacancy<'s> {
    group: u32,
    slot: u32,
    seat: &'s SeatRule,
    /// Natural key of the role and the day.
    key: u64,
}

/// Fills the seats of a team that are due: new ones, vacant ones whose by-election has come, those whose term has ended;
/// with `re_elect` all of them. A vacancy waits for its own day, whatever becomes of the other seats.
pub(super) fn fill(cx: Context<'_>, world: &mut World, group: u32, re_elect: bool) {
    world.teams[group as usize].election = crate::units::Time::NEVER;
    if world.teams[group as usize].lead != group {
        return;
    }
    let plan = &cx.rules.plans[world.teams[group as usize].plan];
    let seats = cx.rules.seats_per_group() as u32;
    let mut ballots = 0;
    for (place, role) in plan.order.iter().enumerate() {
        let Some(seat) = &plan.seats[*role] else { continue };
        let slot = group * seats + *role as u32;
        if re_elect || world.slots[slot as usize].term_ends <= world.now {
            let key = u64::from(world.now.day()) << 32 | cx.rules.role_codes[*role];
            let vacancy = Vacancy { group, slot, seat, key };
            let earlier: Vec<u32> = plan.order[..place]
                .iter()
                .map(|role| world.slots[(group * seats + *role as u32) as usize].person)
                .collect();
            let winner = choose(cx, world, vacancy, &earlier, &mut ballots);
            seat_winner(cx, world, vacancy, winner, plan.training_days, seats);
        }
        let next = world.slots[slot as usize].term_ends;
        plan_election(world, group, next);
    }
    if ballots > 0 && world.measured() {
        let cost = Fen::from_yuan(cx.rules.parameters.costs.election_yuan);
        world.tally.ledger.enter(Payer::Government, Purpose::Elections, cost);
        // One day for all seats: who votes at all spends the time once.
        let voters =
            adults(cx, group).filter(|person| votes_in_person(cx, *person, u64::from(world.now.day()))).count();
        let hours = cx.rules.parameters.costs.voter_hours * voters as f64;
        let worth = Fen::from_yuan(hours * cx.rules.parameters.costs.day_wage_yuan / 8.0);
        world.tally.ledger.enter(Payer::Households, Purpose::Elections, worth);
    }
}

/// The person who takes a seat, [`NONE`] when nobody does.
fn choose(cx: Context<'_>, world: &mut World, vacancy: Vacancy<'_>, earlier: &[u32], ballots: &mut u32) -> u32 {
    let plan = &cx.rules.plans[world.teams[vacancy.group as usize].plan];
    if vacancy.seat.electorate == Electorate::None {
        let people = 0..cx.village.people.household.len() as u32;
        let free = people.filter(|person| may_hold(cx, world, vacancy, *person, &[]) && !seated(world, *person));
        return by_priority(cx, vacancy, free).unwrap_or(NONE);
    }
    let group = &cx.village.groups[vacancy.group as usize];
    let eligible: Vec<u32> =
        group.people.clone().filter(|person| may_hold(cx, world, vacancy, *person, earlier)).collect();
    let elected = match cx.rules.parameters.mechanisms.elections {
        true => elect(cx, world, vacancy, &eligible, ballots),
        false => by_priority(cx, vacancy, eligible.iter().copied()),
    };
    elected.or_else(|| fall_back(cx, world, vacancy, plan.fallback)).unwrap_or(NONE)
}

/// Whether a person may hold a seat: a resident adult, no cadre, eligible, without an earlier seat of the team.
fn may_hold(cx: Context<'_>, world: &World, vacancy: Vacancy<'_>, person: u32, earlier: &[u32]) -> bool {
    let people = &cx.village.people;
    let i = person as usize;
    let class = match vacancy.seat.eligibility {
        Eligibility::Adults => true,
        Eligibility::PartyMembers => people.party_member[i],
        Eligibility::NonMembers => !people.party_member[i],
    };
    class
        && people.adult[i]
        && people.resident[i]
        && !cx.village.cadres.contains(&person)
        && !earlier.contains(&person)
        && !serves_elsewhere(world, vacancy.group, person)
}

/// Whether a person holds a seat of another group.
fn serves_elsewhere(world: &World, group: u32, person: u32) -> bool {
    world.guests.iter().any(|(guest, slot)| *guest == person && world.slots[*slot as usize].group != group)
}

fn seated(world: &World, person: u32) -> bool {
    world.slots.iter().any(|slot| slot.person == person)
}

/// The first by random priority.
fn by_priority(cx: Context<'_>, vacancy: Vacancy<'_>, people: impl Iterator<Item = u32>) -> Option<u32> {
    best(people.map(|person| {
        let u = cx.streams.uniform(Decision::SeatPriority, Who::one(0, person), vacancy.key);
        (person, u)
    }))
}

/// How much a person is drawn to a seat.
fn readiness(cx: Context<'_>, seat: &SeatRule, person: u32) -> f64 {
    let elections = &cx.rules.parameters.elections;
    let trait_of = |traits: &[f32]| traits.get(person as usize).map_or(0.0, |x| f64::from(*x));
    elections.stand_base
        + elections.stand_stipend_per_1000_yuan * seat.stipend_per_year.yuan() / 1000.0
        + elections.stand_motive_slope * trait_of(&cx.village.people.motive)
        - elections.stand_wage_slope * trait_of(&cx.village.people.outside_wage)
}

/// Candidates stand, or are asked; the electorate decides.
fn elect(cx: Context<'_>, world: &mut World, vacancy: Vacancy<'_>, eligible: &[u32], ballots: &mut u32) -> Option<u32> {
    let draw = |person: u32| cx.streams.draw(Decision::Candidacy, Who::one(0, person), vacancy.key);
    let incumbent = world.slots[vacancy.slot as usize].person;
    // A sitting member stands again; the others stand by their own will.
    let mut candidates: Vec<u32> = eligible
        .iter()
        .copied()
        .filter(|person| {
            *person == incumbent || draw(*person).uniform(0) < logistic(readiness(cx, vacancy.seat, *person))
        })
        .collect();
    if candidates.is_empty() {
        let asked = cx.rules.parameters.elections.asked_logit;
        let agrees = |person: &u32| draw(*person).uniform(1) < logistic(readiness(cx, vacancy.seat, *person) + asked);
        candidates.extend(by_priority(cx, vacancy, eligible.iter().copied().filter(agrees)));
    }
    if candidates.is_empty() {
        return None;
    }
    match vacancy.seat.electorate {
        Electorate::Lottery => by_priority(cx, vacancy, candidates.iter().copied()),
        Electorate::Committee | Electorate::None => best(candidates.iter().map(|person| {
            let taste = cx.streams.draw(Decision::Vote, Who::pair(0, 0xFF_FFFF, *person), vacancy.key).gumbel(0);
            (*person, able(cx, world, *person) + taste)
        })),
        Electorate::Villagers | Electorate::PartyMembers => {
            world.tally.elections[0] += 1;
            *ballots += 1;
            if candidates.len() == 1 {
                return Some(candidates[0]);
            }
            world.tally.elections[1] += 1;
            ballot(cx, world, vacancy, &candidates)
        }
    }
}

/// A candidate's ability as others see it.
fn able(cx: Context<'_>, world: &World, person: u32) -> f64 {
    cx.rules.parameters.elections.skill_weight * judgement::skill_logit(cx, world, person, 0)
}

fn adults(cx: Context<'_>, group: u32) -> impl Iterator<Item = u32> {
    let people = &cx.village.people;
    cx.village.groups[group as usize].people.clone().filter(move |person| people.adult[*person as usize])
}

fn votes_in_person(cx: Context<'_>, person: u32, day: u64) -> bool {
    cx.village.people.resident[person as usize]
        && cx.streams.uniform(Decision::Turnout, Who::one(0, person), day) < cx.rules.parameters.elections.turnout_share
}

/// The vote: who comes, whom each takes, who wins.
fn ballot(cx: Context<'_>, world: &mut World, vacancy: Vacancy<'_>, candidates: &[u32]) -> Option<u32> {
    let elections = &cx.rules.parameters.elections;
    let people = &cx.village.people;
    let day = u64::from(world.now.day());
    world.beliefs.at(world.now);
    let incumbent = world.slots[vacancy.slot as usize].person;
    let common: Vec<f64> = candidates.iter().map(|person| able(cx, world, *person)).collect();
    let mut votes = vec![0; candidates.len()];
    let (mut cast, mut entitled) = (0, 0);
    for voter in adults(cx, vacancy.group) {
        if vacancy.seat.electorate == Electorate::PartyMembers && !people.party_member[voter as usize] {
            continue;
        }
        entitled += 1;
        let in_person = votes_in_person(cx, voter, day);
        cast += u64::from(in_person);
        let turnout = cx.streams.draw(Decision::Turnout, Who::one(0, voter), day);
        let by_proxy = !people.resident[voter as usize] && turnout.uniform(1) < elections.proxy_share;
        if !in_person && !by_proxy {
            continue;
        }
        let home = people.household[voter as usize];
        let choice = best(candidates.iter().enumerate().map(|(i, person)| {
            let theirs = people.household[*person as usize];
            let kin = trust::kin(cx, home, theirs);
            let record = match *person == incumbent {
                true => elections.trust_weight * logit(trust::in_member(cx, world, home, vacancy.slot)),
                false => 0.0,
            };
            let taste = cx.streams.draw(Decision::Vote, Who::pair(0, voter, *person), vacancy.key).gumbel(0);
            (i, common[i] + elections.kin_weight * f64::from(kin) + record + taste)
        }));
        if let Some(choice) = choice {
            votes[choice] += 1;
        }
    }
    world.tally.votes[0] += cast;
    world.tally.votes[1] += entitled;
    plurality(&votes).map(|winner| candidates[winner]).or(candidates.first().copied())
}

/// Nobody of the group takes the seat.
fn fall_back(cx: Context<'_>, world: &World, vacancy: Vacancy<'_>, fallback: Fallback) -> Option<u32> {
    match fallback {
        Fallback::Vacant => None,
        Fallback::NeighbouringGroup => {
            let groups = cx.village.groups.len() as u32;
            let seats = cx.rules.seats_per_group() as u32;
            let next = (vacancy.group + 1) % groups;
            let neighbour = &world.slots[(next * seats + vacancy.slot % seats) as usize];
            (neighbour.serves() && next != vacancy.group).then_some(neighbour.person)
        }
        Fallback::AppointedByBranch => {
            let people = 0..cx.village.people.household.len() as u32;
            let asked = cx.rules.parameters.elections.asked_logit;
            let free = people.filter(|person| {
                let u = cx.streams.draw(Decision::Candidacy, Who::one(0, *person), vacancy.key).uniform(2);
                cx.village.people.party_member[*person as usize]
                    && may_hold(cx, world, vacancy, *person, &[])
                    && !seated(world, *person)
                    && u < logistic(readiness(cx, vacancy.seat, *person) + asked)
            });
            by_priority(cx, vacancy, free)
        }
    }
}

/// Hours a week that a person gives a seat: what is asked, at most its capacity.
pub(super) fn hours_given(cx: Context<'_>, world: &World, person: u32, seat: &SeatRule, slot: u32) -> f64 {
    seat.hours_per_week.min(capacity(cx, world, person, seat.stipend_per_year, slot))
}

/// Hours a week that a person can give a seat: its free capacity and what the stipend buys, less what other seats take.
pub fn capacity(cx: Context<'_>, world: &World, person: u32, stipend_per_year: Fen, slot: u32) -> f64 {
    let capacity = cx.village.people.capacity_hours.get(person as usize);
    let Some(capacity) = capacity.filter(|_| cx.rules.parameters.mechanisms.handling) else {
        return f64::INFINITY;
    };
    let wage = cx.rules.parameters.costs.day_wage_yuan / 8.0;
    let bought = if wage > 0.0 { stipend_per_year.yuan() / wage * 7.0 / YEAR_DAYS } else { 0.0 };
    let others = world.slots.iter().enumerate().filter(|(other, held)| *other as u32 != slot && held.person == person);
    let elsewhere: f64 = others.map(|(_, held)| held.hours_per_week).sum();
    (f64::from(*capacity) + bought - elsewhere).max(0.0)
}

/// Seats who was chosen: the same person stays, another takes over, or the seat is vacant.
fn seat_winner(cx: Context<'_>, world: &mut World, vacancy: Vacancy<'_>, winner: u32, training_days: f64, seats: u32) {
    let slot = vacancy.slot;
    let term_ends = world.now.after_days(vacancy.seat.term_days);
    let incumbent = world.slots[slot as usize].person;
    if winner == NONE {
        return vacate(cx, world, slot);
    }
    if winner == incumbent {
        world.slots[slot as usize].term_ends = term_ends;
        world.slots[slot as usize].confirmed = world.now;
        return;
    }
    if incumbent != NONE {
        vacate(cx, world, slot);
    } else {
        costs::settle(cx, world, slot);
    }
    // Who wins an earlier seat gives up a later one of the same team.
    for other in vacancy.group * seats..(vacancy.group + 1) * seats {
        if other != slot && world.slots[other as usize].person == winner {
            vacate(cx, world, other);
            // Its turn comes on the same day.
            world.slots[other as usize].term_ends = world.now;
        }
    }
    let home = cx.village.households.group[cx.village.people.household[winner as usize] as usize];
    if home != vacancy.group {
        world.guests.push((winner, slot));
    }
    world.timelines.prepare(winner, home, &cx.streams);
    let hours = hours_given(cx, world, winner, vacancy.seat, slot);
    let holder = &mut world.slots[slot as usize];
    holder.person = winner;
    holder.term_ends = term_ends;
    holder.confirmed = world.now;
    holder.ask(hours);
    holder.committed_until = Due::at(world.now);
    handling::set_pace(world, slot, hours);
    train(cx, world, winner, training_days);
    learning::take_over(cx, world, slot);
    let role = (slot % seats) as usize;
    for (group, members) in cx.village.groups.iter().enumerate() {
        if world.teams[group].lead == vacancy.group {
            for household in members.households.clone() {
                world.beliefs.forget_holder(household, role);
            }
        }
    }
    world.looking.push(slot);
}

/// A holder is trained, up to the days the structure gives; outside support makes a day worth more.
pub(super) fn train(cx: Context<'_>, world: &mut World, person: u32, days: f64) {
    let had = f64::from(world.trained_days[person as usize]);
    let worth = if cx.rules.supported(world.now) { cx.rules.parameters.support.training_factor } else { 1.0 };
    if days <= had {
        return;
    }
    world.trained_days[person as usize] = (had + (days - had) * worth) as f32;
    if world.measured() {
        let cost = (days - had) * cx.rules.parameters.training.cost_yuan_per_person_day;
        world.tally.ledger.enter(Payer::Government, Purpose::Training, Fen::from_yuan(cost));
    }
}
