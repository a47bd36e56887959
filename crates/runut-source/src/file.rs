//! One file, or stdin, as one page.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use runut_text::Page;

use crate::{Error, Input};

/// The longest page that is read: 64 MiB. The longest news pages seen are near 10 MiB, most below 0.5.
pub const PAGE_BYTES_MAX: u64 = 64 << 20;

/// Reads the page of one input. Its id is the file's stem, `stdin` for stdin; its origin is the path as given.
///
/// # Errors
/// The file is not there, may not be read, is longer than [`PAGE_BYTES_MAX`], or the system fails to read it.
pub fn read(input: &Input) -> Result<Page, Error> {
    match input {
        Input::Stdin => read_from(io::stdin().lock(), Path::new("stdin"), PAGE_BYTES_MAX),
        Input::File(path) => {
            let file = File::open(path).map_err(|error| Error::of(path, error))?;
            read_from(file, path, PAGE_BYTES_MAX)
        }
    }
}

fn read_from(from: impl Read, path: &Path, limit_bytes: u64) -> Result<Page, Error> {
    let mut bytes = Vec::new();
    // One byte more than the limit tells a page that is too long, also where the length is not known beforehand.
    let len = from.take(limit_bytes + 1).read_to_end(&mut bytes).map_err(|error| Error::of(path, error))?;
    if len as u64 > limit_bytes {
        return Err(Error::TooLong { path: path.to_owned(), limit_bytes });
    }
    let id = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Page { id, origin: path.display().to_string(), bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_at_the_limit_is_read_and_one_beyond_is_not() {
        let path = Path::new("kabar/contoh.desa.html");
        let page = read_from(&b"12345"[..], path, 5).expect("five bytes are within five");
        assert_eq!((page.id.as_str(), page.origin.as_str()), ("contoh.desa", "kabar/contoh.desa.html"));
        let error = read_from(&b"123456"[..], path, 5).expect_err("six are not");
        assert!(matches!(error, Error::TooLong { .. }), "{error}");
    }
}
