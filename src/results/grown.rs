//! Growing: the runs of an earlier, smaller design are taken out of its tables and parts and put where they belong in
//! the one that is asked for now, so that no run is made twice.
//!
//! What is kept lies beside the parts: files named after the new design, each with the rows of some runs of one of its
//! blocks. Whoever runs the block takes them from there. A point is known by what it sets, a run by its point and
//! replicate; so a design may gain points anywhere, and replicates.

use super::blocks::{Block, blocks, blocks_of_points};
use super::encoding::{Reader, encode};
use super::folder::Identity;
use super::manifest::{Failure, Manifest};
use super::part::Part;
use super::points::Points;
use super::table::{Column, Field, Rows};
use super::tables::Table;
use super::{Problem, encoding};
use bytes::Bytes;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Keeps the runs of a folder for the design of `identity`. `false`, and nothing is done, when the folder has points that
/// the design has not.
///
/// # Errors
/// A [`Problem`] when a table cannot be read or the disk does not take what is kept.
pub(super) fn keep(folder: &Path, parts: &Path, manifest: &Manifest, identity: &Identity) -> Result<bool, Problem> {
    let renumber = match (&identity.points, &manifest.study) {
        (Some(points), Some(study)) => match Points::read(folder) {
            Ok(old) if old.hash() == study.points_hash => {
                let places: Option<Vec<u64>> = points.places_of(&old).into_iter().collect();
                let Some(places) = places else { return Ok(false) };
                Some(places)
            }
            // It was interrupted before it said what its points are: nothing was run.
            _ => Some(Vec::new()),
        },
        _ => None,
    };
    fs::create_dir_all(parts).map_err(|source| Problem::write(parts, source))?;
    let blocks: Vec<Block> = match &identity.points {
        None => blocks(identity.asked).collect(),
        Some(points) => blocks_of_points(points.count(), identity.asked).collect(),
    };
    let mut keeper = Keeper { parts, name: name(identity), renumber, blocks, written: 0 };
    let tables = Table::ALL.iter().filter(|table| manifest.files.iter().any(|file| file.path == table.file()));
    for table in tables {
        let fields = table.fields();
        let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
        let reader = Reader::open(&folder.join(table.file()))?;
        for group in 0..reader.groups() {
            keeper.rows(*table, &fields, &Rows::of(reader.columns(group, &names)?))?;
        }
    }
    keeper.failures(&manifest.failures)?;
    let name = keeper.name.clone();
    // What serves the new design as it is stays where it is.
    let of_use = |part: &Part| {
        let plan = identity.points.as_ref().map(|points| points.plan_of(&identity.plan, &part.block));
        let same =
            usize::try_from(part.block.index).ok().and_then(|index| keeper.blocks.get(index)) == Some(&part.block);
        same && part.plan == plan.unwrap_or_else(|| identity.plan.clone())
    };
    let earlier: Vec<PathBuf> = earlier(parts, &name)?;
    let earlier: Vec<PathBuf> =
        earlier.into_iter().filter(|path| Part::read_at(path).is_some_and(|part| !of_use(&part))).collect();
    for part in earlier.iter().filter_map(|path| Part::read_at(path)) {
        for (table, bytes) in &part.tables {
            let fields = table.fields();
            keeper.rows(*table, &fields, &rows(bytes, &fields, parts)?)?;
        }
        keeper.failures(&part.failures)?;
    }
    Ok(true)
}

/// What the files of a design are called: other designs of the same folder have other names.
fn name(identity: &Identity) -> String {
    let points = identity.points.as_ref().map_or_else(String::new, Points::hash);
    let text = format!("{} {} {points}", identity.plan, identity.asked);
    format!("k{}", &blake3::hash(text.as_bytes()).to_hex()[..12])
}

/// The parts, and what was kept for an earlier design, in the order of their names.
fn earlier(parts: &Path, name: &str) -> Result<Vec<PathBuf>, Problem> {
    let entries = fs::read_dir(parts).map_err(|source| Problem::read(parts, source))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| !path.file_name().unwrap_or_default().to_string_lossy().starts_with(name));
    paths.sort();
    Ok(paths)
}

fn rows(bytes: &Bytes, fields: &[Field], path: &Path) -> Result<Rows, Problem> {
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let columns = encoding::columns_of(bytes.clone(), &names);
    columns.map(Rows::of).map_err(|error| Problem::Damaged { path: path.into(), what: error.to_string() })
}

/// Point and replicate.
type Run = (u64, u64);

/// The run that each row is of.
fn runs_of(fields: &[Field], rows: &Rows) -> Vec<Option<Run>> {
    let column = |name: &str| fields.iter().position(|field| field.name == name).map(|place| &rows.columns[place]);
    let whole = |number: &Option<i64>| number.and_then(|number| u64::try_from(number).ok());
    let (Some(points), Some(replicates)) = (column("point"), column("replicate")) else { return Vec::new() };
    let both = points.wholes().iter().zip(replicates.wholes());
    both.map(|(point, replicate)| Some((whole(point)?, whole(replicate)?))).collect()
}

/// Rows that belong to a block.
struct Taken {
    block: Block,
    rows: Vec<usize>,
    /// Their new points.
    points: Vec<Option<i64>>,
}

/// Writes what is kept.
struct Keeper<'a> {
    parts: &'a Path,
    name: String,
    /// The new number of each old point; none where there is one point only.
    renumber: Option<Vec<u64>>,
    blocks: Vec<Block>,
    written: u64,
}

