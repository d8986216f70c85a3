//! What a sweep varies.

use crate::charts::words;
use crate::experiment::design::parameter_of;
use crate::results::points::{self, Column};
use crate::results::{Manifest, Problem};
use crate::vocabulary::{Language, Text};
use std::collections::BTreeMap;
use std::path::Path;

/// Planes that one figure shows.
const MOST_PANELS: usize = 9;

/// Settings of a lever that are drawn one by one.
const MOST_SETTINGS: usize = 12;

/// What a sweep varies.
#[derive(Clone, Debug, PartialEq)]
pub struct Varied {
    /// The numbers, in the order of the table.
    pub numbers: Vec<Number>,
}

/// A number, or something with words for values, that varies.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its name, as in the table.
    pub name: String,
    /// What it means.
    pub meaning: Text,
    /// Where it belongs, in both languages, if something else that varies means the same elsewhere.
    pub whose: Option<(String, String)>,
    /// Whether an official chooses it.
    pub lever: bool,
    /// Its unit.
    pub unit: String,
    /// Its value at each point of the design; of words their place among `words`.
    pub values: Vec<f64>,
    /// The words it takes, if they are no numbers.
    pub words: Vec<String>,
}

impl Number {
    /// Its values, ascending, each once; of words in the order in which they first stand.
    pub fn levels(&self) -> Vec<f64> {
        let mut levels = self.values.clone();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        levels
    }

    /// A value as people read it.
    pub fn written(&self, value: f64) -> String {
        self.words.get(value as usize).cloned().unwrap_or_else(|| value.to_string())
    }

    /// What it means, with its unit.
    pub fn told(&self, language: Language) -> String {
        let factor = words::factor(self.meaning.get(language), &self.unit, language);
        let whose = self.whose.as_ref().map(|(en, zh)| if language == Language::English { en.as_str() } else { zh });
        let named = |whose| words::say(words::FACTOR_WHOSE, language, &[("whose", whose), ("factor", factor.as_str())]);
        whose.map_or_else(|| factor.clone(), named)
    }
}

/// A grid over two numbers, for each combination of the values of what else varies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Which number is the first.
    pub across_is: usize,
    /// Its values, ascending.
    pub across: Vec<f64>,
    /// Which number is the second.
    pub up_is: usize,
    /// Its values, ascending.
    pub up: Vec<f64>,
    /// The planes.
    pub panels: Vec<Plane>,
}

/// One plane of a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// What else varies, and its value here.
    pub at: Vec<(usize, f64)>,
    /// The point of each combination, row by row of the second number.
    pub points: Vec<usize>,
}

impl Varied {
    /// What the sweep in `folder` varies.
    ///
    /// # Errors
    /// [`Problem::Damaged`] when `points.csv` cannot be read.
    pub fn read(folder: &Path) -> Result<Varied, Problem> {
        let path = folder.join(points::FILE);
        let damaged = |what: String| Problem::Damaged { path: path.clone(), what };
        let bytes = std::fs::read(&path).map_err(|error| damaged(error.to_string()))?;
        let columns = points::columns(&bytes).map_err(&damaged)?;
        let study = Manifest::read(folder)?.and_then(|manifest| manifest.study);
        let is_lever = |name: &str| {
            study.iter().flat_map(|study| &study.factors).any(|factor| factor.name == name && factor.role == "lever")
        };
        let number = |Column { name, values, words }: Column| {
            let place = parameter_of(&name).ok_or_else(|| damaged(format!("there is no parameter `{name}`")))?;
            let (meaning, unit) = (place.meaning(), place.unit().to_string());
            let (lever, whose) = (is_lever(&name), Some(whose(&name)));
            Ok(Number { name, meaning, whose, lever, unit, values, words })
        };
        let mut numbers = columns.into_iter().map(number).collect::<Result<Vec<_>, Problem>>()?;
        let meanings: Vec<Text> = numbers.iter().map(|number| number.meaning).collect();
        for number in &mut numbers {
            if meanings.iter().filter(|meaning| **meaning == number.meaning).count() < 2 {
                number.whose = None;
            }
        }
        Ok(Varied { numbers })
    }

