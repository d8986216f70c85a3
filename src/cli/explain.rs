//! `microgov explain [PATH]`: what a parameter, table, measure or structure means.

mod cycle;

use super::{Failure, Global};
use crate::scenario::{Attendance, Structure, nearest, shipped_structures, tables, vocabulary_path};
use crate::vocabulary::mechanisms::Mechanism;
use crate::vocabulary::tables::Mechanisms;
use crate::vocabulary::{GroupMeasure, Kind, Language, Measure, MonthMeasure, Parameter, Table, Text};
use std::io::Write;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// A parameter (needs.serious_share), table (needs), measure (petitions), mechanism (judgement) or structure (three)
    pub path: Option<String>,
    /// Show which mechanism answers which event in which order; PATH is then a scenario, whose arms are shown
    #[arg(long = "loop")]
    pub cycle: bool,
}

/// Something that can be explained.
enum Topic {
    Parameter(&'static Parameter),
    Table(&'static str, &'static [Parameter]),
    /// A measure: its set, name, unit, direction, label, formula.
    Measure(Text, &'static str, &'static str, &'static str, Text, Text),
    Structure(Box<Structure>),
    /// A part of the file that is no table of parameters.
    Part(&'static str, Text),
}

/// Explains one thing, or lists everything.
///
/// # Errors
/// [`Failure::CommandLine`] when there is nothing of that name; [`Failure::Output`].
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    if arguments.cycle {
        let scenario = arguments.path.as_ref().map(|path| global.scenario(path)).transpose()?;
        for language in global.languages() {
            out.write_all(cycle::tables(scenario.as_ref(), *language).as_bytes())?;
        }
        return Ok(());
    }
    let topics = topics()?;
    let found: Vec<&Topic> = match &arguments.path {
        Some(path) => topics.iter().filter(|topic| topic.names().contains(&vocabulary_path(path))).collect(),
        None => Vec::new(),
    };
    for language in global.languages() {
        match &arguments.path {
            None => list(&topics, *language, out)?,
            Some(_) => found.iter().try_for_each(|topic| topic.explain(*language, out))?,
        }
    }
    match &arguments.path {
        Some(path) if found.is_empty() => {
            let names: Vec<String> = topics.iter().flat_map(Topic::names).collect();
            let near = nearest(path, names.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
            let list = "`microgov explain` without a name lists everything".to_string();
            let message = format!("there is nothing named `{path}` to explain");
            Err(Failure::CommandLine { message, help: near.into_iter().chain([list]).collect() })
        }
        _ => Ok(()),
    }
}

fn topics() -> Result<Vec<Topic>, Failure> {
    let parameters = tables().flat_map(|(_, parameters)| parameters).map(Topic::Parameter);
    let measures = Measure::ALL.iter().map(|m| {
        Topic::Measure(
            Text { en: "measure of a run", zh: "整次运行的指标" },
            m.name(),
            m.unit(),
            m.direction().word(),
            m.label(),
            m.formula(),
        )
    });
    let groups = GroupMeasure::ALL.iter().map(|m| {
        Topic::Measure(
            Text { en: "measure of a group", zh: "小组指标" },
            m.name(),
            m.unit(),
            m.direction().word(),
            m.label(),
            m.formula(),
        )
    });
    let months = MonthMeasure::ALL.iter().map(|m| {
        Topic::Measure(
            Text { en: "measure of a month", zh: "月度指标" },
            m.name(),
            m.unit(),
            m.direction().word(),
            m.label(),
            m.formula(),
        )
    });
    let structures = shipped_structures().map_err(Failure::Scenario)?;
    let structures = structures.into_iter().map(|structure| Topic::Structure(Box::new(structure)));
    let parts = PARTS.iter().map(|(name, text)| Topic::Part(name, *text));
    let tables = tables().map(|(name, parameters)| Topic::Table(name, parameters));
    Ok(parts.chain(tables).chain(parameters).chain(structures).chain(measures).chain(groups).chain(months).collect())
}

const PARTS: [(&str, Text); 6] = [
    (
        "extends",
        Text {
            en: "Another scenario that this one is laid over: tables merge by key, arms by name, other lists replace.",
            zh: "本方案所基于的另一方案：表按键合并，方案按名称合并，其他列表整体替换。",
        },
    ),
    (
        "arm",
        Text {
            en: "What is compared: name, label_en, label_zh, structure or plan, and tables of parameters to override. \
                 The first arm is the baseline unless experiment.baseline names another.",
            zh: "对比的方案：name、label_en、label_zh、structure 或 plan，以及要覆盖的参数表。默认第一个为基准。",
        },
    ),
    (
        "margins",
        Text {
            en: "The smallest difference of a measure that counts, in its unit, one key a measure, such as \
                 resolved_90d_share = 0.02. The verdict then says of a main measure whether the difference is shown \
                 to be larger, to be smaller, or neither. Without a margin it says only better, worse or undecided.",
            zh: "各指标有意义的最小差异（按指标单位，每个指标一个键，如 resolved_90d_share = 0.02）。\
                 结论据此说明主要指标的差异是否确实大于或小于该值，或尚未判定；未设时只说更好、更差或未定。",
        },
    ),
    (
        "plan",
        Text {
            en: "Which structure is in force from which day: a list of { from = 2018-01-01, structure = \"three\", \
                 groups = [1, 2], re_elect = false }; groups (counted from 1) and re_elect may be left out.",
            zh: "自何日起实行何种结构：{ from, structure, groups, re_elect } 的列表；groups（从 1 起）与 re_elect 可省略。",
        },
    ),
    (
        "structures",
        Text {
            en: "Structures of governance by name, besides those shipped.",
            zh: "按名称定义的治理结构（另有内置结构）。",
        },
    ),
    (
        "structures.NAME.attendance",
        Text {
            en: "How many attend a joint case: \"one\", \"all\" or { quorum = K }; all when some kind is joint, else one.",
            zh: "共同办理时的出席人数：\"one\"、\"all\" 或 { quorum = K }；有共同事项时默认 all，否则 one。",
        },
    ),
];

impl Topic {
    /// The names that find it.
    fn names(&self) -> Vec<String> {
        match self {
            Topic::Parameter(parameter) => vec![parameter.path(), parameter.key.to_string()],
            Topic::Table(name, _) | Topic::Part(name, _) => vec![(*name).to_string()],
            Topic::Measure(_, name, ..) => vec![(*name).to_string()],
            Topic::Structure(structure) => vec![structure.name.clone(), format!("structures.{}", structure.name)],
        }
    }

    fn explain(&self, language: Language, out: &mut dyn Write) -> std::io::Result<()> {
        let say = |en: &'static str, zh: &'static str| Text { en, zh }.get(language);
        match self {
            Topic::Parameter(parameter) => {
                writeln!(out, "{}\n  {}", parameter.path(), parameter.text.get(language))?;
                let switched = Mechanism::by_key(parameter.key).filter(|_| parameter.table == Mechanisms::NAME);
                if let Some(Mechanism { rule, off, .. }) = switched {
                    writeln!(out, "  {}", rule.get(language))?;
                    writeln!(out, "  {}: {}", say("off", "关闭时"), off.get(language))?;
                }
                let unit = if parameter.unit.is_empty() { "-" } else { parameter.unit };
                writeln!(out, "  {}: {unit}", say("unit", "单位"))?;
                writeln!(out, "  {}: {}", say("default", "默认"), (parameter.default)())?;
                writeln!(out, "  {}: {}", say("allowed", "允许"), parameter.kind.describe())?;
                writeln!(out, "  {}: {}", say("known how", "依据"), parameter.grade.name())?;
                writeln!(out, "  {}: {}", say("source", "来源"), parameter.source)?;
            }
            Topic::Table(name, parameters) => {
                writeln!(out, "[{name}]")?;
                for parameter in *parameters {
                    let default = (parameter.default)();
                    writeln!(out, "  {} = {default}\n      {}", parameter.key, parameter.text.get(language))?;
                }
            }
            Topic::Measure(set, name, unit, direction, label, formula) => {
                writeln!(out, "{name} ({})\n  {}", set.get(language), label.get(language))?;
                writeln!(out, "  {}", formula.get(language))?;
                writeln!(out, "  {}: {}", say("unit", "单位"), if unit.is_empty() { "-" } else { unit })?;
                writeln!(out, "  {}: {direction}", say("better", "优向"))?;
            }
            Topic::Part(name, text) => writeln!(out, "{name}\n  {}", text.get(language))?,
            Topic::Structure(structure) => explain_structure(structure, language, out)?,
        }
        writeln!(out)
    }
}

fn explain_structure(structure: &Structure, language: Language, out: &mut dyn Write) -> std::io::Result<()> {
    let label = match language {
        Language::English => &structure.label_en,
        Language::Chinese => &structure.label_zh,
    };
    writeln!(out, "structures.{}\n  {label}", structure.name)?;
    let rules = &structure.decision;
    let (small, dispute, funds) = (rules.small.word(), rules.dispute.word(), rules.funds.word());
    writeln!(out, "  decision = {{ small = \"{small}\", dispute = \"{dispute}\", funds = \"{funds}\" }}")?;
    let joint: Vec<&str> = structure.joint.iter().map(|need| need.word()).collect();
    let attendance = match structure.attendance {
        Attendance::One => "\"one\"".to_string(),
        Attendance::All => "\"all\"".to_string(),
        Attendance::Quorum(least) => format!("{{ quorum = {least} }}"),
    };
    writeln!(out, "  joint = {joint:?}, attendance = {attendance}, recusal = \"{}\"", structure.recusal.word())?;
    let owner = structure.owner_by.word();
    writeln!(out, "  roster = \"{}\", owner_by = \"{owner}\"", structure.roster.word())?;
    writeln!(out, "  training_days = {}, groups_per_team = {}", structure.training_days, structure.groups_per_team)?;
    for seat in &structure.seats {
        writeln!(
            out,
            "  seat.{}: electorate = \"{}\", eligibility = \"{}\", {} h/week, {}/year",
            seat.role,
            seat.electorate.word(),
            seat.eligibility.word(),
            seat.hours_per_week,
            seat.stipend_per_year
        )?;
    }
    Ok(())
}

/// Everything there is, a line each.
fn list(topics: &[Topic], language: Language, out: &mut dyn Write) -> std::io::Result<()> {
    for topic in topics {
        match topic {
            Topic::Table(name, parameters) => writeln!(out, "[{name}] ({})", parameters.len())?,
            Topic::Parameter(parameter) => {
                let switch =
                    if parameter.kind == Kind::Flag { format!(" ({})", parameter.source) } else { String::new() };
                writeln!(out, "{}  {}{switch}", parameter.path(), parameter.text.get(language))?;
            }
            Topic::Structure(structure) => {
                let label = match language {
                    Language::English => &structure.label_en,
                    Language::Chinese => &structure.label_zh,
                };
                writeln!(out, "structures.{}  {label}", structure.name)?;
            }
            Topic::Measure(set, name, _, _, label, _) => {
                writeln!(out, "{name}  {} ({})", label.get(language), set.get(language))?;
            }
            Topic::Part(name, text) => writeln!(out, "{name}  {}", text.get(language))?,
        }
    }
    Ok(())
}
