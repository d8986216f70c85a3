//! What the charts of an experiment show.

use super::super::subject::tests::subject;
use super::chart::ARMS_A_PAGE;
use super::*;
use crate::analysis::comparison::{Runs, compare};

fn arms(count: usize) -> Subject {
    let arm = |i| {
        format!("[[arm]]\nname = \"a{i}\"\nlabel_en = \"Arm {i}\"\nlabel_zh = \"方案{i}\"\nstructure = \"single\"\n")
    };
    subject(&(0..count).map(arm).collect::<String>())
}

#[test]
fn no_arm_is_left_out_of_the_pages_of_effects() {
    for count in 1..=12 {
        let subject = arms(count);
        let comparison = Comparison { rows: Vec::new(), verdicts: Vec::new(), unknown: Vec::new() };
        let facts = Facts::read(Path::new(""), &subject, &comparison, &[]).expect("nothing to read");
        let mut shown = Vec::new();
        for chart in Chart::forests(&subject) {
            let Chart::Forest(page) = chart else { panic!("{chart} is no forest") };
            let arms = facts.forest(page, Language::English).arms;
            assert!((1..=ARMS_A_PAGE).contains(&arms.len()) && (count <= 4 || arms.len() > 1), "{count}: {arms:?}");
            shown.extend(arms);
        }
        assert_eq!(shown, (1..count).map(|i| format!("Arm {i}")).collect::<Vec<_>>());
    }
}

#[test]
fn charts_are_found_by_the_names_of_their_files() {
    let subject = arms(6);
    for chart in Chart::standard(&subject) {
        assert_eq!(Chart::named(&chart.to_string(), &subject), Some(vec![chart]), "{chart}");
    }
    let count = |name| Chart::named(name, &subject).map(|charts| charts.len());
    assert_eq!(
        [count("forest"), count("course"), count("tiers"), count("course-open")],
        [Some(2), Some(4), Some(1), Some(1)]
    );
    assert_eq!([count("forest-3"), count("cours"), count("course-opened"), count("")], [None; 4]);
    assert!(Chart::names(&subject).all(|name| Chart::named(&name, &subject).is_some()));
    assert_eq!(Chart::named("forest", &arms(1)), Some(Vec::new()));
}

#[test]
fn what_a_scenario_asks_beyond_the_usual_is_drawn() {
    let text =
        "[experiment]\nmain_measures = [\"petitions_per_1000_person_years\", \"trust_group\", \"contact_days_mean\"]\n";
    let drawn = Chart::standard(&subject(text));
    assert!(drawn.contains(&Chart::Distribution(Measure::ContactDaysMean)));
    assert!(!drawn.contains(&Chart::Distribution(Measure::TrustGroup)));
    assert_eq!(drawn.iter().filter(|chart| **chart == Chart::Distribution(Measure::PetitionsPer1000)).count(), 1);
}

#[test]
fn a_difference_is_shown_only_if_the_adjusted_interval_says_so() {
    let subject = arms(2);
    // Differences whose own p-value is about .03, among eight main measures.
    let gap = [1.0, 2.0, -0.5, 1.5, 0.2, 3.0, -1.0, 2.0, 1.0, 0.8];
    let run = |value: f64| {
        let mut measures = vec![None; Measure::COUNT];
        measures[Measure::Resolved90dShare as usize] = Some(value);
        measures
    };
    let values = vec![vec![run(0.0); gap.len()], gap.iter().map(|value| run(*value)).collect()];
    let runs = Runs { point: 0, arms: subject.arms(), baseline: 0, values, turns: None };
    let decided = |main: &[Measure]| {
        let comparison = compare(&runs, main);
        let facts = Facts::read(Path::new(""), &subject, &comparison, &[]).expect("nothing to read");
        facts.difference(1, Measure::Resolved90dShare).expect("a difference").decided
    };
    assert!(decided(&[Measure::Resolved90dShare]));
    assert!(!decided(subject.main_measures()));
}
