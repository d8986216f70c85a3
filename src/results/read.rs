//! Reading values back, paired: by arm and replicate.

use super::Problem;
use super::encoding::Reader;
use super::part::Part;
use super::table::Column;
use super::tables::Table;
use crate::vocabulary::{GroupMeasure, Measure, MonthMeasure};
use crate::world::State;
use std::path::Path;

/// Values by arm, replicate and measure; `None` where a value is missing or the run broke.
pub type RunValues = Vec<Vec<Vec<Option<f64>>>>;

/// Reads `measures` of the `arms` (by name) of a folder's `runs.parquet`.
///
/// # Errors
/// A [`Problem`] when the table cannot be read or lacks a measure.
pub fn run_values(folder: &Path, arms: &[String], replicates: u64, measures: &[Measure]) -> Result<RunValues, Problem> {
    let reader = Reader::open(&folder.join(Table::Runs.file()))?;
    let columns = (0..reader.groups()).map(|group| reader.columns(group, &names(measures)));
    placed(columns, arms, replicates, measures.len())
}

/// The runs of a folder, measure by measure: of a long experiment all of them at once would not fit into memory.
pub struct RunColumns {
    reader: Reader,
    arms: usize,
    replicates: usize,
    /// By row, arm and replicate; `None` of other arms and replicates.
    places: Vec<Option<(u32, u32)>>,
}

impl RunColumns {
    /// Opens the `runs.parquet` of a folder for its `arms` (by name).
    ///
    /// # Errors
    /// A [`Problem`] when the table cannot be read.
    pub fn open(folder: &Path, arms: &[String], replicates: u64) -> Result<RunColumns, Problem> {
        let reader = Reader::open(&folder.join(Table::Runs.file()))?;
        let mut places = Vec::with_capacity(reader.rows());
        for group in 0..reader.groups() {
            let columns = reader.columns(group, &names(&[]))?;
            let [names, numbers] = columns.as_slice() else { continue };
            places.extend(names.texts().iter().zip(numbers.wholes()).map(|(name, number)| {
                let arm = arms.iter().position(|arm| Some(arm) == name.as_ref())?;
                let number = u64::try_from((*number)?).ok().filter(|number| *number < replicates)?;
                Some((u32::try_from(arm).ok()?, u32::try_from(number).ok()?))
            }));
        }
        let replicates = usize::try_from(replicates).unwrap_or(0);
        Ok(RunColumns { reader, arms: arms.len(), replicates, places })
    }

    /// The values of a measure by arm and replicate; `None` where one is missing or the run broke.
    ///
    /// # Errors
    /// A [`Problem`] when the table cannot be read or lacks the measure.
    pub fn values(&self, measure: Measure) -> Result<Vec<Vec<Option<f64>>>, Problem> {
        let mut values = vec![vec![None; self.replicates]; self.arms];
        let mut places = self.places.iter();
        for group in 0..self.reader.groups() {
            let columns = self.reader.columns(group, &[measure.name()])?;
            for (value, place) in columns.iter().flat_map(|column| column.reals()).zip(places.by_ref()) {
                if let Some((arm, replicate)) = place {
                    values[*arm as usize][*replicate as usize] = *value;
                }
            }
        }
        Ok(values)
    }
}

/// Every measure of one run of a folder, in the order of [`Measure::ALL`]; `None` where the run has no row.
///
/// # Errors
/// A [`Problem`] when the table cannot be read.
pub fn run_row(folder: &Path, arm: &str, point: u64, replicate: u64) -> Result<Option<Vec<Option<f64>>>, Problem> {
    let reader = Reader::open(&folder.join(Table::Runs.file()))?;
    let [point, replicate] = [point, replicate].map(|number| i64::try_from(number).ok());
    for group in 0..reader.groups() {
        let keys = reader.columns(group, &names_with_point(&[]))?;
        let [points, arms, replicates] = keys.as_slice() else { continue };
        let is_it = |row: &usize| {
            points.wholes()[*row] == point
                && replicates.wholes()[*row] == replicate
                && arms.texts()[*row].as_deref() == Some(arm)
        };
        if let Some(row) = (0..points.wholes().len()).find(is_it) {
            let names: Vec<&str> = Measure::ALL.iter().map(|measure| measure.name()).collect();
            return Ok(Some(reader.columns(group, &names)?.iter().map(|column| column.reals()[row]).collect()));
        }
    }
    Ok(None)
}

/// Reads them from parts, before these are joined.
///
/// # Errors
/// A [`Problem`] when a part lacks a measure.
pub fn run_values_of_parts(
    parts: impl Iterator<Item = Part>,
    arms: &[String],
    replicates: u64,
    measures: &[Measure],
) -> Result<RunValues, Problem> {
    let columns = parts.map(|part| part.columns(Table::Runs, &names(measures)));
    placed(columns, arms, replicates, measures.len())
}

