//! A calibration on the terminal: what is not ruled out, which patterns come out, which unknowns the patterns tell.

use super::grid::{self, Cell, Tone};
use crate::analysis::calibration::{PairRow, Role, Tables, Verdict};
use crate::charts::words::{LIST_SEMICOLON, space, unknown};
use crate::report::calibration_said as said;
use crate::scenario::Scenario;
use crate::vocabulary::{Language, Text};
use std::path::Path;

/// Strong pairs that are named.
const PAIRS: usize = 8;
/// Columns that the numbers of a row of patterns take beside its label.
const NUMBERS: usize = 84;

/// Everything that the page speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The results folder.
    pub folder: &'a Path,
    /// Replicates of each set.
    pub replicates: u64,
    /// What was found.
    pub tables: &'a Tables,
}

impl Page<'_> {
    /// The page in a language for so many columns; `quiet` leaves only the tables.
    pub fn render(&self, language: Language, width: usize, quiet: bool) -> String {
        let width = width.max(60);
        let lines =
            |text: &str| -> String { grid::wrap(text, width - 2).iter().map(|line| format!("  {line}\n")).collect() };
        let bold = |text: &str| -> String {
            grid::wrap(text, width).iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect()
        };
        let say = |en, zh| Text { en, zh }.get(language);
        let mut sections = vec![bold(&self.title(language))];
        let warned = said::warnings(self.tables, language);
        let warned: String = warned.iter().map(|text| Tone::Bad.paint(&lines(text))).collect();
        let left = said::left(self.tables, language).join(space(language));
        sections.push(warned + &lines(&left) + &lines(&said::told_of(self.tables, language)));
        let patterns = grid::render(&self.patterns_table(language), width.saturating_sub(NUMBERS).max(24));
        sections.push(format!("{}{patterns}", bold(say("Patterns", "模式"))));
        let any = self.tables.factors.iter().any(|row| row.verdict != Verdict::Not);
        let factors = any.then(|| grid::render(&self.factors_table(language), width.saturating_sub(76).max(24)));
        let heading = bold(say("Unknowns that the patterns tell", "模式能说明的参数"));
        sections.push(format!("{heading}{}{}", factors.unwrap_or_default(), lines(&self.untold(language))));
        sections.push(self.strong(language).iter().map(|text| lines(text)).collect());
        if !quiet {
            let notes = [said::BEFORE_AFTER, said::KEPT_APART, said::IDENTIFIED_MEANS];
            sections.push(notes.iter().map(|note| lines(note.get(language))).collect());
            let folder = self.folder.display();
            sections.push(lines(&match language {
                Language::English => format!(
                    "Written: {folder} (posterior.csv: the sets; calibration*.csv: what is told of them; charts)"
                ),
                Language::Chinese => {
                    format!("已写入：{folder}（posterior.csv 参数组；calibration*.csv 校准结果；图）")
                }
            }));
        }
        sections.retain(|section| !section.is_empty());
        sections.join("\n")
    }

    fn title(&self, language: Language) -> String {
        let (tried, unknowns, replicates) = (self.tables.tried(), self.tables.factors.len(), self.replicates);
        match language {
            Language::English => format!(
                "Calibration. {} ({tried} sets of {unknowns} unknowns, {replicates} runs of each arm a set)",
                self.scenario.title_en
            ),
            Language::Chinese => format!(
                "校准：{}（{unknowns} 个未知参数，试 {tried} 组，每组每个方案 {replicates} 次）",
                self.scenario.title_zh
            ),
        }
    }

    fn patterns_table(&self, language: Language) -> Vec<Vec<Cell>> {
        let say = |en, zh| Text { en, zh }.get(language);
        let heading = |text: &str| Cell::right(text).toned(Tone::Dim);
        let mut table = vec![vec![
            Cell::left(""),
            heading(say("observed", "观测或断言")),
            heading(say("before [95 % of sets]", "校准前 [95% 参数组]")),
            heading(say("after [95 %]", "校准后 [95%]")),
            heading(say("holds in", "成立占比")),
            Cell::left(""),
        ]];
        for row in &self.tables.patterns {
            let tone = match row.role {
                Role::Fitted => Tone::Plain,
                Role::HeldOut | Role::LeftOut => Tone::Dim,
                Role::OutOfReach => Tone::Bad,
            };
            table.push(vec![
                Cell::left(said::label(row, language)),
                Cell::right(said::claimed(row)),
                Cell::right(said::before(row)),
                Cell::right(said::after(row)),
                Cell::right(said::holds(row)),
                Cell::left(said::used(row.role).get(language)).toned(tone),
            ]);
        }
        table
    }

    /// The factors that the patterns tell, the most certain first.
    fn factors_table(&self, language: Language) -> Vec<Vec<Cell>> {
        let say = |en, zh| Text { en, zh }.get(language);
        let heading = |text: &str| Cell::right(text).toned(Tone::Dim);
        let mut table = vec![vec![
            Cell::left(""),
            heading(say("plausible", "可能范围")),
            heading(say("after [95 %]", "校准后 [95%]")),
            heading(say("variance lost", "方差减少")),
            Cell::left(""),
        ]];
        for row in self.tables.ranked().into_iter().filter(|row| row.verdict != Verdict::Not) {
            let tone = if row.verdict == Verdict::Identified { Tone::Good } else { Tone::Plain };
            table.push(vec![
                Cell::left(format!("{} ({})", unknown(&row.factor, language), row.factor)),
                Cell::right(said::plausible(row)),
                Cell::right(said::kept(row)),
                Cell::right(said::lost(row)),
                Cell::left(said::verdict(row.verdict).get(language)).toned(tone),
            ]);
        }
        table
    }

    fn untold(&self, language: Language) -> String {
        let untold: Vec<&str> = self.tables.of(Verdict::Not).map(|row| row.factor.as_str()).collect();
        let (count, all) = (untold.len(), self.tables.factors.len());
        match language {
            _ if untold.is_empty() => String::new(),
            Language::English => {
                format!("The patterns say nothing of {count} of {all} unknowns: {}.", untold.join(", "))
            }
            Language::Chinese => format!("模式不能说明 {all} 个未知参数中的 {count} 个：{}。", untold.join("、")),
        }
    }

    /// Pairs of factors that only together are told.
    fn strong(&self, language: Language) -> Option<String> {
        let together = said::together(self.tables, language)?;
        let strong = self.tables.strong();
        let pair = |pair: &&PairRow| {
            let correlation = said::correlation(pair);
            match language {
                Language::English => format!("{} with {} ({correlation})", pair.factor, pair.other),
                Language::Chinese => format!("{} 与 {}（{correlation}）", pair.factor, pair.other),
            }
        };
        let named: Vec<String> = strong.iter().take(PAIRS).map(pair).collect();
        let list = named.join(LIST_SEMICOLON.get(language));
        let stop = Text { en: ".", zh: "。" }.get(language);
        Some(format!("{together}{}{list}{stop}", space(language)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::calibration::{
        FactorRow, Norm, PatternRow, Patterns, PopulationRow, ProfileRow, Reading, SetRow,
    };
    use crate::analysis::claims::claims;
    use crate::scenario::{Memory, read};
    use crate::statistics::abc::Stop;

    const TEXT: &str = "
title_en = \"V\"
title_zh = \"村\"
[[target]]
name = \"level\"
label_en = \"Petitions before\"
label_zh = \"改革前信访\"
claim = \"value\"
measure = \"petitions_per_1000_person_years\"
against = \"none\"
observed = 24
tolerance = 16
used_to_fit = true
[[target]]
name = \"empty\"
label_en = \"No seat is empty\"
label_zh = \"没有空缺\"
claim = \"less\"
measure = \"vacancy_share\"
against = \"none\"
margin = 0.01
used_to_fit = true
";

    fn shown(language: Language) -> String {
        let scenario = read(&Memory::single("v.toml", TEXT), "v.toml", &[]).unwrap();
        let claims = claims(&scenario);
        let reading = |mean| Some(Reading { n: 4, mean, variance: Some(0.01) });
        let prior: Vec<_> = (0..20).map(|i| vec![reading(10.0 + 5.0 * f64::from(i)), reading(0.9)]).collect();
        let patterns = Patterns::new(&claims, &prior, Norm::Largest, 0.0);
        let patterns_told = PatternRow::all(&scenario, &patterns, &prior, (&prior[..4], &[0.25; 4]), &prior);
        let factor = |name: &str, verdict| FactorRow {
            factor: name.into(),
            unit: String::new(),
            prior_low: 0.5,
            prior_high: 0.9,
            mean: Some(0.7),
            sd: Some(0.02),
            q025: Some(0.66),
            q25: Some(0.69),
            q50: Some(0.7),
            q75: Some(0.71),
            q975: Some(0.74),
            ks_distance: Some(0.4),
            contraction: Some(0.91),
            verdict,
        };
        let factors =
            [factor("judgement.kin_lean", Verdict::Identified), factor("judgement.common_cause", Verdict::Not)];
        let pair = PairRow { factor: "a.b".into(), other: "c.d".into(), correlation: Some(-0.62), strong: true };
        let population = PopulationRow {
            population: 3,
            distance: 0.987,
            tried: 40,
            acceptance: 0.25,
            sets: 10,
            effective_size: Some(8.4),
            stop: Some(Stop::Distance),
        };
        let tables = Tables {
            factors: factors.to_vec(),
            patterns: patterns_told,
            pairs: vec![pair],
            profile: ProfileRow::all("judgement.kin_lean", |share| share, &[(0.5, None); 60]),
            populations: vec![population],
            sets: SetRow::all(&patterns, &prior),
        };
        let page = Page { scenario: &scenario, folder: Path::new("out/v"), replicates: 4, tables: &tables };
        let text = anstream::adapter::strip_str(&page.render(language, 130, false)).to_string();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_page_tells_what_is_left_and_what_cannot_be() {
        let english = shown(Language::English);
        for part in [
            "60 sets of 2 unknowns, 4 runs",
            "OUT OF REACH: No seat is empty",
            "Of 20 sets drawn from the plausible ranges, 65 % [43, 82]",
            "10 sets within a distance of 0.987, worth 8 of equal weight",
            "24 ± 16",
            "< 1 %",
            "out of reach",
            "Probability that a member who is kin",
            "worth only 8 of equal weight",
            "the patterns identify 1 and tell 0 in part",
            "0.50 … 0.90",
            "0.700 [0.660, 0.740]",
            "91 %",
            "identified",
            "say nothing of 1 of 2 unknowns: judgement.common_cause",
            "a.b with c.d (−0.62)",
        ] {
            assert!(english.contains(part), "{part} is missing in\n{english}");
        }
        let chinese = shown(Language::Chinese);
        assert!(chinese.contains("无法达到：没有空缺") && chinese.contains("a.b 与 c.d（−0.62）"), "{chinese}");
        for word in ["sets", "fitted", "before", "holds"] {
            assert!(!chinese.replace("--sets", "").contains(word), "\"{word}\" in\n{chinese}");
        }
    }
}
