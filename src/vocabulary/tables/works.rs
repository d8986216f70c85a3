//! Keys of common works: the canal.

use super::SHARE;
use crate::vocabulary::parameters::{Kind, table};
use crate::vocabulary::value::Distribution;

table! {
    /// The canal of a group and who repairs it.
    Works = "works" {
        initial_condition: f64 = 0.7, SHARE, "", Guess "an assumption of this model; 0.4 to 1",
            "Condition of a canal at the start: 1 sound, 0 useless", "渠道初始完好度";
        wear_per_month: Distribution = Distribution::Exponential { mean: 0.04 }, Kind::Distribution(0.0, 1.0), "1/month", Guess "an assumption of this model; 0.01 to 0.1; useless after two years",
            "Condition lost in a month", "每月损耗";
        flood_damage: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0 to 0.8",
            "Condition lost in a storm", "洪水造成的损耗";
        usable_from: f64 = 0.5, SHARE, "", Guess "an assumption of this model; 0.3 to 0.7",
            "Condition from which on a canal carries water", "渠道可用的最低完好度";
        repair_below: f64 = 0.6, SHARE, "", Guess "an assumption of this model; 0.4 to 0.9",
            "Condition below which the team calls a labour day", "召集义务工的完好度下限";
        notice_days: f64 = 10.0, Kind::Real(0.0, 28.0), "days", Guess "an assumption of this model; 3 to 20",
            "Days between the call and the labour day", "召集到出工的天数";
        labour_days_per_household: f64 = 1.5, Kind::Real(0.001, 100.0), "labour days/household", Guess "an assumption of this model; 0.5 to 5",
            "Labour days for each household of the group that make a useless canal sound", "由报废修复至完好所需工日（每户）";
        hours_per_labour_day: f64 = 8.0, Kind::Real(0.0, 24.0), "hours", Guess "6 to 10",
            "Hours of a labour day, of households and holders alike", "每工日小时数";
        initial_turnout: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0.1 to 0.6",
            "Turnout that households expect before the first labour day", "首次出工前预期的出工率";
        expectation_weight: f64 = 0.6, SHARE, "", Guess "0.3 to 0.8; conditional cooperators (Fischbacher et al. 2001)",
            "How much of the turnout of the last time a household matches", "对他人预期的权重";
        example_weight: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0 to 0.6",
            "What the example of a holder who works adds, at full trust in that holder", "干部带头的权重";
        participation_weight: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0 to 0.6",
            "What participation in village work adds, at full participation", "村民参与的权重";
        disputes_per_household_year: f64 = 0.06, Kind::Real(0.0, 10.0), "1/household/year", Guess "an assumption of this model; 0 to 0.3; a fifth of latent disputes is about water",
            "Disputes about water at a useless canal, in proportion to what its condition lacks", "渠道报废时每户每年用水纠纷数";
    }
}
