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
}
