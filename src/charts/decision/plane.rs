//! The cost-effectiveness plane: how much more an option brings and costs than the baseline, world by world.

use super::{Axes, percent, words};
use crate::charts::axis::{Quantity, Ticks, integer, number, ticks};
use crate::charts::figure::{Drawing, Frame, Lettered, Plane, Source, Style, compose};
use crate::charts::panels::Estimate;
use crate::charts::text::tidy;
use crate::charts::theme::{BLUE, FAINT, INK, MUTED, RULE, Sizes, Width};
use crate::charts::words::{COURSE_EMPTY, say, space};
use crate::vocabulary::{Direction, Language, Measure};

/// Options against the baseline in every world.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaneData {
    /// The measure of effect.
    pub effect: Measure,
    /// The measure of cost.
    pub cost: Measure,
    /// Label of the baseline.
    pub baseline: String,
    /// The other options.
    pub options: Vec<PlaneOption>,
    /// Where the numbers come from.
    pub source: Source,
}

/// An option.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaneOption {
    /// Its label.
    pub label: String,
    /// By world, the difference in effect and in cost, as measured.
    pub worlds: Vec<(f64, f64)>,
}

/// A quadrant: better or worse, dearer or cheaper.
pub(crate) type Corner = (bool, bool);

const CORNERS: [Corner; 4] = [(true, true), (true, false), (false, true), (false, false)];

impl PlaneOption {
    fn mean(&self, of: fn(&(f64, f64)) -> f64) -> Option<Estimate> {
        Estimate::of(&self.worlds.iter().map(of).collect::<Vec<_>>())
    }

    /// The share of worlds in a quadrant; those on a line count for half on either side of it.
    pub(crate) fn share(&self, (better, dearer): Corner, direction: Direction) -> f64 {
        let sign = if direction == Direction::Less { -1.0 } else { 1.0 };
        let side = |value: f64, above: bool| match value {
            0.0 => 0.5,
            value => f64::from(u8::from((value > 0.0) == above)),
        };
        let all = self.worlds.iter().map(|(effect, cost)| side(sign * effect, better) * side(*cost, dearer));
        all.sum::<f64>() / self.worlds.len().max(1) as f64
    }
}

/// Draws the planes, side by side where there is room.
pub fn draw(data: &PlaneData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let columns = match (style.width, data.options.len()) {
        (_, 0 | 1) | (Width::Single, _) => 1,
        (Width::OneHalf, _) | (_, 2) => 2,
        _ => 3,
    };
    let gap = 1.4 * sizes.label;
    let wide = (inner - gap * (columns - 1) as f64) / columns as f64;
    let quantities = [data.effect, data.cost].map(|measure| Quantity::of(measure.name(), measure.unit()));
    let axes = axes(data, &quantities, language);
    let left = axes.left(&sizes);
    // A wide panel need not be as tall.
    let tall = if columns == 1 { (0.62 * (wide - left)).max(190.0) } else { (wide - left).max(130.0) };
    let heading = Lettered::bold(sizes.label, INK);
    let labels: Vec<Vec<String>> = data.options.iter().map(|option| heading.wrap(&tidy(&option.label), wide)).collect();
    let several = data.options.len() > 1;
    let titles = labels.iter().map(Vec::len).max().unwrap_or(0).max(1) as f64 * heading.leading();
    let head = axes.head(wide, &sizes) + if several { titles + 0.3 * sizes.label } else { 0.0 };
    let each = head + tall + axes.foot(wide, &sizes) + sizes.label;
    let rows = data.options.len().div_ceil(columns);
    let ties =
        data.options.iter().flat_map(|option| &option.worlds).any(|(effect, cost)| *effect == 0.0 || *cost == 0.0);
    let gaps = [("baseline", data.baseline.clone()), ("replicates", integer(data.source.replicates))];
    let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
    let frame = Frame {
        title: title(data, language),
        subtitle: say(words::PLANE_SUBTITLE, language, &gaps),
        notes: if ties { vec![words::PLANE_ON_LINE.get(language).to_string()] } else { Vec::new() },
        source: &data.source,
        alt: alt(data, &quantities, language),
    };
    compose(*style, frame, (rows as f64 * each).max(3.0 * sizes.label), |plane, body| {
        if data.options.is_empty() {
            let middle = (0.5 * (body.left + body.right), 0.5 * (body.top + body.bottom));
            plane.text(middle, COURSE_EMPTY.get(language), Lettered::plain(sizes.label, FAINT).middle());
        }
        for (i, option) in data.options.iter().enumerate() {
            let from = body.left + (i % columns) as f64 * (wide + gap);
            let top = body.top + (i / columns) as f64 * each;
            if several {
                let text = labels[i].len() as f64 * heading.leading();
                plane.paragraph((from, top + 0.5 * text), &labels[i], heading);
            }
            let room = (from + left..from + wide, top + head..top + head + tall);
            let chart = axes.draw(plane, room.clone(), from..from + wide, &sizes);
            draw_option(&chart, option, &axes);
            let (across, down) = ((room.0.start, room.0.end), (room.1.start, room.1.end));
            draw_corners(plane, data, option, across, down, &sizes, language);
        }
    })
}

