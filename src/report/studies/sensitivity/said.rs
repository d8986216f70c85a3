//! A ranking in words: what it finds, how much is chance, what must be said beside it.

use crate::analysis::sensitivity::{Caveat, Method, Ranked, Ranking};
use crate::charts::words::unknown;
use crate::report::numbers::{Numbers, percent};
use crate::statistics::Estimate;
use crate::vocabulary::{Language, Text};

/// What Sobol' indices are.
pub(crate) const NOTES_SOBOL: Text = Text {
    en: "ST: share of the variance over the ranges that an unknown carries with all its interactions; S1: alone; 95 % bootstrap \
         intervals over base points.",
    zh: "ST：未知量连同全部交互作用所占的方差份额；S1：单独所占；95% 区间为基点自助法。",
};
/// What elementary effects are.
pub(crate) const NOTES_MORRIS: Text = Text {
    en: "μ*: mean size of the change when an unknown moves over its range and the others stay, with its 95 % bootstrap interval; \
         μ: the same with its sign; σ: how much it differs from place to place.",
    zh: "μ*：其他未知量不变、某一未知量在取值范围内变动时变化的平均幅度，附 95% 自助法区间；μ：带符号的均值；\
         σ：各处变化的差异。",
};
/// What every ranking rests on.
pub(crate) const RANGES: Text = Text {
    en: "What matters depends on the ranges: an unknown with a wider range matters more.",
    zh: "重要性取决于取值范围：范围越宽，作用越大。",
};

/// The answer in a sentence; empty where the output does not vary.
pub(crate) fn finding(ranking: &Ranking, numbers: &Numbers, language: Language) -> String {
    let shown = ranking.factors.iter().filter(|ranked| ranking.beyond_chance(ranked));
    let shown: Vec<&Ranked> = shown.take(3).collect();
    let names: Vec<String> = shown.iter().map(|ranked| unknown(&ranked.factor, language)).collect();
    match (shown.first().and_then(|first| first.main), language) {
        _ if !ranking.varies() => String::new(),
        (None, Language::English) => "No unknown is shown to matter by more than chance.".into(),
        (None, Language::Chinese) => "没有任何未知量的作用超过随机性。".into(),
        (Some(main), Language::English) => {
            let how = match ranking.method {
                Method::Sobol => {
                    format!("it is behind {} of how the difference varies, {}", percent(Some(main.value)), reach(&main))
                }
                Method::Morris => {
                    let range = numbers.range(main.interval.low, main.interval.high);
                    format!(
                        "over its range it changes the difference by {} {range}",
                        amount(main.value, numbers, language)
                    )
                }
            };
            let others = if names.len() > 1 { format!(" Then: {}.", names[1..].join("; ")) } else { String::new() };
            format!("It depends most on: {} ({how}).{others}", names[0])
        }
        (Some(main), Language::Chinese) => {
            let how = match ranking.method {
                Method::Sobol => format!("差值变动的 {} 与之有关，{}", percent(Some(main.value)), reach(&main)),
                Method::Morris => {
                    let range = numbers.range(main.interval.low, main.interval.high);
                    format!("在其取值范围内使差值变化 {} {range}", amount(main.value, numbers, language))
                }
            };
            let others =
                if names.len() > 1 { format!("其次：{}。", names[1..].join("；")) } else { String::new() };
            format!("最取决于：{}（{how}）。{others}", names[0])
        }
    }
}

/// The interval of a share.
fn reach(estimate: &Estimate) -> String {
    format!("[{:.0}, {:.0}]", 100.0 * estimate.interval.low, 100.0 * estimate.interval.high).replace('-', "−")
}

fn two(sum: f64) -> String {
    format!("{sum:.2}").replace('-', "−")
}

/// How much is chance.
pub(crate) fn chance(ranking: &Ranking, numbers: &Numbers, language: Language) -> Option<String> {
    let Estimate { value, interval } = ranking.noise_share?;
    let share = format!("{:.0} % [{:.0}, {:.0}]", 100.0 * value, 100.0 * interval.low, 100.0 * interval.high);
    let floor = ranking.noise_floor.map_or_else(String::new, |floor| match ranking.method {
        Method::Sobol => format!("ST {:.2}", floor.value),
        Method::Morris => format!("μ* {}", numbers.plain(floor.value)),
    });
    Some(match language {
        Language::English => format!(
            "Pure chance: {share} of the variance of single runs; in the means over replicates it alone would give {floor}."
        ),
        Language::Chinese => format!("纯随机性：占单次模拟方差的 {share}；对各重复均值，仅随机性即可产生 {floor}。"),
    })
}

