//! `microgov schema`: the scenario file as JSON Schema, for completion and help in editors.

use super::{Failure, Global};
use crate::vocabulary::tables::{Decision, Experiment, SeatTable, Simulation, StructureTable, Village};
use crate::vocabulary::{Grade, Kind, Language, Lists, Measure, Parameter, Parameters, Table, Value};
use serde_json::{Map, Value as Json, json};
use std::io::Write;

/// Prints the schema.
///
/// # Errors
/// [`Failure::Output`].
pub fn run(global: &Global, out: &mut dyn Write) -> Result<(), Failure> {
    let language = global.languages().first().copied().unwrap_or_default();
    serde_json::to_writer_pretty(&mut *out, &schema(language)).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

/// The schema, with descriptions in `language`.
pub fn schema(language: Language) -> Json {
    let keys = |parameters: &[Parameter]| object(properties(parameters, language));
    let mut root = Map::new();
    for key in ["title", "title_en", "title_zh", "extends"] {
        root.insert(key.into(), json!({ "type": "string", "minLength": 1 }));
    }
    root.insert(Simulation::NAME.into(), keys(Simulation::PARAMETERS));
    root.insert(Experiment::NAME.into(), keys(Experiment::PARAMETERS));
    let sizes = |measure: &Measure| (measure.name().to_string(), margin(*measure, language));
    root.insert("margins".into(), object(Measure::ALL.iter().map(sizes).collect()));
    root.insert(Village::NAME.into(), keys(Village::PARAMETERS));
    let mut arm = Map::new();
    for key in ["name", "label_en", "label_zh", "structure"] {
        arm.insert(key.into(), json!({ "type": "string", "minLength": 1 }));
    }
    arm.insert("plan".into(), json!({ "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/step" } }));
    for (table, _) in Parameters::TABLES {
        root.insert((*table).into(), json!({ "$ref": format!("#/$defs/{table}") }));
        arm.insert((*table).into(), json!({ "$ref": format!("#/$defs/{table}") }));
    }
    for (list, parameters) in Lists::TABLES {
        let mut entry = keys(parameters);
        entry["required"] = json!(["name"]);
        root.insert((*list).into(), json!({ "type": "array", "items": entry }));
    }
    let mut structure = properties(StructureTable::PARAMETERS, language);
    structure.insert("decision".into(), keys(Decision::PARAMETERS));
    structure.insert("attendance".into(), plain(&Kind::Attendance));
    structure.insert("seat".into(), json!({ "type": "object", "additionalProperties": keys(SeatTable::PARAMETERS) }));
    root.insert("structures".into(), json!({ "type": "object", "additionalProperties": object(structure) }));
    let mut arm = object(arm);
    arm["required"] = json!(["name"]);
    root.insert("arm".into(), json!({ "type": "array", "minItems": 1, "items": arm }));
    let mut definitions: Map<String, Json> =
        Parameters::TABLES.iter().map(|(table, parameters)| ((*table).to_string(), keys(parameters))).collect();
    definitions.insert("step".into(), step());
    let mut schema = object(root);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("microgov scenario");
    schema["$defs"] = Json::Object(definitions);
    schema
}

fn step() -> Json {
    let mut step = object(Map::from_iter([
        ("from".to_string(), plain(&Kind::Date)),
        ("structure".to_string(), json!({ "type": "string" })),
        ("groups".to_string(), json!({ "type": "array", "minItems": 1, "items": { "type": "integer", "minimum": 1 } })),
        ("re_elect".to_string(), json!({ "type": "boolean" })),
    ]));
    step["required"] = json!(["from", "structure"]);
    step
}

