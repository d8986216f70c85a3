//! How problems and warnings look on the terminal: file, line and column, the text underlined, and how to mend it.

use super::Failure;
use crate::scenario::{Problem, Warning};
use crate::vocabulary::Language;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::fmt::Write;

/// Problems beyond which the rest is only counted.
const MOST_SHOWN: usize = 100;

/// A failure with all that it says. Colours are in it as escape sequences; the stream strips them where unwanted.
pub fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Scenario(problems) => {
            let shown = problems.0.iter().take(MOST_SHOWN);
            let mut text: String = shown.map(|problem| format!("{}\n\n", render(problem))).collect();
            let count = problems.0.len();
            if count > MOST_SHOWN {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "the first {MOST_SHOWN} are shown");
            }
            let noun = if count == 1 { "problem" } else { "problems" };
            let _ = writeln!(text, "{count} {noun} found; nothing was run");
            text
        }
        Failure::CommandLine { message, help }
        | Failure::Run { message, help }
        | Failure::Stopped { message, help } => {
            // A stop that was asked for is no error.
            let level = if matches!(failure, Failure::Stopped { .. }) { Level::NOTE } else { Level::ERROR };
            let group = Group::with_title(level.primary_title(message.as_str()));
            let group = group.elements(help.iter().map(|help| Level::HELP.message(help.as_str())));
            Renderer::styled().render(&[group]) + "\n"
        }
        Failure::Output(_) => {
            Renderer::styled().render(&[Group::with_title(Level::ERROR.primary_title(failure.to_string()))]) + "\n"
        }
    }
}

/// One problem, with the lines it stands in.
fn render(problem: &Problem) -> String {
    let file = &problem.file;
    let group = Group::with_title(Level::ERROR.primary_title(problem.message.as_str()));
    let label = problem.found.as_ref().map(|found| format!("found {found}"));
    let group = match &problem.span {
        Some(span) => {
            let end = on_a_character(&file.text, span.end);
            let annotation = AnnotationKind::Primary.span(on_a_character(&file.text, span.start).min(end)..end);
            let annotation = annotation.label(label);
            group.element(Snippet::source(file.text.as_str()).path(file.name.as_str()).annotation(annotation))
        }
        None => {
            let group = group.element(Origin::path(file.name.as_str()));
            group.elements(label.map(|label| Level::NOTE.message(label)))
        }
    };
    let group = group.elements(problem.help().into_iter().map(|help| Level::HELP.message(help)));
    Renderer::styled().render(&[group])
}

/// The beginning of the character that `at` lies in.
fn on_a_character(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The warnings of a scenario.
pub fn warnings(warnings: &[Warning], languages: &[Language]) -> String {
    let mut text = String::new();
    for warning in warnings {
        for language in languages {
            let message = match language {
                Language::English => &warning.message,
                Language::Chinese => &warning.message_zh,
            };
            let title = format!("{}: {message}", warning.path);
            text += &Renderer::styled().render(&[Group::with_title(Level::WARNING.primary_title(title))]);
            text.push('\n');
        }
    }
    text
}
