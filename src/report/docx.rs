//! The short form of the report as a document for word processors (Office Open XML).
//!
//! English is set in Calibri on A4. Chinese follows GB/T 9704-2012 for official documents: margins of 37, 35, 28 and 26
//! mm, title 方正小标宋简体 22 pt, text 仿宋_GB2312 16 pt on lines of 28 pt, headings 黑体 numbered 一、二、三、, numbers of
//! pages 宋体 14 pt between dashes on the outer side. Fonts are named, not embedded; a program without them takes its own.
//! The document's properties tell its title and language, and neither an author nor a date.

use super::Unmade;
use super::document::Document;
use super::page::template;
use super::zip;
use crate::charts::Drawing;
use crate::vocabulary::Language;
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;
use std::fmt::Write;

const TEMPLATE: &str = include_str!("docx.xml");
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PROPERTIES: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
/// Twentieths of a point in a millimetre.
const TWIPS_PER_MM: f64 = 1440.0 / 25.4;
/// English Metric Units in a millimetre.
const EMU_PER_MM: f64 = 36_000.0;

/// Height in mm that a heading and the caption of a picture take.
const CAPTIONED: f64 = 30.0;

/// A style of paragraphs.
struct Look {
    name: &'static str,
    latin: &'static str,
    hanzi: &'static str,
    /// Size in points.
    points: f64,
    bold: bool,
    /// `left` or `center`.
    align: &'static str,
    /// Space above and below in points.
    space: [f64; 2],
    /// From line to line in points; `None` leaves it to the program.
    leading: Option<f64>,
    /// Where its first line begins.
    indent: Indent,
    /// Level of a heading, from 0.
    level: Option<u8>,
}

/// Where the first line of a paragraph begins.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Indent {
    /// At the margin.
    None,
    /// Two characters in.
    First,
    /// At the margin, the other lines behind its mark.
    Hanging,
}

/// Upper, lower, left and right margin in mm.
fn margins(language: Language) -> [f64; 4] {
    match language {
        Language::English => [25.0; 4],
        Language::Chinese => [37.0, 35.0, 28.0, 26.0],
    }
}

fn looks(language: Language) -> Vec<Look> {
    let chinese = language == Language::Chinese;
    let look = |name, hanzi: &'static str, points: [f64; 2], align, space| Look {
        name,
        latin: if chinese { "Times New Roman" } else { "Calibri" },
        hanzi: if chinese { hanzi } else { "等线" },
        points: if chinese { points[1] } else { points[0] },
        bold: false,
        align,
        space,
        leading: None,
        indent: Indent::None,
        level: None,
    };
    let body = |name, hanzi, points, space| Look {
        leading: chinese.then_some(28.0),
        indent: if chinese { Indent::First } else { Indent::None },
        ..look(name, hanzi, points, "left", space)
    };
    let code = |name, points| Look { latin: "Consolas", ..look(name, "仿宋_GB2312", points, "left", [0.0, 0.0]) };
    let (text, note) = ([11.0, 16.0], [9.0, 10.5]);
    vec![
        Look { bold: !chinese, ..look("Title", "方正小标宋简体", [22.0, 22.0], "center", [0.0, 10.0]) },
        look("Subtitle", "楷体_GB2312", [13.0, 16.0], "center", [0.0, 4.0]),
        look("Extent", "仿宋_GB2312", note, "center", [0.0, 12.0]),
        Look { bold: !chinese, level: Some(0), ..body("Heading1", "黑体", [15.0, 16.0], [16.0, 6.0]) },
        body("BodyText", "仿宋_GB2312", text, [0.0, if chinese { 0.0 } else { 6.0 }]),
        Look {
            indent: if chinese { Indent::First } else { Indent::Hanging },
            ..body("ListItem", "仿宋_GB2312", text, [0.0, if chinese { 0.0 } else { 4.0 }])
        },
        Look { bold: true, ..body("Warning", "仿宋_GB2312", text, [0.0, 6.0]) },
        Look {
            bold: !chinese,
            ..look("TableCaption", "黑体", note, if chinese { "center" } else { "left" }, [10.0, 3.0])
        },
        look("TableText", "仿宋_GB2312", [9.0, 10.0], "left", [0.0, 0.0]),
        code("TableCode", [7.5, 7.5]),
        code("Code", note),
        look("Note", "仿宋_GB2312", note, "left", [3.0, 10.0]),
        look("Figure", "仿宋_GB2312", note, "center", [8.0, 2.0]),
        look("FigureCaption", "黑体", note, "center", [0.0, 10.0]),
    ]
}

