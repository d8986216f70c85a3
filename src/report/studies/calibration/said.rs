//! A calibration in words: what is left, what the patterns tell, what cannot be met, what must be said beside it.

use crate::analysis::calibration::{FactorRow, PairRow, PatternRow, Role, Tables, Verdict};
use crate::charts::words::{say, words};
use crate::report::numbers::{Numbers, percent};
use crate::statistics::abc::Stop;
use crate::statistics::matching::CUT_OFF;
use crate::vocabulary::{Language, Text};

/// Fewer sets than this, of equal weight, make the outer quantiles (2.5 %) the very ends of what is left.
const FEW: f64 = 40.0;

words! {
    BEFORE_AFTER = "Before: sets drawn from the plausible ranges; after: the sets that are left, by weight. Numbers of a pattern are means over the replicates of a set; holds: within the tolerance, or on the claimed side.",
        "校准前：从可能取值范围抽取的参数组；校准后：剩下的参数组（按权重）。模式的数值为每组各次重复的均值；成立：在允许偏差以内，或在断言一侧。";
    KEPT_APART = "Kept apart: not used to choose sets, so that it can say whether they are right. A pattern that was fitted is no evidence, and a comparison that is drawn from these sets repeats what was fitted.",
        "留作检验：未用于挑选参数组，因此可以检验其是否正确。用于拟合的模式不构成证据，用这些参数组所作的比较会重复所拟合的内容。";
    IDENTIFIED_MEANS = "Identified: the variance fell by three quarters or more; partly: the distribution moved by more than chance (1%). What is left is a range, and every set in it is as good as another: no single set is the answer.",
        "可识别：方差减少四分之三以上；部分识别：分布变化超出偶然（1%）。剩下的是范围，其中各组同样可取，不存在唯一答案。";
    OUT_OF_REACH = "OUT OF REACH: {label}. No set of the plausible ranges comes near (least implausibility {least}): the model cannot reproduce it, and nothing was bent towards it.",
        "无法达到：{label}。可能取值范围内没有任何参数组接近（最小不合理度 {least}）：模型不能再现该模式，未为其扭曲其他参数。";
    NOT_MET = "NOT MET by any set that is left: {label}.", "剩下的参数组均不符合：{label}。";
    NOT_GIVEN = "NOT GIVEN by any set that is left, and kept apart: {label}.", "剩下的参数组均未给出（留作检验）：{label}。";
    ALL_RULED_OUT = "NONE of the sets drawn from the plausible ranges meets all fitted patterns: what is left is only the nearest, and no basis for comparisons.",
        "从可能取值范围抽取的参数组无一符合全部拟合模式：剩下的只是最接近者，不能作为比较的依据。";
    NONE_LEFT = "NO SET is left: nothing is told of the unknowns.", "没有剩下任何参数组：对未知参数不作结论。";
    FEW_LEFT = "FEW: the sets that are left are worth only {worth} of equal weight, so the 95% ranges are rough. Take more --points or --sets.",
        "参数组偏少：剩下的仅相当于 {worth} 个等权参数组，95% 范围较粗略。请增加 --points 或 --sets。";
    NOT_RULED_OUT = "Of {sets} sets drawn from the plausible ranges, {share} are not ruled out by any fitted pattern (implausibility at most {cut}), {but_one} if the worst pattern of each is forgiven.",
        "从可能取值范围抽取的 {sets} 组中，{share} 未被任何拟合模式排除（不合理度不超过 {cut}）；若容许各组最差的一项模式，则为 {but_one}。";
    LAST = "The last of {number} populations has {sets} sets within a distance of {distance}, worth {worth} of equal weight.",
        "共 {number} 代，最后一代 {sets} 组，距离不超过 {distance}，相当于 {worth} 个等权参数组。";
    STOP_DISTANCE = "It stopped because all lie within the least distance asked for.", "已全部在要求的最小距离以内，故停止。";
    STOP_POPULATIONS = "It stopped at the most populations; more may come closer.", "达到代数上限而停止，更多代可能更接近。";
    STOP_ACCEPTANCE = "It stopped because too few new sets came closer.", "更接近的新参数组太少，故停止。";
    STOP_NO_PROGRESS = "It stopped because nothing comes closer.", "无法更接近，故停止。";
    TOLD_ALL = "The patterns tell something of all {all} unknowns, and identify {identified}.", "模式对全部 {all} 个未知参数均有所说明，其中 {identified} 个可识别。";
    TOLD_SOME = "Of {all} unknowns the patterns identify {identified} and tell {partly} in part; of the other {not} they say nothing.",
        "{all} 个未知参数中，模式可识别 {identified} 个，部分识别 {partly} 个；对其余 {not} 个不能说明任何情况。";
    TOGETHER = "Told only together, as one can make up for the other ({count} pairs):", "只能合起来说明、彼此可以替代的参数（{count} 对）：";
    FITTED = "fitted", "用于拟合";
    HELD_OUT = "kept apart", "留作检验";
    UNREACHED = "out of reach", "无法达到";
    LEFT_OUT = "left out", "未使用";
    IDENTIFIED = "identified", "可识别";
    PARTLY = "partly", "部分识别";
    NOT_TOLD = "not", "不能识别";
}

