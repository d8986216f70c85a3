//! The folder of an experiment: who may write it, what is in it, and how it is brought to its end.

use super::encoding::{Joiner, copy_as_csv};
use super::files::{self, Aside, hash, sweep, write_whole};
use super::manifest::{self, Failure, FileEntry, Manifest, State, Study};
use super::part::Part;
use super::points::{self, Points};
use super::tables::Table;
use super::{Problem, grown};
use bytes::Bytes;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

const PARTS: &str = "parts";
const LOCK: &str = ".lock";

/// What an experiment must agree on with a folder to use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Hash of what decides the outcome of a run.
    pub plan: String,
    /// Replicates asked for, or the cap of a sequential rule.
    pub asked: u64,
    /// The sequential rule, as it was written.
    pub until: Option<String>,
    /// The points of a design; none where there is one point only.
    pub points: Option<Points>,
}

/// What was found in a folder.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Nothing: the experiment begins.
    Nothing,
    /// Parts of this plan: it goes on.
    Unfinished(Box<Manifest>),
    /// All that was asked for.
    Complete(Box<Manifest>),
}

/// The folder of an experiment.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Held while the experiment may write; a second process is refused.
    lock: Option<File>,
}

impl Folder {
    /// Opens or makes the folder of an experiment. `force` gives up other results in it; `resume` goes on with the
    /// same plan although another number of replicates was asked for before.
    ///
    /// # Errors
    /// [`Problem::Refused`] when it holds something else and `force` is not given, or another process is writing it;
    /// other problems when the disk fails.
    pub fn open(path: &Path, identity: &Identity, force: bool, resume: bool) -> Result<(Folder, Found), Problem> {
        let refused = |why: String| Problem::Refused { folder: path.into(), why };
        let complete = |found: &Manifest| fits(found, identity) && found.state == State::Complete;
        if !force && let Some(manifest) = Manifest::read(path)?.filter(complete) {
            // A crash between the last manifest and the tidying up may have left parts.
            let _ = fs::remove_dir_all(path.join(PARTS));
            return Ok((Folder { path: path.into(), lock: None }, Found::Complete(Box::new(manifest))));
        }
        fs::create_dir_all(path).map_err(|source| Problem::write(path, source))?;
        let lock_path = path.join(LOCK);
        let lock = File::create(&lock_path).map_err(|source| Problem::write(&lock_path, source))?;
        if let Err(fs::TryLockError::WouldBlock) = lock.try_lock() {
            return Err(refused("another process is writing it; wait for it or choose another --out".into()));
        }
        let folder = Folder { path: path.into(), lock: Some(lock) };
        let found = folder.judge(identity, force, resume).inspect_err(|_| {
            // What is not ours to use is left as it was.
            let _ = fs::remove_file(&lock_path);
        })?;
        fs::create_dir_all(folder.parts()).map_err(|source| Problem::write(&folder.parts(), source))?;
        sweep(path);
        sweep(&folder.parts());
        Ok((folder, found))
    }

    /// Opens the folder of a finished experiment, to make something of its tables.
    ///
    /// # Errors
    /// [`Problem::Refused`] when it holds no finished results; [`Problem::Damaged`] when a table or the manifest is not
    /// what was written.
    pub fn open_complete(path: &Path) -> Result<(Folder, Manifest), Problem> {
        let refused = |why: &str| Problem::Refused { folder: path.into(), why: why.into() };
        if !path.exists() {
            return Err(refused("there is no such folder; make one with microgov compare SCENARIO"));
        }
        if !path.is_dir() {
            return Err(refused("it is no folder; name the results folder that microgov compare made"));
        }
        let manifest = Manifest::read(path)?.ok_or_else(|| {
            refused(
                "it holds no results (there is no manifest.json); name the results folder that microgov compare made",
            )
        })?;
        if manifest.state != State::Complete {
            return Err(refused("its experiment is not finished; finish it with microgov compare SCENARIO --resume"));
        }
        let folder = Folder { path: path.into(), lock: None };
        folder.verify(&manifest)?;
        Ok((folder, manifest))
    }

