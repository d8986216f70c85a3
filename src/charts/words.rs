//! Every word of the charts, in both languages. The names of measures come from the vocabulary.

use crate::vocabulary::{Language, Text};

/// Declares texts: a constant in capitals, English, Chinese.
macro_rules! words {
    ($($name:ident = $en:literal, $zh:literal;)+) => {
        $(pub(crate) const $name: $crate::vocabulary::Text = $crate::vocabulary::Text { en: $en, zh: $zh };)+

        /// All of them, for the test that the fonts have their characters.
        #[cfg(test)]
        pub(crate) const ALL: &[$crate::vocabulary::Text] = &[$($name),+];
    };
}

words! {
    // Frame.
    SOURCE = "Source: microgov {version}. {scenario}. Replicates per arm: {replicates}; seed: {seed}.",
        "来源：microgov {version}，{scenario}，每个方案重复 {replicates} 次，随机种子 {seed}。";
    FINDING_HIGHER = "{measure}: {amount} higher with {arm} than with {baseline}", "{measure}：{arm}比{baseline}高{amount}";
    FINDING_LOWER = "{measure}: {amount} lower with {arm} than with {baseline}", "{measure}：{arm}比{baseline}低{amount}";
    POINTS = "percentage points", "个百分点";
    POINTS_SHORT = "points", "个百分点";
    ONE_REPLICATE = "One replicate: no interval can be given.", "仅重复一次，无法给出区间。";

    // Effects.
    EFFECTS_OF_ONE = "Effects of {arm} against {baseline}", "{arm}相对{baseline}的效果";
    EFFECTS_OF_MANY = "Effects of {count} arms against {baseline}", "{count} 个方案相对{baseline}的效果";
    EFFECTS_RELATIVE = "Difference in % of the mean under {baseline}.", "差值占{baseline}均值的百分比。";
    EFFECTS_STANDARDISED = "Difference in standard deviations between replicates under {baseline}.",
        "差值以{baseline}各次重复间的标准差为单位。";
    EFFECTS_INTERVAL = "Line: 95% interval over {replicates} paired replicates.", "横线为 {replicates} 次配对重复的 95% 区间。";
    EFFECTS_EXPECTED = "Grey: where 95% of {sets} parameter sets expect it; better and worse are about their mean.",
        "灰带：{sets} 组参数中 95% 的期望差值范围；“改善”“变差”就其均值而言。";
    EFFECTS_PAGE = "{title} ({number} of {of})", "{title} ({number}/{of})";
    EFFECTS_NOTE = "Numbers at right are in the unit of each measure. Undecided: not shown to differ from zero, \
                    with an error of 5% shared by all measures (Holm).",
        "右侧数字按各指标的单位给出。未定：经多指标校正(Holm，总误差 5%)后不能断定差值不为零。";
    EFFECTS_CLIPPED = "Arrows: the interval goes on beyond the axis.", "箭头表示区间超出坐标轴。";
    EFFECTS_HEADER = "Difference [95% interval]", "差值 [95% 区间]";
    EFFECTS_HEADER_ONE = "Difference", "差值";
    EFFECTS_HEADER_MEANS = "mean: baseline → arm", "均值：基准 → 方案";
    EFFECTS_HEADER_MEAN = "Mean", "均值";
    EFFECTS_BASELINE_MEAN = "{baseline}: {mean}", "{baseline}：{mean}";
    NOT_COMPARABLE = "no common scale", "无法换算";
    NO_VALUE = "no value", "无数值";
    LOWER_SIDE = "← lower", "← 更低";
    HIGHER_SIDE = "higher →", "更高 →";
    BETTER = "better", "改善";
    WORSE = "worse", "变差";
    HIGHER = "higher", "更高";
    LOWER = "lower", "更低";
    UNDECIDED = "undecided", "未定";
    ALT_EFFECT = "{measure}, {arm}: {baseline} to {mean}, difference {difference}, {verdict}.",
        "{measure}，{arm}：由 {baseline} 到 {mean}，差值 {difference}，{verdict}。";
    ALT_MORE = "{count} more rows.", "另有 {count} 行。";

    // Course.
    COURSE_LINE = "Line: mean of {replicates} replicates; band: 90% of them.", "曲线为 {replicates} 次重复的均值，色带为其中 90% 的范围。";
    COURSE_NO_BAND = "Line: mean of {replicates} replicates; in brackets: 90% of them.", "曲线为 {replicates} 次重复的均值，括号内为其中 90% 的范围。";
    COURSE_BAND = "The range of 90% is that of the first {count} replicates.", "90% 的范围取自前 {count} 次重复。";
    COURSE_ONE = "Line: the one replicate.", "曲线为唯一一次重复。";
    COURSE_GREY = "In colour: {baseline} (baseline) and {other} ({why}); in grey: the other {count} arms.",
        "彩色：{baseline}(基准)与{other}({why})；灰色：其余 {count} 个方案。";
    COURSE_BEST = "best in the last year", "末年最好";
    COURSE_FARTHEST = "farthest from the baseline in the last year", "末年与基准相差最大";
    COURSE_EVENT = "{date}: {label}", "{date}：{label}";
    COURSE_EMPTY = "No values to draw.", "没有可绘制的数值。";
    COURSE_RANGE = "{mean} ({low}–{high})", "{mean} ({low}–{high})";
    ALT_COURSE = "{arm}: {first} in {from}, {last} in {to}.", "{arm}：{from}为 {first}，{to}为 {last}。";
    CHANGE = "{arm} changes to {structure}", "{arm}改为{structure}";
    CHANGE_BEGINS = "{arm} begins", "{arm}开始";
    CHANGES = "{count} arms change", "{count}个方案改变";
    CHANGE_GROUP = " ({count} group)", " ({count} 个小组)";
    CHANGE_GROUPS = " ({count} groups)", " ({count} 个小组)";
    CHANGE_FIRST = " (first of {count} steps)", " (共 {count} 步，第一步)";
    CHANGE_LAST = " (last of {count} steps)", " (共 {count} 步，最后一步)";
    OTHERS = "{count} other arms", "其余 {count} 个方案";
    MONTH_OF_YEAR = "{month} {year}", "{year}年{month}";

    // Difference.
    DIFFERENCE_TITLE_ONE = "{measure}: {arm} minus {baseline}", "{measure}：{arm}减{baseline}";
    DIFFERENCE_TITLE_MANY = "{measure}: difference from {baseline}", "{measure}：与{baseline}之差";
    DIFFERENCE_LINE = "Line: mean difference from {baseline} over {replicates} paired replicates; band: its 95% interval in each month.",
        "曲线为 {replicates} 次配对重复中与{baseline}之差的均值，色带为各月均值的 95% 区间。";
    DIFFERENCE_NO_BAND = "Line: mean difference from {baseline} over {replicates} paired replicates; in brackets: its 95% interval.",
        "曲线为 {replicates} 次配对重复中与{baseline}之差的均值，括号内为均值的 95% 区间。";
    DIFFERENCE_ONE = "Line: difference from {baseline} in the one replicate.", "曲线为唯一一次重复中与{baseline}之差。";
    DIFFERENCE_GREY = "In colour: {other} ({why}); in grey: the other {count} arms.", "彩色：{other}({why})；灰色：其余 {count} 个方案。";
    BETTER_UP = "↑ better", "↑ 更好";
    BETTER_DOWN = "↓ better", "↓ 更好";
    ALT_DIFFERENCE = "{arm}: {value} in {month}; interval above zero in {above} and below zero in {below} of {count} months.",
        "{arm}：{month}为 {value}；{count} 个月中区间高于零的有 {above} 个月，低于零的有 {below} 个月。";

    // Equity.
    EQUITY_TITLE = "Who is served how", "谁得到怎样的服务";
    EQUITY_SUBTITLE = "Service of the worst group, of smaller clans and of absent households, and inequality between groups. Dot: mean of {replicates} replicates; line: its 95% interval.",
        "最差小组、小姓和外出户得到的服务，以及各组之间的不平等。圆点为 {replicates} 次重复的均值，横线为均值的 95% 区间。";
    EQUITY_ONE = "Service of the worst group, of smaller clans and of absent households, and inequality between groups. Dot: the one replicate.",
        "最差小组、小姓和外出户得到的服务，以及各组之间的不平等。圆点为唯一一次重复。";
    EQUITY_WORST = "Dark tick: the whole village. The nearer, the more equal.", "深色短线为全村水平，越近越平等。";
    EQUITY_MINORITY = "Dark line at 1: smaller clans are served like the largest.", "深色线(1)表示小姓与第一大姓同等。";
    EQUITY_ABSENT = "Dark line at 1: absent households are served like those present.", "深色线(1)表示外出户与在家户同等。";
    EQUITY_GINI = "Gini coefficient. Dark line at 0: all groups are served alike.", "基尼系数，深色线(0)表示各组同等。";
    EQUITY_NOTE = "Each panel has a scale of its own.", "各图刻度不同。";
    ALT_VALUE = "{measure}, {arm}: {value}.", "{measure}，{arm}：{value}。";

    // Lorenz curves.
    LORENZ_TITLE = "How evenly groups are served", "各组得到的服务是否均等";
    LORENZ_SUBTITLE = "Lorenz curves of the share resolved within 90 days, over groups. Line: mean of {replicates} replicates; band: its 95% interval.",
        "各组 90 天办结率的洛伦兹曲线。曲线为 {replicates} 次重复的均值，色带为均值的 95% 区间。";
    LORENZ_ONE = "Lorenz curves of the share resolved within 90 days, over groups, in the one replicate.", "唯一一次重复中各组 90 天办结率的洛伦兹曲线。";
    LORENZ_NOTE = "Each group counts the same; only groups with at least five needs raised 90 days before the end or earlier.",
        "各组权重相同；只含期末前至少 90 天提出五件以上诉求的小组。";
    LORENZ_ACROSS = "Groups, the worst served first", "小组累计占比(由差到好)";
    LORENZ_UP = "Their part of service", "累计所占服务";
    LORENZ_EQUAL = "all groups alike", "各组同等";
    LORENZ_GINI = "Gini {value}", "基尼系数 {value}";
    ALT_LORENZ = "{arm}: {gini}.", "{arm}：{gini}。";
    ALT_LORENZ_HALF = "{arm}: {gini}; the worse served half of the groups has {share}% of service.",
        "{arm}：{gini}；较差的一半小组占服务的 {share}%。";

    // Money.
    MONEY_TITLE = "Who pays", "谁在付出";
    MONEY_SUBTITLE = "Cost in yuan per year, unpaid time at the day wage included. Bars: means of {replicates} replicates; line and brackets: 95% interval; difference from {baseline} by pairs.",
        "每年成本(元)，义务工时按日工资计入。条形为 {replicates} 次重复的均值，横线与方括号为 95% 区间；差值按配对与{baseline}比较。";
    MONEY_ONE = "Cost in yuan per year, unpaid time at the day wage included. Bars: the one replicate; difference from {baseline}.",
        "每年成本(元)，义务工时按日工资计入。条形为唯一一次重复；差值为与{baseline}之差。";
    GOVERNMENT = "government", "政府";
    HOLDERS = "unpaid time of holders", "成员义务工时";
    HOUSEHOLDS_PAY = "households", "农户";
    MONEY_TOTAL = "total {value}", "合计 {value}";
    MONEY_DIFFERENCE = "difference {value} {verdict}", "差值 {value} {verdict}";
    MONEY_NEED = "per resolved need {value}", "每件办结 {value}";
    ALT_MONEY = "{arm}: {list}.", "{arm}：{list}。";

    // Response.
    RESPONSE_TITLE = "{measure}, by: {factor}", "{measure}随“{factor}”的变化";
    RESPONSE_FACTOR = "{factor}", "{factor}";
    RESPONSE_FACTOR_UNIT = "{factor} ({unit})", "{factor} ({unit})";
    FACTOR_WHOSE = "{whose}: {factor}", "{whose}：{factor}";
    RESPONSE_BAND = "Dots: mean of {replicates} replicates at each value; band: its 95% interval.",
        "圆点为每个取值下 {replicates} 次重复的均值，色带为均值的 95% 区间。";
    RESPONSE_BARS = "Dots: mean of {replicates} replicates at each value; bars: its 95% interval.",
        "圆点为每个取值下 {replicates} 次重复的均值，竖线为均值的 95% 区间。";
    RESPONSE_DOTS = "Dots: mean of {replicates} replicates at each value.", "圆点为每个取值下 {replicates} 次重复的均值。";
    RESPONSE_ONE = "Dots: the one replicate at each value.", "圆点为每个取值下唯一一次重复。";
    ALT_RESPONSE = "{arm}: {first} at {from}, {last} at {to}.", "{arm}：取 {from} 时为 {first}，取 {to} 时为 {last}。";

    // Signs.
    SIGNS_TITLE = "Where {arm} is better or worse", "{arm}在多少情形下更好或更差";
    SIGNS_SUBTITLE = "Points of the sweep, of {points}, at which the 95% interval of the difference from {baseline} lies on the better side, includes zero, or lies on the worse side; {replicates} paired replicates at each.",
        "{points} 个参数点中，与{baseline}之差的 95% 区间落在更好一侧、包含零、落在更差一侧的点数；每点 {replicates} 次配对重复。";
    SIGNS_LEVERS_TITLE = "Where {arm} is better or worse, under each setting of the levers", "各措施取值下，{arm}在多少情形下更好或更差";
    SIGNS_LEVERS_SUBTITLE = "Points of the sweep with this setting, whatever else varies, at which the 95% interval of the difference from {baseline} lies on the better side, includes zero, or lies on the worse side; {replicates} paired replicates at each.",
        "取该值的参数点中（其余因素任意），与{baseline}之差的 95% 区间落在更好一侧、包含零、落在更差一侧的点数；每点 {replicates} 次配对重复。";
    SIGNS_SETTING = "{factor} = {value}", "{factor}：{value}";
    SIGNS_SETTING_OF = "{arm}, {factor} = {value}", "{arm}，{factor}：{value}";
    ARMS = "each of {count} arms", "{count} 个方案";
    ALT_SIGNS = "{measure}, {arm}: better at {better}, undecided at {undecided}, worse at {worse} points.",
        "{measure}，{arm}：更好 {better} 点，未定 {undecided} 点，更差 {worse} 点。";

    // Sensitivity.
    SENSITIVITY_FIRST = "{factor}: behind {amount} of how the effect of {arm} varies ({measure})",
        "{factor}：{arm}效果差异的 {amount} 与之有关（{measure}）";
    SENSITIVITY_MOVES = "{factor}: over its range it changes the effect of {arm} by {amount} ({measure})",
        "{factor}：在取值范围内使{arm}的效果变化{amount}（{measure}）";
    SENSITIVITY_NONE = "No unknown is shown to change the effect of {arm} by more than chance ({measure})",
        "没有任何未知量对{arm}效果的影响超过随机性（{measure}）";
    SENSITIVITY_CONSTANT = "The effect of {arm} is the same over all ranges ({measure})", "在全部取值范围内{arm}的效果不变（{measure}）";
    SENSITIVITY_MANY = "What the effects on this measure depend on: {measure}", "各方案效果取决于什么：{measure}";
    SENSITIVITY_VARIANCE = "Share of the variance of the difference from {baseline} over the ranges. Outline: with all interactions (ST); filled: alone (S1); line: 95% interval of ST. {points} base points, {replicates} paired replicates at each point.",
        "在取值范围内与{baseline}之差的方差占比。边框：含全部交互作用（ST）；填充：单独作用（S1）；横线：ST 的 95% 区间。{points} 个基点，每点 {replicates} 次配对重复。";
    SENSITIVITY_EFFECTS = "Change in the difference from {baseline} when one unknown moves over its range and the others stay: mean size (μ*) with its 95% interval; ring: deviation (σ), large where it depends on the others. {points} trajectories, {replicates} paired replicates at each point.",
        "其他未知量不变、某一未知量在其取值范围内变动时与{baseline}之差的变化：平均幅度（μ*）及其 95% 区间；圆环：标准差（σ），较大表示取决于其他未知量。{points} 条轨迹，每点 {replicates} 次配对重复。";
    SENSITIVITY_CHANCE = "Chance alone", "仅由随机性";
    SENSITIVITY_GREY = "Grey: not shown to be more than chance.", "灰色：未显示超过随机性。";
    SENSITIVITY_MORE = "{count} more unknowns matter less and are not drawn; sensitivity.csv has all.", "另有 {count} 个影响更小的未知量未画出，见 sensitivity.csv。";
    SENSITIVITY_ONE = "One replicate at each point: what is chance cannot be told apart.", "每点仅一次重复，无法区分随机性。";
    SEAT = "{meaning}, {role}", "{meaning}（{role}）";
    SEAT_LEADER = "leader", "组长";
    SEAT_PARTY = "party member", "党员";
    SEAT_REPRESENTATIVE = "villager representative", "村民代表";
    ALT_SENSITIVITY = "{arm}, {factor}: {value}.", "{arm}，{factor}：{value}。";

    // Map.
    MAP_SUBTITLE = "Mean difference over {replicates} paired replicates, {unit}. Dark line: no difference. Dots: the 95% interval includes zero.",
        "{replicates} 次配对重复的平均差值，单位：{unit}。深色线为无差异，圆点表示 95% 区间包含零。";
    MAP_ONE = "Difference in the one replicate, {unit}. Dark line: no difference.", "唯一一次重复的差值，单位：{unit}。深色线为无差异。";
    MAP_NO_UNIT = "in the measure's own scale", "该指标本身";
    MAP_SIDE = "{arm}: {side}", "{arm}：{side}";
    MAP_GAP = "White: no value.", "白色表示无数值。";
    MAP_PANEL = "{factor} = {value}", "{factor}：{value}";
    ALT_MAP = "{arm}: differences from {low} to {high}; interval above zero at {above} and below zero at {below} of {count} points.",
        "{arm}：差值 {low} 至 {high}；{count} 个点中区间高于零的有 {above} 个，低于零的有 {below} 个。";

    // Tornado.
    TORNADO_TITLE = "{measure}, effect of {arm}: {factor} moves it most, from {low} to {high}",
        "{arm}对“{measure}”的效应受“{factor}”影响最大：{low} 至 {high}";
    TORNADO_TITLE_PLAIN = "{measure}: what moves the difference from {baseline}", "{measure}：与{baseline}之差受哪些因素影响";
    TORNADO_SUBTITLE = "Difference from {baseline}, {unit}: each factor alone at the ends of its range, which are written beside the bar. Dots: mean over {replicates} paired replicates with its 95% interval. Dark line: the scenario as it is.",
        "与{baseline}之差，单位：{unit}。各因素单独取范围两端（取值标于条旁）。圆点为 {replicates} 次配对重复的均值及 95% 区间，深色线为原方案。";
    TORNADO_CENTRE = "as it is: {effect}", "原方案：{effect}";
    TORNADO_MORE = "{count} more factors move it less and are not drawn.", "另有 {count} 个影响更小的因素未绘出。";
    ALT_TORNADO = "{arm}: {effect} as it is.", "{arm}：原方案为 {effect}。";
    ALT_TORNADO_ROW = "{factor}: {ends}.", "{factor}：{ends}。";
    ALT_TORNADO_END = "{effect} at {value}", "取 {value} 时为 {effect}";
    COMMA = ", ", "，";

    // Survival.
    SURVIVAL_TITLE = "How long needs wait", "诉求要等多久";
    SURVIVAL_SUBTITLE = "Share of needs raised that are still without a right resolution, by days since voicing (Kaplan-Meier). Line: mean of {replicates} replicates; band: its 95% interval.",
        "提出后仍未正确办结的诉求占比，按提出后的天数(Kaplan-Meier)。曲线为 {replicates} 次重复的均值，色带为均值的 95% 区间。";
    SURVIVAL_NO_BAND = "Share of needs raised that are still without a right resolution, by days since voicing (Kaplan-Meier). Line: mean of {replicates} replicates; in brackets: its 95% interval.",
        "提出后仍未正确办结的诉求占比，按提出后的天数(Kaplan-Meier)。曲线为 {replicates} 次重复的均值，括号内为均值的 95% 区间。";
    SURVIVAL_ONE = "Share of needs raised that are still without a right resolution, by days since voicing (Kaplan-Meier), in the one replicate.",
        "唯一一次重复中提出后仍未正确办结的诉求占比，按提出后的天数(Kaplan-Meier)。";
    SURVIVAL_NOTE = "Needs that are given up or open count as waiting to the end of the simulation.", "放弃或未结的诉求计为一直等到模拟期末。";
    SURVIVAL_FOOT = "days since voicing", "提出后天数";
    SURVIVAL_MEDIAN = "{arm} {days} days", "{arm} {days} 天";
    SURVIVAL_NO_MEDIAN = "{arm}: more than half still wait", "{arm}半数以上仍在等";
    SURVIVAL_MEDIANS = "Dots: half are resolved ({list}).", "圆点处半数办结({list})。";
    ALT_SURVIVAL = "{arm}: {value} after {days} days.", "{arm}：{days} 天后为 {value}。";

    // Village.
    VILLAGE_TITLE = "The village: {households} households in {groups} groups", "村庄：{households} 户，{groups} 个小组";
    VILLAGE_SUBTITLE = "Each dot is a house in the colour of its clan; grey lines are ties between households.",
        "每个圆点为一户，颜色表示姓氏；灰线为户间往来。";
    VILLAGE_RIVER = "The blue band is the river.", "蓝色带为河流。";
    VILLAGE_OF_MANY = "Village of replicate 0; each replicate has another, drawn with the same totals.",
        "第 0 次重复的村庄；每次重复按相同总量另行生成。";
    VILLAGE_TIES = "One tie in {step} is drawn.", "每 {step} 对往来画一条。";
    LARGEST_CLAN = "largest clan: {count}", "第一大姓：{count} 户";
    NEXT_CLAN = "clan {rank} by size: {count}", "第{rank}大姓：{count} 户";
    OTHER_CLANS = "other clans ({clans}): {count}", "其余 {clans} 姓：{count} 户";
    ABSENT = "nobody home most of the year: {count}", "常年无人在家：{count} 户";
    PARTY = "with a party member: {count}", "有党员：{count} 户";
    METRES = "{metres} m", "{metres} 米";
    GROUP_NAME = "Group {name}", "{name} 组";
    ALT_VILLAGE = "{households} households in {groups} groups and {clans} clans, {largest} in the largest; {absent} absent, {party} with a party member; {ties} ties.",
        "{households} 户，{groups} 个小组，{clans} 个姓氏，最大姓 {largest} 户；常年外出 {absent} 户，有党员 {party} 户；往来 {ties} 对。";

    // Validation.
    VALIDATION_TITLE = "{met} of {all} patterns are met", "{all} 项模式中 {met} 项符合";
    VALIDATION_SUBTITLE = "Met: the whole interval of the simulated mean (95%; 90% for equivalence) agrees with what is claimed; not met: it contradicts it; undecided: it holds both.",
        "符合：模拟均值的区间(95%，等同断言为 90%)全部支持断言；不符合：全部相反；未定：两者皆有。";
    VALIDATION_CLAIM = "claimed or observed", "断言或观测";
    VALIDATION_CLAIMED = "claimed or observed: ", "断言或观测：";
    VALIDATION_SIMULATED = "simulated [interval]", "模拟值 [区间]";
    VALIDATION_FIT = "used to fit", "用于拟合";
    VALIDATION_SMALLER = "smaller than {effect}", "小于 {effect}";
    VALIDATION_SMALLER_ELSEWHERE = "smaller than elsewhere", "小于参照";
    MET = "met", "符合";

    // Calibration.
    POSTERIOR_TITLE = "Known patterns tell {told} of {all} unknowns", "{all} 个未知参数中，已知模式能说明 {told} 个";
    POSTERIOR_SUBTITLE = "Grey band: what is plausible beforehand. Line: 95% of the {sets} sets of parameters that the patterns do not rule out; thick: 50%; ring: median. Blue: moved by more than chance.",
        "灰带为事先可能的范围。细线为未被模式排除的 {sets} 组参数的 95%，粗线为 50%，圆环为中位数。蓝色表示变化超出偶然。";
    POSTERIOR_LOST = "variance lost", "方差减少";
    POSTERIOR_REST = "Not drawn: {count} unknowns of which the patterns say nothing.", "另有 {count} 个模式不能说明的参数未画出。";
    ALT_POSTERIOR = "{label}: plausible {from} to {to}, left {middle} [{low}, {high}], variance lost {lost}.",
        "{label}：可能范围 {from} 至 {to}，剩下 {middle} [{low}, {high}]，方差减少 {lost}。";
    PREDICTIVE_TITLE = "{met} of {fitted} fitted patterns hold in most sets that are left", "{fitted} 项拟合模式中，{met} 项在剩下的多数参数组中成立";
    PREDICTIVE_SUBTITLE = "Green: as observed or claimed. Grey: {before} sets from the plausible ranges; blue: {after} sets that are left. Line: 95%; thick: 50%; ring: median, of the means over replicates. At right: share of sets in which it holds.",
        "绿色为与观测或断言一致的取值。灰色为可能范围内的 {before} 组，蓝色为剩下的 {after} 组；细线为各组均值的 95%，粗线为 50%，圆环为中位数。右侧为成立的参数组占比。";
    PREDICTIVE_HOLDS = "holds in", "成立占比";
    PREDICTIVE_APART = "kept apart as a check", "留作检验";
    PREDICTIVE_OUT = "out of reach of every set", "任何参数组都达不到";
    PREDICTIVE_LEFT = "left out", "未使用";
    PREDICTIVE_ASIDE = "{claim}; {role}", "{claim}；{role}";
    ALT_PREDICTIVE = "{label} ({aside}): before {before}, after {after}, holds in {holds}.",
        "{label}({aside})：校准前 {before}，校准后 {after}，成立占比 {holds}。";
    NOT_MET = "not met", "不符合";
    ALT_VALIDATION = "{label}: claimed {claim}, simulated {simulated}, {outcome}.", "{label}：断言 {claim}，模拟 {simulated}，{outcome}。";

    // Waterfall.
    WATERFALL_FINDING = "{measure}: {player} carries {part}, the whole difference is {total}", "{measure}：{player}承担 {part}（总差异 {total}）";
    WATERFALL_TITLE = "{measure}: through which mechanisms {arm} differs", "{measure}：{arm}的差异经由哪些机制";
    WATERFALL_TITLE_MANY = "{measure}: through which mechanisms arms differ", "{measure}：各方案的差异经由哪些机制";
    WATERFALL_SAME = "{measure}: no mechanism makes {arm} differ from {baseline}", "{measure}：没有机制使{arm}不同于{baseline}";
    WATERFALL_SUBTITLE = "Difference of {arm} from {baseline} in parts, {unit}. Each bar: what a mechanism adds when it is switched on, averaged over the orders of switching on (Shapley value).",
        "{arm}与{baseline}之差的分解，单位：{unit}。每条为开启该机制所增加的部分，对各种开启次序取平均(Shapley 值)。";
    WATERFALL_INTERVAL = "Line: 95% interval, {pairs} pairs of replicates.", "横线为 95% 区间，{pairs} 对重复。";
    WATERFALL_INTERACTION = "Strongest interaction: {one} with {other}, {amount}.", "最强交互：{one}与{other}，{amount}。";
    WATERFALL_REST = "everything else", "其余";
    WATERFALL_TOTAL = "whole difference", "总差异";
    WATERFALL_DIFFERS = "differs from zero", "不为零";
    WATERFALL_NOTE = "Everything else: what is left of the difference with all of these mechanisms off. Switching a mechanism off is a counterfactual of the model.",
        "其余：这些机制全部关闭后仍有的差异。关闭机制是模型中的反事实设定。";
    WATERFALL_HELD = "Always on, because the measure has no value without it: {players}.", "始终开启（缺之则指标无值）：{players}。";
    WATERFALL_LIST = "; ", "；";
    ALT_WATERFALL = "{arm}: {parts}.", "{arm}：{parts}。";
    ALT_WATERFALL_PART = "{label} {amount}", "{label} {amount}";

    // Distribution.
    DISTRIBUTION_TITLE = "{measure}: spread over replicates", "{measure}：各次重复的分布";
    DISTRIBUTION_SHAPES = "Shape: replicates; bar: middle half; dot: median. Dashed: median under {baseline}.",
        "曲线为各次重复的分布，粗条为中间一半，圆点为中位数；虚线为{baseline}的中位数。";
    DISTRIBUTION_DOTS = "Small dots: replicates; bar: middle half; large dot: median. Dashed: median under {baseline}.",
        "小圆点为单次重复，粗条为中间一半，大圆点为中位数；虚线为{baseline}的中位数。";
    DISTRIBUTION_ONE = "Dot: the one replicate. Dashed: {baseline}.", "圆点为唯一一次重复；虚线为{baseline}。";
    DISTRIBUTION_OWN_HEIGHT = "Each shape has its own height.", "各曲线高度不可比。";
    MEDIAN = "median", "中位数";
    QUARTILES = "middle half", "中间一半";
    ALL_EQUAL = "all {count} equal", "{count} 次相同";
    ONE_VALUE = "one value", "仅一个值";
    RANGE = "{low}–{high}", "{low}–{high}";
    RANGE_OF = "{low}–{high} (n={count})", "{low}–{high} (n={count})";
    ALT_DISTRIBUTION = "{arm}: median {median}, middle half {low} to {high}, {count} values.",
        "{arm}：中位数 {median}，中间一半为 {low} 至 {high}，共 {count} 个值。";

    // Tiers.
    TIERS_TITLE = "Where needs end", "诉求的去向";
    TIERS_SUBTITLE = "What becomes of 1,000 needs raised: resolved, passed to the next tier, given up, or open at the end.",
        "每 1,000 件提出的诉求：办结、转上一级、放弃或期末未结。";
    TIERS_BARS = "Of 1,000 needs raised: at which tier they ended, and how.", "每 1,000 件提出的诉求在哪一级、以何种方式了结。";
    TIERS_GAP = "Ends of {arm} add up to {sum} of 1,000.", "{arm}各去向合计为每 1,000 件中的 {sum} 件。";
    NONE_RAISED = "No needs raised.", "没有提出诉求。";
    PASSED = "{count} passed on", "上转 {count}";
    RAISED = "Raised", "提出";
    GROUP = "Group", "小组";
    COMMITTEE = "Committee", "村委会";
    ABOVE = "Township, county", "乡镇、县";
    RESOLVED = "resolved", "办结";
    GIVEN_UP = "given up", "放弃";
    OPEN = "open", "未结";
    TIER_END = "{end} {count}", "{end} {count}";
    ALT_TIERS = "{arm}, of 1,000 needs raised: {ends}.", "{arm}，每 1,000 件提出的诉求：{ends}。";
    ALT_TIER = "{tier}: {resolved} resolved, {given_up} given up, {open} open", "{tier}：办结 {resolved}，放弃 {given_up}，未结 {open}";

    // Calendar and lists.
    YEAR = "{year}", "{year}年";
    LIST_SEMICOLON = "; ", "；";

    // Units.
    NEEDS = "needs", "件";
    DAYS = "days", "天";
    PETITIONS = "petitions", "件次";
    PER_1000 = "per 1,000 person-years", "件次/千人年";
    HOURS = "hours", "小时";
    HOURS_GROUP_YEAR = "hours per group and year", "小时/组/年";
    PER_GROUP_YEAR = "per group and year", "次/组/年";
    HOURS_YEAR = "hours per year", "小时/年";
    PER_YEAR = "per year", "次/年";
    YUAN = "yuan", "元";
    YUAN_YEAR = "yuan per year", "元/年";
    HOUSEHOLDS = "households", "户";
    PEOPLE = "people", "人";
    SEATS = "seats", "个职位";
    UTILITY = "utility", "效用";
    HOURS_WEEK = "hours per week", "小时/周";
    HOURS_MONTH = "hours per month", "小时/月";
    PER_HOUSEHOLD_YEAR = "per household and year", "件/户/年";
    PER_CADRE_YEAR = "per cadre and year", "次/干部/年";
    PER_MONTH = "per month", "次/月";
    YUAN_DAY = "yuan per day", "元/天";
    YEARS = "years", "年";
    CASES = "cases", "件";
    EXPERIENCES = "experiences", "次经历";
    DAYS_GROUP_YEAR = "days per group and year", "天/组/年";
    DISPUTES = "disputes", "起";
    LABOUR_DAYS = "labour days per group and year", "工日/组/年";
    MINUTES = "minutes", "分钟";
    PROJECTS = "projects", "个项目";
    YUAN_HOUSEHOLD = "yuan per household", "元/户";
}

