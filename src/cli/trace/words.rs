//! Steps of cases in words.

use crate::scenario::Calendar;
use crate::simulation::table::{event, stage, stage_name};
use crate::simulation::trace::Witnessed;
use crate::units::Time;
use crate::vocabulary::choices::Need;
use crate::vocabulary::{Language, Text};
use crate::world::witness::Step;
use crate::world::{NONE, State, Tier};

const TOPICS: [Text; 8] = [
    Text { en: "land", zh: "土地" },
    Text { en: "water", zh: "用水" },
    Text { en: "boundary", zh: "地界" },
    Text { en: "roads and projects", zh: "道路与项目" },
    Text { en: "welfare", zh: "救助" },
    Text { en: "family", zh: "家庭" },
    Text { en: "environment", zh: "环境" },
    Text { en: "certificates", zh: "证明" },
];

/// Words in a language, and dates of a calendar.
pub(super) struct Words<'a> {
    pub(super) language: Language,
    pub(super) calendar: &'a Calendar,
}

impl Words<'_> {
    fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        Text { en, zh }.get(self.language)
    }

    fn put(&self, en: String, zh: String) -> String {
        match self.language {
            Language::English => en,
            Language::Chinese => zh,
        }
    }

    pub(super) fn date(&self, at: Time) -> String {
        self.calendar.date_of(at.day()).to_string()
    }

    pub(super) fn time(&self, at: Time) -> String {
        let seconds = at.0 % 86_400;
        format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
    }

    pub(super) fn title(&self, [one, other]: [&str; 2], replicate: u64) -> String {
        self.put(format!("{one} and {other}, replicate {replicate}"), format!("{one}与{other}，第 {replicate} 次重复"))
    }

    pub(super) fn never(&self) -> &'static str {
        self.say("They never part: every step of every case is the same.", "两者始终一致：每件事项的每一步都相同。")
    }

    pub(super) fn when(&self, step: &Witnessed) -> String {
        let (date, time) = (self.date(step.at), self.time(step.at));
        self.put(format!("They part first on {date} at {time}."), format!("首次分歧：{date} {time}。"))
    }

    /// Whose case it is and what it is about; groups and households are counted from 0, as in the tables.
    pub(super) fn whose(&self, step: &Witnessed) -> String {
        let topic = TOPICS.get(usize::from(step.topic)).map_or("", |topic| topic.get(self.language));
        let kind = match step.kind {
            Need::Request => self.say("request", "诉求"),
            Need::Dispute => self.say("dispute", "纠纷"),
        };
        let severity = match step.severity {
            0 => self.say("slight", "轻微"),
            1 => self.say("moderate", "中等"),
            _ => self.say("serious", "严重"),
        };
        let (group, household) = (step.group, step.case.0);
        let with = match step.counterpart {
            NONE => String::new(),
            other => self.put(format!(" with household {other}"), format!("，对方为农户 {other}")),
        };
        self.put(
            format!("Group {group}, household {household}: a {severity} {kind} about {topic}{with}."),
            format!("小组 {group}，农户 {household}：{severity}{kind}（{topic}）{with}。"),
        )
    }

    /// The name of a step in tables.
    pub(super) fn step_name(&self, step: Step) -> String {
        match step {
            Step::Event(kind) => format!("{kind:?}"),
            Step::Stage(each) => stage_name(each),
            Step::Begun | Step::Arranged => format!("{step:?}"),
        }
    }

    /// What was done and how the case stands then.
    pub(super) fn step(&self, step: &Witnessed) -> String {
        let done = match step.step {
            Step::Event(kind) => event(kind).does.get(self.language),
            Step::Stage(each) => stage(each).does.get(self.language),
            Step::Begun => self.say("work on it begins", "开始办理"),
            Step::Arranged => self.say("a session is arranged", "安排共同办理"),
        };
        let standing = &step.standing;
        let mut state = self.state(standing.state).to_string();
        if standing.state.is_open() {
            state +=
                &self.put(format!(" at the {}", standing.tier.name()), format!("（{}）", self.tier(standing.tier)));
        }
        if standing.person != NONE {
            let person = standing.person;
            state += &self.put(format!(", with person {person}"), format!("，经办人 {person}"));
        }
        if let Some(right) = standing.first_decision {
            state += match right {
                true => self.say(", decided rightly", "，决定正确"),
                false => self.say(", decided wrongly", "，决定错误"),
            };
        }
        if standing.petitions > 0 {
            let count = standing.petitions;
            state += &self.put(format!(", petition {count}"), format!("，信访第 {count} 次"));
        }
        if standing.due != Time::NEVER {
            let (date, time) = (self.date(standing.due), self.time(standing.due));
            state += &self.put(format!(", next on {date} {time}"), format!("，下一步 {date} {time}"));
        }
        self.put(format!("{done}; it is {state}"), format!("{done}；状态：{state}"))
    }

    pub(super) fn nothing(&self) -> String {
        self.say("nothing at that time", "此时无动作").into()
    }

    pub(super) fn why(&self) -> &'static str {
        self.say("What differs in the rules of that group then:", "当时该组规则的不同之处：")
    }

    pub(super) fn in_force(&self, structure: &str, since: &str) -> String {
        self.put(format!("structure \"{structure}\" since {since}"), format!("结构 {structure}，自 {since} 起"))
    }

    pub(super) fn earlier(&self) -> &'static str {
        self.say(
            "Nothing: it comes from other groups or upper tiers, or from an earlier step of the plan.",
            "无：源于其他小组、上级或此前的计划步骤。",
        )
    }

    pub(super) fn follows(&self, label: &str) -> String {
        self.put(format!("{label}, the same case next:"), format!("{label}，同一事项随后："))
    }

    pub(super) fn count(&self, cases: usize) -> String {
        self.put(
            format!("Cases that do not go the same way in both: {cases}."),
            format!("两者经过不同的事项数：{cases}。"),
        )
    }

    fn tier(&self, tier: Tier) -> &'static str {
        match tier {
            Tier::Group => self.say("group", "小组"),
            Tier::Committee => self.say("committee", "村委会"),
            Tier::Township => self.say("township", "乡镇"),
            Tier::County => self.say("county", "县"),
        }
    }

    fn state(&self, state: State) -> &'static str {
        match state {
            State::Unborn => self.say("not there", "未产生"),
            State::Lumped => self.say("dropped without a word", "忍下未提"),
            State::Bilateral => self.say("talked over between the parties", "双方协商中"),
            State::BilateralSettled => self.say("settled between the parties", "自行和解"),
            State::Seeking => self.say("looking for a holder", "寻找干部"),
            State::Waiting => self.say("waiting", "等待"),
            State::Arranging => self.say("waiting for its session", "等待共同办理"),
            State::InWork => self.say("in work", "办理中"),
            State::Holding => self.say("on hold", "搁置"),
            State::Petitioned => self.say("petitioned", "信访中"),
            State::Resolved => self.say("resolved", "已办结"),
            State::SettledWrongly => self.say("settled wrongly", "处理不当"),
            State::GivenUp => self.say("given up", "已放弃"),
            State::Ended => self.say("ended", "已终止"),
        }
    }
}
