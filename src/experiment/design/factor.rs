//! What varies: a parameter, or several that are one thing.

use super::places::{Place, parameter_of, place_of, seats, value_of};
use super::spread::Spread;
use crate::results::manifest::Varying;
use crate::scenario::{Scenario, shipped_structures};
use crate::vocabulary::{Distribution, Kind, Setting, Text, Value};

/// Who decides on a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// An official chooses it.
    Lever,
    /// Nobody knows it.
    Uncertainty,
}

impl Role {
    /// Its word in tables.
    pub fn word(self) -> &'static str {
        match self {
            Role::Lever => "lever",
            Role::Uncertainty => "uncertainty",
        }
    }
}

/// Something that varies.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// Its name: the path, or `seat.ROLE.KEY` for a seat in every structure.
    pub name: String,
    /// The paths that take its value.
    pub paths: Vec<String>,
    /// Who decides on it.
    pub role: Role,
    spread: Spread,
    shape: Shape,
    /// What the key allows.
    allowed: (f64, f64),
    /// What it means, where its name is no path.
    own: Option<Text>,
}

/// How a number becomes a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    Real,
    Whole,
    /// The distribution whose mean is moved.
    Mean(Distribution),
    /// The number counts words.
    Word,
}

impl Factor {
    /// The factor `name`, a path or `seat.ROLE.KEY`, over what `spread` says, as written after `--vary NAME=`.
    ///
    /// # Errors
    /// A text when there is no such key in the scenario, the spread cannot be read, or it goes beyond what the key allows.
    pub fn read(scenario: &Scenario, name: &str, spread: &str, role: Role) -> Result<Factor, String> {
        Factor::new(scenario, name, spread.parse()?, role)
    }

    /// The factor `name` over a spread.
    ///
    /// # Errors
    /// As [`Factor::read`].
    pub fn new(scenario: &Scenario, name: &str, spread: Spread, role: Role) -> Result<Factor, String> {
        let paths = match name.strip_prefix("seat.").and_then(|rest| rest.split_once('.')) {
            Some((role, key)) => seats(scenario, role).map(|seat| format!("{seat}.{key}")).collect(),
            None => vec![name.to_string()],
        };
        let path = paths.first().ok_or_else(|| format!("no structure in use has the seat of `{name}`"))?;
        let place = place_of(path).ok_or_else(|| format!("there is no parameter `{path}`"))?;
        let (shape, allowed) = match place {
            Place::Structure => (Shape::Word, (0.0, f64::MAX)),
            Place::Parameter(parameter) => match parameter.kind {
                Kind::Real(least, most) => (Shape::Real, (least, most)),
                Kind::Whole(least, most) => (Shape::Whole, (least as f64, most as f64)),
                Kind::Distribution(least, most) => {
                    let value = value_of(scenario, path, parameter);
                    let shape = Distribution::read(&value, &parameter.kind).map_err(|mismatch| mismatch.to_string())?;
                    (Shape::Mean(shape), (least, most))
                }
                Kind::Flag | Kind::Choice(_) | Kind::Date => (Shape::Word, (0.0, f64::MAX)),
                _ => return Err(format!("`{path}` is nothing that could vary")),
            },
        };
        let factor = Factor { name: name.to_string(), paths, role, spread, shape, allowed, own: None };
        factor.sound(scenario, place)?;
        Ok(factor)
    }

    /// The same over several paths that are one thing, under a name of their own and with what they mean together.
    pub fn joint(self, name: &str, paths: Vec<String>, meaning: Text) -> Factor {
        Factor { name: name.into(), paths, own: Some(meaning), ..self }
    }

    /// Whether the key allows the spread.
    fn sound(&self, scenario: &Scenario, place: Place) -> Result<(), String> {
        let name = &self.name;
        let allowed = match place {
            Place::Structure => "names of structures".into(),
            Place::Parameter(parameter) => parameter.kind.describe(),
        };
        let beyond = || Err(format!("the range of `{name}` goes beyond what the key allows: {allowed}"));
        match (&self.spread, self.shape) {
            (Spread::Words(words), Shape::Word) => {
                let shipped = shipped_structures().unwrap_or_default();
                let known = |word: &String| match place {
                    Place::Structure => {
                        let mut names = scenario.structures.iter().chain(&shipped);
                        names.any(|structure| structure.name == *word)
                    }
                    Place::Parameter(parameter) => match parameter.kind {
                        Kind::Choice(known) => known.contains(&word.as_str()),
                        Kind::Flag => word == "true" || word == "false",
                        _ => word.parse::<jiff::civil::Date>().is_ok(),
                    },
                };
                if words.iter().all(known) { Ok(()) } else { beyond() }
            }
            (_, Shape::Word) => {
                Err(format!("`{name}` is no number that could vary over a range; give its values: {allowed}"))
            }
            (Spread::Words(_), _) => beyond(),
            (spread, shape) => {
                let (low, high) = spread.ends(self.allowed);
                let fraction = |level: &f64| libm::floor(*level) != *level;
                if low < self.allowed.0 || high > self.allowed.1 {
                    return beyond();
                }
                if shape == Shape::Whole && matches!(spread, Spread::Levels(levels) if levels.iter().any(fraction)) {
                    return beyond();
                }
                Ok(())
            }
        }
    }

