//! `[[target]]`: claims that contradict themselves or speak of what is not there.

use super::checked::{Arm, Calendar};
use super::problem::Problem;
use super::source::{Source, beside};
use super::tree::Node;
use super::walk::Walk;
use crate::vocabulary::choices::Claim;
use crate::vocabulary::tables::Target;
use crate::vocabulary::{Measure, MonthMeasure};

/// The dates that compare two periods.
const DATES: [&str; 4] = ["before_from", "before_until", "after_from", "after_until"];

/// What targets are held against.
pub(super) struct Setting<'a> {
    pub(super) arms: &'a [Arm],
    pub(super) baseline: usize,
    pub(super) calendar: &'a Calendar,
    pub(super) source: &'a dyn Source,
}

impl Walk {
    /// Checks every target; returns the path of each one's reference, empty where there is none.
    pub(super) fn targets(&mut self, root: &Node, targets: &[Target], setting: &Setting<'_>) -> Vec<String> {
        let nodes = root.get("target").map(Node::items).unwrap_or_default();
        let of = |target: &Target| {
            let named = |node: &&Node| node.get("name").and_then(Node::text) == Some(&target.name);
            nodes.iter().find(named).unwrap_or(root)
        };
        targets.iter().map(|target| self.target(of(target), target, setting)).collect()
    }

    fn target(&mut self, node: &Node, target: &Target, setting: &Setting<'_>) -> String {
        let periods = self.periods(node, target, setting.calendar);
        self.measure(node, target, periods);
        self.arms_of(node, target, periods, setting);
        self.numbers(node, target);
        self.reference(node, target, setting.source)
    }

    /// Reports what is wrong with a key of a target, or with its absence.
    fn wrong(&mut self, node: &Node, key: &str, message: String, mend: &str) {
        let place = node.get(key).map_or(&node.place, |value| &value.get("value").unwrap_or(value).place);
        self.report(Problem::new(place, message).mend(mend));
    }

    /// Checks the dates; returns whether the target compares periods.
    fn periods(&mut self, node: &Node, target: &Target, calendar: &Calendar) -> bool {
        let Target { name, before_from, before_until, after_from, after_until, .. } = target;
        let given: Vec<&str> = DATES.into_iter().filter(|key| node.get(key).is_some()).collect();
        let missing: Vec<&str> = DATES.into_iter().filter(|key| node.get(key).is_none()).collect();
        let Some(first) = given.first() else { return false };
        if !missing.is_empty() {
            let message = format!("target `{name}` has only some of the four dates; {} missing", missing.join(", "));
            self.wrong(node, first, message, "give all four, to compare two periods, or none, to compare arms");
            return true;
        }
        let (recorded, end) = (calendar.date_of(calendar.recorded_from_day), calendar.date_of(calendar.end_day));
        let ordered = [("before_until", before_from, before_until), ("after_from", before_until, after_from)];
        let ordered = ordered.into_iter().chain([("after_until", after_from, after_until)]);
        for (key, early, late) in ordered {
            let apart = key == "after_from";
            if late < early || late == early && !apart {
                let message =
                    format!("the periods of target `{name}` are out of order: {late} does not follow {early}");
                self.wrong(node, key, message, "let before_from < before_until <= after_from < after_until");
                return true;
            }
        }
        for (key, holds) in [("before_from", *before_from >= recorded), ("after_until", *after_until <= end)] {
            if !holds {
                let message = format!("target `{name}` speaks of days that are not recorded");
                let place = node.get(key).map_or(&node.place, |value| &value.place);
                self.report(Problem::new(place, message).allowed(format!("days from {recorded} until {end}")));
            }
        }
        for (key, from, until) in [("before_from", before_from, before_until), ("after_from", after_from, after_until)]
        {
            let end_of_month = |first: &jiff::civil::Date| first.last_of_month().tomorrow().unwrap_or(*first);
            let first = if from.day() == 1 || *from == recorded { *from } else { end_of_month(from) };
            if end_of_month(&first).min(end) > *until {
                let message = format!("the period {from} to {until} of target `{name}` holds no whole month");
                self.wrong(node, key, message, "months are compared: let a period begin and end with a month");
            }
        }
        true
    }

