//! The outcomes of a run, from its cases and tallies.

use super::groups::resolved_in_time;
use super::over;
use crate::estimators::{Span, gini, quantile, survival};
use crate::mechanisms::needs::Source;
use crate::units::{DAY, Time};
use crate::vocabulary::choices::Need;
use crate::vocabulary::{GroupMeasure, Measure};
use crate::world::{Activity, Case, Context, NONE, Payer, State, Tier, World};

/// A count of some and of all.
#[derive(Clone, Copy, Default)]
struct Part {
    some: u32,
    all: u32,
}

impl Part {
    fn add(&mut self, counted: bool) {
        self.all += 1;
        self.some += u32::from(counted);
    }

    fn share(self) -> Option<f64> {
        over(f64::from(self.some), f64::from(self.all))
    }
}

/// A sum of durations, seconds, and how many they are.
#[derive(Clone, Copy, Default)]
struct Sum {
    seconds: u64,
    count: u32,
}

impl Sum {
    fn add(&mut self, from: Time, to: Time) {
        self.seconds += u64::from(to.0 - from.0);
        self.count += 1;
    }

    fn mean_days(self) -> Option<f64> {
        over(self.seconds as f64 / DAY, f64::from(self.count))
    }
}

/// What is counted over the cases.
#[derive(Default)]
struct Counts {
    latent: u32,
    induced: u32,
    /// By source, those that no other need bred.
    brought: [u32; Source::COUNT],
    raised: u32,
    lumped: Part,
    bilateral: Part,
    contact_days: Sum,
    /// Resolved, dropped and open by last tier: group, committee, above.
    ends: [[u32; 3]; 3],
    escalated: u32,
    abandoned: [u32; 2],
    resolved_90d: Part,
    resolved_90d_of_latent: Part,
    kept: Part,
    wrong: Part,
    deadlocked: Part,
    resolution_days: Sum,
    spans: Vec<Span>,
    hidden: u32,
    by_clan: [Part; 2],
    by_absence: [Part; 2],
}

/// One value a measure, in the order of [`Measure::ALL`].
pub(super) fn measures(cx: Context<'_>, world: &mut World, groups: &[Vec<Option<f64>>]) -> Vec<Option<f64>> {
    let counts = count_cases(cx, world);
    let mut values = vec![None; Measure::COUNT];
    let mut set = |measure: Measure, value: Option<f64>| values[measure as usize] = value;
    from_petitions(cx, world, f64::from(counts.latent), &mut set);
    super::projects::needs(cx, world, counts.brought, &mut set);
    super::projects::measures(cx, world, &mut set);
    from_counts(&mut set, counts);
    from_observations(world, &mut set);
    from_groups(groups, &mut set);
    from_work(cx, world, &mut set);
    from_seats_and_money(cx, world, &mut set);
    super::storms::measures(cx, world, &mut set);
    super::works::measures(cx, world, &mut set);
    super::effort::measures(cx, world, &mut set);
    super::campaigns::measures(world, &mut set);
    super::engagement::measures(cx, world, &mut set);
    super::fixers::measures(cx, world, &mut set);
    values
}

fn count_cases(cx: Context<'_>, world: &World) -> Counts {
    let mut counts = Counts { spans: Vec::with_capacity(world.cases.len()), ..Counts::default() };
    let measured_from = world.tally.measured_from;
    let end = world.now;
    for (i, case) in world.cases.iter().enumerate() {
        if case.state == State::Unborn {
            continue;
        }
        let need = cx.need(i as u32);
        if case.state != State::Resolved && hidden(case, end) {
            counts.hidden += 1;
        }
        if case.arose >= measured_from {
            count_latent(cx, &mut counts, i as u32, case, end);
        }
        if case.voiced >= measured_from && case.voiced != Time::NEVER {
            count_raised(&mut counts, case, end);
        }
        if need.kind == Need::Dispute && case.settled >= measured_from && case.settled.after_whole_days(180) <= end {
            counts.kept.add(case.broke > case.settled.after_whole_days(180));
        }
    }
    counts
}

/// Open for more than 60 days at the end, or lumped or given up in the last year.
fn hidden(case: &Case, end: Time) -> bool {
    match case.state {
        State::Lumped | State::GivenUp | State::Ended => case.ended.after_days(365.0) > end,
        state => state.is_open() && end.days_since(case.voiced) > 60.0,
    }
}

fn count_latent(cx: Context<'_>, counts: &mut Counts, i: u32, case: &Case, end: Time) {
    let need = cx.need(i);
    counts.latent += 1;
    counts.induced += u32::from(need.parent != NONE);
    counts.brought[need.source as usize] += u32::from(need.parent == NONE);
    counts.lumped.add(case.state == State::Lumped);
    if need.kind == Need::Dispute {
        counts.bilateral.add(case.state == State::BilateralSettled);
    }
    if case.arose.after_whole_days(90) <= end {
        let closed = if case.state == State::BilateralSettled { case.ended } else { case.resolved };
        let in_time = closed <= case.arose.after_whole_days(90);
        counts.resolved_90d_of_latent.add(in_time);
        let household = need.household as usize;
        let group = &cx.village.groups[cx.village.households.group[household] as usize];
        let largest = cx.village.households.clan[household] == group.largest_clan;
        counts.by_clan[usize::from(largest)].add(in_time);
        let absent = cx.village.households.absent[household];
        counts.by_absence[usize::from(absent)].add(in_time);
    }
}

