//! Who pays.

use super::{long_label, noise, pick, single, source, three};
use crate::charts::money::{MoneyArm, MoneyData, draw};
use crate::charts::{Difference, Drawing, Estimate, Style};
use crate::vocabulary::Language;

fn arm(label: String, parts: [f64; 3], baseline: Option<f64>) -> MoneyArm {
    let sum: f64 = parts.iter().sum();
    let half = 0.02 * sum;
    let difference = baseline.map(|from| Difference::new(sum - from, Some((sum - from - half, sum - from + half))));
    let per = sum / 310.0;
    MoneyArm {
        label,
        parts: parts.map(Some),
        total: Some(Estimate { mean: sum, interval: Some((sum - half, sum + half)) }),
        difference,
        per_resolved: Some(Estimate { mean: per, interval: Some((0.97 * per, 1.03 * per)) }),
    }
}

pub(in crate::charts) fn money(language: Language) -> MoneyData {
    let (one, other) = ([61_200.0, 38_400.0, 82_300.0], [98_700.0, 51_900.0, 47_100.0]);
    let arms = vec![arm(single(language), one, None), arm(three(language), other, Some(one.iter().sum()))];
    MoneyData { arms, source: source(language) }
}

fn many(arms: usize, long: bool, language: Language) -> MoneyData {
    let label = |i: usize| {
        if long { long_label(i, language) } else { format!("{} {}", pick(language, "Plan", "方案"), i + 1) }
    };
    let parts = |i: usize| [60e3 + 20e3 * noise(i, 1), 40e3 + 30e3 * noise(i, 2), 90e3 + 60e3 * noise(i, 3)];
    let arms = (0..arms).map(|i| arm(label(i), parts(i), (i > 0).then(|| parts(0).iter().sum()))).collect();
    MoneyData { arms, source: source(language) }
}

/// Parts that are hardly there, not there, or no numbers.
fn degenerate(language: Language) -> MoneyData {
    let mut data = money(language);
    data.source.replicates = 1;
    data.arms[0].parts = [Some(0.0), Some(120.0), Some(180_000.0)];
    data.arms[1].parts = [Some(f64::NAN), None, Some(-3.0)];
    for arm in &mut data.arms {
        arm.total = arm.total.map(|total| Estimate { interval: None, ..total });
        arm.difference = arm.difference.map(|difference| Difference::new(difference.estimate, None));
        arm.per_resolved = None;
    }
    data
}

fn off(language: Language) -> MoneyData {
    let mut data = money(language);
    for arm in &mut data.arms {
        (arm.parts, arm.total, arm.difference, arm.per_resolved) = ([None; 3], None, None, None);
    }
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let m = |data: MoneyData| draw(&data, style);
    vec![
        ("money", m(money(l))),
        ("money-1-arm", m(many(1, true, l))),
        ("money-20-arms", m(many(20, false, l))),
        ("money-20-arms-long", m(many(20, true, l))),
        ("money-degenerate", m(degenerate(l))),
        ("money-off", m(off(l))),
    ]
}
