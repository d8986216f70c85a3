//! What a sweep varies.

use crate::experiment::design::parameter_of;
use crate::results::Problem;
use crate::vocabulary::Text;
use std::path::Path;

/// The file that tells the points of a sweep.
pub(super) const POINTS: &str = "points.csv";

/// The numbers that a sweep varies.
#[derive(Clone, Debug, PartialEq)]
pub struct Varied {
    /// The numbers, in the order of the table.
    pub numbers: Vec<Number>,
}

/// A number that varies.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its name, as in the table.
    pub name: String,
    /// What it means.
    pub meaning: Text,
    /// Its unit.
    pub unit: String,
    /// Its value at each point of the design; of words their place among `words`.
    pub values: Vec<f64>,
    /// The words it takes, if they are no numbers.
    pub words: Vec<String>,
}

impl Number {
    fn push(&mut self, cell: &str) {
        let value = cell.parse().unwrap_or_else(|_| {
            let known = self.words.iter().position(|word| word == cell);
            known.unwrap_or_else(|| {
                self.words.push(cell.to_string());
                self.words.len() - 1
            }) as f64
        });
        self.values.push(value);
    }
}

/// A grid over two numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Values of the first, ascending.
    pub across: Vec<f64>,
    /// Values of the second, ascending.
    pub up: Vec<f64>,
    /// The point of each combination, row by row of the second.
    pub points: Vec<usize>,
}

impl Varied {
    /// What the sweep in `folder` varies.
    ///
    /// # Errors
    /// [`Problem::Damaged`] when `points.csv` cannot be read.
    pub fn read(folder: &Path) -> Result<Varied, Problem> {
        let path = folder.join(POINTS);
        let damaged = |what: String| Problem::Damaged { path: path.clone(), what };
        let bytes = std::fs::read(&path).map_err(|error| damaged(error.to_string()))?;
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let headers = reader.headers().map_err(|error| damaged(error.to_string()))?.clone();
        let number = |name: &str| {
            let place = parameter_of(name).ok_or_else(|| damaged(format!("there is no parameter `{name}`")))?;
            let (meaning, unit) = (place.meaning(), place.unit().to_string());
            Ok(Number { name: name.to_string(), meaning, unit, values: Vec::new(), words: Vec::new() })
        };
        let mut numbers = headers.iter().skip(1).map(number).collect::<Result<Vec<_>, Problem>>()?;
        for record in reader.records() {
            let record = record.map_err(|error| damaged(error.to_string()))?;
            numbers.iter_mut().zip(record.iter().skip(1)).for_each(|(number, cell)| number.push(cell));
        }
        Ok(Varied { numbers })
    }

    /// Points of the design.
    pub fn points(&self) -> usize {
        self.numbers.first().map_or(0, |number| number.values.len())
    }

    /// The number, if only one varies.
    pub fn one(&self) -> Option<&Number> {
        if let [number] = self.numbers.as_slice() {
            Some(number).filter(|number| number.words.is_empty())
        } else {
            None
        }
    }

    /// The grid, if two numbers vary and each combination of their values is a point.
    pub fn grid(&self) -> Option<Grid> {
        let [across, up] = self.numbers.as_slice() else { return None };
        if !(across.words.is_empty() && up.words.is_empty()) {
            return None;
        }
        let levels = |number: &Number| {
            let mut levels = number.values.clone();
            levels.sort_by(f64::total_cmp);
            levels.dedup();
            levels
        };
        let (columns, rows) = (levels(across), levels(up));
        let point = |row: &f64, column: &f64| {
            let both = across.values.iter().zip(&up.values);
            both.enumerate().find(|(_, (x, y))| *x == column && *y == row).map(|(point, _)| point)
        };
        // Fewer points than combinations are no grid; this keeps a large design from being searched in vain.
        if columns.len() * rows.len() != self.points() {
            return None;
        }
        let points = rows.iter().flat_map(|row| columns.iter().map(move |column| point(row, column)));
        let points = points.collect::<Option<Vec<_>>>()?;
        Some(Grid { across: columns, up: rows, points })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn varied(numbers: &[&[f64]]) -> Varied {
        let number = |values: &&[f64]| Number {
            name: "x".into(),
            meaning: Text { en: "x", zh: "x" },
            unit: String::new(),
            values: values.to_vec(),
            words: Vec::new(),
        };
        Varied { numbers: numbers.iter().map(number).collect() }
    }

    #[test]
    fn a_grid_is_found_in_whatever_order_its_points_are() {
        let grid = varied(&[&[2.0, 1.0, 1.0, 2.0], &[5.0, 7.0, 5.0, 7.0]]).grid();
        assert_eq!(grid, Some(Grid { across: vec![1.0, 2.0], up: vec![5.0, 7.0], points: vec![2, 0, 1, 3] }));
        assert_eq!(varied(&[&[2.0, 1.0, 1.0], &[5.0, 7.0, 5.0]]).grid(), None);
        assert_eq!(varied(&[&[1.0, 1.0, 2.0, 2.0], &[5.0, 5.0, 7.0, 7.0]]).grid(), None);
        let one = varied(&[&[1.0, 2.0]]);
        assert!(one.grid().is_none() && one.one().is_some());
    }
}
