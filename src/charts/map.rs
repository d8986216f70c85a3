//! The effect of an arm over a grid of two numbers: where it is better, where worse, and where the line between is.

mod contour;

use super::axis::{Quantity, integer, number, signed, ticks};
use super::figure::{Difference, Drawing, Frame, Lettered, Plane, Source, Style, compose};
use super::text::tidy;
use super::theme::{FAINT, INK, MUTED, PAPER, RULE, Sizes, Width};
use super::words::{self, say};
use crate::vocabulary::{Direction, Language, Measure, Text};
use plotters::style::RGBColor;

/// The difference in a measure over a grid, for each arm beside the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct MapData {
    /// The measure.
    pub measure: Measure,
    /// The number along the foot.
    pub across: Factor,
    /// The number along the left side.
    pub up: Factor,
    /// Label of the baseline.
    pub baseline: String,
    /// The other arms, or each of them at each value of what else varies.
    pub arms: Vec<MapArm>,
    /// Whether there is a map for each value of something else.
    pub panels: bool,
    /// Where the numbers come from.
    pub source: Source,
}

/// A number that was varied.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// What it is, in the language of the figure.
    pub name: String,
    /// Its unit; empty for pure numbers.
    pub unit: String,
    /// Its values, ascending.
    pub values: Vec<f64>,
}

/// One arm.
#[derive(Clone, Debug, PartialEq)]
pub struct MapArm {
    /// Its label, with the value of what else varies.
    pub label: String,
    /// Differences from the baseline, row by row from the lowest value of `up`; `None` where there is none.
    pub cells: Vec<Option<Difference>>,
}

/// Colours from far below zero to far above it, the two sides of a measure with a better side swapped as needed.
const WORSE: [(u8, u8, u8); 5] = [(246, 244, 241), (247, 208, 175), (230, 148, 90), (194, 88, 24), (120, 40, 6)];
const BETTER: [(u8, u8, u8); 5] = [(246, 244, 241), (181, 212, 232), (104, 166, 208), (35, 113, 178), (8, 48, 107)];
/// More cells than this are not dotted one by one.
const MOST_DOTS: usize = 900;

/// Evenly spaced values up to so many are labelled one by one.
const MOST_LABELLED: usize = 8;

/// How differences become colours.
struct Shades {
    most: f64,
    /// Whether more is the side in blue.
    blue_above: bool,
}

impl Shades {
    fn of(data: &MapData) -> Shades {
        let cells = data.arms.iter().flat_map(|arm| arm.cells.iter().flatten());
        let most = cells.map(|cell| cell.estimate.abs()).filter(|size| size.is_finite()).fold(0.0, f64::max);
        Shades { most, blue_above: data.measure.direction() != Direction::Less }
    }

