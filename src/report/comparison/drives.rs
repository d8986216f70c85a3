//! What goes with a difference, as far as a comparison tells: the way of a need, step by step.

use super::super::document::Block;
use super::{EACH, Teller, words};
use crate::vocabulary::Measure;

/// The way of a need: whether it is voiced, how many hours wait for it and how long it waits, how it ends at the group,
/// where it goes from there, and what households learn.
const WAY: [Measure; 13] = [
    Measure::LumpedShare,
    Measure::ContactDaysMean,
    // Told where holders choose their hours.
    Measure::HoursGiven,
    Measure::HoursOnCases,
    Measure::UtilisationGroup,
    Measure::WaitGroupMean,
    Measure::AbandonedAtGroup,
    Measure::WrongShare,
    Measure::ResolvedAtGroup,
    Measure::Escalated,
    Measure::NeedsInduced,
    Measure::TrustGroup,
    Measure::PetitionBelief,
];
/// The steps that a table of many arms has room for.
const WAY_OF_MANY: [Measure; 7] = [
    Measure::LumpedShare,
    Measure::HoursOnCases,
    Measure::WaitGroupMean,
    Measure::WrongShare,
    Measure::ResolvedAtGroup,
    Measure::Escalated,
    Measure::PetitionBelief,
];

impl Teller<'_> {
    /// What a comparison tells of causes: nothing but what may be at work.
    pub(super) fn drives(&self) -> Vec<Block> {
        let others = self.subject.others();
        if others.is_empty() {
            return vec![Block::text(self.get(words::DRIVES_ALONE))];
        }
        let mut blocks = vec![Block::text(self.get(words::DRIVES_NOT_TOLD))];
        let measures = self.way();
        if !measures.is_empty() {
            blocks.push(Block::text(self.get(words::WAY_TEXT)));
            blocks.extend(self.by_arm(&measures, words::WAY_CAPTION, words::WAY_MATRIX, words::WAY_NOTE));
        }
        blocks
    }

    /// The steps of which something is known in some arm.
    fn way(&self) -> Vec<Measure> {
        let others = self.subject.others();
        let steps: &[Measure] = if others.len() > EACH { &WAY_OF_MANY } else { &WAY };
        let known = |measure: &Measure| {
            let rows = others.iter().filter_map(|arm| self.row(*arm, *measure));
            rows.into_iter().any(|row| row.difference.is_some())
        };
        steps.iter().copied().filter(known).collect()
    }
}
