//! The files of the packs, and what can be wrong with them.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::de::DeserializeOwned;

static BUILTIN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Pack files by their path below the packs' root (`lang/id/numbers.toml`).
#[derive(Debug, Clone, Default)]
pub struct Files(BTreeMap<String, Cow<'static, [u8]>>);

/// A pack file that does not say what it should.
#[derive(Debug)]
pub struct Error {
    /// Path below the packs' root.
    pub path: String,
    /// What is wrong, with line and column where the parser knows them.
    pub reason: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "pack file `{}`: {}", self.path, self.reason.trim_end())
    }
}
impl std::error::Error for Error {}

impl Files {
    /// The files that the program carries.
    pub fn builtin() -> Self {
        Self(BUILTIN.iter().map(|&(path, bytes)| (path.to_owned(), Cow::Borrowed(bytes))).collect())
    }

    /// Adds a file, or puts it in the place of the one with the same path.
    pub fn insert(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        self.0.insert(path.into(), Cow::Owned(bytes));
    }

    /// Names of the folders directly below `folder`, sorted.
    pub fn folders(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .below(folder)
            .filter_map(|(path, _)| path[folder.len() + 1..].split_once('/').map(|(name, _)| name.to_owned()))
            .collect();
        names.dedup();
        names
    }

    /// Files anywhere below `folder`, sorted by path.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = (&str, &[u8])> {
        let prefix = format!("{folder}/");
        self.0
            .iter()
            .filter(move |(path, _)| path.starts_with(&prefix))
            .map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// The table in the file at `path`, or an empty one where there is no such file.
    ///
    /// # Errors
    /// Where the file is no TOML of this form.
    pub fn table<T: DeserializeOwned + Default>(&self, path: &str) -> Result<T, Error> {
        self.0.get(path).map_or_else(|| Ok(T::default()), |bytes| parse(path, bytes))
    }

    /// The tables of all TOML files directly in `folder`, each with the file's stem, sorted by it.
    ///
    /// # Errors
    /// Where one of the files is no TOML of this form.
    pub fn tables<T: DeserializeOwned>(&self, folder: &str) -> Result<Vec<(String, T)>, Error> {
        self.below(folder)
            .filter_map(|(path, bytes)| {
                let stem = path[folder.len() + 1..].strip_suffix(".toml")?;
                (!stem.contains('/')).then_some((path, stem, bytes))
            })
            .map(|(path, stem, bytes)| Ok((stem.to_owned(), parse(path, bytes)?)))
            .collect()
    }
}

fn parse<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<T, Error> {
    let error = |reason: String| Error { path: path.to_owned(), reason };
    let text = std::str::from_utf8(bytes).map_err(|e| error(e.to_string()))?;
    toml::from_str(text).map_err(|e| error(e.to_string()))
}
