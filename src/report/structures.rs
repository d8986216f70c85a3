//! Structures of governance in words: who holds seats and how they decide.

pub(super) mod words;

use super::document::{Block, Cell, Table};
use super::method::{plain, written};
use super::writer::Writer;
use crate::charts::words::LIST_SEMICOLON;
use crate::vocabulary::Text;
use crate::vocabulary::choices::{Bearer, Electorate, Eligibility, Fallback, Need, OwnerBy, Recusal, Roster, Rule};
use serde_json::Value as Json;

/// A structure as it was resolved.
struct Resolved<'a> {
    name: &'a str,
    keys: &'a Json,
}

/// The choice that a table has under a key.
macro_rules! choice {
    ($keys:expr, $key:literal, $of:ident) => {
        $keys
            .get($key)
            .and_then(|value| plain(value).as_str())
            .and_then(|word| $of::ALL.iter().copied().find(|choice| choice.word() == word))
    };
}

/// A number that a table has under a key, as it was written; empty where there is none.
fn number(keys: &Json, key: &str) -> String {
    let value = keys.get(key).map(plain);
    match value.and_then(Json::as_f64) {
        // Whole numbers are read from a scenario as 6.0.
        Some(whole) if whole.fract() == 0.0 && whole.abs() < 1e15 => crate::charts::integer(whole as u64),
        _ => value.map(written).unwrap_or_default(),
    }
}

fn rule(rule: Rule) -> Text {
    match rule {
        Rule::HolderAlone => words::HOLDER_ALONE,
        Rule::LeaderDecides => words::LEADER_DECIDES,
        Rule::Majority => words::MAJORITY,
        Rule::Unanimity => words::UNANIMITY,
        Rule::LeadByTopic => words::LEAD_BY_TOPIC,
        Rule::Assembly => words::ASSEMBLY,
    }
}

/// What a seat of the structures that every scenario knows is called.
fn role(name: &str) -> Option<Text> {
    Some(match name {
        "leader" => words::LEADER,
        "party" => words::PARTY,
        "representative" => words::REPRESENTATIVE,
        "second_representative" => words::SECOND_REPRESENTATIVE,
        "third_representative" => words::THIRD_REPRESENTATIVE,
        "professional" => words::PROFESSIONAL,
        "convener" => words::CONVENER,
        _ => return None,
    })
}