    fn measure(&mut self, node: &Node, target: &Target, periods: bool) {
        let Target { name, measure, .. } = target;
        let (of_run, of_month) = (Measure::by_name(measure).is_some(), MonthMeasure::by_name(measure).is_some());
        if if periods { of_month } else { of_run } {
            return;
        }
        if measure.is_empty() {
            let mend = "add measure = \"...\"; `microgov explain` lists the measures";
            return self.wrong(node, "measure", format!("target `{name}` needs a measure"), mend);
        }
        if of_month {
            let message = format!("`{measure}` is a measure of a month, but target `{name}` names no months");
            return self.wrong(node, "measure", message, "give before_from, before_until, after_from and after_until");
        }
        if of_run {
            let message = format!("`{measure}` is a measure of a run, but target `{name}` compares months");
            let known: Vec<&str> = MonthMeasure::ALL.iter().map(|measure| measure.name()).collect();
            let mend = format!("take out the dates, or name a measure of a month: {}", known.join(", "));
            return self.wrong(node, "measure", message, &mend);
        }
        let place = node.get("measure").map_or(&node.place, |value| &value.place);
        let problem = Problem::new(place, format!("there is no measure named `{measure}`"));
        let problem = problem.mend("`microgov explain` lists the measures");
        self.report(match periods {
            true => problem.known(measure, MonthMeasure::ALL.iter().map(|measure| measure.name())),
            false => problem.known(measure, Measure::ALL.iter().map(|measure| measure.name())),
        });
    }

    fn arms_of(&mut self, node: &Node, target: &Target, periods: bool, setting: &Setting<'_>) {
        let name = &target.name;
        let index = |arm: &str| setting.arms.iter().position(|known| known.name == arm);
        let mut sound = true;
        for (key, arm) in [("arm", &target.arm), ("against", &target.against)] {
            let no_arm = arm.is_empty() || key == "against" && arm == Target::NONE;
            if !no_arm && index(arm).is_none() {
                let place = node.get(key).map_or(&node.place, |value| &value.place);
                let problem =
                    Problem::new(place, format!("target `{name}` speaks of an arm `{arm}` that is not there"));
                self.report(problem.known(arm, setting.arms.iter().map(|arm| arm.name.as_str())));
                sound = false;
            }
        }
        if periods {
            if !target.against.is_empty() {
                let message = format!("target `{name}` compares two periods within an arm, so `against` says nothing");
                self.wrong(node, "against", message, "take out `against`, or the four dates");
            }
            return;
        }
        let level = target.against == Target::NONE;
        if level && matches!(target.claim, Claim::Equivalent | Claim::SmallerEffectThan) {
            let message = format!("target `{name}` claims \"{}\" of a level, which is no effect", target.claim.word());
            self.wrong(node, "against", message, "name an arm in `against`, or claim a value");
        }
        let arm = if target.arm.is_empty() { setting.arms.len().checked_sub(1) } else { index(&target.arm) };
        let against = if target.against.is_empty() { Some(setting.baseline) } else { index(&target.against) };
        if sound && !level && arm == against {
            let message = format!("target `{name}` compares an arm with itself");
            self.wrong(
                node,
                "against",
                message,
                "name another arm, or against = \"none\" for the level of the arm alone",
            );
        }
    }

    fn numbers(&mut self, node: &Node, target: &Target) {
        let Target { name, claim, .. } = target;
        let given = |key: &str| node.get(key).is_some();
        if *claim == Claim::Equivalent && target.margin <= 0.0 {
            let message = format!("target `{name}` claims equivalence within no margin");
            self.wrong(node, "margin", message, "give a margin above 0: the largest difference that does not count");
        }
        for key in ["observed", "tolerance"] {
            if *claim == Claim::Value && !given(key) {
                let message = format!("target `{name}` claims a value but gives no `{key}`");
                self.wrong(node, "claim", message, "give observed and tolerance");
            }
            if *claim != Claim::Value && given(key) {
                let message = format!("target `{name}` claims \"{}\", so `{key}` says nothing", claim.word());
                self.wrong(node, key, message, "take it out, or claim = \"value\"");
            }
        }
        if *claim == Claim::Value && given("margin") {
            let message = format!("target `{name}` claims a value, so `margin` says nothing");
            self.wrong(node, "margin", message, "give a tolerance");
        }
    }

