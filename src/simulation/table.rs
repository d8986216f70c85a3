//! The loop as a table: which mechanism answers which event, and which carries out which stage.
//!
//! Both tables are matches that the compiler holds complete: an event or a stage without a row does not compile. A test
//! reads the loop itself and holds the modules named here against those that it calls.

use crate::vocabulary::Text;
use crate::world::{Closing, EventKind, Stage};

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What happens.
    pub does: Text,
    /// Modules of the mechanisms that answer it or carry it out; empty for the loop itself.
    pub by: &'static [&'static str],
    /// Switches of `[mechanisms]` without which it never happens, or has no effect; empty when it always does.
    pub switches: &'static [&'static str],
}

const fn row(
    en: &'static str,
    zh: &'static str,
    by: &'static [&'static str],
    switches: &'static [&'static str],
) -> Row {
    Row { does: Text { en, zh }, by, switches }
}

/// The row of a kind of event.
pub fn event(kind: EventKind) -> Row {
    match kind {
        EventKind::Observe => row("the state is read", "读取状态", &[], &[]),
        EventKind::PlanStep => row("a step of the plan comes into force", "计划步骤生效", &["seats"], &[]),
        EventKind::Election => row("seats of a team are filled", "班子席位补选", &["seats"], &[]),
        EventKind::Arise => row("a need arises", "诉求产生", &["voice"], &[]),
        EventKind::BilateralEnd => row("talks between the parties end", "双方协商结束", &["voice"], &["voice"]),
        EventKind::ContactTry => {
            row("a household tries again to meet somebody", "农户再次联系干部", &["contact"], &["contact", "presence"])
        }
        EventKind::Session => {
            row("a joint session or a briefing begins", "共同办理或情况通报开始", &["handling"], &["handling"])
        }
        EventKind::WorkDone => row("the work of a session is done", "一次办理完成", &["handling"], &["handling"]),
        EventKind::Wake => row("a holder looks for work again", "干部再次接办", &["handling"], &["handling"]),
        EventKind::PatienceEnd => row("patience ends", "耐心耗尽", &["handling"], &["handling"]),
        EventKind::Task => row("a task comes from above", "上级任务下达", &["tasks"], &["tasks"]),
        EventKind::Reconsider => {
            row("a household that waited decides again", "等待后的农户再次决定", &["escalation"], &["escalation"])
        }
        EventKind::PetitionAccepted => row(
            "an office sends a petition back or keeps it",
            "上级受理：交办回村或自办",
            &["petitions"],
            &["escalation", "petitions"],
        ),
        EventKind::PetitionAnswered => {
            row("an office answers a petition", "上级答复信访", &["petitions"], &["escalation", "petitions"])
        }
        EventKind::Breakdown => row("a settlement breaks down", "协议破裂", &["mediation"], &["mediation"]),
        EventKind::Turnover => row("overloaded holders may resign", "超负荷者可能辞职", &["seats"], &["turnover"]),
        EventKind::StormSigns => row("signs of a storm, and the night", "暴雨征兆与当夜", &["storms"], &["storms"]),
        EventKind::StormImpact => row("a storm strikes", "暴雨来袭", &["storms"], &["storms"]),
        EventKind::CanalMonth => row("canals wear for a month", "渠道逐月老化", &["works"], &["works"]),
        EventKind::LabourDay => row("a group repairs its canal", "小组出工修渠", &["works"], &["works"]),
        EventKind::ChooseEffort => row("holders choose their hours", "成员决定投入工时", &["effort"], &["effort"]),
        EventKind::Round => {
            row("members look again at a case that nobody took", "再次认领无人办理的事项", &["handling"], &["dilemma"])
        }
        EventKind::CampaignDay => {
            row("members ask for consent from door to door", "成员逐户动员", &["campaigns"], &["campaigns"])
        }
        EventKind::Funds => row("money for projects comes", "项目资金到位", &["projects"], &["projects"]),
        EventKind::ProjectStep => row("a project takes its next step", "项目进入下一步", &["projects"], &["projects"]),
        EventKind::Dismissal => {
            row("a holder found out loses the seat", "被查实者离任", &["seats"], &["projects", "leakage"])
        }
        EventKind::News => row("news comes to the village", "消息到村", &["information"], &["information"]),
        EventKind::Claim => row("a household may claim", "农户决定是否申领", &["information"], &["information"]),
        EventKind::Report => row("groups report to the committee", "小组向村汇报", &["information"], &["information"]),
        EventKind::Rounds => row("members set out on rounds", "成员入户走访", &["visits"], &["visits"]),
        EventKind::Visits => row("households are called on", "走访农户", &["visits"], &["visits"]),
        EventKind::Engage => row(
            "participation fades, and a meeting may be called",
            "参与度回落，可能召集会议",
            &["participation"],
            &["participation"],
        ),
        EventKind::Meeting => row("a group meets", "小组开会", &["participation"], &["participation"]),
        EventKind::FixerDone => row("a fixer is done with a matter", "能人处理完毕", &["fixers"], &["fixers"]),
    }
}

