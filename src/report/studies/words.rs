//! Words of reports on studies of many points.

use crate::charts::words::words;

words! {
    EXTENT = "{from} to {to}; {points} points, at each {replicates} replicates of each arm; seed {seed}.",
        "统计期 {from} 至 {to}；共 {points} 个点，每点每个方案重复 {replicates} 次；随机种子 {seed}。";
    LEFT_OUT = "Left out, as they are no sound scenarios: {count} of {points} points; manifest.json lists them.",
        "因方案不成立而未计入：{points} 个设计点中的 {count} 个，详见 manifest.json。";
    FACTORS = "What varies from point to point", "各点之间变动的量";
    FACTOR = "What varies", "变动的量";
    FACTOR_NAME = "Key", "键";
    ROLE = "Kind", "类别";
    LEVER = "chosen", "可选择";
    UNCERTAINTY = "unknown", "未知";
    VALUES = "Values", "取值";
    FACTORS_NOTE = "Chosen: what an official decides. Unknown: what is guessed, over the range that seems possible. Everything else is as in the lists of values.",
        "可选择：由决策者决定。未知：取值系猜测，在可能的范围内变动。其余各量见取值表。";
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_have_the_same_gaps_and_the_fonts_have_every_character() {
        crate::report::words::sound(super::ALL);
    }
}
