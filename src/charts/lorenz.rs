//! How evenly groups are served: Lorenz curves of the share of needs resolved within 90 days, over groups.

use super::axis::{Quantity, integer, number, ticks};
use super::ends::{self, End};
use super::figure::{Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::panels::Estimate;
use super::text::tidy;
use super::theme::{FAINT, GRID, Hue, INK, MUTED, RULE, Width, arm_hues};
use super::words::{self, say};
use crate::vocabulary::{Language, Measure};

/// Lorenz curves of several arms.
#[derive(Clone, Debug, PartialEq)]
pub struct LorenzData {
    /// The arms.
    pub arms: Vec<LorenzArm>,
    /// Which of them is the baseline.
    pub baseline: usize,
    /// Where the numbers come from.
    pub source: Source,
}

/// One arm.
#[derive(Clone, Debug, PartialEq)]
pub struct LorenzArm {
    /// Its label.
    pub label: String,
    /// At evenly spaced shares of the groups from 0 to 1, the worst served first: their part of service, from 0 to 1.
    /// Empty where no replicate has a curve.
    pub curve: Vec<Estimate>,
    /// The Gini coefficient.
    pub gini: Option<Estimate>,
}

/// The Lorenz curve of ascending values of 0 or more at `points` evenly spaced shares of them from 0 to 1, linear in
/// between; `None` when their sum is not positive or there are fewer than two points.
pub fn curve(ascending: &[f64], points: usize) -> Option<Vec<f64>> {
    let total: f64 = ascending.iter().sum();
    if total <= 0.0 || points < 2 {
        return None;
    }
    let mut sums = vec![0.0];
    for value in ascending {
        sums.push(sums[sums.len() - 1] + value);
    }
    let at = |i: usize| {
        let place = i as f64 / (points - 1) as f64 * ascending.len() as f64;
        let below = (place as usize).min(ascending.len() - 1);
        (sums[below] + (place - below as f64) * ascending[below]) / total
    };
    Some((0..points).map(at).collect())
}

/// Draws the curves.
pub fn draw(data: &LorenzData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let gini = Quantity::of(Measure::ResolutionGini.name(), Measure::ResolutionGini.unit());
    let hues = arm_hues(data.arms.len(), data.baseline);
    let said: Vec<String> = data.arms.iter().map(|arm| gini_of(arm, &gini, language)).collect();
    let mut labels: Vec<End> = data
        .arms
        .iter()
        .zip(&hues)
        .zip(&said)
        .map(|((arm, hue), said)| End::new((0.0, 0.0), *hue, tidy(&arm.label), said.clone()))
        .collect();
    let beside = ends::lay_out(&mut labels, 0.4 * inner, &sizes);
    let tick = Lettered::plain(sizes.small, MUTED);
    let axis = ticks(0.0, 100.0, if style.width == Width::Double { 5 } else { 4 });
    let left = tick.width("100%") + 8.0;
    let side = (inner - left - beside - sizes.label).min(0.56 * sizes.width);
    let (across, up) = (words::LORENZ_ACROSS.get(language), words::LORENZ_UP.get(language));
    let across_lines = tick.wrap(across, left + side);
    let up_lines = tick.wrap(up, inner);
    let head = up_lines.len() as f64 * tick.leading() + 0.9 * sizes.label;
    let foot = 2.2 * sizes.small + across_lines.len() as f64 * tick.leading();
    let tall = side.max(ends::height(&labels));

    let gaps = [("replicates", integer(data.source.replicates))];
    let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
    let single = data.source.replicates < 2;
    let frame = Frame {
        title: words::LORENZ_TITLE.get(language).to_string(),
        subtitle: say(if single { words::LORENZ_ONE } else { words::LORENZ_SUBTITLE }, language, &gaps),
        notes: vec![words::LORENZ_NOTE.get(language).to_string()],
        source: &data.source,
        alt: alt(data, &said, language),
    };
    compose(*style, frame, head + tall + foot, |plane, body| {
        let (top, bottom) = (body.top + head, body.top + head + side);
        let from = body.left + left;
        plane.paragraph((body.left, body.top + 0.5 * up_lines.len() as f64 * tick.leading()), &up_lines, tick);
        let chart = plane.plot(0.0..1.0, 0.0..1.0, from..from + side, bottom..top);
        for at in &axis.at {
            let share = at / 100.0;
            let label = format!("{}{}", number(*at, 0), if share >= 1.0 { "%" } else { "" });
            chart.line(&[(0.0, share), (1.0, share)], GRID, 1.0);
            let (x, y) = chart.at((0.0, share));
            plane.text((x - 6.0, y), &label, tick.end());
            let (x, y) = chart.at((share, 0.0));
            plane.line(&[(x, y), (x, y + 4.0)], INK, 1.0);
            plane.text((x, y + 1.25 * sizes.small), &label, tick.middle());
        }
        chart.line(&[(0.0, 0.0), (1.0, 0.0)], INK, 1.2);
        chart.dashed(&[(0.0, 0.0), (1.0, 1.0)], RULE, 1.2);
        let middle = bottom + 2.0 * sizes.small + 0.5 * across_lines.len() as f64 * tick.leading();
        plane.paragraph((from, middle), &across_lines, tick);
        let equal = words::LORENZ_EQUAL.get(language);
        let small = Lettered::plain(sizes.small, FAINT);
        // Above the line of equality there is no curve.
        let (x, y) = chart.at((0.42, 0.42));
        for (i, line) in small.wrap(equal, 0.36 * side).iter().rev().enumerate() {
            plane.text((x - 8.0, y - 10.0 - i as f64 * small.leading()), line, small.end());
        }
        for (arm, hue) in data.arms.iter().zip(&hues) {
            draw_arm(&chart, arm, *hue);
        }
        ends::list(plane, &labels, (from + side + sizes.label, top), &sizes);
    })
}

fn draw_arm(chart: &Plane<'_>, arm: &LorenzArm, hue: Hue) {
    let x = |i: usize| i as f64 / (arm.curve.len() - 1).max(1) as f64;
    let known: Vec<(f64, &Estimate)> =
        arm.curve.iter().enumerate().filter(|(_, point)| point.is_finite()).map(|(i, point)| (x(i), point)).collect();
    if known.len() < 2 {
        return;
    }
    let mut edge: Vec<(f64, f64)> = known.iter().map(|(x, point)| (*x, point.bounds().1.min(1.0))).collect();
    edge.extend(known.iter().rev().map(|(x, point)| (*x, point.bounds().0.max(0.0))));
    if known.iter().any(|(_, point)| point.bounds().1 > point.bounds().0) {
        chart.area(&edge, hue.mark, 0.16);
    }
    let line: Vec<(f64, f64)> = known.iter().map(|(x, point)| (*x, point.mean)).collect();
    chart.line(&line, hue.mark, 2.0);
}

fn gini_of(arm: &LorenzArm, quantity: &Quantity, language: Language) -> String {
    let Some(gini) = arm.gini.filter(Estimate::is_finite) else { return words::NO_VALUE.get(language).to_string() };
    let decimals = quantity.decimals(&[gini.mean], &[gini.bounds().1 - gini.bounds().0]);
    say(words::LORENZ_GINI, language, &[("value", &gini.written(quantity, decimals))])
}

fn alt(data: &LorenzData, said: &[String], language: Language) -> String {
    let told = data.arms.iter().zip(said).map(|(arm, said)| {
        let half = arm.curve.get(arm.curve.len() / 2).filter(|_| arm.curve.len() % 2 == 1);
        let half = half.map(|half| number(100.0 * half.mean, 1));
        let gaps = [("arm", arm.label.as_str()), ("gini", said), ("share", half.as_deref().unwrap_or(""))];
        say(if half.is_some() { words::ALT_LORENZ_HALF } else { words::ALT_LORENZ }, language, &gaps)
    });
    told.collect::<Vec<_>>().join(words::space(language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimators::gini;

    #[test]
    fn the_gini_coefficient_is_twice_the_area_between_curve_and_diagonal() {
        for mut values in [vec![0.1, 0.4, 0.5, 0.9], vec![0.0, 0.0, 1.0], vec![0.3; 5]] {
            let known = gini(&mut values).expect("a positive sum");
            let curve = curve(&values, values.len() + 1).expect("the same");
            let area: f64 = curve.windows(2).map(|pair| 0.5 * (pair[0] + pair[1])).sum::<f64>() / values.len() as f64;
            assert!((1.0 - 2.0 * area - known).abs() < 1e-12, "{known}");
        }
        assert_eq!(curve(&[0.0, 0.0], 3), None);
        assert_eq!(curve(&[1.0, 3.0], 5), Some(vec![0.0, 0.125, 0.25, 0.625, 1.0]));
    }
}
