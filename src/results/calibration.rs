//! The columns of the tables of a calibration.

use super::table::{Field, Kind};
use super::tables::key;
use super::validation_fields;
use crate::vocabulary::Text;

/// A table of a calibration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalibrationTable {
    /// One row a factor, before and after.
    Factors,
    /// One row a pattern, before and after.
    Targets,
    /// One row a pair of factors.
    Pairs,
    /// One row a factor and part of its range.
    Profile,
    /// One row a population of the search.
    Populations,
    /// One row a set drawn from the prior.
    Sets,
}

impl CalibrationTable {
    /// All of them.
    pub const ALL: [CalibrationTable; 6] = [
        CalibrationTable::Factors,
        CalibrationTable::Targets,
        CalibrationTable::Pairs,
        CalibrationTable::Profile,
        CalibrationTable::Populations,
        CalibrationTable::Sets,
    ];

    /// The name of its file without the ending.
    pub fn name(self) -> &'static str {
        match self {
            CalibrationTable::Factors => "calibration",
            CalibrationTable::Targets => "calibration_targets",
            CalibrationTable::Pairs => "calibration_pairs",
            CalibrationTable::Profile => "calibration_profile",
            CalibrationTable::Populations => "calibration_populations",
            CalibrationTable::Sets => "calibration_sets",
        }
    }

    /// The name of its file.
    pub fn file(self) -> String {
        format!("{}.csv", self.name())
    }

    /// What it holds.
    pub fn title(self) -> Text {
        match self {
            CalibrationTable::Factors => {
                Text { en: "What the patterns tell of each parameter", zh: "各参数经模式校准后的范围" }
            }
            CalibrationTable::Targets => {
                Text { en: "Each pattern before and after calibration", zh: "各模式校准前后的取值" }
            }
            CalibrationTable::Pairs => {
                Text { en: "Correlations between parameters after calibration", zh: "校准后参数间的相关" }
            }
            CalibrationTable::Profile => Text {
                en: "Least distance to the patterns along each parameter",
                zh: "各参数取值范围内与模式的最小距离",
            },
            CalibrationTable::Populations => Text { en: "How the search went", zh: "搜索过程" },
            CalibrationTable::Sets => {
                Text { en: "How implausible each set drawn from the prior is", zh: "先验各参数组的不合理度" }
            }
        }
    }

    /// The columns that tell its rows apart.
    pub fn key(self) -> &'static [&'static str] {
        match self {
            CalibrationTable::Factors => &["factor"],
            CalibrationTable::Targets => &["target"],
            CalibrationTable::Pairs => &["factor", "other"],
            CalibrationTable::Profile => &["factor", "bin"],
            CalibrationTable::Populations => &["population"],
            CalibrationTable::Sets => &["point"],
        }
    }

    /// Its columns.
    pub fn fields(self) -> Vec<Field> {
        match self {
            CalibrationTable::Factors => factors(),
            CalibrationTable::Targets => targets(),
            CalibrationTable::Pairs => pairs(),
            CalibrationTable::Profile => profile(),
            CalibrationTable::Populations => populations(),
            CalibrationTable::Sets => sets(),
        }
    }
}

const FACTOR: fn() -> Field = || {
    key(
        "factor",
        Kind::Text,
        "Parameter",
        "参数",
        "Its path; seat.ROLE.KEY is a seat in every structure.",
        "参数路径；seat.ROLE.KEY 指各班子结构中的同一职位。",
    )
};

fn perhaps(field: Field) -> Field {
    Field { required: false, ..field }
}

/// A number that may be missing.
fn number(name: &'static str, en: &'static str, zh: &'static str, meaning: Text) -> Field {
    perhaps(key(name, Kind::Real, en, zh, meaning.en, meaning.zh))
}

