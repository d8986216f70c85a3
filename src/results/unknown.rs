//! The columns of `unknown.csv`: what is unknown and what is chance, one row a main measure of an arm.

use super::table::{Field, Kind};
use super::tables::key;

/// The columns of `unknown.csv`.
pub fn unknown_fields() -> Vec<Field> {
    let (text, whole, real) = (Kind::Text, Kind::Whole, Kind::Real);
    let perhaps = |field: Field| Field { required: false, ..field };
    vec![
        key("measure", text, "Measure", "指标", "Name of the measure.", "指标名称。"),
        key("arm", text, "Arm", "方案", "Arm compared.", "所比较的方案。"),
        key("baseline", text, "Baseline", "基准方案", "Arm it is compared with.", "对照方案。"),
        key(
            "sets",
            whole,
            "Parameter sets",
            "参数组数",
            "Parameter sets with a pair of runs.",
            "有配对模拟的参数组数。",
        ),
        key("n", whole, "Pairs", "配对数", "Pairs of runs.", "配对模拟数。"),
        key("difference", real, "Difference", "差值", "Mean over the parameter sets.", "各参数组的均值。"),
        key(
            "chance_sd",
            real,
            "Chance",
            "偶然性",
            "Standard deviation of a pair of runs around the expected difference of its parameter set.",
            "单次配对差值围绕其参数组期望差值的标准差。",
        ),
        key(
            "unknown_sd",
            real,
            "Unknown",
            "未知性",
            "Standard deviation of the expected differences of the parameter sets.",
            "各参数组期望差值的标准差。",
        ),
        perhaps(key(
            "unknown_share",
            real,
            "Share unknown",
            "未知占比",
            "Share of the variance of a pair of runs that comes from what is unknown.",
            "单次配对差值的方差中来自未知的占比。",
        )),
        perhaps(key(
            "expected_low",
            real,
            "Expected, low",
            "期望下限",
            "95 % of the sets expect a difference above this, if normal; empty where they differ by chance only.",
            "95% 的参数组期望差值的下限（按正态）；各组差异不超出偶然时为空。",
        )),
        perhaps(key("expected_high", real, "Expected, high", "期望上限", "The same, below this.", "同上，上限。")),
        perhaps(key(
            "favoured_share",
            real,
            "Sets that favour it",
            "更优参数组占比",
            "Share of the parameter sets that expect the arm to be better, if normal.",
            "预期该方案更优的参数组占比（按正态）。",
        )),
    ]
}