    /// Looks at what is there, now that nobody else writes.
    fn judge(&self, identity: &Identity, force: bool, resume: bool) -> Result<Found, Problem> {
        let refused = |why: String| Err(Problem::Refused { folder: self.path.clone(), why });
        let manifest = match Manifest::read(&self.path) {
            Ok(manifest) => manifest,
            Err(_) if force => None,
            Err(problem) => return Err(problem),
        };
        let Some(manifest) = manifest else {
            if force && self.path.join(manifest::FILE).exists() || self.is_bare() {
                self.clear(&[])?;
                return Ok(Found::Nothing);
            }
            return refused("it holds files that are no results of this program; choose another --out".into());
        };
        if force {
            self.clear(&manifest.files)?;
            return Ok(Found::Nothing);
        }
        if manifest.plan != identity.plan {
            return refused(
                "it holds results of another scenario, seed or build of the program; choose another --out, or replace \
                 them with --force"
                    .into(),
            );
        }
        if manifest.state != State::Complete {
            if fits(&manifest, identity) {
                return Ok(Found::Unfinished(Box::new(manifest)));
            }
            if resume {
                if !grown::keep(&self.path, &self.parts(), &manifest, identity)? {
                    return refused(OTHER_POINTS.into());
                }
                return Ok(Found::Unfinished(Box::new(manifest)));
            }
            return refused(format!(
                "it was begun for {}; go on from there with --resume, choose another --out, or start anew with --force",
                extent(manifest.replicates.asked, manifest.study.as_ref())
            ));
        }
        let finished = manifest.replicates.finished;
        let grows = match (&identity.points, &manifest.study) {
            (None, _) => identity.asked > finished,
            (Some(points), Some(study)) => {
                identity.asked >= finished && points.count() >= study.points && !fits(&manifest, identity)
            }
            (Some(_), None) => false,
        };
        if resume && grows {
            if !grown::keep(&self.path, &self.parts(), &manifest, identity)? {
                return refused(OTHER_POINTS.into());
            }
            return Ok(Found::Unfinished(Box::new(manifest)));
        }
        let holds = extent(finished, manifest.study.as_ref());
        refused(if grows {
            format!("it holds {holds}; add the missing ones with --resume, or choose another --out")
        } else {
            format!("it holds {holds}; choose another --out, or replace them with --force")
        })
    }