    /// Points of the design.
    pub fn points(&self) -> usize {
        self.numbers.first().map_or(0, |number| number.values.len())
    }

    /// What varies, if that is one thing only.
    pub fn one(&self) -> Option<&Number> {
        if let [number] = self.numbers.as_slice() { Some(number) } else { None }
    }

    /// The grid, if each combination of all values is a point once and at most nine planes show them. The two
    /// numbers with most values make the planes.
    pub fn grid(&self) -> Option<Grid> {
        let levels: Vec<Vec<f64>> = self.numbers.iter().map(Number::levels).collect();
        // Another number of points than of combinations is no grid.
        if levels.iter().map(Vec::len).fold(1, usize::saturating_mul) != self.points() {
            return None;
        }
        let mut numbers: Vec<usize> = (0..levels.len()).filter(|place| self.numbers[*place].words.is_empty()).collect();
        // Of as many values those that stand first; what does not vary comes last.
        numbers.sort_by_key(|place| std::cmp::Reverse(levels[*place].len()));
        let [one, other, ..] = numbers[..] else { return None };
        // A single point has nothing to go from one to another.
        if levels[one].len() < 2 || levels[other].len() < 2 {
            return None;
        }
        let (across_is, up_is) = (one.min(other), one.max(other));
        let others: Vec<usize> = (0..levels.len()).filter(|place| ![across_is, up_is].contains(place)).collect();
        let mut panels: Vec<Vec<(usize, f64)>> = vec![Vec::new()];
        for place in &others {
            let longer = |at: &Vec<(usize, f64)>| {
                let at = at.clone();
                levels[*place].iter().map(move |level| [at.as_slice(), &[(*place, *level)]].concat())
            };
            panels = panels.iter().flat_map(longer).collect();
        }
        if panels.len() > MOST_PANELS {
            return None;
        }
        let place =
            |point: usize| -> Vec<u64> { self.numbers.iter().map(|number| number.values[point].to_bits()).collect() };
        let points: BTreeMap<Vec<u64>, usize> = (0..self.points()).map(|point| (place(point), point)).collect();
        let plane = |at: Vec<(usize, f64)>| {
            let mut wanted = vec![0; levels.len()];
            at.iter().for_each(|(place, level)| wanted[*place] = level.to_bits());
            let mut of_plane = Vec::new();
            for row in &levels[up_is] {
                for column in &levels[across_is] {
                    (wanted[across_is], wanted[up_is]) = (column.to_bits(), row.to_bits());
                    of_plane.push(*points.get(&wanted)?);
                }
            }
            // What has one value only need not be told.
            let at = at.into_iter().filter(|(place, _)| levels[*place].len() > 1).collect();
            Some(Plane { at, points: of_plane })
        };
        let panels = panels.into_iter().map(plane).collect::<Option<Vec<_>>>()?;
        let (across, up) = (levels[across_is].clone(), levels[up_is].clone());
        Some(Grid { across_is, across, up_is, up, panels })
    }

    /// For each of several factors the points at which it alone differs from the first, if every point is one of these.
    pub fn alone(&self) -> Option<Vec<Vec<usize>>> {
        if self.numbers.len() < 2 || self.points() < 2 {
            return None;
        }
        let mut alone = vec![Vec::new(); self.numbers.len()];
        for point in 1..self.points() {
            let differs = |number: &Number| number.values[point] != number.values[0];
            let mut places = self.numbers.iter().enumerate().filter(|(_, number)| differs(number));
            let (Some((place, _)), None) = (places.next(), places.next()) else { return None };
            alone[place].push(point);
        }
        Some(alone)
    }

    /// The levers that have so few settings that each has points to be counted.
    pub fn levers(&self) -> impl Iterator<Item = &Number> {
        self.numbers.iter().filter(|number| number.lever && number.levels().len() <= MOST_SETTINGS)
    }
}

