//! Every key of the scenario file: type, default, range, unit, how well it is known, source, meaning.

use super::choices::{
    Bearer, Drawn, Electorate, Eligibility, Fallback, Need, Onward, OwnerBy, PartySpread, Recusal, Roster, Rule,
};
use super::parameters::{Kind, table};
use super::value::Distribution;
use jiff::civil::{Date, date};

/// Topics of needs, in the order of the shares: land, water, boundary, roads and projects, welfare, family,
/// environment, certificates.
pub const TOPICS: usize = 8;

const SHARE: Kind = Kind::Real(0.0, 1.0);
const LOGIT: Kind = Kind::Real(-10.0, 10.0);

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

table! {
    /// Which mechanisms are in force.
    Mechanisms = "mechanisms" {
        voice: bool = true, Kind::Flag, "", Design "off: every need is voiced", "Households decide whether to speak", "诉求表达";
        contact: bool = true, Kind::Flag, "", Design "off: a holder is reached at once", "Households must find a holder at home", "联系干部";
        presence: bool = true, Kind::Flag, "", Design "off: holders are always present", "Holders come and go", "在村情况";
        handling: bool = true, Kind::Flag, "", Design "off: no work and no wait", "Work takes hours and cases wait", "办理与排队";
        tasks: bool = true, Kind::Flag, "", Design "off: no tasks from above", "Tasks from above take hours first", "上级任务";
        judgement: bool = true, Kind::Flag, "", Design "off: always right", "Judgement can be wrong", "判断";
        mediation: bool = true, Kind::Flag, "", Design "off: a dispute settles at once iff judged right", "Disputes need a settlement", "调解";
        escalation: bool = true, Kind::Flag, "", Design "off: an unresolved case ends there", "Unresolved cases go on", "上行";
        petitions: bool = true, Kind::Flag, "", Design "off: a petition is counted and ends the case", "Upper tiers answer petitions", "信访处理";
        petition_learning: bool = true, Kind::Flag, "", Design "off: belief in petitions is constant", "Households learn what petitions bring", "信访预期学习";
        petition_joining: bool = true, Kind::Flag, "", Design "off: petitions are single", "Tied households join petitions", "联名信访";
        priority: bool = true, Kind::Flag, "", Design "off: first come, first served", "Serious and petitioned cases go first", "优先办理";
        trust: bool = true, Kind::Flag, "", Design "off: trust is constant", "Trust follows experience", "信任";
        quarrels: bool = true, Kind::Flag, "", Design "off: no induced disputes", "Badly ended disputes breed new ones", "纠纷衍生";
        elections: bool = true, Kind::Flag, "", Design "off: seats are filled by random priority", "Seats are filled by elections", "选举";
        turnover: bool = true, Kind::Flag, "", Design "off: holders stay for their term", "Overloaded holders may resign", "辞职";
        experience: bool = true, Kind::Flag, "", Design "off: skill is constant", "Holders learn from cases", "经验积累";
    }
}

