//! The sign map on the terminal: in what share of the points an arm is better, worse or neither.

use super::grid::{self, Cell, Tone};
use crate::analysis::signs::Signs;
use crate::cli::sweep::Choice;
use crate::experiment::Factor;
use crate::experiment::design::Role;
use crate::report::numbers::percent;
use crate::report::{left_out, sweep_said as said};
use crate::scenario::Scenario;
use crate::vocabulary::{Language, Text};

/// Everything that the sign map speaks of.
#[derive(Clone, Copy, Debug)]
pub struct SignMap<'a> {
    /// The scenario swept.
    pub scenario: &'a Scenario,
    /// How the points are chosen.
    pub design: Choice,
    /// What varies.
    pub factors: &'a [Factor],
    /// Points of the design.
    pub points: usize,
    /// Points that are no sound scenarios.
    pub left_out: usize,
    /// By arm, then by measure.
    pub signs: &'a [Signs],
    /// The same under each setting of a lever.
    pub settings: &'a [Setting],
    /// The results folder.
    pub folder: &'a std::path::Path,
}

/// One setting of one lever, over all settings of the others and all that is unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The lever.
    pub lever: String,
    /// Its value, as in `points.csv`.
    pub value: String,
    /// By arm, then by measure.
    pub signs: Vec<Signs>,
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
            if !self.settings.is_empty() {
                let heading = Text { en: "Under each setting of a lever", zh: "各措施取值下" }.get(language);
                let table = grid::render(&settings(self.settings, name, language), width.saturating_sub(50).max(20));
                sections.push(format!("{}\n{table}", Tone::Bold.paint(heading)));
            }
        }
        if !quiet {
            let notes = [said::MARKED, ON_AVERAGE, said::RANGES].map(|note| note.get(language));
            let roles = self.roles(language);
            sections.push(roles.iter().map(String::as_str).chain(notes).map(&lines).collect());
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
        let (points, factors, replicates) = (self.points, self.factors.len(), self.scenario.experiment.replicates);
        let title = match language {
            Language::English => format!(
                "{}: signs of the effect over {points} points of {}, {factors} {}, {replicates} paired replicates a point",
                self.scenario.title_en,
                self.kind().en,
                if factors == 1 { "factor" } else { "factors" }
            ),
            Language::Chinese => format!(
                "{}：{points} 个{}设计点上的效应方向，{factors} 个变动因素，每点 {replicates} 次配对重复",
                self.scenario.title_zh,
                self.kind().zh
            ),
        };
        grid::wrap(&title, width).iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect()
    }

    fn kind(&self) -> Text {
        said::design(&self.design.word())
    }

    /// Combinations of the settings of all levers, and how many worlds meet each; `None` where they are not crossed.
    fn settings_of_all(&self) -> Option<(usize, usize)> {
        let levers = self.factors.iter().filter(|factor| factor.role == Role::Lever);
        let counts = levers.map(|lever| self.settings.iter().filter(|setting| setting.lever == lever.name).count());
        let settings: usize = counts.product();
        (settings > 1 && self.points.is_multiple_of(settings)).then(|| (settings, self.points / settings))
    }

    /// What is chosen, what is unknown, what is chance, and what is missing.
    fn roles(&self, language: Language) -> Vec<String> {
        let of = |role: Role| self.factors.iter().filter(move |factor| factor.role == role);
        let named = |role: Role| {
            let names: Vec<&str> = of(role).take(NAMED).map(|factor| factor.name.as_str()).collect();
            let more = of(role).count().saturating_sub(NAMED);
            let (comma, rest) = match language {
                Language::English => (", ", format!(" and {more} more")),
                Language::Chinese => ("、", format!("等另 {more} 个")),
            };
            names.join(comma) + if more > 0 { &rest } else { "" }
        };
        let each = self.settings_of_all();
        let each = each.map_or_else(String::new, |(settings, worlds)| said::crossed(settings, worlds, language));
        let (levers, unknowns) = (of(Role::Lever).count(), of(Role::Uncertainty).count());
        let replicates = u64::from(self.scenario.experiment.replicates);
        let mut lines = Vec::new();
        match language {
            Language::English => {
                if levers > 0 {
                    let each = if each.is_empty() { String::new() } else { format!(" {each}") };
                    lines.push(format!("Levers, for an official to choose ({levers}): {}.{each}", named(Role::Lever)));
                }
                if unknowns > 0 {
                    lines.push(format!("Uncertainties, known to nobody ({unknowns}): {}.", named(Role::Uncertainty)));
                }
            }
            Language::Chinese => {
                if levers > 0 {
                    lines.push(format!("可选措施（{levers} 个）：{}。{each}", named(Role::Lever)));
                }
                if unknowns > 0 {
                    lines.push(format!("未知因素（{unknowns} 个）：{}。", named(Role::Uncertainty)));
                }
            }
        }
        lines.push(said::chance(replicates, language));
        lines.extend(left_out(self.left_out as u64, self.points as u64, language));
        lines
    }
}

