//! Keys of money that comes to the village: projects, what is taken of it, the needs that money and storms bring.

use super::{LOGIT, SHARE, TOPICS};
use crate::vocabulary::parameters::{Kind, table};
use crate::vocabulary::value::Distribution;
use jiff::civil::{Date, date};

const DAYS: Kind = Kind::Distribution(0.0, 3650.0);
const HOURS: Kind = Kind::Real(0.0, 1000.0);
const SPREAD: Kind = Kind::Real(0.0, 10.0);

table! {
    /// Projects: their money, their choice, their life.
    Projects = "projects" {
        funds_yuan_per_year: f64 = 1_960_000.0, Kind::Real(0.0, 1e10), "yuan/year", Derived "2.998 million yuan run by groups are 34 % of about 8.82 million from 2018 to mid-2022",
            "Project funds that come to the village in a year, once they have risen", "每年到村项目资金（上升后）";
        funds_before_share: f64 = 0.4, SHARE, "", Guess "funds rose with poverty relief and rural revitalisation; 0.2 to 0.8",
            "Share of these funds that came in a year before they rose", "上升前资金占比";
        rise_from: Date = date(2016, 1, 1), Kind::Date, "date", Derived "unprecedented funds since about 2016",
            "Year with which the funds begin to rise", "资金开始上升的年份";
        rise_until: Date = date(2018, 1, 1), Kind::Date, "date", Derived "as above",
            "Year from which the funds are at their level; they rise evenly until then", "资金达到水平的年份（其间逐年均匀上升）";
        cap_yuan: f64 = 23_000.0, Kind::Real(0.0, 1e9), "yuan", Guess "10,000 to 100,000; at this cap three-person groups run about the 34 % that were reported",
            "Cost up to which a project may be run by the group", "小组可自办项目的金额上限";
        trust_weight: f64 = 0.5, SHARE, "", Guess "0 to 1",
            "Weight of the households' trust in the team, against its record, in the share of a group's funds that the committee hands to it", "下放资金比例中农户信任的权重（其余为以往业绩）";
        record_initial: f64 = 0.5, SHARE, "", Guess "0.25 to 0.75",
            "Record of a team without projects, with the weight of four of them", "无项目班子的业绩初值（相当于四个项目）";
        good_quality: f64 = 0.6, SHARE, "", Guess "0.4 to 0.8",
            "Quality from which a project counts for the team's record, if no money was found missing", "计入业绩的质量下限（且未查出资金流失）";
        candidates_per_group_year: u32 = 8, Kind::Whole(1, 32), "1/group/year", Guess "4 to 16",
            "Projects that a group could choose from in a year", "每组每年备选项目数";
        cost_yuan: Distribution = Distribution::Lognormal { mean: 30_000.0, cv: 0.8 }, Kind::Distribution(0.0, 1e9), "yuan", Guess "an assumption of this model; mean 15,000 to 60,000",
            "Cost of a project", "项目金额";
        cost_least_yuan: f64 = 3_000.0, Kind::Real(1.0, 1e9), "yuan", Guess "1,500 to 6,000",
            "Least cost of a project", "项目最低金额";
        cost_most_yuan: f64 = 300_000.0, Kind::Real(1.0, 1e9), "yuan", Guess "150,000 to 600,000",
            "Highest cost of a project", "项目最高金额";
        topic_shares: [f64; TOPICS] = [0.05, 0.30, 0.0, 0.40, 0.05, 0.0, 0.20, 0.0], Kind::Shares(TOPICS), "", Guess "roads, water and sanitation lead",
            "Shares of the topics among projects, in the order of those of requests", "项目事项占比（顺序同诉求）";
        value_common: f64 = 1.0, SPREAD, "", Guess "0.5 to 2",
            "Spread between projects of what they are worth to all households alike", "项目对全体农户共同价值的差异";
        value_clan: f64 = 0.7, SPREAD, "", Guess "0 to 1.5",
            "Spread of what they are worth to one clan more than to another", "项目对各姓价值的差异";
        value_own: f64 = 1.0, SPREAD, "", Guess "0.5 to 2",
            "Spread of what they are worth to single households", "项目对各户价值的差异";
        view_noise_tied: f64 = 0.5, Kind::Real(0.01, 100.0), "", Guess "0.2 to 1",
            "Noise with which a holder reads what a tied household wants", "干部了解有来往农户意愿的误差";
        view_noise_other: f64 = 3.0, Kind::Real(0.01, 100.0), "", Guess "1 to 6",
            "Noise with which a holder reads what any other household wants", "干部了解其他农户意愿的误差";
        propose_days: Distribution = Distribution::Lognormal { mean: 20.0, cv: 0.6 }, DAYS, "days", Guess "10 to 40",
            "Days until a proposal is ready for talks", "提出阶段天数";
        discuss_days: Distribution = Distribution::Lognormal { mean: 14.0, cv: 0.6 }, DAYS, "days", Guess "7 to 28",
            "Days of talks before the vote", "讨论阶段天数";
        publish_days: Distribution = Distribution::Fixed(7.0), DAYS, "days", Guess "5 to 15; a week on the notice board",
            "Days for which the decision is on show", "公示天数";
        build_days: Distribution = Distribution::Lognormal { mean: 60.0, cv: 0.5 }, DAYS, "days", Guess "30 to 120",
            "Days of building", "施工天数";
        build_size_power: f64 = 0.3, Kind::Real(0.0, 1.0), "", Guess "0 to 0.6",
            "Power of cost over mean cost with which building takes longer", "施工天数随金额增长的幂次";
        accept_days: Distribution = Distribution::Lognormal { mean: 7.0, cv: 0.5 }, DAYS, "days", Guess "3 to 14",
            "Days from the end of building to acceptance", "验收天数";
        accounts_days: Distribution = Distribution::Lognormal { mean: 15.0, cv: 0.5 }, DAYS, "days", Guess "7 to 30",
            "Days from acceptance until the accounts are gone through", "结账天数";
        meeting_hours: f64 = 3.0, HOURS, "hours", Guess "1.5 to 6",
            "Hours of each who takes part in talks and vote, coordination not counted", "讨论表决每人工时（不含协调）";
        supervision_hours: f64 = 8.0, HOURS, "hours", Guess "4 to 16",
            "Hours for which each member of those who run a project oversees the building", "每人监工工时";
        accounts_hours: f64 = 2.0, HOURS, "hours", Guess "1 to 4",
            "Hours of each who goes through the accounts", "每人核账工时";
        cadres_at_accounts: u32 = 1, Kind::Whole(0, 1000), "", Guess "0 to 4",
            "Cadres beside the one in charge who go through the accounts of a project run by the village", "村办项目核账时除经办人外的村干部数";
        public_accounts_share: f64 = 0.4, SHARE, "", Guess "0.2 to 0.8",
            "Chance that one who goes through the accounts sees to it that they are made public; an assembly always does", "每名核账者促成账目公开的概率（户主会必公开）";
        labour_days_per_household: f64 = 3.0, Kind::Real(0.0, 365.0), "days", Guess "0 to 10",
            "Days of work that a household at home gives to a project, times its participation", "在家农户对每个项目投工天数（乘参与度）";
        quality_base: f64 = 0.4, LOGIT, "logit", Guess "-0.5 to 1.5",
            "Quality of works that nobody oversees, by a person of median skill", "无人监工、能力居中时的质量";
        quality_skill: f64 = 0.5, Kind::Real(0.0, 10.0), "", Guess "0 to 1",
            "Effect on it of the skill of who is in charge", "经办人能力的影响";
        quality_supervision: f64 = 1.2, Kind::Real(0.0, 10.0), "logit", Guess "0.5 to 2.5",
            "Effect on it of all oversight there can be", "充分监工的影响";
        supervision_scale_hours: f64 = 3.0, Kind::Real(0.01, 1000.0), "hours/10,000 yuan", Guess "1.5 to 6",
            "Hours of oversight per 10,000 yuan that bring 63 % of this effect", "达到 63% 效果的每万元监工工时";
        quality_noise: f64 = 0.3, Kind::Real(0.0, 5.0), "logit", Guess "0.15 to 0.6",
            "Spread of quality by chance", "质量的随机差异";
        satisfaction_base: f64 = 1.0, LOGIT, "logit", Guess "0 to 2",
            "Satisfaction with a flawless project of middling worth", "对价值居中、质量完好项目的满意度";
        complain_below: f64 = 0.3, SHARE, "", Guess "0.15 to 0.5",
            "Satisfaction below which a household may complain", "可能投诉的满意度界限";
        complain_share: f64 = 0.3, SHARE, "", Guess "0.1 to 0.6",
            "Share of such households that do", "其中投诉的比例";
        trust_step: f64 = 0.25, Kind::Real(0.0, 10.0), "", Guess "0 to 0.5",
            "Weight of a finished project among the experiences that make trust, against a case of one's own", "一个完工项目在信任形成中的权重（自家事项为 1）";
    }
}

