//! Factors one at a time.

use super::{long_label, noise, pick, single, source, three};
use crate::charts::tornado::{TornadoArm, TornadoData, TornadoEnd, TornadoRow, draw};
use crate::charts::{Difference, Drawing, Style};
use crate::vocabulary::{Language, Measure};

fn effect(estimate: f64) -> Difference {
    Difference::new(estimate, Some((estimate - 0.01, estimate + 0.013)))
}

/// Factors of less and less weight; the third has one end only, the fourth words, the fifth no effect.
fn tornado(arms: usize, rows: usize, language: Language) -> TornadoData {
    let row = |arm: usize, i: usize| {
        let width = 0.12 / (1.0 + i as f64);
        let end = |setting: &str, sign: f64| TornadoEnd {
            setting: setting.into(),
            effect: effect(0.08 + sign * width * (1.0 + 0.3 * noise(i, arm))),
        };
        let ends = match i {
            2 => vec![end("15", 1.0)],
            3 => vec![end("two", -1.0), end("five", 0.4), end("none", 1.0)],
            4 => ["0.3", "3"].map(|setting| TornadoEnd { setting: setting.into(), effect: effect(0.08) }).to_vec(),
            _ => {
                vec![end("0.3", if i % 2 == 0 { -1.0 } else { 1.0 }), end("10000", if i % 2 == 0 { 1.0 } else { -1.0 })]
            }
        };
        let factor = match i {
            0 => pick(language, "Requests of a household (1/year)", "每户诉求（件/年）"),
            1 => long_label(i, language),
            _ => format!("{} {i}", pick(language, "Factor", "因素")),
        };
        TornadoRow { factor, ends }
    };
    let arm = |arm: usize| TornadoArm {
        label: if arm == 0 { three(language) } else { long_label(arm, language) },
        centre: Some(effect(0.08)),
        rows: (0..rows).map(|i| row(arm, i)).collect(),
    };
    TornadoData {
        measure: Measure::Resolved90dShare,
        baseline: single(language),
        arms: (0..arms).map(arm).collect(),
        source: source(language),
    }
}

/// No effect as it is, values that are missing, one replicate.
fn degenerate(language: Language) -> TornadoData {
    let mut data = tornado(1, 3, language);
    data.measure = Measure::Petitions;
    data.arms[0].centre = None;
    data.arms[0].rows[0].ends.truncate(1);
    data.arms[0].rows[1].ends.clear();
    for row in &mut data.arms[0].rows {
        row.ends.iter_mut().for_each(|end| end.effect = Difference::new(0.0, None));
    }
    data.source.replicates = 1;
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let t = |data: TornadoData| draw(&data, style);
    vec![
        ("tornado", t(tornado(1, 8, l))),
        ("tornado-40-factors", t(tornado(1, 40, l))),
        ("tornado-3-arms", t(tornado(3, 5, l))),
        ("tornado-degenerate", t(degenerate(l))),
        ("tornado-empty", t(tornado(1, 0, l))),
    ]
}
