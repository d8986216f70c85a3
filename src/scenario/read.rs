//! From a file to a [`Scenario`].

use super::arms::{Frame, differences};
use super::assemble::{SET, assemble, shipped};
use super::checked::{Arm, Calendar, Scenario, Structure, VillageSource, Warning};
use super::margins::unused;
use super::problem::{Place, Problem, Problems};
use super::source::{Source, beside};
use super::structures::{inherited, written};
use super::targets::Setting;
use super::tree::{Content, Node, Shape, decode};
use super::walk::{Keys, Mechanism, Walk, parameter_by_key};
use crate::vocabulary::tables::{Experiment, Simulation, Village};
use crate::vocabulary::{Lists, Measure, Parameter, Parameters, Table};

/// Reads the scenario `name`, with what it extends, and lays `settings` (`PATH=VALUE`, as after `--set`) over it.
///
/// # Errors
/// Every [`Problem`] that could be found, in the order of the files and lines.
pub fn read(source: &dyn Source, name: &str, settings: &[String]) -> Result<Scenario, Problems> {
    let assembled = assemble(source, name, settings);
    let syntax = assembled.problems;
    let mut walk = Walk::default();
    let scenario = walk.scenario(&assembled.root, source, name, syntax.is_empty());
    match scenario {
        Some(mut scenario) if syntax.is_empty() && walk.problems.is_empty() => {
            if assembled.default_arms {
                scenario.warnings.insert(0, arms_assumed());
            }
            walk.provenance.sort_by(|one, other| one.path.cmp(&other.path));
            scenario.provenance = walk.provenance;
            Ok(scenario)
        }
        _ => Err(Problems(sorted(syntax, walk.problems))),
    }
}

/// A problem with a key of an entry of a list, such as `values` of the second `[[factor]]`: of what a scenario lists for
/// others to use, only they know what is wrong with it. Everything is given as it was read.
pub fn problem_in(
    source: &dyn Source,
    name: &str,
    settings: &[String],
    (list, entry, key): (&str, usize, &str),
    message: String,
) -> Problem {
    let root = assemble(source, name, settings).root;
    let entry = root.get(list).and_then(|list| list.items().get(entry)).unwrap_or(&root);
    let place = entry.get(key).map_or(&entry.place, |value| &value.get("value").unwrap_or(value).place);
    Problem::new(place, message)
}

/// The structures that every scenario knows without writing them.
///
/// # Errors
/// Never in a release: a test reads them.
pub fn shipped_structures() -> Result<Vec<Structure>, Problems> {
    let mut walk = Walk::default();
    let root = shipped(&mut walk.problems);
    let structures = walk.structures(root.get("structures"));
    if walk.problems.is_empty() {
        Ok(structures.into_iter().filter_map(|(_, structure)| structure).collect())
    } else {
        Err(Problems(walk.problems))
    }
}

/// Syntax errors first make sense of the rest; what stands on a line that could not be read is only their echo.
fn sorted(syntax: Vec<Problem>, walked: Vec<Problem>) -> Vec<Problem> {
    let fresh = |problem: &Problem| syntax.iter().all(|known| !known.same_line(problem));
    let walked: Vec<Problem> = walked.into_iter().filter(fresh).collect();
    let mut problems = syntax;
    problems.extend(walked);
    let mut names: Vec<String> = Vec::new();
    for problem in &problems {
        if !names.contains(&problem.file.name) {
            names.push(problem.file.name.clone());
        }
    }
    let key = |problem: &Problem| {
        let file = names.iter().position(|name| *name == problem.file.name);
        (file, problem.span.as_ref().map(|span| span.start))
    };
    problems.sort_by_key(key);
    problems.dedup();
    problems
}

fn arms_assumed() -> Warning {
    Warning {
        path: "arm".into(),
        message: "no [[arm]] is given: the shipped structures `single` and `three` are compared".into(),
        message_zh: "未定义 [[arm]]：默认比较内置结构 single 与 three".into(),
    }
}

