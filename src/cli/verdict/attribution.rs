//! The parts of the effects on the terminal: which mechanism carries how much of each main measure.

use super::grid::{self, Cell, Tone};
use crate::analysis::attribution::players::{Player, label};
use crate::analysis::attribution::{AttributionRow, Division, Kind};
use crate::report::attribution_said as said;
use crate::scenario::Scenario;
use crate::vocabulary::{Direction, Language, Measure, Text};
use std::path::Path;

/// Everything that the page speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Attribution<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Who plays.
    pub players: &'a [Player],
    /// Orders that were sampled; `None` where all combinations were run.
    pub orders: Option<u32>,
    /// Combinations of players that were run.
    pub points: usize,
    /// The measures asked for.
    pub measures: &'a [Measure],
    /// The table.
    pub rows: &'a [AttributionRow],
    /// The results folder.
    pub folder: &'a Path,
}

/// Columns that the numbers of a row take beside its label.
const NUMBERS: usize = 56;

impl Attribution<'_> {
    /// The page in a language for so many columns; `quiet` leaves only the tables.
    pub fn render(&self, language: Language, width: usize, quiet: bool) -> String {
        let width = width.max(60);
        let lines =
            |text: &str| -> String { grid::wrap(text, width - 2).iter().map(|line| format!("  {line}\n")).collect() };
        let mut sections = vec![self.title(language, width)];
        let divisions = Division::all(self.rows);
        let versus = Text { en: "against", zh: "对比" }.get(language);
        for (_, arm) in self.scenario.arms.iter().enumerate().filter(|(at, _)| *at != self.scenario.baseline) {
            let baseline = &self.scenario.arms[self.scenario.baseline];
            let heading = format!("{} {versus} {}", arm.label(language), baseline.label(language));
            let own = |measure: &Measure| {
                let division = divisions.iter().find(|known| known.measure == *measure && known.arm == arm.name)?;
                Some(self.measure(division, language, width, quiet))
            };
            let tables: Vec<String> = self.measures.iter().filter_map(own).collect();
            sections.push(format!("{}\n{}", Tone::Bold.paint(&heading), tables.join("\n")));
        }
        if !quiet {
            let notes = [said::NOTE_PARTS, said::NOTE_REST];
            let mut told: Vec<String> = notes.iter().map(|note| lines(note.get(language))).collect();
            told.extend(self.members(language).map(|text| lines(&text)));
            sections.push(told.concat());
            let folder = self.folder.display();
            sections.push(lines(&match language {
                Language::English => {
                    format!(
                        "Written: {folder} (attribution.csv; points.csv: what each combination had on; runs.parquet)"
                    )
                }
                Language::Chinese => {
                    format!("已写入：{folder}（attribution.csv；points.csv 各组合的开关；runs.parquet 各次模拟）")
                }
            }));
        }
        sections.join("\n")
    }

    fn title(&self, language: Language, width: usize) -> String {
        let (points, players, replicates) = (self.points, self.players.len(), self.scenario.experiment.replicates);
        let title = match (language, self.orders) {
            (Language::English, None) => format!(
                "{}: through which mechanisms the effect runs; all {points} combinations of {players}, {replicates} \
                 paired replicates each",
                self.scenario.title_en
            ),
            (Language::English, Some(orders)) => format!(
                "{}: through which mechanisms the effect runs; {points} combinations of {players} from {orders} sampled \
                 orders, {replicates} paired replicates each",
                self.scenario.title_en
            ),
            (Language::Chinese, None) => format!(
                "{}：效应经由哪些机制；{players} 项机制的全部 {points} 种组合，各 {replicates} 次配对重复",
                self.scenario.title_zh
            ),
            (Language::Chinese, Some(orders)) => format!(
                "{}：效应经由哪些机制；{players} 项机制，抽取 {orders} 个次序，共 {points} 种组合，各 {replicates} 次配对重复",
                self.scenario.title_zh
            ),
        };
        grid::wrap(&title, width).iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect()
    }

    /// What is switched together.
    fn members(&self, language: Language) -> impl Iterator<Item = String> {
        let several = self.players.iter().filter(|player| player.switches.len() > 1);
        several.map(move |player| match language {
            Language::English => format!("{}: {}.", label(&player.name, language), player.switches.join(", ")),
            Language::Chinese => {
                let names: Vec<String> = player.switches.iter().map(|switch| label(switch, language)).collect();
                format!("{}：{}。", label(&player.name, language), names.join("、"))
            }
        })
    }

    /// The parts of one measure of one arm; with the finding unless `quiet`.
    fn measure(&self, division: &Division<'_>, language: Language, width: usize, quiet: bool) -> String {
        let numbers = said::numbers(division);
        let heading = |text: Text| Cell::right(text.get(language)).toned(Tone::Dim);
        let line = |label: String, row: &AttributionRow, beside: [Option<f64>; 2]| {
            let part = Cell::right(said::written(&numbers, row)).toned(tone(row));
            let beside = beside.map(|value| value.map_or_else(String::new, |value| numbers.signed(value)));
            let mut cells = vec![Cell::left(label), part];
            cells.extend(beside.map(Cell::right));
            cells
        };
        let mut table = vec![vec![Cell::left(division.measure.label().get(language)).toned(Tone::Bold)]];
        table[0].extend([said::PART, said::ALONE, said::LAST].map(heading));
        if let Some(rest) = division.rest {
            table.push(line(said::EVERYTHING_ELSE.get(language).into(), rest, [None, None]));
            table.extend(division.parts.iter().map(|part| {
                let beside = [Kind::KnockIn, Kind::KnockOut].map(|kind| division.beside(part, kind));
                line(label(&part.player, language), part, beside)
            }));
        } else {
            table[0].truncate(2);
        }
        let whole = line(said::WHOLE.get(language).into(), division.total, [None, None]);
        table.push(whole.into_iter().take(table[0].len()).collect());
        let mut text = grid::render(&table, width.saturating_sub(NUMBERS).max(20));
        let mut told = if quiet {
            Vec::from_iter(said::interaction(division, language))
        } else {
            vec![said::finding(division, language)]
        };
        told.extend(said::remarks(division, u64::from(self.scenario.experiment.replicates), language));
        for remark in told {
            text += &grid::wrap(&remark, width - 2).iter().map(|line| format!("  {line}\n")).collect::<String>();
        }
        text
    }
}