/// Factors that are named one by one.
const NAMED: usize = 4;

const ON_AVERAGE: Text = Text {
    en: "Worse on average: the mean difference is on the worse side, with Wilson's 95 % interval of that share.",
    zh: "“均值更差”：均值差异位于更差一侧的设计点占比，附 Wilson 95% 区间。",
};

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

/// A row for each setting: in what share of its points the arm is better, and in what share worse, measure by measure.
fn settings(settings: &[Setting], arm: &str, language: Language) -> Vec<Vec<Cell>> {
    let Some(first) = settings.first() else { return Vec::new() };
    let of_arm = |setting: &Setting| setting.signs.iter().filter(|signs| signs.arm == arm).cloned().collect::<Vec<_>>();
    let measures = of_arm(first);
    let mut table = Vec::new();
    // A block of rows a measure: as many columns as measures would not fit.
    for (place, measure) in measures.iter().enumerate() {
        let heading = |text: &str| Cell::right(text).toned(Tone::Dim);
        let say = |en, zh| heading(Text { en, zh }.get(language));
        table.push(vec![
            Cell::left(measure.measure.label().get(language)).toned(Tone::Dim),
            say("better", "更好"),
            say("worse", "更差"),
            say("undecided", "未定"),
            say("points", "设计点"),
        ]);
        for setting in settings {
            let Some(signs) = of_arm(setting).into_iter().nth(place) else { continue };
            let share = |count: usize| percent(signs.share(count));
            table.push(vec![
                Cell::left(format!("{} = {}", setting.lever, setting.value)),
                Cell::right(share(signs.better)).toned(Tone::Good),
                Cell::right(share(signs.worse)).toned(Tone::Bad),
                Cell::right(share(signs.undecided())).toned(Tone::Dim),
                Cell::right(signs.points.to_string()).toned(Tone::Dim),
            ]);
        }
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
        let factor = |name: &str, values: &str, role| Factor::read(&scenario, name, values, role).unwrap();
        let factors = [
            factor("seat.leader.hours_per_week", "4,8", Role::Lever),
            factor("contact.retry_days", "1..9", Role::Uncertainty),
        ];
        let setting = Setting {
            lever: factors[0].name.clone(),
            value: "4".into(),
            signs: vec![Signs { points: 10, better: 7, worse: 0, mean_worse: 1, ..signs.clone() }],
        };
        let map = SignMap {
            scenario: &scenario,
            design: Choice::Lhs,
            factors: &factors,
            points: 20,
            left_out: 1,
            signs: &[signs],
            settings: &[setting],
            folder,
        };
        let english = map.render(Language::English, 100, false);
        for part in ["45 %", "15 %", "40 %", "40 % [22, 61]", "Petitions", "out/v", "not how likely"]
            .into_iter()
            .chain(["seat.leader.hours_per_week = 4", "70 %", "Levers", "Uncertainties", "Chance", "1 of 20 points"])
        {
            assert!(english.contains(part), "{part} is missing in\n{english}");
        }
        let chinese = map.render(Language::Chinese, 80, true);
        assert!(chinese.contains("40 % [22, 61]") && chinese.contains("更差") && !chinese.contains("Wilson"));
    }
}
