//! What charts say of an experiment besides its numbers: titles, arms, days. All of it is in the manifest.

use super::Source;
use super::course::Event;
use super::words::{self, say};
use crate::results::{Manifest, Problem, Table, manifest, resolved};
use crate::scenario::Scenario;
use crate::vocabulary::choices::Ground;
use crate::vocabulary::{Language, Measure, Text};
use jiff::civil::Date;
use serde_json::Value as Json;
use std::path::Path;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    en: String,
    zh: String,
}

impl Named {
    pub(super) fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Chinese => &self.zh,
        }
    }

    fn of(table: &Json, key: &str) -> Option<Named> {
        let text = |language: &str| Some(plain(table.get(format!("{key}_{language}"))?).as_str()?.to_string());
        Some(Named { en: text("en")?, zh: text("zh")? })
    }
}

/// An arm.
#[derive(Clone, Debug, PartialEq)]
struct Arm {
    name: String,
    label: Named,
    changes: Vec<Change>,
}

/// A change of structure within an arm.
#[derive(Clone, Debug, PartialEq)]
struct Change {
    date: Date,
    structure: Named,
    /// How many groups change; `None` for all.
    groups: Option<usize>,
}

/// An experiment, as its charts speak of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    title: Named,
    seed: u64,
    version: String,
    replicates: u64,
    arms: Vec<Arm>,
    baseline: usize,
    main_measures: Vec<Measure>,
    margins: Vec<(Measure, f64)>,
    /// The first day that is recorded, and the day after the last.
    days: (Date, Date),
    /// When measuring begins and the simulation ends, in days from its start.
    measured: (f64, f64),
    /// The name of the scenario, and all of it as resolved.
    scenario: (String, Json),
    /// Drives for consent, and whether there are storms; of both the results have a table then.
    campaigns: Vec<Campaign>,
    storms: bool,
    /// Whether replicates take different parameter sets.
    over_sets: bool,
}

/// A drive for consent, as the scenario has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Campaign {
    /// Its place among those of the scenario.
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) kind: Option<Ground>,
    /// Share of those asked who must consent.
    pub(super) required_share: f64,
    /// Days that it may last.
    pub(super) days: f64,
}

/// Changes of one day that are named one by one; of more, only how many there are.
const CHANGES_NAMED: usize = 4;
/// Consecutive steps of a plan to one structure that are each named; of more, the first and the last are.
const STEPS_NAMED: usize = 2;

impl Subject {
    /// The experiment whose results lie in `folder`.
    ///
    /// # Errors
    /// [`Problem::Damaged`] when the manifest does not describe its scenario.
    pub fn of(manifest: &Manifest, folder: &Path) -> Result<Subject, Problem> {
        read(manifest).ok_or_else(|| Problem::Damaged {
            path: folder.join(manifest::FILE),
            what: "it does not describe the scenario as this program does; compute the results anew with --force"
                .into(),
        })
    }

    /// Names of the arms, in the order of the scenario.
    pub fn arms(&self) -> Vec<String> {
        self.arms.iter().map(|arm| arm.name.clone()).collect()
    }

    /// Index of the arm that the others are compared with.
    pub fn baseline(&self) -> usize {
        self.baseline
    }

    /// The measures of the verdict.
    pub fn main_measures(&self) -> &[Measure] {
        &self.main_measures
    }

    /// The smallest differences that count, of measures that have one.
    pub fn margins(&self) -> &[(Measure, f64)] {
        &self.margins
    }

    /// Replicates of each arm.
    pub fn replicates(&self) -> u64 {
        self.replicates
    }

    /// Indices of the arms other than the baseline.
    pub(crate) fn others(&self) -> Vec<usize> {
        (0..self.arms.len()).filter(|arm| *arm != self.baseline).collect()
    }

    pub(crate) fn label(&self, arm: usize, language: Language) -> String {
        self.arms[arm].label.get(language).to_string()
    }

