//! Designs: which values the points of a study have.
//!
//! A factor is something that varies: a parameter, or several that are one thing, such as the hours of a leader in every
//! structure that has one. *Levers* are what an official chooses, *uncertainties* what nobody knows; chance is neither: it
//! is in the replicates. A scenario declares uncertainties by the ranges of its guesses, and either by `[[factor]]`.
//!
//! A design is extended by asking for more: the points of a design come first in one of twice as many (Latin hypercube),
//! of more points (Sobol', CSV), and runs of points that are there are kept.

mod factor;
mod places;
mod spread;

pub use factor::{Factor, Role};
pub use places::{Place, parameter_of};
pub use spread::{Law, Spread};

use crate::random::{Decision, Streams, Who};
use crate::results::manifest::Varying;
use crate::scenario::Scenario;
use crate::statistics::Sobol;
use crate::vocabulary::Grade;
use crate::vocabulary::choices::FactorRole;
use crate::vocabulary::tables::Factor as Declared;
use places::{seat, seats, used};

/// The uncertainties that a scenario declares, by name: the ranges of its guesses, and its `[[factor]]`s of that role. A range of the same seat,
/// with the same value, in several structures is one factor: a leader has the same hours in all of them.
///
/// # Errors
/// What is wrong with a `[[factor]]`.
pub fn factors(scenario: &Scenario) -> Result<Vec<Factor>, String> {
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
        let spread = Spread::Range { low: *low, high: *high, steps: None, log: false };
        // A range that the reader of the scenario let pass is sound.
        factors.extend(Factor::new(scenario, &name, spread, Role::Uncertainty));
    }
    for factor in declared(scenario, FactorRole::Uncertainty)? {
        vary(&mut factors, factor);
    }
    // What an official chooses is not unknown, although its range may stand beside its value.
    let chosen = levers(scenario)?;
    factors.retain(|factor| !factor.paths.iter().any(|path| chosen.iter().any(|lever| lever.paths.contains(path))));
    Ok(factors)
}

/// The levers that a scenario declares, by its `[[factor]]`s.
///
/// # Errors
/// What is wrong with one.
pub fn levers(scenario: &Scenario) -> Result<Vec<Factor>, String> {
    declared(scenario, FactorRole::Lever)
}

fn declared(scenario: &Scenario, role: FactorRole) -> Result<Vec<Factor>, String> {
    let as_role = role_of(role);
    let of_role = scenario.lists.factor.iter().filter(|declared| declared.role == role);
    of_role
        .map(|declared| {
            let factor = Factor::read(scenario, &declared.path, &declared.values, as_role);
            factor.map_err(|what| format!("factor.{}: {what}", declared.name))
        })
        .collect()
}

fn role_of(role: FactorRole) -> Role {
    match role {
        FactorRole::Lever => Role::Lever,
        FactorRole::Uncertainty => Role::Uncertainty,
    }
}

/// What is wrong with the `[[factor]]`s of a scenario: which one, the key that is wrong, and why.
pub fn wrong(scenario: &Scenario) -> Vec<(usize, &'static str, String)> {
    let declared = scenario.lists.factor.iter().enumerate();
    let wrong = |(entry, declared): (usize, &Declared)| {
        let (name, role) = (&declared.name, role_of(declared.role));
        let of = |what: String| format!("factor `{name}`: {what}");
        let spread = match declared.values.parse::<Spread>() {
            Ok(spread) => spread,
            Err(what) => return Some((entry, "values", of(what))),
        };
        let key = if parameter_of(&declared.path).is_none() { "path" } else { "values" };
        let factor = Factor::new(scenario, &declared.path, spread, role);
        factor.err().map(|what| (entry, key, of(what)))
    };
    declared.filter_map(wrong).collect()
}

/// The arms that have their own value of what a factor varies, so that it does not vary there: factor and arm.
pub fn fixed_in_arms(scenario: &Scenario, factors: &[Factor]) -> Vec<(String, String)> {
    let own = |factor: &Factor| {
        let fixed = scenario.arms.iter().filter(|arm| factor.paths.iter().any(|path| arm.overrides.contains(path)));
        fixed.map(|arm| (factor.name.clone(), arm.name.clone())).collect::<Vec<_>>()
    };
    factors.iter().flat_map(own).collect()
}

/// What a point of a study set, as `PATH=VALUE`: from what varied, as the manifest has it, and the table of points.
///
/// # Errors
/// What is wrong with the table; that it has no such point.
pub fn settings_of(scenario: &Scenario, varying: &[Varying], table: &[u8], point: u64) -> Result<Vec<String>, String> {
    let mut reader = csv::Reader::from_reader(table);
    let mut last = None;
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        last = record[0].parse::<u64>().ok();
        if last != Some(point) {
            continue;
        }
        let mut settings = Vec::new();
        for (varying, cell) in varying.iter().zip(record.iter().skip(1)) {
            let value = cell.parse::<f64>();
            let spread = match value {
                Ok(number) => Spread::Levels(vec![number]),
                Err(_) => Spread::Words(vec![cell.to_string()]),
            };
            let mut factor = Factor::new(scenario, &varying.name, spread, Role::Uncertainty)?;
            factor.paths.clone_from(&varying.paths);
            settings.extend(factor.settings(value.unwrap_or(0.0)));
        }
        return Ok(settings);
    }
    let holds = last.map_or_else(|| "it has none".to_string(), |last| format!("points go from 0 to {last}"));
    Err(format!("there is no point {point}; {holds}"))
}