/// What a pattern says, in the words of the scenario.
pub(crate) fn label(row: &PatternRow, language: Language) -> &str {
    match language {
        Language::English => &row.label_en,
        Language::Chinese => &row.label_zh,
    }
}

/// What a pattern is used for.
pub(crate) fn used(role: Role) -> Text {
    match role {
        Role::Fitted => FITTED,
        Role::HeldOut => HELD_OUT,
        Role::OutOfReach => UNREACHED,
        Role::LeftOut => LEFT_OUT,
    }
}

/// Whether an unknown is told.
pub(crate) fn verdict(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Identified => IDENTIFIED,
        Verdict::Partly => PARTLY,
        Verdict::Not => NOT_TOLD,
    }
}

/// How many unknowns the patterns tell anything about.
pub(crate) fn told_of(tables: &Tables, language: Language) -> String {
    let count = |verdict| tables.of(verdict).count().to_string();
    let (all, not) = (tables.factors.len().to_string(), count(Verdict::Not));
    let (identified, partly) = (count(Verdict::Identified), count(Verdict::Partly));
    let gaps = [("all", all.as_str()), ("identified", &identified), ("partly", &partly), ("not", &not)];
    say(if not == "0" { TOLD_ALL } else { TOLD_SOME }, language, &gaps)
}

/// What must not be overlooked.
pub(crate) fn warnings(tables: &Tables, language: Language) -> Vec<String> {
    let say = |text: Text, gaps: &[(&str, &str)]| say(text, language, gaps);
    let mut warnings = Vec::new();
    let out = tables.patterns.iter().filter(|row| row.role == Role::OutOfReach);
    warnings.extend(out.map(|row| {
        let least = row.least_implausibility.map_or_else(|| "–".into(), |least| format!("{least:.1}"));
        say(OUT_OF_REACH, &[("label", label(row, language)), ("least", &least)])
    }));
    let worth = tables.populations.last().and_then(|last| last.effective_size);
    match (tables.populations.last(), worth) {
        (None, _) => warnings.push(NONE_LEFT.get(language).into()),
        (_, Some(worth)) if worth < FEW => warnings.push(say(FEW_LEFT, &[("worth", &format!("{worth:.0}"))])),
        _ => {}
    }
    let fitted = tables.patterns.iter().any(|row| row.role == Role::Fitted);
    if fitted && tables.not_ruled_out().share == Some(0.0) {
        warnings.push(ALL_RULED_OUT.get(language).into());
    }
    let unmet = tables.patterns.iter().filter(|row| row.posterior_holds_share == Some(0.0));
    warnings.extend(unmet.filter_map(|row| {
        let text = match row.role {
            Role::Fitted => NOT_MET,
            Role::HeldOut => NOT_GIVEN,
            Role::OutOfReach | Role::LeftOut => return None,
        };
        Some(say(text, &[("label", label(row, language))]))
    }));
    warnings
}

/// How much of the prior is not ruled out, and how far the search came.
pub(crate) fn left(tables: &Tables, language: Language) -> Vec<String> {
    let kept = tables.not_ruled_out();
    let interval = kept
        .ci_low
        .zip(kept.ci_high)
        .map_or_else(String::new, |(low, high)| format!(" [{:.0}, {:.0}]", 100.0 * low, 100.0 * high));
    let (share, but_one) = (format!("{}{interval}", percent(kept.share)), percent(kept.share_but_one));
    let (sets, cut) = (kept.sets.to_string(), CUT_OFF.to_string());
    let gaps = [("sets", sets.as_str()), ("share", &share), ("cut", &cut), ("but_one", &but_one)];
    let mut told = vec![say(NOT_RULED_OUT, language, &gaps)];
    if let Some(last) = tables.populations.last() {
        let (number, distance) = (last.population.to_string(), format!("{:.3}", last.distance));
        let (sets, worth) = (last.sets.to_string(), worth(last.effective_size));
        let gaps = [("number", number.as_str()), ("sets", &sets), ("distance", &distance), ("worth", &worth)];
        told.push(say(LAST, language, &gaps));
        told.extend(last.stop.map(|stop| {
            let text = match stop {
                Stop::Distance => STOP_DISTANCE,
                Stop::Populations => STOP_POPULATIONS,
                Stop::Acceptance => STOP_ACCEPTANCE,
                Stop::NoProgress | Stop::NoData => STOP_NO_PROGRESS,
            };
            text.get(language).to_string()
        }));
    }
    told
}

