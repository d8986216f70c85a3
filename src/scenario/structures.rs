//! `[structures.NAME]`: who holds seats and how they decide.

use super::assemble::SHIPPED;
use super::checked::{Attendance, Seat, Structure, Warning};
use super::problem::Problem;
use super::tree::{Content, Entry, Node};
use super::walk::Walk;
use crate::units::Fen;
use crate::vocabulary::Table;
use crate::vocabulary::choices::{Electorate, Eligibility};
use crate::vocabulary::tables::{Decision, SeatTable, StructureTable};

/// Seats that a team can have at most.
const MOST_SEATS: usize = 32;

impl Walk {
    /// Reads every structure; those that could not be read are `None`, so that arms that name them are not blamed.
    pub(super) fn structures(&mut self, node: Option<&Node>) -> Vec<(String, Option<Structure>)> {
        let Some(node) = node else { return Vec::new() };
        let entries = self.table(node, "`structures`").iter();
        entries.map(|entry| (entry.key.clone(), self.structure(entry))).collect()
    }

    fn structure(&mut self, entry: &Entry) -> Option<Structure> {
        let before = self.problems.len();
        let path = format!("structures.{}", entry.key);
        let node = &entry.node;
        self.name(&entry.key, &entry.place, "a structure");
        let mut keys = StructureTable::default();
        self.fill(node, &path, StructureTable::PARAMETERS, &["decision", "attendance", "seat"], &mut keys);
        for label in ["label_en", "label_zh"] {
            if let Some(label) = node.get(label) {
                self.line(label, "a label");
            }
        }
        let mut decision = Decision::default();
        if let Some(rules) = node.get("decision") {
            self.fill(rules, &format!("{path}.decision"), Decision::PARAMETERS, &[], &mut decision);
        }
        let seats = node.get("seat").map(|seats| self.seats(seats, &path)).unwrap_or_default();
        let attendance = match node.get("attendance") {
            Some(attendance) => self.attendance(attendance, &seats),
            None if keys.joint.is_empty() => Attendance::One,
            None => Attendance::All,
        };
        if seats.is_empty() {
            self.without_seats(entry, &keys, &decision);
        }
        let label_en = if keys.label_en.is_empty() { entry.key.clone() } else { keys.label_en };
        let label_zh = if keys.label_zh.is_empty() { label_en.clone() } else { keys.label_zh };
        (self.problems.len() == before).then_some(Structure {
            name: entry.key.clone(),
            label_en,
            label_zh,
            seats,
            decision,
            joint: keys.joint,
            attendance,
            recusal: keys.recusal,
            roster: keys.roster,
            owner_by: keys.owner_by,
            fallback: keys.fallback,
            tasks_borne_by: keys.tasks_borne_by,
            training_days: keys.training_days,
            groups_per_team: keys.groups_per_team,
        })
    }

    fn seats(&mut self, node: &Node, path: &str) -> Vec<Seat> {
        let entries = self.table(node, "`seat`");
        if let Some(over) = entries.get(MOST_SEATS) {
            self.report(Problem::new(&over.place, format!("a team has at most {MOST_SEATS} seats")));
        }
        entries.iter().map(|entry| self.seat(entry, path)).collect()
    }

    fn seat(&mut self, entry: &Entry, path: &str) -> Seat {
        self.name(&entry.key, &entry.place, "a seat");
        let mut keys = SeatTable::default();
        let path = format!("{path}.seat.{}", entry.key);
        let given = self.fill(&entry.node, &path, SeatTable::PARAMETERS, &[], &mut keys);
        if keys.electorate == Electorate::PartyMembers && !given.contains(&"eligibility") {
            keys.eligibility = Eligibility::PartyMembers;
        }
        Seat {
            role: entry.key.clone(),
            electorate: keys.electorate,
            eligibility: keys.eligibility,
            hours_per_week: keys.hours_per_week,
            stipend_per_year: Fen::from_yuan(keys.stipend_yuan_per_year),
            term_years: keys.term_years,
            attends: keys.attends,
        }
    }

    fn attendance(&mut self, node: &Node, seats: &[Seat]) -> Attendance {
        let problem = Problem::new(&node.place, "`attendance` does not take this value")
            .allowed("\"one\", \"all\" or { quorum = K }");
        let quorum = match (node.text(), node.entries()) {
            (Some("one"), _) => return Attendance::One,
            (Some("all"), _) => return Attendance::All,
            (_, [entry]) if entry.key == "quorum" => entry.node.value(),
            _ => None,
        };
        let attending = seats.iter().filter(|seat| seat.attends).count();
        match quorum {
            Some(crate::vocabulary::Value::Whole(least)) => match u32::try_from(least) {
                Ok(least @ 1..) if least as usize <= attending => return Attendance::Quorum(least),
                _ => self.report(
                    Problem::new(&node.place, format!("a quorum of {least} cannot be met"))
                        .allowed(format!("1 to {attending}, the seats whose holders attend")),
                ),
            },
            _ if matches!(node.content, Content::Wrong) => {}
            _ => self.report(match node.text() {
                Some(word) => problem.known(word, ["one", "all"]).found(format!("\"{word}\"")),
                None => problem.found(node.value().map_or_else(|| node.describe().into(), |value| value.to_string())),
            }),
        }
        Attendance::All
    }

    /// Without seats the village handles everything: nothing about a team can be said.
    fn without_seats(&mut self, structure: &Entry, keys: &StructureTable, decision: &Decision) {
        let mend = "add a seat such as seat.leader = {}, or leave this out: without seats the village handles all";
        if let Some(rules) = structure.node.get("decision") {
            for rule in rules.entries() {
                if decision.get(&rule.key) != Decision::default().get(&rule.key) {
                    let message = format!("structure `{}` has no seats that could decide so", structure.key);
                    self.report(Problem::new(&rule.node.place, message).mend(mend));
                }
            }
        }
        if let (Some(joint), false) = (structure.node.get("joint"), keys.joint.is_empty()) {
            let message = format!("structure `{}` has no seats that could work jointly", structure.key);
            self.report(Problem::new(&joint.place, message).mend(mend));
        }
    }
}

/// Whether a layer other than the shipped one says something of the structure.
pub(super) fn written(entry: &Entry) -> bool {
    entry.place.file.name != SHIPPED
}

/// Says which seats a structure has from the shipped one of its name.
pub(super) fn inherited(node: Option<&Node>) -> Vec<Warning> {
    let entries = node.map(Node::entries).unwrap_or_default();
    let own = |entry: &&Entry| written(entry) && entry.node.entry("seat").is_some_and(written);
    let warn = |entry: &Entry| {
        let seats = entry.node.get("seat").map(Node::entries).unwrap_or_default();
        let kept: Vec<&str> = seats.iter().filter(|seat| !written(seat)).map(|seat| seat.key.as_str()).collect();
        (!kept.is_empty()).then(|| Warning {
            path: format!("structures.{}", entry.key),
            message: format!(
                "adds to the shipped structure of this name and keeps its seats {}; choose another name to start afresh",
                kept.join(", ")
            ),
            message_zh: format!("在同名的内置结构上修改，保留其职位 {}；如需从头定义，请换一个名称", kept.join("、")),
        })
    };
    entries.iter().filter(own).filter_map(warn).collect()
}
