//! What options are worth over draws of what nobody knows, at a price of the effect, and what it would be worth to know.
//!
//! A draw is a mean over replicates: luck within a draw is no ignorance. What luck is left in such means makes
//! knowledge look worth more than it is; [`perfect_information`] takes that off.

use super::Summary;
use libm::sqrt;

/// Effect times willingness to pay less cost, by option and draw (Stinnett and Mullahy 1998).
pub fn net_benefit(cost: &[Vec<f64>], effect: &[Vec<f64>], willingness: f64) -> Vec<Vec<f64>> {
    let of_option = |(cost, effect): (&Vec<f64>, &Vec<f64>)| {
        cost.iter().zip(effect).map(|(cost, effect)| willingness * effect - cost).collect()
    };
    cost.iter().zip(effect).map(of_option).collect()
}

/// What draws say of options.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptability {
    /// By option, its mean benefit.
    pub mean: Vec<f64>,
    /// By option, the share of draws in which it is best; options that are equally good share a draw.
    pub probability: Vec<f64>,
    /// By option, how much it falls behind the best of each draw, on average.
    pub loss: Vec<f64>,
    /// The option with the highest mean, the one to take if nothing more is known.
    pub best: usize,
    /// What it falls behind: the expected value of perfect information, with the luck in it.
    pub raw_information: f64,
}

/// Acceptability of options by their `benefit` (by option and draw); `None` without options or draws.
pub fn acceptability(benefit: &[Vec<f64>]) -> Option<Acceptability> {
    let draws = benefit.first().map(Vec::len).filter(|draws| *draws > 0)?;
    let mut probability = vec![0.0; benefit.len()];
    for draw in 0..draws {
        let most = best_of(benefit, draw);
        let ties = benefit.iter().filter(|of| of[draw] == most).count();
        for (probability, _) in probability.iter_mut().zip(benefit).filter(|(_, of)| of[draw] == most) {
            *probability += 1.0 / (ties as f64 * draws as f64);
        }
    }
    let mean: Vec<f64> = benefit.iter().map(|of| of.iter().sum::<f64>() / draws as f64).collect();
    let loss = benefit.iter().map(|of| {
        let behind: f64 = of.iter().enumerate().map(|(draw, value)| best_of(benefit, draw) - value).sum();
        behind / draws as f64
    });
    let loss: Vec<f64> = loss.collect();
    let best = (0..mean.len()).reduce(|best, option| if mean[option] > mean[best] { option } else { best })?;
    Some(Acceptability { raw_information: loss[best], mean, probability, loss, best })
}

fn best_of(benefit: &[Vec<f64>], draw: usize) -> f64 {
    benefit.iter().map(|of| of[draw]).fold(f64::NEG_INFINITY, f64::max)
}

/// The mean over draws of the best option of each; `None` without options or draws.
fn mean_of_best(benefit: &[Vec<f64>]) -> Option<f64> {
    let draws = benefit.first().map(Vec::len).filter(|draws| *draws > 0)?;
    Some((0..draws).map(|draw| best_of(benefit, draw)).sum::<f64>() / draws as f64)
}

/// The expected value of perfect information without the luck of replicates.
///
/// The mean of the best of noisy values lies above that of the true ones by an amount that falls as one over the number
/// of replicates. The means over two halves of the replicates show how large it is, as in the antithetic estimator of
/// Giles and Goda (2019). `all` are the benefits from `replicates` runs a draw, `halves` those from a first and a second
/// part of them with the given numbers of runs. `None` without draws or a part without runs; never below 0.
pub fn perfect_information(all: &[Vec<f64>], replicates: usize, halves: [(&[Vec<f64>], usize); 2]) -> Option<f64> {
    let whole = mean_of_best(all)?;
    let [(one, first), (other, second)] = halves;
    let part = 0.5 * (mean_of_best(one)? + mean_of_best(other)?);
    if replicates == 0 || first == 0 || second == 0 {
        return None;
    }
    let (luck, more_luck) = (1.0 / replicates as f64, 0.5 / first as f64 + 0.5 / second as f64);
    let bias = (part - whole) * luck / (more_luck - luck);
    let best_mean = acceptability(all)?.mean.into_iter().fold(f64::NEG_INFINITY, f64::max);
    // Luck raises the mean of the best and cannot lower it.
    Some((whole - bias.max(0.0) - best_mean).max(0.0))
}