table! {
    /// What households need.
    Needs = "needs" {
        requests_per_household_year: f64 = 1.2, Kind::Real(0.0, 50.0), "1/household/year", Guess "0.3 to 3; hotline of Beijing 0.32 to 0.98 per head",
            "Latent requests of a household", "每户每年潜在诉求数";
        disputes_per_household_year: f64 = 0.12, Kind::Real(0.0, 10.0), "1/household/year", Derived "0.075 surveyed (CGSS 2005/06) over the share that is not lumped",
            "Latent disputes of a household", "每户每年潜在纠纷数";
        rate_ceiling_factor: f64 = 1.0, Kind::Real(1.0, 50.0), "", Design "above 1 where an arm raises the rates",
            "Ceiling of an arm's need rates over those of the scenario; potential needs are drawn at the ceiling", "诉求率上限倍数（潜在诉求按上限抽取）";
        rate_cv_between_households: f64 = 1.29, Kind::Real(0.0, 3.0), "", Guess "gamma shape 0.6, 0.3 to 1.5",
            "Standard deviation over mean of the household multiplier (gamma); 0 makes households equal", "户间诉求率变异系数（0 为相同）";
        season_amplitude: f64 = 0.3, Kind::Real(0.0, 1.0), "", Guess "water from April to June, harvest, Spring Festival",
            "Swing of the rate over the year", "季节波动幅度";
        season_peak_day: f64 = 135.0, Kind::Real(0.0, 365.0), "day of year", Guess "transplanting in May",
            "Day of the year of the peak", "季节高峰日（年内天数）";
        request_topic_shares: [f64; TOPICS] = [0.12, 0.14, 0.10, 0.18, 0.24, 0.03, 0.09, 0.10], Kind::Shares(TOPICS), "", Guess "welfare and roads lead",
            "Shares of the topics among requests: land, water, boundary, roads and projects, welfare, family, environment, certificates", "诉求事项占比（土地、用水、邻里边界、道路项目、福利、家庭、环境、证明）";
        dispute_topic_shares: [f64; TOPICS] = [0.25, 0.16, 0.26, 0.10, 0.08, 0.11, 0.04, 0.00], Kind::Shares(TOPICS), "", Guess "land first in a survey of 236 villages; neighbours and family lead nationally",
            "Shares of the same topics among disputes", "纠纷事项占比（同上顺序）";
        serious_share: f64 = 0.15, SHARE, "", Guess "0.05 to 0.30",
            "Share of serious needs (severity 2)", "严重事项占比";
        moderate_share: f64 = 0.35, SHARE, "", Guess "0.2 to 0.5",
            "Share of moderate needs (severity 1); the rest is slight", "中等事项占比";
        request_effort_hours: Distribution = Distribution::Lognormal { mean: 1.5, cv: 0.8 }, Kind::Distribution(0.0, 10_000.0), "hours", Guess "0.3 to 4",
            "Effort of a request at the group", "办理一件诉求的工时";
        dispute_effort_hours: Distribution = Distribution::Lognormal { mean: 5.0, cv: 0.6 }, Kind::Distribution(0.0, 10_000.0), "hours", Guess "2 to 12",
            "Effort of the first session of an ordinary dispute", "一般纠纷首次调解工时";
        serious_dispute_effort_hours: Distribution = Distribution::Lognormal { mean: 16.0, cv: 0.6 }, Kind::Distribution(0.0, 10_000.0), "hours", Guess "8 to 60",
            "Effort of the first session of a serious dispute", "严重纠纷首次调解工时";
        patience_days: Distribution = Distribution::Weibull { mean: 42.0, shape: 1.3 }, Kind::Distribution(0.0, 100_000.0), "days", Guess "2 to 20 weeks",
            "From first voicing until a household stops waiting for work to begin", "耐心（自首次提出至不再等待）";
        request_grantable_at_group_share: f64 = 0.85, SHARE, "", Guess "model-rules 12",
            "Requests that the group itself can grant", "小组可办成的诉求占比";
        dispute_grantable_at_group_share: f64 = 0.80, SHARE, "", Guess "model-rules 12",
            "Disputes that the group itself can settle", "小组可调成的纠纷占比";
        grantable_at_committee_share: f64 = 0.60, SHARE, "", Guess "of those beyond the group",
            "Of what the group cannot grant, the share that the village committee can", "小组办不成而村委会可办成的占比";
        grantable_at_township_share: f64 = 0.70, SHARE, "", Guess "of those beyond the village",
            "Of what the village cannot grant, the share that the township can; the rest needs the county", "村里办不成而乡镇可办成的占比";
        adjacent_dispute_share: f64 = 0.70, SHARE, "", Guess "boundary, water and land are with neighbours",
            "Disputes with one of the six nearest households; the rest with any of the group", "与邻近户的纠纷占比";
    }
}

table! {
    /// Disputes that breed disputes.
    Quarrels = "quarrels" {
        offspring_bound: f64 = 0.15, Kind::Real(0.0, 0.99), "", Guess "branching ratio below 1",
            "Potential offspring of a dispute, mean; the bound of the three below", "一起纠纷的潜在衍生数（上限）";
        offspring_wrong: f64 = 0.15, Kind::Real(0.0, 0.99), "", Guess "0 to 0.3",
            "Offspring of a dispute resolved wrongly or whose settlement broke", "处理不当或协议破裂后的衍生数";
        offspring_dropped: f64 = 0.10, Kind::Real(0.0, 0.99), "", Guess "0 to 0.3",
            "Offspring of a dispute abandoned or given up", "放弃后的衍生数";
        offspring_lumped: f64 = 0.05, Kind::Real(0.0, 0.99), "", Guess "model-rules 2",
            "Offspring of a dispute never voiced", "忍下未提的衍生数";
        delay_days: f64 = 90.0, Kind::Real(1.0, 3650.0), "days", Guess "model-rules 2",
            "Delay of an offspring, mean", "衍生间隔（均值）";
    }
}

