//! In which box of unknowns an arm loses, in words.

use super::super::grid::Tone;
use super::super::grid::{self, Cell};
use super::told::Told;
use crate::analysis::decision::discovery::Discovery;
use crate::report::decision_said::{self as said, Limit, Losses};
use crate::vocabulary::Text;

impl Told<'_> {
    /// In which box an arm loses.
    pub(super) fn losses(&self, found: &Discovery) -> String {
        let subject = self.page.subject;
        let (arm, measure) = (subject.label(found.arm, self.language), found.measure.label().get(self.language));
        let heading = self.heading(&self.say(said::LOSES, &[("arm", &arm), ("measure", measure)]));
        let chosen = &found.chosen;
        let losses = Losses {
            baseline: subject.label(subject.baseline(), self.language),
            counts: (found.losing(), found.points.len(), found.undecided),
            chance: found.chance,
            found: found.holds().then(|| [chosen.density(), chosen.coverage(), chosen.mass()]),
        };
        let text = heading + &self.lines(&losses.told(self.language)) + &self.lines(&losses.told_of_box(self.language));
        if losses.found.is_none() {
            return text;
        }
        let dim = |text: Text| Cell::right(text.get(self.language)).toned(Tone::Dim);
        let mut table = vec![vec![Cell::left(""), dim(said::BOX), dim(said::RANGE), dim(said::QUASI_P)]];
        for (place, varied) in self.page.points.varied.iter().enumerate() {
            let Some(quasi_p) = found.quasi_p[place] else { continue };
            let values = |of: fn(f64, f64) -> f64| varied.values.iter().copied().reduce(of).unwrap_or(0.0);
            let ((low, high), (below, above)) = (chosen.limits[place], chosen.restricted[place]);
            let within = varied.words.iter().enumerate().filter(|(i, _)| (low..=high).contains(&(*i as f64)));
            let limit = Limit {
                low: Some(low).filter(|_| below),
                high: Some(high).filter(|_| above),
                range: (values(f64::min), values(f64::max)),
                words: (within.map(|(_, word)| word.clone()).collect(), varied.words.clone()),
                quasi_p,
            };
            let written = limit.written(self.language).map(Cell::right);
            table.push(std::iter::once(Cell::left(self.unknown(&varied.name))).chain(written).collect());
        }
        text + &grid::render(&table, self.width.saturating_sub(48).max(24))
    }
}
