//! Keys of consent: what a household weighs when a drive asks it, and how members ask.

use super::{LOGIT, SHARE};
use crate::vocabulary::parameters::{Kind, table};

table! {
    /// What a household weighs when a drive asks for its consent, and how it is asked.
    Consent = "consent" {
        net_mean_logit: f64 = -0.85, LOGIT, "logit", Derived ".30 of visits without a tie succeed; -2.2 to -0.2",
            "Own benefit less own cost of consenting, mean over households", "同意的自身净收益（均值）";
        net_sd_logit: f64 = 0.8, Kind::Real(0.0, 5.0), "logit", Guess "an assumption of this model; 0.4 to 1.6",
            "Spread of the own benefit less cost between households", "户间净收益差异";
        noise_scale: f64 = 1.0, Kind::Real(0.05, 10.0), "logit", Design "the unit of all logits of consent",
            "Scale of the logistic mood that is drawn afresh for each visit", "每次走访的随机因素（尺度）";
        tie_logit: f64 = 0.75, LOGIT, "logit", Derived "with a trusted, tied visitor .60 of visits succeed: .75 and .50 for his trust; 0.3 to 1.5",
            "A visitor with a tie to the household", "走访者与该户有来往";
        trust_slope: f64 = 1.5, LOGIT, "logit", Derived "as above: 1.5 times the trust of .79 in a tied kinsman less .45; 0.5 to 3",
            "Effect of trust in the visitor less the centre", "对走访者信任的影响";
        trust_centre: f64 = 0.45, SHARE, "", Guess "trust at which the shares above hold",
            "Trust at which the mean holds", "信任中心值";
        conformity_logit: f64 = 1.0, LOGIT, "logit", Guess "an assumption of this model; 0 to 2",
            "All of the ties that are asked have consented, against none", "来往户全部同意的影响";
        news_logit: f64 = 0.3, LOGIT, "logit", Guess "an assumption of this model; 0 to 1",
            "All next-door households that were asked have consented; the opposite when all have refused", "邻居答复的影响";
        stubborn_share: f64 = 0.02, SHARE, "", Guess "0 to 0.10",
            "Households that never consent without a price that is worth it to them or a special tie", "钉子户占比";
        stubborn_yields_to_ties: bool = true, Kind::Flag, "", Guess "own household, or kin with a tie",
            "Whether a special tie to the visitor makes a stubborn household listen", "至亲走访能否说动钉子户";
        price_logit_per_100_yuan: f64 = 0.25, Kind::Real(0.0, 10.0), "logit", Guess "an assumption of this model; 0.05 to 1",
            "Worth of 100 yuan a unit offered", "每单位100元补偿的作用";
        holdout_share: f64 = 0.1, SHARE, "", Guess "0 to 0.3; only where the price may rise",
            "Households that wait as long as the price can still rise", "等待加价户占比";
        visits_per_member_day: u32 = 4, Kind::Whole(1, 1000), "1/day", Guess "1 to 8",
            "Visits and calls of a member on one day of a drive at most", "每人每天最多走访户数";
        visit_minutes: f64 = 40.0, Kind::Real(0.0, 600.0), "minutes", Guess "15 to 120",
            "Length of a visit", "每次走访时长";
        visit_gap_hours: f64 = 12.0, Kind::Real(0.0, 8760.0), "hours", Guess "12 to 336; rounds are daily, so less than a day is a day",
            "Time between two visits to a household at least", "两次走访最短间隔";
        phone_reach_share: f64 = 0.8, SHARE, "", Guess "an assumption of this model; 0.4 to 0.95",
            "Attempts to call an absent owner that reach somebody", "电话联系外出户接通率";
        phone_consent_factor: f64 = 0.85, SHARE, "", Guess "an assumption of this model; 0.5 to 1",
            "Chance of consent by phone over that of a visit", "电话征得同意的折扣";
        phone_minutes: f64 = 10.0, Kind::Real(0.0, 600.0), "minutes", Guess "5 to 30",
            "Length of a call", "每次通话时长";
        pressure_experience: f64 = 0.5, Kind::Real(0.0, 10.0), "experiences", Guess "an assumption of this model; 0 to 1.5",
            "Weight of the bad experience of a household that consented against its own interest", "违心同意的负面体验权重";
        completion_experience: f64 = 0.2, Kind::Real(0.0, 10.0), "experiences", Guess "an assumption of this model; 0 to 1",
            "Weight of the good experience of every household asked when the drive succeeds", "项目办成的正面体验权重";
        completion_participation: f64 = 0.02, SHARE, "", Guess "an assumption of this model; 0 to 0.1",
            "Rise of participation of every household asked when the drive succeeds", "项目办成后参与度提升";
    }
}
