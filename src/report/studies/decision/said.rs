//! A decision in words: what terminal and report both say of it.

use crate::charts::words::say;
use crate::report::numbers::{Numbers, of_range, percent};
use crate::results::decision::rule_words;
use crate::statistics::rules::Rule;
use crate::vocabulary::{Direction, Language, Measure, Text};

/// Unknowns that are named as most worth knowing.
const NAMED: usize = 3;
/// Above this share, luck of replicates is warned of.
const MUCH_LUCK: f64 = 0.2;

const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}

pub(crate) const TITLE: Text = text(
    "{title}: what to choose over {worlds} worlds, {options} options",
    "{title}：{worlds} 个情景下的方案选择，{options} 个选项",
);
pub(crate) const LEFT_OUT: Text =
    text("{count} worlds are left out: some option has no value there.", "{count} 个情景因部分选项无数值而剔除。");
pub(crate) const LESS: Text = text("less is better", "越少越好");
pub(crate) const MORE: Text = text("more is better", "越多越好");
pub(crate) const BY_MEASURE: Text =
    text("{measure} ({side}): value and rank by every rule", "按“{measure}”（{side}）：各规则的值与名次");
pub(crate) const BY_BENEFIT: Text = text(
    "By net benefit in yuan, at {price} yuan per {unit}: value and rank by every rule",
    "按净收益（元，每{unit}愿付 {price} 元）：各规则的值与名次",
);
pub(crate) const FIRM: Text = text("firm", "稳固");
pub(crate) const MEAN: Text = text("mean", "均值");
pub(crate) const DISPUTED: Text = text("The rules disagree. {sides}.", "各规则结论不一。{sides}。");
pub(crate) const SIDE: Text = text("{options} is first by: {rules}", "以“{options}”为先的规则：{rules}");
pub(crate) const AGREED: Text = text("Every rule puts first: {options}.", "各规则均以“{options}”为先。");
pub(crate) const SHARE_OF_ONE: Text = text("100 points of the share", "100 个百分点");
pub(crate) const UNIT_OF_EFFECT: Text = text("unit of the effect", "单位效果");
pub(crate) const UNIT_OF: Text = text("unit of \"{measure}\"", "单位“{measure}”");
pub(crate) const FRONTIER: Text = text(
    "Cost against effect, means over worlds; ratio: yuan per {unit}",
    "成本与效果（各情景均值）；比值为每{unit}的元数",
);
pub(crate) const EFFECT: Text = text("effect", "效果");
pub(crate) const COST: Text = text("cost, yuan", "成本（元）");
pub(crate) const RATIO: Text = text("ratio", "比值");
pub(crate) const ON_FRONTIER: Text = text("on the frontier", "位于前沿");
pub(crate) const DOMINATED: Text = text("dominated (D)", "被占优 (D)");
pub(crate) const EXTENDED: Text = text("dominated by a mixture (ED)", "被组合占优 (ED)");
pub(crate) const LUCK: Text = text(
    "Luck of the replicates makes up {effect} of the spread over worlds of the difference in effect, {cost} of that in cost.",
    "与基准之差在情景间的离散中，重复偶然性占效果的 {effect}、成本的 {cost}。",
);
pub(crate) const LUCK_OF_EFFECT: Text = text(
    "Luck of the replicates makes up {effect} of the spread over worlds of the difference in effect.",
    "与基准之差在情景间的离散中，重复偶然性占 {effect}。",
);
pub(crate) const LUCK_MUCH: Text = text(
    "That is much: probabilities are drawn towards even and boxes are blurred; sweep with more replicates.",
    "占比偏高：最优占比会趋于平均，受损范围会变模糊，请增加每点的重复次数。",
);
pub(crate) const LUCK_UNKNOWN: Text = text(
    "One replicate a point: luck cannot be told from ignorance, and all probabilities are blurred by it.",
    "每点仅一次重复：无法区分偶然性与未知性，各占比均受其影响。",
);
pub(crate) const KNOWING: Text =
    text("Which option is best, and what it is worth to know more", "何者最优，多了解情况值多少");
