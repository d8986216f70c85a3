//! The verdict on the terminal: what differs, what it cost, who lost, and what the answer does not cover.

pub mod attribution;
pub mod calibration;
mod caveats;
pub mod decision;
pub(super) mod grid;
mod many;
pub(super) mod margins;
pub mod sensitivity;
pub mod signs;
mod strip;
mod unknown;
pub mod validation;

use crate::analysis::comparison::{Comparison, ComparisonRow, Mark};
use crate::analysis::losers::Losers;
use crate::report::numbers::{Numbers, percent};
use crate::results::Manifest;
use crate::scenario::Scenario;
use crate::vocabulary::{Direction, Language, Measure, Text};
use grid::{Cell, Tone};
use std::path::Path;
use strip::Strip;

/// Columns assumed where the terminal does not say, as in a pipe.
const WIDTH: usize = 120;
/// Below this many columns there is no strip.
const NARROW: usize = 80;
/// Columns of a strip: at least, at most.
const STRIP: (usize, usize) = (16, 36);
/// Columns of the name of an arm above its numbers; longer ones give way to a word.
const HEADING: usize = 18;
/// Columns that a label may take before the strip gets some.
const LABEL: usize = 24;
/// More arms than this beside the baseline are shown in one matrix.
const BLOCKS: usize = 3;

/// What the cost section is about.
const COSTS: [Measure; 4] =
    [Measure::CostYuan, Measure::CostGovernmentYuan, Measure::CostHoldersYuan, Measure::CostHouseholdsYuan];

/// Everything that the verdict speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its file, as it was typed.
    pub file: &'a str,
    /// How the results came about.
    pub manifest: &'a Manifest,
    /// The comparison.
    pub comparison: &'a Comparison,
    /// Who lost, by arm.
    pub losers: &'a [Option<Losers>],
    /// The results folder.
    pub folder: &'a Path,
}

/// Columns of the terminal on standard output; `COLUMNS` where there is no terminal but somebody cares.
pub fn width() -> usize {
    let told = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal_size::terminal_size_of(std::io::stdout())
        .map(|(width, _)| usize::from(width.0))
        .or_else(told)
        .unwrap_or(WIDTH)
}

/// The verdict in a language for so many columns; `quiet` leaves only the tables.
pub fn render(answer: &Answer<'_>, language: Language, width: usize, quiet: bool) -> String {
    let page = Page { answer, language, width: width.max(40) };
    let mut sections = vec![page.title()];
    let arms: Vec<usize> = (0..answer.scenario.arms.len()).filter(|arm| *arm != answer.scenario.baseline).collect();
    if arms.len() > BLOCKS {
        sections.push(page.matrix(&arms));
    } else {
        sections.extend(arms.iter().map(|arm| page.block(*arm)));
    }
    sections.push(page.margins(&arms));
    if !quiet {
        sections.push(page.unknown());
        sections.push(page.costs(&arms));
        sections.push(page.lost(&arms));
        sections.push(page.caveats());
        sections.push(page.written());
        sections.push(page.hint());
    }
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

/// A verdict being written.
struct Page<'a> {
    answer: &'a Answer<'a>,
    language: Language,
    width: usize,
}

