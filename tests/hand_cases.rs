//! Twelve situations of a village of six households, worked by hand: every measure, its denominator, and what the end of
//! the run cuts off.
//!
//! The needs are those of one seed; when they arise is read off and asserted first. Everything after is arithmetic: all
//! efforts and patience are fixed, chance has no part. East has households 0 to 2, West 3 to 5; a seventh person is the
//! cadre. The run has 200 days, so that needs voiced after day 110 are too late for the share resolved within 90 days.

use microgov::measures::RunOutcome;
use microgov::scenario::{Memory, read};
use microgov::simulation::Simulator;
use microgov::vocabulary::{GroupMeasure, Measure, MonthMeasure};
use std::sync::Arc;

const VILLAGE: &str = r#"
title_en = "Six households"
[simulation]
start = 2018-01-01
burn_in_days = 0
measured_from = 2018-01-01
end = 2018-07-20
[village]
roster = "six"
cadres = 1
capacity_hours_per_week = 168
[experiment]
seed = 26
main_measures = ["needs_raised"]
[needs]
requests_per_household_year = 2.5
disputes_per_household_year = 0
rate_cv_between_households = 0
season_amplitude = 0
patience_days = 100_000
request_grantable_at_group_share = 1
request_effort_hours = 480
[handling]
pair_overhead = 0
ownership_loss = 0
[committee]
cadres = 1
hours_per_week = 168
patience_days = 100_000
[escalation]
onward = "next_tier"
[petitions]
suppression = 0
[mechanisms]
voice = false
contact = false
presence = false
handling = false
tasks = false
judgement = false
mediation = false
escalation = false
petitions = false
petition_learning = false
petition_joining = false
priority = false
trust = false
quarrels = false
elections = false
turnover = false
experience = false
[structures.one]
roster = "none"
seat.leader.hours_per_week = 168
[structures.pool]
roster = "none"
seat.leader.hours_per_week = 168
seat.second.hours_per_week = 168
seat.third.hours_per_week = 168
[structures.joint]
roster = "none"
joint = ["request"]
attendance = "all"
seat.leader.hours_per_week = 168
seat.second.hours_per_week = 168
seat.third.hours_per_week = 168
[structures.duty]
roster = "rotating_duty"
seat.leader.hours_per_week = 168
seat.second.hours_per_week = 168
[[arm]]
name = "one"
structure = "one"
"#;
const GROUPS: &str = "id\nEast\nWest\n";
const HOUSEHOLDS: &str = "id,group,clan,absent\n1,East,Wang,no\n2,East,Wang,no\n3,East,Li,no\n\
                          4,West,Li,no\n5,West,Li,no\n6,West,Wang,no\n";
const PEOPLE: &str = "id,household,age,resident,party_member,cadre\n1,1,50,yes,no,no\n2,2,50,yes,no,no\n\
                      3,3,50,yes,no,no\n4,4,50,yes,no,no\n5,5,50,yes,no,no\n6,6,50,yes,no,no\n7,6,40,yes,yes,yes\n";

/// When the needs arise, in seconds: two in West, five in East.
const W1: f64 = 205_732.0;
const E1: f64 = 4_599_531.0;
const E2: f64 = 4_827_617.0;
const W2: f64 = 6_168_871.0;
const E3: f64 = 12_124_859.0;
const E4: f64 = 12_528_457.0;
const E5: f64 = 14_084_508.0;
const DAY: f64 = 86_400.0;
const END: f64 = 200.0 * DAY;
/// A holder works at a request for 480 hours of 168 a week: 20 days.
const WORK: f64 = 20.0 * DAY;
/// Measured years.
const YEARS: f64 = 200.0 / 365.0;

const HANDLING: &str = "mechanisms.handling=true";
const ESCALATION: &str = "mechanisms.escalation=true";

fn run(settings: &[&str]) -> RunOutcome {
    let settings: Vec<String> = settings.iter().map(|setting| (*setting).to_string()).collect();
    let files = Memory::single("village.toml", VILLAGE)
        .and("six/groups.csv", GROUPS)
        .and("six/households.csv", HOUSEHOLDS)
        .and("six/people.csv", PEOPLE);
    let scenario = read(&files, "village.toml", &settings).unwrap_or_else(|problems| panic!("{problems}"));
    let mut simulator = Simulator::new(Arc::new(scenario)).expect("the roster is sound");
    let outcome = simulator.run(0, 0, true).unwrap_or_else(|fault| panic!("{fault}"));
    let arose: Vec<f64> = outcome.cases.iter().map(|case| (case.arose_day * DAY).round()).collect();
    assert_eq!(arose, [W1, E1, E2, W2, E3, E4, E5]);
    outcome
}

