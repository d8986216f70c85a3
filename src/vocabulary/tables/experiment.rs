//! Keys of the experiment: its days, its village, its structures.

use super::SHARE;
use crate::vocabulary::choices::{
    Bearer, Drawn, Electorate, Eligibility, Fallback, Need, OwnerBy, PartySpread, Recusal, Roster, Rule,
};
use crate::vocabulary::parameters::{Kind, table};
use crate::vocabulary::value::Distribution;
use jiff::civil::{Date, date};

table! {
    /// When the simulated history begins and ends.
    Simulation = "simulation" {
        start: Date = date(2016, 1, 1), Kind::Date, "date", Design "funds and pressure rise from about 2016",
            "First day of the simulated history", "模拟开始日期";
        burn_in_days: u32 = 365, Kind::Whole(0, 7300), "days", Design "a year fills the queues and the memories",
            "Days at the start that are simulated and appear in no result", "预热天数（不计入任何结果）";
        measured_from: Date = date(2018, 1, 1), Kind::Date, "date", Design "the reform's date is not reported; only 'since 2018'",
            "First day that counts in the measures of a run", "指标统计起始日期";
        end: Date = date(2023, 1, 1), Kind::Date, "date", Design "five years of measurement",
            "Day after the last", "模拟结束日期（不含当日）";
    }
}

table! {
    /// How the comparison is run.
    Experiment = "experiment" {
        seed: u64 = 20_180_101, Kind::Whole(0, i64::MAX), "", Design "any number",
            "Seed of all random numbers", "随机种子";
        replicates: u32 = 200, Kind::Whole(1, 10_000_000), "", Design "see the width of the intervals",
            "Paired replicates of each arm", "配对重复次数";
        baseline: String = String::new(), Kind::Text, "", Design "the first arm unless named",
            "Name of the arm the others are compared with", "基准方案名称";
        main_measures: Vec<String> = default_main_measures(), Kind::Texts, "", Design "what the verdict is about",
            "Measures in the verdict; the marks are Holm-adjusted over them", "主要指标（结论经 Holm 校正）";
        posterior: String = String::new(), Kind::Text, "", Design "none: what is unknown stays at its values; a file that extends this one does not take it over",
            "Table of parameter sets, relative to the file: the replicates take one after the other, so that results carry what is unknown as well as chance",
            "参数组表（相对于本文件）：各次重复依次取用，使结果同时反映未知与偶然";
    }
}

fn default_main_measures() -> Vec<String> {
    [
        "resolved_90d_share",
        "resolution_days_mean",
        "redress_kept_180d_share",
        "petitions_per_1000_person_years",
        "hidden_stock",
        "trust_group",
        "minority_resolution_ratio",
        "cost_per_resolved_yuan",
    ]
    .map(String::from)
    .to_vec()
}

