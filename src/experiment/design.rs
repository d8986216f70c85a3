//! Designs: which values the points of a sweep have.
//!
//! A factor is a range over which something may plausibly lie: a parameter, or several that are one thing, such as
//! the hours of a leader in every structure that has one. In a Latin hypercube of n points each factor has one point
//! in each of n strata of equal width. The column of a factor depends on the seed, its name and the number of points
//! alone, so a factor that is added changes no other. A grid has every combination of given values.

use crate::random::{Decision, Streams, Who};
use crate::scenario::{Scenario, Structure, tables};
use crate::vocabulary::tables::Village;
use crate::vocabulary::{Distribution, Grade, Kind, Parameter, Setting, Table, Text, Value};

/// Something that varies over a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// Its name: the path, or `seat.ROLE.KEY` for a seat in every structure.
    pub name: String,
    /// The paths that take its value.
    pub paths: Vec<String>,
    /// Lower end, in the unit of the key; of a distribution, of its mean.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    shape: Shape,
}

/// How a number becomes a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    Real,
    Whole,
    /// The distribution whose mean is moved.
    Mean(Distribution),
}

impl Factor {
    /// The factor `name`, a path or `seat.ROLE.KEY`, from `low` to `high`.
    ///
    /// # Errors
    /// A text when there is no such number in the scenario, or the range is none or goes beyond what the key allows.
    pub fn new(scenario: &Scenario, name: &str, low: f64, high: f64) -> Result<Factor, String> {
        let paths = match name.strip_prefix("seat.").and_then(|rest| rest.split_once('.')) {
            Some((role, key)) => seats(scenario, role).map(|seat| format!("{seat}.{key}")).collect(),
            None => vec![name.to_string()],
        };
        let path = paths.first().ok_or_else(|| format!("no structure in use has the seat of `{name}`"))?;
        let parameter = parameter(path).ok_or_else(|| format!("there is no parameter `{path}`"))?;
        let (least, most, shape) = match parameter.kind {
            Kind::Real(least, most) => (least, most, Shape::Real),
            Kind::Whole(least, most) => (least as f64, most as f64, Shape::Whole),
            Kind::Distribution(least, most) => {
                let value = value_of(scenario, path, parameter);
                let shape = Distribution::read(&value, &parameter.kind).map_err(|mismatch| mismatch.to_string())?;
                (least, most, Shape::Mean(shape))
            }
            _ => return Err(format!("`{path}` is no number that could vary over a range")),
        };
        if low.is_nan() || high.is_nan() || low >= high {
            return Err(format!(
                "the range of `{name}` goes from a lower to a higher number, not from {low} to {high}"
            ));
        }
        if low < least || high > most {
            return Err(format!(
                "the range of `{name}` goes beyond what the key allows: {}",
                parameter.kind.describe()
            ));
        }
        Ok(Factor { name: name.to_string(), paths, low, high, shape })
    }

    /// Its unit; empty for pure numbers.
    pub fn unit(&self) -> &'static str {
        self.parameter().map_or("", |parameter| parameter.unit)
    }

    /// What it means.
    pub fn meaning(&self) -> Text {
        self.parameter().map_or(Text { en: "", zh: "" }, |parameter| parameter.text)
    }

    fn parameter(&self) -> Option<&'static Parameter> {
        parameter(self.paths.first()?)
    }

    /// The value at `share` of the range; whole numbers are equally likely.
    fn at(&self, share: f64) -> f64 {
        match self.shape {
            Shape::Whole => (self.low + libm::floor((self.high - self.low + 1.0) * share)).min(self.high),
            Shape::Real | Shape::Mean(_) => self.low + (self.high - self.low) * share,
        }
    }

    /// `PATH=VALUE` for each of its paths.
    fn settings(&self, value: f64) -> impl Iterator<Item = String> {
        let written = match self.shape {
            Shape::Real => Value::Real(value),
            Shape::Whole => Value::Whole(value as i64),
            Shape::Mean(distribution) => moved(distribution, value).write(),
        };
        self.paths.iter().map(move |path| format!("{path}={written}"))
    }
}