/// Holds measures to what was worked out.
fn is(outcome: &RunOutcome, expected: &[(Measure, f64)]) {
    for (measure, value) in expected {
        let own = outcome.get(*measure).unwrap_or(f64::NAN);
        assert!((own - value).abs() <= 1e-9 * value.abs(), "{}: {own} for {value}", measure.name());
    }
}

/// Measures without a denominator.
fn are_empty(outcome: &RunOutcome, measures: &[Measure]) {
    for measure in measures {
        assert_eq!(outcome.get(*measure), None, "{}", measure.name());
    }
}

fn months(outcome: &RunOutcome, measure: MonthMeasure) -> Vec<Option<f64>> {
    (0..outcome.months.len()).map(|month| outcome.month(month, measure)).collect()
}

/// The nearest whole fen, in yuan.
fn fen(yuan: f64) -> f64 {
    libm::round(yuan * 100.0) / 100.0
}

#[test]
fn one_with_everything_off_each_need_is_resolved_as_it_arises() {
    let outcome = run(&[]);
    is(
        &outcome,
        &[
            (Measure::NeedsLatent, 7.0),
            (Measure::NeedsInduced, 0.0),
            (Measure::NeedsRaised, 7.0),
            (Measure::LumpedShare, 0.0),
            (Measure::ResolvedAtGroup, 7.0),
            (Measure::ContactDaysMean, 0.0),
            (Measure::WaitGroupMean, 0.0),
            (Measure::ResolutionDaysMean, 0.0),
            (Measure::ResolutionDaysMedian, 0.0),
            (Measure::ResolutionDays180, 0.0),
            (Measure::OpenAtEnd, 0.0),
            (Measure::Escalated, 0.0),
            // W1, E1, E2, W2 of four that arose by day 110.
            (Measure::Resolved90dShare, 1.0),
            (Measure::Resolved90dOfLatentShare, 1.0),
            (Measure::WrongShare, 0.0),
            (Measure::HiddenStock, 0.0),
            (Measure::Petitions, 0.0),
            (Measure::HoursOnCases, 0.0),
            (Measure::VacancyShare, 0.0),
        ],
    );
    // No dispute, no petition, nobody at the committee: shares of nothing.
    are_empty(
        &outcome,
        &[
            Measure::BilateralShare,
            Measure::RedressKept180dShare,
            Measure::RepeatPetitionShare,
            Measure::WaitCommitteeMean,
            Measure::ContestedShare,
            // Neither group has five needs that are old enough.
            Measure::WorstGroupShare,
        ],
    );
}

