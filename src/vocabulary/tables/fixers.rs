//! Keys of informal fixers.

use super::{LOGIT, SHARE};
use crate::vocabulary::parameters::{Kind, table};

table! {
    /// People without a seat who settle what their ties bring them.
    Fixers = "fixers" {
        per_group: f64 = 1.5, Kind::Real(0.0, 1000.0), "1/group", Guess "0 to 4",
            "Fixers of a group, mean", "每组民间能人数（均值）";
        skill_weight: f64 = 1.0, LOGIT, "", Guess "an assumption of this model; 0 to 2",
            "Pull of a person's skill towards being one", "个人能力的作用";
        tie_weight: f64 = 1.0, LOGIT, "", Guess "an assumption of this model; 0 to 2",
            "Pull of the ties of a person's household, relative to the mean of the group less one", "户际来往的作用";
        motive_weight: f64 = 0.5, LOGIT, "", Guess "an assumption of this model; 0 to 1",
            "Pull of a person's prosocial motive", "公益动机的作用";
        turn_logit: f64 = -0.85, LOGIT, "logit", Guess ".30 of the needs of tied households; -2.2 to 0.4",
            "Tendency of a tied household to turn to a fixer before the group", "先找民间能人的倾向";
        kin_logit: f64 = 0.5, LOGIT, "logit", Guess "an assumption of this model; 0 to 1",
            "A fixer who is kin", "民间能人为同族";
        trust_slope: f64 = 1.0, LOGIT, "logit", Guess "an assumption of this model; 0 to 3",
            "Effect of trust in the group's team less the centre, against turning to a fixer", "对小组信任的替代作用";
        trust_centre: f64 = 0.45, SHARE, "", Guess "trust at which the tendency holds",
            "Trust at which the tendency holds", "信任中心值";
        days: f64 = 7.0, Kind::Real(0.0, 365.0), "days", Guess "2 to 21",
            "Time a fixer takes, mean (exponential)", "民间能人处理天数（均值）";
        referral_share: f64 = 0.1, SHARE, "", Guess "0 to 0.5",
            "Needs of tied households that the team passes to a fixer", "小组转交民间能人的占比";
        displacement: f64 = 0.3, Kind::Real(0.0, 20.0), "", Guess "0 to 2; 0: a team drives nobody out",
            "How far fixers withdraw as the team's hours for a household exceed the reference", "小组工时对民间能人的挤出";
        reference_hours: f64 = 0.2, Kind::Real(0.001, 168.0), "hours/household/week", Derived "6 hours for 28 households; 0.1 to 0.5",
            "Team hours for a household up to which no fixer withdraws", "不产生挤出的户均小组工时";
    }
}