/// The stages, in the order in which a case may go through them; one stands for all ways of closing.
pub const STAGES: [Stage; 12] = [
    Stage::Voice,
    Stage::Fixer,
    Stage::Contact,
    Stage::Assign { reached: 0 },
    Stage::Judge,
    Stage::NextSession { widen: false },
    Stage::Mediate { right: true },
    Stage::Close(Closing::Resolved),
    Stage::Breed { wrong: false },
    Stage::Onward,
    Stage::Committee,
    Stage::Petition,
];

/// The row of a stage.
pub fn stage(stage: Stage) -> Row {
    match stage {
        Stage::Voice => {
            row("the household decides whether to speak and to whom", "农户决定是否提出及找谁", &["voice"], &[])
        }
        Stage::Contact => row("it looks for a holder of its group", "联系本组干部", &["contact"], &[]),
        Stage::Fixer => row("it may be brought to a fixer first", "可能先找民间能人", &["fixers"], &["fixers"]),
        Stage::Assign { .. } => row("it is put to whoever owns it", "确定责任人", &["fixers", "handling"], &[]),
        Stage::Committee => row("it goes to the village committee", "提交村委会", &["handling"], &[]),
        Stage::Judge => row("it is judged", "作出判断", &["judgement"], &[]),
        Stage::NextSession { .. } => row("it needs another session", "需再次办理", &["handling"], &[]),
        Stage::Mediate { .. } => row("a decided dispute is mediated", "纠纷调解", &["mediation"], &[]),
        Stage::Close(_) => row(
            "it closes at its tier; households and holders learn",
            "在本层级结案；农户与干部从中学习",
            &["trust", "participation", "judgement", "closing", "mediation"],
            &[],
        ),
        Stage::Breed { .. } => {
            row("a dispute that ended badly may breed others", "处理不好的纠纷可能衍生", &["quarrels"], &["quarrels"])
        }
        Stage::Onward => row("the household decides how to go on", "农户决定下一步", &["escalation"], &["escalation"]),
        Stage::Petition => row("it is petitioned", "信访", &["petitions"], &["escalation"]),
    }
}

/// The name of a stage without what goes with it, such as `Close`.
pub fn stage_name(stage: Stage) -> String {
    let name = format!("{stage:?}");
    name.split([' ', '(', '{']).next().unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Table;
    use crate::vocabulary::tables::Mechanisms;

    /// The text of a function of the loop.
    fn function(name: &str) -> &'static str {
        let source = include_str!("../simulation.rs");
        let start = source.find(&format!("fn {name}(")).unwrap();
        let rest = &source[start..];
        &rest[..rest.find("\n}\n").unwrap()]
    }

    /// The modules that a branch of a match calls, each once, in order.
    fn called(text: &str, branch: &str, next: &str) -> Vec<String> {
        let from = text.find(branch).unwrap_or_else(|| panic!("the loop has no branch {branch}")) + branch.len();
        let body = &text[from..];
        let body = &body[..body.find(next).unwrap_or(body.len())];
        let mut modules: Vec<String> = Vec::new();
        for (at, _) in body.match_indices("::") {
            let start = body[..at].rfind(|c: char| !c.is_ascii_lowercase() && c != '_').map_or(0, |at| at + 1);
            let module = body[start..at].to_string();
            let calls = body[at + 2..].starts_with(|c: char| c.is_ascii_lowercase());
            if !module.is_empty() && calls && !modules.contains(&module) {
                modules.push(module);
            }
        }
        modules
    }

    /// Whether the branch of an event hands the case on to a stage.
    fn hands_on(answer: &str, branch: &str, to: Stage) -> bool {
        let body = answer.split_once(branch).map_or("", |(_, rest)| rest.split("EventKind::").next().unwrap_or(""));
        body.contains(&format!("hand_on(entity, Stage::{})", stage_name(to)))
    }

    #[test]
    fn every_event_is_answered_by_the_mechanism_that_the_table_names() {
        let answer = function("answer");
        let arise = called(&format!("{}\n}}", function("arise")), "{", "\n}");
        for kind in EventKind::ALL {
            let branch = format!("EventKind::{kind:?} ");
            let mut found = called(answer, &branch, "EventKind::");
            // Some events only hand the case on: whoever carries out that stage answers them.
            if let Some(handed) = STAGES.iter().find(|each| hands_on(answer, &branch, **each)) {
                found.extend(stage(*handed).by.iter().map(ToString::to_string));
            }
            // A need that arises has a function of its own in the loop.
            let found = if *kind == EventKind::Arise { arise.clone() } else { found };
            assert_eq!(found, event(*kind).by, "{kind:?}");
        }
    }

    #[test]
    fn every_stage_is_carried_out_by_the_mechanism_that_the_table_names() {
        let loop_of_stages = function("carry_out_stages");
        for each in STAGES {
            let branch = format!("Stage::{}", stage_name(each));
            assert_eq!(called(loop_of_stages, &branch, "            Stage::"), stage(each).by, "{each:?}");
        }
        assert_eq!(loop_of_stages.matches("            Stage::").count(), STAGES.len(), "a stage is missing in STAGES");
    }

    #[test]
    fn every_switch_that_the_table_names_is_one() {
        let rows = EventKind::ALL.iter().map(|kind| event(*kind)).chain(STAGES.map(stage));
        for switch in rows.flat_map(|row| row.switches) {
            assert!(Mechanisms::PARAMETERS.iter().any(|parameter| parameter.key == *switch), "{switch}");
        }
    }
}