#[test]
fn two_one_handler_a_group_without_impatience() {
    // East works at E1 to E1 + 20 d, at E2 until E1 + 40 d, rests, at E3, at E4 until E3 + 40 d, at E5 beyond the end.
    let outcome = run(&[HANDLING]);
    let (wait_2, wait_4, wait_5) = (E1 + WORK - E2, E3 + WORK - E4, E3 + 2.0 * WORK - E5);
    let (of_4, of_2, of_5) = ((wait_4 + WORK) / DAY, (wait_2 + WORK) / DAY, (END - E5) / DAY);
    assert!(20.0 < of_4 && of_4 < of_5 && of_5 < of_2);
    // Paid for 200 days, and the rest of the worth of 480 hours a case at 130 yuan for eight.
    let stipend = fen(1_500.0 * YEARS);
    is(
        &outcome,
        &[
            (Measure::NeedsRaised, 7.0),
            (Measure::ResolvedAtGroup, 6.0),
            (Measure::OpenAtGroup, 1.0),
            (Measure::OpenAtEnd, 1.0),
            (Measure::HiddenStock, 0.0),
            // All seven have begun; four of them at once.
            (Measure::WaitGroupMean, (wait_2 + wait_4 + wait_5) / DAY / 7.0),
            // The 95th percentile of seven is .7 of the way from the sixth to the seventh.
            (Measure::WaitGroupP95, (0.3 * wait_5 + 0.7 * wait_2) / DAY),
            (Measure::ResolutionDaysMean, 20.0 + (wait_2 + wait_4) / DAY / 6.0),
            // Four of seven by day 20; then one of three, one cut off, and the last.
            (Measure::ResolutionDaysMedian, 20.0),
            (Measure::ResolutionDays180, 20.0 + (of_4 - 20.0) * 3.0 / 7.0 + (of_2 - of_4) * 2.0 / 7.0),
            (Measure::Resolved90dShare, 1.0),
            // Six cases done, two groups; what is in hand is booked when it is done.
            (Measure::HoursOnCases, 6.0 * 480.0 / (2.0 * YEARS)),
            (Measure::UtilisationGroup, 6.0 * 480.0 / (2.0 * 168.0 * 200.0 / 7.0)),
            (Measure::CostGovernmentYuan, 2.0 * stipend / YEARS),
            (Measure::CostHoldersYuan, (6.0 * 480.0 * 130.0 / 8.0 - 2.0 * stipend) / YEARS),
            (Measure::CostYuan, 6.0 * 480.0 * 130.0 / 8.0 / YEARS),
            (Measure::CostPerResolvedYuan, 480.0 * 130.0 / 8.0),
        ],
    );
    // January to the 20th of July. July begins on day 181, E4 is done on day 180.
    let counts = |numbers: [f64; 7]| numbers.map(Some).to_vec();
    assert_eq!(months(&outcome, MonthMeasure::NeedsRaised), counts([1.0, 2.0, 1.0, 0.0, 2.0, 1.0, 0.0]));
    assert_eq!(months(&outcome, MonthMeasure::Resolved), counts([1.0, 0.0, 1.0, 2.0, 0.0, 2.0, 0.0]));
    assert_eq!(months(&outcome, MonthMeasure::Open), counts([0.0, 2.0, 2.0, 0.0, 2.0, 1.0, 1.0]));
    // Told until March, which ends on day 90; nothing was raised in April, and later months are too late.
    let told = [Some(1.0), Some(1.0), Some(1.0), None, None, None, None];
    assert_eq!(months(&outcome, MonthMeasure::Resolved90dShare), told);
    let east = |measure| outcome.group(0, measure);
    assert_eq!(east(GroupMeasure::NeedsRaised), Some(5.0));
    assert_eq!(east(GroupMeasure::ResolvedAtGroup), Some(4.0));
    assert_eq!(east(GroupMeasure::OpenAtEnd), Some(1.0));
    assert_eq!(outcome.group(1, GroupMeasure::NeedsRaised), Some(2.0));
    let last = outcome.cases.last().map(|case| (case.state, case.tier, case.closed_day, case.begun_day));
    assert_eq!(last, Some(("in_work", "group", None, Some((E3 + 2.0 * WORK) / DAY))));
}

#[test]
fn three_patience_of_ten_days_and_nowhere_to_go() {
    // E2 and E4 would wait 17 and 15 days and leave; so E5 finds the handler free and is done on day 183.
    let outcome = run(&[HANDLING, "needs.patience_days=10"]);
    is(
        &outcome,
        &[
            (Measure::ResolvedAtGroup, 5.0),
            (Measure::AbandonedAtGroup, 2.0),
            (Measure::DroppedAtGroup, 2.0),
            (Measure::Escalated, 0.0),
            (Measure::OpenAtEnd, 0.0),
            (Measure::HiddenStock, 2.0),
            (Measure::WaitGroupMean, 0.0),
            (Measure::ResolutionDaysMean, 20.0),
            // E2 is old enough to count and was not resolved.
            (Measure::Resolved90dShare, 3.0 / 4.0),
            (Measure::Resolved90dOfLatentShare, 3.0 / 4.0),
            // Two of seven are cut off at the end of the run: E4 after 55 days, E2 after 144; the curve stays level.
            (Measure::ResolutionDaysMedian, 20.0),
            (Measure::ResolutionDays180, 20.0 + 160.0 * 2.0 / 7.0),
        ],
    );
    assert_eq!(outcome.group(0, GroupMeasure::Resolved90dShare), Some(1.0 / 2.0));
    assert_eq!(outcome.group(1, GroupMeasure::Resolved90dShare), Some(1.0));
    assert_eq!(outcome.cases[2].state, "ended");
    assert_eq!(outcome.cases[2].closed_day, Some((E2 + 10.0 * DAY) / DAY));
}

