//! Every outcome: name, unit, direction, meaning and formula, in both languages.

use super::Text;

/// Whether more of an outcome is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    More,
    /// Less is better.
    Less,
    /// Neither; it is reported to be understood.
    Neutral,
}

impl Direction {
    /// The word in tables: `more`, `less` or `none`.
    pub fn word(self) -> &'static str {
        match self {
            Direction::More => "more",
            Direction::Less => "less",
            Direction::Neutral => "none",
        }
    }
}

macro_rules! measures {
    ($(#[$doc:meta])* $set:ident { $($name:ident = $word:literal, $unit:literal, $direction:ident,
        $en:literal, $zh:literal, $formula_en:literal, $formula_zh:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(usize)]
        pub enum $set { $(#[doc = $formula_en] $name),+ }

        impl $set {
            /// All, in the order of the columns.
            pub const ALL: &'static [$set] = &[$($set::$name),+];
            /// How many there are.
            pub const COUNT: usize = $set::ALL.len();

            /// Its name in tables, files and on the command line.
            pub fn name(self) -> &'static str {
                match self { $($set::$name => $word),+ }
            }
            /// The measure of that name.
            pub fn by_name(name: &str) -> Option<$set> {
                match name { $($word => Some($set::$name),)+ _ => None }
            }
            /// Its unit in tables; empty for pure numbers and shares.
            pub fn unit(self) -> &'static str {
                match self { $($set::$name => $unit),+ }
            }
            /// Whether more of it is better.
            pub fn direction(self) -> Direction {
                match self { $($set::$name => Direction::$direction),+ }
            }
            /// Its name for people.
            pub fn label(self) -> Text {
                match self { $($set::$name => Text { en: $en, zh: $zh }),+ }
            }
            /// How it is counted.
            pub fn formula(self) -> Text {
                match self { $($set::$name => Text { en: $formula_en, zh: $formula_zh }),+ }
            }
        }
    };
}