table! {
    /// Whether and to whom a need is voiced.
    Voice = "voice" {
        request_logit: f64 = 1.39, LOGIT, "logit", Guess "a share of about .8 is voiced",
            "Tendency to voice a request", "提出诉求的倾向";
        dispute_act_logit: f64 = 0.71, LOGIT, "logit", Derived "a third of grievances is lumped",
            "Tendency to act on a dispute", "对纠纷采取行动的倾向";
        dispute_bilateral_logit: f64 = 0.72, LOGIT, "logit", Derived "Michelson 2007: .45 of all talk first",
            "Tendency to talk to the other side first", "先行私下协商的倾向";
        dispute_group_logit: f64 = 1.22, LOGIT, "logit", Derived ".17 go to leaders, .05 above",
            "Tendency to turn to the group rather than above it", "找小组而非上级的倾向";
        trust_slope: f64 = 2.0, Kind::Real(-10.0, 10.0), "logit", Guess "model-rules, defaults",
            "Effect of trust in the best-known member less the centre", "信任的影响";
        trust_centre: f64 = 0.45, SHARE, "", Guess "trust at which the shares above hold",
            "Trust at which the tendencies hold", "信任中心值";
        tie_slope: f64 = 0.5, Kind::Real(-10.0, 10.0), "logit", Guess "model-rules, defaults",
            "Effect of a tie to that member", "关系的影响";
        absent_cost: f64 = 1.0, Kind::Real(0.0, 10.0), "logit", Guess "one unit of cost",
            "Cost of voicing for a household that is away", "外出户提出诉求的成本";
        bilateral_success_share: f64 = 0.5, SHARE, "", Guess "0.35 to 0.65",
            "Talks between the parties that succeed", "私下协商成功率";
        bilateral_days: f64 = 14.0, Kind::Real(0.0, 365.0), "days", Guess "model-rules 13",
            "How long talks between the parties last", "私下协商天数";
    }
}

table! {
    /// Finding a holder at home.
    Contact = "contact" {
        retry_days: f64 = 3.0, Kind::Real(0.01, 365.0), "days", Guess "model-rules 20",
            "Days until a household that found nobody tries again, mean (exponential)", "未遇到人时再次联系的间隔（均值）";
    }
}

table! {
    /// When holders are in the village.
    Presence = "presence" {
        availability_share: f64 = 0.65, Kind::Real(0.01, 1.0), "", Guess "0.4 to 0.9",
            "Share of time a holder is present and reachable", "干部在村可联系时间占比";
        mean_absence_days: f64 = 4.0, Kind::Real(0.05, 365.0), "days", Guess "model-rules 20",
            "Length of an absence, mean", "每次外出天数（均值）";
        common_share: f64 = 0.3, SHARE, "", Guess "migrants leave together; 0 to 0.6",
            "Share of time in which the members of a group come and go together", "同进同出的时间占比";
        regime_days: f64 = 28.0, Kind::Real(1.0, 3650.0), "days", Guess "7 to 90",
            "Length of a block in which members move together or not", "同进同出时段长度";
        festival_odds_factor: f64 = 2.2, Kind::Real(0.1, 20.0), "", Guess "1.5 to 3",
            "Factor on the odds of presence in the two months around the Spring Festival", "春节前后在村几率倍数";
    }
}

table! {
    /// Work on cases.
    Handling = "handling" {
        pair_overhead: f64 = 0.083, Kind::Real(0.0, 1.0), "", Guess "0 to 0.33",
            "Extra effort for each pair of people who attend", "每增加一对协作者的额外工时比例";
        ownership_loss: f64 = 0.17, Kind::Real(0.0, 0.9), "", Derived "Song, Tucker and Murrell 2015: 17 % shorter stays with owned queues",
            "Loss of speed on cases that nobody owns, times 1 − 1/n", "无责任人时的效率损失";
        joint_gap_days: f64 = 1.64, Kind::Real(0.0, 60.0), "days", Guess "mean of the largest of three is 3 days",
            "Days until one member finds time for a joint session, mean", "一名成员为共同办理腾出时间的天数（均值）";
        joint_wait_limit_days: f64 = 21.0, Kind::Real(0.0, 365.0), "days", Guess "model-rules 21",
            "Longest wait for all to be present", "等待全员到场的最长天数";
        briefing_share: f64 = 0.15, SHARE, "", Guess "model-rules 3",
            "Hours of a briefing, as a share of the case's effort", "情况通报工时占比";
        further_session_share: f64 = 0.5, Kind::Real(0.0, 2.0), "", Guess "0.25 to 1",
            "Effort of a further session, as a share of the first", "后续调解工时占首次的比例";
        max_sessions: u32 = 2, Kind::Whole(1, 20), "", Guess "model-rules, defaults",
            "Sessions after which a case counts as failed", "最多办理次数";
        petitioned_priority: f64 = 1.0, Kind::Real(0.0, 10.0), "", Guess "model-rules 22",
            "Priority classes gained by a petition", "信访事项优先级提升";
        collective_priority: f64 = 1.0, Kind::Real(0.0, 10.0), "", Guess "model-rules 22",
            "Priority classes gained by a petition of five or more", "五人以上联名的优先级提升";
    }
}