#[test]
fn four_the_committee_takes_up_what_the_group_lets_wait() {
    // E2 and E4 reach the committee after ten days; it is free and takes five.
    let settings = [HANDLING, ESCALATION, "needs.patience_days=10", "committee.request_effort_hours=120"];
    let outcome = run(&settings);
    is(
        &outcome,
        &[
            (Measure::ResolvedAtGroup, 5.0),
            (Measure::ResolvedAtCommittee, 2.0),
            (Measure::AbandonedAtGroup, 2.0),
            (Measure::AbandonedAtCommittee, 0.0),
            (Measure::Escalated, 2.0),
            (Measure::OpenAtEnd, 0.0),
            (Measure::WaitCommitteeMean, 0.0),
            (Measure::ResolutionDaysMean, (5.0 * 20.0 + 2.0 * 15.0) / 7.0),
            (Measure::ResolutionDaysMedian, 20.0),
            (Measure::ResolutionDays180, 15.0 + 5.0 * 5.0 / 7.0),
            (Measure::Resolved90dShare, 1.0),
            (Measure::UtilisationCommittee, 240.0 / (168.0 * 200.0 / 7.0)),
            // Two stipends, and 240 of a cadre's 8,760 hours a year at 24,000 yuan.
            (Measure::CostGovernmentYuan, (2.0 * fen(1_500.0 * YEARS) + fen(240.0 * 24_000.0 / 8_760.0)) / YEARS),
        ],
    );
}

#[test]
fn five_without_a_team_the_village_handles_all() {
    // One queue for both groups: W2 waits for E2, which waits for E1; E5 is in work at the end.
    let outcome = run(&[HANDLING, "arm.one.structure=none", "committee.request_effort_hours=480"]);
    let waits = [E1 + WORK - E2, E1 + 2.0 * WORK - W2, E3 + WORK - E4, E3 + 2.0 * WORK - E5];
    is(
        &outcome,
        &[
            (Measure::NeedsRaised, 7.0),
            (Measure::ResolvedAtGroup, 0.0),
            (Measure::ResolvedAtCommittee, 6.0),
            (Measure::OpenAtCommittee, 1.0),
            (Measure::Escalated, 7.0),
            (Measure::WaitCommitteeMean, waits.iter().sum::<f64>() / DAY / 7.0),
            (Measure::ResolutionDaysMean, 20.0 + waits[..3].iter().sum::<f64>() / DAY / 6.0),
            (Measure::Resolved90dShare, 1.0),
            (Measure::UtilisationCommittee, 6.0 * 480.0 / (168.0 * 200.0 / 7.0)),
        ],
    );
    are_empty(&outcome, &[Measure::WaitGroupMean, Measure::UtilisationGroup, Measure::VacancyShare]);
}

#[test]
fn six_without_cadres_a_petition_follows_and_ends_the_case() {
    // E2 and E4 leave the group after ten days and the empty committee after three more.
    let settings = [HANDLING, ESCALATION, "needs.patience_days=10", "committee.patience_days=3", "committee.cadres=0"];
    let outcome = run(&settings);
    is(
        &outcome,
        &[
            (Measure::ResolvedAtGroup, 5.0),
            (Measure::AbandonedAtGroup, 2.0),
            (Measure::AbandonedAtCommittee, 2.0),
            (Measure::DroppedAbove, 2.0),
            (Measure::Petitions, 2.0),
            (Measure::PetitionsPer1000, 2.0 / (7.0 * YEARS / 1_000.0)),
            (Measure::RecordedPetitionsPer1000, 2.0 / (7.0 * YEARS / 1_000.0)),
            (Measure::PetitionsPerNeed, 2.0 / 7.0),
            (Measure::RepeatPetitionShare, 0.0),
            (Measure::CollectivePetitionShare, 0.0),
            (Measure::SkipLevelShare, 0.0),
            (Measure::Resolved90dShare, 3.0 / 4.0),
            (Measure::HiddenStock, 2.0),
            // A trip of 50 yuan and half a day of 130; 800 to government.
            (Measure::CostHouseholdsYuan, 2.0 * 115.0 / YEARS),
            (Measure::CostGovernmentYuan, (2.0 * fen(1_500.0 * YEARS) + 2.0 * 800.0) / YEARS),
        ],
    );
    assert_eq!(outcome.group(0, GroupMeasure::Petitions), Some(2.0));
    assert_eq!(outcome.cases[2].closed_day, Some((E2 + 13.0 * DAY) / DAY));
}