/// Where a factor belongs: the seat that its path names, else all of the path but the key.
fn whose(name: &str) -> (String, String) {
    let parts: Vec<&str> = name.split('.').collect();
    let seat = parts.iter().position(|part| *part == "seat").and_then(|place| parts.get(place + 1));
    let known = match seat {
        Some(&"leader") => Some(words::SEAT_LEADER),
        Some(&"party") => Some(words::SEAT_PARTY),
        Some(&"representative") => Some(words::SEAT_REPRESENTATIVE),
        _ => None,
    };
    let path = parts.split_last().map_or_else(String::new, |(_, before)| before.join("."));
    match (known, parts.first()) {
        (Some(seat), Some(&"seat")) => (seat.en.into(), seat.zh.into()),
        _ => (path.clone(), path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(values: &[f64], words: &[&str]) -> Number {
        Number {
            name: "x".into(),
            meaning: Text { en: "x", zh: "x" },
            whose: None,
            lever: false,
            unit: String::new(),
            values: values.to_vec(),
            words: words.iter().map(|word| word.to_string()).collect(),
        }
    }

    fn varied(numbers: &[&[f64]]) -> Varied {
        Varied { numbers: numbers.iter().map(|values| number(values, &[])).collect() }
    }

    #[test]
    fn a_grid_is_found_in_whatever_order_its_points_are() {
        let grid = varied(&[&[2.0, 1.0, 1.0, 2.0], &[5.0, 7.0, 5.0, 7.0]]).grid().unwrap();
        assert_eq!((grid.across, grid.up), (vec![1.0, 2.0], vec![5.0, 7.0]));
        assert_eq!(grid.panels, [Plane { at: vec![], points: vec![2, 0, 1, 3] }]);
        assert_eq!(varied(&[&[2.0, 1.0, 1.0], &[5.0, 7.0, 5.0]]).grid(), None);
        assert_eq!(varied(&[&[1.0, 1.0, 2.0, 2.0], &[5.0, 5.0, 7.0, 7.0]]).grid(), None);
        let one = varied(&[&[1.0, 2.0]]);
        assert!(one.grid().is_none() && one.one().is_some());
    }

    #[test]
    fn what_varies_beside_two_numbers_makes_panels() {
        let mut three = varied(&[&[1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0], &[5.0, 5.0, 7.0, 7.0, 5.0, 5.0, 7.0, 7.0]]);
        three.numbers.insert(0, number(&[0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0], &["two", "three"]));
        let grid = three.grid().unwrap();
        assert_eq!((grid.across_is, grid.up_is, grid.panels.len()), (1, 2, 2));
        assert_eq!(grid.panels[1], Plane { at: vec![(0, 1.0)], points: vec![1, 5, 3, 7] });
        assert_eq!(three.numbers[0].written(1.0), "three");
        // The numbers with most values are the sides.
        let wide = [0.0, 1.0, 2.0].iter().flat_map(|a| [0.0, 1.0].map(|b| [*a, b, 3.0]));
        let columns: Vec<[f64; 3]> = wide.collect();
        let column = |place: usize| columns.iter().map(|row| row[place]).collect::<Vec<_>>();
        let grid = varied(&[&column(2), &column(1), &column(0)]).grid().unwrap();
        assert_eq!((grid.across_is, grid.up_is, grid.panels[0].at.len()), (1, 2, 0));
    }

    #[test]
    fn factors_of_one_meaning_are_told_apart() {
        assert_eq!(whose("seat.party.hours_per_week"), ("party member".into(), "党员".into()));
        assert_eq!(whose("structures.two.seat.party.hours_per_week").0, "structures.two.seat.party");
        let mut hours = number(&[1.0], &[]);
        hours.whose = Some(whose("seat.leader.hours_per_week"));
        assert_eq!(hours.told(Language::English), "leader: x");
        assert_eq!(hours.told(Language::Chinese), "组长：x");
    }

    #[test]
    fn one_factor_at_a_time_is_told_from_a_grid() {
        let alone = varied(&[&[3.0, 1.0, 9.0, 3.0, 3.0], &[2.0, 2.0, 2.0, 1.0, 3.0]]).alone();
        assert_eq!(alone, Some(vec![vec![1, 2], vec![3, 4]]));
        assert_eq!(varied(&[&[1.0, 1.0, 2.0, 2.0], &[5.0, 7.0, 5.0, 7.0]]).alone(), None);
        assert_eq!(varied(&[&[1.0, 2.0, 3.0]]).alone(), None);
    }
}
