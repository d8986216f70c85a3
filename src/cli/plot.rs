//! `microgov plot RESULTS`: the charts of a results folder, drawn again without running anything.

use super::pictures::{self, Format, Look, SvgText};
use super::{Failure, Global, compare, select};
use crate::charts::album::Album;
use crate::charts::of_attribution;
use crate::charts::of_calibration;
use crate::charts::of_decision;
use crate::charts::of_results::{Chart, Facts};
use crate::charts::of_sensitivity;
use crate::charts::of_sweep::{self, Varied};
use crate::charts::{Drawing, Style, Subject, Width};
use crate::results::{Folder, Manifest, Problem};
use crate::scenario::nearest;
use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};

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
    /// Width in print in millimetres, 60 to 400: the nearest of the three layouts is made so wide
    #[arg(long, value_name = "MM", conflicts_with = "width", value_parser = clap::value_parser!(u32).range(60..=400))]
    pub width_mm: Option<u32>,
    /// Dots per inch of PNG files
    #[arg(long, value_name = "DPI", default_value_t = 300, value_parser = clap::value_parser!(u32).range(30..=1200))]
    pub dpi: u32,
    /// Text in SVG files
    #[arg(long, value_name = "HOW", default_value = "outlined")]
    pub svg_text: SvgText,
}

const NAMES: &str = "Charts are named forest, course-MEASURE, difference-MEASURE, distribution-MEASURE, tiers, equity, \
                     lorenz, money, village, survival and validation, drive where there are drives for consent and storm where there are \
                     hazards; those of a sweep signs, signs-levers, \
                     response-MEASURE over one factor, map-MEASURE over a grid, tornado-MEASURE one factor at a time, and \
                     once microgov decide was called plane-EFFECT, acceptability-EFFECT and box-MEASURE; those of a \
                     calibration posterior and predictive, of an attribution attribution-MEASURE, of a sensitivity \
                     analysis sensitivity-MEASURE; `microgov explain` lists the measures. They are drawn into \
                     RESULTS/charts and listed in its manifest; with --out DIR they \
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
    no_selection(results, &manifest, "draw the charts of a comparison")?;
    let subject = Subject::of(&manifest, results).map_err(not_results)?;
    let print = arguments.width_mm.map(f64::from);
    let width = match (print, arguments.width) {
        (Some(millimetres), _) => Width::nearest(millimetres),
        (None, Columns::Single) => Width::Single,
        (None, Columns::OneHalf) => Width::OneHalf,
        (None, Columns::Double) => Width::Double,
    };
    let look = Look {
        languages: global.languages_of_pages().to_vec(),
        formats: arguments.format.clone(),
        width,
        print,
        dpi: arguments.dpi,
        svg_text: arguments.svg_text,
    };
    let folder = global.out.clone().unwrap_or_else(|| results.join(pictures::FOLDER));
    let desk = Desk { global, arguments, look, folder: folder.clone() };
    let files = if of_attribution::Chart::of(&manifest) {
        let album = of_attribution::Facts::read(results, &subject).map_err(not_results)?;
        desk.album(&mut manifest, &album)?
    } else if of_calibration::Chart::of(&manifest) {
        let album = of_calibration::Facts::read(results, &subject).map_err(not_results)?;
        desk.album(&mut manifest, &album)?
    } else if of_sensitivity::Chart::of(&manifest) {
        let album = of_sensitivity::Facts::read(results, &subject).map_err(not_results)?;
        desk.album(&mut manifest, &album)?
    } else if of_sweep::Chart::of(&manifest) {
        desk.sweep(&mut manifest, &subject)?
    } else {
        desk.results(&mut manifest, &subject)?
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

/// A chart of a sweep, or of a decision over it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum OfSweep {
    Sweep(of_sweep::Chart),
    Decision(of_decision::Chart),
}

/// What is drawn where.
struct Desk<'a> {
    global: &'a Global,
    arguments: &'a Arguments,
    look: Look,
    folder: PathBuf,
}

