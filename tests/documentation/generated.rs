//! The tables that pages end with, made from the lists of the program.

use microgov::random::Decision;
use microgov::scenario::tables;
use microgov::vocabulary::{GroupMeasure, Measure, MonthMeasure, Text};
use std::fmt::Write;

/// The line after which a page is generated.
pub(crate) const MARK: &str = "<!-- From here on generated; see tests/documentation.rs. -->";

/// Each generated page and what follows its mark.
pub(crate) fn pages() -> [(&'static str, String); 3] {
    [("docs/parameters.md", parameters()), ("docs/measures.md", measures()), ("docs/random-numbers.md", decisions())]
}

/// A text as the cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn both(text: Text) -> String {
    format!("{}<br>{}", cell(text.en), cell(text.zh))
}

fn parameters() -> String {
    let mut page = String::new();
    for (table, parameters) in tables() {
        let _ = write!(page, "## `[{table}]`\n\n");
        page += "| key | meaning | unit | default | takes | known | source |\n|---|---|---|---|---|---|---|\n";
        for parameter in parameters {
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | `{}` | {} | {} | {} |",
                parameter.key,
                both(parameter.text),
                cell(parameter.unit),
                (parameter.default)(),
                cell(&parameter.kind.describe()),
                parameter.grade.name(),
                cell(parameter.source),
            );
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page + "\n"
}

fn measures() -> String {
    let head = "| name | outcome | unit | better | how it is counted |\n|---|---|---|---|---|\n";
    let mut page = String::new();
    macro_rules! list {
        ($set:ident, $title:literal) => {
            let _ = write!(page, "## {}\n\n{head}", $title);
            for measure in $set::ALL {
                let (name, unit, better) = (measure.name(), measure.unit(), measure.direction().word());
                let (label, formula) = (both(measure.label()), both(measure.formula()));
                let _ = writeln!(page, "| `{name}` | {label} | {unit} | {better} | {formula} |");
            }
            page.push('\n');
        };
    }
    list!(Measure, "Of a run (`runs.parquet`, `comparison.csv`)");
    list!(GroupMeasure, "Of a group (`groups.parquet`)");
    list!(MonthMeasure, "Of a month (`months.parquet`)");
    page.truncate(page.trim_end().len());
    page + "\n"
}

fn decisions() -> String {
    let mut page = "| number | decision | what is drawn, and by whose address |\n|---|---|---|\n".to_string();
    for (decision, text) in Decision::ALL {
        let _ = writeln!(page, "| {} | `{decision:?}` | {} |", *decision as u32, cell(text.trim()));
    }
    page
}