impl Walk {
    /// Walks the whole file; `None` when what is missing leaves no scenario. `sound` says whether the syntax was.
    fn scenario(&mut self, root: &Node, source: &dyn Source, name: &str, sound: bool) -> Option<Scenario> {
        let titles = self.root(root);
        let mut simulation = Simulation::default();
        let mut experiment = Experiment::default();
        let mut village = Village::default();
        let mut common = Parameters::default();
        self.fill_from(root, "simulation", Simulation::PARAMETERS, &mut simulation);
        self.fill_from(root, "experiment", Experiment::PARAMETERS, &mut experiment);
        self.fill_from(root, "village", Village::PARAMETERS, &mut village);
        for (table, parameters) in Parameters::TABLES {
            self.fill_from(root, table, parameters, &mut Mechanism { table, parameters: &mut common });
        }
        let mut structures = self.structures(root.get("structures"));
        let village_source = self.village_source(root, &village, source);
        let groups = village_source.as_ref().map_or(village.groups, |source| groups_of(source, &village));
        let calendar = self.calendar(root, &simulation);
        let lists = self.lists(root, groups);
        let frame = Frame { structures: &structures, calendar: &calendar, groups, common: &common };
        let arms = self.arms(root.get("arm"), &frame);
        if !sound {
            return None;
        }
        let posterior = self.posterior(root, &mut experiment, source, name);
        self.village(root, &village);
        self.drives(root, &lists, &calendar);
        for (arm, node) in &arms {
            self.parameters(root, node, &arm.parameters, &village);
        }
        let main_measures = self.main_measures(root, &experiment);
        let margins = self.margins(root);
        let beside = unused(&margins, &main_measures);
        let mut arms: Vec<Arm> = arms.into_iter().map(|(arm, _)| arm).collect();
        let baseline = self.baseline(root, &experiment, &arms);
        let setting = Setting { arms: &arms, baseline: baseline.unwrap_or_default(), calendar: &calendar, source };
        let references = self.targets(root, &lists.target, &setting);
        let differ = differences(&arms);
        keep_used(root, &mut structures, &mut arms);
        self.provenance.retain(|known| {
            match known.path.strip_prefix("structures.").and_then(|path| path.split_once('.')) {
                Some((name, _)) => structures.iter().any(|(kept, _)| kept == name),
                None => true,
            }
        });
        let stem = stem(name);
        let title_en = titles.0.or_else(|| titles.1.clone()).unwrap_or_else(|| stem.clone());
        Some(Scenario {
            title_zh: titles.1.unwrap_or_else(|| title_en.clone()),
            title_en,
            name: stem,
            calendar,
            experiment,
            main_measures,
            margins,
            village,
            source: village_source?,
            posterior,
            base: common,
            lists,
            references,
            structures: structures.into_iter().map(|(_, structure)| structure).collect::<Option<_>>()?,
            arms,
            baseline: baseline?,
            warnings: inherited(root.get("structures")).into_iter().chain(differ).chain(beside).collect(),
            provenance: Vec::new(),
        })
    }

    /// The keys at the top of a file; returns the titles.
    fn root(&mut self, root: &Node) -> (Option<String>, Option<String>) {
        const OWN: [&str; 6] = ["title", "title_en", "title_zh", "extends", "structures", "arm"];
        let tables = || {
            Parameters::TABLES.iter().map(|(name, _)| *name).chain(Lists::TABLES.iter().map(|(name, _)| *name)).chain([
                "simulation",
                "experiment",
                "village",
                "margins",
            ])
        };
        for entry in root.entries() {
            let known = OWN.contains(&entry.key.as_str()) || Shape::Root.of(&entry.key) != Shape::Value;
            if !known {
                let what = if matches!(entry.node.content, Content::Table(_)) { "table" } else { "key" };
                let problem = Problem::new(&entry.place, format!("there is no {what} `{}` in a scenario", entry.key));
                let parameter = parameter_by_key(&entry.key);
                self.report(match parameter {
                    Some(parameter) => problem.mend(format!("`{}` belongs in [{}]", entry.key, parameter.table)),
                    None => problem.known(&entry.key, OWN.into_iter().chain(tables())),
                });
            }
        }
        let mut title = |key: &str| root.get(key).and_then(|node| self.line(node, "a title"));
        let both = title("title");
        (title("title_en").or_else(|| both.clone()), title("title_zh").or(both))
    }

