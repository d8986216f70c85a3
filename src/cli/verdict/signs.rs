//! The sign map on the terminal: in what share of the points an arm is better, worse or neither.

use super::grid::{self, Cell, Tone};
use crate::analysis::signs::Signs;
use crate::report::numbers::percent;
use crate::scenario::Scenario;
use crate::vocabulary::{Language, Text};

/// Everything that the sign map speaks of.
#[derive(Clone, Copy, Debug)]
pub struct SignMap<'a> {
    /// The scenario swept.
    pub scenario: &'a Scenario,
    /// Whether the points are a grid.
    pub grid: bool,
    /// Ranges that vary.
    pub factors: usize,
    /// Points of the design.
    pub points: usize,
    /// By arm, then by measure.
    pub signs: &'a [Signs],
    /// The results folder.
    pub folder: &'a std::path::Path,
}

impl SignMap<'_> {
    /// The map in a language for so many columns; `quiet` leaves only the tables.
    pub fn render(&self, language: Language, width: usize, quiet: bool) -> String {
        let width = width.max(60);
        let lines =
            |text: &str| -> String { grid::wrap(text, width - 2).iter().map(|line| format!("  {line}\n")).collect() };
        let mut sections = vec![self.title(language, width)];
        for (i, arm) in self.scenario.arms.iter().enumerate().filter(|(i, _)| *i != self.scenario.baseline) {
            let baseline = &self.scenario.arms[self.scenario.baseline];
            let versus = Text { en: "against", zh: "对比" }.get(language);
            let heading = format!("{} {versus} {}", arm.label(language), baseline.label(language));
            let name = &self.scenario.arms[i].name;
            let rows: Vec<&Signs> = self.signs.iter().filter(|signs| signs.arm == *name).collect();
            let table = grid::render(&table(&rows, language), width.saturating_sub(50).max(20));
            sections.push(format!("{}\n{table}", Tone::Bold.paint(&heading)));
        }
        if !quiet {
            let (en, zh) = NOTES;
            let notes = match language {
                Language::English => en,
                Language::Chinese => zh,
            };
            sections.push(notes.iter().map(|note| lines(note)).collect());
            let folder = self.folder.display();
            sections.push(lines(&match language {
                Language::English => format!(
                    "Written: {folder} (points.csv: what each point set; comparison.csv: what came of it; runs.parquet)"
                ),
                Language::Chinese => {
                    format!("已写入：{folder}（points.csv 各点取值；comparison.csv 各点结果；runs.parquet 各次模拟）")
                }
            }));
        }
        sections.join("\n")
    }

    fn title(&self, language: Language, width: usize) -> String {
        let (points, factors, replicates) = (self.points, self.factors, self.scenario.experiment.replicates);
        let title = match language {
            Language::English => format!(
                "{}: signs of the effect over {points} points of a {}, {factors} {}, {replicates} paired replicates a \
                 point",
                self.scenario.title_en,
                if self.grid { "grid" } else { "Latin hypercube" },
                if factors == 1 { "number" } else { "numbers" }
            ),
            Language::Chinese => format!(
                "{}：{points} 个{}设计点上的效应方向，{factors} 个变动参数，每点 {replicates} 次配对重复",
                self.scenario.title_zh,
                if self.grid { "网格" } else { "拉丁超立方" }
            ),
        };
        grid::wrap(&title, width).iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect()
    }
}

const NOTES: (&[&str], &[&str]) = (
    &[
        "Shares are of the points. Better, worse: the 95 % interval of the paired difference at that point excludes 0. \
         Worse on average: the mean difference is on the worse side, with Wilson's 95 % interval of that share.",
        "Ranges say what is plausible, not how likely: a share tells how much of the ranges it holds for, not its \
         probability in a real village.",
    ],
    &[
        "各列为设计点占比。“更好”“更差”：该点配对差异的 95% 区间不含 0。“均值更差”：均值差异位于更差一侧的设计点占比，附 Wilson 95% 区间。",
        "取值范围表示可能的取值，不表示其概率：占比说明结论在多大的取值范围内成立，不是真实村庄中发生的概率。",
    ],
);

fn table(rows: &[&Signs], language: Language) -> Vec<Vec<Cell>> {
    let say = |en, zh| Text { en, zh }.get(language);
    let heading = |text: &str| Cell::right(text).toned(Tone::Dim);
    let mut table = vec![vec![
        Cell::left(""),
        heading(say("better", "更好")),
        heading(say("worse", "更差")),
        heading(say("undecided", "未定")),
        heading(say("worse on average", "均值更差")),
    ]];
    for signs in rows {
        let share = |count: usize| percent(signs.share(count));
        let interval = signs.mean_worse_interval().map_or_else(String::new, |interval| {
            format!(" [{:.0}, {:.0}]", interval.low * 100.0, interval.high * 100.0)
        });
        table.push(vec![
            Cell::left(signs.measure.label().get(language)),
            Cell::right(share(signs.better)).toned(Tone::Good),
            Cell::right(share(signs.worse)).toned(Tone::Bad),
            Cell::right(share(signs.undecided())).toned(Tone::Dim),
            Cell::right(share(signs.mean_worse) + &interval),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Memory, read};
    use crate::vocabulary::Measure;

    #[test]
    fn the_map_gives_every_share_with_its_interval_in_both_languages() {
        let scenario = read(&Memory::single("v.toml", "title_en = \"V\"\ntitle_zh = \"村\""), "v.toml", &[]).unwrap();
        let signs =
            Signs { measure: Measure::Petitions, arm: "three".into(), points: 20, better: 9, worse: 3, mean_worse: 8 };
        let folder = std::path::Path::new("out/v");
        let map = SignMap { scenario: &scenario, grid: false, factors: 5, points: 20, signs: &[signs], folder };
        let english = map.render(Language::English, 100, false);
        for part in ["45 %", "15 %", "40 %", "40 % [22, 61]", "Petitions", "out/v", "not how likely"] {
            assert!(english.contains(part), "{part} is missing in\n{english}");
        }
        let chinese = map.render(Language::Chinese, 80, true);
        assert!(chinese.contains("40 % [22, 61]") && chinese.contains("更差") && !chinese.contains("Wilson"));
    }
}
