//! What each mechanism does, in a few sentences: what `microgov explain` says of a switch, and the method section of
//! every report. The pages of `docs/model` have the formulas.

use super::Text;

/// A mechanism: what it does, and what is the case without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mechanism {
    /// The key of its switch in `[mechanisms]`; of what cannot be switched off, the name of its page.
    pub key: &'static str,
    /// What it is called.
    pub label: Text,
    /// Its rule.
    pub rule: Text,
    /// What is the case while it is off; empty for what cannot be.
    pub off: Text,
}

impl Mechanism {
    /// The mechanism behind a switch.
    pub fn by_key(key: &str) -> Option<&'static Mechanism> {
        SWITCHED.iter().find(|mechanism| mechanism.key == key)
    }
}

macro_rules! mechanisms {
    ($(#[$doc:meta])* $name:ident { $($key:literal, $label_en:literal, $label_zh:literal,
        $rule_en:literal, $rule_zh:literal, $off_en:literal, $off_zh:literal;)+ }) => {
        $(#[$doc])*
        pub const $name: &[Mechanism] = &[$(Mechanism {
            key: $key,
            label: Text { en: $label_en, zh: $label_zh },
            rule: Text { en: $rule_en, zh: $rule_zh },
            off: Text { en: $off_en, zh: $off_zh },
        }),+];
    };
}

mechanisms! {
    /// What is at work in every run.
    ALWAYS {
        "needs", "Needs arise", "诉求产生",
            "Households come to have requests and disputes at random times, equal in all arms; some households have many more than others, and there are more in some seasons. How serious a need is, how much work it takes, how patient its household is and which tier can grant it is settled before the run.",
            "农户的诉求与纠纷随机产生，各方案相同；户与户多少不一，并随季节起伏。每件事项的轻重、所需工时、农户的耐心以及哪一级能办，在模拟开始前即已确定。",
            "", "";
        "closing", "Cases close", "办结认定",
            "A request is resolved if the tier can grant it and decides rightly, a dispute if it is judged rightly and settled. A dispute settled against the right judgement is settled wrongly. Everything else is a failure, and the household goes on.",
            "一般诉求须该级有权办且决定正确，纠纷须判断正确且达成协议，方为办结。违背正确判断达成的协议属处理不当，其余均为未办成，由农户另寻办法。",
            "", "";
        "costs", "What is paid", "成本核算",
            "Government pays stipends, training, elections, cadres' hours on cases and the handling of petitions. Holders pay with hours beyond their stipend, valued at the day wage; households pay trips, lost work days, voting, meetings and labour. Money for works is no cost of governing.",
            "政府承担补贴、培训、选举、村干部办案工时和信访处理；成员承担超出补贴的工时（按日工资计）；农户承担路费、误工、投票、开会和义务工。工程款不计入治理成本。",
            "", "";
    }
}

