//! Which unknowns matter, on the terminal: a ranking for each measure, the share of chance, what must be said.

use super::grid::{self, Cell, Tone};
use super::labelled;
use crate::analysis::sensitivity::{Caveat, Method, Ranking};
use crate::charts::words::{space, unknown};
use crate::experiment::Factor;
use crate::report::numbers::Numbers;
use crate::report::sensitivity_said::{
    NOTES_MORRIS, NOTES_SOBOL, RANGES, chance, finding, numbers, said, share, written,
};
use crate::scenario::Scenario;
use crate::statistics::Estimate;
use crate::vocabulary::{Language, Text};
use std::path::Path;

/// Unknowns and pairs of a ranking that are shown.
const SHOWN: usize = 10;

/// Everything that the rankings speak of.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What varies.
    pub factors: &'a [Factor],
    /// Points of the design.
    pub points: u64,
    /// The rankings of the differences.
    pub rankings: &'a [&'a Ranking],
    /// The results folder.
    pub folder: &'a Path,
}

impl Page<'_> {
    /// The page in a language for so many columns; `quiet` leaves only the tables.
    pub fn render(&self, language: Language, width: usize, quiet: bool) -> String {
        let width = width.max(60);
        let mut sections = vec![self.title(language, width)];
        sections.extend(self.rankings.iter().map(|ranking| self.section(ranking, language, width, quiet)));
        if !quiet {
            let notes = match (self.rankings.first().map(|ranking| ranking.method), language) {
                (Some(Method::Sobol), Language::English) => NOTES_SOBOL.en,
                (Some(Method::Sobol), Language::Chinese) => NOTES_SOBOL.zh,
                (_, Language::English) => NOTES_MORRIS.en,
                (_, Language::Chinese) => NOTES_MORRIS.zh,
            };
            let folder = self.folder.display();
            let written = match language {
                Language::English => format!(
                    "Written: {folder} (sensitivity.csv: every index of every measure and arm; \
                     sensitivity_convergence.csv: how they settle; points.csv, runs.parquet)"
                ),
                Language::Chinese => format!(
                    "已写入：{folder}（sensitivity.csv 各指标；sensitivity_convergence.csv 收敛情况；points.csv、runs.parquet）"
                ),
            };
            let notes = [notes, DIM.get(language)].join(space(language));
            sections.push(lines(&notes, width) + &lines(RANGES.get(language), width) + &lines(&written, width));
        }
        sections.join("\n")
    }

    fn title(&self, language: Language, width: usize) -> String {
        let Some(first) = self.rankings.first() else { return String::new() };
        let (asked, factors, points) = (first.asked, self.factors.len(), self.points);
        let replicates = self.scenario.experiment.replicates;
        let title = match (language, first.method) {
            (Language::English, method) => format!(
                "{}: which of {factors} {} matter, by {} ({asked} {}, {points} points, {replicates} paired replicates \
                 each)",
                self.scenario.title_en,
                if factors == 1 { "unknown" } else { "unknowns" },
                if method == Method::Morris { "elementary effects" } else { "Sobol' indices" },
                if method == Method::Morris { "trajectories" } else { "base points" },
            ),
            (Language::Chinese, method) => format!(
                "{}：{factors} 个未知量中哪些重要，{}（{asked} {}，{points} 个点，每点 {replicates} 次配对重复）",
                self.scenario.title_zh,
                if method == Method::Morris { "基本效应法" } else { "Sobol 指标" },
                if method == Method::Morris { "条轨迹" } else { "个基点" },
            ),
        };
        grid::wrap(&title, width).iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect()
    }

    fn section(&self, ranking: &Ranking, language: Language, width: usize, quiet: bool) -> String {
        let arm = |name: &str| {
            let known = self.scenario.arms.iter().find(|arm| arm.name == name);
            known.map_or(name, |arm| arm.label(language)).to_string()
        };
        let versus = Text { en: "against", zh: "对比" }.get(language);
        let heading = format!(
            "{}{}{} {versus} {}",
            labelled(ranking.measure, language),
            Text { en: ": ", zh: "：" }.get(language),
            arm(&ranking.arm),
            arm(&ranking.baseline)
        );
        let numbers = numbers(ranking);
        let mut text = format!("{}\n", Tone::Bold.paint(&heading));
        if !quiet {
            text += &lines(&finding(ranking, &numbers, language), width);
        }
        if ranking.varies() {
            let columns = if ranking.method == Method::Morris { 56 } else { 40 };
            let label = width.saturating_sub(columns).max(24);
            text += &grid::render(&table(ranking, &numbers, language), label);
            text += &grid::render(&pairs(ranking, language), label);
        }
        if let Some(chance) = chance(ranking, &numbers, language) {
            text += &lines(&chance, width);
        }
        // That none is shown to matter is the finding.
        let all = Caveat::WithinChance(ranking.factors.len());
        let told = ranking
            .caveats
            .iter()
            .filter(|caveat| quiet || **caveat != all)
            .map(|caveat| lines(&said(caveat, ranking, language), width));
        text + &told.collect::<String>()
    }
}

