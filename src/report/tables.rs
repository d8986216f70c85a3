//! The key figures as tables for papers and spreadsheets, with the digits of the report.

use super::Account;
use super::document::Table;
use super::writer::Writer;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Markdown, with pipes.
    Markdown,
    /// LaTeX, with the rules of `booktabs`.
    Latex,
    /// Comma-separated values for spreadsheet programs: UTF-8 with the mark by which they know it.
    Csv,
}

impl Markup {
    /// The ending of its files.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Markup::Markdown => "md",
            Markup::Latex => "tex",
            Markup::Csv => "csv",
        }
    }
}

/// The key figures of an account.
pub(super) fn write(account: &dyn Account, writer: &Writer<'_>, markup: Markup) -> String {
    let all = |one: fn(&Table) -> String| account.key_tables(writer).iter().map(one).collect::<Vec<_>>().join("\n");
    match markup {
        Markup::Markdown => all(markdown),
        Markup::Latex => all(latex),
        Markup::Csv => csv(&account.sheet(writer)),
    }
}

/// A table as text: its heads, then its rows.
pub(super) fn rows(table: &Table) -> Vec<Vec<String>> {
    let heads = table.columns.iter().map(|column| column.text.clone()).collect();
    let cells = table.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect());
    std::iter::once(heads).chain(cells).collect()
}

/// Text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn markdown(table: &Table) -> String {
    let escaped = |text: &str| -> String {
        let special = |c: char| if "\\`*_[]|<>".contains(c) { format!("\\{c}") } else { c.to_string() };
        line(text).chars().map(special).collect()
    };
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = format!("**{}**\n\n", escaped(&table.caption));
    out += &row(table.columns.iter().map(|column| escaped(&column.text)).collect());
    out += &row(table.columns.iter().map(|column| if column.right { "---:" } else { "---" }.to_string()).collect());
    for cells in &table.rows {
        out += &row(cells.iter().map(|cell| escaped(&cell.text)).collect());
    }
    if !table.note.is_empty() {
        out += &format!("\n{}\n", escaped(table.note));
    }
    out
}

fn latex(table: &Table) -> String {
    let escaped = |text: &str| -> String {
        let special = |c: char| match c {
            '\\' => "\\textbackslash{}".into(),
            '~' => "\\textasciitilde{}".into(),
            '^' => "\\textasciicircum{}".into(),
            '<' => "\\textless{}".into(),
            '>' => "\\textgreater{}".into(),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => format!("\\{c}"),
            '\u{2212}' => "$-$".into(),
            '–' => "--".into(),
            other => other.to_string(),
        };
        line(text).chars().map(special).collect()
    };
    // A row that begins with a bracket would be taken for an argument of the line break before it.
    let row = |cells: Vec<String>| {
        format!("{} \\\\\n", cells.join(" & ")).replacen('[', "{[}", usize::from(cells[0].starts_with('[')))
    };
    let columns: String = table.columns.iter().map(|column| if column.right { 'r' } else { 'l' }).collect();
    let mut out = format!(
        "% \\usepackage{{booktabs}}\n\\begin{{table}}\n\\centering\n\\caption{{{}}}\n\\begin{{tabular}}{{{columns}}}\n\\toprule\n",
        escaped(&table.caption)
    );
    out += &row(table.columns.iter().map(|column| escaped(&column.text)).collect());
    out += "\\midrule\n";
    for cells in &table.rows {
        out += &row(cells.iter().map(|cell| escaped(&cell.text)).collect());
    }
    out += "\\bottomrule\n\\end{tabular}\n";
    if !table.note.is_empty() {
        out += &format!("\\par\\smallskip\\footnotesize {}\n", escaped(table.note));
    }
    out + "\\end{table}\n"
}

/// Rows of cells, none of which a spreadsheet program takes for a formula.
fn csv(rows: &[Vec<String>]) -> String {
    let mut settings = csv::WriterBuilder::new();
    settings.terminator(csv::Terminator::CRLF).flexible(true);
    let mut out = settings.from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail.
        let _ = out.write_record(row.iter().map(|cell| safe(cell)));
    }
    let text = String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default();
    format!("\u{FEFF}{text}")
}

/// A label that no spreadsheet program takes for a formula; numbers are left as they are.
fn safe(text: &str) -> String {
    let text = line(text);
    let formula = text.starts_with(['=', '+', '-', '@']) && text.parse::<f64>().is_err();
    if formula { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::document::{Cell, Column};
    use super::*;

    fn table() -> Table {
        let column = |text: &str, right| Column { text: text.into(), right, ..Column::default() };
        Table {
            caption: "A|B & C_d".into(),
            columns: vec![column("Measure", false), column("50 %", true)],
            rows: vec![vec![Cell::new("[<x>]\n$y$"), Cell::new("\u{2212}1.5")]],
            note: "",
            sortable: false,
        }
    }

    #[test]
    fn labels_cannot_break_a_table() {
        let expected = "**A\\|B & C\\_d**\n\n| Measure | 50 % |\n| --- | ---: |\n| \\[\\<x\\>\\] $y$ | \u{2212}1.5 |\n";
        assert_eq!(markdown(&table()), expected);
        let latex = latex(&table());
        assert!(latex.contains("\\caption{A|B \\& C\\_d}") && latex.contains("Measure & 50 \\% \\\\"), "{latex}");
        assert!(latex.contains("{[}\\textless{}x\\textgreater{}] \\$y\\$ & $-$1.5 \\\\"), "{latex}");
        assert_eq!([safe("=1+1"), safe("-a"), safe("-1.5"), safe(" a\n b ")], ["'=1+1", "'-a", "-1.5", "a b"]);
    }
}
