//! The document around the charts: what an official puts on a desk and a researcher cites.
//!
//! It is made from a results folder alone, in English or Chinese, as a page that needs nothing but itself (fonts,
//! charts and style are inside), as a document for word processors, and, of its key figures, as tables for papers. It
//! holds no time but that of the results, so that it is the same bytes whenever it is made.
//!
//! What is told depends on the kind of results and is written by its `Account`; the frame is the same for all:
//!
//! | part | says |
//! |---|---|
//! | verdict | what is shown, by one rule that claims no more than the intervals allow |
//! | key figures, charts | by how much |
//! | who gains and who loses; costs by payer | for whom (of a comparison) |
//! | what drives it; how sure; limits | what the numbers do not say |
//! | method, provenance | how to check and repeat it |

pub mod comparison;
mod document;
mod docx;
mod font;
mod method;
pub(crate) mod numbers;
mod page;
mod provenance;
pub(crate) mod scale;
mod structures;
pub mod studies;
mod tables;
mod values;
mod words;
mod writer;
mod zip;

use crate::charts::{Drawing, PictureError, Style, Subject};
use crate::results::Manifest;
use crate::vocabulary::Language;
use document::{Document, Table, Told};
use writer::Writer;

pub(crate) use provenance::command_line;
pub(crate) use studies::{attribution_said, calibration_said, decision_said, left_out, sensitivity_said, sweep_said};
pub use tables::Markup;

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Unmade {
    /// The page could not be put together.
    #[error("cannot put the page together: {0}")]
    Page(#[from] minijinja::Error),
    /// A font could not be cut down to the characters of the page.
    #[error("cannot embed the fonts: {0}")]
    Font(String),
    /// A chart could not be drawn.
    #[error(transparent)]
    Picture(#[from] PictureError),
}

/// What one kind of results tells.
trait Account {
    /// The charts, in the order of the report.
    fn drawings(&self, style: &Style) -> Vec<Drawing>;

    /// Everything but the frame.
    fn told(&self, writer: &Writer<'_>, drawings: &[Drawing]) -> Told;

    /// The key figures, for papers.
    fn key_tables(&self, writer: &Writer<'_>) -> Vec<Table>;

    /// The key figures for spreadsheet programs: heads, then rows. By default the first of the key tables.
    fn sheet(&self, writer: &Writer<'_>) -> Vec<Vec<String>> {
        self.key_tables(writer).first().map(tables::rows).unwrap_or_default()
    }
}

/// A report on a results folder, to be written in any form and language.
pub struct Report<'a> {
    manifest: &'a Manifest,
    subject: &'a Subject,
    account: Box<dyn Account + 'a>,
}

impl<'a> Report<'a> {
    fn new(manifest: &'a Manifest, subject: &'a Subject, account: impl Account + 'a) -> Report<'a> {
        Report { manifest, subject, account: Box::new(account) }
    }

    /// The report in this form, as the bytes of its file.
    ///
    /// # Errors
    /// [`Unmade`] when it cannot be made.
    pub fn write(&self, form: Form, language: Language) -> Result<Vec<u8>, Unmade> {
        let writer = Writer { manifest: self.manifest, subject: self.subject, language };
        Ok(match form {
            Form::Html => {
                let (document, drawings) = self.document(&writer, false);
                page::render(&document, &drawings)?.into_bytes()
            }
            Form::Docx => {
                let (document, drawings) = self.document(&writer, true);
                docx::write(&document, &drawings, language)?
            }
            Form::KeyFigures(markup) => tables::write(self.account.as_ref(), &writer, markup).into_bytes(),
        })
    }

    /// The text and the charts, whose titles stand below them.
    fn document(&self, writer: &Writer<'_>, short: bool) -> (Document, Vec<Drawing>) {
        let drawings = self.account.drawings(&Style { title: false, ..Style::new(writer.language) });
        (writer.document(self.account.told(writer, &drawings), short), drawings)
    }
}

/// The kinds of file a report comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page.
    Html,
    /// A document for word processors.
    Docx,
    /// The key figures as a table.
    KeyFigures(Markup),
}

impl Form {
    const ALL: [Form; 5] = [
        Form::Html,
        Form::Docx,
        Form::KeyFigures(Markup::Markdown),
        Form::KeyFigures(Markup::Latex),
        Form::KeyFigures(Markup::Csv),
    ];

    /// The name of its file in a results folder.
    pub fn file(self, language: Language) -> String {
        let (stem, ending) = match self {
            Form::Html => ("report", "html"),
            Form::Docx => ("report", "docx"),
            Form::KeyFigures(markup) => ("key-figures", markup.ending()),
        };
        match language {
            Language::English => format!("{stem}.{ending}"),
            Language::Chinese => format!("{stem}.zh.{ending}"),
        }
    }
}

/// Whether a file of a results folder is a report, which can be made again from the rest.
pub fn is_report(path: &str) -> bool {
    let languages = [Language::English, Language::Chinese];
    Form::ALL.iter().any(|form| languages.iter().any(|language| form.file(*language) == path))
}