fn table(ranking: &Ranking, numbers: &Numbers, language: Language) -> Vec<Vec<Cell>> {
    let heading = |text: &str| Cell::right(text).toned(Tone::Dim);
    let mut rows = vec![vec![Cell::left("")]];
    rows[0].extend(match ranking.method {
        Method::Sobol => vec![heading("ST"), heading("S1")],
        Method::Morris => vec![heading("μ*"), heading("μ"), heading("σ")],
    });
    for ranked in ranking.factors.iter().take(SHOWN) {
        let tone = if ranking.beyond_chance(ranked) { Tone::Plain } else { Tone::Dim };
        let mut row = vec![Cell::left(format!("{} {}", unknown(&ranked.factor, language), ranked.factor)).toned(tone)];
        row.push(Cell::right(written(ranked.main, ranking, numbers)).toned(tone));
        match ranking.method {
            Method::Sobol => row.push(Cell::right(written(ranked.alone, ranking, numbers)).toned(tone)),
            Method::Morris => {
                let signed = ranked.alone.map_or_else(String::new, |mean| numbers.signed(mean.value));
                row.push(Cell::right(signed).toned(tone));
                let deviation = ranked.deviation.map_or_else(String::new, |sigma| numbers.plain(sigma.value));
                row.push(Cell::right(deviation).toned(tone));
            }
        }
        rows.push(row);
    }
    let more = ranking.factors.len().saturating_sub(SHOWN);
    if more > 0 {
        let told = match language {
            Language::English => format!("{more} more, each less"),
            Language::Chinese => format!("另有 {more} 个，影响更小"),
        };
        rows.push(vec![Cell::left(told).toned(Tone::Dim)]);
    }
    rows
}

/// Pairs whose interval excludes zero.
fn pairs(ranking: &Ranking, language: Language) -> Vec<Vec<Cell>> {
    let shown = ranking.pairs.iter().filter(|(_, _, estimate)| estimate.interval.low > 0.0).take(SHOWN);
    let pair = |(one, other, estimate): &(String, String, Estimate)| {
        let label = format!("{one} × {other}");
        vec![Cell::left(label), Cell::right(share(estimate))]
    };
    let mut rows: Vec<Vec<Cell>> = shown.map(pair).collect();
    if !rows.is_empty() {
        let together = Text { en: "together beyond each alone", zh: "共同超出各自单独" }.get(language);
        rows.insert(0, vec![Cell::left(together).toned(Tone::Dim), Cell::right("S2").toned(Tone::Dim)]);
    }
    rows
}

const DIM: Text = Text { en: "Dim: not shown to be more than chance.", zh: "暗色：未显示超过随机性。" };