#[test]
fn seven_the_township_grants_one_petition_a_month() {
    // What only the township can grant, and nobody but its office takes time: a twelfth of 365 days each, one by one.
    let outcome = run(&[
        ESCALATION,
        "mechanisms.petitions=true",
        "needs.request_grantable_at_group_share=0",
        "needs.grantable_at_committee_share=0",
        "needs.grantable_at_township_share=1",
        "petitions.accept_days=0",
        "petitions.decide_days=0",
        "petitions.sent_back_share=0",
        "petitions.township_success_share=1",
        "petitions.office_cases_per_month=1",
    ]);
    let month = 365.0 / 12.0 * DAY;
    // E1 begins a row of E2 and W2; E3 comes while W2 is in hand; E4 and E5 are not reached.
    let answered = [W1 + month, E1 + month, E1 + 2.0 * month, E1 + 3.0 * month, E1 + 4.0 * month];
    assert!(E3 < answered[3] && answered[4] < END && END < E1 + 5.0 * month);
    let days = answered.iter().zip([W1, E1, E2, W2, E3]).map(|(to, from)| (to - from) / DAY).sum::<f64>();
    is(
        &outcome,
        &[
            (Measure::ResolvedAbove, 5.0),
            (Measure::OpenAbove, 2.0),
            (Measure::Escalated, 7.0),
            (Measure::Petitions, 7.0),
            (Measure::PetitionsPerNeed, 1.0),
            (Measure::SkipLevelShare, 0.0),
            (Measure::ResolutionDaysMean, days / 5.0),
            (Measure::Resolved90dShare, 1.0),
            // E4 and E5 have been open for 55 and 37 days.
            (Measure::HiddenStock, 0.0),
        ],
    );
}

#[test]
fn eight_three_handlers_share_a_queue() {
    // Never more than two of East's needs at once: nobody waits, and E5 is done on day 183.
    let outcome = run(&[HANDLING, "arm.one.structure=pool"]);
    is(
        &outcome,
        &[
            (Measure::ResolvedAtGroup, 7.0),
            (Measure::WaitGroupMean, 0.0),
            (Measure::ResolutionDaysMean, 20.0),
            (Measure::OwnershipLossHours, 0.0),
            (Measure::UtilisationGroup, 7.0 * 480.0 / (6.0 * 168.0 * 200.0 / 7.0)),
        ],
    );
    assert_eq!(months(&outcome, MonthMeasure::SeatsFilled), vec![Some(6.0); 7]);
}

#[test]
fn nine_nobody_owns_a_case_and_it_takes_longer() {
    // A loss of .5 with three present is a speed of 1 - .5 (1 - 1/3) = 2/3: 30 days and 720 hours for 480.
    let outcome = run(&[HANDLING, "arm.one.structure=pool", "handling.ownership_loss=0.5"]);
    is(
        &outcome,
        &[
            (Measure::ResolvedAtGroup, 7.0),
            (Measure::WaitGroupMean, 0.0),
            (Measure::ResolutionDaysMean, 30.0),
            (Measure::HoursOnCases, 7.0 * 720.0 / (2.0 * YEARS)),
            (Measure::OwnershipLossHours, 7.0 * 240.0 / (2.0 * YEARS)),
        ],
    );
}

