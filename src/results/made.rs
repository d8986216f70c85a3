//! The tables that are made of the runs: what each is called, its columns and its key.

use super::CalibrationTable;
use super::decision::DecisionTable;
use super::table::Field;
use super::{
    attribution_fields, convergence_fields, selection_fields, sensitivity_fields, unknown_fields, validation_fields,
};
use crate::vocabulary::Text;

/// A table that is made of the runs.
pub(super) struct Made {
    /// What it holds.
    pub(super) title: Text,
    /// Its columns.
    pub(super) fields: Vec<Field>,
    /// The columns that name a row; none where some of them may be empty.
    pub(super) key: &'static [&'static str],
}

/// The names of all such tables.
pub const MADE: [&str; 19] = [
    "acceptability",
    "attribution",
    "box",
    "calibration",
    "calibration_pairs",
    "calibration_populations",
    "calibration_profile",
    "calibration_sets",
    "calibration_targets",
    "decision_options",
    "decision_worlds",
    "discovery",
    "frontier",
    "information",
    "selection",
    "sensitivity",
    "sensitivity_convergence",
    "unknown",
    "validation",
];

/// The columns of the table of this name; `None` when there is none.
pub fn made_fields(name: &str) -> Option<Vec<Field>> {
    made(name).map(|made| made.fields)
}

/// Whether a file of a results folder is such a table.
pub fn is_made_table(path: &str) -> bool {
    path.strip_suffix(".csv").is_some_and(|name| made(name).is_some())
}

/// The table of this name (that of its file without the ending); `None` when there is none.
pub(super) fn made(name: &str) -> Option<Made> {
    let made = |en, zh, fields, key| Some(Made { title: Text { en, zh }, fields, key });
    match name {
        "attribution" => made(
            "Which mechanism carries how much of the difference, one row a measure, arm and part",
            "差异由哪些机制承担，每个指标、方案与部分一行",
            attribution_fields(),
            &[],
        ),
        "selection" => made(
            "Selection of the best arm, one row an arm",
            "最优方案的选择，每个方案一行",
            selection_fields(),
            &["arm"],
        ),
        "sensitivity" => made(
            "Which unknowns matter, one row an index",
            "各未知量的重要性，每个指标一行",
            sensitivity_fields(),
            &["measure", "output", "arm", "index", "factor", "other"],
        ),
        "sensitivity_convergence" => made(
            "How the indices settle as base points are added",
            "各指标随基点增加的收敛情况",
            convergence_fields(),
            &["measure", "output", "arm", "index", "factor", "base_points"],
        ),
        "unknown" => {
            made("What is unknown and what is chance, apart", "未知与偶然的分解", unknown_fields(), &["measure", "arm"])
        }
        "validation" => made(
            "What the scenario claims, held against the runs",
            "方案断言与模拟结果的对照",
            validation_fields(),
            &["target"],
        ),
        _ => {
            if let Some(table) = CalibrationTable::ALL.into_iter().find(|table| table.name() == name) {
                return Some(Made { title: table.title(), fields: table.fields(), key: table.key() });
            }
            let table = DecisionTable::ALL.into_iter().find(|table| table.name() == name)?;
            Some(Made { title: table.title(), fields: table.fields(), key: table.key() })
        }
    }
}