impl Writer<'_> {
    /// The structures that the arms use: their seats, and how they work.
    pub(super) fn structures(&self) -> Vec<Block> {
        let resolved = &self.manifest.scenario.resolved;
        let plans = resolved.get("arm").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        let steps = plans.iter().filter_map(|arm| arm.get("plan")?.as_array()).flatten();
        let used: Vec<&str> = steps.filter_map(|step| plain(step.get("structure")?).as_str()).collect();
        let known = resolved.get("structures").and_then(Json::as_object).into_iter().flatten();
        let structures: Vec<Resolved<'_>> = known
            .filter(|(name, _)| used.contains(&name.as_str()))
            .map(|(name, keys)| Resolved { name, keys })
            .collect();
        if structures.is_empty() { Vec::new() } else { vec![self.seats(&structures), self.rules(&structures)] }
    }

    /// What a structure is called.
    pub(super) fn structure_label(&self, name: &str) -> String {
        let key = match self.language {
            crate::vocabulary::Language::English => "label_en",
            crate::vocabulary::Language::Chinese => "label_zh",
        };
        let known = self.manifest.scenario.resolved.get("structures").and_then(|all| all.get(name)?.get(key));
        known.and_then(|label| plain(label).as_str()).unwrap_or(name).to_string()
    }

    fn seats(&self, structures: &[Resolved<'_>]) -> Block {
        let columns = vec![
            self.column(self.get(words::STRUCTURE)),
            self.column(self.get(words::SEAT)),
            self.column(self.get(words::CHOSEN)),
            self.numbers_column(self.get(words::HOURS)),
            self.numbers_column(self.get(words::STIPEND)),
            self.numbers_column(self.get(words::TERM)),
        ];
        let mut rows = Vec::new();
        for Resolved { name, keys } in structures {
            let seats = keys.get("seat").and_then(Json::as_object).into_iter().flatten();
            let before = rows.len();
            for (role, seat) in seats {
                rows.push(vec![
                    Cell::new(self.structure_label(name)),
                    Cell::new(self.seat(role, seat)),
                    Cell::new(self.chosen(seat)),
                    Cell::new(number(seat, "hours_per_week")),
                    Cell::new(number(seat, "stipend_yuan_per_year")),
                    Cell::new(number(seat, "term_years")),
                ]);
            }
            if rows.len() == before {
                let mut row = vec![Cell::new(self.structure_label(name)), Cell::new(self.get(words::NO_SEATS))];
                row.resize(columns.len(), Cell::new("–"));
                rows.push(row);
            }
        }
        let (caption, note) = (self.get(words::SEATS).into(), self.get(words::SEATS_NOTE));
        Block::Table { table: Table { caption, columns, rows, note, sortable: false } }
    }

    fn seat(&self, name: &str, keys: &Json) -> String {
        let seat = role(name).map_or_else(|| name.replace('_', " "), |text| self.get(text).to_string());
        match keys.get("attends").and_then(|attends| plain(attends).as_bool()) {
            Some(false) => self.say(words::NOT_IN_CASES, &[("seat", &seat)]),
            _ => seat,
        }
    }

    fn chosen(&self, seat: &Json) -> String {
        let electorate = choice!(seat, "electorate", Electorate).unwrap_or(Electorate::Villagers);
        let chosen = self.get(match electorate {
            Electorate::Villagers => words::BY_VILLAGERS,
            Electorate::PartyMembers => words::BY_PARTY_MEMBERS,
            Electorate::Committee => words::BY_COMMITTEE,
            Electorate::Lottery => words::BY_LOT,
            Electorate::None => words::FROM_OUTSIDE,
        });
        match choice!(seat, "eligibility", Eligibility) {
            // Who elects from its own midst needs no more words.
            Some(Eligibility::PartyMembers) if electorate != Electorate::PartyMembers => {
                self.say(words::AMONG_PARTY_MEMBERS, &[("chosen", chosen)])
            }
            Some(Eligibility::NonMembers) => self.say(words::AMONG_NON_MEMBERS, &[("chosen", chosen)]),
            _ => chosen.to_string(),
        }
    }

    fn rules(&self, structures: &[Resolved<'_>]) -> Block {
        let heads = [words::STRUCTURE, words::DECIDES, words::TOGETHER, words::ANSWERABLE, words::BESIDES];
        let columns = heads.map(|text| self.column(self.get(text))).to_vec();
        let seated = |keys: &Json| keys.get("seat").and_then(Json::as_object).is_some_and(|seats| !seats.is_empty());
        let row = |Resolved { name, keys }: &Resolved<'_>| {
            let besides = self.besides(keys).join(LIST_SEMICOLON.get(self.language));
            let cells = [self.structure_label(name), self.decides(keys), self.together(keys), self.answerable(keys)];
            cells.into_iter().chain([besides]).map(Cell::new).collect()
        };
        let rows = structures.iter().filter(|structure| seated(structure.keys)).map(row).collect();
        let caption = self.get(words::RULES).into();
        Block::Table { table: Table { caption, columns, rows, note: "", sortable: false } }
    }

    fn decides(&self, keys: &Json) -> String {
        let decision = keys.get("decision").unwrap_or(&Json::Null);
        let word = |known: Option<Rule>| known.map_or("–", |known| self.get(rule(known)));
        let gaps = [
            ("small", word(choice!(decision, "small", Rule))),
            ("dispute", word(choice!(decision, "dispute", Rule))),
            ("funds", word(choice!(decision, "funds", Rule))),
        ];
        self.say(words::DECIDES_EACH, &gaps)
    }

    fn together(&self, keys: &Json) -> String {
        let joint = keys.get("joint").map(plain).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        let kinds = [(Need::Request, words::REQUESTS), (Need::Dispute, words::DISPUTES)];
        let kinds: Vec<String> = kinds
            .into_iter()
            .filter(|(need, _)| joint.iter().any(|kind| kind.as_str() == Some(need.word())))
            .map(|(_, text)| self.get(text).to_string())
            .collect();
        if kinds.is_empty() {
            return self.get(words::NOTHING).into();
        }
        let kinds = self.list(&kinds);
        let attendance = keys.get("attendance").map(plain).unwrap_or(&Json::Null);
        match (attendance.as_str(), attendance.get("quorum")) {
            (_, Some(count)) => self.say(words::BY_QUORUM, &[("kinds", &kinds), ("count", &written(count))]),
            (Some("one"), _) => self.say(words::BY_ONE, &[("kinds", &kinds)]),
            _ => self.say(words::BY_ALL, &[("kinds", &kinds)]),
        }
    }

    fn answerable(&self, keys: &Json) -> String {
        let owner = || match choice!(keys, "owner_by", OwnerBy) {
            Some(OwnerBy::LeastLoaded) => words::LEAST_LOADED,
            Some(OwnerBy::Topic) => words::BY_TOPIC,
            Some(OwnerBy::Contact) | None => words::THE_CONTACT,
        };
        self.get(match choice!(keys, "roster", Roster) {
            Some(Roster::None) => words::NOBODY,
            Some(Roster::RotatingDuty) => words::ON_DUTY,
            Some(Roster::NamedOwner) | None => owner(),
        })
        .into()
    }

    fn besides(&self, keys: &Json) -> Vec<String> {
        let mut told = Vec::new();
        if choice!(keys, "recusal", Recusal) == Some(Recusal::KinOfParty) {
            told.push(self.get(words::RECUSAL).to_string());
        }
        let fallback = match choice!(keys, "fallback", Fallback) {
            Some(Fallback::NeighbouringGroup) => words::NEIGHBOUR,
            Some(Fallback::AppointedByBranch) => words::BRANCH,
            Some(Fallback::Vacant) | None => words::VACANT,
        };
        let tasks = match choice!(keys, "tasks_borne_by", Bearer) {
            Some(Bearer::Owner) => words::TASKS_OWNER,
            Some(Bearer::Shared) => words::TASKS_SHARED,
            Some(Bearer::Leader) | None => words::TASKS_LEADER,
        };
        told.extend([fallback, tasks].map(|text| self.get(text).to_string()));
        let (training, groups) = (number(keys, "training_days"), number(keys, "groups_per_team"));
        if !matches!(training.as_str(), "" | "0") {
            told.push(self.say(words::TRAINING, &[("days", &training)]));
        }
        if !matches!(groups.as_str(), "" | "1") {
            told.push(self.say(words::GROUPS, &[("count", &groups)]));
        }
        told
    }
}
