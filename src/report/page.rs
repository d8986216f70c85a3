//! The page: the template filled in, with charts, style and fonts inside.

use super::Unmade;
use super::document::Document;
use super::font::{base64, has, subset};
use crate::charts::{Drawing, Weight};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, HtmlEscape, Template, UndefinedBehavior, Value, context};
use std::collections::BTreeSet;
use std::fmt::Write;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

const QUOTATION_MARKS: [char; 4] = ['“', '”', '‘', '’'];

/// A text as a string of a style sheet.
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => " ".into(),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

/// The page of a document.
pub(super) fn render(document: &Document, drawings: &[Drawing]) -> Result<String, Unmade> {
    let english = document.language == "en";
    let running = quoted(&document.title);
    let charts: Vec<String> = drawings.iter().map(Drawing::svg_live).collect();
    let (document, charts) = (Value::from(Serde(document)), Value::from(charts));
    let fill = |fonts: &str| {
        let style = STYLE.to_string() + fonts;
        let (doc, charts, running) = (document.clone(), charts.clone(), running.clone());
        template("page.html", TEMPLATE, |template| {
            template.render(context! { doc, charts, running, style => style.clone(), script => SCRIPT })
        })
    };
    // Once without fonts, to see which characters the page has.
    let mut characters: BTreeSet<char> = fill("")?.chars().filter(|character| !character.is_control()).collect();
    // Those of a Chinese font are as wide as hanzi, so English text takes them from the reader's own.
    let wide: &[char] = if english { &QUOTATION_MARKS } else { &[] };
    characters.retain(|character| !wide.contains(character));
    Ok(fill(&fonts(&characters)?)?.trim_start().to_string())
}

/// Fills a template in. Its name ends in the language it is in, by which values are escaped; characters that neither
/// HTML nor XML may have are left out.
pub(super) fn template(
    name: &str,
    source: &str,
    fill: impl FnOnce(Template<'_, '_>) -> Result<String, minijinja::Error>,
) -> Result<String, Unmade> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_filter("jointed", |text: String| Value::from_safe_string(jointed(&text)));
    environment.add_template(name, source)?;
    let text = fill(environment.get_template(name)?)?;
    let allowed = |c: &char| (!c.is_control() || *c == '\n') && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    Ok(text.chars().filter(allowed).collect())
}

/// A name of the program as HTML that may be broken at its joints, `a.b_c`.
fn jointed(text: &str) -> String {
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        let _ = write!(out, "{}", HtmlEscape(&text[at..at + c.len_utf8()]));
        let next = text[at + c.len_utf8()..].chars().next();
        if matches!(c, '_' | '.') && next.is_some_and(char::is_alphabetic) {
            out += "<wbr>";
        }
    }
    out
}

/// The fonts with these characters as rules of style. Hanzi that the semi-bold lacks are taken from the regular.
fn fonts(characters: &BTreeSet<char>) -> Result<String, Unmade> {
    let bold = has(Weight::SemiBold, characters);
    let light: BTreeSet<char> = characters.difference(&bold).copied().collect();
    let rare: BTreeSet<char> = has(Weight::Regular, &light);
    let mut rules = String::new();
    let cuts = [(Weight::Regular, characters, 400), (Weight::SemiBold, &bold, 600), (Weight::Regular, &rare, 600)];
    for (weight, of, number) in cuts {
        let Some(bytes) = subset(weight, of).map_err(Unmade::Font)? else { continue };
        let range: Vec<String> = rare.iter().map(|character| format!("U+{:X}", u32::from(*character))).collect();
        let range = match (number, weight) {
            (600, Weight::Regular) => format!(";unicode-range:{}", range.join(",")),
            _ => String::new(),
        };
        let data = base64(&bytes);
        // Writing to a string cannot fail.
        let _ = writeln!(
            rules,
            "@font-face{{font-family:\"Noto Sans SC\";font-weight:{number};src:url(data:font/ttf;base64,{data}){range}}}"
        );
    }
    Ok(rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_break_at_their_joints_and_numbers_do_not() {
        assert_eq!(jointed("a.b_c <2.5>"), "a.<wbr>b_<wbr>c &lt;2.5&gt;");
    }

    #[test]
    fn a_title_cannot_end_the_string_it_stands_in() {
        assert_eq!(quoted("a \"b\" \\ c\n;}"), "\"a \\\"b\\\" \\\\ c ;}\"");
    }
}
