//! The columns of the tables of a decision.

use super::super::table::{Field, Kind};
use super::super::tables::key;
use super::rule_words;
use crate::statistics::rules::Rule;
use crate::vocabulary::Text;

fn perhaps(field: Field) -> Field {
    Field { required: false, ..field }
}

fn option() -> Field {
    key("option", Kind::Text, "Option", "方案选项", "Arm, and what levers are set to.", "方案及可选参数取值。")
}

fn arm() -> Field {
    key("arm", Kind::Text, "Arm", "方案", "Name of the arm.", "方案名称。")
}

fn measure() -> Field {
    key("measure", Kind::Text, "Measure", "指标", "Name of the measure.", "指标名称。")
}

fn factor() -> Field {
    key("factor", Kind::Text, "Factor", "变动参数", "What varies, as in points.csv.", "变动参数，同 points.csv。")
}

fn willingness() -> Field {
    let meaning = "Yuan that one unit of effect may cost; empty where costs are left aside.";
    Field {
        unit: "yuan",
        ..perhaps(key(
            "willingness",
            Kind::Real,
            "Willingness to pay",
            "支付意愿",
            meaning,
            "每单位效果愿付的元数；不计成本时为空。",
        ))
    }
}

pub(super) fn options() -> Vec<Field> {
    let real = Kind::Real;
    let mut fields = vec![
        key(
            "basis",
            Kind::Text,
            "Basis",
            "依据",
            "What rules are applied to: effect, cost or net_benefit.",
            "规则依据：effect 效果、cost 成本、net_benefit 净收益。",
        ),
        perhaps(key(
            "measure",
            Kind::Text,
            "Measure",
            "指标",
            "Measure of effect or cost; empty for the net benefit.",
            "效果或成本指标；净收益为空。",
        )),
        willingness(),
        option(),
        arm(),
        key(
            "mean",
            real,
            "Mean",
            "均值",
            "Mean over worlds, in the unit of the measure, or yuan.",
            "各情景均值，单位同指标或元。",
        ),
        perhaps(key("deviation", real, "Deviation", "标准差", "Standard deviation over worlds.", "各情景标准差。")),
        perhaps(key(
            "luck_share",
            real,
            "Share of luck",
            "偶然占比",
            "Share of the variance over worlds of the difference to the baseline that is luck of replicates.",
            "与基准之差在情景间方差中由重复偶然性造成的占比。",
        )),
    ];
    for rule in Rule::ALL {
        let words = rule_words(rule);
        let column =
            |name, kind, meaning: Text| Field { name, kind, required: false, unit: "", title: words.name, meaning };
        fields.push(column(words.value, real, words.asks));
        fields.push(column(
            words.rank,
            Kind::Whole,
            Text {
                en: "Rank by it; 1 is best, equal ones share the better.",
                zh: "按该规则的名次；1 为最优，相同者并列。",
            },
        ));
        fields.push(column(
            words.first,
            real,
            Text {
                en: "Share of resamples of the worlds in which it comes first by it; equal ones share a resample.",
                zh: "重抽情景后按该规则居首的占比，并列者均分。",
            },
        ));
    }
    fields
}

pub(super) fn worlds() -> Vec<Field> {
    let real = Kind::Real;
    vec![
        key("point", Kind::Whole, "Point", "设计点", "Point of the design, counted from 0.", "设计点编号，自 0 起。"),
        option(),
        arm(),
        key(
            "effect_measure",
            Kind::Text,
            "Measure of effect",
            "效果指标",
            "Name of the measure of effect.",
            "效果指标名称。",
        ),
        key("effect", real, "Effect", "效果", "Mean over replicates.", "各次重复均值。"),
        perhaps(key(
            "effect_difference",
            real,
            "Difference in effect",
            "效果之差",
            "Mean over pairs of the option less the baseline.",
            "与基准配对之差的均值。",
        )),
        perhaps(key(
            "cost_measure",
            Kind::Text,
            "Measure of cost",
            "成本指标",
            "Name of the measure of cost.",
            "成本指标名称。",
        )),
        perhaps(key("cost", real, "Cost", "成本", "Mean over replicates.", "各次重复均值。")),
        perhaps(key(
            "cost_difference",
            real,
            "Difference in cost",
            "成本之差",
            "Mean over pairs of the option less the baseline.",
            "与基准配对之差的均值。",
        )),
    ]
}

pub(super) fn frontier() -> Vec<Field> {
    let real = Kind::Real;
    vec![
        option(),
        arm(),
        key(
            "effect_measure",
            Kind::Text,
            "Measure of effect",
            "效果指标",
            "Name of the measure of effect.",
            "效果指标名称。",
        ),
        key("effect", real, "Effect", "效果", "Mean over worlds, as measured.", "各情景均值，原方向。"),
        key(
            "cost_measure",
            Kind::Text,
            "Measure of cost",
            "成本指标",
            "Name of the measure of cost.",
            "成本指标名称。",
        ),
        key("cost", real, "Cost", "成本", "Mean over worlds.", "各情景均值。"),
        key(
            "standing",
            Kind::Text,
            "Standing",
            "地位",
            "frontier, dominated (D) or extended_dominated (ED).",
            "frontier 前沿、dominated 被占优、extended_dominated 扩展被占优。",
        ),
        Field {
            unit: "yuan",
            ..perhaps(key(
                "icer",
                real,
                "Cost of one more unit of effect",
                "增量成本效果比",
                "Against the option below on the frontier; empty for the cheapest and those not on it.",
                "相对前沿上更便宜一级的方案；最便宜者与非前沿者为空。",
            ))
        },
    ]
}