    fn fill_from(&mut self, root: &Node, table: &str, parameters: &'static [Parameter], keys: &mut dyn Keys) {
        if let Some(node) = root.get(table) {
            self.fill(node, table, parameters, &[], keys);
        }
    }

    /// The text of the table of parameter sets, if this file names one; what it extends does not, since the values of
    /// the sets would stand in place of those that this file writes.
    fn posterior(
        &mut self,
        root: &Node,
        experiment: &mut Experiment,
        source: &dyn Source,
        name: &str,
    ) -> Option<String> {
        if experiment.posterior.is_empty() {
            return None;
        }
        let place = place(root, &["experiment.posterior"]);
        let of_file = place.file.name != SET;
        if of_file && place.file.name != name {
            experiment.posterior.clear();
            self.provenance.retain(|known| known.path != "experiment.posterior");
            return None;
        }
        let path = beside(if of_file { &place.file.name } else { "" }, &experiment.posterior);
        match source.read(&path) {
            Ok(bytes) => match decode(&path, &bytes) {
                Ok(text) => return Some(text.text.clone()),
                Err(problem) => self.report(*problem),
            },
            Err(why) => {
                let problem = Problem::new(&place, format!("cannot read the parameter sets {path}: {why}"));
                self.report(problem.mend("name a table with a column for each path; its path starts at this file"));
            }
        }
        None
    }

    /// Reads the roster, if the village has one; `None` when it cannot be read.
    fn village_source(&mut self, root: &Node, village: &Village, source: &dyn Source) -> Option<VillageSource> {
        if village.roster.is_empty() {
            return Some(VillageSource::Synthesis);
        }
        let place = place(root, &["village.roster"]);
        let from = if place.span.is_some() { place.file.name.clone() } else { String::new() };
        let mut read = |file: &str| {
            let path = beside(&from, &format!("{}/{file}", village.roster.trim_end_matches('/')));
            let mend = "the folder needs groups.csv, households.csv and people.csv; its path starts at this file";
            match source.read(&path) {
                Ok(bytes) => match decode(&path, &bytes) {
                    Ok(text) => Some(text.text.clone()),
                    Err(problem) => {
                        self.report(*problem);
                        None
                    }
                },
                Err(why) => {
                    self.report(Problem::new(&place, format!("cannot read the roster {path}: {why}")).mend(mend));
                    None
                }
            }
        };
        Some(VillageSource::Roster {
            groups: read("groups.csv")?,
            households: read("households.csv")?,
            people: read("people.csv")?,
        })
    }
}

/// Keeps the structures that the file writes or an arm uses, in their order.
fn keep_used(root: &Node, structures: &mut Vec<(String, Option<Structure>)>, arms: &mut [Arm]) {
    let nodes = root.get("structures");
    let kept: Vec<bool> = structures
        .iter()
        .enumerate()
        .map(|(i, (name, _))| {
            let used = arms.iter().flat_map(|arm| &arm.plan).any(|step| step.structure == i);
            used || nodes.and_then(|nodes| nodes.entry(name)).is_some_and(written)
        })
        .collect();
    for step in arms.iter_mut().flat_map(|arm| &mut arm.plan) {
        step.structure = kept[..step.structure.min(kept.len())].iter().filter(|kept| **kept).count();
    }
    let mut kept = kept.into_iter();
    structures.retain(|_| kept.next().unwrap_or_default());
}

/// Groups of the village: the rows of the roster, if there is one.
fn groups_of(source: &VillageSource, village: &Village) -> u32 {
    match source {
        VillageSource::Synthesis => village.groups,
        VillageSource::Roster { groups, .. } => {
            let rows = csv::Reader::from_reader(groups.as_bytes()).into_records().count();
            u32::try_from(rows).unwrap_or(u32::MAX)
        }
    }
}