table! {
    /// Tasks from above.
    Tasks = "tasks" {
        per_group_year: f64 = 20.0, Kind::Real(0.0, 2000.0), "1/group/year", Derived "60 hours a year beside about 50 on cases: .45 of a leader's group work is cases (.25 to .7); stands for meetings and rounds too",
            "Top-down tasks to a group", "每组每年上级任务数";
        hours: Distribution = Distribution::Lognormal { mean: 3.0, cv: 0.6 }, Kind::Distribution(0.0, 1000.0), "hours", Guess "1 to 10",
            "Effort of a task at the group", "小组单项任务工时";
        growth_per_added_seat: f64 = 0.0, Kind::Real(0.0, 2.0), "", Guess "0 to 0.5; added seats attract tasks",
            "Growth of a task's hours with each filled seat beyond the first", "每增一席任务工时增长";
        per_cadre_year: f64 = 110.0, Kind::Real(0.0, 5000.0), "1/cadre/year", Guess "leaves about a quarter of a cadre's hours for cases",
            "Top-down tasks to a cadre", "每名村干部每年上级任务数";
        cadre_hours: Distribution = Distribution::Lognormal { mean: 16.0, cv: 0.6 }, Kind::Distribution(0.0, 2000.0), "hours", Guess "10 to 20",
            "Effort of a task at the committee", "村级单项任务工时";
    }
}

table! {
    /// Whether a case is judged rightly.
    Judgement = "judgement" {
        common_cause: f64 = 0.20, SHARE, "", Guess "0 to 0.6",
            "Probability that all who decide a case read the same signal", "判断共因概率";
        common_cause_same_clan: f64 = 0.20, SHARE, "", Guess "0 to 0.4",
            "Added to it when all pairs of deciders are of one clan", "同姓决策者的共因增量";
        misleading_share: f64 = 0.10, SHARE, "", Guess "0 to 0.3",
            "Cases whose evidence misleads everybody", "证据误导的事项占比";
        misleading_logit: f64 = 1.0, Kind::Real(0.0, 10.0), "logit", Guess "0 to 3",
            "What misleading evidence takes from the logit of skill", "证据误导的影响";
        serious_logit: f64 = 0.5, Kind::Real(0.0, 10.0), "logit", Guess "model-rules, defaults",
            "What seriousness takes from the logit of skill", "严重事项的难度";
        kin_lean: f64 = 0.5, SHARE, "", Guess "0 to 0.8",
            "Probability that a member who is kin of one party leans to it", "偏袒亲族的概率";
        new_evidence: f64 = 0.0, SHARE, "", Guess "0 to 0.3",
            "Probability that a further session changes a member's reading", "后续办理出现新证据的概率";
        experience_logit: f64 = 0.4, Kind::Real(0.0, 5.0), "logit", Guess "model-rules 27",
            "Skill gained by experience in the long run", "经验带来的能力提升上限";
        experience_cases: f64 = 30.0, Kind::Real(1.0, 10_000.0), "cases", Guess "model-rules 27",
            "Cases after which 63 % of it is gained", "经验积累所需案件数";
    }
}

