//! The words of charts of decisions.

use crate::charts::words::words;

words! {
    // Cost-effectiveness plane.
    PLANE_TITLE_ONE = "{measure}: {arm} does better in {better} of {worlds} worlds and costs more in {dearer}",
        "{measure}：{worlds} 个情景中，{arm}在 {better} 更好，在 {dearer} 成本更高";
    PLANE_TITLE_MANY = "{measure} and cost: {count} options against {baseline} in {worlds} worlds",
        "{measure}与成本：{worlds} 个情景中 {count} 个方案对比{baseline}";
    PLANE_TITLE_NONE = "{measure} and cost: {arm} differs from {baseline} in none of {worlds} worlds",
        "{measure}与成本：{worlds} 个情景中{arm}与{baseline}均无差异";
    PLANE_SUBTITLE = "Each dot is a world: difference from {baseline}, mean over {replicates} paired replicates. Ring: mean over the worlds with its 95% intervals. Corners: share of worlds.",
        "每点为一个情景中与{baseline}之差({replicates} 次配对重复的均值)。圆环为各情景均值及 95% 区间，四角为情景占比。";
    PLANE_ACROSS = "Difference in: {measure}", "差值：{measure}";
    PLANE_UP = "Difference in: {measure}", "差值：{measure}";
    PLANE_BETTER = "better", "更好";
    PLANE_WORSE = "worse", "更差";
    PLANE_DEARER = "dearer", "更贵";
    PLANE_CHEAPER = "cheaper", "更省";
    PLANE_CORNER = "{effect}, {cost}", "{effect}、{cost}";
    PLANE_ON_LINE = "Worlds without any difference count for half on either side.", "无差异的情景两侧各计一半。";
    ALT_PLANE = "{arm}: mean difference in effect {effect}, in cost {cost}; {corners}.", "{arm}：效果平均差 {effect}，成本平均差 {cost}；{corners}。";
    ALT_CORNER = "{corner} {share}", "{corner} {share}";

    // Acceptability.
    ACCEPT_ONE = "{measure}: {option} is best on average at every price shown", "{measure}：在所示各价格下{option}平均最优";
    ACCEPT_TWO = "{measure}: {option} is best on average below {price} yuan a unit, {other} above",
        "{measure}：每单位低于 {price} 元时{option}平均最优，高于时{other}最优";
    ACCEPT_MANY = "{measure}: which option is best on average changes {count} times with the price",
        "{measure}：平均最优的方案随价格变化 {count} 次";
    ACCEPT_TIE = "{measure}: at no price is an option best in more worlds than another",
        "{measure}：在各价格下，没有方案在更多情景中最优";
    ACCEPT_SUBTITLE = "Share of {worlds} worlds in which an option is best, by what a unit of the effect may cost. Wide grey line: the option that is best on average. Below: the expected value of perfect information.",
        "{worlds} 个情景中各方案最优的占比，按每单位效果的支付意愿。灰色粗线为平均最优的方案；下图为完全信息的期望价值。";
    ACCEPT_LUCK = "The value of information is without the luck of replicates.", "信息价值已扣除重复偶然性。";
    ACCEPT_RAW = "One replicate: the value of information has luck in it and is too large.", "仅重复一次，信息价值含偶然性，偏大。";
    ACCEPT_GREY = "In grey: {count} more options.", "灰色：其余 {count} 个方案。";
    ACCEPT_ACROSS = "Willingness to pay, yuan for a unit of: {measure}", "每单位支付意愿(元)：{measure}";
    ACCEPT_UP = "Share of worlds in which it is best", "最优的情景占比";
    ACCEPT_EVPI = "Value of perfect information, yuan/year", "完全信息价值，元/年";
    ALT_ACCEPT = "{option}: best in {first} of worlds at {from} yuan, {last} at {to}.", "{option}：{from} 元时在 {first} 的情景中最优，{to} 元时为 {last}。";
    ALT_EVPI = "Value of perfect information: {worth} yuan at most, at {price}.", "完全信息价值最高 {worth} 元，价格 {price}。";

    // Boxes.
    BOX_TITLE = "{measure}: {arm} loses in {density} of the worlds of a box that holds {coverage} of its losses",
        "{measure}：{arm}在此范围内 {density} 的情景受损，含其全部受损情景的 {coverage}";
    BOX_TITLE_NONE = "{measure}: no box of unknowns tells better than chance where {arm} loses",
        "{measure}：没有优于偶然的未知量范围能区分{arm}受损之处";
    BOX_TITLE_MANY = "Where {count} arms lose on: {measure}", "{count} 个方案在何处受损：{measure}";
    BOX_SUBTITLE = "Disc: a world in which the arm does worse than {baseline} on the mean of {replicates} paired replicates; ring: the others. Small and pale: outside of the box, in these or other unknowns.",
        "实心点为差于{baseline}的情景({replicates} 次配对重复的均值)，空心环为其他情景；小而淡者在范围之外(含未画出的未知量)。";
    BOX_COUNTS = "Loses in {losing} of {worlds} worlds ({share}); in the box {inside} of {points}.",
        "{worlds} 个情景中 {losing} 个受损({share})；范围内 {points} 个中 {inside} 个。";
    BOX_COUNTS_NONE = "Loses in {losing} of {worlds} worlds ({share}).", "{worlds} 个情景中 {losing} 个受损({share})。";
    BOX_MORE = "The box also restricts {count} more unknowns.", "该范围另限制 {count} 个未知量。";
    BOX_NONE = "No box is better than chance.", "没有优于偶然的范围。";
    ALT_BOX = "{arm}: {counts} Box: {limits}.", "{arm}：{counts}范围：{limits}。";
    ALT_BOX_NONE = "{arm}: {counts} No box is better than chance.", "{arm}：{counts}没有优于偶然的范围。";
    ALT_LIMIT = "{name} from {low} to {high}", "{name} {low} 至 {high}";
}
