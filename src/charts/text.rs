//! Measures text by the fonts it is drawn with, and breaks it into lines by the rules of both scripts.

use flate2::read::GzDecoder;
use std::io::Read;
use std::sync::OnceLock;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// The family of both fonts.
pub(crate) const FAMILY: &str = "Noto Sans SC";
/// Height of a capital letter, in ems.
pub(crate) const CAP: f64 = 0.733;
/// How far the tallest character reaches above the baseline, in ems.
pub(crate) const ASCENT: f64 = 0.86;
/// How far the deepest character reaches below the baseline, in ems.
pub(crate) const DESCENT: f64 = 0.22;
/// From baseline to baseline, in ems.
pub(crate) const LEADING: f64 = 1.3;

// Statics, of which the program holds one copy; constants would be repeated in every unit of compilation.
static REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf.gz");
static SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-SemiBold.ttf.gz");

/// The bytes of the font of a weight, for documents that embed it (SIL Open Font License 1.1).
pub fn font_file(weight: Weight) -> &'static [u8] {
    static UNPACKED: [OnceLock<Vec<u8>>; 2] = [OnceLock::new(), OnceLock::new()];
    let (packed, unpacked) = match weight {
        Weight::Regular => (REGULAR, &UNPACKED[0]),
        Weight::SemiBold => (SEMI_BOLD, &UNPACKED[1]),
    };
    unpacked.get_or_init(|| {
        let mut bytes = Vec::new();
        GzDecoder::new(packed).read_to_end(&mut bytes).expect("the fonts are part of the program");
        bytes
    })
}

/// The licence of the fonts, which goes with every copy of the program.
pub const FONT_LICENCE: &str = include_str!("../../assets/fonts/OFL.txt");

/// A weight of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600; Hanzi beyond the 3,500 most common are drawn in Regular.
    SemiBold,
}

/// A character of a text as it is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    /// The font it comes from and its number there; `None` when no font has it and a box stands for it.
    pub(crate) source: Option<(Weight, GlyphId)>,
    /// From its origin to the next, in ems.
    pub(crate) advance: f64,
}

struct Fonts {
    regular: Face<'static>,
    semibold: Face<'static>,
}

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let face = |weight| Face::parse(font_file(weight), 0).expect("the fonts are part of the program");
        Fonts { regular: face(Weight::Regular), semibold: face(Weight::SemiBold) }
    })
}

fn face(weight: Weight) -> &'static Face<'static> {
    match weight {
        Weight::Regular => &fonts().regular,
        Weight::SemiBold => &fonts().semibold,
    }
}

/// Advance of the box that stands for a missing character, in ems.
const BOX: f64 = 0.7;

/// How a character is drawn.
pub(crate) fn glyph(character: char, weight: Weight) -> Glyph {
    let found = [weight, Weight::Regular].into_iter().find_map(|w| Some((w, face(w).glyph_index(character)?)));
    let advance = match found {
        Some((w, id)) => f64::from(face(w).glyph_hor_advance(id).unwrap_or(0)) / f64::from(face(w).units_per_em()),
        None => BOX,
    };
    Glyph { source: found, advance }
}

/// Draws a character into `pen`, in units of [`units_per_em`] from its origin, upwards: its outline, or the box that
/// stands for it.
pub(crate) fn outline(glyph: Glyph, pen: &mut dyn OutlineBuilder) {
    if let Some((weight, id)) = glyph.source {
        face(weight).outline_glyph(id, pen);
        return;
    }
    for contour in box_contours(units_per_em(glyph)) {
        pen.move_to(contour[0].0, contour[0].1);
        contour[1..].iter().for_each(|point| pen.line_to(point.0, point.1));
        pen.close();
    }
}

/// The box that stands for a character without a glyph, from its origin upwards: a frame with a stroke through it.
pub(crate) fn box_contours(em: f64) -> [[(f32, f32); 4]; 3] {
    let (left, right, top) = ((0.1 * em) as f32, ((BOX - 0.1) * em) as f32, (CAP * em) as f32);
    let line = (0.07 * em) as f32;
    // The inner frame runs the other way round, so that it is a hole.
    let outer = [(left, 0.0), (left, top), (right, top), (right, 0.0)];
    let inner = [(left, 0.0), (right, 0.0), (right, top), (left, top)]
        .map(|(x, y)| (if x == left { x + line } else { x - line }, if y == 0.0 { line } else { y - line }));
    let stroke = [inner[0], (inner[0].0, 2.4 * line), inner[2], (inner[2].0, top - 2.4 * line)];
    [outer, inner, stroke]
}