table! {
    /// Whether a dispute is settled.
    Mediation = "mediation" {
        base_logit: f64 = -0.54, LOGIT, "logit", Derived ".60 within two sessions for an ordinary dispute",
            "Tendency to settle in a session at the centres below", "单次调解成功倾向";
        trust_slope: f64 = 4.0, Kind::Real(-20.0, 20.0), "logit", Guess "model-rules, defaults",
            "Effect of the less trusting party's trust", "信任的影响";
        trust_centre: f64 = 0.45, SHARE, "", Guess "trust at which the base holds",
            "Trust at which the base holds", "信任中心值";
        skill_slope: f64 = 0.5, Kind::Real(-10.0, 10.0), "logit", Guess "model-rules, defaults",
            "Effect of the logit of the owner's skill", "能力的影响";
        skill_centre: f64 = 0.70, Kind::Real(0.01, 0.99), "", Guess "skill at which the base holds",
            "Skill at which the base holds", "能力中心值";
        serious_logit: f64 = 1.1, Kind::Real(0.0, 10.0), "logit", Derived ".30 within two sessions for a serious dispute",
            "What seriousness takes", "严重纠纷的难度";
        quarrel_logit: f64 = 0.3, Kind::Real(0.0, 10.0), "logit", Guess "model-rules, defaults",
            "What each earlier quarrel of the pair takes", "既往争执的影响";
        kin_penalty: f64 = 0.2, SHARE, "", Guess "0 to 0.6; at 0 more mediators can only help, by assumption",
            "What a mediator who is kin of the other side costs in trust", "调解人与对方同族的信任损失";
        breakdown_right_per_year: f64 = 0.1, Kind::Real(0.0, 50.0), "1/year", Guess "model-rules 12",
            "Hazard that a right settlement breaks", "正确协议的破裂率";
        breakdown_wrong_per_year: f64 = 1.0, Kind::Real(0.0, 50.0), "1/year", Guess "model-rules 12",
            "Hazard that a settlement against the right judgement breaks", "不当协议的破裂率";
    }
}

table! {
    /// The village committee as the tier above the group.
    Committee = "committee" {
        cadres: u32 = 5, Kind::Whole(0, 1000), "", Observed "news report of 2022-07-23 on Botou Village",
            "Cadres who take cases, at most those of the village", "办理案件的村干部数";
        hours_per_week: f64 = 45.0, Kind::Real(0.0, 168.0), "hours/week", Guess "35 to 60",
            "Hours a week of a cadre", "村干部每周工作时间";
        pay_yuan_per_year: f64 = 24_000.0, Kind::Real(0.0, 1e6), "yuan/year", Guess "15,000 to 50,000",
            "Pay of a cadre; the share of hours on cases is charged", "村干部年薪";
        request_effort_hours: Distribution = Distribution::Lognormal { mean: 2.5, cv: 0.8 }, Kind::Distribution(0.0, 10_000.0), "hours", Guess "1 to 6",
            "Effort of a request at the committee", "村级办理一件诉求的工时";
        dispute_effort_hours: Distribution = Distribution::Lognormal { mean: 8.0, cv: 0.6 }, Kind::Distribution(0.0, 10_000.0), "hours", Guess "3 to 20",
            "Effort of a session of a dispute at the committee", "村级单次调解工时";
        patience_days: Distribution = Distribution::Weibull { mean: 60.0, shape: 1.3 }, Kind::Distribution(0.0, 100_000.0), "days", Guess "capped by the legal clock of 60 days",
            "Patience at the committee until work begins", "在村级等待的耐心";
    }
}

