//! `microgov plot RESULTS`: the charts of a results folder, drawn again without running anything.

use super::pictures::{self, Format, Look, SvgText};
use super::{Failure, Global, compare};
use crate::charts::of_results::{Chart, Facts};
use crate::charts::of_sweep::{self, Varied};
use crate::charts::{Subject, Width};
use crate::results::{Folder, Problem};
use crate::scenario::nearest;
use std::io::Write;
use std::path::PathBuf;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = NAMES)]
pub struct Arguments {
    /// The results folder
    pub results: PathBuf,
    /// Draw only these: kinds or single charts, such as forest,course-open [default: what compare draws]
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Kinds of file
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "svg,png")]
    pub format: Vec<Format>,
    /// Width in print: 90, 132 or 190 mm
    #[arg(long, value_name = "WIDTH", default_value = "double")]
    pub width: Columns,
    /// Dots per inch of PNG files
    #[arg(long, value_name = "DPI", default_value_t = 300, value_parser = clap::value_parser!(u32).range(30..=1200))]
    pub dpi: u32,
    /// Text in SVG files
    #[arg(long, value_name = "HOW", default_value = "outlined")]
    pub svg_text: SvgText,
}

const NAMES: &str = "Charts are named forest, course-MEASURE, difference-MEASURE, distribution-MEASURE, tiers, equity, \
                     lorenz, money, village, survival and validation; those of a sweep signs, signs-levers, \
                     response-MEASURE over one factor, map-MEASURE over a grid, tornado-MEASURE one factor at a time; `microgov explain` lists the measures. They are drawn into RESULTS/charts and listed in its manifest; with --out DIR they \
                     are drawn into DIR instead.";

/// Widths as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Columns {
    /// One column of a journal
    Single,
    /// One and a half
    #[value(name = "onehalf")]
    OneHalf,
    /// Two columns
    Double,
}

/// Draws the charts and names their files.
///
/// # Errors
/// A [`Failure`]: the folder holds no finished results, a name is unknown, or a chart cannot be drawn or written.
pub fn run(global: &Global, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let results = arguments.results.as_path();
    let (_, mut manifest) = Folder::open_complete(results).map_err(not_results)?;
    let subject = Subject::of(&manifest, results).map_err(not_results)?;
    let width = match arguments.width {
        Columns::Single => Width::Single,
        Columns::OneHalf => Width::OneHalf,
        Columns::Double => Width::Double,
    };
    let languages = global.languages_of_pages().to_vec();
    let look =
        Look { languages, formats: arguments.format.clone(), width, dpi: arguments.dpi, svg_text: arguments.svg_text };
    let folder = global.out.clone().unwrap_or_else(|| results.join(pictures::FOLDER));
    let files = if of_sweep::Chart::of(&manifest) {
        use of_sweep::Chart;
        let varied = Varied::read(results).map_err(not_results)?;
        let standard = Chart::standard(&subject, &varied);
        let charts = asked(arguments, standard, |name| Chart::named(name, &subject), Chart::names)?;
        if let Some((message, help)) = charts.iter().find_map(|chart| chart.lacks(&varied)) {
            return Err(Failure::CommandLine { message: message.into(), help: vec![help.into()] });
        }
        let facts = of_sweep::Facts::read(results, &subject, varied, &charts).map_err(not_results)?;
        let files = pictures::draw(global, &charts, &look, &folder, |chart, style| facts.draw(*chart, style))?;
        if global.out.is_none() {
            pictures::list(results, &mut manifest, &charts, &look)?;
        }
        files
    } else {
        let charts = asked(
            arguments,
            Chart::standard(&subject),
            |name| Chart::named(name, &subject),
            || Chart::names(&subject),
        )?;
        let comparison = compare::comparison_of(
            results,
            subject.arms(),
            subject.baseline(),
            subject.replicates(),
            subject.main_measures(),
        )
        .map_err(not_results)?;
        let facts = Facts::read(results, &subject, &comparison, &charts).map_err(not_results)?;
        let files = pictures::draw(global, &charts, &look, &folder, |chart, style| facts.draw(*chart, style))?;
        if global.out.is_none() {
            pictures::list(results, &mut manifest, &charts, &look)?;
        }
        files
    };
    if global.json {
        let files: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
        writeln!(out, "{}", serde_json::json!({ "charts": files }))?;
    } else if !global.quiet {
        for file in files {
            writeln!(out, "{}", folder.join(file).display())?;
        }
    }
    Ok(out.flush()?)
}

/// The charts that were asked for, each once; `standard` when none was named.
fn asked<C: PartialEq, N: Iterator<Item = String>>(
    arguments: &Arguments,
    standard: Vec<C>,
    named: impl Fn(&str) -> Option<Vec<C>>,
    known: impl Fn() -> N,
) -> Result<Vec<C>, Failure> {
    if arguments.only.is_empty() {
        return Ok(standard);
    }
    let mut charts = Vec::new();
    for name in &arguments.only {
        let of_name = named(name).ok_or_else(|| {
            let known: Vec<String> = known().collect();
            let near = nearest(name, known.iter().map(String::as_str));
            let mend = near.map_or_else(|| NAMES.to_string(), |near| format!("did you mean `{near}`?"));
            Failure::CommandLine { message: format!("there is no chart named `{name}`"), help: vec![mend] }
        })?;
        for chart in of_name {
            if !charts.contains(&chart) {
                charts.push(chart);
            }
        }
    }
    if charts.is_empty() {
        let message = "there is nothing to compare: the results are of one arm or have no main measures".into();
        return Err(Failure::CommandLine { message, help: vec!["ask for another chart".into()] });
    }
    Ok(charts)
}

/// What is named on the command line is no results folder that can be drawn.
pub(super) fn not_results(problem: Problem) -> Failure {
    let help = match &problem {
        // These say how to mend it.
        Problem::Refused { .. } => Vec::new(),
        _ => vec!["compute the results anew with: microgov compare SCENARIO --force".into()],
    };
    Failure::CommandLine { message: problem.to_string(), help }
}
