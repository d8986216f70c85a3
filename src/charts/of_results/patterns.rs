//! Patterns with what was found of them, from `validation.csv`.

use super::Facts;
use crate::charts::panels::Estimate;
use crate::charts::validation::{Claim, Outcome, ValidationData, ValidationRow};
use crate::results::Problem;
use crate::vocabulary::Language;
use std::collections::BTreeMap;
use std::path::Path;

/// The table of patterns.
const FILE: &str = "validation.csv";

/// A pattern with its label in each language.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    label_zh: String,
    row: ValidationRow,
}

/// Reads the patterns in `folder`. Columns are known by their names; others are passed over.
pub(super) fn read(folder: &Path) -> Result<Vec<Pattern>, Problem> {
    let path = folder.join(FILE);
    if !path.is_file() {
        let why = "there are no patterns to draw; hold the results against them with: microgov validate SCENARIO";
        return Err(Problem::Refused { folder: folder.into(), why: why.into() });
    }
    let bytes = std::fs::read(&path).map_err(|error| Problem::read(&path, error))?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(|row| {
        let row = row.map_err(|error| error.to_string())?;
        pattern(&row).ok_or_else(|| format!("a pattern has no sound claim: {:?}", row.get("target")))
    });
    rows.collect::<Result<_, _>>().map_err(|what| Problem::Damaged { path: path.clone(), what })
}

/// The claim of a row of `validation.csv` or `calibration_targets.csv`; `None` where it is none.
pub(in crate::charts) fn claim_of(row: &BTreeMap<String, String>) -> Option<Claim> {
    let number = |key: &str| row.get(key).and_then(|cell| cell.parse::<f64>().ok());
    let margin = number("margin").unwrap_or(0.0);
    Some(match row.get("claim")?.as_str() {
        "more" => Claim::More(margin),
        "less" => Claim::Less(margin),
        "equivalent" => Claim::Equivalent(margin),
        "smaller_effect_than" => Claim::SmallerThan(number("reference_estimate")),
        "value" => Claim::Value(number("observed")?, number("tolerance").unwrap_or(0.0)),
        _ => return None,
    })
}

fn pattern(row: &BTreeMap<String, String>) -> Option<Pattern> {
    let text = |key: &str| row.get(key).map_or("", String::as_str);
    let number = |key: &str| row.get(key).and_then(|cell| cell.parse::<f64>().ok());
    let claim = claim_of(row)?;
    // Both spellings of the columns have been in use.
    let either = |one: &'static str, other: &'static str| if row.contains_key(one) { one } else { other };
    let outcome = match text(either("outcome", "met")) {
        "met" | "true" | "yes" => Outcome::Met,
        "not_met" | "not met" | "false" | "no" => Outcome::NotMet,
        "no_data" => Outcome::NoData,
        _ => Outcome::Undecided,
    };
    let interval = number("ci_low").zip(number("ci_high"));
    let label = |key: &str| match text(key) {
        "" => text("target").to_string(),
        label => label.to_string(),
    };
    Some(Pattern {
        label_zh: label("label_zh"),
        row: ValidationRow {
            label: label("label_en"),
            measure: (text("measure").to_string(), text("unit").to_string()),
            difference: text("against") != "none",
            claim,
            simulated: number(either("estimate", "simulated")).map(|mean| Estimate { mean, interval }),
            outcome,
            used_to_fit: matches!(text("used_to_fit"), "true" | "yes"),
        },
    })
}

impl Facts<'_> {
    pub(super) fn validation(&self, language: Language) -> ValidationData {
        let row = |pattern: &Pattern| match language {
            Language::English => pattern.row.clone(),
            Language::Chinese => ValidationRow { label: pattern.label_zh.clone(), ..pattern.row.clone() },
        };
        ValidationData { rows: self.patterns.iter().map(row).collect(), source: self.subject.source(language) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[(&str, &str)]) -> Option<Pattern> {
        pattern(&cells.iter().map(|(key, cell)| ((*key).to_string(), (*cell).to_string())).collect())
    }

    #[test]
    fn patterns_are_read_by_the_names_of_columns() {
        let found = of(&[
            ("target", "petitions"),
            ("label_en", "Petitions"),
            ("label_zh", ""),
            ("claim", "value"),
            ("measure", "petitions_per_1000_person_years"),
            ("unit", "1/1000 person-years"),
            ("against", "none"),
            ("observed", "6.2"),
            ("tolerance", "1"),
            ("estimate", "7.5"),
            ("ci_low", "7"),
            ("ci_high", "8"),
            ("outcome", "not_met"),
            ("used_to_fit", "true"),
            ("whatever", "else"),
        ])
        .expect("a sound row");
        assert_eq!((found.row.claim, found.row.outcome), (Claim::Value(6.2, 1.0), Outcome::NotMet));
        assert_eq!(found.row.simulated, Some(Estimate { mean: 7.5, interval: Some((7.0, 8.0)) }));
        assert_eq!((found.row.label.as_str(), found.label_zh.as_str()), ("Petitions", "petitions"));
        assert!(found.row.used_to_fit && !found.row.difference);
        let other = of(&[("claim", "less"), ("margin", "2"), ("met", "met"), ("simulated", "-3"), ("against", "a")]);
        let other = other.expect("a sound row").row;
        assert_eq!((other.claim, other.outcome, other.difference), (Claim::Less(2.0), Outcome::Met, true));
        assert_eq!(other.simulated, Some(Estimate { mean: -3.0, interval: None }));
        assert!(of(&[("claim", "value")]).is_none() && of(&[("claim", "about")]).is_none());
    }
}
