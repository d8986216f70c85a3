//! Draws charts into a folder, and keeps its manifest true.

use super::{Failure, Global, diagnostics};
use crate::analysis::comparison::Comparison;
use crate::charts::album::Album;
use crate::charts::of_decision;
use crate::charts::of_results::{Chart, Facts};
use crate::charts::of_sweep::{self, Varied};
use crate::charts::{Drawing, PRINT, Style, Subject, Width};
use crate::report::is_report;
use crate::results::files::{hash, sweep, write_whole};
use crate::results::is_made_table;
use crate::results::manifest::FileEntry;
use crate::results::{Manifest, Problem};
use crate::scenario::Warning;
use crate::vocabulary::Language;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::fs;
use std::io::Write;
use std::path::Path;

/// The folder of the charts within that of the results.
pub const FOLDER: &str = "charts";

/// Kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Vector graphics
    Svg,
    /// Pixels for print, 300 an inch unless --dpi says otherwise
    Png,
    /// Vector graphics with text that can be searched, one page a chart, for LaTeX and printers
    Pdf,
}

/// How text is written in SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum SvgText {
    /// As text, to be edited and searched; readers need the font Noto Sans SC
    Live,
    /// As outlines: looks the same everywhere
    #[default]
    Outlined,
}

/// How charts are drawn.
#[derive(Clone, Debug)]
pub struct Look {
    /// Languages, each with files of its own.
    pub languages: Vec<Language>,
    /// Formats.
    pub formats: Vec<Format>,
    /// Layout.
    pub width: Width,
    /// Width in print in millimetres, where it is not that of the layout.
    pub print: Option<f64>,
    /// Dots per inch of PNG files.
    pub dpi: u32,
    /// Text in SVG.
    pub svg_text: SvgText,
}

impl Look {
    /// What `compare` draws.
    pub fn standard(languages: &[Language]) -> Look {
        let formats = vec![Format::Svg, Format::Png];
        Look {
            languages: languages.to_vec(),
            formats,
            width: Width::default(),
            print: None,
            dpi: PRINT,
            svg_text: SvgText::default(),
        }
    }

    /// The names of the files of a chart.
    fn files<C: Display>(&self, chart: &C) -> impl Iterator<Item = String> {
        let of_language = move |language: &Language| {
            let (language, chart) = (*language, chart.to_string());
            self.formats.iter().map(move |format| name(&chart, language, *format))
        };
        self.languages.iter().flat_map(of_language)
    }
}

fn name(chart: &str, language: Language, format: Format) -> String {
    let language = match language {
        Language::English => "en",
        Language::Chinese => "zh",
    };
    let ending = match format {
        Format::Svg => "svg",
        Format::Png => "png",
        Format::Pdf => "pdf",
    };
    format!("{chart}.{language}.{ending}")
}

/// Draws the standard charts that a complete folder lacks, and lists them in its manifest.
///
/// # Errors
/// [`Failure::Run`] when a chart cannot be drawn or written. The tables are not touched.
pub fn complete(
    global: &Global,
    folder: &Path,
    manifest: &mut Manifest,
    comparison: &Comparison,
) -> Result<(), Failure> {
    let subject = Subject::of(manifest, folder).map_err(failed)?;
    let look = Look::standard(global.languages_of_pages());
    let lacks = |chart: &Chart| {
        look.files(chart)
            .map(|file| format!("{FOLDER}/{file}"))
            .any(|path| !folder.join(&path).is_file() || !manifest.files.iter().any(|listed| listed.path == path))
    };
    let missing: Vec<Chart> = Chart::standard(&subject).into_iter().filter(lacks).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let facts = Facts::read(folder, &subject, comparison, &missing).map_err(failed)?;
    draw(global, &missing, &look, &folder.join(FOLDER), |chart, style| facts.draw(*chart, style))?;
    list(folder, manifest, &missing, &look)
}

