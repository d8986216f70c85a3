use super::worlds::tests::points;
use super::*;

fn ask() -> Ask {
    Ask {
        effect: Measure::Petitions,
        cost: Some(Measure::CostYuan),
        thresholds: Vec::new(),
        prices: vec![0.0, 10.0, 100.0],
        optimism: 0.5,
        lose_on: Vec::new(),
        arms: Vec::new(),
        density: None,
        seed: 7,
    }
}

/// In the three worlds the second arm has 2, 1 and −1 petitions less, for 30 yuan more.
fn sweep() -> Points {
    let gain = [2.0, 1.0, -1.0];
    points("point,a\n0,1\n1,2\n2,3\n", |point, arm| {
        (10.0 + point as f64 - gain[point] * arm as f64, 100.0 + 30.0 * arm as f64)
    })
}

fn decided(points: &Points, ask: &Ask) -> Decided {
    let worlds = Worlds::of(points, &[]).unwrap();
    decide(points, worlds, ask).unwrap()
}

#[test]
fn fewer_petitions_count_as_more_effect() {
    let answer = decided(&sweep(), &ask());
    assert_eq!(answer.effect, [[10.0, 11.0, 12.0], [8.0, 10.0, 13.0]]);
    let against = answer.effect_against[1].as_ref().unwrap();
    assert_eq!((against.by_world.as_slice(), answer.effect_against[0].is_none()), (&[-2.0, -1.0, 1.0][..], true));
    // Replicates of a pair have the same luck, so none is left in the differences.
    assert_eq!(against.luck, Some(0.0));
    // Two thirds of a petition for 30 yuan.
    let Standing::Frontier(Some(ratio)) = answer.frontier[1] else { panic!("{:?}", answer.frontier) };
    assert!((ratio - 45.0).abs() < 1e-9);
    assert_eq!(answer.frontier[0], Standing::Frontier(None));
    let best: Vec<usize> = answer.priced.iter().map(|priced| priced.found.best).collect();
    assert_eq!(best, [0, 0, 1]);
    let dear = &answer.priced[2];
    assert!((dear.found.probability[1] - 2.0 / 3.0).abs() < 1e-12);
    // Of gains of 170, 70 and −130 yuan the loss is spared by knowing.
    assert!((dear.worth_of_knowing() - 130.0 / 3.0).abs() < 1e-9, "{dear:?}");
}

#[test]
fn rules_are_told_on_every_basis_and_disagree_where_they_do() {
    let thresholds = vec![Threshold { measure: Measure::Petitions, least: false, bound: 10.5 }];
    let answer = decided(&sweep(), &Ask { thresholds, ..ask() });
    let [effect, cost, benefit] = answer.judged.as_slice() else { panic!() };
    assert_eq!((effect.basis, cost.basis, benefit.basis), (Basis::Effect, Basis::Cost, Basis::NetBenefit(10.0)));
    // The worst world of the second arm is worse, its mean better.
    assert_eq!((effect.first(Rule::Maximin), effect.first(Rule::Laplace)), (vec![0], vec![1]));
    assert!(effect.disputed() && !decided(&sweep(), &ask()).judged[1].disputed());
    assert_eq!(cost.first(Rule::MaximumRegret), [0]);
    assert_eq!(effect.rules[7].values, [Some(1.0 / 3.0), Some(2.0 / 3.0)]);
    // The second arm has the worst world unless the third is not drawn: (2/3)³ of the resamples.
    let firm = |rule: usize| effect.rules[rule].firmness().unwrap();
    assert!((firm(0) - 19.0 / 27.0).abs() < 0.12, "{}", firm(0));
    let Judged { rules, .. } = cost;
    assert!(rules.iter().all(|ruled| ruled.rule == Rule::Starr || ruled.firmness() > Some(0.999)), "{rules:?}");
    let Judged { rules, .. } = benefit;
    assert!(rules.iter().all(|ruled| (ruled.first_share.iter().flatten().sum::<f64>() - 1.0).abs() < 1e-9));
    assert_eq!((effect.means.as_slice(), effect.deviations[0]), (&[11.0, 31.0 / 3.0][..], Some(1.0)));
}

#[test]
fn costs_may_be_left_aside() {
    let answer = decided(&sweep(), &Ask { cost: None, ..ask() });
    assert!(answer.cost.is_empty() && answer.frontier.is_empty() && answer.judged.len() == 1);
    let [priced] = answer.priced.as_slice() else { panic!() };
    assert_eq!((priced.price, priced.found.best), (None, 1));
    assert!((priced.worth_of_knowing() - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn worlds_without_values_are_left_out_and_one_is_too_few() {
    let mut points = sweep();
    points.values[1][0].iter_mut().for_each(|run| run[0] = None);
    assert_eq!(decided(&points, &ask()).used, [0, 2]);
    points.values[0][1].iter_mut().for_each(|run| run[0] = None);
    let error = decide(&points, Worlds::of(&points, &[]).unwrap(), &ask()).unwrap_err();
    assert!(error.contains("1 of 3 worlds") && error.contains("petitions"), "{error}");
}

#[test]
fn prices_reach_beyond_what_the_effect_costs() {
    let answer = decided(&sweep(), &Ask { prices: Vec::new(), ..ask() });
    let prices: Vec<f64> = answer.priced.iter().filter_map(|priced| priced.price).collect();
    // 90 yuan for four petitions either way: 22.5 a petition, four times that is 90.
    assert_eq!((prices.len(), prices[0], prices[40]), (41, 0.0, 100.0));
    let flat = points("point,a\n0,1\n1,2\n", |_, _| (1.0, 1.0));
    let answer = decided(&flat, &Ask { prices: Vec::new(), ..ask() });
    assert_eq!(answer.priced[40].price, Some(1.0));
    assert_eq!(answer.priced[40].found.probability, [0.5, 0.5]);
}

#[test]
fn knowing_what_decides_is_worth_as_much_as_knowing_all() {
    let line = |point: u32| format!("{point},{},{}\n", point, point * 37 % 100);
    let csv = format!("point,a,b\n{}", (0..100).map(line).collect::<String>());
    let sweep = points(&csv, |point, arm| (20.0 - (point as f64 - 49.5) * arm as f64, 5.0));
    let priced = decided(&sweep, &ask()).priced.remove(2);
    let (all, partial) = (priced.worth_of_knowing(), priced.partial.clone());
    assert!((partial[0].unwrap() - all).abs() < 1e-6 && all > 1_000.0, "{all} {partial:?}");
    assert_eq!(partial[1], Some(0.0));
}
