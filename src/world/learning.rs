//! Where groups lie, so that neighbours are known.

use super::Rules;
use crate::village::Village;

/// The middle of each group on the map.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    /// By group: metres east and north, mean over its households; empty when groups do not learn.
    middles: Vec<[f64; 2]>,
}

impl Learning {
    /// Works the middles out for a run, where groups learn from one another.
    pub fn reset(&mut self, rules: &Rules, village: &Village) {
        self.middles.clear();
        if !rules.parameters.mechanisms.learning_between_groups {
            return;
        }
        let households = &village.households;
        self.middles.extend(village.groups.iter().map(|group| {
            let count = group.households.len().max(1) as f64;
            let mean = |metres: &[f32]| {
                group.households.clone().map(|household| f64::from(metres[household as usize])).sum::<f64>() / count
            };
            [mean(&households.east_m), mean(&households.north_m)]
        }));
    }

    /// The `count` groups nearest to a group, nearest first; of equally near ones the lower number comes first.
    pub fn neighbours(&self, group: u32, count: usize) -> Vec<u32> {
        let [east, north] = self.middles[group as usize];
        let mut others: Vec<(f64, u32)> = (0..)
            .zip(&self.middles)
            .filter(|(other, _)| *other != group)
            .map(|(other, [x, y])| ((x - east) * (x - east) + (y - north) * (y - north), other))
            .collect();
        others.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        others.truncate(count);
        others.into_iter().map(|(_, group)| group).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first_and_of_equals_the_lower_number() {
        let learning = Learning { middles: vec![[0.0, 0.0], [3.0, 4.0], [1.0, 0.0], [-1.0, 0.0]] };
        assert_eq!(learning.neighbours(0, 2), [2, 3]);
        assert_eq!(learning.neighbours(1, 9), [2, 0, 3]);
    }
}
