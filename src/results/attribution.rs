//! The columns of `attribution.csv`: the parts of every main measure's difference, arm by arm.

use super::table::{Field, Kind};
use super::tables::key;

/// The columns of `attribution.csv`.
pub fn attribution_fields() -> Vec<Field> {
    let (text, whole, real) = (Kind::Text, Kind::Whole, Kind::Real);
    let perhaps = |field: Field| Field { required: false, ..field };
    vec![
        key("measure", text, "Measure", "指标", "Name of the measure, as in runs.", "指标名称，同 runs 表。"),
        perhaps(key(
            "unit",
            text,
            "Unit",
            "单位",
            "Unit of the measure; empty for pure numbers and shares.",
            "指标单位；纯数与占比为空。",
        )),
        key(
            "direction",
            text,
            "Direction",
            "方向",
            "What is better: more, less or none.",
            "何者为好：more 多，less 少，none 无。",
        ),
        key("baseline", text, "Baseline", "基准方案", "Arm that is compared with.", "作为比较基准的方案。"),
        key("arm", text, "Arm", "方案", "Arm that is compared.", "被比较的方案。"),
        key(
            "kind",
            text,
            "Kind",
            "类别",
            "total: the whole difference; rest: what is left with every player off; shapley: what the player adds, \
             averaged over orders; knock_out: what is lost when it alone is off; knock_in: what it adds when it alone \
             is on; interaction: what two add together beyond what they add one by one; held: always on, the measure \
             has no value without it; missing: no parts, the measure has no value in some combination.",
            "total 总差异；rest 全部关闭后的差异；shapley 各次序平均的增量；knock_out 单独关闭时的损失；knock_in 单独开启时的增量；\
             interaction 两者共同超出各自之和的部分；held 始终开启（缺之则指标无值）；missing 某些组合下指标无值，不能分解。",
        ),
        perhaps(key(
            "player",
            text,
            "Player",
            "机制",
            "Mechanism or theme; empty for total and rest.",
            "机制或主题；总差异与其余为空。",
        )),
        perhaps(key(
            "with_player",
            text,
            "With",
            "与之交互",
            "The other player of an interaction.",
            "交互的另一机制。",
        )),
        perhaps(key(
            "switches",
            text,
            "Switches",
            "开关",
            "Switches of the player, with spaces between them.",
            "该机制所含开关，以空格分隔。",
        )),
        perhaps(key("estimate", real, "Estimate", "估计值", "Mean over replicates.", "各次重复的均值。")),
        perhaps(key("ci_low", real, "Lower bound", "下限", "Of its 95 % interval.", "其 95% 区间下限。")),
        perhaps(key("ci_high", real, "Upper bound", "上限", "Of its 95 % interval.", "其 95% 区间上限。")),
        key(
            "n",
            whole,
            "Replicates",
            "重复数",
            "Replicates in which arm and baseline have a value in every combination.",
            "两方案在所有组合下均有值的重复次数。",
        ),
    ]
}
