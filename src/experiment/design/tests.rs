//! What designs promise.

use super::*;
use crate::scenario::{Memory, read};
use crate::vocabulary::Distribution;

const TEXT: &str = r#"
[needs]
patience_days = { value = { weibull = { mean = 42, shape = 1.3 } }, range = [14, 140], grade = "guess", source = "s" }
[handling]
max_sessions = { value = 2, range = [1, 3], grade = "guess", source = "s" }
[structures.single]
seat.leader.hours_per_week = { value = 6, range = [2, 15], grade = "guess", source = "s" }
[structures.three]
seat.leader.hours_per_week = { value = 6, range = [2, 15], grade = "guess", source = "s" }
"#;

fn scenario(text: &str) -> Scenario {
    read(&Memory::single("test.toml", text), "test.toml", &[]).unwrap()
}

fn read_factor(scenario: &Scenario, name: &str, spread: &str) -> Factor {
    Factor::read(scenario, name, spread, Role::Uncertainty).unwrap()
}

fn design(points: u32) -> Design {
    Design::latin_hypercube(7, factors(&scenario(TEXT)).unwrap(), points)
}

#[test]
fn each_stratum_of_each_factor_has_one_point() {
    for points in [1, 2, 10, 37] {
        for name in ["a", "needs.patience_days", "seat.leader.hours_per_week"] {
            let mut strata: Vec<u32> = column(7, name, points).iter().map(|x| (x * f64::from(points)) as u32).collect();
            strata.sort_unstable();
            assert!(strata.into_iter().eq(0..points), "{name} {points}");
        }
    }
    assert_ne!(column(7, "a", 10), column(7, "b", 10));
    assert_ne!(column(7, "a", 10), column(8, "a", 10));
}

#[test]
fn a_grid_has_every_combination_once() {
    let scenario = scenario(TEXT);
    let factors = || {
        vec![
            read_factor(&scenario, "contact.retry_days", "1.5,2"),
            read_factor(&scenario, "handling.max_sessions", "1..3:3"),
        ]
    };
    assert_eq!(Design::grid(factors(), 5), None);
    let factors = factors();
    let grid = Design::grid(factors, 6).unwrap();
    let rows: Vec<(f64, f64)> = grid.points.iter().map(|point| (point[0], point[1])).collect();
    assert_eq!(rows, [(1.5, 1.0), (1.5, 2.0), (1.5, 3.0), (2.0, 1.0), (2.0, 2.0), (2.0, 3.0)]);
    assert_eq!(grid.settings(5), ["contact.retry_days=2.0", "handling.max_sessions=3"]);
}

#[test]
fn columns_are_unrelated() {
    let (one, other) = (column(7, "a", 1000), column(7, "b", 1000));
    let product: f64 = one.iter().zip(&other).map(|(x, y)| (x - 0.5) * (y - 0.5)).sum::<f64>() / 1000.0;
    // Of a correlation whose standard error is 1/sqrt(1000).
    assert!((product * 12.0).abs() < 4.0 / 31.0, "{product}");
}

#[test]
fn a_factor_that_is_added_changes_no_other() {
    let scenario = scenario(TEXT);
    let before = Design::latin_hypercube(7, factors(&scenario).unwrap(), 12);
    let mut more = factors(&scenario).unwrap();
    more.insert(0, read_factor(&scenario, "contact.retry_days", "1..9"));
    let after = Design::latin_hypercube(7, more, 12);
    for (before, after) in before.points.iter().zip(&after.points) {
        assert_eq!(before[..], after[1..]);
    }
}

#[test]
fn a_seat_has_one_range_in_all_structures() {
    let names: Vec<String> = factors(&scenario(TEXT)).unwrap().into_iter().map(|factor| factor.name).collect();
    let expected = [
        "handling.max_sessions",
        "needs.patience_days",
        "seat.leader.hours_per_week",
        "seat.party.hours_per_week",
        "seat.party.stipend_yuan_per_year",
        "seat.representative.hours_per_week",
        "seat.representative.stipend_yuan_per_year",
    ];
    assert_eq!(names, expected);
    let apart = scenario(&TEXT.replacen("[2, 15]", "[3, 15]", 1));
    assert!(
        factors(&apart).unwrap().iter().any(|factor| factor.name == "structures.single.seat.leader.hours_per_week")
    );
}

#[test]
fn every_point_is_a_scenario_with_the_values_of_its_row() {
    let design = design(9);
    for point in 0..9 {
        let scenario = read(&Memory::single("test.toml", TEXT), "test.toml", &design.settings(point)).unwrap();
        let [sessions, patience, leader, ..] = design.points[point][..] else { panic!("too few factors") };
        assert_eq!(f64::from(scenario.base.handling.max_sessions), sessions);
        assert_eq!(scenario.base.needs.patience_days, Distribution::Weibull { mean: patience, shape: 1.3 });
        assert!((14.0..140.0).contains(&patience));
        for structure in &scenario.structures {
            assert_eq!(structure.seats[0].hours_per_week, leader);
        }
    }
    let of_each = |sessions| design.points.iter().filter(|point| point[0] == sessions).count();
    assert_eq!([1.0, 2.0, 3.0].map(of_each), [3, 3, 3]);
}