fn tone(row: &AttributionRow) -> Tone {
    let better = match row.direction {
        Direction::More => row.estimate > Some(0.0),
        Direction::Less => row.estimate < Some(0.0),
        Direction::Neutral => return Tone::default(),
    };
    match (row.shown(), better) {
        (false, _) => Tone::Dim,
        (true, true) => Tone::Good,
        (true, false) => Tone::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Memory, read};

    fn row(kind: Kind, player: &str, with_player: &str, estimate: f64) -> AttributionRow {
        AttributionRow {
            measure: Measure::Resolved90dShare,
            unit: "",
            direction: Direction::More,
            baseline: "single".into(),
            arm: "three".into(),
            kind,
            player: player.into(),
            with_player: with_player.into(),
            switches: String::new(),
            estimate: Some(estimate),
            ci_low: Some(estimate - 0.001),
            ci_high: Some(estimate + 0.001),
            n: 8,
        }
    }

    #[test]
    fn the_page_tells_every_part_with_its_interval_in_both_languages() {
        let text = "title_en = \"V\"\ntitle_zh = \"村\"\n[experiment]\nreplicates = 9";
        let scenario = read(&Memory::single("v.toml", text), "v.toml", &[]).unwrap();
        let rows = [
            row(Kind::Total, "", "", 0.05),
            row(Kind::Rest, "", "", 0.01),
            row(Kind::Shapley, "trust", "", 0.015),
            row(Kind::Shapley, "seats", "", 0.025),
            row(Kind::KnockOut, "seats", "", 0.031),
            row(Kind::KnockIn, "seats", "", -0.02),
            row(Kind::Interaction, "trust", "seats", 0.007),
            AttributionRow { estimate: None, ..row(Kind::Held, "visits", "", 0.0) },
        ];
        let players = [
            Player { name: "trust".into(), switches: vec!["trust"] },
            Player { name: "seats".into(), switches: vec!["elections", "turnover"] },
        ];
        let page = Attribution {
            scenario: &scenario,
            players: &players,
            orders: None,
            points: 4,
            measures: &[Measure::Resolved90dShare],
            rows: &rows,
            folder: Path::new("out/v"),
        };
        let english = page.render(Language::English, 100, false);
        let sentences = english.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [
            "all 4 combinations of 2",
            "everything else",
            "elections and turnover",
            "+2.50 [+2.40, +2.60]",
            "−2.00",
            "+3.10",
            "+5.00 [+4.90, +5.10]",
            "Strongest interaction: trust with elections and turnover, +0.70",
            "no value without it: visits",
            "Over 8 of 9 replicates",
            "elections, turnover",
            "counterfactual",
            "out/v",
        ] {
            assert!(sentences.contains(part), "{part} is missing in\n{english}");
        }
        assert!(english.find("elections and turnover") < english.find("  trust "), "the largest first\n{english}");
        let chinese = page.render(Language::Chinese, 80, true);
        assert!(chinese.contains("选举与更替") && chinese.contains("总差异") && !chinese.contains("Shapley"));
        let none = [AttributionRow { estimate: None, n: 0, ..row(Kind::Missing, "", "", 0.0) }, rows[0].clone()];
        let told = Attribution { rows: &none, ..page }.render(Language::English, 80, true);
        assert!(told.contains("No parts") && told.contains("+5.00"), "{told}");
    }
}
