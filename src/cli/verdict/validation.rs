//! The claims of a scenario on the terminal: observed, simulated, met or not.

use super::grid::{self, Cell, Tone};
use crate::analysis::claims::{Claimed, Finding, Outcome, Quantity};
use crate::report::numbers::Numbers;
use crate::scenario::Scenario;
use crate::vocabulary::choices::Claim;
use crate::vocabulary::{Language, Text};
use std::path::Path;

/// Everything that the table of claims speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Validation<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What it claims.
    pub claims: &'a [Claimed<'a>],
    /// What was found, claim by claim.
    pub findings: &'a [Finding],
    /// Replicates.
    pub replicates: u64,
    /// The results folder.
    pub folder: &'a Path,
}

/// Columns that the numbers of a row take beside its label.
const NUMBERS: usize = 70;

impl Validation<'_> {
    /// The table in a language for so many columns; `quiet` leaves only the table.
    pub fn render(&self, language: Language, width: usize, quiet: bool) -> String {
        let width = width.max(60);
        let lines =
            |text: &str| -> String { grid::wrap(text, width - 2).iter().map(|line| format!("  {line}\n")).collect() };
        let title = match language {
            Language::English => {
                format!("{}: what it claims, held against {} runs of each arm", self.scenario.title_en, self.replicates)
            }
            Language::Chinese => {
                format!("{}：断言与模拟对照（每个方案 {} 次）", self.scenario.title_zh, self.replicates)
            }
        };
        let title: String =
            grid::wrap(&title, width).iter().map(|line| format!("{}\n", Tone::Bold.paint(line))).collect();
        let table = grid::render(&self.table(language), width.saturating_sub(NUMBERS).max(20));
        let mut sections = vec![title, table, lines(&self.sum(language))];
        if !quiet {
            let notes = match language {
                Language::English => NOTES_EN,
                Language::Chinese => NOTES_ZH,
            };
            sections.push(notes.iter().map(|note| lines(note)).collect());
            let folder = self.folder.display();
            sections.push(lines(&match language {
                Language::English => format!("Written: {folder} (validation.csv)"),
                Language::Chinese => format!("已写入：{folder}（validation.csv）"),
            }));
        }
        sections.join("\n")
    }

    fn table(&self, language: Language) -> Vec<Vec<Cell>> {
        let say = |en, zh| Text { en, zh }.get(language);
        let heading = |text: &str| Cell::right(text).toned(Tone::Dim);
        let mut table = vec![vec![
            Cell::left(""),
            heading(say("observed", "观测")),
            heading(say("simulated [interval]", "模拟值 [区间]")),
            heading(say("claim", "断言")),
            Cell::left(""),
            Cell::left(say("fitted", "用于拟合")).toned(Tone::Dim),
        ]];
        for (claim, finding) in self.claims.iter().zip(self.findings) {
            let half = finding.interval.map(|interval| interval.half_width());
            let numbers = Numbers::new(claim.quantity.name(), half, finding.estimate);
            let observed = match claim.target.claim {
                Claim::Value => {
                    format!("{} ± {}", self.number(claim, claim.target.observed), plain(claim, claim.target.tolerance))
                }
                _ => String::new(),
            };
            let tone = match finding.outcome {
                Outcome::Met => Tone::Good,
                Outcome::NotMet => Tone::Bad,
                Outcome::Undecided | Outcome::NoData => Tone::Dim,
            };
            table.push(vec![
                Cell::left(self.label(claim, language)),
                Cell::right(observed),
                Cell::right(simulated(claim, finding, &numbers)),
                Cell::right(self.claim(claim, finding, language)),
                Cell::left(finding.outcome.label().get(language)).toned(tone),
                Cell::left(if claim.target.used_to_fit { say("yes", "是") } else { "" }),
            ]);
        }
        table
    }

    /// What the pattern says, or its measure and arm.
    fn label(&self, claim: &Claimed<'_>, language: Language) -> String {
        let target = claim.target;
        let given = match language {
            Language::English => &target.label_en,
            Language::Chinese if target.label_zh.is_empty() => &target.label_en,
            Language::Chinese => &target.label_zh,
        };
        if given.is_empty() {
            format!("{} ({})", claim.quantity.label().get(language), target.name)
        } else {
            given.clone()
        }
    }

    fn number(&self, claim: &Claimed<'_>, value: f64) -> String {
        match claim.quantity {
            Quantity::Level(_) => plain(claim, value),
            _ if value > 0.0 => format!("+{}", plain(claim, value)),
            _ => plain(claim, value),
        }
    }

    /// What is claimed of the number, as a formula.
    fn claim(&self, claim: &Claimed<'_>, finding: &Finding, language: Language) -> String {
        let target = claim.target;
        let margin = plain(claim, target.margin);
        let signed = match claim.quantity {
            Quantity::Level(_) => margin.clone(),
            _ if target.margin == 0.0 => margin.clone(),
            _ => format!("−{margin}"),
        };
        match target.claim {
            Claim::More => format!("> {margin}"),
            Claim::Less => format!("< {signed}"),
            Claim::Equivalent => {
                format!("within ±{margin}").replace("within ", Text { en: "within ", zh: "在 " }.get(language))
            }
            Claim::Value => Text { en: "as observed", zh: "与观测一致" }.get(language).into(),
            Claim::SmallerEffectThan => {
                let there = finding.reference.map_or_else(
                    || "–".into(),
                    |there| {
                        Numbers::new(claim.quantity.name(), finding.interval.map(|i| i.half_width()), Some(there))
                            .signed(there)
                    },
                );
                match language {
                    Language::English => format!("smaller than {there} in {}", target.reference),
                    Language::Chinese => format!("小于 {} 中的 {there}", target.reference),
                }
            }
        }
    }

    fn sum(&self, language: Language) -> String {
        let count = |outcome| self.findings.iter().filter(|finding| finding.outcome == outcome).count();
        let [met, not, undecided, none] =
            [Outcome::Met, Outcome::NotMet, Outcome::Undecided, Outcome::NoData].map(count);
        let all = self.findings.len();
        match language {
            Language::English => {
                format!("{met} of {all} met, {not} not met, {undecided} undecided, {none} without data.")
            }
            Language::Chinese => {
                format!("{all} 项中 {met} 项符合，{not} 项不符合，{undecided} 项未定，{none} 项无数据。")
            }
        }
    }
}

