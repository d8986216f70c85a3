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
    /// A chart, by its place among the drawings; whether it belongs to the short form.
    Figure { drawing: usize, title: String, caption: String, short: bool },
    /// The numbers that a hurried reader takes away, a line an arm.
    Headlines { lines: Vec<Headlines> },
    /// What is opened by those who want it.
    Folded { summary: String, blocks: Vec<Block> },
}

/// A line of large numbers.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Headlines {
    /// Of which arm; empty where there is but one.
    pub(super) of: String,
    pub(super) numbers: Vec<Headline>,
}

/// A large number.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Headline {
    /// What it is of.
    pub(super) label: String,
    pub(super) number: String,
    /// Its unit; empty for pure numbers.
    pub(super) unit: String,
    /// Which way it goes where that is shown, `↑` or `↓`; before counts of arms `▲` for better, `▼` for worse.
    pub(super) arrow: &'static str,
    /// Its interval, and from what to what.
    pub(super) below: Vec<String>,
    /// The word of the verdict.
    pub(super) verdict: String,
    pub(super) form: Form,
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
        const BOUNDS: (usize, usize) = (8, 26);
        let length = |text: &str| text.chars().map(|c| if c < '\u{2E80}' { 1 } else { 2 }).sum::<usize>();
        // A heading may be broken at its spaces, and one in hanzi into lines of four.
        let piece = |word: &str| if word.is_ascii() { length(word) } else { length(word).min(8) };
        let head = |text: &str| text.split(' ').map(piece).max().unwrap_or(0);
        let longest = |(place, column): (usize, &Column)| {
            let cells = self.rows.iter().filter_map(|row| row.get(place)).map(|cell| length(&cell.text));
            (1 + cells.chain([head(&column.text)]).max().unwrap_or(0)).clamp(BOUNDS.0, BOUNDS.1)
        };
        let lengths: Vec<usize> = self.columns.iter().enumerate().map(longest).collect();
        let whole: usize = lengths.iter().sum();
        for (column, length) in self.columns.iter_mut().zip(lengths) {
            column.share = 1000 * length / whole.max(1);
        }
    }
}

/// The head of a column.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Column {
    pub(super) text: String,
    /// Whether it holds numbers, which stand at the right.
    pub(super) right: bool,
    /// What a button that sorts by it is called.
    pub(super) sort: String,
    /// What the bars below its numbers show; empty where there are none.
    pub(super) bars: String,
    /// Share of the table's width in thousandths, where the reader's program does not find it out; see
    /// [`Table::apportion`].
    pub(super) share: usize,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) form: Form,
    /// Tag of the language of a quoted text; empty for that of the document.
    pub(super) language: &'static str,
    /// An interval that is drawn below the text.
    pub(super) strip: Option<Strip>,
}

/// An interval on a scale that it shares with others; the places are in thousandths of its width.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Strip {
    pub(super) zero: u32,
    pub(super) low: u32,
    pub(super) middle: u32,
    pub(super) high: u32,
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
        Cell { text: text.into(), ..Cell::default() }
    }

    pub(super) fn code(text: impl Into<String>) -> Cell {
        Cell { form: Form::Code, ..Cell::new(text) }
    }

    /// The words of whoever wrote the scenario, in the language they seem to be in.
    pub(super) fn quoted(text: impl Into<String>) -> Cell {
        let cell = Cell::new(text);
        let hanzi = cell.text.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
        Cell { form: Form::Quoted, language: if hanzi { "zh-Hans" } else { "en" }, ..cell }
    }

    pub(super) fn formed(self, form: Form) -> Cell {
        Cell { form, ..self }
    }
}

impl Document {
    /// What of it an official puts on a desk; the rest is on the page.
    pub(super) fn short(mut self) -> Document {
        let belongs = |block: &Block| match block {
            Block::Figure { short, .. } => *short,
            Block::Folded { .. } | Block::Headlines { .. } => false,
            _ => true,
        };
        self.sections.retain(|section| section.short);
        for section in &mut self.sections {
            section.blocks.retain(belongs);
        }
        self.sections.retain(|section| !section.blocks.is_empty());
        self
    }

    /// Puts into the captions what numbers them, tables and figures in order; folded ones count.
    pub(super) fn number(
        mut self,
        table: impl Fn(&str, &str) -> String,
        figure: impl Fn(&str, &str) -> String,
    ) -> Document {
        let (mut of_tables, mut of_figures) = (0, 0);
        let all = self.sections.iter_mut().flat_map(|section| section.blocks.iter_mut());
        let mut waiting: Vec<&mut Block> = all.collect();
        waiting.reverse();
        while let Some(block) = waiting.pop() {
            match block {
                Block::Table { table: Table { caption, .. } } => {
                    of_tables += 1;
                    *caption = table(&of_tables.to_string(), caption);
                }
                Block::Figure { title, caption, .. } => {
                    of_figures += 1;
                    *caption = figure(&of_figures.to_string(), title);
                }
                Block::Folded { blocks, .. } => waiting.extend(blocks.iter_mut().rev()),
                _ => {}
            }
        }
        self
    }

    /// Gives the columns of every table their share of its width.
    pub(super) fn apportion(&mut self) {
        fn of(blocks: &mut [Block]) {
            for block in blocks {
                match block {
                    Block::Table { table } => table.apportion(),
                    Block::Folded { blocks, .. } => of(blocks),
                    _ => {}
                }
            }
        }
        self.sections.iter_mut().for_each(|section| of(&mut section.blocks));
    }
}