table! {
    /// The village: its totals, or the roster that lists it.
    Village = "village" {
        name: String = "Village".into(), Kind::Text, "", Design "a name",
            "Name of the village", "村名";
        groups: u32 = 18, Kind::Whole(1, 2000), "", Observed "news report of 2022-07-23 on Botou Village",
            "Villager groups", "村民小组数";
        households: u32 = 508, Kind::Whole(1, 1_000_000), "", Observed "news report of 2022-07-23 on Botou Village",
            "Households", "户数";
        people: u32 = 1960, Kind::Whole(1, 5_000_000), "", Observed "news report of 2022-07-23 on Botou Village",
            "Registered people", "人口";
        party_members: u32 = 46, Kind::Whole(0, 1_000_000), "", Observed "news report of 2022-07-23 on Botou Village",
            "Party members, cadres among them", "党员数（含村干部）";
        cadres: u32 = 5, Kind::Whole(0, 1000), "", Observed "news report of 2022-07-23 on Botou Village",
            "Cadres of the two village committees", "村“两委”干部数";
        area_km2: f64 = 10.56, Kind::Real(0.01, 10_000.0), "km²", Observed "news report of 2022-07-23 on Botou Village",
            "Area", "面积";
        drawn: Drawn = Drawn::EachReplicate, Kind::Choice(Drawn::WORDS), "", Design "villages like it, or this one",
            "Whether a synthesised village is drawn anew in each replicate", "合成村庄是否每次重复重新抽取";
        roster: String = String::new(), Kind::Text, "", Design "none: the village is synthesised from its totals",
            "Folder with groups.csv, households.csv and people.csv, relative to the scenario", "名册文件夹（相对于方案文件）";
        group_size_cv: f64 = 0.35, Kind::Real(0.0, 1.5), "", Guess "group sizes of 10 to 60 households",
            "Standard deviation of group size over its mean; 0 makes groups even", "小组户数变异系数（0 为均分）";
        primary_clan_share: f64 = 0.57, SHARE, "", Derived "Bossen: 43 to 83 % of male heads in eight teams of one village",
            "Share of the largest clan in a group, mean", "组内第一大姓占比（均值）";
        secondary_clan_share: f64 = 0.20, SHARE, "", Derived "Bossen: 8 to 36 %",
            "Share of the second clan in a group, mean", "组内第二大姓占比（均值）";
        clan_share_sd: f64 = 0.10, Kind::Real(0.0, 0.4), "", Derived "Bossen: spread over eight teams",
            "Standard deviation of the clan shares between groups", "各组大姓占比标准差";
        kin_tie_share: f64 = 0.5, SHARE, "", Guess "0.3 to 0.8",
            "Probability of a tie between two households of one clan and group", "同组同姓两户有来往的概率";
        other_tie_share: f64 = 0.12, SHARE, "", Guess "0.03 to 0.25",
            "Probability of a tie between two households of one group and different clans", "同组异姓两户有来往的概率";
        distant_ties_per_household: f64 = 1.5, Kind::Real(0.0, 20.0), "", Guess "0.5 to 4",
            "Ties of a household to other groups, mean", "每户跨组往来户数（均值）";
        absent_household_share: f64 = 0.15, Kind::Real(0.0, 0.95), "", Guess "0.05 to 0.35",
            "Share of households with nobody at home most of the year", "常年无人在家户占比";
        adult_share: f64 = 0.78, Kind::Real(0.2, 1.0), "", Derived "census of 2020: 17 to 20 % are under 15 in rural Hunan",
            "Share of people who are adults", "成年人占比";
        adults_away_share: f64 = 0.40, Kind::Real(0.0, 0.95), "", Guess "0.25 to 0.60; 2.62 of 3.86 persons are resident in the same prefecture",
            "Share of adults away most of the year", "成年人常年外出占比";
        party_members_resident_share: f64 = 0.65, SHARE, "", Guess "0.45 to 0.85",
            "Share of party members who live in the village", "党员常住占比";
        party_members_over_60_share: f64 = 0.40, SHARE, "", Derived "28.1 % of all members are over 60 (end of 2021); rural members are older",
            "Share of party members aged over 60", "60 岁以上党员占比";
        party_women_share: f64 = 0.29, SHARE, "", Observed "29.4 % of members nationally",
            "Share of women among party members", "女党员占比";
        party_spread: PartySpread = PartySpread::Random, Kind::Choice(PartySpread::WORDS), "", Design "not reported",
            "How party members are spread over groups", "党员在各组的分布方式";
        skill: f64 = 0.66, Kind::Real(0.05, 0.95), "", Guess "0.5 to 0.9; belongs to persons, not to seats",
            "Probability of a right judgement on an ordinary case, of the median adult", "普通成年人对一般事项判断正确的概率（中位数）";
        skill_sd_logit: f64 = 0.35, Kind::Real(0.0, 3.0), "logit", Guess "sd .08 of the probability",
            "Spread of skill between adults", "成年人能力差异（logit 标准差）";
        topic_skill_sd_logit: f64 = 0.20, Kind::Real(0.0, 3.0), "logit", Guess "0 to 0.5",
            "Spread of a person's skill between topics", "同一人在不同事项上的能力差异（logit 标准差）";
        capacity_hours_per_week: Distribution = Distribution::Lognormal { mean: 14.0, cv: 0.6 }, Kind::Distribution(0.0, 168.0), "hours/week", Guess "part-time beside farm work",
            "Hours that a person can give to a seat at most", "个人可用于任职的最多时间";
    }
}