#[test]
fn ten_all_three_sit_together() {
    // Three pairs at .1 each: 624 hours of each member, 26 days; one case after the other.
    let settings = [HANDLING, "arm.one.structure=joint", "handling.pair_overhead=0.1", "handling.joint_gap_days=0"];
    let outcome = run(&settings);
    let session = 26.0 * DAY;
    let (wait_2, wait_4, wait_5) = (E1 + session - E2, E3 + session - E4, E3 + 2.0 * session - E5);
    assert!(E3 + 3.0 * session > END);
    is(
        &outcome,
        &[
            (Measure::ResolvedAtGroup, 6.0),
            (Measure::OpenAtGroup, 1.0),
            (Measure::WaitGroupMean, (wait_2 + wait_4 + wait_5) / DAY / 7.0),
            (Measure::ResolutionDaysMean, 26.0 + (wait_2 + wait_4) / DAY / 6.0),
            (Measure::HoursOnCases, 6.0 * 3.0 * 624.0 / (2.0 * YEARS)),
            // Beyond the 480 that one person would have needed.
            (Measure::CoordinationHours, 6.0 * (3.0 * 624.0 - 480.0) / (2.0 * YEARS)),
        ],
    );
}

#[test]
fn eleven_who_is_on_duty_owns_what_comes() {
    // Duty changes with the week. E1 and E2 come in week 7, an odd one, to the second member, though the first is idle; E3
    // and E4 in week 20 to the first; E5 in week 23 to the second, who is free.
    let outcome = run(&[HANDLING, "arm.one.structure=duty"]);
    let (wait_2, wait_4) = (E1 + WORK - E2, E3 + WORK - E4);
    is(
        &outcome,
        &[
            (Measure::ResolvedAtGroup, 7.0),
            (Measure::WaitGroupMean, (wait_2 + wait_4) / DAY / 7.0),
            (Measure::ResolutionDaysMean, 20.0 + (wait_2 + wait_4) / DAY / 7.0),
        ],
    );
}

#[test]
fn twelve_what_came_before_the_measured_time_counts_only_by_its_work() {
    // Measured from day 70, recorded from day 31: E1 is in work and E2 waits, neither was raised in the measured time.
    let outcome = run(&[HANDLING, "simulation.measured_from=2018-03-12", "simulation.burn_in_days=31"]);
    let (wait_4, wait_5) = (E3 + WORK - E4, E3 + 2.0 * WORK - E5);
    is(
        &outcome,
        &[
            (Measure::NeedsLatent, 4.0),
            (Measure::NeedsRaised, 4.0),
            (Measure::ResolvedAtGroup, 3.0),
            (Measure::OpenAtGroup, 1.0),
            (Measure::WaitGroupMean, (wait_4 + wait_5) / DAY / 4.0),
            (Measure::ResolutionDaysMean, 20.0 + wait_4 / DAY / 3.0),
            // W2 alone is measured and old enough.
            (Measure::Resolved90dShare, 1.0),
            // Hours are booked when work is done: E1, E2, W2, E3, E4, in 130 days.
            (Measure::HoursOnCases, 5.0 * 480.0 / (2.0 * 130.0 / 365.0)),
            (Measure::UtilisationGroup, 5.0 * 480.0 / (2.0 * 168.0 * 130.0 / 7.0)),
            // Five resolutions fall into the measured time.
            (Measure::CostPerResolvedYuan, 480.0 * 130.0 / 8.0),
        ],
    );
    assert_eq!(outcome.group(0, GroupMeasure::Resolved90dShare), None);
    assert_eq!(outcome.group(1, GroupMeasure::Resolved90dShare), Some(1.0));
    // February to July.
    let raised = [2.0, 1.0, 0.0, 2.0, 1.0, 0.0].map(Some);
    assert_eq!(months(&outcome, MonthMeasure::NeedsRaised), raised);
}

#[test]
fn and_one_more_nobody_speaks() {
    let settings = ["mechanisms.voice=true", "voice.request_logit=-10", "voice.trust_slope=0", "voice.tie_slope=0"];
    let outcome = run(&settings);
    is(
        &outcome,
        &[
            (Measure::NeedsLatent, 7.0),
            (Measure::NeedsRaised, 0.0),
            (Measure::LumpedShare, 1.0),
            (Measure::HiddenStock, 7.0),
            // None of the four that are old enough.
            (Measure::Resolved90dOfLatentShare, 0.0),
            (Measure::OpenAtEnd, 0.0),
        ],
    );
    are_empty(
        &outcome,
        &[
            Measure::Resolved90dShare,
            Measure::ResolutionDaysMean,
            Measure::ResolutionDaysMedian,
            Measure::WaitGroupMean,
            Measure::ContactDaysMean,
            Measure::WrongShare,
            Measure::CostPerResolvedYuan,
        ],
    );
}
