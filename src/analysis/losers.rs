//! Who lost: groups that are served worse than under the baseline.

use crate::results::{GroupValues, Problem};
use crate::vocabulary::GroupMeasure;
use std::path::Path;

/// How the groups of one arm fare, over all groups of all paired replicates.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Losers {
    /// Groups with a value in both arms.
    pub groups: u64,
    /// Share of them in which fewer needs are resolved within 90 days.
    pub worse: f64,
    /// Share of them in which more are.
    pub better: f64,
    /// Share of their households that live in the groups that are worse off.
    pub households_worse: f64,
}

/// One entry for each of the `arms` (by name) whose results lie in `folder`; `None` for the baseline and where nothing can be compared.
///
/// # Errors
/// A [`Problem`] when the table of the groups cannot be read.
pub fn of(folder: &Path, arms: &[String], baseline: usize) -> Result<Vec<Option<Losers>>, Problem> {
    let mut counts = vec![Count::default(); arms.len()];
    let measures = [GroupMeasure::Resolved90dShare, GroupMeasure::Households];
    GroupValues::each(folder, arms, &measures, |some| count(&mut counts, some, baseline))?;
    let of_arm = |(arm, count): (usize, &Count)| if arm == baseline { None } else { count.losers() };
    Ok(counts.iter().enumerate().map(of_arm).collect())
}

/// Groups and households of one arm, counted.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    groups: u64,
    worse: u64,
    better: u64,
    households: f64,
    households_worse: f64,
}

impl Count {
    fn losers(&self) -> Option<Losers> {
        let groups = self.groups as f64;
        (self.groups > 0).then(|| Losers {
            groups: self.groups,
            worse: self.worse as f64 / groups,
            better: self.better as f64 / groups,
            households_worse: if self.households > 0.0 { self.households_worse / self.households } else { 0.0 },
        })
    }
}

/// Counts the groups of some replicates, all of whose arms are there.
fn count(counts: &mut [Count], read: &GroupValues, baseline: usize) {
    let key = |row: &usize| (read.replicate[*row], read.group[*row]);
    let rows_of = |arm: usize| {
        let mut rows: Vec<usize> = (0..read.arm.len()).filter(|row| read.arm[*row] == arm).collect();
        rows.sort_by_key(key);
        rows
    };
    let base = rows_of(baseline);
    for (arm, count) in counts.iter_mut().enumerate() {
        for row in rows_of(arm) {
            let Ok(place) = base.binary_search_by_key(&key(&row), key) else { continue };
            let (Some(value), Some(before)) = (read.values[0][row], read.values[0][base[place]]) else { continue };
            // Whole numbers, so that sums do not depend on how the replicates are divided.
            let size = read.values[1][row].unwrap_or(0.0);
            count.groups += 1;
            count.households += size;
            if value < before {
                count.worse += 1;
                count.households_worse += size;
            } else if value > before {
                count.better += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_paired_by_replicate_and_number_and_weighed_by_households() {
        let read = GroupValues {
            arm: vec![0, 0, 0, 1, 1, 1],
            replicate: vec![0, 0, 1, 1, 0, 0],
            group: vec![0, 1, 0, 0, 1, 0],
            values: vec![
                vec![Some(0.5), Some(0.5), None, Some(0.9), Some(0.4), Some(0.6)],
                vec![Some(10.0), Some(30.0), Some(10.0), Some(10.0), Some(30.0), Some(10.0)],
            ],
        };
        let expected = Losers { groups: 2, worse: 0.5, better: 0.5, households_worse: 0.75 };
        let mut counts = [Count::default(); 2];
        count(&mut counts, &read, 0);
        assert_eq!(counts[1].losers(), Some(expected));
        count(&mut counts, &read, 0);
        assert_eq!(counts[1].losers(), Some(Losers { groups: 4, ..expected }));
        assert_eq!(Count::default().losers(), None);
    }
}
