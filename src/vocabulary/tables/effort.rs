//! Keys of what moves holders: effort, the volunteer's dilemma, learning from neighbours.

use super::SHARE;
use crate::vocabulary::parameters::{Kind, table};

table! {
    /// How many of the hours asked a holder gives. Motives are in units of full credit for one's own work.
    Effort = "effort" {
        visibility_share: f64 = 0.7, SHARE, "", Guess "0.33 to 1; never less than an equal part among those answerable",
            "Share of the credit for work that goes to who does it, where several are answerable", "多人共同负责时个人所得功劳的占比";
        honour_base: f64 = 0.0, Kind::Real(0.0, 5.0), "of full credit", Guess "an assumption of this model; 0 to 1",
            "Standing motive that needs no credit", "不依赖功劳的常在动机";
        honour_seat: f64 = 0.3, Kind::Real(0.0, 5.0), "of full credit", Guess "an assumption of this model; 0.1 to 0.6",
            "Jump of honour on taking a seat or being confirmed in it", "就任或连任时荣誉感的跃升";
        honour_recognition: f64 = 0.15, Kind::Real(0.0, 5.0), "of full credit", Guess "an assumption of this model; 0.05 to 0.3",
            "Jump of honour on being recognised", "受表彰时荣誉感的跃升";
        recognitions_per_year: f64 = 0.0, Kind::Real(0.0, 12.0), "1/year", Guess "an assumption of this model; 0 to 0.5",
            "Recognitions of a holder, whoever it is, apart from those of outside support", "每名成员每年受表彰次数（不含外部帮扶）";
        honour_half_life_months: f64 = 9.0, Kind::Real(0.1, 1200.0), "months", Guess "3 to 36; hedonic adaptation, fade of community-driven development",
            "Time in which honour above the standing motive halves", "荣誉感半衰期（月）";
        peer_pressure: f64 = 0.1, Kind::Real(0.0, 5.0), "of full credit", Guess "an assumption of this model; 0 to 0.5",
            "Pressure of the norm on a holder whose work team mates certainly see", "同伴必然看得到时的规范压力";
        peer_seen_share: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0.1 to 0.6",
            "Probability that one team mate sees a holder's work", "一名同伴看得到其工作的概率";
        peer_seen_tied_share: f64 = 0.6, SHARE, "", Guess "an assumption of this model; 0.3 to 0.9",
            "The same for a team mate whose household has a tie to the holder's", "有来往的同伴看得到其工作的概率";
        burnout_from_share: f64 = 0.85, Kind::Real(0.0, 0.99), "", Guess "0.7 to 0.95",
            "Use of a month's hours from which a holder wears out", "工时利用率超过此值即产生倦怠";
        burnout_loss_share: f64 = 0.2, SHARE, "", Guess "an assumption of this model; 0 to 0.4",
            "Share of its hours that a holder no longer gives after a month in which all were used", "工时全部用尽后投入下降的占比";
        crowd_out_elasticity: f64 = 0.2, Kind::Real(0.0, 5.0), "", Guess "0 to 0.5; Bangladesh: help from others was offset in part",
            "Elasticity of a holder's hours to all hours over its own", "他人投入对本人投入的挤出弹性";
        most_over_asked: f64 = 1.5, Kind::Real(1.0, 5.0), "", Guess "an assumption of this model; 1.2 to 2",
            "Most that motives make of the hours asked; capacity may allow less", "投入最多可达要求工时的倍数（不超过本人余力）";
    }
}

table! {
    /// Who steps forward for a case that nobody owns.
    Dilemma = "dilemma" {
        cost_over_benefit: f64 = 0.2, Kind::Real(0.0, 0.999), "", Guess "0.05 to 0.5",
            "Cost of acting over the benefit that somebody acts", "出面成本与有人出面之收益的比";
        round_days: f64 = 7.0, Kind::Real(0.1, 365.0), "days", Guess "an assumption of this model; 3 to 14",
            "Days until a case that nobody stepped forward for is looked at again", "无人出面后再次议及的间隔";
    }
}

table! {
    /// What new holders learn from neighbouring groups.
    Learning = "learning" {
        share: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0.1 to 0.6",
            "Share of the experience of neighbouring groups' holders that a new holder starts with", "新任者承接邻组经验的占比";
        neighbours: u32 = 3, Kind::Whole(1, 100), "groups", Guess "an assumption of this model; 2 to 6",
            "Nearest groups that count as neighbours", "视为邻组的最近小组数";
        same_structure_days: f64 = 180.0, Kind::Real(0.0, 3650.0), "days", Guess "an assumption of this model; 90 to 365",
            "Days for which a neighbouring group has had the structure before others learn from it", "邻组实行同一结构满多少天后可供学习";
    }
}
