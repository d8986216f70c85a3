//! What people do: be at home, speak, settle, keep what was settled, bear tasks.

use super::support::{Estimate, assert_hold, claim, mean, ratio, replicates, runs, scenario_with, value};
use super::teams::any_present;
use microgov::measures::{CaseRecord, RunOutcome};
use microgov::vocabulary::Measure;

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

#[test]
fn somebody_is_met_at_once_as_often_as_anybody_is_present() {
    let at_once = |arm| {
        mean(&runs(("closed_forms/presence.toml", &[], arm), 60, true, |run| {
            let met = run.cases.iter().filter(|case| case.begun_day == case.voiced_day).count();
            met as f64 / run.cases.len() as f64
        }))
    };
    assert_hold(&[
        claim("one holder", at_once("one"), any_present(1, 0.7, 0.6)),
        claim("three holders", at_once("trio"), any_present(3, 0.7, 0.6)),
    ]);
}

#[test]
fn days_to_first_contact_are_those_of_a_lone_holder_who_comes_and_goes() {
    let settings = ["presence.common_share=0"];
    let found =
        runs(("closed_forms/presence.toml", &settings, "one"), 120, false, |run| value(run, Measure::ContactDaysMean));
    // A try after an absence of rate 1/4 and a presence of rate (1/4)(.3/.7) finds the holder with returns/(all rates).
    let (returns, leaves, tries) = (0.25, 0.25 * 0.3 / 0.7, 1.0 / 3.0);
    let expected = 0.3 / tries * (returns + leaves + tries) / returns;
    assert_hold(&[claim("days to first contact", mean(&found), expected)]);
}

/// Shares of disputes lumped, settled between the parties, brought to the group and above it.
fn pyramid(settings: &[&str], count: u64) -> [Estimate; 4] {
    let found = runs(("closed_forms/voice.toml", settings, "one"), count, true, |run| {
        let share =
            |state: &str| run.cases.iter().filter(|case| case.state == state).count() as f64 / run.cases.len() as f64;
        // Who turns above the group stops there at once, since escalation is off.
        [share("lumped"), share("bilateral_settled"), share("resolved"), share("ended")]
    });
    std::array::from_fn(|i| mean(&found.iter().map(|run| run[i]).collect::<Vec<_>>()))
}

#[test]
fn the_pyramid_of_disputes_is_that_of_the_survey() {
    let [act, talk, group] = [0.71, 0.72, 1.22].map(logistic);
    let [lumped, between, at_group, above] = pyramid(&[], 28);
    let expected = [1.0 - act, act * talk, act * (1.0 - talk) * group, act * (1.0 - talk) * (1.0 - group)];
    assert_hold(&[
        claim("lumped", lumped, expected[0]),
        claim("between the parties", between, expected[1]),
        claim("to the group", at_group, expected[2]),
        claim("above the group", above, expected[3]),
    ]);
    for (own, surveyed) in expected.into_iter().zip([0.33, 0.45, 0.17, 0.05]) {
        assert!((own - surveyed).abs() < 0.005, "{own} for {surveyed}");
    }
}

#[test]
fn talks_that_fail_return_the_dispute_to_its_household() {
    let [act, talk, group] = [0.71, 0.72, 1.22].map(logistic);
    let again = act * talk * 0.5;
    let [lumped, between, at_group, above] = pyramid(&["voice.bilateral_success_share=0.5"], 20);
    let voiced = act * (1.0 - talk) + again * act;
    assert_hold(&[
        claim("lumped", lumped, (1.0 - act) * (1.0 + again)),
        claim("between the parties", between, again),
        claim("to the group", at_group, voiced * group),
        claim("above the group", above, voiced * (1.0 - group)),
    ]);
}

#[test]
fn a_request_is_voiced_with_its_tendency() {
    let settings = ["needs.requests_per_household_year=5", "needs.disputes_per_household_year=0"];
    let found =
        runs(("closed_forms/voice.toml", &settings, "one"), 20, false, |run| 1.0 - value(run, Measure::LumpedShare));
    assert_hold(&[claim("voiced", mean(&found), logistic(1.39))]);
}

/// Cases resolved and all cases, of those that `counts` names.
fn resolved_of(run: &RunOutcome, counts: impl Fn(&CaseRecord) -> bool) -> (f64, f64) {
    let of = run.cases.iter().filter(|case| counts(case));
    let resolved = of.clone().filter(|case| case.state == "resolved").count();
    (resolved as f64, of.count() as f64)
}

#[test]
fn disputes_settle_within_two_sessions_as_the_centres_say() {
    let within_two =
        |arm| ratio(&runs(("closed_forms/mediation.toml", &[], arm), 24, true, |run| resolved_of(run, |_| true)));
    let twice = |once: f64| 1.0 - (1.0 - once) * (1.0 - once);
    let [ordinary, serious] = [-0.54, -0.54 - 1.1].map(|x| twice(logistic(x)));
    assert_hold(&[claim("ordinary", within_two("one"), ordinary), claim("serious", within_two("serious"), serious)]);
    assert!((ordinary - 0.60).abs() < 0.01 && (serious - 0.30).abs() < 0.01);
}