/// A table that knows these keys and no other.
fn object(properties: Map<String, Json>) -> Json {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn properties(parameters: &[Parameter], language: Language) -> Map<String, Json> {
    parameters.iter().map(|parameter| (parameter.key.to_string(), property(parameter, language))).collect()
}

/// The margin of a measure: the number, or the number with its note.
fn margin(measure: Measure, language: Language) -> Json {
    let plain = json!({ "type": "number", "exclusiveMinimum": 0 });
    let text = json!({ "type": "string", "minLength": 1 });
    let grade = json!({ "enum": [Grade::Design.name()] });
    let mut noted = object(Map::from_iter([
        ("value".to_string(), plain.clone()),
        ("grade".to_string(), grade),
        ("source".to_string(), text),
    ]));
    noted["required"] = json!(["value"]);
    let unit = if measure.unit().is_empty() { String::new() } else { format!(" [{}]", measure.unit()) };
    json!({ "description": format!("{}{unit}", measure.label().get(language)), "anyOf": [plain, noted] })
}

/// One key: the plain value, or the value with its note.
fn property(parameter: &Parameter, language: Language) -> Json {
    let plain = if parameter.path() == "experiment.main_measures" {
        let names: Vec<&str> = Measure::ALL.iter().map(|measure| measure.name()).collect();
        json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": { "enum": names } })
    } else {
        plain(&parameter.kind)
    };
    let grades = [Grade::Observed, Grade::Derived, Grade::Guess, Grade::Design].map(Grade::name);
    let mut noted = object(Map::from_iter([
        ("value".to_string(), plain.clone()),
        ("range".to_string(), json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })),
        ("grade".to_string(), json!({ "enum": grades })),
        ("source".to_string(), json!({ "type": "string", "minLength": 1 })),
    ]));
    noted["required"] = json!(["value"]);
    let unit = if parameter.unit.is_empty() { String::new() } else { format!(" [{}]", parameter.unit) };
    let description =
        format!("{}{unit}. {}: {}", parameter.text.get(language), parameter.grade.name(), parameter.source);
    json!({ "description": description, "default": value(&(parameter.default)()), "anyOf": [plain, noted] })
}

fn plain(kind: &Kind) -> Json {
    let number = |low: f64, high: f64| json!({ "type": "number", "minimum": low, "maximum": high });
    let positive = || json!({ "type": "number", "exclusiveMinimum": 0 });
    let named = |name: &str, fields: Vec<(&str, Json)>| {
        let keys: Vec<&str> = fields.iter().map(|(key, _)| *key).collect();
        let mut inner = object(fields.iter().map(|(key, field)| ((*key).to_string(), field.clone())).collect());
        inner["required"] = json!(keys);
        let mut outer = object(Map::from_iter([(name.to_string(), inner)]));
        outer["required"] = json!([name]);
        outer
    };
    match kind {
        Kind::Real(low, high) => number(*low, *high),
        Kind::Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Choices(words) => json!({ "type": "array", "uniqueItems": true, "items": { "enum": words } }),
        Kind::Distribution(low, high) => json!({ "anyOf": [
            number(*low, *high),
            named("fixed", vec![("value", number(*low, *high))]),
            named("exponential", vec![("mean", positive())]),
            named("lognormal", vec![("mean", positive()), ("cv", number(0.0, 10.0))]),
            named("weibull", vec![("mean", positive()), ("shape", number(0.2, 20.0))]),
            named("uniform", vec![("low", number(0.0, *high)), ("high", json!({ "type": "number", "minimum": 0 }))]),
        ] }),
        Kind::Shares(count) => {
            json!({ "type": "array", "items": { "type": "number", "minimum": 0 }, "minItems": count, "maxItems": count })
        }
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Groups => json!({ "type": "array", "uniqueItems": true, "items": { "type": "integer", "minimum": 1 } }),
        Kind::Attendance => json!({ "anyOf": [
            { "enum": ["one", "all"] },
            { "type": "object", "additionalProperties": false, "required": ["quorum"],
              "properties": { "quorum": { "type": "integer", "minimum": 1 } } },
        ] }),
    }
}

/// A default as JSON.
fn value(value: &Value) -> Json {
    match value {
        Value::Real(number) => json!(number),
        Value::Whole(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        Value::Text(text) => json!(text),
        Value::Date(date) => json!(date.to_string()),
        Value::List(items) => items.iter().map(self::value).collect(),
        Value::Table(entries) => entries.iter().map(|(key, inner)| (key.clone(), self::value(inner))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::tables;

    #[test]
    fn every_key_of_the_vocabulary_is_in_the_schema() {
        let schema = schema(Language::English);
        for (table, parameters) in tables() {
            let place = match table {
                "structures.NAME" => schema["properties"]["structures"]["additionalProperties"].clone(),
                "structures.NAME.decision" => {
                    schema["properties"]["structures"]["additionalProperties"]["properties"]["decision"].clone()
                }
                "structures.NAME.seat.ROLE" => schema["properties"]["structures"]["additionalProperties"]["properties"]
                    ["seat"]["additionalProperties"]
                    .clone(),
                _ if Lists::TABLES.iter().any(|(list, _)| *list == table) => {
                    schema["properties"][table]["items"].clone()
                }
                _ if schema["$defs"].get(table).is_some() => schema["$defs"][table].clone(),
                _ => schema["properties"][table].clone(),
            };
            for parameter in parameters {
                let property = &place["properties"][parameter.key];
                assert!(
                    property["description"].as_str().is_some_and(|text| text.contains(parameter.text.en)),
                    "{}",
                    parameter.path()
                );
                assert!(!property["default"].is_null(), "{}", parameter.path());
            }
        }
    }
}
