//! A calibration on the terminal: what is not ruled out, which patterns come out, which unknowns the patterns tell.

use super::grid::{self, Cell, Tone};
use crate::analysis::calibration::{FactorRow, PairRow, PatternRow, Patterns, PopulationRow, Role, SetRow, Verdict};
use crate::report::numbers::{Numbers, percent};
use crate::scenario::Scenario;
use crate::statistics::abc::Stop;
use crate::statistics::matching::CUT_OFF;
use crate::statistics::wilson;
use crate::vocabulary::{Language, Text};
use serde::Serialize;
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
    /// Sets that were simulated.
    pub tried: usize,
    /// Why the search went no further.
    pub stop: Stop,
    /// The patterns.
    pub patterns: &'a Patterns<'a>,
    /// What the patterns tell of each factor.
    pub factors: &'a [FactorRow],
    /// What the factors mean, in the same order.
    pub meanings: &'a [Text],
    /// The patterns before and after.
    pub targets: &'a [PatternRow<'a>],
    /// Pairs of factors.
    pub pairs: &'a [PairRow],
    /// How the search went.
    pub populations: &'a [PopulationRow],
    /// The sets drawn from the prior.
    pub sets: &'a [SetRow<'a>],
}

/// How much of the prior the fitted patterns do not rule out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct NotRuledOut {
    /// Sets drawn from the prior.
    pub sets: usize,
    /// Share of them that no pattern rules out.
    pub share: Option<f64>,
    /// Lower bound of its 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper bound.
    pub ci_high: Option<f64>,
    /// Share that at most one pattern rules out.
    pub share_but_one: Option<f64>,
}

