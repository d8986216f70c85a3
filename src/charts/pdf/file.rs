//! The objects of a PDF file, fonts among them.

use super::{Used, failed};
use crate::charts::png::{PictureError, crc32};
use crate::charts::svg::number;
use crate::charts::text::{self, Weight};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::fmt::Write as _;
use std::io::Write as _;
use ttf_parser::Face;

/// Text in hexadecimal UTF-16.
pub(super) fn utf16(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |hex, unit| hex + &format!("{unit:04X}"))
}

/// A file while it is written: objects by number, the first of which is 1.
#[derive(Default)]
pub(super) struct File {
    objects: Vec<Vec<u8>>,
}

impl File {
    /// A number for an object that is put later.
    pub(super) fn reserve(&mut self) -> usize {
        self.objects.push(Vec::new());
        self.objects.len()
    }

    pub(super) fn put(&mut self, object: usize, body: &str) {
        self.objects[object - 1] = body.as_bytes().to_vec();
    }

    /// Puts a packed stream, with further entries of its dictionary.
    pub(super) fn stream(&mut self, object: usize, entries: &str, bytes: &[u8]) -> Result<(), PictureError> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        let packed = packer.write_all(bytes).and_then(|()| packer.finish()).map_err(failed)?;
        let mut body = format!("<< /Length {} /Filter /FlateDecode {entries}>>\nstream\n", packed.len()).into_bytes();
        body.extend(packed);
        body.extend(b"\nendstream");
        self.objects[object - 1] = body;
        Ok(())
    }

    /// Puts a font with only the glyphs used, and returns its number.
    pub(super) fn font(&mut self, weight: Weight, used: &Used) -> Result<usize, PictureError> {
        let whole = text::font_file(weight);
        let face = Face::parse(whole, 0).map_err(failed)?;
        let cut = subsetter::subset(whole, 0, &used.glyphs).map_err(failed)?;
        let [font, descendant, descriptor, program, unicode] = [(); 5].map(|()| self.reserve());
        // Six letters tell cuts of one font from each other.
        let (mut rest, mut name) = (crc32(&cut), String::new());
        for _ in 0..6 {
            name.push(char::from(b'A' + (rest % 26) as u8));
            rest /= 26;
        }
        name += match weight {
            Weight::Regular => "+NotoSansSC-Regular",
            Weight::SemiBold => "+NotoSansSC-SemiBold",
        };
        self.put(
            font,
            &format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H \
                 /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"
            ),
        );
        let mut widths = String::new();
        for (number, (_, advance)) in &used.characters {
            let _ = write!(widths, "{number} [{}] ", self::number(1000.0 * advance));
        }
        self.put(
            descendant,
            &format!(
                "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /FontDescriptor {descriptor} 0 R \
                 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> \
                 /CIDToGIDMap /Identity /DW 1000 /W [{widths}] >>"
            ),
        );
        let thousandths = |units: i16| number(1000.0 * f64::from(units) / f64::from(face.units_per_em()));
        let bounds = face.global_bounding_box();
        let [left, bottom, right, top] = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(thousandths);
        let stem = if weight == Weight::SemiBold { 120 } else { 80 };
        self.put(
            descriptor,
            &format!(
                "<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{left} {bottom} {right} {top}] \
                 /ItalicAngle 0 /Ascent {} /Descent {} /CapHeight {} /StemV {stem} /FontFile2 {program} 0 R >>",
                thousandths(face.ascender()),
                thousandths(face.descender()),
                number(1000.0 * text::CAP),
            ),
        );
        self.stream(program, &format!("/Length1 {} ", cut.len()), &cut)?;
        self.stream(unicode, "", to_unicode(used).as_bytes())?;
        Ok(font)
    }

    /// The whole file.
    pub(super) fn finished(self, catalog: usize, about: usize) -> Vec<u8> {
        // Bytes beyond ASCII in the second line say that the file is not text.
        let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut table = String::new();
        for (i, object) in self.objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", out.len());
            out.extend(format!("{} 0 obj\n", i + 1).bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let (start, count) = (out.len(), self.objects.len() + 1);
        out.extend(format!("xref\n0 {count}\n0000000000 65535 f \n{table}").bytes());
        let trailer = format!("<< /Size {count} /Root {catalog} 0 R /Info {about} 0 R >>");
        out.extend(format!("trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n").bytes());
        out
    }
}

/// Which character each glyph is, by which text is searched and copied.
fn to_unicode(used: &Used) -> String {
    let mut map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        .to_string();
    let characters: Vec<(&u16, &(char, f64))> = used.characters.iter().collect();
    // A section takes at most 100.
    for section in characters.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", section.len());
        for (number, (character, _)) in section {
            let _ = writeln!(map, "<{number:04X}> <{}>", utf16(&character.to_string()));
        }
        map.push_str("endbfchar\n");
    }
    map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
}
