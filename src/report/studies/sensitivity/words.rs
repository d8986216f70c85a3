//! Words of the report on a sensitivity analysis.

use crate::charts::words::words;

words! {
    SUBTITLE_SOBOL = "which of {factors} unknowns matter: Sobol' indices from {bases} base points", "{factors} 个未知量中哪些重要：{bases} 个基点的 Sobol 指标";
    SUBTITLE_MORRIS = "which of {factors} unknowns matter: elementary effects on {bases} trajectories", "{factors} 个未知量中哪些重要：{bases} 条轨迹的基本效应";
    FINDING = "{measure}: how far does {arm} differ from {baseline}? {found}", "{measure}：{arm}与{baseline}相差多少？{found}";
    CONSTANT = "The difference is the same at every point: nothing that varies here matters.", "各点差值相同，此处变动的量都不起作用。";
    CAPTION = "{measure}: what the difference between {arm} and {baseline} depends on", "{measure}：{arm}与{baseline}的差别取决于什么";
    REST = "{count} more unknowns, each with less", "另外 {count} 个影响更小的未知量";
    SURE_OF = "Difference between {arm} and {baseline} in {measure}:", "{arm}与{baseline}在“{measure}”上的差别：";
    TOTAL = "In total (ST)", "总效应（ST）";
    FIRST = "Alone (S1)", "单独（S1）";
    MU_STAR = "Mean size of effect (μ*)", "平均幅度（μ*）";
    MU = "Mean effect (μ)", "带符号均值（μ）";
    SIGMA = "Differs by (σ)", "各处差异（σ）";
    SHOWN = "More than chance?", "是否超过随机性";
    YES = "yes", "是";
    NO = "not shown", "未显示";
    METHOD_SOBOL = "All unknowns vary together over their ranges, along Sobol's sequence; at every point the arms are run over the same paired replicates. The variance of the difference over the ranges is taken apart into the parts of the unknowns, alone and with their interactions. What chance alone would give is found from the spread between replicates.",
        "全部未知量沿 Sobol 序列在各自范围内同时变动；在每个点上各方案使用相同的配对重复。差值在这些范围内的方差被分解为各未知量单独的部分与交互的部分。仅随机性会给出多少，由各次重复之间的离散程度得出。";
    METHOD_MORRIS = "Along each trajectory one unknown after the other moves over two thirds of its range while the others stay; at every point the arms are run over the same paired replicates. Elementary effects screen: they say which unknowns matter at all, not which share of the variance is theirs. What chance alone would give is found from the spread between replicates.",
        "沿每条轨迹依次让一个未知量移动其范围的三分之二，其余不变；在每个点上各方案使用相同的配对重复。基本效应用于筛选：说明哪些未知量起作用，而不说明各占方差的多少。仅随机性会给出多少，由各次重复之间的离散程度得出。";
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_have_the_same_gaps_and_the_fonts_have_every_character() {
        crate::report::words::sound(super::ALL);
    }
}
