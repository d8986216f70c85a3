//! `microgov report RESULTS`: the document about a results folder, without running anything.

use super::{Failure, Global, compare, pictures};
use crate::analysis::comparison::Comparison;
use crate::charts::Subject;
use crate::report::{Form, Markup, Report, comparison, studies};
use crate::results::files::{hash, write_whole};
use crate::results::manifest::FileEntry;
use crate::results::{Folder, Manifest, Problem};
use crate::vocabulary::Language;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = FILES)]
pub struct Arguments {
    /// The results folder
    pub results: PathBuf,
    /// Kinds of file: the page, the short form for word processors, the key figures as a table
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "html")]
    pub format: Vec<Format>,
    /// Write the short form for word processors too, besides what --format says
    #[arg(long)]
    pub docx: bool,
}

const FILES: &str = "The files are report.html, report.docx and key-figures.md, .tex or .csv, in Chinese report.zh.html and so on. They \
                     are written into RESULTS and listed in its manifest; with --out DIR they are written into DIR instead.";

/// Kinds of file as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A page that needs nothing but itself, to read and to print
    Html,
    /// The short form for word processors, in Chinese after GB/T 9704
    Docx,
    /// The key figures in Markdown
    Markdown,
    /// The key figures in LaTeX, with booktabs
    Latex,
    /// The key figures for spreadsheet programs
    Csv,
}

impl Format {
    fn form(self) -> Form {
        match self {
            Format::Html => Form::Html,
            Format::Docx => Form::Docx,
            Format::Markdown => Form::KeyFigures(Markup::Markdown),
            Format::Latex => Form::KeyFigures(Markup::Latex),
            Format::Csv => Form::KeyFigures(Markup::Csv),
        }
    }
}

/// Writes the reports and names their files.
///
/// # Errors
/// A [`Failure`]: the folder holds no finished results of a comparison, or a report cannot be made or written.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let results = arguments.results.as_path();
    let (_, mut manifest) = Folder::open_complete(results).map_err(super::plot::not_results)?;
    super::plot::no_selection(results, &manifest, "report on a comparison")?;
    let subject = Subject::of(&manifest, results).map_err(super::plot::not_results)?;
    let mut forms: Vec<Form> = Vec::new();
    let docx = arguments.docx.then_some(Format::Docx);
    for form in arguments.format.iter().copied().chain(docx).map(Format::form) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    let folder = global.out.clone().unwrap_or_else(|| results.into());
    let languages = global.languages_of_pages();
    let files = if let Some(report) = studies::report(results, &manifest, &subject) {
        write(report.map_err(super::plot::not_results)?, &folder, &forms, languages)?
    } else {
        let comparison = compare::comparison_of(
            results,
            subject.arms(),
            subject.baseline(),
            subject.replicates(),
            (subject.main_measures(), subject.margins()),
            manifest.unknown.as_ref().map(|unknown| &unknown.turns),
        )
        .map_err(super::plot::not_results)?;
        let report = comparison::report(results, &manifest, &subject, &comparison).map_err(failed)?;
        write(report, &folder, &forms, languages)?
    };
    if global.out.is_none() {
        list(results, &mut manifest, &files)?;
    }
    if global.json {
        let files: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
        writeln!(out, "{}", serde_json::json!({ "reports": files }))?;
    } else if !global.quiet {
        for file in files {
            writeln!(out, "{}", folder.join(file).display())?;
        }
    }
    Ok(out.flush()?)
}

/// Writes the pages that a complete folder of a comparison lacks, and lists them in its manifest.
///
/// # Errors
/// [`Failure::Run`] when one cannot be made or written. The tables are not touched.
pub fn complete(
    global: &Global,
    folder: &Path,
    manifest: &mut Manifest,
    comparison: &Comparison,
) -> Result<(), Failure> {
    let lacks = |language: &&Language| {
        let file = Form::Html.file(**language);
        !folder.join(&file).is_file() || !manifest.files.iter().any(|listed| listed.path == file)
    };
    let missing: Vec<Language> = global.languages_of_pages().iter().filter(lacks).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    let subject = Subject::of(manifest, folder).map_err(failed)?;
    let report = comparison::report(folder, manifest, &subject, comparison).map_err(failed)?;
    let files = write(report, folder, &[Form::Html], &missing)?;
    list(folder, manifest, &files)
}

/// Writes the pages about a study, and lists them in its manifest.
///
/// # Errors
/// [`Failure::Run`] when one cannot be made or written. The tables are not touched.
pub fn complete_study(global: &Global, folder: &Path, manifest: &mut Manifest) -> Result<(), Failure> {
    let subject = Subject::of(manifest, folder).map_err(failed)?;
    let Some(report) = studies::report(folder, manifest, &subject) else { return Ok(()) };
    let files = write(report.map_err(failed)?, folder, &[Form::Html], global.languages_of_pages())?;
    list(folder, manifest, &files)
}

/// Writes a report into `folder`; returns the names of the files.
fn write(report: Report<'_>, folder: &Path, forms: &[Form], languages: &[Language]) -> Result<Vec<String>, Failure> {
    fs::create_dir_all(folder).map_err(|source| failed(Problem::Write { path: folder.into(), source }))?;
    let mut files = Vec::new();
    for form in forms {
        for language in languages {
            let file = form.file(*language);
            let bytes = report.write(*form, *language).map_err(|error| unable(&error.to_string()))?;
            write_whole(&folder.join(&file), &bytes).map_err(failed)?;
            files.push(file);
        }
    }
    Ok(files)
}

/// Puts reports in a results folder into its manifest.
fn list(folder: &Path, manifest: &mut Manifest, files: &[String]) -> Result<(), Failure> {
    for file in files {
        let (blake3, bytes) = hash(&folder.join(file)).map_err(failed)?;
        manifest.files.retain(|listed| listed.path != *file);
        manifest.files.push(FileEntry { path: file.clone(), rows: None, bytes, blake3 });
    }
    pictures::in_order(&mut manifest.files);
    manifest.write(folder).map_err(failed)
}

fn unable(what: &str) -> Failure {
    let help =
        vec!["the tables are complete; once this is mended, write the report with: microgov report RESULTS".into()];
    Failure::Run { message: format!("the report could not be written: {what}"), help }
}

fn failed(problem: Problem) -> Failure {
    unable(&problem.to_string())
}
