//! Three seats less one, each channel alone over a Latin hypercube: where more people can only help, where they can do
//! harm, and where either side wins. Nobody has a bonus.

use super::setup::{ALL_OFF, estimate, run_all, village};
use microgov::random::{Decision, Streams, Who};
use microgov::vocabulary::{Direction, Measure};

/// Points of a hypercube and replicates of each.
const POINTS: u32 = 16;
const REPLICATES: u64 = 10;

/// Point `point` of a Latin hypercube in a factor, between two bounds.
fn position(factor: u32, point: u32, (low, high): (f64, f64)) -> f64 {
    let streams = Streams::new(13, 0);
    let order = |point: u32| streams.uniform(Decision::DesignStratum, Who::pair(0, factor, point), 0);
    let stratum = (0..POINTS).filter(|other| order(*other) < order(point)).count() as f64;
    let within = streams.uniform(Decision::DesignPosition, Who::pair(0, factor, point), 0);
    low + (high - low) * (stratum + within) / f64::from(POINTS)
}

/// A channel by itself: the mechanisms that are on, what is varied in which bounds, and the measure it shows in.
struct Channel {
    name: &'static str,
    on: &'static [&'static str],
    measure: Measure,
    /// Text with `$0`, `$1`, ... for the factors; structures `one` and `three` among it.
    text: &'static str,
    bounds: &'static [(f64, f64)],
}

/// How often three are better than one by more than twice the standard error, worse, and neither.
fn signs(channel: &Channel) -> [usize; 3] {
    let mut off = ALL_OFF.to_string();
    for mechanism in channel.on {
        off = off.replace(&format!(" {mechanism} = false"), &format!(" {mechanism} = true"));
    }
    let mut counts = [0; 3];
    for point in 0..POINTS {
        let mut text = channel.text.to_string();
        for (factor, bounds) in (0..).zip(channel.bounds) {
            text = text.replace(&format!("${factor}"), &format!("{:?}", position(factor, point, *bounds)));
        }
        let arms = super::setup::arm("one", "one", "") + &super::setup::arm("three", "three_seats", "");
        let scenario = village(&(off.clone() + &text + &arms));
        let better = match channel.measure.direction() {
            Direction::Less => -1.0,
            _ => 1.0,
        };
        let differences: Vec<f64> = (0..REPLICATES)
            .filter_map(|replicate| {
                let outcomes = run_all(&scenario, replicate);
                Some(better * (outcomes[1].get(channel.measure)? - outcomes[0].get(channel.measure)?))
            })
            .collect();
        let (mean, error) = estimate(&differences);
        counts[if mean > 2.0 * error {
            0
        } else if mean < -2.0 * error {
            1
        } else {
            2
        }] += 1;
    }
    println!("{:60} better {:2}, worse {:2}, neither {:2}", channel.name, counts[0], counts[1], counts[2]);
    counts
}

const QUEUE: &str = "village.capacity_hours_per_week = 168\nneeds.disputes_per_household_year = 0\n\
needs.requests_per_household_year = $0\nneeds.request_effort_hours = { exponential = { mean = $1 } }\n";

fn with_queue(structures: &str) -> &'static str {
    format!("{QUEUE}{structures}").leak()
}

#[test]
fn added_hours_only_help() {
    let text = with_queue(
        "structures.one.seat.leader.hours_per_week = $2\nstructures.three_seats = { owner_by = \"least_loaded\", \
         seat = { leader = { hours_per_week = $2 }, second = { hours_per_week = $3 }, third = { hours_per_week = $3 } } }\n",
    );
    let bounds = &[(0.5, 3.0), (1.0, 6.0), (2.0, 8.0), (2.0, 8.0)];
    let added = Channel { name: "hours, added", on: &["handling"], measure: Measure::Resolved90dShare, text, bounds };
    let [better, worse, _] = signs(&added);
    assert!(better > 0 && worse == 0);
}

#[test]
fn the_same_hours_in_three_parts_are_slower_for_whoever_is_served() {
    let text = with_queue(
        "structures.one = { roster = \"none\", seat.leader.hours_per_week = 6 }\nhandling.ownership_loss = 0\n\
         structures.three_seats = { roster = \"none\", seat = { leader = { hours_per_week = 2 }, \
         second = { hours_per_week = 2 }, third = { hours_per_week = 2 } } }\n",
    );
    let bounds = &[(0.5, 2.0), (1.0, 6.0)];
    let matched =
        Channel { name: "hours, matched: days", on: &["handling"], measure: Measure::ResolutionDaysMean, text, bounds };
    let [better, worse, _] = signs(&matched);
    assert!(worse > better && worse > 0);
}

