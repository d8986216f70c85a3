//! What can be wrong with a scenario: place, cause and mend.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A text that was read, for messages that quote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path as a person would write it, or `--set` for a value from the command line.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Something wrong in a scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// The text it stands in.
    pub file: Arc<SourceFile>,
    /// The bytes of the text that are wrong; `None` when the whole file is meant.
    pub span: Option<Range<usize>>,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What was found.
    pub found: Option<String>,
    /// What is allowed.
    pub allowed: Option<String>,
    /// The nearest known name.
    pub nearest: Option<String>,
    /// How to mend it, where the rest does not say so.
    pub mend: Option<String>,
}

impl Problem {
    /// A problem at a place, with nothing said but what it is.
    pub(super) fn new(place: &Place, message: impl Into<String>) -> Problem {
        Problem {
            file: Arc::clone(&place.file),
            span: place.span.clone(),
            message: message.into(),
            found: None,
            allowed: None,
            nearest: None,
            mend: None,
        }
    }

    pub(super) fn found(mut self, found: impl Into<String>) -> Problem {
        self.found = Some(found.into());
        self
    }

    pub(super) fn allowed(mut self, allowed: impl Into<String>) -> Problem {
        self.allowed = Some(allowed.into());
        self
    }

    pub(super) fn mend(mut self, mend: impl Into<String>) -> Problem {
        self.mend = Some(mend.into());
        self
    }

    /// Names the known name nearest to `wrong`, or lists them all when none is near and they are few.
    pub(super) fn known<'a>(mut self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
        let known: Vec<&str> = known.into_iter().collect();
        self.nearest = nearest(wrong, known.iter().copied()).map(String::from);
        if self.nearest.is_none() && !known.is_empty() && known.len() <= 30 {
            self.allowed = Some(format!("one of {}", known.join(", ")));
        }
        self
    }

    /// Whether both stand on one line of one file.
    pub(super) fn same_line(&self, other: &Problem) -> bool {
        let line = |problem: &Problem| problem.position().map(|(line, _)| line);
        self.file.name == other.file.name && line(self) == line(other)
    }

    /// Line and column, both counted from 1 (the column in characters); `None` when the whole file is meant.
    pub fn position(&self) -> Option<(usize, usize)> {
        let start = self.span.as_ref()?.start.min(self.file.text.len());
        let before = &self.file.text.as_bytes()[..start];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Some((line, String::from_utf8_lossy(&before[line_start..]).chars().count() + 1))
    }

    /// The lines of help below the message: what is allowed, the nearest name, how to mend.
    pub fn help(&self) -> Vec<String> {
        let allowed = self.allowed.as_ref().map(|allowed| format!("allowed: {allowed}"));
        let nearest = self.nearest.as_ref().map(|nearest| format!("did you mean `{nearest}`?"));
        [nearest, allowed, self.mend.clone()].into_iter().flatten().collect()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.name)?;
        if let Some((line, column)) = self.position() {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(found) = &self.found {
            write!(f, " (found {found})")?;
        }
        self.help().iter().try_for_each(|help| write!(f, "; {help}"))
    }
}

/// Everything wrong with a scenario; never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            write!(f, "{}{problem}", if i > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

/// Where something stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) file: Arc<SourceFile>,
    pub(super) span: Option<Range<usize>>,
}

impl Place {
    pub(super) fn whole(file: &Arc<SourceFile>) -> Place {
        Place { file: Arc::clone(file), span: None }
    }

    pub(super) fn at(file: &Arc<SourceFile>, span: Range<usize>) -> Place {
        Place { file: Arc::clone(file), span: Some(span) }
    }
}

/// The known name nearest to `wrong`, if it is near enough to be a slip of the pen or of the unit.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    known
        .into_iter()
        .map(|name| {
            let slip = strsim::normalized_damerau_levenshtein(&wrong, name);
            let beginning = strsim::jaro_winkler(&wrong, name) - 0.25;
            (slip.max(beginning), name)
        })
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let file = Arc::new(SourceFile { name: "a.toml".into(), text: "x = 1\n村 = \"y\"\n".into() });
        let at = |span: Range<usize>| Problem::new(&Place::at(&file, span), "wrong").position();
        assert_eq!(at(0..1), Some((1, 1)));
        assert_eq!(at(12..13), Some((2, 5)));
        assert_eq!(at(900..901), Some((3, 1)));
        assert_eq!(Problem::new(&Place::whole(&file), "wrong").position(), None);
    }

    #[test]
    fn the_nearest_name_forgives_a_typo_and_a_unit_but_not_anything() {
        let known = ["requests_per_household_year", "disputes_per_household_year", "serious_share"];
        assert_eq!(nearest("request_per_household_year", known), Some(known[0]));
        assert_eq!(nearest("requests_per_household_month", known), Some(known[0]));
        assert_eq!(nearest("SERIOUS_SHARE", known), Some(known[2]));
        assert_eq!(nearest("banana", known), None);
    }
}
