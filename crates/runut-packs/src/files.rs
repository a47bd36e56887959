//! The files of the packs, and what can be wrong with them.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::de::DeserializeOwned;

static BUILTIN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Pack files by their path below the packs' root (`lang/id/numbers.toml`).
#[derive(Debug, Clone, Default)]
pub struct Files {
    by_path: BTreeMap<String, Cow<'static, [u8]>>,
    /// Paths of those that were laid over the others.
    laid: BTreeSet<String>,
}

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
        let by_path = BUILTIN.iter().map(|&(path, bytes)| (path.to_owned(), Cow::Borrowed(bytes))).collect();
        Self { by_path, laid: BTreeSet::new() }
    }

    /// Those of the files by which articles are read: without what only claims are read by.
    #[must_use]
    pub fn for_articles(&self) -> Self {
        const TABLES: [&str; 4] = ["pack", "boilerplate", "words", "credit"];
        let is_wanted = |path: &str| {
            let Some((_, table)) = path.strip_prefix("lang/").and_then(|rest| rest.split_once('/')) else {
                return !path.starts_with("events/");
            };
            table.strip_suffix(".toml").is_some_and(|table| TABLES.contains(&table))
        };
        let mut files = self.clone();
        files.by_path.retain(|path, _| is_wanted(path));
        files
    }

    /// Adds a file, or puts it in the place of the one with the same path.
    pub fn insert(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        self.by_path.insert(path.into(), Cow::Owned(bytes));
    }

    /// Lays a file over the others, as a folder given at run time does: it takes the place of the one with the same
    /// path, and rows of the world in it have the last word.
    ///
    /// # Errors
    /// Where nobody would read a file of this path; the error says which paths there are.
    pub fn lay(&mut self, path: impl Into<String>, bytes: Vec<u8>) -> Result<(), Error> {
        let path = path.into();
        if let Some(wanted) = self.unread(&path) {
            let reason = format!("nobody reads a file of this name; {wanted}");
            return Err(Error { path, reason });
        }
        self.laid.insert(path.clone());
        self.insert(path, bytes);
        Ok(())
    }

    /// Paths of the files that were laid over the others, sorted.
    pub fn laid(&self) -> impl Iterator<Item = &str> {
        self.laid.iter().map(String::as_str)
    }

    /// What was wanted, where no reader asks for a file of this path. Weights and notes beside the tables are nobody's
    /// mistake.
    fn unread(&self, path: &str) -> Option<String> {
        let parts: Vec<&str> = path.split('/').collect();
        let (["lang", _, name]
        | ["lang", _, "events" | "cases", name]
        | ["world" | "events" | "page" | "press", name]
        | ["world", "outlets", name]) = parts[..]
        else {
            return Some(
                "wanted lang/<tag>/, lang/<tag>/events/, lang/<tag>/cases/, world/, world/outlets/, press/ or events/".into(),
            );
        };
        let table = |path: &str| {
            let (_, name) = path.strip_prefix("lang/")?.split_once('/')?;
            let name = name.strip_suffix(".toml").filter(|name| !name.contains('/'))?;
            Some(name.to_owned())
        };
        if name.strip_suffix(".toml").is_none() || parts.len() != 3 || parts[0] != "lang" {
            return None;
        }
        let tables: BTreeSet<String> = self.by_path.keys().filter_map(|path| table(path)).collect();
        let known = tables.is_empty() || table(path).is_some_and(|name| tables.contains(&name));
        (!known).then(|| format!("a language has {}", tables.into_iter().collect::<Vec<_>>().join(", ")))
    }

    /// Whether there is a file of this path.
    pub fn has(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// Whether the files below `folder` are those that the program carries, and no others.
    pub(crate) fn is_own(&self, folder: &str) -> bool {
        let within = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let mut files = self.by_path.iter().filter(|(path, _)| within(path));
        let carried = BUILTIN.iter().filter(|(path, _)| within(path)).count();
        // Only what the program carries is borrowed.
        carried == files.clone().count() && files.all(|(_, bytes)| matches!(bytes, Cow::Borrowed(_)))
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
        self.by_path
            .iter()
            .filter(move |(path, _)| path.starts_with(&prefix))
            .map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// The bytes of the file at `path`, if there is one.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.by_path.get(path).map(AsRef::as_ref)
    }

    /// The table in the file at `path`, or an empty one where there is no such file.
    ///
    /// # Errors
    /// Where the file is no TOML of this form.
    pub fn table<T: DeserializeOwned + Default>(&self, path: &str) -> Result<T, Error> {
        self.by_path.get(path).map_or_else(|| Ok(T::default()), |bytes| parse(path, bytes))
    }

    /// The tables of all TOML files directly in `folder`, each with the file's stem, sorted by it; those that were laid
    /// over the others last.
    ///
    /// # Errors
    /// Where one of the files is no TOML of this form.
    pub fn tables<T: DeserializeOwned>(&self, folder: &str) -> Result<Vec<(String, T)>, Error> {
        let mut files: Vec<(&str, &[u8])> = self.below(folder).collect();
        files.sort_by_key(|(path, _)| self.laid.contains(*path));
        files
            .into_iter()
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
    let text = std::str::from_utf8(bytes)
        .map_err(|e| error(format!("line {}: {e}", lines_before(bytes, e.valid_up_to()) + 1)))?;
    toml::from_str(text).map_err(|e| {
        let reason = e.to_string();
        // A rule that a table as a whole breaks has no place of its own; the words that it quotes have.
        let quoted = reason.split('`').nth(1).filter(|_| e.span().is_none());
        match quoted.and_then(|words| text.find(words)) {
            Some(at) => error(format!("line {}: {reason}", lines_before(bytes, at) + 1)),
            None => error(reason),
        }
    })
}

fn lines_before(bytes: &[u8], offset: usize) -> usize {
    bytes[..offset].split(|&byte| byte == b'\n').count() - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Packs;

    fn error(path: &str, toml: &str) -> String {
        let mut files = Files::builtin();
        let laid = files.lay(path, toml.as_bytes().to_vec());
        laid.and_then(|()| Packs::from_files(&files).map(|_| ())).expect_err("the file is wrong").to_string()
    }

    #[test]
    fn what_is_wrong_is_said_with_file_and_line() {
        let unknown = error("lang/id/words.toml", "pronouns = [\"ia\"]\nkata = []\n");
        assert!(unknown.contains("lang/id/words.toml") && unknown.contains("line 2"), "{unknown}");
        assert!(unknown.contains("`kata`") && unknown.contains("`prepositions`"), "{unknown}");
        let frame = error("lang/id/attribution.toml", "[frames]\nbare = [\"{quote} {siapa} {cue}\"]\n");
        assert!(frame.contains("line 2") && frame.contains("{siapa}"), "{frame}");
        let name = error("lang/id/atribusi.toml", "");
        assert!(name.contains("attribution") && name.contains("nobody reads"), "{name}");
        let folder = error("bahasa/id/words.toml", "");
        assert!(folder.contains("wanted lang/<tag>/"), "{folder}");
    }

    #[test]
    fn a_file_laid_over_overrides_and_a_new_one_extends() {
        let mut files = Files::builtin();
        let rows = "[[outlet]]\nid = \"senja\"\nnames = { \"\" = [\"Harian Senja\"] }\n\n\
                    [[country]]\nid = \"ID\"\nnames = { \"\" = [\"Nusantara Raya\"] }\n";
        files.lay("world/a.toml", rows.as_bytes().to_vec()).expect("the path is read");
        let before = Packs::builtin();
        let after = Packs::from_files(&files).expect("the rows parse");
        assert!(before.world.thing("outlet:senja").is_none() && after.world.thing("outlet:senja").is_some());
        let named = after.world.named("Nusantara Raya");
        assert_eq!(named.len(), 1);
        assert_eq!(after.world.things[named[0].thing].id, "country:ID");
        assert_eq!(after.world.things.len(), before.world.things.len() + 1);
    }
}