pub(crate) const BEST_BETWEEN: Text = text(
    "From {from} to {to} yuan for a unit of effect {option} has the highest mean net benefit; it is best in {first} to {last} of the worlds.",
    "每单位效果愿付 {from} 至 {to} 元时，“{option}”的平均净收益最高，在 {first} 至 {last} 的情景中最优。",
);
pub(crate) const BEST_ON_MEAN: Text = text(
    "{option} has the best mean; it is best in {share} of the worlds.",
    "“{option}”的均值最优，在 {share} 的情景中最优。",
);
pub(crate) const YUAN: Text = text("{amount} yuan", "{amount} 元");
pub(crate) const OF_EFFECT: Text = text("{amount} of \"{measure}\"", "{amount}（“{measure}”）");
pub(crate) const AT_PRICE: Text = text(
    " at {price} yuan for a unit of effect, the price of the grid at which it is worth most",
    "（每单位效果 {price} 元时，为所列价格中最高）",
);
pub(crate) const PERFECT: Text = text(
    "To know which world is true is worth at most {worth}{at} (EVPI, without the luck of replicates).",
    "完全了解真实情景至多值 {worth}{at}（EVPI，已扣除重复偶然性）。",
);
pub(crate) const PERFECT_WITH_LUCK: Text = text(
    "To know which world is true is worth at most {worth}{at} (EVPI; too large, as luck of replicates is in it).",
    "完全了解真实情景至多值 {worth}{at}（EVPI；含重复偶然性，偏大）。",
);
pub(crate) const WORTH_KNOWING: Text =
    text("Most worth knowing alone (EVPPI): {list}.", "单独最值得了解的未知量（EVPPI）：{list}。");
pub(crate) const NOTHING_ALONE: Text = text(
    "No single unknown would change the choice on average (EVPPI 0).",
    "单独了解任何一个未知量平均都不会改变选择（EVPPI 为 0）。",
);
pub(crate) const LOSES: Text = text("Where {arm} loses on: {measure}", "“{arm}”在何处受损：{measure}");
pub(crate) const LOSES_IN: Text = text(
    "It does worse than {baseline} in {losing} of {all} worlds ({share}); in {undecided} the runs do not settle the sign.",
    "{all} 个情景中有 {losing} 个（{share}）差于“{baseline}”；其中 {undecided} 个情景的方向未定。",
);
pub(crate) const IN_BOX: Text = text(
    "In the box below it loses in {density} of the worlds, against {share} of all. The box holds {coverage} of its losses in {mass} of the worlds; by chance a search does as well with probability {chance}.",
    "在下列范围内，{density} 的情景受损（总体为 {share}）。该范围占全部情景的 {mass}，包含 {coverage} 的受损情景；偶然搜得同样好范围的概率为 {chance}。",
);
pub(crate) const NO_BOX: Text = text(
    "No box of unknowns is better than chance: with outcomes shuffled, a search does as well with probability {chance}. More points may show one.",
    "没有优于偶然的未知量范围：打乱结果后搜得同样好的概率为 {chance}。增加设计点或可发现。",
);
pub(crate) const NO_BOX_NEEDED: Text =
    text("So no box of unknowns tells losing worlds from the others.", "因此无须以未知量范围区分受损情景。");
