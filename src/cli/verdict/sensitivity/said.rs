//! What must be said beside a ranking.

use crate::analysis::sensitivity::{Caveat, Method, Ranking};
use crate::report::numbers::Numbers;
use crate::statistics::Estimate;
use crate::vocabulary::Language;

fn two(sum: f64) -> String {
    format!("{sum:.2}").replace('-', "−")
}

/// How much is chance.
pub(super) fn chance(ranking: &Ranking, numbers: &Numbers, language: Language) -> Option<String> {
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
pub(super) fn said(caveat: &Caveat, ranking: &Ranking, language: Language) -> String {
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