fn count_raised(counts: &mut Counts, case: &Case, end: Time) {
    counts.raised += 1;
    if case.met != Time::NEVER {
        counts.contact_days.add(case.voiced, case.met);
    }
    let tier = match case.tier {
        Tier::Group => 0,
        Tier::Committee => 1,
        _ => 2,
    };
    let how = match case.state {
        State::Resolved => 0,
        state if state.is_open() => 2,
        _ => 1,
    };
    counts.ends[tier][how] += 1;
    counts.escalated += u32::from(case.committee_arrivals > 0 || case.petitions > 0);
    for (count, abandoned) in counts.abandoned.iter_mut().zip(case.abandoned) {
        *count += u32::from(abandoned);
    }
    if let Some(in_time) = resolved_in_time(case, end) {
        counts.resolved_90d.add(in_time);
    }
    if let Some(right) = case.first_decision {
        counts.wrong.add(!right);
    }
    if case.begun_at_group != Time::NEVER {
        counts.deadlocked.add(case.deadlocked);
    }
    if case.resolved != Time::NEVER {
        counts.resolution_days.add(case.voiced, case.resolved);
    }
    let until = if case.resolved == Time::NEVER { end } else { case.resolved };
    counts.spans.push(Span::new(until.0 - case.voiced.0, case.resolved != Time::NEVER));
}

fn mean(values: &[f64]) -> Option<f64> {
    over(values.iter().sum(), values.len() as f64)
}

fn from_counts(set: &mut impl FnMut(Measure, Option<f64>), mut counts: Counts) {
    set(Measure::NeedsLatent, Some(f64::from(counts.latent)));
    set(Measure::NeedsInduced, Some(f64::from(counts.induced)));
    set(Measure::NeedsRaised, Some(f64::from(counts.raised)));
    set(Measure::LumpedShare, counts.lumped.share());
    set(Measure::BilateralShare, counts.bilateral.share());
    set(Measure::ContactDaysMean, counts.contact_days.mean_days());
    set(Measure::ResolvedAtGroup, Some(f64::from(counts.ends[0][0])));
    set(Measure::ResolvedAtCommittee, Some(f64::from(counts.ends[1][0])));
    set(Measure::ResolvedAbove, Some(f64::from(counts.ends[2][0])));
    set(Measure::DroppedAtGroup, Some(f64::from(counts.ends[0][1])));
    set(Measure::DroppedAtCommittee, Some(f64::from(counts.ends[1][1])));
    set(Measure::DroppedAbove, Some(f64::from(counts.ends[2][1])));
    set(Measure::OpenAtGroup, Some(f64::from(counts.ends[0][2])));
    set(Measure::OpenAtCommittee, Some(f64::from(counts.ends[1][2])));
    set(Measure::OpenAbove, Some(f64::from(counts.ends[2][2])));
    set(Measure::OpenAtEnd, Some(counts.ends.iter().map(|tier| f64::from(tier[2])).sum()));
    set(Measure::Escalated, Some(f64::from(counts.escalated)));
    set(Measure::AbandonedAtGroup, Some(f64::from(counts.abandoned[0])));
    set(Measure::AbandonedAtCommittee, Some(f64::from(counts.abandoned[1])));
    set(Measure::Resolved90dShare, counts.resolved_90d.share());
    set(Measure::Resolved90dOfLatentShare, counts.resolved_90d_of_latent.share());
    set(Measure::RedressKept180dShare, counts.kept.share());
    set(Measure::WrongShare, counts.wrong.share());
    set(Measure::DeadlockShare, counts.deadlocked.share());
    set(Measure::ResolutionDaysMean, counts.resolution_days.mean_days());
    let survival = survival(&mut counts.spans, 180.0);
    set(Measure::ResolutionDaysMedian, survival.and_then(|curve| curve.median_days));
    set(Measure::ResolutionDays180, survival.map(|curve| curve.restricted_mean_days));
    set(Measure::HiddenStock, Some(f64::from(counts.hidden)));
    let ratio = |parts: [Part; 2]| over(parts[0].share()?, parts[1].share()?);
    set(Measure::MinorityRatio, ratio(counts.by_clan));
    set(Measure::AbsentRatio, ratio([counts.by_absence[1], counts.by_absence[0]]));
}

