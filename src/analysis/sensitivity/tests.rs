//! Sensitivity of outcomes that are known.

use super::*;

fn design(method: Method, base_points: u32) -> SensitivityDesign {
    let groups = ["a", "b", "c"].map(String::from).to_vec();
    SensitivityDesign { method, groups, group_of: vec![0, 1, 2], second_order: false, base_points, seed: 3 }
}

/// The baseline counts 10; the arm 4 a + b more, b only where a is high; c does nothing. `luck` is of the replicate and
/// the point.
fn tables(design: &SensitivityDesign, luck: f64, holes: &[usize]) -> Tables {
    let shares = design.shares().unwrap();
    let arms = ["single".to_string(), "three".to_string()];
    let value = |point: usize, arm: usize, replicate: usize, _| {
        let x = &shares[point];
        let draw = crate::random::Streams::new(9, replicate as u64).draw(
            crate::random::Decision::Signal,
            crate::random::Who((1000.0 * x[0]) as u64),
            (1000.0 * x[1]) as u64,
        );
        let effect = 4.0 * x[0] + if x[0] > 0.5 { x[1] } else { 0.0 } + luck * draw.normal(0);
        (arm == 0 || !holes.contains(&point)).then_some(10.0 + if arm == 0 { 0.0 } else { effect })
    };
    analyse(design, &outputs((&arms, 0), (shares.len(), 4), &[Measure::Petitions], value))
}

#[test]
fn both_methods_rank_what_matters_and_give_nothing_to_what_does_not() {
    for (method, base_points) in [(Method::Morris, 32), (Method::Sobol, 256)] {
        let design = design(method, base_points);
        let tables = tables(&design, 0.0, &[]);
        let rankings = rankings(&tables);
        // The difference, then the means of both arms.
        let outputs: Vec<(Kind, &str)> = rankings.iter().map(|ranking| (ranking.kind, ranking.arm.as_str())).collect();
        assert_eq!(outputs, [(Kind::Difference, "three"), (Kind::Level, "single"), (Kind::Level, "three")]);
        let difference = &rankings[0];
        let names: Vec<&str> = difference.factors.iter().map(|ranked| ranked.factor.as_str()).collect();
        assert_eq!(names, ["a", "b", "c"]);
        assert_eq!(difference.factors[2].main, Some(Estimate::exact(0.0)));
        assert_eq!(difference.noise_share, Some(Estimate::exact(0.0)));
        assert_eq!((difference.points, difference.baseline.as_str()), (base_points, "single"));
        assert!(!difference.caveats.iter().any(|caveat| matches!(caveat, Caveat::Unsettled(_) | Caveat::Dropped(_))));
        // A baseline that is the same everywhere has indices of 0, and that is said.
        assert_eq!(rankings[1].caveats, [Caveat::Constant]);
        assert!(rankings[1].factors.iter().all(|ranked| ranked.main == Some(Estimate::exact(0.0))));
        // With a constant baseline the arm's own mean has the same indices as its difference.
        let close = |one: &Ranked, other: &Ranked| {
            one.factor == other.factor && (one.main.unwrap().value - other.main.unwrap().value).abs() < 1e-9
        };
        assert!(difference.factors.iter().zip(&rankings[2].factors).all(|(one, other)| close(one, other)));
    }
}

#[test]
fn the_effects_are_those_of_the_function() {
    let tables = tables(&design(Method::Morris, 64), 0.0, &[]);
    let ranking = &rankings(&tables)[0];
    // a: 4 over its range, and where it passes the middle b besides; b: 1 where a is high, 0 where it is low.
    let [a, b] = [0, 1].map(|place| &ranking.factors[place]);
    assert!((4.0..=5.5).contains(&a.main.unwrap().value) && a.alone == a.main, "{a:?}");
    assert!((0.2..0.8).contains(&b.main.unwrap().value) && b.deviation.unwrap().value > 0.4, "{b:?}");
    let tables = self::tables(&design(Method::Sobol, 512), 0.0, &[]);
    let ranking = &rankings(&tables)[0];
    let sum = ranking.first_sum.unwrap();
    assert!(sum.value > 0.9 && sum.value < 1.0 && sum.interval.low < sum.value, "{sum:?}");
}

