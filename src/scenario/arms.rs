//! `[[arm]]`: what is compared.

use super::checked::{Arm, Calendar, PlanStep, Structure, Warning};
use super::problem::{Place, Problem};
use super::tree::{Content, Entry, Node, Shape};
use super::walk::{Mechanism, Walk};
use crate::vocabulary::{Parameters, Value};
use jiff::civil::Date;

/// What arms are read against.
pub(super) struct Frame<'a> {
    pub(super) structures: &'a [(String, Option<Structure>)],
    pub(super) calendar: &'a Calendar,
    pub(super) groups: u32,
    pub(super) common: &'a Parameters,
}

/// A step of a plan as written.
struct Step {
    from: Option<Date>,
    place: Place,
    step: PlanStep,
}

impl Walk {
    /// Reads the arms, each beside its node.
    pub(super) fn arms<'n>(&mut self, node: Option<&'n Node>, frame: &Frame<'_>) -> Vec<(Arm, &'n Node)> {
        let Some(node) = node else { return Vec::new() };
        match &node.content {
            Content::List(items) if items.is_empty() => {
                let problem = Problem::new(&node.place, "the list of arms is empty");
                self.report(problem.mend("add an arm, or leave `arm` out to compare `single` with `three`"));
            }
            Content::List(_) | Content::Wrong => {}
            _ => {
                let problem = Problem::new(&node.place, "`arm` is a list of tables").found(node.describe());
                self.report(problem.mend("write [[arm]] with two brackets"));
            }
        }
        let mut arms: Vec<(Arm, &Node)> = Vec::new();
        for item in node.items() {
            let Some(arm) = self.arm(item, frame) else { continue };
            if arms.iter().any(|(known, _)| known.name == arm.name) {
                let place = item.get("name").map_or(&item.place, |name| &name.place);
                self.report(Problem::new(place, format!("there are two arms named `{}`", arm.name)).mend("rename one"));
            }
            arms.push((arm, item));
        }
        arms
    }

    fn arm(&mut self, node: &Node, frame: &Frame<'_>) -> Option<Arm> {
        let entries = self.table(node, "an arm");
        if !matches!(node.content, Content::Table(_)) {
            return None;
        }
        let Some(name) = node.get("name") else {
            self.report(Problem::new(&node.place, "an arm needs a name").mend("add name = \"...\""));
            return None;
        };
        let text = self.line(name, "the name of an arm")?;
        if !self.name(&text, &name.place, "an arm") {
            return None;
        }
        let plan = self.governance(node, &text, frame);
        let mut arm = Arm {
            label_en: text.clone(),
            label_zh: text.clone(),
            name: text,
            plan,
            parameters: frame.common.clone(),
            overrides: Vec::new(),
        };
        self.labels(node, &mut arm, frame);
        for entry in entries {
            self.arm_key(entry, &mut arm);
        }
        Some(arm)
    }

    /// An arm that bears the name of its only structure bears its labels too.
    fn labels(&mut self, node: &Node, arm: &mut Arm, frame: &Frame<'_>) {
        if let [step] = arm.plan.as_slice()
            && let Some((_, Some(structure))) = frame.structures.get(step.structure)
            && structure.name == arm.name
        {
            arm.label_en.clone_from(&structure.label_en);
            arm.label_zh.clone_from(&structure.label_zh);
        }
        if let Some(label) = node.get("label_en").and_then(|label| self.line(label, "a label")) {
            arm.label_zh.clone_from(&label);
            arm.label_en = label;
        }
        if let Some(label) = node.get("label_zh").and_then(|label| self.line(label, "a label")) {
            arm.label_zh = label;
        }
    }

    /// One key of an arm beside its name, labels and governance: a table of overrides.
    fn arm_key(&mut self, entry: &Entry, arm: &mut Arm) {
        const OWN: [&str; 5] = ["name", "label_en", "label_zh", "structure", "plan"];
        if let Some((table, parameters)) = Parameters::TABLES.iter().find(|(table, _)| *table == entry.key) {
            let path = format!("arm.{}.{table}", arm.name);
            let mut mechanism = Mechanism { table, parameters: &mut arm.parameters };
            let given = self.fill(&entry.node, &path, parameters, &[], &mut mechanism);
            arm.overrides.extend(given.iter().map(|key| format!("{table}.{key}")));
        } else if !OWN.contains(&entry.key.as_str()) {
            let problem = Problem::new(&entry.place, format!("there is no key `{}` in an arm", entry.key));
            self.report(match Shape::Root.of(&entry.key) {
                Shape::Keys => {
                    problem.mend("arms share their village, their days and their experiment; set it at the top")
                }
                Shape::Structures => problem.mend("write the structure at the top and name it in the arm"),
                _ => problem.known(&entry.key, OWN.into_iter().chain(Parameters::TABLES.iter().map(|(name, _)| *name))),
            });
        }
    }

    /// `structure` or `plan`.
    fn governance(&mut self, node: &Node, name: &str, frame: &Frame<'_>) -> Vec<PlanStep> {
        match (node.entry("structure"), node.entry("plan")) {
            (Some(structure), None) => {
                let structure = self.structure_named(&structure.node, frame);
                let step = |structure| PlanStep { day: 0, structure, groups: Vec::new(), re_elect: false };
                structure.map(step).into_iter().collect()
            }
            (None, Some(plan)) => self.plan(&plan.node, frame),
            (Some(_), Some(plan)) => {
                let problem = Problem::new(&plan.place, format!("arm `{name}` has both a structure and a plan"));
                self.report(problem.mend("keep one: a plan says which structure holds from which day"));
                Vec::new()
            }
            (None, None) => {
                let problem = Problem::new(&node.place, format!("arm `{name}` says nothing of its governance"));
                self.report(problem.mend("add structure = \"...\" or a plan"));
                Vec::new()
            }
        }
    }

    fn structure_named(&mut self, node: &Node, frame: &Frame<'_>) -> Option<usize> {
        let name = self.line(node, "the name of a structure")?;
        let index = frame.structures.iter().position(|(known, _)| *known == name);
        if index.is_none() {
            let known = frame.structures.iter().map(|(known, _)| known.as_str());
            self.report(Problem::new(&node.place, format!("there is no structure named `{name}`")).known(&name, known));
        }
        index
    }

    fn plan(&mut self, node: &Node, frame: &Frame<'_>) -> Vec<PlanStep> {
        if node.items().is_empty() {
            if !matches!(node.content, Content::Wrong) {
                let problem = Problem::new(&node.place, "a plan is a list with at least one step");
                let example = "write plan = [{ from = 2018-01-01, structure = \"single\" }]";
                self.report(problem.found(node.describe()).mend(example));
            }
            return Vec::new();
        }
        let before = self.problems.len();
        let steps: Vec<Step> = node.items().iter().map(|item| self.step(item, frame)).collect();
        if self.problems.len() == before {
            self.order(&steps, frame);
        }
        steps.into_iter().map(|step| step.step).collect()
    }

    fn step(&mut self, node: &Node, frame: &Frame<'_>) -> Step {
        const KEYS: [&str; 4] = ["from", "structure", "groups", "re_elect"];
        let mut from = None;
        let mut place = node.place.clone();
        let mut step = PlanStep { day: 0, structure: 0, groups: Vec::new(), re_elect: false };
        for entry in self.table(node, "a step of a plan") {
            let wrong = Problem::new(&entry.node.place, format!("`{}` does not take this value", entry.key));
            match (entry.key.as_str(), entry.node.value()) {
                ("from", Some(Value::Date(date))) => {
                    from = Some(date);
                    place = entry.node.place.clone();
                    step.day = u32::try_from(frame.calendar.day_of(date).max(0)).unwrap_or(u32::MAX);
                }
                ("structure", _) => step.structure = self.structure_named(&entry.node, frame).unwrap_or_default(),
                ("groups", Some(_)) => step.groups = self.groups(&entry.node, frame),
                ("re_elect", Some(Value::Flag(flag))) => step.re_elect = flag,
                ("from", Some(_)) => {
                    self.report(wrong.found(entry.node.describe()).allowed("a date such as 2018-01-01"))
                }
                ("re_elect", Some(_)) => self.report(wrong.found(entry.node.describe()).allowed("true or false")),
                ("from" | "groups" | "re_elect", None) => {}
                (other, _) => {
                    let problem = Problem::new(&entry.place, format!("there is no key `{other}` in a step of a plan"));
                    self.report(problem.known(other, KEYS));
                }
            }
        }
        for needed in ["from", "structure"] {
            if matches!(node.content, Content::Table(_)) && node.entry(needed).is_none() {
                self.report(Problem::new(&node.place, format!("a step of a plan needs `{needed}`")));
            }
        }
        Step { from, place, step }
    }

    /// Groups are counted from 1 in a file and from 0 inside.
    fn groups(&mut self, node: &Node, frame: &Frame<'_>) -> Vec<u32> {
        let most = frame.groups;
        let mut groups = Vec::new();
        for item in node.items() {
            match item.value() {
                Some(Value::Whole(number)) if (1..=i64::from(most)).contains(&number) => {
                    groups.push(u32::try_from(number - 1).unwrap_or_default());
                }
                Some(value) => self.report(
                    Problem::new(&item.place, "there is no such group")
                        .found(value.to_string())
                        .allowed(format!("1 to {most}")),
                ),
                None => {}
            }
        }
        if node.items().is_empty() {
            let problem = Problem::new(&node.place, "`groups` is a list of at least one group");
            self.report(problem.found(node.describe()).mend("leave it out when the step is for all groups"));
        }
        groups.sort_unstable();
        if groups.windows(2).any(|pair| pair[0] == pair[1]) {
            self.report(Problem::new(&node.place, "a group is named twice"));
        }
        groups
    }

    /// The first step holds for all from the start; the others follow within the simulated days, in order.
    fn order(&mut self, steps: &[Step], frame: &Frame<'_>) {
        let calendar = frame.calendar;
        let end = calendar.date_of(calendar.end_day);
        for (i, Step { from, place, step }) in steps.iter().enumerate() {
            let Some(from) = *from else { continue };
            let earlier = i.checked_sub(1).and_then(|before| steps.get(before));
            let problem = Problem::new(place, "this step of the plan is out of order").found(from.to_string());
            match earlier {
                None if from > calendar.start => self.report(
                    Problem::new(place, "the first step of a plan begins after the start of the simulation")
                        .found(from.to_string())
                        .mend(format!("begin the plan on {} or before", calendar.start)),
                ),
                None if !step.groups.is_empty() => {
                    self.report(
                        Problem::new(place, "the first step of a plan holds for all groups").mend("take out `groups`"),
                    );
                }
                None => {}
                Some(_) if from <= calendar.start || from >= end => {
                    self.report(problem.allowed(format!("after {} and before {end}", calendar.start)));
                }
                Some(earlier) if earlier.step.day > step.day => {
                    self.report(problem.mend("write the steps in the order of their dates"));
                }
                Some(_) => {
                    let same_day = steps[..i].iter().filter(|other| other.step.day == step.day);
                    let clash = |other: &PlanStep| {
                        other.groups.is_empty()
                            || step.groups.is_empty()
                            || step.groups.iter().any(|group| other.groups.contains(group))
                    };
                    if same_day.map(|other| &other.step).any(clash) {
                        self.report(problem.mend("two steps on one day must be for different groups"));
                    }
                }
            }
        }
    }
}

/// Says which arms differ in more than structure.
pub(super) fn differences(arms: &[Arm]) -> Option<Warning> {
    let differing: Vec<String> = arms
        .iter()
        .filter(|arm| !arm.overrides.is_empty())
        .map(|arm| format!("{}: {}", arm.name, arm.overrides.join(", ")))
        .collect();
    (!differing.is_empty()).then(|| Warning {
        path: "arm".into(),
        message: format!("arms differ in more than structure ({})", differing.join("; ")),
        message_zh: format!("各方案的差别不只在治理结构（{}）", differing.join("；")),
    })
}
