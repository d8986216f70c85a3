//! Where texts come from. The core asks a [`Source`] and touches no file.

use std::collections::BTreeMap;

/// Why a text could not be read, to complete "cannot read ...:".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// Gives texts by name.
pub trait Source {
    /// The bytes of `name`, a path with `/` between its parts.
    ///
    /// # Errors
    /// [`Unreadable`], when there is no such text or it cannot be read.
    fn read(&self, name: &str) -> Result<Vec<u8>, Unreadable>;
}

/// Texts held in memory, by name.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Memory {
    /// One text.
    pub fn single(name: &str, text: impl Into<Vec<u8>>) -> Memory {
        Memory(BTreeMap::from([(name.to_string(), text.into())]))
    }

    /// The same and one text more.
    pub fn and(mut self, name: &str, text: impl Into<Vec<u8>>) -> Memory {
        self.0.insert(name.to_string(), text.into());
        self
    }
}

impl Source for Memory {
    fn read(&self, name: &str) -> Result<Vec<u8>, Unreadable> {
        self.0.get(name).cloned().ok_or_else(|| Unreadable("no such file".into()))
    }
}

/// The name of `path` as written in the file `from`: relative paths start at the folder of that file.
pub(super) fn beside(from: &str, path: &str) -> String {
    let absolute = path.starts_with(['/', '\\']) || path.get(1..2) == Some(":");
    let folder = from.rfind(['/', '\\']).map_or("", |at| &from[..=at]);
    let joined = if absolute { path.to_string() } else { format!("{folder}{path}") };
    tidy(&joined)
}

/// Takes out `.` and `folder/..`, so that one file has one name and a cycle is seen.
fn tidy(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for (i, part) in path.split('/').enumerate() {
        match part {
            "." => {}
            "" if i > 0 => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, "" | "..")) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_file_that_names_them() {
        assert_eq!(beside("scenarios/a.toml", "b.toml"), "scenarios/b.toml");
        assert_eq!(beside("scenarios/a.toml", "./x/../b.toml"), "scenarios/b.toml");
        assert_eq!(beside("a.toml", "../b.toml"), "../b.toml");
        assert_eq!(beside("a.toml", "/tmp//b.toml"), "/tmp/b.toml");
        assert_eq!(beside("/one/a.toml", "../../b.toml"), "/../b.toml");
    }
}
