//! The document around the charts: what an official puts on a desk and a researcher cites.
//!
//! It is made from a results folder alone, in English or Chinese, as a page that needs nothing but itself (fonts,
//! charts and style are inside), as a document for word processors, and, of its key figures, as tables for papers. It
//! holds no time but that of the results, so that it is the same bytes whenever it is made.
//!
//! | part | says |
//! |---|---|
//! | verdict | better, worse or undecided, by one rule that claims no more than the intervals allow |
//! | key figures, charts | by how much |
//! | who gains and who loses; costs by payer | for whom |
//! | what drives it; how sure; limits | what the numbers do not say |
//! | method, provenance | how to check and repeat it |

mod document;
mod docx;
mod figures;
mod font;
mod method;
pub(crate) mod numbers;
mod page;
mod provenance;
mod sections;
mod tables;
mod verdict;
mod words;
mod zip;

use crate::analysis::comparison::{Comparison, ComparisonRow, Mark};
use crate::analysis::losers::{self, Losers};
use crate::charts::of_results::{Chart, Facts};
use crate::charts::words::{say, space, unit};
use crate::charts::{Drawing, PictureError, Style, Subject};
use crate::results::{Manifest, Problem, RunColumns};
use crate::vocabulary::{Direction, Language, Measure, Text};
use std::path::Path;

pub(crate) use provenance::command_line;
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

/// Measures of the costs by payer, the sum first.
const COSTS: [Measure; 4] =
    [Measure::CostYuan, Measure::CostGovernmentYuan, Measure::CostHoldersYuan, Measure::CostHouseholdsYuan];
/// Measures of how evenly people are served.
const FAIRNESS: [Measure; 4] =
    [Measure::MinorityRatio, Measure::AbsentRatio, Measure::WorstGroupShare, Measure::ResolutionGini];
/// Arms beside the baseline that each get tables of their own; of more, one table has a row each.
const EACH: usize = 3;

/// What a report is made from.
#[derive(Clone, Debug)]
pub struct Material<'a> {
    manifest: &'a Manifest,
    subject: &'a Subject,
    comparison: &'a Comparison,
    losers: Vec<Option<Losers>>,
    /// Values of the only arm, by measure, where there is nothing to compare.
    levels: Vec<(Measure, Vec<f64>)>,
    charts: Vec<Chart>,
    facts: Facts<'a>,
}

impl<'a> Material<'a> {
    /// Gathers what a report on the finished results in `folder` needs.
    ///
    /// # Errors
    /// A [`Problem`] when a table cannot be read.
    pub fn read(
        folder: &Path,
        manifest: &'a Manifest,
        subject: &'a Subject,
        comparison: &'a Comparison,
    ) -> Result<Material<'a>, Problem> {
        let arms = subject.arms();
        let levels = if subject.others().is_empty() {
            let measures = distinct(subject.main_measures().iter().chain(&COSTS).chain(&FAIRNESS));
            let runs = RunColumns::open(folder, &arms, subject.replicates())?;
            let of = |measure: Measure| Ok((measure, runs.values(measure)?.into_iter().flatten().flatten().collect()));
            measures.into_iter().map(of).collect::<Result<_, Problem>>()?
        } else {
            Vec::new()
        };
        let charts = Chart::standard(subject);
        Ok(Material {
            manifest,
            subject,
            comparison,
            losers: losers::of(folder, &arms, subject.baseline())?,
            levels,
            facts: Facts::read(folder, subject, comparison, &charts)?,
            charts,
        })
    }

    /// The report in this form, as the bytes of its file.
    ///
    /// # Errors
    /// [`Unmade`] when it cannot be made.
    pub fn write(&self, form: Form, language: Language) -> Result<Vec<u8>, Unmade> {
        Ok(match form {
            Form::Html => self.html(language)?.into_bytes(),
            Form::Docx => self.docx(language)?,
            Form::KeyFigures(markup) => self.key_figures(language, markup).into_bytes(),
        })
    }

    /// The report as one page of HTML that needs nothing but itself.
    ///
    /// # Errors
    /// [`Unmade`] when a font or the page cannot be made.
    pub fn html(&self, language: Language) -> Result<String, Unmade> {
        let writer = Writer { material: self, language };
        let drawings = writer.drawings();
        page::render(&writer.document(&drawings), &drawings)
    }

    /// The short form of the report as a document for word processors (DOCX).
    ///
    /// # Errors
    /// [`Unmade`] when a chart cannot be drawn or the document not packed.
    pub fn docx(&self, language: Language) -> Result<Vec<u8>, Unmade> {
        let writer = Writer { material: self, language };
        let drawings = writer.drawings();
        docx::write(&writer.document(&drawings), &drawings, language)
    }

    /// The key figures as a table.
    pub fn key_figures(&self, language: Language, markup: Markup) -> String {
        tables::write(&Writer { material: self, language }, markup)
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

/// The text with a capital in front.
fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Each of the measures once, in the order given.
fn distinct<'m>(measures: impl Iterator<Item = &'m Measure>) -> Vec<Measure> {
    let mut distinct: Vec<Measure> = Vec::new();
    for measure in measures {
        if !distinct.contains(measure) {
            distinct.push(*measure);
        }
    }
    distinct
}

