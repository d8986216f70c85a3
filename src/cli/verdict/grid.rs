//! Columns that align in both languages, without borders.

use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a cell is coloured; colour only repeats what a word says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// For headings.
    Bold,
    /// For better.
    Good,
    /// For worse; never red, which is for errors.
    Bad,
    /// For undecided and for asides.
    Dim,
}

impl Tone {
    /// The text in its colour, as escape sequences that the stream strips where they are not wanted.
    pub(in crate::cli) fn paint(self, text: &str) -> String {
        let code = match self {
            Tone::Plain => return text.into(),
            Tone::Bold => "1",
            Tone::Good => "32",
            Tone::Bad => "33",
            Tone::Dim => "2",
        };
        if text.trim().is_empty() { text.into() } else { format!("\u{1b}[{code}m{text}\u{1b}[0m") }
    }
}

/// A cell of a grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::cli) struct Cell {
    text: String,
    right: bool,
    tone: Tone,
}

impl Cell {
    /// A cell whose text stands at the left.
    pub(in crate::cli) fn left(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A cell whose text stands at the right.
    pub(in crate::cli) fn right(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), right: true, tone: Tone::Plain }
    }

    /// The same in a tone.
    pub(in crate::cli) fn toned(self, tone: Tone) -> Cell {
        Cell { tone, ..self }
    }
}

/// Columns a text takes on a terminal.
pub(in crate::cli) fn width(text: &str) -> usize {
    text.width()
}

/// Width of each column of a grid.
pub(in crate::cli) fn widths(rows: &[Vec<Cell>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..columns)
        .map(|i| rows.iter().filter_map(|row| row.get(i)).map(|cell| width(&cell.text)).max().unwrap_or(0))
        .collect()
}

/// The rows, two columns in, their first cell broken into lines where it is wider than `first`.
pub(in crate::cli) fn render(rows: &[Vec<Cell>], first: usize) -> String {
    let mut widths = widths(rows);
    if let Some(column) = widths.first_mut() {
        *column = (*column).min(first);
    }
    let mut text = String::new();
    for row in rows {
        let label = row.first().map_or("", |cell| &cell.text);
        let lines = wrap(label, first);
        let tone = row.first().map_or(Tone::Plain, |cell| cell.tone);
        let mut line =
            format!("  {}", padded(&Cell::left(lines.first().map_or("", String::as_str)).toned(tone), widths[0]));
        for (cell, column) in row.iter().zip(&widths).skip(1) {
            // Writing to a string cannot fail.
            let _ = write!(line, "  {}", padded(cell, *column));
        }
        let _ = writeln!(text, "{}", line.trim_end());
        for rest in lines.iter().skip(1) {
            let _ = writeln!(text, "    {}", tone.paint(rest));
        }
    }
    text
}

fn padded(cell: &Cell, column: usize) -> String {
    let space = " ".repeat(column.saturating_sub(width(&cell.text)));
    let painted = cell.tone.paint(&cell.text);
    if cell.right { format!("{space}{painted}") } else { format!("{painted}{space}") }
}

/// A text broken into lines of at most `most` columns, between words or, in Chinese, between characters. A word that
/// is longer stands alone. Lines after the first are two columns shorter.
pub(in crate::cli) fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let room = if lines.len() == 1 { most } else { most.saturating_sub(2) };
        let line = lines.last().map_or("", String::as_str);
        if width(line) + width(piece.trim_end()) > room && !line.is_empty() {
            lines.push(piece.trim_start().to_string());
        } else if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
    }
    lines.iter().map(|line| line.trim_end().to_string()).collect()
}

/// Words with the space after them; wide characters stand alone, and closing marks stay with what they close.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let end = at + c.len_utf8();
        let wide = c.width().unwrap_or(0) == 2;
        let closing = characters.peek().is_some_and(|(_, next)| "，。；：、）】》！？”".contains(*next));
        let before_wide = characters.peek().is_some_and(|(_, next)| next.width().unwrap_or(0) == 2);
        if (c == ' ' || wide || before_wide) && !closing {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// A text cut to `most` columns, with an ellipsis where something is missing.
pub(in crate::cli) fn cut(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.into();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if width(&kept) + c.width().unwrap_or(0) + 1 > most {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_in_chinese_too() {
        let rows =
            vec![vec![Cell::left("对小组的信任"), Cell::right("1")], vec![Cell::left("Trust"), Cell::right("22")]];
        let text = render(&rows, 40);
        let ends: Vec<usize> = text.lines().map(width).collect();
        assert_eq!(ends, [18, 18], "{text}");
    }

    #[test]
    fn long_texts_break_between_words_or_characters() {
        assert_eq!(
            wrap("Resolved within 90 days, of those raised", 24),
            ["Resolved within 90 days,", "of those raised"]
        );
        assert_eq!(wrap("提出后90天内办结率", 12), ["提出后90天内", "办结率"]);
        assert_eq!(wrap("甲乙丙，丁", 6), ["甲乙", "丙，", "丁"]);
        assert!(wrap("", 10) == [""]);
    }

    #[test]
    fn cutting_shows_that_something_is_missing() {
        assert_eq!(cut("Three-person group", 9), "Three-pe…");
        assert_eq!(cut("三人小组方案", 8), "三人小…");
        assert_eq!(cut("short", 9), "short");
    }
}