/// The mean with its interval: of a level as it is, of a difference with its sign.
fn simulated(claim: &Claimed<'_>, finding: &Finding, numbers: &Numbers) -> String {
    let Some(estimate) = finding.estimate else { return "–".into() };
    let level = matches!(claim.quantity, Quantity::Level(_));
    let write = |value: f64| if level { numbers.value(Some(value)) } else { numbers.signed(value) };
    match finding.interval {
        Some(interval) => format!("{} [{}, {}]", write(estimate), write(interval.low), write(interval.high)),
        None => write(estimate),
    }
}

/// A number that was given, as it was given; shares in percent, their differences in percentage points.
fn plain(claim: &Claimed<'_>, value: f64) -> String {
    let name = claim.quantity.name();
    // Rounded, so that a share of 0.07 is not written 7.000000000000001.
    let shown = |value: f64| (libm::round(value * 1e9) / 1e9).to_string().replace('-', "−");
    match (Numbers::new(name, None, None).is_percent(), claim.quantity) {
        (true, Quantity::Level(_)) => format!("{} %", shown(value * 100.0)),
        (true, _) => shown(value * 100.0),
        _ => shown(value),
    }
}

const NOTES_EN: &[&str] = &[
    "Simulated: mean over replicates of the arm less the other, or of the later period less the earlier, with its 95 % \
     interval; for equivalence the 90 % interval (two one-sided tests at 5 %). Differences of shares are in points.",
    "Met: the whole interval agrees with the claim; not met: the whole interval contradicts it; undecided: it holds both \
     and more replicates are wanted. A claim that was used to fit is no evidence.",
];
const NOTES_ZH: &[&str] = &[
    "模拟值：本方案减对照方案，或后期减前期，按重复取均值，附 95% 区间；等同断言用 90% 区间（两个 5% 单侧检验）。占比之差为百分点。",
    "符合：整个区间与断言一致；不符合：整个区间与断言相反；未定：区间两者兼有，需更多重复。用于拟合的断言不构成证据。",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claims::{claims, judge};
    use crate::scenario::{Memory, read};

    const TEXT: &str = "
title_en = \"V\"
title_zh = \"村\"
[[target]]
name = \"fewer\"
label_en = \"Fewer petitions\"
label_zh = \"信访减少\"
claim = \"less\"
measure = \"petitions\"
margin = 2
used_to_fit = true
[[target]]
name = \"filled\"
claim = \"value\"
measure = \"vacancy_share\"
against = \"none\"
observed = 0.07
tolerance = 0.02
[[target]]
name = \"same\"
claim = \"equivalent\"
measure = \"trust_group\"
margin = 0.05
";

    fn shown(language: Language, quiet: bool) -> String {
        let scenario = read(&Memory::single("v.toml", TEXT), "v.toml", &[]).unwrap();
        let claims = claims(&scenario);
        let sample =
            |mean: f64| -> Vec<Option<f64>> { (0..20).map(|i| Some(mean + f64::from(i % 2) * 0.01)).collect() };
        let findings = [
            judge(claims[0].target, &sample(-7.5), &[]),
            judge(claims[1].target, &sample(0.2), &[]),
            judge(claims[2].target, &[], &[]),
        ];
        let folder = Path::new("out/v");
        let page = Validation { scenario: &scenario, claims: &claims, findings: &findings, replicates: 20, folder };
        anstream::adapter::strip_str(&page.render(language, 120, quiet)).to_string()
    }

    #[test]
    fn every_claim_is_a_line_with_what_was_observed_simulated_and_found() {
        let english = shown(Language::English, false);
        for part in [
            "Fewer petitions",
            "−7.4950 [−7.4974",
            "< −2",
            "yes",
            "7 % ± 2 %",
            "20.50 % [20.26 %",
            "not met",
            "no data",
            "within ±0.05",
            "1 of 3 met, 1 not met, 0 undecided, 1 without data",
            "out/v",
            "two one-sided",
        ] {
            assert!(english.contains(part), "{part} is missing in\n{english}");
        }
        let chinese = shown(Language::Chinese, true);
        assert!(chinese.contains("信访减少") && chinese.contains("不符合") && !chinese.contains("out/v"), "{chinese}");
        for word in ["met", "claim", "observed", "within"] {
            assert!(!chinese.contains(word), "\"{word}\" in\n{chinese}");
        }
    }
}