    fn colour(&self, value: f64) -> RGBColor {
        let share = if self.most > 0.0 { (value.abs() / self.most).min(1.0) } else { 0.0 };
        let tones = if (value > 0.0) == self.blue_above { BETTER } else { WORSE };
        let place = share * (tones.len() - 1) as f64;
        let below = (place as usize).min(tones.len() - 2);
        let mix =
            |a: u8, b: u8| libm::round(f64::from(a) + (place - below as f64) * (f64::from(b) - f64::from(a))) as u8;
        let (a, b) = (tones[below], tones[below + 1]);
        RGBColor(mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
    }
}

/// Places of a panel, in pixels.
struct Panel {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// Draws the maps.
pub fn draw(data: &MapData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let quantity = Quantity::of(data.measure.name(), data.measure.unit());
    let shades = Shades::of(data);
    let small = Lettered::plain(sizes.small, MUTED);
    let left = levels(&data.up.values).iter().map(|(_, label)| small.width(label)).fold(0.0, f64::max) + 10.0;
    let scale = ticks(0.0, quantity.scaled(shades.most), 3);
    let scale_width = small.width(&signed(scale.high(), scale.decimals)).max(small.width(words::BETTER.get(language)));
    let right = scale_width + 9.0 + 1.9 * sizes.label;
    let several = data.arms.len() > 1;
    // Arms stand one below the other; the panels of a third factor side by side as well.
    let columns = match (data.panels, style.width) {
        (false, _) | (_, Width::Single) => 1,
        (true, Width::OneHalf) => 2,
        (true, Width::Double) => 3,
    };
    let columns = columns.min(data.arms.len()).max(1);
    let between = if columns > 1 { 1.2 * sizes.label } else { 0.0 };
    let cell = (inner - right - between * (columns as f64 - 1.0)) / columns as f64;
    let tall = if columns > 1 { 0.8 } else { 0.62 } * (cell - left);
    // The only map of a figure has the room of the scale above it as well.
    let wide = if columns > 1 { cell } else { inner };
    let heading = Lettered::bold(sizes.label, INK);
    let labels: Vec<Vec<String>> = data.arms.iter().map(|arm| heading.wrap(&tidy(&arm.label), wide)).collect();
    let up_lines = small.wrap(&words::factor(&data.up.name, &data.up.unit, language), wide);
    let across_lines = small.wrap(&words::factor(&data.across.name, &data.across.unit, language), cell - left);
    let foot =
        2.3 * sizes.small + across_lines.len() as f64 * small.leading() + if several { 0.9 * sizes.label } else { 0.0 };
    // Panels of a row begin at one height.
    let head = |row: usize| {
        let of_row = labels.iter().skip(row * columns).take(columns).map(Vec::len).max().unwrap_or(0);
        let label = if several { of_row as f64 * heading.leading() + 0.3 * sizes.label } else { 0.0 };
        label + up_lines.len() as f64 * small.leading() + 0.5 * sizes.label
    };
    let rows = data.arms.len().div_ceil(columns);
    let height: f64 = (0..rows).map(|row| head(row) + tall + foot).sum();

    let gap = data.arms.iter().any(|arm| arm.cells.iter().any(Option::is_none));
    let frame = Frame {
        title: title(data, language),
        subtitle: subtitle(data, &quantity, language),
        notes: if gap { vec![words::MAP_GAP.get(language).to_string()] } else { Vec::new() },
        source: &data.source,
        alt: alt(data, &quantity, language),
    };
    compose(*style, frame, height.max(3.0 * sizes.label), |plane, body| {
        let mut y = body.top;
        for (i, arm) in data.arms.iter().enumerate() {
            let (row, column) = (i / columns, i % columns);
            let first = body.left + column as f64 * (cell + between);
            if several {
                let text = labels[i].len() as f64 * heading.leading();
                plane.paragraph((first, y + 0.5 * text), &labels[i], heading);
            }
            let panel =
                Panel { left: first + left, right: first + cell, top: y + head(row), bottom: y + head(row) + tall };
            let text = up_lines.len() as f64 * small.leading();
            plane.paragraph((first, panel.top - 0.5 * sizes.label - 0.5 * text), &up_lines, small);
            draw_cells(plane, data, arm, &shades, &panel);
            draw_levels(plane, data, &panel, &sizes);
            let middle = panel.bottom + 2.0 * sizes.small + 0.5 * across_lines.len() as f64 * small.leading();
            plane.paragraph((0.5 * (panel.left + panel.right), middle), &across_lines, small.middle());
            if !data.panels {
                draw_sides(plane, data, arm, &panel, &sizes, language);
            }
            let last = column + 1 == columns || i + 1 == data.arms.len();
            if last && (columns == 1 || row == 0) {
                let beside = Panel { right: body.right - right, ..panel };
                draw_scale(plane, data, (&shades, &quantity), &beside, &sizes, language);
            }
            if last {
                y += head(row) + tall + foot;
            }
        }
        if data.arms.is_empty() {
            let middle = (0.5 * (body.left + body.right), 0.5 * (body.top + body.bottom));
            plane.text(middle, words::COURSE_EMPTY.get(language), Lettered::plain(sizes.label, FAINT).middle());
        }
    })
}

/// Where the axis of a factor is labelled, in cells, and with what: at round numbers where many values lie evenly, else
/// at every value.
fn levels(values: &[f64]) -> Vec<(f64, String)> {
    let steps = || values.windows(2).map(|pair| pair[1] - pair[0]);
    let least = steps().fold(f64::INFINITY, f64::min);
    let even = steps().all(|step| (step - least).abs() < 1e-6 * least);
    if let [first, .., last] = values
        && even
        && values.len() > MOST_LABELLED
    {
        let axis = ticks(*first, *last, 5);
        let place = |at: f64| (at - first) / least + 0.5;
        let inside = axis.at.iter().filter(|at| (0.0..=values.len() as f64).contains(&place(**at)));
        return inside.map(|at| (place(*at), number(*at, axis.decimals))).collect();
    }
    // As short as tells neighbours apart.
    let limit = 0.05 * if least.is_finite() { least } else { 1.0 };
    let exact = |decimals: &usize| {
        let unit = libm::pow(10.0, *decimals as f64);
        values.iter().all(|value| (libm::round(value * unit) / unit - value).abs() <= limit)
    };
    let decimals = (0..4).find(exact).unwrap_or(4);
    values.iter().enumerate().map(|(i, value)| (i as f64 + 0.5, number(*value, decimals))).collect()
}

fn draw_cells(plane: &Plane<'_>, data: &MapData, arm: &MapArm, shades: &Shades, panel: &Panel) {
    let (columns, rows) = (data.across.values.len(), data.up.values.len());
    let chart = plane.plot(0.0..columns as f64, 0.0..rows as f64, panel.left..panel.right, panel.bottom..panel.top);
    // Each cell reaches under the next, so that no hairline of paper shows between them.
    let over = (0.6 * columns as f64 / (panel.right - panel.left), 0.6 * rows as f64 / (panel.bottom - panel.top));
    let known = || arm.cells.iter().enumerate().filter_map(|(i, cell)| Some((i % columns, i / columns, (*cell)?)));
    for (column, row, cell) in known() {
        let (x, y) = (column as f64, row as f64);
        let to = ((x + 1.0 + over.0).min(columns as f64), (y + 1.0 + over.1).min(rows as f64));
        chart.rect((x, y), to, shades.colour(cell.estimate), 1.0);
    }
    let size = ((panel.right - panel.left) / columns as f64).min((panel.bottom - panel.top) / rows as f64);
    let sparse = arm.cells.len() > MOST_DOTS;
    for (column, row, _) in known().filter(|(_, _, cell)| !cell.decided) {
        if !sparse || (column + row) % 2 == 0 {
            let at = chart.at((column as f64 + 0.5, row as f64 + 0.5));
            plane.disc(at, (0.14 * size).clamp(0.6, 1.4), MUTED, 1.0);
        }
    }
    let field: Vec<Option<f64>> = arm.cells.iter().map(|cell| cell.map(|cell| cell.estimate)).collect();
    for line in contour::zero_lines(columns, &field) {
        chart.line(&line, INK, 2.2);
    }
}

fn draw_levels(plane: &Plane<'_>, data: &MapData, panel: &Panel, sizes: &Sizes) {
    let small = Lettered::plain(sizes.small, MUTED);
    // Labels that would meet are left out.
    let step = |count: usize, room: f64, each: f64| ((each * count as f64 / room) as usize + 1).max(1);
    let (up, across) = (levels(&data.up.values), levels(&data.across.values));
    let tall = panel.bottom - panel.top;
    for (place, label) in up.iter().step_by(step(up.len(), tall, 1.3 * sizes.small)) {
        let y = panel.bottom - tall * place / data.up.values.len() as f64;
        plane.line(&[(panel.left - 4.0, y), (panel.left, y)], INK, 1.0);
        plane.text((panel.left - 7.0, y), label, small.end());
    }
    let wide = panel.right - panel.left;
    let widest = across.iter().map(|(_, label)| small.width(label)).fold(0.0, f64::max) + 0.8 * sizes.small;
    for (place, label) in across.iter().step_by(step(across.len(), wide, widest)) {
        let x = panel.left + wide * place / data.across.values.len() as f64;
        plane.line(&[(x, panel.bottom), (x, panel.bottom + 4.0)], INK, 1.0);
        plane.text((x, panel.bottom + 1.25 * sizes.small), label, small.middle());
    }
}

/// The scale of colours at the right.
fn draw_scale(
    plane: &Plane<'_>,
    data: &MapData,
    (shades, quantity): (&Shades, &Quantity),
    panel: &Panel,
    sizes: &Sizes,
    language: Language,
) {
    const STEPS: usize = 48;
    let small = Lettered::plain(sizes.small, MUTED);
    let (left, right) = (panel.right + 1.1 * sizes.label, panel.right + 1.9 * sizes.label);
    let (top, bottom) = (panel.top + 1.9 * sizes.small, panel.bottom - 1.9 * sizes.small);
    let most = if shades.most > 0.0 { shades.most } else { 1.0 };
    let y = |value: f64| 0.5 * (top + bottom) - value / most * 0.5 * (bottom - top);
    for i in 0..STEPS {
        let bound = |i: usize| most * (2.0 * i as f64 / STEPS as f64 - 1.0);
        let colour = shades.colour(0.5 * (bound(i) + bound(i + 1)));
        plane.rect((left, (y(bound(i + 1)) - 0.4).max(top)), (right, y(bound(i))), colour, 1.0);
    }
    let scale = ticks(0.0, quantity.scaled(most), 2);
    let inside = scale.at.iter().map(|at| at / quantity.scaled(1.0)).filter(|at| *at <= shades.most * 1.000_1);
    for at in inside.flat_map(|at| if at > 0.0 { vec![at, -at] } else { vec![at] }) {
        plane.line(&[(right, y(at)), (right + 4.0, y(at))], RULE, 1.0);
        plane.text((right + 7.0, y(at)), &quantity.difference(at, scale.decimals), small);
    }
    let (above, below) = sides(data.measure.direction());
    for (word, y) in [(above, top - 1.3 * sizes.small), (below, bottom + 1.3 * sizes.small)] {
        plane.text((left, y), word.get(language), small);
    }
}

/// What lies above zero, and what below.
fn sides(direction: Direction) -> (Text, Text) {
    match direction {
        Direction::More => (words::BETTER, words::WORSE),
        Direction::Less => (words::WORSE, words::BETTER),
        Direction::Neutral => (words::HIGHER, words::LOWER),
    }
}

/// Names the two sides where they are widest.
fn draw_sides(plane: &Plane<'_>, data: &MapData, arm: &MapArm, panel: &Panel, sizes: &Sizes, language: Language) {
    let (columns, rows) = (data.across.values.len(), data.up.values.len());
    let (above, below) = sides(data.measure.direction());
    let lettered = Lettered::bold(sizes.label, INK).middle();
    let mut placed: Option<f64> = None;
    for (side, word) in [(1.0, above), (-1.0, below)] {
        let Some((column, row)) = widest(&arm.cells, columns, side) else { continue };
        let text = say(words::MAP_SIDE, language, &[("arm", &tidy(&arm.label)), ("side", word.get(language))]);
        let half = 0.5 * lettered.width(&text) + 6.0;
        if 2.0 * half > panel.right - panel.left {
            continue;
        }
        let x = panel.left + (panel.right - panel.left) * (column as f64 + 0.5) / columns as f64;
        let y = panel.bottom - (panel.bottom - panel.top) * (row as f64 + 0.5) / rows as f64;
        let x = x.clamp(panel.left + half + 2.0, panel.right - half - 2.0);
        let y = y.clamp(panel.top + sizes.label, panel.bottom - sizes.label);
        // Two names in one place would hide each other; the colours still tell the sides.
        if placed.is_some_and(|other: f64| (other - y).abs() < 1.6 * sizes.label) {
            continue;
        }
        placed = Some(y);
        let tall = 0.8 * sizes.label;
        plane.rect((x - half, y - tall), (x + half, y + tall), PAPER, 0.86);
        plane.text((x, y), &text, lettered);
    }
}

/// The cell of a side that is farthest from any cell that is not of it and from the edge, if the side has a twentieth
/// of all cells.
fn widest(cells: &[Option<Difference>], columns: usize, side: f64) -> Option<(usize, usize)> {
    let rows = cells.len().checked_div(columns)?;
    let of_side =
        |column: usize, row: usize| cells[row * columns + column].is_some_and(|cell| side * cell.estimate > 0.0);
    let all: Vec<(usize, usize)> = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row))).collect();
    let (ours, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(column, row)| of_side(*column, *row));
    let off = |a: usize, b: usize, count: usize| a.abs_diff(b) as f64 / count as f64;
    let room = |(column, row): (usize, usize)| {
        // The edge is half as bad a neighbour as the other side.
        let edge = |at: usize, count: usize| (at.min(count - 1 - at) as f64 + 0.5) / count as f64 * 2.0;
        let nearest = others.iter().map(|(x, y)| {
            let (x, y) = (off(*x, column, columns), off(*y, row, rows));
            x * x + y * y
        });
        libm::sqrt(nearest.fold(f64::INFINITY, f64::min)).min(edge(column, columns)).min(edge(row, rows))
    };
    let enough = 20 * ours.len() >= cells.len();
    let measured = ours.into_iter().filter(|_| enough).map(|cell| (cell, room(cell)));
    measured.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(cell, _)| cell)
}