table! {
    /// One structure of governance.
    StructureTable = "structures.NAME" {
        label_en: String = String::new(), Kind::Text, "", Design "the name unless given",
            "Name shown in English", "英文显示名称";
        label_zh: String = String::new(), Kind::Text, "", Design "the name unless given",
            "Name shown in Chinese", "中文显示名称";
        joint: Vec<Need> = Vec::new(), Kind::Choices(Need::WORDS), "", Design "part of the structure",
            "Kinds of need that several members handle together", "共同办理的事项类型";
        recusal: Recusal = Recusal::None, Kind::Choice(Recusal::WORDS), "", Design "part of the structure",
            "Whether members who are kin of one party step aside", "回避规则";
        roster: Roster = Roster::NamedOwner, Kind::Choice(Roster::WORDS), "", Design "part of the structure",
            "Who is answerable for a case", "责任分工方式";
        owner_by: OwnerBy = OwnerBy::Contact, Kind::Choice(OwnerBy::WORDS), "", Design "part of the structure",
            "How a named owner is found", "责任人确定方式";
        fallback: Fallback = Fallback::Vacant, Kind::Choice(Fallback::WORDS), "", Design "part of the structure",
            "What happens to a seat nobody can fill", "无人可任时的处理";
        tasks_borne_by: Bearer = Bearer::Leader, Kind::Choice(Bearer::WORDS), "", Design "part of the structure",
            "Who bears top-down tasks", "上级任务承担者";
        training_days: f64 = 0.0, Kind::Real(0.0, 60.0), "days", Design "part of the structure",
            "Days of training of each person who takes a seat", "任职培训天数";
        groups_per_team: u32 = 1, Kind::Whole(1, 1000), "", Design "part of the structure",
            "Groups that share one team; above 1 for paid staff", "每个班子负责的小组数";
    }
}

table! {
    /// The rule for each kind of business.
    Decision = "structures.NAME.decision" {
        small: Rule = Rule::HolderAlone, Kind::Choice(Rule::WORDS), "", Design "part of the structure",
            "Who decides requests", "一般诉求的决定方式";
        dispute: Rule = Rule::HolderAlone, Kind::Choice(Rule::WORDS), "", Design "part of the structure",
            "Who decides disputes", "纠纷的决定方式";
        funds: Rule = Rule::LeaderDecides, Kind::Choice(Rule::WORDS), "", Design "part of the structure",
            "Who decides on money", "资金的决定方式";
    }
}

table! {
    /// One seat of a structure.
    SeatTable = "structures.NAME.seat.ROLE" {
        electorate: Electorate = Electorate::Villagers, Kind::Choice(Electorate::WORDS), "", Design "part of the structure",
            "Who elects or appoints", "产生方式";
        eligibility: Eligibility = Eligibility::Adults, Kind::Choice(Eligibility::WORDS), "", Design "party_members when they elect",
            "Who may hold the seat", "任职资格";
        hours_per_week: f64 = 6.0, Kind::Real(0.0, 168.0), "hours/week", Guess "2 to 15 for a leader, 0.5 to 6 for others",
            "Hours a week asked of the holder while present", "每周工作时间（在村期间）";
        stipend_yuan_per_year: f64 = 1500.0, Kind::Real(0.0, 1e6), "yuan/year", Guess "300 to 4,000",
            "Stipend", "年补贴";
        term_years: f64 = 5.0, Kind::Real(0.5, 50.0), "years", Observed "term of village organisations since 2018",
            "Term", "任期";
        attends: bool = true, Kind::Flag, "", Design "a seat that does not attend has no part in cases",
            "Whether the holder takes part in cases", "是否参与办理";
    }
}
