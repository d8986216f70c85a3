//! Keys of what people know of each other: news and claims, reports upwards, rounds.

use super::SHARE;
use crate::vocabulary::parameters::{Kind, table};

table! {
    /// News on its way down and up.
    Information = "information" {
        items_per_year: f64 = 3.0, Kind::Real(0.0, 24.0), "1/year", Guess "an assumption of this model; 1 to 12",
            "Policies and decisions that households ought to know", "每年应让农户知晓的政策与决定件数";
        item_days: f64 = 90.0, Kind::Real(1.0, 3650.0), "days", Guess "an assumption of this model; 30 to 365",
            "How long an item is news, and can be claimed", "消息有效天数（可申领期限）";
        office_share: f64 = 1.0, SHARE, "", Guess "an assumption of this model; 0.7 to 1",
            "Items that reach the village committee from above", "上级消息到达村委会的比例";
        briefing_share: f64 = 0.8, SHARE, "", Guess "an assumption of this model; 0.5 to 0.95",
            "Holders at hand who attend the briefing by the committee", "在村成员参加村里通报会的比例";
        branch_share: f64 = 0.6, SHARE, "", Guess "an assumption of this model; 0.2 to 0.9; a meeting of the branch most months",
            "Items that a party member among the holders hears in the branch", "党员成员从党支部得知消息的比例";
        hop_fidelity: f64 = 0.8, SHARE, "", Guess "0.5 to 0.95",
            "Copies that pass a hop unchanged", "每一环节消息不失真的比例";
        contact_week_share: f64 = 0.55, SHARE, "", Guess "0.2 to 0.9; what a leader reaches in a week",
            "Households told in a week by a holder who gives the reference hours", "投入参照工时的成员每周告知一户的概率";
        contact_reference_hours: f64 = 6.0, Kind::Real(0.1, 168.0), "hours/week", Guess "the hours of a leader",
            "Hours a week at which the share above holds; contact grows with hours", "上述概率对应的每周工时";
        tie_week_share: f64 = 0.45, SHARE, "", Guess "0.2 to 0.8; a holder's contact through own ties",
            "Households told in a week by a holder they are tied to, whatever the hours", "成员每周经自身关系告知一户的概率";
        telling_weeks: f64 = 4.0, Kind::Real(0.0, 500.0), "weeks", Guess "an assumption of this model; 1 to 12",
            "How long a holder goes on telling an item", "成员持续告知的周数";
        broadcast_share: f64 = 0.2, SHARE, "", Guess "an assumption of this model; 0 to 0.7",
            "Households reached by the group's phone group or loudspeaker once a holder knows", "组内微信群或广播覆盖的户比例";
        broadcast_days: f64 = 2.0, Kind::Real(0.0, 365.0), "days", Guess "an assumption of this model; 0.5 to 7",
            "Mean days until such a message is heard", "群消息平均几天后知晓";
        pass_on_kin_share: f64 = 0.25, SHARE, "", Guess "an assumption of this model; 0.1 to 0.5",
            "Tied households of one clan to which a household passes an item on", "同姓有来往户之间的转告概率";
        pass_on_share: f64 = 0.10, SHARE, "", Guess "an assumption of this model; 0.03 to 0.3",
            "Tied households of other clans to which a household passes an item on", "异姓有来往户之间的转告概率";
        pass_on_days: f64 = 7.0, Kind::Real(0.0, 365.0), "days", Guess "an assumption of this model; 2 to 21",
            "Mean days until a household passes an item on", "平均几天后转告";
        confusion_per_source: f64 = 0.1, SHARE, "", Guess "an assumption of this model; 0 to 0.3",
            "Probability that a source of another version confuses a household", "每个说法不一的来源造成困惑的概率";
        confusion_trust_weight: f64 = 0.5, Kind::Real(0.0, 10.0), "", Guess "an assumption of this model; 0 to 1",
            "Weight of being confused as a bad experience with the team", "困惑作为负面经历的权重";
        entitled_share: f64 = 0.2, SHARE, "", Guess "an assumption of this model; 0.05 to 0.5",
            "Households that an item entitles to something", "每件消息惠及的农户比例";
        claim_share: f64 = 0.7, SHARE, "", Guess "an assumption of this model; 0.4 to 0.95",
            "Entitled households with the true version, unconfused, that claim", "知情且无困惑的应享户申领比例";
        claim_wrong_factor: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0 to 0.7",
            "Factor on claiming with a corrupted version", "消息失真时申领倾向的倍数";
        claim_confused_factor: f64 = 0.5, SHARE, "", Guess "an assumption of this model; 0.2 to 1",
            "Factor on claiming when confused", "困惑时申领倾向的倍数";
        claim_delay_days: f64 = 14.0, Kind::Real(0.0, 365.0), "days", Guess "an assumption of this model; 3 to 45",
            "Mean days from hearing of it to claiming", "知晓到申领的平均天数";
        claim_hours: f64 = 1.0, Kind::Real(0.0, 1000.0), "hours", Guess "an assumption of this model; 0.3 to 3",
            "Hours of a holder that a claim takes", "办理一件申领的工时";
        overdue_days: f64 = 30.0, Kind::Real(0.0, 3650.0), "days", Guess "an assumption of this model; 14 to 60",
            "Age from which a case that still waits at the group is bad news", "小组积压多少天算坏消息";
        notice_share: f64 = 0.45, SHARE, "", Guess "0.2 to 0.8; as contact through own ties",
            "Needs never voiced that a holder tied to the household learns of", "有来往的成员察觉未提诉求的比例";
        hidden_share: f64 = 0.3, SHARE, "", Guess "an assumption of this model; 0 to 0.7",
            "Pieces of bad news that a person keeps from the tier above", "每人瞒报坏消息的比例";
        taken_up_share: f64 = 0.5, SHARE, "", Guess "an assumption of this model; 0 to 0.9",
            "Pieces of bad news known to the committee whose case it takes up", "村委会得知后主动接办的比例";
    }
}

table! {
    /// Rounds from door to door.
    Visits = "visits" {
        per_member_week: f64 = 1.0, Kind::Real(0.0, 100.0), "1/week", Guess "an assumption of this model; 0 to 5",
            "Visits a week asked of every member who serves", "要求每名成员每周走访次数";
        hours: f64 = 0.5, Kind::Real(0.0, 24.0), "hours", Guess "an assumption of this model; 0.3 to 1.5",
            "Hours of a visit, the way included", "每次走访工时（含路途）";
        most_hours_share: f64 = 0.25, SHARE, "", Guess "an assumption of this model; 0.1 to 0.5",
            "Share of the hours left after what goes before cases that rounds take at most", "走访占剩余工时的上限";
        at_home_share: f64 = 0.8, SHARE, "", Guess "an assumption of this model; 0.5 to 0.95",
            "Visits to households that live there at which somebody is at home", "走访时家中有人的比例";
        told_share: f64 = 0.5, SHARE, "", Guess "an assumption of this model; 0.2 to 0.8",
            "Visits at which a household speaks of the needs it never voiced", "走访中谈及未提诉求的比例";
        told_days: f64 = 365.0, Kind::Real(0.0, 36_500.0), "days", Guess "an assumption of this model; 90 to 1,000",
            "Age up to which such a need is still spoken of", "未提诉求多少天内仍会谈及";
        trust_weight: f64 = 0.3, Kind::Real(0.0, 10.0), "", Guess "an assumption of this model; 0 to 1",
            "Weight of a visit as a good experience with the team and the visitor", "走访作为正面经历的权重";
    }
}