/// The file's name without folder and ending.
fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".toml").unwrap_or(file).to_string()
}

/// Where the first of these paths that the file gives stands (the value); else the file as a whole.
pub(super) fn place(root: &Node, paths: &[&str]) -> Place {
    let find = |path: &&str| path.split('.').try_fold(root, |node, key| node.get(key)).map(|node| node.place.clone());
    paths.iter().find_map(find).unwrap_or_else(|| root.place.clone())
}

/// What is read against other parts of the file.
impl Walk {
    fn main_measures(&mut self, root: &Node, experiment: &Experiment) -> Vec<Measure> {
        let node = root.get("experiment").and_then(|table| table.get("main_measures"));
        let node = node.map(|node| node.get("value").unwrap_or(node));
        if let Some(node) = node
            && experiment.main_measures.is_empty()
        {
            let problem = Problem::new(&node.place, "the list of main measures is empty");
            self.report(problem.mend("name one at least, or leave the key out"));
        }
        let mut measures = Vec::new();
        for (i, name) in experiment.main_measures.iter().enumerate() {
            let item = node.and_then(|node| node.items().get(i));
            let place = item.map_or_else(|| root.place.clone(), |item| item.place.clone());
            match Measure::by_name(name) {
                Some(measure) if measures.contains(&measure) => {
                    let problem = Problem::new(&place, format!("the measure `{name}` is named twice"));
                    self.report(problem.mend("name each measure once"));
                }
                Some(measure) => measures.push(measure),
                None => {
                    let problem = Problem::new(&place, format!("there is no measure named `{name}`"));
                    let problem = problem.mend("`microgov explain` lists the measures");
                    self.report(problem.known(name, Measure::ALL.iter().map(|measure| measure.name())));
                }
            }
        }
        measures
    }

    fn baseline(&mut self, root: &Node, experiment: &Experiment, arms: &[Arm]) -> Option<usize> {
        let name = &experiment.baseline;
        if name.is_empty() {
            return (!arms.is_empty()).then_some(0);
        }
        let baseline = arms.iter().position(|arm| arm.name == *name);
        if baseline.is_none() {
            let problem =
                Problem::new(&place(root, &["experiment.baseline"]), format!("there is no arm named `{name}`"));
            self.report(problem.known(name, arms.iter().map(|arm| arm.name.as_str())));
        }
        baseline
    }

    /// The calendar; when the dates contradict each other, one that keeps the walk going.
    fn calendar(&mut self, root: &Node, simulation: &Simulation) -> Calendar {
        if let Some(calendar) = Calendar::new(simulation) {
            return calendar;
        }
        let Simulation { start, burn_in_days, measured_from, end } = simulation;
        let burnt_in = Calendar { start: *start, recorded_from_day: 0, measured_from_day: 0, end_day: u32::MAX };
        let recorded = burnt_in.date_of(*burn_in_days);
        let keys = |order: [&str; 4]| {
            place(root, &order.map(|key| ["simulation.", key].concat()).each_ref().map(|path| path.as_str()))
        };
        let (place, message, mend) = if *measured_from < recorded {
            let message = format!("measurement begins ({measured_from}) before the burn-in has ended ({recorded})");
            let mend = "let measured_from be start plus burn_in_days or later; burn_in_days = 0 does without a burn-in";
            (keys(["measured_from", "start", "burn_in_days", "end"]), message, mend)
        } else if end <= measured_from {
            let message = format!("the simulation ends ({end}) before measurement begins ({measured_from})");
            (keys(["end", "measured_from", "start", "burn_in_days"]), message, "let start <= measured_from < end")
        } else {
            let message = format!("the simulation lasts more than 60 years ({start} to {end})");
            (keys(["end", "start", "measured_from", "burn_in_days"]), message, "bring start and end nearer together")
        };
        self.report(Problem::new(&place, message).mend(mend));
        burnt_in
    }
}
