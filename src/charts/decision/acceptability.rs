//! Which option is best at which price, and what it would be worth to know which world is true.

use super::{Axes, percent, words};
use crate::charts::axis::{Quantity, Ticks, integer, number, ticks};
use crate::charts::ends::{self, End};
use crate::charts::figure::{Drawing, Frame, Plane, Source, Style, compose};
use crate::charts::text::tidy;
use crate::charts::theme::{COLOURED_ARMS, GREY, Hue, PURPLE, RAISED, Width, arm_hues};
use crate::charts::words::{say, space};
use crate::vocabulary::{Language, Measure};

/// Options over prices of the effect.
#[derive(Clone, Debug, PartialEq)]
pub struct AcceptabilityData {
    /// The measure of effect.
    pub effect: Measure,
    /// Yuan for a unit of effect, ascending.
    pub prices: Vec<f64>,
    /// The options.
    pub options: Vec<AcceptabilityOption>,
    /// Which of them is the baseline.
    pub baseline: usize,
    /// By price, the option of the highest mean.
    pub best: Vec<usize>,
    /// By price, the expected value of perfect information, yuan.
    pub information: Vec<f64>,
    /// Whether luck of replicates is taken off it.
    pub mended: bool,
    /// Worlds.
    pub worlds: u64,
    /// Where the numbers come from.
    pub source: Source,
}

/// An option.
#[derive(Clone, Debug, PartialEq)]
pub struct AcceptabilityOption {
    /// Its label.
    pub label: String,
    /// By price, the share of worlds in which it is best.
    pub probability: Vec<f64>,
}

/// The colours of the options, most often best first in line where there are more than colours; grey ones have no label.
fn hues(data: &AcceptabilityData) -> Vec<Hue> {
    let mut order: Vec<usize> = (0..data.options.len()).filter(|option| *option != data.baseline).collect();
    let weight = |option: usize| data.options[option].probability.iter().sum::<f64>();
    if data.options.len() > COLOURED_ARMS {
        order.sort_by(|one, other| weight(*other).total_cmp(&weight(*one)).then(one.cmp(other)));
    }
    let colours = arm_hues(data.options.len(), 0);
    let mut hues = vec![GREY; data.options.len()];
    for (option, hue) in std::iter::once(data.baseline).chain(order).zip(colours) {
        if let Some(place) = hues.get_mut(option) {
            *place = hue;
        }
    }
    hues
}

/// Draws the curves of acceptability above, the value of information below.
pub fn draw(data: &AcceptabilityData, style: &Style) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let hues = hues(data);
    let share = Quantity::of("best_share", "");
    let foot = {
        let (low, high) = match (data.prices.first(), data.prices.last()) {
            (Some(low), Some(high)) => (*low, *high),
            _ => (0.0, 1.0),
        };
        ticks(low, high, if style.width == Width::Double { 6 } else { 4 })
    };
    let foot_labels: Vec<String> = foot.at.iter().map(|at| number(*at, foot.decimals)).collect();
    let name = say(words::ACCEPT_ACROSS, language, &[("measure", data.effect.label().get(language))]);
    let probability = Ticks { at: vec![0.0, 0.25, 0.5, 0.75, 1.0], decimals: 0 };
    let shares = Axes {
        across: foot.clone(),
        across_labels: foot_labels.clone(),
        across_name: String::new(),
        up_labels: share.tick_labels(&probability),
        up: probability,
        up_name: words::ACCEPT_UP.get(language).to_string(),
    };
    let most = data.information.iter().copied().filter(|worth| worth.is_finite()).fold(0.0, f64::max);
    let worth = ticks(0.0, most, 3);
    let values = Axes {
        across: foot,
        across_labels: foot_labels,
        across_name: name,
        up_labels: worth.at.iter().map(|at| number(*at, worth.decimals)).collect(),
        up: worth,
        up_name: words::ACCEPT_EVPI.get(language).to_string(),
    };
    let coloured = |option: &usize| hues[*option] != GREY;
    let mut labels: Vec<End> = (0..data.options.len())
        .filter(coloured)
        .filter_map(|option| {
            let of = &data.options[option];
            let (at, last) = (data.prices.last()?, of.probability.last()?);
            Some(End::new((*at, *last), hues[option], tidy(&of.label), percent(*last)))
        })
        .collect();
    let right = ends::lay_out(&mut labels, 0.34 * inner, &sizes);
    let left = shares.left(&sizes).max(values.left(&sizes));
    let wide = inner - right;
    let tall = (if style.width == Width::Double { 0.3 } else { 0.45 } * sizes.width).max(ends::height(&labels));
    let low = 0.16 * sizes.width;
    let (head, head_below) = (shares.head(wide, &sizes), values.head(wide, &sizes));
    // The upper panel has numbers but no name of its own at its foot.
    let between = 2.6 * sizes.small;
    let below = values.foot(wide, &sizes);
    let grey = data.options.len() - (0..data.options.len()).filter(coloured).count();
    let mut notes = vec![if data.mended { words::ACCEPT_LUCK } else { words::ACCEPT_RAW }.get(language).to_string()];
    if grey > 0 {
        notes.push(say(words::ACCEPT_GREY, language, &[("count", &integer(grey as u64))]));
    }
    let frame = Frame {
        title: title(data, language),
        subtitle: say(words::ACCEPT_SUBTITLE, language, &[("worlds", &integer(data.worlds))]),
        notes,
        source: &data.source,
        alt: alt(data, language),
    };
    compose(*style, frame, head + tall + between + head_below + low + below, |plane, body| {
        let across = body.left + left..body.left + wide;
        let top = body.top + head;
        let named = body.left..body.left + wide;
        let chart = shares.draw(plane, (across.clone(), top..top + tall), named.clone(), &sizes);
        draw_frontier(&chart, data);
        let order = (0..data.options.len()).filter(|option| !coloured(option));
        for option in order.chain((0..data.options.len()).filter(coloured)) {
            draw_line(&chart, &data.prices, &data.options[option].probability, hues[option]);
        }
        ends::draw(plane, &chart, &labels, across.end, (top, top + tall), &sizes);
        let top = top + tall + between + head_below;
        let chart = values.draw(plane, (across, top..top + low), named, &sizes);
        draw_line(&chart, &data.prices, &data.information, PURPLE);
    })
}

