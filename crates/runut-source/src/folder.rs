//! A folder: the reports anywhere below it.

use std::{ffi::OsStr, path::Path};

use walkdir::{DirEntry, WalkDir};

use crate::{Error, Input};

/// Endings of files that are taken for reports, or for files of reports, when a folder is walked, in lower case. A file
/// that is named itself is read whatever its ending. Nothing here leads to the network.
const ENDINGS: &[&str] = &[
    ".txt", ".html", ".htm", ".xhtml", ".warc", ".wacz", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet",
    ".rss", ".atom",
];

/// How such files may be packed.
const PACKED: &[&str] = &[".gz", ".zst"];

/// The reports below `folder`, sorted by their names, folder by folder; hidden files and folders are passed over.
pub(crate) fn walk(folder: &Path) -> impl Iterator<Item = Result<Input, Error>> {
    WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_file() && is_report(entry.path()) => {
                Some(Ok(Input::File(entry.into_path())))
            }
            Ok(_) => None,
            Err(error) => Some(Err(error_of(error))),
        })
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_report(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(OsStr::to_str).map(str::to_ascii_lowercase) else {
        return false;
    };
    let name = PACKED.iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

pub(crate) fn error_of(error: walkdir::Error) -> Error {
    let path = error.path().unwrap_or(Path::new("")).to_owned();
    if error.loop_ancestor().is_some() {
        return Error::Loop { path };
    }
    Error::of(&path, error.into())
}
