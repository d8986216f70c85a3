//! Ends of needs.

use super::{long_label, noise, pick, single, source, three};
use crate::charts::tiers::{Ends, TierArm, TiersData, draw};
use crate::charts::{Drawing, Style};
use crate::vocabulary::Language;

fn tier_arm(label: String, shift: f64) -> TierArm {
    let ends = |resolved, given_up, open| Ends { resolved, given_up, open };
    TierArm {
        label,
        raised: 640.0,
        group: ends(332.8 + shift, 96.0 - 0.45 * shift, 12.8),
        committee: ends(108.8 - 0.2 * shift, 28.8 - 0.1 * shift, 6.4),
        above: ends(25.6 - 0.1 * shift, 16.0 - 0.1 * shift, 12.8 - 0.05 * shift),
    }
}

pub(in crate::charts) fn tiers(language: Language) -> TiersData {
    let arms = vec![tier_arm(single(language), 0.0), tier_arm(three(language), 96.0)];
    TiersData { arms, finding: None, source: source(language) }
}

fn tiers_many(arms: usize, long: bool, language: Language) -> TiersData {
    let label = |i: usize| {
        if long { long_label(i, language) } else { format!("{} {}", pick(language, "Plan", "方案"), i + 1) }
    };
    let arms = (0..arms).map(|i| tier_arm(label(i), 100.0 * noise(i, 3))).collect();
    TiersData { arms, ..tiers(language) }
}

fn tiers_degenerate(language: Language) -> TiersData {
    let nothing = TierArm {
        label: single(language),
        raised: 0.0,
        group: Ends::default(),
        committee: Ends::default(),
        above: Ends::default(),
    };
    let all = Ends { resolved: 12.0, given_up: 0.0, open: 0.0 };
    let tiny = Ends { resolved: 0.004, given_up: f64::NAN, open: -1.0 };
    let arms = vec![
        nothing.clone(),
        TierArm { label: three(language), raised: 12.0, group: all, ..nothing.clone() },
        TierArm { label: long_label(1, language), raised: 14.0, group: all, above: tiny, ..nothing },
    ];
    TiersData { arms, ..tiers(language) }
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let t = |data: TiersData| draw(&data, style);
    vec![
        ("tiers", t(tiers(l))),
        ("tiers-1-arm", t(tiers_many(1, true, l))),
        ("tiers-3-arms", t(tiers_many(3, false, l))),
        ("tiers-20-arms", t(tiers_many(20, false, l))),
        ("tiers-20-arms-long", t(tiers_many(20, true, l))),
        ("tiers-degenerate", t(tiers_degenerate(l))),
    ]
}