/// Units of the font in an em.
pub(crate) fn units_per_em(glyph: Glyph) -> f64 {
    f64::from(face(glyph.source.map_or(Weight::Regular, |(weight, _)| weight)).units_per_em())
}

/// The characters of a line of text, each with how far its origin is from the left end, in ems.
pub(crate) fn set(text: &str, weight: Weight) -> impl Iterator<Item = (char, Glyph, f64)> + '_ {
    let mut ems = 0.0;
    let mut before: Option<Glyph> = None;
    text.chars().map(move |character| {
        let glyph = glyph(character, weight);
        ems += before.map_or(0.0, |before| before.advance + kerning(before, glyph));
        before = Some(glyph);
        (character, glyph, ems)
    })
}

/// How much closer (negative) or farther two neighbours stand than their advances say, in ems.
fn kerning(left: Glyph, right: Glyph) -> f64 {
    match (left.source, right.source) {
        (Some((weight, left)), Some((other, right))) if weight == other => kern::pair(face(weight), left, right),
        _ => 0.0,
    }
}

/// The width of a line of text in pixels at `size` pixels an em.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    set(text, weight).last().map_or(0.0, |(_, glyph, left)| left + glyph.advance) * size
}

/// The characters of `text` that no font has.
pub fn missing(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|character| glyph(*character, Weight::Regular).source.is_none())
}

