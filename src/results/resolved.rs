//! A scenario as resolved, with every default, and the hashes made of it.

use super::{REVISION, VERSION};
use crate::scenario::{Scenario, VillageSource};
use crate::vocabulary::Value;
use serde_json::{Value as Json, json};

/// The scenario with every value in force, in the order of a scenario file. Rosters, which may list people, appear by
/// their hash only.
pub fn resolved(scenario: &Scenario) -> Json {
    let text = scenario.resolved_toml();
    // What the scenario wrote is TOML; should it not be, the text itself still says everything.
    let mut json = toml::from_str::<toml::Table>(&text).map_or_else(
        |_| json!({ "text": text }),
        |table| Json::Object(table.into_iter().map(|(key, value)| (key, from_toml(value))).collect()),
    );
    json["roster"] = roster(&scenario.source);
    json
}

fn from_toml(value: toml::Value) -> Json {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(n) => json!(n),
        toml::Value::Float(x) => json!(x),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => {
            Json::Object(table.into_iter().map(|(key, value)| (key, from_toml(value))).collect())
        }
    }
}

fn roster(source: &VillageSource) -> Json {
    let hash = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
    match source {
        VillageSource::Synthesis => Json::Null,
        VillageSource::Roster { groups, households, people } => json!({
            "groups.csv": hash(groups), "households.csv": hash(households), "people.csv": hash(people),
        }),
    }
}

/// A value as JSON.
pub fn value(value: &Value) -> Json {
    match value {
        Value::Real(x) => json!(x),
        Value::Whole(n) => json!(n),
        Value::Flag(flag) => json!(flag),
        Value::Text(text) => json!(text),
        Value::Date(date) => json!(date.to_string()),
        Value::List(items) => items.iter().map(self::value).collect(),
        Value::Table(entries) => Json::Object(entries.iter().map(|(key, v)| (key.clone(), self::value(v))).collect()),
    }
}

/// Hash of what decides the outcome of a run, hexadecimal: the scenario but for the number of replicates and the
/// sources of its values, the version and revision of the program, and what is recorded. Parts of one plan fit
/// together, however many there are.
pub fn plan_hash(scenario: &Scenario, with_cases: bool) -> String {
    let mut bare = scenario.clone();
    bare.experiment.replicates = 1;
    bare.provenance.clear();
    digest(&json!([resolved(&bare), VERSION, REVISION, with_cases]))
}

/// Hash of the resolved scenario, seed, version (with the revision) and request, hexadecimal; its first eight digits
/// name the folder.
pub fn scenario_hash(scenario: &Scenario, until: Option<&str>, with_cases: bool) -> String {
    digest(&json!([resolved(scenario), VERSION, REVISION, until, with_cases]))
}

fn digest(json: &Json) -> String {
    blake3::hash(json.to_string().as_bytes()).to_hex().to_string()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::scenario::{Memory, read};

    /// A small scenario with these arms, which differ in nothing but their names.
    pub(crate) fn scenario(arms: &[&str], replicates: u64) -> Scenario {
        let arm = |name: &&str| format!("[[arm]]\nname = \"{name}\"\nstructure = \"single\"\n");
        let arms: String = arms.iter().map(arm).collect();
        let text = format!("[experiment]\nreplicates = {replicates}\n[village]\ngroups = 3\n{arms}");
        read(&Memory::single("test.toml", text), "test.toml", &[]).unwrap()
    }

    #[test]
    fn the_plan_is_the_same_for_more_replicates_and_another_for_another_seed() {
        let one = scenario(&["single", "three"], 20);
        let mut more = scenario(&["single", "three"], 200);
        assert_eq!(plan_hash(&one, false), plan_hash(&more, false));
        assert_ne!(scenario_hash(&one, None, false), scenario_hash(&more, None, false));
        more.experiment.seed += 1;
        assert_ne!(plan_hash(&one, false), plan_hash(&more, false));
        assert_ne!(plan_hash(&one, false), plan_hash(&one, true));
    }

    #[test]
    fn the_scenario_is_listed_with_every_default_and_rosters_by_their_hash() {
        let mut scenario = scenario(&["single", "three"], 20);
        scenario.source = VillageSource::Roster { groups: "Zhang".into(), households: "".into(), people: "".into() };
        let resolved = resolved(&scenario);
        assert_eq!(resolved["simulation"]["measured_from"], "2018-01-01");
        assert_eq!(resolved["arm"].as_array().map(Vec::len), Some(2));
        assert_eq!(resolved["roster"]["groups.csv"].as_str().map(str::len), Some(64));
        assert!(!resolved.to_string().contains("Zhang"));
    }
}