pub(crate) const BOX: Text = text("in the box", "范围");
pub(crate) const RANGE: Text = text("in the sweep", "扫描范围");
pub(crate) const QUASI_P: Text = text("quasi-p", "准 p 值");
pub(crate) const WRITTEN: Text = text(
    "Written: {folder} (decision_options.csv, decision_worlds.csv, frontier.csv, acceptability.csv, information.csv, discovery.csv, box.csv, as far as they apply)",
    "已写入：{folder}（decision_options.csv、decision_worlds.csv、frontier.csv、acceptability.csv、information.csv、discovery.csv、box.csv，按适用情况）",
);
pub(crate) const NOTES: [Text; 3] = [
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
pub(crate) fn short(rule: Rule) -> Text {
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

/// What an amount of money or of an effect is compared by.
pub(crate) fn yuan(value: f64) -> String {
    Numbers::new("yuan", None, Some(value)).value(Some(value))
}

fn list(items: &[String], language: Language) -> String {
    items.join(Text { en: ", ", zh: "、" }.get(language))
}

/// Whether more or less of a measure is better.
pub(crate) fn side(measure: Measure, language: Language) -> &'static str {
    if measure.direction() == Direction::Less { LESS.get(language) } else { MORE.get(language) }
}

/// The unit of the effect, to stand after "per".
pub(crate) fn unit(effect: Measure, language: Language) -> String {
    match Numbers::new(effect.name(), None, None).is_percent() {
        true => SHARE_OF_ONE.get(language).into(),
        false if effect.unit().is_empty() => UNIT_OF_EFFECT.get(language).into(),
        false => say(UNIT_OF, language, &[("measure", effect.label().get(language))]),
    }
}

/// How values of options are written, of a measure or of money.
pub(crate) fn numbers(measure: Option<Measure>, means: &[f64]) -> Numbers {
    let largest = means.iter().fold(0.0_f64, |most, mean| most.max(mean.abs()));
    Numbers::new(measure.map_or("yuan", Measure::name), None, Some(largest))
}

/// Values of a rule count more as better; the reader gets them back in the direction of the measure, regrets and shares
/// as they are. `less` where less of what is judged is better.
pub(crate) fn turned(value: f64, rule: Rule, less: bool) -> f64 {
    if less && !rule.less_is_better() && rule != Rule::Starr { 0.0 - value } else { value }
}

/// What the rules put first: by rule, the labels of options.
pub(crate) fn agreement(first: &[(Rule, Vec<String>)], language: Language) -> String {
    let everywhere = |option: &&String| first.iter().all(|(_, options)| options.contains(option));
    let agreed: Vec<String> =
        first.iter().take(1).flat_map(|(_, options)| options).filter(everywhere).cloned().collect();
    if !agreed.is_empty() {
        return say(AGREED, language, &[("options", &list(&agreed, language))]);
    }
    let mut sides: Vec<(&Vec<String>, Vec<String>)> = Vec::new();
    for (rule, options) in first {
        let name = rule_words(*rule).name.get(language).to_string();
        match sides.iter_mut().find(|(known, _)| *known == options) {
            Some((_, rules)) => rules.push(name),
            None => sides.push((options, vec![name])),
        }
    }
    let told: Vec<String> = sides
        .iter()
        .map(|(options, rules)| {
            say(SIDE, language, &[("options", &list(options, language)), ("rules", &list(rules, language))])
        })
        .collect();
    let separator = Text { en: "; ", zh: "；" }.get(language);
    say(DISPUTED, language, &[("sides", &told.join(separator))])
}

/// The option with the highest mean at a price.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Best {
    /// Yuan for one unit of effect; `None` where costs are left aside.
    pub(crate) price: Option<f64>,
    /// Its label.
    pub(crate) option: String,
    /// In what share of the worlds it is best.
    pub(crate) share: Option<f64>,
}

/// Which option is best at which prices.
pub(crate) fn best(prices: &[Best], language: Language) -> Vec<String> {
    let one = |run: &[Best]| {
        let (from, to) = (run.first()?, run.last()?);
        let (first, last) = (percent(from.share), percent(to.share));
        Some(match (from.price, to.price) {
            (Some(low), Some(high)) => {
                let gaps = [("from", &*yuan(low)), ("to", &yuan(high)), ("option", &from.option)];
                say(BEST_BETWEEN, language, &[&gaps[..], &[("first", &first), ("last", &last)]].concat())
            }
            _ => say(BEST_ON_MEAN, language, &[("option", &from.option), ("share", &first)]),
        })
    };
    prices.chunk_by(|one, next| one.option == next.option).filter_map(one).collect()
}

/// What it is worth to know more, at the price at which it is worth most.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Worth {
    /// The price; `None` where costs are left aside.
    pub(crate) price: Option<f64>,
    /// Expected value of perfect information.
    pub(crate) perfect: f64,
    /// Whether the luck of replicates is taken off.
    pub(crate) mended: bool,
    /// The names of unknowns with what each is worth alone.
    pub(crate) alone: Vec<(String, f64)>,
}

impl Worth {
    /// An amount that knowing is worth.
    pub(crate) fn amount(&self, value: f64, effect: Measure, language: Language) -> String {
        match self.price {
            Some(_) => say(YUAN, language, &[("amount", &yuan(value))]),
            None => {
                let amount = Numbers::new(effect.name(), None, Some(value)).plain(value);
                say(OF_EFFECT, language, &[("amount", &amount), ("measure", effect.label().get(language))])
            }
        }
    }

    /// Those of which it is worth something to know, the most first.
    pub(crate) fn worthy(&self) -> Vec<&(String, f64)> {
        let mut known: Vec<&(String, f64)> = self.alone.iter().filter(|(_, worth)| *worth > 0.0).collect();
        known.sort_by(|one, other| other.1.total_cmp(&one.1));
        known
    }