/// Draws the charts of a finished sweep, and lists them in its manifest.
///
/// # Errors
/// [`Failure::Run`] when a chart cannot be drawn or written. The tables are not touched.
pub fn complete_sweep(global: &Global, folder: &Path, manifest: &mut Manifest) -> Result<(), Failure> {
    let varied = Varied::read(folder).map_err(failed)?;
    let subject = Subject::of(manifest, folder).map_err(failed)?;
    let look = Look::standard(global.languages_of_pages());
    let charts = of_sweep::Chart::standard(&subject, &varied);
    let facts = of_sweep::Facts::read(folder, &subject, varied, &charts).map_err(failed)?;
    draw(global, &charts, &look, &folder.join(FOLDER), |chart, style| facts.draw(*chart, style))?;
    list(folder, manifest, &charts, &look)
}

/// What charts say of results besides their numbers.
///
/// # Errors
/// [`Failure::Run`] when the manifest does not describe its scenario.
pub fn subject(manifest: &Manifest, folder: &Path) -> Result<Subject, Failure> {
    Subject::of(manifest, folder).map_err(failed)
}

/// Draws the charts of an album, and lists them in the manifest.
///
/// # Errors
/// [`Failure::Run`] when a chart cannot be drawn or written. The tables are not touched.
pub fn complete_album(
    global: &Global,
    folder: &Path,
    manifest: &mut Manifest,
    album: &impl Album,
) -> Result<(), Failure> {
    let (look, charts) = (Look::standard(global.languages_of_pages()), album.charts());
    draw(global, &charts, &look, &folder.join(FOLDER), |chart, style| album.draw(*chart, style))?;
    list(folder, manifest, &charts, &look)
}

/// Whether a file is a chart of a decision.
pub fn is_of_decision(path: &str) -> bool {
    let name = path.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/'));
    let of = |name: &str| name.split_once('-').is_some_and(|(kind, _)| of_decision::Chart::KINDS.contains(&kind));
    name.is_some_and(of)
}

/// Draws `charts` into `folder`, each file whole or not at all, and tells which characters could not be drawn. Returns
/// the names of the files.
///
/// # Errors
/// [`Failure::Run`] when a chart cannot be drawn or written.
pub fn draw<C: Display + Sync>(
    global: &Global,
    charts: &[C],
    look: &Look,
    folder: &Path,
    drawn: impl Fn(&C, &Style) -> Drawing + Sync,
) -> Result<Vec<String>, Failure> {
    fs::create_dir_all(folder).map_err(|source| failed(Problem::Write { path: folder.into(), source }))?;
    sweep(folder);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(global.threads.map_or(0, usize::from)).build();
    let pool = pool.map_err(|error| unable(&format!("no threads to draw with: {error}")))?;
    let work: Vec<(&C, Language)> =
        charts.iter().flat_map(|chart| look.languages.iter().map(move |language| (chart, *language))).collect();
    let one = |(chart, language): (&C, Language)| {
        let drawing = drawn(chart, &Style { width: look.width, ..Style::new(language) });
        let drawing = match look.print {
            Some(millimetres) => drawing.printed(millimetres),
            None => drawing,
        };
        for format in &look.formats {
            let path = folder.join(name(&chart.to_string(), language, *format));
            let bytes = encode(&drawing, *format, look)?;
            write_whole(&path, &bytes).map_err(failed)?;
        }
        Ok(drawing.missing_glyphs().to_vec())
    };
    let drawn: Vec<Result<Vec<char>, Failure>> = pool.install(|| work.into_par_iter().map(one).collect());
    let missing: BTreeSet<char> = drawn.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    if !missing.is_empty() && !global.quiet {
        let told = diagnostics::warnings(&[boxes(&missing)], global.languages());
        anstream::stderr().write_all(told.as_bytes())?;
    }
    Ok(charts.iter().flat_map(|chart| look.files(chart)).collect())
}