/// Twenty groups of five households of clans a, a, b, b, c. The leader can only be the member of the first, a party
/// member; a second can only be somebody of the third.
fn clans() -> [(&'static str, String); 3] {
    let (mut groups, mut households, mut people) = (
        "id\n".to_string(),
        "id,group,clan,absent\n".to_string(),
        "id,household,age,resident,party_member\n".to_string(),
    );
    for group in 0..20 {
        groups += &format!("{group}\n");
        for (place, clan) in ["a", "a", "b", "b", "c"].into_iter().enumerate() {
            households += &format!("{group}.{place},{group},{clan},no\n");
            let home = if place == 0 || place == 2 { "yes" } else { "no" };
            let member = if place == 0 { "yes" } else { "no" };
            people += &format!("{group}.{place},{group}.{place},40,{home},{member}\n");
        }
    }
    [
        ("closed_forms/clans/groups.csv", groups),
        ("closed_forms/clans/households.csv", households),
        ("closed_forms/clans/people.csv", people),
    ]
}

/// The clan of a household of [`clans`].
fn clan(household: u32) -> char {
    ['a', 'a', 'b', 'b', 'c'][household as usize % 5]
}

#[test]
fn trust_that_counts_is_the_least_of_the_parties_in_whom_they_trust_most() {
    let text = "extends = \"mediation.toml\"\nvillage.roster = \"clans\"\nneeds.adjacent_dispute_share = 0\n\
                trust.kin_logit = 1\nvillage.cadres = 0\ncommittee.cadres = 0\n\
                [structures.one]\nseat.leader.eligibility = \"party_members\"\n\
                [structures.pair]\nroster = \"none\"\nseat.leader.eligibility = \"party_members\"\n\
                seat.leader.term_years = 50\nseat.second.eligibility = \"non_members\"\nseat.second.term_years = 50\n\
                [[arm]]\nname = \"pair\"\nstructure = \"pair\"\n";
    let clans = clans();
    let mut files: Vec<(&str, &str)> = clans.iter().map(|(name, text)| (*name, text.as_str())).collect();
    files.push(("closed_forms/pair.toml", text));
    let kin = logistic(libm::log(0.45 / 0.55) + 1.0);
    let twice = |trust: f64| {
        let once = logistic(-0.54 + 4.0 * (trust - 0.45));
        1.0 - (1.0 - once) * (1.0 - once)
    };
    let pairs = [
        ("both of the leader's clan", ['a', 'a']),
        ("one of it", ['a', 'b']),
        ("none of it", ['b', 'c']),
        ("both of the second's clan", ['b', 'b']),
    ];
    // T* by hand: each party trusts a mediator of its clan more, and resents one of the other's.
    let least_trust = |parties: [char; 2], mediators: &[char], penalty: f64| {
        let side = |own: char, other: char| {
            let most = if mediators.contains(&own) { kin } else { 0.45 };
            if own != other && mediators.contains(&other) { most - penalty } else { most }
        };
        side(parties[0], parties[1]).min(side(parties[1], parties[0]))
    };
    for (penalty, setting) in [(0.2, "mediation.kin_penalty=0.2"), (0.0, "mediation.kin_penalty=0")] {
        let scenario = scenario_with("closed_forms/pair.toml", &[setting], &files);
        for (arm, mediators) in [("one", &['a'][..]), ("pair", &['a', 'b'])] {
            let found = replicates(&scenario, arm, 80, true, |run| {
                pairs.map(|(_, [one, other])| {
                    resolved_of(run, |case| {
                        let sides = [case.household, case.counterpart.unwrap_or(0)].map(clan);
                        sides == [one, other] || sides == [other, one]
                    })
                })
            });
            let claims: Vec<_> = (0..pairs.len())
                .map(|i| {
                    let (what, parties) = pairs[i];
                    let estimate = ratio(&found.iter().map(|run| run[i]).collect::<Vec<_>>());
                    claim(what, estimate, twice(least_trust(parties, mediators, penalty)))
                })
                .collect();
            println!("{arm}, penalty {penalty}");
            assert_hold(&claims);
        }
    }
}

#[test]
fn settlements_keep_for_180_days_as_their_hazards_say() {
    let kept = |settings: &[&str]| {
        mean(&runs(("closed_forms/breakdown.toml", settings, "one"), 30, false, |run| {
            value(run, Measure::RedressKept180dShare)
        }))
    };
    let half_year = |rate: f64| libm::exp(-rate * 180.0 / 365.0);
    assert_hold(&[
        claim("right and wrong", kept(&[]), 0.7 * half_year(0.5) + 0.3 * half_year(2.0)),
        claim("right only", kept(&["mechanisms.judgement=false"]), half_year(0.5)),
    ]);
}

#[test]
fn hours_of_tasks_and_cases_are_their_rates_and_fill_what_is_offered() {
    for (arm, seats, count) in [("one", 1.0, 60), ("trio", 3.0, 60)] {
        let offered = seats * 40.0 * 365.0 / 7.0;
        let found = runs(("closed_forms/tasks.toml", &[], arm), count, false, |run| {
            let [tasks, cases, used] = [Measure::HoursOnTasks, Measure::HoursOnCases, Measure::UtilisationGroup]
                .map(|measure| value(run, measure));
            // An identity within each run, to the seconds of which instants are whole.
            assert!((used * offered - tasks - cases).abs() < 1e-6 * offered, "{used} {tasks} {cases}");
            [tasks, cases, used]
        });
        let column = |i: usize| mean(&found.iter().map(|run| run[i]).collect::<Vec<_>>());
        assert_hold(&[
            claim("hours on tasks", column(0), 40.0 * 12.0),
            claim("hours on cases", column(1), 25.0 * 4.0 * 6.0),
            claim("use of hours", column(2), (480.0 + 600.0) / offered),
        ]);
    }
}
