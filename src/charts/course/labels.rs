//! The words in the course: names at the ends of lines.

use super::{CourseData, Role, place};
use crate::charts::axis::Quantity;
use crate::charts::ends::End;
use crate::charts::text::tidy;
use crate::charts::theme::GREY;
use crate::charts::words::{self, say};
use crate::vocabulary::Language;

/// The labels of the lines that have one, and one for all that are grey.
pub(super) fn ends(
    data: &CourseData,
    roles: &[Role],
    quantity: &Quantity,
    decimals: usize,
    language: Language,
) -> Vec<End> {
    let end = |arm: usize| {
        let last = data.arms[arm]
            .months
            .iter()
            .enumerate()
            .rev()
            .find_map(|(i, point)| Some((i, (*point).filter(|p| p.is_finite())?)));
        last.map(|(i, point)| ((place(data, arm, i), point.mean), point))
    };
    let mut ends = Vec::new();
    for (arm, role) in roles.iter().enumerate().filter(|(_, role)| role.shown) {
        let Some((at, point)) = end(arm) else { continue };
        let mean = quantity.value(point.mean, decimals);
        let bound = |value: f64| quantity.value(value, decimals).trim_end_matches('%').to_string();
        let value = if point.high > point.low {
            let gaps = [("mean", mean.as_str()), ("low", &bound(point.low)), ("high", &bound(point.high))];
            say(words::COURSE_RANGE, language, &gaps)
        } else {
            mean
        };
        ends.push(End::new(at, role.hue, tidy(&data.arms[arm].label), value));
    }
    let grey = roles.iter().enumerate().filter(|(_, role)| !role.shown);
    let grey: Vec<(f64, f64)> = grey.filter_map(|(arm, _)| end(arm).map(|(at, _)| at)).collect();
    if let Some(last) = grey.iter().map(|at| at.0).reduce(f64::max) {
        let mean = grey.iter().map(|at| at.1).sum::<f64>() / grey.len() as f64;
        let name = say(words::OTHERS, language, &[("count", &grey.len().to_string())]);
        ends.push(End::new((last, mean), GREY, name, String::new()));
    }
    ends
}
