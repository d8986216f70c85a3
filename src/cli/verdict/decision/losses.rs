//! In which box of unknowns an arm loses, in words.

use super::super::grid::Tone;
use super::super::grid::{self, Cell};
use super::told::Told;
use super::words;
use crate::analysis::decision::discovery::Discovery;
use crate::report::numbers::percent;
use crate::vocabulary::Text;

impl Told<'_> {
    /// In which box an arm loses.
    pub(super) fn losses(&self, found: &Discovery) -> String {
        let arm = self.page.subject.label(found.arm, self.language);
        let measure = found.measure.label().get(self.language);
        let baseline = self.page.subject.label(self.page.subject.baseline(), self.language);
        let heading = self.heading(&self.say(words::LOSES, &[("arm", &arm), ("measure", measure)]));
        let (losing, all) = (found.losing(), found.points.len());
        let gaps = [
            ("arm", arm),
            ("baseline", baseline),
            ("losing", losing.to_string()),
            ("all", all.to_string()),
            ("share", percent((all > 0).then(|| losing as f64 / all as f64))),
            ("undecided", found.undecided.to_string()),
            ("chance", found.chance.map_or_else(String::new, |chance| format!("{chance}"))),
            ("density", percent(found.chosen.density())),
            ("coverage", percent(found.chosen.coverage())),
            ("mass", percent(found.chosen.mass())),
        ];
        let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
        let overall = heading + &self.lines(&self.say(words::LOSES_IN, &gaps));
        if !found.holds() {
            let said = if found.chance.is_some() { words::NO_BOX } else { words::NO_BOX_NEEDED };
            return overall + &self.lines(&self.say(said, &gaps));
        }
        let dim = |text: Text| Cell::right(text.get(self.language)).toned(Tone::Dim);
        let head = vec![Cell::left(""), dim(words::BOX), dim(words::RANGE), dim(words::QUASI_P)];
        let mut table = vec![head];
        for (place, varied) in self.page.points.varied.iter().enumerate() {
            let Some(quasi_p) = found.quasi_p[place] else { continue };
            let values = |of: fn(f64, f64) -> f64| varied.values.iter().copied().reduce(of).unwrap_or(0.0);
            let (low, high) = found.chosen.limits[place];
            let (least, most) = (values(f64::min), values(f64::max));
            let text =
                |value: f64| if varied.words.is_empty() { short(value, most - least) } else { varied.write(value) };
            let within = varied.words.iter().enumerate().filter(|(i, _)| (low..=high).contains(&(*i as f64)));
            let within: Vec<String> = within.map(|(_, word)| word.clone()).collect();
            let (is, of) = match (varied.words.is_empty(), found.chosen.restricted[place]) {
                (false, _) => (self.list(&within), self.list(&varied.words)),
                (true, (true, false)) => (format!("≥ {}", text(low)), format!("{} – {}", text(least), text(most))),
                (true, (false, true)) => (format!("≤ {}", text(high)), format!("{} – {}", text(least), text(most))),
                (true, _) => (format!("{} – {}", text(low), text(high)), format!("{} – {}", text(least), text(most))),
            };
            let p = if quasi_p < 0.001 { "< 0.001".to_string() } else { format!("{quasi_p:.3}") };
            table.push(vec![Cell::left(self.unknown(varied)), Cell::right(is), Cell::right(of), Cell::right(p)]);
        }
        overall
            + &self.lines(&self.say(words::IN_BOX, &gaps))
            + &grid::render(&table, self.width.saturating_sub(48).max(24))
    }
}

/// A value with three digits of the range that it is from.
fn short(value: f64, range: f64) -> String {
    let digits = if range > 0.0 { (2.0 - libm::floor(libm::log10(range))).clamp(0.0, 4.0) as usize } else { 3 };
    format!("{value:.digits$}").replace('-', "−")
}