/// Adds a factor; paths that it shares with others follow it alone.
pub fn vary(factors: &mut Vec<Factor>, factor: Factor) {
    for other in factors.iter_mut() {
        other.paths.retain(|path| !factor.paths.contains(path));
    }
    factors.retain(|other| !other.paths.is_empty());
    factors.push(factor);
}

/// The points of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// What varies.
    pub factors: Vec<Factor>,
    /// By point, the value of each factor.
    pub points: Vec<Vec<f64>>,
}

impl Design {
    /// The design on the unit cube, by point and factor, as values of the factors.
    pub fn from_shares(factors: Vec<Factor>, shares: &[Vec<f64>]) -> Design {
        let point = |shares: &Vec<f64>| factors.iter().zip(shares).map(|(factor, share)| factor.at(*share)).collect();
        Design { points: shares.iter().map(point).collect(), factors }
    }

    /// A Latin hypercube of `points` points: each factor has one point in each of as many strata of equal probability.
    /// The column of a factor depends on the seed, its name and the number of points alone, so a factor that is added
    /// changes no other. The first half of an even number of points is the hypercube of half as many.
    pub fn latin_hypercube(seed: u64, factors: Vec<Factor>, points: u32) -> Design {
        let shares = Design::hypercube_shares(seed, &factors, points);
        Design::from_shares(factors, &shares)
    }

    /// The same on the unit cube, by point and factor.
    pub fn hypercube_shares(seed: u64, factors: &[Factor], points: u32) -> Vec<Vec<f64>> {
        let columns: Vec<Vec<f64>> = factors.iter().map(|factor| column(seed, &factor.name, points)).collect();
        (0..points as usize).map(|i| columns.iter().map(|column| column[i]).collect()).collect()
    }

    /// The first `points` of Sobol's sequence, shifted by the seed; more points only add to them. `None` for more factors
    /// than there are numbers for.
    pub fn sobol(seed: u64, factors: Vec<Factor>, points: u32) -> Option<Design> {
        let sequence = Sobol::new(factors.len())?;
        let shares: Vec<Vec<f64>> = (0..points).map(|point| sequence.shifted(seed, point)).collect();
        Some(Design::from_shares(factors, &shares))
    }

    /// Every combination of the levels of the factors; the first factor changes slowest. `None` when there would be
    /// more than `most` points.
    pub fn grid(factors: Vec<Factor>, most: usize) -> Option<Design> {
        let levels: Vec<Vec<f64>> = factors.iter().map(Factor::levels).collect();
        let count = levels.iter().map(Vec::len).fold(1, usize::saturating_mul);
        if count > most {
            return None;
        }
        let mut points: Vec<Vec<f64>> = vec![Vec::new()];
        for of_factor in levels {
            let longer = |point: &Vec<f64>| {
                let point = point.clone();
                of_factor.iter().map(move |level| [point.as_slice(), &[*level]].concat())
            };
            points = points.iter().flat_map(longer).collect();
        }
        Some(Design { factors, points })
    }

    /// The first levels of all factors, then the second, and so on. `None` unless all have equally many.
    pub fn zip(factors: Vec<Factor>) -> Option<Design> {
        let levels: Vec<Vec<f64>> = factors.iter().map(Factor::levels).collect();
        let count = levels.first().map_or(0, Vec::len);
        let alike = levels.iter().all(|of_factor| of_factor.len() == count);
        let point = |i: usize| levels.iter().map(|of_factor| of_factor[i]).collect();
        alike.then(|| Design { points: (0..count).map(point).collect(), factors })
    }

    /// The scenario as it is, then each factor alone over its levels, or over the ends of its range.
    ///
    /// # Errors
    /// The name of a factor whose value in the scenario is none of its words.
    pub fn one_factor(scenario: &Scenario, factors: Vec<Factor>) -> Result<Design, String> {
        let centre = factors.iter().map(|factor| factor.current(scenario).ok_or_else(|| factor.name.clone()));
        let centre = centre.collect::<Result<Vec<f64>, _>>()?;
        let mut points = vec![centre.clone()];
        for (place, factor) in factors.iter().enumerate() {
            let levels = Some(factor.levels()).filter(|levels| !levels.is_empty());
            let levels = levels.unwrap_or_else(|| vec![factor.ends().0, factor.ends().1]);
            for level in levels.into_iter().filter(|level| *level != centre[place]) {
                let mut point = centre.clone();
                point[place] = level;
                points.push(point);
            }
        }
        Ok(Design { factors, points })
    }

