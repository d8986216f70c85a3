//! Needs that were never voiced and may still come to light.

/// By household, the needs it dropped without a word, and which of them it was asked about.
#[derive(Clone, Debug, Default)]
pub struct Unvoiced {
    /// Whether any mechanism in force looks for them; nothing is remembered otherwise.
    in_force: bool,
    by_household: Vec<Vec<u32>>,
    /// Dropped since the last reports upwards.
    pub fresh: Vec<u32>,
    asked: Vec<bool>,
    /// Of those asked about, found by a visit, in a meeting.
    pub found: [u32; 2],
}

impl Unvoiced {
    /// Empties everything for a run.
    pub fn reset(&mut self, in_force: bool, households: usize, potential_needs: usize) {
        self.in_force = in_force;
        self.by_household.iter_mut().for_each(Vec::clear);
        self.fresh.clear();
        self.asked.clear();
        self.found = [0; 2];
        if in_force {
            self.by_household.resize(households, Vec::new());
            self.asked.resize(potential_needs, false);
        }
    }

    /// A household drops a need without a word.
    pub fn add(&mut self, household: u32, case: u32) {
        if self.in_force {
            self.by_household[household as usize].push(case);
            self.fresh.push(case);
        }
    }

    /// Takes the needs that a household never voiced.
    pub fn take(&mut self, household: u32) -> Vec<u32> {
        std::mem::take(&mut self.by_household[household as usize])
    }

    /// Whether a household was asked about a need.
    pub fn asked(&self, case: u32) -> bool {
        self.asked.get(case as usize).copied().unwrap_or(false)
    }

    /// Remembers that a household was asked about a need.
    pub fn ask(&mut self, case: u32) {
        self.asked[case as usize] = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_remembered_unless_somebody_looks_for_it() {
        let mut unvoiced = Unvoiced::default();
        unvoiced.reset(false, 2, 5);
        unvoiced.add(1, 3);
        assert!(unvoiced.fresh.is_empty() && !unvoiced.asked(3));
        unvoiced.reset(true, 2, 5);
        unvoiced.add(1, 3);
        unvoiced.ask(3);
        assert!(unvoiced.asked(3) && !unvoiced.asked(2));
        assert_eq!((unvoiced.take(1), unvoiced.take(1)), (vec![3], vec![]), "what is taken is taken once");
    }
}