#[test]
fn three_who_attend_everything_together_win_or_lose() {
    let text = with_queue(
        "structures.one.seat.leader.hours_per_week = 3\nhandling.pair_overhead = $2\nhandling.joint_gap_days = $3\n\
         structures.three_seats = { joint = [\"request\"], attendance = \"all\", seat = { \
         leader = { hours_per_week = $4 }, second = { hours_per_week = $4 }, third = { hours_per_week = $4 } } }\n",
    );
    let bounds = &[(0.5, 2.0), (1.0, 6.0), (0.0, 0.33), (0.0, 3.0), (1.0, 12.0)];
    let joint =
        Channel { name: "joint attendance", on: &["handling"], measure: Measure::Resolved90dShare, text, bounds };
    let [better, worse, _] = signs(&joint);
    assert!(better > 0 && worse > 0);
}

#[test]
fn tasks_that_grow_with_the_seats_can_take_more_than_the_seats_bring() {
    let text = with_queue(
        "structures.one.seat.leader.hours_per_week = 6\ntasks.per_group_year = 40\ntasks.growth_per_added_seat = $2\n\
         structures.three_seats = { owner_by = \"contact\", roster = \"named_owner\", tasks_borne_by = \"shared\", seat = { \
         leader = { hours_per_week = 6 }, second = { hours_per_week = $3 }, third = { hours_per_week = $3 } } }\n",
    );
    let bounds = &[(0.5, 2.0), (1.0, 4.0), (0.0, 2.0), (0.5, 6.0)];
    let tasks = Channel {
        name: "hours with tasks that follow the seats",
        on: &["handling", "tasks"],
        measure: Measure::Resolved90dShare,
        text,
        bounds,
    };
    let [better, worse, _] = signs(&tasks);
    assert!(better > 0 && worse > 0);
}

#[test]
fn somebody_of_three_is_found_at_home_sooner() {
    let text = "structures.one.seat.leader.hours_per_week = 6\nstructures.three_seats = { seat = { \
                leader = { hours_per_week = 6 }, second = { hours_per_week = 6 }, third = { hours_per_week = 6 } } }\n\
                presence.availability_share = $0\npresence.common_share = $1\npresence.mean_absence_days = $2\n";
    let bounds = &[(0.3, 0.95), (0.0, 0.95), (1.0, 20.0)];
    let on = &["contact", "presence"];
    let found = Channel { name: "availability", on, measure: Measure::ContactDaysMean, text, bounds };
    let [better, worse, _] = signs(&found);
    assert!(better > 0 && worse == 0);
}

#[test]
fn more_mediators_are_trusted_more_and_opposed_more() {
    let text = "structures.one.seat.leader.hours_per_week = 6\nstructures.three_seats = { joint = [\"dispute\"], \
                attendance = \"all\", seat = { leader = { hours_per_week = 6 }, second = { hours_per_week = 6 }, \
                third = { hours_per_week = 6 } } }\n\
                needs = { disputes_per_household_year = 3, requests_per_household_year = 0 }\n\
                mediation = { kin_penalty = $0, trust_slope = $1 }\ntrust = { kin_logit = $2, tie_logit = $3 }\n";
    let bounds = &[(0.0, 0.6), (1.0, 8.0), (0.0, 1.5), (0.0, 1.0)];
    let on = &["mediation"];
    let mediation = Channel { name: "mediation by trust", on, measure: Measure::ResolvedAtGroup, text, bounds };
    let [better, worse, _] = signs(&mediation);
    assert!(better > 0 && worse > 0);
}

#[test]
fn a_majority_is_worth_what_its_members_are() {
    let text = "structures.one.seat.leader.hours_per_week = 6\nstructures.three_seats = { joint = [\"request\"], \
                attendance = \"all\", decision = { small = \"majority\" }, seat = { leader = { hours_per_week = 6 }, \
                second = { hours_per_week = 6 }, third = { hours_per_week = 6 } } }\n\
                village.skill = $0\nvillage.skill_sd_logit = $1\njudgement = { common_cause = $2, misleading_share = $3 }\n\
                needs = { requests_per_household_year = 6, disputes_per_household_year = 0 }\n";
    let bounds = &[(0.3, 0.9), (0.0, 0.6), (0.0, 0.6), (0.0, 0.3)];
    let on = &["judgement"];
    let majority = Channel { name: "judgement by majority", on, measure: Measure::WrongShare, text, bounds };
    let [better, worse, _] = signs(&majority);
    assert!(better > 0 && worse > 0);
}
