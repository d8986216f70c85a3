//! What the answer says, in both languages.

use crate::statistics::rules::Rule;
use crate::vocabulary::Text;

const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}

pub(super) const TITLE: Text = text(
    "{title}: what to choose over {worlds} worlds, {options} options",
    "{title}：{worlds} 个情景下的方案选择，{options} 个选项",
);
pub(super) const LEFT_OUT: Text =
    text("{count} worlds are left out: some option has no value there.", "{count} 个情景因部分选项无数值而剔除。");
pub(super) const LESS: Text = text("less is better", "越少越好");
pub(super) const MORE: Text = text("more is better", "越多越好");
pub(super) const BY_MEASURE: Text =
    text("{measure} ({side}): value and rank by every rule", "按“{measure}”（{side}）：各规则的值与名次");
pub(super) const BY_BENEFIT: Text = text(
    "By net benefit in yuan, at {price} yuan per {unit}: value and rank by every rule",
    "按净收益（元，每{unit}愿付 {price} 元）：各规则的值与名次",
);
pub(super) const FIRM: Text = text("firm", "稳固");
pub(super) const MEAN: Text = text("mean", "均值");
pub(super) const DISPUTED: Text = text("The rules disagree. {sides}.", "各规则结论不一。{sides}。");
pub(super) const SIDE: Text = text("{options} is first by: {rules}", "以“{options}”为先的规则：{rules}");
pub(super) const AGREED: Text = text("Every rule puts first: {options}.", "各规则均以“{options}”为先。");
pub(super) const SHARE_OF_ONE: Text = text("100 points of the share", "100 个百分点");
pub(super) const UNIT_OF_EFFECT: Text = text("unit of the effect", "单位效果");
pub(super) const UNIT_OF: Text = text("unit of \"{measure}\"", "单位“{measure}”");
pub(super) const FRONTIER: Text = text(
    "Cost against effect, means over worlds; ratio: yuan per {unit}",
    "成本与效果（各情景均值）；比值为每{unit}的元数",
);
pub(super) const EFFECT: Text = text("effect", "效果");
pub(super) const COST: Text = text("cost, yuan", "成本（元）");
pub(super) const RATIO: Text = text("ratio", "比值");
pub(super) const ON_FRONTIER: Text = text("on the frontier", "位于前沿");
pub(super) const DOMINATED: Text = text("dominated (D)", "被占优 (D)");
pub(super) const EXTENDED: Text = text("dominated by a mixture (ED)", "被组合占优 (ED)");
pub(super) const LUCK: Text = text(
    "Luck of the replicates makes up {effect} of the spread over worlds of the difference in effect, {cost} of that in cost.",
    "与基准之差在情景间的离散中，重复偶然性占效果的 {effect}、成本的 {cost}。",
);
pub(super) const LUCK_OF_EFFECT: Text = text(
    "Luck of the replicates makes up {effect} of the spread over worlds of the difference in effect.",
    "与基准之差在情景间的离散中，重复偶然性占 {effect}。",
);
pub(super) const LUCK_MUCH: Text = text(
    "That is much: probabilities are drawn towards even and boxes are blurred; sweep with more replicates.",
    "占比偏高：最优占比会趋于平均，受损范围会变模糊，请增加每点的重复次数。",
);
pub(super) const LUCK_UNKNOWN: Text = text(
    "One replicate a point: luck cannot be told from ignorance, and all probabilities are blurred by it.",
    "每点仅一次重复：无法区分偶然性与未知性，各占比均受其影响。",
);
pub(super) const KNOWING: Text =
    text("Which option is best, and what it is worth to know more", "何者最优，多了解情况值多少");
pub(super) const BEST_BETWEEN: Text = text(
    "From {from} to {to} yuan for a unit of effect {option} has the highest mean net benefit; it is best in {first} to {last} of the worlds.",
    "每单位效果愿付 {from} 至 {to} 元时，“{option}”的平均净收益最高，在 {first} 至 {last} 的情景中最优。",
);
pub(super) const BEST_ON_MEAN: Text = text(
    "{option} has the best mean; it is best in {share} of the worlds.",
    "“{option}”的均值最优，在 {share} 的情景中最优。",
);
pub(super) const YUAN: Text = text("{amount} yuan", "{amount} 元");
pub(super) const OF_EFFECT: Text = text("{amount} of \"{measure}\"", "{amount}（“{measure}”）");
pub(super) const AT_PRICE: Text = text(
    " at {price} yuan for a unit of effect, the price of the grid at which it is worth most",
    "（每单位效果 {price} 元时，为所列价格中最高）",
);
pub(super) const PERFECT: Text = text(
    "To know which world is true is worth at most {worth}{at} (EVPI, without the luck of replicates).",
    "完全了解真实情景至多值 {worth}{at}（EVPI，已扣除重复偶然性）。",
);
pub(super) const PERFECT_WITH_LUCK: Text = text(
    "To know which world is true is worth at most {worth}{at} (EVPI; too large, as luck of replicates is in it).",
    "完全了解真实情景至多值 {worth}{at}（EVPI；含重复偶然性，偏大）。",
);
pub(super) const WORTH_KNOWING: Text =
    text("Most worth knowing alone (EVPPI): {list}.", "单独最值得了解的未知量（EVPPI）：{list}。");
