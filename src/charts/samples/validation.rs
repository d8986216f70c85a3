//! Patterns, met or not.

use super::{long_label, pick, source};
use crate::charts::validation::{Claim, Outcome, ValidationData, ValidationRow, draw};
use crate::charts::{Drawing, Estimate, Style};
use crate::vocabulary::{Language, Measure};

fn row(label: String, measure: Measure, claim: Claim, mean: f64, half: f64, outcome: Outcome) -> ValidationRow {
    ValidationRow {
        label,
        measure: (measure.name().into(), measure.unit().into()),
        difference: !matches!(claim, Claim::Value(..)),
        claim,
        simulated: Some(Estimate { mean, interval: Some((mean - half, mean + half)) }),
        outcome,
        used_to_fit: false,
    }
}

pub(in crate::charts) fn validation(language: Language) -> ValidationData {
    let p = |en, zh| pick(language, en, zh);
    let mut rows = vec![
        row(
            p("Three-person groups resolve more within 90 days", "三人小组 90 天办结率更高"),
            Measure::Resolved90dShare,
            Claim::More(0.0),
            0.0191,
            0.0022,
            Outcome::Met,
        ),
        row(
            p("Petitions per 1,000 person-years", "每千人年信访件次"),
            Measure::PetitionsPer1000,
            Claim::Value(6.2, 1.0),
            7.86,
            0.41,
            Outcome::NotMet,
        ),
        row(
            p("Trust in the group's team hardly moves", "对小组的信任变化很小"),
            Measure::TrustGroup,
            Claim::Equivalent(0.02),
            0.0197,
            0.0006,
            Outcome::Undecided,
        ),
        row(
            p("Cost per resolved need falls less than where holders are paid", "每件办结成本下降少于有补贴的情形"),
            Measure::CostPerResolvedYuan,
            Claim::SmallerThan(Some(31.0)),
            27.8,
            1.4,
            Outcome::Met,
        ),
        row(
            p("Turnout in genuine elections", "实际投票率"),
            Measure::Turnout,
            Claim::Value(0.68, 0.05),
            0.0,
            0.0,
            Outcome::NoData,
        ),
    ];
    rows[4].simulated = None;
    rows[1].used_to_fit = true;
    ValidationData { rows, source: source(language) }
}

fn odd(language: Language) -> ValidationData {
    let mut data = validation(language);
    for (i, row) in data.rows.iter_mut().enumerate() {
        row.label = format!("{} {}", long_label(i, language), long_label(i + 9, language));
        row.used_to_fit = true;
        row.simulated = row.simulated.map(|simulated| Estimate { interval: None, ..simulated });
    }
    data.rows[0].claim = Claim::Less(1_234.567);
    data.rows[1].simulated = Some(Estimate { mean: f64::NAN, interval: None });
    data.rows[3].claim = Claim::SmallerThan(None);
    data
}

pub(super) fn gallery(style: &Style) -> Vec<(&'static str, Drawing)> {
    let l = style.language;
    let v = |data: ValidationData| draw(&data, style);
    vec![
        ("validation", v(validation(l))),
        ("validation-odd", v(odd(l))),
        ("validation-empty", v(ValidationData { rows: Vec::new(), ..validation(l) })),
    ]
}
