//! A list of paths, one a line.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::Error;

/// The paths that the file `list` names, or stdin where `list` is `-`: one a line, empty lines passed over. A path is
/// taken from the folder in which the command runs, not from the list's.
///
/// # Errors
/// The list is not there, may not be read, is a folder, or is not UTF-8.
pub fn paths_from(list: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut bytes = Vec::new();
    if list == Path::new("-") {
        let stdin = Path::new("stdin");
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Error::of(stdin, error))?;
    } else if list.is_dir() {
        return Err(Error::ListIsFolder { path: list.to_owned() });
    } else {
        bytes = fs::read(list).map_err(|error| Error::of(list, error))?;
    }
    let text = std::str::from_utf8(&bytes).map_err(|error| Error::ListNotText {
        path: list.to_owned(),
        line: bytes[..error.valid_up_to()].split(|&byte| byte == b'\n').count(),
    })?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(PathBuf::from).collect())
}
