//! What is unknown: parameter sets that the replicates take in turn.

use super::design::Design;
use crate::results::Turns;
use crate::scenario::Scenario;

/// Columns that tell of a set without setting anything.
const TOLD: [&str; 3] = ["point", "weight", "distance"];

/// The sets of a table, one a row: a column for each factor, and `weight` where they are not equally likely.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// The factors, and by set the value of each.
    pub design: Design,
    /// Which set a replicate takes.
    pub turns: Turns,
}

impl Posterior {
    /// Reads the table.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(scenario: &Scenario, text: &str) -> Result<Posterior, String> {
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text.as_bytes());
        let names = reader.headers().map_err(|error| error.to_string())?.clone();
        let mut sets = csv::Writer::from_writer(Vec::new());
        let set = |record: &csv::StringRecord| -> Vec<String> {
            names
                .iter()
                .zip(record)
                .filter(|(name, _)| !TOLD.contains(name))
                .map(|(_, cell)| cell.to_string())
                .collect()
        };
        if names.iter().all(|name| TOLD.contains(&name)) {
            return Err("it sets nothing: a column for each path is wanted".into());
        }
        let weight = names.iter().position(|name| name == "weight");
        let mut weights = Vec::new();
        // Writing to memory cannot fail: every record has as many cells as there are columns.
        let _ = sets.write_record(set(&names));
        for record in reader.records() {
            let record = record.map_err(|error| error.to_string())?;
            let _ = sets.write_record(set(&record));
            let line = record.position().map_or(0, csv::Position::line);
            let value: f64 = match weight {
                None => 1.0,
                Some(place) => {
                    record[place].parse().map_err(|_| format!("line {line} has a weight that is no number"))?
                }
            };
            if !(value.is_finite() && value >= 0.0) {
                return Err(format!("line {line} has the weight {value}; 0 or more is wanted"));
            }
            weights.push(value);
        }
        let turns = Turns::by(&weights).ok_or("it has no set with a weight above 0")?;
        let design = Design::from_csv(scenario, &sets.into_inner().unwrap_or_default())?;
        Ok(Posterior { design, turns })
    }

    /// Leaves out the factors that set one of these paths; returns their names.
    pub fn without(&mut self, fixed: impl Fn(&str) -> bool) -> Vec<String> {
        let kept: Vec<bool> =
            self.design.factors.iter().map(|factor| !factor.paths.iter().any(|path| fixed(path))).collect();
        for point in &mut self.design.points {
            let mut kept = kept.iter();
            point.retain(|_| *kept.next().unwrap_or(&true));
        }
        let (mut places, mut left_out) = (kept.iter(), Vec::new());
        self.design.factors.retain(|factor| {
            let keep = *places.next().unwrap_or(&true);
            if !keep {
                left_out.push(factor.name.clone());
            }
            keep
        });
        left_out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Memory, read};

    fn scenario() -> Scenario {
        read(&Memory::single("a.toml", ""), "a.toml", &[]).unwrap()
    }

    fn posterior(text: &str) -> Result<Posterior, String> {
        Posterior::read(&scenario(), text)
    }

    #[test]
    fn a_table_is_read_but_for_what_only_tells() {
        let sets = posterior("point,contact.retry_days,weight\n0,1,0.5\n1,2,0.5\n2,3,0.5\n").unwrap();
        assert_eq!((sets.turns.sets, sets.turns.of(4)), (3, 1));
        assert_eq!(sets.design.settings(2), ["contact.retry_days=3.0"]);
    }

    #[test]
    fn what_is_fixed_does_not_vary() {
        let mut sets = posterior("contact.retry_days,judgement.kin_lean\n1,0.2\n2,0.3\n").unwrap();
        assert_eq!(sets.without(|path| path == "contact.retry_days"), ["contact.retry_days"]);
        assert_eq!(sets.design.settings(1), ["judgement.kin_lean=0.3"]);
    }

    #[test]
    fn tables_that_are_none_are_told() {
        let wrong = |text: &str| posterior(text).unwrap_err();
        assert!(wrong("weight,contact.retry_days\n0,1\n").contains("above 0"));
        assert!(wrong("weight,contact.retry_days\n-1,1\n").contains("line 2"));
        assert!(wrong("contact.nothing\n1\n").contains("there is no parameter"));
        assert!(wrong("weight\n1\n").contains("sets nothing"));
    }
}