/// The ranges that a scenario gives for its guesses, by name. A range of the same seat, with the same value, in several
/// structures is one factor: a leader has the same hours in all of them.
pub fn factors(scenario: &Scenario) -> Vec<Factor> {
    let guessed = scenario.provenance.iter().filter(|known| known.grade == Grade::Guess);
    let ranged: Vec<_> =
        guessed.filter_map(|known| Some((known, known.range.filter(|(low, high)| low < high)?))).collect();
    let mut factors: Vec<Factor> = Vec::new();
    for (known, (low, high)) in &ranged {
        let name = match seat(&known.path) {
            None => known.path.clone(),
            Some((structure, ..)) if !used(scenario).any(|used| used.name == structure) => continue,
            Some((_, role, key)) => {
                let alike = |path: &str| {
                    let mut others = ranged.iter().filter(|(other, _)| other.path == path);
                    others.any(|(other, range)| other.value == known.value && *range == (*low, *high))
                };
                let everywhere = seats(scenario, role).all(|seat| alike(&format!("{seat}.{key}")));
                if everywhere { format!("seat.{role}.{key}") } else { known.path.clone() }
            }
        };
        if factors.iter().any(|factor| factor.name == name) {
            continue;
        }
        // A range that the reader of the scenario let pass is sound.
        factors.extend(Factor::new(scenario, &name, *low, *high));
    }
    factors
}

/// Adds a factor; paths that it shares with others follow it alone.
pub fn vary(factors: &mut Vec<Factor>, factor: Factor) {
    for other in factors.iter_mut() {
        other.paths.retain(|path| !factor.paths.contains(path));
    }
    factors.retain(|other| !other.paths.is_empty());
    factors.push(factor);
}

/// The points of a sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// What varies.
    pub factors: Vec<Factor>,
    /// By point, the value of each factor.
    pub points: Vec<Vec<f64>>,
}

impl Design {
    /// A Latin hypercube of `points` points.
    pub fn latin_hypercube(seed: u64, factors: Vec<Factor>, points: u32) -> Design {
        let columns: Vec<Vec<f64>> = factors.iter().map(|factor| column(seed, &factor.name, points)).collect();
        let point = |i: usize| factors.iter().zip(&columns).map(|(factor, column)| factor.at(column[i])).collect();
        Design { points: (0..points as usize).map(point).collect(), factors }
    }

    /// Every combination of the `levels` of the factors; the first factor changes slowest.
    pub fn grid(factors: Vec<Factor>, levels: &[Vec<f64>]) -> Design {
        let mut points: Vec<Vec<f64>> = vec![Vec::new()];
        for of_factor in levels {
            let longer = |point: &Vec<f64>| {
                let point = point.clone();
                of_factor.iter().map(move |level| [point.as_slice(), &[*level]].concat())
            };
            points = points.iter().flat_map(longer).collect();
        }
        Design { factors, points }
    }

    /// What a point sets, as `PATH=VALUE`.
    pub fn settings(&self, point: usize) -> Vec<String> {
        self.factors.iter().zip(&self.points[point]).flat_map(|(factor, value)| factor.settings(*value)).collect()
    }

    /// The points as CSV: their number and the value of each factor.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        let names = self.factors.iter().map(|factor| factor.name.clone());
        // Writing to memory cannot fail, and every record has as many cells as there are columns.
        let _ = writer.write_record(std::iter::once("point".to_string()).chain(names));
        for (point, values) in self.points.iter().enumerate() {
            let values = values.iter().map(f64::to_string);
            let _ = writer.write_record(std::iter::once(point.to_string()).chain(values));
        }
        writer.into_inner().unwrap_or_default()
    }
}

/// A column of a Latin hypercube on (0, 1): a random permutation of the strata and a random place in each.
fn column(seed: u64, name: &str, points: u32) -> Vec<f64> {
    let streams = Streams::new(seed, 0);
    let hash = blake3::hash(name.as_bytes());
    let who = Who(u64::from_le_bytes(std::array::from_fn(|i| hash.as_bytes()[i])));
    let mut order: Vec<(u64, u32)> =
        (0..points).map(|point| (streams.draw(Decision::DesignStratum, who, u64::from(point)).0[0], point)).collect();
    order.sort_unstable();
    let mut column = vec![0.0; points as usize];
    for (stratum, (_, point)) in order.into_iter().enumerate() {
        let within = streams.uniform(Decision::DesignPosition, who, u64::from(point));
        column[point as usize] = (stratum as f64 + within) / f64::from(points);
    }
    column
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

/// The structures that an arm uses.
fn used(scenario: &Scenario) -> impl Iterator<Item = &Structure> {
    let steps = |i: usize| scenario.arms.iter().flat_map(|arm| &arm.plan).any(move |step| step.structure == i);
    scenario.structures.iter().enumerate().filter(move |(i, _)| steps(*i)).map(|(_, structure)| structure)
}

/// `structures.NAME.seat.ROLE` of every structure in use that has the seat.
fn seats(scenario: &Scenario, role: &str) -> impl Iterator<Item = String> {
    let having = used(scenario).filter(move |structure| structure.seats.iter().any(|seat| seat.role == role));
    having.map(move |structure| format!("structures.{}.seat.{role}", structure.name))
}

/// Structure, role and key of the path of a seat.
fn seat(path: &str) -> Option<(&str, &str, &str)> {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        ["structures", structure, "seat", role, key] => Some((structure, role, key)),
        _ => None,
    }
}

