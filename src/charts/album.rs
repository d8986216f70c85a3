//! The charts that one kind of results gives.

use super::{Drawing, Style};
use std::fmt::Display;

/// Charts with the numbers they are drawn from.
pub trait Album: Sync {
    /// One of its charts; its text is the name of its files, without language and ending: `KIND` or `KIND-MEASURE`.
    type Chart: Copy + PartialEq + Display + Sync;

    /// All of its charts.
    fn charts(&self) -> Vec<Self::Chart>;

    /// Draws a chart.
    fn draw(&self, chart: Self::Chart, style: &Style) -> Drawing;

    /// The charts of a name, which is that of one or of a kind. `None` when there is none.
    fn named(&self, name: &str) -> Option<Vec<Self::Chart>> {
        let mut charts = self.charts();
        charts.retain(|chart| {
            let full = chart.to_string();
            full == name || full.split_once('-').is_some_and(|(kind, _)| kind == name)
        });
        (!charts.is_empty()).then_some(charts)
    }

    /// All names that may be asked for.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for full in self.charts().iter().map(ToString::to_string) {
            let kind = full.split_once('-').map(|(kind, _)| kind.to_string());
            names.extend(kind.filter(|kind| !names.contains(kind)));
            names.push(full);
        }
        names
    }
}