pub(crate) use words;

/// The months.
pub(crate) const MONTHS: [Text; 12] = {
    const fn month(en: &'static str, zh: &'static str) -> Text {
        Text { en, zh }
    }
    [
        month("Jan", "1月"),
        month("Feb", "2月"),
        month("Mar", "3月"),
        month("Apr", "4月"),
        month("May", "5月"),
        month("Jun", "6月"),
        month("Jul", "7月"),
        month("Aug", "8月"),
        month("Sep", "9月"),
        month("Oct", "10月"),
        month("Nov", "11月"),
        month("Dec", "12月"),
    ]
};

/// A text with what fills its gaps.
pub(crate) type Gapped<'a> = (Text, &'a [(&'a str, &'a str)]);

/// The words for a unit of the vocabulary; `None` for pure numbers.
pub(crate) fn unit(unit: &str) -> Option<Text> {
    Some(match unit {
        "needs" => NEEDS,
        "days" => DAYS,
        "petitions" => PETITIONS,
        "1/1000 person-years" => PER_1000,
        "hours" => HOURS,
        "hours/group/year" => HOURS_GROUP_YEAR,
        "1/group/year" => PER_GROUP_YEAR,
        "hours/year" => HOURS_YEAR,
        "1/year" => PER_YEAR,
        "yuan" => YUAN,
        "yuan/year" => YUAN_YEAR,
        "households" => HOUSEHOLDS,
        "people" => PEOPLE,
        "seats" => SEATS,
        "utility" => UTILITY,
        "hours/week" => HOURS_WEEK,
        "hours/month" => HOURS_MONTH,
        "1/household/year" => PER_HOUSEHOLD_YEAR,
        "1/cadre/year" => PER_CADRE_YEAR,
        "1/month" => PER_MONTH,
        "yuan/day" => YUAN_DAY,
        "years" => YEARS,
        "cases" => CASES,
        "experiences" => EXPERIENCES,
        "days/group/year" => DAYS_GROUP_YEAR,
        "disputes" => DISPUTES,
        "labour days/group/year" => LABOUR_DAYS,
        "minutes" => MINUTES,
        "projects" => PROJECTS,
        "yuan/household" => YUAN_HOUSEHOLD,
        _ => return None,
    })
}