mechanisms! {
    /// The mechanisms that can be switched off, in the order of the switches.
    SWITCHED {
        "voice", "Households decide whether to speak", "诉求表达",
            "A household that has a need acts on it or drops it without a word. It acts the more readily the more it trusts the member of the team it knows best, and if it is tied to that member; a household that lives away acts less. In a dispute some first talk to the other side, and some go above the group at once.",
            "农户有了诉求，或提出，或忍下不提：对最熟悉的成员越信任、与其有来往，越愿意提出；常年外出户较少提出。遇有纠纷，有的先与对方商量，有的直接找小组以上。",
            "every need is voiced", "所有诉求都会提出";
        "contact", "Households must find a holder at home", "联系干部",
            "A household goes to the member whom it trusts and knows best among those at home now. If nobody is at home it tries again later, and its patience runs meanwhile. A group without a team of its own sends every need to the village committee.",
            "农户去找在家成员中最信任、最熟悉的一位；都不在家则改日再去，其间耐心照样消耗。没有班子的小组，诉求一律交村委会。",
            "a holder is reached at once", "随时可找到成员";
        "presence", "Holders come and go", "在村情况",
            "Holders come and go in spells of random length, with other odds in January and February. Those of one group are partly away at the same times. Work goes on only while its holder is present; cadres keep office hours.",
            "成员时而在村、时而外出，时长随机，一二月（春节前后）另计；同组成员有一部分时间同时不在。只有在村时才能办事；村干部按时上班。",
            "holders are always present", "成员始终在村";
        "handling", "Work takes hours and cases wait", "办理与排队",
            "A member has so many hours a week and works on one case at a time; the other cases wait. A case with a named owner waits for the owner; one without goes to whoever is free first, but takes longer the more members could have taken it. Joint sessions cost more hours than one member's work and wait until those who must attend find a time. Who runs out of patience before work begins stops waiting.",
            "成员每周工时有限，一次办一件，其余排队。有责任人的事项等其本人办理；无责任人的由先有空者办理，但可办的人越多越慢。共同办理比一人办理费工时，并须等应到者凑齐时间。开始办理前耐心耗尽的农户不再等待。",
            "no work and no wait", "办理不费工时、不用等待";
        "tasks", "Tasks from above take hours first", "上级任务",
            "Tasks come from above at random times, equal in all arms, and take hours before any case. The structure says who bears those of a group: the leader, the members in turn, or all in equal parts. Outside support takes over a share while it is there.",
            "上级任务随机下达，各方案相同，优先占用工时。由谁承担依治理结构而定：组长、成员轮流或平均分担。有外部帮扶时由其分担一部分。",
            "no tasks from above", "没有上级任务";
        "judgement", "Judgement can be wrong", "判断",
            "Each case has a right resolution. Each member with a vote reads it rightly with a chance that depends on skill in the topic, cases handled, training, and how hard or misleading the case is. Members err together in part, more so within one clan, and who is kin of one party may lean to it unless the structure has them step aside. The structure's rule makes a decision of the readings; without one there is one more session, then deadlock.",
            "每件事项有一个正确结论。有表决权者判断正确的可能取决于该类事项的能力、办件经验、培训以及事项的难易与误导。成员会一同出错，同姓更甚；与一方有亲的成员可能偏袒，除非规定回避。按治理结构的规则汇总为决定；作不出决定则再议一次，仍不成即为僵局。",
            "always right", "判断总是正确";
        "mediation", "Disputes need a settlement", "调解",
            "A dispute that was judged must still be settled, in one session or a few. The chance rises with the mediators' standing with the less trusting party and with skill, and falls for serious disputes and old quarrels. A settlement against the right judgement breaks sooner, and the dispute is open again.",
            "纠纷作出判断后还须调解，一次或数次。较不信任的一方对调解人越信任、调解人能力越强，越易达成；纠纷严重、积怨较多则较难。违背正确判断的协议较易破裂，破裂后纠纷重新待办。",
            "a dispute settles at once iff judged right", "判断正确的纠纷当即了结";
        "escalation", "Unresolved cases go on", "上行",
            "A household whose case failed weighs waiting, the village committee, a petition to township or county, and giving up. Trust in the tier, what petitions are believed to bring, severity and the age of the case speak for going on, cost against it; chance has a part in each choice. Petitions about one need are bounded in number and lie some time apart.",
            "事情没有办成的农户，在等待、找村委会、到乡镇或县信访、放弃之间权衡：对该级的信任、信访预期、事项轻重和拖延时间促其上行，花费使其却步，并带有偶然。同一事项的信访次数有上限，且须相隔一段时间。",
            "an unresolved case ends there", "未办成的事项到此为止";
        "petitions", "Upper tiers answer petitions", "信访处理",
            "The office accepts a petition within its time limit and sends it back to the village committee, with priority, or keeps it and answers as its capacity allows. It may concede, the more readily the more people stand behind the petition, or decide on the merits. Suppressed petitions are not recorded, and that is no success.",
            "受理机关在期限内受理后，或转回村委会优先办理，或自行办理，按其能力先后答复；或让步（人数越多越易让步），或依理裁断。被压下的信访不予登记，但不算成效。",
            "a petition is counted and ends the case", "信访只计数，事项到此为止";
        "petition_learning", "Households learn what petitions bring", "信访预期学习",
            "Each household believes that a petition brings so much. The belief moves towards what its own petitions brought and, less, towards what those of tied households brought.",
            "每户对信访能带来什么有一个预期，随本户信访的结果调整，也（较少地）随有来往户的信访结果调整。",
            "belief in petitions is constant", "信访预期不变";
        "petition_joining", "Tied households join petitions", "联名信访",
            "Households tied to a petitioner that have an open or dropped grievance of their own join once the share of their ties that have joined reaches their threshold. From a certain number of people on a petition is collective.",
            "与信访人有来往、自家也有未决或忍下诉求的农户，当来往户中参加者的占比达到自己的门槛时加入。达到规定人数即为集体信访。",
            "petitions are single", "信访均为单独信访";
        "priority", "Serious and petitioned cases go first", "优先办理",
            "Serious cases, and those that somebody has petitioned about, are taken before others; among equals first come, first served.",
            "严重的和已信访的事项先办，其余按先来后到。",
            "first come, first served", "一律先来后到";
        "trust", "Trust follows experience", "信任",
            "Trust in a tier is a mean of a household's experience with it, which fades over time: each case that closes there moves it, by its outcome and by how people were treated. Tied households feel a small part of it. Each household also has a record of its own with each holder, which starts anew with a new one.",
            "农户对某一级的信任是其经历的均值，随时间淡忘：每件事项在该级了结时，结果和办理过程都会影响信任，并少量影响有来往户。农户对每名成员另有印象，换人后重新开始。",
            "trust is constant", "信任不变";
        "quarrels", "Badly ended disputes breed new ones", "纠纷衍生",
            "A dispute that was dropped, abandoned, given up or settled wrongly, or whose settlement broke, may breed others after a while. On average less than one follows from one, so that chains of disputes end.",
            "忍下、等不及、放弃、处理不当或协议破裂的纠纷，过后可能引发新的纠纷。平均一件引发不足一件，因此不会无限蔓延。",
            "no induced disputes", "纠纷不衍生";
        "elections", "Seats are filled by elections", "选举",
            "Eligible adults stand for a seat the more readily the higher the stipend and their motive and the lower their earnings elsewhere; where nobody stands the electors ask one after another. Voters weigh kinship, experience with who sits, and skill. A structure may have the committee appoint, or a lot decide, instead.",
            "有资格者是否参选取决于补贴、本人意愿与在外收入；无人参选则由选民逐个动员。选民看亲缘、对现任者的经历和能力。治理结构也可规定由村委会任命或抽签产生。",
            "seats are filled by random priority", "职位随机产生";
        "turnover", "Overloaded holders may resign", "辞职",
            "Once a month holders who are overloaded may resign. A vacancy is filled after a while; a seat that nobody takes stays empty, or is served by a neighbouring group's holder or somebody sent by the party branch, as the structure says.",
            "不堪重负的成员每月可能辞职。空缺过后补选；无人可任的职位按治理结构的规定空缺、由邻组兼任或由党支部指派。",
            "holders stay for their term", "成员任满一届";
        "experience", "Holders learn from cases", "经验积累",
            "A holder's skill rises with the cases handled, fast at first, then slowly. So there is a dip whenever new people take seats, under whatever structure.",
            "成员的能力随办件积累而提高，先快后慢。因此不论何种结构，换上新人时都会有一段低谷。",
            "skill is constant", "能力不变";
        "effort", "Holders choose how many hours they give", "投入程度",
            "Once a month each holder chooses how many hours to give, weighing credit, honour and the norm of team mates against effort. Credit is shared where several are answerable for the work; honour is fresh after taking a seat or being recognised, then fades; months of full use wear out; the hours of others take the place of some of one's own.",
            "成员每月选择投入多少工时：功劳、荣誉感和同伴规范使其多投入，辛劳使其少投入。多人共同负责时功劳分摊；上任或受表彰后的荣誉感逐渐消退；长期满负荷会倦怠；他人投入多则自己少投入。",
            "holders give the hours asked", "成员按要求的工时投入";
        "dilemma", "Nobody may pick up what nobody owns", "无人牵头困境",
            "A case that nobody owns is put to the members who are free and at hand. Each of several may leave it to the others, as the cost and benefit of acting imply (volunteer's dilemma); if all do, it waits a week. One member alone acts.",
            "无责任人的事项交给在场有空的成员：多人时每人都可能指望别人（志愿者困境），都不出面则再等一周；只有一人时由其办理。",
            "unowned work is picked up at once", "无责任人的事项当即有人办理";
        "visits", "Holders make rounds from door to door", "入户走访",
            "Each month members go round the households not visited for longest, within the hours that other duties leave. Where somebody is at home a visit is a small good experience, brings the news the visitor knows, and may bring up needs that were dropped.",
            "成员每月在其他职责之余走访最久未走访的农户。家中有人时，走访留下一点好印象，带去所知消息，并可能问出忍下的诉求。",
            "no rounds", "不走访";
        "information", "News travels and gets lost", "信息传递",
            "News of policies reaches holders by briefings or the party branch, and households by holders, phone groups, ties, visits and meetings; each hop may lose or change it. Households that hear of what they are entitled to may claim it, which takes hours. Bad news goes up once a month, past people who may hide or garble it, and may be taken up by the committee.",
            "政策消息经会议或党支部到达成员，再经成员、微信群或广播、来往户、走访和会议到达农户，每经一手都可能丢失或走样。得知可享待遇的农户可能申领，办理须占工时。坏消息每月上报，途中可能被隐瞒或走样，到村委会后可能被受理。",
            "no news, nothing to claim", "没有政策消息，也无可申领的待遇";
        "participation", "Households take part in village work", "村民参与",
            "Each household takes part to a degree that rises with needs resolved and meetings attended and wears off month by month. Members with free hours may call meetings, which nobody orders; who comes hears the news, may put items on the agenda and is asked about needs that were dropped.",
            "每户参与村务的程度随诉求办结和参会而提高，逐月消退。有空余工时的成员可召集会议（并无硬性规定）；到会者听取消息、可提议题，并被问及忍下的诉求。",
            "participation is constant, no meetings", "参与程度不变，不开会";
        "projects", "Projects are chosen, paid and built", "项目与资金",
            "Money for projects comes yearly, equal in all arms. A team is handed the part that the committee has confidence in, by households' trust and the team's record; it runs projects up to a cap, the village the others. Who decides follows from the structure's rule on money, knowing what tied households want better than what others want. Quality depends on skill and hours of oversight; projects satisfy people and bring needs.",
            "项目资金每年下达，各方案相同。交小组自办的部分取决于村委会的信心（农户信任与以往业绩）；小组自办限额以内的项目，其余由村办。由谁决定依治理结构的资金规则，决定者对有来往户的意愿了解较清。质量取决于能力与监督工时；项目既带来满意，也引发诉求。",
            "no projects and no funds", "没有项目与资金";
        "leakage", "Who handles money may take some", "资金流失",
            "Who is in charge of a project's money takes some if that pays, given the chance to be found out, the fine, the seat and own integrity. Where the rule on money asks for several signatures so many must share, which is easier within one clan. Superiors, the village's supervisors, team mates of other clans, and households where accounts are public may find it out.",
            "经手项目资金者在被查出的可能、罚款、职位和本人操守之间权衡，合算则侵占。资金规则要求多人签字时须多人同谋，同姓较易。上级、村监督机构、异姓成员，以及账目公开时的农户，都可能发现。",
            "no money is taken", "资金不流失";
        "campaigns", "Consent is asked from door to door", "入户动员",
            "A drive asks the households along a road, or those whose land lies in one piece, for their consent. Members go from door to door within their hours, to each household whoever stands nearest to it. Consent depends on the household's benefit and cost, a price, how many of its ties are in, and tie to and trust in the visitor; some are moved by neither company nor persistence. The drive succeeds when enough are in by its latest end.",
            "修路须沿线户同意，土地流转须连片户同意。成员在工时内逐户上门，由与该户最亲近者去。是否同意取决于该户得失、补偿、来往户的同意情况以及与来人的关系和信任；个别户不为众人或反复上门所动。最迟结束日前同意户数足够即为成功。",
            "no drives for consent", "没有入户动员";
        "storms", "Storms strike and people are moved", "暴雨转移",
            "A storm of the scenario shows its first signs and strikes hours later. Holders and volunteers go from door to door while word spreads by phone, loudspeaker and neighbours; households leave or stay, the frail need help. Counted is who was moved in time and who was exposed; harm is not modelled.",
            "场景给定的暴雨先有征兆，数小时后来袭。成员与志愿者逐户上门，消息经电话、广播和邻里传开；农户或撤离或不走，体弱者需人帮助。统计及时转移与未撤离的人数，不模拟伤亡。",
            "no hazard strikes", "没有暴雨";
        "works", "The canal wears and is repaired together", "渠道维护",
            "Each group's canal wears, and floods damage it; when it is bad enough and a holder is there, the team calls a labour day. Households come the more readily the more came last time, the more they trust the holders who work themselves, and the more they take part in village work. What the canal lacks makes disputes about water.",
            "各组渠道会老化，也会被洪水冲坏；坏到一定程度且有成员在村时，班子召集义务工。上次来得越多、对带头干活的成员越信任、平时参与越多的农户越愿出工。渠道不畅引发用水纠纷。",
            "no canal", "没有渠道";
        "fixers", "People without a seat settle matters", "民间能人",
            "Some resident adults without a seat settle what their ties bring them, without using hours of any seat; what they do not settle goes to the group. They can be wrong like anybody. The more hours the team gives for each household, the less they act.",
            "一些没有职务的在村成年人为来往户排忧解难，不占职位工时；解决不了的再到小组。他们同样可能判断有误。班子户均投入工时越多，他们出面越少。",
            "nobody without a seat settles anything", "无职务者不办事";
        "learning_between_groups", "Neighbouring groups learn from one another", "邻组互学",
            "Who takes a seat starts with part of what holders of the nearest groups have learnt, once those have had the same structure for half a year. A reform that spreads from group to group thus meets a smaller dip where it comes late.",
            "新任者可承接邻近小组成员的部分经验，前提是邻组实行同一结构已满半年。改革逐组推开时，后改的小组低谷较小。",
            "groups do not learn from one another", "各组互不学习";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Table as _;
    use crate::vocabulary::tables::Mechanisms;

    #[test]
    fn every_switch_has_its_rule_under_its_own_name_in_both_languages() {
        let (told, switches) = (SWITCHED.iter(), Mechanisms::PARAMETERS);
        assert!(told.clone().map(|told| told.key).eq(switches.iter().map(|switch| switch.key)));
        for (told, switch) in told.zip(switches) {
            assert_eq!(told.label, switch.text, "{}", told.key);
            assert_eq!(Some(told.off.en), switch.source.strip_prefix("off: "), "{}", told.key);
        }
    }

    #[test]
    fn every_rule_is_told_in_whole_sentences() {
        for told in ALWAYS.iter().chain(SWITCHED) {
            let Text { en, zh } = told.rule;
            assert!(en.len() > 60 && en.ends_with('.') && zh.ends_with('。'), "{}", told.key);
            assert!(zh.chars().all(|c| !c.is_ascii_alphabetic()), "{}", told.key);
        }
    }
}