#[test]
fn a_range_from_outside_takes_the_place_of_the_scenarios() {
    let scenario = scenario(TEXT);
    let mut all = factors(&scenario).unwrap();
    vary(&mut all, read_factor(&scenario, "seat.leader.hours_per_week", "2..4"));
    vary(&mut all, read_factor(&scenario, "structures.three.seat.leader.hours_per_week", "8..9"));
    let leader: Vec<_> = all.iter().filter(|factor| factor.name.contains("leader")).collect();
    assert_eq!(leader[0].paths, ["structures.single.seat.leader.hours_per_week"]);
    assert_eq!((leader[0].ends().1, leader[1].ends().0, leader.len()), (4.0, 8.0, 2));
}

#[test]
fn what_cannot_vary_is_said() {
    let scenario = scenario(TEXT);
    let wrong = |name: &str, spread: &str| Factor::read(&scenario, name, spread, Role::Uncertainty).unwrap_err();
    assert!(wrong("needs.patience", "1..2").contains("no parameter"));
    assert!(wrong("seat.chief.hours_per_week", "1..2").contains("no structure"));
    assert!(wrong("mechanisms.voice", "0..1").contains("no number"));
    assert!(wrong("judgement.kin_lean", "0.5..0.5").contains("lower to a higher"));
    assert!(wrong("judgement.kin_lean", "0.5..1.5").contains("beyond"));
    assert!(wrong("handling.max_sessions", "1,1.5").contains("beyond"));
    assert!(wrong("mechanisms.voice", "true,maybe").contains("beyond"));
    assert!(wrong("arm.single.structure", "1,2").contains("no number"));
}

#[test]
fn words_are_levels_too() {
    let scenario = scenario("[[arm]]\nname = \"a\"\nstructure = \"single\"\n");
    let factors = vec![
        Factor::read(&scenario, "arm.a.structure", "single,two,three", Role::Lever).unwrap(),
        read_factor(&scenario, "mechanisms.trust", "true,false"),
    ];
    assert_eq!((factors[0].current(&scenario), factors[1].current(&scenario)), (Some(0.0), Some(0.0)));
    let grid = Design::grid(factors, 100).unwrap();
    assert_eq!(grid.settings(3), ["arm.a.structure=two", "mechanisms.trust=false"]);
    assert!(grid.table().ends_with("\n5,three,false\n"), "{}", grid.table());
    let back = Design::from_csv(&scenario, grid.table().as_bytes()).unwrap();
    assert_eq!((back.points.clone(), back.table()), (grid.points.clone(), grid.table()));
    for point in 0..6 {
        let text = "[[arm]]\nname = \"a\"\nstructure = \"single\"\n";
        let set = read(&Memory::single("test.toml", text), "test.toml", &grid.settings(point)).unwrap();
        assert_eq!(set.base.mechanisms.trust, grid.points[point][1] == 0.0);
        assert_eq!(set.structures[set.arms[0].plan[0].structure].name, ["single", "two", "three"][point / 2]);
    }
}

#[test]
fn a_zip_takes_values_together_and_one_factor_leaves_the_others_where_they_are() {
    let scenario = scenario(TEXT);
    let factors = |retry: &str| {
        vec![
            read_factor(&scenario, "contact.retry_days", retry),
            read_factor(&scenario, "handling.max_sessions", "1,2,3"),
        ]
    };
    assert_eq!(Design::zip(factors("4,5,6")).unwrap().points, [[4.0, 1.0], [5.0, 2.0], [6.0, 3.0]]);
    assert_eq!(Design::zip(factors("4,5")), None);
    let alone = Design::one_factor(&scenario, factors("1..9")).unwrap();
    assert_eq!(alone.points, [[3.0, 2.0], [1.0, 2.0], [9.0, 2.0], [3.0, 1.0], [3.0, 3.0]]);
}

#[test]
fn twice_the_points_begin_with_the_points_that_were_there() {
    let (few, more) = (design(25), design(100));
    assert_eq!(few.points[..], more.points[..25]);
    assert_ne!(design(26).points[..25], few.points[..]);
}

#[test]
fn a_scenario_declares_levers_and_uncertainties_apart() {
    let declared = format!(
        "{TEXT}\n[[factor]]\nname = \"hours\"\nrole = \"lever\"\npath = \"seat.leader.hours_per_week\"\nvalues = \"2..15\"\n\
         [[factor]]\nname = \"retry\"\npath = \"contact.retry_days\"\nvalues = \"lognormal(3, 0.5)\"\n"
    );
    let scenario = scenario(&declared);
    let [names, chosen] = [factors(&scenario).unwrap(), levers(&scenario).unwrap()]
        .map(|factors| factors.into_iter().map(|factor| factor.name).collect::<Vec<_>>());
    assert_eq!(chosen, ["seat.leader.hours_per_week"]);
    assert!(!names.contains(&chosen[0]) && names.contains(&"contact.retry_days".to_string()), "{names:?}");
}