/// What an unknown of this name means, as in `points.csv`, with the seat that it is of; the name itself where it is none.
pub(crate) fn unknown(name: &str, language: Language) -> String {
    let Some(place) = crate::experiment::design::parameter_of(name) else { return super::text::tidy(name) };
    let meaning = place.meaning().get(language);
    let role = name.split_once("seat.").and_then(|(_, rest)| rest.split_once('.'));
    let Some((role, _)) = role else { return meaning.to_string() };
    let role = match role {
        "leader" => SEAT_LEADER.get(language),
        "party" => SEAT_PARTY.get(language),
        "representative" => SEAT_REPRESENTATIVE.get(language),
        other => other,
    };
    say(SEAT, language, &[("meaning", meaning), ("role", role)])
}

/// A number that was varied, with its unit.
pub(crate) fn factor(name: &str, of: &str, language: Language) -> String {
    let unit = unit(of).map_or(of, |unit| unit.get(language));
    let text = if unit.is_empty() { RESPONSE_FACTOR } else { RESPONSE_FACTOR_UNIT };
    super::text::tidy(&say(text, language, &[("factor", name), ("unit", unit)]))
}

/// What stands between sentences.
pub(crate) fn space(language: Language) -> &'static str {
    match language {
        Language::English => " ",
        Language::Chinese => "",
    }
}

