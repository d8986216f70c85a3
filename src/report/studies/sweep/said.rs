//! A sweep in words: what terminal and report both say of it.

use crate::charts::words::words;
use crate::vocabulary::{Direction, Language, Measure, Text};

words! {
    LHS = "a Latin hypercube", "拉丁超立方";
    SOBOL = "Sobol's sequence", "Sobol 序列";
    GRID = "a grid", "网格";
    ZIP = "values taken together", "同步取值";
    ONE_FACTOR = "one factor at a time", "单因素";
    CSV = "a table", "表格";
    MARKED = "Shares are of the points. Better, worse: the 95 % interval of the paired difference at that point excludes 0.",
        "各列为设计点占比。“更好”“更差”：该点配对差异的 95% 区间不含 0。";
    RANGES = "Ranges say what is plausible, not how likely: a share tells how much of the ranges it holds for, not its probability in a real village.",
        "取值范围表示可能的取值，不表示其概率：占比说明结论在多大的取值范围内成立，不是真实村庄中发生的概率。";
    CHANCE = "Chance: {replicates} paired replicates at each point, the same luck at every point and in every arm.",
        "随机性：每点 {replicates} 次配对重复，各点、各方案使用相同的随机数。";
    CROSSED = "{settings} settings in each of {worlds} worlds.", "{worlds} 种情形中各取 {settings} 种组合。";
}

/// The measures of which signs are told: the main ones that have a better side, and what it costs.
pub(crate) fn measures(main: &[Measure]) -> Vec<Measure> {
    let mut measures = main.to_vec();
    if !measures.contains(&Measure::CostYuan) {
        measures.push(Measure::CostYuan);
    }
    measures.retain(|measure| measure.direction() != Direction::Neutral);
    measures
}

/// A design by its word on the command line.
pub(crate) fn design(word: &str) -> Text {
    match word {
        "sobol" => SOBOL,
        "grid" => GRID,
        "zip" => ZIP,
        "one-factor" => ONE_FACTOR,
        "csv" => CSV,
        _ => LHS,
    }
}

/// What is chance.
pub(crate) fn chance(replicates: u64, language: Language) -> String {
    crate::charts::words::say(CHANCE, language, &[("replicates", &replicates.to_string())])
}

/// How levers are crossed with what is unknown.
pub(crate) fn crossed(settings: usize, worlds: usize, language: Language) -> String {
    let gaps = [("settings", settings.to_string()), ("worlds", worlds.to_string())];
    crate::charts::words::say(CROSSED, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())))
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_have_the_same_gaps_and_the_fonts_have_every_character() {
        crate::report::words::sound(super::ALL);
    }
}