/// A chart as it stands in the document.
#[derive(Serialize)]
struct Picture {
    /// Size in English Metric Units.
    width: u64,
    height: u64,
    alt: String,
}

/// The document, packed.
pub(super) fn write(document: &Document, drawings: &[Drawing], language: Language) -> Result<Vec<u8>, Unmade> {
    let margins = margins(language);
    let width = 210.0 - margins[2] - margins[3];
    let emu = |mm: f64| libm::round(mm * EMU_PER_MM) as u64;
    // A page takes a picture with its heading and caption.
    let most = 297.0 - margins[0] - margins[1] - CAPTIONED;
    let picture = |drawing: &Drawing| {
        let (across, down) = drawing.size();
        let width = width.min(most * across / down);
        Picture { width: emu(width), height: emu(width * down / across), alt: drawing.alt().into() }
    };
    let pictures: Vec<Picture> = drawings.iter().map(picture).collect();
    let text_width = libm::round(width * TWIPS_PER_MM) as i64;
    let margins = margins.map(|mm| libm::round(mm * TWIPS_PER_MM) as i64);
    let chinese = language == Language::Chinese;
    let numerals: Vec<String> = (1..=document.sections.len()).map(|number| numeral(number, language)).collect();
    let text = template("document.xml", TEMPLATE, |template| {
        let doc = Value::from(Serde(document));
        template.render(context! {
            doc => doc,
            pictures => Serde(&pictures),
            margins => Serde(&margins),
            width => text_width,
            numerals => Serde(&numerals),
            chinese => chinese,
        })
    })?;

    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), content_types().into_bytes()),
        (
            "_rels/.rels".into(),
            relations(&[
                ("document".into(), "officeDocument", "word/document.xml".into()),
                ("properties".into(), PROPERTIES, "docProps/core.xml".into()),
            ])
            .into_bytes(),
        ),
        ("docProps/core.xml".into(), properties(document)?.into_bytes()),
        // Macros come before the prologue, which must be the first thing of the file.
        ("word/document.xml".into(), text.trim_start().as_bytes().to_vec()),
        ("word/styles.xml".into(), styles(language).into_bytes()),
        ("word/settings.xml".into(), settings(language).into_bytes()),
        ("word/footer.xml".into(), footer(language, "right").into_bytes()),
        ("word/footer-even.xml".into(), footer(language, "left").into_bytes()),
    ];
    let mut related = vec![
        ("styles".to_string(), "styles", "styles.xml".to_string()),
        ("settings".to_string(), "settings", "settings.xml".to_string()),
        ("footer".to_string(), "footer", "footer.xml".to_string()),
        ("even".to_string(), "footer", "footer-even.xml".to_string()),
    ];
    for (number, drawing) in drawings.iter().enumerate() {
        parts.push((format!("word/media/chart{number}.png"), drawing.png()?));
        related.push((format!("chart{number}"), "image", format!("media/chart{number}.png")));
    }
    parts.push(("word/_rels/document.xml.rels".into(), relations(&related).into_bytes()));
    Ok(zip::stored(&parts))
}

fn content_types() -> String {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{KIND}.{kind}+xml\"/>");
    format!(
        "{PROLOGUE}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>{}{}{}{}{}</Types>",
        part("document", "document.main"),
        part("styles", "styles"),
        part("settings", "settings"),
        part("footer", "footer"),
        part("footer-even", "footer"),
    )
}

