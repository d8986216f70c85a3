//! The columns of `selection.csv`: one row an arm.

use super::table::{Field, Kind};
use super::tables::key;

/// The columns of `selection.csv`.
pub fn selection_fields() -> Vec<Field> {
    let (text, whole, real) = (Kind::Text, Kind::Whole, Kind::Real);
    let perhaps = |field: Field| Field { required: false, ..field };
    vec![
        key("arm", text, "Arm", "方案", "Name of the arm.", "方案名称。"),
        key(
            "outcome",
            text,
            "Outcome",
            "结果",
            "selected: alone left; left: left with others, at the cap or because they are equal; out: another is better.",
            "selected 唯一保留；left 与其他方案一同保留（达到上限或相等）；out 淘汰。",
        ),
        perhaps(key("stage_out", whole, "Round out", "淘汰轮次", "Counted from 1.", "从 1 起。")),
        key("replicates", whole, "Replicates", "重复数", "Replicates that the arm ran.", "该方案运行的重复次数。"),
        key("measure", text, "Measure", "指标", "What is selected by.", "据以选择的指标。"),
        perhaps(key("unit", text, "Unit", "单位", "Unit of the measure.", "指标单位。")),
        key("direction", text, "Better", "优向", "more or less.", "more 越大越好，less 越小越好。"),
        perhaps(key("mean", real, "Mean", "均值", "Over the replicates of the arm.", "该方案各次重复的均值。")),
        perhaps(key(
            "std_dev",
            real,
            "Standard deviation",
            "标准差",
            "Over the replicates of the arm.",
            "该方案各次重复的标准差。",
        )),
        perhaps(key(
            "best_ci_low",
            real,
            "Against the best other, low",
            "与其余最优者之差下限",
            "Mean less that of the best other arm; simultaneous over the arms, paired replicates.",
            "均值减去其余最优方案的均值；各方案同时成立，按配对重复。",
        )),
        perhaps(key(
            "best_ci_high",
            real,
            "Against the best other, high",
            "与其余最优者之差上限",
            "Upper bound of the same.",
            "同一区间的上限。",
        )),
    ]
}
