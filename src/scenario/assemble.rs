//! Gathers a scenario from its layers: the shipped structures, what the file extends, the file, and `--set`.

use super::problem::{Place, Problem, SourceFile};
use super::source::{Source, beside};
use super::tree::{Content, Entry, Node, Shape, decode, lay, parse, parse_value};
use crate::vocabulary::Value;
use std::sync::Arc;

/// Name under which the shipped structures appear in messages.
pub(super) const SHIPPED: &str = "the shipped structures";
/// Name under which values from the command line appear in messages.
pub(super) const SET: &str = "--set";
/// Files that may extend one another in a row.
const LONGEST_CHAIN: usize = 32;
/// Parts that a path after `--set` may have; the longest of a scenario has five.
const LONGEST_PATH: usize = 16;

/// The layers, laid over one another, and what was wrong with their syntax.
pub(super) struct Assembled {
    pub(super) root: Node,
    pub(super) problems: Vec<Problem>,
    /// Whether the arms are those that a file without any gets.
    pub(super) default_arms: bool,
}

/// Reads `name` with all that it extends and lays `settings` (`PATH=VALUE`) over it.
pub(super) fn assemble(source: &dyn Source, name: &str, settings: &[String]) -> Assembled {
    let mut layers = Layers { source, problems: Vec::new(), chain: Vec::new() };
    let mut root = shipped(&mut layers.problems);
    let whole = Place::whole(&Arc::new(SourceFile { name: name.to_string(), text: String::new() }));
    if let Some(layer) = layers.read(name, &whole) {
        lay(&mut root, layer, Shape::Root);
    }
    let default_arms = root.get("arm").is_none();
    if default_arms && let Content::Table(entries) = &mut root.content {
        entries.push(arms_by_default(&whole));
    }
    let mut problems = layers.problems;
    for setting in settings {
        match overlay(&root, setting) {
            Ok(layer) => lay(&mut root, layer, Shape::Root),
            Err(found) => problems.extend(found),
        }
    }
    Assembled { root, problems, default_arms }
}

/// The shipped structures alone.
pub(super) fn shipped(problems: &mut Vec<Problem>) -> Node {
    let text = include_str!("structures.toml").to_string();
    let (node, found) = parse(&Arc::new(SourceFile { name: SHIPPED.into(), text }));
    problems.extend(found);
    node
}

struct Layers<'a> {
    source: &'a dyn Source,
    problems: Vec<Problem>,
    /// The files being read, each extended by the one before it.
    chain: Vec<String>,
}

impl Layers<'_> {
    /// Reads a file and lays it over what it extends; `asked` is where it is named.
    fn read(&mut self, name: &str, asked: &Place) -> Option<Node> {
        let bytes = match self.source.read(name) {
            Ok(bytes) => bytes,
            Err(why) => {
                let problem = Problem::new(asked, format!("cannot read {name}: {why}"));
                self.problems.push(problem.mend(match asked.span {
                    Some(_) => "the path starts at the folder of this file",
                    None => "give the path of a scenario file",
                }));
                return None;
            }
        };
        let file = match decode(name, &bytes) {
            Ok(file) => file,
            Err(problem) => {
                self.problems.push(*problem);
                return None;
            }
        };
        let (mut node, found) = parse(&file);
        self.problems.extend(found);
        let extends = match &mut node.content {
            Content::Table(entries) => {
                entries.iter().position(|entry| entry.key == "extends").map(|at| entries.remove(at))
            }
            _ => None,
        };
        let Some(extends) = extends else { return Some(node) };
        self.chain.push(name.to_string());
        let base = self.base(name, &extends.node);
        self.chain.pop();
        match base {
            Some(mut base) => {
                lay(&mut base, node, Shape::Root);
                Some(base)
            }
            None => Some(node),
        }
    }

    /// Reads what the file `name` extends.
    fn base(&mut self, name: &str, extends: &Node) -> Option<Node> {
        let Some(path) = extends.text().filter(|path| !path.is_empty()) else {
            self.problems.push(
                Problem::new(&extends.place, "`extends` takes the path of another scenario")
                    .found(extends.describe())
                    .mend("write extends = \"other.toml\", relative to this file"),
            );
            return None;
        };
        let base = beside(name, path);
        if self.chain.iter().any(|known| beside("", known) == base) || self.chain.len() >= LONGEST_CHAIN {
            let circle = [self.chain.as_slice(), std::slice::from_ref(&base)].concat().join(" extends ");
            self.problems.push(
                Problem::new(&extends.place, "the scenarios extend one another in a circle")
                    .found(circle)
                    .mend("take out one `extends`"),
            );
            return None;
        }
        self.read(&base, &extends.place)
    }
}

