//! Keys of judgement and of what follows from it: mediation, committee, escalation, petitions, trust, seats, costs.

use super::{LOGIT, SHARE};
use crate::vocabulary::choices::Onward;
use crate::vocabulary::parameters::{Kind, table};
use crate::vocabulary::value::Distribution;
use jiff::civil::{Date, date};

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
        serious_logit: f64 = 0.5, Kind::Real(0.0, 10.0), "logit", Guess "an assumption of this model; 0.25 to 1",
            "What seriousness takes from the logit of skill", "严重事项的难度";
        kin_lean: f64 = 0.5, SHARE, "", Guess "0 to 0.8",
            "Probability that a member who is kin of one party leans to it", "偏袒亲族的概率";
        new_evidence: f64 = 0.0, SHARE, "", Guess "0 to 0.3",
            "Probability that a further session changes a member's reading", "后续办理出现新证据的概率";
        experience_logit: f64 = 0.4, Kind::Real(0.0, 5.0), "logit", Guess "an assumption of this model; 0.2 to 0.8",
            "Skill gained by experience in the long run", "经验带来的能力提升上限";
        experience_cases: f64 = 30.0, Kind::Real(1.0, 10_000.0), "cases", Guess "an assumption of this model; 15 to 60",
            "Cases after which 63 % of it is gained", "经验积累所需案件数";
    }
}

