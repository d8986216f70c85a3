//! Words of the report on what was decided over a sweep.

use crate::charts::words::words;

words! {
    LEAD = "What to choose over {worlds} worlds and {options} options, by {measure}: {found}", "{worlds} 个情景、{options} 个选项，按“{measure}”选择：{found}";
    ITEM = "{basis}: {found}", "{basis}：{found}";
    BENEFIT = "Net benefit at {price} yuan per {unit}", "净收益（每{unit}愿付 {price} 元）";
    LOSING = "{heading}. {told}", "{heading}。{told}";

    RULE = "Rule", "规则";
    RANKED = "{value} (rank {rank})", "{value}（第 {rank} 名）";
    OPTION = "Option", "选项";
    FRONTIER_CAPTION = "Cost against effect ({measure}), means over the worlds; ratio: yuan per {unit}", "成本与效果（{measure}），各情景均值；比值为每{unit}的元数";
    EFFECT = "Effect", "效果";
    COST = "Cost, yuan/year", "成本（元/年）";
    RATIO = "Ratio", "比值";
    STANDING = "Stands", "位置";
    FRONTIER_NOTE = "Ratio: yuan for one more unit of the effect against the option below on the frontier. It is a ratio of means over the worlds: where the mean difference in effect is small, it does not survive other draws of the worlds.",
        "比值：与前沿上较低一级的选项相比，每增加一单位效果所需的元数。它是各情景均值之比：效果均值差很小时，换一组情景即不成立。";
    PLANE_CAPTION = "Share of worlds by how an option differs from {baseline}", "各选项与{baseline}之差所在象限的情景占比";
    BETTER_DEARER = "Better, dearer", "更好、更贵";
    BETTER_CHEAPER = "Better, cheaper", "更好、更省";
    WORSE_DEARER = "Worse, dearer", "更差、更贵";
    WORSE_CHEAPER = "Worse, cheaper", "更差、更省";
    MEAN_EFFECT = "Mean difference in effect", "效果平均差";
    MEAN_COST = "Mean difference in cost, yuan/year", "成本平均差（元/年）";
    PLANE_NOTE = "By the means over the replicates of a world, whether shown or not; worlds without a difference count for half on either side. Mean differences over the worlds, with the 95% interval of how far they depend on which worlds were drawn.",
        "按每个情景各次重复的均值，不论是否显示；无差异的情景两侧各计一半。平均差为各情景均值，附 95% 区间（取决于抽到的情景）。";
    PRICED_CAPTION = "At {price} yuan per {unit}: which option is best", "每{unit}愿付 {price} 元时何者最优";
    NET = "Mean net benefit, yuan/year", "平均净收益（元/年）";
    BEST_IN = "Best in share of worlds", "最优的情景占比";
    LOSS = "Expected loss, yuan/year", "期望损失（元/年）";
    PRICED_NOTE = "This is the price in the middle of those that were weighed; acceptability.csv has all. To take is the option of the highest mean, not the one that is best most often. Expected loss: how far an option falls behind the best of each world, on average.",
        "此为所列价格的中间值，全部价格见 acceptability.csv。应取平均净收益最高者，而非最优次数最多者。期望损失：与各情景最优选项的平均差距。";
    KNOWING_CAPTION = "What it is worth to know one unknown alone{at}", "单独了解一个未知量的价值{at}";
    UNKNOWN = "Unknown", "未知量";
    KEY = "Key", "键";
    WORTH = "Worth (EVPPI, {unit})", "价值（EVPPI，{unit}）";
    KNOWING_NOTE = "At most the ten most worth knowing; information.csv has all, at every price. These worths have no intervals: they are fitted to the worlds that were drawn, and what is worth knowing only together is not in them.",
        "至多列出最值得了解的十个；全部未知量与价格见 information.csv。这些价值没有区间：由抽到的情景拟合而来，且不含须同时了解才有的价值。";
    BOX_CAPTION = "{measure}: the box of unknowns in which {arm} does worse than {baseline}", "{measure}：{arm}差于{baseline}的未知量范围";
    BOX_IN = "In the box", "范围内";
    BOX_OF = "In the sweep", "扫描范围";
    QUASI_P = "Quasi-p", "准 p 值";
    RULES_ASK = "What the rules of decision ask", "各决策规则所问";
    ASKS = "Asks", "所问";
    FIRM = "Firm", "稳固";

    BASIS = "Judged by", "依据";
    RANK = "Rank", "名次";
    VALUE = "Value", "值";
    FIRST = "First in resamples, percent", "重抽情景后居首占比（%）";

    NO_INTERVALS = "The values of knowing (EVPI, EVPPI) have no intervals; they hang on the worlds that were drawn. Sweep with another seed and decide again to see what stays.",
        "信息价值（EVPI、EVPPI）没有区间，取决于抽到的情景；可换种子重新扫描并再次决策，看哪些结论不变。";
    METHOD = "A world is a point of what nobody knows, and counts with the means over its replicates. An option is an arm, at a setting of the levers where there are some. Every rule asks another question of the options; a patient rule induction search (PRIM) looks for the box of unknowns in which an arm loses, and is held against searches in shuffled outcomes.",
        "情景是未知量的一个设计点，按其各次重复的均值计。选项是方案，有可选措施时为方案与措施取值的组合。各规则对选项提出不同的问题；以耐心规则归纳法（PRIM）搜索方案受损的未知量范围，并与打乱结果后的搜索对照。";
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_have_the_same_gaps_and_the_fonts_have_every_character() {
        crate::report::words::sound(super::ALL);
    }
}
