//! Every mechanism of the whole village switched off alone: it did something, its own measures are gone, and what a run
//! finds rather than makes is the same to the last bit.

use super::setup::run_all;
use microgov::scenario::{FileSystem, Scenario, read};
use microgov::vocabulary::Measure;
use std::path::Path;
use std::sync::Arc;

/// Everything on, with these settings.
fn whole(settings: &[&str]) -> Arc<Scenario> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/reform_2018.toml");
    let settings: Vec<String> = settings.iter().map(ToString::to_string).collect();
    Arc::new(read(&FileSystem, &file.to_string_lossy(), &settings).unwrap_or_else(|problems| panic!("{problems}")))
}

/// A switch, and measures that have no value without it.
const SWITCHES: [(&str, &[Measure]); 10] = [
    ("effort", &[Measure::HoursGiven, Measure::CrowdOutLossHours]),
    ("visits", &[Measure::VisitsMade]),
    ("information", &[Measure::NewsKnown7dShare, Measure::EntitledUnclaimedShare]),
    ("participation", &[Measure::MeetingsHeld]),
    ("projects", &[Measure::GroupRunShare, Measure::PreferenceMatch]),
    ("leakage", &[]),
    ("campaigns", &[Measure::CampaignCompletedShare]),
    ("storms", &[Measure::StormMovedShare]),
    ("works", &[Measure::CanalUptime, Measure::WaterDisputes]),
    ("fixers", &[Measure::FixerShare]),
];

#[test]
fn each_mechanism_does_something_and_leaves_what_comes_from_outside_alone() {
    let on = whole(&[]);
    let outcomes = run_all(&on, 0);
    for (switch, own) in SWITCHES {
        let setting = format!("mechanisms.{switch}=false");
        let off = whole(&[&setting]);
        let without = run_all(&off, 0);
        for (with, without) in outcomes.iter().zip(&without) {
            for measure in own {
                assert!(with.get(*measure).is_some(), "{switch}: {} has no value", measure.name());
                assert_eq!(without.get(*measure), None, "{switch} is off, but {} has a value", measure.name());
            }
            let others = Measure::ALL.iter().filter(|measure| !own.contains(measure));
            let touched = others.filter(|measure| with.get(**measure) != without.get(**measure)).count();
            assert!(touched > 0, "{switch} has no effect on anything but its own measures");
        }
    }
}

#[test]
fn what_a_household_needs_by_itself_is_the_same_without_any_of_the_mechanisms() {
    let exogenous = |scenario: Arc<Scenario>| {
        let outcome = &run_all(&scenario, 0)[0];
        let count = |measure: Measure| outcome.get(measure).unwrap_or(0.0);
        count(Measure::NeedsLatent)
            - count(Measure::NeedsInduced)
            - count(Measure::NeedsFromFunds)
            - count(Measure::NeedsFromStorms)
            - count(Measure::WaterDisputes)
    };
    let whole_village = exogenous(whole(&[]));
    assert!(whole_village > 1000.0);
    for (switch, _) in SWITCHES {
        assert_eq!(exogenous(whole(&[&format!("mechanisms.{switch}=false")])), whole_village, "{switch}");
    }
}