/// Reads `measures` of the `arms` (by name) of a study's `runs.parquet`: by point, arm and replicate.
///
/// # Errors
/// A [`Problem`] when the table cannot be read or lacks a measure.
pub fn point_values(
    folder: &Path,
    arms: &[String],
    points: u64,
    replicates: u64,
    measures: &[Measure],
) -> Result<Vec<RunValues>, Problem> {
    let reader = Reader::open(&folder.join(Table::Runs.file()))?;
    let mut values: Vec<RunValues> = (0..points).map(|_| nothing(arms, replicates, measures.len())).collect();
    for group in 0..reader.groups() {
        place_by_point(&mut values, &reader.columns(group, &names_with_point(measures))?, arms, 0);
    }
    Ok(values)
}

/// Reads them of the points of one part, before the parts are joined.
///
/// # Errors
/// A [`Problem`] when the part lacks a measure.
pub fn point_values_of_part(
    part: &Part,
    arms: &[String],
    replicates: u64,
    measures: &[Measure],
) -> Result<Vec<RunValues>, Problem> {
    let columns = part.columns(Table::Runs, &names_with_point(measures))?;
    let points = part.block.points.clone();
    let mut values: Vec<RunValues> = points.clone().map(|_| nothing(arms, replicates, measures.len())).collect();
    place_by_point(&mut values, &columns, arms, points.start);
    Ok(values)
}

/// Puts rows (arm, replicate, measures) where they belong.
fn placed(
    tables: impl Iterator<Item = Result<Vec<Column>, Problem>>,
    arms: &[String],
    replicates: u64,
    measures: usize,
) -> Result<RunValues, Problem> {
    let mut values = nothing(arms, replicates, measures);
    for columns in tables {
        let columns = columns?;
        let [names, numbers, measures @ ..] = columns.as_slice() else { continue };
        for (row, (name, number)) in names.texts().iter().zip(numbers.wholes()).enumerate() {
            place(&mut values, arms, name.as_ref(), *number, measures, row);
        }
    }
    Ok(values)
}

/// Puts rows (point, arm, replicate, measures) where they belong; the first entry is of point `first`.
fn place_by_point(values: &mut [RunValues], columns: &[Column], arms: &[String], first: u64) {
    let [numbers, names, of_point, measures @ ..] = columns else { return };
    for (row, (point, name)) in numbers.wholes().iter().zip(names.texts()).enumerate() {
        let point = point.and_then(|point| usize::try_from(u64::try_from(point).ok()?.checked_sub(first)?).ok());
        if let Some(values) = point.and_then(|point| values.get_mut(point)) {
            place(values, arms, name.as_ref(), of_point.wholes()[row], measures, row);
        }
    }
}

fn nothing(arms: &[String], replicates: u64, measures: usize) -> RunValues {
    vec![vec![vec![None; measures]; usize::try_from(replicates).unwrap_or(0)]; arms.len()]
}

fn place(
    values: &mut RunValues,
    arms: &[String],
    name: Option<&String>,
    number: Option<i64>,
    measures: &[Column],
    row: usize,
) {
    let arm = arms.iter().position(|arm| Some(arm) == name);
    let number = number.and_then(|number| usize::try_from(number).ok());
    if let (Some(arm), Some(number)) = (arm, number)
        && let Some(run) = values[arm].get_mut(number)
    {
        run.iter_mut().zip(measures).for_each(|(value, column)| *value = column.reals()[row]);
    }
}

fn names_with_point(measures: &[Measure]) -> Vec<&'static str> {
    std::iter::once("point").chain(names(measures)).collect()
}

fn names(measures: &[Measure]) -> Vec<&'static str> {
    ["arm", "replicate"].into_iter().chain(measures.iter().map(|measure| measure.name())).collect()
}

/// Values of group measures, one entry a run and group, in the order of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupValues {
    /// Place of the arm among those asked for.
    pub arm: Vec<usize>,
    /// Replicate.
    pub replicate: Vec<u64>,
    /// Group.
    pub group: Vec<u64>,
    /// Values of each measure asked for.
    pub values: Vec<Vec<Option<f64>>>,
}

impl GroupValues {
    /// Reads `measures` of the `arms` (by name) of a folder's `groups.parquet`.
    ///
    /// # Errors
    /// A [`Problem`] when the table cannot be read or lacks a measure.
    pub fn read(folder: &Path, arms: &[String], measures: &[GroupMeasure]) -> Result<GroupValues, Problem> {
        let mut read = GroupValues::none(measures);
        GroupValues::each(folder, arms, measures, |more| {
            read.arm.extend(&more.arm);
            read.replicate.extend(&more.replicate);
            read.group.extend(&more.group);
            read.values.iter_mut().zip(&more.values).for_each(|(values, more)| values.extend(more));
        })?;
        Ok(read)
    }

    fn none(measures: &[GroupMeasure]) -> GroupValues {
        let values = vec![Vec::new(); measures.len()];
        GroupValues { arm: Vec::new(), replicate: Vec::new(), group: Vec::new(), values }
    }

