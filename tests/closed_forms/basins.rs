//! Escalation as a loop: where a household tips, and the village with two states.

use super::support::{Estimate, assert_hold, claim, mean, runs, value};
use microgov::vocabulary::Measure;

/// Belief and petitions per need in the last year, by replicate.
fn last_year(file: &str, settings: &[&str], arm: &str, count: u64) -> Vec<[f64; 2]> {
    runs((file, settings, arm), count, false, |run| {
        [Measure::PetitionBelief, Measure::PetitionsPerNeed].map(|measure| value(run, measure))
    })
}

/// What the restive start exceeds the quiet one by at the end: belief and petitions per need.
fn gap(file: &str, settings: &[&str], count: u64) -> [Estimate; 2] {
    let [quiet, restive] = ["quiet", "restive"].map(|arm| last_year(file, settings, arm, count));
    [0, 1].map(|i| mean(&restive.iter().zip(&quiet).map(|(one, other)| one[i] - other[i]).collect::<Vec<_>>()))
}

#[test]
fn squeaky_wheels_size_and_joining_make_two_villages_of_one() {
    let gaps = gap("closed_forms/two_basins.toml", &[], 8);
    println!("two basins: {gaps:?}");
    for gap in gaps {
        assert!(gap.mean > 0.4 && gap.mean > 8.0 * gap.error, "{gap:?}");
    }
}

#[test]
fn without_the_loop_one_village_remains() {
    let gaps = gap("closed_forms/one_basin.toml", &[], 8);
    println!("one basin: {gaps:?}");
    for gap in gaps {
        assert!(gap.mean.abs() < 4.0 * gap.error && gap.error < 0.01, "{gap:?}");
    }
}

#[test]
fn each_half_of_the_loop_is_needed_and_priority_is_no_part_of_it() {
    for setting in ["petitions.concession_per_log_people=0", "mechanisms.petition_joining=false"] {
        let [belief, petitions] = gap("closed_forms/two_basins.toml", &[setting], 4);
        println!("{setting}: {belief:?} {petitions:?}");
        assert!(belief.mean < 0.02 && petitions.mean < 0.02, "{setting}: {belief:?} {petitions:?}");
    }
    let [belief, _] = gap("closed_forms/two_basins.toml", &["mechanisms.priority=false"], 4);
    assert!(belief.mean > 0.4, "{belief:?}");
}

/// The belief at which half of the households petition instead of what they would do otherwise. With two options that
/// is where their utilities are equal, whatever the noise.
fn tipping_belief(arm: &str, setting: &str, lowest: f64) -> Estimate {
    let replicates = 6;
    let petitioning = |belief: f64| {
        let belief = format!("petitions.belief_initial={belief}");
        runs(("closed_forms/tipping.toml", &[setting, &belief], arm), replicates, false, |run| {
            value(run, Measure::PetitionsPerNeed)
        })
    };
    // Each replicate tips between two points of one grid of beliefs.
    let grid: Vec<f64> = (0..=40).map(|step| lowest + 0.005 * f64::from(step)).collect();
    let shares: Vec<Vec<f64>> = grid.iter().map(|belief| petitioning(*belief)).collect();
    let flips: Vec<f64> = (0..replicates as usize)
        .map(|replicate| {
            grid[shares.iter().position(|share| share[replicate] > 0.5).expect("it tips on the grid")] - 0.0025
        })
        .collect();
    mean(&flips)
}

#[test]
fn a_household_tips_where_petitioning_is_worth_as_much_as_what_it_would_do_otherwise() {
    let cost = (100.0 + 130.0) / 300.0;
    let trusting = |trust: f64, setting| {
        let expected = trust - 0.5 + cost / 10.0;
        claim("committee", tipping_belief("one", setting, expected - 0.1), expected)
    };
    assert_hold(&[
        trusting(0.7, "trust.committee_initial=0.7"),
        trusting(0.9, "trust.committee_initial=0.9"),
        claim("waiting", tipping_belief("waiting", "trust.committee_initial=0.5", 0.25), (3.0 + cost) / 10.0),
    ]);
}
