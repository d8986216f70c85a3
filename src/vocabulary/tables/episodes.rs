//! Keys of what a scenario lists by name: projects, campaigns, hazards, targets.

use super::SHARE;
use crate::vocabulary::Table;
use crate::vocabulary::choices::{Claim, FactorRole, Ground, RunBy, Topic};
use crate::vocabulary::parameters::{Kind, table};
use jiff::civil::{Date, date};

table! {
    /// A project that is given, not drawn.
    Project = "project" {
        name: String = String::new(), Kind::Text, "", Design "a name",
            "Name of the project", "项目名称";
        groups: Vec<u32> = Vec::new(), Kind::Groups, "", Design "part of the project",
            "Groups in which it is built, one work in each", "项目所在小组（每组一处）";
        begins: Date = date(2018, 7, 1), Kind::Date, "date", Design "part of the project",
            "Day on which its money comes and it is put on show", "资金到位并公示的日期";
        cost_yuan: f64 = 30_000.0, Kind::Real(1.0, 1e9), "yuan", Design "part of the project",
            "Cost in each group; the money comes with it, beside the funds of the year", "每组金额（随项目拨付，另计于年度资金）";
        topic: Topic = Topic::Roads, Kind::Choice(Topic::WORDS), "", Design "part of the project",
            "What it is about", "项目事项";
        run_by: RunBy = RunBy::Cap, Kind::Choice(RunBy::WORDS), "", Design "by the cap on projects of groups unless given",
            "Who runs it", "实施主体";
    }
}

table! {
    /// A drive for the consent of households.
    Campaign = "campaign" {
        name: String = String::new(), Kind::Text, "", Design "a name",
            "Name of the drive", "动员工作名称";
        kind: Ground = Ground::Road, Kind::Choice(Ground::WORDS), "", Design "part of the drive",
            "What it is about: a road or land", "事由（道路或土地）";
        groups: Vec<u32> = Vec::new(), Kind::Groups, "", Design "all groups unless given",
            "Groups whose households are asked, each by its own team", "涉及小组（由本组班子入户）";
        households: u32 = 0, Kind::Whole(0, 1_000_000), "households", Design "all of the groups unless given",
            "Households whose consent is needed, the nearest ones, spread evenly over the groups; 0 for all", "需征得同意的户数（0 为全部）";
        length_m: f64 = 700.0, Kind::Real(0.0, 100_000.0), "m", Observed "700 m of main road, news report of 2022-07-23 on Botou Village",
            "Length of the road; without meaning for land", "道路长度";
        start: Date = date(2019, 1, 1), Kind::Date, "date", Design "part of the drive",
            "First day of visits", "入户开始日期";
        latest_end: Date = date(2020, 1, 1), Kind::Date, "date", Design "part of the drive",
            "Day after the last; what has not succeeded by then has failed", "最迟结束日期（不含当日）";
        required_share: f64 = 1.0, SHARE, "", Design "all must agree",
            "Share of the households asked that must consent", "须同意户占比";
        price_yuan: f64 = 0.0, Kind::Real(0.0, 1e7), "yuan/unit", Design "free of charge",
            "Price offered at first, for a household or for a mu", "起始补偿价格（每户或每亩）";
        mu_per_person: f64 = 0.0, Kind::Real(0.0, 1000.0), "mu/person", Design "0: the price is for a household",
            "Land of a household for each registered person; the price is then for a mu", "人均土地面积（大于 0 时按亩计价）";
        price_step_yuan: f64 = 0.0, Kind::Real(0.0, 1e7), "yuan/unit", Design "part of the drive",
            "By how much the price rises", "每次加价幅度";
        price_step_days: u32 = 30, Kind::Whole(1, 3650), "days", Design "part of the drive",
            "After how many days the price rises, each time", "加价间隔天数";
        price_most_yuan: f64 = 0.0, Kind::Real(0.0, 1e7), "yuan/unit", Design "part of the drive",
            "The most that the price rises to", "最高补偿价格";
        stubborn_households: u32 = 0, Kind::Whole(0, 1_000_000), "households", Design "as many as chance brings",
            "Households that are stubborn for certain", "必有的钉子户户数";
    }
}

table! {
    /// A storm that strikes.
    Hazard = "hazard" {
        name: String = String::new(), Kind::Text, "", Design "a name",
            "Name of the hazard", "灾害名称";
        date: Date = date(2020, 6, 30), Kind::Date, "date", Observed "the heavy rain of 30 June 2020 in the report on Botou",
            "Day of the first signs; a hazard outside the simulated time does not strike", "出现征兆的日期";
        hour_of_day: f64 = 22.0, Kind::Real(0.0, 24.0), "hour", Guess "an assumption of this model; by night fewer hear of it",
            "Hour of the first signs", "出现征兆的时刻";
        lead_minutes: f64 = 90.0, Kind::Real(0.0, 10_080.0), "minutes", Guess "20 to 360; flash flood",
            "From the first signs to the impact", "从出现征兆到受灾的时间";
        groups: Vec<u32> = Vec::new(), Kind::Groups, "", Design "[] for all groups by the river",
            "Groups that it strikes", "受灾小组";
        at_risk_share: f64 = 0.3, SHARE, "", Guess "0.05 to 0.6",
            "Houses at risk: this share of a group's, those nearest to the river", "危险户占比（离河最近者）";
    }
}