/// What must be said before the ranking is believed.
pub(crate) fn said(caveat: &Caveat, ranking: &Ranking, language: Language) -> String {
    let all = ranking.factors.len();
    let bases = match (ranking.method, language) {
        (Method::Morris, Language::English) => "trajectories",
        (Method::Morris, Language::Chinese) => "条轨迹",
        (Method::Sobol, Language::English) => "base points",
        (Method::Sobol, Language::Chinese) => "个基点",
    };
    let alone = if ranking.method == Method::Sobol { "S1" } else { "μ" };
    let main = if ranking.method == Method::Sobol { "ST" } else { "μ*" };
    match (caveat, language) {
        (Caveat::Dropped(count), Language::English) => {
            format!("{count} of {} {bases} were left out: a point of theirs has no value.", ranking.asked)
        }
        (Caveat::Dropped(count), Language::Chinese) => {
            format!("{} {bases}中有 {count} 个因某点无值而未计入。", ranking.asked)
        }
        (Caveat::TooFew, Language::English) => format!("Fewer than two {bases} are left: there are no indices."),
        (Caveat::TooFew, Language::Chinese) => format!("剩余不足两{bases}，无法计算指标。"),
        (Caveat::Constant, Language::English) => "The effect is the same at every point: nothing matters.".into(),
        (Caveat::Constant, Language::Chinese) => "各点效果相同：没有未知量起作用。".into(),
        (Caveat::WithinChance(count), Language::English) => {
            format!("Not shown to matter by more than chance: {count} of {all} unknowns.")
        }
        (Caveat::WithinChance(count), Language::Chinese) => {
            format!("{all} 个未知量中有 {count} 个的作用未显示超过随机性。")
        }
        (Caveat::CoversZero(count), Language::English) => {
            format!("The interval of {alone} covers 0 for {count} of {all} unknowns.")
        }
        (Caveat::CoversZero(count), Language::Chinese) => {
            format!("{all} 个未知量中有 {count} 个的 {alone} 区间包含 0。")
        }
        (Caveat::Interactions(sum), Language::English) => {
            let sum = two(*sum);
            format!("Interactions dominate: what unknowns do alone adds up to {sum} of the variance. Read ST, not S1.")
        }
        (Caveat::Interactions(sum), Language::Chinese) => {
            format!("交互作用占主导：各未知量单独作用之和仅为方差的 {}。应看 ST，而非 S1。", two(*sum))
        }
        (Caveat::Impossible(sum), Language::English) => {
            format!("First-order indices add up to {}, which cannot be: there are too few --points.", two(*sum))
        }
        (Caveat::Impossible(sum), Language::Chinese) => {
            format!("一阶指标之和为 {}，不可能如此：--points 过少。", two(*sum))
        }
        (Caveat::Depends(count), Language::English) => format!(
            "The effect of {count} of the first three differs from place to place (σ above μ*): they interact, or act along \
             no straight line."
        ),
        (Caveat::Depends(count), Language::Chinese) => {
            format!("前三个未知量中有 {count} 个的作用随位置而变（σ 大于 μ*）：存在交互或非线性。")
        }
        (Caveat::Unsettled(half), Language::English) => format!(
            "Too few {bases}: the first {half} rank the leading unknowns otherwise by {main}. Take more --points; what was run is kept."
        ),
        (Caveat::Unsettled(half), Language::Chinese) => {
            format!(
                "{}过少：仅取前 {half} {bases}时，按 {main} 领先的未知量不同。请增加 --points，已有结果保留。",
                if ranking.method == Method::Morris { "轨迹" } else { "基点" }
            )
        }
    }
}

/// How the numbers of a ranking are written.
pub(crate) fn numbers(ranking: &Ranking) -> Numbers {
    let first = ranking.factors.first().and_then(|ranked| ranked.main);
    let half_width = first.map(|main| main.interval.half_width());
    Numbers::new(ranking.measure.name(), half_width, first.map(|main| main.value))
}

/// The size of a difference; of shares in percentage points.
fn amount(value: f64, numbers: &Numbers, language: Language) -> String {
    let points = Text { en: " percentage points", zh: " 个百分点" }.get(language);
    format!("{}{}", numbers.plain(value), if numbers.is_percent() { points } else { "" })
}

/// A share of the variance with its interval.
pub(crate) fn share(estimate: &Estimate) -> String {
    let Estimate { value, interval } = estimate;
    format!("{value:.2} [{:.2}, {:.2}]", interval.low, interval.high).replace("-0.00", "0.00").replace('-', "−")
}

/// ST or S1, or an elementary effect, with its interval.
pub(crate) fn written(estimate: Option<Estimate>, ranking: &Ranking, numbers: &Numbers) -> String {
    let Some(estimate) = estimate else { return "–".into() };
    match ranking.method {
        Method::Sobol => share(&estimate),
        Method::Morris => {
            let interval = numbers.range(estimate.interval.low, estimate.interval.high);
            format!("{} {interval}", numbers.plain(estimate.value))
        }
    }
}
