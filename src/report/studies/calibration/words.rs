//! Words of the report on a calibration.

use crate::charts::words::words;

words! {
    SUBTITLE = "which values of {unknowns} unknowns {patterns} observed patterns do not rule out", "{patterns} 个观测模式未排除 {unknowns} 个未知参数的哪些取值";
    EXTENT = "{from} to {to}; {tried} parameter sets tried, with each {replicates} replicates of each arm; seed {seed}.",
        "统计期 {from} 至 {to}；共试 {tried} 组参数，每组每个方案重复 {replicates} 次；随机种子 {seed}。";
    REMAIN = "{sets} of {tried} parameter sets that were tried remain.", "试过的 {tried} 组参数中，剩下 {sets} 组。";
    HELD_OUT = "As a check, what the sets that are left say of patterns that chose none of them:", "作为检验，剩下的参数组对未用于挑选的模式给出：";
    HELD_OUT_ITEM = "{label}: holds in {after} of the sets ({before} before)", "{label}：在 {after} 的参数组中成立（校准前 {before}）";
    FITTED = "What they say of the patterns that chose them:", "对用于挑选的模式给出：";
    HELD_OUT_NONE = "No pattern was kept apart, so nothing says whether these sets are right about anything else.", "没有留作检验的模式，因此无从判断这些参数组在其他方面是否正确。";
    NO_SET = "No single set is the answer: what is left is a range, and comparisons should run over all of it.", "不存在唯一答案：剩下的是范围，比较时应遍及其中各组。";
    PATTERNS = "Patterns before and after", "校准前后的模式";
    PATTERN = "Pattern", "模式";
    CLAIMED = "Observed or claimed", "观测或断言";
    BEFORE = "Before [95% of sets]", "校准前 [95% 参数组]";
    AFTER = "After [95% of sets]", "校准后 [95% 参数组]";
    HOLDS = "Holds in (before → after)", "成立占比（前 → 后）";
    USED = "Used as", "用途";
    WITH_UNIT = "{label} ({unit})", "{label}（{unit}）";
    UNKNOWNS = "Unknowns before and after", "校准前后的未知参数";
    UNKNOWNS_REST = "{count} more unknowns", "另外 {count} 个未知参数";
    UNKNOWN = "Unknown", "未知参数";
    KEY = "Key", "键";
    PLAUSIBLE = "Plausible", "可能范围";
    KEPT = "Left: median [95%]", "剩余：中位数 [95%]";
    MEDIAN = "Left: median", "剩余：中位数";
    LOW = "Left: 2.5%", "剩余：2.5%";
    HIGH = "Left: 97.5%", "剩余：97.5%";
    LOWEST = "Plausible: lower end", "可能范围下端";
    HIGHEST = "Plausible: upper end", "可能范围上端";
    LOST = "Variance lost", "方差减少";
    TOLD = "Told by the patterns", "能否识别";
    PAIRS = "Unknowns that are told only together", "只能合起来说明的未知参数";
    PAIRS_REST = "{count} more pairs", "另外 {count} 对";
    ONE = "One", "其一";
    OTHER = "The other", "另一";
    CORRELATION = "Correlation", "相关系数";
    PAIRS_NOTE = "Correlations over the sets that are left, of at least 0.3 and beyond chance (1%).", "按剩下的参数组计的相关系数，不低于 0.3 且超出偶然（1%）。";
    USE = "How to use the sets", "如何使用这些参数组";
    USE_TEXT = "The sets that are left are in posterior.csv. A comparison over them carries what is unknown as well as chance:", "剩下的参数组在 posterior.csv 中。遍及这些参数组的比较同时反映未知与偶然：";
    USE_CARE = "What was fitted comes out of such a comparison whatever is compared: it is no evidence for it.", "用于拟合的内容必然会在这样的比较中出现，不能作为其证据。";
    SCENARIO = "SCENARIO", "场景文件";
    FOLDER = "FOLDER", "结果文件夹";
    SURE_CHANCE = "Each set was run over {replicates} replicates, all with the same luck, so differences between sets are theirs; what is left of chance in a mean over so few counts when sets are ruled out, and widens what is left.",
        "每组参数模拟 {replicates} 次重复，各组机遇相同，因此组间差异来自参数本身；如此少的重复其均值仍含偶然，判定排除时已计入，并使剩余范围变宽。";
    SURE_MANY = "Of {count} unknowns about {chance} would be called partly told by chance alone (1% each).", "{count} 个未知参数中，仅凭偶然约有 {chance} 个会被称为部分识别（各 1%）。";
    LIMIT_SOURCES = "Patterns are claims of the sources that the scenario names (the table below), as wide as these allow; what a source got wrong, the sets have learnt.", "模式是场景所列来源的说法（见下表），其宽度以来源所能支持者为限；来源若有误，这些参数组也随之有误。";
    LIMIT_RANGES = "Nothing is known of values beyond the plausible ranges, nor of unknowns that did not vary.", "对可能取值范围以外的取值，以及未变动的未知参数，不作任何判断。";
    SOURCES = "Where the patterns come from", "模式的来源";
    METHOD = "Sets of values of all unknowns are drawn from their plausible ranges as a Latin hypercube; each is run with all arms over the same paired replicates. A set is ruled out when, in any fitted pattern, it lies more than 3 standard deviations from what was observed (history matching): these hold the tolerance of the pattern and the chance in the mean of the set. Then populations of sets come closer and closer (approximate Bayesian computation by sequential Monte Carlo): the closer half of the first sets is the first population; each next one starts from sets of the last by weight, takes normal steps, and keeps what lies within the median of the last distances, weighted for where it looked. The distance to a value is measured in its tolerance, that to a claimed sign in standard deviations over the first sets. Patterns that are kept apart choose no set.",
        "以拉丁超立方从各未知参数的可能取值范围抽取参数组，每组在相同的配对重复上模拟全部方案。若某组在任一拟合模式上与观测相差超过 3 个标准差，即被排除（历史匹配），标准差含模式的允许偏差与该组均值的偶然。其后各代参数组逐步接近（序贯蒙特卡罗近似贝叶斯计算）：最初各组中较近的一半为第一代；此后每一代按权重从上一代出发，作正态扰动，保留距离不超过上一代距离中位数者，并按搜索位置加权。取值模式的距离以其允许偏差为单位，符号断言的距离以最初各组的标准差为单位。留作检验的模式不参与挑选。";
    POPULATIONS = "How the search went", "搜索过程";
    POPULATION = "Population", "代次";
    DISTANCE = "Largest distance", "最大距离";
    TRIED = "Sets tried", "试过的组数";
    ACCEPTED = "Accepted", "接受率";
    SETS = "Sets kept", "保留的组数";
    WORTH = "Worth, of equal weight", "相当于等权组数";
    POPULATIONS_NOTE = "A distance of 1 is one tolerance of a value, or one standard deviation of a claimed difference over the first sets.", "距离 1 表示一个允许偏差（取值模式），或最初各组的一个标准差（断言的差异）。";
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_have_the_same_gaps_and_the_fonts_have_every_character() {
        crate::report::words::sound(super::ALL);
    }
}
