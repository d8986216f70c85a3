//! Ends as stacked bars, for many arms.

use super::{END_HUES, ENDS, PerThousand, TIERS};
use crate::charts::axis::number;
use crate::charts::figure::{Body, Drawing, Frame, Lettered, Plane, Style, compose};
use crate::charts::theme::{Hue, INK, MUTED, PAPER, Sizes, Width};
use crate::vocabulary::Language;
use plotters::style::RGBColor;

pub(super) fn draw(arms: &[PerThousand<'_>], style: &Style, frame: Frame<'_>) -> Drawing {
    let sizes = style.width.sizes();
    let inner = sizes.width - 2.0 * sizes.margin;
    let label = Lettered::plain(sizes.label, INK);
    let above = style.width == Width::Single;
    let label_width = if above { inner } else { label.widest(arms.iter().map(|arm| arm.label), 0.3 * inner) };
    let bars = (if above { 0.0 } else { label_width + sizes.label }, inner);
    let names: Vec<Vec<String>> = arms.iter().map(|arm| label.wrap(arm.label, label_width)).collect();
    let bar = 1.5 * sizes.label;
    let row = |i: usize| {
        let name = names[i].len() as f64 * label.leading();
        if above { name + bar + 0.8 * sizes.label } else { name.max(bar) + 0.6 * sizes.label }
    };
    let head = 5.6 * sizes.label;
    let height = head + (0..arms.len()).map(row).sum::<f64>();
    compose(*style, frame, height, |plane, body| {
        draw_legend(plane, body, &sizes, style.language);
        let mut y = body.top + head;
        for (i, arm) in arms.iter().enumerate() {
            let name = names[i].len() as f64 * label.leading();
            let (name_y, bar_y) =
                if above { (y + 0.5 * name, y + name) } else { (y + 0.5 * row(i), y + 0.5 * (row(i) - bar)) };
            plane.paragraph((body.left, name_y), &names[i], label);
            draw_bar(plane, arm, (body.left + bars.0, body.left + bars.1), (bar_y, bar_y + bar), &sizes);
            y += row(i);
        }
    })
}

/// The tones of an end at the three tiers: the nearer to the village, the stronger.
fn tones(hue: Hue) -> [RGBColor; 3] {
    [hue.word, tint(hue.mark, 0.66), tint(hue.mark, 0.32)]
}

/// A tint of a colour on paper, as a colour of its own: so that it does not darken where it overlaps.
fn tint(colour: RGBColor, strength: f64) -> RGBColor {
    let mix = |a: u8, b: u8| libm::round(f64::from(a) * strength + f64::from(b) * (1.0 - strength)) as u8;
    RGBColor(mix(colour.0, PAPER.0), mix(colour.1, PAPER.1), mix(colour.2, PAPER.2))
}

/// The legend is a table: ends down, tiers across.
fn draw_legend(plane: &Plane<'_>, body: Body, sizes: &Sizes, language: Language) {
    let small = Lettered::plain(sizes.small, MUTED);
    let word = |end: usize| Lettered::bold(sizes.small, END_HUES[end].word);
    let first = ENDS.iter().enumerate().map(|(i, end)| word(i).width(end.get(language))).fold(0.0, f64::max);
    let mut x = body.left + first + sizes.label;
    for (tier, name) in TIERS.iter().enumerate() {
        let width = small.width(name.get(language)).max(2.6 * sizes.label);
        plane.text((x + 0.5 * width, body.top + 0.5 * sizes.label), name.get(language), small.middle());
        for (end, hue) in END_HUES.iter().enumerate() {
            let y = body.top + (1.35 + 1.2 * end as f64) * sizes.label;
            plane.rect((x, y), (x + width, y + sizes.label), tones(*hue)[tier], 1.0);
        }
        x += width + 0.5 * sizes.label;
    }
    for (end, name) in ENDS.iter().enumerate() {
        let y = body.top + (1.85 + 1.2 * end as f64) * sizes.label;
        plane.text((body.left, y), name.get(language), word(end));
    }
}

fn draw_bar(
    plane: &Plane<'_>,
    arm: &PerThousand<'_>,
    (left, right): (f64, f64),
    (top, bottom): (f64, f64),
    sizes: &Sizes,
) {
    // Ends that do not add up to 1,000 are said in a note; the bar still must not leave the figure.
    let scale = (right - left) / arm.sum().max(1000.0);
    let mut x = left;
    for (end, hue) in END_HUES.iter().enumerate() {
        for (tier, tone) in tones(*hue).into_iter().enumerate() {
            let count = arm.tiers[tier].by_end()[end];
            let next = x + count * scale;
            if count > 0.0 {
                plane.rect((x, top), (next, bottom), tone, 1.0);
                let colour = if tier == 0 { PAPER } else { INK };
                let lettered = Lettered::plain(sizes.small, colour).middle();
                let label = number(count, 0);
                if lettered.width(&label) + 6.0 < next - x {
                    plane.text((0.5 * (x + next), 0.5 * (top + bottom)), &label, lettered);
                }
            }
            x = next;
            plane.line(&[(x, top), (x, bottom)], PAPER, 0.8);
        }
    }
}
