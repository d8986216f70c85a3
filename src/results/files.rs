//! Files that appear whole or not at all: written aside, synced, renamed.

use super::Problem;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What the name of an unfinished file contains.
const ASIDE: &str = ".partial-";

/// A file on its way: it takes its name when it is [committed](Aside::commit) and is removed if it never is.
#[derive(Debug)]
pub struct Aside {
    path: PathBuf,
    aside: PathBuf,
    done: bool,
}

impl Aside {
    /// Starts a file that shall be `path`; its contents go to the second value.
    ///
    /// # Errors
    /// [`Problem::Write`] when it cannot be created.
    pub fn create(path: &Path) -> Result<(Aside, File), Problem> {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(format!("{ASIDE}{}", std::process::id()));
        let aside = path.with_file_name(name);
        let file = File::create(&aside).map_err(|source| Problem::write(path, source))?;
        Ok((Aside { path: path.into(), aside, done: false }, file))
    }

    /// Syncs the contents to disk and gives the file its name.
    ///
    /// # Errors
    /// [`Problem::Write`] when the disk does not take it.
    pub fn commit(mut self, file: File) -> Result<(), Problem> {
        let failed = |source| Problem::write(&self.path, source);
        file.sync_all().map_err(failed)?;
        drop(file);
        fs::rename(&self.aside, &self.path).map_err(failed)?;
        self.done = true;
        sync_folder(self.path.parent().unwrap_or(Path::new(".")));
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.done {
            // Nothing is lost if this fails: the next opening of the folder sweeps.
            let _ = fs::remove_file(&self.aside);
        }
    }
}

/// Makes a rename last. Some file systems cannot sync a folder; the file itself is synced in any case.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Writes a file whole or not at all.
///
/// # Errors
/// [`Problem::Write`] when the disk does not take it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let (aside, mut file) = Aside::create(path)?;
    file.write_all(bytes).map_err(|source| Problem::write(path, source))?;
    aside.commit(file)
}

/// Removes what an interrupted writer left in `folder`.
pub(crate) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().contains(ASIDE)) {
        let _ = fs::remove_file(entry.path());
    }
}

/// The BLAKE3 hash of a file in hexadecimal digits, and its length in bytes.
///
/// # Errors
/// [`Problem::Read`] when it cannot be read.
pub fn hash(path: &Path) -> Result<(String, u64), Problem> {
    let mut hasher = blake3::Hasher::new();
    let file = File::open(path).map_err(|source| Problem::read(path, source))?;
    hasher.update_reader(file).map_err(|source| Problem::read(path, source))?;
    Ok((hasher.finalize().to_hex().to_string(), hasher.count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_never_committed_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let (aside, mut file) = Aside::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop((aside, file));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        write_whole(&path, b"whole").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
    }

    #[test]
    fn sweeping_removes_only_unfinished_files() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b000001.partial-77"), b"x").unwrap();
        fs::write(folder.path().join("b000001"), b"x").unwrap();
        sweep(folder.path());
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(left, ["b000001"]);
    }
}