/// Axes around zero, so that each quadrant has its corner.
fn axes(data: &PlaneData, quantities: &[Quantity; 2], language: Language) -> Axes {
    let most = |of: fn(&(f64, f64)) -> f64| {
        let all = data.options.iter().flat_map(|option| &option.worlds).map(|world| of(world).abs());
        all.filter(|size| size.is_finite()).fold(0.0, f64::max)
    };
    let axis = |quantity: &Quantity, most: f64| -> (Ticks, Vec<String>) {
        let most = if most > 0.0 { 1.04 * quantity.scaled(most) } else { 1.0 };
        let mut axis = ticks(-most, most, 5);
        let label = |at: &f64| quantity.difference(*at / quantity.scaled(1.0), axis.decimals);
        let labels = axis.at.iter().map(label).collect();
        axis.at.iter_mut().for_each(|at| *at /= quantity.scaled(1.0));
        (axis, labels)
    };
    let name = |text, measure: Measure, quantity: &Quantity| {
        let named = say(text, language, &[("measure", measure.label().get(language))]);
        match quantity.difference_unit(language) {
            // Some measures are called by their unit.
            unit if unit.is_empty() || named.contains(unit) => named,
            unit => format!("{named}, {unit}"),
        }
    };
    let (across, across_labels) = axis(&quantities[0], most(|(effect, _)| *effect));
    let (up, up_labels) = axis(&quantities[1], most(|(_, cost)| *cost));
    Axes {
        across,
        up,
        across_labels,
        up_labels,
        across_name: name(words::PLANE_ACROSS, data.effect, &quantities[0]),
        up_name: name(words::PLANE_UP, data.cost, &quantities[1]),
    }
}

fn draw_option(chart: &Plane<'_>, option: &PlaneOption, axes: &Axes) {
    chart.line(&[(0.0, axes.up.low()), (0.0, axes.up.high())], RULE, 1.4);
    chart.line(&[(axes.across.low(), 0.0), (axes.across.high(), 0.0)], RULE, 1.4);
    let opacity = if option.worlds.len() > 400 { 0.3 } else { 0.5 };
    for world in option.worlds.iter().filter(|(effect, cost)| effect.is_finite() && cost.is_finite()) {
        chart.disc(*world, 2.2, BLUE.mark, opacity);
    }
    let means = (option.mean(|(effect, _)| *effect), option.mean(|(_, cost)| *cost));
    let (Some(effect), Some(cost)) = means else { return };
    if !(effect.is_finite() && cost.is_finite()) {
        return;
    }
    // The interval over few worlds may be wider than what is drawn of them.
    let within = |(low, high): (f64, f64), axis: &Ticks| {
        (low.clamp(axis.low(), axis.high()), high.clamp(axis.low(), axis.high()))
    };
    let (low, high) = within(effect.bounds(), &axes.across);
    chart.line(&[(low, cost.mean), (high, cost.mean)], INK, 2.0);
    let (low, high) = within(cost.bounds(), &axes.up);
    chart.line(&[(effect.mean, low), (effect.mean, high)], INK, 2.0);
    chart.ring((effect.mean, cost.mean), 3.6, INK, 1.8);
}