#[test]
fn a_base_point_without_a_value_is_left_out_whole() {
    for method in [Method::Morris, Method::Sobol] {
        let design = design(method, 16);
        let per = design.points_of_base();
        let tables = tables(&design, 0.0, &[0, 1, 3 * per + 2]);
        let rankings = rankings(&tables);
        assert_eq!(rankings[0].points, 14);
        assert!(rankings[0].caveats.contains(&Caveat::Dropped(2)));
        // The baseline has all its values.
        assert_eq!(rankings[1].points, 16);
        let cells = tables.rows.iter().flat_map(|row| [row.estimate, row.ci_low, row.ci_high]);
        assert!(cells.flatten().all(f64::is_finite));
        let converging = tables.convergence.iter().filter(|row| row.output == Kind::Difference && row.base_points == 4);
        assert!(converging.clone().count() > 0 && converging.into_iter().all(|row| row.points == 2));
    }
    let none = rankings(&tables(&design(Method::Sobol, 4), 0.0, &(0..20).collect::<Vec<_>>()));
    assert_eq!(none[0].caveats, [Caveat::Dropped(4), Caveat::TooFew]);
}

#[test]
fn chance_is_told_and_told_from_effects() {
    for (method, base_points) in [(Method::Morris, 32), (Method::Sobol, 256)] {
        let design = design(method, base_points);
        let quiet = rankings(&tables(&design, 0.2, &[])).remove(0);
        assert!((0.01..0.15).contains(&quiet.noise_share.unwrap().value), "{:?}", quiet.noise_share);
        assert!(quiet.beyond_chance(&quiet.factors[0]));
        let loud = rankings(&tables(&design, 20.0, &[])).remove(0);
        assert!(loud.noise_share.unwrap().value > 0.8, "{:?}", loud.noise_share);
        // Of three intervals one may by chance lie above the floor.
        let within = |caveat: &Caveat| matches!(caveat, Caveat::WithinChance(2..));
        assert!(loud.caveats.iter().any(within), "{:?}", loud.caveats);
        // What chance alone makes of the factors that move the luck is about the floor.
        let floor = loud.noise_floor.unwrap().value;
        assert!((loud.factors[0].main.unwrap().value / floor - 1.0).abs() < 0.5, "{loud:?}");
    }
}

#[test]
fn more_base_points_keep_the_first_and_converge_to_the_table() {
    for method in [Method::Morris, Method::Sobol] {
        let [few, many] = [8, 32].map(|base_points| design(method, base_points));
        let shares = many.shares().unwrap();
        assert_eq!(few.shares().unwrap(), shares[..8 * few.points_of_base()]);
        assert!(shares.iter().flatten().all(|share| (0.0..=1.0).contains(share)));
        let [few, many] = [few, many].map(|design| tables(&design, 0.1, &[]));
        // The indices of the first 8 of 32 base points are those of a design of 8.
        for row in few.rows.iter().filter(|row| row.index == method.main()) {
            let same = many.convergence.iter().find(|other| {
                other.base_points == 8
                    && other.index == row.index
                    && (other.output, &other.arm, &other.factor) == (row.output, &row.arm, &row.factor)
            });
            let same = same.unwrap();
            assert_eq!((same.estimate, same.ci_low, same.ci_high), (row.estimate, row.ci_low, row.ci_high));
        }
        let counts: Vec<u32> = many.convergence.iter().map(|row| row.base_points).collect();
        assert!([4, 8, 16, 32].iter().all(|count| counts.contains(count)));
    }
}

#[test]
fn tables_are_read_as_they_are_written() {
    let mut design = design(Method::Sobol, 8);
    design.second_order = true;
    let tables = tables(&design, 0.3, &[]);
    let text = rows_csv(&tables);
    assert!(text.starts_with(
        b"method,measure,output,arm,baseline,factor,other,index,estimate,ci_low,ci_high,points\nsobol,petitions,difference,three,single,a,,ST,"
    ));
    assert_eq!(read_tables(&text, &convergence_csv(&tables)), Ok(tables.clone()));
    let pairs = &rankings(&tables)[0].pairs;
    assert_eq!(pairs.len(), 3);
    assert!(pairs.windows(2).all(|pair| pair[0].2.value >= pair[1].2.value));
    assert!(read_tables(b"method\nguess\n", b"").is_err());
}

#[test]
fn groups_stand_for_their_factors() {
    let mut design = design(Method::Sobol, 128);
    design.groups = vec!["both".into(), "c".into()];
    design.group_of = vec![0, 0, 1];
    let ranking = rankings(&tables(&design, 0.0, &[])).remove(0);
    assert_eq!(ranking.factors[0].factor, "both");
    assert!((ranking.factors[0].main.unwrap().value - 1.0).abs() < 0.02);
    assert_eq!(design.points_of_base(), 4);
    design.group_of = vec![0; 129];
    assert_eq!(design.shares(), None);
}