    /// Title of the scenario.
    pub(crate) fn title(&self, language: Language) -> &str {
        self.title.get(language)
    }

    pub(crate) fn source(&self, language: Language) -> Source {
        let scenario = self.title.get(language).to_string();
        Source { scenario, replicates: self.replicates, seed: self.seed, version: self.version.clone() }
    }

    /// The first whole month that is recorded, and which of `months` rows of the table of months are whole: a record
    /// that begins or ends within a month has counts there that cannot be held against those of other months.
    pub(super) fn whole_months(&self, months: usize) -> (Date, std::ops::Range<usize>) {
        let (first, end) = self.days;
        let begins = usize::from(first.day() > 1);
        let ends = months.saturating_sub(usize::from(end.day() > 1));
        if begins >= ends {
            return (first, 0..months);
        }
        let month = if begins > 0 { jiff::Span::new().months(1) } else { jiff::Span::new() };
        (first.first_of_month().checked_add(month).unwrap_or(first), begins..ends)
    }

    /// The scenario itself; `None` when it has rosters, or cannot be read by this version of the program.
    pub(super) fn scenario(&self) -> Option<Scenario> {
        resolved::scenario_of(&self.scenario.1, &self.scenario.0)
    }

    /// When measuring begins and the simulation ends, in days from its start.
    pub(super) fn measured_days(&self) -> (f64, f64) {
        self.measured
    }

    /// The drives for consent of which the results have a table.
    pub(super) fn campaigns(&self) -> &[Campaign] {
        &self.campaigns
    }

    /// Whether the results have a table of storms.
    pub(super) fn has_storms(&self) -> bool {
        self.storms
    }

    /// Whether replicates take different parameter sets.
    pub(super) fn over_sets(&self) -> bool {
        self.over_sets
    }

    /// Where plans change structures: arm by arm, or, where many change on one day, how many do.
    pub(super) fn events(&self, language: Language) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::new();
        let each = self.changes(language);
        for event in &each {
            let same_day = each.iter().filter(|other| other.date == event.date).count();
            if same_day <= CHANGES_NAMED {
                events.push(event.clone());
            } else if events.iter().all(|told| told.date != event.date) {
                let label = say(words::CHANGES, language, &[("count", &same_day.to_string())]);
                events.push(Event { date: event.date, label });
            }
        }
        events
    }

    /// Every change of structure, told once for each arm.
    fn changes(&self, language: Language) -> Vec<Event> {
        let mut events = Vec::new();
        for arm in &self.arms {
            for steps in arm.changes.chunk_by(|one, next| one.structure == next.structure) {
                let told = if steps.len() > STEPS_NAMED {
                    vec![&steps[0], &steps[steps.len() - 1]]
                } else {
                    steps.iter().collect()
                };
                let rollout = steps.len() > STEPS_NAMED;
                for (i, step) in told.into_iter().enumerate() {
                    let (name, structure) = (arm.label.get(language), step.structure.get(language));
                    let mut label = if name == structure {
                        say(words::CHANGE_BEGINS, language, &[("arm", name)])
                    } else {
                        say(words::CHANGE, language, &[("arm", name), ("structure", structure)])
                    };
                    let of = |text: Text, count: usize| say(text, language, &[("count", &count.to_string())]);
                    if rollout {
                        label += &of(if i == 0 { words::CHANGE_FIRST } else { words::CHANGE_LAST }, steps.len());
                    } else if let Some(groups) = step.groups {
                        label += &of(if groups == 1 { words::CHANGE_GROUP } else { words::CHANGE_GROUPS }, groups);
                    }
                    events.push(Event { date: step.date, label });
                }
            }
        }
        events
    }
}

