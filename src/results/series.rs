//! Reading back the tables of drives and storms.

use super::Problem;
use super::encoding::Reader;
use super::tables::Table;
use std::path::Path;

/// A row of the table of drives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DriveRow<'a> {
    /// Place of the arm among those asked for.
    pub arm: usize,
    /// Replicate.
    pub replicate: u64,
    /// Name of the campaign.
    pub campaign: &'a str,
    /// Day of the drive, counted from 1.
    pub day: u32,
    /// Households asked.
    pub asked: u32,
    /// Households of these that must consent.
    pub needed: u32,
    /// Households that have consented by the end of the day.
    pub consented: u32,
}

/// Shows `visit` the drives of the `arms` (by name) of a folder's `drives.parquet`, row by row in the order of the table.
/// Only one row group is in memory at a time.
///
/// # Errors
/// A [`Problem`] when the table cannot be read.
pub fn each_drive_day(folder: &Path, arms: &[String], mut visit: impl FnMut(DriveRow<'_>)) -> Result<(), Problem> {
    let names = ["arm", "replicate", "campaign", "day", "asked", "needed", "consented"];
    let reader = Reader::open(&folder.join(Table::Drives.file()))?;
    for group in 0..reader.groups() {
        let columns = reader.columns(group, &names)?;
        let whole = |column: usize, row: usize| columns[column].wholes()[row].and_then(|n| u32::try_from(n).ok());
        for (row, name) in columns[0].texts().iter().enumerate() {
            let arm = arms.iter().position(|arm| Some(arm) == name.as_ref());
            let replicate = columns[1].wholes()[row].and_then(|n| u64::try_from(n).ok());
            let campaign = columns[2].texts()[row].as_deref();
            let counts = [3, 4, 5, 6].map(|column| whole(column, row));
            if let (
                Some(arm),
                Some(replicate),
                Some(campaign),
                [Some(day), Some(asked), Some(needed), Some(consented)],
            ) = (arm, replicate, campaign, counts)
            {
                visit(DriveRow { arm, replicate, campaign, day, asked, needed, consented });
            }
        }
    }
    Ok(())
}

/// A row of the table of storms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StormRow<'a> {
    /// Place of the arm among those asked for.
    pub arm: usize,
    /// Replicate.
    pub replicate: u64,
    /// Name of the hazard.
    pub hazard: &'a str,
    /// Minutes from the first signs.
    pub minute: f64,
    /// Minutes from the first signs to the impact.
    pub impact_minute: f64,
    /// People at risk.
    pub people: f64,
    /// Of these, left by the minute.
    pub moved: f64,
}

/// Shows `visit` the storms of the `arms` (by name) of a folder's `storms.parquet`, row by row in the order of the table.
/// Only one row group is in memory at a time.
///
/// # Errors
/// A [`Problem`] when the table cannot be read.
pub fn each_storm_step(folder: &Path, arms: &[String], mut visit: impl FnMut(StormRow<'_>)) -> Result<(), Problem> {
    let names = ["arm", "replicate", "hazard", "minute", "impact_minute", "people", "moved"];
    let reader = Reader::open(&folder.join(Table::Storms.file()))?;
    for group in 0..reader.groups() {
        let columns = reader.columns(group, &names)?;
        let count = |column: usize, row: usize| columns[column].wholes()[row].map(|n| n as f64);
        for (row, name) in columns[0].texts().iter().enumerate() {
            let arm = arms.iter().position(|arm| Some(arm) == name.as_ref());
            let replicate = columns[1].wholes()[row].and_then(|n| u64::try_from(n).ok());
            let hazard = columns[2].texts()[row].as_deref();
            let when = columns[3].reals()[row].zip(columns[4].reals()[row]);
            let people = count(5, row).zip(count(6, row));
            if let (Some(arm), Some(replicate), Some(hazard), Some((minute, impact_minute)), Some((people, moved))) =
                (arm, replicate, hazard, when, people)
            {
                visit(StormRow { arm, replicate, hazard, minute, impact_minute, people, moved });
            }
        }
    }
    Ok(())
}
