//! The tables that `decide` adds to the folder of a sweep, and their columns.

mod columns;
mod rows;

use super::table::Field;
use crate::statistics::rules::Rule;
use crate::vocabulary::Text;
pub(crate) use rows::Rows;

/// A table of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionTable {
    /// The options by every rule.
    Options,
    /// Options in every world, against the baseline.
    Worlds,
    /// Where options stand by mean cost and effect.
    Frontier,
    /// How often options are best, price by price.
    Acceptability,
    /// What it is worth to know one thing.
    Information,
    /// Boxes in which an arm loses, step by step.
    Discovery,
    /// The box that was chosen.
    Box,
}

impl DecisionTable {
    /// Every table.
    pub const ALL: [DecisionTable; 7] = [
        DecisionTable::Options,
        DecisionTable::Worlds,
        DecisionTable::Frontier,
        DecisionTable::Acceptability,
        DecisionTable::Information,
        DecisionTable::Discovery,
        DecisionTable::Box,
    ];

    /// The name of its file without the ending.
    pub fn name(self) -> &'static str {
        match self {
            DecisionTable::Options => "decision_options",
            DecisionTable::Worlds => "decision_worlds",
            DecisionTable::Frontier => "frontier",
            DecisionTable::Acceptability => "acceptability",
            DecisionTable::Information => "information",
            DecisionTable::Discovery => "discovery",
            DecisionTable::Box => "box",
        }
    }

    /// The name of its file.
    pub fn file(self) -> String {
        format!("{}.csv", self.name())
    }

    /// Whether a file is one of these tables.
    pub fn is(path: &str) -> bool {
        DecisionTable::ALL.iter().any(|table| table.file() == path)
    }

    /// What it is.
    pub fn title(self) -> Text {
        match self {
            DecisionTable::Options => {
                Text { en: "The options by every rule of decision", zh: "各决策规则下的方案" }
            }
            DecisionTable::Worlds => Text { en: "The options in every world", zh: "各情景下的方案" },
            DecisionTable::Frontier => {
                Text { en: "Cost, effect and the efficiency frontier", zh: "成本、效果与效率前沿" }
            }
            DecisionTable::Acceptability => Text {
                en: "How often an option is best, by willingness to pay, and what it is worth to know more",
                zh: "各支付意愿下方案最优的占比及信息价值",
            },
            DecisionTable::Information => {
                Text { en: "What it is worth to know one unknown", zh: "单个未知量的信息价值" }
            }
            DecisionTable::Discovery => Text {
                en: "Boxes of unknowns in which an arm loses, step by step",
                zh: "方案受损的未知量范围（逐步）",
            },
            DecisionTable::Box => {
                Text { en: "The box of unknowns in which an arm loses", zh: "方案受损的未知量范围" }
            }
        }
    }

    /// The columns that tell its rows apart.
    pub fn key(self) -> &'static [&'static str] {
        match self {
            DecisionTable::Options => &["basis", "option"],
            DecisionTable::Worlds => &["point", "option"],
            DecisionTable::Frontier => &["option"],
            DecisionTable::Acceptability => &["willingness", "option"],
            DecisionTable::Information => &["willingness", "factor"],
            DecisionTable::Discovery => &["measure", "arm", "step"],
            DecisionTable::Box => &["measure", "arm", "factor"],
        }
    }

    /// Its columns.
    pub fn fields(self) -> Vec<Field> {
        match self {
            DecisionTable::Options => columns::options(),
            DecisionTable::Worlds => columns::worlds(),
            DecisionTable::Frontier => columns::frontier(),
            DecisionTable::Acceptability => columns::acceptability(),
            DecisionTable::Information => columns::information(),
            DecisionTable::Discovery => columns::discovery(),
            DecisionTable::Box => columns::chosen(),
        }
    }
}

/// How a rule is told: the columns of its value and rank, its name in words, what it asks.
#[derive(Clone, Copy, Debug)]
pub struct RuleWords {
    /// Column of the value.
    pub value: &'static str,
    /// Column of the rank.
    pub rank: &'static str,
    /// Column of the share of resamples in which an option comes first.
    pub first: &'static str,
    /// Its name.
    pub name: Text,
    /// What it asks.
    pub asks: Text,
}

/// The words of a rule.
pub fn rule_words(rule: Rule) -> RuleWords {
    let words = |(value, rank, first), name: (&'static str, &'static str), asks: (&'static str, &'static str)| {
        RuleWords { value, rank, first, name: Text { en: name.0, zh: name.1 }, asks: Text { en: asks.0, zh: asks.1 } }
    };
    match rule {
        Rule::Maximin => words(
            ("maximin", "maximin_rank", "maximin_first_share"),
            ("Worst world (maximin)", "最坏情景（最大最小）"),
            ("What it brings in its worst world.", "最坏情景下的结果。"),
        ),
        Rule::Maximax => words(
            ("maximax", "maximax_rank", "maximax_first_share"),
            ("Best world (maximax)", "最好情景（最大最大）"),
            ("What it brings in its best world.", "最好情景下的结果。"),
        ),
        Rule::Hurwicz => words(
            ("hurwicz", "hurwicz_rank", "hurwicz_first_share"),
            ("Between worst and best (Hurwicz)", "折中（赫维茨）"),
            ("A weighted mean of its best and its worst world.", "最好与最坏情景的加权平均。"),
        ),
        Rule::Laplace => words(
            ("laplace", "laplace_rank", "laplace_first_share"),
            ("Mean over worlds (Laplace)", "平均（拉普拉斯）"),
            ("Its mean, every world counted the same.", "各情景等权平均。"),
        ),
        Rule::MaximumRegret => words(
            ("maximum_regret", "maximum_regret_rank", "maximum_regret_first_share"),
            ("Largest regret (minimax regret)", "最大后悔值"),
            (
                "How far it falls behind the best option of a world at most; less is better.",
                "与各情景最优方案的最大差距，越小越好。",
            ),
        ),
        Rule::Regret90 => words(
            ("regret_p90", "regret_p90_rank", "regret_p90_first_share"),
            ("Regret in nine of ten worlds", "九成情景的后悔值"),
            (
                "How far it falls behind in all but a tenth of the worlds; less is better.",
                "九成情景下与最优方案的差距，越小越好。",
            ),
        ),
        Rule::MeanDeviation => words(
            ("mean_deviation", "mean_deviation_rank", "mean_deviation_first_share"),
            ("Mean less deviation", "均值减标准差"),
            ("Its mean less its standard deviation over worlds.", "各情景均值减标准差。"),
        ),
        Rule::Starr => words(
            ("threshold_share", "threshold_share_rank", "threshold_share_first_share"),
            ("Thresholds met (Starr)", "达标占比（斯塔尔）"),
            ("Share of worlds in which it meets every threshold.", "全部门槛达标的情景占比。"),
        ),
    }
}