table! {
    /// A pattern of the real village that the simulation is held against.
    Target = "target" {
        name: String = String::new(), Kind::Text, "", Design "a name",
            "Name of the pattern", "模式名称";
        label_en: String = String::new(), Kind::Text, "", Design "the name unless given",
            "What the pattern says, in English", "模式说明（英文）";
        label_zh: String = String::new(), Kind::Text, "", Design "the name unless given",
            "What the pattern says, in Chinese", "模式说明（中文）";
        claim: Claim = Claim::More, Kind::Choice(Claim::WORDS), "", Design "part of the pattern",
            "What is claimed of the quantity: more or less than the margin, equivalent within the margin, a smaller effect than in the reference, a value within a tolerance", "断言类型（更多、更少、等同、效应小于参照、取值）";
        measure: String = String::new(), Kind::Text, "", Design "a measure of a run, or of a month where two periods are compared",
            "Name of the measure", "指标名称";
        arm: String = String::new(), Kind::Text, "", Design "the last arm unless given",
            "The arm that the pattern speaks of", "所指方案";
        against: String = String::new(), Kind::Text, "", Design "the baseline unless given; \"none\" for the level of the arm alone",
            "The arm that it is compared with", "对照方案（none 表示只看该方案的水平）";
        before_from: Date = date(1900, 1, 1), Kind::Date, "date", Design "given together with the three below: the later period less the earlier one, within the arm",
            "First day of the earlier period", "前期起始日期";
        before_until: Date = date(1900, 1, 1), Kind::Date, "date", Design "as above",
            "Day after the last of the earlier period", "前期结束日期（不含当日）";
        after_from: Date = date(1900, 1, 1), Kind::Date, "date", Design "as above",
            "First day of the later period", "后期起始日期";
        after_until: Date = date(1900, 1, 1), Kind::Date, "date", Design "as above",
            "Day after the last of the later period", "后期结束日期（不含当日）";
        margin: f64 = 0.0, Kind::Real(0.0, 1e12), "unit of the measure", Design "part of the pattern",
            "Smallest difference that counts; for equivalence half the width of the margin", "有意义的最小差异（等同断言时为界值）";
        reference: String = String::new(), Kind::Text, "", Design "for smaller_effect_than",
            "Scenario with the effect that this one is smaller than, relative to this file", "参照方案文件";
        observed: f64 = 0.0, Kind::Real(-1e12, 1e12), "unit of the measure", Design "for value",
            "Value that was observed", "观测值";
        tolerance: f64 = 0.0, Kind::Real(0.0, 1e12), "unit of the measure", Design "for value",
            "How far the simulated mean may lie from it", "允许偏差";
        used_to_fit: bool = false, Kind::Flag, "", Design "patterns not used to fit are kept apart",
            "Whether parameters were chosen with this pattern in view", "是否用于拟合";
        source: String = String::new(), Kind::Text, "", Design "where it is known from",
            "Source of the pattern", "来源";
    }
}

table! {
    /// Something that studies over many points vary.
    Factor = "factor" {
        name: String = String::new(), Kind::Text, "", Design "a name",
            "Name of the factor", "因素名称";
        role: FactorRole = FactorRole::Uncertainty, Kind::Choice(FactorRole::WORDS), "", Design "part of the factor",
            "Who decides on it: a lever is chosen by an official, an uncertainty is known to nobody", "由谁决定（可选措施或未知因素）";
        path: String = String::new(), Kind::Text, "", Design "a key, or seat.ROLE.KEY for a seat in every structure",
            "What varies", "变动的参数";
        values: String = String::new(), Kind::Text, "", Design "as after --vary PATH=",
            "Over what it varies: a range, values, or a distribution", "取值（范围、若干值或分布）";
        source: String = String::new(), Kind::Text, "", Design "where it is known from",
            "Source of the range", "范围的来源";
    }
}

impl Target {
    /// The word that stands for no arm in `against`.
    pub const NONE: &'static str = "none";

    /// Whether a key says something of this target: it has a value of its own, or is part of what is claimed.
    pub fn says(&self, key: &str) -> bool {
        let part = self.claim == Claim::Value && matches!(key, "observed" | "tolerance");
        part || self.get(key) != Target::default().get(key)
    }

    /// Whether it compares two periods within an arm, not arms.
    pub fn compares_periods(&self) -> bool {
        self.after_until != Target::default().after_until
    }
}
