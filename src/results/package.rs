//! `datapackage.json`: the type, unit and meaning of every column, as a Frictionless Data Package (version 2).

use super::made::made;
use super::manifest::Manifest;
use super::table::{Field, Kind};
use super::tables::{Table, key};
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
        let (title, fields, key) = match Table::ALL.iter().find(|table| table.name() == stem) {
            Some(table) => (table.title(), all(&table.fields()), table.key()),
            None if stem == "comparison" => (COMPARISON, all(comparison), &["point", "measure", "arm"][..]),
            None if stem == "points" => (POINTS, described_points(comparison, points), &["point"][..]),
            None if stem == "posterior" => (POSTERIOR, described_posterior(points), &[][..]),
            None => {
                let made = made(stem)?;
                (made.title, all(&made.fields), made.key)
            }
        };
        // The copy of a table as CSV stands beside it.
        let copy = ending == "csv" && Table::ALL.iter().any(|table| table.name() == stem);
        let mut schema = json!({ "fields": fields });
        if !key.is_empty() {
            schema["primaryKey"] = json!(key);
        }
        schema["missingValues"] = json!([""]);
        Some(json!({
            "name": if copy { format!("{stem}-csv") } else { stem.replace('_', "-") },
            "type": "table",
            "path": file.path,
            "title": title.en,
            "title_zh": title.zh,
            "format": format,
            "mediatype": media,
            "encoding": "utf-8",
            "bytes": file.bytes,
            "schema": schema,
        }))
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

const POINTS: Text = Text { en: "What varies from point to point", zh: "各设计点的取值" };

const POSTERIOR: Text =
    Text { en: "Sets of parameters that the patterns do not rule out", zh: "未被观测模式排除的参数组" };

/// The number of the point, as in the comparison, and a column for each thing that varies.
fn described_points(comparison: &[Field], points: &[(String, &str, Text)]) -> Vec<Json> {
    let number = comparison.iter().filter(|field| field.name == "point").map(described);
    number.chain(described_values(points)).collect()
}

/// The weight and the distance of a set, and a column for each thing that varies.
fn described_posterior(points: &[(String, &str, Text)]) -> Vec<Json> {
    let weight = key("weight", Kind::Real, "Weight", "权重", "Share of the set; all add up to 1.", "占比，合计为 1。");
    let means = "Of its outcome to the fitted patterns, each in its scale.";
    let distance = key("distance", Kind::Real, "Distance", "距离", means, "结果与拟合模式的距离，各按其尺度。");
    [weight, distance].iter().map(described).chain(described_values(points)).collect()
}

/// A column for each thing that varies.
fn described_values(points: &[(String, &str, Text)]) -> impl Iterator<Item = Json> {
    points.iter().map(|(name, unit, meaning)| {
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
    })
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
