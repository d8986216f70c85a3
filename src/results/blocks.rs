//! Blocks: the units of work, of resuming and of file.
//!
//! A block holds all arms of a range of replicates of one point, or all replicates of a few points. Where it begins and
//! ends depends only on where it stands, never on the number of threads, points or replicates asked for, so that an
//! experiment can grow: the first thousand replicates of one point come in blocks of 10, those up to a hundred thousand
//! in blocks of 100, the rest in blocks of 1000 (a million replicates are 1990 blocks); of many points, as many come in
//! a block as have a hundred replicates together. The last block ends where the experiment ends.

use std::ops::Range;

/// Replicates that the points of one block have together, where one alone has fewer.
const TOGETHER: u64 = 100;

/// Replicates whose rows come in one row group of a table.
const GATHERED: u64 = 1_000;
/// The same where runs have one row each.
const GATHERED_ALONE: u64 = 10_000;

/// Replicates of points, with all arms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its number.
    pub index: u64,
    /// Its points of the design.
    pub points: Range<u64>,
    /// Its replicates of each of them.
    pub replicates: Range<u64>,
}

impl Block {
    /// Runs of one arm that it holds.
    pub fn size(&self) -> u64 {
        (self.points.end - self.points.start) * (self.replicates.end - self.replicates.start)
    }

    /// The row group that its rows come in; `alone` says that each run has one row in all, not one for each group and
    /// month. It depends on where the block stands only. The description of a row group takes more room than a few rows.
    pub fn row_group(&self, alone: bool) -> u64 {
        let before = self.points.start * self.replicates.end + self.replicates.start;
        before / if alone { GATHERED_ALONE } else { GATHERED }
    }
}

/// Replicates in a whole block that begins at `first`.
fn size(first: u64) -> u64 {
    match first {
        0..1_000 => 10,
        1_000..100_000 => 100,
        _ => 1_000,
    }
}

/// The blocks of `replicates` replicates of one point, in their order.
pub fn blocks(replicates: u64) -> impl Iterator<Item = Block> {
    let mut next = (0, 0);
    std::iter::from_fn(move || {
        let (index, first) = next;
        if first >= replicates {
            return None;
        }
        let end = replicates.min(first + size(first));
        next = (index + 1, end);
        Some(Block { index, points: 0..1, replicates: first..end })
    })
}

/// The blocks of `points` points with `replicates` replicates each, in their order.
pub fn blocks_of_points(points: u64, replicates: u64) -> impl Iterator<Item = Block> {
    let step = (TOGETHER / replicates.max(1)).max(1);
    (0..points.div_ceil(step)).map(move |index| Block {
        index,
        points: index * step..points.min((index + 1) * step),
        replicates: 0..replicates,
    })
}

/// The end of the whole block that holds replicate `n - 1`: the least count of at least `n` that ends a block.
pub fn whole(n: u64) -> u64 {
    let step = size(n.saturating_sub(1));
    n.div_ceil(step).saturating_mul(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_cover_every_replicate_once() {
        for replicates in [0, 1, 9, 10, 11, 999, 1_000, 1_001, 1_100, 100_001, 101_000] {
            let mut next = 0;
            for (index, block) in blocks(replicates).enumerate() {
                assert_eq!((block.index, block.replicates.start), (index as u64, next));
                assert!(block.replicates.end > block.replicates.start);
                next = block.replicates.end;
            }
            assert_eq!(next, replicates);
        }
        assert_eq!(blocks(1_000_000).count(), 1990);
    }

    #[test]
    fn more_replicates_keep_the_blocks_that_were_whole() {
        for n in [10, 990, 1_000, 1_100] {
            let few: Vec<_> = blocks(n).collect();
            let many: Vec<_> = blocks(2 * n).take(few.len()).collect();
            assert_eq!(few, many);
        }
    }

    #[test]
    fn row_groups_hold_whole_blocks_of_about_a_thousand_replicates() {
        let of = |blocks: Vec<Block>| blocks.iter().map(|block| block.row_group(false)).collect::<Vec<_>>();
        let one = of(blocks(102_000).collect());
        assert!(one.is_sorted() && one.iter().filter(|group| **group == 0).count() == 100);
        assert_eq!((one[100..110].to_vec(), one.last()), (vec![1; 10], Some(&101)));
        assert_eq!(of(blocks_of_points(10, 500).collect()), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!(blocks_of_points(25_000, 20).last().map(|block| block.row_group(true)), Some(49));
    }

    #[test]
    fn whole_counts_end_a_block() {
        for (n, end) in [(1, 10), (10, 10), (11, 20), (1_000, 1_000), (1_001, 1_100), (100_001, 101_000)] {
            assert_eq!(whole(n), end);
        }
    }

    #[test]
    fn points_come_together_until_they_have_enough_replicates_and_more_keep_the_whole_blocks() {
        let points =
            |points, replicates| blocks_of_points(points, replicates).map(|block| block.points).collect::<Vec<_>>();
        assert_eq!(points(45, 5), [0..20, 20..40, 40..45]);
        assert_eq!(points(3, 200), [0..1, 1..2, 2..3]);
        assert_eq!(points(60, 5)[..2], points(45, 5)[..2]);
        assert_eq!(points(0, 5), []);
    }
}
