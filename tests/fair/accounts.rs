//! Whatever a scenario allows, a run ends with balanced accounts and finite measures, and is the same with other arms
//! beside it, before it, or none.

use super::setup::{differences, run, scenario, shipped, simulator};
use microgov::measures::RunOutcome;
use microgov::scenario::Scenario;
use microgov::vocabulary::tables::{Decision, SeatTable, StructureTable, Village};
use microgov::vocabulary::{Kind, Measure, Parameter, Parameters, Table};
use proptest::prelude::*;
use std::sync::Arc;

/// A number within its range: mostly inside, where large ranges are met on a scale of powers, often at a bound.
fn number(low: f64, high: f64) -> BoxedStrategy<f64> {
    let floor = if low > 0.0 { low } else { (high * 1e-6).max(1e-6) };
    let powers = (0.0..1.0_f64).prop_map(move |u| (floor * libm::pow(high / floor, u)).clamp(low, high));
    prop_oneof![
        3 => (0.0..=1.0_f64).prop_map(move |u| (low + u * (high - low)).clamp(low, high)),
        3 => if low >= 0.0 { powers.boxed() } else { (low..=high).boxed() },
        1 => Just(low),
        1 => Just(high),
    ]
    .boxed()
}

fn words(words: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::select(words).prop_map(|word| format!("{word:?}")).boxed()
}

/// Any value that a key takes, as a scenario writes it; dates and texts keep their default.
fn value(parameter: &Parameter) -> Option<BoxedStrategy<String>> {
    Some(match parameter.kind {
        Kind::Real(low, high) => number(low, high).prop_map(|x| format!("{x:?}")).boxed(),
        Kind::Whole(low, high) => prop_oneof![
            3 => low..=high.min(low + 8),
            1 => low..=high,
            1 => Just(low),
            1 => Just(high),
        ]
        .prop_map(|n| n.to_string())
        .boxed(),
        Kind::Flag => any::<bool>().prop_map(|flag| flag.to_string()).boxed(),
        Kind::Choice(choices) => words(choices),
        Kind::Choices(choices) => {
            prop::sample::subsequence(choices, 0..=choices.len()).prop_map(|chosen| format!("{chosen:?}")).boxed()
        }
        Kind::Distribution(low, high) => {
            let mean = number(low, high);
            let positive = number(low.max(1e-3), high);
            prop_oneof![
                mean.prop_map(|x| format!("{x:?}")),
                positive.clone().prop_map(|mean| format!("{{ exponential = {{ mean = {mean:?} }} }}")),
                (positive.clone(), number(0.0, 10.0))
                    .prop_map(|(mean, cv)| format!("{{ lognormal = {{ mean = {mean:?}, cv = {cv:?} }} }}")),
                (positive.clone(), number(0.2, 20.0))
                    .prop_map(|(mean, shape)| format!("{{ weibull = {{ mean = {mean:?}, shape = {shape:?} }} }}")),
                positive.prop_map(|mean| format!("{{ uniform = {{ low = 0, high = {mean:?} }} }}")),
            ]
            .boxed()
        }
        Kind::Shares(count) => prop::collection::vec(prop_oneof![1 => Just(0.0), 3 => 0.0..1.0_f64], count)
            .prop_map(|weights| {
                let total: f64 = weights.iter().sum();
                let share = |weight: f64| if total > 0.0 { weight / total } else { 0.0 };
                let mut shares: Vec<f64> = weights.into_iter().map(share).collect();
                if total == 0.0 {
                    shares[0] = 1.0;
                }
                format!("{shares:?}")
            })
            .boxed(),
        Kind::Attendance => prop_oneof![Just("\"one\"".to_string()), Just("\"all\"".to_string())].boxed(),
        Kind::Date | Kind::Text | Kind::Texts | Kind::Groups => return None,
    })
}

/// Keys whose range depends on others; they are set apart, or stay.
const BOUND_TOGETHER: [&str; 18] = [
    "village.groups",
    "village.households",
    "village.people",
    "village.party_members",
    "village.cadres",
    "village.adult_share",
    "village.primary_clan_share",
    "village.secondary_clan_share",
    "needs.serious_share",
    "needs.moderate_share",
    "quarrels.offspring_bound",
    "quarrels.offspring_wrong",
    "quarrels.offspring_dropped",
    "quarrels.offspring_lumped",
    "committee.cadres",
    // Not more needs and tasks than a test has time for.
    "needs.rate_ceiling_factor",
    "tasks.per_group_year",
    "tasks.per_cadre_year",
];

/// Some keys of some tables with values, `path = value` each; a key is set with probability `share`.
fn settings(tables: Vec<&'static [Parameter]>, share: f64) -> BoxedStrategy<Vec<String>> {
    let keys = tables.into_iter().flatten().filter(|parameter| !BOUND_TOGETHER.contains(&parameter.path().as_str()));
    let each: Vec<BoxedStrategy<Option<String>>> = keys
        .filter_map(|parameter| {
            let path = parameter.path();
            let written = value(parameter)?.prop_map(move |value| format!("{path} = {value}"));
            Some(prop::option::weighted(share, written).boxed())
        })
        .collect();
    each.prop_map(|set| set.into_iter().flatten().collect()).boxed()
}