#[test]
fn a_table_of_points_that_is_none_is_told_with_its_line() {
    let scenario = scenario(TEXT);
    let wrong = |text: &str| Design::from_csv(&scenario, text.as_bytes()).unwrap_err();
    assert!(wrong("").contains("no points"));
    assert!(wrong("needs.nothing\n1\n").contains("there is no parameter"));
    assert!(wrong("contact.retry_days\n1\nx\n").contains("goes beyond"));
    assert!(wrong("contact.retry_days,contact.retry_days\n1,2\n").contains("two columns set"));
}

#[test]
fn levers_are_crossed_with_the_same_worlds() {
    let scenario = scenario(TEXT);
    let levers = || vec![Factor::read(&scenario, "seat.leader.hours_per_week", "4,8", Role::Lever).unwrap()];
    let worlds = Design::latin_hypercube(7, vec![read_factor(&scenario, "contact.retry_days", "1..9")], 3);
    let both = Design::crossed(levers(), worlds.clone(), 6).unwrap();
    let retry: Vec<f64> = worlds.points.iter().map(|world| world[0]).collect();
    let [a, b, c] = retry[..] else { panic!("three worlds") };
    assert_eq!(both.points, [[4.0, a], [8.0, a], [4.0, b], [8.0, b], [4.0, c], [8.0, c]]);
    assert_eq!((both.factors[0].role, both.factors[1].role), (Role::Lever, Role::Uncertainty));
    assert_eq!(Design::crossed(levers(), worlds, 5), None);
    assert_eq!(Design::crossed(levers(), Design::nothing(), 5).unwrap().points, [[4.0], [8.0]]);
}

#[test]
fn a_point_sets_the_same_again_when_it_is_read_from_its_table() {
    let scenario = scenario(TEXT);
    let mut all = factors(&scenario).unwrap();
    vary(&mut all, read_factor(&scenario, "structures.three.seat.leader.hours_per_week", "8..9"));
    vary(&mut all, read_factor(&scenario, "mechanisms.trust", "true,false"));
    let design = Design::latin_hypercube(3, all, 6);
    let varying: Vec<_> = design.factors.iter().map(Factor::described).collect();
    for point in 0..6 {
        let again = settings_of(&scenario, &varying, design.table().as_bytes(), point as u64).unwrap();
        assert_eq!(again, design.settings(point));
    }
    let none = settings_of(&scenario, &varying, design.table().as_bytes(), 6).unwrap_err();
    assert!(none.contains("from 0 to 5"), "{none}");
}

#[test]
fn what_is_wrong_with_a_declared_factor_is_told_with_its_key() {
    let factor = |name: &str, path: &str, values: &str| {
        format!("[[factor]]\nname = \"{name}\"\npath = \"{path}\"\nvalues = \"{values}\"\n")
    };
    let text = [
        factor("a", "needs.nothing", "1,2"),
        factor("b", "contact.retry_days", "9..1"),
        factor("c", "judgement.kin_lean", "0.5,2"),
        factor("d", "contact.retry_days", "2,3"),
        factor("e", "arm.single.structure", "single,many"),
    ];
    let arms = "[[arm]]\nname = \"single\"\nstructure = \"single\"\n";
    let wrong = wrong(&scenario(&format!("{TEXT}\n{}{arms}", text.concat())));
    let keys: Vec<(usize, &str)> = wrong.iter().map(|(entry, key, _)| (*entry, *key)).collect();
    assert_eq!(keys, [(0, "path"), (1, "values"), (2, "values"), (4, "values")]);
    assert!(wrong[0].2.contains("factor `a`"), "{wrong:?}");
}

#[test]
fn an_arm_with_its_own_value_is_named() {
    let arms = "[[arm]]\nname = \"a\"\nstructure = \"single\"\ncontact.retry_days = 2\n\
                [[arm]]\nname = \"b\"\nstructure = \"single\"\n";
    let scenario = scenario(&format!("{TEXT}\n{arms}"));
    let factors =
        [read_factor(&scenario, "contact.retry_days", "1..9"), read_factor(&scenario, "judgement.kin_lean", "0,1")];
    assert_eq!(fixed_in_arms(&scenario, &factors), [("contact.retry_days".to_string(), "a".to_string())]);
}

#[test]
fn sobols_points_are_even_and_more_of_them_only_add() {
    let points = |count| Design::sobol(7, factors(&scenario(TEXT)).unwrap(), count).unwrap().points;
    let (few, more) = (points(32), points(64));
    assert_eq!(few[..], more[..32]);
    // The second factor is uniform over 14 to 140: each of 32 strata has one of 32 points.
    let mut strata: Vec<u32> = few.iter().map(|point| ((point[1] - 14.0) / 126.0 * 32.0) as u32).collect();
    strata.sort_unstable();
    assert!(strata.into_iter().eq(0..32));
    assert_ne!(Design::sobol(8, factors(&scenario(TEXT)).unwrap(), 32).unwrap().points, few);
}
