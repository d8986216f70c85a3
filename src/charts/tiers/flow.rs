//! Ends as flows: from raised to group, committee and above, with what ends on the way branching off.

use super::{END_HUES, ENDS, PerThousand, TIERS};
use crate::charts::axis::number;
use crate::charts::figure::{Drawing, Frame, Lettered, Plane, Style, compose};
use crate::charts::theme::{FAINT, INK, MUTED, RAISED, Sizes};
use crate::charts::words::{self, say};
use crate::vocabulary::Language;
use plotters::style::RGBColor;

/// Colour of what is passed on.
const PASSED: RGBColor = RGBColor(193, 199, 209);
/// Colour of the posts.
const POST: RGBColor = RGBColor(72, 78, 88);

/// One branch that ends: what it is, how many, and where its end stands.
struct Branch {
    end: usize,
    count: f64,
    /// Upper edge where it leaves the post, and where it ends, from the upper edge of the flow.
    from: f64,
    to: f64,
}

/// The branches of one arm with the height they take.
struct Layout {
    branches: [Vec<Branch>; 3],
    height: f64,
}

pub(super) fn draw(arms: &[PerThousand<'_>], style: &Style, frame: Frame<'_>) -> Drawing {
    let language = style.language;
    let sizes = style.width.sizes();
    let full = match arms.len() {
        0 | 1 => 0.3,
        2 => 0.2,
        _ => 0.16,
    } * sizes.width;
    let inner = sizes.width - 2.0 * sizes.margin;
    let name = Lettered::bold(sizes.label, INK);
    let names: Vec<Vec<String>> = arms.iter().map(|arm| name.wrap(arm.label, inner)).collect();
    let layouts: Vec<Layout> = arms.iter().map(|arm| lay_out(arm, full, &sizes)).collect();
    let head = 1.7 * sizes.label;
    let gap = 1.5 * sizes.label;
    let each = |i: usize| names[i].len() as f64 * name.leading() + 0.35 * sizes.label + layouts[i].height + gap;
    let height = head + (0..arms.len()).map(each).sum::<f64>() - gap;

    compose(*style, frame, height, |plane, body| {
        let posts = posts(arms, body.left, body.right, &sizes, language);
        let small = Lettered::bold(sizes.small, MUTED);
        for (i, (x, tier)) in posts.iter().zip([words::RAISED, TIERS[0], TIERS[1], TIERS[2]]).enumerate() {
            let word = tier.get(language);
            // The last heading may be wider than what is below it.
            let x = if i == 3 { x.min(body.right - small.width(word)) } else { *x };
            plane.text((x, body.top + 0.4 * sizes.small), word, small);
        }
        let mut y = body.top + head;
        for (i, (arm, layout)) in arms.iter().zip(&layouts).enumerate() {
            let label = names[i].len() as f64 * name.leading();
            plane.paragraph((body.left, y + 0.5 * label), &names[i], name);
            draw_flow(plane, arm, layout, posts, (y + label + 0.35 * sizes.label, full), &sizes, language);
            y += each(i);
        }
    })
}

const POST_WIDTH: f64 = 9.0;
/// Less than this of 1,000 is what rounding leaves when all have ended.
const RESIDUE: f64 = 1e-6;

/// Left edges of the four posts, such that the words of the last tier still fit at right.
fn posts(arms: &[PerThousand<'_>], left: f64, right: f64, sizes: &Sizes, language: Language) -> [f64; 4] {
    let lettered = Lettered::bold(sizes.label, INK);
    let mut words: f64 = 0.0;
    for ends in arms.iter().map(|arm| &arm.tiers[2]) {
        for (end, count) in ends.by_end().into_iter().enumerate() {
            words = words.max(lettered.width(&branch_label(end, count, language)));
        }
    }
    let reach = 0.09 * (right - left);
    let last = right - words - 8.0 - reach - POST_WIDTH;
    let span = last - left;
    [left, left + 0.24 * span, left + 0.64 * span, last]
}

fn branch_label(end: usize, count: f64, language: Language) -> String {
    let count = if count > 0.0 && count < 0.5 { "<1".to_string() } else { number(count, 0) };
    say(words::TIER_END, language, &[("end", ENDS[end].get(language)), ("count", &count)])
}

/// Places the branches: those of a tier below each other, far enough apart for their words.
fn lay_out(arm: &PerThousand<'_>, full: f64, sizes: &Sizes) -> Layout {
    let scale = full / 1000.0;
    let line = 1.25 * sizes.label;
    let mut height = full;
    let mut arriving: f64 = arm.tiers.iter().map(super::Ends::sum).sum();
    let branches = [0, 1, 2].map(|tier| {
        let ends = &arm.tiers[tier];
        let passed = arriving - ends.sum();
        let mut from = passed * scale;
        // What is passed on lies on top, so that what ends can sink below it.
        let mut free = if tier < 2 { from + 0.9 * sizes.label } else { 0.0 };
        let mut branches = Vec::new();
        for (end, count) in ends.by_end().into_iter().enumerate().filter(|(_, count)| *count > 0.0) {
            let thick = count * scale;
            let room = thick.max(line);
            branches.push(Branch { end, count, from, to: free + 0.5 * (room - thick) });
            from += thick;
            free += room + 0.25 * sizes.label;
        }
        height = height.max(free - 0.25 * sizes.label);
        arriving = passed;
        branches
    });
    Layout { branches, height: if arm.sum() > 0.0 { height } else { line } }
}

fn draw_flow(
    plane: &Plane<'_>,
    arm: &PerThousand<'_>,
    layout: &Layout,
    posts: [f64; 4],
    (top, full): (f64, f64),
    sizes: &Sizes,
    language: Language,
) {
    let scale = full / 1000.0;
    if arm.sum() <= 0.0 {
        let lettered = Lettered::plain(sizes.label, FAINT);
        plane.text((posts[0], top + 0.6 * sizes.label), words::NONE_RAISED.get(language), lettered);
        return;
    }
    let mut arriving = arm.sum();
    let mut from = posts[0];
    let post = |x: f64, count: f64| plane.rect((x, top), (x + POST_WIDTH, top + (count * scale).max(1.0)), POST, 1.0);
    post(from, arriving);
    for tier in 0..3 {
        let x = posts[tier + 1];
        if arriving > RESIDUE {
            let colour = if tier == 0 { RAISED } else { PASSED };
            plane.rect((from + POST_WIDTH, top), (x, top + (arriving * scale).max(0.6)), colour, 1.0);
            post(x, arriving);
            let count = number(arriving, 0);
            let words = if tier == 0 { count } else { say(words::PASSED, language, &[("count", &count)]) };
            let lettered = Lettered::plain(sizes.small, INK).middle();
            if arriving * scale > 1.2 * sizes.small {
                plane.text((0.5 * (from + POST_WIDTH + x), top + 0.5 * arriving * scale), &words, lettered);
            }
        }
        let start = x + POST_WIDTH;
        let end = branch_end(layout, tier, start, &posts, sizes, language);
        for branch in &layout.branches[tier] {
            let (upper, lower, thick) = (top + branch.from, top + branch.to, branch.count * scale);
            plane.area(&ribbon((start, upper), (end, lower), thick.max(0.6)), END_HUES[branch.end].mark, 0.62);
            let label = Lettered::bold(sizes.label, END_HUES[branch.end].word);
            let words = branch_label(branch.end, branch.count, language);
            plane.text((end + 7.0, lower + 0.5 * thick), &words, label);
        }
        arriving -= arm.tiers[tier].sum();
        from = x;
    }
}

/// Where the branches of a tier end: not so far that their words would reach the branches of the next tier.
fn branch_end(layout: &Layout, tier: usize, start: f64, posts: &[f64; 4], sizes: &Sizes, language: Language) -> f64 {
    let least = start + 0.1 * (posts[3] - posts[0]);
    let Some(next) = posts.get(tier + 2) else { return least };
    let lettered = Lettered::bold(sizes.label, INK);
    let words = layout.branches[tier].iter().map(|b| lettered.width(&branch_label(b.end, b.count, language)));
    let room = next - words.fold(0.0, f64::max) - 7.0 - 0.5 * sizes.label;
    (start + 0.55 * (next - start)).min(room).max(start + 0.5 * (least - start))
}

/// A band of one thickness that swings from one point to another; both are upper edges.
fn ribbon(from: (f64, f64), to: (f64, f64), thick: f64) -> Vec<(f64, f64)> {
    const STEPS: usize = 40;
    let upper: Vec<(f64, f64)> = (0..=STEPS)
        .map(|i| {
            let t = i as f64 / STEPS as f64;
            let swing = t * t * (3.0 - 2.0 * t);
            (from.0 + t * (to.0 - from.0), from.1 + swing * (to.1 - from.1))
        })
        .collect();
    let lower = upper.iter().rev().map(|(x, y)| (*x, y + thick));
    upper.iter().copied().chain(lower).collect()
}