fn title(data: &MapData, language: Language) -> String {
    let measure = tidy(data.measure.label().get(language));
    let gaps = |arm| [("measure", measure.as_str()), ("baseline", data.baseline.as_str()), ("arm", arm)];
    match data.arms.as_slice() {
        [arm] if !data.panels => say(words::DIFFERENCE_TITLE_ONE, language, &gaps(&arm.label)),
        _ => say(words::DIFFERENCE_TITLE_MANY, language, &gaps("")),
    }
}

fn subtitle(data: &MapData, quantity: &Quantity, language: Language) -> String {
    let unit = match quantity.difference_unit(language) {
        "" => words::MAP_NO_UNIT.get(language),
        unit => unit,
    };
    let replicates = integer(data.source.replicates);
    let single = data.source.replicates < 2;
    let text = if single { words::MAP_ONE } else { words::MAP_SUBTITLE };
    say(text, language, &[("unit", unit), ("replicates", &replicates)])
}

fn alt(data: &MapData, quantity: &Quantity, language: Language) -> String {
    let told = data.arms.iter().map(|arm| {
        let cells = || arm.cells.iter().flatten();
        let counted =
            |side: f64| integer(cells().filter(|cell| cell.decided && side * cell.estimate > 0.0).count() as u64);
        let estimates: Vec<f64> = cells().map(|cell| cell.estimate).filter(|value| value.is_finite()).collect();
        let decimals = quantity.decimals(&[], &estimates);
        let least = estimates.iter().copied().reduce(f64::min).unwrap_or(f64::NAN);
        let most = estimates.iter().copied().reduce(f64::max).unwrap_or(f64::NAN);
        let gaps = [
            ("arm", arm.label.as_str()),
            ("above", &counted(1.0)),
            ("below", &counted(-1.0)),
            ("count", &integer(cells().count() as u64)),
            ("low", &quantity.difference(least, decimals)),
            ("high", &quantity.difference(most, decimals)),
        ];
        say(words::ALT_MAP, language, &gaps)
    });
    told.collect::<Vec<_>>().join(words::space(language))
}
