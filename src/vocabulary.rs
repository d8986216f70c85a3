//! The one list of parameters and the one list of measures.
//!
//! Every key that a scenario may set is declared once, with its meaning, unit, range, default, confidence and source;
//! every outcome once, with its formula and direction. Validation, `explain`, the schema, tables, charts and the
//! documentation are made from these lists. Text that a reader of results sees is in English and Simplified Chinese.

pub mod choices;
pub mod measures;
pub mod mechanisms;
pub mod parameters;
pub mod tables;
pub mod value;

pub use measures::{Direction, GroupMeasure, Measure, MonthMeasure};
pub use parameters::{Grade, Kind, Lists, Parameter, Parameters, Setting, Table};
pub use value::{Distribution, Mismatch, Value};

/// The languages of labels, charts and reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Simplified Chinese.
    pub zh: &'static str,
}

impl Text {
    /// The text in `language`.
    pub fn get(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh,
        }
    }
}