fn read(manifest: &Manifest) -> Option<Subject> {
    let resolved = &manifest.scenario.resolved;
    let (experiment, simulation) = (resolved.get("experiment")?, resolved.get("simulation")?);
    let structures = resolved.get("structures")?;
    let items = resolved.get("arm")?.as_array()?;
    let arms = items.iter().map(|item| arm(item, structures)).collect::<Option<Vec<_>>>()?;
    let named = plain(experiment.get("baseline")?).as_str()?;
    let measures = plain(experiment.get("main_measures")?).as_array()?;
    let margins = resolved.get("margins").and_then(Json::as_object);
    let margin = |(name, size): (&String, &Json)| Some((Measure::by_name(name)?, plain(size).as_f64()?));
    let burn_in = plain(simulation.get("burn_in_days")?).as_i64()?;
    let (start, end) = (date(simulation.get("start")?)?, date(simulation.get("end")?)?);
    let since_start = |day: Date| Some(f64::from(start.until(day).ok()?.get_days()));
    let first = start.checked_add(jiff::Span::new().try_days(burn_in).ok()?).ok()?;
    Some(Subject {
        title: Named::of(resolved, "title")?,
        seed: manifest.seed,
        version: manifest.program.version.clone(),
        replicates: manifest.replicates.finished,
        baseline: if named.is_empty() { 0 } else { arms.iter().position(|arm| arm.name == named)? },
        main_measures: measures.iter().map(|name| Measure::by_name(name.as_str()?)).collect::<Option<_>>()?,
        margins: margins.into_iter().flatten().map(margin).collect::<Option<_>>()?,
        days: (first, end),
        measured: (since_start(date(simulation.get("measured_from")?)?)?, since_start(end)?),
        arms,
        scenario: (manifest.scenario.name.clone(), resolved.clone()),
        campaigns: if has(manifest, Table::Drives) { campaigns(resolved, end)? } else { Vec::new() },
        storms: has(manifest, Table::Storms),
        over_sets: manifest.unknown.is_some(),
    })
    .filter(|subject| !subject.arms.is_empty())
}

fn has(manifest: &Manifest, table: Table) -> bool {
    manifest.files.iter().any(|file| file.path == table.file())
}

/// The drives for consent of a scenario whose simulation ends on a day.
fn campaigns(resolved: &Json, end: Date) -> Option<Vec<Campaign>> {
    let campaign = |(number, item): (usize, &Json)| {
        let word = |key: &str| plain(item.get(key)?).as_str();
        let (start, latest) = (date(item.get("start")?)?, date(item.get("latest_end")?)?);
        Some(Campaign {
            number,
            name: word("name")?.to_string(),
            kind: Ground::ALL.iter().copied().find(|kind| Some(kind.word()) == word("kind")),
            required_share: plain(item.get("required_share")?).as_f64()?,
            days: f64::from(start.until(latest.min(end)).ok()?.get_days()),
        })
    };
    resolved.get("campaign")?.as_array()?.iter().enumerate().map(campaign).collect()
}

fn arm(item: &Json, structures: &Json) -> Option<Arm> {
    let change = |step: &Json| {
        Some(Change {
            date: date(step.get("from")?)?,
            structure: Named::of(structures.get(step.get("structure")?.as_str()?)?, "label")?,
            groups: step.get("groups").and_then(Json::as_array).map(Vec::len),
        })
    };
    let changes = item.get("plan")?.as_array()?.iter().skip(1).map(change).collect::<Option<_>>()?;
    Some(Arm { name: item.get("name")?.as_str()?.to_string(), label: Named::of(item, "label")?, changes })
}

/// A value, without the note on where it comes from.
fn plain(value: &Json) -> &Json {
    value.get("value").unwrap_or(value)
}