/// The two arms of a file that has none.
fn arms_by_default(place: &Place) -> Entry {
    let text = |key: &str, word: &str| Entry {
        key: key.into(),
        place: place.clone(),
        node: Node { place: place.clone(), content: Content::Scalar(Value::Text(word.into())) },
    };
    let arm = |name| Node {
        place: place.clone(),
        content: Content::Table(vec![text("name", name), text("structure", name)]),
    };
    let arms = Node { place: place.clone(), content: Content::List(vec![arm("single"), arm("three")]) };
    Entry { key: "arm".into(), place: place.clone(), node: arms }
}

/// `PATH=VALUE` as a layer; arms, structures and seats that it names must exist.
fn overlay(root: &Node, setting: &str) -> Result<Node, Vec<Problem>> {
    let file = Arc::new(SourceFile { name: SET.into(), text: setting.to_string() });
    let Some(equals) = setting.find('=') else {
        let problem = Problem::new(&Place::at(&file, 0..setting.len()), "a setting is written PATH=VALUE");
        return Err(vec![problem.mend("for example --set needs.requests_per_household_year=1.5")]);
    };
    let begins = equals + 1 + (setting[equals + 1..].len() - setting[equals + 1..].trim_start().len());
    let (mut node, problems) = parse_value(&file, begins);
    if !problems.is_empty() {
        return Err(problems);
    }
    let parts = parts(&setting[..equals]);
    if parts.len() > LONGEST_PATH {
        let problem = Problem::new(&Place::at(&file, 0..equals), "the path has too many parts");
        return Err(vec![problem.mend("such as --set structures.three.seat.leader.hours_per_week=4")]);
    }
    let mut here = Some(root);
    let mut shape = Shape::Root;
    let mut shapes = Vec::new();
    for (part, start) in &parts {
        let place = Place::at(&file, *start..start + part.len());
        if part.is_empty() {
            return Err(vec![Problem::new(&place, "a part of the path is empty").found(format!("`{setting}`"))]);
        }
        if *part == "extends" && shape == Shape::Root {
            return Err(vec![Problem::new(&place, "`extends` can only be set in a file")]);
        }
        let named = match shape {
            Shape::Arms => Some(("arm", here.map(names).unwrap_or_default())),
            Shape::Named => Some(("entry", here.map(names).unwrap_or_default())),
            Shape::Structures => Some(("structure", here.map(keys).unwrap_or_default())),
            Shape::Seats => Some(("seat", here.map(keys).unwrap_or_default())),
            _ => None,
        };
        if let Some((what, known)) = named
            && !known.contains(part)
        {
            return Err(vec![Problem::new(&place, format!("there is no {what} named `{part}`")).known(part, known)]);
        }
        here = match shape {
            Shape::Arms | Shape::Named => {
                here.and_then(|arms| arms.items().iter().find(|arm| name(arm) == Some(*part)))
            }
            _ => here.and_then(|table| table.get(part)),
        };
        shapes.push(shape);
        shape = shape.of(part);
    }
    for ((part, start), shape) in parts.iter().zip(shapes).rev() {
        let place = Place::at(&file, *start..start + part.len());
        let entry = |key: &str, node| Entry { key: key.into(), place: place.clone(), node };
        let content = if matches!(shape, Shape::Arms | Shape::Named) {
            let name = Node { place: place.clone(), content: Content::Scalar(Value::Text((*part).into())) };
            let mut arm = Node { place: place.clone(), content: Content::Table(vec![entry("name", name)]) };
            lay(&mut arm, node, Shape::Keys);
            Content::List(vec![arm])
        } else {
            Content::Table(vec![entry(part, node)])
        };
        node = Node { place, content };
    }
    Ok(node)
}

/// The parts of a dotted path, each with the byte it begins at.
fn parts(path: &str) -> Vec<(&str, usize)> {
    let mut start = 0;
    let mut parts = Vec::new();
    for part in path.split('.') {
        let word = part.trim();
        parts.push((word, start + (part.len() - part.trim_start().len())));
        start += part.len() + 1;
    }
    parts
}

fn name(arm: &Node) -> Option<&str> {
    arm.get("name").and_then(Node::text)
}

fn names(arms: &Node) -> Vec<&str> {
    arms.items().iter().filter_map(name).collect()
}

fn keys(table: &Node) -> Vec<&str> {
    table.entries().iter().map(|entry| entry.key.as_str()).collect()
}