table! {
    /// What a household does whose case failed.
    Escalation = "escalation" {
        onward: Onward = Onward::Choice, Kind::Choice(Onward::WORDS), "", Design "next_tier for queueing benchmarks",
            "Whether households weigh their options or always climb", "上行方式";
        committee_base: f64 = -0.5, LOGIT, "utility", Guess "model-rules 15",
            "Utility of turning to the committee", "找村委会的效用";
        committee_trust_slope: f64 = 2.0, LOGIT, "utility", Guess "model-rules 15",
            "Effect of trust in the committee less .5", "对村委会信任的影响";
        committee_severity_slope: f64 = 0.5, LOGIT, "utility", Guess "model-rules 15",
            "Effect of severity", "严重程度的影响（村委会）";
        township_base: f64 = -4.7, LOGIT, "utility", Guess "calibrated on about 20 petitions per 1,000 person-years under one leader in botou.toml (8 to 40: -5.6 to -4.0)",
            "Utility of a petition to the township", "到乡镇信访的效用";
        belief_slope: f64 = 4.0, LOGIT, "utility", Guess "model-rules 15",
            "Effect of the believed return of a petition", "信访预期的影响";
        petition_severity_slope: f64 = 0.8, LOGIT, "utility", Guess "model-rules 15",
            "Effect of severity", "严重程度的影响（信访）";
        age_slope_per_4_weeks: f64 = 0.3, LOGIT, "utility", Guess "model-rules 15",
            "Effect of the age of the case, up to twelve weeks", "事项久拖的影响";
        trust_gap_slope: f64 = 1.0, LOGIT, "utility", Guess "model-rules 15",
            "Effect of trust in the upper tier less trust in the group", "上下级信任差的影响";
        cost_scale_yuan: f64 = 300.0, Kind::Real(1.0, 1e6), "yuan", Guess "model-rules 15",
            "Cost that takes one unit of utility", "一个效用单位对应的成本";
        county_step: f64 = -1.0, LOGIT, "utility", Guess "model-rules 15",
            "Utility of the county beyond the township's", "到县信访的附加效用";
        give_up_base: f64 = -1.5, LOGIT, "utility", Guess "model-rules 15",
            "Utility of giving up", "放弃的效用";
        give_up_severity_slope: f64 = -0.5, LOGIT, "utility", Guess "model-rules 15",
            "Effect of severity on giving up", "严重程度的影响（放弃）";
        wait_days: f64 = 30.0, Kind::Real(1.0, 365.0), "days", Guess "model-rules 15",
            "Days until a household that waits decides again", "等待后再次决定的天数";
        max_petitions: u32 = 6, Kind::Whole(0, 100), "", Guess "model-rules 15",
            "Petitions about one need at most", "同一事项信访次数上限";
        petition_spacing_days: f64 = 30.0, Kind::Real(0.0, 365.0), "days", Guess "model-rules 15",
            "Days between two petitions about one need at least", "两次信访最小间隔";
        township_cost_yuan: f64 = 50.0, Kind::Real(0.0, 1e5), "yuan", Guess "a trip in one county report",
            "Cash cost of a petition to the township", "到乡镇信访的现金花费";
        township_cost_work_days: f64 = 0.5, Kind::Real(0.0, 60.0), "days", Guess "half a day",
            "Work days lost by a petition to the township", "到乡镇信访误工天数";
        county_cost_yuan: f64 = 300.0, Kind::Real(0.0, 1e5), "yuan", Derived "a report of 2008; 50 to 2,000",
            "Cash cost of a petition to the county", "到县信访的现金花费";
        county_cost_work_days: f64 = 2.0, Kind::Real(0.0, 60.0), "days", Derived "a report of 2008",
            "Work days lost by a petition to the county", "到县信访误工天数";
    }
}

table! {
    /// What becomes of a petition.
    Petitions = "petitions" {
        belief_initial: f64 = 0.15, SHARE, "", Guess "model-rules, defaults",
            "Believed return of a petition at the start", "信访预期初值";
        belief_rate: f64 = 0.25, SHARE, "", Guess "0.05 to 0.5",
            "Step of a petitioner's belief to its own experience", "自身信访经验学习率";
        belief_rate_social: f64 = 0.08, SHARE, "", Guess "0.02 to 0.2",
            "Step of tied households' belief to it", "邻里信访经验学习率";
        degree_cap: f64 = 5.0, Kind::Real(0.0, 100.0), "", Guess "model-rules 15",
            "Ties beyond this many add nothing to social learning", "社会学习往来户数上限";
        accept_days: f64 = 15.0, Kind::Real(0.0, 365.0), "days", Observed "Regulations of 2005, Work Regulations of 2022",
            "Days until a petition is accepted", "受理期限";
        decide_days: f64 = 60.0, Kind::Real(0.0, 730.0), "days", Observed "Regulations of 2005, Work Regulations of 2022",
            "Days until an upper tier decides", "办结期限";
        sent_back_share: f64 = 0.70, SHARE, "", Guess "0.4 to 0.9; a petition usually returns to the village",
            "Petitions sent back to the village with priority", "交办回村的占比";
        concession_base: f64 = -2.2, LOGIT, "logit", Guess "one person: .10",
            "Tendency to concede to one quiet petitioner at the township", "对单人信访让步的倾向";
        concession_per_log_people: f64 = 0.5, LOGIT, "logit", Guess "model-rules, defaults",
            "Effect of the logarithm of the number of people", "人数的影响（对数）";
        concession_disruptive: f64 = 0.8, LOGIT, "logit", Guess "model-rules, defaults",
            "Effect of a collective petition", "集体信访的影响";
        concession_county: f64 = 0.4, LOGIT, "logit", Guess "model-rules, defaults",
            "Effect of the county as the level", "到县的影响";
        suppression: f64 = 0.3, SHARE, "", Guess "0 to 0.6",
            "Share of petitions that is not recorded; also hardens the answer", "压案不登记占比";
        concession_suppression: f64 = 1.0, LOGIT, "logit", Guess "model-rules, defaults",
            "Effect of suppression on concessions", "压制对让步的影响";
        township_success_share: f64 = 0.45, SHARE, "", Guess "0.25 to 0.65",
            "Cases kept by the township that it decides rightly", "乡镇正确处理率";
        county_success_share: f64 = 0.35, SHARE, "", Guess "0.25 to 0.65",
            "Cases kept by the county that it decides rightly", "县正确处理率";
        office_cases_per_month: f64 = 20.0, Kind::Real(0.1, 1e5), "1/month", Guess "5 to 60",
            "Cases from the village that an office can close", "上级部门每月可办结数";
        join_threshold_low: f64 = 0.10, SHARE, "", Guess "0 to 0.3",
            "Lowest share of joined ties at which a household with a grievance joins (the highest is 1)", "联名门槛下限";
        collective_people: u32 = 5, Kind::Whole(2, 1000), "", Observed "official definition",
            "People who make a petition collective", "集体信访人数标准";
    }
}