measures! {
    /// Outcomes of a run: one number each, counted from `measured_from` to the end.
    Measure {
        NeedsLatent = "needs_latent", "needs", Neutral, "Latent needs", "潜在诉求",
            "Needs that arose in the measured time, voiced or not, exogenous and induced.", "统计期内产生的全部诉求，含未提出的与衍生的。";
        NeedsInduced = "needs_induced", "needs", Less, "Induced disputes", "衍生纠纷",
            "Disputes bred by disputes that ended badly.", "由处理不好的纠纷引发的新纠纷。";
        NeedsRaised = "needs_raised", "needs", Neutral, "Needs raised", "提出的诉求",
            "Needs voiced to any tier for the first time in the measured time.", "统计期内首次向任一层级提出的诉求。";
        LumpedShare = "lumped_share", "", Less, "Needs never voiced", "忍下未提的占比",
            "Needs dropped without a word over latent needs.", "未提出的诉求除以潜在诉求。";
        BilateralShare = "bilateral_share", "", Neutral, "Disputes settled between the parties", "自行和解的纠纷占比",
            "Disputes closed by talks between the parties over latent disputes.", "双方自行了结的纠纷除以潜在纠纷。";
        ContactDaysMean = "contact_days_mean", "days", Less, "Days to first contact", "首次联系用时",
            "From voicing to meeting a holder, mean over those who met one.", "自提出至见到干部的平均天数（已见到者）。";
        ResolvedAtGroup = "resolved_at_group", "needs", Neutral, "Resolved at the group", "小组办结数",
            "Needs resolved rightly at the group, of those raised in the measured time.", "统计期内提出且在小组正确办结的诉求数。";
        ResolvedAtCommittee = "resolved_at_committee", "needs", Neutral, "Resolved at the committee", "村级办结数",
            "Needs resolved rightly at the committee, of those raised in the measured time.", "统计期内提出且在村级正确办结的诉求数。";
        ResolvedAbove = "resolved_above", "needs", Neutral, "Resolved above the village", "村以上办结数",
            "Needs resolved by the township or the county, of those raised in the measured time.", "统计期内提出且由乡镇或县办结的诉求数。";
        Escalated = "escalated", "needs", Neutral, "Left the group", "离开小组的诉求",
            "Needs raised in the measured time that went to the committee or above.", "统计期内提出并上行到村级或更高层级的诉求数。";
        AbandonedAtGroup = "abandoned_at_group", "needs", Less, "Ran out of patience at the group", "在小组等不及的诉求",
            "Needs raised in the measured time whose patience ended before the group began work.", "统计期内提出、小组动手前耐心耗尽的诉求数。";
        AbandonedAtCommittee = "abandoned_at_committee", "needs", Less, "Ran out of patience at the committee", "在村级等不及的诉求",
            "Needs raised in the measured time whose patience ended before the committee began work.", "统计期内提出、村级动手前耐心耗尽的诉求数。";
        DroppedAtGroup = "dropped_at_group", "needs", Less, "Given up at the group", "在小组放弃",
            "Needs raised in the measured time whose household gave up, or on which nobody decides any more, while the group was the last tier.", "统计期内提出、最后停在小组而放弃的诉求数。";
        DroppedAtCommittee = "dropped_at_committee", "needs", Less, "Given up at the committee", "在村级放弃",
            "The same with the committee as the last tier.", "统计期内提出、最后停在村级而放弃的诉求数。";
        DroppedAbove = "dropped_above", "needs", Less, "Given up above the village", "在村以上放弃",
            "The same with the township or county as the last tier.", "统计期内提出、最后停在乡镇或县而放弃的诉求数。";
        OpenAtGroup = "open_at_group", "needs", Less, "Open at the group", "小组未结",
            "Needs raised in the measured time that are open at the end, the group being the last tier.", "统计期内提出、期末停在小组未结的诉求数。";
        OpenAtCommittee = "open_at_committee", "needs", Less, "Open at the committee", "村级未结",
            "The same with the committee as the last tier.", "统计期内提出、期末停在村级未结的诉求数。";
        OpenAbove = "open_above", "needs", Less, "Open above the village", "村以上未结",
            "The same with the township or county as the last tier.", "统计期内提出、期末停在乡镇或县未结的诉求数。";
        OpenAtEnd = "open_at_end", "needs", Less, "Open at the end", "期末未结",
            "Needs raised in the measured time that are open at the end.", "统计期内提出、期末仍未结的诉求数。";
        Resolved90dShare = "resolved_90d_share", "", More, "Resolved within 90 days, of those raised", "提出后90天内办结率",
            "Resolved rightly within 90 days of voicing over needs raised at least 90 days before the end.", "提出后 90 天内正确办结数除以期末前至少 90 天提出的诉求数。";
        Resolved90dOfLatentShare = "resolved_90d_of_latent_share", "", More, "Resolved within 90 days, of all needs", "潜在诉求90天内办结率",
            "Resolved rightly, or settled between the parties, within 90 days of arising over all needs that arose at least 90 days before the end, lumped ones included.", "产生后 90 天内办结或自行和解数除以期末前至少 90 天产生的全部诉求数（含未提出的）。";
        RedressKept180dShare = "redress_kept_180d_share", "", More, "Settlements kept for 180 days", "协议保持180天的占比",
            "Dispute settlements that hold 180 days later over settlements reached at least 180 days before the end.", "180 天后仍有效的纠纷协议数除以期末前至少 180 天达成的协议数。";
        WrongShare = "wrong_share", "", Less, "Resolved wrongly", "处理不当率",
            "Needs whose first closing decision was wrong over needs decided.", "首次决定错误的诉求数除以已作决定的诉求数。";
        ResolutionDaysMean = "resolution_days_mean", "days", Less, "Days to resolution", "办结用时（均值）",
            "From voicing to right resolution, mean over the resolved.", "自提出至正确办结的平均天数（已办结者）。";
        ResolutionDaysMedian = "resolution_days_median", "days", Less, "Days to resolution, median", "办结用时（中位数）",
            "Kaplan-Meier median of the time from voicing to right resolution, open and dropped needs censored at the end.", "自提出至正确办结时间的 Kaplan-Meier 中位数；未办结者在期末截尾。";
        ResolutionDays180 = "resolution_days_to_180", "days", Less, "Days unresolved in the first 180", "前180天内未结天数",
            "Restricted mean to 180 days of the time from voicing to right resolution, censored at the end.", "自提出至正确办结的 180 天限定平均时间，期末截尾。";
        WaitGroupMean = "wait_group_days_mean", "days", Less, "Wait at the group", "小组等待天数（均值）",
            "From arrival at the group until work begins, mean over those served there.", "到达小组至开始办理的平均天数（已开始办理者）。";
        WaitGroupP95 = "wait_group_days_p95", "days", Less, "Wait at the group, 95th percentile", "小组等待天数（95分位）",
            "95th percentile (type 7) of the same.", "同上，95 分位数（第 7 型）。";
        WaitCommitteeMean = "wait_committee_days_mean", "days", Less, "Wait at the committee", "村级等待天数（均值）",
            "From arrival at the committee until work begins, mean over those served there.", "到达村级至开始办理的平均天数（已开始办理者）。";
        WaitCommitteeP95 = "wait_committee_days_p95", "days", Less, "Wait at the committee, 95th percentile", "村级等待天数（95分位）",
            "95th percentile (type 7) of the same.", "同上，95 分位数（第 7 型）。";
        Petitions = "petitions", "petitions", Less, "Petitions", "信访件次",
            "Petitions to township or county in the measured time, recorded or not.", "统计期内到乡镇或县的信访次数（含未登记）。";
        PetitionsPer1000 = "petitions_per_1000_person_years", "1/1000 person-years", Less, "Petitions per 1,000 person-years", "每千人每年信访量",
            "Petitions over registered people and measured years, times 1,000.", "信访次数除以户籍人口与统计年数，乘 1,000。";
        RecordedPetitionsPer1000 = "recorded_petitions_per_1000_person_years", "1/1000 person-years", Neutral, "Recorded petitions per 1,000 person-years", "每千人每年登记信访量",
            "The same, only those that the upper tiers record; falls by suppression too, so it is no success by itself.", "同上，仅计登记件；压案也会使其下降，不能单独视为成效。";
        RepeatPetitionShare = "repeat_petition_share", "", Less, "Repeat petitions", "重复信访占比",
            "Petitions about a need that was petitioned before over petitions.", "同一事项再次信访次数除以信访次数。";
        CollectivePetitionShare = "collective_petition_share", "", Less, "Collective petitions", "集体信访占比",
            "Petitions of five or more people over petitions.", "五人以上信访次数除以信访次数。";
        SkipLevelShare = "skip_level_share", "", Less, "Petitions past the committee", "越级信访占比",
            "Petitions about needs that the committee had not yet handled over petitions.", "村级尚未办理即信访的次数除以信访次数。";
        PetitionsPerNeed = "petitions_per_latent_need", "", Less, "Petitions per latent need", "每件潜在诉求信访量",
            "Petitions over latent needs.", "信访次数除以潜在诉求数。";
        HiddenStock = "hidden_stock", "needs", Less, "Hidden stock at the end", "期末隐性积案",
            "Needs unresolved for more than 60 days at the end, and needs lumped or given up in the last year of the run.", "期末超过 60 天未结的诉求，加上最后一年内忍下或放弃的诉求。";
        PetitionBelief = "petition_belief", "", Less, "Believed return of petitioning", "信访预期",
            "Belief that a petition brings redress, mean over households, averaged over months.", "户均信访预期，按月平均。";
        TrustGroup = "trust_group", "", More, "Trust in the group's team", "对小组的信任",
            "Mean over households, averaged over months.", "户均值，按月平均。";
        TrustCommittee = "trust_committee", "", More, "Trust in the committee", "对村委会的信任",
            "Mean over households, averaged over months.", "户均值，按月平均。";
        TrustGap = "trust_gap", "", Neutral, "Trust in the county less trust in the group", "县与小组的信任差",
            "Mean over households, averaged over months.", "户均值，按月平均。";
        ResolutionGini = "resolution_gini", "", Less, "Inequality of resolution between groups", "各组办结率基尼系数",
            "Gini coefficient over groups of the share resolved within 90 days, of those raised.", "各小组 90 天办结率的基尼系数。";
        WorstGroupShare = "worst_group_share", "", More, "Resolved within 90 days in the worst group", "最差小组90天办结率",
            "The lowest share over groups with at least five needs raised 90 days before the end or earlier.", "期末前至少 90 天提出五件以上诉求的小组中最低的 90 天办结率。";
        MinorityRatio = "minority_resolution_ratio", "", More, "Service of smaller clans over the largest", "小姓与大姓办结率之比",
            "Share of all latent needs resolved within 90 days of arising, households outside their group's largest clan over households in it.", "产生后 90 天内办结率：非本组第一大姓户与第一大姓户之比。";
        AbsentRatio = "absent_resolution_ratio", "", More, "Service of absent households over present ones", "外出户与在家户办结率之比",
            "The same share, absent households over the others.", "同一办结率：常年外出户与其他户之比。";
        HoursOnCases = "hours_on_cases", "hours/group/year", Neutral, "Hours on cases by the team", "班子办案工时",
            "Hours that group holders worked on cases, per group and year.", "每组每年小组成员办理案件的工时。";
        HoursOnTasks = "hours_on_tasks", "hours/group/year", Neutral, "Hours on tasks from above by the team", "班子上级任务工时",
            "Hours that group holders worked on top-down tasks, per group and year.", "每组每年小组成员完成上级任务的工时。";
        UtilisationGroup = "utilisation_group", "", Neutral, "Use of the team's hours", "班子工时利用率",
            "Hours worked over hours offered while present.", "已用工时除以在村期间可用工时。";
        UtilisationCommittee = "utilisation_committee", "", Neutral, "Use of the committee's hours", "村级工时利用率",
            "Hours worked by cadres over hours offered.", "村干部已用工时除以可用工时。";
        OwnershipLossHours = "ownership_loss_hours", "hours/group/year", Less, "Hours lost for want of an owner", "无责任人损失工时",
            "Extra hours on unowned cases, per group and year.", "每组每年因无责任人多花的工时。";
        CoordinationHours = "coordination_hours", "hours/group/year", Less, "Hours spent on coordination", "协调工时",
            "Hours beyond one person's effort in joint sessions and briefings, per group and year.", "每组每年共同办理与通报超出单人工时的部分。";
        DeadlockShare = "deadlock_share", "", Less, "Deadlocked cases", "僵局占比",
            "Cases on which the team reached no decision over cases the team worked on.", "班子未能作出决定的案件除以班子办理的案件。";
        VacancyShare = "vacancy_share", "", Less, "Seats vacant", "职位空缺率",
            "Seat-time vacant over seat-time.", "空缺职位时间除以职位总时间。";
        TurnoverPerSeatYear = "turnover_per_seat_year", "1/year", Less, "Holders who resign", "辞职率",
            "Resignations over seat-years.", "辞职次数除以职位年数。";
        ContestedShare = "contested_share", "", More, "Contested elections", "差额选举占比",
            "Elections with two candidates or more over elections held in the whole run.", "候选人不少于两名的选举占全部选举的比例（含统计期前）。";
        Turnout = "turnout", "", More, "Genuine turnout", "实际投票率",
            "Votes cast in person over adults with a vote, in the whole run.", "亲自投票数除以有投票权的成年人数（含统计期前）。";
        SameClanTeamShare = "same_clan_team_share", "", Less, "Teams of one clan", "同姓班子占比",
            "Time in which all members of a team of two or more are of one clan over the time of such teams.", "两人以上班子中全员同姓的时间占比。";
        CostYuan = "cost_yuan_per_year", "yuan/year", Less, "Cost, unpaid time included", "年总成本（含义务工时）",
            "Government cost, unpaid hours of holders at the day wage beyond their stipend, and costs of households, per year.", "政府支出、成员义务工时（按日工资超出补贴部分）与户的花费，每年。";
        CostGovernmentYuan = "cost_government_yuan_per_year", "yuan/year", Less, "Cost to government", "政府支出",
            "Stipends, training, elections, cadres' hours on cases, petition handling and project money lost for good, per year; money for works is not counted.", "补贴、培训、选举、村干部办案工时、信访处理与未追回的流失资金，每年；不含工程款。";
        CostHoldersYuan = "cost_holders_yuan_per_year", "yuan/year", Less, "Unpaid time of holders", "成员义务工时价值",
            "Hours worked by holders at the day wage less their stipends (not below 0), per year.", "成员工时按日工资计减去补贴（不低于 0），每年。";
        CostHouseholdsYuan = "cost_households_yuan_per_year", "yuan/year", Less, "Cost to households", "农户花费",
            "Trips, lost work days, voting and meeting hours of households, labour days, help without a seat and work given to projects, per year.", "农户路费、误工、投票、开会、义务工、志愿与项目投工用时，每年。";
        CostPerResolvedYuan = "cost_per_resolved_yuan", "yuan", Less, "Cost per resolved need", "每件办结成本",
            "Cost, unpaid time included, over needs resolved in the measured time.", "总成本（含义务工时）除以统计期内办结数。";
        StormMovedShare = "storm_moved_share", "", More, "Moved before the storm struck", "受灾前转移率",
            "People who had left a house at risk by the impact over people who were at home in one at the first signs.", "受灾前已撤离危险户的人数除以出现征兆时在危险户中的人数。";
        StormAllMovedShare = "storm_all_moved_share", "", More, "Storms before which all were moved", "全部转移的暴雨占比",
            "Storms by whose impact nobody was left in a house at risk over storms that struck.", "受灾时危险户已无人的暴雨次数除以暴雨次数。";
        StormExposed = "storm_exposed", "people", Less, "People exposed when the storm struck", "受灾时未撤离人数",
            "People still in houses at risk at the impact, over all storms; harm to them is not modelled.", "受灾时仍在危险户中的人数（各次合计）；不模拟伤亡。";
        StormFrailLeft = "storm_frail_left", "people", Less, "Frail people left behind", "受灾时未撤离的老幼",
            "Of these, old people and small children.", "其中的体弱老人与幼儿。";
        StormLastDoorMinutes = "storm_last_door_minutes", "minutes", Less, "Minutes until the last door", "最后一户处理完毕用时",
            "From the first signs until the last house at risk was seen to or left, at most until helpers give up; mean over storms.", "自出现征兆至最后一户危险户完成上门或已撤离的时间，以停止搜救为上限；各次平均。";
        StormHelperMinutes = "storm_helper_exposure_minutes", "minutes", Less, "Helpers' minutes after the storm struck", "救助者受灾后暴露时间",
            "Minutes that helpers were at work among the houses at risk after the impact, over all helpers and storms.", "受灾后救助者仍在危险户间工作的时间（各人、各次合计）。";
        StormHelpers = "storm_helpers", "people", Neutral, "Helpers in a storm", "暴雨中上门人数",
            "Holders and helpers without a seat who go from door to door, mean over storms.", "上门动员的成员与志愿者人数，各次平均。";
        StormHeardShare = "storm_heard_share", "", More, "Households that heard before the storm struck", "受灾前知晓率",
            "Households at home in houses at risk that heard by the impact, over all of them.", "受灾前已知晓的在家危险户占比。";
        StormKnockedShare = "storm_knocked_share", "", Neutral, "Heard first by a knock", "首次由上门得知的占比",
            "Households whose first warning was a knock over those that heard by the impact.", "首次预警来自上门的户数除以受灾前知晓户数。";
        StormPhonedShare = "storm_phoned_share", "", Neutral, "Heard first by phone or loudspeaker", "首次由电话或广播得知的占比",
            "The same by phone or loudspeaker.", "同上，来自电话或广播。";
        StormInformalShare = "storm_informal_share", "", Neutral, "Heard first from another household", "首次由邻里得知的占比",
            "The same from another household.", "同上，来自其他农户。";
        VolunteerMemberShare = "volunteer_member_share", "", More, "Party members without a seat who come when called", "无职务党员应召率",
            "Times that a resident able party member without a seat came to a storm or a labour day over times that helpers were called.", "无职务的在村党员参加暴雨救助或义务工的人次除以被召集人次。";
        VolunteerHours = "volunteer_hours", "hours/group/year", More, "Hours of helpers without a seat", "志愿工时",
            "Hours of people without a seat in storms and at labour days beyond their household's turn, per group and year.", "每组每年无职务者在暴雨与义务工中的志愿工时。";
        CanalUptime = "canal_uptime", "", More, "Time that canals carry water", "渠道可用时间占比",
            "Time in which the condition of a canal is at least that from which it is usable, over groups and the measured time.", "渠道完好度不低于可用下限的时间占比（各组合计）。";
        LabourDays = "labour_days", "labour days/group/year", Neutral, "Labour days on the canal", "渠道义务工日",
            "Labour days of households, holders and other helpers, per group and year.", "每组每年农户、成员与志愿者的工日。";
        LabourTurnout = "labour_turnout", "", More, "Turnout at labour days", "义务工出工率",
            "Households that came over households asked.", "出工户数除以被召集户数。";
        WaterDisputes = "water_disputes", "disputes", Less, "Disputes about the canal", "渠道用水纠纷",
            "Disputes that arose from the condition of the canals.", "因渠道状况产生的用水纠纷数。";
        HoursGiven = "hours_given", "hours/group/year", Neutral, "Hours given by the team", "班子投入工时",
            "Hours that group holders give while present, worked or not, per group and year.", "每组每年小组成员在村期间投入的工时（无论是否用于办理）。";
        EffortOverAsked = "effort_over_asked", "", More, "Hours given over hours asked", "投入工时与要求工时之比",
            "Hours that group holders give while present over those asked of them within their capacity.", "小组成员在村期间投入的工时除以要求（不超过余力）的工时。";
        VisibilityLossHours = "visibility_loss_hours", "hours/group/year", Less, "Hours lost to shared credit", "因功劳分摊少投入的工时",
            "Hours not given because credit is shared among those answerable, per group and year.", "每组每年因功劳由多人分摊而少投入的工时。";
        HonourHours = "honour_hours", "hours/group/year", More, "Hours given out of honour", "荣誉感带来的工时",
            "Hours given out of honour above the standing motive, per group and year.", "每组每年因高出常在动机的荣誉感而增加的工时。";
        PeerHours = "peer_hours", "hours/group/year", More, "Hours given for the norm of team mates", "同伴规范带来的工时",
            "Hours given because team mates may see the work, per group and year.", "每组每年因同伴可能看到而增加的工时。";
        BurnoutLossHours = "burnout_loss_hours", "hours/group/year", Less, "Hours lost to burnout", "因倦怠少投入的工时",
            "Hours not given after months of full use, per group and year.", "每组每年因工时用尽后的倦怠而少投入的工时。";
        CrowdOutLossHours = "crowd_out_loss_hours", "hours/group/year", Less, "Hours lost to the help of other holders", "因他人相助少投入的工时",
            "Hours not given because other holders give theirs, per group and year.", "每组每年因其他成员投入而少投入的工时。";
        PartyMembersActive = "party_members_active_share", "", More, "Party members who work for their group", "为小组出力的党员占比",
            "Party members, cadres apart, who worked for their group from a seat in the month, averaged over months.", "当月以小组职位出力的党员占全部非干部党员的比例，按月平均。";
        EffortFade = "effort_year_3_over_year_1", "", More, "Effort of the third year over the first", "第三年与第一年投入之比",
            "Hours given over hours asked, third measured year over first; empty in shorter runs.", "投入与要求工时之比：统计期第三年除以第一年（不足三年为空）。";
        NobodyActs = "nobody_acts_share", "", Less, "Rounds in which nobody steps forward", "无人出面的轮次占比",
            "Rounds in which nobody took a case that nobody owns over rounds in which two or more could.", "无责任人事项中，两人以上可出面而无人出面的轮次占比。";
        PassedOverDays = "passed_over_days", "days/group/year", Less, "Days lost because nobody steps forward", "因无人出面而拖延的天数",
            "Days for which cases waited because nobody stepped forward, per group and year.", "每组每年事项因无人出面而等待的天数合计。";
        LearntCases = "learnt_cases", "cases", Neutral, "Experience taken over from neighbours", "承接邻组的经验",
            "Cases of experience that a new holder starts with from neighbouring groups, mean over new holders who could learn.", "可向邻组学习的新任者所承接的办件经验（件），均值。";
        CampaignDays50 = "campaign_days_to_50_percent", "days", Less, "Days until half have consented", "半数同意用时",
            "Day of a drive for consent on which half of the households asked had consented, mean over the drives begun in the measured time that came so far; empty when none did.", "统计期内开始的动员中，同意户达到半数的天数，对达到者求平均；均未达到则为空。";
        CampaignDays90 = "campaign_days_to_90_percent", "days", Less, "Days until nine in ten have consented", "九成同意用时",
            "The same with 90 % of the households.", "同上，达到 90%。";
        CampaignDays100 = "campaign_days_to_100_percent", "days", Less, "Days until all have consented", "全部同意用时",
            "The same with all households; drives that never came so far are left out, so read it with the share of drives that succeed.", "同上，全部同意；未达到者不计入，须与动员成功率一并解读。";
        CampaignDays = "campaign_days", "days", Less, "Days that a drive lasts", "动员持续天数",
            "Days from the first of a drive until enough have consented, or until its latest end, mean over drives.", "自动员首日至同意户数足够或最迟结束日的天数，对各次动员求平均。";
        CampaignCompletedShare = "campaign_completed_share", "", More, "Drives that succeed", "动员成功率",
            "Drives in which enough households consented by the latest end over drives.", "最迟结束日前同意户数足够的动员占比。";
        CampaignHoldouts = "campaign_holdouts", "households", Less, "Households that have not consented at the end", "期末未同意户",
            "Households asked that had not consented when the drive ended, mean over drives.", "动员结束时未同意的户数，对各次动员求平均。";
        CampaignVisitsPerHousehold = "campaign_visits_per_household", "", Less, "Visits and calls per household asked", "户均走访次数",
            "Visits, and calls that reached somebody, over households asked.", "走访与接通电话次数除以应征求户数。";
        CampaignTiedVisitShare = "campaign_tied_visit_share", "", Neutral, "Visits by somebody with a tie", "有来往者走访占比",
            "Visits and calls by a member with a tie to the household over all.", "由与该户有来往的成员走访或通话的占比。";
        CampaignHours = "campaign_hours", "hours", Less, "Hours of visits", "走访工时",
            "Person-hours of visits and calls by members and cadres, mean over drives.", "成员与村干部走访、通话的工时，对各次动员求平均。";
        CampaignPressureShare = "campaign_pressure_share", "", Less, "Consents under pressure", "违心同意占比",
            "Households that consented though their own benefit and the price fell short of their cost, without any social term, over households that consented.", "不计人情与从众、仅凭自身收益与补偿不足以弥补成本而仍同意的户数除以同意户数。";
        CampaignPriceYuan = "campaign_price_yuan", "yuan", Less, "Price paid per household", "户均补偿",
            "Price paid over households asked, in drives that succeeded.", "成功的动员中，补偿总额除以应征求户数。";
        NeedsFromFunds = "needs_from_funds", "needs", Less, "Needs that funds brought", "资金引起的诉求",
            "Latent needs beyond those of an ordinary life that money spent in the group brought.", "因组内资金使用而额外产生的潜在诉求数。";
        NeedsFromStorms = "needs_from_storms", "needs", Less, "Needs that storms brought", "暴雨引起的诉求",
            "Latent needs beyond those of an ordinary life after a storm.", "暴雨之后额外产生的潜在诉求数。";
        FundsYuan = "project_funds_yuan_per_year", "yuan/year", Neutral, "Project funds used", "项目资金使用额",
            "Money of projects accepted in the measured time, whoever ran them, per year.", "统计期内验收项目的资金，每年。";
        GroupRunYuan = "group_run_funds_yuan", "yuan", Neutral, "Project funds run by groups", "小组自办项目资金",
            "Money of projects run by groups and accepted in the measured time, in all.", "统计期内验收的小组自办项目资金合计。";
        GroupRunShare = "group_run_funds_share", "", Neutral, "Share of project funds run by groups", "小组自办资金占比",
            "Money of projects run by groups over that of all projects.", "小组自办项目资金除以全部项目资金。";
        ProjectsGroup = "projects_group_run", "projects", Neutral, "Projects run by groups", "小组自办项目数",
            "Projects run by groups that were accepted in the measured time and whose accounts are closed.", "统计期内验收并已结账的小组自办项目数。";
        ProjectsVillage = "projects_village_run", "projects", Neutral, "Projects run by the village", "村办项目数",
            "The same, run by the village.", "同上，由村实施。";
        LeakageShare = "leakage_share", "", Less, "Project money taken", "资金流失率",
            "Money taken over the money of all projects, found out or not: the true share.", "被取走的资金除以全部项目资金（无论是否查出），即真实流失率。";
        LeakageGroupShare = "leakage_group_run_share", "", Less, "Money taken of projects run by groups", "小组自办项目资金流失率",
            "The same of projects run by groups.", "同上，小组自办项目。";
        LeakageVillageShare = "leakage_village_run_share", "", Less, "Money taken of projects run by the village", "村办项目资金流失率",
            "The same of projects run by the village.", "同上，村办项目。";
        LeakageFoundShare = "leakage_found_share", "", Neutral, "Missing money that is found out", "流失资金查出率",
            "Money taken and found out over money taken; low where supervision is weak, so it is no success by itself.", "查出的流失资金除以流失资金；监督弱时也低，不能单独视为成效。";
        PreferenceMatch = "preference_match", "", More, "Match of projects with what households want", "项目与民意的一致性",
            "Rank correlation, between the projects that could be chosen, of their worth in the eyes of those who decide with their mean worth to households; mean over decisions.", "备选项目中，决策者排序与农户平均意愿排序的秩相关，按决策取均值。";
        MatchGroup = "preference_match_group_run", "", More, "Match with what households want, projects run by groups", "与民意的一致性：小组自办",
            "The same of projects run by groups.", "同上，小组自办项目。";
        MatchVillage = "preference_match_village_run", "", More, "Match with what households want, projects run by the village", "与民意的一致性：村办",
            "The same of projects run by the village.", "同上，村办项目。";
        ProjectDaysGroup = "project_days_group_run", "days", Less, "Days from proposal to acceptance, projects run by groups", "提出至验收用时：小组自办",
            "Mean over projects run by groups.", "小组自办项目平均值。";
        ProjectDaysVillage = "project_days_village_run", "days", Less, "Days from proposal to acceptance, projects run by the village", "提出至验收用时：村办",
            "Mean over projects run by the village.", "村办项目平均值。";
        QualityGroup = "project_quality_group_run", "", More, "Quality, projects run by groups", "项目质量：小组自办",
            "Mean quality (0 to 1) of projects run by groups.", "小组自办项目质量均值（0 至 1）。";
        QualityVillage = "project_quality_village_run", "", More, "Quality, projects run by the village", "项目质量：村办",
            "The same of projects run by the village.", "同上，村办项目。";
        SatisfactionGroup = "project_satisfaction_group_run", "", More, "Satisfaction, projects run by groups", "项目满意度：小组自办",
            "Mean satisfaction (0 to 1) of the group's households with projects run by groups.", "农户对小组自办项目的满意度均值（0 至 1）。";
        SatisfactionVillage = "project_satisfaction_village_run", "", More, "Satisfaction, projects run by the village", "项目满意度：村办",
            "The same of projects run by the village.", "同上，村办项目。";
        ProjectDaysGap = "project_days_gap", "days", Less, "Days of projects run by groups less those run by the village", "自办与村办项目用时之差",
            "Mean days from proposal to acceptance, projects run by groups less those run by the village.", "自提出至验收的平均天数，小组自办减去村办。";
        QualityGap = "project_quality_gap", "", More, "Quality of projects run by groups less those run by the village", "自办与村办项目质量之差",
            "Mean quality, projects run by groups less those run by the village.", "平均质量，小组自办减去村办。";
        SatisfactionGap = "project_satisfaction_gap", "", More, "Satisfaction with projects run by groups less those run by the village", "自办与村办项目满意度之差",
            "Mean satisfaction, projects run by groups less those run by the village.", "平均满意度，小组自办减去村办。";
        ComplaintsPerProject = "complaints_per_project", "", Less, "Complaints per project", "每个项目投诉数",
            "Households that complain of a finished project over projects.", "对完工项目投诉的户数除以项目数。";
        ProjectLabourDays = "project_labour_days_per_household_year", "days", Neutral, "Days of work that households give to projects", "农户投工天数",
            "Days of unpaid work per household and year.", "每户每年义务投工天数。";
        PublicAccountsShare = "public_accounts_share", "", More, "Projects with public accounts", "账目公开的项目占比",
            "Projects whose accounts were made public over projects.", "账目公开的项目数除以项目数。";
        HoursOnProjects = "hours_on_projects", "hours/group/year", Neutral, "Hours on projects by the team", "班子项目工时",
            "Hours that group holders worked on projects, per group and year.", "每组每年小组成员用于项目的工时。";
        NewsKnown7dShare = "news_known_7d_share", "", More, "News known within a week", "7天内知晓率",
            "Households that have heard an item of news by day 7 over all households, over the items that came in the measured time at least 7 days before the end.", "消息到村后第 7 天已知晓的户占比；统计期内、期末前至少 7 天到村的消息合计。";
        NewsKnown30dShare = "news_known_30d_share", "", More, "News known within a month", "30天内知晓率",
            "The same by day 30, over the items that came at least 30 days before the end.", "同上，第 30 天；期末前至少 30 天到村的消息合计。";
        NewsFidelity = "news_fidelity", "", More, "News held in the true version", "消息保真率",
            "Households that hold the true version over households that heard, over the items of the measured time that closed before the end.", "持有真实内容的户除以听说的户；统计期内到村且期末前截止的消息合计。";
        NewsConfusedShare = "news_confused_share", "", Less, "Households confused by news", "因说法不一而困惑的占比",
            "Households that are confused by differing versions over households that heard, over the same items.", "因说法不一而困惑的户除以听说的户，口径同上。";
        EntitledUnclaimedShare = "entitled_unclaimed_share", "", Less, "Entitled and not claimed", "应享未领率",
            "Entitled households that did not claim before the item closed over entitled households, over the same items.", "截止前未申领的应享户除以应享户，口径同上。";
        Claims = "claims_per_year", "1/year", Neutral, "Claims", "每年申领件数",
            "Claims on items that came in the measured time, per year.", "统计期内到村消息的申领件数，每年。";
        HoursOnClaims = "hours_on_claims", "hours/group/year", Neutral, "Hours on claims by the team", "班子办理申领工时",
            "Hours that group holders worked on claims, per group and year.", "每组每年小组成员办理申领的工时。";
        BadNewsReachedShare = "bad_news_reached_share", "", More, "Bad news that reached the committee", "坏消息上达率",
            "Needs never voiced and cases overdue at the group of which the committee learned over all of them, in the measured time.", "村委会得知的未提诉求与小组积压占两者总数的比例（统计期内）。";
        TakenUp = "taken_up_per_year", "1/year", Neutral, "Cases the committee took up", "村委会每年主动接办数",
            "Cases that the committee took up because it heard of them, per year.", "村委会得知后主动接办的件数，每年。";
        VisitsMade = "visits_per_group_year", "1/group/year", Neutral, "Visits", "走访次数",
            "Visits from door to door, met or not, per group and year.", "每组每年走访次数（含无人在家）。";
        NeedsFound = "needs_found_per_group_year", "1/group/year", More, "Hidden needs found", "走访与会议发现的未提诉求",
            "Needs never voiced that a household was asked about at a visit or a meeting, per group and year.", "每组每年在走访或会议上问及的未提诉求数。";
        HoursOnVisits = "hours_on_visits", "hours/group/year", Neutral, "Hours on visits by the team", "班子走访工时",
            "Hours that group holders worked on rounds, per group and year.", "每组每年小组成员走访的工时。";
        Participation = "participation", "", More, "Participation of households", "村民参与度",
            "Mean over households, averaged over months.", "户均值，按月平均。";
        MeetingsHeld = "meetings_per_group_year", "1/group/year", More, "Meetings of a group", "小组会议次数",
            "Meetings of the group held, per group and year.", "每组每年召开的会议次数。";
        QuorumShare = "quorum_share", "", More, "Meetings with a quorum", "达到法定人数的会议占比",
            "Meetings to which enough households came or sent somebody over meetings held.", "到会或委托户达到法定比例的会议占比。";
        MeetingAttendance = "meeting_attendance", "", More, "Attendance of meetings", "会议到会率",
            "Households that came or sent somebody over households of the group, over the meetings held.", "到会或委托的户除以本组户数，各次会议合计。";
        AgendaFromHouseholdsShare = "agenda_from_households_share", "", More, "Items of the agenda put by households", "农户提出议题占比",
            "Items that households put over all items of the meetings held.", "农户提出的议题除以全部议题。";
        HoursOnMeetings = "hours_on_meetings", "hours/group/year", Neutral, "Hours on meetings by the team", "班子会议工时",
            "Hours that group holders spent in meetings of the group, per group and year.", "每组每年小组成员参加本组会议的工时。";
        FixerCases = "fixer_cases", "needs", Neutral, "Needs brought to informal fixers", "交由民间能人的诉求",
            "Needs raised in the measured time that were brought or passed to a fixer.", "统计期内提出并找过或转交民间能人的诉求数。";
        FixerShare = "fixer_share", "", Neutral, "Needs resolved by informal fixers", "民间能人办结占比",
            "Needs resolved rightly by fixers over needs raised in the measured time; they count as resolved at the group too.", "统计期内提出的诉求中由民间能人正确办结的占比；同时计入小组办结。";
    }
}

