//! Texts in the file system.

use super::source::{Source, Unreadable};
use std::fs::File;
use std::io::{ErrorKind, Read};

/// The largest file that is read, in bytes: a roster of a county has a tenth of it.
const LARGEST: u64 = 256 << 20;

/// Files, by paths relative to the working folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileSystem;

impl Source for FileSystem {
    fn read(&self, name: &str) -> Result<Vec<u8>, Unreadable> {
        let unreadable = |error: std::io::Error| {
            Unreadable(match error.kind() {
                ErrorKind::NotFound => "no such file".into(),
                ErrorKind::PermissionDenied => "permission denied".into(),
                ErrorKind::IsADirectory => "it is a folder, not a file".into(),
                _ => error.to_string(),
            })
        };
        let file = File::open(name).map_err(unreadable)?;
        if file.metadata().map_err(unreadable)?.is_dir() {
            return Err(Unreadable("it is a folder, not a file".into()));
        }
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > LARGEST {
            return Err(Unreadable(format!("it is larger than {} MiB", LARGEST >> 20)));
        }
        Ok(bytes)
    }
}