    /// Whether there is nothing but what a start that was interrupted leaves.
    fn is_bare(&self) -> bool {
        let Ok(entries) = fs::read_dir(&self.path) else { return false };
        entries.flatten().all(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            // Parts without a manifest are those of a start that was killed before it wrote one.
            let empty = || fs::read_dir(entry.path()).is_ok_and(|mut within| within.next().is_none());
            name == LOCK || name.starts_with(manifest::FILE) || name == PARTS && empty()
        })
    }

    /// Removes what this program wrote, and nothing else.
    fn clear(&self, listed: &[FileEntry]) -> Result<(), Problem> {
        let tables = Table::ALL.iter().map(|table| table.file());
        let known = [
            "manifest.json",
            "scenario.toml",
            "datapackage.json",
            "comparison.csv",
            points::FILE,
            super::SETS,
            "selection.csv",
            "unknown.csv",
            "validation.csv",
        ]
        .map(String::from);
        for name in listed.iter().map(|file| file.path.clone()).chain(known).chain(tables) {
            remove(&self.path.join(name))?;
        }
        match fs::remove_dir_all(self.parts()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Problem::write(&self.parts(), error)),
            _ => Ok(()),
        }
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the parts lie while the experiment runs.
    pub fn parts(&self) -> PathBuf {
        self.path.join(PARTS)
    }

    /// Writes a file whole or not at all, and its entry for the manifest. `rows` for tables.
    ///
    /// # Errors
    /// [`Problem::Write`] when the disk does not take it.
    pub fn put(&self, name: &str, bytes: &[u8], rows: Option<u64>) -> Result<FileEntry, Problem> {
        write_whole(&self.path.join(name), bytes)?;
        self.entry(name, rows)
    }

    /// The entry of a file for the manifest.
    ///
    /// # Errors
    /// [`Problem::Read`] when it cannot be read.
    pub fn entry(&self, name: &str, rows: Option<u64>) -> Result<FileEntry, Problem> {
        let (blake3, bytes) = hash(&self.path.join(name))?;
        Ok(FileEntry { path: name.into(), rows, bytes, blake3 })
    }

    /// Joins the first `blocks` parts into the tables, in the order of the blocks; also gathers the runs that broke.
    ///
    /// # Errors
    /// [`Problem::Damaged`] when a part is missing, [`Problem::Write`] when the disk does not take a table.
    pub fn join(&self, tables: &[Table], blocks: u64) -> Result<(Vec<FileEntry>, Vec<Failure>), Problem> {
        let alone = tables == Table::OF_STUDIES;
        let fields: Vec<_> = tables.iter().map(|table| table.fields()).collect();
        let mut open = Vec::new();
        for (table, fields) in tables.iter().zip(&fields) {
            let path = self.path.join(table.file());
            let (aside, file) = Aside::create(&path)?;
            let joiner = Joiner::new(file, fields).map_err(|error| Problem::encoding(&path, error))?;
            open.push(Open { table: *table, path, aside, joiner, gathered: Vec::new() });
        }
        let mut failures = Vec::new();
        let mut row_group = 0;
        for block in 0..blocks {
            let not_whole = || {
                let path = Part::path(&self.parts(), block);
                Problem::Damaged { path, what: "it is not whole".into() }
            };
            let part = Part::read(&self.parts(), block).ok_or_else(not_whole)?;
            let of = part.block.row_group(alone);
            for open in &mut open {
                if of != row_group {
                    open.write()?;
                }
                let (_, bytes) = part.tables.iter().find(|(table, _)| *table == open.table).ok_or_else(not_whole)?;
                open.gathered.push(bytes.clone());
            }
            row_group = of;
            failures.extend(part.failures);
        }
        let mut entries = Vec::new();
        for mut open in open {
            open.write()?;
            let Open { table, path, aside, joiner, .. } = open;
            let (file, rows) = joiner.finish().map_err(|error| Problem::encoding(&path, error))?;
            aside.commit(file)?;
            entries.push(self.entry(&table.file(), Some(rows))?);
        }
        Ok((entries, failures))
    }

    /// Writes the tables as CSV as well.
    ///
    /// # Errors
    /// A [`Problem`] when a table cannot be read or the disk does not take the copy.
    pub fn copy_tables_as_csv(&self, tables: &[Table]) -> Result<Vec<FileEntry>, Problem> {
        let mut entries = Vec::new();
        for table in tables {
            let name = format!("{}.csv", table.name());
            let (aside, mut file) = Aside::create(&self.path.join(&name))?;
            let rows = copy_as_csv(&self.path.join(table.file()), &table.fields(), &mut file)?;
            aside.commit(file)?;
            entries.push(self.entry(&name, Some(rows))?);
        }
        Ok(entries)
    }

    /// Writes the last manifest and tidies up: the parts are in the tables now.
    ///
    /// # Errors
    /// [`Problem::Write`] when the disk does not take it.
    pub fn finish(&self, manifest: &Manifest) -> Result<(), Problem> {
        manifest.write(&self.path)?;
        let _ = fs::remove_dir_all(self.parts());
        if self.lock.is_some() {
            let _ = fs::remove_file(self.path.join(LOCK));
        }
        Ok(())
    }

    /// Holds the tables of a complete folder against its manifest.
    ///
    /// # Errors
    /// [`Problem::Damaged`] for the first file that is not what was written.
    pub fn verify(&self, manifest: &Manifest) -> Result<(), Problem> {
        for file in manifest.files.iter().filter(|file| file.rows.is_some()) {
            let path = self.path.join(&file.path);
            if files::hash(&path)?.0 != file.blake3 {
                let what = "it differs from what the manifest says; compute it anew with --force".into();
                return Err(Problem::Damaged { path, what });
            }
        }
        Ok(())
    }
}

/// Why a folder does not become another design.
const OTHER_POINTS: &str = "some of its points are not among those asked for, so it would not grow but be replaced (a Latin \
                            hypercube keeps its points when their number doubles); choose another --out, or replace \
                            it with --force";

/// A table that is being joined.
struct Open<'f> {
    table: Table,
    path: PathBuf,
    aside: Aside,
    joiner: Joiner<'f, File>,
    /// What the next row group holds.
    gathered: Vec<Bytes>,
}

impl Open<'_> {
    fn write(&mut self) -> Result<(), Problem> {
        self.joiner.append(&self.gathered).map_err(|error| Problem::encoding(&self.path, error))?;
        self.gathered.clear();
        Ok(())
    }
}

/// What a folder holds, in words.
fn extent(replicates: u64, study: Option<&Study>) -> String {
    let points = study.map_or_else(String::new, |study| format!("{} points with ", study.points));
    format!("{points}{replicates} replicates")
}

fn fits(manifest: &Manifest, identity: &Identity) -> bool {
    let points = identity.points.as_ref().map(Points::hash);
    manifest.plan == identity.plan
        && manifest.study.as_ref().map(|study| &study.points_hash) == points.as_ref()
        && manifest.replicates.asked == identity.asked
        && manifest.replicates.until == identity.until
}

fn remove(path: &Path) -> Result<(), Problem> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Problem::write(path, error)),
        _ => Ok(()),
    }
}
