//! Informal fixers: off, or none of them, is the village without them; who settles for nothing takes no hours.

use super::setup::{arm, differences, run, run_all, simulator, village};
use microgov::vocabulary::Measure;

/// Where two arms differ that have settings of their own, over some replicates.
fn where_they_differ(structure: &str, one: &str, other: &str) -> Vec<String> {
    let scenario = village(&(arm("one", structure, one) + &arm("other", structure, other)));
    (0..2)
        .flat_map(|replicate| {
            let outcomes = run_all(&scenario, replicate);
            differences(&outcomes[0], &outcomes[1])
        })
        .collect()
}

#[test]
fn nobody_is_as_good_as_off() {
    for structure in ["single", "three", "none"] {
        let wild = "fixers.per_group = 9\nfixers.referral_share = 1";
        assert_eq!(where_they_differ(structure, "", wild), Vec::<String>::new(), "{structure}");
        let mut found = where_they_differ(structure, "mechanisms.fixers = true\nfixers.per_group = 0", "");
        found.retain(|name| !name.starts_with("fixer_"));
        assert_eq!(found, Vec::<String>::new(), "{structure}");
        assert!(!where_they_differ(structure, "mechanisms.fixers = true", "").is_empty(), "{structure}");
    }
}

#[test]
fn fixers_relieve_the_team_and_every_account_balances() {
    let many = "mechanisms.fixers = true\nfixers.per_group = 5\nfixers.turn_logit = 2\nfixers.displacement = 0";
    for structure in ["single", "three", "three_joint", "none", "assembly"] {
        let scenario = village(&(arm("without", structure, "") + &arm("with", structure, many)));
        let mut simulator = simulator(&scenario);
        let mut hours = [0.0; 2];
        for replicate in 0..3 {
            for (place, hours) in hours.iter_mut().enumerate() {
                let outcome = run(&mut simulator, place, replicate);
                *hours += outcome.get(Measure::HoursOnCases).unwrap_or(0.0);
                let share = outcome.get(Measure::FixerShare);
                assert_eq!(share.is_some(), place == 1, "{structure}");
                assert!(share.is_none_or(|share| (0.05..0.95).contains(&share)), "{structure}: {share:?}");
            }
        }
        assert!(structure == "none" || hours[1] < 0.9 * hours[0], "{structure}: {hours:?}");
    }
}
