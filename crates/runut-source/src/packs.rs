//! A folder of packs: the files that are laid over the built-in ones.

use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use crate::{Error, folder::error_of};

/// Folders that a folder of packs may hold.
const ROOMS: [&str; 5] = ["events", "lang", "page", "press", "world"];

/// The longest file of a pack that is read: 16 MiB. The longest built-in table has 0.1.
const FILE_BYTES_MAX: u64 = 16 << 20;

/// Every file below `lang/`, `world/`, `press/` and `events/` of `folder`, with its path from there (`lang/id/time.toml`), sorted
/// by it; hidden ones are passed over.
///
/// # Errors
/// The folder is not there or holds none of the four, a file cannot be read or is longer than 16 MiB.
pub fn pack_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let metadata = folder.metadata().map_err(|error| Error::of(folder, error))?;
    let rooms: Vec<PathBuf> = ROOMS
        .iter()
        .map(|room| folder.join(room))
        .filter(|room| metadata.is_dir() && room.is_dir())
        .collect();
    if rooms.is_empty() {
        return Err(Error::NoPacks { path: folder.to_owned() });
    }
    let mut files = Vec::new();
    for entry in rooms.iter().flat_map(|room| WalkDir::new(room).follow_links(true).sort_by_file_name()) {
        let entry = entry.map_err(error_of)?;
        let path = entry.path();
        if !entry.file_type().is_file() || entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(path).components();
        let name: Vec<_> = below.map(|part| part.as_os_str().to_string_lossy()).collect();
        files.push((name.join("/"), read(path)?));
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| Error::of(path, error))?;
    let len =
        file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|error| Error::of(path, error))?;
    if len as u64 > FILE_BYTES_MAX {
        return Err(Error::TooLong { path: path.to_owned(), limit_bytes: FILE_BYTES_MAX });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_come_with_their_path_below_the_folder() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let error = pack_files(folder.path()).expect_err("it is empty");
        assert!(matches!(error, Error::NoPacks { .. }), "{error}");
        fs::create_dir_all(folder.path().join("lang/xx/cases")).expect("it can be written");
        fs::write(folder.path().join("lang/xx/time.toml"), "a").expect("it can be written");
        fs::write(folder.path().join("lang/xx/.time.toml.swp"), "b").expect("it can be written");
        fs::write(folder.path().join("README.md"), "c").expect("it can be written");
        let files = pack_files(folder.path()).expect("it holds packs");
        assert_eq!(files, [("lang/xx/time.toml".to_owned(), b"a".to_vec())]);
    }
}
