//! Going on from a complete folder: its tables are taken apart again, block by block, so that more replicates or
//! points only add to what is there.

use super::Problem;
use super::blocks::{Block, blocks, blocks_of_points};
use super::encoding::Groups;
use super::manifest::Manifest;
use super::part::Part;
use super::points::Points;
use super::tables::Table;
use std::fs;
use std::path::Path;

/// Makes parts of the tables of a complete folder. When some table has no rows in some block, its row groups no longer
/// tell which block they are of; then nothing is made, and the runs are made anew.
///
/// # Errors
/// A [`Problem`] when a table cannot be read or the disk does not take a part.
pub(super) fn split(folder: &Path, parts: &Path, manifest: &Manifest) -> Result<(), Problem> {
    fs::create_dir_all(parts).map_err(|source| Problem::write(parts, source))?;
    let finished = manifest.replicates.finished;
    let points = manifest.study.as_ref().map(|_| Points::read(folder)).transpose()?;
    let blocks: Vec<Block> = match &points {
        None => blocks(finished).collect(),
        Some(points) => blocks_of_points(points.count(), finished).collect(),
    };
    let tables = match points {
        None => Table::of(folder.join(Table::Cases.file()).exists()),
        Some(_) if folder.join(Table::Months.file()).exists() => Table::OF_STUDIES_BY_MONTH,
        Some(_) => Table::OF_STUDIES,
    };
    let fields: Vec<_> = tables.iter().map(|table| (*table, table.fields())).collect();
    let mut tables = Vec::new();
    for (table, fields) in &fields {
        let groups = Groups::open(&folder.join(table.file()), fields)?;
        if groups.count() != blocks.len() {
            return Ok(());
        }
        tables.push((*table, groups));
    }
    for (place, block) in blocks.into_iter().enumerate() {
        let path = Part::path(parts, block.index);
        let taken = tables
            .iter()
            .map(|(table, groups)| Ok((*table, groups.take(place)?)))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| Problem::encoding(&path, error))?;
        let failures = manifest
            .failures
            .iter()
            .filter(|failure| block.points.contains(&failure.point) && block.replicates.contains(&failure.replicate));
        let failures = failures.cloned().collect();
        let plan = points.as_ref().map_or(manifest.plan.clone(), |points| points.plan_of(&manifest.plan, &block));
        Part { plan, block, failures, tables: taken }.write(parts)?;
    }
    Ok(())
}
