//! `[margins]`: which difference of a measure counts, one key a measure.

use super::checked::Warning;
use super::problem::Problem;
use super::tree::Node;
use super::walk::{Keys, Walk};
use crate::vocabulary::{Grade, Kind, Measure, Mismatch, Parameter, Text, Value};

/// What a margin takes; its key is the name of the measure.
const MARGIN: Parameter = Parameter {
    table: "margins",
    key: "MEASURE",
    kind: Kind::Real(0.0, 1e15),
    unit: "",
    grade: Grade::Design,
    source: "what the verdict is held against",
    text: Text { en: "Smallest difference of the measure that counts", zh: "该指标有意义的最小差异" },
    default: || Value::Real(0.0),
};

/// The margin that is read.
#[derive(Default)]
struct Size(Option<f64>);

impl Keys for Size {
    fn set(&mut self, _: &str, value: &Value) -> Option<Result<(), Mismatch>> {
        let read = <f64 as crate::vocabulary::Setting>::read(value, &MARGIN.kind);
        Some(read.map(|size| self.0 = Some(size)))
    }
    fn get(&self, _: &str) -> Option<Value> {
        self.0.map(Value::Real)
    }
}

impl Walk {
    /// The margins, in the order of the measures.
    pub(super) fn margins(&mut self, root: &Node) -> Vec<(Measure, f64)> {
        let mut margins = Vec::new();
        let Some(node) = root.get(MARGIN.table) else { return margins };
        for entry in self.table(node, "`margins`") {
            let Some(measure) = Measure::by_name(&entry.key) else {
                let problem = Problem::new(&entry.place, format!("there is no measure named `{}`", entry.key));
                let problem = problem.mend("`microgov explain` lists the measures");
                self.report(problem.known(&entry.key, Measure::ALL.iter().map(|measure| measure.name())));
                continue;
            };
            let mut size = Size::default();
            self.set(entry, &format!("margins.{}", entry.key), &MARGIN, &mut size);
            match size.0 {
                Some(size) if size > 0.0 => margins.push((measure, size)),
                Some(_) => {
                    let node = entry.node.get("value").unwrap_or(&entry.node);
                    let problem = Problem::new(&node.place, format!("the margin of `{}` is not above 0", entry.key));
                    self.report(problem.mend("give the smallest difference that counts, in the unit of the measure"));
                }
                None => {}
            }
        }
        margins.sort_by_key(|(measure, _)| *measure as usize);
        margins
    }
}

/// Margins that say nothing because the verdict is not about their measure.
pub(super) fn unused(margins: &[(Measure, f64)], main_measures: &[Measure]) -> Vec<Warning> {
    let unused = margins.iter().filter(|(measure, _)| !main_measures.contains(measure));
    let warning = |(measure, _): &(Measure, f64)| Warning {
        path: format!("margins.{}", measure.name()),
        message: "this is none of experiment.main_measures, so the verdict does not speak of it".into(),
        message_zh: "该指标不在 experiment.main_measures 中，结论不涉及".into(),
    };
    unused.map(warning).collect()
}

#[cfg(test)]
mod tests {
    use crate::scenario::{Memory, Scenario, read};
    use crate::vocabulary::Measure;

    fn with(margins: &str, settings: &[String]) -> Result<Scenario, String> {
        let source = Memory::single("a.toml", format!("[margins]\n{margins}\n"));
        read(&source, "a.toml", settings).map_err(|problems| problems.to_string())
    }

    #[test]
    fn margins_are_read_with_their_notes_and_settings_and_come_back() {
        let text = "trust_group = { value = 0.5, source = \"asked\" }\nresolved_90d_share = 0.02";
        let scenario = with(text, &["margins.trust_group=0.25".into()]).unwrap();
        assert_eq!(scenario.margins, [(Measure::Resolved90dShare, 0.02), (Measure::TrustGroup, 0.25)]);
        let noted = with(text, &[]).unwrap();
        assert!(noted.resolved_toml().contains("source = \"asked\""));
        for scenario in [scenario, noted] {
            let again = read(&Memory::single("a.toml", scenario.resolved_toml()), "a.toml", &[]).unwrap();
            assert_eq!((&again.margins, again.resolved_toml()), (&scenario.margins, scenario.resolved_toml()));
        }
        assert!(!with("", &[]).unwrap().resolved_toml().contains("margins"));
    }

    #[test]
    fn what_is_no_margin_is_told_with_its_mend() {
        for (margins, told) in [
            ("trust_grup = 1", "2:1: there is no measure named `trust_grup`; did you mean `trust_group`?"),
            ("petitions = 0", "2:13: the margin of `petitions` is not above 0; give the smallest difference"),
            ("petitions = -2", "`margins.petitions` does not take this value"),
            ("petitions = \"2\"", "write the number without quotes"),
            ("petitions = nan", "not finite"),
        ] {
            let problems = with(margins, &[]).unwrap_err();
            assert!(problems.contains(told), "{margins}\n{problems}");
        }
    }

    #[test]
    fn a_margin_beside_the_verdict_draws_a_warning() {
        let scenario = with("needs_raised = 5\ntrust_group = 0.1", &[]).unwrap();
        let warned: Vec<&str> = scenario.warnings.iter().map(|warning| warning.path.as_str()).collect();
        assert!(warned.contains(&"margins.needs_raised") && !warned.contains(&"margins.trust_group"), "{warned:?}");
    }
}
