//! A member adds what he is worth: one who judges worse than a coin or is kin of the other side takes something away.

use super::setup::{ALL_OFF, arm, estimate, run_all, village};
use crate::oracle::teams::majority;
use microgov::vocabulary::Measure;

/// Three seats that handle everything together, and one alone; nobody is held back by hours or recusal.
const TEAMS: &str = "
structures.one = { roster = \"none\", seat.leader = { hours_per_week = 40 } }
structures.together = { joint = [\"request\", \"dispute\"], attendance = \"all\", roster = \"none\", \
decision = { small = \"majority\", dispute = \"majority\" }, \
seat = { leader = { hours_per_week = 40 }, second = { hours_per_week = 40 }, third = { hours_per_week = 40 } } }
village.capacity_hours_per_week = 168
village.topic_skill_sd_logit = 0
judgement = { common_cause = 0, common_cause_same_clan = 0, misleading_share = 0, serious_logit = 0, kin_lean = 0 }
";

/// A value over replicates, of the one and of the three.
fn one_and_three(settings: &str, value: Measure) -> [(f64, f64); 2] {
    let arms = arm("one", "one", "") + &arm("together", "together", "");
    let scenario = village(&(TEAMS.to_string() + settings + &arms));
    let mut values = [Vec::new(), Vec::new()];
    for replicate in 0..40 {
        let outcomes = run_all(&scenario, replicate);
        for (values, outcome) in values.iter_mut().zip(outcomes) {
            values.extend(outcome.get(value));
        }
    }
    values.map(|values| estimate(&values))
}

#[test]
fn a_majority_of_weak_members_judges_worse_than_one_of_them_and_of_able_ones_better() {
    let judged = ALL_OFF.replace("judgement = false", "judgement = true");
    for skill in [0.3, 0.45, 0.7] {
        let settings = format!("{judged}village.skill = {skill}\nvillage.skill_sd_logit = 0\n");
        let [one, three] = one_and_three(&settings, Measure::WrongShare);
        for ((mean, error), right) in [(one, skill), (three, majority(&[skill; 3], 0.0))] {
            assert!((1.0 - mean - right).abs() < 4.0 * error, "{mean} ± {error} wrong for {right} right");
        }
        assert_eq!(three.0 > one.0, skill < 0.5, "{skill}");
    }
}

#[test]
fn two_weak_members_spoil_an_able_leader() {
    assert!(majority(&[0.8, 0.3, 0.3], 0.0) < 0.8);
    assert!(majority(&[0.8, 0.7, 0.7], 0.0) > 0.8);
}

#[test]
fn mediators_who_are_kin_of_the_other_side_lower_settlements() {
    let mediated = ALL_OFF.replace("mediation = false", "mediation = true");
    let settings = |penalty: f64| {
        format!(
            "{mediated}needs.disputes_per_household_year = 2\nneeds.requests_per_household_year = 0\n\
             mediation.kin_penalty = {penalty:?}\n"
        )
    };
    let [none, some] = [0.0, 0.6].map(|penalty| one_and_three(&settings(penalty), Measure::ResolvedAtGroup));
    for (without, with) in none.into_iter().zip(some) {
        assert!(with.0 < without.0 - 4.0 * libm::hypot(with.1, without.1) || with.0 < 0.95 * without.0);
    }
    // Without a penalty more mediators can only help, by assumption; with one they can do harm.
    assert!(none[1].0 > none[0].0);
    assert!(some[1].0 - some[0].0 < none[1].0 - none[0].0);
}

#[test]
fn members_who_lean_to_their_kin_judge_worse() {
    let judged = ALL_OFF.replace("judgement = false", "judgement = true");
    let settings = |lean: f64| {
        let lean = format!("kin_lean = {lean:?}");
        (format!("{judged}needs.disputes_per_household_year = 2\nneeds.requests_per_household_year = 0\n"), lean)
    };
    let wrong = |lean: f64| {
        let (settings, own) = settings(lean);
        let text = TEAMS.replace("kin_lean = 0", &own);
        let scenario = village(&(text + &settings + &arm("one", "one", "") + &arm("together", "together", "")));
        let mut values = [Vec::new(), Vec::new()];
        for replicate in 0..20 {
            for (values, outcome) in values.iter_mut().zip(run_all(&scenario, replicate)) {
                values.extend(outcome.get(Measure::WrongShare));
            }
        }
        values.map(|values| estimate(&values).0)
    };
    let (fair, partial) = (wrong(0.0), wrong(0.8));
    assert!(partial[0] > fair[0] + 0.02 && partial[1] > fair[1] + 0.02, "{fair:?} {partial:?}");
}