/// What belongs to a part: name, kind and file of each.
fn relations(of: &[(String, &str, String)]) -> String {
    let mut out =
        format!("{PROLOGUE}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in of {
        let kind = if kind.contains(':') { (*kind).to_string() } else { format!("{RELATIONS}/{kind}") };
        // Writing to a string cannot fail.
        let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    out + "</Relationships>"
}

fn styles(language: Language) -> String {
    let mut out = format!(
        "{PROLOGUE}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>\
         </w:rPr></w:rPrDefault></w:docDefaults>"
    );
    for look in looks(language) {
        let Look { name, latin, hanzi, align, .. } = look;
        let twips = |points: f64| libm::round(20.0 * points) as i64;
        let half = libm::round(2.0 * look.points) as i64;
        let line = look
            .leading
            .map_or_else(String::new, |points| format!(" w:line=\"{}\" w:lineRule=\"exact\"", twips(points)));
        let indent = match look.indent {
            Indent::None => "",
            Indent::First => "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>",
            Indent::Hanging => "<w:ind w:left=\"340\" w:hanging=\"340\"/>",
        };
        let level = look.level.map_or_else(String::new, |level| format!("<w:outlineLvl w:val=\"{level}\"/>"));
        let bold = if look.bold { "<w:b/>" } else { "" };
        let [before, after] = look.space.map(twips);
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"{name}\"><w:name w:val=\"{}\"/><w:pPr>\
             <w:spacing w:before=\"{before}\" w:after=\"{after}\"{line}/>{indent}<w:jc w:val=\"{align}\"/>{level}</w:pPr>\
             <w:rPr><w:rFonts w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:cs=\"{latin}\" w:eastAsia=\"{hanzi}\"/>{bold}\
             <w:sz w:val=\"{half}\"/></w:rPr></w:style>",
            known(name)
        );
    }
    out + "</w:styles>"
}

/// The name by which word processors know a style of their own, so that headings fill their table of contents.
fn known(name: &str) -> &str {
    match name {
        "Heading1" => "heading 1",
        "BodyText" => "Body Text",
        other => other,
    }
}

/// What a heading begins with: `一、` or `1. `.
fn numeral(number: usize, language: Language) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match language {
        Language::English => format!("{number}. "),
        Language::Chinese => {
            let tens = match number / 10 {
                0 => "",
                1 => "十",
                many => return format!("{}十{}、", DIGITS[many % 10], DIGITS[number % 10]),
            };
            format!("{tens}{}、", DIGITS[number % 10])
        }
    }
}

/// Title and language.
fn properties(document: &Document) -> Result<String, Unmade> {
    const CORE: &str = "{{ prologue|safe }}<cp:coreProperties \
        xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{{ title }}</dc:title>\
        <dc:language>{{ language }}</dc:language></cp:coreProperties>";
    let language = if document.language == "en" { "en" } else { "zh-CN" };
    template("core.xml", CORE, |template| {
        template.render(context! { prologue => PROLOGUE, title => &document.title, language => language })
    })
}

/// Whether even pages have a footer of their own.
fn settings(language: Language) -> String {
    let even = if language == Language::Chinese { "<w:evenAndOddHeaders/>" } else { "" };
    format!("{PROLOGUE}<w:settings {W}>{even}</w:settings>")
}

/// The number of the page: in Chinese between dashes on the outer side, `side`, a character in.
fn footer(language: Language, side: &str) -> String {
    let chinese = language == Language::Chinese;
    let (side, indent) = match (chinese, side) {
        (false, _) => ("center", ""),
        (true, "right") => (side, "<w:ind w:right=\"280\"/>"),
        (true, _) => (side, "<w:ind w:left=\"280\"/>"),
    };
    let look = match chinese {
        true => "<w:rPr><w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr>",
        false => "<w:rPr><w:sz w:val=\"20\"/></w:rPr>",
    };
    let dash = |text: &str| match chinese {
        true => format!("<w:r>{look}<w:t xml:space=\"preserve\">{text}</w:t></w:r>"),
        false => String::new(),
    };
    let field = |kind: &str| format!("<w:r>{look}<w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{PROLOGUE}<w:ftr {W}><w:p><w:pPr>{indent}<w:jc w:val=\"{side}\"/></w:pPr>{}{}<w:r>{look}\
         <w:instrText xml:space=\"preserve\">PAGE</w:instrText></w:r>{}{}</w:p></w:ftr>",
        dash("— "),
        field("begin"),
        field("end"),
        dash(" —"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_numbered_as_officials_do() {
        let numerals = [1, 9, 10, 11, 20, 23].map(|number| numeral(number, Language::Chinese));
        assert_eq!(numerals, ["一、", "九、", "十、", "十一、", "二十、", "二十三、"]);
        assert_eq!(numeral(3, Language::English), "3. ");
    }

    #[test]
    fn pages_are_numbered_on_the_outer_side_in_chinese_only() {
        assert!(
            footer(Language::Chinese, "right").contains("— ") && settings(Language::Chinese).contains("evenAndOdd")
        );
        assert!(footer(Language::Chinese, "left").contains("w:jc w:val=\"left\""));
        assert!(footer(Language::English, "left").contains("w:jc w:val=\"center\""));
        assert!(!settings(Language::English).contains("evenAndOdd"));
    }
}