table! {
    /// Trust by tier.
    Trust = "trust" {
        group_initial: f64 = 0.45, Kind::Real(0.01, 0.99), "", Guess "0.25 to 0.6; a petitioning village",
            "Trust in the group's team at the start, median household", "对小组的初始信任";
        committee_initial: f64 = 0.50, Kind::Real(0.01, 0.99), "", Guess "village leaders .63 in HEPS 2012, lower here",
            "Trust in the committee at the start", "对村委会的初始信任";
        township_initial: f64 = 0.52, Kind::Real(0.01, 0.99), "", Derived "between county .50 and province .53, HEPS 2012",
            "Trust in the township at the start", "对乡镇的初始信任";
        county_initial: f64 = 0.50, Kind::Real(0.01, 0.99), "", Observed "HEPS 2012, more than 800 villagers",
            "Trust in the county at the start", "对县的初始信任";
        spread_logit: f64 = 0.5, Kind::Real(0.0, 3.0), "logit", Guess "0.2 to 1",
            "Spread of baseline trust between households", "户间信任差异（logit 标准差）";
        baseline_weight: f64 = 4.0, Kind::Real(0.1, 1000.0), "experiences", Guess "model-rules 14",
            "Weight of the baseline, in experiences", "基线权重";
        memory_per_quarter: f64 = 0.95, Kind::Real(0.01, 1.0), "", Guess "0.85 to 0.99",
            "Share of an experience's weight that is left after 91 days", "每季度记忆保留";
        outcome_weight: f64 = 0.5, SHARE, "", Guess "0.3 to 0.8; the rest is process",
            "Weight of the outcome in an experience", "结果权重";
        bad_news_weight: f64 = 1.5, Kind::Real(0.0, 10.0), "", Guess "model-rules 14",
            "Weight of what went badly", "坏经历权重";
        spill_over: f64 = 0.1, SHARE, "", Guess "model-rules 14",
            "Weight of an experience for tied households", "邻里外溢权重";
        kin_logit: f64 = 1.0, LOGIT, "logit", Guess "model-rules 14",
            "Trust in a member who is kin", "对同族成员的信任";
        tie_logit: f64 = 0.5, LOGIT, "logit", Guess "model-rules 14",
            "Trust in a member with a tie", "对有来往成员的信任";
        quarrel_logit: f64 = 0.7, LOGIT, "logit", Guess "model-rules 14",
            "Distrust in a member with a past quarrel", "与其有争执的不信任";
    }
}

