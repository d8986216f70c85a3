//! Blocks: the units of work, of resuming and of file.
//!
//! A block is a range of replicates of one point with all arms. Where it begins and ends depends only on where it
//! stands, never on the number of threads or of replicates asked for, so that an experiment can grow: the first
//! thousand replicates come in blocks of 10, those up to a hundred thousand in blocks of 100, the rest in blocks of
//! 1000 (a million replicates are 1990 blocks). The last block ends where the experiment ends.

/// A range of replicates of one point, with all arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its number.
    pub index: u64,
    /// The point of the design.
    pub point: u64,
    /// Its first replicate.
    pub first: u64,
    /// The replicate after its last.
    pub end: u64,
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
    let mut next = Block { index: 0, point: 0, first: 0, end: 0 };
    std::iter::from_fn(move || {
        if next.first >= replicates {
            return None;
        }
        let block = Block { end: replicates.min(next.first + size(next.first)), ..next };
        next = Block { index: block.index + 1, first: block.end, ..next };
        Some(block)
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
                assert_eq!((block.index, block.first), (index as u64, next));
                assert!(block.end > block.first);
                next = block.end;
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
    fn whole_counts_end_a_block() {
        for (n, end) in [(1, 10), (10, 10), (11, 20), (1_000, 1_000), (1_001, 1_100), (100_001, 101_000)] {
            assert_eq!(whole(n), end);
        }
    }
}