    /// Its unit; empty for pure numbers.
    pub fn unit(&self) -> &'static str {
        parameter_of(&self.name).map_or("", Place::unit)
    }

    /// What it means.
    pub fn meaning(&self) -> Text {
        self.own.unwrap_or_else(|| parameter_of(&self.name).map_or(Text { en: "", zh: "" }, Place::meaning))
    }

    /// The value at `share` (0 to 1) of what it varies over; whole numbers of a range are equally likely. Words are
    /// counted from 0.
    pub fn at(&self, share: f64) -> f64 {
        match (&self.spread, self.shape) {
            (Spread::Range { low, high, log: false, .. }, Shape::Whole) => {
                (low + libm::floor((high - low + 1.0) * share)).min(*high)
            }
            (spread, Shape::Whole) => libm::rint(spread.at(share, self.allowed)),
            (spread, _) => spread.at(share, self.allowed),
        }
    }

    /// Its lowest and highest value; of an unbounded distribution all but a thousandth on each side.
    pub fn ends(&self) -> (f64, f64) {
        self.spread.ends(self.allowed)
    }

    /// Its values, if it has so and so many; none for a range or a distribution.
    pub fn levels(&self) -> Vec<f64> {
        let mut levels = self.spread.levels();
        if self.shape == Shape::Whole {
            levels.iter_mut().for_each(|level| *level = libm::rint(*level));
            levels.dedup();
        }
        levels
    }

    /// The value in force in the scenario; `None` where it is none of its words.
    pub fn current(&self, scenario: &Scenario) -> Option<f64> {
        let path = self.paths.first()?;
        let word = |word: &str| match &self.spread {
            Spread::Words(words) => words.iter().position(|known| known == word).map(|place| place as f64),
            _ => None,
        };
        match place_of(path)? {
            Place::Structure => {
                let arm = scenario.arms.iter().find(|arm| Some(arm.name.as_str()) == path.split('.').nth(1))?;
                word(&scenario.structures.get(arm.plan.last()?.structure)?.name)
            }
            Place::Parameter(parameter) => match (value_of(scenario, path, parameter), self.shape) {
                (Value::Text(text), _) => word(&text),
                (Value::Flag(flag), _) => word(if flag { "true" } else { "false" }),
                (Value::Date(date), _) => word(&date.to_string()),
                (value, Shape::Mean(_)) => Distribution::read(&value, &parameter.kind).ok().map(|shape| shape.mean()),
                (value, _) => value.number(),
            },
        }
    }

    /// A value as it stands in `points.csv`.
    pub fn write(&self, value: f64) -> String {
        match &self.spread {
            Spread::Words(words) => words.get(value as usize).cloned().unwrap_or_default(),
            _ => value.to_string(),
        }
    }

    /// The value of a cell of `points.csv`; `None` where it is none.
    pub fn parse(&self, cell: &str) -> Option<f64> {
        match &self.spread {
            Spread::Words(words) => words.iter().position(|word| word == cell).map(|place| place as f64),
            _ => cell.parse().ok().filter(|value: &f64| value.is_finite()),
        }
    }

    /// `PATH=VALUE` for each of its paths.
    pub(super) fn settings(&self, value: f64) -> impl Iterator<Item = String> {
        let written = match self.shape {
            Shape::Real => Value::Real(value).to_string(),
            Shape::Whole => Value::Whole(value as i64).to_string(),
            Shape::Mean(distribution) => moved(distribution, value).write().to_string(),
            Shape::Word => self.write(value),
        };
        self.paths.iter().map(move |path| format!("{path}={written}"))
    }

    /// How the manifest describes it.
    pub fn described(&self) -> Varying {
        let (name, paths, role) = (self.name.clone(), self.paths.clone(), self.role.word().to_string());
        Varying { name, role, paths, values: self.spread.to_string() }
    }
}

impl Place {
    /// What it means.
    pub fn meaning(self) -> Text {
        match self {
            Place::Parameter(parameter) => parameter.text,
            Place::Structure => Text { en: "Structure of the arm", zh: "方案的组织形式" },
        }
    }

    /// Its unit; empty for pure numbers and words.
    pub fn unit(self) -> &'static str {
        match self {
            Place::Parameter(parameter) => parameter.unit,
            Place::Structure => "",
        }
    }
}

/// The distribution with another mean and the same shape.
fn moved(distribution: Distribution, mean: f64) -> Distribution {
    match distribution {
        Distribution::Fixed(_) => Distribution::Fixed(mean),
        Distribution::Exponential { .. } => Distribution::Exponential { mean },
        Distribution::Lognormal { cv, .. } => Distribution::Lognormal { mean, cv },
        Distribution::Weibull { shape, .. } => Distribution::Weibull { mean, shape },
        Distribution::Uniform { low, high } => {
            let factor = if low + high > 0.0 { 2.0 * mean / (low + high) } else { 1.0 };
            Distribution::Uniform { low: low * factor, high: high * factor }
        }
    }
}
