//! Keys of what households do for the village besides their own needs.

use super::SHARE;
use crate::vocabulary::parameters::{Kind, table};

table! {
    /// Part that households take in village work, and meetings.
    Participation = "participation" {
        initial: f64 = 0.3, SHARE, "", Guess "0.1 to 0.5; the masses were passive before the reform",
            "Participation of a household at the start; constant when the mechanism is off", "村民参与初始值";
        voice_gain: f64 = 0.06, SHARE, "", Guess "an assumption of this model; 0.02 to 0.15",
            "What a need resolved rightly at group or committee adds", "诉求在组或村办结一次的增量";
        meeting_gain: f64 = 0.02, SHARE, "", Guess "an assumption of this model; 0 to 0.06",
            "What a meeting adds for a household that is there", "参加一次会议的增量";
        decay_per_month: f64 = 0.02, SHARE, "1/month", Guess "an assumption of this model; 0.005 to 0.05",
            "Share that is lost in a month", "每月衰减比例";
        meetings_per_year: f64 = 4.0, Kind::Real(0.0, 12.0), "1/year", Guess "1 to 12; about 10 a village and year observed in Lianyuan",
            "Meetings a year that a holder calls who gives the reference hours and has them free", "投入参照工时且有空的成员每年召集会议次数";
        reference_hours: f64 = 6.0, Kind::Real(0.1, 168.0), "hours/week", Guess "the hours of a leader",
            "Hours a week at which the number above holds", "上述次数对应的每周工时";
        meeting_hours: f64 = 1.5, Kind::Real(0.0, 24.0), "hours", Guess "1 to 3",
            "Length of a meeting, for holders and households", "会议时长";
        attendance_share: f64 = 0.55, SHARE, "", Guess "0.25 to 0.8",
            "Households that come at the participation of the start", "初始参与度下的到会率";
        attendance_slope: f64 = 1.0, Kind::Real(0.0, 10.0), "", Guess "an assumption of this model; 0.3 to 2",
            "What a point of participation adds to the probability to come; also to assemblies that decide cases", "参与度对到会概率的影响（户主会同）";
        represented_share: f64 = 0.25, SHARE, "", Guess "an assumption of this model; 0.1 to 0.5",
            "Households that are away and send somebody or join by phone", "外出户委托或线上参会的比例";
        quorum_share: f64 = 0.667, SHARE, "", Guess "two thirds of households, as the organic law asks of the assembly",
            "Households present or represented that make a quorum", "会议法定到会比例";
        holder_items_per_meeting: f64 = 2.0, Kind::Real(0.0, 50.0), "", Guess "an assumption of this model; 1 to 5",
            "Items of the agenda that holders put", "每次会议由成员提出的议题数";
        item_share: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0.05 to 0.6",
            "Items that a household present puts at participation 1, and none at 0", "参与度为 1 的到会户提出议题的概率";
    }
}