pub(super) const NOTHING_ALONE: Text = text(
    "No single unknown would change the choice on average (EVPPI 0).",
    "单独了解任何一个未知量平均都不会改变选择（EVPPI 为 0）。",
);
pub(super) const LOSES: Text = text("Where {arm} loses on: {measure}", "“{arm}”在何处受损：{measure}");
pub(super) const LOSES_IN: Text = text(
    "It does worse than {baseline} in {losing} of {all} worlds ({share}); in {undecided} the runs do not settle the sign.",
    "{all} 个情景中有 {losing} 个（{share}）差于“{baseline}”；其中 {undecided} 个情景的方向未定。",
);
pub(super) const IN_BOX: Text = text(
    "In the box below it loses in {density} of the worlds, against {share} of all. The box holds {coverage} of its losses in {mass} of the worlds; by chance a search does as well with probability {chance}.",
    "在下列范围内，{density} 的情景受损（总体为 {share}）。该范围占全部情景的 {mass}，包含 {coverage} 的受损情景；偶然搜得同样好范围的概率为 {chance}。",
);
pub(super) const NO_BOX: Text = text(
    "No box of unknowns is better than chance: with outcomes shuffled, a search does as well with probability {chance}. More points may show one.",
    "没有优于偶然的未知量范围：打乱结果后搜得同样好的概率为 {chance}。增加设计点或可发现。",
);
pub(super) const NO_BOX_NEEDED: Text =
    text("So no box of unknowns tells losing worlds from the others.", "因此无须以未知量范围区分受损情景。");
pub(super) const BOX: Text = text("in the box", "范围");
pub(super) const RANGE: Text = text("in the sweep", "扫描范围");
pub(super) const QUASI_P: Text = text("quasi-p", "准 p 值");
pub(super) const WRITTEN: Text = text(
    "Written: {folder} (decision_options.csv, decision_worlds.csv, frontier.csv, acceptability.csv, information.csv, discovery.csv, box.csv, as far as they apply)",
    "已写入：{folder}（decision_options.csv、decision_worlds.csv、frontier.csv、acceptability.csv、information.csv、discovery.csv、box.csv，按适用情况）",
);
pub(super) const NOTES: [Text; 3] = [
    text(
        "Ranges say what is plausible, not how likely: \"best in 60 % of the worlds\" is a share of the ranges as they were drawn, not a probability in a real village, unless the points were drawn from a posterior.",
        "取值范围表示可能的取值，不表示概率：“在 60% 的情景中最优”是所设范围的占比，除非设计点取自后验分布，否则不是真实村庄中的概率。",
    ),
    text(
        "Firm: share of resamples of the worlds in which the option put first comes first again. Rules of the worst and the best world hang on the most extreme points drawn. Each rule answers another question; docs/decide.md says which.",
        "稳固：重抽情景后仍居首的占比。最坏与最好情景的规则取决于抽到的极端点。各规则回答不同的问题，见 docs/decide.md。",
    ),
    text(
        "Quasi-p is for one restriction at a time and does not know how many were tried; the chance of the whole box does.",
        "准 p 值针对单个限制，未计入尝试次数；整个范围的偶然概率已计入。",
    ),
];

/// A rule as the heading of a column.
pub(super) fn short(rule: Rule) -> Text {
    match rule {
        Rule::Maximin => text("worst", "最坏"),
        Rule::Maximax => text("best", "最好"),
        Rule::Hurwicz => text("Hurwicz", "折中"),
        Rule::Laplace => text("mean", "平均"),
        Rule::MaximumRegret => text("regret", "最大后悔"),
        Rule::Regret90 => text("regret 90", "九成后悔"),
        Rule::MeanDeviation => text("mean−sd", "均值减差"),
        Rule::Starr => text("thresholds", "达标"),
    }
}