/// Share of the variance over draws that is luck, from the runs of each draw: the mean variance of a draw's mean over the
/// variance of these means, at most 1. `None` with fewer than two draws or runs, or where the means do not vary.
pub fn luck_share(runs: &[Vec<f64>]) -> Option<f64> {
    let summaries: Vec<Summary> = runs.iter().filter_map(|of| Summary::of(of)).collect();
    let means: Vec<f64> = summaries.iter().map(|summary| summary.mean).collect();
    let errors: Vec<f64> = summaries.iter().filter_map(|s| Some(s.variance? / s.n as f64)).collect();
    let spread = Summary::of(&means)?.variance.filter(|variance| *variance > 0.0)?;
    Some((Summary::of(&errors)?.mean / spread).min(1.0))
}

/// Degree of the polynomials that a fit may have.
const MOST_DEGREES: usize = 4;

/// What is to be expected of `y` once `x` is known, at each pair: a polynomial by least squares, its degree the one that
/// foretells left-out values best (at most 4, and below the number of different values of `x`). A constant where `x`
/// says nothing. Empty without pairs.
pub fn expected_given(x: &[f64], y: &[f64]) -> Vec<f64> {
    let Some(mean) = Summary::of(y).map(|summary| summary.mean) else { return Vec::new() };
    let mut fit = vec![mean; y.len()];
    let mut best = fit.clone();
    let mut leverage = vec![1.0 / y.len() as f64; y.len()];
    let missed = |fit: &[f64], leverage: &[f64]| {
        let miss = |((fit, y), leverage): ((&f64, &f64), &f64)| (y - fit) / (1.0 - leverage).max(1e-9);
        fit.iter().zip(y).zip(leverage).map(miss).map(|miss| miss * miss).sum::<f64>()
    };
    let mut least = missed(&fit, &leverage);
    let mut levels: Vec<f64> = x.to_vec();
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    let (Some(low), Some(high)) = (levels.first(), levels.last()) else { return best };
    let place = |x: &f64| (2.0 * x - low - high) / (high - low);
    // Orthonormal columns by the recipe of Gram and Schmidt, applied twice against rounding.
    let mut basis: Vec<Vec<f64>> = vec![vec![1.0 / sqrt(y.len() as f64); y.len()]];
    for _ in 0..MOST_DEGREES.min(levels.len() - 1).min(y.len().saturating_sub(2)) {
        let last = &basis[basis.len() - 1];
        let mut column: Vec<f64> = x.iter().zip(last).map(|(x, last)| place(x) * last).collect();
        for _ in 0..2 {
            for known in &basis {
                let common: f64 = known.iter().zip(&column).map(|(a, b)| a * b).sum();
                column.iter_mut().zip(known).for_each(|(value, known)| *value -= common * known);
            }
        }
        let length = sqrt(column.iter().map(|value| value * value).sum::<f64>());
        if length < 1e-9 {
            break;
        }
        column.iter_mut().for_each(|value| *value /= length);
        let weight: f64 = column.iter().zip(y).map(|(column, y)| column * y).sum();
        fit.iter_mut().zip(&column).for_each(|(fit, column)| *fit += weight * column);
        leverage.iter_mut().zip(&column).for_each(|(leverage, column)| *leverage += column * column);
        let missed = missed(&fit, &leverage);
        if missed < least {
            (least, best) = (missed, fit.clone());
        }
        basis.push(column);
    }
    best
}

