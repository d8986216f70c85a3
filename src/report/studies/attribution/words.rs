//! Words of the report on an attribution.

use crate::charts::words::words;

words! {
    SUBTITLE = "through which of {players} mechanisms the differences run", "差异经由 {players} 项机制中的哪些";
    SUBTITLE_ONE = "whether the differences run through {mechanism}", "差异是否经由{mechanism}";
    EXTENT = "{from} to {to}; {points} combinations of mechanisms, at each {replicates} replicates of each arm; seed {seed}.",
        "统计期 {from} 至 {to}；{points} 种机制组合，每种组合下每个方案重复 {replicates} 次；随机种子 {seed}。";
    LEAD = "{arm} against {baseline}: in {shown} of {all} measures a difference is shown as a whole.", "{arm}与{baseline}相比：{all} 项指标中有 {shown} 项能断定总差异。";
    LEADING = "In the model, the largest part of it that is shown runs most often through {mechanisms} ({count} of {shown}).", "在模型中，其能断定的最大部分最常经由{mechanisms}（{shown} 项中的 {count} 项）。";
    LEADING_EACH = "In the model, the largest part of it that is shown runs most often through {mechanisms} ({count} of {shown} each).", "在模型中，其能断定的最大部分最常经由{mechanisms}（{shown} 项中各 {count} 项）。";
    LEADING_NONE = "No mechanism is shown to carry any of these.", "不能断定有任何机制承担这些差异。";
    ONE = "{arm} against {baseline}, {measure}: {found}", "{arm}与{baseline}，{measure}：{found}";
    ITEM = "{measure}: {found}", "{measure}：{found}";
    MODEL = "A part says how the model makes its difference, not what an intervention on that mechanism would bring to a village.",
        "“部分”说明模型如何产生这一差异，不说明在村庄中干预该机制会带来什么。";
    EACH_MEASURE = "{arm}: measure by measure", "{arm}：逐项指标";
    MATRIX = "{arm} against {baseline}: what each mechanism carries", "{arm}与{baseline}：各机制所承担的部分";
    MATRIX_NOTE = "Shapley values; each column adds up to its last row. Differences are in the unit of each measure, of percentages in percentage points. ▲ makes the arm do better, ▼ worse, + acts where neither side is better: the 95% interval excludes zero; · not shown. The tables by measure have the intervals.",
        "表中为 Shapley 值，各列相加等于末行。差值按各指标单位给出，百分比的差值为百分点。▲ 使该方案更优，▼ 使其更差，+ 有作用但无优劣之分（95% 区间不含零）；· 未能断定。区间见各指标的表。";
    CAPTION = "{measure}: {arm} against {baseline}, mechanism by mechanism", "{measure}：{arm}与{baseline}，逐项机制";
    IN_POINTS = "{measure} (percentage points)", "{measure}（百分点）";
    MECHANISM = "Mechanism", "机制";
    PART_HEAD = "Part [95% interval]", "部分 [95% 区间]";
    PART_VALUE = "Part", "部分";
    ALONE_HEAD = "Alone", "单独开启";
    LAST_HEAD = "Last", "最后开启";
    SHOWN = "Shown?", "能否断定";
    YES = "yes", "能";
    NO = "not shown", "未能断定";
    KEY = "Key", "键";
    PAIRS = "Replicates", "重复次数";
    SURE_SUM = "Rest and parts add up to the whole difference, replicate by replicate, and so exactly. What mechanisms add alone, and what is lost when they are switched off last, does not: where they need each other it adds up to more or less than the whole.",
        "“其余”与各部分在每次重复中相加都恰好等于总差异。单独开启时的增量与最后开启（仅关闭该机制）时的损失则不然：机制之间相互依赖时，其和会大于或小于总差异。";
    SURE_INTERVALS = "Intervals are 95% t intervals over the paired replicates.", "区间为各配对重复上的 95% t 区间。";
    SURE_SETS = "Intervals are 95% t intervals over the means of {sets} parameter sets, which the replicates take in turn.", "区间为 {sets} 组参数（各次重复轮流取用）均值的 95% t 区间。";
    SURE_SAMPLED = "As orders were sampled, they also hold the luck of the orders; what is common to both kinds of luck is counted twice, so they err on the wide side.",
        "由于次序为抽样所得，区间还包含次序抽样的偶然；两种偶然的共同部分被计两次，因此区间偏宽。";
    SURE_MANY = "Each interval is for itself: of {count} parts about {chance} would seem to be something by chance, if none were.",
        "各区间单独计算：若 {count} 个部分都实际为零，也约有 {chance} 个会因偶然显得不为零。";
    SURE_ONE = "With one replicate there are no intervals, so no part is shown.", "仅重复一次，没有区间，因此不能断定任何部分。";
    REMARKS = "{measure}, {arm}: {remarks}", "{measure}，{arm}：{remarks}";
    METHOD_ALL = "The arms are run with every combination of these mechanisms on and off, each over the same paired replicates: the same village, the same needs, the same chances. What an arm does under a combination is held against what the baseline does under the same one. What a mechanism adds when it is switched on, averaged over all orders of switching on, is its Shapley value: the only division that adds up to the whole, treats mechanisms that do the same alike, gives nothing to one that does nothing, and is linear. Mechanisms that are not listed here stay as the scenario has them; what they carry is within everything else.",
        "各方案在这些机制开与关的每一种组合下模拟，均使用相同的配对重复：同一个村庄、同样的诉求、同样的机遇。某组合下的方案与同一组合下的基准相比。开启某机制所增加的差异，对所有开启次序取平均，即其 Shapley 值：这是唯一满足以下条件的分解：相加等于总差异，作用相同的机制得到相同的部分，不起作用的机制为零，且为线性。未列出的机制保持场景设定，其作用计入“其余”。";
    METHOD_SAMPLED = "The arms are run along random orders of switching these mechanisms on, each with its reverse, at every step over the same paired replicates: the same village, the same needs, the same chances. What an arm does under a combination is held against what the baseline does under the same one. What a mechanism adds when it is switched on, averaged over the orders, estimates its Shapley value, its mean over all orders. Parts still add up to the whole; interactions are not told. Mechanisms that are not listed here stay as the scenario has them; what they carry is within everything else.",
        "各方案沿随机抽取的开启次序（各附其逆序）逐步开启这些机制，每一步均使用相同的配对重复：同一个村庄、同样的诉求、同样的机遇。某组合下的方案与同一组合下的基准相比。开启某机制所增加的差异，对抽取的次序取平均，估计其 Shapley 值，即对所有次序的平均。各部分相加仍等于总差异；不给出交互作用。未列出的机制保持场景设定，其作用计入“其余”。";
    PLAYERS = "What is switched on and off", "开与关的机制";
    TOGETHER = "Switched together", "一并开关";
    PLAYERS_NOTE = "Off means what the command “microgov explain mechanisms.NAME” says of each.", "“关闭”的含义见命令“microgov explain mechanisms.NAME”。";
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_have_the_same_gaps_and_the_fonts_have_every_character() {
        crate::report::words::sound(super::ALL);
    }
}
