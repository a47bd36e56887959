//! What the arguments of a command name, and the pages behind it.

use std::path::{Path, PathBuf};

use runut_text::Page;

use crate::{Error, file, folder};

/// One thing that a page can be read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Everything that stdin gives, as one page.
    Stdin,
}

/// What `paths` name, in their order: a folder stands for the reports in it ([`folder`] says which), `-` for stdin, and
/// anything else for itself. Nothing is opened yet but the folders.
///
/// # Errors
/// Each entry is an error of its own: a path that is not there, a folder that cannot be listed.
pub fn inputs<P: AsRef<Path>>(paths: &[P]) -> Vec<Result<Input, Error>> {
    let mut all = Vec::new();
    for path in paths {
        let path = path.as_ref();
        if path == Path::new("-") {
            all.push(Ok(Input::Stdin));
            continue;
        }
        match path.metadata() {
            Ok(metadata) if metadata.is_dir() => all.extend(folder::walk(path)),
            Ok(_) => all.push(Ok(Input::File(path.to_owned()))),
            Err(error) => all.push(Err(Error::of(path, error))),
        }
    }
    all
}

/// The pages behind `inputs`, one at a time, in their order; an error where a page cannot be read.
pub fn pages(
    inputs: impl IntoIterator<Item = Result<Input, Error>>,
) -> impl Iterator<Item = Result<Page, Error>> {
    inputs.into_iter().map(|input| file::read(&input?))
}