measures! {
    /// Outcomes by group, counted from `measured_from` to the end.
    GroupMeasure {
        Households = "households", "households", Neutral, "Households", "户数", "Households of the group.", "小组户数。";
        NeedsLatent = "needs_latent", "needs", Neutral, "Latent needs", "潜在诉求", "Needs that arose.", "产生的诉求数。";
        NeedsRaised = "needs_raised", "needs", Neutral, "Needs raised", "提出的诉求", "Needs voiced.", "提出的诉求数。";
        NeedsTold = "needs_raised_90d", "needs", Neutral, "Needs raised 90 days before the end or earlier", "期末前至少90天提出的诉求", "The denominator of the share resolved within 90 days.", "90 天办结率的分母。";
        Resolved90dShare = "resolved_90d_share", "", More, "Resolved within 90 days, of those raised", "提出后90天内办结率",
            "As for the village.", "口径同全村。";
        ResolvedAtGroup = "resolved_at_group", "needs", Neutral, "Resolved at the group", "小组办结数", "As for the village.", "口径同全村。";
        Petitions = "petitions", "petitions", Less, "Petitions", "信访件次", "Petitions of the group's households.", "本组农户信访次数。";
        DroppedAtGroup = "dropped_at_group", "needs", Less, "Given up at the group", "在小组放弃",
            "Needs raised in the measured time whose household gave up, or on which nobody decides any more, while the group was the last tier.", "统计期内提出、最后停在小组而放弃的诉求数。";
        DroppedAtCommittee = "dropped_at_committee", "needs", Less, "Given up at the committee", "在村级放弃",
            "The same with the committee as the last tier.", "统计期内提出、最后停在村级而放弃的诉求数。";
        DroppedAbove = "dropped_above", "needs", Less, "Given up above the village", "在村以上放弃",
            "The same with the township or county as the last tier.", "统计期内提出、最后停在乡镇或县而放弃的诉求数。";
        OpenAtGroup = "open_at_group", "needs", Less, "Open at the group", "小组未结",
            "Needs raised in the measured time that are open at the end, the group being the last tier.", "统计期内提出、期末停在小组未结的诉求数。";
        OpenAtCommittee = "open_at_committee", "needs", Less, "Open at the committee", "村级未结",
            "The same with the committee as the last tier.", "统计期内提出、期末停在村级未结的诉求数。";
        OpenAbove = "open_above", "needs", Less, "Open above the village", "村以上未结",
            "The same with the township or county as the last tier.", "统计期内提出、期末停在乡镇或县未结的诉求数。";
        OpenAtEnd = "open_at_end", "needs", Less, "Open at the end", "期末未结", "As for the village.", "口径同全村。";
        TrustGroup = "trust_group", "", More, "Trust in the group's team at the end", "期末对小组的信任", "Mean over the group's households.", "本组户均值。";
        HoursOnCases = "hours_on_cases", "hours/year", Neutral, "Hours on cases", "办案工时", "Hours of the team on cases, per year.", "班子每年办案工时。";
        LargestClanShare = "largest_clan_share", "", Neutral, "Share of the largest clan", "第一大姓占比", "Households of the largest clan over households.", "第一大姓户数占比。";
        PartyMembersResident = "party_members_resident", "people", Neutral, "Resident party members", "常住党员", "Party members of the group who live there.", "本组常住党员数。";
        SeatsFilled = "seats_filled", "seats", Neutral, "Seats filled at the end", "期末在任职位", "Seats with a holder at the end.", "期末有人任职的职位数。";
        FundsYuan = "project_funds_yuan", "yuan", Neutral, "Project funds used", "项目资金使用额", "Money of the group's projects accepted in the measured time.", "统计期内本组验收项目的资金。";
        GroupRunYuan = "group_run_funds_yuan", "yuan", Neutral, "Project funds run by the group", "小组自办项目资金", "Of these, run by the group.", "其中小组自办。";
    }
}