/// Puts what was drawn into the `charts` of a results folder into its manifest.
///
/// # Errors
/// [`Failure::Run`] when a chart cannot be read or the manifest not written.
pub fn list<C: Display>(folder: &Path, manifest: &mut Manifest, charts: &[C], look: &Look) -> Result<(), Failure> {
    for file in charts.iter().flat_map(|chart| look.files(chart)) {
        let path = format!("{FOLDER}/{file}");
        let (blake3, bytes) = hash(&folder.join(&path)).map_err(failed)?;
        manifest.files.retain(|listed| listed.path != path);
        manifest.files.push(FileEntry { path, rows: None, bytes, blake3 });
    }
    in_order(&mut manifest.files);
    manifest.write(folder).map_err(failed)
}

/// Puts what is made from the tables behind them, by name, in whatever order it was made.
pub fn in_order(files: &mut [FileEntry]) {
    files.sort_by_key(|file| Some(file.path.clone()).filter(|_| is_made(file)));
}

/// Removes the charts, reports, validation and attribution of results that are about to grow: they would tell of fewer replicates.
///
/// # Errors
/// [`Problem::Write`] when one cannot be removed.
pub fn remove(folder: &Path, manifest: &Manifest) -> Result<(), Problem> {
    manifest.files.iter().filter(|file| is_made(file)).try_for_each(|file| delete(&folder.join(&file.path)))
}

/// Removes the charts and reports of results of which a table changes, and takes them off the manifest: in whatever language and
/// form, they tell of what the table was.
///
/// # Errors
/// [`Problem::Write`] when one cannot be removed.
pub fn outdate(folder: &Path, manifest: &mut Manifest) -> Result<(), Problem> {
    let (told, kept): (Vec<_>, Vec<_>) = manifest.files.drain(..).partition(|file| is_told(&file.path));
    manifest.files = kept;
    told.iter().try_for_each(|file| delete(&folder.join(&file.path)))
}

fn delete(path: &Path) -> Result<(), Problem> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(Problem::Write { path: path.into(), source })
        }
        _ => Ok(()),
    }
}

/// Whether a file is made from the tables: a chart, a report, a table of results.
fn is_made(file: &FileEntry) -> bool {
    is_told(&file.path) || is_made_table(&file.path)
}

/// Whether a file is a chart or a report.
fn is_told(path: &str) -> bool {
    is_report(path) || path.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'))
}

fn encode(drawing: &Drawing, format: Format, look: &Look) -> Result<Vec<u8>, Failure> {
    let picture = match (format, look.svg_text) {
        (Format::Png, _) => drawing.png_at(look.dpi),
        (Format::Pdf, _) => drawing.pdf(),
        (Format::Svg, SvgText::Live) => Ok(drawing.svg_live().into_bytes()),
        (Format::Svg, SvgText::Outlined) => Ok(drawing.svg().into_bytes()),
    };
    picture.map_err(|error| unable(&format!("{}: {error}", drawing.title())))
}

/// The warning about characters that no font has.
fn boxes(missing: &BTreeSet<char>) -> Warning {
    let told = |c: &char| format!("{c} (U+{:04X})", u32::from(*c));
    let list: Vec<String> = missing.iter().map(told).collect();
    let (en, zh) = (list.join(", "), list.join("、"));
    Warning {
        path: FOLDER.into(),
        message: format!(
            "boxes stand for characters that the fonts lack: {en}; write titles and labels of the scenario without them"
        ),
        message_zh: format!("字体缺少下列字符，图中以方框代替：{zh}；请在场景的标题和标签中改用其他字"),
    }
}

fn unable(what: &str) -> Failure {
    let help = vec!["the tables are complete; once this is mended, draw the charts with: microgov plot RESULTS".into()];
    Failure::Run { message: format!("the charts could not be drawn: {what}"), help }
}

pub(super) fn failed(problem: Problem) -> Failure {
    unable(&problem.to_string())
}