fn from_petitions(cx: Context<'_>, world: &World, latent: f64, set: &mut impl FnMut(Measure, Option<f64>)) {
    let acts = || world.tally.petitions.iter().filter(|act| act.at >= world.tally.measured_from);
    let count = acts().count() as f64;
    let part = |is: fn(&crate::world::tally::PetitionAct) -> bool| acts().filter(|act| is(act)).count() as f64;
    let person_years = cx.village.people.household.len() as f64 * cx.rules.calendar.measured_years() / 1000.0;
    set(Measure::Petitions, Some(count));
    set(Measure::PetitionsPer1000, over(count, person_years));
    set(Measure::RecordedPetitionsPer1000, over(part(|act| act.recorded), person_years));
    set(Measure::RepeatPetitionShare, over(part(|act| act.repeat), count));
    set(Measure::CollectivePetitionShare, over(part(|act| act.collective), count));
    set(Measure::SkipLevelShare, over(part(|act| act.skips_committee), count));
    set(Measure::PetitionsPerNeed, over(count, latent));
}

fn from_observations(world: &World, set: &mut impl FnMut(Measure, Option<f64>)) {
    let readings = || world.tally.observations.iter().filter(|reading| reading.at >= world.tally.measured_from);
    let count = readings().count() as f64;
    let average = |read: fn(&crate::world::tally::Observation) -> f64| over(readings().map(read).sum(), count);
    set(Measure::PetitionBelief, average(|reading| reading.petition_belief));
    set(Measure::TrustGroup, average(|reading| reading.trust_group));
    set(Measure::TrustCommittee, average(|reading| reading.trust_committee));
    set(Measure::TrustGap, average(|reading| reading.trust_county - reading.trust_group));
}

fn from_groups(groups: &[Vec<Option<f64>>], set: &mut impl FnMut(Measure, Option<f64>)) {
    let enough = |group: &&Vec<Option<f64>>| group[GroupMeasure::NeedsTold as usize].is_some_and(|n| n >= 5.0);
    let mut shares: Vec<f64> =
        groups.iter().filter(enough).filter_map(|group| group[GroupMeasure::Resolved90dShare as usize]).collect();
    set(Measure::WorstGroupShare, shares.iter().copied().reduce(f64::min));
    set(Measure::ResolutionGini, gini(&mut shares));
}

fn from_work(cx: Context<'_>, world: &mut World, set: &mut impl FnMut(Measure, Option<f64>)) {
    for (tier, mean_of, p95_of) in
        [(0, Measure::WaitGroupMean, Measure::WaitGroupP95), (1, Measure::WaitCommitteeMean, Measure::WaitCommitteeP95)]
    {
        let waits = &mut world.tally.waits[tier];
        set(mean_of, mean(waits));
        set(p95_of, quantile(waits, 0.95));
    }
    let tally = &world.tally;
    let group_years = cx.village.groups.len() as f64 * cx.rules.calendar.measured_years();
    let on_cases: f64 = tally.hours_on_cases.iter().sum();
    set(Measure::HoursOnCases, over(on_cases, group_years));
    set(Measure::HoursOnTasks, over(tally.hours_on[Activity::Task as usize], group_years));
    set(Measure::UtilisationGroup, over(on_cases + tally.hours_on.iter().sum::<f64>(), tally.hours_offered[0]));
    set(Measure::UtilisationCommittee, over(tally.cadre_hours.iter().sum(), tally.hours_offered[1]));
    set(Measure::OwnershipLossHours, over(tally.ownership_loss_hours, group_years));
    set(Measure::CoordinationHours, over(tally.coordination_hours, group_years));
}

fn from_seats_and_money(cx: Context<'_>, world: &World, set: &mut impl FnMut(Measure, Option<f64>)) {
    let tally = &world.tally;
    let years = cx.rules.calendar.measured_years();
    let [filled, vacant] = tally.seat_seconds.map(|seconds| seconds as f64);
    set(Measure::VacancyShare, over(vacant, filled + vacant));
    let seat_years = (filled + vacant) / (crate::units::DAY * crate::units::YEAR_DAYS);
    set(Measure::TurnoverPerSeatYear, over(f64::from(tally.resignations), seat_years));
    set(Measure::ContestedShare, over(f64::from(tally.elections[1]), f64::from(tally.elections[0])));
    set(Measure::Turnout, over(tally.votes[0] as f64, tally.votes[1] as f64));
    let [same, teams] = tally.same_clan_teams.map(f64::from);
    set(Measure::SameClanTeamShare, over(same, teams));
    let paid_by = |payer| tally.ledger.paid_by(payer).yuan();
    set(Measure::CostYuan, over(tally.ledger.total().yuan(), years));
    set(Measure::CostGovernmentYuan, over(paid_by(Payer::Government), years));
    set(Measure::CostHoldersYuan, over(paid_by(Payer::Holders), years));
    set(Measure::CostHouseholdsYuan, over(paid_by(Payer::Households), years));
    let resolved = tally.resolutions.iter().filter(|at| **at >= tally.measured_from).count();
    set(Measure::CostPerResolvedYuan, over(tally.ledger.total().yuan(), resolved as f64));
}
