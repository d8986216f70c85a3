//! How sure a sweep is, and how its points were chosen.

use super::super::super::{document::Block, words as frame, writer::Writer};
use super::{Material, half_width, said, words};
use crate::analysis::signs::Reading;
use crate::charts::integer;
use crate::charts::words::POINTS;
use crate::report::numbers::Numbers;
use crate::vocabulary::{Language, Measure};

/// Share of points that chance alone marks on either side.
const BY_LUCK: f64 = 0.025;

impl Material<'_> {
    /// What is chance, what was not allowed for, and what is not known.
    pub(super) fn sure(&self, writer: &Writer<'_>) -> Vec<Block> {
        let (points, replicates) = (self.varied.points(), self.subject.replicates());
        let mut items = vec![said::chance(replicates, writer.language)];
        if replicates < 2 {
            items.push(writer.get(words::ALONE_REPLICATE).into());
        } else {
            let expected = BY_LUCK * points as f64;
            let decimals = usize::from(expected < 10.0);
            let gaps = [("count", format!("{expected:.decimals$}")), ("points", integer(points as u64))];
            items.push(writer.say(words::BY_LUCK, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()))));
            let widths: Vec<String> = self.measures.iter().filter_map(|measure| self.width(writer, *measure)).collect();
            if !widths.is_empty() {
                items.push(writer.say(words::WIDTHS, &[("list", &writer.list_of_arms(&widths))]));
            }
        }
        items.extend(self.missing_values(writer));
        items.push(writer.say(words::WEIGHTS, &[("design", &self.designed(writer))]));
        items.push(writer.get(said::RANGES).into());
        vec![Block::List { items }]
    }

    /// How wide the interval of a measure is at a point in the middle.
    fn width(&self, writer: &Writer<'_>, measure: Measure) -> Option<String> {
        let others = self.subject.others();
        let known: Vec<&Reading> = others.iter().flat_map(|arm| self.by_point(*arm, measure)).flatten().collect();
        let width = half_width(&known)?;
        let numbers = Numbers::new(measure.name(), Some(width), None);
        let width = match (numbers.is_percent(), writer.language) {
            (false, _) => numbers.plain(width),
            (true, Language::English) => format!("{} {}", numbers.plain(width), writer.get(POINTS)),
            (true, Language::Chinese) => format!("{}{}", numbers.plain(width), writer.get(POINTS)),
        };
        Some(writer.say(words::WIDTHS_ITEM, &[("measure", &writer.within(measure)), ("width", &width)]))
    }

    /// Measures that have no value at some points that could be run.
    fn missing_values(&self, writer: &Writer<'_>) -> Option<String> {
        let mut items = Vec::new();
        for measure in &self.measures {
            for arm in self.subject.others() {
                let missing =
                    (self.varied.points() - self.signs(arm, *measure).points).saturating_sub(writer.unsound());
                if missing > 0 {
                    let (name, label) = (writer.within(*measure), writer.arm(arm));
                    let gaps = [("measure", name.as_str()), ("arm", &label), ("count", &integer(missing as u64))];
                    items.push(writer.say(words::MISSING_ITEM, &gaps));
                }
            }
        }
        (!items.is_empty())
            .then(|| writer.say(words::MISSING_VALUES, &[("list", &items.join(writer.get(frame::SEMICOLON)))]))
    }

    /// How the points were chosen.
    pub(super) fn designed(&self, writer: &Writer<'_>) -> String {
        let text = match self.design.as_str() {
            "sobol" => words::DESIGN_SOBOL,
            "grid" => words::DESIGN_GRID,
            "zip" => words::DESIGN_ZIP,
            "one-factor" => words::DESIGN_ALONE,
            "csv" => words::DESIGN_CSV,
            _ => words::DESIGN_LHS,
        };
        let crossed = writer.manifest.command_line.iter().any(|word| word == "--levers");
        let levers = crossed.then_some(words::DESIGN_LEVERS);
        let sentences = std::iter::once(text).chain(levers).map(|text| writer.get(text).to_string());
        writer.sentences(&sentences.collect::<Vec<_>>())
    }
}
