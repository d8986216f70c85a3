//! The parts of the effects on the terminal: which mechanism carries how much of each main measure.

use super::grid::{self, Cell, Tone};
use crate::analysis::attribution::players::{Player, label};
use crate::analysis::attribution::{AttributionRow, Kind};
use crate::report::numbers::Numbers;
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
        let versus = Text { en: "against", zh: "对比" }.get(language);
        for (_, arm) in self.scenario.arms.iter().enumerate().filter(|(at, _)| *at != self.scenario.baseline) {
            let baseline = &self.scenario.arms[self.scenario.baseline];
            let heading = format!("{} {versus} {}", arm.label(language), baseline.label(language));
            let tables: Vec<String> =
                self.measures.iter().map(|measure| self.measure(*measure, &arm.name, language, width)).collect();
            sections.push(format!("{}\n{}", Tone::Bold.paint(&heading), tables.join("\n")));
        }
        if !quiet {
            let (en, zh) = NOTES;
            let notes = match language {
                Language::English => en,
                Language::Chinese => zh,
            };
            let mut told: Vec<String> = notes.iter().map(|note| lines(note)).collect();
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

    /// The parts of one measure of one arm.
    fn measure(&self, measure: Measure, arm: &str, language: Language, width: usize) -> String {
        let say = |en, zh| Text { en, zh }.get(language);
        let own = |row: &&AttributionRow| row.measure == measure && row.arm == arm;
        let of = |kind: Kind| self.rows.iter().filter(own).filter(move |row| row.kind == kind);
        let Some(total) = of(Kind::Total).next() else { return String::new() };
        let half = total.ci_low.zip(total.ci_high).map(|(low, high)| (high - low) / 2.0);
        let numbers = Numbers::new(measure.name(), half, total.estimate);
        let heading = |text: &str| Cell::right(text).toned(Tone::Dim);
        let name = measure.label().get(language);
        let head = |columns: [&str; 3]| {
            let mut cells = vec![Cell::left(name).toned(Tone::Bold)];
            cells.extend(columns.map(heading));
            cells
        };
        let line = |label: String, row: &AttributionRow, alone: String, last: String| {
            let part = Cell::right(written(&numbers, row)).toned(tone(row));
            vec![Cell::left(label), part, Cell::right(alone), Cell::right(last)]
        };
        let mut table =
            vec![head([say("part [95 %]", "部分 [95%]"), say("alone", "单独开启"), say("last", "最后开启")])];
        if let Some(rest) = of(Kind::Rest).next() {
            let everything = say("everything else", "其余").to_string();
            table.push(line(everything, rest, String::new(), String::new()));
            let mut parts: Vec<&AttributionRow> = of(Kind::Shapley).collect();
            let size = |row: &AttributionRow| row.estimate.map_or(0.0, f64::abs);
            parts.sort_by(|one, other| size(other).total_cmp(&size(one)));
            for part in parts {
                let beside = |kind: Kind| {
                    let row = of(kind).find(|row| row.player == part.player);
                    row.and_then(|row| row.estimate).map_or_else(String::new, |value| numbers.signed(value))
                };
                table.push(line(label(&part.player, language), part, beside(Kind::KnockIn), beside(Kind::KnockOut)));
            }
        } else {
            table[0].truncate(2);
        }
        let whole = line(say("whole difference", "总差异").into(), total, String::new(), String::new());
        table.push(whole.into_iter().take(table[0].len()).collect());
        let mut text = grid::render(&table, width.saturating_sub(NUMBERS).max(20));
        let told = self.remarks(total, of(Kind::Interaction), of(Kind::Held), of(Kind::Missing), language);
        for remark in told {
            text += &grid::wrap(&remark, width - 2).iter().map(|line| format!("  {line}\n")).collect::<String>();
        }
        text
    }

    /// What is said below the table of a measure.
    fn remarks<'a>(
        &self,
        total: &AttributionRow,
        pairs: impl Iterator<Item = &'a AttributionRow>,
        held: impl Iterator<Item = &'a AttributionRow>,
        missing: impl Iterator<Item = &'a AttributionRow>,
        language: Language,
    ) -> Vec<String> {
        let mut told = Vec::new();
        let size = |row: &AttributionRow| row.estimate.map_or(0.0, f64::abs);
        let strongest = pairs.filter(|row| excludes_zero(row)).max_by(|one, other| size(one).total_cmp(&size(other)));
        if let Some(row) = strongest {
            let half = row.ci_low.zip(row.ci_high).map(|(low, high)| (high - low) / 2.0);
            let amount = written(&Numbers::new(row.measure.name(), half, row.estimate), row);
            let (one, other) = (label(&row.player, language), label(&row.with_player, language));
            told.push(match language {
                Language::English => format!("Strongest interaction: {one} with {other}, {amount}."),
                Language::Chinese => format!("最强交互：{one}与{other}，{amount}。"),
            });
        }
        let names = |rows: &mut dyn Iterator<Item = &AttributionRow>| {
            let names: Vec<String> =
                rows.filter(|row| !row.player.is_empty()).map(|row| label(&row.player, language)).collect();
            names.join(Text { en: "; ", zh: "；" }.get(language))
        };
        let mut held = held.peekable();
        if held.peek().is_some() {
            let names = names(&mut held);
            told.push(match language {
                Language::English => {
                    format!("Always on, because the measure has no value without it: {names}. Its part is within everything else.")
                }
                Language::Chinese => format!("始终开启（缺之则指标无值）：{names}。其部分计入“其余”。"),
            });
        }
        let mut missing = missing.peekable();
        if missing.peek().is_some() {
            let names = names(&mut missing);
            told.push(match (language, names.is_empty()) {
                (Language::English, true) => {
                    "No parts: the measure has no value in all combinations of any replicate.".into()
                }
                (Language::English, false) => {
                    format!("No parts from sampled orders: the measure has no value without {names}. Leave that out of the players.")
                }
                (Language::Chinese, true) => "不能分解：没有一次重复在所有组合下都有值。".into(),
                (Language::Chinese, false) => format!("抽样次序不能分解：缺少{names}时指标无值。请将其移出机制列表。"),
            });
        }
        let replicates = self.scenario.experiment.replicates as usize;
        if total.n > 0 && total.n < replicates {
            told.push(match language {
                Language::English => format!(
                    "Over {} of {replicates} replicates: in the others the measure has no value in some combination.",
                    total.n
                ),
                Language::Chinese => {
                    format!("仅计 {replicates} 次重复中的 {} 次：其余重复在某些组合下指标无值。", total.n)
                }
            });
        }
        told
    }
}

