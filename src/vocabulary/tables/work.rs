//! Keys of needs and of the work on them: switches, needs, quarrels, voice, contact, presence, handling, tasks.

use super::{LOGIT, SHARE, TOPICS};
use crate::vocabulary::parameters::{Kind, table};
use crate::vocabulary::value::Distribution;

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
        effort: bool = false, Kind::Flag, "", Design "off: holders give the hours asked", "Holders choose how many hours they give", "投入程度";
        dilemma: bool = false, Kind::Flag, "", Design "off: unowned work is picked up at once", "Nobody may pick up what nobody owns", "无人牵头困境";
        visits: bool = false, Kind::Flag, "", Design "off: no rounds", "Holders make rounds from door to door", "入户走访";
        information: bool = false, Kind::Flag, "", Design "off: no news, nothing to claim", "News travels and gets lost", "信息传递";
        participation: bool = false, Kind::Flag, "", Design "off: participation is constant, no meetings", "Households take part in village work", "村民参与";
        projects: bool = false, Kind::Flag, "", Design "off: no projects and no funds", "Projects are chosen, paid and built", "项目与资金";
        leakage: bool = false, Kind::Flag, "", Design "off: no money is taken", "Who handles money may take some", "资金流失";
        campaigns: bool = false, Kind::Flag, "", Design "off: no drives for consent", "Consent is asked from door to door", "入户动员";
        storms: bool = false, Kind::Flag, "", Design "off: no hazard strikes", "Storms strike and people are moved", "暴雨转移";
        works: bool = false, Kind::Flag, "", Design "off: no canal", "The canal wears and is repaired together", "渠道维护";
        fixers: bool = false, Kind::Flag, "", Design "off: nobody without a seat settles anything", "People without a seat settle matters", "民间能人";
        learning_between_groups: bool = false, Kind::Flag, "", Design "off: groups do not learn from one another", "Neighbouring groups learn from one another", "邻组互学";
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
        request_grantable_at_group_share: f64 = 0.85, SHARE, "", Guess "an assumption of this model; 0.74 to 0.92",
            "Requests that the group itself can grant", "小组可办成的诉求占比";
        dispute_grantable_at_group_share: f64 = 0.80, SHARE, "", Guess "an assumption of this model; 0.67 to 0.89",
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
        offspring_lumped: f64 = 0.05, Kind::Real(0.0, 0.99), "", Guess "an assumption of this model; 0.025 to 0.1",
            "Offspring of a dispute never voiced", "忍下未提的衍生数";
        delay_days: f64 = 90.0, Kind::Real(1.0, 3650.0), "days", Guess "an assumption of this model; 45 to 180",
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
        trust_slope: f64 = 2.0, Kind::Real(-10.0, 10.0), "logit", Guess "an assumption of this model; 1 to 4",
            "Effect of trust in the best-known member less the centre", "信任的影响";
        trust_centre: f64 = 0.45, SHARE, "", Guess "trust at which the shares above hold",
            "Trust at which the tendencies hold", "信任中心值";
        tie_slope: f64 = 0.5, Kind::Real(-10.0, 10.0), "logit", Guess "an assumption of this model; 0.25 to 1",
            "Effect of a tie to that member", "关系的影响";
        absent_cost: f64 = 1.0, Kind::Real(0.0, 10.0), "logit", Guess "one unit of cost",
            "Cost of voicing for a household that is away", "外出户提出诉求的成本";
        bilateral_success_share: f64 = 0.5, SHARE, "", Guess "0.35 to 0.65",
            "Talks between the parties that succeed", "私下协商成功率";
        bilateral_days: f64 = 14.0, Kind::Real(0.0, 365.0), "days", Guess "an assumption of this model; 7 to 28",
            "How long talks between the parties last", "私下协商天数";
        asked_logit: f64 = 1.0, LOGIT, "logit", Guess "an assumption of this model; 0 to 2",
            "What it adds to the tendency to speak to be asked, at a visit or a meeting", "被走访或会上询问时表达倾向的增量";
    }
}

table! {
    /// Finding a holder at home.
    Contact = "contact" {
        retry_days: f64 = 3.0, Kind::Real(0.01, 365.0), "days", Guess "an assumption of this model; 1.5 to 6",
            "Days until a household that found nobody tries again, mean (exponential)", "未遇到人时再次联系的间隔（均值）";
    }
}

table! {
    /// When holders are in the village.
    Presence = "presence" {
        availability_share: f64 = 0.65, Kind::Real(0.01, 1.0), "", Guess "0.4 to 0.9",
            "Share of time a holder is present and reachable", "干部在村可联系时间占比";
        mean_absence_days: f64 = 4.0, Kind::Real(0.05, 365.0), "days", Guess "an assumption of this model; 2 to 8",
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
        joint_wait_limit_days: f64 = 21.0, Kind::Real(0.0, 365.0), "days", Guess "an assumption of this model; 10.5 to 42",
            "Longest wait for all to be present", "等待全员到场的最长天数";
        briefing_share: f64 = 0.15, SHARE, "", Guess "an assumption of this model; 0.08 to 0.26",
            "Hours of a briefing, as a share of the case's effort", "情况通报工时占比";
        further_session_share: f64 = 0.5, Kind::Real(0.0, 2.0), "", Guess "0.25 to 1",
            "Effort of a further session, as a share of the first", "后续调解工时占首次的比例";
        max_sessions: u32 = 2, Kind::Whole(1, 20), "", Guess "an assumption of this model; 1 to 4",
            "Sessions after which a case counts as failed", "最多办理次数";
        petitioned_priority: f64 = 1.0, Kind::Real(0.0, 10.0), "", Guess "an assumption of this model; 0.5 to 2",
            "Priority classes gained by a petition", "信访事项优先级提升";
        collective_priority: f64 = 1.0, Kind::Real(0.0, 10.0), "", Guess "an assumption of this model; 0.5 to 2",
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