    /// Every setting of the levers in every world: the worlds are the same under all settings, so that what a lever does
    /// is seen against the same unknowns. Levers come first, and the settings of a world one after the other. `None`
    /// when there would be more than `most` points.
    pub fn crossed(levers: Vec<Factor>, worlds: Design, most: usize) -> Option<Design> {
        let settings = Design::grid(levers, most)?;
        if settings.points.len().saturating_mul(worlds.points.len()) > most {
            return None;
        }
        let of_world = |world: &Vec<f64>| {
            let world = world.clone();
            settings.points.iter().map(move |setting| [setting.as_slice(), world.as_slice()].concat())
        };
        let points = worlds.points.iter().flat_map(of_world).collect();
        Some(Design { factors: [settings.factors.clone(), worlds.factors].concat(), points })
    }

    /// One point that sets nothing.
    pub fn nothing() -> Design {
        Design { factors: Vec::new(), points: vec![Vec::new()] }
    }

    /// The points of a table: a column for each factor under its name, a row for each point. A column `point` is passed
    /// over.
    ///
    /// # Errors
    /// What is wrong with the table, with its line.
    pub fn from_csv(scenario: &Scenario, text: &[u8]) -> Result<Design, String> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text);
        let names = reader.headers().map_err(|error| error.to_string())?.clone();
        let columns: Vec<usize> = (0..names.len()).filter(|place| &names[*place] != "point").collect();
        let records: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().map_err(|error| error.to_string())?;
        if columns.is_empty() || records.is_empty() {
            return Err("it has no points: a line of names and a line for each point are wanted".into());
        }
        let mut factors: Vec<Factor> = Vec::new();
        for place in &columns {
            let mut cells: Vec<&str> = Vec::new();
            for record in &records {
                let cell = record.get(*place).unwrap_or_default();
                if !cells.contains(&cell) {
                    cells.push(cell);
                }
            }
            let numbers: Option<Vec<f64>> = cells.iter().map(|cell| cell.parse().ok()).collect();
            let spread = match numbers {
                Some(numbers) => Spread::Levels(numbers),
                None => Spread::Words(cells.into_iter().map(String::from).collect()),
            };
            let factor = Factor::new(scenario, &names[*place], spread, Role::Uncertainty)?;
            if let Some(shared) =
                factor.paths.iter().find(|path| factors.iter().any(|other| other.paths.contains(path)))
            {
                return Err(format!("two columns set `{shared}`"));
            }
            factors.push(factor);
        }
        let point = |record: &csv::StringRecord| {
            let cells = columns.iter().zip(&factors).map(|(place, factor)| factor.parse(&record[*place]));
            cells.collect::<Option<Vec<f64>>>().ok_or_else(|| {
                let line = record.position().map_or(0, csv::Position::line);
                format!("line {line} has a value that is none")
            })
        };
        let points = records.iter().map(point).collect::<Result<_, _>>()?;
        Ok(Design { factors, points })
    }

    /// What a point sets, as `PATH=VALUE`.
    pub fn settings(&self, point: usize) -> Vec<String> {
        self.factors.iter().zip(&self.points[point]).flat_map(|(factor, value)| factor.settings(*value)).collect()
    }

    /// The points as CSV: their number and the value of each factor.
    pub fn table(&self) -> String {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        let names = self.factors.iter().map(|factor| factor.name.clone());
        // Writing to memory cannot fail, and every record has as many cells as there are columns.
        let _ = writer.write_record(std::iter::once("point".to_string()).chain(names));
        for (point, values) in self.points.iter().enumerate() {
            let values = self.factors.iter().zip(values).map(|(factor, value)| factor.write(*value));
            let _ = writer.write_record(std::iter::once(point.to_string()).chain(values));
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

/// A column of a Latin hypercube on (0, 1): a random permutation of the strata and a random place in each. Half of the
/// points of an even number are the column of half as many; the others fill the strata that these leave.
fn column(seed: u64, name: &str, points: u32) -> Vec<f64> {
    let streams = Streams::new(seed, 0);
    let hash = blake3::hash(name.as_bytes());
    let who = Who(u64::from_le_bytes(std::array::from_fn(|i| hash.as_bytes()[i])));
    let mut column = if points > 0 && points.is_multiple_of(2) { column(seed, name, points / 2) } else { Vec::new() };
    let mut free = vec![true; points as usize];
    for place in &column {
        free[(place * f64::from(points)) as usize] = false;
    }
    let first = column.len();
    let mut order: Vec<(u64, u32)> = (first as u32..points)
        .map(|point| (streams.draw(Decision::DesignStratum, who, u64::from(point)).0[0], point))
        .collect();
    order.sort_unstable();
    column.resize(points as usize, 0.0);
    let strata = free.iter().enumerate().filter(|(_, free)| **free).map(|(stratum, _)| stratum);
    for (stratum, (_, point)) in strata.zip(order) {
        let within = streams.uniform(Decision::DesignPosition, who, u64::from(point));
        column[point as usize] = (stratum as f64 + within) / f64::from(points);
    }
    column
}

#[cfg(test)]
mod tests;