fn lines(text: &str, width: usize) -> String {
    if text.is_empty() {
        return String::new();
    }
    grid::wrap(text, width - 2).iter().map(|line| format!("  {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sensitivity::{Index, Kind, SensitivityRow, Tables, rankings};
    use crate::experiment::design::factors;
    use crate::scenario::{Memory, read};
    use crate::vocabulary::Measure;

    const TEXT: &str = "title_en = \"V\"\ntitle_zh = \"村\"\n[judgement]\nkin_lean = { value = 0.5, range = [0.0, 0.8], grade = \"guess\", source = \"s\" }\ncommon_cause = { value = 0.2, range = [0.0, 0.6], grade = \"guess\", source = \"s\" }\n[[arm]]\nname = \"single\"\nstructure = \"single\"\n[[arm]]\nname = \"three\"\nstructure = \"three\"\n";

    fn row(index: Index, factor: &str, [estimate, low, high]: [f64; 3], method: Method) -> SensitivityRow {
        SensitivityRow {
            method,
            measure: Measure::Petitions,
            output: Kind::Difference,
            arm: "three".into(),
            baseline: "single".into(),
            factor: factor.into(),
            other: String::new(),
            index,
            estimate: Some(estimate),
            ci_low: Some(low),
            ci_high: Some(high),
            points: 20,
        }
    }

    fn page(method: Method, language: Language) -> String {
        let scenario = read(&Memory::single("v.toml", TEXT), "v.toml", &[]).unwrap();
        let (lean, cause) = ("judgement.kin_lean", "judgement.common_cause");
        let rows = match method {
            Method::Sobol => vec![
                row(Index::Total, cause, [0.04, 0.01, 0.06], method),
                row(Index::Total, lean, [0.83, 0.7, 0.95], method),
                row(Index::First, cause, [0.01, -0.02, 0.04], method),
                row(Index::First, lean, [0.31, 0.2, 0.4], method),
                row(Index::FirstSum, "", [0.32, 0.2, 0.4], method),
                row(Index::NoiseShare, "", [0.63, 0.55, 0.7], method),
                row(Index::NoiseFloor, "", [0.05, 0.04, 0.06], method),
            ],
            Method::Morris => vec![
                row(Index::MuStar, cause, [1.5, 1.0, 2.0], method),
                row(Index::MuStar, lean, [12.5, 9.0, 16.0], method),
                row(Index::Mu, cause, [0.5, -1.0, 2.0], method),
                row(Index::Mu, lean, [-12.5, -16.0, -9.0], method),
                row(Index::Sigma, lean, [20.0, 15.0, 25.0], method),
                row(Index::NoiseShare, "", [0.63, 0.55, 0.7], method),
                row(Index::NoiseFloor, "", [2.5, 2.0, 3.0], method),
            ],
        };
        let rankings = rankings(&Tables { rows, convergence: Vec::new() });
        let factors = factors(&scenario).unwrap();
        let rankings: Vec<&Ranking> = rankings.iter().collect();
        let page = Page {
            scenario: &scenario,
            factors: &factors,
            points: 100,
            rankings: &rankings,
            folder: Path::new("out/v"),
        };
        page.render(language, 120, false)
    }

    #[test]
    fn the_most_important_comes_first_with_its_interval_and_what_must_be_said() {
        let english = page(Method::Sobol, Language::English);
        for part in [
            "0.83 [0.70, 0.95]",
            "0.01 [−0.02, 0.04]",
            "83 %",
            "63 % [55, 70]",
            "ST 0.05",
            "Interactions dominate",
            "covers 0 for 1 of 2",
            "by more than chance: 1 of 2",
            "out/v",
        ] {
            assert!(english.contains(part), "{part} is missing in\n{english}");
        }
        assert!(english.find("judgement.kin_lean").unwrap() < english.find("judgement.common_cause").unwrap());
        let morris = page(Method::Morris, Language::English);
        for part in ["12.5 [9.0, 16.0]", "−12.5", "20.0", "μ* 2.5", "σ above μ*"] {
            assert!(morris.contains(part), "{part} is missing in\n{morris}");
        }
    }

    #[test]
    fn the_page_is_there_in_chinese() {
        let chinese = page(Method::Sobol, Language::Chinese);
        for part in ["最取决于", "交互作用占主导", "纯随机性", "个基点", "0.83 [0.70, 0.95]"] {
            assert!(chinese.contains(part), "{part} is missing in\n{chinese}");
        }
    }
}
