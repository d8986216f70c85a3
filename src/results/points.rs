//! The points of a design as they stand in a folder.

use super::Problem;
use super::blocks::Block;
use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

/// The file that lists them.
pub const FILE: &str = "points.csv";

/// The points of a design: the text of `points.csv`, line by line. What a point is called by is its line, so that runs
/// of one design serve another that has the same points at the same places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    header: String,
    lines: Vec<String>,
}

impl Points {
    /// The points of the text of a table; the first line has the names.
    pub fn new(table: &str) -> Points {
        let mut lines = table.lines().map(String::from);
        Points { header: lines.next().unwrap_or_default(), lines: lines.collect() }
    }

    /// The points of a folder.
    ///
    /// # Errors
    /// [`Problem::Read`] when the table cannot be read.
    pub fn read(folder: &Path) -> Result<Points, Problem> {
        let path = folder.join(FILE);
        Ok(Points::new(&std::fs::read_to_string(&path).map_err(|source| Problem::read(&path, source))?))
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.lines.len() as u64
    }

    /// The text of the table.
    pub fn table(&self) -> String {
        let lines = std::iter::once(&self.header).chain(&self.lines);
        lines.flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// Hash of all of them, hexadecimal.
    pub fn hash(&self) -> String {
        blake3::hash(self.table().as_bytes()).to_hex().to_string()
    }

    /// Where each point of `old` is among these, by what it sets; `None` for one that is not.
    pub fn places_of(&self, old: &Points) -> Vec<Option<u64>> {
        let sets = |line: &str| line.split_once(',').map_or_else(String::new, |(_, sets)| sets.to_string());
        let mut places: BTreeMap<String, VecDeque<u64>> = BTreeMap::new();
        for (place, line) in self.lines.iter().enumerate() {
            places.entry(sets(line)).or_default().push_back(place as u64);
        }
        let same = self.header == old.header;
        // A point that stands twice here serves two of the old, not one of them twice.
        let place = |line: &String| places.get_mut(&sets(line)).filter(|_| same).and_then(VecDeque::pop_front);
        old.lines.iter().map(place).collect()
    }

    /// The plan of a block's part: that of the experiment together with the points of the block.
    pub fn plan_of(&self, plan: &str, block: &Block) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(plan.as_bytes());
        for point in block.points.clone() {
            let line = usize::try_from(point).ok().and_then(|point| self.lines.get(point));
            hasher.update(line.map_or("", String::as_str).as_bytes()).update(b"\n");
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// What varies over the points of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name, as in `points.csv`.
    pub name: String,
    /// Its value at each point; a word counts as its place among the words.
    pub values: Vec<f64>,
    /// The words, in the order of first use; empty for numbers.
    pub words: Vec<String>,
}

impl Column {
    /// A value as it is written in `points.csv`.
    pub fn write(&self, value: f64) -> String {
        let word = (value >= 0.0).then(|| self.words.get(value as usize)).flatten();
        word.cloned().unwrap_or_else(|| value.to_string())
    }

    /// Whether it has two values or more.
    pub fn varies(&self) -> bool {
        self.values.windows(2).any(|pair| pair[0] != pair[1])
    }
}

/// Reads the columns of a table of points.
///
/// # Errors
/// What is wrong with it.
pub fn columns(text: &[u8]) -> Result<Vec<Column>, String> {
    let mut reader = csv::Reader::from_reader(text);
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    let mut cells: Vec<Vec<String>> = vec![Vec::new(); headers.len()];
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        cells.iter_mut().zip(&record).for_each(|(column, cell)| column.push(cell.to_string()));
    }
    let column = |(name, cells): (&str, &Vec<String>)| {
        let numbers: Option<Vec<f64>> =
            cells.iter().map(|cell| cell.parse().ok().filter(|n: &f64| n.is_finite())).collect();
        let mut words: Vec<String> = Vec::new();
        let values = numbers.unwrap_or_else(|| {
            let place = |cell: &String| {
                let known = words.iter().position(|word| word == cell);
                known.unwrap_or_else(|| {
                    words.push(cell.clone());
                    words.len() - 1
                }) as f64
            };
            cells.iter().map(place).collect()
        });
        Column { name: name.to_string(), values, words }
    };
    Ok(headers.iter().zip(&cells).skip(1).map(column).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_found_again_wherever_they_stand() {
        let points = |table: &str| Points::new(table);
        let old = points("point,a,b\n0,1,x\n1,2,x\n");
        assert_eq!(points("point,a,b\n0,2,x\n1,3,x\n2,1,x\n").places_of(&old), [Some(2), Some(0)]);
        assert_eq!(points("point,a,b\n0,2,x\n").places_of(&old), [None, Some(0)]);
        assert_eq!(points("point,b,a\n0,1,x\n1,2,x\n").places_of(&old), [None, None]);
    }

    #[test]
    fn a_block_is_called_by_its_points_and_no_others() {
        let points = |table: &str| Points::new(table);
        let (few, more) = (points("point,a\n0,1\n1,2\n"), points("point,a\n0,1\n1,2\n2,3\n"));
        assert_eq!((few.count(), few.table().as_str()), (2, "point,a\n0,1\n1,2\n"));
        let block = |points| Block { index: 0, points, replicates: 0..5 };
        assert_eq!(few.plan_of("p", &block(0..2)), more.plan_of("p", &block(0..2)));
        assert_ne!(few.plan_of("p", &block(0..2)), more.plan_of("p", &block(0..3)));
        assert_ne!(few.plan_of("p", &block(0..2)), few.plan_of("q", &block(0..2)));
        assert_ne!(few.hash(), more.hash());
    }

    #[test]
    fn a_point_that_stands_twice_is_found_twice_and_no_more() {
        let points = |table: &str| Points::new(table);
        let new = points("point,a\n0,1\n1,2\n2,1\n");
        assert_eq!(new.places_of(&points("point,a\n0,1\n1,1\n")), [Some(0), Some(2)]);
        assert_eq!(new.places_of(&points("point,a\n0,2\n1,2\n")), [Some(1), None]);
    }

    #[test]
    fn words_count_by_their_place() {
        let varied = columns(b"point,a.b,elections\n0,1.5,open\n1,2,party\n2,3,open\n").unwrap();
        assert_eq!(
            (varied[0].values.as_slice(), varied[1].values.as_slice()),
            (&[1.5, 2.0, 3.0][..], &[0.0, 1.0, 0.0][..])
        );
        assert_eq!((varied[0].write(1.5), varied[1].write(1.0)), ("1.5".into(), "party".into()));
        assert!(varied[1].varies());
    }
}