impl Desk<'_> {
    /// Draws charts of an album.
    fn album(&self, manifest: &mut Manifest, album: &impl Album) -> Result<Vec<String>, Failure> {
        let charts = asked(self.arguments, album.charts(), |name| album.named(name), || album.names().into_iter())?;
        self.draw(manifest, &charts, |chart, style| album.draw(*chart, style))
    }

    /// Draws charts of a sweep, and of what was decided over it.
    fn sweep(&self, manifest: &mut Manifest, subject: &Subject) -> Result<Vec<String>, Failure> {
        use of_sweep::{Chart, Facts};
        let results = self.arguments.results.as_path();
        let varied = Varied::read(results).map_err(not_results)?;
        let decided = of_decision::Facts::read(results, manifest, subject, varied.clone()).map_err(not_results)?;
        let of_decision = |charts: Vec<of_decision::Chart>| charts.into_iter().map(OfSweep::Decision);
        let standard = Chart::standard(subject, &varied).into_iter().map(OfSweep::Sweep);
        let charts = asked(
            self.arguments,
            standard.chain(decided.iter().flat_map(|album| of_decision(album.charts()))).collect(),
            |name| match Chart::named(name, subject) {
                Some(charts) => Some(charts.into_iter().map(OfSweep::Sweep).collect()),
                None => Some(of_decision(decided.as_ref()?.named(name)?).collect()),
            },
            || Chart::names().chain(decided.iter().flat_map(Album::names)),
        )?;
        let (mut of_sweep, mut of_decision) = (Vec::new(), Vec::new());
        for chart in charts {
            match chart {
                OfSweep::Sweep(chart) => of_sweep.push(chart),
                OfSweep::Decision(chart) => of_decision.push(chart),
            }
        }
        if let Some((message, help)) = of_sweep.iter().find_map(|chart| chart.lacks(&varied)) {
            return Err(Failure::CommandLine { message: message.into(), help: vec![help.into()] });
        }
        let facts = Facts::read(results, subject, varied, &of_sweep).map_err(not_results)?;
        let mut files = self.draw(manifest, &of_sweep, |chart, style| facts.draw(*chart, style))?;
        if let Some(album) = &decided {
            files.extend(self.draw(manifest, &of_decision, |chart, style| album.draw(*chart, style))?);
        }
        Ok(files)
    }

    /// Draws charts of a comparison.
    fn results(&self, manifest: &mut Manifest, subject: &Subject) -> Result<Vec<String>, Failure> {
        let results = self.arguments.results.as_path();
        let charts = asked(
            self.arguments,
            Chart::standard(subject),
            |name| Chart::named(name, subject),
            || Chart::names(subject),
        )?;
        let comparison = compare::comparison_of(
            results,
            subject.arms(),
            subject.baseline(),
            subject.replicates(),
            (subject.main_measures(), subject.margins()),
            manifest.unknown.as_ref().map(|unknown| &unknown.turns),
        )
        .map_err(not_results)?;
        let facts = Facts::read(results, subject, &comparison, &charts).map_err(not_results)?;
        self.draw(manifest, &charts, |chart, style| facts.draw(*chart, style))
    }

    /// Draws them, and lists what lies in the results folder in its manifest.
    fn draw<C: Display + Sync>(
        &self,
        manifest: &mut Manifest,
        charts: &[C],
        drawn: impl Fn(&C, &Style) -> Drawing + Sync,
    ) -> Result<Vec<String>, Failure> {
        let files = pictures::draw(self.global, charts, &self.look, &self.folder, drawn)?;
        if self.global.out.is_none() {
            pictures::list(&self.arguments.results, manifest, charts, &self.look)?;
        }
        Ok(files)
    }
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

/// Refuses the results of a selection, in which arms have run for different lengths.
pub(super) fn no_selection(results: &Path, manifest: &Manifest, purpose: &str) -> Result<(), Failure> {
    if manifest.files.iter().all(|file| file.path != select::FILE) {
        return Ok(());
    }
    let message = format!("{}: these are results of a selection, all told in {}", results.display(), select::FILE);
    Err(Failure::CommandLine { message, help: vec![format!("{purpose} made with: microgov compare SCENARIO")] })
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
