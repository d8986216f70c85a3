//! A report before it is a page: sections of paragraphs, lists, tables and figures, in one language. The page, the
//! word processor's document and the tables for papers are made from it.

use serde::Serialize;

/// The whole report.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Document {
    /// Tag of the language, such as `zh-Hans`.
    pub(super) language: &'static str,
    pub(super) title: String,
    /// What was compared.
    pub(super) subtitle: String,
    /// Over which days, how often, from which seed.
    pub(super) extent: String,
    pub(super) sections: Vec<Section>,
    pub(super) footer: String,
    pub(super) skip: &'static str,
    pub(super) contents: &'static str,
}

/// What is told of one kind of results: all of the report but its frame.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// What was done.
    pub(super) subtitle: String,
    /// Over which days, how often, from which seed.
    pub(super) extent: String,
    pub(super) sections: Vec<Section>,
}

/// A part of it with a heading.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) heading: &'static str,
    pub(super) blocks: Vec<Block>,
    /// Whether it belongs to the short form for the desk; the rest is for whoever wants to check it.
    pub(super) short: bool,
}

/// A piece of a section.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Block {
    /// A paragraph; the first of a verdict `leads`.
    Text { text: String, leads: bool },
    /// What must not be overlooked.
    Warning { text: String },
    /// A list.
    List { items: Vec<String> },
    /// A line to be copied.
    Code { text: String },
    /// A table.
    Table { table: Table },
    /// A chart, by its place among the drawings.
    Figure { drawing: usize, title: String, caption: String },
    /// What is opened by those who want it.
    Folded { summary: String, blocks: Vec<Block> },
}

impl Block {
    pub(super) fn text(text: impl Into<String>) -> Block {
        Block::Text { text: text.into(), leads: false }
    }
}

/// A table. The first cell of a row names it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Said below it; empty for nothing.
    pub(super) note: &'static str,
    /// Whether readers may sort it; it is long then.
    pub(super) sortable: bool,
}

impl Table {
    /// Gives each column a share of the width after its longest cell, the narrowest and the widest within bounds.
    pub(super) fn apportion(&mut self) {
        const BOUNDS: (usize, usize) = (7, 28);
        let length = |text: &str| text.chars().map(|c| if c < '\u{2E80}' { 1 } else { 2 }).sum::<usize>();
        // A heading may be broken at its spaces, and after every few Hanzi.
        const HANZI: usize = 4;
        let word = |text: &str| if text.is_ascii() { length(text) } else { length(text).min(2 * HANZI) };
        let head = |text: &str| text.split(' ').map(word).max().unwrap_or(0);
        let longest = |(place, column): (usize, &Column)| {
            let cells = self.rows.iter().filter_map(|row| row.get(place)).map(|cell| length(&cell.text));
            cells.chain([head(&column.text)]).max().unwrap_or(0).clamp(BOUNDS.0, BOUNDS.1)
        };
        let lengths: Vec<usize> = self.columns.iter().enumerate().map(longest).collect();
        let whole: usize = lengths.iter().sum();
        for (column, length) in self.columns.iter_mut().zip(lengths) {
            column.share = 1000 * length / whole.max(1);
        }
    }
}

/// The head of a column.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Column {
    pub(super) text: String,
    /// Whether it holds numbers, which stand at the right.
    pub(super) right: bool,
    /// What a button that sorts by it is called.
    pub(super) sort: String,
    /// Share of the table's width in thousandths, where the reader's program does not find it out; see
    /// [`Table::apportion`].
    pub(super) share: usize,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) form: Form,
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Form {
    #[default]
    Plain,
    /// A verdict: better.
    Better,
    /// A verdict: worse.
    Worse,
    /// A verdict: the runs do not tell.
    Undecided,
    /// A name or a number of the program.
    Code,
    /// The words of whoever wrote the scenario.
    Quoted,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), form: Form::Plain }
    }

    pub(super) fn code(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), form: Form::Code }
    }

    pub(super) fn formed(self, form: Form) -> Cell {
        Cell { form, ..self }
    }
}

/// The tables of a document, in order, with folded ones.
pub(super) fn tables(blocks: &mut [Block]) -> Vec<&mut Table> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Table { table } => found.push(table),
            Block::Folded { blocks, .. } => found.extend(tables(blocks)),
            _ => {}
        }
    }
    found
}