/// A text with its gaps, such as `{arm}`, filled in. What is filled in is not searched for gaps.
pub(crate) fn say(text: Text, language: Language, gaps: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text.get(language);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let value = gaps.iter().find(|(gap, _)| *gap == name).map(|(_, value)| *value);
        debug_assert!(value.is_some(), "nothing fills {{{name}}}");
        out.push_str(value.unwrap_or(""));
        rest = tail;
    }
    out.push_str(rest);
    if language == Language::Chinese { closed_up(&out) } else { out }
}

/// Chinese text without spaces between Hanzi and numbers, which the spacing of the type makes unnecessary.
fn closed_up(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let hanzi = |at: Option<&char>| at.is_some_and(|c| u32::from(*c) >= 0x2E80);
    let kept = characters.iter().enumerate().filter(|(i, c)| {
        let beside = hanzi(i.checked_sub(1).and_then(|before| characters.get(before))) || hanzi(characters.get(i + 1));
        **c != ' ' || !beside
    });
    kept.map(|(_, c)| *c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::text::missing;
    use crate::vocabulary::{GroupMeasure, Measure, MonthMeasure};

    #[test]
    fn both_languages_have_the_same_gaps() {
        fn gaps(text: &str) -> Vec<&str> {
            let mut gaps: Vec<&str> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
            gaps.sort_unstable();
            gaps
        }
        for text in ALL.iter().chain(crate::charts::decision::words::ALL).chain(crate::charts::growth::words::ALL) {
            assert_eq!(gaps(text.en), gaps(text.zh), "{}", text.en);
        }
    }

    #[test]
    fn the_fonts_have_every_character_of_words_and_measures() {
        let measures = Measure::ALL.iter().flat_map(|m| [m.label(), m.formula()]);
        let groups = GroupMeasure::ALL.iter().flat_map(|m| [m.label(), m.formula()]);
        let months = MonthMeasure::ALL.iter().flat_map(|m| [m.label(), m.formula()]);
        for text in ALL
            .iter()
            .chain(crate::charts::decision::words::ALL)
            .chain(crate::charts::growth::words::ALL)
            .chain(&MONTHS)
            .copied()
            .chain(measures)
            .chain(groups)
            .chain(months)
        {
            for words in [text.en, text.zh] {
                assert_eq!(missing(words).collect::<String>(), "", "{words}");
            }
        }
    }

    #[test]
    fn gaps_are_filled_once() {
        let text = Text { en: "{a} and {b}", zh: "{a} 与 {b} 次" };
        assert_eq!(say(text, Language::English, &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert_eq!(say(text, Language::Chinese, &[("a", "X y"), ("b", "2")]), "X y与2次");
    }
}