/// How many sets of equal weight a population is worth.
pub(crate) fn worth(size: Option<f64>) -> String {
    size.map_or_else(|| "–".into(), |size| format!("{size:.0}"))
}

/// That some unknowns can only be told together; `None` where none are.
pub(crate) fn together(tables: &Tables, language: Language) -> Option<String> {
    let count = tables.strong().len();
    (count > 0).then(|| say(TOGETHER, language, &[("count", &count.to_string())]))
}

/// A correlation: `−0.53`.
pub(crate) fn correlation(pair: &PairRow) -> String {
    pair.correlation.map_or_else(|| "–".into(), |r| format!("{r:+.2}").replace('-', "−"))
}

/// What is observed or claimed of the number of a pattern.
pub(crate) fn claimed(row: &PatternRow) -> String {
    let level = level(row);
    let scale = if Numbers::new(&row.measure, None, None).is_percent() { 100.0 } else { 1.0 };
    let sign = if scale > 1.0 && level { " %" } else { "" };
    // Rounded, so that a share of 0.07 is not written 7.000000000000001.
    let shown = |value: f64| (libm::round(value * scale * 1e9) / 1e9).to_string().replace('-', "−");
    let margin = row.margin.unwrap_or(0.0);
    match row.claim.as_str() {
        "value" => {
            format!("{}{sign} ± {}{sign}", shown(row.observed.unwrap_or(0.0)), shown(row.tolerance.unwrap_or(0.0)))
        }
        "more" => format!("> {}{sign}", shown(margin)),
        "less" => format!("< {}{sign}", shown(if level || margin == 0.0 { margin } else { -margin })),
        "equivalent" => format!("± {}", shown(margin)),
        _ => String::new(),
    }
}

/// Whether a pattern is about a number itself, not about a difference.
pub(crate) fn level(row: &PatternRow) -> bool {
    row.against.as_deref() == Some("none")
}

/// Median and 95 % interval of a pattern over the sets before.
pub(crate) fn before(row: &PatternRow) -> String {
    spread(row, [row.prior_q025, row.prior_q50, row.prior_q975])
}

/// The same over the sets that are left.
pub(crate) fn after(row: &PatternRow) -> String {
    spread(row, [row.posterior_q025, row.posterior_q50, row.posterior_q975])
}

fn spread(row: &PatternRow, [low, middle, high]: [Option<f64>; 3]) -> String {
    let (Some(low), Some(middle), Some(high)) = (low, middle, high) else { return "–".into() };
    let numbers = Numbers::new(&row.measure, Some(0.5 * (high - low)), Some(middle));
    if level(row) {
        format!("{} {}", numbers.value(Some(middle)), numbers.range(low, high))
    } else {
        format!("{} {}", numbers.signed(middle), numbers.interval(low, high))
    }
}

/// The share of the variance that an unknown lost: `−8 %` where it has more than before.
pub(crate) fn lost(row: &FactorRow) -> String {
    percent(row.contraction).replace('-', "−")
}

/// The shares of sets in which a pattern holds, before and after; empty where it is not judged.
pub(crate) fn holds(row: &PatternRow) -> String {
    let shares = [row.prior_holds_share, row.posterior_holds_share];
    if shares[0].is_none() { String::new() } else { shares.map(percent).join(" → ") }
}

/// The plausible range of an unknown.
pub(crate) fn plausible(row: &FactorRow) -> String {
    let numbers = Numbers::new("", Some(0.5 * (row.prior_high - row.prior_low)), None);
    format!("{} … {}", numbers.plain(row.prior_low), numbers.plain(row.prior_high))
}

/// What is left of an unknown: median and 95 % interval over sets.
pub(crate) fn kept(row: &FactorRow) -> String {
    let (Some(low), Some(middle), Some(high)) = (row.q025, row.q50, row.q975) else { return "–".into() };
    let numbers = Numbers::new("", Some(0.5 * (high - low)), Some(middle));
    format!("{} {}", numbers.value(Some(middle)), numbers.range(low, high))
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_have_the_same_gaps_and_the_fonts_have_every_character() {
        crate::report::words::sound(super::ALL);
    }
}