measures! {
    /// Outcomes by month, from the end of the burn-in to the end.
    MonthMeasure {
        NeedsRaised = "needs_raised", "needs", Neutral, "Needs raised", "提出的诉求", "Needs voiced in the month.", "当月提出的诉求数。";
        Resolved = "resolved", "needs", More, "Needs resolved", "办结的诉求", "Needs resolved rightly in the month.", "当月正确办结的诉求数。";
        Resolved90dShare = "resolved_90d_share", "", More, "Resolved within 90 days, of those raised in the month", "当月提出诉求的90天办结率",
            "Of the needs raised in the month, the share resolved rightly within 90 days; empty in the last three months.", "当月提出的诉求中 90 天内正确办结的占比；最后三个月为空。";
        Petitions = "petitions", "petitions", Less, "Petitions", "信访件次", "Petitions in the month.", "当月信访次数。";
        Open = "open", "needs", Less, "Needs open", "未结诉求", "Raised and not closed at the end of the month.", "月末已提出而未结的诉求数。";
        OpenOver60Days = "open_over_60_days", "needs", Less, "Needs open for more than 60 days", "超60天未结诉求", "Raised more than 60 days before and not closed at the end of the month.", "月末提出已超过 60 天而未结的诉求数。";
        TrustGroup = "trust_group", "", More, "Trust in the group's team", "对小组的信任", "Mean over households at the end of the month.", "月末户均值。";
        TrustCommittee = "trust_committee", "", More, "Trust in the committee", "对村委会的信任", "Mean over households at the end of the month.", "月末户均值。";
        PetitionBelief = "petition_belief", "", Less, "Believed return of petitioning", "信访预期", "Mean over households at the end of the month.", "月末户均值。";
        SeatsFilled = "seats_filled", "seats", Neutral, "Seats filled", "在任职位", "Seats with a holder at the end of the month.", "月末有人任职的职位数。";
        HoursOnCases = "hours_on_cases", "hours", Neutral, "Hours on cases by the teams", "班子办案工时", "Hours that group holders worked on cases begun in the month.", "班子当月开始办理案件的工时。";
        Consents = "consents", "households", Neutral, "Households that consented", "当月同意户", "Households that consented to a drive in the month; empty without a drive.", "当月同意的户数；无动员时为空。";
        FundsYuan = "project_funds_yuan", "yuan", Neutral, "Project funds used", "项目资金使用额", "Money of projects accepted in the month whose accounts are closed.", "当月验收并已结账项目的资金。";
        Participation = "participation", "", More, "Participation of households", "村民参与度", "Mean over households at the end of the month.", "月末户均值。";
        EffortOverAsked = "effort_over_asked", "", More, "Hours given over hours asked", "投入工时与要求工时之比", "Hours a week given by group holders over those asked of them, at the end of the month.", "月末小组成员每周投入工时除以要求工时。";
    }
}
