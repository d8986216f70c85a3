//! Held to the numbers of SALib 1.6.0 on unscrambled points, and to closed forms.

use super::*;
use crate::statistics::Sobol;
use std::f64::consts::PI;

fn ishigami(x: &[f64]) -> f64 {
    let [a, b, c] = [x[0], x[1], x[2]].map(|x| PI * (2.0 * x - 1.0));
    libm::sin(a) + 7.0 * libm::sin(b) * libm::sin(b) + 0.1 * c * c * c * c * libm::sin(a)
}

/// Sobol's G-function.
fn g(a: &[f64]) -> impl Fn(&[f64]) -> f64 {
    move |x| x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

fn outputs(layout: Layout, group_of: &[usize], n: u32, model: impl Fn(&[f64]) -> f64) -> Vec<Vec<f64>> {
    let sobol = Sobol::new(2 * group_of.len()).unwrap();
    let base = |index| layout.design(&sobol.point(index), group_of).iter().map(|point| model(point)).collect();
    (0..n).map(base).collect()
}

fn indices(factors: usize, second_order: bool, n: u32, model: impl Fn(&[f64]) -> f64) -> SobolIndices {
    let layout = Layout { groups: factors, second_order };
    let group_of: Vec<usize> = (0..factors).collect();
    SobolIndices::of(layout, &outputs(layout, &group_of, n, model), 1).unwrap()
}

fn close(found: &[Estimate], expected: &[f64], tolerance: f64) {
    for (found, expected) in found.iter().zip(expected) {
        assert!((found.value - expected).abs() < tolerance, "{} for {expected}", found.value);
    }
}

#[test]
fn ishigami_has_the_indices_of_salib() {
    let small = indices(3, true, 256, ishigami);
    close(&small.first, &[0.326038971959, 0.482007284194, 0.011125510339], 1e-9);
    close(&small.total, &[0.564602482028, 0.457007142981, 0.250648843544], 1e-9);
    let middle = indices(3, true, 1024, ishigami);
    close(&middle.first, &[0.332955105353, 0.441313938544, 0.018578437930], 1e-9);
    close(&middle.total, &[0.558179045711, 0.443284584030, 0.242149373355], 1e-9);
    // The pairs in order: 12, 13, 23.
    close(&middle.second, &[-4.955281413510093e-05, 0.22760710553788024, 0.0048765516488903544], 1e-10);
    let large = indices(3, true, 4096, ishigami);
    close(&large.first, &[0.3141064186899, 0.4424727521202, -6.487943017087e-05], 1e-9);
    close(&large.total, &[0.55743457631, 0.442454153496, 0.243293121922], 1e-9);
    // The truth lies in the intervals.
    for (found, truth) in large.first.iter().zip([0.31390519114781146, 0.4424111447900409, 0.0]) {
        assert!(found.interval.low < truth && truth < found.interval.high, "{found:?}");
    }
    for (found, truth) in large.total.iter().zip([0.5575888552099592, 0.4424111447900409, 0.2436836640621477]) {
        assert!(found.interval.low < truth && truth < found.interval.high, "{found:?}");
    }
    let sum: f64 = large.first.iter().map(|index| index.value).sum();
    assert!((large.first_sum.value - sum).abs() < 1e-15 && large.first_sum.interval.high < 0.95);
}

#[test]
fn ishigami_has_the_moments_of_numpy() {
    let layout = Layout { groups: 3, second_order: true };
    let outputs = outputs(layout, &[0, 1, 2], 1024, ishigami);
    let all: Vec<f64> = outputs.into_iter().flatten().collect();
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    let variance = all.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / all.len() as f64;
    assert_eq!(all.len(), 8192);
    assert!((mean - 3.5028282897198944).abs() < 1e-12, "{mean}");
    assert!((sqrt(variance) - 3.7172173002809887).abs() < 1e-12);
}

#[test]
fn the_g_function_has_the_indices_of_salib() {
    let found = indices(8, false, 1024, g(&[0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0]));
    close(&found.first, &[0.6937526160499, 0.1781868675022, 0.02352592757402, 0.007204252471172], 1e-9);
    close(&found.first[4..], &[4.836e-05, -1.683e-04, 9.369e-05, 2.579e-04], 5.1e-8);
    close(&found.total, &[0.7656211637851, 0.2346407695402, 0.03154420948345, 0.01047449183207], 1e-9);
    assert!(found.second.is_empty());
}

#[test]
fn g_functions_approach_their_closed_forms() {
    for a in [
        &[0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0][..],
        &[78.0, 12.0, 0.5, 2.0, 97.0, 33.0][..],
        &[0.0, 0.5, 3.0, 9.0, 99.0, 99.0][..],
    ] {
        let part: Vec<f64> = a.iter().map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).collect();
        let all: f64 = part.iter().map(|v| 1.0 + v).product();
        let first: Vec<f64> = part.iter().map(|v| v / (all - 1.0)).collect();
        let total: Vec<f64> = part.iter().map(|v| v * all / (1.0 + v) / (all - 1.0)).collect();
        let found = indices(a.len(), false, 4096, g(a));
        close(&found.first, &first, 1e-2);
        close(&found.total, &total, 1e-2);
    }
    assert!((g(&[0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])(&[0.0; 8]) - 4.0583).abs() < 1e-4);
}

#[test]
fn groups_move_together() {
    let layout = Layout { groups: 2, second_order: false };
    let outputs = outputs(layout, &[0, 1, 0], 4096, ishigami);
    let found = SobolIndices::of(layout, &outputs, 1).unwrap();
    close(&found.first, &[0.5575888552099592, 0.4424111447900409], 2e-3);
    close(&found.total, &[0.5575888552099592, 0.4424111447900409], 2e-3);
    assert_eq!(outputs[0].len(), 4);
}

#[test]
fn the_layout_is_that_of_salib() {
    let layout = Layout { groups: 2, second_order: true };
    let design = layout.design(&[0.1, 0.2, 0.6, 0.7], &[0, 1]);
    assert_eq!(design, [[0.1, 0.2], [0.6, 0.2], [0.1, 0.7], [0.1, 0.7], [0.6, 0.2], [0.6, 0.7]]);
    assert_eq!((layout.points(), layout.ends()), (6, [0, 5]));
    assert_eq!(Layout { second_order: false, ..layout }.design(&[0.1, 0.2, 0.6, 0.7], &[0, 1]).len(), 4);
}

#[test]
fn what_does_not_vary_has_indices_of_zero() {
    for constant in [0.0, 0.1, 1e9 / 3.0] {
        let found = indices(3, true, 16, |_| constant);
        let all = found.first.iter().chain(&found.total).chain(&found.second).chain([&found.first_sum]);
        assert!(all.into_iter().all(|index| *index == Estimate::exact(0.0)), "{constant}");
    }
    // Of a factor without effect the total is exactly 0, whatever the others do.
    let found = indices(3, false, 64, |x| x[0] + x[1]);
    assert_eq!((found.first[2], found.total[2]), (Estimate::exact(0.0), Estimate::exact(0.0)));
    assert_eq!(SobolIndices::of(Layout { groups: 1, second_order: false }, &[vec![1.0, 2.0, 3.0]], 1), None);
}

#[test]
fn indices_do_not_depend_on_unit_and_offset() {
    let one = indices(3, true, 64, ishigami);
    let other = indices(3, true, 64, |x| 1e6 - 250.0 * ishigami(x));
    close(&other.first, &one.first.iter().map(|index| index.value).collect::<Vec<_>>(), 1e-9);
    close(&other.second, &one.second.iter().map(|index| index.value).collect::<Vec<_>>(), 1e-9);
}
