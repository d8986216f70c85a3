//! `datapackage.json`: the type, unit and meaning of every column, as a Frictionless Data Package (version 2).

use super::manifest::Manifest;
use super::table::{Field, Kind};
use super::tables::Table;
use super::{attribution_fields, unknown_fields, validation_fields};
use crate::vocabulary::Text;
use serde_json::{Value as Json, json};

/// Describes the tables among the files of a manifest. `comparison` are the columns of `comparison.csv`; `points` those
/// of `points.csv`, where there is one: name, unit and meaning of what varies from point to point.
pub fn describe(manifest: &Manifest, comparison: &[Field], points: &[(String, &str, Text)]) -> Json {
    let resources = manifest.files.iter().filter_map(|file| {
        let (stem, ending) = file.path.rsplit_once('.')?;
        let (media, format) = match ending {
            "csv" => ("text/csv", "csv"),
            "parquet" => ("application/vnd.apache.parquet", "parquet"),
            _ => return None,
        };
        let all = |fields: &[Field]| fields.iter().map(described).collect::<Vec<_>>();
        let (title, fields, key) = match Table::of(true).iter().find(|table| table.name() == stem) {
            Some(table) => (table.title(), all(&table.fields()), table.key()),
            None if stem == "comparison" => (COMPARISON, all(comparison), &["point", "measure", "arm"][..]),
            // A key may not be empty, and most rows have no second player.
            None if stem == "attribution" => (ATTRIBUTION, all(&attribution_fields()), &[][..]),
            None if stem == "validation" => (VALIDATION, all(&validation_fields()), &["target"][..]),
            None if stem == "unknown" => (UNKNOWN, all(&unknown_fields()), &["measure", "arm"][..]),
            None if stem == "points" => (POINTS, described_points(comparison, points), &["point"][..]),
            None => return None,
        };
        let mut resource = json!({
            "name": if ending == "csv" && !["attribution", "comparison", "points", "unknown", "validation"].contains(&stem) { format!("{stem}-csv") } else { stem.to_string() },
            "type": "table",
            "path": file.path,
            "title": title.en,
            "title_zh": title.zh,
            "format": format,
            "mediatype": media,
            "encoding": "utf-8",
            "bytes": file.bytes,
            "schema": { "fields": fields, "missingValues": [""] },
        });
        if !key.is_empty() {
            resource["schema"]["primaryKey"] = json!(key);
        }
        Some(resource)
    });
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": manifest.scenario.name.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-"),
        "title": manifest.scenario.name,
        "version": manifest.program.version,
        "resources": resources.collect::<Vec<_>>(),
    })
}

const COMPARISON: Text = Text {
    en: "Every arm against the baseline, one row a measure",
    zh: "各方案与基准方案的比较，每个指标一行",
};

const ATTRIBUTION: Text = Text {
    en: "Which mechanism carries how much of the difference, one row a measure, arm and part",
    zh: "差异由哪些机制承担，每个指标、方案与部分一行",
};

const VALIDATION: Text =
    Text { en: "What the scenario claims, held against the runs", zh: "方案断言与模拟结果的对照" };

const UNKNOWN: Text = Text { en: "What is unknown and what is chance, apart", zh: "未知与偶然的分解" };

const POINTS: Text = Text { en: "What varies from point to point", zh: "各设计点的取值" };

/// The number of the point, as in the comparison, and a column for each thing that varies.
fn described_points(comparison: &[Field], points: &[(String, &str, Text)]) -> Vec<Json> {
    let number = comparison.iter().filter(|field| field.name == "point").map(described);
    let values = points.iter().map(|(name, unit, meaning)| {
        let mut json = json!({
            "name": name,
            "type": "number",
            "title": meaning.en,
            "title_zh": meaning.zh,
            "constraints": { "required": true },
        });
        if !unit.is_empty() {
            json["unit"] = json!(unit);
        }
        json
    });
    number.chain(values).collect()
}

fn described(field: &Field) -> Json {
    let kind = match field.kind {
        Kind::Text => "string",
        Kind::Whole => "integer",
        Kind::Real => "number",
    };
    let mut json = json!({
        "name": field.name,
        "type": kind,
        "title": field.title.en,
        "title_zh": field.title.zh,
        "description": field.meaning.en,
        "description_zh": field.meaning.zh,
    });
    if let Some(object) = json.as_object_mut() {
        if !field.unit.is_empty() {
            object.insert("unit".into(), json!(field.unit));
        }
        if field.required {
            object.insert("constraints".into(), json!({ "required": true }));
        }
    }
    json
}
