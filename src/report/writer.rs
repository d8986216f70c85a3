//! What every report needs to write a sentence: the language, the labels, the lists.

use super::document::{Block, Column, Document, Section, Told};
use super::words;
use crate::charts::words::{say, space, unit};
use crate::charts::{Drawing, Subject, integer};
use crate::results::Manifest;
use crate::vocabulary::{Language, Measure, Text};

/// A report being written in a language.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) subject: &'a Subject,
    pub(super) language: Language,
}

impl Writer<'_> {
    /// The whole report, or its short form: what is told of the results, and its frame.
    pub(super) fn document(&self, told: Told, short: bool) -> Document {
        let mut sections = told.sections;
        sections.retain(|section| !section.blocks.is_empty());
        let subtitle = told.subtitle;
        let mut whole = Document {
            language: match self.language {
                Language::English => "en",
                Language::Chinese => "zh-Hans",
            },
            title: self.subject.title(self.language).to_string(),
            subtitle: if self.language == Language::English { capital(&subtitle) } else { subtitle },
            extent: told.extent,
            sections,
            footer: self.say(words::FOOTER, &[("version", &self.manifest.program.version)]),
            skip: self.get(words::SKIP),
            contents: self.get(words::CONTENTS),
        };
        whole.apportion();
        if short {
            whole.footer = self.sentences(&[self.get(words::FOOTER_SHORT).into(), whole.footer]);
        }
        let upright = |title: &str| if self.language == Language::English { capital(title) } else { title.into() };
        let say =
            |text| move |number: &str, title: &str| self.say(text, &[("number", number), ("title", &upright(title))]);
        if short { whole.short() } else { whole }.number(say(words::TABLE), say(words::FIGURE))
    }

    /// A section of a report; `short` when it belongs to the short form.
    pub(super) fn section(&self, id: &'static str, heading: Text, short: bool, blocks: Vec<Block>) -> Section {
        Section { id, heading: self.get(heading), blocks, short }
    }

    /// Every chart with its title below it.
    pub(super) fn figures(&self, drawings: &[Drawing]) -> Vec<Block> {
        let figure = |(drawing, drawn): (usize, &Drawing)| {
            let title = drawn.title().to_string();
            Block::Figure { drawing, title, caption: String::new(), short: true }
        };
        drawings.iter().enumerate().map(figure).collect()
    }

    /// That runs broke and are left out, if some did.
    pub(super) fn broken_runs(&self) -> Vec<Block> {
        let count = self.manifest.failures.iter().filter(|failure| !failure.is_unsound()).count() as u64;
        let text = || self.say(words::RUNS_BROKEN, &[("count", &integer(count))]);
        (count > 0).then(|| Block::Warning { text: text() }).into_iter().collect()
    }

    pub(super) fn get(&self, text: Text) -> &'static str {
        text.get(self.language)
    }

    pub(super) fn say(&self, text: Text, gaps: &[(&str, &str)]) -> String {
        let mut said = say(text, self.language, gaps);
        // A sentence may begin with a label that somebody wrote small.
        if self.language == Language::English && text.en.starts_with('{') && text.en.ends_with('.') {
            said = capital(&said);
        }
        said
    }

    /// Sentences, one after the other.
    pub(super) fn sentences(&self, sentences: &[String]) -> String {
        sentences.join(space(self.language))
    }

    pub(super) fn list(&self, items: &[String]) -> String {
        items.join(self.get(words::LIST))
    }

    /// A list of items that may hold commas.
    pub(super) fn list_of_arms(&self, labels: &[String]) -> String {
        labels.join(self.get(words::ARMS_LIST))
    }

    pub(super) fn arm(&self, arm: usize) -> String {
        self.subject.label(arm, self.language)
    }

    pub(super) fn baseline(&self) -> String {
        self.arm(self.subject.baseline())
    }

    pub(super) fn main_measures(&self) -> &[Measure] {
        self.subject.main_measures()
    }

    /// A number as charts write it: its sign of percent follows without a space, so that both stay on one line.
    pub(super) fn number(&self, text: String) -> String {
        text.replace(" %", "%")
    }

    /// The label of a measure within a sentence.
    pub(super) fn within(&self, measure: Measure) -> String {
        let label = self.get(measure.label());
        let mut characters = label.chars();
        match (self.language, characters.next()) {
            (Language::English, Some(first)) => first.to_lowercase().chain(characters).collect(),
            _ => label.to_string(),
        }
    }

    /// The unit of a measure; none for pure numbers, shares, and where the label tells it, as "petitions per 1,000
    /// person-years" does.
    pub(super) fn unit_beside(&self, measure: Measure) -> Option<&'static str> {
        let label = self.get(measure.label());
        let unit = unit(measure.unit()).map(|unit| self.get(unit))?;
        (!label.to_lowercase().contains(unit) && measure.unit() != "1/1000 person-years").then_some(unit)
    }

    /// The label of a measure with its unit.
    pub(super) fn labelled(&self, measure: Measure) -> String {
        let label = self.get(measure.label());
        match self.unit_beside(measure) {
            Some(unit) => match self.language {
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

    pub(super) fn column(&self, text: impl Into<String>) -> Column {
        let text = text.into();
        let sort = self.say(words::SORT, &[("column", &text)]);
        Column { text, sort, ..Column::default() }
    }

    pub(super) fn numbers_column(&self, text: impl Into<String>) -> Column {
        Column { right: true, ..self.column(text) }
    }
}

/// The text with a capital in front.
pub(super) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