/// A label for one line: control characters and runs of space become one space, and full-width brackets, which leave
/// half an em of air beside them, become narrow ones.
pub(crate) fn tidy(text: &str) -> String {
    let narrow: String = text
        .chars()
        .map(|character| match character {
            '（' => '(',
            '）' => ')',
            character if character.is_control() => ' ',
            character => character,
        })
        .collect();
    narrow.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Breaks `text` into lines of at most `width` pixels.
///
/// Breaks fall at spaces and between Hanzi, never before closing or after opening punctuation, and within a word only
/// when the word alone is too wide. The lines are made about equally long, so that no last word stands alone.
pub(crate) fn wrap(text: &str, size: f64, weight: Weight, width: f64) -> Vec<String> {
    let text = tidy(text);
    if self::width(&text, size, weight) <= width {
        return vec![text];
    }
    let lines = fill(&text, size, weight, width);
    let (mut narrow, mut wide) = (0.0, width);
    for _ in 0..9 {
        let middle = 0.5 * (narrow + wide);
        if fill(&text, size, weight, middle).len() == lines.len() {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    fill(&text, size, weight, wide)
}

/// Fills lines greedily. Pieces meet at spaces and Hanzi, where no kerning is, so that their widths add up.
fn fill(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0.0;
    for piece in pieces(text) {
        if filled + width(piece.trim_end(), size, weight) > limit {
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            filled = 0.0;
            // A word that is wider than a line is cut where the line is full, better behind a hyphen.
            for character in piece.trim_end().chars() {
                let advance = glyph(character, weight).advance * size;
                if !line.is_empty() && filled + advance > limit {
                    let cut = line.rfind('-').map_or(line.len(), |hyphen| hyphen + 1);
                    let rest = line.split_off(cut);
                    lines.push(std::mem::replace(&mut line, rest));
                    filled = width(&line, size, weight);
                }
                line.push(character);
                filled += advance;
            }
            filled += width(&piece[piece.trim_end().len()..], size, weight);
            line.push_str(&piece[piece.trim_end().len()..]);
        } else {
            line.push_str(piece);
            filled += width(piece, size, weight);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

/// Splits text where a line may end.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(character);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。、；：？！）》」』】〉…—”’·)]}%,.;:?!";
    const OPENING: &str = "（《「『【〈“‘([{";
    if CLOSING.contains(after) || OPENING.contains(before) || after == ' ' {
        return false;
    }
    before == ' ' || wide(before) || wide(after)
}

/// Whether a character belongs to a script without spaces between words.
fn wide(character: char) -> bool {
    matches!(u32::from(character), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFF60 | 0x20000..=0x3FFFF)
}

/// Pair kerning from the table of glyph positions.
mod kern {
    use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
    use ttf_parser::{Face, GlyphId, Tag};

    /// Kerning between two glyphs of one face, in ems.
    pub(super) fn pair(face: &Face<'static>, left: GlyphId, right: GlyphId) -> f64 {
        let Some(table) = face.tables().gpos else { return 0.0 };
        let feature = Tag::from_bytes(b"kern");
        // The font keeps one kerning feature for all scripts, so the first is the one.
        let lookups = table.features.into_iter().find(|f| f.tag == feature).map(|f| f.lookup_indices);
        for index in lookups.into_iter().flatten() {
            let Some(lookup) = table.lookups.get(index) else { continue };
            for subtable in lookup.subtables.into_iter::<PositioningSubtable<'_>>() {
                let PositioningSubtable::Pair(pair) = subtable else { continue };
                if let Some(units) = adjustment(pair, left, right) {
                    return f64::from(units) / f64::from(face.units_per_em());
                }
            }
        }
        0.0
    }

    /// What a table says of a pair; `None` when it says nothing and the next is asked.
    fn adjustment(pair: PairAdjustment<'_>, left: GlyphId, right: GlyphId) -> Option<i16> {
        let covered = pair.coverage().get(left)?;
        match pair {
            PairAdjustment::Format1 { sets, .. } => Some(sets.get(covered)?.get(right)?.0.x_advance),
            PairAdjustment::Format2 { classes, matrix, .. } => {
                Some(matrix.get((classes.0.get(left), classes.1.get(right)))?.0.x_advance)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_equally_wide_so_that_numbers_line_up() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            let widths: Vec<f64> = ('0'..='9').map(|digit| glyph(digit, weight).advance).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{weight:?}: {widths:?}");
        }
    }

    #[test]
    fn pairs_such_as_t_and_o_stand_closer() {
        assert!(kerning(glyph('T', Weight::Regular), glyph('o', Weight::Regular)) < -0.02);
        assert_eq!(kerning(glyph('n', Weight::Regular), glyph('n', Weight::Regular)), 0.0);
    }

    #[test]
    fn rare_hanzi_in_a_title_fall_back_and_unknown_characters_are_named() {
        assert_eq!(glyph('堌', Weight::SemiBold).source.map(|source| source.0), Some(Weight::Regular));
        assert_eq!(glyph('村', Weight::SemiBold).source.map(|source| source.0), Some(Weight::SemiBold));
        assert_eq!(missing("三人小组 📈 ok\u{1F600}").collect::<String>(), "📈😀");
    }

    #[test]
    fn lines_keep_closing_punctuation_and_are_balanced() {
        let text = "细线为九成五区间，粗线为五成区间；实心表示差异明确。";
        for pixels in 40..200 {
            let lines = wrap(text, 12.0, Weight::Regular, f64::from(pixels));
            assert_eq!(lines.concat(), text);
            for line in &lines {
                assert!(width(line, 12.0, Weight::Regular) <= f64::from(pixels) + 1e-9);
                assert!(!line.starts_with(['，', '。', '；']), "{lines:?}");
            }
        }
        let lines = wrap("one two three four five six", 12.0, Weight::Regular, 140.0);
        assert_eq!(lines, ["one two three", "four five six"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        let word = "x".repeat(80);
        let lines = wrap(&word, 12.0, Weight::Regular, 100.0);
        assert!(lines.len() > 1 && lines.concat() == word);
        assert_eq!(wrap("Three-person", 12.0, Weight::Regular, 60.0), ["Three-", "person"]);
        assert_eq!(wrap("", 12.0, Weight::Regular, 100.0), [""]);
    }

    #[test]
    fn brackets_and_line_breaks_in_labels_are_tidied() {
        assert_eq!(tidy("办结用时（均值）"), "办结用时(均值)");
        assert_eq!(tidy(" a\n\tb  c "), "a b c");
    }
}
