//! The words of charts of shares that grow: drives for consent and storms.

use crate::charts::words::words;

words! {
    // What both say.
    GROWTH_ONE = "Line: the one replicate.", "曲线为唯一一次重复。";
    GROWTH_LINE = "Line: mean of {replicates} replicates; band: 90% of them; in brackets: 95% interval of the mean.",
        "曲线为 {replicates} 次重复的均值，色带为其中 90% 的范围，方括号内为均值的 95% 区间。";
    GROWTH_BANDS = "Line: mean of {replicates} replicates; bands, of {baseline} and {other}: 90% of them; in brackets: 95% interval of the mean.",
        "曲线为 {replicates} 次重复的均值，色带({baseline}与{other})为其中 90% 的范围，方括号内为均值的 95% 区间。";
    GROWTH_GREY = "In colour: {baseline} (baseline) and {other} (highest); in grey: the other {count} arms.",
        "彩色为基准{baseline}与{other}(最高)，灰色为其余 {count} 个方案。";
    GROWTH_BAND_OF = "The bands are of the first {count} replicates.", "色带取自前 {count} 次重复。";

    // Drives for consent.
    DRIVE_TITLE = "Consent, day by day", "征求同意的进展";
    DRIVE_ROAD = "Consent to a road, day by day", "道路用地征求同意的进展";
    DRIVE_LAND = "Consent to let land, day by day", "土地流转征求同意的进展";
    DRIVE_MORE = "{points} percentage points more of the households consent with {arm} than with {baseline}",
        "{arm}：同意户占比比{baseline}高 {points} 个百分点";
    DRIVE_FEWER = "{points} percentage points fewer of the households consent with {arm} than with {baseline}",
        "{arm}：同意户占比比{baseline}低 {points} 个百分点";
    DRIVE_EARLIER = "Half of the households consent {days} days earlier with {arm} than with {baseline}",
        "{arm}：半数农户同意的时间比{baseline}早 {days} 天";
    DRIVE_LATER = "Half of the households consent {days} days later with {arm} than with {baseline}",
        "{arm}：半数农户同意的时间比{baseline}晚 {days} 天";
    DRIVE_SUBTITLE = "Share of the {asked} households asked that have consented, by day of the drive.", "应征求的 {asked} 户中已同意的占比，按工作开始后的天数。";
    DRIVE_SUBTITLE_ABOUT = "Share of the households asked (about {asked}) that have consented, by day of the drive.",
        "应征求农户(约 {asked} 户)中已同意的占比，按工作开始后的天数。";
    DRIVE_SUBTITLE_NONE = "Share of the households asked that have consented, by day of the drive.", "应征求农户中已同意的占比，按工作开始后的天数。";
    DRIVE_FOOT = "day of the drive", "工作开始后天数";
    DRIVE_NEEDED = "dashed: {share} required", "虚线：要求 {share}";
    DRIVE_REACHED = "Replicates that reach the required share: {list}.", "达到要求的重复占比：{list}。";
    DRIVE_REACHED_IN = "{arm} {share} (day {day} on average)", "{arm} {share} (平均第 {day} 天)";
    DRIVE_REACHED_NEVER = "{arm} none", "{arm}无";
    DRIVE_HALF = "Half of the households, day: {list}.", "半数农户同意之日：{list}。";
    DRIVE_HALF_OF = "{arm} {day}", "{arm}第 {day} 天";
    DRIVE_HALF_SOME = "{arm} {day} (in {share} of replicates)", "{arm}第 {day} 天(占重复的 {share})";
    DRIVE_HALF_NEVER = "{arm} never", "{arm}从未";
    DRIVE_PAIRED = "{arm} minus {baseline}, paired, with 95% intervals: {list}.", "{arm}减{baseline}，配对，附 95% 区间：{list}。";
    DRIVE_PAIRED_SHARE = "share at the end {difference} points", "期末占比 {difference} 个百分点";
    DRIVE_PAIRED_HALF = "days to half {difference}", "达到半数的天数 {difference}";
    DRIVE_CUT = "The drive may last {days} days; later days add less than half a point to any line.",
        "工作最长 {days} 天；其后各曲线升幅不足半个百分点，未画出。";
    ALT_DRIVE = "{arm}: {value} at the end.", "{arm}：期末 {value}。";

    // Storms.
    STORM_TITLE = "The night of a storm: who is out in time", "暴雨之夜：转移的进度";
    STORM_TITLES = "The nights of {count} storms: who is out in time", "{count} 次暴雨之夜：转移的进度";
    STORM_SUBTITLE = "Share of the people in houses at risk who have left, by minutes since the first signs. Dots and numbers: at the impact.",
        "受威胁房屋中已离开的人数占比，按首次征兆后的分钟数。圆点与数值取自来袭之时。";
    STORM_FOOT = "minutes since the first signs", "首次征兆后分钟数";
    STORM_IMPACT = "impact", "来袭";
    STORM_IMPACTS = "impacts", "来袭时段";
    STORM_LAST = "Triangles: the last door is seen to or left, mean over storms ({list}).", "三角为最后一户得到照看或离开的平均时刻({list})。";
    STORM_LAST_OF = "{arm} {minutes} min", "{arm} {minutes} 分钟";
    STORM_DOORS = "Map: the houses at risk in replicate 0{storm}. Small grey dots: other houses of the groups struck.",
        "地图：第 0 次重复{storm}中受威胁的房屋；灰色小点为受灾小组的其他房屋。";
    STORM_FIRST = ", first storm", "第一次暴雨";
    STORM_RIVER = "Blue band: river.", "蓝色带为河流。";
    STORM_NO_DOORS = "No map: replicates take different parameter sets, or rosters are not kept.", "无地图：各次重复的参数组不同，或结果未保存名册。";
    STORM_KNOCKED = "heard by a knock", "上门告知";
    STORM_PHONED = "heard by phone or loudspeaker", "电话或广播告知";
    STORM_TOLD = "heard from neighbours", "邻里相告";
    STORM_UNHEARD = "did not hear in time", "来袭前未得知";
    STORM_LEFT = "still inside at the impact", "来袭时仍在屋内";
    ALT_STORM = "{arm}: {value} moved by the impact, last door {minutes} min.", "{arm}：来袭前转移 {value}，最后一户 {minutes} 分钟。";
    ALT_DOORS = "Doors of replicate 0, {arm}: {knocked} knocked, {phoned} phoned, {told} told by neighbours, {unheard} unheard, {left} still inside.",
        "第 0 次重复，{arm}：上门 {knocked} 户，电话广播 {phoned} 户，邻里相告 {told} 户，未得知 {unheard} 户，仍在屋内 {left} 户。";
}