impl Keeper<'_> {
    /// Where a run of the old design belongs: its new point, its replicate, and its block.
    fn place(&self, (point, replicate): Run) -> Option<(u64, &Block)> {
        let point = match &self.renumber {
            None => point,
            Some(places) => *places.get(usize::try_from(point).ok()?)?,
        };
        let after =
            self.blocks.partition_point(|block| (block.points.start, block.replicates.start) <= (point, replicate));
        let block = self.blocks.get(after.checked_sub(1)?)?;
        (block.points.contains(&point) && block.replicates.contains(&replicate)).then_some((point, block))
    }

    fn rows(&mut self, table: Table, fields: &[Field], rows: &Rows) -> Result<(), Problem> {
        let mut of_blocks: BTreeMap<u64, Taken> = BTreeMap::new();
        for (row, run) in runs_of(fields, rows).into_iter().enumerate() {
            let Some((point, block)) = run.and_then(|run| self.place(run)) else { continue };
            let fresh = || Taken { block: block.clone(), rows: Vec::new(), points: Vec::new() };
            let taken = of_blocks.entry(block.index).or_insert_with(fresh);
            taken.rows.push(row);
            taken.points.push(i64::try_from(point).ok());
        }
        for Taken { block, rows: taken, points } in of_blocks.into_values() {
            let mut some = rows.take(&taken);
            if let Some(place) = fields.iter().position(|field| field.name == "point") {
                some.columns[place] = Column::Whole(points);
            }
            let path = PathBuf::from(table.file());
            let bytes = encode(&some, fields).map_err(|error| Problem::encoding(&path, error))?;
            self.write(block, Vec::new(), vec![(table, Bytes::from(bytes))])?;
        }
        Ok(())
    }

    fn failures(&mut self, failures: &[Failure]) -> Result<(), Problem> {
        let mut of_blocks: BTreeMap<u64, (Block, Vec<Failure>)> = BTreeMap::new();
        for failure in failures {
            let Some((point, block)) = self.place((failure.point, failure.replicate)) else { continue };
            let (_, kept) = of_blocks.entry(block.index).or_insert_with(|| (block.clone(), Vec::new()));
            kept.push(Failure { point, ..failure.clone() });
        }
        of_blocks.into_values().try_for_each(|(block, kept)| self.write(block, kept, Vec::new()))
    }

    fn write(&mut self, block: Block, failures: Vec<Failure>, tables: Vec<(Table, Bytes)>) -> Result<(), Problem> {
        let path = self.parts.join(format!("{}-{:06}-{:06}", self.name, block.index, self.written));
        self.written += 1;
        Part { plan: self.name.clone(), block, failures, tables }.write_at(&path)
    }
}

/// What is kept for the blocks of a design.
#[derive(Debug, Default)]
pub struct Kept(BTreeMap<u64, Vec<PathBuf>>);

impl Kept {
    /// What lies in the folder `parts` for a design.
    pub fn find(parts: &Path, identity: &Identity) -> Kept {
        let mut kept = Kept::default();
        let name = format!("{}-", name(identity));
        let entries = fs::read_dir(parts).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let block = file.strip_prefix(&name).and_then(|rest| rest.split('-').next()?.parse().ok());
            if let Some(block) = block {
                kept.0.entry(block).or_default().push(path);
            }
        }
        kept
    }

    /// The runs that are kept for a block, of which every one has a row in the table of runs or broke.
    ///
    /// # Errors
    /// [`Problem::Damaged`] when a table cannot be read.
    pub fn of(&self, block: &Block) -> Result<KeptRuns, Problem> {
        let mut kept = KeptRuns::default();
        for path in self.0.get(&block.index).into_iter().flatten() {
            let Some(part) = Part::read_at(path) else { continue };
            for failure in part.failures {
                kept.failures.entry((failure.point, failure.replicate)).or_default().push(failure);
            }
            for (table, bytes) in part.tables {
                let fields = table.fields();
                let rows = rows(&bytes, &fields, path)?;
                let mut of_runs: BTreeMap<Run, Vec<usize>> = BTreeMap::new();
                for (row, run) in runs_of(&fields, &rows).into_iter().enumerate() {
                    of_runs.entry(run.unwrap_or_default()).or_default().push(row);
                }
                for (run, taken) in of_runs {
                    let rows = rows.take(&taken);
                    kept.rows.entry(run).or_default().push((table, rows));
                }
            }
        }
        Ok(kept)
    }
}

/// Runs of a block that need not be made again.
#[derive(Debug, Default)]
pub struct KeptRuns {
    rows: BTreeMap<Run, Vec<(Table, Rows)>>,
    failures: BTreeMap<Run, Vec<Failure>>,
}

impl KeptRuns {
    /// Adds what is known of a replicate of a point, in all arms, to rows of tables and failures; `false` where nothing is.
    pub fn add(&mut self, point: u64, replicate: u64, to: &mut [(Table, Rows)], failures: &mut Vec<Failure>) -> bool {
        let run = (point, replicate);
        let known = self.rows.remove(&run).unwrap_or_default();
        let broke = self.failures.remove(&run).unwrap_or_default();
        if broke.is_empty() && !known.iter().any(|(table, _)| *table == Table::Runs) {
            return false;
        }
        for (table, rows) in known {
            if let Some((_, to)) = to.iter_mut().find(|(other, _)| *other == table) {
                to.append(rows);
            }
        }
        failures.extend(broke);
        true
    }
}