/// A report being written in a language.
#[derive(Clone, Copy)]
struct Writer<'a> {
    material: &'a Material<'a>,
    language: Language,
}

impl Writer<'_> {
    /// The charts, without the titles that stand below them.
    fn drawings(&self) -> Vec<Drawing> {
        let style = Style { title: false, ..Style::new(self.language) };
        self.material.charts.iter().map(|chart| self.material.facts.draw(*chart, &style)).collect()
    }

    fn get(&self, text: Text) -> &'static str {
        text.get(self.language)
    }

    fn say(&self, text: Text, gaps: &[(&str, &str)]) -> String {
        let mut said = say(text, self.language, gaps);
        // A sentence may begin with a label that somebody wrote small.
        if self.language == Language::English && text.en.starts_with('{') && text.en.ends_with('.') {
            said = capital(&said);
        }
        said
    }

    /// Sentences, one after the other.
    fn sentences(&self, sentences: &[String]) -> String {
        sentences.join(space(self.language))
    }

    fn list(&self, items: &[String]) -> String {
        items.join(self.get(words::LIST))
    }

    fn list_of_arms(&self, labels: &[String]) -> String {
        labels.join(self.get(words::ARMS_LIST))
    }

    fn arm(&self, arm: usize) -> String {
        self.material.subject.label(arm, self.language)
    }

    fn baseline(&self) -> String {
        self.arm(self.material.subject.baseline())
    }

    fn main_measures(&self) -> &[Measure] {
        self.material.subject.main_measures()
    }

    fn row(&self, arm: usize, measure: Measure) -> Option<&ComparisonRow> {
        let name = self.material.subject.arms().into_iter().nth(arm)?;
        self.material.comparison.rows.iter().find(|row| row.measure == measure && row.arm == name)
    }

    /// What may be said of a main measure; `None` for other measures and those without a better side.
    fn mark(&self, arm: usize, measure: Measure) -> Option<Mark> {
        let known = self.material.comparison.verdicts.iter().find(|v| v.arm == arm && v.measure == measure)?;
        (measure.direction() != Direction::Neutral).then_some(known.mark)
    }

    /// A number as charts write it: its sign of percent follows without a space, so that both stay on one line.
    fn number(&self, text: String) -> String {
        text.replace(" %", "%")
    }

    /// The label of a measure with its unit.
    fn labelled(&self, measure: Measure) -> String {
        let label = self.get(measure.label());
        let told = |unit: &str| label.contains(unit);
        match unit(measure.unit()).map(|unit| self.get(unit)) {
            // Some labels say their unit, as "petitions per 1,000 person-years" does.
            Some(unit) if !told(unit) && measure.unit() != "1/1000 person-years" => match self.language {
                Language::English => format!("{label} ({unit})"),
                // A label that ends in brackets takes the unit into them.
                Language::Chinese => match label.strip_suffix('）') {
                    Some(open) => format!("{open}，{unit}）"),
                    None => format!("{label}（{unit}）"),
                },
            },
            _ => label.to_string(),
        }
    }
}