fn draw_corners(
    plane: &Plane<'_>,
    data: &PlaneData,
    option: &PlaneOption,
    across: (f64, f64),
    down: (f64, f64),
    sizes: &Sizes,
    language: Language,
) {
    let (bold, small) = (Lettered::bold(sizes.label, INK), Lettered::plain(sizes.small, MUTED));
    let better_right = data.effect.direction() != Direction::Less;
    for (better, dearer) in CORNERS {
        let share = percent(option.share((better, dearer), data.effect.direction()));
        let words = corner((better, dearer), language);
        let right = better == better_right;
        let x = if right { across.1 - 4.0 } else { across.0 + 5.0 };
        let y = if dearer { down.0 + 0.8 * sizes.label } else { down.1 - 0.8 * sizes.label - 1.3 * sizes.small };
        let place = |lettered: Lettered| if right { lettered.end() } else { lettered };
        plane.text((x, y), &share, place(bold));
        // In a narrow panel the words of both sides would meet.
        if 2.0 * small.width(&words) + 16.0 < across.1 - across.0 {
            plane.text((x, y + 1.2 * sizes.small + 0.2 * sizes.label), &words, place(small));
        }
    }
}

fn corner((better, dearer): Corner, language: Language) -> String {
    let effect = if better { words::PLANE_BETTER } else { words::PLANE_WORSE };
    let cost = if dearer { words::PLANE_DEARER } else { words::PLANE_CHEAPER };
    say(words::PLANE_CORNER, language, &[("effect", effect.get(language)), ("cost", cost.get(language))])
}

fn title(data: &PlaneData, language: Language) -> String {
    let measure = tidy(data.effect.label().get(language));
    let worlds = integer(data.options.first().map_or(0, |option| option.worlds.len()) as u64);
    match data.options.as_slice() {
        [option] if !option.worlds.is_empty() && option.worlds.iter().all(|world| *world == (0.0, 0.0)) => {
            let gaps = [
                ("measure", measure.as_str()),
                ("arm", &option.label),
                ("baseline", &data.baseline),
                ("worlds", &worlds),
            ];
            tidy(&say(words::PLANE_TITLE_NONE, language, &gaps))
        }
        [option] => {
            let share = |corners: [Corner; 2]| {
                percent(corners.into_iter().map(|corner| option.share(corner, data.effect.direction())).sum())
            };
            let (better, dearer) = (share([(true, true), (true, false)]), share([(true, true), (false, true)]));
            let gaps = [
                ("measure", measure.as_str()),
                ("arm", &option.label),
                ("better", &better),
                ("dearer", &dearer),
                ("worlds", &worlds),
            ];
            tidy(&say(words::PLANE_TITLE_ONE, language, &gaps))
        }
        options => {
            let count = integer(options.len() as u64);
            let gaps =
                [("measure", measure.as_str()), ("count", &count), ("baseline", &data.baseline), ("worlds", &worlds)];
            tidy(&say(words::PLANE_TITLE_MANY, language, &gaps))
        }
    }
}

fn alt(data: &PlaneData, quantities: &[Quantity; 2], language: Language) -> String {
    let told = data.options.iter().map(|option| {
        let written = |mean: Option<Estimate>, quantity: &Quantity| {
            let Some(mean) = mean.filter(Estimate::is_finite) else { return number(f64::NAN, 0) };
            let (low, high) = mean.bounds();
            let decimals = quantity.decimals(&[], &[mean.mean, high - low]);
            let write = |value| quantity.difference(value, decimals);
            format!("{} [{}, {}]", write(mean.mean), write(low), write(high))
        };
        let corners = CORNERS.map(|at| {
            let share = percent(option.share(at, data.effect.direction()));
            say(words::ALT_CORNER, language, &[("corner", &corner(at, language)), ("share", &share)])
        });
        let gaps = [
            ("arm", option.label.clone()),
            ("effect", written(option.mean(|(effect, _)| *effect), &quantities[0])),
            ("cost", written(option.mean(|(_, cost)| *cost), &quantities[1])),
            ("corners", corners.join("; ")),
        ];
        say(words::ALT_PLANE, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str())))
    });
    told.collect::<Vec<_>>().join(space(language))
}