table! {
    /// Whether a dispute is settled.
    Mediation = "mediation" {
        base_logit: f64 = -0.54, LOGIT, "logit", Derived ".60 within two sessions for an ordinary dispute",
            "Tendency to settle in a session at the centres below", "单次调解成功倾向";
        trust_slope: f64 = 4.0, Kind::Real(-20.0, 20.0), "logit", Guess "an assumption of this model; 2 to 8",
            "Effect of the less trusting party's trust", "信任的影响";
        trust_centre: f64 = 0.45, SHARE, "", Guess "trust at which the base holds",
            "Trust at which the base holds", "信任中心值";
        skill_slope: f64 = 0.5, Kind::Real(-10.0, 10.0), "logit", Guess "an assumption of this model; 0.25 to 1",
            "Effect of the logit of the owner's skill", "能力的影响";
        skill_centre: f64 = 0.70, Kind::Real(0.01, 0.99), "", Guess "skill at which the base holds",
            "Skill at which the base holds", "能力中心值";
        serious_logit: f64 = 1.1, Kind::Real(0.0, 10.0), "logit", Derived ".30 within two sessions for a serious dispute",
            "What seriousness takes", "严重纠纷的难度";
        quarrel_logit: f64 = 0.3, Kind::Real(0.0, 10.0), "logit", Guess "an assumption of this model; 0.15 to 0.6",
            "What each earlier quarrel of the pair takes", "既往争执的影响";
        kin_penalty: f64 = 0.2, SHARE, "", Guess "0 to 0.6; at 0 more mediators can only help, by assumption",
            "What a mediator who is kin of the other side costs in trust", "调解人与对方同族的信任损失";
        breakdown_right_per_year: f64 = 0.1, Kind::Real(0.0, 50.0), "1/year", Guess "an assumption of this model; 0.05 to 0.2",
            "Hazard that a right settlement breaks", "正确协议的破裂率";
        breakdown_wrong_per_year: f64 = 1.0, Kind::Real(0.0, 50.0), "1/year", Guess "an assumption of this model; 0.5 to 2",
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
        committee_base: f64 = -0.5, LOGIT, "utility", Guess "an assumption of this model; -1 to -0.25",
            "Utility of turning to the committee", "找村委会的效用";
        committee_trust_slope: f64 = 2.0, LOGIT, "utility", Guess "an assumption of this model; 1 to 4",
            "Effect of trust in the committee less .5", "对村委会信任的影响";
        committee_severity_slope: f64 = 0.5, LOGIT, "utility", Guess "an assumption of this model; 0.25 to 1",
            "Effect of severity", "严重程度的影响（村委会）";
        township_base: f64 = -4.7, LOGIT, "utility", Guess "calibrated on about 20 petitions per 1,000 person-years under one leader in botou.toml (8 to 40: -5.6 to -4.0)",
            "Utility of a petition to the township", "到乡镇信访的效用";
        belief_slope: f64 = 4.0, LOGIT, "utility", Guess "an assumption of this model; 2 to 8",
            "Effect of the believed return of a petition", "信访预期的影响";
        petition_severity_slope: f64 = 0.8, LOGIT, "utility", Guess "an assumption of this model; 0.4 to 1.6",
            "Effect of severity", "严重程度的影响（信访）";
        age_slope_per_4_weeks: f64 = 0.3, LOGIT, "utility", Guess "an assumption of this model; 0.15 to 0.6",
            "Effect of the age of the case, up to twelve weeks", "事项久拖的影响";
        trust_gap_slope: f64 = 1.0, LOGIT, "utility", Guess "an assumption of this model; 0.5 to 2",
            "Effect of trust in the upper tier less trust in the group", "上下级信任差的影响";
        cost_scale_yuan: f64 = 300.0, Kind::Real(1.0, 1e6), "yuan", Guess "an assumption of this model; 150 to 600",
            "Cost that takes one unit of utility", "一个效用单位对应的成本";
        county_step: f64 = -1.0, LOGIT, "utility", Guess "an assumption of this model; -2 to -0.5",
            "Utility of the county beyond the township's", "到县信访的附加效用";
        give_up_base: f64 = -1.5, LOGIT, "utility", Guess "an assumption of this model; -3 to -0.75",
            "Utility of giving up", "放弃的效用";
        give_up_severity_slope: f64 = -0.5, LOGIT, "utility", Guess "an assumption of this model; -1 to -0.25",
            "Effect of severity on giving up", "严重程度的影响（放弃）";
        wait_days: f64 = 30.0, Kind::Real(1.0, 365.0), "days", Guess "an assumption of this model; 15 to 60",
            "Days until a household that waits decides again", "等待后再次决定的天数";
        max_petitions: u32 = 6, Kind::Whole(0, 100), "", Guess "an assumption of this model; 3 to 12",
            "Petitions about one need at most", "同一事项信访次数上限";
        petition_spacing_days: f64 = 30.0, Kind::Real(0.0, 365.0), "days", Guess "an assumption of this model; 15 to 60",
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
        belief_initial: f64 = 0.15, SHARE, "", Guess "an assumption of this model; 0.08 to 0.26",
            "Believed return of a petition at the start", "信访预期初值";
        belief_rate: f64 = 0.25, SHARE, "", Guess "0.05 to 0.5",
            "Step of a petitioner's belief to its own experience", "自身信访经验学习率";
        belief_rate_social: f64 = 0.08, SHARE, "", Guess "0.02 to 0.2",
            "Step of tied households' belief to it", "邻里信访经验学习率";
        degree_cap: f64 = 5.0, Kind::Real(0.0, 100.0), "", Guess "an assumption of this model; 2.5 to 10",
            "Ties beyond this many add nothing to social learning", "社会学习往来户数上限";
        accept_days: f64 = 15.0, Kind::Real(0.0, 365.0), "days", Observed "Regulations of 2005, Work Regulations of 2022",
            "Days until a petition is accepted", "受理期限";
        decide_days: f64 = 60.0, Kind::Real(0.0, 730.0), "days", Observed "Regulations of 2005, Work Regulations of 2022",
            "Days until an upper tier decides", "办结期限";
        sent_back_share: f64 = 0.70, SHARE, "", Guess "0.4 to 0.9; a petition usually returns to the village",
            "Petitions sent back to the village with priority", "交办回村的占比";
        concession_base: f64 = -2.2, LOGIT, "logit", Guess "one person: .10",
            "Tendency to concede to one quiet petitioner at the township", "对单人信访让步的倾向";
        concession_per_log_people: f64 = 0.5, LOGIT, "logit", Guess "an assumption of this model; 0.25 to 1",
            "Effect of the logarithm of the number of people", "人数的影响（对数）";
        concession_disruptive: f64 = 0.8, LOGIT, "logit", Guess "an assumption of this model; 0.4 to 1.6",
            "Effect of a collective petition", "集体信访的影响";
        concession_county: f64 = 0.4, LOGIT, "logit", Guess "an assumption of this model; 0.2 to 0.8",
            "Effect of the county as the level", "到县的影响";
        suppression: f64 = 0.3, SHARE, "", Guess "0 to 0.6",
            "Share of petitions that is not recorded; also hardens the answer", "压案不登记占比";
        concession_suppression: f64 = 1.0, LOGIT, "logit", Guess "an assumption of this model; 0.5 to 2",
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
        baseline_weight: f64 = 4.0, Kind::Real(0.1, 1000.0), "experiences", Guess "an assumption of this model; 2 to 8",
            "Weight of the baseline, in experiences", "基线权重";
        memory_per_quarter: f64 = 0.95, Kind::Real(0.01, 1.0), "", Guess "0.85 to 0.99",
            "Share of an experience's weight that is left after 91 days", "每季度记忆保留";
        outcome_weight: f64 = 0.5, SHARE, "", Guess "0.3 to 0.8; the rest is process",
            "Weight of the outcome in an experience", "结果权重";
        bad_news_weight: f64 = 1.5, Kind::Real(0.0, 10.0), "", Guess "an assumption of this model; 0.75 to 3",
            "Weight of what went badly", "坏经历权重";
        spill_over: f64 = 0.1, SHARE, "", Guess "an assumption of this model; 0.05 to 0.18",
            "Weight of an experience for tied households", "邻里外溢权重";
        kin_logit: f64 = 1.0, LOGIT, "logit", Guess "an assumption of this model; 0.5 to 2",
            "Trust in a member who is kin", "对同族成员的信任";
        tie_logit: f64 = 0.5, LOGIT, "logit", Guess "an assumption of this model; 0.25 to 1",
            "Trust in a member with a tie", "对有来往成员的信任";
        quarrel_logit: f64 = 0.7, LOGIT, "logit", Guess "an assumption of this model; 0.35 to 1.4",
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
        process_share: f64 = 0.2, SHARE, "", Guess "an assumption of this model; 0 to 0.5",
            "Legitimacy: share of what households miss in how they are treated that the support makes good", "合法性：帮扶弥补办事过程欠缺的占比";
        training_factor: f64 = 1.5, Kind::Real(0.0, 5.0), "", Guess "an assumption of this model; 1 to 2",
            "Worth of a day of training given while the support is there, against other days", "帮扶期间每天培训的效力倍数";
        recognitions_per_year: f64 = 1.0, Kind::Real(0.0, 12.0), "1/year", Guess "an assumption of this model; 0 to 2",
            "Recognitions of a holder a year while the support is there; raises honour where effort is a choice", "帮扶期间每名成员每年受表彰次数";
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
