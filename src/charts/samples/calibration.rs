//! Data for the charts of calibrations.

use super::{long_label, pick, source};
use crate::charts::posterior::{PosteriorData, PosteriorRow, Spread};
use crate::charts::predictive::{PredictiveData, PredictiveRow, Role};
use crate::charts::validation::Claim;
use crate::charts::{Drawing, Style, posterior, predictive};
use crate::vocabulary::{Language, Measure};

fn unknown(label: String, unit: &str, prior: (f64, f64), left: [f64; 5], contraction: f64, told: bool) -> PosteriorRow {
    PosteriorRow { label, unit: unit.into(), prior, left: Some(Spread(left)), contraction: Some(contraction), told }
}

fn unknowns(language: Language) -> PosteriorData {
    let p = |en, zh| pick(language, en, zh);
    let rows = vec![
        unknown(p("Requests", "诉求"), "1/household/year", (0.3, 3.0), [0.34, 0.6, 0.81, 1.1, 1.6], 0.83, true),
        unknown(
            p("Inclination to petition the township", "到乡镇信访的倾向"),
            "",
            (-5.6, -4.0),
            [-5.5, -5.2, -4.9, -4.6, -4.2],
            0.41,
            true,
        ),
        unknown(
            p("Hours of the seat (leader)", "每周工时(leader)"),
            "hours",
            (2.0, 15.0),
            [2.4, 4.0, 6.2, 9.0, 13.5],
            0.12,
            true,
        ),
        unknown(p("Wage of a day", "日工资"), "yuan", (90.0, 180.0), [92.0, 112.0, 135.0, 158.0, 178.0], -0.02, false),
    ];
    PosteriorData { rows, unknowns: 47, told: 3, sets: 300, source: source(language) }
}

fn unknowns_odd(language: Language) -> PosteriorData {
    let mut data = unknowns(language);
    for (i, row) in data.rows.iter_mut().enumerate() {
        row.label = format!("{} {}", long_label(i, language), long_label(i + 7, language));
    }
    data.rows[0].left = None;
    data.rows[1].prior = (2.0, 2.0);
    data.rows[1].left = Some(Spread([2.0; 5]));
    data.rows[2].contraction = None;
    data.rows[3].left = Some(Spread([f64::NAN; 5]));
    data.unknowns = 4;
    data
}

fn pattern(
    label: String,
    measure: Measure,
    claim: Claim,
    role: Role,
    sets: [[f64; 5]; 2],
    holds: (f64, f64),
) -> PredictiveRow {
    PredictiveRow {
        label,
        measure: (measure.name().into(), measure.unit().into()),
        difference: !matches!(claim, Claim::Value(..)),
        claim,
        role,
        before: Some(Spread(sets[0])),
        after: Some(Spread(sets[1])),
        holds: (Some(holds.0), Some(holds.1)),
    }
}

fn patterns(language: Language) -> PredictiveData {
    let p = |en, zh| pick(language, en, zh);
    let rows = vec![
        pattern(
            p("Petitions under single leaders", "单人组长下的信访"),
            Measure::PetitionsPer1000,
            Claim::Value(24.0, 16.0),
            Role::Fitted,
            [[3.6, 12.9, 30.8, 58.0, 155.2], [9.0, 16.0, 22.0, 29.0, 39.0]],
            (0.42, 1.0),
        ),
        pattern(
            p("Needs never voiced", "忍下未提的占比"),
            Measure::LumpedShare,
            Claim::Value(0.35, 0.15),
            Role::OutOfReach,
            [[0.05, 0.07, 0.08, 0.09, 0.1], [0.05, 0.07, 0.08, 0.09, 0.1]],
            (0.0, 0.0),
        ),
        pattern(
            p("Petitions fall by more than two", "信访减少两件以上"),
            Measure::Petitions,
            Claim::Less(2.0),
            Role::HeldOut,
            [[-4.0, -1.0, 0.2, 1.7, 8.0], [-3.0, -1.0, 0.0, 1.0, 2.0]],
            (0.18, 0.12),
        ),
        pattern(
            p("Trust goes up", "信任上升"),
            Measure::TrustGroup,
            Claim::More(0.0),
            Role::HeldOut,
            [[-0.04, -0.01, 0.003, 0.046, 0.146], [-0.02, 0.0, 0.011, 0.03, 0.065]],
            (0.6, 0.76),
        ),
    ];
    PredictiveData { rows, before: 800, after: 300, source: source(language) }
}

fn patterns_odd(language: Language) -> PredictiveData {
    let mut data = patterns(language);
    for (i, row) in data.rows.iter_mut().enumerate() {
        row.label = format!("{} {}", long_label(i, language), long_label(i + 5, language));
    }
    data.rows[0].after = None;
    data.rows[0].holds = (None, None);
    data.rows[1].before = Some(Spread([f64::NAN; 5]));
    data.rows[1].after = Some(Spread([0.2; 5]));
    data.rows[2].claim = Claim::Equivalent(1.5);
    data.rows[3].claim = Claim::SmallerThan(None);
    data.rows[3].role = Role::LeftOut;
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let u = |data: PosteriorData| posterior::draw(&data, style);
    let p = |data: PredictiveData| predictive::draw(&data, style);
    vec![
        ("posterior", u(unknowns(l))),
        ("posterior-odd", u(unknowns_odd(l))),
        ("posterior-empty", u(PosteriorData { rows: Vec::new(), unknowns: 0, told: 0, ..unknowns(l) })),
        ("predictive", p(patterns(l))),
        ("predictive-odd", p(patterns_odd(l))),
        ("predictive-empty", p(PredictiveData { rows: Vec::new(), ..patterns(l) })),
    ]
}
