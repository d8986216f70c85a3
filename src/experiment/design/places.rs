//! Where the value of a factor stands in a scenario.

use crate::scenario::{Scenario, Structure, tables};
use crate::vocabulary::tables::Village;
use crate::vocabulary::{Lists, Parameter, Table, Value};

/// What stands at a path.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A parameter.
    Parameter(&'static Parameter),
    /// The structure of an arm.
    Structure,
}

/// The structures that an arm uses.
pub(super) fn used(scenario: &Scenario) -> impl Iterator<Item = &Structure> {
    let steps = |i: usize| scenario.arms.iter().flat_map(|arm| &arm.plan).any(move |step| step.structure == i);
    scenario.structures.iter().enumerate().filter(move |(i, _)| steps(*i)).map(|(_, structure)| structure)
}

/// `structures.NAME.seat.ROLE` of every structure in use that has the seat.
pub(super) fn seats(scenario: &Scenario, role: &str) -> impl Iterator<Item = String> {
    let having = used(scenario).filter(move |structure| structure.seats.iter().any(|seat| seat.role == role));
    having.map(move |structure| format!("structures.{}.seat.{role}", structure.name))
}

/// Structure, role and key of the path of a seat.
pub(super) fn seat(path: &str) -> Option<(&str, &str, &str)> {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        ["structures", structure, "seat", role, key] => Some((structure, role, key)),
        _ => None,
    }
}

/// What a factor of this name moves: a path, or `seat.ROLE.KEY`.
pub fn parameter_of(name: &str) -> Option<Place> {
    match name.strip_prefix("seat.") {
        Some(rest) => place_of(&format!("structures.any.seat.{rest}")),
        None => place_of(name),
    }
}

/// What stands at a path.
pub(super) fn place_of(path: &str) -> Option<Place> {
    let parts: Vec<&str> = path.split('.').collect();
    let (table, key) = match parts.as_slice() {
        ["arm", _, "structure"] => return Some(Place::Structure),
        [list, _, key] if Lists::TABLES.iter().any(|(known, _)| known == list) => (*list, key),
        [table, key] | ["arm", _, table, key] => (*table, key),
        ["structures", _, key] => ("structures.NAME", key),
        ["structures", _, "decision", key] => ("structures.NAME.decision", key),
        ["structures", _, "seat", _, key] => ("structures.NAME.seat.ROLE", key),
        _ => return None,
    };
    let keys = tables().filter(|(name, _)| *name == table).flat_map(|(_, keys)| keys);
    keys.into_iter().find(|parameter| parameter.key == *key).map(Place::Parameter)
}

/// The value in force at a path: what the scenario says, else the default.
pub(super) fn value_of(scenario: &Scenario, path: &str, parameter: &Parameter) -> Value {
    let said = scenario.provenance.iter().find(|known| known.path == path).map(|known| known.value.clone());
    let of_arm = path.strip_prefix("arm.").and_then(|rest| rest.split('.').next());
    let parameters = scenario.arms.iter().find(|arm| Some(arm.name.as_str()) == of_arm).map(|arm| &arm.parameters);
    let in_force = || match parameter.table {
        Village::NAME => scenario.village.get(parameter.key),
        table => parameters.unwrap_or(&scenario.base).get(table, parameter.key),
    };
    said.or_else(in_force).unwrap_or_else(parameter.default)
}
