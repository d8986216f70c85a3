//! The columns of `sensitivity.csv` and `sensitivity_convergence.csv`.

use super::table::{Field, Kind};
use super::tables::key;

/// The columns of `sensitivity.csv`: one row an index.
pub fn sensitivity_fields() -> Vec<Field> {
    let (text, whole) = (Kind::Text, Kind::Whole);
    let mut fields = of_output();
    fields.push(perhaps(key(
        "factor",
        text,
        "Unknown",
        "未知量",
        "What varies, as in points.csv; empty for what belongs to all of them.",
        "变动的量，同 points.csv；属于全部未知量的指标为空。",
    )));
    fields.push(perhaps(key(
        "other",
        text,
        "Other unknown",
        "另一未知量",
        "Of a pair (S2).",
        "成对指标（S2）的另一量。",
    )));
    fields.push(key(
        "index",
        text,
        "Index",
        "指标",
        "ST, S1: share of the variance with all interactions, alone; S2: of a pair beyond each alone; S1_sum: sum of S1; mu, \
         mu_star, sigma: mean, mean size and deviation of elementary effects over the whole range; noise_share: share of chance \
         in the variance of single runs; noise_floor: what ST or mu_star would be by chance alone.",
        "ST、S1：含全部交互作用、单独的方差占比；S2：两者共同超出各自单独的部分；S1_sum：S1 之和；mu、mu_star、sigma：\
         整个取值范围上基本效应的均值、平均幅度、标准差；noise_share：单次模拟方差中随机性的占比；noise_floor：仅由随机性产生的 ST 或 mu_star。",
    ));
    fields.extend(estimate());
    fields.push(key(
        "points",
        whole,
        "Base points",
        "基点数",
        "Trajectories, or pairs of points, that have a value at each of their points.",
        "各点均有值的轨迹数或点对数。",
    ));
    fields
}

/// The columns of `sensitivity_convergence.csv`: an index from the first base points of the design.
pub fn convergence_fields() -> Vec<Field> {
    let (text, whole) = (Kind::Text, Kind::Whole);
    let mut fields = of_output();
    fields.push(key(
        "factor",
        text,
        "Unknown",
        "未知量",
        "What varies, as in points.csv.",
        "变动的量，同 points.csv。",
    ));
    fields.push(key("index", text, "Index", "指标", "ST, S1 or mu_star.", "ST、S1 或 mu_star。"));
    fields.push(key(
        "base_points",
        whole,
        "First base points",
        "前若干基点",
        "How many base points of the design are taken.",
        "所取设计的前若干个基点。",
    ));
    fields.push(key(
        "points",
        whole,
        "Base points",
        "基点数",
        "Those of them that have a value at each of their points.",
        "其中各点均有值的基点数。",
    ));
    fields.extend(estimate());
    fields.push(perhaps(key(
        "rank",
        whole,
        "Rank",
        "位次",
        "Among the unknowns, 1 for the largest.",
        "在各未知量中的位次，1 为最大。",
    )));
    fields
}

fn perhaps(field: Field) -> Field {
    Field { required: false, ..field }
}

fn of_output() -> Vec<Field> {
    let text = Kind::Text;
    vec![
        key("method", text, "Method", "方法", "morris or sobol.", "morris 或 sobol。"),
        key(
            "measure",
            text,
            "Measure",
            "指标",
            "The measure, a mean over the replicates of a point.",
            "指标，各点重复的均值。",
        ),
        key(
            "output",
            text,
            "Output",
            "输出",
            "difference: arm less baseline, pair by pair; level: the arm alone.",
            "difference：方案减基准（配对）；level：方案本身。",
        ),
        key("arm", text, "Arm", "方案", "Name of the arm.", "方案名称。"),
        perhaps(key(
            "baseline",
            text,
            "Baseline",
            "基准方案",
            "Name of the baseline; empty for a level.",
            "基准方案名称；level 时为空。",
        )),
    ]
}

fn estimate() -> Vec<Field> {
    let real = Kind::Real;
    let bound = |name, en, zh| {
        perhaps(key(name, real, en, zh, "Of its 95 % bootstrap interval over base points.", "基点自助法 95% 区间。"))
    };
    vec![
        perhaps(key(
            "estimate",
            real,
            "Estimate",
            "估计值",
            "Value of the index; empty with too few points or replicates.",
            "指标值；点或重复过少时为空。",
        )),
        bound("ci_low", "Lower bound", "下限"),
        bound("ci_high", "Upper bound", "上限"),
    ]
}