fn date(value: &Json) -> Option<Date> {
    plain(value).as_str()?.parse().ok()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::scenario::{Memory, read};
    use jiff::civil::date;

    /// The subject of a scenario of which three replicates are finished.
    pub(in crate::charts) fn subject(text: &str) -> Subject {
        let scenario = read(&Memory::single("t.toml", text.to_string()), "t.toml", &[]).expect("a sound scenario");
        let mut manifest = Manifest::begin(&scenario, false, 3, None, &[]);
        manifest.replicates.finished = 3;
        Subject::of(&manifest, Path::new("out")).expect("a manifest of ours")
    }

    #[test]
    fn a_subject_says_what_the_scenario_says() {
        let subject = subject(
            r#"
            title_en = "One or three"
            title_zh = "一人还是三人"
            [experiment]
            seed = 7
            baseline = "before"
            main_measures = { value = ["petitions"], grade = "design", source = "asked for" }
            [[arm]]
            name = "three"
            structure = "three"
            [[arm]]
            name = "before"
            label_en = "As before"
            label_zh = "照旧"
            structure = "single"
            "#,
        );
        assert_eq!(
            (subject.arms(), subject.baseline(), subject.others()),
            (vec!["three".into(), "before".into()], 1, vec![0])
        );
        assert_eq!((subject.main_measures(), subject.replicates()), (&[Measure::Petitions][..], 3));
        assert_eq!(
            (subject.label(1, Language::Chinese), subject.source(Language::English).scenario.as_str()),
            ("照旧".into(), "One or three")
        );
        assert_eq!(subject.source(Language::Chinese).seed, 7);
        assert!(subject.events(Language::English).is_empty());
    }

    #[test]
    fn months_that_are_not_whole_are_left_out() {
        // 365 days of burn-in from the start of a leap year end a day early.
        let (from, whole) = subject("").whole_months(73);
        assert_eq!((from, whole), (date(2017, 1, 1), 1..73));
        let days = "[simulation]\nburn_in_days = 366\nend = 2019-06-15\n";
        assert_eq!(subject(days).whole_months(30), (date(2017, 1, 1), 0..29));
        let short =
            "[simulation]\nstart = 2018-01-01\nburn_in_days = 10\nmeasured_from = 2018-01-11\nend = 2018-01-20\n";
        assert_eq!(subject(short).whole_months(1), (date(2018, 1, 11), 0..1));
    }

    #[test]
    fn many_changes_of_one_day_are_told_as_one() {
        let arm = |i: u32| {
            format!(
                "[[arm]]\nname = \"a{i}\"\nplan = [{{ from = 2016-01-01, structure = \"single\" }}, \
                 {{ from = 2019-01-01, structure = \"three\" }}]\n"
            )
        };
        let told = |count: u32| subject(&(1..=count).map(arm).collect::<String>()).events(Language::English);
        assert_eq!(told(4).len(), 4);
        assert_eq!(told(5).into_iter().map(|event| event.label).collect::<Vec<_>>(), ["5 arms change"]);
    }

    #[test]
    fn changes_of_structure_are_told_by_arm_and_long_rollouts_by_their_ends() {
        let step = |month: u32, groups: &str| format!("{{ from = 2019-{month:02}-01, structure = \"three\"{groups} }}");
        let plan = |steps: &[String]| {
            format!(
                "[[arm]]\nname = \"plan\"\nplan = [{{ from = 2016-01-01, structure = \"single\" }}, {}]\n",
                steps.join(", ")
            )
        };
        let labels = |steps: &[String], language| -> Vec<String> {
            subject(&plan(steps)).events(language).into_iter().map(|event| event.label).collect()
        };
        assert_eq!(labels(&[step(1, "")], Language::English), ["plan changes to three-person group"]);
        assert_eq!(labels(&[step(1, "")], Language::Chinese), ["plan改为三人小组"]);
        let one_group = [step(1, ", groups = [1]")];
        assert_eq!(labels(&one_group, Language::English), ["plan changes to three-person group (1 group)"]);
        let rollout: Vec<String> = (1..=4).map(|i| step(i, &format!(", groups = [{i}]"))).collect();
        let told = labels(&rollout, Language::English);
        assert_eq!(
            told,
            [
                "plan changes to three-person group (first of 4 steps)",
                "plan changes to three-person group (last of 4 steps)"
            ]
        );
    }
}
