//! Keys of storms and of who helps without a seat.

use super::SHARE;
use crate::vocabulary::choices::StartRule;
use crate::vocabulary::parameters::{Kind, table};
use crate::vocabulary::value::Distribution;

const MINUTES: Kind = Kind::Real(0.0, 1440.0);

table! {
    /// How people are warned and moved.
    Storm = "storm" {
        start_rule: StartRule = StartRule::OwnReading, Kind::Choice(StartRule::WORDS), "", Design "part of an arm",
            "Whether a team starts when one of its members reads the signs, or waits for the order from above", "启动规则（自行判断或等待上级指令）";
        reading_delay_minutes: Distribution = Distribution::Lognormal { mean: 10.0, cv: 1.0 }, Kind::Distribution(0.0, 1440.0), "minutes", Guess "an assumption of this model; 2 to 40",
            "From the first signs until a holder who is present reads them", "从出现征兆到在村成员察觉的时间";
        order_delay_minutes: Distribution = Distribution::Lognormal { mean: 45.0, cv: 0.5 }, Kind::Distribution(0.0, 1440.0), "minutes", Guess "an assumption of this model; 15 to 120",
            "From the first signs until the order from committee and township", "从出现征兆到上级转移指令下达的时间";
        call_minutes: f64 = 5.0, MINUTES, "minutes", Guess "an assumption of this model; 1 to 20",
            "From the start of a team until those whom it calls are at work", "从启动到被召集者投入的时间";
        broadcast_reach_share: f64 = 0.55, SHARE, "", Guess "0.3 to 0.85 within a quarter of an hour",
            "Households that phone and loudspeaker can reach that night", "电话与广播可通知到的户占比";
        broadcast_mean_minutes: f64 = 5.0, MINUTES, "minutes", Guess "an assumption of this model; 2 to 10",
            "Mean time from the start until such a household is reached (exponential)", "电话与广播通知到户的平均时间";
        told_per_hour: f64 = 2.0, Kind::Real(0.0, 1000.0), "1/hour", Derived "an informal share of the warned of about one half (0.3 to 0.6, Sorensen and Mileti 1988) without anybody at the doors",
            "How many others a household that knows tells in an hour, at random among the houses at risk of its group", "知情户每小时转告户数";
        milling_sigma_minutes: f64 = 12.0, MINUTES, "minutes", Guess "an assumption of this model; 5 to 30; Rayleigh as in Tweedie 1986",
            "Scale of the time from a warning until a household leaves", "从接到预警到离家的时间尺度（瑞利分布）";
        knock_milling_share: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0 to 1; whoever is fetched dallies less",
            "The same after a knock, as a share", "上门动员后该时间的占比";
        door_minutes: f64 = 5.0, MINUTES, "minutes", Guess "2 to 12",
            "Time at a door, persuasion included", "每户上门时间（含劝说）";
        empty_house_minutes: f64 = 1.0, MINUTES, "minutes", Guess "an assumption of this model; 0 to 3",
            "Time at a door behind which nobody is left", "确认已撤离户的时间";
        frail_minutes: f64 = 25.0, MINUTES, "minutes", Guess "10 to 60",
            "Time that two helpers need to move a household with a frail person", "两人协助转移体弱户的时间";
        alone_factor: f64 = 2.5, Kind::Real(1.0, 20.0), "", Guess "an assumption of this model; 1.5 to 4",
            "The same for a helper alone, as a multiple", "单人协助用时倍数";
        neighbour_found_share: f64 = 0.7, SHARE, "", Guess "an assumption of this model; 0.3 to 0.9",
            "A neighbour is found as the second helper", "能找到邻居帮忙的概率";
        neighbour_minutes: f64 = 3.0, MINUTES, "minutes", Guess "an assumption of this model; 1 to 10",
            "Time to fetch a neighbour", "找邻居的时间";
        frail_above_years: u32 = 75, Kind::Whole(18, 120), "years", Guess "an assumption of this model; 70 to 80",
            "Age above which a person is frail", "体弱老人年龄下限（高于）";
        frail_below_years: u32 = 5, Kind::Whole(0, 18), "years", Guess "an assumption of this model; 3 to 8",
            "Age below which a person is frail", "幼儿年龄上限（低于）";
        walking_km_per_hour: f64 = 4.0, Kind::Real(0.1, 20.0), "km/h", Derived "a walker on a path",
            "Walking speed between doors by day", "步行速度";
        walking_factor: f64 = 2.0, Kind::Real(0.0, 20.0), "", Guess "night and rain; 1 to 4; 0 for no walking time",
            "Walking time in night and rain, as a multiple", "夜间雨中步行用时倍数";
        refusal_share: f64 = 0.15, SHARE, "", Guess "0.05 to 0.4",
            "A household stays at the first warning, whatever its source, at the trust in the team given below", "首次预警时拒绝转移的概率";
        later_refusal_share: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0.1 to 0.6",
            "Whoever stayed stays at a later knock too", "再次上门仍拒绝的概率";
        refusal_trust_slope: f64 = 2.0, Kind::Real(0.0, 20.0), "logit", Guess "an assumption of this model; 0 to 4; a trusted source is believed (Lindell and Perry 2012)",
            "How much trust in the group's team lowers refusal, on the logit", "信任对拒绝的影响";
        trust_centre: f64 = 0.45, SHARE, "", Design "the initial trust in the group",
            "Trust at which refusal is as given", "信任基准值";
        most_knocks: u32 = 3, Kind::Whole(1, 20), "", Guess "an assumption of this model; 2 to 5",
            "Knocks at one door at most", "每户最多上门次数";
        work_on_minutes: f64 = 120.0, MINUTES, "minutes", Guess "an assumption of this model; 30 to 360",
            "How long helpers go on after the impact while somebody is left", "受灾后继续转移的最长时间";
    }
}

table! {
    /// Who helps without a seat.
    Volunteers = "volunteers" {
        base_logit: f64 = -4.5, Kind::Real(-1000.0, 10.0), "logit", Guess "an assumption of this model; -6 to -2; party members without a seat gave about nothing",
            "Tendency of a resident able adult without a seat to come when helpers are called", "无职务成年人应召的基础倾向";
        inspired_logit: f64 = 3.0, Kind::Real(-10.0, 20.0), "logit", Guess "an assumption of this model; 0 to 5",
            "What it adds for a party member whose group has a holder of the party that gives all the hours asked", "受党员干部带动的党员增量";
        participation_slope: f64 = 4.0, Kind::Real(0.0, 20.0), "logit", Guess "an assumption of this model; 0 to 8",
            "What the participation of the own household adds, at full participation", "村民参与的影响";
    }
}
