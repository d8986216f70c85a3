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
    let read = GroupValues::read(folder, arms, &[GroupMeasure::Resolved90dShare, GroupMeasure::Households])?;
    Ok(counted(&read, arms.len(), baseline))
}

fn counted(read: &GroupValues, arms: usize, baseline: usize) -> Vec<Option<Losers>> {
    let key = |row: &usize| (read.replicate[*row], read.group[*row]);
    let rows_of = |arm: usize| {
        let mut rows: Vec<usize> = (0..read.arm.len()).filter(|row| read.arm[*row] == arm).collect();
        rows.sort_by_key(key);
        rows
    };
    let base = rows_of(baseline);
    let against = |arm: usize| {
        let mut sums = Losers::default();
        let mut households = 0.0;
        for row in rows_of(arm) {
            let Ok(place) = base.binary_search_by_key(&key(&row), key) else { continue };
            let (Some(value), Some(before)) = (read.values[0][row], read.values[0][base[place]]) else { continue };
            let size = read.values[1][row].unwrap_or(0.0);
            sums.groups += 1;
            households += size;
            if value < before {
                sums.worse += 1.0;
                sums.households_worse += size;
            } else if value > before {
                sums.better += 1.0;
            }
        }
        let groups = sums.groups as f64;
        (sums.groups > 0).then(|| Losers {
            worse: sums.worse / groups,
            better: sums.better / groups,
            households_worse: if households > 0.0 { sums.households_worse / households } else { 0.0 },
            ..sums
        })
    };
    (0..arms).map(|arm| if arm == baseline { None } else { against(arm) }).collect()
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
        assert_eq!(counted(&read, 2, 0), [None, Some(expected)]);
    }
}