/// Table and key of a path, without the arm in front.
fn place(path: &str) -> Option<(String, &str)> {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        [table, key] | ["arm", _, table, key] => Some(((*table).to_string(), key)),
        ["structures", _, key] => Some(("structures.NAME".into(), key)),
        ["structures", _, "seat", _, key] => Some(("structures.NAME.seat.ROLE".into(), key)),
        _ => None,
    }
}

/// The parameter that a factor of this name moves: a path, or `seat.ROLE.KEY`.
pub fn parameter_of(name: &str) -> Option<&'static Parameter> {
    match name.strip_prefix("seat.") {
        Some(rest) => parameter(&format!("structures.any.seat.{rest}")),
        None => parameter(name),
    }
}

/// The parameter at a path.
fn parameter(path: &str) -> Option<&'static Parameter> {
    let (table, key) = place(path)?;
    tables().filter(|(name, _)| *name == table).flat_map(|(_, keys)| keys).find(|parameter| parameter.key == key)
}

/// The value in force at the path of a table; the default where the path is none of these.
fn value_of(scenario: &Scenario, path: &str, parameter: &Parameter) -> Value {
    let of_arm = path.strip_prefix("arm.").and_then(|rest| rest.split('.').next());
    let parameters = scenario.arms.iter().find(|arm| Some(arm.name.as_str()) == of_arm).map(|arm| &arm.parameters);
    let value = match parameter.table {
        Village::NAME => scenario.village.get(parameter.key),
        table => parameters.unwrap_or(&scenario.base).get(table, parameter.key),
    };
    value.unwrap_or_else(parameter.default)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Memory, read};

    const TEXT: &str = r#"
