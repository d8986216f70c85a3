//! `microgov explain --loop [SCENARIO]`: which mechanism answers which event, in which order, and in which arm.

use crate::cli::verdict::grid::{Cell, Tone, render};
use crate::scenario::Scenario;
use crate::simulation::table::{Row, STAGES, event, stage, stage_name};
use crate::vocabulary::tables::Mechanisms;
use crate::vocabulary::{Language, Table, Text, Value};
use crate::world::EventKind;

/// Columns of the first column at most.
const FIRST: usize = 24;

/// The switches of an arm under its name, or of the defaults.
struct Column {
    name: String,
    mechanisms: Mechanisms,
}

impl Column {
    fn on(&self, switch: &str) -> bool {
        self.mechanisms.get(switch) == Some(Value::Flag(true))
    }
}

/// The loop as tables: events, stages, and switches that belong to no row of these.
pub(super) fn tables(scenario: Option<&Scenario>, language: Language) -> String {
    let say = |en: &'static str, zh: &'static str| Text { en, zh }.get(language);
    let columns: Vec<Column> = match scenario {
        Some(scenario) => {
            let arms = scenario.arms.iter();
            arms.map(|arm| Column { name: arm.name.clone(), mechanisms: arm.parameters.mechanisms.clone() }).collect()
        }
        None => vec![Column { name: say("default", "默认").into(), mechanisms: Mechanisms::default() }],
    };
    let events = EventKind::ALL.iter().map(|kind| (format!("{kind:?}"), event(*kind)));
    let stages = STAGES.iter().map(|each| (stage_name(*each), stage(*each)));
    let named: Vec<&str> = EventKind::ALL
        .iter()
        .map(|kind| event(*kind))
        .chain(STAGES.map(stage))
        .flat_map(|row| row.switches)
        .copied()
        .collect();
    let others = Mechanisms::PARAMETERS.iter().filter(|switch| !named.contains(&switch.key));
    let title = |text: &str| format!("{}\n", Tone::Bold.paint(text));
    [
        title(say("Events of one instant happen in this order", "同一时刻的事件按此顺序发生")),
        render(&rows(events, &columns, language), FIRST),
        "\n".into(),
        title(say("Between two events a case goes through its stages at once", "两个事件之间，事项即时经过各阶段")),
        render(&rows(stages, &columns, language), FIRST),
        "\n".into(),
        title(say("Switches that are in no row: they change how others work", "未列入上表的开关：改变其他机制的方式")),
        render(&rest(others, &columns, language), FIRST),
    ]
    .concat()
}

fn heading(columns: &[Column], words: &[&str]) -> Vec<Cell> {
    let own = words.iter().map(|word| Cell::left(*word));
    own.chain(columns.iter().map(|column| Cell::left(column.name.as_str()))).map(|cell| cell.toned(Tone::Dim)).collect()
}

fn rows(of: impl Iterator<Item = (String, Row)>, columns: &[Column], language: Language) -> Vec<Vec<Cell>> {
    let say = |en: &'static str, zh: &'static str| Text { en, zh }.get(language);
    let words = ["", say("what happens", "发生什么"), say("by", "机制"), say("switches", "开关")];
    let mut table = vec![heading(columns, &words)];
    for (name, row) in of {
        let by = if row.by.is_empty() { say("the loop", "主循环").to_string() } else { row.by.join(", ") };
        let mut cells = vec![
            Cell::left(name),
            Cell::left(row.does.get(language)),
            Cell::left(by),
            Cell::left(if row.switches.is_empty() { "–".into() } else { row.switches.join(", ") }),
        ];
        cells.extend(columns.iter().map(|column| state(row.switches.iter().all(|switch| column.on(switch)), language)));
        table.push(cells);
    }
    table
}

fn rest<'a>(
    switches: impl Iterator<Item = &'a crate::vocabulary::Parameter>,
    columns: &[Column],
    language: Language,
) -> Vec<Vec<Cell>> {
    let say = |en: &'static str, zh: &'static str| Text { en, zh }.get(language);
    let mut table = vec![heading(columns, &["", say("what it is", "含义"), say("when off", "关闭时")])];
    for switch in switches {
        let mut cells = vec![Cell::left(switch.key), Cell::left(switch.text.get(language)), Cell::left(switch.source)];
        cells.extend(columns.iter().map(|column| state(column.on(switch.key), language)));
        table.push(cells);
    }
    table
}

fn state(on: bool, language: Language) -> Cell {
    let text = if on { Text { en: "on", zh: "开" } } else { Text { en: "off", zh: "关" } };
    Cell::left(text.get(language)).toned(if on { Tone::Plain } else { Tone::Dim })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Memory, read};

    #[test]
    fn every_event_stage_and_switch_is_shown_with_its_state_in_each_arm() {
        let text = "[[arm]]\nname = \"one\"\nstructure = \"single\"\n[[arm]]\nname = \"bare\"\nstructure = \"single\"\n\
                    mechanisms.tasks = false\nmechanisms.trust = false\n";
        let scenario = read(&Memory::single("a.toml", text), "a.toml", &[]).unwrap();
        for language in [Language::English, Language::Chinese] {
            let shown = anstream::adapter::strip_str(&tables(Some(&scenario), language)).to_string();
            let words = |name: &str| -> Vec<&str> {
                let line = shown.lines().find(|line| line.split_whitespace().next() == Some(name));
                line.unwrap_or_else(|| panic!("{name} is missing in\n{shown}")).split_whitespace().collect()
            };
            EventKind::ALL.iter().for_each(|kind| assert!(words(&format!("{kind:?}")).len() > 3));
            STAGES.iter().for_each(|each| assert!(words(&stage_name(*each)).len() > 3));
            for switch in Mechanisms::PARAMETERS {
                assert!(shown.contains(switch.key), "{}", switch.key);
            }
            let (on, off) = (Text { en: "on", zh: "开" }.get(language), Text { en: "off", zh: "关" }.get(language));
            for name in ["Task", "trust"] {
                assert!(words(name).ends_with(&[on, off]), "{:?}", words(name));
            }
        }
    }
}
