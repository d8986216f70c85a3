//! How many needs arise: between households, over the year, and from one another.

use super::support::{assert_hold, claim, mean, ratio, runs, value};
use microgov::measures::RunOutcome;
use microgov::vocabulary::Measure;

/// Mean over households of the squared distance of their count from 3.
fn spread(run: &RunOutcome) -> f64 {
    let mut counts = [0.0; 500];
    run.cases.iter().for_each(|case| counts[case.household as usize] += 1.0);
    counts.iter().map(|count| (count - 3.0) * (count - 3.0)).sum::<f64>() / 500.0
}

#[test]
fn counts_are_negative_binomial_between_households() {
    let found = runs(("closed_forms/needs.toml", &[], "one"), 700, true, |run| (run.cases.len() as f64, spread(run)));
    assert_hold(&[
        claim("needs", mean(&found.iter().map(|run| run.0).collect::<Vec<_>>()), 1_500.0),
        claim("variance", mean(&found.iter().map(|run| run.1).collect::<Vec<_>>()), 3.0 + 9.0 * 0.64),
    ]);
}

#[test]
fn counts_of_equal_households_are_poisson_and_the_season_adds_up_to_one() {
    let settings = ["needs.rate_cv_between_households=0"];
    // A quarter of the year about the peak.
    let near_peak = |day: f64| (1.0 + day - 135.0).abs() < 365.0 / 8.0;
    let found = runs(("closed_forms/needs.toml", &settings, "one"), 300, true, |run| {
        let near = run.cases.iter().filter(|case| near_peak(case.arose_day)).count();
        (run.cases.len() as f64, spread(run), near as f64)
    });
    // The mean of 1 + a cos x over ± π/4 is 1 + a sin(π/4) / (π/4).
    let quarter = std::f64::consts::FRAC_PI_4;
    let at_peak = 0.25 * (1.0 + 0.6 * libm::sin(quarter) / quarter);
    assert_hold(&[
        claim("needs", mean(&found.iter().map(|run| run.0).collect::<Vec<_>>()), 1_500.0),
        claim("variance", mean(&found.iter().map(|run| run.1).collect::<Vec<_>>()), 3.0),
        claim("share near the peak", ratio(&found.iter().map(|run| (run.2, run.0)).collect::<Vec<_>>()), at_peak),
    ]);
}

#[test]
fn a_lumped_dispute_has_a_total_progeny_of_one_over_one_less_its_offspring() {
    let progeny = |arm| {
        let found = runs(("closed_forms/quarrels.toml", &[], arm), 40, false, |run| {
            let latent = value(run, Measure::NeedsLatent);
            (latent, latent - value(run, Measure::NeedsInduced))
        });
        ratio(&found)
    };
    assert_hold(&[
        claim("all potential offspring exist", progeny("one"), 1.0 / (1.0 - 0.5)),
        claim("half of them exist", progeny("thinned"), 1.0 / (1.0 - 0.25)),
    ]);
}