[needs]
patience_days = { value = { weibull = { mean = 42, shape = 1.3 } }, range = [14, 140], grade = "guess", source = "s" }
[handling]
max_sessions = { value = 2, range = [1, 3], grade = "guess", source = "s" }
[structures.single]
seat.leader.hours_per_week = { value = 6, range = [2, 15], grade = "guess", source = "s" }
[structures.three]
seat.leader.hours_per_week = { value = 6, range = [2, 15], grade = "guess", source = "s" }
"#;

    fn scenario(text: &str) -> Scenario {
        read(&Memory::single("test.toml", text), "test.toml", &[]).unwrap()
    }

    fn design(points: u32) -> Design {
        Design::latin_hypercube(7, factors(&scenario(TEXT)), points)
    }

    #[test]
    fn each_stratum_of_each_factor_has_one_point() {
        for points in [1, 2, 10, 37] {
            for name in ["a", "needs.patience_days", "seat.leader.hours_per_week"] {
                let mut strata: Vec<u32> =
                    column(7, name, points).iter().map(|x| (x * f64::from(points)) as u32).collect();
                strata.sort_unstable();
                assert!(strata.into_iter().eq(0..points), "{name} {points}");
            }
        }
        assert_ne!(column(7, "a", 10), column(7, "b", 10));
        assert_ne!(column(7, "a", 10), column(8, "a", 10));
    }

    #[test]
    fn a_grid_has_every_combination_once() {
        let scenario = scenario(TEXT);
        let factor = |name| Factor::new(&scenario, name, 1.0, 9.0).unwrap();
        let factors = vec![factor("contact.retry_days"), factor("handling.max_sessions")];
        let grid = Design::grid(factors, &[vec![1.5, 2.0], vec![1.0, 2.0, 3.0]]);
        let rows: Vec<(f64, f64)> = grid.points.iter().map(|point| (point[0], point[1])).collect();
        assert_eq!(rows, [(1.5, 1.0), (1.5, 2.0), (1.5, 3.0), (2.0, 1.0), (2.0, 2.0), (2.0, 3.0)]);
        assert_eq!(grid.settings(5), ["contact.retry_days=2.0", "handling.max_sessions=3"]);
    }

    #[test]
    fn columns_are_unrelated() {
        let (one, other) = (column(7, "a", 1000), column(7, "b", 1000));
        let product: f64 = one.iter().zip(&other).map(|(x, y)| (x - 0.5) * (y - 0.5)).sum::<f64>() / 1000.0;
        // Of a correlation whose standard error is 1/sqrt(1000).
        assert!((product * 12.0).abs() < 4.0 / 31.0, "{product}");
    }

    #[test]
    fn a_factor_that_is_added_changes_no_other() {
        let scenario = scenario(TEXT);
        let before = Design::latin_hypercube(7, factors(&scenario), 12);
        let mut more = factors(&scenario);
        more.insert(0, Factor::new(&scenario, "contact.retry_days", 1.0, 9.0).unwrap());
        let after = Design::latin_hypercube(7, more, 12);
        for (before, after) in before.points.iter().zip(&after.points) {
            assert_eq!(before[..], after[1..]);
        }
    }

    #[test]
    fn a_seat_has_one_range_in_all_structures() {
        let names: Vec<String> = factors(&scenario(TEXT)).into_iter().map(|factor| factor.name).collect();
        let expected = [
            "handling.max_sessions",
            "needs.patience_days",
            "seat.leader.hours_per_week",
            "seat.party.hours_per_week",
            "seat.party.stipend_yuan_per_year",
            "seat.representative.hours_per_week",
            "seat.representative.stipend_yuan_per_year",
        ];
        assert_eq!(names, expected);
        let apart = scenario(&TEXT.replacen("[2, 15]", "[3, 15]", 1));
        assert!(factors(&apart).iter().any(|factor| factor.name == "structures.single.seat.leader.hours_per_week"));
    }

    #[test]
    fn every_point_is_a_scenario_with_the_values_of_its_row() {
        let design = design(9);
        for point in 0..9 {
            let scenario = read(&Memory::single("test.toml", TEXT), "test.toml", &design.settings(point)).unwrap();
            let [sessions, patience, leader, ..] = design.points[point][..] else { panic!("too few factors") };
            assert_eq!(f64::from(scenario.base.handling.max_sessions), sessions);
            assert_eq!(scenario.base.needs.patience_days, Distribution::Weibull { mean: patience, shape: 1.3 });
            assert!((14.0..140.0).contains(&patience));
            for structure in &scenario.structures {
                assert_eq!(structure.seats[0].hours_per_week, leader);
            }
        }
        let of_each = |sessions| design.points.iter().filter(|point| point[0] == sessions).count();
        assert_eq!([1.0, 2.0, 3.0].map(of_each), [3, 3, 3]);
    }

    #[test]
    fn a_range_from_outside_takes_the_place_of_the_scenarios() {
        let scenario = scenario(TEXT);
        let mut all = factors(&scenario);
        vary(&mut all, Factor::new(&scenario, "seat.leader.hours_per_week", 2.0, 4.0).unwrap());
        vary(&mut all, Factor::new(&scenario, "structures.three.seat.leader.hours_per_week", 8.0, 9.0).unwrap());
        let leader: Vec<_> = all.iter().filter(|factor| factor.name.contains("leader")).collect();
        assert_eq!(leader[0].paths, ["structures.single.seat.leader.hours_per_week"]);
        assert_eq!((leader[0].high, leader[1].low, leader.len()), (4.0, 8.0, 2));
    }

    #[test]
    fn what_cannot_vary_is_said() {
        let scenario = scenario(TEXT);
        let wrong = |name: &str, low, high| Factor::new(&scenario, name, low, high).unwrap_err();
        assert!(wrong("needs.patience", 1.0, 2.0).contains("no parameter"));
        assert!(wrong("seat.chief.hours_per_week", 1.0, 2.0).contains("no structure"));
        assert!(wrong("mechanisms.voice", 0.0, 1.0).contains("no number"));
        assert!(wrong("judgement.kin_lean", 0.5, 0.5).contains("lower to a higher"));
        assert!(wrong("judgement.kin_lean", 0.5, 1.5).contains("beyond"));
    }
}
