//! Going on from a complete folder: its tables are taken apart again, block by block, so that more replicates only
//! add to what is there.

use super::Problem;
use super::blocks::blocks;
use super::encoding::Groups;
use super::manifest::Manifest;
use super::part::Part;
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
    let with_cases = folder.join(Table::Cases.file()).exists();
    let blocks: Vec<_> = blocks(manifest.replicates.finished).collect();
    let fields: Vec<_> = Table::of(with_cases).iter().map(|table| (*table, table.fields())).collect();
    let mut tables = Vec::new();
    for (table, fields) in &fields {
        let groups = Groups::open(&folder.join(table.file()), fields)?;
        if groups.count() != blocks.len() {
            return Ok(());
        }
        tables.push((*table, groups));
    }
    for (place, block) in blocks.iter().enumerate() {
        let path = Part::path(parts, block.index);
        let taken = tables
            .iter()
            .map(|(table, groups)| Ok((*table, groups.take(place)?)))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| Problem::encoding(&path, error))?;
        let of_block = |replicate: u64| (block.first..block.end).contains(&replicate);
        let failures = manifest.failures.iter().filter(|failure| of_block(failure.replicate)).cloned().collect();
        let (plan, first, end) = (manifest.plan.clone(), block.first, block.end);
        Part { plan, block: block.index, first, end, failures, tables: taken }.write(parts)?;
    }
    Ok(())
}