    /// The path of the reference; it must be there if and only if a smaller effect is claimed.
    fn reference(&mut self, node: &Node, target: &Target, source: &dyn Source) -> String {
        let Target { name, claim, reference, .. } = target;
        let smaller = *claim == Claim::SmallerEffectThan;
        if smaller && reference.is_empty() {
            let message = format!("target `{name}` claims a smaller effect but names no reference");
            self.wrong(node, "claim", message, "add reference = \"other.toml\", a scenario with the same arms");
        } else if !smaller && !reference.is_empty() {
            let message = format!("target `{name}` claims \"{}\", so `reference` says nothing", claim.word());
            self.wrong(node, "reference", message, "take it out, or claim = \"smaller_effect_than\"");
        }
        let Some(given) = node.get("reference").filter(|_| smaller && !reference.is_empty()) else {
            return String::new();
        };
        let path = beside(&given.place.file.name, reference);
        if let Err(why) = source.read(&path) {
            let message = format!("cannot read the reference {path}: {why}");
            self.wrong(node, "reference", message, "the path starts at the folder of this file");
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::{Memory, read};

    /// What is wrong with a target of these lines, each problem as a text.
    fn wrong(lines: &str) -> String {
        let text = format!("[[target]]\nname = \"t\"\n{lines}\n");
        let source = Memory::single("a/a.toml", text).and("a/b.toml", "");
        read(&source, "a/a.toml", &[]).map(|_| String::new()).unwrap_or_else(|problems| problems.to_string())
    }

    const PERIODS: &str = "before_from = 2017-01-01\nbefore_until = 2018-01-01\nafter_from = 2018-01-01\n\
                           after_until = 2019-01-01\n";

    #[test]
    fn sound_targets_pass() {
        for lines in [
            "measure = \"petitions\"",
            "measure = \"petitions\"\nclaim = \"less\"\narm = \"three\"\nagainst = \"single\"\nmargin = 2",
            "measure = \"vacancy_share\"\nclaim = \"value\"\nagainst = \"none\"\nobserved = 0\ntolerance = 0.02",
            "measure = \"petitions\"\nclaim = \"smaller_effect_than\"\nreference = \"b.toml\"",
            &format!("measure = \"trust_group\"\narm = \"single\"\n{PERIODS}"),
        ] {
            assert_eq!(wrong(lines), "", "{lines}");
        }
    }

    #[test]
    fn contradictions_are_told_with_their_mend() {
        for (lines, told) in [
            ("", "needs a measure; add measure"),
            ("measure = \"petition\"", "3:11: there is no measure named `petition`; did you mean `petitions`?"),
            ("measure = \"open\"", "measure of a month, but target `t` names no months; give before_from"),
            (&format!("measure = \"hidden_stock\"\n{PERIODS}"), "measure of a run, but target `t` compares months"),
            (
                "measure = \"trust_group\"\nbefore_from = 2018-01-01",
                "only some of the four dates; before_until, after_from, after_until missing",
            ),
            (
                &format!("measure = \"open\"\nagainst = \"single\"\n{PERIODS}"),
                "within an arm, so `against` says nothing",
            ),
            ("measure = \"petitions\"\narm = \"tree\"", "an arm `tree` that is not there; did you mean `three`?"),
            ("measure = \"petitions\"\narm = \"single\"", "compares an arm with itself; name another arm"),
            ("measure = \"petitions\"\nclaim = \"equivalent\"", "equivalence within no margin; give a margin above 0"),
            (
                "measure = \"petitions\"\nclaim = \"equivalent\"\nmargin = 1\nagainst = \"none\"",
                "claims \"equivalent\" of a level",
            ),
            ("measure = \"petitions\"\nclaim = \"value\"\nobserved = 3", "gives no `tolerance`"),
            ("measure = \"petitions\"\nobserved = 3", "so `observed` says nothing"),
            ("measure = \"petitions\"\nclaim = \"smaller_effect_than\"", "names no reference; add reference"),
            ("measure = \"petitions\"\nreference = \"b.toml\"", "so `reference` says nothing"),
            (
                "measure = \"petitions\"\nclaim = \"smaller_effect_than\"\nreference = \"c.toml\"",
                "cannot read the reference a/c.toml: no such file; the path starts at the folder of this file",
            ),
        ] {
            let problems = wrong(lines);
            assert!(problems.contains(told), "{lines}\n{problems}");
        }
    }

    #[test]
    fn periods_lie_in_recorded_time_in_order_and_hold_a_month() {
        let with = |one: &str, other: &str| wrong(&format!("measure = \"open\"\n{}", PERIODS.replace(one, other)));
        assert!(with("after_from = 2018", "after_from = 2017").contains("out of order"));
        assert!(with("before_from = 2017", "before_from = 2016").contains("not recorded"));
        assert!(with("after_until = 2019-01-01", "after_until = 2018-01-31").contains("holds no whole month"));
        assert_eq!(with("after_until = 2019-01-01", "after_until = 2018-02-01"), "");
    }
}