/// Values of the keys that are bound together.
fn bound_together() -> BoxedStrategy<Vec<String>> {
    let village = (1..=5_u32, 0..=40_u32, 0..=90_u32, 0..=12_u32, 0..=4_u32, 0.0..=1.0_f64, 0.0..=1.0_f64).prop_map(
        |(groups, more_households, more_people, members, cadres, primary, of_rest)| {
            let households = groups + more_households;
            let people = 2 * households + 20 + more_people;
            vec![
                format!("village.groups = {groups}"),
                format!("village.households = {households}"),
                format!("village.people = {people}"),
                format!("village.party_members = {members}"),
                format!("village.cadres = {cadres}"),
                format!("committee.cadres = {}", cadres.min(members)),
                format!("village.primary_clan_share = {primary:?}"),
                format!("village.secondary_clan_share = {:?}", (1.0 - primary) * of_rest),
            ]
        },
    );
    let needs = (0.0..=1.0_f64, 0.0..=1.0_f64, 0.0..=0.99_f64, any::<[bool; 3]>(), 1.0..3.0_f64).prop_map(
        |(serious, of_rest, bound, at_bound, ceiling)| {
            let offspring = |i: usize| if at_bound[i] { bound } else { 0.0 };
            vec![
                format!("needs.serious_share = {serious:?}"),
                format!("needs.moderate_share = {:?}", (1.0 - serious) * of_rest),
                format!("quarrels.offspring_bound = {bound:?}"),
                format!("quarrels.offspring_wrong = {:?}", offspring(0)),
                format!("quarrels.offspring_dropped = {:?}", offspring(1)),
                format!("quarrels.offspring_lumped = {:?}", offspring(2)),
                format!("needs.rate_ceiling_factor = {ceiling:?}"),
            ]
        },
    );
    let tasks = (number(0.0, 400.0), number(0.0, 400.0)).prop_map(|(group, cadre)| {
        vec![format!("tasks.per_group_year = {group:?}"), format!("tasks.per_cadre_year = {cadre:?}")]
    });
    (village, needs, tasks).prop_map(|(village, needs, tasks)| [village, needs, tasks].concat()).boxed()
}

/// A structure with up to five seats, all of it drawn.
fn structure(name: &'static str) -> BoxedStrategy<String> {
    let roles = ["leader", "party", "representative", "second", "third"];
    let seats = prop::collection::vec(settings(vec![SeatTable::PARAMETERS], 0.7), 0..=roles.len());
    let head = settings(vec![StructureTable::PARAMETERS, Decision::PARAMETERS], 0.7);
    let quorum = prop::option::of(1..=5_usize);
    (head, seats, quorum)
        .prop_map(move |(head, seats, quorum)| {
            let mut text = String::new();
            if seats.is_empty() {
                // Without seats there is nobody whose rule it could be.
                return format!("structures.{name}.label_en = \"nobody\"\n");
            }
            for line in head {
                text += &line.replace("structures.NAME", &format!("structures.{name}"));
                text += "\n";
            }
            if let Some(quorum) = quorum {
                text += &format!("structures.{name}.attendance = {{ quorum = {} }}\n", quorum.min(seats.len()));
            }
            for (role, seat) in roles.iter().zip(&seats) {
                text += &format!("structures.{name}.seat.{role}.attends = true\n");
                for line in seat.iter().filter(|line| !line.contains(".attends")) {
                    text += &line.replace("structures.NAME.seat.ROLE", &format!("structures.{name}.seat.{role}"));
                    text += "\n";
                }
            }
            text
        })
        .boxed()
}

/// The steps of a plan after the first: day of the year, structure, groups by bits, whether all stand again.
type Steps = Vec<(u32, &'static str, u32, bool)>;

fn steps() -> BoxedStrategy<Steps> {
    let names: Vec<&'static str> = shipped_names().into_iter().chain(["drawn", "other"]).collect();
    prop::collection::vec((1..700_u32, prop::sample::select(names), 0..32_u32, any::<bool>()), 0..=4)
        .prop_map(|mut steps: Steps| {
            steps.sort_by_key(|step| step.0);
            steps.dedup_by_key(|step| step.0);
            steps
        })
        .boxed()
}

fn shipped_names() -> Vec<&'static str> {
    shipped().into_iter().map(|name| &*name.leak()).collect()
}

/// A scenario with everything drawn: a village, common values, two structures, an arm under a plan with values of its
/// own, and an arm under a shipped structure.
#[derive(Clone, Debug)]
struct Drawn {
    common: Vec<String>,
    structures: [String; 2],
    first: &'static str,
    steps: Steps,
    own: Vec<String>,
    shipped: &'static str,
    groups: u32,
}