table! {
    /// How seats are filled.
    Elections = "elections" {
        stand_base: f64 = -4.2, Kind::Real(-20.0, 20.0), "utility", Guess "gives about 1.6 candidates for a leader's seat",
            "Tendency of an eligible adult to stand", "参选倾向";
        asked_logit: f64 = 4.5, Kind::Real(-10.0, 20.0), "utility", Guess "gives acceptance of about one half",
            "Added when nobody stands and the electors ask somebody", "无人参选而被动员时的附加效用";
        stand_stipend_per_1000_yuan: f64 = 0.3, Kind::Real(0.0, 10.0), "utility", Guess "0 to 1",
            "Effect of the stipend", "补贴的影响";
        stand_motive_slope: f64 = 1.0, Kind::Real(0.0, 10.0), "utility", Guess "prosocial motive, standard normal",
            "Effect of a person's motive", "公益动机的影响";
        stand_wage_slope: f64 = 0.5, Kind::Real(0.0, 10.0), "utility", Guess "able people have better offers elsewhere",
            "What a person's outside wage takes (standard normal)", "外部工资的影响";
        wage_skill_correlation: f64 = 0.4, Kind::Real(-1.0, 1.0), "", Guess "0 to 0.7",
            "Correlation of outside wage and skill", "外部工资与能力相关系数";
        turnout_share: f64 = 0.65, SHARE, "", Guess "0.45 to 0.85 of residents, genuine",
            "Residents who cast their own vote", "常住居民实际投票率";
        proxy_share: f64 = 0.25, SHARE, "", Guess "nominal turnout of .90 with votes of absentees by others",
            "Absentees for whom a relative votes", "外出者委托投票率";
        kin_weight: f64 = 1.2, Kind::Real(-5.0, 10.0), "utility", Guess "0 to 3",
            "Pull of kinship on a vote", "亲族的影响";
        trust_weight: f64 = 1.0, Kind::Real(-5.0, 10.0), "utility", Guess "0 to 3",
            "Pull of trust in a sitting member, as a logit", "对在任者信任的影响";
        skill_weight: f64 = 0.8, Kind::Real(-5.0, 10.0), "utility", Guess "0 to 2",
            "Pull of a candidate's skill, as a logit", "能力信号的影响";
        by_election_days: f64 = 60.0, Kind::Real(0.0, 3650.0), "days", Guess "30 to 180",
            "Days until a vacancy is filled", "补选间隔";
        overload_share: f64 = 0.95, Kind::Real(0.1, 5.0), "", Guess "0.8 to 1",
            "Share of offered hours worked in a month above which a holder is overloaded", "超负荷门槛（月工时占比）";
        resign_per_overloaded_month: f64 = 0.05, SHARE, "", Guess "0 to 0.2",
            "Probability that an overloaded holder resigns in a month", "超负荷月辞职概率";
    }
}

table! {
    /// Training of those who take seats.
    Training = "training" {
        logit_per_day: f64 = 0.10, Kind::Real(0.0, 2.0), "logit/day", Guess "0 to 0.3",
            "Skill gained by a day of training", "每天培训的能力提升";
        cost_yuan_per_person_day: f64 = 200.0, Kind::Real(0.0, 1e5), "yuan", Guess "100 to 1,500 a person for two days",
            "Cost of a day of training for one person", "每人每天培训费用";
    }
}

table! {
    /// Support from outside, such as a work team stationed in the village.
    Support = "support" {
        present: bool = false, Kind::Flag, "", Design "absent unless a scenario sends it",
            "Whether outside support is in the village", "是否有外部帮扶";
        from: Date = date(2018, 1, 1), Kind::Date, "date", Design "with the reform",
            "First day of the support", "帮扶开始日期";
        until: Date = date(2022, 1, 1), Kind::Date, "date", Guess "not reported",
            "Day after the last of the support", "帮扶结束日期";
        task_relief_share: f64 = 0.5, SHARE, "", Guess "0 to 0.8",
            "Share of top-down hours that the support takes over", "分担上级任务工时占比";
    }
}

table! {
    /// What things cost.
    Costs = "costs" {
        day_wage_yuan: f64 = 130.0, Kind::Real(0.0, 10_000.0), "yuan/day", Guess "90 to 180",
            "Rural wage of a day of eight hours; values unpaid hours", "农村日工资（8 小时）";
        township_petition_yuan: f64 = 800.0, Kind::Real(0.0, 1e6), "yuan", Guess "200 to 10,000",
            "Cost to government of a petition to the township", "政府处理一件乡镇信访的费用";
        county_petition_yuan: f64 = 3000.0, Kind::Real(0.0, 1e6), "yuan", Derived "2,000 in a county report of 2008, times 1.5",
            "Cost to government of a petition to the county", "政府处理一件县级信访的费用";
        election_yuan: f64 = 300.0, Kind::Real(0.0, 1e6), "yuan", Guess "100 to 1,000",
            "Cost of an election in one group", "一次小组选举费用";
        voter_hours: f64 = 1.0, Kind::Real(0.0, 24.0), "hours", Guess "half to two hours",
            "Hours a voter spends on an election", "选民投票用时";
        assembly_hours: f64 = 1.5, Kind::Real(0.0, 24.0), "hours", Guess "length of a meeting",
            "Hours a household spends in an assembly", "每户参会用时";
        assembly_attendance_share: f64 = 0.55, SHARE, "", Guess "0.25 to 0.8",
            "Households that come to an assembly", "会议到会率";
    }
}
