//! Every word of the report, in both languages. The names of measures and mechanisms come from the vocabulary.

use crate::charts::words::words;

words! {
    // Frame.
    SKIP = "Skip to the verdict", "跳到结论";
    CONTENTS = "Contents", "目录";
    COMPARED = "{arms} compared with {baseline}", "{arms}与{baseline}的比较";
    COMPARED_MANY = "{count} arms compared with {baseline}", "{count} 个方案与{baseline}的比较";
    DESCRIBED = "Outcomes of {arm}", "{arm}的结果";
    EXTENT = "{from} to {to}; {replicates} replicates of each arm; seed {seed}.", "统计期 {from} 至 {to}；每个方案重复 {replicates} 次；随机种子 {seed}。";
    EXTENT_ONE = "{from} to {to}; one replicate of each arm; seed {seed}.", "统计期 {from} 至 {to}；每个方案仅模拟一次；随机种子 {seed}。";
    FOOTER = "Made by microgov {version} from the files of the results folder. The charts are set in Noto Sans SC (SIL Open Font License 1.1).",
        "由 microgov {version} 根据结果文件夹中的文件生成。图表字体为 Noto Sans SC（SIL Open Font License 1.1）。";
    FOOTER_SHORT = "This is the short form. Method, every value with its source, and how to repeat it stand on the page report.html.",
        "本文为简本。方法、全部取值及来源、复现方法见网页版 report.zh.html。";
    FIGURE = "Figure {number}. {title}", "图 {number}　{title}";
    TABLE = "Table {number}. {title}", "表 {number}　{title}";
    SORT = "Sort by {column}", "按“{column}”排序";
    DASH = "–", "–";

    // Verdict.
    VERDICT = "Verdict", "结论";
    ALONE = "The results are of one arm, {arm}. Its outcomes are described below; nothing is compared.", "结果只有一个方案：{arm}。以下只描述其结果，不作比较。";
    NO_MEASURES = "The scenario names no main measures, so there is no verdict on {arm}.", "场景未指定主要指标，因此对{arm}不作结论。";
    BETTER = "{arm} does better than {baseline} in {better} of {all} main measures and worse in none.",
        "{arm}在 {all} 项主要指标中有 {better} 项优于{baseline}，没有变差的指标。";
    WORSE = "{arm} does worse than {baseline} in {worse} of {all} main measures and better in none.",
        "{arm}在 {all} 项主要指标中有 {worse} 项差于{baseline}，没有改善的指标。";
    MIXED = "{arm} does better than {baseline} in {better} of {all} main measures and worse in {worse}; which of them weighs more is not for a simulation to say.",
        "{arm}在 {all} 项主要指标中有 {better} 项优于{baseline}，另有 {worse} 项较差；孰轻孰重，不由模拟决定。";
    UNDECIDED = "It is not shown that {arm} does better or worse than {baseline} in any of the {all} main measures. This is no proof that they are alike.",
        "在 {all} 项主要指标上，均不能断定{arm}优于或差于{baseline}。这并不证明两者相同。";
    IDENTICAL = "{arm} and {baseline} come out the same in every main measure and every replicate: under this scenario, what sets them apart has no effect on these.",
        "{arm}与{baseline}在每次重复、每项主要指标上结果都相同：在本场景下，两者的差别对这些指标没有影响。";
    ONE_REPLICATE = "There is only one replicate. Whatever differs in it between {arm} and {baseline} may be chance, so nothing is shown.",
        "仅模拟一次，{arm}与{baseline}之间的任何差别都可能出于偶然，因此不作结论。";
    BETTER_LIST = "Better: {list}.", "改善：{list}。";
    WORSE_LIST = "Worse: {list}.", "变差：{list}。";
    UNDECIDED_LIST = "Not shown to differ: {list}.", "不能断定有差别：{list}。";
    DIFFERS_LIST = "Different, where neither side is better: {list}.", "有差别但无优劣之分：{list}。";
    ABSENT_LIST = "Without a value: {list}.", "无数值：{list}。";
    MARGINS_LIST = "Held against the smallest differences that count: {list}.", "与有意义的最小差异相比：{list}。";
    MARGINS_ITEM = "{measure} (±{margin}) {claim}", "{measure}（±{margin}）{claim}";
    SEMICOLON = "; ", "；";
    MARGINS_ARM = "{arm}, by as much as counts: {list}.", "{arm}，达到界值的差异：{list}。";
    ITEM = "{measure} ({from} to {to})", "{measure}({from} → {to})";
    COST_MORE = "It costs {amount} yuan a year more than {baseline}, unpaid time included (95% interval of the difference: {interval}).",
        "每年比{baseline}多花 {amount} 元，含义务工时（差值的 95% 区间：{interval}）。";
    COST_LESS = "It costs {amount} yuan a year less than {baseline}, unpaid time included (95% interval of the difference: {interval}).",
        "每年比{baseline}少花 {amount} 元，含义务工时（差值的 95% 区间：{interval}）。";
    COST_UNDECIDED = "It is not shown to cost more or less a year (difference in yuan, unpaid time included: {difference}).",
        "不能断定其年成本更高或更低（差值，元，含义务工时：{difference}）。";
    COST_SAME = "It costs the same.", "成本相同。";
    COST_ONE = "In this one replicate its cost differs by {difference} yuan a year, unpaid time included.", "在这一次模拟中，年成本相差 {difference} 元，含义务工时。";
    COUNTS = "Of {count} arms compared with {baseline}: {better} better in some main measures and worse in none, {worse} worse in some and better in none, {mixed} better in some and worse in others, {open} not shown to differ.",
        "{count} 个方案与{baseline}相比：{better} 个有改善而无变差，{worse} 个有变差而无改善，{mixed} 个有改善也有变差，{open} 个不能断定有差别。";
    KIND_BETTER = "Better in some, worse in none: {list}.", "有改善而无变差：{list}。";
    KIND_WORSE = "Worse in some, better in none: {list}.", "有变差而无改善：{list}。";
    KIND_MIXED = "Better in some, worse in others: {list}.", "有改善也有变差：{list}。";
    KIND_OPEN = "Not shown to differ: {list}.", "不能断定有差别：{list}。";
    ASSUMED = "This compares arms under the assumptions of the scenario; it is no forecast for a village.", "以上是在场景假设下的比较，不是对某个村庄的预测。";

    HEADLINE_INTERVAL = "95% interval {interval}", "95% 区间 {interval}";
    HEADLINE_LEVELS = "{from} → {to}", "{from} → {to}";
    TALLY_BETTER = "better in some measures, worse in none", "有改善而无变差";
    TALLY_WORSE = "worse in some measures, better in none", "有变差而无改善";
    TALLY_MIXED = "better in some, worse in others", "有改善也有变差";
    TALLY_OPEN = "not shown to differ", "不能断定有差别";
    TALLY_OF = "of {count} arms", "个（共 {count} 个方案）";

    // Key figures.
    FIGURES = "Key figures", "主要结果";
    FIGURES_CAPTION = "{arm} against {baseline}: main measures", "{arm}与{baseline}：主要指标";
    MEASURE = "Measure", "指标";
    DIFFERENCE = "Difference [95% interval]", "差值 [95% 区间]";
    BARS = "bars: {low} to {high} of the mean with {baseline}", "图示范围：{baseline}均值的 {low} 至 {high}";
    DIFFERENCE_ALONE = "Difference", "差值";
    INTERVAL_LOW = "95% interval, low", "95% 区间下限";
    INTERVAL_HIGH = "95% interval, high", "95% 区间上限";
    UNIT = "Unit", "单位";
    ARM = "Arm", "方案";
    PAIRS_BETTER = "Pairs in which it is better", "更优的配对占比";
    MARK = "Verdict", "判定";
    MARK_BETTER = "better", "改善";
    MARK_WORSE = "worse", "变差";
    MARK_UNDECIDED = "undecided", "未定";
    FIGURES_NOTE = "Differences of percentages are in percentage points. A difference counts as better or worse only if its interval, widened for the number of main measures (Holm, 5% in all), excludes zero; the intervals shown are the plain 95% intervals of the paired differences.",
        "百分比的差值为百分点。只有当经多指标校正（Holm，总误差 5%）的区间不含零时，才判为改善或变差；表中区间为配对差值的普通 95% 区间。";
    MATRIX_CAPTION = "Differences from {baseline} in the main measures", "各方案主要指标与{baseline}的差值";
    MATRIX_NOTE = "▲ better, ▼ worse, · undecided, after the adjustment for the number of main measures. Differences are in the unit of each measure, of percentages in percentage points.",
        "▲ 改善，▼ 变差，· 未定（已按主要指标个数校正）。差值按各指标单位给出，百分比的差值为百分点。";
    EACH_ARM = "Arm by arm, with intervals", "逐个方案及区间";
    LEVELS_CAPTION = "{arm}: outcomes", "{arm}：结果";
    MEAN = "Mean", "均值";
    MEAN_INTERVAL = "95% interval of the mean", "均值的 95% 区间";
    SPREAD = "Standard deviation between replicates", "各次重复间标准差";

    // Charts.
    CHARTS = "Charts", "图表";

    // Who gains and who loses.
    WHO = "Who gains and who loses", "谁受益，谁受损";
    GROUPS_CAPTION = "Groups in which fewer or more needs are resolved within 90 days than under {baseline}", "90 天办结率低于或高于{baseline}的小组";
    GROUPS_WORSE = "Groups served worse", "变差的小组";
    GROUPS_HOUSEHOLDS = "Households living in them", "其中的农户";
    GROUPS_BETTER = "Groups served better", "改善的小组";
    GROUPS_NOTE = "Shares of all groups of all pairs of replicates. Chance alone makes some groups worse and some better in any one pair.",
        "占全部配对重复中全部小组的比例。仅凭偶然，每次配对中也会有小组变差、有小组改善。";
    FAIR_CAPTION = "{arm} against {baseline}: smaller clans, absent households, the worst group", "{arm}与{baseline}：小姓、外出户与最差小组";
    FAIR_MATRIX = "Means by arm: smaller clans, absent households, the worst group", "各方案均值：小姓、外出户与最差小组";
    RATIO_NOTE = "A ratio of 1 means that both are served alike. These intervals are not adjusted for the number of measures.",
        "比值为 1 表示两者得到同等办理。这些区间未作多指标校正。";

    // Costs.
    COSTS = "What it costs, and who pays", "代价与承担者";
    COSTS_CAPTION = "{arm} against {baseline}: yearly cost by payer", "{arm}与{baseline}：按承担者列的年成本";
    COSTS_MATRIX = "Yearly cost by payer: differences from {baseline}", "按承担者列的年成本：与{baseline}的差值";
    COSTS_NOTE = "The first row is the sum of the others. Unpaid hours are counted at the day wage beyond the stipend. These intervals are not adjusted for the number of measures.",
        "第一行为其余各行之和。义务工时按日工资计，扣除补贴。这些区间未作多指标校正。";

    // What drives it.
    DRIVES = "What drives it", "原因何在";
    DRIVES_NOT_TOLD = "A comparison tells that arms differ, not why. All arms of a replicate have the same people, the same potential needs and the same luck, so whatever differs comes from what the arms themselves change, acting through the mechanisms in force (see the method). How much each mechanism carries is found by taking it away and comparing again, as the command “microgov attribute” does.",
        "比较只说明方案之间是否不同，不说明原因。同一次重复中，各方案的人口、潜在诉求和机遇完全相同，因此差别只来自方案本身的改变，并通过启用的机制起作用（见“方法”）。要知道每个机制的作用大小，须去掉该机制后重新比较，即命令“microgov attribute”。";
    DRIVES_ALONE = "One arm alone does not tell what its outcomes depend on. The mechanisms in force are listed in the method.", "单个方案不能说明结果取决于什么。启用的机制见“方法”。";
    WAY_TEXT = "The table follows a need on its way: whether it is voiced, how long it waits for hours of the team, how it ends at the group, where it goes from there, and what households learn from it. These numbers go with the difference; they are not its causes.",
        "下表循一件诉求的去向：是否提出，等候班子工时多久，在小组如何了结，由此去往何处，农户从中得到什么看法。这些数字与差别同时出现，并非其原因。";
    WAY_CAPTION = "{arm} against {baseline}: on the way", "{arm}与{baseline}：过程";
    WAY_MATRIX = "On the way: differences from {baseline}", "过程：与{baseline}的差值";
    WAY_NOTE = "What goes with the difference, not what causes it. These intervals are not adjusted for the number of measures.",
        "与差别同时出现的情况，不是原因。这些区间未作多指标校正。";

    // How sure.
    SURE = "How sure it is", "可靠程度";
    SURE_PAIRS = "Each arm was run over {replicates} replicates. Replicate by replicate the arms share people, potential needs and luck, so that chance largely cancels in their difference.",
        "每个方案模拟 {replicates} 次。每次重复中各方案的人口、潜在诉求和机遇相同，因此偶然因素在差值中大多抵消。";
    SURE_CHANCE = "Intervals show what chance does. They do not show what is not known about the values of the model: of those it rests on, {observed} are observed, {derived} are derived from observations and {guess} are guesses.",
        "区间只反映偶然性，不反映模型取值的不确定：所依据的取值中，{observed} 个来自观测，{derived} 个由观测推算，{guess} 个为猜测。";
    SURE_UNKNOWN = "Intervals show what chance does and what is unknown of {factors} values, over {sets} sets of them that the observed patterns do not rule out. They do not show what is not known about the others: of the values that the model rests on, {observed} are observed, {derived} are derived from observations and {guess} are guesses.",
        "区间反映偶然性，以及 {factors} 个取值的未知（取自观测模式未排除的 {sets} 组参数），不反映其余取值的不确定：所依据的取值中，{observed} 个来自观测，{derived} 个由观测推算，{guess} 个为猜测。";
    UNKNOWN_CAPTION = "What is unknown and what is chance", "未知与偶然的分解";
    UNKNOWN_EXPECTED = "Expected by 95 % of the sets", "95% 参数组的期望差值";
    UNKNOWN_CHANCE = "Chance in one village", "单村偶然波动";
    UNKNOWN_SHARE = "Share unknown", "未知占比";
    UNKNOWN_FAVOURED = "Sets in favour", "更优参数组占比";
    ON_AVERAGE = "On average over {sets} parameter sets, {text}", "就 {sets} 组参数平均而言，{text}";
    UNKNOWN_VERDICT = "These are means over {sets} parameter sets that the observed patterns do not rule out. What is unknown leaves open which side is better in: {list}.",
        "以上为观测模式未排除的 {sets} 组参数的均值。因参数未知，以下指标孰优尚不能定：{list}。";
    UNKNOWN_ITEM = "{measure} ({share} of the sets favour {arm})", "{measure}（{share} 的参数组以{arm}为优）";
    UNKNOWN_NOTE = "Expected differences of the parameter sets, as if normal; chance is 1.96 standard deviations of a pair of runs around the expected difference of its set. What is unknown would shrink with better data, chance would not.",
        "期望差值按正态近似；偶然波动为单次配对差值围绕其参数组期望差值的 1.96 倍标准差。未知可因数据改善而缩小，偶然则不能。";
    SURE_CAPTION = "{arm} against {baseline}: precision", "{arm}与{baseline}：精度";
    PAIRS = "Pairs", "配对数";
    VARIANCE_RATIO = "Variance ratio", "方差比";
    P_VALUE = "p (Holm)", "p 值（Holm）";
    MORE_REPLICATES = "Replicates that may settle it", "可望判定所需的重复次数";
    SETTLED = "settled", "已判定";
    BEYOND = "over 1,000,000", "超过 1,000,000";
    SURE_NOTE = "Variance ratio: by how much pairing lessens the variance of the difference; 1 is no gain. Replicates that may settle an undecided measure assume that mean and spread stay as they are.",
        "方差比：配对使差值方差缩小的倍数，1 表示没有收益。判定未定指标所需的重复次数假定均值与离散程度不变。";
    UNTIL_MISSED = "NOT REACHED: {rule} is not met by {cap} replicates, the most that were allowed.", "未达到：{cap} 次重复（上限）仍未满足 {rule}。";
    RUNS_BROKEN = "Runs that broke and are left out: {count}; manifest.json names them.", "{count} 次模拟出错，未计入；详见 manifest.json。";

    // Limits.
    LIMITS = "Limits of the evidence", "证据的局限";
    LIMIT_PRESS = "What is known of the reform that the model was built for comes from one press article about a selected success.", "模型所针对的改革，其事实只来自一篇关于入选典型的新闻报道。";
    LIMIT_CONTROL = "There is no control group: what would have happened without the reform was not observed.", "没有对照组：未实施改革时会怎样，没有观测。";
    LIMIT_GUESS = "Many values are guesses; their ranges are given by the command “microgov explain” and in the list of values.", "许多取值是猜测；其范围可用命令“microgov explain”查看，或见取值表。";
    LIMIT_CONDITIONAL = "The results are comparisons under stated conditions, not forecasts for Botou or any other village.", "结果是在既定条件下的比较，不是对泊头村或其他村庄的预测。";
    LIMIT_WARNINGS = "What the program assumed or warns of in this scenario:", "程序对本场景的假定与提醒：";

    // Method.
    METHOD = "Method", "方法";
    METHOD_TEXT = "Simulated is a village, household by household: needs arise, are voiced or not, wait, are handled rightly or wrongly, go on to the committee or to petitions, and teach households whom to trust. Every arm is run over the same replicates and compared with the baseline pair by pair: the mean of the paired differences, its 95% t interval, and the share of pairs in which the arm is better, ties counted half.",
        "模型逐户模拟一个村庄：诉求产生，或提出或忍下，排队等待，得到正确或错误的处理，上行到村委会或信访，并使农户形成对各级的信任。各方案在相同的重复上模拟，逐对与基准比较：配对差值的均值、其 95% t 区间，以及方案更优的配对占比（平局计半）。";
    ARMS = "Arms", "方案";
    NAME = "Name", "名称";
    LABEL = "Shown as", "显示名称";
    PLAN = "Structures over time", "各时期的治理结构";
    PLAN_STEP = "{structure} from {date}", "{date}起为{structure}";
    PLAN_GROUPS = "{structure} from {date} in {count} groups", "{date}起 {count} 个小组为{structure}";
    PLAN_MORE = "… ({count} more steps)", "……（另有 {count} 步）";
    BASELINE_MARK = "{label} (baseline)", "{label}（基准）";
    MECHANISMS_TEXT = "Of the mechanisms that can be switched off, {on} are in force and {off} are off. What is not in force has no effect on any number of this report.",
        "可关闭的机制中，启用 {on} 个，关闭 {off} 个；未启用的机制对本报告的任何数字都没有影响。";
    MECHANISMS_OPEN = "What each mechanism does", "各机制的规则";
    MECHANISMS_ON = "Mechanisms in force", "启用的机制";
    MECHANISMS_OFF = "Mechanisms that are off", "关闭的机制";
    MECHANISM = "Mechanism", "机制";
    RULE = "What it does", "规则";
    WITHOUT = "So that", "即";
    STATE = "State", "状态";
    ON = "in force", "启用";
    ON_ASKED = "in force (off by default)", "启用（默认关闭）";
    ON_IN = "in force with: {arms}", "仅用于：{arms}";
    ALWAYS_ON = "always", "始终";
    VALUES = "Values that differ from the defaults", "与默认值不同的取值";
    VALUES_NONE = "Every value of the scenario is the default.", "场景的取值全部为默认值。";
    VALUES_NOTE = "Sources in quotation marks are the words of whoever wrote the scenario. Mechanisms are listed above. All other values are those of the command “microgov explain”; manifest.json holds every one in force.",
        "引号中的来源为场景作者原文。机制见上表。其余取值见命令“microgov explain”；manifest.json 列有全部取值。";
    FACTORS_OPEN = "The {factors} values that are unknown and vary over {sets} parameter sets", "随 {sets} 组参数变化的 {factors} 个未知取值";
    FACTORS = "Values that vary over the {sets} parameter sets", "随 {sets} 组参数变化的取值";
    FACTORS_NOTE = "Each replicate takes one of the sets; sets.csv in the results folder holds all of them. What they leave alone is as listed above or by default.",
        "每次重复取用其中一组；全部参数组见结果文件夹中的 sets.csv。其余取值见上表或为默认值。";
    LOWEST = "Lowest", "最低";
    MIDDLE = "Middle", "居中";
    HIGHEST = "Highest", "最高";
    OTHERWISE = "Without sets", "不用参数组时";
    KEY = "Key", "键";
    MEANING = "Meaning", "含义";
    VALUE = "Value", "取值";
    DEFAULT = "Default", "默认值";
    RANGE = "Range", "范围";
    GRADE = "Known", "依据";
    SOURCE = "Source", "来源";
    GRADE_OBSERVED = "observed", "观测";
    GRADE_DERIVED = "derived", "推算";
    GRADE_GUESS = "guess", "猜测";
    GRADE_DESIGN = "design", "设定";
    NO_SOURCE = "none given", "未注明";
    MEASURES = "Measures", "指标定义";
    DEFINITION = "How it is counted", "计算方法";
    SIDE = "Better is", "优劣方向";
    SIDE_MORE = "more", "越高越好";
    SIDE_LESS = "less", "越低越好";
    SIDE_NONE = "neither", "无";

    // Provenance.
    PROVENANCE = "How to reproduce it", "复现方法";
    PROVENANCE_TEXT = "The same scenario, seed and version give the same numbers on any machine. This command line made the results:",
        "相同的场景、种子和版本在任何机器上给出相同的数字。结果由下列命令生成：";
    PROVENANCE_DECIDED = "This one decided over them:", "其后以下列命令作出决策分析：";
    FACTS = "Provenance", "出处";
    FACT = "Item", "项目";
    PROGRAM = "Program", "程序";
    REVISION = "Source revision", "源代码版本";
    SEED = "Seed", "随机种子";
    REPLICATES = "Replicates of each arm", "每个方案的重复次数";
    SCENARIO = "Scenario", "场景";
    SCENARIO_HASH = "Hash of scenario, seed and version", "场景、种子与版本的哈希";
    ROSTER_HASH = "Hash of the roster {file}", "名册 {file} 的哈希";
    SETS_HASH = "Hash of the table of parameter sets", "参数组表的哈希";
    PLAN_HASH = "Hash of what decides a run", "决定单次模拟的哈希";
    STARTED = "Started", "开始时间";
    FINISHED = "Finished", "完成时间";
    SECONDS = "Seconds of work", "计算用时（秒）";
    MACHINE = "Machine", "机器";
    THREADS = "{system}, {architecture}, threads: {threads}", "{system}，{architecture}，线程数 {threads}";
    FILES = "Files of the results folder", "结果文件夹中的文件";
    FILE = "File", "文件";
    ROWS = "Rows", "行数";
    BYTES = "Bytes", "字节";
    HASH = "BLAKE3", "BLAKE3";
    FILES_NOTE = "Charts and reports are made from these files and are not listed.", "图表与报告由这些文件生成，不再列出。";
    LIST = ", ", "、";
    // Labels of arms may hold commas.
    ARMS_LIST = "; ", "；";
}

/// Holds words to what every text of a report must be: the same gaps in both languages, characters of the fonts.
#[cfg(test)]
pub(in crate::report) fn sound(all: &[crate::vocabulary::Text]) {
    fn gaps(text: &str) -> Vec<&str> {
        let mut gaps: Vec<&str> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
        gaps.sort_unstable();
        gaps
    }
    for text in all {
        assert_eq!(gaps(text.en), gaps(text.zh), "{}", text.en);
        for words in [text.en, text.zh] {
            assert_eq!(crate::charts::missing(words).collect::<String>(), "", "{words}");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::mechanisms::{ALWAYS, SWITCHED};

    #[test]
    fn both_languages_have_the_same_gaps_and_the_fonts_have_every_character() {
        super::sound(super::ALL);
        super::sound(crate::report::structures::words::ALL);
        for mechanism in ALWAYS.iter().chain(SWITCHED) {
            super::sound(&[mechanism.label, mechanism.rule, mechanism.off]);
        }
    }
}