    /// Shows `visit` the same, some replicates with all their arms at a time, so that not all are in memory at once.
    ///
    /// # Errors
    /// A [`Problem`] when the table cannot be read or lacks a measure.
    pub fn each(
        folder: &Path,
        arms: &[String],
        measures: &[GroupMeasure],
        mut visit: impl FnMut(&GroupValues),
    ) -> Result<(), Problem> {
        let reader = Reader::open(&folder.join(Table::Groups.file()))?;
        let names: Vec<_> =
            ["arm", "replicate", "group"].into_iter().chain(measures.iter().map(|measure| measure.name())).collect();
        let whole = |column: &Column, row: usize| column.wholes()[row].and_then(|n| u64::try_from(n).ok());
        for group in 0..reader.groups() {
            let columns = reader.columns(group, &names)?;
            let mut read = GroupValues::none(measures);
            for (row, name) in columns[0].texts().iter().enumerate() {
                let Some(arm) = arms.iter().position(|arm| Some(arm) == name.as_ref()) else { continue };
                read.arm.push(arm);
                read.replicate.push(whole(&columns[1], row).unwrap_or(0));
                read.group.push(whole(&columns[2], row).unwrap_or(0));
                for (values, column) in read.values.iter_mut().zip(&columns[3..]) {
                    values.push(column.reals()[row]);
                }
            }
            visit(&read);
        }
        Ok(())
    }
}

/// A row of the table of months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthRow<'a> {
    /// Place of the arm among those asked for.
    pub arm: usize,
    /// Replicate.
    pub replicate: u64,
    /// Month, counted from 0.
    pub month: usize,
    /// Values of the measures asked for.
    pub values: &'a [Option<f64>],
}

/// Shows `visit` the `measures` of the `arms` (by name) of a folder's `months.parquet`, row by row in the order of the
/// table. Only one row group is in memory at a time.
///
/// # Errors
/// A [`Problem`] when the table cannot be read or lacks a measure.
pub fn each_month(
    folder: &Path,
    arms: &[String],
    measures: &[MonthMeasure],
    mut visit: impl FnMut(MonthRow<'_>),
) -> Result<(), Problem> {
    each_month_of_points(folder, arms, measures, |_, row| visit(row))
}

/// The same of a study, with the point of each row.
///
/// # Errors
/// As [`each_month`].
pub fn each_month_of_points(
    folder: &Path,
    arms: &[String],
    measures: &[MonthMeasure],
    mut visit: impl FnMut(usize, MonthRow<'_>),
) -> Result<(), Problem> {
    let names: Vec<_> = ["arm", "point", "replicate", "month"]
        .into_iter()
        .chain(measures.iter().map(|measure| measure.name()))
        .collect();
    let reader = Reader::open(&folder.join(Table::Months.file()))?;
    for group in 0..reader.groups() {
        let columns = reader.columns(group, &names)?;
        let whole = |column: usize, row: usize| columns[column].wholes()[row].and_then(|n| u64::try_from(n).ok());
        for (row, name) in columns[0].texts().iter().enumerate() {
            let Some(arm) = arms.iter().position(|arm| Some(arm) == name.as_ref()) else { continue };
            let size = |column: usize| whole(column, row).and_then(|number| usize::try_from(number).ok());
            if let (Some(point), Some(replicate), Some(month)) = (size(1), whole(2, row), size(3)) {
                let values: Vec<Option<f64>> = columns[4..].iter().map(|column| column.reals()[row]).collect();
                visit(point, MonthRow { arm, replicate, month, values: &values });
            }
        }
    }
    Ok(())
}

/// A row of the table of cases that were voiced.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaseRow {
    /// Place of the arm among those asked for.
    pub arm: usize,
    /// Replicate.
    pub replicate: u64,
    /// When it was voiced, in days from the start of the simulation.
    pub voiced_day: f64,
    /// When it was resolved rightly, in days from the start of the simulation; `None` if it was not.
    pub resolved_day: Option<f64>,
}

/// Shows `visit` the cases of the `arms` (by name) of a folder's `cases.parquet` that were voiced, row by row in the
/// order of the table. Only one row group is in memory at a time.
///
/// # Errors
/// A [`Problem`] when the table cannot be read.
pub fn each_voiced_case(folder: &Path, arms: &[String], mut visit: impl FnMut(CaseRow)) -> Result<(), Problem> {
    let names = ["arm", "replicate", "state", "voiced_day", "closed_day"];
    let reader = Reader::open(&folder.join(Table::Cases.file()))?;
    for group in 0..reader.groups() {
        let columns = reader.columns(group, &names)?;
        let [of_arm, replicates, states, voiced, closed] = columns.as_slice() else { continue };
        for (row, name) in of_arm.texts().iter().enumerate() {
            let arm = arms.iter().position(|arm| Some(arm) == name.as_ref());
            let replicate = replicates.wholes()[row].and_then(|n| u64::try_from(n).ok());
            if let (Some(arm), Some(replicate), Some(voiced_day)) = (arm, replicate, voiced.reals()[row]) {
                let resolved = states.texts()[row].as_deref() == Some(State::Resolved.name());
                visit(CaseRow { arm, replicate, voiced_day, resolved_day: closed.reals()[row].filter(|_| resolved) });
            }
        }
    }
    Ok(())
}