impl Page<'_> {
    fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        Text { en, zh }.get(self.language)
    }

    /// One of two texts that were put together.
    fn put(&self, en: String, zh: String) -> String {
        match self.language {
            Language::English => en,
            Language::Chinese => zh,
        }
    }

    fn arm(&self, arm: usize) -> &str {
        self.answer.scenario.arms.get(arm).map_or("", |arm| arm.label(self.language))
    }

    fn baseline(&self) -> &str {
        self.arm(self.answer.scenario.baseline)
    }

    fn row(&self, arm: usize, measure: Measure) -> Option<&ComparisonRow> {
        let name = &self.answer.scenario.arms.get(arm)?.name;
        self.answer.comparison.rows.iter().find(|row| row.measure == measure && row.arm == *name)
    }

    /// What may be said of a main measure; `None` for other measures and those without a better side.
    fn mark(&self, arm: usize, measure: Measure) -> Option<Mark> {
        let verdict = self.answer.comparison.verdicts.iter().find(|v| v.arm == arm && v.measure == measure)?;
        (measure.direction() != Direction::Neutral).then_some(verdict.mark)
    }

    fn word(&self, mark: Option<Mark>) -> Cell {
        match mark {
            Some(Mark::Better) => Cell::left(self.say("better", "更好")).toned(Tone::Good),
            Some(Mark::Worse) => Cell::left(self.say("worse", "更差")).toned(Tone::Bad),
            Some(Mark::Undecided) => Cell::left(self.say("undecided", "未定")).toned(Tone::Dim),
            None => Cell::left(""),
        }
    }

    fn heading(&self, text: &str) -> String {
        let lines = grid::wrap(text, self.width);
        lines.iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect()
    }

    /// Lines of a section, broken to the width.
    fn lines(&self, lines: impl IntoIterator<Item = String>) -> String {
        let wrapped = lines.into_iter().flat_map(|line| grid::wrap(&line, self.width - 2));
        let mut text = String::new();
        for line in wrapped {
            text += &format!("  {line}\n");
        }
        text
    }

    fn title(&self) -> String {
        let Answer { scenario, manifest, .. } = self.answer;
        let title = self.put(scenario.title_en.clone(), scenario.title_zh.clone());
        let days = scenario.calendar.end_day - scenario.calendar.measured_from_day;
        let months = libm::round(f64::from(days) * 12.0 / 365.25);
        let (replicates, arms) = (manifest.replicates.finished, scenario.arms.len());
        let facts = self.put(
            format!(
                "{} · {months} months · {replicates} runs of each of {arms} arms · seed {}",
                self.answer.file, manifest.seed
            ),
            format!("{} · {months} 个月 · {arms} 个方案各 {replicates} 次 · 种子 {}", self.answer.file, manifest.seed),
        );
        let mut text = self.heading(&title);
        for line in grid::wrap(&facts, self.width) {
            text += &format!("{}\n", Tone::Dim.paint(&line));
        }
        text
    }

    /// The main measures of one arm.
    fn block(&self, arm: usize) -> String {
        let (name, baseline) = (self.arm(arm), self.baseline());
        let heading = self.put(format!("{name} against {baseline}"), format!("{name}与{baseline}相比"));
        self.heading(&heading) + &self.table(arm, &self.answer.scenario.main_measures, true)
    }

    /// A table of measures of one arm: both means, the difference; if `judged`, also the strip, how often the arm is
    /// better, and the word.
    fn table(&self, arm: usize, measures: &[Measure], judged: bool) -> String {
        let rows: Vec<&ComparisonRow> = measures.iter().filter_map(|measure| self.row(arm, *measure)).collect();
        let names = [self.baseline(), self.arm(arm)];
        let most = if self.width < WIDTH { HEADING / 2 } else { HEADING };
        let fit = names.iter().all(|name| grid::width(name) <= most);
        let [baseline, other] =
            if fit { names } else { [self.say("baseline", "基准"), self.say("this arm", "本方案")] };
        let mut cells = vec![vec![
            Cell::left(""),
            Cell::right(baseline).toned(Tone::Dim),
            Cell::right(other).toned(Tone::Dim),
            Cell::right(self.say("difference [95 %]", "差值 [95%]")).toned(Tone::Dim),
        ]];
        for row in &rows {
            let numbers = Numbers::of(row);
            cells.push(vec![
                Cell::left(labelled(row.measure, self.language)),
                Cell::right(numbers.value(row.baseline_mean)),
                Cell::right(numbers.value(row.arm_mean)),
                Cell::right(numbers.difference(row)),
            ]);
        }
        if judged {
            cells[0].extend([Cell::right(self.say("better in", "更优占比")).toned(Tone::Dim), Cell::left("")]);
            for (cells, row) in cells.iter_mut().skip(1).zip(&rows) {
                cells.push(Cell::right(percent(row.probability_better)));
                cells.push(self.word(self.mark(arm, row.measure)));
            }
        }
        let beside =
            |cells: &[Vec<Cell>]| grid::widths(cells).iter().skip(1).map(|column| column + 2).sum::<usize>() + 2;
        if judged && beside(&cells) + LABEL > self.width {
            // The least of the columns: the tables of the folder have it.
            cells.iter_mut().for_each(|row| drop(row.remove(4)));
        }
        let (widths, taken) = (grid::widths(&cells), beside(&cells));
        let longest = widths.first().copied().unwrap_or(0);
        let mut label = self.width.saturating_sub(taken).clamp(12, longest.max(12));
        let room = self.width.saturating_sub(taken + longest.min(LABEL) + 2);
        if judged && self.width >= NARROW && room >= STRIP.0 {
            let strip = room.min(STRIP.1);
            if let Some(strip) = Strip::of(rows.iter().copied(), strip) {
                label = self.width - taken - strip.width() - 2;
                let at = cells[0].len() - 1;
                cells[0].insert(at, Cell::left(strip.heading()).toned(Tone::Dim));
                for (cells, row) in cells.iter_mut().skip(1).zip(&rows) {
                    let tone = tone(self.mark(arm, row.measure));
                    cells.insert(at, Cell::left(strip.draw(row)).toned(tone));
                }
            }
        }
        grid::render(&cells, label)
    }

    /// What the arms cost.
    fn costs(&self, arms: &[usize]) -> String {
        let heading = self.heading(self.say("What it cost", "代价"));
        if arms.len() > BLOCKS {
            return heading + &self.cost_matrix(arms);
        }
        heading + &arms.iter().map(|arm| self.table(*arm, &COSTS, false)).collect::<String>()
    }

    /// Who is served worse.
    fn lost(&self, arms: &[usize]) -> String {
        let baseline = self.baseline();
        let line = |arm: &usize| {
            let name = self.arm(*arm);
            let Losers { worse, better, households_worse, .. } = self.answer.losers.get(*arm).copied().flatten()?;
            // A number and its sign stay on one line.
            let space = self.say("\u{a0}%", "%");
            let [worse, better, households] =
                [worse, better, households_worse].map(|share| percent(Some(share)).replace(" %", space));
            let minority = self.row(*arm, Measure::MinorityRatio).and_then(|row| {
                let numbers = Numbers::of(row);
                let (before, now) = (numbers.value(Some(row.baseline_mean?)), numbers.value(Some(row.arm_mean?)));
                Some(self.put(
                    format!("; smaller clans are served {now} times as well as the largest, {before} under {baseline}"),
                    format!("；小姓与大姓办结率之比为 {now}，{baseline}为 {before}"),
                ))
            });
            let groups = self.put(
                format!(
                    "{name}: fewer needs are resolved within 90 days in {worse} of the groups ({households} of the \
                     households), more in {better}"
                ),
                format!("{name}：{worse} 的小组（{households} 的农户）90 天办结率低于{baseline}，{better} 的小组更高"),
            );
            Some(groups + &minority.unwrap_or_default() + self.say(".", "。"))
        };
        let heading = self.heading(self.say("Who lost", "谁受损"));
        if arms.len() > BLOCKS {
            return heading + &self.lost_matrix(arms);
        }
        let lines: Vec<String> = arms.iter().filter_map(line).collect();
        if lines.is_empty() { String::new() } else { heading + &self.lines(lines) }
    }
}

/// The label of a measure with its unit.
pub(super) fn labelled(measure: Measure, language: Language) -> String {
    let label = measure.label().get(language);
    match (measure.unit(), language) {
        ("days", Language::Chinese) => format!("{label}，天"),
        ("yuan" | "yuan/year", Language::English) => format!("{label}, {}", measure.unit()),
        ("yuan", Language::Chinese) => format!("{label}，元"),
        ("yuan/year", Language::Chinese) => format!("{label}，元/年"),
        _ => label.into(),
    }
}

fn tone(mark: Option<Mark>) -> Tone {
    match mark {
        Some(Mark::Better) => Tone::Good,
        Some(Mark::Worse) => Tone::Bad,
        Some(Mark::Undecided) => Tone::Dim,
        None => Tone::Plain,
    }
}

#[cfg(test)]
mod tests;