/// A wide line under the curve of whichever option is best on average.
fn draw_frontier(chart: &Plane<'_>, data: &AcceptabilityData) {
    let at = |place: usize| {
        let option = *data.best.get(place)?;
        Some((option, (*data.prices.get(place)?, *data.options.get(option)?.probability.get(place)?)))
    };
    let known: Vec<(usize, (f64, f64))> = (0..data.prices.len()).filter_map(at).collect();
    for run in known.chunk_by(|one, next| one.0 == next.0) {
        let line: Vec<(f64, f64)> = run.iter().map(|(_, at)| *at).collect();
        if line.len() > 1 {
            chart.line(&line, RAISED, 9.0);
        } else if let Some(at) = line.first() {
            chart.disc(*at, 4.5, RAISED, 1.0);
        }
    }
}

fn draw_line(chart: &Plane<'_>, prices: &[f64], values: &[f64], hue: Hue) {
    let line: Vec<(f64, f64)> =
        prices.iter().copied().zip(values.iter().copied()).filter(|(_, value)| value.is_finite()).collect();
    match line.as_slice() {
        [] => {}
        [at] => chart.disc(*at, 3.0, hue.mark, 1.0),
        line => chart.line(line, hue.mark, 2.2),
    }
}

fn title(data: &AcceptabilityData, language: Language) -> String {
    let label = |place: usize| {
        let option = data.best.get(place).and_then(|option| data.options.get(*option));
        option.map_or_else(String::new, |option| option.label.clone())
    };
    let turns: Vec<usize> = (1..data.best.len()).filter(|place| data.best[*place] != data.best[place - 1]).collect();
    let measure = tidy(data.effect.label().get(language));
    let tie = data.options.len() > 1 && data.options.windows(2).all(|two| two[0].probability == two[1].probability);
    let said = match turns.as_slice() {
        [] if tie => say(words::ACCEPT_TIE, language, &[("measure", &measure)]),
        [] => say(words::ACCEPT_ONE, language, &[("measure", &measure), ("option", &label(0))]),
        [turn] => {
            let price = number(data.prices[*turn], decimals(data.prices[*turn]));
            let gaps =
                [("measure", measure.as_str()), ("option", &label(0)), ("price", &price), ("other", &label(*turn))];
            say(words::ACCEPT_TWO, language, &gaps)
        }
        turns => say(words::ACCEPT_MANY, language, &[("measure", &measure), ("count", &integer(turns.len() as u64))]),
    };
    tidy(&said)
}

/// Decimals that show three digits.
fn decimals(value: f64) -> usize {
    Quantity::of("", "").decimals(&[value], &[])
}

fn alt(data: &AcceptabilityData, language: Language) -> String {
    let write = |value: f64| number(value, decimals(value));
    let mut told: Vec<String> = data
        .options
        .iter()
        .filter_map(|option| {
            let ends = (option.probability.first()?, option.probability.last()?);
            let gaps = [
                ("option", option.label.clone()),
                ("first", percent(*ends.0)),
                ("from", write(*data.prices.first()?)),
                ("last", percent(*ends.1)),
                ("to", write(*data.prices.last()?)),
            ];
            Some(say(words::ALT_ACCEPT, language, &gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()))))
        })
        .collect();
    let known = data.prices.iter().zip(&data.information).filter(|(_, worth)| worth.is_finite());
    if let Some((price, worth)) = known.reduce(|most, other| if other.1 > most.1 { other } else { most }) {
        told.push(say(words::ALT_EVPI, language, &[("worth", &write(*worth)), ("price", &write(*price))]));
    }
    told.join(space(language))
}
