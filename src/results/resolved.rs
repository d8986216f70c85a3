//! A scenario as resolved, with every default, and the hashes made of it.

use super::{REVISION, VERSION};
use crate::scenario::{Memory, Problems, Scenario, VillageSource, read};
use crate::vocabulary::{Kind, Value};
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
    if let Some(text) = &scenario.posterior {
        // Which file it was says nothing; what stands in it does.
        if let Some(Json::Object(experiment)) = json.get_mut("experiment") {
            experiment.remove("posterior");
        }
        json["posterior"] = hash_of(text);
    }
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

fn hash_of(text: &str) -> Json {
    json!(blake3::hash(text.as_bytes()).to_hex().to_string())
}

fn roster(source: &VillageSource) -> Json {
    match source {
        VillageSource::Synthesis => Json::Null,
        VillageSource::Roster { groups, households, people } => json!({
            "groups.csv": hash_of(groups), "households.csv": hash_of(households), "people.csv": hash_of(people),
        }),
    }
}

/// The scenario that was resolved so, under its name, without its parameter sets. `None` when it had rosters, which are not kept, or when it is not of this version of the program.
pub fn scenario_of(resolved: &Json, name: &str) -> Option<Scenario> {
    scenario_with(resolved, name, &[])?.ok()
}

/// The same with settings (`PATH=VALUE`) laid over it, and what is wrong with these.
pub fn scenario_with(resolved: &Json, name: &str, settings: &[String]) -> Option<Result<Scenario, Problems>> {
    let Json::Object(tables) = resolved else { return None };
    if tables.get("roster").is_some_and(|roster| !roster.is_null()) {
        return None;
    }
    let keys = crate::scenario::tables().flat_map(|(_, parameters)| parameters);
    let mut dates: Vec<&str> =
        keys.filter(|parameter| matches!(parameter.kind, Kind::Date)).map(|parameter| parameter.key).collect();
    // The steps of a plan are no table of the vocabulary.
    dates.push("from");
    let known = tables.iter().filter(|(key, _)| !["roster", "posterior"].contains(&key.as_str()));
    let table: toml::Table =
        known.map(|(key, json)| Some((key.clone(), to_toml(json, false, &dates)?))).collect::<Option<_>>()?;
    let file = format!("{name}.toml");
    Some(read(&Memory::single(&file, toml::to_string(&table).ok()?), &file, settings))
}

/// A value as TOML; texts under the keys `dates` are dates.
fn to_toml(json: &Json, date: bool, dates: &[&str]) -> Option<toml::Value> {
    Some(match json {
        Json::Null => return None,
        Json::Bool(flag) => toml::Value::Boolean(*flag),
        Json::Number(n) => match n.as_i64() {
            Some(n) => toml::Value::Integer(n),
            None => toml::Value::Float(n.as_f64()?),
        },
        Json::String(text) if date => toml::Value::Datetime(text.parse().ok()?),
        Json::String(text) => toml::Value::String(text.clone()),
        Json::Array(items) => {
            toml::Value::Array(items.iter().map(|item| to_toml(item, date, dates)).collect::<Option<_>>()?)
        }
        Json::Object(entries) => {
            // `{ value = ..., source = ... }` is a value of its key.
            let of = |key: &str| dates.contains(&key) || (date && (key == "value" || key == "range"));
            let entry = |(key, json): (&String, &Json)| Some((key.clone(), to_toml(json, of(key), dates)?));
            toml::Value::Table(entries.iter().map(entry).collect::<Option<_>>()?)
        }
    })
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

/// Hash of what decides the outcome of a run, hexadecimal: the scenario but for the number of replicates, the margins
/// of the verdict and the sources of its values, the version and revision of the program, and what is recorded. Parts of one plan fit
/// together, however many there are.
pub fn plan_hash(scenario: &Scenario, with_cases: bool) -> String {
    let mut bare = scenario.clone();
    bare.experiment.replicates = 1;
    bare.margins.clear();
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

    #[test]
    fn what_was_resolved_reads_back_to_the_same_scenario() {
        let text = r#"
            title_en = "Once \"more\""
            [simulation]
            start = { value = 2015-01-01, grade = "design", source = "asked for" }
            burn_in_days = 400
            [village]
            groups = 3
            name = "2018-01-01"
            [needs]
            patience_days = { value = { weibull = { mean = 30, shape = 1.5 } }, range = [10, 60], source = "s" }
            [[arm]]
            name = "a"
            plan = [{ from = 2015-01-01, structure = "single" }, { from = 2019-01-01, structure = "three", groups = [2] }]
        "#;
        let scenario = read(&Memory::single("t.toml", text), "t.toml", &[]).unwrap();
        let resolved = resolved(&scenario);
        let back = scenario_of(&resolved, &scenario.name).unwrap();
        assert_eq!(back.resolved_toml(), scenario.resolved_toml());
        let rostered = json!({ "roster": { "people.csv": "0" } });
        assert!(scenario_of(&rostered, "t").is_none() && scenario_of(&json!({ "no_such": 1 }), "t").is_none());
    }

    #[test]
    fn the_shipped_scenarios_come_back_from_their_manifests() {
        use crate::scenario::FileSystem;
        for name in ["botou", "reform_2018", "storm_2020_06_30"] {
            let file = format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
            // Parameter sets lie in the folder, not in its manifest.
            let scenario = read(&FileSystem, &file, &["experiment.posterior=\"\"".into()]).unwrap();
            let whole = read(&FileSystem, &file, &[]).unwrap();
            let back = scenario_of(&resolved(&whole), name).unwrap_or_else(|| panic!("{name} does not come back"));
            assert_eq!(back.resolved_toml(), scenario.resolved_toml(), "{name}");
        }
    }
}