/// What it would be worth to know the one factor whose values over the draws are `x` (partial perfect information), by
/// regression of the benefits on it (Strong, Oakley and Brennan 2014). `None` without options or draws; never below 0.
pub fn partial_information(benefit: &[Vec<f64>], x: &[f64]) -> Option<f64> {
    let first = benefit.first().filter(|of| !of.is_empty())?;
    let against_first = |of: &Vec<f64>| {
        let difference: Vec<f64> = of.iter().zip(first).map(|(value, first)| value - first).collect();
        expected_given(x, &difference)
    };
    let expected: Vec<Vec<f64>> = benefit.iter().map(against_first).collect();
    let known = acceptability(&expected)?;
    Some(known.raw_information.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Decision, Streams, Who, normal_quantile};

    /// 200 draws of two options: three factors that go through 0..200 in another order each.
    struct Fixture {
        factors: [Vec<f64>; 3],
        cost: Vec<Vec<f64>>,
        effect: Vec<Vec<f64>>,
    }

    fn fixture() -> Fixture {
        let factor = |step: u32| (0..200).map(|i: u32| (f64::from(i * step % 200) + 0.5) / 200.0).collect::<Vec<f64>>();
        let factors = [factor(1), factor(77), factor(123)];
        let of = |f: &dyn Fn(f64, f64, f64) -> f64| -> Vec<f64> {
            (0..200).map(|i| f(factors[0][i], factors[1][i], factors[2][i])).collect()
        };
        let cost = vec![
            of(&|_, b, _| 900.0 + 200.0 * b),
            of(&|_, b, c| 1_200.0 + 350.0 * b + 100.0 * c),
            of(&|_, _, c| 1_000.0 + 900.0 * c),
        ];
        let effect =
            vec![of(&|a, _, _| 4.0 + a), of(&|a, b, _| 4.5 + 2.5 * a * a - b), of(&|a, _, c| 4.2 + 1.5 * c - 0.4 * a)];
        Fixture { factors, cost, effect }
    }

    #[test]
    fn two_hundred_draws_as_computed_elsewhere() {
        let Fixture { factors, cost, effect } = fixture();
        for known in KNOWN {
            let benefit = net_benefit(&cost, &effect, known.willingness);
            let found = acceptability(&benefit).unwrap();
            let close = |a: f64, b: f64| (a - b).abs() < 1e-9 * b.abs().max(1.0);
            assert_eq!(found.best, known.best, "{}", known.willingness);
            for option in 0..3 {
                assert!(close(found.mean[option], known.mean[option]), "{found:?}");
                assert!(close(found.probability[option], known.probability[option]), "{found:?}");
                assert!(close(found.loss[option], known.loss[option]), "{found:?}");
            }
            assert!(close(found.raw_information, known.information), "{found:?}");
            for (factor, known) in factors.iter().zip(known.partial) {
                let partial = partial_information(&benefit, factor).unwrap();
                assert!(close(partial, known), "{partial} for {known}");
            }
        }
    }

    struct Known {
        willingness: f64,
        best: usize,
        mean: [f64; 3],
        probability: [f64; 3],
        loss: [f64; 3],
        information: f64,
        partial: [f64; 3],
    }

    // Computed in exact fractions from the formulas, polynomials by normal equations, left-out errors by the hat matrix.
    const KNOWN: [Known; 3] = [
        Known {
            willingness: 200.0,
            best: 0,
            mean: [-100.0, -458.334_375, -500.0],
            probability: [0.965, 0.0, 0.035],
            loss: [1.095_5, 359.429_875, 401.095_5],
            information: 1.095_5,
            partial: [0.0, 0.0, 0.0],
        },
        Known {
            willingness: 600.0,
            best: 0,
            mean: [1_700.0, 1_474.996_875, 1_400.0],
            probability: [0.62, 0.235, 0.145],
            loss: [67.900_203_125, 292.903_328_125, 367.900_203_125],
            information: 67.900_203_125,
            partial: [55.785_234_925_633, 4.175_227_190_055, 3.501_806_103_746],
        },
        Known {
            willingness: 1500.0,
            best: 1,
            mean: [5_750.0, 5_824.992_187_5, 5_675.0],
            probability: [0.195, 0.385, 0.42],
            loss: [596.199_023_437_5, 521.206_835_937_5, 671.199_023_437_5],
            information: 521.206_835_937_5,
            partial: [473.634_043_244_034, 139.096_048_189_291, 136.377_480_092_276],
        },
    ];

    #[test]
    fn options_that_are_equally_good_share_a_draw() {
        let found = acceptability(&[vec![1.0, 2.0], vec![1.0, 3.0], vec![0.0, 3.0]]).unwrap();
        assert_eq!(found.probability, [0.25, 0.5, 0.25]);
        assert_eq!((found.best, found.raw_information), (1, 0.0));
        assert_eq!(acceptability(&[]), None);
        assert_eq!(acceptability(&[vec![], vec![]]), None);
    }

    #[test]
    fn luck_is_taken_off_the_value_of_information() {
        // The true gain of the second option is uniform on −1..1, so information is worth ¼; runs scatter by 1.
        let (draws, runs) = (4_000_usize, 6_usize);
        let streams = Streams::new(7, 0);
        let gain = |draw: usize| 2.0 * (draw as f64 + 0.5) / draws as f64 - 1.0;
        let run = |draw: usize, run: usize| {
            gain(draw) + normal_quantile(streams.uniform(Decision::Bootstrap, Who(draw as u64), run as u64))
        };
        let mean = |draw: usize, range: std::ops::Range<usize>| {
            let count = range.len() as f64;
            range.map(|replicate| run(draw, replicate)).sum::<f64>() / count
        };
        let benefit = |range: std::ops::Range<usize>| {
            vec![vec![0.0; draws], (0..draws).map(|draw| mean(draw, range.clone())).collect::<Vec<f64>>()]
        };
        let (all, one, other) = (benefit(0..runs), benefit(0..3), benefit(3..6));
        let raw = acceptability(&all).unwrap().raw_information;
        let mended = perfect_information(&all, runs, [(&one, 3), (&other, 3)]).unwrap();
        assert!(raw > 0.275, "{raw}");
        assert!((mended - 0.25).abs() < 0.012, "{mended}, without the correction {raw}");
        // The share of luck is (1/6) / (1/3 + 1/6).
        let share =
            luck_share(&(0..draws).map(|d| (0..runs).map(|r| run(d, r)).collect()).collect::<Vec<_>>()).unwrap();
        assert!((share - 1.0 / 3.0).abs() < 0.015, "{share}");
        assert_eq!(luck_share(&[vec![1.0, 1.0], vec![1.0, 1.0]]), None);
        assert_eq!(luck_share(&[vec![1.0], vec![2.0]]), None);
    }

    #[test]
    fn a_factor_that_says_nothing_is_worth_nothing() {
        let Fixture { factors, .. } = fixture();
        // The gain depends on the first factor alone: to know it is to know all.
        let gain: Vec<f64> = factors[0].iter().map(|a| 2.0 * a - 1.0).collect();
        let benefit = [vec![0.0; 200], gain];
        let all = acceptability(&benefit).unwrap().raw_information;
        assert!((all - 0.25).abs() < 1e-9);
        assert!((partial_information(&benefit, &factors[0]).unwrap() - all).abs() < 1e-9);
        assert_eq!(partial_information(&benefit, &factors[1]), Some(0.0));
        assert_eq!(partial_information(&benefit, &[3.0; 200]), Some(0.0));
    }

    #[test]
    fn a_fit_has_as_many_degrees_as_the_data_bear() {
        let x: Vec<f64> = (0..40).map(|i| f64::from(i % 2)).collect();
        let y: Vec<f64> = x.iter().enumerate().map(|(i, x)| 3.0 * x + f64::from((i % 4) as u32 / 2)).collect();
        // Two levels bear a line, which goes through the mean of each.
        let fit = expected_given(&x, &y);
        assert!(fit.iter().zip(&x).all(|(fit, x)| (fit - 3.0 * x - 0.5).abs() < 1e-9), "{fit:?}");
        let cubic: Vec<f64> = (0..30).map(|i| f64::from(i) - 15.0).collect();
        let y: Vec<f64> = cubic.iter().map(|x| x * x * x - 20.0 * x).collect();
        assert!(expected_given(&cubic, &y).iter().zip(&y).all(|(fit, y)| (fit - y).abs() < 1e-6));
        assert!(expected_given(&[], &[]).is_empty());
        assert_eq!(expected_given(&[1.0], &[2.0]), [2.0]);
    }
}