const NOTES: (&[&str], &[&str]) = (
    &[
        "Part: what a mechanism adds when it is switched on, averaged over all orders of switching on (Shapley value); \
         with everything else the parts add up to the whole difference. Alone: added by it alone, all others off. Last: \
         lost when it alone is switched off. Where alone and last differ, mechanisms need or replace each other.",
        "Everything else: what is left of the difference with all of them off, such as hours and seats. Switching a \
         mechanism off is a counterfactual of the model: no village can do without it. Shares are in percentage points.",
    ],
    &[
        "部分：开启某机制所增加的差异，对所有开启次序取平均（Shapley 值）；各部分与“其余”相加等于总差异。单独开启：其他机制均关闭时的增量。\
         最后开启：仅关闭该机制时的损失。两者不同，说明机制之间互补或替代。",
        "其余：这些机制全部关闭后仍有的差异，如工时与席位。关闭机制是模型中的反事实设定，真实村庄无法没有它。占比之差以百分点计。",
    ],
);

/// `+1.2 [+0.9, +1.5]`.
fn written(numbers: &Numbers, row: &AttributionRow) -> String {
    let Some(estimate) = row.estimate else { return "–".into() };
    match row.ci_low.zip(row.ci_high) {
        Some((low, high)) => format!("{} {}", numbers.signed(estimate), numbers.interval(low, high)),
        None => numbers.signed(estimate),
    }
}

fn excludes_zero(row: &AttributionRow) -> bool {
    row.ci_low.zip(row.ci_high).is_some_and(|(low, high)| low > 0.0 || high < 0.0)
}

fn tone(row: &AttributionRow) -> Tone {
    let better = match row.direction {
        Direction::More => row.estimate > Some(0.0),
        Direction::Less => row.estimate < Some(0.0),
        Direction::Neutral => return Tone::default(),
    };
    match (excludes_zero(row), better) {
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
            assert!(english.contains(part), "{part} is missing in\n{english}");
        }
        assert!(english.find("elections and turnover") < english.find("  trust "), "the largest first\n{english}");
        let chinese = page.render(Language::Chinese, 80, true);
        assert!(chinese.contains("选举与更替") && chinese.contains("总差异") && !chinese.contains("Shapley"));
        let none = [AttributionRow { estimate: None, n: 0, ..row(Kind::Missing, "", "", 0.0) }, rows[0].clone()];
        let told = Attribution { rows: &none, ..page }.render(Language::English, 80, true);
        assert!(told.contains("No parts") && told.contains("+5.00"), "{told}");
    }
}