/// Counts what is not ruled out.
pub fn not_ruled_out(sets: &[SetRow<'_>]) -> NotRuledOut {
    let count = |of: fn(&SetRow<'_>) -> Option<f64>| {
        sets.iter().filter(|set| of(set).is_some_and(|value| value <= CUT_OFF)).count()
    };
    let share = |count: usize| (!sets.is_empty()).then(|| count as f64 / sets.len() as f64);
    let kept = count(|set| set.implausibility);
    let interval = wilson(kept as f64, sets.len() as u64, 0.95);
    NotRuledOut {
        sets: sets.len(),
        share: share(kept),
        ci_low: interval.map(|interval| interval.low),
        ci_high: interval.map(|interval| interval.high),
        share_but_one: share(count(|set| set.second_implausibility)),
    }
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
        let warned: String = self.warnings(language).iter().map(|text| Tone::Bad.paint(&lines(text))).collect();
        sections.push(warned + &self.told(language).iter().map(|text| lines(text)).collect::<String>());
        let patterns = grid::render(&self.patterns_table(language), width.saturating_sub(NUMBERS).max(24));
        sections.push(format!("{}{patterns}", bold(say("Patterns", "模式"))));
        let any = self.factors.iter().any(|row| row.verdict != Verdict::Not);
        let factors = any.then(|| grid::render(&self.factors_table(language), width.saturating_sub(76).max(24)));
        let heading = bold(say("Unknowns that the patterns tell", "模式能说明的参数"));
        sections.push(format!("{heading}{}{}", factors.unwrap_or_default(), lines(&self.untold(language))));
        sections.push(self.strong(language).iter().map(|text| lines(text)).collect());
        if !quiet {
            let notes = match language {
                Language::English => NOTES_EN,
                Language::Chinese => NOTES_ZH,
            };
            sections.push(notes.iter().map(|note| lines(note)).collect());
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
        let (tried, unknowns, replicates) = (self.tried, self.factors.len(), self.replicates);
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

    /// What must not be overlooked.
    fn warnings(&self, language: Language) -> Vec<String> {
        let mut warnings = Vec::new();
        for place in self.patterns.of(Role::OutOfReach) {
            let label = label(&self.targets[place], language);
            let least = self.targets[place].least_implausibility.map_or_else(|| "–".into(), |x| format!("{x:.1}"));
            warnings.push(match language {
                Language::English => format!(
                    "OUT OF REACH: {label}. No set of the plausible ranges comes near (least implausibility {least}): the \
                     model cannot reproduce it, and nothing was bent towards it."
                ),
                Language::Chinese => format!(
                    "无法达到：{label}。可能取值范围内没有任何参数组接近（最小不合理度 {least}）：模型不能再现该模式，未为其扭曲其他参数。"
                ),
            });
        }
        let used = |row: &&PatternRow<'_>| matches!(row.role, "fitted" | "held_out");
        let unmet = self.targets.iter().filter(used).filter(|row| row.posterior_holds_share == Some(0.0));
        warnings.extend(unmet.map(|row| {
            let label = label(row, language);
            match (row.role, language) {
                ("fitted", Language::English) => format!("NOT MET by any set that is left: {label}."),
                ("fitted", Language::Chinese) => format!("剩下的参数组均不符合：{label}。"),
                (_, Language::English) => format!("NOT GIVEN by any set that is left, and kept apart: {label}."),
                (_, Language::Chinese) => format!("剩下的参数组均未给出（留作检验）：{label}。"),
            }
        }));
        warnings
    }

    fn told(&self, language: Language) -> Vec<String> {
        let kept = not_ruled_out(self.sets);
        let interval = kept
            .ci_low
            .zip(kept.ci_high)
            .map_or_else(String::new, |(low, high)| format!(" [{:.0}, {:.0}]", 100.0 * low, 100.0 * high));
        let (share, but_one) = (percent(kept.share), percent(kept.share_but_one));
        let count = kept.sets;
        let mut told = vec![match language {
            Language::English => format!(
                "Of {count} sets drawn from the plausible ranges, {share}{interval} are not ruled out by any fitted \
                 pattern (implausibility at most {CUT_OFF}), {but_one} if the worst pattern of each is forgiven."
            ),
            Language::Chinese => format!(
                "从可能取值范围抽取的 {count} 组中，{share}{interval} 未被任何拟合模式排除（不合理度不超过 {CUT_OFF}）；若容许各组最差的一项模式，则为 {but_one}。"
            ),
        }];
        if let Some(last) = self.populations.last() {
            let (number, distance, sets) = (last.population, format!("{:.3}", last.distance), last.sets);
            let worth = last.effective_size.map_or_else(|| "–".into(), |size| format!("{size:.0}"));
            let why = stop(self.stop, language);
            told.push(match language {
                Language::English => format!(
                    "The last of {number} populations has {sets} sets within a distance of {distance}, worth {worth} of \
                     equal weight. {why}"
                ),
                Language::Chinese => {
                    format!("共 {number} 代，最后一代 {sets} 组，距离不超过 {distance}，相当于 {worth} 个等权参数组。{why}")
                }
            });
        }
        told
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
        for row in self.targets {
            let (used, tone) = match row.role {
                "fitted" => (say("fitted", "用于拟合"), Tone::Plain),
                "held_out" => (say("kept apart", "留作检验"), Tone::Dim),
                "out_of_reach" => (say("out of reach", "无法达到"), Tone::Bad),
                _ => (say("left out", "未使用"), Tone::Dim),
            };
            let holds = format!("{} → {}", percent(row.prior_holds_share), percent(row.posterior_holds_share));
            table.push(vec![
                Cell::left(label(row, language)),
                Cell::right(claimed(row)),
                Cell::right(spread(row, [row.prior_q025, row.prior_q50, row.prior_q975])),
                Cell::right(spread(row, [row.posterior_q025, row.posterior_q50, row.posterior_q975])),
                Cell::right(if row.prior_holds_share.is_some() { holds } else { String::new() }),
                Cell::left(used).toned(tone),
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
        let mut told: Vec<(&FactorRow, &Text)> =
            self.factors.iter().zip(self.meanings).filter(|(row, _)| row.verdict != Verdict::Not).collect();
        told.sort_by(|(one, _), (other, _)| {
            other.ks_distance.unwrap_or(0.0).total_cmp(&one.ks_distance.unwrap_or(0.0))
        });
        for (row, meaning) in told {
            let half = row.q025.zip(row.q975).map(|(low, high)| 0.5 * (high - low));
            let numbers = Numbers::new("", half, row.q50);
            let ends = Numbers::new("", Some(0.5 * (row.prior_high - row.prior_low)), None);
            let after = match (row.q025, row.q50, row.q975) {
                (Some(low), Some(middle), Some(high)) => {
                    format!("{} {}", numbers.value(Some(middle)), numbers.range(low, high))
                }
                _ => "–".into(),
            };
            let (word, tone) = match row.verdict {
                Verdict::Identified => (say("identified", "可识别"), Tone::Good),
                Verdict::Partly | Verdict::Not => (say("partly", "部分识别"), Tone::Plain),
            };
            table.push(vec![
                Cell::left(format!("{} ({})", meaning.get(language), row.factor)),
                Cell::right(format!("{} … {}", ends.plain(row.prior_low), ends.plain(row.prior_high))),
                Cell::right(after),
                Cell::right(percent(row.contraction)),
                Cell::left(word).toned(tone),
            ]);
        }
        table
    }

    fn untold(&self, language: Language) -> String {
        let untold: Vec<&str> =
            self.factors.iter().filter(|row| row.verdict == Verdict::Not).map(|row| row.factor.as_str()).collect();
        let (count, all) = (untold.len(), self.factors.len());
        match language {
            _ if untold.is_empty() => String::new(),
            Language::English => {
                format!("The patterns say nothing of {count} of {all} unknowns: {}.", untold.join(", "))
            }
            Language::Chinese => format!("模式不能说明 {all} 个未知参数中的 {count} 个：{}。", untold.join("、")),
        }
    }

    /// Pairs of factors that only together are told.
    fn strong(&self, language: Language) -> Vec<String> {
        let mut strong: Vec<&PairRow> = self.pairs.iter().filter(|pair| pair.strong).collect();
        let size = |pair: &PairRow| pair.correlation.map_or(0.0, f64::abs);
        strong.sort_by(|one, other| size(other).total_cmp(&size(one)));
        if strong.is_empty() {
            return Vec::new();
        }
        let count = strong.len();
        let pair = |pair: &&PairRow| {
            let r = pair.correlation.unwrap_or(0.0);
            let text = format!("{r:+.2}").replace('-', "−");
            match language {
                Language::English => format!("{} with {} ({text})", pair.factor, pair.other),
                Language::Chinese => format!("{} 与 {}（{text}）", pair.factor, pair.other),
            }
        };
        let named: Vec<String> = strong.iter().take(PAIRS).map(pair).collect();
        vec![match language {
            Language::English => {
                format!("Told only together, as one can make up for the other ({count} pairs): {}.", named.join("; "))
            }
            Language::Chinese => format!("只能合起来说明、彼此可以替代的参数（{count} 对）：{}。", named.join("；")),
        }]
    }
}

fn label(row: &PatternRow<'_>, language: Language) -> String {
    match language {
        Language::English => row.label_en.into(),
        Language::Chinese => row.label_zh.into(),
    }
}

/// What is observed or claimed of the number.
fn claimed(row: &PatternRow<'_>) -> String {
    let level = row.against == Some("none");
    let scale = if Numbers::new(row.measure, None, None).is_percent() { 100.0 } else { 1.0 };
    let sign = if scale > 1.0 && level { " %" } else { "" };
    // Rounded, so that a share of 0.07 is not written 7.000000000000001.
    let shown = |value: f64| (libm::round(value * scale * 1e9) / 1e9).to_string().replace('-', "−");
    let margin = row.margin.unwrap_or(0.0);
    match row.claim {
        "value" => {
            format!("{}{sign} ± {}{sign}", shown(row.observed.unwrap_or(0.0)), shown(row.tolerance.unwrap_or(0.0)))
        }
        "more" => format!("> {}{sign}", shown(margin)),
        "less" => format!("< {}{sign}", shown(if level || margin == 0.0 { margin } else { -margin })),
        "equivalent" => format!("± {}", shown(margin)),
        _ => String::new(),
    }
}

/// Median and 95 % interval over sets.
fn spread(row: &PatternRow<'_>, [low, middle, high]: [Option<f64>; 3]) -> String {
    let (Some(low), Some(middle), Some(high)) = (low, middle, high) else { return "–".into() };
    let numbers = Numbers::new(row.measure, Some(0.5 * (high - low)), Some(middle));
    if row.against == Some("none") {
        format!("{} {}", numbers.value(Some(middle)), numbers.range(low, high))
    } else {
        format!("{} {}", numbers.signed(middle), numbers.interval(low, high))
    }
}

fn stop(stop: Stop, language: Language) -> &'static str {
    let text = match stop {
        Stop::Distance => Text {
            en: "It stopped because all lie within the least distance asked for.",
            zh: "已全部在要求的最小距离以内，故停止。",
        },
        Stop::Populations => Text {
            en: "It stopped at the most populations; more may come closer.",
            zh: "达到代数上限而停止，更多代可能更接近。",
        },
        Stop::Acceptance => Text {
            en: "It stopped because too few new sets came closer.",
            zh: "更接近的新参数组太少，故停止。",
        },
        Stop::NoProgress | Stop::NoData => {
            Text { en: "It stopped because nothing comes closer.", zh: "无法更接近，故停止。" }
        }
    };
    text.get(language)
}

const NOTES_EN: &[&str] = &[
    "Before: sets drawn from the plausible ranges; after: the sets that are left, by weight. Numbers of a pattern are means \
     over the replicates of a set; holds: within the tolerance, or on the claimed side.",
    "Kept apart: not used to choose sets, so that it can say whether they are right. A pattern that was fitted is no \
     evidence, and a comparison that is drawn from these sets repeats what was fitted.",
    "Identified: the variance fell by three quarters or more; partly: the distribution moved by more than chance (1 %). What \
     is left is a range, and every set in it is as good as another: no single set is the answer.",
];
const NOTES_ZH: &[&str] = &[
    "校准前：从可能取值范围抽取的参数组；校准后：剩下的参数组（按权重）。模式的数值为每组各次重复的均值；成立：在允许偏差以内，或在断言一侧。",
    "留作检验：未用于挑选参数组，因此可以检验其是否正确。用于拟合的模式不构成证据，用这些参数组所作的比较会重复所拟合的内容。",
    "可识别：方差减少四分之三以上；部分识别：分布变化超出偶然（1%）。剩下的是范围，其中各组同样可取，不存在唯一答案。",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::calibration::{Norm, Reading};
    use crate::analysis::claims::claims;
    use crate::scenario::{Memory, read};

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
        let targets = PatternRow::all(&scenario, &patterns, &prior, (&prior[..4], &[0.25; 4]), &prior);
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
        let factors = [factor("village.skill", Verdict::Identified), factor("needs.serious_share", Verdict::Not)];
        let pair = PairRow { factor: "a.b".into(), other: "c.d".into(), correlation: Some(-0.62), strong: true };
        let population = PopulationRow {
            population: 3,
            distance: 0.987,
            tried: 40,
            acceptance: 0.25,
            sets: 10,
            effective_size: Some(8.4),
        };
        let page = Page {
            scenario: &scenario,
            folder: Path::new("out/v"),
            replicates: 4,
            tried: 60,
            stop: Stop::Distance,
            patterns: &patterns,
            factors: &factors,
            meanings: &[Text { en: "Skill", zh: "能力" }, Text { en: "Serious", zh: "严重" }],
            targets: &targets,
            pairs: &[pair],
            populations: &[population],
            sets: &SetRow::all(&patterns, &prior),
        };
        anstream::adapter::strip_str(&page.render(language, 130, false)).to_string()
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
            "Skill (village.skill)",
            "0.50 … 0.90",
            "0.700 [0.660, 0.740]",
            "91 %",
            "identified",
            "say nothing of 1 of 2 unknowns: needs.serious_share",
            "a.b with c.d (−0.62)",
        ] {
            assert!(english.contains(part), "{part} is missing in\n{english}");
        }
        let chinese = shown(Language::Chinese);
        assert!(chinese.contains("无法达到：没有空缺") && chinese.contains("a.b 与 c.d（−0.62）"), "{chinese}");
        for word in ["sets", "fitted", "before", "holds"] {
            assert!(!chinese.contains(word), "\"{word}\" in\n{chinese}");
        }
    }
}