table! {
    /// What is taken of the money, and who may find out.
    Leakage = "leakage" {
        taken_share: f64 = 0.25, SHARE, "", Derived "24 to 28 % of the spending on Indonesian village roads was missing (Olken 2007); 0.1 to 0.4",
            "Share of a project's money that is taken, if any is", "一旦流失，占项目资金的比例";
        integrity: Distribution = Distribution::Uniform { low: 0.0, high: 0.2 }, Kind::Distribution(0.0, 1.0), "", Guess "mean 0.05 to 0.5; at 0.1 a lone holder takes about the 0.12 (0.02 to 0.28) that is taken for a baseline",
            "Integrity of a person: the probability that conscience undoes what was done", "个人操守（良心使其自行纠正的概率）";
        superior_audit_share: f64 = 0.10, SHARE, "", Observed "Olken 2007: 0.04 to 1",
            "Channel of superiors: projects that are audited from above", "上级监督：被审计项目占比";
        body_share: f64 = 0.05, SHARE, "", Guess "0 to 0.1",
            "Internal channel: chance that the village's supervisory body finds out", "内部监督：村务监督委员会发现的概率";
        mate_share: f64 = 0.10, SHARE, "", Guess "0 to 0.4",
            "Internal channel: chance that a mate finds out who goes through the accounts, is of another clan and has no part in it", "内部监督：每名核账、异姓且未参与的同事发现的概率";
        self_share: f64 = 1.0, SHARE, "", Guess "0 turns the channel off",
            "Own channel: factor on integrity", "自我监督：操守的系数";
        masses_share: f64 = 0.05, SHARE, "", Observed "about 0 on average in Olken 2007; 0 to 0.2",
            "Channel of the masses: chance that households find out, times participation, where accounts are public", "群众监督：账目公开时发现的概率（乘参与度）";
        fine_factor: f64 = 2.0, Kind::Real(0.0, 100.0), "", Guess "1 to 4",
            "Fine, as a multiple of what was taken", "罚款（所取数额的倍数）";
        fine_yuan: f64 = 1_000.0, Kind::Real(0.0, 1e9), "yuan", Guess "500 to 5,000",
            "Fine besides", "定额罚款";
        integrity_weight: f64 = 0.1, Kind::Real(0.0, 10.0), "", Guess "0.05 to 0.2",
            "Weight of integrity against money: share of a project's funds that full integrity is worth", "操守相对于金钱的权重";
        side_payment_share: f64 = 0.20, SHARE, "", Guess "0.1 to 0.4",
            "Share of the loot that it costs to keep together those who share it", "合谋的维系成本（占所取数额）";
        side_payment_same_clan_share: f64 = 0.02, SHARE, "", Guess "0 to 0.05; about nil within a clan",
            "The same where all of them are of one clan", "同姓合谋的维系成本";
        cadre_term_left_years: f64 = 2.5, Kind::Real(0.0, 50.0), "years", Derived "the mean of what is left of a term of five years",
            "Years in office that a cadre who is found out loses", "村干部被查处损失的任期年数";
        dismissal: bool = true, Kind::Flag, "", Design "false: a fine only",
            "Whether a member of a group's team who is found out loses the seat", "小组成员被查处后是否免职";
    }
}

table! {
    /// Needs that money and storms bring. The bounds of their streams are those of the scenario, before arms override.
    Pressure = "pressure" {
        funds_per_10000_yuan: f64 = 0.15, Kind::Real(0.0, 10.0), "1/10,000 yuan", Guess "0.05 to 0.4",
            "Rise of a household's need rates for each 10,000 yuan spent in its group in the last 30 days", "近30天组内每花费一万元诉求率的上升";
        funds_limit: f64 = 1.0, Kind::Real(0.0, 5.0), "", Guess "0.5 to 2",
            "Highest rise by funds; the bound of the stream, taken before the overrides of arms", "资金引起的最大上升（流的上限，取自各方案共有值）";
        storm_rise: f64 = 2.0, Kind::Real(0.0, 10.0), "", Guess "1 to 5",
            "Rise of need rates after a storm: 2 makes them three times as high; the bound is taken before the overrides of arms", "暴雨后诉求率的上升（2 即三倍；上限取自各方案共有值）";
        storm_days: f64 = 28.0, Kind::Real(0.0, 3650.0), "days", Guess "14 to 56",
            "Days for which needs are higher after a storm", "暴雨后诉求增多的天数";
    }
}
