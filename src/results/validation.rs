//! The columns of `validation.csv`: one row a claim.

use super::table::{Field, Kind};
use super::tables::key;

/// The columns of `validation.csv`.
pub fn validation_fields() -> Vec<Field> {
    let (text, whole, real) = (Kind::Text, Kind::Whole, Kind::Real);
    let perhaps = |field: Field| Field { required: false, ..field };
    vec![
        key("target", text, "Target", "目标", "Name of the pattern.", "模式名称。"),
        key("label_en", text, "Pattern, English", "模式（英文）", "What the pattern says.", "模式说明。"),
        key("label_zh", text, "Pattern, Chinese", "模式（中文）", "The same in Chinese.", "模式的中文说明。"),
        key(
            "claim",
            text,
            "Claim",
            "断言",
            "more, less, equivalent, smaller_effect_than or value.",
            "more 更多、less 更少、equivalent 等同、smaller_effect_than 效应小于参照、value 取值。",
        ),
        key(
            "measure",
            text,
            "Measure",
            "指标",
            "Of a run, or of a month where periods are compared.",
            "整次指标，比较时期时为月度指标。",
        ),
        perhaps(key("unit", text, "Unit", "单位", "Unit of the measure.", "指标单位。")),
        key("arm", text, "Arm", "方案", "Arm that the pattern speaks of.", "所指方案。"),
        perhaps(key(
            "against",
            text,
            "Against",
            "对照方案",
            "Arm that is taken off; none for the level of the arm alone; empty where periods are compared.",
            "减去的方案；none 为该方案水平；比较时期时为空。",
        )),
        perhaps(key(
            "before",
            text,
            "Earlier period",
            "前期",
            "First day and the day after the last.",
            "起始日与结束日（不含）。",
        )),
        perhaps(key(
            "after",
            text,
            "Later period",
            "后期",
            "First day and the day after the last.",
            "起始日与结束日（不含）。",
        )),
        perhaps(key("margin", real, "Margin", "界值", "Smallest difference that counts.", "有意义的最小差异。")),
        perhaps(key(
            "reference",
            text,
            "Reference",
            "参照方案文件",
            "Scenario with the larger effect.",
            "效应较大的参照方案。",
        )),
        perhaps(key("observed", real, "Observed", "观测值", "Value that was observed.", "观测到的值。")),
        perhaps(key("tolerance", real, "Tolerance", "允许偏差", "Allowed distance from it.", "允许的偏差。")),
        key("n", whole, "Replicates", "重复数", "Replicates that have a value.", "有值的重复次数。"),
        perhaps(key("estimate", real, "Simulated", "模拟值", "Mean over the replicates.", "各次重复的均值。")),
        perhaps(key("ci_low", real, "Lower bound", "下限", "Of the interval of the mean.", "均值区间下限。")),
        perhaps(key("ci_high", real, "Upper bound", "上限", "Of the interval of the mean.", "均值区间上限。")),
        key(
            "level",
            real,
            "Level",
            "置信水平",
            "Of the interval: 0.95, for equivalence 0.90.",
            "区间水平：0.95，等同断言 0.90。",
        ),
        perhaps(key(
            "reference_estimate",
            real,
            "In the reference",
            "参照效应",
            "Mean of the same effect there.",
            "参照方案中同一效应的均值。",
        )),
        key(
            "outcome",
            text,
            "Outcome",
            "结果",
            "met, not_met, undecided or no_data.",
            "met 符合、not_met 不符合、undecided 未定、no_data 无数据。",
        ),
        key("used_to_fit", text, "Used to fit", "用于拟合", "true or false.", "true 是，false 否。"),
        perhaps(key("source", text, "Source", "来源", "Where the pattern is known from.", "模式来源。")),
    ]
}