    /// It in sentences; `named` writes an unknown.
    pub(crate) fn told(&self, effect: Measure, named: impl Fn(&str) -> String, language: Language) -> Vec<String> {
        let at = self.price.map_or_else(String::new, |price| say(AT_PRICE, language, &[("price", &yuan(price))]));
        let text = if self.mended { PERFECT } else { PERFECT_WITH_LUCK };
        let worth = self.amount(self.perfect, effect, language);
        let perfect = say(text, language, &[("worth", &worth), ("at", &at)]);
        let one = |(name, worth): &&(String, f64)| match language {
            Language::English => format!("{} ({})", named(name), self.amount(*worth, effect, language)),
            Language::Chinese => format!("{}（{}）", named(name), self.amount(*worth, effect, language)),
        };
        let most: Vec<String> = self.worthy().iter().take(NAMED).map(one).collect();
        let alone = match most.is_empty() {
            true => NOTHING_ALONE.get(language).into(),
            false => say(WORTH_KNOWING, language, &[("list", &list(&most, language))]),
        };
        vec![perfect, alone]
    }
}

/// How much of the spread over worlds of the differences is luck of the replicates; the largest of the options.
pub(crate) fn luck(effect: Option<f64>, cost: Option<f64>, with_cost: bool, language: Language) -> Vec<String> {
    let Some(largest) = effect.into_iter().chain(cost).reduce(f64::max) else {
        return vec![LUCK_UNKNOWN.get(language).into()];
    };
    let (effect, cost) = (percent(effect), percent(cost));
    let mut told = vec![match with_cost {
        true => say(LUCK, language, &[("effect", &effect), ("cost", &cost)]),
        false => say(LUCK_OF_EFFECT, language, &[("effect", &effect)]),
    }];
    told.extend((largest > MUCH_LUCK).then(|| LUCK_MUCH.get(language).into()));
    told
}

/// Where an arm loses, in numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Losses {
    /// Label of the baseline.
    pub(crate) baseline: String,
    /// At how many worlds the arm loses, of how many, and at how many the sign is not settled.
    pub(crate) counts: (usize, usize, usize),
    /// Share of shuffles in which a search does as well; `None` where the arm loses nowhere or everywhere.
    pub(crate) chance: Option<f64>,
    /// Density, coverage and mass of the box, if it says more than chance would.
    pub(crate) found: Option<[Option<f64>; 3]>,
}

impl Losses {
    /// In how many worlds.
    pub(crate) fn told(&self, language: Language) -> String {
        let (losing, all, undecided) = self.counts;
        let (losing, undecided, share) = (losing.to_string(), undecided.to_string(), self.share());
        let gaps = [("baseline", self.baseline.as_str()), ("losing", &losing), ("all", &all.to_string())];
        say(LOSES_IN, language, &[&gaps[..], &[("share", &share), ("undecided", &undecided)]].concat())
    }

    /// What there is to say of a box.
    pub(crate) fn told_of_box(&self, language: Language) -> String {
        let chance = self.chance.map_or_else(String::new, |chance| format!("{chance}"));
        let Some(shares) = self.found else {
            let text = if self.chance.is_some() { NO_BOX } else { NO_BOX_NEEDED };
            return say(text, language, &[("chance", &chance)]);
        };
        let [density, coverage, mass] = shares.map(percent);
        let gaps = [("density", density.as_str()), ("coverage", &coverage), ("mass", &mass)];
        say(IN_BOX, language, &[&gaps[..], &[("share", &self.share()), ("chance", &chance)]].concat())
    }

    fn share(&self) -> String {
        let (losing, all, _) = self.counts;
        percent((all > 0).then(|| losing as f64 / all as f64))
    }
}

/// One restriction of a box.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limit {
    /// From here on; `None` where it is not restricted so.
    pub(crate) low: Option<f64>,
    /// Up to here.
    pub(crate) high: Option<f64>,
    /// The range in the sweep.
    pub(crate) range: (f64, f64),
    /// Words within the box, and all of them; empty for numbers.
    pub(crate) words: (Vec<String>, Vec<String>),
    /// Its quasi-p-value.
    pub(crate) quasi_p: f64,
}

impl Limit {
    /// What is in the box, what is in the sweep, and the quasi-p-value.
    pub(crate) fn written(&self, language: Language) -> [String; 3] {
        let (least, most) = self.range;
        let text = |value: f64| of_range(value, most - least);
        let range = format!("{} – {}", text(least), text(most));
        let (inside, all) = match (&self.words, self.low, self.high) {
            ((within, all), ..) if !all.is_empty() => (list(within, language), list(all, language)),
            (_, Some(low), None) => (format!("≥ {}", text(low)), range),
            (_, None, Some(high)) => (format!("≤ {}", text(high)), range),
            (_, low, high) => (format!("{} – {}", text(low.unwrap_or(least)), text(high.unwrap_or(most))), range),
        };
        let p = if self.quasi_p < 0.001 { "< 0.001".to_string() } else { format!("{:.3}", self.quasi_p) };
        [inside, all, p]
    }
}