pub(super) fn acceptability() -> Vec<Field> {
    let real = Kind::Real;
    let unit = "In yuan; where costs are left aside, in units of the effect.";
    vec![
        willingness(),
        option(),
        arm(),
        key(
            "effect_measure",
            Kind::Text,
            "Measure of effect",
            "效果指标",
            "Name of the measure of effect.",
            "效果指标名称。",
        ),
        key("net_benefit", real, "Net benefit", "净收益", unit, "单位为元；不计成本时为效果单位。"),
        key(
            "probability",
            real,
            "Best in",
            "最优占比",
            "Share of worlds in which it is best; equal ones share a world.",
            "该方案最优的情景占比，并列者均分。",
        ),
        key(
            "on_frontier",
            Kind::Text,
            "On the acceptability frontier",
            "位于可接受性前沿",
            "true for the option of the highest mean.",
            "均值最高者为 true。",
        ),
        key(
            "expected_loss",
            real,
            "Expected loss",
            "期望损失",
            "How far it falls behind the best of each world, on average.",
            "与各情景最优方案差距的均值。",
        ),
        perhaps(key(
            "evpi",
            real,
            "Value of perfect information",
            "完全信息价值",
            "Expected, without the luck of replicates; empty below two.",
            "期望值，已扣除重复偶然性；不足两次为空。",
        )),
        key(
            "evpi_raw",
            real,
            "The same with luck",
            "未扣除偶然性的完全信息价值",
            "Expected loss of the option on the frontier.",
            "前沿方案的期望损失。",
        ),
    ]
}

pub(super) fn information() -> Vec<Field> {
    vec![
        willingness(),
        factor(),
        key(
            "effect_measure",
            Kind::Text,
            "Measure of effect",
            "效果指标",
            "Name of the measure of effect.",
            "效果指标名称。",
        ),
        key(
            "evppi",
            Kind::Real,
            "Value of knowing it",
            "部分完全信息价值",
            "Expected, in yuan; where costs are left aside, in units of the effect. By regression.",
            "期望值，元；不计成本时为效果单位。回归估计。",
        ),
    ]
}

pub(super) fn discovery() -> Vec<Field> {
    let (whole, real) = (Kind::Whole, Kind::Real);
    vec![
        measure(),
        arm(),
        key("step", whole, "Step", "步", "Counted from 0, the box of all points.", "自 0（全部点）起。"),
        key(
            "stage",
            Kind::Text,
            "Stage",
            "阶段",
            "all, peel, paste or chosen.",
            "all 全部、peel 剥离、paste 回贴、chosen 选定。",
        ),
        key("points", whole, "Points", "点数", "Points in the box.", "范围内的点数。"),
        key(
            "losing",
            whole,
            "Losing",
            "受损点数",
            "Points in the box at which the arm loses.",
            "范围内方案受损的点数。",
        ),
        perhaps(key(
            "density",
            real,
            "Density",
            "密度",
            "Share of its points at which the arm loses.",
            "范围内受损点占比。",
        )),
        perhaps(key(
            "coverage",
            real,
            "Coverage",
            "覆盖率",
            "Share of all losses that it holds.",
            "占全部受损点的比例。",
        )),
        perhaps(key("mass", real, "Mass", "质量", "Share of all points that it holds.", "占全部点的比例。")),
        perhaps(key(
            "skill",
            real,
            "Skill",
            "判别力",
            "Coverage less the share of the other points that it holds.",
            "覆盖率减去其余点被包含的比例。",
        )),
        key("restricted", whole, "Restricted", "受限参数数", "Factors that it restricts.", "受限的参数个数。"),
        perhaps(key(
            "factors",
            Kind::Text,
            "Factors",
            "受限参数",
            "Their names, separated by semicolons.",
            "参数名，以分号分隔。",
        )),
        perhaps(key(
            "chance",
            real,
            "By chance",
            "偶然概率",
            "Of the chosen box: share of shuffled outcomes in which a search does as well.",
            "选定范围：打乱结果后搜索同样好的占比。",
        )),
    ]
}

pub(super) fn chosen() -> Vec<Field> {
    let real = Kind::Real;
    vec![
        measure(),
        arm(),
        factor(),
        perhaps(key(
            "low",
            real,
            "From",
            "下限",
            "Empty where the box does not restrict it; of words, the place.",
            "不受限时为空；词语取其序号。",
        )),
        perhaps(key(
            "high",
            real,
            "To",
            "上限",
            "Empty where the box does not restrict it; of words, the place.",
            "不受限时为空；词语取其序号。",
        )),
        key("least", real, "Least", "最小值", "Least value in the sweep.", "扫描中的最小值。"),
        key("most", real, "Most", "最大值", "Greatest value in the sweep.", "扫描中的最大值。"),
        perhaps(key(
            "words",
            Kind::Text,
            "Words",
            "词语",
            "Of words: those within, separated by semicolons.",
            "词语参数：范围内的词语，以分号分隔。",
        )),
        key(
            "quasi_p",
            real,
            "Quasi-p-value",
            "准 p 值",
            "Probability that the box without this restriction, thinned at random, has as many losses.",
            "去除该限制后随机抽减仍有同样多受损点的概率。",
        ),
    ]
}