/// The five quantiles of something, whose names begin like this.
fn quantiles(names: [&'static str; 5], meaning: Text) -> impl Iterator<Item = Field> {
    let titles = [("2.5 %", "2.5%"), ("25 %", "25%"), ("Median", "中位数"), ("75 %", "75%"), ("97.5 %", "97.5%")];
    names.into_iter().zip(titles).map(move |(name, (en, zh))| number(name, en, zh, meaning))
}

fn factors() -> Vec<Field> {
    const KEPT: Text = Text { en: "Of the sets that are not ruled out.", zh: "未被排除的参数组。" };
    let mut fields = vec![
        FACTOR(),
        perhaps(key("unit", Kind::Text, "Unit", "单位", "Unit of the parameter.", "参数单位。")),
        key("prior_low", Kind::Real, "Lower end", "下端", "Of what it may plausibly be.", "可能取值的下端。"),
        key("prior_high", Kind::Real, "Upper end", "上端", "Of what it may plausibly be.", "可能取值的上端。"),
        number("mean", "Mean", "均值", KEPT),
        number("sd", "Standard deviation", "标准差", KEPT),
    ];
    fields.extend(quantiles(["q025", "q25", "q50", "q75", "q975"], KEPT));
    fields.extend([
        number(
            "ks_distance",
            "Distance to the prior",
            "与先验的距离",
            Text {
                en: "Largest gap between the distributions before and after (Kolmogorov-Smirnov).",
                zh: "校准前后分布的最大差距（Kolmogorov-Smirnov）。",
            },
        ),
        number(
            "contraction",
            "Contraction",
            "收缩度",
            Text {
                en: "1 less variance after over variance before.", zh: "1 减去校准后与校准前的方差比。"
            },
        ),
        key(
            "verdict",
            Kind::Text,
            "Told by the patterns",
            "能否识别",
            "identified: the spread is at most halved; partly: the distribution moved by more than chance; not.",
            "identified 可识别（离散程度减半以上）、partly 部分识别（变化超出偶然）、not 不可识别。",
        ),
    ]);
    fields
}

fn targets() -> Vec<Field> {
    const BEFORE: Text = Text {
        en: "Of the means over replicates of the sets drawn from the prior.",
        zh: "先验各参数组按重复取均值后的分布。",
    };
    const AFTER: Text =
        Text { en: "The same of the sets that are not ruled out.", zh: "同上，未被排除的参数组。" };
    let told = ["target", "label_en", "label_zh", "claim", "measure", "unit", "arm", "against"];
    let numbers = ["before", "after", "margin", "observed", "tolerance"];
    let known = validation_fields();
    let of = |name: &str| known.iter().find(|field| field.name == name).copied();
    let mut fields: Vec<Field> = told.iter().chain(&numbers).filter_map(|name| of(name)).collect();
    fields.push(key(
        "role",
        Kind::Text,
        "Used as",
        "用途",
        "fitted; held_out: kept apart as a check; out_of_reach: to be fitted, but no set of the prior can; left_out.",
        "fitted 用于拟合、held_out 留作检验、out_of_reach 任何参数组都达不到、left_out 未使用。",
    ));
    fields.push(number(
        "scale",
        "Scale",
        "尺度",
        Text {
            en: "One unit of distance: the tolerance of a value, else the standard deviation over the prior.",
            zh: "距离单位：取值断言为允许偏差，其余为先验下的标准差。",
        },
    ));
    fields.push(key(
        "prior_sets",
        Kind::Whole,
        "Sets of the prior",
        "先验参数组数",
        "Sets drawn from the prior that have a value.",
        "有值的先验参数组数。",
    ));
    let share = Text { en: "Share of them in which the claim holds.", zh: "其中断言成立的占比。" };
    fields.extend(quantiles(["prior_q025", "prior_q25", "prior_q50", "prior_q75", "prior_q975"], BEFORE));
    fields.push(number("prior_holds_share", "Holds before", "校准前成立占比", share));
    let names = ["posterior_q025", "posterior_q25", "posterior_q50", "posterior_q75", "posterior_q975"];
    fields.extend(quantiles(names, AFTER));
    fields.push(number("posterior_holds_share", "Holds after", "校准后成立占比", share));
    fields.push(number(
        "least_implausibility",
        "Least implausibility",
        "最小不合理度",
        Text {
            en: "Of all sets that were tried; above 3 the model cannot reproduce the pattern.",
            zh: "所有试过的参数组中的最小值；大于 3 表示模型无法再现该模式。",
        },
    ));
    fields.extend(of("source"));
    fields
}

fn pairs() -> Vec<Field> {
    vec![
        FACTOR(),
        key("other", Kind::Text, "Other parameter", "另一参数", "As the first.", "同前。"),
        number(
            "correlation",
            "Correlation",
            "相关系数",
            Text { en: "Over the sets that are not ruled out.", zh: "未被排除的参数组。" },
        ),
        key(
            "strong",
            Kind::Text,
            "Strong",
            "是否强相关",
            "true: at least 0.3 and beyond chance (1 %).",
            "true 表示不低于 0.3 且超出偶然（1%）。",
        ),
    ]
}

fn profile() -> Vec<Field> {
    vec![
        FACTOR(),
        key("bin", Kind::Whole, "Part", "分段", "Tenth of its prior, from 0.", "先验的十等分，从 0 起。"),
        key("low", Kind::Real, "Lower end", "下端", "Of the part.", "分段下端。"),
        key("high", Kind::Real, "Upper end", "上端", "Of the part.", "分段上端。"),
        key("sets", Kind::Whole, "Sets", "参数组数", "Sets that were tried there.", "试过的参数组数。"),
        number(
            "least_distance",
            "Least distance",
            "最小距离",
            Text { en: "To the fitted patterns, among them.", zh: "其中与拟合模式的最小距离。" },
        ),
    ]
}

fn populations() -> Vec<Field> {
    vec![
        key(
            "population",
            Kind::Whole,
            "Population",
            "代次",
            "From 1; the first are the closest sets drawn from the prior.",
            "从 1 起；第一代为先验中最接近者。",
        ),
        key("distance", Kind::Real, "Distance", "距离", "Largest that was accepted.", "接受的最大距离。"),
        key("tried", Kind::Whole, "Tried", "试过", "Sets that were simulated for it.", "为此模拟的参数组数。"),
        key("acceptance", Kind::Real, "Accepted", "接受率", "Share within the distance.", "距离以内的占比。"),
        key("sets", Kind::Whole, "Sets", "参数组数", "Sets that were kept.", "保留的参数组数。"),
        number(
            "effective_size",
            "Effective size",
            "有效样本量",
            Text { en: "Equally weighted sets that they are worth.", zh: "相当于多少个等权参数组。" },
        ),
        perhaps(key(
            "stop",
            Kind::Text,
            "End",
            "停止原因",
            "Of the last: why the search went no further. distance: all are near enough; populations: no more were allowed; \
             acceptance: too few new sets came closer; no_progress: nothing comes closer.",
            "最后一代：搜索停止的原因。distance 均已足够接近，populations 达到代数上限，acceptance 更接近的新参数组太少，\
             no_progress 无法更接近。",
        )),
    ]
}

fn sets() -> Vec<Field> {
    let implausibility = Text {
        en: "Over the fitted patterns, in standard deviations; beyond 3 the set is ruled out.",
        zh: "按拟合模式计，单位为标准差；超过 3 即排除。",
    };
    vec![
        key("point", Kind::Whole, "Point", "参数点", "Set, as in points.", "参数组编号，同 points 表。"),
        number(
            "distance",
            "Distance",
            "距离",
            Text {
                en: "To the fitted patterns, each in its scale.", zh: "与拟合模式的距离，各按其尺度。"
            },
        ),
        number("implausibility", "Implausibility", "不合理度", implausibility),
        number("second_implausibility", "Second implausibility", "次大不合理度", implausibility),
        perhaps(key(
            "worst_target",
            Kind::Text,
            "Worst pattern",
            "最差模式",
            "Pattern of the highest implausibility.",
            "不合理度最高的模式。",
        )),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_key_of_its_columns_and_no_column_twice() {
        for table in CalibrationTable::ALL {
            let names: Vec<&str> = table.fields().iter().map(|field| field.name).collect();
            assert!(table.key().iter().all(|key| names.contains(key)), "{}", table.name());
            assert!((1..names.len()).all(|i| !names[..i].contains(&names[i])), "{names:?}");
        }
    }
}
