//! Words of the report on a sweep.

use crate::charts::words::words;

words! {
    SUBTITLE = "{arms} against {baseline} over {points} points of {design}", "{arms}与{baseline}在 {points} 个{design}设计点上的比较";
    SUBTITLE_MANY = "{count} arms against {baseline} over {points} points of {design}", "{count} 个方案与{baseline}在 {points} 个{design}设计点上的比较";

    // Verdict.
    LEAD_BETTER = "{arm} is shown to do better than {baseline} at more than half of the points in {list}.",
        "在过半数的设计点上，{arm}显示优于{baseline}的指标：{list}。";
    LEAD_WORSE = "{arm} is shown to do worse than {baseline} at more than half of the points in {list}.",
        "在过半数的设计点上，{arm}显示差于{baseline}的指标：{list}。";
    LEAD_OPEN = "Neither better nor worse than {baseline} is shown for {arm} at more than half of the points in {list}.",
        "{arm}相对{baseline}在过半数设计点上既未显示更好、也未显示更差的指标：{list}。";
    LEAD_ITEM = "{measure} (better at {better}, worse at {worse} of {points})", "{measure}（{points} 点中更好 {better}、更差 {worse}）";
    LEAD_MANY = "Of {count} arms, shown to do better than {baseline} in {measure} at more than half of the points: {better}; worse: {worse}.",
        "{count} 个方案中，“{measure}”在过半数设计点上显示优于{baseline}的有 {better} 个，差于的有 {worse} 个。";
    LEAD_BEST = "Better at most points: {arms} ({better} of {points}).", "更好的点数最多：{arms}（{points} 点中 {better} 点）。";
    NOT_PROBABILITY = "These are shares of the design, not probabilities of a real village.", "以上均为设计点的占比，不是真实村庄中的概率。";
    ARM_HEADING = "{arm} against {baseline}:", "{arm}与{baseline}：";

    // Where it turns.
    OVER_ONE = "Over \"{factor}\":", "随“{factor}”变动：";
    OVER_MANY = "By \"{factor}\", at more than half of the points with a value:", "按“{factor}”，在取该值的过半数设计点上：";
    OVER = "{measure}: {parts}.", "{measure}：{parts}。";
    OVER_MUCH = "{measure}: it changes {count} times between better, worse and not shown; the table of points has each.",
        "{measure}：在更好、更差与未显示之间变化 {count} 次，逐点见下文各点表。";
    BETTER_AT = "better {at}", "{at}更好";
    WORSE_AT = "worse {at}", "{at}更差";
    OPEN_AT = "neither shown {at}", "{at}未显示";
    AT_ALL = "at every value", "所有取值下";
    AT = "at {value}", "取 {value} 时";
    FROM_TO = "from {from} to {to}", "取 {from} 至 {to} 时";
    TURN = "The sign changes between {from} and {to}.", "方向在 {from} 与 {to} 之间改变。";
    ALONE = "{measure}: {mark} with the values of the scenario; {alone}.", "{measure}：按场景取值为{mark}；{alone}。";
    SIDE_BETTER = "shown better", "显示更好";
    SIDE_WORSE = "shown worse", "显示更差";
    SIDE_OPEN = "neither shown", "两者均未显示";
    ALONE_BETTER = "one value alone makes it better: {list}", "单独改变即更好的：{list}";
    ALONE_WORSE = "one value alone makes it worse: {list}", "单独改变即更差的：{list}";
    ALONE_NONE = "no value alone is shown to reverse it", "单独改变任一因素均未显示逆转";
    ALONE_STILL = "no value alone is shown to make it better or worse", "单独改变任一因素均未显示更好或更差";
    ALONE_MORE = "{list}; {count} more", "{list}；另有 {count} 项";
    SETTING = "{factor} = {value}", "{factor} = {value}";
    LEVER_HEADING = "By the lever \"{factor}\", against {baseline} under the same setting:", "按可选措施“{factor}”（与同一取值下的{baseline}相比）：";
    LEVER = "{measure}: most favourable at {best} (better at {better}, worse at {worse} of {points} points), least at {least} (better at {fewer}, worse at {more} of {others}).",
        "{measure}：取 {best} 时最有利（{points} 点中更好 {better}、更差 {worse}），取 {least} 时最不利（{others} 点中更好 {fewer}、更差 {more}）。";
    LEVER_LITTLE = "By less than a quarter of the points its settings differ in {list}.", "各取值相差不足四分之一设计点的指标：{list}。";
    ELSEWHERE = "Which of the unknowns part the points where an arm is better from those where it is worse is not said here: \"microgov decide\" searches for a box in which an arm loses, \"microgov sensitivity\" ranks the unknowns.",
        "哪些未知量区分更好与更差的设计点，本页不作判断：可用 microgov decide 搜索方案受损的范围，或用 microgov sensitivity 对未知量排序。";

    // Tables.
    CAPTION = "Points of the design at which each side is shown, and the range of the difference from {baseline}", "显示各方向的设计点数，以及与{baseline}之差的范围";
    POINTS = "Points", "点数";
    BETTER = "Better at", "更好";
    WORSE = "Worse at", "更差";
    OPEN = "Neither shown", "未显示";
    MEAN_WORSE = "Worse on average", "均值更差";
    LEAST = "Least difference", "最小差值";
    MEDIAN = "Median", "中位数";
    MOST = "Greatest difference", "最大差值";
    CAPTION_NOTE = "Counts of points, with their share. Better, worse: the 95% interval of the paired difference at that point excludes zero. Differences are means over the replicates of a point, arm less baseline; those of percentages are in percentage points.",
        "点数及占比。更好、更差：该点配对差值的 95% 区间不含零。差值为该点各次重复的均值（方案减基准），百分比之差为百分点。";
    BY_VALUE = "{arm} against {baseline}: points shown better / worse, by \"{factor}\"", "{arm}与{baseline}：按“{factor}”取值统计的更好 / 更差点数";
    VALUE = "Value", "取值";
    BY_VALUE_NOTE = "Of the points with this value, whatever else varies: those at which the arm is shown better / worse than the baseline at the same point.",
        "取该值的各点（其余因素任意）中，方案显示优于 / 差于同一点上基准的点数。";
    EVERY = "{arm} against {baseline}: every point", "{arm}与{baseline}：逐点结果";
    EXTREMES = "{arm} against {baseline}: the {count} points with the least and as many with the greatest difference in {measure}",
        "{arm}与{baseline}：“{measure}”差值最小与最大的各 {count} 个点";
    EVERY_HEADING = "Point by point", "逐点结果";
    POINT = "Point", "点";
    CHANGED = "Changed", "改变的量";
    EVERY_INTRO = "The page lists them when opened; comparison.csv has every measure at every point, points.csv what each point sets.",
        "网页上可展开查看；全部设计点与指标见 comparison.csv，各点取值见 points.csv。";
    EVERY_NOTE = "Differences with their 95% intervals; ▲ shown better, ▼ shown worse, · neither shown.",
        "差值及其 95% 区间；▲ 显示更好，▼ 显示更差，· 未显示。";
    SUMMARY = "Show the points of {arm}", "展开{arm}的各点";
    OF_POINTS = "{count} ({share})", "{count} ({share})";

    // How sure.
    BY_LUCK = "Each point and measure is judged by itself, without allowance for how many there are: were there no difference anywhere, about {count} of {points} points would still be marked better, and as many worse, and at neighbouring points together, as they share their luck. So few marks show nothing.",
        "逐点逐指标判断，未就数目作多重校正：即使处处没有差别，{points} 个点中仍约有 {count} 个会标为更好、同样多标为更差，且因各点共用随机数而往往成片出现。数目如此之少的标记不说明问题。";
    ALONE_REPLICATE = "With one replicate a point there are no intervals, and nothing is shown at any point.", "每点仅一次重复，没有区间，任何一点都不能作结论。";
    WIDTHS = "Half-width of the 95% interval of a point, the median over the points: {list}.", "各点 95% 区间半宽的中位数：{list}。";
    WIDTHS_ITEM = "{measure} ±{width}", "{measure} ±{width}";
    MISSING_VALUES = "Points without a value are left out: {list}.", "无数值的点未计入：{list}。";
    MISSING_ITEM = "{measure}, {arm}: {count}", "{measure}（{arm}）：{count}";
    WEIGHTS = "Every point of the design counts the same. {design}", "各设计点等权。{design}";

    // Method.
    METHOD = "The comparison is made anew at every point: what varies is set, and the arms are run over the same paired replicates, with the same luck at every point. An arm is shown better or worse at a point if the 95% t interval of the mean paired difference there excludes zero.",
        "在每个设计点上重新比较：设定变动的量，各方案使用相同的配对重复，各点的随机数也相同。若该点配对差值均值的 95% t 区间不含零，则该点显示更好或更差。";
    DESIGN_LHS = "The points are a Latin hypercube: each range is covered evenly, whatever the others do, every value of a range as likely as its distribution says.",
        "设计点为拉丁超立方：各范围均匀覆盖，与其他因素无关；范围内各值按其分布等概率抽取。";
    DESIGN_SOBOL = "The points follow Sobol's sequence, shifted by the seed: the ranges are covered evenly.", "设计点取自按种子平移的 Sobol 序列，均匀覆盖各范围。";
    DESIGN_GRID = "The points are a grid: every combination of the values, all weighing the same, however likely each is.", "设计点为网格：各取值的全部组合，不论其可能性大小，一律等权。";
    DESIGN_ZIP = "The points take the first values of all that varies, then the second, and so on; they are no sample of the ranges.", "设计点依次取各因素的第一个值、第二个值……，不是范围内的抽样。";
    DESIGN_ALONE = "The first point is the scenario as it is; at each of the others one thing alone is changed. Things that are changed together may act otherwise.",
        "第一个点为场景原值，其余各点每次只改变一个因素；同时改变时结果可能不同。";
    DESIGN_CSV = "The points are those of a table; what their shares mean depends on how that was made.", "设计点取自给定的表格，其占比的含义取决于表格如何编制。";
    DESIGN_LEVERS = "They are crossed with every setting of the levers.", "并与各可选措施的全部取值交叉。";
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_have_the_same_gaps_and_the_fonts_have_every_character() {
        crate::report::words::sound(super::ALL);
    }
}