impl Drawn {
    fn text(&self, arms: &[&str]) -> String {
        let mut text = self.common.join("\n") + "\nsimulation.start = 2016-01-01\nsimulation.end = 2018-01-01\n";
        text += "simulation.measured_from = 2016-07-01\nsimulation.burn_in_days = 91\n";
        text += &self.structures.concat();
        for name in arms {
            text += &format!("[[arm]]\nname = \"{name}\"\n");
            if *name == "shipped" {
                text += &format!("structure = \"{}\"\n", self.shipped);
                continue;
            }
            let mut plan = format!("{{ from = 2016-01-01, structure = \"{}\" }}", self.first);
            for (day, structure, groups, again) in &self.steps {
                let date = jiff::civil::date(2016, 1, 1) + jiff::Span::new().days(i64::from(*day));
                let chosen: Vec<u32> = (0..self.groups).filter(|g| groups >> g & 1 == 1).map(|g| g + 1).collect();
                let groups = if chosen.is_empty() { String::new() } else { format!(", groups = {chosen:?}") };
                plan += &format!(", {{ from = {date}, structure = \"{structure}\"{groups}, re_elect = {again} }}");
            }
            text += &format!("plan = [{plan}]\n{}\n", self.own.join("\n"));
        }
        text
    }

    fn read(&self, arms: &[&str]) -> Arc<Scenario> {
        scenario(&self.text(arms))
    }
}

fn drawn() -> BoxedStrategy<Drawn> {
    let parameters = || Parameters::TABLES.iter().map(|(_, parameters)| *parameters).collect::<Vec<_>>();
    let share = prop::sample::select(vec![0.05, 0.2, 0.5]);
    share
        .prop_flat_map(move |share| {
            (
                settings(vec![Village::PARAMETERS], 0.3),
                settings(parameters(), share),
                bound_together(),
                (structure("drawn"), structure("other")),
                prop::sample::select([shipped_names(), vec!["drawn"; 8]].concat()),
                steps(),
                settings(parameters(), share / 4.0),
                prop::sample::select(shipped_names()),
            )
        })
        .prop_map(|(village, common, bound, (one, other), first, steps, own, shipped)| {
            let groups = bound[0].rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(1);
            let common = [village, common, bound].concat();
            Drawn { common, structures: [one, other], first, steps, own, shipped, groups }
        })
        .boxed()
}

/// What may go either way: a gap, and correlations.
const SIGNED: [Measure; 7] = [
    Measure::TrustGap,
    Measure::PreferenceMatch,
    Measure::MatchGroup,
    Measure::MatchVillage,
    Measure::ProjectDaysGap,
    Measure::QualityGap,
    Measure::SatisfactionGap,
];

/// Every number of an outcome is finite; shares lie within 0 and 1; what is counted is not negative.
fn sound(outcome: &RunOutcome) -> Result<(), String> {
    let numbers =
        || outcome.measures.iter().chain(outcome.groups.iter().flatten()).chain(outcome.months.iter().flatten());
    if numbers().flatten().any(|x| !x.is_finite()) {
        return Err("a measure is not finite".into());
    }
    for measure in Measure::ALL {
        let Some(x) = outcome.get(*measure) else { continue };
        let share = measure.name().ends_with("_share") || measure.name().starts_with("trust_group");
        if share && !(0.0..=1.0).contains(&x) || x < 0.0 && !SIGNED.contains(measure) {
            return Err(format!("{} is {x}", measure.name()));
        }
    }
    let raised = outcome.get(Measure::NeedsRaised).unwrap_or(0.0);
    let ends = [
        Measure::ResolvedAtGroup,
        Measure::ResolvedAtCommittee,
        Measure::ResolvedAbove,
        Measure::DroppedAtGroup,
        Measure::DroppedAtCommittee,
        Measure::DroppedAbove,
        Measure::OpenAtEnd,
    ];
    let ended: f64 = ends.iter().filter_map(|measure| outcome.get(*measure)).sum();
    if ended != raised {
        return Err(format!("{raised} needs were raised and {ended} have an end"));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        max_shrink_iters: 4_000,
        rng_seed: prop::test_runner::RngSeed::Fixed(20_180_101),
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_a_scenario_allows_a_run_ends_in_order_and_is_the_same_whatever_else_is_run(
        drawn in drawn(),
        replicate in 0..1_000_u64,
    ) {
        let both = drawn.read(&["planned", "shipped"]);
        let mut simulator = simulator(&both);
        let outcomes = [run(&mut simulator, 0, replicate), run(&mut simulator, 1, replicate)];
        for outcome in &outcomes {
            prop_assert_eq!(sound(outcome), Ok(()));
        }
        let again = run(&mut simulator, 0, replicate);
        prop_assert_eq!(differences(&outcomes[0], &again), Vec::<String>::new(), "after another arm");
        for (name, outcome) in [("planned", &outcomes[0]), ("shipped", &outcomes[1])] {
            let alone = drawn.read(&[name]);
            let alone = run(&mut super::setup::simulator(&alone), 0, replicate);
            prop_assert_eq!(differences(outcome, &alone), Vec::<String>::new(), "the only arm");
        }
    }
}
