//! The key figures as tables for papers and spreadsheets, with the digits of the report.

use super::document::{Block, Table};
use super::numbers::Numbers;
use super::{Writer, words};
use crate::charts::words::unit;
use crate::vocabulary::Text;

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

/// The key figures of all arms.
pub(super) fn write(writer: &Writer<'_>, markup: Markup) -> String {
    let blocks =
        if writer.material.subject.others().is_empty() { writer.key_figures() } else { writer.key_figures_by_arm() };
    let tables: Vec<Table> = blocks
        .into_iter()
        .filter_map(|block| if let Block::Table { table } = block { Some(table) } else { None })
        .collect();
    match markup {
        Markup::Markdown => tables.iter().map(markdown).collect::<Vec<_>>().join("\n"),
        Markup::Latex => tables.iter().map(latex).collect::<Vec<_>>().join("\n"),
        Markup::Csv => csv(writer),
    }
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

/// One row a measure and arm, each number in a cell of its own.
fn csv(writer: &Writer<'_>) -> String {
    let get = |text: Text| writer.get(text).to_string();
    let mut settings = csv::WriterBuilder::new();
    settings.terminator(csv::Terminator::CRLF);
    let mut out = settings.from_writer(Vec::new());
    // Writing to memory cannot fail.
    let heads = [
        get(words::ARM),
        get(words::MEASURE),
        get(words::UNIT),
        writer.baseline(),
        get(words::MEAN),
        get(words::DIFFERENCE_ALONE),
        get(words::INTERVAL_LOW),
        get(words::INTERVAL_HIGH),
        get(words::PAIRS_BETTER),
        get(words::MARK),
    ];
    let _ = out.write_record(heads.iter().map(|text| safe(text)));
    for arm in writer.material.subject.others() {
        for row in writer.main_measures().iter().filter_map(|measure| writer.row(arm, *measure)) {
            let numbers = Numbers::of(row);
            let of_share = if numbers.is_percent() { "%" } else { "" };
            let unit = unit(row.measure.unit()).map_or(of_share, |unit| writer.get(unit));
            let share = row.probability_better.map_or_else(String::new, |share| format!("{share:.2}"));
            let _ = out.write_record([
                safe(&writer.arm(arm)),
                writer.get(row.measure.label()).to_string(),
                unit.to_string(),
                numbers.bare(row.baseline_mean),
                numbers.bare(row.arm_mean),
                numbers.bare(row.difference),
                numbers.bare(row.ci_low),
                numbers.bare(row.ci_high),
                share,
                writer.marked(writer.mark(arm, row.measure)).text,
            ]);
        }
    }
    for (measure, values) in writer.material.levels.iter().filter(|(known, _)| writer.main_measures().contains(known)) {
        let known = super::figures::level(*measure, values);
        let of_share = if known.numbers.is_percent() { "%" } else { "" };
        let unit = unit(measure.unit()).map_or(of_share, |unit| writer.get(unit));
        let _ = out.write_record([
            safe(&writer.baseline()),
            writer.get(measure.label()).to_string(),
            unit.to_string(),
            known.numbers.bare(known.mean),
            String::new(),
            String::new(),
            known.numbers.bare(known.interval.map(|interval| interval.low)),
            known.numbers.bare(known.interval.map(|interval| interval.high)),
            String::new(),
            String::new(),
        ]);
    }
    let text = String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default();
    format!("\u{FEFF}{text}")
}

/// A label that no spreadsheet program takes for a formula.
fn safe(text: &str) -> String {
    let text = line(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::document::{Cell, Column};
    use super::*;

    fn table() -> Table {
        let column = |text: &str, right| Column { text: text.into(), right, sort: String::new(), share: 0 };
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
        assert_eq!([safe("=1+1"), safe(" a\n b ")], ["'=1+1", "a b"]);
    }
}
