//! Cuts a font down to the characters of a page and makes it fit for browsers.
//!
//! The subsetter leaves out what documents in print do not need: which glyph a character has, the metrics for systems,
//! the names. They are put back here.

use crate::charts::{Weight, font_file};
use std::collections::BTreeSet;
use subsetter::GlyphRemapper;
use ttf_parser::{Face, RawFace, Tag};

/// The font of a weight with only these characters, as a TrueType file; `None` when it has none of them.
///
/// # Errors
/// Why the font cannot be cut down.
pub(super) fn subset(weight: Weight, characters: &BTreeSet<char>) -> Result<Option<Vec<u8>>, String> {
    let whole = font_file(weight);
    let face = Face::parse(whole, 0).map_err(|error| error.to_string())?;
    let mut glyphs = GlyphRemapper::new();
    let mut map: Vec<(u32, u16)> = Vec::new();
    for character in characters {
        if let Some(glyph) = face.glyph_index(*character) {
            map.push((u32::from(*character), glyphs.remap(glyph.0)));
        }
    }
    if map.is_empty() {
        return Ok(None);
    }
    let cut = subsetter::subset(whole, 0, &glyphs).map_err(|error| error.to_string())?;
    let cut = RawFace::parse(&cut, 0).map_err(|error| error.to_string())?;
    let mut tables: Vec<(Tag, Vec<u8>)> = cut
        .table_records
        .into_iter()
        .filter_map(|record| Some((record.tag, cut.table(record.tag)?.to_vec())))
        .collect();
    let original = face.raw_face();
    for name in [b"OS/2", b"name", b"post"] {
        let tag = Tag::from_bytes(name);
        if let Some(bytes) = original.table(tag).filter(|_| tables.iter().all(|(known, _)| *known != tag)) {
            tables.push((tag, bytes.to_vec()));
        }
    }
    for (tag, bytes) in &mut tables {
        if *tag == Tag::from_bytes(b"post") && bytes.len() >= 32 {
            // Version 3: no names of glyphs, which would be those of the whole font.
            bytes.truncate(32);
            bytes[..4].copy_from_slice(&0x0003_0000_u32.to_be_bytes());
        }
    }
    tables.push((Tag::from_bytes(b"cmap"), character_map(&map)));
    tables.sort_by_key(|(tag, _)| tag.0);
    Ok(Some(assembled(&tables)))
}

/// Whether the font of a weight has a character.
pub(super) fn has(weight: Weight, characters: &BTreeSet<char>) -> BTreeSet<char> {
    match Face::parse(font_file(weight), 0) {
        Ok(face) => characters.iter().copied().filter(|character| face.glyph_index(*character).is_some()).collect(),
        Err(_) => BTreeSet::new(),
    }
}

/// A character map of segments of consecutive characters and glyphs (format 12).
fn character_map(map: &[(u32, u16)]) -> Vec<u8> {
    let mut groups: Vec<[u32; 3]> = Vec::new();
    for (character, glyph) in map.iter().map(|(character, glyph)| (*character, u32::from(*glyph))) {
        match groups.last_mut() {
            Some([first, last, start]) if *last + 1 == character && *start + (character - *first) == glyph => {
                *last = character;
            }
            _ => groups.push([character, character, glyph]),
        }
    }
    let mut out = Vec::new();
    out.extend([0_u16, 2].iter().flat_map(|word| word.to_be_bytes()));
    // Unicode and Windows, both the same table.
    for [platform, encoding] in [[0_u16, 4], [3, 10]] {
        out.extend(platform.to_be_bytes());
        out.extend(encoding.to_be_bytes());
        out.extend(20_u32.to_be_bytes());
    }
    out.extend([12_u16, 0].iter().flat_map(|word| word.to_be_bytes()));
    let length = 16 + 12 * groups.len() as u32;
    out.extend([length, 0, groups.len() as u32].iter().flat_map(|word| word.to_be_bytes()));
    out.extend(groups.iter().flatten().flat_map(|word| word.to_be_bytes()));
    out
}

/// A font file of these tables, which are in the order of their tags.
fn assembled(tables: &[(Tag, Vec<u8>)]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.ilog2() as u16;
    let mut out = 0x0001_0000_u32.to_be_bytes().to_vec();
    out.extend([count, 16 << power, power, 16 * count - (16 << power)].iter().flat_map(|word| word.to_be_bytes()));
    let mut at = 12 + 16 * tables.len() as u32;
    for (tag, bytes) in tables {
        let length = bytes.len() as u32;
        out.extend([tag.0, checksum(bytes), at, length].iter().flat_map(|word| word.to_be_bytes()));
        at += length.next_multiple_of(4);
    }
    for (_, bytes) in tables {
        out.extend(bytes);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

/// The sum of a table's words.
fn checksum(bytes: &[u8]) -> u32 {
    let word = |chunk: &[u8]| chunk.iter().chain([&0; 3]).take(4).fold(0, |word, byte| word << 8 | u32::from(*byte));
    bytes.chunks(4).map(word).fold(0, u32::wrapping_add)
}

/// Bytes in base 64, for the address of something that is within a page.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().chain([&0; 2]).take(3).fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        for digit in 0..4 {
            let place = (word >> (18 - 6 * digit)) & 63;
            out.push(if digit <= chunk.len() { char::from(DIGITS[place]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_has_the_characters_that_were_asked_for_and_no_others() {
        let characters: BTreeSet<char> = "三人小组 abc123".chars().collect();
        for weight in [Weight::Regular, Weight::SemiBold] {
            let bytes = subset(weight, &characters).unwrap().unwrap();
            assert!(bytes.len() < 40_000, "{} bytes", bytes.len());
            let (cut, whole) = (Face::parse(&bytes, 0).unwrap(), Face::parse(font_file(weight), 0).unwrap());
            for character in &characters {
                let [of, original] =
                    [&cut, &whole].map(|face| face.glyph_hor_advance(face.glyph_index(*character).unwrap()).unwrap());
                assert_eq!(of, original, "{character}");
            }
            assert_eq!(cut.glyph_index('村'), None);
            assert_eq!((cut.ascender(), cut.descender()), (whole.ascender(), whole.descender()));
        }
        assert_eq!(subset(Weight::Regular, &BTreeSet::from(['\u{1F600}'])).unwrap(), None);
    }

    #[test]
    fn bytes_in_base_64_are_padded() {
        let written = ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes()));
        assert_eq!(written, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }
}
