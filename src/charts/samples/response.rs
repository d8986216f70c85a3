//! A measure over the values of one number.

use super::{long_label, pick, source};
use crate::charts::response::{ResponseArm, ResponseData, ResponsePoint, draw};
use crate::charts::{Drawing, Style};
use crate::vocabulary::{Language, Measure};

/// A belief that tips at another place in every arm.
fn response(arms: usize, values: usize, language: Language) -> ResponseData {
    let arm = |arm: usize| ResponseArm {
        label: if arms > 6 {
            long_label(arm, language)
        } else {
            pick(language, "Without link", "去掉环节") + &format!(" {arm}")
        },
        points: (0..values)
            .map(|i| {
                let at = 0.05 * i as f64;
                let mean = 0.05 + 0.8 / (1.0 + libm::exp(-40.0 * (at - 0.15 - 0.05 * arm as f64)));
                ResponsePoint { at, mean, interval: Some((mean - 0.02, mean + 0.02)) }
            })
            .collect(),
    };
    ResponseData {
        measure: Measure::PetitionBelief,
        factor: pick(language, "Believed return of a petition at the start", "信访预期初始值"),
        factor_unit: String::new(),
        words: Vec::new(),
        arms: (0..arms).map(arm).collect(),
        baseline: 0,
        source: source(language),
    }
}

/// Over words, some of them long.
fn response_words(arms: usize, language: Language) -> ResponseData {
    let mut data = response(arms, 4, language);
    data.factor = pick(language, "Structure of the arm", "方案的组织形式");
    data.words = ["two", "three", "five", "three_no_election_by_topic"].map(String::from).to_vec();
    for arm in &mut data.arms {
        arm.points.iter_mut().enumerate().for_each(|(place, point)| point.at = place as f64);
    }
    data
}

/// Two replicates of a share: the intervals leave what a share can be.
fn response_wide(arms: usize, language: Language) -> ResponseData {
    let mut data = response(arms, 3, language);
    data.measure = Measure::Resolved90dShare;
    data.source.replicates = 2;
    for point in data.arms.iter_mut().flat_map(|arm| &mut arm.points) {
        point.interval = Some((point.mean - 1.1, point.mean + 1.4));
    }
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let r = |data: ResponseData| draw(&data, style);
    vec![
        ("response", r(response(5, 11, l))),
        ("response-1-arm-1-value", r(response(1, 1, l))),
        ("response-20-arms", r(response(20, 30, l))),
        ("response-words", r(response_words(2, l))),
        ("response-words-6-arms", r(response_words(6, l))),
        ("response-wide", r(response_wide(2, l))),
        ("response-wide-5-arms", r(response_wide(5, l))),
        ("response-empty", r(response(2, 0, l))),
    ]
}
